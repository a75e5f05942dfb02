"""Which ELF symbol a name in assembly stands for, and the pool of floating-point constants."""

from undergo.asm.errors import SyntaxFault
from undergo.asm.operands import Operand
from undergo.asm.unit import AsmUnit, function_symbol, quote


class Names:
    """The names of one translation: globals of all its files, locals of the file at hand.

    `functions` holds the global names that are functions: those that the files define or call, and those that the
    caller of the assembler says Go declares. All other globals are data.
    """

    def __init__(self, unit: AsmUnit, functions: set[str]) -> None:
        self.unit = unit
        self.functions = functions
        self.text: set[tuple[str, str]] = set()
        self.defined_data: set[str] = set()
        self.taken: set[str] = set()
        self.globals: set[str] = set()
        self.locals: set[str] = set()
        self.constants: dict[bytes, str] = {}
        self._local: dict[str, str] = {}

    def start_file(self) -> None:
        self._local = {}

    def local(self, name: str) -> str:
        """The symbol of a `name<>` of this file, unlike any symbol of another file."""
        symbol = self._local.get(name)
        if symbol is None:
            symbol = name
            number = 1
            while symbol in self.taken or symbol in self.globals:
                number += 1
                symbol = f"{name}.{number}"
            self.taken.add(symbol)
            self.locals.add(symbol)
            self._local[name] = symbol
        return symbol

    def reference(self, operand: Operand, call: bool) -> str:
        """The ELF symbol that a `sym(SB)` operand refers to; `call` says that it is the target of a jump."""
        name = operand.name
        if operand.static:
            return self.local(name)
        abi = operand.abi
        if not abi and (call or name in self.functions):
            abi = "ABI0"
        if name not in self.defined_data and (name, abi) not in self.text:
            self.unit.references.setdefault(name, set()).add(abi or "data")
        symbol = function_symbol(name, abi) if abi else name
        if symbol in self.locals:
            raise SyntaxFault(f"{name} is both a global and, as {name}<>, a local of this package")
        self.globals.add(symbol)
        return symbol

    def constant(self, value: bytes) -> str:
        """A memory operand holding `value` (4 or 8 bytes)."""
        symbol = self.constants.get(value)
        if symbol is None:
            symbol = self.constants[value] = f"$f{len(value) * 8}.{value[::-1].hex()}"
        return f"{quote(symbol)}(%rip)"
