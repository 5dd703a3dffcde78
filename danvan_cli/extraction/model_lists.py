"""Lists of models: in a sentence behind a colon, in lines of their own, in a table's column."""

import re
from collections.abc import Iterator
from itertools import islice

from danvan_cli.extraction.model_places import DASHED, SEVERAL, SITE, UNIT, place_after
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.quotes import SAYING
from danvan_cli.models import Span

MODEL = "mô hình"
MOVEMENT = re.compile(r"\s*dan van kheo(?!\s+\d{1,2}(?!\d))")  # folded: no model, but “Dân vận khéo 1+10” is one
NO_MODEL = re.compile(
    r"phong trào|cuộc vận động|chương trình|đề án|chủ đề|khẩu hiệu|phương châm|danh hiệu|cuộc thi|hội thi|chỉ thị"
    r"|kế hoạch|chuyên đề|ngày hội|tinh thần|tiêu chí|kỷ niệm chương|nghị quyết|tuần lễ|giải thưởng|cuộc sống"
)
HIGHLIGHT = r"(?:tiêu biểu|nổi bật|điển hình|đáng chú ý|ấn tượng|được nhắc|có thể kể|phải kể|trong (?:số )?đó)"
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|\n")

LIST = re.compile(rf"mô hình[^.;:\n“”\"]{{0,100}}(?:\.\s{HIGHLIGHT}[^.;:\n“”\"]{{0,40}})?:[^\S\n]{{0,3}}")
EXEMPLARY = re.compile(r"như|tiêu biểu|nổi bật|điển hình|hiệu quả|cách làm hay|được nhắc|kể")
ITEM_END = re.compile(r";[^\S\n]*|,[^\S\n]+(?=[^\W\d_])")
QUOTED_ITEM = re.compile(r"[“\"«]([^“”\"«»\n]{2,80})[”\"»]")
ITEM_HEAD = re.compile(r"(?:và\s+|các\s+|mô hình\s+)*")
LONGEST_LIST = 1500  # letters
WORDS_OF_NAME = range(2, 31)
SHORT_NAME = range(2, 13)  # of a line that may as well tell something
LINE = re.compile(
    r"\n+[^\S\n]{0,3}(?P<mark>(?:[-–—+*•●▪]|\d{1,2}[.)]|[a-eđ][.)])[^\S\n]{0,3})?(?P<item>[^\n]{4,300})(?=\n|\Z)"
)
OPENING = '“"«'
CLAUSE = re.compile(r"(?:do|được|đã)\s")
COLUMN = re.compile(r"mô hình(?: dân vận khéo| tiêu biểu)?(?=; |\n)")
COLUMN_HEAD = re.compile(r"(?:tên (?:các )?)?mô hình(?: dân vận khéo| tiêu biểu)?")
CELL_MARK = "; "  # between the cells of a table's row
ROW = re.compile(r"\n([^\n]*)")
LONGEST_ROW = 200  # letters of a table's head before and behind "mô hình"
MOST = 100  # lines of a list, rows of a table

BODY = (
    r"(?:hội|chi hội|liên đoàn|đoàn|chi đoàn|công đoàn|[^\W\d_]{2,6} đoàn|ủy ban|ub|ubmttq|ubnd|mttq|mặt trận|ban"
    r"|bch|btv|bộ|sở|phòng|chi bộ|đảng ủy|đảng bộ|công an|lực lượng|nhân dân|gia đình|hộ|ông|bà|anh|chị|câu lạc bộ"
    r"|hợp tác xã|htx)"
)
PLACE_OR_BODY = rf"\s\(|{DASHED}|\s(?:tại|ở|trên địa bàn|do|được|đã)\s|\scủa\s(?={UNIT}\s|{SITE}\s|{BODY}\s)"
NAME_CUT = re.compile(PLACE_OR_BODY)


def listed_names(prose: Prose) -> Iterator[Span]:
    """Names after a colon, with capitals where none quotes them, and those of a table's column.

    "các mô hình tiêu biểu như: Ánh sáng an ninh ở ấp 3; ...", or with a line of its own for each.
    """
    end = 0
    for head in LIST.finditer(prose.plain):
        if head.start() < end:
            continue
        exemplary = EXEMPLARY.search(prose.plain, max(0, head.start() - 40), head.end()) is not None
        if prose.plain.startswith("\n", head.end()):
            yield from _on_lines(prose, head, exemplary=exemplary)
        elif exemplary:
            end = _sentence_end(prose.plain, head.end())
            yield from filter(None, _items(prose, Span(head.end(), end)))
    for head in COLUMN.finditer(prose.plain):
        yield from _in_column(prose, head)


def _on_lines(prose: Prose, head: re.Match[str], *, exemplary: bool) -> Iterator[Span]:
    """The names of a list's lines: quoted ones behind any "mô hình ...:", others where the head is exemplary."""
    several = exemplary or SEVERAL.search(prose.plain, max(0, head.start() - 16), head.start())
    if not several or NO_MODEL.search(head[0]) or SAYING.search(head[0]):
        return
    at, ended = head.end(), False
    for _ in range(MOST):
        line = LINE.match(prose.plain, at)
        if not line or not (line["mark"] or (not ended and _is_line_of_list(prose, line))):
            return
        part = Span(*line.span("item"))
        name = _item(prose, part)
        if name and (prose.text[name.start - 1] in OPENING or (exemplary and _is_short(prose, name, part.end))):
            yield name
        at, ended = line.end(), line["item"].endswith((".", "!", "?", "…"))


def _is_line_of_list(prose: Prose, line: re.Match[str]) -> bool:
    """Whether a line without a bullet is an item: it begins with a quotation mark, or ends with a semicolon."""
    return prose.text[line.start("item")] in OPENING or line["item"].endswith(";")


def _is_short(prose: Prose, name: Span, end: int) -> bool:
    """Whether a name in a line has few words, and behind it its place or nothing, no clause."""
    words, behind = prose.plain[slice(*name)], prose.plain[name.end : end].strip(" ;.…")
    tells = MODEL in words or ":" in words or CLAUSE.match(behind)
    return is_name(prose, name, SHORT_NAME) and not tells


def _in_column(prose: Prose, head: re.Match[str]) -> Iterator[Span]:
    """The names of a table's column that "Tên mô hình" heads, in rows of as many cells."""
    _, _, before = prose.plain[max(0, head.start() - LONGEST_ROW) : head.start()].rpartition("\n")
    after, line_end, _ = prose.plain[head.end() : head.end() + LONGEST_ROW].partition("\n")
    heads = (before + head[0] + after).split(CELL_MARK)
    column = next((place for place, cell in enumerate(heads) if COLUMN_HEAD.fullmatch(cell)), None)
    if column is None or len(heads) < 2 or not line_end:
        return
    for row in islice(ROW.finditer(prose.plain, head.end() + len(after)), MOST):
        cells = row[1].split(CELL_MARK)
        if len(cells) != len(heads) or any(map(COLUMN_HEAD.fullmatch, cells)):
            return
        at = row.start(1) + sum(len(cell) + len(CELL_MARK) for cell in cells[:column])
        if name := _item(prose, Span(at, at + len(cells[column]))):
            yield name


def _items(prose: Prose, part: Span) -> Iterator[Span | None]:
    """The names of a list's items, None for one that has none; parts at ";", else at "," before a capital.

    With places behind ";" the first name alone may have a capital: "Camera an ninh ở ấp 3; nuôi dê tại xã Tân Lập".
    """
    semicolons = ";" in prose.text[slice(*part)]
    names, start = [], part.start
    for end in ITEM_END.finditer(prose.plain, *part):
        if (end[0][0] == ";") if semicolons else prose.text[end.end()].isupper():
            names.append(_item_name(prose, Span(start, end.start())))
            start = end.end()
    names.append(_item_name(prose, Span(start, part.end)))
    placed = {name for name in names if semicolons and place_after(prose, name.end)}
    small = len(placed) > 1 and prose.text[names[0].start].isupper()
    for name in names:
        yield name if is_name(prose, name, WORDS_OF_NAME, small=small and name in placed) else None


def _item(prose: Prose, part: Span) -> Span | None:
    """The name in an item of a list, where it has a capital."""
    name = _item_name(prose, part)
    return name if is_name(prose, name, WORDS_OF_NAME) else None


def _item_name(prose: Prose, part: Span) -> Span:
    """What names an item: words in quotation marks, or those up to the place or body that is said of it."""
    head = ITEM_HEAD.match(prose.plain, *part)
    start = head.end() if head else part.start
    quoted = QUOTED_ITEM.match(prose.text, start, part.end)
    return Span(*quoted.span(1)) if quoted else until(prose, NAME_CUT, Span(start, part.end))


def until(prose: Prose, cut: re.Pattern[str], part: Span) -> Span:
    """The part up to where the cut matches, without blanks and punctuation around it."""
    ends = (m.start() for m in cut.finditer(prose.plain, *part) if not m["dash"] or place_after(prose, m.start()))
    return bare(prose, Span(part.start, next(ends, part.end)))


def is_name(prose: Prose, name: Span, lengths: range, *, small: bool = False) -> bool:
    """Whether a stretch begins with a capital, or may not, is of these many words and not the movement."""
    words = prose.text[slice(*name)]
    named = (small or words[:1].isupper()) and len(words.split()) in lengths
    return named and not MOVEMENT.match(prose.folded, name.start)


def _sentence_end(plain: str, at: int) -> int:
    found = SENTENCE_END.search(plain, at, at + LONGEST_LIST)
    return found.start() if found else min(len(plain), at + LONGEST_LIST)


def bare(prose: Prose, span: Span) -> Span:
    """A span without the blanks and the punctuation around its words."""
    words = prose.text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip().rstrip(" ,;:.…")))
