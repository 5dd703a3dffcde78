"""Documents -> what can be written: extracted in this process, or in workers where there are enough of them.

What comes out, and its order, never depend on the number of processes.
"""

import os
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from danvan_cli.errors import UsageError
from danvan_cli.extracting import Ready, ready
from danvan_cli.ingestion.chunks import NEW, Chunk
from danvan_cli.ingestion.inputs import Found
from danvan_cli.messages import _
from danvan_cli.models import Refusal

if TYPE_CHECKING:
    from concurrent.futures import Future

FEW = 64  # new documents; for fewer no worker is started
AHEAD, AHEAD_BYTES = 48, 64_000_000  # chunks and bytes that are extracted while others are written: more than a batch

Prepared = tuple[Found, Ready | Refusal | None]  # None for what need not be extracted


def processes(jobs: int | None) -> int:
    """How many processes may extract: the number asked for, else one a core that this process may use."""
    if jobs and jobs < 0:
        raise UsageError(_("jobs is the number of processes, or 0 for one a core."))
    if jobs:
        return jobs
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def prepared(chunks: Iterator[Chunk], jobs: int) -> Generator[list[Prepared], None, None]:
    """The chunks with what became of their new documents, in order; workers begin when there are enough of these."""
    held: deque[Chunk] = deque()
    new = 0
    for chunk in chunks:
        held.append(chunk)
        new += len(chunk.new)
        if jobs > 1 and new >= FEW:
            yield from _by_workers(chain(held, chunks), jobs)
            return
        if jobs == 1 or len(held) > FEW // NEW:
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
