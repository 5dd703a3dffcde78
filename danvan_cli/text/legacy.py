"""Text in an encoding from before Unicode, or in UTF-8 that was encoded twice -> Vietnamese, a paragraph at a time.

A paragraph is taken for text in such an encoding where it becomes Vietnamese by that: nearly all of its words with
marks are then syllables, and clearly fewer were before. A long one proves that by itself; a short one ("d©n vËn") is
restored beside others that prove it. What is Vietnamese as it stands stays, and so does all that becomes none.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.text.legacy_letters import LETTER, Encoding, encodings
from danvan_cli.text.syllables import is_syllable

# What Vietnamese has of Latin-1. A text in a legacy encoding has others in every few words, but so has a foreign one.
OWN = "\xa0§«°²³·»½×÷ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý".encode("latin-1") + bytes(range(128))
UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # Vietnamese letters that come of no legacy encoding
WORD = re.compile(f"{LETTER}+")
ABBREVIATION = re.compile("[A-ZĐƯ]+")  # HĐND is no syllable and no fault
EDGES = "«»·°–—‘’‚“”„•…¸´¨¯"  # what may stand beside a word that is Vietnamese as it stands

NEARLY_ALL = 0.9  # of the words with marks are syllables in restored text
GAIN = 0.25  # and so much less of them were before
PROOF = 4  # different words with marks that a paragraph must win to prove its encoding
PLAIN = 0.6  # of the words without marks are syllables, too
FEW = 3  # of them say nothing
SAMPLE = 50_000  # characters of a text by which its encodings are told
LEAST = 50  # characters that the shortest paragraph takes of these
BEGINNING = 2_000  # characters of a paragraph by which it is told whether the rest is worth reading
LONGEST = 100  # characters of a word


class Reading(NamedTuple):
    """A word with letters beyond ASCII, restored; before, after: whether it is a syllable as it stands and restored.

    counts: whether it tells anything. Signs alone and abbreviations do not.
    """

    text: str
    before: bool
    after: bool
    counts: bool


class Share(NamedTuple):
    """How Vietnamese a paragraph is: of so many words with marks so many are syllables before and after.

    won: different words that only restoring makes syllables; those with a sign between letters ("d©n") count twice.
    plain: the share of syllables among the words without marks.
    """

    words: int = 0
    before: int = 0
    after: int = 0
    won: int = 0
    plain: float = 1.0


class Restored(NamedTuple):
    """A paragraph and the encoding that it was restored from, None where it stays as it is.

    small: whether its capitals may have become small.
    """

    text: str
    encoding: str | None = None
    share: Share = Share()
    small: bool = False


def looks_legacy(text: str) -> bool:
    """Whether it has a letter or sign that Vietnamese does not have; it may just as well be foreign."""
    return bool(text.encode("latin-1", "ignore").translate(None, OWN))


def restored(paragraphs: Sequence[str]) -> list[Restored]:
    """The paragraphs of a text, each restored where it is in a legacy encoding. They must be `nfc_or_legacy`."""
    found = _proven(paragraphs)
    told = {paragraph: _restored(paragraph, found) for paragraph in set(paragraphs)}
    return [told[paragraph] for paragraph in paragraphs]


def likeliest(paragraph: str, names: Collection[str]) -> tuple[str, Share]:
    """Of the named encodings, or of all, that in which a paragraph is the least bad Vietnamese, and how good it is."""
    shares = [(one.name, share(paragraph[:BEGINNING], one)) for one in encodings() if not names or one.name in names]
    return max(shares, key=lambda one: (one[1].after, one[1].won))


def syllable_share(paragraph: str) -> Share:
    """How Vietnamese a paragraph is as it stands."""
    words = _telling(paragraph)
    syllables = sum(map(_is_syllable, words))
    return Share(len(words), syllables, syllables)


# ---------------------------------------------------------------- which encodings a text is in


def _proven(paragraphs: Sequence[str]) -> list[Encoding]:
    """The encodings that some paragraph proves by itself, the commonest first."""
    strange = [paragraph[:SAMPLE] for paragraph in paragraphs if looks_legacy(paragraph)]
    some = strange[:: 1 + sum(max(len(paragraph), LEAST) for paragraph in strange) // SAMPLE]
    best = (_best(paragraph, encodings(), PROOF) for paragraph in some)
    return [encoding for encoding, _ in Counter(one[0] for one in best if one).most_common()]


def _best(paragraph: str, candidates: Iterable[Encoding], least: int) -> tuple[Encoding, Share] | None:
    """The encoding in which a paragraph is the best Vietnamese, winning so many words at least; None: in none."""
    mixed = UNICODE.search(paragraph)
    fitting = []
    for encoding in candidates:
        if mixed and not encoding.strays:
            continue
        found = share(paragraph[:BEGINNING], encoding)
        if _fits(found, least) and len(paragraph) > BEGINNING:
            found = share(paragraph, encoding)
        if _fits(found, least):
            fitting.append((encoding, found))
    return max(fitting, key=lambda one: (one[1].after, one[1].won), default=None)


def _fits(found: Share, least: int) -> bool:
    """Whether restoring makes Vietnamese of what was none."""
    return (
        found.won >= least
        and found.after >= NEARLY_ALL * found.words
        and found.after - found.before >= GAIN * found.words
        and (found.plain >= PLAIN or least < PROOF <= found.won)
    )


# ---------------------------------------------------------------- a paragraph


def share(paragraph: str, encoding: Encoding) -> Share:
    """How Vietnamese a paragraph is as it stands and in an encoding."""
    words = before = after = plain = syllables = 0
    won = set[str]()
    for word in encoding.word.findall(paragraph):
        if word.isascii():
            plain += not word.isupper()
            syllables += not word.isupper() and _is_syllable(word)
            continue
        reading = _reading(encoding, word)
        if reading.counts:
            words += 1
            before += reading.before
            after += reading.after
            if reading.after > reading.before:
                won.add(word)
    worth = sum(1 if word.isalpha() else 2 for word in won)
    return Share(words, before, after, worth, syllables / plain if plain >= FEW else 1.0)


def _restored(paragraph: str, found: Sequence[Encoding]) -> Restored:
    """The paragraph in the best of the encodings of its text."""
    if not found or paragraph.isascii():
        return Restored(paragraph)
    if best := _best(paragraph, found, 1):
        encoding, shares = best
        text, small = in_unicode(paragraph, encoding)
        return Restored(text, encoding.name, shares, small)
    return _signs(paragraph, found) or Restored(paragraph)


def _signs(paragraph: str, found: Sequence[Encoding]) -> Restored | None:
    """The paragraph where it has no letters beyond ASCII, but signs that are told by their looks ("â€“")."""
    for encoding in found:
        text = encoding.decode(paragraph) if encoding.strays else None
        if text and text != paragraph and all(map(str.isascii, WORD.findall(text))):
            return Restored(text, encoding.name)
    return None


def in_unicode(paragraph: str, encoding: Encoding) -> tuple[str, bool]:
    """The paragraph, and whether its capitals may have become small: where an encoding lacks some and it has none."""
    if encoding.strays:
        return encoding.decode(paragraph) or paragraph, False
    typed: list[str] = encoding.word.findall(paragraph)
    between = encoding.word.split(paragraph)
    words = [word if word.isascii() else _reading(encoding, word).text for word in typed]
    if encoding.lacks_capitals:
        words = _with_capitals(typed, words, between)
    text = between[0] + "".join(word + gap for word, gap in zip(words, between[1:], strict=True))
    return text, encoding.lacks_capitals and text.islower() and len(words) > 1


def _with_capitals(typed: Sequence[str], words: Sequence[str], between: Sequence[str]) -> list[str]:
    """The words with the capitals that the encoding lacks: TØNH -> TỉNH -> TỈNH, and so between such words Uû -> UỶ.

    between: what stands before each word; other than a blank it parts them.
    """
    letters = ["".join(filter(str.isascii, word)) for word in typed]
    capitals = [len(few) > 1 and few.isupper() and _is_syllable(word) for few, word in zip(letters, words, strict=True)]
    either = [not few or few.isupper() for few in letters]
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        for i in order:
            before = [i - 1] if i and between[i].isspace() else []
            beside = before + ([i + 1] if i + 1 < len(words) and between[i + 1].isspace() else [])
            if either[i] and any(capitals[j] for j in beside) and all(either[j] for j in beside):
                capitals[i] = True
    return [word.upper() if capital else word for word, capital in zip(words, capitals, strict=True)]


# ---------------------------------------------------------------- a word


@lru_cache(maxsize=20_000)
def _reading(encoding: Encoding, word: str) -> Reading:
    text = encoding.decode(word) if len(word) <= LONGEST else None
    signs = not any(map(str.isalpha, word))
    if text is None:
        return Reading(word, before=False, after=False, counts=not signs)
    told = _telling(text)
    before = _is_syllable(word.strip(EDGES))
    after = bool(told) and all(map(_is_syllable, told))
    if (before and not after) or (signs and not (after and _is_word(text))):
        return Reading(word, before, before, counts=not signs)
    return Reading(text, before, after, counts=bool(told))


def _telling(text: str) -> list[str]:
    """The words with marks, but for abbreviations."""
    marked = [word for word in WORD.findall(text) if not word.isascii()]
    return [word for word in marked if _is_syllable(word) or not ABBREVIATION.fullmatch(word)]


def _is_word(text: str) -> bool:
    """Whether signs alone may stand for it ("§·" for "Đã"). A single one is itself (·, ©, ×), but for "ô" of "ô tô"."""
    return len(text) > 1 or text == "ô"


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    return is_syllable(word)
