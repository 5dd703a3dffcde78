"""Where an office ends: word by word through its body and place, to a verb, a name, the next office or honorific."""

import re

from danvan_cli.extraction.committees import task_end
from danvan_cli.extraction.forms import compiled
from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.names import (
    NUMBERED,
    before_namesake,
    full_name,
    lettered_hamlet,
    name_in_office,
    named_after,
    two_words,
)
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import ending_words, joined_words, office_words, title_at, word_set
from danvan_cli.extraction.titles import is_title
from danvan_cli.extraction.toponyms import UPPER

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
REGION = compiled(r"khu vực \d{1,2}_[-–—]_$")  # whose bodies bear a town's name: "Tòa án khu vực 3 - [Cao Lộc]"
DIGITS = frozenset("0123456789")
QUOTED = re.compile(r"[“\"][^“”\"\n]{1,60}[”\"]")
DOTTED = compiled(r"(?<=(?<!\w)p[bc]t)\._")
LONGEST = 30  # words of an office


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
    if REGION.search(prose.plain, max(0, at - 16), at) and unit_end(prose.plain, at) > at:
        return unit_end(prose.plain, at)
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


def last_word(prose: Prose, end: int) -> str:
    """The plain word in front of `end`; "" at the beginning and behind a place's name, as in "huyện Tủa Chùa [...]"."""
    words = prose.text[max(0, end - 20) : end].split()[-2:]
    if not words or (len(words) > 1 and all(word.istitle() for word in words)):
        return ""
    return prose.plain[end - len(words[-1]) : end] if prose.text[end - 1 : end].strip() else words[-1].lower()
