"""Issuers: where their words end, who they are."""

import pytest

from danvan_cli.extraction.issuers import is_specific, issuer_before, issuer_end, term, tiers
from danvan_cli.extraction.prose import compose

ISSUERS = [  # | marks the end of the issuer
    "Ban Thường vụ Tỉnh ủy Hà Giang| về việc",
    "Bộ Chính trị (khóa X)|, các cấp ủy",
    "Bộ Chính trị khoá XII| “Về",
    "Ban Chấp hành Trung ương Đảng khóa IX| về",
    "Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng (khóa XI)| về",
    "Trung ương 4 (khóa XII)| gắn với",
    "Hội nghị Trung ương bảy (khóa XI)| về",
    "Hội nghị Trung ương mười một, khóa XI| về",
    "BCH đảng bộ thành phố|, tập trung",
    "BTV Tỉnh ủy| đã",
    "ban thường vụ huyện ủy| tổ chức",
    "Ban Thường vụ Huyệ ủy| về",
    "Tỉnh ủy| tổ chức hội nghị",
    "Thủ tướng Chính phủ| phê duyệt",
    "Chủ tịch UBND tỉnh Bình Phước| về",
    "UBND phường 15, quận Tân Bình| về",
    "Đảng uỷ xã Tân Thành|",
    "Thành ủy TP. Hồ Chí Minh| về",
    "Sở Văn hóa, Thể thao và Du lịch| về",
    "Bộ Lao động - Thương binh và Xã hội| hướng dẫn",
    "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh| về",
    "Đoàn Chủ tịch Ủy ban Trung ương MTTQ Việt Nam| về",
    "Tỉnh ủy, UBND tỉnh| về",
    "Tỉnh ủy|, UBND tỉnh đã",
    "BỘ CHÍNH TRỊ (KHÓA X)| VỀ VIỆC",
    "BAN THƯỜNG VỤ TỈNH ỦY THANH HÓA| TỔ CHỨC HỘI NGHỊ",
    "Ban\xa0Thường vụ  Thị ủy| về",
    "Ban Bí thư|. Ban Dân vận",
    "Ban Bí thư|\nBan Dân vận",
    "|cán bộ, đảng viên",
    "|pháp luật",
    "|hội viên",
    "|Nguyễn Văn Khởi",
]


@pytest.mark.parametrize("marked", ISSUERS)
def test_issuer_end(marked: str) -> None:
    text = marked.replace("|", "")
    assert text[: issuer_end(compose("", text), 0)] == marked.partition("|")[0].rstrip("\n")


def test_issuer_before() -> None:
    text = "Trước đó, Ban Thường vụ Huyện ủy Đam Rông đã ban hành"
    span = issuer_before(compose("", text), text.index(" đã"))
    assert span is not None
    assert text[slice(*span)] == "Ban Thường vụ Huyện ủy Đam Rông"
    assert issuer_before(compose("", "Cả huyện đã ban hành"), len("Cả huyện")) is None


@pytest.mark.parametrize(
    ("issuer", "specific", "where"),
    [
        ("Bộ Chính trị (khóa X)", True, {"central"}),
        ("BTV Tỉnh ủy", True, {"province"}),
        ("Ban Thường vụ Thành ủy", True, {"province", "district"}),
        ("UBND huyện Sa Pa", True, {"district"}),
        ("Đảng ủy", True, set()),
        ("tỉnh", False, {"province"}),
        ("Đảng", False, set()),
        ("TW", True, {"central"}),
        ("", False, set()),
    ],
)
def test_who_it_is(issuer: str, specific: bool, where: set[str]) -> None:
    assert is_specific(issuer) is specific
    assert tiers(issuer) == where


def test_term() -> None:
    assert term("Bộ Chính trị (khoá XII)") == term("BỘ CHÍNH TRỊ KHÓA XII") == "xii"
    assert term("Bộ Chính trị") is None
