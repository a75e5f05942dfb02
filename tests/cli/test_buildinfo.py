"""What programs say of how they were built is what ``go version -m`` shows of the reference's, but for the compiler's name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_FILES = {
    "go.mod": "module example.com/a\n\ngo 1.27\n\nrequire example.com/b v1.2.3\n\nreplace example.com/b => ./b\n",
    "main.go": 'package main\n\nimport "example.com/b"\n\nfunc main() { println(b.Three()) }\n',
    "b/go.mod": "module example.com/b\n\ngo 1.27\n",
    "b/b.go": "package b\n\nfunc Three() int { return 3 }\n",
}


def _shown(program: Path) -> list[str]:
    text = subprocess.run(["go", "version", "-m", str(program)], capture_output=True, text=True, check=True).stdout
    return [re.sub("-compiler=.*", "-compiler=", line) for line in text.split("\n")[1:]]


def test_build_information(tmp_path: Path) -> None:
    for name, text in _FILES.items():
        file = tmp_path / "src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    flags = ["-tags=foo,bar", "-ldflags=-X main.x=3 -w", "-gcflags=-l"]
    made = []
    for name, command in (("ours", [sys.executable, "-m", "undergo"]), ("theirs", ["go"])):
        made.append(tmp_path / name)
        done = subprocess.run(
            [*command, "build", "-o", str(made[-1]), *flags, "."],
            cwd=tmp_path / "src",
            env={**os.environ, "CGO_ENABLED": "0", "GOFLAGS": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert _shown(made[0]) == _shown(made[1])
