"""The documents are proven: the reference is the program's own, the commands of the README run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Danvan

ROOT = Path(__file__).parent.parent


def test_the_reference_is_what_the_program_says() -> None:
    run = subprocess.run([sys.executable, ROOT / "docs" / "reference.py"], capture_output=True, check=True)
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == run.stdout.decode("utf-8"), "docs/cli.md is not up to date; run: make docs"


def readme_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^\$ danvan ((?:search|list|stats|show) .*)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("command", readme_commands())
def test_the_commands_of_the_readme_find_something(danvan: Danvan, command: str) -> None:
    import shlex

    run = danvan(*shlex.split(command))
    assert run.returncode == 0, run.stderr
    assert run.stdout


def test_the_readme_shows_commands() -> None:
    assert len(readme_commands()) >= 4
