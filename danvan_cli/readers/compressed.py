"""Single compressed files (.gz, .bz2, .xz) -> what is in them."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import IO, cast

from danvan_cli.readers import packed

OPENED: dict[str, Callable[[IO[bytes]], object]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}


def unpacked(format: str, file: io.BufferedReader, room: packed.Room) -> io.BufferedReader:
    """A stream of what a compressed file holds, also where several are joined. Errors: see packed.Unpacked."""
    return packed.unpacked(cast("IO[bytes]", OPENED[format](file)), room)
