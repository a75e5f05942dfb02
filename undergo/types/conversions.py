"""Conversions T(x)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from . import types as T_
from .basic import Typ
from .const import represent
from .constants import UNKNOWN, to_int
from .errors import errorf
from .format import sprintf
from .operand import Operand, add_cause, assignable_to
from .predicates import (
    all_string,
    default_type,
    identical,
    identical_ignore_tags,
    is_complex,
    is_const_type,
    is_integer,
    is_integer_or_float,
    is_non_type_param_interface,
    is_string,
    is_type_param,
    is_untyped,
)
from .types import Array, Basic, Pointer, Slice, Type, TypeParam, unalias
from .typeset import type_set
from .under import Cause, typeset
from .version import GO1_17, GO1_20, allow_version

if TYPE_CHECKING:
    from .check import Checker


def _const_conversion(x: Operand, T: Type) -> Any:
    """The value of constant x converted to T (a basic type), or None if that is not possible."""
    t = T.underlying()
    if t.__class__ is not Basic:
        return None
    val = represent(x.val, t)
    if val is not None:
        return val
    if is_integer(x.typ) and is_string(t):
        code = x.val if x.val.__class__ is int and 0 <= x.val <= 0x10FFFF and not 0xD800 <= x.val < 0xE000 else 0xFFFD
        return chr(code).encode("utf-8")
    return None


def conversion(check: "Checker", x: Operand, T: Type) -> None:
    """Check the conversion T(x) and leave its result in x."""
    from .expr import update_expr_type

    const_arg = x.mode == "constant"
    cause = Cause()
    ok = False
    if const_arg and is_const_type(T):
        val = _const_conversion(x, T)
        ok = val is not None
        if ok:
            x.val = val
        elif is_integer(T) and x.val.__class__ is not bytes and to_int(x.val) is not UNKNOWN:
            x.val = to_int(x.val)  # as it is told in what follows
        if ok:
            pass
        elif is_integer(x.typ) and is_integer(T):
            errorf(check, x, "InvalidConversion", "constant %s overflows %s", _const_text(x.val), T)
            x.mode = "invalid"
            return
    elif const_arg and is_type_param(T):
        ok = _const_to_type_param(check, x, T, cause)
        x.mode = "value"  # type parameters are no constants
    elif convertible_to(x, check, T, cause):
        ok = True
        x.mode = "value"

    if not ok:
        if cause.text:
            errorf(check, x, "InvalidConversion", "cannot convert %s to type %s: %s", x, T, cause.text)
        else:
            errorf(check, x, "InvalidConversion", "cannot convert %s to type %s", x, T)
        x.mode = "invalid"
        return

    # The conversion gives an untyped argument its type.
    if is_untyped(x.typ):
        final: Type = T
        if x.typ is Typ[T_.UNTYPED_NIL]:
            pass
        elif is_non_type_param_interface(T) or const_arg and not is_const_type(T):
            final = default_type(x.typ)
        elif x.mode == "constant" and is_integer(x.typ) and all_string(T):
            final = x.typ
        update_expr_type(check, x.expr, final, True)
    x.typ = T


def _const_text(val: Any) -> str:
    from .constants import to_string

    return str(to_string(val))


def _const_to_type_param(check: "Checker", x: Operand, T: Type, cause: Cause) -> bool:
    """A constant must be convertible to each specific type."""
    for _, u in typeset(T):
        if u is None:
            cause.text = sprintf(check, "%s does not contain specific types", T)
            return False
        if is_string(x.typ) and is_bytes_or_runes(u):
            continue
        if _const_conversion(x, u) is None:
            if is_integer(x.typ) and is_integer(u):
                cause.text = sprintf(check, "constant %s overflows %s (in %s)", _const_text(x.val), u, T)
            else:
                cause.text = sprintf(check, "cannot convert %s to type %s (in %s)", x, u, T)
            return False
    return True


def convertible_to(x: Operand, check: Optional["Checker"], T: Type, cause: Optional[Cause] = None) -> bool:
    """Whether x (no constant) can be converted to T. check may be None after type checking."""
    if assignable_to(x, check, T, cause)[0]:
        return True
    orig_T = T
    V = unalias(x.typ)
    T = unalias(T)
    Vu: Any = V.underlying()
    Tu: Any = T.underlying()
    vparam = V.__class__ is TypeParam
    tparam = T.__class__ is TypeParam

    if not vparam and not tparam and identical_ignore_tags(Vu, Tu):
        return True
    if V.__class__ is Pointer and T.__class__ is Pointer:
        vbase, tbase = V.elem, T.elem
        if identical_ignore_tags(vbase.underlying(), tbase.underlying()) and not is_type_param(vbase) and not is_type_param(tbase):
            return True
    if is_integer_or_float(Vu) and is_integer_or_float(Tu):
        return True
    if is_complex(Vu) and is_complex(Tu):
        return True
    if is_string(Tu) and (is_integer(Vu) or is_bytes_or_runes(Vu)):
        return True
    if is_string(Vu) and is_bytes_or_runes(Tu):
        return True
    if is_unsafe_pointer(Tu) and (Vu.__class__ is Pointer or is_uintptr(Vu)):
        return True
    if is_unsafe_pointer(Vu) and (Tu.__class__ is Pointer or is_uintptr(Tu)):
        return True

    if Vu.__class__ is Slice:
        if Tu.__class__ is Array:
            if identical(Vu.elem, Tu.elem):
                if check is None or allow_version(check, GO1_20):
                    return True
                if cause is not None:
                    cause.text = "conversion of slice to array requires go1.20 or later"
                return False
        elif Tu.__class__ is Pointer:
            a: Any = Tu.elem.underlying()
            if a.__class__ is Array and identical(Vu.elem, a.elem):
                if check is None or allow_version(check, GO1_17):
                    return True
                if cause is not None:
                    cause.text = "conversion of slice to array pointer requires go1.17 or later"
                return False

    if not vparam and not tparam:
        return False
    return _convertible_terms(x, check, V, T, orig_T, vparam, tparam, cause)


def _convertible_terms(
    x: Operand,
    check: Optional["Checker"],
    V: Any,
    T: Any,
    orig_T: Type,
    vparam: bool,
    tparam: bool,
    cause: Optional[Cause],
) -> bool:
    """Type parameters: each specific type of V must be convertible to T, or to each specific type of T."""
    tterms: list[Any] = []
    if tparam:
        tset = type_set(T.iface())
        if not tset.has_terms():
            return False
        tterms = tset.terms
    if not vparam:
        for t in tterms:
            if not convertible_to(x, check, t.typ, cause):
                add_cause(check, cause, "cannot convert %s to type %s (in %s)", x.typ, t.typ, T)
                return False
        return True
    vset = type_set(V.iface())
    if not vset.has_terms():
        return False
    y = x.copy()
    for v in vset.terms:
        assert v is not None
        y.typ = v.typ
        if not tparam:
            if not convertible_to(y, check, T, cause):
                add_cause(check, cause, "cannot convert %s (in %s) to type %s", v.typ, V, orig_T)
                return False
            continue
        for t in tterms:
            if not convertible_to(y, check, t.typ, cause):
                add_cause(check, cause, "cannot convert %s (in %s) to type %s (in %s)", v.typ, V, t.typ, T)
                return False
    return True


def is_uintptr(t: Type) -> bool:
    u = t.underlying()
    return u.__class__ is Basic and u.kind == T_.UINTPTR


def is_unsafe_pointer(t: Type) -> bool:
    u = t.underlying()
    return u.__class__ is Basic and u.kind == T_.UNSAFE_POINTER


def is_bytes_or_runes(t: Type) -> bool:
    s = t.underlying()
    if s.__class__ is not Slice:
        return False
    e = s.elem.underlying()
    return e.__class__ is Basic and (e.kind == T_.UINT8 or e.kind == T_.INT32)
