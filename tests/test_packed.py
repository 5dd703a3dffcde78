"""Archives and compressed files -> their articles: addresses, what is left out, and what is hostile."""

import bz2
import gzip
import io
import lzma
import os
import struct
import sys
import tarfile
import threading
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import danvan_cli
from danvan_cli.models import Document, Refusal
from danvan_cli.readers import packed
from danvan_cli.readers.inputs import Input, find
from danvan_cli.readers.read import read, read_content
from tests.conftest import run_danvan

TEXT = "Xã Tân Lập ra mắt tổ dân vận khéo.\nNgày 3/6/2021, 12 hộ hiến 400 m2 đất làm đường liên thôn."
PAGE = f"<!DOCTYPE html><title>Tổ dân vận</title><h1>Tổ dân vận ở Tân Lập</h1><p>{TEXT}</p><p>{TEXT * 3}</p>"
ZEROS = bytes(10_000_000)
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX systems")
Files = Mapping[str, str | bytes]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def data(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def zipped(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, data(content))
    return held.getvalue()


def tarred(files: Files, mode: str = "w") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data(content))
            archive.addfile(info, io.BytesIO(data(content)))
    return held.getvalue()


def all_of(name: str, content: bytes) -> list[Document | Refusal]:
    Path(name).write_bytes(content)
    return [found for item in find([name]) if isinstance(item, Input) for found in read(item)]


def told(name: str, content: bytes) -> list[str]:
    """Each outcome on a line: the address of a document; address, outcome and reason of what is refused."""
    return [_line(found) for found in all_of(name, content)]


def _line(found: Document | Refusal) -> str:
    return f"{found.uri}: {found.outcome}: {found.reason}" if isinstance(found, Refusal) else found.source.uri


# ---------------------------------------------------------------- addresses


RECORD = '{"text": "Một", "id": "7"}'
FILES = {"xã/b.html": PAGE, "a.txt": TEXT, "xã/a.md": f"# Tổ dân vận\n\n{TEXT}", "z.jsonl": RECORD}
IN_ORDER = ["a.txt", "xã/a.md", "xã/b.html", "z.jsonl#7"]
ARCHIVES = {
    "kho.zip": zipped(FILES),
    "kho.tar": tarred(FILES),
    "kho.tar.gz": tarred(FILES, "w:gz"),
    "kho.tgz": tarred(FILES, "w:gz"),
    "kho.tar.bz2": tarred(FILES, "w:bz2"),
    "kho.tbz2": tarred(FILES, "w:bz2"),
    "kho.tar.xz": tarred(FILES, "w:xz"),
    "kho.txz": tarred(FILES, "w:xz"),
    "KHO.ZIP": zipped(FILES, zipfile.ZIP_LZMA),
    "kho": zipped(FILES, zipfile.ZIP_BZIP2),
    "kho.txt": tarred(FILES, "w:xz"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_files_of_an_archive_are_read_in_the_order_of_names(name: str, folder: Path) -> None:
    documents = [found for found in all_of(name, ARCHIVES[name]) if isinstance(found, Document)]
    assert [d.source.uri for d in documents] == [f"{name}!/{inside}" for inside in IN_ORDER]
    assert [d.location for d in documents] == [f"{folder.resolve()}/{name}!/{inside}" for inside in IN_ORDER]
    assert [d.source.format for d in documents] == ["txt", "md", "html", "jsonl"]
    assert [d.site for d in documents] == [name, f"{name}!/xã", f"{name}!/xã", f"{name}!/z.jsonl"]
    assert documents[0].content == TEXT.encode()


def test_archives_in_archives_have_addresses_in_addresses() -> None:
    inner = tarred({"c.html": PAGE, "d.txt.gz": gzip.compress(TEXT.encode())}, "w:gz")
    outer = zipped({"b.tar.gz": inner, "e.zip": zipped({"x/y.txt": TEXT})})
    assert told("a.zip", outer) == [
        "a.zip!/b.tar.gz!/c.html",
        "a.zip!/b.tar.gz!/d.txt.gz",
        "a.zip!/e.zip!/x/y.txt",
    ]


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("bài.txt.gz", gzip.compress(TEXT.encode()), "txt"),
        ("bài.html.bz2", bz2.compress(PAGE.encode()), "html"),
        ("bài.html.xz", lzma.compress(PAGE.encode()), "html"),
        ("bài.html", gzip.compress(PAGE.encode()), "html"),
        ("bài.gz", gzip.compress(PAGE.encode()), "html"),
        ("bài", gzip.compress(gzip.compress(TEXT.encode())), "txt"),
        ("bài.txt.gz", gzip.compress(TEXT[:20].encode()) + gzip.compress(TEXT[20:].encode()), "txt"),
    ],
)
def test_a_compressed_file_keeps_its_address(name: str, content: bytes, format: str, folder: Path) -> None:
    (document,) = all_of(name, content)
    assert isinstance(document, Document)
    assert (document.source.uri, document.source.format) == (name, format)
    assert document.location == f"{folder.resolve()}/{name}"
    assert TEXT.split("\n", maxsplit=1)[0] in document.text


def test_lines_of_records_come_out_one_by_one_and_those_before_a_fault_are_kept() -> None:
    lines = "".join(f'{{"text": "Bài {n} về dân vận", "id": "{n}"}}\n' for n in range(20_000)).encode()
    content = gzip.compress(lines)
    assert all_of("a.jsonl.gz", content)[-1].source.uri == "a.jsonl.gz#19999"
    *documents, refusal = all_of("a.jsonl.gz", content[: len(content) // 2])
    assert len(documents) > 5_000
    assert isinstance(refusal, Refusal)
    assert (refusal.uri, refusal.reason) == (
        "a.jsonl.gz",
        "broken: Compressed file ended before the end-of-stream marker was reached",
    )


def test_bytes_from_an_address_are_read_like_files() -> None:
    (page,) = read_content("https://bao.example.vn/tin/1?in=a.zip", PAGE.encode())
    assert isinstance(page, Document)
    assert (page.source.format, page.location, page.site) == (
        "html",
        "https://bao.example.vn/tin/1?in=a.zip",
        "bao.example.vn",
    )
    (inside,) = read_content("https://bao.example.vn/kho.zip#x", zipped({"a/b.html": PAGE}))
    assert isinstance(inside, Document)
    assert inside.location == inside.source.uri == "https://bao.example.vn/kho.zip#x!/a/b.html"
    (text,) = read_content("https://bao.example.vn/tai.zip?nam=2021", zipped({"a.md": f"# Tổ dân vận\n\n{TEXT}"}))
    assert isinstance(text, Document)
    assert text.source.format == "md"
    line, other = read_content("https://bao.example.vn/a.jsonl", b'{"text": "a", "id": "1"}\n{"text": "b"}')
    assert isinstance(line, Document)
    assert isinstance(other, Document)
    assert (line.location, other.location) == ("https://bao.example.vn/a.jsonl#1", None)
    (stored,) = read_content("kho.zip!/a.zip", PAGE.encode(), "html")
    assert isinstance(stored, Document)
    assert (stored.source.format, stored.location) == ("html", "kho.zip!/a.zip")
    assert list(read_content("a.html", b"")) == [Refusal(uri="a.html", reason="the file is empty")]
    assert [_line(found) for found in read_content("http://[", b"\0\1\2")] == [
        "http://[: failed: not text: binary data"
    ]


@POSIX
@pytest.mark.parametrize("name", ["kho.zip", "kho.tar.gz"])
def test_an_archive_may_come_through_a_pipe(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_end, write_end = os.pipe()
    writer = threading.Thread(target=lambda: os.fdopen(write_end, "wb").write(ARCHIVES[name]))
    writer.start()
    with os.fdopen(read_end, "rb") as pipe:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
        documents = list(read(Input("-", None)))
        sys.stdin.detach()
    writer.join()
    assert [_line(d) for d in documents] == [f"-!/{inside}" for inside in IN_ORDER]
    assert {(d.location, d.site) for d in documents if isinstance(d, Document)} == {(None, "-")}


def test_a_changed_file_in_an_archive_is_an_update_and_the_rest_is_unchanged(folder: Path) -> None:
    with danvan_cli.open(folder / "a.db") as archive:
        Path("kho.zip").write_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT.replace("Tân Lập", "Tân Hòa"), "c.png": "x"}))
        first = archive.ingest(["kho.zip"])
        assert (first.inputs, first.added, first.skipped, first.failed) == (3, 2, 1, 0)
        Path("kho.zip").write_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT.replace("Tân Lập", "Tân Phú")}))
        second = archive.ingest([str(folder / "kho.zip")])
        assert (second.unchanged, second.updated, second.inputs) == (1, 1, 2)
        assert archive.article(2).source.uri == f"{folder}/kho.zip!/b.txt"


def test_archives_in_folders_are_read_and_the_command_counts_their_files(folder: Path) -> None:
    Path("kho/cũ").mkdir(parents=True)
    Path("kho/cũ/bài.zip").write_bytes(zipped({"a.txt": TEXT, "../b.txt": TEXT}))
    done = run_danvan("ingest", "kho", db=folder / "a.db")
    assert done.returncode == 3
    assert "added\t1" in done.stdout
    assert "kho/cũ/bài.zip!/../b.txt" in done.stdout + done.stderr
    assert [p.name for p in folder.rglob("*.txt")] == []


# ---------------------------------------------------------------- what is left out


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_folders_leave_out_archives_leave_out(pack: object) -> None:
    files = dict.fromkeys(
        ("trang.html", "x/trang.htm", "bài_files/y.html", "a.html", ".git/b.txt", "__MACOSX/._a.html", "ảnh.JPG"), PAGE
    ) | dict.fromkeys(("trang_files/1.html", "trang_files/2/3.txt", "x/trang.files/1.html", "x/.a/b.html"), PAGE)
    assert told("kho.x", pack(files)) == [  # type: ignore[operator]
        "kho.x!/.git: skipped: a hidden file or folder",
        "kho.x!/__MACOSX: skipped: a hidden file or folder",
        "kho.x!/a.html",
        "kho.x!/bài_files/y.html",
        "kho.x!/trang.html",
        "kho.x!/trang_files: skipped: the parts of a saved page",
        "kho.x!/x/.a: skipped: a hidden file or folder",
        "kho.x!/x/trang.files: skipped: the parts of a saved page",
        "kho.x!/x/trang.htm",
        "kho.x!/ảnh.JPG: skipped: .jpg files hold no article",
    ]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_an_empty_archive_fails(name: str) -> None:
    pack = {"a.zip": zipped({}), "a.tar": tarred({}), "a.tar.gz": tarred({}, "w:gz")}
    assert told(name, pack[name]) == [f"{name}: failed: nothing in it to read"]
    assert told("b.zip", zipped({"x/": b""})) == ["b.zip: failed: nothing in it to read"]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../x.txt", "a/../../x.txt", "/etc/x.txt", "C:x.txt", "c:/x.txt", ".."])
def test_a_name_that_leads_elsewhere_is_refused(pack: object, name: str) -> None:
    assert told("kho.zip", pack({"a.txt": TEXT, name: TEXT, "z.txt": TEXT})) == sorted(  # type: ignore[operator]
        ["kho.zip!/a.txt", "kho.zip!/z.txt", f"kho.zip!/{name}: failed: a name that leads out of the archive"],
        key=lambda line: [part for part in line.split(": ")[0].split("!/")[1].split("/") if part],
    )


def test_names_are_made_visible_and_never_too_long() -> None:
    found = told("a.zip", zipped({"a\x1b[2J.txt": TEXT, "b\u202e.txt": TEXT, "c" * 2000 + ".txt": TEXT}))
    assert found[0] == r"a.zip!/a\x1b[2J.txt"
    assert found[1] == r"a.zip!/b\x202e.txt"
    assert found[2] == f"a.zip!/{'c' * 1000}: failed: a name of 2004 characters"


def with_name(raw: bytes, *, utf8: bool) -> bytes:
    """A zip whose only file has these bytes as its name."""
    content = zipped({"X" * len(raw): TEXT}).replace(b"X" * len(raw), raw)
    if not utf8:
        return content
    place = content.index(b"PK\1\2")
    flags = struct.unpack_from("<H", content, place + 8)[0] | 0x800
    return content[: place + 8] + struct.pack("<H", flags) + content[place + 10 :]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("bài.txt".encode(), "bài.txt"),  # as Macs write it
        (b"b\x85i.txt", "bài.txt"),  # cp437
        (b"x\\y.txt", "x/y.txt"),  # as old programs of Windows write it
        (b"..\\y.txt", "../y.txt: failed: a name that leads out of the archive"),
    ],
)
def test_names_of_zips_without_an_encoding(raw: bytes, shown: str) -> None:
    assert told("a.zip", with_name(raw, utf8=False)) == [f"a.zip!/{shown}"]


def test_a_name_that_claims_utf8_and_is_not_is_told() -> None:
    assert told("a.zip", with_name(b"b\xffi.txt", utf8=True)) == ["a.zip: failed: broken: a name in it is no text"]


def test_a_name_of_a_tar_that_is_no_utf8_is_written_out() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT, encoding="latin-1") as archive:
        info = tarfile.TarInfo("bài.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    assert told("a.tar", held.getvalue()) == [r"a.tar!/b\xe0i.txt"]


@pytest.mark.parametrize("pack", ["zip", "tar"])
def test_of_files_with_one_name_the_last_counts(pack: str) -> None:
    held = io.BytesIO()
    if pack == "zip":
        held = io.BytesIO(zipped({"a.txt": "Một", "b.txt": "Hai"}).replace(b"b.txt", b"a.txt"))
    else:
        with tarfile.open(fileobj=held, mode="w") as tar:
            for name, text in (("a.txt", b"Mot"), ("./a.txt", b"Hai")):
                info = tarfile.TarInfo(name)
                info.size = len(text)
                tar.addfile(info, io.BytesIO(text))
    refusal, document = all_of("a.x", held.getvalue())
    assert isinstance(document, Document)
    assert (document.source.uri, document.text) == ("a.x!/a.txt", "Hai")
    assert refusal == Refusal(uri="a.x!/a.txt", reason="a later file in it has the same name", outcome="skipped")


def test_links_pipes_and_devices_are_skipped() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)
        for name, kind in zip("abcd", kinds, strict=True):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd" if name == "a" else "b"
            archive.addfile(info)
    assert told("a.tar", held.getvalue()) == [
        f"a.tar!/{name}: skipped: a link, pipe or device, not a file" for name in "abcd"
    ]
    info = zipfile.ZipInfo("lên")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert told("a.zip", held.getvalue()) == ["a.zip!/lên: skipped: a link, not a file"]


# ---------------------------------------------------------------- what is broken


def patched(content: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    place = content.index(mark) + offset
    return content[:place] + value + content[place + len(value) :]


def test_an_encrypted_file_is_named_and_the_others_are_read() -> None:
    content = zipped({"a.txt": TEXT, "b.txt": TEXT})
    assert told("a.zip", patched(content, b"PK\1\2", 8, b"\1\0")) == [
        "a.zip!/a.txt: failed: encrypted; unpack it first, with its password",
        "a.zip!/b.txt",
    ]


def test_a_file_that_would_tell_the_kind_of_an_archive_may_be_encrypted() -> None:
    content = patched(zipped({"mimetype": TEXT, "b.txt": TEXT}), b"PK\1\2", 8, b"\1\0")
    assert told("a", content) == ["a!/b.txt", "a!/mimetype: failed: encrypted; unpack it first, with its password"]


def test_an_unknown_method_is_named_and_the_others_are_read() -> None:
    content = patched(zipped({"a.txt": TEXT, "b.txt": TEXT}), b"PK\1\2", 10, b"\x09\0")
    assert told("a.zip", patched(content, b"PK\3\4", 8, b"\x09\0")) == [
        "a.zip!/a.txt: failed: packed in a way that danvan does not know; unpack it first",
        "a.zip!/b.txt",
    ]


def test_a_damaged_file_is_named_and_the_others_are_read() -> None:
    content = zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED)
    content = content.replace(b"Ng", b"NG", 1)
    assert told("a.zip", content) == ["a.zip!/a.txt: failed: broken: Bad CRC-32 for file 'a.txt'", "a.zip!/b.txt"]
    content = patched(zipped({"a.txt": TEXT, "b.txt": TEXT}), b"PK\3\4", 0, b"XX")
    assert told("a.zip", b"PK\3\4" + content[4:])[-1] == "a.zip!/b.txt"


def test_a_truncated_archive_gives_what_stands_before_the_fault() -> None:
    files = {f"{name}.txt": os.urandom(40).hex() * 20 + TEXT for name in "abcdef"}
    plain = tarred(files)
    cut = told("a.tar", plain[: plain.index(b"d.txt") + 1500])
    assert cut[:3] == ["a.tar!/a.txt", "a.tar!/b.txt", "a.tar!/c.txt"]
    fault = "failed: broken: unexpected end of data"
    assert cut[3:] == [f"a.tar!/d.txt: {fault}", f"a.tar: {fault}"]
    packed_tar = gzip.compress(plain)
    cut = told("a.tar.gz", packed_tar[: len(packed_tar) // 2])
    assert cut[0] == "a.tar.gz!/a.txt"
    assert cut[-1].startswith("a.tar.gz: failed: broken: ")
    missing = "a.zip: failed: broken: the list of files at its end is missing"
    assert told("a.zip", zipped(files)[:-100]) == [missing]


def test_what_is_no_header_in_a_tar_is_told() -> None:
    content = bytearray(tarred({"a.txt": TEXT, "b.txt": TEXT}))
    content[1024:1536] = os.urandom(512)
    assert told("a.tar", bytes(content)) == ["a.tar!/a.txt", "a.tar: failed: broken: what follows is no list of files"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.sampled_from(sorted(ARCHIVES)), st.integers(0, 10**6), st.binary(min_size=1, max_size=8), st.booleans())
def test_any_damage_gives_documents_or_refusals(name: str, place: int, value: bytes, cut: bool) -> None:
    content = ARCHIVES[name]
    place %= len(content)
    damaged = content[:place] if cut else content[:place] + value + content[place + len(value) :]
    found = list(read_content(name, damaged))
    assert found
    assert not [one for one in found if isinstance(one, Refusal) and "fault" in one.reason]


# ---------------------------------------------------------------- bombs


def test_zeros_in_an_archive_in_an_archive_are_no_article() -> None:
    bomb = zipped({"b.zip": zipped({"c.txt": ZEROS}), "d.txt": TEXT})
    assert len(bomb) < 20_000
    assert told("a.zip", bomb) == ["a.zip!/b.zip!/c.txt: failed: not text: binary data", "a.zip!/d.txt"]


STOPPED = "far more comes out of it than went in; what is behind that was not read"


@pytest.mark.parametrize("pack", ["zip", "tar.gz", "tar.xz", "jsonl.gz", "jsonl.bz2"])
def test_a_bomb_is_stopped_and_costs_one_line(pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ALWAYS", 1_000_000)
    if pack == "zip":
        content = zipped({"a.txt": ZEROS, "b.txt": ZEROS, "c.txt": TEXT})
    elif pack.startswith("tar"):
        content = tarred({"a.txt": ZEROS, "b.txt": TEXT}, f"w:{pack[4:]}")
    else:
        content = {"jsonl.gz": gzip, "jsonl.bz2": bz2}[pack].compress(ZEROS)
    found = told(f"kho.{pack}", content)
    assert found[-1].endswith(f": failed: {STOPPED}")
    assert len(found) == 1


def test_room_is_shared_by_all_archives_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ALWAYS", 25_000_000)
    inner = zipped({"x.txt": ZEROS})
    found = told("a.zip", zipped({f"{n}.zip": inner for n in range(16)}))
    assert found[:2] == [f"a.zip!/{n}.zip!/x.txt: failed: not text: binary data" for n in range(2)][: len(found) - 1]
    assert found[-1].endswith(STOPPED)
    assert len(found) <= 3


def test_archives_in_one_another_end() -> None:
    content = zipped({"a.txt": TEXT})
    for _level in range(9):
        content = zipped({"a.txt": TEXT, "z.zip": content})
    found = told("z.zip", content)
    assert found[:-1] == [f"z.zip!/{'z.zip!/' * level}a.txt" for level in range(5)]
    assert found[-1] == f"z.zip!/{'z.zip!/' * 4}z.zip: failed: more than 5 archives in one another"
    nested = TEXT.encode()
    for _level in range(9):
        nested = gzip.compress(nested)
    assert told("a.gz", nested) == ["a.gz: failed: more than 5 archives in one another"]


def test_many_bombs_in_one_another_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ALWAYS", 20_000_000)
    monkeypatch.setattr(packed, "MAX_FILES", 2_000)
    content = zipped({"0.txt": bytes(2_000_000)})
    for _level in range(4):
        content = zipped({f"{n:02}.zip": content for n in range(16)})
    found = all_of("42.zip", content)
    assert len(found) < 100
    assert all(isinstance(one, Refusal) for one in found)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_too_many_files_are_refused(pack: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_FILES", 100)
    monkeypatch.setattr(packed.Room.__init__, "__defaults__", (100,))
    content = pack({f"{n}.txt": TEXT for n in range(101)})  # type: ignore[operator]
    assert told("a.zip", content) == ["a.zip: failed: more than 100 files; unpack it first"]


def test_a_list_of_files_that_is_too_large_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_STEP", 1_000_000)
    content = zipped({f"{'x' * 500}{n}.txt": b"" for n in range(2_500)}, zipfile.ZIP_STORED)
    assert told("a.zip", content) == ["a.zip: failed: its list of files is larger than 1 MB"]
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
        archive.addfile(tarfile.TarInfo("x" * 1_500_000))
    assert told("a.tar", held.getvalue())[-1] == "a.tar: failed: its list of files is larger than 1 MB"


def test_files_that_overlap_are_refused() -> None:
    """Two entries of the list that point at the same bytes, as bombs without archives in archives do."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(ZEROS) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(ZEROS), len(body), len(ZEROS))
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 5, 0) + b"a.txt"
    entries = b"".join(
        b"PK\1\2" + struct.pack("<6H", 20, 20, 0, 8, 0, 33) + sizes + struct.pack("<5H2I", 5, *[0] * 6) + name
        for name in (b"a.txt", b"b.txt")
    )
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 2, 2, len(entries), len(local) + len(body), 0)
    assert told("a.zip", local + body + entries + end) == ["a.zip: failed: its files overlap, as in a zip bomb"]


def test_a_size_in_a_header_is_not_believed() -> None:
    content = zipped({"a.txt": "ô" * 100_000}, zipfile.ZIP_DEFLATED)
    small = patched(patched(content, b"PK\1\2", 24, b"\4\0\0\0"), b"PK\3\4", 22, b"\4\0\0\0")
    (found,) = all_of("a.zip", small)
    assert isinstance(found, Refusal)
    assert found.reason.startswith("broken: ")
    info = tarfile.TarInfo("a.txt")
    info.size = 10**15
    assert told("a.tar", info.tobuf() + TEXT.encode())[-1].startswith("a.tar: failed: broken: ")
