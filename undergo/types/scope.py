"""Scopes: names to objects, nested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from .objects import Object


class Scope:
    """parent: enclosing scope; elems: name -> Object (or a Lazy, see insert_lazy); children: inner scopes.

    is_func: the scope of a function's parameters and body."""

    __slots__ = ("parent", "children", "elems", "is_func", "comment")

    def __init__(self, parent: Optional["Scope"], comment: str = "") -> None:
        self.parent = parent
        self.children: list[Scope] = []
        self.elems: dict[str, Any] = {}
        self.is_func = False
        self.comment = comment

    def lookup(self, name: str) -> Optional[Object]:
        """The object declared with that name in this scope itself."""
        obj = self.elems.get(name)
        if obj.__class__ is Lazy:
            obj = obj.resolve(self, name)
        return obj

    def lookup_parent(self, name: str) -> tuple[Optional["Scope"], Optional[Object]]:
        """The innermost scope, from this one outwards, that declares name, with the object."""
        s: Optional[Scope] = self
        while s is not None:
            obj = s.lookup(name)
            if obj is not None:
                return s, obj
            s = s.parent
        return None, None

    def insert(self, obj: Object) -> Optional[Object]:
        """Declare obj; if its name is taken, return the other object and change nothing."""
        alt = self.elems.get(obj.name)
        if alt is not None:
            return self.lookup(obj.name)
        self.elems[obj.name] = obj
        if obj.parent is None:
            obj.parent = self
        return None

    def insert_lazy(self, name: str, make: Callable[[], Object]) -> bool:
        """Declare name; make() gives the object on first need."""
        if name in self.elems:
            return False
        self.elems[name] = Lazy(make)
        return True

    def names(self) -> list[str]:
        return sorted(self.elems)

    def lookup_ignoring_case(self, name: str, exported: bool) -> list[Object]:
        """Objects whose names differ from name at most in case."""
        folded = name.casefold()
        found = []
        for n in self.names():
            if n.casefold() == folded:
                obj = self.lookup(n)
                if obj is not None and (not exported or obj.exported()):
                    found.append(obj)
        return found

    def objects(self) -> list[Object]:
        return [obj for obj in map(self.lookup, list(self.elems)) if obj is not None]


class Lazy:
    """An object of an imported package that is made when it is first looked up."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Object]) -> None:
        self.make = make

    def resolve(self, scope: Scope, name: str) -> Object:
        obj = self.make()
        scope.elems[name] = obj
        if obj.parent is None:
            obj.parent = scope
        return obj


def new_scope(parent: Optional[Scope], comment: str = "") -> Scope:
    """A scope inside parent (known to it as a child unless parent is the universe)."""
    s = Scope(parent, comment)
    if parent is not None and parent.comment != "universe":
        parent.children.append(s)
    return s
