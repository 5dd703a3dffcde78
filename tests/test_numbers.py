import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.text.numbers import read_number

WRITTEN = {
    "2.359": 2359,
    "62,58": 62.58,
    "05": 5,
    "145,5 tỷ": 145_500_000_000,
    "1 tỷ 250 triệu": 1_250_000_000,
    "3 triệu 500 nghìn": 3_500_000,
    "1,5 nghìn tỷ": 1_500_000_000_000,
    "2,3 vạn": 23_000,
    "12.500.000": 12_500_000,
    "1,250,000": 1_250_000,
    "2.5": 2.5,
    "0,1": 0.1,
    "7\u00a0triệu": 7_000_000,
    "10 000": 10_000,
    "1\u00a0250\u00a0000": 1_250_000,
    "2 400,5": 2400.5,
    "12 500 triệu": 12_500_000_000,
    "3,5 tr": 3_500_000,
}


@pytest.mark.parametrize(("words", "value"), WRITTEN.items())
def test_numbers_as_written(words, value):
    assert read_number(words) == value
    assert type(read_number(words)) is type(value)


@pytest.mark.parametrize(
    "words", ["", "triệu", "12 hộ", "1 2", "12 15 triệu", "1 2500", "0 500", "1234 500", "-5", "1.2.3", "12,", "hai"]
)
def test_no_numbers(words):
    assert read_number(words) is None


@given(st.integers(0, 10**14))
def test_reads_back_what_is_written_with_dots(number):
    assert read_number(f"{number:,}".replace(",", ".")) == number


@given(st.text(alphabet="0123456789., triệunghìtỷ", max_size=30))
def test_never_raises(words):
    assert read_number(words) is None or read_number(words) >= 0
