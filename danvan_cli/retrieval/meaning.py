"""What may have been meant by words that no article holds: keystrokes, words without blanks, slips of the keyboard."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise, product
from typing import NamedTuple

from danvan_cli.answers.searching import Plan
from danvan_cli.retrieval.asking import Asked
from danvan_cli.search.expression import pair
from danvan_cli.search.grammar import MOST_TERMS, term
from danvan_cli.search.query import Query, Term
from danvan_cli.search.weights import without_asking
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection
from danvan_cli.text.letters import lower, nfc, plain
from danvan_cli.text.words import WORD, one_spelling, search_words, words

RARE = 5_000  # a word that fewer than one in so many articles hold may be keystrokes
SLIPS = 3  # proposals for a word that are tried
MOST_SLIPS = 2  # of a query that are changed
MOST_TRIED = 60  # queries that are tried
SPELT = 10  # articles that may say how the words are spelt
FEW = 3  # words of which one that is lacking does not say that the others are right
VOWEL = re.compile("[aeiouy]")
LEAST = 5  # letters of a word of a question that may be a slip: too many others are like a shorter one
FOREIGN = 3  # words that neither are Vietnamese nor stand in the archive; more are another language, and no slips


def understood(connection: Connection, query: Query) -> str | None:
    """What was typed with keystrokes ("daan vaanj") or without blanks ("danvankheo"), as it was meant; else None."""
    typed = nfc(query.typed)
    parts = words(typed)
    if not query.sequence or len(parts) > MOST_TERMS:
        return None
    archive = _Words(connection)
    return _keystrokes_read(archive, typed, parts, query) or _parted(archive, typed)


def respelt(connection: Connection, query: Query) -> str | None:
    """What was typed with words that no article holds as those that are spelt most like them: "Ghandi" -> "Gandhi".

    None where there are none such, or quotes insist. No Vietnamese syllable is taken for another: it is a word, if one
    that is lacking; nor is an abbreviation.
    """
    from danvan_cli.text.syllables import is_syllable

    archive = _Words(connection)
    typed = nfc(query.typed)
    folded, meant = search_words(typed), words(typed)
    if query.quoted or len(meant) > MOST_TERMS:
        return None
    unknown = [n for n, word in enumerate(folded) if not is_syllable(word) and not archive.frequency(word)]
    if len(unknown) > FOREIGN:
        return None
    for n in unknown:
        if not meant[n].isupper():
            meant[n] = _spelt_like(archive, folded, n, name=meant[n].istitle()) or meant[n]
    given = iter(meant)
    said = WORD.sub(lambda _match: next(given), typed)
    return said if said != typed else None


def suggestion(asked: Asked, best: int | None) -> str | None:
    """The words with one or two of them, likely slips, changed so that an article holds them all; None where none does.

    A slip is a word that none holds, or that stands beside its neighbours nowhere; in the article, what it is changed
    into stands beside one of them. best: the docid of the best article that lacks words, if any; where it lacks only
    one, no other is a slip.
    """
    typed = [one for run in asked.query.runs or () for one in run]
    archive = _Words(asked.connection)
    doubtful = _doubtful(archive, asked.query, typed, read.rows(asked.connection, [] if best is None else [best]))
    for changed in _changed(archive, typed, doubtful):
        written = [_as_written(archive, row.text, typed, changed) for row in _holding(asked, typed, changed)]
        if likely := max(filter(None, written), default=None, key=lambda one: one.together):
            return " ".join(likely.words)
    return None


def _holding(asked: Asked, typed: list[Term], changed: list[str]) -> list[read.Row]:
    """Articles that hold all words, each changed one beside a neighbour."""
    meant = [term(word) for word in changed]
    conditions = [pair([one]) for one in meant]
    for place, one in enumerate(typed):
        if one.folded != changed[place] and len(changed) > 1:
            around = (meant[max(place - 1, 0) : place + 1], meant[place : place + 2])
            conditions.append(f"({' OR '.join(pair(both) for both in around if len(both) == 2)})")
    found = select.docids(asked.connection, asked.narrowed(*conditions), "newest", SPELT)
    return read.rows(asked.connection, found)


class _Words:
    """How common words and pairs are in the archive; each is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.known = connection, dict[str, float]()
        held = read.numbers(connection)
        self.articles = held[1] if held else 0

    def frequency(self, *folded: str) -> float:
        """About how many articles hold a word, or two side by side."""
        return self._frequency("_".join(folded))

    def typed(self, *terms: Term) -> float:
        """About how many hold a word as it was typed, or two side by side: with their marks where all have some."""
        if all(one.marked for one in terms):
            return self._frequency("=" + "_".join(one.plain for one in terms))
        return self.frequency(*(one.folded for one in terms))

    def _frequency(self, name: str) -> float:
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


def _spelt_like(archive: _Words, typed: list[str], place: int, *, name: bool) -> str | None:
    """What the archive holds that a word which it does not hold may be; a name is no syllable, and has a capital."""
    if len(typed[place]) < LEAST:
        return None
    syllables = [] if name else _syllables_like(archive, typed, place)
    other = next(chain(syllables, _names_like(archive, typed[place])), None)
    return other.capitalize() if other and name else other


def _changed(archive: _Words, typed: list[Term], doubtful: list[int]) -> Iterable[list[str]]:
    """The words, folded, with one or two likely slips changed, the likeliest first."""
    folded = [one.folded for one in typed]
    if sum(not archive.frequency(word) for word in folded) > MOST_SLIPS:
        return
    tried = 0
    for place in doubtful:
        for other in _proposed(archive, folded, place):
            yield [*folded[:place], other, *folded[place + 1 :]]
            tried += 1
            if tried >= MOST_TRIED:
                return
    for one, two in pairwise(doubtful):
        for other, another in product(_proposed(archive, folded, one), _proposed(archive, folded, two)):
            changed = [*folded]
            changed[one], changed[two] = other, another
            yield changed


def _doubtful(archive: _Words, query: Query, typed: list[Term], best: list[read.Row]) -> list[int]:
    """The places of words that may be slips; best: the article of `suggestion`, if any."""
    asking = {one for one, kept in zip(query.sequence, without_asking(query), strict=True) if not kept}
    doubtful = [n for n, one in enumerate(typed) if one not in asking and _is_doubtful(archive, typed, n)]
    for row in best:
        held = set(search_words(row.text))
        lacked = {one for one in typed if one.folded not in held} - asking
        if len(lacked) == 1 and len(typed) > FEW:
            return [n for n in doubtful if typed[n] in lacked]
    return doubtful


def _is_doubtful(archive: _Words, typed: list[Term], place: int) -> bool:
    """Whether none holds a word, or none beside its neighbours; no known name is a slip, and no abbreviation (NTM)."""
    one = typed[place]
    if one.name and (archive.typed(one) or not VOWEL.search(one.folded)):
        return False
    if not archive.frequency(one.folded):
        return True
    around = [pair for pair in (typed[place - 1 : place + 1], typed[place : place + 2]) if len(pair) == 2]
    return not any(archive.typed(*pair) for pair in around)


def _proposed(archive: _Words, typed: list[str], place: int) -> list[str]:
    """What the archive holds that a word, a likely slip, may be: SLIPS at most, the likeliest first."""
    syllables = _syllables_like(archive, typed, place)
    return syllables or list(islice(_names_like(archive, typed[place]), SLIPS))


def _syllables_like(archive: _Words, typed: list[str], place: int) -> list[str]:
    """The syllables that the archive holds beside a word's neighbours, the commonest pairs of likely slips first."""
    from danvan_cli.text.spelling import near

    before, after = typed[place - 1 : place] if place else [], typed[place + 1 : place + 2]
    worth: dict[str, float] = {}
    for rank, other in enumerate(near(typed[place])):
        pairs = [archive.frequency(*pair) for pair in ((*before, other), (other, *after)) if len(pair) == 2]
        common = max(pairs, default=0.0) if pairs else archive.frequency(other)
        if common:
            worth[other] = common / (1 + rank)
    return sorted(worth, key=lambda other: (-worth[other], other))[:SLIPS]


def _names_like(archive: _Words, word: str) -> Iterator[str]:
    """The words of the archive that are no syllables, nor is the word, and that it may be, the likeliest first.

    Hardly a slip is in the first letter.
    """
    from danvan_cli.text.spelling import one_slip
    from danvan_cli.text.syllables import is_syllable

    if len(word) >= LEAST and word.isalpha() and not is_syllable(word):
        for other in one_slip(word):
            if other[0] == word[0] and not is_syllable(other) and archive.frequency(other):
                yield other


class _Written(NamedTuple):
    """Words as a text writes them; together: how many of them stand beside a neighbour there."""

    words: list[str]
    together: int


def _as_written(archive: _Words, text: str, typed: list[Term], changed: list[str]) -> _Written | None:
    """The changed words as a text writes them, and others that the archive does not know with the marks as typed.

    None where a changed word stands beside no neighbour that bears the marks with which it was typed.
    """
    written, folded = words(lower(text)), search_words(text)
    beside = _beside(written, folded, typed, changed)
    first = dict(zip(reversed(folded), reversed(written), strict=True))
    said = []
    for place, (one, word) in enumerate(zip(typed, changed, strict=True)):
        if one.folded == word and one.marked and archive.typed(one):
            said.append(one.plain)
        elif one.folded != word and len(typed) > 1 and place not in beside:
            return None
        else:
            said.append(beside.get(place) or first.get(word, word))
    return _Written(said, len(beside))


def _beside(written: list[str], folded: list[str], typed: list[Term], changed: list[str]) -> dict[int, str]:
    """The words that stand beside a neighbour in a text, as it writes them, by their places in the query."""

    def fits(place: int, word: str) -> bool:
        one = typed[place]
        return not one.marked or one.folded != changed[place] or one_spelling([plain(word)]) == [one.plain]

    places = {both: place for place, both in enumerate(pairwise(changed))}
    found: dict[int, str] = {}
    for both, pair_written in zip(pairwise(folded), pairwise(written), strict=True):
        place = places.get(both)
        if place is not None and all(fits(place + n, word) for n, word in enumerate(pair_written)):
            for n, word in enumerate(pair_written):
                found.setdefault(place + n, word)
    return found
