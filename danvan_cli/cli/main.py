"""The program: its commands, the options that hold for all of them, and the one place where errors are caught."""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from danvan_cli.cli.settings import Settings, default_db
from danvan_cli.errors import DanvanError
from danvan_cli.interrupts import interruptible
from danvan_cli.messages import _
from danvan_cli.output.values import printable
from danvan_cli.statuses import DONE, INTERRUPTED, USAGE
from danvan_cli.version import __version__

LONGEST = 500  # characters of an error


PLACES = {  # modules of danvan_cli.cli, by their commands in the order of the help
    "ingest": "ingest",
    "ledger": "ledger",
    "family": "checking",
    "verify": "checking",
    "dump": "checking",
    "follow": "follow",
    "search": "search",
    "list": "search",
    "show": "show",
    "similar": "similar",
    "why": "why",
    "correct": "correct",
    "journal": "correct",
    "stats": "stats",
    "saved": "saved",
    "news": "saved",
    "extract": "extract",
    "export": "export",
}


class Commands(Mapping[str, Any]):
    """The commands of Typer by name, each made when it is asked for: to make all takes a fifth of a search."""

    def __getitem__(self, name: str) -> Any:
        return _command(name)

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


@cache
def _command(name: str) -> Any:
    """The command, imported; KeyError where there is none."""
    return get_group(import_module(f"danvan_cli.cli.{PLACES[name]}").app).commands[name]


class Group(TyperGroup):
    """Commands whose common options may stand before or after the command's name."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = Commands()  # type: ignore[assignment]

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Move the common options to the front; behind "--" everything stays."""
        front: list[str] = []
        rest: list[str] = []
        words = iter(args)
        for word in words:
            if word == "--":
                rest += [word, *words]
            elif word in ("--quiet", "-q", "--debug") or word.startswith("--db="):
                front.append(word)
            elif word == "--db":
                value = next(words, None)
                if value is None:  # Typer says that it lacks its value
                    return super().parse_args(ctx, [word])
                front += [word, value]
            else:
                rest.append(word)
        return super().parse_args(ctx, front + rest)


app = typer.Typer(
    name="danvan",
    cls=Group,
    help=_("Archive and search of Vietnamese press articles about công tác dân vận."),
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_(
        "Exit status: 0 done; 1 nothing found; 2 wrong usage or no archive; 3 some inputs failed; 4 damaged or newer "
        "archive; 5 locked archive; 130 interrupted."
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"danvan {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    db: Annotated[
        Path | None,
        typer.Option(envvar="DANVAN_DB", metavar="PATH", help=_("The archive; else that of the user.")),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("No notes and no progress."))] = False,
    debug: Annotated[bool, typer.Option("--debug", help=_("Show where an error arose."))] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Show the version."))
    ] = False,
) -> None:
    context.obj = Settings(db=db or default_db(), quiet=quiet)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line and exit with its status."""
    _open_streams()
    try:
        with interruptible():
            status = app(prog_name="danvan", standalone_mode=False)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except SystemExit:  # Typer's answer to a reader of the pipe that has left
        status = DONE
    except Exception as error:
        status = _failed(error)
    if status == INTERRUPTED:
        sys.stderr.write(_("Interrupted. What was done is kept; run the same command again to go on.") + "\n")
    sys.exit(status if isinstance(status, int) else DONE)


def _failed(error: Exception) -> int:
    """Say in one line what went wrong; the exit status."""
    if "--debug" in sys.argv:
        raise error
    match error:
        case typer.TyperException():
            message = _with_a_way_on(error)
        case OSError(filename=None):
            message = _("The output cannot be written: {reason}.").format(reason=error.strerror or error)
        case DanvanError() | OSError():
            message = str(error)
        case _:
            fault = f"{type(error).__name__}: {error}"
            message = _("A fault of danvan: {fault}. See where with --debug, and please report it.").format(fault=fault)
    sys.stderr.write(printable(" ".join(message.split()))[:LONGEST] + "\n")
    return error.status if isinstance(error, DanvanError) else USAGE


def _with_a_way_on(error: typer.TyperException) -> str:
    """What Typer says of wrong usage; where it proposes nothing, with the command that tells the right one."""
    message, context = error.format_message(), getattr(error, "ctx", None)
    if context is None or message.endswith("?"):
        return message
    return _("{message}. See: {command} --help").format(message=message.rstrip("."), command=context.command_path)


def _open_streams() -> None:
    """Streams that speak UTF-8 whatever the console's code page is; a closed one leads nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
