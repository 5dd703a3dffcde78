"""Tables in Parquet (.parquet) -> Documents: one article a row. A few rows at a time stand in memory."""

from collections.abc import Iterator
from contextlib import closing
from glob import escape
from itertools import chain
from typing import Any, BinaryIO

from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal
from danvan_cli.readers.extras import library
from danvan_cli.readers.on_disk import on_disk
from danvan_cli.readers.records import Table, read_tables

ROWS = "SELECT * FROM read_parquet(?, hive_partitioning = false)"
AT_ONCE = 64  # rows
SETTINGS = {
    "threads": 1,
    "memory_limit": "500MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def read(uri: str, file: BinaryIO) -> Iterator[Document | Refusal]:
    """The articles of a table. Raises ValueError where no column is named "text" or the file is damaged."""
    duckdb = library("duckdb", "parquet")
    with on_disk(file) as path, closing(duckdb.connect(config=SETTINGS)) as connection:
        try:
            result = connection.execute(ROWS, [escape(str(path.absolute()))])  # it would take a * for a pattern
            columns = [name for name, *_kind in result.description]
            yield from read_tables(uri, [Table("", columns, enumerate(_rows(result), 1))], "parquet")
        except duckdb.Error as error:
            reason = _("not a Parquet file that can be read: {error}")
            raise ValueError(reason.format(error=str(error).partition("\n")[0])) from error


def _rows(result: Any) -> Iterator[tuple[object, ...]]:
    return chain.from_iterable(iter(lambda: result.fetchmany(AT_ONCE), []))
