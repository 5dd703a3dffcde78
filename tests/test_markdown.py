"""Markdown -> documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.models import Document, Source
from danvan_cli.readers.markdown import read
from tests.growth import grows_with_length

SOURCE = Source(uri="bài.md", sha256="0", format="md", encoding=None)


def document(text: str) -> Document:
    return read(SOURCE, text.encode())


def test_front_matter_is_what_the_file_says() -> None:
    found = document(
        "---\ntitle: \"Làng Chăm: điểm sáng\"\nDate: 2021-05-12T08:00:00+07:00\nauthor: 'Thu Hà'\ntags:\n  - dân vận\n"
        "province: An Giang\n---\n\nĐoạn một.\n"
    )
    assert (found.title, found.published, found.byline) == ("Làng Chăm: điểm sáng", "2021-05-12", "Thu Hà")
    assert found.given.province == "An Giang"
    assert found.text == "Đoạn một."
    assert found.source.encoding == "utf-8"


@pytest.mark.parametrize(
    "heading",
    [
        "# Giữ rừng ở Nà Lại,  \ncả bản cùng lo",
        "# Giữ rừng ở Nà Lại,<br>cả bản cùng lo",
        "Giữ rừng ở Nà Lại,  \ncả bản cùng lo\n===",
    ],
)
def test_a_heading_may_be_broken(heading: str) -> None:
    found = document(f"{heading}\n\nĐoạn một.\nĐoạn hai.\n")
    assert (found.title, found.text) == ("Giữ rừng ở Nà Lại, cả bản cùng lo", "Đoạn một. Đoạn hai.")


def test_text_below_a_heading_is_no_part_of_it() -> None:
    found = document("# Giữ rừng ở Nà Lại\nCả bản cùng lo.\n")
    assert (found.title, found.text) == ("Giữ rừng ở Nà Lại", "Cả bản cùng lo.")


@pytest.mark.parametrize("value", ["", "hôm qua", "31/02/2021"])
def test_a_date_that_cannot_be_read_is_none(value: str) -> None:
    assert document(f"---\ntitle: A\ndate: {value}\n---\nb").published is None


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("# Dân vận khéo\n\nĐoạn *một*.", "Dân vận khéo", "Đoạn một."),
        ("Dân vận khéo\n============\n\nĐoạn.", "Dân vận khéo", "Đoạn."),
        ("## Phần 1\n\nĐoạn.", None, "Phần 1\nĐoạn."),
        ("Mở.\n\n# Một\n\nĐoạn.\n\n# Hai\n\nĐoạn.", "Một", "Mở.\nĐoạn.\nHai\nĐoạn."),
        ("---\ntitle: Một\n---\n# Hai\n\nĐoạn.", "Một", "Hai\nĐoạn."),
        ("---\nKhông có trường nào.\n---\nĐoạn.", None, "Không có trường nào.\nĐoạn."),
        ("---\ntitle: Không hết\n\nĐoạn.", None, "title: Không hết\nĐoạn."),
    ],
)
def test_titles(text: str, title: str | None, expected: str) -> None:
    found = document(text)
    assert (found.title, found.text) == (title, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội nghị do xã\ntổ chức.", "Hội nghị do xã tổ chức."),
        ("Dòng một  \ndòng hai\\\ndòng ba", "Dòng một\ndòng hai\ndòng ba"),
        ("**Đậm**, _nghiêng_, ~~gạch~~, `mã`, 2\\*3, xa_gần_nhau", "Đậm, nghiêng, ~~gạch~~, mã, 2*3, xa_gần_nhau"),
        ('Xem [báo cáo](https://example.org "x") ![ảnh](a.png)', "Xem báo cáo"),
        ("[một][1]\n\n[1]: https://example.org", "một"),
        ("- xã A\n- xã B\n  1. ấp C", "xã A\nxã B\nấp C"),
        ("> Lời ông Sáu.\n> Thật hay.", "Lời ông Sáu. Thật hay."),
        ("| Xã | Hộ |\n| --- | --- |\n| Tân Lập | **12** |", "Xã; Hộ\nTân Lập; 12"),
        (
            "| Ấp | Số tổ | Hộ |\n| --- | --- | --- |\n| Bến Đình | 4 | 120 |\n| Gò Me | | 75 |",
            "Ấp; Số tổ; Hộ\nBến Đình; 4; 120\nGò Me; 75",
        ),
        ("| Tổ | Hộ |\n| --- | --- |\n| Tổ 7 | 100 |\n| Chung | 100 |", "Tổ; Hộ\nTổ 7; 100\nChung; 100"),
        ("# A\n\n| Xã |\n| --- |\n| Tân Lập |\n\n<p>Sau</p>\n\n```\nbảng\n```", "Xã\nTân Lập\nSau\nbảng"),
        ("    Thụt đầu dòng.\n\n    Nữa.", "Thụt đầu dòng.\nNữa."),
        ("```\nmã nguồn\n```", "mã nguồn"),
        ("a\n\n***\n\nb", "a\nb"),
        (
            "<div class='x'>Trong <b>khung</b> &amp; thẻ</div>\n\n<!-- ẩn -->\n\nMột<br>hai <b>ba</b>",
            "Trong khung & thẻ\nMột\nhai ba",
        ),
    ],
)
def test_blocks_are_lines_without_markup(text: str, expected: str) -> None:
    assert document(text).text == expected


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "_a__b", "<", "<a ", "> ", "- ", "[a](", "[a][", "`" * 3 + " ", "&#", "<!--", "---\n"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    assert grows_with_length(lambda text: document("a\n\n" + text), piece, 5_000)


@given(st.text(alphabet="#*_[]()<>!`-=|:.\\ \t\n~&ab1đ", min_size=1).filter(str.strip))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(document(text).text, str)
