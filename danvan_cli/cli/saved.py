"""danvan saved, and danvan news: searches that are kept, and what came in for them"""

from time import perf_counter
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.search import Words, joined, show_result
from danvan_cli.cli.settings import changing, filters, for_people, note, reading, unicode
from danvan_cli.messages import _, ngettext
from danvan_cli.statuses import DONE, NOTHING

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The name of the saved search."))]
KEEP = _("Show the same articles again the next time.")
Keep = Annotated[bool, typer.Option("--keep", help=KEEP)]

app = typer.Typer(rich_markup_mode=None)
saved = typer.Typer(help=_("Keep searches, run them again, and see what is new to them."), rich_markup_mode=None)
app.add_typer(saved, name="saved")


@saved.command(cls=options.Query, help=_("Keep a search under a name; what is in the archive now is no news to it."))
def add(
    context: typer.Context,
    name: Name,
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
) -> int:
    with changing(context) as archive:
        archive.save(unicode(name), joined(words), marks=marks, **filters(context))
    note(context, _('Saved. Run it with: danvan saved run "{name}"').format(name=name))
    return DONE


@saved.command(help=_("Run a saved search; what is in the archive now is no longer news to it."))
def run(
    context: typer.Context,
    name: Name,
    sort: options.Sort = "relevance",
    limit: options.Limit = 20,
    offset: options.Offset = 0,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    form = "jsonl" if jsonl else "json" if json else "people"
    facets = form == "people" and for_people()
    with changing(context) as archive:
        started, seen = perf_counter(), archive.last_number()
        result = archive.run_saved(unicode(name), sort=sort, limit=limit or None, offset=offset, facets=facets)
        status = show_result(context, result, form, (perf_counter() - started) * 1000, offset)
        archive.mark_seen({unicode(name): seen})
    return status


@saved.command("list", help=_("List the saved searches."))
def list_(context: typer.Context, json: options.Json = False, jsonl: options.JsonLines = False) -> int:
    with reading(context) as archive:
        found = archive.saved()
    if for_people(json, jsonl):
        from danvan_cli.output.search import show_saved

        show_saved(found)
    else:
        from danvan_cli.output.records import saved_rows, write_answers

        write_answers("saved", found, saved_rows(found), json=json, jsonl=jsonl)
    if not found:
        note(context, _none())
    return DONE if found else NOTHING


@saved.command(help=_("Forget a saved search; no article is touched."))
def remove(context: typer.Context, name: Name) -> int:
    with changing(context) as archive:
        archive.remove_saved(unicode(name))
    return DONE


@app.command(help=_("Show what came in for each saved search since it was last run, each article once."))
def news(
    context: typer.Context,
    limit: options.Limit = 0,
    keep: Keep = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) if keep else changing(context) as archive:
        found = archive.news(limit=limit or None)
        fresh = [one for one in found if one.result.hits]
        if for_people(json, jsonl):
            from danvan_cli.output.search import show_news

            show_news(fresh)
        else:
            from danvan_cli.output.records import news_rows, write_answers

            write_answers("news", fresh, news_rows(fresh), json=json, jsonl=jsonl)
        if not keep:
            archive.mark_seen({one.name: one.seen for one in found})
    if not fresh:
        note(context, _no_news(len(found)) if found else _none())
    return DONE if fresh else NOTHING


def _no_news(searches: int) -> str:
    message = ngettext("No news for {number} saved search.", "No news for {number} saved searches.", searches)
    return message.format(number=searches)


def _none() -> str:
    return _('No saved searches. Keep one with: danvan saved add NAME "dân vận khéo"')
