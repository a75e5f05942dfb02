"""What lies where in the stack frames of an emitted module.

The collector reads from the machine code which words of a frame are still needed (docs/internals/memory.md). What the code does not tell is how far a
variable reaches whose address is taken. LLVM reports each frame's objects as remarks, on standard error; they are caught there.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")

OPTION = "-pass-remarks-analysis=stack-frame-layout"  # makes LLVM report
_REPORT = re.compile(r"remark: [^\n]*: ?\nFunction: ([^\n]*)\n((?:Offset: \[[^\n]*\n?)*)")
_OBJECT = re.compile(r"Offset: \[SP([+-]\d+)\], Type: (\w+), Align: \d+, Size: (\d+)")
_FRAME_POINTER = 8  # LLVM counts from the return address, we from what the frame pointer points to, right below

# Function -> depth of the frame below the frame pointer, without arguments for calls; then the distance from the frame pointer and the size of
# each variable in memory.
FrameLayouts = dict[str, list[int]]


def catching(emit: Callable[[], R]) -> tuple[R, FrameLayouts]:
    """What ``emit`` returns, and the frames that LLVM reports meanwhile. What else appears on standard error is passed on."""
    sys.stderr.flush()
    with tempfile.TemporaryFile() as box:
        kept = os.dup(2)
        os.dup2(box.fileno(), 2)
        try:
            result = emit()
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
        box.seek(0)
        text = box.read().decode("utf-8", "surrogateescape")
    layouts, rest = read_reports(text)
    if rest.strip():
        os.write(2, rest.encode("utf-8", "surrogateescape"))
    return result, layouts


def read_reports(text: str) -> tuple[FrameLayouts, str]:
    """The reported frames, and what is no report."""
    layouts: FrameLayouts = {}
    for name, objects in _REPORT.findall(text):
        layouts[name] = _layout(objects)
    return layouts, _REPORT.sub("", text)


def _layout(objects: str) -> list[int]:
    depth = 0
    variables: list[int] = []
    for offset, kind, size in _OBJECT.findall(objects):
        below = -int(offset) - _FRAME_POINTER
        if kind == "Fixed":
            continue
        depth = max(depth, below)
        if kind == "Variable":
            variables += [below, int(size)]
    return [depth, *variables]
