"""Worker processes that extract: documents go out in lists, articles come back in the same order.

A worker is a fresh interpreter that speaks through pipes (`extracting.work`). A fork would share the connection to
SQLite and the threads of a notebook; multiprocessing's spawn and forkserver run the caller's script again where that
has no `if __name__ == "__main__"`. This starts in a few tenths of a second, is the same on every system, and a worker
whose pipe is closed ends at once, however the main process ended. A thread a worker waits for its answers; none of
these threads touches the archive.
"""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock
from types import TracebackType
from typing import Self, cast

from danvan_cli.extracting import Ready
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal
from danvan_cli.version import __version__

WORK = "import sys; sys.path[:] = sys.argv[1:]; from danvan_cli.extracting import work; work()"

# Apart from the terminal (elsewhere by a process group of its own), Ctrl-C does not reach a worker that is starting.
if sys.platform == "win32":
    APART = subprocess.CREATE_NO_WINDOW
else:
    APART = 0

Process = Popen[bytes]


class NoWorker(Exception):
    """No worker can be started, or none may be any more."""


class Died(Exception):
    """A worker ended before it answered."""


class Workers:
    """So many processes at most, each started when it is needed; a context manager that ends them all."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count)
        self._lock = Lock()
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._closed = False

    def submit(self, documents: Sequence[Document]) -> "Future[list[Ready | Refusal]]":
        """What becomes of the documents, in their order; the future raises NoWorker where that must be done here."""
        bare = [replace(document, content=b"") for document in documents]  # the bytes as read are for the archive only
        return self._threads.submit(self._extracted, bare)

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        with self._lock:
            self._closed = True
            processes = list(self._all)
        for process in processes:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in list(self._all):
            self._bury(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _extracted(self, documents: list[Document]) -> list[Ready | Refusal]:
        """In one go; where the worker dies over it, one by one in another."""
        process = self._idle_one() or self._started()
        try:
            answer = _ask(process, documents)
        except Died:
            self._bury(process)
            return self._one_by_one(documents)
        self._idle.append(process)
        return answer

    def _one_by_one(self, documents: list[Document]) -> list[Ready | Refusal]:
        process = self._started()
        found: list[Ready | Refusal] = []
        for document in documents:
            try:
                found += _ask(process, [document])
            except Died:
                self._bury(process)
                reason = _("danvan ended abruptly over it; was there enough memory?")
                found.append(Refusal(uri=document.source.uri, reason=reason))
                process = self._started()
        self._idle.append(process)
        return found

    def _idle_one(self) -> Process | None:
        with suppress(IndexError):
            return self._idle.pop()
        return None

    def _started(self) -> Process:
        """A new worker that has said its version."""
        process = self._spawned()
        with suppress(Died):
            if _answer(process) == __version__:
                return process
        with self._lock:
            self._closed = True  # another attempt would end the same way; those that live go on
        raise NoWorker

    def _spawned(self) -> Process:
        command = [sys.executable, "-c", WORK, *map(str, sys.path)]
        with self._lock:
            if self._closed:
                raise NoWorker
            try:
                process = Popen(  # noqa: S603
                    command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, process_group=0, creationflags=APART
                )
            except (OSError, ValueError) as error:
                self._closed = True
                raise NoWorker from error
            self._all.add(process)
            return process

    def _bury(self, process: Process) -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be sent any more
                pipe.close()  # type: ignore[union-attr]
        with self._lock:
            self._all.discard(process)


def _ask(process: Process, documents: list[Document]) -> list[Ready | Refusal]:
    try:
        pickle.dump(documents, process.stdin, pickle.HIGHEST_PROTOCOL)  # type: ignore[arg-type]
        process.stdin.flush()  # type: ignore[union-attr]
    except OSError as error:
        raise Died from error
    return cast("list[Ready | Refusal]", _answer(process))


def _answer(process: Process) -> object:
    try:
        return pickle.load(process.stdout)  # type: ignore[arg-type] # noqa: S301 - from a process of our own
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise Died from error
