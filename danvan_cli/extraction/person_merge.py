"""Mentions of names -> persons: each once, with the longest form of each office and all spans."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from danvan_cli.extraction.forms import in_full
from danvan_cli.extraction.offices import Office
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import historic_names
from danvan_cli.models import Person, Span

MOST = 300  # persons of an article; more are a roll of names
MOST_OFFICES = 20  # of a person
CENTRAL = re.compile(r"(?<!\w)T\.?Ư(?!\w)")  # TU is Tỉnh ủy
HIGHLAND = re.compile(r"\w(?!\w)")


class Mention(NamedTuple):
    """A name in the text and the offices beside it. short: a given name alone, as in "ông Thái"."""

    name: Span
    offices: tuple[Office, ...]
    short: bool = False


def merged(prose: Prose, mentions: list[Mention]) -> tuple[Person, ...]:
    """The persons of the mentions, in order of appearance; short mentions fall to the person they mean."""
    people: dict[str, list[Mention]] = {}
    for mention in sorted(mentions):
        key = _key(prose, mention, people)
        if key in people or (key and not mention.short and len(people) < MOST):
            people.setdefault(key, []).append(mention)
    found = [_person(prose, key, people[key]) for key in people if key not in historic_names()]
    return tuple(sorted(found, key=lambda person: person.spans[0]))


def _key(prose: Prose, mention: Mention, people: dict[str, list[Mention]]) -> str:
    """The name in plain letters; of a part of a name ("ông Thái", "Y Bhiu") that of the last person so called."""
    name = " ".join(prose.plain[mention.name.start : mention.name.end].split())
    if name in people or name.count(" ") > 1:
        return name
    highland = HIGHLAND.match(name)  # called by the first words: "Y Bhiu", "H’Nuôn"
    whole = (key for key in reversed(people) if key.endswith(f" {name}") or (highland and key.startswith(f"{name} ")))
    return next(whole, name)


def _full_spans(text: str, name: str) -> Iterator[Span]:
    """Every place where a name stands in full."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield Span(start, end)
        start = text.find(name, end)


def _person(prose: Prose, key: str, mentions: list[Mention]) -> Person:
    offices = [office for mention in mentions for office in mention.offices]
    last = key.rsplit(" ", 1)[-1]
    named = [mention.name for mention in mentions if prose.plain.endswith(last, mention.name.start, mention.name.end)]
    return Person(
        name=_name(prose, [mention.name for mention in mentions if not mention.short]),
        roles=_longest(_written(prose, office) for office in offices if not office.former),
        former=_longest(_written(prose, office) for office in offices if office.former),
        spans=tuple(sorted({*_full_spans(prose.plain, key), *named})),
    )


def _name(prose: Prose, spans: list[Span]) -> str:
    """The name as first written; from a heading in capitals only where it stands nowhere else."""
    written = [" ".join(prose.text[span.start : span.end].split()) for span in spans]
    mixed = next((name for name in written if not name.isupper()), None)
    return mixed or " ".join(word.capitalize() for word in written[0].split())


def _written(prose: Prose, office: Office) -> str:
    return " ".join(prose.text[office.start : office.end].split())


def _longest(written: Iterable[str]) -> tuple[str, ...]:
    """The offices without those that another one says in more words: "Phó Bí thư" beside "Phó Bí thư Huyện ủy"."""
    kept: list[str] = []
    for office in written:
        same = next((i for i, other in enumerate(kept) if _same(office, other)), None)
        if same is None:
            kept += [office] if len(kept) < MOST_OFFICES else []
        elif _length(office) > _length(kept[same]):
            kept[same] = office
    return tuple(kept)


def _length(office: str) -> tuple[int, bool, int]:
    """For comparing forms of one office: words in full, no heading's capitals, letters and marks ("Huyện", "Huyên")."""
    return len(_words(office)), not office.isupper() or " " not in office, len(unicodedata.normalize("NFD", office))


def _same(one: str, other: str) -> bool:
    """Whether both begin with the same two words and the longer one has all words of the shorter one in their order."""
    short, long = sorted((_words(one), _words(other)), key=len)
    rest = iter(long)
    return short[:2] == long[:2] and all(word in rest for word in short)


def _words(office: str) -> list[str]:
    """The folded words, abbreviations in full: "PCT UBND huyện" -> pho chu tich uy ban nhan dan huyen."""
    return in_full(CENTRAL.sub("trung ương", office))
