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


def telling(query: Query) -> dict[tuple[Term, ...], float]:
    """The words and pairs of a query that tell articles apart, with how much each counts beside others as rare."""
    kept = _without_asking(query) if len(query.runs) > QUESTION else [*query.terms]
    found: dict[tuple[Term, ...], float] = {(term,): _name(term) for term in kept if term}
    found |= {(a, b): PAIR * max(_name(a), _name(b)) for a, b in pairwise(kept) if a and b}
    return found


def _name(term: Term) -> float:
    return NAME if term.name else 1.0


def _without_asking(query: Query) -> list[Term | None]:
    """The terms in order, None where one only asks."""
    terms: list[Term | None] = [*query.terms]
    for phrase in ASKING:
        asked = phrase.split() if query.marked else fold(phrase).split()
        if len(asked) == 1 and not query.marked and asked[0] in UNSURE:
            continue
        for start in range(len(terms) - len(asked) + 1):
            if [_typed(term, query) for term in terms[start : start + len(asked)]] == asked:
                terms[start : start + len(asked)] = [None] * len(asked)
    return terms


def _typed(term: Term | None, query: Query) -> str | None:
    return term and (term.plain if query.marked else term.folded)
