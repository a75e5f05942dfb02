"""Speed of the code: each program of bench/kernels built with gc and with Undergo, run in turns.

    python bench/kernels.py [--quick] [-n N] [--baseline] [--verbose] [kernel...]

Prints gc's time divided by ours for each kernel (above 1: we are faster) and the geometric mean. ``undergo run`` compiles for the
processor at hand and so does this; --baseline measures ``undergo build`` (GOAMD64=v1) as well. Outputs must be equal.
The best of N runs counts; --quick is one run each.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
KERNELS = ROOT / "bench" / "kernels"
LIMIT = 60.0


def reference_go() -> str:
    """The go command of the pinned package."""
    from undergo.build.goroot import find_goroot

    return os.path.join(find_goroot(), "bin", "go")


def build_gc(source: Path, target: Path) -> None:
    subprocess.run([reference_go(), "build", "-o", str(target), str(source)], check=True)


def build_undergo(source: Path, target: Path, level: str) -> None:
    from undergo.build.errors import BuildError
    from undergo.build.options import BuildOptions
    from undergo.build.program import build_packages, link_program, load

    options = BuildOptions(level=level)
    packages = load([str(source)], options)
    scheduler = build_packages(packages, options)
    main = next(p for p in packages if p.name == "main")
    try:
        link_program(main, scheduler, options, str(target))
    except OSError as e:
        raise BuildError(str(e)) from e


def run(program: Path) -> tuple[float, str]:
    """User and system time of a run, and its output (with the exit status when it fails)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    try:
        done = subprocess.run(
            [str(program)], capture_output=True, text=True, timeout=LIMIT, env={**os.environ, "GOMAXPROCS": "1"}, check=False
        )
    except subprocess.TimeoutExpired:
        return LIMIT, "timeout"
    elapsed = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode:
        return elapsed, f"exit {done.returncode}: {done.stdout[:200]}{done.stderr[:600]}"
    return used, done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=3, help="runs of each program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--baseline", action="store_true", help="also for the baseline processor")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--keep", default="", help="folder for the programs")
    parser.add_argument("--folder", type=Path, default=KERNELS, help="folder of the sources")
    parser.add_argument("kernel", nargs="*")
    args = parser.parse_args()
    runs = 1 if args.quick else args.n
    names = args.kernel or sorted(p.stem for p in args.folder.glob("*.go"))
    levels = ["native", "v1"] if args.baseline else ["native"]
    work = Path(args.keep or tempfile.mkdtemp(prefix="undergo-kernels-"))
    work.mkdir(parents=True, exist_ok=True)
    ratios: dict[str, list[float]] = {level: [] for level in levels}
    failed: list[str] = []
    print(f"{'kernel':16}{'gc s':>8}" + "".join(f"{'undergo ' + level:>16}{'ratio':>8}" for level in levels))
    for name in names:
        source = args.folder / f"{name}.go"
        gc = work / f"{name}.gc"
        if not args.keep or not gc.exists():
            build_gc(source, gc)
        programs = []
        try:
            for level in levels:
                programs.append(work / f"{name}.{level}")
                build_undergo(source, programs[-1], level)
        except Exception as e:  # noqa: BLE001 (a failing kernel is a line of the table)
            print(f"{name:16} does not build: {str(e)[:300]}")
            failed.append(name)
            continue
        best = [LIMIT] * (1 + len(levels))
        expected = ""
        wrong = ""
        for _ in range(runs):
            for i, program in enumerate([gc, *programs]):
                seconds, output = run(program)
                if i == 0:
                    expected = output
                elif output != expected and not wrong:
                    wrong = f"{levels[i - 1]}: {output[:700]!r}, gc: {expected[:100]!r}"
                best[i] = min(best[i], seconds)
        if wrong:
            print(f"{name:16} wrong output: {wrong}")
            failed.append(name)
            continue
        row = f"{name:16}{best[0]:8.3f}"
        for level, seconds in zip(levels, best[1:]):
            ratio = best[0] / max(seconds, 1e-6)
            ratios[level].append(ratio)
            row += f"{seconds:16.3f}{ratio:8.2f}"
        print(row, flush=True)
    for level in levels:
        if ratios[level]:
            mean = math.exp(sum(map(math.log, ratios[level])) / len(ratios[level]))
            print(
                f"{level}: geometric mean {mean:.2f} x gc over {len(ratios[level])} kernels (target 1.0, aim 1.3), worst {min(ratios[level]):.2f} (target 0.7)"
            )
    if failed:
        print(f"failed: {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
