"""Type parameters: creation and their constraint interfaces."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Optional

from . import typeset as _typeset
from .basic import EMPTY_INTERFACE, INVALID_TYPE
from .objects import TypeName
from .types import Alias, Basic, Interface, Named, Term, Type, TypeParam, unalias

if TYPE_CHECKING:
    from .check import Checker

_ids = itertools.count(1)


def new_type_param(check: Optional["Checker"], obj: TypeName, constraint: Optional[Type]) -> TypeParam:
    """A new type parameter of that name; constraint None: set later (``.bound``)."""
    typ = TypeParam(obj, constraint)
    if check is not None:
        check.next_id += 1
        typ.id = check.next_id
        typ.check = check
    else:
        typ.id = next(_ids)
    if obj.typ is None:
        obj.typ = typ
    if check is not None:
        check.needs_cleanup(typ)
    elif constraint is not None:
        iface(typ)
    return typ


def cleanup(t: TypeParam) -> None:
    iface(t)
    t.check = None


def iface(t: TypeParam) -> Interface:
    """The constraint interface of t; a bound that is no interface is wrapped in an implicit one."""
    bound = t.bound
    if bound is None:
        return EMPTY_INTERFACE
    u = bound.underlying()
    ityp: Optional[Interface] = None
    if u.__class__ is Interface:
        if bound.__class__ is TypeParam or bound.__class__ is Alias and unalias(bound).__class__ is TypeParam:
            return EMPTY_INTERFACE  # error reported elsewhere
        ityp = u
    elif u.__class__ is Basic and u is INVALID_TYPE:
        return EMPTY_INTERFACE
    if ityp is None:
        ityp = Interface([], [bound])
        ityp.complete = True
        ityp.implicit = True
        t.bound = ityp
    if ityp.tset is None:
        pos = t.obj.pos
        b = unalias(bound)
        if b.__class__ is Named:
            pos = b.obj.pos
        _typeset.compute_interface_type_set(t.check, pos, ityp)
    return ityp


def is_(t: TypeParam, f: Callable[[Optional[Term]], bool]) -> bool:
    """Whether f holds for all specific terms of t's constraint; f(None) if there are none."""
    return _typeset.type_set(iface(t)).is_(f)
