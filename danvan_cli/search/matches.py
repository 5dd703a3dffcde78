"""Where the words of a query stand in a text."""

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.search.query import Query
from danvan_cli.text.letters import fold, plain

GAP = 3  # signs between two words that stand side by side: ", “"


class Match(NamedTuple):
    """A term of the query, by its first place in it, at a place of a text."""

    term: int
    start: int
    end: int


class Matches:
    """The places of a text where terms of a query stand, marks aside, in order."""

    def __init__(self, query: Query, title: str, text: str) -> None:
        self.query, self.title, self.text = query, title, text
        first = {term.folded: n for n, term in reversed(list(enumerate(query.terms)))}
        self.terms = [first[term.folded] for term in query.terms]
        pattern = "|".join(map(re.escape, sorted(first, key=len, reverse=True)))
        found = re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", fold(text)) if first else ()
        self.found = [Match(first[match[0]], *match.span()) for match in found]

    @cached_property
    def same_marks(self) -> list[bool]:
        """Of each place, whether it bears the marks that were typed; a term typed without marks takes any."""
        if not self.query.marked:
            return [True] * len(self.found)
        text, typed = plain(self.text), [term.plain if term.marked else None for term in self.query.terms]
        return [typed[m.term] in (None, text[m.start : m.end]) for m in self.found]

    @property
    def marked(self) -> bool:
        """Whether every term that was typed with marks stands in the text with these marks."""
        there = {m.term for m, same in zip(self.found, self.same_marks, strict=True) if same}
        return there.issuperset(self.terms[n] for n, term in enumerate(self.query.terms) if term.marked)

    @property
    def whole(self) -> bool:
        """Whether every run of the query stands in the text."""
        there = {m.term for m in self.found}
        neighbours = {(a.term, b.term) for a, b in pairwise(self.found) if self.adjacent(a, b)}
        at = 0
        for run in self.query.runs:
            terms = self.terms[at : at + len(run)]
            at += len(run)
            if not there.issuperset(terms) or not neighbours.issuperset(pairwise(terms)):
                return False
        return True

    def adjacent(self, a: Match, b: Match) -> bool:
        """Whether no word stands between two places."""
        return b.start - a.end <= GAP and not any(c.isalnum() for c in self.text[a.end : b.start])
