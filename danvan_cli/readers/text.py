"""Plain text (.txt) -> Document."""

from dataclasses import replace

from danvan_cli.models import Document, Source
from danvan_cli.readers.encodings import decode


def read(source: Source, content: bytes) -> Document:
    """The text as it stands; which line is the title is told by the extraction. Raises ValueError for binary data."""
    text, encoding = decode(content)
    return Document(source=replace(source, encoding=encoding), content=content, text=text)
