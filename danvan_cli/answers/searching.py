"""What is asked of an archive, and what a search answers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from danvan_cli.spans import Span

SCHEMA = 1  # of the machine output
Sort = Literal["relevance", "newest", "oldest"]
Marks = Literal["prefer", "exact", "ignore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which articles are meant, as the store can look them up.

    match: an FTS5 expression of danvan's making, None for all articles; over the index of words and pairs, or, with
    places, over that of positions.
    since, until: first and last day, both included; with either, articles without a date are left out.
    sources: only articles that came from one of these sources (by id); None: any.
    after: only articles with a higher number. without: docids that are left out.
    """

    match: str | None = None
    places: bool = False
    since: date | None = None
    until: date | None = None
    sources: tuple[int, ...] | None = None
    after: int = 0
    without: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """`exact` is False where counting stopped at a cap."""

    count: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`date`: published, else event (`date_of` says which); `marks`: spans in the snippet that answer the query."""

    id: int
    rank: int
    title: str
    date: str | None
    date_of: Literal["published", "event"] | None
    date_year: Literal["stated", "inferred"] | None
    provinces: tuple[str, ...]
    score: float
    snippet: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """So many articles have this value; `key` is None for those that have none."""

    key: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What the articles that were found divide into, most articles first, years newest first.

    articles: how many were counted; `exact` is False where there are more, of which the newest were counted.
    """

    articles: int
    exact: bool
    year: tuple[Group, ...]
    province: tuple[Group, ...]
    person: tuple[Group, ...]
    directive: tuple[Group, ...]
    source: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`interpreted_as`: what was searched for where that differs from what was typed, else None.

    suggestion: what may have been meant where nothing holds all words, else None. facets: where they were asked for.
    """

    query: str
    interpreted_as: str | None
    total: Total
    hits: tuple[Hit, ...]
    suggestion: str | None = None
    facets: Facets | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdList:
    """The numbers of the articles that a search finds, in its order; the rest as of a Result."""

    query: str
    interpreted_as: str | None
    total: Total
    ids: tuple[int, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many articles hold what was asked for; `interpreted_as` as of a search."""

    query: str
    interpreted_as: str | None
    count: int
