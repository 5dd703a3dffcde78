"""The days in the opening of an article that may be its event's: "Sáng 4/2", "Trong 2 ngày 6-7/7", "Chiều qua".

What only looks like it is left out: the day of a directive, a founding, a holiday, a birth, a deadline, a plan, and
what somebody is quoted with.
"""

import re
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import NamedTuple

from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.written_dates import WrittenDate, written_dates

OPENING = 5  # paragraphs that are read
LEAD = 2  # paragraphs in which the day may stand inside a sentence
SENTENCE = 60  # letters: what is shorter and has no full stop is a date line, a caption, a heading
AROUND = 100  # letters before and after a date that are looked at
LONGEST_QUOTE = 600  # letters of a quotation before a date, and after it

INTRODUCED = re.compile(
    r"(?<!\w)(?P<session>(?:(?:sáng|trưa|chiều|tối|đêm)(?: (?:hôm )?(?:nay|qua))?|khuya|sớm|muộn|hôm nay"
    r"|hôm qua|hôm|nay|qua"
    r"|(?:(?:chủ|chúa) nhật|thứ \w{2,4})(?: (?:tuần (?:này|qua|trước|rồi)|vừa qua|vừa rồi))?"
    r"|(?:đầu|giữa|cuối) tuần (?:này|qua|trước|rồi))"
    r"[\s,(]{1,3})?"
    r"(?P<day>(?:(?:các|những|\d|hai|ba|bốn)\s)?ngày[\s(:]{1,3})?(?:(?:mùng|mồng)\s)?$"
)
STRETCH_BEFORE = re.compile(r"(?<!\w)(?:từ|trong|diễn ra|vào)\s$")
SINCE = re.compile(r"(?<!\w)từ\s$")
INITIAL = re.compile(
    r"(?:^|[.:;!?…)–—-]\s?|(?:vừa qua|mới đây|theo đó|trước đó|^tiếp đó|^(?:cũng )?(?:trong|nhân) dịp này),?\s)$"
)
HELD = re.compile(r"(?:tổ chức|diễn ra|khai mạc|trong|vào)\s$")
MONTH_BEFORE = re.compile(r"(?:(?:trong|vào|đầu|giữa|cuối)\s){0,2}$")

FROM_MONTH = re.compile(r"tháng\s\d{1,2}(?:[/.-]\d{4})?\s?[-–—]\s?$")  # "tháng 3/2022 - [tháng 10/2022]"

NO_EVENT_BEFORE = re.compile(
    r"(?<!\w)(?:sinh|mất|hy sinh|từ trần|thành lập|ra đời|nhập ngũ|kết nạp|vào đảng|hiệu lực|ban hành|tính|kể|trước"
    r"|sau|đến|tới|hạn|chậm nhất|nhân|dịp|mừng|hưởng ứng|niệm|hướng về|năm|truyền thống|như|mỗi|hằng|hàng|cứ)"
    r"(?:\s(?:vào|từ|đến|hết|các|cả)){0,2}\s$"
)
HOLIDAY_BEFORE = re.compile(
    r"(?:kỷ niệm|chào mừng|hưởng ứng|dịp|ngày (?:thành lập|truyền thống|quốc tế|quốc khánh|giải phóng|tái lập))"
    r"[^.;,]{0,60}$"
)
PLAN_BEFORE = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp tới|thời gian tới)(?!\w)[^.;]{0,60}$")
PLAN_AFTER = re.compile(  # "Ngày 28/11 tới, xã sẽ tổ chức", but not "Sáng 5/3, tới dự có ..."
    r"\)?\s(?:sắp tới|tới đây|tới(?=\s?[,.;)]|[^,.;\d]{1,60}(?<!\w)sẽ(?!\w)))(?!\w)"
)
YEARLY_AFTER = re.compile(r"[\s,)]{0,3}(?:hằng năm|hàng năm|là ngày|trở đi|trở về)")
DOCUMENT_BEFORE = re.compile(
    r"(?:\d\s?[-/]\s?[a-zđ][\w/-]*|(?<!\w)số\s\d+\S*|\(khóa \w+\)|(?<!\w)(?:nghị quyết|chỉ thị|quyết định|kết luận"
    r"|quy định|quy chế|kế hoạch|công văn|công điện|hướng dẫn|thông báo|thông tri|thông tư|chương trình|đề án|nghị định"
    r"|luật|pháp lệnh|báo cáo|tờ trình|sắc lệnh|lời kêu gọi)(?:\s(?:số\s)?\d{1,5}\S{0,20})?)"
    r"(?P<comma>[\s,;(]{0,3})(?:(?:ký|ban hành)\s)?$"
)
DOCUMENT_AFTER = re.compile(r"\)?,?\s(?:của|về)\s")
OPENING_MARKS = '“«"'
OPENED = re.compile(
    r"[“«\"](?<!\w.)(?=[^\W_])[^“”«»\"\n]*$"
)  # a quotation that goes on: "“Hôm [5/4] tôi ký”, ông cười"
CLOSING = re.compile(rf"[^“”«»\"\n]{{0,{LONGEST_QUOTE}}}[”»\"]")
TODAY = re.compile(
    r"(?:(?:ngày hôm|hôm|sáng|trưa|chiều|tối|đêm) (?:(?P<yesterday>qua)|nay))(?!\w|[\s,]{0,2}\(?(?:ngày\s)?\d)"
)


class EventDay(NamedTuple):
    """A day, or month, that an article tells as the event's.

    paragraph: where it stands; written: the date, None for "sáng nay", which is `back` days before publication.
    """

    span: Span
    paragraph: Span
    written: WrittenDate | None
    back: int = 0


def event_days(prose: Prose) -> Iterator[EventDay]:
    """The event's possible days, in the order of the text; where it has none, those of the captions before it.

    Those of the title come last.
    """
    told = None
    for told in _days_from(prose, prose.opens):
        yield told
    if told is None and prose.opens > prose.body:
        yield from _days_from(prose, prose.body)
    yield from _dates_in(prose.plain, Span(0, prose.body), inside=True)


def _days_from(prose: Prose, start: int) -> Iterator[EventDay]:
    """The days in the first paragraphs from `start` on."""
    body = (p for p in prose.paragraphs if p.start >= start and _is_sentence(prose.plain, p))
    for place, paragraph in enumerate(islice(body, OPENING)):
        inside = place < LEAD
        yield from merge(_dates_in(prose.plain, paragraph, inside=inside), _todays_in(prose.plain, paragraph))


def is_event_day(plain: str, paragraph: Span, found: WrittenDate, *, inside: bool) -> bool:
    """Whether the words around a date let it be the event's. inside: whether it may stand inside a sentence."""
    before = plain[max(paragraph.start, found.span.start - AROUND) : found.span.start]
    after = plain[found.span.end : min(paragraph.end, found.span.end + AROUND)]
    if found.day is None:
        head = _head(MONTH_BEFORE, before)
        return bool(INITIAL.search(head)) and not FROM_MONTH.search(head)
    introduced = INTRODUCED.search(before)
    head = _head(INTRODUCED, before)
    session = bool(introduced and introduced["session"])
    named = session or bool(introduced and introduced["day"]) or plain.startswith("ngày", found.span.start)
    if not named and not (found.stretch and STRETCH_BEFORE.search(head)):
        return False
    planned = ". " in before and PLAN_AFTER.match(after)  # an announcement begins with its day
    if YEARLY_AFTER.match(after) or planned or not (inside or INITIAL.search(head)):
        return False
    if _is_other_day(head, found, session=session):
        return False
    return session or not _is_document_day(head, after, found)


def _is_sentence(plain: str, paragraph: Span) -> bool:
    return paragraph.end - paragraph.start >= SENTENCE or plain[paragraph.end - 1] in '.!?…”"'


def _dates_in(plain: str, paragraph: Span, *, inside: bool) -> Iterator[EventDay]:
    for found in written_dates(plain, *paragraph):
        if is_event_day(plain, paragraph, found, inside=inside) and not _is_quoted(plain, paragraph, found.span):
            yield EventDay(found.span, paragraph, found)


def _todays_in(plain: str, paragraph: Span) -> Iterator[EventDay]:
    """The days told as "sáng nay" or "hôm qua" where a sentence begins."""
    for match in TODAY.finditer(plain, *paragraph):
        span = Span(*match.span())
        initial = INITIAL.search(plain[max(paragraph.start, span.start - AROUND) : span.start])
        if initial and not _is_quoted(plain, paragraph, span):
            yield EventDay(span, paragraph, None, int(match["yesterday"] is not None))


def _is_quoted(plain: str, paragraph: Span, day: Span) -> bool:
    """Whether a day stands in a quotation that its paragraph closes, or begins with."""
    start = max(paragraph.start, day.start - LONGEST_QUOTE)
    mark = max(plain.rfind(mark, start, day.start) for mark in OPENING_MARKS)
    if mark < 0 or not OPENED.match(plain, mark, day.start):
        return False
    return mark == paragraph.start or CLOSING.match(plain, day.end, paragraph.end) is not None


def _head(introduction: re.Pattern[str], before: str) -> str:
    """The words before a date without those that introduce it."""
    match = introduction.search(before)
    return before[: match.start()] if match else before


def _is_other_day(head: str, found: WrittenDate, *, session: bool) -> bool:
    """Whether it is a birth, a founding, a deadline, a plan or a holiday. session: it is told as sáng, chiều, tối."""
    if NO_EVENT_BEFORE.search(head) or PLAN_BEFORE.search(head) or (SINCE.search(head) and not found.stretch):
        return True
    return not session and bool(HOLIDAY_BEFORE.search(head)) and not HELD.search(head)


def _is_document_day(head: str, after: str, found: WrittenDate) -> bool:
    """Whether it is a directive's: "Chỉ thị số 22 ngày 3/4/2017", "Kế hoạch số 5-KH/TU, ngày 10/1 của Tỉnh ủy"."""
    document, of_issuer = DOCUMENT_BEFORE.search(head), DOCUMENT_AFTER.match(after)
    if document:
        return "," not in document["comma"] or found.year is not None or of_issuer is not None
    return found.year is not None and of_issuer is not None and not INITIAL.search(head)
