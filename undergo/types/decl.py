"""Declarations: constants, variables, types, functions, methods, at package level and inside functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .alias import new_alias
from .basic import INVALID_TYPE
from .constants import UNKNOWN
from .errors import Pos, error, errorf, new_error, soft_errorf
from .format import sprintf
from .named import add_method, new_named
from .objects import Const, Func, Object, TypeName, Var
from .operand import Operand
from .predicates import as_named, is_const_type, is_generic, is_type_param, is_valid
from .scope import Scope, new_scope
from .typelists import bind_tparams
from .typeparam import new_type_param
from .types import Alias, Interface, Named, Signature, Struct, Tuple, Type, TypeParam, unalias
from .typeset import type_set
from .version import GO1_9, GO1_18, GO1_23, verify_versionf

if TYPE_CHECKING:
    from .check import Checker


def declare(check: "Checker", scope: Scope, name: Optional[nodes.Name], obj: Object, pos: int) -> None:
    """Enter obj into scope (unless it is blank) and record it for its identifier."""
    if obj.name != "_":
        alt = scope.insert(obj)
        if alt is not None:
            err = new_error(check, "DuplicateDecl")
            err.addf(obj, "%s redeclared in this block", obj.name)
            err.add_alt_decl(alt)
            err.report()
            return
        obj.scope_pos = pos
    if name is not None:
        name.obj = obj


def obj_decl(check: "Checker", obj: Object) -> None:
    """Check the declaration of an object, unless that is done; notice when it is being done (a cycle)."""
    if obj in check.obj_path_idx:
        cls = obj.__class__
        if cls is Const or cls is Var:
            if not valid_cycle(check, obj) or obj.typ is None:
                obj.typ = INVALID_TYPE
        elif cls is TypeName:
            if not valid_cycle(check, obj):
                obj.typ = INVALID_TYPE
        else:
            valid_cycle(check, obj)
        return
    if obj.typ is not None:
        return
    check.push(obj)
    d = check.obj_map[obj]
    env = check.save_environment()
    cls = obj.__class__
    if cls is Const:
        check.new_environment(d.file, d.version, d)
        const_decl(check, obj, d.vtyp, d.init, d.inherited)
    elif cls is Var:
        check.new_environment(d.file, d.version, d)
        var_decl(check, obj, d.lhs, d.vtyp, d.init)
    elif cls is TypeName:
        check.new_environment(d.file, d.version)
        type_decl(check, obj, d.tdecl)
        collect_methods(check, obj)
    else:
        check.new_environment(d.file, d.version)
        func_decl(check, obj, d)
    check.restore_environment(env)
    check.pop()


def valid_cycle(check: "Checker", obj: Object) -> bool:
    """Whether a cycle of declarations is allowed; if not, report it."""
    cycle = check.obj_path[check.obj_path_idx[obj] :]
    nval = ndef = 0
    for o in cycle:
        cls = o.__class__
        if cls is Const or cls is Var:
            nval += 1
        elif cls is TypeName:
            if check.in_tparam_list and o.typ is not None and is_generic(o.typ):
                return True  # a type parameter's constraint refers to the type being declared
            if not o.is_alias():  # type: ignore[attr-defined]
                ndef += 1
    # Cycles of constants and variables are found by the initialization order; types may refer to themselves.
    if nval == len(cycle):
        return True
    if nval == 0 and ndef > 0:
        return True
    cycle_error(check, cycle, first_in_src(cycle))
    return False


def cycle_error(check: "Checker", cycle: list[Any], start: int) -> None:
    """Report a cycle of declarations, beginning with the object at index start."""

    def name(obj: Object) -> str:
        n = as_named(obj.typ) if obj.typ is not None else None
        if n is not None and n.targs:
            return sprintf(check, "%s", n)
        prefix = check.qualifier(obj.pkg) if obj.pkg is not None else ""
        return f"{prefix}.{obj.name}" if prefix else obj.name

    obj = cycle[start]
    is_type = obj.__class__ is TypeName
    if is_type and obj.typ.__class__ is Alias:
        obj.typ.fromrhs = INVALID_TYPE
        obj.typ.actual = INVALID_TYPE
    if len(cycle) == 1:
        if is_type:
            errorf(check, obj, "InvalidDeclCycle", "invalid recursive type: %s refers to itself", name(obj))
        else:
            errorf(check, obj, "InvalidDeclCycle", "invalid cycle in declaration: %s refers to itself", name(obj))
        return
    err = new_error(check, "InvalidDeclCycle")
    if is_type:
        err.addf(obj, "invalid recursive type %s", name(obj))
    else:
        err.addf(obj, "invalid cycle in declaration of %s", name(obj))
    for i in range(len(cycle)):
        following = cycle[(start + i + 1) % len(cycle)]
        err.addf(obj, "%s refers to %s", name(obj), name(following))
        obj = following
    err.report()


def first_in_src(path: list[Any]) -> int:
    """The index of the object that comes first in the source."""
    return min(range(len(path)), key=lambda i: path[i].pos)


def const_decl(check: "Checker", obj: Const, typ: Optional[nodes.Expr], init: Optional[nodes.Expr], inherited: bool) -> None:
    from .assignments import init_const
    from .expr import expr
    from .typexpr import typ as check_typ

    saved = check.iota, check.errpos
    check.iota = obj.val
    check.errpos = 0
    obj.val = UNKNOWN
    if typ is not None:
        t = check_typ(check, typ)
        if not is_const_type(t):
            if is_valid(t.underlying()):
                errorf(check, typ, "InvalidConstType", "invalid constant type %s", t)
            obj.typ = INVALID_TYPE
            check.iota, check.errpos = saved
            return
        obj.typ = t
    x = Operand()
    if init is not None:
        if inherited:
            check.errpos = obj.pos  # the initializer stands elsewhere: report errors at the constant
        expr(check, None, x, init)
    init_const(check, obj, x)
    check.iota, check.errpos = saved


def var_decl(check: "Checker", obj: Var, lhs: Optional[list[Var]], typ: Optional[nodes.Expr], init: Optional[nodes.Expr]) -> None:
    from .assignments import init_var, init_vars
    from .expr import expr, new_target
    from .typexpr import var_type

    if typ is not None:
        obj.typ = var_type(check, typ)
    if init is None:
        if typ is None:
            obj.typ = INVALID_TYPE  # error reported by arity
        return
    if lhs is None or len(lhs) == 1:
        x = Operand()
        expr(check, new_target(obj.typ, obj.name), x, init)
        init_var(check, obj, x, "variable declaration")
        return
    if typ is not None:
        for v in lhs:
            v.typ = obj.typ
    init_vars(check, lhs, [init], None)


def is_imported_constraint(check: "Checker", typ: Optional[Type]) -> bool:
    """Whether typ is an imported interface that can only be used as a constraint."""
    named = as_named(typ) if typ is not None else None
    if named is None or named.obj.pkg is check.pkg or named.obj.pkg is None:
        return False
    u = named.underlying()
    return u.__class__ is Interface and not type_set(u).is_method_set()


def type_decl(check: "Checker", obj: TypeName, tdecl: nodes.TypeDecl) -> None:
    from .typexpr import declared_type

    version_err = False
    rhs: Optional[Type] = None

    def validate() -> None:
        from .validtype import valid_type

        t = as_named(obj.typ)
        if t is not None:
            valid_type(check, t)
        if not version_err and rhs is not None and is_imported_constraint(check, rhs):
            verify_versionf(check, tdecl.type, GO1_18, "using type constraint %s", rhs)

    check.later(validate)
    tparam0 = tdecl.tparam_list[0] if tdecl.tparam_list else None

    if tdecl.alias:
        if tparam0 is not None and not verify_versionf(check, tparam0, GO1_23, "generic type alias"):
            version_err = True
        if not version_err and not verify_versionf(check, tdecl, GO1_9, "type alias"):
            version_err = True
        alias = new_alias(check, obj, None)
        scope = check.scope
        if tparam0 is not None:
            check.scope = new_scope(scope, "type parameters")
            collect_type_params(check, alias, tdecl.tparam_list)
        rhs = declared_type(check, tdecl.type, obj)
        if alias.fromrhs is None:
            alias.fromrhs = rhs
        if rhs.__class__ is TypeParam and rhs in alias.tparams:
            error(
                check, tdecl.type, "MisplacedTypeParam", "cannot use type parameter declared in alias declaration as RHS"
            )  # fmt: skip
            alias.fromrhs = INVALID_TYPE
        unalias(alias)
        check.scope = scope
        return

    if tparam0 is not None and not verify_versionf(check, tparam0, GO1_18, "type parameter"):
        version_err = True
    named = new_named(check, obj, None)
    scope = check.scope
    if tdecl.tparam_list:
        check.scope = new_scope(scope, "type parameters")
        collect_type_params(check, named, tdecl.tparam_list)
    rhs = declared_type(check, tdecl.type, obj)
    named.fromrhs = rhs
    if is_type_param(rhs):
        error(check, tdecl.type, "MisplacedTypeParam", "cannot use a type parameter as RHS in type declaration")
        named.fromrhs = INVALID_TYPE
    check.scope = scope


def collect_type_params(check: "Checker", owner: Any, fields: list[nodes.Field]) -> None:
    """Declare type parameters and set them as ``owner.tparams`` (a Named, Alias or Signature), then check their constraints."""
    scope_pos = fields[0].pos
    tparams = [declare_type_param(check, f.name, scope_pos) for f in fields]  # type: ignore[arg-type]
    owner.tparams = bind_tparams(tparams)
    check.in_tparam_list = True
    bnd: Type = INVALID_TYPE
    prev: Optional[nodes.Expr] = None
    for i, f in enumerate(fields):
        if i == 0 or f.type is not prev:
            prev = f.type
            bnd = bound(check, f.type)
            if is_type_param(bnd):
                error(check, f.type, "MisplacedTypeParam", "cannot use a type parameter as constraint")
                bnd = INVALID_TYPE
        tparams[i].bound = bnd
    check.in_tparam_list = False


def bound(check: "Checker", x: nodes.Expr) -> Type:
    """The type of a constraint expression; ~T and A|B stand for interfaces."""
    from .typexpr import typ

    if x.__class__ is nodes.Operation and (x.op == "~" or x.op == "|"):
        lit = nodes.InterfaceType(x.pos)
        lit.method_list.append(nodes.Field(x.pos, None, x))
        t = typ(check, lit)
        if t.__class__ is Interface:
            t.implicit = True
        return t
    return typ(check, x)


def declare_type_param(check: "Checker", name: nodes.Name, scope_pos: int) -> TypeParam:
    tname = TypeName(name.pos, check.pkg, name.value, None)
    tpar = new_type_param(check, tname, INVALID_TYPE)
    declare(check, check.scope, name, tname, scope_pos)
    return tpar


def collect_methods(check: "Checker", obj: TypeName) -> None:
    """Add the methods declared for a type to it, and check that their names are unique."""
    methods = check.methods.pop(obj, None)
    if not methods:
        return
    base = as_named(obj.typ)
    seen: dict[str, Object] = {}
    if base is not None:
        check.later(lambda: check_field_uniqueness(check, base))
        for m in base._methods:
            seen[m.id()] = m
    for m in methods:
        alt = seen.get(m.id())
        if alt is not None:
            if alt.pos:
                errorf(check, m.pos, "DuplicateMethod", "method %s.%s already declared at %s", obj.name, m.name, Pos(alt.pos))
            else:
                errorf(check, m.pos, "DuplicateMethod", "method %s.%s already declared", obj.name, m.name)
            continue
        seen[m.id()] = m
        if base is not None:
            add_method(base, m)


def check_field_uniqueness(check: "Checker", base: Named) -> None:
    u = base.underlying()
    if u.__class__ is not Struct:
        return
    methods = {m.id(): m for m in base._methods}
    for fld in u.fields:
        if fld.name != "_":
            alt = methods.get(fld.id())
            if alt is not None:
                err = new_error(check, "DuplicateFieldAndMethod")
                err.addf(alt, "field and method with the same name %s", fld.name)
                err.add_alt_decl(fld)
                err.report()


def func_decl(check: "Checker", obj: Func, decl: Any) -> None:
    from .signature import func_type
    from .stmt import func_body

    sig = Signature(None, Tuple([]), Tuple([]))
    obj.typ = sig  # guard against cycles
    fdecl: nodes.FuncDecl = decl.fdecl
    func_type(check, sig, fdecl.recv, fdecl.tparam_list, fdecl.type)
    if fdecl.tparam_list and fdecl.body is None:
        soft_errorf(check, fdecl, "BadDecl", "generic function is missing function body")
    if fdecl.body is not None and not check.conf.ignore_func_bodies:
        body = fdecl.body
        check.later(lambda: func_body(check, decl, obj.name, sig, body, None))


def decl_stmt(check: "Checker", decls: list[nodes.Decl]) -> None:
    """Declarations inside a function."""
    first = -1
    last: Optional[nodes.ConstDecl] = None
    for index, decl in enumerate(decls):
        cls = decl.__class__
        if cls is nodes.VarDecl:
            first = -1
            _local_vars(check, decl)  # type: ignore[arg-type]
        elif cls is nodes.ConstDecl:
            if first < 0 or decl.group is None or decls[index - 1].group is not decl.group:
                first = index
                last = None
            last = _local_consts(check, decl, index - first, last)  # type: ignore[arg-type]
        elif cls is nodes.TypeDecl:
            first = -1
            s: nodes.TypeDecl = decl  # type: ignore[assignment]
            obj = TypeName(s.name.pos, check.pkg, s.name.value, None)
            obj.decl = s
            declare(check, check.scope, s.name, obj, s.name.pos)
            check.push(obj)
            type_decl(check, obj, s)
            check.pop()
            if not s.alias:
                check.local_types.append(obj)
        else:
            errorf(check, decl, "InvalidSyntaxTree", "unknown declaration %s", cls.__name__)


def _local_consts(check: "Checker", s: nodes.ConstDecl, iota: int, last: Optional[nodes.ConstDecl]) -> Optional[nodes.ConstDecl]:
    from .resolver import arity, unpack_list_expr

    top = len(check.delayed)
    inherited = True
    if s.type is not None or s.values is not None:
        last = s
        inherited = False
    elif last is None:
        last = nodes.ConstDecl(s.pos)
        inherited = False
    values = unpack_list_expr(last.values)
    lhs = []
    for i, name in enumerate(s.name_list):
        obj = Const(name.pos, check.pkg, name.value, None, iota)
        obj.decl = s
        lhs.append(obj)
        const_decl(check, obj, last.type, values[i] if i < len(values) else None, inherited)
    arity(check, s.pos, s.name_list, values, True, inherited)
    if len(check.delayed) > top:
        check.process_delayed(top)
    for name, obj in zip(s.name_list, lhs):
        declare(check, check.scope, name, obj, s.pos)
    return last


def _local_vars(check: "Checker", s: nodes.VarDecl) -> None:
    from .resolver import arity, unpack_list_expr

    top = len(check.delayed)
    vars = [Var(name.pos, check.pkg, name.value, None) for name in s.name_list]
    values = unpack_list_expr(s.values)
    for i, obj in enumerate(vars):
        obj.decl = s
        lhs: Optional[list[Var]] = None
        init: Optional[nodes.Expr] = None
        if len(values) == len(vars):
            init = values[i]
        elif len(values) == 1:
            lhs = vars
            init = values[0]
        elif i < len(values):
            init = values[i]
        var_decl(check, obj, lhs, s.type, init)
        if len(values) == 1:
            break  # all variables are done
    if s.type is None or values:
        arity(check, s.pos, s.name_list, values, False, False)
    if len(check.delayed) > top:
        check.process_delayed(top)
    for name, obj in zip(s.name_list, vars):
        declare(check, check.scope, name, obj, s.pos)


_ = T
