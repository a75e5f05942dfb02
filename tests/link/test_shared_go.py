"""A Go package linked as a shared object, loaded into this Python's process: initialization, calls from several threads, goroutines, maps, fmt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from undergo.build.options import BuildOptions
from undergo.build.program import build_packages, link_program, load

SOURCE = """package main

import (
	"fmt"
	"sort"
)

type Args struct {
	A, B, Out int64
	Text      [64]byte
}

var base = func() int64 { return int64(len(fmt.Sprint(1000))) }()

func Sum(a *Args) {
	c := make(chan int64)
	go func() {
		m := map[int64]bool{}
		for i := a.A; i < a.B; i++ {
			m[i] = true
		}
		var keys []int64
		for k := range m {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
		s := base
		for _, k := range keys {
			s += k
		}
		c <- s
	}()
	a.Out = <-c
	copy(a.Text[:], fmt.Sprintf("sum=%d", a.Out))
}

func main() {}
"""

HOST = """
import ctypes, sys, threading
class Args(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int64), ("b", ctypes.c_int64), ("out", ctypes.c_int64), ("text", ctypes.c_char * 64)]
lib = ctypes.CDLL(sys.argv[1])
assert lib.undergo_init() == 0
assert lib.undergo_init() == 1
fn = ctypes.cast(getattr(lib, "main.Sum"), ctypes.c_void_p)
def call():
    a = Args(1, 1000)
    lib.undergo_call(fn, ctypes.byref(a))
    sys.stdout.write(f"{a.out} {a.text.decode()}" + chr(10))
call()
call()
threads = [threading.Thread(target=call) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    (folder / "lib.go").write_text(SOURCE)
    options = BuildOptions(shared=True, exports=["undergo_init", "undergo_call", "main.Sum"])
    packages = load([str(folder / "lib.go")], options)
    scheduler = build_packages(packages, options)
    main = [p for p in packages if not p.dep_only][-1]
    return Path(link_program(main, scheduler, options, str(folder / "lib.so")))


def test_calls_from_threads_of_the_host(library: Path) -> None:
    done = subprocess.run([sys.executable, "-c", HOST, str(library)], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:-1] == ["499504 sum=499504"] * 6
