"""Lines that only name a site or the body that owns it: "Cổng thông tin điện tử tỉnh X", "ĐẢNG BỘ HUYỆN X", "Báo X"."""

import re

from danvan_cli.text.letters import plain

LONGEST = 160  # letters; longer lines say more than a name
SYLLABLES = 4  # of one proper name
BODY = re.compile(
    r"(?<!\w)(?:cổng|trang|kênh|thông tin|tin|ttđt|điện tử|tổng hợp|chính thức|website|trang web|online|bản tin"
    r"|cơ quan|ngôn luận|chủ quản|tiếng nói|diễn đàn|tạp chí|báo|chuyên trang|đài|phát thanh"
    r"|truyền (?:hình|thanh|thông)|ban|dân vận|tuyên giáo|tổ chức|nội chính|thường trực"
    r"|(?:tỉnh|thành|huyện|thị|quận|đảng|khu) ủy|văn phòng|đảng bộ|đảng cộng sản|chính quyền|nhân dân|hội đồng|hđnd"
    r"|ubnd|(?:ub)?mttq(?:vn)?|mặt trận|tổ quốc|ủy ban|(?:tỉnh|huyện|thành|thị|quận) ?đoàn|đoàn|thanh niên|hội"
    r"|liên hiệp|phụ nữ|nông dân|cựu chiến binh|chữ thập đỏ|liên đoàn|lao động|công đoàn|khối|các cơ quan|sở|phòng"
    r"|trung tâm|bộ|công an|y tế|nội vụ|tư pháp|tài chính|dân tộc|văn hóa|thể thao|du lịch|giáo dục|đào tạo"
    r"|nông nghiệp|kinh tế|việt nam|của|và|tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|xã|tp|tx)(?!\w)"
)
OF_A_SITE = re.compile(
    r"(?:báo|đài|trang|cổng|website|cơ quan|ban|tỉnh|thành|huyện|thị|quận|đảng|văn phòng|ủy ban|hội|ubnd|hđnd"
    r"|(?:ub)?mttq|mặt trận|đoàn (?:thanh niên|tncs|khối|xã|phường|thể)|liên đoàn"
    r"|công đoàn|sở|phòng|trung tâm|tp|xã|phường|kênh|tạp chí|khối)(?!\w)"
)
SAYS_MORE = re.compile(
    r"\d|[?!:;]|(?<!\w)(?:tổng kết|sơ kết|triển khai|làm việc|thăm|tặng|trao|gặp|tiếp|khai mạc|bế mạc|phát động"
    r"|hội nghị|đại hội|tập huấn|giám sát|kiểm tra|khảo sát|ra mắt|ra quân|tuyên truyền|vận động|hưởng ứng|chúc"
    r"|kỷ niệm|lễ|ký|phối hợp|đẩy mạnh|nâng cao|tăng cường|xây dựng|phát huy|quan tâm|giúp|chung tay|góp|công bố|bầu"
    r"|họp|học|thực hiện|thi đua|quyết tâm|với|về|tại|cho|được|không|những|khi|vì|nhờ|đến|từ|năm|ngày|lần|khóa"
    r"|nhiệm kỳ)(?!\w)"
)
BETWEEN = re.compile(r"[\s|]*[|,.()\"“”–—-]+[\s|,.()\"“”–—-]*")


def is_site_name(line: str) -> bool:
    """Whether a line is bodies and areas with their proper names and says nothing else."""
    if not 0 < len(line) <= LONGEST:
        return False
    words = plain(line.strip())
    if not OF_A_SITE.match(words) or SAYS_MORE.search(words):
        return False
    rest = BODY.sub(lambda found: "|" * len(found[0]), words)
    if not rest.startswith("|"):
        return False
    written = "".join(c if rest[i] != "|" else "|" for i, c in enumerate(line.strip()))
    return all(_is_name(part) for part in BETWEEN.split(written))


def _is_name(part: str) -> bool:
    """A few syllables, each with a capital."""
    syllables = part.split()
    return len(syllables) <= SYLLABLES and all(s[0].isupper() for s in syllables)
