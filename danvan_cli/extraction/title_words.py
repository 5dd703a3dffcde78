"""The words that stand around a person's name: offices, honorifics, ranks, and what an office is made of.

All patterns read plain text. Their forms are the rows of data/offices.tsv and data/office_words.tsv.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from danvan_cli.extraction.forms import any_of, compiled, forms, spaced, table
from danvan_cli.text.letters import plain

# "PPhó" (a slip), "P.Chủ tịch", "Quyền Chủ tịch"
BEFORE = spaced(r"(?<!\w)(?:p(?=phó)|(?P<acting>p\._|(?:(?<!ủy\s)quyền|q\.) ))?")
AGE = r"(?:\d{2,3} tuổi|sinh năm|sn[:.]?_\d{4})"
FORMER = compiled(r"(?<!\w)(?:nguyên|cựu) $")
TITLES = ("office", "office abbreviation", "honorific", "rank", "occupation")
OFFICES = ("office", "office abbreviation", "office after a name")


class Title(NamedTuple):
    """[start, end) of a form of data/offices.tsv; kind: as there, or "age" for "67 tuổi"."""

    start: int
    end: int
    kind: str


def title_at(text: str, start: int) -> Title | None:
    """The head of an office, the honorific, the rank or the age that begins at `start` of a plain text."""
    match = _pattern(TITLES).match(text, start)
    return _title(match, TITLES) if match else None


def titles(text: str) -> Iterator[Title]:
    """All of them in a plain text, from left to right."""
    return (_title(match, TITLES) for match in _pattern(TITLES).finditer(text))


def office_head(text: str, start: int) -> Title | None:
    """The head of an office at `start`, behind a name, where "cán bộ" and "thành viên" are offices too."""
    match = _pattern(OFFICES).match(text, start)
    return _title(match, OFFICES) if match else None


@cache
def _pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{BEFORE}(?:(?P<form>{any_of(list(_kinds(kinds)))})|(?P<age>{spaced(AGE)}))")


@cache
def _kinds(kinds: tuple[str, ...]) -> dict[str, str]:
    """The kind of each form."""
    return {form: kind for kind in kinds for form in forms("offices.tsv", kind)}


def _title(match: re.Match[str], kinds: tuple[str, ...]) -> Title:
    form = match["form"]
    kind = _kinds(kinds)[" ".join(form.split())] if form else "age"
    start = match.start("acting") if match["acting"] else match.start(match.lastgroup or 0)
    return Title(start, match.end(), kind)


@cache
def office_words() -> re.Pattern[str]:
    """A word or phrase that goes on with an office: "dân vận", "tỉnh ủy"."""
    return re.compile(any_of(forms("office_words.tsv", "body")))


@cache
def joined_words() -> re.Pattern[str]:
    """What goes on with the same office behind a comma, a dash or "và": "Văn hóa, [Thể thao] và [Du lịch]"."""
    return re.compile(any_of(forms("office_words.tsv", "join")))


@cache
def ending_words() -> re.Pattern[str]:
    """What begins the clause behind a person: "phát biểu", "đã", "và các"."""
    return re.compile(any_of(forms("office_words.tsv", "end")))


@cache
def surnames() -> dict[str, bool]:
    """The first words of the surnames, in plain letters: whether no place name begins with the word."""
    found: dict[str, bool] = {}
    for row in table("surnames.tsv"):
        first = plain(row["surname"]).split()[0]
        found[first] = found.get(first, True) and "place" not in row["also"]
    return found


@cache
def historic_names() -> frozenset[str]:
    """Names of leaders and heroes of the past, in plain letters."""
    return frozenset(plain(row["name"]) for row in table("historic_persons.tsv"))


@cache
def word_set(kind: str) -> frozenset[str]:
    """The words of a kind in data/office_words.tsv, in plain letters."""
    return frozenset(forms("office_words.tsv", kind))
