"""The journal of what people changed: a row a change; the last one of a field is the correction that holds."""

from collections.abc import Mapping

from danvan_cli.answers.journal import Change
from danvan_cli.store.connection import Connection
from danvan_cli.store.moments import now


def note(connection: Connection, number: int, changes: Mapping[str, str | None]) -> None:
    """Note what was said of fields of an article, within the caller's transaction; None withdraws what was said."""
    made = now()
    rows = [(number, field, value, made) for field, value in changes.items()]
    connection.executemany("INSERT INTO journal (article, field, value, made) VALUES (?, ?, ?, ?)", rows)


def corrections(connection: Connection, number: int) -> dict[str, str]:
    """The corrections of an article that hold, by field."""
    last = {change.field: change.value for change in changes(connection, number)}
    return {field: value for field, value in last.items() if value is not None}


def changes(connection: Connection, number: int | None = None) -> list[Change]:
    """All changes of one article, or of all, in the order in which they were made."""
    chosen, values = ("", ()) if number is None else ("WHERE article = ?", (number,))
    rows = connection.execute(f"SELECT article, field, value, made FROM journal {chosen} ORDER BY id", values)
    return [Change(article=article, field=field, value=value, made=made) for article, field, value, made in rows]
