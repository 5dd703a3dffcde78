"""Which districts and communes an article is about."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from danvan_cli.extraction.gazetteer import AdminUnit, Level, province_of
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.readings import Reading, of_kind, opening_and_lead
from danvan_cli.extraction.toponyms import BRACKET, heads_title
from danvan_cli.models import Province, Unit

Named = dict[AdminUnit, list[Reading]]

BODIES_ABOVE: dict[str, re.Pattern[str]] = {
    "district": re.compile(
        r"(?<!\w)(?:tỉnh ủy|(?:ubnd|hđnd|mttq(?: việt nam)?|đảng bộ|của|đoàn|sở [^,.]{0,30}) tỉnh|trung ương)(?!\w)"
    ),
    "commune": re.compile(
        r"(?<!\w)(?:(?:tỉnh|huyện|quận|thành|thị) ủy|trung ương"
        r"|(?:ubnd|hđnd|mttq(?: việt nam)?|đảng bộ|của) (?:tỉnh|huyện|quận|thành phố|thị xã))(?!\w)"
    ),
}
UNNAMED: dict[str, re.Pattern[str]] = {
    "district": re.compile(
        r"(?<!\w)(?:(?:huyện|thị|quận|thành) ủy"
        r"|(?:ubnd|hđnd|mttq|toàn|trong|của|trên địa bàn) (?:huyện|thị xã|quận|thành phố))(?!\w)"
    ),
    "commune": re.compile(
        r"(?<!\w)(?:đảng ủy|ubnd|hđnd|mttq|toàn|trong|của|trên địa bàn|bí thư|chủ tịch) (?:xã|phường|thị trấn)(?!\w)"
    ),
}
DAK = re.compile("Đ[ăắ]k")

# What opens a paragraph of the body that tells another commune's own news.
ORGAN_OPENS = re.compile(  # "* Cùng ngày, Đảng ủy [xã A] tổ chức ...", "Sáng 4/2, Hội Nông dân [xã A] ..."
    r"(?:\* ?)?(?:(?:cũng )?(?:trong |cùng )ngày|(?:(?:sáng|chiều|tối) )?(?:ngày )?\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?)"
    r"(?: \d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?)?, "
    r"(?:(?:đảng ủy|đảng bộ|ubnd|ủy ban nhân dân|hđnd|(?:ủy ban |ub)?(?:mttq|mặt trận tổ quốc)(?: việt nam)?|công an"
    r"|đoàn thanh niên|ban chỉ huy quân sự|hội (?:nông dân|(?:liên hiệp )?phụ nữ|lhpn|cựu chiến binh|ccb|chữ thập đỏ"
    r"|người cao tuổi|khuyến học)(?: việt nam)?) )?"
)
LONGEST_HEAD = 90  # letters
AT = "tại "
OFFICIAL_SPEAKS = re.compile(  # "Tại [xã A] (tỉnh B), ông C, Chủ tịch UBND xã cho biết", no "đoàn gặp chủ tịch xã"
    r"(?: \([^()\n]{2,60}\)|, (?:tỉnh|thành phố|tp\.?) ?[^,:;\n]{2,30})?[,:] ?(?:ngày [\d/.-]{3,10}, )?"
    r"(?:(?:đồng chí|đ/c|ông|bà|anh|chị)(?: [^\W\d_]{1,8}){0,5}(?:,| [-–])? )?"
    r"(?:(?:phó|nguyên) )?(?:bí thư|chủ tịch)[^,.;\n]{0,50} (?:xã|phường)(?!\w)"
)


def find(
    prose: Prose, readings: Sequence[Reading], provinces: Sequence[Province]
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The districts and the communes that an article about these provinces is about."""
    if not provinces:
        return (), tuple(_unplaced(prose, readings))
    told = _bracketed(prose, readings)
    communes = _own(prose, readings, provinces, "commune", told)
    districts = _own(prose, readings, provinces, "district", told)
    if not districts:
        codes = {unit.parent for unit in communes}
        districts = {u: r for u, r in _named(prose, readings, provinces, "district").items() if u.code in codes}
    return tuple(_units(prose, districts, provinces)), tuple(_units(prose, communes, provinces))


def _unplaced(prose: Prose, readings: Sequence[Reading]) -> Iterator[Unit]:
    """The commune of title or lead whose name several provinces have, where the text does not tell which."""
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.name.rank == "commune" and reading.name.part in ("own", "organ") and len(reading.units) > 1:
            found.setdefault(reading.name.key, []).append(reading)
    fronted = [same for same in found.values() if _is_fronted(same, "commune", larger=False)]
    if len(fronted) == 1:
        (same,) = fronted
        units = of_kind(same[0].units, prose.plain[same[0].name.start : same[0].name.span.start]) or same[0].units
        spans = tuple(reading.name.span for reading in same)
        yield Unit(name=units[0].name, kind=units[0].kind, province=None, spans=spans, era=units[0].era)


def _own(
    prose: Prose, readings: Sequence[Reading], provinces: Sequence[Province], level: Level, told: set[AdminUnit]
) -> Named:
    """The units that title or lead speak of, and those told; failing that, the one that the body speaks of."""
    named = _named(prose, readings, provinces, level)
    larger = _larger_acts(prose, readings, level)
    told = told | {unit for unit, found in named.items() if any(heads_title(prose, reading.name) for reading in found)}
    front = [unit for unit, found in named.items() if unit in told or _is_fronted(found, level, larger=larger)]
    if level == "commune":
        front += [unit for unit, found in named.items() if unit not in front and _has_own_news(prose, found)]
    return {unit: named[unit] for unit in front or _of_the_body(prose, named, level, larger=larger)}


def _has_own_news(prose: Prose, found: Sequence[Reading]) -> bool:
    """Whether a paragraph of the body begins with what a commune's organ does that day, or its official says there."""
    for name, section, _ in found:
        if section != "body" or name.rank != "commune":
            continue
        line = prose.plain.rfind("\n", max(0, name.start - LONGEST_HEAD), name.start) + 1
        if line and ORGAN_OPENS.fullmatch(prose.plain, line, name.start):
            return True
        if (
            line == name.start - len(AT)
            and prose.plain.startswith(AT, line)
            and OFFICIAL_SPEAKS.match(prose.plain, name.span.end)
        ):
            return True
    return False


def _bracketed(prose: Prose, readings: Sequence[Reading]) -> set[AdminUnit]:
    """The units of "các xã Tam Tiến, Đồng Vương (Yên Thế); xã Nghĩa Phương (Lục Nam)", where each confirms the other.

    One such district alone may be named in passing.
    """
    found: dict[AdminUnit, set[AdminUnit]] = {}  # district -> its communes
    district: AdminUnit | None = None  # that stands in brackets behind the names at hand
    for (name, _, units), behind in reversed(list(pairwise(readings))):
        if prose.plain[name.span.end : behind.name.start] == BRACKET:
            district = behind.units[0] if [unit.level for unit in behind.units] == ["district"] else None
        elif not behind.name.joined:
            district = None
        if district and [(unit.era, unit.parent) for unit in units] == [(district.era, district.code)]:
            found.setdefault(district, set()).add(units[0])
    return {*found, *chain(*found.values())} if len(found) > 1 else set()


def _named(prose: Prose, readings: Sequence[Reading], provinces: Sequence[Province], level: Level) -> Named:
    """The units of a level in the provinces, with the names that mean them."""
    codes = {(province.era, province.code) for province in provinces}
    beside = ("aside", "venue") if len(provinces) > 1 else ("aside",)  # where neighbours meet is no theme
    districts = {reading.units[0].code for reading in readings if _names_district(reading)}
    named: Named = {}
    for reading in readings:
        units = [unit for unit in reading.units if unit.level == level]
        units = [unit for unit in units if (unit.era, province_of(unit).code) in codes]
        if len(units) > 1:
            units = of_kind(units, prose.plain[reading.name.start : reading.name.span.start])
        if len(units) > 1:  # namesakes of one province: "xã Hồng Phong", where the article is about one district
            units = [unit for unit in units if unit.parent in districts]
        if len(units) == 1 and reading.name.part not in beside:
            named.setdefault(units[0], []).append(reading)
    return named


def _names_district(reading: Reading) -> bool:
    """Whether a name means one district that the article is about."""
    sure = len(reading.units) == 1 and reading.units[0].level == "district"
    return sure and bool(reading.units[0].code) and reading.name.part != "aside"


def _units(prose: Prose, named: Named, provinces: Sequence[Province]) -> Iterator[Unit]:
    names = {province.code: province.name for province in provinces}
    for unit, found in named.items():
        yield Unit(
            name=_spelled(unit, prose.text[slice(*found[0].name.span)]),
            kind=unit.kind,
            province=names[province_of(unit).code],
            spans=tuple(reading.name.span for reading in found),
            code=unit.code or None,
            era=unit.era,
        )


def _spelled(unit: AdminUnit, written: str) -> str:
    """The unit's name; "Đăk Tô" and "Đắk Tô" are both in official use, so as the article spells it."""
    return written if DAK.sub("Đăk", written) == DAK.sub("Đăk", unit.name) else unit.name


def _is_fronted(found: Sequence[Reading], level: Level, *, larger: bool) -> bool:
    """Whether title or lead speak of a unit as the article's own.

    A bare name in front counts at the very beginning of the title, and where the unit is called by its kind elsewhere
    or stands in both title and first sentence.
    Where a larger body acts, only the lead's first sentence counts, and a hall of that body's seat does not.
    """
    sure = any(reading.name.rank != "bare" for reading in found) or {r.section for r in found} >= {"title", "opening"}
    for name, section, units in found:
        seat = name.part == "venue" and (level == "commune" or units[0].kind == "thành phố")
        if (
            section == "body"
            or name.part in ("listed", "visitor")
            or (larger and section != "title" and (seat or section == "lead"))
        ):
            continue
        if name.rank != "bare" or name.joined or sure or name.start == 0:
            return True
    return False


def _larger_acts(prose: Prose, readings: Sequence[Reading], level: Level) -> bool:
    """Whether title or first sentence speak of a body above the level: a province's; for communes also a district's."""
    ranks = ("province", "district") if level == "commune" else ("province",)
    front = (name for name, section, _ in readings if section in ("title", "opening"))
    if any(name.rank in ranks and name.part == "own" and not name.joined for name in front):
        return True
    return _tells(prose, BODIES_ABOVE[level], opening_and_lead(prose)[0])


def _tells(prose: Prose, words: re.Pattern[str], end: int) -> bool:
    """Whether the title or the text up to `end` tells something, captions before the text aside."""
    return bool(words.search(prose.plain, 0, prose.body) or words.search(prose.plain, prose.opens, end))


def _of_the_body(prose: Prose, named: Named, level: Level, *, larger: bool) -> list[AdminUnit]:
    """The only unit that is named where the front speaks of one without name, or the one named most by far."""
    counts = {u: sum(r.name.part != "listed" and r.name.rank != "bare" for r in found) for u, found in named.items()}
    ranked = sorted((unit for unit in counts if counts[unit]), key=lambda unit: -counts[unit])
    if len(ranked) == 1 and not larger and _tells(prose, UNNAMED[level], opening_and_lead(prose)[1]):
        return ranked
    front = opening_and_lead(prose)[0]
    if len(ranked) == 1 and counts[ranked[0]] >= 2 and not _tells(prose, BODIES_ABOVE[level], front):
        return ranked
    if ranked and counts[ranked[0]] >= 3 and (len(ranked) == 1 or counts[ranked[0]] > 2 * counts[ranked[1]]):
        return ranked[:1]
    return []
