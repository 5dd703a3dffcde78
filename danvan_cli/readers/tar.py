"""Tar archives (.tar) -> their files."""

import io
from collections.abc import Iterator
from tarfile import BLOCKSIZE, TarFile, TarInfo

from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.packed import Part, Room, Stepwise, TooMuch, broken, chosen, unpacked


def parts(uri: str, file: io.BufferedReader, room: Room) -> Iterator[Part | Refusal]:
    """The files of an archive; at the end ValueError where there is a fault in it, behind which nothing is read."""
    stepwise = Stepwise(file)
    try:
        archive = _opened(stepwise)
        infos, fault = _list(archive, stepwise, room)
        for found in chosen(uri, [info.name for info in infos]):
            if isinstance(found, Refusal):
                yield found
            else:
                place, address = found
                yield _part(archive, infos[place], address, room)
        if fault:
            raise fault
    finally:
        stepwise.detach()  # the file is closed by who opened it


def _opened(file: Stepwise) -> TarFile:
    try:
        return TarFile(fileobj=file, encoding="utf-8", errors="surrogateescape")
    except Exception as error:  # of many kinds, one for each number in it that can be wrong
        raise broken(error) from error


def _list(archive: TarFile, file: Stepwise, room: Room) -> tuple[list[TarInfo], ValueError | None]:
    """What is in an archive but folders, as far as its headers can be read, and why no further."""
    infos: list[TarInfo] = []
    try:
        for info in archive:
            room.take_file()
            if not info.isdir():
                infos.append(info)
        file.seek(archive.offset)
        if file.read(BLOCKSIZE).strip(b"\0"):
            return infos, broken(_("what follows is no list of files"))
    except TooMuch:
        raise
    except ValueError as error:
        return infos, error
    except Exception as error:  # of many kinds, as above
        return infos, broken(error)
    return infos, None


def _part(archive: TarFile, info: TarInfo, address: str, room: Room) -> Part | Refusal:
    file = archive.extractfile(info) if info.isreg() else None
    if file is None:
        return Refusal(uri=address, reason=_("a link, pipe or device, not a file"), outcome="skipped")
    return Part(address, unpacked(file, room), address)
