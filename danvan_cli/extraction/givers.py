"""Givers: the body that awards a distinction, not the hand that gives it over."""

import re

from danvan_cli.extraction.bearers import CAPITAL, is_sure
from danvan_cli.extraction.names import full_name
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span

BODY = re.compile(
    r"(?:chủ tịch (?:ubnd|ủy ban|nước|hội|hđnd|quốc hội|tỉnh|huyện|xã|phường|thành phố)"
    r"|thủ tướng|bộ trưởng|(?:tổng )?giám đốc|tư lệnh|chính ủy"
    r"|ubnd|ubmttq|ủy ban"
    r"|ban(?! tổ chức (?!trung ương|tỉnh|thành|huyện))|btv|bch|bcđ|bộ|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy"
    r"|đảng bộ|chính phủ|nhà nước|quốc hội|sở|trung ương|tw|hội(?! (?:nghị|thi|trường|thảo|diễn|trại))|liên đoàn"
    r"|(?:tỉnh|thành|quận|huyện|thị) đoàn|đoàn (?:thanh niên|tncs|khối)|công đoàn|công an|quân khu|mặt trận|mttq|hđnd"
    r"|lđlđ|lhpn|hnd|ccb|bđbp|bchqs|thường trực|tổng(?! kết)|cục|chi cục|văn phòng|khối|phòng)(?!\w)"
)
ORGANISER = re.compile(rf"ban tổ chức(?!\w)|{BODY.pattern}")
ADVERBS = re.compile(
    r"(?:\s+(?:đã|cũng|vừa|còn|sẽ|đồng thời|(?<!ban\s)tổ chức|lễ|công bố|tiến hành|có|ra|quyết định|xem xét|xét"
    r"|vinh dự|(?:biểu dương|tuyên dương|vinh danh|ghi nhận|công nhận|khen ngợi)(?:,|\s+và)?))+\s*$"
)
HAND = re.compile(r"(?:thay mặt [^,]{0,60},\s*)?(?:các |đồng chí|đ/c|đc|ông|bà|anh|chị|lãnh đạo)")
BY_WARRANT = re.compile(r"(?:thừa|được sự) ủy (?:quyền|nhiệm)(?: của)?\s+([^,;\n]{2,90}),")
AFTER_BODY = r"cho|tặng|trao|vì|về|đối|năm|nhân(?!\s+dân)|đã|có|và|khen|ban hành"
OF_OR_BY = re.compile(
    rf"\s*(?:của|do)\s+((?:[^,;:.()\n]|(?<=t[px])\.){{2,90}}?)(?=\s+(?:{AFTER_BODY})(?!\w)|[,;:()\n]|(?<!t[px])\.|$)"
)
ACTS = re.compile(  # of a clause before: "Đảng ủy Khối [tổ chức lễ kỷ niệm và] tặng"
    r"\s(?<!ban\s)(?:tổ chức (?:lễ|hội|buổi|đại hội|chương trình|sơ|tổng|gặp|kỷ)"
    r"|tổng kết|sơ kết|long trọng|phát động)(?!\w)"
)
PART_END = re.compile(r"[,:]\s*|\s[-–]\s")
AND = " và "
CLAUSE_ENDS = ".;!?\n"
OPENING = re.compile(  # "Tại hội nghị [UBND huyện] tặng", where no comma ends the adverbial
    r"\s*(?:(?:trong |nhân |vào )?dịp này|(?:cũng )?tại (?:đây|hội nghị|buổi lễ|lễ|đại hội|chương trình|ngày hội)"
    r"|(?:kết thúc|sau) (?:hội nghị|buổi lễ|đại hội|chương trình)|trong đó|riêng|cùng ngày"
    r"|vừa qua|mới đây|gần đây|(?:đầu |cuối )?(?:tuần|tháng|năm) (?:vừa )?qua)\s+"
)
MOST_WORDS = 18
NAME_PARTS = 3  # "Sở Nông nghiệp, Môi trường", with an opening before it


def giver_after(prose: Prose, back: Span) -> str | None:
    """The giver behind an award: "Bằng khen của Thủ tướng", "Huân chương ... do Chủ tịch nước tặng thưởng"."""
    found = OF_OR_BY.match(prose.plain, *back)
    return _body(prose, Span(*found.span(1))) if found else None


def giver_between(prose: Prose, part: Span) -> str | None:
    """The giver between "được" and "tặng": "được Ban Dân vận Trung ương tặng"."""
    return _body(prose, part)


def giver_before(prose: Prose, part: Span, *, prize: bool) -> str | None:
    """The giver before "tặng": "Dịp này, UBND tỉnh đã tặng", "Thừa ủy quyền của Chủ tịch nước, đồng chí ... đã trao".

    None where a person or "lãnh đạo ..." gives it over. prize: of a contest, which its organisers may give.
    """
    if warrant := BY_WARRANT.search(prose.plain, *part):
        return _body(prose, Span(*warrant.span(1)))
    first = _behind_opening(prose, part)
    ends = (end.end() for end in PART_END.finditer(prose.plain, first, part.end))
    starts = [first, *(_behind_opening(prose, Span(end, part.end)) for end in ends)][-NAME_PARTS:]
    if any(HAND.match(prose.plain, start) for start in starts):
        return None
    clauses = (at for start in reversed(starts) for at in (*_behind_acts(prose, Span(start, part.end)), start))
    for start in [*clauses, *_behind_and(prose, part)]:
        if giver := _body(prose, Span(start, part.end), ORGANISER if prize else BODY):
            return None if _is_hand(prose, start, giver) else giver
    return None


def _behind_opening(prose: Prose, part: Span) -> int:
    """Where a clause begins behind an adverbial without a comma: "..., vừa qua [UBND tỉnh] đã tặng"."""
    opening = OPENING.match(prose.plain, *part)
    return opening.end() if opening else part.start


def _behind_acts(prose: Prose, part: Span) -> list[int]:
    """Where a clause begins behind the "và" of one that acts: "Đảng ủy tổng kết phong trào và [Hội Nông dân] tặng"."""
    acts = ACTS.search(prose.plain, *part)
    last = prose.plain.rfind(AND, acts.end(), part.end) if acts else -1
    return [last + len(AND)] if last >= 0 else []


def _behind_and(prose: Prose, part: Span) -> list[int]:
    """Where a clause begins behind the last "và" of what follows an award: "Bằng khen và [Hội Nông dân] tặng"."""
    last = prose.plain.rfind(AND, *part)
    follows = prose.plain[part.start - 1 : part.start].strip(CLAUSE_ENDS)  # a sentence would begin behind one of them
    return [last + len(AND)] if last >= 0 and follows and not HAND.match(prose.plain, last + len(AND)) else []


def _is_hand(prose: Prose, start: int, giver: str) -> bool:
    """Whether a giver ends with a person's name: "Chủ tịch UBND tỉnh Lê Văn An" gives over what others award."""
    begin = prose.text.find(giver.split(maxsplit=1)[0], start)
    end = begin + len(giver)
    if prose.plain.endswith(" hồ chí minh", begin, end):  # the Youth Union's, the city's
        return False
    words = (word.start() for word in CAPITAL.finditer(prose.text, begin, end))
    return any(full_name(prose, at, listed=True) == end and is_sure(prose, Span(at, end)) for at in words)


def _body(prose: Prose, part: Span, form: re.Pattern[str] = BODY) -> str | None:
    """The words of a part without adverbs at its end, where they begin with a body that can award."""
    start = part.end - len(prose.plain[slice(*part)].lstrip())
    if not form.match(prose.plain, start, part.end):
        return None
    adverbs = ADVERBS.search(prose.plain, start, part.end)
    acts = ACTS.search(prose.plain, start, part.end)
    words = prose.text[start : min(found.start() if found else part.end for found in (adverbs, acts))].split()
    return " ".join(words) if len(words) <= MOST_WORDS and words[-1] != "và" else None
