"""What says the same as words of a query: an abbreviation or its long form, a number glued to its unit, a date.

"NTM" also means the phrase "nông thôn mới", and the words nông thôn mới also NTM; "50 km" also 50km; "năm 2020" beside
other words also the articles of that year. What stands in quotes, brackets or beside an operator is taken as typed.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain

from danvan_cli.errors import UsageError
from danvan_cli.resources import data
from danvan_cli.search.grammar import term
from danvan_cli.search.intervals import read_interval
from danvan_cli.search.query import All, Any, Field, Node, Phrase, Term, Word
from danvan_cli.text.letters import fold, plain
from danvan_cli.text.words import one_spelling, words

LONGEST = 8  # parts of a query that one alternative stands for
YEAR = r"((?:19|20)\d\d)"
DATES = [  # blanks between words, strokes within a chunk: "ngày 5/5/2022", "tháng 5 năm 2022", "2022"
    re.compile(rf"(?:ngày )?(\d{{1,2}})/(\d{{1,2}})/{YEAR}"),
    re.compile(rf"(?:ngày )?(\d{{1,2}}) tháng (\d{{1,2}}) (?:năm )?{YEAR}"),
    re.compile(rf"(?:tháng )?(\d{{1,2}})/{YEAR}"),
    re.compile(rf"tháng (\d{{1,2}}) (?:năm )?{YEAR}"),
    re.compile(rf"(?:năm )?{YEAR}"),
]
OF_DATES = {"ngày", "tháng", "năm"}
GLUED = re.compile(r"(\d{1,9})([^\W\d_]\w{0,9})|([a-z]{3,9})(\d\d)")  # 50km, 2000m2, covid19

Held = Callable[[Node], bool]


def widened(node: Node | None, held: Held) -> Node | None:
    """The query with the alternatives of its words. held: whether any article is what a node says."""
    parts = node.parts if isinstance(node, All) else (node,) if node else ()
    runs = [_run(part) for part in parts]
    found: list[Node] = []
    start = 0
    while start < len(parts):
        end, others = next(_said_otherwise(runs, start, held), (start + 1, ()))
        typed = parts[start] if end == start + 1 else All(parts[start:end])
        found.append(Any((typed, *others), alike=True) if others else typed)
        start = end
    return All(tuple(found)) if len(found) > 1 else next(iter(found), None)


def _run(part: Node) -> tuple[Term, ...]:
    """The words of a part that may be said otherwise, a word or a chunk; () for any other."""
    match part:
        case Word(term=term) if not term.prefix:
            return (term,)
        case Phrase(terms=terms, quoted=False):
            return terms
    return ()


def _said_otherwise(runs: list[tuple[Term, ...]], start: int, held: Held) -> Iterator[tuple[int, tuple[Node, ...]]]:
    """(end, what says the same as the parts from `start` to `end`), the longest first."""
    for end in range(min(start + LONGEST, len(runs)), start, -1):
        typed = runs[start:end]
        if all(typed):
            forms = [*_other_forms(list(chain.from_iterable(typed))), *_glued(typed)]
            others: list[Node] = [_phrase(form) for form in forms]
            if (date := _date(typed)) and _is_dated(runs[:start] + runs[end:]):
                others.append(date)
            if others := [other for other in others if held(other)]:
                yield end, tuple(others)


def _phrase(form: Sequence[str]) -> Node:
    terms = tuple(map(term, form))
    return Phrase(terms) if len(terms) > 1 else Word(terms[0])


def _other_forms(terms: list[Term]) -> list[tuple[str, ...]]:
    """The other forms of an abbreviation or a long form: ntm -> [(nông, thôn, mới)]."""
    for form in _forms().get(tuple(one.folded for one in terms), ()):
        if all(one.plain == word or not one.marked for one, word in zip(terms, form[0], strict=True)):
            return form[1:]
    return []


@cache
def _forms() -> dict[tuple[str, ...], list[list[tuple[str, ...]]]]:
    """By the folded words of each form of data/abbreviations.tsv: it and the others that stand for the same."""
    same: dict[str, list[tuple[str, ...]]] = {}
    with data("abbreviations.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            same.setdefault(row["full"], [_words(row["full"])]).append(_words(row["short"]))
    found: dict[tuple[str, ...], list[list[tuple[str, ...]]]] = {}
    for forms in same.values():
        for form in forms:
            found.setdefault(tuple(map(fold, form)), []).append([form, *(one for one in forms if one != form)])
    return found


def _words(form: str) -> tuple[str, ...]:
    return tuple(one_spelling(words(plain(form))))


def _glued(runs: list[tuple[Term, ...]]) -> list[tuple[str, ...]]:
    """A number with its unit apart where one chunk has them glued, glued where they stand apart: 50km, (50, km)."""
    said = [one.plain for run in runs for one in run]
    if len(runs) == 1:
        for place, word in enumerate(said):
            if glued := GLUED.fullmatch(word):
                return [(*said[:place], *filter(None, glued.groups()), *said[place + 1 :])]
    if len(said) == 2 or len(runs) == 2:
        place = len(runs[0]) - 1 if len(runs) == 2 else 0
        one, other = said[place : place + 2]
        if one.isdecimal() != other.isdecimal() and GLUED.fullmatch(one + other):
            return [(*said[:place], one + other, *said[place + 2 :])]
    return []


def _date(runs: list[tuple[Term, ...]]) -> Field | None:
    """The days that words name: (tháng), (8, 2022) -> date:8/2022."""
    if not re.fullmatch(YEAR, runs[-1][-1].plain):
        return None
    said = " ".join("/".join(one.plain for one in run) for run in runs)
    found = next(filter(None, (date.fullmatch(said) for date in DATES)), None)
    if not found:
        return None
    days = "/".join(found.groups())
    try:
        read_interval(days)
    except UsageError:
        return None
    return Field("date", days)


def _is_dated(others: list[tuple[Term, ...]]) -> bool:
    """Whether a date beside the other parts may be that of an article: there are words, and no other year."""
    said = {one.plain for run in others for one in run}
    words_beside = any(not word.isdecimal() for word in said - OF_DATES)
    return words_beside and not any(re.fullmatch(YEAR, word) for word in said)
