"""Programs at any address, and the notes and sections that flags of the linker ask for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = """package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sort"
	"strings"
	"unsafe"
)

type shape interface{ area() float64 }
type square struct{ a float64 }

func (s square) area() float64 { return s.a * s.a }

var table = map[string]func(float64) shape{"square": func(a float64) shape { return square{a} }}
var pointers = [3]*int{new(int), nil, &number}
var number = 5

func main() {
	words := strings.Fields("the quick brown fox")
	sort.Strings(words)
	fmt.Println(words, table["square"](3).area(), *pointers[2], reflect.TypeOf(square{}))
	done := make(chan string)
	go func() {
		defer func() { done <- fmt.Sprint(recover()) }()
		var p *int
		*p = 1
	}()
	fmt.Println(<-done)
	runtime.GC()
	pc, _, line, _ := runtime.Caller(0)
	fmt.Println(runtime.FuncForPC(pc).Name(), line)
	if len(os.Args) > 1 {
		fmt.Printf("%#x\\n", reflect.ValueOf(main).Pointer())
		data := unsafe.Slice((*byte)(reflect.ValueOf(reflect.TypeOf(square{})).UnsafePointer()), 1)
		data[0]++ // type descriptors are read-only
	}
}
"""


def build(command: list[str], folder: Path, name: str, *flags: str) -> Path:
    (folder / "main.go").write_text(SOURCE)
    done = subprocess.run(
        [*command, "build", "-o", name, *flags, "main.go"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CGO_ENABLED": "0"},
    )
    assert done.returncode == 0, done.stderr
    return folder / name


OURS, THEIRS = [sys.executable, "-m", "undergo"], ["go"]


def readelf(flag: str, path: Path) -> str:
    return subprocess.run(["readelf", flag, str(path)], capture_output=True, text=True, check=True).stdout


def test_position_independent_program(tmp_path: Path) -> None:
    program, theirs = build(OURS, tmp_path, "ours", "-buildmode=pie"), build(THEIRS, tmp_path, "theirs", "-buildmode=pie")
    expected = subprocess.run([theirs], capture_output=True, text=True, check=True).stdout
    assert subprocess.run([program], capture_output=True, text=True, check=True).stdout == expected
    assert re.search(r"Type: +DYN", readelf("-h", program)) and "GNU_RELRO" in readelf("-lW", program)
    kinds = {line.split()[2] for line in readelf("-rW", program).splitlines() if "R_X86_64" in line}
    assert kinds == {"R_X86_64_RELATIVE"}
    places = set()
    for _ in range(4):
        done = subprocess.run([program, "x"], capture_output=True, text=True, check=False)
        places.add(done.stdout.splitlines()[-1])
        assert done.returncode == 2 and "fatal error: fault" in done.stderr and "main.main()\n\t" in done.stderr
    assert len(places) > 1 or Path("/proc/sys/kernel/randomize_va_space").read_text().strip() == "0"


def test_position_independent_build_information(tmp_path: Path) -> None:
    program = build(OURS, tmp_path, "ours", "-buildmode=pie")
    info = subprocess.run(["go", "version", "-m", program], capture_output=True, text=True, check=True).stdout
    assert "build\t-buildmode=pie\n" in info


@pytest.mark.parametrize(
    "flags",
    ["-buildid=a/b", "-buildid=a/b -B=gobuildid", "-buildid=a/b -B 0x1234ab", "-buildid=a/b -B none", "-buildid=", "-buildid= -B 0x12"],
)
def test_build_ids(tmp_path: Path, flags: str) -> None:
    """Both notes are the reference's, and its tool reads them."""
    ours, theirs = (build(c, tmp_path, n, f"-ldflags={flags}") for n, c in (("ours", OURS), ("theirs", THEIRS)))
    assert readelf("-n", ours) == readelf("-n", theirs)
    shown = [subprocess.run(["go", "tool", "buildid", p], capture_output=True, text=True, check=False).stdout for p in (ours, theirs)]
    assert shown[0] == shown[1]


def test_build_id_by_default(tmp_path: Path) -> None:
    program = build(OURS, tmp_path, "ours")
    assert "NT_GNU_BUILD_ID" in readelf("-n", program)
    assert subprocess.run(["go", "tool", "buildid", program], capture_output=True, text=True, check=True).stdout.strip()


def test_compressed_debug_information(tmp_path: Path) -> None:
    plain, packed = (
        build(OURS, tmp_path, "plain", "-ldflags=-compressdwarf=false"),
        build(OURS, tmp_path, "packed", "-ldflags=-compressdwarf"),
    )
    assert packed.stat().st_size < plain.stat().st_size
    assert re.search(r"\.debug_line .* C ", readelf("-SW", packed)) and not re.search(r"\.debug_line .* C ", readelf("-SW", plain))
    lines = [readelf("--debug-dump=decodedline", p) for p in (plain, packed)]
    assert lines[0].split("\n", 3)[3] == lines[1].split("\n", 3)[3] and "main.go" in lines[1]


@pytest.mark.parametrize(
    ("flags", "symbols", "debug"), [("-s", False, False), ("-s -w=false", False, True), ("-w", True, False), ("-s=false", True, True)]
)
def test_what_is_left_away(tmp_path: Path, flags: str, symbols: bool, debug: bool) -> None:
    for name, command in (("ours", OURS), ("theirs", THEIRS)):
        sections = readelf("-SW", build(command, tmp_path, name, f"-ldflags={flags}"))
        assert (".symtab" in sections, ".debug_line" in sections) == (symbols, debug)


def test_flags_that_change_nothing(tmp_path: Path) -> None:
    flags = "-linkmode=internal -extld=gcc '-extldflags=-static -pthread' -r=/x -I=/lib/ld.so -bindnow -d -a -buildid=x -s -w"
    ours, theirs = (build(c, tmp_path, n, f"-ldflags={flags}") for n, c in (("ours", OURS), ("theirs", THEIRS)))
    shown = [subprocess.run([p], capture_output=True, text=True, check=True).stdout for p in (ours, theirs)]
    assert shown[0] == shown[1]
    for program in ours, theirs:
        assert not re.search("INTERP|DYNAMIC", readelf("-lW", program))
