"""Every format gives Vietnamese whatever encoding its text was in, and says which; --explain-encoding says why."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.models import Document
from danvan_cli.readers.explaining import explained
from danvan_cli.readers.inputs import Input
from danvan_cli.readers.read import read
from tests.conftest import in_terminal, run_danvan
from tests.legacy_bytes import EIGHT_BITS, ENCODERS, as_read, tcvn3

TITLE = "tổ dân vận về từng ngõ"
TEXT = (
    "sáng nay cán bộ xã dặn nhau: việc gì khó mấy, dân hiểu thì cũng xong; ai nấy phấn khởi\n"
    "đã mở lớp ở ấp, cả tổ dự\ncác cụ góp ý kỹ lưỡng, cởi mở, tự giác vượt rẫy hiến đất làm đường"
)
FOOTER = "© 2012 Cổng thông tin điện tử huyện"
LINES = TEXT.split("\n")


@pytest.fixture
def document(tmp_path: Path) -> Callable[[str, str | bytes], Document]:
    def written(name: str, content: str | bytes) -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (found,) = read(Input(name, path))
        assert isinstance(found, Document), found
        return found

    return written


Read = Callable[[str, str | bytes], Document]


def page(title: str, lines: list[str], charset: str = "utf-8") -> str:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in [*lines, *lines])
    return f"<html><head><meta charset={charset}><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body>"


def entities(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("encoding", ENCODERS)
def test_text(document: Read, encoding: str) -> None:
    found = document("a.txt", ENCODERS[encoding](TEXT))
    assert (found.text, found.source.encoding) == (TEXT, encoding)
    if encoding != "windows-1258":  # which is told from its bytes
        assert found.read == tuple(as_read(TEXT, encoding).split("\n"))


@pytest.mark.parametrize("encoding", ENCODERS)
def test_records(document: Read, encoding: str) -> None:
    title, text = as_read(TITLE, encoding), as_read(TEXT, encoding)
    for name, content in (
        ("a.jsonl", json.dumps({"title": title, "text": text}, ensure_ascii=False)),
        ("b.jsonl", json.dumps({"title": title, "text": text})),
        ("a.csv", f'title,text\n{title},"{text}"\n'),
    ):
        found = document(name, content)
        assert (found.given.title, found.text, found.source.encoding) == (TITLE, TEXT, encoding)


def test_records_of_one_file_are_documents_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    texts = [as_read(TEXT, "vni"), as_read("vận", "vni"), TEXT, as_read(TEXT, "utf-8 twice")]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    found = [(one.text, one.source.encoding) for one in read(Input("a.jsonl", path)) if isinstance(one, Document)]
    assert found == [(TEXT, "vni"), (texts[1], "utf-8"), (TEXT, "utf-8"), (TEXT, "utf-8 twice")]


@pytest.mark.parametrize("encoding", ENCODERS)
def test_pages(document: Read, encoding: str) -> None:
    title, lines = as_read(TITLE, encoding), as_read(TEXT, encoding).split("\n")
    pages: list[str | bytes] = [page(title, lines), page(entities(title), [entities(line) for line in lines])]
    if encoding in EIGHT_BITS:
        pages.append(ENCODERS[encoding](page(TITLE, LINES, "iso-8859-1")))
    for content in pages:
        found = document("a.html", content)
        assert (found.title, found.source.encoding) == (TITLE, encoding)
        assert found.text.split("\n") == LINES + LINES


def test_the_page_of_a_word_processor_with_a_footer_in_unicode(document: Read) -> None:
    """Word breaks lines within paragraphs, parts words by spans, and writes the soft hyphen, which is ư, as &shy;."""
    lines = [as_read(line, "tcvn3").replace("\xad", "&shy;").replace(", ", ",\n  <span>", 1) for line in LINES]
    content = page(as_read(TITLE, "tcvn3"), lines).replace("</body>", f"<p>{entities(FOOTER)}</p></body>")
    found = document("a.html", content.encode("cp1252"))
    assert (found.title, found.source.encoding) == (TITLE, "tcvn3")
    assert found.text.split("\n") == [*LINES, *LINES, FOOTER]
    assert FOOTER in found.owner


@pytest.mark.parametrize("encoding", ENCODERS)
def test_markdown(document: Read, encoding: str) -> None:
    title, (first, *lines) = as_read(TITLE, encoding), as_read(TEXT, encoding).split("\n")
    front = document("a.md", f"---\ntitle: {title}\n---\n\n## {first}\n\n" + "\n\n".join(lines))
    heading = document("b.md", f"# {title}\n\n**{first}**\n\n" + "\n\n".join(lines))
    for found in (front, heading):
        assert (found.title, found.text, found.source.encoding) == (TITLE, TEXT, encoding)


def test_what_looks_like_no_legacy_encoding_is_not_kept_as_read(document: Read) -> None:
    for name, content in (
        ("a.txt", TEXT),
        ("a.md", TEXT),
        ("a.html", page(TITLE, LINES)),
        ("a.csv", f'text\n"{TEXT}"'),
    ):
        assert document(name, content).read == ()


def test_the_archive_finds_restored_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(tcvn3(TEXT))
    with danvan_cli.open(tmp_path / "a.db") as archive:
        archive.ingest([tmp_path / "a.txt"])
        (hit,) = archive.search("tự giác hiến đất", marks="exact").hits
        assert archive.article(hit.id).source.encoding == "tcvn3"


# ---------------------------------------------------------------- explained


def test_runs_tell_what_became_of_neighbouring_paragraphs(document: Read) -> None:
    old = as_read(TEXT, "tcvn3")
    mixed = "Hội nghị: c«ng t¸c d©n vËn"
    lines = [*old.split("\n"), "", as_read("hội nghị", "tcvn3"), FOOTER, mixed, "Ärger über größere Öfen", old]
    found = explained(document("a.txt", "\n".join(lines)))
    assert (found.uri, found.format, found.encoding) == ("a.txt", "txt", "tcvn3")
    told = [(run.first, run.last, run.outcome, run.encoding) for run in found.runs]
    assert told == [
        (1, 5, "restored", "tcvn3"),
        (6, 6, "kept", None),
        (7, 7, "mixed", "tcvn3"),
        (8, 8, "unknown", "tcvn3"),
        (9, 11, "restored", "tcvn3"),
    ]
    first = found.runs[0]
    assert (first.read, first.text) == (lines[0][:80], LINES[0][:80])
    assert first.after == 1.0 > 0.5 > (first.before or 0.0)
    assert first.small == 4


def test_a_document_in_one_encoding_is_one_run(document: Read) -> None:
    (run,) = explained(document("a.txt", TEXT)).runs
    assert (run.first, run.last, run.outcome, run.encoding, run.before) == (1, 3, "kept", None, 1.0)
    assert explained(document("b.txt", "ASCII only")).runs == ()


def test_the_command_explains_and_takes_nothing_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(tcvn3(TEXT))
    (tmp_path / "b.txt").write_text("Unicode: xã\n\x1b[31mb\xe4\xadr", encoding="utf-8")
    db = tmp_path / "x.db"
    run = run_danvan("ingest", "--explain-encoding", "a.txt", "b.txt", "c.txt", db=db, cwd=tmp_path)
    rows = [line.split("\t") for line in run.stdout.splitlines()]
    assert run.returncode == 3
    assert run.stderr == "c.txt: no such file or folder\n"
    assert [row[:6] for row in rows if row[0] == "a.txt"] == [["a.txt", "tcvn3", "1", "3", "restored", "tcvn3"]]
    assert rows[0][9:11] == [as_read(LINES[0], "tcvn3")[:80], LINES[0][:80]]
    assert "\x1b" not in run.stdout
    assert not db.exists()


def test_the_explanation_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(tcvn3(TEXT))
    run = run_danvan("ingest", "--explain-encoding", "--json", "a.txt", "b.txt", "-q", cwd=tmp_path)
    told = json.loads(run.stdout)
    assert run.returncode == 3
    assert told["schema"] == 1
    (file,) = told["files"]
    assert (file["uri"], file["encoding"], file["runs"][0]["outcome"]) == ("a.txt", "tcvn3", "restored")
    refused = {"uri": "b.txt", "reason": "no such file or folder", "outcome": "failed", "file": None}
    assert told["failures"] == [refused]


@pytest.mark.parametrize(("content", "status"), [(TEXT.encode(), 0), (b"", 3)])
def test_the_exit_status_of_the_explanation(tmp_path: Path, content: bytes, status: int) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert run_danvan("ingest", "--explain-encoding", "a.txt", cwd=tmp_path).returncode == status


def test_the_explanation_in_a_terminal(tmp_path: Path) -> None:
    mixed = "Hội nghị: c«ng t¸c d©n vËn"
    path = tmp_path / "a.txt"
    path.write_text(f"{as_read(TEXT, 'tcvn3')}\n{mixed}\n{FOOTER}", encoding="utf-8")
    screen = in_terminal("ingest", "--explain-encoding", str(path), db=tmp_path / "x.db", env={"NO_COLOR": "1"})
    words = " ".join(screen.split())
    for told in ("1–3", "restored from", "→ 100%", "sáng nay", "left as read", "as it stands", "capitals: 3"):
        assert told in words
