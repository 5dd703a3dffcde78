"""What names pages: feeds, sitemaps, the feeds that a page links to."""

import re
from typing import NamedTuple

from danvan_cli.messages import _
from danvan_cli.readers import feed
from danvan_cli.readers.feed_xml import Element, local, moment, root_of, words_of

FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
MOST_LINKS = 20  # feeds of a page


class Entry(NamedTuple):
    """A page that is named. changed: ISO moment in UTC, None where it is not told."""

    address: str
    changed: str | None


class Listing(NamedTuple):
    """kind: feed or sitemap; parts: the sitemaps that an index names, the newest first."""

    kind: str
    title: str
    entries: tuple[Entry, ...]
    parts: tuple[Entry, ...]


class Link(NamedTuple):
    """A feed that a page links to."""

    address: str
    title: str


def listing(uri: str, content: bytes) -> Listing:
    """The pages that a feed or sitemap names, each once. Raises ValueError where the bytes are neither."""
    root = root_of(content)
    match local(root):
        case "urlset":
            return Listing("sitemap", "", _located(root, "url", uri), ())
        case "sitemapindex":
            parts = sorted(_located(root, "sitemap", uri), key=lambda part: part.changed or "", reverse=True)
            return Listing("sitemap", "", (), tuple(parts))
    if local(root) not in feed.FEEDS:
        raise ValueError(_("no feed and no sitemap"))
    home = feed.base_of(root, uri)
    linked = [(feed.link_of(element, home), element) for element in feed.elements(root)]
    entries = [Entry(link, feed.changed(element)) for link, element in linked if link]
    return Listing("feed", feed.title_of(root), _each_once(entries), ())


def _located(root: Element, name: str, uri: str) -> tuple[Entry, ...]:
    """The addresses of a sitemap; news sitemaps tell when an article was published."""
    found = []
    for element in root.iterchildren(f"{{*}}{name}"):
        news = next(element.iterchildren("{*}news"), element)
        told = words_of(element, "lastmod") or words_of(news, "publication_date")
        address = feed.joined(uri, words_of(element, "loc"))
        if address:
            found.append(Entry(address, moment(told)))
    return _each_once(found)


def _each_once(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.address: entry for entry in entries}.values())


def linked_feeds(uri: str, page: bytes) -> list[Link]:
    """The feeds that the head of a page links to, in its order."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root = etree.fromstring(page, parser) if page.strip() else None
    if root is None:
        return []
    base = next((found.get("href") for found in root.iter("base") if found.get("href")), "")
    links = [
        Link(address, " ".join((link.get("title") or "").split()))
        for link in root.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split() and FEED_TYPE.match((link.get("type") or "").strip())
        if (address := feed.joined(feed.joined(uri, base) or uri, link.get("href") or ""))
    ]
    return links[:MOST_LINKS]
