"""From a query to expressions over the indexes.

FTS5 never sees what a person typed: an expression is made of folded or plain words, which hold letters and digits only,
and of the index's own words (@province3, @y2020).

There are two indexes. That of words and pairs knows no positions: it decides words, pairs and filters, and narrows
longer phrases down to texts that hold all their pairs. That of positions decides every phrase, but takes longer and
does not know marks. What neither decides is looked up in the text (search.holding).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.search.query import All, Any, Field, Filter, Near, Node, Not, Phrase, Term, Title, Word

EVERY, NONE = '"@all"', "@none"  # the words of filters that every article bears, and that none does


class Expression(NamedTuple):
    """match: an FTS5 expression. precise: whether it finds just what is meant, or more."""

    match: str
    precise: bool


def of_terms(node: Node, *, exact: bool = False, title: bool = False) -> Expression:
    """The expression over words and pairs. exact: with the marks as typed; title: of what stands in the title."""
    match node:
        case Word(term=term, among=among) if term.prefix:
            words = (("^" if title else "") + word for word in among)
            return Expression(_any(words), precise=not exact)
        case Word(term=term):
            return Expression(_token([term], exact=exact, title=title), precise=not (exact and title))
        case Phrase(terms=terms):
            return _phrase(terms, exact=exact, title=title)
        case Near(sides=sides):
            parts = [_phrase(side, exact=exact, title=title).match for side in sides]
            return Expression(" AND ".join(parts), precise=False)
        case Title(part=part):
            return of_terms(part, exact=exact, title=True)
        case Filter(words=words):
            return Expression(_any(words), precise=True)
        case Not(part=part):
            denied = of_terms(part, exact=exact, title=title)
            match = f"({EVERY} NOT {denied.match})" if denied.precise else EVERY
            return Expression(match, precise=denied.precise)
        case All(parts=parts):
            return _all([of_terms(part, exact=exact, title=title) for part in parts])
        case Any(parts=parts):
            found = [of_terms(part, exact=exact, title=title) for part in parts]
            return Expression(f"({' OR '.join(one.match for one in found)})", all(one.precise for one in found))
    raise TypeError(node)


def of_places(node: Node, *, title: bool = False) -> str:
    """The expression over positions, marks aside; it is always precise."""
    column = "{title}" if title else "{title body}"
    match node:
        case Word(term=term, among=among) if term.prefix:
            return f"{column} : {_any(among)}"
        case Word(term=term):
            return f'{column} : "{term.folded}"'
        case Phrase(terms=terms):
            return f"{column} : {_run(terms)}"
        case Near(sides=sides, distance=distance):
            return f"{column} : NEAR({' '.join(map(_run, sides))}, {distance})"
        case Title(part=part):
            return of_places(part, title=True)
        case Filter(words=words):
            return f"filters : {_any(words)}"
        case Not(part=part):
            return f"(filters : {EVERY} NOT {of_places(part, title=title)})"
        case All(parts=parts):
            return f"({' AND '.join(of_places(part, title=title) for part in parts)})"
        case Any(parts=parts):
            return f"({' OR '.join(of_places(part, title=title) for part in parts)})"
    raise TypeError(node)


def pair(terms: Iterable[Term], *, exact: bool = False, title: bool = False) -> str:
    """One word or pair of the index."""
    return _token(list(terms), exact=exact, title=title)


def days(first: date | None, last: date | None) -> Filter:
    """Articles of the days from first to last: years where whole ones fit, months, days; no more than some 80 words."""
    first, last = max(first or date(1900, 1, 1), date(1900, 1, 1)), min(last or date(2199, 12, 31), date(2199, 12, 31))
    return Filter(tuple(_days(first, last)) or (NONE,))


def _days(first: date, last: date) -> Iterator[str]:
    while first <= last:
        year_end, month_end = date(first.year, 12, 31), _month_end(first)
        if first.timetuple().tm_yday == 1 and year_end <= last:
            yield f"@y{first:%Y}"
            first = year_end
        elif first.day == 1 and month_end <= last:
            yield f"@m{first:%Y%m}"
            first = month_end
        else:
            yield f"@d{first:%Y%m%d}"
        first += timedelta(days=1)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def resolved(node: Node, meant: "dict[Field, Filter]", words: "dict[Term, tuple[str, ...]]") -> Node:
    """The node with its fields and prefixes as one archive has them."""
    match node:
        case Field():
            return meant[node]
        case Word(term=term) if term.prefix:
            return Word(term, words[term])
        case Title(part=part) | Not(part=part):
            return node._replace(part=resolved(part, meant, words))
        case All(parts=parts) | Any(parts=parts):
            return node._replace(parts=tuple(resolved(part, meant, words) for part in parts))
    return node


def _phrase(terms: tuple[Term, ...], *, exact: bool, title: bool) -> Expression:
    if len(terms) == 1:
        return Expression(_token(terms, exact=exact, title=title), precise=not (exact and title))
    tokens = [_token(both, exact=exact, title=title) for both in pairwise(terms)]
    return Expression(" AND ".join(dict.fromkeys(tokens)), precise=len(terms) == 2 and not (exact and title))


def _token(terms: "list[Term] | tuple[Term, ...]", *, exact: bool, title: bool) -> str:
    """A word or pair as the index has it; of the title it does not know marks."""
    if exact and not title:
        return '"=' + "_".join(term.plain for term in terms) + '"'
    return f'"{"^" if title else ""}' + "_".join(term.folded for term in terms) + '"'


def _run(terms: tuple[Term, ...]) -> str:
    return '"' + " ".join(term.folded for term in terms) + '"'


def _any(words: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{word}"' for word in words) + ")"


def _all(parts: list[Expression]) -> Expression:
    return Expression(f"({' AND '.join(part.match for part in parts)})", all(part.precise for part in parts))
