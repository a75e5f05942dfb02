"""What the gc compiler refuses beyond the type checker: anonymous interfaces that contain themselves, functions without body.

Run on packages that were checked without errors.
"""

from __future__ import annotations

from typing import Any

from undergo.syntax import nodes

from .objects import Func, Package
from .sizes import sizeof
from .types import (
    Array,
    Chan,
    Interface,
    Map,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    unalias,
)
from .typeset import type_set

# Packages of the standard library with functions whose bodies are somewhere else, besides those with assembly.
_INCOMPLETE = frozenset("bytes internal/poll net os runtime/metrics runtime/pprof runtime/trace sync syscall time".split())

Errors = list[tuple[int, str, bool]]


def gc_errors(pkg: Package, other_files: bool, standard: bool = False) -> Errors:
    """The errors (position, message, False). other_files: the package has assembly (or C); standard: it is in GOROOT."""
    errors: Errors = []
    finder = _CycleFinder()
    for file in pkg.files:
        for decl in file.decl_list:
            if decl.__class__ is nodes.TypeDecl:
                _interface_cycles(decl, finder, errors)
    if errors:
        return errors
    if pkg.has_large_arrays:
        told: set[int] = set()
        for file in pkg.files:
            _large_types(file.decl_list, told, errors)
        if errors:
            return errors
    errors += [(pos, message, False) for pos, message in pkg.late_errors]
    complete = not other_files and not (standard and pkg.path in _INCOMPLETE)
    for file in pkg.files:
        for decl in file.decl_list:
            if decl.__class__ is nodes.FuncDecl and decl.body is None:
                fdecl: Any = decl
                name = fdecl.name
                obj = pkg.scope.lookup(name.value) if fdecl.recv is None else None
                if isinstance(obj, Func) and "linkname" in obj.pragma:
                    continue
                if name.value != "_" and (complete or name.value == "init"):
                    errors.append((fdecl.pos, "missing function body", False))
    errors.sort(key=lambda e: e[0])
    return errors


MAX_WIDTH = 1 << 50  # the largest type of the compiler


def _large_types(node: Any, told: set[int], errors: Errors) -> None:
    """Report declarations of types and variables that no address space has room for."""
    if node.__class__ is list:
        for n in node:
            _large_types(n, told, errors)
        return
    if node.__class__ is nodes.TypeDecl:
        _report_large(node.name, node.name.obj, told, errors)
    elif node.__class__ is nodes.VarDecl:
        for name in node.name_list:
            _report_large(name, name.obj, told, errors)
    for slot in getattr(node, "children", ()):
        child = getattr(node, slot)
        if child is not None:
            _large_types(child, told, errors)


def _report_large(name: nodes.Name, obj: Any, told: set[int], errors: Errors) -> None:
    large = _large(obj.typ.underlying(), 0) if obj is not None and obj.typ is not None else None
    if large is not None and id(large) not in told:
        told.add(id(large))
        errors.append((name.pos, f"type {large} larger than address space", False))


def _large(t: Any, depth: int) -> Any:
    """The type in t (t itself, elements, fields) that is too large, or None."""
    t = t.underlying()
    if t.__class__ is Array:
        if exact_size(t) > MAX_WIDTH:
            return (_large(t.elem, depth + 1) if depth < 50 else None) or t
    elif t.__class__ is Struct:
        for f in t.fields:
            found = _large(f.typ, depth + 1) if depth < 50 else None
            if found is not None:
                return found
    return None


def exact_size(t: Any) -> int:
    """The size of a type, however large."""
    t = t.underlying()
    if t.__class__ is Array:
        return t.len * exact_size(t.elem) if t.len > 0 else 0
    if t.__class__ is Struct:
        return sum(exact_size(f.typ) for f in t.fields)
    return sizeof(t)


def _interface_cycles(node: Any, finder: "_CycleFinder", errors: Errors) -> None:
    if node.__class__ is list:
        for n in node:
            _interface_cycles(n, finder, errors)
        return
    if node.__class__ is nodes.InterfaceType:
        t = unalias(node.typ) if node.typ is not None else None
        if t.__class__ is Interface and finder.has_cycle(t):
            errors.append(
                (
                    node.pos,
                    "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)",
                    False,
                )
            )
            for k in finder.cyclic:
                finder.cyclic[k] = False  # one report is enough
        return
    for slot in getattr(node, "children", ()):
        child = getattr(node, slot)
        if child is not None:
            _interface_cycles(child, finder, errors)


class _CycleFinder:
    """Walks anonymous types; ``cyclic`` has the interfaces visited, True while they are being visited."""

    def __init__(self) -> None:
        self.cyclic: dict[Any, bool] = {}

    def has_cycle(self, t: Any) -> bool:
        return any(self.visit(m.typ) for m in type_set(t).methods)

    def visit(self, t: Any) -> bool:
        t = unalias(t)
        cls = t.__class__
        if cls in (Pointer, Array, Chan, Slice):
            return self.visit(t.elem)
        if cls is Map:
            return self.visit(t.key) or self.visit(t.elem)
        if cls is Struct:
            return any(self.visit(f.typ) for f in t.fields)
        if cls is Signature:
            return self.visit(t.params) or self.visit(t.results)
        if cls is Tuple:
            return any(self.visit(v.typ) for v in t.vars)
        if cls is not Interface or not t.methods and not t.embeddeds:
            return False
        known = self.cyclic.get(t)
        if known is not None:
            return known
        self.cyclic[t] = True
        if self.has_cycle(t):
            return True
        self.cyclic[t] = False
        return False
