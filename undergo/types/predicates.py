"""Type predicates: kinds of types, comparability, nil, identity, default types.

The is_x predicates do not look inside type parameters; the all_x predicates ask every specific type of one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from . import types as T
from .basic import BYTE, INVALID_TYPE, RUNE, Typ
from .objects import Object, Package
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
from .under import TypeErr, type_errorf, under_is

# ---------------------------------------------------------------- names


def is_exported(name: str) -> bool:
    ch = name[:1]
    return "A" <= ch <= "Z" or (ch > "\x7f" and ch.isupper())


def object_id(pkg: Optional[Package], name: str) -> str:
    """The name if exported, else the name qualified by the package path (the unique id of methods and fields)."""
    ch = name[:1]
    if "A" <= ch <= "Z" or (ch > "\x7f" and ch.isupper()):
        return name
    return f"{pkg.path if pkg is not None and pkg.path else '_'}.{name}"


def same_pkg(a: Optional[Package], b: Optional[Package]) -> bool:
    if a is b:
        return True
    if a is None or b is None:
        return False
    return a.path == b.path


def same_id(obj: Object, pkg: Optional[Package], name: str, fold_case: bool = False) -> bool:
    """Whether obj and the name mean the same field or method; with fold_case, case and packages are ignored."""
    if obj.name != name:
        return fold_case and obj.name.casefold() == name.casefold()
    if fold_case or is_exported(name):
        return True
    return same_pkg(obj.pkg, pkg)


def method_sort_key(m: Object) -> tuple[bool, str, str]:
    """Exported before unexported, then by name, then (unexported) by package path: the order of method tables."""
    if is_exported(m.name):
        return (False, m.name, "")
    return (True, m.name, m.pkg.path if m.pkg is not None else "")


# ---------------------------------------------------------------- kinds


def is_valid(t: Optional[Type]) -> bool:
    return t is not INVALID_TYPE and (t.__class__ is not Alias or unalias(t) is not INVALID_TYPE)


def is_basic(t: Type, info: int) -> bool:
    """Whether t's underlying type is a basic type with one of the info bits."""
    if t.__class__ is not Basic:
        if t.__class__ is not Named and t.__class__ is not Alias:
            return False
        t = t.underlying()
        if t.__class__ is not Basic:
            return False
    return t.info & info != 0


def is_boolean(t: Type) -> bool:
    return is_basic(t, T.IS_BOOLEAN)


def is_integer(t: Type) -> bool:
    return is_basic(t, T.IS_INTEGER)


def is_unsigned(t: Type) -> bool:
    return is_basic(t, T.IS_UNSIGNED)


def is_float(t: Type) -> bool:
    return is_basic(t, T.IS_FLOAT)


def is_complex(t: Type) -> bool:
    return is_basic(t, T.IS_COMPLEX)


def is_numeric(t: Type) -> bool:
    return is_basic(t, T.IS_NUMERIC)


def is_string(t: Type) -> bool:
    return is_basic(t, T.IS_STRING)


def is_integer_or_float(t: Type) -> bool:
    return is_basic(t, T.IS_INTEGER | T.IS_FLOAT)


def is_const_type(t: Type) -> bool:
    return is_basic(t, T.IS_CONST_TYPE)


def all_basic(t: Type, info: int) -> bool:
    """As is_basic; of a type parameter every specific type must pass (and there must be some)."""
    if t.__class__ is Alias:
        t = unalias(t)
    if t.__class__ is TypeParam:
        tset = t.iface().tset
        if not tset.has_terms():
            return False
        return all(is_basic(term.typ, info) for term in tset.terms)
    return is_basic(t, info)


def all_boolean(t: Type) -> bool:
    return all_basic(t, T.IS_BOOLEAN)


def all_integer(t: Type) -> bool:
    return all_basic(t, T.IS_INTEGER)


def all_unsigned(t: Type) -> bool:
    return all_basic(t, T.IS_UNSIGNED)


def all_numeric(t: Type) -> bool:
    return all_basic(t, T.IS_NUMERIC)


def all_string(t: Type) -> bool:
    return all_basic(t, T.IS_STRING)


def all_ordered(t: Type) -> bool:
    return all_basic(t, T.IS_ORDERED)


def all_numeric_or_string(t: Type) -> bool:
    return all_basic(t, T.IS_NUMERIC | T.IS_STRING)


def has_name(t: Type) -> bool:
    """Whether t is predeclared, defined or a type parameter."""
    if t.__class__ is Alias:
        t = unalias(t)
    cls = t.__class__
    return cls is Named or cls is Basic or cls is TypeParam


def is_type_lit(t: Type) -> bool:
    """Whether t is a type literal or a basic type."""
    if t.__class__ is Alias:
        t = unalias(t)
    return t.__class__ is not Named and t.__class__ is not TypeParam


def is_typed(t: Type) -> bool:
    return t.__class__ is not Basic or t.info & T.IS_UNTYPED == 0


def is_untyped(t: Type) -> bool:
    return t.__class__ is Basic and t.info & T.IS_UNTYPED != 0


def is_untyped_numeric(t: Type) -> bool:
    return t.__class__ is Basic and t.info & T.IS_UNTYPED != 0 and t.info & T.IS_NUMERIC != 0


def is_interface(t: Type) -> bool:
    return t.underlying().__class__ is Interface


def is_type_param(t: Type) -> bool:
    return t.__class__ is TypeParam or t.__class__ is Alias and unalias(t).__class__ is TypeParam


def is_non_type_param_interface(t: Type) -> bool:
    return not is_type_param(t) and t.underlying().__class__ is Interface


def has_empty_typeset(t: Type) -> bool:
    """Whether t is a type parameter known to have an empty type set (does not force its computation)."""
    t = unalias(t)
    if t.__class__ is TypeParam and t.bound is not None:
        from .named import safe_underlying

        u = safe_underlying(t.bound)
        return u.__class__ is Interface and u.tset is not None and u.tset.is_empty()
    return False


def is_generic(t: Type) -> bool:
    """Whether t is a generic type that has not been instantiated."""
    if t.__class__ is Alias:
        if t.tparams and not t.targs:
            return True
        t = unalias(t)
    return t.__class__ is Named and not t.targs and bool(t.tparams)


def as_named(t: Type) -> Optional[Named]:
    if t.__class__ is Alias:
        t = unalias(t)
    return t if t.__class__ is Named else None


# ---------------------------------------------------------------- comparable, nil


def comparable(t: Type) -> bool:
    return comparable_type(t, True, None) is None


def comparable_type(typ: Type, dynamic: bool, seen: Optional[set[Type]] = None) -> Optional[TypeErr]:
    """None if values of type typ can be compared, else why not. dynamic: ordinary interfaces are always comparable."""
    if seen is None:
        seen = set()
    elif typ in seen:
        return None
    seen.add(typ)
    u = typ.underlying()
    cls = u.__class__
    if cls is Basic:
        return type_errorf("") if u.kind == T.UNTYPED_NIL else None  # type: ignore[attr-defined]
    if cls is Pointer or cls is Chan:
        return None
    if cls is Struct:
        for f in u.fields:  # type: ignore[attr-defined]
            if comparable_type(f.typ, dynamic, seen) is not None:
                return type_errorf("struct containing %s cannot be compared", f.typ)
        return None
    if cls is Array:
        if comparable_type(u.elem, dynamic, seen) is not None:  # type: ignore[attr-defined]
            return type_errorf("%s cannot be compared", typ)
        return None
    if cls is Interface:
        if dynamic and not is_type_param(typ):
            return None
        from .typeset import type_set  # it imports this module

        tset = type_set(u)  # type: ignore[arg-type]
        if tset.is_comparable(seen):
            return None
        return type_errorf("empty type set" if tset.is_empty() else "incomparable types in type set")
    return type_errorf("")


def has_nil(t: Optional[Type]) -> bool:
    """Whether nil is a value of type t."""
    if t is None:
        return False
    u = t.underlying()
    cls = u.__class__
    if cls is Basic:
        return u.kind == T.UNSAFE_POINTER  # type: ignore[attr-defined,no-any-return]
    if cls is Interface:
        if not is_type_param(t):
            return True
        return under_is(t, has_nil)
    return cls in _NIL_CLASSES


_NIL_CLASSES = frozenset((Slice, Pointer, Signature, Map, Chan))


# ---------------------------------------------------------------- identity


def identical(x: Type, y: Type) -> bool:
    """Whether x and y are identical types. Receivers of signatures are ignored."""
    return x is y or _identical(x, y, _PLAIN, None)


def identical_ignore_tags(x: Type, y: Type) -> bool:
    return x is y or _identical(x, y, _IGNORE_TAGS, None)


def identical_ignore_invalids(x: Type, y: Type) -> bool:
    """As identical, but an invalid type is identical to any type."""
    return x is y or _identical(x, y, _IGNORE_INVALIDS, None)


_PLAIN, _IGNORE_TAGS, _IGNORE_INVALIDS = 0, 1, 2
# A stack of interface pairs under comparison: (x, y, previous).
Pair = Optional[tuple[Interface, Interface, Any]]


def pair_seen(x: Interface, y: Interface, p: Pair) -> bool:
    """Whether the two interfaces are being compared already further up."""
    while p is not None:
        px, py, prev = p
        if px is x and py is y or px is y and py is x:
            return True
        p = prev
    return False


def _identical(x: Type, y: Type, mode: int, p: Pair) -> bool:
    if x.__class__ is Alias:
        x = unalias(x)
    if y.__class__ is Alias:
        y = unalias(y)
    if x is y:
        return True
    if mode & _IGNORE_INVALIDS and (x is INVALID_TYPE or y is INVALID_TYPE):
        return True
    cls = x.__class__
    if cls is not y.__class__:
        return False
    return _IDENTICAL[cls](x, y, mode, p)


def _basic(x: Any, y: Any, mode: int, p: Pair) -> bool:
    return x.kind == y.kind  # type: ignore[no-any-return] # byte and rune are not singletons


def _array(x: Any, y: Any, mode: int, p: Pair) -> bool:
    return (x.len == y.len or x.len < 0 or y.len < 0) and _identical(x.elem, y.elem, mode, p)


def _elem(x: Any, y: Any, mode: int, p: Pair) -> bool:
    return _identical(x.elem, y.elem, mode, p)


def _struct(x: Any, y: Any, mode: int, p: Pair) -> bool:
    xf, yf = x.fields, y.fields
    if len(xf) != len(yf):
        return False
    if not mode & _IGNORE_TAGS and x.tags != y.tags and not same_tags(x, y):
        return False
    for f, g in zip(xf, yf):
        if f.embedded != g.embedded or not same_id(f, g.pkg, g.name) or not _identical(f.typ, g.typ, mode, p):
            return False
    return True


def struct_tag(s: Struct, i: int) -> Any:
    return s.tags[i] if i < len(s.tags) else ""


def same_tags(x: Struct, y: Struct) -> bool:
    return all((struct_tag(x, i) or "") == (struct_tag(y, i) or "") for i in range(len(x.fields)))


def _tuple(x: Any, y: Any, mode: int, p: Pair) -> bool:
    xv, yv = x.vars, y.vars
    if len(xv) != len(yv):
        return False
    for v, w in zip(xv, yv):
        if v.typ is not w.typ and not _identical(v.typ, w.typ, mode, p):
            return False
    return True


def _signature(x: Any, y: Any, mode: int, p: Pair) -> bool:
    if x.variadic != y.variadic or len(x.tparams) != len(y.tparams):
        return False
    yparams, yresults = y.params, y.results
    if x.tparams:
        # Type parameters are identical modulo renaming.
        from .subst import make_subst_map, subst

        smap = make_subst_map(y.tparams, x.tparams)
        for xp, yp in zip(x.tparams, y.tparams):
            if not _identical(xp.bound, subst(None, 0, yp.bound, smap, None), mode, p):
                return False
        yparams = subst(None, 0, yparams, smap, None)
        yresults = subst(None, 0, yresults, smap, None)
    return _tuple(x.params, yparams, mode, p) and _tuple(x.results, yresults, mode, p)


def _union(x: Any, y: Any, mode: int, p: Pair) -> bool:
    from . import termlist
    from .typeset import compute_union_type_set

    sets: dict[Any, Any] = {}
    return termlist.equal(compute_union_type_set(None, sets, 0, x).terms, compute_union_type_set(None, sets, 0, y).terms)


def _interface(x: Any, y: Any, mode: int, p: Pair) -> bool:
    from . import termlist  # these two import this module
    from .typeset import type_set

    xset, yset = type_set(x), type_set(y)
    if xset is yset:
        return True
    if xset.comparable != yset.comparable:
        return False
    a, b = xset.methods, yset.methods
    if len(a) != len(b) or not termlist.equal(xset.terms, yset.terms):
        return False
    if not a:
        return True
    # Anonymous interfaces can be cyclic through the types of their methods' parameters.
    if pair_seen(x, y, p):
        return True
    q = (x, y, p)
    for f, g in zip(a, b):
        if f is g:
            continue
        if f.name != g.name or f.id() != g.id() or not _identical(f.typ, g.typ, mode, q):
            return False
    return True


def _map(x: Any, y: Any, mode: int, p: Pair) -> bool:
    return _identical(x.key, y.key, mode, p) and _identical(x.elem, y.elem, mode, p)


def _chan(x: Any, y: Any, mode: int, p: Pair) -> bool:
    return x.dir == y.dir and _identical(x.elem, y.elem, mode, p)


def _named(x: Any, y: Any, mode: int, p: Pair) -> bool:
    xargs, yargs = x.targs, y.targs
    if len(xargs) != len(yargs) or x.orig.obj is not y.orig.obj:
        return False
    if not xargs:
        return True
    for a, b in zip(xargs, yargs):
        if a is not b and not _identical(a, b, _PLAIN, None):
            return False
    return True


def _never(x: Any, y: Any, mode: int, p: Pair) -> bool:
    return False


_IDENTICAL: dict[type, Callable[[Any, Any, int, Pair], bool]] = {
    Basic: _basic,
    Array: _array,
    Slice: _elem,
    Pointer: _elem,
    Struct: _struct,
    Tuple: _tuple,
    Signature: _signature,
    Union: _union,
    Interface: _interface,
    Map: _map,
    Chan: _chan,
    Named: _named,
    TypeParam: _never,
    type(None): _never,
}


def identical_origin(x: Named, y: Named) -> bool:
    return x.orig.obj is y.orig.obj


# ---------------------------------------------------------------- default types


_DEFAULT = {
    T.UNTYPED_BOOL: Typ[T.BOOL],
    T.UNTYPED_INT: Typ[T.INT],
    T.UNTYPED_RUNE: RUNE,
    T.UNTYPED_FLOAT: Typ[T.FLOAT64],
    T.UNTYPED_COMPLEX: Typ[T.COMPLEX128],
    T.UNTYPED_STRING: Typ[T.STRING],
}


def default_type(t: Type) -> Type:
    """The type an untyped value gets by default (untyped nil stays), any other type itself."""
    if t.__class__ is Basic:
        return _DEFAULT.get(t.kind, t)
    return t


def max_type(x: Type, y: Type) -> Optional[Type]:
    """The larger of two untyped numeric types, x if both are the same, else None."""
    if x is y:
        return x
    if is_untyped_numeric(x) and is_untyped_numeric(y):
        return x if x.kind > y.kind else y  # type: ignore[attr-defined]
    return None


def is_byte_type(t: Type) -> bool:
    return identical(t, BYTE)


def is_valid_name(s: str) -> bool:
    for i, ch in enumerate(s):
        if not (ch.isalpha() or ch == "_" or i > 0 and ch.isdigit()):
            return False
    return True
