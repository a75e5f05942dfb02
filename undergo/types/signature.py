"""Function types: receivers, parameters, results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .assignments import measure
from .basic import INVALID_TYPE
from .decl import collect_type_params, declare, declare_type_param
from .errors import error, errorf
from .instantiate import instance
from .lookup import deref
from .named import type_params
from .objects import Var
from .predicates import is_valid
from .recording import record_instance
from .resolver import unpack_recv
from .scope import new_scope
from .subst import make_subst_map, subst
from .typelists import bind_tparams
from .types import Alias, Basic, Interface, Named, Pointer, Signature, Slice, Tuple, Type, TypeParam, unalias
from .typexpr import generic_type, var_type
from .version import GO1_18, verify_versionf

if TYPE_CHECKING:
    from .check import Checker


def func_type(
    check: "Checker",
    sig: Signature,
    recv_par: Optional[nodes.Field],
    tparams: list[nodes.Field],
    ftyp: nodes.FuncType,
) -> None:
    """Set up sig from the parts of a function's declaration; its scope holds the parameters and will hold the body."""
    outer = check.scope
    scope = new_scope(outer, "function")
    scope.is_func = True
    check.scope = scope
    sig.scope = scope

    recv: Optional[Var] = None
    rtparams: list[TypeParam] = []
    if recv_par is not None:
        recv, rtparams = collect_recv(check, recv_par, ftyp.pos)
    if tparams:
        # Type parameters of the function (or, since Go 1.27, of the method).
        collect_type_params(check, sig, tparams)

    params, variadic = collect_params(check, "param", ftyp.param_list)
    results, _ = collect_params(check, "result", ftyp.result_list)

    # Parameters are declared after all types are known: they cannot be referred to by them.
    if recv is not None and recv.name != "":
        declare(check, scope, recv_par.name, recv, 0)  # type: ignore[union-attr]
    declare_params(check, ftyp.param_list, params)
    declare_params(check, ftyp.result_list, results)

    sig.recv = recv
    sig.recv_tparams = rtparams
    sig.params = Tuple(params)
    sig.results = Tuple(results)
    sig.variadic = variadic
    check.scope = outer


def _unpointer(t: Type) -> Type:
    while t.__class__ is Pointer:
        t = t.elem
    return t


def collect_recv(check: "Checker", rparam: nodes.Field, scope_pos: int) -> tuple[Var, list[TypeParam]]:
    """The receiver variable, and the type parameters that it declares for the base type's."""
    rptr, rbase, rtparams = unpack_recv(check, rparam.type, True)
    recv_type: Type = INVALID_TYPE
    recv_tparams: list[TypeParam] = []
    if not rtparams:
        # No type parameters: an ordinary type, but it must not be an alias of an instantiated one.
        recv_type = var_type(check, rparam.type)
        a: Any = _unpointer(recv_type)
        while a.__class__ is Alias:
            base = _unpointer(a.fromrhs)
            generic = type_params(base) if base.__class__ is Named else base.tparams if base.__class__ is Alias else None
            if generic:
                errorf(check, rbase, "InvalidRecv", "cannot define new methods on instantiated type %s", base)
                recv_type = INVALID_TYPE
                break
            a = base
    else:
        # The base type must be generic; its type parameters get the names that the receiver gives them.
        base_type: Optional[Named] = None
        t, cause = generic_type(check, rbase)
        if is_valid(t):
            if t.__class__ is Named:
                base_type = t
            elif is_valid(unalias(t)):
                errorf(check, rbase, "InvalidRecv", "cannot define new methods on generic alias type %s", t)
        elif cause:
            errorf(check, rbase, "InvalidRecv", "%s", cause)

        for name in rtparams:
            tpar = declare_type_param(check, name, scope_pos)
            recv_tparams.append(tpar)
            name.obj = tpar.obj
            name.typ = tpar
            name.mode = "typexpr"
        bind_tparams(recv_tparams)

        if base_type is not None:
            base_tparams = type_params(base_type)
            if len(recv_tparams) == len(base_tparams):
                smap = make_subst_map(base_tparams, recv_tparams)
                for tpar, base_tpar in zip(recv_tparams, base_tparams):
                    check.mono.record_canon(tpar, base_tpar)
                    tpar.bound = subst(check, tpar.obj.pos, base_tpar.bound, smap, None, check.context())
            else:
                got = measure(len(recv_tparams), "type parameter")
                errorf(
                    check, rbase, "BadRecv", "receiver declares %s, but receiver base type declares %d",
                    got, len(base_tparams),
                )  # fmt: skip
            verify_versionf(check, rbase, GO1_18, "type instantiation")
            targs: list[Type] = list(recv_tparams)
            recv_type = instance(check, rparam.type.pos, base_type, targs, None, check.context())
            record_instance(check, rbase, targs, recv_type)
            if rptr and is_valid(recv_type):
                recv_type = Pointer(recv_type)
            _record_recv_types(rparam.type, recv_type)

    rname = rparam.name
    if rname is not None and rname.value != "":
        recv = Var(rname.pos, check.pkg, rname.value, recv_type, "recv")
    else:
        recv = Var(rparam.pos, check.pkg, "", recv_type, "recv")
    check.later(lambda: valid_recv(check, rbase, recv))
    return recv, recv_tparams


def _record_recv_types(e: Any, typ: Any) -> None:
    """Record the types of a receiver type expression's parts."""
    while True:
        e.typ = typ
        e.mode = "typexpr"
        if e.__class__ is nodes.ParenExpr:
            e = e.x
        elif e.__class__ is nodes.Operation and e.op == "*" and e.y is None and typ.__class__ is Pointer:
            e = e.x
            typ = typ.elem
        else:
            return


def collect_params(check: "Checker", kind: str, fields: list[nodes.Field]) -> tuple[list[Var], bool]:
    """The variables of a parameter or result list, not declared yet, and whether the last is variadic."""
    variadic = False
    params: list[Var] = []
    named = anonymous = False
    typ: Type = INVALID_TYPE
    prev: Optional[nodes.Expr] = None
    pkg = check.pkg
    for i, field in enumerate(fields):
        ftype = field.type
        if ftype is not prev:
            prev = ftype
            if ftype.__class__ is nodes.DotsType:
                if kind == "param" and i == len(fields) - 1:
                    variadic = True
                else:
                    error(check, ftype, "InvalidSyntaxTree", "invalid use of ...")
                ftype = ftype.elem
            typ = var_type(check, ftype)
        name = field.name
        if name is not None:
            if name.value == "":
                error(check, name, "InvalidSyntaxTree", "anonymous parameter")
            params.append(Var(name.pos, pkg, name.value, typ, kind))
            named = True
        else:
            params.append(Var(field.pos, pkg, "", typ, kind))
            anonymous = True
    if named and anonymous:
        error(check, fields[0], "InvalidSyntaxTree", "list contains both named and anonymous parameters")
    if variadic:
        last = params[-1]
        last.typ = Slice(last.typ)
        fields[-1].type.typ = last.typ
        fields[-1].type.mode = "typexpr"
    return params, variadic


def declare_params(check: "Checker", fields: list[nodes.Field], params: list[Var]) -> None:
    scope = check.scope
    for field, par in zip(fields, params):
        if field.name is not None and field.name.value != "":
            declare(check, scope, field.name, par, 0)


def valid_recv(check: "Checker", pos: Any, recv: Var) -> None:
    """Check that methods can be declared for the receiver's type."""
    rtyp, _ = deref(recv.typ)
    atyp = unalias(rtyp)
    if not is_valid(atyp):
        return
    cls = atyp.__class__
    if cls is Named:
        if atyp.obj.pkg is not check.pkg:  # type: ignore[attr-defined]
            errorf(check, pos, "InvalidRecv", "cannot define new methods on non-local type %s", rtyp)
            return
        u = atyp.underlying()
        cause = ""
        if u.__class__ is Basic:
            if u.kind == T.UNSAFE_POINTER:
                cause = "unsafe.Pointer"
        elif u.__class__ is Pointer or u.__class__ is Interface:
            cause = "pointer or interface type"
        if cause:
            errorf(check, pos, "InvalidRecv", "invalid receiver type %s (%s)", rtyp, cause)
    elif cls is Basic:
        errorf(check, pos, "InvalidRecv", "cannot define new methods on non-local type %s", rtyp)
    else:
        errorf(check, pos, "InvalidRecv", "invalid receiver type %s", recv.typ)
