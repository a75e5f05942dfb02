"""Assignments and initializations of variables and constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .basic import INVALID_TYPE, Typ
from .const import convert_constant, implicit_type_and_value, update_expr_val
from .errors import error, errorf, new_error, soft_errorf
from .expr import expr, multi_expr, new_target, non_generic, single_value, update_expr_type
from .format import expr_string, sprintf
from .objects import Const, Var
from .operand import Operand
from .predicates import default_type, is_non_type_param_interface, is_numeric, is_untyped, is_valid
from .recording import record_comma_ok_types
from .types import Alias, Basic, Named, Pointer, Signature, Slice, Tuple, Type
from .under import Cause

if TYPE_CHECKING:
    from .check import Checker

# decl.declare and call.use, set by expr.connect (the modules import this one).
declare: Any = None
use: Any = None

_UNTYPED_NIL = Typ[T.UNTYPED_NIL]
_VALUES = frozenset(["constant", "variable", "mapindex", "value", "commaok", "commaerr", "nilvalue"])


def assignment(check: "Checker", x: Operand, typ: Optional[Type], context: str) -> None:
    """Check that x can be assigned to a variable of type typ (None: a blank or new one) and convert untyped values.

    The context is how messages call the place. x is invalid after an error."""
    mode = x.mode
    xt = x.typ
    if mode == "value" and xt.__class__ is Tuple:
        single_value(check, x)
        return
    if mode == "invalid":
        return
    if mode not in _VALUES:
        errorf(check, x, "IncompatibleAssign", "cannot assign %s to %s in %s", x, typ, context)
        x.mode = "invalid"
        return
    if xt is typ and mode != "nilvalue":
        return

    if xt.__class__ is Basic and xt.info & T.IS_UNTYPED:
        target = typ
        if mode == "nilvalue":
            if typ is None:
                errorf(check, x, "UntypedNilUse", "use of untyped nil in %s", context)
                x.mode = "invalid"
                return
        elif typ is None or (typ.__class__ is not Basic and is_non_type_param_interface(typ)):
            # An untyped value has its default type then.
            target = default_type(xt)
        if mode == "constant" and target.__class__ is Basic and convert_constant(check, x, target):
            if target is typ:
                return
            new_type, val, code = x.typ, None, ""
            xt = new_type
        else:
            new_type, val, code = implicit_type_and_value(check, x, target)  # type: ignore[arg-type,assignment]
        if code:
            msg = sprintf(check, "cannot use %s as %s value in %s", x, target, context)
            if code == "TruncatedFloat":
                msg += " (truncated)"
            elif code == "NumericOverflow":
                msg += " (overflows)"
            else:
                code = "IncompatibleAssign"
            error(check, x, code, msg)
            x.mode = "invalid"
            return
        if val is not None:
            x.val = val
            update_expr_val(check, x.expr, val)
        if new_type is not xt:
            x.typ = new_type
            update_expr_type(check, x.expr, new_type, False)
        if new_type is typ:
            return
    else:
        # A generic function is instantiated for the type it is assigned to.
        cls = xt.__class__
        if (cls is Signature and xt.tparams) or cls is Named or cls is Alias:  # type: ignore[attr-defined]
            non_generic(check, new_target(typ, str(context)) if cls is Signature else None, x)
            if x.mode == "invalid":
                return
    if typ is None:
        return
    cause = Cause()
    ok, code = x.assignable_to(check, typ, cause)
    if not ok:
        if cause.text:
            errorf(check, x, code, "cannot use %s as %s value in %s: %s", x, typ, context, cause.text)
        else:
            errorf(check, x, code, "cannot use %s as %s value in %s", x, typ, context)
        x.mode = "invalid"


def init_const(check: "Checker", lhs: Const, x: Operand) -> None:
    if x.mode == "invalid" or not is_valid(x.typ) or (lhs.typ is not None and not is_valid(lhs.typ)):
        if lhs.typ is None:
            lhs.typ = INVALID_TYPE
        return
    if x.mode != "constant":
        errorf(check, x, "InvalidConstInit", "%s is not constant", x)
        if lhs.typ is None:
            lhs.typ = INVALID_TYPE
        return
    if lhs.typ is None:
        lhs.typ = x.typ
    assignment(check, x, lhs.typ, "constant declaration")
    if x.mode != "invalid":
        lhs.val = x.val


def init_var(check: "Checker", lhs: Var, x: Operand, context: str) -> None:
    """Check the initialization of lhs with x; lhs gets x's (default) type if it has none."""
    if x.mode == "invalid" or x.typ is INVALID_TYPE or lhs.typ is INVALID_TYPE or not is_valid(x.typ):
        if lhs.typ is None:
            lhs.typ = INVALID_TYPE
        x.mode = "invalid"
        return
    if lhs.typ is None:
        typ = x.typ
        if typ.__class__ is Basic and typ.info & T.IS_UNTYPED:
            if typ is _UNTYPED_NIL:
                errorf(check, x, "UntypedNilUse", "use of untyped nil in %s", context)
                lhs.typ = INVALID_TYPE
                x.mode = "invalid"
                return
            typ = default_type(typ)
        lhs.typ = typ
    assignment(check, x, lhs.typ, context)


def _unused_var(check: "Checker", e: nodes.Expr) -> Optional[Var]:
    """The variable of this package that e names, if it is not used yet."""
    e = nodes.unparen(e)
    if e.__class__ is nodes.Name:
        obj = check.lookup(e.value)
        if obj.__class__ is Var and obj.pkg is check.pkg and not obj.used:
            return obj
    return None


def lhs_var(check: "Checker", lhs: nodes.Expr) -> Optional[Type]:
    """Check the left side of an assignment. Returns its type, None for _, the invalid type after an error."""
    e: Any = lhs
    e = nodes.unparen(e)
    if e.__class__ is nodes.Name and e.value == "_":
        e.obj = None
        return None
    # Assigning to a variable does not use it.
    v = _unused_var(check, e)
    x = Operand()
    expr(check, None, x, lhs)
    if v is not None:
        v.used = False
    if x.mode == "invalid" or not is_valid(x.typ):
        return INVALID_TYPE
    if x.mode == "variable" or x.mode == "mapindex":
        return x.typ
    if x.expr.__class__ is nodes.SelectorExpr:
        op = Operand()
        expr(check, None, op, x.expr.x)
        if op.mode == "mapindex":
            errorf(
                check, x, "UnaddressableFieldAssign", "cannot assign to struct field %s in map", expr_string(x.expr)
            )  # fmt: skip
            return INVALID_TYPE
    errorf(
        check, x, "UnassignableOperand", "cannot assign to %s (neither addressable nor a map index expression)",
        expr_string(x.expr),
    )  # fmt: skip
    return INVALID_TYPE


def assign_var(check: "Checker", lhs: nodes.Expr, rhs: Optional[nodes.Expr], x: Optional[Operand], context: str) -> None:
    """Check lhs = rhs, or lhs = x if x is given."""
    typ = lhs_var(check, lhs)
    if typ is INVALID_TYPE:
        if x is not None:
            x.mode = "invalid"
        else:
            use(check, rhs)
        return
    if x is None:
        target = None
        if typ is not None and typ.underlying().__class__ is Signature:
            target = new_target(typ, expr_string(lhs))
        x = Operand()
        expr(check, target, x, rhs)  # type: ignore[arg-type]
    if typ is None and context == "assignment":
        context = "assignment to _ identifier"
    assignment(check, x, typ, context)


def types_summary(check: "Checker", types: list[Type], variadic: bool, has_dots: bool) -> str:
    """(int, string, ...) for messages; untyped numbers are just "number"."""
    parts = []
    for i, t in enumerate(types):
        if t is None or not is_valid(t):
            s = "unknown type"
        elif is_untyped(t):
            s = "number" if is_numeric(t) else t.name.replace("untyped ", "")  # type: ignore[attr-defined]
        else:
            s = sprintf(check, "%s", t)
        if i == len(types) - 1:
            if variadic:
                if t.__class__ is Slice:
                    s = sprintf(check, "%s", t.elem)
                s = "..." + s
            elif has_dots:
                s += "..."
        parts.append(s)
    return "(" + ", ".join(parts) + ")"


def measure(x: int, unit: str) -> str:
    return f"{x} {unit}" if x == 1 else f"{x} {unit}s"


def assign_error(check: "Checker", rhs: list[nodes.Expr], l: int, r: int) -> None:
    vars, vals = measure(l, "variable"), measure(r, "value")
    rhs0 = rhs[0]
    if len(rhs) == 1:
        call: Any = rhs0
        call = nodes.unparen(call)
        if call.__class__ is nodes.CallExpr:
            errorf(
                check, rhs0, "WrongAssignCount", "assignment mismatch: %s but %s returns %s", vars, call.fun, vals
            )  # fmt: skip
            return
    errorf(check, rhs0, "WrongAssignCount", "assignment mismatch: %s but %s", vars, vals)


def return_error(check: "Checker", at: Any, lhs: list[Var], rhs: list[Operand]) -> None:
    l, r = len(lhs), len(rhs)
    qualifier = "not enough"
    if r > l:
        at = rhs[l]
        qualifier = "too many"
    elif r > 0:
        at = rhs[r - 1]
    err = new_error(check, "WrongResultCount")
    err.addf(at, "%s return values", qualifier)
    err.addf(0, "have %s", types_summary(check, [x.typ for x in rhs], False, False))
    err.addf(0, "want %s", types_summary(check, [v.typ for v in lhs], False, False))
    err.report()


def init_vars(check: "Checker", lhs: list[Var], orig_rhs: list[nodes.Expr], return_stmt: Optional[nodes.Stmt]) -> None:
    """Check the initialization of variables, or of results by a return statement."""
    context = "assignment"
    l, r = len(lhs), len(orig_rhs)
    if return_stmt is not None:
        context = "return statement"
    elif l > 1:
        context = "multiple assignment"
    is_call = r == 1 and nodes.unparen(orig_rhs[0]).__class__ is nodes.CallExpr

    # Without calls each value belongs to one variable.
    if l == r and not is_call:
        for i, v in enumerate(lhs):
            x = Operand()
            typ = v.typ
            target = None
            if typ is not None:
                cls = typ.__class__
                if cls is not Basic and cls is not Pointer and cls is not Slice:
                    desc = v.name
                    if return_stmt is not None and desc == "":
                        desc = "result variable"
                    target = new_target(typ, desc)
            expr(check, target, x, orig_rhs[i])
            init_var(check, v, x, context)
        return

    if r != 1:
        # Only report a mismatch if there was no other error on the right side.
        from .call import expr_list

        if use(check, *orig_rhs):
            if return_stmt is not None:
                return_error(check, return_stmt, lhs, expr_list(check, orig_rhs))
            else:
                assign_error(check, orig_rhs, l, r)
        _invalidate(lhs)
        return

    rhs, comma_ok = multi_expr(check, orig_rhs[0], l == 2 and return_stmt is None)
    r = len(rhs)
    if l == r:
        for i, v in enumerate(lhs):
            init_var(check, v, rhs[i], context)
        if comma_ok and rhs[0].mode != "invalid" and rhs[1].mode != "invalid":
            record_comma_ok_types(check, orig_rhs[0], rhs)
        return
    if rhs[0].mode != "invalid":
        if return_stmt is not None:
            return_error(check, return_stmt, lhs, rhs)
        else:
            assign_error(check, orig_rhs, l, r)
    _invalidate(lhs)


def _invalidate(vars: list[Var]) -> None:
    """Give variables without type the invalid one, so that nothing follows from them."""
    for v in vars:
        if v.typ is None:
            v.typ = INVALID_TYPE


def assign_vars(check: "Checker", lhs: list[nodes.Expr], orig_rhs: list[nodes.Expr]) -> None:
    """Check an assignment to existing variables."""
    l, r = len(lhs), len(orig_rhs)
    context = "multiple assignment" if l > 1 else "assignment"
    is_call = r == 1 and nodes.unparen(orig_rhs[0]).__class__ is nodes.CallExpr
    if l == r and not is_call:
        for i, e in enumerate(lhs):
            assign_var(check, e, orig_rhs[i], None, context)
        return
    from .call import use_lhs

    if r != 1:
        ok_lhs = use_lhs(check, *lhs)
        ok_rhs = use(check, *orig_rhs)
        if ok_lhs and ok_rhs:
            assign_error(check, orig_rhs, l, r)
        return
    rhs, comma_ok = multi_expr(check, orig_rhs[0], l == 2)
    r = len(rhs)
    if l == r:
        for i, e in enumerate(lhs):
            assign_var(check, e, None, rhs[i], context)
        if comma_ok and rhs[0].mode != "invalid" and rhs[1].mode != "invalid":
            record_comma_ok_types(check, orig_rhs[0], rhs)
        return
    if rhs[0].mode != "invalid":
        assign_error(check, orig_rhs, l, r)
    use_lhs(check, *lhs)


def short_var_decl(check: "Checker", s: nodes.AssignStmt, lhs: list[nodes.Expr], rhs: list[nodes.Expr]) -> None:
    """Check lhs := rhs."""
    top = len(check.delayed)
    scope = check.scope
    seen: set[str] = set()
    lhs_vars: list[Var] = []
    new_vars: list[Var] = []
    has_err = False
    for e in lhs:
        if e.__class__ is not nodes.Name:
            from .call import use_lhs

            use_lhs(check, e)
            errorf(check, e, "BadDecl", "non-name %s on left side of :=", e)
            has_err = True
            lhs_vars.append(Var(e.pos, check.pkg, "_", None))
            continue
        name: str = e.value
        if name != "_":
            if name in seen:
                errorf(check, e, "RepeatedDecl", "%s repeated on left side of :=", e)
                has_err = True
                lhs_vars.append(Var(e.pos, check.pkg, "_", None))
                continue
            seen.add(name)
        alt = scope.elems.get(name)
        if alt is not None:
            e.obj = alt
            if alt.__class__ is Var:
                e.typ = alt.typ
                e.mode = "variable"
                lhs_vars.append(alt)
            else:
                errorf(check, e, "UnassignableOperand", "cannot assign to %s", e)
                has_err = True
                lhs_vars.append(Var(e.pos, check.pkg, "_", None))
            continue
        # Declare a new variable.
        obj = Var(e.pos, check.pkg, name, None)
        obj.decl = s
        lhs_vars.append(obj)
        if name != "_":
            new_vars.append(obj)
        e.obj = obj
    init_vars(check, lhs_vars, rhs, None)
    for e, v in zip(lhs, lhs_vars):
        if e.__class__ is nodes.Name and e.typ is None:
            e.typ = v.typ
            e.mode = "variable"
    # Process function literals in rhs before the scope changes.
    if len(check.delayed) > top:
        check.process_delayed(top)
    s.new_vars = new_vars  # type: ignore[assignment]
    if not new_vars and not has_err:
        soft_errorf(check, s.pos, "NoNewVar", "no new variables on left side of :=")
        return
    for obj in new_vars:
        declare(check, scope, None, obj, s.pos)
