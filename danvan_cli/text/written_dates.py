"""Dates as Vietnamese writers put them: 4/2, 04-02-2020, ngày 8 tháng 10 năm 2020, 6-7/7, tháng 5/2020, 2020-02-04.

The day stands before the month, always. What looks alike is no date: fractions (7/12 xã), document numbers
(34/2007/PL-UBTVQH11), sums (2.5 tỷ), addresses (đường 30/4), lunar days, days that no calendar has (31/02).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from danvan_cli.models import Span

MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
SPELT_MONTH = "|".join(reversed(MONTHS))

JOINT = r"(?:\s?[-–—,&]\s?|\s(?:và|đến|tới)\s)(?:(?:hết|rạng sáng|sáng|chiều|tối|đêm)\s)?(?:(?:ngày|mùng|mồng)\s){0,2}"
YEAR = r"(?:1\d|20)\d\d"
NUMBER = re.compile(  # where a date may begin: few numbers pass, so the forms below are tried seldom
    rf"[0-9](?<!\w\d)(?<!\d[/.:]\d)(?=\d?(?:\s?[-/.]\s?\d|{JOINT}\d|[\s,]{{0,3}}tháng|,?\snăm\s\d|,?\s{YEAR})|\d{{3}}-\d)"
)
DAYS = rf"(?P<day>\d{{1,2}})(?P<more>(?:{JOINT}\d{{1,2}}){{0,4}}?)"
TO = re.compile(r"\s?[-–—]\s?|\s(?:đến|tới)\s(?:hết\s)?(?:ngày\s)?")
FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        rf"{DAYS}\s?(?P<mark>[-/.–])\s?(?P<month>\d{{1,2}})"
        rf"(?:\s?(?P=mark)\s?(?P<year>{YEAR}|\d\d(?![-/.]?\d))|,?\snăm\s(?P<late>{YEAR})|(?!(?P=mark)\d|-[^\W\d]))"
        r"(?!\w|\s?/|[.,]\d|\stháng\s)"
    ),
    re.compile(
        rf"{DAYS},?\s{{0,2}}(?P<spelt>tháng)\s{{0,2}}(?P<month>\d{{1,2}}|{SPELT_MONTH})"
        rf"(?:(?:,?\s{{0,2}}năm\s{{0,2}}|\s?[-/.,]\s?|\s)(?P<year>{YEAR}))?(?!\w|\s?/\s?\w)"
    ),
    re.compile(rf"(?P<month>\d{{1,2}})(?P<mark>\s?[-/.]\s?|,?\snăm\s)(?P<year>{YEAR})(?!\w|[-/.]\w)"),
    re.compile(rf"(?P<day>\d{{1,2}}),?\s(?P<year>{YEAR})(?!\w|\s?[-–/]\s?\d)"),  # after its month
)

LEAP_YEAR = 2000
PIVOT = 40
BEFORE = 16  # letters before a number that are looked at
DAY_WORD = re.compile(
    r"(?<!\w)(?:ngày|sáng|trưa|chiều|tối|đêm|khuya|sớm|muộn|hôm|mùng|mồng|nay|qua|nhật|thứ \w{2,4})[\s,(]{0,3}$"
)
EACH_DAY = re.compile(r"(?:mỗi|một|hằng|hàng|/)\s?ngày\s$")
SPELT_DAY = re.compile(r"(?:ngày\s{1,2})?(?:(?:mùng|mồng)\s{1,2})?$")
MONTH_FIRST = re.compile(rf"tháng\s(?P<month>\d{{1,2}}|{SPELT_MONTH})\s$")
MONTH_WORD = re.compile(r"tháng\s{0,2}$")
SINCE = re.compile(r"(?:(?<!\w)(?:từ|đến|tới|đầu|cuối|hồi)\s|[-–(]\s?)$")
STRETCH_BEFORE = re.compile(r"(?:(?<!\w)(?:từ|các|trong)\s|\()$")
NUMBERED = re.compile(r"(?<!\w)(?:thứ|số|kỳ|bài|phần|tập|quý|khóa|lần|phố|tổ|khu|đội|câu|điều|giờ|phút)\s$")
NO_DATE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:số|đường|phố|hẻm|ngõ|ngách|kiệt|lớp|tổ|khu|hạng|binh|quảng trường|công viên|nhà văn hóa"
    r"|tỷ lệ|tỉ lệ|tỷ số|hơn|trên|gần|khoảng|chiếm|đạt|được|quá|ít nhất|có|còn|điểm|thắng|thua)\s|\d,)$"
)
COUNTED_AFTER = re.compile(
    r"\s?(?:%|‰)|\s(?:số|tổng số|xã|phường|thị|huyện|tỉnh|thành phố|quận|thôn|bản|ấp|khóm|khu|tổ|buôn|làng|sóc|phum"
    r"|hộ|nhà|gia đình|người|nhân khẩu|dân|đồng chí|đ/c|đại biểu|thành viên|ủy viên|đảng viên|hội viên|đoàn viên"
    r"|cán bộ|học sinh|em|cháu|chi|đảng bộ|chỉ tiêu|tiêu chí|mục tiêu|nhiệm vụ|nội dung|nhóm|mô hình|đơn vị|cơ quan"
    r"|cơ sở|trường|lớp|phòng|ban|ngành|khối|tập thể|cá nhân|ý kiến|kiến nghị|phiếu|vụ|đơn|công trình|dự án|tổ chức"
    r"|doanh nghiệp|hợp tác xã|htx|điểm|chức danh|cuộc|lượt|lần|buổi|bữa|giờ|tháng|diện tích|đất|km|ha|m2|m²|kg"
    r"|tạ|tấn|nghìn|ngàn|triệu|tỷ|tỉ|đồng)(?!\w)"
)
LUNAR_AFTER = re.compile(r"\s?\(?(?:âm lịch|âl(?!\w)|năm (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text. `day` is None where only a month is told, `year` where none is.

    span: the numbers with what stands between them; "ngày" or "tháng" before them where the month is spelt out.
    stretch: whether other days follow in the same span.
    """

    span: Span
    day: int | None
    month: int
    year: int | None
    stretch: bool = False

    @property
    def iso(self) -> str | None:
        """2020-02-04, 2020-02; None without a year."""
        if self.year is None:
            return None
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"


def written_dates(plain: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """The possible dates between two places of a plain text, in order.

    A stretch of days (6-7/7/2019, từ ngày 6 đến ngày 8/7, 30/12 - 2/1/2020) is one date, its first day; its span is
    that of the whole stretch and its year, where only the last day has one, follows from that.
    """
    held: WrittenDate | None = None
    for found in _dates(plain, start, len(plain) if end is None else end):
        stretch = held and _stretch(plain, held, found)
        if held and not stretch:
            yield held
        held = stretch or found
    if held:
        yield held


def _dates(plain: str, start: int, end: int) -> Iterator[WrittenDate]:
    while number := NUMBER.search(plain, start, end):
        start = number.end()
        match = _match(plain, number.start(), end)
        if match is None:
            continue
        before = plain[max(0, match.start() - BEFORE) : match.start()]
        if match.re.groupindex.get("more") and not _is_stretch(match, before):
            continue  # what seemed its first day is another number; the date may begin after it
        start = match.end()
        if found := _read(match, before):
            yield found


def _match(plain: str, start: int, end: int) -> re.Match[str] | None:
    """The match of the first of FORMS that fits at a place."""
    for form in FORMS:
        if match := form.match(plain, start, end):
            return match
    return None


def _is_stretch(match: re.Match[str], before: str) -> bool:
    """Whether the numbers before the last day are days too: "ngày 6, 7/7" against "số 25, 4/2/2020", "thứ 3 - 4/2"."""
    more = match["more"]
    if not more:
        return True
    days = [int(day) for day in re.findall(r"\d+", match["day"] + more)]
    if NUMBERED.search(before) or any(day >= after for day, after in pairwise(days)):
        return False
    return "," not in more or bool(DAY_WORD.search(before) or STRETCH_BEFORE.search(before))


def _read(match: re.Match[str], before: str) -> WrittenDate | None:
    """The date of a match of FORMS after the letters `before`; None where it is something else."""
    groups = match.groupdict()
    words = _words_before(groups, before)
    month, day = groups.get("month") or (words and words["month"]), groups.get("day")
    if month is None or LUNAR_AFTER.match(match.string, match.end()) or not _reads_as_date(match, groups, before):
        return None
    found = WrittenDate(
        Span(match.start() - (len(words[0]) if words else 0), match.end()),
        int(day) if day else None,
        int(month) if month.isdigit() else MONTHS.index(month) + 1,
        _year(groups),
        stretch=bool(groups.get("more")),
    )
    return found if _exists(found) else None


def _reads_as_date(match: re.Match[str], groups: dict[str, str | None], before: str) -> bool:
    """Whether the words around a match of FORMS let it be a date."""
    year, slashed = groups["year"] or groups.get("late"), groups.get("mark") == "/"
    if "day" not in groups:
        return bool(MONTH_WORD.search(before) or (slashed and SINCE.search(before)))
    named = bool(DAY_WORD.search(before))
    if groups.get("mark") == "–" and not named:  # "Sáng 20–9", but not "10–12 người"
        return False
    if year and len(year) == 4:
        return True
    if year:
        return named or (slashed and not NO_DATE_BEFORE.search(before))
    return _reads_as_day(match, before, slashed=slashed, named=named)


def _reads_as_day(match: re.Match[str], before: str, *, slashed: bool, named: bool) -> bool:
    """Whether a day and a month without a year are a date. `slashed`: written d/m; `named`: after ngày, sáng, ..."""
    if EACH_DAY.search(before):
        return False
    if named and slashed:
        return True
    if COUNTED_AFTER.match(match.string, match.end()):
        return False
    if slashed:
        return match[0] != "24/7" and not NO_DATE_BEFORE.search(before)
    return named or bool(match["more"] and STRETCH_BEFORE.search(before))


def _year(groups: dict[str, str | None]) -> int | None:
    """Four digits as they are, two digits below PIVOT in this century."""
    year = groups["year"] or groups.get("late")
    if year is None:
        return None
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < PIVOT else 1900)


def _words_before(groups: dict[str, str | None], before: str) -> re.Match[str] | None:
    """The words before the numbers that are part of the date: "ngày" 8 tháng 10, "tháng" 5/2020, "tháng Ba" 18, 2021"""
    if "month" not in groups:
        return MONTH_FIRST.search(before)
    if groups.get("spelt"):
        return SPELT_DAY.search(before)
    return MONTH_WORD.search(before) if "day" not in groups else None


def _exists(found: WrittenDate) -> bool:
    try:
        date(found.year or LEAP_YEAR, found.month, found.day or 1)
    except ValueError:
        return False
    return True


def _stretch(plain: str, first: WrittenDate, last: WrittenDate) -> WrittenDate | None:
    """The first day of "28/6 - 2/7/2020" with the span of both and the year that follows from the last one.

    None where the two are no such ends.
    """
    if first.year or first.day is None or last.day is None:
        return None
    if not TO.fullmatch(plain, first.span.end, last.span.start):
        return None
    year = last.year and last.year - (first.month > last.month)
    stretch = replace(first, span=Span(first.span.start, last.span.end), year=year, stretch=True)
    return stretch if _exists(stretch) else None
