"""Personal names: where one begins and ends among capitals."""

import re

from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import ending_words, office_words, surnames, title_at, word_set
from danvan_cli.models import Span

APOSTROPHES = "'’‘`´ʼ"
WORD = re.compile(
    rf"(?:[HKhk][{APOSTROPHES}](?=[ \t\xa0]{{1,2}}[^\W\d_])"
    rf"|(?:[AYHKayhk]-)?[^\W\d_]{{1,12}}(?:[{APOSTROPHES}][^\W\d_]{{1,12}})?)(?![\w/])"
)
PARTICLE = re.compile(rf"[hk](?=[{APOSTROPHES}])")  # "H’Nuê", "K’ Brếu": before a given name, man's or woman's
NUMBERED = re.compile(r"[ \t\xa0]\d{1,2}(?![\w/]|[.,]\d|[ \t\xa0]tuổi)")  # "Huổi Xưa 2" is a place
RELIGIONS = ("cao đài", "hòa hảo")
NEXT = re.compile(r"[ \t\xa0]{1,8}(?=[^\W\d_])")
LETTERS = frozenset("abcde")  # "ấp Mỹ Hòa B"
LONGEST = 5  # words of a name


def full_name(prose: Prose, start: int, *, listed: bool) -> int | None:
    """End of the name at `start`, None where there is none: two words or more, or a particle with a word ("K’Brếu").

    listed: its first word must be a surname of the table; else any capitals will do, as behind an honorific.
    """
    words = _name_words(prose, start)
    if not words or (len(words) < 2 and not PARTICLE.match(prose.plain, start)):
        return None
    first = _first(prose, words[0])
    if _is_paper(prose, words) or prose.plain[words[0].start : words[-1].end].startswith(RELIGIONS):
        return None
    sexed = len(words) > 2 and _plain(prose, words[1]) in ("thị", "văn")
    if first not in surnames() and ((listed and not sexed) or first in word_set("no name")):
        return None
    return words[-1].end


def _name_words(prose: Prose, start: int) -> list[Span]:
    """The words of a run of capitals; of a heading with capitals everywhere its name: "[Lê Văn An] Thăm Và"."""
    words = capital_words(prose, start)
    if len(words) <= LONGEST or _highland(prose, words):
        return words
    ends = (place for place, word in enumerate(words) if place > 1 and _other_word(prose, word.start, shouted=True))
    end = next(ends, len(words))
    return words[:end] if end <= LONGEST else []


def name_in_office(prose: Prose, start: int, before: str) -> int | None:
    """End of the name that begins at `start` inside "OFFICE PLACE NAME"; `before` is the plain word in front.

    "Trưởng Ban Dân vận Huyện ủy [Ngô Văn A]" against "Huyện ủy [Tân Yên]": the surname is the best cut.
    """
    word = WORD.match(prose.plain, start)
    first = _first(prose, Span(*word.span())) if word else ""
    if first not in surnames() or before_namesake(prose, start, before) or first in word_set("before a village"):
        return None
    if _is_paper(prose, capital_words(prose, start)) or prose.plain.startswith(RELIGIONS, start):
        return None
    words = _name_words(prose, start)
    if len(words) < 2 or NUMBERED.match(prose.text, words[-1].end):
        return None
    named = surnames()[first] or len(first) == 1 or _plain(prose, words[1]) in word_set("middle name")
    place = unit_end(prose.plain, start)
    if place >= words[-1].end or (place > start and full_name(prose, _after(words, place), listed=True)):
        return None
    if not named and ((before in word_set("before a place") and len(words) < 3) or _stronger_cut(prose, words)):
        return None
    if len(words) < 3 and len(first) > 1 and _before_village(prose, start, before):
        return None
    if len(first) == 1 and two_words(prose, start) == "biên phòng":  # "Đồn Biên phòng [A Pa Chải]"
        return None
    return words[-1].end


def _is_paper(prose: Prose, words: list[Span]) -> bool:
    """Whether a run of capitals is a newspaper with its place: "Báo Nghệ An"; Báo is a surname, too."""
    return len(words) > 2 and _plain(prose, words[0]) == "báo" and unit_end(prose.plain, words[1].start) > words[1].end


def _before_village(prose: Prose, start: int, before: str) -> bool:
    """Whether a place is named behind `before`: "Trưởng bản [Nà Lừa]", "Đồn Biên phòng [La Sơn]"."""
    return before in word_set("before a village") or two_words(prose, start) in word_set("before a village")


def lettered_hamlet(prose: Prose, start: int, before: str) -> int | None:
    """End of a hamlet with a letter that begins like a name: "khóm [Cà Bang A]", but not "Trưởng thôn [Lê Văn A]"."""
    quarter = before == "phố" and two_words(prose, start) != "thành phố"  # "Trưởng khu phố [Đông Cát B]"
    if not quarter and not _before_village(prose, start, before):
        return None
    words = capital_words(prose, start)
    letters = [place for place, word in enumerate(words) if place and _plain(prose, word) in LETTERS]
    if not letters or (_plain(prose, words[1]) in word_set("middle name") and letters[0] > 1):
        return None
    after = words[letters[0] + 1 :]
    bearer = letters[0] > 1 and len(after) > 1 and _plain(prose, after[0]) in surnames()
    return words[letters[0]].end if not after or bearer else None


def before_namesake(prose: Prose, start: int, before: str) -> bool:
    """Whether what begins at `start` may be named after someone: "Trường [Lê Lợi]", but not "thành phố [Lê Văn An]"."""
    return before in word_set("before a namesake") and two_words(prose, start) not in word_set("before no namesake")


def two_words(prose: Prose, start: int) -> str:
    """The two plain words in front of `start`."""
    return " ".join(prose.plain[max(0, start - 24) : start].split()[-2:])


def named_after(prose: Prose, start: int) -> int:
    """End of the name that a school or company bears at `start`: "Trường THPT [Lê Lợi] Hà Thị An", "chùa [Một Cột]"."""
    words = capital_words(prose, start)
    persons = (place for place, word in enumerate(words) if place > 1 and surnames().get(_plain(prose, word), False))
    return words[next(persons, len(words)) - 1].end if words else start


def capital_words(prose: Prose, start: int) -> list[Span]:
    """The words of a run of capitals at `start`, cut before an office or an honorific, seven at most.

    A run in capital letters throughout ("NGUYỄN VĂN A") is cut before other words of the heading as well.
    """
    if not prose.text[start : start + 1].isupper():
        return []
    words: list[Span] = []
    shouted = False
    at = start
    while len(words) < LONGEST + 2 and (match := WORD.match(prose.text, at)):
        if not words:
            shouted = _shouted(match[0])
        nun = len(words) == 1 and match[0] == "nữ" and _plain(prose, words[0]) == "thích"  # "Thích nữ Diệu Tâm"
        if not nun and (not match[0][0].isupper() or (_shouted(match[0]) != shouted and len(match[0]) > 1)):
            break
        if words and _other_word(prose, at, shouted=shouted and len(words) > 1):
            break
        words.append(Span(*match.span()))
        gap = NEXT.match(prose.text, match.end())
        if not gap:
            break
        at = gap.end()
    if words and not shouted and _begins_phrase(prose, words[-1]):
        words.pop()
    return words if not shouted or _plain(prose, words[0]) in surnames() else []


def _begins_phrase(prose: Prose, word: Span) -> bool:
    """Whether a word is half of a common one: the "Thanh" of "Đoàn Thanh niên"."""
    phrases = (form.match(prose.plain, word.start) for form in (office_words(), ending_words()))
    return any(p is not None and p.end() > word.end and prose.text[p.end() - 1].islower() for p in phrases)


def _other_word(prose: Prose, at: int, *, shouted: bool) -> bool:
    title = title_at(prose.plain, at)
    if title and title.kind == "rank" and has_capitals(prose, Span(at, title.end)):  # "Phạm [Tiến Sỹ]"
        return False
    if title and (title.kind.startswith("office") or " " in prose.plain[at : title.end]):
        return True
    return shouted and bool(ending_words().match(prose.plain, at) or office_words().match(prose.plain, at))


def _stronger_cut(prose: Prose, words: list[Span]) -> bool:
    """Whether a later word is more of a surname: the "Lê" of "Quảng Uyên Lê Văn A"."""
    return any(
        surnames().get(_plain(prose, word), False) and place + 2 <= len(words)
        for place, word in enumerate(words[:-1])
        if place and (place > 1 or _plain(prose, words[place + 1]) in word_set("middle name"))
    )


def _after(words: list[Span], end: int) -> int:
    return next((word.start for word in words if word.start >= end), end)


def _highland(prose: Prose, words: list[Span]) -> bool:
    """Names of the Central Highlands may have six words: "Y Giang Gry Niê Knơng"."""
    return len(words) == LONGEST + 1 and any(c in prose.text[words[0].start : words[-1].end] for c in "’'ăêơ")


def has_capitals(prose: Prose, span: Span) -> bool:
    """Whether each word of a span begins with a capital."""
    return all(word[0].isupper() for word in prose.text[slice(*span)].split())


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and any(c.isalpha() for c in word[1:])


def _first(prose: Prose, word: Span) -> str:
    """The first word of a name in plain letters, of "H’Nuê" the particle."""
    particle = PARTICLE.match(prose.plain, word.start)
    return particle[0] if particle else _plain(prose, word)


def _plain(prose: Prose, span: Span) -> str:
    return prose.plain[span.start : span.end]
