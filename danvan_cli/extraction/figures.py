"""Figures: counts, sums of money, percentages and measures that an article reports."""

import re
from collections.abc import Iterator
from typing import Literal

from danvan_cli.extraction.counted import MEASURED, Counted, counted
from danvan_cli.extraction.number_labels import is_labelled, words_before
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.quotes import quoted_names
from danvan_cli.models import Figure, Span
from danvan_cli.text.numbers import NUMBER, POWER, SPACED, read_number

Approx = Literal["about", "over", "under"]

GAP = r"[^\S\n]{0,3}"
FIRST_DIGIT = re.compile(r"\d(?<![\w.,+]\d)(?<!\w[-–:]\d)(?<!\d/\d)")
BEHIND_WORD = re.compile(r"(?<=[^\W\d]/)\d")  # of a symbol ("CT/12"), or of the second of two counts: "9 hộ/31 khẩu"
AMOUNT = re.compile(
    rf"(?P<value>{NUMBER})"
    rf"(?:{GAP}/{GAP}(?P<of>{NUMBER})|{GAP}(?:%|đồng)?{GAP}(?:[-–—]|đến|tới){GAP}(?P<to>{NUMBER}))?"
    r"(?![\d+]|[.,/:-]\d|-[^\W\d_]|[^\S\n]?/[^\S\n]?\d)"
)
NEXT_NUMBER = re.compile(rf"{GAP}(?:,|và|hoặc|lên|xuống còn|xuống){GAP}(?=\d)")
NO_MONEY = re.compile(rf"{GAP}(?:năm|tuổi)(?!\w)")
POWER_AT_END = re.compile(rf"{POWER}{{1,2}}$")
ENGLISH_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")
YEAR = re.compile(r"(?:1\d|20)\d\d")

APPROX: dict[str, Approx] = {
    **dict.fromkeys(("hơn", "trên", "quá"), "over"),
    **dict.fromkeys(("gần", "dưới", "ngót", "suýt"), "under"),
    **dict.fromkeys(("khoảng", "chừng", "ước", "tầm", "xấp xỉ"), "about"),
}
ESTIMATED = re.compile(r"(?<!\w)ước (?!mơ|nguyện|muốn|vọng)(?:[^\W\d_]+ ){1,2}$")  # "ước thực hiện [86,4 tỷ đồng]"
DENIED = re.compile(r"(?<!\w)không (?:vượt )?(hơn|trên|quá|dưới) $")  # "không quá [12 hộ]" is 12 or fewer
COMPARED = {"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "sớm", "muộn", "kém", "nhanh"}  # "nhiều hơn 3 mô hình"
ON = re.compile(  # "trên" is no "over": "hoạt động trên [5 lĩnh vực]"
    r"(?<!\w)(?:thực hiện|triển khai|tiến hành|hoạt động|diễn ra|áp dụng|phối hợp|hợp tác|lan tỏa)"
    r"(?: (?:đều|đồng bộ|toàn diện|đồng thời))? trên $"
)
FIELD = re.compile(r"lĩnh vực|mặt|phương diện|địa bàn|tuyến$")
ON_MEDIA = re.compile(
    r"(?<!\w)(?:đăng|đưa|phát(?! hành)|thực hiện|tuyên truyền|quảng bá|bài|tin|công khai|giới thiệu)"
    r"(?: [^\W\d]{1,8}){0,3} trên $"
)
MEDIA = re.compile(r"tờ báo|báo|kênh|nền tảng|trang(?! trại)")
HELD = re.compile(r"(?<!\w)(?:có|được|với|bằng|qua|sử dụng|duy trì|xây dựng|lập|quản lý|gồm|đạt|thêm) trên $")
KINDS = re.compile(r"loại hình")  # "quảng bá đề án của tỉnh trên 4 loại hình báo chí"

LONGEST_LIST = 4  # numbers that one unit reaches back over
WHOLE = {"people", "body", "place", "thing", "open"}  # kinds that are counted in whole numbers
NUMBERED = {"bài", "phần", "tập", "cấp", "đoàn", "vụ", "giải", "tỉnh"}  # "vụ 2 350 ha": here a number may name, too
VERBS_TOO = {"tổ chức", "đề nghị", "kiến nghị", "báo cáo", "cam kết", "quy định", "đề xuất", "thông báo"}


def find(prose: Prose) -> tuple[Figure, ...]:
    """The figures of an article in order; numbers inside quoted names are left out."""
    named = {at for name in quoted_names(prose) for at in range(*name)}
    return tuple(f for f, _ in amounts(prose, Span(0, len(prose.text))) if f.span.start not in named)


def amounts(prose: Prose, part: Span) -> Iterator[tuple[Figure, str]]:
    """The figures that begin in a part of the text, each with the kind of what it counts.

    A number waits for the unit of the next one: "07 và 22 mô hình". A label reaches over a list: "thôn 3, 4 và 5".
    """
    waiting: list[re.Match[str]] = []
    labelled, next_at, end = False, -1, -1  # next_at: where a number would begin that is joined to the last one
    for number in _numbers(prose, part):
        joined = number.start() == next_at
        thing = counted(prose, number.end()) or _bare_money(number)
        if BEHIND_WORD.match(prose.plain, number.start()) and not (number.start() == end + 1 and _is_counted(thing)):
            continue
        labelled = is_labelled(prose.plain, number.start(), thing, bool(number["of"])) or (
            labelled and joined and not _is_sure(prose, thing)
        )
        waiting = [*(waiting[-LONGEST_LIST:] if joined else []), number]
        following = NEXT_NUMBER.match(prose.plain, number.end()) if labelled or thing is None else None
        next_at = following.end() if following else -1
        if labelled or (thing is None and not following):
            waiting = []
        elif thing:
            for one in waiting if _is_sure(prose, thing) else waiting[-1:]:
                if figure := _figure(prose, one, number, thing):
                    end = figure.span.end
                    yield figure, thing.kind
            waiting = []


def _numbers(prose: Prose, part: Span) -> Iterator[re.Match[str]]:
    """The numbers of a part of the text that are no piece of a date, a symbol or a word."""
    end = part.start
    for digit in FIRST_DIGIT.finditer(prose.plain, part.start, part.end):
        if digit.start() >= end and (number := _number(prose, digit.start())):
            end = number.end()
            yield number


def _number(prose: Prose, at: int) -> re.Match[str] | None:
    """The number at `at`; of "tổ 3 120 hộ" the 3, for a blank parts no thousands of a name."""
    number = AMOUNT.match(prose.plain, at)
    if not number or not SPACED.match(number[0]):
        return number
    named = words_before(prose.plain, at)[1] in NUMBERED or _after_name(prose.text, at)
    named = named or is_labelled(prose.plain, at, None, fraction=True)
    return AMOUNT.match(prose.plain, at, at + len(number[0].split()[0])) if named else number


def _figure(prose: Prose, number: re.Match[str], last: re.Match[str], thing: Counted) -> Figure | None:
    """The figure of a number with the thing that it counts, None where it cannot be one.

    `last` is the number before the unit; a power of ten may stand there only: "3 - 5 triệu đồng".
    """
    power = POWER_AT_END.search(last[0])
    value, of, to = (_read(number[name], power[0] if power else "", thing.kind) for name in ("value", "of", "to"))
    if value is None or (of is not None and of < value <= 31) or (to is not None and to <= value):
        return None
    if not _can_count(prose, number, thing) or (value == 0 and thing.kind == "money"):  # "chợ 0 đồng"
        return None
    return Figure(
        value=value,
        unit=" ".join(prose.text[slice(*thing.span)].split()) or "đồng",
        approx=None if _is_on(prose, number.start(), thing) else _approx(prose.plain, number.start()),
        span=Span(number.start(), max(thing.span.end, last.end())),
        of=of,
        to=to,
    )


def _read(words: str | None, power: str, kind: str) -> int | float | None:
    """The value of a number's words; "1,250 hộ" is 1250, for nobody counts households to three decimals."""
    if words is None:
        return None
    if ENGLISH_THOUSANDS.fullmatch(words) and kind in WHOLE:
        words = words.replace(",", "")
    return read_number(words if POWER_AT_END.search(words) else words + power)


def _can_count(prose: Prose, number: re.Match[str], thing: Counted) -> bool:
    """Whether the number's form and the word before let it count the thing: no years, dates, versions, verbs."""
    year = YEAR.fullmatch(number["value"])
    if thing.kind == "open" and (year or number["of"]):
        return False
    if year and (YEAR.fullmatch(number["to"] or "") or words_before(prose.plain, number.start())[1] == "năm"):
        return False
    if (year or not _is_sure(prose, thing)) and _after_name(prose.text, number.start()):
        return False
    return thing.kind in MEASURED or not DECIMAL_POINT.fullmatch(number["value"])


def _after_name(text: str, at: int) -> bool:
    """Whether a capital word inside a sentence stands before `at`: "Đoàn Quốc phòng 327", "phường An Bình 2"."""
    words = text[max(0, at - 40) : at].rpartition("\n")[2].split()[-2:]
    return len(words) == 2 and words[1][0].isupper() and words[1].isalnum() and words[0][-1] not in ".:;!?-–"


def _is_sure(prose: Prose, thing: Counted | None) -> bool:
    """Whether the words after a number are a known noun and no verb."""
    return thing is not None and thing.kind != "open" and prose.plain[slice(*thing.span)] not in VERBS_TOO


def _is_counted(thing: Counted | None) -> bool:
    """Whether a thing is counted, not measured: "9 hộ/31 khẩu", but not "6 lít/100 km"."""
    return thing is not None and thing.kind not in MEASURED


def _bare_money(number: re.Match[str]) -> Counted | None:
    """Money whose unit is left out: "hỗ trợ 75 triệu"."""
    millions = number[0].removesuffix(" rưỡi").endswith(("triệu", "tr", "tỷ", "tỉ"))
    if not millions or NO_MONEY.match(number.string, number.end()):
        return None
    return Counted(Span(number.end(), number.end()), "money")


def _is_on(prose: Prose, at: int, thing: Counted) -> bool:
    """Whether "trên" before a number says on what something is done: "bài đăng trên [3 tờ báo]"."""
    if not prose.plain.endswith(" trên ", 0, at):
        return False
    if KINDS.match(prose.plain, *thing.span):
        return HELD.search(prose.plain, max(0, at - 36), at) is None
    forms = ((FIELD, ON), (MEDIA, ON_MEDIA))
    before = next((before for kind, before in forms if kind.match(prose.plain, *thing.span)), None)
    return before is not None and before.search(prose.plain, max(0, at - 36), at) is not None


def _approx(plain: str, at: int) -> Approx | None:
    """What an approximator before a number makes of it; none in "cao hơn 2%"."""
    if ESTIMATED.search(plain, max(0, at - 24), at):
        return "about"
    if bound := DENIED.search(plain, max(0, at - 24), at):
        return "over" if APPROX[bound[1]] == "under" else "under"
    last_but_one, last = words_before(plain, at)
    if last in APPROX:
        return APPROX[last] if last_but_one not in COMPARED else None
    return APPROX.get("ước" if last_but_one == "ước" else f"{last_but_one} {last}")
