"""Expressions and simple statements as text, in the short form of error messages: function bodies and the elements of
composite literals are shown as an ellipsis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from undergo.syntax import nodes as n


def expr_string(node: Optional[n.Node]) -> str:
    """``node`` on one line, as in ``func(x int) {…}``, ``[]int{…}``, ``x.f(a, b...)``."""
    if node is None:
        return ""
    return _PRINT[node.__class__](node)


_s = expr_string


def _exprs(nodes: list[n.Expr]) -> str:
    return ", ".join([_s(x) for x in nodes])


def _operation(x: n.Operation) -> str:
    if x.y is None:
        return x.op + _s(x.x)
    # Left-leaning chains may be very long.
    parts: list[str] = []
    node: n.Expr = x
    while isinstance(node, n.Operation) and node.y is not None:
        parts.append(f" {node.op} {_s(node.y)}")
        node = node.x
    parts.append(_s(node))
    return "".join(reversed(parts))


def _slice(x: n.SliceExpr) -> str:
    i, j, k = x.index
    return f"{_s(x.x)}[{_s(i)}:{_s(j)}{':' + _s(k) if k is not None else ''}]"


def _params(fields: list[n.Field], opening: str = "(", closing: str = ")") -> str:
    parts = []
    for i, field in enumerate(fields):
        if field.name is None:
            parts.append(_s(field.type))
        elif i + 1 < len(fields) and fields[i + 1].name is not None and fields[i + 1].type is field.type:
            parts.append(field.name.value)
        else:
            parts.append(f"{field.name.value} {_s(field.type)}")
    return opening + ", ".join(parts) + closing


def _signature(t: n.FuncType) -> str:
    text = _params(t.param_list)
    results = t.result_list
    if not results:
        return text
    if len(results) == 1 and results[0].name is None:
        return f"{text} {_s(results[0].type)}"
    return f"{text} {_params(results)}"


def _struct(x: n.StructType) -> str:
    parts: list[str] = []
    fields = x.field_list
    i = 0
    while i < len(fields):
        j = i + 1
        while j < len(fields) and fields[j].name is not None and fields[j].type is fields[i].type:
            j += 1
        if fields[i].name is None:
            text = _s(fields[i].type)
        else:
            text = ", ".join([f.name.value for f in fields[i:j] if f.name is not None]) + " " + _s(fields[i].type)
        if i < len(x.tag_list) and x.tag_list[i] is not None:
            text += " " + _s(x.tag_list[i])
        parts.append(text)
        i = j
    return "struct{" + "; ".join(parts) + "}"


def _interface(x: n.InterfaceType) -> str:
    parts = []
    for method in x.method_list:
        if method.name is not None and isinstance(method.type, n.FuncType):
            parts.append(method.name.value + _signature(method.type))
        else:
            parts.append(_s(method.type))
    return "interface{" + "; ".join(parts) + "}"


def _chan(x: n.ChanType) -> str:
    elem = _s(x.elem)
    if x.dir == 0 and isinstance(x.elem, n.ChanType) and x.elem.dir == 2:
        elem = f"({elem})"
    return ("chan ", "chan<- ", "<-chan ")[x.dir] + elem


def _assign(x: n.AssignStmt) -> str:
    if x.rhs is None:
        return _s(x.lhs) + x.op * 2
    op = x.op if x.op == ":=" else x.op + "="
    return f"{_s(x.lhs)} {op} {_s(x.rhs)}"


def _range(x: n.RangeClause) -> str:
    left = "" if x.lhs is None else f"{_s(x.lhs)} {':=' if x.def_ else '='} "
    return f"{left}range {_s(x.x)}"


_PRINT: dict[type, Callable[..., str]] = {
    n.BadExpr: lambda x: "<bad expr>",
    n.Name: lambda x: x.value,
    n.BasicLit: lambda x: x.value,
    n.FuncLit: lambda x: _s(x.type) + (" {…}" if x.body is not None and x.body.list else " {}"),
    n.CompositeLit: lambda x: _s(x.type) + ("{…}" if x.elem_list else "{}"),
    n.ParenExpr: lambda x: f"({_s(x.x)})",
    n.SelectorExpr: lambda x: f"{_s(x.x)}.{x.sel.value}",
    n.IndexExpr: lambda x: f"{_s(x.x)}[{_s(x.index)}]",
    n.SliceExpr: _slice,
    n.AssertExpr: lambda x: f"{_s(x.x)}.({_s(x.type)})",
    n.TypeSwitchGuard: lambda x: (f"{_s(x.lhs)} := " if x.lhs is not None else "") + f"{_s(x.x)}.(type)",
    n.CallExpr: lambda x: f"{_s(x.fun)}({_exprs(x.arg_list)}{'...' if x.has_dots else ''})",
    n.Operation: _operation,
    n.KeyValueExpr: lambda x: f"{_s(x.key)}: {_s(x.value)}",
    n.ListExpr: lambda x: _exprs(x.elem_list),
    n.ArrayType: lambda x: f"[{'...' if x.len is None else _s(x.len)}]{_s(x.elem)}",
    n.SliceType: lambda x: "[]" + _s(x.elem),
    n.DotsType: lambda x: "..." + _s(x.elem),
    n.StructType: _struct,
    n.FuncType: lambda x: "func" + _signature(x),
    n.InterfaceType: _interface,
    n.MapType: lambda x: f"map[{_s(x.key)}]{_s(x.value)}",
    n.ChanType: _chan,
    n.Field: lambda x: (x.name.value + " " if x.name is not None else "") + _s(x.type),
    n.EmptyStmt: lambda x: "",
    n.ExprStmt: lambda x: _s(x.x),
    n.SendStmt: lambda x: f"{_s(x.chan)} <- {_s(x.value)}",
    n.AssignStmt: _assign,
    n.RangeClause: _range,
    n.CallStmt: lambda x: f"{x.tok} {_s(x.call)}",
    n.ReturnStmt: lambda x: "return" + (" " + _s(x.results) if x.results is not None else ""),
    n.BranchStmt: lambda x: x.tok + (" " + x.label.value if x.label is not None else ""),
}
