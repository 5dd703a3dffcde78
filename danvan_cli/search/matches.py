"""Where the words of a query stand in a text."""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from danvan_cli.search.query import Query
from danvan_cli.text.letters import fold, plain
from danvan_cli.text.words import beginning, either_spelling, one_spelling, words

GAP = 3  # signs between two words that stand side by side: ", “"
BETWEEN = r"\W{1,3}"


class Match(NamedTuple):
    """A term of the query, by its place in it, at a place of a text."""

    term: int
    start: int
    end: int


class Matches:
    """The places of a text where terms of a query stand, marks aside, in order.

    Where a text says terms otherwise (query.other_forms), each of them stands at the same place.
    """

    def __init__(self, query: Query, title: str, text: str) -> None:
        self.query, self.title, self.text = query, title, text
        self.terms = query.terms
        self._others: set[int] = set()  # where other forms begin
        self.found = self._find()

    def _find(self) -> list[Match]:
        if not self.terms:
            return []
        whole = {term.folded: n for n, term in enumerate(self.terms) if not term.prefix}
        begun = {term.folded: n for n, term in enumerate(self.terms) if term.prefix}
        others = {
            " ".join(term.folded for term in form): [whole[term.folded] for term in typed]
            for typed, form in self.query.other_forms
        }
        pattern = _pattern(tuple(whole), tuple(begun), tuple(others))
        found = pattern.finditer(fold(self.text).replace("_", " "))
        if others:
            return [one for match in found for one in self._each(match, whole, begun, others)]
        return [Match(_term(match[0], whole, begun), *match.span()) for match in found]

    def _each(
        self, match: re.Match[str], whole: dict[str, int], begun: dict[str, int], others: dict[str, list[int]]
    ) -> list[Match]:
        """The terms that stand at a place: one, or all that another form says."""
        if not match["form"]:
            return [Match(_term(match[0], whole, begun), *match.span())]
        self._others.add(match.start())
        return [Match(n, *match.span()) for n in others[" ".join(one_spelling(words(match[0])))]]

    @cached_property
    def as_typed(self) -> list[bool]:
        """Of each place, whether it bears the marks that were typed, and no other form stands there.

        A term typed without marks takes any.
        """
        if not self.query.marked and not self._others:
            return [True] * len(self.found)
        text = plain(self.text)
        return [match.start not in self._others and self._same_marks(text, match) for match in self.found]

    def _same_marks(self, text: str, match: Match) -> bool:
        term = self.terms[match.term]
        word = text[match.start : match.start + len(term.plain)]
        return not term.marked or word == term.plain or one_spelling([word]) == [term.plain]

    @property
    def marked(self) -> bool:
        """Whether every term that stands in the text and was typed with marks stands there with these marks."""
        there = {match.term for match in self.found if match.start not in self._others}
        same = {match.term for match, like in zip(self.found, self.as_typed, strict=True) if like}
        return all(n in same for n in there)

    def adjacent(self, a: Match, b: Match) -> bool:
        """Whether no word stands between two places, nor the end of the title."""
        if b.start - a.end == 1:  # no sign parts title and body, but two line feeds
            return True
        if b.start - a.end > GAP or a.end <= len(self.title) < b.start:
            return False
        return not any(c.isalnum() for c in self.text[a.end : b.start])


@lru_cache(maxsize=8)
def _pattern(whole: tuple[str, ...], begun: tuple[str, ...], forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, or a word that begins with one of the others, as a whole, or one of the forms of several words.

    The words are grouped by their first letter: to try them one by one at every word takes twice as long.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(whole, key=len, reverse=True):
        groups.setdefault(word[0], []).append(either_spelling(word)[len(re.escape(word[0])) :])
    patterns = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()]
    single = "|".join([*patterns, *map(beginning, begun)])
    several = "|".join(BETWEEN.join(map(either_spelling, form.split())) for form in forms)
    return re.compile(rf"\b(?:(?P<form>{several})|{single})\b" if forms else rf"\b(?:{single})\b")


def _term(word: str, whole: dict[str, int], begun: dict[str, int]) -> int:
    """The term that a word of a text is, in either spelling, or begins like."""
    if word in whole:
        return whole[word]
    (other,) = one_spelling([word])
    if other in whole:
        return whole[other]
    return next(n for start, n in begun.items() if word.startswith(start) or one_spelling([start]) == [other])
