"""Scoring candidates on their text: BM25 over words and pairs, marks and all, the title, the best stretch."""

from collections import Counter
from itertools import pairwise

from danvan_cli.search.matches import Match, Matches
from danvan_cli.search.query import Query
from danvan_cli.search.weights import Weights

K1, B = 1.2, 0.75  # of BM25: how soon more occurrences stop counting, how much the length counts
K1_PAIR = 0.4  # a pair that occurs once says nearly all
EXACT = 0.7  # the share of what stands as typed, with its marks; the rest counts any marks and other forms
TITLE = 0.5  # what stands in the title, beside BM25 of the text
STRETCH, WIDTH = 0.5, 150  # what the words of the best stretch are worth; its characters


Name = int | tuple[int, int]  # a term, or two side by side, by their places in Query.terms


class Scorer:
    """Says what texts are worth for one query."""

    def __init__(self, query: Query, weights: Weights) -> None:
        terms = query.terms
        self.differs = query.marked or bool(query.other_forms)
        self.folded: dict[Name, float] = {n: weights.folded.get(term.folded, 0.0) for n, term in enumerate(terms)}
        self.exact: dict[Name, float] = {n: weights.exact.get(term.plain, 0.0) for n, term in enumerate(terms)}
        for one, first in enumerate(terms):
            for other, second in enumerate(terms):
                if worth := weights.folded.get(f"{first.folded}_{second.folded}"):
                    self.folded[one, other] = worth
                    self.exact[one, other] = weights.exact.get(f"{first.plain}_{second.plain}", 0.0)

    def score(self, matches: Matches, usual: float) -> float:
        """What the matches are worth. usual: the mean length of the texts that are compared, in characters."""
        norm = 1 - B + B * len(matches.text) / usual
        worth = _worth(matches, matches.found, self.folded, norm)
        if not self.differs:
            return worth
        same = [match for match, like in zip(matches.found, matches.as_typed, strict=True) if like]
        return (1 - EXACT) * worth + EXACT * _worth(matches, same, self.exact, norm)


def _worth(matches: Matches, found: list[Match], weights: dict[Name, float], norm: float) -> float:
    """What these places of a text are worth: in all of it, in its title, in its best stretch."""
    pairs = [(a, b) for a, b in pairwise(found) if (a.term, b.term) in weights and matches.adjacent(a, b)]
    names: list[Name] = [*(match.term for match in found), *((a.term, b.term) for a, b in pairs)]
    end = len(matches.title)
    titled: list[Name] = [match.term for match in found if match.end <= end]
    titled += [(a.term, b.term) for a, b in pairs if b.end <= end]
    in_title = sum(weights[name] for name in dict.fromkeys(titled))
    return _bm25(names, weights, norm) + TITLE * in_title + STRETCH * _best_stretch(found, weights)


def _best_stretch(found: list[Match], weights: dict[Name, float]) -> float:
    """The most that the different words in one stretch of text are worth."""
    inside: Counter[int] = Counter()
    worth = best = 0.0
    first = 0
    for term, start, end in found:
        if not inside[term]:
            worth += weights[term]
        inside[term] += 1
        while end - found[first].start > WIDTH and found[first].start < start:
            left = found[first].term
            inside[left] -= 1
            if not inside[left]:
                worth -= weights[left]
            first += 1
        if worth > best:
            best = worth
    return best


def _bm25(names: list[Name], weights: dict[Name, float], norm: float) -> float:
    total = 0.0
    for name, count in Counter(names).items():
        k1 = K1 if isinstance(name, int) else K1_PAIR
        total += weights[name] * count * (k1 + 1) / (count + k1 * norm)
    return total
