"""Names of administrative units in an article, each with the kind that stands before it and the part it plays."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from danvan_cli.extraction.gazetteer import bare_heads, key, last_syllables, named, names_at, province_of, units_above
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import ending_words, office_words, title_at
from danvan_cli.models import Person, Span

Rank = Literal["province", "city", "district", "commune", "bare"]  # a city is a province or a district
Part = Literal["own", "organ", "venue", "visitor", "dateline", "listed", "aside"]

UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
# A capital or digit first: Python's engine then runs to the next one, twice as fast as it tries each place.
BEGINS = re.compile(rf"[{UPPER}\d](?<![^\W_].)(?:(?<=\D)[\w'’]{{0,11}}|(?<=\d)\d?(?![\w]|[.,/]\d))")
NUMBER = re.compile(r"0?([1-9]\d?)|(i{1,3}|iv|vi{0,3})")

# A kind right before a name: one letter counts with its full stop only; a modifier may stand between.
KIND = re.compile(
    r"(?=[thxpđq])(?<!\w)(?:((?:tỉnh|huyện|quận)(?:[ \xa0]{1,3}(?:ủy|đoàn))?|thành[ \xa0]{1,3}(?:phố|ủy|đoàn)"
    r"|thị[ \xa0]{1,3}(?:xã|trấn|ủy|đoàn)|xã|phường|đặc[ \xa0]khu|đảng[ \xa0]{1,3}ủy|tp|tx)(?:\.|(?!\w))"
    r"|([hqxp]|tt|t\.p)\.)(?: (?:miền núi|vùng cao|vùng sâu|vùng biên|biên giới|ven biển|rẻo cao|đảo|nghèo))?"
    r"[ \xa0:\"“(]{0,3}(?=\w)"
)
RANKS: dict[str, Rank] = {
    **dict.fromkeys(("tỉnh", "tỉnh ủy", "tỉnh đoàn"), "province"),
    **dict.fromkeys(("thành phố", "thành ủy", "thành đoàn", "tp", "t.p"), "city"),
    **dict.fromkeys(("huyện", "huyện ủy", "huyện đoàn", "quận", "quận ủy", "quận đoàn", "h", "q"), "district"),
    **dict.fromkeys(("thị xã", "thị ủy", "thị đoàn", "tx"), "district"),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu", "đảng ủy", "x", "p", "tt"), "commune"),
}
NUMBERED_KINDS = {"quận": "quận", "q": "quận", "quận ủy": "quận", "phường": "phường", "p": "phường"}
LEVELS = {
    "province": ("province",),
    "city": ("province", "district"),
    "district": ("district",),
    "commune": ("commune",),
    "bare": ("province", "district"),
}

PERSONAL = frozenset(("hồ chí minh", "hcm"))  # never a place without its kind
HONORIFICS = frozenset(
    ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "cháu", "đ/c", "đc", "chí", "sĩ", "việt")
)
OPENERS = frozenset(
    ("tại", "ở", "về", "từ", "báo", "đài", "sở", "đến", "tin", "và", "của", "người", "đất", "tỉnh", "ngày")
)

# What stands before a name and tells its part.
ORGAN = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|đảng bộ|u?b?mttq|mặt trận|sở|công an|bộ đội|bộ chqs|bộ chỉ huy|ban dân vận|báo|đài|cục"
    r"|hội(?! nghị| thảo| đồng)|đoàn đbqh|liên đoàn lao động|quân và dân|nhân dân)(?: [^\s,.;:()]{1,12}){0,7} $"
)
OF_DISTRICT = re.compile(  # a title that begins "Hội Phụ nữ [Văn Chấn]", "Tuổi trẻ [Sìn Hồ]"
    r"(?:(?:hội (?:liên hiệp )?)?(?:phụ nữ|lhpn|nông dân|cựu chiến binh|ccb)|hội (?:chữ thập đỏ|khuyến học)"
    r"|tuổi trẻ|(?:đoàn )?thanh niên|mặt trận|mttq|công an|ban dân vận|lđlđ|liên đoàn lao động|quân và dân) "
)
LIST = re.compile(  # longer ones are told by their length; the number is none of a date: "ngày 10/6 huyện Nam Đàn"
    r"(?<!\w)(?:các|nhiều|một số|những|ba|bốn|(?<![/.-])(?<!tháng )(?<!ngày )(?:[3-9]|\d\d))"
    r" (?:tỉnh|huyện|xã|thành phố|quận|phường|thị)(?! ủy| đoàn)(?:(?! của )[^.;\n]){0,30}$"  # not "12 xã của [tỉnh A]"
)
SAME_PHRASE = r"(?:(?!(?<!\w)(?:đã|đến|tại|về|với|ở|làm|thăm|do|có|trao|tặng|tổ)(?!\w))[^.;,\n]){0,50}$"
DELEGATION = rf"đoàn (?:công tác|đại biểu|cán bộ|khảo sát|tham quan|học tập|khách){SAME_PHRASE}"
VISITOR = re.compile(rf"(?<!\w){DELEGATION}")
ASIDE = re.compile(
    r"(?<!\w)(?:"
    rf"(?:đón|tiếp|với|cùng|dự|có|và|của|các|cho|tặng)[^.;\n]{{0,20}} {DELEGATION}"
    r"|(?:tiếp )?giáp(?: ranh)?(?: với)?[^.;\n]{0,25}$"
    r"|(?:tỉnh bạn|huyện bạn|xã bạn|lân cận|láng giềng|kết nghĩa(?: với)?)[^.;,\n]{0,25}$"
    r"|(?:quê(?! hương)(?: quán| gốc)?(?: ở| tại|:)?|nguyên quán:?|người gốc)[^.;,\n]{0,25}$"
    r"|(?:sinh (?:ra |trưởng |năm \d{4},? )?|lớn lên )(?:tại|ở)[^.;,\n]{0,25}$"
    rf"|(?:đến từ|hảo tâm|thiện nguyện|từ thiện|đồng hương|nhà tài trợ|doanh nghiệp|công ty|tập đoàn){SAME_PHRASE}"
    r"|(?:kinh nghiệm|học tập|tham quan)[^.;\n]{0,50} (?:tại|với|của|ở)[^.;,\n]{0,25}$"
    r"|cách (?:trung tâm )?$"
    r"|(?:địa chỉ|điện thoại|e-?mail|tòa soạn|hotline)[^\n]*$"
    r")"
)
EXAMPLE = re.compile(r"(?<!\w)(?:như|gồm|nhất là|tiêu biểu là|điển hình là|kể đến|đến là)[: ]{1,2}(?:ở |tại )?$")
OBJECT = re.compile(
    r"(?<!\w)(?:đường|phố|đại lộ|quảng trường|cầu|sông|hồ|thủy điện|khách sạn|công viên|quốc lộ|ngõ|cảng|sân bay|chợ"
    r"|(?<!môi )(?<!thị )trường|bến xe|thôn|bản|ấp|khóm|làng|buôn|xóm|khối|khu phố|tổ dân phố|tổ|đồn|họ|tên)[ \xa0]$"
)
ROUTE = re.compile(  # "đường sắt [Hà Nội] - [Vinh]", "đoạn Bãi Vọt - [Hàm Nghi]", but not "đoạn qua xã A - tỉnh B"
    r"(?<!\w)(?:(?<!trực )tuyến|(?<!giai )(?<!công )đoạn|cao tốc|đường sắt|hành lang|quốc lộ|trục)"
    r"(?: (?!(?:qua|tại|ở|của|thuộc|trên)(?!\w))[^\s,.;:()–-]{1,12}){0,8} ?(?:[-–] ?)?$"
)
NO_ROUTE = re.compile(  # "trạm y tế [tuyến xã] Châu Khê - Nghệ An"
    r"(?:tuyến (?:xã|huyện|tỉnh(?! lộ)|trên|y tế|biên (?:giới|phòng))|hành lang (?:pháp lý|an toàn))(?!\w)"
)
DASH_BEFORE, DASH_BEHIND = re.compile(r"[-–] ?$"), re.compile(rf" ?[-–] ?[{UPPER}]")
VENUE = re.compile(
    r"(?<!\w)(?:(?:tại|ở|(?:hội trường|trụ sở|trung tâm|nhà văn hóa|khách sạn|nhà khách|sân)[^.;\n]{0,40})[ \xa0]"
    r"|(?:tại|ở) (?:số )?\d{1,4}[^.;()\n]{2,40}[ \xa0]"
    r"|(?:tại|đại học|học viện|bệnh viện|công ty|tập đoàn|ngân hàng|quỹ) [^.,;()\n]{2,50}[ \xa0]\()$"
)
DATELINE = re.compile(r"(?:, ngày \d|\)? ?[-–:] )")
FORMER = re.compile(r" ?(?:\(cũ\)|cũ(?!\w)|trước đây)")
BRACKET = " ("  # behind it stands the larger unit
JOINS = frozenset((", ", "; ", " và ", " - ", " – ", ", và ", "-", " hoặc ", BRACKET))
AFTER_BRACKET = frozenset(("), ", "); ", ") và "))  # "xã Kim Anh (Kim Thành), [Hồng Lạc] (Thanh Hà)"
LONGEST_JOIN = 6
# A commune that no table knows any more stands before its district: "xã Cổ Lũng, huyện Bá Thước".
UNKNOWN = re.compile(
    rf"[{UPPER}]\w{{1,8}}(?: [{UPPER}]\w{{1,8}}){{1,2}}(?=(?:, | \(| )(?:huyện|thị xã|thành phố|TP|TX)[ .])"
)
GOES_ON = re.compile(  # "xã Tân Lập [Hạ]"; two capital words would name a person
    rf" ([{UPPER}][^\W\d_{UPPER}]{{0,6}})(?![\w.'’/-])(?! [{UPPER}])"
)
MOST = 5_000  # names that are read; no article has as many
REACH = 90  # characters before a name in which its part may be told


class Toponym(NamedTuple):
    """A unit's name in the text.

    span: the name without its kind, numbered units with it; key: see gazetteer.key.
    start: where the kind begins, the name itself where there is none.
    rank: what the kind says; in a list, what the kind of the first name says; "bare" without any.
    joined: it follows the name before in a list or as the larger unit; former: "(cũ)" follows.
    """

    span: Span
    key: str
    start: int
    rank: Rank
    joined: bool
    part: Part = "own"
    former: bool = False


def find(prose: Prose, persons: Sequence[Person]) -> list[Toponym]:
    """The unit names of an article in order; bare ones of provinces and districts only."""
    people = sorted(span for person in persons for span in person.spans)
    found: list[Toponym] = []
    for name in islice(_names(prose), MOST):
        if _within(name.span.start, people):
            continue
        if name.rank == "bare" and _is_no_place(prose, name):
            continue
        former = FORMER.match(prose.plain, name.span.end) is not None
        part = _part(prose, name, found[-1] if found else None)
        found.append(name._replace(part=part, former=former))
    return sorted([*_communes_in_title(prose, found), *_long_lists_told(found)], key=lambda name: name.span)


def _communes_in_title(prose: Prose, names: Sequence[Toponym]) -> Iterator[Toponym]:
    """Bare names in the title of communes that the body calls by their kind: "Bản Phố đổi mới" with "xã Bản Phố"."""
    taken = {at for name in names if name.start < prose.body for at in range(*name.span)}
    communes = (name for name in names if name.rank == "commune" and name.part != "aside" and " " in name.key)
    for name in {name.key: name for name in communes}.values():
        start = prose.plain.find(prose.plain[slice(*name.span)], 0, prose.body)
        end = start + name.span.end - name.span.start
        whole = not prose.text[start - 1 : start].isalnum() and not prose.text[end : end + 1].isalnum()
        if start >= 0 and whole and start not in taken and prose.text[start].isupper():
            yield name._replace(span=Span(start, end), start=start, joined=False, part="own")


# ---------------------------------------------------------------- names and their kinds


def _names(prose: Prose) -> Iterator[Toponym]:
    kinds = {m.end(): (m.start(), " ".join((m[1] or m[2]).split())) for m in KIND.finditer(prose.plain)}
    starts = {start for start, _ in kinds.values()}
    heads, last, outer = bare_heads(), None, None  # outer: the last name that stands in no brackets
    listed_to, named_to = 0, 0  # a word up to there may belong to a list, to a name
    for match in BEGINS.finditer(prose.text):
        start, end = match.span()
        kind = kinds.get(start)
        if start < named_to or (kind is None and start > listed_to and prose.plain[start:end] not in heads):
            continue
        name = None if start in starts else _name(prose, Span(start, end), kind, last, outer)
        if name:
            yield name
            outer = outer if last and prose.plain[last.span.end : name.start] == BRACKET else name
            last, named_to, listed_to = name, name.span.end, name.span.end + LONGEST_JOIN


def _name(
    prose: Prose, word: Span, kind: tuple[int, str] | None, last: Toponym | None, outer: Toponym | None
) -> Toponym | None:
    """The name that begins with a word, of the kind before it; in a list of the kind of the name before."""
    plain, start = prose.plain, kind[0] if kind else word.start
    gap = plain[last.span.end : start] if last and start - last.span.end <= LONGEST_JOIN else ""
    if kind and kind[1] in NUMBERED_KINDS and NUMBER.fullmatch(plain, *word):
        numbered = f"{NUMBERED_KINDS[kind[1]]} {plain[word.start : word.end].lstrip('0')}"
        if not named(numbered):
            return None
        return Toponym(Span(start, word.end), numbered, start, RANKS[kind[1]], gap in JOINS)
    ranks = _ranks(kind, outer if gap in AFTER_BRACKET else last if gap in JOINS and gap != BRACKET else None)
    for end, found in names_at(plain, word.start):
        for rank in ranks:
            if _fits(found, rank, kind, last):
                if rank == "commune" and _is_cut(prose, word.start, end):
                    return _unknown_commune(prose, word.start, kind)
                joined = gap in JOINS or (kind is not None and gap == " ")
                return Toponym(Span(word.start, end), found, start, rank, joined)
    return _unknown_commune(prose, word.start, kind)


def _unknown_commune(prose: Prose, start: int, kind: tuple[int, str] | None) -> Toponym | None:
    found = UNKNOWN.match(prose.text, start) if kind and kind[1] in ("xã", "phường", "thị trấn") else None
    if not kind or not found:
        return None
    return Toponym(Span(*found.span()), key(found[0]), kind[0], "commune", joined=False)


def _ranks(kind: tuple[int, str] | None, listed: Toponym | None) -> tuple[Rank, ...]:
    if kind:
        return (RANKS[kind[1]],)
    return (listed.rank, "bare") if listed and listed.rank != "bare" else ("bare",)


def _fits(name: str, rank: Rank, kind: tuple[int, str] | None, last: Toponym | None) -> bool:
    """Whether a unit of this rank bears the name. A name without kind after "xã A, " may be that of a unit above A."""
    units = [unit for unit in named(name) if unit.level in LEVELS[rank]]
    if kind or rank == "bare" or not last:
        return bool(units)
    above = {larger for unit in named(last.key) for larger in units_above(unit)}
    return bool(units) and " " in name and not any(unit in above for unit in named(name))


def _is_cut(prose: Prose, start: int, end: int) -> bool:
    """Whether a commune's name is the beginning of a longer one that no table knows: "xã [Vân Hội] Hạ"."""
    more = GOES_ON.match(prose.text, end)
    if not more or prose.text[start:end].isupper():
        return False
    at = more.start(1)
    larger = (unit for _, found in names_at(prose.plain, at) for unit in named(found))
    if any(unit.level != "commune" for unit in larger) or key(more[1]) not in last_syllables():
        return False
    phrase = office_words().match(prose.plain, at)
    other = title_at(prose.plain, at) or ending_words().match(prose.plain, at) or KIND.match(prose.plain, at)
    return not other and not (phrase and phrase.end() > more.end())  # "Công tác"


def _is_no_place(prose: Prose, name: Toponym) -> bool:
    """Whether a bare name is a person's or part of a longer name: "ông Vinh", "Lê Hòa Bình", "Thái Bình Dương"."""
    start, end = name.span
    if name.key in PERSONAL or OBJECT.search(prose.plain, max(0, start - 16), start):
        return True
    if not all(part[0].isupper() for part in prose.text[start:end].split()):  # "Thống nhất nội dung"
        return True
    before = prose.text[max(0, start - 12) : start]
    word = before.split()[-1] if before[-1:] in " \xa0" and before.strip() else ""
    if word.lower() in HONORIFICS:
        return True
    if prose.text[start:end].isupper():
        return False
    after = prose.text[end : end + 3]
    return _is_name_word(word) or (after[:1] == " " and after[1:].istitle())


def _is_name_word(word: str) -> bool:
    """Whether a word before a bare name may begin a longer name: "Nguyễn", not "UBND", "Tại", "xã,"."""
    return word[:1].isupper() and word.isalpha() and not word.isupper() and word.lower() not in OPENERS


def _within(start: int, people: list[Span]) -> bool:
    at = bisect_right(people, (start, 1 << 60)) - 1
    return at >= 0 and start < people[at].end


# ---------------------------------------------------------------- the part that a name plays


def _part(prose: Prose, name: Toponym, last: Toponym | None) -> Part:
    if _is_end_of_route(prose, name):
        return "aside"
    if (
        name.joined
        and last
        and not _is_end_of_route(prose, last)
        and (last.part in ("aside", "visitor") or (last.part in ("listed", "venue") and last.rank == name.rank))
    ):
        return last.part
    line = prose.plain.rfind("\n", max(0, name.start - REACH), name.start) + 1
    line = max(line, name.start - REACH)
    before = prose.plain[line : name.start]
    if ASIDE.search(before):
        return "aside"
    if LIST.search(prose.plain, line, name.span.start) or EXAMPLE.search(before):
        return "listed"
    if VISITOR.search(before):
        return "visitor"
    if VENUE.search(before):
        return "venue"
    if name.rank == "bare":
        if ORGAN.search(before) or heads_title(prose, name):
            return "organ"
        if not before.strip(" (") and name.start >= prose.body and DATELINE.match(prose.plain, name.span.end):
            return "dateline"
    return "own"


def _is_end_of_route(prose: Prose, name: Toponym) -> bool:
    """Whether a name is one of the ends that a road or railway is known by."""
    start, plain = name.start, prose.plain
    if not DASH_BEFORE.search(plain, start - 2, start) and not DASH_BEHIND.match(prose.text, name.span.end):
        return False
    line = plain.rfind("\n", max(0, start - REACH), start) + 1
    route = ROUTE.search(plain, max(line, start - REACH), start)
    return route is not None and NO_ROUTE.match(plain, route.start()) is None


def heads_title(prose: Prose, name: Toponym) -> bool:
    """Whether a title begins with a district's people and its name, which no commune of another province bears."""
    if name.start >= prose.body or name.rank != "bare" or not OF_DISTRICT.fullmatch(prose.plain, 0, name.start):
        return False
    bearers = [unit for unit in named(name.key) if unit.era == "old"]
    return bool(bearers) and bearers[0].level == "district" and len({province_of(unit).code for unit in bearers}) == 1


def _long_lists_told(names: Sequence[Toponym]) -> Iterator[Toponym]:
    """The names; in joined runs of three and more of one rank those that play no other part are listed."""
    runs: list[list[Toponym]] = []
    for name in names:
        if runs and name.joined and _alike(name.rank, runs[-1][-1].rank):
            runs[-1].append(name)
        else:
            runs.append([name])
    for run in runs:
        yield from (_listed(name) for name in run) if len(run) > 2 else run


def _alike(rank: Rank, other: Rank) -> bool:
    return rank == other or {rank, other} == {"province", "city"}


def _listed(name: Toponym) -> Toponym:
    return name if name.part == "aside" else name._replace(part="listed")
