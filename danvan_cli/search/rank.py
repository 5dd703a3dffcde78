"""Scoring candidates on their text: BM25 over words and pairs, marks and all, the title, the best stretch."""

from collections import Counter
from itertools import pairwise

from danvan_cli.search.matches import Match, Matches
from danvan_cli.search.query import Query
from danvan_cli.search.weights import Weights

K1, B = 1.2, 0.75  # of BM25: how soon more occurrences stop counting, how much the length counts
K1_PAIR = 0.4  # a pair that occurs once says nearly all
EXACT = 0.5  # the share of what bears the marks that were typed, the rest counts any marks
TITLE = 0.5  # what stands in the title, beside BM25 of the text
STRETCH, WIDTH = 0.5, 150  # what the words of the best stretch are worth; its characters


Name = int | tuple[int, int]  # a term, or two side by side, by their places in Query.terms


class Scorer:
    """Says what texts are worth for one query."""

    def __init__(self, query: Query, weights: Weights) -> None:
        terms = query.terms
        self.marked = query.marked
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
        found = matches.found
        pairs = [
            place
            for place, (a, b) in enumerate(pairwise(found))
            if (a.term, b.term) in self.folded and matches.adjacent(a, b)
        ]
        names: list[Name] = [match.term for match in found]
        names += [(found[place].term, found[place + 1].term) for place in pairs]
        total = _bm25(names, self.folded, norm)
        if self.marked:
            same = matches.same_marks
            exact: list[Name] = [match.term for match, like in zip(found, same, strict=True) if like]
            exact += [(found[place].term, found[place + 1].term) for place in pairs if same[place] and same[place + 1]]
            total = (1 - EXACT) * total + EXACT * _bm25(exact, self.exact, norm)
        return total + TITLE * self._titled(matches, pairs) + STRETCH * self._best_stretch(found)

    def _titled(self, matches: Matches, pairs: list[int]) -> float:
        """What the different words and pairs in the title are worth."""
        found, end = matches.found, len(matches.title)
        titled: set[Name] = {match.term for match in found if match.end <= end}
        titled |= {(found[at].term, found[at + 1].term) for at in pairs if found[at + 1].end <= end}
        return sum(self.folded[name] for name in sorted(titled, key=str))

    def _best_stretch(self, found: list[Match]) -> float:
        """The most that the different words in one stretch of text are worth."""
        inside = [0] * len(self.folded)
        worth = best = 0.0
        first = 0
        for term, start, end in found:
            if not inside[term]:
                worth += self.folded[term]
            inside[term] += 1
            while end - found[first].start > WIDTH and found[first].start < start:
                left = found[first].term
                inside[left] -= 1
                if not inside[left]:
                    worth -= self.folded[left]
                first += 1
            best = max(best, worth)
        return best


def _bm25(names: list[Name], weights: dict[Name, float], norm: float) -> float:
    total = 0.0
    for name, count in Counter(names).items():
        k1 = K1 if isinstance(name, int) else K1_PAIR
        total += weights[name] * count * (k1 + 1) / (count + k1 * norm)
    return total
