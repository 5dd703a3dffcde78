"""Names in quotation marks."""

import re
from functools import lru_cache

from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Span

INSIDE = r"([^“”\"«»\n]{1,160})"
SINGLE = r"['‘](?<!\w.)(?=[^\W_])([^'‘’“”\"«»\n]{2,80})['’](?!\w)"  # "'Bản sáng vùng biên'", but not "K'Ho"
QUOTED = re.compile(rf"“{INSIDE}”|\"{INSIDE}\"|«{INSIDE}»|”{INSIDE}”|“{INSIDE}\"|\"{INSIDE}”|{SINGLE}")
LONGEST_NAME, LONGEST_MODEL = 16, 40  # syllables; what is longer is speech, but behind "mô hình"
NAMED = re.compile(
    r"mô hình|phong trào|chủ đề|khẩu hiệu|phương châm|cuộc vận động|chương trình|đề án|câu lạc bộ|tiêu chí"
)
MODELS = re.compile(r"mô hình(?:[^.!?\n]*(?:[,;:)]|(?<!\w)(?:và|như)))?\s*$")  # what stands before a model's name
SAYING = re.compile(
    r"nói|cho biết|chia sẻ|bày tỏ|kể|hỏi|nhấn mạnh|khẳng định|phát biểu|tâm sự|bộc bạch|phản ánh|trả lời|giải thích"
    r"|cho rằng|đề nghị|dặn|phấn khởi|vui|mừng|viết|đáp|thổ lộ|nhớ lại"
)


@lru_cache(maxsize=1)  # figures and models look for them in the same text
def quoted_names(prose: Prose) -> tuple[Span, ...]:
    """The insides of quotation marks that hold a name, not speech, in order.

    Speech ends with a full stop or follows a colon: "ông nói: “Nhà tôi hiến 200 m2 đất”"; in "mô hình ra đời: “Quầy
    thuốc 0 đồng”" a name follows it.
    """
    spans = (Span(*m.span(m.lastindex or 0)) for m in QUOTED.finditer(prose.text))
    return tuple(span for span in spans if _is_name(prose, span))


def _is_name(prose: Prose, span: Span) -> bool:
    words = prose.text[span.start : span.end].strip()
    opening = span.start - 1
    longest = LONGEST_MODEL if MODELS.search(prose.plain, max(0, opening - 200), opening) else LONGEST_NAME
    if not words or words.endswith((".", "!", "?", "…")) or words.count(" ") >= longest:
        return False
    if not prose.plain[max(0, opening - 3) : opening].rstrip().endswith(":"):
        return True
    said = SAYING.search(prose.plain, max(0, opening - 40), opening)
    return not said and bool(NAMED.search(prose.plain, max(0, opening - 100), opening))
