"""Lines that Go's assembler refuses, and a few that it takes: what it says of a file with each as the third line, as recorded in faulty_lines.json.

The file is ``TEXT ·f(SB), 4, $0``, ``NOP``, the line, ``RET``, assembled as package main by ``go tool asm -p main``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from undergo.asm import AsmError, assemble, scan_symabis
from undergo.asm.translate import translate

LINES: list[list[str]] = json.loads((Path(__file__).with_name("faulty_lines.json")).read_text(encoding="utf-8"))

# Refused by both, in other words.
OTHER_WORDS = {
    "MOVQ (X0), AX",
    "MOVQ $08, AX",
    "MOVQ $1.5, AX",
    'MOVQ $"abc", AX',
    "MOVSD $1.5, AX",
    "Foo: Foo: NOP",
    "MOVQ $'ab', AX",
    "MOVQ #5, AX",
    "V4FMADDPS (AX), [Z0-Z2], K1, Z1",
    "MOVZBL AX, BX",
    'DATA x(SB)/2, $"abc"',
    "ADJSP AX",
}
# Refused here only (docs/asm.md, "Limits").
REFUSED_HERE = {"JMP $5", "CALL $4", "INT $300", "MOVQ AX, (TLS)"}
# Taken here, refused by the reference.
TAKEN_HERE = {"RET AX, BX", "EXTRACTPS $5, X0, AX", "NOP AX, BX, CX"}


def _said(folder: Path, line: str) -> str:
    indent = "" if line.startswith("#") else "\t"
    file = folder / "a_amd64.s"
    file.write_text(f"TEXT ·f(SB), 4, $0\n{indent}NOP\n{indent}{line}\n{indent}RET\n", encoding="utf-8")
    try:
        scan_symabis([file], "main", [], {}, selectors=False)
        unit = translate([file], "main", [], {}, "", selectors=False)
        assemble(unit, unit.text)
    except AsmError as error:
        lines = [
            (f"{name}:{number}: {text}" if number else f"{name}: {text}") if name else f"asm: {text}" for name, number, text in error.faults
        ]
        if error.in_parser:
            lines.append(f"asm: assembly of {file} failed")
        if error.diagnosed:
            lines.append("asm: assembly failed")
        return "\n".join(lines).replace(str(file), file.name)
    return ""


@pytest.mark.parametrize(("line", "want"), LINES, ids=[line for line, _ in LINES])
def test_line(tmp_path: Path, line: str, want: str) -> None:
    said = _said(tmp_path, line)
    if line in OTHER_WORDS:
        assert said and want and said != want
    elif line in REFUSED_HERE:
        assert said and not want
    elif line in TAKEN_HERE:
        assert want and not said
    else:
        assert said == want
