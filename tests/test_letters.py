import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text import letters
from danvan_cli.text.letters import fold, lower, nfc, plain
from danvan_cli.text.words import padded, words

LETTERS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x1EFF) | st.sampled_from("đĐưƠ“”…\xa0ýòÀ"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Dân vận khéo ở Đắk Lắk", "dan van kheo o dak lak"),
        ("ỂỆỰ ÐỒNG ðất", "eeu dong dat"),
        ("Ký “Ω” İ", "ky “ω” i"),
        ("25-NQ/TW, 62,58% – m²", "25-nq/tw, 62,58% – m²"),
    ],
)
def test_fold(typed: str, expected: str) -> None:
    assert fold(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Hoà Bình", "hòa bình"),
        ("UỶ BAN", "ủy ban"),
        ("khoẻ, thuỷ, toà", "khỏe, thủy, tòa"),
        ("hoàn, khoán, quý, quỳ", "hoàn, khoán, quý, quỳ"),
        ("Hòa Bình, ủy ban", "hòa bình, ủy ban"),
    ],
)
def test_plain_puts_the_tone_mark_in_one_place(typed: str, expected: str) -> None:
    assert plain(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (unicodedata.normalize("NFD", "Dân vận khéo"), "Dân vận khéo"),
        ("vi\u00ea\u0323c", "việc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\u202eABC\u2066\ufeff", "ABC"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("\xd0\xf0", "Đđ"),
    ],
)
def test_nfc(typed: str, expected: str) -> None:
    assert nfc(typed) == expected


@given(LETTERS)
def test_forms_keep_the_length(text: str) -> None:
    text = nfc(text)
    assert len(fold(text)) == len(plain(text)) == len(lower(text)) == len(text)


@given(LETTERS)
def test_the_fast_fold_is_the_fold(text: str) -> None:
    assert fold(text) == letters._fold_by_table(lower(text))


@given(LETTERS)
def test_forms_are_fixed_points(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)
    assert nfc(nfc(text)) == nfc(text)


@given(LETTERS)
def test_words_are_parts_without_signs(text: str) -> None:
    assert all(word in text for word in words(text))
    assert all(word.isalnum() for word in words(text))


def test_padded_finds_whole_words_only() -> None:
    assert padded("Kim Ngọc Thái") == " kim ngoc thai "
    assert padded("Ngọc Th") not in padded("Kim Ngọc Thái")
    assert padded("“!”") == "  "
