"""Mailboxes (.mbox) -> their e-mails, one at a time in memory."""

import io
import re
from collections.abc import Iterator
from hashlib import sha256

from danvan_cli.messages import _
from danvan_cli.models import Refusal
from danvan_cli.readers.mime import MAX_MESSAGE
from danvan_cli.readers.packed import Part, Room, address, in_memory

MAX_LINE = 1_000_000  # bytes that are read at once
FROM = re.compile(rb"From (?:[^\n]*\d\d:\d\d[^\n]*)?\r?\n?$")
ID = re.compile(rb"^Message-ID:\s{0,5}<([^<>\s]{1,300})>", re.MULTILINE | re.IGNORECASE)
MAX_HEADS = 100_000  # bytes
NAMELESS = 16  # digits of a message's hash that stand for its id


def parts(uri: str, file: io.BufferedReader, _room: Room) -> Iterator[Part | Refusal]:
    """The e-mails, each at an address that stays when others come and go: "hộp.mbox!/ID of the message"."""
    read: set[str] = set()
    for content in _messages(file):
        name = _name(content)
        at = address(uri, [name])
        if name in read:
            yield Refusal(uri=at, reason=_("an e-mail with the same id was read before it"), outcome="skipped")
            continue
        read.add(name)
        yield Part(at, in_memory(content), at, "eml")


def _messages(file: io.BufferedReader) -> Iterator[bytes]:
    """What stands between lines that begin with "From " behind an empty line; of what is too large a byte too much."""
    held, blank = bytearray(), True
    if not FROM.match(file.peek()[:5] + b"\n"):
        raise ValueError(_("no mailbox: it does not begin with the word From"))
    while line := file.readline(MAX_LINE):
        if blank and FROM.match(line):
            if held:
                yield bytes(held)
            held = bytearray()
        else:
            held += line[: MAX_MESSAGE + 1 - len(held)]
        blank = line in (b"\n", b"\r\n")
    if held:
        yield bytes(held)


def _name(content: bytes) -> str:
    found = ID.search(content, 0, MAX_HEADS)
    return found[1].decode("ascii", "backslashreplace") if found else sha256(content).hexdigest()[:NAMELESS]
