"""The path of an open file, for libraries that read files and no bytes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from danvan_cli.readers.bounds import bytes_of


@contextmanager
def on_disk(file: BinaryIO) -> Iterator[Path]:
    """The file's own path where it has one, else that of a copy. ValueError for more than MAX_FILE to copy."""
    if path := _own_path(file):
        yield path
        return
    content = bytes_of(file)
    with TemporaryDirectory(prefix="danvan-") as folder:
        path = Path(folder, "copy")
        path.write_bytes(content)
        yield path


def _own_path(file: BinaryIO) -> Path | None:
    name = getattr(file, "name", None)
    if isinstance(name, str) and Path(name).is_file() and os.path.samestat(os.fstat(file.fileno()), Path(name).stat()):
        return Path(name)
    return None
