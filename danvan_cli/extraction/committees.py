"""Committees whose offices tell a task at length: "Trưởng Ban Chỉ đạo phòng chống ma túy[, mại dâm] xã"."""

import re
from functools import cache

from danvan_cli.extraction.forms import any_of, compiled, forms
from danvan_cli.extraction.prose import Prose
from danvan_cli.extraction.title_words import title_at, word_set

COMMITTEE = compiled(r"(?<!\w)(?:ban chỉ đạo|bcđ|ban vận động|ban đại diện)(?!\w)")
REACH = 20  # letters from the beginning of an office to the committee
WORD = re.compile(r"[^\W\d_]+")
NO_TASK = (
    r"(?:đã|đang|sẽ|được|tại|dự|với|trên|có|là|của|do|cùng|ở|trong|từ|đến|lên|cho|trao|những|mọi|từng|nhiều|việc|chuyến"
    r"|thuộc|giáp|nhằm|để|khi|phát biểu|cho biết)(?!\w)"
)
WORDS = rf"(?:(?!{NO_TASK})[^\W\d_]{{1,8}}(?:,?[ \xa0])){{1,24}}?"  # the longest task is of some twenty
LEVEL = r"(?<!các )(?<!những )(?:tỉnh|huyện|xã(?! hội)|phường|quận|thành phố|thị xã|thị trấn|trung ương)(?!\w)"
CAPITALS = frozenset({"Tổ", "Nhân", "Đảng", "Quỹ"})  # that a task may hold: "bảo vệ an ninh Tổ quốc"


def task_end(prose: Prose, office: int, end: int, before: str) -> int:
    """Where the task of a committee ends that a comma, "và" or "các" goes on with; `end` where there is none.

    The office begins about `office` and reaches so far to `end`, where the word `before` ends. A comma or "và" right
    behind the committee begins no task: "Trưởng Ban Vận động và gia đình trao nhà".
    """
    task = _task().match(prose.plain, end)
    if not task or before in word_set("last of a body"):
        return end
    committee = COMMITTEE.search(prose.plain, max(0, office - REACH), end)
    if not committee or (committee.end() == end and not task[0].strip(" \xa0").startswith("các ")):
        return end
    sure = all(_is_of_task(prose, word.start()) for word in WORD.finditer(prose.plain, *task.span()))
    return end + len(task[0].rstrip(" \xa0")) if sure else end


def _is_of_task(prose: Prose, at: int) -> bool:
    """Whether the word at `at` may stand in a task: no name, no other office."""
    word = WORD.match(prose.text, at)
    return word is not None and (word[0].islower() or word[0] in CAPITALS) and not title_at(prose.plain, at)


@cache
def _task() -> re.Pattern[str]:
    """Behind "các", a comma or "và" the words of a task up to the committee's level."""
    first = any_of(forms("office_words.tsv", "task"))
    return re.compile(rf"(?:[ \xa0]?,[ \xa0]|[ \xa0]và[ \xa0]|[ \xa0](?=các ))(?={first}){WORDS}(?={LEVEL})")
