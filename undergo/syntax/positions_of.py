"""Where a node starts and ends in the source, and the generic walk over a tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.syntax import nodes as n
from undergo.syntax.positions import COL_MAX, FILE_SHIFT


def start_pos(node: n.Node) -> int:
    """The position of the leftmost token of ``node`` (errors are reported there)."""
    return _follow(_START, node)


def _follow(steps: "dict[type, Callable[[object], object]]", node: n.Node) -> int:
    """The position that the steps lead to from ``node``: each gives a position, a node to go on from, or None to stay."""
    while True:
        step = steps.get(node.__class__)
        following = step(node) if step is not None else None
        if following is None:
            return node.pos
        if following.__class__ is int:
            return following
        node = following  # type: ignore[assignment]


_START: dict[type, Callable[[object], object]] = {
    n.File: lambda x: (x.pos >> FILE_SHIFT << FILE_SHIFT) + (1 << 12) + 1,  # type: ignore[attr-defined]
    n.CompositeLit: lambda x: x.type,  # type: ignore[attr-defined]
    n.KeyValueExpr: lambda x: x.key,  # type: ignore[attr-defined]
    n.SelectorExpr: lambda x: x.x,  # type: ignore[attr-defined]
    n.IndexExpr: lambda x: x.x,  # type: ignore[attr-defined]
    n.AssertExpr: lambda x: x.x,  # type: ignore[attr-defined]
    n.TypeSwitchGuard: lambda x: x.lhs or x.x,  # type: ignore[attr-defined]
    n.Operation: lambda x: None if x.y is None else x.x,  # type: ignore[attr-defined]
    n.CallExpr: lambda x: x.fun,  # type: ignore[attr-defined]
    n.ListExpr: lambda x: x.elem_list[0] if x.elem_list else None,  # type: ignore[attr-defined]
    n.SendStmt: lambda x: x.chan,  # type: ignore[attr-defined]
    n.AssignStmt: lambda x: x.lhs,  # type: ignore[attr-defined]
    n.RangeClause: lambda x: x.lhs or x.x,  # type: ignore[attr-defined]
}


def end_pos(node: n.Node) -> int:
    """The approximate end of ``node``: behind names and literals, at the closing brace of blocks; good for scopes."""
    return _follow(_END, node)


def _after(pos: int, length: int) -> int:
    column = pos & COL_MAX
    return pos - column + min(column + length, COL_MAX)


def _last(*lists: Optional[list[n.Node]]) -> object:
    for nodes in lists:
        if nodes:
            return nodes[-1]
    return None


def _end_of_assignment(x: n.AssignStmt) -> object:
    return x.rhs if x.rhs is not None else _after(end_pos(x.lhs), 2)


def _end_of_slice(x: n.SliceExpr) -> object:
    for index in reversed(x.index):
        if index is not None:
            return index
    return x.x


_END: dict[type, Callable[..., object]] = {
    n.File: lambda x: x.eof,
    n.ImportDecl: lambda x: x.path,
    n.ConstDecl: lambda x: x.values or x.type or _last(x.name_list),
    n.TypeDecl: lambda x: x.type,
    n.VarDecl: lambda x: x.values or x.type or _last(x.name_list),
    n.FuncDecl: lambda x: x.body or x.type,
    n.Name: lambda x: _after(x.pos, len(x.value.encode())),
    n.BasicLit: lambda x: _after(x.pos, len(x.value.encode())),
    n.CompositeLit: lambda x: x.rbrace,
    n.KeyValueExpr: lambda x: x.value,
    n.FuncLit: lambda x: x.body,
    n.ParenExpr: lambda x: x.x,
    n.SelectorExpr: lambda x: x.sel,
    n.IndexExpr: lambda x: x.index,
    n.SliceExpr: _end_of_slice,
    n.AssertExpr: lambda x: x.type,
    n.TypeSwitchGuard: lambda x: x.x,
    n.Operation: lambda x: x.x if x.y is None else x.y,
    n.CallExpr: lambda x: _last(x.arg_list) or x.fun,
    n.ListExpr: lambda x: _last(x.elem_list),
    n.ArrayType: lambda x: x.elem,
    n.SliceType: lambda x: x.elem,
    n.DotsType: lambda x: x.elem,
    n.StructType: lambda x: _last(x.field_list),
    n.Field: lambda x: x.type or x.name,
    n.InterfaceType: lambda x: _last(x.method_list),
    n.FuncType: lambda x: _last(x.result_list, x.param_list),
    n.MapType: lambda x: x.value,
    n.ChanType: lambda x: x.elem,
    n.LabeledStmt: lambda x: x.stmt,
    n.BlockStmt: lambda x: x.rbrace,
    n.ExprStmt: lambda x: x.x,
    n.SendStmt: lambda x: x.value,
    n.DeclStmt: lambda x: _last(x.decl_list),
    n.AssignStmt: _end_of_assignment,
    n.BranchStmt: lambda x: x.label,
    n.CallStmt: lambda x: x.call,
    n.ReturnStmt: lambda x: x.results,
    n.IfStmt: lambda x: x.else_ or x.then,
    n.ForStmt: lambda x: x.body,
    n.SwitchStmt: lambda x: x.rbrace,
    n.SelectStmt: lambda x: x.rbrace,
    n.RangeClause: lambda x: x.x,
    n.CaseClause: lambda x: _last(x.body) or x.colon,
    n.CommClause: lambda x: _last(x.body) or x.colon,
}


def nodes_of(node: n.Node, *kinds: type) -> list[Any]:
    """``node`` and what is below it, as far as it is of one of the classes, in source order."""
    found: list[Any] = []

    def visit(x: n.Node) -> None:
        if x.__class__ in kinds:
            found.append(x)

    walk(node, visit)
    return found


def walk(node: n.Node, visit: Callable[[n.Node], object]) -> None:
    """Call ``visit`` for ``node`` and everything below it, in source order; where it returns False, skip what is below.

    Fields that share a type visit it once for each field.
    """
    stack: list[n.Node] = [node]
    pop = stack.pop
    push = stack.append
    while stack:
        node = pop()
        if visit(node) is False:
            continue
        for slot in reversed(node.children):
            child = getattr(node, slot)
            if child is None:
                continue
            if child.__class__ is list:
                for item in reversed(child):
                    if item is not None:
                        push(item)
            else:
                push(child)
