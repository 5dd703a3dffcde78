"""Tables of .xlsx, Parquet and SQLite files: rows that are articles, addresses, damaged and hostile files."""

import datetime
import io
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import danvan_cli
from danvan_cli.models import Document, Given, Refusal
from danvan_cli.readers import package
from danvan_cli.readers.inputs import Input, find
from danvan_cli.readers.read import read
from danvan_cli.readers.records import record
from tests.office_files import packed

TEXT = "Ngày 12/5, Hội Nông dân xã Nà Ngần trao 20 suất quà."
DAY = datetime.date(2021, 5, 12)

Row = list[Any]
Write = Callable[[Path, list[Row]], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def workbook(path: Path, *sheets: list[Row]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet(f"Quý {len(book.worksheets) + 1}")
        for row in rows:
            sheet.append(row)
    book.save(path)


def database(path: Path, rows: list[Row], table: str = "bài") -> None:
    columns = ", ".join(map(quoted, rows[0]))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE {quoted(table)} ({columns})")
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({places})", map(plain, rows[1:]))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def plain(row: Row) -> Row:
    return [cell.isoformat() if isinstance(cell, datetime.date) else cell for cell in row]


def parquet(path: Path, rows: list[Row]) -> None:
    firsts = [next((cell for cell in cells if cell is not None), None) for cells in zip(*rows[1:], strict=True)]
    kinds = [KINDS[type(first)] for first in firsts] or ["VARCHAR"] * len(rows[0])
    columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(rows[0], kinds, strict=True))
    with closing(duckdb.connect()) as connection:
        connection.execute(f"CREATE TABLE t ({columns})")
        for row in rows[1:]:
            connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


KINDS = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", datetime.date: "DATE", bytes: "BLOB", type(None): "VARCHAR"}
WRITERS: dict[str, Write] = {"a.xlsx": workbook, "a.db": database, "a.parquet": parquet}
every_format = pytest.mark.parametrize("name", WRITERS)
of_programs = pytest.mark.parametrize("name", ["a.db", "a.parquet"])  # with larger cells, and told by their bytes


def found_in(name: str) -> list[Document | Refusal]:
    return [found for item in find([name]) if isinstance(item, Input) for found in read(item)]


def documents(name: str) -> list[Document]:
    found = found_in(name)
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def why(name: str) -> str:
    (refusal,) = found_in(name)
    assert isinstance(refusal, Refusal)
    return refusal.reason


# ---------------------------------------------------------------- rows


@every_format
def test_a_row_is_an_article_with_what_the_user_gave(name: str) -> None:
    columns = [" Text", "TITLE", "published", "province", "id", "người gửi"]
    WRITERS[name](Path(name), [columns, [TEXT, "Trao quà", DAY, "Lai Châu", 17, "A"]])
    (document,) = documents(name)
    assert document.text == TEXT
    assert document.whole
    assert document.given == Given(title="Trao quà", published="2021-05-12", province="Lai Châu", id="17")
    assert json.loads(document.content) == {
        "text": TEXT, "title": "Trao quà", "published": "2021-05-12", "province": "Lai Châu", "id": 17, "người gửi": "A"
    }  # fmt: skip
    place = "!/bài#17" if name == "a.db" else "#17"
    assert document.source.uri == f"{name}{place}"
    assert document.location == f"{Path(name).resolve().as_posix()}{place}"


@every_format
def test_what_is_stored_of_a_row_can_be_read_again(name: str) -> None:
    WRITERS[name](Path(name), [["url", "text", "published"], ["http://a.vn/1", TEXT, DAY], [None, TEXT + "!", None]])
    for number, document in enumerate(documents(name), 1):
        source = document.source
        again = record(name, number, document.content, source.format, source.encoding)
        assert (again.text, again.given, again.content) == (document.text, document.given, document.content)
        assert again.source.sha256 == source.sha256


@every_format
def test_bad_rows_are_refused_by_their_number_and_others_go_on(name: str) -> None:
    rows = [["text", "published"], [TEXT, None], [None, "2021"], ["a", "hôm qua"], [None, None], [TEXT + "?", "2021"]]
    WRITERS[name](Path(name), rows)
    found = found_in(name)
    first = 2 if name == "a.xlsx" else 1  # people see the line of the names as row 1
    assert [one.reason if isinstance(one, Refusal) else one.text for one in found] == [
        TEXT,
        "no text",
        "published is not a date: hôm qua",
        TEXT + "?",
    ]
    place = "!/bài" if name == "a.db" else ""
    assert [getattr(one, "uri", None) or one.source.uri for one in found] == [  # type: ignore[union-attr]
        f"{name}{place}#row={number}" for number in (first, first + 1, first + 2, first + 4)
    ]


@pytest.mark.parametrize(
    ("cell", "id"), [(7.0, "7"), (float("nan"), None), (b"x7", "x7"), (b"\xff", None), ("", None), (2**40, str(2**40))]
)
@of_programs
def test_cells_of_programs(name: str, cell: object, id: str | None) -> None:
    WRITERS[name](Path(name), [["text", "id"], [TEXT, cell]])
    assert documents(name)[0].given.id == id


@every_format
def test_a_file_without_texts_or_rows_is_refused(name: str) -> None:
    WRITERS[name](Path(name), [["body", "id"], ["a", 1]])
    assert why(name) == 'no column is named "text"'
    Path(name).unlink()
    WRITERS[name](Path(name), [["text", "id"]])
    assert why(name) == "no records in it"


@of_programs
def test_a_row_larger_than_a_text_is_refused(name: str) -> None:
    WRITERS[name](Path(name), [["text"], ["a" * 300_001], ["b"]])
    assert [getattr(one, "reason", "") or one.text for one in found_in(name)] == [  # type: ignore[union-attr]
        "a line of 300001 characters is not an article", "b"
    ]  # fmt: skip


@of_programs
def test_tables_are_read_from_the_standard_input(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    WRITERS[name](Path(name), [["text"], [TEXT]])
    content = Path(name).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    (document,) = read(Input("-", None))
    assert isinstance(document, Document)
    assert document.text == TEXT


@every_format
def test_an_archive_takes_the_rows_in_once(name: str) -> None:
    WRITERS[name](Path(name), [["text", "id"], *([f"{TEXT} Số {n}.", n] for n in range(9))])
    with danvan_cli.open("kho.danvan") as archive:
        assert archive.ingest([name]).added == 9
        assert archive.ingest([name]).unchanged == 9


# ---------------------------------------------------------------- .xlsx


def test_every_sheet_with_texts_is_read_and_named() -> None:
    last = [[], ["id", "text"], [1, TEXT + "!"], [None, TEXT + "?"]]
    workbook(Path("a.xlsx"), [["text", "id"], [TEXT, 1]], [["ghi chú"], ["x"]], [], last)
    found = documents("a.xlsx")
    assert [one.source.uri for one in found] == ["a.xlsx!/Quý 1#1", "a.xlsx!/Quý 4#1", "a.xlsx!/Quý 4#row=4"]
    assert len({one.location for one in found}) == 3


def test_days_and_line_breaks_of_excel() -> None:
    moment = datetime.datetime(2021, 5, 12, 8, 30)
    workbook(Path("a.xlsx"), [["text", "published", "khác"], [f"{TEXT}_x000D_\nHai", moment, datetime.time(8, 30)]])
    (document,) = documents("a.xlsx")
    assert document.text == f"{TEXT}\nHai"
    assert document.given.published == "2021-05-12"
    assert json.loads(document.content)["khác"] == "08:30:00"


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{SPACE}"><sheetData>{{}}</sheetData></worksheet>'
CELL = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'


def with_sheet(sheet: str) -> bytes:
    """A workbook whose only sheet is written by hand."""
    workbook(Path("base.xlsx"), [["text"]])
    parts = package.opened(Path("base.xlsx").read_bytes())
    content = {name: parts.read(name) for name in parts.namelist()}
    return packed({**content, "xl/worksheets/sheet1.xml": sheet})


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(10))


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ("", "a damaged spreadsheet"),
        (SHEET.format(CELL.format(1, "text") + "<row>"), "a damaged spreadsheet"),
        (f"<!DOCTYPE worksheet [{LAUGHS}]>" + SHEET.format(CELL.format(1, "&l9;")), "a damaged spreadsheet"),
        ('<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + SHEET.format(CELL.format(1, "&f;")),
         "a damaged spreadsheet"),
        (SHEET.format(CELL.format(999_999_999, "text")), 'no column is named "text"'),
        (SHEET.format('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'), "a damaged spreadsheet"),
    ],
)  # fmt: skip
def test_hostile_spreadsheets(sheet: str, reason: str) -> None:
    Path("a.xlsx").write_bytes(with_sheet(sheet))
    assert why("a.xlsx").startswith(reason)


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.xlsx").write_bytes(with_sheet(SHEET.format(CELL.format(1, "a" * 1_000_000))))
    monkeypatch.setattr(package, "MAX_FILE", 1_000_000)
    assert why("a.xlsx") == "unpacks to more than 1 MB"
    monkeypatch.setattr(package, "MAX_PART", 1_000_000)
    assert why("a.xlsx") == "xl/worksheets/sheet1.xml unpacks to more than 1 MB"


# ---------------------------------------------------------------- SQLite


def test_all_tables_with_texts_are_read() -> None:
    database(Path("a.db"), [["text", "id"], [TEXT, 1]])
    database(Path("a.db"), [["nội dung"], ["x"]], table="khác")
    database(Path("a.db"), [['Te"xt', "TEXT", "id"], ["x", TEXT + "!", 1]], table='b"; DROP TABLE x; --')
    found = documents("a.db")
    assert [one.source.uri for one in found] == ["a.db!/bài#1", 'a.db!/b"; DROP TABLE x; --#1']
    assert len({one.location for one in found}) == 2


def test_a_database_is_read_without_a_trace(folder: Path) -> None:
    with closing(sqlite3.connect("a.db")) as connection:
        connection.execute("PRAGMA journal_mode = wal")
    database(Path("a.db"), [["text"], [TEXT]])
    Path("a.db").chmod(0o400)
    before = sorted(folder.iterdir())
    assert documents("a.db")[0].text == TEXT
    assert sorted(folder.iterdir()) == before


def test_a_database_that_is_being_written_is_refused() -> None:
    with closing(sqlite3.connect("a.db")) as connection, connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE t (text)")
        assert why("a.db") == "its newest rows are still in a.db-wal; close the program that writes it"


def test_nothing_that_a_database_defines_is_run() -> None:
    database(Path("a.db"), [["text"], [TEXT]])
    with closing(sqlite3.connect("a.db")) as connection, connection:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
        connection.execute(f"CREATE VIEW v AS {endless} SELECT i AS text FROM n")
        connection.execute("CREATE TABLE g (id, text AS (hex(zeroblob(id))))")
        connection.execute("INSERT INTO g VALUES (9)")
        connection.execute("CREATE VIRTUAL TABLE f USING fts5 (text)")
    assert [one.source.uri for one in documents("a.db")] == ["a.db!/bài#row=1"]


def test_an_archive_of_danvan_is_named(samples_db: Path) -> None:
    assert why(str(samples_db)) == "an archive of danvan; danvan search --db FILE searches it"


def test_databases_in_folders_are_skipped() -> None:
    Path("thư mục").mkdir()
    database(Path("thư mục/a.sqlite3"), [["text"], [TEXT]])
    assert list(find(["thư mục"])) == [
        Refusal(
            uri="thư mục/a.sqlite3",
            reason="a database in a folder; name the file to read its tables",
            outcome="skipped",
        )
    ]
    assert len(documents("thư mục/a.sqlite3")) == 1


# ---------------------------------------------------------------- Parquet


def test_a_path_is_no_pattern_and_its_folders_are_no_columns(folder: Path) -> None:
    inside = folder / "text=x"
    inside.mkdir()
    parquet(inside / "a.parquet", [["text"], [TEXT]])
    (inside / "a.parquet").rename(inside / "[a]*?.parquet")
    parquet(inside / "a.parquet", [["text"], [TEXT + "!"]])
    parquet(inside / "b.parquet", [["id"], [TEXT + "!"]])
    assert [one.text for one in documents(f"{inside}/[a]*?.parquet")] == [TEXT]
    assert why(f"{inside}/b.parquet") == 'no column is named "text"'


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, library, extra in (("a.parquet", "duckdb", "parquet"), ("a.xlsx", "openpyxl", "xlsx")):
        WRITERS[name](Path(name), [["text"], [TEXT]])
        monkeypatch.setitem(sys.modules, library, None)
        assert why(name) == f'{extra.upper()} files need {library}; install it: pip install "danvan[{extra}]"'


# ---------------------------------------------------------------- damaged files


@every_format
def test_what_is_no_such_file_is_refused(name: str) -> None:
    WRITERS[name](Path(name), [["text"], [TEXT]])
    content = Path(name).read_bytes()
    for damaged in (TEXT.encode(), content[: len(content) // 2], content[:100], content[-50:]):
        Path(name).write_bytes(damaged)
        assert "fault" not in why(name)


@cache
def table(name: str) -> bytes:
    """One table for all examples: the time at which it is made stands in some formats."""
    WRITERS[name](Path(name), [["text", "id"], [TEXT, 1], [TEXT * 20, 2]])
    return Path(name).read_bytes()


@every_format
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(data=st.data())
def test_damaged_tables_give_documents_or_refusals(name: str, data: st.DataObject) -> None:
    content = bytearray(table(name))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    Path(name).write_bytes(content)
    found = found_in(name)
    assert found
    assert not any("fault of danvan" in one.reason for one in found if isinstance(one, Refusal)), found
