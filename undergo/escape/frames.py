"""Allocations that only live on because the function returns them: the caller may give the memory.

``func NewT(x int) *T { return &T{x} }`` allocates, as nothing is known about its callers. Where the result of a call does not escape, the
caller can hold the T in its own frame. So a small function gets, beside its ordinary form, one that takes its *result frame* - a piece of the
caller's stack with a slot for each such allocation - as the closure context, and each call is an allocation of its own in the caller's graph.
That is what the reference gains by inlining before escape analysis: constructors, iterators (closures that are returned) and options cost no
memory, here also through several levels of calls.

A location may be a slot if it is made at most once a call, its size is known, and its address flows to results and other slots only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from undergo.escape.graph import ALLOCATION, BOX, ESCAPES, FRAME, FRAMECALL, VARIABLE, VARIADIC, Graph, Location
from undergo.escape.info import Frame, FuncInfo, RangeFunc
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.syntax.positions_of import walk
from undergo.types.types import IS_UNTYPED, Basic, Pointer, Slice

if TYPE_CHECKING:
    from undergo.escape.typefacts import TypeFacts
    from undergo.types.objects import Func
    from undergo.types.types import Type

MAX_NODES = 160  # of the body of a function that has a form with a result frame
MAX_FRAME = 4096
MAX_SLOT = 2048


def eligible(info: FuncInfo) -> bool:
    """May the function have a form with a result frame?"""
    node = info.node
    if node.__class__ is not n.FuncDecl or node.body is None or info.func is None:  # type: ignore[union-attr]
        return False
    if info.has_defer or info.has_recover or not info.results or info.func in info.refs:
        return False
    if info.func.pragma & {"noinline", "nosplit", "systemstack"}:
        return False
    if any(closure.__class__ is RangeFunc for closure in info.closures):
        return False
    return _fits(node.body, MAX_NODES) >= 0  # type: ignore[union-attr]


def error_apart(info: FuncInfo, facts: "TypeFacts") -> int:
    """The index of the error among the results, if others hold pointers too, else -1. Callers give errors away, and then the whole frame would be
    on the heap; so errors have no slots where there is something else to gain."""
    from undergo.types.universe import universe_error

    results = info.results
    if len(results) < 2 or results[-1].typ is not universe_error:
        return -1
    return len(results) - 1 if any([facts.pointers(r.typ) for r in results[:-1]]) else -1


def _fits(node: Any, budget: int) -> int:
    """What is left of a budget after counting the nodes of a tree; negative: more than that, or go, defer or select. Literals' bodies do not count."""
    todo = [node]
    while todo:
        node = todo.pop()
        budget -= 1
        if budget < 0:
            return budget
        if node.__class__ is n.FuncLit:
            continue
        if node.__class__ in (n.CallStmt, n.SelectStmt):  # not inlined by the reference either
            return -1
        for slot in node.children:
            child = getattr(node, slot)
            if child.__class__ is list:
                todo.extend([c for c in child if c is not None])
            elif child is not None:
                todo.append(child)
    return budget


def slot_location(location: Location) -> bool:
    """May the location be a slot, as far as its kind goes?"""
    if location.loop_depth != 1:
        return False
    kind = location.kind
    node: Any = location.node
    if kind in (BOX, FRAMECALL, VARIABLE):
        return True
    if kind == VARIADIC:
        return node is not None and not (len(node.arg_list) == 1 and node.arg_list[0].typ.__class__.__name__ == "Tuple")
    if kind != ALLOCATION or node is None:
        return False
    cls = node.__class__
    if cls is n.Operation:
        return bool(node.op == "&" and node.y is None)
    if cls is n.CompositeLit:
        return _pointer_or_slice(node.typ)
    if cls is n.FuncLit:
        return bool(node.captures)
    if cls is n.SelectorExpr:
        return node.selection is not None and node.selection.kind == "method"
    if cls is n.CallExpr and unparen(node.fun).mode == "typexpr":
        return _converted_size(node) > 0
    if cls is n.CallExpr and unparen(node.fun).mode == "builtin":
        fun = unparen(node.fun)
        name = fun.value if fun.__class__ is n.Name else ""
        if name == "make":
            return _constant_make(node)
        return bool(name == "new")
    return False


def _converted_size(node: n.CallExpr) -> int:
    """The size of the buffer for a conversion between strings, bytes and runes, 0 if there is none to give."""
    from undergo.escape.typefacts import is_string
    from undergo.types.types import IS_INTEGER

    x = node.arg_list[0]
    if x.const is not None or x.typ is None or node.typ is None:
        return 0
    to: Any = node.typ.underlying()
    have: Any = x.typ.underlying()
    if is_string(to):
        return 32 if have.__class__ is Slice else 8 if have.__class__ is Basic and have.info & IS_INTEGER else 0
    if to.__class__ is Slice and is_string(have):
        u = to.elem.underlying()
        return 0 if u.__class__ is not Basic else 32 if u.name in ("byte", "uint8") else 128
    return 0


def _pointer_or_slice(t: Any) -> bool:
    return t is not None and t.underlying().__class__ in (Pointer, Slice)  # of a type parameter: an interface


def _constant_make(node: n.CallExpr) -> bool:
    return _pointer_or_slice(node.typ) and len(node.arg_list) > 1 and all(a.const is not None for a in node.arg_list[1:])


# ---------------------------------------------------------------- sizes

SizeOf = Callable[[Any], int]


def slot_size(kind: int, node: Any, size_of: SizeOf, frame_of: Callable[[Any], int]) -> int:
    """Bytes of a slot, a multiple of 8. size_of: a type's size, with type arguments put in; frame_of: the frame of the function that a call
    expression calls. A size that cannot be used is negative."""
    if kind == VARIABLE:
        return _round(size_of(node.typ))
    if kind == BOX:
        t = node.typ
        return 16 if t.__class__ is Basic and t.info & IS_UNTYPED else _round(size_of(t))
    if kind == FRAMECALL:
        return frame_of(node)
    if kind == VARIADIC:
        fun: Any = unparen(node.fun)
        sig: Any = fun.typ.underlying()
        fixed = len(sig.params.vars) - 1
        return _round(size_of(sig.params.vars[-1].typ.underlying().elem) * (len(node.arg_list) - fixed))
    cls = node.__class__
    if cls is n.Operation:
        return _round(size_of(unparen(node.x).typ))
    if cls is n.FuncLit:
        return 8 + sum([_round(size_of(v.typ)) if v.byval_capture else 8 for v in node.captures])
    if cls is n.SelectorExpr:
        return 8 + max(_round(size_of(node.x.typ)), _round(size_of(node.selection.recv)), 8)
    if cls is n.CompositeLit:
        u = node.typ.underlying()
        if u.__class__ is Pointer:
            return _round(size_of(u.elem))
        return _round(size_of(u.elem) * _literal_length(node))
    if unparen(node.fun).mode == "typexpr":
        return _converted_size(node)
    u = node.typ.underlying()
    if u.__class__ is Pointer:  # new
        return _round(size_of(u.elem))
    counts = [int(a.const) for a in node.arg_list[1:]]
    if min(counts) < 0 or counts[0] > counts[-1] or counts[-1] > MAX_SLOT:
        return -1
    return _round(size_of(u.elem) * counts[-1])


def _round(size: int) -> int:
    return (size + 7) & ~7


def _literal_length(node: Any) -> int:
    length = at = 0
    for element in node.elem_list:
        if element.__class__ is n.KeyValueExpr:
            if element.key.const is None:
                return 1 << 40
            at = int(element.key.const)
        at += 1
        length = max(length, at)
    return length


def layout(slots: list[tuple[int, Any]], size_of: SizeOf, frame_of: Callable[[Any], int]) -> tuple[dict[tuple[int, Any], int], int]:
    """({slot: offset}, size) of a result frame; a size of -1: there can be none."""
    offsets: dict[tuple[int, Any], int] = {}
    at = 0
    for kind, node in slots:
        size = slot_size(kind, node, size_of, frame_of)
        if size < 0 or size > MAX_SLOT and kind != FRAMECALL:
            return {}, -1
        offsets[kind, node] = at
        at += size
    return offsets, at if at <= MAX_FRAME else -1


# ---------------------------------------------------------------- what the analysis found


def generic(func: "Func") -> bool:
    sig: Any = func.typ
    return bool(sig.tparams or sig.recv_tparams)


def settle(info: FuncInfo, graph: Graph, facts: "TypeFacts", infos: Any) -> Optional[Frame]:
    """The frame of a function after solution, as callers see it; its slots are info.frame."""
    info.frame = None
    found = graph.framed.get(info)
    if found is None or info.func is None:
        return None
    locations, results, edges = found
    kept = [location.attrs & (FRAME | ESCAPES) == FRAME for location in locations]
    slots: dict[tuple[int, Any], None] = {}
    for location, keep in zip(locations, kept):
        if keep:
            slots[location.kind, location.node] = None
    held = tuple(sorted([pair for pair in results if kept[pair[1]]]))
    if not held:
        return None
    size = -1
    if not generic(info.func):
        size = layout(list(slots), facts.size, lambda call: callee_frame(call, facts, infos))[1]
        if size < 0:
            return None
    info.frame = list(slots)
    inside = tuple(sorted([pair for pair in edges if kept[pair[0]] and kept[pair[1]]]))
    return Frame(size, len(locations), held, inside, _calls(info.node) < 2)


def _calls(node: Any) -> int:
    """How many calls a body holds that the reference does not inline, as far as can be seen: two are more than its budget for inlining. Functions
    with result frames are small."""
    from undergo.escape.calls import called_func

    found = 0

    def visit(x: Any) -> None:
        nonlocal found
        if x.__class__ is n.CallExpr and x.fun.mode not in ("typexpr", "builtin"):
            func = called_func(x)
            tags = func.esc_tags if func is not None else None
            if tags is None or tags.frame is None:
                found += 1
            elif not tags.frame.inlined:  # and what it allocates is seen
                found += 2

    walk(node.body, visit)
    return found


def callee_frame(call: n.CallExpr, facts: "TypeFacts", infos: Any) -> int:
    """The size of the frame of the function that a call outside generic code calls."""
    from undergo.escape.calls import called_func
    from undergo.types.exportbodies import function_body
    from undergo.types.subst import Substituter

    func = called_func(call)
    if func is None:
        return -1
    info = infos.get(func)
    tags = info.tags if info is not None else func.esc_tags
    if tags is None or tags.frame is None:
        return -1
    if tags.frame.size >= 0:
        return int(tags.frame.size)
    args = type_arguments(call)
    if args is None:
        return -1
    if info is None:
        decl = function_body(func)
        info = decl.info if decl is not None else None
    if info is None or info.frame is None:
        return -1
    sig: Any = func.typ
    params = list(sig.recv_tparams) + list(sig.tparams)
    if len(params) != len(args):
        return -1
    env = Substituter(params, args)

    def size_of(t: Any) -> int:
        return facts.size(env.typ(t))

    return layout(info.frame, size_of, lambda inner: -1)[1]


def type_arguments(call: n.CallExpr) -> Optional[list["Type"]]:
    """The type arguments of a static call, those of the receiver first."""
    from undergo.types.types import unalias

    fun = unparen(call.fun)
    if call.held is not None:
        held = unalias(call.held)
        if held.__class__ is Pointer:
            held = unalias(held.elem)  # type: ignore[attr-defined]
        return list(getattr(held, "targs", None) or [])
    if fun.__class__ is n.IndexExpr:
        fun = unparen(fun.x)
    if fun.__class__ is n.Name:
        return list(fun.targs or [])
    if fun.__class__ is not n.SelectorExpr:
        return None
    if fun.selection is None:
        return list(fun.sel.targs or [])
    if fun.selection.kind != "method":
        return None
    recv = getattr(fun.selection.obj.typ, "recv", None)
    t = unalias(recv.typ) if recv is not None else None
    if t.__class__ is Pointer:
        t = unalias(t.elem)  # type: ignore[union-attr]
    return list(getattr(t, "targs", None) or []) + list(fun.sel.targs or [])
