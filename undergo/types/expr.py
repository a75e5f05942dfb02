"""Expressions.

Expression checkers have the form ``f(check, x, e, ...)``: e is the expression, x the Operand that receives the result; x.mode is
"invalid" after an error, which has been reported then. All expressions go through :func:`raw_expr`, which dispatches on the node's
class and records what was found. Untyped expressions are remembered in check.untyped until :func:`update_expr_type` gives
them, and their operands, a final type (or until the end). A hint is the element type of an enclosing composite literal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import constants as C
from . import types as T
from .basic import INVALID_TYPE, Typ
from .const import (
    UNSIGNED_BITS,
    convert_untyped,
    op_pos,
    overflow,
    representable,
)
from .cycles import is_complete
from .errors import INVALID_OP, error, errorf, start_pos
from .format import sprintf
from .operand import Operand, composite_kind
from .predicates import (
    all_boolean,
    all_integer,
    all_numeric,
    all_numeric_or_string,
    all_ordered,
    all_string,
    all_unsigned,
    comparable,
    comparable_type,
    default_type,
    has_nil,
    identical,
    is_complex,
    is_generic,
    is_integer,
    is_non_type_param_interface,
    is_type_param,
    is_untyped,
    is_valid,
)
from .types import Alias, Basic, Chan, Interface, Map, Named, Pointer, Signature, Slice, Tuple, Type, unalias
from .under import TypeErr, common_under, type_errorf, under_is
from .universe import CONVERSION, EXPRESSION, STATEMENT, universe_error
from .version import GO1_13, verify_versionf

if TYPE_CHECKING:
    from .check import Checker

Handler = Callable[["Checker", Any, Operand, Any, Optional[Type]], int]
_UNTYPED = T.IS_UNTYPED

_UNARY_PREDICATES: dict[str, Callable[[Type], bool]] = {
    "+": all_numeric,
    "-": all_numeric,
    "^": all_integer,
    "!": all_boolean,
}
_BINARY_PREDICATES: dict[str, Callable[[Type], bool]] = {
    "+": all_numeric_or_string,
    "-": all_numeric,
    "*": all_numeric,
    "/": all_numeric,
    "%": all_integer,
    "&": all_integer,
    "|": all_integer,
    "^": all_integer,
    "&^": all_integer,
    "&&": all_boolean,
    "||": all_boolean,
}
_COMPARISONS = frozenset(["==", "!=", "<", "<=", ">", ">="])
_EQUALITY = frozenset(["==", "!="])


class Target:
    """The function type that a generic function value is assigned to, and what to call the place in messages."""

    __slots__ = ("sig", "desc")

    def __init__(self, sig: Signature, desc: str) -> None:
        self.sig = sig
        self.desc = desc


def new_target(typ: Optional[Type], desc: str) -> Optional[Target]:
    """A Target if typ is a function type, else None."""
    if typ is None:
        return None
    cls = typ.__class__
    if cls is Signature:
        return Target(typ, desc)  # type: ignore[arg-type]
    if cls is Basic or cls is Pointer or cls is Slice:
        return None
    u, _ = common_under(typ, None)
    return Target(u, desc) if u.__class__ is Signature else None


def check_op(check: "Checker", predicates: dict[str, Callable[[Type], bool]], x: Operand, op: str) -> bool:
    """Whether op is defined on x's type; if not, report it."""
    pred = predicates.get(op)
    if pred is None:
        errorf(check, x, "InvalidSyntaxTree", "unknown operator %s", op)
        return False
    if not pred(x.typ):
        errorf(check, x, "UndefinedOp", INVALID_OP + "operator %s not defined on %s", op, x)
        return False
    return True


# ---------------------------------------------------------------- unary expressions


def unary(check: "Checker", x: Operand, e: nodes.Operation) -> None:
    expr(check, None, x, e.x)
    if x.mode == "invalid":
        return
    op = e.op
    if op == "&":
        # x must be addressable, or a composite literal.
        operand = e.x
        operand = nodes.unparen(operand)
        if operand.__class__ is not nodes.CompositeLit and x.mode != "variable":
            errorf(check, x, "UnaddressableOperand", INVALID_OP + "cannot take address of %s", x)
            x.mode = "invalid"
            return
        x.mode = "value"
        x.typ = Pointer(x.typ)
        return
    if op == "<-":
        elem = chan_elem(check, x, x, True)
        if elem is not None and is_complete(check, elem):
            x.mode = "commaok"
            x.typ = elem
            check.has_call_or_recv = True
        else:
            x.mode = "invalid"
        return
    if op == "~":
        if not all_integer(x.typ):
            error(check, e, "UndefinedOp", "cannot use ~ outside of interface or type constraint")
            x.mode = "invalid"
            return
        error(
            check, e, "UndefinedOp",
            "cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)",
        )  # fmt: skip
        op = "^"
    if not check_op(check, _UNARY_PREDICATES, x, op):
        x.mode = "invalid"
        return
    if x.mode == "constant":
        if x.val is C.UNKNOWN:
            return
        prec = 0
        u = x.typ.underlying()
        if u.info & T.IS_UNSIGNED:  # type: ignore[attr-defined]
            prec = UNSIGNED_BITS[u.kind]  # type: ignore[attr-defined]
        x.val = C.unary_op(op, x.val, prec)
        x.expr = e
        overflow(check, x, e.pos)
        return
    x.mode = "value"


def chan_elem(check: "Checker", pos: Any, x: Operand, recv: bool) -> Optional[Type]:
    """The element type of channel x for receiving or sending, or None after reporting an error."""
    typ = x.typ
    if typ.__class__ is Chan and typ.dir == T.SEND_RECV:
        return typ.elem

    def usable(t: Optional[Type], u: Optional[Type]) -> Optional[TypeErr]:
        if u is None:
            return type_errorf("no specific channel type")
        if u.__class__ is not Chan:
            return type_errorf("non-channel %s", t)
        if recv and u.dir == T.SEND_ONLY:
            return type_errorf("send-only channel %s", t)
        if not recv and u.dir == T.RECV_ONLY:
            return type_errorf("receive-only channel %s", t)
        return None

    u, err = common_under(typ, usable)
    if u is not None:
        return u.elem  # type: ignore[attr-defined,no-any-return]
    assert err is not None
    cause = err.format(check)
    verb, code = ("receive from", "InvalidReceive") if recv else ("send to", "InvalidSend")
    if is_type_param(typ):
        errorf(check, pos, code, INVALID_OP + f"cannot {verb} %s: %s", x, cause)
    else:
        errorf(check, pos, code, INVALID_OP + f"cannot {verb} %s %s", cause, x)
    return None


# ---------------------------------------------------------------- untyped expressions


def update_expr_type(check: "Checker", e: nodes.Expr, typ: Type, final: bool) -> None:
    """Give an untyped expression a new type, and its operands with it; record it if the type is final."""
    untyped = check.untyped
    old = untyped.get(e)
    if old is None:
        return
    is_lhs, mode, old_type, val = old
    cls = e.__class__
    if cls is nodes.ParenExpr:
        update_expr_type(check, e.x, typ, final)  # type: ignore[attr-defined]
    elif cls is nodes.Operation and val is None:
        op = e.op  # type: ignore[attr-defined]
        if e.y is None:  # type: ignore[attr-defined]
            if op == "*":
                return
            update_expr_type(check, e.x, typ, final)  # type: ignore[attr-defined]
        elif op in _COMPARISONS:
            pass  # the result type does not depend on the operands' types
        elif op == "<<" or op == ">>":
            update_expr_type(check, e.x, typ, final)  # type: ignore[attr-defined]
        else:
            update_expr_type(check, e.x, typ, final)  # type: ignore[attr-defined]
            update_expr_type(check, e.y, typ, final)  # type: ignore[attr-defined]
    if not final and is_untyped(typ):
        untyped[e] = (is_lhs, mode, typ.underlying(), val)  # type: ignore[assignment]
        return
    del untyped[e]
    if is_lhs and not all_integer(typ):
        # Now we know the type of a shifted operand.
        errorf(check, e, "InvalidShiftOperand", INVALID_OP + "shifted operand %s (type %s) must be integer", e, typ)
        return
    if val is not None:
        c = Operand(mode, old_type, val, e)
        convert_untyped(check, c, typ)
        if c.mode == "invalid":
            return
        val = c.val
    e.typ = typ
    e.mode = mode
    e.const = val


# ---------------------------------------------------------------- binary expressions


def comparison(check: "Checker", x: Operand, y: Operand, op: str, switch_case: bool) -> None:
    """x op y; with switch_case, x is a case and y the switch's tag."""
    if not is_valid(x.typ) or not is_valid(y.typ):
        x.mode = "invalid"
        return
    if switch_case:
        op = "=="
    err_op = x
    cause = ""
    code = "MismatchedTypes"
    xt, yt = x.typ, y.typ
    ok = xt is yt or x.assignable_to(check, yt, None)[0] or y.assignable_to(check, xt, None)[0]
    if not ok:
        # Report the mismatch at the second operand: the first was fine until it was seen.
        _comparison_error(
            check, x, y, op, switch_case, y, sprintf(check, "mismatched types %s and %s", xt, yt), code
        )  # fmt: skip
        return
    code = "UndefinedOp"
    bad = False
    if op in _EQUALITY:
        if x.mode == "nilvalue" or y.mode == "nilvalue":
            typ = yt if x.mode == "nilvalue" else xt
            if not has_nil(typ):
                err_op, bad = y, True
        elif not comparable(xt):
            err_op, bad = x, True
            cause = incomparable_cause(check, xt)
        elif not comparable(yt):
            err_op, bad = y, True
            cause = incomparable_cause(check, yt)
    elif not all_ordered(xt):
        err_op, bad = x, True
    elif not all_ordered(yt):
        err_op, bad = y, True
    if bad:
        _comparison_error(check, x, y, op, switch_case, err_op, cause, code)
        return
    if x.mode == "constant" and y.mode == "constant":
        x.val = C.compare(x.val, op, y.val)
        # The operands stay what they are: constant and possibly untyped.
    else:
        x.mode = "value"
        # The operands have their final types now.
        if xt.__class__ is Basic and xt.info & _UNTYPED:
            update_expr_type(check, x.expr, default_type(xt), True)
        if yt.__class__ is Basic and yt.info & _UNTYPED:
            update_expr_type(check, y.expr, default_type(yt), True)
    x.typ = Typ[T.UNTYPED_BOOL]


def _comparison_error(check: "Checker", x: Operand, y: Operand, op: str, switch_case: bool, err_op: Operand, cause: str, code: str) -> None:
    if not cause:
        if is_type_param(x.typ) or is_type_param(y.typ):
            if not is_type_param(x.typ):
                err_op = y
            cause = sprintf(check, "type parameter %s cannot use operator %s", err_op.typ, op)
        else:
            what = composite_kind(err_op.typ) or sprintf(check, "%s", err_op.typ)
            cause = f"operator {op} not defined on {what}"
    if switch_case:
        errorf(check, x, code, "invalid case %s in switch on %s (%s)", x.expr, y.expr, cause)
    else:
        errorf(check, err_op, code, INVALID_OP + "%s %s %s (%s)", x.expr, op, y.expr, cause)
    x.mode = "invalid"


def incomparable_cause(check: "Checker", typ: Type) -> str:
    """Why values of typ cannot be compared."""
    if typ.underlying().__class__ in (Slice, Signature, Map):
        return composite_kind(typ) + " can only be compared to nil"
    err = comparable_type(typ, True, None)
    return err.format(check) if err is not None else ""


def shift(check: "Checker", x: Operand, y: Operand, e: Optional[nodes.Expr], op: str) -> None:
    xval: Any = None
    if x.mode == "constant":
        xval = C.to_int(x.val)
    if not (all_integer(x.typ) or (is_untyped(x.typ) and xval.__class__ is int)):
        errorf(check, x, "InvalidShiftOperand", INVALID_OP + "shifted operand %s must be integer", x)
        x.mode = "invalid"
        return

    # The count must be an integer, or an untyped constant that is one.
    yval: Any = None
    if y.mode == "constant":
        yval = C.to_int(y.val)
        if yval.__class__ is int and yval < 0:
            errorf(check, y, "InvalidShiftCount", INVALID_OP + "negative shift count %s", y)
            x.mode = "invalid"
            return
        if is_untyped(y.typ):
            representable(check, y, Typ[T.UINT])
            if y.mode == "invalid":
                x.mode = "invalid"
                return
    elif all_integer(y.typ):
        if not all_unsigned(y.typ) and not verify_versionf(check, y, GO1_13, INVALID_OP + "signed shift count %s", y):
            x.mode = "invalid"
            return
    elif is_untyped(y.typ):
        convert_untyped(check, y, Typ[T.UINT])
        if y.mode == "invalid":
            x.mode = "invalid"
            return
    else:
        errorf(check, y, "InvalidShiftCount", INVALID_OP + "shift count %s must be integer", y)
        x.mode = "invalid"
        return

    if x.mode == "constant":
        if y.mode == "constant":
            if x.val is C.UNKNOWN or y.val is C.UNKNOWN:
                x.val = C.UNKNOWN
                if not is_integer(x.typ):
                    x.typ = Typ[T.UNTYPED_INT]
                return
            if yval.__class__ is not int or yval > 1023 - 1 + 52:  # enough for the smallest float64
                errorf(check, y, "InvalidShiftCount", INVALID_OP + "invalid shift count %s", y)
                x.mode = "invalid"
                return
            if not is_integer(x.typ):
                x.typ = Typ[T.UNTYPED_INT]
            x.val = C.shift(xval, op, yval)
            x.expr = e if e is not None else x.expr
            overflow(check, x, op_pos(x.expr))
            return
        # Non-constant shift of a constant.
        if is_untyped(x.typ):
            # The type is that which the operand would have without the shift: remember to check it.
            info = check.untyped.get(x.expr)
            if info is not None:
                check.untyped[x.expr] = (True, info[1], info[2], info[3])
            x.mode = "value"
            return
    if not all_integer(x.typ):
        errorf(check, x, "InvalidShiftOperand", INVALID_OP + "shifted operand %s must be integer", x)
        x.mode = "invalid"
        return
    x.mode = "value"


def binary(check: "Checker", x: Operand, e: Optional[nodes.Expr], lhs: nodes.Expr, rhs: nodes.Expr, op: str) -> None:
    """lhs op rhs; e is the whole expression, None for an assignment operation."""
    y = Operand()
    expr(check, None, x, lhs)
    expr(check, None, y, rhs)
    if x.mode == "invalid":
        return
    if y.mode == "invalid":
        x.mode = "invalid"
        x.expr = y.expr
        return
    if op == "<<" or op == ">>":
        shift(check, x, y, e, op)
        return
    if x.typ is not y.typ:
        match_types(check, x, y)
        if x.mode == "invalid":
            return
    if op in _COMPARISONS:
        comparison(check, x, y, op, False)
        return
    if x.typ is not y.typ and not identical(x.typ, y.typ):
        # Only report if both types are valid.
        if is_valid(x.typ) and is_valid(y.typ):
            if e is not None:
                errorf(check, x, "MismatchedTypes", INVALID_OP + "%s (mismatched types %s and %s)", e, x.typ, y.typ)
            else:
                errorf(
                    check, x, "MismatchedTypes", INVALID_OP + "%s %s= %s (mismatched types %s and %s)",
                    lhs, op, rhs, x.typ, y.typ,
                )  # fmt: skip
        x.mode = "invalid"
        return
    pred = _BINARY_PREDICATES.get(op)
    if pred is None or not pred(x.typ):
        check_op(check, _BINARY_PREDICATES, x, op)
        x.mode = "invalid"
        return
    y_const = y.mode == "constant"
    if y_const and (op == "/" or op == "%"):
        # Complex division is checked below too: zero means both parts are.
        if (x.mode == "constant" or all_integer(x.typ)) and C.sign(y.val) == 0:
            error(check, y, "DivByZero", INVALID_OP + "division by zero")
            x.mode = "invalid"
            return
        if x.mode == "constant" and y.val is not C.UNKNOWN and is_complex(x.typ):
            divisor = C.to_complex(y.val)
            re, im = divisor.re, divisor.im
            if C.sign(C.binary_op(re, "*", re)) == 0 and C.sign(C.binary_op(im, "*", im)) == 0:
                error(check, y, "DivByZero", INVALID_OP + "division by zero")
                x.mode = "invalid"
                return
    if y_const and x.mode == "constant":
        if x.val is C.UNKNOWN or y.val is C.UNKNOWN:
            x.val = C.UNKNOWN
            return
        x.val = C.binary_op(x.val, op, y.val, op == "/" and is_integer(x.typ))
        x.expr = e if e is not None else x.expr
        overflow(check, x, op_pos(x.expr))
        return
    x.mode = "value"


def match_types(check: "Checker", x: Operand, y: Operand) -> None:
    """Convert an untyped operand to the other's type where that may work; x is invalid after an error."""
    xt, yt = x.typ, y.typ
    x_untyped = xt.__class__ is Basic and xt.info & _UNTYPED
    y_untyped = yt.__class__ is Basic and yt.info & _UNTYPED
    if not x_untyped and not y_untyped:
        return
    xu, yu = xt.underlying(), yt.underlying()
    if (
        xu.__class__ is Basic
        and yu.__class__ is Basic
        and (xu.info & T.IS_NUMERIC and yu.info & T.IS_NUMERIC or xu.info & yu.info & (T.IS_STRING | T.IS_BOOLEAN))
    ):
        # The usual case: both are numbers, strings or booleans.
        _convert_to_each_other(check, x, x_untyped, y, y_untyped)
        return
    # A numeric operand can only be converted to another numeric type, and so on; mismatches are reported by the caller.
    if all_numeric(xt) != all_numeric(yt):
        return
    if not is_non_type_param_interface(xt) and not is_non_type_param_interface(yt):
        if all_boolean(xt) != all_boolean(yt) or all_string(xt) != all_string(yt):
            return
        if x.mode == "nilvalue":
            if not has_nil(yt):
                return
        elif y.mode == "nilvalue":
            if not has_nil(xt):
                return
        elif xt.underlying().__class__ is Pointer or yt.underlying().__class__ is Pointer:
            return
    _convert_to_each_other(check, x, x_untyped, y, y_untyped)


def _convert_to_each_other(check: "Checker", x: Operand, x_untyped: Any, y: Operand, y_untyped: Any) -> None:
    """Whichever of two operands is untyped takes the other's type; x is invalid if that fails."""
    if x_untyped:
        convert_untyped(check, x, y.typ)
        if x.mode == "invalid":
            return
    if y_untyped:
        convert_untyped(check, y, x.typ)
        if y.mode == "invalid":
            x.mode = "invalid"


# ---------------------------------------------------------------- dispatch


def raw_expr(check: "Checker", target: Optional[Target], x: Operand, e: nodes.Expr, hint: Optional[Type], allow_generic: bool) -> int:
    """Check e and record the result. Returns the kind of expression: CONVERSION, EXPRESSION or STATEMENT."""
    x.mode = "invalid"
    x.typ = INVALID_TYPE
    kind = _HANDLERS[e.__class__](check, target, x, e, hint)
    mode = x.mode
    if mode == "invalid":
        return kind
    typ = x.typ
    cls = typ.__class__
    if not allow_generic and (cls is Named or cls is Signature or cls is Alias):  # type: ignore[comparison-overlap]
        if mode != "novalue":
            non_generic(check, target, x)
            mode = x.mode
            if mode == "invalid":
                return kind
            typ = x.typ
    elif cls is Basic and typ.info & _UNTYPED:
        check.untyped[x.expr] = (False, mode, typ, x.val if mode == "constant" else None)
        return kind
    e = x.expr
    e.mode = mode
    if mode == "constant":
        e.const = x.val
    e.typ = typ if mode != "novalue" else None
    return kind


def non_generic(check: "Checker", target: Optional[Target], x: Operand) -> None:
    """Reject a generic type or function, unless the target tells how to instantiate the function."""
    mode = x.mode
    if mode == "invalid" or mode == "novalue":
        return
    typ = x.typ
    cls = typ.__class__
    if cls is Signature:
        if not typ.tparams:  # type: ignore[attr-defined]
            return
        if target is not None:
            from .call import func_inst

            func_inst(check, target, x.expr.pos, x, None, True)
            return
        what = "function"
    elif cls is Named or cls is Alias:
        if not is_generic(typ):
            return
        what = "type"
    else:
        return
    errorf(check, x.expr, "WrongTypeArgCount", "cannot use generic %s %s without instantiation", what, x.expr)
    x.mode = "invalid"
    x.typ = INVALID_TYPE


def _invalid(x: Operand, e: nodes.Expr) -> int:
    x.mode = "invalid"
    x.expr = e
    return STATEMENT  # avoid follow-up errors


def _bad_expr(check: "Checker", target: Any, x: Operand, e: Any, hint: Any) -> int:
    return _invalid(x, e)


def _dots(check: "Checker", target: Any, x: Operand, e: Any, hint: Any) -> int:
    error(check, e, "InvalidSyntaxTree", "invalid use of ...")
    return _invalid(x, e)


def _paren(check: "Checker", target: Any, x: Operand, e: nodes.ParenExpr, hint: Any) -> int:
    kind = raw_expr(check, None, x, e.x, None, False)
    x.expr = e
    return kind


def _slice_expr(check: "Checker", target: Any, x: Operand, e: nodes.SliceExpr, hint: Any) -> int:
    from .index import slice_expr

    slice_expr(check, x, e)
    if x.mode == "invalid":
        return _invalid(x, e)
    x.expr = e
    return EXPRESSION


def _assert_expr(check: "Checker", target: Any, x: Operand, e: nodes.AssertExpr, hint: Any) -> int:
    from .typexpr import var_type

    expr(check, None, x, e.x)
    if x.mode == "invalid":
        return _invalid(x, e)
    if is_type_param(x.typ):
        errorf(check, x, "InvalidAssert", INVALID_OP + "cannot use type assertion on type parameter value %s", x)
        return _invalid(x, e)
    if x.typ.underlying().__class__ is not Interface:
        errorf(check, x, "InvalidAssert", INVALID_OP + "%s is not an interface", x)
        return _invalid(x, e)
    typ = var_type(check, e.type)
    if not is_valid(typ) or not is_complete(check, typ):
        return _invalid(x, e)
    type_assertion(check, e, x, typ, False)
    x.mode = "commaok"
    x.typ = typ
    x.expr = e
    return EXPRESSION


def _type_switch_guard(check: "Checker", target: Any, x: Operand, e: nodes.TypeSwitchGuard, hint: Any) -> int:
    from .call import use

    error(check, e, "InvalidSyntaxTree", "use of .(type) outside type switch")
    use(check, e.x)
    return _invalid(x, e)


def _list_expr(check: "Checker", target: Any, x: Operand, e: Any, hint: Any) -> int:
    error(check, e, "InvalidSyntaxTree", "unexpected list of expressions")
    return _invalid(x, e)


def _key_value(check: "Checker", target: Any, x: Operand, e: Any, hint: Any) -> int:
    error(check, e, "InvalidSyntaxTree", "no key:value expected")
    return _invalid(x, e)


def _operation(check: "Checker", target: Any, x: Operand, e: nodes.Operation, hint: Any) -> int:
    if e.y is not None:
        binary(check, x, e, e.x, e.y, e.op)
        if x.mode == "invalid":
            return _invalid(x, e)
        x.expr = e
        return EXPRESSION
    if e.op == "*":
        return _indirection(check, x, e)
    unary(check, x, e)
    if x.mode == "invalid":
        return _invalid(x, e)
    x.expr = e
    return STATEMENT if e.op == "<-" else EXPRESSION  # receive operations may stand alone


def _indirection(check: "Checker", x: Operand, e: nodes.Operation) -> int:
    """*x: an indirection, or a pointer type."""
    expr_or_type(check, x, e.x, False)
    if x.mode == "invalid":
        return _invalid(x, e)
    if x.mode == "typexpr":
        from .typexpr import valid_var_type

        valid_var_type(check, e.x, x.typ)
        x.typ = Pointer(x.typ)
        x.expr = e
        return EXPRESSION
    base: Any = None

    def same_base(u: Optional[Type]) -> bool:
        nonlocal base
        if u.__class__ is not Pointer:
            errorf(check, x, "InvalidIndirection", INVALID_OP + "cannot indirect %s", x)
            return False
        if base is not None and not identical(u.elem, base):
            errorf(check, x, "InvalidIndirection", INVALID_OP + "pointers of %s must have identical base types", x)
            return False
        base = u.elem
        return True

    if not under_is(x.typ, same_base):
        return _invalid(x, e)
    if not is_complete(check, base):
        return _invalid(x, e)
    x.mode = "variable"
    x.typ = base
    x.expr = e
    return EXPRESSION


def _type_literal(check: "Checker", target: Any, x: Operand, e: Any, hint: Any) -> int:
    from .typexpr import typ

    x.mode = "typexpr"
    x.typ = typ(check, e)
    if x.typ is INVALID_TYPE:
        pass  # stays a type: the error was reported
    x.expr = e
    return EXPRESSION


def type_assertion(check: "Checker", e: nodes.Expr, x: Operand, typ: Type, type_switch: bool) -> None:
    """Check that x can hold a value of typ at all."""
    from .lookup import assertable_to
    from .under import Cause

    cause = Cause()
    if assertable_to(check, x.typ, typ, cause):
        return
    if type_switch:
        errorf(
            check, e, "ImpossibleAssert", "impossible type switch case: %s\n\t%s cannot have dynamic type %s %s",
            e, x, typ, cause.text,
        )  # fmt: skip
        return
    errorf(
        check, e, "ImpossibleAssert", "impossible type assertion: %s\n\t%s does not implement %s %s",
        e, typ, x.typ, cause.text,
    )  # fmt: skip


# ---------------------------------------------------------------- entry points

_NO_VALUES = frozenset(["novalue", "builtin", "typexpr"])


def expr(check: "Checker", target: Optional[Target], x: Operand, e: nodes.Expr) -> None:
    """Check a single-valued expression."""
    raw_expr(check, target, x, e, None, False)
    mode = x.mode
    if mode in _NO_VALUES:
        exclude(check, x, _NO_VALUES)
    elif mode == "value" and x.typ.__class__ is Tuple:
        single_value(check, x)


def generic_expr(check: "Checker", x: Operand, e: nodes.Expr, hint: Optional[Type]) -> None:
    """Like expr, but the result may be a generic function."""
    raw_expr(check, None, x, e, hint, True)
    mode = x.mode
    if mode in _NO_VALUES:
        exclude(check, x, _NO_VALUES)
    elif mode == "value" and x.typ.__class__ is Tuple:
        single_value(check, x)


def multi_expr(check: "Checker", e: nodes.Expr, allow_comma_ok: bool) -> tuple[list[Operand], bool]:
    """The values of an expression: several for a call, two for a comma-ok expression where that is allowed (flag True)."""
    x = Operand()
    raw_expr(check, None, x, e, None, False)
    exclude(check, x, _NO_VALUES)
    if x.mode != "invalid" and x.typ.__class__ is Tuple:
        pos = start_pos(e)
        return [Operand("value", v.typ, None, nodes.Name(pos, nth(i + 1, "function result"))) for i, v in enumerate(x.typ.vars)], False
    if allow_comma_ok and x.mode in ("mapindex", "commaok", "commaerr"):
        what, typ = "ok value of (comma, ok) expression", Typ[T.UNTYPED_BOOL]
        if x.mode == "commaerr":
            what, typ = "err value of (comma, err) expression", universe_error  # type: ignore[assignment]
        return [x, Operand("value", typ, None, nodes.Name(start_pos(e), what))], True
    return [x], False


def nth(n: int, what: str) -> str:
    """ "1st x", "2nd x", ..."""
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') } {what}"


def expr_or_type(check: "Checker", x: Operand, e: nodes.Expr, allow_generic: bool) -> None:
    """Check a single-valued expression or a type."""
    raw_expr(check, None, x, e, None, allow_generic)
    mode = x.mode
    if mode == "novalue":
        exclude(check, x, frozenset(["novalue"]))
    elif mode == "value" and x.typ.__class__ is Tuple:
        single_value(check, x)


def exclude(check: "Checker", x: Operand, modes: frozenset[str]) -> None:
    """Report an operand of one of these modes as misplaced."""
    mode = x.mode
    if mode not in modes:
        return
    if mode == "novalue":
        msg = "%s used as value" if "typexpr" in modes else "%s used as value or type"
        code = "TooManyValues"
    elif mode == "builtin":
        msg, code = "%s must be called", "UncalledBuiltin"
    else:
        msg, code = "%s is not an expression", "NotAnExpr"
    errorf(check, x, code, msg, x)
    x.mode = "invalid"


def single_value(check: "Checker", x: Operand) -> None:
    if x.mode == "value" and x.typ.__class__ is Tuple:
        errorf(check, x, "TooManyValues", "multiple-value %s in single-value context", x)
        x.mode = "invalid"


_HANDLERS: dict[type, Handler] = {
    nodes.BadExpr: _bad_expr,
    nodes.DotsType: _dots,
    nodes.ParenExpr: _paren,
    nodes.SliceExpr: _slice_expr,
    nodes.AssertExpr: _assert_expr,
    nodes.TypeSwitchGuard: _type_switch_guard,
    nodes.ListExpr: _list_expr,
    nodes.KeyValueExpr: _key_value,
    nodes.Operation: _operation,
    nodes.ArrayType: _type_literal,
    nodes.SliceType: _type_literal,
    nodes.StructType: _type_literal,
    nodes.FuncType: _type_literal,
    nodes.InterfaceType: _type_literal,
    nodes.MapType: _type_literal,
    nodes.ChanType: _type_literal,
}


def connect() -> None:
    """Enter the handlers that live in other modules (they import this one)."""
    if nodes.Name in _HANDLERS:
        return
    from . import assignments, call, const, decl, index, literals, typexpr

    const.update_expr_type = update_expr_type
    assignments.declare = decl.declare
    assignments.use = call.use
    call.index_expr = index.index_expr
    call.type_list = typexpr.type_list
    call.obj_decl = decl.obj_decl
    literals.check_index = index.index
    literals.check_typ = typexpr.typ

    def name(check: "Checker", target: Any, x: Operand, e: nodes.Name, hint: Any) -> int:
        typexpr.ident(check, x, e, False)
        x.expr = e
        return EXPRESSION

    def basic_lit(check: "Checker", target: Any, x: Operand, e: nodes.BasicLit, hint: Any) -> int:
        if not e.bad:
            literals.basic_lit(check, x, e)
        if x.mode == "invalid":
            return _invalid(x, e)
        x.expr = e
        return EXPRESSION

    def func_lit(check: "Checker", target: Any, x: Operand, e: nodes.FuncLit, hint: Any) -> int:
        literals.func_lit(check, x, e)
        x.expr = e
        return EXPRESSION

    def composite_lit(check: "Checker", target: Any, x: Operand, e: nodes.CompositeLit, hint: Any) -> int:
        literals.composite_lit(check, x, e, hint)
        if x.mode == "invalid":
            return _invalid(x, e)
        x.expr = e
        return EXPRESSION

    def selector(check: "Checker", target: Any, x: Operand, e: nodes.SelectorExpr, hint: Any) -> int:
        call.selector(check, x, e, False)
        x.expr = e
        return EXPRESSION

    def index_expr(check: "Checker", target: Any, x: Operand, e: nodes.IndexExpr, hint: Any) -> int:
        if index.index_expr(check, x, e):
            call.func_inst(check, target, e.pos, x, e, True)
        if x.mode == "invalid":
            return _invalid(x, e)
        x.expr = e
        return EXPRESSION

    def call_expr(check: "Checker", target: Any, x: Operand, e: nodes.CallExpr, hint: Any) -> int:
        return call.call_expr(check, x, e)

    _HANDLERS.update(
        {
            nodes.Name: name,
            nodes.BasicLit: basic_lit,
            nodes.FuncLit: func_lit,
            nodes.CompositeLit: composite_lit,
            nodes.SelectorExpr: selector,
            nodes.IndexExpr: index_expr,
            nodes.CallExpr: call_expr,
        }
    )


_ = (CONVERSION, unalias)
