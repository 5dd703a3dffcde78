"""The bodies that issue documents: where the words that name one end, and on which tier it stands.

An issuer is a chain: bodies of the table ("Ban Thường vụ" + "Tỉnh ủy"), then the place ("Hà Giang"), then the term
("khóa XI", "(khóa X)"). The chain ends where the next word is none of these.
"""

import re
from functools import cache
from typing import NamedTuple

from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span
from danvan_cli.resources import data
from danvan_cli.text.letters import plain

BLANKS = r"[^\S\n]{1,3}"
TERM = re.compile(
    r"[ \xa0,]{0,2}(?:\(\s?khóa (?:thứ )?\w{1,6}(?:[,;] [\w ]{1,20})?\s?\)|khóa (?:thứ )?(?:[ivxl]{1,6}|\d{1,2})(?!\w))"
)
TERM_NAME = re.compile(r"khóa (?:thứ )?(\w{1,6})")
ORDINAL = re.compile(
    r"lần thứ \w{1,6}(?: \((?:[ivxl]{1,6}|\d{1,2})\))?(?!\w)"
    r"|(?:\d{1,2}|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười(?: \w{2,4})?)(?=[,\s(]{1,3}khóa)"
)
NUMBERED_UNIT = re.compile(r"(?:quận|phường) \d{1,2}(?!\w)")
NAME = re.compile(r"[^\W\d_]{2,9}(?!\w)(?: ủy(?! ban| viên| quyền))?")  # a place or body that no table holds
GAP = re.compile(r"[ \t\xa0]{1,3}(?:[-–] ?)?|[-–] ?")
JOINT = re.compile(r"(?:,|[ \xa0]{1,2}(?:và|-|–))[ \xa0]{1,2}")
JOINT_END = re.compile(r"[ \xa0]{1,2}(?:về|v/v)(?!\w)")
LONGEST = 90  # letters of an issuer that are looked back
PARTS = 9  # at most, of one issuer


class Body(NamedTuple):
    """A row of data/issuers.tsv.

    tiers: where it stands ("central", "province", ...).
    part: "head" begins an issuer; so do "kind" ("tỉnh") and "generic" ("Đảng"), no certain bodies; "tail" follows.
    form: "any"; "name", which begins with a capital; "short", which is written in capitals.
    """

    tiers: frozenset[str]
    part: str
    form: str


def issuer_end(prose: Prose, start: int) -> int:
    """End of the issuer that begins at `start`; `start` itself where none does.

    "Ban Thường vụ Tỉnh ủy Hà Giang về" -> before " về"; "Bộ Chính trị (khóa X), các" -> after ")". Two bodies are one
    issuer where the subject follows: "Tỉnh ủy, UBND tỉnh về ...".
    """
    end = _chain_end(prose, start)
    joint = JOINT.match(prose.plain, end) if end > start else None
    if not joint:
        return end
    second = _chain_end(prose, joint.end())
    return second if second > joint.end() and JOINT_END.match(prose.plain, second) else end


def issuer_before(prose: Prose, end: int) -> Span | None:
    """The certain body whose name ends at `end`: "Đảng ủy UBND tỉnh | có Kế hoạch số 15"; None where none does."""
    for match in _pattern().finditer(prose.plain, max(0, end - LONGEST), end):
        begins = not prose.plain[match.start() - 1 : match.start()].isalnum()
        if begins and _body(match).part == "head" and issuer_end(prose, match.start()) == end:
            return Span(match.start(), end)
    return None


def is_specific(issuer: str) -> bool:
    """Whether an issuer is a certain body, not "Đảng", "Nhà nước", "tỉnh"."""
    match = _pattern().match(plain(issuer))
    return match is not None and _body(match).part == "head"


def tiers(issuer: str) -> frozenset[str]:
    """The tiers on which an issuer may stand, those of its first part that tells; empty where none does."""
    found = (_body(match).tiers for match in _pattern().finditer(plain(issuer)))
    return next((tier for tier in found if tier), frozenset())


def term(issuer: str) -> str | None:
    """The term of office that an issuer names: "xi" of "Ban Chấp hành Trung ương Đảng (khóa XI)"."""
    match = TERM_NAME.search(plain(issuer))
    return match[1] if match else None


def _chain_end(prose: Prose, start: int) -> int:
    """End of the chain of parts that begins at `start`, with its term; `start` where none does."""
    end = _known_end(prose, start, first=True)
    if end == start:
        return start
    for _ in range(PARTS):
        gap = GAP.match(prose.plain, end)
        following = _part_end(prose, gap.end()) if gap else end
        if not gap or following == gap.end():
            break
        end = following
    tail = TERM.match(prose.plain, end)
    return tail.end() if tail else end


def _part_end(prose: Prose, start: int) -> int:
    """End of a further part of a chain: a body, a place, an ordinal, a name; `start` where there is none."""
    capital = prose.text[start : start + 1].isupper()
    known = _known_end(prose, start, first=False)
    place = unit_end(prose.plain, start) if capital or NUMBERED_UNIT.match(prose.plain, start) else start
    if max(known, place) > start:
        return max(known, place)
    other = ORDINAL.match(prose.plain, start) or (NAME.match(prose.plain, start) if _is_name(prose, start) else None)
    return other.end() if other else start


def _known_end(prose: Prose, start: int, *, first: bool) -> int:
    """End of the body of the table at `start`, if it may stand there and is written as it must be; else `start`."""
    match = _pattern().match(prose.plain, start)
    if not match:
        return start
    body = _body(match)
    if body.part == "tail" and first:
        return start
    return match.end() if _is_written(body, prose, Span(*match.span()), first=first) else start


def _is_written(body: Body, prose: Prose, span: Span, *, first: bool) -> bool:
    """Whether the letters are those that the body's form asks for.

    In a title in capitals a further body may as well begin a clause ("TỈNH ỦY HỘI NGHỊ ..."), so it is none.
    """
    if body.form == "any":
        return True
    if body.form == "short":
        return prose.text[span.start : span.end].isupper()
    return _is_name(prose, span.start) or (prose.text[span.start].isupper() and (first or body.part == "tail"))


def _is_name(prose: Prose, start: int) -> bool:
    """Whether the word at `start` has a capital and goes on in small letters."""
    return prose.text[start : start + 1].isupper() and prose.text[start + 1 : start + 2].islower()


def _body(match: re.Match[str]) -> Body:
    return _bodies()[" ".join(match[0].split())]


@cache
def _bodies() -> dict[str, Body]:
    """The table by plain name and plain short form."""
    bodies: dict[str, Body] = {}
    for line in data("issuers.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, short, where, part, form = line.split("\t")
        tier = frozenset(where.split())
        bodies |= {plain(word): Body(tier, part, "short") for word in short.split()}
        bodies[plain(name)] = Body(tier, part, form)
    return bodies


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_bodies(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(BLANKS.join(map(re.escape, name.split())) for name in names)})(?!\w)")
