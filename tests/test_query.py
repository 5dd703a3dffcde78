from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.errors import UsageError
from danvan_cli.search.filters import directive_runs, interval, name_runs
from danvan_cli.search.intervals import read_interval
from danvan_cli.search.matches import Matches
from danvan_cli.search.plan import matching
from danvan_cli.search.query import Query, parse
from danvan_cli.search.rank import score
from danvan_cli.search.snippets import snippet
from danvan_cli.search.weights import Weights, telling, weight
from danvan_cli.text.letters import fold, nfc


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
        ("a NEAR b OR (c", ["a", "near", "b", "or", "c"]),
        ("🎉 :: \" '", []),
        ("", []),
    ],
)
def test_parse(typed: str, runs: list[str]) -> None:
    assert [" ".join(term.folded for term in run) for run in parse(typed).runs] == runs


def test_words_beyond_the_most_are_left_out_and_said() -> None:
    query = parse(" ".join(f"w{n}" for n in range(1000)))
    assert len(query.runs) == 64
    assert query.cut
    assert query.written.endswith("w63")


@given(st.text())
def test_an_expression_holds_only_folded_words(typed: str) -> None:
    expression = matching(parse(typed), []) or ""
    inside = expression.replace("{title_folded body_folded} : ", "").split('"')[1::2]
    assert all(all(c.isalnum() or c == " " for c in run) for run in inside)


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


TEXT = (
    "Hội nghị tổng kết\n\nSáng 4/2, xã An Bình tổ chức hội nghị. Phong trào “Dân vận khéo” lan rộng; "
    "mô hình dân vận khéo được nhân ra toàn xã.\n" + "Đoạn sau không nói gì thêm. " * 30
)


@pytest.mark.parametrize("typed", ["dân vận khéo", "dan van kheo", "DÂN VẬN", "hội nghị", "không có", "An Bình 4/2"])
def test_marks_are_words_of_the_query(typed: str) -> None:
    query = parse(typed)
    passage, marks = snippet(Matches(query, "Hội nghị tổng kết", TEXT))
    assert passage in TEXT
    assert {fold(passage[a:b]) for a, b in marks} <= {term.folded for term in query.terms}
    assert bool(marks) == any(term.folded in fold(TEXT).split() for term in query.terms)


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gives_a_passage_of_it(text: str, typed: str) -> None:
    text, query = nfc(text), parse(typed)
    matches = Matches(query, "", text)
    passage, marks = snippet(matches)
    assert passage in text
    assert {fold(passage[a:b]) for a, b in marks} <= {term.folded for term in query.terms}
    assert score(matches, weights(query), 100) >= 0


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
    scores = {name: score(Matches(query, *text), weights(query), 200) for name, text in texts.items()}
    assert scores["title"] > scores["together"] > scores["apart"] > 0


def test_marks_as_typed_are_worth_more() -> None:
    query = parse("dân vẫn chờ")
    same, other = (Matches(query, "", text) for text in ("người dân vẫn chờ", "công tác dân vận chờ"))
    assert score(same, weights(query), 20) > score(other, weights(query), 20)


def test_rare_words_weigh_more_and_names_most() -> None:
    assert weight(1, 1000) > weight(10, 1000) > weight(1000, 1000) > 0
    query = parse("vì sao phong trào ở Sìn Hồ lan nhanh thế")
    telling_words = {"_".join(term.folded for term in terms): factor for terms, factor in telling(query).items()}
    assert "sao" not in telling_words
    assert telling_words["sin"] > telling_words["phong"] > telling_words["phong_trao"]
    assert telling_words["sin_ho"] > telling_words["phong_trao"]
