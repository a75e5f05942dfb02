"""Strings: concatenation, comparison, conversions from and to bytes, runes and integers."""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.graph import ALLOCATION
from undergo.syntax import nodes as N
from undergo.types import constants

from . import compare
from .expr import eval2, eval_list, expr
from .function import FunctionBuilder, Mem, Value
from .layout import ARRAY, INT, SLICE, STRING, STRUCT, TypeInfo, info

_TMP_BUF = 32


def _operands(e: Any, out: list[Any]) -> None:
    x = N.unparen(e)
    if x.__class__ is N.Operation and x.op == "+" and x.y is not None and x.const is None:
        _operands(x.x, out)
        _operands(x.y, out)
    else:
        out.append(x)


def concat(fb: FunctionBuilder, e: Any) -> Value:
    """a + b + c...: one call."""
    parts: list[Any] = []
    _operands(e, parts)
    t = fb.typ(e)
    merged: list[Any] = []
    for p in parts:
        if p.const is not None and merged and merged[-1].__class__ is bytes:
            merged[-1] += p.const
        elif p.const is not None:
            merged.append(p.const)
        else:
            merged.append(p)
    exprs = [p for p in merged if p.__class__ is not bytes]
    if any([p.__class__ is bytes and p for p in merged]):  # with a constant there is always a new string
        for p in exprs:
            not_kept(fb, p)
    vals = iter(eval_list(fb, exprs, [t] * len(exprs)))
    values: list[Value] = []
    for p in merged:
        if p.__class__ is bytes:
            if p:
                values.append((fb.mb.string_data(p), str(len(p))))
        else:
            values.append(next(vals))
    fb.pos = e.pos
    return concat_values(fb, values, e)


def concat_values(fb: FunctionBuilder, values: list[Value], e: Any) -> Value:
    if len(values) == 1:
        return values[0]
    buf = "null"
    if e is not None and e.esc is False:
        buf = fb.alloca(f"[{_TMP_BUF} x i8]", 8)
    n = len(values)
    if n <= 5:
        flat: list[str] = []
        for v in values:
            flat.extend(v)  # type: ignore[arg-type]
        return fb.runtime_call(f"concatstring{n}", buf, *flat)
    arr = fb.alloca(f"[{2 * n} x i64]")
    for i, v in enumerate(values):
        fb.emit(f" store ptr {v[0]}, ptr {fb.gep(arr, 16 * i)}, align 8")  # type: ignore[index]
        fb.emit(f" store i64 {v[1]}, ptr {fb.gep(arr, 16 * i + 8)}, align 8")  # type: ignore[index]
    return fb.runtime_call("concatstrings", buf, arr, str(n), str(n))


def _converted_bytes(fb: FunctionBuilder, e: Any) -> Any:
    """The operand b of string(b) for bytes b, else None."""
    x = N.unparen(e)
    if x.__class__ is N.CallExpr and x.fun.mode == "typexpr" and x.const is None:
        a = x.arg_list[0]
        if a.typ is not None and a.mode != "nilvalue":
            ai = fb.ti(a)
            if ai.kind is SLICE and info(ai.u.elem).size == 1 and fb.ti(x).kind is STRING:  # type: ignore[attr-defined]
                return a
    return None


def _bytes_as_string(fb: FunctionBuilder, e: Any) -> Optional[Value]:
    """string(b) of bytes for an operation that does not keep it: no copy."""
    a = _converted_bytes(fb, e)
    if a is None:
        return None
    s = expr(fb, a)
    return (s[0], s[1])  # type: ignore[index]


def not_kept(fb: FunctionBuilder, e: Any) -> None:
    """The value of e, a string or a struct or array literal with strings, is only looked at: conversions from bytes in it need no copy."""
    x = N.unparen(e)
    if x.__class__ is N.CompositeLit:
        u = fb.ti(x).kind
        if u is STRUCT or u is ARRAY:
            for element in x.elem_list:
                not_kept(fb, element.value if element.__class__ is N.KeyValueExpr else element)
    elif _converted_bytes(fb, x) is not None:
        fb.read_only.add(x)


def comparison(fb: FunctionBuilder, e: Any, op: str, ti: TypeInfo) -> str:
    x, y = _converted_bytes(fb, e.x), _converted_bytes(fb, e.y)
    a, b = eval2(fb, x or e.x, fb.typ(x) if x is not None else ti.t, y or e.y, fb.typ(y) if y is not None else ti.t)
    a, b = a[:2], b[:2]  # type: ignore[index]
    fb.pos = e.pos
    assert a is not None and b is not None
    return compare_values(fb, op, a, b)


_ORDER = {"<": "slt", "<=": "sle", ">": "sgt", ">=": "sge"}


def compare_values(fb: FunctionBuilder, op: str, a: Value, b: Value) -> str:
    if op == "==" or op == "!=":
        eq = compare.string_equal(fb, a, b)  # type: ignore[arg-type]
        if op == "==":
            return eq
        return fb.t(f"xor i1 {eq}, true") if eq[0] == "%" else ("false" if eq == "true" else "true")
    (r,) = fb.runtime_call("cmpstring", a[0], a[1], b[0], b[1])  # type: ignore[index]
    return fb.t(f"icmp {_ORDER[op]} i64 {r}, 0")


def _buffer(fb: FunctionBuilder, e: Any, size: int = _TMP_BUF) -> str:
    if (ALLOCATION, e) in fb.frame_slots:
        return fb.slot((ALLOCATION, e))
    return fb.alloca(f"[{size} x i8]", 8) if e.esc is False else "null"


def conversion(fb: FunctionBuilder, e: Any, x: Any, si: TypeInfo, ti: TypeInfo) -> Value:
    """string(x) of slices and integers, []byte(s) and []rune(s)."""
    if ti.kind is SLICE:
        return string_to_slice(fb, e, x, ti)
    v = expr(fb, x)
    fb.pos = e.pos
    if si.kind is INT:
        return int_to_string(fb, e, v, si)
    es = info(si.u.elem).size  # type: ignore[attr-defined]
    if e in fb.read_only:
        return (v[0], v[1])  # type: ignore[index]
    if es == 1:
        return fb.runtime_call("slicebytetostring", _buffer(fb, e), v[0], v[1])  # type: ignore[index]
    return fb.runtime_call("slicerunetostring", _buffer(fb, e), *v)  # type: ignore[misc]


def int_to_string(fb: FunctionBuilder, e: Any, v: Value, si: TypeInfo) -> Value:
    from .expr import widen

    return fb.runtime_call("intstring", _buffer(fb, e, 4) if e is not None else "null", widen(fb, v[0], si))  # type: ignore[index]


def string_to_slice(fb: FunctionBuilder, e: Any, x: Any, ti: TypeInfo) -> Value:
    es = info(ti.u.elem).size  # type: ignore[attr-defined]
    if x.const is not None:
        data = x.const
        if es == 1 and x.mode == "constant" and not (e.use_buf and e.esc is False and data):
            n = len(data)
            fb.pos = e.pos
            if n == 0:
                return (fb.mb.global_ref("runtime.zerobase"), "0", "0")
            from undergo.types.types import Array

            at = Array(ti.u.elem, n)  # type: ignore[attr-defined]
            base = fb.alloca(f"[{n} x i8]", 1) if e.esc is False else fb.new_object(at)
            fb.copy(info(at), Mem(fb.mb.string_data(data)), base, 0, True)
            return (base, str(n), str(n))
        v: Any = (fb.mb.string_data(data), str(len(data)))
    else:
        v = expr(fb, x)
    fb.pos = e.pos
    if e.use_buf and e.esc is False and es == 1:  # never written to
        p = v[0]
        if p[0] != "@":
            p = fb.t(f"select i1 {fb.t(f'icmp eq ptr {p}, null')}, ptr {fb.mb.global_ref('runtime.zerobase')}, ptr {p}")
        return (p, v[1], v[1])
    if es == 1:
        return fb.runtime_call("stringtoslicebyte", _buffer(fb, e), *v)
    return fb.runtime_call("stringtoslicerune", _buffer(fb, e, 128), *v)


__all__ = ["constants", "concat", "comparison", "conversion"]
