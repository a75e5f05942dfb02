"""Operands: what the checker knows of an expression while it checks it; assignability.

mode is one of "invalid", "novalue", "builtin", "typexpr", "constant", "variable", "mapindex", "value", "nilvalue", "commaok",
"commaerr", "cgofunc".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T_
from .basic import INVALID_TYPE, Typ
from .predicates import has_empty_typeset, has_name, identical, is_generic, is_untyped, is_valid
from .types import (
    SEND_RECV,
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
)
from .typeset import type_set
from .typestring import Qualifier, type_string
from .under import Cause

if TYPE_CHECKING:
    from .check import Checker

OPERAND_MODE_STRING = {
    "invalid": "invalid operand",
    "novalue": "no value",
    "builtin": "built-in",
    "typexpr": "type",
    "constant": "constant",
    "variable": "variable",
    "mapindex": "map index expression",
    "value": "value",
    "nilvalue": "nil",
    "commaok": "comma, ok expression",
    "commaerr": "comma, error expression",
    "cgofunc": "cgo function",
}

_LITERAL_KINDS = {
    "int": T_.UNTYPED_INT,
    "float": T_.UNTYPED_FLOAT,
    "imag": T_.UNTYPED_COMPLEX,
    "rune": T_.UNTYPED_RUNE,
    "string": T_.UNTYPED_STRING,
}

UNTYPED_NIL = Typ[T_.UNTYPED_NIL]


class Operand:
    """mode; typ; val: exact value of a constant; expr: its expression or None; id: name of a builtin ("append", "unsafe.Sizeof"...)."""

    __slots__ = ("mode", "typ", "val", "expr", "id")

    def __init__(self, mode: str = "invalid", typ: Any = None, val: Any = None, expr: Optional[nodes.Expr] = None, id: Any = None) -> None:
        self.mode = mode
        self.typ: Type = typ
        self.val = val
        self.expr: Any = expr
        self.id = id

    @property
    def pos(self) -> int:
        return self.expr.pos if self.expr is not None else 0

    def is_valid(self) -> bool:
        return self.mode != "invalid"

    def invalidate(self) -> None:
        self.mode = "invalid"

    def copy_from(self, other: "Operand") -> None:
        """Become other (Go's ``*x = *y``)."""
        self.mode = other.mode
        self.typ = other.typ
        self.val = other.val
        self.expr = other.expr
        self.id = other.id

    def copy(self) -> "Operand":
        return Operand(self.mode, self.typ, self.val, self.expr, self.id)

    def is_nil(self) -> bool:
        return self.mode == "nilvalue"

    def set_const(self, kind: str, lit: str) -> None:
        """Become the untyped constant of a literal."""
        from .constants import UNKNOWN, make_from_literal

        val = make_from_literal(lit, kind)
        if val is UNKNOWN or val is None:
            self.mode = "invalid"
            self.typ = INVALID_TYPE
            return
        self.mode = "constant"
        self.typ = Typ[_LITERAL_KINDS[kind]]
        self.val = val

    def assignable_to(self, check: Optional["Checker"], T: Type, cause: Optional[Cause] = None) -> tuple[bool, str]:
        return assignable_to(self, check, T, cause)

    def convertible_to(self, check: Optional["Checker"], T: Type, cause: Optional[Cause] = None) -> bool:
        from .conversions import convertible_to

        return convertible_to(self, check, T, cause)

    def __str__(self) -> str:
        return operand_string(self, None)


def operand_string(x: Operand, qf: Qualifier = None) -> str:
    """As in messages: ``x + 1 (value of type int)``."""
    mode = x.mode
    if mode == "nilvalue":
        if x.typ is None or x.typ is INVALID_TYPE:
            return "nil (with invalid type)"
        if x.typ is UNTYPED_NIL:
            return "nil"
        return f"nil (of type {type_string(x.typ, qf)})"

    expr = ""
    if x.expr is not None:
        from .errors import expr_string

        expr = expr_string(x.expr)
    elif mode == "builtin":
        expr = str(x.id)
    elif mode == "typexpr":
        expr = type_string(x.typ, qf)
    elif mode == "constant":
        expr = _const_string(x.val)

    buf = [expr, " ("] if expr else []
    has_type = False
    if mode not in ("invalid", "novalue", "builtin", "typexpr") and x.typ is not None:
        if is_untyped(x.typ):
            buf.append(x.typ.name + " ")  # type: ignore[attr-defined]
        else:
            has_type = True
    buf.append(OPERAND_MODE_STRING[mode])
    if mode == "constant":
        s = _const_string(x.val)
        if s != expr:
            buf.append(" " + s)
    if has_type:
        if is_valid(x.typ):
            desc = "generic " if is_generic(x.typ) else ""
            tpar = unalias(x.typ)
            is_tpar = tpar.__class__ is TypeParam
            if not is_tpar and x.typ.__class__ in (Alias, Named):
                what = composite_kind(x.typ)
                if not what:
                    what = x.typ.underlying().name  # type: ignore[attr-defined]
                desc += what + " "
            buf.append(f" of {desc}type {type_string(x.typ, qf)}")
            if is_tpar:
                buf.append(" constrained by " + type_string(tpar.bound, qf))  # type: ignore[attr-defined]
                if has_empty_typeset(tpar):
                    buf.append(" with empty type set")
        else:
            buf.append(" with invalid type")
    if expr:
        buf.append(")")
    return "".join(buf)


def _const_string(val: Any) -> str:
    from .constants import to_string

    return str(to_string(val))


_COMPOSITE = {
    Basic: "",
    Array: "array",
    Slice: "slice",
    Struct: "struct",
    Pointer: "pointer",
    Signature: "func",
    Interface: "interface",
    Map: "map",
    Chan: "chan",
    Tuple: "tuple",
    Union: "union",
}


def composite_kind(typ: Type) -> str:
    """ "array", "slice", ... or "" for basic types."""
    return _COMPOSITE[typ.underlying().__class__]


_const: Any = None
_instantiate: Any = None
_lookup: Any = None


def _connect() -> None:
    # These modules import this one.
    global _const, _instantiate, _lookup
    from . import const, instantiate, lookup

    _const, _instantiate, _lookup = const, instantiate, lookup


def assignable_to(x: Operand, check: Optional["Checker"], T: Type, cause: Optional[Cause] = None) -> tuple[bool, str]:
    """Whether x can be assigned to a variable of type T; if not, cause may be set, and the second result is the error code.

    check may be None for operands that are no untyped constants."""
    if x.mode == "invalid" or not is_valid(T):
        return True, ""
    orig_T = T
    V = unalias(x.typ)
    T = unalias(T)
    if V is T or identical(V, T):
        return True, ""
    if _const is None:
        _connect()
    Vu = V.underlying()
    Tu = T.underlying()
    vparam = V.__class__ is TypeParam
    tparam = T.__class__ is TypeParam

    if is_untyped(Vu):
        if tparam:
            # Representable by each specific type of T.
            tset = type_set(Tu)  # type: ignore[arg-type]
            if not tset.has_terms():
                return False, "IncompatibleAssign"
            for term in tset.terms:
                assert term is not None
                if _const.implicit_type_and_value(check, x, term.typ)[0] is None:
                    return False, "IncompatibleAssign"
            return True, "IncompatibleAssign"
        return _const.implicit_type_and_value(check, x, T)[0] is not None, "IncompatibleAssign"

    v_has_name, t_has_name = has_name(V), has_name(T)
    if Vu.__class__ is Interface and Tu.__class__ is Interface and not vparam:
        type_set(Vu)  # type: ignore[arg-type]  # before T's: which is first shows in invalid recursive interfaces
    if not vparam and not tparam and not (v_has_name and t_has_name) and identical(Vu, Tu):
        return True, ""

    if Tu.__class__ is Interface and not tparam or Tu.__class__ is Pointer and _lookup.is_interface_ptr(Tu):
        if _instantiate.implements(check, V, T, False, cause):
            return True, ""
        if not vparam:
            return False, "InvalidIfaceAssign"
        if cause is not None:
            cause.text = ""

    if Vu.__class__ is Interface and not vparam:
        if _instantiate.implements(check, T, V, False, None):
            if cause is not None:
                cause.text = "need type assertion"
            return False, "IncompatibleAssign"

    if Vu.__class__ is Chan and Vu.dir == SEND_RECV and Tu.__class__ is Chan and identical(Vu.elem, Tu.elem):
        return not v_has_name or not t_has_name, "InvalidChanAssign"

    if not vparam and not tparam:
        return False, "IncompatibleAssign"

    if not v_has_name and tparam:
        return _assignable_to_each(x, check, T, cause)
    if vparam and not t_has_name:
        return _each_assignable_to(x, check, V, T, orig_T, cause)
    return False, "IncompatibleAssign"


def _assignable_to_each(x: Operand, check: Optional["Checker"], T: Any, cause: Optional[Cause]) -> tuple[bool, str]:
    """x to a type parameter: it must be assignable to each specific type."""
    ok, code = False, "IncompatibleAssign"
    tset = type_set(T.iface())
    if tset.has_terms():
        for term in tset.terms:
            assert term is not None
            ok, code = assignable_to(x, check, term.typ, cause)
            if not ok:
                add_cause(check, cause, "cannot assign %s to %s (in %s)", x.typ, term.typ, T)
                return False, code
    return ok, code


def _each_assignable_to(x: Operand, check: Optional["Checker"], V: Any, T: Type, orig_T: Type, cause: Optional[Cause]) -> tuple[bool, str]:
    """A value of type parameter type: each specific type must be assignable to T."""
    y = x.copy()
    ok, code = False, "IncompatibleAssign"
    tset = type_set(V.iface())
    if tset.has_terms():
        for term in tset.terms:
            assert term is not None
            y.typ = term.typ
            ok, code = assignable_to(y, check, T, cause)
            if not ok:
                add_cause(check, cause, "cannot assign %s (in %s) to %s", term.typ, V, orig_T)
                return False, code
    return ok, code


def add_cause(check: Optional["Checker"], cause: Optional[Cause], format_: str, *args: Any) -> None:
    """Put a line before the cause found so far."""
    if check is not None and cause is not None:
        from .errors import sprintf

        msg = sprintf(check, format_, *args)
        cause.text = msg + ("\n\t" + cause.text if cause.text else "")
