import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlite_utils import Database

import danvan_cli
from danvan_cli.errors import BadArchive, DanvanError, LockedArchive, NoArchive, OldArchive
from danvan_cli.resources import migrations
from danvan_cli.store import compression, docids, index
from danvan_cli.store.connection import connect
from danvan_cli.store.schema import PAGE_SIZE, pending

Record = Callable[..., Path]
NOBODY = 65534
TEXT = "Sáng 4/2, Ban Dân vận Tỉnh ủy tổ chức hội nghị. "


def steps() -> list[str]:
    return sorted(path.stem for path in migrations().glob("[0-9]*.sql"))


@pytest.mark.parametrize("there", [False, True], ids=["no file", "an empty file"])
def test_a_new_archive_has_all_steps(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "a.db").touch()
    danvan_cli.open(tmp_path / "a.db").close()
    db = Database(tmp_path / "a.db")
    applied = [row["name"] for row in db.query("SELECT name FROM _sqlite_migrations ORDER BY name")]
    assert applied == steps()
    assert db.journal_mode == "wal"
    assert next(db.query("PRAGMA page_size"))["page_size"] == PAGE_SIZE
    assert not list(tmp_path.glob("*.before-*"))


def test_sqlite_utils_migrates_too(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("sqlite-utils")
    subprocess.run([program, "migrate", tmp_path / "a.db", migrations()], check=True, capture_output=True)
    with danvan_cli.open(tmp_path / "a.db", read_only=True) as archive:
        assert archive.count() == 0


def test_a_newer_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    danvan_cli.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('danvan', '9999_future')")
    for read_only in (True, False):
        with pytest.raises(BadArchive, match="newer"):
            danvan_cli.open(path, read_only=read_only)


def test_an_older_archive_is_migrated_after_a_copy_was_made(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, newer = tmp_path / "a.db", tmp_path / "newer"
    with danvan_cli.open(path) as archive:
        archive.ingest([str(record({"title": "Cũ", "text": TEXT}))])
    shutil.copytree(migrations(), newer)
    (newer / "9000_note.sql").write_text("CREATE TABLE note (text);\nINSERT INTO note VALUES ('a;b');\n")
    monkeypatch.setattr("danvan_cli.store.schema.migrations", lambda: newer)
    with pytest.raises(OldArchive):
        danvan_cli.open(path, read_only=True)
    with danvan_cli.open(path) as archive:
        assert archive.count("hội nghị") == 1
    assert list(Database(path)["note"].rows) == [{"text": "a;b"}]
    copy = Database(tmp_path / "a.db.before-9000_note")
    assert "note" not in copy.table_names()
    assert copy["article"].count == 1
    shutil.copy(tmp_path / "a.db.before-9000_note", path)  # someone goes back to the copy and works on
    monkeypatch.undo()
    with danvan_cli.open(path) as archive:
        archive.ingest([str(record({"title": "Mới", "text": f"{TEXT} Thêm nữa."}))])
    monkeypatch.setattr("danvan_cli.store.schema.migrations", lambda: newer)
    danvan_cli.open(path).close()
    assert Database(tmp_path / "a.db.before-9000_note-2")["article"].count == 2
    assert copy["article"].count == 1


def test_a_step_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, newer = tmp_path / "a.db", tmp_path / "newer"
    danvan_cli.open(path).close()
    shutil.copytree(migrations(), newer)
    (newer / "9000_bad.sql").write_text("CREATE TABLE note (text);\nINSERT INTO nowhere VALUES (1);\n")
    with monkeypatch.context() as patch:
        patch.setattr("danvan_cli.store.schema.migrations", lambda: newer)
        with pytest.raises(BadArchive):
            danvan_cli.open(path)
    assert "note" not in Database(path).table_names()
    danvan_cli.open(path, read_only=True).close()


@pytest.mark.parametrize(
    "content", [b"this is no database at all, only text" * 40, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(BadArchive):
            danvan_cli.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_a_schema_whose_words_are_damaged_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    danvan_cli.open(path).close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE site", b"CREATE TAB\xe1E site"))
    for read_only in (True, False):
        with pytest.raises(BadArchive, match="is damaged"):
            danvan_cli.open(path, read_only=read_only)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE songs (title)")
    with pytest.raises(BadArchive, match="not a danvan archive"):
        danvan_cli.open(path)


def test_reading_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        danvan_cli.open(tmp_path / "none.db", read_only=True)
    assert not list(tmp_path.iterdir())


def test_an_archive_in_a_folder_without_write_permission_is_read(record: Record) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "a.db"
        with danvan_cli.open(path) as archive:
            archive.ingest([str(record({"title": "Tin", "text": TEXT}))])
            assert archive.count("hội nghị") == 1
        path.chmod(0o444)
        path.parent.chmod(0o555)
        with ordinary_user():
            with danvan_cli.open(path, read_only=True) as archive:
                assert archive.count("hội nghị") == 1
            with pytest.raises(DanvanError):
                danvan_cli.open(path.with_name("new.db"))
        path.parent.chmod(0o755)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """The rights of somebody who is not root, whom no permission stops."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_log_that_cannot_be_read_is_no_empty_archive(record: Record) -> None:
    with TemporaryDirectory() as name:
        path, copy = Path(name) / "a.db", Path(name) / "b" / "a.db"
        with danvan_cli.open(path) as archive:
            archive.ingest([str(record({"title": "Tin", "text": TEXT}))])
            copy.parent.mkdir()
            for suffix in ("", "-wal"):  # as a process that was killed leaves them
                shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
                Path(f"{copy}{suffix}").chmod(0o444)
        path.parent.chmod(0o755)
        copy.parent.chmod(0o555)
        with ordinary_user(), pytest.raises(DanvanError, match=r"Part of .*a\.db is still in a\.db-wal"):
            danvan_cli.open(copy, read_only=True)
        copy.parent.chmod(0o755)


def test_where_there_are_no_links_the_faster_process_makes_the_archive(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"

    def other_process_first(*_: object) -> None:
        monkeypatch.undo()
        with danvan_cli.open(path) as other:
            other.ingest([str(record({"title": "Tin", "text": TEXT}))])
        raise PermissionError

    monkeypatch.setattr("os.link", other_process_first)
    with danvan_cli.open(path) as archive:
        assert archive.count() == 1
    monkeypatch.setattr("os.link", refused)
    danvan_cli.open(tmp_path / "b.db").close()
    assert pending(connect(tmp_path / "b.db", read_only=True), tmp_path / "b.db") == []
    assert sorted(file.name for file in tmp_path.iterdir() if "new" in file.name or "ingest" in file.name) == []


def refused(*_: object) -> None:
    raise PermissionError


def test_what_is_read_at_once_is_of_one_moment(tmp_path: Path, record: Record) -> None:
    path = tmp_path / "a.db"
    with danvan_cli.open(path) as writer, danvan_cli.open(path, read_only=True) as reader:
        writer.ingest([str(record({"title": "Tin", "text": TEXT, "published": "2020-02-05"}))])
        days = (f"2021-02-{day:02}" for day in range(1, 29))
        reads = 0

        def change(statement: str) -> None:
            nonlocal reads
            if statement.startswith("SELECT"):
                reads += 1
                writer.correct(1, published=next(days))

        reader._connection.set_trace_callback(change)
        (hit,) = reader.search("hội nghị", facets=True).hits
        reader._connection.set_trace_callback(None)
        assert reads > 3
        assert reader.article(hit.id).published != hit.date


def test_a_dump_is_of_one_moment_though_its_reader_writes(tmp_path: Path, record: Record) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record({"title": "Một", "text": TEXT}, {"title": "Hai", "text": TEXT + "Hai."}))])
        for article in archive.dump():
            archive.correct(2, title=f"{article['title']} đã sửa")
            assert "sửa" not in article["title"]
        assert archive.article(2).title == "Hai đã sửa"


@pytest.mark.parametrize("lost", [1, 4, 10, 300])
def test_bytes_without_their_end_are_damaged(lost: int) -> None:
    content = bytes(range(256)) * 20
    kept = compression.compressed(content, "chữ")
    assert compression.decompressed(kept, "chữ") == content
    with pytest.raises(zlib.error):
        compression.decompressed(kept[:-lost], "chữ")


def test_a_locked_archive_is_named(tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danvan_cli.store.connection.BUSY_MS", 50)
    path = tmp_path / "a.db"
    with danvan_cli.open(path) as archive:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedArchive):
            archive.ingest([str(record({"title": "Tin", "text": TEXT}))])
        other.execute("ROLLBACK")
        assert archive.ingest([str(record({"title": "Tin", "text": TEXT}))]).added == 1


def test_what_fails_within_a_batch_leaves_nothing_behind(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = record({"title": "Một", "text": TEXT}, {"title": "Hai", "text": TEXT + "Hai."})
    with danvan_cli.open(tmp_path / "a.db") as archive:
        monkeypatch.setattr("danvan_cli.store.index.index", None)  # the last act of a batch fails
        with pytest.raises(TypeError):
            archive.ingest([str(records)])
        monkeypatch.undo()
        assert archive.count() == 0
        assert archive.ingest([str(records)]).added == 2


def test_docids_are_ordered_by_date(tmp_path: Path, record: Record) -> None:
    days = ["2020-05-02", None, "2019", "2020-05-02", "2020-05", "2020-05-01", None]
    records = [
        {"title": f"Tin {n}", "text": f"{TEXT} {n}"} | ({"published": d} if d else {}) for n, d in enumerate(days)
    ]
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record(*records))])
        newest = [hit.date for hit in archive.search(sort="newest").hits]
        assert newest[:4] == ["2020-05-02", "2020-05-02", "2020-05-01", "2020-05"]
        assert archive.search(sort="oldest").hits[-1].date == "2020-05-02"
        assert archive.count(date="2020-05") == 4
        assert archive.count(since="2019", until="2019") == 1
        assert archive.count() == 7


def test_an_article_keeps_its_place_within_its_day(tmp_path: Path, record: Record) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([str(record({"text": TEXT, "published": "2020"}, {"text": TEXT + "Hai.", "published": ""}))])

        def places() -> list[int]:
            return [docid for (docid,) in archive._connection.execute("SELECT docid FROM article ORDER BY number")]

        before = places()
        archive.correct(1, published="2020-01")
        archive.correct(2, title="Hai")
        assert places() == before == [docids.first_of(date(2020, 1, 1)), -1]
        archive.correct(1, published="2020-01-02")
        assert places() == [docids.first_of(date(2020, 1, 2)), -1]
        assert archive.faults() == []


def test_docid_range() -> None:
    low, high = docids.docid_range(date(2020, 5, 1), date(2020, 5, 31))
    assert low == docids.first_of(date(2020, 5, 1))
    assert high == docids.first_of(date(2020, 6, 1)) - 1
    assert docids.docid_range(None, date(2020, 5, 1))[0] == 0


def test_a_full_day_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    danvan_cli.open(path).close()
    db = connect(path, read_only=False)
    db.execute("PRAGMA foreign_keys = off")
    row = "INSERT INTO article (docid, source, title, body, fingerprint, extractor) VALUES (?, 1, '', 'x', 1, '0')"
    db.execute(row, (docids.first_of(date(2020, 1, 1)) + docids.LAST_PLACE,))
    with pytest.raises(DanvanError, match="2020-01-01"):
        docids.docid_for(db, "2020-01-01")
    assert docids.docid_for(db, "2020-01-02") == docids.first_of(date(2020, 1, 2))


def test_the_index_can_be_checked_and_rebuilt(samples_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    shutil.copy(samples_db, path)
    db = connect(path, read_only=False)
    check = "INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)"
    db.execute(check)
    db.execute("INSERT INTO article_terms (article_terms, rank) VALUES ('integrity-check', 1)")
    db.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")
    db.execute(check)
    assert not pending(db, path)
    db.execute("UPDATE article SET body = body || ' thêm' WHERE number = 1")
    with pytest.raises(sqlite3.DatabaseError):
        db.execute(check)


def test_merged_indexes_find_the_same(tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    with danvan_cli.open(tmp_path / "a.db") as archive:
        for n in range(3):
            archive.ingest([str(record({"title": f"Tin {n}", "text": f"{TEXT} {n}"}, name=f"{n}.jsonl"))])
        db = archive._connection
        parts = "SELECT count(DISTINCT segid) FROM article_terms_idx"
        assert db.execute(parts).fetchone() == (3,)
        index.merge(db, 3)  # too few to be worth it
        assert db.execute(parts).fetchone() == (3,)
        monkeypatch.setattr(index, "MANY", 1)
        index.merge(db, 3)
        assert db.execute(parts).fetchone() == (1,)
        for table in index.INDEXES:
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        assert archive.count("tin") == 3
        assert archive.count('"tin 1"') == 1


TURNS = """
import os, sqlite3, sys
from pathlib import Path
from danvan_cli.store.turns import turn
connection, inside = sqlite3.connect(sys.argv[1]), Path(sys.argv[1] + ".inside")
for _ in range(100):
    with turn(connection, None):
        os.close(os.open(inside, os.O_CREAT | os.O_EXCL))  # an error where another is inside
        inside.unlink()
"""


def test_of_several_processes_one_at_a_time_has_its_turn(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TURNS, str(tmp_path / "a.db")]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(5)]
    assert [(one.communicate()[1], one.returncode) for one in processes] == [(b"", 0)] * 5
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
