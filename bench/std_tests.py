"""The standard library's own tests under Undergo: `undergo test` on every package of the list, compared with the committed failures.

    python bench/std_tests.py [--long] [--rest|--quick] [--timeout S] [--update] [-o FILE] [package...]

Prints pass/fail/skip per package and the totals. tests/std/expected_failures.toml names tests that may fail, each with its reason
(the collector, several threads, not done yet); anything else that fails is an error, and so is a listed test that passes (with --strict).
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ROOT / "tests" / "std" / "expected_failures.toml"

PACKAGES = """bytes strings strconv unicode/utf8 unicode/utf16 sort slices maps cmp errors bufio io io/fs path path/filepath
container/heap container/list container/ring fmt text/tabwriter text/template text/scanner encoding/json encoding/hex encoding/base64
encoding/binary encoding/csv encoding/xml encoding/gob html html/template regexp regexp/syntax math math/bits math/cmplx math/big
math/rand math/rand/v2 hash/crc32 hash/fnv hash/maphash crypto/sha256 crypto/md5 crypto/aes compress/flate compress/gzip go/scanner
go/parser go/types go/format reflect sync/atomic context iter unique log flag time""".split()
# Packages of --rest (all others of `go list std` that have tests) that are left out, each with the reason.
LEFT_OUT = {
    "runtime": "its tests look into the reference's own runtime; ours is another",
    "runtime/cgo": "cgo",
    "runtime/race": "race detector",
    "internal/runtime/cgobench": "cgo",
    "net/internal/cgotest": "cgo",
    "plugin": "plugins",
}
QUICK = """errors path container/list container/heap container/ring unicode/utf8 unicode/utf16 cmp maps slices sort strconv html
text/tabwriter text/scanner encoding/csv encoding/hex encoding/base64 hash/fnv crypto/md5 math/cmplx io/fs bufio log sync/atomic""".split()


@dataclass(slots=True)
class Outcome:
    """What became of one package's tests. status: ok, FAIL, build, timeout, crash."""

    package: str
    status: str = "ok"
    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    seconds: float = 0.0
    output: dict[str, str] = field(default_factory=dict)
    message: str = ""

    def unexpected(self, expected: dict[str, str]) -> list[str]:
        bad = [t for t in self.failed if t not in expected and t.split("/")[0] not in expected]
        return bad if self.status in ("ok", "FAIL") or "*" in expected else bad + [f"({self.status})"]


def rest() -> list[str]:
    """Every package of the standard library that has tests and is not in the list."""
    form = "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}"
    listed = subprocess.run(["go", "list", "-f", form, "std"], capture_output=True, text=True, check=True).stdout.split()
    return [p for p in listed if p not in PACKAGES and p not in LEFT_OUT]


def expected_failures() -> dict[str, dict[str, str]]:
    """{package: {test: reason}}."""
    if not EXPECTED.exists():
        return {}
    return tomllib.loads(EXPECTED.read_text())


def test_package(package: str, timeout: float, short: bool = True, skip: str = "") -> Outcome:
    """Run one package's tests."""
    outcome = Outcome(package)
    command = [sys.executable, "-m", "undergo", "test", "-json", f"-timeout={int(timeout)}s"]
    if short:
        command.append("-short")
    if skip:
        command.append(f"-skip={skip}")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, package], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", env=env, start_new_session=True
    )
    try:
        out, err = process.communicate(timeout=timeout + 240)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        outcome.status = "timeout"
    outcome.seconds = time.perf_counter() - started
    started_tests: dict[str, bool] = {}
    texts: dict[str, list[str]] = {}
    general: list[str] = []
    for line in out.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            general.append(line)
            continue
        name, action = event.get("Test", ""), event.get("Action")
        if action == "output":
            (texts.setdefault(name, []) if name else general).append(event.get("Output", ""))
        elif name and action == "run":
            started_tests[name] = True
        elif name and action in ("pass", "fail", "skip"):
            started_tests.pop(name, None)
            {"pass": outcome.passed, "fail": outcome.failed, "skip": outcome.skipped}[action].append(name)
    for name in started_tests:  # the program ended in the middle of them
        if "/" not in name:
            outcome.failed.append(name)
    if process.returncode and outcome.status == "ok":
        whole = "".join(general) + err
        if not (outcome.passed or outcome.failed or outcome.skipped):
            outcome.status = "build"
            outcome.message = (err or whole).strip()[:600]
        elif started_tests or not outcome.failed:
            tail = "".join(texts.get(next(iter(started_tests), ""), [])) + whole
            outcome.status = "timeout" if "test timed out" in tail else "crash"
            at = max(tail.find("panic: "), tail.find("fatal error: "), 0)
            outcome.message = tail[at : at + 900]
        else:
            outcome.status = "FAIL"
    for name in outcome.failed:
        outcome.output[name] = "".join(texts.get(name, []))[-800:]
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="without -short")
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds a package's tests may run")
    parser.add_argument("--quick", action="store_true", help="a few packages only")
    parser.add_argument("--rest", action="store_true", help="the other packages of the standard library that have tests")
    parser.add_argument("--show", action="store_true", help="print the failures' output")
    parser.add_argument("-o", default="", help="write the results as JSON")
    parser.add_argument("package", nargs="*")
    args = parser.parse_args()
    packages = args.package or (QUICK if args.quick else rest() if args.rest else PACKAGES)
    expected = expected_failures()
    outcomes: list[Outcome] = []
    unexpected = 0
    print(f"{'package':22}{'status':>9}{'pass':>7}{'fail':>6}{'skip':>6}{'named':>6}{'s':>7}")
    for package in packages:
        named = expected.get(package, {})
        skip = "|".join(f"^{t}$" for t, reason in named.items() if reason.startswith("crashes"))
        o = test_package(package, args.timeout, not args.long, skip)
        outcomes.append(o)
        bad = o.unexpected(named)
        unexpected += len(bad)
        print(
            f"{package:22}{o.status:>9}{len(o.passed):7}{len(o.failed):6}{len(o.skipped):6}{len(named):6}{o.seconds:7.1f}  {' '.join(bad[:6])}",
            flush=True,
        )
        if args.show or o.status in ("build", "crash", "timeout"):
            if o.message:
                print("    " + o.message.replace("\n", "\n    "))
        if args.show:
            for name, text in o.output.items():
                print(f"  {name}:\n    " + text.replace("\n", "\n    "))
        if args.o:
            Path(args.o).write_text(json.dumps([{s: getattr(x, s) for s in Outcome.__slots__} for x in outcomes], indent=1))  # type: ignore[attr-defined]
    ok = sum(1 for o in outcomes if o.status == "ok")
    print(
        f"{ok} of {len(outcomes)} packages pass wholly; tests: {sum(len(o.passed) for o in outcomes)} pass, "
        f"{sum(len(o.failed) for o in outcomes)} fail, {sum(len(o.skipped) for o in outcomes)} skip; {unexpected} unexpected"
    )
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
