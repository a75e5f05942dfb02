"""Constant operands: overflow, representability in a type, conversion of untyped operands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .basic import Typ
from .constants import (
    INT,
    STRING,
    UNKNOWN,
    BigFloat,
    Complex,
    kind,
    round_float32,
    round_float64,
    to_complex,
    to_float,
    to_int,
)
from .errors import error, errorf
from .named import safe_underlying
from .predicates import has_nil, is_boolean, is_integer, is_numeric, is_string, is_type_param, is_valid, max_type
from .types import Basic, Interface, Type, unalias
from .typeset import type_set
from .under import under_is

if TYPE_CHECKING:
    from .check import Checker
    from .operand import Operand

# expr.update_expr_type and errors.start_pos, set by expr.connect (the modules import this one).
update_expr_type: Any = None

CONST_PREC = 512
MAX_STRING = 2_000_000_000

# kind -> smallest and largest value
INT_RANGES: dict[int, tuple[int, int]] = {
    T.INT: (-(1 << 63), (1 << 63) - 1),
    T.INT8: (-(1 << 7), (1 << 7) - 1),
    T.INT16: (-(1 << 15), (1 << 15) - 1),
    T.INT32: (-(1 << 31), (1 << 31) - 1),
    T.INT64: (-(1 << 63), (1 << 63) - 1),
    T.UINT: (0, (1 << 64) - 1),
    T.UINT8: (0, (1 << 8) - 1),
    T.UINT16: (0, (1 << 16) - 1),
    T.UINT32: (0, (1 << 32) - 1),
    T.UINT64: (0, (1 << 64) - 1),
    T.UINTPTR: (0, (1 << 64) - 1),
}
UNSIGNED_BITS = {T.UINT: 64, T.UINT8: 8, T.UINT16: 16, T.UINT32: 32, T.UINT64: 64, T.UINTPTR: 64}

_UNARY_NAMES = {"^": "bitwise complement"}
_BINARY_NAMES = {"+": "addition", "-": "subtraction", "^": "bitwise XOR", "*": "multiplication", "<<": "shift"}


def op_name(e: Any) -> str:
    """What an operation is called in an overflow message, "" if it has no name."""
    if e.__class__ is nodes.Operation:
        return _UNARY_NAMES.get(e.op, "") if e.y is None else _BINARY_NAMES.get(e.op, "")
    return ""


def op_pos(e: Any) -> int:
    """The position of an operation's operator, else the start of an expression."""
    if e is None:
        return 0
    if e.__class__ is nodes.Operation:
        return int(e.pos)
    from .errors import start_pos

    return start_pos(e)


def overflow(check: "Checker", x: "Operand", pos: int) -> None:
    """Check that a constant result fits its type, or the limits of untyped constants."""
    val = x.val
    if val is UNKNOWN:
        error(check, pos, "InvalidConstVal", "constant result is not representable")
        return
    typ = x.typ
    if typ.__class__ is not Basic or not typ.info & T.IS_UNTYPED:
        representable(check, x, typ.underlying())  # type: ignore[arg-type]
        return
    cls = val.__class__
    if cls is int:
        if val.bit_length() > CONST_PREC:
            op = op_name(x.expr)
            errorf(check, pos, "InvalidConstVal", "constant %soverflow", op + " " if op else "")
            x.val = UNKNOWN
    elif cls is bytes and len(val) > MAX_STRING:
        errorf(
            check, pos, "InvalidConstVal", "constant string too long (%d bytes > %d bytes)", len(val), MAX_STRING
        )  # fmt: skip
        x.val = UNKNOWN


def represent(val: Any, typ: Basic) -> Any:
    """val as a value of typ (rounded for floats), or None if typ cannot hold it. Unknown values fit everywhere."""
    if val is UNKNOWN:
        return val
    info = typ.info
    if info & T.IS_INTEGER:
        if val.__class__ is not int:
            val = to_int(val)
            if val.__class__ is not int:
                return None
        bounds = INT_RANGES.get(typ.kind)
        if bounds is None:
            return val  # untyped
        return val if bounds[0] <= val <= bounds[1] else None
    if info & T.IS_FLOAT:
        val = to_float(val)
        if val is UNKNOWN:
            return None
        if typ.kind == T.FLOAT64:
            return round_float64(val)
        if typ.kind == T.FLOAT32:
            return round_float32(val)
        return val
    if info & T.IS_COMPLEX:
        val = to_complex(val)
        if val is UNKNOWN:
            return None
        if typ.kind == T.UNTYPED_COMPLEX:
            return val
        rounding = round_float32 if typ.kind == T.COMPLEX64 else round_float64
        re, im = rounding(val.re), rounding(val.im)
        return None if re is None or im is None else Complex(re, im)
    if info & T.IS_STRING:
        return val if val.__class__ is bytes else None
    if info & T.IS_BOOLEAN:
        return val if val.__class__ is bool else None
    return None


def representable_const(val: Any, check: Optional["Checker"], typ: Basic) -> bool:
    return represent(val, typ) is not None


def representable(check: "Checker", x: "Operand", typ: Basic) -> None:
    """Make x's value one of typ, or report that it does not fit."""
    v, code = representation(check, x, typ)
    if code:
        invalid_conversion(check, code, x, typ)
        x.mode = "invalid"
        return
    x.val = v


def representation(check: "Checker", x: "Operand", typ: Basic) -> tuple[Any, str]:
    """The value of constant x in typ, or an error code."""
    v = represent(x.val, typ)
    if v is None:
        if is_numeric(x.typ) and is_numeric(typ):
            # Numeric conversion: float to integer may truncate, everything else may overflow.
            if not is_integer(x.typ) and is_integer(typ):
                return None, "TruncatedFloat"
            return None, "NumericOverflow"
        return None, "InvalidConstVal"
    return v, ""


def invalid_conversion(check: "Checker", code: str, x: "Operand", target: Type) -> None:
    msg = "cannot convert %s to type %s"
    if code == "TruncatedFloat":
        msg = "%s truncated to %s"
    elif code == "NumericOverflow":
        msg = "%s overflows %s"
    errorf(check, x, code, msg, x, target)


def convert_untyped(check: "Checker", x: "Operand", target: Type) -> None:
    """Give an untyped operand the type target; report an error if that is not possible."""
    xt = x.typ
    if xt.__class__ is not Basic or not xt.info & T.IS_UNTYPED:
        return
    if x.mode == "constant" and target.__class__ is Basic and convert_constant(check, x, target):
        return
    new_type, val, code = implicit_type_and_value(check, x, target)
    if code:
        t: Any = target
        if not is_type_param(target):
            t = safe_underlying(target)
        invalid_conversion(check, code, x, t)
        x.mode = "invalid"
        return
    if val is not None:
        x.val = val
        update_expr_val(check, x.expr, val)
    if new_type is not x.typ:
        x.typ = new_type  # type: ignore[assignment]
        update_expr_type(check, x.expr, new_type, False)


def convert_constant(check: "Checker", x: "Operand", target: Basic) -> bool:
    """Give an untyped constant a typed basic type, in one step. False: not this simple, nothing was done."""
    if target.info & T.IS_UNTYPED or not target.info:
        return False
    e = x.expr
    if e.__class__ is nodes.ParenExpr:
        return False
    v = represent(x.val, target)
    if v is None:
        return False
    info = check.untyped.get(e)
    if info is not None:
        if info[0]:
            return False  # a shifted operand: its type is checked elsewhere
        del check.untyped[e]
        e.typ = target
        e.mode = "constant"
        e.const = v
    x.typ = target
    x.val = v
    return True


def update_expr_val(check: "Checker", e: nodes.Expr, val: Any) -> None:
    info = check.untyped.get(e)
    if info is not None:
        check.untyped[e] = (info[0], info[1], info[2], val)


_CONV = "InvalidUntypedConversion"


def implicit_type_and_value(check: "Checker", x: "Operand", target: Type) -> tuple[Optional[Type], Any, str]:
    """The type and value (None: unchanged) of an untyped operand implicitly converted to target, or an error code."""
    xt = x.typ
    if x.mode == "invalid" or xt.__class__ is not Basic or not xt.info & T.IS_UNTYPED or not is_valid(target):
        return xt, None, ""
    if target.__class__ is not Basic:
        if target.__class__ is T.Alias:
            target_u = unalias(target)
        else:
            target_u = target
        u = target_u.underlying()
    else:
        if target.info & T.IS_UNTYPED:
            m = max_type(xt, target)
            return (m, None, "") if m is not None else (None, None, _CONV)
        u = target_u = target
    if x.mode == "nilvalue":
        return (target, None, "") if has_nil(target) else (None, None, _CONV)
    cls = u.__class__
    if cls is Basic:
        if x.mode == "constant":
            v, code = representation(check, x, u)  # type: ignore[arg-type]
            return (None, None, code) if code else (target, v, "")
        # Non-constant untyped values: results of comparisons (bool) and of shifts (numbers).
        k = xt.kind
        if k == T.UNTYPED_BOOL:
            ok = is_boolean(u)
        elif k in (T.UNTYPED_INT, T.UNTYPED_RUNE, T.UNTYPED_FLOAT, T.UNTYPED_COMPLEX):
            ok = is_numeric(u)
        elif k == T.UNTYPED_STRING:
            ok = is_string(u)
        else:
            ok = False
        return (target, None, "") if ok else (None, None, _CONV)
    if cls is Interface:
        if is_type_param(target):

            def fits(t: Optional[Type]) -> bool:
                return t is not None and implicit_type_and_value(check, x, t)[0] is not None

            return (target, None, "") if under_is(target, fits) else (None, None, _CONV)
        # An untyped value can only be assigned to an empty interface: it has the default type then.
        if not type_set(u).is_all():  # type: ignore[arg-type]
            return None, None, _CONV
        from .predicates import default_type

        return default_type(xt), None, ""
    return None, None, _CONV


_ = (INT, STRING, BigFloat, kind, Typ)
