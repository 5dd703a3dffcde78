"""Searches that are kept."""

from dataclasses import dataclass

from danvan_cli.answers.searching import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A search that is kept. options: filters and marks; seen: up to which article's number it was run; run: when."""

    name: str
    words: str
    options: dict[str, str | bool]
    seen: int
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came in since a saved search was last run. seen: the highest number of an article when it was looked up."""

    name: str
    seen: int
    result: Result
