"""Conversions T(x) and x.(T): numbers, strings, slices, unsafe pointers; interfaces are iface.py's."""

from __future__ import annotations

from typing import Any, Union

from undergo.syntax import nodes as N
from undergo.types import types as T
from undergo.types.types import Type

from . import checkptr
from .expr import const_value, expr, expr_to, load_place, place
from .function import CodegenError, FunctionBuilder, Value
from .layout import ARRAY, COMPLEX, FLOAT, IFACE, INT, POINTER, SLICE, STRING, UNSAFE, TypeInfo, info

_TWO63 = "0x43E0000000000000"


def assign_convert(fb: FunctionBuilder, v: Value, src: Type, dst: Type, box: Union[bool, str, None] = None) -> Value:
    """A value of type src assigned to interface type dst. box: escape's verdict on the copy, Expr.box, or the memory for it."""
    from . import iface

    if info(src).kind is IFACE:
        return iface.convert_interface(fb, v, src, dst)
    return iface.to_interface(fb, v, src, dst, box)


def conversion(fb: FunctionBuilder, e: Any) -> Value:
    """A CallExpr that is a conversion."""
    x = e.arg_list[0]
    t = fb.typ(e)
    ti = info(t)
    kind = ti.kind
    if x.mode == "nilvalue":
        return fb.zero(ti)
    if kind is IFACE:
        return expr_to(fb, x, t)
    st = fb.typ(x)
    si = info(st)
    if x.const is not None and x.mode == "constant":
        if si.kind is STRING and kind is SLICE:
            from . import strings

            return strings.string_to_slice(fb, e, x, ti)
        if kind is STRING and si.kind is INT:
            from . import strings

            return strings.int_to_string(fb, e, expr(fb, x), si)
        if not (kind is UNSAFE or kind is POINTER) or si.kind is INT:
            if not (kind in (INT, FLOAT) and si.kind in (INT, FLOAT) and e.const is None):
                return const_value(fb, ti, x.const)
    if kind is STRING and si.kind is not STRING or kind is SLICE and si.kind is STRING:
        from . import strings

        return strings.conversion(fb, e, x, si, ti)
    if kind is SLICE or si.kind is not SLICE:
        if fb.ptr_sources is not None and kind is UNSAFE and si.kind is INT:
            return checkptr.uintptr_to_pointer(fb, x, lambda: expr(fb, x))
        v = expr(fb, x)
        fb.pos = e.pos
        if fb.ptr_sources is not None and si.kind is UNSAFE:
            if kind is POINTER:
                checkptr.check_alignment(fb, v[0], ti, None)  # type: ignore[index]
            elif e in fb.ptr_sources:
                fb.ptr_sources[e] = v[0]  # type: ignore[index]
        return convert_value(fb, v, si, ti)
    from . import slices

    # An array of nothing takes nothing from the slice, which must be there to be read none the less.
    empty = kind is ARRAY and ti.size == 0
    v = load_place(fb, si, place(fb, x)) if empty and x.mode == "variable" else expr(fb, x)
    fb.pos = e.pos
    if kind is ARRAY:
        return slices.to_array(fb, v, ti)
    if kind is POINTER:
        return (slices.to_array_pointer(fb, v, ti),)
    return convert_value(fb, v, si, ti)


def convert_value(fb: FunctionBuilder, v: Value, si: TypeInfo, ti: TypeInfo) -> Value:
    """A value converted between types of one kind, numbers, or pointers and uintptr."""
    a, b = si.kind, ti.kind
    if a is INT:
        if b is INT:
            return (int_to_int(fb, v[0], si, ti),)  # type: ignore[index]
        if b is FLOAT:
            ins = "sitofp" if si.signed else "uitofp"
            return (fb.t(f"{ins} i{si.bits} {v[0]} to {ti.leaves[0].ty}"),)  # type: ignore[index]
        if b is UNSAFE or b is POINTER:
            return (fb.t(f"inttoptr i64 {v[0]} to ptr"),)  # type: ignore[index]
    elif a is FLOAT:
        if b is FLOAT:
            return (float_to_float(fb, v[0], si, ti),)  # type: ignore[index]
        if b is INT:
            return (float_to_int(fb, v[0], si, ti),)  # type: ignore[index]
    elif a is COMPLEX and b is COMPLEX:
        return (float_to_float(fb, v[0], si, ti), float_to_float(fb, v[1], si, ti))  # type: ignore[index]
    elif (a is UNSAFE or a is POINTER) and b is INT:
        return (fb.t(f"ptrtoint ptr {v[0]} to i64"),)  # type: ignore[index]
    elif b is UNSAFE and a is POINTER and not fb.mb.options.standard and _holds_interface(si.u.elem):  # type: ignore[attr-defined]
        return (fb.t(f'call ptr asm sideeffect "", "=r,0,~{{memory}},~{{dirflag}},~{{fpsr}},~{{flags}}"(ptr {v[0]})'),)  # type: ignore[index]
    return v


def _holds_interface(t: Type) -> bool:
    """Whether a variable of type t has an interface's words in it. Who takes them out by way of unsafe may go on to a type descriptor,
    whose 32-bit offsets LLVM must not fold: what stands in its constant is not what the linker writes. The standard library reads descriptors
    by internal/abi's types, which are marked instead (layout.py)."""
    u = T.under(t)
    if u.__class__ is T.Struct:
        return any(_holds_interface(f.typ) for f in u.fields)  # type: ignore[attr-defined]
    if u.__class__ is T.Array:
        return _holds_interface(u.elem)  # type: ignore[attr-defined]
    return u.__class__ is T.Interface


def int_to_int(fb: FunctionBuilder, v: str, si: TypeInfo, ti: TypeInfo) -> str:
    if si.bits == ti.bits:
        return v
    if v[0] != "%":
        n = int(v)
        if not si.signed:
            n &= (1 << si.bits) - 1
        n &= (1 << ti.bits) - 1
        if n >> (ti.bits - 1):
            n -= 1 << ti.bits
        return str(n)
    if si.bits > ti.bits:
        return fb.t(f"trunc i{si.bits} {v} to i{ti.bits}")
    return fb.t(f"{'sext' if si.signed else 'zext'} i{si.bits} {v} to i{ti.bits}")


def float_to_float(fb: FunctionBuilder, v: str, si: TypeInfo, ti: TypeInfo) -> str:
    if si.bits == ti.bits:
        return v
    if si.bits < ti.bits:
        return fb.t(f"fpext float {v} to double")
    return fb.t(f"fptrunc double {v} to float")


def _cvt(fb: FunctionBuilder, v: str, src_bits: int, bits: int) -> str:
    """The machine's truncating conversion, which gives 0x80... out of range."""
    if src_bits == 64:
        vec = fb.t(f"insertelement <2 x double> zeroinitializer, double {v}, i64 0")
        name = "llvm.x86.sse2.cvttsd2si64" if bits == 64 else "llvm.x86.sse2.cvttsd2si"
        return fb.c_call(name, f"i{bits}", "<2 x double>", f"<2 x double> {vec}")
    vec = fb.t(f"insertelement <4 x float> zeroinitializer, float {v}, i64 0")
    name = "llvm.x86.sse.cvttss2si64" if bits == 64 else "llvm.x86.sse.cvttss2si"
    return fb.c_call(name, f"i{bits}", "<4 x float>", f"<4 x float> {vec}")


def float_to_int(fb: FunctionBuilder, v: str, si: TypeInfo, ti: TypeInfo) -> str:
    """As the reference on amd64: 32-bit conversion for small types, 64-bit for uint32, two ranges for uint64."""
    bits = ti.bits
    if bits < 32 or (bits == 32 and ti.signed):
        r = _cvt(fb, v, si.bits, 32)
        return r if bits == 32 else fb.t(f"trunc i32 {r} to i{bits}")
    if bits == 32:
        return fb.t(f"trunc i64 {_cvt(fb, v, si.bits, 64)} to i32")
    if ti.signed:
        return _cvt(fb, v, si.bits, 64)
    ty = si.leaves[0].ty  # type: ignore[index]
    small = fb.t(f"fcmp olt {ty} {v}, {_TWO63}")
    lo = _cvt(fb, v, si.bits, 64)
    rest = fb.t(f"fsub {ty} {v}, {_TWO63}")
    hi = _cvt(fb, rest, si.bits, 64)
    high = fb.t(f"or i64 {hi}, -9223372036854775808")
    return fb.t(f"select i1 {small}, i64 {lo}, i64 {high}")


def assertion(fb: FunctionBuilder, e: Any) -> Value:
    from . import iface

    x = N.unparen(e.x)
    v = expr(fb, x)
    fb.pos = e.pos
    t = fb.typ(e)
    if t.__class__.__name__ == "Tuple":
        t = t.vars[0].typ  # type: ignore[attr-defined]
    return iface.assertion(fb, v, fb.typ(x), t)


def assertion_ok(fb: FunctionBuilder, e: Any) -> list[Value]:
    """[value, (ok,)]."""
    from . import iface

    x = N.unparen(e.x)
    v = expr(fb, x)
    fb.pos = e.pos
    value, ok = iface.assertion_ok(fb, v, fb.typ(x), fb.typ(e).vars[0].typ)  # type: ignore[attr-defined]
    return [value, (ok,)]


__all__ = ["N", "CodegenError", "conversion", "convert_value"]
