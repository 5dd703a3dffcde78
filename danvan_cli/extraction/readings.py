"""What the place names of an article mean: where they stand, and which units they may be."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from danvan_cli.extraction.gazetteer import AdminUnit, Era, named, official_name, province_of, successor
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.toponyms import LEVELS, Toponym

Section = Literal["title", "opening", "lead", "body"]  # opening: the lead's first sentence
SECTIONS: tuple[Section, ...] = ("title", "opening", "lead", "body")

SENTENCE_END = re.compile(r"(?<!tp)(?<!tx)(?<![ .(]\w)(?:(?<!\.)\.|[!?]) ")
GUESTS = re.compile(r"[.;] (?:(?:tham|cùng|đến|về|tới) )?dự(?! kiến)|[.;] có mặt")

KIND_BEGINS = (
    *(("h", "huyện"), ("q", "quận"), ("thành", "thành phố"), ("tp", "thành phố"), ("thị tr", "thị trấn")),
    *(("tt", "thị trấn"), ("thị", "thị xã"), ("tx", "thị xã"), ("x", "xã"), ("p", "phường")),
)
LARGER = ("district", "province")  # that a commune's own place is told with


class Reading(NamedTuple):
    """A name, where it stands, and the units that it may mean."""

    name: Toponym
    section: Section
    units: tuple[AdminUnit, ...]


def read(prose: Prose, names: Sequence[Toponym], era: Era, when: str | None) -> list[Reading]:
    """The names with the units that they may mean; a larger unit named right behind decides among namesakes."""
    opening, lead = opening_and_lead(prose)
    names = _as_communes(names) if era == "new" else names
    towns = _towns(names)
    readings: list[Reading] = []
    above: tuple[AdminUnit, ...] = ()
    for place, name in reversed(list(enumerate(names))):
        units = _meant(name, towns, era, when)
        follower = names[place + 1] if place + 1 < len(names) else None
        if not (follower and follower.joined):
            above = ()
        if not units and len(above) == 1:
            units = _unknown(prose, name, above[0])
        inside = tuple(unit for unit in units if any(_lies_in(unit, larger) for larger in above))
        if not inside and name.rank == "commune" and len(above) == 1:  # the text itself says where it lies
            units = _unknown(prose, name, above[0]) or units
        if not inside and name.rank == "commune" and len(units) > 1:
            units = tuple(of_kind(units, prose.plain[name.start : name.span.start])) or units
        section = SECTIONS[bisect_right((prose.body, opening, lead), name.start)]
        if prose.body <= name.start < prose.opens:
            section = "body"
        readings.append(Reading(name, section, inside or units))
        if not above or any(unit.level != "commune" for unit in units):
            above = inside or units
    return _with_opening_chain(readings[::-1])


def _with_opening_chain(readings: list[Reading]) -> list[Reading]:
    """The readings; where title and lead name none, the first commune with its larger unit counts as of the lead."""
    if any(reading.section != "body" and reading.name.part != "aside" for reading in readings):
        return readings
    for place, (small, large) in enumerate(pairwise(readings)):
        own = small.name.part in ("own", "venue") and large.name.part in ("own", "venue")
        if own and large.name.joined and small.name.rank == "commune" and large.name.rank in LARGER:
            front = [small._replace(section="lead"), large._replace(section="lead")]
            return [*readings[:place], *front, *readings[place + 2 :]]
    return readings


def _as_communes(names: Sequence[Toponym]) -> list[Toponym]:
    """The names, those of former districts as communes where the article says so: "Ea Kar: ..." above "xã Ea Kar".

    A commune with namesakes is no more told by its name alone, and keeps the province that the district lay in.
    """
    communes = {name.key for name in names if name.rank == "commune" and name.part in ("own", "organ")}
    communes = {key for key in communes if _is_one_commune(named(key))}
    return [name._replace(rank="commune") if name.rank == "bare" and name.key in communes else name for name in names]


def _is_one_commune(units: Sequence[AdminUnit]) -> bool:
    """Whether one commune of today, and no province, is among namesakes."""
    today = [unit for unit in _of_level(units, "commune") if unit.era == "new"]
    return len(today) == 1 and not _of_level(units, "province")


def _towns(names: Sequence[Toponym]) -> frozenset[str]:
    """Keys of names that the article gives to districts and not to provinces: "Huyện ủy Hòa Bình"."""
    own = [name for name in names if name.part in ("own", "organ") and not name.former]
    districts = {name.key for name in own if name.rank in ("district", "city")}
    return frozenset(districts - {name.key for name in own if name.rank == "province"})


def _meant(name: Toponym, towns: frozenset[str], era: Era, when: str | None) -> tuple[AdminUnit, ...]:
    """The units of the era that bear a name of its rank; where the new era has none, those of the old one."""
    units = [unit for unit in named(name.key) if unit.level in LEVELS[name.rank]]
    if when:
        units = [unit for unit in units if not unit.until or unit.until >= when[:4]]
    units = [unit for unit in units if unit.era == era] or [unit for unit in units if unit.era == "old"]
    if name.rank == "bare":
        return _of_level(units, "district" if name.key in towns else "province") or tuple(units)
    if name.rank == "city":
        cities = (unit for unit in _of_level(units, "province") if unit.kind == "thành phố")
        return tuple(unit for unit in cities if official_name(unit, when) == unit.name) or _of_level(units, "district")
    return tuple(units)


def _unknown(prose: Prose, name: Toponym, district: AdminUnit) -> tuple[AdminUnit, ...]:
    """A commune that was abolished before the table was closed, in the district that is named behind it."""
    if district.level != "district" or not district.code:
        return ()
    written = prose.plain[name.start : name.span.start].strip()
    return (AdminUnit("old", "commune", "", prose.text[slice(*name.span)], written, district.code),)


def _of_level(units: Sequence[AdminUnit], level: str) -> tuple[AdminUnit, ...]:
    return tuple(unit for unit in units if unit.level == level)


def _lies_in(unit: AdminUnit, larger: AdminUnit) -> bool:
    """Whether a unit lies in another one; one of today in what became of a former one: "xã A (huyện B cũ)"."""
    if (unit.era, larger.era) == ("new", "old"):
        return province_of(unit) == successor(province_of(larger))
    if larger.level == "province":
        return province_of(unit).name == larger.name
    return unit.level == "commune" and unit.parent == larger.code


def opening_and_lead(prose: Prose) -> tuple[int, int]:
    """Ends of the lead's first sentence and of the lead, which ends before the guests are named."""
    start, end = prose.lead
    guests = GUESTS.search(prose.plain, start, end)
    end = guests.start() if guests else end
    sentence = SENTENCE_END.search(prose.plain, start, end)
    return (sentence.start() if sentence else end), end


def of_kind(units: Sequence[AdminUnit], written: str) -> list[AdminUnit]:
    """Of namesakes those of the kind that is written: "huyện Kỳ Anh", "TX. Kỳ Anh"."""
    kind = next((kind for begin, kind in KIND_BEGINS if written.startswith(begin)), None)
    return [unit for unit in units if unit.kind == kind]
