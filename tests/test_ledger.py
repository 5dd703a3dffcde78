"""The ledger: every input with its outcome, from run to run."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.archive import Archive
from danvan_cli.ingestion.inputs import absolute, files_behind
from danvan_cli.store import compression
from tests.conftest import in_terminal, run_danvan

Record = Callable[..., Path]
TEXT = "Sáng 4/3/2021, Ban Dân vận Tỉnh ủy Trà Vinh tổ chức họp mặt. Ông Hà Văn Tư chủ trì."
OTHER = "Chiều 9/8/2022, huyện Mường Tè tổng kết phong trào thi đua Dân vận khéo ở các bản."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "đống bài"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.upper(), encoding="utf-8")
    (folder / "c.txt").write_bytes(b"\0\1\2\3")
    (folder / "d.jpg").write_bytes(b"\xff\xd8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def outcomes(archive: Archive) -> dict[str, str]:
    return {Path(one.address).name: one.outcome for one in archive.inputs()}


def test_every_input_has_one_outcome(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        ledger = archive.ingest(pile)
        assert outcomes(archive) == {"a.txt": "added", "b.txt": "duplicate", "c.txt": "failed", "d.jpg": "skipped"}
        assert (ledger.inputs, ledger.added, ledger.duplicate, ledger.failed, ledger.skipped) == (4, 1, 1, 1, 1)
        first, failed = next(iter(archive.inputs())), list(archive.inputs(["failed"]))
        assert first.address == str(pile / "a.txt")
        assert first.article == 1
        assert first.reason is None
        assert [one.reason for one in failed] == ["not text: binary data"]


def test_what_is_unchanged_stays_what_it_was(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(pile)
        before = outcomes(archive)
        again = archive.ingest(pile)
        assert (again.added, again.unchanged, again.failed, again.skipped) == (0, 2, 1, 1)
        assert outcomes(archive) == before
        assert [run.outcomes["failed"] for run in archive.runs()] == [1, 1]
        (pile / "a.txt").write_text(OTHER, encoding="utf-8")
        archive.ingest(pile)
        assert outcomes(archive)["a.txt"] in ("added", "updated")


def test_records_of_one_text_without_ids_are_unchanged_the_next_time(db: Path, record: Record) -> None:
    file = record({"text": TEXT}, {"text": TEXT, "province": "Trà Vinh"})
    with danvan_cli.open(db) as archive:
        assert archive.ingest(file).duplicate == 1
        assert archive.ingest(file).unchanged == 2


def test_an_earlier_version_that_comes_under_another_name_is_read_by_that(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(pile / "a.txt")
        (pile / "a.txt").write_text(OTHER, encoding="utf-8")
        (pile / "d.md").write_text(TEXT, encoding="utf-8")
        ledger = archive.ingest([pile / "a.txt", pile / "d.md"])
        assert (ledger.updated, ledger.added) == (1, 1)
        assert archive.article(2).source.format == "md"


def test_what_is_skipped_does_not_hide_what_is_in_the_archive(pile: Path, db: Path) -> None:
    letter = f"From a Mon Jan  1 10:00:00 2020\nMessage-ID: <1@x>\n\n{TEXT}\n\n"
    (pile / "e.mbox").write_text(letter * 2, encoding="utf-8")
    with danvan_cli.open(db) as archive:
        ledger = archive.ingest(pile / "e.mbox")
        assert (ledger.added, ledger.skipped) == (1, 1)
        assert [(one.outcome, one.article) for one in archive.inputs()] == [("added", 1)]


def test_an_address_that_a_record_was_given_is_its_place_without_https_too(db: Path, tmp_path: Path) -> None:
    with danvan_cli.open(db) as archive:
        for name, text in (("một.jsonl", TEXT), ("hai.jsonl", OTHER)):
            line = json.dumps({"text": text, "url": "www.laichau.example.vn/1.html"})
            (tmp_path / name).write_text(line, encoding="utf-8")
            archive.ingest(tmp_path / name)
        assert [(one.address, one.outcome) for one in archive.inputs()] == [
            ("www.laichau.example.vn/1.html", "updated")
        ]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("copy", ["0.txt", "z.txt"])
def test_bytes_that_lie_at_two_places_stay_where_one_of_them_changes(
    pile: Path, db: Path, copy: str, *, at_once: bool
) -> None:
    (pile / "b.txt").unlink()  # the same text in capitals, which would hold it as well
    with danvan_cli.open(db) as archive:
        archive.ingest(pile)
        (pile / copy).write_bytes((pile / "a.txt").read_bytes())
        if not at_once:
            archive.ingest(pile)
        (pile / "a.txt").write_text(OTHER, encoding="utf-8")
        archive.ingest(pile)
        assert {row["text"].strip() for row in archive.dump()} == {TEXT, OTHER}


def test_what_failed_is_tried_again_and_then_gone(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(pile)
        (pile / "c.txt").write_text(OTHER, encoding="utf-8")
        assert archive.failed_inputs() == [str(pile / "c.txt")]
        assert archive.failed_inputs([str(pile)]) == archive.failed_inputs([str(pile / "c.txt")]) == []
        assert archive.failed_inputs([str(pile / "c")]) == [str(pile / "c.txt")]
        assert archive.ingest(archive.failed_inputs()).added == 1
        assert archive.failed_inputs() == []
        assert outcomes(archive)["c.txt"] == "added"


def test_what_was_refused_and_is_no_longer_there_leaves_the_ledger(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(pile)
        (pile / "c.txt").unlink()
        (pile / "d.jpg").unlink()
        archive.ingest([pile / "a.txt"])
        assert "c.txt" in outcomes(archive)  # that run did not look there
        archive.ingest(pile)
        assert outcomes(archive) == {"a.txt": "added", "b.txt": "duplicate"}


def test_what_a_run_did_not_meet_stays_in_the_ledger(tmp_path: Path, db: Path) -> None:
    for name in ("bài", "bài#2", "bài!"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_bytes(b"\0\1\2\3")
    with danvan_cli.open(db) as archive:
        archive.ingest([tmp_path / "bài#2", tmp_path / "bài!"])
        archive.ingest(tmp_path / "bài")
        assert len(archive.failed_inputs()) == 3


def test_a_folder_is_looked_through_by_any_name_of_it(pile: Path, db: Path) -> None:
    link = pile.with_name("liên kết")
    link.symlink_to(pile)
    with danvan_cli.open(db) as archive:
        archive.ingest(link)
        (pile / "c.txt").unlink()
        archive.ingest(link)
        assert archive.failed_inputs() == []


@pytest.mark.skipif(os.name != "posix", reason="byte names of POSIX systems")
def test_a_file_whose_name_is_no_utf8_can_be_named(pile: Path, db: Path) -> None:
    (pile / "\udcff.txt").write_text(OTHER, encoding="utf-8")
    with danvan_cli.open(db) as archive:
        assert archive.ingest(pile / "\udcff.txt").added == 1
        assert archive.runs()[0].ended


def test_an_archive_in_the_folder_that_it_takes_in_is_no_failure(pile: Path) -> None:
    (pile / "c.txt").unlink()
    (pile / "kho.db.before-0002_search").write_bytes(b"SQLite format 3\0")
    with danvan_cli.open(pile / "kho.db") as archive:
        ledger = archive.ingest(pile)
        assert (ledger.added, ledger.duplicate, ledger.failures) == (1, 1, ())


def test_a_record_that_was_mended_leaves_its_failure(db: Path, record: Record) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(record({"text": ""}, {"id": "x", "text": TEXT}))
        assert [one.outcome for one in archive.inputs()] == ["failed", "added"]
        archive.ingest(record({"id": "y", "text": OTHER}, {"id": "x", "text": TEXT}))
        assert [one.outcome for one in archive.inputs()] == ["added", "added"]


def test_a_dry_run_tells_the_same_and_keeps_nothing(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        foreseen = archive.ingest(pile, dry_run=True)
        assert archive.count() == 0
        assert not list(archive.inputs())
        assert not archive.runs()
        assert archive.ingest(pile) == foreseen
        (pile / "a.txt").write_text(OTHER, encoding="utf-8")
        foreseen = archive.ingest(pile, dry_run=True)
        assert archive.article(1).text == TEXT
        assert archive.ingest(pile) == foreseen


def test_an_interrupted_run_is_not_finished_and_goes_on(pile: Path, db: Path) -> None:
    def interrupt(_: object, __: int) -> None:
        raise KeyboardInterrupt

    with danvan_cli.open(db) as archive:
        with pytest.raises(KeyboardInterrupt):
            archive.ingest(pile, progress=interrupt)
        assert archive.runs()[0].ended is None
        assert archive.ingest(pile).unchanged == 2
        assert archive.runs()[0].ended


def test_of_two_ingests_the_second_waits_and_says_for_whom(pile: Path, db: Path) -> None:
    """The first is held up by its standard input, which ends when the second has said that it waits."""
    command = [sys.executable, "-m", "danvan_cli", "--db", str(db), "ingest"]
    danvan_cli.open(db).close()
    with (
        subprocess.Popen([*command, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as first,
        danvan_cli.open(db) as archive,
    ):
        while not archive.runs():
            os.sched_yield()
        with subprocess.Popen([*command, str(pile)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as second:
            assert second.stderr
            assert f"Waiting for the ingest of process {first.pid}" in second.stderr.readline().decode()
            first.communicate(OTHER.encode())
            second.communicate()
        assert (first.returncode, second.returncode) == (0, 3)
        assert archive.count() == 2
    assert not list(db.parent.glob("*-ingest"))


def test_the_command(pile: Path, db: Path) -> None:
    nothing = run_danvan("ingest", "--dry-run", str(pile), db=db)
    assert nothing.returncode == 3
    assert not db.exists()
    assert "Nothing was kept" in nothing.stderr
    assert run_danvan("ingest", db=db).returncode == 2
    nowhere = run_danvan("ingest", str(pile), db=pile / "a.txt" / "kho.db")
    assert (nowhere.returncode, "No folder can be made at" in nowhere.stderr) == (2, True)
    assert run_danvan("ledger", db=db).returncode == 2
    assert json.loads(run_danvan("ingest", str(pile), "--json", db=db).stdout)["failed"] == 1
    assert len(run_danvan("ledger", db=db).stdout.splitlines()) == 4
    failed = run_danvan("ledger", "--failed", db=db)
    assert failed.stdout.split("\t")[4:] == [str(pile / "c.txt"), "not text: binary data\n"]
    assert json.loads(run_danvan("ledger", "--skipped", "--jsonl", db=db).stdout)["outcome"] == "skipped"
    assert "failed=1" in run_danvan("ledger", "--runs", db=db).stdout
    assert "c.txt" in in_terminal("ledger", db=db)
    assert "1 failed" in in_terminal("ledger", "--runs", db=db)
    (pile / "c.txt").write_text(OTHER, encoding="utf-8")
    assert run_danvan("ingest", "--retry-failed", db=db).returncode == 0
    assert run_danvan("ledger", "--failed", db=db).returncode == 1
    assert "Nothing has failed" in run_danvan("ingest", "--retry-failed", db=db).stderr


@pytest.mark.parametrize("uri", ["-", "-#3", "-!/a/b.html", "https://example.org/a#b", ""])
def test_addresses_that_are_no_paths_stay(uri: str) -> None:
    assert absolute(uri) == uri


def test_addresses_and_the_files_behind_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a#1.txt").write_text(TEXT)
    (tmp_path / "b.zip").write_text("")
    assert absolute("b.zip!/x/y.html") == f"{tmp_path}/b.zip!/x/y.html"
    assert absolute("..") == str(tmp_path.parent)
    assert absolute("./b.zip") == f"{tmp_path}/b.zip"
    assert absolute("#1.txt") == f"{tmp_path}/#1.txt"
    assert absolute("-1.txt") == f"{tmp_path}/-1.txt"
    assert files_behind(["-", "-#3", "-!/a/b.html"]) == []
    behind = [f"{tmp_path}/a#1.txt", f"{tmp_path}/b.zip!/c.zip!/d.html#4", f"{tmp_path}/gone", "https://example.org/"]
    assert files_behind(behind) == [behind[0], f"{tmp_path}/b.zip", behind[2], behind[3]]


@pytest.mark.parametrize("text", ["", TEXT, TEXT * 2000])
def test_bytes_are_kept_over_their_text(text: str) -> None:
    content = f"<p>{text}</p>".encode()
    held = compression.compressed(content, text)
    assert compression.decompressed(held, text) == content
    assert compression.needs_text(held) == bool(text)
    assert len(held) <= len(compression.compressed(content))


def test_earlier_versions_are_read_again(pile: Path, db: Path, record: Record) -> None:
    html = "<html><body><h1>Họp</h1><p>{}</p></body></html>".format
    with danvan_cli.open(db) as archive:
        for text in (TEXT, OTHER):
            (pile / "e.html").write_text(html(text * 3), encoding="utf-8")
            archive.ingest([pile / "e.html", record({"id": "9", "text": text + " Bản ghi."})])
        for id in (1, 2):
            assert OTHER in archive.article(id).text
            assert OTHER in archive.version(id, 2).text
            assert TEXT in archive.version(id, 1).text
            assert archive.version(id, 1).id == id
    shown = run_danvan("show", "1", "--version", "1", "--json", db=db)
    assert TEXT in json.loads(shown.stdout)["text"]
    missing = run_danvan("show", "1", "--version", "3", db=db)
    assert missing.returncode == 2
    assert "it has 1 to 2" in missing.stderr


def test_a_version_has_the_address_that_it_had(db: Path, record: Record) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(record({"id": "5#3", "text": TEXT}))
        assert archive.version(1, 1).source == archive.article(1).source


def test_bytes_of_earlier_versions_stay(pile: Path, db: Path) -> None:
    with danvan_cli.open(db) as archive:
        archive.ingest(pile / "a.txt")
        (pile / "a.txt").write_text(OTHER, encoding="utf-8")
        archive.ingest(pile / "a.txt")
        assert archive.content(1) == OTHER.encode()
        (pile / "a.txt").write_text(TEXT, encoding="utf-8")
        assert archive.ingest(pile / "a.txt").updated == 1
        assert archive.content(1) == TEXT.encode()
