"""Which lines of a page are its article: where it ends, without boxes of other articles and chrome inside it."""

import re
from itertools import pairwise, takewhile

from danvan_cli.extraction.headline import CAPTION
from danvan_cli.extraction.page_lines import Line
from danvan_cli.extraction.signatures import names_author
from danvan_cli.text.bylines import is_author_label, tells_source
from danvan_cli.text.letters import plain
from danvan_cli.text.owners import OWNER

HEAD_ONLY = ("menu", "site", "numbers", "date", "posting", "entry")  # around the prose, possible inside it
STOPS = ("tool", "menu", "site", "numbers", "entry", "related", "end")
HEADINGS_TOO = frozenset(("thảo luận", "ý kiến", "nhận xét", "phản hồi", "trả lời", "lưu trữ"))  # labels of comments
LONG = 240  # letters of a paragraph that is no teaser of another article
BOX = 3  # headlines in a box of other articles inside the text
IN_BOX = ("other", "entry", "date", "posting", "numbers", "media")
SUBHEADING = 5  # words
ASKED = re.compile(r"(?:[-–—+*]|(?:PV|P\.V|Phóng viên|PHÓNG VIÊN|Hỏi)\s?:)[^?]{1,190}\?\s{0,3}$")
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
    """The first chrome line after the last prose before `end`; source or label may stand between text and author."""
    last = next((i for i in range(end - 1, first - 1, -1) if lines[i].kind == "prose"), first)
    stop = next((i for i in range(last + 1, end) if lines[i].kind in STOPS), end)
    if stop + 1 >= end or not names_author(lines[stop + 1]):
        return stop
    text = lines[stop].text
    return stop + 2 if tells_source(plain(text)) or is_author_label(text) else stop


def _resumes(lines: list[Line], label: int) -> int | None:
    """Where the article goes on after a box of other articles inside it; None where it does not.

    It does at the first prose below a few headlines, but where the article was signed before them or other articles
    with teasers follow; there it does, if at all, where two paragraphs follow each other.
    """
    stop = next((i for i in range(label + 1, len(lines)) if lines[i].kind in ("end", "related")), len(lines))
    told = [i for i in range(label + 1, stop) if _is_told(lines[i]) or _is_asked(lines, i)]
    if not told:
        return None
    in_text = _is_box(lines[label + 1 : told[0]]) and not _is_signed(lines, label)
    if in_text and not _are_teasers(lines, label, told, stop):
        return told[0]
    return next((one for one, other in pairwise(told) if other == one + 1), None)


def _is_told(line: Line) -> bool:
    """Whether a line is prose of an article, not of a page's foot: "Cổng thông tin xã ... do UBND xã quản lý, ..."."""
    return line.kind == "prose" and OWNER.match(plain(line.text)) is None


def _is_asked(lines: list[Line], place: int) -> bool:
    """Whether a line is a question of an interview, before its answer: "- Thưa ông, ...?", "PV: ...?"."""
    answered = any(line.kind == "prose" for line in lines[place + 1 : place + 2])
    return answered and ASKED.match(lines[place].text) is not None


def _is_box(lines: list[Line]) -> bool:
    """Whether lines below the label of a box are a few headlines and their dates."""
    return all(line.kind in IN_BOX for line in lines) and sum(map(_is_headline, lines)) <= BOX


def _is_signed(lines: list[Line], label: int) -> bool:
    """Whether author or source stand between the last prose and the label of a box."""
    above = (lines[i] for i in range(label - 1, -1, -1))
    after = takewhile(lambda line: line.kind != "prose", above)
    return any(names_author(line) or tells_source(plain(line.text)) for line in after)


def _are_teasers(lines: list[Line], label: int, told: list[int], stop: int) -> bool:
    """Whether the prose below a label, at the lines `told`, is that of other articles: each has a headline above it.

    One with nothing below is the last paragraph of the article, and so is one above the author.
    """
    if any(len(lines[i].text) > LONG for i in told) or any(map(names_author, lines[told[0] + 1 : stop])):
        return False
    above = [label, *told]
    headed = all(any(map(_is_headline, lines[a + 1 : b])) for a, b in pairwise(above))
    return headed and (len(told) > 1 or any(map(_is_headline, lines[told[0] + 1 : stop])))


def _is_headline(line: Line) -> bool:
    """Whether a line may be the headline of another article; subheadings have fewer words."""
    if line.kind == "entry":
        return True
    return line.kind == "other" and len(line.text.split()) > SUBHEADING and not CAPTION.match(plain(line.text))


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
