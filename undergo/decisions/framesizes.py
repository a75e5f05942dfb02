"""Functions whose stack frame would exceed the reference's limit of 1 GB.

What counts are the large parts of a frame: parameters and results on the stack, the copies that range statements make of arrays, slice
literals that do not escape, variables small enough for the stack, results of calls that wait to be arguments; all that also of the functions
that are inlined. The area for the arguments of callees is looked at when the rest fits.
"""

from __future__ import annotations

from typing import Any

from undergo.syntax import nodes
from undergo.syntax.positions_of import nodes_of
from undergo.types.gclimits import exact_size
from undergo.types.objects import Package, Var
from undergo.types.types import Array, Signature, Slice

from .ir import Inlined
from .report import Report

MAX_FRAME = 1 << 30
MAX_STACK_VARIABLE = 128 << 10  # larger variables are moved to the heap
LARGE = 1 << 12  # values from here on are looked at


class _Frame:
    """The large parts of one function's frame, without what it inlines."""

    def __init__(self, pos: int, sig: Any, body: Any) -> None:
        self.pos = pos
        self.args = _args(sig) if sig.__class__ is Signature else 0
        self.locals = 0
        self.calls: list[tuple[int, int]] = []  # (position, size of the large arguments and results)
        if body is not None:
            self.visit(body)

    def visit(self, node: Any) -> None:
        cls = node.__class__
        if cls is list:
            for x in node:
                self.visit(x)
            return
        if cls is nodes.FuncLit:
            return
        if cls is nodes.Name and node.obj.__class__ is Var and node.obj.pos == node.pos:
            size = exact_size(node.obj.typ) if node.obj.typ is not None else 0
            if LARGE <= size <= MAX_STACK_VARIABLE:
                self.locals += size
        elif cls is nodes.RangeClause and _has_value(node) and node.x.typ is not None:
            t = node.x.typ.underlying()
            if t.__class__ is Array:
                self.locals += exact_size(t)
        elif cls is nodes.CompositeLit and node.typ is not None and node.esc is False:
            t = node.typ.underlying()
            if t.__class__ is Slice and node.nkeys:
                size = _literal_length(node) * exact_size(t.elem)
                if size > MAX_STACK_VARIABLE:
                    self.locals += size
        elif cls is nodes.CallExpr and node.fun.typ is not None:
            sig = node.fun.typ.underlying()
            if sig.__class__ is Signature:
                self.calls.append((node.pos, _args(sig)))
                waiting = [w for w in map(_waiting, node.arg_list) if w]
                self.locals += sum(waiting) if len(waiting) > 1 else 0
        for slot in getattr(node, "children", ()):
            child = getattr(node, slot)
            if slot == "rhs" and cls is nodes.AssignStmt and child.__class__ is nodes.CompositeLit and _blank(node.lhs):
                child = child.elem_list
            if child is not None:
                self.visit(child)

    def callee(self, inlined: set[int]) -> int:
        """The area for the arguments and results of the calls that are not inlined."""
        return max((size for pos, size in self.calls if pos not in inlined), default=0)


def _blank(x: Any) -> bool:
    return x.__class__ is nodes.Name and x.value == "_"


def _args(sig: Signature) -> int:
    """The bytes of large parameters and results, which lie on the stack."""
    variables = [*([sig.recv] if sig.recv is not None else []), *sig.params.vars, *sig.results.vars]
    return sum(size for size in (exact_size(v.typ) for v in variables) if size >= LARGE)


def _waiting(argument: Any) -> int:
    """The temporary of an argument that is a call."""
    if argument.__class__ is not nodes.CallExpr or argument.typ is None:
        return 0
    size = exact_size(argument.typ)
    return size if size >= LARGE else 0


def large_frames(pkg: Package) -> list[tuple[int, str]]:
    """(position, message) for functions whose frame is too large. Only the frames of a package with large parts are looked at closely."""
    frames = {}
    for file in pkg.files:
        for node in nodes_of(file, nodes.FuncDecl, nodes.FuncLit):
            if node.__class__ is nodes.FuncLit:
                frames[node.pos] = _Frame(node.pos, node.typ, node.body)
            elif not node.tparam_list:
                obj = node.name.obj
                frames[node.pos] = _Frame(node.pos, obj.typ if obj is not None else None, node.body)
    nothing: set[int] = set()
    if sum(f.args + f.locals + f.callee(nothing) for f in frames.values()) < MAX_FRAME:
        return []
    inlined, places = _inlined_bodies(pkg)
    errors: list[tuple[int, str]] = []
    for frame in frames.values():
        bodies = [frame, *(frames[pos] for pos in inlined.get(frame.pos, ()) if pos in frames)]
        size = sum(b.locals for b in bodies)
        callee = max(b.callee(places) for b in bodies)
        if size >= MAX_FRAME or frame.args >= MAX_FRAME:
            callee = 0
        elif size + callee < MAX_FRAME:
            continue
        text = f"stack frame too large (>1GB): {size >> 20} MB locals + {frame.args >> 20} MB args"
        errors.append((frame.pos, text + (f" + {callee >> 20} MB callee" if callee else "")))
    return sorted(errors)


def _inlined_bodies(pkg: Package) -> tuple[dict[int, set[int]], set[int]]:
    """({position of a function: positions of the functions whose bodies are inlined into it}, positions of inlined calls). Copies of the same body
    share their place in the frame."""
    report = Report(pkg, True, None, None)
    report.package.declare()
    report.package.build()
    init, closures = report.package.init, report.package.builder.made
    functions = [init, *(c for c in closures if c.parent is init), *report.package.order]
    out: dict[int, set[int]] = {}
    places: set[int] = set()
    for fn in report.inlined(functions, [*functions, *(c for c in closures if c.parent is not init)]):
        copies: set[Inlined] = set()
        for name in fn.dcl:
            copy = name.inl
            while copy is not None and copy not in copies:
                copies.add(copy)
                copy = copy.parent
        out.setdefault(fn.pos, set()).update(c.fn.pos for c in copies)
        places.update(c.pos for c in copies)
    return out, places


def _has_value(node: nodes.RangeClause) -> bool:
    if node.lhs.__class__ is not nodes.ListExpr:
        return False
    value = node.lhs.elem_list[1]  # type: ignore[union-attr]
    return not _blank(value)


def _literal_length(node: nodes.CompositeLit) -> int:
    length = at = 0
    for element in node.elem_list:
        if element.__class__ is nodes.KeyValueExpr and element.key.const is not None:
            at = int(element.key.const)
        at += 1
        length = max(length, at)
    return length
