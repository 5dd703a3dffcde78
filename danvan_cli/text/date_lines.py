"""Lines of a page that say when it was published: "Thứ năm, 08/12/2022", "Ngày đăng: 5/2/2024 - Lượt xem: 87"."""

import re
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from danvan_cli.spans import Span
from danvan_cli.text.letters import plain
from danvan_cli.text.written_dates import MONTHS

SHORTEST, LONGEST = 8, 160  # letters
MOST_FIELDS = 4  # beside the date of a posting line
MOST_WORDS = 6  # of one of them
UNLABELLED, UPDATE = 1, 2  # ranks of labels
CENTURY = 2000  # of a year of two digits
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPELT = "|".join(sorted(MONTHS, key=len, reverse=True))
IN_ENGLISH = rf"(?:{'|'.join(ENGLISH)})[a-z]{{0,6}}"
YEAR = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
DATE = re.compile(
    rf"(?<!\d)(?<!\d[./-])(?P<d1>\d{{1,2}})\s?(?P<mark>[-/.])\s?(?P<m1>\d{{1,2}})\s?(?P=mark)\s?"
    r"(?P<y1>(?:19|20)\d\d(?!\d)|\d\d(?!\d|[./-]\d))"
    rf"|(?<!\d){YEAR.format('y2')}[-/](?P<m2>\d{{1,2}})[-/](?P<d2>\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:\s?[,-]?\s?(?:tháng\s|(?:thg|th)\.?\s?)(?P<m3>\d{{1,2}}|{SPELT})|\s(?P<e3>{IN_ENGLISH}))"
    rf"(?:\s?[,/-]\s?|\snăm\s|\s){YEAR.format('y3')}"
    rf"|(?<!\w)(?:tháng\s)?(?:(?P<m4>\d{{1,2}}|{SPELT})|(?P<e4>{IN_ENGLISH}))\s(?P<d4>\d{{1,2}}),?\s{YEAR.format('y4')}"
)
POSTED = (
    r"(?:được )?(?:(?:ngày|giờ|lúc|thời gian|thời điểm|thời) ?)?(?:đăng(?: tải| tin| bài)?|cập nhật|xuất bản|phát hành"
    r"|tạo|ban hành|gửi|đưa tin|đưa|viết)(?: tin| bài)?(?: lần cuối| mới nhất)?(?: (?:vào|trên))?"
    r"(?: lúc| ngày| vào lúc)*|(?:chỉnh )?sửa lần cuối(?: vào)?|lần sửa cuối|ngày (?:chỉnh )?sửa"
    r"|(?:hôm nay|bây giờ)(?: là)?|(?:published|posted|submitted)(?: on)?|updated"
)
DAY_WORD = r"date|ngày|lúc|vào|hồi|on|at"
WEEKDAY = (
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mon|tue|wed|thu|fri|sat|sun|t\.?\s?[2-7]|cn)"
)
CLOCK = (
    r"\d{1,2}\s?(?:[:hg]|giờ)\s?\d{2}(?:\s?phút)?(?::\d{2})?(?:\s?[ap]m|\s?sa|\s?ch)?"
    r"|[(\[]?(?:gmt|utc)\s?\+\s?0?7(?::?00)?[)\]]?|(?<!\w)ict(?!\w)"
)
VIEWS = (
    r"(?:số )?(?:(?:lượt|lần)(?: người)? (?:xem|đọc|truy cập)(?: bài viết)?|đã xem|đã đọc|views|xem|đọc)\s?:?\s?"
    r"\d[\d.,]*(?: lượt| lần)?"
    r"|\d[\d.,]* (?:(?:số )?(?:lượt|lần)(?: xem| đọc)?|views|reads|phút đọc|min(?:ute)?s? read|bình luận)"
)
POSTER = (
    r"(?:người (?:đăng|gửi|nhập)|(?:được )?(?:đăng|gửi|submitted) (?:bởi|by)|nguồn tin|nguồn)\s?:?\s?[^|\d]{1,40}?"
    r"(?=\s(?:vào|lúc|ngày|on|at)\s|\s[-–]|[|•·\d]|$)"
)
TOOLS = (
    r"(?:xem với |thay đổi |xem )?(?:cỡ|phông|kích thước) chữ|a[+-]?|in (?:bài(?: viết)?|trang|ra)|bản in|print|e?mail"
    r"|g[ửở]i (?:bài|mail|email)|chia sẻ|facebook|zalo|(?:theo dõi [^|]{0,30})?trên google news|bình luận|ý kiến"
    r"|phản hồi"
)
SITE_USER = r"(?:quản trị viên|ban quản trị|ban biên tập|biên tập viên|super user|administrator|admin|webmaster)"
OTHER = re.compile(
    rf"(?<![^\W\d_])(?:{VIEWS}|{POSTER}|{POSTED}|{DAY_WORD}|{WEEKDAY}|{TOOLS}|{SITE_USER})(?!\w)|{CLOCK}"
)
OF_SITES = re.compile(
    rf"(?<!\w)(?:{VIEWS}|{POSTER}|{POSTED}|{WEEKDAY}|{SITE_USER}|bởi|by)(?!\w)|{CLOCK}|\s[|•·]|[|•·]\s"
)
COUNTER = re.compile(r"[|•·–-]\s*\d[\d.,]*\s*$")
BETWEEN = re.compile(r"[|•·()\[\]]+|\s[.:–—-]|[.,;–—-](?:\s|$)|\s{2,}")
GLUED = re.compile(
    r"(?<=[^\W\d_])(?=Thứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|Chủ [Nn]hật)"
)  # "LÊ NAThứ Năm, 1/2/2024"
OUTER = re.compile(r"^[\W_]+|[\W_]+$")
PUBLISHED = re.compile(r"đăng|xuất bản|phát hành|published|posted|tạo")
UPDATED = re.compile(r"cập nhật|sửa|chỉnh|updated|modified")
DIGIT = re.compile(r"\d")
NOW = re.compile(r"bây giờ|hôm nay|giờ hệ thống")
SECONDS = re.compile(r"\d{1,2}:\d{2}:\d{2}")
WEEKDAY_NAME = re.compile(rf"(?<!\w){WEEKDAY}(?!\w)")


def is_date_line(line: str) -> bool:
    """Whether a line is a full date with what sites put around it: label, weekday, time, views, poster, font size."""
    return other_fields(line) == []


def is_posting_line(line: str) -> bool:
    """Whether a line is a full date among few other words, as sites put it beside a headline.

    "LÊ HÀ 12/3/2020 19:20 (GMT+7)", "Gửi bởi btv vào T.5, 12/03/2020 - 8:05", "Báo Bến Sông | 12-3-2020".
    The words are names, or something shows that a site wrote them: a time, a weekday, a label, a counter, a bar.
    """
    fields = other_fields(line)
    if not fields:
        return fields == []
    if len(fields) > MOST_FIELDS or not all(_is_short(field) for field in fields):
        return False
    return bool(OF_SITES.search(plain(line))) or all(_is_name(field) for field in fields)


def other_fields(line: str) -> list[str] | None:
    """What a line says besides a full date and what sites put around it, in parts; None where it has no date."""
    if not SHORTEST <= len(line) <= LONGEST or not DIGIT.search(line):
        return None
    line = GLUED.sub(" ", line)
    rest, dates = DATE.subn(_blank, plain(line))
    if not dates:
        return None
    rest = OTHER.sub(_blank, COUNTER.sub(_blank, rest))
    written = "".join("|" if mark == "|" else c for c, mark in zip(line, rest, strict=True))
    parts = (OUTER.sub("", part) for part in BETWEEN.split(written))
    return [part for part in parts if part]


def is_clock(line: str) -> bool:
    """Whether a date line shows the time of the visit: it says so, or has a weekday and seconds."""
    words = plain(line)
    return bool(NOW.search(words) or (SECONDS.search(words) and WEEKDAY_NAME.search(words)))


def label_rank(words: str) -> int:
    """0 where the words around a date say that it is the publication's, 1 where they say nothing, 2 for an update's."""
    words = plain(words)
    return 0 if PUBLISHED.search(words) else UPDATE if UPDATED.search(words) else UNLABELLED


def update_day(line: str) -> str | None:
    """The ISO day of a date line that tells an update, "Cập nhật lúc: 29/09/2020"; None for other lines."""
    tells = len(line) <= LONGEST and label_rank(line) == UPDATE and is_date_line(line)
    return day_of(line) if tells else None


def is_later(line: str, updated: str) -> bool:
    """Whether a line without a label has a day after the last update's, as a site's clock has. updated: "" if none."""
    return updated != "" and label_rank(line) == UNLABELLED and (day_of(line) or "") > updated


def day_of(line: str) -> str | None:
    """The ISO day of a line: the first of those with the best label; None where there is no possible date."""
    return min(ranked_days(line), key=itemgetter(0), default=(UNLABELLED, None, None))[2]


def ranked_days(line: str) -> Iterator[tuple[int, Span, str]]:
    """The possible dates of a line, each with the rank of the label before it: "Sửa: 3/6/2024 | Đăng: 1/6/2024"."""
    at = 0
    for span, day in days_in(line):
        yield label_rank(line[at : span.start]), span, day
        at = span.end


def days_in(line: str) -> Iterator[tuple[Span, str]]:
    """The possible dates of a date line: where each stands, and its ISO day.

    The month stands first only where no calendar has it otherwise: "11/22/2014".
    """
    for found in DATE.finditer(plain(line)):
        year, month, day = _year(found), _month(found), int(next(found[f"d{n}"] for n in "1234" if found[f"d{n}"]))
        month, day = (day, month) if month > len(MONTHS) else (month, day)
        try:
            yield Span(*found.span()), date(year, month, day).isoformat()
        except ValueError:
            continue


def _year(found: re.Match[str]) -> int:
    year = int(next(found[f"y{n}"] for n in "1234" if found[f"y{n}"]))
    return year if year > 99 else year + CENTURY


def _month(found: re.Match[str]) -> int:
    """The month of a match of DATE: in digits, in words, in English."""
    if english := found["e3"] or found["e4"]:
        return ENGLISH.index(english[:3]) + 1
    month = next(found[f"m{n}"] for n in "1234" if found[f"m{n}"])
    return MONTHS.index(month) + 1 if month in MONTHS else int(month)


def _blank(found: re.Match[str]) -> str:
    return "|" * len(found[0])


def _is_short(field: str) -> bool:
    """Whether a field is one or two words, or a few that begin with a capital."""
    count = len(field.split())
    return count <= 2 or (count <= MOST_WORDS and not field[0].islower())


def _is_name(field: str) -> bool:
    """Whether a field is a user of the site or a name: one word, or a few with capitals."""
    words = field.split()
    return len(words) == 1 or (len(words) <= 4 and all(not word[0].islower() for word in words))
