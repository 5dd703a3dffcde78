"""Archive: the façade that commands, notebooks and scripts share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from danvan_cli.answers.searching import Counted, IdList, Marks, Result, Sort
from danvan_cli.errors import OldArchive, UsageError
from danvan_cli.messages import _
from danvan_cli.retrieval import searching
from danvan_cli.retrieval.filters import Filters, check
from danvan_cli.retrieval.wishes import at_most, wished
from danvan_cli.store import read
from danvan_cli.store.connection import Connection, connect, named_errors, snapshot
from danvan_cli.store.schema import create, is_old, migrate

if TYPE_CHECKING:
    from danvan_cli.answers.evidence import Evidence
    from danvan_cli.answers.explanation import Explanation
    from danvan_cli.answers.family import Family
    from danvan_cli.answers.following import Discovered, Followed, Visits
    from danvan_cli.answers.journal import Change
    from danvan_cli.answers.ledger import Input, Ledger, Outcome, Run
    from danvan_cli.answers.quotes import Quotes
    from danvan_cli.answers.saved import News, Saved
    from danvan_cli.answers.similar import Similar
    from danvan_cli.answers.stats import Profile, Stats
    from danvan_cli.ingestion.inputs import Fetching
    from danvan_cli.ingestion.run import Progress
    from danvan_cli.models import Article, Refusal
    from danvan_cli.store.turns import Waiting

Held = TypeVar("Held")


def open(path: str | Path, *, read_only: bool = False) -> Archive:
    """The archive in a file; without `read_only` it is created, or brought up to date after a copy was made beside it.

    NoArchive where a reader finds none; BadArchive where the file is no archive, damaged or of a newer danvan.
    """
    return Archive(Path(path), read_only=read_only)


def extract(path: str | Path) -> Article:
    """The article in a file, with its facts, not archived; the first where it holds several.

    UsageError with the reason where there is none.
    """
    from danvan_cli.models import Refusal

    for found in extracted([str(path)]):
        if isinstance(found, Refusal):
            raise UsageError(f"{found.uri}: {found.reason}")
        return found
    raise UsageError(_("{path}: nothing to read").format(path=path))


def extracted(inputs: Iterable[str]) -> Iterator[Article | Refusal]:
    """The articles in files, folders, glob patterns and "-" (standard input), in order, not archived."""
    from danvan_cli import extracting
    from danvan_cli.ingestion.inputs import documents
    from danvan_cli.models import Refusal

    for document in documents(inputs):
        yield document if isinstance(document, Refusal) else extracting.extracted(document)


class Archive:
    """An open archive; a context manager that closes it."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        with named_errors(path):
            if not read_only:
                create(path)
            self._connection = connect(path, read_only=read_only)
            try:
                self._prepare(read_only=read_only)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, *, read_only: bool) -> None:
        if not read_only:
            migrate(self._connection, self.path)
        elif is_old(self._connection, self.path):
            message = _("{path} was written by an older danvan. Open it once for writing to update it.")
            raise OldArchive(message.format(path=self.path))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ingest(
        self,
        inputs: str | Path | Iterable[str | Path],
        *,
        jobs: int | None = None,
        progress: Progress | None = None,
        waiting: Waiting | None = None,
        dry_run: bool = False,
        **fetching: Unpack[Fetching],
    ) -> Ledger:
        """Take in files, folders, glob patterns, addresses, "-" (standard input), one or several; what became of each.

        jobs: processes that extract, one a processor core unless given; 1: this one does it. The archive is the same.
        progress: called after each batch with the outcomes and the bytes so far. waiting: called where
        another ingest goes on, for which this one waits. dry_run: tell, and keep nothing. fetching: allow_private,
        whether addresses may lead into private networks; pause, the seconds between two requests to one host.
        """
        from danvan_cli.ingestion.inputs import web_for
        from danvan_cli.ingestion.run import foresee, ingest

        several = map(str, [inputs] if isinstance(inputs, str | Path) else inputs)
        with named_errors(self.path):
            if dry_run:
                return foresee(self._connection, several, jobs, progress, web_for(fetching))
            return ingest(self._connection, several, jobs, progress, waiting, web_for(fetching))

    def failed_inputs(self, besides: Iterable[str] = ()) -> list[str]:
        """The files and web addresses behind what failed and is not in the archive, and is not in `besides` anyway."""
        from danvan_cli.ingestion.inputs import files_behind
        from danvan_cli.store import ledger

        with self._reading():
            return files_behind(ledger.failed(self._connection), besides)

    def inputs(self, outcomes: Iterable[Outcome] | None = None) -> Iterator[Input]:
        """What the ledger says of every input, or of those with one of the outcomes, by address."""
        from danvan_cli.ingestion.run import OUTCOMES
        from danvan_cli.store import ledger

        with named_errors(self.path):
            yield from ledger.inputs(self._connection, outcomes or OUTCOMES)

    def runs(self) -> list[Run]:
        """All ingests, the newest first."""
        from danvan_cli.store import ledger

        with self._reading():
            return ledger.runs(self._connection)

    def follow(self, address: str, **fetching: Unpack[Fetching]) -> Discovered:
        """Follow a feed or a sitemap, or the feed of a page; UsageError where there is none, or it is followed."""
        from danvan_cli import following
        from danvan_cli.ingestion.inputs import web_for

        with named_errors(self.path):
            return following.add(self._connection, address, web_for(fetching))

    def followed(self) -> tuple[Followed, ...]:
        """The feeds and sitemaps that are followed, by address."""
        from danvan_cli.store import following

        with self._reading():
            return tuple(following.all_of(self._connection))

    def unfollow(self, address: str) -> None:
        """Follow an address no more; UsageError where it is not followed."""
        from danvan_cli import following

        with named_errors(self.path):
            following.remove(self._connection, address)

    def run_followed(
        self,
        address: str | None = None,
        *,
        limit: int | None = 100,
        progress: Progress | None = None,
        waiting: Waiting | None = None,
        **fetching: Unpack[Fetching],
    ) -> Visits:
        """Take in what is new in what is followed, or in one address of it; what became of each page.

        limit: pages that are asked for, for each, the newest first; None for all. progress: called after each page.
        waiting: called where an ingest goes on, for which this one waits.
        """
        from danvan_cli import following
        from danvan_cli.ingestion.inputs import web_for

        with named_errors(self.path):
            return following.run(self._connection, address, at_most(limit), progress, waiting, web_for(fetching))

    def search(
        self,
        words: str = "",
        *,
        sort: Sort = "relevance",
        limit: int | None = 20,
        offset: int = 0,
        marks: Marks = "prefer",
        facets: bool = False,
        **filters: Unpack[Filters],
    ) -> Result:
        """Articles that are what the words say and pass the filters; without words, all that pass them.

        words: in the query language (docs/search.md). limit: None for all. marks: whether articles with the marks that
        were typed come first, are the only ones, or count as any. facets: count what was found by year, province and
        more. UsageError for a filter that cannot be read or whose value nothing bears.
        """
        wish = wished(words, filters, sort=sort, limit=limit, offset=offset, marks=marks, facets=facets)
        with self._reading():
            return searching.search(self._connection, wish, filters)

    def ids(
        self,
        words: str = "",
        *,
        sort: Sort = "relevance",
        limit: int | None = 20,
        offset: int = 0,
        marks: Marks = "prefer",
        **filters: Unpack[Filters],
    ) -> IdList:
        """The numbers of the articles that `search` gives, in its order, without their texts."""
        wish = wished(words, filters, sort=sort, limit=limit, offset=offset, marks=marks)
        with self._reading():
            return searching.ids(self._connection, wish, filters)

    def articles(self, words: str = "", *, marks: Marks = "prefer", **filters: Unpack[Filters]) -> Iterator[Article]:
        """The articles that hold all the words and pass the filters, with all their facts, oldest first.

        All of it is of one moment, as of `dump`.
        """
        wish = wished(words, filters, sort="oldest", limit=None, marks=marks)
        with self._moment() as connection:
            for id in searching.ids(connection, wish, filters).ids:
                if article := read.article(connection, id):
                    yield article

    def quotes(
        self,
        words: str,
        *,
        sort: Sort = "relevance",
        limit: int | None = 20,
        offset: int = 0,
        marks: Marks = "prefer",
        **filters: Unpack[Filters],
    ) -> Quotes:
        """Sentences that answer the words, with title, source and date, from the articles that `search` gives."""
        wish = wished(words, filters, sort=sort, limit=limit, offset=offset, marks=marks)
        with self._reading():
            return searching.quotes(self._connection, wish, filters)

    def explain(self, words: str, *, marks: Marks = "prefer", **filters: Unpack[Filters]) -> Explanation:
        """How `search` reads the words, what it looks up in its indexes, and what each word is worth."""
        wish = wished(words, filters, marks=marks)
        with self._reading():
            return searching.explain(self._connection, wish, filters)

    def count(self, words: str = "", *, marks: Marks = "prefer", **filters: Unpack[Filters]) -> int:
        """How many articles `search` would find; exact, however many. Articles that lack words are not counted."""
        return self.counted(words, marks=marks, **filters).count

    def counted(self, words: str = "", *, marks: Marks = "prefer", **filters: Unpack[Filters]) -> Counted:
        """The same, with how the words were read."""
        wish = wished(words, filters, marks=marks)
        with self._reading():
            return searching.count(self._connection, wish, filters)

    def similar(self, id: int, *, limit: int | None = 10) -> Similar:
        """The articles that share the most telling pairs of words with one; UsageError where there is none such."""
        from danvan_cli.retrieval.similar import similar

        with self._reading():
            docid = self._found(id, read.docid(self._connection, id))
            return similar(self._connection, id, docid, at_most(limit))

    def family(self, id: int) -> Family:
        """An article with its reprints, the first one first; UsageError where there is no such article."""
        from danvan_cli.retrieval.family import family

        with self._reading():
            self._found(id, read.docid(self._connection, id))
            return family(self._connection, id)

    def dump(self) -> Iterator[dict[str, Any]]:
        """Every article with its facts and sources, by number, as plain values: the same for equal archives.

        All of it is of one moment, whatever is written meanwhile.
        """
        from danvan_cli.store.dump import dump

        with self._moment() as connection:
            yield from dump(connection)

    def faults(self) -> list[str]:
        """What is wrong with the archive, in words; the archive must be open to be written, and stays as it is."""
        from danvan_cli.store.verify import faults

        with named_errors(self.path):
            return list(faults(self._connection))

    def save(self, name: str, words: str = "", *, marks: Marks = "prefer", **filters: Unpack[Filters]) -> None:
        """Keep a search under a name; UsageError where the name is taken or the search cannot be read."""
        from danvan_cli.retrieval import keeping

        wish = wished(words, filters, marks=marks)
        with named_errors(self.path):
            keeping.add(self._connection, name, wish, filters)

    def saved(self) -> tuple[Saved, ...]:
        """The saved searches, by name."""
        from danvan_cli.store import saved

        with self._reading():
            return tuple(saved.all_of(self._connection))

    def remove_saved(self, name: str) -> None:
        """Forget a saved search; UsageError where there is none of that name."""
        from danvan_cli.retrieval import keeping

        with named_errors(self.path):
            keeping.remove(self._connection, name)

    def run_saved(
        self, name: str, *, sort: Sort = "relevance", limit: int | None = 20, offset: int = 0, facets: bool = False
    ) -> Result:
        """What a saved search finds; UsageError where there is none of that name."""
        from danvan_cli.retrieval import keeping

        wish = wished("", {}, sort=sort, limit=limit, offset=offset, facets=facets)
        with self._reading():
            return keeping.run(self._connection, name, wish)

    def news(self, *, limit: int | None = None) -> tuple[News, ...]:
        """What came in for each saved search since `mark_seen`, newest first; with `limit` so many for each."""
        from danvan_cli.retrieval import keeping

        with self._reading():
            return keeping.news(self._connection, wished("", {}, limit=limit))

    def mark_seen(self, seen: dict[str, int]) -> None:
        """Note that articles up to a number are no longer news to saved searches, by name."""
        from danvan_cli.retrieval import keeping

        with named_errors(self.path):
            keeping.mark_seen(self._connection, seen)

    def last_number(self) -> int:
        """The highest number of an article; 0 for an empty archive."""
        with self._reading():
            held = read.numbers(self._connection)
        return held[1] if held else 0

    def stats(self, by: str = "year", *, limit: int | None = None, **filters: Unpack[Filters]) -> Stats:
        """Counts over the articles that pass the filters, by province, district, commune, person, directive, year,
        month or source; `limit`: only the commonest groups.
        """
        from danvan_cli.retrieval import counting

        check(filters)
        with self._reading():
            return counting.stats(self._connection, by, at_most(limit), filters)

    def profile(self, most: int = 8, **filters: Unpack[Filters]) -> Profile:
        """The people, directives and figures that stand out among the articles that pass the filters."""
        from danvan_cli.retrieval import counting

        check(filters)
        with self._reading():
            return counting.profile(self._connection, most, filters)

    def article(self, id: int) -> Article:
        """An article with all its facts; UsageError where there is none of that number."""
        with self._reading():
            return self._found(id, read.article(self._connection, id))

    def version(self, id: int, version: int) -> Article:
        """A version of an article, read anew from its bytes; 1 is the oldest. UsageError where there is none such."""
        from danvan_cli.versions import version as read_version

        self.article(id)
        with self._reading():
            return read_version(self._connection, id, version)

    def why(self, id: int, field: str) -> tuple[Evidence, ...]:
        """The evidence for each fact of a field of an article ("event", "provinces", "persons" ...); () for no facts.

        UsageError where there is no such article or field.
        """
        from danvan_cli import evidence

        return evidence.why(self.article(id), field)

    def correct(
        self,
        id: int,
        *,
        title: str | None = None,
        published: str | None = None,
        event: str | None = None,
        province: str | None = None,
        withdraw: Iterable[str] = (),
    ) -> Article:
        """Correct fields of an article, for its later versions too ("": there is none); the article as it is then.

        withdraw: fields of which nothing shall be said any more. UsageError where nothing or nonsense is said, and
        where there is no such article.
        """
        from danvan_cli import corrections

        typed = {"title": title, "published": published, "event": event, "province": province}
        said = {field: value for field, value in typed.items() if value is not None}
        self.article(id)
        with named_errors(self.path):
            corrections.correct(self._connection, id, said, withdraw)
        return self.article(id)

    def journal(self, id: int | None = None) -> tuple[Change, ...]:
        """The corrections of one article, or of all, oldest first; UsageError where there is no such article."""
        from danvan_cli.store import journal

        with self._reading():
            if id is not None:
                self._found(id, read.docid(self._connection, id))
            return tuple(journal.changes(self._connection, id))

    def content(self, id: int) -> bytes:
        """The bytes that an article was read from; UsageError where there is none of that number."""
        with self._reading():
            return self._found(id, read.content(self._connection, id))

    @contextmanager
    def _moment(self) -> Iterator[Connection]:
        """A connection of its own to what is there now: one who reads for long may write meanwhile."""
        with named_errors(self.path), closing(connect(self.path, read_only=True)) as connection, snapshot(connection):
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever others write; errors have danvan's names."""
        with named_errors(self.path), snapshot(self._connection):
            yield

    def _found(self, id: int, held: Held | None) -> Held:
        """What the archive holds of an article; UsageError where there is none of that number."""
        if held is not None:
            return held
        numbers = read.numbers(self._connection)
        if numbers is None:
            raise UsageError(_("No article {id}; the archive is empty.").format(id=id))
        message = _("No article {id}; the archive holds {first} to {last}.")
        raise UsageError(message.format(id=id, first=numbers[0], last=numbers[1]))
