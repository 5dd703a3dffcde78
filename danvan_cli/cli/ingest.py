"""danvan ingest"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.encoding import explain_encoding
from danvan_cli.cli.settings import for_people, note, settings, writing
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, PARTLY

if TYPE_CHECKING:
    from danvan_cli.answers.ledger import Ledger
    from danvan_cli.archive import Archive
    from danvan_cli.ingestion.run import Progress

EVERY = 3.0  # seconds between two lines of progress
RETRY = _("Also what failed before and is not in the archive.")
DRY = _("Show what would become of each input; nothing is kept.")

app = typer.Typer(rich_markup_mode=None)


@app.command(
    help=_(
        "Take articles into the archive: web pages, text, Word, PDF, e-mails, records, and what archives hold of them."
    )
)
def ingest(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help=_("Files, folders, patterns, addresses; - for standard input.")),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, metavar="N", help=_("Processes that extract; 0: one a processor core, 1: no others."))
    ] = 0,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help=RETRY)] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=DRY)] = False,
    explain: Annotated[
        bool, typer.Option("--explain-encoding", help=_("Show how each encoding was detected; nothing is taken in."))
    ] = False,
    allow_private: options.AllowPrivate = False,
    pause: options.Pause = 1.0,
    json: options.Json = False,
) -> int:
    if not inputs and not retry_failed:
        raise UsageError(_("Name files, folders or addresses to take in, as in: danvan ingest FOLDER"))
    if explain:
        return explain_encoding(context, inputs or [], json=json)
    with _trying(context) if dry_run else writing(context) as archive:
        again = archive.failed_inputs(inputs or ()) if retry_failed else []
        if retry_failed and not again and not inputs:
            note(context, _("Nothing has failed that could be tried again."))
        named = [*(inputs or []), *again]
        with progress(context, named) as say:
            ledger = archive.ingest(
                named,
                jobs=jobs,
                progress=say,
                waiting=partial(note, context),
                dry_run=dry_run,
                allow_private=allow_private,
                pause=pause,
            )
    if dry_run:
        note(context, _("Nothing was kept: this is what would happen."))
    return show_outcomes(ledger, json=json)


@contextmanager
def _trying(context: typer.Context) -> Iterator["Archive"]:
    """The archive; where there is none, one that nobody sees."""
    import danvan_cli

    if settings(context).db.exists():
        with danvan_cli.open(settings(context).db) as archive:
            yield archive
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder, danvan_cli.open(f"{folder}/archive.db") as archive:
        yield archive


def show_outcomes(ledger: "Ledger", *, json: bool) -> int:
    """Print what became of the inputs; the exit status."""
    if json:
        from danvan_cli.output.records import write_json

        write_json(ledger)
    elif for_people():
        from danvan_cli.output.terminal import show_ledger

        show_ledger(ledger)
    else:
        from danvan_cli.output.records import ledger_rows, write_lines

        write_lines(ledger_rows(ledger))
    return PARTLY if ledger.failed else DONE


@contextmanager
def progress(context: typer.Context, inputs: Iterable[str] = ()) -> Iterator["Progress | None"]:
    """What says on standard error how far an ingest is: a line that changes on a terminal, else one every few seconds.

    inputs: what is taken in, as far as its size can be told before. None for quiet.
    """
    if settings(context).quiet:
        yield None
    elif sys.stderr.isatty():
        from danvan_cli.ingestion.inputs import size_behind
        from danvan_cli.output.ledger import IngestProgress

        line = IngestProgress(size_behind(inputs))
        try:
            yield line.say
        finally:
            line.close()
    else:
        yield _lines()


def _lines() -> "Progress":
    started = last = monotonic()

    def say(outcomes: Counter[str], size: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last < EVERY:
            return
        last = now
        done, rate = outcomes.total(), outcomes.total() / (now - started)
        with suppress(BrokenPipeError):  # nobody listens any more; the ingest goes on
            sys.stderr.write(_("{done} inputs, {rate:.0f} a second").format(done=done, rate=rate) + "\n")

    return say
