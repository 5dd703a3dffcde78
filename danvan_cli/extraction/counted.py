"""Counted things: what the words after a number count."""

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.resources import data
from danvan_cli.text.words import one_spelling

WORD = r"(?:%|[^\W\d_]+(?:(?<=m)[23]|(?:-[^\W\d_]+){1,2})?(?!\w))"  # "ha", "m2", "ki-lô-mét"
GAP = r"[^\S\n]{1,3}"
EACH_WORD = re.compile(r"\S+")
IN_WORDS = r"(?:[^\S\n]?\([^\W\d_][^()\d\n]{1,20}\))?"  # "03 (ba) tập thể"
PHRASE = re.compile(rf"{IN_WORDS}[^\S\n]{{0,3}}({WORD}(?:{GAP}{WORD}){{0,4}})")
FURTHER = re.compile(rf"(?:[^\S\n]?[,/][^\S\n]?|{GAP}(?:và|hoặc){GAP})({WORD}(?:{GAP}{WORD}){{0,2}})")
PER = (
    "đồng|người|hộ|khẩu|lượt|suất|tháng|năm|quý|tuần|ngày|đêm|giờ|vụ|lần|buổi|ha|sào|công|mẫu|kg|tấn|tạ|lít|m²|m2|m³|m3"
    "|km|xã|thôn|ấp|bản|tổ|đơn vị|mô hình|học sinh|lao động|con|cây|căn|nhà|chi bộ"
)
RATE = re.compile(rf"(?:[^\S\n]?/[^\S\n]?(?:{PER})(?!\w)){{1,3}}")

PARTIES = frozenset({"people", "body"})  # who can be honoured, and may stand in one count: "tập thể, cá nhân"
MEASURED = frozenset({"measure", "money"})
JOINED = (PARTIES, frozenset({"place"}), frozenset({"thing"}))


class Counted(NamedTuple):
    """A counted thing. kind: people, body, place, thing, act, measure, money, or "open" for an unknown noun."""

    span: Span
    kind: str


def counted(prose: Prose, at: int) -> Counted | None:
    """What a number that ends at `at` counts: "cán bộ, chiến sĩ", "đồng/người/tháng", "%"; None for nothing.

    The longest known noun; else up to two lower-case syllables that may be a noun ("12 gùi măng"). Durations, ages,
    verbs and slogans ("3 bám", "4 tại chỗ") are nothing.
    """
    phrase = PHRASE.match(prose.plain, at)
    if phrase is None:
        return None
    known = _longest_noun(phrase)
    if known is None:
        return _open_noun(prose, phrase) if phrase.start(1) > at else None
    end, kind = known
    if kind == "none":
        return None
    return Counted(Span(phrase.start(1), _with_rate(prose.plain, _with_further(prose, end, kind))), kind)


def _longest_noun(phrase: re.Match[str]) -> tuple[int, str] | None:
    """The end and the kind of the longest known noun that begins a phrase; "xã" of "xã-thị trấn"."""
    kinds, words = _kinds(), one_spelling(phrase[1].split())
    for n in range(len(words), 0, -1):
        kind = kinds.get(" ".join(words[:n]))
        if kind:
            return _nth_word_end(phrase, n), kind
    head = words[0].partition("-")[0]
    return (phrase.start(1) + len(head), kinds[head]) if head != words[0] and head in kinds else None


def _nth_word_end(phrase: re.Match[str], n: int) -> int:
    """Where the n-th word of a phrase ends in the text."""
    return phrase.start(1) + next(islice(EACH_WORD.finditer(phrase[1]), n - 1, None)).end()


def _open_noun(prose: Prose, phrase: re.Match[str]) -> Counted | None:
    """One or two syllables of an unknown noun; None where it begins with a capital or is a single letter."""
    first, *further = phrase[1].split()
    start = phrase.start(1)
    if len(first) < 2 or not prose.text[start].islower():
        return None
    two = further and _kinds().get(further[0]) != "none"
    return Counted(Span(start, _nth_word_end(phrase, 2 if two else 1)), "open")


def _with_further(prose: Prose, end: int, kind: str) -> int:
    """The end with further nouns of the same sort: "xã, phường, thị trấn"; not "xã, huyện Mai Châu"."""
    sort = next((kinds for kinds in JOINED if kind in kinds), frozenset())
    while further := FURTHER.match(prose.plain, end):
        noun_end, noun_kind = _longest_noun(further) or (end, "none")
        behind = prose.text[noun_end : noun_end + 2].strip()[:1]  # "huyện [Mai Châu]", a verb too: "tổ chức [5] buổi"
        named = prose.text[further.start(1)].isupper() or behind.isupper() or behind.isdigit()
        if noun_kind not in sort or named:
            break
        end = noun_end
    return end


def _with_rate(plain: str, end: int) -> int:
    """The end with what the thing is counted by: "đồng/người/tháng", "lần/năm"."""
    rate = RATE.match(plain, end)
    return rate.end() if rate else end


@cache
def _kinds() -> dict[str, str]:
    """The kind of each noun of counted_units.tsv."""
    lines = data("counted_units.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {" ".join(one_spelling(words.split())): kind for words, kind in rows}
