"""Which line of a page that does not say so itself is the headline."""

import re

from danvan_cli.extraction.page_lines import Line
from danvan_cli.text.bylines import bare_author, is_caption
from danvan_cli.text.letters import plain

MOST_WORDS = 45
USUAL_WORDS = 25  # of a headline; a lead without a full stop has more
LEAST_WORDS = 6  # of a headline's first line in capitals
FARTHEST = 40  # lines before the prose in which the headline may stand
CAPTION = re.compile(
    r"\W*(?:(?:quang|toàn|một) cảnh|một góc|hình ảnh|ảnh|các đại biểu|đại biểu|đồng chí|đ/c|đc|ông|bà|anh|chị)\s"
    r"|.*(?<!\w)ảnh\s?[:：]\s?[^:]{2,40}$|.*\((?:ảnh|người |đứng |ngồi |thứ |hàng |bìa |bên |ngoài cùng )[^()]{0,40}\)"
)
NUMBERED = re.compile(r"\d{1,2}[.)/]\s|(?:Kỳ|Bài|Phần) \d{1,2}\s?[:.–-]")
TAGLINE = re.compile(r"[(\[][^)\]]{2,30}[)\]]\s?[-–—]|[A-ZĐ]{2,10}(?: Online)?\s?[-–—]\s")  # of a lead: "(BĐ) - "
TIME_FIRST = re.compile(
    r"\W*(?:\([^)]{2,40}\)\s?[-–—:]?\s?)?(?:(?:vào )?(?:sáng|chiều|tối|trưa|ngày|hôm|trong|vừa qua|thực hiện|nhằm"
    r"|được sự|để|từ|sau|theo|với|nhân dịp|mới đây|những năm)\W)"
)


def headline(lines: list[Line]) -> range:
    """The places of the headline's lines (two where a headline in capitals goes on); empty where there is none."""
    first = next((i for i, line in enumerate(lines) if line.kind == "prose"), len(lines))
    candidates = [i for i in range(max(0, first - FARTHEST), first) if lines[i].kind in ("other", "entry")]
    candidates = [i for i in candidates if not is_caption(lines[i].text)]
    best = max(candidates, key=lambda i: _score(lines, i, first), default=None)
    if best is None or _score(lines, best, first) <= 0:
        return _sentence_first(lines, first)
    return _whole(lines, best, first)


def _score(lines: list[Line], place: int, first: int) -> float:
    """How much a line looks like the headline of the prose that begins at `first`."""
    text = lines[place].text
    words = len(text.split())
    score = -1.5 if words < 3 else 0.5 if words < 5 else 2.0 if words <= USUAL_WORDS else 1.0
    score += 1.0 if place == 0 and words >= 5 and _is_bare(lines[:first]) else 0
    score += 1.0 if text.isupper() and words >= 5 else 0
    score -= 2.5 if text.endswith((",", ";", ":")) or text[0].islower() else 0
    score -= 1.5 if text.startswith(("-", "+", "•", "*", ">")) or NUMBERED.match(text) else 0
    score += 3.0 if words >= 4 and not CAPTION.match(plain(text)) and _repeated(lines, place, first) else 0
    score -= 1.5 if bare_author(text) else 0
    score -= 1.0 if TIME_FIRST.match(plain(text)) else 0
    score -= 2.0 if TAGLINE.match(text) else 0
    score -= 1.5 if CAPTION.match(plain(text)) else 0
    score += 1.0 if any(line.kind in ("date", "posting") for line in lines[place + 1 : place + 2]) else 0
    between = [line for line in lines[place + 1 : first] if line.kind in ("other", "entry")]
    return score - min(len(between), 4) * 0.25


def _is_bare(above: list[Line]) -> bool:
    """Whether nothing of a page stands above the prose, as in a text that somebody copied."""
    return all(line.kind in ("other", "date", "posting", "author") for line in above)


def _repeated(lines: list[Line], place: int, first: int) -> bool:
    """Whether another line above the prose begins or ends with the same words (page title, breadcrumb)."""
    words = plain(lines[place].text)
    others = (plain(lines[i].text) for i in range(max(0, first - FARTHEST), first) if i != place)
    return any(other.startswith(words) or other.endswith(words) for other in others)


def _sentence_first(lines: list[Line], first: int) -> range:
    """A headline with a full stop: one short sentence that opens the page, before longer prose."""
    prose = list(dict.fromkeys(line.text for line in lines[first : first + 3] if line.kind == "prose"))[:2]
    if len(prose) < 2 or first > 3:
        return range(0)
    words = len(prose[0].split())
    fits = words <= MOST_WORDS / 2 and len(prose[0]) < len(prose[1]) and ". " not in prose[0]
    fits = fits and not prose[0].endswith((":", ";")) and not TIME_FIRST.match(plain(prose[0]))
    return range(first, first + 1) if fits else range(0)


def _whole(lines: list[Line], best: int, first: int) -> range:
    """The headline with the lines in capitals that belong to it."""
    start, end = best, best + 1
    if lines[best].text.isupper():
        while start > max(0, best - 2) and _is_upper(lines[start - 1], LEAST_WORDS):
            start -= 1
        while end < min(first, best + 3) and _is_upper(lines[end], 2):
            end += 1
    return range(start, end)


def _is_upper(line: Line, words: int) -> bool:
    """Whether a line may be part of a headline in capitals; a category above it has fewer words."""
    return line.kind == "other" and line.text.isupper() and len(line.text.split()) >= words
