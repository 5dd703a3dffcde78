"""The lines of printed pages -> paragraphs: running heads and page numbers dropped, broken lines joined."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

EDGE = 3  # lines at the top and the bottom of a page that may be running heads
NEAR = 5  # lines before and after, whose right edge tells that of the column
SLACK = 2  # letters: the blank before a word, and what letters differ in width
LETTERS = 30  # of a line that may fill its column
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:trang|page|tr\.)?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|.\s]*", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
ITEM = re.compile(r"[-–—+*•●▪]\s|(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]\s")


class Line(NamedTuple):
    """A line and where it begins and ends, from the left edge of the page, in any unit."""

    text: str
    left: float
    right: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of some pages, of which one may go on over the next page."""
    lines = [line for page in without_heads(pages) for line in page]
    found: list[str] = []
    for i, line in enumerate(lines):
        if i and _goes_on(lines, i):
            found[-1] += ("" if found[-1].endswith("-") else " ") + line.text
        else:
            found.append(line.text)
    return found


# ---------------------------------------------------------------- what pages repeat


def without_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and the lines that stand at the top or bottom of most, numbers aside.

    The first page keeps such a line at its top, if there is no number in it: it may be the title.
    """
    tops = _repeated([page[:EDGE] for page in pages])
    bottoms = _repeated([page[-EDGE:] for page in pages])
    kept: list[list[Line]] = []
    for number, page in enumerate(pages):
        start, end = 0, len(page)
        while start < min(EDGE, end) and _is_head(page[start], tops, len(pages)):
            if number == 0 and not DIGITS.search(page[start].text):
                break
            start += 1
        while end > max(start, len(page) - EDGE) and _is_head(page[end - 1], bottoms, len(pages)):
            end -= 1
        kept.append(list(page[start:end]))
    return kept


def _repeated(edges: Sequence[Sequence[Line]]) -> set[str]:
    """The lines, digits as "#", that more than half of the pages have at one of their edges."""
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    return {key for key, count in counts.items() if count > max(1, len(edges) / 2)}


def _key(line: Line) -> str:
    return DIGITS.sub("#", " ".join(line.text.lower().split()))


def _is_head(line: Line, repeated: set[str], pages: int) -> bool:
    return _key(line) in repeated or (pages > 1 and bool(PAGE_NUMBER.fullmatch(line.text)))


# ---------------------------------------------------------------- what a line end parts


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """Whether a line goes on with the sentence of the one before it."""
    before, line = lines[place - 1], lines[place]
    if SENTENCE_END.search(before.text) or ITEM.match(line.text) or before.text.isupper() != line.text.isupper():
        return False
    return line.text[0].islower() or before.text.endswith(",") or _is_full(lines, place - 1)


def _is_full(lines: Sequence[Line], place: int) -> bool:
    """Whether there was no room in its column for the next line's first word."""
    line, next_word = lines[place], lines[place + 1].text.split()[0]
    letter = (line.right - line.left) / len(line.text)
    around = lines[max(0, place - NEAR) : place + NEAR + 1]
    edge = max(near.right for near in around if near.left < line.right or near is line)
    return len(line.text) >= LETTERS and line.right + letter * (len(next_word) + SLACK) > edge
