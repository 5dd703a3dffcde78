"""Reprints: texts that are the same but for a little, as papers take them over from each other.

Two reports of one form about two meetings share as many words; they differ where names and numbers stand.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from zlib import crc32

from danvan_cli.text.letters import plain
from danvan_cli.text.words import search_words

Sketch = tuple[int, ...]

HASHES = 8  # of a sketch
RUN = 5  # words that are hashed together
EVERY = 4  # of the words of the language one in so many begins such a run
SHARED = 3  # hashes without which texts are not compared
LIKE = 0.6  # part of the runs of three words that both texts hold
REPLACED = 2  # names and numbers in place of others, from which on texts may be of one form
OF_NAMES = 0.2  # of the names and numbers: so many replaced make another report, whatever else differs
LONGEST = 20_000  # words of a text that are compared

NAME_OR_WORD = re.compile(r"([^\W_]+)|([.!?:\n])")


def sketch(words: Sequence[str]) -> Sketch:
    """Hashes of a few runs of folded words, which do not depend on what stands elsewhere in the text.

    The runs begin with words that are chosen by their own hash, and of these the ones with the smallest hashes count.
    Texts with two per cent of their words edited share most of the eight.
    """
    encoded = " ".join(words).encode().split()
    places = [place for place, word in enumerate(encoded) if BEGIN[word]]
    runs = {crc32(b" ".join(encoded[place : place + RUN])) for place in places}
    return tuple(sorted(runs)[:HASHES])


class _Begin(dict[bytes, bool]):
    """Whether a run begins with a word, of those that were met."""

    def __missing__(self, word: bytes) -> bool:
        if len(self) >= MOST_WORDS:
            self.clear()
        return self.setdefault(word, not crc32(word) % EVERY)


MOST_WORDS = 50_000
BEGIN = _Begin()


def is_reprint(text: str, other: str) -> bool:
    """Whether one of two texts is the other with a little changed, added or left out."""
    words, others = (search_words(one)[:LONGEST] for one in (text, other))
    if _likeness(words, others) < LIKE:
        return False
    return not _is_of_one_form(_named(text), _named(other))


def _likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """Of the runs of three words of either text, the part that both hold: 0..1."""
    runs, theirs = (set(zip(one, one[1:], one[2:], strict=False)) for one in (words, others))
    return len(runs & theirs) / max(1, len(runs | theirs))


Named = tuple[list[str], list[bool]]  # plain words of a text; whether each is, or belongs to, a name or a number


def _named(text: str) -> Named:
    """A word with a capital that begins no sentence, or with a digit."""
    words: list[str] = []
    named: list[bool] = []
    begins = True
    for match in islice(NAME_OR_WORD.finditer(text), 2 * LONGEST):
        word = match[1]
        if word is None:
            begins = True
            continue
        capital = word[0].isupper() and not begins and not (len(word) > 1 and word.isupper())
        words.append(plain(word))
        named.append(capital or any(map(str.isdigit, word)))
        begins = False
    return words, named


def _is_of_one_form(text: Named, other: Named) -> bool:
    """Whether the texts have other names and numbers in the same places, and more of these than of other words.

    "Sáng 12/5, xã Bản Bo ... 45 hội viên" and "Sáng 19/5, xã Hồ Thầu ... 38 hội viên" are two events.
    """
    mine, theirs = _replaced(text, other), _replaced(other, text)
    names, words = (min(mine[named], theirs[named]) for named in (True, False))
    of_all = names / max(1, min(sum(text[1]), sum(other[1])))
    return names >= REPLACED and (names > words or of_all >= OF_NAMES)


def _replaced(text: Named, other: Named) -> Counter[bool]:
    """How many words stand in place of others: the other text holds what is before or behind, but not the word."""
    words, named = text
    known = Counter(other[0])
    around = set(pairwise(other[0]))
    found = Counter[bool]()
    for place, word in enumerate(words):
        known[word] -= 1
        if known[word] < 0 and _is_within(words, place, around):
            found[named[place]] += 1
    return found


def _is_within(words: Sequence[str], place: int, around: set[tuple[str, str]]) -> bool:
    """Whether the two words before or the two behind a place stand side by side in the other text."""
    sides = (words[max(0, place - 2) : place], words[place + 1 : place + 3])
    return any(len(side) == 2 and (side[0], side[1]) in around for side in sides)
