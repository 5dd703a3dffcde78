"""Whether a form of the tables is a title where it stands, or a part of a name or a place."""

import re

from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.names import has_capitals
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import Title, surnames
from danvan_cli.extraction.toponyms import UPPER
from danvan_cli.models import Span
from danvan_cli.text.letters import plain

IN_FRONT = re.compile(rf"(?:(?<!\w)[{UPPER}][^\W\d_]{{1,7}}[ \xa0]){{1,2}}$")  # one or two words with capitals
SENTENCE_ENDS = ("", ".", ":", ";", "!", "?", "-", "–", "\n")


def is_title(prose: Prose, title: Title) -> bool:
    """Whether a form of the table stands for a title here: "huyện Anh Sơn" holds none, "Tuv" is none."""
    if title.kind == "office abbreviation":
        return prose.text[title.start : title.end].isupper()
    if title.kind == "rank" and has_capitals(prose, Span(title.start, title.end)) and _is_middle_name(prose, title):
        return False
    if title.kind != "honorific" or not is_inside(prose, title):
        return True
    return unit_end(prose.plain, title.start) <= title.end and not _is_middle_name(prose, title)


def _is_middle_name(prose: Prose, title: Title) -> bool:
    """Whether a title with a capital stands inside a name: "Lê Anh Đức", "Ngô Thị Anh Thư"."""
    front = IN_FRONT.search(prose.text, max(0, title.start - 24), title.start)
    return front is not None and any(plain(word) in surnames() for word in front[0].split())


def is_inside(prose: Prose, title: Title) -> bool:
    """Whether a title has a capital within a sentence."""
    before = prose.text[max(0, title.start - 3) : title.start].rstrip(" \xa0")
    return prose.text[title.start].isupper() and before[-1:] not in SENTENCE_ENDS
