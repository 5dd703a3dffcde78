"""The cleaned article of a document: headline, body without chrome, date lines, author, whose site it is."""

import re
from dataclasses import dataclass
from itertools import takewhile

from danvan_cli.errors import NotAnArticle
from danvan_cli.extraction.article_lines import article_end, without_boxes, without_chrome
from danvan_cli.extraction.headline import headline
from danvan_cli.extraction.page_lines import Line, classify
from danvan_cli.extraction.prose import Prose, compose
from danvan_cli.extraction.signatures import author_beside_date, split_authors, until_signature
from danvan_cli.messages import _
from danvan_cli.models import Document
from danvan_cli.text.bylines import author_names
from danvan_cli.text.date_lines import is_clock, is_later, label_rank, update_day
from danvan_cli.text.letters import plain
from danvan_cli.text.owners import OWNER
from danvan_cli.text.wrapped import paragraphs

SITE_HEAD = ("menu", "site", "related", "end")  # what stands between a site's clock and its articles
POSTED = re.compile(r"(?<=\w{2}[\w.”\"?!])\s+\d{1,2}[/-]\d{1,2}[/-]20\d\d,?(?: [-|])? \d{1,2}[:hg]\d{2}(?::\d\d)?$")
STAMP = re.compile(  # "Ngày hội già làng [(05/06/2019 08:15)]", "Ngày hội già làng[ - 05/06/2019]"
    r"\s{1,3}(?:\(\d{1,2}[/-]\d{1,2}[/-]20\d\d,?(?: [-|])? \d{1,2}[:hg]\d{2}(?::\d\d)?\)|[-–|] \d\d/\d\d/20\d\d)$"
)
LONGEST_POSTING = 60  # letters of it at a line's end, with the blanks before it
OWNERS = 12
TITLE_LABEL = re.compile(r"^(?:tên bài(?: viết)?|tiêu đề(?: bài(?: viết)?| tin)?|tựa đề|nhan đề)\s?:\s*", re.IGNORECASE)
PICTURE = r"[\s\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]{1,9}"
PICTURES = re.compile(rf"^{PICTURE}|{PICTURE}$")  # "📢 ..."
LETTER_DAY = re.compile(r"[^\W\d_][^,\d]{1,40}, ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}")
PICTURE_NUMBER = re.compile(r"\s?[-–]\s?(?:Ảnh|Hình|Video) \d{1,3}\.?$")
LONGEST_NUMBER = 16  # letters of it


@dataclass(frozen=True, slots=True)
class Body:
    """What rules read. date_lines: lines of publication, best first; owner: lines that tell whose site it is."""

    prose: Prose
    date_lines: tuple[str, ...]
    owner: tuple[str, ...]
    byline: str | None


def read(document: Document) -> Body:
    """The document's article, cleaned; NotAnArticle where nothing is left."""
    lines = [classify(part) for text in paragraphs(document.text) for part in _without_posting(text)]
    if document.whole:
        return _whole(document, lines)
    title, start = _title(document, lines)
    title, stamp = _without_stamp(title)
    end = article_end(lines, start)
    inside = without_boxes(lines, start, end)
    kept, names = split_authors(without_chrome(until_signature(inside)))
    kept = [line for i, line in enumerate(kept) if not _repeats(line.text, title, below=i <= 2)]
    if not kept and not title:
        raise NotAnArticle(_("no text but menus and labels") if lines else _("no text"))
    date_lines = tuple(dict.fromkeys((*stamp, *_date_lines(lines, start, end))))
    return Body(
        prose=compose(title, "\n".join(line.text for line in kept), _captions_before(document, kept)),
        date_lines=date_lines,
        owner=_owner(document, lines),
        byline=names
        or author_beside_date(date_lines)
        or (document.byline and author_names(document.byline, labelled=True))
        or None,
    )


def _without_posting(text: str) -> tuple[str, ...]:
    """A line, and apart from it the time of posting that some sites set behind their headline."""
    posted = POSTED.search(text, len(text) - LONGEST_POSTING)
    return (text[: posted.start()], posted[0].strip()) if posted else (text,)


def _without_stamp(title: str) -> tuple[str, tuple[str, ...]]:
    """A headline, and apart from it the day of posting inside it, if any."""
    stamp = STAMP.search(title, max(0, len(title) - LONGEST_POSTING))
    return (title[: stamp.start()], (stamp[0].strip(" -–|()"),)) if stamp else (title, ())


def _whole(document: Document, lines: list[Line]) -> Body:
    """All of a text that is the article and nothing else; the first line may be the title."""
    title, start = document.given.title or "", 0
    if not title and len(lines) > 1 and lines[0].kind != "prose":
        title, start = lines[0].text, 1
    _lines, names = split_authors(lines[start:])
    body = "\n".join(line.text for line in lines[start:])
    return Body(prose=compose(" ".join(title.split()), body), date_lines=(), owner=document.owner, byline=names)


def _title(document: Document, lines: list[Line]) -> tuple[str, int]:
    """The title, and the place of the first line after it."""
    told = document.given.title or document.title
    if not told:
        places = headline(lines)
        words = TITLE_LABEL.sub("", " ".join(lines[i].text for i in places))
        return PICTURES.sub("", words), places.stop
    prose = next((i for i, line in enumerate(lines) if len(line.text) > 2 * len(told) + 80), len(lines))
    start = next((i + 1 for i in range(prose - 1, -1, -1) if _same_words(lines[i].text, told)), 0)
    return " ".join(told.split()), start


def _same_words(line: str, other: str) -> bool:
    """Whether two lines have the same words, white space and case aside."""
    return len(line) < 2 * len(other) + 9 and " ".join(plain(line).split()) == " ".join(plain(other).split())


def _repeats(line: str, title: str, *, below: bool) -> bool:
    """Whether a line is the title again: as such right below it, else as the name of a picture ("... - Ảnh 1.")."""
    picture = PICTURE_NUMBER.search(line, max(0, len(line) - LONGEST_NUMBER))
    if picture:
        line = line[: picture.start()]
    return bool((below or picture) and _same_words(line, title))


def _captions_before(document: Document, lines: list[Line]) -> int:
    """How many captions stand before the text; none where nothing follows them."""
    captions = frozenset(document.captions)
    before = sum(1 for _ in takewhile(lambda line: line.text in captions, lines))
    return before if before < len(lines) else 0


def _date_lines(lines: list[Line], start: int, end: int) -> tuple[str, ...]:
    """Date lines, best first: after the headline, right before it, after the text; before all what says "đăng".

    Before the headline only it may stand between date line and text, or the page begins with the date line.
    """
    prose = [i for i in range(start, end) if lines[i].kind == "prose"]
    first, last = (prose[0], prose[-1]) if prose else (end, start)
    head = max((i for i in range(start) if lines[i].kind in SITE_HEAD), default=-1)
    updated = max((update_day(line.text) or "" for line in lines[:start] if line.kind == "date"), default="")
    letterhead = _letterhead(lines)
    ranked = []
    for i, line in enumerate(lines[: end + 3]):
        place = 1 if i < start else 0 if i <= first else 2
        if not _may_tell_day(line, place) or (i < head and i != letterhead) or first < i < last:
            continue
        if place == 1 and is_later(line.text, updated):
            continue
        rank = label_rank(line.text)
        ranked.append((place == 2 and (rank > 0 or i >= end), rank > 0, place, rank, i))
    return tuple(dict.fromkeys(lines[i].text for *_rank, i in sorted(ranked)))


def _letterhead(lines: list[Line]) -> int | None:
    """The line with the place and day of a letter, with nothing but who writes it above; None where there is none."""
    below = next((i for i, line in enumerate(lines) if line.kind != "site"), 0)
    return below if below and LETTER_DAY.fullmatch(plain(lines[below].text).strip()) else None


def _may_tell_day(line: Line, place: int) -> bool:
    """Whether a line may tell the day. place: 0 below the headline, 1 before it (no clock), 2 after the text."""
    tells = line.kind == "date" or (line.kind == "posting" and place < 2)
    return tells and not (place == 1 and is_clock(line.text))


def _owner(document: Document, lines: list[Line]) -> tuple[str, ...]:
    """The document's owner lines, then those of its text."""
    told = (
        line.text for line in lines if line.kind == "site" or (line.kind == "tool" and OWNER.search(plain(line.text)))
    )
    return tuple(dict.fromkeys([*document.owner, *told]))[:OWNERS]
