"""Write units.tsv, beside this script, from a folder that holds units.jsonl: python data/build_units.py FOLDER.

units.jsonl has one unit a line: era, level (province | district | ward), code, name, full (kind and name), parent
(a code of the same era), new (codes of the successors, of old units only).
"""

import json
import re
import sys
from pathlib import Path

HEADER = ("era", "level", "code", "name", "kind", "parent", "successors")
LEVELS = ("province", "district", "commune")
KINDS = ("tỉnh", "thành phố", "thị xã", "thị trấn", "huyện", "quận", "phường", "đặc khu", "xã")
OFFICIAL = {  # names that the source spells otherwise than the documents that founded the units
    "Krông A Na": "Krông Ana",
    "M'Đrắk": "M'Drắk",
    "Mù Căng Chải": "Mù Cang Chải",
    "Phú Quí": "Phú Quý",
    "Đa Krông": "Đakrông",
    "Đăk Glong": "Đắk Glong",
    "Đăk Pơ": "Đak Pơ",
    "Đắk Glei": "Đăk Glei",
    "Đắk Tô": "Đăk Tô",
}
TWIN = re.compile(r" \([^)]*\)$")  # "Yên Viên (Xã)" beside "Yên Viên (Thị trấn)"


def row(unit: dict) -> tuple[str, ...]:
    """A unit's row. Names of numbered units keep their kind: "Quận 3", "Phường 12"."""
    level = unit["level"].replace("ward", "commune")
    kind = next(k for k in KINDS if unit["full"].lower().startswith(k + " "))
    successors = ",".join(sorted(unit.get("new") or ()))
    name = TWIN.sub("", unit["name"])
    if level == "district":
        name = OFFICIAL.get(name, name)
    return (unit["era"], level, unit["code"], name, kind, unit["parent"] or "", successors)


def order(cells: tuple[str, ...]) -> tuple[bool, int, str]:
    """Old era first, provinces before districts before communes, by code."""
    return (cells[0] == "new", LEVELS.index(cells[1]), cells[2])


def main(folder: Path) -> None:
    """Build the table anew; the same input gives the same bytes."""
    lines = (folder / "units.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted((row(json.loads(line)) for line in lines), key=order)
    table = "".join("\t".join(cells) + "\n" for cells in (HEADER, *rows))
    (Path(__file__).parent / "units.tsv").write_text(table, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
