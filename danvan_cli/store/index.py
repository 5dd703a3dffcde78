"""The indexes over the articles: what each article is filtered by, its words and pairs, and where its words stand."""

import json
import sqlite3
from collections.abc import Mapping

from danvan_cli.store.connection import Connection, transaction
from danvan_cli.store.docids import LOWEST
from danvan_cli.text.words import IndexForms, index_forms

# full-text table -> its columns, which are those of the view article_index
INDEXES = {"article_fts": "title, body, filters", "article_terms": "terms, filters"}
CHOSEN = "article.number IN (SELECT value FROM json_each(?))"
# The words of an article's filters: its date as far as it is known, its site, whether it has reprints, what its facts
# point to.
FILTERS = """
INSERT INTO article_filters (docid, words)
SELECT
    article.docid,
    '@all'
    || CASE WHEN date IS NULL THEN '' ELSE ' @y' || substr(date, 1, 4) END
    || CASE WHEN length(date) > 4 THEN ' @m' || replace(substr(date, 1, 7), '-', '') ELSE '' END
    || CASE WHEN length(date) > 7 THEN ' @d' || replace(date, '-', '') ELSE '' END
    || ' @site' || source.site
    || CASE WHEN article.number IN (SELECT article FROM kin) THEN ' @kin' ELSE '' END
    || coalesce((
        SELECT group_concat(' @' || kind || entity, '') FROM fact WHERE article = article.number AND entity IS NOT NULL
    ), '')
FROM article JOIN source ON source.id = article.source
WHERE
"""
BATCH = 1_000  # articles that a transaction indexes anew
MERGED = 1_000  # pages of an index that a transaction merges
MANY, SHARE = 1_000, 10  # articles, and the part of the archive, that make many parts of the indexes


def index(connection: Connection, forms: Mapping[int, IndexForms]) -> None:
    """Put articles into the indexes, by their numbers, in the order of their docids (several times faster)."""
    chosen = (json.dumps(list(forms)),)
    connection.execute(f"{FILTERS} {CHOSEN} ORDER BY article.docid", chosen)
    query = f"SELECT docid, number, words FROM article JOIN article_filters USING (docid) WHERE {CHOSEN} ORDER BY docid"
    rows = [(docid, filters, forms[number]) for docid, number, filters in connection.execute(query, chosen)]
    connection.executemany(
        "INSERT INTO article_fts (rowid, title, body, filters) VALUES (?, ?, ?, ?)",
        ((docid, form.title, form.body, filters) for docid, filters, form in rows),
    )
    connection.executemany(
        "INSERT INTO article_terms (rowid, terms, filters) VALUES (?, ?, ?)",
        ((docid, form.terms, filters) for docid, filters, form in rows),
    )
    found = set[str]().union(*(part.split() for form in forms.values() for part in (form.title, form.body)))
    connection.executemany("INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in sorted(found)))


def unindex(connection: Connection, number: int) -> None:
    """Take an article out of the indexes, before anything of it changes."""
    docid = connection.execute("SELECT docid FROM article WHERE number = ?", (number,)).fetchone()
    for table, columns in INDEXES.items():
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, {columns}) SELECT 'delete', docid, {columns} "
            "FROM article_index WHERE docid = ?",
            docid,
        )
    connection.execute("DELETE FROM article_filters WHERE docid = ?", docid)


def merge(connection: Connection, changed: int) -> None:
    """Merge the parts in which batches left the indexes, where many articles changed: fewer parts are searched sooner.

    It goes step by step, so that others may write in between; where one is writing, it can wait for another day.
    """
    (articles,) = connection.execute("SELECT count(*) FROM article_filters").fetchone()
    if changed < MANY or changed * SHARE < articles:
        return
    try:
        _merge(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _merge(connection: Connection) -> None:
    for table in INDEXES:
        pages, before = -MERGED, -2  # a negative number begins to merge all parts into one
        while connection.total_changes - before >= 2:  # less was changed where nothing was left to merge
            before = connection.total_changes
            with transaction(connection):
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
            pages = MERGED
    while connection.execute("PRAGMA freelist_count").fetchone()[0] and _gives_back(connection):
        pass


def _gives_back(connection: Connection) -> bool:
    """Whether some free pages went back to the disk; an archive made by an early danvan cannot."""
    (before,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA incremental_vacuum ({MERGED})").fetchall()
    return bool(connection.execute("PRAGMA page_count").fetchone()[0] < before)


def is_behind(connection: Connection) -> bool:
    """Whether articles wait for the index, as after a step that emptied it."""
    return bool(_waiting(connection, 1))


def catch_up(connection: Connection) -> None:
    """Index the articles that wait for it, a batch a transaction: what is interrupted goes on the next time."""
    while is_behind(connection):
        with transaction(connection):
            index(connection, _waiting(connection, BATCH))


def _waiting(connection: Connection, limit: int) -> dict[int, IndexForms]:
    """Articles that are not indexed, by their numbers; they are caught up with in the order of their docids."""
    query = (
        "SELECT number, title, body FROM article "
        "WHERE docid > coalesce((SELECT max(docid) FROM article_filters), ?) ORDER BY docid LIMIT ?"
    )
    return {number: index_forms(title, body) for number, title, body in connection.execute(query, (LOWEST, limit))}
