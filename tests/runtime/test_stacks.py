"""Stacks in programs whose address space is limited."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """package main

import "fmt"

func deep(n int) int {
	var a [64]int
	a[n%64] = n
	if n == 0 {
		return 0
	}
	return deep(n-1) + a[(n*7)%64]*0 + 1
}

func main() {
	const goroutines, depth = 200, 200
	inside, leave, sums := make(chan int), make(chan int), make(chan int)
	for range goroutines {
		go func() {
			n := deep(depth)
			inside <- 0
			<-leave
			sums <- n + deep(depth)
		}()
	}
	for range goroutines {
		<-inside
	}
	close(leave)
	sum := 0
	for range goroutines {
		sum += <-sums
	}
	fmt.Println(sum)
}
"""


@pytest.mark.parametrize("megabytes", [512, 2048])
def test_limited_address_space(tmp_path: Path, megabytes: int) -> None:
    """Many goroutines recurse where there is not room for large reserved ranges."""
    source, program = tmp_path / "main.go", tmp_path / "program"
    source.write_text(_PROGRAM)
    subprocess.run([sys.executable, "-m", "undergo", "build", "-o", str(program), str(source)], check=True, timeout=600)
    limit = megabytes << 20
    done = subprocess.run(
        [str(program)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "GOMAXPROCS": "2"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "80000\n", "")
