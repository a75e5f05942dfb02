"""Identifiers and type expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import constants as C
from . import types as T
from .basic import INVALID_TYPE, Typ
from .const import represent
from .decl import obj_decl
from .errors import INVALID_OP, error, errorf, soft_errorf, start_pos
from .format import sprintf
from .instantiate import instance, validate_targ_len, verify
from .named import new_interface, type_params
from .objects import Builtin, Const, Func, Nil, PkgName, TypeName, Var
from .operand import Operand
from .predicates import comparable, is_generic, is_integer, is_type_param, is_untyped, is_valid, is_valid_name
from .recording import record_instance
from .types import (
    RECV_ONLY,
    SEND_ONLY,
    SEND_RECV,
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
)
from .typeset import compute_interface_type_set
from .typestring import object_kind
from .universe import universe_any, universe_comparable, universe_iota
from .version import GO1_18, verify_versionf

if TYPE_CHECKING:
    from .check import Checker


def ident(check: "Checker", x: Operand, e: nodes.Name, want_type: bool) -> None:
    """Check an identifier; with want_type only a type will do."""
    x.mode = "invalid"
    x.expr = e
    name = e.value
    scope: Any = check.scope
    obj: Any = None
    while scope is not None:
        obj = scope.elems.get(name)
        if obj is not None:
            break
        scope = scope.parent
    if obj is None:
        if name == "_":
            error(check, e, "InvalidBlank", "cannot use _ as value or type")
        elif is_valid_name(name):
            errorf(check, e, "UndeclaredName", "undefined: %s", name)
        return
    if check.version and check.version < GO1_18 and (obj is universe_any or obj is universe_comparable):
        if not verify_versionf(check, e, GO1_18, "predeclared %s", name):
            return
    e.obj = obj
    cls = obj.__class__
    got_type = cls is TypeName
    if want_type and not got_type:
        errorf(check, e, "NotAType", "%s (%s) is not a type", obj.name, object_kind(obj))
        # Avoid "declared and not used" after this error.
        if cls is Var and obj.pkg is check.pkg:
            obj.used = True
        return

    # The declaration is checked on first use; type names that are being declared may be part of a cycle.
    typ = obj.typ
    if typ is None:
        if cls is not PkgName:
            obj_decl(check, obj)
            typ = obj.typ
    elif got_type and want_type and obj in check.obj_path_idx:
        obj_decl(check, obj)
        typ = obj.typ
    if check.dot_import_map:
        pkg_name = check.dot_import_map.get((scope, obj.name))
        if pkg_name is not None:
            pkg_name.used = True

    if cls is Var:
        if obj.pkg is check.pkg:
            obj.used = True
        decl = check.decl
        if decl is not None and obj in check.obj_map:
            decl.deps[obj] = True
        if typ is INVALID_TYPE or not is_valid(typ):
            return
        x.mode = "variable"
    elif cls is TypeName:
        x.mode = "typexpr"
    elif cls is Func:
        decl = check.decl
        if decl is not None and obj in check.obj_map:
            decl.deps[obj] = True
        x.mode = "value"
    elif cls is Const:
        decl = check.decl
        if decl is not None and obj in check.obj_map:
            decl.deps[obj] = True
        if not is_valid(typ):
            return
        if obj is universe_iota:
            if check.iota is None:
                error(check, e, "InvalidIota", "cannot use iota outside constant declaration")
                return
            x.val = check.iota
        else:
            x.val = obj.val
        x.mode = "constant"
    elif cls is Builtin:
        x.id = obj.name
        x.mode = "builtin"
    elif cls is Nil:
        x.mode = "nilvalue"
    else:
        assert cls is PkgName, obj
        errorf(check, e, "InvalidPkgUse", "use of package %s not in selector", obj.name)
        return
    x.typ = typ


def typ(check: "Checker", e: nodes.Expr) -> Type:
    """The type that e denotes; the invalid type after an error."""
    return declared_type(check, e, None)


def var_type(check: "Checker", e: nodes.Expr) -> Type:
    """Like typ, for the type of a variable: constraint interfaces are reported (later)."""
    t = declared_type(check, e, None)
    cls = t.__class__
    if cls is not Basic and cls is not Pointer and cls is not Slice:
        valid_var_type(check, e, t)
    return t


def valid_var_type(check: "Checker", e: nodes.Expr, t: Type) -> None:
    """Report later if t is an interface that can only be a constraint."""
    cls = t.__class__
    # What cannot be an interface needs no look; of named types the underlying type may not be known yet.
    if cls is not Named and cls is not Interface and cls is not Alias:
        return
    if cls is Interface:
        tset = t.tset  # type: ignore[attr-defined]
        if tset is not None and t.complete and tset.is_method_set():  # type: ignore[attr-defined]
            return
    elif cls is Named:
        u = t._underlying  # type: ignore[attr-defined]
        if u is not None and u.__class__ is not Interface:
            return
        if u is not None and u.tset is not None and u.complete and u.tset.is_method_set():
            return
    elif is_type_param(t):
        return

    def look() -> None:
        u = t.underlying()
        if u.__class__ is not Interface:
            return
        pos = start_pos(e)
        tset = compute_interface_type_set(check, pos, u)
        if not tset.is_method_set():
            if tset.comparable:
                soft_errorf(
                    check, pos, "MisplacedConstraintIface",
                    "cannot use type %s outside a type constraint: interface is (or embeds) comparable", t,
                )  # fmt: skip
            else:
                soft_errorf(
                    check, pos, "MisplacedConstraintIface",
                    "cannot use type %s outside a type constraint: interface contains type constraints", t,
                )  # fmt: skip

    check.later(look)


def declared_type(check: "Checker", e: nodes.Expr, def_: Optional[TypeName]) -> Type:
    """Like typ; def_ is the type name that is declared as e, if any."""
    t = typ_internal(check, e, def_)
    cls = t.__class__
    if (cls is Named or cls is Alias) and is_generic(t):
        errorf(check, e, "WrongTypeArgCount", "cannot use generic type %s without instantiation", t)
        t = INVALID_TYPE
    e.typ = t
    e.mode = "typexpr"
    return t


def generic_type(check: "Checker", e: nodes.Expr) -> tuple[Type, str]:
    """The generic type that e denotes, or the invalid type and why ("" if it was reported)."""
    t = typ_internal(check, e, None)
    cause = ""
    if is_valid(t) and not is_generic(t):
        cause = sprintf(check, "%s is not a generic type", t)
        t = INVALID_TYPE
    e.typ = t
    e.mode = "typexpr"
    return t, cause


def typ_internal(check: "Checker", e: nodes.Expr, def_: Optional[TypeName]) -> Type:
    handler = _TYPES.get(e.__class__)
    if handler is not None:
        return handler(check, e, def_)  # type: ignore[no-any-return]
    from .call import use

    errorf(check, e, "NotAType", "%s is not a type", e)
    use(check, e)
    return INVALID_TYPE


def _bad(check: "Checker", e: Any, def_: Any) -> Type:
    return INVALID_TYPE


def _name(check: "Checker", e: nodes.Name, def_: Any) -> Type:
    x = Operand()
    ident(check, x, e, True)
    return _type_operand(check, x)


def _selector(check: "Checker", e: nodes.SelectorExpr, def_: Any) -> Type:
    from .call import selector

    x = Operand()
    selector(check, x, e, True)
    return _type_operand(check, x)


def _type_operand(check: "Checker", x: Operand) -> Type:
    mode = x.mode
    if mode == "typexpr":
        return x.typ
    if mode == "novalue":
        errorf(check, x, "NotAType", "%s used as type", x)
    elif mode != "invalid":
        errorf(check, x, "NotAType", "%s is not a type", x)
    return INVALID_TYPE


def _index(check: "Checker", e: nodes.IndexExpr, def_: Any) -> Type:
    verify_versionf(check, e, GO1_18, "type instantiation")
    index = e.index
    xlist = index.elem_list if index.__class__ is nodes.ListExpr else [index]
    return instantiated_type(check, e.x, xlist)


def _paren(check: "Checker", e: nodes.ParenExpr, def_: Any) -> Type:
    return declared_type(check, e.x, def_)


def _array(check: "Checker", e: nodes.ArrayType, def_: Any) -> Type:
    t = Array(INVALID_TYPE, -1)
    if e.len is not None:
        t.len = array_length(check, e.len)
    else:
        error(check, e, "BadDotDotDotSyntax", "invalid use of [...] array (outside a composite literal)")
    t.elem = var_type(check, e.elem)
    return t if t.len >= 0 else INVALID_TYPE


def _slice(check: "Checker", e: nodes.SliceType, def_: Any) -> Type:
    t = Slice(INVALID_TYPE)
    t.elem = var_type(check, e.elem)
    return t


def _dots(check: "Checker", e: nodes.DotsType, def_: Any) -> Type:
    error(check, e, "InvalidSyntaxTree", "invalid use of ...")
    return INVALID_TYPE


def _struct(check: "Checker", e: nodes.StructType, def_: Any) -> Type:
    from .struct import struct_type

    t = Struct([])
    struct_type(check, t, e)
    return t


def _operation(check: "Checker", e: nodes.Operation, def_: Any) -> Type:
    if e.op == "*" and e.y is None:
        t = Pointer(INVALID_TYPE)
        t.elem = var_type(check, e.x)
        return t if is_valid(t.elem) else INVALID_TYPE
    from .call import use

    errorf(check, e, "NotAType", "%s is not a type", e)
    use(check, e)
    return INVALID_TYPE


def _func(check: "Checker", e: nodes.FuncType, def_: Any) -> Type:
    from .signature import func_type

    t = Signature(None, Tuple([]), Tuple([]))
    func_type(check, t, None, [], e)
    return t


def _interface(check: "Checker", e: nodes.InterfaceType, def_: Any) -> Type:
    from .interface import interface_type

    t = new_interface(check)
    if e.method_list:
        check.pkg.written_interfaces.append(e)
    interface_type(check, t, e, def_)
    return t


def _map(check: "Checker", e: nodes.MapType, def_: Any) -> Type:
    t = Map(INVALID_TYPE, INVALID_TYPE)
    t.key = var_type(check, e.key)
    t.elem = var_type(check, e.value)
    if t.key.__class__ is Basic and t.key.kind != T.INVALID:
        return t

    def check_key() -> None:
        # The key type must be comparable; this is checked later because it may not be complete.
        if not comparable(t.key):
            why = " (missing comparable constraint)" if is_type_param(t.key) else ""
            errorf(check, e.key, "IncomparableMapKey", "invalid map key type %s%s", t.key, why)

    check.later(check_key)
    return t


def _chan(check: "Checker", e: nodes.ChanType, def_: Any) -> Type:
    t = Chan(SEND_ONLY if e.dir == 1 else RECV_ONLY if e.dir == 2 else SEND_RECV, INVALID_TYPE)
    t.elem = var_type(check, e.elem)
    return t


_TYPES: dict[type, Any] = {
    nodes.BadExpr: _bad,
    nodes.Name: _name,
    nodes.SelectorExpr: _selector,
    nodes.IndexExpr: _index,
    nodes.ParenExpr: _paren,
    nodes.ArrayType: _array,
    nodes.SliceType: _slice,
    nodes.DotsType: _dots,
    nodes.StructType: _struct,
    nodes.Operation: _operation,
    nodes.FuncType: _func,
    nodes.InterfaceType: _interface,
    nodes.MapType: _map,
    nodes.ChanType: _chan,
}


def instantiated_type(check: "Checker", x: nodes.Expr, xlist: list[nodes.Expr]) -> Type:
    """The generic type x with type arguments xlist; the arguments are verified later."""
    gtyp, cause = generic_type(check, x)
    if cause:
        errorf(check, x, "NotAGenericType", INVALID_OP + "%s%s (%s)", x, xlist, cause)
    if not is_valid(gtyp):
        return gtyp
    targs = type_list(check, xlist)
    if targs is None:
        return INVALID_TYPE
    inst = instance(check, x.pos, gtyp, targs, None, check.context())
    if inst.__class__ is not Named and inst.__class__ is not Alias:
        return INVALID_TYPE

    def verify_later() -> None:
        # Type parameters may not have their constraints yet when the instance is made.
        record_instance(check, x, targs, inst)
        tparams = type_params(inst) if inst.__class__ is Named else inst.tparams
        if validate_targ_len(check, x.pos, inst.obj.name, len(tparams), len(targs)):
            i, why = verify(check, x.pos, tparams, targs, check.context())
            if i >= 0:
                pos = start_pos(xlist[i]) if i < len(xlist) else x.pos
                soft_errorf(check, pos, "InvalidTypeArg", "%s", why)
            else:
                check.mono.record_instance(check.pkg, x.pos, tparams, targs, xlist)

    check.later(verify_later)
    return inst


def array_length(check: "Checker", e: nodes.Expr) -> int:
    """The length that e denotes, or -1 after an error."""
    if e.__class__ is nodes.Name:
        # A name that is no constant is likely a misplaced type parameter declaration.
        name: str = e.value
        obj = check.lookup(name)
        if obj is None:
            errorf(check, e, "InvalidArrayLen", "undefined array length %s or missing type constraint", name)
            return -1
        if obj.__class__ is not Const:
            errorf(check, e, "InvalidArrayLen", "invalid array length %s", name)
            return -1
    from .expr import expr

    x = Operand()
    expr(check, None, x, e)
    if x.mode != "constant":
        if x.mode != "invalid":
            errorf(check, x, "InvalidArrayLen", "array length %s must be constant", x)
        return -1
    if is_untyped(x.typ) or is_integer(x.typ):
        n = C.to_int(x.val)
        if n.__class__ is int and n >= 0 and represent(n, Typ[T.INT]) is not None:
            if n >= 1 << 12:
                check.pkg.has_large_arrays = True
            return n
    msg = "invalid array length %s" if is_integer(x.typ) else "array length %s must be integer"
    errorf(check, x, "InvalidArrayLen", msg, x)
    return -1


def type_list(check: "Checker", exprs: list[nodes.Expr]) -> Optional[list[Type]]:
    """The types of a list of type arguments; None if one is invalid."""
    out: list[Type] = []
    ok = True
    for e in exprs:
        t = var_type(check, e)
        if not is_valid(t):
            ok = False
        out.append(t)
    return out if ok else None


_ = TypeParam
