"""Runs the evaluation's score_relevance.py with its baseline; exit status 1 where danvan is not so far above it.

python docs/relevance.py FOLDER_OF_THE_SCRIPT SET accented=0.03 bare=0.06 telex=-0.03

accented, bare: R@1 above the baseline's in the same mode. telex: R@1 above danvan's own accented R@1.
"""

import json
import subprocess
import sys
from pathlib import Path


def main(folder: str, name: str, *bounds: str) -> int:
    command = [sys.executable, str(Path(folder) / "score_relevance.py"), "--set", name, "--mode", "all", "--baseline"]
    output = subprocess.run([*command, "--json"], capture_output=True, check=True).stdout
    results = json.loads(output)["results"]
    first = {engine: {mode: line["R@1"] for mode, line in modes.items()} for engine, modes in results.items()}
    ours, plain = first["danvan"], first["plain FTS5"]
    broken = 0
    for bound in bounds:
        mode, least = bound.split("=")
        above = ours[mode] - (ours["accented"] if mode == "telex" else plain[mode])
        broken += above < float(least)
        scores = f"R@1 {ours[mode]:.4f}, plain {plain[mode]:.4f}; {above:+.4f}, at least {least}"
        sys.stdout.write(f"{name} {mode}: {scores}\n")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
