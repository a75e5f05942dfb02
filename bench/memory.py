"""Programs that allocate, beside the reference: time and peak memory.

    python bench/memory.py [-n RUNS] [name ...]

Each program of ``bench/memory`` is built by both toolchains and run in turns; figures are medians, and ratios of one run on one machine: of time
(the reference's by ours, more is better) and of peak resident memory (ours by the reference's, less is better).
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(program: str) -> tuple[float, int, bytes]:
    """(seconds, peak KB, output)."""
    start = time.perf_counter()
    process = subprocess.Popen([program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{program}: exit status {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss, out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=3, help="runs of each program")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    import go

    reference = os.path.join(os.path.dirname(go.__file__), "bin", "go")
    times, sizes = [], []
    print(f"{'':20}{'gc s':>8}{'ours s':>8}{'speed':>7}{'gc MB':>8}{'ours MB':>8}{'memory':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted((HERE / "memory").glob("*.go")):
            if options.names and source.stem not in options.names:
                continue
            pair = [f"{folder}/{source.stem}.{who}" for who in ("gc", "ours")]
            subprocess.run([reference, "build", "-o", pair[0], str(source)], check=True)
            subprocess.run([sys.executable, "-m", "undergo", "build", "-o", pair[1], str(source)], check=True)
            runs = [[run(p) for p in pair] for _ in range(options.n)]
            if len({r[2] for both in runs for r in both}) != 1:
                raise SystemExit(f"{source.stem}: outputs differ")
            (gc_time, our_time), (gc_size, our_size) = (
                [statistics.median(both[i][k] for both in runs) for i in range(2)] for k in range(2)
            )  # fmt: skip
            times.append(gc_time / our_time)
            sizes.append(our_size / gc_size)
            print(
                f"{source.stem:20}{gc_time:8.2f}{our_time:8.2f}{times[-1]:7.2f}{gc_size / 1024:8.0f}{our_size / 1024:8.0f}{sizes[-1]:8.2f}",
                flush=True,
            )
    mean = [math.exp(statistics.fmean(map(math.log, r))) for r in (times, sizes)]
    print(f"{'geometric mean':20}{'':16}{mean[0]:7.2f}{'':16}{mean[1]:8.2f}")


if __name__ == "__main__":
    main()
