"""Offices of a person: each with the body that it is a part of, and those that follow it in a chain."""

from typing import NamedTuple

from danvan_cli.extraction.forms import compiled
from danvan_cli.extraction.names import has_capitals
from danvan_cli.extraction.office_end import last_word, office_end
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import FORMER, Title, office_head, title_at, word_set
from danvan_cli.extraction.titles import is_title
from danvan_cli.models import Span

BODY_ABOVE = compiled(
    r"_,_(?P<body>văn phòng|ban|bộ|tổng cục|cục|học viện|viện|sở|công an|đồn|bộ đội biên phòng|bđbp|bộ chỉ huy|ủy ban"
    r"|liên đoàn|tổng công ty|công ty|trung tâm|hội)(?!\w)"
)
STATE_BODIES = "các cơ quan nhà nước"  # what a room of a Ban Dân vận cares for
UNKNOWN = compiled(
    r"_,_(?P<head>phó|trưởng|chánh|chưởng|cố vấn) (?!các )[^,.;:()“”\"\n]{2,60}(?=_,_)"
)  # "Phó Niên trưởng Hội A"
ASSOCIATION = compiled(r"(?:chủ tịch|pct|trưởng|chủ nhiệm) (?:hội(?! đồng)|câu lạc bộ|ban liên lạc|quỹ)")
APPOINTED = (
    r"(?:bầu|bổ sung|cử|hiệp thương|bổ nhiệm|phân công|chỉ định|điều động|luân chuyển|chuẩn y|giới thiệu|tín nhiệm)"
    r"(?:_(?:,|và)_| )"
)
NEXT_OFFICE = compiled(
    r"(?:_\((?:(?:uvtv|uvbtv|uv|pct|pbt|btv|ct|tv) )?(?:[^\W\d]|&){2,10}\)"
    r"|_\((?:bộ|ban|sở|tỉnh|cũ|mới|sau)(?: [^()\n]{1,30})?\)|_\)(?=_,_(?:hiện|nay) ))?"
    r"_(?:[,:(]|[-–—]|(?<=uv)\.|(?<=\w)(?=\s)|(?=kiêm))_"
    r"(?:(?:kiêm|đồng thời là|đang (?:là|làm)|và là|là) "
    r"|(?P<now>(?:hiện nay|hiện đang|hiện|nay)(?: (?:là|làm))? )"
    rf"|(?:(?:vừa |tiếp tục |tái )?được (?:[^.,;:\n]{{1,50}}? )??(?:{APPOINTED}){{1,4}}"
    r"|(?:tái đắc|tái|trúng|đắc) cử |tiếp tục )"
    r"(?:(?:làm|(?:giữ|đảm nhiệm|đảm nhận)(?: (?:các )?chức(?: vụ| danh)?)?|chức(?: vụ| danh)?) )?"
    r"|(?:làm (?!(?:phó )?trưởng đoàn)|nhận nhiệm vụ |(?:giữ|đảm nhiệm|đảm nhận) (?:các )?chức(?: vụ| danh)? ))?"
    r"(?:(?P<former>nguyên(?: là)?|cựu) |tân )?"
)


class Office(NamedTuple):
    """[start, end) of an office in the text; former: marked "nguyên"; now: marked "nay là", "hiện là"."""

    start: int
    end: int
    former: bool
    now: bool = False


def office_at(prose: Prose, head: Title) -> Office:
    """The office that begins with a title."""
    former = FORMER.search(prose.plain, max(0, head.start - 12), head.start) is not None
    return Office(head.start, _end_with_body(prose, head), former)


def _end_with_body(prose: Prose, head: Title) -> int:
    """End of an office; that of a part of a body with the body: "Trưởng phòng Dân tộc[, Ban Dân vận Tỉnh ủy]"."""
    end = office_end(prose, head.end)
    if " ".join(prose.plain[head.start : head.end].split()) not in word_set("head of a part"):
        return end
    above = BODY_ABOVE.match(prose.plain, end)
    complete = last_word(prose, end) in word_set("last of a body") and not prose.plain.endswith(STATE_BODIES, 0, end)
    if not above or complete or title_at(prose.plain, above.start("body")):
        return end
    return office_end(prose, above.end()) if prose.text[above.start("body")].isupper() else end


def chain(prose: Prose, first: Office) -> list[Office]:
    """An office and those that follow it behind commas, dashes and "kiêm"."""
    found = [first]
    while (office := next_office(prose, found[-1].end)) is not None:
        found.append(office)
    return _spread(prose, found)


def next_office(prose: Prose, at: int) -> Office | None:
    """The office behind what ends at `at`: "A [, Bí thư Huyện ủy]", "A [- TUV]", "A (nguyên [Chủ tịch xã])".

    One that no table holds is stepped over: "A, Phó Giám luật Hội đồng Y, [Trưởng ban Trị sự tỉnh]".
    """
    office = _office_behind(prose, at)
    if office:
        return office
    unknown = UNKNOWN.match(prose.plain, at)
    if not unknown or not prose.text[unknown.start("head")].isupper():
        return None
    named = has_capitals(prose, Span(unknown.start("head"), unknown.end()))  # "Phó Đức Lam"
    return None if named else _office_behind(prose, unknown.end())


def _office_behind(prose: Prose, at: int) -> Office | None:
    """The office of the tables that follows next."""
    gap = NEXT_OFFICE.match(prose.plain, at)
    if not gap:
        return None
    head = office_head(prose.plain, gap.end()) if gap[0].strip() else title_at(prose.plain, gap.end())
    if not head or not head.kind.startswith("office") or not is_title(prose, head):
        return None
    end = _end_with_body(prose, head)
    if prose.plain[head.start : end] == "phụ trách":  # "ông A, [phụ trách] bếp ăn"
        return None
    return Office(head.start, end, gap["former"] is not None, gap["now"] is not None)


def _spread(prose: Prose, offices: list[Office]) -> list[Office]:
    """One "nguyên" in front holds for the chain up to "nay là", but for the associations that old officials head."""
    if not offices[0].former or any(office.former for office in offices[1:]):
        return offices
    past = next((place for place, office in enumerate(offices) if office.now), len(offices))
    spread = [
        office._replace(former=not ASSOCIATION.search(prose.plain, office.start, office.end))
        for office in offices[1:past]
    ]
    return offices[:1] + spread + offices[past:]
