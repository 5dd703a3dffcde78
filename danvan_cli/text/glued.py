"""Words typed without the blanks between their syllables: "danvankheo", "dânvậnkhéo", "nongthonmoi2020".

Vietnamese orthography sets off every syllable by blanks; tags, addresses and file names do not. Where a syllable ends
is often open: c, g, h, m, n, p and t begin and end syllables, and most runs of vowels may be cut. "danang" is da nang
or dan ang, "congan" cong an or con gan, "hoi" may be ho i. Which is meant, the pairs of words in an archive tell.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from math import log
from typing import NamedTuple

from danvan_cli.text import syllables
from danvan_cli.text.letters import fold
from danvan_cli.text.words import WORD

LONGEST = 60  # letters of a word
MOST_QUESTIONS = 200  # about the pairs of one word
NUMBER = re.compile("[0-9]+")

Span = tuple[int, int]


class Reading(NamedTuple):
    """A way to cut a word from some place on; the least is the best.

    Rarity decides between readings with as many pairs that occur, so worth may be a count or a share of all pairs.
    """

    missing: int  # pairs that do not occur
    parts: int
    rarity: float  # the logarithms of the worth of the other pairs, subtracted
    lengths: tuple[int, ...]  # of the parts, negative: longer ones first


def unglued(word: str, known: Callable[[str], bool], pair_worth: Callable[[str, str], float]) -> list[str] | None:
    """The syllables and numbers of a word typed without blanks: "DânVậnkhéo2020" -> ["Dân", "Vận", "khéo", "2020"].

    Of all readings one with the fewest pairs that do not occur, of these one of the fewest parts, of these the one
    whose pairs are most common. None for a syllable, for a known word, where there is no reading ("congress"), and
    where no pair of the best one occurs.

    word: in NFC, as text.words cuts it
    known: whether a folded word stands in the archive
    pair_worth: how common a pair of folded words is there; 0.0 where it does not occur. Called once for each pair,
        MOST_QUESTIONS times at most; pairs beyond these, which only readings of many parts have, do not occur.
    """
    if len(word) > LONGEST or not WORD.fullmatch(word) or syllables.is_syllable(word):
        return None
    spans = _connected(_spans(word), len(word))
    if not spans or known(fold(word)):
        return None
    best = _best_reading(fold(word), spans, pair_worth)
    return None if best.missing == best.parts - 1 else _cut(word, best.lengths)


def _cut(word: str, lengths: tuple[int, ...]) -> list[str]:
    """The parts of a word by their negative lengths: "danvan", (-3, -3) -> ["dan", "van"]."""
    parts, start = [], 0
    for length in lengths:
        parts.append(word[start : start - length])
        start -= length
    return parts


def _spans(word: str) -> list[Span]:
    """Where syllables and whole numbers stand, from left to right: "xa19" -> [(0, 2), (1, 2), (2, 4)]."""
    spans = {match.span() for match in NUMBER.finditer(word)}
    for start in range(len(word)):
        ends = range(start + 1, min(start + syllables.LONGEST, len(word)) + 1)
        spans.update((start, end) for end in ends if syllables.is_syllable(word[start:end]))
    return sorted(spans)


def _connected(spans: list[Span], length: int) -> dict[Span, int]:
    """The spans that belong to a reading of the whole word, with the least number of parts of such a reading."""
    before = _distances(spans)
    after = _distances(sorted((length - end, length - start) for start, end in spans))
    return {
        (start, end): before[start] + 1 + after[length - end]
        for start, end in spans
        if start in before and length - end in after
    }


def _distances(spans: list[Span]) -> dict[int, int]:
    """By how many spans, at least, each place is reached from 0: [(0, 2), (2, 3), (2, 5)] -> {0: 0, 2: 1, 3: 2, 5: 2}.

    Spans come sorted.
    """
    distances = {0: 0}
    for start, end in spans:
        if start in distances:
            distances[end] = min(distances[start] + 1, distances.get(end, end))
    return distances


def _best_reading(folded: str, spans: dict[Span, int], pair_worth: Callable[[str, str], float]) -> Reading:
    """The least reading, built from the end of the word: the best one from each span on is part of any best one."""
    followers = _followers(spans)
    worth = _worth_of_pairs(folded, spans, followers, pair_worth)
    best: dict[Span, Reading] = {}
    for span in sorted(spans, reverse=True):
        longer = (_put_before(best[after], span, worth[_pair(folded, span, after)]) for after in followers[span])
        best[span] = min(longer, default=Reading(0, 1, 0.0, (span[0] - span[1],)))
    return min(best[span] for span in spans if span[0] == 0)


def _followers(spans: Collection[Span]) -> dict[Span, list[Span]]:
    """The spans that begin where each one ends."""
    starting = defaultdict[int, list[Span]](list)
    for span in spans:
        starting[span[0]].append(span)
    return {span: starting[span[1]] for span in spans}


def _put_before(rest: Reading, span: Span, worth: float) -> Reading:
    """The reading of a span and the rest after it, the pair between them worth so much."""
    rarity = rest.rarity - log(worth) if worth > 0 else rest.rarity
    return Reading(rest.missing + (worth <= 0), rest.parts + 1, rarity, (span[0] - span[1], *rest.lengths))


def _worth_of_pairs(
    folded: str, spans: dict[Span, int], followers: dict[Span, list[Span]], pair_worth: Callable[[str, str], float]
) -> defaultdict[tuple[str, str], float]:
    """How common the pairs are, those of readings of few parts asked about first; 0.0 for others."""
    places = [(max(spans[span], spans[after]), span, after) for span in spans for after in followers[span]]
    worth = defaultdict[tuple[str, str], float](float)
    for _, span, after in sorted(places):
        pair = _pair(folded, span, after)
        if pair not in worth and len(worth) < MOST_QUESTIONS and not _is_code(*pair):
            worth[pair] = pair_worth(*pair)
    return worth


def _pair(folded: str, first: Span, second: Span) -> tuple[str, str]:
    return folded[slice(*first)], folded[slice(*second)]


def _is_code(first: str, second: str) -> bool:
    """Whether two parts are more like initials or a code, single letters alone or beside a number: a a, u 23."""
    return all(len(part) == 1 or part.isdecimal() for part in (first, second))
