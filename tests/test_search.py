"""The query language on an archive: what is found, how many, in which order, and what is said of it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import danvan_cli
from danvan_cli.answers.searching import Counted
from danvan_cli.archive import Archive
from danvan_cli.errors import UsageError
from danvan_cli.retrieval.asking import ask
from danvan_cli.search.holding import check
from danvan_cli.search.query import Filter
from danvan_cli.store.docids import docid_range

TEXTS = [
    ("Tin một", "2019-03-02", "Lai Châu", "Phong trào dân vận khéo lan rộng ở xã Mường So."),
    ("Dân vận khéo ở bản", "2020-05-28", "Lai Châu", "Cán bộ dân vận về từng nhà. Việc gì khéo thì dân theo."),
    ("Tin ba", "2020-06-01", "Trà Vinh", "Người dân vẫn chờ. Cán bộ vận động mãi, khéo mấy cũng khó."),
    ("Tin bốn", "2021-01-15", "Trà Vinh", "Kĩ thuật của công ti tốt, quí I thu hai tỉ đồng."),
    ("Tin năm", "2021-02-15", "Sơn La", "Kỹ thuật của công ty tốt, quý I thu hai tỷ đồng ở huyện Hoà Bình."),
    ("Tin sáu", None, None, "Nhân dân vận chuyển hàng. Dan van kheo viết không dấu."),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("search")
    records = [
        {key: value for key, value in (("title", t), ("published", d), ("province", p), ("text", x)) if value}
        for t, d, p, x in TEXTS
    ]
    (folder / "tin.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with danvan_cli.open(folder / "a.db") as archive:
        assert archive.ingest([folder / "tin.jsonl"]).added == len(TEXTS)
        yield archive


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("dân vận khéo", {1, 2, 3, 6}),
        ('"dân vận khéo"', {1, 2, 6}),
        ('"khéo ở bản cán bộ"', set()),  # no phrase goes on from the title into the body
        ("khéo -khó", {1, 2, 6}),
        ('dân -"dân vận khéo"', {3}),
        ("mường OR chuyển", {1, 6}),
        ("(mường OR chuyển) -nhân", {1}),
        ("-dân", {4, 5}),
        ("chuy*", {6}),
        ("ki*", {4, 5}),
        ("dân NEAR/1 khéo", {1, 2, 6}),
        ("khéo NEAR/2 dân", {1, 2, 6}),
        ("cán NEAR/7 khéo", {3}),
        ("cán NEAR/8 khéo", {2, 3}),
        ("tieude:khéo", {2}),
        ('title:"dân vận"', {2}),
        ("title:(khéo OR năm)", {2, 5}),
        ('tinh:"Lai Châu"', {1, 2}),
        ("dân tỉnh:lai-chau", {1, 2}),
        ('(tinh:"Lai Châu" OR tinh:"Sơn La") -khéo', {5}),
        ("nam:2020", {2, 3}),
        ("2019..2020-05", {1, 2}),
        ("dân -nam:2020", {1, 6}),
        ("nam:2021 OR 2020-06..2020-06", {3, 4, 5}),
        ("tu:2021 den:2021-01", {4}),
        ("hòa bình", {5}),
        ("kỹ thuật", {4, 5}),
        ('"ki thuat cua cong ty"', {4, 5}),
        ("tỉ đồng", {4, 5}),
    ],
)
def test_what_is_found(archive: Archive, typed: str, ids: set[int]) -> None:
    result = archive.search(typed)
    assert {hit.id for hit in result.hits} == ids
    assert (result.total.count, result.total.exact) == (len(ids), True)
    assert archive.count(typed) == len(ids)
    assert {hit.id for hit in archive.search(typed, sort="oldest").hits} == ids


@pytest.mark.parametrize(
    ("typed", "marks", "ids"),
    [
        ("dân vẫn", "exact", [3]),
        ("dan van", "exact", [6]),
        ('"dân vận khéo"', "exact", [2, 1]),
        ("dân NEAR/1 vẫn", "exact", [3]),
        ("title:khéo", "exact", [2]),
        ("title:kheo", "exact", []),
        ("vậ*", "exact", [3, 2, 1, 6]),
        ("kĩ thuật", "exact", [5, 4]),
        ("-dân", "exact", [5, 4]),
        ('-"dân vận khéo"', "exact", [5, 4, 3, 6]),
        ("hoà", "exact", [5]),
        ("mường vẫn", "exact", []),
        ("cán bộ dan vận về từng nhà việc gì", "exact", []),
    ],
)
def test_marks(archive: Archive, typed: str, marks: str, ids: list[int]) -> None:
    result = archive.search(typed, marks=marks)
    assert sorted(hit.id for hit in result.hits) == sorted(ids)
    assert result.total.count == archive.count(typed, marks=marks) == len(ids)
    assert [hit.id for hit in archive.search(typed, marks=marks, sort="newest").hits] == ids


def test_the_same_marks_come_first_unless_they_are_to_be_ignored(archive: Archive) -> None:
    assert archive.search("dân vẫn").hits[0].id == 3
    assert archive.search("dân vận khéo").hits[0].id == 2
    assert len({hit.score for hit in archive.search("vẫn", marks="ignore").hits[:3]}) > 1
    plain = [hit.id for hit in archive.search("dan van").hits]
    assert [hit.id for hit in archive.search("dân vẫn", marks="ignore").hits] == plain


LEAVES = [
    "dân",
    "van",
    '"dân vận"',
    '"dan van kheo"',
    "khe*",
    "k*",
    "dân NEAR/3 khéo",
    "title:tin",
    'tinh:"Trà Vinh"',
    "2020",
]


def queries() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from([*LEAVES, "nam:2020", "ti", "vận NEAR/1 khéo", "title:(dân vận khéo)"]),
        lambda part: st.one_of(
            part.map("-({})".format),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        ),
        max_leaves=6,
    )


@settings(max_examples=150, deadline=None)
@given(typed=queries(), marks=st.sampled_from(["prefer", "exact", "ignore"]))
def test_the_indexes_find_what_the_texts_hold(archive: Archive, typed: str, marks: str) -> None:
    asked = ask(archive._connection, typed, {}, marks)
    low, high = docid_range(asked.plan.since, asked.plan.until)
    holds = check(asked.node or Filter(("@all",)), exact=marks == "exact")
    rows = archive._connection.execute(
        "SELECT number, title, body, words FROM article JOIN article_filters USING (docid) WHERE docid BETWEEN ? AND ?",
        (low, high),
    )
    held = {number for number, title, body, words in rows if holds(title, body, words)}
    newest = archive.search(typed, marks=marks, limit=None, sort="newest")
    assert {hit.id for hit in newest.hits} == held
    assert newest.total.count == archive.count(typed, marks=marks) == len(held)
    ranked = archive.search(typed, marks=marks, limit=None)
    assert {hit.id for hit in ranked.hits} == held or (not held and "most of" in str(ranked.interpreted_as))


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60) | st.lists(st.sampled_from([*LEAVES, "OR", "-", "(", ")", '"', "NEAR", "tinh:"])).map(" ".join)
)
def test_whatever_is_typed_is_answered_or_refused(archive: Archive, typed: str) -> None:
    try:
        result = archive.search(typed, facets=True)
    except UsageError:
        return
    assert result.total.count >= len(result.hits)
    assert all(hit.snippet in archive.article(hit.id).text for hit in result.hits)


@pytest.mark.parametrize("typed", ["0\u19b00", "\u0e33a", "१२", "x\u2170", "\U0001d400b", "\u1cf2", "한글"])
def test_letters_of_any_script(archive: Archive, typed: str) -> None:
    assert archive.search(f'{typed} "{typed} {typed}"').total.count == archive.count(typed) == 0


@pytest.mark.slow
@settings(max_examples=20_000, deadline=2_000)
@given(st.text(max_size=80))
def test_twenty_thousand_random_queries(archive: Archive, typed: str) -> None:
    try:
        archive.search(typed)
    except UsageError:
        return


HOSTILE = [
    "'; DROP TABLE article; --", '" OR 1=1 --', "{title} : x", "^x", "a + b", "NEAR(a b, 5)", "a\0b", "\x1b[31mđỏ",
    "\u202eđảo", "%", "*", "**", '""', "“", "()", ")(", "-", "--", "- -", ":", "tinh:", "tinh::x", "x:y:z", "..", "...",
    "1..2", "9999..0001", "date:2020-02-30", "nguon:%", "nguoi:*", "a" * 300, "đ" * 300, "🎉" * 300, "@all", "=dân",
    "^dan_van", "dan_van", "y2020",
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=2_000, deadline=2_000)
@given(st.lists(st.sampled_from(HOSTILE), max_size=12), st.sampled_from(["", " ", " OR ", "("]), st.integers(1, 12))
def test_two_thousand_hostile_queries(archive: Archive, parts: list[str], between: str, times: int) -> None:
    typed = between.join(parts) * times
    try:
        archive.search(typed, facets=True)
        archive.explain(typed)
    except UsageError:
        return


@pytest.mark.parametrize(
    "part", ["dân ", "(", "-", '"', "a OR ", "NEAR/5 ", "(a -", "đ*", "25-NQ/", "title:(", "2019..2020 ", "x"]
)
def test_a_query_of_100_kilobytes_is_cut_and_said(archive: Archive, part: str) -> None:
    typed = part * (100_000 // len(part))
    result = archive.search(typed)
    assert result.total.count <= len(TEXTS)
    if result.hits:
        assert result.interpreted_as


# ---------------------------------------------------------------- what says the same

ALIKE = [
    ("Tin một", "2016-05-03", "Xã Mường Na đạt chuẩn NTM, cầu dài 50km, phòng covid19."),
    ("Tin hai", "2016-05-20", "Bản Nà Phát đạt chuẩn nông thôn mới, đường dài 50 km, phòng covid 19."),
    ("Tin ba", "2019-07-01", "Đạt chuẩn nông thôn, có nhà mới; từ 2016 phòng dịch Covid-19 ở 50 bản, đi 3 km."),
    ("Tin bốn", "2020-02-02", "UBND xã Mường Na tặng 2.000m2 đất."),
    ("Tin năm", "2021-03-02", "Ủy ban nhân dân xã Nà Phát tặng 2.000 m2 đất."),
]


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("alike")
    records = [{"title": title, "published": date, "text": text} for title, date, text in ALIKE]
    (folder / "tin.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with danvan_cli.open(folder / "a.db") as archive:
        archive.ingest([folder / "tin.jsonl"])
        yield archive


@pytest.mark.parametrize(
    ("typed", "ids", "read"),
    [
        ("chuẩn NTM", {1, 2}, 'chuẩn (ntm OR "nông thôn mới")'),
        ("ntm", {1, 2}, 'ntm OR "nông thôn mới"'),
        ("nông thôn mới", {2, 3, 1}, "nông thôn mới OR ntm"),
        ("bản nong thon moi", {2, 3}, "bản (nong thon moi OR ntm)"),
        ('"nông thôn mới"', {2}, None),
        ("-NTM chuẩn", {3, 2}, None),
        ("title:NTM", set(), None),
        ("(NTM OR UBND)", {4, 1}, None),
        ("nồng thôn mới", {3, 2}, None),  # with other marks it is not the long form
        ("UBND xã", {4, 5}, '(ubnd OR "ủy ban nhân dân") xã'),
        ("HĐND xã", set(), None),  # no article says it otherwise
        ("dài 50 km", {2, 1}, "dài (50 km OR 50km)"),
        ("dài 50km", {1, 2}, 'dài (50km OR "50 km")'),
        ("covid 19", {3, 2, 1}, "covid 19 OR covid19"),
        ("phòng covid-19", {3, 2, 1}, 'phòng ("covid 19" OR covid19)'),
        ("tặng 2.000 m2", {5, 4}, 'tặng ("2 000" m2 OR "2 000m2")'),
        ("tặng 2.000m2", {4, 5}, 'tặng ("2 000m2" OR "2 000 m2")'),
        ("đạt chuẩn 2016", {2, 1, 3}, "đạt chuẩn (2016 OR date:2016)"),
        ("đạt chuẩn năm 2016", {2, 1}, "đạt chuẩn (năm 2016 OR date:2016)"),
        ("đạt chuẩn tháng 5/2016", {2, 1}, 'đạt chuẩn (tháng "5 2016" OR date:5/2016)'),
        ("đạt chuẩn tháng 5 năm 2016", {2, 1}, "đạt chuẩn (tháng 5 năm 2016 OR date:5/2016)"),
        ("đạt chuẩn ngày 3/5/2016", {1}, 'đạt chuẩn (ngày "3 5 2016" OR date:3/5/2016)'),
        ("đạt chuẩn 31/2/2016", set(), None),
        ("chuẩn 2016 2019", set(), None),
        ("2016", {3}, None),
        ("tặng đất nam:2020", {4}, None),
    ],
)
def test_what_says_the_same_is_found_too_and_said(alike: Archive, typed: str, ids: set[int], read: str | None) -> None:
    result = alike.search(typed)
    assert {hit.id for hit in alike.search(typed, sort="newest").hits} == ids
    assert alike.count(typed) == len(ids)
    if not ids:
        return
    assert {hit.id for hit in result.hits} == ids
    assert result.interpreted_as == read
    assert (result.total.count, result.total.exact) == (len(ids), True)
    assert read is None or alike.count(read) == len(ids)
    assert str(read or "") in str(alike.explain(typed).read_as)


def test_what_is_said_as_typed_and_what_is_of_the_days_come_first(alike: Archive) -> None:
    for typed, first in (("chuẩn NTM", 1), ("chuẩn nông thôn mới", 2), ("UBND xã", 4), ("ủy ban nhân dân xã", 5)):
        assert alike.search(typed).hits[0].id == first
    assert [hit.id for hit in alike.search("chuẩn 2016").hits][-1] == 3


def test_exact_marks_take_words_as_typed(alike: Archive) -> None:
    assert alike.count("NTM", marks="exact") == 1
    assert alike.count("đạt chuẩn 2016", marks="exact") == 1


def test_another_form_is_marked_in_the_passage(alike: Archive) -> None:
    for typed, said in (("NTM", "nông thôn mới"), ("nông thôn mới", "NTM")):
        hit = next(hit for hit in alike.search(typed).hits if said in hit.snippet)
        assert [hit.snippet[start:end] for start, end in hit.marks] == [said]


# ---------------------------------------------------------------- where nothing is found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("daan vaanj kheos", "dân vận khéo"),
        ("da6n va65n khe1o", "dân vận khéo"),
        ("danvankheo", "dan van kheo"),
        ("dânvận khéo", "dân vận khéo"),
        ("congty", "cong ty"),
    ],
)
def test_what_was_typed_otherwise_is_understood_and_said(archive: Archive, typed: str, meant: str) -> None:
    result = archive.search(typed)
    assert result.interpreted_as == meant
    assert result.hits
    assert {hit.id for hit in result.hits} == {hit.id for hit in archive.search(meant).hits}
    assert archive.counted(typed) == Counted(query=typed, interpreted_as=meant, count=archive.count(meant))


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("dan vna kheo", "dân vận khéo"),
        ("ky thuaat", "kỹ thuật"),
        ("cam bo", "cán bộ"),
        ("phong traoo", "phong trào"),
        ("xyzzyq", None),
    ],
)
def test_a_likely_slip_is_named_but_not_run(archive: Archive, typed: str, suggestion: str | None) -> None:
    result = archive.search(typed)
    assert result.suggestion == suggestion
    assert suggestion is None or result.interpreted_as != suggestion
    assert archive.count(typed) == 0


SPELLINGS = [
    "Người có uy tín ở Sóc Mía, xã Hồ Tràm góp công làm lộ. Đường quê nối hai ấp.",
    "Trăn trở ở miền núi: so trận lũ trước, người uy tín còn lo. Ai cũng tin.",
    "Trần Hồ là tên một suối. Hộ dân ở xã nâng sàn nhà. Năm nào cũng mưa lũ lớn.",
    "Linh mục kể chuyện đời với giáo dân. Đi bão lũ là đi cứu người. Bao giờ cũng vậy.",
]


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("người uy tín sóc mía xã hồ tràn góp công", "người uy tín sóc mía xã hồ tràm góp công"),
        ("linh mục nào kể chuyện với giáo dân", None),  # what asks is no slip
        ("ai kể chuyện đời linh mục", None),
        ("NTM nâng sàn nhà", None),  # nor is an abbreviation
        ("Sóc người Trăn đường quê", None),  # nor a name that is known
        ("đường quê mưa lữ lớm", None),  # nor is anything changed into what stands elsewhere
        ("duong quee noi hai ap", "đường quê nối hai ấp"),
        ("Hồ Tràm gop conng làm lộ", "hồ tràm góp công làm lộ"),
    ],
)
def test_no_suggestion_changes_what_is_right(tmp_path: Path, typed: str, suggestion: str | None) -> None:
    with _archive_of(tmp_path, SPELLINGS) as archive:
        assert archive.search(typed).suggestion == suggestion


NAMED = [
    "Già làng Siu Kpuih Brơih kể chuyện giữ rừng. Bà con làng Plei Dơng đi họp.",
    "Già làng Rơ Châm Tlong kể chuyện giữ rừng. Thanh niên làng lập nhóm Facebook, đọc tin trên Facebook.",
    "Già làng kể chuyện giữ rừng, dựng nhà rông, mở lớp cồng chiêng cho trẻ con trong làng.",
]


@pytest.mark.parametrize(
    ("typed", "meant", "first"),
    [
        (
            "Già làng Siu Kpuih Brohi kể chuyện giữ rừng khi nào?",
            "Già làng Siu Kpuih Broih kể chuyện giữ rừng khi nào?",
            1,
        ),
        ("Già làng Siu Kpiuh kể chuyện gì?", "Già làng Siu Kpuih kể chuyện gì?", 1),
        ("Thanh niên làng nào đọc tin trên Facebok?", "Thanh niên làng nào đọc tin trên Facebook?", 2),
        ("Thanh nien lang nao doc tin tren facbook?", "Thanh nien lang nao doc tin tren facebook?", 2),
        ("Già làng nào mở lớp cồng chieeng cho trẻ con?", "Già làng nào mở lớp cồng chieng cho trẻ con?", 3),
    ],
)
def test_a_question_takes_an_unknown_name_for_the_one_that_is_spelt_most_like_it(
    tmp_path: Path, typed: str, meant: str, first: int
) -> None:
    with _archive_of(tmp_path, NAMED) as archive:
        result = archive.search(typed)
        assert result.hits[0].id == first
        assert str(result.interpreted_as).removeprefix("most of: ") == archive.explain(meant).read_as


@pytest.mark.parametrize(
    "typed",
    [
        "Già làng nào mở lớp cồng chiêng cho trẻ coi?",  # a syllable that the archive lacks
        "Thanh niên làng nào đọc tin trên FACEBOK?",  # an abbreviation
        'Thanh niên làng nào đọc tin "trên Facebok"?',  # quotes insist
        "Thanh niên làng nào đọc tin trên Acebook?",  # hardly anyone mistakes the first letter
        "Làng nào youngsters write fine Facebok stories?",  # another language
    ],
)
def test_what_is_no_slip_is_searched_as_typed(tmp_path: Path, typed: str) -> None:
    with _archive_of(tmp_path, NAMED) as archive:
        said = str(archive.search(typed).interpreted_as).removeprefix("most of: ")
        assert re.findall(r"\w+", said) == re.findall(r"\w+", typed.lower())


def test_a_name_of_the_archive_is_suggested(tmp_path: Path) -> None:
    with _archive_of(tmp_path, NAMED) as archive:
        assert archive.search("Facebok").suggestion == "facebook"
        assert archive.search("trên Facebok").suggestion == "trên facebook"
        assert archive.search("trên Facebok").interpreted_as == "most of: trên facebok"


def _archive_of(folder: Path, texts: list[str]) -> Archive:
    """An archive of texts, which get the numbers from 1 on."""
    records = [{"title": f"Tin {n}", "text": text} for n, text in enumerate(texts, 1)]
    (folder / "tin.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    archive = danvan_cli.open(folder / "a.db")
    archive.ingest([folder / "tin.jsonl"])
    return archive


def test_articles_that_hold_most_of_the_words_are_shown_and_said(archive: Archive) -> None:
    result = archive.search("phong trào thi đua ở Mường So")
    assert result.hits[0].id == 1
    assert "most of" in str(result.interpreted_as)
    assert not result.total.exact
    assert archive.count("phong trào thi đua ở Mường So") == 0
    assert not archive.search('"phong trào thi đua" Mường').hits


@pytest.mark.parametrize("typed", ["Cán bộ vận động mãi ai mà khéo?", "cán bộ dân vận xã Mường So Lai Châu"])
def test_each_page_of_a_question_says_the_same(archive: Archive, typed: str) -> None:
    whole = archive.search(typed, limit=None)
    assert whole.total.count == len(whole.hits)
    pages = [archive.search(typed, limit=1, offset=n) for n in range(len(whole.hits) + 2)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {(page.total, page.interpreted_as) for page in pages} == {(whole.total, whole.interpreted_as)}
    assert str(whole.interpreted_as).startswith("most of")


def test_a_headline_that_is_held_as_a_whole_is_what_was_searched_for(archive: Archive) -> None:
    result = archive.search("Việc gì khéo thì dân theo cán bộ về từng nhà")
    assert result.hits[0].id == 2
    assert result.interpreted_as is None


def test_a_field_without_such_a_value_is_an_error_that_names_the_nearest(archive: Archive) -> None:
    with pytest.raises(UsageError, match="Lai Châu"):
        archive.search('tinh:"Lai Chua"')


PERSONS = "Đồng chí {}, Phó Bí thư Thường trực Huyện ủy, phát biểu tại hội nghị ở xã Nà Phát."


@pytest.mark.parametrize("honoured", ["ông {}", "bà {}", "đồng chí {}", "Đ/c {}", "Thượng tá, TS {}", "{}, Phó Bí thư"])
def test_a_name_is_found_with_what_people_write_around_it(tmp_path: Path, honoured: str) -> None:
    (tmp_path / "a.txt").write_text(PERSONS.format("Lò Văn Pảng"), encoding="utf-8")
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([tmp_path / "a.txt"])
        assert archive.count(f'nguoi:"{honoured.format("Lò Văn Pảng")}"') == 1
        with pytest.raises(UsageError, match="Nearest: Lò Văn Pảng"):
            archive.count(person=honoured.format("Lò Văn Bảng"))
        with pytest.raises(UsageError) as error:
            archive.count(person="Vi Thị Na")
        assert "Nearest" not in str(error.value)


def test_brackets_of_a_name_are_a_part_of_it(tmp_path: Path) -> None:
    text = "Huyện ủy quán triệt Nghị quyết Trung ương 4 (khóa XII) về xây dựng Đảng cho cán bộ các xã."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([tmp_path / "a.txt"])
        (group,) = archive.stats(by="directive").groups
        assert "(khóa XII)" in str(group.key)
        for typed in (str(group.key), "Nghị quyết Trung ương 4", "nq trung uong 4"):
            assert archive.count(directive=typed) == 1
        with pytest.raises(UsageError, match="khóa XI"):
            archive.count(directive=str(group.key).replace("XII", "XI"))


# ---------------------------------------------------------------- facets, quotes, explanations


def test_facets_divide_what_was_found(archive: Archive) -> None:
    facets = archive.search("dân", facets=True).facets
    assert facets
    assert (facets.articles, facets.exact) == (4, True)
    assert [(group.key, group.articles) for group in facets.year] == [("2020", 2), ("2019", 1)]
    assert [(group.key, group.articles) for group in facets.province] == [("Lai Châu", 2), ("Trà Vinh", 1)]
    for group in facets.province:
        assert archive.count("dân", province=group.key) == group.articles
    assert archive.search("dân").facets is None


def test_quotes_are_sentences_that_can_be_cited(archive: Archive) -> None:
    quotes = archive.quotes("khéo").quotes
    assert {quote.id for quote in quotes} == {1, 2, 3, 6}
    second = next(quote for quote in quotes if quote.id == 2)
    assert second.quote == "Việc gì khéo thì dân theo."
    assert (second.title, second.date) == ("Dân vận khéo ở bản", "2020-05-28")
    assert [second.quote[start:end] for start, end in second.marks] == ["khéo"]


def test_an_explanation_says_how_a_query_is_read(archive: Archive) -> None:
    explanation = archive.explain('"dân vận khéo" tinh:"Lai Châu"')
    assert explanation.read_as == '"dân vận khéo" province:"Lai Châu"'
    assert explanation.checked
    assert '"dan_van"' in str(explanation.words)
    assert '"dan van kheo"' in str(explanation.places)
    assert {"khéo", "dân vận"} <= {one.words for one in explanation.telling}
    assert explanation.total.count == 2


# ---------------------------------------------------------------- similar, saved


def test_similar_articles_share_telling_pairs(archive: Archive) -> None:
    hits = archive.similar(4).hits
    assert hits[0].id == 5
    assert "Kĩ thuật" in hits[0].shared or "hai tỉ" in hits[0].shared
    assert 4 not in {hit.id for hit in hits}
    with pytest.raises(UsageError):
        archive.similar(99)


def test_no_pair_is_told_across_a_sign_or_a_number(tmp_path: Path) -> None:
    texts = ["Bà con họp ở Huyện ủy. Trưởng bản nêu năm 2018 trồng quế, rồi 5 hộ góp công.", "Chiều mưa, chợ vắng."]
    texts += [f"{texts[0]} Tin {n}." for n in ("sau", "cuối")] + [f"Nắng {n}, gió lặng." for n in ("sớm", "trưa")]
    records = [{"title": f"Tin {n}", "text": text} for n, text in enumerate(texts)]
    (tmp_path / "tin.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([tmp_path / "tin.jsonl"])
        told = {pair for hit in archive.similar(1).hits for pair in hit.shared}
    assert told
    assert told <= {"Bà con", "con họp", "họp ở", "ở Huyện", "Huyện ủy", "Trưởng bản", "bản nêu", "nêu năm",
                    "trồng quế", "hộ góp", "góp công"}  # fmt: skip


def test_saved_searches_and_their_news(tmp_path: Path) -> None:
    def record(number: int, text: str) -> Path:
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps({"title": f"Tin {number}", "text": text, "published": "2020"}), encoding="utf-8")
        return path

    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([record(1, "Dân vận khéo ở xã.")])
        archive.save("khéo", "dân vận khéo", date="2020")
        archive.save("vẫn", "dân vẫn", marks="exact")
        with pytest.raises(UsageError, match="already"):
            archive.save("khéo", "khác")
        with pytest.raises(UsageError, match="No province"):
            archive.save("sai", "tinh:Xyz")
        with pytest.raises(UsageError, match="words or filters"):
            archive.save("lặng", "...")
        assert not any(one.result.hits for one in archive.news())  # what was there is no news

        archive.ingest([record(2, "Thêm một mô hình dân vận khéo."), record(3, "Người dân vẫn chờ.")])
        news = {one.name: [hit.id for hit in one.result.hits] for one in archive.news()}
        assert news == {"khéo": [2], "vẫn": [3]}
        archive.mark_seen({one.name: one.seen for one in archive.news()})
        assert not any(one.result.hits for one in archive.news())

        assert {hit.id for hit in archive.run_saved("khéo").hits} == {1, 2}
        assert archive.run_saved(normalize("NFD", "khéo")) == archive.run_saved("khéo")
        archive.remove_saved(normalize("NFD", "khéo"))
        assert [one.name for one in archive.saved()] == ["vẫn"]
        with pytest.raises(UsageError, match="vẫn"):
            archive.run_saved("khéo")


# ---------------------------------------------------------------- an archive of the first schema


def test_an_archive_of_the_first_schema_is_indexed_anew(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with danvan_cli.open(path) as new:
        new.ingest([archive.path.with_name("tin.jsonl")])
    _as_first_schema(path)
    with danvan_cli.open(path) as old:
        for typed in ("dân vận khéo", '"dân vận khéo"', 'tinh:"Lai Châu"', "nam:2020", "khe*"):
            assert old.count(typed) == archive.count(typed)
        check_index = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
        for table in ("article_fts", "article_terms", "person_fts", "directive_fts"):
            old._connection.execute(check_index.format(table))
    assert list(tmp_path.glob("old.db.before-0002*"))


def _as_first_schema(path: Path) -> None:
    """Undo the second step of the schema, as far as its tables go."""
    first = (Path(__file__).parents[1] / "migrations" / "0001_archive.sql").read_text(encoding="utf-8")
    db = sqlite3.connect(path)
    for name in ("article_filters", "article_fts", "article_terms", "word", "person_fts", "directive_fts", "saved"):
        db.execute(f"DROP TABLE {name}")
    for name in ("person_added", "directive_added"):
        db.execute(f"DROP TRIGGER {name}")
    for name in ("person_label", "directive_work", "directive_label"):
        db.execute(f"DROP INDEX {name}")
    db.execute("DROP VIEW article_index")
    db.executescript(first[first.index("CREATE VIEW article_index") :])
    db.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0002%'")
    db.commit()
    db.close()
