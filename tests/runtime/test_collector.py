"""The collector under stress: a collection at every few allocations, freed memory overwritten, and the same output.

The programs of ``tests/programs/garbage`` hold references in all places where there can be some; others are taken from sections that use
closures, goroutines, maps, reflection and generated code of many shapes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs.harness import HERE, build_and_run, want_file

_EVERYWHERE = HERE / "garbage" / "everywhere.go"
_SECTIONS = ("closures", "iterators", "goroutines_select", "library", "types_maps", "generics_library", "reflect_layout")
_CASES = [case for section in _SECTIONS for case in sorted((HERE / section).glob("*.go"))[:6]]


@pytest.mark.slow
@pytest.mark.parametrize("case", [_EVERYWHERE, *_CASES], ids=lambda c: str(c.relative_to(HERE)))
def test_same_output_under_stress(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERGOSTRESS", "gcstress=5,gcpoison=1,gccheckmark=1")
    want = want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
    assert build_and_run([sys.executable, "-m", "undergo", "build"], case).text() == want


def test_trace_of_collections(tmp_path: Path) -> None:
    """GODEBUG=gctrace=1 prints lines in Go's format, one for each collection."""
    program = tmp_path / "program"
    subprocess.run([sys.executable, "-m", "undergo", "build", "-o", str(program), str(_EVERYWHERE)], check=True, timeout=600)
    done = subprocess.run(
        [str(program)], env={**os.environ, "GODEBUG": "gctrace=1"}, capture_output=True, text=True, timeout=120, check=True
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("gc ")]
    number = r"[0-9.]+"
    form = (
        rf"^gc \d+ @{number}s \d+%: {number}\+{number}\+{number} ms clock, {number}\+{number}/{number}/{number}\+{number} ms cpu, "
        r"\d+->\d+->\d+ MB, \d+ MB goal, \d+ MB stacks, \d+ MB globals, \d+ P( \(forced\))?$"
    )
    assert len(lines) > 5
    assert [line for line in lines if not re.match(form, line)] == []
    assert [int(line.split()[1]) for line in lines] == list(range(1, len(lines) + 1))
