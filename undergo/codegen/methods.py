"""Method sets as code generation needs them: every method of a type, its own and the promoted ones, with the way to it.

Types must be free of type parameters. Results are remembered in :class:`MethodSets`, one a module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from undergo.types import types as T

from .names import link_string, method_key

if TYPE_CHECKING:
    from undergo.types.objects import Func

    from .module import ModuleBuilder


class Method:
    """A method of a type.

    func: the declared method, or the interface's one; path: indices of the embedded fields passed on the way (empty: declared on the type
    itself); indirect: one of those is a pointer; pointer: the declared receiver is a pointer; holder: the type that declares it (a Named, or
    an interface type); through_interface: holder is an interface, the call is dynamic."""

    __slots__ = ("func", "path", "indirect", "pointer", "holder", "through_interface")

    def __init__(self, func: "Func", path: tuple[int, ...], indirect: bool, pointer: bool, holder: T.Type, through_interface: bool) -> None:
        self.func = func
        self.path = path
        self.indirect = indirect
        self.pointer = pointer
        self.holder = holder
        self.through_interface = through_interface

    def in_value_set(self) -> bool:
        """Whether the method set of T (not only that of *T) has it."""
        return not self.pointer or self.indirect


def has_pointer_receiver(f: "Func") -> bool:
    recv = f.typ.recv  # type: ignore[attr-defined]
    return recv is not None and T.unalias(recv.typ).__class__ is T.Pointer


class MethodSets:
    __slots__ = ("_all", "_sets")

    def __init__(self) -> None:
        self._all: dict[str, list[Method]] = {}
        self._sets: dict[str, list[Method]] = {}

    def of(self, t: T.Type) -> list[Method]:
        """The method set of t (a type that is not an interface) in the order of descriptors. Pointers to pointers, to interfaces and
        defined pointer types have none."""
        t = T.unalias(t)
        key = link_string(t)
        result = self._sets.get(key)
        if result is None:
            result = self._sets[key] = self._compute(t)
        return result

    def find(self, t: T.Type, id: str) -> Optional[Method]:
        """The method of that Func.id() in the set of t, or None."""
        for m in self.of(t):
            if m.func.id() == id:
                return m
        return None

    def _compute(self, t: T.Type) -> list[Method]:
        if t.__class__ is T.Pointer:
            base = T.unalias(t.elem)
            under = T.under(base).__class__
            if under is T.Pointer or under is T.Interface:
                return []
            return self.all(base)
        under = T.under(t).__class__
        if under is T.Pointer or under is T.Interface:
            return []
        return [m for m in self.all(t) if m.in_value_set()]

    def all(self, base: T.Type) -> list[Method]:
        """Every method without type parameters of its own that a selector on an addressable value of type base reaches, sorted."""
        base = T.unalias(base)
        if base.__class__ is not T.Named and base.__class__ is not T.Struct:
            return []
        key = link_string(base)
        result = self._all.get(key)
        if result is None:
            result = self._all[key] = self._search(base)
        return result

    def _search(self, base: T.Type) -> list[Method]:
        # Breadth first through embedded fields; a name found at one depth hides it deeper, found twice at one depth it is nobody's.
        decided: dict[str, Optional[Method]] = {}
        seen: set[str] = set()
        level: list[tuple[T.Type, tuple[int, ...], bool, bool]] = [(base, (), False, False)]
        while level:
            found: dict[str, Optional[Method]] = {}
            deeper: list[tuple[T.Type, tuple[int, ...], bool, bool]] = []
            for typ, path, indirect, multiple in level:
                if typ.__class__ is T.Named:
                    link = link_string(typ)
                    if link in seen:
                        continue
                    seen.add(link)
                    for f in typ.own_methods():
                        self._add(found, f, path, indirect, typ, False, multiple)
                under = T.under(typ)
                if under.__class__ is T.Struct:
                    for i, field in enumerate(under.fields):
                        if field.name == "_":
                            continue
                        found[field.id()] = None
                        if field.embedded:
                            inner = T.unalias(field.typ)
                            pointer = inner.__class__ is T.Pointer
                            if pointer:
                                inner = T.unalias(inner.elem)  # type: ignore[attr-defined]
                            deeper.append((inner, path + (i,), indirect or pointer, multiple))
                elif under.__class__ is T.Interface:
                    for f in under.all_methods():
                        self._add(found, f, path, True, typ, True, multiple)
            for id, method in found.items():
                decided.setdefault(id, method)
            level = self._merge(deeper)
        methods = [m for m in decided.values() if m is not None and m.func.name != "_" and not m.func.typ.tparams]  # type: ignore[attr-defined]
        methods.sort(key=lambda m: method_key(m.func))
        return methods

    def _add(
        self,
        found: dict[str, Optional[Method]],
        f: "Func",
        path: tuple[int, ...],
        indirect: bool,
        holder: T.Type,
        interface: bool,
        multiple: bool,
    ) -> None:
        id = f.id()
        if id in found or multiple:
            found[id] = None
            return
        pointer = False if interface else has_pointer_receiver(f)
        found[id] = Method(f, path, indirect, pointer, holder, interface)

    def _merge(self, entries: list[tuple[T.Type, tuple[int, ...], bool, bool]]) -> list[tuple[T.Type, tuple[int, ...], bool, bool]]:
        """A type embedded more than once at one depth is kept once, marked: its names are ambiguous."""
        if len(entries) < 2:
            return entries
        merged: dict[str, tuple[T.Type, tuple[int, ...], bool, bool]] = {}
        for entry in entries:
            key = link_string(entry[0])
            old = merged.get(key)
            merged[key] = entry if old is None else (old[0], old[1], old[2], True)
        return list(merged.values())


def method_sets(mb: "ModuleBuilder") -> MethodSets:
    """The module's method sets."""
    sets = mb.extra.get("method_sets")
    if sets is None:
        sets = mb.extra["method_sets"] = MethodSets()
    return sets
