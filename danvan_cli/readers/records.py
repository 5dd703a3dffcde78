"""Files of records -> Documents: a line (.jsonl), an object of a list (.json), a row (.csv, .xlsx, .parquet, SQLite).

{"text": ..., "title"?, "published"?, "url"?, "province"?, "id"?}; tables have these names as columns. What a record
says about its article is given by the user. A record that cannot be read is refused with its number; others go on.
The bytes of a row are its cells as JSON, so that `record` reads what is stored of any of them again.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple

from danvan_cli.messages import _
from danvan_cli.models import Document, Given, Refusal, Source
from danvan_cli.readers.bounds import MAX_RECORD, MAX_TEXT, check_article
from danvan_cli.readers.dates import iso_date
from danvan_cli.readers.encodings import as_written, in_unicode
from danvan_cli.text.letters import nfc, nfc_or_legacy

BOM = b"\xef\xbb\xbf"
DELIMITERS = ",;\t"
MAX_SHOWN = 40  # characters of a value in a reason
SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can write half a character: "\ud800"


class Table(NamedTuple):
    """A table of a file that may hold several. name: "" for the only one; rows: each with its number, and its cells."""

    name: str
    columns: Sequence[object]
    rows: Iterable[tuple[int, Sequence[object]]]


def read_lines(uri: str, file: BinaryIO) -> Iterator[Document | Refusal]:
    """The articles of a .jsonl file. One line at a time stands in memory."""
    for number, line in _lines(file):
        if not line.strip():
            continue
        try:
            yield record(uri, f"line={number}", line, "jsonl", "utf-8")
        except ValueError as error:
            yield Refusal(uri=f"{uri}#line={number}", reason=str(error))


def read_table(uri: str, content: bytes) -> Iterator[Document | Refusal]:
    """The articles of a .csv file. Raises ValueError where no column is named "text"."""
    text, encoding = as_written(content)
    lines = list(io.StringIO(text, newline=""))
    csv.field_size_limit(MAX_TEXT)
    delimiter, names = _header(lines)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    next(rows)
    while (number := rows.line_num + 1) <= len(lines):
        try:
            if cells := next(rows, None):
                yield record(uri, f"line={number}", _row(names, cells), "csv", encoding)
        except (ValueError, csv.Error) as error:
            yield Refusal(uri=f"{uri}#line={number}", reason=str(error))


def read_list(uri: str, content: bytes) -> Iterator[Document | Refusal]:
    """The articles of a .json file, a list of records or one; the bytes of a record are its JSON.

    Raises ValueError where it is neither.
    """
    if len(content) > MAX_RECORD:
        size = MAX_RECORD // 1_000_000
        raise ValueError(_("larger than {size} MB; save the file as .jsonl, one record a line").format(size=size))
    text, encoding = as_written(content)
    value = _loaded(text)
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            held = SURROGATE.sub("\ufffd", json.dumps(one, ensure_ascii=False)).encode()
            yield record(uri, f"record={number}", held, "json", encoding)
        except ValueError as error:
            yield Refusal(uri=f"{uri}#record={number}", reason=str(error))


def read_tables(uri: str, tables: Iterable[Table], format: str) -> Iterator[Document | Refusal]:
    """The articles of all tables with a column "text": book.xlsx#id, and book.xlsx!/Sheet2#id where there are several.

    Raises ValueError where no table has such a column.
    """
    found = False
    for table in tables:
        names = [_column(column) for column in table.columns]
        if "text" in names:
            found = True
            place = f"{uri}!/{' '.join(table.name.split())}" if table.name else uri
            yield from _read_rows(place, names, table.rows, format)
    if not found:
        raise ValueError(_('no column is named "text"'))


def _read_rows(
    uri: str, names: Sequence[str], rows: Iterable[tuple[int, Sequence[object]]], format: str
) -> Iterator[Document | Refusal]:
    for number, cells in rows:
        try:
            if any(cell is not None for cell in cells):
                yield record(uri, f"row={number}", _row(names, cells), format)
        except ValueError as error:
            yield Refusal(uri=f"{uri}#row={number}", reason=str(error))


# ---------------------------------------------------------------- a line, a row


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1, without line ends. Of a line larger than a record only the beginning comes."""
    number = 0
    while line := file.readline(MAX_RECORD + 1):
        number += 1
        yield number, line.removeprefix(BOM if number == 1 else b"").rstrip(b"\r\n")
        while len(line) > MAX_RECORD and not line.endswith(b"\n"):
            line = file.readline(MAX_RECORD + 1)


def _parse(line: bytes) -> Mapping[str, Any]:
    if len(line) > MAX_RECORD:
        raise ValueError(_("more than {count} bytes are not an article").format(count=MAX_RECORD))
    try:
        record = _loaded(line.decode())
    except UnicodeDecodeError:
        raise ValueError(_("not UTF-8")) from None
    if not isinstance(record, dict):
        raise ValueError(_("not a JSON object"))
    return record


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = _("{error}, character {place}").format(error=error.msg, place=error.pos + 1)
        raise ValueError(_("not JSON: {error}").format(error=place)) from None
    except (ValueError, RecursionError):
        raise ValueError(_("not JSON: {error}").format(error=_("a number too long or too many brackets"))) from None


def _column(name: object) -> str:
    return "" if name is None else str(name).strip().lower()


def _header(lines: Sequence[str]) -> tuple[str, list[str]]:
    """What separates the cells, and the names of the columns, one of which is "text"."""
    for delimiter in DELIMITERS:
        with suppress(csv.Error):
            first = csv.reader(lines[:1], delimiter=delimiter, strict=True)
            names = [_column(cell) for row in first for cell in row]
            if "text" in names:
                return delimiter, names
    raise ValueError(_('no column is named "text"'))


def _row(names: Sequence[str], cells: Sequence[object]) -> bytes:
    """The cells by the names of their columns, as JSON."""
    if any(cells[len(names) :]):
        raise ValueError(_("more cells than columns; text with a comma needs quotation marks"))
    row = {name: _plain(cell) for name, cell in zip(names, cells, strict=False)}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")


def _plain(cell: object) -> str | float | None:
    """A cell as JSON has it: a day as "2020-02-04", 7.0 as 7; None for bytes that are no text, and for no number."""
    match cell:
        case None | str() | int():
            return cell
        case float():
            return None if cell != cell else int(cell) if cell.is_integer() else cell
        case datetime(hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case bytes():
            with suppress(UnicodeDecodeError):
                return cell.decode()
            return None
    return str(cell)


# ---------------------------------------------------------------- a record


def record(uri: str, place: str, content: bytes, format: str, encoding: str | None = None) -> Document:
    """The article of a record: a line of .jsonl, or the bytes of a row. Raises ValueError with what is wrong with it.

    uri, place: of the file or table, and where in it: "line=3"; a record with an id stands at "#id".
    """
    fields = _parse(content)
    written = [nfc_or_legacy(_value(fields, name) or "") for name in ("title", "text")]
    read = in_unicode([written[0], *written[1].split("\n")], encoding)
    text = "\n".join(read.paragraphs[1:]).strip("\n")
    if not text.strip():
        raise ValueError(_("no text"))
    check_article(text)
    id = _line(fields, "id")
    title = _on_one_line(read.paragraphs[0])
    return Document(
        source=Source(
            uri=_line(fields, "url") or f"{uri}#{id or place}",
            sha256=sha256(content).hexdigest(),
            format=format,
            encoding=read.encoding,
        ),
        content=content,
        text=text,
        whole=True,
        read=read.read,
        given=Given(title=title, published=_day(fields), province=_line(fields, "province"), id=id),
    )


def _day(fields: Mapping[str, Any]) -> str | None:
    value = _line(fields, "published")
    if value is None:
        return None
    if day := iso_date(value):
        return day
    raise ValueError(_("published is not a date: {value}").format(value=value[:MAX_SHOWN]))


def _line(fields: Mapping[str, Any], name: str) -> str | None:
    """A value on one line; None where there is none."""
    return _on_one_line(nfc(_value(fields, name) or ""))


def _on_one_line(value: str) -> str | None:
    return " ".join(value.split()) or None


def _value(fields: Mapping[str, Any], name: str) -> str | None:
    """A value as valid Unicode; numbers are taken as they are written."""
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value and SURROGATE.sub("\ufffd", value)
    raise ValueError(_("{name} is not a text").format(name=name))
