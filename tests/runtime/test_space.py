"""The memory that programs take: address space, limits of it, what goes back to the system, and a soak."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

_SOAK = Path(__file__).resolve().parents[2] / "bench" / "memory" / "soak" / "soak.go"

_SMALL = """
package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	for _, line := range strings.Split(string(data), "\\n") {
		if strings.HasPrefix(line, "VmPeak") {
			fmt.Println(line)
		}
	}
}
"""

# What all hold at a time is far less than the limit, what they allocate far more.
_GREEDY = """
package main

import (
	"fmt"
	"sync"
)

func main() {
	var group sync.WaitGroup
	for i := range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			var keep [8][]byte
			for k := range 1500 {
				b := make([]byte, 1<<10<<(k%9))
				b[0], b[len(b)-1] = byte(i), byte(k)
				keep[k%8] = b
			}
		}()
	}
	group.Wait()
	fmt.Println("done")
}
"""

_HUNGRY = """
package main

import "fmt"

func main() {
	var keep [][]byte
	for {
		keep = append(keep, make([]byte, 1<<20))
		if len(keep) == 1<<20 {
			fmt.Println(len(keep))
		}
	}
}
"""

_LOAD = """
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

type cell struct {
	next *cell
	n    [3]int
}

func resident() int {
	data, _ := os.ReadFile("/proc/self/statm")
	var total, pages int
	fmt.Sscan(string(data), &total, &pages)
	return pages * 4 >> 10
}

//go:noinline
func load() {
	var list *cell
	for i := range 5_000_000 {
		list = &cell{list, [3]int{i}}
	}
	fmt.Println("busy", resident())
	runtime.KeepAlive(list)
}

func main() {
	load()
	runtime.GC()
	start := resident()
	for range 400 {
		if resident() < start-start/5 && resident() < 150 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	fmt.Println("idle", resident())
	debug.FreeOSMemory()
	fmt.Println("freed", resident())
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println("idle pages not released", (m.HeapIdle-m.HeapReleased)>>20)
}
"""


def _build(tmp_path: Path, source: str | Path) -> Path:
    program = tmp_path / "program"
    if isinstance(source, str):
        file = tmp_path / "main.go"
        file.write_text(source)
        source = file
    subprocess.run([sys.executable, "-m", "undergo", "build", "-o", str(program), str(source)], check=True, timeout=900)
    return program


def _run(program: Path, megabytes: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program, with so much address space if that is not 0."""

    def limit() -> None:
        if megabytes:
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    return subprocess.run([str(program)], preexec_fn=limit, env={**os.environ, **env}, capture_output=True, text=True, timeout=200)


def test_small_program_in_little_address_space(tmp_path: Path) -> None:
    program = _build(tmp_path, _SMALL)
    done = _run(program, 256)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout.split()[1]) <= 256 << 10


def test_goroutines_share_little_address_space(tmp_path: Path) -> None:
    """When memory is short a goroutine collects, and does not give up because others took what was freed."""
    program = _build(tmp_path, _GREEDY)
    for _ in range(5):
        done = _run(program, 512, GOGC="400")
        assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_out_of_address_space(tmp_path: Path) -> None:
    done = _run(_build(tmp_path, _HUNGRY), 512)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert lines[0].startswith("runtime: out of memory: cannot allocate ")
    assert lines[1] == "fatal error: out of memory"


def test_memory_goes_back(tmp_path: Path) -> None:
    """After load ends memory goes back to the system in the background, and all of it by FreeOSMemory."""
    done = _run(_build(tmp_path, _LOAD))
    assert done.returncode == 0, done.stderr
    figures = {line.rsplit(" ", 1)[0]: int(line.rsplit(" ", 1)[1]) for line in done.stdout.splitlines()}
    assert figures["busy"] > 150
    assert figures["idle"] < 150
    assert figures["freed"] < 40
    assert figures["idle pages not released"] < 8


@pytest.mark.slow
@pytest.mark.parametrize("checks", ["gcpoison=0", "gcpoison=1"])
def test_soak(tmp_path: Path, checks: str) -> None:
    program = _build(tmp_path, _SOAK)
    done = subprocess.run(
        [str(program), "-d", "12s", "-epochs", "3"], env={**os.environ, "GODEBUG": checks}, capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "soak: nothing wrong\n", "")
