"""A CPU profile: handlers of SIGPROF and who reads their records never wait for each other."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.goroot.programs import UNDERGO, build, run, write_module

_PROGRAM = """package main

import (
	"os"
	"runtime"
	"runtime/pprof"
	"time"
)

//go:noinline
func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() {
	runtime.SetCPUProfileRate(2000) // StartCPUProfile complains and keeps it
	f, err := os.Create("cpu.prof")
	if err != nil {
		panic(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		panic(err)
	}
	for t := time.Now(); time.Since(t) < 1500*time.Millisecond; {
		go fib(20)
		fib(25)
	}
	pprof.StopCPUProfile()
	f.Close()
	// Once more: the ring is used again.
	if err := pprof.StartCPUProfile(new(discard)); err != nil {
		panic(err)
	}
	fib(30)
	pprof.StopCPUProfile()
	println("done")
}

type discard struct{}

func (*discard) Write(b []byte) (int, error) { return len(b), nil }
"""

_BENCHMARK = """package m

import (
	"crypto/sha256"
	"testing"
)

func BenchmarkSum(b *testing.B) {
	buf := make([]byte, 4096)
	for b.Loop() {
		sha256.Sum256(buf)
	}
}
"""


def _top(binary: Path, profile: Path) -> str:
    done = subprocess.run(["go", "tool", "pprof", "-top", str(binary), str(profile)], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.slow
def test_long_profile_ends(tmp_path: Path) -> None:
    program = build(write_module(tmp_path, main_go=_PROGRAM))
    for _ in range(4):
        done = run(program)
        assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "done")
    top = _top(program, tmp_path / "cpu.prof")
    lines = [line for line in top.splitlines() if "main.fib" in line]
    assert lines, top
    reader = [line for line in top.splitlines() if "readProfile" in line]
    assert all(float(line.split()[1].removesuffix("%")) < 20 for line in reader), top  # it waits for records, it does not ask all the time


@pytest.mark.slow
def test_profile_of_a_benchmark(tmp_path: Path) -> None:
    folder = write_module(tmp_path, m_go="package m\n")
    (folder / "m_test.go").write_text(_BENCHMARK, encoding="utf-8")
    done = subprocess.run(
        [*UNDERGO, "test", "-bench=.", "-benchtime=1s", "-cpuprofile=c", "-o=m.test"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "BenchmarkSum" in done.stdout
    assert "BenchmarkSum" in _top(folder / "m.test", folder / "c")
