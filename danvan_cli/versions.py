"""Earlier versions of an article, read anew from the bytes that the archive keeps of them."""

from dataclasses import replace

from danvan_cli.errors import UsageError
from danvan_cli.extracting import extracted
from danvan_cli.messages import _
from danvan_cli.models import Article, Document, Refusal
from danvan_cli.readers import records
from danvan_cli.readers.read import RECORDS, read_content
from danvan_cli.store import read
from danvan_cli.store.connection import Connection
from danvan_cli.store.read import Version


def version(connection: Connection, number: int, which: int) -> Article:
    """A version of an article as this danvan reads it, 1 being the oldest. UsageError where there is none such."""
    held = read.versions(connection, number)
    if not 0 < which <= len(held):
        message = _("Article {number} has no version {which}; it has 1 to {count}.")
        raise UsageError(message.format(number=number, count=len(held), which=which))
    found = held[which - 1]
    article = extracted(document(found))
    if isinstance(article, Refusal):
        raise UsageError(_("This version can no longer be read: {reason}").format(reason=article.reason))
    return replace(article, id=number)


def document(found: Version) -> Document:
    """What a version's bytes hold. UsageError where they can no longer be read."""
    if found.format in RECORDS:
        held = records.record("", "", found.content, found.format, found.encoding)
        return replace(held, source=replace(held.source, uri=found.uri))
    for one in read_content(found.uri, found.content, found.format):
        if isinstance(one, Refusal):
            raise UsageError(_("This version can no longer be read: {reason}").format(reason=one.reason))
        return one
    raise UsageError(_("This version can no longer be read: {reason}").format(reason=_("nothing in it to read")))
