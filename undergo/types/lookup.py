"""Looking up fields and methods; missing methods and why they are missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from .basic import INVALID_TYPE
from .named import has_ptr_recv
from .named import lookup_method as named_lookup_method
from .objects import Func, Object, Package
from .predicates import as_named, identical, is_interface, is_type_param, is_valid, same_id
from .types import Alias, Interface, Named, Pointer, Struct, Type, unalias
from .typeset import type_set
from .under import Cause

if TYPE_CHECKING:
    from .check import Checker

Lookup = tuple[Optional[Object], Optional[list[int]], bool]

_NOTHING: Lookup = (None, None, False)


def lookup_field_or_method(T: Type, addressable: bool, pkg: Optional[Package], name: str, fold_case: bool = False) -> Lookup:
    """The field or method of that name in T: (object, index path, whether there was a pointer on the way).

    If there is none, the index path is that of an ambiguous entry (or None), and the last result tells that a method with pointer
    receiver was found but T is neither a pointer nor addressable. The method's signature may not be set up yet while checking."""
    # A defined pointer type has no methods, but the fields of its base.
    t = T if T.__class__ is Named else as_named(T)
    if t is not None:
        p = t.underlying()
        if p.__class__ is Pointer:
            res = _lookup(p, False, pkg, name, fold_case)
            return _NOTHING if res[0].__class__ is Func else res
    return _lookup(T, addressable, pkg, name, fold_case)


def _lookup(T: Type, addressable: bool, pkg: Optional[Package], name: str, fold_case: bool) -> Lookup:
    """As lookup_field_or_method, without looking through defined pointer types."""
    if name == "_":
        return _NOTHING
    typ, is_ptr = deref(T)
    if is_ptr and typ.underlying().__class__ is Interface:
        return _NOTHING  # *I has no methods

    # Entries are (type, index path, pointer on the way, type appears several times at this depth).
    current: list[tuple[Type, list[int], bool, bool]] = [(typ, [], is_ptr, False)]
    seen: list[Named] = []
    obj: Optional[Object] = None
    index: Optional[list[int]] = None
    indirect = False
    while current:
        next_: list[tuple[Type, list[int], bool, bool]] = []
        for typ, path, ind, multiples in current:
            if typ.__class__ is Alias:
                typ = unalias(typ)
            if typ.__class__ is Named:
                if _was_seen(typ, seen):
                    continue  # shadowed by the same type at a shallower depth
                seen.append(typ)
                i, m = named_lookup_method(typ, pkg, name, fold_case)
                if m is not None:
                    index = path + [i]
                    if obj is not None or multiples:
                        return None, index, False
                    obj = m
                    indirect = ind
                    continue
            u = typ.underlying()
            if u.__class__ is Struct:
                i = -1
                for f in u.fields:
                    i += 1
                    if (f.name == name or fold_case) and same_id(f, pkg, name, fold_case):
                        index = path + [i]
                        if obj is not None or multiples:
                            return None, index, False
                        obj = f
                        indirect = ind
                        continue
                    if obj is None and f.embedded:
                        ftyp, fptr = deref(f.typ)
                        next_.append((ftyp, path + [i], ind or fptr, multiples))
            elif u.__class__ is Interface:
                i, m = type_set(u).lookup_method(pkg, name, fold_case)
                if m is not None:
                    index = path + [i]
                    if obj is not None or multiples:
                        return None, index, False
                    obj = m
                    indirect = ind
        if obj is not None:
            if obj.__class__ is Func and not indirect and not addressable and has_ptr_recv(obj):
                return None, None, True
            return obj, index, indirect
        current = next_ if len(next_) <= 1 else _consolidate_multiples(next_)
    return _NOTHING


def _was_seen(typ: Named, seen: list[Named]) -> bool:
    for s in seen:
        if s is typ or s.orig is typ.orig and identical(s, typ):
            return True
    return False


def _consolidate_multiples(
    entries: list[tuple[Type, list[int], bool, bool]],
) -> list[tuple[Type, list[int], bool, bool]]:
    """One entry a type, marked where there were several."""
    out: list[tuple[Type, list[int], bool, bool]] = []
    for e in entries:
        for i, o in enumerate(out):
            if o[0] is e[0] or identical(o[0], e[0]):
                out[i] = (o[0], o[1], o[2], True)
                break
        else:
            out.append(e)
    return out


# ---------------------------------------------------------------- missing methods


def missing_method(
    check: Optional["Checker"],
    V: Type,
    T: Type,
    static: bool,
    equivalent: Callable[[Type, Type], bool] = identical,
    cause: Optional[Cause] = None,
) -> tuple[Optional[Func], bool]:
    """A method of the interface T that V lacks (None: V has all), and whether it is there but of the wrong type.

    If V is an interface and static is not set, only methods present in both are compared. equivalent compares signatures."""
    methods = type_set(T.underlying()).methods  # type: ignore[arg-type]
    if not methods:
        return None, False

    state = ""
    m: Func = methods[0]
    f: Any = None
    u = V.underlying()
    if u.__class__ is Interface:
        tset = type_set(u)
        for m in methods:
            _, f = tset.lookup_method(m.pkg, m.name, False)
            if f is None:
                if not static:
                    continue
                state = "notFound"
                break
            if f is not m and not equivalent(f.typ, m.typ):
                state = "wrongSig"
                break
    else:
        for m in methods:
            obj, index, indirect = _lookup(V, False, m.pkg, m.name, False)
            if obj is None:
                f = None
                if index is not None:
                    state = "ambigSel"
                elif indirect:
                    state = "ptrRecv"
                else:
                    state = "notFound"
                    if cause is not None:
                        alt, _, _ = _lookup(V, False, m.pkg, m.name, True)
                        if alt.__class__ is Func:
                            f = alt
                            state = "unexported" if f.name == m.name else "wrongName"
                break
            if obj.__class__ is not Func:
                f = None
                state = "field"
                break
            f = obj
            if check is not None:
                _obj_decl(check, f)
            if not equivalent(f.typ, m.typ):
                state = "wrongSig"
                break
    if not state:
        return None, False
    if cause is not None:
        cause.text = _missing_cause(check, V, T, state, m, f)
    return m, state == "wrongSig" or state == "ptrRecv"


_obj_decl_function: Any = None


def _obj_decl(check: "Checker", f: Func) -> None:
    global _obj_decl_function
    if _obj_decl_function is None:
        from .decl import obj_decl

        _obj_decl_function = obj_decl
    _obj_decl_function(check, f)


def _missing_cause(check: Optional["Checker"], V: Type, T: Type, state: str, m: Func, f: Optional[Func]) -> str:
    from .errors import sprintf

    if f is not None and check is not None:
        _obj_decl(check, f)
    if state == "notFound":
        if is_interface_ptr(V):
            return "(" + interface_ptr_error(check, V) + ")"
        if is_interface_ptr(T):
            return "(" + interface_ptr_error(check, T) + ")"
        return f"(missing method {m.name})"
    if state == "wrongName":
        assert f is not None
        return f"(missing method {m.name})\n\t\thave {func_string(check, f, False)}\n\t\twant {func_string(check, m, False)}"
    if state == "unexported":
        return f"(unexported method {m.name})"
    if state == "wrongSig":
        assert f is not None
        fs, ms = func_string(check, f, False), func_string(check, m, False)
        if fs == ms:
            fs, ms = func_string(check, f, True), func_string(check, m, True)
        if fs == ms:
            return f"(wrong type for method {m.name})"
        return f"(wrong type for method {m.name})\n\t\thave {fs}\n\t\twant {ms}"
    if state == "ambigSel":
        return sprintf(check, "(ambiguous selector %s.%s)", V, m.name)
    if state == "ptrRecv":
        return f"(method {m.name} has pointer receiver)"
    return sprintf(check, "(%s.%s is a field, not a method)", V, m.name)


def has_all_methods(
    check: Optional["Checker"],
    V: Type,
    T: Type,
    static: bool,
    equivalent: Callable[[Type, Type], bool] = identical,
    cause: Optional[Cause] = None,
) -> bool:
    """Whether V has all methods of the interface T; invalid types are given the benefit of the doubt."""
    if not is_valid(V):
        return True
    m, _ = missing_method(check, V, T, static, equivalent, cause)
    return m is None or has_invalid_embedded_fields(V, set())


def has_invalid_embedded_fields(T: Type, seen: set[Struct]) -> bool:
    """Whether T is a struct (or pointer to one) with embedded fields of invalid type."""
    s = deref_struct_ptr(T).underlying()
    if s.__class__ is Struct and s not in seen:
        seen.add(s)
        for f in s.fields:
            if f.embedded and (not is_valid(f.typ) or has_invalid_embedded_fields(f.typ, seen)):
                return True
    return False


def is_interface_ptr(T: Type) -> bool:
    p = T.underlying()
    return p.__class__ is Pointer and is_interface(p.elem)


def interface_ptr_error(check: Optional["Checker"], T: Type) -> str:
    from .errors import sprintf

    p: Any = T.underlying()
    if is_type_param(p.elem):
        return sprintf(check, "type %s is pointer to type parameter, not type parameter", T)
    return sprintf(check, "type %s is pointer to interface, not interface", T)


def func_string(check: Optional["Checker"], f: Func, pkg_info: bool) -> str:
    """Name and signature of f."""
    from .typestring import TypeWriter

    qf = check.qualifier if check is not None and not pkg_info else None
    w = TypeWriter(qf, param_names=False, pkg_info=pkg_info)
    w.signature(f.typ)  # type: ignore[arg-type]
    return f.name + "".join(w.buf)


def assertable_to(check: Optional["Checker"], V: Type, T: Type, cause: Optional[Cause] = None) -> bool:
    """Whether a value of interface type V can hold a T (x.(T))."""
    return is_interface(T) or has_all_methods(check, T, V, False, identical, cause)


def new_assertable_to(check: Optional["Checker"], V: Type, T: Type, cause: Optional[Cause] = None) -> bool:
    """As assertable_to, for constraint interfaces too."""
    if is_interface(T):
        return True
    from .instantiate import implements

    return implements(check, T, V, False, cause)


# ---------------------------------------------------------------- pointers


def deref(typ: Type) -> tuple[Type, bool]:
    """(base, True) for a pointer type literal, else (typ, False); defined pointer types are left alone."""
    t = unalias(typ) if typ.__class__ is Alias else typ
    if t.__class__ is Pointer:
        elem = t.elem
        return (INVALID_TYPE, True) if elem is None else (elem, True)
    return typ, False


def deref_struct_ptr(typ: Type) -> Type:
    """The base of a (named or unnamed) pointer to a struct, any other type itself."""
    p = typ.underlying()
    if p.__class__ is Pointer and p.elem.underlying().__class__ is Struct:
        return p.elem
    return typ


def method_index(methods: list[Func], pkg: Optional[Package], name: str, fold_case: bool) -> tuple[int, Optional[Func]]:
    if name != "_":
        for i, m in enumerate(methods):
            if same_id(m, pkg, name, fold_case):
                return i, m
    return -1, None


def field_path(typ: Type, index: list[int]) -> str:
    """The names of the fields on an index path, joined by dots."""
    names = []
    for i in index:
        u: Any = deref_struct_ptr(typ).underlying()
        if u.__class__ is not Struct:
            break
        f = u.fields[i]
        names.append(f.name)
        typ = f.typ
    return ".".join(names)


lookup_field_or_method_impl = _lookup
