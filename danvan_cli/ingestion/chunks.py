"""Documents in chunks: what is handed on at once, to be extracted and written."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import NamedTuple

from danvan_cli.ingestion.inputs import Found
from danvan_cli.models import Document
from danvan_cli.store import write
from danvan_cli.store.connection import Connection

NEW, INPUTS, SIZE = 32, 256, 1_000_000  # new documents, inputs and bytes of a chunk
LONGEST = 1.0  # seconds: what comes slowly, as from the web, shall not wait for others


class Chunk(NamedTuple):
    """Some inputs in their order, those of them whose bytes the archive does not know, and the size of all."""

    inputs: list[Found]
    new: list[Document]
    size: int


def chunks(connection: Connection, found: Iterable[Found]) -> Iterator[Chunk]:
    """All that was found, in order."""
    inputs: list[Found] = []
    new: list[Document] = []
    size, end = 0, monotonic() + LONGEST
    for item in found:
        inputs.append(item)
        size += size_of(item)
        if isinstance(item, Document) and not write.known(connection, item):
            new.append(item)
        if len(new) == NEW or len(inputs) == INPUTS or size >= SIZE or monotonic() >= end:
            yield Chunk(inputs, new, size)
            inputs, new, size, end = [], [], 0, monotonic() + LONGEST
    if inputs:
        yield Chunk(inputs, new, size)


def size_of(item: Found) -> int:
    """Bytes that an input holds in memory."""
    return len(item.content) + len(item.text) if isinstance(item, Document) else 0
