"""PDF files: paragraphs of broken lines, running heads, pictures, damaged and hostile files."""

import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.models import Document, Source
from danvan_cli.readers import bounds, pdf_pages
from danvan_cli.readers import pdf as reader
from danvan_cli.readers.printed_lines import Line, paragraphs, without_heads
from tests.office_files import page, pdf

SOURCE = Source(uri="bài.pdf", sha256="", format="pdf", encoding=None)
ARTICLE = [
    "Mường Xanh sơ kết công tác dân vận",
    "Sáng 12/5, Ban Dân vận Tỉnh ủy Mường Xanh do đồng chí Lò",
    "Thị Mẫu chủ trì đã sơ kết việc thực hiện Nghị quyết số",
    "25-NQ/TW; có 120 đại biểu.",
    "Toàn tỉnh có 316 mô hình được công nhận, trong đó có tới",
    "98 mô hình về văn hóa - xã hội.",
]


def read(content: bytes) -> Document:
    return reader.read(SOURCE, content)


def test_lines_are_joined_to_paragraphs() -> None:
    document = read(pdf(page(*ARTICLE)))
    assert document.text.split("\n") == [ARTICLE[0], " ".join(ARTICLE[1:4]), " ".join(ARTICLE[4:])]
    assert (document.title, document.published) == (None, None)


def test_a_paragraph_goes_on_over_the_page_and_over_its_number() -> None:
    first, second = page(*ARTICLE[:2], "- 1 -"), page(*ARTICLE[2:], "- 2 -")
    assert read(pdf(first, second)).text == read(pdf(page(*ARTICLE))).text


def test_two_columns_are_read_one_after_the_other() -> None:
    left = page(*ARTICLE[1:4])
    right = page(*ARTICLE[4:], left=350)
    assert read(pdf(left + right)).text.split("\n") == read(pdf(page(*ARTICLE))).text.split("\n")[1:]


def test_letters_are_in_nfc() -> None:
    assert read(pdf(page("Tie\u0302\u0301ng Vie\u0323\u0302t"))).text == "Tiếng Việt"


# ---------------------------------------------------------------- lines


def lines(*texts: str) -> list[Line]:
    return [Line(text, 0, len(text)) for text in texts]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("hiến đất làm", "đường liên thôn", "hiến đất làm đường liên thôn"),
        ("hiến đất,", "Ủy ban xã", "hiến đất, Ủy ban xã"),
        ("phòng, chống dịch ở Pleiku-", "gia đình văn hóa", "phòng, chống dịch ở Pleiku-gia đình văn hóa"),
        ("do đồng chí phó trưởng ban là đồng chí", "Lò Mẫu", "do đồng chí phó trưởng ban là đồng chí Lò Mẫu"),
        ("do đồng chí", "Lò Thị Mẫu chủ trì", None),
        ("hiến đất.", "đường liên thôn", None),
        ("hiến đất:", "đường liên thôn", None),
        ("Ông nói: “Tốt.”", "đường liên thôn", None),
        ("hiến đất", "- đường liên thôn", None),
        ("hiến đất", "a) đường liên thôn", None),
        ("do đồng chí phó trưởng ban là đồng chí", "2. Kết quả", None),
        ("BAN DÂN VẬN TỈNH ỦY MƯỜNG XANH,", "ngày 12 tháng 5", None),
        ("BAN DÂN VẬN", "TỈNH ỦY", None),
    ],
)
def test_which_line_ends_part_paragraphs(first: str, second: str, joined: str | None) -> None:
    assert paragraphs([lines(first, second)]) == ([joined] if joined else [first, second])


WORK = list(enumerate(["làm đường thôn", "hiến đất lối", "trồng hoa ven", "dựng nhà mới"]))


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [lines("Báo Mường Xanh", f"Xã thứ {n}", *work.split(), f"1{n}/5", f"Trang {n}/4") for n, work in WORK]
    pages[2][1] = lines("Đầu đề của trang")[0]
    first, *others = ([line.text for line in page] for page in without_heads(pages))
    assert first == ["Báo Mường Xanh", "Xã thứ 0", "làm", "đường", "thôn"]  # which may be its title
    assert others == [["hiến", "đất", "lối"], ["Đầu đề của trang", "trồng", "hoa", "ven"], ["dựng", "nhà", "mới"]]


def test_a_single_page_keeps_all_its_lines() -> None:
    assert without_heads([lines("Báo Mường Xanh", "12", "có")]) == [lines("Báo Mường Xanh", "12", "có")]


@given(st.lists(st.lists(st.text(" aÁb.1-,", min_size=1, max_size=40).filter(str.strip), max_size=6), max_size=4))
def test_no_word_of_a_page_is_lost_but_at_its_edges(texts: list[list[str]]) -> None:
    pages = [lines(*(" ".join(text.split()) for text in page)) for page in texts]
    kept = [line.text for page in without_heads(pages) for line in page]
    assert "".join("".join(paragraphs(pages)).split()) == "".join("".join(kept).split())
    middles = [line.text for page in pages for line in page[3:-3]]
    assert all(kept.count(text) >= middles.count(text) for text in middles)


# ---------------------------------------------------------------- what is refused


def test_a_scanned_file_is_named() -> None:
    scanned = pdf([], page("Ký bởi: Văn phòng"), [], pictures=True)
    with pytest.raises(ValueError, match="a scanned PDF: 3 of its 3 pages are pictures; run OCR over it first"):
        read(scanned)


def test_pictures_beside_text_do_not_matter() -> None:
    assert "120 đại biểu" in read(pdf(page(*ARTICLE), [], pictures=True)).text


def test_too_many_pages_and_too_much_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf(*[page(*ARTICLE)] * 3)
    monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
    with pytest.raises(ValueError, match="3 pages are not an article"):
        pdf_pages.pages(content)
    monkeypatch.setattr(pdf_pages, "MAX_PAGES", 3)
    for most in (50, 500):  # within a page, over the pages
        monkeypatch.setattr(bounds, "MAX_TEXT", most)
        with pytest.raises(ValueError, match=f"^a text of more than {most} characters is not an article"):
            pdf_pages.pages(content)


def endless() -> bytes:
    """A file whose page shows a form twice that shows a form twice, and so on, fifty deep."""
    box = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11"
    form = f"{{}} 0 obj << {box} /Resources << /XObject << /X {{}} 0 R >> >> >> stream\n/X Do /X Do\nendstream endobj\n"
    forms = "".join(form.format(number, number + 1) for number in range(7, 57)).encode()
    content = pdf(page("A")).replace(b"/F 3 0 R >>", b"/F 3 0 R >> /XObject << /X 7 0 R >>")
    return content.replace(b"stream\nBT", b"stream\n/X Do BT").replace(b"xref\n0", forms + b"xref\n0")


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_SECONDS", 1)
    with pytest.raises(ValueError, match="reading it takes more than 1 seconds"):
        read(endless())


def test_a_death_of_the_library_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WORK", "import os; os.abort()")
    with pytest.raises(ValueError, match="the PDF library ended abruptly over it"):
        read(pdf(page(*ARTICLE)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf(page(*ARTICLE), locked=True), "behind a password; save it anew without one"),
        (pdf([]), "no text"),
        (b"%PDF-1.4", "not a PDF file that can be read: "),
        (b"<html>", "not a PDF file that can be read: "),
        (pdf(page(*ARTICLE))[:300], "not a PDF file that can be read: "),
        (pdf(page(*ARTICLE)).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "not a PDF file|no text"),
    ],
    ids=range(6),
)
def test_hostile_files(content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^({reason})"):
        read(content)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ValueError, match=r'^PDF files need pypdfium2; install it: pip install "danvan\[pdf\]"$'):
        pdf_pages.pages(pdf(page(*ARTICLE)))


@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(pdf(page(*ARTICLE)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ValueError):
        pdf_pages.pages(bytes(content))
