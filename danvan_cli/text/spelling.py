"""Syllables that a misspelt one may stand for, by what the mind confuses and by what the hand does.

The mind confuses spellings that are said alike. That depends on the speaker, as descriptions of the dialects have it:

The North   s and x, ch and tr, d and gi and r are one sound each; l and n change places around the Red River
The South   v, d and gi are one sound; final n and ng, t and c, and after some vowels n and nh, t and ch

And everywhere, since the orthography writes one sound in several ways, by the vowel that follows or by custom:
c and k and q, g and gh, ng and ngh, i and y, the long o that is written oo (xoong).

The hand adds a letter, leaves one out, hits another or swaps two. Most often it hits the next key (of QWERTY, which
Vietnamese input methods use), or a key twice; Telex, interrupted, leaves w or u where ư was meant (nhuwng).

A confusion costs as little as these frequent slips of the hand, two letters swapped more, any other slip most. Two
cost their sum. How far apart the costs lie is a guess; their order is what counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

from danvan_cli.text.syllables import bare_bases

LONGEST = 24  # letters of a word
MOST = 40  # words that come back
TWO_SLIPS_FROM = 6  # letters; most shorter syllables are two slips apart
FREQUENT, SWAPPED, RARE = 2, 3, 4
TOO_DEAR = 99

VOWEL = "[aeiouy]"
FIRST = rf"\A%s(?={VOWEL})"
FIRST_IN_GI = rf"\A%s(?=i(?!{VOWEL}))"  # in gì, gìn the letter i belongs to gi and is the vowel, too
LAST = rf"(?<={VOWEL})%s\Z"
ANYWHERE = "%s"
CONFUSED = [
    (FIRST, "s x"),
    (FIRST, "ch tr"),
    (FIRST, "gi d r"),
    (FIRST, "gi d v"),
    (FIRST_IN_GI, "g d r"),
    (FIRST, "l n"),
    (FIRST, "c k q"),
    (FIRST, "gh g"),
    (FIRST, "ngh ng"),
    (LAST, "ng n"),
    (LAST, "nh n"),
    (LAST, "c t"),
    (LAST, "ch t"),
    (ANYWHERE, "i y"),
    (ANYWHERE, "oo o"),
]
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Lexicon(NamedTuple):
    words: frozenset[str]
    confused: dict[str, list[str]]  # what may be meant by what the mind may write: "sa" -> ["xa"]
    by_letters: list[tuple[int, str]]  # each word with its letters as a number


def near(word: str) -> list[str]:
    """The folded syllables that a folded word may be a slip for, MOST of them at most: "kheoo" -> ["kheo", "khoeo"].

    In order of cost, of the difference in length, of the alphabet; the word itself is not among them. Words of
    TWO_SLIPS_FROM letters and more may have two slips.
    """
    if not 0 < len(word) <= LONGEST:
        return []
    costs = _least(_slips_for(word, _lexicon(bare_bases())))
    costs.pop(word, None)
    return sorted(costs, key=lambda meant: (costs[meant], abs(len(meant) - len(word)), meant))[:MOST]


def one_slip(word: str) -> list[str]:
    """What a folded word may be a slip of the hand for, a word or not, the likeliest first: "ghandi" -> "gandhi".

    For words of other languages. A letter may also stand in another place than its own.
    """
    if not 0 < len(word) <= LONGEST:
        return []
    costs = _least([*_by_hand(word), *((moved, RARE + 1) for moved in _moved(word))])
    costs.pop(word, None)
    return sorted(costs, key=lambda meant: (costs[meant], meant))


def _moved(word: str) -> Iterator[str]:
    """The word with one letter in another place."""
    for at, letter in enumerate(word):
        rest = word[:at] + word[at + 1 :]
        yield from (rest[:place] + letter + rest[place:] for place in range(len(word)))


def _slips_for(word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """The words that the word may be a slip for, with the cost; some more than once."""
    once = _least([*_by_mind(word), *_by_hand(word)])
    yield from ((meant, cost) for meant, cost in once.items() if meant in lexicon.words)
    if len(word) >= TWO_SLIPS_FROM:
        for written, cost in once.items():
            yield from ((meant, cost + FREQUENT) for meant in lexicon.confused.get(written, ()))
        yield from ((meant, _cost_by_hand(word, meant, 2)) for meant in _alike(word, lexicon))


def _least(costs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The least cost of each word, without those that are too dear."""
    least: dict[str, int] = {}
    for word, cost in costs:
        if cost < least.get(word, TOO_DEAR):
            least[word] = cost
    return least


def _by_mind(word: str) -> Iterator[tuple[str, int]]:
    """What is confused with a word: "sang" -> "xang", "san"."""
    for pattern, spellings in _confused():
        for match in pattern.finditer(word):
            for spelling in spellings:
                yield word[: match.start()] + spelling + word[match.end() :], FREQUENT


@cache
def _confused() -> list[tuple[re.Pattern[str], list[str]]]:
    return [(re.compile(place % f"(?:{'|'.join(group.split())})"), group.split()) for place, group in CONFUSED]


def _by_hand(word: str) -> Iterator[tuple[str, int]]:
    """What is one slip of the hand away from a word, with the cost: "sang" -> "ssang", "sag", "sanh", "snag"."""
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 :], _cost_of_extra(word, at)
        yield word[:at] + word[at + 1 : at + 2] + letter + word[at + 2 :], SWAPPED
        for other in ascii_lowercase:
            yield word[:at] + other + word[at + 1 :], _cost_of_change(letter, other)
    for at in range(len(word) + 1):
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:], _cost_of_missing(word, at, letter)


def _cost_of_extra(word: str, at: int) -> int:
    """Of a letter too many: frequent for the second of two, and for w."""
    return FREQUENT if word[at] == "w" or word[at] == word[at - 1 : at] else RARE


def _cost_of_missing(word: str, at: int, letter: str) -> int:
    """Of a letter left out before a place: frequent for one of two."""
    return FREQUENT if letter in (word[at - 1 : at], word[at : at + 1]) else RARE


def _cost_of_change(letter: str, other: str) -> int:
    return FREQUENT if letter + other in _neighbours() else RARE


@cache
def _neighbours() -> frozenset[str]:
    """Keys next to each other, in both orders: "as", "sa", "qa"; w, no letter of Vietnamese, only stands for u."""
    beside = [left + right for row in KEYS for left, right in pairwise(row)]
    below = [
        key + above for upper, lower in pairwise(KEYS) for at, key in enumerate(lower) for above in upper[at : at + 2]
    ]
    pairs = ["uw", *(pair for pair in [*beside, *below] if "w" not in pair)]
    return frozenset([*pairs, *(pair[::-1] for pair in pairs)])


def _alike(word: str, lexicon: Lexicon) -> Iterator[str]:
    """The words that two slips of the hand may lead to: these bring in two letters at most, and drop two."""
    letters = _letters(word)
    return (
        meant
        for others, meant in lexicon.by_letters
        if (letters & ~others).bit_count() <= 2 and (others & ~letters).bit_count() <= 2
    )


def _letters(word: str) -> int:
    """Its letters as the bits of a number, a second n by another bit than the first.

    Characters other than a to z share the bits of letters: more words look alike then.
    """
    letters = 0
    for letter in word:
        bit = 1 << ord(letter) % 32
        while letters & bit:
            bit <<= 32
        letters |= bit
    return letters


def _cost_by_hand(word: str, meant: str, slips: int) -> int:
    """What the slips of the hand from one to the other cost, mended from the left; TOO_DEAR if there are more."""
    if word == meant:
        return 0
    at = _first_difference(word, meant)
    costs = (cost + _cost_by_hand(mended, meant, slips - 1) for mended, cost in _mended(word, meant, at, slips))
    return min(costs, default=TOO_DEAR)


def _first_difference(word: str, meant: str) -> int:
    at, end = 0, min(len(word), len(meant))
    while at < end and word[at] == meant[at]:
        at += 1
    return at


def _mended(word: str, meant: str, at: int, slips: int) -> Iterator[tuple[str, int]]:
    """The word after each slip that is mended where it begins to differ, with the cost.

    Only where the slips that are left then may make up for the difference in length.
    """
    head, there, wanted = word[:at], word[at : at + 1], meant[at : at + 1]
    longer = len(word) - len(meant)
    if there and abs(longer - 1) < slips:
        yield head + word[at + 1 :], _cost_of_extra(word, at)
    if wanted and abs(longer + 1) < slips:
        yield head + wanted + word[at:], _cost_of_missing(word, at, wanted)
    if there and wanted and abs(longer) < slips:
        yield head + wanted + word[at + 1 :], _cost_of_change(there, wanted)
        if word[at + 1 : at + 2] == wanted:
            yield head + wanted + there + word[at + 2 :], SWAPPED


@cache
def _lexicon(words: frozenset[str]) -> Lexicon:
    meant = sorted(word for word in words if 0 < len(word) <= LONGEST)
    confused = defaultdict[str, list[str]](list)
    for word in meant:
        for written, _ in _by_mind(word):
            confused[written].append(word)
    return Lexicon(frozenset(meant), dict(confused), [(_letters(word), word) for word in meant])
