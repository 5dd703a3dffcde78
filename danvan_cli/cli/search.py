"""danvan search, and danvan list, which is the same without words"""

from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import filters, for_people, note, reading
from danvan_cli.messages import _

if TYPE_CHECKING:
    from danvan_cli.answers import Result

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help=_("Words, “phrases in quotes”."))]
Count = Annotated[bool, typer.Option("--count", help=_("The number of articles alone, exact."))]
Ids = Annotated[bool, typer.Option("--ids", help=_("The numbers of the articles, one a line."))]
Ids0 = Annotated[bool, typer.Option("--ids0", help=_("The same with a null character behind each, for xargs -0."))]


def search(
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
    sort: options.Sort = "relevance",
    limit: options.Limit = 20,
    offset: options.Offset = 0,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    count: Count = False,
    ids: Ids = False,
    ids0: Ids0 = False,
) -> int:
    """Find articles that hold all the WORDS, typed with marks or without; without WORDS, all that pass the filters."""
    typed = " ".join(words or [])
    with reading(context) as archive:
        if count:
            return _print_count(archive.count(typed, **filters(context)))
        started = perf_counter()
        result = archive.search(typed, sort=sort, limit=limit or None, offset=offset, **filters(context))
        milliseconds = (perf_counter() - started) * 1000
    if result.interpreted_as:
        note(context, _("Searched for: {words}").format(words=result.interpreted_as))
    form = "json" if json else "jsonl" if jsonl else "ids" if ids else "ids0" if ids0 else "people"
    _print(result, form, milliseconds, offset)
    if not result.hits:
        note(context, _nothing(result))
    return 0 if result.hits else 1


def _print_count(number: int) -> int:
    typer.echo(number)
    return 0 if number else 1


def _nothing(result: "Result") -> str:
    if result.total.count:
        return _("Only {number} articles; --offset is too high.").format(number=result.total.count)
    if result.query.strip():
        return _("Nothing holds all of: {words}").format(words=result.query)
    return _("No article passes these filters.")


def _print(result: "Result", form: str, milliseconds: float, offset: int) -> None:
    from danvan_cli.output import records

    match form:
        case "json":
            records.write_json(result)
        case "jsonl":
            records.write_json_lines(records.hit_records(result))
        case "ids":
            records.write_ids(result, "\n")
        case "ids0":
            records.write_ids(result, "\0")
        case _ if for_people():
            from danvan_cli.output.terminal import show_hits

            show_hits(result, milliseconds, offset)
        case _:
            records.write_lines(records.hit_rows(result))
