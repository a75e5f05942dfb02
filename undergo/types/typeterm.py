"""Terms: the elementary type sets that unions are made of.

``None`` is the empty set, ``Term(False, None)`` the set of all types, ``Term(False, T)`` is {T}, ``Term(True, t)`` all types whose
underlying type is t.
"""

from __future__ import annotations

from typing import Optional

from . import predicates
from .types import Term, Type

MaybeTerm = Optional[Term]


def term_string(x: MaybeTerm) -> str:
    if x is None:
        return "∅"
    if x.typ is None:
        return "𝓤"
    return f"~{x.typ}" if x.tilde else str(x.typ)


def equal(x: MaybeTerm, y: MaybeTerm) -> bool:
    if x is None or y is None:
        return x is y
    if x.typ is None or y.typ is None:
        return x.typ is y.typ
    return x.tilde == y.tilde and predicates.identical(x.typ, y.typ)


def union(x: MaybeTerm, y: MaybeTerm) -> tuple[MaybeTerm, MaybeTerm]:
    """x ∪ y as none, one or two terms."""
    if x is None:
        return y, None
    if y is None or x.typ is None:
        return x, None
    if y.typ is None:
        return y, None
    if disjoint(x, y):
        return x, y
    return (x, None) if x.tilde or not y.tilde else (y, None)


def intersect(x: MaybeTerm, y: MaybeTerm) -> MaybeTerm:
    if x is None or y is None:
        return None
    if x.typ is None:
        return y
    if y.typ is None:
        return x
    if disjoint(x, y):
        return None
    return x if not x.tilde or y.tilde else y


def includes(x: MaybeTerm, t: Type) -> bool:
    """t ∈ x"""
    if x is None:
        return False
    if x.typ is None:
        return True
    return predicates.identical(x.typ, t.underlying() if x.tilde else t)


def subset_of(x: MaybeTerm, y: MaybeTerm) -> bool:
    if x is None:
        return True
    if y is None:
        return False
    if y.typ is None:
        return True
    if x.typ is None or disjoint(x, y):
        return False
    return not x.tilde or y.tilde


def disjoint(x: Term, y: Term) -> bool:
    """x ∩ y = ∅, for terms that have types."""
    return not predicates.identical(x.typ.underlying() if y.tilde else x.typ, y.typ.underlying() if x.tilde else y.typ)
