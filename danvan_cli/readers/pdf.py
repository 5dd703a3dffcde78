"""PDF -> Document: the text of its pages, joined to paragraphs. Pages that are pictures need OCR before.

A process of its own parses each file: in C, where no Ctrl-C reaches, a file of 3 MB can take hours and all memory.
"""

import json
import subprocess
import sys
from dataclasses import replace

from danvan_cli.messages import _
from danvan_cli.models import Document, Source
from danvan_cli.readers.encodings import in_unicode
from danvan_cli.readers.printed_lines import Line, paragraphs
from danvan_cli.text.letters import nfc_or_legacy

MAX_SECONDS = 60
WORK = "import sys; sys.path[:] = sys.argv[1:]; from danvan_cli.readers.pdf_pages import work; work()"

if sys.platform == "win32":
    WITHOUT_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    WITHOUT_WINDOW = 0


def read(source: Source, content: bytes) -> Document:
    """The text, a line a paragraph, without running heads and page numbers; a paragraph may go on over a page.

    Its title and dates are not taken from the file's properties, which the program fills in. Raises ValueError where
    the file is damaged, behind a password, or scanned (most of its pages being pictures), or is too much to read.
    """
    written = paragraphs(_pages(content))
    if not written:
        raise ValueError(_("no text"))
    read = in_unicode(list(map(nfc_or_legacy, written)), "utf-8")
    return Document(
        source=replace(source, encoding=read.encoding),
        content=content,
        text="\n".join(read.paragraphs),
        read=read.read,
    )


def _pages(content: bytes) -> list[list[Line]]:
    command = [sys.executable, "-c", WORK, *map(str, sys.path)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=MAX_SECONDS, creationflags=WITHOUT_WINDOW, check=True
        )
    except subprocess.TimeoutExpired:
        reason = _("reading it takes more than {count} seconds; save its text as .txt")
        raise ValueError(reason.format(count=MAX_SECONDS)) from None
    except subprocess.CalledProcessError:
        raise ValueError(_("the PDF library ended abruptly over it; save its text as .txt")) from None
    answer = json.loads(done.stdout)
    if "reason" in answer:
        raise ValueError(answer["reason"])
    return [[Line(*line) for line in page] for page in answer["pages"]]
