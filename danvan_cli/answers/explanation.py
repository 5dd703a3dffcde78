"""How a query was read."""

from dataclasses import dataclass

from danvan_cli.answers.searching import Marks, Total


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
