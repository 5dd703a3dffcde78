import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text import spelling
from danvan_cli.text.spelling import near, one_slip
from danvan_cli.text.syllables import bare_bases

SYLLABLES = st.sampled_from(sorted(bare_bases()))
ANY_WORD = SYLLABLES | st.text("abcdeghiklmnopqrstuvxyw", max_size=spelling.LONGEST) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kheoo", "kheo"),
        ("vvan", "van"),
        ("nhuwng", "nhung"),
        ("tw", "tu"),
        ("duocj", "duoc"),
        ("truongf", "truong"),
        ("nghiem", "nghien"),
        ("kheio", "kheo"),
        ("ngiem", "nghiem"),
        ("thnah", "thanh"),
        ("bihn", "binh"),
        ("qaun", "quan"),
        ("dsn", "dan"),
        ("vsn", "van"),
        ("khep", "kheo"),
        ("hoj", "hoi"),
    ],
)
def test_slips_of_the_hand(word: str, meant: str) -> None:
    assert meant in near(word)[:10]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sanh", "xanh"),
        ("xuong", "suong"),
        ("chuong", "truong"),
        ("trinh", "chinh"),
        ("dao", "giao"),
        ("giao", "rao"),
        ("ran", "gian"),
        ("gin", "din"),
        ("di", "gi"),
        ("van", "dan"),
        ("vo", "gio"),
        ("lam", "nam"),
        ("nuon", "luon"),
        ("cuoc", "quoc"),
        ("kan", "can"),
        ("kuynh", "quynh"),
        ("gen", "ghen"),
        ("ghanh", "ganh"),
        ("nge", "nghe"),
        ("nghanh", "nganh"),
        ("lan", "lang"),
        ("lang", "lan"),
        ("mac", "mat"),
        ("mat", "mac"),
        ("minh", "min"),
        ("lich", "lit"),
        ("ki", "ky"),
        ("quy", "qui"),
        ("xong", "xoong"),
        ("xoong", "xong"),
    ],
)
def test_confusions_of_the_mind(word: str, meant: str) -> None:
    assert (meant, spelling.FREQUENT) in list(spelling._by_mind(word))
    assert meant in near(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("ngiemj", "nghiem"),
        ("truongg", "chuong"),
        ("chuongr", "truong"),
        ("nghanhh", "nganh"),
        ("thhanhn", "thanh"),
        ("tyuenn", "tuyen"),
        ("xuyenn", "suyen"),
    ],
)
def test_two_slips_of_longer_words(word: str, meant: str) -> None:
    assert meant in near(word)


def test_shorter_words_have_one_slip() -> None:
    assert "van" not in near("vvaan")
    assert near("danan") == []


def test_frequent_slips_come_first() -> None:
    found = near("khep")
    assert found.index("kheo") < found.index("khen")
    found = near("sanh")
    assert found.index("xanh") < found.index("canh")
    assert near("ngành") == ["nganh"]


def test_order() -> None:
    assert near("vna") == ["van", "via", "voa", "vua", "na", "va"]
    assert near("qaun") == ["quan"]


@given(ANY_WORD)
def test_near_gives_syllables_but_not_the_word(word: str) -> None:
    found = near(word)
    assert word not in found
    assert len(found) == len(set(found)) <= spelling.MOST
    assert bare_bases().issuperset(found)
    assert all(abs(len(meant) - len(word)) <= 2 for meant in found)
    assert near(word) == found


@given(SYLLABLES, st.data())
def test_a_slip_is_mended(syllable: str, data: st.DataObject) -> None:
    slips = [slip for slip in spelling._least(spelling._by_hand(syllable)) if slip]
    slip = data.draw(st.sampled_from(slips))
    found = near(slip)
    assert slip == syllable or syllable in found or len(found) == spelling.MOST


@given(SYLLABLES, st.data())
def test_both_ways_to_count_slips_agree(syllable: str, data: st.DataObject) -> None:
    slips = spelling._least(spelling._by_hand(syllable))
    slip = data.draw(st.sampled_from(sorted(slips)))
    assert (spelling._cost_by_hand(slip, syllable, 1) < spelling.TOO_DEAR) or slip == syllable
    second = data.draw(st.sampled_from(sorted(spelling._least(spelling._by_hand(slip)))))
    assert spelling._cost_by_hand(second, syllable, 3) < spelling.TOO_DEAR
    if spelling._cost_by_hand(second, syllable, 2) < spelling.TOO_DEAR:
        lexicon = spelling._lexicon(bare_bases())
        assert syllable in spelling._alike(second, lexicon)


@given(st.text("abcdeghiklmnopqrstuvxyw", min_size=spelling.TWO_SLIPS_FROM, max_size=spelling.LONGEST) | SYLLABLES)
def test_a_word_has_few_variants(word: str) -> None:
    assert len(list(spelling._by_hand(word))) <= 54 * len(word) + 26
    assert len(list(spelling._by_mind(word))) <= 16 + 2 * len(word)
    if len(word) >= spelling.TWO_SLIPS_FROM:
        assert len(list(spelling._alike(word, spelling._lexicon(bare_bases())))) < 300


@pytest.mark.parametrize("word", ["", "a" * 5_000_000, "ư" * 25])
def test_long_and_empty_words_are_near_none(word: str) -> None:
    assert near(word) == []
    assert one_slip(word) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [("facebok", "facebook"), ("ghandi", "gandhi"), ("maastrich", "maastricht"), ("columbia", "colombia"), ("a", "b")],
)
def test_one_slip_away(word: str, meant: str) -> None:
    assert meant in one_slip(word)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), st.data())
def test_what_is_one_slip_away_is_so_from_either_side(word: str, data: st.DataObject) -> None:
    away = one_slip(word)
    assert word not in away
    assert len(away) == len(set(away))
    other = data.draw(st.sampled_from([slip for slip in away if slip]))
    assert word in one_slip(other)
