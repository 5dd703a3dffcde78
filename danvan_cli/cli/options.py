"""Options that several commands share."""

import re
from typing import Annotated, Literal

import typer
from typer.core import TyperCommand

from danvan_cli.messages import _

# What is left out; a letter of English may be an option, and a number the value of one.
LEFT_OUT = re.compile(r'-(?![A-Za-z]$|\d+$)[^\W_]|-["“„«(]')


class Query(TyperCommand):
    """A command whose words may bear a dash that leaves them out: -khéo is no option but NOT khéo."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the dash of a word as the operator."""
        end = args.index("--") if "--" in args else len(args)
        words = [part for word in args[:end] for part in (("NOT", word[1:]) if LEFT_OUT.match(word) else (word,))]
        return super().parse_args(ctx, words + args[end:])


def _text(metavar: str, help: str, name: str | None = None) -> object:
    return typer.Option(*([name] if name else []), metavar=metavar, help=help)


PROVINCE = _("Written about this province; marks do not matter, “TP.HCM” is understood.")
DISTRICT = _("Written about this district, as there were until June 2025.")
PERSON = _("Someone of this name, or part of a name, acts in it.")
DIRECTIVE = _("Cites this document: 25-NQ/TW, “nq 25”, “Chỉ thị 22”.")
SOURCE = _("Came from this site or folder, or from a path or address with this text.")
SINCE = _("Not before: 2020, 2020-05, 28/5/2020.")
UNTIL = _("Not after; 2020 ends on 31 December.")
DATE = _("In this year, month or day, or in 2019..2020.")

Province = Annotated[str | None, _text("NAME", PROVINCE)]
District = Annotated[str | None, _text("NAME", DISTRICT)]
Person = Annotated[str | None, _text("NAME", PERSON)]
Directive = Annotated[str | None, _text("SYMBOL", DIRECTIVE)]
Source = Annotated[str | None, _text("TEXT", SOURCE)]
Since = Annotated[str | None, _text("DATE", SINCE, "--from")]
Until = Annotated[str | None, _text("DATE", UNTIL, "--to")]
Date = Annotated[str | None, _text("DATE", DATE)]

AS_OF = _("Take provinces as they stand on this day; “today” joins what was merged in July 2025.")
AsOf = Annotated[str | None, _text("DATE", AS_OF, "--as-of")]

Order = Literal["relevance", "newest", "oldest"]
Sort = Annotated[Order, typer.Option("--sort", help=_("The order of the articles."))]
Same = Literal["prefer", "exact", "ignore"]
MARKS = _("prefer: the same marks come first; exact: they are required; ignore: they do not matter.")
Marks = Annotated[Same, typer.Option("--marks", help=MARKS)]
MOST = 1_000_000_000
Limit = Annotated[int, typer.Option(min=0, max=MOST, metavar="N", help=_("So many at most; 0 for all."))]
Offset = Annotated[int, typer.Option(min=0, max=MOST, metavar="N", help=_("Leave out the first N."))]
PRIVATE = _("Fetch from private networks, too: an intranet, this machine.")
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help=PRIVATE)]
PAUSE = _("Seconds between two requests to one site.")
Pause = Annotated[float, typer.Option(min=0, max=3600, metavar="SECONDS", help=PAUSE)]
UNIQUE = _("Of the reprints of one text only the earliest.")
Unique = Annotated[bool, typer.Option("--unique", help=UNIQUE)]
Json = Annotated[bool, typer.Option("--json", help=_("One JSON document."))]
JsonLines = Annotated[bool, typer.Option("--jsonl", help=_("One JSON object a line."))]
