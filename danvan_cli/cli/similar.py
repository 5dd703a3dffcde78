"""danvan similar"""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import for_people, note, reading
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

app = typer.Typer(rich_markup_mode=None)


@app.command(help=_("Show the articles that share the most telling pairs of words with one."))
def similar(
    context: typer.Context,
    id: Annotated[int, typer.Argument(metavar="ID", help=_("The article's number."))],
    limit: options.Limit = 10,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        found = archive.similar(id, limit=limit or None)
    if for_people(json, jsonl):
        from danvan_cli.output.search import show_similar

        show_similar(found)
    else:
        from danvan_cli.output.records import similar_rows, write_answer

        write_answer(found, found.hits, similar_rows(found), json=json, jsonl=jsonl)
    if not found.hits:
        note(context, _("No other article is like {id}.").format(id=id))
    return DONE if found.hits else NOTHING
