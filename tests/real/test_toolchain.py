"""Large real programs: the reference's own tools, built with Undergo, must do what the reference's binaries do."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from undergo.build.goroot import find_goroot

GOROOT = Path(find_goroot())
TIMEOUT = 900

PROGRAM = """package main

import (
	"fmt"
	"sort"
	"strings"
)

type pair[K comparable, V any] struct {
	key   K
	value V
}

func main() {
	counts := map[string]int{}
	for w := range strings.FieldsSeq("the quick brown fox jumps over the lazy dog the end") {
		counts[w]++
	}
	var all []pair[string, int]
	for k, v := range counts {
		all = append(all, pair[string, int]{k, v})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].key < all[j].key })
	fmt.Println(all)
}
"""


def build(package: str, output: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "undergo", "build", "-o", str(output), package], capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_gofmt(tmp_path: Path) -> None:
    """gofmt rewrites a damaged source to the text that the library's source has, and finds nothing to change in that."""
    program = tmp_path / "gofmt"
    build("cmd/gofmt", program)
    source = (GOROOT / "src" / "sort" / "sort.go").read_text()
    damaged = "\n".join(line.replace("\t", "  ") + "  " if line.strip() else line for line in source.split("\n"))
    done = subprocess.run([program], input=damaged, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == source
    told = []
    for tool in (program, GOROOT / "bin" / "gofmt"):
        done = subprocess.run([tool, "-l", str(GOROOT / "src" / "go")], capture_output=True, text=True, timeout=60, check=False)
        told.append((done.returncode, done.stdout, done.stderr))
    assert told[0] == told[1]
    broken = subprocess.run([program], input="package p\nfunc {", capture_output=True, text=True, timeout=60, check=False)
    assert broken.returncode == 2 and "<standard input>:2:6: expected" in broken.stderr


@pytest.mark.slow
def test_the_go_toolchain_makes_what_the_reference_makes(tmp_path: Path) -> None:
    """cmd/compile, cmd/asm and cmd/link built with Undergo take the places of the reference's; the program they make, standard library
    included, must be the reference's, byte for byte."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("compile", "asm", "link"):
        build(f"cmd/{tool}", tools / tool)
    wrapper = tmp_path / "toolexec"
    used = tmp_path / "used"
    wrapper.write_text(
        f'#!/bin/sh\ntool=$1\nshift\ncase $tool in\n*/compile|*/asm|*/link) name=${{tool##*/}}; echo $name >>{used}; exec {tools}/$name "$@" ;;\n*) exec $tool "$@" ;;\nesac\n'
    )
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "go.mod").write_text("module m\n\ngo 1.27\n")
    (tmp_path / "main.go").write_text(PROGRAM)
    programs = []
    for name, extra in (("ref", []), ("ours", ["-toolexec", str(wrapper)])):
        env = {
            **os.environ,
            "GOCACHE": str(tmp_path / f"cache-{name}"),
            "GOFLAGS": "",
            "GOTOOLCHAIN": "local",
            "GOENV": "off",
            "CGO_ENABLED": "0",
        }
        output = tmp_path / name
        done = subprocess.run(
            [GOROOT / "bin" / "go", "build", "-p", "2", *extra, "-o", str(output), "."],
            cwd=tmp_path, env=env, capture_output=True, text=True, timeout=TIMEOUT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        programs.append(output.read_bytes())
    assert {"compile", "asm", "link"} == set(used.read_text().split()), "the wrapper was not asked"
    assert programs[0] == programs[1]
