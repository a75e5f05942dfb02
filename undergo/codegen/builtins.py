"""Predeclared functions and those of package unsafe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from undergo.escape.graph import ALLOCATION
from undergo.syntax import nodes as N
from undergo.types import types as T
from undergo.types.basic import EMPTY_INTERFACE

from . import layout
from .arith import compare_values
from .expr import (
    const_value,
    eval2,
    expr,
    expr1,
    expr_to,
    load_place_leaf,
    looking_at,
    place,
    value_to,
    widen,
)
from .function import CodegenError, FunctionBuilder, Mem, Value
from .layout import ARRAY, BOOL, CHAN, COMPLEX, FLOAT, IFACE, INT, MAP, POINTER, SLICE, STRING, UNSAFE, info
from .slices import int_arg


def _name(e: Any) -> str:
    fun = N.unparen(e.fun)
    obj = fun.obj if hasattr(fun, "obj") else fun.sel.obj
    return obj.name  # type: ignore[no-any-return]


def call(fb: FunctionBuilder, e: Any) -> Value:
    """A builtin call as a value."""
    e = spread(fb, e)
    handler = _VALUES.get(_name(e))
    if handler is None:
        call_statement(fb, e)
        return ()
    return handler(fb, e)


def spread(fb: FunctionBuilder, e: Any) -> Any:
    """The call, with the values of a multi-value call as its arguments one by one: ``append(f())``."""
    args = e.arg_list
    if len(args) != 1 or args[0].typ.__class__ is not T.Tuple:
        return e
    from undergo.types.objects import Var

    from .expr import multi

    values, types = multi(fb, args[0])
    names: list[Any] = []
    for i, (value, t) in enumerate(zip(values, types)):
        v = Var(args[0].pos, fb.mb.pkg, f"a{i}", t)
        v.reassigned = v.addrtaken = v.heap = False
        fb.vars[v] = fb.stabilize(info(t), value)
        name = N.Name(args[0].pos, v.name)
        name.obj, name.typ, name.mode = v, t, "variable"
        names.append(name)
    out = N.CallExpr(e.pos, e.fun, names, e.has_dots)
    out.typ, out.mode, out.esc, out.info = e.typ, e.mode, e.esc, e.info
    return out


def call_statement(fb: FunctionBuilder, e: Any) -> None:
    e = spread(fb, e)
    name = _name(e)
    handler = _STATEMENTS.get(name)
    if handler is not None:
        handler(fb, e)
        return
    _VALUES[name](fb, e)


# ---------------------------------------------------------------- lengths


def _len(fb: FunctionBuilder, e: Any) -> Value:
    x = e.arg_list[0]
    ti = fb.ti(x)
    kind = ti.kind
    if kind is STRING or kind is SLICE:
        from .strings import _bytes_as_string

        if kind is STRING and x.mode == "constant" and x.const is not None:
            return (str(len(x.const)),)
        if kind is STRING:
            s = _bytes_as_string(fb, x)
            if s is not None:
                return (s[1],)  # type: ignore[index]
        return (load_place_leaf(fb, ti, looking_at(fb, 8, lambda: place(fb, x)), 1),)
    if kind is ARRAY:
        expr(fb, x)
        return (str(ti.u.len),)  # type: ignore[attr-defined]
    if kind is POINTER:
        expr(fb, x)
        return (str(ti.u.elem.underlying().len),)  # type: ignore[attr-defined]
    v = expr1(fb, x)
    fb.pos = e.pos
    if kind is MAP:
        from . import mapops

        return (mapops.length(fb, v),)
    return fb.runtime_call("chanlen", v)


def _cap(fb: FunctionBuilder, e: Any) -> Value:
    x = e.arg_list[0]
    ti = fb.ti(x)
    kind = ti.kind
    if kind is SLICE:
        return (load_place_leaf(fb, ti, looking_at(fb, 16, lambda: place(fb, x)), 2),)
    if kind is CHAN:
        v = expr1(fb, x)
        fb.pos = e.pos
        return fb.runtime_call("chancap", v)
    return _len(fb, e)


# ---------------------------------------------------------------- allocation


def _new(fb: FunctionBuilder, e: Any) -> Value:
    x = e.arg_list[0]
    t = info(fb.typ(e)).u.elem  # type: ignore[attr-defined]
    ti = info(t)
    v = None if x.mode == "typexpr" else fb.stabilize(ti, expr_to(fb, x, t))
    fb.pos = e.pos
    if e.esc is False:
        m = fb.temp(ti)
        if v is None:
            fb.clear(ti, m.base)
        base = m.base
    else:
        base = fb.new_object(t, (ALLOCATION, e))
    if v is not None:
        fb.store(ti, v, base, fresh=True)
    return (base,)


def _make(fb: FunctionBuilder, e: Any) -> Value:
    from .typedesc import type_ref

    t = fb.typ(e)
    ti = info(t)
    if ti.kind is SLICE:
        from . import slices

        return slices.make(fb, e, ti)
    if ti.kind is MAP:
        from . import maps

        return maps.make(fb, e, ti)
    n = int_arg(fb, e.arg_list[1])[0] if len(e.arg_list) > 1 else "0"
    fb.pos = e.pos
    return fb.runtime_call("makechan", type_ref(fb.mb, t), n)


def _append(fb: FunctionBuilder, e: Any) -> Value:
    from . import slices

    return slices.append(fb, e)


def _copy(fb: FunctionBuilder, e: Any) -> Value:
    from . import slices

    return slices.copy(fb, e, True)


def _clear(fb: FunctionBuilder, e: Any) -> None:
    x = e.arg_list[0]
    ti = fb.ti(x)
    if ti.kind is MAP:
        from . import maps

        maps.clear(fb, x)
        return
    from .slices import scale

    s = expr(fb, x)
    fb.pos = e.pos
    ei = info(ti.u.elem)  # type: ignore[attr-defined]
    if ei.size:
        n = scale(fb, s[1], ei.size)  # type: ignore[index]
        fb.runtime_call("memclrHasPointers" if ei.ptrdata else "memclrNoHeapPointers", s[0], n, want=False)  # type: ignore[index]


def _delete(fb: FunctionBuilder, e: Any) -> None:
    from . import maps

    maps.delete(fb, e)


def _close(fb: FunctionBuilder, e: Any) -> None:
    c = expr1(fb, e.arg_list[0])
    fb.pos = e.pos
    fb.runtime_call("closechan", c, want=False)


# ---------------------------------------------------------------- numbers


def _complex(fb: FunctionBuilder, e: Any) -> Value:
    t = fb.ti(e)
    ft = info(T.Basic(T.FLOAT32 if t.bits == 32 else T.FLOAT64, T.IS_FLOAT, "float"))
    a, b = e.arg_list
    x, y = eval2(fb, a, ft.t if a.const is not None else fb.typ(a), b, ft.t if b.const is not None else fb.typ(b))
    return (x[0], y[0])  # type: ignore[index]


def _real(fb: FunctionBuilder, e: Any) -> Value:
    return (expr(fb, e.arg_list[0])[0],)  # type: ignore[index]


def _imag(fb: FunctionBuilder, e: Any) -> Value:
    return (expr(fb, e.arg_list[0])[1],)  # type: ignore[index]


def _minmax(fb: FunctionBuilder, e: Any) -> Value:
    from .expr import eval_list

    t = fb.typ(e)
    ti = info(t)
    name = _name(e)
    vals = eval_list(fb, e.arg_list, [t] * len(e.arg_list))
    r = vals[0]
    for v in vals[1:]:
        if ti.kind is INT:
            op = ("s" if ti.signed else "u") + name
            ty = f"i{ti.bits}"
            r = (fb.c_call(f"llvm.{op}.{ty}", ty, f"{ty}, {ty}", f"{ty} {r[0]}, {ty} {v[0]}"),)  # type: ignore[index]
        elif ti.kind is FLOAT:
            ty = ti.leaves[0].ty  # type: ignore[index]
            op = "minimum" if name == "min" else "maximum"
            r = (fb.c_call(f"llvm.{op}.f{ti.bits}", ty, f"{ty}, {ty}", f"{ty} {r[0]}, {ty} {v[0]}"),)  # type: ignore[index]
        else:
            c = compare_values(fb, "<" if name == "min" else ">", ti, v, r)
            r = tuple(
                [fb.t(f"select i1 {c}, {leaf.ty} {b}, {leaf.ty} {a}") for leaf, a, b in zip(ti.leaves, r, v)]  # type: ignore[arg-type]
            )
    return r


# ---------------------------------------------------------------- panic, recover, print


def _panic(fb: FunctionBuilder, e: Any) -> None:
    v = expr_to(fb, e.arg_list[0], info(EMPTY_INTERFACE).t)
    fb.pos = e.pos
    fb.runtime_call("gopanic", *v, want=False)  # type: ignore[misc]
    fb.unreachable()


def _recover(fb: FunctionBuilder, e: Any) -> Value:
    fb.pos = e.pos
    if fb.state is not None and fb.state.decl == "thunk":
        argp = "0"
    else:
        fb.mb.intrinsics.add("declare ptr @llvm.addressofreturnaddress.p0()")
        p = fb.t("call ptr @llvm.addressofreturnaddress.p0()")
        argp = fb.t(f"ptrtoint ptr {p} to i64")
    return fb.runtime_call("gorecover", argp)


def _print(fb: FunctionBuilder, e: Any) -> None:
    line = _name(e) == "println"
    vals = []
    from .expr import eval_list

    types = []
    for a in e.arg_list:
        t = fb.typ(a)
        if a.mode == "nilvalue":
            t = T.Basic(T.UNSAFE_POINTER, 0, "unsafe.Pointer")
        elif t.__class__ is T.Basic and t.kind in (T.UNTYPED_INT, T.UNTYPED_RUNE):
            t = T.Basic(T.INT64, T.IS_INTEGER, "int64")
        types.append(t)
    vals = eval_list(fb, e.arg_list, types) if e.arg_list else []
    fb.pos = e.pos
    call = fb.runtime_call
    call("printlock", want=False)
    for i, (v, t) in enumerate(zip(vals, types)):
        if line and i:
            call("printsp", want=False)
        ti = info(t)
        kind = ti.kind
        if kind is INT:
            w = widen(fb, v[0], ti)  # type: ignore[index]
            name = "printint" if ti.signed else "printuint"
            if fb.mb.path == "runtime" and T.unalias(t).__class__ is T.Named and T.unalias(t).obj.name == "hex":  # type: ignore[attr-defined]
                name = "printhex"
            call(name, w, want=False)
        elif kind is STRING:
            named = T.unalias(t)
            quoted = fb.mb.path == "runtime" and named.__class__ is T.Named and named.obj.name == "quoted"
            call("printquoted" if quoted else "printstring", *v, want=False)  # type: ignore[misc]
        elif kind is BOOL:
            call("printbool", v[0], want=False)  # type: ignore[index]
        elif kind is FLOAT:
            call(f"printfloat{ti.bits}", v[0], want=False)  # type: ignore[index]
        elif kind is COMPLEX:
            call(f"printcomplex{2 * ti.bits}", *v, want=False)  # type: ignore[misc]
        elif kind is SLICE:
            call("printslice", *v, want=False)  # type: ignore[misc]
        elif kind is IFACE:
            empty = not ti.u.all_methods()  # type: ignore[attr-defined]
            call("printeface" if empty else "printiface", *v, want=False)  # type: ignore[misc]
        else:
            call("printpointer", v[0], want=False)  # type: ignore[index]
    if line:
        call("printnl", want=False)
    call("printunlock", want=False)


# ---------------------------------------------------------------- unsafe


def _unsafe_add(fb: FunctionBuilder, e: Any) -> Value:
    p, n = e.arg_list
    a = expr1(fb, p)
    b, _ = int_arg(fb, n)
    return (fb.t(f"getelementptr i8, ptr {a}, i64 {b}"),)


def _check_extent(fb: FunctionBuilder, base: str, n: str, size: int, what: str) -> None:
    """n elements at base: n is not negative, memory from nil holds none, and they do not reach beyond the address space."""
    limit = min(((1 << 64) - 1) // max(size, 1), (1 << 63) - 1)
    fb.check(fb.t(f"icmp ule i64 {n}, {limit}"), f"panicunsafe{what}len", share=True)
    if size == 0 or n == "0":
        return
    total = n if size == 1 else fb.t(f"mul i64 {n}, {size}")
    address = fb.t(f"ptrtoint ptr {base} to i64")
    some = fb.t(f"icmp ne i64 {address}, 0")
    none = fb.t(f"icmp eq i64 {n}, 0")
    fb.check(fb.t(f"or i1 {some}, {none}"), f"panicunsafe{what}nilptr", share=True)
    room = fb.t(f"sub i64 0, {address}")
    fb.check(fb.t(f"icmp ule i64 {total}, {room}"), f"panicunsafe{what}len", share=True)


def _unsafe_slice(fb: FunctionBuilder, e: Any) -> Value:
    p, n = e.arg_list
    ti = fb.ti(e)
    ei = info(ti.u.elem)  # type: ignore[attr-defined]
    a = expr1(fb, p)
    b, _ = int_arg(fb, n)
    fb.pos = e.pos
    _check_extent(fb, a, b, ei.size, "slice")
    if fb.ptr_sources is not None:
        from .typedesc import type_ref

        fb.runtime_call("unsafeslicecheckptr", type_ref(fb.mb, ti.u.elem), a, b)  # type: ignore[attr-defined]
    return (a, b, b)


def _unsafe_slice_data(fb: FunctionBuilder, e: Any) -> Value:
    x = e.arg_list[0]
    return (load_place_leaf(fb, fb.ti(x), place(fb, x), 0),)


def _unsafe_string(fb: FunctionBuilder, e: Any) -> Value:
    p, n = e.arg_list
    a = expr1(fb, p)
    b, _ = int_arg(fb, n)
    fb.pos = e.pos
    _check_extent(fb, a, b, 1, "string")
    if fb.ptr_sources is not None:
        fb.runtime_call("unsafestringcheckptr", a, b)
    return (a, b)


def _sizeof(fb: FunctionBuilder, e: Any) -> Value:
    return (str(fb.ti(e.arg_list[0]).size),)


def _alignof(fb: FunctionBuilder, e: Any) -> Value:
    return (str(fb.ti(e.arg_list[0]).align),)


def _offsetof(fb: FunctionBuilder, e: Any) -> Value:
    x = N.unparen(e.arg_list[0])
    t = fb.typ(x.x)
    off = 0
    for i in x.selection.index:
        ti = info(t)
        if ti.kind is POINTER:
            t = ti.u.elem  # type: ignore[attr-defined]
            ti = info(t)
            off = 0
        off += ti.offsets[i]
        t = ti.u.fields[i].typ  # type: ignore[attr-defined]
    return (str(off),)


_VALUES: dict[str, Callable[[FunctionBuilder, Any], Value]] = {
    "len": _len,
    "cap": _cap,
    "new": _new,
    "make": _make,
    "append": _append,
    "copy": _copy,
    "complex": _complex,
    "real": _real,
    "imag": _imag,
    "min": _minmax,
    "max": _minmax,
    "recover": _recover,
    "Add": _unsafe_add,
    "Slice": _unsafe_slice,
    "SliceData": _unsafe_slice_data,
    "String": _unsafe_string,
    "StringData": _unsafe_slice_data,
    "Sizeof": _sizeof,
    "Alignof": _alignof,
    "Offsetof": _offsetof,
}

_STATEMENTS: dict[str, Callable[[FunctionBuilder, Any], None]] = {
    "clear": _clear,
    "delete": _delete,
    "close": _close,
    "panic": _panic,
    "print": _print,
    "println": _print,
}

__all__ = ["call", "call_statement", "CodegenError", "Mem", "UNSAFE", "const_value", "layout", "value_to"]
