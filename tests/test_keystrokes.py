from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from danvan_cli.text import keystrokes
from danvan_cli.text.keystrokes import from_telex, from_vni, read_keystrokes
from danvan_cli.text.letters import TONES, fold
from danvan_cli.text.syllables import bases, is_syllable, with_tone

TELEX_MARKS = {"đ": "d", "ă": "w", "â": "a", "ê": "e", "ô": "o", "ơ": "w", "ư": "w"}
TELEX_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "fsrxj", strict=True))
VNI_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "21345", strict=True))

ENGLISH = """
    i me my we our ours you your yours he him his she her hers it its they them their theirs what which who whom this
    that these those am is are was were be been being have has had having do does did doing a an the and but if or
    because as until while of at by for with about against between into through during before after above below to
    from up down in out on off over under again further then once here there when where why how all any both each few
    more most other some such no nor not only own same so than too very can will just should now don doesn didn isn
    wasn hasn won us per yes ever never every last least less many much next one two three four five six seven first
    seem seems seen take put see
"""


def no_word(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("daan vaanj vanaj vanja kheos khesoo kheso", "dân vận vận vận khéo - khéo"),
        ("dduwowcj dduocwj duowcdj duocdjw ddwowcj ddwocj", "được được được được được được"),
        ("ddawks Ddawks DDawks DDAWKS Ddawk dakdsw", "đắk Đắk Đắk ĐẮK Đăk đắk"),
        ("tieengs tiengse tieesng tiesnge TIEENGS", "tiếng tiếng tiếng tiếng TIẾNG"),
        ("uowr thuowr huow nguowif ngwowif ruouwj huuw", "uở thuở huơ người người rượu hưu"),
        ("w W tw nhwngx wowcs wu muaw muwa dwaj", "ư Ư tư những ước ưu mưa mưa dựa"),
        ("ngoawnf ngoeof ngoaos xoong xooongs Kroong", "ngoằn ngoèo ngoáo xông xoóng Krông"),
        ("quoocs quyeetj quys quaanf quow giuowngf gif giax", "quốc quyệt quý quần quơ giường gì giã"),
        ("hoaf khoer thuyr hoafn khuyur", "hòa khỏe thủy hoàn khuỷu"),
        ("daansz daanzj toanszf", "dân dận toàn"),
        ("aaa daaan dddan ddand ass asas muww vaanjj danz", "- - - - - - - - -"),
        ("dan khi cho moot bachf viets", "- - - - - -"),
        ("windows facebook covid usd ubnd mttq Nie book", "- - - - - - - -"),
        ("dân m2 25-NQ/TW 2020 da6n vaanj!", "- - - - - -"),
    ],
)
def test_telex(typed: str, expected: str) -> None:
    assert [from_telex(word) or "-" for word in typed.split()] == expected.split()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("da6n va65n va6n5 van65 van56", "dân vận vận vận vận"),
        ("khe1o kheo1 tie6ng1 tieng16 nghie6ng", "khéo khéo tiếng tiếng nghiêng"),
        ("d9uo75c d9u7o7c5 duoc975 D9UO75C D9uoc75", "được được được ĐƯỢC Được"),
        ("D9a81k ho2a quy1 thuo73 ngoa8n2 u7 Y1", "Đắk hòa quý thuở ngoằn ư Ý"),
        ("va650n va605n d9", "vân vận -"),
        ("va66n da99 tie6ng66 u77 va55n va51n", "- - - - - -"),
        ("m2 2020 1a 5G covid19 u23 mazda3 QL1A u8 a7 dân1", "- - - - - - - - - - -"),
    ],
)
def test_vni(typed: str, expected: str) -> None:
    assert [from_vni(word) or "-" for word in typed.split()] == expected.split()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("daan vaanj kheos", "dân vận khéo"),
        ("daan van kheos tinhr", "dân van khéo tỉnh"),
        ("da6n va65n khe1o D9a81k La81k", "dân vận khéo Đắk Lắk"),
        ("vaanj", "vận"),
        ("khi nao cho vaanj ddoongf nam", "khi nao cho vận đồng nam"),
        ("coong tacs nawm 2020", "công tác năm 2020"),
        ("facebook cuar daan vaanj", "facebook của dân vận"),
        ("Ddawks Lawks UBND xax", "Đắk Lắk UBND xã"),
        ("dân vaanj khéo", "dân vận khéo"),
        ("teen ddeej", "tên đệ"),
    ],
)
def test_read_keystrokes(typed: str, expected: str) -> None:
    assert read_keystrokes(typed.split(), no_word) == expected.split()


@pytest.mark.parametrize(
    "typed",
    [
        "dân vận khéo",
        "dan van kheo",
        "viet nam that la dep",
        "windows facebook covid usd",
        "ubnd mttq hđnd Niê 2020 m2",
        "25-NQ/TW",
        "25 NQ TW",
        "covid 19 Hari",
        "dai hoi XIX",
        "taxi",
        "U17 Ba Lan",
        "2020",
        "dan van kheo o cac xa vungf",
        "",
    ],
)
def test_what_is_typed_otherwise_stays(typed: str) -> None:
    assert read_keystrokes(typed.split(), no_word) is None


@pytest.mark.parametrize("word", ENGLISH.split())
def test_english_words_are_no_keystrokes(word: str) -> None:
    assert read_keystrokes([word], no_word) is None
    assert read_keystrokes([word, "the", "windows"], no_word) is None


def test_known_words_stay_and_tell_nothing() -> None:
    known: Callable[[str], bool] = {"taxi", "hans", "vaanj"}.__contains__
    assert read_keystrokes(["taxi", "xanh", "cuar", "hans"], known) is None
    assert read_keystrokes(["taxi", "cuar", "dduwcs"], known) == ["taxi", "của", "đức"]
    assert read_keystrokes(["vaanj"], known) is None


def test_every_lookalike_needs_its_place() -> None:
    for word in keystrokes.LOOKALIKES.split():
        reading = from_telex(word)
        assert reading
        assert len(reading) > 1
        assert not is_syllable(word)


def test_keys_tell_bases_apart() -> None:
    assert len(keystrokes._bases_by_keys()) == len(bases())


@st.composite
def keys_and_syllable(draw: st.DrawFn, marks: dict[str, str], tones: dict[str, str]) -> tuple[str, str]:
    """A syllable with marks, and its keystrokes: each key of a mark somewhere after its letter."""
    base = draw(st.sampled_from(sorted(base for base in bases() if "oo" not in base)))
    tone = draw(st.sampled_from([tone for tone in ("", *TONES) if with_tone(base, tone)] or ["\u0301"]))
    syllable = with_tone(base, tone)
    assert syllable
    keys = [(marks[letter], place) for place, letter in enumerate(base) if letter in marks]
    if "ươ" in base and draw(st.booleans()):
        keys.pop()
    if tone:
        keys.append((tones[tone], min(place for place, letter in enumerate(fold(base)) if letter in "aeiouy")))
    after = [""] * len(base)
    for key, place in draw(st.permutations(keys)):
        after[draw(st.integers(place, len(base) - 1))] += key
    typed = "".join(letter + key for letter, key in zip(fold(base), after, strict=True))
    assume(not syllable.isascii() and "ww" not in typed and "77" not in typed)
    return typed, syllable


@given(keys_and_syllable(TELEX_MARKS, TELEX_TONES))
def test_telex_in_any_order_is_read_back(pair: tuple[str, str]) -> None:
    typed, syllable = pair
    assert from_telex(typed) == syllable
    assert from_telex(typed.upper()) == syllable.upper()


@given(keys_and_syllable(keystrokes.MARKS, VNI_TONES))
def test_vni_in_any_order_is_read_back(pair: tuple[str, str]) -> None:
    typed, syllable = pair
    assert from_vni(typed) == syllable
    assert from_vni(typed.upper()) == syllable.upper()


WORDS = st.text("adeouwnghtcsfjz0679", max_size=26) | st.text(max_size=30)


@given(WORDS)
def test_a_reading_is_a_syllable_with_a_mark(word: str) -> None:
    for reading in filter(None, (from_telex(word), from_vni(word))):
        assert is_syllable(reading)
        assert not reading.isascii()


@given(st.lists(WORDS, max_size=8))
def test_any_words(words: list[str]) -> None:
    read = read_keystrokes(words, no_word)
    assert read is None or (len(read) == len(words) and read != words)


@pytest.mark.parametrize("word", ["a" * 5_000_000, "ư" * 5_000_000, "a1" * 2_000_000, "1" * 5_000_000])
def test_long_words_are_none(word: str) -> None:
    assert from_telex(word) is None
    assert from_vni(word) is None
    assert read_keystrokes([word], no_word) is None


@given(st.text("adeouwnghsfj", min_size=1, max_size=keystrokes.LONGEST))
def test_a_word_has_few_readings(word: str) -> None:
    assert len(list(keystrokes._telex_readings(word))) <= 8
