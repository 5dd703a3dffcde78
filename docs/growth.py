"""How much longer searches take in a larger archive: processor time, by the classes of bench_search.py.

python docs/growth.py FOLDER_OF_THE_SCRIPT SMALL.db LARGE.db

Each query has its least time of seven runs, the archives in turns; a class has that of its slowest query.
"""

import sys
from importlib import import_module
from time import process_time

import danvan_cli

RUNS = 7


def main(folder: str, *paths: str) -> None:
    sys.path.insert(0, folder)
    bench = import_module("bench_search")
    archives = [danvan_cli.open(path, read_only=True) for path in paths]
    mixes = [bench.default_mix(archive) for archive in archives]
    least: dict[tuple[int, int], float] = {}
    for _ in range(RUNS):
        for which, (archive, mix) in enumerate(zip(archives, mixes, strict=True)):
            for number, query in enumerate(mix):
                started = process_time()
                bench.run(archive, query)
                took = process_time() - started
                least[which, number] = min(took, least.get((which, number), took))
    slowest: dict[str, list[float]] = {}
    for (which, number), seconds in least.items():
        times = slowest.setdefault(mixes[which][number]["class"], [0.0] * len(archives))
        times[which] = max(times[which], seconds)
    for name, (small, large) in slowest.items():
        sys.stdout.write(f"{name:18} {small * 1000:6.1f} {large * 1000:6.1f} ms  {large / small:.2f} x\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
