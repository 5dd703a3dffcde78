"""An input -> its documents: formats, bounds, what is refused, pipes."""

import io
import os
import sys
import threading
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan_cli.models import Document, Refusal
from danvan_cli.readers import bounds
from danvan_cli.readers.formats import FORMATS
from danvan_cli.readers.inputs import Input, find
from danvan_cli.readers.read import read

TEXT = "Xã Tân Lập ra mắt tổ dân vận.\nNgày 3/6, 12 hộ hiến 400 m2 đất."
PAGE = f"<!DOCTYPE html><title>Tổ dân vận</title><h1>Tổ dân vận ở Tân Lập</h1><p>{TEXT}</p><p>{TEXT * 3}</p>"
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX systems")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read_file(name: str, content: bytes) -> list[Document | Refusal]:
    Path(name).write_bytes(content)
    return [found for item in find([name]) if isinstance(item, Input) for found in read(item)]


def one(name: str, content: bytes) -> Document:
    (document,) = read_file(name, content)
    assert isinstance(document, Document), document
    return document


def why(name: str, content: bytes) -> str:
    (refusal,) = read_file(name, content)
    assert isinstance(refusal, Refusal)
    assert (refusal.uri, refusal.outcome) == (name, "failed")
    return refusal.reason


def test_a_document_tells_its_source() -> None:
    content = TEXT.encode("utf-16")
    source = one("bài viết.txt", content).source
    assert (source.uri, source.format, source.encoding) == ("bài viết.txt", "txt", "utf-16-le")
    assert source.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.txt", TEXT, "txt"),
        ("a.TXT", TEXT, "txt"),
        ("a.txt", '{"text": "a"}', "txt"),
        ("a.md", TEXT, "md"),
        ("a.csv", "text\nb\n", "csv"),
        ("a.tsv", "id\ttext\n1\tb\n", "csv"),
        ("a.jsonl", '{"text": "a"}', "jsonl"),
        ("a.ndjson", '{"text": "a"}', "jsonl"),
        ("a.htm", PAGE, "html"),
        ("a", PAGE, "html"),
        ("a", TEXT, "txt"),
        ("a.2021", TEXT, "txt"),
        ("a", "<<Dân vận khéo>> ở xã", "txt"),
        ("a", '\ufeff \n{"text": "a"}', "jsonl"),
        ("a", '[\n  {"text": "a"}\n]', "json"),
        ("a", "[Tin ảnh] Ra mắt tổ dân vận", "txt"),
    ],
)
def test_the_format_is_told_by_the_suffix_else_by_the_content(name: str, content: str, format: str) -> None:
    assert one(name, content.encode()).source.format == format


@pytest.mark.parametrize("suffix", [*FORMATS, ""])
def test_an_empty_file_is_refused(suffix: str) -> None:
    assert why(f"a{suffix}", b"") == "the file is empty"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b" \r\n\t\n", "the file is empty"),
        ("a.md", b"\xef\xbb\xbf\n", "the file is empty"),
        ("a.html", b"<html><body></body></html>", "no text"),
        ("a.jsonl", b"\n \n", "no records in it"),
        ("a.csv", b"id,text\n", "no records in it"),
        ("a.csv", b"id,title\n1,b\n", 'no column is named "text"'),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "not text: binary data"),
        ("a", bytes(range(256)), "not text: binary data"),
        ("a.csv", bytes(range(256)), "not text: binary data"),
        ("a.txt", b"a" * 300_001, "a line of 300001 characters is not an article"),
        ("a.md", b"a" * 300_001, "a line of 300001 characters is not an article"),
        ("a.txt", b"a\n" * 250_001, "a text of 500002 characters is not an article"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "old Word files are not read; save the file as .docx"),
        ("a.rtf", b"{\\rtf1}", "old Word files are not read; save the file as .docx"),
        ("a.DOCX", b"PK", "not an Office file, or a damaged one: File is not a zip file"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "behind a password, or an old Office file by another name; save it anew"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "such spreadsheets are not read; save the file as .xlsx or .csv"),
        ("a.ods", b"PK", "such spreadsheets are not read; save the file as .xlsx or .csv"),
        ("a.pptx", b"PK", "presentations are not read yet; save its text as .txt"),
        ("a.eml", b"From: a", "no text"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "e-mails of Outlook are not read yet; save the file as .eml"),
        ("a.mhtml", b"From: a", "no page in it"),
        ("a.epub", b"PK", "books are not read yet; save its text as .txt"),
        ("a.json", b"[]", "no records in it"),
        ("a.zip", b"PK", "broken: the list of files at its end is missing"),
        ("a.rar", b"Rar!", ".rar files are not read; unpack it first"),
    ],
)
def test_what_is_refused(name: str, content: bytes, reason: str) -> None:
    assert why(name, content) == reason


def office(*names: str, mimetype: str = "") -> bytes:
    """A zip archive with the files by which an office document is known."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in ("mimetype",) * bool(mimetype) + names:
            archive.writestr(name, mimetype if name == "mimetype" else "<x/>")
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
WORD = "old Word files are not read; save the file as .docx"
SPREADSHEET = "such spreadsheets are not read; save the file as .xlsx or .csv"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a", OLE, "files of old office programs are not read; save the file as .docx or .xlsx"),
        ("a.doc", OLE, WORD),
        ("a", b"{\\rtf1\\ansi}", WORD),
        ("a.doc", b"{\\rtf1\\ansi}", f"not what its name says: {WORD}"),
        ("a.docx", office("[Content_Types].xml", "word/document.xml"), "no text"),
        ("a", office("[Content_Types].xml", "word/document.xml"), "no text"),
        ("a.zip", office("[Content_Types].xml", "word/document.xml"), "no text"),
        ("a", office("ppt/presentation.xml"), "presentations are not read yet; save its text as .txt"),
        ("a", office(mimetype="application/epub+zip"), "books are not read yet; save its text as .txt"),
        ("a", office("content.xml", mimetype=OPEN_DOCUMENT + "text"), "no text"),
        ("a", office(mimetype=OPEN_DOCUMENT + "spreadsheet"), SPREADSHEET),
        ("a.csv", b"Rar!\x1a\7\0", "not what its name says: .rar files are not read; unpack it first"),
        ("a", b"7z\xbc\xaf\x27\x1c\0", ".7z files are not read; unpack it first"),
    ],
)
def test_what_is_not_read_is_known_by_its_bytes(name: str, content: bytes, reason: str) -> None:
    assert why(name, content) == reason


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.doc", PAGE.encode(), "html"),
        ("a.xls", b"\xef\xbb\xbf\n" + PAGE.encode(), "html"),
        ("a.pdf", PAGE.encode("utf-16"), "html"),
        ("a.txt", PAGE.encode(), "txt"),
        ("a", b"Subject: a\nMessage-ID: <1@b>\n\n" + TEXT.encode(), "eml"),
        ("a", b"Subject: a\n\n" + TEXT.encode(), "txt"),
    ],
)
def test_what_is_read_is_known_by_its_bytes_where_its_name_cannot_be_right(
    name: str, content: bytes, format: str
) -> None:
    assert one(name, content).source.format == format


def test_texts_at_the_bounds_are_read() -> None:
    assert len(one("a.txt", b"a" * 300_000).text) == bounds.MAX_LINE
    assert len(one("b.txt", b"a\n" * 250_000).text) == bounds.MAX_TEXT


def test_large_files_are_refused_unless_they_hold_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_FILE", 1_000_000)
    lines = b'{"text": "a"}\n' * 80_000
    assert why("a.txt", lines) == "larger than 1 MB"
    assert sum(isinstance(found, Document) for found in read_file("a.jsonl", lines)) == 80_000


def test_a_file_that_vanished_or_became_a_folder_is_refused() -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT, encoding="utf-8")
    gone, folder = find(["a.txt", "b.txt"])
    Path("a.txt").unlink()
    Path("b.txt").unlink()
    Path("b.txt").mkdir()
    assert isinstance(gone, Input)
    assert isinstance(folder, Input)
    assert list(read(gone)) == [Refusal(uri="a.txt", reason="no such file or folder")]
    assert list(read(folder)) == [Refusal(uri="b.txt", reason="Is a directory")]


@pytest.mark.parametrize(
    ("content", "format"), [(TEXT, "txt"), ('{"text": "a"}\n', "jsonl"), ("\n", None)], ids=["text", "records", "blank"]
)
def test_the_standard_input_is_read_and_stays_open(
    content: str, format: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(content.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (found,) = read(Input("-", None))
    if isinstance(found, Document):
        assert found.source.format == format
        assert found.source.uri.split("#")[0] == "-"
    else:
        assert found == Refusal(uri="-", reason="the file is empty")
    assert not stdin.closed
    assert stdin.buffer.read() == b""


def test_a_standard_input_that_is_closed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert list(read(Input("-", None))) == [Refusal(uri="-", reason="the standard input is closed")]


@POSIX
@pytest.mark.parametrize("name", ["ống", "ống.jsonl"])
def test_a_pipe_that_is_named_is_read(name: str) -> None:
    os.mkfifo(name)
    writer = threading.Thread(target=lambda: Path(name).write_bytes(b'{"text": "a"}\n' * 50_000))
    writer.start()
    (item,) = find([name])
    assert isinstance(item, Input)
    assert sum(isinstance(found, Document) for found in read(item)) == 50_000
    writer.join()


@POSIX
def test_the_shell_s_process_substitution_is_read() -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, TEXT.encode())
    os.close(write_end)
    (item,) = find([f"/dev/fd/{read_end}"])
    assert isinstance(item, Input)
    (document,) = read(item)
    os.close(read_end)
    assert isinstance(document, Document)
    assert document.text == TEXT


def test_a_fault_of_a_parser_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Document:
        raise RuntimeError("too deep")

    monkeypatch.setattr("danvan_cli.readers.text.read", fail)
    assert why("a.txt", b"a") == "a fault of danvan (RuntimeError: too deep); please report it"


def test_reading_may_stop_in_the_middle() -> None:
    Path("a.jsonl").write_bytes(b'{"text": "a"}\n' * 10)
    (item,) = find(["a.jsonl"])
    assert isinstance(item, Input)
    documents = read(item)
    next(documents)
    documents.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([*FORMATS, "", ".xyz"]),
    st.sampled_from([b"", b"\xff\xfe", b"text\n", b"{"]),
)
def test_any_bytes_give_documents_or_refusals(content: bytes, suffix: str, head: bytes) -> None:
    found = read_file(f"a{suffix}", head + content)
    assert found
    for one_found in found:
        if isinstance(one_found, Document):
            assert one_found.text.encode().strip()
            assert one_found.source.encoding
        else:
            assert "fault" not in one_found.reason
