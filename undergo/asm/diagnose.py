"""What is said of instructions that the machine does not have: the instruction as Go's assembler prints it, with its place in the function.

Go's assembler works in two steps. Faults that it finds while it parses have a position; those of the second step (wrong operands, unbalanced
PUSH and POP) name the function, and instructions by their address in it.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from undergo.asm.errors import AsmError, SyntaxFault
from undergo.asm.operands import (
    ARGUMENT,
    FLOAT,
    IMMEDIATE,
    LABEL,
    LOCAL,
    MEMORY,
    REGISTER,
    REGISTER_LIST,
    RELATIVE,
    STRING,
    SYMBOL,
    Operand,
)

if TYPE_CHECKING:
    from undergo.asm.translate import Line

INVALID = "{function}: invalid instruction"
_MARK = b"\x7fUNDERGO-PLACES\x00"


@dataclass(slots=True)
class Instruction:
    """One instruction of a function: its line, operands (None if they could not be parsed), and how much the stack pointer was lowered before it."""

    line: "Line"
    operands: list[Operand] | None
    depth: int
    base_pointer: int


@dataclass(slots=True)
class FunctionText:
    """Where the text of a function is among the pieces of a unit: piece `start` + i is instruction i."""

    name: str
    symbol: str
    start: int
    instructions: list[Instruction] = field(default_factory=list)


@dataclass(slots=True)
class Fault:
    """A fault of the second step. message: what comes before the instruction (INVALID, or other words); index: the instruction's number, -1 when the
    message stands alone."""

    message: str
    index: int = -1


def operand_text(operand: Operand, depth: int, base_pointer: int) -> str:
    """An operand as Go's assembler prints it."""
    kind = operand.kind
    star = "*" if operand.indirect else ""
    dollar = "$" if operand.address else star
    index = f"({operand.index}*{operand.scale})" if operand.index else ""
    if kind == REGISTER:
        return star + ("R14" if operand.name == "g" else operand.name)
    if kind == IMMEDIATE:
        return f"${operand.offset}"
    if kind == MEMORY:
        if not operand.base:
            return f"{dollar}{operand.offset}{index}"
        return f"{dollar}{operand.offset or ''}({operand.base}){index}"
    if kind in (SYMBOL, LOCAL, ARGUMENT):
        moved = {SYMBOL: 0, LOCAL: depth - base_pointer, ARGUMENT: depth + 8}[kind]
        offset = operand.offset + moved
        register = {SYMBOL: "SB", LOCAL: "SP", ARGUMENT: "FP"}[kind]
        return f"{dollar}{operand.name}{'<>' if operand.static else ''}{f'{offset:+d}' if offset else ''}({register}){index}"
    if kind == FLOAT:
        return f"$({operand.value!r})"
    if kind == STRING and isinstance(operand.value, bytes):
        return '$"' + operand.value.decode("utf-8", "replace") + '"'
    if kind == RELATIVE:
        return f"{operand.offset}(PC)"
    if kind == REGISTER_LIST:
        low = int(operand.name[1:])
        return f"[{operand.name}-{operand.name[0]}{low + 3}]"
    return ""


def instruction_text(instruction: Instruction) -> str:
    """An instruction as Go's assembler prints it: mnemonic and operands behind tabs."""
    line = instruction.line
    word = ".".join([line.word, *line.suffixes])
    operands = [o for o in instruction.operands or () if o.kind != LABEL]
    if not operands:
        return f"\t{word}"
    return f"\t{word}\t{', '.join([operand_text(o, instruction.depth, instruction.base_pointer) for o in operands])}"


def fault_lines(function: FunctionText, faults: list[Fault], pieces: list[str]) -> list[str]:
    """The faults of one function as lines."""
    indices = sorted({f.index for f in faults if f.index >= 0})
    addresses = dict(zip(indices, _addresses(function, indices, pieces), strict=True)) if indices else {}
    lines = []
    for fault in faults:
        message = fault.message.replace("{function}", function.name)
        if fault.index >= 0:
            instruction = function.instructions[fault.index]
            at = instruction.line.statement
            message += f": {addresses[fault.index]:05d} ({at.file}:{at.line}){instruction_text(instruction)}"
        lines.append(message)
    return lines


def _addresses(function: FunctionText, indices: list[int], pieces: list[str]) -> list[int]:
    """How far into the function the given instructions are, which themselves take no room: LLVM counts what is before them."""
    from undergo.asm.encode import assemble_to_object

    own = pieces[: function.start + len(function.instructions)]
    header = [piece for piece in own[: function.start] if piece.startswith("\t.file")]
    begin = next(i for i in range(function.start, -1, -1) if own[i].startswith("\n\t.section"))
    text = header + [piece for piece in own[begin : function.start] if not piece.startswith("\t.file")]
    for i, piece in enumerate(own[function.start :]):
        if i in indices:
            labels = [part for part in piece.split("\n") if part.endswith(":")]
            piece = "".join([f"{label}\n" for label in labels]) + f".Lfault{i}:\n"
        text.append(piece)
    quoted = [f"\t.long .Lfault{i} - .Lbegin\n" for i in indices]
    text.insert(len(header) + _begin_label(text[len(header) :]), ".Lbegin:\n")
    marks = ",".join(map(str, _MARK))
    text += ['\n\t.section .places,"a",@progbits\n\t.byte ', marks, "\n", *quoted]
    try:
        data = assemble_to_object("".join(text))
    except AsmError:
        return [0] * len(indices)
    at = data.index(_MARK) + len(_MARK)
    return list(struct.unpack_from(f"<{len(indices)}i", data, at))


def _begin_label(pieces: list[str]) -> int:
    """After how many pieces a function's code begins: behind its own label."""
    return next(i for i, piece in enumerate(pieces) if piece.startswith("\t.type")) + 1


class Places:
    """Finds the instruction of a line of a unit's text."""

    def __init__(self, pieces: list[str], functions: list[FunctionText]) -> None:
        self.ends = list(accumulate(piece.count("\n") for piece in pieces))
        self.functions = functions
        self.starts = [f.start for f in functions]

    def find(self, text_line: int) -> tuple[FunctionText, int] | None:
        """(function, index of the instruction) of line `text_line` (from 1); None for anything else."""
        piece = bisect_right(self.ends, text_line - 1)
        number = bisect_right(self.starts, piece) - 1
        if number < 0:
            return None
        function = self.functions[number]
        index = piece - function.start
        return (function, index) if index < len(function.instructions) else None


class ParserFault(SyntaxFault):
    """A fault of an instruction that Go's assembler finds while it parses."""


class Diagnostic(SyntaxFault):
    """A fault of the second step in words of its own; `alone`: without the instruction."""

    def __init__(self, message: str, alone: bool = True) -> None:
        super().__init__(message)
        self.alone = alone
