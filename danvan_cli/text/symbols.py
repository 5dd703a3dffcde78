"""Numbers and symbols of documents: 25-NQ/TW of the Party, 33/CT-TTg and 30/2020/NĐ-CP of the state.

The Party writes number - code / body, the state number / code - body. What is written otherwise ("36 - CT / TW",
"57/NQ-TW", "217-QĐ/TƯ") is brought into that form.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from danvan_cli.text.document_types import DocumentType, types_by_code, types_by_word
from danvan_cli.text.letters import fold

BLANK = r"[^\S\n]"
NUMBER = re.compile(r"(?<!\d)(?:\d{1,2}\.\d{3}|\d{1,5})(?![\d%]|[.,]\d)(?:[a-eA-E](?!\w))?")
CYRILLIC = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"  # look like Latin capitals
AS_LATIN = str.maketrans(CYRILLIC, "ABEKMHOPCTX")
PART = re.compile(
    rf"(?P<before>{BLANK}{{0,2}})(?P<mark>[-‐‑‒–—−/])(?P<after>{BLANK}{{0,2}})"
    rf"(?P<word>(?:19|20)\d\d|[A-Za-zĐđƯư{CYRILLIC}]{{1,16}}\d{{0,2}})(?!\w)"
)
UNMARKED = re.compile(r"(?P<before>[. ]?)(?P<mark>)(?P<after>)(?P<word>[A-ZĐ][A-Za-zĐđ]{1,4})(?=[-/][A-ZĐƯ])")
DEPARTMENT = re.compile(r"[A-Z]\d\d")  # of the Ministry of Public Security: V05, C06
PARTS = 6
DIGITS = "0123456789"
FINAL_HORN = re.compile("[ưƯ]$")  # TƯ is TW
NO_END = re.compile(r"\w|/\d")

PARTY_BODY = re.compile(r"(?:VP|UBKT|B(?!ND)[A-ZĐ]{2,6}|ĐUK)?(?:TW|TU|HU|QU|ĐU|ThU|CB)")
STATE_BODY = re.compile(r"CP|TTg|UBND|HĐND|UBTVQH")
BODIES = ("TW", "TU", "HU", "QU", "ĐU", "ThU", "CB", "CP", "TTg", "UBND", "HĐND", "QH", "UBTVQH", "BTGDVTW", "BTGDVTU")
TYPED = re.compile(r"(?P<type>\D{0,40}?)[\s.:]{0,3}(?:số|so)?[\s.:]{0,3}(?=\d)", re.IGNORECASE)


class Symbol(NamedTuple):
    """A document's number as written ("06"), its normal symbol or None, its code ("NQ") or None, and where it ends."""

    number: str
    normal: str | None
    code: str | None
    end: int


class TypedDirective(NamedTuple):
    """What a person typed to name a document: its type word, number and normal symbol, as far as they are told."""

    type: str | None
    number: str
    symbol: str | None


def typed_directive(words: str) -> TypedDirective | None:
    """What a person means: "nq 25", "Chỉ thị số 22", "25 - nq/tư"; None where the words name no document.

    The type follows from the word before the number, else from the code of the symbol.
    """
    head = TYPED.match(words.strip())
    found = read_symbol(words.strip(), head.end()) if head else None
    if not head or not found or found.end < len(words.strip()):
        return None
    word = " ".join(fold(head["type"]).split())
    kind: DocumentType | None = types_by_word().get(word) if word else types_by_code().get(found.code or "")
    if not kind and (word or not found.normal):
        return None
    return TypedDirective(kind.name if kind else None, found.number, found.normal)


def read_symbol(text: str, start: int) -> Symbol | None:
    """The number at `start` of a text with what belongs to it; None where there is no number that could be one.

    "25 - NQ/TW ngày" -> 25, "25-NQ/TW", NQ; "43 của" -> 43, None, None; "15/19 tiêu chí", "62,5", "10%" -> None.
    """
    number = NUMBER.match(text, start)
    if not number:
        return None
    parts = list(_parts(text, number.end()))
    end = parts[-1].end() if parts else number.end()
    if NO_END.match(text, end):
        return None
    words = [_spelling(word) or word for word in map(_word, parts)]
    code = next((word.rstrip(DIGITS) for word in words if not word.isdigit()), None)
    code = code if code in types_by_code() else None
    return Symbol(number[0], _normal(number[0], words, [part["mark"] for part in parts]), code, end)


def _parts(text: str, at: int) -> Iterator[re.Match[str]]:
    """The parts of a symbol with the marks before them: "-NQ", "/TW"."""
    part = PART.match(text, at) or UNMARKED.match(text, at)
    for _ in range(PARTS):
        if not part or not _belongs(part):
            return
        yield part
        part = PART.match(text, part.end())


def _word(part: re.Match[str]) -> str:
    return part["word"].translate(AS_LATIN)


def _belongs(part: re.Match[str]) -> bool:
    """Whether a part is of the symbol: a known code or body; where no blank parts it off, other capitals too.

    With a blank a word may follow the number ("25 - Thu ngân sách"), so a known one must be written as codes are.
    """
    word = _word(part)
    if word.isdigit():
        return part["mark"] == "/"
    glued = not part["before"] and not part["after"]
    if known := _spelling(word):
        return glued or word == known or word.isupper() or word.islower()
    if DEPARTMENT.fullmatch(word) and part["mark"]:
        return True
    return glued and bool(part["mark"]) and sum(letter.isupper() for letter in word) > 1


def _normal(number: str, words: list[str], marks: list[str]) -> str | None:
    """The symbol of a number and its parts, exchanged marks put right: 57 / NQ - TW -> "57-NQ/TW"."""
    if all(word.isdigit() for word in words):
        return None
    marks = ["/" if mark == "/" else "-" for mark in marks]
    if len(words) == 2 and not words[0].isdigit() and marks[0] != marks[1]:
        if PARTY_BODY.fullmatch(words[1]):
            marks = ["-", "/"]
        elif STATE_BODY.fullmatch(words[1]):
            marks = ["/", "-"]
    return number + "".join(mark + word for mark, word in zip(marks, words, strict=True))


def _spelling(word: str) -> str | None:
    """How a code or body is spelt, whatever its case and marks: "qd" -> "QĐ", "TƯ" -> "TW"; None for unknown ones."""
    word = FINAL_HORN.sub("W", word)
    name = word.rstrip(DIGITS)
    if name in types_by_code():
        return word
    if PARTY_BODY.fullmatch(word.upper()):
        return word.upper()
    known = _spellings().get(fold(name), "")
    alike = name.lower() in (fold(name), known.lower())
    return known + word[len(name) :] if known and alike else None


@cache
def _spellings() -> dict[str, str]:
    """Codes and bodies by their folded form; of two that fold alike (HD, HĐ) the first of the table."""
    return {fold(word): word for word in reversed([*BODIES, *types_by_code()])}
