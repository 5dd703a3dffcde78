"""Articles that are like another: those that hold the most telling of its pairs of words."""

import re
from functools import cache

from danvan_cli.answers.searching import Plan
from danvan_cli.answers.similar import Alike, Similar
from danvan_cli.retrieval.ranking import articles_held
from danvan_cli.search.weights import weight
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection
from danvan_cli.text.words import pairs, search_words, words

LOOKED_AT = 400  # pairs of the article that are looked up
TELLING, POSTINGS = 40, 200  # pairs that propose articles; how many each
COMPARED = 60  # articles whose texts are compared
SHARED = 5  # pairs that are told
APART = re.compile(r"\d|[^\w \xa0]")  # no words stand together across a number or a sign: "huyện ủy. Trưởng ban"
BREAK = "0"


def similar(connection: Connection, number: int, docid: int, limit: int | None) -> Similar:
    """The articles that share most with one, by what the shared pairs are worth, beside all that either holds."""
    (row,) = read.rows(connection, [docid])
    spellings = _spellings(row.text)
    worth = _worth(connection, list(spellings))
    found = _proposed(connection, docid, worth)
    whole = sum(worth.values()) or 1.0
    alike = []
    for other in read.rows(connection, found):
        held = _pairs(other.text)
        shared = sorted((pair for pair in worth if pair in held), key=lambda pair: -worth[pair])
        score = sum(worth[pair] for pair in shared) / whole
        told = tuple(spellings[pair] for pair in shared[:SHARED])
        alike.append((score, other, told))
    alike.sort(key=lambda one: (-one[0], -one[1].docid))
    return Similar(id=number, hits=tuple(_alike(connection, *one) for one in alike[:limit] if one[0]))


def _alike(connection: Connection, score: float, row: read.Row, shared: tuple[str, ...]) -> Alike:
    provinces = read.provinces(connection, row.number)
    return Alike(
        id=row.number, title=row.title, date=row.date, provinces=provinces, score=round(score, 4), shared=shared
    )


def _proposed(connection: Connection, docid: int, worth: dict[str, float]) -> list[int]:
    """The docids for which the most telling pairs speak most."""
    spoken: dict[int, float] = {}
    for pair in sorted(worth, key=lambda pair: (-worth[pair], pair))[:TELLING]:
        for other in select.docids(connection, Plan(match=f'"{pair}"'), "newest", POSTINGS):
            spoken[other] = spoken.get(other, 0.0) + worth[pair]
    spoken.pop(docid, None)
    return sorted(spoken, key=lambda other: (-spoken[other], -other))[:COMPARED]


def _worth(connection: Connection, found: list[str]) -> dict[str, float]:
    """What pairs are worth that other articles hold too: the rarer, the more.

    Pairs that stand together no more often than chance brings their words together are no words of two syllables, and
    are left out.
    """
    articles = articles_held(connection)

    @cache
    def rarity(word: str) -> float:
        frequency = select.frequency(connection, Plan(match=f'"{word}"'), articles)
        return weight(frequency, articles) if frequency > 1 else 0.0

    step = max(1, len(found) // LOOKED_AT)
    worth = {pair: rarity(pair) for pair in found[::step]}
    return {pair: value for pair, value in worth.items() if 0 < value < sum(map(rarity, pair.split("_")))}


def _pairs(text: str) -> set[str]:
    return set(pairs(search_words(_parted(text))))


def _spellings(text: str) -> dict[str, str]:
    """The folded pairs of a text in its order, each as it is written there first."""
    parted = _parted(text)
    marked, folded = words(parted), search_words(parted)
    found: dict[str, str] = {}
    for place, pair in enumerate(pairs(folded)):
        if BREAK not in pair:
            found.setdefault(pair, f"{marked[place]} {marked[place + 1]}")
    return found


def _parted(text: str) -> str:
    """The text with a word of its own where words do not stand together."""
    return APART.sub(f" {BREAK} ", text)
