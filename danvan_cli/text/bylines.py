"""Lines that name an article's author: "Tin, ảnh: X", "(X – Đài truyền thanh huyện)", "Tác giả: X", a bare "X - Y"."""

import re

from danvan_cli.text.letters import fold, plain

SHORTEST, LONGEST = 4, 120  # letters of a line that only names its author
LONGEST_LABEL = 24  # letters of a label alone
SYLLABLES = 5  # of one name
KIND = r"(?:bài viết|tin bài|tin tức|bài|tin|ảnh|hình ảnh|hình|clip|video|đồ họa|nhóm (?:pv|phóng viên)|pv|ctv)"
AUTHOR = r"(?:tên )?tác giả(?: bài viết)?|người viết(?: bài)?"
WRITER = rf"(?:{AUTHOR}|được viết bởi|viết bởi|thực hiện|phóng viên|biên soạn|bởi|by|author)"
LABEL = re.compile(  # "Người viết; Lê Hà": a row of a table
    rf"[\s(*–-]*(?:(?:{KIND}(?:(?:\s?[,&/+–-]\s?|\s(?:và\s)?){KIND}){{0,2}}|{WRITER})\s?[:：]|(?:{AUTHOR});\s)\s*"
)
LABEL_ALONE = re.compile(rf"\s*(?:{AUTHOR})\s?[:：]?\s*")
JOINED_LABEL = re.compile(r"[\s(*–-]*(?:tin|bài)(?:\s?[,&/+–-]\s?|\svà\s)(?:hình )?ảnh\s+(?![,:])")
SPACED_LABEL = re.compile(
    r"[\s(]*(?:tác giả bài viết|được viết bởi|viết bởi|bởi|posted by|by"
    r"|(?:bút ký|ghi chép|phóng sự|ký sự|tản văn|bài viết|bài) của)\s+"
)
ANNOUNCED = re.compile(
    r"(?:nghe|xem|theo dõi|đón đọc|là|qua)[^.;:]{0,40}(?<!\w)(?:tin|bài|phóng sự|phản ánh|ghi nhận|chương trình)"
    r"[^.;:]{0,20}\s(?:do|của)\s(?:(?:phóng viên|pv|ctv|cộng tác viên|biên tập viên|btv|tác giả)\s)?"
    r"([^.,;:]{4,40}?)(?:\s(?:thực hiện|biên soạn|trình bày|gửi về|phản ánh|ghi))?[\s.!…]*$"
)
SOURCE = re.compile(  # "(Theo Báo X)": another paper, no author
    r"[\s(]*(?:theo|nguồn(?: tin)?|tin từ)\s?:?\s(?:(?:báo|đài|cổng|trang|tạp chí|ttxvn|tt(?:x|v)?|vov|vtv|website"
    r"|bản tin)"
    r"(?!\w)[^,;:]{0,60}|[\w-]{2,30}(?:\.[\w-]{2,20}){1,3})[\s.)]*"
    r"|[\s]*\((?:theo|nguồn(?: tin)?|tin từ)\s?:?\s[^,;:()]{2,50}\)\W*"
)
REPRINT = re.compile(  # "Theo Lê Hà/baobensong.vn", "(Theo Lê Hà/Báo Bến Sông)": the author in another paper
    r"[\s(]*(?:theo|nguồn(?: tin)?)\s?:?\s(?P<author>[^/:;()]{4,60})/\s?"
    r"(?P<paper>(?:báo|đài|cổng|trang|tạp chí|ttxvn|vov|vtv)(?!\w)[^/:;()]{0,60}|[\w-]{2,30}(?:\.[\w-]{2,20}){1,3})"
    r"[\s.)]*"
)
WRITES = re.compile(r"tin|bài|pv|ctv|phóng viên|tác giả|viết|thực hiện|biên soạn|bởi|by|author|của")
SHOWN = re.compile(  # a caption, no photographer: "Ảnh: Ông Lê Hà, Bí thư ...", "Ảnh: Quang cảnh hội nghị"
    r"(?:\d{1,2}\s?[.:]\s?)?(?:(?:các\s)?đồng\schí|đ/c|ông|bà(?!\srịa)|(?:quang|toàn)\scảnh|(?:các\s)?đại\sbiểu)\s"
    r"|[^.]{0,80}(?<!\w)(?:bí\sthư|chủ\stịch|trưởng\s(?:ban|phòng|đoàn|thôn|bản|ấp|khu)|giám\sđốc)\s"
)
ACTS = re.compile(
    r"(?<!\w)(?:phát\sbiểu|trao|tặng|thăm|dự|tham\sgia|chủ\strì|kiểm\stra|ký\skết|ra\squân|giúp|tuyên\struyền)(?!\w)"
)
NEXT_LABEL = re.compile(rf"[\s;,.|–-]*(?<!\w){KIND}(?:\s?[,&/]\s?{KIND})?\s?[:：]")
PHOTO_LABEL = r"(?:[ảẢ]nh|ẢNH|[hH]ình|HÌNH|[cC]lip|[vV]ideo)\s?:"
PART = re.compile(rf"\s*(?:[-–—/;,&+]|\.(?=\s+{PHOTO_LABEL})|\s(?:và|&)(?=\s))\s*")  # "HÀ MY. Ảnh: VŨ NAM"
BODY = re.compile(
    r"(?:ban|báo|đài|sở|phòng|trung tâm|văn phòng|hội|hội đồng|ủy ban|ubnd|hđnd|huyện|tỉnh|thành phố|thành đoàn"
    r"|thị xã|xã|phường|thị trấn|công an|công đoàn|cổng|trang|mặt trận|mttq|ubmttq|mt|liên đoàn|bộ|đảng bộ|đảng ủy|tổ"
    r"|nhóm|chi cục|chi bộ|chi hội|khối|cục|ttxvn|vov|vtv|vnpt|theo|nguồn|bbt|tt|bdv|btg"
    r"|đoàn (?:thanh niên|xã|phường|khối)|trường|bản tin|tạp chí|thông tấn|bch|viện|tp|đồn|thư viện|học viện|quân khu"
    r"|lữ đoàn|vp|ctv|cộng tác|dân vận|website|nxb|ttvh|đảng|đtn|hnd|lhpn|hội lhpn|lđlđ|ccb|hccb)(?!\w)"
)
NOT_NAME = re.compile(rf"(?:{BODY.pattern}|(?:ảnh|hình|clip|video|tin|bài)\s?[:：])")
NO_AUTHOR = re.compile(
    r"(?:admin\w*|administrator|super user|user\w*|root|test\w*|editor\w*|webmaster|quản trị\w*|quantri\w*"
    r"|ban biên tập|bbt|biên tập(?: viên)?|bientap\w*|btv|phóng viên|phongvien\w*|pv|ctv|cộng tác viên|tổng hợp"
    r"|sưu tầm|tin|ảnh|nhóm pv|st|unknown|guest|qr code|nguồn|internet|theo|việt nam|hết|trân trọng"
    r"|(?:clock)?(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật))(?!\w)[\s\d.]*"
)
REPORTER = re.compile(r"^(?:PV|CTV|Phóng viên|Cộng tác viên)[:.]?\s+(?=[^\W\d_])")
INTERVIEWED = re.compile(r"\s(?:[tT]hực hiện|THỰC HIỆN|(?:lược )?ghi|LƯỢC GHI)$")  # "Lê Hà thực hiện": of an interview
PHOTO = re.compile(r"\s*[(-]?\s*(?:ảnh|hình|clip|video)\s*\)?$", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_]+(?:[’'ʼ`][^\W\d_]+)?(?:[\s\xa0]+[^\W\d_]+(?:[’'ʼ`][^\W\d_]+)?){0,4}")
SYLLABLE = re.compile(r"[^\W\d_]+")
TWO_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_]")
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.\s?){1,3}[^\W\d_]*")


def labelled_author(line: str) -> str | None:
    """What a line with a label says of the author: the name(s), "" for none of them (photographer, CMS user, body).

    None where the line has no such label. "Tin, ảnh: Y Moan – H'Linh (Đài huyện)" -> "Y Moan – H'Linh".
    """
    if len(line) > LONGEST:
        return None
    words = plain(line)
    label = LABEL.match(words) or JOINED_LABEL.match(words) or SPACED_LABEL.match(words)
    if label is None:
        return _of_source(line, words) if tells_source(words) else _announced(line, words)
    rest = line[label.end() :]
    if not WRITES.search(label[0]):
        if is_caption(line):
            return None
        following = LABEL.search(words, label.end())
        return (following and labelled_author(line[following.start() :])) or ""
    cut = NEXT_LABEL.search(words, label.end())
    return author_names(line[label.end() : cut.start()] if cut else rest, labelled=True) or ""


def is_author_label(line: str) -> bool:
    """Whether a line is nothing but the label of an author, whom the next line names: "Người viết:"."""
    return len(line) <= LONGEST_LABEL and LABEL_ALONE.fullmatch(plain(line)) is not None


def is_caption(line: str) -> bool:
    """Whether a line behind "Ảnh:" says what a picture shows, not who took it."""
    words = plain(line)
    label = LABEL.match(words)
    if label is None or WRITES.search(label[0]):
        return False
    return SHOWN.match(words, label.end()) is not None or ACTS.search(line, label.end()) is not None


def tells_source(words: str) -> bool:
    """Whether a plain line names the paper of an article: "(Theo Báo Bến Sông)", "Theo Lê Hà/baobensong.vn"."""
    return bool(SOURCE.fullmatch(words) or REPRINT.fullmatch(words))


def _of_source(line: str, words: str) -> str:
    """The author in another paper, "" where a line names none but the paper: "Theo Bến Sông/baobensong.vn"."""
    found = REPRINT.fullmatch(words)
    names = author_names(line[slice(*found.span("author"))]) if found else None
    is_paper = found and names and fold(names).replace(" ", "") in fold(found["paper"]).replace(" ", "")
    return names if names and not is_paper else ""


def _announced(line: str, words: str) -> str | None:
    """The name of whom a broadcaster announces: "Mời các bạn nghe bài viết do phóng viên Lê Hà thực hiện."."""
    found = ANNOUNCED.search(words)
    return author_names(line[found.start(1) : found.end(1)]) if found else None


def author_names(words: str, *, labelled: bool = False) -> str | None:
    """The names that words begin with, without bodies, brackets and photographers; None where they are no names.

    labelled: a label says that these are names, so one syllable and initials will do.
    "(Văn Minh - MT tỉnh)" -> "Văn Minh".
    """
    kept = REPORTER.sub("", words.strip(" \t\xa0().,;:*–—-"))
    kept = re.split(r"\s*[(\[]", kept, maxsplit=1)[0]
    end, sure = 0, labelled
    for start, stop in _parts(kept):
        part = PHOTO.sub("", kept[start:stop]).strip()
        if not _is_name(part, labelled=labelled):
            break
        end, sure = start + len(part), sure or " " in part or "." in part
    return kept[:end].strip() or None if sure else None


def authors_beside(line: str, fields: list[str]) -> str | None:
    """The names that are fields of a date line, those that a comma or dash joins together: "Lê Hà - Vũ Nam | 12/3".

    None where the first field is no name.
    """
    names = labelled_author(fields[0]) or bare_author(fields[0])
    if not names:
        return None
    start = line.find(names)
    end = start + len(names)
    for field in fields[1:]:
        at = line.find(field, end)
        if not PART.fullmatch(line, end, at) or bare_author(field) != field:
            break
        end = at + len(field)
    return line[start:end]


def bare_author(line: str) -> str | None:
    """The names of a line that holds nothing else but, perhaps, their body: "Phương Thu – Công Hiếu (Đài huyện)"."""
    if (
        len(line) > LONGEST
        or (len(line) < SHORTEST and not TWO_INITIALS.fullmatch(line))
        or line.rstrip().endswith((":", "?", "!", ";", ","))
    ):
        return None
    kept = line.strip(" \t\xa0*–—•·|-")
    inner = kept[1:-1] if kept.startswith("(") and kept.endswith(")") else kept
    inner = INTERVIEWED.sub("", REPORTER.sub("", inner).rstrip(" ."))
    found = author_names(inner)
    if found is None:
        return None
    rest = inner.strip(" \xa0.")[len(found) :].strip(" \xa0.-–—,;:/")
    return found if not rest or rest.startswith("(") or NOT_NAME.match(plain(rest)) else None


def _parts(words: str) -> list[tuple[int, int]]:
    """[start, end) of what stands between dashes, commas, slashes."""
    spans, start = [], 0
    for mark in PART.finditer(words):
        spans.append((start, mark.start()))
        start = mark.end()
    return [*spans, (start, len(words))]


def _is_name(part: str, *, labelled: bool) -> bool:
    """Initials, or two to five syllables with capitals (one where labelled), no body and no CMS user."""
    words = plain(part)
    if INITIALS.fullmatch(part) and part[0].isupper() and not BODY.match(words):
        return True
    if not NAME.fullmatch(part) or BODY.match(words) or NO_AUTHOR.fullmatch(words):
        return False
    syllables = SYLLABLE.findall(part)
    return (1 if labelled else 2) <= len(syllables) <= SYLLABLES and all(s[0].isupper() for s in syllables)
