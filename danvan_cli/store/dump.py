"""All that an archive holds of articles and sources, in a stable form: two archives are equal where these are."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from danvan_cli.store import families, journal, read
from danvan_cli.store.connection import Connection


def dump(connection: Connection) -> Iterator[dict[str, Any]]:
    """Each article by its number: text, facts, family, corrections, and all its sources but when they came."""
    for (number,) in connection.execute("SELECT number FROM article ORDER BY number").fetchall():
        article = read.article(connection, number)
        if article:
            kin = families.members(connection, number)
            said = {"corrections": journal.corrections(connection, number)}
            yield asdict(article) | {"sources": list(_sources(connection, number)), "family": min(kin)} | said


def _sources(connection: Connection, number: int) -> Iterator[dict[str, Any]]:
    query = (
        "SELECT uri, location, site.name, lower(hex(sha256)), format, encoding FROM source "
        "JOIN site ON site.id = source.site WHERE article = ? ORDER BY source.id"
    )
    for uri, location, site, sha256, format, encoding in connection.execute(query, (number,)):
        yield {
            "uri": uri, "location": location, "site": site, "sha256": sha256, "format": format, "encoding": encoding
        }  # fmt: skip
