"""Units, their spellings and their successors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction import gazetteer
from danvan_cli.text.letters import plain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tân Yên Ngô Văn An", "Tân Yên"),
        ("huyện Tân Yên, tỉnh", "huyện Tân Yên"),
        ("TP. Hồ Chí Minh hôm nay", "TP. Hồ Chí Minh"),
        ("TP.HCM hôm nay", "TP.HCM"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa-Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("Cư M’gar", "Cư M’gar"),
        ("CƯ MGAR", "CƯ MGAR"),
        ("Đăk Lăk có", "Đăk Lăk"),
        ("Đắc Lắc có", "Đắc Lắc"),
        ("Krông Păc", "Krông Păc"),
        ("Quy Nhơn", "Quy Nhơn"),
        ("Qui Nhơn", "Qui Nhơn"),
        ("Khánh Hoà", "Khánh Hoà"),
        ("Hoành Bồ", "Hoành Bồ"),
        ("Phan Rang - Tháp Chàm", "Phan Rang - Tháp Chàm"),
        ("quận 3 Nguyễn Văn An", "quận 3"),
        ("Q.12, TP.HCM", "Q.12"),
        ("phường 07 vận động", "phường 07"),
        ("xã Hiếu Lê Văn An", "xã Hiếu"),
        ("Hiếu Lê Văn An", ""),
        ("Tỉnh ủy họp", ""),
        ("xã hội hóa", ""),
        ("", ""),
    ],
)
def test_unit_end(text: str, name: str) -> None:
    assert text[: gazetteer.unit_end(plain(text), 0)] == name


@given(st.text(alphabet="tỉnh xãquậnHàNội Bà-Rịa'’.1 \n", max_size=60), st.integers(0, 60))
def test_unit_end_stays_in_the_text(text: str, start: int) -> None:
    start = min(start, len(text))
    assert start <= gazetteer.unit_end(plain(text), start) <= len(text)


@pytest.mark.parametrize(
    ("typed", "when", "name", "era"),
    [
        ("Lai Châu", None, "Lai Châu", "old"),
        ("tinh lai chau", "2026-01-05", "Lai Châu", "new"),
        ("TP.HCM", None, "Hồ Chí Minh", "old"),
        ("Thành phố Hồ Chí Minh", "2025-07-01", "Hồ Chí Minh", "new"),
        ("sai gon", None, "Hồ Chí Minh", "old"),
        ("BR-VT", None, "Bà Rịa - Vũng Tàu", "old"),
        ("BR-VT", "2026-01-05", "Bà Rịa - Vũng Tàu", "old"),
        ("dak lak", "2019", "Đắk Lắk", "old"),
        ("Đắc Nông", None, "Đắk Nông", "old"),
        ("Bắc Cạn", None, "Bắc Kạn", "old"),
        ("Huế", "2019-04-05", "Thừa Thiên Huế", "old"),
        ("Thừa Thiên - Huế", "2025-03-05", "Huế", "old"),
        ("thua thien hue", "2026", "Huế", "new"),
    ],
)
def test_province(typed: str, when: str | None, name: str, era: str) -> None:
    unit = gazetteer.province(typed, when)
    assert unit is not None
    assert (unit.name, unit.era) == (name, era)


@pytest.mark.parametrize("typed", ["", "tỉnh", "Huyện Tam Đường", "Atlantis", "?"])
def test_no_province(typed: str) -> None:
    assert gazetteer.province(typed) is None


def test_provinces_of_both_eras() -> None:
    eras = [unit.era for unit in gazetteer.provinces()]
    assert eras == ["old"] * 63 + ["new"] * 34


def test_every_unit_lies_in_a_province_and_every_old_one_has_a_successor() -> None:
    for unit in gazetteer.units():
        assert gazetteer.province_of(unit).level == "province"
        assert gazetteer.province_of(unit).era == unit.era
        assert gazetteer.successor(gazetteer.province_of(unit)).era == "new"


def test_successors() -> None:
    pairs = {unit.name: gazetteer.successor(unit).name for unit in gazetteer.provinces() if unit.era == "old"}
    assert pairs["Bình Phước"] == "Đồng Nai"
    assert pairs["Lai Châu"] == "Lai Châu"
    assert set(pairs.values()) == {unit.name for unit in gazetteer.provinces() if unit.era == "new"}


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("dangbo.laichau.gov.vn", "Lai Châu"),
        ("baolaichau.vn", "Lai Châu"),
        ("www.baria-vungtau.gov.vn", "Bà Rịa - Vũng Tàu"),
        ("hue.gov.vn", "Huế"),
        ("baoapbac.vn", "Tiền Giang"),
        ("kiengiang.gov.vn", "Kiên Giang"),
        ("hanam.gov.vn", "Hà Nam"),
        ("thuehoadon.vn", None),
        ("example.org", None),
    ],
)
def test_province_of_host(host: str, name: str | None) -> None:
    unit = gazetteer.province_of_host(host)
    assert (unit and unit.name) == name


def test_tables_fit_the_units() -> None:
    names = {gazetteer.key(unit.name) for unit in gazetteer.units()}
    forms = [line.split("\t") for line in gazetteer.data("district_names.tsv").read_text("utf-8").splitlines()[1:]]
    assert all(gazetteer.key(name) in names for _, name, _ in forms)
    former = [line.split("\t") for line in gazetteer.data("former_districts.tsv").read_text("utf-8").splitlines()[1:]]
    districts = {unit.name for unit in gazetteer.units() if unit.level == "district" and unit.code}
    assert all(successor in districts for row in former for successor in row[5].split(", "))
