"""What a user names -> documents, each with an address that it keeps from run to run."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from danvan_cli.models import Document, Refusal
from danvan_cli.readers.inputs import ADDRESS, STDIN, find, uri_of
from danvan_cli.readers.read import read

Found = Document | Refusal

PART = re.compile(r"!/|#")  # what stands before a member of a packed file, a record of a file


def documents(inputs: Iterable[str]) -> Iterator[Found]:
    """The documents in files, folders, glob patterns and "-" (standard input), in order."""
    for item in find(inputs):
        if isinstance(item, Refusal):
            yield item
        else:
            yield from read(item)


def address(found: Found) -> str:
    """Where an input is, whatever folder the program runs in: "/home/an/bai/a.html", "https://...", "-#3"."""
    if isinstance(found, Document):
        return found.location or absolute(found.source.uri)
    return absolute(found.uri)


def absolute(uri: str) -> str:
    """A path as given, or a part of a file, from the root of the system; web addresses and "-" stay."""
    if ADDRESS.match(uri) or uri.partition("#")[0] in ("", STDIN):
        return uri
    folder, slash, name = uri.rpartition("/")
    if not slash or name in ("", ".", ".."):
        folder, name = uri, ""
    return f"{_folder(folder)}/{name}".removesuffix("/") if name else _folder(folder)


@lru_cache(maxsize=256)
def _folder(path: str) -> str:
    return uri_of(Path(path or "/").resolve())


def files_behind(addresses: Iterable[str]) -> list[str]:
    """The files and web addresses that hold these, each once: "/home/an/bai.zip!/a.html" -> "/home/an/bai.zip"."""
    return list(dict.fromkeys(map(_file_behind, addresses)))


def _file_behind(address: str) -> str:
    if ADDRESS.match(address):
        return address
    ends = [len(address), *(match.start() for match in reversed(list(PART.finditer(address))))]
    return next((address[:end] for end in ends if Path(address[:end]).exists()), address)
