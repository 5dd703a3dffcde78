"""danvan why"""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import for_people, note, reading
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

FIELD = _(
    "published, event, provinces, districts, communes, persons, directives, relations, figures, models or awards."
)

app = typer.Typer(rich_markup_mode=None)


@app.command(help=_("Show why facts are so: the words that say them, the rule, and what speaks against it."))
def why(
    context: typer.Context,
    id: Annotated[int, typer.Argument(metavar="ID", help=_("The article's number."))],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=FIELD)],
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        found = archive.why(id, field)
    if for_people(json, jsonl):
        from danvan_cli.output.terminal import show_evidence

        show_evidence(found)
    else:
        from danvan_cli.output.records import evidence_rows, write_answers

        write_answers("facts", found, evidence_rows(found), json=json, jsonl=jsonl)
    if not found:
        note(context, _("Article {id} says nothing of {field}.").format(id=id, field=field))
    return DONE if found else NOTHING
