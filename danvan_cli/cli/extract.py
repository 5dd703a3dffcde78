"""danvan extract"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import for_people, note
from danvan_cli.messages import _

if TYPE_CHECKING:
    from danvan_cli.models import Article, Refusal

NOTHING, PARTLY = 1, 3  # exit statuses: nothing was read; some inputs were not

app = typer.Typer(rich_markup_mode=None)


@app.command()
def extract(
    context: typer.Context,
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=_("Files, folders, glob patterns; - for standard input."))
    ],
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    """Read articles with their facts and print them; nothing is archived."""
    from danvan_cli.archive import extracted

    return _print(context, extracted(inputs), lines=json or jsonl)


def _print(context: typer.Context, found: "Iterable[Article | Refusal]", *, lines: bool) -> int:
    from danvan_cli.models import Refusal

    read = failed = 0
    for item in found:
        if isinstance(item, Refusal):
            note(context, f"{item.uri}: {item.reason}")
            failed += item.outcome == "failed"
        else:
            _print_article(item, lines=lines)
            read += 1
    return PARTLY if failed else 0 if read else NOTHING


def _print_article(article: "Article", *, lines: bool) -> None:
    from danvan_cli.output import records

    if lines:
        records.write_json_lines([records.record(article)])
    elif for_people():
        from danvan_cli.output.terminal import show_article

        show_article(article)
    else:
        records.write_lines(records.article_rows(article))
