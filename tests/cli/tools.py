"""Running Undergo and the reference side by side."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

UNDERGO = [sys.executable, "-m", "undergo"]
REFERENCE = ["go"]


def run(tool: list[str], *args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a tool. Variables given as "" are taken out of the environment."""
    whole = {**os.environ, **env}
    return subprocess.run(
        [*tool, *args], cwd=cwd, capture_output=True, text=True, check=False, env={k: v for k, v in whole.items() if v or k not in env}
    )


def write_tree(folder: Path, files: dict[str, str]) -> Path:
    """Write files, whose names may hold folders. Returns the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
