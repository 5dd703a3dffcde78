"""Labels: the words before a number that make it a name instead of a count."""

from functools import cache

from danvan_cli.extraction.counted import MEASURED, Counted
from danvan_cli.resources import data

QUANTIFIERS = {"mỗi", "từng", "một", "hai", "ba", "hàng", "hằng", "toàn", "cấp"}  # "mỗi tổ 3 hộ"
MEMBERS = {"người", "thành viên"}  # "tổ 12 thành viên" counts, "tổ 12 hội viên" names


def is_labelled(plain: str, at: int, thing: Counted | None, fraction: bool) -> bool:
    """Whether the words before `at` make the number there a name: "tổ 7", "Nghị quyết 25", "lần thứ 3", "sáng 8/12".

    They do not in "mỗi tổ 3 người", "tổng số 15 hộ", nor before a measured thing: "kế hoạch 25%".
    """
    words = _words(plain, at, 3)
    labels = _labels()
    kinds = (labels.get(" ".join(words[start:])) for start in range(len(words)))
    kind = next((kind for kind in kinds if kind), None)
    if kind is None or kind == "count" or any(word in QUANTIFIERS for word in words[-2:-1]):
        return False
    if kind == "day" or thing is None:
        return fraction or kind != "day"
    members = kind == "place" and plain[slice(*thing.span)] in MEMBERS
    return not members and thing.kind not in MEASURED


def words_before(plain: str, at: int) -> tuple[str, str]:
    """The last two words of the line before `at`, the last without brackets; "" where there are fewer."""
    words = _words(plain, at, 2)
    return words[0] if len(words) == 2 else "", words[-1] if words else ""


def _words(plain: str, at: int, most: int) -> list[str]:
    words = plain[max(0, at - 24) : at].rpartition("\n")[2].split()[-most:]
    return [*words[:-1], words[-1].lstrip('(“"')] if words else []


@cache
def _labels() -> dict[str, str]:
    """The kind of each label of number_labels.tsv."""
    lines = data("number_labels.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines[1:])
