"""When an article was published, and the day of the first event that it reports. A wrong date is worse than none."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from danvan_cli.extraction.event_day import AROUND, EventDay, event_days
from danvan_cli.extraction.event_year import AHEAD, RECENT, day_in, first_day, last_day, year_of, years_told
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import ArticleDate, Document, Precision, Span
from danvan_cli.text.date_lines import ranked_days
from danvan_cli.text.written_dates import WrittenDate, written_dates

if TYPE_CHECKING:
    from danvan_cli.extraction.body import Body

YEARS = range(1990, 2101)  # in which an article may have been published
ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")
PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
DATE_LINES = ("date line of publication", "date line", "date line of an update")
EARLIEST = 2000  # events of before that are history
LATER = timedelta(days=365)  # a day so long before others of the text is history
ISSUED = re.compile(
    r"(?:bộ chính trị|ban bí thư|trung ương|thủ tướng|chính phủ|quốc hội)"
    r"[^.;\n]{0,60}(?<!\w)(?:ban hành|ký(?! kết)|thông qua)(?!\w)"
)


def published(document: Document, body: "Body") -> ArticleDate | None:
    """When the site says that it published the article: the user's word, the page's markup, else its date lines."""
    if document.given.published is not None:
        return given(document.given.published)
    if document.published and (day := _iso(document.published)):
        return _article_date(day, "stated", None, "markup of the page")
    return _by_date_lines(body)


def event(prose: Prose, published: str | None) -> ArticleDate | None:
    """The day (or month) of the first event that the article reports; None where the text or its year is in doubt.

    published: ISO day, month or year of publication, if it is known.
    """
    for told in event_days(prose):
        if told.written is None:
            if published and len(published) == 10:
                day = date.fromisoformat(published) - timedelta(days=told.back)
                return _article_date(day.isoformat(), "inferred", told.span, "counted from the day of publication")
        elif told.written.year is None:
            return _dated(told, told.written, prose, published)
        elif told.written.iso and not _is_past(told, told.written, prose, published):
            return _article_date(told.written.iso, "stated", told.span, "day in the lead, written with its year")
    return None


def given(day: str) -> ArticleDate | None:
    """The date that the user named, if any."""
    return _article_date(day, "stated", None, "given by the user") if day else None


def _by_date_lines(body: "Body") -> ArticleDate | None:
    """The best date of the first line that has one which does not lie long before the event."""
    told = next(event_days(body.prose), None) if body.date_lines else None
    event_day = told.written.iso if told and told.written else None
    earliest = last_day(event_day) - AHEAD if event_day else date.min
    for line in body.date_lines:
        days = [(rank, day) for rank, day in _in_date_line(line, body.prose) if last_day(day.date) >= earliest]
        if days:
            return min(days, key=itemgetter(0))[1]
    return None


def _in_date_line(line: str, prose: Prose) -> Iterator[tuple[int, ArticleDate]]:
    """The dates of a line, each with its rank: "đăng" before no word before "cập nhật"."""
    place = prose.text.find(line)
    for rank, (start, end), day in ranked_days(line):
        span = Span(place + start, place + end) if place >= 0 else None
        if int(day[:4]) in YEARS:
            yield rank, _article_date(day, "stated", span, DATE_LINES[rank])


def _dated(told: EventDay, found: WrittenDate, prose: Prose, published: str | None) -> ArticleDate | None:
    """The event's day with the year that follows from the article."""
    told_year = year_of(found, told.paragraph, prose, published)
    if told_year is None:
        return None
    year, rule = told_year
    day = day_in(year, found.month, found.day or 1)
    return _article_date(day.isoformat(), "inferred", told.span, f"day in the lead, {rule}") if day else None


def _is_past(told: EventDay, found: WrittenDate, prose: Prose, published: str | None) -> bool:
    """Whether a day with its year is told as history, not as news (or lies far ahead of publication)."""
    day = date(found.year or 1, found.month, found.day or 1)
    if day.year < EARLIEST or ISSUED.search(
        prose.plain, told.span.end, min(told.span.end + AROUND, told.paragraph.end)
    ):
        return True
    if published:
        return first_day(published) > day + RECENT or last_day(published) < day - AHEAD
    if max(years_told(prose.plain[told.span.end :], bare=False), default=0) > day.year + 2:
        return True
    others = (date(d.year, d.month, d.day or 1) for d in written_dates(prose.plain, told.span.end) if d.year)
    return any(other - day > LATER for other in others)


def _iso(told: str) -> str | None:
    """The ISO day, month or year that a word begins with, if it exists and an article may bear it."""
    match = ISO.match(told)
    if match is None or int(match[0][:4]) not in YEARS:
        return None
    year, month, day = (int(part) for part in f"{match[0]}-01-01"[:10].split("-"))
    return match[0] if day_in(year, month, day) else None


def _article_date(day: str, year: Literal["stated", "inferred"], span: Span | None, rule: str) -> ArticleDate:
    return ArticleDate(date=day, precision=PRECISIONS[len(day)], year=year, span=span, rule=rule)
