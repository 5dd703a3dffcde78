"""Syllables of Vietnamese: an onset, a rime and a tone, as the orthography describes them.

A spelling without its tone mark is called a base here: "khéo" has the base "kheo", "đường" the base "đương".
"""

import re
import unicodedata
from functools import cache

from danvan_cli.text.letters import TONES, fold, nfc, plain

LONGEST = 7  # letters of nghiêng

# Not of Vietnamese, but of many names of the Central Highlands: the onset kr, the final k (Krông, Đăk, Ngọk).
ONSETS = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x"
FINALS = {  # after the vowels of a rime; "-" stands for nothing
    "a": "- c ch i k m n ng nh o p t u y",
    "ă": "c k m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- c ch m n nh p t u",
    "i": "- ch m n nh p t u",
    "ia": "-",
    "iê": "c m n ng p t u",
    "o": "- c i k m n ng p t",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- m n ng o t",
    "oo": "c ng",
    "ô": "- c i k m n ng p t",
    "ơ": "- i m n p t",
    "u": "- c i k m n ng p t",
    "ua": "-",
    "uâ": "n ng t y",
    "uê": "- ch n nh u",
    "uô": "c i m n ng p t",
    "uơ": "-",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
    "ư": "- c i m n ng t u",
    "ưa": "-",
    "ươ": "c i m n ng p t u",
    "y": "- ch n nh p t",
    "yê": "m n ng t u",
}
FIRST_VOWELS = {  # with which letters a rime begins, after the onsets that do not stand before all (k does: Bắc Kạn)
    "c": "aăâoôơuư",
    "g": "aăâioôơuư",
    "gh": "eêi",
    "gi": "aăâeêoôơuư",
    "ng": "aăâoôơuư",
    "ngh": "eêi",
    "qu": "aăâeêiôơy",
}

TONE = re.compile(f"[{TONES}]")
STOPPED = re.compile(r"(?:[ptc]|ch|(?<!ă)k)\Z")
TONES_OF_STOPPED = ("\u0301", "\u0323")  # sắc, nặng
VOWELS = re.compile(rf"(?:qu|gi(?=[{FIRST_VOWELS['gi']}])|[bcdđghklmnprstvx]*)([aăâeêioôơuưy]+)")
SHAPED_VOWEL = re.compile("[ăâêôơư]")


def is_syllable(word: str) -> bool:
    """Whether a word is written as a Vietnamese syllable may be, in full or without any of its marks.

    Both places of the tone mark are right (hòa, hoà), both i and y (kĩ, kỹ): "Đường", "duong", "QUÝ", but not "đuong",
    and not "một" without its tone ("môt").
    """
    if len(word) > LONGEST * 2:  # in decomposed form a mark is a character
        return False
    low = plain(nfc(word))
    return low in bare_bases() if low.isascii() else low == with_tone(*split_tone(low))


def split_tone(syllable: str) -> tuple[str, str]:
    """Its base and its tone, a combining mark: "khéo" -> ("kheo", U+0301). No tone: ""."""
    marks = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", TONE.sub("", marks)), "".join(TONE.findall(marks))


def with_tone(base: str, tone: str) -> str | None:
    """The syllable of a base and a tone, the mark in its older place (hòa). None where there is no such syllable."""
    if base not in bases() or len(tone) > 1 or (STOPPED.search(base) and tone not in TONES_OF_STOPPED):
        return None
    place = _toned_vowel(base)
    return unicodedata.normalize("NFC", base[: place + 1] + tone + base[place + 1 :])


@cache
def bases() -> frozenset[str]:
    """Every base, in lower case."""
    rimes = [vowels + final.strip("-") for vowels, finals in FINALS.items() for final in finals.split()]
    return frozenset(onset + rime for onset in ("", *ONSETS.split()) for rime in rimes if _go_together(onset, rime))


@cache
def bare_bases() -> frozenset[str]:
    """Every base without marks: "duong"."""
    return frozenset(map(fold, bases()))


def _go_together(onset: str, rime: str) -> bool:
    """Whether the orthography joins the two: ghê, not gê; yên, but not tyên; quỳnh, but not ỳnh; ly."""
    if onset in FIRST_VOWELS:
        return rime[0] in FIRST_VOWELS[onset]
    return rime[0] != "y" or rime == "y" or (not onset and rime.startswith("yê"))


def _toned_vowel(base: str) -> int:
    """Index of the vowel that bears the tone mark.

    The last with a mark of its own (đường), else the last before a final consonant (hoàn), the middle one of three
    (khoái), the first of two (hòa, cúi).
    """
    start, end = next(VOWELS.finditer(base)).span(1)
    shaped = [m.start() for m in SHAPED_VOWEL.finditer(base)]
    if shaped:
        return shaped[-1]
    return end - 1 if end < len(base) else start + (end - start - 1) // 2
