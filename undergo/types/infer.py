"""Type inference: the type arguments of a generic function from its arguments, its constraints and untyped constants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from . import lookup
from .errors import Pos
from .objects import TypeName
from .operand import Operand
from .predicates import default_type, is_typed, max_type
from .subst import make_subst_map, subst
from .typeparam import new_type_param
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
from .typeset import type_set
from .under import Cause, common_under
from .unify import ASSIGN, EXACT, Unifier
from .version import GO1_21, allow_version

if TYPE_CHECKING:
    from .check import Checker
    from .errors import Error


def infer(
    check: "Checker",
    pos: int,
    tparams: list[TypeParam],
    targs: Optional[list[Any]],
    params: Tuple,
    args: list[Operand],
    reverse: bool,
    err: "Error",
) -> Optional[list[Type]]:
    """All type arguments for tparams, or None with the reason added to err (an invalid argument needs none).

    targs: those given (may be fewer, may hold None). params and args match in number. reverse: messages the other way round, for
    the assignment of generic functions."""
    targs = list(targs or [])
    n = len(tparams)
    assert n > 0 and len(targs) <= n and len(params.vars) == len(args)
    if len(targs) == n and None not in targs:
        return targs
    for arg in args:
        if arg.mode == "invalid":
            return None
    targs += [None] * (n - len(targs))

    # With the arguments given put in first, messages are better.
    if params.vars and any(t is not None for t in targs):
        params = subst(check, 0, params, make_subst_map(tparams, targs))

    u = Unifier(check, tparams, targs, allow_version(check, GO1_21))
    untyped: list[int] = []

    # 1: function arguments
    for i, arg in enumerate(args):
        par = params.vars[i]
        if is_parameterized(tparams, par.typ) or is_parameterized(tparams, arg.typ):
            if is_typed(arg.typ):
                if not u.unify(par.typ, arg.typ, ASSIGN):
                    _mismatch(check, u, tparams, par.typ, arg.typ, arg, reverse, err)
                    return None
            elif par.typ.__class__ is TypeParam and not arg.is_nil():
                untyped.append(i)

    # 2: constraints, as long as there is progress
    while True:
        unknown = u.unknowns()
        for tpar in tparams:
            if not _use_constraint(check, u, pos, tparams, tpar, err):
                return None
        if u.unknowns() == unknown:
            break

    # 3: default types of untyped constants
    max_untyped: dict[TypeParam, Type] = {}
    for i in untyped:
        p: Any = params.vars[i].typ
        if u.at(p) is None:
            arg = args[i]
            largest: Optional[Type] = max_untyped.get(p)
            if largest is None:
                largest = arg.typ
            else:
                m = max_type(largest, arg.typ)
                if m is None:
                    err.addf(arg, "mismatched types %s and %s (cannot infer %s)", largest, arg.typ, p)
                    return None
                largest = m
            max_untyped[p] = largest
    for p, t in max_untyped.items():
        u.set(p, default_type(t))

    inferred = u.inferred(tparams)
    _simplify(check, tparams, targs, inferred)
    for i, typ in enumerate(inferred):
        if typ is None or is_parameterized(tparams, typ):
            obj = tparams[i].obj
            err.addf(pos, "cannot infer %s (declared at %v)", obj.name, Pos(obj.pos))
            return None
    return inferred  # type: ignore[return-value]


def _mismatch(
    check: "Checker",
    u: Unifier,
    tparams: list[TypeParam],
    tpar: Type,
    targ: Type,
    arg: Operand,
    reverse: bool,
    err: "Error",
) -> None:
    """Report an argument that does not fit its parameter."""
    targs = u.inferred(tparams)
    if all(t is None for t in targs):
        err.addf(
            arg, "type %s of %s does not match %s (cannot infer %s)", targ, arg.expr, tpar, type_params_string(tparams)
        )  # fmt: skip
        return
    inferred = subst(check, arg.pos, tpar, make_subst_map(tparams, targs))
    if inferred is not tpar:
        if reverse:
            err.addf(arg, "inferred type %s for %s does not match type %s of %s", inferred, tpar, targ, arg.expr)
        else:
            err.addf(arg, "type %s of %s does not match inferred type %s for %s", targ, arg.expr, inferred, tpar)
    else:
        err.addf(arg, "type %s of %s does not match %s", targ, arg.expr, tpar)


def _use_constraint(check: "Checker", u: Unifier, pos: int, tparams: list[TypeParam], tpar: TypeParam, err: "Error") -> bool:
    """Unify a type parameter with the core type and the methods of its constraint."""
    tx = u.at(tpar)
    core, single = core_term(tpar)
    if core is not None:
        if tx is not None:
            if not u.unify(tx, core.typ, 0):
                err.addf(pos, "%s (type %s) does not satisfy %s", tpar, tx, tpar.bound)
                return False
        elif single and not core.tilde:
            u.set(tpar, core.typ)
    # The methods of a known argument must match those of the constraint.
    if tx is not None and not is_parameterized(tparams, tx):
        constraint = tpar.iface()
        if type_set(constraint).methods:
            cause = Cause()
            if not lookup.has_all_methods(check, tx, constraint, True, lambda x, y: u.unify(x, y, EXACT), cause):
                err.addf(pos, "%s (type %s) does not satisfy %s %s", tpar, tx, tpar.bound, cause.text)
                return False
    return True


def _simplify(check: "Checker", tparams: list[TypeParam], targs: list[Any], inferred: list[Any]) -> None:
    """Replace type parameters inside inferred types by what was inferred for them, until nothing changes."""
    kill_cycles(tparams, inferred)
    dirty = [i for i, typ in enumerate(inferred) if typ is not None and targs[i] is None]
    while dirty:
        smap = make_subst_map(tparams, inferred)
        changed = []
        for i in dirty:
            t0 = inferred[i]
            t1 = subst(check, 0, t0, smap)
            if t1 is not t0:
                # A generic function argument whose parameters are all known is generic no more.
                if t1.__class__ is Signature and t1.tparams and not is_parameterized(tparams, t1):
                    t1.tparams = []
                inferred[i] = t1
                changed.append(i)
        dirty = changed


def rename_tparams(check: "Checker", pos: int, tparams: list[TypeParam], typ: Type) -> tuple[list[TypeParam], Type]:
    """typ with new type parameters in place of tparams: a recursive call must not confuse its own with the callee's."""
    if not tparams:
        return [], typ
    fresh = []
    for p in tparams:
        q = new_type_param(None, TypeName(p.obj.pos, p.obj.pkg, p.obj.name, None), None)
        q.index = p.index
        q.check = check
        fresh.append(q)
    rename = make_subst_map(tparams, fresh)
    for p, q in zip(tparams, fresh):
        q.bound = subst(check, pos, p.bound, rename)
    return fresh, subst(check, pos, typ, rename)


def type_params_string(tparams: list[TypeParam]) -> str:
    """The names as an English list."""
    names = [p.obj.name for p in tparams]
    if len(names) <= 2:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


# ---------------------------------------------------------------- mentions of type parameters


def is_parameterized(tparams: list[TypeParam], typ: Type) -> bool:
    """Whether typ mentions one of tparams (declarations of type parameters in signatures do not count)."""
    if typ.__class__ is Basic:
        return False
    if typ.__class__ is TypeParam:
        return typ in tparams
    return _Walker(tparams).walk(typ)


class _Walker:
    __slots__ = ("tparams", "seen")

    def __init__(self, tparams: list[TypeParam]) -> None:
        self.tparams = tparams
        self.seen: dict[Type, bool] = {}

    def walk(self, typ: Type) -> bool:
        cls = typ.__class__
        if cls is Basic:
            return False
        if cls is TypeParam:
            return typ in self.tparams
        known = self.seen.get(typ)
        if known is not None:
            return known
        self.seen[typ] = False
        result = _WALK[cls](self, typ)
        self.seen[typ] = result
        return result

    def vars(self, vars: list[Any]) -> bool:
        for v in vars:
            if self.walk(v.typ):
                return True
        return False


def _w_elem(w: _Walker, t: Any) -> bool:
    return w.walk(t.elem)


def _w_interface(w: _Walker, t: Any) -> bool:
    tset = type_set(t)
    if any(w.walk(m.typ) for m in tset.methods):
        return True
    return tset.is_(lambda term: term is not None and w.walk(term.typ))


_WALK: dict[type, Callable[[_Walker, Any], bool]] = {
    type(None): lambda w, t: False,
    Alias: lambda w, t: w.walk(unalias(t)),
    Array: _w_elem,
    Slice: _w_elem,
    Pointer: _w_elem,
    Chan: _w_elem,
    Struct: lambda w, t: w.vars(t.fields),
    Tuple: lambda w, t: w.vars(t.vars),
    Signature: lambda w, t: w.vars(t.params.vars) or w.vars(t.results.vars),
    Interface: _w_interface,
    Map: lambda w, t: w.walk(t.key) or w.walk(t.elem),
    Named: lambda w, t: any(w.walk(a) for a in t.targs),
    Union: lambda w, t: any(w.walk(x.typ) for x in t.terms),
}


def core_term(tpar: TypeParam) -> tuple[Optional[Term], bool]:
    """(S, True) if tpar has the single specific type S; else a term for its core type and False, or (None, False)."""
    tset = type_set(tpar.iface())
    if not tset.has_terms():
        return None, False
    terms = [t for t in tset.terms if t is not None]
    if len(terms) == 1:
        return terms[0], True
    typ, _ = common_under(tpar)
    if typ is not None:
        return Term(any(t.tilde for t in terms), typ), False
    return None, False


# ---------------------------------------------------------------- cycles


def kill_cycles(tparams: list[TypeParam], inferred: list[Any]) -> None:
    """Forget what was inferred for parameters that refer to themselves: replacing them would never end."""
    w = _CycleFinder(tparams, inferred)
    for t in tparams:
        w.walk(t)


class _CycleFinder:
    __slots__ = ("tparams", "inferred", "seen")

    def __init__(self, tparams: list[TypeParam], inferred: list[Any]) -> None:
        self.tparams = tparams
        self.inferred = inferred
        self.seen: set[Type] = set()

    def walk(self, typ: Any) -> None:
        typ = unalias(typ)
        cls = typ.__class__
        if cls is Basic:
            return
        if typ in self.seen:
            if cls is TypeParam and typ in self.tparams:
                self.inferred[self.tparams.index(typ)] = None
            return
        self.seen.add(typ)
        if cls is TypeParam:
            if typ in self.tparams:
                t = self.inferred[self.tparams.index(typ)]
                if t is not None:
                    self.walk(t)
        elif cls is Map:
            self.walk(typ.key)
            self.walk(typ.elem)
        elif cls is Struct:
            self.vars(typ.fields)
        elif cls is Signature:
            self.vars(typ.params.vars)
            self.vars(typ.results.vars)
        elif cls is Named:
            for t in typ.targs:
                self.walk(t)
        elif cls is Interface:
            for m in typ.methods:
                self.walk(m.typ)
            for t in typ.embeddeds:
                self.walk(t)
        elif cls is Union:
            for term in typ.terms:
                self.walk(term.typ)
        else:
            self.walk(typ.elem)
        self.seen.discard(typ)

    def vars(self, vars: list[Any]) -> None:
        for v in vars:
            self.walk(v.typ)
