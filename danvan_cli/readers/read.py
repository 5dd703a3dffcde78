"""An input, or bytes from elsewhere -> documents: tells the format, hands them to the module of that format.

What holds other files (an archive, an e-mail) gives its parts, each of which is read in the same way and has its own
address, location and outcome.
"""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import cast

from danvan_cli.errors import NotAnArticle
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal, Source
from danvan_cli.readers import formats, records
from danvan_cli.readers.bounds import bytes_of, check_article
from danvan_cli.readers.formats import INSIDE
from danvan_cli.readers.inputs import STDIN, Input, system_reason, uri_of
from danvan_cli.readers.packed import MAX_DEPTH, Part, Room, in_memory, room_for, seekable

RECORDS = ("jsonl", "json", "csv", "xlsx", "parquet", "sqlite")
SEVERAL = (*RECORDS, "feed")
HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)

Found = Document | Refusal
Splitter = Callable[[str, io.BufferedReader, Room], Iterator[Part | Found]]


def read(item: Input) -> Iterator[Found]:
    """The documents of an input, one unless it holds several. What cannot be read is refused; nothing is raised."""
    yield from _outcomes(item.uri, _of_file(item))


def read_content(uri: str, content: bytes, format: str | None = None) -> Iterator[Found]:
    """The documents of bytes from an address; format: None where the address and the bytes shall tell.

    What cannot be read is refused; nothing is raised.
    """
    yield from _outcomes(uri, _documents(Part(uri, in_memory(content), uri, format), None, 0))


# ---------------------------------------------------------------- what became of it, and where it is


def _outcomes(uri: str, documents: Iterator[Found]) -> Iterator[Found]:
    """What is found at an address, at least one thing; what goes wrong is a refusal."""
    nothing = True
    try:
        for found in documents:
            nothing = False
            yield found
    except OSError as error:
        yield Refusal(uri=uri, reason=system_reason(error))
    except (NotAnArticle, ValueError) as error:
        yield Refusal(uri=uri, reason=str(error))
    except Exception as error:  # a fault of a parser costs one file, not the run; the ledger names it
        reason = _("a fault of danvan ({fault}); please report it").format(fault=f"{type(error).__name__}: {error}")
        yield Refusal(uri=uri, reason=reason)
    else:
        if nothing:
            yield Refusal(uri=uri, reason=_("nothing in it to read"))


def _located(document: Document, uri: str) -> Document:
    """The document with location and site; uri: that of the file which holds it."""
    own = document.source.uri
    is_record = document.source.format in RECORDS and _is_within(own, uri)
    location = None if is_record and not document.given.id else own
    if host := HOST.match(own):
        return replace(document, location=location, site=host[1].lower())
    folder = PurePosixPath(uri).parent.as_posix().removesuffix("!")
    return replace(document, location=location, site=uri if document.source.format in RECORDS else folder)


def _is_within(address: str, uri: str) -> bool:
    """Whether an address is that of a file, or of something in it."""
    return address == uri or address.startswith((f"{uri}#", f"{uri}{INSIDE}"))


def _on_disk(document: Document, uri: str, path: str | None) -> Document:
    """The document of a file, whose location is its path; the standard input has none."""
    if document.location is not None and not _is_within(document.location, uri):
        return document  # an address that was given, of the web as a rule
    if path is None:
        return replace(document, location=None, site=STDIN)
    return replace(document, location=document.location and path + document.location.removeprefix(uri))


# ---------------------------------------------------------------- what is in it


def _of_file(item: Input) -> Iterator[Found]:
    with _opened(item) as file:
        path = uri_of(item.path.resolve()) if item.path else None
        for found in _documents(Part(item.uri, file, item.uri), None, 0):
            yield _on_disk(found, item.uri, path) if isinstance(found, Document) else found


@contextmanager
def _opened(item: Input) -> Iterator[io.BufferedReader]:
    if item.path is not None:
        with item.path.open("rb") as file:
            yield file
        return
    if sys.stdin is None:
        raise ValueError(_("the standard input is closed"))
    file = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    try:
        yield file
    finally:
        file.detach()  # the standard input stays open


def _documents(part: Part, room: Room | None, depth: int) -> Iterator[Found]:
    """What a file holds; room: what may still come out of the archives that it is in; depth: how many these are."""
    head = part.file.peek()
    if not head:
        raise ValueError(_("the file is empty"))
    format = part.format or formats.format_of(part.name, head)
    if format in formats.PACKED:
        if depth == MAX_DEPTH:
            raise ValueError(_("more than {count} archives in one another").format(count=MAX_DEPTH))
        yield from _unpacked(part, format, room, depth + 1)
        return
    yield from _plain(part, format)


def _unpacked(part: Part, format: str, room: Room | None, depth: int) -> Iterator[Found]:
    """What is in the files that a file holds."""
    match format:
        case "zip" | "tar":
            yield from _of_archive(part, format, room, depth)
        case "eml" | "mbox" | "warc":
            room = room or room_for(part.file)
            yield from _of_parts(_splitter(format)(part.uri, part.file, room), room, depth)
        case _:
            from danvan_cli.readers import compressed

            room = room or room_for(part.file)
            file = compressed.unpacked(format, part.file, room)
            yield from _documents(Part(part.uri, file, formats.name_unpacked(part.name)), room, depth)


def _of_archive(part: Part, format: str, room: Room | None, depth: int) -> Iterator[Found]:
    """What is in an archive that is not read from beginning to end; a zip may be a document of an office program."""
    with seekable(part.file) as (file, fault):
        room = room or room_for(file)
        if format == "zip":
            from danvan_cli.readers import zip

            kind = zip.kind(file)
            if kind != "zip":
                file.seek(0)
                yield from _plain(part._replace(file=file), kind)
                return
        yield from _of_parts(_splitter(format)(part.uri, file, room), room, depth)
        if fault:
            raise fault


def _splitter(format: str) -> Splitter:
    """What gives the parts of a file. Each is loaded when it is met."""
    match format:
        case "zip":
            from danvan_cli.readers import zip

            return zip.parts
        case "tar":
            from danvan_cli.readers import tar

            return tar.parts
        case "eml":
            from danvan_cli.readers import eml

            return eml.parts
        case "mbox":
            from danvan_cli.readers import mbox

            return mbox.parts
        case _:
            from danvan_cli.readers import warc

            return warc.parts


def _of_parts(parts: Iterator[Part | Found], room: Room, depth: int) -> Iterator[Found]:
    """What is in the parts of a file, until no more may come out of it."""
    for found in parts:
        if isinstance(found, Part):
            yield from _outcomes(found.uri, _documents(found, room, depth))
        else:
            yield found if isinstance(found, Refusal) else _located(found, found.source.uri)
        if room.bytes < 0:
            return


def _plain(part: Part, format: str) -> Iterator[Found]:
    """The articles of a file that holds no other files."""
    if advice := formats.unread(part.name, format):
        raise ValueError(advice)
    if format not in SEVERAL:
        yield _located(_article(part, format), part.uri)
        return
    nothing = True
    for found in _records(part, format):
        nothing = False
        yield _located(found, part.uri) if isinstance(found, Document) else found
    if nothing:
        raise ValueError(_("no records in it"))


def _records(part: Part, format: str) -> Iterator[Found]:
    match format:
        case "jsonl":
            return records.read_lines(part.uri, part.file)
        case "json":
            return records.read_list(part.uri, bytes_of(part.file))
        case "csv":
            return records.read_table(part.uri, bytes_of(part.file))
        case "feed":
            from danvan_cli.readers import feed

            return feed.read(part.uri, bytes_of(part.file))
        case "xlsx":
            from danvan_cli.readers import xlsx

            return xlsx.read(part.uri, bytes_of(part.file))
        case "parquet":
            from danvan_cli.readers import parquet

            return parquet.read(part.uri, part.file)
        case _:
            from danvan_cli.readers import sqlite

            return sqlite.read(part.uri, part.file)


def _article(part: Part, format: str) -> Document:
    """Each format is loaded when it is met: HTML and Markdown bring libraries that take long to load."""
    content = bytes_of(part.file)
    source = Source(uri=part.uri, sha256=sha256(content).hexdigest(), format=format, encoding=None)
    match format:
        case "html":
            from danvan_cli.readers import html

            document = html.read(source, content)
        case "mht":
            from danvan_cli.readers import mht

            document = mht.read(source, content)
        case "md":
            from danvan_cli.readers import markdown

            document = markdown.read(source, content)
        case "docx":
            from danvan_cli.readers import docx

            document = docx.read(source, content)
        case "odt":
            from danvan_cli.readers import odt

            document = odt.read(source, content)
        case "pdf":
            from danvan_cli.readers import pdf

            document = pdf.read(source, content)
        case _:
            from danvan_cli.readers import text

            document = text.read(source, content)
    check_article(document.text)
    return document
