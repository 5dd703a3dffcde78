"""Awards: a distinction, the body that gives it, and how many received it."""

import re
from collections import deque
from dataclasses import replace

from danvan_cli.extraction.figures import amounts
from danvan_cli.extraction.givers import giver_after, giver_before, giver_between
from danvan_cli.extraction.prose import Prose
from danvan_cli.models import Award, Figure, Recipient, Span
from danvan_cli.text import letters

QUOTED_NAME = r"\s{0,2}[“\"«][^“”\"«»\n]{2,80}[”\"»]"
NAME_END = (
    r"(?=\s+(?:cho|tặng|trao|được|đã|năm|của|và|đối|nhân(?!\s+dân)|do|có|vì|trong|đến|này)(?!\w)|\s*[,.;:()\d]|\s*$|\n)"
)
PLAIN_NAME = rf"(?!{NAME_END})(?:[^\S\n]+[^\W\d_]+){{1,9}}?{NAME_END}"
ORDER = (
    r"(?:lao động|độc lập|quân công|chiến công|kháng chiến|bảo vệ tổ quốc|chiến sĩ vẻ vang|hữu nghị|hồ chí minh"
    r"|sao vàng|dũng cảm|đại đoàn kết(?: dân tộc)?)"
)
YEARS_OF_MEMBERSHIP = r"\s+\d\d(?: năm)?(?:[,\s]{1,3}(?:và )?\d\d(?: năm)?){0,6}(?: năm)? tuổi đảng"
RANK = r"\s+hạng\s+(?:nhất|nhì|ba|i{1,3})(?!\w)"
PRIZES = (
    r"(?:tình nguyện(?: quốc gia)?|lương định của|lý tự trọng|kim đồng|hồ chí minh|tôn đức thắng|cánh én hồng"
    r"|sao tháng giêng|người thợ trẻ giỏi|nhà giáo trẻ tiêu biểu)"
)
AWARD = re.compile(
    r"(?=b[ằả]n|gi[ấả]|kỷ |hu[ây]|cờ |danh |thư [kb])"  # what all of them begin with: a third of the time
    r"(?:bằng khen|giấy khen|(?<!\w)thư (?:khen|biểu dương)|bằng lao động sáng tạo"
    rf"|(?:bằng ghi công|bảng vàng|bảng ghi công)(?:{QUOTED_NAME})?"
    r"|(?<!\d )giải (?:nhất|nhì|ba|tư|đặc biệt|xuất sắc|khuyến khích|triển vọng|toàn đoàn)"
    r"|kỷ niệm chương chiến sĩ cách mạng bị địch bắt,? tù đày"
    rf"|kỷ niệm chương(?:{QUOTED_NAME}|(?:\s+vì)?{PLAIN_NAME})?"
    rf"|huân chương(?:\s+[“\"]?{ORDER}[”\"]?)?(?:{RANK})?"
    rf"|huy chương(?:{QUOTED_NAME}|\s+vì{PLAIN_NAME}|\s+{ORDER}(?:{RANK})?)"
    rf"|huy hiệu(?:{QUOTED_NAME}|\s+bác hồ|\s+đảng|{YEARS_OF_MEMBERSHIP})"
    rf"|cờ (?:thi đua(?: xuất sắc)?|đơn vị (?:dẫn đầu|xuất sắc)(?: (?:trong )?phong trào thi đua)?|{QUOTED_NAME})"
    rf"|danh hiệu(?:{QUOTED_NAME}|\s+(?:anh hùng|chiến sĩ|nghệ nhân|nhà giáo|thầy thuốc|bà mẹ){PLAIN_NAME})"
    rf"|giải thưởng(?:{QUOTED_NAME}|\s+{PRIZES}))(?!\w)"
)
GIVE = re.compile(
    r"(?<!\w)(?:tặng thưởng|trao tặng|phong tặng|truy tặng|tặng|trao|thưởng|khen thưởng|gửi(?=\s{1,3}$))(?!\w)"
)
RECEIVE = re.compile(r"(?<!\w)(?:được(?: (?:đón )?nhận)?|(?<!công )(?<!chứng )(?<!xác )(?<!ghi )nhận)(?!\w)")
PROPOSE = re.compile(r"(?<!\w)đề (?:nghị|xuất)(?!\w)")
SENTENCE_END = re.compile(r"\n|(?<!\btp)(?<!\btx)(?<!\btt)[.!?](?=\s)")
CLAUSE_END = re.compile(f";|{SENTENCE_END.pattern}")
OTHER_GIFT = re.compile(r"(?:,|\svà|\sđồng thời)\s(?:trao|tặng|hỗ trợ|thăm)(?!\w)")
TOGETHER = re.compile(r"\s(?:và|cùng)\s")  # "5 hộ được tặng Bằng khen [và] Kỷ niệm chương"
ALSO = re.compile(r"(?:,|\s(?:và|cùng))\s$")  # "khen thưởng 45 tập thể ...[, ] kỷ niệm chương"
NO_SUBJECT = re.compile(r"[\s,]*(?:và|đồng thời)?\s*")
TO = re.compile(r"(?<!\w)(?:cho|đối với|tặng)(?!\w)")
ONE = re.compile(
    r"\s(?:đồng chí|đ/c|ông|bà|anh|chị|cụ|cháu|em|thầy|cô|già làng|gia đình)(?:\s(?:ông|bà|anh|chị))?\s(?=\w)"
)
BETWEEN = re.compile(r"(?:\s[^,;.:\d\n]{0,40})?(?:,|\svà|\scùng|,\svà)\s{0,2}(?:hơn\s|gần\s|trên\s)?")
NAMED = re.compile(  # "Chi hội Phụ nữ thôn Đoài và"
    r"\s(?:chi hội|chi đoàn|chi bộ|hội|đoàn|ban|tổ|khối|đội|đảng bộ|đảng ủy|ubnd|mặt trận|trường|xã|phường|thôn|bản"
    r"|buôn|ấp)\s[^,;.:\d\n]{2,60}\s(?:và|cùng)\s(?:hơn\s|gần\s|trên\s)?"
)
PEOPLE = re.compile(
    r"(?:cá nhân|tập thể|hội viên|đoàn viên|đảng viên|cán bộ|chiến s[ĩỹ]|đồng chí|người|hộ|gia đình)(?!\w)"
)
NOT_BETWEEN = re.compile(r"(?<!\w)(?:trong|có|gồm|được|trao|tặng)(?!\w)")
NEVER_HONOURED = {"measure", "money", "act"}
WORK = re.compile(  # of things these alone are honoured: "2 mô hình", but not "20 suất quà"
    r"(?:mô hình|mh|điển hình|gương|tấm gương|cách làm|việc|phần việc|công trình|dự án|đề án|giải pháp|sáng kiến"
    r"|đề tài|tham luận|bài|tin|tác phẩm|phóng sự|bức ảnh|ảnh|tranh|tiết mục|sản phẩm|vườn)(?!\w)"
)
PRIZE = "giải "  # of a contest
REACH = 320  # letters from an award to its giver and recipients
PRAISED_WITHIN = 60  # letters from those who are honoured to the award behind them; else they are praised with words
STARTS_WITHIN = 14  # letters between "cho" and the first recipient

Parties = tuple[str | None, list[Figure]]  # giver and recipients
Key = tuple[str, str | None, tuple[tuple[int, str], ...]]  # award, giver, recipients


def find(prose: Prose) -> tuple[Award, ...]:
    """The awards that an article reports, each once.

    "8 giáo viên được Hội Khuyến học tặng Kỷ niệm chương “Vì sự nghiệp Khuyến học”", "UBND tỉnh tặng Bằng khen cho 4 tập
    thể, 6 cá nhân", "trao Giấy khen của Chủ tịch UBND huyện cho 5 hộ". Proposals
    and distinctions that nobody gives ("đạt danh hiệu Gia đình văn hóa") are left out.
    """
    awards: list[Award] = []
    names = list(AWARD.finditer(prose.plain))
    last: Award | None = None  # the award before
    for i, name in enumerate(names):
        after_last = names[i - 1].end() if i else 0
        before_next = names[i + 1].start() if i + 1 < len(names) else len(prose.text)
        front = Span(_clause_start(prose.plain, after_last, name.start()), name.start())
        back = Span(name.end(), _clause_end(prose.plain, name.end(), before_next))
        last = None if SENTENCE_END.search(prose.plain, after_last, name.start()) else last
        award = _award(prose, Span(*name.span()), front, back, last.giver if last else None)
        if award and last and not award.recipients and TOGETHER.fullmatch(prose.plain, *front):
            award = replace(award, recipients=last.recipients)
        last = award
        awards += [award] if award else []
    return tuple(_each_once(awards))


def _clause_start(plain: str, earliest: int, at: int) -> int:
    """Where the clause that holds `at` begins, not before `earliest`."""
    start = max(earliest, at - REACH)
    for end in CLAUSE_END.finditer(plain, start, at):
        start = end.end()
    return start


def _clause_end(plain: str, at: int, latest: int) -> int:
    """Where the clause of an award that ends at `at` ends, or another gift begins; not after `latest`."""
    end = min(latest, at + REACH)
    for form in (CLAUSE_END, OTHER_GIFT):
        if found := form.search(plain, at, end):
            end = found.start()
    return end


def _award(prose: Prose, name: Span, front: Span, back: Span, carried: str | None) -> Award | None:
    """The award of a name between the front and the back of its clause; None where nobody gives or receives it."""
    if PROPOSE.search(prose.plain, *front):
        return None
    found = _received(prose, front, back) or _given(prose, front, back, carried)
    if found is None:
        return None
    giver, counts = found
    recipients = tuple(Recipient(value=int(count.value), unit=count.unit) for count in counts)
    return Award(award=" ".join(prose.text[slice(*name)].split()), giver=giver, recipients=recipients, span=name)


def _received(prose: Prose, front: Span, back: Span) -> Parties | None:
    """Of "4 tập thể được UBND tỉnh tặng ..." or "5 hộ nhận ... của UBND tỉnh"; None for another form."""
    receive = _last(RECEIVE, prose.plain, front)
    if receive is None:
        return None
    give = GIVE.search(prose.plain, receive.end(), front.end)
    between = Span(receive.end(), give.start() if give else front.end)
    giver = giver_between(prose, between)
    if giver is None and prose.plain[slice(*between)].strip():
        return None
    runs = _runs(prose, Span(front.start, receive.start()))
    return giver or giver_after(prose, back), runs[-1] if runs else []


def _given(prose: Prose, front: Span, back: Span, carried: str | None) -> Parties | None:
    """Of "UBND tỉnh tặng ... cho 4 tập thể", "trao ... của UBND tỉnh cho 5 hộ", "tặng 5 hộ Giấy khen".

    A clause without a subject has the giver of the clause before: "..., tặng Giấy khen cho 3 hộ".
    """
    give = _last(GIVE, prose.plain, front)
    subject = Span(front.start, give.start() if give else front.start)
    if NO_SUBJECT.fullmatch(prose.plain, *subject):
        before = carried
    else:
        before = giver_before(prose, subject, prize=prose.plain.startswith(PRIZE, front.end))
    giver = giver_after(prose, back) or before
    to = TO.search(prose.plain, *back)
    behind = Span(to.end() if to else back.start, back.end)
    counts = next((run for run in _runs(prose, behind) if _begins_recipients(prose, behind.start, run[0])), [])
    if not counts and give:
        counts = next(iter(_runs(prose, Span(give.end(), front.end))), [])
        if counts and front.end - counts[-1].span.end > PRAISED_WITHIN and ALSO.search(prose.plain, *front):
            return None
    named = give and to and _names_one(prose, to.end())
    return (giver, counts) if giver or counts or named else None


def _names_one(prose: Prose, at: int) -> bool:
    """Whether somebody with a name follows: "cho [đồng chí Lê Văn An]", not "cho các cá nhân"."""
    one = ONE.match(prose.plain, at)
    return one is not None and prose.text[one.end()].isupper()


def _begins_recipients(prose: Prose, start: int, first: Figure) -> bool:
    """Whether a count is the first who receive, at `start`, or people behind a named body: "Hội xã A và [5 hộ]"."""
    if first.span.start - start < STARTS_WITHIN:
        return True
    behind_named = NAMED.fullmatch(prose.plain, start, first.span.start) and PEOPLE.match(letters.plain(first.unit))
    return bool(behind_named) and not NOT_BETWEEN.search(prose.plain, start, first.span.start)


def _runs(prose: Prose, part: Span) -> list[list[Figure]]:
    """The counts of those who can be honoured, in runs: [[4 tập thể, 6 cá nhân], ...]."""
    runs: list[list[Figure]] = []
    for figure, kind in amounts(prose, part):
        if not _is_honoured(figure, kind) or figure.to is not None or figure.span.end > part.end:
            continue
        if runs and _goes_on(prose.plain, runs[-1][-1].span.end, figure.span.start):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _is_honoured(figure: Figure, kind: str) -> bool:
    """Whether what a figure counts can receive an award: people, bodies, places, works; no gifts."""
    return kind not in NEVER_HONOURED and (kind != "thing" or WORK.match(letters.plain(figure.unit)) is not None)


def _goes_on(plain: str, end: int, start: int) -> bool:
    """Whether only a comma, "và" or a few describing words part two counts."""
    return bool(BETWEEN.fullmatch(plain, end, start)) and not NOT_BETWEEN.search(plain, end, start)


def _last(form: re.Pattern[str], plain: str, part: Span) -> re.Match[str] | None:
    """The last match of a form in a part of the text."""
    return next(iter(deque(form.finditer(plain, *part), maxlen=1)), None)


def _each_once(awards: list[Award]) -> list[Award]:
    """Without repetitions, and without those of which another mention tells more (a title, a lead)."""
    by_key = {_key(award): award for award in reversed(awards)}
    return [award for key, award in reversed(by_key.items()) if not any(_tells_more(other, key) for other in by_key)]


def _tells_more(one: Key, other: Key) -> bool:
    """Whether one mention has the giver or recipients that another one of the same award lacks."""
    (name, giver, to), (same, other_giver, other_to) = one, other
    less = set(other_to) <= set(to) or (
        len(other_to) == 1 < len(to) and other_to[0][0] == sum(value for value, _ in to)
    )
    return one != other and name == same and other_giver in (None, giver) and less


def _key(award: Award) -> Key:
    """What tells one award from another, case and the place of tone marks aside."""
    recipients = tuple((recipient.value, letters.plain(recipient.unit)) for recipient in award.recipients)
    return letters.plain(award.award), award.giver and letters.plain(award.giver), recipients
