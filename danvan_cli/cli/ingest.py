"""danvan ingest"""

import sys
from collections import Counter
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.encoding import explain_encoding
from danvan_cli.cli.settings import for_people, settings, writing
from danvan_cli.messages import _

if TYPE_CHECKING:
    from danvan_cli.answers import Ledger
    from danvan_cli.ingestion.run import Progress

EVERY = 3.0  # seconds between two lines of progress
PARTLY = 3  # exit status where some inputs failed


def ingest(
    context: typer.Context,
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help=_("Files, folders, patterns, addresses; - for standard input.")),
    ],
    jobs: Annotated[
        int, typer.Option(min=0, metavar="N", help=_("Processes that extract; 0: one a processor core, 1: no others."))
    ] = 0,
    explain: Annotated[
        bool, typer.Option("--explain-encoding", help=_("Show how each encoding was told; nothing is taken in."))
    ] = False,
    allow_private: options.AllowPrivate = False,
    pause: options.Pause = 1.0,
    json: options.Json = False,
) -> int:
    """Take articles into the archive: web pages, text, Word, PDF, e-mails, records, and what archives hold of them."""
    if explain:
        return explain_encoding(context, inputs, json=json)
    with writing(context) as archive:
        ledger = archive.ingest(inputs, jobs=jobs, progress=progress(context), allow_private=allow_private, pause=pause)
    return show_outcomes(ledger, json=json)


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
    return PARTLY if ledger.failed else 0


def progress(context: typer.Context) -> "Progress | None":
    """A function that says on standard error, every few seconds, how many inputs are done; None for quiet."""
    if settings(context).quiet:
        return None
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
