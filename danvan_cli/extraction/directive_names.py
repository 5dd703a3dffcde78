"""Documents that are named without a number: by their issuer, as resolutions of a plenum or congress, as laws."""

import re
from typing import NamedTuple

from danvan_cli.extraction.directive_facts import B, read_facts
from danvan_cli.extraction.issuers import is_specific, issuer_end
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.document_types import DocumentType
from danvan_cli.text.letters import fold

LOOK_BACK = 14
MANY = re.compile(rf"(?<!\w)(?:các|những|mọi|nhiều|số|hệ thống|dự thảo|dự án|hai|ba|\d){B}$")
LISTED = re.compile(rf"(?:quyết|thị|luận|định|hoạch|trình|án|báo|dẫn|luật)(?:{B}?[,/]|{B}và){B}?$")  # type, type của
BY = re.compile(rf"{B}{{1,2}}(?:ngày{B}[^.;:\n]{{4,30}}?{B})?của{B}")
JOINED = re.compile(rf"(?:,|{B}và){B}(?:của{B})?")

TERM = rf"{B}?[,(]?{B}?khóa{B}[ivxl\d]{{1,6}}(?!\w)\)?"
PLENUM = re.compile(
    rf"{B}{{1,2}}(?P<name>(?:hội nghị{B})?(?:lần thứ{B}\w{{1,5}}{B})?(?:(?:ban chấp hành|bch){B})?(?:trung ương|tw)"
    rf"(?:{B}đảng)?"
    rf"(?:(?:{B}(?:lần thứ{B})?(?:\d{{1,2}}|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười))(?!\w)(?:{TERM})?|{TERM}))"
)
CONGRESS = re.compile(
    rf"{B}{{1,2}}(?P<name>đại hội(?!\w)[^.,;:\n\"“()]{{0,80}}?"
    rf"(?P<term>{B}lần thứ{B}\w{{1,5}}|{B}[ivxl]{{2,6}}|{B}khóa{B}[ivxl\d]{{1,6}})(?!\w)"
    rf"(?:{B}(?:của{B})?đảng(?!\w|{B}bộ))?)"
)
LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
NO_LAW = re.compile(rf"{B}?(?:sư|gia|khoa|sĩ|pháp|tục)(?!\w)")
LAW_BEFORE = re.compile(
    rf"(?<!\w)(?:hội|khoa|ngành|đại học|trường|cử nhân|thạc sĩ|tiến sĩ|viện|phòng|pháp|kỷ|dự thảo|dự án|bộ){B}$"
)
DRAFTS = re.compile(rf"(?<!\w)(?:dự thảo|dự án){B}(?:các{B})?(?:bộ{B})?luật(?!\w)[^.;\n]{{0,200}}$")  # and all listed
LAW_END = re.compile(
    rf"[.;:()\n\"“”]|,(?!{B}(?:phường|thị trấn|chống|chữa|xử lý|sử dụng|bổ sung|kiểm soát)(?!\w))|{B}\d"
    rf"|{B}(?:được|đã|có|năm|số|do|ngày|của|là|quy định|gồm|với|cho|đến|tới|tại|vào|theo|trên|để|nhằm|khi|này"
    r"|cần|phải|muốn|nếu|sau|không|chưa|bị|và (?:các|(?:bộ )?luật|pháp lệnh|nghị (?:quyết|định)|quyết định|chỉ thị"
    r"|kết luận|thông tư|hướng dẫn|kế hoạch|đề án)|sửa đổi|đối với|gắn|cũng|sẽ|cùng)(?!\w)"
)
SMALL_LAW = re.compile(rf"(?:pháp lệnh|luật){B}(?:thực hiện dân chủ|phòng,? chống|bảo vệ)(?!\w)")
LONGEST_NAME = 100
REACH = 240  # letters before a law in which it may be called a draft


class Name(NamedTuple):
    """How a document without number is named. key: what tells it from others of its type; end: of its name."""

    key: str
    date: str | None
    issuer: str | None
    subject: Span | None
    end: int


def read_name(prose: Prose, kind: DocumentType, type_span: Span) -> Name | None:
    """The name of the document whose type word stands at `type_span`; None where the words name none.

    "Nghị quyết Trung ương 4 (khóa XII)", "Nghị quyết Đại hội XIII của Đảng", "Luật Đất đai", "Kế hoạch của Ban
    Thường vụ Huyện ủy về ...". Not "các nghị quyết của Trung ương", "Nghị quyết, Chỉ thị của Đảng".
    """
    before = prose.plain[max(0, type_span.start - LOOK_BACK) : type_span.start]
    if kind.name in LAWS:
        return _law(prose, type_span, before)
    if MANY.search(before):
        return None
    if kind.name in ("Nghị quyết", "Kết luận"):
        return _plenum(prose, type_span.end) or _congress(prose, type_span.end) or _issued(prose, kind, type_span)
    return _issued(prose, kind, type_span)


def _plenum(prose: Prose, at: int) -> Name | None:
    """Of a plenum: "Trung ương 4 (khóa XII)", "Hội nghị lần thứ bảy Ban Chấp hành Trung ương (khóa XI)"."""
    match = PLENUM.match(prose.plain, at)
    if not match:
        return None
    issuer = prose.text[match.start("name") : match.end()]
    return Name(_key(issuer), None, issuer, read_facts(prose, match.end()).subject, match.end())


def _congress(prose: Prose, at: int) -> Name | None:
    """Of a congress: "Đại hội XIII của Đảng", "Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI"."""
    match = CONGRESS.match(prose.plain, at)
    return Name(_key("đại hội" + match["term"]), None, None, None, match.end()) if match else None


def _law(prose: Prose, type_span: Span, before: str) -> Name | None:
    """A law by its name, which becomes its subject: from a capital or a known beginning to where a clause goes on.

    "Luật Đất đai", "Pháp lệnh thực hiện dân chủ ở xã, phường, thị trấn".
    """
    start = type_span.end + 1
    named = prose.text[start : start + 1].isupper() or SMALL_LAW.match(prose.plain, type_span.start)
    capital = prose.text[type_span.start].isupper() and named
    if not capital or LAW_BEFORE.search(before) or NO_LAW.match(prose.plain, type_span.end):
        return None
    if DRAFTS.search(prose.plain, max(0, type_span.start - REACH), type_span.start):
        return None
    limit = min(len(prose.plain), start + LONGEST_NAME)
    stop = LAW_END.search(prose.plain, start, limit)
    end = stop.start() if stop else limit
    return Name(_key(prose.text[start:end]), None, None, Span(start, end), end)


def _issued(prose: Prose, kind: DocumentType, type_span: Span) -> Name | None:
    """By issuer: "Kế hoạch của Ban Thường vụ Huyện ủy", "Chỉ thị ngày 5/3/2014 của Bộ Chính trị".

    The issuer is a certain body; the type has a capital, or the subject is told. One body of several ("của Trung ương,
    Tỉnh ủy") tells no document.
    """
    before = prose.plain[max(0, type_span.start - LOOK_BACK) : type_span.start]
    if not kind.issued or not BY.match(prose.plain, type_span.end) or LISTED.search(before):
        return None
    facts = read_facts(prose, type_span.end)
    if not facts.issuer or not is_specific(facts.issuer):
        return None
    joined = JOINED.match(prose.plain, facts.end)
    several = joined and issuer_end(prose, joined.end()) > joined.end()
    named = prose.text[type_span.start].isupper() or (facts.subject and kind.alone == "yes")
    if several or not named:
        return None
    return Name(_key(facts.issuer), facts.date, facts.issuer, facts.subject, facts.end)


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold(words)))
