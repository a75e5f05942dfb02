"""``for b.Loop()`` keeps what its body computes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SOURCE = """package p

import "testing"

func work(n int) int {
	s := 0
	for i := range n {
		s += i ^ n
	}
	return s
}

func BenchmarkStatement(b *testing.B) {
	for b.Loop() {
		work(10000)
	}
}

func BenchmarkAssignment(b *testing.B) {
	for b.Loop() {
		x := work(10000)
		_ = x
	}
}
"""


def test_calls_are_made(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module p\n\ngo 1.27\n")
    (tmp_path / "p_test.go").write_text(SOURCE)
    done = subprocess.run(
        [sys.executable, "-m", "undergo", "test", "-bench", ".", "-benchtime", "200x", "-count", "1"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    times = [float(t) for t in re.findall(r"([\d.]+) ns/op", done.stdout)]
    assert len(times) == 2 and min(times) > 200, done.stdout
