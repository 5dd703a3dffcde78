"""An article and its reprints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of the first of a family, and those that another one has in their place; either may be empty."""

    left_out: str
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """An article of a family. differences: from the first one, in order."""

    id: int
    title: str
    date: str | None
    source: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """An article and its reprints, the first one first: by date, those without one last, then by number."""

    id: int
    articles: tuple[Reprint, ...]
