"""The XML of feeds and sitemaps: read without entities, without DTDs, within bounds; and the moments in it."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import Any

from danvan_cli.messages import _
from danvan_cli.readers.dates import AMERICAN, VIETNAM, iso_date
from danvan_cli.readers.encodings import decode

Element = Any  # an element of lxml, which has no types

ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s{0,3}=\s{0,3}[\"']([\w-]{3,20})")
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
ENTITY = re.compile(r"&([A-Za-z]\w{1,30});")
OF_XML = ("amp", "lt", "gt", "quot", "apos")
LARGEST = 50_000_000  # bytes


def root_of(content: bytes) -> Element:
    """The root element. Raises ValueError where the bytes are no XML, or define entities."""
    from lxml import etree

    if len(content) > LARGEST:
        raise ValueError(_("larger than {count} MB").format(count=LARGEST // 1_000_000))
    declared = ENCODING.search(content[:200])
    text, _encoding = decode(content, declared[1].decode("ascii") if declared else None)
    if "<!ENTITY" in text:
        raise ValueError(_("XML that defines entities is not read"))
    text = ENTITY.sub(_character, DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ValueError(_("no XML: {reason}").format(reason=error)) from error
    if root is None:
        raise ValueError(_("no XML in it"))
    return root


def _character(entity: re.Match[str]) -> str:
    """The character that a name of HTML stands for, &nbsp;, as many feeds have it though XML knows none."""
    return entity[0] if entity[1] in OF_XML else html5.get(f"{entity[1]};", entity[0])


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """The children of a name, whatever their namespace, those of the element's own namespace first."""
    own = element.tag.rpartition("}")[0]
    return sorted(element.iterchildren(f"{{*}}{name}"), key=lambda child: child.tag.rpartition("}")[0] != own)


def words_of(element: Element, *names: str) -> str:
    """The words of the first child with one of the names that is not empty, the first name first; else ""."""
    squeezed = (" ".join("".join(child.itertext()).split()) for name in names for child in children(element, name))
    return next(filter(None, squeezed), "")


def moment(value: str) -> str | None:
    """ISO moment in UTC, of an ISO date or one of mail: "Sat, 04 May 2024 20:15:00 +0700".

    None for anything else; without a time zone Vietnam's is meant.
    """
    from dateutil.parser import isoparse

    for parse in (isoparse, parsedate_to_datetime):
        try:
            found: datetime = parse(value.strip())
            found = found if found.tzinfo else found.replace(tzinfo=VIETNAM)
            return found.astimezone(UTC).isoformat(timespec="seconds")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def day(value: str) -> str | None:
    """ISO day in Vietnam of a moment, however it is written; None where it does not tell."""
    return iso_date(moment(value) or ("" if AMERICAN.match(value) else value))
