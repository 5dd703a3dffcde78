"""danvan search, and danvan list, which is the same without words"""

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import filters, for_people, note, reading, unicode
from danvan_cli.errors import UsageError
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

if TYPE_CHECKING:
    from danvan_cli.answers.explanation import Explanation
    from danvan_cli.answers.quotes import Quotes
    from danvan_cli.answers.searching import Counted, IdList, Result

WORDS = _("Words, “phrases”, OR, -word, begin*, a NEAR/5 b, tinh:Huế, 2019..2020.")
Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help=WORDS)]
Count = Annotated[bool, typer.Option("--count", help=_("The number of articles alone, exact."))]
Ids = Annotated[bool, typer.Option("--ids", help=_("The numbers of the articles, one a line."))]
Ids0 = Annotated[bool, typer.Option("--ids0", help=_("The same with a null character behind each, for xargs -0."))]
Facets = Annotated[
    bool | None,
    typer.Option(
        "--facets/--no-facets", help=_("Count the hits by year, province and more; on a terminal unless told not to.")
    ),
]
QUOTES = _("Sentences to quote, with title, source and date, instead of articles.")
AsQuotes = Annotated[bool, typer.Option("--quotes", help=QUOTES)]
EXPLAIN = _("How the words are read and what is looked up, instead of articles.")
Explain = Annotated[bool, typer.Option("--explain", help=EXPLAIN)]

app = typer.Typer(rich_markup_mode=None)


@app.command("list", cls=options.Query, help=_("List articles, newest first: search without words."))
@app.command(
    cls=options.Query,
    help=_(
        "Find articles that hold all the WORDS, typed with marks or without; without WORDS, all that pass the filters."
    ),
)
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
    unique: options.Unique = False,
    marks: options.Marks = "prefer",
    sort: options.Sort = "relevance",
    limit: options.Limit = 20,
    offset: options.Offset = 0,
    facets: Facets = None,
    quotes: AsQuotes = False,
    explain: Explain = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    count: Count = False,
    ids: Ids = False,
    ids0: Ids0 = False,
) -> int:
    typed = joined(words)
    form = "jsonl" if jsonl else "json" if json else "people"
    if (quotes or explain) and (ids or ids0):
        raise UsageError(_("--ids and --ids0 are for articles; leave out --quotes and --explain."))
    with reading(context) as archive:
        if count:
            return _print_count(context, archive.counted(typed, marks=marks, **filters(context)))
        if explain:
            return _print_explanation(archive.explain(typed, marks=marks, **filters(context)), form)
        if quotes:
            given = archive.quotes(
                typed, sort=sort, limit=limit or None, offset=offset, marks=marks, **filters(context)
            )
            return _print_quotes(context, given, form)
        if ids or ids0:
            listed = archive.ids(typed, sort=sort, limit=limit or None, offset=offset, marks=marks, **filters(context))
            return _print_ids(context, listed, "\0" if ids0 else "\n")
        started = perf_counter()
        result = archive.search(
            typed,
            sort=sort,
            limit=limit or None,
            offset=offset,
            marks=marks,
            facets=form == "people" and for_people() if facets is None else facets,
            **filters(context),
        )
        milliseconds = (perf_counter() - started) * 1000
    return show_result(context, result, form, milliseconds, offset)


def joined(words: list[str] | None) -> str:
    """The words of the command line as one query; of several, a field's value with blanks stays together."""
    from danvan_cli.search.grammar import kept_together

    typed = [unicode(word) for word in words or []]
    return " ".join(map(kept_together, typed) if len(typed) > 1 else typed)


def show_result(context: typer.Context, result: "Result", form: str, milliseconds: float, offset: int) -> int:
    """Print what was found, in a form, and what there is to say of it; the exit status."""
    _say_how_read(context, result.interpreted_as)
    _print(result, form, milliseconds, offset)
    return _ended(context, result, result.hits)


def _ended(context: typer.Context, answer: "Result | IdList", found: Sequence[object]) -> int:
    """Say what was lacking; the exit status."""
    if answer.suggestion:
        lacking = _("Nothing holds all of: {words}. Did you mean: {suggestion}?")
        note(context, lacking.format(words=answer.query, suggestion=answer.suggestion))
    elif not found:
        note(context, _nothing(answer))
    return DONE if found else NOTHING


def _say_how_read(context: typer.Context, interpreted_as: str | None) -> None:
    if interpreted_as:
        note(context, _("Searched for: {words}").format(words=interpreted_as))


def _print_count(context: typer.Context, counted: "Counted") -> int:
    _say_how_read(context, counted.interpreted_as)
    typer.echo(counted.count)
    return DONE if counted.count else NOTHING


def _nothing(answer: "Result | IdList") -> str:
    if answer.total.count:
        return _("Only {number} articles; --offset is too high.").format(number=answer.total.count)
    if answer.query.strip():
        return _("Nothing holds all of: {words}").format(words=answer.query)
    return _("No article passes these filters.")


def _print(result: "Result", form: str, milliseconds: float, offset: int) -> None:
    from danvan_cli.output import records

    match form:
        case "json":
            records.write_json(result)
        case "jsonl":
            records.write_json_lines(records.records(result.hits))
        case _ if for_people():
            from danvan_cli.output.search import show_hits

            show_hits(result, milliseconds, offset)
        case _:
            records.write_lines(records.hit_rows(result))
            records.write_lines(records.facet_rows(result))


def _print_ids(context: typer.Context, listed: "IdList", end: str) -> int:
    from danvan_cli.output.records import write_ids

    _say_how_read(context, listed.interpreted_as)
    write_ids(listed, end)
    return _ended(context, listed, listed.ids)


def _print_quotes(context: typer.Context, quotes: "Quotes", form: str) -> int:
    from danvan_cli.output import records

    _say_how_read(context, quotes.interpreted_as)
    if form == "json":
        records.write_json(quotes)
    elif form == "jsonl":
        records.write_json_lines(records.records(quotes.quotes))
    elif for_people():
        from danvan_cli.output.search import show_quotes

        show_quotes(quotes)
    else:
        records.write_lines(records.quote_rows(quotes))
    if not quotes.quotes:
        nothing = (
            _("Nothing holds all of: {words}") if quotes.query.strip() else _("Say which words the sentences hold.")
        )
        note(context, nothing.format(words=quotes.query))
    return DONE if quotes.quotes else NOTHING


def _print_explanation(explanation: "Explanation", form: str) -> int:
    from danvan_cli.output import records

    if form in ("json", "jsonl"):
        records.write_json(explanation)
    elif for_people():
        from danvan_cli.output.search import show_explanation

        show_explanation(explanation)
    else:
        records.write_lines(records.explanation_rows(explanation))
    return DONE if explanation.total.count else NOTHING
