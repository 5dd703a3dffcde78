"""Named exemplary models (mô hình)."""

import re
from collections.abc import Iterator

from danvan_cli.extraction.forms import in_full
from danvan_cli.extraction.model_lists import (
    HIGHLIGHT,
    MOVEMENT,
    NO_MODEL,
    PLACE_OR_BODY,
    SENTENCE_END,
    bare,
    is_name,
    listed_names,
    until,
)
from danvan_cli.extraction.model_places import place_after, place_before
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.quotes import quoted_names
from danvan_cli.models import Model, Span

MODEL = "mô hình"
LEADS_IN = re.compile(rf"(?:như|là|gồm|tên|gọi|:|{HIGHLIGHT}(?: nhất)? có)\s*:?\s*$")
NEXT_SENTENCE = re.compile(rf"[^.!?…\n]*[.\n]\s+{HIGHLIGHT}[^.!?…\n]{{0,40}}?(?:như|là|có|gồm|đến|:)\s*:?\s*$")
LISTS = re.compile(r"[,;]|\s(?:và|hay|hoặc)\s")
IS_MODEL = re.compile(r".\s(?:là|trở thành)\s(?:một |1 )?(?:trong những )?mô hình")
SHAM = re.compile(r"cho có|cho xong|cho vui|lấy lệ|đối phó|hình thức|trên giấy")  # "mô hình “làm cho có”" is a reproach
DIRECT = re.compile(r"(?:\s*dân vận khéo)?(?:\s*về)?\s*:?\s*")  # between "mô hình" and a name
BESIDE = re.compile(r"(?:[,;)]|(?<!\w)(?:và|hay|hoặc))\s*$")
SHORT = 24  # letters that may stand between "mô hình" and a name without leading in
FAR = 110  # letters from "mô hình", or from one name of a list, to the next

VERB = (
    r"\s(?:của|đang|sẽ|là|(?<!không )(?<!chưa )có|với|để|nhằm|trong|giúp|góp|phát huy|mang|đạt|cho|từ|hoạt động"
    r"|thu hút|đem|tiếp tục|và|thực hiện|hiệu quả|bước đầu|ra đời|năm|gắn)\s"
)
SHORT_CUT = re.compile(f"{PLACE_OR_BODY}|{VERB}")
SLOGAN = r"(?:,[^\S\n]\d{1,2} [^\W\d_]{1,7} \d{1,2} [^\W\d_]{1,7}(?![^\S\n]?[\w%]))?"  # "Tổ tự quản[, 3 giảm 1 tăng]"
CAPITAL = re.compile(rf"mô hình[^\S\n]{{1,3}}([^\W\d_][^,;:.()“”\"\n]{{3,90}}){SLOGAN}")
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
            yield _model(prose, bare(prose, name), closing, place_before(prose, word) if word >= 0 else None)


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
    return (_model(prose, name, name.end) for name in listed_names(prose))


def _capital(prose: Prose) -> Iterator[Model]:
    """Unquoted names with a capital behind "mô hình", up to a verb, place or comma; no abbreviation ("mô hình HTX")."""
    for found in CAPITAL.finditer(prose.plain):
        name = until(prose, SHORT_CUT, Span(*found.span(1)))
        if is_name(prose, name, SHORT_NAME) and prose.text[name.start + 1].islower():
            name = Span(name.start, found.end()) if name.end == found.end(1) else name
            yield _model(prose, name, name.end, place_before(prose, found.start()))
