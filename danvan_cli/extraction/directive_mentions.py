"""Where an article names a document: by type and number, by type and issuer, by an official name.

Each mention is read by itself, then with what its row tells; `directives.find` merges the mentions of one document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.extraction.directive_facts import B, Facts, enactment, read_facts
from danvan_cli.extraction.directive_names import LAWS, Name, read_name
from danvan_cli.extraction.issuers import is_specific
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.document_types import DocumentType, type_words, types_by_code, types_by_word
from danvan_cli.text.letters import fold
from danvan_cli.text.symbols import Symbol, read_symbol

TO_NUMBER = re.compile(
    rf"(?:{B}{{1,2}}(?:liên tịch|liên ngành|phối hợp|chuyên đề|hành động|riêng|kết luận(?=[^\n]{{1,14}}tb(?!\w))))?"
    rf"(?P<so>{B}{{0,2}}[:(]?{B}?s[ốo]{B}?[:.]?)?{B}{{0,3}}(?=\d)"
)
FAR_NUMBER = re.compile(rf"[^.;:\n\"“”]{{1,90}}?(?:{B}|\()số{B}?:?{B}{{0,2}}(?=\d)")
FURTHER = re.compile(rf"{B}{{0,2}}(?:,{B}?(?:và{B})?|và{B}|;|&|[-–](?=\d)){B}{{0,2}}(?P<so>số{B}?:?{B}?)?(?=\d)")
BRACKET = re.compile(rf"{B}?\({B}?(?:tức|hay|là)?{B}?")
NOW = re.compile(
    rf"{B}?\({B}?(?:sau{B})?(?:(?:hiện{B})?nay{B}(?:là|(?:được{B})?thay{B}(?:thế{B})?bằng)"
    rf"|(?:được{B})?thay{B}(?:thế{B})?(?:bằng|bởi)|thay{B}(?:thế|cho)){B}"
)
TOGETHER = re.compile(rf"{B}{{0,2}}(?:[,;&–-]|và|với){B}?(?:và{B})?(?:các{B})?(?:số{B}?)?")
CODE = re.compile(rf"[-–/]{B}?[A-ZĐ][A-Za-zĐđy]{{0,5}}{B}?[-/–]{B}?[A-ZĐ]")
NUMBER_BEFORE = re.compile(rf"(?<!\d)\d{{1,5}}(?:/\d{{4}})?{B}?$")
LOOK_BACK = 12

# A number without "số" and without symbol is a document's where one of these follows, and a count before others.
NUMBER_END = re.compile(
    rf"{B}{{0,2}}(?:$|[\n.;:,)(\"“”»]|[-–](?:{B}|\d)|(?:của|ngày|về|và|khóa|do|năm{B}(?:19|20)\d\d|được|đã|là|với|trong|trên"
    r"|tại|cho|có|đến|vào|gắn|theo|hội nghị|trung ương|bộ chính trị|ban bí thư)(?!\w))"
)
COUNT_END = re.compile(
    rf"{B}{{1,2}}(?:năm(?!{B}(?:19|20)\d\d(?!\w|{B}?[-–]))|tháng|tuần|quý|ngày(?!{B}{{0,2}}\d)|điểm|nội dung|nhiệm vụ"
    r"|giải pháp|chỉ tiêu|người|đồng chí)(?!\w)"
)
OF = re.compile(rf"{B}{{1,2}}của{B}")  # "kết luận 66 [của] Ban Bí thư"
YEAR = re.compile(r"^/\d{4}")
YEARS = range(1945, 2100)


class Number(NamedTuple):
    """A document's number in a text. marked: whether "số" stands before it."""

    symbol: Symbol
    start: int
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a text names a document.

    number: as written. symbol: normalised. date: ISO. issuer: as written. subject: its span; what is mentioned in it is
    what this document carries out. name: what tells documents without number apart, else "".
    span: from the type word, where there is one, to the end of the number or name. end: of what is told beside it,
    the subject aside. sure: whether the words can mean nothing else; others count where the article says it surely.
    """

    type: str
    number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    subject: Span | None
    name: str
    span: Span
    end: int
    sure: bool


def mentions(prose: Prose) -> list[Mention]:
    """All mentions, in order. In "Quyết định 217-QĐ/TW và 218-QĐ/TW ngày ... của ..." both have date and issuer."""
    found: list[Mention] = []
    end = 0
    for kind, *span in type_words(prose.folded):
        word = Span(*span)
        if word.start < end:
            continue
        here = _read(prose, kind, word)
        end = here[-1].span.end if here else end
        found += here
    found += list(_bare_symbols(prose, found))
    found.sort(key=lambda mention: mention.span)
    return _enacted(prose, _replaced(prose, _shared(prose, _apposed(prose, found))))


def _read(prose: Prose, kind: DocumentType, word: Span) -> list[Mention]:
    """The mentions that begin with this type word: none, one, or a series of numbers."""
    written = prose.text[word.start : word.end]
    if written.upper() == kind.short != written:
        return []
    near = TO_NUMBER.match(prose.plain, word.end)
    if near and (number := read_symbol(prose.text, near.end())):
        return _series(prose, kind, word, Number(number, near.end(), bool(near["so"])))
    name = read_name(prose, kind, word) if _is_exact(prose, kind, word) else None
    far = _far(prose, kind, word, name)
    return [far] if far else [_named(kind, word, name)] if name else []


def _series(prose: Prose, kind: DocumentType, word: Span, first: Number) -> list[Mention]:
    """A type word's numbers, each with the facts beside it: "Quyết định số 217, 218-QĐ/TW", "Nghị quyết 25"."""
    if _is_count(prose, kind, first):
        return []
    facts = read_facts(prose, first.symbol.end)
    row = [(first, facts)]
    found = [_numbered(kind, first.symbol, Span(word.start, first.symbol.end), facts, sure=False)]
    while number := _further(prose, found[-1].span.end) or _further(prose, found[-1].end):
        facts = read_facts(prose, number.symbol.end)
        row.append((number, facts))
        found.append(_numbered(kind, number.symbol, Span(number.start, number.symbol.end), facts, sure=False))
    sure = _is_sure(prose, kind, word, *row[0]) or (
        not _is_year(first.symbol) and _is_sure(prose, kind, word, *row[-1])
    )
    return [replace(mention, sure=sure) for mention in found]


def _further(prose: Prose, at: int) -> Number | None:
    """The next number of a series: behind "," or "và", with "số", with a symbol or where nothing is counted."""
    match = FURTHER.match(prose.plain, at)
    symbol = read_symbol(prose.text, match.end()) if match else None
    if not match or not symbol:
        return None
    number = Number(symbol, match.end(), bool(match["so"]))
    if number.marked or symbol.normal:
        return number
    return number if NUMBER_END.match(prose.plain, symbol.end) and not _is_year(symbol) else None


def _is_count(prose: Prose, kind: DocumentType, number: Number) -> bool:
    """Whether a number without "số" and symbol counts what follows: "nghị quyết 5 năm", "kế hoạch 12 xã"."""
    if number.marked or number.symbol.normal:
        return False
    if COUNT_END.match(prose.plain, number.symbol.end):
        return True
    return kind.alone != "yes" and not NUMBER_END.match(prose.plain, number.symbol.end)


def _is_sure(prose: Prose, kind: DocumentType, word: Span, number: Number, facts: Facts) -> bool:
    """Whether type word and number name a document: with "số" or a symbol; with issuer or date; some types alone."""
    if number.marked or number.symbol.normal:
        return True
    capital = prose.text[word.start].isupper()
    if capital and (facts.issuer or facts.date):
        return True
    if _is_year(number.symbol):
        return False
    issued = OF.match(prose.plain, number.symbol.end) and facts.issuer and is_specific(facts.issuer)
    alone = kind.alone == "yes" or (kind.alone == "capital" and capital)
    return _is_exact(prose, kind, word) and (alone or bool(issued))


def _is_year(symbol: Symbol) -> bool:
    return symbol.number.isdigit() and int(symbol.number) in YEARS


def _is_exact(prose: Prose, kind: DocumentType, word: Span) -> bool:
    """Whether the type word is written out with its marks; folded, other words are like it."""
    return " ".join(prose.plain[word.start : word.end].split()) == kind.name.lower()


def _far(prose: Prose, kind: DocumentType, word: Span, name: Name | None) -> Mention | None:
    """A symbol behind issuer or title: "Chỉ thị của Ban Bí thư (số 33-CT/TW)", "Luật Đất đai số 31/2024/QH15".

    Its code is the type's, and no other type word stands between.
    """
    match = FAR_NUMBER.match(prose.plain, word.end)
    symbol = read_symbol(prose.text, match.end()) if match else None
    if not match or not symbol or symbol.code not in kind.codes:
        return None
    if any(type_words(prose.folded, word.end, match.end())):
        return None
    before, after = read_facts(prose, word.end), read_facts(prose, symbol.end)
    subject = (name and name.subject) or after.subject
    facts = Facts(after.date or before.date, before.issuer or after.issuer, subject, after.end)
    mention = _numbered(kind, symbol, Span(word.start, symbol.end), facts, sure=True)
    return replace(mention, name=name.key) if name and kind.name in LAWS else mention


def _bare_symbols(prose: Prose, found: list[Mention]) -> Iterator[Mention]:
    """Symbols without a type word, which their code tells: "12-CT/TU"; not those of the mentions found."""
    starts = [mention.span.start for mention in found]
    for match in CODE.finditer(prose.text):
        place = bisect_right(starts, match.start()) - 1
        number = NUMBER_BEFORE.search(prose.text, max(0, match.start() - LOOK_BACK), match.start())
        if not number or (place >= 0 and match.start() < found[place].span.end):
            continue
        symbol = read_symbol(prose.text, number.start())
        if symbol and symbol.normal and symbol.code:
            facts = read_facts(prose, symbol.end)
            yield _numbered(types_by_code()[symbol.code], symbol, Span(number.start(), symbol.end), facts, sure=True)


def _numbered(kind: DocumentType, symbol: Symbol, span: Span, facts: Facts, *, sure: bool) -> Mention:
    return Mention(
        type=kind.name,
        number=symbol.number,
        symbol=symbol.normal,
        date=facts.date,
        issuer=facts.issuer,
        subject=facts.subject,
        name="",
        span=span,
        end=facts.end,
        sure=sure,
    )


def _named(kind: DocumentType, word: Span, name: Name) -> Mention:
    return Mention(
        type=kind.name,
        number=None,
        symbol=None,
        date=name.date,
        issuer=name.issuer,
        subject=name.subject,
        name=name.key,
        span=Span(word.start, name.end),
        end=name.end,
        sure=True,
    )


def _apposed(prose: Prose, found: list[Mention]) -> list[Mention]:
    """Mentions where a bracket tells number or name of the document before it, both with that name.

    "Nghị quyết Hội nghị Trung ương 6 khóa XII (Nghị quyết số 18-NQ/TW)", "Luật Đất đai (Luật số 31/2024/QH15)".
    """
    for i, (one, following) in enumerate(pairwise(found)):
        bracket = BRACKET.match(prose.plain, one.span.end)
        same = one.type == following.type and not (one.number and following.number)
        if bracket and bracket.end() == following.span.start and same:
            found[i], found[i + 1] = (replace(m, name=one.name or following.name) for m in (one, following))
    return found


def _shared(prose: Prose, found: list[Mention]) -> list[Mention]:
    """Mentions of one series with what only the last of them tells: suffix of the symbol, date, issuer, subject."""
    for i in range(len(found) - 2, -1, -1):
        one, following = found[i], found[i + 1]
        between = TOGETHER.match(prose.plain, one.end)
        if not between or between.end() != following.span.start:
            continue
        if one.type == following.type and not one.name:
            one = _completed(one, following, typed=not prose.text[following.span.start].isdigit())
            found[i] = replace(one, sure=one.sure or (following.sure and prose.text[one.span.start].isupper()))
        elif _is_short(prose, one) and _is_short(prose, following) and not (one.symbol or one.issuer):
            found[i] = replace(one, issuer=following.issuer, sure=one.sure or following.sure)
    return found


def _is_short(prose: Prose, mention: Mention) -> bool:
    """Whether a mention is a short form that may stand alone, and a number: "CT 05", but not "KH 05"."""
    kind = types_by_word()[fold(mention.type)]
    return kind.alone != "no" and re.match(rf"{kind.short}{B}?\d", prose.text[slice(*mention.span)]) is not None


def _replaced(prose: Prose, found: list[Mention]) -> list[Mention]:
    """Mentions with the issuer that stands behind the bracket which tells what took their place.

    "Quyết định số 290-QĐ/TW (nay là Quyết định số 23-QĐ/TW) của Bộ Chính trị".
    """
    for i, (one, following) in enumerate(pairwise(found)):
        bracket = NOW.match(prose.plain, one.end) if following.issuer and not one.issuer else None
        if bracket and bracket.end() == following.span.start and _suffix(one) == _suffix(following):
            behind = ")" in prose.text[following.span.end : following.end]
            found[i] = replace(one, issuer=following.issuer) if behind else one
    return found


def _completed(one: Mention, following: Mention, *, typed: bool) -> Mention:
    """A mention with what the following one of its series tells for both. typed: whether that repeats the type word."""
    suffix = _suffix(following)
    if suffix and not one.symbol and one.number and not typed:
        one = replace(one, symbol=one.number + suffix)
    ours, theirs = (YEAR.sub("", _suffix(mention)) for mention in (one, following))
    if one.issuer or (ours and theirs and ours != theirs):
        return one
    year = YEAR.match(_suffix(one))
    dated = year is None or (following.date or "").startswith(year[0][1:])
    date = one.date or (following.date if dated else None)
    return replace(one, issuer=following.issuer, date=date, subject=one.subject or following.subject)


def _enacted(prose: Prose, found: list[Mention]) -> list[Mention]:
    """Mentions with the issuer that their clause tells: "Đảng ủy ban hành Chỉ thị số 11 ... và Kế hoạch số 42"."""
    issuer: str | None = None
    end = -1
    for i, mention in enumerate(found):
        between = TOGETHER.match(prose.plain, end) if issuer else None
        if not between or between.end() != mention.span.start:
            issuer = None
        if not mention.issuer and mention.number:
            enacted, date = (issuer, None) if issuer else enactment(prose, mention.span.start)
            found[i] = replace(mention, issuer=enacted, date=mention.date or date) if enacted else mention
            issuer = enacted
        end = mention.end
    return found


def _suffix(mention: Mention) -> str:
    """What stands behind the number in a symbol: "-NQ/TW"; "" without a symbol."""
    return (mention.symbol or "")[len(mention.number or "") :]
