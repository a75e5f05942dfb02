"""A library that keeps values of goroutines, with its tests: what `go test` says of it, `undergo test` says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from undergo.build.goroot import find_goroot

FOLDER = Path(__file__).resolve().parent / "goroutine_local"


def _tested(*command: str) -> str:
    env = {**os.environ, "GOFLAGS": "-count=1"}
    done = subprocess.run([*command, "test", "-v", "."], cwd=FOLDER, capture_output=True, text=True, timeout=300, check=False, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return re.sub(r"\d+\.\d+s", "0s", done.stdout)


def test_goroutine_local_library() -> None:
    """Functions that start goroutines are looked up by the pc in g.gopc; runtime.Frame.Func must be there."""
    reference = _tested(os.path.join(find_goroot(), "bin", "go"))
    assert "PASS: TestCreator" in reference
    assert _tested(sys.executable, "-m", "undergo") == reference
