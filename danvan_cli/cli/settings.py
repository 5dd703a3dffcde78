"""What holds for every command: the archive's path, how much is said, and the streams that it is said on."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import typer

from danvan_cli.errors import DanvanError, OldArchive
from danvan_cli.messages import _

if TYPE_CHECKING:
    from danvan_cli.archive import Archive
    from danvan_cli.retrieval.filters import Filters


LONGEST = 500  # characters of a note


class Settings(NamedTuple):
    """db: the archive's file. quiet: no notes and no progress."""

    db: Path
    quiet: bool


def settings(context: typer.Context) -> Settings:
    """The settings that the options before or after the command's name gave."""
    return cast("Settings", context.obj)


def default_db() -> Path:
    """The archive in the user's data folder."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "danvan" / "archive.db"


@contextmanager
def reading(context: typer.Context) -> Iterator["Archive"]:
    """The archive, opened to be read; an older one is brought up to date first."""
    import danvan_cli

    path = settings(context).db
    try:
        archive = danvan_cli.open(path, read_only=True)
    except OldArchive:
        danvan_cli.open(path).close()
        archive = danvan_cli.open(path, read_only=True)
    with archive:
        yield archive


@contextmanager
def writing(context: typer.Context) -> Iterator["Archive"]:
    """The archive, created where there is none."""
    import danvan_cli

    path = settings(context).db
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = _("No folder can be made at {path} ({error}). Name another file with --db.")
        raise DanvanError(message.format(path=path.parent, error=error.strerror)) from error
    with danvan_cli.open(path) as archive:
        yield archive


@contextmanager
def changing(context: typer.Context) -> Iterator["Archive"]:
    """The archive, opened to be written; NoArchive where there is none."""
    import danvan_cli

    with reading(context):
        pass
    with danvan_cli.open(settings(context).db) as archive:
        yield archive


def filters(context: typer.Context) -> "Filters":
    """The filters among the command's options: their parameters bear the filters' names."""
    from danvan_cli.retrieval.filters import Filters

    names = Filters.__annotations__
    given = {name: value for name, value in context.params.items() if name in names}
    read = {name: unicode(value) if isinstance(value, str) else value for name, value in given.items()}
    return cast("Filters", read)


def unicode(value: str) -> str:
    """A word of the command line without bytes that are no UTF-8."""
    return value.encode("utf-8", "replace").decode("utf-8")


def for_people(*forms: bool) -> bool:
    """Whether people read the answer: on a terminal, where none of these forms for programs was asked for."""
    return sys.stdout.isatty() and not any(forms)


def note(context: typer.Context, message: str) -> None:
    """A line for people on standard error, unless they want quiet."""
    from danvan_cli.output.values import printable

    if not settings(context).quiet:
        sys.stderr.write(printable(message)[:LONGEST] + "\n")
