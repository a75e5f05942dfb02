"""The error tests of Go's own test suite (GOROOT/test): what the compiler must say about a file.

    python bench/go_suite_errors.py FOLDER [PATTERN...]       all error tests of FOLDER, or those whose name holds a pattern
    python bench/go_suite_errors.py -v FOLDER PATTERN         with what was missing and what was said besides
    python bench/go_suite_errors.py --beside FOLDER           whole lines, in order, beside those of the reference's compiler

The tests are ``errorcheck``, ``errorcheckdir``, ``errorcheckandrundir``, ``errorcheckwithauto`` and ``errorcheckoutput``: comments
``// ERROR "regexp"`` say which lines the compiler must report and how. GOROOT's ``cmd/internal/testdir`` is the contract. A file goes
through the front end in this process, and with ``-m`` through the report of decisions; nothing is generated but for ``errorcheckoutput``.
Tests of reports about passes that only the reference's compiler has are named with that reason.
"""

from __future__ import annotations

import argparse
import functools
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.suite.compiler import closure, imports_of, standard_packages
from undergo.build.compile import Importer, SourceLoader, check_trees, parse_package, run_with_deep_stack
from undergo.build.compile import _files as compile_files
from undergo.build.errors import BuildError
from undergo.build.golist import ListedPackage
from undergo.build.options import BuildOptions
from undergo.build.program import build_packages

ACTIONS = ("errorcheck", "errorcheckdir", "errorcheckandrundir", "errorcheckwithauto", "errorcheckoutput")

# What the flags of a test ask for that only the reference has.
INTERNAL = {
    "-live": "reports liveness of the reference's own back end",
    "-race": "the race detector is not supported",
    "-goexperiment": "experiments are not supported",
    "-smallframes": "a debugging limit of the reference's stack frames",
}
INTERNAL_DEBUG = re.compile(r"-d=.*\b(ssa/(?!check/on)|nil\b|wb\b|append|slice\b|tailcall|escapealias|escapedebug|checkptr)")

# Tests that the reference itself fails, as its own harness lists them.
REFERENCE_FAILS = {"shift1.go", "fixedbugs/issue10700.go", "fixedbugs/issue18331.go", "fixedbugs/issue18419.go", "fixedbugs/issue20233.go",
                   "fixedbugs/issue20245.go", "fixedbugs/issue31053.go"}  # fmt: skip


@dataclass
class Test:
    """A test file with its recipe. files: of the packages to compile in order, for ``...dir`` tests."""

    root: Path
    name: str
    action: str
    flags: list[str] = field(default_factory=list)
    args: list[str] = field(default_factory=list)
    want_error: bool = True
    single: bool = False

    @property
    def path(self) -> Path:
        return self.root / self.name


@dataclass
class Outcome:
    """status: pass, fail, skip (with the reason as detail)."""

    status: str
    detail: str = ""
    lines: list[str] = field(default_factory=list)


# ------------------------------------------------------------ recipes


def recipe(root: Path, name: str) -> Test | None:
    """The test in a file, if it is one of errors; build constraints that exclude linux/amd64 exclude it."""
    text = (root / name).read_text(encoding="utf-8", errors="surrogateescape")
    action = ""
    for line in text.split("\n"):
        if line.startswith(("//go:build ", "// +build ")):
            continue
        action = line.removeprefix("//").strip()
        if action:
            break
    words = shlex.split(action) if action.count('"') % 2 == 0 and action.count("'") % 2 == 0 else action.split()
    if not words or words[0] not in ACTIONS:
        return None
    test = Test(root, name, words[0])
    if test.action == "errorcheckandrundir":
        test.want_error = False
    rest = words[1:]
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        if word in ("-0", "-1"):
            test.want_error = word == "-1"
        elif word == "-s":
            test.single = True
        elif word == "-t":
            rest.pop(0)
        elif word in ("-goexperiment", "-godebug"):
            test.flags += [word, rest.pop(0)]
        else:
            test.flags.append(word)
    test.args = rest
    header = text.split("\npackage", 1)[0]
    for line in header.split("\n"):
        if line.startswith("//go:build ") and not satisfied(line[11:]):
            return None
    return test


def satisfied(expression: str) -> bool:
    """Does linux/amd64 without cgo meet the build constraint?"""
    known = {"linux", "amd64", "gc", "unix", "test_run", *(f"go1.{i}" for i in range(1, 28))}
    python = re.sub(r"[\w.]+", lambda m: str(m[0] in known), expression)
    python = python.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
    return bool(eval(python, {"__builtins__": {}}))  # noqa: S307 (only True, False, and, or, not are left)


def find_tests(root: Path, patterns: list[str]) -> list[Test]:
    tests: list[Test] = []
    folders = [".", "ken", "chan", "interface", "internal/runtime/sys", "syntax", "dwarf", "fixedbugs", "abi", "typeparam", "typeparam/mdempsky",
               "arenas", "simd"]  # fmt: skip
    for folder in folders:
        for path in sorted((root / folder).glob("*.go")):
            name = os.path.normpath(os.path.join(folder, path.name))
            if patterns and not any(p in name for p in patterns):
                continue
            test = recipe(root, name)
            if test is not None:
                tests.append(test)
    return tests


# ------------------------------------------------------------ compiling


class _Importer(Importer):
    """Packages of the test first (they were checked in this process), then the standard library's artifacts."""

    def __init__(self, made: dict[str, Any]) -> None:
        super().__init__(_artifacts(), {})
        self.made = made

    def __call__(self, path: str) -> Any:
        name = "test/" + path.removeprefix("./") if path.startswith("./") else path
        if name in self.made:
            return self.made[name]
        if path not in self.artifacts and path != "unsafe" and path != "C":
            if path.startswith("/"):
                raise ImportError("import path cannot be absolute path")
            if path.startswith("//") or "//" in path:
                raise ImportError(f'non-canonical import path "{path}" (should be "{os.path.normpath(path)}")')
            raise ImportError("open : no such file or directory")
        return super().__call__(path)


_wanted_imports: set[str] = {"fmt"}
_built: dict[str, str] = {}


def _artifacts() -> dict[str, str]:
    """Undergo's artifacts of the standard packages that the tests import, and of all below them."""
    if not _wanted_imports <= _built.keys():
        options = BuildOptions(workers=2)
        user = ListedPackage(import_path="p", name="p", dir="/", imports=sorted(_wanted_imports))
        _built.update((path, b.artifact) for path, b in build_packages(closure([user]), options).built.items())
    return _built


def note_imports(tests: list[Test]) -> None:
    """The standard packages that the tests import will be built together."""
    for test in tests:
        files = [test.path]
        folder = test.path.with_suffix(".dir")
        if folder.is_dir():
            files += sorted(folder.glob("*.go"))
        for path in files:
            _wanted_imports.update(p for p in imports_of(path.read_text("utf-8", "surrogateescape")) if p in standard_packages())


def compile_lines(files: list[str], cwd: str, path: str, flags: list[str], made: dict[str, Any]) -> tuple[bool, list[str]]:
    """(accepted, lines) of a package; accepted packages are kept in ``made`` under their path."""
    lang = next((f[6:] for f in flags if f.startswith("-lang=")), "go1.27")
    standard = "-+" in flags or "-std" in flags
    options = BuildOptions(gcflags=[*flags, "-e"])
    listed = ListedPackage(
        import_path=path, name="main" if path == "main" else "", dir=cwd, go_files=files, go_version=lang, standard=standard
    )
    listed.s_files = [] if "-complete" in flags else ["x.s"]  # bodies may be missing
    limit = 10 if "-e=0" in flags else 0
    previous = os.getcwd()
    os.chdir(cwd)
    try:
        trees, errors = parse_package(listed, compile_files, limit)
        importer = _Importer(made)
        pkg = check_trees(listed, trees, errors, importer, compile_files, limit)
        made[path] = pkg
        lines: list[str] = []
        if options.escape_report or options.debug & {"defer", "typeassert"}:
            lines = report_lines(pkg, options, cwd, made)
        else:
            from undergo.escape import analyze

            analyze(pkg)
        return True, lines
    except BuildError as e:
        shown = [line.replace(f"{cwd}/", "") for line in e.lines]
        return False, [re.sub(r"(^|[\s])\./(?=[^\s:]+:\d)", r"\1", line) for line in split_output("\n".join(shown))]
    finally:
        os.chdir(previous)


def report_lines(pkg: Any, options: BuildOptions, cwd: str, made: dict[str, Any]) -> list[str]:
    from undergo.decisions import decisions, place
    from undergo.decisions.debug import DEBUG
    from undergo.escape import analyze

    analyze(pkg)
    lines = []
    loader = SourceLoader(ListedPackage("p", "p", cwd), Importer(_artifacts(), {}), standard_packages())
    for pos, text in decisions(
        pkg,
        options.inlining,
        lambda p: made.get(p) or loader.load(p),
        lambda p: made.get(p) or loader.imported(p),
        options.inline_costs,
        options.debug & DEBUG,
        options.escape_report,
    ):
        lines.append(f"{place(compile_files, pos, lambda name: os.path.relpath(name, cwd))}: {text}")
    return lines


def split_output(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("\t") and lines:
            lines[-1] += "\n" + line
        elif line.strip() and not line.startswith(("#", "go tool")):
            lines.append(line)
    return lines


# ------------------------------------------------------------ matching


@dataclass
class Wanted:
    file: str
    line: int
    text: str
    pattern: re.Pattern[str]
    auto: bool


_ERROR = re.compile(r"// (?:GC_)?ERROR (.*)")
_AUTO = re.compile(r"// (?:GC_)?ERRORAUTO (.*)")
_POSIX = {"[[:alpha:]]": "[A-Za-z]", "[[:digit:]]": "[0-9]", "[[:space:]]": r"\s"}


def wanted(path: Path, short: str) -> list[Wanted]:
    found: list[Wanted] = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="surrogateescape").split("\n"), 1):
        if "////" in line:
            continue
        auto = _AUTO.search(line)
        match = auto or _ERROR.search(line)
        if match is None:
            continue
        for text in re.findall(r'"([^"]*)"', match[1]):

            def place(m: re.Match[str], number: int = number) -> str:
                return f"{short}:{number + int(m[1] or 0)}"

            text = re.sub(r"LINE(?:([+-]\d+))?", place, text)
            for posix, ours in _POSIX.items():
                text = text.replace(posix, ours)
            found.append(Wanted(short, number, text, re.compile(go_regexp(text)), bool(auto)))
    return found


def go_regexp(text: str) -> str:
    """Go's syntax in Python's: a brace that counts nothing is a character."""
    return re.sub(r"(?<!\\)\{(?!\d+(,\d*)?\})", r"\\{", re.sub(r"(?<!\\)\\Q(.*?)\\E", lambda m: re.escape(m[1]), text))


def match_errors(lines: list[str], files: list[tuple[Path, str]], auto: bool = False) -> list[str]:
    """What is wrong with the lines beside what the files' comments ask for."""
    out = [line for line in lines if auto or not line.startswith("<autogenerated>")]
    faults: list[str] = []
    for path, short in files:
        for want in wanted(path, short):
            prefix = "<autogenerated>" if want.auto else f"{want.file}:{want.line}"
            here = [line for line in out if has_prefix(line, prefix)]
            out = [line for line in out if not has_prefix(line, prefix)]
            if not here:
                faults.append(f'{want.file}:{want.line}: missing "{want.text}"')
                continue
            matched = False
            rest = []
            for line in here:
                if want.pattern.search(line.split(" ", 1)[-1]):
                    matched = True
                else:
                    rest.append(line)
            out += rest
            if not matched:
                faults.append(f'{want.file}:{want.line}: no match for "{want.text}" in: ' + " | ".join(rest))
    shorts = tuple(f"{short}:" for _, short in files)
    faults += [f"unmatched: {line}" for line in out if line.startswith(shorts)]
    return faults


def has_prefix(line: str, prefix: str) -> bool:
    head = line.split(":", 1)[0]
    line = line[head.rfind("/") + 1 :]
    return line.startswith(prefix) and line[len(prefix) : len(prefix) + 1] in (":", "[")


# ------------------------------------------------------------ one test


def internal_reason(test: Test) -> str:
    for flag in test.flags:
        if flag.split()[0] in INTERNAL:
            return INTERNAL[flag.split()[0]]
        if INTERNAL_DEBUG.match(flag):
            return f"{flag} reports a pass of the reference's own back end"
    return ""


def check(test: Test, scratch: str) -> Outcome:
    """Run one test."""
    reason = internal_reason(test)
    if reason:
        return Outcome("skip", reason)
    try:
        return run_with_deep_stack(lambda: _check(test, scratch))
    except Exception as e:  # noqa: BLE001 (a finding)
        if os.environ.get("UNDERGODEBUG"):
            raise
        return Outcome("fail", f"crash: {type(e).__name__}: {e}")


def _check(test: Test, scratch: str) -> Outcome:
    auto = test.action == "errorcheckwithauto"
    if test.action in ("errorcheckdir", "errorcheckandrundir"):
        return check_folder(test)
    path = test.path
    if test.action == "errorcheckoutput":
        made = generated(test, scratch)
        if isinstance(made, Outcome):
            return made
        path = made
    where = next((f[3:] for f in test.flags if f.startswith("-p=")), "p")
    accepted, lines = compile_lines([path.name], str(path.parent), where, test.flags, {})
    if accepted and test.want_error:
        return Outcome("fail", "compiled without an error", lines)
    if not accepted and not test.want_error:
        return Outcome("fail", "rejected: " + " | ".join(lines[:3]), lines)
    faults = match_errors(lines, [(path, path.name)], auto)
    return Outcome("fail" if faults else "pass", "\n".join(faults), lines)


def generated(test: Test, scratch: str) -> Path | Outcome:
    """The program that the test prints."""
    command = [sys.executable, "-m", "undergo", "run", test.name, *test.args]
    done = subprocess.run(command, cwd=test.root, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        return Outcome("fail", f"the generator fails: {done.stderr[:300]!r}")
    path = Path(scratch) / "tmp__.go"
    path.write_bytes(done.stdout)
    return path


def packages(folder: Path, single: bool) -> list[tuple[str, list[str]]]:
    """(package name, files) of a folder, in the order of their first files."""
    found: dict[str, tuple[str, list[str]]] = {}
    for path in sorted(folder.glob("*.go")):
        match = re.search(r"^package (\w+)", path.read_text(encoding="utf-8", errors="replace"), re.M)
        name = match[1] if match else ""
        found.setdefault(path.name if single else name, (name, []))[1].append(path.name)
    return list(found.values())


def check_folder(test: Test) -> Outcome:
    folder = test.path.with_suffix(".dir")
    found = packages(folder, test.single)
    failing = len(found) - 1
    if test.want_error and test.action == "errorcheckandrundir":
        failing -= 1
    made: dict[str, Any] = {}
    faults: list[str] = []
    all_lines: list[str] = []
    for i, (name, files) in enumerate(found):
        path = "main" if name == "main" else "test/" + files[0].removesuffix(".go")
        accepted, lines = compile_lines(files, str(folder), path, test.flags, made)
        all_lines += lines
        if i == failing and test.want_error:
            if accepted:
                return Outcome("fail", f"{files[0]} compiled without an error", all_lines)
        elif not accepted:
            return Outcome("fail", f"{files[0]} rejected: " + " | ".join(lines[:3]), all_lines)
        faults += match_errors(lines, [(folder / f, f) for f in files])
    return Outcome("fail" if faults else "pass", "\n".join(faults), all_lines)


# ------------------------------------------------------------ beside the reference


@functools.cache
def _reference_config() -> tuple[str, str]:
    import go

    root = Path(go.__file__).resolve().parent
    listing = subprocess.run(
        [str(root / "bin/go"), "list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}",
         *sorted(_wanted_imports)], capture_output=True, text=True, check=True, env={**os.environ, "CGO_ENABLED": "0"},
    )  # fmt: skip
    folder = tempfile.mkdtemp(prefix="undergo-suite-")
    path = os.path.join(folder, "importcfg")
    Path(path).write_text(listing.stdout, encoding="utf-8")
    return str(root / "pkg/tool/linux_amd64/compile"), path


def reference_lines(test: Test, scratch: str) -> list[str]:
    """What the reference's compiler says about the file of an ``errorcheck`` test."""
    compiler, config = _reference_config()
    command = [compiler, "-p=p", "-e", f"-importcfg={config}", "-o", os.path.join(scratch, "a.o"), *test.flags, test.path.name]
    done = subprocess.run(command, cwd=test.path.parent, capture_output=True, timeout=120, check=False)
    text = done.stdout.decode("utf-8", "surrogateescape")
    return split_output(text.replace(f"{os.path.realpath(test.path.parent)}/", ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="print what is wrong")
    parser.add_argument("--beside", action="store_true", help="compare whole lines with the reference's")
    parser.add_argument("--plain", action="store_true", help="only tests without -m")
    parser.add_argument("--reports", action="store_true", help="only tests with -m")
    parser.add_argument("folder")
    parser.add_argument("pattern", nargs="*")
    args = parser.parse_args()
    tests = find_tests(Path(args.folder), args.pattern)
    if args.plain:
        tests = [t for t in tests if not any(f == "-m" or f.startswith("-m=") for f in t.flags)]
    if args.reports:
        tests = [t for t in tests if any(f == "-m" or f.startswith("-m=") for f in t.flags)]
    note_imports(tests)
    totals: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="undergo-suite-") as scratch:
        for test in tests:
            outcome = check(test, scratch)
            if test.name in REFERENCE_FAILS and outcome.status == "fail":
                outcome = Outcome("skip", "the reference fails it too", outcome.lines)
            totals[outcome.status] += 1
            if outcome.status == "fail":
                print(f"FAIL {test.name} ({' '.join([test.action, *test.flags])})")
                if args.v:
                    print("    " + outcome.detail.replace("\n", "\n    "))
            elif outcome.status == "skip" and args.v:
                print(f"skip {test.name}: {outcome.detail}")
            if (
                args.beside
                and test.action.startswith("errorcheck")
                and not test.action.endswith(("dir", "output"))
                and outcome.status != "skip"
            ):
                theirs = reference_lines(test, scratch)
                totals["lines of the reference"] += len(theirs)
                totals["the same"] += sum((Counter(theirs) & Counter(outcome.lines)).values())
                if theirs != outcome.lines:
                    totals["files that differ"] += 1
                    print(f"DIFF {test.name}")
                    if args.v:
                        missing, extra = Counter(theirs) - Counter(outcome.lines), Counter(outcome.lines) - Counter(theirs)
                        print("".join(f"    - {x}\n" for x in missing) + "".join(f"    + {x}\n" for x in extra), end="")
                        if not missing and not extra:
                            print("    order differs")
    print(", ".join(f"{name}: {count}" for name, count in sorted(totals.items())))
    return 1 if totals["fail"] else 0


if __name__ == "__main__":
    sys.exit(main())
