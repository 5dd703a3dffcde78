"""From a query and the values of filters to expressions over the index.

FTS5 never sees what a person typed: an expression is made of folded words, which hold letters and digits only, and of
the index's own filter words (province3, person17).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from danvan_cli.answers import Plan
from danvan_cli.search.query import Query

EXACT, FOLDED, TITLE_EXACT, TITLE_FOLDED = "{title body}", "{title_folded body_folded}", "{title}", "{title_folded}"


def matching(query: Query, filters: Sequence[Iterable[str]]) -> str | None:
    """Articles that hold every run of the query, marks aside, and a word of each filter; None: no condition."""
    return _all([*_conditions(query, FOLDED), *_filters(filters)])


def proposals(query: Query, plan: Plan) -> Iterator[Plan]:
    """Narrower plans that hold the likely best answers, best first: same marks before any, title before body."""
    for column in (TITLE_EXACT, EXACT, TITLE_FOLDED) if query.marked else (TITLE_FOLDED,):
        yield replace(plan, match=_all([*_conditions(query, column), plan.match]))
    if query.marked and len(query.runs) > 1:
        yield replace(plan, match=_all([f'{EXACT} : "{" ".join(term.plain for term in query.terms)}"', plan.match]))


def word(folded: str, plan: Plan, filters: Sequence[Iterable[str]]) -> Plan:
    """Articles that hold one word, marks aside, and pass the filters."""
    return replace(plan, match=_all([f'{FOLDED} : "{folded}"', *_filters(filters)]))


def marked_word(plain: str, plan: Plan) -> Plan:
    """Articles that hold one word with its marks."""
    return replace(plan, match=f'{EXACT} : "{plain}"')


def pair(folded: str, plan: Plan, filters: Sequence[Iterable[str]]) -> Plan:
    """Articles that hold one pair and pass the filters."""
    words = (f"({' OR '.join(words)})" for words in filters)
    return replace(plan, match=_all([f'"{folded}"', *words]), pairs=True)


def _all(conditions: Iterable[str | None]) -> str | None:
    return " AND ".join(filter(None, conditions)) or None


def _conditions(query: Query, column: str) -> list[str]:
    exact = column in (EXACT, TITLE_EXACT)
    runs = (" ".join(term.plain if exact else term.folded for term in run) for run in query.runs)
    return [f'{column} : "{run}"' for run in runs]


def _filters(filters: Sequence[Iterable[str]]) -> list[str]:
    return [f"filters : ({' OR '.join(words)})" for words in filters]
