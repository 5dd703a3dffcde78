"""How the encoding of a document was told: a paragraph at a time, neighbours of one kind together."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from danvan_cli.models import Document, DocumentEncoding, EncodingOutcome, EncodingRun
from danvan_cli.text.legacy import PROOF, UNICODE, Restored, Share, likeliest, looks_legacy, restored, syllable_share
from danvan_cli.text.letters import nfc

SHOWN = 80  # characters of a sample


class Told(NamedTuple):
    """A paragraph, its number from 1, and what became of it; encoding: None for that of the document as read."""

    number: int
    read: str
    text: str
    outcome: EncodingOutcome
    encoding: str | None
    share: Share
    small: bool


def explained(document: Document) -> DocumentEncoding:
    """The encoding of a document and its runs of paragraphs, of which there is one where nothing looks legacy."""
    source = document.source
    paragraphs = document.read or tuple(document.text.split("\n"))
    found = restored(paragraphs)
    names = {one.encoding for one in found if one.encoding}
    told = [
        _told(number, paragraph, one, names)
        for number, (paragraph, one) in enumerate(zip(paragraphs, found, strict=True), 1)
        if not paragraph.isascii()
    ]
    runs = groupby(told, key=lambda one: (one.outcome, one.encoding))
    return DocumentEncoding(
        uri=source.uri, format=source.format, encoding=source.encoding, runs=tuple(_run(list(run)) for _, run in runs)
    )


def _told(number: int, paragraph: str, found: Restored, names: set[str]) -> Told:
    outcome: EncodingOutcome
    encoding: str | None
    if found.encoding:
        outcome, encoding, share = "restored", found.encoding, found.share
    else:
        outcome, encoding, share = _not_restored(paragraph, names)
    return Told(number, paragraph, nfc(found.text), outcome, encoding, share, found.small)


def _not_restored(paragraph: str, names: set[str]) -> tuple[EncodingOutcome, str | None, Share]:
    """Why a paragraph stays as it is. names: the encodings from which others were restored."""
    standing = syllable_share(paragraph)
    if not looks_legacy(paragraph):
        return "kept", None, standing
    encoding, share = likeliest(paragraph, names)
    proof = share.won >= PROOF
    if not proof and standing.before >= standing.words / 2:
        return "kept", None, standing
    return "mixed" if proof and UNICODE.search(paragraph) else "unknown", encoding, share


def _run(told: Sequence[Told]) -> EncodingRun:
    first = told[0]
    words = sum(one.share.words for one in told)
    return EncodingRun(
        first=first.number,
        last=told[-1].number,
        outcome=first.outcome,
        encoding=first.encoding,
        words=words,
        before=round(sum(one.share.before for one in told) / words, 3) if words else None,
        after=round(sum(one.share.after for one in told) / words, 3) if words else None,
        read=first.read[:SHOWN],
        text=first.text[:SHOWN],
        small=sum(one.small for one in told),
    )
