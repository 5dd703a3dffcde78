"""How the encoding of a document was told."""

from danvan_cli.models import Document, DocumentEncoding
from danvan_cli.readers.encodings import runs
from danvan_cli.text.legacy import restored


def explained(document: Document) -> DocumentEncoding:
    """The encoding of a document and its runs of paragraphs, of which there is one where nothing looks legacy."""
    source = document.source
    lines = document.text.split("\n")
    found = document.runs or runs(lines, restored(lines), source.encoding or "")
    return DocumentEncoding(uri=source.uri, format=source.format, encoding=source.encoding, runs=found)
