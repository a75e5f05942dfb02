"""Slices: slicing, append, copy, make, conversion to arrays."""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.graph import ALLOCATION
from undergo.syntax import nodes as N
from undergo.types import constants
from undergo.types.types import Array, Type

from . import checkptr, slicebuf
from .barrier import derive, slice_move, store_pointer
from .expr import address, eval2, eval_list, expr, expr1, expr_to, has_call, load_place, load_place_leaf, place, widen
from .function import FunctionBuilder, Mem, Value
from .layout import POINTER, SLICE, STRING, TypeInfo, info


def _index_operand(fb: FunctionBuilder, e: Any) -> tuple[str, bool]:
    from .expr import index_value

    return index_value(fb, e)


def slice_expr(fb: FunctionBuilder, e: Any) -> Value:
    """x[i:j:k] of strings, slices, arrays and pointers to arrays."""
    x = e.x
    xt = fb.ti(x)
    i, j, k = e.index
    kind = xt.kind
    counted = False
    if kind is STRING or kind is SLICE:
        s = expr(fb, x)
        base, n = s[0], s[1]  # type: ignore[index]
        cap = s[2] if kind is SLICE else n  # type: ignore[index]
        elem = info(xt.u.elem).size if kind is SLICE else 1  # type: ignore[attr-defined]
    else:
        if kind is POINTER:
            at = info(xt.u.elem)  # type: ignore[attr-defined]
            counted = fb.ptr_sources is not None and k is not None and checkptr.from_unsafe(fb, x)
            base = expr1(fb, N.unparen(x).arg_list[0] if counted else x)
            fb.pos = e.pos
            fb.nil_check(base)
        else:
            at = xt
            base = fb.addr(address(fb, x))
        n = cap = str(at.u.len)  # type: ignore[attr-defined]
        elem = info(at.u.elem).size  # type: ignore[attr-defined]
    iv = jv = kv = None
    iu = ju = ku = False
    if i is not None:
        iv, iu = _index_operand(fb, i)
    if j is not None:
        jv, ju = _index_operand(fb, j)
    if k is not None:
        kv, ku = _index_operand(fb, k)
    fb.pos = e.pos
    made = slice_value(fb, base, n, cap, elem, (iv, iu), (jv, ju), (kv, ku), kind is STRING, kind is SLICE or kind is STRING)
    if counted:
        checkptr.check_alignment(fb, base, xt, kv)
    return made


def _le(fb: FunctionBuilder, a: str, b: str) -> str:
    if a[0] != "%" and b[0] != "%":
        return "true" if 0 <= int(a) <= int(b) else "false"
    if a == b or a == "0":
        return "true"
    return fb.t(f"icmp ule i64 {a}, {b}")


def slice_value(
    fb: FunctionBuilder,
    base: str,
    n: str,
    cap: str,
    elem: int,
    i: tuple[Optional[str], bool],
    j: tuple[Optional[str], bool],
    k: tuple[Optional[str], bool],
    string: bool,
    dynamic: bool,
) -> Value:
    """Checks in the reference's order and the new parts."""
    iv, jv, kv = i[0] or "0", j[0], k[0]
    if kv is not None:
        name = "panicSlice3Acap" if dynamic else "panicSlice3Alen"
        fb.check(_le(fb, kv, cap), name + ("U" if k[1] else ""), (kv, cap))
        assert jv is not None
        fb.check(_le(fb, jv, kv), "panicSlice3B" + ("U" if j[1] else ""), (jv, kv))
        fb.check(_le(fb, iv, jv), "panicSlice3C" + ("U" if i[1] else ""), (iv, jv))
        newcap_end = kv
    else:
        newcap_end = cap
        if jv is None:
            jv = n
        else:
            bound = n if string else cap
            name = "panicSliceAlen" if string or not dynamic else "panicSliceAcap"
            fb.check(_le(fb, jv, bound), name + ("U" if j[1] else ""), (jv, bound))
        fb.check(_le(fb, iv, jv), "panicSliceB" + ("U" if i[1] else ""), (iv, jv))
    if iv == "0":
        return (base, jv) if string else (base, jv, newcap_end)
    newlen = sub(fb, jv, iv)
    newcap = newlen if string or newcap_end == jv else sub(fb, newcap_end, iv)
    # The pointer must not move past the end when nothing is left: mask the offset.
    if newcap[0] != "%":
        off = iv if int(newcap) > 0 else "0"
        if off[0] != "%":
            ptr = fb.gep(base, int(off) * elem)
            return (ptr, newlen) if string else (ptr, newlen, newcap)
        masked = off
    elif newlen[0] != "%":
        masked = iv if int(newlen) > 0 else fb.t(f"select i1 {fb.t(f'icmp eq i64 {newcap}, 0')}, i64 0, i64 {iv}")
    else:
        # With the length in the question LLVM finds the answer where the program has compared the length.
        left = newcap if newcap == newlen else fb.t(f"or i64 {newlen}, {newcap}")
        masked = fb.t(f"select i1 {fb.t(f'icmp eq i64 {left}, 0')}, i64 0, i64 {iv}")
    if elem == 0:
        ptr = base
    else:
        ty = f"i{elem * 8}" if elem in (1, 2, 4, 8) else f"[{elem} x i8]"
        ptr = derive(fb, base, fb.t(f"getelementptr {ty}, ptr {base}, i64 {masked}"))
    return (ptr, newlen) if string else (ptr, newlen, newcap)


def sub(fb: FunctionBuilder, a: str, b: str) -> str:
    if b == "0":
        return a
    if a[0] != "%" and b[0] != "%":
        return str(int(a) - int(b))
    return fb.t(f"sub i64 {a}, {b}")


def add(fb: FunctionBuilder, a: str, b: str) -> str:
    if b == "0":
        return a
    if a == "0":
        return b
    if a[0] != "%" and b[0] != "%":
        return str(int(a) + int(b))
    return fb.t(f"add i64 {a}, {b}")


def append(fb: FunctionBuilder, e: Any, into: Optional[Mem] = None) -> Value:
    """append(s, a, b...) and append(s, t...): grows when needed, then stores. into: see extend."""
    args = e.arg_list
    t = fb.typ(e)
    ti = info(t)
    et: Type = ti.u.elem  # type: ignore[attr-defined]
    if e.has_dots:
        src_t = fb.typ(args[1])
        src: Any = None
        length = _made_length(args[1])
        if args[1].mode == "nilvalue":
            return expr_to(fb, args[0], t)
        if length is not None:
            s = fb.stabilize(ti, expr_to(fb, args[0], t))
            num, _ = int_arg(fb, length)
            if num[0] == "%":
                fb.pos = args[1].pos
                fb.check(fb.t(f"icmp sge i64 {num}, 0"), "panicmakeslicelen", share=True)
        else:
            s, src = eval2(fb, args[0], t, args[1], src_t)
            num = src[1]
        fb.pos = e.pos
        values: list[Value] = []
    else:
        if len(args) == 1:
            return expr_to(fb, args[0], t)
        vals = eval_list(fb, args, [t] + [et] * (len(args) - 1))
        fb.pos = e.pos
        s = vals[0]
        values = vals[1:]
        num = str(len(values))
    return extend(fb, e, et, s, num, src if e.has_dots else None, values, into)


def extend(fb: FunctionBuilder, e: Any, et: Type, s: Value, num: str, src: Any, values: list[Value], into: Optional[Mem] = None) -> Value:
    """append with evaluated operands: values, or num elements of src (None: zeros) when the call has dots. into: the place of s, which the result is
    assigned to: only when the slice grows, its pointer and capacity are stored."""
    from .typedesc import type_ref

    ei = info(et)
    ptr, n, cap = s  # type: ignore[misc]
    newlen = add(fb, n, num)
    grow, cont = fb.new_label(), fb.new_label()
    if n[0] != "%" and cap[0] != "%" and newlen[0] != "%":
        c = "true" if int(newlen) > int(cap) else "false"
    else:
        c = fb.t(f"icmp ugt i64 {newlen}, {cap}")
    if c != "false":
        ways: list[tuple[str, str, str]] = []
        if c != "true":
            ways.append((ptr, cap, fb.block))
        fb.cbr(c, grow, cont)
        fb.place(grow)
        buffer = None if e.has_dots else slicebuf.for_append(fb, e, e.arg_list[0], ei)
        if buffer is not None and e.use_buf:
            arguments = (ptr, newlen, cap, num, type_ref(fb.mb, et), buffer.base, str(buffer.room))
            gp, _, gc = fb.runtime_call("growsliceBuf", *arguments)
        else:
            if buffer is not None and not buffer.tested:
                ways.append((buffer.base, str(buffer.room), slicebuf.take(fb, buffer, ei, newlen, n, cont)))
            gp, _, gc = fb.runtime_call("growslice", ptr, newlen, cap, num, type_ref(fb.mb, et))
        ways.append((gp, gc, fb.block))
        fb.br(cont)
        fb.place(cont)
        in_place = ways[0][2] if c != "true" else ""
        grown = fb.phi("i1", [("false" if block == in_place else "true", block) for _, _, block in ways]) if into is not None else ""
        ptr = fb.phi("ptr", [(p, block) for p, _, block in ways])
        cap = fb.phi("i64", [(x, block) for _, x, block in ways])
        if into is not None:
            _store_array(fb, info(fb.typ(e)), into, grown, ptr, cap)
    if e.has_dots:
        if ei.size:
            dst = _elem_ptr(fb, ptr, n, ei.size)
            if src is None:
                fb.runtime_call("memclrHasPointers" if ei.ptrdata else "memclrNoHeapPointers", dst, scale(fb, num, ei.size), want=False)
            elif ei.ptrdata:
                slice_move(fb, ei, dst, src[0], num)
            else:
                move(fb, dst, src[0], scale(fb, num, ei.size))
    else:
        dst = _elem_ptr(fb, ptr, n, ei.size)
        for i, v in enumerate(values):
            fb.store(ei, v, dst, i * ei.size)
    if into is not None:
        fb.store_leaf(info(fb.typ(e)).leaves[1], newlen, into.base, into.off)  # type: ignore[index]
    return (ptr, newlen, cap)


def _store_array(fb: FunctionBuilder, ti: TypeInfo, where: Mem, grown: str, ptr: str, cap: str) -> None:
    """Give a slice in memory its new array, if it has one."""
    leaves: Any = ti.leaves
    store, done = fb.new_label(), fb.new_label()
    fb.cbr(grown, store, done)
    fb.place(store)
    fb.store_leaf(leaves[2], cap, where.base, where.off)
    store_pointer(fb, leaves[0], ptr, where.base, where.off)
    fb.br(done)
    fb.place(done)


def _made_length(x: Any) -> Any:
    """n when x is make([]T, n): appending it extends the slice by zeros, nothing is made. None for other expressions."""
    x = N.unparen(x)
    if x.__class__ is not N.CallExpr or len(x.arg_list) != 2:
        return None
    fun = x.fun
    fun = N.unparen(fun)
    if fun.mode != "builtin" or getattr(fun, "value", "") != "make" or has_call(x.arg_list[1]):
        return None
    return x.arg_list[1]


def _elem_ptr(fb: FunctionBuilder, ptr: str, i: str, size: int) -> str:
    if i == "0" or size == 0:
        return ptr
    ty = f"i{size * 8}" if size in (1, 2, 4, 8) else f"[{size} x i8]"
    return derive(fb, ptr, fb.t(f"getelementptr {ty}, ptr {ptr}, i64 {i}"))


def scale(fb: FunctionBuilder, n: str, size: int) -> str:
    if size == 1:
        return n
    if n[0] != "%":
        return str(int(n) * size)
    return fb.t(f"mul i64 {n}, {size}")


MOVED_HERE = 64  # that many bytes are moved by a few instructions


def move(fb: FunctionBuilder, dst: str, src: str, n: str) -> None:
    """memmove: the runtime's for a variable number of bytes."""
    if n == "0":
        return
    if n[0] != "%" and int(n) <= MOVED_HERE:
        fb.c_call("llvm.memmove.p0.p0.i64", "void", "ptr, ptr, i64, i1", f"ptr {dst}, ptr {src}, i64 {n}, i1 false")
        return
    fb.runtime_call("memmove", dst, src, n, want=False)


def copy(fb: FunctionBuilder, e: Any, want: bool) -> Value:
    """copy(dst, src): bytes moved, the number of elements."""
    a, b = e.arg_list
    ta, tb = fb.typ(a), fb.typ(b)
    dst, src = eval2(fb, a, ta, b, tb)
    fb.pos = e.pos
    ei = info(info(ta).u.elem)  # type: ignore[attr-defined]
    n, m = dst[1], src[1]  # type: ignore[index]
    if n[0] != "%" and m[0] != "%":
        k = str(min(int(n), int(m)))
    else:
        k = fb.c_call("llvm.smin.i64", "i64", "i64, i64", f"i64 {n}, i64 {m}")
    if ei.ptrdata:
        slice_move(fb, ei, dst[0], src[0], k)  # type: ignore[index]
    elif ei.size:
        move(fb, dst[0], src[0], scale(fb, k, ei.size))  # type: ignore[index]
    return (k,)


def int_arg(fb: FunctionBuilder, e: Any) -> tuple[str, TypeInfo]:
    """A size argument of make as i64 (constants of any numeric type)."""
    if e.const is not None and e.mode == "constant":
        from .runtime_calls import letter_info

        return str(int(constants.to_int(e.const))), letter_info("i")
    ti = fb.ti(e)
    return widen(fb, expr1(fb, e), ti), ti


def make(fb: FunctionBuilder, e: Any, ti: TypeInfo) -> Value:
    """make([]T, n, m)."""
    from .typedesc import type_ref

    et: Type = ti.u.elem  # type: ignore[attr-defined]
    n, _ = int_arg(fb, e.arg_list[1])
    cap = n
    if len(e.arg_list) > 2:
        cap, _ = int_arg(fb, e.arg_list[2])
    fb.pos = e.pos
    ei = info(et)
    if cap[0] != "%":
        c = int(cap)
        if n[0] == "%":
            fb.check(fb.t(f"icmp ule i64 {n}, {cap}"), "panicmakeslicelen", share=True)
        if 0 <= c * ei.size <= 1 << 16 and e.esc is False and (n[0] == "%" or 0 <= int(n) <= c):
            base = fb.alloca(f"[{max(c * ei.size, 1)} x i8]", max(ei.align, 8 if c * ei.size >= 8 else 1))
            fb.clear_bytes(base, c * ei.size, max(ei.align, 1))
            return (base, n, cap)
        if n[0] != "%" and 0 <= int(n) <= c and 0 < c * ei.size < 1 << 40:
            return (fb.new_object(Array(et, c), (ALLOCATION, e)), n, cap)
    small = slicebuf.small_make(fb, e, et, n, cap)
    if small is not None:
        return (small, n, cap)
    (p,) = fb.runtime_call("makeslice", type_ref(fb.mb, et), n, cap)
    return (p, n, cap)


def to_array_pointer(fb: FunctionBuilder, v: Value, ti: TypeInfo) -> str:
    """(*[N]T)(s)."""
    want = str(info(ti.u.elem).u.len)  # type: ignore[attr-defined]
    ptr, n = v[0], v[1]  # type: ignore[index]
    if want != "0":
        fb.check(fb.t(f"icmp uge i64 {n}, {want}"), "panicSliceConvert", (n, want))
    return ptr


def to_array(fb: FunctionBuilder, v: Value, ti: TypeInfo) -> Value:
    """[N]T(s)."""
    want = str(ti.u.len)  # type: ignore[attr-defined]
    ptr, n = v[0], v[1]  # type: ignore[index]
    if want != "0":
        fb.check(fb.t(f"icmp uge i64 {n}, {want}"), "panicSliceConvert", (n, want))
    return fb.load(ti, ptr)


__all__ = ["has_call", "load_place", "load_place_leaf", "place", "expr", "Mem"]
