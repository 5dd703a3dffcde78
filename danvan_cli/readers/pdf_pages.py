"""PDF -> the lines of its pages, by pdfium."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from danvan_cli.messages import _
from danvan_cli.readers.bounds import check_size
from danvan_cli.readers.extras import library
from danvan_cli.readers.printed_lines import Line

MAX_PAGES = 2_000
MAX_MEMORY = 2_000_000_000  # bytes of the process
LETTERS = 50  # of a page that is more than a picture with a stamp or a page number
HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": None, "\u00ad": None})  # pdfium's for a line end

Pdf = Any  # a document, a page or its text of pypdfium2, which has no types


def work() -> None:
    """Read the file of the standard input, write its pages or the reason why there are none as JSON."""
    _bound_memory()
    try:
        answer: dict[str, object] = {"pages": pages(sys.stdin.buffer.read())}
    except ValueError as error:
        answer = {"reason": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def pages(content: bytes) -> list[list[Line]]:
    """The lines of the pages with text, those that are pictures left out. Raises ValueError where there are too many.

    ValueError as well where the file is damaged or behind a password.
    """
    pdfium = library("pypdfium2", "pdf")
    try:
        with closing(pdfium.PdfDocument(content)) as document:
            return _read(document, pdfium.raw.FPDF_PAGEOBJ_IMAGE)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise ValueError(_("behind a password; save it anew without one")) from None
        raise ValueError(_("not a PDF file that can be read: {error}").format(error=error)) from error


def _read(document: Pdf, image: int) -> list[list[Line]]:
    """image: what pdfium calls a picture."""
    count = len(document)
    if count > MAX_PAGES:
        raise ValueError(_("{count} pages are not an article").format(count=count))
    found: list[list[Line]] = []
    pictures = size = 0
    for page in document:
        lines = _lines(page)
        letters = sum(len(line.text) for line in lines)
        size += letters
        check_size(size)
        if letters < LETTERS and any(page.get_objects(filter=[image])):
            pictures += 1
        else:
            found.append(lines)
        page.close()
    if pictures > count / 2:
        reason = _("a scanned PDF: {pictures} of its {count} pages are pictures; run OCR over it first")
        raise ValueError(reason.format(pictures=pictures, count=count))
    return found


def _lines(page: Pdf) -> list[Line]:
    with closing(page.get_textpage()) as text_page:
        check_size(text_page.count_chars())
        return list(_placed(text_page))


def _placed(text_page: Pdf) -> Iterator[Line]:
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
