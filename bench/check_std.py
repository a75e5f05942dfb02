"""Parse and check packages of the standard library (or any others) in dependency order, in one process.

    python bench/check_std.py [-v] [-p] [pattern...]      default pattern: std

Prints errors, the slowest packages and the totals. -p profiles. The go command is $GO or "go".
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from undergo.deepstack import run_with_deep_stack
from undergo.syntax.parser import parse_file  # noqa: E402
from undergo.syntax.positions import FileTable  # noqa: E402
from undergo.types.check import check_package  # noqa: E402
from undergo.types.errors import format_errors  # noqa: E402
from undergo.types.objects import Package  # noqa: E402


def list_packages(patterns: list[str]) -> list[dict[str, Any]]:
    cmd = [os.environ.get("GO", "go"), "list", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap,Imports,Standard", *patterns]
    env = dict(os.environ, CGO_ENABLED="0")
    out = subprocess.run(cmd, env=env, capture_output=True, text=True, check=True).stdout
    decoder = json.JSONDecoder()
    packages = []
    i = 0
    while i < len(out):
        while i < len(out) and out[i].isspace():
            i += 1
        if i == len(out):
            break
        obj, i = decoder.raw_decode(out, i)
        packages.append(obj)
    return packages


def main() -> int:
    args = sys.argv[1:]
    verbose = "-v" in args
    patterns = [a for a in args if not a.startswith("-")] or ["std"]
    checked: dict[str, Package] = {}
    parse_time = check_time = 0.0
    lines = failures = crashes = 0
    slow: list[tuple[float, str, int]] = []
    files = FileTable()
    syntax_errors: list[tuple[int, str]] = []
    for p in list_packages(patterns):
        path = p["ImportPath"]
        if path == "unsafe":
            continue
        trees = []
        t0 = time.perf_counter()
        syntax_errors.clear()
        n = 0
        for name in p.get("GoFiles") or []:
            source = (Path(p["Dir"]) / name).read_bytes()
            n += source.count(b"\n")
            trees.append(parse_file(f"{path}/{name}", source, files, lambda pos, msg: syntax_errors.append((pos, msg))))
        t1 = time.perf_counter()
        for pos, msg in syntax_errors[:10]:
            print(f"{files.format(pos)}: {msg}")
        import_map = p.get("ImportMap") or {}

        def importer(imp: str, import_map: dict[str, str] = import_map) -> Package:
            full = import_map.get(imp, imp)
            if full not in checked:
                raise ImportError(f"package {full} is not in std")
            return checked[full]

        try:
            pkg = check_package(path, trees, importer, files, go_version="go1.27")
        except Exception:
            crashes += 1
            print(f"--- {path}: crash")
            text = traceback.format_exc().splitlines()
            print("\n".join(text if len(text) < 40 else text[:6] + ["..."] + text[-30:]))
            if crashes > 3:
                break
            continue
        t2 = time.perf_counter()
        checked[path] = pkg
        lines += n
        parse_time += t1 - t0
        check_time += t2 - t1
        slow.append((t2 - t1, path, n))
        if pkg.errors:
            failures += 1
            print(f"--- {path}: {len(pkg.errors)} errors")
            for line in format_errors(pkg.errors, files):
                print("   ", line)
        elif verbose:
            print(f"{path}: {n} lines, {t2 - t1:.2f}s")
    for t, path, n in sorted(slow, reverse=True)[:8]:
        print(f"{t:6.2f}s {n:7d} lines {n / t:8.0f} lines/s  {path}")
    print(
        f"{len(checked)} packages, {lines} lines; parse {parse_time:.1f}s, check {check_time:.1f}s "
        f"({lines / max(check_time, 1e-9):.0f} lines/s); {failures} with errors, {crashes} crashes"
    )
    return 1 if failures or crashes else 0


if __name__ == "__main__":
    if "-p" in sys.argv:
        import cProfile
        import pstats

        sys.argv.remove("-p")
        prof = cProfile.Profile()
        sys.setrecursionlimit(100_000)
        prof.runcall(main)
        pstats.Stats(prof).sort_stats("tottime").print_stats(45)
    else:
        sys.exit(run_with_deep_stack(main))
