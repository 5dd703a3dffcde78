"""Web pages saved in one file (.mht, .mhtml) -> Document: the page among its pictures and styles."""

from dataclasses import replace
from email.message import Message

from danvan_cli.errors import NotAnArticle
from danvan_cli.messages import _
from danvan_cli.models import Document, Source
from danvan_cli.readers import html
from danvan_cli.readers.mime import body, header, leaves, message
from danvan_cli.readers.page_markup import host_of

PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source, content: bytes) -> Document:
    """The article of the page, with the host of the address that the browser noted, unless the page names its own.

    Raises NotAnArticle where there is no page, and what html.read raises.
    """
    whole = message(content)
    page = _page(whole)
    if page is None:
        raise NotAnArticle(_("no page in it"))
    noted = header(page, "Content-Location"), header(whole, "Snapshot-Content-Location")
    address = next((address for address in noted if host_of(address)), source.uri)
    document = html.read(replace(source, uri=address), body(page), page.get_content_charset())
    return replace(document, source=replace(document.source, uri=source.uri), content=content)


def _page(whole: Message) -> Message | None:
    """The part that the others belong to: the one that is named as the start, else the first page."""
    pages = [part for part in leaves(whole) if part.get_content_type() in PAGES]
    start = whole.get_param("start")
    return next((page for page in pages if start and header(page, "Content-ID") == start), pages[0] if pages else None)
