"""Bytes -> text, whatever the encoding."""

import codecs
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.readers.encodings import decode
from tests.legacy_bytes import EIGHT_BITS, ENCODERS, as_read, windows_1258

TEXT = "Ngày 12/5, Đảng ủy xã Mỹ Thuận sơ kết phong trào “Dân vận khéo”: 14 mô hình, hơn 1.200 hộ tham gia."
PLAIN = TEXT.replace("“", '"').replace("”", '"')
SMALL = "cán bộ xã dặn nhau: việc gì khó mấy, dân hiểu thì cũng xong; ai nấy phấn khởi\nđã mở lớp, cả tổ dự"
FRENCH = "Le comité a été créé à Huế-ville, où l'été est déjà là.".replace("ế", "e")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(TEXT), "windows-1258"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "x-unknown", "windows-1258"])
def test_every_encoding_gives_the_same_text(content: bytes, encoding: str, declared: str | None) -> None:
    assert decode(content, declared) == (TEXT, encoding)


@pytest.mark.parametrize("width", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_from_little(width: str) -> None:
    assert decode("Xã".encode(width)) == ("Xã", width)
    assert decode("Hội nghị\r\n".encode(width)) == ("Hội nghị\n", width)


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), ("Größe: 5 €", "cp1252"), ("El año pasado, Málaga – señor", "cp1252")]
)
def test_what_is_no_vietnamese_is_read_as_western(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, "windows-1252")
    assert decode(text.encode(encoding), "iso-8859-1") == (text, "windows-1252")


def test_bytes_that_windows_1252_does_not_have_are_read_as_latin_1() -> None:
    assert decode("déjà vu, garçon".encode("latin-1") + b"\x81") == ("déjà vu, garçon ", "iso-8859-1")


def test_a_declared_charset_is_believed_where_utf8_does_not_fit() -> None:
    russian = "Встреча с жителями"
    assert decode(russian.encode("cp1251"), " Windows-1251 ") == (russian, "windows-1251")
    assert decode(russian.encode(), "windows-1251") == (russian, "utf-8")
    assert decode("Chư Sê".encode("cp1258"), "windows-1258") == ("Chư Sê", "windows-1258")


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "unicode_escape", "hex", "utf-7", "rot13", "", "\0", "iso-8859-99"]
)
def test_codecs_that_are_no_charset_are_not_believed(declared: str) -> None:
    assert decode("café".encode("cp1252"), declared) == ("café", "windows-1252")


def test_utf8_with_a_letter_cut_in_two_stays_utf8() -> None:
    cut = TEXT.encode()[:-1] + "ộ".encode()[:2]
    assert decode(cut, "windows-1251") == (TEXT[:-1] + "\ufffd", "utf-8")
    assert decode(TEXT.encode() + b"\xa0") == (TEXT + "\ufffd", "utf-8")


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "x-user-defined", "windows-1252"])
def test_a_text_in_an_encoding_from_before_unicode_is_restored(encoding: str, declared: str | None) -> None:
    text = SMALL.replace("\n", "\r\n")
    assert decode(ENCODERS[encoding](text), declared) == (SMALL, encoding)


@pytest.mark.parametrize("encoding", EIGHT_BITS)
@pytest.mark.parametrize("unicode", ["utf-8", "utf-8-sig", "utf-16"])
def test_so_is_unicode_that_was_made_from_such_a_text(encoding: str, unicode: str) -> None:
    content = as_read(SMALL, encoding).encode(unicode)
    assert decode(content) == (SMALL, encoding)


def test_the_encodings_of_a_mixed_text_are_named_the_commonest_first() -> None:
    lines = [as_read(SMALL, "vni"), as_read(SMALL, "tcvn3"), as_read(SMALL, "tcvn3"), TEXT, FRENCH]
    assert decode("\n".join(lines).encode()) == (f"{SMALL}\n{SMALL}\n{SMALL}\n{TEXT}\n{FRENCH}", "tcvn3, vni")


def test_tone_marks_of_windows_1258_are_no_vowels_of_tcvn3() -> None:
    """Here each code that is a tone mark in windows-1258 stands after a vowel."""
    text = "điều ấy nhiều người hiểu, chiều nào cũng kiểm điểm"
    assert all(letter in "aăâeêioôơuưy" for letter, code in pairwise(text) if code in "ềểễ")
    for encoding in ("tcvn3", "windows-1258"):
        assert decode(ENCODERS[encoding](text)) == (text, encoding)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\xe0\x08\x06\0\0\0",
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2l",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(24),
        b"\x7fELF\x02\x01\x01" + bytes(9),
        bytes(1000),
        bytes(range(256)) * 10,
        codecs.BOM_UTF16_LE + bytes(range(0xD8, 0xE0)) * 10,
    ],
)
def test_binary_data_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^not text: binary data$"):
        decode(content)


def test_a_stray_zero_in_a_text_is_a_blank() -> None:
    assert decode((TEXT + "\0").encode()) == (TEXT + " ", "utf-8")


@given(st.binary(max_size=300), st.sampled_from([None, "windows-1258", "gb2312", "utf-16"]))
def test_any_bytes_give_valid_text_or_a_reason(content: bytes, declared: str | None) -> None:
    try:
        text, encoding = decode(content, declared)
    except UnicodeError:
        raise
    except ValueError:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode().decode() == text
    assert all(name in ENCODERS or codecs.lookup(name) for name in encoding.split(", "))


@given(st.text(alphabet="aăâeêioôơuưyđAĐàảãáạếộưẫbcdgh  ,.\n", min_size=1))
def test_any_vietnamese_text_comes_back_from_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))[0] == text
    assert decode(windows_1258(text), "windows-1258")[0] == text
