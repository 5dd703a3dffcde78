"""A pile of files of all formats, good and bad: what becomes of each, and that nothing is lost or taken twice."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import run_danvan
from tests.pile import make

pytest.importorskip("openpyxl", reason="needs the extra xlsx")
pytest.importorskip("duckdb", reason="needs the extra parquet")
pytest.importorskip("pypdfium2", reason="needs the extra pdf")

ADDED = """
01 văn bản.txt
02 đánh dấu.md
03 trang.html
04 không đuôi
05 TCVN3.txt
06 VNI.txt
07 VPS.txt
08 windows-1258.txt
09 UTF-8 hai lần.txt
10 UTF-16.txt
11 NFD.txt
12 bản ghi.jsonl#12
12 bản ghi.jsonl#13
13 bản ghi hỏng.jsonl#14
14 danh sách.json#15
14 danh sách.json#16
15 bảng.csv#17
16 công văn.docx
17 công văn.odt
18 báo in.pdf
19 thư.eml!/bài.docx
20 hộp thư.mbox!/23@b.example
20 hộp thư.mbox!/24@b.example
21 trang đã lưu.mht
22 kho.zip!/a.txt
22 kho.zip!/b/c.html
22 kho.zip!/e.zip!/f.txt
23 kho.tar.gz!/a.txt
23 kho.tar.gz!/b.html
24 nén.txt.gz
25 nén.html.bz2
26 nén.txt.xz
https://a.example.vn/35
https://a.example.vn/36
https://a.example.vn/37
https://b.example.vn/38
https://b.example.vn/39
32 in lại.txt
44 thoát.zip!/c.txt
47 màu.txt
49 bảng.xlsx#46
50 bảng.parquet#47
"""
REFUSED = {
    "03 trang_files": "skipped: the parts of a saved page",
    "13 bản ghi hỏng.jsonl#line=2": "failed: not JSON: Expecting value, character 10",
    "13 bản ghi hỏng.jsonl#line=3": "failed: no text",
    "19 thư.eml": "skipped: a covering letter; what is attached is read",
    "19 thư.eml!/ảnh.jpg": "skipped: .jpg files hold no article",
    "22 kho.zip!/b/d.css": "skipped: .css files hold no article",
    "33 trống.txt": "failed: the file is empty",
    "34 ảnh.jpg": "skipped: .jpg files hold no article",
    "35 nhị phân.txt": "failed: not text: binary data",
    "36 ảnh chụp.pdf": "failed: a scanned PDF: 1 of its 1 pages are pictures; run OCR over it first",
    "37 khóa.pdf": "failed: behind a password; save it anew without one",
    "38 dở dang.pdf": "failed: not a PDF file that can be read: Failed to load document (PDFium: Data format error).",
    "39 dở dang.zip": "failed: broken: the list of files at its end is missing",
    "40 dở dang.docx": "failed: not an Office file, or a damaged one: File is not a zip file",
    "41 đời cũ.doc": "failed: old Word files are not read; save the file as .docx",
    "42 trang chủ.html": "failed: a list of 30 links",
    "43 bom.zip!/a.txt": "failed: far more comes out of it than went in; what is behind that was not read",
    "44 thoát.zip!/../../a.txt": "failed: a name that leads out of the archive",
    "44 thoát.zip!//etc/b.txt": "failed: a name that leads out of the archive",
    "45 cười.docx": "failed: it declares a document type, as no Office program does",
    "46 sâu.html": "failed: no text",
    "48 bảng.sqlite": "skipped: a database in a folder; name the file to read its tables",
    "vòng": "failed: a link back to a folder that is being read",
}
BECOMES = dict.fromkeys(ADDED.strip().split("\n"), "added") | REFUSED
BECOMES |= {"30 chép.txt": "unchanged", "31 chép.html": "duplicate"}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "đống bài"
    folder.mkdir()
    make(folder)
    return folder


def taken_in(pile: Path, db: Path) -> Counter[str]:
    told = json.loads(run_danvan("ingest", "--json", str(pile), db=db).stdout)
    return Counter({name: count for name, count in told.items() if isinstance(count, int) and name != "schema"})


def ledger(pile: Path, db: Path) -> dict[str, str]:
    lines = map(json.loads, run_danvan("ledger", "--jsonl", db=db).stdout.splitlines())
    return {
        one["address"].removeprefix(f"{pile.resolve()}/"): ": ".join(filter(None, (one["outcome"], one["reason"])))
        for one in lines
    }


def test_each_of_forty_files_and_more_becomes_what_it_is(pile: Path, tmp_path: Path) -> None:
    assert len([path for path in pile.iterdir() if path.is_file()]) >= 40
    db = tmp_path / "archive.db"
    first = taken_in(pile, db)
    assert ledger(pile, db) == BECOMES
    outcomes = Counter(outcome.partition(":")[0] for outcome in BECOMES.values())
    assert first == outcomes | Counter(inputs=outcomes.total())
    kept = outcomes["added"] + outcomes["unchanged"] + outcomes["duplicate"]
    refused = Counter(skipped=outcomes["skipped"], failed=outcomes["failed"])
    assert taken_in(pile, db) == refused | Counter(inputs=outcomes.total(), unchanged=kept)
    assert ledger(pile, db) == BECOMES
    assert run_danvan("verify", db=db).returncode == 0
    assert not (tmp_path.parent / "a.txt").exists()
