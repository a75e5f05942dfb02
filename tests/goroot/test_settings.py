"""What the runtime does at GODEBUG's word, and what it says about features that it does not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.goroot.programs import build, run, write_module

_MAIN = """package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

var kept [][]byte

func init() {
	for range 100 {
		kept = append(kept, make([]byte, 1024))
	}
	time.Sleep(15 * time.Millisecond)
}

func main() {
	if len(os.Args) > 1 {
		syscall.Kill(syscall.Getpid(), syscall.SIGQUIT)
		select {}
	}
	runtime.SetCgoTraceback(0, nil, nil, nil)
	f, err := os.CreateTemp("", "")
	if err != nil {
		panic(err)
	}
	os.Remove(f.Name())
	debug.WriteHeapDump(f.Fd())
	debug.WriteHeapDump(f.Fd())
	fmt.Println(len(kept))
}
"""

_LINE = re.compile(r"init (\S+) @(\S+) ms, (\S+) ms clock, (\d+) bytes, (\d+) allocs")
_NUMBER = re.compile(r"0|[1-9]\d+|\d\.\d|0\.\d\d|0\.0\d\d")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = write_module(tmp_path_factory.mktemp("settings"), main_go=_MAIN)
    return build(folder, ["go"], "reference"), build(folder)


def test_inittrace(programs: tuple[Path, Path]) -> None:
    packages = []
    for program in programs:
        done = run(program, GODEBUG="inittrace=1")
        assert (done.returncode, done.stdout) == (0, "100\n")
        lines = [_LINE.fullmatch(line) for line in done.stderr.splitlines() if line.startswith("init ")]
        matches = [line for line in lines if line]
        assert len(matches) == len(lines) > 5, done.stderr
        for line in matches:
            assert _NUMBER.fullmatch(line[2]) and _NUMBER.fullmatch(line[3]), line[0]
        last = matches[-1]
        assert last[1] == "main" and float(last[3]) >= 15
        assert 100 * 1024 <= int(last[4]) < 200 * 1024 and 100 <= int(last[5]) < 200
        packages.append({line[1] for line in matches if not line[1].startswith(("internal/", "runtime", "iter"))})
    assert packages[0] == packages[1]


def test_scheduler_trace_of_a_dying_program(programs: tuple[Path, Path]) -> None:
    """It takes no lock: the thread that the signal interrupted may hold it."""
    for program in programs:
        done = run(program, "quit", GODEBUG="schedtrace=1000000,scheddetail=1")
        assert done.returncode == 2
        assert "SIGQUIT: quit" in done.stderr and re.search(r"^SCHED \d+ms: gomaxprocs=", done.stderr, re.M)
