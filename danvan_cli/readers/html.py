"""Web pages (.html) -> Document: the article's blocks as lines, and what the page says of itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, pairwise
from typing import Any

from lxml import etree

from danvan_cli.errors import NotAnArticle
from danvan_cli.messages import _
from danvan_cli.models import Document, Source
from danvan_cli.readers.encodings import InUnicode, as_written, in_unicode
from danvan_cli.readers.page_blocks import Block, article_run, blocks, is_teaser
from danvan_cli.readers.page_dates import published
from danvan_cli.readers.page_headline import (
    below_headline,
    headline_lines,
    headline_of_markup,
    headline_place,
    headline_text,
)
from danvan_cli.readers.page_markup import Markup, host_of, markup
from danvan_cli.text.bylines import bare_author, is_author_label, labelled_author
from danvan_cli.text.letters import nfc, nfc_or_legacy, plain
from danvan_cli.text.owners import OWNER
from danvan_cli.text.site_names import is_site_name

CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([\w-]{3,20})", re.IGNORECASE)
HEAD = 4096  # bytes in which a page declares its charset
LARGEST = 20_000_000  # bytes
LONG_TAG = re.compile(r"<[^<>]{10000,}")
MOST_ATTRIBUTES = 2_000  # of a tag, which takes the parser as many steps as their square
TRAILING = 4  # short lines after the last paragraph that belong to it
LEAST_PROSE = 80  # letters without which a page is no article
OWNER_LETTERS = 200
OWNER_BLOCKS = 40  # at either end of a page
OWNERS = 10
UNMARKED = 3  # blocks before the text that are kept where no headline is known


def read(source: Source, content: bytes, charset: str | None = None) -> Document:
    """The article of a page. Raises NotAnArticle for pages without one: lists, home pages, empty and broken ones.

    charset: what the file that holds the page claims, which counts more than the page's own words.
    """
    text, encoding = as_written(content, charset or _declared(content))
    root = _parsed(text, len(content))
    found = blocks(root if root.find("body") is None else root.find("body"))
    told, page = _in_unicode(found, markup(root, text[:HEAD]), encoding)
    start, end = article_run(found)
    start = below_headline(found, start, end, told)
    _refuse_lists(found, start, end, told)
    place = headline_place(found, start, told)
    headline = headline_lines(found, place, told) if place is not None else None
    title = headline_text(found, headline) if headline else headline_of_markup(found, told)
    first = headline.stop if headline else start if title else _beside(found, start)
    start = next((i for i in range(max(first, start), end) if found[i].is_prose), start)
    lines = _article(found, first, start, _with_short_lines(found, end))
    return Document(
        source=replace(source, encoding=page.encoding),
        content=content,
        text=nfc("\n".join(block.text for block in lines)),
        title=nfc(title) if title else None,
        published=published(told.published, found, first - 1, start, end),
        byline=_byline(told, found),
        owner=_owner(source, told, found),
        captions=tuple(nfc(block.text) for block in lines if block.place.caption),
        read=page.read,
    )


def _in_unicode(found: list[Block], told: Markup, encoding: str) -> tuple[Markup, InUnicode]:
    """What the page says to machines, and the page; the text of the blocks is restored in place."""
    heads = [told.title, *told.headlines, *told.authors, *told.sites]
    page = in_unicode([nfc_or_legacy(words) for words in (*(block.text for block in found), *heads)], encoding)
    if not page.read:
        return told, page
    restored = iter(page.paragraphs)
    for block in found:
        block.text = next(restored)
    title = next(restored)
    lists = (told.headlines, told.authors, told.sites)
    headlines, authors, sites = (tuple(islice(restored, len(words))) for words in lists)
    return replace(told, title=title, headlines=headlines, authors=authors, sites=sites), page


def _declared(content: bytes) -> str | None:
    found = CHARSET.search(content[:HEAD])
    return found[1].decode("ascii") if found else None


def _parsed(text: str, size: int) -> Any:
    """The root element of a page; NotAnArticle where there is none."""
    if size > LARGEST:
        raise NotAnArticle(_("a page of {size} MB is no article").format(size=size // 1_000_000))
    if any(tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(text)):
        raise NotAnArticle(_("a tag of more than {number} attributes is no article").format(number=MOST_ATTRIBUTES))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotAnArticle(_("no page in it: {reason}").format(reason=error)) from error
    if root is None:
        raise NotAnArticle(_("no page in it"))
    return root


def _refuse_lists(found: list[Block], start: int, end: int, told: Markup) -> None:
    """Raises NotAnArticle where there is no text, or none but teasers below links to their articles."""
    links = sum(block.is_link for block in found)
    prose = [i for i in range(start, end) if found[i].is_prose]
    own = prose if told.is_article else [i for i in prose if not is_teaser(found, i)]
    if sum(len(found[i].text) for i in own) < LEAST_PROSE:
        raise NotAnArticle(_("a list of {count} links").format(count=links) if links else _("no text"))


def _article(found: list[Block], first: int, start: int, end: int) -> list[Block]:
    """The blocks of the article: its run, and before it all that is no link between headline and text."""
    return [
        block
        for i, block in enumerate(found[first:end], first)
        if not block.chrome and not (block.is_link and not (i >= start and block.is_prose))
    ]


def _beside(found: list[Block], start: int) -> int:
    """The first of the few blocks beside the text, right before it, of which one may be an unmarked headline."""
    first, parent = start, found[start].place.parent
    while 0 < first > start - UNMARKED and found[first - 1].place.parent == parent and not found[first - 1].chrome:
        first -= 1
    return first


def _with_short_lines(found: list[Block], end: int) -> int:
    """The end of the article with what follows its last paragraph: list items and captions beside it, its author."""
    last = found[end - 1].place
    for i in range(end, min(end + TRAILING, len(found))):
        block = found[i]
        beside = block.place.parent == last.parent or block.place.block in (last.block, last.parent)
        if block.chrome or block.is_link or not (beside or _names_author(block.text)):
            return i
    return min(end + TRAILING, len(found))


def _names_author(line: str) -> bool:
    return bool(labelled_author(line) or bare_author(line))


def _byline(told: Markup, found: list[Block]) -> str | None:
    """The author that the page names; None for users of the site's software and organisations."""
    labelled = (name for block in found if not block.is_link and (name := labelled_author(block.text)))
    marked = (name for words in told.authors if (name := bare_author(words)))
    return next(chain(labelled, _below_labels(found), marked), None)


def _below_labels(found: list[Block]) -> Iterator[str]:
    """The names that stand in a block of their own below the label "Tác giả"."""
    pairs = pairwise(found)
    return (name for label, block in pairs if is_author_label(label.text) and (name := bare_author(block.text)))


def _owner(source: Source, told: Markup, found: list[Block]) -> tuple[str, ...]:
    """What tells whose site it is: host, site name, banner, the last lines."""
    ends = found[:OWNER_BLOCKS] + found[OWNER_BLOCKS:][-OWNER_BLOCKS:]
    lines = [block.text for block in ends if len(block.text) <= OWNER_LETTERS]
    named = [line for line in lines if is_site_name(line)]
    footer = [line for line in lines if OWNER.search(plain(line))]
    host = told.host or host_of(source.uri)
    owners = [
        *([host] if host else []),
        *told.sites,
        *([told.title] if is_site_name(told.title) else []),
        *named,
        *footer,
    ]
    return tuple(dict.fromkeys(nfc(words) for words in owners))[:OWNERS]
