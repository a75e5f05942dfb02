"""GODEBUG=lockrank=1: a lock of the runtime that is taken out of order ends the program; programs that use much of it take none so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.goroot.programs import UNDERGO, run, write_module

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"

_MISUSE = """package main

import (
	"os"
	"runtime"
	_ "unsafe"
)

//go:linkname lock runtime.lock
func lock(*uintptr)

//go:linkname unlock runtime.unlock
func unlock(*uintptr)

//go:linkname allglock runtime.allglock
var allglock uintptr

//go:linkname gcMaskLock runtime.gcMaskLock
var gcMaskLock uintptr

func main() {
	runtime.LockOSThread()
	for _, l := range []*uintptr{&allglock, &gcMaskLock} { // checked from the first release on
		lock(l)
		unlock(l)
	}
	first, second := &allglock, &gcMaskLock
	switch os.Args[1] {
	case "back":
		first, second = second, first
	case "twice":
		second = first
	}
	lock(first)
	lock(second)
	unlock(second)
	unlock(first)
	println("done")
}
"""


@pytest.fixture(scope="module")
def misuse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_module(tmp_path_factory.mktemp("locks"), main_go=_MISUSE, empty_s="")
    command = [*UNDERGO, "build", "-ldflags=-checklinkname=0", "-o", "prog", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "prog"


def test_order_is_checked(misuse: Path) -> None:
    done = run(misuse, "forth", GODEBUG="lockrank=1")
    assert (done.returncode, done.stderr) == (0, "done\n")
    assert run(misuse, "back", GODEBUG="lockrank=0").stderr == "done\n"
    done = run(misuse, "back", GODEBUG="lockrank=1")
    assert done.returncode == 2 and "runtime: lockrank: lock allglock" in done.stderr and "held: gcMaskLock" in done.stderr, done.stderr
    assert "main.main" in done.stderr
    done = run(misuse, "twice", GODEBUG="lockrank=1")
    assert done.returncode == 2 and "lock allglock" in done.stderr and "is held by this thread already" in done.stderr, done.stderr


@pytest.mark.parametrize("section", ["garbage", "profiles", "goroutines_select"])
@pytest.mark.slow
def test_programs_keep_the_order(section: str) -> None:
    for program in sorted((PROGRAMS / section).glob("*.go")):
        command = [sys.executable, "-m", "undergo", "run", str(program)]
        env = {**os.environ, "GODEBUG": "lockrank=1"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, env=env, stdin=subprocess.DEVNULL)
        assert "lockrank" not in done.stderr, f"{program}\n{done.stderr}"
