"""The indexes over the articles: what each article is filtered by, its words and pairs, and where its words stand."""

import json
from collections.abc import Iterable

from danvan_cli.store.connection import Connection, transaction
from danvan_cli.store.docids import LOWEST
from danvan_cli.text.words import index_forms

# full-text table -> its columns, which are those of the view article_index
INDEXES = {"article_fts": "title, body, filters", "article_terms": "terms, filters"}
CHOSEN = "article.number IN (SELECT value FROM json_each(?))"
# The words of an article's filters: its date as far as it is known, its site, what its facts point to.
FILTERS = """
INSERT INTO article_filters (docid, words)
SELECT
    article.docid,
    '@all'
    || CASE WHEN date IS NULL THEN '' ELSE ' @y' || substr(date, 1, 4) END
    || CASE WHEN length(date) > 4 THEN ' @m' || replace(substr(date, 1, 7), '-', '') ELSE '' END
    || CASE WHEN length(date) > 7 THEN ' @d' || replace(date, '-', '') ELSE '' END
    || ' @site' || source.site
    || coalesce((
        SELECT group_concat(' @' || kind || entity, '') FROM fact WHERE article = article.number AND entity IS NOT NULL
    ), '')
FROM article JOIN source ON source.id = article.source
WHERE
"""
BATCH = 1_000  # articles that a transaction indexes anew


def index(connection: Connection, numbers: Iterable[int]) -> None:
    """Put articles into the indexes, in the order of their docids (several times faster)."""
    chosen = (json.dumps(list(numbers)),)
    connection.execute(f"{FILTERS} {CHOSEN} ORDER BY article.docid", chosen)
    query = (
        "SELECT docid, title, body, words FROM article JOIN article_filters USING (docid) "
        f"WHERE {CHOSEN} ORDER BY docid"
    )
    rows = [
        (docid, filters, index_forms(title, body)) for docid, title, body, filters in connection.execute(query, chosen)
    ]
    connection.executemany(
        "INSERT INTO article_fts (rowid, title, body, filters) VALUES (?, ?, ?, ?)",
        ((docid, forms.title, forms.body, filters) for docid, filters, forms in rows),
    )
    connection.executemany(
        "INSERT INTO article_terms (rowid, terms, filters) VALUES (?, ?, ?)",
        ((docid, forms.terms, filters) for docid, filters, forms in rows),
    )
    found = {word for _docid, _filters, forms in rows for part in forms[:2] for word in part.split()}
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


def is_behind(connection: Connection) -> bool:
    """Whether articles wait for the index, as after a step that emptied it."""
    return bool(_waiting(connection, 1))


def catch_up(connection: Connection) -> None:
    """Index the articles that wait for it, a batch a transaction: what is interrupted goes on the next time."""
    while is_behind(connection):
        with transaction(connection):
            index(connection, _waiting(connection, BATCH))


def _waiting(connection: Connection, limit: int) -> list[int]:
    """Numbers of articles that are not indexed; they are caught up with in the order of their docids."""
    query = (
        "SELECT number FROM article WHERE docid > coalesce((SELECT max(docid) FROM article_filters), ?) "
        "ORDER BY docid LIMIT ?"
    )
    return [number for (number,) in connection.execute(query, (LOWEST, limit))]
