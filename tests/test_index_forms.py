import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text import words as module
from danvan_cli.text.letters import nfc, plain
from danvan_cli.text.words import index_forms, one_spelling, pairs, search_words, words

TEXT = st.lists(
    st.sampled_from(["Hoà", "hòa", "kĩ", "Quí", "kỹ", "thuật", "ti", "Đắk", "25-NQ/TW", "m²", "İ", "Москва", "Ω", "_"])
    | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x1EFF), max_size=6)
).map(lambda words: nfc(" ".join(words)))


@given(TEXT, TEXT)
def test_the_forms_are_those_that_queries_are_made_of(title: str, body: str) -> None:
    forms = index_forms(title, body)
    titled, inside = search_words(title), search_words(body)
    assert forms.title.split() == titled
    assert forms.body.split() == inside
    marked = [one_spelling(words(plain(part))) for part in (title, body)]
    folded = {*titled, *inside, *pairs(titled), *pairs(inside)}
    exact = {"=" + term for part in marked for term in (*part, *pairs(part))}
    assert sorted(forms.terms.split()) == sorted([*folded, *exact, *("^" + term for term in {*titled, *pairs(titled)})])


def test_many_different_words_take_no_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SPELLINGS", 10)
    body = " ".join(f"từ{number}" for number in range(100))
    assert index_forms("", body).body == body.replace("ừ", "u")
    assert len(module.FOLDED) <= 10
