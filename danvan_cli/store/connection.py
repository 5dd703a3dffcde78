"""Connections to an archive file, and SQLite's errors by danvan's names."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from danvan_cli.errors import BadArchive, DanvanError, FullDisk, LockedArchive, NoArchive
from danvan_cli.messages import _
from danvan_cli.text.letters import lower, nfc
from danvan_cli.text.words import index_forms, padded, search_words

Connection = sqlite3.Connection

CACHE_KIB, READING_KIB = 64 * 1024, 16 * 1024  # a reader gains nothing from more (docs/performance.md)
BUSY_MS = 5_000
LOG_PAGES = 4_000  # of the write-ahead log, about what a batch writes: fewer would be copied into the archive twice
LOG_BYTES = 64_000_000  # to which the log is cut when all of it is in the archive


def connect(path: Path, *, read_only: bool) -> Connection:
    """A connection with danvan's functions; transactions are explicit. NoArchive where a reader finds no file."""
    connection = _open_to_read(path) if read_only else sqlite3.connect(path.absolute(), isolation_level=None)
    try:
        _set_up(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Connection, *, read_only: bool) -> None:
    if not read_only:
        connection.execute("PRAGMA synchronous = normal")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = on")
    connection.execute(f"PRAGMA cache_size = -{READING_KIB if read_only else CACHE_KIB}")
    connection.create_function("danvan_words", 1, _words, deterministic=True)
    connection.create_function("danvan_terms", 2, _terms, deterministic=True)
    connection.create_function("danvan_padded", 1, padded, deterministic=True)
    connection.create_function("danvan_lower", 1, _lower, deterministic=True)


def _terms(title: str, body: str) -> str:
    return index_forms(title, body).terms


def _lower(text: str) -> str:
    return lower(nfc(text))


def _words(text: str) -> str:
    return " ".join(search_words(text))


def _open_to_read(path: Path) -> Connection:
    if not path.is_file() or path.stat().st_size == 0:
        raise NoArchive(_("No archive at {path}. Make one with: danvan ingest FOLDER").format(path=path))
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema")
    except sqlite3.Error as error:
        connection.close()
        if error.sqlite_errorcode not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY_DIRECTORY):
            raise
        _refuse_log(path)
        # A folder without write permission has no room for the shared memory of the write-ahead log.
        connection = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
    return connection


def _refuse_log(path: Path) -> None:
    """DanvanError where part of an archive that cannot be written is still in its write-ahead log."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        message = _(
            "Part of {path} is still in {log}, which cannot be read in a folder without write permission. "
            "Copy both to another folder."
        )
        raise DanvanError(message.format(path=path, log=log.name))


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All that is written inside, or nothing of it; one inside another is a part of that."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        _roll_back(connection)
        raise
    connection.execute("COMMIT")


def _roll_back(connection: Connection) -> None:
    if connection.in_transaction:  # SQLite may have rolled back by itself, as where the disk is full
        connection.execute("ROLLBACK")


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """All that is read inside is of one moment; inside a transaction it is of that one's."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        _roll_back(connection)


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """What is written inside is there until its end, and then never was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        _roll_back(connection)


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """SQLite's errors inside become DanvanErrors that say what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:  # a closed archive, another thread: a fault of the caller's program
        raise
    except sqlite3.Error as error:
        raise _named(error, path) from error
    except UnicodeDecodeError as error:  # where damage stands in the words in which SQLite tells of it
        raise _damaged(error, path) from error


def _damaged(error: Exception, path: Path) -> BadArchive:
    message = _("{path} is damaged ({error}). Restore a copy, or ingest the sources again.")
    return BadArchive(message.format(path=path, error=error))


def _named(error: sqlite3.Error, path: Path) -> DanvanError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedArchive(
            _("Another process is writing to {path}. Try again when it has finished.").format(path=path)
        )
    if code == sqlite3.SQLITE_NOTADB:
        return BadArchive(_("{path} is not a danvan archive. Name another file with --db.").format(path=path))
    if code == sqlite3.SQLITE_CORRUPT:
        return _damaged(error, path)
    if code == sqlite3.SQLITE_FULL:
        return FullDisk(_("The disk of {path} is full. Make room, then run the same command again.").format(path=path))
    if code == sqlite3.SQLITE_CANTOPEN and not path.parent.is_dir():
        message = _("There is no folder {path}. Make it, or name another file with --db.")
        return DanvanError(message.format(path=path.parent))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return DanvanError(
            _("{path} cannot be opened or written ({error}). Check its permissions.").format(path=path, error=error)
        )
    if code == sqlite3.SQLITE_IOERR:
        return FullDisk(
            _("{path} cannot be read or written ({error}). Is its disk full, or gone?").format(path=path, error=error)
        )
    return BadArchive(_("SQLite cannot work with {path}: {error}.").format(path=path, error=error))
