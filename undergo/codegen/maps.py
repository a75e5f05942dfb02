"""Maps in expressions: m[k] in its forms, delete, make, literals. The runtime calls themselves are mapops.py's.

For an assignment the operands (:func:`operands`) are evaluated with the statement's other operands; :func:`element` inserts the key, just before
the store.
"""

from __future__ import annotations

from typing import Any

from undergo.types import constants
from undergo.types.basic import Typ
from undergo.types.types import INT, Type

from . import mapops, static, strings
from .expr import eval2, expr, expr1, expr_to, has_call, hoist
from .function import FunctionBuilder, Mem, Value
from .layout import ARRAY, STRING, STRUCT, TypeInfo, info

_INT = Typ[INT]


def operands(fb: FunctionBuilder, e: Any) -> tuple[Type, str, Value]:
    """(map type, map operand, key) of an index expression; the key does not change any more."""
    t = fb.typ(e.x)
    u: Any = info(t).u
    m, key = eval2(fb, e.x, t, e.index, u.key)
    return t, m[0], fb.stabilize(info(u.key), key)  # type: ignore[index]


def _lookup_operands(fb: FunctionBuilder, e: Any) -> tuple[Type, str, Value, TypeInfo]:
    t = fb.typ(e.x)
    u: Any = info(t).u
    _only_looked_up(fb, e.index, u.key)
    m, key = eval2(fb, e.x, t, e.index, u.key)
    fb.pos = e.pos
    return t, m[0], key, info(u.elem)  # type: ignore[index]


def _only_looked_up(fb: FunctionBuilder, key: Any, t: Type) -> None:
    if info(t).kind in (STRING, STRUCT, ARRAY):
        strings.not_kept(fb, key)


def read(fb: FunctionBuilder, e: Any) -> Value:
    """m[k]."""
    t, m, key, elem = _lookup_operands(fb, e)
    return fb.load(elem, mapops.access(fb, t, m, key))


def read_ok(fb: FunctionBuilder, e: Any) -> list[Value]:
    """v, ok = m[k]: [value, (ok,)]."""
    t, m, key, elem = _lookup_operands(fb, e)
    address, ok = mapops.access_ok(fb, t, m, key)
    return [fb.load(elem, address), (ok,)]


def element(fb: FunctionBuilder, t: Type, m: str, key: Value) -> Mem:
    """The place of m[key], inserted when missing."""
    return Mem(mapops.assign(fb, t, m, key))


def assign(fb: FunctionBuilder, t: Type, m: str, key: Value, value: Value) -> None:
    """m[key] = value."""
    u: Any = info(t).u
    fb.store(info(u.elem), value, mapops.assign(fb, t, m, key))


def delete(fb: FunctionBuilder, e: Any) -> None:
    """The call delete(m, k)."""
    x, k = e.arg_list
    t = fb.typ(x)
    u: Any = info(t).u
    _only_looked_up(fb, k, u.key)
    m, key = eval2(fb, x, t, k, u.key)
    fb.pos = e.pos
    mapops.delete(fb, t, m[0], key)  # type: ignore[index]


def clear(fb: FunctionBuilder, x: Any) -> None:
    """clear(m)."""
    m = expr1(fb, x)
    mapops.clear(fb, fb.typ(x), m)


def make(fb: FunctionBuilder, e: Any, ti: TypeInfo) -> Value:
    """The call make(M) or make(M, n)."""
    if len(e.arg_list) < 2:
        return (mapops.make(fb, ti.t, None, e.esc),)
    from .convert import int_to_int

    size = e.arg_list[1]
    si = fb.ti(size)
    if size.const is not None and size.mode == "constant":
        hint = str(int(constants.to_int(size.const)))
    else:
        (n,) = expr(fb, size)  # type: ignore[misc]
        hint = int_to_int(fb, n, si, info(_INT))
        if not si.signed and si.bits == 64:
            # Beyond int: as the reference, a hint that is negative counts as 0.
            hint = fb.t(f"call i64 @llvm.smax.i64(i64 {hint}, i64 0)")
            fb.mb.intrinsics.add("declare i64 @llvm.smax.i64(i64, i64)")
    fb.pos = e.pos
    return (mapops.make(fb, ti.t, hint, e.esc),)


def literal(fb: FunctionBuilder, e: Any, ti: TypeInfo) -> Value:
    """M{k: v, ...}."""
    t = ti.t
    u: Any = ti.u
    n = len(e.elem_list)
    m = mapops.make(fb, t, str(n), e.esc)
    if n > mapops.LITERAL_LOOP:
        arrays = static.static_map_arrays(fb.mb, e, t, fb.env, e not in fb.evaluated_once)
        if arrays is not None:
            mapops.assign_static(fb, t, m, *arrays)
            return (m,)
    key, elem = info(u.key), info(u.elem)
    for kv in e.elem_list:
        if has_call(kv.value):
            hoist(fb, kv.key)
            hoist(fb, kv.value)
        k = fb.stabilize(key, expr_to(fb, kv.key, u.key))
        v = expr_to(fb, kv.value, u.elem)
        fb.pos = kv.pos
        fb.store(elem, v, mapops.assign(fb, t, m, k))
    return (m,)
