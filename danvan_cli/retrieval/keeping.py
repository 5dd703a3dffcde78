"""Saved searches, and what is new to them."""

from danvan_cli.answers.saved import News, Saved
from danvan_cli.answers.searching import Result
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.retrieval.asking import ask, says_nothing
from danvan_cli.retrieval.filters import Filters
from danvan_cli.retrieval.searching import search
from danvan_cli.retrieval.wishes import Wish
from danvan_cli.store import read, saved
from danvan_cli.store.connection import Connection
from danvan_cli.text.letters import nfc


def add(connection: Connection, name: str, wish: Wish, filters: Filters) -> None:
    """Keep a search; UsageError where it cannot be read, says nothing, or another one has the name."""
    name = _spelt(name)
    given = {key: value for key, value in filters.items() if isinstance(value, str | bool) and value}
    asked = ask(connection, wish.words, filters, wish.marks)
    if not name or says_nothing(asked.query) or not (wish.words.strip() or given):
        raise UsageError(_("A saved search has a name, and words or filters."))
    options = given | ({"marks": wish.marks} if wish.marks != "prefer" else {})
    if not saved.add(connection, name, wish.words, options):
        taken = _('There is a saved search "{name}" already. Remove it first: danvan saved remove "{name}"')
        raise UsageError(taken.format(name=name))


def remove(connection: Connection, name: str) -> None:
    """Forget a saved search; UsageError where there is none of that name."""
    if not saved.remove(connection, _spelt(name)):
        raise _unknown(connection, name)


def run(connection: Connection, name: str, wish: Wish) -> Result:
    """What a saved search finds; UsageError where there is none of that name."""
    for one in saved.all_of(connection):
        if one.name == _spelt(name):
            return search(connection, *_wish(one, wish))
    raise _unknown(connection, name)


def news(connection: Connection, wish: Wish) -> tuple[News, ...]:
    """What came in for each saved search since it was last run, newest first."""
    held = read.numbers(connection)
    newest = held[1] if held else 0
    found = []
    for one in saved.all_of(connection):
        fresh, filters = _wish(one, wish._replace(sort="newest", after=one.seen))
        found.append(News(name=one.name, seen=newest, result=search(connection, fresh, filters)))
    return tuple(found)


def _wish(one: Saved, wish: Wish) -> tuple[Wish, Filters]:
    options = dict(one.options)
    marks = options.pop("marks", "prefer")
    return wish._replace(words=one.words, marks=marks), Filters(**options)  # type: ignore[arg-type,typeddict-item]


def mark_seen(connection: Connection, seen: dict[str, int]) -> None:
    """Note, by name, up to which article's number searches were run."""
    saved.mark_seen(connection, {_spelt(name): number for name, number in seen.items()})


def _spelt(name: str) -> str:
    """A name in the form in which it is kept: some keyboards give its marks as characters of their own."""
    return nfc(name).strip()


def _unknown(connection: Connection, name: str) -> UsageError:
    names = ", ".join(one.name for one in saved.all_of(connection)) or _("none")
    return UsageError(_('No saved search "{name}". Saved: {names}.').format(name=name, names=names))
