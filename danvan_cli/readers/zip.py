"""Zip archives (.zip) -> their files."""

import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.packed import Part, Room, Stepwise, broken, chosen, unpacked

KINDS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
MIMETYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
ENCRYPTED = 0x1 | 0x40 | 0x2000
UTF8 = 0x800
LOCAL_HEADER = 30  # bytes before a file's name


def kind(file: io.BufferedReader) -> str:
    """What a zip archive is: a document of an office program ("docx"), a book ("epub"), or "zip"."""
    with _opened(file) as archive:
        held = set(archive.namelist())
        told = _mimetype(archive) if "mimetype" in held else b""
        return MIMETYPES.get(told) or next((KINDS[name] for name in KINDS if name in held), "zip")


def _mimetype(archive: ZipFile) -> bytes:
    """What the file of this name says; b"" where it cannot be read, which its own outcome will tell."""
    with suppress(Exception), archive.open("mimetype") as file:
        return file.read(100).strip()
    return b""


def parts(uri: str, file: io.BufferedReader, room: Room) -> Iterator[Part | Refusal]:
    """The files of an archive. Raises ValueError where its list of files cannot be read, or is that of a bomb."""
    with _opened(file) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        for _info in infos:
            room.take_file()
        _refuse_overlap(infos)
        for found in chosen(uri, [_name(info) for info in infos]):
            if isinstance(found, Refusal):
                yield found
            else:
                place, address = found
                yield _part(archive, infos[place], address, room)


@contextmanager
def _opened(file: io.BufferedReader) -> Iterator[ZipFile]:
    stepwise = Stepwise(file)
    if not is_zipfile(stepwise):
        raise broken(_("the list of files at its end is missing"))
    try:
        archive = ZipFile(stepwise)
    except UnicodeDecodeError as error:
        raise broken(_("a name in it is no text")) from error
    except ValueError:
        raise
    except Exception as error:  # of many kinds, one for each number in it that can be wrong
        raise broken(error) from error
    try:
        yield archive
    finally:
        stepwise.detach()  # the file is closed by who opened it


def _refuse_overlap(infos: list[ZipInfo]) -> None:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = (info.header_offset + LOCAL_HEADER + info.compress_size for info in ordered)
    if any(end > info.header_offset for end, info in zip(ends, ordered[1:], strict=False)):
        raise ValueError(_("its files overlap, as in a zip bomb"))


def _name(info: ZipInfo) -> str:
    r"""The name with "/". UTF-8 that is not marked as such comes from Macs, "\" from old programs of Windows."""
    name = info.filename
    if not info.flag_bits & UTF8:
        try:
            name = info.filename.encode("cp437").decode()
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _part(archive: ZipFile, info: ZipInfo, address: str, room: Room) -> Part | Refusal:
    if info.flag_bits & ENCRYPTED:
        return Refusal(uri=address, reason=_("encrypted; unpack it first, with its password"))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Refusal(uri=address, reason=_("a link, not a file"), outcome="skipped")
    try:
        return Part(address, unpacked(archive.open(info), room), address)
    except NotImplementedError:
        return Refusal(uri=address, reason=_("packed in a way that danvan does not know; unpack it first"))
    except (BadZipFile, ValueError, OSError, EOFError) as error:
        return Refusal(uri=address, reason=str(broken(error)))
