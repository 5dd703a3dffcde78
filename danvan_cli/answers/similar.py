"""Articles that are like another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An article that is like another; shared: the most telling pairs of words that both hold."""

    id: int
    title: str
    date: str | None
    provinces: tuple[str, ...]
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """The articles that are like one, most similar first."""

    id: int
    hits: tuple[Alike, ...]
