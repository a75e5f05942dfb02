"""amd64: the body of one function, statement by statement, to AT&T syntax.

The frame follows Go's obj6.go. A function with a frame, or one that calls, saves BP just below its return address,
points BP there and then makes room for its locals:

    8(return address) ...  arguments: x+0(FP)
    return address
    saved BP               BP points here
    locals                 x-8(SP) is the word just below the saved BP
                           8(SP), without a name, counts from the machine's stack pointer

There is no stack check in the prologue. PUSH, POP and ADJSP are counted, so that named operands stay right.
"""

from undergo.asm import amd64_table as table
from undergo.asm.diagnose import Diagnostic, ParserFault
from undergo.asm.errors import SyntaxFault
from undergo.asm.names import Names
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
    SYMBOL,
    Operand,
    float_bytes,
)
from undergo.asm.unit import quote

NOFRAME = 512
_RETURN_ADDRESS = 8

_GENERAL = table.GENERAL
_OTHER = table.OTHER
_TLS = '"runtime.tlsg"@GOTTPOFF(%rip)'
_ROUNDING = {"RN_SAE": "{rn-sae}", "RD_SAE": "{rd-sae}", "RU_SAE": "{ru-sae}", "RZ_SAE": "{rz-sae}", "SAE": "{sae}"}
_SINGLE = frozenset("MOVSS VMOVSS ADDSS SUBSS MULSS DIVSS COMISS UCOMISS FMOVF FADDF FSUBF FSUBRF FMULF FDIVF FDIVRF FCOMF FCOMFP".split())
_DOUBLE = frozenset("MOVSD VMOVSD ADDSD SUBSD MULSD DIVSD COMISD UCOMISD FMOVD FADDD FSUBD FSUBRD FMULD FDIVD FDIVRD FCOMD FCOMDP".split())
_ZEROABLE = frozenset(("MOVSS", "MOVSD", "VMOVSS", "VMOVSD"))
_JUMPS = frozenset((table.JUMP, table.CALL, table.BRANCH))


class FunctionBody:
    """Translates the statements of one function; `lines[i]` is the text of instruction i (Go's notion of one)."""

    def __init__(self, names: Names, number: int, frame: int, flags: int, calls: bool) -> None:
        self.names = names
        self.number = number
        self.base_pointer = 0 if flags & NOFRAME or (frame <= 0 and not calls) else 8
        self.locals = max(frame, 0)
        self.frame = self.locals + self.base_pointer
        self.unaligned = False
        if self.frame % 8:
            self.unaligned = True
        self.depth = self.height = self.frame
        self.calls: list[
            tuple[int, str]
        ] = []  # growth of the stack up to the called function's frame; its symbol, "" for what is not known
        self.lines: list[str] = []
        self.labels: dict[str, int] = {}
        self.label_uses: dict[str, int] = {}
        self.relative_targets: dict[int, int] = {}
        self.vector_index = False
        self.takes_list = False
        self.notes: list[Diagnostic] = []  # faults of the instruction at hand that leave it as it is

    def prologue(self) -> str:
        text = "\tpushq %rbp\n\tmovq %rsp, %rbp\n" if self.base_pointer else ""
        if self.locals:
            text += _adjust(self.locals)
        return text

    def instruction(self, word: str, suffixes: list[str], operands: list[Operand]) -> str:
        """The text of one instruction, a line or several."""
        att, widths, treatment = table.lookup(word)
        self.vector_index = False
        self.takes_list = word.startswith(("V4F", "VP4D"))
        if treatment == table.PLAIN:
            if word in _ZEROABLE and operands and operands[0].kind == FLOAT and _is_zero_to_register(operands):
                name = _OTHER[operands[1].name]
                return f"\txorps {name}, {name}\n"
            if suffixes or word[0] == "V":
                if word[0] != "V":
                    raise SyntaxFault(f"invalid suffix for {word}: .{'.'.join(suffixes)}")
                return self._vector(word, att, widths, suffixes, operands)
            if len(operands) > table.MOST_OPERANDS.get(word, 8):
                raise SyntaxFault(f"too many operands for {word}")
            if word in table.MEMORY_HAS_NO_WIDTH and operands and operands[0].kind != REGISTER:
                att = att[:-1]
            if word == "LEAL" and operands and 1 << 31 <= operands[0].offset < 1 << 32:
                operands[0].offset -= 1 << 32
            return f"\t{att} {', '.join(self._operands(word, operands, widths))}\n"
        if suffixes and treatment not in (table.SCALAR_CONVERT,):
            raise SyntaxFault(f"invalid suffix for {word}: .{'.'.join(suffixes)}")
        if treatment == table.MOVE:
            return self._move(word, att, widths[0], operands)
        handler = _HANDLERS.get(treatment)
        if handler is None:
            raise SyntaxFault(f"{word} does not exist in 64-bit mode")
        return handler(self, word, att, widths, suffixes, operands)

    # Operands.

    def _operands(self, word: str, operands: list[Operand], widths: tuple[int, ...]) -> list[str]:
        out = []
        last = len(widths) - 1
        for i, operand in enumerate(operands):
            if operand.kind == REGISTER:
                names = _GENERAL.get(operand.name)
                if names is not None:
                    out.append(names[widths[i] if i < last else widths[last]] if last >= 0 else names[8])
                    continue
                out.append(self._other_register(operand))
            elif operand.kind == IMMEDIATE:
                if last >= 0 and widths[-1] == 4 and not -(1 << 31) <= operand.offset < 1 << 32:
                    raise SyntaxFault("the constant does not fit into 32 bits")
                out.append(_immediate(operand.offset, widths[-1] if last >= 0 else 4))
            elif operand.kind == FLOAT:
                out.append(self._constant(word, operand))
            else:
                out.append(self._text(operand))
        return out

    def _other_register(self, operand: Operand) -> str:
        name = _OTHER.get(operand.name)
        if name is None:
            raise SyntaxFault(f"register {operand.name} cannot be used here")
        return name

    def _constant(self, word: str, operand: Operand) -> str:
        value = operand.value
        assert isinstance(value, float)
        if word in _DOUBLE:
            return self.names.constant(float_bytes(value, 8))
        if word in _SINGLE:
            return self.names.constant(float_bytes(value, 4))
        raise SyntaxFault(f"floating-point constant cannot be an operand of {word}")

    def _text(self, operand: Operand) -> str:
        """AT&T text of an operand that is not a register of the general kind; addresses are memory operands."""
        text = operand.text
        if text:
            return text
        kind = operand.kind
        if kind == IMMEDIATE:
            text = operand.text = f"${operand.offset}"
        elif kind == MEMORY:
            text = operand.text = self._memory(operand, operand.offset)
        elif kind == SYMBOL:
            if operand.index:
                raise SyntaxFault(f"{operand.name}(SB) cannot be indexed in position-independent code: use LEAQ first")
            offset = f"{operand.offset:+d}" if operand.offset else ""
            text = operand.text = f"{quote(self.names.reference(operand, call=False))}{offset}(%rip)"
        elif kind == ARGUMENT:
            return self._memory(operand, operand.offset + self.depth + 8, "%rsp")
        elif kind == LOCAL:
            return self._memory(operand, operand.offset + self.depth - self.base_pointer, "%rsp")
        elif kind == REGISTER_LIST and not self.takes_list:
            raise SyntaxFault("only instructions on four registers take a list of them")
        elif kind == REGISTER or kind == REGISTER_LIST:
            text = operand.text = self._other_register(operand)
        elif kind == RELATIVE:
            raise SyntaxFault("illegal use of pseudo-register PC")
        else:
            raise SyntaxFault("constant cannot be an operand of an instruction")
        return text

    def _memory(self, operand: Operand, offset: int, base: str = "") -> str:
        segment = ""
        if not -1 << 31 <= offset < 1 << 31:
            raise SyntaxFault(f"offset too large: {offset}")
        if operand.base:
            names = _GENERAL.get(operand.base)
            if names is not None:
                base = names[8]
            elif operand.base in ("FS", "GS", "CS", "DS", "ES", "SS"):
                segment = f"%{operand.base.lower()}:"
            else:
                raise SyntaxFault(f"cannot address through register {operand.base}")
        index = ""
        if operand.index:
            names = _GENERAL.get(operand.index)
            if names is not None:
                index = f",{names[8]},{operand.scale}"
                if index.startswith(",%rsp"):
                    raise SyntaxFault("SP cannot be an index")
            elif operand.index == "TLS":
                segment = "%fs:"
            elif operand.index[0] in "XYZ" and self.vector_index:
                index = f",{_OTHER[operand.index]},{operand.scale}"
            elif operand.index in ("FS", "GS"):
                segment = f"%{operand.index.lower()}:"
            else:
                raise SyntaxFault(f"register {operand.index} cannot be an index")
        if not base and not index:
            return f"{segment}{offset}"
        return f"{segment}{offset or ''}({base}{index})"

    # Treatments.

    def _vector(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        """AVX and AVX-512: `.BCST`, rounding and `.Z` suffixes, and the mask register before the destination."""
        if "GATHER" in word or "SCATTER" in word:
            self.vector_index = True
            _check_gather(word, operands)
        mask = ""
        if len(operands) > 1:
            last_but_one = operands[-2]
            if last_but_one.kind == REGISTER and last_but_one.name[0] == "K" and (len(operands) > 2 or "PF" in word) and word[0] == "V":
                mask = f"{{%{last_but_one.name.lower()}}}"
                operands = operands[:-2] + operands[-1:]
        texts = self._operands(word, operands, widths)
        for suffix in suffixes:
            if suffix == "Z":
                if not mask:
                    raise Diagnostic("mask register must be specified for .Z instructions", alone=False)
                mask += "{z}"
            elif suffix == "BCST":
                widest = max(({"X": 16, "Y": 32, "Z": 64}.get(o.name[0], 0) for o in operands if o.kind == REGISTER), default=0)
                for i, operand in enumerate(operands):
                    if operand.kind not in (REGISTER, IMMEDIATE):
                        if word in ("VFPCLASSSD", "VFPCLASSSS"):
                            raise SyntaxFault(f"unsupported broadcast: {word}")
                        texts[i] += f"{{1to{table.broadcast_count(word, widest)}}}"
                        break
                else:
                    raise Diagnostic("illegal broadcast without memory argument", alone=False)
            elif suffix in _ROUNDING:
                first_register = 1 if operands and operands[0].kind == IMMEDIATE else 0
                if table.lookup(word)[2] == table.SCALAR_CONVERT:
                    first_register = 1
                texts.insert(first_register, _ROUNDING[suffix])
            else:
                raise ParserFault(f'unknown suffix "{suffix}"')
        if mask:
            texts[-1] += mask
        return f"\t{att} {', '.join(texts)}\n"

    def _move(self, word: str, att: str, width: int, operands: list[Operand]) -> str:
        if len(operands) != 2:
            raise SyntaxFault(f"wrong number of operands for {word}")
        source, target = operands
        if source.kind == REGISTER and source.name == "TLS":
            if target.kind != REGISTER or target.name not in _GENERAL:
                raise SyntaxFault("TLS can only be loaded into a register")
            return f"\tmovq {_TLS}, {_GENERAL[target.name][8]}\n"
        if source.base == "TLS":
            if target.kind != REGISTER or target.name not in _GENERAL:
                raise SyntaxFault("off(TLS) can only be loaded into a register")
            names = _GENERAL[target.name]
            return f"\tmovq {_TLS}, {names[8]}\n\t{att} %fs:{source.offset}({names[8]}), {names[width]}\n"
        if source.address:
            return f"\tlea{'q' if width == 8 else 'l'} {', '.join(self._operands(word, operands, (width,)))}\n"
        if source.kind == IMMEDIATE and target.kind == REGISTER and target.name in _GENERAL:
            value = source.offset
            if width == 8 and 0 <= value < 1 << 32:
                return f"\tmovl ${value}, {_GENERAL[target.name][4]}\n"
            if width == 8 and not -(1 << 31) <= value:
                return f"\tmovabsq ${value}, {_GENERAL[target.name][8]}\n"
            if width == 8 and value >= 1 << 32:
                return f"\tmovabsq ${value}, {_GENERAL[target.name][8]}\n"
            if width == 4 and -(1 << 31) <= value < 1 << 32:
                return f"\tmovl ${value & 0xFFFFFFFF}, {_GENERAL[target.name][4]}\n"
        system = self._system_move(source, target, width)
        if system:
            return system
        kinds = [o.name[0] if o.kind == REGISTER and o.name not in _GENERAL else "" for o in operands]
        if "X" in kinds or "M" in kinds:
            if width == 4:
                att = "movd"
            elif kinds == ["M", "X"]:
                att = "movq2dq"
            elif kinds == ["X", "M"]:
                att = "movdq2q"
        return f"\t{att} {', '.join(self._operands(word, operands, (width,)))}\n"

    def _system_move(self, source: Operand, target: Operand, width: int) -> str:
        """Moves to and from the descriptor-table registers, which Intel gives mnemonics of their own."""
        if target.kind == REGISTER and target.name in ("GDTR", "IDTR"):
            return f"\tl{target.name[:3].lower()} {self._text(source)}\n"
        if source.kind == REGISTER and source.name in ("GDTR", "IDTR"):
            return f"\ts{source.name[:3].lower()} {self._text(target)}\n"
        return ""

    def _compare(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if len(operands) != 2:
            raise SyntaxFault(f"wrong number of operands for {word}")
        left, right = self._operands(word, operands, widths)
        return f"\t{att} {right}, {left}\n"

    def _shift(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        texts = self._operands(word, operands, widths)
        if len(operands) > 1 and operands[0].kind == REGISTER:
            if operands[0].name not in ("CX", "CL"):
                raise SyntaxFault(f"the count of {word} must be CX or a constant")
            texts[0] = "%cl"
        if len(operands) == 3:
            att = att[:-1] + "d" + att[-1]
        elif len(operands) == 2 and operands[0].kind == IMMEDIATE:
            if not -128 <= operands[0].offset < 256:
                raise SyntaxFault(f"the count of {word} does not fit into 8 bits")
            texts[0] = f"${operands[0].offset & 0xFF}"
        return f"\t{att} {', '.join(texts)}\n"

    def _nothing(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        return ""

    def _raw(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if len(operands) != 1 or operands[0].kind != IMMEDIATE:
            raise SyntaxFault(f"{word} takes one constant")
        return f"\t{att} {operands[0].offset & ((1 << (8 * widths[0])) - 1):#x}\n"

    def _fixed(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if operands:
            raise SyntaxFault(f"{word} takes no operands")
        return f"\t{att}\n"

    def _push(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        texts = self._operands(word, operands, widths)
        self.depth += widths[0]
        self.height = max(self.height, self.depth)
        return f"\t{att} {', '.join(texts)}\n"

    def _pop(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        texts = self._operands(word, operands, widths)
        self.depth -= widths[0]
        return f"\t{att} {', '.join(texts)}\n"

    def _adjust(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if len(operands) != 1 or operands[0].kind != IMMEDIATE:
            raise SyntaxFault("ADJSP takes one constant")
        self.depth += operands[0].offset
        self.height = max(self.height, self.depth)
        return _adjust(operands[0].offset)

    def _immediate_last(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if len(operands) != 3 or operands[2].kind not in (IMMEDIATE, MEMORY):
            raise SyntaxFault(f"{word} takes two operands and a constant")
        texts = self._operands(word, operands[:2], (4,))
        return f"\t{att} ${operands[2].offset & 0xFF}, {', '.join(texts)}\n"

    def _mmx_convert(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        xmm, mmx = att.split()
        has_mmx = any(o.kind == REGISTER and o.name[0] == "M" for o in operands)
        return f"\t{mmx if has_mmx else xmm} {', '.join(self._operands(word, operands, widths))}\n"

    def _x87(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        registers = [o for o in operands if o.kind == REGISTER and o.name[0] == "F" and o.name[1:].isdigit()]
        memory = [o for o in operands if o not in registers]
        if len(operands) == 2 and len(registers) == 2 and widths:
            source, target = (int(o.name[1:]) for o in operands)
            if widths[1] >= 0 and target == 0:
                return f"\t.byte {widths[0]:#x}, {0xC0 + 8 * widths[1] + source:#x}\n"
            if widths[3] >= 0 and source == 0:
                return f"\t.byte {widths[2]:#x}, {0xC0 + 8 * widths[3] + target:#x}\n"
        elif len(operands) == 2 and len(memory) == 1 and registers[0].name == "F0" and att:
            load, _, store = att.partition(" ")
            spelling = store if store and operands[1] is memory[0] else load
            return f"\t{spelling} {self._operands(word, memory, ())[0]}\n"
        raise SyntaxFault(f"invalid operands for {word}")

    def _return(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if self.depth != self.frame:
            self.notes.append(Diagnostic("{function}: unbalanced PUSH/POP"))
        text = _adjust(-self.locals) if self.locals else ""
        if self.base_pointer:
            text += "\tpopq %rbp\n"
        if not operands:
            return text + "\tret\n"
        target = operands[0]
        if len(operands) == 1 and target.kind == SYMBOL:
            symbol = self.names.reference(target, call=True)
            self.calls.append((_RETURN_ADDRESS, symbol))
            return f"{text}\tjmp {quote(symbol)}\n"
        if target.kind == REGISTER and target.name in _GENERAL:
            return f"{text}\tjmp *{_GENERAL[target.name][8]}\n"
        raise SyntaxFault("RET takes a symbol or a register")

    def _jump(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if not operands:
            raise ParserFault(f"wrong number of arguments to {word} instruction")
        target = operands[-1]
        kind = target.kind
        if word == "CALL" and kind != LABEL and (kind != SYMBOL or target.index or target.indirect):
            self.calls.append((self.depth + _RETURN_ADDRESS, ""))
        if kind == SYMBOL and not target.index:
            if target.indirect:
                return f"\t{att} *{self._text(target)}\n"
            offset = f"{target.offset:+d}" if target.offset else ""
            symbol = self.names.reference(target, call=True)
            self.calls.append((self.depth + _RETURN_ADDRESS, symbol))
            return f"\t{att} {quote(symbol)}{offset}\n"
        if kind == LABEL or kind == RELATIVE:
            return f"\t{att} {self._local_target(target)}\n"
        if kind == REGISTER:
            if target.name not in _GENERAL:
                raise SyntaxFault(f"cannot jump through register {target.name}")
            return f"\t{att} *{_GENERAL[target.name][8]}\n"
        if kind == IMMEDIATE:
            raise SyntaxFault(f"cannot {word} to a constant address in position-independent code")
        return f"\t{att} *{self._text(target)}\n"

    def _branch(self, word: str, att: str, widths: tuple[int, ...], suffixes: list[str], operands: list[Operand]) -> str:
        if not operands:
            raise ParserFault(f"wrong number of arguments to {word} instruction")
        target = operands[-1]
        if target.kind == SYMBOL:
            return f"\t{att} {quote(self.names.reference(target, call=True))}\n"
        if target.kind in (LABEL, RELATIVE):
            return f"\t{att} {self._local_target(target)}\n"
        raise SyntaxFault(f"{word} takes a label")

    def _local_target(self, target: Operand) -> str:
        here = len(self.lines)
        if target.kind == LABEL:
            self.label_uses.setdefault(target.name, here)
            return quote(f".L{self.number}.{target.name}")
        goal = here + target.offset
        self.relative_targets.setdefault(goal, here)
        return f".L{self.number}p{goal}"


def _is_zero_to_register(operands: list[Operand]) -> bool:
    """Whether this moves +0.0 to one of X0 to X15, which Go does by XORPS."""
    value, target = operands[0].value, operands[-1]
    is_zero = isinstance(value, float) and value == 0 and float_bytes(value, 8) == bytes(8)
    return is_zero and target.kind == REGISTER and target.name[0] == "X" and int(target.name[1:]) < 16


def _check_gather(word: str, operands: list[Operand]) -> None:
    """A gather faults when its mask, index and destination are not three registers."""
    if "GATHER" not in word or "PF" in word:
        return
    used = [o.name[1:] for o in operands if o.kind == REGISTER and o.name[0] in "XYZ"]
    used += [o.index[1:] for o in operands if o.index]
    if len(used) != len(set(used)):
        raise Diagnostic("mask, index, and destination registers should be distinct", alone=False)


def _immediate(value: int, width: int) -> str:
    """An immediate of an instruction on `width` bytes; like Go, 64-bit ones sign-extend what fits in 32 bits."""
    if -128 <= value < 128:
        return f"${value}"
    if width == 1:
        value &= 0xFF
    elif width == 2:
        value &= 0xFFFF
    elif width == 8 and 1 << 31 <= value < 1 << 32:
        value -= 1 << 32
    return f"${value}"


def _adjust(size: int) -> str:
    """Lowers the stack pointer by `size` bytes; +128 is shorter as -128 of the opposite sign."""
    if size < 0:
        return "\tsubq $-128, %rsp\n" if size == -128 else f"\taddq ${-size}, %rsp\n"
    return "\taddq $-128, %rsp\n" if size == 128 else f"\tsubq ${size}, %rsp\n"


_HANDLERS = {
    table.COMPARE: FunctionBody._compare,
    table.SHIFT: FunctionBody._shift,
    table.NOTHING: FunctionBody._nothing,
    table.RAW: FunctionBody._raw,
    table.FIXED: FunctionBody._fixed,
    table.PUSH: FunctionBody._push,
    table.POP: FunctionBody._pop,
    table.FLOAT_MOVE: FunctionBody._x87,
    table.RETURN: FunctionBody._return,
    table.JUMP: FunctionBody._jump,
    table.CALL: FunctionBody._jump,
    table.BRANCH: FunctionBody._branch,
    table.ADJUST: FunctionBody._adjust,
    table.IMMEDIATE_LAST: FunctionBody._immediate_last,
    table.SCALAR_CONVERT: FunctionBody._vector,
    table.MMX_CONVERT: FunctionBody._mmx_convert,
}


def is_jump(word: str) -> bool:
    return table.lookup(word)[2] in _JUMPS if word in table.TABLE else False
