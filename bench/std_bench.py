"""Benchmarks of standard packages: the package's own ones, compiled with gc and with Undergo, run in turns.

    python bench/std_bench.py [-b PATTERN] [-t BENCHTIME] [-n ROUNDS] [-c COUNT] [--below R] [--src GOROOT] package...

Prints gc's time divided by ours for each benchmark below R (above 1: we are faster), and for each package the geometric mean. The best
run counts; a round runs gc's program and then ours. Runs are short, so that on a busy machine some of them are not interrupted. The tests' sources must be in the GOROOT (``--src`` for another one).
"""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LINE = re.compile(r"^(Benchmark\S+)\s+\d+\s+([\d.]+) ns/op", re.MULTILINE)


def build(command: list[str], target: str, package: str, env: dict[str, str]) -> str:
    """Compile the test program; what was wrong, or nothing."""
    done = subprocess.run([*command, "test", "-c", "-o", target, package], capture_output=True, text=True, env=env, check=False)
    return "" if done.returncode == 0 and os.path.exists(target) else (done.stderr or done.stdout or "no test program")[-400:]


def figures_of(output: str) -> dict[str, float]:
    """The least ns/op of each benchmark."""
    best: dict[str, float] = {}
    for m in LINE.finditer(output):
        best[m[1]] = min(float(m[2]), best.get(m[1], math.inf))
    return best


def measure(program: str, args: argparse.Namespace, folder: Path) -> tuple[dict[str, float], str]:
    """ns/op of each benchmark, and how the program failed."""
    flags = ["-test.run", "^$", "-test.bench", args.bench, "-test.benchtime", args.benchtime, "-test.cpu", "1", "-test.short"]
    flags += ["-test.count", str(args.count), "-test.skip", args.skip]
    try:
        done = subprocess.run([program, *flags], capture_output=True, text=True, cwd=folder, timeout=args.limit, check=False)
    except subprocess.TimeoutExpired as e:
        output = e.stdout.decode(errors="replace") if e.stdout else ""
        return figures_of(output), "timeout"
    wrong = f"exit {done.returncode}: {done.stdout[-200:]}{done.stderr[-200:]}" if done.returncode else ""
    return figures_of(done.stdout), wrong


def compare(package: str, args: argparse.Namespace, work: Path) -> list[float]:
    """The ratios of a package; prints its lines."""
    from undergo.build.goroot import find_goroot

    name = package.replace("/", "_")
    programs = {"gc": str(work / f"{name}.gc"), "undergo": str(work / f"{name}.undergo")}
    commands = {"gc": [os.path.join(find_goroot(), "bin", "go")], "undergo": [sys.executable, "-m", "undergo"]}
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for kind, program in programs.items():
        if args.keep and kind == "gc" and os.path.exists(program):
            continue
        wrong = build(commands[kind], program, package, env)
        if wrong:
            print(f"== {package}: {kind} does not build: {wrong}", flush=True)
            return []
    folder = Path(args.src or find_goroot()) / "src" / package
    best: dict[str, dict[str, float]] = {"gc": {}, "undergo": {}}
    for _ in range(args.n):
        for kind, program in programs.items():
            figures, wrong = measure(program, args, folder)
            if wrong:
                print(f"   {package} {kind}: {wrong}")
            for k, v in figures.items():
                best[kind][k] = min(v, best[kind].get(k, v))
    rows = sorted((best["gc"][k] / v, k, best["gc"][k], v) for k, v in best["undergo"].items() if v > 0 and best["gc"].get(k, 0) > 0)
    ratios = [r[0] for r in rows]
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"== {package}: {len(ratios)} benchmarks, geometric mean {mean:.2f}, below 0.7: {sum(r < 0.7 for r in ratios)}")
    for ratio, benchmark, theirs, ours in rows:
        if ratio < args.below:
            print(f"   {ratio:5.2f} {benchmark} gc {theirs:.1f} undergo {ours:.1f}")
    sys.stdout.flush()
    return ratios


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-b", "--bench", default=".", help="pattern of benchmarks")
    parser.add_argument("-t", "--benchtime", default="1ms", help="short, so that some runs are not interrupted")
    parser.add_argument("-n", type=int, default=2, help="rounds")
    parser.add_argument("-c", "--count", type=int, default=5, help="runs of each benchmark in a round")
    parser.add_argument("--skip", default="Large|1048576|4M|64M|Growth|1073741824", help="pattern of benchmarks to leave out")
    parser.add_argument("--below", type=float, default=0.8, help="print benchmarks below this ratio")
    parser.add_argument("--src", default="", help="a GOROOT whose src the programs run in")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds a run may take")
    parser.add_argument("--keep", default="", help="folder for the programs; gc's are not built again")
    parser.add_argument("package", nargs="+")
    args = parser.parse_args()
    work = Path(args.keep or tempfile.mkdtemp(prefix="undergo-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    ratios = [r for package in args.package for r in compare(package, args, work)]
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"geometric mean {mean:.2f} over {len(ratios)} benchmarks, below 0.7: {sum(r < 0.7 for r in ratios)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
