"""Whether the time of a function grows in proportion to its text, counted as processor time."""

from collections.abc import Callable
from time import process_time

MOST = 3.5  # times as long for a text twice as long; quadratic would be 4
SLACK = 0.03  # seconds: shorter runs tell nothing
ATTEMPTS = 4


def grows_with_length(action: Callable[[str], object], unit: str, length: int = 100_000) -> bool:
    """Whether the action takes no more than a little over twice as long for twice the text of repeated units."""
    once, twice = (unit * (size // len(unit)) for size in (length, 2 * length))
    return any(_seconds(action, twice) <= MOST * _seconds(action, once) + SLACK for _ in range(ATTEMPTS))


def _seconds(action: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(2):
        start = process_time()
        action(text)
        times.append(process_time() - start)
    return min(times)
