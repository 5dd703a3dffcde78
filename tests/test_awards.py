import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction.awards import find
from danvan_cli.extraction.prose import compose
from danvan_cli.text.letters import nfc
from tests import marked
from tests.growth import grows_with_length

CASES = [
    pytest.param(case, id=case.name, marks=[pytest.mark.xfail] if case.xfail else [])
    for case in marked.read("awards.txt")
]


@pytest.mark.parametrize("case", CASES)
def test_mentions_and_facts(case):
    found = find(case.prose)
    assert [case.prose.text[slice(*award.span)] for award in found] == case.marked("award")
    assert [facts(award) for award in found] == list(case.facts)


def facts(award):
    recipients = [[recipient.value, recipient.unit] for recipient in award.recipients]
    return {"award": award.award, "giver": award.giver, "recipients": recipients}


def test_spelling_does_not_matter():
    texts = ("Uỷ ban xã Hoà An tặng Giấy khen cho 3\u00a0hộ", "U\u0309y ban xa\u0303 Hòa An tặng Giấy khen cho 3 hộ")
    older, newer = (find(compose("", nfc(text))) for text in texts)
    assert [(a.award, a.recipients, a.span) for a in older] == [(a.award, a.recipients, a.span) for a in newer]
    assert [a.giver for a in older] == ["Uỷ ban xã Hoà An"]


PIECES = [
    "Bằng khen",
    "Kỷ niệm chương “Vì dân”",
    "được",
    "UBND tỉnh",
    "tặng",
    "cho",
    "5 hộ",
    ",",
    "và",
    ";",
    "của",
    ".",
]
HOSTILE = ["Bằng khen ", "được ", "tặng Giấy khen cho 3 hộ, ", "kỷ niệm chương vì a ", "huy hiệu 50 năm, ", "5 hộ, "]
HOSTILE += ["UBND tổ chức lễ và tặng Giấy khen ", "tặng Bằng khen và Giấy khen ", "trao Bằng khen cho ông Lê "]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text())
def test_spans_hold_the_name(text):
    prose = compose("", nfc(text))
    for award in find(prose):
        assert " ".join(prose.text[slice(*award.span)].split()) == award.award


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece):
    assert grows_with_length(lambda text: find(compose("", text)), piece)
