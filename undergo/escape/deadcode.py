"""Code that the reference leaves out before it looks at anything else: it captures nothing and assigns nothing."""

from __future__ import annotations

from typing import Any, Optional

from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen


def static_bool(x: Optional[n.Expr]) -> Optional[bool]:
    """The value of a condition that is known at compile time, parts that decide it alone included."""
    if x is None:
        return None
    x = unparen(x)
    if x.const is not None:
        return bool(x.const)
    if x.__class__ is n.Operation:
        op = x.op
        if op == "!":
            value = static_bool(x.x)
            return None if value is None else not value
        if op in ("&&", "||"):
            left = static_bool(x.x)
            right = static_bool(x.y)
            decisive = op == "||"
            if left is decisive or right is decisive:
                return decisive
            if left is not None and right is not None:
                return right
    return None


def simplified(x: n.Expr) -> n.Expr:
    """A condition without the operands that cannot matter: what is left of it is evaluated."""
    inner = unparen(x)
    if inner.__class__ is n.Operation and inner.const is None and inner.op in ("&&", "||"):
        left = static_bool(inner.x)
        if left is (inner.op == "||"):
            return simplified(inner.x)
        if left is not None and inner.x.const is not None and inner.y is not None:
            return simplified(inner.y)
    return x


def static_case(node: n.SwitchStmt) -> Optional[list[n.CaseClause]]:
    """The one clause (or none) that a switch with a constant tag runs; None if that is not known."""
    tag = node.tag
    if tag.__class__ is n.TypeSwitchGuard or tag is not None and (tag.const is None or tag.mode != "constant"):
        return None
    value = True if tag is None else tag.const
    target: Optional[n.CaseClause] = None
    for clause in node.body:
        if clause.cases is None:
            target = clause
            continue
        for case in clause.cases.elem_list if clause.cases.__class__ is n.ListExpr else [clause.cases]:
            if case.const is None:
                return None
            if case.const == value:
                return None if _falls_through(clause) else [clause]
    if target is None:
        return []
    return None if _falls_through(target) else [target]


def _falls_through(clause: n.CaseClause) -> bool:
    last: Any = clause.body[-1] if clause.body else None
    return last.__class__ is n.BranchStmt and last.tok == "fallthrough"


def live(statements: list[n.Stmt]) -> int:
    """How many statements of a list, from the first, can run: not those behind one that never ends, unless a label comes later."""
    for i, s in enumerate(statements):
        if terminates(s):
            later = [k for k in range(i + 1, len(statements)) if statements[k].__class__ is n.LabeledStmt]
            if not later:
                return i + 1
    return len(statements)


_ends: dict[Any, bool] = {}  # of blocks and if statements, whose answers are asked for at each level of nesting


def terminates(s: Any) -> bool:
    """Whether what follows a statement is never reached, as far as the reference's first look goes."""
    if s.__class__ is not n.BlockStmt and s.__class__ is not n.IfStmt:
        return _terminates(s)
    known = _ends.get(s)
    if known is None:
        if len(_ends) > 100_000:
            _ends.clear()
        known = _ends[s] = _terminates(s)
    return known


def _terminates(s: Any) -> bool:
    cls = s.__class__
    if cls is n.ReturnStmt:
        return True
    if cls is n.BranchStmt:
        return bool(s.tok == "goto")
    if cls is n.ExprStmt:
        call = unparen(s.x)
        return call.__class__ is n.CallExpr and unparen(call.fun).mode == "builtin" and getattr(unparen(call.fun), "value", "") == "panic"
    if cls is n.BlockStmt:
        rest = [x for x in s.list if x.__class__ is not n.EmptyStmt]
        return bool(rest) and terminates(rest[-1])
    if cls is n.IfStmt:
        known = static_bool(s.cond)
        return (known is False or terminates(s.then)) and (known is True or terminates(s.else_))
    return False
