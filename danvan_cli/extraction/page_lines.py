"""The lines of a page, each with what it is: prose, a date line, the owner's name, an author's line, chrome."""

import re
from dataclasses import dataclass
from typing import Literal

from danvan_cli.extraction.chrome import Kind as Chrome
from danvan_cli.extraction.chrome import chrome_kind, is_notice
from danvan_cli.text.bylines import labelled_author
from danvan_cli.text.date_lines import is_date_line, is_posting_line
from danvan_cli.text.site_names import is_site_name

Kind = Literal["prose", "other", "entry", "numbers", "date", "posting", "author", "site"] | Chrome
SHORTEST_PROSE = 60  # letters of a sentence that is surely no headline
LONGEST_LABEL = 200  # letters; longer lines are prose
SENTENCE_END = re.compile(r"[.:;!?…][\s\"”’»)\]]*$|/\.*$")
PLAYER = re.compile(r"\d{1,2}:\d{2}(?:\s?/\s?\d{1,2}:\d{2})?")  # how far a recording was played
LETTER = re.compile(r"[^\W\d_]")
ENTRY = re.compile(r"[\s>»•*+-]*.{12,180}[(\[]\s?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[^()\[\]]{0,12}[)\]]\s*")
DATED = re.compile(r"[\s>»•*+-]*[(\[]?\d{1,2}[/-]\d{1,2}[/-]\d{4}[)\]]?\s?[:|–-]\s?\S.{12,160}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its kind.

    entry: a headline with the date of another article; posting: a date among few other words, of publication where it
    stands beside the headline; other: headline, caption, list item.
    """

    text: str
    kind: Kind


def classify(text: str) -> Line:
    """The line with its kind."""
    return Line(text, _kind(text))


def _kind(text: str) -> Kind:
    if len(text) > LONGEST_LABEL:
        return "end" if is_notice(text) else "prose"
    if is_date_line(text):
        return "date"
    if is_posting_line(text):
        return "posting"
    if PLAYER.fullmatch(text.strip()):
        return "tool"
    if not LETTER.search(text):
        return "numbers"
    found = chrome_kind(text)
    if found and not (found == "tool" and labelled_author(text)):
        return found
    if labelled_author(text) is not None:
        return "author"
    if is_site_name(text):
        return "site"
    if ENTRY.fullmatch(text) or DATED.fullmatch(text):
        return "entry"
    return "prose" if is_sentence(text) else "other"


def is_sentence(text: str) -> bool:
    """Whether a line ends like a sentence, is long enough for one and is not a headline in capitals."""
    return len(text) >= SHORTEST_PROSE and bool(SENTENCE_END.search(text)) and not text.isupper()
