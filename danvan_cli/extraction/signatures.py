"""Who signs an article: the line, the end of the last sentence or the date line that names the author."""

import re
from itertools import takewhile

from danvan_cli.extraction.gazetteer import key, named, province
from danvan_cli.extraction.page_lines import Line, classify
from danvan_cli.extraction.toponyms import UPPER
from danvan_cli.text.bylines import authors_beside, bare_author, labelled_author
from danvan_cli.text.date_lines import other_fields
from danvan_cli.text.letters import plain

NAMED = ("author", "other")  # kinds of a line that may be a name
MOST_SIGNATURES = 2  # lines; more names are a list
HONOURED = frozenset(  # begins what people are called, no author's name; "Anh Thư" is one
    ("ông", "bà", "bác", "cụ", "cô", "chú", "chị", "cậu", "cháu", "mẹ", "thầy", "già", "đồng")
)
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


def split_authors(lines: list[Line]) -> tuple[list[Line], str | None]:
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
    apart = END_AUTHOR.search(text, start)
    found = apart or CAPITAL_AUTHOR.search(text, start)
    names = bare_author(found[1]) if found else None
    if not found or not names or province(names):
        return text, None
    ended = apart or text.endswith("/.", 0, found.start())
    return (text[: found.start()].rstrip(), names) if ended or _is_author(names) else (text, None)


def _is_author(names: str) -> bool:
    """Whether a name that only a full stop parts from the text is an author's: no "Mường Lát", no "Bác Hồ"."""
    return not named(key(names)) and plain(names).split()[0] not in HONOURED


def until_signature(lines: list[Line]) -> list[Line]:
    """The lines without what follows the author's name after the last prose: it is the page's.

    More than two names there are a list of the article.
    """
    last = max((i for i, line in enumerate(lines) if line.kind == "prose"), default=len(lines))
    signed = [i for i in range(last + 1, len(lines)) if names_author(lines[i])]
    if not 1 <= len(signed) <= MOST_SIGNATURES:
        return lines
    after = signed[0] + 1
    return lines[:after] + [line for line in lines[after:] if line.kind == "author"]


def names_author(line: Line) -> bool:
    """Whether a line is the author's: with a label, as in "Tin, ảnh: Lê Hà", or a name alone."""
    return bool(
        labelled_author(line.text) if line.kind == "author" else line.kind == "other" and bare_author(line.text)
    )


def author_beside_date(date_lines: tuple[str, ...]) -> str | None:
    """The author whom a date line names: "LÊ HÀ - 12/3/2020 8:05", "Tác giả: Lê Hà | 12-3-2020"."""
    for line in date_lines:
        fields = [field for field in other_fields(line) or () if classify(field).kind in NAMED]
        for place, field in enumerate(fields):
            others = takewhile(lambda other: province(other) is None, fields[place + 1 :])  # "Lê Hà - Hòa Bình"
            if names := authors_beside(line, [field, *others]):
                return names
    return None
