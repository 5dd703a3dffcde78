"""Families of reprints: which articles are the same text with a little changed.

Articles are compared with those before them, some thousands at once and in the order of their numbers, so that the rows
of `sketch` are written in its order, and what comes out does not depend on where an ingest was interrupted.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from danvan_cli.store import index
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.text.reprints import SHARED, Sketch, is_reprint, sketch
from danvan_cli.text.words import index_forms, search_words

AT_ONCE = 4_000  # articles that a transaction compares
NEWEST = 50  # articles with one hash that are looked at: a run of words that more have tells nothing
MOST = 20  # articles whose texts are compared with one


class Sketched(NamedTuple):
    """An article's sketch, and the fingerprint of the text that it is of."""

    fingerprint: int
    sketch: Sketch


def compare(connection: Connection, sketches: Mapping[int, Sketched]) -> None:
    """Find the families of all articles that were not compared yet; `sketches`: those that are known already."""
    while waiting := _waiting(connection):
        with transaction(connection):
            _compare(connection, {number: _sketch(connection, number, sketches.get(number)) for number in waiting})
            connection.execute("UPDATE compared SET article = ?", (waiting[-1],))


def is_behind(connection: Connection) -> bool:
    """Whether articles wait to be compared."""
    return bool(_waiting(connection))


def _waiting(connection: Connection) -> list[int]:
    query = "SELECT number FROM article WHERE number > (SELECT article FROM compared) ORDER BY number LIMIT ?"
    return [number for (number,) in connection.execute(query, (AT_ONCE,))]


def _sketch(connection: Connection, number: int, known: Sketched | None = None) -> Sketch:
    """The sketch of an article; the one that is known only where nobody has corrected the text since."""
    query = "SELECT fingerprint FROM article WHERE number = ?"
    if known and connection.execute(query, (number,)).fetchone() == (known.fingerprint,):
        return known.sketch
    return sketch(search_words(_text(connection, number)))


def _text(connection: Connection, number: int) -> str:
    return str(connection.execute("SELECT text FROM article WHERE number = ?", (number,)).fetchone()[0])


def _compare(connection: Connection, sketches: Mapping[int, Sketch], among: int | None = None) -> None:
    """Compare each article with those before it, or with all up to a number."""
    rows = sorted((hash, number) for number, hashes in sketches.items() for hash in hashes)
    connection.executemany("INSERT OR IGNORE INTO sketch VALUES (?, ?)", rows)
    grown = set[int]()
    for number, hashes in sketches.items():
        text = None
        for other in _alike(connection, number, hashes, among or number - 1):
            text = text or _text(connection, number)
            if is_reprint(text, _text(connection, other)):
                grown |= _join(connection, number, other)
    _reindex(connection, grown)


def _alike(connection: Connection, number: int, hashes: Sketch, among: int) -> Iterator[int]:
    """Articles up to a number that share some of an article's hashes, most of them first."""
    newest = "SELECT * FROM (SELECT article FROM sketch WHERE hash = ? AND article <= ? ORDER BY article DESC LIMIT ?)"
    query = " UNION ALL ".join([newest] * len(hashes)) or "SELECT NULL WHERE 0"
    values = [value for hash in hashes for value in (hash, among, NEWEST)]
    found = Counter(other for (other,) in connection.execute(query, values))
    del found[number]
    enough = sorted((-shared, other) for other, shared in found.items() if shared >= SHARED)
    return (other for _, other in enough[:MOST])


def _join(connection: Connection, number: int, other: int) -> set[int]:
    """Make two articles, and the families they may have, one family; the articles that had none or another."""
    query = "SELECT family FROM kin WHERE article = ?"
    families = {one: next((row[0] for row in connection.execute(query, (one,))), None) for one in (number, other)}
    family = min(kept or one for one, kept in families.items())
    changed = {one for one, kept in families.items() if kept is None}
    for one in changed:
        connection.execute("INSERT INTO kin VALUES (?, ?)", (one, family))
    for kept in {*families.values()} - {None, family}:
        connection.execute("UPDATE kin SET family = ? WHERE family = ?", (family, kept))
    return changed


def leave(connection: Connection, number: int) -> None:
    """Take an article out of its family, before its text changes; two of a family that part are none any more."""
    for hash in _sketch(connection, number):
        connection.execute("DELETE FROM sketch WHERE hash = ? AND article = ?", (hash, number))
    left = connection.execute("DELETE FROM kin WHERE article = ? RETURNING family", (number,)).fetchone()
    others = _members(connection, left[0]) if left else []
    if len(others) == 1:
        connection.execute("DELETE FROM kin WHERE article = ?", others)
        _reindex(connection, others)
    elif others:
        connection.execute("UPDATE kin SET family = ? WHERE family = ?", (others[0], *left))


def compare_again(connection: Connection, numbers: Iterable[int]) -> None:
    """Find the families of articles whose texts have changed, within the caller's transaction."""
    (compared,) = connection.execute("SELECT article FROM compared").fetchone()
    for number in numbers:
        if number <= compared:
            _compare(connection, {number: _sketch(connection, number)}, among=compared)


def _members(connection: Connection, family: int) -> list[int]:
    query = "SELECT article FROM kin WHERE family = ? ORDER BY article"
    return [article for (article,) in connection.execute(query, (family,))]


def _reindex(connection: Connection, numbers: Iterable[int]) -> None:
    """Give the indexes articles anew whose filters have changed."""
    query = "SELECT title, body FROM article WHERE number = ?"
    forms = {number: index_forms(*connection.execute(query, (number,)).fetchone()) for number in numbers}
    for number in forms:
        index.unindex(connection, number)
    index.index(connection, forms)


def members(connection: Connection, number: int) -> list[int]:
    """The numbers of all articles of an article's family, itself included; only itself where it has none."""
    found = connection.execute("SELECT family FROM kin WHERE article = ?", (number,)).fetchone()
    return _members(connection, found[0]) if found else [number]


def repeated(connection: Connection, docids: Iterable[int]) -> list[int]:
    """Those of the docids that are a reprint of another one of them; of each family the earliest is none."""
    query = (
        "SELECT docid, family FROM article JOIN kin ON kin.article = article.number "
        "WHERE docid IN (SELECT value FROM json_each(?)) ORDER BY docid"
    )
    met = set[int]()
    repeats = []
    for docid, family in connection.execute(query, (json.dumps(list(docids)),)):
        if family in met:
            repeats.append(docid)
        met.add(family)
    return repeats
