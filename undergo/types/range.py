"""Range loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .assignments import assign_var, assignment, init_var
from .basic import INVALID_TYPE, RUNE, Typ
from .decl import declare
from .errors import error, errorf, soft_errorf
from .expr import expr
from .format import sprintf
from .objects import Var
from .operand import Operand
from .predicates import identical, is_boolean, is_integer
from .scope import new_scope
from .types import Array, Basic, Chan, Map, Pointer, Signature, Slice, Type
from .under import TypeErr, common_under, type_errorf
from .version import GO1_22, GO1_23, allow_version

if TYPE_CHECKING:
    from .check import Checker


def _array_ptr_deref(t: Type) -> Type:
    """The array behind a pointer to one, any other type itself."""
    if t.__class__ is Pointer:
        u = t.elem.underlying()
        if u.__class__ is Array:
            return u
    return t


def range_stmt(check: "Checker", inner: int, s: nodes.ForStmt, clause: nodes.RangeClause) -> None:
    from .stmt import stmt

    s_key: Optional[nodes.Expr] = clause.lhs
    s_value: Optional[nodes.Expr] = None
    s_extra: Optional[nodes.Expr] = None
    if s_key.__class__ is nodes.ListExpr:
        elems = s_key.elem_list
        if len(elems) < 2:
            error(check, s, "InvalidSyntaxTree", "invalid lhs in range clause")
            return
        s_key, s_value = elems[0], elems[1]
        if len(elems) > 2:
            s_extra = elems[2]

    # The range expression does not see the iteration variables.
    x = Operand()
    check.has_call_or_recv = False
    expr(check, None, x, clause.x)
    if x.mode != "invalid" and s_value is None and not check.has_call_or_recv:
        arr = _array_ptr_deref(x.typ.underlying())
        if arr.__class__ is Array:
            # Only the length matters: the array is not evaluated.
            range_var = clause.x
            range_var = nodes.unparen(range_var)
            range_var.typ = Typ[T.INT]
            range_var.mode = "constant"
            range_var.const = arr.len

    key: Optional[Type] = None
    val: Optional[Type] = None
    if x.mode != "invalid":
        key, val, cause, ok = range_key_val(check, x.typ)
        if not ok and cause:
            soft_errorf(check, x, "InvalidRangeExpr", "cannot range over %s: %s", x, cause)
        elif not ok:
            soft_errorf(check, x, "InvalidRangeExpr", "cannot range over %s", x)
        elif key is None and s_key is not None:
            soft_errorf(check, s_key, "InvalidIterVar", "range over %s permits no iteration variables", x)
        elif val is None and s_value is not None:
            soft_errorf(check, s_value, "InvalidIterVar", "range over %s permits only one iteration variable", x)
        elif s_extra is not None:
            soft_errorf(check, s_extra, "InvalidIterVar", "range clause permits at most two iteration variables")

    outer = check.scope
    check.scope = scope = new_scope(outer, "range")
    over_int = x.typ is not None and is_integer(x.typ)
    pairs = [(s_key, key), (s_value, val)]
    if clause.def_:
        new_vars: list[Var] = []
        for lhs, typ in pairs:
            if lhs is None:
                continue
            if lhs.__class__ is nodes.Name:
                name: str = lhs.value
                obj = Var(lhs.pos, check.pkg, name, None)
                obj.decl = s
                lhs.obj = obj
                if name != "_":
                    new_vars.append(obj)
            else:
                errorf(check, lhs, "InvalidSyntaxTree", "cannot declare %s", lhs)
                obj = Var(lhs.pos, check.pkg, "_", None)
            # Without a type there was an error: do not complain about the variable too.
            if typ is None or typ is INVALID_TYPE:
                obj.typ = INVALID_TYPE
                obj.used = True
                continue
            if over_int:
                # The variable's type follows from the range expression, as in an assignment.
                init_var(check, obj, x, "range clause")
            else:
                init_var(check, obj, Operand("value", typ, None, lhs), "assignment")
            lhs.typ = obj.typ
            lhs.mode = "variable"
        if new_vars:
            for obj in new_vars:
                declare(check, scope, None, obj, s.pos)
        else:
            error(check, s, "NoNewVar", "no new variables on left side of :=")
    elif s_key is not None:
        for lhs, typ in pairs:
            if lhs is None or typ is None or typ is INVALID_TYPE:
                continue
            if over_int:
                assign_var(check, lhs, None, x, "range clause")
                # The iteration variable must be able to hold the values.
                if x.mode != "invalid" and not is_integer(x.typ):
                    soft_errorf(check, lhs, "InvalidRangeExpr", "cannot use iteration variable of type %s", x.typ)
            else:
                assign_var(check, lhs, None, Operand("value", typ, None, lhs), "assignment")
    elif over_int:
        # Without variables an untyped constant still needs a type.
        assignment(check, x, None, "range clause")
    stmt(check, inner, s.body)
    check.scope = outer


_YIELD = "func must be func(yield func(...) bool): "


def range_key_val(check: "Checker", orig: Type) -> tuple[Optional[Type], Optional[Type], str, bool]:
    """(key type, value type, cause, ok) of ranging over a value of type orig; a None type: not permitted."""

    def bad(cause: str) -> tuple[Optional[Type], Optional[Type], str, bool]:
        return INVALID_TYPE, INVALID_TYPE, cause, False

    def receivable(t: Optional[Type], u: Optional[Type]) -> Optional[TypeErr]:
        if u.__class__ is Chan and u.dir == T.SEND_ONLY:
            return type_errorf("receive from send-only channel %s", t)
        return None

    rtyp, err = common_under(orig, receivable)
    if rtyp is None:
        return bad(err.format(check) if err is not None else "")
    t: Any = _array_ptr_deref(rtyp)
    cls = t.__class__
    if cls is Slice or cls is Array:
        return Typ[T.INT], t.elem, "", True
    if cls is Map:
        return t.key, t.elem, "", True
    if cls is Basic:
        if t.info & T.IS_STRING:
            return Typ[T.INT], RUNE, "", True
        if t.info & T.IS_INTEGER:
            if not allow_version(check, GO1_22):
                return bad("requires go1.22 or later")
            return orig, None, "", True
    elif cls is Chan:
        return t.elem, None, "", True
    elif cls is Signature:
        if not allow_version(check, GO1_23):
            return bad("requires go1.23 or later")
        if len(t.params.vars) != 1:
            return bad(_YIELD + "wrong argument count")
        if t.results.vars:
            return bad(_YIELD + "unexpected results")
        cb: Any
        cb, err = common_under(t.params.vars[0].typ, None)
        if cb.__class__ is not Signature:
            if err is not None:
                return bad(sprintf(check, _YIELD + "in yield type, %s", err.format(check)))
            return bad(_YIELD + "argument is not func")
        params, results = cb.params.vars, cb.results.vars
        if len(params) > 2:
            return bad(_YIELD + "yield func has too many parameters")
        if len(results) != 1 or not identical(results[0].typ, Typ[T.BOOL]):
            if len(results) == 1 and is_boolean(results[0].typ):
                return bad(_YIELD + "yield func returns user-defined boolean, not bool")
            return bad(_YIELD + "yield func does not return bool")
        if cb.variadic:
            return bad(sprintf(check, "yield func of type %s cannot be variadic", cb))
        return params[0].typ if params else None, params[1].typ if len(params) > 1 else None, "", True
    return None, None, "", False
