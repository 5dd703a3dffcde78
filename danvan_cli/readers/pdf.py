"""PDF -> Document: the text of its pages, joined to paragraphs. Pages that are pictures need OCR before."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from danvan_cli.messages import _
from danvan_cli.models import Document, Source
from danvan_cli.readers.bounds import MAX_TEXT
from danvan_cli.readers.extras import library
from danvan_cli.readers.printed_lines import Line, paragraphs
from danvan_cli.text.letters import nfc

MAX_PAGES = 2_000
LETTERS = 50  # of a page that is more than a picture with a stamp or a page number
HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": None, "\u00ad": None})  # pdfium's for a line end

Page = Any  # a page of pypdfium2, which has no types


def read(source: Source, content: bytes) -> Document:
    """The text, a line a paragraph, without running heads and page numbers; a paragraph may go on over a page.

    Its title and dates are not taken from the file's properties, which the program fills in. Raises ValueError where
    the file is damaged, behind a password, or scanned (most of its pages being pictures), or has too many pages.
    """
    pdfium = library("pypdfium2", "pdf")
    try:
        with closing(pdfium.PdfDocument(content)) as document:
            pages = _pages(document, pdfium.raw.FPDF_PAGEOBJ_IMAGE)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise ValueError(_("behind a password; save it anew without one")) from None
        raise ValueError(_("not a PDF file that can be read: {error}").format(error=error)) from error
    text = nfc("\n".join(paragraphs(pages)))
    if not text:
        raise ValueError(_("no text"))
    return Document(source=replace(source, encoding="utf-8"), content=content, text=text)


def _pages(document: Any, image: int) -> list[list[Line]]:
    """The lines of the pages with text. image: what pdfium calls a picture."""
    count = len(document)
    if count > MAX_PAGES:
        raise ValueError(_("{count} pages are not an article").format(count=count))
    pages: list[list[Line]] = []
    pictures = size = 0
    for page in document:
        lines = _lines(page)
        letters = sum(len(line.text) for line in lines)
        size += letters
        if size > MAX_TEXT:
            raise ValueError(_("a text of more than {count} characters is not an article").format(count=MAX_TEXT))
        if letters < LETTERS and any(page.get_objects(filter=[image])):
            pictures += 1
        else:
            pages.append(lines)
        page.close()
    if pictures > count / 2:
        reason = _("a scanned PDF: {pictures} of its {count} pages are pictures; run OCR over it first")
        raise ValueError(reason.format(pictures=pictures, count=count))
    return pages


def _lines(page: Page) -> list[Line]:
    with closing(page.get_textpage()) as text_page:
        if text_page.count_chars() > MAX_TEXT:
            raise ValueError(_("a text of more than {count} characters is not an article").format(count=MAX_TEXT))
        return list(_placed(text_page))


def _placed(text_page: Any) -> Iterator[Line]:
    """The lines with their edges in points; in letters, where pdfium's places are not those of the text."""
    text = text_page.get_text_range()
    places_fit = text_page.count_chars() == len(text)
    start = 0
    for line in text.splitlines(keepends=True):
        words = " ".join(line.translate(HYPHENS).split())
        first, last = start + len(line) - len(line.lstrip()), start + len(line.rstrip()) - 1
        start += len(line)
        if words and places_fit:
            yield Line(words, text_page.get_charbox(first)[0], text_page.get_charbox(last)[2])
        elif words:
            yield Line(words, 0, len(words))
