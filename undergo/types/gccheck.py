"""What the gc compiler refuses beyond the type checker: anonymous interfaces that contain themselves, functions without body.

Run on packages that were checked without errors.
"""

from __future__ import annotations

from typing import Any

from undergo.syntax import nodes

from .gclimits import bad_operands, large_types
from .objects import Func, Package
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
    for iface in pkg.written_interfaces:
        _interface_cycle(iface, finder, errors)
    if errors:
        errors.sort(key=lambda e: e[0])
        return errors
    if pkg.has_large_arrays:
        errors = large_types(pkg)
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
    errors += bad_operands(pkg)
    errors.sort(key=lambda e: e[0])
    return errors


def _interface_cycle(node: nodes.InterfaceType, finder: "_CycleFinder", errors: Errors) -> None:
    t = unalias(node.typ) if node.typ is not None else None
    if t.__class__ is Interface and finder.has_cycle(t):
        text = "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)"
        errors.append((node.pos, text, False))
        for k in finder.cyclic:
            finder.cyclic[k] = False  # one report is enough


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
