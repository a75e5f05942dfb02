"""Types must not contain themselves: their size would be infinite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .basic import INVALID_TYPE
from .named import type_params, unpack
from .predicates import identical
from .types import Array, Interface, Named, Struct, Type, TypeParam, Union, unalias

if TYPE_CHECKING:
    from .check import Checker


def valid_type(check: "Checker", typ: Named) -> None:
    """Report typ if it expands without end."""
    _valid(check, typ, [], [])


def _valid(check: "Checker", typ: Type, nest: list[Named], path: list[Named]) -> bool:
    """nest: the types that contain typ in memory, outermost first; path: all types on the way, for the report.

    A type parameter stands for the argument of the innermost instance, which is looked at in the nest around that instance."""
    typ = unalias(typ)
    cls = typ.__class__
    if cls is Array:
        return _valid(check, typ.elem, nest, path)  # type: ignore[attr-defined]
    if cls is Struct:
        for f in typ.fields:  # type: ignore[attr-defined]
            if not _valid(check, f.typ, nest, path):
                return False
        return True
    if cls is Union:
        for t in typ.terms:  # type: ignore[attr-defined]
            if not _valid(check, t.typ, nest, path):
                return False
        return True
    if cls is Interface:
        for e in typ.embeddeds:  # type: ignore[attr-defined]
            if not _valid(check, e, nest, path):
                return False
        return True
    if cls is Named:
        return _valid_named(check, typ, nest, path)  # type: ignore[arg-type]
    if cls is TypeParam and nest:
        inst = nest[-1]
        for i, p in enumerate(type_params(inst)):
            if p is typ and i < len(inst.targs):
                return _valid(check, inst.targs[i], nest[:-1], path)
    return True


def _valid_named(check: "Checker", t: Named, nest: list[Named], path: list[Named]) -> bool:
    if t in check.valid_types:
        return True
    for e in nest:
        if e is t or identical(e, t):
            # A cycle; the declared type is at fault whatever its arguments.
            t.orig.fromrhs = INVALID_TYPE
            from .decl import cycle_error

            for start, p in enumerate(path):
                if p is t or identical(p, t):
                    cycle_error(check, make_obj_list(path[start:]), 0)
                    return False
            raise AssertionError("cycle start not found")
    orig = unpack(t.orig)
    # What was declared valid in another package, and is no instance, needs no second look.
    if not t.targs and not orig.tparams and t.obj.pkg is not check.pkg:
        return True
    rhs: Any = orig.fromrhs if orig.fromrhs is not None else orig._underlying
    if rhs is None:
        check.unfinished_types += 1
        return True
    unfinished = check.unfinished_types
    if not _valid(check, rhs, nest + [t], path + [t]):
        return False
    if not t.targs and not orig.tparams and check.unfinished_types == unfinished:
        check.valid_types.add(t)  # looked through whole: it leads to no cycle, whatever contains it
    return True


def make_obj_list(types: list[Named]) -> list[Any]:
    return [t.obj for t in types]
