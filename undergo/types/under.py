"""Underlying types of type sets: walks over the specific types of a type, common ("core") underlying types, type errors.

A *cause* parameter in this package is a :class:`Cause` (or None): the callee stores its explanation in ``.text``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from .types import SEND_RECV, Alias, Chan, Type, TypeParam, unalias

if TYPE_CHECKING:
    from .check import Checker

Pairs = list[tuple[Optional[Type], Optional[Type]]]


class Cause:
    """An explanation handed back by a predicate that failed ("" when there is none)."""

    __slots__ = ("text",)

    def __init__(self, text: str = "") -> None:
        self.text = text


class TypeErr:
    """A type error whose text is only made when somebody asks."""

    __slots__ = ("format_", "args")

    def __init__(self, format_: str, args: tuple[Any, ...]) -> None:
        self.format_ = format_
        self.args = args

    def format(self, check: Optional["Checker"]) -> str:
        from .errors import sprintf

        return sprintf(check, self.format_, *self.args)


EMPTY_TYPE_ERROR = TypeErr("", ())


def type_errorf(format_: str, *args: Any) -> TypeErr:
    return TypeErr(format_, args) if format_ else EMPTY_TYPE_ERROR


def typeset(t: Type) -> Pairs:
    """The (type, underlying type) pairs of the specific types of t; [(None, None)] for a type parameter without specific types."""
    p = unalias(t) if t.__class__ is Alias else t
    if p.__class__ is TypeParam:
        from .typeset import type_set  # it imports this module

        return type_set(p.iface()).pairs()
    return [(t, t.underlying())]


def all_(t: Type, f: Callable[[Optional[Type], Optional[Type]], bool]) -> bool:
    """Whether f holds for every pair of typeset(t)."""
    for typ, u in typeset(t):
        if not f(typ, u):
            return False
    return True


def under_is(t: Type, f: Callable[[Optional[Type]], bool]) -> bool:
    """Whether f holds for the underlying type of every specific type of t."""
    for _, u in typeset(t):
        if not f(u):
            return False
    return True


def common_under(
    t: Type, cond: Optional[Callable[[Optional[Type], Optional[Type]], Optional[TypeErr]]] = None
) -> tuple[Optional[Type], Optional[TypeErr]]:
    """The common underlying type of all specific types of t, or None and why there is none.

    Channel types of the same element type have the most restricted one in common. cond, if given, is asked about every pair first.
    """
    from .predicates import identical  # it imports this module

    ct: Optional[Type] = None
    cu: Optional[Type] = None
    for typ, u in typeset(t):
        if cond is not None:
            err = cond(typ, u)
            if err is not None:
                return None, err
        if u is None:
            return None, type_errorf("no specific type")
        if cu is None:
            ct, cu = typ, u
            continue
        if cu.__class__ is Chan and u.__class__ is Chan:
            if not identical(cu.elem, u.elem):
                return None, type_errorf("channels %s and %s have different element types", ct, typ)
            if cu.dir != u.dir:
                if cu.dir == SEND_RECV:
                    ct, cu = typ, u
                elif u.dir != SEND_RECV:
                    return None, type_errorf("channels %s and %s have conflicting directions", ct, typ)
            continue
        if not identical(cu, u):
            return None, type_errorf("%s and %s have different underlying types", ct, typ)
    return cu, None


def core_type(t: Type) -> Optional[Type]:
    """The underlying type of t; of a type parameter the common one of its type set, or None."""
    if t.__class__ is not TypeParam and t.__class__ is not Alias:
        return t.underlying()
    return common_under(t)[0]
