import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction.model_names import find
from danvan_cli.extraction.prose import compose
from danvan_cli.text.letters import nfc
from tests import marked
from tests.growth import grows_with_length

CASES = [
    pytest.param(case, id=case.name, marks=[pytest.mark.xfail] if case.xfail else [])
    for case in marked.read("model_names.txt")
]


@pytest.mark.parametrize("case", CASES)
def test_mentions_and_facts(case):
    found = find(case.prose)
    assert [case.prose.text[slice(*model.span)] for model in found] == case.marked("model")
    assert [facts(model) for model in found] == list(case.facts)


def facts(model):
    return {"name": model.name, "place": model.place}


PIECES = [
    "mô hình",
    "“Bếp ăn”",
    "“Dân vận khéo”",
    "Camera an ninh",
    "như:",
    "tại",
    "xã Hòa An",
    "(",
    ")",
    ";",
    ",",
    ".",
]
HOSTILE = [
    "mô hình ",
    "các mô hình:\n- A b;\n",
    "a; mô hình\nb; Mô hình c\n",
    "mô hình “Bếp ăn”, ",
    "“Bếp ăn”; ",
    "mô hình như: A b; ",
    "mô hình Camera a",
    "mô hình: ",
    "“",
]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text())
def test_spans_hold_the_name(text):
    prose = compose("", nfc(text))
    for model in find(prose):
        assert " ".join(prose.text[slice(*model.span)].split()) == model.name


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece):
    assert grows_with_length(lambda text: find(compose("", text)), piece)
