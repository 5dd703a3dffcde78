"""The administrative units of Vietnam: their names in text, who belongs to whom, what became of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from danvan_cli.resources import data
from danvan_cli.text.letters import fold, plain

Era = Literal["old", "new"]
Level = Literal["province", "district", "commune"]
NEW_ERA = "2025-07-01"  # the first day of 34 provinces without districts

APOSTROPHES = "'’‘`´ʼ"
WORD = re.compile(rf"[^\W_](?:[{APOSTROPHES}]?[^\W_]){{0,11}}(?![^\W_])")
GAP = re.compile(r"[ \t\xa0]{1,3}(?:[-–][ \t\xa0]{0,3})?|[-–][ \t\xa0]{0,3}")
KIND = re.compile(
    r"(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|đặc khu|xã|tp\.?|tx\.?|tt\.|[hqpx]\.)[ \t\xa0]{0,3}"
)
NUMBERED = re.compile(r"(?:quận|phường|[qp]\.)[ \t\xa0]{0,3}(?:0?([1-9]\d?)|(i{1,3}|iv|vi{0,3}))(?!\w)")

# Writers differ on y and i (Mỹ, Mĩ), on apostrophes (M'gar, M’gar) and on đắk; in names of the Central Highlands on all
# marks.
SAME = str.maketrans("yýỳỹỷỵ-–", "iíìĩỉị  ", APOSTROPHES)
DAK = dict.fromkeys(("đăk", "đắc", "đak", "dak", "đăc", "đac"), "đắk")
HIGHLAND = frozenset({"buôn", "chư", "cư", "ea", "ia", "kon", "krông", "đạ", "đắk", "lắk", "lăk"})


class AdminUnit(NamedTuple):
    """A province, district or commune. `parent`, `successors`: codes, in the same era and in the new one.

    code: "" for districts abolished before the codes of the old era were closed; `until`: their last year, else "".
    """

    era: Era
    level: Level
    code: str
    name: str
    kind: str
    parent: str
    successors: tuple[str, ...] = ()
    until: str = ""


# ---------------------------------------------------------------- names in text


def unit_end(text: str, start: int) -> int:
    """End of the longest unit name, with or without its kind, that begins at `start` of a plain text; else `start`.

    "tân yên ngô văn a" -> after "yên"; "tp. hồ chí minh" -> after "minh"; "quận 3" -> after "3". Names of one syllable
    that communes alone bear ("Hiếu", "Thanh") count only after their kind.
    """
    numbered = NUMBERED.match(text, start)
    if numbered:
        return numbered.end()
    kind = KIND.match(text, start)
    named = names_at(text, kind.end()) if kind else []
    named = named or [(end, key) for end, key in names_at(text, start) if " " in key or _stands_alone(key)]
    return named[0][0] if named else start


def names_at(text: str, start: int) -> list[tuple[int, str]]:
    """(end, key) of the unit names without kind that begin at `start` of a plain text, the longest first."""
    found: list[tuple[int, str]] = []
    words: list[str] = []
    names, beginnings = _named(), _beginnings()
    word = WORD.match(text, start)
    while word:
        same = word[0].translate(SAME)
        words.append(DAK.get(same, same))
        key = fold(" ".join(words)) if words[0] in HIGHLAND else " ".join(words)
        if key in names:
            found.append((word.end(), key))
        if key not in beginnings:
            break
        gap = GAP.match(text, word.end())
        word = WORD.match(text, gap.end()) if gap else None
    return found[::-1]


@cache
def bare_heads() -> frozenset[str]:
    """Plain first words of the names of provinces and districts, in all spellings."""
    larger = {unit.name for unit in units() if unit.level != "commune" and not unit.name[-1].isdigit()}
    words = {plain(name.split()[0]) for name in larger | {form for form, _, _ in _other_names()}}
    return frozenset(words | {word.translate(SAME).split()[0] for word in words} | set(DAK))


@cache
def last_syllables() -> frozenset[str]:
    """Keys of the syllables by which a name is longer than another one: "hạ" of "Bản Phố Hạ", beside "Bản Phố"."""
    parts = (name.rpartition(" ") for name in _named())
    return frozenset(last for front, _, last in parts if " " in front and front in _named())


def named(key: str) -> tuple[AdminUnit, ...]:
    """The units of both eras that bear a name, by its key."""
    return tuple(_named().get(key, ()))


def key(name: str) -> str:
    """What all spellings of a name share: "Bà Rịa-Vũng Tàu" -> "bà rịa vũng tàu", "Lý Sơn", "Lí Sơn" -> "lí sơn"."""
    return next(_keys([name]))


def _keys(names: Iterable[str]) -> Iterator[str]:
    return (_join(line.split()) for line in plain("\n".join(names)).translate(SAME).split("\n"))


def _join(words: list[str]) -> str:
    words = [DAK.get(word, word) for word in words]
    return fold(" ".join(words)) if words and words[0] in HIGHLAND else " ".join(words)


def _stands_alone(key: str) -> bool:
    return any(unit.level != "commune" for unit in named(key))


# ---------------------------------------------------------------- units


@cache
def units() -> tuple[AdminUnit, ...]:
    """All units of both eras; at the end the districts that were abolished before the old era ended."""
    current = tuple(_unit(*cells) for cells in _rows("units.tsv"))
    codes = {unit.name: unit.code for unit in current if unit.level == "province" and unit.era == "old"}
    former = (
        AdminUnit("old", "district", "", name, kind, codes[province], (), until)
        for name, kind, province, _, until, *_ in _rows("former_districts.tsv")
    )
    return (*current, *former)


def _unit(era: str, level: str, code: str, name: str, kind: str, parent: str, successors: str) -> AdminUnit:
    codes = tuple(successors.split(",")) if successors else ()
    return AdminUnit(cast("Era", era), cast("Level", level), code, name, kind, parent, codes)


@cache
def provinces() -> tuple[AdminUnit, ...]:
    """The 63 provinces of the old era, then the 34 of the new one."""
    return tuple(unit for unit in units() if unit.level == "province")


def province(name: str, when: str | None = None) -> AdminUnit | None:
    """The province that bears a name, of the era of an ISO day where it existed then; None where there is none.

    Reads what people type: "Lai Châu", "tinh lai chau", "TP.HCM", "BR-VT", "thua thien hue", "Đăk Lăk".
    """
    typed = re.sub(r"[\W_]+", "", fold(name))
    for kind in ("", "tinh", "thanhpho", "tp"):
        found = _typed().get(typed.removeprefix(kind), [])
        if found:
            unit = next((unit for unit in found if unit.era == era_of(when)), found[0])
            return unit._replace(name=official_name(unit, when))
    return None


def era_of(when: str | None) -> Era:
    """The era of an ISO day (month, year); the old one where there is none."""
    return "new" if when and when >= NEW_ERA else "old"


def province_of(unit: AdminUnit) -> AdminUnit:
    """The province, of the unit's own era, that a unit lies in; a province itself."""
    return next(reversed(units_above(unit)), unit)


def units_above(unit: AdminUnit) -> list[AdminUnit]:
    """The units, of its own era, that a unit lies in, the smallest first."""
    found: list[AdminUnit] = []
    while unit.level != "province":
        unit = _by_code()[unit.era, _above(unit), unit.parent]
        found.append(unit)
    return found


def _above(unit: AdminUnit) -> Level:
    return "district" if unit.level == "commune" and unit.era == "old" else "province"


def successor(unit: AdminUnit) -> AdminUnit:
    """The province of today that a province went into; itself where it is of today."""
    return _by_code()["new", "province", unit.successors[0]] if unit.era == "old" else unit


def official_name(unit: AdminUnit, when: str | None) -> str:
    """A unit's name on an ISO day (None: in its era): "Thừa Thiên Huế" until 2024, then "Huế"."""
    if unit.era == "new" or unit.level != "province":
        return unit.name
    former = ((form, until) for code, form, use, until in _forms() if use == "official" and code == unit.code)
    return next((form for form, until in former if (when or "") <= until), unit.name)


# ---------------------------------------------------------------- whose site


def province_of_host(host: str) -> AdminUnit | None:
    """The old-era province that a host name tells: "dangbo.laichau.gov.vn", "baolaichau.vn" -> Lai Châu."""
    labels = [re.sub(r"\W", "", label) for label in fold(host).split(".")]
    for word, unit in _host_words():
        if any(label == word or (len(word) > 5 and word in label) or label == "bao" + word for label in labels):
            return unit
    return None


def province_of_tag(tag: str) -> AdminUnit | None:
    """The old-era province of a newspaper's tag before the lead: "BĐ" -> Bình Định."""
    codes = {form: code for code, form, use, _ in _forms() if use == "tag"}
    return _by_code()["old", "province", codes[tag]] if tag in codes else None


# ---------------------------------------------------------------- tables, read once


def _rows(name: str) -> Iterator[list[str]]:
    lines = data(name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


@cache
def _forms() -> tuple[tuple[str, str, str, str], ...]:
    """Rows of province_names.tsv: code, form, use, until."""
    return tuple((code, form, use, until) for code, form, use, until in _rows("province_names.tsv"))


@cache
def _by_code() -> dict[tuple[Era, Level, str], AdminUnit]:
    return {(unit.era, unit.level, unit.code): unit for unit in units()}


@cache
def _named() -> dict[str, list[AdminUnit]]:
    names: dict[str, list[AdminUnit]] = {}
    for name, unit in zip(_keys(unit.name for unit in units()), units(), strict=True):
        names.setdefault(name, []).append(unit)
    for form, name, level in _other_names():
        bearers = names.setdefault(key(form), [])
        bearers.extend(unit for unit in names[key(name)] if unit.level == level and unit not in bearers)
    return names


def _other_names() -> Iterator[tuple[str, str, Level]]:
    """(form, name in the table of units, level)."""
    for code, form, use, _ in _forms():
        if use in ("official", "spelling"):
            yield form, _by_code()["old", "province", code].name, "province"
    for _, name, form in _rows("district_names.tsv"):
        yield form, name, "district"


@cache
def _beginnings() -> frozenset[str]:
    """Keys of names without their last word, last two words, ..."""
    beginnings: set[str] = set()
    for key in _named():
        words = key.split()
        beginnings.update(" ".join(words[:count]) for count in range(1, len(words)))
    return frozenset(beginnings)


@cache
def _typed() -> dict[str, list[AdminUnit]]:
    """Folded names of provinces without blanks, all spellings -> units."""
    typed: dict[str, list[AdminUnit]] = {}
    forms = [(unit.code, unit.name) for unit in provinces() if unit.era == "old"]
    forms += [(code, form) for code, form, use, _ in _forms() if use in ("official", "spelling", "query")]
    for code, form in forms:
        name = _by_code()["old", "province", code].name
        typed[re.sub(r"\W", "", fold(form))] = [unit for unit in provinces() if unit.name == name]
    return typed


@cache
def _host_words() -> tuple[tuple[str, AdminUnit], ...]:
    """What host names hold, the longest first: "laichau", and irregular ones."""
    words = [(word, units[0]) for word, units in _typed().items()]
    words += [(form, _by_code()["old", "province", code]) for code, form, use, _ in _forms() if use == "host"]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))
