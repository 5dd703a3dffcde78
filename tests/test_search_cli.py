"""The commands of searching, in real processes: forms of output, notes, exit statuses."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import SAMPLES, Danvan, in_terminal, run_danvan


def test_facets_in_every_form(danvan: Danvan, samples_db: Path) -> None:
    result = json.loads(danvan("search", "khéo", "--facets", "--json").stdout)
    facets = result["facets"]
    assert facets["articles"] == result["total"]["count"]
    assert sum(year["articles"] for year in facets["year"]) == facets["articles"]
    for province in facets["province"]:
        counted = danvan("search", "khéo", "--province", province["key"], "--count").stdout
        assert int(counted) == province["articles"]
    assert json.loads(danvan("search", "khéo", "--json").stdout)["facets"] is None
    lines = [line.split("\t") for line in danvan("search", "khéo", "--facets").stdout.splitlines()]
    assert ["province", str(facets["province"][0]["articles"]), facets["province"][0]["key"]] in lines
    assert "Years" in in_terminal("search", "khéo", db=samples_db)
    assert "Years" not in in_terminal("search", "khéo", "--no-facets", db=samples_db)


def test_quotes_in_every_form(danvan: Danvan, samples_db: Path) -> None:
    run = danvan("search", "dân vận khéo", "--quotes", "--json")
    quotes = json.loads(run.stdout)
    assert quotes["schema"] == 1
    assert {"id", "title", "source", "date", "quote", "marks"} == quotes["quotes"][0].keys()
    assert all("khéo" in quote["quote"].lower() for quote in quotes["quotes"])
    lines = danvan("search", "dân vận khéo", "--quotes").stdout.splitlines()
    assert [line.split("\t")[4] for line in lines] == [quote["quote"] for quote in quotes["quotes"]]
    records = danvan("search", "dân vận khéo", "--quotes", "--jsonl").stdout.splitlines()
    assert [json.loads(line)["quote"] for line in records] == [quote["quote"] for quote in quotes["quotes"]]
    assert "“" in in_terminal("search", "dân vận khéo", "--quotes", db=samples_db)
    assert danvan("search", "xyzzyq", "--quotes").returncode == 1


def test_explanations_in_every_form(danvan: Danvan, samples_db: Path) -> None:
    typed = '"dân vận khéo" tinh:"Lai Châu"'
    explanation = json.loads(danvan("search", typed, "--explain", "--json").stdout)
    assert explanation["read_as"] == '"dân vận khéo" province:"Lai Châu"'
    assert explanation["total"]["count"] == int(danvan("search", typed, "--count").stdout)
    assert "read_as\t" in danvan("search", typed, "--explain").stdout
    assert "Read as" in in_terminal("search", typed, "--explain", db=samples_db)


@pytest.mark.parametrize("marks", ["prefer", "exact", "ignore"])
def test_marks_agree_with_count(danvan: Danvan, marks: str) -> None:
    ids = danvan("search", "dân vẫn", "--marks", marks, "--ids", "--limit", "0").stdout.split()
    assert len(ids) == int(danvan("search", "dân vẫn", "--marks", marks, "--count").stdout)


def test_a_value_with_blanks_need_not_be_quoted_twice(danvan: Danvan) -> None:
    assert (
        danvan("search", "tinh:Lai Châu", "khéo", "--ids").stdout
        == danvan("search", "khéo", "--province", "Lai Châu", "--ids").stdout
    )


def test_a_word_with_a_dash_is_left_out(danvan: Danvan) -> None:
    dashes = (["khéo", "-xã"], ["-xã", "khéo"], ["khéo", '-"nông thôn"'], ["khéo", "--", "-xã"], ["khéo", "-ở"])
    for dashed in (*dashes, ["-ở khéo"], ["-25-NQ/TW khéo"], ["-«nông thôn» khéo"]):
        words = " ".join(word for word in dashed if word != "--")
        assert danvan("search", "--count", *dashed).stdout == danvan("search", "--count", "--", words).stdout
    assert danvan("search", "khéo", "-z").returncode == 2
    assert danvan("search", "khéo", "--provinse", "Huế").returncode == 2
    assert "-1 is not in the range" in danvan("search", "khéo", "--limit", "-1").stderr


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("daan vaanj kheos", "Searched for: dân vận khéo"),
        ("danvankheo", "Searched for: dan van kheo"),
        ("dan OR", "Searched for: dan"),
        ('xa:"dân vận"', 'Searched for: xa "dân vận"'),
        ("phong trào dân vận ở đâu đó rất khéo", "most of"),
        ("dan vna kheo", "Did you mean: dân vận khéo?"),
    ],
)
def test_what_was_searched_for_is_said_on_standard_error(danvan: Danvan, typed: str, note: str) -> None:
    run = danvan("search", typed)
    assert note in run.stderr
    assert note not in run.stdout
    assert run.returncode == 0
    assert not danvan("--quiet", "search", typed).stderr


def test_similar_in_every_form(danvan: Danvan, samples_db: Path) -> None:
    similar = json.loads(danvan("similar", "1", "--json").stdout)
    assert similar["id"] == 1
    assert {"id", "title", "date", "provinces", "score", "shared"} == similar["hits"][0].keys()
    lines = danvan("similar", "1").stdout.splitlines()
    assert [int(line.split("\t")[0]) for line in lines] == [hit["id"] for hit in similar["hits"]]
    assert "Shared" in in_terminal("similar", "1", db=samples_db)
    assert danvan("similar", "999").returncode == 2


def test_saved_searches_and_news(tmp_path: Path, samples_db: Path) -> None:
    db = tmp_path / "a.db"
    shutil.copy(samples_db, db)

    def danvan(*arguments: str) -> tuple[int, str, str]:
        run = run_danvan(*arguments, db=db)
        assert "Traceback" not in run.stderr
        return run.returncode, run.stdout, run.stderr

    assert danvan("saved", "list")[0] == 1
    assert danvan("saved", "add", "khéo", "dân vận khéo", "--province", "Lai Châu")[0] == 0
    assert danvan("saved", "add", "khéo", "khác")[0] == 2
    assert danvan("saved", "add", "rỗng")[0] == 2
    assert danvan("saved", "list")[1] == "khéo\tdân vận khéo\tprovince=Lai Châu\t\n"
    assert danvan("saved", "add", "từ", "giỏi", "--from", "2020", "--as-of", "today", "--unique")[0] == 0
    shown = in_terminal("saved", "list", db=db)
    assert 'dân vận khéo --province "Lai Châu"' in shown
    assert "giỏi --from 2020 --as-of today --unique" in shown
    assert danvan("saved", "run", "từ")[1] == danvan("search", "giỏi", "--from", "2020", "--unique")[1]
    assert danvan("saved", "remove", "từ")[0] == 0
    found = run_danvan("search", "dân vận khéo", "--province", "Lai Châu", db=db).stdout
    assert danvan("saved", "run", "khéo")[1] == found
    assert danvan("news")[:2] == (1, "")

    page = tmp_path / "tin.jsonl"
    text = "Sáng 3/5, bản Nà Phát ra mắt mô hình dân vận khéo."
    page.write_text(json.dumps({"title": "Tin mới", "text": text, "province": "Lai Châu", "published": "2024-05-04"}))
    danvan("ingest", str(page))
    status, lines, _ = danvan("news", "--keep")
    assert (status, lines.split("\t")[0], "Tin mới" in lines) == (0, "khéo", True)
    (line,) = danvan("news", "--keep", "--jsonl")[1].splitlines()
    news = json.loads(danvan("news", "--json")[1])["news"]
    assert [(one["name"], one["result"]["total"]["count"]) for one in news] == [("khéo", 1)]
    assert {"schema": 1} | news[0] == json.loads(line)
    assert [one["name"] for one in json.loads(danvan("saved", "list", "--json")[1])["saved"]] == ["khéo"]
    assert danvan("news")[0] == 1

    assert danvan("saved", "remove", "khéo")[0] == 0
    assert danvan("saved", "run", "khéo")[0] == 2
    assert "khéo" in danvan("saved", "remove", "khéo")[2]


def test_saving_makes_no_archive(tmp_path: Path) -> None:
    for arguments in (("saved", "add", "a", "b"), ("saved", "list"), ("news",), ("saved", "run", "a")):
        assert run_danvan(*arguments, db=tmp_path / "none.db").returncode == 2
    assert not (tmp_path / "none.db").exists()


def test_an_old_archive_is_searched_at_once(tmp_path: Path) -> None:
    from tests.test_search import _as_first_schema

    db = tmp_path / "a.db"
    run_danvan("ingest", str(SAMPLES), db=db)
    found = run_danvan("search", "dân vận khéo", "--count", db=db).stdout
    _as_first_schema(db)
    run = run_danvan("search", "dân vận khéo", "--count", db=db)
    assert (run.stdout, run.returncode) == (found, 0)
