"""Operators: arithmetic, shifts, comparisons, logic, complex numbers.

What Go defines and LLVM does not is settled here: no nsw/nuw, checked division, shift counts of any size, comparisons of every kind.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.syntax import nodes as N
from undergo.types import constants
from undergo.types import types as T
from undergo.types.basic import EMPTY_INTERFACE, Typ
from undergo.types.objects import Var

from . import layout
from .expr import cond, eval2, expr, expr1, expr_to, int_literal
from .function import CodegenError, FunctionBuilder, Mem, Value
from .layout import BOOL, COMPLEX, FLOAT, FUNC, IFACE, INT, MAP, POINTER, SLICE, STRING, TypeInfo, info

_INT_OPS = {"+": "add", "-": "sub", "*": "mul", "&": "and", "|": "or", "^": "xor"}
_FLOAT_OPS = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
_SIGNED = {"<": "slt", "<=": "sle", ">": "sgt", ">=": "sge", "==": "eq", "!=": "ne"}
_UNSIGNED = {"<": "ult", "<=": "ule", ">": "ugt", ">=": "uge", "==": "eq", "!=": "ne"}
_FCMP = {"<": "olt", "<=": "ole", ">": "ogt", ">=": "oge", "==": "oeq", "!=": "une"}
_COMPARE = frozenset(_SIGNED)


def binary(fb: FunctionBuilder, e: Any) -> Value:
    op = e.op
    if op in _COMPARE:
        return (comparison(fb, e),)
    if op == "&&" or op == "||":
        return (logical(fb, e),)
    t = fb.typ(e)
    ti = info(t)
    if op == "<<" or op == ">>":
        if e.y.const is None and e.y.__class__ is not N.Name:
            x, y = eval2(fb, e.x, fb.typ(e.x), e.y, fb.typ(e.y))
        else:
            x = expr_to(fb, e.x, t)
            y = shift_count(fb, e.y)
        fb.pos = e.pos
        return (shift(fb, op, ti, x[0], y[0], count_type(fb, e.y)),)  # type: ignore[index]
    if ti.kind is STRING:
        from . import strings

        return strings.concat(fb, e)
    x, y = eval2(fb, e.x, t, e.y, t)
    fb.pos = e.pos
    return arithmetic(fb, op, ti, x, y)


def arithmetic(fb: FunctionBuilder, op: str, ti: TypeInfo, x: Value, y: Value) -> Value:
    """x op y for numbers and strings (not shifts)."""
    kind = ti.kind
    if kind is INT:
        a: str = x[0]  # type: ignore[index]
        b: str = y[0]  # type: ignore[index]
        ins = _INT_OPS.get(op)
        if ins is not None:
            return (fb.t(f"{ins} i{ti.bits} {a}, {b}"),)
        if op == "&^":
            if b[0] != "%":
                return (fb.t(f"and i{ti.bits} {a}, {int_literal(ti, ~int(b))}"),)
            n = fb.t(f"xor i{ti.bits} {b}, -1")
            return (fb.t(f"and i{ti.bits} {a}, {n}"),)
        if op == "/" or op == "%":
            return (divide(fb, op, ti, a, b),)
    elif kind is FLOAT:
        return (fb.t(f"{_FLOAT_OPS[op]} {ti.leaves[0].ty} {x[0]}, {y[0]}"),)  # type: ignore[index]
    elif kind is COMPLEX:
        return complex_op(fb, op, ti, x, y)
    elif kind is STRING and op == "+":
        from . import strings

        return strings.concat_values(fb, [x, y], None)
    raise CodegenError(fb.pos, f"operator {op} on {ti.t}")


def divide(fb: FunctionBuilder, op: str, ti: TypeInfo, a: str, b: str) -> str:
    ty = f"i{ti.bits}"
    div = op == "/"
    if b[0] in "-0123456789":
        c = int(b)
        if c == 0:  # a variable that is always zero
            fb.check("false", "panicdivide", share=True)
            return "0"
        if ti.signed:
            if c == -1:
                return fb.t(f"sub {ty} 0, {a}") if div else "0"
            return fb.t(f"{'sdiv' if div else 'srem'} {ty} {a}, {b}")
        return fb.t(f"{'udiv' if div else 'urem'} {ty} {a}, {b}")
    fb.check(fb.t(f"icmp ne {ty} {b}, 0"), "panicdivide", share=True)
    if not ti.signed:
        return fb.t(f"{'udiv' if div else 'urem'} {ty} {a}, {b}")
    m1 = fb.t(f"icmp eq {ty} {b}, -1")
    b1 = fb.t(f"select i1 {m1}, {ty} 1, {ty} {b}")
    if not div:
        return fb.t(f"srem {ty} {a}, {b1}")
    q = fb.t(f"sdiv {ty} {a}, {b1}")
    n = fb.t(f"sub {ty} 0, {a}")
    return fb.t(f"select i1 {m1}, {ty} {n}, {ty} {q}")


def shift_count(fb: FunctionBuilder, y: Any) -> Value:
    """The count of a shift: a constant may be of any numeric kind."""
    if y.const is not None and y.mode == "constant":
        return (str(constants.to_int(y.const)),)
    return expr(fb, y)


def count_type(fb: FunctionBuilder, y: Any) -> TypeInfo:
    if y.const is not None and y.mode == "constant":
        return info(Typ[T.INT if constants.to_int(y.const) < 0 else T.UINT])
    return fb.ti(y)


def shift(fb: FunctionBuilder, op: str, ti: TypeInfo, a: str, y: str, yt: TypeInfo) -> str:
    """a << y or a >> y; counts beyond the width give 0 or the sign, negative ones panic."""
    bits = ti.bits
    ty = f"i{bits}"
    signed = ti.signed and op == ">>"
    ins = "shl" if op == "<<" else "ashr" if ti.signed else "lshr"
    if y[0] in "-0123456789":
        n = int(y)
        if not yt.signed and n < 0:
            n &= (1 << yt.bits) - 1
        if n < 0:
            fb.check("false", "panicshift", share=True)
            return a
        if n >= bits:
            if not signed:
                return "0"
            n = bits - 1
        if n == 0:
            return a
        return fb.t(f"{ins} {ty} {a}, {n}")
    if yt.signed:
        fb.check(fb.t(f"icmp sge i{yt.bits} {y}, 0"), "panicshift", share=True)
    ok: Optional[str] = None
    if yt.bits > 7 or bits < 1 << (yt.bits - (1 if yt.signed else 0)):
        ok = fb.t(f"icmp ult i{yt.bits} {y}, {bits}")
    if yt.bits > bits:
        y = fb.t(f"trunc i{yt.bits} {y} to {ty}")
    elif yt.bits < bits:
        y = fb.t(f"zext i{yt.bits} {y} to {ty}")
    if ok is None:
        return fb.t(f"{ins} {ty} {a}, {y}")
    if signed:
        y = fb.t(f"select i1 {ok}, {ty} {y}, {ty} {bits - 1}")
        return fb.t(f"{ins} {ty} {a}, {y}")
    r = fb.t(f"{ins} {ty} {a}, {y}")
    return fb.t(f"select i1 {ok}, {ty} {r}, {ty} 0")


def complex_op(fb: FunctionBuilder, op: str, ti: TypeInfo, x: Value, y: Value) -> Value:
    ty = ti.leaves[0].ty  # type: ignore[index]
    a, b = x  # type: ignore[misc]
    c, d = y  # type: ignore[misc]
    if op == "+" or op == "-":
        ins = _FLOAT_OPS[op]
        return (fb.t(f"{ins} {ty} {a}, {c}"), fb.t(f"{ins} {ty} {b}, {d}"))
    if ty == "float":
        a, b, c, d = [_extend(fb, v) for v in (a, b, c, d)]
    if op == "*":
        ac = fb.t(f"fmul double {a}, {c}")
        bd = fb.t(f"fmul double {b}, {d}")
        re = fb.t(f"fsub double {ac}, {bd}")
        ad = fb.t(f"fmul double {a}, {d}")
        bc = fb.t(f"fmul double {b}, {c}")
        im = fb.t(f"fadd double {ad}, {bc}")
    elif op == "/":
        re, im = fb.runtime_call("complex128div", a, b, c, d)
    else:
        raise CodegenError(fb.pos, f"operator {op} on complex numbers")
    if ty == "float":
        return (fb.t(f"fptrunc double {re} to float"), fb.t(f"fptrunc double {im} to float"))
    return (re, im)


def _extend(fb: FunctionBuilder, v: str) -> str:
    return fb.t(f"fpext float {v} to double") if v[0] == "%" else v


def unary(fb: FunctionBuilder, e: Any) -> Value:
    op = e.op
    ti = fb.ti(e)
    x = expr_to(fb, e.x, ti.t)
    fb.pos = e.pos
    if op == "+":
        return x
    if op == "!":
        return (negate(fb, x[0]),)  # type: ignore[index]
    if op == "^":
        return (fb.t(f"xor i{ti.bits} {x[0]}, -1"),)  # type: ignore[index]
    if op == "-":
        if ti.kind is INT:
            return (fb.t(f"sub i{ti.bits} 0, {x[0]}"),)  # type: ignore[index]
        return tuple([fb.t(f"fneg {leaf.ty} {v}") for leaf, v in zip(ti.leaves, x)])  # type: ignore[arg-type]
    raise CodegenError(e.pos, f"unary {op}")


def negate(fb: FunctionBuilder, v: str) -> str:
    if v == "true":
        return "false"
    if v == "false":
        return "true"
    return fb.t(f"xor i1 {v}, true")


def logical(fb: FunctionBuilder, e: Any) -> str:
    """&& and || as values."""
    if e.x.const is not None:
        return expr1(fb, e.y) if e.x.const == (e.op == "&&") else ("false" if e.op == "&&" else "true")
    short = fb.new_label()
    more = fb.new_label()
    end = fb.new_label()
    x = expr1(fb, e.x)
    if x[0] != "%":
        return expr1(fb, e.y) if (x == "true") == (e.op == "&&") else x
    first = fb.block
    if e.op == "&&":
        fb.cbr(x, more, end)
        const = "false"
    else:
        fb.cbr(x, end, more)
        const = "true"
    fb.place(more)
    y = expr1(fb, e.y)
    last = fb.block
    fb.br(end)
    fb.place(end)
    del short
    return fb.t(f"phi i1 [{const}, %{first}], [{y}, %{last}]")


# ---------------------------------------------------------------- comparison


def comparison(fb: FunctionBuilder, e: Any) -> str:
    op = e.op
    x, y = e.x, e.y
    if y.mode == "nilvalue":
        return nil_comparison(fb, op, x)
    if x.mode == "nilvalue":
        return nil_comparison(fb, op, y)
    tx, ty = fb.typ(x), fb.typ(y)
    ix, iy = info(tx), info(ty)
    if ix.kind is IFACE or iy.kind is IFACE:
        if ix.kind is not iy.kind:
            from . import compare

            a, b = eval2(fb, x, tx, y, ty)
            fb.pos = e.pos
            if ix.kind is IFACE:
                r = compare.equal_mixed(fb, tx, a, ty, b)
            else:
                r = compare.equal_mixed(fb, ty, b, tx, a)
            return negate(fb, r) if op == "!=" else r
        a, b = eval2(fb, x, tx, y, ty)
        fb.pos = e.pos
        r = equal_interfaces(fb, ix, a, iy, b)
        return negate(fb, r) if op == "!=" else r
    if ix.kind is POINTER and _distinct_variables(x, y):
        return "true" if op == "!=" else "false"
    if ix.kind is NIL_KIND:
        tx, ix = ty, iy
    if x.const is not None and y.const is None:
        tx, ix = ty, iy
    if ix.kind is STRING:
        from . import strings

        return strings.comparison(fb, e, op, ix)
    a, b = eval2(fb, x, tx, y, tx)
    fb.pos = e.pos
    return compare_values(fb, op, ix, a, b)


def _distinct_variables(x: Any, y: Any) -> bool:
    """Whether two pointers are seen to be to different package variables: never equal, even when the variables hold nothing."""
    pair = [p.x if p.__class__ is N.Operation and p.op == "&" and p.y is None else None for p in (N.unparen(x), N.unparen(y))]
    a, b = [v.obj if v.__class__ is N.Name else None for v in pair]
    return a.__class__ is Var and b.__class__ is Var and a is not b and a.kind == b.kind == "package"


def equal_interfaces(fb: FunctionBuilder, ix: TypeInfo, a: Value, iy: TypeInfo, b: Value) -> str:
    """a == b for interfaces, which meet as empty ones when their types differ."""
    from .iface import is_empty, same_itabs

    if not same_itabs(ix.t, iy.t):
        from .convert import assign_convert

        if not is_empty(ix.t):
            a = assign_convert(fb, a, ix.t, EMPTY_INTERFACE)
        if not is_empty(iy.t):
            b = assign_convert(fb, b, iy.t, EMPTY_INTERFACE)
        ix = info(EMPTY_INTERFACE)
    return compare_values(fb, "==", ix, a, b)


NIL_KIND = layout.NIL


def nil_comparison(fb: FunctionBuilder, op: str, x: Any) -> str:
    from .expr import load_place_leaf, place

    if x.mode == "nilvalue":
        return "true" if op == "==" else "false"
    ti = fb.ti(x)
    v = load_place_leaf(fb, ti, place(fb, x), 0)
    if v[0] == "@":
        return "false" if op == "==" else "true"
    return fb.t(f"icmp {'eq' if op == '==' else 'ne'} ptr {v}, null")


def compare_values(fb: FunctionBuilder, op: str, ti: TypeInfo, a: Value, b: Value) -> str:
    """a op b for two values of one type; an i1."""
    kind = ti.kind
    if kind is INT:
        return fb.t(f"icmp {(_SIGNED if ti.signed else _UNSIGNED)[op]} i{ti.bits} {a[0]}, {b[0]}")  # type: ignore[index]
    if kind is FLOAT:
        return fb.t(f"fcmp {_FCMP[op]} {ti.leaves[0].ty} {a[0]}, {b[0]}")  # type: ignore[index]
    if kind is BOOL:
        return fb.t(f"icmp {_UNSIGNED[op]} i1 {a[0]}, {b[0]}")  # type: ignore[index]
    if kind is STRING:
        from . import strings

        return strings.compare_values(fb, op, a, b)
    if kind in _POINTERS:
        return fb.t(f"icmp {_UNSIGNED[op]} ptr {a[0]}, {b[0]}")  # type: ignore[index]
    if kind is COMPLEX:
        ty = ti.leaves[0].ty  # type: ignore[index]
        r = fb.t(f"fcmp oeq {ty} {a[0]}, {b[0]}")  # type: ignore[index]
        s = fb.t(f"fcmp oeq {ty} {a[1]}, {b[1]}")  # type: ignore[index]
        eq = fb.t(f"and i1 {r}, {s}")
    else:
        from . import compare

        eq = compare.equal(fb, ti.t, a, b)
    return eq if op == "==" else negate(fb, eq)


_POINTERS = frozenset((layout.POINTER, layout.UNSAFE, MAP, layout.CHAN, FUNC, SLICE))

__all__ = ["binary", "unary", "arithmetic", "compare_values", "cond", "constants", "Mem"]
