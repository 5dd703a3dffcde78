"""An input -> its documents: opens it, tells its format, hands it to the module of that format."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from danvan_cli.errors import NotAnArticle
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal, Source
from danvan_cli.readers import records
from danvan_cli.readers.bounds import MAX_FILE, check_article
from danvan_cli.readers.inputs import STDIN, Input, system_reason, uri_of

FORMATS = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
}
RECORDS = ("jsonl", "csv")
Opened = Callable[[], AbstractContextManager[io.BufferedReader]]
HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
MARKUP = re.compile(rb"<[A-Za-z!?]")
FEED = re.compile(
    rb"(?>\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b", re.DOTALL
)
NOT_LETTERS = b"\0\xef\xbb\xbf\xfe\xff"  # byte order marks, and the zero bytes of UTF-16


def read(item: Input) -> Iterator[Document | Refusal]:
    """The documents of an input, one unless it holds records. What cannot be read is refused; nothing is raised."""
    yield from _documents(item, lambda: _opened(item), None)


def read_content(uri: str, content: bytes, format: str | None = None) -> Iterator[Document | Refusal]:
    """The documents in bytes that came from an address, as `read` gives them; format: None where it must be told."""
    yield from _documents(
        Input(uri, None), lambda: io.BufferedReader(cast("io.RawIOBase", io.BytesIO(content))), format
    )


def _documents(item: Input, opened: Opened, format: str | None) -> Iterator[Document | Refusal]:
    nothing = True
    try:
        with opened() as file:
            for found in _read(item.uri, file, format):
                nothing = False
                yield found if isinstance(found, Refusal) else _located(found, item)
    except OSError as error:
        yield Refusal(uri=item.uri, reason=system_reason(error))
    except (NotAnArticle, ValueError) as error:
        yield Refusal(uri=item.uri, reason=str(error))
    except Exception as error:  # a fault of a parser costs one file, not the run; the ledger names it
        reason = _("a fault of danvan ({fault}); please report it").format(fault=f"{type(error).__name__}: {error}")
        yield Refusal(uri=item.uri, reason=reason)
    else:
        if nothing:
            yield Refusal(uri=item.uri, reason=_("no records in it"))


def _located(document: Document, item: Input) -> Document:
    """The document with its location and site."""
    uri = document.source.uri
    if host := HOST.match(uri):
        return replace(document, location=uri, site=host[1].lower())
    if item.path is None:
        return replace(document, site=STDIN)
    path = uri_of(item.path.resolve())
    if document.source.format in RECORDS:
        return replace(document, location=f"{path}#{document.given.id}" if document.given.id else None, site=item.uri)
    return replace(document, location=path, site=PurePosixPath(item.uri).parent.as_posix())


@contextmanager
def _opened(item: Input) -> Iterator[io.BufferedReader]:
    if item.path is not None:
        with item.path.open("rb") as file:
            yield file
        return
    file = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    try:
        yield file
    finally:
        file.detach()  # the standard input stays open


def _read(uri: str, file: io.BufferedReader, format: str | None) -> Iterator[Document | Refusal]:
    suffix = f".{format}" if format else PurePosixPath(uri).suffix.lower()
    if advice := _advice(suffix):
        raise ValueError(advice)
    head = file.peek()
    if not head:
        raise ValueError(_("the file is empty"))
    format = FORMATS.get(suffix) or format or _sniffed(head)
    if format == "jsonl":
        yield from records.read_lines(uri, file)
        return
    content = _content(file)
    if format == "csv":
        yield from records.read_table(uri, content)
    elif format == "feed":
        from danvan_cli.readers import feed

        yield from feed.read(uri, content)
    else:
        yield _document(Source(uri=uri, sha256=sha256(content).hexdigest(), format=format, encoding=None), content)


def _sniffed(head: bytes) -> str:
    """The format by the first bytes of a file whose suffix tells nothing."""
    start = head.translate(None, NOT_LETTERS).lstrip()
    if FEED.match(start):
        return "feed"
    if MARKUP.match(start):
        return "html"
    return "jsonl" if start.startswith(b"{") else "txt"


def _content(file: BinaryIO) -> bytes:
    content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise ValueError(_("larger than {count} MB").format(count=MAX_FILE // 1_000_000))
    return content


def _document(source: Source, content: bytes) -> Document:
    """Each format is loaded when it is met: HTML and Markdown bring libraries that take long to load."""
    match source.format:
        case "html":
            from danvan_cli.readers import html

            document = html.read(source, content)
        case "md":
            from danvan_cli.readers import markdown

            document = markdown.read(source, content)
        case _:
            from danvan_cli.readers import text

            document = text.read(source, content)
    check_article(document.text)
    return document


def _advice(suffix: str) -> str | None:
    """What to do with a file whose format is known but not read."""
    match suffix:
        case ".doc" | ".docx" | ".odt" | ".rtf":
            return _("Word files are not read yet; save it as .html or .txt")
        case ".pdf":
            return _("PDF files are not read yet; save its text as .txt")
        case ".xls" | ".xlsx" | ".ods":
            return _("spreadsheets are not read yet; save it as .csv")
        case ".ppt" | ".pptx" | ".odp":
            return _("presentations are not read yet; save its text as .txt")
        case ".eml" | ".msg" | ".mbox":
            return _("e-mails are not read yet; save its text as .txt")
        case ".mht" | ".mhtml" | ".webarchive":
            return _("web archives are not read yet; save the page as .html")
        case ".epub" | ".mobi":
            return _("books are not read yet; save its text as .txt")
        case ".json":
            return _("records are read one a line; save it as .jsonl")
        case ".zip" | ".rar" | ".7z" | ".gz" | ".tgz":
            return _("packed files are not read; unpack it first")
    return None
