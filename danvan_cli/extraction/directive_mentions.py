"""Where an article names a document: by type and number, by type and issuer, by an official name.

Each mention is read by itself, then with what its row tells; `directives.find` merges the mentions of one document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from danvan_cli.extraction.directive_facts import B, Facts, read_facts
from danvan_cli.extraction.directive_names import LAWS, Name, read_name
from danvan_cli.extraction.directive_rows import Mention, told_in_rows
from danvan_cli.extraction.issuers import is_specific
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.document_types import DocumentType, type_words, types_by_code
from danvan_cli.text.symbols import Symbol, read_symbol

TO_NUMBER = re.compile(
    rf"(?:{B}{{1,2}}(?:liên tịch|liên ngành|phối hợp|chuyên đề|hành động|riêng|kết luận(?=[^\n]{{1,14}}tb(?!\w))))?"
    rf"(?P<so>{B}{{0,2}}[:(]?{B}?s[ốo]{B}?[:.]?)?{B}{{0,3}}(?=\d)"
)
FAR_NUMBER = re.compile(rf"[^.;:\n\"“”]{{1,90}}?(?:{B}|\()số{B}?:?{B}{{0,2}}(?=\d)")
FURTHER = re.compile(rf"{B}{{0,2}}(?:,{B}?(?:và{B})?|và{B}|;|&|[-–](?=\d)){B}{{0,2}}(?P<so>số{B}?:?{B}?)?(?=\d)")
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
YEARS = range(1945, 2100)


class Number(NamedTuple):
    """A document's number in a text. marked: whether "số" stands before it."""

    symbol: Symbol
    start: int
    marked: bool


def mentions(prose: Prose) -> list[Mention]:
    """All mentions, in order."""
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
    return told_in_rows(prose, found)


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
    alone = kind.alone == "yes" or (kind.alone == "capital" and (capital or bool(issued)))
    return _is_exact(prose, kind, word) and alone


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
