"""Writes docs/cli.md: the help of every command, as the program prints it at 100 columns.

python docs/reference.py > docs/cli.md
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

HEAD = """# The commands of danvan

Written by `make docs` from the program itself.

## Exit statuses

| status | meaning |
| --- | --- |
| 0 | done |
| 1 | nothing found |
| 2 | wrong usage, a filter that cannot be read, or no archive there |
| 3 | some inputs failed; the others are in the archive |
| 4 | the archive is damaged, or newer than the program |
| 5 | another process is writing to the archive |
| 130 | interrupted |
"""


def printed(*arguments: str) -> str:
    """The help of the program or of one of its commands."""
    command = [sys.executable, "-m", "danvan_cli", *arguments, "--help"]
    plain = {"LANGUAGE": "C", "COLUMNS": "100", "TERMINAL_WIDTH": "100"}
    run = subprocess.run(command, capture_output=True, check=True, env=os.environ | plain)
    return run.stdout.decode("utf-8").rstrip()


def commands() -> list[list[str]]:
    """The words that name each command, in the order of the help; those of groups behind them."""
    from danvan_cli.cli.main import app

    return list(_below(get_command(app)))


def _below(command: Any) -> Iterator[list[str]]:
    for name, inner in getattr(command, "commands", {}).items():
        yield [name]
        yield from ([name, *words] for words in _below(inner))


def main() -> None:
    sections = [HEAD, f"## danvan\n\n```\n{printed()}\n```\n"]
    sections += [f"## danvan {' '.join(words)}\n\n```\n{printed(*words)}\n```\n" for words in commands()]
    sys.stdout.write("\n".join(sections))


if __name__ == "__main__":
    main()
