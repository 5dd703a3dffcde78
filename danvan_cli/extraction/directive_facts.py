"""What is told beside the name of a document: its date, issuer and subject.

"[Nghị quyết số 29-NQ/TW] ngày 4/11/2013 của Ban Chấp hành Trung ương (khóa XI) về “Đổi mới ...”"
"""

import re
from typing import NamedTuple

from danvan_cli.extraction.issuers import is_specific, issuer_before, issuer_end, tiers
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.document_types import type_words
from danvan_cli.text.written_dates import written_dates

B = r"[^\S\n]"  # a blank
SEPARATOR = rf"{B}?[-/.]{B}?"
DAY = (
    rf"(?P<day>ngày{B}{{0,2}}\d{{1,2}},?{B}{{0,2}}tháng{B}{{0,2}}\d{{1,2}},?{B}{{0,2}}(?:năm{B}{{0,2}}|[-/])?(?:19|20)\d\d"
    rf"|(?:ngày{B}{{0,2}})?\d{{1,2}}{SEPARATOR}\d{{1,2}}{SEPARATOR}\d{{2,4}}(?!\d)"
    rf"|ngày{B}{{0,2}}\d{{1,2}}{SEPARATOR}\d{{1,2}}(?!\d))"
)
DATE = re.compile(rf"(?P<comma>{B}?,)?(?:{B}|\(){{0,3}}(?:(?:ban hành|ký|ra|cùng|đều){B})?{DAY}\)?")
DATE_BEFORE = re.compile(rf"{DAY},?{B}{{1,2}}$")
DATE_LENGTH = 32
AFTER_COMMA_DATE = re.compile(
    rf"{B}{{0,2}}(?:$|[\n.;:)\"“„«]"
    rf"|,?{B}?(?:của|về|v/v|do|ban hành|quy định|hướng dẫn|phê duyệt|bộ chính trị|ban bí thư"
    r"|chỉ đạo|yêu cầu|gửi|giao"
    rf"|hội nghị{B}(?:lần|trung ương))(?!\w))"
)
OF = re.compile(rf"(?:{B}|[,(]){{0,3}}(?:của|(?P<by>do)){B}{{1,3}}")
ISSUED = re.compile(rf"{B}{{1,2}}(?:ban hành|ký|phê duyệt|đề ra)(?!\w)")
BESIDE = re.compile(rf"(?:,(?={B}hội nghị{B}(?:lần|trung ương)))?{B}{{1,2}}(?=\w)")
AFTER_BESIDE = re.compile(rf"{B}{{0,2}}(?:$|[\n.;,)\"“„«]|về(?!\w)|ngày(?!\w))")
ASIDE = re.compile(
    rf"(?:{B}|[,(]){{0,3}}(?:khóa{B}(?:thứ{B})?(?:[ivxl]{{1,6}}|\d{{1,2}})|năm{B}(?:19|20)\d\d(?!{B}?[-–]{B}?\d)"
    rf"|ban hành|nhiệm kỳ{B}\d{{4}}{B}?[-–]{B}?\d{{4}})(?!\w){B}?\)?|\)(?={B})"
)
ENACTS = re.compile(
    rf"{B}{{1,2}}(?:(?:đã|vừa|mới|sẽ|cũng|sớm|kịp thời|tiếp tục|chủ động|liền|trực tiếp|ngay"
    rf"|tập trung|lãnh đạo|chỉ đạo),?{B}){{0,5}}"
    rf"(?:xây dựng(?:,{B}|{B}và{B})ban hành|ban hành|ra|có|xây dựng|ký ban hành){B}{{1,2}}$"
)
VERB_LENGTH = 60
STEPS = 6  # at most: issuer, date, three asides, a bracket

TOPIC = re.compile(rf"{B}{{0,2}}[,:]?{B}{{0,2}}(?P<about>(?:về|v/v)(?:{B}việc)?:?{B}{{1,2}})?")
CLOSING = re.compile(rf"{B}?[\"”»]")
QUOTED = re.compile(r"[\"“„«]\s?([^\"“”„«»\n]{2,300}?)\s?[\"”»]")
CENTRAL = re.compile(
    rf"{B}của{B}(?=(?:bộ chính trị|ban bí thư|ban chấp hành trung ương|thủ tướng|chính phủ|quốc hội)(?!\w))"
)
TOPIC_LENGTH = 300
TOPIC_END = re.compile(
    r"[.;:()\n]|(?<=[\"”»]),|\s(?:đã|được|tại hội nghị|trên địa bàn|cho thấy|theo đó)\s"
    r"|,\s(?:các|đến|qua|trong|đã|từ|thời|gắn|nhằm|góp|cấp|tỉnh|huyện|toàn|hội|đồng|theo|tại|là|đề|ban|trên|kết)\s"
)


class Facts(NamedTuple):
    """date: ISO. issuer: as written. subject: its span. end: of what was read, the subject aside."""

    date: str | None
    issuer: str | None
    subject: Span | None
    end: int


def read_facts(prose: Prose, at: int) -> Facts:
    """The facts that follow a document's name, in whatever order; reading stops where something else begins."""
    date = issuer = None
    for _ in range(STEPS):
        if found := None if date else _date_end(prose, at):
            date, at = found
        elif not issuer and (span := _issuer(prose, at)):
            issuer, at = prose.text[span.start : span.end], span.end
        elif aside := ASIDE.match(prose.plain, at):
            at = aside.end()
        else:
            break
    subject = _subject(prose, at)
    if subject and not issuer and (late := _late_issuer(prose, subject)):
        issuer, subject = prose.text[late.start : late.end], Span(subject.start, min(subject.end, late.start))
    return Facts(date, issuer, subject, at)


def _date_end(prose: Prose, at: int) -> tuple[str | None, int] | None:
    """The ISO day that follows and where it ends: "ngày 3/4/2017", ", 15-5-2016", "(ngày 3 tháng 6 năm 2013)".

    The day is None where the calendar has no such day or the year is not told. After a comma a date may as well be
    that of the event ("thực hiện Chỉ thị 05, ngày 12/5/2021 Huyện ủy ..."): it counts where the facts go on.
    """
    match = DATE.match(prose.plain, at)
    if not match or (match["comma"] and not AFTER_COMMA_DATE.match(prose.plain, match.end())):
        return None
    return _iso_day(prose, match.start("day"), match.end("day")), match.end()


def _iso_day(prose: Prose, start: int, end: int) -> str | None:
    """The day between two places; None where it has no year or no calendar has it."""
    written = next(written_dates(prose.plain, start, end), None)
    return written.iso if written and written.day else None


def _issuer(prose: Prose, at: int) -> Span | None:
    """The issuer that follows: after "của"; between "do" and "ban hành"; right behind.

    Right behind ("Nghị quyết số 25-NQ/TW Hội nghị Trung ương 7 khóa XI về ...") the sentence must then end or go on
    with the subject, for a clause may begin there too.
    """
    of = OF.match(prose.plain, at)
    begin = of or BESIDE.match(prose.plain, at)
    end = issuer_end(prose, begin.end()) if begin else at
    if not begin or end == begin.end():
        return None
    span = Span(begin.end(), end)
    if of:
        return span if not of["by"] or ISSUED.match(prose.plain, end) else None
    after = AFTER_BESIDE.match(prose.plain, end)
    issuer = prose.text[span.start : span.end]
    central = "central" in tiers(issuer) and is_specific(issuer)
    return span if after and (central or after[0].endswith("về")) else None


def enactment(prose: Prose, at: int) -> tuple[str | None, str | None]:
    """Issuer and ISO day told by a clause before `at`: "Ngày 12/8/2025, Đảng ủy đã ban hành | Nghị quyết số 04"."""
    verb = ENACTS.search(prose.plain, max(0, at - VERB_LENGTH), at)
    issuer = issuer_before(prose, verb.start()) if verb else None
    if not issuer:
        return None, None
    before = DATE_BEFORE.search(prose.plain, max(0, issuer.start - DATE_LENGTH), issuer.start)
    date = _iso_day(prose, before.start("day"), before.end("day")) if before else None
    return prose.text[issuer.start : issuer.end], date


def _subject(prose: Prose, at: int) -> Span | None:
    """The subject that follows: in quotation marks; after "về", to the end of the phrase."""
    topic = TOPIC.match(prose.plain, at)
    quoted = QUOTED.match(prose.plain, topic.end()) if topic else None
    if quoted:
        return Span(*quoted.span(1))
    if not topic or not topic["about"]:
        return None
    limit = min(len(prose.plain), topic.end() + TOPIC_LENGTH)
    stop = TOPIC_END.search(prose.plain, topic.end(), limit)
    end = stop.start() if stop else limit
    return Span(topic.end(), end) if end > topic.end() else None


def _late_issuer(prose: Prose, subject: Span) -> Span | None:
    """The issuer behind a subject: "về “...” của Ban Thường vụ Tỉnh ủy".

    Without quotation marks only a central one counts, and none where the subject holds another document ("về thực hiện
    Nghị quyết của Bộ Chính trị").
    """
    closed, plain = CLOSING.match(prose.plain, subject.end), prose.plain
    of = OF.match(plain, closed.end()) if closed else CENTRAL.search(plain, subject.start, subject.end)
    if not of or any(type_words(prose.folded, subject.start, of.start())):
        return None
    end = issuer_end(prose, of.end())
    return Span(of.end(), end) if end > of.end() else None
