"""Counts over articles."""

from dataclasses import dataclass

from danvan_cli.answers.searching import Group


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
