import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text.letters import TONES, fold, nfc
from danvan_cli.text.syllables import bare_bases, bases, is_syllable, split_tone, with_tone

SYLLABLES = """
    dân vận khéo được nghiêng quyết quốc quý quỳnh quýt quen quẹo quơ gì gìn giếng già giữ giường giết nguyễn khuya
    khúc khuỷu ngoằn ngoèo ngoáo thuở huơ xoong soóc yên yêu ỉa ăn ở ý ô ủy hươu rượu hưu gửi tuần xoay loắt choắt
    Đắk Đăk Lắk Ngọk Krông Búk Kạn Pắc Bó nghĩa ghế nghề kỹ kĩ lý lí mỹ mĩ tỷ tỉ sỹ ngoái ngoáy quyền chuyện huỵch ngạch
"""
BARE = "dan van kheo duoc nghieng quyet nguyen khuya gi giuong yen y uy dak krong viet nam that"
NOT_SYLLABLES = """
    ubnd mttq hđnd niê windows facebook covid usd m2 2020 25-nq đ x qua1 cê gê nge ghó ngho quu tyên ỳnh
    môt viêt mọng2 màt mảc bãch tóà dânvận vậnn bôk đuong dươc hòan qúy gía tưỏng trễên f w zá
"""


@pytest.mark.parametrize("word", SYLLABLES.split() + BARE.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))
    assert is_syllable(fold(word))


@pytest.mark.parametrize("word", [*NOT_SYLLABLES.split(), "", "nghiêngg", "a" * 100_000])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
    assert not is_syllable(word.upper())


@pytest.mark.parametrize(
    ("older", "newer"), [("hòa", "hoà"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("ủy", "uỷ"), ("lóe", "loé")]
)
def test_both_places_of_the_tone_mark(older: str, newer: str) -> None:
    assert is_syllable(older)
    assert is_syllable(newer)
    assert with_tone(*split_tone(newer)) == older


@pytest.mark.parametrize(
    ("base", "tone", "expected"),
    [
        ("kheo", "\u0301", "khéo"),
        ("đươc", "\u0323", "được"),
        ("hoan", "\u0300", "hoàn"),
        ("khuya", "", "khuya"),
        ("giêng", "\u0301", "giếng"),
        ("gia", "\u0300", "già"),
        ("quy", "\u0301", "quý"),
        ("mia", "\u0301", "mía"),
        ("mưa", "\u0303", "mữa"),
        ("xoay", "\u0301", "xoáy"),
        ("môt", "\u0300", None),
        ("môt", "", None),
        ("duoc", "\u0323", None),
        ("dan", "\u0300\u0301", None),
    ],
)
def test_the_tone_mark_finds_its_vowel(base: str, tone: str, expected: str | None) -> None:
    assert with_tone(base, tone) == expected


def test_every_syllable_is_one_and_comes_apart_again() -> None:
    for base in bases():
        for tone in ("", *TONES):
            syllable = with_tone(base, tone)
            if syllable is not None:
                assert is_syllable(syllable)
                assert split_tone(syllable) == (base, tone)


def test_syllables_end_in_stops_with_two_tones_only() -> None:
    for base in bases():
        tones = sum(with_tone(base, tone) is not None for tone in ("", *TONES))
        assert tones == (2 if base.endswith(("p", "t", "c", "ch")) or (base[-1] == "k" and base[-2] != "ă") else 6)


@given(st.text("abcdeghiknoptuyăâêôơưđáàảãạộữ\u0301\u0323", max_size=5) | st.text(max_size=20))
def test_any_text(word: str) -> None:
    if is_syllable(word):
        assert fold(nfc(word)) in bare_bases()
        assert is_syllable(word.upper())
