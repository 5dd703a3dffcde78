"""Dates that a person types as a filter: each is an interval, as long as it is vague."""

import re
from datetime import date
from typing import NamedTuple

from danvan_cli.errors import UsageError
from danvan_cli.messages import _

ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
VIETNAMESE = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])(\d{4})")


class Interval(NamedTuple):
    """Days from first to last, both included; None: open on that side."""

    first: date | None
    last: date | None


def read_interval(typed: str) -> Interval:
    """2020, 2020-05, 2020-05-28, 28/5/2020, 5/2020 and ranges: 2019..2020, 2019.., ..5/2020. Else UsageError."""
    before, dots, after = (part.strip() for part in typed.partition(".."))
    if not dots:
        return _single(typed)
    if not before and not after:
        raise _unreadable(typed)
    first = _single(before).first if before else None
    last = _single(after).last if after else None
    if first and last and first > last:
        raise UsageError(_('"{typed}" ends before it begins.').format(typed=typed))
    return Interval(first, last)


def _single(typed: str) -> Interval:
    if found := ISO.fullmatch(typed.strip()):
        year, month, day = found.groups()
    elif found := VIETNAMESE.fullmatch(typed.strip()):
        day, month, year = found.groups()
    else:
        raise _unreadable(typed)
    from dateutil.relativedelta import relativedelta

    length = relativedelta(days=1) if day else relativedelta(months=1) if month else relativedelta(years=1)
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last = first + length - relativedelta(days=1) if first.year < date.max.year else date.max
    except ValueError:
        raise UsageError(_('No such day: "{typed}".').format(typed=typed)) from None
    return Interval(first, last)


def _unreadable(typed: str) -> UsageError:
    return UsageError(
        _('Cannot read "{typed}" as a date. Write 2020, 2020-05, 2020-05-28, 28/5/2020 or 2019..2020.').format(
            typed=typed
        )
    )
