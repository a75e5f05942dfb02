"""Calls of interface methods on values that are known to hold one type.

A value's type is followed through conversions, assertions and inlined calls to variables, and there through everything that is ever assigned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.typefacts import TypeFacts
from undergo.types.lookup import lookup_field_or_method, missing_method
from undergo.types.objects import Func as FuncObject
from undergo.types.predicates import identical
from undergo.types.types import Array, Chan, Map, Pointer, Slice, Struct, Tuple, unalias

from .ir import AUTO, Func, Name, Node, Words, children
from .values import Oracle

NO_TYPE = object()  # of what is nil, or only assigned to itself


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
        if t is None or t is NO_TYPE or self.facts.is_type_param(t):
            return
        method, path, indirect = lookup_field_or_method(t, False, selector.fn.pkg, selector.val)[:3]
        if method.__class__ is not FuncObject or path is None or missing_method(None, t, selector.x.typ, True)[0] is not None:
            return
        fn: Any = method
        x = Node("DOTTYPE", n.pos, t, selector.x)
        x.inl = n.inl
        receiver = self.promoted(x, path[:-1], n.pos)
        partly = self.facts.is_interface(receiver.typ)
        self.tell(n.place(), f"{'partially ' * partly}devirtualizing {self.words.expr(selector)} to {self.words.type(t)}")
        if partly:
            target = Node("DOTINTER", selector.pos, selector.typ, receiver)
            target.val, target.fn = selector.val, fn
            n.x = target
            return
        recv = fn.typ.recv.typ if fn.typ.recv is not None else t
        wants, has = unalias(recv).__class__ is Pointer, unalias(receiver.typ).__class__ is Pointer
        if not wants and has:
            pointer: Any = unalias(receiver.typ)
            receiver = Node("DEREF", n.pos, pointer.elem, receiver)
            receiver.implicit = True
        elif wants and not has:
            receiver = Node("ADDR", n.pos, recv, receiver)
            receiver.implicit = True
        target = Node("METHEXPR", selector.pos, receiver.typ)
        target.val = selector.val
        target.fn = self.function_of(fn)
        n.op = "CALLFUNC"
        n.x = target
        n.list = [receiver, *n.list]

    def promoted(self, x: Node, path: Any, pos: int) -> Node:
        """The embedded field that a promoted method belongs to."""
        for i in path:
            struct: Any = self.facts.under(x.typ)
            op = "DOT"
            if struct.__class__ is Pointer:
                struct, op = self.facts.under(struct.elem), "DOTPTR"
            field = struct.fields[i]
            x = Node(op, pos, field.typ, x)
            x.val, x.fn = field.name, i
        return x

    # ------------------------------------------------------------ what a value holds

    def concrete(self, n: Node, seen: set[Name]) -> Any:
        """The type of the value behind an interface value: None if it is not known, NO_TYPE if there is none."""
        while n.op == "INLCALL" and len(n.list) == 1 or n.typ is not None and self.facts.is_interface(n.typ):
            if n.op in ("CONVNOP", "CONVIFACE", "DOTTYPE"):
                n = n.x
            elif n.op == "INLCALL" and len(n.list) == 1:
                n = n.list[0]
            else:
                break
        if n.typ is None or n.op == "NIL":
            return None
        if not self.facts.is_interface(n.typ):
            return None if n.typ.__class__ is Tuple else n.typ
        if n.op != "NAME" or n.cls != AUTO or n.addrtaken:  # type: ignore[attr-defined]
            return None
        name: Any = n
        if name in seen:
            return NO_TYPE
        seen.add(name)
        found: Any = NO_TYPE
        for value in self.oracle.interfaces(self.facts).get(name, ()):
            t = self.concrete(value, seen) if value.__class__ is Node or value.__class__ is Name else value
            if t is NO_TYPE:
                continue
            if t is None or self.facts.is_interface(t) or found is not NO_TYPE and not same(found, t):
                return None
            found = t
        return found


def same(a: Any, b: Any) -> bool:
    """Whether the reference takes two types for one: a type without a name written twice is two."""
    x, y = unalias(a), unalias(b)
    while x.__class__ is Pointer and y.__class__ is Pointer:
        x, y = unalias(x.elem), unalias(y.elem)
    return x is y if x.__class__ is Struct else identical(x, y)


def interface_assignments(top: Func, facts: TypeFacts) -> dict[Name, list[Any]]:
    """What is assigned to the interface variables of a function and of the closures inside: nodes, types of what is not followed, None."""
    found: dict[Name, list[Any]] = {}

    def assign(target: Optional[Node], value: Any) -> None:
        if target is None or target.op != "NAME" or target.typ is None or not facts.is_interface(target.typ):
            return
        if value.__class__ is Node and value.op == "NIL":
            return
        found.setdefault(target, []).append(value)  # type: ignore[arg-type]

    def visit(n: Node) -> None:
        op = n.op
        if op == "AS":
            if n.y is not None:
                assign(n.x, n.y)
        elif op == "AS2":
            for target, value in zip(n.list, n.els):
                assign(target, value)
        elif op == "AS2DOTTYPE":
            assign(n.list[0], n.els[0].x if facts.is_interface(n.list[0].typ) else None)
        elif op in ("AS2MAPR", "AS2RECV"):
            assign(n.list[0], n.list[0].typ)
        elif op.startswith("AS2"):
            call = n.els[0]
            inlined = call.op == "INLCALL" and len(call.list) == len(n.list)
            for i, target in enumerate(n.list):
                result = call.typ.vars[i].typ if call.typ.__class__ is Tuple else None
                assign(target, call.list[i] if inlined else result)
        elif op == "RANGE":
            u: Any = facts.under(n.x.typ)
            if u.__class__ in (Array, Slice):
                assign(n.z, u.elem)
            elif u.__class__ is Chan:
                assign(n.y, u.elem)
            elif u.__class__ is Map:
                assign(n.y, u.key)
                assign(n.z, u.elem)
            else:
                assign(n.y, None)
                assign(n.z, None)
        elif op == "SWITCH" and n.x is not None and n.x.op == "TYPESW":
            for case in n.list:
                assign(case.x, n.x.x)
        elif op == "CLOSURE":
            for c in n.fn.body:
                visit(c)
        for c in children(n):
            visit(c)

    for n in top.body:
        visit(n)
    return found
