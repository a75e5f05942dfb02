"""Calls, instantiation of generic functions, selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .assignments import assignment, types_summary
from .basic import INVALID_TYPE
from .cycles import is_complete
from .errors import INVALID_OP, error, errorf, new_error, soft_errorf, start_pos, version_errorf
from .expr import (
    Target,
    exclude,
    expr,
    expr_or_type,
    generic_expr,
    multi_expr,
    new_target,
    non_generic,
    raw_expr,
)
from .format import sprintf
from .infer import infer, is_parameterized, rename_tparams
from .instantiate import instance, verify
from .lookup import interface_ptr_error, is_interface_ptr, lookup_field_or_method
from .objects import Builtin, Const, Func, PkgName, Selection, TypeName, Var
from .operand import Operand
from .predicates import is_exported, is_type_param, is_valid, is_valid_name
from .recording import record, record_instance
from .subst import copy_signature, make_subst_map, subst
from .types import Interface, Named, Pointer, Signature, Tuple, Type, TypeParam, unalias
from .typeset import type_set
from .under import TypeErr, common_under, type_errorf
from .universe import CONVERSION, PREDECLARED_FUNCS, STATEMENT
from .version import GO1_18, GO1_21, allow_version, verify_versionf

if TYPE_CHECKING:
    from .check import Checker

# index.index_expr, typexpr.type_list and decl.obj_decl, set by expr.connect (the modules import this one).
index_expr: Any = None
type_list: Any = None
obj_decl: Any = None

_NO_VALUES = frozenset(["novalue", "builtin", "typexpr"])


def unpack(e: Optional[nodes.Expr]) -> list[nodes.Expr]:
    if e is None:
        return []
    return e.elem_list if e.__class__ is nodes.ListExpr else [e]


# ---------------------------------------------------------------- instantiation


def func_inst(
    check: "Checker", target: Optional[Target], pos: int, x: Operand, inst: Optional[nodes.IndexExpr], do_infer: bool
) -> Optional[list[Type]]:
    """Instantiate the generic function x, with inst's type arguments and those that the target tells.

    Without do_infer and with too few type arguments, nothing happens and the type arguments are returned."""
    if inst is not None:
        err_pos = inst.pos
        x.expr = inst
    else:
        err_pos = pos
    version_err = not verify_versionf(check, err_pos, GO1_18, "function instantiation")

    targs: Optional[list[Any]] = []
    xlist: list[nodes.Expr] = []
    if inst is not None:
        xlist = unpack(inst.index)
        targs = type_list(check, xlist)
        if targs is None:
            x.mode = "invalid"
            return None
    assert targs is not None

    sig: Signature = x.typ  # type: ignore[assignment]
    got, want = len(targs), len(sig.tparams)
    if got > want:
        errorf(check, xlist[got - 1], "WrongTypeArgCount", "got %d type arguments but want %d", got, want)
        x.mode = "invalid"
        return None
    if got < want:
        if not do_infer:
            return targs
        # The type of the target takes the place of an argument.
        args: list[Operand] = []
        params: list[Var] = []
        reverse = False
        if target is not None and sig.tparams:
            if not version_err and not allow_version(check, GO1_21):
                if inst is not None:
                    version_errorf(check, err_pos, GO1_21, "partially instantiated function in assignment")
                else:
                    version_errorf(check, err_pos, GO1_21, "implicitly instantiated function in assignment")
            gsig = Signature(None, sig.params, sig.results, sig.variadic)
            x_pos = x.expr.pos
            params = [Var(x_pos, check.pkg, "", gsig, "param")]
            args = [Operand("value", target.sig, None, nodes.Name(x_pos, target.desc))]
            reverse = True
        tparams, params2 = rename_tparams(check, pos, sig.tparams, Tuple(params))
        err = new_error(check, "CannotInferTypeArgs")
        targs = infer(check, pos, tparams, targs, params2, args, reverse, err)  # type: ignore[arg-type]
        if targs is None:
            if not err.empty():
                err.report()
            x.mode = "invalid"
            return None
    x.typ = instantiate_signature(check, x.expr.pos, x.expr, sig, targs, xlist)
    x.mode = "value"
    return None


def instantiate_signature(
    check: "Checker", pos: int, e: nodes.Expr, typ: Signature, targs: list[Type], xlist: list[nodes.Expr]
) -> Signature:
    """The generic signature typ with type arguments, which are verified later; recorded for expression e."""
    inst: Signature = instance(check, pos, typ, targs, None, check.context())
    record_instance(check, e, targs, inst)

    def check_targs() -> None:
        tparams = typ.tparams
        i, cause = verify(check, pos, tparams, targs, check.context())
        if i >= 0:
            at = start_pos(xlist[i]) if i < len(xlist) else pos
            soft_errorf(check, at, "InvalidTypeArg", "%s", cause)
        else:
            check.mono.record_instance(check.pkg, pos, tparams, targs, xlist)

    check.later(check_targs)
    return inst


# ---------------------------------------------------------------- calls


def call_expr(check: "Checker", x: Operand, call: nodes.CallExpr) -> int:
    inst: Optional[nodes.IndexExpr] = None
    fun = call.fun
    if fun.__class__ is nodes.IndexExpr:
        if index_expr(check, x, fun):
            # Delay the instantiation: the arguments may tell missing type arguments.
            inst = fun
        x.expr = fun
        record(check, x)
    else:
        expr_or_type(check, x, fun, True)

    mode = x.mode
    if mode == "invalid":
        use(check, *call.arg_list)
        x.expr = call
        return STATEMENT
    if mode == "typexpr":
        return _conversion(check, x, call)
    if mode == "builtin":
        from .builtins import builtin

        id = x.id
        if not builtin(check, x, call, id):
            x.mode = "invalid"
        x.expr = call
        if x.mode != "invalid" and x.mode != "constant":
            check.has_call_or_recv = True
        return PREDECLARED_FUNCS[id.rpartition(".")[2]][2]

    # An ordinary call.
    cgocall = mode == "cgofunc"
    sig: Any = x.typ
    if sig.__class__ is not Signature:

        def is_func(t: Optional[Type], u: Optional[Type]) -> Optional[TypeErr]:
            if u is not None and u.__class__ is not Signature:
                return type_errorf("%s is not a function", t)
            return None

        sig, err = common_under(x.typ, is_func)
        if err is not None:
            errorf(check, x, "InvalidCall", INVALID_OP + "cannot call %s: %s", x, err.format(check))
            x.mode = "invalid"
            x.expr = call
            return STATEMENT

    was_generic = bool(sig.tparams)
    xlist: list[nodes.Expr] = []
    targs: Optional[list[Any]] = []
    if inst is not None:
        xlist = unpack(inst.index)
        targs = type_list(check, xlist)
        if targs is None:
            use(check, *call.arg_list)
            x.mode = "invalid"
            x.expr = call
            return STATEMENT
        got, want = len(targs), len(sig.tparams)
        if got > want:
            errorf(check, xlist[want], "WrongTypeArgCount", "got %d type arguments but want %d", got, want)
            use(check, *call.arg_list)
            x.mode = "invalid"
            x.expr = call
            return STATEMENT
        if got == want and want > 0:
            # All type arguments are there: instantiate now, so that arguments are checked against known types.
            verify_versionf(check, inst, GO1_18, "function instantiation")
            sig = instantiate_signature(check, inst.pos, inst, sig, targs, xlist)
            targs = []
            xlist = []

    args, atargs = generic_expr_list(check, call.arg_list)
    sig = arguments(check, call, sig, targs, xlist, args, atargs)  # type: ignore[arg-type]
    if was_generic and not sig.tparams:
        fun.typ = sig
        fun.mode = "value"

    results = sig.results.vars
    n = len(results)
    if n == 1:
        typ = results[0].typ
        if not is_complete(check, typ):
            x.mode = "invalid"
            x.expr = call
            return STATEMENT
        x.mode = "commaerr" if cgocall else "value"
        x.typ = typ
    elif n == 0:
        x.mode = "novalue"
    else:
        x.mode = "value"
        x.typ = sig.results
    x.expr = call
    check.has_call_or_recv = True
    # If type inference failed, a parameterized result must be invalidated.
    if x.mode == "value" and sig.tparams and is_parameterized(sig.tparams, x.typ):
        x.mode = "invalid"
    return STATEMENT


def _conversion(check: "Checker", x: Operand, call: nodes.CallExpr) -> int:
    from .conversions import conversion

    non_generic(check, None, x)
    if x.mode == "invalid":
        return CONVERSION
    typ = x.typ
    x.mode = "invalid"
    if not is_complete(check, typ):
        x.expr = call
        return CONVERSION
    args = call.arg_list
    n = len(args)
    if n == 0:
        errorf(check, _in_call(call), "WrongArgCount", "missing argument in conversion to %s", typ)
    elif n == 1:
        expr(check, new_target(typ, "conversion"), x, args[0])
        if x.mode != "invalid":
            u = typ.underlying()
            if u.__class__ is Interface and not is_type_param(typ) and not type_set(u).is_method_set():
                errorf(
                    check, call, "MisplacedConstraintIface",
                    "cannot use interface %s in conversion (contains specific type constraints or is comparable)", typ,
                )  # fmt: skip
            elif call.has_dots:
                errorf(check, args[0], "BadDotDotDotSyntax", "invalid use of ... in conversion to %s", typ)
            else:
                conversion(check, x, typ)
    else:
        use(check, *args)
        errorf(check, args[n - 1], "WrongArgCount", "too many arguments in conversion to %s", typ)
    x.expr = call
    return CONVERSION


def _in_call(call: nodes.CallExpr) -> Any:
    return call


def expr_list(check: "Checker", elist: list[nodes.Expr]) -> list[Operand]:
    """The values of a list of expressions; a single one may be a call with several results."""
    if len(elist) == 1:
        return multi_expr(check, elist[0], False)[0]
    out = []
    for e in elist:
        x = Operand()
        expr(check, None, x, e)
        out.append(x)
    return out


def generic_expr_list(check: "Checker", elist: list[nodes.Expr]) -> tuple[list[Operand], Optional[list[Optional[list[Type]]]]]:
    """Like expr_list, for arguments, which may be generic functions; the second result has the type arguments of partially
    instantiated ones."""
    n = len(elist)
    if n == 0:
        return [], None
    # Before Go 1.21 partially instantiated functions were completed without looking at the call.
    do_infer = not allow_version(check, GO1_21)
    if n == 1:
        e = elist[0]
        x = Operand()
        if e.__class__ is nodes.IndexExpr:
            if _index_arg(check, x, e, index_expr):
                targs = func_inst(check, None, x.expr.pos, x, e, do_infer)
                if targs is not None:
                    x.expr = e
                    return [x], [targs]
                record(check, x)
                return [x], None
        else:
            raw_expr(check, None, x, e, None, True)
        if x.mode in _NO_VALUES:
            exclude(check, x, _NO_VALUES)
        if x.mode != "invalid" and x.typ.__class__ is Tuple:
            return [Operand("value", v.typ, None, e) for v in x.typ.vars], None
        return [x], None

    out: list[Operand] = []
    targs_list: Optional[list[Optional[list[Type]]]] = None
    for i, e in enumerate(elist):
        x = Operand()
        if e.__class__ is nodes.IndexExpr:
            if _index_arg(check, x, e, index_expr):
                targs = func_inst(check, None, x.expr.pos, x, e, do_infer)
                if targs is not None:
                    if targs_list is None:
                        targs_list = [None] * n
                    targs_list[i] = targs
                    x.expr = e
                else:
                    record(check, x)
            elif x.mode in _NO_VALUES:
                exclude(check, x, _NO_VALUES)
        else:
            generic_expr(check, x, e, None)
        out.append(x)
    return out, targs_list


def _index_arg(check: "Checker", x: Operand, e: nodes.IndexExpr, index_expr: Any) -> bool:
    """Check an index expression that is an argument; True if it is a generic function that has to be instantiated."""
    x.mode = "invalid"
    x.typ = INVALID_TYPE
    if index_expr(check, x, e):
        if x.expr is None:
            x.expr = e
        return True
    x.expr = e
    record(check, x)
    return False


def arguments(
    check: "Checker",
    call: nodes.CallExpr,
    sig: Signature,
    targs: list[Any],
    xlist: list[nodes.Expr],
    args: list[Operand],
    atargs: Optional[list[Optional[list[Type]]]],
) -> Signature:
    """Check the arguments of a call against the signature, infer type arguments; returns the signature, instantiated."""
    rsig = sig
    nargs = len(args)
    pvars = sig.params.vars
    npars = len(pvars)
    ddd = call.has_dots

    # Set up the parameters, the variadic one repeated.
    params = pvars
    adjusted = False
    if sig.variadic:
        if ddd:
            if len(call.arg_list) == 1 and nargs > 1:
                errorf(check, call, "InvalidDotDotDot", "cannot use ... with %d-valued %s", nargs, call.arg_list[0])
                return rsig
        elif nargs >= npars - 1:
            last = pvars[npars - 1]
            extra = nargs - npars + 1
            params = pvars[: npars - 1]
            if extra:
                elem = Var(last.pos, last.pkg, last.name, last.typ.elem, "param")  # type: ignore[attr-defined]
                params = params + [elem] * extra
            adjusted = True
            npars = nargs
        else:
            npars -= 1  # for the message
    elif ddd:
        errorf(check, call, "NonVariadicDotDotDot", "cannot use ... in call to non-variadic %s", call.fun)
        return rsig

    if nargs != npars:
        at: Any = call
        qualifier = "not enough"
        if nargs > npars:
            at = args[npars].expr
            qualifier = "too many"
        elif nargs > 0:
            at = args[nargs - 1].expr
        err = new_error(check, "WrongArgCount")
        err.addf(_call_end(call) if at is call else at, "%s arguments in call to %s", qualifier, call.fun)
        err.addf(0, "have %s", types_summary(check, [a.typ for a in args], False, ddd))
        err.addf(0, "want %s", types_summary(check, [v.typ for v in pvars], sig.variadic, False))
        err.report()
        return rsig

    # Generic functions among the arguments take part in the inference with their own type parameters.
    n = len(sig.tparams)
    tparams: list[TypeParam] = []
    sig_params: Any = None
    if n:
        if not allow_version(check, GO1_18):
            if call.fun.__class__ is nodes.IndexExpr:
                version_errorf(check, call.fun, GO1_18, "function instantiation")
            else:
                version_errorf(check, call, GO1_18, "implicit function instantiation")
        tparams, sig_params = rename_tparams(check, call.pos, sig.tparams, Tuple(params))
        targs = list(targs) + [None] * (len(tparams) - len(targs))
    generic_args: Optional[list[int]] = None
    for i, arg in enumerate(args):
        asig: Any = arg.typ
        if asig.__class__ is Signature and asig.tparams and arg.mode != "invalid":
            # Rename the type parameters: the same function may occur several times.
            asig = copy_signature(asig)
            own = asig.tparams
            asig.tparams = []
            atparams, asig = rename_tparams(check, call.pos, own, asig)
            if asig is arg.typ or not asig.tparams:
                asig = copy_signature(asig)
                asig.tparams = atparams
            arg.typ = asig
            tparams = tparams + atparams
            targs = list(targs)
            if atargs is not None and i < len(atargs) and atargs[i] is not None:
                targs += atargs[i]  # type: ignore[arg-type]
            targs += [None] * (len(tparams) - len(targs))
            if generic_args is None:
                generic_args = []
            generic_args.append(i)
    if generic_args:
        verify_versionf(check, args[generic_args[0]], GO1_21, "implicitly instantiated function as argument")

    if tparams:
        if sig_params is None:
            sig_params = Tuple(params)
        err = new_error(check, "CannotInferTypeArgs")
        inferred = infer(check, call.pos, tparams, targs, sig_params, args, False, err)
        if inferred is None:
            if not err.empty():
                # Inference errors are reported in the context of the call.
                errorf(check, err.pos(), "CannotInferTypeArgs", "in call to %s, %s", call.fun, err.msg())
            return rsig
        if n:
            rsig = instantiate_signature(check, call.pos, call.fun, sig, inferred[:n], xlist)
            if adjusted:
                smap = make_subst_map(tparams[:n], inferred[:n])
                sig_params = subst(check, call.pos, sig_params, smap, None, check.context())
            else:
                sig_params = rsig.params
        j = n
        for i in generic_args or ():
            arg = args[i]
            asig = arg.typ
            k = j + len(asig.tparams)
            arg.typ = instantiate_signature(check, call.pos, arg.expr, asig, inferred[j:k], [])
            record(check, arg)
            j = k
        params = sig_params.vars

    if nargs:
        context: Optional[str] = None
        for i, a in enumerate(args):
            typ = params[i].typ
            if a.typ is typ and a.mode == "value":
                continue
            if context is None:
                context = _ArgumentContext(check, call.fun)  # type: ignore[assignment]
            assignment(check, a, typ, context)  # type: ignore[arg-type]
    return rsig


def _call_end(call: nodes.CallExpr) -> int:
    """Where "not enough arguments" is reported: at the closing parenthesis where it is known, else at the call."""
    return start_pos(call)


class _ArgumentContext:
    """ "argument to f", made only if a message needs it."""

    __slots__ = ("check", "fun")

    def __init__(self, check: "Checker", fun: nodes.Expr) -> None:
        self.check = check
        self.fun = fun

    def __str__(self) -> str:
        return sprintf(self.check, "argument to %s", self.fun)


# ---------------------------------------------------------------- selectors


def selector(check: "Checker", x: Operand, e: nodes.SelectorExpr, want_type: bool) -> None:
    """e.x.sel: a qualified identifier, a field, a method value or a method expression."""
    sel_node = e.sel
    sel = sel_node.value
    ident = e.x
    if ident.__class__ is nodes.Name:
        obj: Any = check.lookup(ident.value)
        if obj.__class__ is PkgName:
            ident.obj = obj
            obj.used = True
            _qualified(check, x, e, obj)
            return

    expr_or_type(check, x, ident, False)
    mode = x.mode
    if mode == "builtin":
        errorf(check, e.pos, "UncalledBuiltin", "invalid use of %s in selector expression", x)
        _bad(x, e)
        return
    if mode == "invalid":
        _bad(x, e)
        return
    typ = x.typ
    if not is_complete(check, typ):
        _bad(x, e)
        return
    if want_type:
        errorf(check, sel_node, "NotAType", "%s is not a type", e)
        _bad(x, e)
        return
    u = typ.underlying()
    if u.__class__ is Pointer and not is_complete(check, u.elem):
        _bad(x, e)
        return

    obj, index, indirect = lookup_field_or_method(typ, mode == "variable", check.pkg, sel, False)
    cls = obj.__class__
    if cls is Var:
        if mode == "typexpr":
            errorf(
                check, ident, "MissingFieldOrMethod", "operand for field selector %s must be value of type %s", sel, typ
            )  # fmt: skip
            _bad(x, e)
            return
        sel_node.obj = obj
        e.selection = Selection("field", typ, obj, index, indirect, obj.typ)  # type: ignore[arg-type]
        x.mode = "variable" if indirect or mode == "variable" else "value"
        x.typ = obj.typ
        x.expr = e
        return
    if cls is Func:
        if obj.typ is None or obj in check.obj_path_idx:
            if obj in check.obj_map:
                obj_decl(check, obj)  # the signature must be set up
        decl = check.decl
        if decl is not None and obj in check.obj_map:
            decl.deps[obj] = True
        _method(check, x, e, obj, index, indirect)
        return
    _missing(check, x, e, index, indirect)


def _bad(x: Operand, e: nodes.SelectorExpr) -> None:
    x.mode = "invalid"
    x.typ = INVALID_TYPE
    x.expr = e


_known_abroad: dict[int, tuple[Any, set[Any]]] = {}


def is_known_abroad(pkg: Any, obj: Any) -> bool:
    """Does the reference's export data mention an unexported object? It holds the types that exported ones are made of; what bodies of
    inlinable functions mention besides is not looked at."""
    if obj.__class__ is not TypeName:
        return False
    known = _known_abroad.get(id(pkg))
    if known is None or known[0] is not pkg:
        seen: set[Any] = set()
        for name in pkg.scope.names():
            if is_exported(name):
                there = pkg.scope.lookup(name)
                _mentioned(there.typ, seen)
                held = getattr(getattr(there, "esc_tags", None), "concrete", None)  # what the function returns in an interface
                if held is not None and held[0] == pkg.path:
                    seen.add(pkg.scope.lookup(held[1]))
        known = _known_abroad[id(pkg)] = (pkg, seen)
    return obj in known[1]


def _mentioned(t: Any, seen: set[Any]) -> None:
    """Add the names of all types that t is made of."""
    pending: list[Any] = [t]
    visited: set[int] = set()
    while pending:
        t = pending.pop()
        if t is None:
            continue
        t = unalias(t)
        if id(t) in visited:
            continue
        visited.add(id(t))
        if t.__class__ is Named:
            if t.obj in seen:
                continue
            seen.add(t.obj)
            pending.append(t.underlying())
            pending += [m.typ for m in t.orig._methods or ()]
            pending += t.targs or []
        for slot in ("elem", "key", "params", "results"):
            if t.__class__ is not Named and getattr(t, slot, None) is not None:
                pending.append(getattr(t, slot))
        for slot in ("fields", "vars", "methods"):
            if t.__class__ is not Named:
                pending += [v.typ for v in getattr(t, slot, None) or ()]
        if t.__class__ is not Named:
            pending += getattr(t, "embeddeds", None) or []


def _qualified(check: "Checker", x: Operand, e: nodes.SelectorExpr, pname: PkgName) -> None:
    """pkg.Name"""
    sel = e.sel.value
    pkg = pname.imported
    exp: Any = pkg.scope.lookup(sel)
    if exp is not None and not is_exported(sel) and not is_known_abroad(pkg, exp):
        exp = None
    if exp is None:
        if not pkg.fake and is_valid_name(sel):
            others = pkg.scope.lookup_ignoring_case(sel, True)
            if others:
                errorf(check, e.sel, "UndeclaredImportedName", "undefined: %s (but have %s)", e, others[0].name)
            else:
                errorf(check, e.sel, "UndeclaredImportedName", "undefined: %s", e)
        _bad(x, e)
        return
    if not is_exported(sel):
        errorf(check, e.sel, "UnexportedName", "name %s not exported by package %s", sel, pkg.name)
    e.sel.obj = exp
    cls = exp.__class__
    x.typ = exp.typ
    if cls is Func:
        x.mode = "value"
    elif cls is TypeName:
        x.mode = "typexpr"
    elif cls is Const:
        x.mode = "constant"
        x.val = exp.val
    elif cls is Var:
        x.mode = "variable"
    elif cls is Builtin:
        x.mode = "builtin"
        x.id = exp.name
    else:
        raise AssertionError(f"unexpected object {exp!r}")
    x.expr = e


def _method(check: "Checker", x: Operand, e: nodes.SelectorExpr, obj: Func, index: Any, indirect: bool) -> None:
    """A method value or expression."""
    e.sel.obj = obj
    sig: Signature = obj.typ  # type: ignore[assignment]
    if x.mode == "typexpr":
        recv = sig.recv
        if recv is None:
            error(check, e, "InvalidDeclCycle", "illegal cycle in method declaration")
            _bad(x, e)
            return
        params = sig.params.vars
        # The receiver becomes the first parameter: named if the others are.
        name = ""
        if params and params[0].name != "":
            name = recv.name or "_"
        first = Var(recv.pos, recv.pkg, name, x.typ, "param")
        typ = Signature(None, Tuple([first, *params]), sig.results, sig.variadic, sig.tparams)
        e.selection = Selection("methodexpr", x.typ, obj, index, indirect, typ)
    else:
        typ = Signature(None, sig.params, sig.results, sig.variadic, sig.tparams)
        e.selection = Selection("method", x.typ, obj, index, indirect, typ)
    x.mode = "value"
    x.typ = typ
    x.expr = e


def _missing(check: "Checker", x: Operand, e: nodes.SelectorExpr, index: Any, indirect: bool) -> None:
    """Report why there is no such field or method."""
    typ, sel = x.typ, e.sel.value
    if not is_valid(typ.underlying()):
        _bad(x, e)
        return
    if index is not None:
        errorf(check, e.sel, "AmbiguousSelector", "ambiguous selector %s.%s", x.expr, sel)
    elif indirect:
        if x.mode == "typexpr":
            errorf(
                check, e.sel, "InvalidMethodExpr", "invalid method expression %s.%s (needs pointer receiver (*%s).%s)",
                typ, sel, typ, sel,
            )  # fmt: skip
        else:
            errorf(check, e.sel, "InvalidMethodExpr", "cannot call pointer method %s on %s", sel, typ)
    else:
        if is_interface_ptr(typ):
            why = interface_ptr_error(check, typ)
        else:
            alt, _, _ = lookup_field_or_method(typ, x.mode == "variable", check.pkg, sel, True)
            why = lookup_error(check, typ, sel, alt, False)
        errorf(check, e.sel, "MissingFieldOrMethod", "%s.%s undefined (%s)", x.expr, sel, why)
    _bad(x, e)


def lookup_error(check: "Checker", typ: Type, sel: str, obj: Any, struct_lit: bool) -> str:
    """Why typ has no field or method sel; obj is one whose name differs in case only, or None."""
    e = "missing"
    alt = ""
    if obj is not None:
        alt = obj.name
        if obj.pkg is check.pkg:
            e = "misspelled"
        elif is_exported(sel):
            if is_exported(alt):
                e = "misspelled"
            elif sel[1:] == alt[1:]:
                e = "unexported"
        elif is_exported(alt):
            if sel[1:] == alt[1:]:
                e = "misspelled"
        elif sel == alt:
            e = "inaccessible"
    if struct_lit:
        if e == "missing":
            return sprintf(check, "unknown field %s in struct literal of type %s", sel, typ)
        if e == "misspelled":
            return sprintf(check, "unknown field %s in struct literal of type %s, but does have %s", sel, typ, alt)
        if e == "unexported":
            return sprintf(
                check, "unknown field %s in struct literal of type %s, but does have unexported %s", sel, typ, alt
            )  # fmt: skip
        return sprintf(check, "cannot refer to unexported field %s in struct literal of type %s", alt, typ)
    what = {Var: "field", Func: "method"}.get(obj.__class__, "object")
    if e == "missing":
        return sprintf(check, "type %s has no field or method %s", typ, sel)
    if e == "misspelled":
        return sprintf(check, "type %s has no field or method %s, but does have %s %s", typ, sel, what, alt)
    if e == "unexported":
        return sprintf(check, "type %s has no field or method %s, but does have unexported %s %s", typ, sel, what, alt)
    return sprintf(check, "cannot refer to unexported %s %s", what, alt)


# ---------------------------------------------------------------- use without a purpose


def use(check: "Checker", *args: Optional[nodes.Expr]) -> bool:
    """Evaluate expressions whose values are not needed (after an error), so that what they use counts as used."""
    return use_n(check, args, False)


def use_lhs(check: "Checker", *args: Optional[nodes.Expr]) -> bool:
    """Like use, for left sides of assignments: variables there are not used by it."""
    return use_n(check, args, True)


def use_n(check: "Checker", args: Any, lhs: bool) -> bool:
    ok = True
    for e in args:
        if not use1(check, e, lhs):
            ok = False
    return ok


def use1(check: "Checker", e: Optional[nodes.Expr], lhs: bool) -> bool:
    n: Any = e
    n = nodes.unparen(n)
    if n is None:
        return True
    x = Operand("value")
    cls = n.__class__
    if cls is nodes.Name:
        if n.value == "_":
            return True
        v: Any = None
        if lhs:
            obj = check.lookup(n.value)
            if obj.__class__ is Var and obj.pkg is check.pkg and not obj.used:
                v = obj
        expr_or_type(check, x, n, True)
        if v is not None:
            v.used = False
    elif cls is nodes.ListExpr:
        return use_n(check, n.elem_list, lhs)
    else:
        raw_expr(check, None, x, e, None, True)  # type: ignore[arg-type]
    return x.mode != "invalid"


_ = T
