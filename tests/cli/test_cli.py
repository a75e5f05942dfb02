"""The command line: names, flags, messages and exit codes as users of ``go`` know them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def undergo(*args: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "undergo", *args], cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **(env or {})}
    )


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_version_names_both() -> None:
    done = undergo("version")
    assert done.returncode == 0
    assert done.stdout.startswith("undergo version ") and "go1.27.3 linux/amd64" in done.stdout


@pytest.mark.parametrize(
    ("args", "status", "text"),
    [
        (["vet"], 2, "undergo vet: not supported"),
        (["build", "-race"], 2, "undergo: flag -race: not supported"),
        (["test", "-cover"], 2, "undergo: flag -cover: not supported"),
        (["build", "-gcflags=-S"], 2, "undergo: -gcflags=-S: not supported"),
        (["build", "-gcflags=-N -nonsense"], 2, "undergo: -gcflags: flag provided but not defined: -nonsense"),
        (["build", "-nonsense"], 2, "flag provided but not defined: -nonsense"),
        (["frobnicate"], 2, "undergo frobnicate: unknown command"),
        (["run"], 1, "undergo: no go files listed"),
        (["run", "nope.go"], 1, "stat nope.go: no such file or directory"),
    ],
)
def test_what_is_not_there_says_so(args: list[str], status: int, text: str) -> None:
    done = undergo(*args)
    assert done.returncode == status
    assert done.stderr.startswith(text)
    assert "Traceback" not in done.stderr


def test_no_packages_is_a_warning_for_build_only(tmp_path: Path) -> None:
    write(tmp_path, "go.mod", "module example.com/empty\n\ngo 1.27\n")
    done = undergo("build", "./...", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, 'go: warning: "./..." matched no packages\n')
    done = undergo("test", "./...", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, 'go: warning: "./..." matched no packages\nno packages to test\n')


def test_run_hands_on_arguments_and_reports_the_exit_status(tmp_path: Path) -> None:
    write(tmp_path, "x.go", 'package main\n\nimport "os"\n\nfunc main() {\n\tprintln(len(os.Args), os.Args[1])\n\tos.Exit(3)\n}\n')
    done = undergo("run", "x.go", "-flag", "word", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == ["3 -flag", "exit status 3"]


def test_errors_read_like_the_references(tmp_path: Path) -> None:
    write(tmp_path, "x.go", "package main\n\nfunc main() {\n\tx := 1\n\treturn 2\n}\n")
    done = undergo("build", "x.go", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "# command-line-arguments",
        "./x.go:4:2: declared and not used: x",
        "./x.go:5:9: too many return values",
        "\thave (number)",
        "\twant ()",
    ]


def test_linker_sets_strings(tmp_path: Path) -> None:
    write(tmp_path, "x.go", 'package main\n\nvar version = "none"\n\nfunc main() { println(version) }\n')
    done = undergo("run", "-ldflags=-s -X main.version=v7", "x.go", cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == "v7"


def test_same_input_same_bytes(tmp_path: Path) -> None:
    write(tmp_path, "x.go", "package main\n\nfunc main() { println(1) }\n")
    programs = []
    for cache in ("a", "b"):
        target = tmp_path / cache
        env = {"UNDERGOCACHE": str(tmp_path / f"cache-{cache}")} if cache == "b" else None
        assert undergo("build", "-o", str(target), "x.go", cwd=tmp_path, env=env).returncode == 0
        programs.append(target.read_bytes())
    assert programs[0] == programs[1]


def test_a_truncated_artifact_is_built_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    write(tmp_path, "x.go", "package main\n\nfunc main() { println(1) }\n")
    env = {"UNDERGOCACHE": str(cache)}
    assert undergo("build", "-o", "x", "x.go", cwd=tmp_path, env=env).returncode == 0
    artifacts = [p for p in (cache / "pkg").rglob("*") if p.is_file()]
    for p in artifacts:
        p.write_bytes(p.read_bytes()[: p.stat().st_size // 2])
    done = undergo("build", "-o", "y", "x.go", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr


TESTS = """package p

import "testing"

func TestGood(t *testing.T) { t.Run("sub", func(t *testing.T) {}) }
func TestBad(t *testing.T)  { t.Error("no") }
func TestSkip(t *testing.T) { t.Skip("later") }
"""


@pytest.mark.slow
def test_test_command(tmp_path: Path) -> None:
    write(tmp_path, "go.mod", "module example.com/p\n\ngo 1.27\n")
    write(tmp_path, "p.go", "package p\n")
    write(tmp_path, "p_test.go", TESTS)
    done = undergo("test", cwd=tmp_path)
    assert done.returncode == 1
    assert "--- FAIL: TestBad" in done.stdout and "FAIL\texample.com/p" in done.stdout
    done = undergo("test", "-run", "Good", ".", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("ok  \texample.com/p\t")
    done = undergo("test", "-json", ".", cwd=tmp_path)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(e["Action"], e.get("Test")) for e in events} >= {
        ("pass", "TestGood"), ("pass", "TestGood/sub"), ("fail", "TestBad"), ("skip", "TestSkip"), ("fail", None),
    }  # fmt: skip


MAIN_TESTS = """package main

import ("fmt"; "reflect"; "testing")

func TestType(t *testing.T) {
	if got := reflect.TypeOf(thing{}).PkgPath(); got != "m/prog" || value() != 7 {
		t.Fatal(got)
	}
}

func ExampleMain() {
	main()
	fmt.Println("after")
	// Output:
	// 7
	// after
}
"""


@pytest.mark.slow
def test_package_main_is_tested_beside_its_own_main(tmp_path: Path) -> None:
    write(tmp_path, "go.mod", "module m\n\ngo 1.27\n")
    (tmp_path / "prog").mkdir()
    write(
        tmp_path / "prog",
        "main.go",
        "package main\n\ntype thing struct{}\n\nfunc value() int { return 7 }\n\nfunc main() { println(value()) }\n",
    )
    write(tmp_path / "prog", "main_test.go", MAIN_TESTS.replace("main()", "fmt.Println(value())", 1))
    done = undergo("test", "-v", "./prog", "-custom=1", cwd=tmp_path)
    assert done.returncode == 1 and "flag provided but not defined: -custom" in done.stdout
    done = undergo("test", "-v", "./prog", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "--- PASS: TestType" in done.stdout and "--- PASS: ExampleMain" in done.stdout


def test_json_events_tell_errors_panics_and_benchmarks() -> None:
    import io
    import json

    from undergo.cli.test2json import Converter

    out = io.StringIO()
    converter = Converter("p", out)
    converter.start()
    for piece in (
        b"\x16=== RUN   TestA\n\x0f    a_test.go:1: bad\n", b"        more\x0e\n", b"text \x1b\x16 <here\x16--- FAIL: TestA (0.01s)\npanic: x\n",
        b"\x16FAIL\nBenchmarkX-2   \t", b"  10\t 5 ns/op\n",
    ):  # fmt: skip
        converter.write(piece)
    converter.finish(False)
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    shown = [(e["Action"], e.get("Test", ""), e.get("Output", ""), e.get("OutputType", "")) for e in events]
    assert shown == [
        ("start", "", "", ""),
        ("run", "TestA", "", ""),
        ("output", "TestA", "=== RUN   TestA\n", "frame"),
        ("output", "TestA", "    a_test.go:1: bad\n", "error"),
        ("output", "TestA", "        more\n", "error-continue"),
        ("output", "TestA", "text \x16 <here", ""),
        ("output", "TestA", "--- FAIL: TestA (0.01s)\n", "frame"),
        ("output", "TestA", "panic: x\n", ""),
        ("fail", "TestA", "", ""),
        ("output", "", "FAIL\n", "frame"),
        ("output", "", "BenchmarkX-2   \t", ""),
        ("output", "", "  10\t 5 ns/op\n", ""),
        ("fail", "", "", ""),
    ]
    assert "\\u003chere" in out.getvalue()


@pytest.mark.parametrize(
    ("args", "status", "first", "usage"),
    [
        (["build", "-nonsense"], 2, "flag provided but not defined: -nonsense", "build [-o output] [build flags] [packages]"),
        (["build", "-o"], 2, "flag needs an argument: -o", "build [-o output] [build flags] [packages]"),
        (["build", "-p", "x"], 2, 'invalid value "x" for flag -p: parse error', "build [-o output] [build flags] [packages]"),
        (
            ["run", "-v=maybe"],
            2,
            'invalid boolean value "maybe" for -v: parse error',
            "run [build flags] [-exec xprog] package [arguments...]",
        ),
        (["test", "-count", "x"], 2, 'invalid value "x" for flag -count: parse error', "test "),
        (["test", "-timeout", "5x"], 2, 'invalid value "5x" for flag -timeout: parse error', "test "),
        (["build", "-v", "-C", "x"], 2, 'invalid value "x" for flag -C: -C flag must be first flag on command line', "build "),
        (["-C", "/none", "build"], 1, "go: chdir /none: no such file or directory", ""),
        (
            ["test", "-shuffle=q"],
            2,
            'invalid value "q" for flag -shuffle: -shuffle argument must be "on", "off", or an int64: strconv.ParseInt: parsing "q": invalid syntax',
            "test ",
        ),
        (["build", "-h"], 2, "usage: undergo build [-o output] [build flags] [packages]", ""),
        (["build", "-p", "0"], 1, "go: -p must be a positive integer: 0", ""),
        (["build", "-tags", "a b,c"], 2, "go: -tags space-separated list contains comma", ""),
    ],
)
def test_usage_errors(args: list[str], status: int, first: str, usage: str) -> None:
    done = undergo(*args)
    assert done.returncode == status
    lines = done.stderr.splitlines()
    assert lines[0] == first
    if usage:
        assert lines[1].startswith(f"usage: undergo {usage}") and lines[2] == f"Run 'undergo help {args[0]}' for details."


def test_all_errors_on_request(tmp_path: Path) -> None:
    write(tmp_path, "x.go", "package main\n\nfunc main() {\n" + "".join(f"\tx{i}()\n" for i in range(15)) + "}\n")
    assert undergo("build", "x.go", cwd=tmp_path).stderr.splitlines()[-1] == "./x.go:13:2: too many errors"
    assert undergo("build", "-gcflags=-e", "x.go", cwd=tmp_path).stderr.splitlines()[-1] == "./x.go:18:2: undefined: x14"


def test_decisions_of_a_test(tmp_path: Path) -> None:
    write(tmp_path, "go.mod", "module m\n\ngo 1.27\n")
    write(tmp_path, "a.go", "package m\n\nfunc F(n int) *int { return &n }\n")
    write(tmp_path, "a_test.go", 'package m\n\nimport "testing"\n\nfunc TestF(t *testing.T) { _ = F(3) }\n')
    for _ in range(2):  # what is in the cache is reported, too
        done = undergo("test", "-gcflags=-m", cwd=tmp_path)
        lines = done.stderr.splitlines()
        assert lines[0] == "# m [m.test]"
        assert "./a.go:3:8: moved to heap: n" in lines and "./a_test.go:5:12: t does not escape" in lines
        assert done.returncode == 0 and "ok  \tm\t" in done.stdout
