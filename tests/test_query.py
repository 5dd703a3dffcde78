from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.errors import UsageError
from danvan_cli.search.alternatives import widened
from danvan_cli.search.expression import days, of_places, of_terms
from danvan_cli.search.filters import directive_runs, interval, name_runs, numbered
from danvan_cli.search.grammar import kept_together, parse
from danvan_cli.search.intervals import read_interval
from danvan_cli.search.matches import Matches
from danvan_cli.search.query import Query, written
from danvan_cli.search.rank import Scorer
from danvan_cli.search.snippets import snippet
from danvan_cli.search.weights import Weights, telling, weight
from danvan_cli.text.letters import fold, nfc
from danvan_cli.text.words import one_spelling


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("Dân vận khéo", ["dan", "van", "kheo"]),
        ('"Dân vận khéo" xã', ["dan van kheo", "xa"]),
        ("“Dân vận” «khéo»", ["dan van", "kheo"]),
        ("25-NQ/TW", ["25 nq tw"]),
        ("Dân vận: khéo?", ["dan", "van", "kheo"]),
        ("dân dân dân", ["dan"]),
        ("dân vận khéo dân chủ", ["dan", "van", "kheo", "chu"]),
        ('"unbalanced quote', ["unbalanced", "quote"]),
        ("http://tin.example/a?b=1", ["http tin example a b 1"]),
        ("🎉 :: \" '", []),
        ("", []),
    ],
)
def test_words_and_chunks(typed: str, runs: list[str]) -> None:
    assert [" ".join(term.folded for term in run) for run in parse(typed).runs or ()] == runs


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        # words, phrases
        ("Dân vận khéo", "dân vận khéo"),
        ('"Dân vận khéo" xã', '"dân vận khéo" xã'),
        ('"dân"', "dân"),
        # operators
        ("dân OR vận khéo", "dân OR vận khéo"),
        ("dân (vận OR khéo)", "dân (vận OR khéo)"),
        ("dân AND vận", "dân vận"),
        ("((dân) (vận))", "dân vận"),
        ("dân -vận", "dân -vận"),
        ("dân NOT vận", "dân -vận"),
        ('-"dân vận" -(a b)', '-"dân vận" -(a b)'),
        ("khe*", "khe*"),
        ("dân NEAR/5 vận", "dân NEAR/5 vận"),
        ('dân NEAR "vận khéo" NEAR/3 xã', 'dân NEAR/3 "vận khéo" NEAR/3 xã'),
        # fields
        ('tinh:"Lai Châu" dân', 'province:"Lai Châu" dân'),
        ("tỉnh:Huế OR huyện:Tân", "province:Huế OR district:Tân"),
        ("nguoi:Hoa chithi:25-NQ/TW nguon:bao.example", "person:Hoa directive:25-NQ/TW source:bao.example"),
        ("nguon:/tin/lai-chau nguon:~/tin -source:./tin", "source:/tin/lai-chau source:~/tin -source:./tin"),
        ("tieude:dân title:(a OR b)", "title:dân title:(a OR b)"),
        ("title:(a NEAR/2 b) -(a NEAR/2 b) -(-a)", "title:(a NEAR/2 b) -(a NEAR/2 b) -(-a)"),
        ("-dân NEAR/2 vận", "-(dân NEAR/2 vận)"),
        # what holds the same, but is not the same
        ("title:dân -dân", "title:dân -dân"),
        ("-(dân vận) -(dân OR vận)", "-(dân vận) -(dân OR vận)"),
        ("nam:2020 ngay:28/5/2020 2019..2020", "date:2020 date:28/5/2020 date:2019..2020"),
        ("tu:2019 den:2020-05", "date:2019.. date:..2020-05"),
        ("-tinh:Huế", "-province:Huế"),
        # what only looks like an operator
        ("or and not near", "or and not near"),
        ("Bà Rịa - Vũng Tàu", "bà rịa vũng tàu"),
        ("Thừa Thiên-Huế", 'thừa "thiên huế"'),
        ("Tỉnh: Huế", "tỉnh huế"),
        ("giờ:8", '"giờ 8"'),
        ("5...6", '"5 6"'),
    ],
)
def test_grammar(typed: str, written: str) -> None:
    assert parse(typed).written == written
    assert not parse(typed).repaired


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("OR dân", "dân"),
        ("dân OR", "dân"),
        ("dân OR OR vận", "dân OR vận"),
        ("AND dân", "dân"),
        ("NOT", ""),
        ("dân NOT", "dân"),
        ("NEAR/5 dân", "dân"),
        ("dân NEAR khe*", "dân khe*"),
        ("nam:qua", '"nam qua"'),
        ("ngay:28/5 dân", '"ngay 28 5" dân'),
        ('xa:"Mường So" dân', 'xa "mường so" dân'),
        ("thon:(dân OR vận)", "thon (dân OR vận)"),
        ("(dân vận", "dân vận"),
        ("dân) vận", "dân vận"),
        ("(" * 50 + "dân" + ")" * 50, "dân"),
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(typed: str, written: str) -> None:
    assert parse(typed).written == written
    assert parse(typed).repaired


@given(
    st.text()
    | st.lists(
        st.sampled_from(["dân", "OR", "-", "(", ")", '"', "NEAR/2", "khe*", "tinh:", "title:(", "NOT", "2019..2020"])
    ).map(" ".join)
)
def test_what_is_written_reads_the_same(typed: str) -> None:
    query = parse(typed)
    again = parse(query.written)
    assert again.written == query.written
    assert not again.repaired


def test_words_beyond_the_most_are_left_out_and_said() -> None:
    query = parse(" ".join(f"w{n}" for n in range(1000)))
    assert len(query.sequence) == 64
    assert query.cut
    assert query.written.endswith("w63")
    assert parse(f'"{" ".join(f"w{n}" for n in range(100))}"').cut


def test_a_value_that_the_shell_kept_together_stays_together() -> None:
    assert kept_together("tinh:Lai Châu") == 'tinh:"Lai Châu"'
    assert kept_together("-nguoi:Kim Ngọc Thái") == '-nguoi:"Kim Ngọc Thái"'
    for other in ("dân vận", "tinh:Huế", 'tinh:"Lai Châu"', "kết quả: tốt"):
        assert kept_together(other) == other


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("họp CCB xã", 'họp (ccb OR "cựu chiến binh") xã'),
        ("hội cựu chiến binh xã", "hội (cựu chiến binh OR ccb) xã"),
        ("hoi cuu chien binh", "hoi (cuu chien binh OR ccb)"),
        ("cửu chiên bình", "cửu chiên bình"),
        ('"CCB" họp', '(ccb OR "cựu chiến binh") họp'),  # one word in quotes is a word
        ('"cựu chiến binh" họp', '"cựu chiến binh" họp'),
        ("-CCB (CCB OR họp) title:CCB CCB*", "-ccb (ccb OR họp) title:ccb ccb*"),
        ("TP.HCM", '"tp hcm" OR "thành phố hồ chí minh" OR tphcm OR "tp hồ chí minh"'),
        ("xây NTM 2020", 'xây (ntm OR "nông thôn mới") (2020 OR date:2020)'),
        ("Quảng Nam 2020", "quảng nam (2020 OR date:2020)"),
        ("họp ngày 5 tháng 6 năm 2020", "họp (ngày 5 tháng 6 năm 2020 OR date:5/6/2020)"),
        ("họp 6/2020", 'họp ("6 2020" OR date:6/2020)'),
        ("họp quý 3 2020", "họp quý 3 (2020 OR date:2020)"),
        ("giai đoạn 2016-2020", 'giai đoạn "2016 2020"'),
        ("giai đoạn 2016 2020", "giai đoạn 2016 2020"),
        ("quyết định 12/2020/QĐ-UBND", 'quyết định "12 2020 qđ ubnd"'),
        ("năm 2020", "năm 2020"),
        ("họp năm 3020", "họp năm 3020"),
        ("đường 3,5 km", 'đường ("3 5" km OR "3 5km")'),
        ("h5n1 b52 36a", 'h5n1 b52 (36a OR "36 a")'),
    ],
)
def test_what_says_the_same(typed: str, meant: str) -> None:
    node = widened(parse(typed).node, lambda _other: True)
    assert node
    assert written(node) == meant
    assert parse(meant).written == meant
    assert widened(parse(typed).node, lambda _other: False) == parse(typed).node


@pytest.mark.parametrize(
    ("typed", "terms", "precise", "places"),
    [
        ("dân", '"dan"', True, '{title body} : "dan"'),
        ("dân vận", '("dan" AND "van")', True, '({title body} : "dan" AND {title body} : "van")'),
        ('"dân vận"', '"dan_van"', True, '{title body} : "dan van"'),
        ('"dân vận khéo"', '"dan_van" AND "van_kheo"', False, '{title body} : "dan van kheo"'),
        ("dân -vận", '("dan" AND ("@all" NOT "van"))', True,
         '({title body} : "dan" AND (filters : "@all" NOT {title body} : "van"))'),
        ('-"dân vận khéo"', '"@all"', False, '(filters : "@all" NOT {title body} : "dan van kheo")'),
        ("dân OR vận", '("dan" OR "van")', True, '({title body} : "dan" OR {title body} : "van")'),
        ("title:dân", '"^dan"', True, '{title} : "dan"'),
        ("dân NEAR/5 vận", '"dan" AND "van"', False, '{title body} : NEAR("dan" "van", 5)'),
    ],
)  # fmt: skip
def test_expressions(typed: str, terms: str, precise: bool, places: str) -> None:
    node = parse(typed).node
    assert node
    assert of_terms(node) == (terms, precise)
    assert of_places(node) == places


@pytest.mark.parametrize(
    ("typed", "expression"),
    [("dân vẫn", '("=dân" AND "=vẫn")'), ('"hoà nhau"', '"=hòa_nhau"'), ("dan", '"=dan"')],
)
def test_exact_expressions(typed: str, expression: str) -> None:
    node = parse(typed).node
    assert node
    assert of_terms(node, exact=True) == (expression, True)


@given(st.text())
def test_an_expression_holds_only_words(typed: str) -> None:
    node = parse(typed).node
    if node and not any(sign in typed for sign in ":*."):  # fields and prefixes need an archive
        for match in (of_terms(node).match, of_terms(node, exact=True).match, of_places(node)):
            assert all(c.isalnum() or c in ' _=^@"' for run in match.split('"')[1::2] for c in run)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 1, 1), date(2020, 12, 31), "@y2019 @y2020"),
        (date(2019, 12, 30), date(2020, 2, 1), "@d20191230 @d20191231 @m202001 @d20200201"),
        (date(2020, 2, 1), date(2020, 2, 29), "@m202002"),
        (date(2020, 2, 2), date(2020, 2, 1), "@none"),
    ],
)
def test_days_as_words_of_the_index(first: date, last: date, words: str) -> None:
    assert " ".join(days(first, last).words) == words


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-05-28", "2020-05-28", "2020-05-28"),
        ("28/5/2020", "2020-05-28", "2020-05-28"),
        ("28-05-2020", "2020-05-28", "2020-05-28"),
        ("5/2020", "2020-05-01", "2020-05-31"),
        ("2019..2020", "2019-01-01", "2020-12-31"),
        ("2019-11 .. 3/2/2020", "2019-11-01", "2020-02-03"),
        ("2019..", "2019-01-01", None),
        ("..2019", None, "2019-12-31"),
    ],
)
def test_interval(typed: str, first: str | None, last: str | None) -> None:
    found = read_interval(typed)
    assert (found.first, found.last) == tuple(day and date.fromisoformat(day) for day in (first, last))


@pytest.mark.parametrize("typed", ["", "..", "31/2/2020", "2020-13", "last year", "2020..2019", "20", "1/2/3", "0000"])
def test_what_is_no_interval_is_a_usage_error(typed: str) -> None:
    with pytest.raises(UsageError):
        read_interval(typed)


def test_from_and_to_take_the_outer_days() -> None:
    days = interval("2020-05", "2020-07", None)
    assert (days.first, days.last) == (date(2020, 5, 1), date(2020, 7, 31))
    with pytest.raises(UsageError):
        interval("2020", None, "2020")
    with pytest.raises(UsageError):
        interval("2021", "2020", None)


def test_runs_of_filters() -> None:
    assert name_runs("Lai Châu") == [" lai chau "]
    assert directive_runs("NQ 25") == [" nghi quyet ", " 25 "]
    assert directive_runs("25 - nq/tư") == [" 25 nq tw "]
    assert [numbered(typed) for typed in ("nq số 25", "25-NQ/TW", "luật đất đai", "217")] == [
        "Nghị quyết 25",
        None,
        None,
        None,
    ]


TEXT = (
    "Hội nghị tổng kết\n\nSáng 4/2, xã An Bình tổ chức hội nghị. Phong trào “Dân vận khéo” lan rộng; "
    "mô hình dân vận khéo được nhân ra toàn xã.\n" + "Đoạn sau không nói gì thêm. " * 30
)


@pytest.mark.parametrize("typed", ["dân vận khéo", "dan van kheo", "DÂN VẬN", "hội nghị", "không có", "An Bình 4/2"])
def test_marks_are_words_of_the_query(typed: str) -> None:
    query = parse(typed)
    passage, marks = snippet(Matches(query, "Hội nghị tổng kết", TEXT))
    assert passage in TEXT
    for word in one_spelling(fold(passage[a:b]) for a, b in marks):
        assert any(word.startswith(term.folded) if term.prefix else word == term.folded for term in query.terms)
    assert bool(marks) == any(term.folded in fold(TEXT).split() for term in query.terms)


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gives_a_passage_of_it(text: str, typed: str) -> None:
    text, query = nfc(text), parse(typed)
    matches = Matches(query, "", text)
    passage, marks = snippet(matches)
    assert passage in text
    for word in one_spelling(fold(passage[a:b]) for a, b in marks):
        assert any(word.startswith(term.folded) if term.prefix else word == term.folded for term in query.terms)
    assert Scorer(query, weights(query)).score(matches, 100) >= 0


def test_same_marks_are_told_from_others() -> None:
    assert Matches(parse("dân vận"), "", "công tác dân vận").marked
    assert not Matches(parse("dân vẫn"), "", "công tác dân vận").marked
    assert Matches(parse("dan van"), "", "công tác dân vận").marked
    assert Matches(parse("hoà"), "", "ở Hòa Bình").marked


def weights(query: Query) -> Weights:
    """Weights as if all words and pairs were equally rare."""
    worth = {terms: factor * weight(10, 1000) for terms, factor in telling(query).items()}
    folded = {"_".join(term.folded for term in terms): w for terms, w in worth.items()}
    return Weights(folded, {"_".join(term.plain for term in terms): w for terms, w in worth.items()})


@pytest.mark.parametrize("typed", ["dân vận khéo", "dan van kheo"])
def test_the_better_match_scores_higher(typed: str) -> None:
    query = parse(typed)
    texts = {
        "title": ("Dân vận khéo", "Dân vận khéo\n\nTin ngắn." + " Và nữa." * 20),
        "together": ("Tin", "Tin\n\nPhong trào dân vận khéo của xã." + " Và nữa." * 20),
        "apart": ("Tin", "Tin\n\nDân ở đây. Vận động nhiều. Làm cho khéo." + " Và nữa." * 20),
    }
    scores = {name: Scorer(query, weights(query)).score(Matches(query, *text), 200) for name, text in texts.items()}
    assert scores["title"] > scores["together"] > scores["apart"] > 0


def test_marks_as_typed_are_worth_more() -> None:
    query = parse("dân vẫn chờ")
    same, other = (Matches(query, "", text) for text in ("người dân vẫn chờ", "công tác dân vận chờ"))
    scorer = Scorer(query, weights(query))
    assert scorer.score(same, 20) > scorer.score(other, 20)


def test_rare_words_weigh_more_and_names_most() -> None:
    assert weight(1, 1000) > weight(10, 1000) > weight(1000, 1000) > 0
    query = parse("vì sao phong trào ở Sìn Hồ lan nhanh thế")
    telling_words = {"_".join(term.folded for term in terms): factor for terms, factor in telling(query).items()}
    assert "sao" not in telling_words
    assert telling_words["sin"] > telling_words["phong"] > telling_words["phong_trao"]
    assert telling_words["sin_ho"] > telling_words["phong_trao"]
