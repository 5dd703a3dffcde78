"""The cleaned article of a document: headline, body without chrome, date lines, author, whose site it is."""

import re
from dataclasses import dataclass
from itertools import takewhile

from danvan_cli.errors import NotAnArticle
from danvan_cli.extraction.gazetteer import province
from danvan_cli.extraction.headline import headline
from danvan_cli.extraction.page_lines import Line, classify
from danvan_cli.extraction.prose import Prose, compose
from danvan_cli.extraction.toponyms import UPPER
from danvan_cli.messages import _
from danvan_cli.models import Document
from danvan_cli.text.bylines import author_names, authors_beside, bare_author, labelled_author, tells_source
from danvan_cli.text.date_lines import is_clock, is_later, label_rank, other_fields, update_day
from danvan_cli.text.letters import plain
from danvan_cli.text.owners import OWNER
from danvan_cli.text.wrapped import paragraphs

HEAD_ONLY = (
    "menu",
    "site",
    "numbers",
    "date",
    "posting",
    "entry",
)  # chrome before and after the prose, possible inside it
SITE_HEAD = ("menu", "site", "related", "end")  # what stands between a site's clock and its articles
STOPS = ("tool", "menu", "site", "numbers", "entry", "related", "end")
NAMED = ("author", "other")  # kinds of a line that may be a name
HEADINGS_TOO = frozenset(("thảo luận", "ý kiến", "nhận xét", "phản hồi", "trả lời", "lưu trữ"))  # labels of comments
POSTED = re.compile(r"(?<=\w{2}[\w.”\"?!])\s+\d{1,2}[/-]\d{1,2}[/-]20\d\d,?(?: [-|])? \d{1,2}[:hg]\d{2}(?::\d\d)?$")
STAMP = re.compile(  # "Ngày hội già làng [(05/06/2019 08:15)]", "Ngày hội già làng[ - 05/06/2019]"
    r"\s{1,3}(?:\(\d{1,2}[/-]\d{1,2}[/-]20\d\d,?(?: [-|])? \d{1,2}[:hg]\d{2}(?::\d\d)?\)|[-–|] \d\d/\d\d/20\d\d)$"
)
LONGEST_POSTING = 60  # letters of it at a line's end, with the blanks before it
LONG = 240  # letters of a paragraph that is no teaser of another article
BOX = 3  # headlines in a box of other articles inside the text
OWNERS = 12
TITLE_LABEL = re.compile(r"^(?:tên bài(?: viết)?|tiêu đề(?: bài(?: viết)?| tin)?|tựa đề|nhan đề)\s?:\s*", re.IGNORECASE)
TEASER = re.compile(r"\[(?:video|clip|ảnh|audio|infographic|podcast)\] ", re.IGNORECASE)  # "[Video] Toàn cảnh hội chợ"
PICTURE = r"[\s\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]{1,9}"
PICTURES = re.compile(rf"^{PICTURE}|{PICTURE}$")  # "📢 ..."
LETTER_DAY = re.compile(r"[^\W\d_][^,\d]{1,40}, ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}")
MOST_SIGNATURES = 2  # lines; more names are a list
LAST_LETTERS = 140  # of a paragraph, in which its author may stand
BODY_IN_BRACKETS = re.compile(
    r"\((?:Ban|Báo|Đài|Phòng|Văn phòng|Trung tâm|Hội|Huyện|Tỉnh|Thành|UBND|MTTQ|Ủy ban)\s[^()]{2,60}\)"
)
END_AUTHOR = re.compile(
    r"(?:(?<=/\.)|(?<=[.!?…”\"])(?=\s*\()|(?<=[.!?…”\"])(?=\s{2,}))[\s*–-]*(\(?[^.()]{4,60}(?:\([^()]{2,60}\))?\)?)\.?$"
)
CAPITAL_AUTHOR = re.compile(  # "... thực hiện. [LÊ HÙNG]", "... thực hiện. [Đ.LÂM]", "... thực hiện. [Lê Hùng]"
    rf"(?:(?<=\w\w[.!?…])(?<![{UPPER}]\.)|(?<=/\.))\s"
    rf"((?:[{UPPER}]\.\s?){{1,2}}[{UPPER}][^\W\d_]{{0,8}}|[{UPPER}]{{2,8}}(?: [{UPPER}]{{1,8}}){{1,3}}"
    rf"|(?<![tT][pPxX]\.\s)[{UPPER}][^\W\d_{UPPER}]{{1,6}}(?: [{UPPER}][^\W\d_{UPPER}]{{1,6}}){{1,3}})\.?$"
)


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
    end = _end(lines, start)
    inside = _without_boxes(lines, start, end)
    kept, names = _split_authors(_without_chrome(_until_signature(inside)))
    kept = [line for i, line in enumerate(kept) if i > 2 or not same_words(line.text, title)]
    if not kept and not title:
        raise NotAnArticle(_("no text but menus and labels") if lines else _("no text"))
    date_lines = tuple(dict.fromkeys((*stamp, *_date_lines(lines, start, end))))
    return Body(
        prose=compose(title, "\n".join(line.text for line in kept)),
        date_lines=date_lines,
        owner=_owner(document, lines),
        byline=names
        or _beside_date(date_lines)
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
    _lines, names = _split_authors(lines[start:])
    body = "\n".join(line.text for line in lines[start:])
    return Body(prose=compose(" ".join(title.split()), body), date_lines=(), owner=document.owner, byline=names)


def same_words(line: str, other: str) -> bool:
    """Whether two lines have the same words, white space and case aside."""
    return len(line) < 2 * len(other) + 9 and " ".join(plain(line).split()) == " ".join(plain(other).split())


# ---------------------------------------------------------------- where the article begins and ends


def _title(document: Document, lines: list[Line]) -> tuple[str, int]:
    """The title, and the place of the first line after it."""
    told = document.given.title or document.title
    if not told:
        places = headline(lines)
        words = TITLE_LABEL.sub("", " ".join(lines[i].text for i in places))
        return PICTURES.sub("", words), places.stop
    prose = next((i for i, line in enumerate(lines) if len(line.text) > 2 * len(told) + 80), len(lines))
    start = next((i + 1 for i in range(prose - 1, -1, -1) if same_words(lines[i].text, told)), 0)
    return " ".join(told.split()), start


def _end(lines: list[Line], start: int) -> int:
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
    signed = stop + 1 < end and tells_source(plain(lines[stop].text)) and _names_author(lines[stop + 1])
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


# ---------------------------------------------------------------- what is left out


def _without_boxes(lines: list[Line], start: int, end: int) -> list[Line]:
    """The lines of the article without the boxes of other articles inside it."""
    kept, i = [], start
    while i < end:
        after = _resumes(lines, i) if lines[i].kind == "related" else None
        if after is None:
            kept.append(lines[i])
        i = after or i + 1
    return kept


def _without_chrome(lines: list[Line]) -> list[Line]:
    """Lines without chrome; what could be a subheading or a number of the article stays between its paragraphs."""
    prose = [i for i, line in enumerate(lines) if line.kind == "prose"]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    return [line for i, line in enumerate(lines) if _stays(line, inside=first < i < last)]


def _stays(line: Line, *, inside: bool) -> bool:
    if line.kind == "other":
        return not TEASER.match(line.text)
    return line.kind in ("prose", "author") or (inside and line.kind in HEAD_ONLY)


def _until_signature(lines: list[Line]) -> list[Line]:
    """The lines without what follows the author's name after the last prose: it is the page's.

    More than two names there are a list of the article.
    """
    last = max((i for i, line in enumerate(lines) if line.kind == "prose"), default=len(lines))
    signed = [i for i in range(last + 1, len(lines)) if _names_author(lines[i])]
    if not 1 <= len(signed) <= MOST_SIGNATURES:
        return lines
    after = signed[0] + 1
    return lines[:after] + [line for line in lines[after:] if line.kind == "author"]


def _names_author(line: Line) -> bool:
    return bool(
        labelled_author(line.text) if line.kind == "author" else line.kind == "other" and bare_author(line.text)
    )


def _beside_date(date_lines: tuple[str, ...]) -> str | None:
    """The author whom a date line names: "LÊ HÀ - 12/3/2020 8:05", "Tác giả: Lê Hà | 12-3-2020"."""
    for line in date_lines:
        fields = [field for field in other_fields(line) or () if classify(field).kind in NAMED]
        for place, field in enumerate(fields):
            others = takewhile(lambda other: province(other) is None, fields[place + 1 :])  # "Lê Hà - Hòa Bình"
            if names := authors_beside(line, [field, *others]):
                return names
    return None


def _split_authors(lines: list[Line]) -> tuple[list[Line], str | None]:
    """The lines without those that name the author, and the name(s): a labelled line's, a bare one's, a sentence's."""
    labelled = [names for line in lines if line.kind == "author" and (names := labelled_author(line.text))]
    lines = [line for line in lines if line.kind != "author"]
    place = _bare_author_place(lines)
    if place is not None:
        bare = bare_author(lines[place].text)
        after = place + 2 if place + 1 < len(lines) and BODY_IN_BRACKETS.fullmatch(lines[place + 1].text) else place + 1
        return lines[:place] + lines[after:], labelled[0] if labelled else bare
    if labelled or not lines:
        return lines, labelled[0] if labelled else None
    text, names = _without_author(lines[-1].text)
    return [*lines[:-1], Line(text, lines[-1].kind)], names


def _bare_author_place(lines: list[Line]) -> int | None:
    """The place of the line that is only a name: after the prose, before it, or where it signs the first story."""
    prose = [i for i, line in enumerate(lines) if line.kind == "prose"]
    if not prose:
        return None
    after = [i for i in range(prose[-1] + 1, len(lines)) if bare_author(lines[i].text)]
    if after:
        return after[0] if len(after) <= MOST_SIGNATURES else None
    signed = [i for i in range(prose[0] + 1, prose[-1]) if _signs(lines, i)]
    before = [i for i in range(min(prose[0], 3)) if bare_author(lines[i].text)]
    return next(iter(signed or before), None)


def _signs(lines: list[Line], place: int) -> bool:
    """Whether a line inside a page of two stories signs the first: a name after "./." or before "(Ban ...)"."""
    ends = lines[place - 1].text.endswith("/.") or BODY_IN_BRACKETS.fullmatch(lines[place + 1].text)
    return bool(ends and lines[place].kind != "prose" and bare_author(lines[place].text))


def _without_author(text: str) -> tuple[str, str | None]:
    """A last paragraph without the name(s) that follow its last sentence, and the name(s)."""
    start = max(0, len(text) - LAST_LETTERS)
    found = END_AUTHOR.search(text, start) or CAPITAL_AUTHOR.search(text, start)
    names = bare_author(found[1]) if found else None
    signed = names and province(names) is None
    return (text[: found.start()].rstrip(), names) if found and signed else (text, None)


# ---------------------------------------------------------------- what is told around the article


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
