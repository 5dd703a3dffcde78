"""OpenDocument text (.odt) -> Document: paragraphs and tables in order, without notes, comments and deleted text."""

import re
from collections.abc import Mapping

from danvan_cli.messages import _
from danvan_cli.models import Document, Source
from danvan_cli.readers.flow import Flow, document
from danvan_cli.readers.package import Handler, opened, walk

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    f"{SPACE}office:1.0": "office",
    f"{SPACE}style:1.0": "style",
    f"{SPACE}text:1.0": "text",
    f"{SPACE}table:1.0": "table",
    f"{SPACE}svg-compatible:1.0": "svg",
    f"{SPACE}manifest:1.0": "manifest",
}
SKIPPED = frozenset([
    "text:note", "text:tracked-changes", "office:annotation", "office:forms", "svg:title", "svg:desc",
    "table:covered-table-cell",
])  # fmt: skip
TITLE = "Title"
BLANK = re.compile(r"[ \t\r\n]+")
MOST_BLANKS = 100  # that an element stands for


def read(source: Source, content: bytes) -> Document:
    """The text of the body; title: what has the style of one, else the first heading of the first level.

    Raises ValueError where the file is damaged, behind a password or larger than any article, or holds no text.
    """
    package = opened(content)
    if "META-INF/manifest.xml" in package.namelist():
        walk(package, "META-INF/manifest.xml", _Manifest(), PREFIXES)
    body = _Body()
    walk(package, "content.xml", body, PREFIXES, SKIPPED)
    return document(source, content, body)


class _Manifest(Handler):
    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if name == "manifest:encryption-data":
            raise ValueError(_("behind a password; save it anew without one"))


class _Body(Flow, Handler):
    def __init__(self) -> None:
        super().__init__()
        self._titles = {TITLE}  # names of the styles of titles
        self._levels: list[str | None] = []  # of the open paragraphs

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "style:style" if attributes.get("parent-style-name") == TITLE:
                self._titles.add(attributes.get("name", ""))
            case "text:p" | "text:h":
                self.begin_paragraph()
                self._levels.append(self._level(name, attributes))
            case "table:table-row":
                self.begin_row()
            case "table:table-cell":
                self.begin_cell()
            case "text:s":
                count = attributes.get("c", "1")
                self.write(" " * min(int(count) if count.isdecimal() else 1, MOST_BLANKS))
            case "text:tab":
                self.write("\t")
            case "text:line-break":
                self.write("\n")

    def _level(self, name: str, attributes: Mapping[str, str]) -> str | None:
        if attributes.get("style-name") in self._titles:
            return "title"
        return "heading" if name == "text:h" and attributes.get("outline-level", "1") == "1" else None

    def end(self, name: str) -> None:
        match name:
            case "text:p" | "text:h":
                self.end_paragraph(self._levels.pop())
            case "table:table-row":
                self.end_row()
            case "table:table-cell":
                self.end_cell()

    def data(self, text: str) -> None:
        self.write(BLANK.sub(" ", text))
