"""What is asked of an archive and what it answers: plans, results, counts, ledgers.

Apart from danvan_cli.models because a search needs no more than these, and each dataclass takes half a millisecond to
make. Field names are those of the machine output.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from danvan_cli.spans import Span

SCHEMA = 1  # of the machine output
Outcome = Literal["added", "updated", "unchanged", "duplicate", "skipped", "failed"]
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
class Quote:
    """A sentence that answers a query, with what is needed to cite it. `marks`: spans in it that answer the query."""

    id: int
    title: str
    source: str
    date: str | None
    quote: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Sentences of the articles that were found; the other fields are those of Result."""

    query: str
    interpreted_as: str | None
    total: Total
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A word or pair of a query: about how many articles hold it, and what it is worth in ranking."""

    words: str
    articles: int
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a query is read. words, places: the expressions over the two indexes, None where one is not needed.

    checked: whether texts are looked up to decide what the index of words and pairs cannot. ranked: how many articles
    were scored on their text.
    """

    query: str
    read_as: str
    interpreted_as: str | None
    marks: Marks
    words: str | None
    places: str | None
    checked: bool
    since: str | None
    until: str | None
    telling: tuple[Telling, ...]
    total: Total
    ranked: int


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
    """What is like an article, the likest first."""

    id: int
    hits: tuple[Alike, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A search that is kept. options: filters and marks; seen: up to which article's number it was run; run: when."""

    name: str
    words: str
    options: dict[str, str]
    seen: int
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came in since a saved search was last run. seen: the highest number of an article when it was looked up."""

    name: str
    seen: int
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts over the articles that pass the filters. first, last: ISO dates; undated: articles without a date."""

    filters: dict[str, str]
    articles: int
    first: str | None
    last: str | None
    undated: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What stands out among articles, most articles first.

    offices: the newest office of each of the people. figures: a unit with its largest (value, year), newest first.
    """

    people: tuple[Group, ...]
    offices: dict[str, str]
    directives: tuple[Group, ...]
    figures: tuple[tuple[str, tuple[tuple[float, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an article with what stands before and after them in their paragraph."""

    before: str
    words: str
    after: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a fact is one. rule: which rule read it, in words; against: what in the text speaks for something else."""

    field: str
    fact: str
    rule: str
    told: Literal["stated", "inferred", "given"]
    passages: tuple[Passage, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that is not in the archive, and why."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What became of the inputs: `inputs` is the sum of the six outcomes."""

    inputs: int
    added: int
    updated: int
    unchanged: int
    duplicate: int
    skipped: int
    failed: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input as the ledger has it. address: absolute path, FILE#record, FILE!/member or web address.

    outcome, reason, article: what became of it when last it was not unchanged, at `since`; seen: when it was last met.
    Moments are UTC, ISO 8601, the beginnings of their runs.
    """

    address: str
    outcome: Outcome
    reason: str | None
    article: int | None
    since: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An ingest. started, ended: UTC, ISO 8601; ended: None where it goes on or was interrupted."""

    id: int
    started: str
    ended: str | None
    outcomes: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A feed or sitemap that is followed. added, run: UTC; run: when all that it names was last taken in, or None."""

    address: str
    kind: str
    title: str
    added: str
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What is followed from now on: of a page its first feed, `others` being those that it links to as well."""

    followed: Followed
    pages: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A run through the pages of a followed address. new: asked for; left: waiting for the next run."""

    address: str
    new: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits(Ledger):
    """What became of the pages that were asked for, and of the followed addresses that could not be read."""

    visits: tuple[Visit, ...]


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
