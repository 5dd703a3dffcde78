"""Archives of crawled sites -> their pages."""

import gzip
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import danvan_cli
from danvan_cli.models import Document, Refusal
from danvan_cli.readers import packed, warc
from danvan_cli.readers.read import read_content

TEXT = "Xã Tân Lập ra mắt tổ dân vận khéo. Ngày 3/6/2021, 12 hộ hiến 400 m2 đất làm đường liên thôn."
PAGE = f"<title>Tin</title><h1>Tổ dân vận ở Tân Lập</h1><p>{TEXT}</p><p>{TEXT * 3}</p>".encode()
HTML = "text/html; charset=utf-8"


def record(address: str, block: bytes, kind: str = "response", type: str = "application/http") -> bytes:
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-06-04T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {type}\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def answer(body: bytes, *headers: str, type: str = HTML, status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join([status, f"Content-Type: {type}", *headers, "", ""]).encode() + body


def page(number: int, body: bytes = PAGE, *headers: str, **kinds: str) -> bytes:
    return record(f"https://a.example.vn/{number}", answer(body, *headers, **kinds))


def told(content: bytes, name: str = "a.warc") -> list[str]:
    found = read_content(name, content)
    return [f"{f.uri}: {f.outcome}: {f.reason}" if isinstance(f, Refusal) else f.source.uri for f in found]


INFO = record("", b"software: x\r\n", "warcinfo", "application/warc-fields")
LAST = record("http://a.vn/b.txt", TEXT.encode(), "resource", "text/plain")
ARCHIVE = INFO + b"".join(page(n) for n in range(3)) + LAST


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a"])
def test_pages_are_read_at_their_own_addresses(name: str) -> None:
    records = ARCHIVE.split(b"WARC/1.0")[1:]
    members = b"".join(gzip.compress(b"WARC/1.0" + one) for one in records)
    *documents, refusal = read_content(name, members if name.endswith("gz") else ARCHIVE)
    first, *_others, last = documents
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert first.content == PAGE
    assert (first.source.uri, first.source.format) == ("https://a.example.vn/0", "html")
    assert (first.location, first.site) == ("https://a.example.vn/0", "a.example.vn")
    assert first.owner[0] == "a.example.vn"
    assert (last.source.uri, last.source.format, last.text) == ("http://a.vn/b.txt", "txt", TEXT)
    assert refusal == Refusal(uri=name, reason="1 record that holds no page or text", outcome="skipped")


CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
PACKED = zlib.compress(PAGE)


@pytest.mark.parametrize(
    "block",
    [
        answer(CHUNKED, "Transfer-Encoding: chunked"),
        answer(PAGE, "Transfer-Encoding: chunked"),
        answer(gzip.compress(PAGE), "Content-Encoding: gzip"),
        answer(PACKED, "Content-Encoding: deflate"),
        answer(PAGE, "Content-Encoding: gzip", "Content-Length: 30"),
        answer(PAGE, "Content-Length: 99999999"),
        answer(PAGE, status="HTTP/2 200"),
        answer(PAGE).replace(b"\r\n", b"\n"),
        answer(PAGE, type="TEXT/HTML"),
    ],
    ids=["chunked", "joined", "gzip", "deflate", "unpacked", "longer", "http2", "newlines", "capitals"],
)
def test_the_ways_in_which_servers_send_a_page(block: bytes) -> None:
    (document,) = read_content("a.warc", record("<http://a.example.vn/1>", block))
    assert isinstance(document, Document)
    assert (document.content, document.source.uri) == (PAGE, "http://a.example.vn/1")


def test_what_is_no_page_is_one_line() -> None:
    content = b"".join(
        [
            *(page(n, b"\x89PNG", type="image/png") for n in range(50)),
            page(1, status="HTTP/1.1 404 Not Found"),
            page(2, status="HTTP/1.1 301 Moved"),
            page(3, status="junk"),
            record("http://a.vn/4", answer(PAGE), "revisit"),
            record("http://a.vn/5", b"GET / HTTP/1.1\r\n\r\n", "request"),
            record("dns:a.vn", b"a.vn", "response", "text/dns"),
            record("urn:x", PAGE, "resource", "text/html"),
            page(6, status="HTTP/1.1 200 OK\r\nX: " + "y" * 70_000),
        ]
    )
    assert told(content) == ["a.warc: skipped: 58 records that hold no page or text"]


def test_pages_that_are_no_articles_fail_each_with_its_address() -> None:
    found = told(page(1, b"<p>Trang"), "x.warc") + told(page(2, PAGE, "Content-Encoding: br"))
    assert found == [
        "https://a.example.vn/1: failed: no text",
        "https://a.example.vn/2: failed: packed as br, which is not read",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (page(1) + page(2)[:-50], "broken: it ends in the middle of a record"),
        (page(1) + b"junk", "broken: no record where one should begin"),
        (page(1) + b"WARC/1.0\r\n" + b"a: b\r\n" * 201, "broken: a record of too many headers"),
        (page(1) + b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "broken: a record that does not tell its length"),
        (page(1) + b"WARC/1.0\r\nContent-Length: " + b"9" * 5000, "broken: a record that does not tell its length"),
        (page(1) + b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx", "broken: it ends in the middle of a record"),
        (page(1) + b"WARC/1.0\r\nx: " + b"y" * 200_000, "broken: a record that does not tell its length"),
    ],
)
def test_what_stands_before_a_fault_is_read(content: bytes, reason: str) -> None:
    assert told(content) == ["https://a.example.vn/1", f"a.warc: failed: {reason}"]


def test_what_is_none_or_empty() -> None:
    assert told(b"x" * 100) == ["a.warc: failed: broken: no record where one should begin"]
    assert told(b"\r\n\r\n") == ["a.warc: failed: nothing in it to read"]


def test_bombs_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ALWAYS", 1_000_000)
    monkeypatch.setattr(warc, "MAX_PAGE", 5_000_000)
    bomb = page(1, gzip.compress(b"<p>" + bytes(20_000_000)), "Content-Encoding: gzip")
    assert told(bomb + page(2)) == [
        "a.warc: failed: far more comes out of it than went in; what is behind that was not read"
    ]
    large = page(1, b"<p>a" * 1_500_000)
    assert told(large + page(2)) == ["https://a.example.vn/2", "a.warc: skipped: 1 record that holds no page or text"]


@settings(deadline=None)
@given(st.integers(0, len(ARCHIVE)), st.binary(max_size=8))
def test_any_damage_gives_documents_or_refusals(place: int, value: bytes) -> None:
    content = ARCHIVE[:place] + value + ARCHIVE[place + len(value) :]
    found = list(read_content("a.warc", io.BytesIO(content).getvalue()))
    assert found
    assert not [one for one in found if isinstance(one, Refusal) and "fault" in one.reason]


def test_what_failed_is_looked_for_in_its_file_and_not_in_the_web(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(INFO + page(1, b"") + page(2))
    with danvan_cli.open(tmp_path / "a.db") as archive:
        assert (archive.ingest(path).failed, archive.failed_inputs()) == (1, [str(path)])
        assert archive.failed_inputs([str(tmp_path)]) == []
        path.write_bytes(INFO + page(1, PAGE.replace(b"12", b"13")) + page(2))
        assert (archive.ingest(archive.failed_inputs()).added, archive.failed_inputs()) == (1, [])


def test_what_was_refused_leaves_the_ledger_with_its_page(tmp_path: Path) -> None:
    path = tmp_path / "pile" / "a.warc"
    path.parent.mkdir()
    path.write_bytes(page(1, b"") + page(2))
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest(path)
        path.write_bytes(page(2))
        archive.ingest(path.parent)
        assert [one.address for one in archive.inputs()] == ["https://a.example.vn/2"]
