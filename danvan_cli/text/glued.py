"""Words typed without the blanks between their syllables: "danvankheo", "dânvậnkhéo", "nongthonmoi2020".

Vietnamese writes each syllable by itself; file names, tags and addresses do not. Where one syllable ends is often
open, since n, g, h, c and t both begin and end syllables, and most runs of vowels may be cut: da nang or dan ang,
cong an or con gan, hoi or ho i. Which reading is meant is asked of the pairs of words that an archive has.
"""

import re
from collections.abc import Callable, Iterable
from math import log
from operator import itemgetter
from typing import NamedTuple

from danvan_cli.text import syllables
from danvan_cli.text.letters import fold
from danvan_cli.text.words import WORD

LONGEST = 60  # letters of a word
MOST_QUESTIONS = 200  # about the pairs of one word
NUMBER = re.compile("[0-9]+")

Span = tuple[int, int]


class Reading(NamedTuple):
    """One way to cut the rest of a word; the lesser the better.

    Readings of as many parts with as many missing pairs have as many pairs that occur: whether the worth of these
    is a count or a share of all pairs does not change the order.
    """

    missing: int  # pairs that do not occur
    parts: int
    rarity: float  # less the logarithms of the worth of the pairs that occur
    lengths: tuple[int, ...]  # of the parts, negative: the longer first


def unglued(word: str, known: Callable[[str], bool], pair_worth: Callable[[str, str], float]) -> list[str] | None:
    """The syllables and numbers of a word typed without blanks, as typed: "DânVậnkhéo" -> ["Dân", "Vận", "khéo"].

    Of all readings the one with the fewest pairs that do not occur, of these the one of the fewest parts, of these
    the one whose pairs are the commonest. None for a syllable, a known word, where there is no reading ("congress"),
    and where no pair of the best one occurs.

    word: in NFC, as text.words cuts it
    known: whether a folded word stands in the archive
    pair_worth: how common a pair of folded words is there, 0.0: does not occur. Each pair is asked about once.
    """
    if len(word) > LONGEST or not WORD.fullmatch(word) or syllables.is_syllable(word):
        return None
    spans = _connected(_spans(word), len(word))
    if not spans or known(fold(word)):
        return None
    best = _best_reading(fold(word), spans, pair_worth)
    return None if best.missing == best.parts - 1 else _cut(word, best)


def _cut(word: str, reading: Reading) -> list[str]:
    parts = []
    for length in reading.lengths:
        parts.append(word[:-length])
        word = word[-length:]
    return parts


def _spans(word: str) -> list[Span]:
    """Where syllables and whole numbers stand, from left to right: "xa19" -> [(0, 1)?] no: [(0, 2), (1, 2), (2, 4)]."""
    numbers = [match.span() for match in NUMBER.finditer(word)]
    ends = ((start, end) for start in range(len(word)) for end in range(start + 1, start + syllables.LONGEST + 1))
    return sorted([*numbers, *(span for span in ends if span[1] <= len(word) and syllables.is_syllable(word[slice(*span)]))])
