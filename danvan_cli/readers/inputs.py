"""What a user names -> one input a file: files, folders, patterns, addresses, "-" for the standard input."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.left_out import holds_no_article, is_hidden, pages_of

STDIN = "-"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
MAGIC = re.compile(r"[*?\[]")
DATABASE = re.compile(r"\.(?:db|sqlite3?)", re.IGNORECASE)  # mostly of some program; a user's own one can be named

Folder = tuple[int, int]  # device and inode: one value for all names of a folder
Step = tuple[Path, tuple[Folder, ...]]  # a path, and the folders that lead to it


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. uri: its path as given, with "/", as valid Unicode; path: None for the standard input."""

    uri: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the web, to be fetched."""

    uri: str


def find(inputs: Iterable[str]) -> Iterator[Input | Address | Refusal]:
    """The files and addresses that a user names, files of a folder by name, and what cannot be read or is left out.

    A file that is named is always an input. In folders hidden files, the parts of saved pages and files that hold no
    text are skipped.
    """
    for name in inputs:
        try:
            yield from _named(name)
        except (OSError, ValueError) as error:
            yield Refusal(uri=uri_of(name), reason=system_reason(error))


def system_reason(error: OSError | ValueError) -> str:
    """Why the system did not give a file or folder, in plain words."""
    match error:
        case FileNotFoundError() | ValueError():  # ValueError: a name with a zero character
            return _("no such file or folder")
        case PermissionError():
            return _("no permission to read it")
    return error.strerror or str(error)


# ---------------------------------------------------------------- what is named


def _named(name: str) -> Iterator[Input | Address | Refusal]:
    if not name:  # Path("") would be the current folder
        yield Refusal(uri="", reason=_("an empty name"))
    elif name == STDIN:
        yield Input(STDIN, None)
    elif ADDRESS.match(name):
        yield Address(uri_of(name))
    elif MAGIC.search(name) and not Path(name).exists():
        yield from _pattern(name)
    elif stat.S_ISDIR(Path(name).stat().st_mode):
        yield from _folder(Path(name))
    else:
        yield Input(uri_of(name), Path(name))


def _pattern(pattern: str) -> Iterator[Input | Address | Refusal]:
    """What a pattern matches that the shell did not expand; "**" stands for any number of folders."""
    matches = sorted(map(str, _glob(pattern)))
    if not matches:
        yield Refusal(uri=uri_of(pattern), reason=_("no file matches"))
    for match in matches:
        yield from _named(match)


def _glob(pattern: str) -> Iterator[Path]:
    """Paths that match, hidden ones left out.

    Where there is a "**" only files, since it gives those of every folder by itself.
    """
    parts = Path(pattern).parts
    plain = tuple(takewhile(lambda part: not MAGIC.search(part), parts))
    rest = [part if part == "**" else re.sub(r"\*+", "*", part) for part in parts[len(plain) :]]
    if rest[-1] == "**":
        rest.append("*")
    for path in Path(*plain).glob("/".join(rest)):
        seen = not any(map(is_hidden, path.parts[len(plain) :]))
        if seen and ("**" not in rest or path.is_file()):
            yield path


# ---------------------------------------------------------------- what is in a folder


def _folder(top: Path) -> Iterator[Input | Refusal]:
    """What is in a folder and in the folders below, in the order of the names."""
    entered: set[Folder] = set()
    empty = True
    pending: list[Step] = [(top, ())]
    while pending:
        path, above = pending.pop()
        found = _look(path, above, entered)
        if isinstance(found, list):
            pending += found
        else:
            empty = False
            yield found
    if empty:
        yield Refusal(uri=uri_of(top), reason=_("nothing in it to read"))


def _look(path: Path, above: tuple[Folder, ...], entered: set[Folder]) -> Input | Refusal | list[Step]:
    """What one path of a folder is; for a folder, noted as `entered`, the steps into it with the last name first."""
    if above and is_hidden(path.name):
        return _skipped(path, _("a hidden file or folder"))
    try:
        status = path.stat()
        if not stat.S_ISDIR(status.st_mode):
            return _found(path, status)
        folder = (status.st_dev, status.st_ino)
        if refusal := _left_out(path, folder, above, entered):
            return refusal
        inside = sorted(path.iterdir(), reverse=True)
    except OSError as error:
        return Refusal(uri=uri_of(path), reason=system_reason(error))
    entered.add(folder)
    return [(one, (*above, folder)) for one in inside]


def _found(path: Path, status: os.stat_result) -> Input | Refusal:
    """A file of a folder, unless it is surely no article."""
    if not stat.S_ISREG(status.st_mode):
        return _skipped(path, _("a pipe or device, not a file"))
    if DATABASE.fullmatch(path.suffix):
        return _skipped(path, _("a database in a folder; name the file to read its tables"))
    if holds_no_article(path.suffix):
        return _skipped(path, _("{suffix} files hold no article").format(suffix=path.suffix.lower()))
    return Input(uri_of(path), path)


def _left_out(path: Path, folder: Folder, above: tuple[Folder, ...], entered: set[Folder]) -> Refusal | None:
    """Why a folder of a folder is not entered. A link is followed once, a folder itself always."""
    if folder in above:
        return Refusal(uri=uri_of(path), reason=_("a link back to a folder that is being read"))
    if folder in entered and path.is_symlink():
        return _skipped(path, _("a link to a folder that was read already"))
    if above and _holds_page_parts(path):
        return _skipped(path, _("the parts of a saved page"))
    return None


def _skipped(path: Path, why: str) -> Refusal:
    return Refusal(uri=uri_of(path), reason=why, outcome="skipped")


def _holds_page_parts(path: Path) -> bool:
    """Whether a folder NAME_files stands beside the page NAME.html."""
    return any(path.with_name(page).is_file() for page in pages_of(path.name))


def uri_of(path: str | Path) -> str:
    """A path as valid Unicode with "/"."""
    return shown(os.fsencode(path)).replace(os.sep, "/")


def shown(name: bytes) -> str:
    r"""A name as valid Unicode: bytes that are no UTF-8, and control characters, are written as \xNN."""
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", name.decode("utf-8", "backslashreplace"))
