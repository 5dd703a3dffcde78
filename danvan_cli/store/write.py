"""Writing articles: one row of source, article, fact and mention each."""

from collections.abc import Container, Mapping, Sequence

from danvan_cli.answers.ledger import Outcome
from danvan_cli.models import Document
from danvan_cli.store import families, ledger, read
from danvan_cli.store.compression import compressed, decompressed, needs_text
from danvan_cli.store.connection import Connection
from danvan_cli.store.docids import docid_for
from danvan_cli.store.facts import Entity, Fact
from danvan_cli.store.index import unindex
from danvan_cli.store.moments import now
from danvan_cli.store.rows import Rows, same
from danvan_cli.text.words import padded


def known(connection: Connection, document: Document) -> int:
    """The article that these bytes are, 0 for none: also where another version has replaced them."""
    query = (
        "SELECT number FROM source AS held "
        "JOIN article ON article.number = held.article JOIN source AS current ON current.id = article.source "
        "WHERE held.sha256 = ? "
        "AND (current.id = held.id OR held.location IS NULL OR current.location IS NOT held.location)"
    )
    row = connection.execute(query, (bytes.fromhex(document.source.sha256),)).fetchone()
    return int(row[0]) if row else 0


def add(
    connection: Connection, document: Document, rows: Rows, extractor: str, unindexed: Container[int]
) -> tuple[Outcome, int]:
    """Put an article in, within the caller's transaction; what became of it, and its number.

    Same bytes: unchanged. New bytes from the same location: the article is updated, unless others share it. The text of
    another article: its source is added to that one (duplicate). The index is left to store.index; `unindexed`: what
    waits for it. DanvanError where there is no room for another article of its day.
    """
    if held := known(connection, document):
        return "unchanged", held
    number = _at(connection, document.location)
    if number and not _is_shared(connection, number, document.location):
        rewrite(connection, number, rows, extractor, indexed=number not in unindexed)
        source = _add_source(connection, document, number, rows.text)
        connection.execute("UPDATE article SET source = ? WHERE number = ?", (source, number))
        return "updated", number
    if twin := _twin(connection, rows):
        _add_source(connection, document, twin, _text(connection, twin))
        return "duplicate", twin
    columns = _columns(connection, rows, extractor)
    source = _add_source(connection, document, None, rows.text)
    number = _insert(connection, rows.facts, columns | {"source": source})
    connection.execute("UPDATE source SET article = ? WHERE id = ?", (number, source))
    return "added", number


def rewrite(connection: Connection, number: int, rows: Rows, extractor: str, *, indexed: bool) -> None:
    """Write an article anew, within the caller's transaction; the index, where it is `indexed`, forgets it.

    DanvanError where there is no room for another article of its day.
    """
    columns = _columns(connection, rows, extractor, number)
    families.leave(connection, number)
    _unpack_sources(connection, number)
    _replace(connection, number, rows.facts, columns, indexed=indexed)


def _at(connection: Connection, location: str | None) -> int:
    """The number of the article that came from a location, 0 for none."""
    query = "SELECT article FROM source WHERE location = ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(query, (location,)).fetchone()
    return int(row[0]) if row else 0


def _is_shared(connection: Connection, number: int, location: str | None) -> bool:
    """Whether an article's text also came from elsewhere, and so must stay when it changes at one location."""
    query = "SELECT 1 FROM source WHERE article = ? AND location IS NOT ?"
    if connection.execute(query, (number, location)).fetchone():
        return True
    return ledger.is_elsewhere(connection, number, location)  # the same bytes are one source


def _twin(connection: Connection, rows: Rows) -> int:
    """The number of an article with the same text, 0 for none."""
    query = "SELECT number, text FROM article WHERE fingerprint = ?"
    alike = connection.execute(query, (rows.fingerprint,)).fetchall()
    return next((int(number) for number, text in alike if same(text) == same(rows.text)), 0)


def _text(connection: Connection, number: int) -> str:
    return str(connection.execute("SELECT text FROM article WHERE number = ?", (number,)).fetchone()[0])


def _unpack_sources(connection: Connection, number: int) -> None:
    """Make the sources of an article independent of its text, which is about to change."""
    text = _text(connection, number)
    for source, content in connection.execute("SELECT id, content FROM source WHERE article = ?", (number,)).fetchall():
        if needs_text(content):
            again = compressed(decompressed(content, text))
            connection.execute("UPDATE source SET content = ? WHERE id = ?", (again, source))


def _add_source(connection: Connection, document: Document, article: int | None, text: str) -> int:
    """The id of the source of these bytes; where they are an earlier version of something, that is what they become.

    text: that of the article.
    """
    source = document.source
    columns = {
        "article": article,
        "uri": source.uri,
        "location": document.location,
        "site": _site(connection, document.site),
        "sha256": bytes.fromhex(source.sha256),
        "format": source.format,
        "encoding": source.encoding,
        "ingested": now(),
        "content": compressed(document.content, text),
    }
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    moved = ("article", "uri", "location", "site", "format", "encoding", "content")
    set_anew = ", ".join(f"{name} = excluded.{name}" for name in moved)
    query = f"INSERT INTO source ({names}) VALUES ({places}) ON CONFLICT (sha256) DO UPDATE SET {set_anew} RETURNING id"
    return int(connection.execute(query, tuple(columns.values())).fetchone()[0])


def _site(connection: Connection, name: str) -> int:
    if row := connection.execute("SELECT id FROM site WHERE name = ?", (name,)).fetchone():
        return int(row[0])
    return _inserted(connection, "site", {"name": name, "folded": padded(name)})


def _insert(connection: Connection, facts: Sequence[Fact], columns: Mapping[str, object]) -> int:
    number = _inserted(connection, "article", columns)
    _add_facts(connection, number, facts)
    return number


def _inserted(connection: Connection, table: str, columns: Mapping[str, object]) -> int:
    """The id of a new row."""
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(columns.values()))
    return int(cursor.lastrowid or 0)


def _replace(
    connection: Connection, number: int, facts: Sequence[Fact], columns: Mapping[str, object], *, indexed: bool
) -> None:
    if indexed:
        unindex(connection, number)
    connection.execute("DELETE FROM fact WHERE article = ?", (number,))
    settings = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE article SET {settings} WHERE number = ?", (*columns.values(), number))
    _add_facts(connection, number, facts)


def _columns(connection: Connection, rows: Rows, extractor: str, number: int | None = None) -> dict[str, object]:
    """What the table says of an article; number: that of one which is there already."""
    held = number and read.docid(connection, number)
    return {
        "docid": docid_for(connection, rows.published or rows.event, held or None),
        "title": rows.title,
        "body": rows.body,
        "published": rows.published,
        "event": rows.event,
        "byline": rows.byline,
        "fingerprint": rows.fingerprint,
        "extractor": extractor,
    }


def _add_facts(connection: Connection, number: int, facts: Sequence[Fact]) -> None:
    rows = [(number, f.kind, f.rank, f.entity and _entity(connection, f.entity), f.value) for f in facts]
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", rows)
    mentions = [(number, f.kind, f.rank, *span) for f in facts for span in f.spans]
    connection.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?)", mentions)


def _entity(connection: Connection, entity: Entity) -> int:
    query = f"SELECT id FROM {entity.table} WHERE key = ?"
    if row := connection.execute(query, (entity.columns["key"],)).fetchone():
        return int(row[0])
    return _inserted(connection, entity.table, entity.columns)
