"""The write barrier while it is on, without a concurrent collector: GODEBUG=gcaudit=1 switches it on between collections and compares.

The audit must find a store that has no barrier, must find none in programs that move pointers in all ways, and the barrier's slow way must leave
every register as it was.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs.harness import HERE, build_and_run, want_file

AUDIT = "gcaudit=1,gcstress=7"
_CASES = [
    HERE / name
    for name in (
        "garbage/barriers.go",
        "garbage/everywhere.go",
        "goroutines_select/received_places.go",
        "types_maps/map_header.go",
        "iterators/pull.go",
    )
]

MISSING = """package main

import (
	"runtime"
	"unsafe"
)

type node struct {
	next *node
	pad  [3]int
}

var root, other *node

func main() {
	root = &node{next: &node{}}
	runtime.GC()
	%s
	runtime.GC()
	println("nothing found")
}
"""

REGISTERS = """package main

import "fmt"

type node struct {
	next *node
	n    int
}

// Sixteen sums live in registers while pointers are overwritten; vectors are at work in between.
//
//go:noinline
func sums(ring []*node, v []float64, w []float32) (r [8]float64, k [8]int) {
	a, b, c, d, e, f, g, h := 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0
	i, j, l, m, n, o, p, q := 1, 2, 3, 4, 5, 6, 7, 8
	for t := 0; t < 20000; t++ {
		x := ring[t%len(ring)]
		x.next = ring[(t+3)%len(ring)]
		a, b, c, d = a+b*0.5, b+c*0.25, c+d*0.125, d+a*0.0625
		ring[t%len(ring)] = &node{x.next, t}
		e, f, g, h = e*0.5+f, f*0.5+g, g*0.5+h, h*0.5+1
		i, j, l, m = i+j, j^l, l+m, m+i&0xffff
		x.next = nil
		n, o, p, q = n+o, o^p, p+q, q+n&0xffff
		if a > 1e6 {
			a, b, c, d = a/1e6, b/1e6, c/1e6, d/1e6
		}
		for s := range v {
			v[s] = v[s]*0.5 + float64(w[s])
		}
	}
	return [8]float64{a, b, c, d, e, f, g, h}, [8]int{i, j, l, m, n, o, p, q}
}

func main() {
	ring := make([]*node, 17)
	for i := range ring {
		ring[i] = &node{n: i}
	}
	v, w := make([]float64, 64), make([]float32, 64)
	for i := range v {
		v[i], w[i] = float64(i), float32(2*i)
	}
	fmt.Println(sums(ring, v, w))
	fmt.Println(v)
}
"""


def built(folder: Path, source: str) -> Path:
    """A program from a text."""
    path, program = folder / "main.go", folder / "program"
    path.write_text(source)
    subprocess.run([sys.executable, "-m", "undergo", "build", "-o", str(program), str(path)], check=True, timeout=600)
    return program


def run(program: Path, settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(program)], env={**os.environ, "GODEBUG": settings}, capture_output=True, text=True, timeout=120)


def test_audit_finds_a_store_in_an_object_without_barrier(tmp_path: Path) -> None:
    done = run(built(tmp_path, MISSING % "*(*uintptr)(unsafe.Pointer(&root.next)) = uintptr(unsafe.Pointer(root))"), "gcaudit=1")
    assert done.returncode == 2
    assert "runtime: a pointer was overwritten without a write barrier: 0x" in done.stderr
    assert ", offset 0 of an object of 32 bytes" in done.stderr
    assert "fatal error: gc: a store has no write barrier" in done.stderr


def test_audit_finds_a_store_in_a_variable_without_barrier(tmp_path: Path) -> None:
    done = run(built(tmp_path, MISSING % "*(*uintptr)(unsafe.Pointer(&root)) = uintptr(unsafe.Pointer(root.next))"), "gcaudit=1")
    assert done.returncode == 2
    assert ", a variable" in done.stderr


def test_audit_finds_nothing_where_the_store_is_a_pointers(tmp_path: Path) -> None:
    store = "*(*unsafe.Pointer)(unsafe.Pointer(&root.next)) = unsafe.Pointer(root); other = root.next; root.next = nil"
    done = run(built(tmp_path, MISSING % store), "gcaudit=1")
    assert (done.returncode, done.stderr) == (0, "nothing found\n")


@pytest.mark.parametrize("case", _CASES, ids=lambda c: str(c.relative_to(HERE)))
def test_program_has_all_barriers(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERGOSTRESS", AUDIT)
    want = want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
    assert build_and_run([sys.executable, "-m", "undergo", "build"], case).text() == want


def test_slow_way_preserves_registers(tmp_path: Path) -> None:
    program = built(tmp_path, REGISTERS)
    plain = run(program, "")
    assert plain.returncode == 0
    assert run(program, "gcaudit=1,gcstress=500").stdout == plain.stdout


def test_slow_way_preserves_wide_registers(tmp_path: Path) -> None:
    """``undergo run`` compiles for the processor at hand, with its vector registers."""
    path = tmp_path / "main.go"
    path.write_text(REGISTERS)
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "undergo", "run", str(path)],
            env={**os.environ, "GODEBUG": settings},
            capture_output=True,
            check=True,
            timeout=600,
        ).stdout
        for settings in ("", "gcaudit=1,gcstress=500")
    ]
    assert outputs[0] == outputs[1] != b""
