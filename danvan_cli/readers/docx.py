"""Word (.docx) -> Document: paragraphs and tables in order, what was deleted and what stands in margins left out.

Text in an 8-bit font (.VnTime, VNI-Times) comes out in the letters of windows-1252, to be restored like that of other
files. Who saved the file last, and when, says nothing about the article.
"""

from collections.abc import Mapping
from zipfile import ZipFile

from danvan_cli.models import Document, Source
from danvan_cli.readers.flow import Flow, document
from danvan_cli.readers.package import Handler, opened, related, walk

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
SKIPPED = frozenset([
    "w:del", "w:moveFrom", "w:pPrChange",  # as it was before a revision
    "mc:Fallback",  # says the same again for an older Word
])  # fmt: skip
TEXTS = frozenset(["w:t", "m:t"])
LEVELS = {"title": "title", "heading 1": "heading"}
SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


def read(source: Source, content: bytes) -> Document:
    """The text of the body, without headers, footers, notes and comments; title: what has the style of one.

    Raises ValueError where the file is damaged, behind a password or larger than any article, or holds no text.
    """
    package = opened(content)
    part = related(package, "", "officeDocument") or "word/document.xml"
    body = _Body(_levels(package, part))
    walk(package, part, body, PREFIXES, SKIPPED)
    return document(source, content, body)


def _levels(package: ZipFile, part: str) -> dict[str, str]:
    """Styles of titles by their ids, which are in the language of the program: {"u1": "heading"}."""
    path = related(package, part, "styles")
    if path not in package.namelist():
        return {}
    styles = _Styles()
    walk(package, path, styles, PREFIXES)
    return styles.levels


class _Styles(Handler):
    def __init__(self) -> None:
        self.levels: dict[str, str] = {}
        self._id = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:style":
            self._id = attributes.get("styleId", "")
        elif name == "w:name" and (level := LEVELS.get(attributes.get("val", "").lower())):
            self.levels[self._id] = level


class _Body(Flow, Handler):
    def __init__(self, levels: Mapping[str, str]) -> None:
        super().__init__()
        self._level_of = levels
        self._levels: list[str | None] = []  # of the open paragraphs
        self._inside: list[str] = [""]  # the open elements

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "w:p":
                self.begin_paragraph()
                self._levels.append(None)
            case "w:pStyle" if self._levels:
                self._levels[-1] = self._level_of.get(attributes.get("val", ""))
            case "w:tr":
                self.begin_row()
            case "w:tc":
                self.begin_cell()
            case _ if name in SIGNS and self._inside[-1] == "w:r":  # the paragraph's properties have tabs, too
                self.write(SIGNS[name])
        self._inside.append(name)

    def end(self, name: str) -> None:
        self._inside.pop()
        match name:
            case "w:p":
                self.end_paragraph(self._levels.pop())
            case "w:tr":
                self.end_row()
            case "w:tc":
                self.end_cell()

    def data(self, text: str) -> None:
        if self._inside[-1] in TEXTS:
            self.write(text)
