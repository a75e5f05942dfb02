"""The collector while the program runs: marking beside it, sweeping behind it, its workers, its goals.

GODEBUG=gccheckmark=1 marks once more at the end of marking and ends the program if something was missed; that finds a pointer that was
overwritten unnoticed, a stack that was not read, an object that was allocated white.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs.harness import HERE

_PROGRAMS = Path(__file__).parent / "programs"
_MOVING = HERE / "garbage" / "moving_pointers.go"
_WANT = {
    "gogc0": "collections: true",
    "limit": "collections: true memory near the limit: true",
    "spiral": "goes on: true 40",
    "procs": "goroutines: 1",
    "chain": "memory bounded: true",
    "many": "all there",
}


def _build(source: Path, folder: Path) -> Path:
    program = folder / source.stem
    subprocess.run([sys.executable, "-m", "undergo", "build", "-o", str(program), str(source)], check=True, timeout=900)
    return program


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(_MOVING, tmp_path_factory.mktemp("moving"))


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(_PROGRAMS / "collector.go", tmp_path_factory.mktemp("collector"))


def _run(program: Path, godebug: str, procs: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "GODEBUG": godebug, "GOMAXPROCS": str(procs)}
    return subprocess.run([str(program), *arguments], env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("procs", [1, 2, 4, 8])
@pytest.mark.parametrize("godebug", ["gccheckmark=1", "gccheckmark=1,gcstress=300,gcpoison=1", "gcstoptheworld=1", "gcstoptheworld=2"])
def test_nothing_is_missed(moving: Path, godebug: str, procs: int) -> None:
    """Pointers move between all kinds of places while they are marked: every mark is checked, and so is what objects hold."""
    done = _run(moving, godebug, procs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ok true\n", "")


@pytest.mark.parametrize("what", _WANT)
@pytest.mark.parametrize("procs", [1, 4])
def test_goals_and_workers(collector: Path, what: str, procs: int) -> None:
    done = _run(collector, "gccheckmark=1", procs, what)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, _WANT[what], "")


@pytest.mark.parametrize("procs", [1, 4])
def test_workers_hide_no_deadlock(collector: Path, procs: int) -> None:
    done = _run(collector, "", procs, "deadlock")
    assert done.returncode == 2
    assert done.stderr.startswith("fatal error: all goroutines are asleep - deadlock!")


def test_marking_is_concurrent(collector: Path) -> None:
    """The trace tells of workers or assists that marked beside the program."""
    done = _run(collector, "gctrace=1", 2, "chain")
    lines = [line for line in done.stderr.splitlines() if line.startswith("gc ")]
    number = r"([0-9.]+)"
    form = re.compile(rf"ms clock, {number}\+{number}/{number}/{number}\+{number} ms cpu")
    marked = [sum(float(x) for x in m.groups()[1:4]) for m in map(form.search, lines) if m]
    assert len(marked) == len(lines) > 3
    assert any(total > 0 for total in marked)
