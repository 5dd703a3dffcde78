"""Who acts in an article: names with their offices, each person once."""

import re
from typing import NamedTuple

from danvan_cli.extraction.bearers import (
    CAPITAL,
    HONOURS,
    after_titles,
    is_sure,
    name_apart,
    name_at,
    name_before,
    name_behind,
    name_listed,
)
from danvan_cli.extraction.forms import compiled
from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.names import capital_words, full_name
from danvan_cli.extraction.offices import Office, chain, next_office, office_at
from danvan_cli.extraction.person_merge import Mention, merged
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import AGE, Title, title_at, titles, word_set
from danvan_cli.extraction.titles import is_inside, is_title
from danvan_cli.extraction.toponyms import UPPER
from danvan_cli.models import Person, Span
from danvan_cli.text.bylines import is_caption

TO_NEXT_NAME = compiled(r"_\)?_(?:[,;]| và|,? cùng) ")
NEW_OFFICE = compiled(
    r"[^.;:\n“”\"]{1,140}?(?:,| và| để)_(?:tiếp tục )?(?:giữ|đảm nhiệm|đảm nhận) (?:các )?chức(?: vụ| danh)? "
)
DETAIL = compiled(
    r"_(?:\((?:ảnh|bên|bìa|đứng|ngồi|ngoài|giữa|hàng|thứ|áo|người(?! (?:có )?uy tín)|trái|phải|trong)[^()\n]{0,40}\)"
    rf"|[,(\-–]_(?:{AGE}(?: \d{{4}})?|sinh ngày [^,;()\n]{{1,40}}|(?:người )?dân tộc [^,;()\n]{{1,16}}"
    r"|(?:là )?người (?!có )[^,;().\n]{1,16}(?=_[,)\-–])|(?:hiện )?(?:trú|ngụ|ở|sống) [^,;().\n]{1,40}"
    r"|anh hùng (?:lực lượng vũ trang(?: nhân dân)?|lao động)"
    r"|(?:tên|còn gọi|thường gọi|tức|hay|bí danh|biệt danh) [^,;()\n]{1,30}(?=\)))\)?)"
)
NICKNAME = re.compile(
    rf"[ \xa0]?\((?:Giáo sư |Giáo hữu |Lễ sanh )?(?:[{UPPER}][\w’']{{0,9}}[ \xa0]?){{1,4}}\)"
)  # "Trần Văn Bé [(Ba Bé)], Trưởng ấp"
MANY = compiled(
    r"(?<!\w)(?:các|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|những|\d{1,2}) "
    r"(?:(?:đồng chí|đ/c|vị|ông|bà) )?(?:là )?(?:nguyên )?$"
)
OF = compiled(
    r"ủy (?:quyền|nhiệm)(?: của)? $"
)  # "thừa ủy quyền của Chủ tịch nước, Chủ tịch UBND tỉnh NAME": the first is another's
BODY = compiled(r"(?<!\w)(?:đoàn|hội|câu lạc bộ|clb|tòa) $")  # "Đoàn [Luật sư] Hà Nội", "Tòa [Giám mục] Sơn Bình"
NOT_ACTING = compiled(
    r"(?<!\w)(?:đường|phố|ngõ|hẻm|quảng trường|trường|giải thưởng|giải|quỹ|công viên|di tích|lưu niệm|tượng đài|tượng"
    r"|lăng|cố|liệt sĩ|liệt sỹ|mộ|đền thờ|đền|cầu|tư tưởng|phong cách|gương|giáo xứ|giáo họ|nhà thờ|tu viện|dòng"
    r"|thánh|ngày sinh|ngày mất|ngày sinh của|thân thế|tiểu sử) $"
)
OF_A_WORK = compiled(r"(?<!\w)của (?:cố |các |nhóm )?$")  # "bài hát của [tác giả] Lê Văn An"
IN_A_TITLE = compiled(  # "cuộc thi tìm hiểu “[Đồng chí] Lê Văn An - người con của quê hương”"
    r"(?:tìm hiểu|hội thảo|cuộc thi|tọa đàm|tác phẩm|triển lãm|chủ đề|cuốn sách|vở|phim)[^“”\"\n]{0,20}[“\"]_$"
)
OPENING = ("“", '"')
CREDIT = compiled(
    r"_\(?(?:tin|ảnh|bài|tác giả|nguồn|theo|người viết|thực hiện|biên tập)"
    r"(?:_(?:,|và|-|&|ảnh|bài|viết|tin)){0,4}_:[^.\n]{0,80}$"
)
MOST_UNTITLED = 20  # names that are looked for in the text
SPOKEN = ("đồng chí", "đ/c", "ông", "bà", "anh", "chị", "em", "cô", "chú", "cụ", "bác")  # nobody signs with these


class Reading(NamedTuple):
    """What was read at a title: the mentions, and where to go on."""

    mentions: list[Mention]
    end: int


def find(prose: Prose) -> tuple[Person, ...]:
    """The persons who act or speak, in order of appearance: name without honorific, offices in their longest form.

    "đồng chí Lê Văn An, Bí thư Huyện ủy": Lê Văn An, ("Bí thư Huyện ủy",).
    """
    mentions = _mentions(prose)
    return merged(prose, mentions + _untitled(prose, mentions))


def _mentions(prose: Prose) -> list[Mention]:
    found: list[Mention] = []
    done = 0
    for title in titles(prose.plain):
        if title.start < done or not is_title(prose, title):
            continue
        if _is_told_of(prose, title):
            continue
        reading = READERS[title.kind](prose, title)
        found += [mention for mention in reading.mentions if not _is_author(prose, title, mention)]
        done = reading.end
    return found


def _is_told_of(prose: Prose, title: Title) -> bool:
    """Whether a title belongs to someone of the past, a street, a work, the name of an event."""
    if NOT_ACTING.search(prose.plain, max(0, title.start - 20), title.start):
        return True
    if prose.plain.startswith("tác giả", title.start):
        return OF_A_WORK.search(prose.plain, max(0, title.start - 12), title.start) is not None
    quoted = prose.plain[title.start - 1 : title.start] in OPENING
    return quoted and IN_A_TITLE.search(prose.plain, max(0, title.start - 40), title.start) is not None


def _untitled(prose: Prose, mentions: list[Mention]) -> list[Mention]:
    """Names that stand in full without a title, whose given name has one: "người ta tìm [Vi Văn Hom] ... ông Hom"."""
    full = {_given(prose, mention) for mention in mentions if not mention.short}
    short = {_given(prose, mention): mention.name.start for mention in reversed(mentions) if mention.short}
    unknown = [(word, at) for word, at in reversed(short.items()) if word not in full][:MOST_UNTITLED]
    names = (_full_before(prose, word, at) for word, at in unknown)
    return [Mention(name, ()) for name in names if name]


def _given(prose: Prose, mention: Mention) -> str:
    return prose.plain[slice(*mention.name)].split()[-1]


def _full_before(prose: Prose, word: str, at: int) -> Span | None:
    """The first name of three words or more that ends with this word, before `at`."""
    for given in re.finditer(rf"(?<=[ \xa0]){re.escape(word)}(?!\w)", prose.plain[:at]):
        for first in CAPITAL.finditer(prose.text, max(0, given.start() - 40), given.start()):
            if full_name(prose, first.start(), listed=True) == given.end():
                return Span(first.start(), given.end()) if len(capital_words(prose, first.start())) > 2 else None
    return None


def _is_author(prose: Prose, title: Title, mention: Mention) -> bool:
    """Whether the name signs the article: behind "Tin, ảnh:", or alone with its office in the last paragraph."""
    line = prose.plain.rfind("\n", max(0, mention.name.start - 120), mention.name.start) + 1
    if CREDIT.match(prose.plain, line, mention.name.start):
        return not is_caption(prose.text[line : line + 200].partition("\n")[0])
    spoken = " ".join(prose.plain[title.start : title.end].split()) in SPOKEN
    last = prose.paragraphs[-1]
    end = mention.offices[-1].end if mention.offices else mention.name.end
    alone = mention.name.start - last.start < 12 and not prose.text[end : last.end].strip(" .)/")
    return alone and last.start > 0 and not (spoken and title.start < mention.name.start)


def _honoured(prose: Prose, title: Title) -> Reading:
    """What "đồng chí [rank] NAME[, OFFICE]*" or "các ông A, B và C" says; a given name alone is a short mention."""
    at = after_titles(prose, title)
    if not prose.text[at : at + 1].isupper() or title_at(prose.plain, at):
        return _apposed(prose, title) if title.kind == "occupation" else Reading([], at)
    end, words = _name_honoured(prose, title, at), capital_words(prose, at)
    if title.kind == "occupation" and len(words) == 2 and name_before(prose, title.start):
        return Reading([], words[-1].end)  # "ông Lê Văn An, già làng [Kon Rẫy], đề nghị"
    if end is not None and not _is_nickname(prose, words):
        return _names(prose, Span(at, end), (), many=":" in prose.text[title.end : at] or _many(prose, title))
    if not 0 < len(words) < 3:
        return Reading([], at)
    offices, end = _tail(prose, words[-1].end, claimed=False)
    return Reading([Mention(words[-1], offices, short=True)], end)


def _many(prose: Prose, title: Title) -> bool:
    """Whether "các", "hai" or the like stands in front of a title."""
    return MANY.search(prose.plain, max(0, title.start - 30), title.start) is not None


def _name_honoured(prose: Prose, title: Title, at: int) -> int | None:
    """End of the name behind a title. "nông dân Hà Giang" and "lễ vía Bà Chúa Xứ" are no persons."""
    spoken = prose.plain[title.start : title.end] in SPOKEN
    if not spoken and BODY.search(prose.plain, max(0, title.start - 12), title.start):
        return None
    if title.kind == "occupation":
        end = full_name(prose, at, listed=True)
        return end if end and is_sure(prose, Span(at, end)) and unit_end(prose.plain, at) < end else None
    return full_name(prose, at, listed=prose.plain[title.start : title.end] in SPOKEN[2:] and is_inside(prose, title))


def _is_nickname(prose: Prose, words: list[Span]) -> bool:
    """A child's place in the row and the given name, as the South calls people: "ông Tư Đực"."""
    return len(words) == 2 and prose.plain[words[0].start : words[0].end] in word_set("birth order")


def _in_office(prose: Prose, title: Title) -> Reading:
    """What "OFFICE NAME", "NAME - OFFICE", "các OFFICE: NAME, NAME" or "OFFICE, honorific NAME" says."""
    offices = chain(prose, office_at(prose, title))
    end, many = offices[-1].end, _many(prose, title)
    owner = None if many else name_before(prose, title.start)
    name = name_behind(prose, end)
    if owner and (len(offices) > 1 or not name):
        kept = offices[:-1] if name else offices
        return Reading([Mention(owner, tuple(kept))], kept[-1].end)
    if name:
        own = (
            offices[1:]
            if len(offices) > 1 and OF.search(prose.plain, max(0, title.start - 16), title.start)
            else offices
        )
        return _names(prose, name, tuple(own), many=many)
    name = name_listed(prose, end) if many else name_apart(prose, end)
    if name:
        return _names(prose, name, tuple(offices), many=many, titled=many)
    return Reading([], end)


def _apposed(prose: Prose, title: Title) -> Reading:
    """What "NAME (67 tuổi, OFFICE)", "NAME, sinh năm 1954" or "NAME, nữ đoàn viên" says."""
    owner = name_before(prose, title.start)
    return _names(prose, owner, ()) if owner else Reading([], title.end)


READERS = {
    "honorific": _honoured,
    "rank": _honoured,
    "occupation": _honoured,
    "age": _apposed,
    "office": _in_office,
    "office abbreviation": _in_office,
}


def _names(
    prose: Prose, name: Span, shared: tuple[Office, ...], *, many: bool = False, titled: bool = False
) -> Reading:
    """The mention of a name and of those listed behind it; `shared` offices stand in front of all of them.

    many: a plural stands in front ("các đồng chí"), so that commas list names; else only "và" does. titled: each of
    them may have its honorific, as where none of them is known by offices of its own.
    """
    mentions: list[Mention] = []
    together = 0  # names since the last office, joined by "và" or commas
    while True:
        offices, end = _tail(prose, name.end, claimed=bool(shared))
        mentions.append(Mention(name, shared + offices))
        if offices and together and _is_common(prose, mentions[-2].name.end, name, offices[0]):
            mentions[-1 - together :] = [m._replace(offices=shared + offices) for m in mentions[-1 - together :]]
        gap = TO_NEXT_NAME.match(prose.plain, end)
        listing = gap and (many or "và" in gap[0])
        following = name_at(prose, gap.end(), titled=titled or (many and not shared)) if gap and listing else None
        if not gap or not following:
            return Reading(mentions, end)
        together = 0 if offices or ";" in gap[0] else together + 1
        name = following


def _is_common(prose: Prose, end: int, name: Span, office: Office) -> bool:
    """Whether an office is that of both names in front: "A và B, Phó Trưởng Ban", "A, B - Phó Trưởng Ban"."""
    return "và" in prose.plain[end : name.start] or "," not in prose.plain[name.end : office.start]


def _tail(prose: Prose, end: int, *, claimed: bool) -> tuple[tuple[Office, ...], int]:
    """The offices behind a name and their end. An office with a name right behind it is that name's.

    claimed: the name has its office in front, so that "..., Chủ tịch UBND xã Lê B" is all of Lê B.
    """
    while detail := DETAIL.match(prose.plain, end) or _nickname(prose, end):
        end = detail.end()
    first = next_office(prose, end)
    if not first or (claimed and ":" in prose.plain[end : first.start]):  # "Bí thư Lê Văn An: Cán bộ phải gần dân"
        return _with_new_office(prose, [], end)
    offices = chain(prose, first)
    if name_behind(prose, offices[-1].end):
        offices = [] if claimed else offices[:-1]
    return _with_new_office(prose, offices, offices[-1].end if offices else end)


def _with_new_office(prose: Prose, offices: list[Office], end: int) -> tuple[tuple[Office, ...], int]:
    """The offices with the one that the clause goes on to give: "điều động ông A, OFFICE, ... và giữ chức OFFICE"."""
    gives = NEW_OFFICE.match(prose.plain, end) if prose.plain.find(" chức ", end, end + 180) > 0 else None
    head = title_at(prose.plain, gives.end()) if gives else None
    if not head or not head.kind.startswith("office") or any(map(_is_honour, titles(prose.plain[end : head.start]))):
        return tuple(offices), end
    office = office_at(prose, head)
    return (*offices, office), office.end


def _is_honour(title: Title) -> bool:
    return title.kind in HONOURS


def _nickname(prose: Prose, end: int) -> re.Match[str] | None:
    """Another name or a place in brackets: "Trần Văn Bé [(Ba Bé)]"; an office in them is none."""
    found = NICKNAME.match(prose.text, end)
    return found if found and not title_at(prose.plain, prose.text.index("(", end) + 1) else None
