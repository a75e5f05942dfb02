"""Function literals: the context (code address, then what is captured), and the function itself.

A variable that is never reassigned is captured by value, any other by its address.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.decisions.inlinable import NEVER
from undergo.escape.graph import ALLOCATION
from undergo.syntax import nodes as N
from undergo.types import types as T
from undergo.types.objects import Var

from . import functions, names
from .calls import closure_type
from .expr import load_place
from .function import FunctionBuilder, Mem
from .layout import TypeInfo, info

_POINTER = T.Basic(T.UNSAFE_POINTER, 0, "unsafe.Pointer")


class Capture:
    """One captured variable: its offset in the context, whether a copy or its address is there. constant: the operands of the copy if they are that."""

    __slots__ = ("var", "by_value", "ti", "off", "constant")

    def __init__(self, var: Var, by_value: bool, ti: TypeInfo, off: int) -> None:
        self.var = var
        self.by_value = by_value
        self.ti = ti
        self.off = off
        self.constant: Optional[tuple[str, ...]] = None


def plan(fb: FunctionBuilder, variables: list[Any]) -> tuple[list[Capture], T.Type]:
    """The context's layout for variables captured from fb."""
    captures: list[Capture] = []
    types: list[T.Type] = []
    for v in variables:
        ti = info(fb.subst(v.typ))
        by_value = v.byval_capture
        types.append(ti.t if by_value else _POINTER)
        captures.append(Capture(v, by_value, ti, 0))
    context = closure_type(types)
    for c, off in zip(captures, info(context).offsets[1:]):
        c.off = off
    return captures, context


def fill(fb: FunctionBuilder, captures: list[Capture], base: str) -> None:
    """Store what is captured into a context."""
    from .expr import late_variable
    from .iface import constant_operands

    for c in captures:
        b = fb.vars.get(c.var)
        if b is None:
            b = late_variable(fb, c.var)
        if c.by_value:
            value = load_place(fb, c.ti, b)
            fb.store(c.ti, value, base, c.off, fresh=True)
            if value.__class__ is tuple and c.ti.u.__class__ is T.Basic and constant_operands(value):
                c.constant = value
        else:
            assert b.__class__ is Mem, (c.var.name, fb.symbol)
            fb.emit(f" store ptr {fb.addr(b)}, ptr {fb.gep(base, c.off)}, align 8")


def bind(inner: FunctionBuilder, captures: list[Capture], ctx: str = "%ctx") -> None:
    """Bind captured variables at the entry of a closure's body."""
    for c in captures:
        if c.by_value:
            if c.constant is not None:
                inner.vars[c.var] = c.constant
            elif c.ti.leaves is None:
                inner.vars[c.var] = Mem(ctx, c.off)
            else:
                inner.vars[c.var] = inner.load(c.ti, ctx, c.off)
        else:
            p = inner.fresh("n")
            inner.emit(f" {p} = load ptr, ptr {inner.gep(ctx, c.off)}, align 8")
            inner.vars[c.var] = Mem(p)
            if not c.var.heap:
                inner.local.add(p)


def make_context(
    fb: FunctionBuilder, symbol: str, captures: list[Capture], context: T.Type, on_stack: bool, key: Optional[tuple[int, Any]] = None
) -> str:
    """Allocate and fill the context of a closure. key: see FunctionBuilder.new_object."""
    if on_stack:
        base = fb.alloca(f"[{info(context).size} x i8]")
    else:
        base = fb.new_object(context, key)
    fb.emit(f" store ptr {fb.mb.func_addr(symbol)}, ptr {base}, align 8")
    fill(fb, captures, base)
    return base


def closure_parts(fb: FunctionBuilder, e: Any) -> tuple[str, Optional[str]]:
    """(symbol of the code, context or None when nothing is captured)."""
    mb = fb.mb
    if not e.captures and e in package_literals(mb):
        return package_literal(mb, e), None
    symbol = package_literals(mb).get(e) or fb.state.names.literal()
    captures, context = plan(fb, e.captures)
    _queue(mb, e, symbol, captures, fb.env, fb.linkage, fb.state.names.closure)
    if not captures:
        return symbol, None
    fb.pos = e.pos
    return symbol, make_context(fb, symbol, captures, context, e.esc is False, (ALLOCATION, e))


def closure_value(fb: FunctionBuilder, e: Any) -> str:
    symbol, ctx = closure_parts(fb, e)
    return ctx if ctx is not None else fb.mb.funcval(symbol)


def _queue(mb: Any, e: Any, symbol: str, captures: list[Capture], env: Any, linkage: str, inside: bool) -> None:
    """Have a literal's function emitted; once, though it may stand in two forms of a function (frames.py). inside: what is around it is part of a
    literal."""
    if ("literal", symbol) in mb.extra:
        return
    mb.extra["literal", symbol] = True
    mb.defined.add(symbol)
    inner_names = names.ClosureNames(symbol, inside or e.info is None or not e.info.inlined)
    sig: Any = e.typ

    def emit() -> None:
        inner = functions.begin(mb, symbol, sig, env, e.pos, inner_names, bool(captures))
        inner.linkage = linkage
        if e.info is not None and e.info.inline_cost == NEVER:
            mb.meta["framed"].append(symbol)
        if e.info is not None and (e.info.has_recover or e.info.has_go):
            inner.attrs += " noinline"
        bind(inner, captures)
        functions.body(inner, sig, e.body, e.info)
        inner.finish()

    mb.queue.append(emit)


# ---------------------------------------------------------------- literals in the initialization of package variables


def package_literals(mb: Any) -> dict[Any, str]:
    """The literals in package-level initializers with their symbols, numbered in initialization order whether or not code runs for them."""
    found: Optional[dict[Any, str]] = mb.extra.get("package_literals")
    if found is None:
        found = mb.extra["package_literals"] = {}
        numbers = names.ClosureNames(f"{mb.prefix}.init", False)
        for init in mb.pkg.init_order:
            _number(init.rhs, numbers, found)
    return found


def _number(node: Any, numbers: names.ClosureNames, found: dict[Any, str]) -> None:
    if node.__class__ is N.FuncLit:
        found[node] = numbers.literal()
        return
    for slot in node.children:
        child = getattr(node, slot)
        if child.__class__ is list:
            for c in child:
                if c is not None:
                    _number(c, numbers, found)
        elif child is not None:
            _number(child, numbers, found)


def package_literal(mb: Any, e: Any) -> str:
    """The symbol of such a literal that captures nothing."""
    symbol = package_literals(mb)[e]
    if symbol not in mb.defined:
        _queue(mb, e, symbol, [], None, "", False)
    return symbol


def static_closure(mb: Any, e: Any) -> Optional[str]:
    """The funcval of a package-level literal that captures nothing; None for other literals."""
    if e.captures or e not in package_literals(mb):
        return None
    return mb.funcval(package_literal(mb, e))  # type: ignore[no-any-return]


def range_closure(fb: FunctionBuilder, s: Any, clause: Any, rf: Any, yield_sig: Any, control: str, body: Any) -> str:
    """The body of a range-over-func loop as a func value; emitted at once, since the loop needs to know the ways out of it."""
    from . import rangefunc, stmt

    state = fb.state
    symbol = state.names.range_body()
    captures, _ = plan(fb, rf.captures)
    types: list[T.Type] = [c.ti.t if c.by_value else _POINTER for c in captures]
    context = closure_type([_POINTER, *types])
    control_off = 8
    for c, off in zip(captures, info(context).offsets[2:]):
        c.off = off
    mb = fb.mb
    inside = state.names.closure or rf.info is None or not rf.info.inlined
    inner = functions.begin(mb, symbol, yield_sig, None, s.pos, names.ClosureNames(symbol, inside, state.names.form), True)
    symbol = inner.symbol = symbol + state.names.form
    mb.defined.add(symbol)
    inner.env = fb.env
    inner.linkage = fb.linkage
    inner.parent = fb
    inner.state.info = rf.info
    if rf.info is not None and rf.info.inline_cost == NEVER:
        mb.meta["framed"].append(symbol)
    if rf.info is not None and (rf.info.has_recover or rf.info.has_go):
        inner.no_inline = True  # recover answers for the body function, as in the reference
    bind(inner, captures)
    own = inner.fresh("n")
    inner.emit(f" {own} = load ptr, ptr {inner.gep('%ctx', control_off)}, align 8")
    rangefunc.begin_body(inner, body, own)
    values = [functions.slot_value(inner, slot) for slot in inner.abi.params]  # type: ignore[attr-defined]
    rangefunc.bind_values(inner, clause, values, [v.typ for v in yield_sig.params.vars])
    stmt.block(inner, s.body.list)
    if not inner.dead:
        rangefunc.finish(inner, True)
    inner.finish()
    if rf.esc is False:
        base = fb.alloca(f"[{info(context).size} x i8]")
    else:
        base = fb.new_object(context)
    fb.emit(f" store ptr {mb.func_addr(symbol)}, ptr {base}, align 8")
    fill(fb, captures, base)
    fb.emit(f" store ptr {control}, ptr {fb.gep(base, control_off)}, align 8")
    return base
