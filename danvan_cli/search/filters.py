"""Filters as a person types them: dates are intervals, names and directives are runs of folded words to look for."""

import re
from collections.abc import Iterable
from datetime import date as date_of

from danvan_cli.errors import UsageError
from danvan_cli.messages import _, in_words
from danvan_cli.search.intervals import Interval, read_interval
from danvan_cli.text.letters import fold
from danvan_cli.text.words import padded, words

MERGER = date_of(2025, 7, 1)  # 63 provinces became 34
TODAY = "today"
DETAILED = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*")
NEAREST = 3  # proposals for an unknown value
ALIKE = 0.75  # how alike a proposal must be, 0..1


def interval(since: str | None, until: str | None, date: str | None) -> Interval:
    """The days that --from, --to and --date leave: from the first day of one to the last day of the other."""
    if date is not None and (since is not None or until is not None):
        raise UsageError(_("Give either --date or --from and --to."))
    since, until = date or since, date or until
    first = read_interval(since).first if since else None
    last = read_interval(until).last if until else None
    if first and last and first > last:
        raise UsageError(_("--from {first} is later than --to {last}.").format(first=first, last=last))
    return Interval(first, last)


def today(as_of: str | None) -> bool:
    """Whether --as-of names a day on which the provinces of today stand; before, each unit is what it was called."""
    if as_of is None:
        return False
    return as_of.strip().lower() == TODAY or (read_interval(as_of).last or MERGER) >= MERGER


def detailed(value: str) -> tuple[str, str | None]:
    """The name, and what stands in brackets behind it to tell it from others: "Nguyễn Văn A (Lai Châu)"."""
    found = DETAILED.fullmatch(value)
    return (found[1], found[2]) if found else (value, None)


def name_runs(value: str) -> list[str]:
    """A name or part of one: its words side by side."""
    return [padded(value)]


def directive_runs(value: str) -> list[str]:
    """Nghị quyết and 25 of "NQ 25", the symbol of "25-nq/tw"; of "NQ Trung ương 4" its words, in any order."""
    from danvan_cli.text.document_types import types_by_word
    from danvan_cli.text.symbols import typed_directive

    named = typed_directive(value)
    if named is None:
        first, *others = words(fold(value)) or [""]
        kind = types_by_word().get(first)
        return [padded(kind.name if kind else first), *(f" {word} " for word in others)]
    if named.symbol:
        return [padded(named.symbol)]
    return [padded(named.type or ""), padded(named.number)]


def numbered(value: str) -> str | None:
    """The type and the number of a document that is typed without its symbol: "nq 25" -> "Nghị quyết 25"; else None."""
    from danvan_cli.text.symbols import typed_directive

    named = typed_directive(value)
    return f"{named.type} {named.number}" if named and not named.symbol else None


def unknown(name: str, value: str, known: Iterable[str], *, like: str = "") -> UsageError:
    """The error for a value that nothing bears, with the values that are spelt most like it, or like a part of it."""
    import difflib

    labels = {fold(label): label for label in known}
    near = difflib.get_close_matches(fold(like or value), labels, n=NEAREST, cutoff=ALIKE)
    nearest = _("Nearest: {values}.").format(values=", ".join(labels[label] for label in near)) + " " if near else ""
    return UsageError(
        _('No {kind} "{value}". {nearest}List them all with: danvan stats --by {name}').format(
            kind=in_words(name), value=value, nearest=nearest, name=name
        )
    )
