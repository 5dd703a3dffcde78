"""Saved searches: a row each, with the highest number of an article that was there when it was last run."""

import json
from collections.abc import Mapping

from danvan_cli.answers.saved import Saved
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.store.moments import now

COLUMNS = "name, words, options, seen, run"


def add(connection: Connection, name: str, words: str, options: Mapping[str, str | bool]) -> bool:
    """Keep a search; False where there is one of that name. What is in the archive now is no news to it."""
    newest = "(SELECT coalesce(max(number), 0) FROM article)"
    query = f"INSERT OR IGNORE INTO saved ({COLUMNS}) VALUES (?, ?, ?, {newest}, NULL)"
    with transaction(connection):
        cursor = connection.execute(query, (name, words, json.dumps(options, ensure_ascii=False)))
    return cursor.rowcount > 0


def remove(connection: Connection, name: str) -> bool:
    """Forget a search; False where there is none of that name."""
    with transaction(connection):
        cursor = connection.execute("DELETE FROM saved WHERE name = ?", (name,))
    return cursor.rowcount > 0


def all_of(connection: Connection) -> list[Saved]:
    """The saved searches, by name."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM saved ORDER BY name")
    return [
        Saved(name=name, words=words, options=json.loads(options), seen=seen, run=run)
        for name, words, options, seen, run in rows
    ]


def mark_seen(connection: Connection, seen: dict[str, int]) -> None:
    """Note, by name, up to which article's number searches were run."""
    run = now()
    rows = [(number, run, name) for name, number in seen.items()]
    with transaction(connection):
        connection.executemany("UPDATE saved SET seen = max(seen, ?), run = ? WHERE name = ?", rows)
