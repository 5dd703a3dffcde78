"""Lines that belong to a page and not to its article: menus, tools, counters, lists of other articles, footers."""

import re
from collections import defaultdict
from functools import cache
from itertools import islice
from typing import Literal

from danvan_cli.resources import data
from danvan_cli.text.letters import plain

Kind = Literal["menu", "tool", "media", "related", "end"]
LONGEST = 200  # letters of a line that may be chrome
WORDS = 8  # of the longest label
WORD = re.compile(r"[^\W\d_]+")
OTHER_ARTICLES = re.compile(  # "Các tin khác", "Những bài viết cũ hơn:", "Tin cùng chuyên mục", "TIN ĐÃ ĐƯA"
    r"[\s>»•*+-]*(?:các |những |một số )?(?:tin bài|tin tức|tin|bài viết|bài|mục|thông tin|nội dung|video|chủ đề|ảnh)"
    r"(?: viết| tức)?(?: khác)? ?(?:có )?(?:liên quan|khác|cùng (?:chuyên mục|loại|chủ đề|ngày|thể loại|danh mục"
    r"|tác giả|mục|nhóm|sự kiện|lĩnh vực|chuyên đề)|mới(?: hơn| nhất| đăng| cập nhật)?|cũ(?: hơn)?|đã (?:đưa|đăng)"
    r"|trước đó|trước|sau|tiếp(?: theo)?|nổi bật|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|được quan tâm|quan tâm"
    r"|tiêu điểm|nên đọc)(?: khác)?"
    r"(?P<more>\s*(?:\((?:theo[^)]{0,20}|\d*)\))?\s*[:：].*|\s*(?:\([^)]{0,20}\))?[\s.…»>]*)"
)
INLINE = re.compile(
    r"[\s>»•*+-]*(?:xem thêm|đọc thêm|mời xem|xem tiếp|tham khảo|bài liên quan|tin liên quan)\s?[:：]\s?\S.*"
)
PATH = re.compile(r"[^»›>]{2,60}(?:\s(?:»|›|>>?|→)\s[^»›>]{1,160}){1,6}|(?:[\s>»/]*trang (?:chủ|nhất)\s?[/|>»›→-].*)")
IMAGE = re.compile(
    r"[\s\[(]*(?:[\w().-]+(?: [\w().-]+){0,5})?\.(?:jpe?g|png|gif|bmp|webp|mp4|mp3|pdf|docx?|xlsx?|rar|zip)[\])\s]*"
)
ZALO_IMAGE = re.compile(r"z\d{10,16}[ _-][0-9a-f]{24,40}(?:[ _-]\d{1,6})?")  # as the app names a picture that is sent
FOLLOW = re.compile(
    r"theo dõi [^.!?:]{2,60} trên (?:kênh |trang |mạng )?(?:youtube|facebook|fanpage|tiktok|zalo|viber|google news)"
)
DOWNLOAD = re.compile(r"[\s>»→*-]*(?:tải (?:về|xuống|file|tệp|tại đây)|download).{0,80}")
WEATHER = re.compile(r".{0,60}\d\s?[°º]\s?c\b.{0,40}")
COUNTER = re.compile(
    r"(?:tổng )?(?:số )?(?:lượt|lần|đã|đang|khách|người)[^:\d]{0,40}[:：]?\s*[\d.,]+\W*|\d{1,3} phút đọc"
)
MENU = re.compile(r"\s*(?:[^|•·\d]{2,30}[|•·]){2,12}[^|•·\d]{0,30}")
PARTS = re.compile(r"\s+[|•·]\s+")
PLACEHOLDER = re.compile(r"(?:\{[^{}]{1,40}\}|!?\[\]\([^)]{0,200}\))[\s|]*")  # "{keywords}", "![]()": a picture's place
LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,30}")  # a user of the site: no Vietnamese line is one such word
QUESTION = re.compile(r"(?:.*\s)?(?:bạn|bài (?:viết|này)|trang (?:này|web)|website|thông tin này)(?!\w)[^.!]{0,80}\?")
TIME_SPAN = r"(?:khoảng )?\d{1,2} (?:giây|phút|giờ|ngày|tuần|tháng|năm)"
PUBLIC = r" · (?:công khai|đã chỉnh sửa)"
AGO = re.compile(  # "2 giờ trước", "5 ngày · Công khai", "Hà•Cách đây 2 ngày•4 phút đọc", "3 giờ trước - 9 lượt xem"
    r"(?:[^|•·.:!?\d]{2,40}[|•·]\s?)?"
    rf"(?:cách đây {TIME_SPAN}(?<!năm)|(?:(?:được )?(?:đăng|cập nhật) )?{TIME_SPAN} trước|{TIME_SPAN}(?={PUBLIC}))"
    rf"(?:{PUBLIC}|\s?[|•·–-]\s?[\d.,]{{1,9}} (?:phút đọc|(?:lượt|lần) (?:xem|đọc)|bình luận))?"
)
ADDRESS = re.compile(r"https?://\S{4,190}")
COPIED = re.compile(  # "Theo baoabc.vn Copy Link https://baoabc.vn/...", "Lấy link!"
    r"(?:(?:theo|nguồn|link gốc)[^!?]{1,60}\s)?(?:copy link|lấy link|sao chép (?:link|liên kết))\W{0,3}"
    r"(?:https?://\S{4,140})?"
)
SHARED = re.compile(r".{2,80} đã (?:chia sẻ (?:một|1) (?:bài viết|liên kết|video|kỷ niệm)|thêm \d{1,3} ảnh mới)[\s.]*")
NOTICE = re.compile(  # of a form for comments: "Lưu ý: Tòa soạn sẽ biên tập ý kiến của bạn đọc ..."
    r"\W{0,4}(?:lưu ý|chú ý)\W{1,4}[^.:]{0,60}(?<!\w)(?:biên tập|kiểm duyệt)[^.:]{0,30}(?:ý kiến|bình luận|phản hồi)"
    r"(?: của)? (?:bạn đọc|độc giả|quý vị)",
    re.IGNORECASE,
)
FOOT = re.compile(r"\s*(?:©|®|\(c\)|copyright|bản quyền).*")


def chrome_kind(line: str) -> Kind | None:
    """What kind of chrome a line is, None where it may belong to the article.

    menu: also a possible subheading. media: labels of pictures, which may stand inside an article. related: what
    follows is a list of other articles. end: comments, keywords: no article after it. tool: all others.
    """
    if len(line) > LONGEST:
        return None
    if LOGIN.fullmatch(line.strip()) or PLACEHOLDER.fullmatch(line.strip()):
        return "tool"
    words = plain(line).strip()
    kinds = {_kind(part) for part in PARTS.split(words) if part}
    if None in kinds:
        return _kind(words)
    return kinds.pop() if len(kinds) == 1 else "tool"


def is_notice(line: str) -> bool:
    """Whether a line, be it long, begins as the notice of a form for comments does."""
    return NOTICE.match(line) is not None


def _kind(words: str) -> Kind | None:
    """The kind of a line or of a part of it."""
    if is_notice(words):
        return "end"
    if INLINE.fullmatch(words):
        return "tool"
    if OTHER_ARTICLES.fullmatch(words):
        return "related"
    return _labelled(words) or _formed(words)


def _formed(words: str) -> Kind | None:
    """Chrome that is known by its form: breadcrumbs, questions to the reader, file names, weather, copyright."""
    if IMAGE.fullmatch(words) or ZALO_IMAGE.fullmatch(words):
        return "media"
    if MENU.fullmatch(words) or (words.endswith("?") and QUESTION.fullmatch(words)):
        return "menu"
    forms = (PATH, DOWNLOAD, WEATHER, COUNTER, AGO, SHARED, FOLLOW, FOOT, ADDRESS, COPIED)
    return "tool" if any(form.fullmatch(words) for form in forms) else None


def _labelled(words: str) -> Kind | None:
    """The kind of a line that is a label, begins with a label and a colon, or is made of labels."""
    found = list(islice(WORD.finditer(words), WORDS + 1))
    labels, tokens = _labels(), [match[0] for match in found]
    for count in range(min(WORDS, len(tokens)), 0, -1):
        head = " ".join(tokens[:count])
        has_value = words.startswith((":", " :", "："), found[count - 1].end())
        if count == len(tokens) or has_value:
            if head in labels["end"]:
                return "end"
            if head in labels["related"]:
                return "related"
        if head in labels["opening"] or (has_value and head in labels["field"]):
            return "tool"
    return _row_of_labels(WORD.findall(words))


def _row_of_labels(tokens: list[str]) -> Kind | None:
    """The kind of a line that is made of labels and numbers only: "Bản in / Gởi bài viết", "Lượt xem: 87"."""
    kinds, start = set(), 0
    while start < len(tokens):
        found = _longest_label(tokens, start)
        if found is None:
            return None
        start, kind = found
        kinds.add(kind)
    return next((kind for kind in ("tool", "media", "menu") if kind in kinds), None)


def _longest_label(tokens: list[str], start: int) -> tuple[int, str] | None:
    """Where the longest label that begins at a token ends, and its kind."""
    kinds = _label_kinds()
    for end in range(min(start + WORDS, len(tokens)), start, -1):
        kind = kinds.get(" ".join(tokens[start:end]))
        if kind:
            return end, kind
    return None


@cache
def _labels() -> dict[str, set[str]]:
    """Kind -> labels of data/chrome.tsv."""
    table: dict[str, set[str]] = defaultdict(set)
    for row in data("chrome.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, label = row.split("\t")
        table[kind].add(plain(label))
    return table


@cache
def _label_kinds() -> dict[str, str]:
    """Label -> menu, media, or tool for tools, counters and share buttons."""
    labels = _labels()
    kinds = dict.fromkeys(labels["menu"], "menu") | dict.fromkeys(labels["media"], "media")
    return kinds | {label: "tool" for kind in ("tool", "share", "counter") for label in labels[kind]}
