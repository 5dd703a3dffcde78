"""Which lines of a page are its article: where it ends, without boxes of other articles and chrome inside it."""

import re

from danvan_cli.extraction.page_lines import Line
from danvan_cli.extraction.signatures import names_author
from danvan_cli.text.bylines import tells_source
from danvan_cli.text.letters import plain

HEAD_ONLY = ("menu", "site", "numbers", "date", "posting", "entry")  # around the prose, possible inside it
STOPS = ("tool", "menu", "site", "numbers", "entry", "related", "end")
HEADINGS_TOO = frozenset(("thảo luận", "ý kiến", "nhận xét", "phản hồi", "trả lời", "lưu trữ"))  # labels of comments
LONG = 240  # letters of a paragraph that is no teaser of another article
BOX = 3  # headlines in a box of other articles inside the text
TEASER = re.compile(r"\[(?:video|clip|ảnh|audio|infographic|podcast)\] ", re.IGNORECASE)  # "[Video] Toàn cảnh hội chợ"


def article_end(lines: list[Line], start: int) -> int:
    """Where the article ends: at comments and keywords, at a list of other articles, at chrome after the last prose."""
    first = next((i for i in range(start, len(lines)) if lines[i].kind == "prose"), start)
    for i in range(first, len(lines)):
        if _ends(lines, i):
            return _last_of_text(lines, first, i)
    return _last_of_text(lines, first, len(lines))


def _ends(lines: list[Line], place: int) -> bool:
    """Whether the article ends at a line. A label like "Thảo luận" before two paragraphs is a subheading."""
    if lines[place].kind == "related":
        return _resumes(lines, place) is None
    least = 0 if plain(lines[place].text).strip(" :") in HEADINGS_TOO else LONG
    below = (line.kind == "prose" and len(line.text) > least for line in lines[place + 1 : place + 3])
    return lines[place].kind == "end" and sum(below) < 2


def _last_of_text(lines: list[Line], first: int, end: int) -> int:
    """The first chrome line after the last prose before `end`; between text and author the source may be told."""
    last = next((i for i in range(end - 1, first - 1, -1) if lines[i].kind == "prose"), first)
    stop = next((i for i in range(last + 1, end) if lines[i].kind in STOPS), end)
    signed = stop + 1 < end and tells_source(plain(lines[stop].text)) and names_author(lines[stop + 1])
    return stop + 2 if signed else stop


def _resumes(lines: list[Line], label: int) -> int | None:
    """Where the article goes on after a box of other articles inside it; None where it does not.

    It does where two paragraphs of prose follow each other, or a long one follows a few headlines.
    """
    stop = next((i for i in range(label + 1, len(lines)) if lines[i].kind in ("end", "related")), len(lines))
    for i in range(label + 1, stop):
        if lines[i].kind == "prose":
            pair = i + 1 < stop and lines[i + 1].kind == "prose"
            alone = (
                i - label <= BOX
                and len(lines[i].text) > LONG
                and not any(x.kind == "prose" for x in lines[i + 2 : stop])
            )
            if pair or alone:
                return i
    return None


def without_boxes(lines: list[Line], start: int, end: int) -> list[Line]:
    """The lines of the article without the boxes of other articles inside it."""
    kept, i = [], start
    while i < end:
        after = _resumes(lines, i) if lines[i].kind == "related" else None
        if after is None:
            kept.append(lines[i])
        i = after or i + 1
    return kept


def without_chrome(lines: list[Line]) -> list[Line]:
    """Lines without chrome; what could be a subheading or a number of the article stays between its paragraphs."""
    prose = [i for i, line in enumerate(lines) if line.kind == "prose"]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    return [line for i, line in enumerate(lines) if _stays(line, inside=first < i < last)]


def _stays(line: Line, *, inside: bool) -> bool:
    if line.kind == "other":
        return not TEASER.match(line.text)
    return line.kind in ("prose", "author") or (inside and line.kind in HEAD_ONLY)
