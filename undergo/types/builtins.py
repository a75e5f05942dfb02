"""Calls of predeclared functions, package unsafe's included.

Each handler gets the call's operand x (the first argument, where arguments are evaluated in advance), sets the result in x and tells
whether the call is valid.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import constants as C
from . import sizes
from . import types as T
from .basic import BYTE, EMPTY_INTERFACE, INVALID_TYPE, Typ
from .errors import INVALID_ARG, INVALID_OP, error, errorf, soft_errorf
from .lookup import deref_struct_ptr, lookup_field_or_method
from .named import HAS_VAR_SIZE, VAR_SIZE, unpack
from .objects import Func, TypeName, Var
from .operand import Operand, assignable_to
from .predicates import (
    all_ordered,
    all_string,
    default_type,
    identical,
    is_boolean,
    is_numeric,
    is_string,
    is_type_param,
    is_untyped,
    is_valid,
)
from .recording import record, record_builtin_type, record_selection
from .typeparam import new_type_param
from .types import (
    RECV_ONLY,
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
    Term,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
)
from .typeset import type_set
from .under import TypeErr, common_under, type_errorf, typeset, under_is
from .universe import PREDECLARED_FUNCS
from .version import GO1_17, GO1_20, GO1_21, GO1_26, verify_versionf

if TYPE_CHECKING:
    from .check import Checker

Args = list[Operand]

_INT = Typ[T.INT]
_UINTPTR = Typ[T.UINTPTR]
_UNSAFE_POINTER = Typ[T.UNSAFE_POINTER]
_OWN_ARGUMENTS = frozenset(("make", "new", "Offsetof", "trace"))


def builtin(check: "Checker", x: Operand, call: nodes.CallExpr, id: str) -> bool:
    """Check a call of the predeclared function id; x becomes its result (x.expr is not set). False: invalid, reported."""
    from .call import expr_list, use

    arg_list = call.arg_list
    nmin, variadic, _ = PREDECLARED_FUNCS[id]
    if call.has_dots and id != "append":
        errorf(check, call, "InvalidDotDotDot", INVALID_OP + "invalid use of ... with built-in %s", id)
        use(check, *arg_list)
        return False

    # len and cap are constant if their argument has no calls and receives.
    saved = check.has_call_or_recv
    if id == "len" or id == "cap":
        check.has_call_or_recv = False
    try:
        args: Args = []
        if id in _OWN_ARGUMENTS:
            nargs = len(arg_list)
        else:
            args = expr_list(check, arg_list)
            nargs = len(args)
            for a in args:
                if a.mode == "invalid":
                    return False
            if args:
                x.copy_from(args[0])
        msg = ""
        if nargs < nmin:
            msg = "not enough"
        elif not variadic and nargs > nmin:
            msg = "too many"
        if msg:
            errorf(
                check,
                call,
                "WrongArgCount",
                INVALID_OP + "%s arguments for %v (expected %d, found %d)",
                msg,
                call,
                nmin,
                nargs,
            )
            return False
        return _BUILTINS[id](check, x, call, args, id)
    finally:
        if id == "len" or id == "cap":
            check.has_call_or_recv = saved


def _append(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .call import arguments

    elem, err = slice_elem(x)
    if err is not None:
        errorf(check, x, "InvalidAppend", "invalid append: %s", err.format(check))
        return False
    sig: Optional[Signature] = None
    if len(args) == 2 and call.has_dots and assignable_to(x, check, Slice(BYTE))[0]:
        # append([]byte, string...)
        y: Optional[Operand] = args[1]
        has_string = False
        for _, u in typeset(args[1].typ):
            if u.__class__ is Slice and identical(u.elem, BYTE):
                continue
            if u is not None and is_string(u):
                has_string = True
            else:
                y = None
                break
        if y is not None and has_string:
            sig = make_sig(x.typ, x.typ, y.typ)
            sig.variadic = True
    if sig is None:
        sig = make_sig(x.typ, x.typ, Slice(elem))  # type: ignore[arg-type]
        sig.variadic = True
        arguments(check, call, sig, [], [], args, None)
    record_builtin_type(check, call.fun, sig)
    x.mode = "value"
    return True


def _len(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    mode = "invalid"
    val: Any = None
    t: Any = array_ptr_deref(x.typ.underlying())
    cls = t.__class__
    if cls is Basic:
        if is_string(t) and id == "len":
            if x.mode == "constant":
                mode = "constant"
                val = len(x.val) if x.val.__class__ is bytes else C.UNKNOWN
            else:
                mode = "value"
    elif cls is Array:
        mode = "value"
        if not check.has_call_or_recv:
            mode = "constant"
            val = t.len if t.len >= 0 else C.UNKNOWN
    elif cls is Slice or cls is Chan:
        mode = "value"
    elif cls is Map:
        if id == "len":
            mode = "value"
    elif cls is Interface and is_type_param(x.typ):

        def ok(u: Optional[Type]) -> bool:
            if u is None:
                return False
            d = array_ptr_deref(u)
            c = d.__class__
            if c is Basic:
                return is_string(d) and id == "len"
            return c is Array or c is Slice or c is Chan or c is Map and id == "len"

        if under_is(x.typ, ok):
            mode = "value"
    if mode == "invalid":
        if is_valid(x.typ.underlying()):
            errorf(check, x, "InvalidLen" if id == "len" else "InvalidCap", INVALID_ARG + "%s for built-in %s", x, id)
        return False
    if mode != "constant":
        record_builtin_type(check, call.fun, make_sig(_INT, x.typ))
    x.mode = mode
    x.typ = _INT
    x.val = val
    return True


def _clear(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    verify_versionf(check, call.fun, GO1_21, "clear")
    for _, u in typeset(x.typ):
        if u.__class__ is not Map and u.__class__ is not Slice:
            errorf(
                check,
                x,
                "InvalidClear",
                INVALID_ARG + "cannot clear %s: argument must be (or constrained by) map or slice",
                x,
            )
            return False
    x.mode = "novalue"
    record_builtin_type(check, call.fun, make_sig(None, x.typ))
    return True


def _close(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    for _, u in typeset(x.typ):
        if u.__class__ is not Chan:
            errorf(check, x, "InvalidClose", INVALID_OP + "cannot close non-channel %s", x)
            return False
        if u.dir == RECV_ONLY:
            errorf(check, x, "InvalidClose", INVALID_OP + "cannot close receive-only channel %s", x)
            return False
    x.mode = "novalue"
    record_builtin_type(check, call.fun, make_sig(None, x.typ))
    return True


_COMPLEX_OF = {T.FLOAT32: Typ[T.COMPLEX64], T.FLOAT64: Typ[T.COMPLEX128], T.UNTYPED_FLOAT: Typ[T.UNTYPED_COMPLEX]}
_FLOAT_OF = {T.COMPLEX64: Typ[T.FLOAT32], T.COMPLEX128: Typ[T.FLOAT64], T.UNTYPED_COMPLEX: Typ[T.UNTYPED_FLOAT]}


def _basic_map(table: dict[int, Basic]) -> Callable[[Type], Optional[Type]]:
    def f(typ: Type) -> Optional[Type]:
        t = typ.underlying()
        return table.get(t.kind) if t.__class__ is Basic else None

    return f


def _complex(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .const import convert_untyped

    y = args[1]
    d = (1 if is_untyped(x.typ) else 0) | (2 if is_untyped(y.typ) else 0)
    if d == 1:
        convert_untyped(check, x, y.typ)
    elif d == 2:
        convert_untyped(check, y, x.typ)
    elif d == 3:
        if x.mode == "constant" and y.mode == "constant":
            for z in (x, y):
                if is_numeric(z.typ) and C.sign(C.imag(z.val)) == 0:
                    z.typ = Typ[T.UNTYPED_FLOAT]
        else:
            # An untyped shift: fails, as floats cannot be shifted.
            convert_untyped(check, x, Typ[T.FLOAT64])
            convert_untyped(check, y, Typ[T.FLOAT64])
    if x.mode == "invalid" or y.mode == "invalid":
        return False
    if not identical(x.typ, y.typ):
        errorf(check, x, "InvalidComplex", INVALID_OP + "%v (mismatched types %s and %s)", call, x.typ, y.typ)
        return False
    res = apply_type_func(check, _basic_map(_COMPLEX_OF), x, id)
    if res is None:
        errorf(check, x, "InvalidComplex", INVALID_ARG + "arguments have type %s, expected floating-point", x.typ)
        return False
    if x.mode == "constant" and y.mode == "constant":
        re, im = C.to_float(C.real(x.val)), C.to_float(C.real(y.val))
        x.val = C.UNKNOWN if re is C.UNKNOWN or im is C.UNKNOWN else C.Complex(re, im)
    else:
        x.mode = "value"
    if x.mode != "constant":
        record_builtin_type(check, call.fun, make_sig(res, x.typ, x.typ))
    x.typ = res
    return True


def _copy(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    dst, err = slice_elem(x)
    if err is not None:
        errorf(check, x, "InvalidCopy", "invalid copy: %s", err.format(check))
        return False
    y = args[1]
    special = False
    if assignable_to(x, check, Slice(BYTE))[0]:
        # copy([]byte, string)
        special = True
        for _, u in typeset(y.typ):
            if u.__class__ is Slice and identical(u.elem, BYTE):
                continue
            if u is None or not is_string(u):
                special = False
                break
    if not special:
        src, err = slice_elem(y)
        if err is not None:
            if not all_string(y.typ):
                errorf(check, y, "InvalidCopy", "invalid copy: %s", err.format(check))
                return False
            src = BYTE
        if not identical(dst, src):  # type: ignore[arg-type]
            errorf(
                check,
                x,
                "InvalidCopy",
                "invalid copy: arguments %s and %s have different element types %s and %s",
                x,
                y,
                dst,
                src,
            )
            return False
    record_builtin_type(check, call.fun, make_sig(_INT, x.typ, y.typ))
    x.mode = "value"
    x.typ = _INT
    return True


def _delete(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment

    map_ = x.typ
    key: Optional[Type] = None
    for _, u in typeset(map_):
        if u.__class__ is not Map:
            errorf(check, x, "InvalidDelete", INVALID_ARG + "%s is not a map", x)
            return False
        ukey: Type = u.key
        if key is not None and not identical(ukey, key):
            errorf(check, x, "InvalidDelete", INVALID_ARG + "maps of %s must have identical key types", x)
            return False
        key = ukey
    assert key is not None
    x.copy_from(args[1])
    assignment(check, x, key, "argument to delete")
    if x.mode == "invalid":
        return False
    x.mode = "novalue"
    record_builtin_type(check, call.fun, make_sig(None, map_, key))
    return True


def _real(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .const import convert_untyped

    if is_untyped(x.typ):
        if x.mode == "constant":
            if is_numeric(x.typ):
                x.typ = Typ[T.UNTYPED_COMPLEX]
        else:
            convert_untyped(check, x, Typ[T.COMPLEX128])
            if x.mode == "invalid":
                return False
    res = apply_type_func(check, _basic_map(_FLOAT_OF), x, id)
    if res is None:
        code = "InvalidImag" if id == "imag" else "InvalidReal"
        errorf(check, x, code, INVALID_ARG + "argument has type %s, expected complex type", x.typ)
        return False
    if x.mode == "constant":
        x.val = C.real(x.val) if id == "real" else C.imag(x.val)
    else:
        x.mode = "value"
        record_builtin_type(check, call.fun, make_sig(res, x.typ))
    x.typ = res
    return True


def _make(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .index import index
    from .typexpr import var_type

    arg0 = call.arg_list[0]
    nargs = len(call.arg_list)
    typ = var_type(check, arg0)
    if not is_valid(typ):
        return False

    def can_make(_: Optional[Type], u: Optional[Type]) -> Optional[TypeErr]:
        if u is None:
            return type_errorf("no specific type")
        cls = u.__class__
        if cls is Slice or cls is Map or cls is Chan:
            return None
        return type_errorf("type must be slice, map, or channel")

    u, err = common_under(typ, can_make)
    if err is not None:
        errorf(check, arg0, "InvalidMake", INVALID_ARG + "cannot make %s: %s", arg0, err.format(check))
        return False
    nmin = 2 if u.__class__ is Slice else 1
    if nargs < nmin or nmin + 1 < nargs:
        errorf(
            check,
            call,
            "WrongArgCount",
            INVALID_OP + "%v expects %d or %d arguments; found %d",
            call,
            nmin,
            nmin + 1,
            nargs,
        )
        return False
    types: list[Type] = [typ]
    lengths: list[int] = []
    for arg in call.arg_list[1:]:
        t, size = index(check, arg, -1)
        types.append(t)
        if size >= 0:
            lengths.append(size)
    if len(lengths) == 2 and lengths[0] > lengths[1]:
        error(check, call.arg_list[1], "SwappedMakeArgs", INVALID_ARG + "length and capacity swapped")
    x.mode = "value"
    x.typ = typ
    record_builtin_type(check, call.fun, make_sig(typ, *types))
    return True


def _min(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment
    from .expr import match_types, update_expr_type

    verify_versionf(check, call.fun, GO1_21, "built-in %s", id)
    op = ">" if id == "max" else "<"
    for i, a in enumerate(args):
        if a.mode == "invalid":
            return False
        if not all_ordered(a.typ):
            errorf(check, a, "InvalidMinMaxOperand", INVALID_ARG + "%s cannot be ordered", a)
            return False
        if i > 0:
            match_types(check, x, a)
            if x.mode == "invalid":
                return False
            if not identical(x.typ, a.typ):
                errorf(
                    check,
                    a,
                    "MismatchedTypes",
                    INVALID_ARG + "mismatched types %s (previous argument) and %s (type of %s)",
                    x.typ,
                    a.typ,
                    a.expr,
                )
                return False
            if x.mode == "constant" and a.mode == "constant":
                if C.compare(a.val, op, x.val):
                    x.copy_from(a)
            else:
                x.mode = "value"
    if x.mode != "constant":
        x.mode = "value"
        # A value must not be untyped.
        assignment(check, x, EMPTY_INTERFACE, "argument to built-in " + id)
        if x.mode == "invalid":
            return False
    for a in args:
        update_expr_type(check, a.expr, x.typ, True)
    if x.mode != "constant":
        record_builtin_type(check, call.fun, make_sig(x.typ, *[x.typ] * len(args)))
    return True


def _new(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment
    from .expr import exclude, expr_or_type
    from .typexpr import valid_var_type

    arg = call.arg_list[0]
    expr_or_type(check, x, arg, False)
    exclude(check, x, frozenset(("novalue", "builtin")))
    if x.mode == "invalid":
        return False
    if x.mode == "typexpr":
        valid_var_type(check, arg, x.typ)
    else:
        if is_untyped(x.typ):
            assignment(check, x, None, "argument to new")
            if x.mode == "invalid":
                return False
        verify_versionf(check, call.fun, GO1_26, "new(%s)", arg)
    typ = x.typ
    x.mode = "value"
    x.typ = Pointer(typ)
    record_builtin_type(check, call.fun, make_sig(x.typ, typ))
    return True


def _panic(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment

    if check.sig is not None and check.sig.results.vars:
        check.is_panic.add(call)  # for missing returns
    assignment(check, x, EMPTY_INTERFACE, "argument to panic")
    if x.mode == "invalid":
        return False
    x.mode = "novalue"
    record_builtin_type(check, call.fun, make_sig(None, EMPTY_INTERFACE))
    return True


def _print(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment

    params = []
    for a in args:
        assignment(check, a, None, "argument to built-in " + id)
        if a.mode == "invalid":
            return False
        params.append(a.typ)
        if a.typ is not None and a.typ.underlying().__class__ in (Array, Struct):
            check.pkg.printed.append((call.pos, id, a.typ))
    x.mode = "novalue"
    record_builtin_type(check, call.fun, make_sig(None, *params))
    return True


def _recover(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    x.mode = "value"
    x.typ = EMPTY_INTERFACE
    record_builtin_type(check, call.fun, make_sig(x.typ))
    return True


# ---------------------------------------------------------------- unsafe


def _add(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment
    from .index import is_valid_index

    verify_versionf(check, call.fun, GO1_17, "unsafe.Add")
    assignment(check, x, _UNSAFE_POINTER, "argument to unsafe.Add")
    if x.mode == "invalid":
        return False
    y = args[1]
    if not is_valid_index(check, y, "InvalidUnsafeAdd", "length", True):
        return False
    x.mode = "value"
    x.typ = _UNSAFE_POINTER
    record_builtin_type(check, call.fun, make_sig(x.typ, x.typ, y.typ))
    return True


def _sizeof(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment

    assignment(check, x, None, "argument to unsafe." + id)
    if x.mode == "invalid":
        return False
    if has_var_size(check, x.typ):
        x.mode = "value"
        record_builtin_type(check, call.fun, make_sig(_UINTPTR, x.typ))
    else:
        size = sizes.sizeof(x.typ) if id == "Sizeof" else sizes.alignof(x.typ)
        if size < 0:
            errorf(check, x, "TypeTooLarge", "%s is too large", x)
            return False
        x.mode = "constant"
        x.val = size
    x.typ = _UINTPTR
    return True


def _offsetof(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .call import use
    from .expr import expr

    arg0 = call.arg_list[0]
    selx: Any = arg0
    selx = nodes.unparen(selx)
    if selx.__class__ is not nodes.SelectorExpr:
        errorf(check, arg0, "BadOffsetofSyntax", INVALID_ARG + "%s is not a selector expression", arg0)
        use(check, arg0)
        return False
    expr(check, None, x, selx.x)
    if x.mode == "invalid":
        return False
    base = deref_struct_ptr(x.typ)
    sel = selx.sel.value
    obj, index, indirect = lookup_field_or_method(base, False, check.pkg, sel)
    if obj is None:
        errorf(check, x, "MissingFieldOrMethod", INVALID_ARG + "%s has no single field %s", base, sel)
        return False
    if obj.__class__ is Func:
        errorf(check, arg0, "InvalidOffsetof", INVALID_ARG + "%s is a method value", arg0)
        return False
    if indirect:
        errorf(check, x, "InvalidOffsetof", INVALID_ARG + "field %s is embedded via a pointer in %s", sel, base)
        return False
    assert index is not None
    record_selection(check, selx, "field", base, obj, index, False)
    record(check, Operand("variable" if x.mode == "variable" else "value", obj.typ, None, selx))
    if has_var_size(check, base):
        x.mode = "value"
        record_builtin_type(check, call.fun, make_sig(_UINTPTR, obj.typ))
    else:
        offset = sizes.offsetof(base, index)
        if offset < 0:
            errorf(check, x, "TypeTooLarge", "%s is too large", x)
            return False
        x.mode = "constant"
        x.val = offset
    x.typ = _UINTPTR
    return True


def _slice(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .index import is_valid_index

    verify_versionf(check, call.fun, GO1_17, "unsafe.Slice")
    ptr: Any = common_under(x.typ)[0]
    if ptr.__class__ is not Pointer:
        errorf(check, x, "InvalidUnsafeSlice", INVALID_ARG + "%s is not a pointer", x)
        return False
    y = args[1]
    if not is_valid_index(check, y, "InvalidUnsafeSlice", "length", False):
        return False
    x.mode = "value"
    x.typ = Slice(ptr.elem)
    record_builtin_type(check, call.fun, make_sig(x.typ, ptr, y.typ))
    return True


def _slice_data(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    verify_versionf(check, call.fun, GO1_20, "unsafe.SliceData")
    s: Any = common_under(x.typ)[0]
    if s.__class__ is not Slice:
        errorf(check, x, "InvalidUnsafeSliceData", INVALID_ARG + "%s is not a slice", x)
        return False
    x.mode = "value"
    x.typ = Pointer(s.elem)
    record_builtin_type(check, call.fun, make_sig(x.typ, s))
    return True


def _string(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment
    from .index import is_valid_index

    verify_versionf(check, call.fun, GO1_20, "unsafe.String")
    assignment(check, x, Pointer(BYTE), "argument to unsafe.String")
    if x.mode == "invalid":
        return False
    y = args[1]
    if not is_valid_index(check, y, "InvalidUnsafeString", "length", False):
        return False
    x.mode = "value"
    x.typ = Typ[T.STRING]
    record_builtin_type(check, call.fun, make_sig(x.typ, Pointer(BYTE), y.typ))
    return True


def _string_data(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .assignments import assignment

    verify_versionf(check, call.fun, GO1_20, "unsafe.StringData")
    assignment(check, x, Typ[T.STRING], "argument to unsafe.StringData")
    if x.mode == "invalid":
        return False
    x.mode = "value"
    x.typ = Pointer(BYTE)
    record_builtin_type(check, call.fun, make_sig(x.typ, Typ[T.STRING]))
    return True


# ---------------------------------------------------------------- the checker's own tests


def _assert(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    if x.mode != "constant" or not is_boolean(x.typ):
        errorf(check, x, "Test", INVALID_ARG + "%s is not a boolean constant", x)
        return False
    if x.val.__class__ is not bool:
        errorf(check, x, "Test", "internal error: value of %s should be a boolean constant", x)
        return False
    if not x.val:
        errorf(check, call, "Test", "%v failed", call)
    return True


def _trace(check: "Checker", x: Operand, call: nodes.CallExpr, args: Args, id: str) -> bool:
    from .expr import raw_expr

    if not call.arg_list:
        x.mode = "novalue"
        return True
    y = x
    for arg in call.arg_list:
        raw_expr(check, None, y, arg, None, False)
        y = Operand()
    return x.mode != "invalid"


_BUILTINS: dict[str, Callable[["Checker", Operand, nodes.CallExpr, Args, str], bool]] = {
    "append": _append,
    "cap": _len,
    "clear": _clear,
    "close": _close,
    "complex": _complex,
    "copy": _copy,
    "delete": _delete,
    "imag": _real,
    "len": _len,
    "make": _make,
    "max": _min,
    "min": _min,
    "new": _new,
    "panic": _panic,
    "print": _print,
    "println": _print,
    "real": _real,
    "recover": _recover,
    "Add": _add,
    "Alignof": _sizeof,
    "Offsetof": _offsetof,
    "Sizeof": _sizeof,
    "Slice": _slice,
    "SliceData": _slice_data,
    "String": _string,
    "StringData": _string_data,
    "assert": _assert,
    "trace": _trace,
}


# ---------------------------------------------------------------- shared parts


def slice_elem(x: Operand) -> tuple[Optional[Type], Optional[TypeErr]]:
    """The element type of a slice operand (or of all slices in its type set), or why there is none."""
    elem: Optional[Type] = None
    for _, u in typeset(x.typ):
        if u.__class__ is not Slice:
            if x.is_nil():
                return None, type_errorf("argument must be a slice; have untyped nil")
            return None, type_errorf("argument must be a slice; have %s", x)
        if elem is None:
            elem = u.elem
        elif not identical(elem, u.elem):
            return None, type_errorf("mismatched slice element types %s and %s in %s", elem, u.elem, x)
    return elem, None


def has_var_size(check: "Checker", t: Type) -> bool:
    """Whether the size of t depends on type parameters (or t is infinite, which is reported)."""
    t = unalias(t)
    cls = t.__class__
    if cls is Named:
        n: Any = t
        if n.state & HAS_VAR_SIZE:
            return n.state & VAR_SIZE != 0  # type: ignore[no-any-return]
        i = check.obj_path_idx.get(n.obj)
        if i is not None:
            from .decl import cycle_error, first_in_src

            cycle = check.obj_path[i:]
            cycle_error(check, cycle, first_in_src(cycle))
            return True
        check.push(n.obj)
        try:
            unpack(n)
            rhs = n.fromrhs if n.fromrhs is not None else n._underlying
            var_size = has_var_size(check, rhs)
        finally:
            check.pop()
        if n.obj.pkg is not None and n.obj.pkg.path == "simd" and n.obj.name == "_simd":
            var_size = True  # the compiler rewrites it to vectors of unknown size
        n.state |= HAS_VAR_SIZE | (VAR_SIZE if var_size else 0)
        return var_size
    if cls is Array:
        return has_var_size(check, t.elem)  # type: ignore[attr-defined]
    if cls is Struct:
        return any(has_var_size(check, f.typ) for f in t.fields)  # type: ignore[attr-defined]
    return cls is TypeParam


def apply_type_func(check: "Checker", f: Callable[[Type], Optional[Type]], x: Operand, id: str) -> Optional[Type]:
    """f of x's type; for a type parameter, a type parameter constrained by f of each specific type (or None)."""
    tp: Any = unalias(x.typ)
    if tp.__class__ is not TypeParam:
        return f(x.typ)
    tset = type_set(tp.iface())
    if not tset.has_terms():
        return None
    terms: list[Term] = []
    for t in tset.terms:
        assert t is not None
        r = f(t.typ)
        if r is None:
            return None
        terms.append(Term(t.tilde, r))
    code = {"real": "InvalidReal", "imag": "InvalidImag", "complex": "InvalidComplex"}[id]
    soft_errorf(check, x, code, "%s not supported as argument to built-in %s for go1.18 (see go.dev/issue/50937)", x, id)
    bound = Interface([], [Union(terms)])
    bound.complete = True
    ptyp = new_type_param(check, TypeName(0, check.pkg, tp.obj.name, None), bound)
    ptyp.index = tp.index
    return ptyp


def make_sig(res: Optional[Type], *args: Type) -> Signature:
    """A signature with these types, untyped arguments getting their default types."""
    params = [Var(0, None, "", default_type(t), "param") for t in args]
    results = [Var(0, None, "", res, "result")] if res is not None else []
    return Signature(None, Tuple(params), Tuple(results))


def array_ptr_deref(typ: Type) -> Type:
    """A if typ is *A and A is an array, else typ."""
    p = unalias(typ)
    if p.__class__ is Pointer:
        a = p.elem.underlying()
        if a.__class__ is Array:
            return a
    return typ


__all__ = ["INVALID_TYPE", "builtin", "has_var_size", "make_sig", "slice_elem"]
