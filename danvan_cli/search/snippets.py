"""The passage of a text that shows why it was found."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from danvan_cli.search.matches import Match, Matches
from danvan_cli.spans import Span

LENGTH, BEFORE = 180, 80  # characters of a passage; how many of them may stand before what was found
MOST_QUOTES, QUOTABLE = 2, 0.8  # sentences of an article; how much one must hold beside the best
SENTENCE_END = re.compile(r"[.!?…][”\"')]*(?P<blank>\s+)(?=\S)")
MOST = 100  # matches that a passage may begin with


def snippet(matches: Matches) -> tuple[str, tuple[Span, ...]]:
    """A passage with as many different terms as possible, cut at words, and the spans of the terms in it."""
    title, text = matches.title, matches.text
    body = len(title) + 2 if title and len(text) > len(title) else 0
    inside = [m for m in matches.found if m.start >= body][:MOST] or matches.found[:MOST]
    first = max(inside, key=dict(_worths(matches, inside)).__getitem__, default=None)
    start, end = _cut(text, first.start if first else body, body if first and first.start >= body else 0)
    marks = (Span(m.start - start, m.end - start) for m in matches.found if start <= m.start and m.end <= end)
    return text[start:end], tuple(dict.fromkeys(marks))


def quotable(matches: Matches) -> list[tuple[str, tuple[Span, ...]]]:
    """The sentences that hold most of the query's words, in their order, each with the spans of the words in it."""
    text = matches.text
    found: dict[tuple[int, int], list[Match]] = {}
    sentences = iter(_sentences(text))
    start, end = next(sentences, (0, 0))
    inside = [match for match in matches.found if match.start > len(matches.title)] or matches.found
    for match in inside:
        while match.start >= end and (following := next(sentences, None)):
            start, end = following
        if start <= match.start and match.end <= end:
            found.setdefault((start, end), []).append(match)
    best = sorted(found, key=lambda place: (-_coverage(matches, found[place]), place))[:MOST_QUOTES]
    least = QUOTABLE * max((_coverage(matches, found[place]) for place in best), default=0)
    return [
        (text[a:b], tuple(dict.fromkeys(Span(match.start - a, match.end - a) for match in found[a, b])))
        for a, b in sorted(best)
        if _coverage(matches, found[a, b]) >= least
    ]


def _coverage(matches: Matches, inside: Sequence[Match]) -> int:
    """How many different words stand in a sentence, and how many of them side by side."""
    beside = {(a.term, b.term) for a, b in pairwise(inside) if matches.adjacent(a, b)}
    return len({match.term for match in inside}) + len(beside)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end: none goes on beyond its line."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in SENTENCE_END.finditer(text, start, line.end()):
            if text[end.end()] in "“\"'(" or text[end.end()].isupper():
                yield start, end.start("blank")
                start = end.end()
        yield start, line.end()


def _worths(matches: Matches, inside: Sequence[Match]) -> Iterator[tuple[Match, tuple[int, int]]]:
    """(different terms, adjacent terms) of the passages that begin with each match."""
    ends = [match.end for match in inside]
    for at, first in enumerate(inside):
        near = inside[at : bisect_right(ends, first.start + LENGTH - BEFORE)]
        neighbours = sum(matches.adjacent(a, b) for a, b in pairwise(near))
        yield first, (len({match.term for match in near}), neighbours)


def _cut(text: str, at: int, low: int) -> tuple[int, int]:
    """A passage around `at`, not before `low`, within its paragraph; it begins with a sentence, a clause or a word."""
    paragraph = max(text.rfind("\n", 0, at) + 1, low)
    stop = text.find("\n", at)
    paragraph_end = len(text) if stop < 0 else stop
    start = paragraph if at - paragraph <= BEFORE else _beginning(text, at - BEFORE, at)
    end = min(paragraph_end, start + LENGTH)
    if end < paragraph_end:
        blank = text.rfind(" ", at, end)
        end = blank if blank > at else end
    return start, end


def _beginning(text: str, low: int, at: int) -> int:
    """Where the last sentence, else the last clause, else the first word after `low` begins."""
    for sign in (". ", "; ", ", "):
        found = text.rfind(sign, low, at)
        if found >= 0:
            return found + 2
    blank = text.find(" ", low, at)
    return blank + 1 if blank >= 0 else at
