"""Sentences to cite."""

from dataclasses import dataclass

from danvan_cli.answers.searching import Total
from danvan_cli.spans import Span


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
