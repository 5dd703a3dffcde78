"""A parsed page -> its blocks of text, and the run of blocks that is the article."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice, pairwise
from typing import Any, Literal, NamedTuple

from lxml import etree

from danvan_cli.readers.flow import CELL, CELL_MARK

Element = Any  # an element of lxml, which has no types

BREAKING = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "marquee", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul",
])  # fmt: skip
SILENT = frozenset([
    "audio", "button", "canvas", "embed", "iframe", "input", "map", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
])  # fmt: skip
BOLD = frozenset(("b", "strong"))
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
CHROME_TAGS = frozenset(("nav", "aside", "footer", "form", "marquee"))
CHROME_NAME = re.compile(  # class names and ids by which parts of a page call themselves chrome
    r"(?:^|[\s_-])(?:related|relates?|lien-?quan|others?|tin-?khac|comments?|binh-?luan|y-?kien|respond"
    r"|shar(?:e|ing)\w*|social\w*|bread-?crumbs?|pathway|nav(?:bar|igation)?|menus?|side-?bar|footer|chan-?trang"
    r"|banner|ads?|advert\w*|quang-?cao|rating|votes?|danh-?gia|tags?|tu-?khoa|keywords?|pag(?:er|ing|enav|ination)"
    r"|copyright|weather|thoi-?tiet|newsletter|popup|modal|widget|hotline|search|login|poll|thong-?ke|counter"
    r"|visitors?|online|cookie\w*|toolbar|tools?|print|hidden|hide|d-none|sr-only|screen-reader-text|skip-link|audio"
    r"|speech|next-prev|toc|muc-luc|post-navigation|jp-relatedposts|sd-\w+)(?=[\s_-]|$)"
)
CAPTION_NAME = re.compile(r"(?:^|[\s_-])(?:p?caption|chu-?thich)(?=[\s_-]|$)")
PICTURE_NAME = re.compile(  # beside it a caption is a picture's: "wp-caption-text", "PhotoCMS_Caption"
    r"(?:^|[\s_-])(?:photos?|images?|img|pic|pictures?|figure|wp|anh|hinh)(?=[\s_-]|$)"
)
HOME = re.compile(  # where a link to the site's front page leads
    r"(?:https?:)?//[^/?#]+/?|/|\./|[./]{0,2}(?:index|default|home|trang-?chu)(?:\.\w{2,5})?/?", re.IGNORECASE
)
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f]+")
SENTENCE_END = (".", "!", "?", "…", ":", ";", "”", '"', "/.")
MOST_PROSE = 0.4  # of a page: what holds more is no chrome, whatever it calls itself

LONG = 60  # letters of a block that is prose without a full stop
SENTENCE = 25  # letters of one with a full stop
SHORT_COST = 6  # of a label, caption or list item within the article
LINK_COST = 60  # of a block that is a link
TEASER = 300  # letters of the text below the link to another article
HEADLINE = 20  # letters of such a link
MOST_BLOCKS = 10_000
CELLS = frozenset(("td", "th"))
BOX = 8  # blocks of a box of links inside the article
TEASERS = 24  # blocks in which several boxes of one link and their texts stand
DEEPEST = 20  # chrome within chrome that is kept apart
NAMES = 200  # letters of class names
FRAMES = frozenset(("figure", "table"))  # around a picture and its caption
FRAME = 4  # elements from a caption to its frame: p, td, tr, tbody, table
BESIDE = 2  # elements between which a caption has its picture, a <br> between them
PICTURES = ("img", "*/img", "*/*/img")


class Place(NamedTuple):
    """Where in a page its text stands. Numbers are those of elements in the order of the page, 0 for none.

    block, parent: the element that breaks lines around it, and the one around that; row, cell: of the table around it;
    home: whether it is a link to the site's front page; name: classes and ids of `block` and of what stands inside it;
    moment: what a <time> says to machines; within: elements around it that call themselves chrome.
    caption: whether it is what the page says of a picture.
    """

    block: int = 0
    parent: int = 0
    row: int = 0
    cell: int = 0
    heading: int = 0
    link: bool = False
    home: bool = False
    bold: bool = False
    name: str = ""
    moment: str = ""
    within: tuple[int, ...] = ()
    caption: bool = False


@dataclass(slots=True)
class Block:
    """A line of a page. linked, bold: how many of its letters are; chrome: part of a menu, footer, list, ..."""

    text: str
    place: Place
    linked: int
    bold: int
    chrome: bool = False

    @property
    def is_link(self) -> bool:
        """Whether most of it is a link."""
        return self.linked * 2 > len(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph or a sentence of one."""
        size = len(self.text) - self.linked
        return not self.is_link and (size >= LONG or (size >= SENTENCE and self.text.endswith(SENTENCE_END)))


def blocks(body: Element) -> list[Block]:
    """The blocks of a page in order, those of its menus, footers and lists of other articles marked as chrome."""
    found = list(islice(_lines(body), MOST_BLOCKS))
    prose: Counter[int] = Counter()
    for block in found:
        if block.is_prose:
            prose.update(dict.fromkeys((0, *block.place.within), len(block.text)))
    for block in found:
        block.chrome = any(prose[number] < MOST_PROSE * prose[0] for number in block.place.within)
    return _rows_joined(found)


@lru_cache(maxsize=4096)
def calls_itself_chrome(name: str) -> bool:
    """Whether a class or id is one of a menu, a share bar, a footer: "box-related", "tinLienQuan", "td-sharing"."""
    return bool(CHROME_NAME.search(HUMP.sub("-", name).lower()))


def _is_caption(element: Element, name: str) -> bool:
    """Whether an element calls itself the caption of a picture: "caption" may be said of any text, a lead above all."""
    called = _caption_name(name)
    return called == "picture" or (called == "any" and _is_pictured(element))


@lru_cache(maxsize=4096)
def _caption_name(name: str) -> Literal["picture", "any"] | None:
    """Whether a class or id is one of a picture's caption, of any caption, of none."""
    words = HUMP.sub("-", name).lower()
    if not CAPTION_NAME.search(words):
        return None
    return "picture" if PICTURE_NAME.search(words) else "any"


def _is_pictured(element: Element) -> bool:
    """Whether an element stands in a figure or table, or has a picture beside it or in it."""
    if any(around.tag in FRAMES for around in islice(element.iterancestors(), FRAME)):
        return True
    above = islice(element.itersiblings(preceding=True), BESIDE)
    beside = (element, *above, *islice(element.itersiblings(), BESIDE))
    return any(part.tag == "img" or any(part.find(path) is not None for path in PICTURES) for part in beside)


def _lines(body: Element) -> Iterator[Block]:
    """One walk through a page: its lines, each with the place of its first word."""
    places, words, number = [Place()], list[tuple[str, Place]](), 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            number += 1
            silent = element.tag in SILENT
            if element.tag in BREAKING and words:
                yield from _line(words)
                words = []
            if silent:
                walk.skip_subtree()
            places.append(_place(element, places[-1], number))
            text = None if silent else element.text
        else:
            if element.tag in BREAKING and words:
                yield from _line(words)
                words = []
            places.pop()
            text = element.tail
        if text:
            words.append((text, places[-1]))
    yield from _line(words)


def _place(element: Element, around: Place, number: int) -> Place:
    """The place inside an element; `around` itself where the element changes nothing."""
    tag, name = element.tag, ""
    if element.attrib:
        name = f"{element.get('class', '')} {element.get('id', '')}".strip()
        if calls_itself_chrome(name) or UNSEEN.search(element.get("style", "")):
            around = around._replace(within=(*around.within[-DEEPEST:], number))
    if tag == "figcaption" or (name and _is_caption(element, name)):
        around = around._replace(caption=True)
    if tag in CHROME_TAGS:
        around = around._replace(within=(*around.within[-DEEPEST:], number))
    if tag == "a":
        return around._replace(link=True, home=bool(HOME.fullmatch(element.get("href", "").strip())))
    if tag in BOLD:
        return around._replace(bold=True)
    if tag not in BREAKING:
        return around._replace(name=f"{around.name} {name}"[-NAMES:]) if name else around
    return around._replace(
        block=number,
        parent=around.block,
        name=name,
        row=number if tag == "tr" else around.row,
        cell=number if tag in CELLS else around.cell,
        heading=HEADINGS.get(tag, around.heading),
        moment=element.get("datetime", "") if tag == "time" else "",
    )


def _line(words: list[tuple[str, Place]]) -> Iterator[Block]:
    """The block of a line's words, if there is any."""
    text = SPACE.sub(" ", "".join(part for part, _place in words)).strip(" \xa0")
    if text:
        spoken = [(len(part.strip()), place) for part, place in words]
        place = next((place for size, place in spoken if size), words[0][1])
        yield Block(
            text=text,
            place=place,
            linked=sum(size for size, place in spoken if place.link),
            bold=sum(size for size, place in spoken if place.bold),
        )


def _rows_joined(found: list[Block]) -> list[Block]:
    """The blocks with each row of a data table as one: a row of several cells that hold one short line each."""
    joined: list[Block] = []
    for row, group in groupby(found, key=lambda block: block.place.row):
        cells = list(group)
        is_data = row and 1 < len({block.place.cell for block in cells}) == len(cells)
        if is_data and all(len(block.text) <= CELL and not block.linked for block in cells):
            text = CELL_MARK.join(block.text for block in cells)
            joined.append(replace(cells[0], text=text, bold=0))
        else:
            joined += cells
    return joined


def article_run(found: list[Block]) -> tuple[int, int]:
    """[start, end) of the blocks that are the article: the run with the most prose and the fewest links in it.

    After a run of the largest sum (prose counts its letters, a link costs its own and more, a label a little).
    """
    best, run, start, start_of_best, end_of_best = 0, 0, 0, 0, 0
    for i, block in enumerate(found):
        run += 0 if is_teaser(found, i) else _weight(block)
        if run <= 0:
            run, start = 0, i + 1
        elif run > best:
            best, start_of_best, end_of_best = run, start, i + 1
    return start_of_best, _past_boxes(found, end_of_best)


def _past_boxes(found: list[Block], end: int) -> int:
    """The end of the article past a box of links, where prose follows that stands in the page as that before it does.

    The links stand in an element of their own, so that the prose is not theirs; nor is it where each paragraph that
    follows has links of its own above it.
    """
    while 0 < end < len(found):
        parent, after = found[end - 1].place.parent, range(end, min(end + BOX, len(found)))
        goes_on = next((i for i in after if found[i].is_prose and found[i].place.parent == parent), end)
        links = [block for block in found[end:goes_on] if block.is_link]
        if not links or any(link.place.parent == parent for link in links) or _are_teasers(found, end, parent):
            return end
        end = goes_on + 1
    return end


def _are_teasers(found: list[Block], end: int, parent: int) -> bool:
    """Whether several paragraphs follow soon and each has links of its own above it."""
    near = range(end, min(end + TEASERS, len(found)))
    told = [end - 1, *(i for i in near if found[i].is_prose and found[i].place.parent == parent)]
    return len(told) > 2 and all(any(block.is_link for block in found[a + 1 : b]) for a, b in pairwise(told))


def is_teaser(found: list[Block], place: int) -> bool:
    """Whether a block is the one short text below the link to another article, a date between them or not."""
    block = found[place]
    if not block.is_prose or len(block.text) > TEASER or any(b.is_prose for b in found[place + 1 : place + 2]):
        return False
    return any(b.is_link and not b.chrome and len(b.text) >= HEADLINE for b in found[max(0, place - 2) : place])


def _weight(block: Block) -> int:
    if block.chrome:
        return 0
    if block.is_link:
        return -LINK_COST - len(block.text)
    return len(block.text) - 2 * block.linked if block.is_prose else -SHORT_COST
