"""Archive: the façade that commands, notebooks and scripts share."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack, get_args

from danvan_cli import retrieval
from danvan_cli.answers import Evidence, Ledger, Profile, Result, Sort, Stats
from danvan_cli.errors import OldArchive, UsageError
from danvan_cli.messages import _
from danvan_cli.retrieval import Filters
from danvan_cli.store import read
from danvan_cli.store.connection import connect, named_errors
from danvan_cli.store.schema import create, migrate, pending

SORTS = get_args(Sort)

if TYPE_CHECKING:
    from danvan_cli.ingestion import Progress
    from danvan_cli.models import Article, Refusal


def open(path: str | Path, *, read_only: bool = False) -> "Archive":
    """The archive in a file; without `read_only` it is created, or brought up to date after a copy was made beside it.

    NoArchive where a reader finds none; BadArchive where the file is no archive, damaged or of a newer danvan.
    """
    return Archive(Path(path), read_only=read_only)


def extract(path: str | Path) -> "Article":
    """The article in a file, with its facts, not archived; the first where it holds several.

    UsageError with the reason where there is none.
    """
    from danvan_cli.models import Refusal

    for found in extracted([str(path)]):
        if isinstance(found, Refusal):
            raise UsageError(f"{found.uri}: {found.reason}")
        return found
    raise UsageError(_("{path}: nothing to read").format(path=path))


def extracted(inputs: Iterable[str]) -> "Iterator[Article | Refusal]":
    """The articles in files, folders, glob patterns and "-" (standard input), in order, not archived."""
    from danvan_cli import ingestion
    from danvan_cli.models import Refusal

    for document in ingestion.documents(inputs):
        yield document if isinstance(document, Refusal) else ingestion.extracted(document)


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
        elif pending(self._connection, self.path):
            raise OldArchive(_("{path} is of an older danvan. Open it to be written first.").format(path=self.path))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ingest(self, inputs: str | Path | Iterable[str | Path], *, progress: "Progress | None" = None) -> Ledger:
        """Take in files, folders, glob patterns and "-" (standard input), one or several; what became of each input.

        progress: called after each batch with the outcomes so far.
        """
        from danvan_cli import ingestion

        several = [inputs] if isinstance(inputs, str | Path) else inputs
        with named_errors(self.path):
            return ingestion.ingest(self._connection, map(str, several), progress)

    def search(
        self,
        words: str = "",
        *,
        sort: Sort = "relevance",
        limit: int | None = 20,
        offset: int = 0,
        **filters: Unpack[Filters],
    ) -> Result:
        """Articles that hold all the words (marks aside) and pass the filters; without words, all that pass them.

        limit: None for all. UsageError for a filter that cannot be read or whose value nothing bears.
        """
        retrieval.check(filters)
        if sort not in SORTS or offset < 0 or (limit is not None and limit < 0):
            raise UsageError(
                _("sort is one of {sorts}; limit and offset are not negative.").format(sorts=", ".join(SORTS))
            )
        with named_errors(self.path):
            return retrieval.search(self._connection, words, sort, limit, offset, filters)

    def count(self, words: str = "", **filters: Unpack[Filters]) -> int:
        """How many articles `search` would find; exact, however many."""
        retrieval.check(filters)
        with named_errors(self.path):
            return retrieval.count(self._connection, words, filters)

    def stats(self, by: str = "year", *, limit: int | None = None, **filters: Unpack[Filters]) -> Stats:
        """Counts over the articles that pass the filters, by province, district, commune, person, directive, year,
        month or source; `limit`: only the commonest groups.
        """
        retrieval.check(filters)
        with named_errors(self.path):
            return retrieval.stats(self._connection, by, limit, filters)

    def profile(self, most: int = 8, **filters: Unpack[Filters]) -> Profile:
        """The people, directives and figures that stand out among the articles that pass the filters."""
        retrieval.check(filters)
        with named_errors(self.path):
            return retrieval.profile(self._connection, most, filters)

    def article(self, id: int) -> "Article":
        """An article with all its facts; UsageError where there is none of that number."""
        with named_errors(self.path):
            found = read.article(self._connection, id)
            if found is None:
                raise UsageError(self._no_article(id))
            return found

    def why(self, id: int, field: str) -> tuple[Evidence, ...]:
        """The evidence for each fact of a field of an article ("event", "provinces", "persons" ...); () for no facts.

        UsageError where there is no such article or field.
        """
        from danvan_cli import evidence

        return evidence.why(self.article(id), field)

    def content(self, id: int) -> bytes:
        """The bytes that an article was read from; UsageError where there is none of that number."""
        with named_errors(self.path):
            found = read.content(self._connection, id)
            if found is None:
                raise UsageError(self._no_article(id))
            return found

    def _no_article(self, id: int) -> str:
        held = read.numbers(self._connection)
        if held is None:
            return _("No article {id}; the archive is empty.").format(id=id)
        return _("No article {id}; the archive holds {first} to {last}.").format(id=id, first=held[0], last=held[1])
