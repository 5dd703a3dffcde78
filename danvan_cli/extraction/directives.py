"""The documents that an article cites: each once, with what its mentions tell together."""

from dataclasses import replace

from danvan_cli.extraction.directive_mentions import mentions
from danvan_cli.extraction.directive_rows import Mention
from danvan_cli.extraction.issuers import term, tiers
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Directive, Span
from danvan_cli.text.letters import plain

LATEST = 20  # documents of one number that a mention is compared with


def find(prose: Prose) -> tuple[Directive, ...]:
    """The documents of an article, in order of appearance.

    "Nghị quyết số 25-NQ/TW ngày 3/6/2013 ..." and, later, "Nghị quyết 25" are one document. A number alone is none: the
    same number with another year, another symbol or an issuer on another tier is another document.
    """
    documents: list[Mention] = []
    spans: list[list[Span]] = []
    alike: dict[str, list[int]] = {}
    for mention in mentions(prose):
        places = [i for key in _keys(mention) for i in alike.get(key, [])[: -LATEST - 1 : -1]]
        place = next((i for i in places if _may_be_one(documents[i], mention)), len(documents))
        if place < len(documents):
            documents[place] = _merged(documents[place], mention)
            spans[place].append(mention.span)
            continue
        documents.append(mention)
        spans.append([mention.span])
        for key in _keys(mention):
            alike.setdefault(key, []).append(place)
    return tuple(_directive(prose, d, s) for d, s in zip(documents, spans, strict=True) if d.sure)


def _keys(mention: Mention) -> list[str]:
    """What documents that may be one share: the number, or "" for those that are known by a name."""
    number = [mention.number.lstrip("0").lower()] if mention.number else []
    return [*number, ""] if mention.name else number


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether two mentions that share a key can mean one document."""
    if not _years_agree(one, other) or not _terms_agree(one, other):
        return False
    if one.symbol and other.symbol:
        return one.symbol.lstrip("0") == other.symbol.lstrip("0")
    if not (one.type.startswith(other.type) or other.type.startswith(one.type)):
        return False
    if one.number and other.number:
        return _tiers_agree(one, other)
    return one.name.startswith(other.name) or other.name.startswith(one.name)


def _years_agree(one: Mention, other: Mention) -> bool:
    """Whether the years are the same or one is not told; writers err in the day."""
    return not one.date or not other.date or one.date[:4] == other.date[:4]


def _terms_agree(one: Mention, other: Mention) -> bool:
    """Whether the issuers' terms are the same or one is not told: 25-NQ/TW is of khóa IX and of khóa XI."""
    first, second = (term(m.issuer or "") for m in (one, other))
    return not first or not second or first == second


def _tiers_agree(one: Mention, other: Mention) -> bool:
    """Whether the issuers, or what the symbols tell of them, can stand on one tier."""
    first, second = (tiers(m.issuer or (m.symbol or "").rpartition("/")[2]) for m in (one, other))
    return not first or not second or bool(first & second)


def _merged(one: Mention, other: Mention) -> Mention:
    """The document of `one` with what `other` tells beyond it."""
    return replace(
        one,
        number=one.number or other.number,
        name=one.name or other.name,
        symbol=one.symbol or other.symbol,
        date=one.date or other.date,
        issuer=_fuller(one.issuer, other.issuer),
        subject=one.subject or other.subject,
        sure=one.sure or other.sure,
    )


def _fuller(one: str | None, other: str | None) -> str | None:
    """The first of two ways to write an issuer; the other if that goes on ("... (khóa X)") or has small letters."""
    if not one or not other:
        return one or other
    longer = len(other) > len(one) and plain(other).startswith(plain(one))
    return other if longer or (one.isupper() and not other.isupper()) else one


def _directive(prose: Prose, document: Mention, spans: list[Span]) -> Directive:
    """A document as it is told; where it has a number, only mentions that hold the number point at it."""
    number = (document.number or "").lstrip("0").lower()
    subject = document.subject
    return Directive(
        type=document.type,
        number=document.number,
        symbol=document.symbol,
        date=document.date,
        issuer=document.issuer,
        subject=prose.text[subject.start : subject.end].strip() if subject else None,
        spans=tuple(span for span in spans if number in prose.text[span.start : span.end].lower()),
    )
