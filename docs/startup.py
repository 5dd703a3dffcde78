"""Times `danvan --version` and `python -c "import sqlite3, typer"` in turns; prints both medians and their ratio.

python docs/startup.py [--max RATIO]    (after python -m compileall; exit status 1 where the ratio is above the bound)
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
DANVAN = [str(Path(sys.executable).with_name("danvan")), "--version"]
REFERENCE = [sys.executable, "-c", "import sqlite3, typer"]


def milliseconds(command: list[str]) -> float:
    """The wall time of a whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - started) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--max", type=float, default=float("inf"), metavar="RATIO")
    bound = parser.parse_args().max
    pairs = [(milliseconds(DANVAN), milliseconds(REFERENCE)) for _ in range(ROUNDS)]
    danvan, reference = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = danvan / reference
    sys.stdout.write(f"danvan --version {danvan:.0f} ms, import sqlite3, typer {reference:.0f} ms: {ratio:.2f}\n")
    return int(ratio > bound)


if __name__ == "__main__":
    sys.exit(main())
