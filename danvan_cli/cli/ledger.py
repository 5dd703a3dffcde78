"""danvan ledger: what became of every input"""

from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import for_people, note, reading
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

if TYPE_CHECKING:
    from danvan_cli.answers.ledger import Input, Outcome, Run

FAILED = _("What failed and is not in the archive.")
SKIPPED = _("What was left out, and why.")
RUNS = _("All ingests, the newest first.")

app = typer.Typer(rich_markup_mode=None)


@app.command(
    help=_("What became of every input: added, updated, duplicate, skipped or failed, and when it was last met.")
)
def ledger(
    context: typer.Context,
    failed: Annotated[bool, typer.Option("--failed", help=FAILED)] = False,
    skipped: Annotated[bool, typer.Option("--skipped", help=SKIPPED)] = False,
    runs: Annotated[bool, typer.Option("--runs", help=RUNS)] = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        if runs:
            return _print_runs(archive.runs(), json=json, jsonl=jsonl)
        found = list(archive.inputs(_outcomes(failed=failed, skipped=skipped)))
    _print_inputs(found, json=json, jsonl=jsonl)
    if failed and found:
        note(context, _("When the reasons are gone, try again: danvan ingest --retry-failed"))
    return DONE if found else NOTHING


def _outcomes(*, failed: bool, skipped: bool) -> "tuple[Outcome, ...] | None":
    """The outcomes that are asked for; None for all."""
    chosen: tuple[Outcome, ...] = (*(("failed",) if failed else ()), *(("skipped",) if skipped else ()))
    return chosen or None


def _print_inputs(found: "list[Input]", *, json: bool, jsonl: bool) -> None:
    if for_people(json, jsonl):
        from danvan_cli.output.ledger import show_inputs

        show_inputs(found)
    else:
        from danvan_cli.output.records import input_rows, write_answers

        write_answers("inputs", found, input_rows(found), json=json, jsonl=jsonl)


def _print_runs(found: "list[Run]", *, json: bool, jsonl: bool) -> int:
    if for_people(json, jsonl):
        from danvan_cli.output.ledger import show_runs

        show_runs(found)
    else:
        from danvan_cli.output.records import run_rows, write_answers

        write_answers("runs", found, run_rows(found), json=json, jsonl=jsonl)
    return DONE if found else NOTHING
