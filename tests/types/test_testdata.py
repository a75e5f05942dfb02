"""The reference's own checker tests: GOROOT/src/internal/types/testdata marks the errors a checker must report.

A comment ``/* ERROR "text" */`` (or ERRORx with a regular expression) behind a token marks an error on that token's line whose
message contains the text. Run as a program for the list of differences:

    python tests/types/test_testdata.py [-v] [file...]
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, Optional

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bench.check_std import list_packages  # noqa: E402
from undergo.deepstack import run_with_deep_stack
from undergo.syntax import nodes  # noqa: E402
from undergo.syntax.parser import parse_file  # noqa: E402
from undergo.syntax.positions import FileTable, file_of, line_of  # noqa: E402
from undergo.types.check import Config, check_package  # noqa: E402
from undergo.types.constants import unquote  # noqa: E402
from undergo.types.objects import Package  # noqa: E402
from undergo.types.universe import UNIVERSE, def_predeclared_test_funcs  # noqa: E402

FOLDERS = ("check", "spec", "examples", "fixedbugs")

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+)|(?P<nl>\n)|(?P<line>//[^\n]*)|(?P<block>/\*.*?\*/)|(?P<raw>`[^`]*`)"""
    r"""|(?P<str>"(?:\\.|[^"\\\n])*")|(?P<rune>'(?:\\.|[^'\\\n])*')|(?P<word>[\w.]+)|(?P<op><<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|<<|>>|&\^|[-+*/%&|^]=|.)""",
    re.DOTALL,
)


def expected_errors(source: str) -> dict[int, list[tuple[str, bool]]]:
    """line -> [(text, is a regular expression)]"""
    out: dict[int, list[tuple[str, bool]]] = {}
    line = 1
    previous = 0
    for m in _TOKEN.finditer(source):
        kind = m.lastgroup
        text = m.group()
        if kind in ("line", "block"):
            body = text[2:-2] if kind == "block" else text[2:]
            for prefix, is_regex in ((" ERROR ", False), (" ERRORx ", True)):
                if body.startswith(prefix):
                    literal = body[len(prefix) :].strip()
                    value = unquote(literal)
                    assert value is not None, f"line {line}: {literal}"
                    out.setdefault(previous, []).append((value.decode(), is_regex))
        elif kind not in ("space", "nl"):
            previous = line
        line += text.count("\n")
    return out


@functools.cache
def goroot() -> Optional[Path]:
    go = __import__("os").environ.get("GO") or shutil.which("go")
    if go is None:
        return None
    return Path(subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip())


_PACKAGES: dict[str, Package] = {}
_FILES = FileTable()  # one table a process: positions of imported objects appear in messages


def import_package(path: str) -> Package:
    """A package of the standard library, checked from source once a process."""
    if path in _PACKAGES:
        return _PACKAGES[path]
    try:
        listed = list_packages([path])
    except subprocess.CalledProcessError:
        raise ImportError(f"package {path} is not in std") from None
    for p in listed:
        name = p["ImportPath"]
        if name in _PACKAGES or name == "unsafe":
            continue
        if not p.get("GoFiles"):
            raise ImportError(f"package {path} is not in std")
        import_map = p.get("ImportMap") or {}
        files = _FILES
        trees = [parse_file(f, (Path(p["Dir"]) / f).read_bytes(), files, lambda pos, msg: None) for f in p.get("GoFiles") or []]
        _PACKAGES[name] = check_package(name, trees, lambda i, m=import_map: _PACKAGES[m.get(i, i)], files)
    return _PACKAGES[path]


def flags_of(source: str) -> dict[str, str]:
    first = source.split("\n", 1)[0]
    out = {}
    if first.startswith("//") and first[2:].strip().startswith("-"):
        for word in first[2:].split():
            key, _, value = word.lstrip("-").partition("=")
            out[key] = value
    return out


def should_test(source: str) -> bool:
    for line in source.split("\n"):
        if line.startswith("package "):
            return True
        if line.startswith("//go:build "):
            expr = line[len("//go:build ") :]
            words = {w: ("True" if w in ("linux", "amd64") or w.startswith("go1.") else "False") for w in re.findall(r"[\w.]+", expr)}
            python = re.sub(r"[\w.]+", lambda m, words=words: words[m.group()], expr)
            return bool(eval(python.replace("&&", " and ").replace("||", " or ").replace("!", " not ")))  # noqa: S307
    return True


class Result:
    def __init__(self, name: str) -> None:
        self.name = name
        self.marked = 0
        self.missing: list[str] = []
        self.unexpected: list[str] = []
        self.crash = ""


def run(paths: list[Path]) -> Optional[Result]:
    """Check the files as one package and compare the errors."""
    result = Result("/".join(paths[0].parts[-2:]))
    files = _FILES
    errors: list[tuple[int, str, bool]] = []
    trees: list[nodes.File] = []
    wanted: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    flags: dict[str, str] = {}
    for path in paths:
        data = path.read_bytes()
        source = data.decode("utf-8", "replace")
        if not should_test(source):
            continue
        if not trees:
            flags = flags_of(source)
        index = len(files.names)
        trees.append(parse_file(path.name, data, files, lambda pos, msg: errors.append((pos, msg, False))))
        for line, marks in expected_errors(source).items():
            wanted[(index, line)] = marks
            result.marked += len(marks)
    if not trees:
        return None
    conf = Config(import_package, flags.get("lang", ""), 0)
    conf.fake_import_c = "fakeImportC" in flags
    try:
        pkg = check_package(trees[0].pkg_name.value if trees[0].pkg_name else "p", trees, import_package, files, config=conf)
        errors += pkg.errors
    except Exception:
        result.crash = traceback.format_exc()
    for pos, msg, _ in errors:
        marks = wanted.get((file_of(pos), line_of(pos)), [])
        for mark in marks:
            text, is_regex = mark
            if re.search(text, msg) if is_regex else text in msg:
                marks.remove(mark)
                break
        else:
            result.unexpected.append(f"{files.format(pos)}: {msg}")
    for (index, line), marks in wanted.items():
        for text, is_regex in marks:
            result.missing.append(f"{files.names[index]}:{line}: {'ERRORx' if is_regex else 'ERROR'} {text}")
    return result


def all_tests() -> list[list[Path]]:
    root = goroot()
    if root is None:
        return []
    tests = []
    for folder in FOLDERS:
        for path in sorted((root / "src/internal/types/testdata" / folder).iterdir()):
            tests.append(sorted(path.iterdir()) if path.is_dir() else [path])
    local = root / "src/cmd/compile/internal/types2/testdata/local"
    tests += [[path] for path in sorted(local.iterdir())]
    return tests


def run_all(tests: list[list[Path]], verbose: bool = False) -> tuple[int, int, int, int]:
    def quiet() -> tuple[int, int, int, int]:
        def_predeclared_test_funcs()
        try:
            marked = missing = unexpected = crashes = 0
            for paths in tests:
                r = run(paths)
                if r is None:
                    continue
                marked += r.marked
                missing += len(r.missing)
                unexpected += len(r.unexpected)
                crashes += bool(r.crash)
                if verbose and (r.missing or r.unexpected or r.crash):
                    print(f"== {r.name}")
                    for line in r.unexpected:
                        print("  +", line)
                    for line in r.missing:
                        print("  -", line)
                    if r.crash:
                        print("\n".join(r.crash.splitlines()[-12:]))
            return marked, missing, unexpected, crashes
        finally:
            for name in ("assert", "trace"):
                UNIVERSE.elems.pop(name, None)

    return run_with_deep_stack(quiet)


@pytest.mark.skipif(goroot() is None, reason="needs the go command for GOROOT")
def test_reference_testdata(capsys: Any) -> None:
    marked, missing, unexpected, crashes = run_all(all_tests())
    with capsys.disabled():
        print(f"\ntestdata: {marked} marked errors, {missing} not reported, {unexpected} unmarked reports, {crashes} crashes")
    assert crashes == 0
    assert missing <= 0.05 * marked
    assert unexpected <= 0.02 * marked


if __name__ == "__main__":
    chosen = [[Path(a)] for a in sys.argv[1:] if not a.startswith("-")] or all_tests()
    figures = run_all(chosen, "-v" in sys.argv)
    print("{} marked, {} missing, {} unexpected, {} crashes".format(*figures))
