"""Letters of Vietnamese: one Unicode form, folding, tone placement.

Every function but `nfc` and `nfc_or_legacy` keeps the length of its string, so that an offset into one form of an NFC
text is an offset into all of them.
"""

import re
import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode
from functools import cache
from typing import Any

# Marks of the scripts that have many: Latin, Cyrillic, Hebrew, Arabic, Thai.
MARK = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Control characters, invisible marks, bidi controls, line and paragraph separators; then such as are letters in text of
# a legacy encoding (danvan_cli/text/legacy.py), and eth (U+00D0, U+00F0), which is read as đ.
STRANGE = "\0-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
STRANGE_OR_LEGACY = re.compile(f"[{STRANGE}\x80-\x9f\xad\xd0\xf0]")
SURELY_STRANGE = re.compile(f"[{STRANGE}]")
MARK_RUN = re.compile(rf"({MARK}{{16}}){MARK}+")  # to order n marks of a letter takes n * n steps
SHORT = 10_000  # characters within which that does no harm
REPLACED = {"\xd0": "Đ", "\xf0": "đ", "\u2028": "\n", "\u2029": "\n"}

TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
SIGNS = "\xa0§«°²³·»½×–—‘’“”•…€"  # what stands in press texts beside letters
SIGN = re.compile(r"[\W_]")
UNDEFINED = "\ufffe"  # a code without a character, in the tables of codecs
OPEN_PAIRS = ("oa", "oe", "uy")  # where a syllable ends in one of these, writers differ on which vowel bears the tone


def nfc(text: str) -> str:
    r"""Unicode NFC without control characters, bidi controls and invisible marks; line ends as "\n".

    Half-composed letters (ê + U+0300, as windows-1258 makes them) are composed; eth is read as đ.
    """
    return _composed(text, STRANGE_OR_LEGACY)


def nfc_or_legacy(text: str) -> str:
    """As `nfc`, but with control characters, soft hyphens and eth that may be letters of a legacy encoding."""
    return _composed(text, SURELY_STRANGE)


def fold(text: str) -> str:
    """Lower case without any marks, đ as d: "Dân vận khéo ở Đắk Lắk" -> "dan van kheo o dak lak"."""
    codes, folded, _ = _fast_codes()
    try:
        return charmap_decode(charmap_encode(text.lower(), "strict", codes)[0], "strict", folded)[0]
    except UnicodeEncodeError:
        return _fold_by_table(lower(text))


def without_signs(low: str) -> str:
    """A lower-case text with a blank for whatever is neither letter nor digit."""
    codes, _, spaced = _fast_codes()
    try:
        return charmap_decode(charmap_encode(low, "strict", codes)[0], "strict", spaced)[0]
    except UnicodeEncodeError:
        return SIGN.sub(" ", low)


def plain(text: str) -> str:
    """Lower case, the tone mark where the older spelling puts it: "Hoà Bình, Uỷ ban" -> "hòa bình, ủy ban"."""
    return NEWER_TONE.sub(_older_tone, lower(text))


def lower(text: str) -> str:
    """Lower case; letters whose lower case is several characters (İ) stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _composed(text: str, strange: re.Pattern[str]) -> str:
    text = strange.sub(_entry, text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", MARK_RUN.sub(r"\1", text) if len(text) > SHORT else text)


def _entry(match: re.Match[str]) -> str:
    found = match[0]
    return REPLACED.get(found, " " if found < "\xa0" else "")


def _fold_by_table(text: str) -> str:
    return text.translate(FOLDED)


class _Folded(dict[int, str | int]):
    """Unidecode's table of letters for which it gives one letter, filled with those that are met."""

    def __missing__(self, code: int) -> str | int:
        if not (0x41 <= code < 0x250 or 0x1E00 <= code < 0x1F00):
            return code
        from unidecode import unidecode

        low = unidecode(chr(code)).lower() if chr(code).isalpha() else ""
        self[code] = low if len(low) == 1 and low.isalpha() else code
        return self[code]


FOLDED = _Folded()


@cache
def _fast_codes() -> tuple[Any, str, str]:
    """Codes of one byte for lower-case Vietnamese; what each code folds to; what it is, or a blank for a sign.

    Through them a text folds four times as fast and more (docs/performance.md). Other letters have no code.
    """
    marked = (unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES))
    letters = "".join(map(chr, range(128))) + "".join(sorted(c for c in marked if c > "\x7f")) + "đ" + SIGNS
    return charmap_build(letters.ljust(256, UNDEFINED)), _fold_by_table(letters), SIGN.sub(" ", letters)


def _toned(letters: str, place: int) -> list[str]:
    """The five toned spellings with the tone on letter `place`, in the order of TONES: "oa", 1 -> oà, oá, ..."""
    head, tail = letters[: place + 1], letters[place + 1 :]
    return [unicodedata.normalize("NFC", head + tone + tail) for tone in TONES]


OLDER = {new: old for pair in OPEN_PAIRS for new, old in zip(_toned(pair, 1), _toned(pair, 0), strict=True)}
NEWER_TONE = re.compile(rf"[ou][{''.join(sorted({new[1] for new in OLDER}))}](?![^\W\d_])(?<!q..)")


def _older_tone(match: re.Match[str]) -> str:
    return OLDER.get(match[0], match[0])
