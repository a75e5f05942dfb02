"""Heap profiles as `go tool pprof` reads them, by a program, a test binary and net/http/pprof; records of the heap compared (gccheck)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.goroot.programs import UNDERGO, build, run, write_module

ROOT = Path(__file__).resolve().parent.parent.parent

_PROGRAM = """package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	_ "net/http/pprof"
	"os"
	"runtime"
	"runtime/pprof"
)

var kept [][]byte

//go:noinline
func outer(n int) { inner(n) }

func inner(n int) {
	for range n {
		kept = append(kept, make([]byte, 4096))
	}
}

func main() {
	runtime.MemProfileRate = 1
	outer(100)
	runtime.GC()
	f, err := os.Create(os.Args[1])
	if err != nil {
		panic(err)
	}
	if err := pprof.WriteHeapProfile(f); err != nil {
		panic(err)
	}
	f.Close()
	server := httptest.NewServer(http.DefaultServeMux)
	answer, err := http.Get(server.URL + "/debug/pprof/heap")
	if err != nil {
		panic(err)
	}
	data, _ := io.ReadAll(answer.Body)
	fmt.Println(answer.Status, os.WriteFile(os.Args[2], data, 0o666))
}
"""

_TEST = """package m

import "testing"

var kept [][]byte

//go:noinline
func grow() { kept = append(kept, make([]byte, 1<<20)) }

func TestGrow(t *testing.T) {
	for range 50 {
		grow()
	}
	if n := testing.AllocsPerRun(100, func() { kept[0] = make([]byte, 100) }); n != 1 {
		t.Error(n)
	}
}

func BenchmarkGrow(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		kept[0] = make([]byte, 1024)
	}
}
"""


def _top(binary: Path, profile: Path, index: str = "inuse_space") -> str:
    command = ["go", "tool", "pprof", f"-sample_index={index}", "-unit=kb", "-top", str(binary), str(profile)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _flat(top: str, function: str) -> float:
    """Kilobytes allocated by a function itself."""
    rows = [line.split() for line in top.splitlines() if function in line.split()]
    rows += [line.split() for line in top.splitlines() if line.endswith(f" {function} (inline)")]
    assert rows, top
    return float(rows[0][0].removesuffix("kB"))


@pytest.mark.slow
def test_pprof_reads_heap_profiles(tmp_path: Path) -> None:
    """The frames are the program's, inlined ones too, and the bytes those that it keeps."""
    binary = build(write_module(tmp_path / "m", main_go=_PROGRAM))
    written, served = tmp_path / "written.pb.gz", tmp_path / "served.pb.gz"
    done = run(binary, str(written), str(served))
    assert done.stdout == "200 OK <nil>\n", done.stdout + done.stderr
    for profile in (written, served):
        top = _top(binary, profile)
        assert 400 <= _flat(top, "main.inner") < 410, top  # the array of kept, too
        assert "main.outer" in top, top


def test_profile_of_a_test(tmp_path: Path) -> None:
    """-memprofile and -memprofilerate of `undergo test`, and what package testing counts."""
    folder = write_module(tmp_path / "m", m_test_go=_TEST)
    command = [*UNDERGO, "test", "-memprofile=mem.out", "-memprofilerate=1", "-bench=.", "-benchtime=100x", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300, env={**os.environ})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1024 B/op" in done.stdout and "1 allocs/op" in done.stdout, done.stdout
    top = _top(folder / "m.test", folder / "mem.out", "alloc_space")
    assert _flat(top, "example.com/m.grow") >= 50 * 1024, top


@pytest.mark.parametrize("program", ["garbage/bounded.go", "garbage/weak_cleanup.go", "profiles/memstats.go"])
def test_records_of_the_heap_agree(program: str) -> None:
    """GODEBUG=gccheck=2 finds nothing."""
    command = [sys.executable, "-m", "undergo", "run", str(ROOT / "tests" / "programs" / program)]
    env = {**os.environ, "GODEBUG": "gccheck=2"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=env)
    assert done.returncode == 0 and "gccheck" not in done.stderr, done.stderr


_CORRUPT = """package main

import (
	"runtime"
	"unsafe"
)

type arena struct{ word [1]uint64 }

//go:linkname mheap runtime.mheap_
var mheap [64]uint64

var hold = new([3]*int)

func main() {
	runtime.GC()
	// Count a page more than there is: pagesInUse is found by its value.
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	words := unsafe.Slice(&mheap[0], 256)
	for i := range words {
		if words[i] == m.HeapInuse {
			words[i] += 8192
		}
	}
	runtime.GC()
	println("not found")
}
"""


def test_wrong_records_are_found(tmp_path: Path) -> None:
    """The check itself: with a wrong sum of pages the program ends with a line that says so."""
    folder = write_module(tmp_path / "m", main_go=_CORRUPT, empty_s="")
    flags = ["-ldflags=-checklinkname=0"]
    done = subprocess.run([*UNDERGO, "build", *flags, "-o", "prog", "."], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = run(folder / "prog", GODEBUG="gccheck=1")
    assert result.returncode == 2 and "runtime: gccheck: bytes of all spans, beside inUse" in result.stderr, result.stderr
    assert "not found" in run(folder / "prog", GODEBUG="gccheck=0").stderr
