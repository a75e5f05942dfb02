"""``==`` on values in flight: strings, interfaces, structs and arrays. Scalars are compared by the caller's integer or float instruction here too,
so :func:`equal` takes any comparable type.

Small values are compared leaf by leaf; what lies in memory by the function generated for the type's equality signature (alg.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from undergo.types import types as T

from . import alg
from .function import FunctionBuilder, Mem, Value
from .layout import ARRAY, COMPLEX, FLOAT, IFACE, STRING, STRUCT, info

if TYPE_CHECKING:
    from .layout import TypeInfo

# Constant strings up to this length are compared with loads instead of a call.
INLINE_STRING = 32


def equal(fb: FunctionBuilder, t: T.Type, x: Value, y: Value) -> str:
    """An i1: whether two values of type t are equal. Panics at run time as Go says (interfaces of incomparable types)."""
    ti = info(t)
    kind = ti.kind
    if kind is STRING:
        return string_equal(fb, x, y)  # type: ignore[arg-type]
    if kind is IFACE:
        return interface_equal(fb, t, x, y)  # type: ignore[arg-type]
    if kind is STRUCT or kind is ARRAY:
        return _composite_equal(fb, ti, x, y)
    assert ti.leaves is not None
    result = ""
    for leaf, a, b in zip(ti.leaves, x, y):  # type: ignore[arg-type]
        op = "fcmp oeq" if kind is FLOAT or kind is COMPLEX else "icmp eq"
        c = fb.t(f"{op} {leaf.ty} {a}, {b}")
        result = c if not result else fb.t(f"and i1 {result}, {c}")
    return result


def string_equal(fb: FunctionBuilder, x: tuple[str, ...], y: tuple[str, ...]) -> str:
    if x[1][0] != "%" and y[1][0] == "%":
        x, y = y, x
    same_length = fb.t(f"icmp eq i64 {x[1]}, {y[1]}")
    n = y[1]
    if n == "0":
        return same_length
    compare, done = fb.new_label(), fb.new_label()
    before = fb.block
    fb.cbr(same_length, compare, done)
    fb.place(compare, True)
    if n[0] != "%" and int(n) <= INLINE_STRING:
        c = _equal_bytes(fb, x[0], y[0], int(n))
    else:
        # The same bytes need no call; the comparison of a value with itself (x != x in generic code) folds.
        call = fb.new_label()
        start = fb.block
        fb.cbr(fb.t(f"icmp eq ptr {x[0]}, {y[0]}"), done, call)
        fb.place(call)
        (c,) = fb.runtime_call("memequal", x[0], y[0], y[1])
        at = fb.block
        fb.br(done)
        fb.place(done)
        return fb.phi("i1", [("false", before), ("true", start), (c, at)])
    at = fb.block
    fb.br(done)
    fb.place(done)
    return fb.phi("i1", [("false", before), (c, at)])


def _equal_bytes(fb: FunctionBuilder, p: str, q: str, n: int) -> str:
    """Compares n > 0 bytes with overlapping loads."""
    width = 8
    while width > n:
        width //= 2
    offsets = list(range(0, n - width + 1, width))
    if n % width:
        offsets.append(n - width)
    ty = f"i{8 * width}"
    result = ""
    for off in offsets:
        a = fb.t(f"load {ty}, ptr {fb.gep(p, off)}, align 1")
        b = fb.t(f"load {ty}, ptr {fb.gep(q, off)}, align 1")
        d = fb.t(f"xor {ty} {a}, {b}")
        result = d if not result else fb.t(f"or {ty} {result}, {d}")
    return fb.t(f"icmp eq {ty} {result}, 0")


def interface_equal(fb: FunctionBuilder, t: T.Type, x: tuple[str, ...], y: tuple[str, ...]) -> str:
    """Two values of the same interface type."""
    if y[0] == "null":
        return fb.t(f"icmp eq ptr {x[0]}, null")
    if x[0] == "null":
        return fb.t(f"icmp eq ptr {y[0]}, null")
    same = fb.t(f"icmp eq ptr {x[0]}, {y[0]}")
    compare, done = fb.new_label(), fb.new_label()
    before = fb.block
    fb.cbr(same, compare, done)
    fb.place(compare, True)
    empty = not T.under(t).all_methods()  # type: ignore[attr-defined]
    (c,) = fb.runtime_call("efaceeq" if empty else "ifaceeq", x[0], x[1], y[1])
    at = fb.block
    fb.br(done)
    fb.place(done)
    return fb.phi("i1", [("false", before), (c, at)])


def equal_mixed(fb: FunctionBuilder, iface: T.Type, x: Value, concrete: T.Type, y: Value) -> str:
    """``x == y`` for an interface x and a concrete y (i1)."""
    from .iface import type_word, unpack

    word, data = x  # type: ignore[misc]
    same = fb.t(f"icmp eq ptr {word}, {type_word(fb.mb, concrete, iface)}")
    if info(concrete).size == 0:
        return same
    compare, done = fb.new_label(), fb.new_label()
    before = fb.block
    fb.cbr(same, compare, done)
    fb.place(compare, True)
    c = equal(fb, concrete, unpack(fb, concrete, data), y)
    at = fb.block
    fb.br(done)
    fb.place(done)
    return fb.phi("i1", [("false", before), (c, at)])


def _composite_equal(fb: FunctionBuilder, ti: "TypeInfo", x: Value, y: Value) -> str:
    sig = alg.eq_signature(ti.t)
    if sig == "":
        return "true"
    if ti.leaves is not None and x.__class__ is not Mem and y.__class__ is not Mem:
        return _leafwise(fb, ti, x, y)
    a, b = fb.materialize(ti, x), fb.materialize(ti, y)
    p, q = fb.addr(a), fb.addr(b)
    items = alg.parse_signature(sig)
    if len(items) == 1 and items[0][0] == "M":
        n = items[0][1]
        if n <= INLINE_STRING:
            return _equal_bytes(fb, p, q, n)
        (c,) = fb.runtime_call("memequal", p, q, str(n))
        return c
    f = alg.equal_function(fb.mb, sig)
    r = fb.t(f"call x86_regcallcc i8 {f}(ptr {p}, ptr {q}){fb.dbg()}")
    return fb.t(f"icmp ne i8 {r}, 0")


def _leafwise(fb: FunctionBuilder, ti: "TypeInfo", x: Any, y: Any) -> str:
    """A composite in registers: plain leaves first and together, then strings, which need calls, each only if all before it were equal.
    A comparison of interfaces may panic: whatever stands before it is compared before, and what follows after."""
    leaves: list[tuple[str, Any, Any, Any]] = []  # (condition, ...) or ("", type, x, y)
    _collect(ti, x, y, fb, leaves)
    done = fb.new_label()
    incoming: list[tuple[str, str]] = []
    result = ""

    def call(t: T.Type, a: Value, b: Value) -> None:
        nonlocal result
        if result:
            more = fb.new_label()
            incoming.append(("false", fb.block))
            fb.cbr(result, more, done)
            fb.place(more, True)
        result = equal(fb, t, a, b)

    strings: list[tuple[T.Type, Value, Value]] = []
    for c, t, a, b in leaves:
        if c:
            result = c if not result else fb.t(f"and i1 {result}, {c}")
        elif info(t).kind is STRING:
            strings.append((t, a, b))
        else:
            for s in strings:
                call(*s)
            strings = []
            call(t, a, b)
    for s in strings:
        call(*s)
    if not incoming:
        return result or "true"
    incoming.append((result, fb.block))
    fb.br(done)
    fb.place(done)
    return fb.phi("i1", incoming)


def _collect(ti: "TypeInfo", x: Any, y: Any, fb: FunctionBuilder, leaves: list[tuple[str, Any, Any, Any]]) -> None:
    kind = ti.kind
    if kind is STRUCT:
        first = 0
        for f in ti.u.fields:  # type: ignore[attr-defined]
            fi = info(f.typ)
            n = len(fi.leaves)  # type: ignore[arg-type]
            if f.name != "_":
                _collect(fi, x[first : first + n], y[first : first + n], fb, leaves)
            first += n
    elif kind is ARRAY:
        if ti.u.len == 1:  # type: ignore[attr-defined]
            _collect(info(ti.u.elem), x, y, fb, leaves)  # type: ignore[attr-defined]
    elif kind is STRING or kind is IFACE:
        leaves.append(("", ti.t, x, y))
    else:
        leaves.append((equal(fb, ti.t, x, y), None, None, None))
