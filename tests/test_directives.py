"""Directives: documents with their facts, each mention with its span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction.directive_mentions import mentions
from danvan_cli.extraction.directives import find
from danvan_cli.extraction.prose import compose
from danvan_cli.text.letters import nfc
from tests import marked
from tests.growth import grows_with_length

CASES = [
    pytest.param(case, id=case.name, marks=[pytest.mark.xfail] if case.xfail else [])
    for case in marked.read("directives.txt")
]
WORDS = [
    "Nghị quyết",
    "CHỈ THỊ",
    "kế hoạch",
    "Luật",
    "NQ",
    "số",
    "25",
    "05-CT/TU",
    "33/CT-TTg",
    "1/2",
    "ngày 3/6/2013",
    "của",
]
WORDS += [
    "Bộ Chính trị",
    "(khóa XI)",
    "Đảng",
    "về",
    "“",
    "”",
    "(",
    ")",
    ",",
    "và",
    ".",
    "\n",
    "\xa0",
    "Trung ương 4",
    "xã",
    "đã",
]
HOSTILE = [
    "Nghị quyết ",
    "Nghị quyết số 1, ",
    "25-NQ/TW ",
    "Quyết định số 1-QĐ/TW và ",
    "Nghị quyết đại hội ",
    "/NQ-",
    "(“",
]
HOSTILE += ["Tỉnh ủy đã ban hành Kế hoạch số 5 ", "Luật A B C ", "Kế hoạch của Tỉnh ủy ", "ngày 1/1/2020 ", "1", "a"]


@pytest.mark.parametrize("case", CASES)
def test_facts(case: marked.Case) -> None:
    found = find(case.prose)
    assert len(found) == len(case.facts)
    told = [{key: getattr(d, key) for key in fact} for d, fact in zip(found, case.facts, strict=True)]
    assert told == list(case.facts)


@pytest.mark.parametrize("case", CASES)
def test_spans(case: marked.Case) -> None:
    spans = sorted(span for directive in find(case.prose) for span in directive.spans)
    assert [case.prose.text[slice(*span)] for span in spans] == case.marked("directive")


def test_mentions_tell_what_carries_out_what() -> None:
    prose = compose("", "Kế hoạch số 9 của Huyện ủy về triển khai Kết luận 61 của Ban Bí thư về Hội Nông dân.")
    plan, conclusion = mentions(prose)
    assert plan.subject is not None
    assert plan.subject.start < conclusion.span.start < plan.subject.end
    assert (plan.issuer, conclusion.issuer) == ("Huyện ủy", "Ban Bí thư")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_equal(form: str) -> None:
    import unicodedata

    text = "Quán triệt Chỉ thị số 05-CT/TW của Bộ Chính trị và Quyết định 217-QĐ/TƯ."
    symbols = [d.symbol for d in find(compose("", nfc(unicodedata.normalize(form, text))))]
    assert symbols == ["05-CT/TW", "217-QĐ/TW"]


def test_without_documents() -> None:
    assert find(compose("", "")) == ()
    assert find(compose("Trồng 500 cây", "Bà con đã trồng 500 cây keo.")) == ()


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40))
def test_any_words(words: list[str]) -> None:
    prose = compose("", nfc(" ".join(words)))
    for directive in find(prose):
        assert directive.spans
        assert all((directive.number or "").lstrip("0") in prose.text[slice(*span)] for span in directive.spans)
        assert all(prose.text[slice(*span)].strip() for span in directive.spans)
        assert directive.issuer is None or directive.issuer in prose.text
        assert directive.subject is None or directive.subject in prose.text
        assert directive.symbol is None or directive.symbol.startswith(directive.number or "-")


@pytest.mark.parametrize("words", HOSTILE)
def test_time_grows_with_the_text(words: str) -> None:
    assert grows_with_length(lambda text: find(compose("", text)), words)
