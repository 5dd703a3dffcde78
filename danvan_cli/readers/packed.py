"""What files that hold others share: how much may come out of them, which of their files are read, at which address.

Nothing that an archive says of itself is believed: what comes out is counted while it is read, and no name of a file
inside becomes a path on the disk.
"""

import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple, cast

from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.formats import INSIDE
from danvan_cli.readers.inputs import shown
from danvan_cli.readers.left_out import holds_no_article, is_hidden, pages_of

MAX_DEPTH = 5  # archives in archives
MAX_FILES = 100_000  # in an archive and those inside it
MAX_UNPACKED = 20_000_000_000  # bytes
MAX_RATIO = 200  # bytes that come out of one; web pages shrink to a tenth, many alike to a fiftieth
ALWAYS = 100_000_000  # bytes that may come out of the smallest archive
MAX_STEP = 16_000_000  # bytes that are read at once, as for a list of the files
MAX_NAME = 1_000  # characters
BUFFER = 65_536
DRIVE = re.compile(r"[A-Za-z]:")


class Part(NamedTuple):
    """A file, as a rule inside another: its address, its bytes, and the name and format that tell how it is read.

    `file` is open until the next part is asked for.
    """

    uri: str
    file: io.BufferedReader
    name: str
    format: str | None = None


class TooMuch(ValueError):
    """More comes out of an archive than articles would take."""


@dataclass(slots=True)
class Room:
    """How many bytes and files may still come out of an input, all archives inside it together."""

    bytes: int
    files: int = MAX_FILES

    def take_bytes(self, count: int) -> None:
        self.bytes -= count
        if self.bytes < 0:
            raise TooMuch(_("far more comes out of it than went in; what is behind that was not read"))

    def take_file(self) -> None:
        self.files -= 1
        if self.files < 0:
            raise TooMuch(_("more than {count} files; unpack it first").format(count=MAX_FILES))


def room_for(file: IO[bytes]) -> Room:
    """The room for what a packed file holds, by its size; a pipe has none."""
    if not file.seekable():
        return Room(MAX_UNPACKED)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return Room(min(MAX_UNPACKED, max(ALWAYS, MAX_RATIO * size)))


# ---------------------------------------------------------------- streams


class Unpacked(io.RawIOBase):
    """What comes out of a packed stream, counted. Raises ValueError where it is broken, TooMuch where it is large."""

    def __init__(self, packed: Any, room: Room) -> None:
        self._packed = packed
        self._room = room

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            part = self._packed.read1(len(buffer))
        except ValueError:
            raise
        except Exception as error:  # each unpacker has errors of its own
            raise broken(error) from error
        self._room.take_bytes(len(part))
        buffer[: len(part)] = part
        return len(part)


def unpacked(packed: IO[bytes], room: Room) -> io.BufferedReader:
    """A stream of what comes out of a packed one."""
    return io.BufferedReader(Unpacked(packed, room), BUFFER)


def broken(error: Exception | str) -> ValueError:
    return ValueError(_("broken: {error}").format(error=error or type(error).__name__))


class Stepwise(io.BufferedReader):
    """A file of which little can be read at once, whatever sizes its headers tell."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MAX_STEP:
            raise ValueError(_("its list of files is larger than {count} MB").format(count=MAX_STEP // 1_000_000))
        return super().read(size)


def in_memory(content: bytes) -> io.BufferedReader:
    """A file of these bytes."""
    return cast("io.BufferedReader", io.BufferedReader(cast("io.RawIOBase", io.BytesIO(content))))


@contextmanager
def seekable(file: io.BufferedReader) -> Iterator[tuple[io.BufferedReader, ValueError | None]]:
    """A file in which one can go back, and why its end is missing; a stream is copied to a temporary file."""
    if file.seekable():
        yield file, None
        return
    from tempfile import TemporaryFile

    with TemporaryFile() as copy:
        fault = _copy(file, copy)
        copy.seek(0)
        yield cast("io.BufferedReader", copy), fault


def _copy(file: io.BufferedReader, copy: IO[bytes]) -> ValueError | None:
    size = 0
    try:
        while part := file.read1(BUFFER):
            size += copy.write(part)
            if size > MAX_UNPACKED:
                raise TooMuch(_("larger than {count} MB").format(count=MAX_UNPACKED // 1_000_000))
    except TooMuch:
        raise
    except ValueError as fault:
        return fault
    return None


# ---------------------------------------------------------------- names


def chosen(uri: str, names: Sequence[str]) -> Iterator[tuple[int, str] | Refusal]:
    """The files of an archive that are read, in the order of names: (place in `names`, address); why others are not.

    The rules are those of folders. Of several files with one name the last counts, as when they are unpacked.
    """
    paths = [_parts(name) for name in names]
    places = {path: place for place, path in enumerate(paths)}
    left: tuple[str, ...] | None = None
    for place in sorted(range(len(names)), key=paths.__getitem__):
        path = paths[place]
        if harm := _harm(names[place]):
            yield Refusal(uri=uri + INSIDE + visible(names[place]), reason=harm)
        elif out := _left_out(path, places):
            if out.uri_parts != left:
                left = out.uri_parts
                yield Refusal(uri=address(uri, left), reason=out.reason, outcome="skipped")
        elif places[path] != place:
            reason = _("a later file in it has the same name")
            yield Refusal(uri=address(uri, path), reason=reason, outcome="skipped")
        else:
            yield place, address(uri, path)


def address(uri: str, parts: Sequence[str]) -> str:
    """The address of a file inside another: "kho.zip!/xã/bài.html"."""
    return uri + INSIDE + visible("/".join(parts))


def visible(name: str) -> str:
    """A name of a file as valid Unicode, cut where it is longer than any."""
    return shown(name[:MAX_NAME].encode("utf-8", "surrogateescape"))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in name.split("/") if part not in ("", "."))


def _harm(name: str) -> str | None:
    """Why a name cannot be that of a file inside."""
    if name.startswith("/") or DRIVE.match(name) or ".." in name.split("/"):
        return _("a name that leads out of the archive")
    if len(name) > MAX_NAME:
        return _("a name of {count} characters").format(count=len(name))
    return None if _parts(name) else _("an empty name")


class LeftOut(NamedTuple):
    """A file or a whole folder, and why it is left out."""

    uri_parts: tuple[str, ...]
    reason: str


def _left_out(path: tuple[str, ...], all_paths: dict[tuple[str, ...], int]) -> LeftOut | None:
    for end in range(1, len(path) + 1):
        *above, name = path[:end]
        if is_hidden(name):
            return LeftOut(path[:end], _("a hidden file or folder"))
        if end < len(path) and any((*above, page) in all_paths for page in pages_of(name)):
            return LeftOut(path[:end], _("the parts of a saved page"))
    suffix = PurePosixPath(path[-1]).suffix
    if holds_no_article(suffix):
        return LeftOut(path, _("{suffix} files hold no article").format(suffix=suffix.lower()))
    return None
