"""What several tests share: the real command, and an archive of the sample articles."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import danvan_cli

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
Danvan = Callable[..., subprocess.CompletedProcess[str]]

os.environ["LANGUAGE"] = "C"  # the tests read English, whatever the developer's language


def run_danvan(*arguments: str, db: Path | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own; its output as UTF-8. env: changes to the environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DANVAN_", "NO_COLOR"))}
    environment |= {"LANGUAGE": "C", "COLUMNS": "80", **options.pop("env", {})}  # type: ignore[dict-item]
    environment |= {"DANVAN_DB": str(db)} if db else {}
    return subprocess.run(
        [sys.executable, "-m", "danvan_cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=environment,
        **options,  # type: ignore[arg-type]
    )


def in_terminal(*arguments: str, db: Path, env: dict[str, str] | None = None) -> str:
    """What the command writes to a terminal of 80 columns."""
    parent, child = pty.openpty()
    environment = os.environ | {"COLUMNS": "80", "TERM": "xterm-256color", "DANVAN_DB": str(db), **(env or {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "danvan_cli", *arguments], stdin=child, stdout=child, stderr=child, env=environment
    )
    os.close(child)
    written = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        written += part
    process.wait()
    os.close(parent)
    return written.decode("utf-8")


@pytest.fixture(scope="session")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of data/samples; tests only read it."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with danvan_cli.open(path) as archive:
        archive.ingest([str(SAMPLES)])
    return path


@pytest.fixture
def danvan(samples_db: Path) -> Danvan:
    """The command over the archive of the samples."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        return run_danvan(*arguments, **{"db": samples_db} | options)  # type: ignore[arg-type]

    return run


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Path]:
    """Writes records to a .jsonl file and gives its path."""
    import json

    def write(*records: dict[str, str], name: str = "records.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
        return path

    return write
