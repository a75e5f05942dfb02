"""Calls of interface methods on values that are known to hold one type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.typefacts import TypeFacts
from undergo.types.lookup import lookup_field_or_method
from undergo.types.objects import Func as FuncObject
from undergo.types.predicates import identical
from undergo.types.types import Pointer, unalias

from .ir import AUTO, Func, Name, Node, Words, children
from .values import ZERO, Oracle


class Devirtualizer:
    def __init__(self, facts: TypeFacts, words: Words, tell: Callable[[int, str], None], function_of: Callable[[Any], Func]) -> None:
        self.facts = facts
        self.words = words
        self.tell = tell
        self.function_of = function_of
        self.oracle: Oracle = None  # type: ignore[assignment]

    def function(self, fn: Func) -> None:
        self.oracle = Oracle(fn)
        for node in fn.body:
            self.visit(node)

    def visit(self, n: Node) -> None:
        for c in children(n):
            self.visit(c)
        if n.op == "CLOSURE":
            for c in n.fn.body:
                self.visit(c)
        if n.op in ("GO", "DEFER"):
            return
        if n.op == "CALLINTER":
            self.call(n)

    def call(self, n: Node) -> None:
        selector = n.x
        t = self.concrete(selector.x, set())
        if t is None or self.facts.is_interface(t):
            return
        method: Any = lookup_field_or_method(t, False, selector.fn.pkg, selector.val)[0]
        if method.__class__ is not FuncObject:
            return
        self.tell(n.place(), f"devirtualizing {self.words.expr(selector)} to {self.words.type(t)}")
        x = Node("DOTTYPE", n.pos, t, selector.x)
        x.inl = n.inl
        receiver = x
        fn = self.function_of(method)
        sig: Any = method.typ
        recv = sig.recv.typ if sig.recv is not None else t
        wants = unalias(recv).__class__ is Pointer
        if not wants and unalias(t).__class__ is Pointer:
            pointer: Any = unalias(t)
            receiver = Node("DEREF", n.pos, pointer.elem, x)
            receiver.implicit = True
        target = Node("METHEXPR", selector.pos, receiver.typ)
        target.val = selector.val
        target.fn = fn
        n.op = "CALLFUNC"
        n.x = target
        n.list = [receiver, *n.list]

    def concrete(self, n: Node, seen: set[Name]) -> Any:
        while True:
            if n.op == "CONVNOP":
                n = n.x
                continue
            if n.op == "INLCALL" and len(n.list) == 1:
                n = n.list[0]
                continue
            break
        if n.op == "CONVIFACE":
            return self.concrete(n.x, seen) if self.facts.is_interface(n.x.typ) else n.x.typ
        if n.op == "DOTTYPE":
            return None if self.facts.is_interface(n.typ) else n.typ
        if n.op != "NAME" or n.cls != AUTO or n.addrtaken or n in seen:  # type: ignore[attr-defined]
            return None
        name: Any = n
        seen = seen | {name}
        values: list[Optional[Node]] = list(self.oracle.assigned.get(name, ()))
        if name.defn is not None:
            d = self.oracle.definition(name)
            if d is None:
                return None
            values.append(d)
        found: Any = None
        for v in values:
            if v is None:
                return None
            if v is ZERO or v.op == "NIL":
                continue
            t = self.concrete(v, seen)
            if t is None or found is not None and not identical(found, t):
                return None
            found = t
        return found
