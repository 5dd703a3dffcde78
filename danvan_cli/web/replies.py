"""What a site answers: its status in plain words, the format of what it gives, the bytes within bounds."""

import gzip
import zlib
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from typing import IO, NamedTuple, cast

from danvan_cli.errors import NotFetched, NotNow
from danvan_cli.messages import _

PIECE = 65_536  # bytes that are read at once
LONGEST_TAG = 300  # characters of an ETag or a date that is kept
REDIRECTIONS = (301, 302, 303, 307, 308)
BUSY = (408, 425, 429)
PACKED = b"\x1f\x8b"  # how gzip begins
FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "application/pdf": "pdf",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/gzip": "feed",  # sitemaps are packed at times
    "application/x-gzip": "feed",
}


class Reply(NamedTuple):
    """to: where a redirection leads, as the site says it; kind: the content type, None where none is named."""

    status: int
    to: str | None
    kind: str | None
    etag: str | None
    modified: str | None
    content: bytes


def received(response: HTTPResponse, size: int) -> Reply:
    """The reply in an answer whose head was read; of redirections and failures only the head."""
    headers = response.headers
    return Reply(
        status=response.status,
        to=_utf8(headers.get("Location")) if response.status in REDIRECTIONS else None,
        kind=headers["Content-Type"].split(";")[0].strip().lower() if headers.get("Content-Type") else None,
        etag=_kept(headers.get("ETag")),
        modified=_kept(headers.get("Last-Modified")),
        content=_content(response, size) if response.status == 200 else b"",
    )


def format_of(reply: Reply) -> str | None:
    """The format of what a site gives, None where it does not say. NotFetched where there is no page to take."""
    if reply.status != 200:
        raise _refused(reply.status)
    if not reply.content:
        raise NotFetched(_("the page is empty"))
    if not reply.kind:
        return None
    if reply.kind not in FORMATS:
        raise NotFetched(_("{kind} is not taken from the web").format(kind=reply.kind[:100]))
    return FORMATS[reply.kind]


def _refused(status: int) -> NotFetched:
    """What a status means for a person."""
    match status:
        case 404 | 410:
            return NotFetched(_("the page is gone ({status})").format(status=status))
        case 401 | 407:
            return NotFetched(_("the page asks for a login ({status})").format(status=status))
        case 403:
            return NotNow(_("the site does not let danvan have the page ({status})").format(status=status))
        case 451:
            return NotFetched(_("the page is withheld for legal reasons ({status})").format(status=status))
    if status in BUSY:
        return NotNow(_("the site asks to come back later ({status})").format(status=status))
    if status >= 500:
        return NotNow(_("the site has a fault of its own ({status}); try again later").format(status=status))
    return NotFetched(_("the site gives no page ({status})").format(status=status))


def _utf8(value: str | None) -> str | None:
    """The words of a header that http.client took for Latin-1."""
    return value and value.encode("latin-1", "replace").decode("utf-8", "replace")


def _kept(value: str | None) -> str | None:
    """A value that can be sent back as it came."""
    return value if value and len(value) <= LONGEST_TAG and value.isascii() and value.isprintable() else None


# ---------------------------------------------------------------- the bytes


def _content(response: HTTPResponse, size: int) -> bytes:
    """All bytes of an answer, unpacked. NotFetched where there are more than `size`, NotNow where some are missing."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise NotFetched(_("the page is packed as {packing}, which was not asked for").format(packing=packing[:40]))
    if (response.length or 0) > size:
        raise _too_large(size)
    try:
        content = _read(cast("IO[bytes]", response), size, packed=packing != "identity")
        if content.startswith(PACKED):
            content = _read(BytesIO(content), size, packed=True)
    except (EOFError, zlib.error, gzip.BadGzipFile, HTTPException) as error:
        raise NotNow(_("the page came broken ({error})").format(error=error or type(error).__name__)) from error
    if response.length:
        raise NotNow(_("the page came in part; {count} bytes are missing").format(count=response.length))
    return content


def _read(stream: IO[bytes], size: int, *, packed: bool) -> bytes:
    """The bytes of a stream, unpacked as they come."""
    source = cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if packed else stream
    content = bytearray()
    while piece := source.read(PIECE):
        content += piece
        if len(content) > size:
            raise _too_large(size)
    return bytes(content)


def _too_large(size: int) -> NotFetched:
    return NotFetched(_("larger than {count} MB").format(count=f"{size / 1_000_000:g}"))
