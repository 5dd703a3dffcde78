"""Pages as plain text -> the cleaned article. Each line of cases/body.txt is marked with what it must become."""

import contextlib
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.errors import NotAnArticle
from danvan_cli.extraction import body
from danvan_cli.models import Document, Given, Source
from danvan_cli.text.letters import nfc
from tests.growth import grows_with_length

CASES = (Path(__file__).parent / "cases" / "body.txt").read_text(encoding="utf-8")
BLOCKS = re.split(r"^# ", CASES, flags=re.MULTILINE)[1:]


def document(text, **more):
    source = Source(uri="page.txt", sha256="", format="txt", encoding="utf-8")
    return Document(source=source, content=b"", text=nfc(text), **more)


def case(block):
    """A case's page and its lines by mark: T title, B body, D date, A author's line, C chrome, = author; "+" goes on.

    "& ..." stands in the page at the end of the line before it, and nowhere in the article.
    """
    name, *lines = block.rstrip().split("\n")
    marked, page = {mark: [] for mark in "TBDAC="}, []
    for line in lines:
        mark, words = line[:1], line[2:]
        if mark == "+":
            marked["B"][-1] += f" {words}"
        elif mark and mark != "&":
            marked[mark].append(words)
        if mark == "&":
            page[-1] += f" {words}"
        elif mark != "=":
            page.append(words)
    return pytest.param("\n".join(page), marked, id=name.removeprefix("xfail: "), marks=_known(name))


def _known(name):
    return [pytest.mark.xfail] if name.startswith("xfail: ") else []


@pytest.mark.parametrize(("page", "marked"), [case(block) for block in BLOCKS])
def test_lines_become_what_they_are(page, marked):
    cleaned = body.read(document(page))
    assert cleaned.prose.title == " ".join(marked["T"])
    assert cleaned.prose.text[cleaned.prose.body :].split("\n") == marked["B"]
    assert list(cleaned.date_lines) == marked["D"]
    assert (cleaned.byline or "null") == marked["="][0]


def test_title_that_is_known_is_cut_with_what_stands_above_it():
    text = "Trang chủ\nMột dòng lạ ở đầu trang\nLễ hội cầu ngư\n05/03/2020\nSáng nay, dân làng đã ra biển từ sớm."
    for known in ({"title": "Lễ hội cầu ngư"}, {"given": Given(title="LỄ HỘI CẦU NGƯ")}):
        cleaned = body.read(document(text, **known))
        assert cleaned.prose.title == (known.get("title") or "LỄ HỘI CẦU NGƯ")
        assert cleaned.prose.text[cleaned.prose.body :] == "Sáng nay, dân làng đã ra biển từ sớm."
        assert cleaned.date_lines == ("05/03/2020",)


def test_date_lines_by_how_surely_they_tell_the_publication():
    text = (
        "01/02/2020\nHội làng mở vào ngày rằm tháng giêng\nCập nhật: 03/02/2020\nNgày đăng: 02/02/2020\n"
        "Hội làng năm nay có hơn một nghìn người dự, vui mà gọn, không ai say rượu.\nHải Đăng\n04/02/2020"
    )
    lines = body.read(document(text)).date_lines
    assert lines == ("Ngày đăng: 02/02/2020", "Cập nhật: 03/02/2020", "01/02/2020", "04/02/2020")


def test_a_label_after_the_text_is_surer_than_a_date_before_it():
    text = (
        "14/9/2020\nHội làng mở vào ngày rằm\nHội làng năm nay có hơn một nghìn người dự, vui mà gọn, không ai say.\n"
        "Ngày đăng: 13/9/2020"
    )
    assert body.read(document(text)).date_lines == ("Ngày đăng: 13/9/2020", "14/9/2020")


@pytest.mark.parametrize(
    ("above", "lines"),
    [
        (
            "BAN DÂN VẬN TỈNH ỦY\nTỈNH GIA LAI\nGia Lai, ngày 8 tháng 12 năm 2020",
            ("Gia Lai, ngày 8 tháng 12 năm 2020",),
        ),
        ("Trang chủ\nGia Lai, ngày 8 tháng 12 năm 2020", ()),
        ("BAN DÂN VẬN TỈNH ỦY\nThứ ba, 08/12/2020", ()),
    ],
)
def test_day_of_a_letterhead(above, lines):
    text = (
        f"{above}\nTIN HOẠT ĐỘNG\nTrồng rừng bên suối Ia Lâu\nBà con trồng 40 ha rừng trong ba tháng mùa mưa vừa qua."
    )
    assert body.read(document(text)).date_lines == lines


def test_label_of_a_title_is_left_out():
    text = "Tên bài: Lễ hội cầu ngư năm nay\nNgày đăng: 05/03/2020\nSáng nay, dân làng đã ra biển từ sớm để kịp giờ lễ."
    assert body.read(document(text)).prose.title == "Lễ hội cầu ngư năm nay"


def test_pictures_around_a_title_are_left_out():
    text = "📢📢 Lễ hội cầu ngư năm nay 🌺\nSáng nay, dân làng đã ra biển từ sớm để kịp giờ làm lễ cầu ngư."
    assert body.read(document(text)).prose.title == "Lễ hội cầu ngư năm nay"


def test_a_list_of_names_is_no_signature():
    names = "Lê Thị Na\nTrần Văn Bảy\nVàng A Lềnh"
    text = f"Tin vắn\nBan tổ chức trao giấy khen cho ba người có công giữ rừng đầu nguồn, gồm có:\n{names}"
    assert body.read(document(text)).prose.text.endswith(names)


def test_owner_lines_of_the_page_follow_those_of_the_document():
    text = (
        "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH GIA LAI\nTrồng rừng bên suối\n"
        "Bà con trồng 40 ha rừng trong ba tháng mùa mưa vừa qua.\n© Sở X"
    )
    assert body.read(document(text, owner=("gialai.example.vn",))).owner == (
        "gialai.example.vn",
        "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH GIA LAI",
        "© Sở X",
    )


@pytest.mark.parametrize(("told", "byline"), [("Lê Thị Na", "Lê Thị Na"), ("admin", None), ("Ban Biên tập", None)])
def test_author_of_the_markup(told, byline):
    assert (
        body.read(document("Tin vắn\nMưa to đã gây ngập ở nhiều nơi, bà con cần chú ý.", byline=told)).byline == byline
    )


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("LÊ THỊ NA - 12/03/2020 06:30", "LÊ THỊ NA"),
        ("Tác giả: Lê Thị Na | 12-03-2020 | 44 lượt xem", "Lê Thị Na"),
        ("Lê Thị Na - Vì Văn Tâm | 12/03/2020", "Lê Thị Na - Vì Văn Tâm"),
        ("LÊ NA, VÌ TÂM 12/03/2020 06:30 (GMT+7)", "LÊ NA, VÌ TÂM"),
        ("Lê Thị Na - Sơn La | 12/03/2020", "Lê Thị Na"),
        ("Lê Thị Na | Vì Văn Tâm | 12/03/2020", "Lê Thị Na"),
        ("LÊ NA - VÌ TÂMThứ Năm, 12/03/2020 | 06:30", "LÊ NA - VÌ TÂM"),
        ("12-03-2020 642 Quản trị viên", None),
        ("bientap_3 - 12/03/2020 06:30", None),
        ("Người đăng: Lê Thị Na - 12/03/2020", None),
        ("Báo Bến Sông | 12/03/2020", None),
    ],
)
def test_author_beside_the_date(line, byline):
    cleaned = body.read(document(f"Mưa to đầu mùa\n{line}\nMưa to đã gây ngập ở nhiều nơi, bà con cần chú ý."))
    assert (cleaned.byline, cleaned.date_lines) == (byline, (line,))


@pytest.mark.parametrize("text", ["", " \n\n", "Trang chủ\nTin tức\nLượt xem: 12", "©"])
def test_nothing_left_is_no_article(text):
    with pytest.raises(NotAnArticle):
        body.read(document(text))


@pytest.mark.parametrize("size", [1, 2])
def test_letters_in_nfd_and_nbsp_change_nothing(size):
    page = BLOCKS[0].split("\n", 1)[1]
    lines = "\n".join(line[2:] for line in page.split("\n") if line[:1] in "TBDAC")
    strange = unicodedata.normalize("NFD", lines.replace("\n", "\xa0" * size + "\n"))
    assert body.read(document(strange)).prose.text == body.read(document(lines)).prose.text


LINE = st.one_of(
    st.text(max_size=80),
    st.sampled_from([line[2:] for line in CASES.split("\n") if line[:1] in ("T", "B", "C", "D", "A")]),
)


@given(st.lists(LINE, max_size=30))
def test_never_raises_and_adds_no_words(lines):
    page = document("\n".join(lines))
    try:
        cleaned = body.read(page)
    except NotAnArticle:
        return
    assert set(cleaned.prose.text.split()) <= set(page.text.split())


@pytest.mark.parametrize(
    "line",
    [
        "từ " * 40,
        "12/3/2020",
        "Tin liên quan\nMột đoạn văn xuôi của bài.",
        "Tin liên quan\nMột đoạn văn xuôi dài hơn, đủ sáu mươi chữ cái để không ai nhầm nó là đầu đề.",
        "Tin liên quan\n- Ông thấy sao?\nMột đoạn văn xuôi dài hơn, đủ sáu mươi chữ cái để không ai nhầm là đầu đề.",
        "Đầu đề của một bài khác trên trang\nMột đoạn dẫn dài hơn, đủ sáu mươi chữ cái để không ai nhầm là đầu đề.",
        "Lê Hà",
        "Theo Lê Hà/báo " + "a." * 40,
        "A - " * 45,
        "a|" * 60,
        "trang chủ " * 18,
        "(",
    ],
)
def test_time_grows_with_the_page(line):
    def read(text):
        with contextlib.suppress(NotAnArticle):
            body.read(document(text))

    assert grows_with_length(read, f"{line}\n")
