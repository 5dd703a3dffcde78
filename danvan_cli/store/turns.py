"""Whose turn it is to ingest: of two ingests into one archive the second waits, and both finish.

Single transactions need no turn: SQLite keeps them apart. Nothing would be lost without it, but two ingests would stand
in each other's way at every batch. What is locked is an empty database beside the archive: SQLite's locks are the same
on every system, and end with their process.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

from danvan_cli.messages import _
from danvan_cli.store.connection import Connection

Waiting = Callable[[str], None]

PATIENCE = 0.5  # seconds after which a waiting process sees to Ctrl-C


@contextmanager
def turn(connection: Connection, waiting: Waiting | None) -> Iterator[None]:
    """The right to ingest while no other process has it; `waiting` is called once with words that name it."""
    archive = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    with alone(archive, lambda: waiting and waiting(_for_whom(connection))):
        yield


@contextmanager
def alone(archive: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Of several processes that want to work on an archive one at a time; `waiting` is called once by the others."""
    path = archive.with_name(f"{archive.name}-ingest")
    lock = _locked(path)
    if lock is None:
        waiting()
    while lock is None:
        lock = _locked(path)
    with lock:
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path) -> ExitStack | None:
    """What holds the lock; None where another process has it, or has just removed the file, as it does when done.

    While a file is open no other gets its number: where it still lies at its path then, it is the one that is locked.
    """
    with ExitStack() as held:
        file = held.enter_context(path.open("ab"))
        lock = held.enter_context(closing(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)))
        try:
            lock.execute("PRAGMA journal_mode = memory")  # a journal beside it would be taken for that of the next file
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY and _lies_at(path, file):
                raise
            return None
        return held.pop_all() if _lies_at(path, file) else None


def _lies_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _for_whom(connection: Connection) -> str:
    query = "SELECT process, started FROM run WHERE ended IS NULL ORDER BY id DESC"
    found = connection.execute(query).fetchone()
    if found is None:
        return _("Waiting for another ingest.")
    process, started = found
    return _("Waiting for the ingest of process {process}, which began at {time} UTC.").format(
        process=process, time=started[11:16]
    )
