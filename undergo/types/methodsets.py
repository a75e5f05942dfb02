"""Complete method sets of types, for method tables, itabs and wrappers.

``method_set(T)`` is what abi.UncommonType lists (all methods of T, promoted ones included, not those that need &T).
"""

from __future__ import annotations

from typing import Any, Optional

from .context import canonical_key
from .lookup import deref
from .named import has_ptr_recv, method, num_methods, unpack
from .objects import Func
from .predicates import method_sort_key
from .types import Alias, Interface, Named, Pointer, Struct, Type, TypeParam, unalias
from .typeset import type_set


class MethodEntry:
    """name, id; func: the method (of an embedded type for promoted ones; an interface's Func when promoted from an embedded interface).

    index: path of field indices, then the method's own index; indirect: there is a pointer on the way from the receiver's base to the
    method's receiver base (the receiver itself being a pointer included); ptr_recv: the method's own receiver is a pointer;
    ptr_recv_needed: it is in the method set of *T but not of T."""

    __slots__ = ("name", "id", "func", "index", "indirect", "ptr_recv", "ptr_recv_needed")

    def __init__(self, func: Func, index: list[int], indirect: bool, ptr_recv: bool, ptr_recv_needed: bool) -> None:
        self.name = func.name
        self.id = func.id()
        self.func = func
        self.index = index
        self.indirect = indirect
        self.ptr_recv = ptr_recv
        self.ptr_recv_needed = ptr_recv_needed

    def __repr__(self) -> str:
        return f"<{self.id} {self.index}{' ind' if self.indirect else ''}{' ptr' if self.ptr_recv else ''}>"


_cache: dict[Any, list[MethodEntry]] = {}


def method_set(T: Type) -> list[MethodEntry]:
    """The method set of T, sorted as method tables are (exported first, by name, then by package path)."""
    t = unalias(T)
    if t.__class__ is Interface or t.underlying().__class__ is Interface and t.__class__ is not Pointer:
        u = t.underlying()
        return [MethodEntry(m, [i], False, False, False) for i, m in enumerate(type_set(u).methods)]  # type: ignore[arg-type]
    base, is_ptr = deref(t)
    all_methods = all_methods_of(base)
    if is_ptr:
        return all_methods
    return [e for e in all_methods if not e.ptr_recv_needed]


def all_methods_of(base: Type) -> list[MethodEntry]:
    """The method set of *base (base no pointer type literal), cached."""
    base = unalias(base)
    if base.__class__ is Named:
        mset = base.mset
        if mset is None:
            mset = base.mset = _compute(base)
        return mset  # type: ignore[no-any-return]
    if base.__class__ is not Struct:
        return []
    if not any(f.embedded for f in base.fields):
        return []
    key = canonical_key(base)
    cached = _cache.get(key)
    if cached is None:
        cached = _cache[key] = _compute(base)
    return cached


def _compute(base: Type) -> list[MethodEntry]:
    u0 = base.underlying()
    if u0.__class__ is Pointer or u0.__class__ is Interface or base.__class__ is TypeParam:
        return []  # defined pointer types and pointers to interfaces have no methods
    found: dict[str, Optional[MethodEntry]] = {}  # None: hidden by a field or ambiguous
    current: list[tuple[Type, list[int], bool, bool]] = [(base, [], False, False)]
    seen: set[Any] = set()
    while current:
        level: dict[str, Optional[MethodEntry]] = {}
        next_: list[tuple[Type, list[int], bool, bool]] = []
        for typ, path, indirect, multiples in current:
            if typ.__class__ is Alias:
                typ = unalias(typ)
            own: set[str] = set()
            if typ.__class__ is Named:
                key = canonical_key(typ)
                if key in seen:
                    continue
                seen.add(key)
                unpack(typ)
                for i in range(num_methods(typ)):
                    orig = typ.orig._methods[i]
                    name_id = orig.id()
                    own.add(name_id)
                    if name_id in found:
                        continue
                    if multiples or name_id in level:
                        level[name_id] = None
                        continue
                    m = method(typ, i)
                    ptr = has_ptr_recv(m)
                    level[name_id] = MethodEntry(m, path + [i], indirect, ptr, ptr and not indirect)
            u = typ.underlying()
            if u.__class__ is Struct:
                for i, f in enumerate(u.fields):
                    name_id = f.id()
                    if name_id not in own:
                        if name_id not in found:
                            level[name_id] = None
                    if f.embedded:
                        ftyp, fptr = deref(f.typ)
                        next_.append((ftyp, path + [i], indirect or fptr, multiples))
            elif u.__class__ is Interface:
                for i, m in enumerate(type_set(u).methods):
                    name_id = m.id()
                    if name_id in found or name_id in own:
                        continue
                    if multiples or name_id in level:
                        level[name_id] = None
                        continue
                    level[name_id] = MethodEntry(m, path + [i], indirect, False, False)
        for name_id, e in level.items():
            found.setdefault(name_id, e)
        current = _consolidate(next_)
    entries = [e for e in found.values() if e is not None and e.name != "_"]
    entries.sort(key=lambda e: method_sort_key(e.func))
    return entries


def _consolidate(entries: list[tuple[Type, list[int], bool, bool]]) -> list[tuple[Type, list[int], bool, bool]]:
    if len(entries) <= 1:
        return entries
    out: dict[Any, tuple[Type, list[int], bool, bool]] = {}
    for e in entries:
        key = canonical_key(unalias(e[0]))
        o = out.get(key)
        out[key] = e if o is None else (o[0], o[1], o[2], True)
    return list(out.values())
