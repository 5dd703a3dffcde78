"""Plain text whose lines were broken at a fixed width, put back into paragraphs."""

import re

WIDEST = 110  # letters; longer lines are paragraphs
NARROWEST = 50
LEAST = 4  # full lines in a wrapped text
MOST_FULL = 0.6  # of the long lines that others follow
MARGIN = 20  # letters beyond the width, in lines that were not wrapped

SHORTEST_OPEN = 30  # letters of a line that goes on in the next one
SEAM = 24  # letters on either side of its end
LAST = frozenset(  # its last words
    ("của", "và", "do", "các", "những", "ngày", "vụ", "hành", "vận", "giáo", "chức", "trực", "UBND", "HĐND", "dân")
)
GOES_ON = re.compile(
    r"(?<!\w)(?:(?:của|và|do|các|những)\n\w|ngày\n\d{1,2}[/.-]"
    r"|(?:UBND|HĐND|Ủy ban nhân dân)\n(?:tỉnh|huyện|quận|xã|phường|thành phố)(?!\w)"
    r"|(?:Ban (?:Thường vụ|Chấp hành|Dân vận|Tuyên giáo|Tổ chức)|Thường trực)"
    r"\n(?:Tỉnh|Huyện|Thành|Thị|Quận|Đảng) (?:ủy|uỷ))"
)


def paragraphs(text: str) -> list[str]:
    """The lines of a text without outer blanks; where the text is hard-wrapped, its paragraphs on one line each.

    In other texts a line goes on in the next one where its last word cannot end it: "của", "Ban Thường vụ | Tỉnh ủy".
    """
    lines = [line.strip() for line in text.split("\n")]
    following = [*lines[1:], ""]
    wrapped = sorted(
        len(line) for line, after in zip(lines, following, strict=True) if after and len(line) >= NARROWEST
    )
    width = wrapped[len(wrapped) * 9 // 10] if wrapped else 0
    full = [_is_full(line, after, width) for line, after in zip(lines, following, strict=True)]
    whole = sum(len(line) > width + MARGIN for line in lines)
    if width > WIDEST or sum(full) < max(LEAST, 3 * whole, MOST_FULL * len(wrapped)):
        full = [_is_open(line, after) for line, after in zip(lines, following, strict=True)]
    return _joined(lines, full)


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room left on a line."""
    return bool(line and after) and len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _is_open(line: str, after: str) -> bool:
    """Whether a line ends in the middle of a phrase that the next one completes."""
    if len(line) < SHORTEST_OPEN or not after or line[line.rfind(" ") + 1 :] not in LAST:
        return False
    return GOES_ON.search(f"{line[-SEAM:]}\n{after[:SEAM]}") is not None


def _joined(lines: list[str], full: list[bool]) -> list[str]:
    """Lines, each with those that it goes on in."""
    found: list[list[str]] = [[]]
    for line, goes_on in zip(lines, full, strict=True):
        if line:
            found[-1].append(line)
        if not goes_on:
            found.append([])
    return [" ".join(parts) for parts in found if parts]
