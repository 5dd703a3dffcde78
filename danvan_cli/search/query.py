"""What a person typed, read as runs of words: a run is a "phrase", or a chunk such as 25-NQ/TW, or a single word."""

import re
from typing import NamedTuple

from danvan_cli.text.letters import fold, nfc, plain
from danvan_cli.text.words import words

CHUNK = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|([^\s\"“”„«»]+)")
MOST_RUNS = 64  # more words than anybody remembers of a text; FTS5 reads no deeper than 256


class Term(NamedTuple):
    """A word of a query. plain: lower case with its marks; folded: without; name: with a capital or a digit."""

    plain: str
    folded: str
    name: bool

    @property
    def marked(self) -> bool:
        """Whether it was typed with marks."""
        return self.plain != self.folded


class Query(NamedTuple):
    """typed: as typed. runs: what must occur, each run's terms side by side.

    quoted: whether quotes hold words together. cut: whether words were left out.
    """

    typed: str
    runs: tuple[tuple[Term, ...], ...]
    quoted: bool
    cut: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in order."""
        return tuple(term for run in self.runs for term in run)

    @property
    def marked(self) -> bool:
        """Whether any term was typed with marks."""
        return any(term.marked for term in self.terms)

    @property
    def written(self) -> str:
        """The query as it was read."""
        return " ".join(_written(run) for run in self.runs)


def parse(typed: str) -> Query:
    """The query of what was typed. Signs around and inside words only part them; whatever is typed can be read."""
    chunks = CHUNK.findall(nfc(typed))
    runs: dict[tuple[str, ...], tuple[Term, ...]] = {}
    for run in (_run(phrase or bare) for phrase, bare in chunks):
        if run:
            runs.setdefault(tuple(term.folded for term in run), run)
    kept = tuple(run[:MOST_RUNS] for run in runs.values())[:MOST_RUNS]
    return Query(typed, kept, any(len(words(phrase)) > 1 for phrase, _bare in chunks), len(kept) < len(runs))


def _run(chunk: str) -> tuple[Term, ...]:
    return tuple(Term(plain(word), fold(word), not word[0].islower()) for word in words(chunk))


def _written(run: tuple[Term, ...]) -> str:
    text = " ".join(term.plain for term in run)
    return f'"{text}"' if len(run) > 1 else text
