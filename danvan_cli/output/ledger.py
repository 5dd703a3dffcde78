"""The ledger as a person sees it in a terminal, and the progress of an ingest."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from danvan_cli.answers.ledger import Input, Run
from danvan_cli.messages import _, in_words
from danvan_cli.output.style import DIM, columns, console, styled
from danvan_cli.output.values import number

SHOWN = 200  # inputs of a ledger
STYLES = {"failed": "red", "skipped": DIM}


def show_inputs(inputs: Sequence[Input]) -> None:
    """A line an input: outcome, article, when it was last met, address; the reason below."""
    out = console()
    table = columns()
    for heading in (_("Outcome"), _("ID"), _("Last met")):
        table.add_column(heading, no_wrap=True)
    table.add_column(_("Input"), overflow="fold")
    for one in islice(inputs, SHOWN):
        about = styled(one.address)
        if one.reason:
            about.append_text(styled(f"  {one.reason}", DIM))
        style = STYLES.get(one.outcome, "")
        article = "" if one.article is None else str(one.article)
        table.add_row(styled(in_words(one.outcome), style), article, one.seen[:16].replace("T", " "), about)
    out.print(table)
    counts = Counter(one.outcome for one in inputs).most_common()
    parts = [_("{number} inputs").format(number=number(len(inputs)))]
    out.print(styled(" · ".join([*parts, *(f"{number(count)} {in_words(name)}" for name, count in counts)]), "bold"))
    if len(inputs) > SHOWN:
        more = _("({number} more; list them all with --jsonl)").format(number=number(len(inputs) - SHOWN))
        out.print(styled(more, DIM))


def show_runs(runs: Sequence[Run]) -> None:
    """A line a run: when it began and ended, and its outcomes."""
    table = columns()
    for heading in (_("Run"), _("Began"), _("Ended"), _("Outcomes")):
        table.add_column(heading)
    for run in runs:
        outcomes = " · ".join(f"{number(count)} {in_words(name)}" for name, count in run.outcomes.items() if count)
        ended = run.ended[:16].replace("T", " ") if run.ended else _("not finished")
        table.add_row(str(run.id), run.started[:16].replace("T", " "), ended, outcomes)
    console().print(table)


class IngestProgress:
    """A line on a terminal's standard error: inputs, rate, part done and time left, where the size of all is known."""

    def __init__(self, size: int | None) -> None:
        bar = (BarColumn(24), TimeRemainingColumn(compact=True)) if size else ()
        self._progress = Progress(TextColumn("{task.fields[said]}"), *bar, console=console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=size, said="")
        self._started = False

    def say(self, outcomes: Counter[str], size: int) -> None:
        """The outcomes and the bytes so far."""
        if not self._started:
            self._started = True
            self._progress.start()
        elapsed = self._progress.tasks[0].elapsed or 1
        rate = _("{done} inputs, {rate:.0f} a second")
        said = rate.format(done=number(outcomes.total()), rate=outcomes.total() / max(elapsed, 0.1))
        if outcomes["failed"]:
            said += " · " + _("{number} failed").format(number=number(outcomes["failed"]))
        self._progress.update(self._task, completed=size, said=said)

    def close(self) -> None:
        """Take the line away."""
        if self._started:
            with suppress(BrokenPipeError):
                self._progress.stop()
