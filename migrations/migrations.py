"""The archive's schema, a numbered .sql file a step; `sqlite-utils migrate ARCHIVE migrations/` runs them too.

A step that was released is never edited: what changes gets a new step. Each runs in one transaction with the record
that it ran.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database, Migrations

migrations = Migrations("danvan")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: executescript() would end the transaction of the step."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def register(path: Path) -> None:
    """Make a file a step, named by its stem."""

    @migrations(name=path.stem)
    def step(db: Database) -> None:
        for statement in statements(path.read_text(encoding="utf-8")):
            db.execute(statement)


for file in sorted(Path(__file__).parent.glob("[0-9]*.sql")):
    register(file)
