"""Letters of the encodings that Vietnamese was typed in before Unicode, and words in them -> words in Unicode.

A word comes as it looks where its bytes are taken for windows-1252 or ISO 8859-1, which is how it reaches us: in
8-bit files, and in Unicode that was made from such files ("d©n vËn" is TCVN3 for "dân vận").

tcvn3                TCVN 5712:1993, its third table (VN3), as in the ABC fonts (.VnTime). It has no capitals with
                     a tone. ISO-IR 180 and the table TCVN5712-1 of glibc hold it as a part
vni                  VNI for Windows (VNI-Times): a base letter, then a character for its marks; đ, ơ, ư, ỵ and i with a
                     tone are one character. As in the tables of the input methods xvnkb and UniKey
vps                  of the Vietnamese Professionals Society (VPS-Times), as in the table of xvnkb. The capitals that it
                     has at control codes do not survive in text
windows-1258         Microsoft's code page 1258, as in the mapping tables of Unicode: a letter, then its tone mark
utf-8 twice          UTF-8 whose bytes were taken for windows-1252 and written as UTF-8 again
utf-8 three times    the same done twice
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import NamedTuple

from danvan_cli.text.letters import TONES
from danvan_cli.text.syllables import is_syllable

NONE = " "  # no letter has this code
TCVN3 = (  # codes A1 to FE
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
)
VPS = (  # codes 80 to FF, 16 a line; where a capital has no code, the small letter stands for both
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    "Ế  ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    " ắằẳẵặỠớÙờởỡŨỨợỪ"
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    "ƯỦồốÔỏơÈừứÚũưÝẺ "
    "àáâãảạă èéêẽìí ĩ"
    "ẴĐòóôõ Ơụùúủ ỶẼỳ"
)
VNI_TONES = "øùõûï"  # in the order of TONES
VNI_SHAPED = {"\u0302": ("aeo", "âàáãåä"), "\u0306": ("a", "êèéüúë")}  # circumflex, breve: none, then as TONES
VNI_BASES = {"ơ": "ô", "ư": "ö"}
VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

PUNCTUATION = "–—‘’‚“”„•…"  # what windows-1252 has at codes that are capitals in VPS
LETTER = r"[^\W\d_¹²³¼½¾]"
NO_BREAK_SPACES = ("Â\xa0", "Ã‚Â\xa0")  # what that space is where UTF-8 was encoded twice, three times
CUT_A = re.compile(r"Ã(?: |$)", re.MULTILINE)  # "à" is Ã and a no-break space, which easily becomes a blank

Decode = Callable[[str], str | None]


class Encoding(NamedTuple):
    """word: what may be one in it, as it reaches us; decode: gives such a word in Unicode, None where it is none.

    lacks_capitals: whether some small letters stand for capitals, too. strays: whether its words can stand among words
    in Unicode, as none of them looks like one; `decode` then takes whole paragraphs as well.
    """

    name: str
    word: re.Pattern[str]
    decode: Decode
    lacks_capitals: bool = False
    strays: bool = False


@cache
def encodings() -> tuple[Encoding, ...]:
    """Every legacy encoding that is known."""
    tcvn3, vps = _letters(0xA1, TCVN3), _letters(0x80, VPS)
    return (
        Encoding("tcvn3", _word(tcvn3), partial(_by_letters, tcvn3), lacks_capitals=True),
        Encoding("vni", _word(()), _vni),
        Encoding("vps", _word(vps), _vps, lacks_capitals=True),
        Encoding("windows-1258", _word(()), _windows_1258),
        Encoding("utf-8 twice", _utf8_word(NO_BREAK_SPACES[0]), _utf8, strays=True),
        Encoding("utf-8 three times", _utf8_word(NO_BREAK_SPACES[1]), _utf8_again, strays=True),
    )


def _word(letters: Iterable[str]) -> re.Pattern[str]:
    """What may be a word: letters, and the signs that stand for letters in an encoding."""
    signs = "".join(letter for letter in letters if not letter.isalpha())
    return re.compile(rf"(?:{LETTER}|[{re.escape(signs)}])+" if signs else f"{LETTER}+")


def _by_letters(letters: Mapping[str, str], word: str) -> str | None:
    """The word by a table of single letters; None where a letter beyond ASCII is not in it."""
    found = [letter if letter.isascii() else letters.get(letter) for letter in word]
    return None if None in found else "".join(filter(None, found))


@cache
def _letters(first: int, letters: str) -> dict[str, str]:
    """What each character is that bytes from `first` on become, as windows-1252 has them and as ISO 8859-1 has them."""
    codes = {code: letter for code, letter in enumerate(letters, first) if letter != NONE}
    western = {_as_western(code): letter for code, letter in codes.items()}
    return western | {chr(code): letter for code, letter in codes.items()}


def _as_western(code: int) -> str:
    """A byte as windows-1252 has it; at the five codes that it leaves out, as ISO 8859-1."""
    try:
        return bytes((code,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


@cache
def _bytes() -> dict[int, int]:
    """Characters of windows-1252 -> the bytes that they were, for `translate`."""
    return {ord(_as_western(code)): code for code in range(0x80, 0xA0)}


# ---------------------------------------------------------------- VNI


@cache
def _vni_letters() -> tuple[dict[str, str], re.Pattern[str]]:
    """VNI's letters, one or two characters each, with what they are; and the pattern that finds them."""
    small = dict(VNI_SINGLE)
    for base in "aeouyơư":
        small |= _with_marks(base, VNI_TONES, TONES)
    for shape, (bases, marks) in VNI_SHAPED.items():
        for base in bases:
            small |= _with_marks(base, marks, ("", *TONES), shape)
    both = small | {typed.upper(): letter.upper() for typed, letter in small.items()}
    both |= {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in small.items() if len(typed) == 2}
    longest_first = sorted(both, key=len, reverse=True)
    return both, re.compile("|".join(map(re.escape, longest_first)) + r"|[^\0-\x7f]")


def _with_marks(base: str, marks: str, tones: str | tuple[str, ...], shape: str = "") -> dict[str, str]:
    """The base with each of VNI's marks, and what that is."""
    typed = VNI_BASES.get(base, base)
    return {
        typed + mark: unicodedata.normalize("NFC", base + shape + tone) for mark, tone in zip(marks, tones, strict=True)
    }


def _vni(word: str) -> str | None:
    letters, pattern = _vni_letters()
    found = pattern.sub(lambda match: letters.get(match[0], NONE), word)
    return None if NONE in found else found


# ---------------------------------------------------------------- VPS


def _vps(word: str) -> str | None:
    """Quotation marks, dashes and dots are taken for capitals only where a syllable comes of it: V“ -> VỀ."""
    whole = _by_letters(_letters(0x80, VPS), word)
    return whole if whole and is_syllable(whole) else _by_letters(_vps_but_punctuation(), word)


@cache
def _vps_but_punctuation() -> dict[str, str]:
    return _letters(0x80, VPS) | {mark: mark for mark in PUNCTUATION}


# ---------------------------------------------------------------- windows-1258, UTF-8


@cache
def _letters_1258() -> dict[str, str]:
    codes = (code for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
    return {chr(code): bytes((code,)).decode("cp1258") for code in codes}


def _windows_1258(word: str) -> str | None:
    """None where a tone mark does not find its letter."""
    found = _by_letters(_letters_1258(), word)
    composed = unicodedata.normalize("NFC", found or "")
    return composed if composed and not any(map(unicodedata.combining, composed)) else None


def _utf8_word(space: str) -> re.Pattern[str]:
    return re.compile(rf"{space}|(?:[A-Za-z]|(?!{space})[^\0-\x7f])+")


@cache
def _utf8_letters() -> re.Pattern[str]:
    """What the letters of UTF-8 look like, of two and of three bytes."""
    others = "".join(map(chr, _bytes()))
    more = rf"[\x80-\xbf{re.escape(others)}]"
    return re.compile(rf"[\xc2-\xdf]{more}|[\xe1-\xef]{more}{more}|\xe0[\xa0-\xbf]{more}")


def _utf8(text: str) -> str:
    """The text with what are bytes of UTF-8 as letters; all else stays."""
    return _utf8_letters().sub(_letter_of_bytes, CUT_A.sub("Ã\xa0", text))


def _letter_of_bytes(match: re.Match[str]) -> str:
    return match[0].translate(_bytes()).encode("latin-1").decode("utf-8", "replace")


def _utf8_again(text: str) -> str | None:
    """None where the second time changes nothing."""
    once = _utf8(text)
    again = _utf8(once)
    return again if again != once else None
