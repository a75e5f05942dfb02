"""Traces step over functions in assembly by the depth of their stack, and show where frames begin and end as the reference does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.goroot.programs import build, run, write_module

_MAIN = """package main

import (
	"os"
	"syscall"
	"time"
)

func trap()
func trapFrame(x int) int
func nilFault()
func nest()
func calls()
func badPointer()

func callback() { panic("called back") }

//go:noinline
func work(kind string) {
	switch kind {
	case "trap":
		trap()
	case "frame":
		println(trapFrame(3))
	case "nil":
		nilFault()
	case "nest":
		nest()
	case "callback":
		calls()
	case "base":
		badPointer()
	case "quit":
		quit()
	}
}

//go:noinline
func quit() {
	go func() {
		time.Sleep(100 * time.Millisecond)
		syscall.Kill(syscall.Getpid(), syscall.SIGQUIT)
	}()
	select {}
}

func main() { work(os.Args[1]) }
"""

_ASSEMBLY = """#include "textflag.h"

TEXT ·trap(SB), NOSPLIT, $0-0
	INT $3
	RET

TEXT ·trapFrame(SB), NOSPLIT, $40-16
	MOVQ x+0(FP), AX
	MOVQ AX, 8(SP)
	INT $3
	MOVQ AX, ret+8(FP)
	RET

TEXT ·nilFault(SB), NOSPLIT, $0-0
	MOVQ $0, AX
	MOVQ (AX), AX
	RET

TEXT ·leaf(SB), NOSPLIT, $0-0
	TESTQ AX, AX
	JZ deep
	RET
deep:
	PUSHQ AX
	PUSHQ BX
	INT $3
	POPQ BX
	POPQ AX
	RET

TEXT ·nest(SB), NOSPLIT, $24-0
	XORL AX, AX
	CALL ·leaf(SB)
	RET

TEXT ·calls(SB), NOSPLIT, $0-0
	CALL ·callback(SB)
	RET

// The frame pointer holds something else.
TEXT ·badPointer(SB), NOSPLIT, $8-0
	MOVQ $12345, BP
	XORL AX, AX
	CALL ·leaf(SB)
	RET
"""

_FRAME = re.compile(r" fp=0x([0-9a-f]+) sp=0x([0-9a-f]+) pc=0x[1-9a-f]")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same program by the reference and by Undergo."""
    folder = write_module(tmp_path_factory.mktemp("frames"), main_go=_MAIN, a_s=_ASSEMBLY)
    return build(folder, ["go"], "reference"), build(folder)


def _first_trace(text: str) -> list[str]:
    """The lines of the first goroutine: names without arguments and positions, and the numbers of frames."""
    lines = re.search(r"^goroutine \d+ .*:\n((?:.+\n)+)", text, re.M)
    assert lines, text
    return lines[1].splitlines()


def _calls(text: str) -> list[str]:
    names = [line.rpartition("(")[0] for line in _first_trace(text) if not line.startswith(("\t", "created by"))]
    return [name for name in names if name.startswith("main.")]


@pytest.mark.parametrize("kind", ["trap", "frame", "nil", "nest", "callback", "base", "quit"])
@pytest.mark.parametrize("level", ["single", "system"])
def test_callers_of_assembly(programs: tuple[Path, Path], kind: str, level: str) -> None:
    reference, ours = (run(program, kind, GOTRACEBACK=level) for program in programs)
    assert ours.returncode == reference.returncode
    if kind == "quit":  # which thread gets the signal is chance
        assert re.search(r"^main\.quit\(.*\n.*\nmain\.work\(", ours.stderr, re.M), ours.stderr
    else:
        assert _calls(ours.stderr) == _calls(reference.stderr)


@pytest.mark.parametrize("kind", ["trap", "frame", "nil", "nest", "callback", "base", "quit"])
def test_frames_join(programs: tuple[Path, Path], kind: str) -> None:
    """A frame ends where that of its caller begins; the last one, goexit's, holds its return address only."""
    for program in programs:
        text = run(program, kind, GOTRACEBACK="system").stderr
        for trace in re.findall(r"^goroutine \d+ .*:\n((?:.+\n)+)", text, re.M):
            frames = [(int(fp, 16), int(sp, 16)) for fp, sp in _FRAME.findall(trace)]
            assert all(fp > sp > 0 for fp, sp in frames), trace
            if "sigpanic" not in trace:
                assert [fp for fp, _ in frames[:-1]] == [sp for _, sp in frames[1:]], trace
            if "runtime.goexit" in trace:
                assert frames[-1][0] == frames[-1][1] + 8, trace


def test_functions_without_arguments(programs: tuple[Path, Path]) -> None:
    for program in programs:
        assert "main.trap()\n" in run(program, "trap").stderr
