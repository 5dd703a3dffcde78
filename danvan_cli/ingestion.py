"""Ingest: inputs -> documents -> articles -> the store, a batch a transaction; every input gets one outcome.

This process reads and writes, in the order of the inputs; worker processes extract in between, where there are enough
documents. What an input becomes depends on those before it, never on the number of processes.
"""

import os
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from danvan_cli.answers import Failure, Ledger, Outcome
from danvan_cli.errors import DanvanError, NotFetched, UsageError
from danvan_cli.extracting import Ready, ready
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal
from danvan_cli.store import index, write
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.text.words import IndexForms
from danvan_cli.version import __version__

if TYPE_CHECKING:
    from concurrent.futures import Future

    from danvan_cli.web.fetching import Web

FEW = 64  # new documents; for fewer no worker is started
CHUNK, CHUNK_INPUTS, CHUNK_BYTES = 32, 256, 1_000_000  # new documents, inputs and bytes that are handed on at once
AHEAD, AHEAD_BYTES = 16, 64_000_000  # chunks and bytes that are extracted while others are written
BATCH, BATCH_BYTES = 1_000, 16_000_000  # inputs and bytes a transaction
LONGEST = 1.0  # seconds that a batch is gathered, and then that it is written: others wait five for their turn

Progress = Callable[[Counter[str]], None]
Found = Document | Refusal


class Fetching(TypedDict, total=False):
    """How addresses are fetched. allow_private: also from private networks; pause: seconds between two requests."""

    allow_private: bool
    pause: float


class Chunk(NamedTuple):
    """Some inputs in their order, those of them whose bytes the archive does not know, and the size of all."""

    inputs: list[Found]
    new: list[Document]
    size: int


Prepared = tuple[Found, Ready | Refusal | None]  # None for what need not be extracted


def documents(inputs: Iterable[str], web: "Web | None" = None) -> Iterator[Found]:
    """The documents in files, folders, glob patterns, "-" (standard input) and addresses, in order.

    web: what fetches addresses; without it they are refused.
    """
    from danvan_cli.readers.inputs import Address, find
    from danvan_cli.readers.read import read

    for item in find(inputs):
        match item:
            case Refusal():
                yield item
            case Address():
                yield from _fetched(item.uri, web)
            case _:
                yield from read(item)


def web_for(fetching: Fetching) -> "Web":
    """What fetches addresses in that way."""
    from danvan_cli.web.addresses import is_public
    from danvan_cli.web.fetching import PAUSE, Web

    permitted = (lambda _number: True) if fetching.get("allow_private") else is_public
    return Web(permitted=permitted, pause=fetching.get("pause", PAUSE))


def _fetched(uri: str, web: "Web | None") -> Iterator[Found]:
    """The documents at an address that a person named; robots.txt is for programs that nobody watches."""
    from danvan_cli.readers.read import read_content

    if web is None:
        yield Refusal(uri=uri, reason=_("only danvan ingest and danvan follow fetch pages from the web"))
        return
    try:
        page = web.fetch(uri)
    except NotFetched as error:
        yield Refusal(uri=uri, reason=str(error))
    else:
        yield from read_content(page.uri, page.content, page.format)


def ingest(connection: Connection, found: Iterable[Found], jobs: int | None, progress: Progress | None) -> Ledger:
    """Take in what was found; `progress` is called after each transaction with the outcomes so far."""
    outcomes: Counter[str] = Counter()
    failures: list[Failure] = []
    with _interruptible(), closing(_prepared(_chunks(connection, found), _workers(jobs))) as prepared:
        for batch in _batches(prepared):
            while batch:
                taken = _take_in(connection, batch)
                outcomes.update(one.outcome if isinstance(one, Refusal) else one for one in taken)
                refused = (one for one in taken if isinstance(one, Refusal) and one.outcome == "failed")
                failures += [Failure(uri=one.uri, reason=one.reason) for one in refused]
                if progress:
                    progress(outcomes)
        index.merge(connection, outcomes["added"] + outcomes["updated"])
    counts = {name: outcomes[name] for name in ("added", "updated", "unchanged", "duplicate", "skipped", "failed")}
    return Ledger(inputs=outcomes.total(), failures=tuple(failures), **counts)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C while SQLite calls a function of danvan comes out as an error of SQLite; here it becomes Ctrl-C again."""
    handler = signal.getsignal(signal.SIGINT)
    if not callable(handler) or threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = threading.Event()

    def noted(number: int, frame: FrameType | None) -> None:
        pressed.set()
        handler(number, frame)

    signal.signal(signal.SIGINT, noted)
    try:
        yield
    except Exception as error:
        if pressed.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, handler)


def _workers(jobs: int | None) -> int:
    """How many processes may extract: the number asked for, else one a core that this process may use."""
    if jobs and jobs < 0:
        raise UsageError(_("jobs is the number of processes, or 0 for one a core."))
    if jobs:
        return jobs
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


# ---------------------------------------------------------------- read, in chunks


def _chunks(connection: Connection, found: Iterable[Found]) -> Iterator[Chunk]:
    inputs: list[Found] = []
    new: list[Document] = []
    size, end = 0, monotonic() + LONGEST  # what comes slowly, as from the web, shall not wait for others
    for item in found:
        inputs.append(item)
        size += _size(item)
        if isinstance(item, Document) and not write.known(connection, item):
            new.append(item)
        if len(new) == CHUNK or len(inputs) == CHUNK_INPUTS or size >= CHUNK_BYTES or monotonic() >= end:
            yield Chunk(inputs, new, size)
            inputs, new, size, end = [], [], 0, monotonic() + LONGEST
    if inputs:
        yield Chunk(inputs, new, size)


def _size(item: Found) -> int:
    return len(item.content) + len(item.text) if isinstance(item, Document) else 0


# ---------------------------------------------------------------- extracted, here or in workers


def _prepared(chunks: Iterator[Chunk], jobs: int) -> Generator[list[Prepared], None, None]:
    """The chunks with what became of their new documents, in order; workers begin when there are enough of these."""
    held: deque[Chunk] = deque()
    new = 0
    for chunk in chunks:
        held.append(chunk)
        new += len(chunk.new)
        if jobs > 1 and new >= FEW:
            yield from _by_workers(chain(held, chunks), jobs)
            return
        if jobs == 1 or len(held) > FEW // CHUNK:
            yield _here(held.popleft())
    yield from map(_here, held)


def _by_workers(chunks: Iterable[Chunk], jobs: int) -> Generator[list[Prepared], None, None]:
    """So much is under way at once, read and not yet written, that memory does not grow with the pile."""
    from danvan_cli.workers import Workers

    waiting: deque[tuple[Chunk, Future[list[Ready | Refusal]] | None]] = deque()
    with Workers(jobs) as workers:
        for chunk in chunks:
            waiting.append((chunk, workers.submit(chunk.new) if chunk.new else None))
            while len(waiting) > 2 * jobs + AHEAD or sum(chunk.size for chunk, _ in waiting) > AHEAD_BYTES:
                yield _there(*waiting.popleft())
        while waiting:
            yield _there(*waiting.popleft())


def _here(chunk: Chunk) -> list[Prepared]:
    return _joined(chunk, map(ready, chunk.new))


def _there(chunk: Chunk, answer: "Future[list[Ready | Refusal]] | None") -> list[Prepared]:
    from danvan_cli.workers import NoWorker

    try:
        return _joined(chunk, answer.result() if answer else ())
    except NoWorker:
        return _here(chunk)


def _joined(chunk: Chunk, answers: Iterable[Ready | Refusal]) -> list[Prepared]:
    of = dict(zip(map(id, chunk.new), answers, strict=True))
    return [(item, of.get(id(item))) for item in chunk.inputs]


# ---------------------------------------------------------------- written, in batches


def _batches(prepared: Iterable[list[Prepared]]) -> Iterator[deque[Prepared]]:
    """Large transactions are quicker; but what is done shall be seen and kept soon."""
    batch: deque[Prepared] = deque()
    size, end = 0, monotonic() + LONGEST
    for some in prepared:
        batch += some
        size += sum(_size(item) for item, _ in some)
        if len(batch) >= BATCH or size >= BATCH_BYTES or monotonic() >= end:
            yield batch
            batch, size, end = deque(), 0, monotonic() + LONGEST
    if batch:
        yield batch


def _take_in(connection: Connection, batch: deque[Prepared]) -> list[Outcome | Refusal]:
    """What became of the first of a batch, which are taken from it: as many as one transaction has time for."""
    taken: list[Outcome | Refusal] = []
    changed: dict[int, IndexForms] = {}
    with transaction(connection):
        end = monotonic() + LONGEST
        while batch and (not taken or monotonic() < end):
            taken.append(_outcome(connection, *batch.popleft(), changed))
        index.index(connection, changed)
    return taken


def _outcome(
    connection: Connection, found: Found, prepared: Ready | Refusal | None, changed: dict[int, IndexForms]
) -> Outcome | Refusal:
    """What became of one input, those before it being written; `changed`: articles that wait for the index."""
    if isinstance(found, Refusal):
        return found
    if not isinstance(prepared, Ready) and write.known(connection, found):
        return "unchanged"
    prepared = prepared or ready(found)  # an input before it has replaced what was known
    return prepared if isinstance(prepared, Refusal) else _added(connection, found, prepared, changed)


def _added(
    connection: Connection, document: Document, prepared: Ready, changed: dict[int, IndexForms]
) -> Outcome | Refusal:
    """What became of one article; `changed`: those that wait for the index, itself added."""
    try:
        outcome, number = write.add(connection, document, prepared.article, __version__, changed)
    except DanvanError as error:
        return Refusal(uri=document.source.uri, reason=str(error))
    if outcome in ("added", "updated"):
        changed[number] = prepared.forms
    return outcome
