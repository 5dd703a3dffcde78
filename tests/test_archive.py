"""The Python surface over real archives: filters, identities, groups."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import danvan_cli
from danvan_cli.archive import Archive
from danvan_cli.errors import UsageError
from danvan_cli.text.letters import fold

Record = Callable[..., Path]
LEAD = (
    "Sáng 4/3, Ban Dân vận Tỉnh ủy {place} tổ chức hội nghị. "
    "Đồng chí Hà Văn Tư, Phó Bí thư Tỉnh ủy {place} chủ trì. {more}"
)


def article(number: int, place: str, published: str, more: str = "") -> dict[str, str]:
    text = LEAD.format(place=place, more=f"{more} Tin số {number}.")
    return {"title": f"Tin thứ {number}", "text": text, "published": published, "province": place}


@pytest.fixture
def archive(tmp_path: Path, record: Record) -> Iterator[Archive]:
    central = "Hội nghị đánh giá việc thực hiện Nghị quyết số 25-NQ/TW ngày 3/6/2013 của Ban Chấp hành Trung ương."
    undated = "Hội nghị đánh giá việc thực hiện Nghị quyết 25-NQ/TW."
    local = "Hội nghị sơ kết Chỉ thị số 05-CT/TU ngày {day} của Ban Thường vụ Tỉnh ủy."
    records = [
        article(1, "Trà Vinh", "2020-03-05", central),
        article(2, "Vĩnh Long", "2020-03-05", undated),
        article(3, "Vĩnh Long", "2026-03-05", local.format(day="2/2/2022")),
        article(4, "Trà Vinh", "2021-03-05", local.format(day="1/4/2016")),
        article(5, "Huế", "2025-03-05"),
        article(6, "Thừa Thiên Huế", "2019-03-05"),
        article(7, "TP.HCM", "2019-04-05"),
    ]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        ledger = archive.ingest([str(record(*records))])
        assert (ledger.added, ledger.failures) == (7, ())
        yield archive


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"province": "Vĩnh Long"}, {2, 3}),
        ({"province": "Vĩnh Long", "as_of": "today"}, {1, 2, 3, 4}),
        ({"province": "vinh long", "as_of": "2026-01-01"}, {1, 2, 3, 4}),
        ({"province": "Trà Vinh", "as_of": "2020"}, {1, 4}),
        ({"province": "Trà Vinh"}, {1, 4}),
        ({"province": "Huế"}, {5}),
        ({"province": "Huế", "as_of": "today"}, {5, 6}),
        ({"province": "TT Huế"}, {6}),
        ({"province": "Thành phố Hồ Chí Minh"}, {7}),
        ({"province": "tphcm"}, {7}),
        ({"province": "Sơn La"}, set()),
        ({"directive": "nq 25"}, {1, 2}),
        ({"directive": "25-NQ/TW", "province": "Trà Vinh"}, {1}),
        ({"directive": "05-CT/TU"}, {3, 4}),
        ({"person": "van tu", "since": "2020", "until": "2020-12"}, {1, 2}),
        ({"person": "Hà Văn Tư (Trà Vinh)"}, {1, 4}),
        ({"date": "2019..2020"}, {1, 2, 6, 7}),
        ({"source": "records"}, {1, 2, 3, 4, 5, 6, 7}),
    ],
)
def test_filters(archive: Archive, filters: dict[str, str], ids: set[int]) -> None:
    assert {hit.id for hit in archive.search(**filters).hits} == ids
    assert {hit.id for hit in archive.search("hội nghị", **filters).hits} == ids
    assert archive.count("hoi nghi", **filters) == len(ids)
    assert archive.stats(**filters).articles == len(ids)


@pytest.mark.parametrize(
    "filters", [{"province": "Lai Chua"}, {"person": "Không Ai"}, {"as_of": "soon"}, {"source": "nowhere"}]
)
def test_what_nothing_bears_is_an_error(archive: Archive, filters: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        archive.search(**filters)


def test_each_group_is_checkable_by_a_search(archive: Archive) -> None:
    for by in ("province", "person", "directive"):
        groups = [group for group in archive.stats(by=by).groups if group.key is not None]
        assert groups
        for group in groups:
            assert archive.count(**{by: group.key}) == group.articles, (by, group)


def test_groups_tell_namesakes_and_editions_apart(archive: Archive) -> None:
    people = {group.key: group.articles for group in archive.stats(by="person").groups}
    assert people["Hà Văn Tư (Trà Vinh)"] == 2
    assert "Hà Văn Tư" not in people
    directives = {group.key: group.articles for group in archive.stats(by="directive").groups}
    assert directives["Nghị quyết 25-NQ/TW"] == 2


def test_editions_of_a_symbol(tmp_path: Path, record: Record) -> None:
    text = "Sáng 4/3, xã họp đánh giá Nghị quyết số 25-NQ/TW{date} của Ban Chấp hành Trung ương. Tin số {n}."
    dates = [" ngày 3/6/2013", " ngày 25/2/2008", ""]
    records = [{"title": f"Tin {n}", "text": text.format(date=date, n=n)} for n, date in enumerate(dates)]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record(*records))])
        groups = {group.key: group.articles for group in archive.stats(by="directive").groups}
        assert groups == {
            "Nghị quyết 25-NQ/TW (?)": 1,
            "Nghị quyết 25-NQ/TW (X)": 1,
            "Nghị quyết 25-NQ/TW (XI)": 1,
        }
        assert archive.count(directive="Nghị quyết 25-NQ/TW (XI)") == 1
        assert archive.count(directive="25-NQ/TW") == 3


def test_a_number_finds_all_symbols_that_begin_with_it(tmp_path: Path, record: Record) -> None:
    cited = ["Quyết định số 317-QĐ/TU", "Quyết định 317", "Quyết định số 1317/QĐ-UBND", "Chỉ thị 317-CT/TU"]
    text = "Sáng 4/3, xã Nà Phát họp đánh giá việc thực hiện {}. Tin số {}."
    records = [{"title": f"Tin {n}", "text": text.format(one, n)} for n, one in enumerate(cited)]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record(*records))])
        groups = {group.key: group.articles for group in archive.stats(by="directive").groups}
        assert {"Quyết định 317 (?)", "Quyết định 317-QĐ/TU"} <= groups.keys()
        for key, articles in groups.items():
            assert archive.count(directive=key) == articles == 1
        for typed in ("Quyết định 317", "qđ 317", "quyet dinh so 317"):
            assert {hit.id for hit in archive.search(directive=typed).hits} == {1, 2}


def test_provinces_roll_up(archive: Archive) -> None:
    today = {group.key: group.articles for group in archive.stats(by="province", as_of="today").groups}
    assert today == {"Vĩnh Long": 4, "Huế": 2, "Hồ Chí Minh": 1}
    written = {group.key: group.articles for group in archive.stats(by="province").groups}
    assert written == {"Trà Vinh": 2, "Vĩnh Long": 2, "Huế": 1, "Thừa Thiên Huế": 1, "Hồ Chí Minh": 1}


def test_pages_of_hits_follow_each_other(archive: Archive) -> None:
    whole = [hit.id for hit in archive.search("hội nghị", limit=None).hits]
    pages = [[hit.id for hit in archive.search("hội nghị", limit=3, offset=n).hits] for n in (0, 3, 6, 9)]
    assert list(chain.from_iterable(pages)) == whole
    assert [hit.rank for hit in archive.search("hội nghị", limit=3, offset=3).hits] == [4, 5, 6]


def test_the_same_marks_come_first(tmp_path: Path, record: Record) -> None:
    texts = ["Người dân vẫn chờ.", "Công tác dân vận.", "Câu chuyện dân văn.", "Công tác dân vận ở xã."]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record(*({"title": f"Tin {n}", "text": t} for n, t in enumerate(texts, 1))))])
        assert {hit.id for hit in archive.search("dân vận").hits[:2]} == {2, 4}
        assert archive.search("dân vẫn").hits[0].id == 1
        assert archive.count("dan van") == archive.count("dân vẫn") == 4


@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_a_search(samples_db: Path, typed: str) -> None:
    with danvan_cli.open(samples_db, read_only=True) as archive:
        result = archive.search(typed)
        assert result.total.count >= len(result.hits)
        if result.interpreted_as is None:
            assert result.total.count == archive.count(typed)
        for hit in result.hits:
            assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.marks)


def test_a_long_archive_is_ranked_within_bounds(tmp_path: Path, record: Record) -> None:
    """More matches than candidates: every match is reached once, whatever the page."""
    records = [{"title": f"Tin {n}", "text": f"Hội nghị dân vận thứ {n} của xã."} for n in range(300)]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record(*records))])
        pages = [hit.id for n in range(0, 300, 50) for hit in archive.search("dân vận", limit=50, offset=n).hits]
        assert sorted(pages) == list(range(1, 301))


def test_facts_survive_the_archive(samples_db: Path) -> None:
    with danvan_cli.open(samples_db, read_only=True) as archive:
        for number in range(1, archive.count() + 1):
            stored = archive.article(number)
            for person in stored.persons:
                assert all(fold(person.name).split()[-1] in fold(stored.text[a:b]) for a, b in person.spans)
            for figure in stored.figures:
                assert any(c.isdigit() for c in stored.text[figure.span.start : figure.span.end])


def test_what_no_article_holds_whole_finds_most_of_it(tmp_path: Path, record: Record) -> None:
    texts = ["Bà con Sìn Hồ dựng lại đường bản sau lũ.", "Hội nghị giao ban của huyện.", "Đường bản được mở rộng."]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record(*({"title": f"Tin {n}", "text": t} for n, t in enumerate(texts, 1))))])
        result = archive.search("đường bản Sìn Hồ khánh thành")
        assert [hit.id for hit in result.hits] == [1, 3]
        assert not result.total.exact
        assert "đường" in str(result.interpreted_as)
        assert archive.count("đường bản Sìn Hồ khánh thành") == 0
        for insisting in ('"bản đường" Sìn Hồ', '"đường bản Sìn Hồ khánh thành"', "25-NQ/TW", "vắng"):
            assert archive.search(insisting).hits == ()


@pytest.mark.parametrize("typed", ["daan vaanj kheos", "da6n va65n khe1o", "Daan vaajn kheso"])
def test_keystrokes_are_read(samples_db: Path, typed: str) -> None:
    with danvan_cli.open(samples_db, read_only=True) as archive:
        result, meant = archive.search(typed), archive.search("dân vận khéo")
        assert str(result.interpreted_as).lower() == "dân vận khéo"
        assert [hit.id for hit in result.hits] == [hit.id for hit in meant.hits]


def test_misuse_is_told(samples_db: Path) -> None:
    with danvan_cli.open(samples_db, read_only=True) as archive:
        for misuse in ({"provnce": "x"}, {"limit": -1}, {"offset": -1}, {"sort": "best"}):
            with pytest.raises(UsageError):
                archive.search("x", **misuse)
        for limited in (lambda: archive.similar(1, limit=-1), lambda: archive.stats(limit=-1)):
            with pytest.raises(UsageError):
                limited()
        for number in (0, -1, 10**30):
            with pytest.raises(UsageError):
                archive.article(number)


def test_extract_is_a_function_whatever_was_imported(tmp_path: Path) -> None:
    page = tmp_path / "tin.txt"
    page.write_text("Tin trong ngày của xã\n\nSáng 4/2/2020, xã An Bình tổ chức hội nghị dân vận.\n", encoding="utf-8")
    with danvan_cli.open(tmp_path / "a.db") as archive:
        assert archive.ingest(page).added == 1
    for _ in range(2):
        event = danvan_cli.extract(page).event
        assert event is not None
        assert event.date == "2020-02-04"
