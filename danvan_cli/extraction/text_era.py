"""The era of an article without a date: what it says of tiers, of units told as former, of days after the change."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from danvan_cli.extraction.gazetteer import NEW_ERA, AdminUnit, Era, named, province_of
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.toponyms import LEVELS, Toponym
from danvan_cli.text.written_dates import written_dates

NEW_TIERS = re.compile(
    r"chính quyền (?:địa phương )?(?:2|hai|02) cấp(?! (?:quận|huyện))|đặc khu"
    r"|phục vụ hành chính công (?:của )?(?:xã|phường)(?!\w)"
    r"|(?<!\w)(?:xã|phường)(?!\w)[^.;\n]{0,60} lần thứ (?:i|nhất|1)[, (]{1,3}nhiệm kỳ 2025"  # the first since then
)
TOLD_FORMER = re.compile(r" ?\(?cũ(?!\w)")  # "trước đây" may also begin what is told of its past
PLANNED = re.compile(
    r"(?<!\w)(?:(?:đến|tới|trước|từ|hết|hạn|nhất)\s(?:ngày\s)?|(?:sẽ|dự kiến|phấn đấu|hoàn thành|chỉ tiêu|mục tiêu"
    r"|lộ trình|cam kết)(?!\w)[^.;\n]{0,60})$"
)
AROUND = 80  # letters before a date that are looked at


def era_of_text(prose: Prose, names: Sequence[Toponym]) -> Era:
    """The era of an undated article.

    Old where it names a district of its own time. New where it speaks of two tiers, of a larger unit as former ("huyện
    A cũ"), of a commune that is only of today or lies in a province that it names only today, or of a day since.
    """
    behind = zip_longest(names, names[1:])
    if any(_is_district(name) and not _is_former(name, after) for name, after in behind):
        return "old"
    new = (
        NEW_TIERS.search(prose.plain)
        or _tells_former(prose, names)
        or _tells_new_commune(names)
        or _tells_new_day(prose)
    )
    return "new" if new else "old"


def _is_district(name: Toponym) -> bool:
    """Whether a name is a district's, or that of a city which is one: "thành phố Vĩnh Yên", not "thành phố Cần Thơ"."""
    levels = {unit.level for unit in named(name.key)} - {"commune"}
    return name.rank == "district" or (name.rank == "city" and levels == {"district"})


def _is_former(name: Toponym, after: Toponym | None) -> bool:
    """Whether a unit is told as former, by itself or with the next one: "huyện A, tỉnh B cũ"."""
    return name.former or (after is not None and after.joined and after.former)


def _tells_former(prose: Prose, names: Sequence[Toponym]) -> bool:
    """Whether a district or province that lasted until the change is told as former."""
    larger = (name for name in names if name.former and name.rank != "commune")
    return any(
        TOLD_FORMER.match(prose.plain, name.span.end)
        and any(unit.level in LEVELS[name.rank] and unit.era == "old" and not unit.until for unit in named(name.key))
        for name in larger
    )


def _tells_new_commune(names: Sequence[Toponym]) -> bool:
    """Whether a commune has a name that none had before, or lies in a province that is named and did not hold it."""
    told = {unit for name in names if name.rank == "province" and name.part in ("own", "organ") for unit in _of(name)}
    own = (name for name in names if name.rank == "commune" and name.part != "aside")
    if any({unit.era for unit in _communes(name)} == {"new"} or _eras(name, told) == {"new"} for name in own):
        return True
    pairs = ((name, larger) for name, larger in pairwise(names) if name.rank == "commune" and larger.joined)
    return any(_eras(name, {*_of(larger)}) == {"new"} for name, larger in pairs)


def _eras(commune: Toponym, provinces: set[AdminUnit]) -> set[Era]:
    """The eras in which a commune of the name lies in one of the provinces."""
    return {unit.era for unit in _communes(commune) if province_of(unit) in provinces}


def _communes(name: Toponym) -> Iterator[AdminUnit]:
    return (unit for unit in named(name.key) if unit.level == "commune")


def _of(name: Toponym) -> Iterator[AdminUnit]:
    return (unit for unit in named(name.key) if unit.level == "province")


def _tells_new_day(prose: Prose) -> bool:
    """Whether a whole date since the change is told that is no deadline and no plan."""
    for found in written_dates(prose.plain):
        if found.day and (found.iso or "") >= NEW_ERA:
            before = prose.plain[max(0, found.span.start - AROUND) : found.span.start]
            if not PLANNED.search(before):
                return True
    return False
