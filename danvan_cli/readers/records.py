"""Files of records -> Documents: one article a line (.jsonl), a row (.csv) or an object of a list (.json).

{"text": ..., "title"?, "published"?, "url"?, "province"?, "id"?}; CSV has these names as columns. What a record says
about its article is given by the user. A record that cannot be read is refused with its line number; others go on.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, BinaryIO

from danvan_cli.messages import _
from danvan_cli.models import Document, Given, Refusal, Source
from danvan_cli.readers.bounds import MAX_RECORD, MAX_TEXT, check_article
from danvan_cli.readers.dates import iso_date
from danvan_cli.readers.encodings import decode
from danvan_cli.text.letters import nfc

BOM = b"\xef\xbb\xbf"
DELIMITERS = ",;\t"
MAX_SHOWN = 40  # characters of a value in a reason
SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can write half a character: "\ud800"


def read_lines(uri: str, file: BinaryIO) -> Iterator[Document | Refusal]:
    """The articles of a .jsonl file. One line at a time stands in memory."""
    for number, line in _lines(file):
        if not line.strip():
            continue
        try:
            yield _document(uri, number, _parse(line), line, "jsonl", "utf-8")
        except ValueError as error:
            yield _refused(uri, number, error)


def read_table(uri: str, content: bytes) -> Iterator[Document | Refusal]:
    """The articles of a .csv file; the bytes of a row are its cells as JSON.

    Raises ValueError where no column is named "text".
    """
    text, encoding = decode(content)
    lines = list(io.StringIO(text, newline=""))
    csv.field_size_limit(MAX_TEXT)
    delimiter, names = _header(lines)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    next(rows)
    while (number := rows.line_num + 1) <= len(lines):
        try:
            if cells := next(rows, None):
                row = _row(names, cells)
                yield _document(uri, number, row, json.dumps(row, ensure_ascii=False).encode(), "csv", encoding)
        except (ValueError, csv.Error) as error:
            yield _refused(uri, number, error)


def read_list(uri: str, content: bytes) -> Iterator[Document | Refusal]:
    """The articles of a .json file, a list of records or one; the bytes of a record are its JSON.

    Raises ValueError where it is neither.
    """
    if len(content) > MAX_RECORD:
        size = MAX_RECORD // 1_000_000
        raise ValueError(_("larger than {size} MB; save it as .jsonl, one record a line").format(size=size))
    text, encoding = decode(content)
    value = _loaded(text)
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            if not isinstance(record, dict):
                raise ValueError(_("not a JSON object"))
            held = SURROGATE.sub("\ufffd", json.dumps(record, ensure_ascii=False)).encode()
            yield _document(uri, number, record, held, "json", encoding)
        except ValueError as error:
            reason = _("record {number}: {error}").format(number=number, error=error)
            yield Refusal(uri=f"{uri}#{number}", reason=reason)


def _refused(uri: str, number: int, error: Exception) -> Refusal:
    return Refusal(uri=f"{uri}#{number}", reason=_("line {number}: {error}").format(number=number, error=error))


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


def _header(lines: Sequence[str]) -> tuple[str, list[str]]:
    """What separates the cells, and the names of the columns, one of which is "text"."""
    for delimiter in DELIMITERS:
        with suppress(csv.Error):
            names = [
                cell.strip().lower() for row in csv.reader(lines[:1], delimiter=delimiter, strict=True) for cell in row
            ]
            if "text" in names:
                return delimiter, names
    raise ValueError(_('no column is named "text"'))


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if any(cells[len(names) :]):
        raise ValueError(_("more cells than columns; text with a comma needs quotation marks"))
    return dict(zip(names, cells, strict=False))


# ---------------------------------------------------------------- a record


def _document(uri: str, number: int, record: Mapping[str, Any], content: bytes, format: str, encoding: str) -> Document:
    """The article of a record. Raises ValueError with what is wrong with it."""
    text = nfc(_value(record, "text") or "").strip("\n")
    if not text.strip():
        raise ValueError(_("no text"))
    check_article(text)
    id = _line(record, "id")
    return Document(
        source=Source(
            uri=_line(record, "url") or f"{uri}#{id or number}",
            sha256=sha256(content).hexdigest(),
            format=format,
            encoding=encoding,
        ),
        content=content,
        text=text,
        whole=True,
        given=Given(title=_line(record, "title"), published=_day(record), province=_line(record, "province"), id=id),
    )


def _day(record: Mapping[str, Any]) -> str | None:
    value = _line(record, "published")
    if value is None:
        return None
    if day := iso_date(value):
        return day
    raise ValueError(_("published is not a date: {value}").format(value=value[:MAX_SHOWN]))


def _line(record: Mapping[str, Any], name: str) -> str | None:
    """A value on one line; None where there is none."""
    return " ".join(nfc(_value(record, name) or "").split()) or None


def _value(record: Mapping[str, Any], name: str) -> str | None:
    """A value as valid Unicode; numbers are taken as they are written."""
    value = record.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value and SURROGATE.sub("\ufffd", value)
    raise ValueError(_("{name} is not a text").format(name=name))
