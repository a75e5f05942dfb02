"""Where instances of generic types are kept, so that identical instances are one object; keys of types under identity."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Optional

from . import typeset as _typeset
from .predicates import object_id
from .types import (
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


class Context:
    """Instances by generic type and keys of the type arguments."""

    __slots__ = ("instances",)

    def __init__(self) -> None:
        self.instances: dict[Hashable, Type] = {}

    @staticmethod
    def instance_key(orig: Type, targs: list[Type]) -> Hashable:
        return (orig, *map(type_key, targs))


# The instances of this process: packages share them, as they share the generic types.
GLOBAL_CONTEXT = Context()


def type_key(t: Type) -> Hashable:
    """A hashable value that is equal for identical types (and only for those). Types must be complete."""
    cls = t.__class__
    if cls is Basic:
        return t.kind  # type: ignore[attr-defined,no-any-return]
    if cls is Named:
        if not t.targs:  # type: ignore[attr-defined]
            return t
        try:
            return t.ckey  # type: ignore[no-any-return]
        except AttributeError:
            key = t.ckey = (t.orig, *map(type_key, t.targs))  # type: ignore[attr-defined]
            return key
    return _KEYS[cls](t, None)


def canonical_key(t: Type) -> Hashable:
    """As type_key, kept on the type: only for types that do not change any more (after checking)."""
    cls = t.__class__
    if cls is Basic:
        return t.kind  # type: ignore[attr-defined,no-any-return]
    try:
        return t.ckey  # type: ignore[no-any-return]
    except AttributeError:
        key = type_key(t)
        t.ckey = key
        return key


Env = Optional[dict[Any, Any]]


def _key(t: Type, env: Env) -> Hashable:
    cls = t.__class__
    if cls is Basic:
        return t.kind  # type: ignore[attr-defined,no-any-return]
    if cls is Named:
        if not t.targs:  # type: ignore[attr-defined]
            return t
        if env is None:
            return type_key(t)
        return (t.orig, *[_key(a, env) for a in t.targs])  # type: ignore[attr-defined]
    return _KEYS[cls](t, env)


def _alias(t: Any, env: Env) -> Hashable:
    actual: Any = unalias(t)
    return t if actual is None else _key(actual, env)  # t: not complete yet


def _array(t: Any, env: Env) -> Hashable:
    return ("[", t.len, _key(t.elem, env))


def _slice(t: Any, env: Env) -> Hashable:
    return ("[]", _key(t.elem, env))


def _pointer(t: Any, env: Env) -> Hashable:
    return ("*", _key(t.elem, env))


def _map(t: Any, env: Env) -> Hashable:
    return ("map", _key(t.key, env), _key(t.elem, env))


def _chan(t: Any, env: Env) -> Hashable:
    return ("chan", t.dir, _key(t.elem, env))


def _struct(t: Any, env: Env) -> Hashable:
    tags = t.tags
    return (
        "struct",
        *[
            (object_id(f.pkg, f.name), f.embedded, (tags[i] or "") if i < len(tags) else "", _key(f.typ, env))
            for i, f in enumerate(t.fields)
        ],
    )


def _tuple(t: Any, env: Env) -> Hashable:
    return ("tuple", *[_key(v.typ, env) for v in t.vars])


def _signature(t: Any, env: Env) -> Hashable:
    bounds: tuple[Hashable, ...] = ()
    if t.tparams:
        env = dict(env) if env else {}
        depth = len(env)
        for i, p in enumerate(t.tparams):
            env[p] = ("$", depth + i)
        bounds = tuple(_key(p.bound, env) for p in t.tparams)
    return (
        "func",
        t.variadic,
        bounds,
        tuple([_key(v.typ, env) for v in t.params.vars]),
        tuple([_key(v.typ, env) for v in t.results.vars]),
    )


def _type_param(t: Any, env: Env) -> Hashable:
    if env is not None and t in env:
        return env[t]  # type: ignore[no-any-return]
    return t  # type: ignore[no-any-return]


_active: list[Interface] = []


def _interface(t: Any, env: Env) -> Hashable:
    tset = _typeset.type_set(t)
    if tset.is_all():
        return "any"
    if any(a is t for a in _active):  # an anonymous interface reached through its own methods
        return ("cycle", *[m.id() for m in tset.methods])
    _active.append(t)
    try:
        terms = frozenset((x.tilde, _key(x.typ, env)) for x in tset.terms if x is not None and x.typ is not None)
        return ("interface", tset.comparable, terms, *[(m.id(), _key(m.typ, env)) for m in tset.methods])
    finally:
        _active.pop()


def _union(t: Any, env: Env) -> Hashable:
    return ("union", frozenset((x.tilde, _key(x.typ, env)) for x in t.terms))


def _nil(t: None, env: Env) -> Hashable:
    return None  # an element type that is not set up (invalid cyclic declarations)


_KEYS: dict[type, Callable[[Any, Env], Hashable]] = {
    type(None): _nil,
    Alias: _alias,
    Array: _array,
    Slice: _slice,
    Pointer: _pointer,
    Map: _map,
    Chan: _chan,
    Struct: _struct,
    Tuple: _tuple,
    Signature: _signature,
    TypeParam: _type_param,
    Interface: _interface,
    Union: _union,
}
