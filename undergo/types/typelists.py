"""Lists of type parameters."""

from __future__ import annotations

from .types import TypeParam


def bind_tparams(tparams: list[TypeParam]) -> list[TypeParam]:
    """Number the type parameters of a list; each may be bound to one list only."""
    for i, p in enumerate(tparams):
        assert p.index < 0, "type parameter bound more than once"
        p.index = i
    return tparams
