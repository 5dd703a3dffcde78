"""Which block of a page is its headline. Sites put their own name where it should be: in <title>, h1 and og:title."""

import re
from functools import lru_cache

from danvan_cli.readers.page_blocks import HUMP, Block
from danvan_cli.readers.page_markup import Markup
from danvan_cli.text.date_lines import is_posting_line
from danvan_cli.text.letters import plain
from danvan_cli.text.site_names import is_site_name

FARTHEST = 60  # blocks before the text that may be the headline
LONGEST = 300  # letters
MOST_LINES = 3  # of a headline
LEAST = 0.5  # of a score
LEAST_CUT = 20  # letters of a headline that is cut short in the markup
SECTION_WORDS = 5  # of a heading that may be a section's: "Tin tức - Sự kiện"
LEAST_WORDS = 4  # of a headline that stands in no block
DATE_ABOVE = 5  # blocks before the text in which headline and date line stand
PAGE_KIND = re.compile(  # a <title> that all articles of a site share: "Trang chi tiết tin tức"
    r"(?:(?:trang|xem|đọc|nội dung|chi tiết|bài viết|bản tin|tin bài|tin tức|tin|hệ thống|cổng thông tin|điện tử)"
    r"(?:\s|$)){1,8}"
)
BETWEEN = re.compile(r"\s[|–—»·:-]\s|\s?\|\s?")
MEDIUM = re.compile(r"(?:báo|đài|cổng|trang|website|tạp chí|kênh|bản tin)(?!\w)")  # "Báo A - ..." begins with the site
TITLE_NAME = re.compile(
    r"(?:^|[\s_-])(?:\w*title\w*|headline|heading|tieu-?de\w*|tit|tt|article-?header|tua-?de|ten-?bai)(?=[\s_-]|$)"
)


def headline_place(blocks: list[Block], start: int, markup: Markup) -> int | None:
    """The number of the block that is the headline of the text that begins at block `start`; None where none is."""
    told = _told(markup)
    places = range(max(0, start - FARTHEST), min(start + 2, len(blocks)))
    scored = [(_score(blocks, place, start, told, markup), place) for place in places]
    best = max(scored, default=(0.0, 0))
    return best[1] if best[0] >= LEAST else None


def headline_lines(blocks: list[Block], place: int, markup: Markup) -> range:
    """The places of the lines of a headline, one of which is at `place`: a <br> or elements inside it may part them.

    They are the most that the markup tells as one headline, else those of one element.
    """
    starts, ends = range(max(0, place - MOST_LINES + 1), place + 1), range(place + MOST_LINES, place, -1)
    runs = [range(start, end) for start in starts for end in ends if end - start <= MOST_LINES and end <= len(blocks)]
    runs = sorted(runs, key=len, reverse=True)
    told = _told(markup)
    agreeing = (run for run in runs if any(plain(headline_text(blocks, run)) in words for words in told))
    return next(agreeing, None) or next(run for run in runs if _is_one_element(blocks, run))


def headline_text(blocks: list[Block], lines: range) -> str:
    """The words of the blocks that are the lines of a headline."""
    return " ".join(blocks[i].text for i in lines)


def _is_one_element(blocks: list[Block], lines: range) -> bool:
    """Whether lines are of one element, which calls itself a headline or is all bold: "HỘI LÀNG NĂM NAY<br>VUI MÀ GỌN".

    True of a single line.
    """
    run = [blocks[i] for i in lines]
    place = run[0].place
    if len({block.place.block for block in run}) > 1 or len(headline_text(blocks, lines)) > LONGEST:
        return False
    if len(run) > 1 and any(block.is_link or block.text.endswith(".") or is_posting_line(block.text) for block in run):
        return False
    return len(run) == 1 or bool(place.heading) or named_title(place.name) or all(map(_is_bold_label, run))


def _is_bold_label(block: Block) -> bool:
    """Whether a block is all bold, no paragraph and not only a body, which stands above the headlines of its site."""
    return _is_bold(block) and (block.text.isupper() or not block.is_prose) and not is_site_name(block.text)


def _is_bold(block: Block) -> bool:
    return block.bold * 10 >= len(block.text) * 9


def below_headline(blocks: list[Block], start: int, end: int, markup: Markup) -> int:
    """Where the text [start, end) begins: below the headline that the markup tells, if one stands inside it.

    A slogan in the banner of a site reads like a sentence. Less prose must stand above the headline than below it.
    """
    told = _told(markup)
    marked = (i for i in range(start, end) if blocks[i].place.heading == 1 or named_title(blocks[i].place.name))
    agreeing = {i: _agreement(plain(blocks[i].text), told) for i in marked if len(blocks[i].text) <= LONGEST}
    headline = max(agreeing, key=agreeing.__getitem__, default=None)  # the first of those that agree as well
    if headline is None or not agreeing[headline]:
        return start
    below = headline + 1
    return below if _prose(blocks[start:below]) < _prose(blocks[below:end]) else start


def headline_of_markup(blocks: list[Block], markup: Markup) -> str | None:
    """The headline that only the markup tells, without the site; None where it tells a section or a kind of page."""
    told = (_without_site(words, markup) for words in (*markup.headlines, markup.title))
    long = (words for words in told if len(words.split()) >= LEAST_WORDS)
    return next(
        (words for words in long if not (PAGE_KIND.fullmatch(plain(words)) or _is_section(blocks, words))), None
    )


def _is_section(blocks: list[Block], words: str) -> bool:
    """Whether a few words are those of a link in a menu or breadcrumb, too: "Hoạt động của Hội"."""
    name = plain(words)
    few = len(name.split()) <= SECTION_WORDS
    return few and any(block.is_link and plain(block.text).strip(" >»/") == name for block in blocks)


def _without_site(words: str, markup: Markup) -> str:
    """Words without the names of the site around them; "" where they are nothing else."""
    parts = BETWEEN.split(words)
    if len(parts) > 1 and MEDIUM.match(plain(parts[0])) and _is_site(parts[0], markup):
        words = words[words.index(parts[1], len(parts[0])) :]
        parts = parts[1:]
    while parts and _is_site(parts[-1], markup):
        words = words[: words.rindex(parts.pop())].rstrip(" |–—»·:-")
    return words if parts else ""


def _told(markup: Markup) -> list[str]:
    """What the markup tells of the headline, without what is the site's name."""
    return [plain(words) for words in (*markup.headlines, markup.title) if words and not _is_site(words, markup)]


def _prose(blocks: list[Block]) -> int:
    """Letters of prose."""
    return sum(len(block.text) for block in blocks if block.is_prose)


def _score(blocks: list[Block], place: int, start: int, told: list[str], markup: Markup) -> float:
    """How much a block looks like the headline: agreement with the markup, heading, name of its class, place."""
    block = blocks[place]
    words = len(block.text.split())
    if len(block.text) > LONGEST or _is_site(block.text, markup) or is_posting_line(block.text):
        return -1.0
    score = _agreement(plain(block.text), told) if words >= 4 else 0.0
    score += 2.0 - block.place.heading * 0.25 if block.place.heading else 0.0
    score += 1.5 if named_title(block.place.name) else 0.0
    score += 1.0 if _is_bold(block) and words >= 4 else 0.0
    score += 1.0 if words >= 4 and _is_above_date(blocks, place, start) else 0.0
    score -= 3.0 if words < 4 else 1.0 if words <= SECTION_WORDS else 0.0
    score -= 3.0 if block.is_prose and block.text.endswith((".", ":", ";")) and not block.text.isupper() else 0.0
    score -= 2.0 if block.chrome else 0.0
    score -= 2.5 if block.is_link and not _links_to_itself(blocks, place) else 0.0
    return score - min(abs(start - place), 20) * 0.1 - (1.0 if place >= start else 0.0)


def _is_above_date(blocks: list[Block], place: int, start: int) -> bool:
    """Whether the date line of the article stands right below a block; a site has its own farther above the text."""
    return start - DATE_ABOVE <= place < start and is_posting_line(blocks[place + 1].text)


def _links_to_itself(blocks: list[Block], place: int) -> bool:
    """Whether a heading is a link as a whole, as some sites set headlines; several are other articles'.

    The name of a site is often such a heading, and leads to its front page.
    """
    level = blocks[place].place.heading
    if blocks[place].place.home:
        return False
    near = blocks[max(0, place - FARTHEST) : place + FARTHEST]
    return level in (1, 2) and sum(block.is_link and block.place.heading == level for block in near) == 1


def _agreement(words: str, told: list[str]) -> float:
    """4 where the markup tells the same words, 2 to 4 where it tells others around them: the more, the fewer."""
    shares = (len(words) / len(other) for other in told if words in other or _is_cut(other, words))
    return max((2.0 + 2.0 * min(share, 1.0) for share in shares), default=0.0)


def _is_cut(told: str, words: str) -> bool:
    """Whether the markup tells the beginning of the words: "Vận động nhân dân hiến đất ..."."""
    return len(told) > LEAST_CUT and words.startswith(told.rstrip(". …"))


@lru_cache(maxsize=4096)
def named_title(name: str) -> bool:
    """Whether a class or id is that of a headline: "entry-title", "lblTieuDe", "news-tit"."""
    return bool(TITLE_NAME.search(HUMP.sub("-", name).lower()))


def _is_site(words: str, markup: Markup) -> bool:
    """Whether words are the site's name and nothing else."""
    return is_site_name(words) or any(plain(words) == plain(site) for site in markup.sites)
