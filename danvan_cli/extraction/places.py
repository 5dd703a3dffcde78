"""Which provinces, districts and communes an article is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from danvan_cli.extraction import local_units, readings, toponyms
from danvan_cli.extraction.gazetteer import (
    AdminUnit,
    Era,
    era_of,
    official_name,
    province_of,
    province_of_host,
    province_of_tag,
    successor,
)
from danvan_cli.extraction.prose import Prose, compose
from danvan_cli.extraction.readings import SECTIONS, Reading, Section
from danvan_cli.extraction.text_era import era_of_text
from danvan_cli.extraction.toponyms import Toponym
from danvan_cli.models import Directive, Person, Province, Span, Unit
from danvan_cli.text.bylines import bare_author

Basis = Literal["named", "district", "commune", "owner"]

TAG = re.compile(  # "(NTO) Ngày", "HNM - ", "(Baotravinh.vn) - "
    r"\W{0,2}(LĐ online|[A-ZĐ]{2,6}|[Bb]ao[a-z]{4,16}(?:\.com)?\.vn)(?:\)| ?[-–—:])"
)
OF_A_PROVINCE = re.compile(r"(?<!\w)(?:tỉnh ủy|(?:ubnd|hđnd|toàn|trong|cấp|của|mttq) tỉnh)(?!\w)")

# How much a name says that the article is about the province that it names or lies in, in the order of SECTIONS.
WEIGHTS: dict[str, tuple[float, float, float, float]] = {
    "named": (6, 4, 4, 2),
    "bare": (5, 2.5, 2.5, 0.6),
    "district": (5, 3.5, 3.5, 1),
    "commune": (2.5, 2.5, 2.5, 0.6),
}
VENUE, LISTED, FORMER, EARLIER, ISSUER = 0.4, 0.5, 0.2, 0.4, 0.5  # such names say less
DATELINE, HOST, OWNER = 4.0, 4.0, 3.5
UNNAMED_PROVINCE = 1.5  # "Tỉnh ủy" without a name: the article is about some province
MOST_OF_BODY = 4.0  # what names in the body can say together
ENOUGH = 2.5
ALSO = 0.5  # a second province must have this share of the first one's weight

LATEST_LEAD = 3  # the paragraph of the body that may tell the event's day after words about the work
BASES: tuple[Basis, ...] = ("named", "district", "commune", "owner")


@dataclass(frozen=True, slots=True)
class Places:
    """What an article is about, best first. Spans hold the names without their kinds, of numbered units with it."""

    provinces: tuple[Province, ...]
    districts: tuple[Unit, ...]
    communes: tuple[Unit, ...]


class Clue(NamedTuple):
    """A reason why the article is about a province."""

    province: AdminUnit
    basis: Basis
    weight: float
    section: Section | None
    span: Span | None


def find(
    prose: Prose,
    owner: Sequence[str],
    persons: Sequence[Person],
    directives: Sequence[Directive],
    when: str | None,
    day: Span | None = None,
) -> Places:
    """The places of an article.

    owner: what tells whose site it is; when: the article's ISO day, None if unknown; day: where the text tells the
    event's day, for what opens that paragraph opens the news.
    """
    names = toponyms.find(prose, persons)
    era = era_of(when) if when else era_of_text(prose, names)
    news = _from_day(prose, day)
    meant = readings.read(news, names, era, when)
    clues = [*_clues(meant, era, directives), *_owner_clues(prose, owner, era)]
    best = _about(prose, clues)
    found = tuple(_province(unit, clues, weight, when) for unit, weight in best)
    return Places(found, *local_units.find(news, meant, found))


def _from_day(prose: Prose, day: Span | None) -> Prose:
    """The prose with the paragraph of the event's day as its lead, where that is the second or third."""
    body = [p for p in prose.paragraphs if p.start >= prose.opens]
    place = next((i for i, p in enumerate(body[:LATEST_LEAD]) if day and p.start <= day.start < p.end), 0)
    return replace(prose, paragraphs=tuple(body[place:])) if place else prose


# ---------------------------------------------------------------- which provinces


def _clues(meant: Sequence[Reading], era: Era, directives: Sequence[Directive]) -> Iterator[Clue]:
    cited = [span for directive in directives for span in directive.spans]
    for name, section, units in meant:
        if name.part == "aside" or len({province_of(unit).code for unit in units}) != 1:
            continue
        level = units[0].level
        basis: Basis = (
            "named" if level == "province" and units[0].era == era else "commune" if level == "commune" else "district"
        )
        weight = _weight(name, section, level)
        if any(span.start <= name.start < span.end for span in cited):
            weight *= ISSUER
        if units[0].era != era and not name.former:
            weight *= EARLIER
        yield Clue(_in_era(province_of(units[0]), era), basis, weight, section, name.span)


def _weight(name: Toponym, section: Section, level: str) -> float:
    if name.part == "dateline":
        return DATELINE
    bare = name.rank == "bare" and name.part != "organ"
    row = WEIGHTS["bare" if bare else "named" if level == "province" else level]
    weight = row[SECTIONS.index(section)]
    if name.former:
        return weight * FORMER
    if name.part == "visitor":
        return weight * VENUE if section in ("title", "opening") else 0.0
    if name.part == "venue" and level == "province":
        return weight * VENUE
    if name.part == "listed":
        return 0.0 if level == "province" else row[3] * LISTED
    return weight * (VENUE if bare and level == "district" else 1)


def _in_era(province: AdminUnit, era: Era) -> AdminUnit:
    return successor(province) if era == "new" else province


def _owner_clues(prose: Prose, owner: Sequence[str], era: Era) -> Iterator[Clue]:
    """What the site says: its host, its name and footer, the newspaper's tag before the lead."""
    tag = _tag(prose)
    unit = province_of_tag(tag[1]) or province_of_host(tag[1]) if tag else None
    if tag and unit:
        yield Clue(_in_era(unit, era), "owner", HOST, None, Span(*tag.span(1)))
    for line in owner:
        host = province_of_host(line) if " " not in line.strip() else None
        if host:
            yield Clue(_in_era(host, era), "owner", HOST, None, None)
            continue
        for reading in readings.read(*_line(line), era, None):
            if len({province_of(unit).code for unit in reading.units}) == 1 and reading.units[0].level != "commune":
                yield Clue(_in_era(province_of(reading.units[0]), era), "owner", OWNER, None, None)


def _tag(prose: Prose) -> re.Match[str] | None:
    """The newspaper's tag that opens the body; a line with its author's name alone may stand before it."""
    tag = TAG.match(prose.text, prose.lead.start)
    if tag or not bare_author(prose.text[slice(*prose.lead)]):
        return tag
    behind = next((p for p in prose.paragraphs if p.start > prose.lead.start), prose.lead)
    return TAG.match(prose.text, behind.start)


def _line(line: str) -> tuple[Prose, list[Toponym]]:
    prose = compose("", line)
    return prose, toponyms.find(prose, ())


def _about(prose: Prose, clues: Sequence[Clue]) -> list[tuple[AdminUnit, float]]:
    """The provinces that the article is about with the weight of what speaks for them, best first."""
    totals = {unit: _total(prose, unit, clues) for unit in {clue.province for clue in clues}}
    first = {clue.province: clue.span for clue in reversed(clues) if clue.span}
    ranked = sorted(totals.items(), key=lambda pair: (-pair[1], first.get(pair[0], prose.lead), pair[0].code))
    if not ranked or ranked[0][1] < ENOUGH:
        return []
    enough = max(WEIGHTS["named"][1], ranked[0][1] * ALSO)
    fronted = {clue.province for clue in clues if clue.basis == "named" and clue.section not in ("body", None)}
    return [ranked[0], *((unit, total) for unit, total in ranked[1:] if total >= enough and unit in fronted)]


def _total(prose: Prose, unit: AdminUnit, clues: Sequence[Clue]) -> float:
    own = [clue for clue in clues if clue.province == unit]
    body = min(MOST_OF_BODY, sum(clue.weight for clue in own if clue.section == "body"))
    owner = max((clue.weight for clue in own if clue.section is None), default=0.0)
    front = sum(clue.weight for clue in own if clue.section not in ("body", None))
    total = body + owner + front
    unnamed = total >= 1 and unit.kind == "tỉnh" and OF_A_PROVINCE.search(prose.plain)
    return total + UNNAMED_PROVINCE if unnamed else total


def _province(unit: AdminUnit, clues: Sequence[Clue], weight: float, when: str | None) -> Province:
    own = [clue for clue in clues if clue.province == unit and clue.weight > 0]
    return Province(
        name=official_name(unit, when),
        code=unit.code,
        era=unit.era,
        now=successor(unit).name,
        basis=_basis(own),
        confidence=round(min(0.98, 0.5 + weight / 16), 2),
        spans=tuple(sorted({clue.span for clue in own if clue.span})),
    )


def _basis(own: Sequence[Clue]) -> Basis:
    """The best kind of clue there is."""
    bases = {clue.basis for clue in own}
    return next((basis for basis in BASES if basis in bases), "named")
