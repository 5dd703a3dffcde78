"""What a user names -> documents, each with an address that it keeps from run to run."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from danvan_cli.errors import NotFetched
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal
from danvan_cli.readers.formats import INSIDE
from danvan_cli.readers.inputs import ADDRESS, STDIN, Address, Input, find, uri_of
from danvan_cli.readers.read import read, read_content

if TYPE_CHECKING:
    from danvan_cli.web.fetching import Web

Found = Document | Refusal

MOST_LOOKED_AT = 100_000  # files whose sizes are added up before they are read
PART = re.compile(r"!/|#")  # what stands before a member of a packed file, a record of a file
OF_STDIN = re.compile(rf"{STDIN}(?:!/|#|$)")


class Fetching(TypedDict, total=False):
    """How addresses are fetched. allow_private: also from private networks; pause: seconds between two requests."""

    allow_private: bool
    pause: float


def documents(inputs: Iterable[str], web: "Web | None" = None) -> Iterator[Found]:
    """The documents in files, folders, glob patterns, "-" (standard input) and addresses, in order.

    web: what fetches addresses; without it they are refused.
    """
    for item in find(inputs):
        match item:
            case Refusal():
                yield item
            case Address():
                yield from _fetched(item.uri, web)
            case _:
                yield from map(partial(_out_of, absolute(item.uri)), read(item))


def _out_of(file: str, found: Found) -> Found:
    """What was read from a file; where its address is one of the web, with the file."""
    where = found.uri if isinstance(found, Refusal) else found.location
    return replace(found, file=file) if where and ADDRESS.match(where) else found


def size_behind(inputs: Iterable[str]) -> int | None:
    """The bytes of the files that are named, as they lie; None where that cannot be told, or not soon."""
    size = 0
    for number, item in enumerate(find(inputs)):
        if number == MOST_LOOKED_AT or (isinstance(item, Input) and item.path is None):
            return None
        if isinstance(item, Input) and item.path:
            with suppress(OSError):  # what is gone counts as failed when it is read
                size += item.path.stat().st_size
    return size or None


def web_for(fetching: Fetching) -> "Web":
    """What fetches addresses in that way."""
    from danvan_cli.web.addresses import is_public
    from danvan_cli.web.fetching import PAUSE, Web

    permitted = (lambda _ip: True) if fetching.get("allow_private") else is_public
    return Web(permitted=permitted, pause=fetching.get("pause", PAUSE))


def _fetched(uri: str, web: "Web | None") -> Iterator[Found]:
    """The documents at an address that a person named; robots.txt is for programs that nobody watches."""
    if web is None:
        reason = _("only danvan ingest and danvan follow take in pages from the web; save it, and name the file")
        yield Refusal(uri=uri, reason=reason)
        return
    try:
        page = web.fetch(uri)
    except NotFetched as error:
        yield Refusal(uri=uri, reason=str(error))
    else:
        yield from read_content(page.uri, page.content, page.format)


def address(found: Found) -> str:
    """Where an input is, whatever folder the program runs in: "/bai/a.html", "https://...", "-#3"."""
    if isinstance(found, Document):
        return found.location or absolute(found.source.uri)
    return absolute(found.uri)


def absolute(uri: str) -> str:
    """A path as given, or a part of a file, from the root of the system; web addresses, "-" and its parts stay."""
    if not uri or ADDRESS.match(uri) or OF_STDIN.match(uri):
        return uri
    file, inside, member = uri.partition(INSIDE)
    if inside and Path(file).is_file():
        return f"{absolute(file)}{inside}{member}"  # a member's name is as the archive has it, "../" and all
    folder, slash, name = uri.rpartition("/")
    if not slash or name in ("", ".", ".."):
        folder, name = uri, ""
    return f"{_folder(folder)}/{name}".removesuffix("/") if name else _folder(folder)


def place(name: str) -> tuple[str, list[str]]:
    """The address of what a user named, and how the addresses begin of all that it holds."""
    address = absolute(uri_of(name))
    file = [f"{address}#", f"{address}{INSIDE}"]
    with suppress(OSError, ValueError):  # a name that no file can have
        if ADDRESS.match(name) or Path(name).is_file():
            return address, file  # a page holds no other page
        if Path(name).is_dir():
            folder = _folder(name)
            return folder, [f"{folder.removesuffix('/')}/"]
    return address, [f"{address}/", *file]


@lru_cache(maxsize=256)
def _folder(path: str) -> str:
    return uri_of(Path(path or "/").resolve())


def files_behind(addresses: Iterable[str], besides: Iterable[str] = ()) -> list[str]:
    """The files and web addresses that hold these, each once: "/bai/2023.zip!/a.html" -> "/bai/2023.zip".

    What came from the standard input is gone. besides: inputs that are named, whose files are left out.
    """
    files = dict.fromkeys(_file_behind(one) for one in addresses if not OF_STDIN.match(one))
    places = list(map(place, besides))
    return [file for file in files if not any(file == at or file.startswith(tuple(below)) for at, below in places)]


def _file_behind(address: str) -> str:
    if ADDRESS.match(address):
        return address
    ends = [len(address), *(match.start() for match in reversed(list(PART.finditer(address))))]
    return next((address[:end] for end in ends if Path(address[:end]).exists()), address)
