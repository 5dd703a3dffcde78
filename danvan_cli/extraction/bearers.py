"""Whose an office is: the name behind it, in front of it, apart from it, or first in its list."""

import re

from danvan_cli.extraction.forms import compiled
from danvan_cli.extraction.names import before_namesake, capital_words, full_name, name_in_office
from danvan_cli.extraction.office_end import last_word
from danvan_cli.extraction.offices import next_office
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import Title, surnames, title_at, word_set
from danvan_cli.models import Span

MORE_TITLES = compiled(r"\.?_[:,.(]?_")
TO_NAME = compiled(r"\.?_:?_")
TO_BEARER = compiled(r"(?:(?<=(?i:tp))\.)? (?:\([^()\n]{1,40}\) )?")
LIST_HEAD = compiled(
    r"_,?_(?::|gồm:?|là:?|có:?|như:?) "
    r"(?:(?:các )?(?:đồng chí|đ/c|ông|bà|vị)(?:_(?:,|/|và)_(?:ông|bà))?_: "
    r"|các (?:đồng chí|ông|bà|vị)(?:, (?:ông|bà))? )?"
)
APART = compiled(r"_(?P<mark>,|:|[-–—]|(?<!\w)là)_")
BEFORE_OFFICE = compiled(r"_(?:[,(:]|[-–—])_(?:(?:nguyên|cựu|tân|hiện là|là|nữ|nam|một) )?$")
HONOURS = ("honorific", "rank", "occupation")
CAPITAL = re.compile(r"[^\W\d_][\w'’-]{0,14}")


def name_behind(prose: Prose, end: int) -> Span | None:
    """The name right behind an office: "Phó Bí thư Huyện ủy [Lê Văn An]", "Trưởng thôn 3 (xã Tân Lập) [Vi Thị Sen]"."""
    gap = TO_BEARER.match(prose.text, end)
    name_end = name_in_office(prose, gap.end(), last_word(prose, end)) if gap else None
    return Span(gap.end(), name_end) if gap and name_end else None


def name_apart(prose: Prose, end: int) -> Span | None:
    """The name behind an office and a mark: "Trưởng bản, anh [Vàng A Páo]", "Trưởng Ban: [Lê Văn An]"."""
    gap = APART.match(prose.plain, end)
    if not gap:
        return None
    title = title_at(prose.plain, gap.end())
    if title and title.kind in HONOURS:
        at = after_titles(prose, title)
        name_end = full_name(prose, at, listed=False)
        if name_end and next_office(prose, name_end):
            return None
    else:
        at = gap.end()
        name_end = full_name(prose, at, listed=True) if gap["mark"] in ":-–—" else None
    return Span(at, name_end) if name_end else None


def name_listed(prose: Prose, end: int) -> Span | None:
    """The first name of a list behind its head: "các Phó Chủ tịch HĐND tỉnh: [Lê Văn An], Hà Thị Bích"."""
    head = LIST_HEAD.match(prose.plain, end)
    return name_at(prose, head.end(), titled=True) if head else None


def name_before(prose: Prose, start: int) -> Span | None:
    """The name in front of an office and a mark: "[Lê Văn An] - Bí thư Huyện ủy"; it needs a surname of the table."""
    mark = BEFORE_OFFICE.search(prose.plain, max(0, start - 24), start)
    if not mark:
        return None
    if ":" in mark[0] and start < prose.body:  # "Dân vận ở Sơn La: Trưởng bản đi trước"
        return None
    end = mark.start()
    for word in CAPITAL.finditer(prose.text, max(0, end - 40), end):
        span = Span(word.start(), end)
        if title_at(prose.plain, span.start):
            continue
        if full_name(prose, span.start, listed=True) == end and is_sure(prose, span):
            before = last_word(prose, word.start())
            other = before in ("người", "ở", "tại") or before in word_set("before a place")
            return None if other or before_namesake(prose, span.start, before) else span
    return None


def name_at(prose: Prose, at: int, *, titled: bool) -> Span | None:
    """The next name of a list at `at`, behind a rank or an honorific where `titled`."""
    title = title_at(prose.plain, at) if titled else None
    if title and title.kind in HONOURS:
        at = after_titles(prose, title)
    end = full_name(prose, at, listed=True)
    return Span(at, end) if end and is_sure(prose, Span(at, end)) else None


def after_titles(prose: Prose, title: Title) -> int:
    """Where the name begins behind honorifics and ranks: "đồng chí Đại tá, TS. [Lê ...]"."""
    end = title.end
    while True:
        gap = MORE_TITLES.match(prose.plain, end)
        more = title_at(prose.plain, gap.end()) if gap else None
        if not more or more.kind not in HONOURS:
            break
        end = more.end
    gap = TO_NAME.match(prose.plain, end)
    return gap.end() if gap else end


def is_sure(prose: Prose, name: Span) -> bool:
    """Whether a name without honorific is none of a place: "Mai Sơn" is in doubt, "Mai Văn Sơn" is not."""
    words = capital_words(prose, name.start)
    first = prose.plain[words[0].start : words[0].end]
    return surnames().get(first, False) or len(words) > 2 or next_office(prose, name.end) is not None
