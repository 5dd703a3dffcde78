"""Words of a text as the full-text index cuts them: runs of letters and digits."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.text.letters import fold, lower, nfc, plain, without_signs

WORD = re.compile(r"[^\W_]+")
# Writers differ on i and y where it is the only vowel, at the end, after these letters: kĩ kỹ, quí quý, ti ty.
# (Decision 240/QĐ of the Ministry of Education, 5 March 1984, has i in all but quy; most of the press keeps y.)
BEFORE_I_OR_Y = ("h", "k", "l", "m", "s", "t", "qu")
Y_FOR_I = {first + i: first + y for first in BEFORE_I_OR_Y for i, y in zip("iìíỉĩị", "yỳýỷỹỵ", strict=True)}
I_FOR_Y = {y: i for i, y in Y_FOR_I.items()}


def words(text: str) -> list[str]:
    """The words, as they stand: "25-NQ/TW" -> ["25", "NQ", "TW"]."""
    return WORD.findall(text)


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words as one: ["dan", "van", "kheo"] -> ["dan_van", "van_kheo"]."""
    return list(map("_".join, pairwise(words)))


def one_spelling(low: Iterable[str]) -> list[str]:
    """Lower-case words with y where writers differ on i and y: ["kĩ", "công", "ti"] -> ["kỹ", "công", "ty"]."""
    return [Y_FOR_I.get(word, word) for word in low]


def either_spelling(word: str) -> str:
    """A pattern for a lower-case word with i or y where writers differ: "kỹ" -> "k[ỹĩ]"; for others the word."""
    other = I_FOR_Y.get(word)
    return f"{word[:-1]}[{word[-1]}{other[-1]}]" if other else re.escape(word)


def beginning(low: str) -> str:
    """A pattern for words that begin so; where writers differ on i and y, for the word itself in either spelling."""
    both = either_spelling(low)
    (other,) = one_spelling([low])
    whole = "" if both == re.escape(low) and other == low else f"|{either_spelling(other)}"
    return rf"(?:{re.escape(low)}[^\W_]*{whole})"


class _Spellings(dict[str, str]):
    """One spelling of each lower-case word that was met: the words of the language are soon all there."""

    def __init__(self, spelling: Callable[[str], str]) -> None:
        super().__init__()
        self._spelling = spelling

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_SPELLINGS:
            self.clear()
        (spelling,) = one_spelling([self._spelling(word)])
        return self.setdefault(word, spelling)


MOST_SPELLINGS = 50_000
FOLDED, MARKED = _Spellings(fold), _Spellings(plain)


def search_words(text: str) -> list[str]:
    """The folded words of a text as they are searched."""
    return list(map(FOLDED.__getitem__, _low_words(text)))


def _low_words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return without_signs(lower(text)).split()


class IndexForms(NamedTuple):
    """What the indexes hold of an article, words between blanks: its title, its body, and both as words and pairs.

    Words and pairs stand there once each: folded ("dan", "dan_van"), with their marks ("=dân", "=dân_vận"), of the
    title ("^dan", "^dan_van"). No pair joins the title and the body.
    """

    title: str
    body: str
    terms: str


def index_forms(title: str, body: str) -> IndexForms:
    """The forms of an article for the indexes."""
    written = [_low_words(part) for part in (title, body)]
    titled, inside = (list(map(FOLDED.__getitem__, part)) for part in written)
    of_title = {*titled, *pairs(titled)}
    folded = {*of_title, *inside, *pairs(inside)}
    exact = set[str]()
    for part in written:
        marked = list(map(MARKED.__getitem__, part))
        exact.update(marked, pairs(marked))
    terms = "".join(
        f" {sign}{f' {sign}'.join(some)}" for sign, some in (("", folded), ("=", exact), ("^", of_title)) if some
    )
    return IndexForms(" ".join(titled), " ".join(inside), terms)


def padded(text: str) -> str:
    """The folded words between blanks, so that a run of whole words is found as a substring: " kim ngoc thai "."""
    return f" {' '.join(words(fold(nfc(text))))} "
