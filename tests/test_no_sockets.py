"""Nothing but ingest of addresses and follow opens a connection or looks up a name, whatever an input names."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.sites import article

GUARD = """
import json, sys
def guard(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "webbrowser"):
        sys.stderr.write(f"GUARD {event} {arguments}\\n")
        raise RuntimeError("GUARD")
sys.addaudithook(guard)
from danvan_cli.cli.main import main
statuses = []
for command in json.loads(sys.argv[1]):
    sys.argv = ["danvan", *command]
    try:
        main()
    except SystemExit as ended:
        statuses.append(ended.code)
sys.stderr.write(f"\\nSTATUSES {json.dumps(statuses)}")
"""
OUTSIDE = "http://tin.example/a"
INPUTS = {
    "bai.html": article(1)
    .decode()
    .replace(
        "<h1>",
        f'<img src="{OUTSIDE}.png"><script src="{OUTSIDE}.js"></script><link rel="stylesheet" href="{OUTSIDE}.css">'
        f'<iframe src="{OUTSIDE}"></iframe><base href="{OUTSIDE}"><h1>',
    ),
    "bai.xhtml": f'<?xml version="1.0"?><?xml-stylesheet href="{OUTSIDE}.xsl"?><!DOCTYPE html PUBLIC "-//a" '
    f'"{OUTSIDE}.dtd" [<!ENTITY x SYSTEM "{OUTSIDE}.ent">]><html><body><p>&x;</p></body></html>',
    "bai.md": f"# Bài\n\n![ảnh]({OUTSIDE}.png) <img src='{OUTSIDE}'>\n\nSáng 3/5, bản Nà Phát ra mắt tổ dân vận.\n",
    "bai.jsonl": f'{{"text": "Sáng 3/5, bản Nà Phát họp dân.", "url": "{OUTSIDE}"}}\n',
    "tin.rss": f'<!DOCTYPE rss PUBLIC "-//a" "{OUTSIDE}.dtd"><rss><channel><item><link>{OUTSIDE}</link>'
    f"<description>{'Bản Nà Phát họp dân. ' * 80}</description></item></channel></rss>",
    "xau.rss": f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{OUTSIDE}">]><rss><channel><title>&x;</title></channel></rss>',
    "so-do.xml": f"<urlset><url><loc>{OUTSIDE}</loc></url></urlset>",
}
COMMANDS = [
    ["search", "dân vận", "--quotes"],
    ["search", "khéo", "--source", OUTSIDE],
    ["list", "--json"],
    ["show", "1"],
    ["similar", "1"],
    ["why", "1", "event"],
    ["correct", "1", "--event", "2020"],
    ["journal"],
    ["stats"],
    ["saved", "add", "khéo", "khéo"],
    ["saved", "run", "khéo"],
    ["saved", "list"],
    ["news"],
    ["ledger"],
    ["family", "1"],
    ["verify"],
    ["dump"],
    ["export", "dân vận"],
    ["follow", "list"],
    ["follow", "run"],
    ["follow", "remove", OUTSIDE],
    ["extract", OUTSIDE],
    ["--version"],
]


def guarded(*commands: list[str], db: Path) -> tuple[list[int], str]:
    """The exit statuses of commands, run in one process that may not connect, and what they said."""
    command = [sys.executable, "-c", GUARD, json.dumps([["--db", str(db), *words] for words in commands])]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    said, _, statuses = ended.stderr.rpartition("STATUSES ")
    return json.loads(statuses), said


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in INPUTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(SAMPLES, folder / "samples")
    return folder


@pytest.fixture(scope="module")
def db(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "a.db"
    statuses, said = guarded(["ingest", str(pile), "--jobs", "1"], db=path)
    assert "GUARD" not in said
    assert statuses == [3]
    return path


@pytest.mark.parametrize("command", [["ingest", OUTSIDE], ["follow", "add", OUTSIDE]])
def test_the_guard_sees_connections(command: list[str], db: Path) -> None:
    assert "GUARD socket.getaddrinfo" in guarded(command, db=db)[1]


def test_reading_files_opens_no_connection(pile: Path, db: Path) -> None:
    statuses, said = guarded(*(["extract", str(pile / name), "--json"] for name in INPUTS), db=db)
    assert "GUARD" not in said
    assert dict(zip(INPUTS, statuses, strict=True)) == {
        "bai.html": 0,
        "bai.xhtml": 3,
        "bai.md": 0,
        "bai.jsonl": 0,
        "tin.rss": 0,
        "xau.rss": 3,
        "so-do.xml": 3,
    }


def test_no_other_command_opens_a_connection(db: Path) -> None:
    statuses, said = guarded(*COMMANDS, db=db)
    assert "GUARD" not in said
    assert len(statuses) == len(COMMANDS)
    assert {" ".join(words): status for words, status in zip(COMMANDS, statuses, strict=True) if status} == {
        f"search khéo --source {OUTSIDE}": 1,
        "follow list": 1,
        "follow remove " + OUTSIDE: 2,
        "extract " + OUTSIDE: 3,
        "news": 1,
        "family 1": 1,
    }


def test_every_command_is_tried() -> None:
    from danvan_cli.cli.main import PLACES

    assert {*PLACES} - {words[0] for words in COMMANDS} <= {"ingest"}
