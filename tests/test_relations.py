import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction import directives, relations
from danvan_cli.extraction.prose import compose
from danvan_cli.text.letters import nfc
from tests.growth import grows_with_length
from tests.marked import Case, read


def cases() -> list[object]:
    marks = {True: [pytest.mark.xfail(strict=True)], False: []}
    return [pytest.param(case, id=case.name, marks=marks[case.xfail]) for case in read("relations.txt")]


@pytest.mark.parametrize("case", cases())
def test_relations(case: Case) -> None:
    found = relations.find(case.prose, directives.find(case.prose))
    assert [{"citing": r.citing, "relation": r.relation, "cited": r.cited} for r in found] == list(case.facts)
    marked = set(case.mentions)
    assert all((r.relation, r.span) in marked for r in found)


DOCUMENTS = ["Kế hoạch số 7-KH/TU", "Nghị quyết 25-NQ/TW", "Chỉ thị số 30-CT/TW"]
PARTS = st.sampled_from([*DOCUMENTS, " về thực hiện ", " thay thế ", " và ", ". ", "\n", " tổng kết 5 năm ", "x" * 50])


@given(st.lists(PARTS, max_size=40))
def test_relations_point_at_directives_and_words(parts: list[str]) -> None:
    prose = compose("", nfc("".join(parts)))
    cited = directives.find(prose)
    for relation in relations.find(prose, cited):
        assert 0 <= relation.cited < len(cited)
        assert relation.citing is None or 0 <= relation.citing < len(cited)
        assert relation.citing != relation.cited
        assert prose.text[relation.span.start : relation.span.end].strip()


@pytest.mark.parametrize("unit", ["Kế hoạch số 7-KH/TU về thực hiện ", "về tiếp tục thực hiện ", "và, ", "thay thế "])
def test_time_grows_with_length_only(unit: str) -> None:
    def action(text: str) -> None:
        prose = compose("", text)
        relations.find(prose, directives.find(prose))

    assert grows_with_length(action, unit, 50_000)
