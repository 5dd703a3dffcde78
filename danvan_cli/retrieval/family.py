"""The family of an article: its reprints, which of them was first, and in what the others differ from it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from danvan_cli.answers.family import Difference, Family, Reprint
from danvan_cli.store import families, read
from danvan_cli.store.connection import Connection
from danvan_cli.store.read import Row
from danvan_cli.text.letters import plain

LONGEST = 5_000  # words of a text that are compared
MOST = 50  # differences that are told
UNDATED = "9999"  # behind all dates


def family(connection: Connection, number: int) -> Family:
    """The articles of an article's family, the first one first."""
    docids = [docid for one in families.members(connection, number) if (docid := read.docid(connection, one))]
    rows = sorted(read.rows(connection, docids), key=lambda row: (row.date or UNDATED, row.number))
    uris = read.uris(connection, [row.number for row in rows])
    return Family(id=number, articles=tuple(_reprint(row, rows[0], uris[row.number]) for row in rows))


def _reprint(row: Row, first: Row, uri: str) -> Reprint:
    differences = () if row is first else tuple(_differences(first.text.split(), row.text.split()))
    return Reprint(id=row.number, title=row.title, date=row.date, source=uri, differences=differences[:MOST])


def _differences(first: Sequence[str], other: Sequence[str]) -> Iterator[Difference]:
    """Runs of words in place of others; case and the place of tone marks do not count."""
    words, others = ([plain(word) for word in text[:LONGEST]] for text in (first, other))
    for tag, i, j, k, m in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Difference(left_out=" ".join(first[i:j]), added=" ".join(other[k:m]))
