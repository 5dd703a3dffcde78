"""Following feeds and sitemaps: which pages they name, which of these are new, and taking those in one by one.

Each page is written before the next one is asked for, so what was taken in before an interruption is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from danvan_cli.answers.following import Discovered, Followed, Visit, Visits
from danvan_cli.errors import Barred, NotFetched, NotNow, Unchanged, UsageError
from danvan_cli.ingestion.inputs import Found
from danvan_cli.ingestion.intake import Intake
from danvan_cli.ingestion.run import Progress, begun, take, told
from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.listing import Entry, Listing, linked_feeds, listing
from danvan_cli.readers.read import read_content
from danvan_cli.store import following as store
from danvan_cli.store.connection import Connection
from danvan_cli.store.ledger import clear
from danvan_cli.store.moments import now

if TYPE_CHECKING:
    from danvan_cli.store.turns import Waiting
    from danvan_cli.web.fetching import Page, Web

MOST_PARTS = 200  # sitemaps of an index that are looked into at a run
IN_VAIN = 3  # pages in a row that give nothing now; then the site is left alone until the next run


class Tally:
    """What became of the pages so far."""

    def __init__(self, intake: Intake, progress: Progress | None) -> None:
        self.visits: list[Visit] = []
        self._intake = intake
        self._progress = progress

    def take(self, found: Iterable[Found]) -> None:
        """Take in what was found at one address, and count its outcomes."""
        take(self._intake, found, 1, None)
        if self._progress:
            self._progress(self._intake.outcomes, self._intake.size)

    def met(self, address: str) -> None:
        """Why an address failed in an earlier run counts no more."""
        clear(self._intake.connection, self._intake.run, address, below=())

    def ledger(self) -> Visits:
        """All of it."""
        counts = asdict(told(self._intake)) | {"failures": tuple(self._intake.failures)}
        return Visits(**counts, visits=tuple(self.visits))


# ---------------------------------------------------------------- what is followed


def add(connection: Connection, address: str, web: "Web") -> Discovered:
    """Follow a feed or sitemap, or the first feed of a page. UsageError where there is none, or it is followed."""
    page, others = _discovered(address, _fetched(web, address), web)
    try:
        named = listing(page.uri, page.content)
    except ValueError as error:
        raise UsageError(f"{page.uri}: {error}") from None
    followed = Followed(address=page.uri, kind=named.kind, title=named.title, added=now(), run=None)
    if not store.add(connection, followed):
        raise UsageError(_("{address} is followed already. See: danvan follow list").format(address=page.uri))
    return Discovered(followed=followed, pages=len(named.entries) + len(named.parts), others=tuple(others))


def remove(connection: Connection, address: str) -> None:
    """Follow an address no more; UsageError where it is not followed."""
    if not store.remove(connection, address):
        raise _unknown(connection, address)


def _fetched(web: "Web", address: str) -> "Page":
    """The page at an address that a person named; UsageError with the reason where there is none."""
    try:
        return web.fetch(address)
    except NotFetched as error:
        raise UsageError(f"{address}: {error}") from error


def _discovered(address: str, page: "Page", web: "Web") -> "tuple[Page, list[str]]":
    """A feed or sitemap, and the others that there are: the page itself, or what it or its site's robots.txt names."""
    if page.format != "html":
        return page, []
    found = [link.address for link in linked_feeds(page.uri, page.content)] or list(web.sitemaps(page.uri))
    if not found:
        raise UsageError(_("{address} links to no feed, and its site names no sitemap.").format(address=address))
    return _fetched(web, found[0]), found[1:]


def _unknown(connection: Connection, address: str) -> UsageError:
    known = ", ".join(one.address for one in store.all_of(connection)) or _("none")
    return UsageError(_("{address} is not followed. Followed: {known}.").format(address=address, known=known))


# ---------------------------------------------------------------- taking in what is new


def run(
    connection: Connection,
    address: str | None,
    limit: int | None,
    progress: Progress | None,
    waiting: "Waiting | None",
    web: "Web",
) -> Visits:
    """Take in what is new in what is followed, or in one address of it; at most `limit` pages for each."""
    chosen = [one for one in store.all_of(connection) if address in (None, one.address)]
    if address and not chosen:
        raise _unknown(connection, address)
    with begun(connection, waiting) as intake:
        tally = Tally(intake, progress)
        for followed in chosen:
            _run(connection, followed, limit, tally, web)
    return tally.ledger()


def _run(connection: Connection, followed: Followed, limit: int | None, tally: Tally, web: "Web") -> None:
    """Take in the new pages of one followed address; where none is left, what the site said of it is noted."""
    etag, modified = store.validators(connection, followed.address)
    try:
        page = web.fetch(followed.address, etag=etag, modified=modified)
        named = listing(page.uri, page.content)
    except Unchanged:
        tally.met(followed.address)
        tally.visits.append(Visit(address=followed.address, new=0, left=0))
        return
    except (NotFetched, ValueError) as error:
        tally.take([_refusal(followed.address, error)])
        return
    tally.met(followed.address)
    fresh, whole = _fresh(connection, _parts(named, followed.run, web), limit, tally)
    asked, in_vain = _visited(connection, fresh[:limit], tally, web)
    left = len(fresh) - asked
    tally.visits.append(Visit(address=followed.address, new=asked, left=left))
    if whole and not left and not in_vain:
        said = (None, None) if named.parts else (page.etag, page.modified)  # a part changes while its index does not
        store.mark_run(connection, followed.address, *said)


def _parts(named: Listing, since: str | None, web: "Web") -> Iterator[tuple[Entry, ...] | Refusal]:
    """The pages of a listing, then those of each of its parts that changed since the day of the last whole run."""
    yield named.entries
    changed = (part for part in named.parts if not (since and part.changed and part.changed[:10] < since[:10]))
    for part in islice(changed, MOST_PARTS):
        try:
            page = web.fetch(part.address, obey=True)
            yield listing(page.uri, page.content).entries
        except (NotFetched, ValueError) as error:
            yield _refusal(part.address, error)


def _fresh(
    connection: Connection, parts: Iterable[tuple[Entry, ...] | Refusal], limit: int | None, tally: Tally
) -> tuple[list[Entry], bool]:
    """The pages that are new, newest first, those that gave nothing before last; and whether all parts were read.

    As soon as there are more than `limit`, no further part is read.
    """
    fresh: dict[Entry, bool] = {}
    whole = True
    for part in parts:
        if isinstance(part, Refusal):
            tally.take([part])
            whole = False
            continue
        fresh |= _new(connection, part)
        if limit is not None and len(fresh) > limit:
            break
    newest = sorted(fresh, key=lambda entry: entry.changed or "", reverse=True)
    return sorted(newest, key=lambda entry: fresh[entry]), whole


def _new(connection: Connection, entries: tuple[Entry, ...]) -> dict[Entry, bool]:
    """The pages that the archive does not have or that changed since; True for those that gave nothing before."""
    moment = now()
    visits = store.visits(connection, [entry.address for entry in entries])
    new: dict[Entry, bool] = {}
    for entry in entries:
        visited, again = visits.get(entry.address, ("", False))
        if not visited or again or (entry.changed and visited < entry.changed <= moment):
            new[entry] = again
    return new


def _visited(connection: Connection, entries: list[Entry], tally: Tally, web: "Web") -> tuple[int, bool]:
    """How many of the pages were asked for, each written at once; and whether one of them may yet give something."""
    asked = vain = in_a_row = 0
    for entry in entries:
        found, again = _page(entry.address, web)
        tally.take(found)
        tally.met(entry.address)
        store.mark_visited(connection, entry.address, again=again)
        asked, vain = asked + 1, vain + again
        in_a_row = in_a_row + 1 if again else 0
        if in_a_row == IN_VAIN:
            break
    return asked, vain > 0


def _page(address: str, web: "Web") -> tuple[Iterable[Found], bool]:
    """What a page holds, and whether it is worth asking for again."""
    try:
        page = web.fetch(address, obey=True)
    except NotFetched as error:
        return [_refusal(address, error)], isinstance(error, NotNow)
    return read_content(page.uri, page.content, page.format), False


def _refusal(address: str, error: Exception) -> Refusal:
    return Refusal(uri=address, reason=str(error), outcome="skipped" if isinstance(error, Barred) else "failed")
