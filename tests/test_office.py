"""Word and OpenDocument files: what is text and what is not, titles, damaged and hostile packages."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.models import Document, Source
from danvan_cli.readers import bounds, package
from danvan_cli.readers import docx as word
from danvan_cli.readers import odt as opendocument
from tests.office_files import docx, odt, p, packed, table

SOURCE = Source(uri="bài.docx", sha256="", format="docx", encoding=None)
PROSE = "Sáng 12/5, Ban Dân vận Tỉnh ủy Mường Xanh mở hội nghị sơ kết mô hình dân vận khéo, có 120 đại biểu các xã. "
BOX = "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>"


def read(content: bytes) -> Document:
    return word.read(SOURCE, content)


def read_odt(content: bytes) -> Document:
    return opendocument.read(SOURCE, content)


# ---------------------------------------------------------------- Word


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p("Một") + p() + p("  ") + p("Hai"), ["Một", "Hai"]),
        (p("Dân ", "vận", " khéo"), ["Dân vận khéo"]),
        (p("A", "<w:r><w:br/><w:t>B</w:t><w:tab/><w:t>C</w:t><w:cr/><w:t>D-</w:t></w:r>"), ["A", "B\tC", "D-"]),
        (p("25", "<w:r><w:noBreakHyphen/></w:r>", "NQ/TW"), ["25-NQ/TW"]),
        (p("A", style="x"), ["A"]),  # the tab stops of its style are no tabs
        (p("<w:ins><w:r><w:t>mới</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"), ["mới"]),
        (p("<w:moveFrom><w:r><w:t>trước</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>sau</w:t></w:r></w:moveTo>"),
         ["sau"]),
        (p("Trang ", "<w:r><w:instrText>PAGE</w:instrText></w:r>", "7"), ["Trang 7"]),
        (p('<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>'), ["liên kết"]),
        (p("A", '<w:r><w:footnoteReference w:id="1"/><w:sym w:char="F0B7"/></w:r>'), ["A"]),
        (f"<w:sdt><w:sdtContent>{p('A')}</w:sdtContent></w:sdt>", ["A"]),
        ("<w:t>ngoài đoạn</w:t>" + p("A"), ["A"]),
        (table(["STT", "Xã", "Số"], ["1", "Nà Ngần", "12"], ["", "", ""]), ["STT; Xã; Số", "1; Nà Ngần; 12"]),
        (table([p("TỈNH ỦY") + p("BAN DÂN VẬN"), p("ĐẢNG CỘNG SẢN") + p("Mường Xanh, 12/5")]),
         ["TỈNH ỦY", "BAN DÂN VẬN", "ĐẢNG CỘNG SẢN", "Mường Xanh, 12/5"]),
        (table(["A", "b" * 201]), ["A", "b" * 201]),
        (table(["A", table(["B", "C"], ["D", "E"])]), ["A", "B; C", "D; E"]),
        (p("Ngoài", f"<w:r>{BOX.format(p('Trong'))}</w:r>", " khung"), ["Trong", "Ngoài khung"]),
        (p(f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX.format(p('Khung'))}</wps:txbx></w:drawing>"
           f"</mc:Choice><mc:Fallback>{BOX.format(p('Khung'))}</mc:Fallback></mc:AlternateContent></w:r>"), ["Khung"]),
        (p("Tie\u0302\u0301ng Vie\u0323\u0302t"), ["Tiếng Việt"]),
    ],
)  # fmt: skip
def test_the_lines_of_a_word_file(body: str, lines: list[str]) -> None:
    assert read(docx(body)).text.split("\n") == lines


TITLED = {"Title": "Title", "u1": "heading 1", "u2": "heading 2"}  # ids are in the language of Word, names are not


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (p("Tỉnh ủy") + p("Dân vận ", "khéo", style="u1") + p(PROSE), "Dân vận khéo"),
        (p("I. Kết quả", style="u2") + p("Dân vận khéo", style="Title"), "Dân vận khéo"),
        (p("", style="Title") + p("A", "<w:r><w:br/></w:r>", "B", style="Title") + p("C", style="Title"), "A B"),
        (p(PROSE * 2) + p("I. Kết quả", style="u1"), None),  # the heading of a chapter
        (p(PROSE * 2) + p("Dân vận khéo", style="Title"), "Dân vận khéo"),
        (p("Dân vận khéo") + p(PROSE, style="none"), None),
        (p("Dân vận khéo", '<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="Title"/></w:pPr></w:pPrChange></w:pPr>'), None),
    ],
)  # fmt: skip
def test_the_title_of_a_word_file_is_what_has_the_style_of_one(body: str, title: str | None) -> None:
    document = read(docx(body, styles=TITLED))
    assert document.title == title
    assert (document.byline, document.published) == (None, None)


def test_the_text_need_not_be_in_the_usual_part() -> None:
    assert read(docx(p("A"), part="word/document2.xml")).text == "A"
    assert read(packed({"word/document.xml": docx_part(p("B"))})).text == "B"


def docx_part(body: str) -> str:
    return (
        f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{body}</w:body></w:document>'
    )


def test_headers_footers_notes_and_comments_are_left_out() -> None:
    parts = {f"word/{name}.xml": docx_part(p("không")) for name in ("header1", "footer1", "footnotes", "comments")}
    assert read(packed({**parts, "word/document.xml": docx_part(p("có"))})).text == "có"


# ---------------------------------------------------------------- OpenDocument

ODT_BOX = "<draw:text-box><text:p>Trong</text:p></draw:text-box>"
ODT_CELLS = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("1", "Nà Ngần"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<text:p>Một</text:p>\n<text:p/>\n<text:p>Hai</text:p>", ["Một", "Hai"]),
        ("<text:p>\n  Dân\n  <text:span>vận</text:span> khéo\n</text:p>", ["Dân vận khéo"]),
        ('<text:p>A<text:s text:c="3"/>B<text:tab/>C<text:line-break/>D<text:s/>E</text:p>', ["A   B\tC", "D E"]),
        ('<text:p>A<text:s text:c="999999999"/>B<text:s text:c="-1"/></text:p>', ["A" + " " * 100 + "B"]),
        ("<text:p>A<text:note><text:p>chú thích</text:p></text:note>B</text:p>", ["AB"]),
        ("<text:tracked-changes><text:p>cũ</text:p></text:tracked-changes><text:p>A</text:p>", ["A"]),
        ("<text:p>A<office:annotation><text:p>nhận xét</text:p></office:annotation></text:p>", ["A"]),
        (f"<text:p><draw:frame>{ODT_BOX}<svg:title>ảnh</svg:title></draw:frame>Ngoài</text:p>", ["Trong", "Ngoài"]),
        ("<text:list><text:list-item><text:p>A</text:p></text:list-item></text:list>", ["A"]),
        (f"<table:table><table:table-row>{ODT_CELLS}</table:table-row></table:table>", ["1; Nà Ngần"]),
    ],
)  # fmt: skip
def test_the_lines_of_an_opendocument_text(text: str, lines: list[str]) -> None:
    assert read_odt(odt(text)).text.split("\n") == lines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('<text:p>Tỉnh ủy</text:p><text:h text:outline-level="1">Khéo</text:h>', "Khéo"),
        ('<text:h text:outline-level="2">I.</text:h><text:p text:style-name="P1">Khéo</text:p>', "Khéo"),
        ('<text:p text:style-name="Title">Khéo</text:p><text:h>I.</text:h>', "Khéo"),
        (f"<text:p>{PROSE * 2}</text:p><text:h>I.</text:h>", None),
    ],
)
def test_the_title_of_an_opendocument_text(text: str, title: str | None) -> None:
    assert read_odt(odt(text, styles='<style:style style:name="P1" style:parent-style-name="Title"/>')).title == title


# ---------------------------------------------------------------- what is refused

LAUGHS = (
    "<!DOCTYPE w:document [" + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(9)) + "]>"
)
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
DOCTYPE = "it declares a document type, as no Office program does"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx(p("&l8;"), head=f"<!DOCTYPE w:document [{LAUGHS}]>"), DOCTYPE),
        (docx(p("&file;"), head=OUTSIDE), DOCTYPE),
        (docx(p("A"), head='<!DOCTYPE w:document SYSTEM "http://192.0.2.1/a.dtd">'), DOCTYPE),
        (docx(p("&file;")), "word/document.xml is damaged: undefined entity"),
        (docx("<w:p>"), "word/document.xml is damaged: mismatched tag"),
        (docx(p() * 100_000), "no text"),
        (docx(table([table(["A"])]) * 2), None),
        (docx("<w:tr><w:tc>" * 5_000 + p("A") + "</w:tc></w:tr>" * 5_000), "more than 100 tables within each other"),
        (docx("<w:r>" * 100_000 + p("A") + "</w:r>" * 100_000), None),
        (packed({"a.txt": "A"}), "it has no word/document.xml"),
        (packed({"word/document.xml": ""}), "word/document.xml is damaged: no element found"),
        (packed({str(i): "" for i in range(10_001)}), "more than 10000 parts are not an Office file"),
        (b"PK\x03\x04", "not an Office file, or a damaged one: File is not a zip file"),
        (b"\xd0\xcf\x11\xe0" * 200, "behind a password, or an old Office file by another name; save it anew"),
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_word_files(content: bytes, reason: str | None) -> None:
    if reason:
        with pytest.raises(ValueError, match=f"^{reason}"):
            read(content)
    else:
        assert read(content).text.startswith("A")


@pytest.mark.parametrize("body", [p() * 1001, p("A" * 1000), table(["A" * 400] * 3)])
def test_reading_stops_where_it_is_too_much_for_an_article(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_TEXT", 1000)
    with pytest.raises(ValueError, match="a text of more than 1000 characters is not an article"):
        read(docx(body))


def test_a_zip_bomb_is_refused_by_name_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 1_000_000)
    bomb = docx(p("A" * 1_000_000))
    assert len(bomb) < 10_000
    with pytest.raises(ValueError, match=r"^word/document.xml unpacks to more than 1 MB$"):
        read(bomb)


def test_a_part_that_lies_about_its_size_is_cut_and_refused() -> None:
    content = docx(p("A" * 1_000_000))
    size = len(docx_part_of(content)).to_bytes(4, "little")
    with pytest.raises(ValueError, match=r"^word/document.xml is damaged: Bad CRC-32"):
        read(content.replace(size, (100).to_bytes(4, "little")))


def docx_part_of(content: bytes) -> bytes:
    return package.opened(content).read("word/document.xml")


def test_an_encrypted_opendocument_text_is_named() -> None:
    locked = odt("", manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    with pytest.raises(ValueError, match="behind a password; save it anew without one"):
        read_odt(locked)


@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(docx(p(PROSE) + table(["A", "B"]), styles=TITLED))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ValueError):
        assert read(bytes(content[: data.draw(st.integers(0, len(content)))])).text
