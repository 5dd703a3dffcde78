"""Counts over the articles that are asked for: groups, what stands out, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from danvan_cli.answers.searching import Facets, Group, Plan
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.retrieval.asking import Asked, ask
from danvan_cli.retrieval.filters import Filters
from danvan_cli.search import filters as typed
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection

if TYPE_CHECKING:
    from danvan_cli.answers.stats import Profile, Stats

FACETS = ("province", "person", "directive", "source")
FACETED = 10_000  # articles that facets are counted over
SHOWN, CONSIDERED = 6, 30  # values of a facet; filter words that they are chosen from
FEW, FIGURES = 5_000, 3  # articles whose figures are compared; units, and values of each, in a profile


def stats(connection: Connection, by: str, limit: int | None, filters: Filters) -> Stats:
    """Counts over the articles that pass the filters, by one of store.select.GROUPINGS."""
    from danvan_cli.answers.stats import Stats

    if by not in select.GROUPINGS:
        known = ", ".join(select.GROUPINGS)
        raise UsageError(_('Cannot group by "{by}". Known groupings: {known}.').format(by=by, known=known))
    plan = ask(connection, "", filters, "prefer").plan
    articles, first, last, undated = select.period(connection, plan)
    found = groups(connection, plan, by, today=typed.today(filters.get("as_of")))
    given = {name: name if value is True else str(value) for name, value in filters.items() if value}
    return Stats(filters=given, articles=articles, first=first, last=last, undated=undated, groups=tuple(found[:limit]))


def groups(connection: Connection, plan: Plan, by: str, *, today: bool = False) -> list[Group]:
    """Articles by the values of a grouping; those without a value under None.

    Years and months come newest first, other values most articles first. today: units as they stand now.
    """
    if by in ("year", "month"):
        return select.periods(connection, plan, by)  # type: ignore[arg-type]
    named = select.names(connection, by, today=today)
    return _grouped(select.filter_words(connection, plan), by, named)


def _grouped(articles: Iterable[str], by: str, named: dict[int, str]) -> list[Group]:
    """Articles by the names that their filter words stand for, each name once an article."""
    kind = "site" if by == "source" else by
    shown = {f"@{kind}{number}": name for number, name in named.items()}
    counts: Counter[str | None] = Counter()
    for words in articles:
        held: set[str | None] = {shown[word] for word in words.split() if word in shown}
        counts.update(held or {None})
    return [Group(key=key, articles=n) for key, n in sorted(counts.items(), key=lambda c: (-c[1], c[0] or ""))]


def facets(asked: Asked) -> Facets:
    """What the articles that are asked for divide into; beyond FACETED the newest are counted."""
    docids = asked.docids("newest", FACETED + 1)
    articles = list(read.filter_words(asked.connection, docids[:FACETED]).values())
    counts = Counter(word for words in articles for word in words.split())
    years = [Group(key=word[2:], articles=n) for word, n in counts.items() if word.startswith("@y")]
    named = {kind: _facet(asked.connection, articles, counts, kind, today=asked.today) for kind in FACETS}
    return Facets(
        articles=len(articles),
        exact=len(docids) <= FACETED,
        year=tuple(sorted(years, key=lambda year: str(year.key), reverse=True)),
        **named,
    )


def _facet(
    connection: Connection, articles: list[str], counts: Counter[str], kind: str, *, today: bool
) -> tuple[Group, ...]:
    """The commonest values of a kind; several filter words may bear one name."""
    word = f"@{'site' if kind == 'source' else kind}"
    found = {int(name[len(word) :]): n for name, n in counts.items() if name.startswith(word)}
    commonest = sorted(found, key=lambda number: (-found[number], number))[:CONSIDERED]
    names = select.names(connection, kind, commonest, today=today)
    numbers: dict[str, list[int]] = {}
    for number in commonest:
        numbers.setdefault(names[number], []).append(number)
    groups = []
    for name, several in numbers.items():
        words = {f"{word}{number}" for number in several}
        n = found[several[0]] if len(several) == 1 else sum(not words.isdisjoint(one.split()) for one in articles)
        groups.append(Group(key=name, articles=n))
    return tuple(sorted(groups, key=lambda group: (-group.articles, str(group.key)))[:SHOWN])


def profile(connection: Connection, most: int, filters: Filters) -> Profile:
    """What stands out among the articles that pass the filters, `most` of each kind; figures of few articles only."""
    from danvan_cli.answers.stats import Profile

    plan = ask(connection, "", filters, "prefer").plan
    people, directives = (
        tuple(group for group in groups(connection, plan, by) if group.key is not None)[:most]
        for by in ("person", "directive")
    )
    few = select.count(connection, plan, FEW + 1) <= FEW
    figures = select.figures(connection, plan, FIGURES, FIGURES) if few else []
    return Profile(
        people=people,
        offices=select.offices(connection, plan, [str(person.key) for person in people]) if few else {},
        directives=directives,
        figures=tuple((unit, tuple(values)) for unit, values in figures),
    )
