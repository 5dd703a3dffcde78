"""What the text says of two documents: one carries out, continues, reviews, replaces or amends the other."""

import re
from collections.abc import Sequence
from typing import Literal

from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Directive, Relation, Span

Kind = Literal["implements", "continues", "reviews", "replaces", "amends"]

FARTHEST = 400  # letters between two documents that are related
JUST_BEFORE = 120  # letters before a document in which the relation stands
WAYS = r"(?:(?:đẩy mạnh|tăng cường|triển khai|tổ chức|nghiêm túc|quán triệt|việc|và|,)\s?){0,5}"
OBJECT = r"(?:\s(?:có hiệu quả|hiệu quả|tốt|nghiêm|các|nội dung|tinh thần|một số điều của|cho)){0,3}\s*$"
FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("reviews", re.compile(rf"(?<!\w)((?:sơ|tổng) kết\s(?:\d{{1,2}}\snăm\s)?{WAYS}(?:thực hiện)?){OBJECT}")),
    ("continues", re.compile(rf"(?<!\w)(tiếp tục\s{WAYS}thực hiện){OBJECT}")),
    ("implements", re.compile(rf"(?<!\w)((?:về|nhằm|để)\s{WAYS}thực hiện){OBJECT}")),
    ("replaces", re.compile(rf"(?<!\w)(thay thế|thay cho){OBJECT}")),
    ("amends", re.compile(rf"(?<!\w)(sửa đổi(?:, bổ sung)?|bổ sung){OBJECT}")),
)
ABOUT = re.compile(r"(?<!\w)về\s(?:việc\s)?$")  # before the words of a relation that are a document's subject
ALSO = re.compile(r"\s?(?:,|;|và|cùng)?\s?(?:các\s)?(?:số\s)?")
BREAK = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zà-ỹ])|[;\n]")


def find(prose: Prose, directives: Sequence[Directive]) -> tuple[Relation, ...]:
    """The relations that the text states, in order, each once.

    "Kế hoạch số 115 ... về thực hiện Kết luận 43": the first implements the second. "sơ kết 5 năm thực hiện Chỉ thị
    22": the event reviews it, no document does. What "và" joins to a document stands in the same relation.
    """
    cited = sorted((span, number) for number, directive in enumerate(directives) for span in directive.spans)
    found: dict[tuple[int | None, str, int], Relation] = {}
    before: tuple[Span, int] | None = None
    last: Relation | None = None
    for span, number in cited:
        last = _stated(prose, before, span, number) or _joined(prose, before, span, number, last)
        if last:
            found.setdefault((last.citing, last.relation, last.cited), last)
        before = span, number
    return tuple(found.values())


def _stated(prose: Prose, before: tuple[Span, int] | None, span: Span, number: int) -> Relation | None:
    """The relation whose words stand right before a document."""
    low = max(before[0].end if before else 0, span.start - JUST_BEFORE)
    for kind, form in FORMS:
        match = form.search(prose.plain, low, span.start)
        if match:
            words = Span(*match.span(1))
            citing = _citing(prose, before, words.start, number, subject=kind in ("reviews", "continues"))
            told = citing is not None or kind == "reviews"
            return Relation(citing=citing, relation=kind, cited=number, span=words) if told else None
    return None


def _citing(prose: Prose, before: tuple[Span, int] | None, words: int, number: int, *, subject: bool) -> int | None:
    """The document before the words of a relation, in the same sentence; None where there is none.

    subject: whether the words must be what the document is about.
    """
    if before is None or before[1] == number or words - before[0].end > FARTHEST:
        return None
    if subject and not ABOUT.search(prose.plain, max(0, words - 12), words):
        return None
    return None if BREAK.search(prose.text, before[0].end, words) else before[1]


def _joined(
    prose: Prose, before: tuple[Span, int] | None, span: Span, number: int, last: Relation | None
) -> Relation | None:
    """The relation of the document before, where this one is only added to it."""
    if last is None or before is None or number == last.citing:
        return None
    if not ALSO.fullmatch(prose.plain, before[0].end, span.start):
        return None
    return Relation(citing=last.citing, relation=last.relation, cited=number, span=last.span)
