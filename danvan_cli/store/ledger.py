"""The ledger: what became of every input, and in which run."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from danvan_cli.answers.ledger import Input, Outcome, Run
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.store.moments import now

KEPT = "outcome IN ('added', 'updated', 'duplicate', 'unchanged')"  # what an unchanged or skipped input leaves as it is
REFUSED = "outcome IN ('failed', 'skipped')"
LAST = "\U0010ffff"  # behind all that an address can go on with


class Entry(NamedTuple):
    """An input: where it is, what became of it and why, the number of its article.

    file: of what was refused the file that held it, where its address does not say; else None.
    """

    address: str
    outcome: Outcome
    reason: str | None
    article: int | None
    file: str | None = None


def begin(connection: Connection) -> int:
    """The number of a new run."""
    with transaction(connection):
        query = "INSERT INTO run (process, started, outcomes) VALUES (?, ?, '{}') RETURNING id"
        return int(connection.execute(query, (os.getpid(), now())).fetchone()[0])


def note(connection: Connection, run: int, entry: Entry) -> None:
    """Put down what became of an input, within the caller's transaction.

    What is in the archive stays so where a feed names its page, or a mailbox holds the same e-mail twice.
    """
    if entry.outcome in ("unchanged", "skipped") and _seen(connection, run, entry.address):
        return
    columns = "address, outcome, reason, article, file, run, seen"
    connection.execute(f"INSERT OR REPLACE INTO ledger ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", (*entry, run, run))


def sum_up(connection: Connection, run: int, outcomes: Mapping[str, int]) -> None:
    """Put down the sums of a run so far, within the caller's transaction."""
    connection.execute("UPDATE run SET outcomes = ? WHERE id = ?", (json.dumps(outcomes), run))


def is_elsewhere(connection: Connection, article: int, address: str | None) -> bool:
    """Whether an input of another address, too, is in the archive as this article."""
    query = f"SELECT 1 FROM ledger WHERE article = ? AND address IS NOT ? AND {KEPT}"
    return connection.execute(query, (article, address)).fetchone() is not None


def _seen(connection: Connection, run: int, address: str) -> bool:
    """Whether an input stands in the ledger already, as one that is in the archive; it was met again."""
    query = f"UPDATE ledger SET seen = ? WHERE address = ? AND {KEPT}"
    return connection.execute(query, (run, address)).rowcount > 0


def clear(connection: Connection, run: int, address: str, below: Iterable[str]) -> None:
    """Drop what was once refused at an address and below it, all of which a run has met, and is gone.

    below: how the addresses of what is below begin.
    """
    with transaction(connection):
        for place in (f"{REFUSED} AND address", "file"):  # each by its index: a run may name thousands of inputs
            gone = f"DELETE FROM ledger WHERE seen < ? AND {place}"
            connection.execute(f"{gone} = ?", (run, address))
            for first in below:
                connection.execute(f"{gone} BETWEEN ? AND ?", (run, first, first + LAST))


def end(connection: Connection, run: int) -> None:
    """Close a run."""
    with transaction(connection):
        connection.execute("UPDATE run SET ended = ? WHERE id = ?", (now(), run))


def failed(connection: Connection) -> list[str]:
    """The addresses, or the files, of what failed and is not in the archive."""
    query = "SELECT DISTINCT coalesce(file, address) AS place FROM ledger WHERE outcome = 'failed' ORDER BY place"
    return [address for (address,) in connection.execute(query)]


def inputs(connection: Connection, outcomes: Iterable[Outcome]) -> Iterator[Input]:
    """Every input that came to one of the outcomes when last it was not unchanged, in the order of the addresses."""
    query = (
        "SELECT address, outcome, reason, article, run.started, seen.started FROM ledger "
        "JOIN run ON run.id = ledger.run JOIN run AS seen ON seen.id = ledger.seen "
        "WHERE outcome IN (SELECT value FROM json_each(?)) ORDER BY address"
    )
    for address, outcome, reason, article, since, seen in connection.execute(query, (json.dumps([*outcomes]),)):
        yield Input(address=address, outcome=outcome, reason=reason, article=article, since=since, seen=seen)


def runs(connection: Connection) -> list[Run]:
    """All ingests, the newest first."""
    query = "SELECT id, started, ended, outcomes FROM run ORDER BY id DESC"
    return [
        Run(id=id, started=started, ended=ended, outcomes=json.loads(outcomes))
        for id, started, ended, outcomes in connection.execute(query)
    ]
