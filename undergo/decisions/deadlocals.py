"""Assignments to local variables that are never used go, as before the reference's escape analysis."""

from __future__ import annotations

from typing import Any, Optional

from .ir import AUTO, PARAM, Func, Name, Node, children, is_closure

BLANK = Name("_", 0, None, AUTO, None)
ZERO = Node("NIL", 0)


class _Visitor:
    def __init__(self) -> None:
        # name -> assignments that can go with it, as (statement, index or None); None when the name is used
        self.defs: dict[Name, Optional[list[tuple[Node, Optional[int]]]]] = {}

    def nodes(self, nodes: Any) -> None:
        for n in nodes:
            self.node(n)

    def node(self, n: Optional[Node]) -> None:
        if n is None:
            return
        op = n.op
        if op == "CLOSURE":
            self.nodes(n.init)
            for name in n.fn.captures:
                self.node(name)
            self.nodes(n.fn.body)
        elif op == "DCL":
            pass
        elif op == "NAME":
            if local(n, False):
                pending = self.defs.get(n)  # type: ignore[call-overload]
                self.defs[n] = None  # type: ignore[index]
                for stmt, i in pending or ():
                    self.node(stmt.y if i is None else stmt.els[i])
        elif op == "AS":
            self.nodes(n.init)
            self.assign(n, None, n.x, n.y, False)
        elif op == "AS2":
            self.nodes(n.init)
            discards = any(not blank(t) for t in n.list)
            for i, t in enumerate(n.list):
                self.assign(n, i, t, n.els[i] if i < len(n.els) else None, discards)
        else:
            for c in children(n):
                self.node(c)

    def assign(self, stmt: Node, index: Optional[int], target: Any, value: Optional[Node], blank_is_discard: bool) -> None:
        if target.op != "NAME":
            self.node(target)
            self.node(value)
            return
        if local(target, blank_is_discard) and not has_effects(value):
            if target not in self.defs:
                self.defs[target] = []
            pending = self.defs[target]
            if pending is not None:
                pending.append((stmt, index))
                return
        self.node(value)


def blank(n: Any) -> bool:
    return bool(n.op == "NAME" and n.name == "_")


def local(n: Any, blank_is_discard: bool) -> bool:
    if blank(n):
        return blank_is_discard
    return n.cls in (AUTO, PARAM)


def has_effects(n: Optional[Node]) -> bool:
    if n is None:
        return False
    return bool(n.init) or n.op not in ("NAME", "LITERAL", "NIL", "CLOSURE")


def remove(functions: list[Func]) -> None:
    """Replace what is assigned to dead variables of the functions, which are not closures."""
    for fn in functions:
        if is_closure(fn):
            continue
        v = _Visitor()
        v.nodes(fn.body)
        for name, pending in v.defs.items():
            if not pending:
                continue
            for stmt, i in pending:
                if i is None:
                    stmt.x, stmt.y = BLANK, ZERO
                else:
                    stmt.list[i], stmt.els[i] = BLANK, ZERO
            name.defn = None
