"""Numbers of articles in the index, ordered by date.

A docid is the ordinal of the article's day << 16 | its place within the day, so "newest first" is a walk along a
posting list from its end, and a range of dates is a range of docids. An article without a date gets a negative docid.
"""

from datetime import date

from danvan_cli.errors import DanvanError
from danvan_cli.messages import _
from danvan_cli.store.connection import Connection

DAY_BITS = 16
LAST_PLACE = (1 << DAY_BITS) - 1
LOWEST, HIGHEST = -(1 << 62), (1 << 62)


def first_of(day: date) -> int:
    """The first docid of a day."""
    return day.toordinal() << DAY_BITS


def docid_range(since: date | None, until: date | None) -> tuple[int, int]:
    """The lowest and the highest docid of the days from `since` to `until`, both included; None: no bound.

    With any bound articles without a date are left out.
    """
    if since is None and until is None:
        return LOWEST, HIGHEST
    low = first_of(since) if since else 0
    return low, first_of(until) + LAST_PLACE if until else HIGHEST


def docid_for(connection: Connection, day: str | None, held: int | None = None) -> int:
    """The docid of an article of an ISO date, cut to any precision (its first day counts), or of no date.

    `held`: the one that it has, which it keeps where that is of the same day.
    """
    if held is not None and _day_of(held) == (day and first_day(day)):
        return held
    return _free(connection, day)


def _day_of(docid: int) -> date | None:
    return date.fromordinal(docid >> DAY_BITS) if docid >= 0 else None


def _free(connection: Connection, day: str | None) -> int:
    """The next one that is free."""
    if day is None:
        (lowest,) = connection.execute("SELECT min(docid) FROM article WHERE docid < 0").fetchone()
        return (lowest or 0) - 1
    low = first_of(first_day(day))
    query = "SELECT max(docid) FROM article WHERE docid BETWEEN ? AND ?"
    (highest,) = connection.execute(query, (low, low + LAST_PLACE)).fetchone()
    if highest is None:
        return low
    if highest == low + LAST_PLACE:
        raise DanvanError(_("no room for more than {number} articles of {day}").format(number=LAST_PLACE + 1, day=day))
    return int(highest) + 1


def first_day(day: str) -> date:
    """The first day of an ISO day, month or year: "2020-02" -> 2020-02-01."""
    year, month, of_month = (*map(int, day.split("-")), 1, 1)[:3]
    return date(year, month, of_month)
