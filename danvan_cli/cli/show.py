"""danvan show"""

import sys
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import for_people, reading
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.statuses import DONE

app = typer.Typer(rich_markup_mode=None)


@app.command(help=_("Show an article: its title, its facts, its text."))
def show(
    context: typer.Context,
    id: Annotated[int, typer.Argument(metavar="ID", help=_("The article's number."))],
    source: Annotated[bool, typer.Option("--source", help=_("The original bytes, as they were read."))] = False,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help=_("An earlier version; 1 is the oldest."))
    ] = None,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        if source:
            if for_people():  # they may hold what a terminal obeys
                message = _("The original bytes are not for a terminal; write them to a file: {command} > FILE")
                raise UsageError(message.format(command=f"danvan show {id} --source"))
            sys.stdout.buffer.write(archive.content(id))
            return DONE
        article = archive.article(id) if version is None else archive.version(id, version)
    if for_people(json, jsonl):
        from danvan_cli.output.terminal import show_article

        show_article(article)
    else:
        from danvan_cli.output.records import article_rows, write_answer

        write_answer(article, [article], article_rows(article), json=json, jsonl=jsonl)
    return DONE
