"""What may have been meant by words that no article holds: keystrokes, words without blanks, slips of the keyboard."""

from danvan_cli.answers import Plan
from danvan_cli.retrieval.asking import Asked
from danvan_cli.search.expression import pair
from danvan_cli.search.grammar import term
from danvan_cli.search.query import Query
from danvan_cli.store import read, select
from danvan_cli.store.connection import Connection
from danvan_cli.text.letters import nfc
from danvan_cli.text.words import WORD, words

RARE = 5_000  # a word that fewer than one in so many articles hold may be keystrokes


def understood(connection: Connection, query: Query) -> str | None:
    return _keystrokes_read(connection, query)


def _keystrokes_read(connection: Connection, query: Query) -> str | None:
    """What was typed with Telex or VNI keystrokes ("daan vaanj"), as an input method reads it; None for other words."""
    from danvan_cli.text.keystrokes import read_keystrokes

    if query.marked or not query.sequence:
        return None
    parts = words(nfc(query.typed))
    held = read.numbers(connection)
    enough = max(2, (held[1] if held else 0) / RARE)
    known = {part: _frequency(connection, part) >= enough for part in parts}
    restored = read_keystrokes(parts, known.__getitem__)
    if restored is None:
        return None
    meant = iter(restored)
    return WORD.sub(lambda _match: next(meant), nfc(query.typed))


def suggestion(asked: Asked) -> str | None:
    return None


def _frequency(connection: Connection, word: str) -> float:
    return select.frequency(connection, Plan(match=pair([term(word)])), RARE)
