"""Spreadsheets (.xlsx) -> Documents: one article a row of the sheets with a column "text"."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal
from danvan_cli.readers.extras import library
from danvan_cli.readers.package import check_sizes, opened
from danvan_cli.readers.records import Table, read_tables

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
MAX_ROWS = 1_048_576  # of a sheet, as Excel has it


def read(uri: str, content: bytes) -> Iterator[Document | Refusal]:
    """The articles of a workbook. Raises ValueError where no sheet has a column "text" or the file is damaged."""
    openpyxl = library("openpyxl", "xlsx")
    warnings.filterwarnings("ignore", module="openpyxl")  # of styles and forms that it does not know
    check_sizes(opened(content))
    with _faults_named():
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    yield from read_tables(uri, _sheets(book), "xlsx")


def _sheets(book: Any) -> Iterator[Table]:
    """The sheets; the first row that holds anything names the columns."""
    for sheet in book.worksheets:
        rows = enumerate(_rows(sheet), 1)
        columns = next((cells for _number, cells in rows if any(cells)), ())
        yield Table(sheet.title if len(book.worksheets) > 1 else "", columns, rows)


def _rows(sheet: Any) -> Iterator[tuple[object, ...]]:
    with _faults_named():
        sheet.reset_dimensions()  # they may be wrong
        for cells in islice(sheet.iter_rows(values_only=True), MAX_ROWS):
            yield tuple(_unescaped(cell) if isinstance(cell, str) else cell for cell in cells)


def _unescaped(cell: str) -> str:
    """Excel writes characters that XML does not have by their numbers: _x000D_ for the return before a line's end."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell).replace("\r\n", "\n")


@contextmanager
def _faults_named() -> Iterator[None]:
    """Openpyxl lets through whatever a damaged file leads to."""
    try:
        yield
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        raise ValueError(_("a damaged spreadsheet ({fault})").format(fault=fault)) from error
