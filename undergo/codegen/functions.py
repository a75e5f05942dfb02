"""Emission of declared functions and literals: parameters, results, variables, return."""

from __future__ import annotations

from typing import Any, Optional

from undergo.decisions.inlinable import NEVER
from undergo.escape.graph import VARIABLE
from undergo.syntax.nodes import SelectorExpr
from undergo.types.objects import Func, Var
from undergo.types.types import Signature, Type

from . import frames, names
from .abi import FuncABI, Slot, abi_of
from .function import FunctionBuilder, Mem, Value
from .layout import TypeInfo, info
from .wrappers import return_values, slot_value


class FuncState:
    """Per-function state of statement generation.

    breaks, continues: jump targets by statement; labels: by
    LabeledStmt; names: numbering of closures; defer: the function's deferframe operand or None; result_vars: the bindings of results that live in memory;
    keep: how many `for b.Loop()` are around; body_of: RangeFunc context for bodies of range-over-func loops."""

    __slots__ = ("breaks", "continues", "labels", "names", "defer", "result_vars", "info", "body_of", "fallthrough",
                 "return_label", "decl", "loop_depth", "range", "result_objects", "keep")  # fmt: skip

    def __init__(self, closure_names: names.ClosureNames) -> None:
        self.breaks: dict[Any, str] = {}
        self.continues: dict[Any, str] = {}
        self.labels: dict[Any, str] = {}
        self.names = closure_names
        self.defer: Any = None
        self.result_vars: Optional[list[Any]] = None
        self.info: Any = None
        self.body_of: Any = None
        self.fallthrough: Optional[str] = None
        self.return_label: Optional[str] = None
        self.decl: Any = None
        self.loop_depth = 0
        self.keep = 0
        self.range: Any = None
        self.result_objects: list[Var] = []


def in_memory(v: Var) -> bool:
    """Whether a variable needs an address."""
    return v.addrtaken or v.heap or (v.captured and not v.byval_capture)


def declare(fb: FunctionBuilder, v: Var, value: Optional[Value]) -> None:
    """Bring a local variable to life with a value (None: zero)."""
    ti = info(fb.subst(v.typ))
    if v.heap:
        m = Mem(fb.new_object(ti.t, (VARIABLE, v)))
        fb.vars[v] = m
        if value is not None:
            fb.store(ti, value, m.base, fresh=True)
        return
    leaves = ti.leaves
    if leaves is None or in_memory(v):
        m = fb.temp(ti)
        fb.vars[v] = m
        if value is None:
            fb.clear(ti, m.base)
        else:
            fb.store(ti, value, m.base)
        return
    if value is None:
        value = ti.zero
    if not v.reassigned:
        fb.vars[v] = value
        return
    slots = fb.vars.get(v)
    if slots.__class__ is not list:
        slots = [fb.alloca(leaf.ty, leaf.size) for leaf in leaves]
        fb.vars[v] = slots
    for leaf, a, x in zip(leaves, slots, value):  # type: ignore[arg-type]
        fb.out.append(f" store {leaf.ty} {x}, ptr {a}")


def memory_for(fb: FunctionBuilder, v: Var) -> Optional[Mem]:
    """Uninitialized memory bound to a variable that lives in memory; None when it does not."""
    ti = info(fb.subst(v.typ))
    if v.heap:
        m = Mem(fb.new_object(ti.t, (VARIABLE, v)))
    elif ti.leaves is None or in_memory(v):
        m = fb.temp(ti)
    else:
        return None
    fb.vars[v] = m
    return m


def bind_parameter(fb: FunctionBuilder, v: Var, slot: Slot) -> None:
    if v.name == "_" or v.name == "":
        return
    ti = slot.ti
    if slot.leaves is None and not v.heap:
        if ti.leaves is None or in_memory(v):
            fb.vars[v] = Mem("%stk", slot.off)
            return
    declare(fb, v, slot_value(fb, slot))


def emit_declared(
    mb: Any,
    f: Func,
    decl: Any,
    symbol: str,
    env: Any,
    linkage: str = "",
    frame: Optional[dict[tuple[int, Any], int]] = None,
    form: str = "",
) -> None:
    """Emit a function or method declaration with a body. frame: the slots of its result frame, for the form that has one. form: names.INSIDE or
    nothing."""
    sig: Any = f.typ
    context = frame is not None or mb.path == "runtime" and _mentions(decl.body, "GetClosurePtr")
    if frame is None:
        frames.offer_form(mb, f, decl, symbol, env, linkage, form)
    fb = begin(mb, symbol, sig, env, decl.pos, names.ClosureNames(symbol, bool(form), form), context)
    fb.symbol += form
    fb.linkage = linkage
    pragma = f.pragma
    fi = decl.info
    if "nocheckptr" in pragma:
        fb.ptr_sources = None
    fb.no_barrier = "nowritebarrier" in pragma or "nowritebarrierrec" in pragma
    if frame is not None:
        fb.symbol += names.RESULT_FRAME
        fb.frame_slots = frame
    if f.origin.inline_cost == NEVER:
        mb.meta["framed"].append(symbol)
    if context and frame is None or "noinline" in pragma or (fi is not None and (fi.has_recover or fi.has_go)):
        fb.attrs += " noinline"
    fb.opaque = "noinline" in pragma
    body(fb, sig, decl.body, fi)
    fb.finish()


def _mentions(node: Any, name: str) -> bool:
    """Whether a selector of that name stands in a tree."""
    if node.__class__ is SelectorExpr and node.sel.value == name:
        return True
    for slot in node.children:
        child = getattr(node, slot)
        if child.__class__ is list:
            if any([c is not None and _mentions(c, name) for c in child]):
                return True
        elif child is not None and _mentions(child, name):
            return True
    return False


def begin(mb: Any, symbol: str, sig: Any, env: Any, pos: int, closure_names: names.ClosureNames, context: bool = False) -> FunctionBuilder:
    def sub(t: Type) -> Type:
        return t if env is None else env.typ(t)

    params = [sub(v.typ) for v in sig.params.vars]
    if sig.recv is not None:
        params.insert(0, sub(sig.recv.typ))
    results = [sub(v.typ) for v in sig.results.vars]
    abi = abi_of(params, results)
    fb = FunctionBuilder(mb, symbol, abi, context, env)
    fb.result_types = results
    fb.state = FuncState(closure_names)
    if mb.dbg is not None:
        mb.dbg.subprogram(fb, symbol, pos)
    fb.pos = fb.start_pos = pos
    return fb


def body(fb: FunctionBuilder, sig: Signature, block: Any, fi: Any) -> None:
    """Parameters, results, the statements, and the return at the end."""
    from . import stmt

    state = fb.state
    state.info = fi
    params = list(sig.params.vars)
    if sig.recv is not None:
        params.insert(0, sig.recv)
    for v, slot in zip(params, fb.abi.params):
        bind_parameter(fb, v, slot)
    results = sig.results.vars
    state.result_objects = list(results)
    defers = fi is not None and fi.has_defer
    if defers:
        from . import defer

        resumes = defer.may_resume(block)
        bind_results(fb, list(results), resumes, not resumes)
        defer.enter(fb, resumes)
    elif results and (results[0].name or _captured_results(results)):
        bind_results(fb, list(results), False)
    stmt.block(fb, block.list)
    if not fb.dead:
        fb.pos = block.rbrace or fb.pos
        if results:
            if fb.state.result_vars is None:
                fb.unreachable()
            else:
                return_results(fb, None)
        else:
            return_results(fb, [])
    if defers:
        from . import defer

        fb.pos = block.rbrace or fb.pos
        defer.finish(fb)


def _captured_results(results: list[Var]) -> bool:
    return any([v.captured for v in results])


def bind_results(fb: FunctionBuilder, results: list[Var], force: bool, keep: bool = False) -> None:
    """Give result variables storage. force: all of them in (volatile) memory; keep: at least in variables that can be set."""
    out: list[Any] = []
    for v in results:
        ti = info(fb.subst(v.typ))
        if keep and not v.heap and ti.leaves is not None and not in_memory(v):
            slots = [fb.alloca(leaf.ty, leaf.size) for leaf in ti.leaves]
            for leaf, a, x in zip(ti.leaves, slots, ti.zero):
                fb.out.append(f" store {leaf.ty} {x}, ptr {a}")
            fb.vars[v] = slots
            out.append(slots)
        elif force and not v.heap:
            m = fb.temp(ti)
            fb.kept.add(m.base)
            if ti.leaves is not None:
                fb.store(ti, ti.zero, m.base)
            else:
                fb.clear(ti, m.base)
            # A recovery returns what is in memory when a call panics: LLVM must think that calls see it.
            fb.emit(f' call void asm sideeffect "", "r,~{{memory}}"(ptr {m.base})')
            fb.vars[v] = m
            out.append(m)
        else:
            declare(fb, v, None)
            out.append(fb.vars[v])
    fb.state.result_vars = out


def return_results(fb: FunctionBuilder, values: Optional[list[Value]]) -> None:
    """Return the given values; None: what the result variables hold. Deferred calls run in between."""
    state = fb.state
    rv = state.result_vars
    tis = [slot.ti for slot in fb.abi.results]
    if state.defer is not None:
        if values is not None:
            store_results(fb, values)
        from . import defer

        defer.leave(fb)
        return
    if values is not None and rv is not None and any([v.captured or v.heap for v in state.result_objects]):
        # What outlives the call may look at the result: a literal that captures it, a pointer to it.
        values = [fb.stabilize(ti, v) for ti, v in zip(tis, values)]
        store_results(fb, values)
    if values is None:
        load_results(fb)
    else:
        return_values(fb, values)


def load_results(fb: FunctionBuilder) -> None:
    """Return what the result variables hold."""
    from .expr import load_place

    state = fb.state
    values: list[Value] = []
    for slot, p in zip(fb.abi.results, state.result_vars or []):
        ti = slot.ti
        if state.defer is not None and state.defer.resume and p.__class__ is Mem and ti.leaves is not None:
            values.append(fb.load(ti, p.base, p.off, True))
        else:
            values.append(load_place(fb, ti, p))
    return_values(fb, values)


def store_results(fb: FunctionBuilder, values: list[Value]) -> None:
    from .expr import store_place

    rv = fb.state.result_vars
    tis = [slot.ti for slot in fb.abi.results]
    if len(values) > 1:
        values = [fb.stabilize(ti, v) for ti, v in zip(tis, values)]
    for ti, p, v in zip(tis, rv or [], values):
        if p.__class__ is Mem and ti.leaves is not None and fb.state.defer is not None and fb.state.defer.resume:
            fb.store(ti, v, p.base, p.off, True)
        elif p.__class__ is tuple:
            continue
        else:
            store_place(fb, ti, p, v)


__all__ = ["FuncABI", "TypeInfo", "emit_declared", "begin", "body", "declare", "bind_results", "return_results"]
