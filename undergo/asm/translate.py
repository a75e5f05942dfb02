"""Go assembly to AT&T assembly: files, functions and data. What one instruction becomes is the machine's affair.

A first pass reads every file into statements and learns which names are functions; the second writes the text. Each
function and datum gets a section of its own, so that the linker can drop what nothing reaches.
"""

from collections.abc import Iterable
from pathlib import Path

from undergo.asm import amd64, amd64_table
from undergo.asm.depths import Depths
from undergo.asm.diagnose import INVALID, Diagnostic, Fault, FunctionText, Instruction, ParserFault, Places, fault_lines
from undergo.asm.encode import assemble_to_object
from undergo.asm.errors import AsmError, SyntaxFault
from undergo.asm.names import Names
from undergo.asm.operands import (
    ARGUMENT,
    FLOAT,
    IMMEDIATE,
    LABEL,
    LOCAL,
    STRING,
    SYMBOL,
    Expression,
    Operand,
    OperandParser,
    float_bytes,
    is_identifier,
    parse_integer,
)
from undergo.asm.preprocessor import Preprocessor, Statement
from undergo.asm.unit import SUFFIXES, AsmUnit, DataSymbol, TextSymbol, function_symbol, package_prefix, quote

DUPOK = 2
RODATA = 8
NOPTR = 16
TLSBSS = 256

_FUNCTION_ALIGNMENT = 5  # log2; Go aligns amd64 functions to 32 bytes
_MAX_DATA_ALIGNMENT = 32

PREDEFINED = {"GOOS_linux": "1", "GOARCH_amd64": "1", "GOAMD64_v1": "1"}


class Line:
    """A statement taken apart: labels, the mnemonic with its suffixes, the tokens of each operand."""

    __slots__ = ("labels", "operands", "statement", "suffixes", "word")

    def __init__(self, statement: Statement, registers: frozenset[str]) -> None:
        tokens = statement.tokens
        count = len(tokens)
        position = 0
        self.statement = statement
        self.labels: list[str] = []
        while position + 1 < count and tokens[position + 1] == ":":
            self.labels.append(tokens[position])
            if not is_identifier(self.labels[-1]):
                raise AsmError(statement.file, statement.line, f'expected identifier, found "{self.labels[-1]}"', True)
            position += 2
        self.operands: list[list[str]] = []
        self.suffixes: list[str] = []
        self.word = ""
        if position == count:
            return
        self.word = tokens[position]
        if not (self.word[0].isalpha() or self.word[0] in "_." or ord(self.word[0]) > 127):
            raise AsmError(statement.file, statement.line, f'expected identifier, found "{self.word}"', True)
        position += 1
        while position + 1 < count and tokens[position] == ".":
            self.suffixes.append(tokens[position + 1])
            position += 2
        if position == count:
            return
        nesting = 0
        start = position
        operands = self.operands
        swap = -1
        for i in range(position, count):
            token = tokens[i]
            if token == "(" or token == "[":
                nesting += 1
            elif token == ")" or token == "]":
                nesting -= 1
            elif nesting == 0 and (token == "," or token == ":"):
                if i == start:
                    raise AsmError(statement.file, statement.line, "missing operand", True)
                operands.append(tokens[start:i])
                start = i + 1
                if token == ":":
                    swap = len(operands) - 1
        if start == count:
            raise AsmError(statement.file, statement.line, "missing operand", True)
        operands.append(tokens[start:])
        if swap >= 0:
            # The old spelling of a register pair: AX:DX is DX, AX.
            operands[swap], operands[swap + 1] = operands[swap + 1], operands[swap]


class _Datum:
    """What DATA and GLOBL said of one symbol."""

    __slots__ = ("extent", "flags", "items", "last", "line", "local", "name", "size", "symbol")

    def __init__(self, name: str, symbol: str, local: bool, line: int) -> None:
        self.name = name
        self.symbol = symbol
        self.local = local
        self.line = line
        self.flags = -1
        self.size = 0
        self.extent = 0
        self.items: list[tuple[int, bytes | tuple[str, int]]] = []


class Translator:
    """Translates the files of one package."""

    def __init__(
        self,
        package_path: str,
        include_dirs: Iterable[Path],
        defines: dict[str, str],
        go_asm_h: str,
        functions: set[str],
        selectors: bool = True,
    ) -> None:
        self.prefix = "main" if package_path == "main" else package_prefix(package_path)
        self.include_dirs = list(include_dirs)
        self.defines = (
            PREDEFINED | defines
            if not any(d.startswith("GOAMD64_") for d in defines)
            else {
                "GOOS_linux": "1",
                "GOARCH_amd64": "1",
                **defines,
            }
        )
        self.go_asm_h = go_asm_h
        self.unit = AsmUnit()
        self.names = Names(self.unit, functions)
        self.selectors = selectors
        self.parser = OperandParser(amd64_table.REGISTERS, self.prefix, selectors)
        self.out: list[str] = []
        self._number = 0
        self._file_numbers: dict[str, int] = {}
        self.faults: list[tuple[str, int, str]] = []  # of the file at hand, found while parsing
        self.label_faults: list[tuple[str, int, str]] = []
        self.machine_faults: list[tuple[FunctionText, list[Fault]]] = []  # found after that
        self._data: dict[str, _Datum] = {}

    def translate(self, files: list[Path]) -> AsmUnit:
        programs = [self._read(path) for path in files]
        for path, program in zip(files, programs, strict=True):
            self.names.start_file()
            self.parser = OperandParser(amd64_table.REGISTERS, self.prefix, self.selectors)
            self._data = {}
            self._program(str(path), program)
            if self.faults:
                raise AsmError.several(sorted([*self.faults, *self._unknown_words()], key=lambda fault: fault[1]))
            if self.machine_faults:
                raise AsmError.of_machine(self._machine_lines(), self.label_faults)
            self._emit_data()
        self._emit_constants()
        self.unit.pieces = self.out
        self.unit.text = "".join(self.out)
        return self.unit

    def _unknown_words(self) -> list[tuple[str, int, str]]:
        """The mnemonics so far that LLVM does not know, which Go's assembler would tell together with the faults it found."""
        try:
            assemble_to_object("".join(self.out))
        except AsmError as error:
            return mnemonic_faults(self.out, self.unit.texts, error)
        return []

    def _machine_lines(self) -> list[str]:
        """The faults of the second step, those that LLVM finds in the same file among them; where labels are missing comes first."""
        by_symbol = {function.symbol: (function, faults) for function, faults in self.machine_faults}
        try:
            assemble_to_object("".join(self.out))
        except AsmError as error:
            places = Places(self.out, self.unit.texts)
            for text_line, _ in error.text_faults:
                place = places.find(text_line)
                if place is not None:
                    faults = by_symbol.setdefault(place[0].symbol, (place[0], []))[1]
                    if all(fault.index != place[1] for fault in faults):
                        faults.append(Fault(INVALID, place[1]))
        lines: list[str] = []
        for function in self.unit.texts:
            if function.symbol in by_symbol:
                faults = sorted(by_symbol[function.symbol][1], key=lambda fault: fault.index)
                lines += fault_lines(function, faults, self.out)
        return lines

    def _read(self, path: Path) -> list[Line]:
        preprocessor = Preprocessor(self.include_dirs, self.defines, {"go_asm.h": self.go_asm_h})
        registers = amd64_table.REGISTERS
        program = [Line(statement, registers) for statement in preprocessor.statements(path)]
        functions = self.names.functions
        for line in program:
            word = line.word
            if word == "TEXT" or (word == "CALL" or word == "JMP") and line.operands and line.operands[0][:1] != ["*"]:
                name, static, abi = symbol_of(line.operands[:1], self.prefix)
                if name and not static:
                    functions.add(name)
                    if word == "TEXT" and (abi or "ABI0") in SUFFIXES:  # any other is told where the operand is read
                        self.names.text.add((name, abi or "ABI0"))
                        self.names.taken.add(function_symbol(name, abi or "ABI0"))
            elif word == "GLOBL":
                name, static, _ = symbol_of(line.operands[:1], self.prefix)
                if name and not static:
                    self.names.defined_data.add(name)
                    self.names.taken.add(name)
        return program

    # Functions.

    def _program(self, path: str, program: list[Line]) -> None:
        i = 0
        count = len(program)
        labels: list[str] = []
        while i < count:
            line = program[i]
            i += 1
            if line.word == "TEXT":
                end = i
                while end < count and program[end].word != "TEXT":
                    end += 1
                self._function(line, program[i:end], program[end].statement.line if end < count else -1, path)
                i = end
            elif line.word == "DATA" or line.word == "GLOBL":
                self._at(line, self._data_directive, line)
            elif line.word:
                raise AsmError(line.statement.file, line.statement.line, f"{line.word} outside of a TEXT")
            else:
                labels += line.labels

    def _at(self, line: Line, action, *arguments):  # type: ignore[no-untyped-def]
        """What an action on a line returns; None if the line has a fault, which is told with the others of the file."""
        try:
            return action(*arguments)
        except SyntaxFault as fault:
            self.faults.append((line.statement.file, line.statement.line, str(fault)))
            return None

    def _function(self, text: Line, lines: list[Line], end: int, path: str) -> None:
        """One function; `end`: the line where the next one of the file at `path` begins, -1 if there is none."""
        symbol = self._at(text, self._text_symbol, text) or TextSymbol(
            "", f".Lfaulty{self._number}", "ABI0", 0, -1, 0, True, text.statement.file, text.statement.line
        )  # fmt: skip
        calls = any(line.word == "CALL" for line in lines)
        self._number += 1
        body = amd64.FunctionBody(self.names, self._number, symbol.frame, symbol.flags, calls)
        self.unit.functions.append(symbol)
        quoted = quote(symbol.symbol)
        out = self.out
        out.append(f'\n\t.section {quote(".text." + symbol.symbol)},"ax",@progbits\n')
        if not symbol.local:
            out.append(f"\t.{'weak' if symbol.flags & DUPOK else 'globl'} {quoted}\n")
        out.append(f"\t.type {quoted}, @function\n\t.p2align {_FUNCTION_ALIGNMENT}\n{quoted}:\n")
        at = (self._file_number(symbol.file), symbol.line)
        out.append(f"\t.loc {at[0]} {at[1]}\n")
        depths = Depths(self._number)
        out.append(depths.prologue(body.prologue()))

        faults = [Fault(f"unaligned stack size {body.frame}")] if body.unaligned else []
        instructions = [Instruction(text, None, 0, 0)]
        body_lines = body.lines
        body_lines.append("")  # TEXT itself counts as an instruction
        for line in lines:
            statement = line.statement
            prefix = ""
            if line.labels:
                for label in line.labels:
                    if label in body.labels:
                        after = statement.line + (not line.word)  # a label alone belongs to what follows
                        self.faults.append((statement.file, after, f'label "{label}" multiply defined'))
                        continue
                    body.labels[label] = len(body_lines)
                prefix = "".join([f"{quote(f'.L{self._number}.{label}')}:\n" for label in line.labels])
            word = line.word
            if not word:
                if body_lines:
                    body_lines[-1] += prefix
                continue
            if word == "DATA" or word == "GLOBL":
                self._at(line, self._data_directive, line)
                continue
            here = (self._file_number(statement.file), statement.line)
            if here != at:
                at = here
                prefix += f"\t.loc {at[0]} {at[1]}\n"
            operands: list[Operand] | None = None
            depth = body.depth
            try:
                if word == "PCALIGN":
                    translated = self._pc_align(line)
                elif word == "FUNCDATA" or word == "PCDATA":
                    if len(line.operands) != 2:
                        raise SyntaxFault(f"expect two operands for {word}")
                    translated = ""
                elif not word.isupper():
                    raise SyntaxFault(f'unrecognized instruction "{word}"')
                else:
                    jump = word[0] == "J" or word == "CALL" or amd64.is_jump(word)
                    parse = self.parser.parse
                    operands = [parse(tokens, jump) for tokens in line.operands]
                    translated = depths.mark(body.instruction(word, line.suffixes, operands))
                    if word == "RET":
                        translated = depths.after_return(translated)
            except SyntaxFault as fault:
                translated = ""
                if isinstance(fault, Diagnostic):
                    faults.append(Fault(str(fault), -1 if fault.alone else len(body_lines)))
                elif operands is None or isinstance(fault, ParserFault):
                    self.faults.append((statement.file, statement.line, str(fault)))
                else:
                    faults.append(Fault(INVALID, len(body_lines)))
            faults += [Fault(str(note)) for note in body.notes]
            body.notes.clear()
            instructions.append(Instruction(line, operands, depth, body.base_pointer))
            body_lines.append(prefix + translated)
        missing = self._check_targets(lines, body)
        if end >= 0:
            self.faults += [(path, end, f"undefined label {label}") for label in missing]
        elif missing:  # at the end of the file, when parsing is over
            self.label_faults += [(path, _lines_of(path), f"undefined label {label}") for label in missing]
            faults += [
                Fault(INVALID, i)
                for i, x in enumerate(instructions)
                if any(o.kind == LABEL and o.name in missing for o in x.operands or ())
            ]
        symbol.height, symbol.calls = body.height, body.calls
        for goal in body.relative_targets:
            body_lines[goal] = f".L{self._number}p{goal}:\n{body_lines[goal]}"
        function = FunctionText(symbol.name, symbol.symbol, len(out), instructions)
        self.unit.texts.append(function)
        out += body_lines
        if faults:
            self.machine_faults.append((function, faults))
        out.append(f"\t.size {quoted}, .-{quoted}\n{depths.directives()}")

    def _check_targets(self, lines: list[Line], body: amd64.FunctionBody) -> list[str]:
        """The labels that are used and not there. Raises AsmError for a jump to no instruction of the function."""
        instructions = [line for line in lines if line.word and line.word not in ("DATA", "GLOBL")]
        for goal, user in body.relative_targets.items():
            if not 0 < goal < len(body.lines):
                at = instructions[user - 1].statement
                raise AsmError(at.file, at.line, f"jump to an instruction outside of the function: {goal - user}(PC)", True)
        return [label for label in body.label_uses if label not in body.labels]

    def _text_symbol(self, line: Line) -> TextSymbol:
        operands = line.operands
        if len(operands) not in (2, 3):
            raise SyntaxFault("expect two or three operands for TEXT")
        name, static, abi = self._symbol_operand("TEXT", operands[0])
        flags = self._constant("TEXT", operands[1]) if len(operands) == 3 else 0
        size = operands[-1]
        if size[0] != "$" or len(size) < 2:
            raise SyntaxFault(f"TEXT {name}: frame size must be an immediate constant")
        position = 1
        negative = size[position] == "-"
        position += negative
        if position >= len(size) or not size[position][0].isdigit():
            raise SyntaxFault(f"TEXT {name}: frame size must be an immediate constant")
        frame = parse_integer(size[position])
        args = -1
        if position + 1 < len(size):
            if len(size) != position + 3 or size[position + 1] != "-" or not size[position + 2][0].isdigit():
                raise SyntaxFault(f"TEXT {name}: argument size must be of form -integer")
            args = parse_integer(size[position + 2])
        symbol = self.names.local(name) if static else function_symbol(name, abi)
        at = line.statement
        return TextSymbol(name, symbol, abi, -frame if negative else frame, args, flags, static, at.file, at.line)

    def _symbol_operand(self, pseudo: str, tokens: list[str], offset_allowed: bool = False) -> tuple[str, bool, str]:
        operand = self.parser.parse(tokens, jump=True)
        if operand.kind != SYMBOL or operand.index or operand.address:
            raise SyntaxFault(f'{pseudo} symbol "{"".join(tokens)}" must be a symbol(SB)')
        if operand.offset and not offset_allowed:
            raise SyntaxFault(f'{pseudo} symbol "{operand.name}" must not be offset from SB')
        return operand.name, operand.static, operand.abi or "ABI0"

    def _constant(self, pseudo: str, tokens: list[str]) -> int:
        """A flag or size, with or without `$`."""
        expression = Expression(tokens, 1 if tokens[0] == "$" else 0)
        last = tokens[-1]
        if len(tokens) <= 2 and is_identifier(last):
            if last not in amd64_table.REGISTERS:
                raise SyntaxFault(f"illegal or missing addressing mode for symbol {last}")
            raise SyntaxFault(f"{pseudo}: expected {'immediate' if pseudo == 'PCALIGN' else 'integer'} constant; found {last}")
        value = expression.sum()
        if expression.position != len(tokens):
            raise SyntaxFault(f"{pseudo}: expected integer constant; found {' '.join(tokens)}")
        return value

    def _pc_align(self, line: Line) -> str:
        if len(line.operands) != 1:
            raise SyntaxFault("expect one operand for PCALIGN")
        value = self._constant("PCALIGN", line.operands[0])
        if value & (value - 1) or not 8 <= value <= 2048:
            raise Diagnostic(f"alignment value of an instruction must be a power of two and in the range [8, 2048], got {value}")
        return f"\t.p2align {value.bit_length() - 1}\n"

    def _file_number(self, file: str) -> int:
        number = self._file_numbers.get(file)
        if number is None:
            number = self._file_numbers[file] = len(self._file_numbers) + 1
            self.out.append(f"\t.file {number} {quote(file)}\n")
        return number

    # Data.

    def _datum(self, operand: Operand, line: Line) -> _Datum:
        symbol = self.names.local(operand.name) if operand.static else operand.name
        datum = self._data.get(symbol)
        if datum is None:
            datum = self._data[symbol] = _Datum(operand.name, symbol, operand.static, line.statement.line)
        return datum

    def _data_directive(self, line: Line) -> None:
        operands = line.operands
        word = line.word
        if word == "GLOBL":
            if len(operands) not in (2, 3):
                raise SyntaxFault("expect two or three operands for GLOBL")
            self._symbol_operand("GLOBL", operands[0])
            datum = self._datum(self.parser.parse(operands[0], True), line)
            if operands[-1][0] != "$":
                raise SyntaxFault(f"GLOBL: expected immediate constant; found {' '.join(operands[-1])}")
            datum.flags = self._constant("GLOBL", operands[1]) if len(operands) == 3 else 0
            datum.size = self._constant("GLOBL", operands[-1])
            return
        if len(operands) != 2:
            raise SyntaxFault("expect two operands for DATA")
        target = operands[0]
        if len(target) < 3 or target[-2] != "/" or not target[-1][0].isdigit():
            raise SyntaxFault("expect /size for DATA argument")
        size = parse_integer(target[-1])
        self._symbol_operand("DATA", target[:-2], offset_allowed=True)
        place = self.parser.parse(target[:-2], True)
        datum = self._datum(place, line)
        offset = place.offset
        if offset < datum.extent:
            raise SyntaxFault(f"overlapping DATA entry for {datum.name}")
        datum.extent = offset + size
        datum.items.append((offset, self._value(self.parser.parse(operands[1], False), size)))

    def _value(self, value: Operand, size: int) -> bytes | tuple[str, int]:
        kind = value.kind
        if kind == IMMEDIATE:
            if size not in (1, 2, 4, 8):
                raise SyntaxFault(f"bad int size for DATA argument: {size}")
            return (value.offset & ((1 << (8 * size)) - 1)).to_bytes(size, "little")
        if kind == FLOAT:
            if size not in (4, 8):
                raise SyntaxFault(f"bad float size for DATA argument: {size}")
            assert isinstance(value.value, float)
            return float_bytes(value.value, size)
        if kind == STRING:
            assert isinstance(value.value, bytes)
            if len(value.value) > size:
                raise SyntaxFault(f"string of {len(value.value)} bytes is longer than the {size} of DATA")
            return value.value.ljust(size, b"\0")
        if kind == SYMBOL and value.address:
            if size != 8:
                raise SyntaxFault(f"bad addr size for DATA argument: {size}")
            return self.names.reference(value, call=False), value.offset
        if kind in (ARGUMENT, LOCAL):
            raise SyntaxFault("DATA value must not be on the stack")
        raise SyntaxFault("DATA value must be an immediate constant or address")

    def _emit_data(self) -> None:
        for datum in self._data.values():
            flags = datum.flags if datum.flags >= 0 else 0
            size = max(datum.size, datum.extent)
            self.unit.data.append(DataSymbol(datum.name, datum.symbol, size, flags, datum.local))
            quoted = quote(datum.symbol)
            zero = all(isinstance(value, bytes) and not any(value) for _, value in datum.items)
            kind_of_object = "tls_object" if flags & TLSBSS else "object"
            if flags & TLSBSS:
                section = f'{quote(".tbss." + datum.symbol)},"awT",@nobits'
                zero = True
            elif flags & RODATA:
                addressed = any(isinstance(value, tuple) for _, value in datum.items)
                section = f'{quote(".go.rodata." + datum.symbol)},"{"aw" if addressed else "a"}",@progbits'
                zero = False
            else:
                kind = ("bss" if zero else "data") if not flags & NOPTR else ("noptrbss" if zero else "noptrdata")
                section = f'{quote(f".go.{kind}.{datum.symbol}")},"aw",{"@nobits" if zero else "@progbits"}'
            out = self.out
            out.append(f"\n\t.section {section}\n")
            if not datum.local:
                out.append(f"\t.{'weak' if flags & DUPOK else 'globl'} {quoted}\n")
            out.append(f"\t.type {quoted}, @{kind_of_object}\n\t.p2align {_alignment(size)}\n{quoted}:\n")
            if zero:
                out.append(f"\t.zero {size}\n")
            else:
                out.append(_bytes(datum.items, size))
            out.append(f"\t.size {quoted}, {size}\n")

    def _emit_constants(self) -> None:
        for value, symbol in self.names.constants.items():
            quoted = quote(symbol)
            directive = ".quad" if len(value) == 8 else ".long"
            self.out.append(
                f'\n\t.section {quote(".go.rodata." + symbol)},"a",@progbits\n\t.p2align {_alignment(len(value))}\n'
                f"\t.type {quoted}, @object\n{quoted}:\n\t{directive} {int.from_bytes(value, 'little'):#x}\n"
                f"\t.size {quoted}, {len(value)}\n"
            )


def _lines_of(path: str) -> int:
    """The number of the line behind the last one of a file."""
    return Path(path).read_bytes().count(b"\n") + 1


def mnemonic_faults(pieces: list[str], functions: list[FunctionText], error: AsmError) -> list[tuple[str, int, str]]:
    """The faults that LLVM found which are unknown mnemonics."""
    places = Places(pieces, functions)
    found = []
    for text_line, message in error.text_faults:
        place = places.find(text_line)
        if place is not None and "invalid instruction mnemonic" in message:
            line = place[0].instructions[place[1]].line
            found.append((line.statement.file, line.statement.line, f'unrecognized instruction "{line.word}"'))
    return found


def assemble(unit: AsmUnit, text: str) -> bytes:
    """The object of a unit. text: its text, perhaps with other names of files. Raises AsmError in the words of Go's assembler."""
    try:
        return assemble_to_object(text)
    except AsmError as error:
        unknown = mnemonic_faults(unit.pieces, unit.texts, error)
        if unknown:
            raise AsmError.several([fault for fault in unknown if fault[0] == unknown[0][0]]) from None
        places = Places(unit.pieces, unit.texts)
        faulty: dict[str, tuple[FunctionText, list[int]]] = {}
        for text_line, _ in error.text_faults:
            place = places.find(text_line)
            if place is None:
                raise
            indices = faulty.setdefault(place[0].symbol, (place[0], []))[1]
            if place[1] not in indices:
                indices.append(place[1])
        if not faulty:
            raise
        lines: list[str] = []
        for function, indices in faulty.values():
            lines += fault_lines(function, [Fault(INVALID, i) for i in indices], unit.pieces)
        raise AsmError.of_machine(lines) from None


def _alignment(size: int) -> int:
    """log2 of the alignment of a datum: its size rounded down to a power of two, at most 32 bytes."""
    return max(min(size, _MAX_DATA_ALIGNMENT).bit_length() - 1, 0)


def _bytes(items: list[tuple[int, bytes | tuple[str, int]]], size: int) -> str:
    """Directives for the contents of a datum; gaps are zero."""
    out: list[str] = []
    pending = bytearray()

    def flush() -> None:
        whole = len(pending) & ~7
        for start in range(0, whole, 64):
            words = [hex(int.from_bytes(pending[i : i + 8], "little")) for i in range(start, min(start + 64, whole), 8)]
            out.append(f"\t.quad {', '.join(words)}\n")
        if whole < len(pending):
            out.append(f"\t.byte {', '.join(map(str, pending[whole:]))}\n")
        pending.clear()

    at = 0
    for offset, value in items:
        pending += bytes(offset - at)
        if isinstance(value, bytes):
            pending += value
            at = offset + len(value)
        else:
            flush()
            symbol, addend = value
            out.append(f"\t.quad {quote(symbol)}{f'{addend:+d}' if addend else ''}\n")
            at = offset + 8
    pending += bytes(size - at)
    flush()
    return "".join(out)


def symbol_of(operands: list[list[str]], prefix: str) -> tuple[str, bool, str]:
    """The name, whether it is static, and the ABI named, of an operand `[$|*]sym[<abi>][+Int](SB)`; else ""."""
    if not operands:
        return "", False, ""
    tokens = operands[0]
    if len(tokens) < 4 or tokens[-2] != "SB" or tokens[-1] != ")":
        return "", False, ""
    position = 1 if tokens[0] in "$*" else 0
    name = tokens[position]
    if not (name[0].isalpha() or name[0] in "_." or ord(name[0]) > 127):
        return "", False, ""
    static, abi = False, ""
    if tokens[position + 1] == "<":
        if tokens[position + 2] == ">":
            static = True
        else:
            abi = tokens[position + 2]
    return (prefix + name if name[0] == "." else name), static, abi


def translate(
    files: Iterable[Path | str],
    package_path: str,
    include_dirs: Iterable[Path | str],
    defines: dict[str, str],
    go_asm_h: str,
    functions: Iterable[str] = (),
    selectors: bool = True,
) -> AsmUnit:
    """Translates the assembly files of one package.

    `include_dirs` are searched after the directory of the file. `defines` are macros, added to GOOS_linux,
    GOARCH_amd64 and (unless one is given) GOAMD64_v1. `go_asm_h` is the text of the generated header. `functions`
    names Go functions whose address assembly may take without calling them (full names, `pkg.f`). `selectors` allows `f<ABIInternal>`.

    Raises AsmError for a fault in the source.
    """
    translator = Translator(package_path, [Path(d) for d in include_dirs], defines, go_asm_h, set(functions), selectors)
    return translator.translate([Path(f) for f in files])
