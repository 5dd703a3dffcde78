"""Whether a text is what a query means: for what the index of words and pairs cannot decide."""

import re
from collections.abc import Callable, Container
from itertools import chain
from typing import NamedTuple

from danvan_cli.search.query import All, Any, Filter, Near, Node, Not, Phrase, Term, Title, Word
from danvan_cli.text.letters import fold, plain
from danvan_cli.text.words import WORD, beginning, either_spelling


class Page(NamedTuple):
    """A title and a body in one form, folded or plain, and the words of the article's filters."""

    title: str
    body: str
    filters: Container[str] = ()


Check = Callable[[Page], bool]
Form = Callable[[str], str]


def check(node: Node, *, exact: bool) -> Callable[[str, str, str], bool]:
    """A function that says of (title, body, filter words) whether they are what the node means."""
    form: Form = plain if exact else fold
    holds = _check(node, exact=exact, title=False)

    def of_article(title: str, body: str, filters: str) -> bool:
        return holds(Page(form(title), form(body), set(filters.split())))

    return of_article


def _check(node: Node, *, exact: bool, title: bool) -> Check:
    match node:
        case Word(term=term):
            return _run((term,), exact=exact, title=title)
        case Phrase(terms=terms):
            return _run(terms, exact=exact, title=title)
        case Near(sides=sides, distance=distance):
            patterns = [_pattern(side, exact=exact) for side in sides]
            return lambda page: any(_near(patterns, distance, part) for part in _parts(page, title=title))
        case Title(part=part):
            return _check(part, exact=exact, title=True)
        case Filter(words=words):
            return lambda page: any(word in page.filters for word in words)
        case Not(part=part):
            denied = _check(part, exact=exact, title=title)
            return lambda page: not denied(page)
        case All(parts=parts):
            every = [_check(part, exact=exact, title=title) for part in parts]
            return lambda page: all(one(page) for one in every)
        case Any(parts=parts):
            some = [_check(part, exact=exact, title=title) for part in parts]
            return lambda page: any(one(page) for one in some)
    raise TypeError(node)


def _run(terms: tuple[Term, ...], *, exact: bool, title: bool) -> Check:
    pattern = _pattern(terms, exact=exact)
    return lambda page: any(pattern.search(part) for part in _parts(page, title=title))


def _parts(page: Page, *, title: bool) -> tuple[str, ...]:
    return (page.title,) if title else (page.title, page.body)


def _pattern(terms: tuple[Term, ...], *, exact: bool) -> re.Pattern[str]:
    """Words side by side, whatever signs stand between them."""
    words = (_word(term, term.plain if exact else term.folded) for term in terms)
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(words) + r"(?![^\W_])")


def _word(term: Term, low: str) -> str:
    return beginning(low) if term.prefix else either_spelling(low)


def _near(patterns: list[re.Pattern[str]], distance: int, text: str) -> bool:
    """Whether all stand so that at most `distance` words lie between the end of the first and the start of the last."""
    starts = {match.start(): place for place, match in enumerate(WORD.finditer(text))}
    sides = [
        [(starts[m.start()], starts[m.start()] + len(WORD.findall(m[0])) - 1) for m in pattern.finditer(text)]
        for pattern in patterns
    ]
    return any(_close(sides, start, end, distance) for start, end in chain.from_iterable(sides))


def _close(sides: list[list[tuple[int, int]]], start: int, end: int, distance: int) -> bool:
    """Whether every side stands at or behind `start`, and not too far from `end`."""
    return all(any(start <= other <= end + distance + 1 for other, _end in side) for side in sides)
