"""Terminating statements: does a function body need a return at its end?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from undergo.syntax import nodes

if TYPE_CHECKING:
    from .check import Checker


def is_terminating(check: "Checker", s: Any, label: str) -> bool:
    """Whether execution cannot continue after s; label is the one s carries, or ""."""
    cls = s.__class__
    if cls is nodes.ReturnStmt:
        return True
    if cls is nodes.ExprStmt:
        call = s.x
        call = nodes.unparen(call)
        return call.__class__ is nodes.CallExpr and call in check.is_panic
    if cls is nodes.BlockStmt:
        return is_terminating_list(check, s.list, "")
    if cls is nodes.IfStmt:
        return s.else_ is not None and is_terminating(check, s.then, "") and is_terminating(check, s.else_, "")
    if cls is nodes.ForStmt:
        if s.init.__class__ is nodes.RangeClause:
            return False
        return s.cond is None and not has_break(s.body, label, True)
    if cls is nodes.SwitchStmt:
        has_default = False
        for cc in s.body:
            if cc.cases is None:
                has_default = True
            if not is_terminating_list(check, cc.body, "") or has_break_list(cc.body, label, True):
                return False
        return has_default
    if cls is nodes.SelectStmt:
        for cc in s.body:
            if not is_terminating_list(check, cc.body, "") or has_break_list(cc.body, label, True):
                return False
        return True
    if cls is nodes.LabeledStmt:
        return is_terminating(check, s.stmt, s.label.value)
    if cls is nodes.BranchStmt:
        return bool(s.tok == "goto" or s.tok == "fallthrough")
    return False


def is_terminating_list(check: "Checker", stmts: list[nodes.Stmt], label: str) -> bool:
    for s in reversed(stmts):
        if s.__class__ is not nodes.EmptyStmt:
            return is_terminating(check, s, label)
    return False


def has_break(s: Any, label: str, implicit: bool) -> bool:
    """Whether s contains a break out of the statement with that label, or (implicit) an unlabeled one."""
    cls = s.__class__
    if cls is nodes.BranchStmt:
        if s.tok == "break":
            return implicit if s.label is None else s.label.value == label
        return False
    if cls is nodes.BlockStmt:
        return has_break_list(s.list, label, implicit)
    if cls is nodes.IfStmt:
        return has_break(s.then, label, implicit) or (s.else_ is not None and has_break(s.else_, label, implicit))
    if cls is nodes.LabeledStmt:
        return has_break(s.stmt, label, implicit)
    if cls is nodes.SwitchStmt or cls is nodes.SelectStmt:
        return label != "" and any(has_break_list(cc.body, label, False) for cc in s.body)
    if cls is nodes.ForStmt:
        return label != "" and has_break(s.body, label, False)
    return False


def has_break_list(stmts: list[nodes.Stmt], label: str, implicit: bool) -> bool:
    for s in stmts:
        if has_break(s, label, implicit):
            return True
    return False
