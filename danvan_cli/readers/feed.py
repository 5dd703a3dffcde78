"""Feeds (RSS 0.9 to 2.0, Atom) -> Documents: the entries that hold their article; a teaser holds none."""

import html as markup
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urljoin

from danvan_cli.errors import NotAnArticle
from danvan_cli.messages import _
from danvan_cli.models import Document, Refusal, Source
from danvan_cli.readers import html
from danvan_cli.readers.feed_xml import Element, children, day, local, moment, root_of, words_of
from danvan_cli.readers.page_markup import host_of
from danvan_cli.text.bylines import bare_author

FEEDS = ("rss", "feed", "RDF")
ENTRIES = ("item", "entry")
PUBLISHED = ("pubDate", "published", "date", "issued", "created")
CHANGED = ("updated", "modified", *PUBLISHED)
TAG = re.compile("<[^>]*>")
CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[&#8230;\])\W*$")
LEAST_CONTENT, LEAST_DESCRIPTION = 400, 1_000  # characters of what is said to be the content, or a description
HTTP = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)


def read(uri: str, content: bytes) -> Iterator[Document | Refusal]:
    """The articles of a feed, or of one entry as it was archived. Raises ValueError where the bytes are no feed."""
    root = root_of(content)
    if local(root) in ("urlset", "sitemapindex"):
        raise ValueError(_("a sitemap names pages and holds none; fetch them with: danvan follow add ADDRESS"))
    if local(root) not in (*FEEDS, *ENTRIES):
        raise ValueError(_("XML, but no feed"))
    found, home = elements(root), base_of(root, uri)
    if not found:
        raise ValueError(_("a feed without entries"))
    for number, element in enumerate(found, 1):
        yield _taken(uri, number, element, home)


def elements(root: Element) -> list[Element]:
    """The entries of a feed, in its order."""
    return [root] if local(root) in ENTRIES else [found for name in ENTRIES for found in root.iter(f"{{*}}{name}")]


def base_of(root: Element, uri: str) -> str:
    """What the links of a feed are relative to: its own address, else that of its site."""
    return uri if HTTP.match(uri) else _address(_channel(root), "") or ""


def title_of(root: Element) -> str:
    """What a feed calls itself, "" where it does not."""
    return words_of(_channel(root), "title")


def link_of(element: Element, home: str) -> str | None:
    """The address of an entry's page, None where it names none."""
    return _address(element, home)


def changed(element: Element) -> str | None:
    """ISO moment in UTC at which an entry last changed, or was published; None where it does not say."""
    return next(filter(None, (moment(words_of(element, name)) for name in CHANGED)), None)


def _channel(root: Element) -> Element:
    return next(iter(children(root, "channel")), root)


def _address(element: Element, home: str) -> str | None:
    """The address that a feed or an entry links to."""
    links = children(element, "link")
    permanent = [guid for guid in children(element, "guid") if guid.get("isPermaLink") != "false"]
    named = [
        *(link.text for link in links if not link.get("href")),
        *(link.get("href") for link in links if link.get("rel", "alternate") == "alternate"),
        *(guid.text for guid in (*permanent, *children(element, "id")) if HTTP.match((guid.text or "").strip())),
    ]
    return next(filter(None, (joined(home, words or "") for words in named)), None)


def joined(base: str, address: str) -> str | None:
    """A web address that may be relative; None for no address, or one of another kind."""
    try:
        whole = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return None
    return whole if HTTP.match(whole) else None


# ---------------------------------------------------------------- an entry


def _taken(uri: str, number: int, element: Element, home: str) -> Document | Refusal:
    link = _address(element, home)
    if not link:
        return Refusal(uri=f"{uri}#{number}", reason=_("an entry that links to no page"), outcome="skipped")
    if HTTP.match(uri) and host_of(uri) != host_of(link):  # a feed of the web does not speak for another site
        reason = _("an article of another site; fetch its page with: danvan follow add FEED")
        return Refusal(uri=link, reason=reason, outcome="skipped")
    try:
        return _document(link, element)
    except NotAnArticle:
        reason = _("the feed has no more than a teaser; fetch its pages with: danvan follow add FEED")
        return Refusal(uri=link, reason=reason, outcome="skipped")
    except ValueError as error:
        return Refusal(uri=link, reason=str(error))


def _document(link: str, element: Element) -> Document:
    """The article in an entry; the bytes are those of the entry. Raises NotAnArticle for a teaser."""
    from lxml import etree

    content = etree.tostring(element, encoding="utf-8", with_tail=False)
    source = Source(uri=link, sha256=sha256(content).hexdigest(), format="feed", encoding="utf-8")
    title = words_of(element, "title")
    head = f"<!DOCTYPE html><title>{markup.escape(title)}</title><h1>{markup.escape(title)}</h1>"
    page = html.read(source, f"{head}<article>{_html(element)}</article>".encode("utf-8", "replace"))
    published = next(filter(None, (day(words_of(element, name)) for name in PUBLISHED)), None)
    return replace(
        page,
        source=source,
        content=content,
        title=title or page.title,
        published=published or page.published,
        byline=page.byline or bare_author(words_of(element, "creator", "author")),
    )


def _html(element: Element) -> str:
    """The markup of an entry's article. Raises NotAnArticle where it holds a teaser."""
    own = element.tag.rpartition("}")[0]
    contents = [child for child in children(element, "content") if child.tag.rpartition("}")[0] == own]
    told = [(_inner(child), LEAST_CONTENT) for child in (*children(element, "encoded"), *contents)]
    briefs = (*children(element, "description"), *children(element, "summary"))
    told += [(_inner(child), LEAST_DESCRIPTION) for child in briefs]
    for inner, least in told:
        words = TAG.sub("", inner).strip()
        if len(words) >= least and not CUT_OFF.search(words[-20:]):
            return inner
    raise NotAnArticle(_("a teaser"))


def _inner(child: Element) -> str:
    """The markup in an element: its own children, or its text, which is markup or plain."""
    from lxml import etree

    if len(child):
        return (child.text or "") + "".join(etree.tostring(one, encoding="unicode") for one in child)
    text = child.text or ""
    return text if TAG.search(text) else "".join(f"<p>{markup.escape(line)}</p>" for line in text.split("\n"))
