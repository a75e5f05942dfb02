"""What an interface value is known to hold: calls of its methods then have a known callee, as after the reference's devirtualization.

Known is a value that is converted to the interface in sight, a local variable initialized with one and never assigned again, and the result
of a function that always returns the same type (``Tags.concrete``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.info import FuncInfo, Tags
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types.lookup import lookup_field_or_method
from undergo.types.objects import Func, Package, TypeName, Var
from undergo.types.predicates import identical
from undergo.types.types import Interface, Named, Pointer, Type, TypeParam, unalias

TagsOf = Callable[[Func], Optional[Tags]]
Concrete = tuple[str, str, bool]  # package path, type name, is it a pointer to it
MAX_STEPS = 8


def concrete_type(x: Any, info: FuncInfo, facts: Any, tags_of: TagsOf) -> Optional[Type]:
    """The type of the value that the interface value ``x`` holds if it is not nil; None: not known."""
    from undergo.escape.calls import denoted_func

    for _ in range(MAX_STEPS):
        x = unparen(x)
        t = x.typ
        if t is None or facts.is_type_param(t) or x.mode == "nilvalue":
            return None
        if not facts.is_interface(t):
            return None if t.__class__.__name__ == "Tuple" else t  # type: ignore[no-any-return]
        if x.__class__ is n.Name:
            x = info.top.single.get(x.obj) if x.obj.__class__ is Var else None
            if x is None:
                return None
        elif x.__class__ is n.CallExpr and x.fun.mode == "typexpr" and len(x.arg_list) == 1:
            x = x.arg_list[0]
        elif x.__class__ is n.AssertExpr:  # to another interface: it holds the same
            x = x.x
        elif x.__class__ is n.CallExpr and x.fun.mode == "value":
            func = denoted_func(x.fun)
            tags = tags_of(func) if func is not None else None
            if tags is None or tags.concrete is None or func is None or func.pkg is None:
                return None
            return _named(func.pkg, tags.concrete)
        else:
            return None
    return None


def returned_type(info: FuncInfo, facts: Any, tags_of: TagsOf) -> Optional[Concrete]:
    """What all the values hold that a function with one result of interface type returns."""
    if len(info.results) != 1 or not info.returns or info.func is None or info.has_defer:
        return None
    if not facts.is_interface(info.results[0].typ):
        return None
    found: Optional[Type] = None
    for stmt in info.returns:
        value = unparen(stmt.results) if stmt.results is not None else None
        if value is None:
            return None
        if value.mode == "nilvalue":
            continue
        t = concrete_type(value, info, facts, tags_of)
        if t is None or found is not None and not identical(t, found):
            return None
        found = t
    if found is None:
        return None
    t = unalias(found)
    pointer = t.__class__ is Pointer
    if pointer:
        t = unalias(t.elem)  # type: ignore[attr-defined]
    if t.__class__ is not Named or t.targs or t.tparams:  # type: ignore[attr-defined]
        return None
    obj: TypeName = t.obj  # type: ignore[attr-defined]
    if obj.pkg is None or obj.pkg.scope.lookup(obj.name) is not obj:
        return None
    return obj.pkg.path, obj.name, pointer


def _named(start: Package, concrete: Concrete) -> Optional[Type]:
    path, name, pointer = concrete
    seen = {start.path}
    todo = [start]
    while todo:
        pkg = todo.pop()
        if pkg.path == path:
            obj = pkg.scope.lookup(name)
            if obj.__class__ is not TypeName or obj.typ is None:
                return None
            return Pointer(obj.typ) if pointer else obj.typ
        for other in pkg.imports:
            if other.path not in seen:
                seen.add(other.path)
                todo.append(other)
    return None


def method_of(t: Type, method: Func) -> Optional[Func]:
    """The method that type t declares (not one of an embedded field) for an interface's method."""
    if unalias(t).__class__ is TypeParam or unalias(t).underlying().__class__ is Interface:
        return None
    obj, path, _ = lookup_field_or_method(t, True, method.pkg, method.name)
    if obj.__class__ is not Func or path is None or len(path) != 1:
        return None
    return obj.origin  # type: ignore[union-attr]


__all__ = ["concrete_type", "returned_type", "method_of", "Concrete"]
