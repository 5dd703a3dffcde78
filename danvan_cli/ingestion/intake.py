"""What was prepared -> the archive, a batch a transaction, each input with its outcome in the ledger."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from danvan_cli import corrections
from danvan_cli.answers.ledger import Failure, Outcome
from danvan_cli.errors import DanvanError
from danvan_cli.extracting import Ready, ready
from danvan_cli.ingestion.chunks import size_of
from danvan_cli.ingestion.inputs import Found, address
from danvan_cli.ingestion.prepared import Prepared
from danvan_cli.models import Document, Refusal
from danvan_cli.store import families, index, journal, ledger, write
from danvan_cli.store.connection import Connection, transaction
from danvan_cli.store.families import Sketched
from danvan_cli.store.ledger import Entry
from danvan_cli.text.words import IndexForms
from danvan_cli.version import __version__

BATCH, BATCH_BYTES = 1_000, 16_000_000  # inputs and bytes a transaction: large ones leave the indexes in fewer parts
GATHERED = 3.0  # seconds that a batch is gathered: what is done shall be seen and kept soon
WRITTEN = 2.0  # seconds after which a transaction ends: others wait five for their turn


@dataclass(slots=True)
class Intake:
    """An ingest under way.

    forms: articles of the batch that wait for the index; updated: those of them to be compared again.
    sketches: articles of the run to be compared with those before them.
    """

    connection: Connection
    run: int
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    size: int = 0
    forms: dict[int, IndexForms] = field(default_factory=dict)
    sketches: dict[int, Sketched] = field(default_factory=dict)
    updated: set[int] = field(default_factory=set)


def batches(prepared: Iterable[list[Prepared]]) -> Iterator[deque[Prepared]]:
    """What is written together."""
    batch: deque[Prepared] = deque()
    size, end = 0, monotonic() + GATHERED
    for some in prepared:
        batch += some
        size += sum(size_of(item) for item, _ in some)
        if len(batch) >= BATCH or size >= BATCH_BYTES or monotonic() >= end:
            yield batch
            batch, size, end = deque(), 0, monotonic() + GATHERED
    if batch:
        yield batch


def take_in(intake: Intake, batch: deque[Prepared]) -> None:
    """Write the first of a batch, which are taken from it: as many as one transaction has time for."""
    taken: list[tuple[Found, Entry]] = []
    with transaction(intake.connection):
        end = monotonic() + WRITTEN
        while batch and (not taken or monotonic() < end):
            found, prepared = batch.popleft()
            taken.append((found, _noted(intake, found, prepared)))
        index.index(intake.connection, intake.forms)
        families.compare_again(intake.connection, intake.updated)
        outcomes = intake.outcomes + Counter(entry.outcome for _, entry in taken)
        ledger.sum_up(intake.connection, intake.run, outcomes)
    intake.forms.clear()
    intake.updated.clear()
    intake.outcomes = outcomes
    intake.size += sum(size_of(found) for found, _ in taken)
    refused = ((found, entry) for found, entry in taken if entry.outcome == "failed")
    intake.failures += (Failure(uri=_uri(found), reason=entry.reason or "") for found, entry in refused)


def _uri(found: Found) -> str:
    return found.source.uri if isinstance(found, Document) else found.uri


def _noted(intake: Intake, found: Found, prepared: Ready | Refusal | None) -> Entry:
    """What became of one input, those before it being written; the ledger knows it at once."""
    entry = _entry(intake, found, prepared)
    ledger.note(intake.connection, intake.run, entry)
    return entry


def _entry(intake: Intake, found: Found, prepared: Ready | Refusal | None) -> Entry:
    outcome = _outcome(intake, found, prepared)
    if isinstance(outcome, Refusal):
        return Entry(address(found), outcome.outcome, outcome.reason, None, found.file)
    return Entry(address(found), outcome[0], None, outcome[1])


def _outcome(intake: Intake, found: Found, prepared: Ready | Refusal | None) -> Refusal | tuple[Outcome, int]:
    if isinstance(found, Refusal):
        return found
    if not isinstance(prepared, Ready) and (number := write.known(intake.connection, found)):
        return "unchanged", number
    prepared = prepared or ready(found)  # an input before it has replaced what was known
    return prepared if isinstance(prepared, Refusal) else _added(intake, found, prepared)


def _added(intake: Intake, document: Document, prepared: Ready) -> Refusal | tuple[Outcome, int]:
    try:
        outcome, number = write.add(intake.connection, document, prepared.rows, __version__, intake.forms)
        _queue(intake, outcome, number, prepared)
        if outcome == "updated" and journal.corrections(intake.connection, number):
            _queue(intake, outcome, number, corrections.apply(intake.connection, number, indexed=False))
    except DanvanError as error:
        return Refusal(uri=document.source.uri, reason=str(error))
    return outcome, number


def _queue(intake: Intake, outcome: Outcome, number: int, prepared: Ready) -> None:
    """Put an article among those that wait for the index and to be compared."""
    if outcome in ("added", "updated"):
        intake.forms[number] = prepared.forms
        intake.sketches[number] = Sketched(prepared.rows.fingerprint, prepared.sketch)
    if outcome == "updated":
        intake.updated.add(number)
