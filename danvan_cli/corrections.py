"""Corrections: what a person says of an article lies over what danvan reads, also in later versions of it."""

from collections.abc import Iterable, Mapping
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

LONGEST_TITLE = 500  # letters
DATES, FIELDS = ("published", "event"), ("title", "published", "event", "province")


def correct(connection: Connection, number: int, said: Mapping[str, str], withdrawn: Iterable[str]) -> None:
    """Write an article anew with what is said of its fields ("": there is none), and without what is withdrawn.

    All at once or nothing; UsageError for a field that cannot be corrected, a value that cannot be read, and where
    nothing is said or there is nothing to withdraw.
    """
    changes: dict[str, str | None] = {field: _read(field, value) for field, value in said.items()}
    with transaction(connection):
        held = journal.corrections(connection, number)
        for field in withdrawn:
            if field in said or field not in held:
                raise UsageError(_('No correction of "{field}" to withdraw.').format(field=field))
            changes[field] = None
        if not changes:
            raise UsageError(_("Say what is right: {fields}.").format(fields=", ".join(FIELDS)))
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


def _read(field: str, value: str) -> str:
    """A value as it is kept; UsageError where the field has none such."""
    typed = " ".join(nfc(value).split())
    if field in DATES and typed:
        if day := iso_date(typed):
            return day
        raise UsageError(_('"{value}" is no date. Dates: 2020, 2020-05, 2020-05-28, 28/5/2020.').format(value=typed))
    if field == "title" and not 0 < len(typed) <= LONGEST_TITLE:
        raise UsageError(_("A title has 1 to {most} letters.").format(most=LONGEST_TITLE))
    return typed
