"""Compare error messages with the reference's, many programs at once.

    python -m tests.faulty.compare                         GOROOT's internal/types/testdata and the compiler's own syntax tests
    python -m tests.faulty.compare [-v] FILE|FOLDER...     a file or a folder's files (``*.go``) each as a package
    python -m tests.faulty.compare --faulty                the programs of tests/faulty by both compilers, without their wants

Every program goes whole through the reference's compiler (with -e: all errors) and through Undergo's front end. Printed are the share of
the reference's lines that are ours too (position, wording), the share that is ours but for the column, what both leave out, and with -v
every difference.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.faulty.frontend import GOROOT, Verdict, reference, undergo, without_column
from undergo.deepstack import run_with_deep_stack

HERE = Path(__file__).resolve().parent


@dataclass
class Totals:
    packages: int = 0
    same_packages: int = 0
    lines: int = 0  # of the reference
    same: int = 0
    same_but_column: int = 0
    extra: int = 0  # ours only
    verdicts: int = 0  # accepted by one, rejected by the other
    crashes: int = 0
    seen: Counter[str] = field(default_factory=Counter)


def compare(files: list[str], cwd: str, totals: Totals, want: Verdict, verbose: bool, path: str = "main", lang: str = "go1.27") -> None:
    """Add one package to the totals."""
    name = f"{Path(cwd).name}/{' '.join(files)}"
    totals.packages += 1
    try:
        got = undergo(files, cwd, path, lang)
    except Exception:  # noqa: BLE001 (every one is a finding)
        totals.crashes += 1
        print(f"== {name}: crash\n" + "\n".join(traceback.format_exc().splitlines()[-8:]))
        return
    wanted, ours = Counter(want.lines), Counter(got.lines)
    missing, extra = list((wanted - ours).elements()), list((ours - wanted).elements())
    totals.lines += len(want.lines)
    totals.same += len(want.lines) - len(missing)
    near = (Counter(map(without_column, missing)) & Counter(map(without_column, extra))).total()
    totals.same_but_column += near
    totals.extra += len(extra) - near
    totals.verdicts += want.status != got.status
    if not missing and not extra:
        totals.same_packages += want.lines == got.lines
        if want.lines != got.lines and verbose:
            print(f"== {name}: order differs")
        return
    if verbose:
        print(f"== {name}")
        for line in missing:
            print("  - " + line.replace("\n", "\n    "))
        for line in extra:
            print("  + " + line.replace("\n", "\n    "))


def testdata() -> list[tuple[list[str], str]]:
    """The packages of the reference's own checker tests that need no special flags."""
    found: list[tuple[list[str], str]] = []
    root = GOROOT / "src/internal/types/testdata"
    for folder in ("check", "spec", "examples", "fixedbugs"):
        for path in sorted((root / folder).iterdir()):
            files = sorted(path.iterdir()) if path.is_dir() else [path]
            found.append(([f.name for f in files], str(files[0].parent)))
    for path in sorted((GOROOT / "src/cmd/compile/internal/types2/testdata/local").iterdir()):
        found.append(([path.name], str(path.parent)))
    for path in sorted((GOROOT / "src/cmd/compile/internal/syntax/testdata").iterdir()):
        found.append(([path.name], str(path.parent)))
    return found


def language(files: list[str], cwd: str) -> str:
    """The -lang flag in the first line of the checker's tests."""
    first = (Path(cwd) / files[0]).read_bytes().split(b"\n", 1)[0].decode("utf-8", "replace")
    for word in first.split():
        if word.startswith("-lang=go1."):
            return word[6:]
    return "go1.27"


def report(totals: Totals) -> None:
    lines = max(totals.lines, 1)
    print(
        f"{totals.packages} packages, {totals.same_packages} with all lines the same and in order; {totals.lines} lines of the reference: "
        f"{totals.same} the same ({100 * totals.same / lines:.1f} %), {totals.same_but_column} but for the column, "
        f"{totals.lines - totals.same - totals.same_but_column} missing, {totals.extra} only ours; "
        f"{totals.verdicts} accepted by one and rejected by the other, {totals.crashes} crashes"
    )


def run(packages: list[tuple[list[str], str]], verbose: bool) -> Totals:
    totals = Totals()
    with ThreadPoolExecutor(2) as pool:
        wants = pool.map(lambda p: reference(p[0], p[1], lang=language(*p)), packages)
        for (files, cwd), want in zip(packages, wants, strict=True):
            if want.status == 2:
                print(f"== {cwd}/{files[0]}: the reference breaks down: {want.lines[0].splitlines()[0]}")
                continue
            compare(files, cwd, totals, want, verbose, lang=language(files, cwd))
    return totals


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="print every difference")
    parser.add_argument("--faulty", action="store_true", help="the programs of tests/faulty")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    packages: list[tuple[list[str], str]] = []
    for p in options.paths:
        path = Path(p).resolve()
        packages += [([path.name], str(path.parent))] if path.is_file() else [([f.name], str(f.parent)) for f in sorted(path.rglob("*.go"))]
    if options.faulty:
        packages += [([f.name], str(f.parent)) for f in sorted(HERE.glob("*/*.go"))]
    report(run_with_deep_stack(lambda: run(packages or testdata(), options.v)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
