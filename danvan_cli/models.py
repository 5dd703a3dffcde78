"""What is read and what it says: documents, articles, facts. Frozen, slotted, without behaviour.

Field names are those of the machine output (docs/cli.md), so that JSON is these values written out.
"""

from dataclasses import dataclass, field
from typing import Literal

from danvan_cli.spans import Span as Span  # noqa: PLC0414

Precision = Literal["day", "month", "year"]
EncodingOutcome = Literal["kept", "restored", "unknown", "mixed"]


# ---------------------------------------------------------------- what is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where bytes came from. `uri`: path or address as given; `sha256`: hexadecimal, of the bytes as read."""

    uri: str
    sha256: str
    format: str
    encoding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user said about an article; never guessed again. None: nothing was said; "": there is none.

    published, event: ISO day, month or year.
    """

    title: str | None = None
    published: str | None = None
    event: str | None = None
    province: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodingRun:
    """Neighbouring paragraphs of one encoding: lines of a text, blocks of a page, counted from 1.

    outcome: restored from a legacy encoding; kept, as nothing speaks for one; unknown: they look so, but are Vietnamese
    in none; mixed: they hold letters of Unicode as well, and so stay. encoding: the likeliest of the unknown and mixed,
    None for those that were kept.
    words: with marks; before, after: the share of them that are syllables, as read and restored; None without any.
    read, text: how the first paragraph begins, as read and restored. small: paragraphs whose capitals may be lost.
    """

    first: int
    last: int
    outcome: EncodingOutcome
    encoding: str | None
    words: int
    before: float | None
    after: float | None
    read: str
    text: str
    small: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEncoding:
    """How a document's encoding was told. encoding: as `Source` names it; runs: in the order of the paragraphs."""

    uri: str
    format: str
    encoding: str | None
    runs: tuple[EncodingRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as a reader found it, before extraction.

    text: Unicode NFC, a line a block; plain text may still hold menus and counters, which `extraction.body` cuts.
    title: what the page calls itself, None where it does not say.
    published: ISO day (or month, year) from the page's own markup, None where it has none.
    owner: what tells whose site it is: host, site name, footer lines.
    location: what stays the same when the bytes change: absolute path, address, FILE#id; None where nothing does.
    file: the file that it was read from, where its location is an address of the web; else None.
    site: the address's host, else the folder or record file that it was read from.
    whole: the text is the article and nothing else, as a record gives it; nothing is cut.
    captions: lines of the text that the page marks as captions of pictures.
    read: its paragraphs as they were read, where some look as if they were in a legacy encoding; none elsewhere.
    """

    source: Source
    content: bytes = field(repr=False)
    text: str
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    owner: tuple[str, ...] = ()
    given: Given = Given()
    location: str | None = None
    file: str | None = None
    site: str = ""
    whole: bool = False
    captions: tuple[str, ...] = ()
    read: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input, or a part of one, that did not become a document. file: as of a document."""

    uri: str
    reason: str
    outcome: Literal["skipped", "failed"] = "failed"
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Encodings:
    """How the encodings of some inputs were told, and what could not be read."""

    files: tuple[DocumentEncoding, ...]
    failures: tuple[Refusal, ...]


# ---------------------------------------------------------------- facts of an article


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDate:
    """`date` is cut to its precision: 2020-02-04, 2020-02, 2020. `span` is None where the words are not in the text.

    rule: which rule gave the date, in words for a person.
    """

    date: str
    precision: Precision
    year: Literal["stated", "inferred"]
    span: Span | None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province that an article is about.

    era: "old" (63 provinces, to 2025-06-30) or "new" (34); now: its successor's name; basis: how the text tells;
    confidence: 0..1.
    """

    name: str
    code: str
    era: Literal["old", "new"]
    now: str
    basis: Literal["named", "district", "commune", "owner", "given"]
    confidence: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A district or commune that an article is about. `code`: None for units older than the table of codes."""

    name: str
    kind: str
    province: str | None
    spans: tuple[Span, ...]
    code: str | None = None
    era: Literal["old", "new"] = "old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who acts in an article. name: without honorific; roles: offices as written; former: those marked "nguyên"."""

    name: str
    roles: tuple[str, ...]
    former: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A document that an article cites. symbol: normal, "25-NQ/TW"; date: ISO day; issuer, subject: as written."""

    type: str
    number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What the text says of two of the article's directives, by their places in the list.

    citing: None where the event itself does it ("tổng kết 10 năm thực hiện ..."). span: the words that say it.
    """

    citing: int | None
    relation: Literal["implements", "continues", "reviews", "replaces", "amends"]
    cited: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count, sum, percentage or measure. `of`: 19 in "15/19 tiêu chí"; `to`: the upper end of a range."""

    value: int | float
    unit: str
    approx: Literal["about", "over", "under"] | None
    span: Span
    of: int | float | None = None
    to: int | float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A named exemplary model (mô hình), and the place that is said of it."""

    name: str
    place: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """So many of a kind that received an award: 14 "tập thể"."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A distinction, the body that gives it and its counted recipients."""

    award: str
    giver: str | None
    recipients: tuple[Recipient, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article with its facts. `text`: title, blank line, body; `id`: its number, None where it is not archived."""

    id: int | None
    source: Source
    title: str
    text: str
    published: ArticleDate | None = None
    event: ArticleDate | None = None
    provinces: tuple[Province, ...] = ()
    districts: tuple[Unit, ...] = ()
    communes: tuple[Unit, ...] = ()
    persons: tuple[Person, ...] = ()
    directives: tuple[Directive, ...] = ()
    relations: tuple[Relation, ...] = ()
    figures: tuple[Figure, ...] = ()
    models: tuple[Model, ...] = ()
    awards: tuple[Award, ...] = ()
    byline: str | None = None
