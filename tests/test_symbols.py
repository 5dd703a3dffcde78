"""Numbers and symbols of documents, as written and as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text.document_types import document_types, type_words, types_by_code
from danvan_cli.text.symbols import TypedDirective, read_symbol, typed_directive


def normal_symbol(written: str) -> str | None:
    """The normal form of a whole symbol: "25 - NQ/TƯ" -> "25-NQ/TW"; None where it is none, as "25" or "nq 25"."""
    found = read_symbol(written.strip(), 0)
    return found.normal if found and found.end == len(written.strip()) else None


NORMAL = [
    # the Party's form
    ("25-NQ/TW", "25-NQ/TW"),
    ("25 - NQ/TƯ", "25-NQ/TW"),
    ("36 - CT / TW", "36-CT/TW"),
    ("35- NQ/TW", "35-NQ/TW"),
    ("57/NQ-TW", "57-NQ/TW"),
    ("127/KL-TW", "127-KL/TW"),
    ("217–QĐ/TW", "217-QĐ/TW"),
    ("439 – QĐNS/TW", "439-QĐNS/TW"),
    ("94- KH/BTGDVTW", "94-KH/BTGDVTW"),
    ("01-QC/BTCTU-BDVTU", "01-QC/BTCTU-BDVTU"),
    ("25 NQ/TW", "25-NQ/TW"),
    ("25NQ/TW", "25-NQ/TW"),
    ("65/CV/ĐU", "65/CV/ĐU"),
    # Cyrillic letters that look alike
    ("25-NQ/\u0422W", "25-NQ/TW"),
    ("07-\u041aH/BDVTU", "07-KH/BDVTU"),
    ("12/\u041aH-MTTQ-B\u0422\u0422", "12/KH-MTTQ-BTT"),
    # the state's form
    ("33/CT-TTg", "33/CT-TTg"),
    ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
    ("12-KH/UBND", "12/KH-UBND"),
    ("91/2015/QH13", "91/2015/QH13"),
    ("34/2007/PL-UBTVQH11", "34/2007/PL-UBTVQH11"),
    ("01/2016/TTLT-BNV-BTC", "01/2016/TTLT-BNV-BTC"),
    ("1234/UBND-VX", "1234/UBND-VX"),
    ("94/KH-MTTW-BTT", "94/KH-MTTW-BTT"),
    ("1.719/QĐ-TTg", "1.719/QĐ-TTg"),
    ("26 /TB-HĐ", "26/TB-HĐ"),
    # typed without marks or capitals
    ("217-qd/tw", "217-QĐ/TW"),
    ("33/ct-ttg", "33/CT-TTg"),
    ("30/2020/nd-cp", "30/2020/NĐ-CP"),
    ("5-kh/bdvtư", "5-KH/BDVTW"),
    # none
    ("25", None),
    ("nq 25", None),
    ("15/19", None),
    ("62,5", None),
    ("10%", None),
    ("12h", None),
    ("04/2019", None),
    ("25-NQ/TW về dân vận", None),
    ("", None),
]

TYPED = [
    ("nq 25", TypedDirective("Nghị quyết", "25", None)),
    ("NQ25", TypedDirective("Nghị quyết", "25", None)),
    ("Chỉ thị số 22", TypedDirective("Chỉ thị", "22", None)),
    ("chi thi 05-ct/tw", TypedDirective("Chỉ thị", "05", "05-CT/TW")),
    ("25 - nq/tư", TypedDirective("Nghị quyết", "25", "25-NQ/TW")),
    ("qđ số 217", TypedDirective("Quyết định", "217", None)),
    ("Kết luận 50-TB/TW", TypedDirective("Kết luận", "50", "50-TB/TW")),
    ("luật 10/2022/QH15", TypedDirective("Luật", "10", "10/2022/QH15")),
    ("1234/UBND-VX", TypedDirective(None, "1234", "1234/UBND-VX")),
    ("22", None),
    ("mô hình 22", None),
    ("nghị quyết", None),
    ("nghị quyết 25 về dân vận", None),
    ("", None),
]

READ = [
    ("25 - Một số kết quả", ("25", None, "25")),
    ("25 - Thu ngân sách", ("25", None, "25")),
    ("25 - TỈNH ỦY", ("25", None, "25")),
    ("25-NQ/TW - Hội nghị", ("25", "25-NQ/TW", "25-NQ/TW")),
    ("04/2019 của", ("04", None, "04/2019")),
    ("05a-NQ/TU.", ("05a", "05a-NQ/TU", "05a-NQ/TU")),
    ("217, 218-QĐ/TW", ("217", None, "217")),
]


@pytest.mark.parametrize(("written", "normal"), NORMAL)
def test_normal_symbol(written: str, normal: str | None) -> None:
    assert normal_symbol(written) == normal


@pytest.mark.parametrize("normal", [n for _, n in NORMAL if n])
def test_a_normal_symbol_is_its_own_normal_form(normal: str) -> None:
    assert normal_symbol(normal) == normal


@pytest.mark.parametrize(("words", "typed"), TYPED)
def test_typed_directive(words: str, typed: TypedDirective | None) -> None:
    assert typed_directive(words) == typed


@pytest.mark.parametrize(("text", "read"), READ)
def test_what_follows_is_not_of_the_symbol(text: str, read: tuple[str, str | None, str]) -> None:
    symbol = read_symbol(text, 0)
    assert symbol is not None
    assert (symbol.number, symbol.normal, text[: symbol.end]) == read


def test_every_type_is_found_by_its_words_and_codes() -> None:
    for kind in document_types():
        assert typed_directive(f"{kind.name} 7") == TypedDirective(kind.name, "7", None)
        assert kind.codes <= types_by_code().keys()


def test_longest_type_word() -> None:
    found = [
        kind.name
        for kind, _, _ in type_words("chuong trinh hanh dong, chuong trinh, thong tu lien tich, thong tuong, hdnd")
    ]
    assert found == ["Chương trình hành động", "Chương trình", "Thông tư liên tịch"]


@given(st.text(alphabet="0123456789-/ .NQĐTWưtuđ", max_size=30) | st.text(max_size=30))
def test_any_text(text: str) -> None:
    symbol = read_symbol(text, 0)
    if symbol:
        assert text.startswith(symbol.number)
        assert len(symbol.number) <= symbol.end <= len(text)
    normal = normal_symbol(text)
    assert normal is None or normal_symbol(normal) == normal
    typed_directive(text)
