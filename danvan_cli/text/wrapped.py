"""Plain text whose lines were broken at a fixed width, put back into paragraphs."""

WIDEST = 110  # letters; longer lines are paragraphs
NARROWEST = 50
LEAST = 4  # full lines in a wrapped text
MOST_FULL = 0.6  # of the long lines that others follow
MARGIN = 20  # letters beyond the width, in lines that were not wrapped


def paragraphs(text: str) -> list[str]:
    """The lines of a text without outer blanks; where the text is hard-wrapped, its paragraphs on one line each."""
    lines = [line.strip() for line in text.split("\n")]
    following = [*lines[1:], ""]
    wrapped = sorted(
        len(line) for line, after in zip(lines, following, strict=True) if after and len(line) >= NARROWEST
    )
    width = wrapped[len(wrapped) * 9 // 10] if wrapped else 0
    full = [_is_full(line, after, width) for line, after in zip(lines, following, strict=True)]
    whole = sum(len(line) > width + MARGIN for line in lines)
    if width > WIDEST or sum(full) < max(LEAST, 3 * whole, MOST_FULL * len(wrapped)):
        return [line for line in lines if line]
    return _joined(lines, full)


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room left on a line."""
    return bool(line and after) and len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _joined(lines: list[str], full: list[bool]) -> list[str]:
    """Lines, each with those that it goes on in."""
    found: list[list[str]] = [[]]
    for line, goes_on in zip(lines, full, strict=True):
        if line:
            found[-1].append(line)
        if not goes_on:
            found.append([])
    return [" ".join(parts) for parts in found if parts]
