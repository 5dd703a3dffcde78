"""Reading articles back."""

import json
import zlib
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from danvan_cli.errors import BadArchive
from danvan_cli.messages import _
from danvan_cli.spans import Span
from danvan_cli.store.compression import decompressed
from danvan_cli.store.connection import Connection

if TYPE_CHECKING:
    from danvan_cli.models import Article


Found = TypeVar("Found")

LARGEST = 1 << 63  # SQLite has no larger numbers


class Row(NamedTuple):
    """What ranking and a list of hits need of an article."""

    docid: int
    number: int
    title: str
    text: str
    published: str | None
    event: str | None

    @property
    def date(self) -> str | None:
        """Published, else event."""
        return self.published or self.event

    @property
    def body(self) -> str:
        """The text behind the title."""
        return self.text[len(self.title) :].lstrip("\n") if self.title else self.text


def rows(connection: Connection, docids: Sequence[int]) -> list[Row]:
    """The rows of docids that the index gave, in their order."""
    query = (
        "SELECT docid, number, title, text, published, event FROM article "
        "WHERE docid IN (SELECT value FROM json_each(?))"
    )
    return _in_order({row[0]: Row(*row) for row in connection.execute(query, (json.dumps(docids),))}, docids)


def numbers_of(connection: Connection, docids: Sequence[int]) -> list[int]:
    """The numbers of the articles of docids that the index gave, in their order."""
    query = "SELECT docid, number FROM article WHERE docid IN (SELECT value FROM json_each(?))"
    return _in_order(dict(connection.execute(query, (json.dumps(docids),)).fetchall()), docids)


def _in_order(found: Mapping[int, Found], docids: Sequence[int]) -> list[Found]:
    if len(found) < len(set(docids)):
        raise BadArchive(_("The index names an article that is not there. Restore a copy, or ingest again."))
    return [found[docid] for docid in docids]


def filter_words(connection: Connection, docids: Sequence[int]) -> dict[int, str]:
    """The words that articles are filtered by, between blanks, by their docids."""
    query = "SELECT docid, words FROM article_filters WHERE docid IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(query, (json.dumps(docids),)).fetchall())


def docid(connection: Connection, number: int) -> int | None:
    """The docid of an article, None where there is none of that number."""
    if not 0 < number < LARGEST:
        return None
    found = connection.execute("SELECT docid FROM article WHERE number = ?", (number,)).fetchone()
    return int(found[0]) if found else None


def uris(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The paths or addresses that articles came from, by their numbers."""
    query = (
        "SELECT number, uri FROM article JOIN source ON source.id = article.source "
        "WHERE number IN (SELECT value FROM json_each(?))"
    )
    return dict(connection.execute(query, (json.dumps(numbers),)).fetchall())


def provinces(connection: Connection, number: int) -> tuple[str, ...]:
    """The names of an article's provinces, best first."""
    query = (
        "SELECT unit.label FROM fact JOIN unit ON unit.id = fact.entity "
        "WHERE fact.article = ? AND fact.kind = 'province' ORDER BY fact.rank"
    )
    return tuple(label for (label,) in connection.execute(query, (number,)))


def event_year(connection: Connection, number: int) -> Literal["stated", "inferred"] | None:
    """Whether the year of an article's event is "stated" or "inferred"."""
    query = "SELECT value ->> 'year' FROM fact WHERE article = ? AND kind = 'event'"
    found = connection.execute(query, (number,)).fetchone()
    return found[0] if found else None


def article(connection: Connection, number: int) -> "Article | None":
    """An article with all its facts, None where there is none of that number."""
    from danvan_cli.models import Article, Source
    from danvan_cli.store.facts import restored

    if not 0 < number < LARGEST:
        return None
    query = (
        "SELECT article.title, article.text, article.byline, uri, lower(hex(sha256)), format, encoding "
        "FROM article JOIN source ON source.id = article.source WHERE number = ?"
    )
    found = connection.execute(query, (number,)).fetchone()
    if found is None:
        return None
    title, text, byline, uri, sha256, format, encoding = found
    source = Source(uri=uri, sha256=sha256, format=format, encoding=encoding)
    facts = restored(_facts(connection, number))
    return Article(id=number, source=source, title=title, text=text, byline=byline, **facts)


def _facts(connection: Connection, number: int) -> list[tuple[str, str, list[Span]]]:
    """(kind, value, spans) of an article's facts, by kind and rank."""
    query = (
        'SELECT kind, rank, value, start, "end" FROM fact LEFT JOIN mention USING (article, kind, rank) '
        "WHERE article = ? ORDER BY kind, rank, start"
    )
    grouped = groupby(connection.execute(query, (number,)), key=lambda found: found[:3])
    return [
        (kind, value, [Span(start, end) for *_, start, end in mentions if start is not None])
        for (kind, _rank, value), mentions in grouped
    ]


def content(connection: Connection, number: int) -> bytes | None:
    """The bytes that an article was read from, None where there is no such article."""
    if not 0 < number < LARGEST:
        return None
    query = "SELECT content, text FROM source JOIN article ON source.id = article.source WHERE number = ?"
    found = connection.execute(query, (number,)).fetchone()
    return _decompressed(found[0], found[1], number) if found else None


def _decompressed(content: bytes, text: str, number: int) -> bytes:
    try:
        return decompressed(content, text)
    except zlib.error as error:
        raise BadArchive(
            _("The bytes of article {number} are damaged ({error}).").format(number=number, error=error)
        ) from error


class Version(NamedTuple):
    """Bytes that an article was read from at one place, at one time."""

    uri: str
    format: str
    encoding: str | None
    content: bytes


def current(connection: Connection, number: int) -> Version:
    """What an article, which must be there, is read from now."""
    query = (
        "SELECT uri, format, encoding, content, text FROM article "
        "JOIN source ON source.id = article.source WHERE number = ?"
    )
    uri, format, encoding, content, text = connection.execute(query, (number,)).fetchone()
    return Version(uri, format, encoding, _decompressed(content, text, number))


def versions(connection: Connection, number: int) -> list[Version]:
    """What came from the place that an article is from, the oldest first."""
    query = (
        "SELECT held.uri, held.format, held.encoding, held.content, text FROM article "
        "JOIN source AS current ON current.id = article.source "
        "JOIN source AS held ON held.article = article.number AND held.location IS current.location "
        "WHERE number = ? AND (current.location IS NOT NULL OR held.id = current.id) ORDER BY held.id"
    )
    if not 0 < number < LARGEST:
        return []
    return [
        Version(uri, format, encoding, _decompressed(content, text, number))
        for uri, format, encoding, content, text in connection.execute(query, (number,))
    ]


def numbers(connection: Connection) -> tuple[int, int] | None:
    """The lowest and the highest number of an article, None in an empty archive."""
    # One subquery each: SQLite goes to an end of the table for one of them, but reads all of it for both.
    query = "SELECT (SELECT min(number) FROM article), (SELECT max(number) FROM article)"
    low, high = connection.execute(query).fetchone()
    return None if low is None else (low, high)
