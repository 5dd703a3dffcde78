"""Which provinces, districts and communes an article is about."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_cli.extraction import places
from danvan_cli.extraction.prose import compose
from danvan_cli.models import Person, Span
from danvan_cli.text.letters import nfc
from tests.growth import grows_with_length
from tests.marked import Case, read

WORDS = st.sampled_from(
    [
        *(
            "Tỉnh ủy",
            "Lai Châu",
            "huyện",
            "Phong Thổ",
            "xã",
            "Hòa Bình",
            "TP.",
            "HCM",
            "Quận 3",
            "thành phố",
            "Huế",
            "tỉnh",
        ),
        *("các", "tại", "quê", "ông", "và", ",", "(", ")", "-", "cũ", "12", "\n", ".", ";", "THÀNH PHỐ", "Tân Lập"),
    ]
)


def found(case: Case) -> places.Places:
    facts = case.facts[0]
    people = tuple(
        Person(name=name, roles=(), former=(), spans=tuple(Span(*m.span()) for m in re.finditer(name, case.prose.text)))
        for name in facts.get("persons", ())
    )
    at = case.prose.text.find(facts["day"]) if "day" in facts else -1
    day = Span(at, at + len(facts["day"])) if at >= 0 else None
    return places.find(case.prose, tuple(facts.get("owner", ())), people, (), facts["when"], day)


def cases() -> list:
    marks = {True: [pytest.mark.xfail(strict=True)], False: []}
    return [pytest.param(case, id=case.name, marks=marks[case.xfail]) for case in read("places.txt")]


@pytest.mark.parametrize("case", cases())
def test_case(case: Case) -> None:
    facts, got = case.facts[0], found(case)
    assert [[place.name, place.basis] for place in got.provinces] == facts["provinces"]
    assert [unit.name for unit in got.districts] == facts.get("districts", [])
    assert [unit.name for unit in got.communes] == facts.get("communes", [])
    by_kind = {"province": got.provinces, "district": got.districts, "commune": got.communes}
    for kind, span in case.mentions:
        assert span in {s for place in by_kind[kind] for s in place.spans}


def test_new_names_and_successors() -> None:
    prose = compose("Tỉnh ủy Bình Phước sơ kết", "Sáng 5/4, Tỉnh ủy Bình Phước sơ kết công tác dân vận.")
    (province,) = places.find(prose, (), (), (), "2020-04-06").provinces
    assert (province.name, province.era, province.code, province.now) == ("Bình Phước", "old", "70", "Đồng Nai")
    (province,) = places.find(prose, (), (), (), "2025-08-06").provinces
    assert (province.name, province.era, province.code, province.now) == ("Đồng Nai", "new", "75", "Đồng Nai")


def test_newer_tone_marks_and_loose_marks_change_nothing() -> None:
    for case in read("places.txt"):
        loose = nfc(case.prose.text.replace("òa", "oà").replace("ủy", "uỷ"))
        title, body = loose[: len(case.prose.title)], loose[case.prose.body :]
        facts = case.facts[0]
        if "persons" not in facts:
            got = places.find(compose(title, body), tuple(facts.get("owner", ())), (), (), facts["when"])
            assert [[p.name, p.basis] for p in got.provinces] == facts["provinces"]


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from([None, "2019-05-05", "2026-05-05"]))
def test_spans_lie_inside_the_text_and_hold_the_names(text: str, when: str | None) -> None:
    got = places.find(compose("", nfc(text)), (), (), (), when)
    for place in (*got.provinces, *got.districts, *got.communes):
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in place.spans)
        assert place.spans or isinstance(place, places.Province)
    assert not (got.districts and when == "2026-05-05")


HOSTILE: list[Callable[[int], str]] = [
    lambda size: "xã" * size,
    lambda size: "xã " * size,
    lambda size: "Lai Châu, " * size,
    lambda size: "huyện Tam Đường và " * size,
    lambda size: "đoàn công tác " * size,
    lambda size: "A" * size,
    lambda size: "Hà " * size,
    lambda size: "1 " * size,
    lambda size: "(" * size,
    lambda size: "xã Lai Châu\n" * size,
    lambda size: "tuyến Hà Nội - " * size,
    lambda size: "\ntại xã Tân Lập, bí thư " * size,
    lambda size: "xã Tân Lập cũ lần thứ nhất, " * size,
    lambda size: "xã Vôi Thượng " * size,
    lambda size: "(BDO) " * size,
]


@pytest.mark.parametrize("make", HOSTILE)
def test_time_grows_with_the_text(make: Callable[[int], str]) -> None:
    assert grows_with_length(lambda text: places.find(compose("", text), (), (), (), None), make(1))
