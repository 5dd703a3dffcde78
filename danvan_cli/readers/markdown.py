"""Markdown (.md) -> Document: front matter, heading, blocks without markup."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from danvan_cli.models import Document, Given, Source
from danvan_cli.readers.bounds import check_article
from danvan_cli.readers.dates import iso_date
from danvan_cli.readers.encodings import as_written, in_unicode
from danvan_cli.readers.flow import CELL_MARK

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\s{0,20}---[ \t]{0,20}\n((?:[^\n]{0,500}\n){0,60}?)(?:---|\.\.\.)[ \t]{0,20}(?:\n|$)")
FIELD = re.compile(r"^(title|date|published|author|province)[ \t]{0,20}:[ \t]([^\n]*)", re.MULTILINE | re.IGNORECASE)
HEADINGS = ("h1", "h2", "h3", "h4")
BROKEN_HEADING = re.compile(  # "# A  \nB"
    r"^(#{1,4} [^\n]{1,300}?) {2,9}\n(?=[^\n#]{1,200}\n[ \t]{0,9}(?:\n|$))", re.MULTILINE
)
LINE_END = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]{0,100}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,1000}>")


def read(source: Source, content: bytes) -> Document:
    """The text with a line a block; title, date, author and province from the front matter, else the first # heading.

    Raises ValueError where the bytes are no text of an article.
    """
    text, encoding = as_written(content)
    check_article(text)  # before the parser, which takes its time
    fields, body = _front_matter(text)
    written = list(_blocks(BROKEN_HEADING.sub(r"\1 ", body)))
    whole = in_unicode([*fields.values(), *(block for _, block in written)], encoding)
    fields = dict(zip(fields, whole.paragraphs, strict=False))
    blocks = [(tag, block) for (tag, _), block in zip(written, whole.paragraphs[len(fields) :], strict=True)]
    title = fields.get("title") or next((block for level, block in blocks if level == "h1"), None)
    kept = [block for level, block in blocks if not (level == "h1" and block == title)]
    return Document(
        source=replace(source, encoding=whole.encoding),
        content=content,
        text="\n".join(kept),
        title=title,
        published=iso_date(fields.get("published") or fields.get("date", "")),
        byline=fields.get("author"),
        given=Given(province=fields.get("province")),
        read=whole.read,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between the two --- lines that a file may begin with, and what follows."""
    match = FRONT_MATTER.match(text)
    fields = {name.lower(): value.strip().strip("\"'") for name, value in FIELD.findall(match[1] if match else "")}
    present = {name: value for name, value in fields.items() if value}
    return (present, text[match.end() :]) if match and present else ({}, text)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Headings, paragraphs, list items, rows of tables: (tag, text on one line, or more where the writer broke it)."""
    from markdown_it import MarkdownIt

    tag, cells = "", list[str]()
    for token in MarkdownIt("commonmark").enable("table").disable("code").parse(text):
        if token.type != "inline":
            tag = token.tag
        block = _block_text(token)
        if tag in ("th", "td"):
            cells += [block] if block else []
        elif block:
            yield tag, block if tag not in HEADINGS else " ".join(block.split())  # a line break ends no heading
        if token.type == "tr_close":
            yield "tr", CELL_MARK.join(cells)  # beside each other two numbers would be one
            cells.clear()


def _block_text(token: "Token") -> str:
    if token.type == "inline":
        return _inline_text(token.children or ())
    if token.type == "html_block":
        return html.unescape(TAG.sub("", LINE_END.sub("\n", token.content))).strip()
    return token.content.strip()


def _inline_text(tokens: Sequence["Token"]) -> str:
    """Words without emphasis, link targets, tags and pictures."""
    return "".join(map(_words, tokens)).strip()


def _words(token: "Token") -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if LINE_END.match(token.content) else ""
        case "image":
            return ""
    return token.content
