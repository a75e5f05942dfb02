"""Speed of the compiler: three figures against their targets, and where the time goes.

    python bench/compile_speed.py [--skip-std] [-n N] [-p WORKERS]

(a) the standard library below fmt from an empty cache (two workers), target 90 s, aim 40 s;
(b) `undergo run` of a 500-line program after an edit, target 1.0 s, aim 0.5 s;
(c) `undergo run` of the unchanged program, target 0.15 s.
The profile comes from the `timings` section that the compiler writes into every artifact.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SOURCE = ROOT / "bench" / "data" / "ledger.go"
ROOTS = """package main

import "fmt"

func main() { fmt.Println("ok") }
"""


def undergo(args: list[str], cache: str, stdin: bytes = b"") -> tuple[float, bytes]:
    env = {**os.environ, "UNDERGOCACHE": cache, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "undergo", *args], env=env, input=stdin, capture_output=True, check=False)
    elapsed = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"undergo {' '.join(args)}: exit {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return elapsed, done.stdout


def phases(cache: str, names: set[str] | None = None) -> tuple[dict[str, float], list[tuple[float, str, str]]]:
    """Sums of the phases' seconds over a cache's artifacts, and the slowest packages."""
    from undergo.build.artifact import Artifact

    total: dict[str, float] = {}
    slow: list[tuple[float, str, str]] = []
    for folder, _, files in os.walk(os.path.join(cache, "pkg")):
        for name in files:
            try:
                artifact = Artifact(os.path.join(folder, name))
                timings = json.loads(artifact.section("timings"))
            except Exception:  # noqa: BLE001 (a foreign file in the cache)
                continue
            path = timings.pop("package", name[:8])
            for phase, seconds in timings.items():
                total[phase] = total.get(phase, 0.0) + seconds
            slow.append((sum(timings.values()), path, " ".join(f"{k} {v:.2f}" for k, v in timings.items())))
    return total, sorted(slow, reverse=True)


def profile(title: str, total: dict[str, float]) -> None:
    whole = sum(total.values()) or 1.0
    print(f"  {title}: " + ", ".join(f"{k} {v:.2f} s ({100 * v / whole:.0f}%)" for k, v in sorted(total.items(), key=lambda e: -e[1])))


def verdict(name: str, seconds: float, target: float) -> bool:
    print(f"{name:58}{seconds:8.2f} s   target {target:g} s   {'ok' if seconds <= target else 'MISSED'}", flush=True)
    return seconds <= target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--skip-std", action="store_true", help="use the ordinary cache and leave (a) out")
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("-p", default="2", help="workers for (a)")
    parser.add_argument("--top", type=int, default=8)
    args = parser.parse_args()
    work = tempfile.mkdtemp(prefix="undergo-speed-")
    ok = True
    try:
        cache = os.path.join(work, "cache")
        if args.skip_std:
            from undergo.build.cache import cache_root

            cache = cache_root()
        else:
            hello = Path(work, "hello.go")
            hello.write_text(ROOTS)
            seconds, _ = undergo(["build", "-p", args.p, "-o", os.path.join(work, "hello"), str(hello)], cache)
            ok &= verdict("standard library below fmt, from nothing", seconds, 90.0)
            total, slow = phases(cache)
            profile("seconds of work", total)
            for seconds, path, text in slow[: args.top]:
                print(f"    {path:28}{seconds:6.2f} s   {text}")
            print(f"  hello, world: {os.path.getsize(os.path.join(work, 'hello')):,} bytes")
        program = Path(work, "ledger.go")
        source = SOURCE.read_text()
        program.write_text(source)
        undergo(["run", str(program)], cache)
        edited: list[float] = []
        for i in range(args.n):
            program.write_text(source.replace("edition = 0", f"edition = {i + 1}{os.getpid()}"))
            seconds, out = undergo(["run", str(program)], cache)
            edited.append(seconds)
            assert str(os.getpid()).encode() in out
        ok &= verdict(f"changed program of {source.count(chr(10))} lines, edit to its end (median)", sorted(edited)[args.n // 2], 1.0)
        same = sorted(undergo(["run", str(program)], cache)[0] for _ in range(args.n))
        ok &= verdict("unchanged program, start to end (median)", same[args.n // 2], 0.15)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
