"""One ingest, from what a user names to the ledger."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, get_args

from danvan_cli.answers.ledger import Ledger, Outcome
from danvan_cli.ingestion.chunks import chunks
from danvan_cli.ingestion.inputs import Found, documents, place
from danvan_cli.ingestion.intake import Intake, batches, take_in
from danvan_cli.ingestion.prepared import prepared, processes
from danvan_cli.interrupts import interruptible
from danvan_cli.store import families, index, ledger
from danvan_cli.store.connection import Connection, undone
from danvan_cli.store.turns import Waiting, turn

if TYPE_CHECKING:
    from danvan_cli.web.fetching import Web

OUTCOMES = get_args(Outcome)
COMPARED = 4_000  # articles that wait to be compared with those before them

Progress = Callable[[Counter[str], int], None]


def ingest(
    connection: Connection,
    inputs: Iterable[str],
    jobs: int | None,
    progress: Progress | None,
    waiting: Waiting | None,
    web: "Web | None",
) -> Ledger:
    """Take the inputs in; `progress` is called after each transaction with the outcomes and the bytes so far."""
    named: list[str] = []
    with begun(connection, waiting) as intake:
        take(intake, documents(_noted(inputs, named), web), jobs, progress)
        for name in named:
            ledger.clear(connection, intake.run, *place(name))
    return told(intake)


def foresee(
    connection: Connection, inputs: Iterable[str], jobs: int | None, progress: Progress | None, web: "Web | None"
) -> Ledger:
    """What would become of the inputs; nothing is kept, and nobody else can write meanwhile."""
    with undone(connection):
        intake = Intake(connection, ledger.begin(connection))
        take(intake, documents(inputs, web), jobs, progress)
    return told(intake)


@contextmanager
def begun(connection: Connection, waiting: Waiting | None) -> Iterator[Intake]:
    """A run of the ledger, when no other one goes on; at its end all articles are compared, and the indexes merged."""
    with turn(connection, waiting):
        intake = Intake(connection, ledger.begin(connection))
        yield intake
        families.compare(connection, intake.sketches)
        index.merge(connection, intake.outcomes["added"] + intake.outcomes["updated"])
        ledger.end(connection, intake.run)


def take(intake: Intake, found: Iterable[Found], jobs: int | None, progress: Progress | None) -> None:
    """Take in what was found, as a part of a run."""
    some = chunks(intake.connection, found)
    with interruptible(), closing(prepared(some, processes(jobs))) as ready:
        for batch in batches(ready):
            while batch:
                take_in(intake, batch)
                if progress:
                    progress(intake.outcomes, intake.size)
            if len(intake.sketches) >= COMPARED:
                families.compare(intake.connection, intake.sketches)
                intake.sketches.clear()


def told(intake: Intake) -> Ledger:
    """What became of all inputs of a run."""
    counts = {name: intake.outcomes[name] for name in OUTCOMES}
    return Ledger(inputs=intake.outcomes.total(), failures=tuple(intake.failures), **counts)


def _noted(inputs: Iterable[str], named: list[str]) -> Iterator[str]:
    """The inputs as they come, which a program may still be finding; `named`: those so far."""
    for one in inputs:
        named.append(one)
        yield one
