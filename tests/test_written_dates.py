"""Written dates: what reads as a date, what does not, and which words say it."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.models import Span
from danvan_cli.text.letters import nfc, plain
from danvan_cli.text.written_dates import WrittenDate, written_dates
from tests.growth import grows_with_length

# the text; then (words, day, month, year) of each date
READ = [
    ("Sáng 4/2, tại Trà Cú", ("4/2", 4, 2, None)),
    ("ngày 04/02/2020", ("04/02/2020", 4, 2, 2020)),
    ("Ngày 4-2-2020, Huyện ủy", ("4-2-2020", 4, 2, 2020)),
    ("(4.2.2020)", ("4.2.2020", 4, 2, 2020)),
    ("ngày 24/ 10 /2019", ("24/ 10 /2019", 24, 10, 2019)),
    ("Chiều 15/3/17, đoàn", ("15/3/17", 15, 3, 2017)),
    ("sinh ngày 02/9/45", ("02/9/45", 2, 9, 1945)),
    ("Ngày 8-3, Hội", ("8-3", 8, 3, None)),
    ("Sáng ngày 8.3, Hội", ("8.3", 8, 3, None)),
    ("Sáng 20–9, Hội", ("20–9", 20, 9, None)),
    ("Chiều ngày 19–9–2023", ("19–9–2023", 19, 9, 2023)),
    ("ngày 6–8 tháng 10", ("ngày 6–8 tháng 10", 6, 10, None)),
    ("có 10–12 người, từ 6–9 giờ",),
    ("Sáng nay (8-3), Hội", ("8-3", 8, 3, None)),
    ("Hôm qua, 8-3, Hội", ("8-3", 8, 3, None)),
    ("Thứ ba (8-3), Hội", ("8-3", 8, 3, None)),
    ("Tối 8/3 xã Phú Lạc tổ chức", ("8/3", 8, 3, None)),
    ("NGÀY 12/5", ("12/5", 12, 5, None)),
    ("ngày 8 tháng 10, tại", ("ngày 8 tháng 10", 8, 10, None)),
    ("Ngày 08 tháng10 năm2020,", ("Ngày 08 tháng10 năm2020", 8, 10, 2020)),
    ("ngày 28 tháng 5 năm 2020", ("ngày 28 tháng 5 năm 2020", 28, 5, 2020)),
    ("ngày 28, tháng 5, năm 2020", ("ngày 28, tháng 5, năm 2020", 28, 5, 2020)),
    ("Được đăng: 11 Tháng 3 2016", ("11 Tháng 3 2016", 11, 3, 2016)),
    ("11 Tháng Mười Hai, 2016", ("11 Tháng Mười Hai, 2016", 11, 12, 2016)),
    ("Đăng vào Tháng Mười Một 18, 2021", ("Tháng Mười Một 18, 2021", 18, 11, 2021)),
    ("ngày 9 tháng Một năm 1950", ("ngày 9 tháng Một năm 1950", 9, 1, 1950)),
    ("ngày 8 tháng 10/2020.", ("ngày 8 tháng 10/2020", 8, 10, 2020)),
    ("ngày 8/10 năm 2020", ("8/10 năm 2020", 8, 10, 2020)),
    ("tháng 5/2020, huyện", ("tháng 5/2020", None, 5, 2020)),
    ("Tháng 5 năm 2020", ("Tháng 5 năm 2020", None, 5, 2020)),
    ("từ 01/2019 đến tháng 5-2020", ("01/2019", None, 1, 2019), ("tháng 5-2020", None, 5, 2020)),
    ("ngày mùng 3/2", ("3/2", 3, 2, None)),
    ("ngày mồng 3 tháng 2", ("ngày mồng 3 tháng 2", 3, 2, None)),
    ("Trong 2 ngày 6-7/7", ("6-7/7", 6, 7, None)),
    ("Trong hai ngày 6 – 7/7/2019", ("6 – 7/7/2019", 6, 7, 2019)),
    ("Trong hai ngày 6 và 7-10, tại", ("6 và 7-10", 6, 10, None)),
    ("các ngày 6, 7, 8/7", ("6, 7, 8/7", 6, 7, None)),
    ("từ ngày 6 đến 8/7", ("6 đến 8/7", 6, 7, None)),
    ("Từ 6 đến ngày 8-7, đoàn", ("6 đến ngày 8-7", 6, 7, None)),
    ("từ ngày 6 đến hết ngày 8 tháng 10 năm 2021", ("ngày 6 đến hết ngày 8 tháng 10 năm 2021", 6, 10, 2021)),
    ("Chiều 6 và sáng 7/7", ("6 và sáng 7/7", 6, 7, None)),
    ("từ ngày 28/6 đến ngày 2/7/2020", ("28/6 đến ngày 2/7/2020", 28, 6, 2020)),
    ("Đêm 18, rạng sáng 19/10", ("18, rạng sáng 19/10", 18, 10, None)),
    ("Sáng sớm 27-7,", ("27-7", 27, 7, None)),
    ("ngày 29/2 - 4/3/2021", ("29/2", 29, 2, None), ("4/3/2021", 4, 3, 2021)),
    ("30/12 - 2/1/2020", ("30/12 - 2/1/2020", 30, 12, 2019)),
    ("(15/10/1930-15/10/2020)", ("15/10/1930", 15, 10, 1930), ("15/10/2020", 15, 10, 2020)),
    ("2020-02-04", ("2020-02-04", 4, 2, 2020)),
    ("2020-02-04T08:12:00+07:00", ("2020-02-04", 4, 2, 2020)),
    ("09/07/2020 | 2522", ("09/07/2020", 9, 7, 2020)),
    ("08:12, 10/11/2020", ("10/11/2020", 10, 11, 2020)),
    ("Thứ 3 - 10/11/2020 08:12", ("10/11/2020", 10, 11, 2020)),
    ("Chỉ thị số 22, 3/4/2017", ("3/4/2017", 3, 4, 2017)),
    ("lúc 7 giờ 15, 20/2", ("20/2", 20, 2, None)),
    ("nhiệm kỳ 2015-2020, 4/2/2020", ("4/2/2020", 4, 2, 2020)),
    ("kỷ niệm ngày 29/2", ("29/2", 29, 2, None)),
]

UNREAD = [
    "đạt 15/19 tiêu chí",
    "7/12 xã đạt chuẩn",
    "có 5/10 thôn",
    "188/214 hộ",
    "gần 2/3 diện tích",
    "hơn 2/3, còn lại",
    "10/10 đơn vị",
    "8/11 số thôn",
    "34/2007/PL-UBTVQH11",
    "số 30/2020/NĐ-CP",
    "25-NQ/TW",
    "Chỉ thị 05-CT/TU",
    "Kế hoạch 12/4-KH",
    "lúc 14 giờ 30",
    "trực 24/24 giờ",
    "phục vụ 24/7",
    "ngày 31/02/2020",
    "ngày 45/13",
    "29/2/2021",
    "thắng 2-1",
    "2.5 tỷ đồng",
    "mỗi ngày 5-7 lượt",
    "mỗi ngày 5/7 ca",
    "đường 30/4",
    "công viên 3/2",
    "số 12/5/17 đường Trần Phú",
    "hẻm 5/7",
    "thương binh 1/4",
    "0213.3876.501",
    "091.2.3.2020",
    "2.359 hộ",
    "1.234/56",
    "10.10.10.10",
    "12/10.000 dân",
    "sau 5 năm 2015",
    "13/2020 người",
    "trong 6 tháng 10 xã",
    "ngày 10/3 âm lịch",
    "ngày 6 tháng 5 (âl)",
    "ngày 8 tháng 10 năm Canh Tý",
    "nhiệm kỳ 2015-2020",
    "phấn đấu đến tháng 3 có 18, 2021 hộ",
    "Bài 2.10",
]


def read(text: str) -> list[tuple[str, int | None, int, int | None]]:
    return [(text[d.span.start : d.span.end], d.day, d.month, d.year) for d in written_dates(plain(text))]


@pytest.mark.parametrize(("text", "dates"), [(text, list(dates)) for text, *dates in READ])
def test_reads(text: str, dates: list[tuple]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize("text", UNREAD)
def test_is_no_date(text: str) -> None:
    assert read(text) == []


def test_reads_nfd_and_no_break_spaces() -> None:
    decomposed = unicodedata.normalize("NFD", "Ng\u00e0y\u00a028\u00a0th\u00e1ng\u00a05 n\u0103m 2020")
    assert [d.iso for d in written_dates(plain(nfc(decomposed)))] == ["2020-05-28"]


def test_iso_is_cut_to_what_is_told() -> None:
    span = Span(0, 1)
    told = [WrittenDate(span, 4, 2, 2020), WrittenDate(span, None, 2, 2020), WrittenDate(span, 4, 2, None)]
    assert [d.iso for d in told] == ["2020-02-04", "2020-02", None]


def test_reads_only_between_start_and_end() -> None:
    text = "ngày 4/2/2020 và ngày 5/3/2021"
    assert [d.iso for d in written_dates(text, 14)] == ["2021-03-05"]
    assert [d.iso for d in written_dates(text, 0, 14)] == ["2020-02-04"]


@given(st.text("0123456789/-., ngàytháăđếnừvM()", max_size=60))
def test_dates_exist_and_stand_in_order_inside_the_text(text: str) -> None:
    at = 0
    for found in written_dates(plain(text)):
        assert at <= found.span.start < found.span.end <= len(text)
        assert any(c.isdigit() for c in text[found.span.start : found.span.end])
        date(found.year or 2000, found.month, found.day or 1)
        at = found.span.end


@pytest.mark.parametrize(
    "unit", ["1", "1/", "6-", "6, ", "6 đến ngày ", "ngày ", "tháng 1 ", "1/1 - ", "xxxxx", "4/2/20 "]
)
def test_time_grows_with_length_only(unit: str) -> None:
    assert grows_with_length(lambda text: list(written_dates(text)), unit)
