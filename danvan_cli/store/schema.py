"""Creating an archive's tables and bringing an older archive up to date."""

import os
import sqlite3
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.errors import BadArchive
from danvan_cli.messages import _
from danvan_cli.resources import migrations
from danvan_cli.store.connection import Connection
from danvan_cli.store.index import catch_up, is_behind
from danvan_cli.store.turns import alone

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


PAGE_SIZE = 16384


def is_old(connection: Connection, path: Path) -> bool:
    """Whether the archive lacks steps of its schema, or its index was not finished after one."""
    return bool(pending(connection, path)) or is_behind(connection)


def pending(connection: Connection, path: Path) -> list[str]:
    """The names of the steps that the archive still lacks; all of them for an empty file.

    BadArchive where the file belongs to another program or to a newer danvan.
    """
    known = sorted(step.stem for step in migrations().glob("[0-9]*.sql"))
    applied = _applied(connection, path)
    newer = applied - set(known)
    if newer:
        raise BadArchive(
            _("{path} was written by a newer danvan (it has {step}). Update danvan: pipx upgrade danvan").format(
                path=path, step=max(newer)
            )
        )
    return [step for step in known if step not in applied]


def _applied(connection: Connection, path: Path) -> set[str]:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        return set()
    if "_sqlite_migrations" in tables:
        rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'danvan'").fetchall()
        if rows:
            return {name for (name,) in rows}
    raise BadArchive(_("{path} is not a danvan archive. Name another file with --db.").format(path=path))


def create(path: Path) -> None:
    """Make an empty archive where there is no file yet; of several processes that do so at once one succeeds.

    It is made beside the path and appears whole or not at all.
    """
    if path.exists():
        return
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    connection = sqlite3.connect(unfinished, isolation_level=None)
    try:
        _fill(connection)
        connection.close()
        _place(unfinished, path)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)


def _fill(connection: Connection) -> None:
    """Make an empty file an archive."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA auto_vacuum = incremental")  # what merging the indexes frees is given back
    _steps().apply(_database(connection))
    connection.execute("PRAGMA journal_mode = wal")


def _place(unfinished: Path, path: Path) -> None:
    """Give a finished file its name, unless another process was faster."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        with alone(path):
            if not path.exists():
                unfinished.rename(path)


def migrate(connection: Connection, path: Path) -> None:
    """Apply the pending steps, after a copy of the archive was made beside it, and index what then waits for it.

    An empty file becomes an archive.
    """
    steps = pending(connection, path)
    if steps and not _applied(connection, path):
        _fill(connection)
    elif steps:
        _copy(connection, path, steps[0])
        _steps().apply(_database(connection))
    catch_up(connection)


def _database(connection: Connection) -> "Database":
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False, execute_plugins=False)


def _copy(connection: Connection, path: Path, step: str) -> None:
    """Make a copy of the archive as it was before a step, beside it, under a name that is free."""
    names = chain([f"{path.name}.before-{step}"], (f"{path.name}.before-{step}-{again}" for again in count(2)))
    copy = next(copy for copy in map(path.with_name, names) if not copy.exists())
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    target = sqlite3.connect(unfinished)
    with target:
        connection.backup(target)
    target.close()
    unfinished.rename(copy)


def _steps() -> "Migrations":
    """The migration set of migrations/migrations.py."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("danvan_migrations", migrations() / "migrations.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(migrations())
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    steps: Migrations = module.migrations
    return steps
