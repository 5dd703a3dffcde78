"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """[start, end): code points of an article's `text`."""

    start: int
    end: int
