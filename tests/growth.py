"""Whether the time of a function grows in proportion to its text, counted as processor time."""

from collections.abc import Callable
from time import process_time

LONGER = 4  # times as long is the second text
MOST = 6  # times as long it may take; quadratic would be 16
SLACK = 0.03  # seconds: shorter runs tell nothing
ATTEMPTS = 4


def grows_with_length(action: Callable[[str], object], unit: str, length: int = 50_000) -> bool:
    """Whether the action takes not much more than four times as long for four times the text of repeated units."""
    text = unit * (length // len(unit))
    return any(_seconds(action, text * LONGER) <= MOST * _seconds(action, text) + SLACK for _ in range(ATTEMPTS))


def _seconds(action: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(2):
        start = process_time()
        action(text)
        times.append(process_time() - start)
    return min(times)
