"""Words of a text as the full-text index cuts them: runs of letters and digits."""

import re
from collections.abc import Sequence
from itertools import pairwise

from danvan_cli.text.letters import fold

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words, as they stand: "25-NQ/TW" -> ["25", "NQ", "TW"]."""
    return WORD.findall(text)


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words as one: ["dan", "van", "kheo"] -> ["dan_van", "van_kheo"]."""
    return [f"{first}_{second}" for first, second in pairwise(words)]


def pair_set(text: str) -> str:
    """The pairs of the folded words of a text, each once, between blanks."""
    return " ".join(sorted(set(pairs(words(fold(text))))))


def padded(text: str) -> str:
    """The folded words between blanks, so that a run of whole words is found as a substring: " kim ngoc thai "."""
    return f" {' '.join(words(fold(text)))} "
