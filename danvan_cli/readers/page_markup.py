"""What a page says of itself to machines: JSON-LD, meta tags, microdata."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

Element = Any  # an element of lxml, which has no types

ARTICLES = ("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report", "WebPage")
LONGEST = 1000  # letters of a value
LONGEST_JSON = 500_000  # letters of one script
MOST_NODES = 2000  # of JSON-LD in a page
BROKEN = {name: re.compile(rf'"{name}"\s*:\s*"([^"]{{4,300}})"') for name in ("headline", "datePublished")}
PUBLISHED = re.compile(
    r"publi|pubdate|posted|datecreated|(?:^|[.:_-])(?:issued|created|date)$"
)  # in names of meta tags
NOT_PUBLISHED = re.compile(r"publisher|modif|update|expir|revis|valid|unpubli|time_?zone")
DAYS = etree.XPath(
    "//*[contains(@itemprop, 'datePublished') or contains(@itemprop, 'dateCreated')"
    " or contains(@property, 'datePublished') or contains(@property, ':created')"
    " or (self::abbr and contains(@class, 'published'))]"
)
HEADLINES = ("og:title", "twitter:title", "title", "dc.title", "headline")
AUTHORS = ("author", "article:author", "dc.creator")
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """headlines, published, authors, sites: as written, best first; host: of the page's own address, or None.

    title: the <title>; is_article: whether the page calls itself an article.
    """

    title: str
    headlines: tuple[str, ...]
    published: tuple[str, ...]
    authors: tuple[str, ...]
    sites: tuple[str, ...]
    host: str | None
    is_article: bool


def markup(root: Element, comment: str) -> Markup:
    """What head and microdata of a page say. comment: what stands before its root (browsers save the address)."""
    metas = _metas(root)
    scripts = [(script.text or "")[:LONGEST_JSON] for script in root.iterfind(".//script[@type='application/ld+json']")]
    nodes = [node for script in scripts for node in _nodes(script)][:MOST_NODES]
    articles = sorted(
        (n for n in nodes if _type(n) in ARTICLES), key=lambda n: ARTICLES.index(_type(n)) == len(ARTICLES) - 1
    )
    broken = [script for script in scripts if _parsed(script) is None]
    return Markup(
        title=_squeezed(root.findtext(".//title") or ""),
        headlines=_distinct(
            [n.get("headline") for n in articles], _broken(broken, "headline"), [metas.get(name) for name in HEADLINES]
        ),
        published=_distinct(
            [n.get("datePublished") or n.get("dateCreated") for n in articles],
            _broken(broken, "datePublished"),
            _published(metas),
            _properties(root),
        ),
        authors=_distinct([_name(n.get("author")) for n in articles], [metas.get(name) for name in AUTHORS]),
        sites=_distinct([metas.get("og:site_name")], [_name(n.get("publisher")) for n in articles]),
        host=_host(root, metas, comment),
        is_article=any(_type(n) in ARTICLES[:-1] for n in nodes) or metas.get("og:type", "").lower() == "article",
    )


def _metas(root: Element) -> dict[str, str]:
    """Lower-case name, property or itemprop -> content, the first of each."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content"):
            found.setdefault(name.strip().lower(), _squeezed(meta.get("content")))
    return found


def _published(metas: dict[str, str]) -> list[str]:
    """The values of the meta tags that tell a day of publication, the surest names first."""
    names = [name for name in metas if PUBLISHED.search(name) and not NOT_PUBLISHED.search(name)]
    return [metas[name] for name in sorted(names, key=lambda name: "pub" not in name)]


def _properties(root: Element) -> list[str]:
    """The days of publication in microdata, RDFa and microformats: a content, moment, title or words."""
    told = (e.get("content") or e.get("datetime") or e.get("title") or " ".join(e.itertext()) for e in DAYS(root))
    return [_squeezed(words)[:200] for words in told]


def _parsed(script: str) -> Any:
    """The value of a JSON script, None where it is broken."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script: itself, the members of its lists and of its graph."""
    waiting = [_parsed(script)]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:MOST_NODES]
        elif isinstance(value, dict):
            yield value
            waiting.append(value.get("@graph"))


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _broken(scripts: list[str], name: str) -> list[str]:
    """The first value of a name in JSON that does not parse."""
    found = (BROKEN[name].search(script) for script in scripts)
    return [match[1] for match in found if match]


def _name(value: object) -> str | None:
    """The name of a person or organisation of JSON-LD."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _host(root: Element, metas: dict[str, str], comment: str) -> str | None:
    """The host of the address that a page says is its own."""
    saved = SAVED_FROM.search(comment)
    told = [
        *(link.get("href") for link in root.iterfind(".//link[@rel='canonical']")),
        metas.get("og:url"),
        *(base.get("href") for base in root.iter("base")),
        saved and saved[1],
    ]
    return next((host for address in told if address and (host := host_of(address))), None)


def host_of(address: str) -> str | None:
    """The host of a web address; None for other addresses."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    host = parts.hostname or ""
    return host if parts.scheme in ("http", "https") and HOST.fullmatch(host) else None


def _distinct(*groups: list[Any]) -> tuple[str, ...]:
    """The strings of the groups in order, each once, without markup of their own."""
    words = (_squeezed(html.unescape(value)) for group in groups for value in group if isinstance(value, str))
    return tuple(dict.fromkeys(value for value in words if value))


def _squeezed(words: str) -> str:
    return " ".join(words[:LONGEST].split())
