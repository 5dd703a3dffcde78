"""The dates of an article: the event's and the publication's."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.extraction.body import Body
from danvan_cli.extraction.dates import event, published
from danvan_cli.extraction.event_year import last_day
from danvan_cli.extraction.prose import Prose, compose
from danvan_cli.models import ArticleDate, Document, Given, Source
from danvan_cli.text.letters import nfc
from tests.growth import grows_with_length
from tests.marked import Case, read

SOURCE = Source(uri="page.html", sha256="0" * 64, format="html", encoding="utf-8")
PLAIN = compose("Phường Yên Đỗ dọn kênh", "Bà con tổ dân phố số 4 cùng nhau dọn kênh và trồng hoa.")

DATE_LINES = [
    ("Thứ năm, 08/12/2022", "2022-12-08"),
    ("09/07/2020 | 2522", "2020-07-09"),
    ("Thứ ba - 10/11/2020 08:12", "2020-11-10"),
    ("Thứ 3 - 10/11/2020 08:12", "2020-11-10"),
    ("Ngày đăng: 5/6/2019 3:27:36 PM", "2019-06-05"),
    ("23/06/2022", "2022-06-23"),
    ("24-4-2022", "2022-04-24"),
    ("Cập nhật lúc 08:12, 10/11/2020", "2020-11-10"),
    ("Cập nhật lúc: 08:12,10/11/2020 (GMT+7)", "2020-11-10"),
    ("Được đăng: 13 Tháng 5 2016", "2016-05-13"),
    ("Đăng ngày 19 Tháng Mười, 2021", "2021-10-19"),
    ("Tháng Mười 19, 2021", "2021-10-19"),
    ("10:15 | 05/03/2021", "2021-03-05"),
    ("05/03/2021 | 16:53 GMT+7", "2021-03-05"),
    ("(16/07/2014 - 7:58 AM)", "2014-07-16"),
    ("2021-01-31 07:00:12", "2021-01-31"),
    ("Lai Châu, ngày 3 tháng 2 năm 2020", "2020-02-03"),
    ("Số lần xem: 12 - Đăng lúc 7h30' ngày 03.02.2020", "2020-02-03"),
    ("Ngày đăng: 12/05/2021 - Cập nhật: 19/05/2021", "2021-05-12"),
    ("Cập nhật: 19/05/2021 - Ngày đăng: 12/05/2021", "2021-05-12"),
    ("NGÀY XUẤT BẢN: 01/02/18", "2018-02-01"),
    ("Sat, 11/22/2014 - 01:30", "2014-11-22"),
    ("Số tháng 5/2020", None),
    ("Đăng ngày 31/02/2020", None),
    ("01/01/1970 08:00", None),
    ("Thứ năm, 08/12", None),
    ("Lượt xem: 2.522", None),
]


def document(*, markup: str | None = None, told: str | None = None) -> Document:
    return Document(source=SOURCE, content=b"", text="", published=markup, given=Given(published=told))


def by_lines(*lines: str, prose: Prose = PLAIN) -> ArticleDate | None:
    return published(document(), Body(prose, lines, (), None))


@pytest.mark.parametrize("case", read("dates.txt"), ids=lambda case: case.name)
def test_event(case: Case, request: pytest.FixtureRequest) -> None:
    if case.xfail:
        request.applymarker(pytest.mark.xfail)
    (facts,) = case.facts
    found = event(case.prose, facts["published"])
    if facts["event"] is None:
        assert found is None
        return
    assert found is not None
    assert (found.date, found.year) == (facts["event"], facts["year"])
    assert found.precision == facts.get("precision", "day")
    assert [case.prose.text[found.span.start : found.span.end]] == case.marked("event")


@pytest.mark.parametrize(("line", "day"), DATE_LINES)
def test_published_by_a_date_line(line: str, day: str | None) -> None:
    found = by_lines(line)
    assert (found and found.date) == day
    assert found is None or (found.year, found.span) == ("stated", None)


def test_published_is_told_by_the_first_line_with_a_date_and_its_best_label() -> None:
    assert by_lines("Cập nhật: 19/05/2021 - Ngày đăng: 12/05/2021").date == "2021-05-12"
    assert by_lines("17/05/2021 (sửa lần cuối 19/05/2021)").date == "2021-05-17"
    assert by_lines("31/02/2021", "17/05/2021").date == "2021-05-17"
    assert by_lines("17/05/2021", "18/05/2021").date == "2021-05-17"


def test_published_prefers_the_user_then_markup_then_date_lines() -> None:
    body = Body(PLAIN, ("17/05/2021",), (), None)
    assert published(document(markup="2021-05-16", told="2021-05"), body).date == "2021-05"
    assert published(document(markup="2021-05-16", told="2021-05"), body).precision == "month"
    assert published(document(markup="2021-05-16T08:12:00+07:00"), body).date == "2021-05-16"
    assert published(document(markup="1970-01-01"), body).date == "2021-05-17"
    assert published(document(markup="2021-02-31"), body).date == "2021-05-17"
    assert published(document(), Body(PLAIN, (), (), None)) is None


def test_a_date_line_before_the_event_is_not_the_publication() -> None:
    prose = compose("Hội thao", "Ngày 12/9/2016, tại sân vận động huyện Lắk đã khai mạc hội thao các dân tộc.")
    assert by_lines("14/07/2016", prose=prose) is None
    assert by_lines("14/07/2016", "14/09/2016", prose=prose).date == "2016-09-14"


def test_a_date_line_that_stands_in_the_text_has_its_span() -> None:
    prose = compose("Hội thao", "Lắk, ngày 14 tháng 9 năm 2016\nHội thao các dân tộc đã khai mạc.")
    found = by_lines("Lắk, ngày 14 tháng 9 năm 2016", prose=prose)
    assert prose.text[found.span.start : found.span.end] == "14 tháng 9 năm 2016"


def test_event_is_the_same_for_nfd() -> None:
    text = "Chiều ngày 28 tháng 5 năm 2020, Huyện ủy Hòa Vang tổ chức hội nghị tổng kết."
    found = event(compose("", nfc(unicodedata.normalize("NFD", text))), None)
    assert found == event(compose("", text), None)
    assert found.date == "2020-05-28"


@pytest.mark.parametrize(
    ("iso", "day"), [("2020-02-04", (2020, 2, 4)), ("2020-02", (2020, 2, 29)), ("2019", (2019, 12, 31))]
)
def test_last_day(iso: str, day: tuple[int, int, int]) -> None:
    assert last_day(iso) == date(*day)


DATES = ["4/2", "4/2/2020", "29/2", "6-7/7", "tháng 5/2020", "ngày 3 tháng 2", "sáng nay", "chiều qua", "năm 2019"]
OTHERS = ["Sáng", "Chiều ngày", "ngày", "từ", "đến", "số 25-NQ/TW", "tổng kết", "kỷ niệm", ",", ".", "(", ")", "\n"]
WORDS = st.lists(st.sampled_from(DATES + OTHERS), max_size=40)


@given(WORDS, WORDS, st.sampled_from([None, "2020-02-05", "2020-03", "2021"]))
def test_the_words_of_an_event_lie_in_the_text(title: list[str], body: list[str], when: str | None) -> None:
    prose = compose(" ".join(title).replace("\n", " ").strip(), " ".join(body))
    found = event(prose, when)
    if found is not None:
        words = prose.text[found.span.start : found.span.end]
        assert words == words.strip() != ""
        assert len(found.date) == {"day": 10, "month": 7}[found.precision]
        assert last_day(found.date) <= date(2021, 12, 31)


@pytest.mark.parametrize(
    "unit",
    [
        *("ngày 4/2 ", "Sáng nay, ", "kỷ niệm (", "từ từ ", "1/1/1930 - ", "năm 2020 "),
        *("số 25-NQ/TW ngày 4/2/2020 của ", "Sáng 4/2, đại hội lần thứ nhất ", "\nNhân dịp lễ năm 2020"),
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    assert grows_with_length(lambda text: event(compose("Tin", text), None), unit)
