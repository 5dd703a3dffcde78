"""Ingest: inputs -> documents -> articles -> the store, a batch a transaction; every input gets one outcome."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from danvan_cli.answers import Failure, Ledger, Outcome
from danvan_cli.errors import DanvanError
from danvan_cli.messages import _
from danvan_cli.models import Article, Document, Refusal
from danvan_cli.store import write
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.version import __version__

BATCH = 200  # inputs a transaction

Progress = Callable[[Counter[str]], None]


def documents(inputs: Iterable[str]) -> Iterator[Document | Refusal]:
    """The documents in files, folders, glob patterns and "-" (standard input), in order."""
    from danvan_cli.readers.inputs import find
    from danvan_cli.readers.read import read

    for item in find(inputs):
        if isinstance(item, Refusal):
            yield item
        else:
            yield from read(item)


def extracted(document: Document) -> Article | Refusal:
    """The document's article with its facts."""
    from danvan_cli.extraction.article import article

    try:
        return article(document)
    except DanvanError as error:
        return Refusal(uri=document.source.uri, reason=str(error))
    except Exception as error:  # a fault of a rule costs one article, not the run; the ledger names it
        reason = _("a fault of danvan ({fault}); please report it").format(fault=f"{type(error).__name__}: {error}")
        return Refusal(uri=document.source.uri, reason=reason)


def ingest(connection: Connection, inputs: Iterable[str], progress: Progress | None) -> Ledger:
    """Take the inputs in; `progress` is called after each batch with the outcomes so far."""
    outcomes: Counter[str] = Counter()
    failures: list[Failure] = []
    found = documents(inputs)
    while batch := list(islice(found, BATCH)):
        prepared = [(document, _prepared(connection, document)) for document in batch]
        with transaction(connection):
            taken = _take_in(connection, prepared)
        outcomes.update(one.outcome if isinstance(one, Refusal) else one for one in taken)
        refused = (one for one in taken if isinstance(one, Refusal) and one.outcome == "failed")
        failures += [Failure(uri=one.uri, reason=one.reason) for one in refused]
        if progress:
            progress(outcomes)
    counts = {name: outcomes[name] for name in ("added", "updated", "unchanged", "duplicate", "skipped", "failed")}
    return Ledger(inputs=outcomes.total(), failures=tuple(failures), **counts)


def _prepared(connection: Connection, document: Document | Refusal) -> Article | Refusal | None:
    """The article of a document, None where its bytes are in the archive already."""
    if isinstance(document, Refusal):
        return document
    return None if write.known(connection, document) else extracted(document)


def _take_in(
    connection: Connection, prepared: Sequence[tuple[Document | Refusal, Article | Refusal | None]]
) -> list[Outcome | Refusal]:
    """What became of each member of a batch, within the caller's transaction."""
    taken: list[Outcome | Refusal] = []
    changed: set[int] = set()
    for document, article in prepared:
        if isinstance(article, Refusal):
            taken.append(article)
        elif article is None or isinstance(document, Refusal):
            taken.append("unchanged")
        else:
            taken.append(_added(connection, document, article, changed))
    write.index(connection, changed)
    return taken


def _added(connection: Connection, document: Document, article: Article, changed: set[int]) -> Outcome | Refusal:
    """What became of one article; `changed`: those that wait for the index, itself added."""
    try:
        outcome, number = write.add(connection, document, article, __version__, changed)
    except DanvanError as error:
        return Refusal(uri=document.source.uri, reason=str(error))
    if outcome in ("added", "updated"):
        changed.add(number)
    return outcome
