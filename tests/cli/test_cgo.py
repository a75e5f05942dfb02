"""Packages that need cgo are refused, with file and line; files of other languages are treated as the reference treats them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .tools import REFERENCE, UNDERGO, run, write_tree

_CGO = 'package {name}\n\n/*\nint one(void) {{ return 1; }}\nextern const char *letter; // "C"\n*/\nimport "C"\n\nfunc F() int {{ return int(C.one()) }}\n'
_TREE = {
    "go.mod": "module example.com/a\n\ngo 1.27\n",
    "dep/dep.go": _CGO.format(name="dep"),
    "usedep/main.go": 'package main\n\nimport "example.com/a/dep"\n\nfunc main() { println(dep.F()) }\n',
    "mixed/c.go": _CGO.format(name="mixed"),
    "mixed/g.go": "package mixed\n\nfunc G() int { return 2 }\n",
    "fallback/c.go": _CGO.format(name="fallback"),
    "fallback/g.go": "//go:build !cgo\n\npackage fallback\n\nfunc F() int { return 2 }\n",
    "optional/c.go": "//go:build cgo\n\n" + _CGO.format(name="optional"),
    "optional/g.go": "package optional\n\nfunc G() int { return 2 }\n",
    "tagged/c.go": "//go:build linux && cgo\n\npackage tagged\n",
    "handle/main.go": 'package main\n\nimport "runtime/cgo"\n\nfunc main() { println(cgo.NewHandle(1)) }\n',
    "test/f.go": "package test\n",
    "test/f_test.go": 'package test\n\nimport "C"\nimport "testing"\n\nfunc TestF(t *testing.T) {}\n',
    "usetest/f.go": "package usetest\n",
    "usetest/f_test.go": 'package usetest_test\n\nimport (\n\t"example.com/a/dep"\n\t"testing"\n)\n\nfunc TestF(t *testing.T) { dep.F() }\n',
}
_DEP = 'dep/dep.go:7:8: import "C": cgo is not supported (package example.com/a/dep)\n'
_MIXED = 'mixed/c.go:7:8: import "C": cgo is not supported (package example.com/a/mixed)\n'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path, _TREE)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("./dep", _DEP),
        ("./usedep", _DEP),
        ("./mixed", _MIXED),
        ("./tagged", "tagged/c.go:1:1: //go:build linux && cgo: cgo is not supported (package example.com/a/tagged)\n"),
        ("./handle", 'handle/main.go:3:8: import "runtime/cgo": cgo is not supported (package example.com/a/handle)\n'),
        ("dep/dep.go", _DEP.replace("example.com/a/dep", "command-line-arguments")),
        ("./dep/...", _DEP),
    ],
)
def test_what_needs_cgo_is_refused(pattern: str, message: str, tree: Path) -> None:
    done = run(UNDERGO, "build", "-o", "o", pattern, cwd=tree, CGO_ENABLED="")
    assert (done.stderr, done.stdout, done.returncode) == (message, "", 1)


@pytest.mark.parametrize("pattern", ["./fallback", "./optional"])
def test_packages_made_for_builds_without_cgo(pattern: str, tree: Path) -> None:
    assert run(UNDERGO, "build", pattern, cwd=tree, CGO_ENABLED="").returncode == 0


@pytest.mark.parametrize("pattern", ["./mixed", "./dep", "./usedep", "dep/dep.go", "./dep/..."])
def test_without_cgo_on_request(pattern: str, tree: Path) -> None:
    """CGO_ENABLED=0 leaves files that import "C" out, as the reference does."""
    ours, theirs = (run(tool, "build", pattern, cwd=tree, CGO_ENABLED="0") for tool in (UNDERGO, REFERENCE))
    assert (ours.returncode, ours.stderr) == (theirs.returncode, theirs.stderr)


def test_with_cgo_on_request(tree: Path) -> None:
    done = run(UNDERGO, "build", "./fallback", cwd=tree, CGO_ENABLED="1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "undergo: CGO_ENABLED=1: cgo is not supported: unset CGO_ENABLED, or set it to 0\n"


@pytest.mark.parametrize(
    ("package", "message"), [("dep", _DEP), ("usetest", _DEP), ("test", "use of cgo in test f_test.go not supported\n")]
)
def test_tests_that_need_cgo_are_not_set_up(package: str, message: str, tree: Path) -> None:
    done = run(UNDERGO, "test", f"./{package}", cwd=tree, CGO_ENABLED="")
    said = done.stderr.replace(f"{tree}/test/", "")  # the reference names the file in full until it has an index of the module
    assert said == f"# example.com/a/{package}\n{message}"
    assert (done.stdout, done.returncode) == (f"FAIL\texample.com/a/{package} [setup failed]\nFAIL\n", 1)


@pytest.mark.parametrize("suffixes", ["c", "cc", "cpp cxx", "m", "f F f90 for", "mm h hh hpp hxx S sx o a txt", "s", "c cc m f"])
@pytest.mark.parametrize("cgo", ["", "0"])
def test_files_of_other_languages(cgo: str, suffixes: str, tmp_path: Path) -> None:
    """In a package without cgo: same words, same exit status."""
    write_tree(tmp_path, {"go.mod": "module example.com/a\n\ngo 1.27\n", "p.go": "package p\n"})
    for suffix in suffixes.split():
        write_tree(tmp_path, {f"x.{suffix}": "", f"y_windows.{suffix}": ""})
    ours, theirs = (run(tool, "build", cwd=tmp_path, CGO_ENABLED=value) for tool, value in ((UNDERGO, cgo), (REFERENCE, cgo or "1")))
    assert (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr)
    refused = {"f", "F", "f90", "for"} if cgo else {"f", "F", "f90", "for", "c", "cc", "cpp", "cxx", "m"}
    assert ours.returncode == (not refused.isdisjoint(suffixes.split()))


def test_c_files_of_a_dependency(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "go.mod": "module example.com/a\n\ngo 1.27\n",
            "main.go": 'package main\n\nimport "example.com/a/dep"\n\nfunc main() { dep.F() }\n',
            "main_test.go": "package main\n",
            "dep/dep.go": "package dep\n\nfunc F() {}\n",
            "dep/x.c": "",
            "dep/x.m": "",
        },
    )
    for command in ["build", "."], ["run", "."], ["test", "."], ["build", "./..."], ["build", "main.go"]:
        ours, theirs = (run(tool, *command, cwd=tmp_path, CGO_ENABLED=c) for tool, c in ((UNDERGO, ""), (REFERENCE, "1")))
        assert (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr)
        assert "C source files not allowed when not using cgo or SWIG: x.c" in ours.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x.swig", "x.swig: SWIG is not supported (package example.com/a)\n"),
        ("x.swigcxx", "x.swigcxx: SWIG is not supported (package example.com/a)\n"),
        ("x.syso", "x.syso: object files (.syso) are not supported (package example.com/a)\n"),
        ("x_linux_amd64.syso", "x_linux_amd64.syso: object files (.syso) are not supported (package example.com/a)\n"),
        ("x_windows.syso", ""),
    ],
)
def test_files_that_cannot_be_used(name: str, message: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module example.com/a\n\ngo 1.27\n", "p.go": "package p\n", name: ""})
    done = run(UNDERGO, "build", cwd=tmp_path, CGO_ENABLED="")
    assert (done.stderr, done.returncode) == (message, 1 if message else 0)
