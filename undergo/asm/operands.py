"""Operands of Go assembly: what the tokens between two commas mean, the same for every machine.

`OperandParser.parse` knows expressions, symbols and pseudo-registers; the machine gives it the set of its register
names. Frame-relative operands keep Go's offsets: the machine adds what its frame needs.
"""

import struct

from undergo.asm.errors import SyntaxFault

# Kinds of operand.
REGISTER = 0  # AX
IMMEDIATE = 1  # $5
MEMORY = 2  # 8(AX)(CX*4), or an absolute address
SYMBOL = 3  # sym+8(SB)
LOCAL = 4  # x-8(SP): from the top of the frame
ARGUMENT = 5  # x+8(FP)
FLOAT = 6  # $1.5
STRING = 7  # $"abc"
RELATIVE = 8  # 2(PC)
LABEL = 9  # loop
REGISTER_LIST = 10  # [Z0-Z3]

_MASK = (1 << 64) - 1
_PSEUDO = ("SB", "FP", "PC")
_ABIS = ("ABI0", "ABIInternal", "ABIUndergo")


class Operand:
    """A parsed operand.

    `address` is set for `$sym(SB)`, `$x-8(SP)`, `$8(AX)`: the address itself is meant. `indirect` is set for `*x`.
    `abi` is "" when the source names none. `text` caches what the machine made of it.
    """

    __slots__ = (
        "abi",
        "address",
        "base",
        "index",
        "indirect",
        "kind",
        "name",
        "offset",
        "scale",
        "static",
        "text",
        "value",
    )

    def __init__(self, kind: int) -> None:
        self.kind = kind
        self.name = ""
        self.offset = 0
        self.base = ""
        self.index = ""
        self.scale = 0
        self.static = False
        self.abi = ""
        self.address = False
        self.indirect = False
        self.value: float | bytes = 0.0
        self.text = ""


def is_identifier(token: str) -> bool:
    first = token[0]
    return first.isalpha() or first == "_" or (first in "./" and len(token) > 1 and not token[1].isdigit())


def is_float(token: str) -> bool:
    if not (token[0].isdigit() or (token[0] == "." and len(token) > 1)):
        return False
    if token[:2] in ("0x", "0X"):
        return "p" in token or "P" in token
    return "." in token or "e" in token or "E" in token


def parse_integer(token: str) -> int:
    """The value of an integer or character literal, as Go reads it."""
    if token[0] == "'":
        return ord(unquote(token, "'"))
    try:
        if len(token) > 1 and token[0] == "0" and token[1].isdigit():
            value = int(token, 8)
        else:
            value = int(token, 0)
    except ValueError:
        raise SyntaxFault(f"expected integer constant, found {token}") from None
    if value > _MASK:
        raise SyntaxFault(f'strconv.ParseUint: parsing "{token}": value out of range')
    return value


_ESCAPES = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "'": 39, '"': 34}


def unquote_bytes(token: str) -> bytes:
    """The bytes of a Go string literal."""
    if token[0] == "`":
        return token[1:-1].encode()
    out = bytearray()
    body = token[1:-1]
    i = 0
    try:
        while i < len(body):
            c = body[i]
            if c != "\\":
                out += c.encode()
                i += 1
                continue
            c = body[i + 1]
            if c in _ESCAPES:
                out.append(_ESCAPES[c])
                i += 2
            elif c == "x":
                out.append(int(body[i + 2 : i + 4], 16))
                i += 4
            elif c == "u" or c == "U":
                digits = 4 if c == "u" else 8
                out += chr(int(body[i + 2 : i + 2 + digits], 16)).encode()
                i += 2 + digits
            else:
                out.append(int(body[i + 1 : i + 4], 8))
                i += 4
    except (ValueError, IndexError):
        raise SyntaxFault(f"bad string constant {token}") from None
    return bytes(out)


def unquote(token: str, quote: str) -> str:
    if quote == "'":
        text = unquote_bytes('"' + token[1:-1] + '"')
        try:
            decoded = text.decode()
        except UnicodeDecodeError:
            decoded = text.decode("latin-1")
        if len(decoded) != 1:
            raise SyntaxFault(f"bad character constant {token}")
        return decoded
    return unquote_bytes(token).decode()


def signed(value: int) -> int:
    value &= _MASK
    return value - (1 << 64) if value >> 63 else value


class Expression:
    """Evaluates a constant expression in 64-bit arithmetic, from `position` in `tokens`."""

    __slots__ = ("position", "tokens")

    def __init__(self, tokens: list[str], position: int) -> None:
        self.tokens = tokens
        self.position = position

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def sum(self) -> int:
        value = self._term()
        while True:
            operator = self._peek()
            if operator == "+":
                self.position += 1
                value += self._term()
            elif operator == "-":
                self.position += 1
                value -= self._term()
            elif operator == "|":
                self.position += 1
                value |= self._term()
            elif operator == "^":
                self.position += 1
                value ^= self._term()
            else:
                return value & _MASK
            value &= _MASK

    def _term(self) -> int:
        value = self._factor()
        while True:
            operator = self._peek()
            if operator not in ("*", "/", "%", "<<", ">>", "&") or not operator:
                return value
            self.position += 1
            right = self._factor()
            if operator == "*":
                value *= right
            elif operator == "&":
                value &= right
            elif operator == "<<":
                if signed(right) < 0:
                    raise SyntaxFault("negative left shift count")
                value = value << right if right < 64 else 0
            elif operator == ">>":
                if signed(right) < 0:
                    raise SyntaxFault("negative right shift count")
                value >>= right
            else:
                if right == 0:
                    raise SyntaxFault("division by zero" if operator == "/" else "modulo by zero")
                if signed(value) < 0:
                    raise SyntaxFault("divide of value with high bit set")
                value = value // right if operator == "/" else value % right
            value &= _MASK

    def _factor(self) -> int:
        token = self._peek()
        if not token:
            raise SyntaxFault("unexpected EOF evaluating expression")
        self.position += 1
        if token[0].isdigit() or token[0] == "'":
            return parse_integer(token)
        if token == "+":
            return self._factor()
        if token == "-":
            return -self._factor() & _MASK
        if token == "~":
            return ~self._factor() & _MASK
        if token == "(":
            value = self.sum()
            if self._peek() != ")":
                raise SyntaxFault("missing closing paren")
            self.position += 1
            return value
        raise SyntaxFault(f"unexpected {token} evaluating expression")


class OperandParser:
    """Parses operands for a machine with the given registers; `package` prefixes names that begin with a dot. `selectors`: `f<ABI0>` is allowed."""

    def __init__(self, registers: frozenset[str], package: str, selectors: bool = True) -> None:
        self.selectors = selectors
        self.registers = registers
        self.package = package
        self._cache: dict[str, Operand] = {}

    def parse(self, tokens: list[str], jump: bool) -> Operand:
        """The operand that `tokens` spell; a bare name is a label where `jump` is true and a fault elsewhere."""
        key = " ".join(tokens)
        operand = self._cache.get(key)
        if operand is None:
            operand = self._operand(tokens)
            self._cache[key] = operand
        if operand.kind == LABEL and not jump:
            raise SyntaxFault(f"illegal or missing addressing mode for symbol {operand.name}")
        return operand

    def _operand(self, tokens: list[str]) -> Operand:
        position = 0
        prefix = ""
        if tokens[0] == "$" or tokens[0] == "*":
            prefix = tokens[0]
            position = 1
            if len(tokens) == 1:
                raise SyntaxFault(f"missing operand after {prefix}")
        token = tokens[position]
        if token == "[":
            return self._register_list(tokens)
        if token in self.registers:
            if prefix == "$":
                raise SyntaxFault(f"prefix $ not allowed for register: ${token}")
            if position + 1 != len(tokens):
                raise SyntaxFault(f"expected end of operand, found {tokens[position + 1]}")
            operand = Operand(REGISTER)
            operand.name = token
            operand.indirect = prefix == "*"
            return operand
        if is_identifier(token):
            return self._symbol(tokens, position, prefix)
        return self._number_or_memory(tokens, position, prefix)

    def _symbol(self, tokens: list[str], position: int, prefix: str) -> Operand:
        name = tokens[position]
        position += 1
        if name[0] == ".":
            name = self.package + name
        operand = Operand(SYMBOL)
        operand.name = name
        operand.address = prefix == "$"
        operand.indirect = prefix == "*"
        count = len(tokens)
        if position < count and tokens[position] == "<":
            position += 1
            if position < count and tokens[position] == ">":
                operand.static = True
            elif position < count and not self.selectors and is_identifier(tokens[position]):
                raise SyntaxFault(f'ABI selector only permitted when compiling runtime, reference was to "{name}"')
            elif position < count and tokens[position] in _ABIS:
                operand.abi = tokens[position]
                position += 1
            else:
                raise SyntaxFault(f"expected '>', found {tokens[position] if position < count else 'EOF'}")
            if position >= count or tokens[position] != ">":
                raise SyntaxFault(f"expected '>' in reference to {name}")
            position += 1
        if position < count and tokens[position] in "+-":
            expression = Expression(tokens, position)
            operand.offset = signed(expression.sum())
            position = expression.position
        if position == count:
            if prefix:
                raise SyntaxFault(f"illegal or missing addressing mode for symbol {name}")
            operand.kind = LABEL
            return operand
        if count - position < 3 or tokens[position] != "(" or tokens[position + 2] != ")":
            raise SyntaxFault(f"expected (SB), (FP) or (SP) after symbol {name}")
        register = tokens[position + 1]
        position += 3
        if register == "SB":
            pass
        elif register == "FP":
            operand.kind = ARGUMENT
        elif register == "SP":
            operand.kind = LOCAL
        elif register == "PC":
            operand.kind = RELATIVE
        else:
            raise SyntaxFault(f"expected pseudo-register; found {register}")
        if position < count:
            position = self._index(operand, tokens, position)
        self._end(tokens, position)
        return operand

    def _number_or_memory(self, tokens: list[str], position: int, prefix: str) -> Operand:
        token = tokens[position]
        count = len(tokens)
        operand = Operand(MEMORY)
        operand.indirect = prefix == "*"
        is_constant = (
            token[0].isdigit()
            or token[0] in "'\"`+-~."
            or (token == "(" and not (position + 1 < count and tokens[position + 1] in self.registers))
        )
        if not is_constant and token != "(":
            raise SyntaxFault(f"expected '(', found {tokens[position + 1] if position + 1 < count else 'EOF'}")
        if is_constant:
            if token[0] in '"`':
                if prefix != "$":
                    raise SyntaxFault("string constant must be an immediate")
                self._end(tokens, position + 1)
                operand.kind = STRING
                operand.value = unquote_bytes(token)
                return operand
            if any(is_float(t) for t in tokens[position:]):
                if prefix != "$":
                    raise SyntaxFault("floating-point constant must be an immediate")
                operand.kind = FLOAT
                operand.value, position = _float(tokens, position)
                self._end(tokens, position)
                return operand
            expression = Expression(tokens, position)
            operand.offset = signed(expression.sum())
            position = expression.position
            if position == count:
                if prefix == "$":
                    operand.kind = IMMEDIATE
                return operand
            if tokens[position] != "(":
                raise SyntaxFault(f"unexpected {tokens[position]} in operand")
        operand.address = prefix == "$"
        register, scale, position = self._parenthesized(tokens, position)
        if register in _PSEUDO:
            if register != "PC":
                raise SyntaxFault(f"cannot reference {register} without a symbol")
            if prefix:
                raise SyntaxFault("illegal addressing mode for PC")
            operand.kind = RELATIVE
            self._end(tokens, position)
            return operand
        if scale:
            operand.index = register
            operand.scale = scale
        else:
            operand.base = register
            if position < count:
                position = self._index(operand, tokens, position)
        self._end(tokens, position)
        return operand

    def _index(self, operand: Operand, tokens: list[str], position: int) -> int:
        operand.index, scale, position = self._parenthesized(tokens, position)
        operand.scale = scale or 1
        return position

    def _parenthesized(self, tokens: list[str], position: int) -> tuple[str, int, int]:
        """Reads `(R)` or `(R*scale)`: the register, its scale or 0, the position after it."""
        inner: list[str] = []
        if tokens[position] != "(":
            raise SyntaxFault(f"expected '(', found {tokens[position]}")
        position += 1
        while position < len(tokens) and tokens[position] != ")":
            inner.append(tokens[position])
            position += 1
        if position == len(tokens):
            pair = len(inner) == 3 and inner[1] == ","
            raise SyntaxFault("(register,register) not supported on this architecture" if pair else "expected ')', found EOF")
        if not inner or inner[0] not in self.registers:
            raise SyntaxFault(f"expected register; found {inner[0] if inner else ')'}")
        if len(inner) == 1:
            return inner[0], 0, position + 1
        if len(inner) == 3 and inner[1] == "*":
            if inner[2] not in ("1", "2", "4", "8"):
                raise SyntaxFault(f"bad scale: {inner[2]}")
            return inner[0], int(inner[2]), position + 1
        raise SyntaxFault(f"unexpected {inner[1]} in address")

    def _register_list(self, tokens: list[str]) -> Operand:
        if len(tokens) > 2 and tokens[2] != "-":
            raise SyntaxFault(f"register list: expected '-' after `[{tokens[1]}`, found '{tokens[2]}'")
        if len(tokens) != 5 or tokens[4] != "]":
            raise SyntaxFault("register list: expected [low-high]")
        low, high = tokens[1], tokens[3]
        if low not in self.registers or high not in self.registers or low[0] not in "XYZ" or low[0] != high[0]:
            raise SyntaxFault(f"register list: bad range [{low}-{high}]")
        if int(high[1:]) - int(low[1:]) != 3:
            raise SyntaxFault(f"register list: expected 4 registers in [{low}-{high}]")
        operand = Operand(REGISTER_LIST)
        operand.name = low
        return operand

    @staticmethod
    def _end(tokens: list[str], position: int) -> None:
        if position != len(tokens):
            raise SyntaxFault(f"expected end of operand, found {tokens[position]}")


def _float(tokens: list[str], position: int) -> tuple[float, int]:
    token = tokens[position] if position < len(tokens) else ""
    if token == "(":
        value, position = _float(tokens, position + 1)
        if position >= len(tokens) or tokens[position] != ")":
            raise SyntaxFault("missing closing paren")
        return value, position + 1
    if token == "+":
        return _float(tokens, position + 1)
    if token == "-":
        value, position = _float(tokens, position + 1)
        return -value, position
    if not token or not (token[0].isdigit() or token[0] == "."):
        raise SyntaxFault(f"unexpected {token or 'end'} in floating-point constant")
    text = token.replace("_", "")
    value = float.fromhex(text) if text[:2] in ("0x", "0X") else float(text)
    return value, position + 1


def float_bytes(value: float, size: int) -> bytes:
    """IEEE bytes of a constant, rounded once to the given size (4 or 8)."""
    if size == 8:
        return struct.pack("<d", value)
    try:
        return struct.pack("<f", value)
    except OverflowError:
        return struct.pack("<f", float("inf") if value > 0 else float("-inf"))
