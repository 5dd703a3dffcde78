import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_cli.extraction import persons
from danvan_cli.extraction.prose import compose
from danvan_cli.text.letters import fold, nfc
from tests import marked
from tests.growth import grows_with_length

CASES = marked.read("persons.txt")


def params(cases):
    return [pytest.param(c, id=c.name, marks=[pytest.mark.xfail] if c.xfail else []) for c in cases]


def facts(prose):
    return [{"name": p.name, "roles": list(p.roles), "former": list(p.former)} for p in persons.find(prose)]


@pytest.mark.parametrize("case", params(CASES))
def test_persons_of_an_article(case):
    assert facts(case.prose) == [{"roles": [], "former": []} | fact for fact in case.facts]


def sentences():
    lines = (marked.CASES / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("=>") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "expected"), sentences())
def test_persons_of_a_sentence(sentence, expected):
    found = persons.find(compose("Tin", f"{sentence}\nBuổi lễ diễn ra trang trọng, đúng nghi thức."))
    told = [(p.name, "; ".join([*p.roles, *(f"nguyên {office}" for office in p.former)])) for p in found]
    named = [one.partition(":") for one in expected.split("|") if one.strip()]
    assert told == [(name.strip(), offices.strip()) for name, _, offices in named]


@pytest.mark.parametrize("case", params([c for c in CASES if c.mentions]))
def test_spans_of_all_mentions(case):
    spans = sorted(span for person in persons.find(case.prose) for span in person.spans)
    assert spans == [span for _, span in case.mentions]


@pytest.mark.parametrize("case", params([c for c in CASES if not c.xfail]))
def test_decomposed_letters_and_wide_blanks_give_the_same(case):
    text = unicodedata.normalize("NFD", case.prose.text.replace(" ", "\u00a0"))
    assert facts(compose("", nfc(text))) == facts(compose("", case.prose.text))


@pytest.mark.parametrize(("old", "new"), [("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Khoẻ", "Khỏe")])
def test_tone_placement_does_not_make_two_persons(old, new):
    prose = compose("", f"Ông Lê Văn {old}, Chủ tịch Uỷ ban MTTQ xã. Ông Lê Văn {new} nói.")
    (person,) = persons.find(prose)
    assert len(person.spans) == 2
    assert person.roles == ("Chủ tịch Uỷ ban MTTQ xã",)


WORDS = [
    "đồng chí",
    "ông",
    "các",
    "Phó Bí thư",
    "Huyện ủy",
    "TUV",
    "Nguyễn",
    "Văn",
    "An",
    "H’",
    "Y",
    "xã",
    "67 tuổi",
    "nguyên",
]
WORDS += [",", ";", " - ", "–", "(", ")", "và", "kiêm", "là", "\n", "“", "12", "phát biểu", "LÊ", "Tân Yên", "."]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_spans_hold_the_last_word_of_the_name(text):
    prose = compose("", nfc(text))
    for person in persons.find(prose):
        assert person.spans == tuple(sorted(set(person.spans)))
        assert person.name
        for start, end in person.spans:
            assert 0 <= start < end <= len(prose.text)
            assert fold(prose.text[start:end]).endswith(fold(person.name.split()[-1]))


HOSTILE = {
    "one word": "ông ",
    "capitals": "Nguyễn ",
    "offices": "Phó Bí thư, ",
    "office words": "Bí thư dân vận ",
    "names": "ông Lê Văn An, Hà Thị Bê; ",
    "commas in an office": "Bí thư, thể thao",
    "open brackets": "ông Lê An (",
    "quotes": "Bí thư “",
    "details": "ông Lê Văn An, 67 tuổi, sinh năm 1954",
    "blanks": "ông          Bí thư",
    "tasks of a committee": "ông Lê Văn An, Trưởng Ban Chỉ đạo, công tác a và ",
    "captions": "Ảnh: Ông Lê Văn An, ",
    "no blanks": "Aa",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_alone(unit):
    assert grows_with_length(lambda text: persons.find(compose("", text)), unit)
