"""Exact constant values, in the semantics of ``go/constant``.

``Expr.const`` / ``Const.val`` hold: Python bool for booleans; Python **bytes** for strings (Go strings are bytes); int for integers
and runes; ``fractions.Fraction`` or :class:`BigFloat` for floats (a float-typed constant may also be an int: use
:func:`to_float64`); :class:`Complex` for complex values. ``None``: not a constant; the singleton UNKNOWN after an error.

Floats are fractions as long as numerator and denominator stay below 4096 bits, after that binary floats of 512 bits.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, Optional

PREC = 512
MAX_EXP = 4 << 10
MAX_BINARY_EXP = (1 << 31) - 1


class Unknown:
    """The value of a constant expression that had an error."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "unknown"

    def __reduce__(self) -> Any:
        return "UNKNOWN"


UNKNOWN = Unknown()


class BigFloat:
    """mant * 2**exp with an odd (or zero) mantissa of at most 512 bits. Results are rounded to nearest, ties to even."""

    __slots__ = ("mant", "exp")

    def __init__(self, mant: int, exp: int, prec: int = PREC) -> None:
        bits = mant.bit_length()
        if bits > prec:
            mant, exp = _shift_round(mant, bits - prec, exp)
        if mant:
            low = (mant & -mant).bit_length() - 1
            if low:
                mant >>= low
                exp += low
        else:
            exp = 0
        self.mant = mant
        self.exp = exp

    def __repr__(self) -> str:
        return f"BigFloat({self.mant}, {self.exp})"

    def magnitude(self) -> int:
        """e such that 2**(e-1) <= |self| < 2**e."""
        return self.mant.bit_length() + self.exp

    def __neg__(self) -> "BigFloat":
        return BigFloat(-self.mant, self.exp)

    def __bool__(self) -> bool:
        return self.mant != 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BigFloat) and self.mant == other.mant and self.exp == other.exp

    def __hash__(self) -> int:
        return hash((self.mant, self.exp))


def _shift_round(mant: int, shift: int, exp: int) -> tuple[int, int]:
    neg = mant < 0
    m = -mant if neg else mant
    half = 1 << (shift - 1)
    rest = m & ((1 << shift) - 1)
    m >>= shift
    if rest > half or (rest == half and m & 1):
        m += 1
    return (-m if neg else m), exp + shift


class Complex:
    """re + im*i; the parts are ints, Fractions or BigFloats."""

    __slots__ = ("re", "im")

    def __init__(self, re: Any, im: Any) -> None:
        self.re = re
        self.im = im

    def __repr__(self) -> str:
        return f"Complex({self.re!r}, {self.im!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Complex) and compare(self.re, "==", other.re) and compare(self.im, "==", other.im)

    def __hash__(self) -> int:
        return hash((self.re, self.im))


# ---------------------------------------------------------------- kinds and conversions

BOOL, STRING, INT, FLOAT, COMPLEX, UNKNOWN_KIND = "bool", "string", "int", "float", "complex", "unknown"
_KINDS = {bool: BOOL, bytes: STRING, int: INT, Fraction: FLOAT, BigFloat: FLOAT, Complex: COMPLEX, Unknown: UNKNOWN_KIND}


def kind(x: Any) -> str:
    """The kind of a constant value."""
    return _KINDS[x.__class__]


def make_rat(x: Fraction) -> Any:
    """A fraction, or a BigFloat where the fraction is too large."""
    if x.numerator.bit_length() < MAX_EXP and x.denominator.bit_length() < MAX_EXP:
        return x
    return _quo_big(BigFloat(x.numerator, 0, 1 << 30), BigFloat(x.denominator, 0, 1 << 30))


def to_big(x: Any) -> BigFloat:
    """Any real constant as a BigFloat."""
    if x.__class__ is BigFloat:
        return x
    if x.__class__ is Fraction:
        return _quo_big(BigFloat(x.numerator, 0, 1 << 30), BigFloat(x.denominator, 0, 1 << 30))
    return BigFloat(int(x), 0)


def _quo_big(x: BigFloat, y: BigFloat) -> BigFloat:
    shift = max(0, PREC + 2 + y.mant.bit_length() - x.mant.bit_length())
    num = abs(x.mant) << shift
    den = abs(y.mant)
    q, r = divmod(num, den)
    q = q << 1 | (1 if r else 0)  # sticky bit
    if (x.mant < 0) != (y.mant < 0):
        q = -q
    return BigFloat(q, x.exp - y.exp - shift - 1)


def _add_big(x: BigFloat, y: BigFloat) -> BigFloat:
    if not x.mant:
        return y
    if not y.mant:
        return x
    if x.exp < y.exp:
        x, y = y, x
    # x.exp >= y.exp
    diff = x.exp - y.exp
    if diff > 3 * PREC:
        if x.magnitude() - y.magnitude() > PREC + 2:
            sticky = 1 if y.mant > 0 else -1
            return BigFloat((x.mant << (PREC + 4)) + sticky, x.exp - PREC - 4)
    return BigFloat((x.mant << diff) + y.mant, y.exp)


def is_integral(x: Any) -> bool:
    """Whether a real constant has an integer value."""
    if x.__class__ is Fraction:
        return bool(x.denominator == 1)
    if x.__class__ is BigFloat:
        return bool(x.exp >= 0)
    return True


def to_int(x: Any) -> Any:
    """x as int if it is representable so, else UNKNOWN."""
    cls = x.__class__
    if cls is int:
        return x
    if cls is Fraction:
        return x.numerator if x.denominator == 1 else UNKNOWN
    if cls is BigFloat:
        if x.magnitude() >= MAX_EXP:
            return UNKNOWN  # too large to be of any use as an integer
        if x.exp >= 0:
            return x.mant << x.exp
        # If rounding to 508 bits gives an integer, take x for one that suffered rounding errors.
        bits = x.mant.bit_length()
        if bits > PREC - 4 and x.magnitude() > 0:
            shift = bits - (PREC - 4)
            m = abs(x.mant)
            for cand in (m >> shift, (m >> shift) + 1):
                exp = x.exp + shift
                while exp < 0 and cand and not cand & 1:
                    cand >>= 1
                    exp += 1
                if exp >= 0:
                    return (cand if x.mant > 0 else -cand) << exp
        return UNKNOWN
    if cls is Complex:
        return to_int(x.re) if sign(x.im) == 0 else UNKNOWN
    return UNKNOWN


def to_float(x: Any) -> Any:
    """x as a real constant (int, Fraction or BigFloat) if possible, else UNKNOWN."""
    cls = x.__class__
    if cls is int:
        return make_rat(Fraction(x))
    if cls is Fraction or cls is BigFloat:
        return x
    if cls is Complex:
        return to_float(x.re) if sign(x.im) == 0 else UNKNOWN
    return UNKNOWN


def to_complex(x: Any) -> Any:
    """x as Complex if it is numeric, else UNKNOWN."""
    cls = x.__class__
    if cls is Complex:
        return x
    if cls is int or cls is Fraction or cls is BigFloat:
        return Complex(x, 0)
    return UNKNOWN


def sign(x: Any) -> int:
    """-1, 0, 1; for a complex value 0 exactly if it is zero; 1 for unknown values."""
    cls = x.__class__
    if cls is int or cls is Fraction:
        return (x > 0) - (x < 0)  # type: ignore[no-any-return]
    if cls is BigFloat:
        return (x.mant > 0) - (x.mant < 0)  # type: ignore[no-any-return]
    if cls is Complex:
        return sign(x.re) | sign(x.im)
    return 1


def real(x: Any) -> Any:
    return x.re if x.__class__ is Complex else x


def imag(x: Any) -> Any:
    if x.__class__ is Complex:
        return x.im
    return x if x is UNKNOWN else 0


def _round_ratio(num: int, den: int, mant_bits: int, min_exp: int, max_exp: int) -> Optional[Fraction]:
    """num/den (num >= 0) to the nearest binary float of that format; None when it overflows."""
    if not num:
        return Fraction(0)
    exp = num.bit_length() - den.bit_length()
    if exp >= 0:
        if num < den << exp:
            exp -= 1
    elif num << -exp < den:
        exp -= 1
    # 2**exp <= num/den < 2**(exp+1)
    ulp = max(exp, min_exp) - (mant_bits - 1)
    if ulp >= 0:
        den <<= ulp
    else:
        num <<= -ulp
    q, r = divmod(num, den)
    if 2 * r > den or (2 * r == den and q & 1):
        q += 1
    if q.bit_length() + ulp > max_exp + 1:
        return None
    return Fraction(q << ulp) if ulp >= 0 else Fraction(q, 1 << -ulp)


def _round_float(x: Any, mant_bits: int, min_exp: int, max_exp: int) -> Optional[Fraction]:
    cls = x.__class__
    if cls is BigFloat:
        mag = x.magnitude()
        if mag > max_exp + 1:
            return None
        if mag < min_exp - mant_bits - 2:
            return Fraction(0)
        num, den = (x.mant << x.exp, 1) if x.exp >= 0 else (x.mant, 1 << -x.exp)
    elif cls is Fraction:
        num, den = x.numerator, x.denominator
    else:
        num, den = x, 1
    r = _round_ratio(abs(num), den, mant_bits, min_exp, max_exp)
    if r is None:
        return None
    return -r if num < 0 else r


def round_float32(x: Any) -> Optional[Fraction]:
    """The nearest float32, exactly; None when out of range."""
    return _round_float(x, 24, -126, 127)


def round_float64(x: Any) -> Optional[Fraction]:
    """The nearest float64, exactly; None when out of range."""
    return _round_float(x, 53, -1022, 1023)


def to_float64(x: Any) -> float:
    """A real constant as the nearest float64 (inf when out of range)."""
    r = round_float64(x)
    if r is None:
        return float("inf") if sign(x) > 0 else float("-inf")
    return float(r)


def to_float32(x: Any) -> float:
    """A real constant as the nearest float32 (inf when out of range), held in a Python float."""
    r = round_float32(x)
    if r is None:
        return float("inf") if sign(x) > 0 else float("-inf")
    return float(r)


# ---------------------------------------------------------------- operations

_RANK = {int: 0, Fraction: 1, BigFloat: 2, Complex: 3}


def unary_op(op: str, x: Any, prec: int = 0) -> Any:
    """op x; prec > 0: the result of ^ is an unsigned value of that many bits."""
    cls = x.__class__
    if x is UNKNOWN:
        return x
    if op == "+":
        return x
    if op == "-":
        if cls is Complex:
            return Complex(unary_op("-", x.re), unary_op("-", x.im))
        return -x
    if op == "^":
        return ~x & ((1 << prec) - 1) if prec else ~x
    if op == "!":
        return not x
    raise AssertionError(f"unary operator {op}")


def binary_op(x: Any, op: str, y: Any, integer_division: bool = False) -> Any:
    """x op y for operands of matching kinds; integer_division: / truncates."""
    cx, cy = x.__class__, y.__class__
    if cx is int and cy is int:
        return _int_op(x, op, y, integer_division)
    if x is UNKNOWN or y is UNKNOWN:
        return UNKNOWN
    if cx is bytes:
        return x + y
    if cx is bool:
        return (x and y) if op == "&&" else (x or y)
    if cx is Complex or cy is Complex:
        return _complex_op(to_complex(x), op, to_complex(y))
    if cx is BigFloat or cy is BigFloat:
        return _big_op(to_big(x), op, to_big(y))
    x, y = Fraction(x), Fraction(y)
    if op == "+":
        return make_rat(x + y)
    if op == "-":
        return make_rat(x - y)
    if op == "*":
        return make_rat(x * y)
    return make_rat(x / y)


def _int_op(x: int, op: str, y: int, integer_division: bool) -> Any:
    if op == "+":
        return x + y
    if op == "-":
        return x - y
    if op == "*":
        return x * y
    if op == "/":
        if not integer_division:
            return make_rat(Fraction(x, y))
        if y == -1 and x == -1 << 63:
            return x  # as in the reference, whose small constants are 64 bits wide
        q = abs(x) // abs(y)
        return q if (x < 0) == (y < 0) else -q
    if op == "%":
        r = abs(x) % abs(y)
        return -r if x < 0 else r
    if op == "&":
        return x & y
    if op == "|":
        return x | y
    if op == "^":
        return x ^ y
    if op == "&^":
        return x & ~y
    raise AssertionError(f"operator {op}")


def _big_op(x: BigFloat, op: str, y: BigFloat) -> Any:
    if op == "+":
        r = _add_big(x, y)
    elif op == "-":
        r = _add_big(x, -y)
    elif op == "*":
        r = BigFloat(x.mant * y.mant, x.exp + y.exp)
    else:
        r = _quo_big(x, y)
    if r.magnitude() > MAX_BINARY_EXP:
        return UNKNOWN
    if r.magnitude() < -MAX_BINARY_EXP:
        return Fraction(0)
    return r


def _complex_op(x: Complex, op: str, y: Complex) -> Any:
    a, b, c, d = x.re, x.im, y.re, y.im
    if op in "+-":
        re, im = binary_op(a, op, c), binary_op(b, op, d)
    elif op == "*":
        re = binary_op(binary_op(a, "*", c), "-", binary_op(b, "*", d))
        im = binary_op(binary_op(b, "*", c), "+", binary_op(a, "*", d))
    else:
        s = binary_op(binary_op(c, "*", c), "+", binary_op(d, "*", d))
        re = binary_op(binary_op(a, "*", c), "+", binary_op(b, "*", d))
        im = binary_op(binary_op(b, "*", c), "-", binary_op(a, "*", d))
        re, im = binary_op(re, "/", s), binary_op(im, "/", s)
    if re is UNKNOWN or im is UNKNOWN:
        return UNKNOWN
    return Complex(re, im)


def shift(x: int, op: str, s: int) -> Any:
    """x << s or x >> s."""
    if x.__class__ is not int:
        return UNKNOWN
    return x << s if op == "<<" else x >> s


def compare(x: Any, op: str, y: Any) -> bool:
    """x op y for operands of matching kinds. False if one is unknown."""
    if x is UNKNOWN or y is UNKNOWN:
        return False
    cx, cy = x.__class__, y.__class__
    if cx is Complex or cy is Complex:
        x, y = to_complex(x), to_complex(y)
        equal = compare(x.re, "==", y.re) and compare(x.im, "==", y.im)
        return equal if op == "==" else not equal
    if cx is BigFloat or cy is BigFloat:
        diff = _add_big(to_big(x), -to_big(y))
        x, y = diff.mant, 0
    if op == "==":
        return bool(x == y)
    if op == "!=":
        return bool(x != y)
    if op == "<":
        return bool(x < y)
    if op == "<=":
        return bool(x <= y)
    if op == ">":
        return bool(x > y)
    return bool(x >= y)


# ---------------------------------------------------------------- literals


def _pow_big(base: int, n: int) -> BigFloat:
    """base**n with some guard bits (n >= 0)."""
    prec = PREC + 128
    result, square = BigFloat(1, 0, prec), BigFloat(base, 0, prec)
    while n:
        if n & 1:
            result = BigFloat(result.mant * square.mant, result.exp + square.exp, prec)
        n >>= 1
        if n:
            square = BigFloat(square.mant * square.mant, 2 * square.exp, prec)
    return result


def parse_int(lit: str) -> Any:
    """The value of a Go integer literal, or UNKNOWN."""
    s = lit.replace("_", "")
    try:
        if s[:1] == "0" and len(s) > 1:
            c = s[1]
            if c in "xX":
                return int(s[2:], 16)
            if c in "bB":
                return int(s[2:], 2)
            if c in "oO":
                return int(s[2:], 8)
            return int(s, 8)
        return int(s)
    except ValueError:
        return UNKNOWN


def parse_float(lit: str) -> Any:
    """The value of a Go floating-point literal (decimal or hexadecimal), or UNKNOWN."""
    s = lit.replace("_", "").lower()
    try:
        if s.startswith("0x"):
            mant, _, exp = s[2:].partition("p")
            whole, _, frac = mant.partition(".")
            num = int((whole + frac) or "0", 16)
            e = (int(exp) if exp else 0) - 4 * len(frac)
            if not num:
                return Fraction(0)
            if abs(e) > MAX_BINARY_EXP:
                return UNKNOWN if e > 0 else Fraction(0)
            if abs(e) + num.bit_length() < MAX_EXP:
                return Fraction(num << e) if e >= 0 else Fraction(num, 1 << -e)
            return BigFloat(num, e)
        mant, _, exp = s.partition("e")
        whole, _, frac = mant.partition(".")
        num = int((whole + frac) or "0")
        e = (int(exp) if exp else 0) - len(frac)
        if not num:
            return Fraction(0)
        if abs(e) < 1300:
            f = Fraction(num * 10**e) if e >= 0 else Fraction(num, 10**-e)
            if f.numerator.bit_length() < MAX_EXP and f.denominator.bit_length() < MAX_EXP:
                return f
        if abs(e) > 700_000_000:
            return UNKNOWN if e > 0 else Fraction(0)
        power = _pow_big(10, abs(e))
        big = BigFloat(num, 0, 1 << 30)
        r = BigFloat(big.mant * power.mant, big.exp + power.exp) if e >= 0 else _quo_big(big, power)
        if r.magnitude() > MAX_BINARY_EXP:
            return UNKNOWN
        return r if r.magnitude() > -MAX_BINARY_EXP else Fraction(0)
    except ValueError:
        return UNKNOWN


_SIMPLE = {
    "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "'": 39, '"': 34,
}  # fmt: skip


def _encode_rune(r: int) -> bytes:
    if r < 0 or r > 0x10FFFF or 0xD800 <= r < 0xE000:
        r = 0xFFFD
    return chr(r).encode()


def unquote(lit: str) -> Optional[bytes]:
    """The bytes of a Go string literal; None if it is malformed."""
    if len(lit) < 2:
        return None
    quote = lit[0]
    body = lit[1:-1]
    if quote == "`":
        return body.replace("\r", "").encode("utf-8", "surrogateescape")
    if quote != '"':
        return None
    if "\\" not in body:
        return body.encode("utf-8", "surrogateescape")
    out = bytearray()
    i, n = 0, len(body)
    while i < n:
        j = body.find("\\", i)
        if j < 0:
            out += body[i:].encode("utf-8", "surrogateescape")
            break
        if j > i:
            out += body[i:j].encode("utf-8", "surrogateescape")
        code, i, is_byte = _escape(body, j + 1)
        if code is None:
            return None
        if is_byte:
            out.append(code)
        else:
            out += _encode_rune(code)
    return bytes(out)


def _escape(s: str, i: int) -> tuple[Optional[int], int, bool]:
    """The escape after a backslash at s[i]: (code, next index, whether it is a byte)."""
    if i >= len(s):
        return None, i, False
    c = s[i]
    if c in _SIMPLE:
        return _SIMPLE[c], i + 1, False
    try:
        if c == "x":
            return int(s[i + 1 : i + 3], 16), i + 3, True
        if c == "u":
            return int(s[i + 1 : i + 5], 16), i + 5, False
        if c == "U":
            return int(s[i + 1 : i + 9], 16), i + 9, False
        if "0" <= c <= "7":
            code = int(s[i : i + 3], 8)
            return (code, i + 3, True) if code < 256 else (None, i, False)
    except ValueError:
        pass
    return None, i, False


def parse_rune(lit: str) -> Any:
    """The value of a rune literal, or UNKNOWN."""
    body = lit[1:-1]
    if not body:
        return UNKNOWN
    if body[0] == "\\":
        code, end, _ = _escape(body, 1)
        return code if code is not None and end == len(body) else UNKNOWN
    return ord(body) if len(body) == 1 else UNKNOWN


def make_from_literal(lit: str, kind: str) -> Any:
    """The value of a BasicLit (kinds as in nodes.BasicLit); UNKNOWN if malformed."""
    if kind == "int":
        return parse_int(lit)
    if kind == "string":
        value = unquote(lit)
        return UNKNOWN if value is None else value
    if kind == "float":
        return parse_float(lit)
    if kind == "rune":
        return parse_rune(lit)
    digits = lit[:-1]
    if digits[:1] == "0" and digits.replace("_", "").isdigit():
        im: Any = int(digits.replace("_", ""))  # 0123i is decimal, for compatibility
    elif any(c in digits for c in ".pP") or ("e" in digits.lower() and digits[:2] not in ("0x", "0X")):
        im = parse_float(digits)
    else:
        im = parse_int(digits)
    return UNKNOWN if im is UNKNOWN else Complex(0, im)


# ---------------------------------------------------------------- text

_ESCAPES = {7: "\\a", 8: "\\b", 12: "\\f", 10: "\\n", 13: "\\r", 9: "\\t", 11: "\\v", 92: "\\\\", 34: '\\"'}


def quote(value: bytes) -> str:
    """value as strconv.Quote writes it."""
    out = ['"']
    for ch in value.decode("utf-8", "surrogateescape"):
        code = ord(ch)
        if code in _ESCAPES:
            out.append(_ESCAPES[code])
        elif 0xDC80 <= code <= 0xDCFF:
            out.append(f"\\x{code - 0xDC00:02x}")
        elif ch == " " or ch.isprintable():
            out.append(ch)
        elif code < 0x80:
            out.append(f"\\x{code:02x}")
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            out.append(f"\\U{code:08x}")
    out.append('"')
    return "".join(out)


def _g6(x: float) -> str:
    """%.6g as Go prints it."""
    return f"{x:.6g}"


def _shortest(x: float) -> str:
    """%g as Go prints it: the fewest digits that give x again."""
    text = repr(x)
    mantissa, e, exponent = text.partition("e")
    if not e and abs(x) < 1e-4:
        return f"{Decimal(text):e}"
    return f"{mantissa}e{exponent[0]}{exponent[1:].zfill(2)}" if e else text.removesuffix(".0")


def _float_text(x: Any) -> str:
    if is_integral(x) and x.__class__ is not int and sign(x) == 0:
        return "0"
    f = to_float64(x)
    if f not in (float("inf"), float("-inf")) and (f != 0 or sign(x) == 0):
        text = _g6(f)
        if "." not in text and not is_integral(x):
            # Not to be taken for an integer: more digits.
            text = _shortest(f)
        return text
    # Out of range of float64: write mantissa and decimal exponent.
    big = to_big(x)
    exp = big.magnitude()
    m = float(Fraction(abs(big.mant), 1 << big.mant.bit_length()))
    d = exp * (math.log(2) / math.log(10))
    e = int(d)
    m *= 10 ** (d - e)
    if m < 1 - 0.5e-6:
        m *= 10
        e -= 1
    elif m >= 10:
        m /= 10
        e += 1
    return f"{'-' if sign(x) < 0 else ''}{m:.6g}e{e:+d}"


def to_string(x: Any) -> str:
    """A constant as it appears in error messages (go/constant's Value.String: short)."""
    cls = x.__class__
    if cls is bool:
        return "true" if x else "false"
    if cls is int:
        return str(x) if x.bit_length() < 12000 else _float_text(x)
    if cls is bytes:
        s = quote(x)
        max_len = 72
        if len(s) > max_len:
            s = s[: max_len - 3] + "..."
        return s
    if cls is Fraction or cls is BigFloat:
        return _float_text(x)
    if cls is Complex:
        return f"({to_string(x.re)} + {to_string(x.im)}i)"
    return "unknown"
