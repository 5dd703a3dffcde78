"""Plain text (.txt) -> Document."""

from dataclasses import replace

from danvan_cli.models import Document, Source
from danvan_cli.readers.encodings import as_written, in_unicode


def read(source: Source, content: bytes) -> Document:
    """The text as it stands; which line is the title is told by the extraction. Raises ValueError for binary data."""
    text, encoding = as_written(content)
    lines = in_unicode(text.split("\n"), encoding)
    return Document(
        source=replace(source, encoding=lines.encoding),
        content=content,
        text="\n".join(lines.paragraphs),
        read=lines.read,
    )
