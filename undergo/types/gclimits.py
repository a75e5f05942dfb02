"""Limits of the gc compiler: types larger than the address space, channel and map elements; operands of print.
Stack frames: ``decisions/framesizes.py``, after escape analysis.

Large types are looked for only in packages that mention a large array (``Package.has_large_arrays``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from undergo.syntax import nodes

from .objects import Package
from .sizes import sizeof
from .types import Array, Chan, Interface, Map, Named, Pointer, Signature, Slice, Struct, Tuple, unalias

Errors = list[tuple[int, str, bool]]

MAX_WIDTH = 1 << 50  # no type may be so large
MAX_CHAN_ELEM = 1 << 16
MAX_MAP_PART = 1 << 31


def large_types(pkg: Package) -> Errors:
    """Declarations of types and variables that no address space has room for; types of channels and maps with elements that are too
    large, reported at the declaration they stand in."""
    errors: Errors = []
    told: set[int] = set()
    for file in pkg.files:
        for node, _ in _walk(file.decl_list, 0):
            if node.__class__ is nodes.TypeDecl:
                _report_large(node.name, node.name.obj, told, errors)
            elif node.__class__ is nodes.VarDecl:
                for name in node.name_list:
                    _report_large(name, name.obj, told, errors)
    if errors:
        return errors
    found = _Elements()
    for file in pkg.files:
        for node, place in _walk(file.decl_list, 0):
            if node.__class__ in (nodes.ChanType, nodes.MapType) and node.typ is not None:
                found.visit(node.typ, place)
    return found.errors


def _walk(node: Any, place: int) -> Iterator[tuple[Any, int]]:
    """All nodes below, each with the position of the declaration or statement that it stands in."""
    if node.__class__ is list:
        for n in node:
            yield from _walk(n, place)
        return
    if node.__class__ in (nodes.TypeDecl, nodes.FuncDecl):
        place = node.name.pos
    elif node.__class__ is nodes.VarDecl:
        place = node.name_list[0].pos
    elif (
        node.__class__ is nodes.AssignStmt and node.op == ":=" or node.__class__ is nodes.RangeClause and node.def_ and node.lhs is not None
    ):
        left: Any = node.lhs
        place = left.elem_list[0].pos if left.__class__ is nodes.ListExpr else left.pos
    elif node.__class__ is nodes.FuncLit:
        place = node.pos
    yield node, place
    for slot in getattr(node, "children", ()):
        child = getattr(node, slot)
        if child is not None:
            yield from _walk(child, place)


def _report_large(name: nodes.Name, obj: Any, told: set[int], errors: Errors) -> None:
    large = _large(obj.typ.underlying(), 0) if obj is not None and obj.typ is not None else None
    if large is not None and id(large) not in told:
        told.add(id(large))
        errors.append((name.pos, f"type {large} larger than address space", False))


def _large(t: Any, depth: int) -> Any:
    """The type in t (t itself, elements, fields) that is too large, or None."""
    t = t.underlying()
    if t.__class__ is Array:
        if exact_size(t) >= MAX_WIDTH:
            return (_large(t.elem, depth + 1) if depth < 50 else None) or t
    elif t.__class__ is Struct:
        for f in t.fields:
            found = _large(f.typ, depth + 1) if depth < 50 else None
            if found is not None:
                return found
    return None


def exact_size(t: Any) -> int:
    """The size of a type, however large. Those of type parameters count nothing."""
    t = t.underlying()
    if t.__class__ is Array:
        return t.len * exact_size(t.elem) if t.len > 0 else 0
    if t.__class__ is Struct:
        return sum(exact_size(f.typ) for f in t.fields)
    if t.__class__ in (Interface, Signature, Tuple):
        return 16
    return sizeof(t)


class _Elements:
    """Channel and map types with large elements."""

    def __init__(self) -> None:
        self.errors: Errors = []

    def visit(self, t: Any, place: int) -> None:
        t = unalias(t)
        if t.__class__ is Chan and exact_size(t.elem) >= MAX_CHAN_ELEM:
            self.errors.append((place, "channel element type too large (>64kB)", False))
        if t.__class__ is not Map:
            return
        if exact_size(t.elem) >= MAX_MAP_PART:
            self.errors.append((place, "map element type too large", False))
        if exact_size(t.key) >= MAX_MAP_PART:
            self.errors.append((place, "map key type too large", False))


# ---------------------------------------------------------------- print


def bad_operands(pkg: Package) -> Errors:
    """Calls of print and println with an operand that has no printed form."""
    errors: Errors = []
    for pos, name, t in pkg.printed:
        if t.underlying().__class__ in (Array, Struct):
            errors.append((pos, f"illegal types for operand: {name}\n\t{gc_type(t)}", False))
    return errors


def gc_type(t: Any) -> str:
    """A type in the words of the compiler's back end."""
    t = unalias(t)
    cls = t.__class__
    if cls is Struct:
        fields = [f"{'' if f.embedded else f.name + ' '}{gc_type(f.typ)}" for f in t.fields]
        return "struct { " + "; ".join(fields) + " }" if fields else "struct {}"
    if cls is Array:
        return f"[{t.len}]{gc_type(t.elem)}"
    if cls is Slice:
        return "[]" + gc_type(t.elem)
    if cls is Pointer:
        return "*" + gc_type(t.elem)
    if cls is Named and t.obj.pkg is not None and not t.targs:
        return str(t.obj.name) if t.obj.pkg.path == "main" else f"{t.obj.pkg.name}.{t.obj.name}"
    return str(t)
