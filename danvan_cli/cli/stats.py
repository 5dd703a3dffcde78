"""danvan stats"""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import filters, for_people, reading
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

BY = _("province, district, commune, person, directive, year, month or source.")
SHOWN = 8  # people and directives beside the counts

app = typer.Typer(rich_markup_mode=None)


@app.command(help=_("Count articles by year, province, person and more; the same filters as search."))
def stats(
    context: typer.Context,
    by: Annotated[str, typer.Option(metavar="GROUPING", help=BY)] = "year",
    limit: options.Limit = 0,
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
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        chosen = filters(context)
        found = archive.stats(by=by, limit=limit or None, **chosen)
        profile = None if json or jsonl else archive.profile(SHOWN, **chosen)
    if profile is None:
        from danvan_cli.output.records import write_answer

        write_answer(found, found.groups, (), json=json, jsonl=jsonl)
    elif for_people():
        from danvan_cli.output.terminal import show_stats

        show_stats(found, by, profile)
    else:
        from danvan_cli.output.records import stats_rows, write_lines

        write_lines(stats_rows(found, by, profile))
    return DONE if found.articles else NOTHING
