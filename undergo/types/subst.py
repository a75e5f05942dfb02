"""Substitution of type parameters.

A substitution map is a dict from TypeParam to Type (None: leave as it is). Nothing is changed in place; a type that mentions none of the
parameters comes back as the same object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from .basic import INVALID_TYPE
from .objects import Func, TypeName, Var
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
    Term,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
)

if TYPE_CHECKING:
    from .check import Checker

SubstMap = dict[TypeParam, Optional[Type]]


def make_subst_map(tparams: list[TypeParam], targs: Any) -> SubstMap:
    assert len(tparams) == len(targs)
    return dict(zip(tparams, targs))


def subst(
    check: Optional["Checker"],
    pos: int,
    typ: Type,
    smap: SubstMap,
    expanding: Optional[Named] = None,
    ctxt: Any = None,
    local: bool = False,
) -> Any:
    """typ with the type parameters of smap replaced. expanding: the instance on whose behalf this happens.

    local: types declared inside generic functions are substituted too (code generation)."""
    if not smap:
        return typ
    cls = typ.__class__
    if cls is Basic:
        return typ
    if cls is TypeParam:
        return smap.get(typ) or typ  # type: ignore[call-overload]
    return Subster(check, pos, smap, expanding, local).typ(typ)


class Subster:
    __slots__ = ("check", "pos", "smap", "expanding", "local")

    def __init__(self, check: Optional["Checker"], pos: int, smap: SubstMap, expanding: Optional[Named], local: bool) -> None:
        self.check = check
        self.pos = pos
        self.smap = smap
        self.expanding = expanding
        self.local = local

    def typ(self, t: Type) -> Any:
        return _SUBST[t.__class__](self, t)

    def var(self, v: Var) -> Var:
        t = _SUBST[v.typ.__class__](self, v.typ)
        return v if t is v.typ else clone_var(v, t)

    def vars(self, vars: list[Var]) -> Optional[list[Var]]:
        """The substituted variables, or None if none changed."""
        out: Optional[list[Var]] = None
        for i, v in enumerate(vars):
            t = _SUBST[v.typ.__class__](self, v.typ)
            if t is not v.typ:
                if out is None:
                    out = list(vars)
                out[i] = clone_var(v, t)
        return out

    def tuple(self, t: Tuple) -> Tuple:
        vars = self.vars(t.vars)
        return t if vars is None else Tuple(vars)

    def types(self, types: list[Type]) -> Optional[list[Type]]:
        """The substituted types, or None if none changed."""
        out: Optional[list[Type]] = None
        for i, t in enumerate(types):
            u = _SUBST[t.__class__](self, t)
            if u is not t:
                if out is None:
                    out = list(types)
                out[i] = u
        return out


def _nil(s: Subster, t: None) -> Type:
    return INVALID_TYPE  # an element type that is not set up (invalid cyclic declarations)


def _basic(s: Subster, t: Basic) -> Type:
    return t


def _alias(s: Subster, t: Alias) -> Type:
    orig = t.orig
    n = len(orig.tparams)
    if n == 0:
        return s.typ(unalias(t)) if s.local else t
    if len(t.targs) != n:
        return INVALID_TYPE
    if s.local:  # what it stands for may mention type parameters of the function around it, too
        return s.typ(unalias(t))  # type: ignore[no-any-return]
    targs = s.types(t.targs)
    if targs is not None:
        from .instantiate import instance

        return instance(s.check, s.pos, orig, targs, s.expanding)  # type: ignore[no-any-return]
    return t


def _array(s: Subster, t: Array) -> Type:
    elem = s.typ(t.elem)
    return t if elem is t.elem else Array(elem, t.len)


def _slice(s: Subster, t: Slice) -> Type:
    elem = s.typ(t.elem)
    return t if elem is t.elem else Slice(elem)


def _pointer(s: Subster, t: Pointer) -> Type:
    elem = s.typ(t.elem)
    return t if elem is t.elem else Pointer(elem)


def _struct(s: Subster, t: Struct) -> Type:
    fields = s.vars(t.fields)
    return t if fields is None else Struct(fields, t.tags)


def _tuple(s: Subster, t: Tuple) -> Type:
    return s.tuple(t)


def _signature(s: Subster, t: Signature) -> Type:
    # The receiver stays: interfaces and named types replace it themselves.
    tparams = t.tparams
    if tparams and tparams[0] not in s.smap:
        # A generic method of a type that is being instantiated: it gets type parameters of its own, with substituted bounds.
        s, tparams = _fresh_tparams(s, tparams)
    params = s.tuple(t.params)
    results = s.tuple(t.results)
    if params is t.params and results is t.results and tparams is t.tparams:
        return t
    return Signature(t.recv, params, results, t.variadic, tparams, t.recv_tparams)


def _fresh_tparams(s: Subster, tparams: list[TypeParam]) -> tuple[Subster, list[TypeParam]]:
    from .typeparam import new_type_param

    smap = dict(s.smap)
    fresh: list[TypeParam] = []
    for tp in tparams:
        obj = tp.obj
        ftp = new_type_param(s.check, TypeName(obj.pos, obj.pkg, obj.name, None), None)
        ftp.index = tp.index
        fresh.append(ftp)
        smap[tp] = ftp
        if s.check is not None:
            s.check.mono.record_canon(ftp, tp)
    for ftp, tp in zip(fresh, tparams):
        ftp.bound = subst(s.check, s.pos, tp.bound, smap, s.expanding, local=s.local)
    return Subster(s.check, s.pos, smap, s.expanding, s.local), fresh


def _union(s: Subster, t: Union) -> Type:
    types = s.types([term.typ for term in t.terms])
    if types is None:
        return t
    return Union([Term(term.tilde, typ) for term, typ in zip(t.terms, types)])


def _interface(s: Subster, t: Interface) -> Type:
    methods: Optional[list[Func]] = None
    for i, m in enumerate(t.methods):
        typ = s.typ(m.typ)
        if typ is not m.typ:
            if methods is None:
                methods = list(t.methods)
            methods[i] = clone_func(m, typ)
    embeddeds = s.types(t.embeddeds)
    if methods is None and embeddeds is None:
        return t
    from .named import new_interface  # it imports this module

    iface = new_interface(s.check)
    iface.embeddeds = t.embeddeds if embeddeds is None else embeddeds
    iface.embed_pos = t.embed_pos
    iface.implicit = t.implicit
    iface.complete = t.complete
    iface.methods, _ = replace_recv_type(t.methods if methods is None else methods, t, iface)
    if s.check is None:
        from .typeset import type_set

        type_set(iface)
    return iface


def _map(s: Subster, t: Map) -> Type:
    key = s.typ(t.key)
    elem = s.typ(t.elem)
    return t if key is t.key and elem is t.elem else Map(key, elem)


def _chan(s: Subster, t: Chan) -> Type:
    elem = s.typ(t.elem)
    return t if elem is t.elem else Chan(t.dir, elem)


def _named_type(s: Subster, t: Named) -> Type:
    # Must not expand t.
    if not t.targs and t.orig.tparams:
        return INVALID_TYPE
    if s.local and t.inst != "local":
        ambient = ambient_tparams(t.orig.obj)
        if ambient and any(p in s.smap for p in ambient):
            return local_instance(t.orig, [s.typ(p) for p in [*ambient, *t.targs]])
    if not t.targs:
        return t
    n = len(t.orig.tparams)
    if n != len(t.targs) and t.inst != "local":
        return t if n == 0 else INVALID_TYPE
    targs = s.types(t.targs)
    if targs is None:
        return t
    if t.inst == "local":
        return local_instance(t.orig, targs)
    from .instantiate import instance

    return instance(s.check, s.pos, t.orig, targs, s.expanding)  # type: ignore[no-any-return]


def _type_param(s: Subster, t: TypeParam) -> Type:
    return s.smap.get(t) or t


_SUBST: dict[type, Callable[[Subster, Any], Type]] = {
    type(None): _nil,
    Basic: _basic,
    Alias: _alias,
    Array: _array,
    Slice: _slice,
    Pointer: _pointer,
    Struct: _struct,
    Tuple: _tuple,
    Signature: _signature,
    Union: _union,
    Interface: _interface,
    Map: _map,
    Chan: _chan,
    Named: _named_type,
    TypeParam: _type_param,
}


# ---------------------------------------------------------------- copies


def clone_var(v: Var, typ: Type) -> Var:
    w = Var(v.pos, v.pkg, v.name, typ, v.kind)
    w.parent = v.parent
    w.embedded = v.embedded
    w.used = v.used
    w.decl = v.decl
    w.origin = v.origin
    return w


def clone_func(f: Func, typ: Type) -> Func:
    g = Func(f.pos, f.pkg, f.name, typ)  # type: ignore[arg-type]
    g.parent = f.parent
    g.decl = f.decl
    g.origin = f.origin
    g.has_ptr_recv = f.has_ptr_recv
    g.linkname = f.linkname
    g.pragma = f.pragma
    g.esc_tags = f.esc_tags
    g.inline_cost = f.inline_cost
    g.has_body = f.has_body
    return g


def copy_signature(sig: Signature) -> Signature:
    out = Signature(sig.recv, sig.params, sig.results, sig.variadic, sig.tparams, sig.recv_tparams)
    out.scope = sig.scope
    return out


def replace_recv_type(methods: list[Func], old: Type, new: Type) -> tuple[list[Func], bool]:
    """Methods whose receiver is old get copies whose receiver is new; the second result tells whether there were any."""
    out = methods
    copied = False
    for i, m in enumerate(methods):
        sig: Signature = m.typ  # type: ignore[assignment]
        if sig.recv is not None and sig.recv.typ is old:
            if not copied:
                out = list(methods)
                copied = True
            new_sig = copy_signature(sig)
            new_sig.recv = clone_var(sig.recv, new)
            out[i] = clone_func(m, new_sig)
    return out, copied


# ---------------------------------------------------------------- code generation


def ambient_tparams(obj: TypeName) -> list[TypeParam]:
    """The type parameters of the generic functions around a local type declaration, outermost first; [] for other types."""
    ambient = obj.ambient
    if ambient is None:
        ambient = []
        scope = obj.parent
        if scope is not None and obj.pkg is not None:
            root = obj.pkg.scope
            while scope is not None and scope is not root:
                inner = [e.typ for e in scope.elems.values() if e.__class__ is TypeName and e.typ.__class__ is TypeParam and e.typ.obj is e]
                ambient = inner + ambient
                scope = scope.parent
        obj.ambient = ambient
    return ambient  # type: ignore[no-any-return]


def local_instance(orig: Named, targs: list[Type]) -> Named:
    """A type declared inside generic functions, for arguments of theirs and, behind them, of its own."""
    from .context import GLOBAL_CONTEXT
    from .named import new_named_instance  # it imports this module

    key = GLOBAL_CONTEXT.instance_key(orig, targs)
    inst = GLOBAL_CONTEXT.instances.get(key)
    if inst is None:
        inst = new_named_instance(None, orig.obj.pos, orig, targs)
        inst.inst = "local"
        GLOBAL_CONTEXT.instances[key] = inst
    return inst  # type: ignore[return-value]


class Substituter:
    """Type parameters to type arguments while generating code for one instance: ``typ(t)`` is cached by type object.

    Types declared inside the generic function are instantiated as well. Without parameters every type is left as it is."""

    __slots__ = ("smap", "cache", "_subster", "var_cache")

    def __init__(self, tparams: list[TypeParam], targs: list[Type]) -> None:
        self.smap: SubstMap = make_subst_map(tparams, targs)
        self.cache: dict[Type, Any] = {}
        self.var_cache: dict[Var, Var] = {}
        self._subster = Subster(None, 0, self.smap, None, True)

    def typ(self, t: Any) -> Any:
        """The type with arguments put in; None stays None."""
        if not self.smap or t is None:
            return t
        out = self.cache.get(t)
        if out is None:
            out = self.cache[t] = _SUBST[t.__class__](self._subster, t)
        return out

    def types(self, types: list[Type]) -> list[Type]:
        return [self.typ(t) for t in types] if self.smap else types

    def var(self, v: Var) -> Var:
        """The variable with its type substituted (the same object each time)."""
        if not self.smap:
            return v
        out = self.var_cache.get(v)
        if out is None:
            t = self.typ(v.typ)
            out = self.var_cache[v] = v if t is v.typ else clone_var(v, t)
        return out

    apply = typ
