"""String variables that the linker sets (-X)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SOURCE = """package main

var given = "from the source"
var bare string

func main() { println(given + "|" + bare) }
"""


def test_values_empty_ones_too(tmp_path: Path) -> None:
    (tmp_path / "x.go").write_text(SOURCE)
    for flags, want in (("-X main.given=", "|"), ("-X main.given= -X main.bare=b", "|b"), ("-X main.bare=", "from the source|")):
        done = subprocess.run(
            [sys.executable, "-m", "undergo", "run", f"-ldflags={flags}", "x.go"], cwd=tmp_path, capture_output=True, text=True, timeout=300
        )
        assert (done.stderr.strip(), done.returncode) == (want, 0)
