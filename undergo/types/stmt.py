"""Statements and function bodies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import constants as C
from . import types as T
from .assignments import assign_var, assign_vars, assignment, init_vars, short_var_decl
from .basic import INVALID_TYPE, Typ
from .call import unpack, use
from .const import convert_untyped
from .decl import decl_stmt, declare
from .errors import INVALID_OP, Pos, error, errorf, new_error, soft_errorf
from .expr import binary, chan_elem, comparison, expr, generic_expr, raw_expr, type_assertion
from .objects import Nil, Var
from .operand import Operand
from .predicates import all_boolean, all_numeric, comparable, has_nil, identical, is_interface, is_type_param, is_valid
from .range import range_stmt
from .returns import is_terminating
from .scope import Scope, new_scope
from .types import Basic, Signature, Type
from .typexpr import var_type
from .universe import CONVERSION, EXPRESSION, STATEMENT
from .version import GO1_22

if TYPE_CHECKING:
    from .check import Checker

# Statement context
BREAK_OK, CONTINUE_OK, FALLTHROUGH_OK, FINAL_SWITCH_CASE, IN_TYPE_SWITCH = 1, 2, 4, 8, 16
_INNER = ~(FALLTHROUGH_OK | FINAL_SWITCH_CASE | IN_TYPE_SWITCH)


def func_body(check: "Checker", decl: Any, name: str, sig: Signature, body: nodes.BlockStmt, iota: Optional[int]) -> None:
    """Check a function's body; decl is the package-level declaration it belongs to."""
    env = check.save_environment()
    check.new_environment(sig.scope, check.version, decl)
    check.iota = iota
    check.sig = sig
    stmt_list(check, 0, body.list)
    if sig.results.vars and not is_terminating(check, body, ""):
        error(check, body.rbrace, "MissingReturn", "missing return")
    usage(check, sig.scope)
    check.restore_environment(env)


def usage(check: "Checker", scope: Scope) -> None:
    """Report the unused variables of a scope and its inner ones; function literals take care of themselves."""
    unused: Optional[list[Var]] = None
    for obj in scope.elems.values():
        if obj.__class__ is Var and not obj.used and obj.kind == "local":
            if unused is None:
                unused = []
            unused.append(obj)
    if unused is not None:
        files = check.file_table
        for v in sorted(unused, key=lambda v: files.place(v.pos)):  # by the names that //line directives give
            soft_errorf(check, v.pos, "UnusedVar", "declared and not used: %s", v.name)
    for inner in scope.children:
        if not inner.is_func:
            usage(check, inner)


def stmt_list(check: "Checker", ctxt: int, stmts: list[nodes.Stmt]) -> None:
    inner = ctxt & ~FALLTHROUGH_OK
    if not ctxt & FALLTHROUGH_OK:
        for s in stmts:
            stmt(check, inner, s)
        return
    n = len(stmts)
    while n > 0 and stmts[n - 1].__class__ is nodes.EmptyStmt:
        n -= 1  # trailing empty statements are invisible to fallthrough
    for i in range(n):
        stmt(check, inner | FALLTHROUGH_OK if i + 1 == n else inner, stmts[i])


def stmt(check: "Checker", ctxt: int, s: nodes.Stmt) -> None:
    delayed = check.delayed
    top = len(delayed)
    handler = _STMTS.get(s.__class__)
    if handler is None:
        error(check, s, "InvalidSyntaxTree", "invalid statement")
        return
    handler(check, ctxt, s)
    if len(delayed) > top:
        check.process_delayed(top)


def _empty(check: "Checker", ctxt: int, s: nodes.EmptyStmt) -> None:
    pass


def _decl(check: "Checker", ctxt: int, s: nodes.DeclStmt) -> None:
    decl_stmt(check, s.decl_list)


def _labeled(check: "Checker", ctxt: int, s: nodes.LabeledStmt) -> None:
    check.has_label = True
    stmt(check, ctxt, s.stmt)


def _expr(check: "Checker", ctxt: int, s: nodes.ExprStmt) -> None:
    x = Operand()
    kind = raw_expr(check, None, x, s.x, None, False)
    mode = x.mode
    if mode == "builtin":
        msg, code = "must be called", "UncalledBuiltin"
    elif mode == "typexpr":
        msg, code = "is not an expression", "NotAnExpr"
    elif kind == STATEMENT:
        return
    else:
        msg, code = "is not used", "UnusedExpr"
    errorf(check, x, code, "%s %s", x, msg)


def _send(check: "Checker", ctxt: int, s: nodes.SendStmt) -> None:
    ch, val = Operand(), Operand()
    expr(check, None, ch, s.chan)
    generic_expr(check, val, s.value, None)
    if ch.mode == "invalid" or val.mode == "invalid":
        return
    elem = chan_elem(check, s, ch, False)
    if elem is not None:
        assignment(check, val, elem, "send")


def _assign(check: "Checker", ctxt: int, s: nodes.AssignStmt) -> None:
    if s.rhs is None:
        # x++ or x--
        x = Operand()
        expr(check, None, x, s.lhs)
        if x.mode == "invalid":
            return
        if not all_numeric(x.typ):
            errorf(
                check, s.lhs, "NonNumericIncDec", INVALID_OP + "%s%s%s (non-numeric type %s)", s.lhs, s.op, s.op, x.typ
            )  # fmt: skip
            return
        assign_var(check, s.lhs, None, x, "assignment")
        return
    lhs, rhs = unpack(s.lhs), unpack(s.rhs)
    op = s.op
    if op == "":
        assign_vars(check, lhs, rhs)
        return
    if op == ":=":
        short_var_decl(check, s, lhs, rhs)
        return
    if len(lhs) != 1 or len(rhs) != 1:
        errorf(check, s, "MultiValAssignOp", "assignment operation %s requires single-valued expressions", op)
        return
    x = Operand()
    binary(check, x, None, lhs[0], rhs[0], op)
    assign_var(check, lhs[0], None, x, "assignment")


def _call(check: "Checker", ctxt: int, s: nodes.CallStmt) -> None:
    """go and defer"""
    keyword, call = s.tok, s.call
    code = "InvalidGo" if keyword == "go" else "InvalidDefer"
    if call.__class__ is not nodes.CallExpr:
        errorf(check, call, code, "expression in %s must be function call", keyword)
        use(check, call)
        return
    x = Operand()
    kind = raw_expr(check, None, x, call, None, False)
    if kind == STATEMENT:
        return
    if kind == CONVERSION:
        msg = "requires function call, not conversion"
    else:
        msg = "discards result of"
        code = "UnusedResults"
    errorf(check, x, code, "%s %s %s", keyword, msg, x)


def _return(check: "Checker", ctxt: int, s: nodes.ReturnStmt) -> None:
    assert check.sig is not None
    res = check.sig.results.vars
    results = unpack(s.results)
    if not results and res and res[0].name != "":
        # The named results must not be hidden by inner declarations.
        for obj in res:
            alt = check.lookup(obj.name)
            if alt is not None and alt is not obj:
                err = new_error(check, "OutOfScopeResult")
                err.addf(s, "result parameter %s not in scope at return", obj.name)
                err.addf(alt, "inner declaration of %s", obj)
                err.report()
        return
    if res:
        init_vars(check, res, results, s)
    elif results:
        init_vars(check, [], results, s)


def _branch(check: "Checker", ctxt: int, s: nodes.BranchStmt) -> None:
    # Labels, targets and misplaced branches are the parser's business.
    if s.label is not None:
        check.has_label = True


def _block(check: "Checker", ctxt: int, s: nodes.BlockStmt) -> None:
    outer = check.scope
    check.scope = new_scope(outer, "block")
    stmt_list(check, ctxt & _INNER, s.list)
    check.scope = outer


def _condition(check: "Checker", cond: nodes.Expr, where: str) -> None:
    x = Operand()
    expr(check, None, x, cond)
    if x.mode != "invalid" and not all_boolean(x.typ):
        error(check, cond, "InvalidCond", f"non-boolean condition in {where} statement")


def _if(check: "Checker", ctxt: int, s: nodes.IfStmt) -> None:
    inner = ctxt & _INNER
    outer = check.scope
    check.scope = new_scope(outer, "if")
    if s.init is not None:
        stmt(check, 0, s.init)
    _condition(check, s.cond, "if")
    stmt(check, inner, s.then)
    if s.else_ is not None:
        stmt(check, inner, s.else_)
    check.scope = outer


def _switch(check: "Checker", ctxt: int, s: nodes.SwitchStmt) -> None:
    inner = ctxt & _INNER | BREAK_OK
    outer = check.scope
    check.scope = new_scope(outer, "switch")
    if s.init is not None:
        stmt(check, 0, s.init)
    if s.tag.__class__ is nodes.TypeSwitchGuard:
        _type_switch(check, inner | IN_TYPE_SWITCH, s, s.tag)
    else:
        _expr_switch(check, inner, s)
    check.scope = outer


def _multiple_defaults(check: "Checker", clauses: list[Any], is_default: Callable[[Any], bool]) -> None:
    first: Any = None
    for c in clauses:
        if is_default(c):
            if first is not None:
                errorf(check, c, "DuplicateDefault", "multiple defaults (first at %s)", Pos(first.pos))
            else:
                first = c


def _expr_switch(check: "Checker", inner: int, s: nodes.SwitchStmt) -> None:
    x = Operand()
    if s.tag is not None:
        expr(check, None, x, s.tag)
        # By checking assignment of x to an invisible temporary, we get all the necessary checks and conversions.
        assignment(check, x, None, "switch expression")
        if x.mode != "invalid" and not comparable(x.typ) and not has_nil(x.typ):
            errorf(check, x, "InvalidExprSwitch", "cannot switch on %s (%s is not comparable)", x, x.typ)
            x.mode = "invalid"
    else:
        # A missing tag is the constant true.
        x.mode = "constant"
        x.typ = Typ[T.BOOL]
        x.val = True
        x.expr = nodes.Name(s.body[0].pos if s.body else s.rbrace, "true")
    _multiple_defaults(check, s.body, lambda c: c.cases is None)
    seen: dict[Any, list[tuple[int, Type]]] = {}
    last = len(s.body) - 1
    for i, clause in enumerate(s.body):
        if clause.cases is not None:
            _case_values(check, x, unpack(clause.cases), seen)
        outer = check.scope
        check.scope = new_scope(outer, "case")
        stmt_list(check, inner | (FALLTHROUGH_OK if i < last else FINAL_SWITCH_CASE), clause.body)
        check.scope = outer


def _go_val(val: Any) -> Any:
    """A constant as a dict key for finding duplicate cases; None where duplicates are allowed."""
    cls = val.__class__
    if cls is int:
        return val if -(1 << 63) <= val < 1 << 64 else None
    if cls is bytes:
        return val
    if cls is bool or cls is C.Complex or cls is C.Unknown:
        return None
    return C.to_float64(val)


def _case_values(check: "Checker", x: Operand, values: list[nodes.Expr], seen: dict[Any, list[tuple[int, Type]]]) -> None:
    for e in values:
        v = Operand()
        expr(check, None, v, e)
        if x.mode == "invalid" or v.mode == "invalid":
            continue
        if v.typ is not x.typ:
            convert_untyped(check, v, x.typ)
            if v.mode == "invalid":
                continue
        # The comparison changes its operands.
        res = v.copy()
        comparison(check, res, x, "==", True)
        if res.mode == "invalid" or v.mode != "constant":
            continue
        key = _go_val(v.val)
        if key is None:
            continue
        others = seen.get(key)
        if others is None:
            seen[key] = [(v.expr.pos, v.typ)]
            continue
        for pos, typ in others:
            if identical(v.typ, typ):
                err = new_error(check, "DuplicateCase")
                err.addf(v, "duplicate case %s in expression switch", v)
                err.addf(pos, "previous case")
                err.report()
                break
        else:
            others.append((v.expr.pos, v.typ))


def _is_nil(check: "Checker", e: Any) -> bool:
    e = nodes.unparen(e)
    return e.__class__ is nodes.Name and check.lookup(e.value).__class__ is Nil


def _case_types(check: "Checker", x: Optional[Operand], types: list[nodes.Expr], seen: list[tuple[Optional[Type], nodes.Expr]]) -> Type:
    """Check the types of a case; returns the type of the implicit variable there."""
    typ: Optional[Type] = None
    for e in types:
        if _is_nil(check, e):
            typ = None
            expr(check, None, Operand(), e)
        else:
            typ = var_type(check, e)
            if not is_valid(typ):
                continue
        duplicate = False
        for t, other in seen:
            if t is typ or (t is not None and typ is not None and identical(typ, t)):
                err = new_error(check, "DuplicateCase")
                err.addf(e, "duplicate case %s in type switch", typ if typ is not None else "nil")
                err.addf(other, "previous case")
                err.report()
                duplicate = True
                break
        if duplicate:
            continue
        seen.append((typ, e))
        if x is not None and typ is not None:
            type_assertion(check, e, x, typ, True)
    # A single type is the variable's; otherwise it has the type of the switch expression.
    if len(types) != 1 or typ is None:
        return x.typ if x is not None else INVALID_TYPE
    return typ


def _type_switch(check: "Checker", inner: int, s: nodes.SwitchStmt, guard: nodes.TypeSwitchGuard) -> None:
    lhs = guard.lhs
    if lhs is not None and lhs.value == "_":
        soft_errorf(check, lhs, "NoNewVar", "no new variable on left side of :=")
        lhs = None
    sx: Optional[Operand] = None
    x = Operand()
    expr(check, None, x, guard.x)
    if x.mode != "invalid":
        if is_type_param(x.typ):
            errorf(check, x, "InvalidTypeSwitch", "cannot use type switch on type parameter value %s", x)
        elif is_interface(x.typ):
            sx = x
        else:
            errorf(check, x, "InvalidTypeSwitch", "%s is not an interface", x)
    _multiple_defaults(check, s.body, lambda c: c.cases is None)
    lhs_vars: list[Var] = []
    seen: list[tuple[Optional[Type], nodes.Expr]] = []
    for clause in s.body:
        typ = _case_types(check, sx, unpack(clause.cases), seen)
        outer = check.scope
        check.scope = new_scope(outer, "case")
        if lhs is not None:
            obj = Var(lhs.pos, check.pkg, lhs.value, typ)
            obj.decl = clause
            declare(check, check.scope, None, obj, clause.colon)
            clause.obj = obj
            lhs_vars.append(obj)
        stmt_list(check, inner, clause.body)
        # Function literals are checked at the end of the enclosing statement: use is known only then.
        check.scope = outer
    if lhs is not None:
        # The variable counts as used if one clause uses it.
        pending = lhs

        def check_use() -> None:
            used = False
            for v in lhs_vars:
                if v.used:
                    used = True
                v.used = True
            if not used:
                soft_errorf(check, pending, "UnusedVar", "%s declared and not used", pending.value)

        check_use()


def _select(check: "Checker", ctxt: int, s: nodes.SelectStmt) -> None:
    inner = ctxt & _INNER | BREAK_OK
    _multiple_defaults(check, s.body, lambda c: c.comm is None)
    for clause in s.body:
        comm = clause.comm
        rhs: Any = None
        cls = comm.__class__
        valid = comm is None or cls is nodes.SendStmt
        if cls is nodes.AssignStmt:
            if comm.rhs.__class__ is not nodes.ListExpr:  # type: ignore[union-attr]
                rhs = comm.rhs  # type: ignore[union-attr]
        elif cls is nodes.ExprStmt:
            rhs = comm.x  # type: ignore[union-attr]
        # The clause must be a receive operation.
        rhs = nodes.unparen(rhs)
        if rhs.__class__ is nodes.Operation and rhs.y is None and rhs.op == "<-":
            valid = True
        if not valid:
            error(
                check, comm, "InvalidSelectCase", "select case must be send or receive (possibly with assignment)"
            )  # fmt: skip
            continue
        outer = check.scope
        check.scope = new_scope(outer, "case")
        if comm is not None:
            stmt(check, inner, comm)
        stmt_list(check, inner, clause.body)
        check.scope = outer


def _for(check: "Checker", ctxt: int, s: nodes.ForStmt) -> None:
    inner = ctxt & _INNER | BREAK_OK | CONTINUE_OK
    s.go122 = not check.version or check.version >= GO1_22
    if s.init.__class__ is nodes.RangeClause:
        range_stmt(check, inner, s, s.init)
        return
    outer = check.scope
    check.scope = new_scope(outer, "for")
    if s.init is not None:
        stmt(check, 0, s.init)
    if s.cond is not None:
        _condition(check, s.cond, "for")
    post = s.post
    if post is not None:
        stmt(check, 0, post)
        if post.__class__ is nodes.AssignStmt and post.op == ":=":
            # Not allowed (the parser said so): avoid follow-up errors.
            use(check, post.lhs)
    stmt(check, inner, s.body)
    check.scope = outer


_STMTS: dict[type, Callable[["Checker", int, Any], None]] = {
    nodes.EmptyStmt: _empty,
    nodes.DeclStmt: _decl,
    nodes.LabeledStmt: _labeled,
    nodes.ExprStmt: _expr,
    nodes.SendStmt: _send,
    nodes.AssignStmt: _assign,
    nodes.CallStmt: _call,
    nodes.ReturnStmt: _return,
    nodes.BranchStmt: _branch,
    nodes.BlockStmt: _block,
    nodes.IfStmt: _if,
    nodes.SwitchStmt: _switch,
    nodes.SelectStmt: _select,
    nodes.ForStmt: _for,
}

_ = (EXPRESSION, Basic)
