"""What variables are known to hold: the values of those assigned once, the functions assigned to function variables."""

from __future__ import annotations

from typing import Any, Optional

from .ir import AUTO, FUNC, Func, Name, Node, children


class Oracle:
    """Assignments in a function and all closures inside."""

    def __init__(self, top: Func) -> None:
        self.assigned: dict[Name, list[Optional[Node]]] = {}  # values assigned besides the definition; None: not a simple value
        self.closures: list[Func] = []
        self.top = top
        self._interfaces: Optional[dict[Name, list[Any]]] = None
        self._function(top)

    def interfaces(self, facts: Any) -> dict[Name, list[Any]]:
        """What is assigned to variables of interface type (devirtual.py)."""
        from .devirtual import interface_assignments

        if self._interfaces is None:
            self._interfaces = interface_assignments(self.top, facts)
        return self._interfaces

    def _function(self, fn: Func) -> None:
        for n in fn.body:
            self._node(n)

    def _note(self, target: Any, value: Optional[Node], where: Node) -> None:
        while target is not None and target.op in ("DOT", "INDEX", "CONVNOP"):
            if target.op == "INDEX" and target.x.typ.underlying().__class__.__name__ != "Array":
                return
            if target.op != "CONVNOP":
                value = None
            target = target.x
        if target is not None and target.op == "NAME" and (target.defn is not where or where.op == "RANGE"):
            self.assigned.setdefault(target, []).append(value)

    def _node(self, n: Node) -> None:
        op = n.op
        if op == "AS":
            if n.y is not None or n.x.op == "NAME":
                self._note(n.x, n.y if n.y is not None else ZERO, n)
        elif op.startswith("AS2"):
            for i, t in enumerate(n.list):
                self._note(t, n.els[i] if op == "AS2" and i < len(n.els) else None, n)
        elif op == "ASOP":
            self._note(n.x, None, n)
        elif op == "RANGE":
            self._note(n.y, None, n)
            self._note(n.z, None, n)
        elif op == "CLOSURE":
            self.closures.append(n.fn)
            self._function(n.fn)
        for c in children(n):
            self._node(c)

    def definition(self, name: Name) -> Optional[Node]:
        """The value that the variable is defined with."""
        d = name.defn
        if d is None:
            return None
        if d.op == "AS":
            return d.y  # type: ignore[no-any-return]
        if d.op == "AS2":
            for t, v in zip(d.list, d.els):
                if t is name:
                    return v  # type: ignore[no-any-return]
        return None

    def value(self, n: Node) -> Node:
        """n, or the value of the variable that it is, seen through conversions that do nothing."""
        for _ in range(200):
            if n.op == "CONVNOP":
                n = n.x
                continue
            if n.op == "INLCALL" and len(n.list) == 1:
                n = n.list[0]
                continue
            if n.op != "NAME" or n.cls != AUTO:  # type: ignore[attr-defined]
                return n
            name: Any = n
            d = self.definition(name)
            if d is None or name.addrtaken or self.assigned.get(name):
                return n
            n = d
        return n

    def assigned_callees(self, name: Name) -> list[Func]:
        """The functions that a variable may hold, [] if there are others too."""
        if name.cls != AUTO or name.addrtaken:
            return []
        values: list[Optional[Node]] = list(self.assigned.get(name, ()))
        if name.defn is not None:
            values.append(self.definition(name))
        fns: list[Func] = []
        for v in values:
            if v is None:
                return []
            if v is ZERO or v.op == "NIL":
                continue
            f: Any = v
            while f.op == "CONVNOP":
                f = f.x
            if not (f.op in ("CLOSURE", "METHEXPR") or f.op == "NAME" and f.cls == FUNC):
                return []
            if f.fn.pragma & {"uintptrescapes", "uintptrkeepalive"}:
                return []
            fns.append(f.fn)
        return fns


ZERO = Node("ZERO", 0)
