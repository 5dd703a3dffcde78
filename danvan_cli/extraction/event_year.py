"""The year of a day that is written without one: "Sáng 4/2" in an article published on 2020-02-05 is 2020."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from danvan_cli.extraction.event_day import is_event_day
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.written_dates import WrittenDate, written_dates

AHEAD = timedelta(days=31)  # so long before its day an event may be announced
RECENT = timedelta(days=120)  # so long after its day news may still be published
NEAR = timedelta(days=62)  # so far from its day an anniversary may be marked
AROUND = 100  # letters before a year that are looked at
EARLY, LATE = (1, 2, 3, 4), (10, 11, 12)  # months in which a year is looked back on, or the next one planned

ANNIVERSARY = re.compile(
    r"\d(?<!\d\d)\d?[/.-]\d{1,2}[/.-](?:1\d|20)\d\d\s?(?:[-–—]|đến)\s?(?:\d{1,2}[/.-]\d{1,2}[/.-])?20\d\d(?!\d)"
)
YEARS_SINCE = re.compile(
    r"(\d{2,3})\snăm[^.;\n]{0,80}\(\s?(\d{1,2})[/.-](\d{1,2})[/.-]((?:1[89]|20)\d\d)\s?\)",
)
ANNIVERSARY_OF_YEARS = re.compile(
    r"(?:kỷ niệm|truyền thống|thành lập)[^.;\n]{0,80}\(\s?(?:1[89]|20)\d\d\s?[-–—]\s?(20\d\d)\s?\)"
)
TOLD_YEAR = re.compile(r"2(?<![\d.-]2)(?<![-–]\s2)0\d\d(?!\d|\s?[-–/]\s?\w)")
NOT_ITS_YEAR = re.compile(
    r"(?:đến|tới|từ|hết|giai đoạn|nhiệm kỳ|khóa|(?<!giáng )(?<!đản )sinh|lập|trước|so với|cùng kỳ|tầm nhìn|phấn đấu"
    r"|năm học)\s(?:năm\s)?$|\d/\d{1,2}/$"
)
YEAR_WORD = re.compile(r"(?:năm\s|(?:quý|tháng)\s\w{1,3}/)$")
YEAR_ENDS = re.compile(r"\s{0,2}(?:$|[,.;:)”\"\n]|(?:và|gắn|nhiệm|phương|triển|đề)\s)")
PART_OF_YEAR = re.compile(
    r"(?:(?P<review>quý (?:iv|4)|tháng 1[012]|cuối)|(?P<tasks>quý (?:i|1)|tháng 0?[123]|đầu)|quý \w{1,3}|tháng \d{1,2})"
    r"(?:,?\s|/)(?:năm\s)?$"
)
SINCE = re.compile(r"từ (?:đầu|tháng \d{1,2}|quý \w{1,3})[,\s/]{1,2}(?:năm\s)?$")  # "từ đầu năm [2025] đến nay"
CONGRESS = re.compile(  # behind the day: "[, Đảng bộ xã A tổ chức Đại hội lần thứ I, nhiệm kỳ 2025-2030]"
    r"(?P<before>[^.;:\n]{0,120}?)(?<!\w)đại hội(?!\w)(?:(?!đại hội)[^.;:\n]){0,120}? lần thứ \w{1,7}(?: \w{1,7}){0,2}"
    r"[,\s(]{1,3}nhiệm kỳ (?P<year>20\d\d)\s?[-–—]\s?20\d\d"
)
HOLDS = re.compile(
    r"(?:,|(?<!\w)(?:tổ chức|tiến hành|khai mạc|bế mạc|diễn ra|dự(?: và (?:phát biểu )?chỉ đạo)?"
    r"|phiên (?:trù bị|khai mạc|chính thức|trọng thể|bế mạc))"
    r"(?: (?:thành công|trọng thể|trù bị|chính thức|của|phiên|ngày|làm việc|thứ (?:nhất|hai))){0,4}) $"
)
TALKS = re.compile(  # of a congress that was or will be
    r"(?<!\w)(?:sẽ|dự kiến|việc|để|về|công tác|chuẩn bị|kế hoạch|hướng dẫn|(?<!và )(?<!biểu )chỉ đạo|hội nghị|họp"
    r"|kiểm tra|rút kinh nghiệm|sau|đại biểu dự|thành tích|chào mừng|những|vừa|tinh thần|tiến tới)(?!\w)"
)
CONGRESS_MONTHS = range(1, 11)  # in the last months congresses of the next year's term are held, too
OCCASION = re.compile(  # "nhân dịp lễ Sene Dolta [năm 2025]"
    r"(?<!\w)(?:nhân|dịp|mừng|hưởng ứng|đón)(?: [^.;:,\n]{0,30})? (?:lễ|tết|ngày|tuần lễ|tháng|hội|chiến dịch)(?!\w)"
    r"[^.;:,\n]{0,50} năm $"
)
PAST = re.compile(r"(?<!\w)(?:từng|trước (?:đây|đó|kia)|(?:khi|lúc|hồi) (?:ấy|đó|xưa)|năm (?:ngoái|trước))(?!\w)")
NEW_YEAR = re.compile(r"(?<!\w)(?:tết|xuân)(?!\w)")
TOPIC = re.compile(
    r"(?P<review>tổng kết|nhìn lại|kết quả|đánh giá|kiểm điểm)"
    r"|(?P<tasks>nhiệm vụ|phương hướng|triển khai|kế hoạch|chương trình|chỉ tiêu|giao ước)"
)


def year_of(found: WrittenDate, paragraph: Span, prose: Prose, published: str | None) -> tuple[int, str] | None:
    """The year of a day and the rule that gave it, or None.

    In this order: the publication; the same day with its year elsewhere; an anniversary that ends near the day,
    "(15/10/1930 - 15/10/2020)"; what the title or else the day's paragraph tells, "năm 2020", "tổng kết năm 2019 ...
    nhiệm vụ năm 2020"; the first year of the term whose congress it is; an occasion in the paragraph before.
    """
    day, month = found.day or 1, found.month
    if published:
        return _because("year of publication", _by_publication(day, month, published))
    plain, told_in = prose.plain, prose.plain[paragraph.start : paragraph.end]
    by_title = _because("year told in the title", _by_topic(month, plain[: prose.body], bare=True))
    by_paragraph = _because("year told in the same paragraph", _by_topic(month, told_in, bare=False))
    if not any(years_told(plain[: prose.body], bare=True).values()) and any(years_told(told_in, bare=False).values()):
        by_title, by_paragraph = by_paragraph, by_title  # "năm 2025 đạt kết quả" below which the year is reviewed
    return (
        _because("year told with the same day elsewhere", _elsewhere(day, month, plain))
        or _because("year in which an anniversary ends", _by_anniversary(day, month, plain))
        or by_title
        or by_paragraph
        or _because("year in which the term of its congress begins", _by_congress(found, paragraph, plain))
        or _because("year told in the paragraph before", _by_paragraph_before(month, paragraph, prose))
    )


def _because(rule: str, year: int | None) -> tuple[int, str] | None:
    return (year, rule) if year else None


def years_told(plain: str, *, bare: bool) -> dict[int, str]:
    """The years that a text tells, each with what is said of it first: "review", "tasks" or "".

    The end of a year counts as review, its beginning as tasks: "giao ban quý IV/2019" may be held in January 2020.
    """
    found: dict[int, str] = {}
    for match in TOLD_YEAR.finditer(plain):
        before = plain[max(0, match.start() - AROUND) : match.start()]
        told = YEAR_WORD.search(before) or (bare and YEAR_ENDS.match(plain, match.end()))
        if not told or NOT_ITS_YEAR.search(before):
            continue
        part = None if SINCE.search(before) else PART_OF_YEAR.search(before)
        topics = [part, *reversed([*TOPIC.finditer(before)])]
        found.setdefault(int(match[0]), next((topic.lastgroup or "" for topic in topics if topic), ""))
    return found


def day_in(year: int, month: int, day: int) -> date | None:
    """The date; None where that year has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_day(iso: str) -> date:
    """The first day of an ISO day, month or year."""
    return date.fromisoformat(f"{iso}-01-01"[:10])


def last_day(iso: str) -> date:
    """The last day of an ISO day, month or year."""
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _by_publication(day: int, month: int, published: str) -> int | None:
    """The year of the latest such day until publication, or of one that comes soon after it; None where it is old."""
    end = last_day(published)
    if len(published) == 4:
        return end.year
    days = (day_in(year, month, day) for year in (end.year + 1, end.year, end.year - 1))
    return next((d.year for d in days if d and d - AHEAD <= end <= d + RECENT), None)


def _elsewhere(day: int, month: int, plain: str) -> int | None:
    """The year that stands with the day where the text tells it again as an event's."""
    whole = Span(0, len(plain))
    same = (d for d in written_dates(plain) if (d.day, d.month) == (day, month) and d.year and d.year >= 2000)
    years = {d.year for d in same if is_event_day(plain, whole, d, inside=True)}
    return years.pop() if len(years) == 1 else None


def _by_anniversary(day: int, month: int, plain: str) -> int | None:
    pairs = ((end, day_in(end.year + step, month, day)) for end in _anniversaries(plain) for step in (0, -1, 1))
    if year := next((d.year for end, d in pairs if d and abs(d - end) <= NEAR), None):
        return year
    of_years = ANNIVERSARY_OF_YEARS.search(plain)
    return int(of_years[1]) if of_years else None


def _anniversaries(plain: str) -> Iterator[date]:
    """The days of "(15/10/1930 - 15/10/2020)" and "90 năm ... (15/10/1930)": both 2020-10-15."""
    for match in ANNIVERSARY.finditer(plain):
        day, month, _, *last = (int(number) for number in re.findall(r"\d+", match[0]))
        end = day_in(last[-1], month, day)
        if end and last[:-1] in ([], [day, month]):
            yield end
    for match in YEARS_SINCE.finditer(plain):
        years, day, month, founded = (int(number) for number in match.groups())
        if end := day_in(founded + years, month, day):
            yield end


def _by_congress(found: WrittenDate, paragraph: Span, plain: str) -> int | None:
    """The first year of a term where its congress, counted as branches do not, is what takes place that day."""
    congress = CONGRESS.match(plain, found.span.end, paragraph.end)
    if not congress or found.month not in CONGRESS_MONTHS:
        return None
    before = congress["before"]
    return int(congress["year"]) if HOLDS.search(before) and not TALKS.search(before) else None


def _by_paragraph_before(month: int, paragraph: Span, prose: Prose) -> int | None:
    """The only year of the paragraph before, where it is an occasion's: "lễ Sene Dolta năm 2025"."""
    before = next((p for p in reversed(prose.paragraphs) if prose.opens <= p.start < paragraph.start), None)
    if before is None:
        return None
    plain = prose.plain
    told = years_told(plain[before.start : before.end], bare=True)
    told_that_day = years_told(plain[paragraph.start : paragraph.end], bare=True)
    if len(told) != 1 or any(told.values()) or not told_that_day.keys() <= told.keys():
        return None
    years = TOLD_YEAR.finditer(plain, before.start, before.end)
    occasion = next(
        (m for m in years if OCCASION.search(plain, max(before.start, m.start() - AROUND), m.start())), None
    )
    if (
        not occasion
        or PAST.search(plain, before.start, before.end)
        or (month in LATE and NEW_YEAR.search(plain, before.start, before.end))
    ):
        return None
    return int(occasion[0])


def _by_topic(month: int, plain: str, *, bare: bool) -> int | None:
    """The year of a text that tells one, or last year's review with this year's tasks.

    bare: whether "2020" counts without "năm" where a phrase ends in it.
    """
    topics = years_told(plain, bare=bare)
    if len(topics) == 2:
        (first, first_topic), (last, last_topic) = sorted(topics.items())
        if last == first + 1 and (first_topic, last_topic) == ("review", "tasks"):
            return last if month in EARLY else first if month in LATE else None
        return None
    if len(topics) != 1:
        return None
    ((year, topic),) = topics.items()
    return year + (topic == "review" and month in EARLY) - (topic == "tasks" and month in LATE)
