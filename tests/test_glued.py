from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text import glued
from danvan_cli.text.glued import unglued
from danvan_cli.text.letters import TONES, fold
from danvan_cli.text.syllables import bases, is_syllable, with_tone
from danvan_cli.text.words import WORD, words

SENTENCES = """
Sáng nay, hội nghị dân vận khéo của tỉnh Thanh Hóa khai mạc. Công an Đà Nẵng dự hội nghị dân vận.
Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng ban hành quy chế. Hội Phụ nữ xã bàn về nông thôn mới 2020.
Diễn biến giá gạo ở Tuyên Quang được xã hội quan tâm. Ngành giáo dục và đào tạo Điện Biên họp hôm qua.
Đảng ủy xã Hội An Đông giao cho công an việc ấy. Phụ nữ dân tộc thiểu số học chữ. Con gấu ở dãn ang.
Huyện ủy họp. Kinh tế xã hội năm 2021 khá hơn. Bà ho ít, ho ai cũng lo. Đội U 23 và tổ a a. Gian hàng ở Lon.
"""
WORDS = words(fold(SENTENCES))
PAIRS = Counter(pairwise(WORDS))
FOREIGN = {"taxi", "panama", "hanoi"}


def known(word: str) -> bool:
    return word in WORDS or word in FOREIGN


def pair_worth(first: str, second: str) -> float:
    return float(PAIRS[first, second])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("danvankheo", "dan van kheo"),
        ("dânvậnkhéo", "dân vận khéo"),
        ("DânVậnKhéo", "Dân Vận Khéo"),
        ("DANVAN", "DAN VAN"),
        ("nongthonmoi2020", "nong thon moi 2020"),
        ("nongthonmoi2024", "nong thon moi 2024"),
        ("nam2021", "nam 2021"),
        ("hoinghi", "hoi nghi"),
        ("hoinghidanvan", "hoi nghi dan van"),
        ("thanhhoa", "thanh hoa"),
        ("ThanhHoá", "Thanh Hoá"),
        ("danang", "da nang"),
        ("thanhphodanang", "thanh pho da nang"),
        ("congan", "cong an"),
        ("congandanang", "cong an da nang"),
        ("xahoi", "xa hoi"),
        ("tuyenquang", "tuyen quang"),
        ("quyche", "quy che"),
        ("phunu", "phu nu"),
        ("giaoduc", "giao duc"),
        ("dienbien", "dien bien"),
        ("uyban", "uy ban"),
        ("ủyban", "ủy ban"),
        ("Uỷban", "Uỷ ban"),
        ("danguy", "dang uy"),
        ("huyenuy", "huyen uy"),
        ("vietnam", "viet nam"),
        ("hoian", "hoi an"),
    ],
)
def test_unglued(word: str, expected: str) -> None:
    assert unglued(word, known, pair_worth) == expected.split()


@pytest.mark.parametrize(
    "word",
    [
        *("dan", "nghiêng", "HOÀ", "giao", "2020", ""),
        *("taxi", "Panama", "hanoi"),
        *("congress", "internet", "facebook", "covid19", "danvanx", "ubnd"),
        *("london", "canada", "cocacola"),
        *("u23", "a1", "aa", "U23U23"),
        *("dan van", "dan-van", "danvan!", "da\u0302nvan", "_"),
    ],
)
def test_what_is_one_word_stays(word: str) -> None:
    assert unglued(word, known, pair_worth) is None


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ({"dan ang": 3, "da nang": 9}, "da nang"),
        ({"dan ang": 9, "da nang": 3}, "dan ang"),
        ({"dan ang": 0.002, "da nang": 0.001}, "dan ang"),
        ({"dan ang": 5, "da nang": 5}, "dan ang"),
        ({"da nang": 1, "da na": 9}, "da nang"),
        ({}, None),
    ],
)
def test_pairs_decide(pairs: dict[str, float], expected: str | None) -> None:
    parts = unglued("danang", lambda _: False, lambda first, second: pairs.get(f"{first} {second}", 0.0))
    assert parts == (expected.split() if expected else None)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ({"cong an": 4, "an da": 1, "da nang": 4, "con gan": 50, "gan da": 0}, "cong an da nang"),
        ({"con gan": 50, "gan da": 1, "da nang": 4, "cong an": 4, "an da": 0}, "con gan da nang"),
        ({"da nang": 4}, "cong an da nang"),
        ({"da nang": 4, "con gan": 1}, "con gan da nang"),
        ({"gan da": 4}, "con gan da nang"),
    ],
)
def test_pairs_that_all_occur_are_best(pairs: dict[str, float], expected: str) -> None:
    parts = unglued("congandanang", lambda _: False, lambda first, second: pairs.get(f"{first} {second}", 0.0))
    assert parts == expected.split()


def test_spans_are_syllables_and_whole_numbers() -> None:
    assert glued._spans("xa19") == [(0, 2), (1, 2), (2, 4)]
    assert glued._spans("") == []


SYLLABLES = st.sampled_from(sorted(bases())).map(lambda base: with_tone(base, "") or with_tone(base, TONES[1]) or base)
GLUED = st.lists(SYLLABLES | st.from_regex("[0-9]{1,4}", fullmatch=True), max_size=14).map("".join)
ANY_WORD = (
    GLUED | st.text("aeiouyngh", max_size=glued.LONGEST) | st.text("aou1đnNƯ²", max_size=70) | st.text(max_size=70)
)


class Asked:
    """A known and a pair_worth that keep the pairs they were asked about."""

    def __init__(self, worth: Callable[[str, str], float]) -> None:
        self.worth = worth
        self.pairs: list[tuple[str, str]] = []

    def pair_worth(self, first: str, second: str) -> float:
        self.pairs.append((first, second))
        return self.worth(first, second)


def lengthwise(first: str, second: str) -> float:
    """A worth that takes all values, zero among them."""
    return float((len(first) * 7 + len(second) * 3) % 5)


@given(ANY_WORD)
def test_parts_are_syllables_or_numbers_and_make_up_the_word(word: str) -> None:
    parts = unglued(word, lambda _: False, lengthwise)
    if parts is not None:
        assert "".join(parts) == word
        assert len(parts) > 1
        assert all(is_syllable(part) or glued.NUMBER.fullmatch(part) for part in parts)
        assert any(lengthwise(fold(first), fold(second)) for first, second in pairwise(parts))


@given(ANY_WORD)
def test_few_questions_each_asked_once(word: str) -> None:
    for worth in (lengthwise, lambda *_: 0.0):
        asked = Asked(worth)
        unglued(word, lambda _: False, asked.pair_worth)
        assert len(asked.pairs) == len(set(asked.pairs)) <= glued.MOST_QUESTIONS
        assert all(first == fold(first) and WORD.fullmatch(first + second) for first, second in asked.pairs)


@given(st.lists(SYLLABLES.filter(lambda syllable: len(syllable) > 2), min_size=2, max_size=8))
def test_the_only_pairs_that_occur_are_found(syllables: list[str]) -> None:
    """Then no other reading has all its pairs, unless it is made of the same pairs in fewer parts."""
    word, pairs = "".join(syllables), set(pairwise(map(fold, syllables)))
    parts = unglued(word, lambda _: False, lambda first, second: float((first, second) in pairs))
    if not is_syllable(word) and len(word) <= glued.LONGEST:
        assert parts
        assert set(pairwise(map(fold, parts))) <= pairs
        assert len(parts) <= len(syllables)


@pytest.mark.parametrize("word", ["a" * 5_000_000, "1" * 5_000_000, "ư" * 61, "danvan" * 11])
def test_long_words_are_none(word: str) -> None:
    assert unglued(word, lambda _: False, lambda *_: 1.0) is None
