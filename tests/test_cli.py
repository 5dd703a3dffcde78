"""The real process: exit statuses, streams, machine output, terminals."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from unicodedata import normalize

import pytest

import danvan_cli
from danvan_cli.output.records import record
from danvan_cli.text.letters import fold
from tests.conftest import SAMPLES, Danvan, in_terminal, run_danvan

Record = Callable[..., Path]
ANSI = re.compile("\x1b")
OUTCOMES = ("added", "updated", "unchanged", "duplicate", "skipped", "failed")


def ledger(*inputs: object, db: Path) -> tuple[dict[str, object], int]:
    run = run_danvan("ingest", *map(str, inputs), "--json", db=db)
    assert "Traceback" not in run.stderr
    return json.loads(run.stdout), run.returncode


# ---------------------------------------------------------------- search


@pytest.mark.parametrize(
    "typed",
    ["Dân vận khéo", "dan van kheo", "DÂN VẬN KHÉO", unicodedata.normalize("NFD", "dân vận khéo"), '"dân vận khéo"'],
)
def test_marks_case_and_unicode_form_do_not_matter(danvan: Danvan, typed: str) -> None:
    assert danvan("search", typed, "--count").stdout == danvan("search", "dân vận khéo", "--count").stdout != "0\n"


def test_search_json_keeps_the_contract(danvan: Danvan) -> None:
    run = danvan("search", "dan van kheo", "--json", "--limit", "3")
    result = json.loads(run.stdout)
    assert result["schema"] == 1
    assert result["query"] == "dan van kheo"
    assert result["interpreted_as"] is None
    assert result["total"] == {"count": int(danvan("search", "dan van kheo", "--count").stdout), "exact": True}
    assert [hit["rank"] for hit in result["hits"]] == [1, 2, 3]
    for hit in result["hits"]:
        assert {"id", "rank", "title", "date", "provinces", "score", "snippet", "marks"} <= hit.keys()
        assert hit["marks"]
        assert {fold(hit["snippet"][a:b]) for a, b in hit["marks"]} <= {"dan", "van", "kheo"}
        assert hit["snippet"] in json.loads(danvan("show", str(hit["id"]), "--json").stdout)["text"]


def test_a_pipe_gets_one_plain_line_a_hit(danvan: Danvan) -> None:
    run = danvan("search", "dan van kheo")
    lines = run.stdout.splitlines()
    assert len(lines) == int(danvan("search", "dan van kheo", "--count").stdout)
    assert all(len(line.split("\t")) == 4 for line in lines)
    assert not ANSI.search(run.stdout)
    assert "…" not in run.stdout
    assert run.stderr == ""


def test_ids_are_the_same_in_every_form(danvan: Danvan) -> None:
    ids = danvan("search", "dan van", "--ids", "--limit", "0").stdout.split()
    assert danvan("search", "dan van", "--ids0", "--limit", "0").stdout.split("\0")[:-1] == ids
    lines = danvan("search", "dan van", "--jsonl", "--limit", "0").stdout.splitlines()
    assert [str(json.loads(line)["id"]) for line in lines] == ids
    pages = [danvan("search", "dan van", "--ids", "--limit", "4", "--offset", str(n)).stdout.split() for n in (0, 4)]
    assert [*pages[0], *pages[1]] == ids[:8]


@pytest.mark.parametrize(
    "typed",
    [
        "25-NQ/TW",
        "Dân vận: khéo",
        "khéo?",
        '"',
        "a AND OR NOT",
        "NEAR(",
        "'; DROP TABLE article;--",
        "🎉",
        "",
        " ",
        "*",
        "x" * 5000,
    ],
)
def test_whatever_is_typed_is_a_search(danvan: Danvan, typed: str) -> None:
    run = danvan("search", typed)
    assert run.returncode in (0, 1)
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "x", "--province", "Lai Chua"], "Nearest: Lai Châu"),
        (["search", "x", "--person", "Nobody Atall"], "No person"),
        (["search", "x", "--from", "soon"], "Cannot read"),
        (["search", "x", "--date", "31/2/2020"], "No such day"),
        (["serch", "x"], "search"),
        (["stats", "--by", "colour"], "Known groupings"),
        (["show", "999999"], "the archive holds 1 to"),
        (["show", "abc"], "abc"),
        (["search", "x", "--limit", "-1"], "--limit"),
        (["search", "x", "--province", ""], "The filter province is empty"),
        (["stats", "--date", " "], "The filter date is empty"),
        (["search", "x", "--colour"], "See: danvan search --help"),
        (["show"], "See: danvan show --help"),
        (["search", "x", "--db"], "'--db' requires an argument"),
        (["search", "x", "--quotes", "--ids"], "leave out --quotes"),
        (["search", "x", "--explain", "--ids0"], "leave out --quotes"),
    ],
)
def test_wrong_usage_is_one_line_with_a_way_on(danvan: Danvan, arguments: list[str], message: str) -> None:
    run = danvan(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["show", "1"], None),
        (["stats", "--by", "province"], "groups"),
        (["similar", "1"], "hits"),
        (["family", "1"], "articles"),
        (["search", "dân vận"], "hits"),
        (["search", "dân vận", "--quotes"], "quotes"),
        (["list"], "hits"),
        (["why", "1", "persons"], "facts"),
        (["ledger"], "inputs"),
        (["ledger", "--runs"], "runs"),
    ],
)
def test_json_is_one_document_and_jsonl_its_parts(danvan: Danvan, arguments: list[str], parts: str | None) -> None:
    document = json.loads(danvan(*arguments, "--json").stdout)
    lines = [json.loads(line) for line in danvan(*arguments, "--jsonl").stdout.splitlines()]
    assert lines == ([document] if parts is None else [{"schema": 1} | one for one in document[parts]])
    assert lines
    assert document["schema"] == 1
    assert danvan(*arguments, "--json", "--jsonl").stdout == danvan(*arguments, "--jsonl").stdout


def test_output_that_cannot_be_written_is_named(samples_db: Path) -> None:
    command = [sys.executable, "-m", "danvan_cli", "--db", str(samples_db), "list"]
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 2
    assert run.stderr == b"The output cannot be written: No space left on device.\n"


def test_nothing_found_is_status_1(danvan: Danvan) -> None:
    run = danvan("search", "xyzzy")
    assert (run.returncode, run.stdout) == (1, "")
    assert "xyzzy" in run.stderr
    assert danvan("search", "xyzzy", "--count").stdout == "0\n"
    assert danvan("search", "xyzzy", "--quiet").stderr == ""


def test_filters_are_forgiving_and_agree_with_stats(danvan: Danvan) -> None:
    count = danvan("search", "--province", "Lai Châu", "--count").stdout
    assert int(count) > 0
    for spelling in ("lai chau", "LAI CHÂU", "tỉnh Lai Châu", normalize("NFD", "tỉnh Lai Châu")):
        assert danvan("search", "--province", spelling, "--count").stdout == count
    assert json.loads(danvan("stats", "--province", "lai chau", "--json").stdout)["articles"] == int(count)
    symbol = danvan("search", "--directive", "25-NQ/TW", "--count").stdout
    assert int(symbol) > 0
    for spelling in ("nq 25", "NQ25", "Nghị quyết số 25", "25 - nq/tư"):
        assert danvan("search", "--directive", spelling, "--count").stdout == symbol


def test_a_source_is_found_in_any_unicode_form(tmp_path: Path) -> None:
    folder = tmp_path / normalize("NFD", "ĐỀ án, Tài liệu")  # as some systems spell the names of files
    folder.mkdir()
    page = folder / normalize("NFD", "bài.txt")
    page.write_text(
        "Hội nghị dân vận ở xã.\n\nBan Dân vận Tỉnh ủy Lai Châu tổ chức hội nghị dân vận.", encoding="utf-8"
    )
    assert run_danvan("ingest", str(folder), db=tmp_path / "a.db").returncode == 0
    for typed in ("tài liệu", "tai lieu", "bài.txt", "/đề ÁN, tài", str(page)):
        for form in ("NFC", "NFD"):
            source = normalize(form, typed)
            assert run_danvan("search", "--source", source, "--count", db=tmp_path / "a.db").stdout == "1\n"


def test_groups_with_one_value_each_sum_up_to_the_articles(danvan: Danvan) -> None:
    for by in ("year", "month", "source"):
        stats = json.loads(danvan("stats", "--by", by, "--json").stdout)
        assert sum(group["articles"] for group in stats["groups"]) == stats["articles"]
        assert stats["schema"] == 1
    years = [g["key"] for g in json.loads(danvan("stats", "--json").stdout)["groups"] if g["key"]]
    for year in years:
        found = json.loads(danvan("stats", "--date", year, "--json").stdout)["articles"]
        assert danvan("list", "--date", year, "--count").stdout == f"{found}\n"


# ---------------------------------------------------------------- show, extract


def test_show_gives_the_bytes_as_they_were(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes("Tin trong ngày\r\n\r\nSáng 4/2, xã tổ chức hội nghị dân vận.\r\n".encode("utf-16"))
    ledger(page, db=tmp_path / "a.db")
    command = [sys.executable, "-m", "danvan_cli", "--db", str(tmp_path / "a.db"), "show", "1", "--source"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == page.read_bytes()


def test_extract_and_show_agree(danvan: Danvan, samples_db: Path) -> None:
    with danvan_cli.open(samples_db, read_only=True) as archive:
        held = [archive.article(hit.id) for hit in archive.search(limit=None).hits]
    kept = [json.loads(json.dumps(record(article))) for article in held]
    assert [json.loads(danvan("show", str(one["id"]), "--json").stdout) for one in kept[:3]] == kept[:3]
    extracted = [json.loads(line) for line in danvan("extract", str(SAMPLES), "--jsonl").stdout.splitlines()]
    assert all((article["schema"], article["id"]) == (1, None) for article in extracted)
    by_source = {article["source"]["uri"]: article | {"id": None} for article in kept}
    assert {article["source"]["uri"]: article for article in extracted} == by_source


def test_export_prints_the_articles_of_a_search(danvan: Danvan, samples_db: Path) -> None:
    lines = danvan("export", "dan van kheo", "--province", "lai chau", "--format", "jsonl").stdout.splitlines()
    exported = [json.loads(line) for line in lines]
    wanted = danvan("list", "--sort", "oldest", "--ids", "--limit", "0").stdout.split()
    found = danvan("search", "dan van kheo", "--province", "lai chau", "--ids", "--limit", "0").stdout.split()
    assert [str(one["id"]) for one in exported] == [id for id in wanted if id in found]
    assert exported[0] == json.loads(danvan("show", str(exported[0]["id"]), "--json").stdout)
    nothing = danvan("export", "--date", "1990")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (1, "", "No article to export.\n")
    with danvan_cli.open(samples_db, read_only=True) as archive:
        assert [article.id for article in archive.articles()] == [int(id) for id in wanted]


def test_extract_prints_one_document_of_one_article(danvan: Danvan) -> None:
    page = str(next(SAMPLES.glob("*.md")))
    assert json.loads(danvan("extract", page, "--json").stdout) == json.loads(danvan("extract", page, "--jsonl").stdout)
    several = danvan("extract", str(SAMPLES), "--json")
    assert (several.returncode, several.stdout) == (2, "")
    assert "--jsonl" in several.stderr


@pytest.mark.parametrize(
    "field", ["published", "event", "provinces", "district", "persons", "directives", "figures", "models", "awards"]
)
def test_why_shows_the_words_that_say_it(danvan: Danvan, samples_db: Path, field: str) -> None:
    with danvan_cli.open(samples_db, read_only=True) as archive:
        texts = {hit.id: archive.article(hit.id).text for hit in archive.search(limit=5).hits}
        found = {id: json.loads(json.dumps([asdict(one) for one in archive.why(id, field)])) for id in texts}
    shown = 0
    for id, text in texts.items():
        for evidence in found[id]:
            assert evidence["rule"]
            assert evidence["told"] in ("stated", "inferred", "given")
            for passage in evidence["passages"]:
                assert passage["words"] == text[slice(*passage["span"])]
                assert passage["before"] + passage["words"] + passage["after"] in text
                shown += 1
    assert shown or field == "published"  # whose words are mostly cut from the text with the page's head
    first = next(iter(texts))
    assert json.loads(danvan("why", str(first), field, "--json").stdout)["facts"] == found[first]


def test_why_prints_a_fact_a_line(danvan: Danvan) -> None:
    facts = json.loads(danvan("why", "1", "persons", "--json").stdout)["facts"]
    lines = danvan("why", "1", "persons", "--jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [{"schema": 1} | fact for fact in facts] != []


def test_why_of_what_is_not_there(danvan: Danvan, samples_db: Path) -> None:
    assert danvan("why", "1", "colour").returncode == 2
    assert danvan("why", "999999", "event").returncode == 2
    with danvan_cli.open(samples_db, read_only=True) as archive:
        without = [hit.id for hit in archive.search(limit=None).hits if not archive.article(hit.id).awards]
    assert danvan("why", str(without[0]), "awards").returncode == 1


# ---------------------------------------------------------------- ingest


def test_ingest_twice_adds_once(tmp_path: Path) -> None:
    first, status = ledger(SAMPLES, db=tmp_path / "a.db")
    assert status == 0
    assert first["inputs"] == first["added"] == sum(first[name] for name in OUTCOMES)
    again, status = ledger(SAMPLES, db=tmp_path / "a.db")
    assert (again["unchanged"], again["added"], status) == (first["inputs"], 0, 0)


def test_a_changed_file_updates_its_article_and_the_same_text_is_a_duplicate(tmp_path: Path) -> None:
    page, db = tmp_path / "tin.txt", tmp_path / "a.db"
    page.write_text("Tin một\n\nSáng 4/2, xã An Bình họp về dân vận khéo.\n", encoding="utf-8")
    ledger(page, db=db)
    page.write_text("Tin một\n\nSáng 5/2, xã An Bình họp về quy chế dân chủ.\n", encoding="utf-8")
    assert ledger(page, db=db)[0]["updated"] == 1
    assert run_danvan("search", "kheo", "--count", db=db).stdout == "0\n"
    assert run_danvan("search", "quy che", "--ids", db=db).stdout == "1\n"
    copy = tmp_path / "copy.txt"
    copy.write_text("Tin một\n\nSáng 5/2, xã An Bình họp về quy chế dân chủ.  \n\n", encoding="utf-8")
    assert ledger(copy, db=db)[0]["duplicate"] == 1
    assert run_danvan("list", "--count", db=db).stdout == "1\n"


def test_versions_of_a_file_and_its_copies(tmp_path: Path) -> None:
    one, two = "Tin một\n\nSáng 4/2, xã họp về dân vận khéo.\n", "Tin một\n\nSáng 5/2, xã họp về quy chế dân chủ.\n"
    db, page, copy = tmp_path / "a.db", tmp_path / "a.txt", tmp_path / "b.txt"

    def put(path: Path, text: str) -> str:
        path.write_text(text, encoding="utf-8")
        found, _ = ledger(path, db=db)
        return next(name for name in OUTCOMES if found[name])

    def texts() -> set[str]:
        ids = run_danvan("list", "--ids", db=db).stdout.split()
        return {json.loads(run_danvan("show", id, "--json", db=db).stdout)["text"].split("về ")[1] for id in ids}

    assert [put(page, one), put(page, two), put(page, one)] == ["added", "updated", "updated"]
    assert texts() == {"dân vận khéo."}
    assert put(copy, one) == "unchanged"
    assert put(page, two) == "added"  # the copy still holds what the page held
    assert put(copy, one) == "unchanged"
    assert texts() == {"dân vận khéo.", "quy chế dân chủ."}
    page.with_name("link.txt").symlink_to(page)
    assert ledger(tmp_path / "link.txt", db=db)[0]["unchanged"] == 1


def test_an_article_given_twice_at_once_is_updated(tmp_path: Path, record: Record) -> None:
    both = record({"id": "1", "text": "Bản cũ về dân vận."}, {"id": "1", "text": "Bản mới về quy chế."})
    found, status = ledger(both, db=tmp_path / "a.db")
    assert (found["added"], found["updated"], status) == (1, 1, 0)
    assert run_danvan("search", "dan van", "--count", db=tmp_path / "a.db").stdout == "0\n"
    assert run_danvan("search", "quy che", "--count", db=tmp_path / "a.db").stdout == "1\n"


def test_marks_make_another_article(tmp_path: Path, record: Record) -> None:
    names = record(
        {"text": "Bà Lê Thị Hạ dự họp."}, {"text": "Bà Lê Thị Hà dự họp."}, {"text": "BÀ LÊ THỊ HÀ  dự họp."}
    )
    found, _ = ledger(names, db=tmp_path / "a.db")
    assert (found["added"], found["duplicate"]) == (2, 1)


def test_first_ingests_at_once_all_get_in(tmp_path: Path) -> None:
    pages = [tmp_path / f"{n}.txt" for n in range(5)]
    for n, page in enumerate(pages):
        page.write_text(f"Tin số {n} của xã\n\nSáng 4/2, xã họp lần {n}.\n", encoding="utf-8")
    command = [sys.executable, "-m", "danvan_cli", "--quiet", "--db", str(tmp_path / "a.db"), "ingest"]
    runs = [subprocess.Popen([*command, str(page)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for page in pages]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 5
    assert run_danvan("list", "--count", db=tmp_path / "a.db").stdout == "5\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"a.db", "a.db-wal", "a.db-shm", *(p.name for p in pages)}


def test_bad_inputs_are_named_and_the_others_archived(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    (pile / "inner").mkdir(parents=True)
    (pile / "good.txt").write_text("Tin tốt\n\nSáng 4/2, xã họp.\n", encoding="utf-8")
    (pile / "empty.txt").touch()
    (pile / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (pile / "line.txt").write_text("a" * 10_000_000, encoding="utf-8")
    (pile / "inner" / "loop").symlink_to(pile)
    (pile / "inner" / "good.md").write_text("# Tin nữa\n\nChiều 5/2, huyện họp.\n", encoding="utf-8")
    found, status = ledger(pile, tmp_path / "missing.txt", db=tmp_path / "a.db")
    failed = {Path(str(f["uri"])).name: f["reason"] for f in found["failures"]}  # type: ignore[index, union-attr]
    assert failed.keys() == {"empty.txt", "binary.txt", "line.txt", "loop", "missing.txt"}
    assert all(failed.values())
    assert (found["added"], found["failed"], status) == (2, 5, 3)
    assert found["inputs"] == sum(found[name] for name in OUTCOMES)  # type: ignore[misc]


def test_standard_input_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "a1.txt").write_text("Tin a\n\nNội dung một.\n", encoding="utf-8")
    (tmp_path / "a2.txt").write_text("Tin b\n\nNội dung hai.\n", encoding="utf-8")
    run = run_danvan("ingest", "-", db=tmp_path / "a.db", input="Tin c\n\nNội dung ba.\n")
    assert run.stdout.splitlines()[:2] == ["inputs\t1", "added\t1"]
    assert ledger(f"{tmp_path}/a*.txt", db=tmp_path / "a.db")[0]["added"] == 2


def test_nothing_an_article_holds_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    page = tmp_path / "evil\x1b[31m.txt"
    page.write_text("Tin \x1b[2J\u202e xấu [/red] [bold]\n\nNội dung \x07 hội nghị \x9b31m.\n", encoding="utf-8")
    db = tmp_path / "a.db"
    ledger(page, db=db)
    for arguments in (["search", "hội nghị"], ["show", "1"], ["list"], ["stats", "--by", "source"]):
        run = run_danvan(*arguments, db=db)
        assert run.returncode == 0
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", run.stdout)
        assert "\x1b[2J" not in in_terminal(*arguments, db=db)
    shown = in_terminal("show", "1", "--source", db=db)
    assert "danvan show 1 --source > FILE" in shown
    assert "\x1b[2J" not in shown


# ---------------------------------------------------------------- streams


def test_a_terminal_gets_tables_within_its_width(samples_db: Path) -> None:
    for arguments in (
        ["search", "dan van kheo"],
        ["show", "1"],
        ["stats", "--province", "Lai Châu"],
        ["list"],
        ["search", "khéo", "--quotes"],
        ["search", "khéo", "--explain"],
        ["similar", "1"],
    ):
        screen = in_terminal(*arguments, db=samples_db, env={"NO_COLOR": "1"})
        plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
        assert max(map(len, plain.splitlines())) <= 80
        assert "\x1b[3" not in screen  # no colour; bold and dim may stay
    assert ANSI.search(in_terminal("search", "dan van kheo", db=samples_db, env={"NO_COLOR": ""}))


def test_an_office_stands_under_its_person_and_nothing_under_nothing(samples_db: Path) -> None:
    screen = in_terminal("stats", "--province", "Lai Châu", db=samples_db, env={"NO_COLOR": "1", "COLUMNS": "60"})
    lines = re.sub(r"\x1b\[[0-9;]*m", "", screen).splitlines()
    first = next(place for place, line in enumerate(lines) if "Vàng Thị Kiêm" in line)
    assert [line[:2] for line in lines[first + 1 : first + 3]] == ["  ", "  "]
    nothing = in_terminal("stats", "--from", "2050", db=samples_db, env={"NO_COLOR": "1"})
    assert "0 articles" in nothing
    assert "People" not in nothing


def test_dates_and_numbers_are_shown_as_people_write_them(samples_db: Path) -> None:
    screen = in_terminal("list", "--sort", "oldest", db=samples_db, env={"NO_COLOR": "1"})
    assert re.search(r"\d\d/\d\d/20\d\d", screen)
    assert not re.search(r"20\d\d-\d\d-\d\d", screen)


def test_any_console_encoding_will_do(samples_db: Path) -> None:
    for encoding in ("cp1252", "ascii"):
        run = run_danvan("search", "khéo", db=samples_db, env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
        assert run.returncode == 0
        assert "é" in run.stdout


def test_a_reader_that_leaves_is_no_error(samples_db: Path) -> None:
    command = f"'{sys.executable}' -m danvan_cli --db '{samples_db}' search dan --limit 0 --json | head -c 10"
    run = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert run.stderr == b""


def test_closed_streams_are_no_fault(samples_db: Path) -> None:
    command = f"'{sys.executable}' -m danvan_cli --db '{samples_db}' list"
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        run = subprocess.run(["bash", "-c", f"{command} {closed}"], capture_output=True, check=False)
        assert (run.stderr, run.returncode) == (b"", 0), closed


def test_ctrl_c_within_a_function_that_sqlite_calls_is_no_damage(samples_db: Path) -> None:
    program = (
        "import signal; from danvan_cli.cli.main import main; from danvan_cli.store import connection; "
        "connection._words = lambda text: signal.raise_signal(signal.SIGINT); main()"
    )
    command = [sys.executable, "-c", program, "--db", str(samples_db), "verify"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (130, "")
    assert run.stderr.startswith("Interrupted")


def test_without_a_command_the_help_is_shown() -> None:
    run = run_danvan()
    assert "ingest" in run.stdout
    assert run.stdout.count("\n") > 10


def test_arguments_do_not_reach_the_terminal_raw(samples_db: Path) -> None:
    for arguments in (["--date", "\x1b[31mx"], ["--person", "\x9b31mx"], ["--province", "\u202ex"]):
        run = run_danvan("list", *arguments, db=samples_db)
        assert run.returncode == 2
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", run.stderr)


def test_a_refused_file_is_left_as_it_was(tmp_path: Path) -> None:
    import sqlite3

    foreign, page = tmp_path / "f.db", tmp_path / "tin.txt"
    page.write_text("Tin\n\nNội dung.\n", encoding="utf-8")
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE songs (title)")
    before = foreign.read_bytes()
    assert run_danvan("ingest", str(page), db=foreign).returncode == 4
    assert foreign.read_bytes() == before


def test_the_archive_may_be_named_anywhere(samples_db: Path) -> None:
    for arguments in (
        ["--db", str(samples_db), "list", "--count"],
        ["list", "--count", "--db", str(samples_db)],
        ["list", f"--db={samples_db}", "--count"],
    ):
        assert run_danvan(*arguments).returncode == 0


def test_no_archive(tmp_path: Path) -> None:
    run = run_danvan("search", "x", db=tmp_path / "none.db")
    assert run.returncode == 2
    assert "danvan ingest" in run.stderr
    assert not list(tmp_path.iterdir())


def test_the_users_data_folder_is_the_default(tmp_path: Path) -> None:
    page = tmp_path / "tin.txt"
    page.write_text("Tin\n\nNội dung.\n", encoding="utf-8")
    home = {"XDG_DATA_HOME": str(tmp_path / "share"), "LOCALAPPDATA": str(tmp_path / "share"), "HOME": str(tmp_path)}
    assert run_danvan("ingest", str(page), env=home).returncode == 0
    assert run_danvan("list", "--count", env=home).stdout == "1\n"
    assert len(list(tmp_path.rglob("archive.db"))) == 1


def test_a_damaged_archive_is_status_4(samples_db: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "a.db"
    content = bytearray(samples_db.read_bytes())
    content[8192:] = b"\x5a" * (len(content) - 8192)
    damaged.write_bytes(content)
    run = run_danvan("search", "dân vận", db=damaged)
    assert run.returncode == 4
    assert run.stderr.count("\n") == 1


def test_a_traceback_is_shown_to_those_who_ask() -> None:
    assert "Traceback" in run_danvan("show", "1", "--db", "/nonexistent/a.db", "--debug").stderr
    assert "Traceback" not in run_danvan("show", "1", "--db", "/nonexistent/a.db").stderr
