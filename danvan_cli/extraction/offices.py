"""Offices: where one ends, and chains of them."""

import re
from typing import NamedTuple

from danvan_cli.extraction.committees import task_end
from danvan_cli.extraction.forms import compiled
from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.names import (
    NUMBERED,
    before_namesake,
    full_name,
    has_capitals,
    lettered_hamlet,
    name_in_office,
    named_after,
    two_words,
)
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import (
    FORMER,
    Title,
    ending_words,
    joined_words,
    office_head,
    office_words,
    surnames,
    title_at,
    word_set,
)
from danvan_cli.extraction.toponyms import UPPER
from danvan_cli.models import Span
from danvan_cli.text.letters import plain

BLANKS = compiled(" ")
SEPARATOR = compiled(r"_(?:,|[-–—]|/|&)_| và ")
SHORT_FORM = re.compile(
    rf"[ \xa0]?\([{UPPER}&-]{{2,10}}(?: [{UPPER}]{{2,6}}){{0,2}}\)"
)  # "Hội Cựu chiến binh [(CCB)] tỉnh"
WORD = re.compile(r"[^\W_](?:[\w./'’-]{0,24}[^\W_])?")
SECOND = compiled(r" (?!và )([^\W\d]{1,8})(?!\w)")
NUMBER = compiled(r"(?:số )?\d{1,4}[a-e]?(?!\w)")
TERM = compiled(r"khóa (?:[ivx]{1,5}|\d{1,3})(?!\w)")  # "khóa XX"; "khóa mới" is no part of an office
SMALL = rf"[^\W\d_{UPPER}]{{1,7}}"
GOODS = re.compile(rf"(?:{SMALL}[ \xa0]){{0,2}}{SMALL}(?=[ \xa0][{UPPER}])")  # "Công ty cổ phần [chè] Phú Hải"
HOUSEHOLD = re.compile(r"gia[ \xa0]đình(?!\w)")
REPEATED = compiled(r"(?<!\w)(đội|nhóm|tổ) (?:trưởng|phó)(?P<again> \1)$")  # "nhóm trưởng [nhóm] thân thiện"
DIGITS = frozenset("0123456789")
QUOTED = re.compile(r"[“\"][^“”\"\n]{1,60}[”\"]")
BODY_ABOVE = compiled(
    r"_,_(?P<body>văn phòng|ban|bộ|tổng cục|cục|học viện|viện|sở|công an|đồn|bộ đội biên phòng|bđbp|bộ chỉ huy|ủy ban"
    r"|liên đoàn|tổng công ty|công ty|trung tâm|hội)(?!\w)"
)
STATE_BODIES = "các cơ quan nhà nước"  # what a room of a Ban Dân vận cares for
UNKNOWN = compiled(
    r"_,_(?P<head>phó|trưởng|chánh|chưởng|cố vấn) (?!các )[^,.;:()“”\"\n]{2,60}(?=_,_)"
)  # "Phó Niên trưởng Hội A"
ASSOCIATION = compiled(r"(?:chủ tịch|pct|trưởng|chủ nhiệm) (?:hội(?! đồng)|câu lạc bộ|ban liên lạc|quỹ)")
IN_FRONT = re.compile(rf"(?:(?<!\w)[{UPPER}][^\W\d_]{{1,7}}[ \xa0]){{1,2}}$")  # one or two words with capitals
DOTTED = compiled(r"(?<=(?<!\w)p[bc]t)\._")
SENTENCE_ENDS = ("", ".", ":", ";", "!", "?", "-", "–", "\n")
LONGEST = 30  # words of an office
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


def office_end(prose: Prose, head_end: int) -> int:
    """End of the office whose head ends at `head_end`: before a verb, a name, the next office or honorific."""
    end, before = head_end, prose.plain[max(0, head_end - 12) : head_end].rsplit(None, 1)[-1]
    shouting = prose.text[head_end - 6 : head_end + 24].isupper()
    if (dotted := _dotted(prose, head_end)) > head_end:
        end, before = dotted, last_word(prose, dotted)
    for _ in range(LONGEST):
        after = _continued(prose, end, before, shouting)
        after = after if after > end else task_end(prose, head_end, end, before)
        if after == end:
            break
        end, before = after, last_word(prose, after)
    again = REPEATED.search(prose.plain, max(0, head_end - 12), end) if before in ("đội", "nhóm", "tổ") else None
    return again.start("again") if again else end


def _dotted(prose: Prose, end: int) -> int:
    """End of the body behind a short office and a full stop: "PCT.[HĐND] xã", "PBT. [Đảng ủy]"; `end` without one."""
    dot = DOTTED.match(prose.plain, end)
    body = office_words().match(prose.plain, dot.end()) if dot else None
    if not dot or not body or not prose.text[body.start()].isupper():
        return end
    sure = dot[0] == "." or body[0].endswith("ủy") or prose.text[slice(*body.span())].isupper()
    return body.end() if sure else end


def _continued(prose: Prose, end: int, before: str, shouting: bool) -> int:
    """End of the next word or phrase of the office, `end` where there is none."""
    bracket = SHORT_FORM.match(prose.text, end)
    if bracket:
        after = _continued(prose, bracket.end(), before, shouting)
        return after if after > bracket.end() else end
    joint = SEPARATOR.match(prose.plain, end)
    if joint:
        return _joined(prose, joint, before) or end
    blank = BLANKS.match(prose.plain, end)
    if not blank:
        return end
    at = blank.end()
    fixed = QUOTED.match(prose.text, at) or NUMBER.match(prose.plain, at)
    if fixed:
        return fixed.end() if fixed[0][0] not in DIGITS or _takes_number(prose, end, before) else end
    word = WORD.match(prose.text, at)
    if not word:
        return end
    if word[0][0].isupper() and not shouting:
        return _capital(prose, at, _before_verb(prose, word), before) or end
    return _small(prose, at, before) or (_place(prose, at, before) if shouting else None) or end


def _takes_number(prose: Prose, end: int, before: str) -> bool:
    """Whether a number goes on with the office that ends at `end` so far: "Tổ 5", "bản Nà Sa 2", "Đoàn KT-QP 412"."""
    if before in word_set("before a number") or (not before and NUMBERED.match(prose.text, end)):
        return True
    short = prose.text[end - len(before) : end].isupper()
    return short and two_words(prose, end).partition(" ")[0] in word_set("before a number")


def _before_verb(prose: Prose, word: re.Match[str]) -> int:
    """End of a word, before a verb that a dash glues to it: "Trưởng thôn [Hreng]-cho biết"."""
    dash = word[0].rfind("-")
    glued = dash > 0 and ending_words().match(prose.plain, word.start() + dash + 1)
    return word.start() + dash if glued else word.end()


def _capital(prose: Prose, at: int, word_end: int, before: str) -> int | None:
    phrase = office_words().match(prose.plain, at)
    if _begins_title(prose, at, before, phrase.end() if phrase else at) or _begins_clause(prose, at, word_end, before):
        return None
    if before_namesake(prose, at, before) and named_after(prose, at) > word_end:
        return named_after(prose, at)
    if hamlet := lettered_hamlet(prose, at, before):
        return hamlet
    if name_in_office(prose, at, before):
        return None
    if phrase and phrase.end() > word_end:
        return phrase.end()
    verb = ending_words().match(prose.plain, at) if before in word_set("before no verb") else None
    if verb and prose.text[word_end : verb.end()].strip().islower():
        return verb.end()  # "Phòng [Hướng dẫn] nghiệp vụ"
    end = max(_unit_end(prose, at), word_end)
    return end if phrase or end > word_end else _second_syllable(prose, end)


def _begins_title(prose: Prose, at: int, before: str, phrase_end: int) -> bool:
    """Whether the next office or honorific begins at `at`: not in "chùa [Ông Mẹt]", "Đoàn [Đại biểu Quốc hội]"."""
    title = title_at(prose.plain, at)
    if not title or not is_title(prose, title) or (title.kind == "occupation" and phrase_end > at):
        return False
    if title.kind == "honorific" and before_namesake(prose, at, before):
        return False
    if before == "đoàn" and phrase_end >= title.end:
        return False
    return before not in word_set("before no verb") or title.kind == "office"


def _begins_clause(prose: Prose, at: int, word_end: int, before: str) -> bool:
    """Whether a verb has a capital by mistake: "Chủ tịch Hội CCB tỉnh [Phát biểu] tại hội nghị"."""
    if before and before not in word_set("last of a body"):
        return False
    verb = ending_words().match(prose.plain, at)
    return verb is not None and verb.end() > word_end and prose.text[word_end : verb.end()].islower()


def _unit_end(prose: Prose, at: int) -> int:
    """End of the unit that is named at `at`; the "Trường Trung" of "Trường [Trung học] phổ thông" is none."""
    end = unit_end(prose.plain, at)
    phrase = office_words().match(prose.plain, prose.plain.rfind(" ", at, end) + 1) if end > at else None
    return at if phrase and phrase.end() > end else end


def _second_syllable(prose: Prose, end: int) -> int:
    """End of a compound whose first syllable alone is known by its capital: "Phòng Thị [chính]"."""
    second = SECOND.match(prose.text, end)
    if (
        not second
        or prose.text[end - 2 : end].isupper()
        or not second[1].islower()
        or ending_words().match(prose.plain, second.start(1))
    ):
        return end
    return second.end() if not office_words().match(prose.plain, second.start(1)) else end


def _small(prose: Prose, at: int, before: str) -> int | None:
    if before in word_set("before goods") and (goods := GOODS.match(prose.text, at)):
        return goods.end() if not ending_words().match(prose.plain, at) else None
    words, verb = office_words().match(prose.plain, at), ending_words().match(prose.plain, at)
    no_verb = before in word_set("before no verb") and two_words(prose, at) != "quốc hội"
    if not words or (verb and verb.end() >= words.end() and not no_verb):
        return None
    if words[0] in word_set("end of a body") and (not before or before in word_set("last of a body")):
        return None
    return words.end() if words[0] != "khóa" or TERM.match(prose.plain, at) else None


def _place(prose: Prose, at: int, before: str) -> int | None:
    """A place in a heading in capitals."""
    end = unit_end(prose.plain, at)
    return end if end > at and not name_in_office(prose, at, before) else None


def _joined(prose: Prose, joint: re.Match[str], before: str) -> int | None:
    """End of what a comma, a dash or "và" joins to the same office: "Sở Văn hóa, [Thể thao]"."""
    at = joint.end()
    words = joined_words().match(prose.plain, at)
    if "và" in joint[0] and (before in word_set("last of a body") or _is_household(prose, joint)):
        return None
    if words:
        return words.end() if not _speaks(prose, words, before) else None
    word, title = WORD.match(prose.text, at), title_at(prose.plain, at)
    if not word or not word[0][0].isupper() or "," in joint[0] or full_name(prose, at, listed=True):
        return None
    if title and title.kind == "office abbreviation" and is_title(prose, title):
        return None
    return _capital(prose, at, word.end(), before)


def _speaks(prose: Prose, words: re.Match[str], before: str) -> bool:
    """Whether a verb follows that may be a body's field as well: "Trưởng bản Nà Sa, [thông tin]: ..."."""
    if not prose.text[words.start()].islower():
        return False
    verb = ending_words().match(prose.plain, words.start())
    if verb and verb.end() > words.end():
        return True
    ends = not before or before in word_set("last of a body") or prose.plain.startswith(":", words.end())
    return ends and words[0] in word_set("end of a body")


def _is_household(prose: Prose, joint: re.Match[str]) -> bool:
    """Whether "và" goes on to somebody's family: "Trưởng bản Nà Sản và [gia đình]", but not "Dân số và gia đình"."""
    family = HOUSEHOLD.match(prose.text, joint.end())
    return family is not None and two_words(prose, joint.start()) not in ("dân số", "trẻ em")


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


def last_word(prose: Prose, end: int) -> str:
    """The plain word in front of `end`; "" at the beginning and behind a place's name, as in "huyện Tủa Chùa [...]"."""
    words = prose.text[max(0, end - 20) : end].split()[-2:]
    if not words or (len(words) > 1 and all(word.istitle() for word in words)):
        return ""
    return prose.plain[end - len(words[-1]) : end] if prose.text[end - 1 : end].strip() else words[-1].lower()
