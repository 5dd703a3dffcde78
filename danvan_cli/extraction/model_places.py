"""Places that are said of a model: "“Tiếng kẻng an ninh” ở xã Chiềng Hặc, huyện Yên Châu"."""

import re

from danvan_cli.extraction.gazetteer import unit_end
from danvan_cli.extraction.prose import Prose

UNIT = (
    r"(?:xã|phường|thị trấn|tt|huyện|quận|thị xã|thành phố|tp|tỉnh|thôn|ấp|bản|buôn|bon|plei|làng|xóm|khóm|khối"
    r"|khối phố|khu phố|khu dân cư|tổ dân phố|tiểu khu|khu|sóc|phum|đặc khu|tổ|cụm|đội|giáo xứ|giáo họ)\.?"
)
SITE = r"(?:chợ|chùa|cảng|nhà văn hóa|trường|bệnh viện|nhà thờ|đồn|trạm|hẻm|ngõ|đường|nông trường|công ty|trung tâm)"
DASHED = rf"(?P<dash>[^\S\n][-–—][^\S\n](?=(?:{SITE}(?:\s[^\W\d_]+){{0,2}}\s)?{UNIT}\s))"  # " - Trạm Y tế xã Tân Mỹ"
IN = re.compile(
    rf"[”\"»]?(?:[\s,]{{0,2}}(?:\(\s?(?:tại |ở )?|(?:tại|ở|trên địa bàn)\s+|của\s+(?=(?:{UNIT}|{SITE})\s))"
    rf"|[^\S\n](?={UNIT}\s)|{DASHED})"
)
KIND = re.compile(rf"(?:{SITE}\s(?:[^\W\d_]+\s){{0,2}})?{UNIT}\s+(?!dân vận|đoàn thể|mặt trận)")
NAME_WORD = re.compile(r"[^\S\n]{0,2}([^\s,;:.()“”\"]+)")
NEXT_UNIT = re.compile(rf"[^\S\n]?(?:,|-|–|thuộc)[^\S\n]?(?={UNIT}\s)")
OPEN_PLACE = re.compile(
    r"[^\s,;:.()“”\"][^,;:.()“”\"\n]{1,60}?(?=\s(?:được|cũng|đã|đang|do|và|với|là|có|cho|từ|góp|giúp|thu hút|phát huy"
    r"|hoạt động|nhằm|để|sau|trong|mang|nấu|duy trì)(?!\w)|[,;:.()“”\"\n]|$)"
)
CLAUSE_PLACE = re.compile(
    rf"(?:(?:(?:trong )?năm|ngày|tháng|quý|từ) [^,.;\n]{{1,24}}, ?)?(?:(?:tại|ở|trên địa bàn)\s+)?(?={UNIT}\s)"
)
CLAUSE_END = re.compile(r"[.!?;]\s+|\n+")
SEVERAL = re.compile(r"(?<!\w)(?:các|những|nhiều|một số|\d+)(?!\w)")
COMMA = ", "
REACH = 140  # letters from a clause's beginning to its "mô hình"
LONGEST_CHAIN = 3  # "ấp 3, xã Hòa Tân, huyện ..."


def place_after(prose: Prose, at: int) -> str | None:
    """The place behind a model's name: after tại, ở, in brackets, after của or a dash where no body follows."""
    led = IN.match(prose.plain, at)
    if led is None:
        return None
    end = _chain_end(prose, led.end())
    if end is None and not led["dash"] and (open_place := OPEN_PLACE.match(prose.plain, led.end())):
        words = prose.text[slice(*open_place.span())]
        end = open_place.end() if any(c.isupper() or c.isdigit() for c in words) else None
    return _words(prose, led.end(), _with_district(prose, end)) if end else None


def _with_district(prose: Prose, end: int) -> int:
    """The end of a place with the unit above it that closes a bracket without its kind: "(xã Tân Lập[, Bình Lâm])"."""
    at = end + len(COMMA)
    if not prose.plain.startswith(COMMA, end) or not prose.text[at : at + 1].isupper():
        return end
    above = unit_end(prose.plain, at)
    return above if above > at and prose.plain.startswith(")", above) else end


def place_before(prose: Prose, word: int) -> str | None:
    """The place that opens the clause of "mô hình" at `word`: "Ở xã Hồng Thái, ... mô hình", "Xã Hồng Thái có mô hình".

    None where the place has several: "Huyện Ba Chẽ có nhiều mô hình".
    """
    start = max(0, word - REACH)
    ends = list(CLAUSE_END.finditer(prose.plain, start, word))
    if start > 0 and not ends:
        return None
    led = CLAUSE_PLACE.match(prose.plain, ends[-1].end() if ends else 0)
    end = _chain_end(prose, led.end()) if led else None
    if led is None or end is None or end > word or SEVERAL.search(prose.plain, end, word):
        return None
    return _words(prose, led.end(), end)


def _chain_end(prose: Prose, start: int) -> int | None:
    """Where a chain of named units ends: "ấp 3, xã Hòa Tân"; None where the first has no name."""
    end = None
    for _ in range(LONGEST_CHAIN):
        named = _named_end(prose, start)
        if named is None:
            return end
        end = named
        further = NEXT_UNIT.match(prose.plain, end)
        if further is None:
            return end
        start = further.end()
    return end


def _named_end(prose: Prose, start: int) -> int | None:
    """Where a unit with its name ends: kind, then words with a capital or digits; None where there is none."""
    kind = KIND.match(prose.plain, start)
    if kind is None:
        return None
    at, end = kind.end(), None
    while (word := NAME_WORD.match(prose.text, at)) and (word[1][0].isupper() or word[1][0].isdigit()):
        at = end = word.end()
    return end


def _words(prose: Prose, start: int, end: int) -> str:
    return " ".join(prose.text[start:end].split())
