"""Objects of every kind, made, changed, verified and dropped while settings of the collector change (bench/memory/soak); 15 minutes of it by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "bench" / "memory" / "soak" / "main.go"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("soak") / "soak"
    subprocess.run([sys.executable, "-m", "undergo", "build", "-o", path, SOURCE], check=True)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "processors", "settings"),
    [(1, 2, "gccheckmark=1"), (2, 8, "gcpoison=1"), (3, 1, "gcpoison=1,gcstress=300"), (4, 4, "")],
)
def test_soak(program: Path, seed: int, processors: int, settings: str) -> None:
    env = {**os.environ, "GODEBUG": settings, "GOMAXPROCS": str(processors)}
    done = subprocess.run([program, "-quiet", "-seconds=6", f"-seed={seed}"], env=env, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0 and done.stdout.startswith("ok: "), done.stdout + done.stderr[-5000:]
