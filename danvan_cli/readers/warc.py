"""Archives of crawled sites (.warc, ISO 28500) -> their pages.

The frame of a record is a few lines, and the standard library reads what a server answered. Of the libraries for it one
writes to the standard error and reads lines of any length, the other panics on what cannot be wound back.
"""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from http.client import HTTPException, HTTPResponse
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from danvan_cli.messages import _, ngettext
from danvan_cli.models import Refusal
from danvan_cli.readers.packed import BUFFER, Part, Room, broken, in_memory

FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt"}
ADDRESS = re.compile(r"<?(https?://[^<>]+)>?", re.IGNORECASE)
OTHER_HTTP = re.compile(rb"HTTP/[23](?:\.\d)?(?= )")  # as some crawlers note it, with the lines of HTTP/1.1
OK = 200  # status of a page that the server gave
GZIP_OR_ZLIB = 47  # window bits with which zlib tells the two apart
MAX_LINE = 65_536  # bytes
MAX_HEADERS = 200
MAX_PAGE = 60_000_000  # bytes, packed or not; what is larger is a film

Headers = Mapping[str, str]  # names in lower case


class Page(NamedTuple):
    """What a server gave at an address: a page ("html") or a text ("txt"), still packed as `encoding` says."""

    address: str
    format: str
    body: bytes
    encoding: str


def parts(uri: str, file: io.BufferedReader, room: Room) -> Iterator[Part | Refusal]:
    """The pages and texts that servers gave, each at its own address; at the end how many other records there were.

    Raises ValueError where the archive is broken; what stands before the fault has come by then.
    """
    others = 0
    while (headers := _headers(file)) is not None:
        block = _block(file, headers)
        page = _page(headers, block) if block else None
        if page is None:
            others += 1
        else:
            yield _part(page, room)
    if others:
        reason = ngettext(
            "{count} record that holds no page or text", "{count} records that hold no page or text", others
        )
        yield Refusal(uri=uri, reason=reason.format(count=others), outcome="skipped")


def _part(page: Page, room: Room) -> Part | Refusal:
    if page.encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        return Refusal(uri=page.address, reason=_("packed as {name}, which is not read").format(name=page.encoding))
    content = _plain(page.body) if page.encoding else page.body
    room.take_bytes(len(content))
    return Part(page.address, in_memory(content), page.address, page.format)


def _plain(body: bytes) -> bytes:
    """What was packed; as it stands where the crawler has unpacked it, though it kept the header."""
    try:
        return zlib.decompressobj(GZIP_OR_ZLIB).decompress(body, MAX_PAGE)
    except zlib.error:
        return body


# ---------------------------------------------------------------- records


def _headers(file: io.BufferedReader) -> Headers | None:
    """The headers of the next record, None at the end."""
    while (line := file.readline(MAX_LINE)) in (b"\r\n", b"\n"):
        pass
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise broken(_("no record where one should begin"))
    headers: dict[str, str] = {}
    for _number in range(MAX_HEADERS):
        line = file.readline(MAX_LINE)
        if not line.strip():
            return headers
        name, _colon, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise broken(_("a record of too many headers"))


def _block(file: io.BufferedReader, headers: Headers) -> bytes:
    """What follows the headers, b"" where that is surely no page."""
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < MAX_HEADERS):
        raise broken(_("a record that does not tell its length"))
    left = int(length)
    if headers.get("warc-type") in ("response", "resource") and left <= MAX_PAGE:
        block = file.read(left)
        left -= len(block)
    else:
        block = b""
        while left and (passed := len(file.read(min(left, BUFFER)))):
            left -= passed
    if left:
        raise broken(_("it ends in the middle of a record"))
    return block


def _page(headers: Headers, block: bytes) -> Page | None:
    """The page of a record; None for pictures, errors, redirections and whatever else a server answers."""
    target = ADDRESS.fullmatch(headers.get("warc-target-uri", ""))
    if target is None:
        return None
    if headers["warc-type"] == "resource":
        format = FORMATS.get(_type(headers.get("content-type", "")))
        return Page(target[1], format, block, "") if format else None
    block = OTHER_HTTP.sub(b"HTTP/1.1", block, count=1) if OTHER_HTTP.match(block) else block
    answer = HTTPResponse(cast("Any", SimpleNamespace(makefile=lambda _mode: io.BytesIO(block))))
    try:
        answer.begin()
    except (HTTPException, ValueError, OSError):
        return None
    format = FORMATS.get(_type(answer.getheader("Content-Type", "")))
    if answer.status != OK or format is None:
        return None
    return Page(target[1], format, _body(answer, block), answer.getheader("Content-Encoding", "").strip().lower())


def _type(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def _body(answer: HTTPResponse, block: bytes) -> bytes:
    """What follows the headers of an answer; crawlers that join the chunks keep the header that announces them."""
    if answer.chunked:
        try:
            return answer.read()
        except (HTTPException, ValueError):
            pass
    return re.split(rb"\r?\n\r?\n", block, maxsplit=1)[-1]
