"""Building one small module and running it, for tests of the runtime that the harness of tests/programs cannot express."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

UNDERGO = [sys.executable, "-m", "undergo"]


def write_module(folder: Path, **files: str) -> Path:
    """The files `name.ext`, given as `name_ext=text`, with a go.mod."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "go.mod").write_text("module example.com/m\n\ngo 1.27\n", encoding="utf-8")
    for name, text in files.items():
        stem, _, extension = name.rpartition("_")
        (folder / f"{stem}.{extension}").write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, tool: list[str] = UNDERGO, name: str = "prog") -> Path:
    done = subprocess.run([*tool, "build", "-o", name, "."], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / name


def run(program: Path, *args: str, seconds: float = 60, **env: str) -> subprocess.CompletedProcess[str]:
    """A hang ends the test: the process is killed."""
    return subprocess.run(
        [str(program), *args], cwd=program.parent, capture_output=True, text=True, check=False, timeout=seconds, env={**os.environ, **env}
    )
