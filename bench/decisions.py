"""The report of ``-gcflags=-m`` beside the reference's, on packages of the standard library.

    python bench/decisions.py [-l] [-v] [PACKAGE...]

Printed for each package: how many lines the reference says, how many of them are ours too, how many are only ours, and whether the common
lines come in the same order. ``-l`` without inlining. Lines about code outside the package (instances of generic functions, wrappers) are
left out on both sides.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import go  # noqa: E402

from bench.suite.compiler import closure, standard_packages  # noqa: E402
from undergo.build.compile import Importer, SourceLoader, check_trees, parse_package, run_with_deep_stack  # noqa: E402
from undergo.build.compile import _files as compile_files  # noqa: E402
from undergo.build.options import BuildOptions  # noqa: E402
from undergo.build.program import build_packages  # noqa: E402
from undergo.decisions import decisions  # noqa: E402
from undergo.escape import analyze  # noqa: E402

GOROOT = Path(go.__file__).resolve().parent
PACKAGES = "fmt strings strconv bytes sort encoding/json regexp text/template net/http go/types".split()


def reference(path: str, files: list[str], folder: str, flags: list[str], scratch: str) -> list[str]:
    """The reference's lines about the package, files by their names alone."""
    config = os.path.join(scratch, "importcfg")
    if not os.path.exists(config):
        listing = subprocess.run(
            [str(GOROOT / "bin/go"), "list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "std"],
            capture_output=True, text=True, check=True, env={**os.environ, "CGO_ENABLED": "0"},
        )  # fmt: skip
        lines = listing.stdout.splitlines()
        lines += [
            f"importmap {p.split('=')[0].split()[1].removeprefix('vendor/')}={p.split('=')[0].split()[1]}" for p in lines if " vendor/" in p
        ]
        Path(config).write_text("\n".join(lines) + "\n", encoding="utf-8")
    compiler = str(GOROOT / "pkg/tool/linux_amd64/compile")
    command = [compiler, *flags, "-p", path, "-std", f"-importcfg={config}", "-o", os.path.join(scratch, "a.o"), *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    inside = [
        line
        for line in done.stdout.splitlines()
        if os.path.basename(os.path.dirname(line.split(":", 1)[0])) in ("", ".", os.path.basename(folder))
    ]
    return [shown(line, files) for line in inside if ours(line, files)]


def ours(line: str, files: list[str]) -> bool:
    return os.path.basename(line.split(":", 1)[0]) in files and not line.endswith(": index bounds check elided")


def shown(line: str, files: list[str]) -> str:
    name, _, rest = line.partition(":")
    return f"{os.path.basename(name)}:{rest}"


def undergo(path: str, inline: bool) -> list[str]:
    listed = standard_packages()[path]
    artifacts = {p: b.artifact for p, b in build_packages(closure([listed]), BuildOptions()).built.items()}
    trees, errors = parse_package(listed, compile_files, 0)
    pkg = check_trees(listed, trees, errors, Importer(artifacts, listed.import_map), compile_files, 0)
    analyze(pkg)
    lines = []
    loader = SourceLoader(listed, Importer(artifacts, {}), standard_packages())
    for pos, text in decisions(pkg, inline, loader.load, loader.imported):
        name, line, col = compile_files.place(pos)
        if os.path.dirname(name) != listed.dir:
            continue
        lines.append(f"{os.path.basename(name)}:{line}:{col}: {text}")
    return [line for line in lines if ours(line, listed.go_files)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-l", action="store_true", help="without inlining")
    parser.add_argument("-v", action="store_true", help="print the differences")
    parser.add_argument("package", nargs="*")
    args = parser.parse_args()
    total = [0, 0, 0]
    with tempfile.TemporaryDirectory(prefix="undergo-decisions-") as scratch:
        for path in args.package or PACKAGES:
            listed = standard_packages()[path]
            theirs = reference(path, listed.go_files, listed.dir, ["-m", *(["-l"] if args.l else [])], scratch)
            mine = run_with_deep_stack(lambda path=path: undergo(path, not args.l))
            common = Counter(theirs) & Counter(mine)
            same = common.total()
            extra = len(mine) - same
            ordered = [x for x in theirs if x in common] == [x for x in mine if x in common]
            print(f"{path}: {len(theirs)} lines, {same} the same ({100 * same / max(len(theirs), 1):.1f} %), {extra} only ours"
                  f"{', in order' if ordered else ''}", flush=True)  # fmt: skip
            total = [total[0] + len(theirs), total[1] + same, total[2] + extra]
            if args.v:
                for line in (Counter(theirs) - common).elements():
                    print("  - " + line)
                for line in (Counter(mine) - common).elements():
                    print("  + " + line)
    print(f"all: {total[0]} lines, {total[1]} the same ({100 * total[1] / max(total[0], 1):.1f} %), {total[2]} only ours")
    return 0


if __name__ == "__main__":
    sys.exit(main())
