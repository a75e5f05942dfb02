"""Defined types: what becomes known of them when.

A Named is made before its right-hand side is known (types are recursive); instances of generic types are expanded on first need, their
methods one by one; imported types are completed by ``resolver``. ``fromrhs`` is the declaration's right-hand side (it may be another
Named or an Alias), ``_underlying`` what it resolves to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from . import subst as _subst
from .basic import BYTE, INVALID_TYPE, RUNE
from .objects import Func, Package, TypeName, Var
from .predicates import is_exported, same_pkg
from .types import Alias, Basic, Interface, Named, Pointer, Signature, Type, TypeParam, unalias
from .typeset import type_set

if TYPE_CHECKING:
    from .check import Checker

# Named.state bits
UNPACKED, HAS_VAR_SIZE, VAR_SIZE = 1, 2, 4


def new_named(check: Optional["Checker"], obj: TypeName, fromrhs: Optional[Type]) -> Named:
    """A new defined type; fromrhs None: set later."""
    typ = Named(obj)
    typ.check = check
    typ.fromrhs = fromrhs
    if obj.typ is None:
        obj.typ = typ
    if check is not None:
        check.needs_cleanup(typ)
    return typ


def new_named_instance(check: Optional["Checker"], pos: int, orig: Named, targs: list[Type]) -> Named:
    """The instance orig[targs], not expanded yet. Its object is a placeholder at pos."""
    oobj = orig.obj
    obj = TypeName(pos, oobj.pkg, oobj.name, None)
    obj.parent = oobj.parent
    typ = Named(obj)
    typ.orig = orig
    typ.targs = targs
    typ.check = check
    typ.inst = True
    obj.typ = typ
    if check is not None:
        check.needs_cleanup(typ)
    return typ


def cleanup(n: Named) -> None:
    """Called at the end of checking: all but instances have an underlying type now."""
    if n.orig is n:
        n.underlying()
    n.check = None


def type_params(n: Named) -> list[TypeParam]:
    """The type parameters of a generic type or of an instance's generic type."""
    orig = n.orig
    if orig.resolver is not None:
        unpack(orig)
    return orig.tparams


def unpack(n: Named) -> Named:
    """Make type parameters, right-hand side and (for non-instances) methods of n available."""
    if n.state & UNPACKED:
        return n
    if n.resolver is not None:
        resolver, n.resolver = n.resolver, None
        n.state |= UNPACKED
        resolver(n)
        if n.fromrhs is None:
            n.fromrhs = n._underlying
        return n
    if n.orig is not n:
        unpack(n.orig)
        n.state |= UNPACKED
        n.fromrhs = _expand_rhs(n)
        n._methods = [None] * len(n.orig._methods)  # type: ignore[list-item]
        return n
    n.state |= UNPACKED
    return n


def named_underlying(n: Named) -> Type:
    """The underlying type: never a Named, an Alias or a TypeParam."""
    u: Optional[Type] = n._underlying
    if u is not None:
        return u
    # Follow the chain of right-hand sides; direct cycles were broken by the checker.
    path: list[Named] = []
    rhs: Optional[Type] = n
    while True:
        if rhs.__class__ is Alias:
            rhs = unalias(rhs)
        elif rhs.__class__ is Named:
            assert rhs is not None
            if rhs._underlying is not None:
                u = rhs._underlying
                break
            if rhs in path:
                u = INVALID_TYPE
                break
            path.append(rhs)
            unpack(rhs)
            if rhs._underlying is not None:
                u = rhs._underlying
                break
            rhs = rhs.fromrhs
        elif rhs is None:
            return INVALID_TYPE  # not set up yet: do not keep
        else:
            u = rhs
            break
    for t in path:
        if t._underlying is None:
            t._underlying = u
    assert u is not None
    return u


def set_underlying(n: Named, u: Type) -> None:
    """Complete n."""
    n.fromrhs = u
    n.state |= UNPACKED
    n._underlying = u


def safe_underlying(t: Type) -> Optional[Type]:
    """The underlying type without expanding instances (None if it is not known yet)."""
    t = unalias(t)
    if t.__class__ is Named:
        return t._underlying
    return t.underlying()


def _expand_rhs(n: Named) -> Type:
    """The right-hand side of an instance: the generic type's with the type arguments put in."""
    orig = n.orig
    tparams = orig.tparams
    if n.inst == "local":
        tparams = _subst.ambient_tparams(orig.obj) + orig.tparams
    targs = n.targs
    if len(targs) != len(tparams):
        return INVALID_TYPE
    orhs = orig.fromrhs
    if orhs is None:
        orhs = orig._underlying
    assert orhs is not None
    check = n.check
    rhs = _subst.subst(check, n.obj.pos, orhs, _subst.make_subst_map(tparams, targs), n, local=n.inst == "local")
    if rhs.__class__ is Interface:
        # The receivers of its methods are the named type.
        methods, copied = _subst.replace_recv_type(rhs.methods, orig, n)
        if copied:
            iface: Interface = rhs
            if iface is orhs:
                crafted = new_interface(check)
                crafted.complete = True
                crafted.implicit = False
                crafted.embeddeds = iface.embeddeds
                iface = crafted
            iface.methods = methods
            iface.tset = None
            if check is None:
                type_set(iface)
            return iface
    return rhs  # type: ignore[no-any-return]


def new_interface(check: Optional["Checker"]) -> Interface:
    typ = Interface([], [])
    typ.check = check
    if check is not None:
        check.needs_cleanup(typ)
    return typ


# ---------------------------------------------------------------- methods


def num_methods(n: Named) -> int:
    return len(unpack(n.orig)._methods)


def method(n: Named, i: int) -> Func:
    """The i'th declared method; of an instance, the expanded one."""
    unpack(n)
    methods = n._methods
    orig = n.orig
    if orig is n:
        return methods[i]
    if i >= len(methods):
        methods.extend([None] * (len(orig._methods) - len(methods)))  # type: ignore[list-item]
    m = methods[i]
    if m is None:
        m = methods[i] = _expand_method(n, i)
    return m


def named_methods(n: Named) -> list[Func]:
    """All declared methods, in source order."""
    unpack(n)
    if n.orig is n:
        return n._methods
    return [method(n, i) for i in range(num_methods(n))]


def _expand_method(n: Named, i: int) -> Func:
    """The i'th method of an instance; its signature has no receiver type parameters."""
    orig = n.orig._methods[i]
    check = n.check
    if check is not None:
        from .decl import obj_decl

        obj_decl(check, orig)
    old_sig: Signature = orig.typ  # type: ignore[assignment]
    rtparams = old_sig.recv_tparams
    new_sig = old_sig
    if len(rtparams) == len(n.targs):
        smap = _subst.make_subst_map(rtparams, n.targs)
        new_sig = _subst.subst(check, orig.pos, old_sig, smap, n)
    if new_sig is old_sig:
        new_sig = _subst.copy_signature(old_sig)
    rtyp: Type = Pointer(n) if has_ptr_recv(orig) else n
    assert old_sig.recv is not None
    new_sig.recv = _subst.clone_var(old_sig.recv, rtyp)
    new_sig.recv_tparams = []
    return _subst.clone_func(orig, new_sig)


def has_ptr_recv(f: Func) -> bool:
    """Whether the receiver is a pointer; works before the signature is known."""
    sig = f.typ
    if sig is not None:
        recv: Optional[Var] = sig.recv  # type: ignore[attr-defined]
        if recv is not None:
            t = recv.typ
            return t.__class__ is Pointer or t.__class__ is Alias and unalias(t).__class__ is Pointer
    return f.has_ptr_recv


def add_method(n: Named, m: Func) -> None:
    """Declare a method unless there is one of that name."""
    unpack(n)
    if method_index(n, m.name, False) < 0:
        n._methods.append(m)


def method_index(n: Named, name: str, fold_case: bool) -> int:
    """The index of the declared method of that name (n is not an instance), or -1."""
    methods = n._methods
    if not methods or name == "_":
        return -1
    if fold_case:
        folded = name.casefold()
        for i, m in enumerate(methods):
            if m.name.casefold() == folded:
                return i
        return -1
    index = n.mindex
    if index is None or len(index) != len(methods):
        index = n.mindex = {m.name: i for i, m in enumerate(methods)}
    return index.get(name, -1)  # type: ignore[no-any-return]


def lookup_method(n: Named, pkg: Optional[Package], name: str, fold_case: bool) -> tuple[int, Optional[Func]]:
    orig = n.orig
    if not orig.state & UNPACKED:
        unpack(orig)
    if orig._methods:
        i = method_index(orig, name, fold_case)
        if i >= 0 and (fold_case or is_exported(name) or same_pkg(n.obj.pkg, pkg)):
            return i, orig._methods[i] if orig is n else method(n, i)
    return -1, None


def is_alias_name(obj: TypeName) -> bool:
    """Whether a type name is an alias rather than the name of a type of its own."""
    t = obj.typ
    if t is None:
        return False
    cls = t.__class__
    if cls is Basic:
        if obj.pkg is not None and obj.pkg.path == "unsafe":
            return False
        return obj.pkg is not None or t.name != obj.name or t is BYTE or t is RUNE  # type: ignore[attr-defined]
    if cls is Named or cls is TypeParam:
        return obj is not t.obj  # type: ignore[attr-defined]
    return True
