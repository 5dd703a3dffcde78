"""Bytes -> Unicode text, and the name of the encoding that they were in.

A text in an encoding from before Unicode (TCVN3, VNI) comes out of `as_written` as windows-1252, or as UTF-8 where
somebody made that of it. `in_unicode` restores it, a paragraph at a time: a line of a text, a block of a page. A page
is parsed in between, since its entities may be such letters.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from danvan_cli.messages import _
from danvan_cli.text.legacy import looks_legacy, restored, syllable_share
from danvan_cli.text.letters import nfc, nfc_or_legacy

Decoded = tuple[str, str]  # text, name of the encoding

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Charsets that a page may claim. The two names of Western European are no claim: servers put them on everything.
CLAIMABLE = re.compile(r"windows-125\d|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis|euc-(?:jp|kr)")
NO_CLAIM = ("windows-1252", "iso-8859-1")

TONED = re.compile("[aăâeêioôơuưy]?[\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
SAMPLE = 100_000  # bytes or characters that are looked at before a whole file is decoded
MAX_BROKEN = 0.1  # of the letters beyond ASCII, in a UTF-8 text
MAX_STRAY = 0.1  # of the tone marks, in a windows-1258 text
MAX_NO_TEXT = 0.02  # of the characters
VIETNAMESE = 0.5  # of the words with marks are syllables, in a windows-1258 text


class InUnicode(NamedTuple):
    """Paragraphs in NFC, the encoding that they were in, and, where some look legacy, how they were read."""

    paragraphs: list[str]
    encoding: str | None
    read: tuple[str, ...] = ()


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Text in NFC and the name of its encoding: ("Dân vận", "utf-8"). Raises ValueError where the bytes are no text.

    declared: the charset that a page claims. It is believed where UTF-8 does not fit and it does.
    """
    text, encoding = as_written(content, declared)
    lines = in_unicode(text.split("\n"), encoding)
    return "\n".join(lines.paragraphs), lines.encoding or encoding


def as_written(content: bytes, declared: str | None = None) -> Decoded:
    """As `decode`, but letters of legacy encodings stay as they are."""
    text, encoding = _unicode(content, declared)
    sample = text[:SAMPLE]
    if len(NO_TEXT.findall(sample)) > MAX_NO_TEXT * len(sample):
        raise ValueError(_("not text: binary data"))
    return nfc_or_legacy(text), encoding


def in_unicode(paragraphs: Sequence[str], encoding: str | None) -> InUnicode:
    """The paragraphs of one document, as `as_written` gives them, those in a legacy encoding restored.

    encoding: what they were read as; that is their encoding where none is restored.
    """
    if not looks_legacy("\n".join(paragraphs)):
        return InUnicode(list(paragraphs), encoding)
    found = restored(paragraphs)
    named = Counter(one.encoding for one in found if one.encoding)
    names = ", ".join(name for name, _ in named.most_common())
    return InUnicode([nfc(one.text) for one in found], names or encoding, tuple(paragraphs))


def _unicode(content: bytes, declared: str | None) -> Decoded:
    return (
        _marked(content)
        or _utf16(content)
        or _utf8(content)
        or _broken_utf8(content)
        or _declared(content, declared)
        or _windows_1258(content)
        or _western(content)
    )


def _marked(content: bytes) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    return None


def _utf16(content: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: half of the letters or more are Latin-1, so that one byte of theirs is zero."""
    if b"\0" not in content:
        return None
    zeros = content[::2].count(0), content[1::2].count(0)
    if min(zeros) > 0 or max(zeros) < len(content) / 4:
        return None
    encoding = "utf-16-be" if zeros[0] else "utf-16-le"
    return content.decode(encoding, "replace"), encoding


def _utf8(content: bytes) -> Decoded | None:
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _declared(content: bytes, declared: str | None) -> Decoded | None:
    encoding = (declared or "").strip().lower()
    if encoding in NO_CLAIM or not CLAIMABLE.fullmatch(encoding):
        return None
    try:
        return content.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError):
        return None


def _broken_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few letters cut in two, which become U+FFFD; in any other encoding nearly all would be broken."""
    sample = content[:SAMPLE].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    beyond_ascii = len(sample) - len(sample.encode("ascii", "ignore"))
    return (content.decode("utf-8", "replace"), "utf-8") if broken <= MAX_BROKEN * beyond_ascii else None


def _windows_1258(content: bytes) -> Decoded | None:
    """Vietnamese of Windows: tone marks are characters of their own, each after its vowel ("ê" + "̣" -> "ệ").

    In TCVN3 their codes are vowels, which may stand after vowels, too.
    """
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        return None
    toned = TONED.findall(text[:SAMPLE])
    stray = sum(len(mark) == 1 for mark in toned)
    if not toned or stray > MAX_STRAY * len(toned):
        return None
    share = syllable_share(nfc(text[:SAMPLE]))
    return (text, "windows-1258") if share.after >= VIETNAMESE * share.words else None


def _western(content: bytes) -> Decoded:
    try:
        return content.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "iso-8859-1"
