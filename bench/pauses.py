"""How long collections stop a program, beside the reference.

    python bench/pauses.py [-m MEGABYTES] [-c CYCLES] [-n RUNS]

``bench/pauses/live.go`` is built by both toolchains and run in turns with GOMAXPROCS=2. Figures are microseconds, medians of the runs: both stops of a
cycle together, and what a batch of a hundred small trees took to allocate while marking went on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "pauses" / "live.go"
COLUMNS = ("stops p50", "p99", "longest", "batch p50", "p99.9", "longest")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-m", type=int, default=1024, help="megabytes of live objects")
    parser.add_argument("-c", type=int, default=30, help="collections")
    parser.add_argument("-n", type=int, default=1, help="runs of each program")
    options = parser.parse_args()
    import go

    reference = os.path.join(os.path.dirname(go.__file__), "bin", "go")
    environment = {**os.environ, "GOMAXPROCS": "2"}
    with tempfile.TemporaryDirectory() as folder:
        programs = {"gc": f"{folder}/gc", "ours": f"{folder}/ours"}
        subprocess.run([reference, "build", "-o", programs["gc"], str(SOURCE)], check=True)
        subprocess.run([sys.executable, "-m", "undergo", "build", "-o", programs["ours"], str(SOURCE)], check=True)
        rows: dict[str, list[list[int]]] = {who: [] for who in programs}
        for _ in range(options.n):
            for who, program in programs.items():
                command = [program, str(options.m), str(options.c)]
                out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
                rows[who].append([int(x) for x in out.split()])
    print(" " * 6 + "".join(f"{c:>12}" for c in COLUMNS))
    for who, runs in rows.items():
        print(f"{who:6}" + "".join(f"{statistics.median(column):>12.0f}" for column in zip(*runs, strict=True)))


if __name__ == "__main__":
    main()
