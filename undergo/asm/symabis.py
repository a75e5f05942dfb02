"""What can be known of a package's assembly before anything is compiled: its functions, what it refers to, which registers it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from undergo.asm import amd64_table
from undergo.asm.clobbers import Body, context_readers, kept_registers
from undergo.asm.errors import SyntaxFault
from undergo.asm.operands import Expression
from undergo.asm.preprocessor import Preprocessor
from undergo.asm.translate import Line, Translator, symbol_of

NEEDCTXT = 64  # textflag.h


@dataclass(slots=True)
class SymABIs:
    """What the scan of a package's assembly files found; names are full (``pkg.f``). A reference may also be to data: only the Go side knows."""

    defs: dict[str, str] = field(default_factory=dict)  # function -> ABI of its TEXT
    refs: dict[str, set[str]] = field(default_factory=dict)  # symbol -> ABIs it is referred to with
    data: set[str] = field(default_factory=set)  # symbols of data
    kept: dict[str, frozenset[str]] = field(default_factory=dict)  # function -> preserved registers it leaves alone
    context: set[str] = field(default_factory=set)  # functions that look at DX, where a closure's context is


def scan_symabis(
    files: Iterable[Path | str],
    package_path: str,
    include_dirs: Iterable[Path | str],
    defines: dict[str, str],
    go_asm_h: str = "",
    selectors: bool = True,
) -> SymABIs:
    """Scans the assembly files of one package, before `go_asm.h` can be known. Raises AsmError.

    selectors: the package may name an ABI (`f<ABIInternal>`), as those of the runtime do.
    """
    result = SymABIs()
    body = Body()
    bodies: dict[str, Body] = {}
    translator = Translator(package_path, [Path(d) for d in include_dirs], defines, go_asm_h, set())
    for file in files:
        preprocessor = Preprocessor(translator.include_dirs, translator.defines, {"go_asm.h": go_asm_h})
        for statement in preprocessor.statements(Path(file)):
            if "SB" not in statement.tokens:
                body.see(statement.tokens)
                continue
            line = Line(statement, amd64_table.REGISTERS)
            operands = line.operands
            if line.word == "TEXT":
                name, static, abi = symbol_of(operands[:1], translator.prefix)
                body = Body(f"{name}<>{file}" if static else name)
                bodies[body.name] = body
                if len(operands) == 3 and needs_context(operands[1]):
                    body.context = True
                if name and not static:
                    result.defs[name] = abi or "ABI0"
                continue
            if line.word == "PCDATA":
                continue
            if line.word == "GLOBL":
                name, static, _ = symbol_of(operands[:1], translator.prefix)
                if name and not static:
                    result.data.add(name)
                continue
            body.see_symbols(statement.tokens)
            if line.word in ("DATA", "FUNCDATA"):
                operands = operands[1:]
            for operand in operands:
                name, static, abi = symbol_of([operand], translator.prefix)
                if line.word == "CALL" or line.word[:1] == "J":
                    body.targets.append(f"{name}<>{file}" if static else name)
                if name and not static:
                    result.refs.setdefault(name, set()).add(abi or "ABI0")
    result.kept = kept_registers(bodies)
    result.context = context_readers(bodies)
    return result


def needs_context(flags: list[str]) -> bool:
    """Whether the flags of a TEXT hold NEEDCTXT; False for what is no constant, which `translate` refuses."""
    expression = Expression(flags, 0)
    try:
        return bool(expression.sum() & NEEDCTXT)
    except SyntaxFault:
        return False
