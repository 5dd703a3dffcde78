"""What narrows a search: the names of filters, and what a value that a person typed means in one archive."""

from collections.abc import Sequence
from typing import TypedDict

from danvan_cli.errors import UsageError
from danvan_cli.messages import _, in_words
from danvan_cli.search import filters as typed
from danvan_cli.search.expression import NONE
from danvan_cli.store import select
from danvan_cli.store.connection import Connection
from danvan_cli.text.letters import fold, plain
from danvan_cli.text.words import padded

KNOWN = 2_000  # values that a proposal for an unknown one is chosen from
MOST_SOURCES = 100_000  # sources that one part of an address or path may mean
MOST_VALUES = 2_000  # values that one filter may mean

NAMED = ("province", "district", "person", "directive", "source")  # filters by a name


class Filters(TypedDict, total=False):
    """What narrows a search, by the names of the options; values as a person types them.

    unique: of the reprints of one text only the earliest that is asked for.
    """

    province: str | None
    district: str | None
    person: str | None
    directive: str | None
    source: str | None
    since: str | None
    until: str | None
    date: str | None
    as_of: str | None
    unique: bool


def check(filters: Filters) -> None:
    """UsageError for a filter of an unknown name, or an empty one: left out, it would find too much."""
    unknown = set(filters) - set(Filters.__annotations__)
    if unknown:
        known = ", ".join(Filters.__annotations__)
        raise UsageError(
            _("No filter {names}. Filters: {known}.").format(names=", ".join(sorted(unknown)), known=known)
        )
    for name, value in filters.items():
        if isinstance(value, str) and not value.strip():
            raise UsageError(_("The filter {name} is empty. Say a value, or leave it out.").format(name=name))


def values(connection: Connection, name: str, value: str, *, today: bool) -> tuple[str, ...]:
    """The index's words of the values that fit what was typed, () for a source that is no site; UsageError for none."""
    bare, detail = typed.detailed(value) if name in ("person", "directive") else (value, None)
    found = _entities(connection, name, bare, detail, today=today)
    if name == "person" and not found:
        bare = _bare(bare)
        found = _entities(connection, name, bare, detail, today=today)
    if found:
        value = bare
    elif detail:  # the brackets may be a part of the name
        whole = _entities(connection, name, value, None, today=today)
        found = [(number, label) for number, label in whole if padded(label) == padded(value)]
    if name == "province" and not any(padded(label) == padded(value) for _, label in found):
        official = _official(value)
        found = _entities(connection, name, official, None, today=today) if official else found
        if official and not found:
            return (NONE,)
    same = (_numbered(found, value) if name == "directive" and not detail else []) or _same(found, value)
    if len(same) > MOST_VALUES:
        problem = _('{number} values of {kind} fit "{value}". Type more of it.')
        raise UsageError(problem.format(number=len(same), kind=in_words(name), value=value))
    if not same and name != "source":
        raise typed.unknown(name, value, _known(connection, name), like=bare)
    return tuple(f"@{'site' if name == 'source' else name}{number}" for number in same)


def sources(connection: Connection, part: str) -> tuple[int, ...]:
    """The sources whose path or address holds a text; UsageError where none does."""
    found = select.sources(connection, part, MOST_SOURCES)
    if not found:
        raise typed.unknown("source", part, _known(connection, "source"))
    return tuple(found)


def _numbered(found: Sequence[tuple[int, str]], value: str) -> list[int]:
    """Of a directive that is typed without its symbol ("Quyết định 217") all of its type and number, else none."""
    start = typed.numbered(value)
    return [
        number for number, label in found if start and (label == start or label.startswith((f"{start}-", f"{start}/")))
    ]


def _same(found: Sequence[tuple[int, str]], value: str) -> list[int]:
    """The entities whose label is the value, with its marks if it has any, else without; else all that hold it."""
    exact = [number for number, label in found if plain(label) == plain(value)] if fold(value) != plain(value) else []
    return exact or [n for n, label in found if padded(label) == padded(value)] or [n for n, _ in found]


def _bare(value: str) -> str:
    """A person's name without honorifics, and what follows a comma: "đ/c Lò Văn Pa, Phó Bí thư" -> "lo van pa"."""
    from danvan_cli.extraction.bearers import HONOURS
    from danvan_cli.extraction.forms import forms

    honours = tuple(map(padded, forms("offices.tsv", *HONOURS)))
    for part in value.split(","):
        name = padded(part)
        while honour := max(filter(name.startswith, honours), key=len, default=""):
            name = name[len(honour) - 1 :]
        if name.strip():
            return name.strip()
    return value


def _entities(
    connection: Connection, name: str, value: str, detail: str | None, *, today: bool
) -> list[tuple[int, str]]:
    runs = typed.directive_runs(value) if name == "directive" else typed.name_runs(value)
    return select.entities(connection, name, runs, detail=detail, today=today)


def _official(value: str) -> str | None:
    """The official name of a province that may be spelt otherwise ("TP.HCM", "tinh lai chau")."""
    from danvan_cli.extraction.gazetteer import province

    found = province(value)
    return found.name if found else None


def _known(connection: Connection, name: str) -> Sequence[str]:
    """Values of a filter to propose."""
    if name == "province":
        from danvan_cli.extraction.gazetteer import provinces

        return [unit.name for unit in provinces()]
    return select.labels(connection, name, KNOWN)
