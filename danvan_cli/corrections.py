"""Corrections: what a person says of an article lies over what danvan reads, also in later versions of it."""

from collections.abc import Mapping
from dataclasses import replace

from danvan_cli.errors import UsageError
from danvan_cli.extracting import Ready, ready
from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.dates import iso_date
from danvan_cli.store import families, index, journal, read, write
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.text.letters import nfc
from danvan_cli.version import __version__
from danvan_cli.versions import document

DATES, FIELDS = ("published", "event"), ("title", "published", "event", "province")


def correct(connection: Connection, number: int, said: Mapping[str, str | None]) -> None:
    """Write an article anew with what was said of its fields: "" for there is none, None to withdraw what was said.

    All at once or nothing; UsageError for a field that cannot be corrected, or a value that cannot be read.
    """
    if not said:
        raise UsageError(_("Say what is right: {fields}.").format(fields=", ".join(FIELDS)))
    changes = {field: _read(field, value) for field, value in said.items()}
    with transaction(connection):
        journal.note(connection, number, changes)
        again = apply(connection, number, indexed=True)
        index.index(connection, {number: again.forms})
        families.compare_again(connection, [number])


def apply(connection: Connection, number: int, *, indexed: bool) -> Ready:
    """Write an article as its bytes and its corrections have it, within the caller's transaction; what was written.

    The index, where it is `indexed`, forgets it. UsageError where it cannot be read so.
    """
    held = document(read.current(connection, number))
    given = replace(held.given, **journal.corrections(connection, number))
    found = ready(replace(held, given=given))
    if isinstance(found, Refusal):
        raise UsageError(
            _("Article {number} cannot be corrected so: {reason}.").format(number=number, reason=found.reason)
        )
    write.rewrite(connection, number, found.rows, __version__, indexed=indexed)
    return found


def _read(field: str, value: str | None) -> str | None:
    """A value as it is kept; UsageError where the field has none such."""
    if field not in FIELDS:
        raise UsageError(
            _('"{field}" cannot be corrected. Fields: {known}.').format(field=field, known=", ".join(FIELDS))
        )
    if value is None:
        return None
    typed = " ".join(nfc(value).split())
    if field in DATES and typed:
        if day := iso_date(typed):
            return day
        raise UsageError(_('"{value}" is no date. Dates: 2020, 2020-05, 2020-05-28, 28/5/2020.').format(value=typed))
    if field == "title" and not typed:
        raise UsageError(_("A title has words."))
    return typed
