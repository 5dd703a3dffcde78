"""What users name -> files: folders, patterns, links, and what is left out."""

import json
import os
from pathlib import Path

import pytest

from danvan_cli.models import Refusal
from danvan_cli.readers.inputs import Address, Input, find
from danvan_cli.readers.read import read

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, links and byte names of POSIX systems")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Dân vận khéo", encoding="utf-8")


def told(*names: str) -> list[str]:
    """Each outcome on a line: the uri of an input; uri, outcome and reason of what is refused."""
    return [f"{f.uri}: {f.outcome}: {f.reason}" if isinstance(f, Refusal) else f.uri for f in find(names)]


def told_nobody(*names: str) -> list[str]:
    """What is told to a user who may read only what all may read: files that were found are opened too."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        if os.geteuid() == 0:
            os.setuid(65534)
        refused = [r for f in find(names) for r in ([f] if isinstance(f, Refusal) else read(f))]
        with os.fdopen(write_end, "w") as file:
            json.dump([getattr(r, "reason", "read") for r in refused], file)
        os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end) as file:
        return json.load(file)


def test_files_stand_as_they_are_named_and_dash_is_the_standard_input(folder: Path) -> None:
    make("bài.txt", ".ẩn.txt", "ảnh.jpg")
    names = ["bài.txt", "./bài.txt", str(folder / "bài.txt"), ".ẩn.txt", "ảnh.jpg"]
    assert told(*names, "-") == [*names, "-"]
    assert list(find(["-"])) == [Input("-", None)]


def test_a_folder_gives_its_files_in_the_order_of_names() -> None:
    make("kho/b.txt", "kho/a/z.html", "kho/a/b/c.md", "kho/c.txt", "kho/không đuôi")
    assert told("kho") == ["kho/a/b/c.md", "kho/a/z.html", "kho/b.txt", "kho/c.txt", "kho/không đuôi"]
    assert told("kho/", "kho/c.txt") == [*told("kho"), "kho/c.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".DS_Store", "a hidden file or folder"),
        (".git", "a hidden file or folder"),
        ("~$Báo cáo.docx", "a hidden file or folder"),
        ("ảnh.JPG", ".jpg files hold no article"),
        ("kho.db-wal", ".db-wal files hold no article"),
        ("kho.db-ingest", ".db-ingest files hold no article"),
        ("__MACOSX", "a hidden file or folder"),
        ("trang_files", "the parts of a saved page"),
        ("trang.files", "the parts of a saved page"),
        ("trang-Dateien", "the parts of a saved page"),
        ("trang_fichiers", "the parts of a saved page"),
    ],
)
def test_what_is_no_article_is_skipped_in_folders(name: str, reason: str) -> None:
    is_folder = name in (".git", "__MACOSX") or name.startswith("trang")
    make("kho/trang.html", f"kho/{name}/x.html" if is_folder else f"kho/{name}")
    assert f"kho/{name}: skipped: {reason}" in told("kho")
    assert "kho/trang.html" in told("kho")
    assert len(told("kho")) == 2


def test_a_folder_that_only_looks_like_the_parts_of_a_page_is_read() -> None:
    make("kho/bài_files/x.html", "kho/_files/x.html", "kho/.html")
    assert told("kho") == [
        "kho/.html: skipped: a hidden file or folder",
        "kho/_files/x.html",
        "kho/bài_files/x.html",
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("thiếu.txt", "no such file or folder"),
        ("thiếu/*.txt", "no file matches"),
        ("[", "no file matches"),
        ("", "an empty name"),
        ("x" * 5000, "File name too long"),
    ],
)
def test_what_is_not_there_fails(name: str, reason: str) -> None:
    assert told(name) == [f"{name}: failed: {reason}"]


def test_an_address_is_no_file() -> None:
    assert list(find(["https://tin.example/bai.html", "HTTP://a"])) == [
        Address("https://tin.example/bai.html"),
        Address("HTTP://a"),
    ]


def test_a_name_with_a_control_character_is_written_out() -> None:
    assert told("a\0b") == [r"a\x00b: failed: no such file or folder"]


def test_an_empty_folder_fails_once_and_empty_folders_inside_are_nothing() -> None:
    Path("kho/trong/nữa").mkdir(parents=True)
    assert told("kho") == ["kho: failed: nothing in it to read"]
    make("kho/a.txt")
    assert told("kho") == ["kho/a.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("kho/*.txt", ["kho/a.txt", "kho/b[1].txt"]),
        ("kho/?.*", ["kho/a.html", "kho/a.txt"]),
        ("kho/b[[]1].txt", ["kho/b[1].txt"]),
        ("kho/b[1].txt", ["kho/b[1].txt"]),
        (
            "k*o",
            ["kho/.x: skipped: a hidden file or folder", "kho/a.html", "kho/a.txt", "kho/b[1].txt", "kho/n/m/c.txt"],
        ),
        ("kho/**/*.txt", ["kho/a.txt", "kho/b[1].txt", "kho/n/m/c.txt"]),
        ("kho/**", ["kho/a.html", "kho/a.txt", "kho/b[1].txt", "kho/n/m/c.txt"]),
        ("kho/a**", ["kho/a.html", "kho/a.txt"]),
    ],
)
def test_patterns_that_the_shell_left_alone(pattern: str, expected: list[str]) -> None:
    make("kho/a.txt", "kho/a.html", "kho/b[1].txt", "kho/.x/d.txt", "kho/n/m/c.txt")
    assert told(pattern) == expected


@POSIX
def test_links_to_files_are_followed_and_links_to_nothing_fail() -> None:
    make("ngoài/a.txt")
    Path("kho").mkdir()
    Path("kho/a.txt").symlink_to("../ngoài/a.txt")
    Path("kho/b.txt").symlink_to("../thiếu")
    Path("kho/c.txt").symlink_to("c.txt")
    assert told("kho") == [
        "kho/a.txt",
        "kho/b.txt: failed: no such file or folder",
        "kho/c.txt: failed: Too many levels of symbolic links",
    ]


@POSIX
def test_links_to_folders_are_followed_once() -> None:
    make("ngoài/a.txt")
    Path("kho").mkdir()
    Path("kho/1").symlink_to("../ngoài")
    Path("kho/2").symlink_to("../ngoài")
    assert told("kho") == ["kho/1/a.txt", "kho/2: skipped: a link to a folder that was read already"]


@POSIX
def test_loops_are_refused_by_name() -> None:
    make("kho/a/x.txt", "kho/b/y.txt")
    Path("kho/a/lên").symlink_to("../../kho")
    Path("kho/a/qua").symlink_to("../b")
    Path("kho/b/qua").symlink_to("../a")
    loop = "failed: a link back to a folder that is being read"
    assert told("kho") == [
        f"kho/a/lên: {loop}",
        f"kho/a/qua/qua: {loop}",
        "kho/a/qua/y.txt",
        "kho/a/x.txt",
        "kho/b/qua: skipped: a link to a folder that was read already",
        "kho/b/y.txt",
    ]


@POSIX
def test_many_links_between_folders_end() -> None:
    for name in "abcdefgh":
        make(f"kho/{name}/x.txt")
        for other in "abcdefgh":
            Path(f"kho/{name}/{other}").symlink_to(f"../{other}")
    assert len(told("kho")) < 200
    assert sum(name.endswith("x.txt") for name in told("kho")) == 15  # each folder, and each but the first by a link


@POSIX
def test_deep_folders_need_no_deep_stack(folder: Path) -> None:
    depth = 1500
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    make("a.txt")
    os.chdir(folder)
    try:
        assert told("d") == ["d/" * depth + "a.txt"]
    finally:  # what removes the folders of tests needs a deep stack
        os.chdir("d/" * depth)
        Path("a.txt").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path("d").rmdir()


@POSIX
def test_names_that_are_no_utf8_get_a_valid_uri_and_still_open() -> None:
    Path(os.fsdecode(b"b\xe0i")).mkdir()
    Path(os.fsdecode(b"b\xe0i/vi\xe9t.txt")).write_text("Dân vận khéo", encoding="utf-8")
    for name in (".", os.fsdecode(b"b\xe0i"), os.fsdecode(b"b\xe0i/vi\xe9t.txt")):
        (found,) = find([name])
        assert isinstance(found, Input)
        assert found.uri == r"b\xe0i/vi\xe9t.txt"
        (document,) = read(found)
        assert document.source.uri == found.uri


@POSIX
def test_a_pipe_in_a_folder_does_not_hang() -> None:
    make("kho/a.txt")
    os.mkfifo("kho/ống.txt")
    assert told("kho") == ["kho/a.txt", "kho/ống.txt: skipped: a pipe or device, not a file"]


@POSIX
def test_what_one_may_not_read_fails(folder: Path) -> None:
    folder.chmod(0o755)
    make("kho/a.txt", "kho/b.txt", "kho/riêng/c.txt")
    Path("kho/a.txt").chmod(0)
    Path("kho/riêng").chmod(0)
    try:
        assert told_nobody("kho") == ["no permission to read it", "read", "no permission to read it"]
        assert told_nobody("kho/riêng") == ["no permission to read it"]
        assert told_nobody("kho/riêng/c.txt") == ["no permission to read it"]
    finally:
        Path("kho/riêng").chmod(0o755)
