"""MIME messages (e-mails, web pages saved in one file): their parts, words and bytes."""

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import cast

from danvan_cli.messages import _
from danvan_cli.readers.encodings import decode
from danvan_cli.text.letters import nfc

MAX_MESSAGE = 60_000_000  # bytes
MOST_STEPS = 10_000_000  # lines, for each part that holds others: the parser compares every line with all their ends
MOST_PARTS = 10_000
MAX_HEADER = 10_000  # bytes


def message(content: bytes) -> Message:
    """A message as the standard library reads it. Raises ValueError where that would take too long."""
    if len(content) > MAX_MESSAGE:
        raise ValueError(_("larger than {count} MB").format(count=MAX_MESSAGE // 1_000_000))
    if content.count(b"\n--") > MOST_PARTS:
        raise ValueError(_("a message of more than {count} parts").format(count=MOST_PARTS))
    holders = 1 + content.lower().count(b"multipart/")
    if content.count(b"\n") * holders > MOST_STEPS:
        raise ValueError(_("a message of {count} parts that hold others").format(count=holders))
    try:
        return message_from_bytes(content)
    except RecursionError:
        raise ValueError(_("messages in one another, too many to read")) from None


def leaves(whole: Message) -> Iterator[Message]:
    """The parts that hold no others, in order; a message inside is one part."""
    pending = [whole]
    while pending:
        part = pending.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            pending += reversed(cast("list[Message]", part.get_payload()))
        else:
            yield part


def header(part: Message, name: str) -> str:
    """The words of a header, decoded, on one line; "" where there is none."""
    value = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    return words(value)


def words(value: str) -> str:
    """What =?UTF-8?B?...?= stands for; bytes that are not encoded at all are read as a text would be."""
    written = value[:MAX_HEADER].encode("utf-8", "surrogateescape")
    value = written.decode("utf-8", "replace")
    with suppress(MessageError, LookupError, ValueError):  # what is broken stays as it is written
        value = decode(written)[0]
        value = str(make_header(decode_header(value)))
    whole = value.encode("utf-8", "replace").decode()  # charsets like UTF-7 can write half a character
    return nfc(" ".join(whole.split()))


def body(part: Message) -> bytes:
    """The bytes of a part, without its transfer encoding."""
    return cast("bytes | None", part.get_payload(decode=True)) or b""
