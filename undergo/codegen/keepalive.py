"""The body of ``for b.Loop()``: what its statements compute is kept, whether or not anything uses it.

A benchmark's loop would otherwise be optimized away. testing.B.Loop promises that calls in the loop's body are made: the results of
calls and what is assigned to variables are handed to an empty piece of assembly.
"""

from __future__ import annotations

from typing import Any

from undergo.syntax import nodes as N
from undergo.types.objects import Func
from undergo.types.types import Tuple

from .assign import assignment
from .calls import call_multi
from .expr import expr
from .function import FunctionBuilder, Mem, Value
from .layout import TypeInfo, info


def is_benchmark_loop(s: Any) -> bool:
    """Whether a for statement's condition is a call of testing.B.Loop."""
    cond = N.unparen(s.cond) if s.cond is not None else None
    if cond.__class__ is not N.CallExpr or s.init is not None or s.post is not None:
        return False
    fun = N.unparen(cond.fun)  # type: ignore[union-attr]
    if fun.__class__ is not N.SelectorExpr or fun.selection is None:  # type: ignore[attr-defined]
        return False
    f = fun.selection.obj  # type: ignore[attr-defined]
    return f.__class__ is Func and f.name == "Loop" and f.pkg is not None and f.pkg.path == "testing"


def keep(fb: FunctionBuilder, ti: TypeInfo, v: Value) -> None:
    """Use a value in a way that LLVM cannot see through."""
    if v.__class__ is Mem:
        fb.emit(f' call void asm sideeffect "", "r,~{{memory}}"(ptr {fb.addr(v)})')
        return
    for leaf, x in zip(ti.leaves or [], v, strict=False):  # type: ignore[arg-type]
        if leaf.ty == "i1":
            x = fb.t(f"zext i1 {x} to i8")
        ty = "i8" if leaf.ty == "i1" else leaf.ty
        fb.emit(f' call void asm sideeffect "", "{"x" if leaf.cls == "f" else "r"}"({ty} {x})')


def _call(fb: FunctionBuilder, e: Any) -> bool:
    """A call whose results nobody takes."""
    if e.__class__ is not N.CallExpr or e.fun.mode in ("typexpr", "builtin"):
        return False
    t = fb.typ(e)
    values = call_multi(fb, e)
    if t.__class__ is Tuple:
        for v, var in zip(values, t.vars, strict=True):  # type: ignore[attr-defined]
            keep(fb, info(var.typ), v)
    elif t is not None and values:
        keep(fb, info(t), values[0])
    return True


def statement(fb: FunctionBuilder, s: Any) -> bool:
    """An expression statement or an assignment in such a loop. Returns False when it is nothing special."""
    if s.__class__ is N.ExprStmt:
        return _call(fb, N.unparen(s.x))
    lhs = N.unparen(s.lhs)
    if lhs.__class__ is N.Name and lhs.value == "_":
        return s.rhs is not None and _call(fb, N.unparen(s.rhs))
    assignment(fb, s)
    for e in lhs.elem_list if lhs.__class__ is N.ListExpr else [lhs]:  # type: ignore[attr-defined]
        e = N.unparen(e)
        if e.__class__ is N.Name and e.value != "_" and e.obj in fb.vars and not fb.dead:
            ti = info(fb.subst(e.obj.typ))  # type: ignore[union-attr]
            keep(fb, ti, expr(fb, e))
    return True
