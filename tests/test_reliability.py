"""An ingest that is killed, or whose disk is full, goes on with the same command, and nothing is lost or twice."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import danvan_cli

RECORDS = 2_000
FORM = "Ngày {day}/{month}/2021, xã {name} tổ chức ngày hội Đại đoàn kết. Ông Hà Văn {name} dự. Có {count} hộ hiến đất."
KILLS = int(os.environ.get("DANVAN_KILLS", "50"))
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""
BEHIND = ["some articles were not compared with others yet; the next ingest does it"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL and limits of a process"),
]

Record = Callable[..., Path]


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records, among them copies, reprints, new versions and some that fail."""
    chance = random.Random(7)
    records = []
    for number in range(RECORDS):
        name = chance.choice(["Bản Bo", "Hồ Thầu", "Nậm Cha", "Tả Ngảo", "Khun Há"])
        text = FORM.format(day=number % 28 + 1, month=number % 12 + 1, name=name, count=number)
        records.append({"id": str(number % 1900), "title": f"Tin số {number}", "text": text if number % 97 else ""})
    path = tmp_path_factory.mktemp("pile") / "pile.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def clean(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The dump of an archive that was made in one go."""
    return resumed(pile, tmp_path_factory.mktemp("clean") / "a.db")


def resumed(pile: Path, db: Path) -> str:
    """The dump after the same command was run (again); the archive is whole then."""
    with danvan_cli.open(db) as archive:
        archive.ingest(pile)
        assert archive.faults() == []
        return json.dumps(list(archive.dump()), ensure_ascii=False)


def started(pile: Path, db: Path, *, largest: int | None = None) -> subprocess.Popen[bytes]:
    """An ingest under way; largest: bytes of a file that it may write."""
    command = [sys.executable, "-m", "danvan_cli", "--quiet", "--db", str(db), "ingest", str(pile)]
    if largest:
        command = [sys.executable, "-c", LIMITED, str(largest), *command]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def killed(pile: Path, db: Path, seconds: float) -> None:
    """Kill an ingest after so long, unless it ends before."""
    process = started(pile, db)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("part", range(5))
def test_an_ingest_that_is_killed_goes_on(part: int, pile: Path, clean: str, tmp_path: Path) -> None:
    chance = random.Random(part)
    for number in range(KILLS // 5):
        db = tmp_path / f"{number}.db"
        killed(pile, db, chance.uniform(0.1, 4))
        if db.exists():
            with danvan_cli.open(db) as archive:
                assert archive.faults() in ([], BEHIND)
        assert resumed(pile, db) == clean


@pytest.mark.parametrize("megabytes", [0.5, 2])
def test_a_full_disk_is_named_and_the_ingest_goes_on(megabytes: float, pile: Path, clean: str, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    process = started(pile, db, largest=int(megabytes * 1_000_000))
    _, said = process.communicate()
    assert process.returncode == 3
    assert "full" in said.decode()
    assert "Traceback" not in said.decode()
    assert resumed(pile, db) == clean


def test_a_killed_ingest_is_not_finished_in_the_ledger(tmp_path: Path, pile: Path) -> None:
    db = tmp_path / "a.db"
    with danvan_cli.open(db):
        pass
    killed(pile, db, 1.5)
    with danvan_cli.open(db) as archive:
        assert all(run.ended is None for run in archive.runs())
        assert archive.count() == sum(one.outcome in ("added", "updated") for one in archive.inputs())
