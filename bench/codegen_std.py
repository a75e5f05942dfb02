"""Generate IR for packages of the standard library (or any others) in one process, and let LLVM verify it.

    python bench/codegen_std.py [-v] [-p] [-n] [--llvm] [pattern...]      default pattern: std

Prints failures, IR lines and times. -n: no verifier; --llvm: optimize and emit too; -p: profile code generation; -d DIR: write the IR.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import llvmlite.binding as llvm  # noqa: E402

from undergo.build.compile import _files, _symabis, parse_package  # noqa: E402
from undergo.build.golist import list_packages  # noqa: E402
from undergo.build.options import BuildOptions  # noqa: E402
from undergo.codegen import generate_package  # noqa: E402
from undergo.codegen.llvm import compile_text  # noqa: E402
from undergo.deepstack import run_with_deep_stack
from undergo.escape import analyze  # noqa: E402
from undergo.types.check import check_package  # noqa: E402
from undergo.types.objects import Package  # noqa: E402
from undergo.types.universe import UNSAFE  # noqa: E402


def main() -> int:
    args = sys.argv[1:]
    verbose, profile, verify, emit = "-v" in args, "-p" in args, "-n" not in args, "--llvm" in args
    dump = args[args.index("-d") + 1] if "-d" in args else None
    patterns = [a for a in args if not a.startswith("-") and a != dump] or ["std"]
    packages: dict[str, Package] = {"unsafe": UNSAFE}
    causes: Counter[str] = Counter()
    ir_lines = go_lines = bad = done = 0
    gen_time = front_time = verify_time = emit_time = 0.0
    profiler: Any = None
    if profile:
        import cProfile

        profiler = cProfile.Profile()
    tables: dict[str, bytes] = {}
    for p in list_packages(patterns):
        if p.import_path == "unsafe":
            continue
        t0 = time.perf_counter()

        def importer(path: str, p: Any = p) -> Package:
            return packages[p.import_map.get(path, path)]

        try:
            trees = parse_package(p, _files)[0]
            pkg = check_package(p.path, trees, importer, _files, go_version=p.go_version or "go1.27")
            packages[p.import_path] = pkg
            analyze(pkg)
        except Exception as e:  # noqa: BLE001
            print(f"--- {p.import_path}: front end: {e!r}"[:300])
            continue
        front_time += time.perf_counter() - t0
        n = sum([Path(p.full(f)).read_bytes().count(b"\n") for f in p.go_files])
        t0 = time.perf_counter()
        try:
            if profiler:
                profiler.enable()
            g = generate_package(
                pkg, files=_files, importer=importer, options=BuildOptions(), symabis=_symabis(p, "v3"),
                embed_files={f: p.full(f) for f in p.embed_files}, main=p.name == "main",
                inline_ir=lambda path, p=p: tables.get(p.import_map.get(path, path), b""),
            )  # fmt: skip
            if profiler:
                profiler.disable()
        except Exception as e:  # noqa: BLE001
            if profiler:
                profiler.disable()
            bad += 1
            frames = traceback.extract_tb(e.__traceback__)
            pos = getattr(e, "pos", 0)
            where = " < ".join([f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-4:])])
            causes[f"{e!r:.100} {where}"] += 1
            print(f"--- {p.import_path}: {_files.format(pos) if pos else ''} {type(e).__name__}: {e} ({where})"[:500])
            continue
        tables[p.import_path] = g.inline
        dt = time.perf_counter() - t0
        gen_time += dt
        lines = g.ir.count("\n")
        ir_lines += lines
        go_lines += n
        if dump:
            Path(dump, p.import_path.replace("/", "_") + ".ll").write_text(g.ir, encoding="utf-8", errors="surrogateescape")
        note = ""
        if verify:
            t0 = time.perf_counter()
            try:
                llvm.parse_assembly(g.ir).verify()
            except RuntimeError as e:
                bad += 1
                note = str(e).strip()
                causes["llvm: " + note[:80]] += 1
                print(f"--- {p.import_path}: {note[:400]}")
            verify_time += time.perf_counter() - t0
        if emit and not note:
            t0 = time.perf_counter()
            compile_text(g.ir)
            emit_time += time.perf_counter() - t0
        if not note:
            done += 1
        if verbose:
            print(f"{p.import_path:40} {n:7} lines of Go {lines:8} of IR {dt:6.2f}s")
    print(f"{done} packages generated, {bad} failed; {go_lines} lines of Go, {ir_lines} of IR")
    rate = go_lines / gen_time if gen_time else 0
    print(f"front {front_time:.1f}s generate {gen_time:.1f}s ({rate:.0f} lines/s) verify {verify_time:.1f}s emit {emit_time:.1f}s")
    for cause, k in causes.most_common(25):
        print(f"{k:5} {cause}")
    if profiler:
        import pstats

        pstats.Stats(profiler).sort_stats("tottime").print_stats(40)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(run_with_deep_stack(main))
