"""Writing what was found onto the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .objects import Object, Selection, Var
from .types import Basic, Signature, Tuple, Type

if TYPE_CHECKING:
    from .check import Checker
    from .operand import Operand

_UNTYPED = T.IS_UNTYPED


def record(check: "Checker", x: "Operand") -> None:
    """Record type and mode of x's expression; untyped ones are remembered until they get their final type."""
    mode = x.mode
    if mode == "invalid":
        return
    e = x.expr
    typ = x.typ
    if mode == "novalue":
        e.typ = None
        e.mode = mode
        return
    if typ.__class__ is Basic and typ.info & _UNTYPED:
        check.untyped[e] = (False, mode, typ, x.val if mode == "constant" else None)
        return
    e.typ = typ
    e.mode = mode
    e.const = x.val if mode == "constant" else None


def record_untyped(check: "Checker") -> None:
    """Record the expressions that stayed untyped."""
    for e, (_, mode, typ, val) in check.untyped.items():
        e.typ = typ
        e.mode = mode
        e.const = val
    check.untyped = {}


def record_type_and_value(check: "Checker", e: nodes.Expr, mode: str, typ: Type, val: Any) -> None:
    if mode != "invalid":
        e.typ = typ
        e.mode = mode
        e.const = val


def record_builtin_type(check: "Checker", f: nodes.Expr, sig: Signature) -> None:
    """Record the signature that a predeclared function has in a call (its name may be parenthesised)."""
    while True:
        f.typ = sig
        f.mode = "builtin"
        if f.__class__ is not nodes.ParenExpr:
            return
        f = f.x


def record_comma_ok_types(check: "Checker", e: nodes.Expr, a: list["Operand"]) -> None:
    """Record that a comma-ok expression is used with two values."""
    if a[0].mode == "invalid":
        return
    pos = e.pos
    tuple_type = Tuple([Var(pos, check.pkg, "", a[0].typ), Var(pos, check.pkg, "", a[1].typ)])
    while True:
        e.typ = tuple_type
        if e.__class__ is not nodes.ParenExpr:
            return
        e = e.x


def instantiated_ident(expr: nodes.Expr) -> Optional[nodes.Name]:
    """The name in an expression that denotes a generic function or type."""
    expr = nodes.unparen(expr)
    if expr.__class__ is nodes.IndexExpr:
        expr = expr.x
        expr = nodes.unparen(expr)
    if expr.__class__ is nodes.SelectorExpr:
        return expr.sel
    return expr if expr.__class__ is nodes.Name else None


def record_instance(check: "Checker", expr: nodes.Expr, targs: list[Type], typ: Type) -> None:
    name = instantiated_ident(expr)
    if name is not None:
        name.targs = targs


def record_def(check: "Checker", name: nodes.Name, obj: Optional[Object]) -> None:
    name.obj = obj


def record_use(check: "Checker", name: nodes.Name, obj: Object) -> None:
    name.obj = obj


def record_selection(check: "Checker", e: nodes.SelectorExpr, kind: str, recv: Type, obj: Object, index: list[int], indirect: bool) -> None:
    """Record a selection; its ``typ`` is set by the caller once it is known."""
    e.sel.obj = obj
    e.selection = Selection(kind, recv, obj, index, indirect, obj.typ)
