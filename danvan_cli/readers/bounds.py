"""How large a file, a record and a text may be, so that memory and time stay within bounds."""

from typing import BinaryIO

from danvan_cli.messages import _

MAX_FILE = 200_000_000  # bytes; lines of records come from files of any size
MAX_RECORD = 16_000_000  # bytes of a line
MAX_TEXT = 500_000  # characters; all rules together read that in less than two seconds
MAX_LINE = 300_000  # characters


def bytes_of(file: BinaryIO) -> bytes:
    """All of a file. Raises ValueError where it is larger than any that holds one article."""
    content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise ValueError(_("larger than {count} MB").format(count=MAX_FILE // 1_000_000))
    return content


def check_article(text: str) -> None:
    """Raises ValueError where a text is empty or larger than any article."""
    if not text or text.isspace():
        raise ValueError(_("the file is empty"))
    longest = max(map(len, text.split("\n"))) if len(text) > MAX_LINE else 0
    if longest > MAX_LINE:
        raise ValueError(_("a line of {count} characters is not an article").format(count=longest))
    if len(text) > MAX_TEXT:
        raise ValueError(_("a text of {count} characters is not an article").format(count=len(text)))


def check_size(count: int) -> None:
    """Raises ValueError where so many characters, and more to come, are too many for an article."""
    if count > MAX_TEXT:
        raise ValueError(_("a text of more than {count} characters is not an article").format(count=MAX_TEXT))
