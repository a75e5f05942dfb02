"""The examples print what they print with the reference toolchain (``<name>.want``, made with ``go run examples/<name>/main.go < <name>.in``)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"


@pytest.mark.parametrize("name", ["calc", "jsonshape", "primes", "report", "wordfreq"])
def test_example(name: str, tmp_path: Path) -> None:
    program = tmp_path / name
    built = subprocess.run(
        [sys.executable, "-m", "undergo", "build", "-o", str(program), str(EXAMPLES / name / "main.go")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    with (HERE / f"{name}.in").open("rb") as stdin:
        done = subprocess.run([str(program)], stdin=stdin, capture_output=True, timeout=60, check=False)
    assert done.stdout.decode() == (HERE / f"{name}.want").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["goroutines", "panics", "words"])
def test_internals(name: str) -> None:
    """What the pages of docs/internals show is what the reference does (``internals_<name>.want``)."""
    command = [sys.executable, "-m", "undergo", "run", str(EXAMPLES / "internals" / f"{name}.go")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (HERE / f"internals_{name}.want").read_text(encoding="utf-8")
