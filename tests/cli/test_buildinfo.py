"""What programs say of how they were built is what ``go version -m`` shows of the reference's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .tools import REFERENCE, UNDERGO, run, write_tree

_FILES = {
    "go.mod": "module example.com/a\n\ngo 1.27\n\nrequire example.com/b v1.2.3\n\nreplace example.com/b => ./b\n",
    "main.go": 'package main\n\nimport "example.com/b"\n\nfunc main() { println(b.Three()) }\n',
    "b/go.mod": "module example.com/b\n\ngo 1.27\n",
    "b/b.go": "package b\n\nfunc Three() int { return 3 }\n",
}


def _shown(program: Path) -> list[str]:
    text = subprocess.run(["go", "version", "-m", str(program)], capture_output=True, text=True, check=True).stdout
    return text.split("\n")[1:]


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


_TELLS = """package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

func main() {
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		fmt.Println(s.Key, s.Value)
	}
	fmt.Println(runtime.Compiler, info.GoVersion, info.Path, level)
}
"""


@pytest.mark.parametrize("level", ["", "v3"])
@pytest.mark.parametrize("command", [["run", "."], ["test", "-v"]])
def test_programs_tell_of_themselves(command: list[str], level: str, tmp_path: Path) -> None:
    """Also code for the processor at hand names a level that there is, the one that build constraints saw."""
    files = {"go.mod": "module example.com/a\n\ngo 1.27\n", "main.go": _TELLS}
    files |= {
        "v3.go": "//go:build amd64.v3\n\npackage main\n\nconst level = 3\n",
        "v1.go": "//go:build !amd64.v3\n\npackage main\n\nconst level = 1\n",
    }
    files |= {"a_test.go": 'package main\n\nimport "testing"\n\nfunc TestA(t *testing.T) { main() }\n'}
    write_tree(tmp_path, files)
    ours, theirs = (run(tool, *command, cwd=tmp_path, CGO_ENABLED="0", GOAMD64=level, GOFLAGS="") for tool in (UNDERGO, REFERENCE))
    assert theirs.returncode == 0, theirs.stderr
    shown = [re.sub(r"\d\.\d+s", "", done.stdout) for done in (ours, theirs)]
    assert shown[0] == shown[1]
    assert f"GOAMD64 {level or 'v1'}\n" in shown[0] and "-compiler gc\n" in shown[0]
