"""The day on which a page says that it was published."""

import re
from datetime import date
from itertools import takewhile
from typing import Any

from danvan_cli.readers.dates import AMERICAN, iso_date
from danvan_cli.readers.page_blocks import Block
from danvan_cli.text.date_lines import (
    UNLABELLED,
    day_of,
    is_clock,
    is_date_line,
    is_later,
    is_posting_line,
    label_rank,
    update_day,
)

Element = Any  # an element of lxml, which has no types

AFTER = 4  # blocks after the text in which a date line may stand
BEFORE = 2  # blocks before the headline
NOW = re.compile(r"clock|current|\bnow\b|today|hom-?nay|dong-?ho")
ALREADY_TOMORROW = 1  # days by which a visible date may differ from one in UTC


def published(told: tuple[str, ...], blocks: list[Block], headline: int, start: int, end: int) -> str | None:
    """ISO day of publication. told: dates of the markup, best first; start, end: of the article among the blocks.

    The line that readers see beside the headline is the local day: it decides where markup in UTC is a day off.
    """
    marked = next(
        (day for value in told if not AMERICAN.match(value) and (day := iso_date(value)) and len(day) == 10), None
    )
    seen = _visible(blocks, headline, start, end)
    if marked and seen and abs(_ordinal(marked) - _ordinal(seen)) <= ALREADY_TOMORROW:
        return seen
    return marked or seen


def _is_now(block: Block) -> bool:
    """Whether a block says by its class that it is a clock."""
    return bool(NOW.search(block.place.name.lower()))


def _rank(block: Block) -> int:
    """The rank of the label of a date: among its words, else in its class: <time class="updated">."""
    told = label_rank(block.text)
    return told if told != UNLABELLED else label_rank(block.place.name)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _visible(blocks: list[Block], headline: int, start: int, end: int) -> str | None:
    """The day of the date line nearest to the headline: between it and the text, right before it, or after the text."""
    between = [block for block in blocks[headline + 1 : start + 1] if not block.is_link or is_date_line(block.text)]
    above = blocks[max(headline - BEFORE, 0) : max(headline, 0)][::-1]
    above = [block for block in above if not (block.is_link or is_clock(block.text))]
    updated = next((day for block in blocks[headline:end] if (day := update_day(block.text))), "") if above else ""
    above = [block for block in above if not is_later(block.text, updated)]
    following = takewhile(lambda block: not (block.is_link or block.chrome), blocks[end : end + AFTER])
    after = (block for block in following if block.place.moment or is_date_line(block.text))
    between.sort(key=_rank)
    near = [block for block in (*between, *above, *after) if not _is_now(block)]
    dated = [block for block in near if is_posting_line(block.text)]
    lines = [block.text for block in sorted(dated, key=lambda block: label_rank(block.text) > 0)]
    moments = (iso_date(block.place.moment) for block in near if block.place.moment)
    return next((day for day in (*map(day_of, lines), *moments) if day), None)
