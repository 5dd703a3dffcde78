"""Whether an archive is whole: the file, the indexes, the bytes of the sources, what points to what."""

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256

from danvan_cli.messages import _
from danvan_cli.store import families, index
from danvan_cli.store.compression import decompressed
from danvan_cli.store.connection import Connection, undone

MOST = 100  # faults of one kind that are told

# What no row may be, and what it is where there is one.
NEVER = (
    ("SELECT number FROM article WHERE source NOT IN (SELECT id FROM source)", _("article {0} has no source")),
    ("SELECT id FROM source WHERE article IS NULL", _("source {0} has no article")),
    (
        "SELECT number FROM article WHERE docid NOT IN (SELECT docid FROM article_filters)",
        _("article {0} is not in the index"),
    ),
    (
        "SELECT docid FROM article_filters WHERE docid NOT IN (SELECT docid FROM article)",
        _("the index holds docid {0}, which no article has"),
    ),
    (
        "SELECT address FROM ledger WHERE article NOT IN (SELECT number FROM article)",
        _("the ledger names an article that is not there: {0}"),
    ),
    (
        "SELECT family FROM kin GROUP BY family HAVING count(*) < 2 OR min(article) <> family",
        _("family {0} is no family"),
    ),
)


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with an archive, in words; nothing where it is whole. Nothing is changed."""
    for (fault,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
        if fault != "ok":
            yield fault
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield _("row {row} of {table} points to nothing in {parent}").format(row=row, table=table, parent=parent)
    for query, words in NEVER:
        for (what,) in connection.execute(f"{query} LIMIT {MOST}"):
            yield words.format(what)
    yield from _of_sources(connection)
    yield from _of_indexes(connection)
    if families.is_behind(connection):
        yield _("some articles were not compared with others yet; the next ingest does it")


def _of_sources(connection: Connection) -> Iterator[str]:
    """Sources whose bytes are not those that were read."""
    query = "SELECT id, uri, source.sha256, content, text FROM source JOIN article ON article.number = source.article"
    for id, uri, digest, content, text in connection.execute(query):
        try:
            whole = sha256(decompressed(content, text)).digest() == digest
        except zlib.error:
            whole = False
        if not whole:
            yield _("the bytes of source {id} are damaged: {uri}").format(id=id, uri=uri)


def _of_indexes(connection: Connection) -> Iterator[str]:
    """Indexes that do not hold what the articles say. To check one SQLite wants to write, though it does not."""
    with undone(connection):
        for table in (*index.INDEXES, "person_fts", "directive_fts"):
            try:
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                yield _("the index {table} does not hold what the articles say").format(table=table)
