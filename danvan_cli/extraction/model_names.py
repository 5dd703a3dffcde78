"""Named exemplary models (mô hình)."""

import re
from collections.abc import Iterator

from danvan_cli.extraction.forms import in_full
from danvan_cli.extraction.model_places import SITE, UNIT, place_after, place_before
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.quotes import quoted_names
from danvan_cli.models import Model, Span

MODEL = "mô hình"
MOVEMENT = re.compile(r"\s*dan van kheo(?!\s+\d{1,2}(?!\d))")  # folded: no model, but “Dân vận khéo 1+10” is one
NO_MODEL = re.compile(
    r"phong trào|cuộc vận động|chương trình|đề án|chủ đề|khẩu hiệu|phương châm|danh hiệu|cuộc thi|hội thi|chỉ thị"
    r"|kế hoạch|chuyên đề|ngày hội|tinh thần|tiêu chí|kỷ niệm chương|nghị quyết|tuần lễ|giải thưởng|cuộc sống"
)
HIGHLIGHT = r"(?:tiêu biểu|nổi bật|điển hình|đáng chú ý|ấn tượng|được nhắc|có thể kể|phải kể|trong (?:số )?đó)"
LEADS_IN = re.compile(rf"(?:như|là|gồm|tên|gọi|:|{HIGHLIGHT}(?: nhất)? có)\s*:?\s*$")
NEXT_SENTENCE = re.compile(rf"[^.!?…\n]*[.\n]\s+{HIGHLIGHT}[^.!?…\n]{{0,40}}?(?:như|là|có|gồm|đến|:)\s*:?\s*$")
LISTS = re.compile(r"[,;]|\s(?:và|hay|hoặc)\s")
IS_MODEL = re.compile(r".\s(?:là|trở thành)\s(?:một |1 )?(?:trong những )?mô hình")
SHAM = re.compile(r"cho có|cho xong|cho vui|lấy lệ|đối phó|hình thức|trên giấy")  # "mô hình “làm cho có”" is a reproach
DIRECT = re.compile(r"(?:\s*dân vận khéo)?(?:\s*về)?\s*:?\s*")  # between "mô hình" and a name
BESIDE = re.compile(r"(?:[,;)]|(?<!\w)(?:và|hay|hoặc))\s*$")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|\n")
SHORT = 24  # letters that may stand between "mô hình" and a name without leading in
FAR = 110  # letters from "mô hình", or from one name of a list, to the next

LIST = re.compile(rf"mô hình[^.;:\n“”\"]{{0,100}}(?:\.\s{HIGHLIGHT}[^.;:\n“”\"]{{0,40}})?:[^\S\n]{{0,3}}")
EXEMPLARY = re.compile(r"như|tiêu biểu|nổi bật|điển hình|hiệu quả|cách làm hay|được nhắc|kể")
ITEM_END = re.compile(r";[^\S\n]*|,[^\S\n]+(?=[^\W\d_])")
QUOTED_ITEM = re.compile(r"[“\"«]([^“”\"«»\n]{2,80})[”\"»]")
ITEM_HEAD = re.compile(r"(?:và\s+|các\s+|mô hình\s+)*")
LONGEST_LIST = 1500  # letters
WORDS_OF_NAME = range(2, 31)

BODY = (
    r"(?:hội|chi hội|liên đoàn|đoàn|chi đoàn|công đoàn|[^\W\d_]{2,6} đoàn|ủy ban|ub|ubmttq|ubnd|mttq|mặt trận|ban"
    r"|bch|btv|bộ|sở|phòng|chi bộ|đảng ủy|đảng bộ|công an|lực lượng|nhân dân|gia đình|hộ|ông|bà|anh|chị|câu lạc bộ"
    r"|hợp tác xã|htx)"
)
PLACE_OR_BODY = rf"\s\(|\s(?:tại|ở|trên địa bàn|do|được|đã)\s|\scủa\s(?={UNIT}\s|{SITE}\s|{BODY}\s)"
VERB = (
    r"\s(?:của|đang|sẽ|là|có|với|để|nhằm|trong|giúp|góp|phát huy|mang|đạt|cho|từ|hoạt động|thu hút|đem|tiếp tục|và"
    r"|thực hiện|hiệu quả|bước đầu|ra đời|năm|gắn)\s"
)
NAME_CUT = re.compile(PLACE_OR_BODY)
SHORT_CUT = re.compile(f"{PLACE_OR_BODY}|{VERB}")
CAPITAL = re.compile(r"mô hình[^\S\n]{1,3}([^\W\d_][^,;:.()“”\"\n]{3,90})")
SHORT_NAME = range(2, 11)  # words of a name that neither quotes nor semicolons bound


def find(prose: Prose) -> tuple[Model, ...]:
    """The named models of an article, each once, with the place that is said of them.

    Quoted: "mô hình “Tiếng kẻng an ninh” ở xã A, “Cổng rào xanh” (xã B)". Listed: "các mô hình tiêu biểu như: Tuyến
    đường hoa tại xã A; Tổ tự quản của thôn B". Unquoted with a capital: "mô hình Camera an ninh".
    """
    models: dict[tuple[str, ...], Model] = {}
    for model in sorted((*_quoted(prose), *_listed(prose), *_capital(prose)), key=lambda model: model.span):
        key = tuple(in_full(model.name))
        if key not in models or _tells_more(model, models[key]):
            models[key] = model
    return tuple(models.values())


def _tells_more(model: Model, other: Model) -> bool:
    """Whether a later mention has a place, small letters, or short forms in full, that the first lacks."""
    return _tells(model) > _tells(other)


def _tells(model: Model) -> tuple[bool, bool, int]:
    return model.place is not None, not model.name.isupper(), len(model.name.split())


def _model(prose: Prose, name: Span, after: int, place: str | None = None) -> Model:
    words = " ".join(prose.text[slice(*name)].split())
    return Model(name=words, place=place_after(prose, after) or place, span=name)


def _quoted(prose: Prose) -> Iterator[Model]:
    """Quoted names behind "mô hình", and those that go on the list; “Dân vận khéo” only passes the word on."""
    last, movement, listing = -1, False, False  # the end of the last quote; whether it was the movement; or in a list
    small = False  # whether a name may begin with a small letter, as behind "mô hình" itself
    for name in quoted_names(prose):
        opening, closing = name.start - 1, name.end + 1
        word = prose.plain.rfind(MODEL, max(0, last, opening - FAR), opening)
        if word >= 0:
            between = prose.plain[word + len(MODEL) : opening]
            listing, small = _leads_in(between), bool(DIRECT.fullmatch(between))
        elif listing:
            between = prose.plain[last:opening]
            listing = _passes_on(between) if movement else _goes_on(between)
            small = small and bool(BESIDE.search(between))
        last, movement = closing, bool(MOVEMENT.match(prose.folded, *name))
        listing = listing and (movement or _begins_name(prose, name, small=small))
        if not movement and (listing or IS_MODEL.match(prose.plain, name.end)):
            yield _model(prose, _bare(prose, name), closing, place_before(prose, word) if word >= 0 else None)


def _begins_name(prose: Prose, name: Span, *, small: bool) -> bool:
    """Whether a quote begins like a name: with a capital; where it may be `small`, unless it is a reproach."""
    words = prose.text[slice(*name)].lstrip()
    if not any(letter.isalpha() for letter in words):
        return False
    return not words[0].islower() or (small and not SHAM.search(prose.plain, *name))


def _leads_in(between: str) -> bool:
    """Whether words between "mô hình" and a quote make it a model's name."""
    if NEXT_SENTENCE.match(between):
        return not NO_MODEL.search(between)
    if SENTENCE_END.search(between) or NO_MODEL.search(between):
        return False
    short = len(between.strip()) <= SHORT and not LISTS.match(between.lstrip())
    return short or bool(LEADS_IN.search(between))


def _passes_on(between: str) -> bool:
    """Whether words between the movement's name and a quote make that a model's name: "“Dân vận khéo” như “...”"."""
    return _leads_in(between) and (not between.strip(" ,") or bool(LEADS_IN.search(between) or LISTS.search(between)))


def _goes_on(between: str) -> bool:
    """Whether words between two quotes part the items of a list."""
    if len(between) > FAR or SENTENCE_END.search(between) or NO_MODEL.search(between):
        return False
    return bool(LISTS.search(between)) and not LEADS_IN.search(between)


def _listed(prose: Prose) -> Iterator[Model]:
    """Unquoted names after a colon, with capitals: "các mô hình tiêu biểu như: Ánh sáng an ninh ở ấp 3; ..."."""
    end = 0
    for head in LIST.finditer(prose.plain):
        if head.start() >= end and EXEMPLARY.search(prose.plain, max(0, head.start() - 40), head.end()):
            end = _sentence_end(prose.plain, head.end())
            items = _items(prose, Span(head.end(), end))
            yield from (_model(prose, name, name.end) for name in items if name is not None)


def _items(prose: Prose, part: Span) -> Iterator[Span | None]:
    """The names of a list's items, None for one that has none; parts at ";", else at "," before a capital."""
    semicolons = ";" in prose.text[slice(*part)]
    start = part.start
    for end in ITEM_END.finditer(prose.plain, *part):
        if (end[0][0] == ";") if semicolons else prose.text[end.end()].isupper():
            yield _item(prose, Span(start, end.start()))
            start = end.end()
    yield _item(prose, Span(start, part.end))


def _item(prose: Prose, part: Span) -> Span | None:
    """The name in an item of a list: in quotation marks, or from a capital to the place or body that is said of it."""
    head = ITEM_HEAD.match(prose.plain, *part)
    start = head.end() if head else part.start
    quoted = QUOTED_ITEM.match(prose.text, start, part.end)
    name = Span(*quoted.span(1)) if quoted else _until(prose, NAME_CUT, Span(start, part.end))
    return name if _is_name(prose, name, WORDS_OF_NAME) else None


def _capital(prose: Prose) -> Iterator[Model]:
    """Unquoted names with a capital behind "mô hình", up to a verb, place or comma; no abbreviation ("mô hình HTX")."""
    for found in CAPITAL.finditer(prose.plain):
        name = _until(prose, SHORT_CUT, Span(*found.span(1)))
        if _is_name(prose, name, SHORT_NAME) and prose.text[name.start + 1].islower():
            yield _model(prose, name, name.end, place_before(prose, found.start()))


def _until(prose: Prose, cut: re.Pattern[str], part: Span) -> Span:
    """The part up to where the cut matches, without blanks and punctuation around it."""
    found = cut.search(prose.plain, *part)
    return _bare(prose, Span(part.start, found.start() if found else part.end))


def _is_name(prose: Prose, name: Span, lengths: range) -> bool:
    """Whether a stretch begins with a capital, is of these many words and not the movement."""
    words = prose.text[slice(*name)]
    named = words[:1].isupper() and len(words.split()) in lengths
    return named and not MOVEMENT.match(prose.folded, name.start)


def _sentence_end(plain: str, at: int) -> int:
    found = SENTENCE_END.search(plain, at, at + LONGEST_LIST)
    return found.start() if found else min(len(plain), at + LONGEST_LIST)


def _bare(prose: Prose, span: Span) -> Span:
    """A span without the blanks and the punctuation around its words."""
    words = prose.text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip().rstrip(" ,;:.…")))
