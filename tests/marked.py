"""Case files: articles with the expected spans marked in their text, so that offsets are never typed.

A file of tests/cases holds cases; each begins with a line "# name" (or "# xfail: name" for a known failure). Lines
"T: ..." give the title, all other lines are the body, a line a paragraph. {kind:words} marks the words as an expected
mention; marks do not nest. Lines "= {json}" after the text give expected facts, one a line.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from danvan_cli.extraction.prose import Prose, compose
from danvan_cli.models import Span

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\{([a-z_]+):([^{}]*)\}")


@dataclass(frozen=True)
class Case:
    """One article: its prose, the marked mentions (kind, span) in order, the expected facts."""

    name: str
    xfail: bool
    prose: Prose
    mentions: tuple[tuple[str, Span], ...]
    facts: tuple[dict, ...]

    def marked(self, kind: str) -> list[str]:
        """The marked words of a kind."""
        return [self.prose.text[s.start : s.end] for k, s in self.mentions if k == kind]


def read(name: str) -> list[Case]:
    """The cases of tests/cases/NAME."""
    blocks = re.split(r"^# ", (CASES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    head, *lines = block.rstrip().split("\n")
    title = " ".join(line[3:] for line in lines if line.startswith("T: "))
    facts = tuple(json.loads(line[2:]) for line in lines if line.startswith("= "))
    body = "\n".join(line for line in lines if line and not line.startswith(("T: ", "= ")))
    clean, mentions = _unmark(f"{title}\n\n{body}" if title else body)
    clean_title, _ = _unmark(title)
    prose = compose(clean_title, clean[len(clean_title) + 2 :] if title else clean)
    return Case(head.removeprefix("xfail: "), head.startswith("xfail: "), prose, tuple(mentions), facts)


def _unmark(text: str) -> tuple[str, list[tuple[str, Span]]]:
    clean, mentions, at = "", [], 0
    for match in MARK.finditer(text):
        clean += text[at : match.start()]
        mentions.append((match[1], Span(len(clean), len(clean) + len(match[2]))))
        clean += match[2]
        at = match.end()
    return clean + text[at:], mentions
