"""danvan export"""

from typing import Annotated, Literal

import typer

from danvan_cli.cli import options
from danvan_cli.cli.search import Words, joined
from danvan_cli.cli.settings import filters, note, reading
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

FORMAT = _("jsonl: one JSON object a line, the fields of danvan show ID --json.")

app = typer.Typer(rich_markup_mode=None)


@app.command(
    cls=options.Query,
    help=_("Print articles with all their facts, oldest first: those that hold all the WORDS and pass the filters."),
)
def export(
    context: typer.Context,
    words: Words = None,
    province: options.Province = None,
    district: options.District = None,
    person: options.Person = None,
    directive: options.Directive = None,
    source: options.Source = None,
    since: options.Since = None,
    until: options.Until = None,
    date: options.Date = None,
    as_of: options.AsOf = None,
    unique: options.Unique = False,
    marks: options.Marks = "prefer",
    format: Annotated[Literal["jsonl"], typer.Option("--format", help=FORMAT)] = "jsonl",
) -> int:
    from danvan_cli.output.records import records, write_json_lines

    printed = 0
    with reading(context) as archive:
        for article in archive.articles(joined(words), marks=marks, **filters(context)):
            write_json_lines(records([article]))
            printed += 1
    if not printed:
        note(context, _("No article to export."))
    return DONE if printed else NOTHING
