"""Telex and VNI keystrokes, as they reach a program where no input method reads them: "daan vaanj", "da6n va65n".

The keys of the marks may stand in any order, anywhere after the letter they mark: dduwowcj, dduocwj, duowcdj are được.

Telex  a e o d typed again: â ê ô đ; w: ă ơ ư, alone ư; f s r x j: the tones; z: no tone
VNI    6: â ê ô; 7: ơ ư; 8: ă; 9: đ; 2 1 3 4 5: the tones; 0: no tone

A key typed once more than needed takes its mark back: such words are not read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from danvan_cli.text.letters import fold
from danvan_cli.text.syllables import bases, is_syllable, with_tone

LONGEST = 24  # keys of a word
MARKS = {"â": "6", "ê": "6", "ô": "6", "ơ": "7", "ư": "7", "ă": "8", "đ": "9"}
TONES = {"": "", "1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
TELEX_TONES = str.maketrans("zsfrxj", "012345")

TELEX = re.compile("([^aeiouwy]*)(.*)")  # what stands before the first vowel has no keys of tones
TELEX_KEY = re.compile("[fjrswxz]")
UNDONE = re.compile(r"([w0-9])\1")

LEAST_SHARE = 1 / 3  # of the words, numbers left out
# Common words of English, and others of any press, that Telex would read.
LOOKALIKES = """
air arm ask bar been beer best books boots born box bus busy buys car cast chair chips chosen congo core cost
days did didn does doesn door down gas goes guns guys hair hans has hasn her here hero his hits honor host how
imf isn its keeps laos las last lee lisa list looks los lose lost lots low luis mary max mix moon more most must
ngos nor now own oxi pair past per photos pieces poor post queen room rose runs says see seem seems seen sense
sets sex sir six sofa songs soon task tax taxi teen term test thats theme there these this those thus too town
tree trees troops trust turn tw two usa visa war was won wong wow wrong xix
"""


def from_telex(word: str) -> str | None:
    """The syllable that Telex keystrokes stand for: "vaanj" -> "vận", "Ddawks" -> "Đắk", "DAAN" -> "DÂN".

    None where they make no Vietnamese syllable, or one without marks.
    """
    if len(word) > LONGEST or not (word.isascii() and word.isalpha()) or UNDONE.search(word.lower()):
        return None
    syllables = (_syllable(letters, digits) for letters, digits in _telex_readings(word.lower()))
    return next((_in_case_of(word, syllable) for syllable in syllables if syllable), None)


def from_vni(word: str) -> str | None:
    """The syllable that VNI keystrokes stand for: "va65n" or "van65" -> "vận". None as for Telex."""
    if len(word) > LONGEST or not (word.isascii() and word.isalnum() and word[0].isalpha()) or UNDONE.search(word):
        return None
    syllable = _syllable("".join(filter(str.isalpha, word.lower())), "".join(filter(str.isdigit, word)))
    return syllable and _in_case_of(word, syllable)


def read_keystrokes(words: Sequence[str], known: Callable[[str], bool]) -> list[str] | None:
    """The words, the keystrokes among them read. None where the whole does not look like Telex or VNI.

    known: whether a word, as typed, makes sense by itself (say, because it stands in an archive); such words stay.
    """
    for read in (from_telex, from_vni):
        readings = [None if known(word) else read(word) for word in words]
        if _look_typed(words, readings, known):
            return [reading or word for word, reading in zip(words, readings, strict=True)]
    return None


def _look_typed(words: Sequence[str], readings: Sequence[str | None], known: Callable[[str], bool]) -> bool:
    """Whether enough words make sense only by their readings, and fewer make no sense at all."""
    pairs = [pair for pair in zip(words, readings, strict=True) if not pair[0].isdecimal()]
    senseless = [pair for pair in pairs if not is_syllable(pair[0]) and not known(pair[0])]
    typed = sum(_is_telling(word, reading) for word, reading in senseless if reading)
    foreign = sum(reading is None for _, reading in senseless)
    return typed > foreign and typed >= LEAST_SHARE * len(pairs)


def _is_telling(word: str, reading: str) -> bool:
    """Whether a reading is a sign of keystrokes. One of a single letter is none: as (á), of (ò), U17 (ứ)."""
    return len(reading) > 1 and word.lower() not in _lookalikes()


@cache
def _lookalikes() -> frozenset[str]:
    return frozenset(LOOKALIKES.split())


def _telex_readings(word: str) -> Iterator[tuple[str, str]]:
    """What Telex keystrokes may stand for, in letters and VNI digits, the likeliest first: "vaanj" -> ("van", "65").

    A vowel typed again marks the first, or both belong to the spelling (ngoeof, ngoèo); o typed thrice is oo (xooong).
    """
    digits = ""
    if word[0] == "d" and word.count("d") == 2:
        word, digits = "d" + word.replace("d", ""), "9"
    head, tail = TELEX.findall(word)[0]
    tail = "u" + tail if tail.startswith("w") else tail
    letters = head + TELEX_KEY.sub("", tail)
    digits += "".join(TELEX_KEY.findall(tail)).translate(TELEX_TONES)
    for bare, mark in (*_undoubled(letters), (letters.replace("ooo", "oo"), "")):
        yield bare, mark + digits.replace("w", "7")
        yield bare, mark + digits.replace("w", "8")


def _undoubled(letters: str) -> list[tuple[str, str]]:
    """The letters without the second a, e or o of two, and the digit of its mark: "tienge" -> [("tieng", "6")]."""
    doubles = [letters.rindex(vowel) for vowel in "aeo" if letters.count(vowel) == 2]
    return [(letters[:place] + letters[place + 1 :], "6") for place in doubles]


def _syllable(letters: str, digits: str) -> str | None:
    """The syllable of letters and VNI digits in any order: "duoc", "7957" -> "được"."""
    marks = "".join(sorted(digit for digit in digits if digit in "6789")).replace("77", "7")
    tone = "".join(digit for digit in digits if digit in "012345").rpartition("0")[2]
    base = _bases_by_keys().get((letters, marks))
    return with_tone(base, TONES[tone]) if base and tone in TONES and marks + tone else None


@cache
def _bases_by_keys() -> dict[tuple[str, str], str]:
    """Each base by its letters without marks and the VNI digits of these: ("duoc", "79") -> "đươc"."""
    return {(fold(base), "".join(sorted({MARKS[c] for c in base if c in MARKS}))): base for base in bases()}


def _in_case_of(word: str, syllable: str) -> str:
    """A syllable in capitals as the keystrokes were: all, the first, or none."""
    if word.isupper():
        return syllable.upper()
    return syllable[0].upper() + syllable[1:] if word[0].isupper() else syllable
