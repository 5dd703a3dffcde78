"""danvan family, dump and verify: what belongs together, all that there is, and whether it is whole"""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import changing, for_people, note, reading
from danvan_cli.messages import _
from danvan_cli.statuses import DAMAGED, DONE, NOTHING

app = typer.Typer(rich_markup_mode=None)


@app.command(help=_("Show the reprints of an article: which was first, and in what the others differ from it."))
def family(
    context: typer.Context,
    id: Annotated[int, typer.Argument(metavar="ID", help=_("The article's number."))],
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        found = archive.family(id)
    if for_people(json, jsonl):
        from danvan_cli.output.search import show_family

        show_family(found)
    else:
        from danvan_cli.output.records import family_rows, write_answer

        write_answer(found, found.articles, family_rows(found), json=json, jsonl=jsonl)
    if len(found.articles) == 1:
        note(context, _("Article {id} has no reprints.").format(id=id))
        return NOTHING
    return DONE


@app.command(
    help=_("Print all articles with their facts and sources, one JSON object a line: equal archives print the same.")
)
def dump(context: typer.Context) -> int:
    from danvan_cli.output.records import write_json_lines

    with reading(context) as archive:
        write_json_lines(archive.dump())
    return DONE


@app.command(help=_("Check that the archive is whole: the file, the indexes, the bytes of every source."))
def verify(context: typer.Context, json: options.Json = False, jsonl: options.JsonLines = False) -> int:
    from danvan_cli.output.records import write_faults, write_lines

    with changing(context) as archive:
        faults = archive.faults()
    if json or jsonl:
        write_faults(faults, lines=jsonl)
    else:
        write_lines((fault,) for fault in faults)
    if faults:
        note(context, _("Restore a copy of the archive, or ingest the sources again."))
        return DAMAGED
    note(context, _("The archive is whole."))
    return DONE
