"""The flags of the building commands: each does what the reference's does, or is refused by name; none is taken in silence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from undergo.build.goroot import find_goroot
from undergo.build.toolflags import ASM, COMPILE, DEBUG_KEYS, LINK, matches, read_flags

FILES = {
    "go.mod": "module example.com/a\n\ngo 1.27\n\nrequire example.com/b v1.2.3\n\nreplace example.com/b => ./b\n",
    "main.go": """package main

import (
	"runtime"

	"example.com/a/sub"
	"example.com/b"
)

func main() {
	_, file, line, _ := runtime.Caller(0)
	println(file, line, sub.Where(), b.Where(), index([]int{1}, len(file)))
}

func index(x []int, i int) int {
	defer println("frame")
	return x[i]
}
""",
    "sub/sub.go": 'package sub\n\nimport "runtime"\n\nfunc Where() string { _, file, _, _ := runtime.Caller(0); return file }\n',
    "b/go.mod": "module example.com/b\n\ngo 1.27\n",
    "b/b.go": 'package b\n\nimport "runtime"\n\nfunc Where() string { _, file, _, _ := runtime.Caller(0); return file }\n',
    "one.go": "//go:build ignore\n\npackage main\n\n//line orig.y:5\nfunc main() { panic(1) }\n",
}
OURS = [sys.executable, "-m", "undergo"]
THEIRS = ["go"]


@pytest.fixture
def module(tmp_path: Path) -> Path:
    folder = tmp_path / "src"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def run(command: list[str], *args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "", **env}
    return subprocess.run([*command, *args], cwd=cwd, env=variables, capture_output=True, text=True, check=False, timeout=600)


def without_addresses(text: str) -> str:
    return re.sub(r" \+0x[0-9a-f]+|(?<=^main\.index)\(.*\)", "", text, flags=re.M)


def both(module: Path, *args: str) -> None:
    """The same status, output and messages from both commands."""
    ours, theirs = (run(c, *args, cwd=module) for c in (OURS, THEIRS))
    assert (ours.returncode, ours.stdout, without_addresses(ours.stderr)) == (
        theirs.returncode,
        theirs.stdout,
        without_addresses(theirs.stderr),
    )


@pytest.mark.parametrize(
    "flag",
    ["-gcflags=-" + n for n in "live S K E W % spectre=all smallframes json=0,x msan asan race clobberdead wb=false gendwarfinl=0".split()]
    + ["-gcflags=-d=" + k for k in "nil wb closure append slice tailcall checkptr=2 ssa/check_bce/debug=1 maymorestack=f".split()]
    + ["-ldflags=-" + n for n in "linkmode=external E=main.f T=0x500000 R=4096 H=windows v c dumpdep race L=/x benchmark=mem".split()]
    + ["-asmflags=-" + n for n in "S dynlink v spectre=all".split()]
    + ["-buildmode=c-archive", "-buildmode=shared", "-buildmode=archive"],
)
def test_what_is_not_done_is_refused_in_one_line(flag: str) -> None:
    done = run(OURS, "build", flag, cwd=Path("/"))
    assert (done.returncode, done.stderr, done.stdout) == (2, f"undergo: {flag}: not supported\n", "")


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("-gcflags=-nope", "-gcflags: flag provided but not defined: -nope"),
        ("-gcflags=-d=nope", '-gcflags: invalid value "nope" for flag -d: unknown debug key nope'),
        ("-gcflags=-d=defer=x", "-gcflags: invalid debug value defer"),
        ("-gcflags=-lang=1.2", '-gcflags: invalid value "1.2" for -lang: should be something like "go1.12"'),
        ("-gcflags=-lang=go1.99", '-gcflags: invalid value "go1.99" for -lang: max known version is "go1.27"'),
        ("-gcflags=-m word", "-gcflags=word: not a flag"),
        ("-gcflags=-N=x", '-gcflags: invalid boolean value "x" for -N: invalid count "x"'),
        ("-ldflags=-B=0x1", "-ldflags: -B argument must have even number of digits: 0x1"),
        ("-ldflags=-B=12", "-ldflags: -B argument must start with 0x: 12"),
        ("-ldflags=-X=main.x", "-X flag requires argument of the form importpath.name=value"),
        ("-ldflags=-s=maybe", '-ldflags: invalid boolean value "maybe" for -s: parse error'),
        ("-asmflags=-D", "-asmflags: flag needs an argument: -D"),
    ],
)
def test_wrong_flags_of_the_tools(flag: str, text: str) -> None:
    done = run(OURS, "build", flag, cwd=Path("/"))
    assert (done.returncode, done.stderr) == (2, f"undergo: {text}\n")


@pytest.mark.parametrize("flag", ["-buildmode=c-shared", "-buildmode=plugin", "-buildmode=odd", "-buildmode="])
def test_build_modes_that_go_refuses_without_cgo(module: Path, flag: str) -> None:
    both(module, "build", flag, ".")


def test_the_tables_hold_every_flag_of_the_tools() -> None:
    for tool, table in (("compile", COMPILE), ("asm", ASM), ("link", LINK)):
        done = subprocess.run(["go", "tool", tool, "-h"], capture_output=True, text=True, check=False)
        assert set(re.findall(r"^  -(\S+)", done.stderr + done.stdout, re.M)) == set(table)
    done = subprocess.run(["go", "tool", "compile", "-d=help"], capture_output=True, text=True, check=False)
    listed = re.findall(r"^\t([a-z][\w/]*)", done.stdout + done.stderr, re.M)
    assert {k for k in listed if not k.startswith("ssa/")} == set(DEBUG_KEYS) - {"help"}


def test_flags_take_one_form() -> None:
    words = ["--m", "-m=2", "-d", "defer=1", "-lang=go1.20", "-l=true", "-B=0"]
    assert read_flags(words, COMPILE, "-gcflags") == ["-m", "-m=2", "-d=defer=1", "-lang=go1.20", "-l", "-B=false"]


@pytest.mark.parametrize("value", ["-X main.x='a b'", "'-X=main.x=a b'", "-X 'main.x=a \"b'", '-X "main.x=a', "-X=main.x=a'b"])
def test_quotes(module: Path, value: str) -> None:
    (module / "main.go").write_text('package main\n\nvar x string\n\nfunc main() { println(x + "!") }\n')
    ours, theirs = (run(c, "run", f"-ldflags={value}", ".", cwd=module) for c in (OURS, THEIRS))
    assert (ours.returncode == 0) == (theirs.returncode == 0)
    assert ours.returncode or ours.stderr == theirs.stderr
    if "unterminated" in theirs.stderr:
        assert ours.stderr.splitlines()[0] == theirs.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("all", ["fmt", "example.com/a"], []),
        ("std", ["fmt"], ["example.com/a"]),
        ("example.com/...", ["example.com/a", "example.com/a/b"], ["fmt"]),
        ("example.com/a/...", ["example.com/a", "example.com/a/b"], ["example.com/ab"]),
        ("./...", ["example.com/a"], ["fmt"]),
        ("fmt", ["fmt"], ["example.com/a"]),
    ],
)
def test_patterns(pattern: str, yes: list[str], no: list[str]) -> None:
    folders = {"fmt": "/go/src/fmt", "example.com/a": "/m", "example.com/a/b": "/m/b", "example.com/ab": "/n"}
    for path in yes + no:
        assert matches(pattern, path, folders[path], path == "fmt", "/m") == (path in yes)


def test_flags_hold_for_the_packages_they_name(module: Path) -> None:
    both(module, "build", "-gcflags=-m", "-gcflags=example.com/b=-m=0", "-o", os.devnull, ".")
    ours = run(OURS, "build", "-gcflags=example.com/b=-m", "-o", os.devnull, ".", cwd=module).stderr.splitlines()
    theirs = run(THEIRS, "build", "-gcflags=example.com/b=-m", "-o", os.devnull, ".", cwd=module).stderr.splitlines()
    assert ours[0] == theirs[0] == "# example.com/b"


def test_reports_are_told_every_time(module: Path) -> None:
    for _ in range(2):
        done = run(OURS, "build", "-gcflags=-d=defer", "-o", os.devnull, ".", cwd=module)
        assert "./main.go:16:2: open-coded defer" in done.stderr


def test_no_columns_and_older_language(module: Path) -> None:
    (module / "main.go").write_text("package main\n\nfunc f[T any](x T) {}\n\nfunc main() { f(1); x := 2 }\n")
    both(module, "build", "-gcflags=-C", ".")
    both(module, "build", "-gcflags=-lang=go1.17", ".")
    both(module, "build", "-gcflags=-lang=go1.17 -C -e", ".")


def test_no_bounds_checks(module: Path) -> None:
    source = "package main\n\nfunc main() {\n\tx := make([]byte, 3, 9)\n\tprintln(at(x, 5))\n}\n\n//go:noinline\n"
    (module / "main.go").write_text(source + "func at(x []byte, i int) byte { return x[i] }\n")
    both(module, "run", "-gcflags=-B", ".")
    assert "index out of range [5] with length 3" in run(OURS, "run", ".", cwd=module).stderr


def test_no_debug_information_of_a_package(module: Path) -> None:
    sizes = []
    for flag in "-gcflags=-dwarf=true", "-gcflags=all=-dwarf=false":
        assert run(OURS, "build", flag, "-o", "p", "example.com/a/sub", cwd=module).returncode == 0
        sizes.append((module / "p").stat().st_size)
        (module / "p").unlink()
    assert sizes[1] < sizes[0]


def test_defines_of_assembly(module: Path) -> None:
    (module / "main.go").write_text("package main\n\nfunc f() int\n\nfunc main() { println(f()) }\n")
    (module / "f.s").write_text(
        '#include "textflag.h"\n#include "own.h"\n\nTEXT ·f(SB), NOSPLIT, $0-8\n\tMOVQ $(MORE+LESS), ret+0(FP)\n\tRET\n'
    )
    (module / "inc").mkdir()
    (module / "inc" / "own.h").write_text("#define LESS 2\n")
    both(module, "run", f"-asmflags=-D=MORE=40 -I={module / 'inc'}", ".")


@pytest.mark.slow  # the standard library is compiled once more
def test_trimpath(module: Path) -> None:
    both(module, "run", "-trimpath", ".")
    both(module, "run", "-trimpath", "one.go")
    made = module / "p"
    assert run(OURS, "build", "-trimpath", "-ldflags=-X main.x=y", "-o", str(made), ".", cwd=module).returncode == 0
    data = made.read_bytes()
    assert str(module).encode() not in data and find_goroot().encode() not in data
    info = subprocess.run(["go", "version", "-m", str(made)], capture_output=True, text=True, check=True).stdout
    assert "build\t-trimpath=true\n" in info and "-ldflags" not in info
    (module / "main.go").write_text("package main\n\nfunc main() { x := 2 }\n")
    both(module, "build", "-trimpath", ".")


@pytest.mark.parametrize("rule", ["{}", "{}=>/elsewhere", "/nowhere;{}=>"])
def test_prefixes_of_the_compiler(module: Path, rule: str) -> None:
    flag = "-gcflags=example.com/...=-trimpath=" + rule.format(module)
    ours, theirs = (run(c, "run", flag, ".", cwd=module) for c in (OURS, THEIRS))
    assert ours.stderr.splitlines()[0] == theirs.stderr.splitlines()[0]


def overlay(module: Path, replace: dict[str, str]) -> str:
    path = module.parent / "overlay.json"
    path.write_text(json.dumps({"Replace": replace}))
    return f"-overlay={path}"


def test_overlay(module: Path) -> None:
    other = module.parent / "other"
    other.mkdir()
    (other / "m").write_text(
        'package main\n\nimport (\n\t_ "embed"\n\t"runtime"\n\t"example.com/a/made"\n)\n\n//go:embed data.txt\nvar data string\n\n'
        "func main() {\n\t_, file, line, _ := runtime.Caller(0)\n\tprintln(file, line, made.V, data)\n}\n"
    )
    (other / "v.go").write_text("package made\n\nconst V = 7\n")
    (other / "d").write_text("embedded")
    replace = {"main.go": str(other / "m"), "made/v.go": "../other/v.go", "data.txt": "../other/d", "sub/sub.go": "", "new.go": "one.go"}
    flag = overlay(module, replace)
    both(module, "run", flag, ".")
    both(module, "run", flag, "new.go")
    both(module, "build", flag, "./sub")
    first = run(OURS, "run", flag, ".", cwd=module).stderr
    (other / "d").write_text("changed")
    second = run(OURS, "run", flag, ".", cwd=module).stderr
    assert "embedded" in first and "changed" in second
    (other / "v.go").write_text('package made\n\nconst V int = ""\n')
    both(module, "build", flag, "-o", os.devnull, ".")


def test_overlay_of_the_standard_library(module: Path) -> None:
    (module / "more").write_text('package errors\n\nfunc Odd() string { return "odd" }\n')
    (module / "main.go").write_text('package main\n\nimport "errors"\n\nfunc main() { println(errors.Odd()) }\n')
    both(module, "run", overlay(module, {f"{find_goroot()}/src/errors/odd.go": "more"}), ".")
    done = run(OURS, "run", overlay(module, {f"{find_goroot()}/src/runtime/odd.go": "more"}), ".", cwd=module)
    assert done.returncode == 2 and "cannot be replaced" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"Replace": 3}',
        '{"Replace": {"x.go": 3}}',
        '{"Replace": {"": "x"}}',
        '{"Replace": {"x.go": "nofile"}}',
        '{"Other": {}}',
    ],
)
def test_bad_overlays(module: Path, text: str) -> None:
    (module / "o.json").write_text(text)
    both(module, "build", "-overlay=o.json", "-o", os.devnull, "./sub")
    both(module, "build", "-overlay=nofile.json", "./sub")


def test_dry_run_writes_nothing(module: Path) -> None:
    done = run(OURS, "build", "-n", "-gcflags=-l", ".", cwd=module)
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (0, "")
    assert "# example.com/a" in lines and any(line.startswith("compile ") and line.endswith(" -l ./main.go") for line in lines)
    assert lines[-1].startswith("link -o a ")
    assert not (module / "a").exists()
    assert run(OURS, "run", "-n", ".", "x", "y z", cwd=module).stderr.splitlines()[-1] == "$WORK/a x 'y z'"
    (module / "a_test.go").write_text('package main\n\nimport "testing"\n\nfunc TestX(t *testing.T) { t.Fatal("ran") }\n')
    done = run(OURS, "test", "-n", "-run=X", cwd=module)
    assert done.returncode == 0 and done.stderr.splitlines()[-1].startswith("$WORK/a.test -test.paniconexit0 ") and "ran" not in done.stdout


def test_where_output_goes(module: Path) -> None:
    (module / "text").write_text("precious")
    for words in (
        ["-o", "none/", "./sub"],
        ["-o", "x", "./..."],
        ["-o", "text", "."],
        ["-o", os.devnull, "./..."],
        ["-o", os.devnull, "./sub"],
    ):
        both(module, "build", *words)
    assert (module / "text").read_text() == "precious"
    for words, made in (
        (["-o", "lib.a", "./sub"], "lib.a"),
        (["-o", "new/deep/lib.a", "./sub"], "new/deep/lib.a"),
        (["-o", "bin/", "./..."], "bin/a"),
    ):
        for command in OURS, THEIRS:
            assert run(command, "build", *words, cwd=module).returncode == 0
            assert (module / made).stat().st_size > 0
            (module / made).unlink()
    (module / "sub" / "sub.go").write_text("package sub\n\nvar x int = true\n")
    assert run(OURS, "build", "-o", "lib.a", "./sub", cwd=module).returncode == 1
    assert not (module / "lib.a").exists()


def test_flags_of_the_environment_are_not_dropped(module: Path) -> None:
    done = run(OURS, "build", ".", cwd=module, GOFLAGS="-race")
    assert (done.returncode, done.stderr) == (2, "undergo: flag -race: not supported\n")
    assert run(OURS, "build", "-o", os.devnull, ".", cwd=module, GOFLAGS="-vet=all -race=false -modcacherw").returncode == 0
