"""Dates that a file states as a value, not in a sentence."""

import re
from datetime import datetime, timedelta, timezone

from danvan_cli.text.letters import plain
from danvan_cli.text.written_dates import written_dates

VIETNAM = timezone(timedelta(hours=7))
YEAR = re.compile(r"(?:19|20)\d\d")
PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
AMERICAN = re.compile(r"\d{1,2}/\d{1,2}/\d{4} .*[AP]M", re.IGNORECASE)  # month or day first: nobody knows
MAX_LENGTH = 100  # characters of a value


def iso_date(value: str) -> str | None:
    """ISO day, month or year in Vietnam: "2020", "2020-02", "2020-02-03T20:15:00Z" -> 2020-02-04, "4/2/2020".

    None where there is not exactly one date of 1900 to 2099.
    """
    value = value.strip()[:MAX_LENGTH]
    if PARTIAL.fullmatch(value):
        return value
    found = _day_in_vietnam(value) or _written(value)
    return found if found and YEAR.match(found) else None


def _day_in_vietnam(value: str) -> str | None:
    """The day of an ISO moment; one without a time zone is taken as it stands."""
    from dateutil.parser import isoparse

    try:
        moment: datetime = isoparse(value)
        return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _written(value: str) -> str | None:
    dates = {found.iso for found in written_dates(plain(value))}
    return dates.pop() if len(dates) == 1 else None
