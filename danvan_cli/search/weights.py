"""Which words and pairs of a query are telling, and how much each counts."""

import math
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.search.query import Query, Term
from danvan_cli.text.letters import fold

QUESTION = 6  # a query of more words is a question or a headline, not a list of words that must occur
PAIR = 0.5  # what a pair is worth beside a word as rare
NAME = 1.4  # what a name or a number is worth beside another word as rare
# What asks, and so stands in no answer.
ASKING = (
    "khi nào", "thế nào", "như thế nào", "tại sao", "vì sao", "ra sao", "bao nhiêu", "bao lâu", "bao xa", "ở đâu",
    "từ đâu", "là gì", "cái gì", "những gì", "điều gì", "phải không", "hay không", "gì", "nào", "ai", "đâu", "mấy",
)  # fmt: skip
UNSURE = ("dau", "may")  # without marks these may be other words: đầu, máy


class Weights(NamedTuple):
    """What words and pairs ("dan_van") are worth: folded ones, and those that bear the marks that were typed."""

    folded: dict[str, float]
    exact: dict[str, float]


def weight(frequency: float, articles: int) -> float:
    """What a word or pair that so many of the articles hold is worth: BM25's inverse document frequency."""
    frequency = min(frequency, articles)
    return math.log(1 + (articles - frequency + 0.5) / (frequency + 0.5))


def is_question(query: Query) -> bool:
    """Whether few articles hold all words: there are many, or some of them only ask. No quotes or operators insist."""
    if query.runs is None:
        return False
    return len(query.runs) > QUESTION or (query.typed.rstrip().endswith("?") and None in without_asking(query))


def telling(query: Query) -> dict[tuple[Term, ...], float]:
    """The words and pairs of a query that tell articles apart, with how much each counts beside others as rare."""
    kept: list[Term | None] = without_asking(query) if is_question(query) else [*query.sequence]
    named = _names(kept)
    found: dict[tuple[Term, ...], float] = {}
    for place, term in enumerate(kept):
        if term and not term.prefix:
            found.setdefault((term,), named[place])
    for place, (a, b) in enumerate(pairwise(kept)):
        if a and b and not (a.prefix or b.prefix):
            found.setdefault((a, b), PAIR * max(named[place : place + 2]))
    return found


def _names(terms: list[Term | None]) -> list[float]:
    """How much each word counts as a name or a number; the capital that begins a sentence makes no name."""
    factors = [NAME if term and term.name else 1.0 for term in terms]
    alone = len(terms) > 1 and not (terms[1] and terms[1].name)
    if terms and terms[0] and alone and not terms[0].plain[0].isdecimal():
        factors[0] = 1.0
    return factors


def without_asking(query: Query) -> list[Term | None]:
    """The terms in order, None where one only asks."""
    marked = query.marked
    said: list[str | None] = [term.plain if marked else term.folded for term in query.sequence]
    for phrase in ASKING:
        asked = phrase.split() if marked else fold(phrase).split()
        if len(asked) == 1 and not marked and asked[0] in UNSURE:
            continue
        for start in range(len(said) - len(asked) + 1):
            if said[start : start + len(asked)] == asked:
                said[start : start + len(asked)] = [None] * len(asked)
    return [term if word else None for term, word in zip(query.sequence, said, strict=True)]
