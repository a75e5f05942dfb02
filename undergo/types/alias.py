"""Alias types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from .objects import TypeName
from .types import Alias, Type, unalias

if TYPE_CHECKING:
    from .check import Checker


def new_alias(check: Optional["Checker"], obj: TypeName, rhs: Optional[Type]) -> Alias:
    """An alias of that name; rhs None: set later (``.fromrhs``)."""
    a = Alias(obj, rhs)  # type: ignore[arg-type]
    if obj.typ is None:
        obj.typ = a
    if check is not None:
        check.needs_cleanup(a)
    return a


def new_alias_instance(check: Optional["Checker"], pos: int, orig: Alias, targs: list[Type]) -> Alias:
    """The instance orig[targs]; a placeholder object holds its position."""
    from .subst import make_subst_map, subst

    obj = TypeName(pos, orig.obj.pkg, orig.obj.name, None)
    obj.parent = orig.obj.parent
    rhs = subst(check, pos, orig.fromrhs, make_subst_map(orig.tparams, targs), None)
    res = new_alias(check, obj, rhs)
    res.orig = orig
    res.tparams = orig.tparams
    res.targs = targs
    return res


def cleanup(a: Alias) -> None:
    unalias(a)
