"""Tables of an SQLite file (.db, .sqlite) of another program -> Documents: one article a row, crawl.db!/articles#3.

The file is read as it lies on the disk, without a lock or a journal; nothing of what it defines is run.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal
from danvan_cli.readers.bounds import MAX_FILE
from danvan_cli.readers.on_disk import on_disk
from danvan_cli.readers.records import Table, read_tables

ARCHIVE = {"article_fts", "article_filters", "_sqlite_migrations"}  # tables that only an archive of danvan has together


def read(uri: str, file: BinaryIO) -> Iterator[Document | Refusal]:
    """The articles of all tables with a column "text"; views and computed columns are left alone.

    Raises ValueError for an archive of danvan, and where the file is no database, damaged, or still being written.
    """
    with on_disk(file) as path:
        _check_finished(path)
        try:
            with closing(_connect(path)) as connection:
                yield from read_tables(uri, _tables(connection), "sqlite")
        except sqlite3.Error as error:
            raise ValueError(_("not a database that can be read: {error}").format(error=error)) from error


def _check_finished(path: Path) -> None:
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.is_file() and _head(beside).strip(b"\0"):  # zeros begin a journal that is only kept for later
            reason = _("its newest rows are still in {name}; close the program that writes it")
            raise ValueError(reason.format(name=beside.name))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_FILE)
    connection.execute("PRAGMA trusted_schema = off")
    connection.execute("PRAGMA cell_size_check = on")
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    """The tables that hold rows, in the order in which they were made."""
    schema = connection.execute("SELECT name, type, rootpage FROM sqlite_schema ORDER BY rowid").fetchall()
    if ARCHIVE.issubset(name for name, _type, _page in schema):
        raise ValueError(_("an archive of danvan; danvan search --db FILE searches it"))
    for name in (name for name, type, page in schema if type == "table" and page):
        found = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))  # without computed columns
        if columns := [column for (column,) in found]:
            yield Table(name, columns, enumerate(_rows(connection, name, columns), 1))


def _rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    chosen = ", ".join(map(_quoted, columns))
    yield from connection.execute(f"SELECT {chosen} FROM {_quoted(table)}")  # noqa: S608


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
