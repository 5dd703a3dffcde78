"""Office files (.docx, .odt, .xlsx): a zip of XML parts, read a piece at a time, without DTDs and within bounds."""

import io
import zlib
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from danvan_cli.messages import _
from danvan_cli.readers.bounds import MAX_FILE

MAX_PART = 50_000_000  # bytes of a part, unpacked
MAX_PARTS = 10_000
PIECE = 64 * 1024  # bytes that are parsed at once
ENCRYPTED = 1  # a flag of a part
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # begins old Office files, and new ones behind a password


class Handler:
    """What is told of the elements of a part. Elements are called prefix:name, attributes by their name alone."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """It ends."""

    def data(self, text: str) -> None:
        """Text stands in it."""


def opened(content: bytes) -> ZipFile:
    """The package. Raises ValueError where it is none."""
    if content.startswith(OLD_OFFICE):
        raise ValueError(_("behind a password, or an old Office file by another name; save it anew"))
    try:
        package = ZipFile(io.BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ValueError(_("not an Office file, or a damaged one: {error}").format(error=error)) from None
    if len(package.infolist()) > MAX_PARTS:
        raise ValueError(_("more than {count} parts are not an Office file").format(count=MAX_PARTS))
    return package


def check_sizes(package: ZipFile) -> None:
    """Raises ValueError where a package, for a library that unpacks all of it, is too large."""
    for info in package.infolist():
        _check(info)
    if sum(info.file_size for info in package.infolist()) > MAX_FILE:
        raise ValueError(_("unpacks to more than {count} MB").format(count=MAX_FILE // 1_000_000))


def related(package: ZipFile, part: str, kind: str) -> str | None:
    """The part that another one (or the package, "") names as its officeDocument, styles, ...; None where it does not.

    Word does not always call its text word/document.xml.
    """
    path = join(dirname(part), "_rels", basename(part) + ".rels")
    if path not in package.namelist():
        return None
    relations = _Relations()
    walk(package, path, relations, {})
    target = relations.targets.get(kind)
    return normpath(join("/", dirname(part), target)).lstrip("/") if target else None


class _Relations(Handler):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == ":Relationship":
            self.targets.setdefault(basename(attributes.get("Type", "")), attributes.get("Target", ""))


def walk(
    package: ZipFile, part: str, handler: Handler, prefixes: Mapping[str, str], skipped: frozenset[str] = frozenset()
) -> None:
    """Tells `handler` of all of a part but the elements `skipped`. prefixes: of names, by their namespaces.

    Raises ValueError where the part is missing, damaged, too large, or has a document type declaration.
    """
    inside = 0  # of an element that is skipped, and of those in it

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        space, _blank, local = name.rpartition(" ")
        name = f"{prefixes.get(space, '')}:{local}"
        if inside or name in skipped:
            inside += 1
        else:
            handler.start(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal inside
        if inside:
            inside -= 1
            return
        space, _blank, local = name.rpartition(" ")
        handler.end(f"{prefixes.get(space, '')}:{local}")

    def data(text: str) -> None:
        if not inside:
            handler.data(text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    try:
        for piece in _pieces(package, part):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise ValueError(_("{part} is damaged: {error}").format(part=part, error=error)) from None


def _refuse_doctype(*_declaration: object) -> None:
    raise ValueError(_("it declares a document type, as no Office program does"))


def _pieces(package: ZipFile, part: str) -> Iterator[bytes]:
    try:
        info = package.getinfo(part)
    except KeyError:
        raise ValueError(_("it has no {part}").format(part=part)) from None
    _check(info)
    try:
        with package.open(info) as file:
            while piece := file.read(PIECE):
                yield piece
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ValueError(_("{part} is damaged: {error}").format(part=part, error=error)) from None


def _check(info: ZipInfo) -> None:
    """Raises ValueError where a part cannot be unpacked within bounds."""
    if info.flag_bits & ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ValueError(_("{part} is packed in a way that no Office program uses").format(part=info.filename))
    if info.file_size > MAX_PART:
        size = MAX_PART // 1_000_000
        raise ValueError(_("{part} unpacks to more than {count} MB").format(part=info.filename, count=size))
