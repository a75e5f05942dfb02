"""Unification: finding types for type parameters that make two types structurally equal.

Two types unify exactly if they are, or can be made, identical. Inexactly, a defined type also unifies with a literal that is its
underlying type, channel directions are ignored, and interfaces unify with what implements them; in an assignment only the top is inexact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from . import termlist
from .lookup import lookup_field_or_method
from .objects import Func
from .predicates import as_named, identical, is_interface, is_type_lit, is_type_param, pair_seen, same_id, same_tags
from .types import (
    SEND_RECV,
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
)
from .typeset import type_set
from .under import common_under

if TYPE_CHECKING:
    from .check import Checker

# Modes (bits)
ASSIGN, EXACT = 1, 2

UNIFICATION_DEPTH_LIMIT = 50


class UnificationLimit(Exception):
    """Unification does not come to an end."""


class Unifier:
    """Type parameters and what was inferred for them.

    handles: TypeParam -> one-element list with its type (or None); parameters found equal share the list."""

    __slots__ = ("check", "handles", "depth", "interface_inference")

    def __init__(
        self,
        check: Optional["Checker"],
        tparams: list[TypeParam],
        targs: list[Optional[Type]],
        interface_inference: bool,
    ) -> None:
        self.check = check
        self.handles: dict[TypeParam, list[Optional[Type]]] = {p: [targs[i] if i < len(targs) else None] for i, p in enumerate(tparams)}
        self.depth = 0
        self.interface_inference = interface_inference

    def unify(self, x: Type, y: Type, mode: int) -> bool:
        """Whether x and y unify; types may be inferred on the way."""
        try:
            return self.nify(x, y, mode, None)
        except UnificationLimit:
            if self.depth == 0:
                return False
            raise

    def join(self, x: TypeParam, y: TypeParam) -> bool:
        """Make x and y stand for the same type; False if both have one already."""
        hx, hy = self.handles[x], self.handles[y]
        if hx is hy:
            return True
        if hx[0] is not None and hy[0] is not None:
            return False
        if hx[0] is not None:
            self.set_handle(y, hx)
        else:
            self.set_handle(x, hy)
        return True

    def as_bound_type_param(self, x: Type) -> Optional[TypeParam]:
        if x.__class__ is Alias:
            x = unalias(x)
        return x if x.__class__ is TypeParam and x in self.handles else None

    def set_handle(self, x: TypeParam, h: list[Optional[Type]]) -> None:
        hx = self.handles[x]
        for y, hy in self.handles.items():
            if hy is hx:
                self.handles[y] = h

    def at(self, x: TypeParam) -> Optional[Type]:
        return self.handles[x][0]

    def set(self, x: TypeParam, t: Type) -> None:
        self.handles[x][0] = t

    def unknowns(self) -> int:
        return sum(1 for h in self.handles.values() if h[0] is None)

    def inferred(self, tparams: list[TypeParam]) -> list[Optional[Type]]:
        return [self.handles[p][0] for p in tparams]

    def nify(self, x: Any, y: Any, mode: int, p: Any) -> bool:
        ux = unalias(x) if x.__class__ is Alias else x
        uy = unalias(y) if y.__class__ is Alias else y
        if ux is uy:
            return True
        self.depth += 1
        try:
            if self.depth > UNIFICATION_DEPTH_LIMIT:
                raise UnificationLimit
            return self._nify(x, y, mode, p)
        finally:
            self.depth -= 1

    def _nify(self, x: Any, y: Any, mode: int, p: Any) -> bool:
        # A defined type, if any, goes to y; a bound type parameter to x.
        if as_named(x) is not None or self.as_bound_type_param(y) is not None:
            x, y = y, x

        # At the top of an assignment a defined type matches a literal through its underlying type.
        if not mode & EXACT:
            ny = as_named(y)
            if ny is not None and is_type_lit(x) and not (self.interface_inference and is_interface(x)):
                y = ny.underlying()
                if x is y or unalias(x) is unalias(y):
                    return True

        px, py = self.as_bound_type_param(x), self.as_bound_type_param(y)
        if px is not None:
            if py is not None:
                if self.join(px, py):
                    return True
                return self.nify(self.at(px), self.at(py), mode, p)
            return self._nify_bound(px, y, mode, p)

        if self.interface_inference and not mode & EXACT:
            result = self._nify_interfaces(x, y, p)
            if result is not None:
                return result

        # A type parameter that is left is unbound; if there is one, it goes to x.
        if is_type_param(y):
            x, y = y, x
        emode = mode | EXACT if mode & ASSIGN else mode
        yorig = y
        x, y = unalias(x), unalias(y)
        cls = x.__class__
        if cls is TypeParam:
            # The type argument's underlying type must be the constraint's core type, if it has one.
            cx, _ = common_under(x)
            return cx is not None and self.nify(cx, yorig, ASSIGN, p)
        if cls is not y.__class__:
            return False
        return _NIFY[cls](self, x, y, mode, emode, p)

    def _nify_bound(self, px: TypeParam, y: Type, mode: int, p: Any) -> bool:
        """Unify a bound type parameter with a type that is none."""
        x = self.at(px)
        if x is None:
            self.set(px, y)
            return True
        if not self.nify(x, y, mode, p):
            return False
        # x and y match, perhaps through underlying types: which one is px?
        xi, yi = as_interface(x), as_interface(y)
        xn, yn = as_named(x) is not None, as_named(y) is not None
        if xi is not None and yi is not None:
            if xn and yn:
                return identical(x, y)
            if len(type_set(xi).methods) != len(type_set(yi).methods):
                return False
        elif xi is not None or yi is not None:
            return False  # the result would depend on the order of arguments
        if not mode & EXACT and not xn:
            # Prefer a defined type, then a directed channel: values of the other remain assignable.
            if yn:
                self.set(px, y)
            else:
                yc = y.underlying()
                if yc.__class__ is Chan and yc.dir != SEND_RECV:
                    self.set(px, y)
        return True

    def _nify_interfaces(self, x: Type, y: Type, p: Any) -> Optional[bool]:
        """Inexact unification where at least one side is an interface; None if neither is."""
        xi, yi = as_interface(x), as_interface(y)
        if xi is not None and yi is not None:
            xset, yset = type_set(xi), type_set(yi)
            if xset.comparable != yset.comparable or not termlist.equal(xset.terms, yset.terms):
                return False
            if pair_seen(xi, yi, p):
                return True
            q = (xi, yi, p)
            xmethods, ymethods = xset.methods, yset.methods
            if len(xmethods) > len(ymethods):
                xmethods, ymethods = ymethods, xmethods
            ymap = {m.id(): m for m in ymethods}
            for xm in xmethods:
                other = ymap.get(xm.id())
                if other is None or not self.nify(xm.typ, other.typ, EXACT, q):
                    return False
            return True
        if yi is not None:
            xi = yi
            y = x
        if xi is None:
            return None
        for xm in type_set(xi).methods:
            obj, _, _ = lookup_field_or_method(y, False, xm.pkg, xm.name)
            if obj.__class__ is not Func:
                return False
            if self.check is not None:
                from .decl import obj_decl

                obj_decl(self.check, obj)
            # A generic method never implements an interface method.
            if obj.typ.tparams or not self.nify(xm.typ, obj.typ, EXACT, p):  # type: ignore[attr-defined]
                return False
        return True


def as_interface(x: Type) -> Optional[Interface]:
    """The underlying interface of x unless x is a type parameter."""
    if x.__class__ is Alias:
        x = unalias(x)
    if x.__class__ is TypeParam:
        return None
    u = x.underlying()
    return u if u.__class__ is Interface else None


Nify = Callable[[Unifier, Any, Any, int, int, Any], bool]


def _basic(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return x.kind == y.kind  # type: ignore[no-any-return]


def _array(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return (x.len < 0 or y.len < 0 or x.len == y.len) and u.nify(x.elem, y.elem, emode, p)


def _elem(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return u.nify(x.elem, y.elem, emode, p)


def _struct(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    if len(x.fields) != len(y.fields) or not same_tags(x, y):
        return False
    for f, g in zip(x.fields, y.fields):
        if f.embedded != g.embedded or not same_id(f, g.pkg, g.name) or not u.nify(f.typ, g.typ, emode, p):
            return False
    return True


def _tuple(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    if len(x.vars) != len(y.vars):
        return False
    for v, w in zip(x.vars, y.vars):
        if not u.nify(v.typ, w.typ, mode, p):
            return False
    return True


def _signature(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return x.variadic == y.variadic and _tuple(u, x.params, y.params, emode, emode, p) and _tuple(u, x.results, y.results, emode, emode, p)


def _interface(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    xset, yset = type_set(x), type_set(y)
    if xset.comparable != yset.comparable or not termlist.equal(xset.terms, yset.terms):
        return False
    a, b = xset.methods, yset.methods
    if len(a) != len(b):
        return False
    if pair_seen(x, y, p):
        return True
    q = (x, y, p)
    for f, g in zip(a, b):
        if f.id() != g.id() or not u.nify(f.typ, g.typ, EXACT, q):
            return False
    return True


def _map(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return u.nify(x.key, y.key, emode, p) and u.nify(x.elem, y.elem, emode, p)


def _chan(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return (not mode & EXACT or x.dir == y.dir) and u.nify(x.elem, y.elem, emode, p)


def _named(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    # Arguments before origins: they unify even if the origins do not match, for better messages.
    if len(x.targs) != len(y.targs):
        return False
    for a, b in zip(x.targs, y.targs):
        if not u.nify(a, b, mode, p):
            return False
    return x.orig.obj is y.orig.obj


def _never(u: Unifier, x: Any, y: Any, mode: int, emode: int, p: Any) -> bool:
    return False


_NIFY: dict[type, Nify] = {
    Basic: _basic,
    Array: _array,
    Slice: _elem,
    Pointer: _elem,
    Struct: _struct,
    Tuple: _tuple,
    Signature: _signature,
    Interface: _interface,
    Map: _map,
    Chan: _chan,
    Named: _named,
    Union: _never,
    type(None): _never,
}
