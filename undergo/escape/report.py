"""The names of allocations in the report of ``-m``."""

from __future__ import annotations

from typing import Any

from undergo.escape.graph import BOX, VARIADIC, Location
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.syntax.printer import expr_string
from undergo.types.objects import Var


def describe_var(var: Var, location: Location) -> str:
    if var.name:
        return var.name
    return f"~r{location.result_index}" if location.result else "_"


def is_conversion(node: Any) -> bool:
    """The reference reports conversions where their operand stands."""
    return node.__class__ is n.CallExpr and unparen(node.fun).mode == "typexpr"


def describe(node: Any, kind: int) -> str:
    """An allocating node in the words of the reference: ``&T{...}``, ``func literal``, ``... argument``."""
    if kind == VARIADIC:
        return "... argument"
    if kind == BOX:
        return text(node)
    if node.__class__ is n.CallExpr:
        fun = unparen(node.fun)
        if fun.mode == "builtin" and getattr(fun, "value", "") == "append":
            return "append"
    return text(node)


def text(node: n.Expr) -> str:
    cls = node.__class__
    if cls is n.FuncLit:
        return "func literal"
    if cls is n.Operation and node.op == "&":  # type: ignore[attr-defined]
        return "&" + text(unparen(node.x))  # type: ignore[attr-defined]
    if cls is n.CompositeLit:
        name = str(node.typ) if node.typ is not None and node.type is None else expr_string(node.type)  # type: ignore[attr-defined]
        return name + ("{...}" if node.elem_list else "{}")  # type: ignore[attr-defined]
    return expr_string(node).replace("…", "...")
