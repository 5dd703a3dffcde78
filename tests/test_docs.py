"""The documents are proven: the reference is the program's own, the commands of the README run."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Danvan, run_danvan

ROOT = Path(__file__).parent.parent


def test_the_reference_is_what_the_program_says() -> None:
    run = subprocess.run([sys.executable, ROOT / "docs" / "reference.py"], capture_output=True, check=True)
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == run.stdout.decode("utf-8"), "docs/cli.md is not up to date; run: make docs"


def readme_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^\$ danvan ((?:search|list|stats|show|similar) .*)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("command", readme_commands())
def test_the_commands_of_the_readme_find_something(danvan: Danvan, command: str) -> None:
    run = danvan(*shlex.split(command, comments=True))
    assert run.returncode == 0, run.stderr
    assert run.stdout


def test_the_readme_shows_commands() -> None:
    assert len(readme_commands()) >= 9


def test_the_readme_keeps_a_search_that_then_has_no_news(tmp_path: Path, samples_db: Path) -> None:
    db = shutil.copy(samples_db, tmp_path / "a.db")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (saved,) = re.findall(r"^\$ danvan (saved add .*)$", text, flags=re.MULTILINE)
    assert run_danvan(*shlex.split(saved), db=db).returncode == 0
    assert "$ danvan news " in text
    news = run_danvan("news", db=db)
    assert (news.returncode, news.stderr) == (1, "No news for 1 saved search.\n")
