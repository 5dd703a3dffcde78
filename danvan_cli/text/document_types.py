"""The types of Party and state documents and the codes that their symbols bear: Nghị quyết is NQ, Chỉ thị is CT."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from danvan_cli.resources import data
from danvan_cli.text.letters import fold

BLANKS = r"[^\S\n]{1,3}"


class DocumentType(NamedTuple):
    """A row of data/document_types.tsv.

    name: the type word, "Nghị quyết". short: what the press abbreviates it to before a number, "NQ", or "".
    codes: what stands for it in symbols. level: whose it is: "party", "state" or "both".
    alone: whether word and number name a document, as in "Nghị quyết 25": "yes", "capital" (if written so), "no".
    issued: whether word and issuer name one, as in "Kế hoạch của Ban Thường vụ Huyện ủy".
    """

    name: str
    short: str
    codes: frozenset[str]
    level: str
    alone: str
    issued: bool


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All types, in the order of the table."""
    lines = data("document_types.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_type(*line.split("\t")) for line in lines)


def _type(name: str, short: str, codes: str, level: str, alone: str, issued: str) -> DocumentType:
    return DocumentType(name, short, frozenset(codes.split()), level, alone, issued == "yes")


@cache
def types_by_word() -> dict[str, DocumentType]:
    """Types by their folded name ("nghi quyet") and by their folded short form ("nq")."""
    names = {fold(t.name): t for t in document_types()}
    return {fold(t.short): t for t in document_types() if t.short} | names


@cache
def types_by_code() -> dict[str, DocumentType]:
    """The first type of each code: "QĐ" -> Quyết định."""
    return {code: t for t in reversed(document_types()) for code in t.codes}


def type_words(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[DocumentType, int, int]]:
    """The types whose name or short form stands in a folded text, each with where it begins and ends."""
    for match in _pattern().finditer(folded, start, len(folded) if end is None else end):
        if not folded[match.start() - 1 : match.start()].isalnum():
            yield types_by_word()[" ".join(match[0].split())], *match.span()


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"{_letters(list(types_by_word()))}(?!\w)")


def _letters(words: list[str]) -> str:
    """A pattern of the longest of the words, letter by letter: twice as fast as one that lists them."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = tails.pop("", None)
    choices = [(BLANKS if head == " " else head) + _letters(rest) for head, rest in tails.items()]
    if not choices:
        return ""
    return f"(?:{'|'.join(choices)}){'?' if ends else ''}"
