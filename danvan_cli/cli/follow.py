"""danvan follow: feeds and sitemaps whose new pages are taken in"""

from functools import partial
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.ingest import progress, show_outcomes
from danvan_cli.cli.settings import changing, for_people, note, reading, unicode, writing
from danvan_cli.messages import _, in_words
from danvan_cli.statuses import DONE, NOTHING

Address = Annotated[str, typer.Argument(metavar="URL", help=_("The address of a feed, a sitemap or a home page."))]
One = Annotated[str | None, typer.Argument(metavar="[URL]", help=_("One followed address; else all."))]
LIMIT = _("So many pages at most of each address, the newest first; 0 for all.")
Limit = Annotated[int, typer.Option(min=0, max=options.MOST, metavar="N", help=LIMIT)]

NONE = _("Nothing is followed. Follow a site with: danvan follow add URL")

app = typer.Typer(rich_markup_mode=None)
follow = typer.Typer(help=_("Follow feeds and sitemaps, and take in the pages that are new."), rich_markup_mode=None)
app.add_typer(follow, name="follow")


@follow.command(help=_("Follow a feed or sitemap, or the feed that a page links to; nothing is taken in yet."))
def add(
    context: typer.Context,
    address: Address,
    allow_private: options.AllowPrivate = False,
    pause: options.Pause = 1.0,
) -> int:
    with writing(context) as archive:
        found = archive.follow(unicode(address), allow_private=allow_private, pause=pause)
    followed = found.followed
    note(context, _("Following the {kind} {address}").format(kind=in_words(followed.kind), address=followed.address))
    if found.others:
        note(context, _("There is more to follow: {others}").format(others=", ".join(found.others)))
    note(context, _("Take in its pages with: danvan follow run"))
    return DONE


@follow.command(help=_("Take in the new pages of what is followed, as far as each site's robots.txt allows."))
def run(
    context: typer.Context,
    address: One = None,
    limit: Limit = 100,
    allow_private: options.AllowPrivate = False,
    pause: options.Pause = 1.0,
    json: options.Json = False,
) -> int:
    with changing(context) as archive, progress(context) as say:
        visits = archive.run_followed(
            address and unicode(address),
            limit=limit or None,
            progress=say,
            waiting=partial(note, context),
            allow_private=allow_private,
            pause=pause,
        )
    for visit in visits.visits:
        if visit.left:
            message = _("{address}: {left} or more pages wait for the next run").format(
                address=visit.address, left=visit.left
            )
            note(context, message)
    if not visits.visits and not visits.inputs:
        note(context, NONE)
    return show_outcomes(visits, json=json)


@follow.command("list", help=_("List what is followed."))
def list_(context: typer.Context, json: options.Json = False, jsonl: options.JsonLines = False) -> int:
    with reading(context) as archive:
        followed = archive.followed()
    if for_people(json, jsonl):
        from danvan_cli.output.terminal import show_followed

        show_followed(followed)
    else:
        from danvan_cli.output.records import followed_rows, write_answers

        write_answers("followed", followed, followed_rows(followed), json=json, jsonl=jsonl)
    if not followed:
        note(context, NONE)
    return DONE if followed else NOTHING


@follow.command(help=_("Follow an address no more; no article is touched."))
def remove(context: typer.Context, address: Address) -> int:
    with changing(context) as archive:
        archive.unfollow(unicode(address))
    return DONE
