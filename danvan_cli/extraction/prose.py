"""The text of an article in the three forms that rules read, with one set of offsets."""

import re
from dataclasses import dataclass

from danvan_cli.models import Span
from danvan_cli.text.letters import fold, plain

BREAK = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Prose:
    """An article's title and body, ready for rules.

    text: as printed: title, blank line, body with a line a paragraph. Unicode NFC.
    plain: lower case, one tone placement ("Hoà" -> "hòa"). folded: lower case without marks ("hoa").
    All three are of one length, so a match in any of them is a span of `text`.
    paragraphs: spans of the title (where there is one) and of each paragraph, without blanks around them.
    body: where the body begins; opens: where its text does, after the captions before it.
    """

    text: str
    plain: str
    folded: str
    paragraphs: tuple[Span, ...]
    body: int
    opens: int

    @property
    def title(self) -> str:
        """The title, "" where the article has none."""
        return self.text[: self.body].rstrip("\n")

    @property
    def lead(self) -> Span:
        """The body's first paragraph that is no caption; empty where there is no body."""
        return next((p for p in self.paragraphs if p.start >= self.opens), Span(self.opens, self.opens))


def compose(title: str, body: str, captions: int = 0) -> Prose:
    """Prose of a title and a body, both NFC. captions: how many lines of captions the body begins with."""
    head = f"{title}\n\n" if title else ""
    text = (head + body).rstrip("\n")
    paragraphs, start = tuple(_paragraphs(text)), min(len(head), len(text))
    first = [p.start for p in paragraphs if p.start >= start][captions : captions + 1] if captions else []
    return Prose(text, plain(text), fold(text), paragraphs, start, *(first or [start]))


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for end, after in [*(m.span() for m in BREAK.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        if line.strip():
            spans.append(Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        start = after
    return spans
