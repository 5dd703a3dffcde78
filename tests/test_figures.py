import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction.figures import find
from danvan_cli.extraction.prose import compose
from danvan_cli.text.letters import nfc
from tests import marked
from tests.growth import grows_with_length

CASES = [
    pytest.param(case, id=case.name, marks=[pytest.mark.xfail] if case.xfail else [])
    for case in marked.read("figures.txt")
]
BLANK = {"approx": None, "of": None, "to": None}


@pytest.mark.parametrize("case", CASES)
def test_mentions(case):
    found = [case.prose.text[slice(*figure.span)] for figure in find(case.prose)]
    assert found == case.marked("figure")


@pytest.mark.parametrize("case", CASES)
def test_facts(case):
    found = [{"value": f.value, "unit": f.unit, "approx": f.approx, "of": f.of, "to": f.to} for f in find(case.prose)]
    assert found == [BLANK | fact for fact in case.facts]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("xét chọn 07 và 22 mô hình", [7, 22]),
        ("tăng từ 12 lên 25 hợp tác xã", [12, 25]),
        ("lần lượt là 3, 5 và 8 triệu đồng", [3_000_000, 5_000_000, 8_000_000]),
        ("kinh tế 07, văn hóa 22 mô hình", [22]),
    ],
)
def test_one_unit_for_several_numbers(text, values):
    figures = find(compose("", text))
    assert [figure.value for figure in figures] == values
    assert len({(figure.unit, figure.span.end) for figure in figures}) == 1


def test_spelling_does_not_matter():
    older, newer = (
        find(compose("", nfc(text))) for text in ("12\u00a0tổ hoà giải ở khoá 3", "12 tổ ho\u0300a giải ở khóa 3")
    )
    assert [(f.value, f.span) for f in older] == [(f.value, f.span) for f in newer]
    assert [f.unit for f in older] == ["tổ hoà giải"]


PIECES = [
    "12",
    "3.500",
    "4,5",
    "15/19",
    "2 - 3",
    "%",
    "triệu",
    "đồng",
    "hộ",
    "mô hình",
    "tổ",
    "năm",
    "hơn",
    "và",
    "“",
    "”",
    ",",
    ".",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text())
def test_spans_hold_a_digit_and_lie_in_order(text):
    prose = compose("", nfc(text))
    figures = find(prose)
    assert all(any(c.isdigit() for c in prose.text[slice(*f.span)]) and f.unit.strip() for f in figures)
    assert [f.span.start for f in figures] == sorted({f.span.start for f in figures})


HOSTILE = ["1, ", "1/", "9.999", "12 hộ, ", "“1 ", "1 tỷ ", "hộ và ", "2 - ", "a1 ", "đồng/"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece):
    assert grows_with_length(lambda text: find(compose("", text)), piece)
