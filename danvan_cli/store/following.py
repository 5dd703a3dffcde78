"""What is followed, a row each, and when the pages that it names were visited."""

import json
from collections.abc import Sequence

from danvan_cli.answers.following import Followed
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.store.moments import now

COLUMNS = "address, kind, title, added, run"


def add(connection: Connection, followed: Followed) -> bool:
    """Follow an address; False where it is followed already."""
    values = (followed.address, followed.kind, followed.title, followed.added, followed.run)
    with transaction(connection):
        cursor = connection.execute(f"INSERT OR IGNORE INTO followed ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", values)
    return cursor.rowcount > 0


def remove(connection: Connection, address: str) -> bool:
    """Follow an address no more; False where it was not followed."""
    with transaction(connection):
        cursor = connection.execute("DELETE FROM followed WHERE address = ?", (address,))
    return cursor.rowcount > 0


def all_of(connection: Connection) -> list[Followed]:
    """What is followed, by address."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM followed ORDER BY address")
    return [
        Followed(address=address, kind=kind, title=title, added=added, run=run)
        for address, kind, title, added, run in rows
    ]


def validators(connection: Connection, address: str) -> tuple[str | None, str | None]:
    """The ETag and the day of modification that a followed address had when all that it names was taken in."""
    query = "SELECT etag, modified FROM followed WHERE address = ?"
    found = connection.execute(query, (address,)).fetchone()
    return (found[0], found[1]) if found else (None, None)


def mark_run(connection: Connection, address: str, etag: str | None, modified: str | None) -> None:
    """Note that all that a followed address names was taken in."""
    query = "UPDATE followed SET etag = ?, modified = ?, run = ? WHERE address = ?"
    with transaction(connection):
        connection.execute(query, (etag, modified, now(), address))


def mark_visited(connection: Connection, address: str, *, again: bool) -> None:
    """Note that a page was asked for; again: it gave none, but may another day."""
    with transaction(connection):
        connection.execute("INSERT OR REPLACE INTO visited VALUES (?, ?, ?)", (address, now(), again))


def visits(connection: Connection, addresses: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """When pages were last taken in, or asked for in vain (True), by address; none for those that are new."""
    query = (
        "WITH these AS (SELECT value FROM json_each(?)) "
        "SELECT location, max(ingested), 0 FROM source WHERE location IN these GROUP BY 1 "
        "UNION ALL SELECT address, visited, again FROM visited WHERE address IN these ORDER BY 2"
    )
    rows = connection.execute(query, (json.dumps(addresses),))
    return {address: (visited, bool(again)) for address, visited, again in rows}
