"""danvan correct and danvan journal: what people say of an article, and what they said"""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.settings import changing, for_people, note, reading, unicode
from danvan_cli.messages import _
from danvan_cli.statuses import DONE, NOTHING

NONE = "none"
ID = Annotated[int, typer.Argument(metavar="ID", help=_("The article's number."))]
DATE = _("The day, month or year when {it}; none: it is not known.")
PROVINCE = _("The province that it is about; none: it is about none.")

app = typer.Typer(rich_markup_mode=None)


def _date(it: str) -> object:
    return typer.Option(metavar="DATE", help=DATE.format(it=it))


@app.command(help=_("Correct what danvan read wrong; a correction also holds for later versions of the article."))
def correct(
    context: typer.Context,
    id: ID,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Its title."))] = None,
    published: Annotated[str | None, _date(_("it was published"))] = None,
    event: Annotated[str | None, _date(_("what it reports took place"))] = None,
    province: Annotated[str | None, typer.Option(metavar="NAME", help=PROVINCE)] = None,
    withdraw: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help=_("Take back what was said of this field."))
    ] = None,
    json: options.Json = False,
) -> int:
    typed = {"title": title, "published": published, "event": event, "province": province}
    said = {field: unicode(value) for field, value in typed.items() if value is not None}
    said = {field: "" if value.casefold() == NONE and field != "title" else value for field, value in said.items()}
    with changing(context) as archive:
        known = len(archive.journal(id))
        article = archive.correct(id, withdraw=tuple(withdraw or ()), **said)
        changes = archive.journal(id)[known:]
    if json:
        from danvan_cli.output.records import write_json

        write_json(article)
        return DONE
    from danvan_cli.output.records import change_rows, write_lines

    write_lines(change_rows(changes))
    note(context, _("See it with: danvan show {id}").format(id=id))
    return DONE


@app.command(help=_("List the corrections that people made, oldest first."))
def journal(
    context: typer.Context,
    id: Annotated[int | None, typer.Argument(metavar="[ID]", help=_("Only of this article."))] = None,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> int:
    with reading(context) as archive:
        found = archive.journal(id)
    if for_people(json, jsonl):
        from danvan_cli.output.terminal import show_journal

        show_journal(found)
    else:
        from danvan_cli.output.records import change_rows, write_answers

        write_answers("changes", found, change_rows(found), json=json, jsonl=jsonl)
    if not found:
        note(context, _("Nothing was corrected. Correct an article with: danvan correct ID --province NAME"))
    return DONE if found else NOTHING
