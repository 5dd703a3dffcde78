"""Paragraphs and tables that come one element at a time -> lines."""

from dataclasses import replace

from danvan_cli.messages import _
from danvan_cli.models import Document, Source
from danvan_cli.readers.bounds import check_size
from danvan_cli.readers.encodings import in_unicode
from danvan_cli.text.letters import nfc_or_legacy

CELL = 200  # letters of a cell of data
CELL_MARK = "; "  # between the cells of a row
MAX_NESTED = 100  # tables within tables
PROSE = 150  # letters of a paragraph that no headline reaches


class Flow:
    """The lines of a text. A box inside a paragraph comes before it; a row of short cells is one line.

    title: the first paragraph that was marked as one, None without any. It stays among the lines.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.title: str | None = None
        self._prose = False  # whether a paragraph of prose has come
        self._size = 0  # characters and paragraphs so far
        self._paragraphs: list[list[str]] = []  # those that are open, a paragraph as its pieces
        self._rows: list[list[list[str]]] = []  # those that are open, a row as its cells
        self._places = [self.lines]  # where the lines of a finished paragraph go: the text, a cell, a cell in a cell

    def begin_paragraph(self) -> None:
        self._paragraphs.append([])

    def write(self, text: str) -> None:
        """Add to the paragraph; what stands outside of paragraphs is no text."""
        if self._paragraphs:
            self._paragraphs[-1].append(text)

    def end_paragraph(self, level: str | None = None) -> None:
        """level: "title", "heading" for a heading of the first level; that is the title if nothing but labels precede.

        Word's first heading may as well be that of the first chapter. ValueError where it is too much for an article.
        """
        text = "".join(self._paragraphs.pop())
        self._size += len(text) + 1
        check_size(self._size)
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        if lines and self.title is None and (level == "title" or (level == "heading" and not self._prose)):
            self.title = " ".join(lines)
        self._prose = self._prose or any(len(line) >= PROSE for line in lines)
        self._places[-1] += lines

    def begin_row(self) -> None:
        if len(self._rows) == MAX_NESTED:
            raise ValueError(_("more than {count} tables within each other").format(count=MAX_NESTED))
        self._rows.append([])

    def begin_cell(self) -> None:
        self._places.append([])

    def end_cell(self) -> None:
        cell = self._places.pop()
        if self._rows:
            self._rows[-1].append(cell)
        else:
            self._places[-1] += cell

    def end_row(self) -> None:
        cells = [cell for cell in self._rows.pop() if cell]
        lines = [line for cell in cells for line in cell]
        is_data = len(lines) == len(cells) and all(len(line) <= CELL for line in lines)
        self._places[-1] += [CELL_MARK.join(lines)] if is_data and lines else lines


def document(source: Source, content: bytes, flow: Flow) -> Document:
    """The document of these lines, in Unicode. Raises ValueError where there are none."""
    if not flow.lines:
        raise ValueError(_("no text"))
    written = [flow.title or "", *"\n".join(flow.lines).split("\n")]
    read = in_unicode(list(map(nfc_or_legacy, written)), "utf-8")
    return Document(
        source=replace(source, encoding=read.encoding),
        content=content,
        text="\n".join(read.paragraphs[1:]),
        title=read.paragraphs[0] or None,
        read=read.read,
    )
