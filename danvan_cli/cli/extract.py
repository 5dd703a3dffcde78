"""danvan extract"""

from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import for_people, note
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING, PARTLY

if TYPE_CHECKING:
    from danvan_cli.models import Article


app = typer.Typer(rich_markup_mode=None)


@app.command(help=_("Read articles with their facts and print them; nothing is archived."))
def extract(
    context: typer.Context,
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=_("Files, folders, glob patterns; - for standard input."))
    ],
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    from danvan_cli.archive import extracted
    from danvan_cli.models import Refusal

    first: Article | None = None
    read = failed = 0
    for item in extracted(inputs):
        if isinstance(item, Refusal):
            note(context, f"{item.uri}: {item.reason}")
            failed += item.outcome == "failed"
            continue
        read += 1
        first = first or item
        if jsonl or not json:
            _print(item, lines=jsonl)
        elif read > 1:
            raise UsageError(_("There is more than one article, and --json prints one. Type --jsonl for one a line."))
    if json and not jsonl and first:
        from danvan_cli.output.records import write_json

        write_json(first)
    return PARTLY if failed else DONE if read else NOTHING


def _print(article: "Article", *, lines: bool) -> None:
    from danvan_cli.output import records

    if lines:
        records.write_json_lines([records.record(article)])
    elif for_people():
        from danvan_cli.output.terminal import show_article

        show_article(article)
    else:
        records.write_lines(records.article_rows(article))
