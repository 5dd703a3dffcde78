"""A mention of a document, and what the mentions of a row tell of each other."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from danvan_cli.extraction.directive_facts import B, enactment
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.text.document_types import types_by_word
from danvan_cli.text.letters import fold

BRACKET = re.compile(rf"{B}?\({B}?(?:tức|hay|là)?{B}?")
NOW = re.compile(
    rf"{B}?\({B}?(?:sau{B})?(?:(?:hiện{B})?nay{B}(?:là|(?:được{B})?thay{B}(?:thế{B})?bằng)"
    rf"|(?:được{B})?thay{B}(?:thế{B})?(?:bằng|bởi)|thay{B}(?:thế|cho)){B}"
)
TOGETHER = re.compile(rf"{B}{{0,2}}(?:[,;&–-]|và|với){B}?(?:và{B})?(?:các{B})?(?:số{B}?)?")
YEAR = re.compile(r"^/\d{4}")


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


def told_in_rows(prose: Prose, found: list[Mention]) -> list[Mention]:
    """Mentions, in order, each with what those beside it tell of its document.

    In "Quyết định 217-QĐ/TW và 218-QĐ/TW ngày ... của ..." both have date and issuer.
    """
    return _enacted(prose, _replaced(prose, _shared(prose, _apposed(prose, found))))


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
