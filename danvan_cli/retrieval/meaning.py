"""What may have been meant by words that no article holds: keystrokes, words without blanks, slips of the keyboard."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, product

from danvan_cli.answers.searching import Plan
from danvan_cli.retrieval.asking import Asked
from danvan_cli.search.expression import of_terms
from danvan_cli.search.grammar import MOST_TERMS, parse
from danvan_cli.search.matches import Matches
from danvan_cli.search.query import Query
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection
from danvan_cli.text.letters import nfc
from danvan_cli.text.words import WORD, search_words, words

RARE = 5_000  # a word that fewer than one in so many articles hold may be keystrokes
SLIPS = 3  # proposals for a word that are tried
MOST_TRIED = 60  # queries that are tried
SPELT = 20  # articles that may say how the words are spelt


def understood(connection: Connection, query: Query) -> str | None:
    """What was typed with keystrokes ("daan vaanj") or without blanks ("danvankheo"), as it was meant; else None."""
    typed = nfc(query.typed)
    parts = words(typed)
    if not query.sequence or len(parts) > MOST_TERMS:
        return None
    archive = _Words(connection)
    return _keystrokes_read(archive, typed, parts, query) or _parted(archive, typed)


def suggestion(asked: Asked) -> str | None:
    """The words with one or two of them, likely slips, changed so that articles hold them all; None where none does.

    A slip is a word that none holds, or that stands beside its neighbours nowhere.
    """
    runs = asked.query.runs or ()
    typed = [term.folded for run in runs for term in run]
    archive = _Words(asked.connection)
    for changed in _changed(archive, typed):
        meant = parse(" ".join(changed))
        if not meant.node:
            continue
        match = " AND ".join(filter(None, (of_terms(meant.node).match, asked.narrowed().match)))
        if found := select.docids(asked.connection, replace(asked.plan, match=match), "newest", SPELT):
            return _as_written(asked.connection, meant, found, changed)
    return None


class _Words:
    """How common words and pairs are in the archive; each is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.known = connection, dict[str, float]()
        held = read.numbers(connection)
        self.articles = held[1] if held else 0

    def frequency(self, *folded: str) -> float:
        """About how many articles hold a word, or two side by side."""
        name = "_".join(folded)
        if name not in self.known:
            self.known[name] = select.frequency(self.connection, Plan(match=f'"{name}"'), self.articles)
        return self.known[name]


def _keystrokes_read(archive: _Words, typed: str, parts: list[str], query: Query) -> str | None:
    from danvan_cli.text.keystrokes import read_keystrokes

    if query.marked:
        return None
    enough = max(2, archive.articles / RARE)
    known = {part: archive.frequency(*search_words(part)) >= enough for part in parts}
    restored = read_keystrokes(parts, known.__getitem__)
    if restored is None:
        return None
    meant = iter(restored)
    return WORD.sub(lambda _match: next(meant), typed)


def _parted(archive: _Words, typed: str) -> str | None:
    """What was typed with blanks between the syllables of words that no article holds."""
    from danvan_cli.text.glued import unglued

    def known(word: str) -> bool:
        return archive.frequency(word) > 0

    parted = WORD.sub(lambda match: " ".join(unglued(match[0], known, archive.frequency) or [match[0]]), typed)
    return parted if parted != typed else None


def _changed(archive: _Words, typed: list[str]) -> Iterable[list[str]]:
    """The words with likely slips changed, the likeliest first."""
    doubtful = [place for place in range(len(typed)) if _is_doubtful(archive, typed, place)]
    tried = 0
    for place in doubtful:
        for other in _proposed(archive, typed, place):
            yield [*typed[:place], other, *typed[place + 1 :]]
            tried += 1
            if tried >= MOST_TRIED:
                return
    for one, two in pairwise(doubtful):
        for other, another in product(_proposed(archive, typed, one), _proposed(archive, typed, two)):
            changed = [*typed]
            changed[one], changed[two] = other, another
            yield changed


def _is_doubtful(archive: _Words, typed: list[str], place: int) -> bool:
    if not archive.frequency(typed[place]):
        return True
    around = [pair for pair in (typed[place - 1 : place + 1], typed[place : place + 2]) if len(pair) == 2]
    return not any(archive.frequency(*pair) for pair in around)


def _proposed(archive: _Words, typed: list[str], place: int) -> list[str]:
    """The words that the archive holds beside the neighbours of a word, the commonest pairs of likely slips first."""
    from danvan_cli.text.spelling import near

    before, after = typed[place - 1 : place] if place else [], typed[place + 1 : place + 2]
    worth: dict[str, float] = {}
    for rank, other in enumerate(near(typed[place])):
        pairs = [archive.frequency(*pair) for pair in ((*before, other), (other, *after)) if len(pair) == 2]
        common = max(pairs, default=0.0) if pairs else archive.frequency(other)
        if common:
            worth[other] = common / (1 + rank)
    return sorted(worth, key=lambda other: (-worth[other], other))[:SLIPS]


def _as_written(connection: Connection, meant: Query, docids: list[int], changed: list[str]) -> str:
    """The words as the article writes them, with its marks, in which most of them stand side by side."""
    texts = [Matches(meant, row.title, row.text) for row in read.rows(connection, docids)]
    matches = max(texts, key=lambda one: len({one.found[first].term for first, _second in _side_by_side(one)}))
    spelt: dict[str, str] = {}
    for place in (*(n for pair in _side_by_side(matches) for n in pair), *range(len(matches.found))):
        match = matches.found[place]
        spelt.setdefault(matches.terms[match.term].folded, matches.text[match.start : match.end].lower())
    return " ".join(spelt.get(word, word) for word in changed)


def _side_by_side(matches: Matches) -> list[tuple[int, int]]:
    """The places of the words that stand in the order of the query, without another between them."""
    found = enumerate(pairwise(matches.found))
    return [(n, n + 1) for n, (a, b) in found if b.term == a.term + 1 and matches.adjacent(a, b)]
