"""Scoring candidates on their text: BM25 over words and pairs, marks and all, the title, the best stretch."""

from collections import Counter
from collections.abc import Iterator, Mapping

from danvan_cli.search.matches import Match, Matches
from danvan_cli.search.weights import Weights

K1, B = 1.2, 0.75  # of BM25: how soon more occurrences stop counting, how much the length counts
K1_PAIR = 0.4  # a pair that occurs once says nearly all
EXACT = 0.5  # the share of what bears the marks that were typed, the rest counts any marks
TITLE = 0.5  # what stands in the title, beside BM25 of the text
STRETCH, WIDTH = 0.5, 150  # what the words of the best stretch are worth; its characters


def score(matches: Matches, weights: Weights, usual: float) -> float:
    """What the matches are worth. usual: the mean length of the texts that are compared, in characters."""
    norm = 1 - B + B * len(matches.text) / usual
    places = list(_places(matches))
    total = _bm25(Counter(name for name, *_ in places), weights.folded, norm)
    if matches.query.marked:
        exact = Counter(name for _, name, *_ in places if name)
        total = (1 - EXACT) * total + EXACT * _bm25(exact, weights.exact, norm)
    titled = {name for name, _, end in places if end <= len(matches.title)}
    total += TITLE * sum(weights.folded.get(name, 0.0) for name in titled)
    return total + STRETCH * _best_stretch(matches, weights)


def _places(matches: Matches) -> Iterator[tuple[str, str | None, int]]:
    """(folded name, name with the typed marks if it bears them, end) of each word and pair of the query's words."""
    terms = matches.query.terms
    last: tuple[Match, bool] | None = None
    for match, same in zip(matches.found, matches.same_marks, strict=True):
        term = terms[match.term]
        yield term.folded, term.plain if same else None, match.end
        if last and matches.adjacent(last[0], match):
            before = terms[last[0].term]
            both = f"{before.plain}_{term.plain}" if same and last[1] else None
            yield f"{before.folded}_{term.folded}", both, match.end
        last = match, same


def _bm25(counts: Mapping[str, int], weights: Mapping[str, float], norm: float) -> float:
    total = 0.0
    for name, count in counts.items():
        k1 = K1_PAIR if "_" in name else K1
        total += weights.get(name, 0.0) * count * (k1 + 1) / (count + k1 * norm)
    return total


def _best_stretch(matches: Matches, weights: Weights) -> float:
    """The most that the different words in one stretch of text are worth."""
    terms, found = matches.query.terms, matches.found
    inside: Counter[int] = Counter()
    worth = best = 0.0
    first = 0
    for match in found:
        if not inside[match.term]:
            worth += weights.folded.get(terms[match.term].folded, 0.0)
        inside[match.term] += 1
        while match.end - found[first].start > WIDTH and found[first].start < match.start:
            left = found[first].term
            inside[left] -= 1
            if not inside[left]:
                worth -= weights.folded.get(terms[left].folded, 0.0)
            first += 1
        best = max(best, worth)
    return best
