"""Slices that grow on the stack until they are given away.

Of ``var s []T; for ... { s = append(s, x) }; return s`` only the last backing array is needed after the function. While s is the only variable
that knows its array, that may lie in the frame and be moved to the heap where s is given away. The rules are those of the reference's
``cmd/compile/internal/slice``, since they show: capacities grow in other steps.

Only uses that keep s the single owner are understood (``s = nil``, ``s = append(s, ...)``, ``s = s[i:j]``, ``s[i]``, ``len``, ``cap``, arguments that
do not leak), and one place at most where it is given away (``return s``, ``x = s``, ``range s``), not deeper in loops than s itself.

Found: ``esc`` False on the appends, ``use_buf`` on them if the capacity can be seen (the buffer then grows by size classes), and
``FuncInfo.moves``: {statement: [(variable, keep the capacity)]}, what to move before a statement.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.info import FRAMED, FuncInfo, Tags
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types.objects import Func, Var
from undergo.types.predicates import identical
from undergo.types.types import Array, Pointer, Slice, Tuple, unalias

MAX_ELEMENT = 32
TagsOf = Callable[[Func], Optional[Tags]]


class _Slice:
    """What is known of one variable."""

    __slots__ = ("ok", "uses", "transition", "appends", "weight", "depth", "cap_used")

    def __init__(self) -> None:
        self.ok = 0
        self.uses = 0
        self.transition: Any = None
        self.appends: list[n.CallExpr] = []
        self.weight = 0
        self.depth = 0
        self.cap_used = False


def find(info: FuncInfo, body: n.BlockStmt, facts: Any, tags_of: TagsOf) -> None:
    """Look at the variables of one function (closures inside are functions of their own)."""
    walk = _Walk(info, facts, tags_of)
    for var in info.params:
        walk.track(var)
    if not info.has_defer:
        for var in info.results:
            if var.name and var.name != "_":
                walk.track(var)
                walk.results.append(var)
    for stmt in body.list:
        walk.node(stmt)
    walk.settle()


class _Walk:
    __slots__ = ("info", "facts", "tags_of", "known", "results", "depth", "stmt", "harmless")

    def __init__(self, info: FuncInfo, facts: Any, tags_of: TagsOf) -> None:
        self.info = info
        self.facts = facts
        self.tags_of = tags_of
        self.known: dict[Var, _Slice] = {}
        self.results: list[Var] = []
        self.depth = 0
        self.stmt: Any = None
        self.harmless: set[Any] = set()  # methods called that do not keep their receiver

    def track(self, var: Any) -> None:
        u = unalias(var.typ) if var.typ is not None else None
        if u is None or u.underlying().__class__ is not Slice:
            return
        if self.facts.size(u.underlying().elem) <= MAX_ELEMENT:  # type: ignore[attr-defined]
            found = self.known[var] = _Slice()
            found.depth = self.depth

    def slice_of(self, x: Any) -> Optional[_Slice]:
        if x is None:
            return None
        x = unparen(x)
        if x.__class__ is n.Name and x.obj.__class__ is Var:
            return self.known.get(x.obj)
        return None

    def drop(self, found: _Slice) -> None:
        for var, other in self.known.items():
            if other is found:
                del self.known[var]
                return

    def given_away(self, found: _Slice, where: Any) -> None:
        if found.transition is not None or self.depth > found.depth:
            self.drop(found)
        else:
            found.transition = where

    # ------------------------------------------------------------ statements

    def assigned(self, x: Any, y: Any, target: Any, where: Any) -> None:
        """x = y, y None: nil. target: x's type."""
        found = self.slice_of(x)
        if found is not None:
            value: Any = unparen(y) if y is not None else None
            cls = value.__class__
            if value is None or value.mode == "nilvalue":
                found.ok += 1
            elif cls is n.CompositeLit and _same(value.typ, target):
                found.ok += 1
                found.cap_used = True
            elif cls is n.SliceExpr and self.slice_of(value.x) is found:
                found.ok += 2
                found.cap_used = True
            elif cls is n.CallExpr and _builtin(value) == "append" and self.slice_of(value.arg_list[0]) is found:
                found.ok += 2
                found.appends.append(value)
                found.weight += 1 + self.depth - found.depth
        found = self.slice_of(y)
        if found is not None and (target is None or _same(unparen(y).typ, target)):
            found.ok += 1
            self.given_away(found, where)

    def assign(self, s: n.AssignStmt) -> None:
        left = s.lhs.elem_list if s.lhs.__class__ is n.ListExpr else [s.lhs]
        if s.op == ":=":
            for var in s.new_vars:
                self.track(var)
        if s.op in ("", ":=", "=") and s.rhs is not None:
            right = s.rhs.elem_list if s.rhs.__class__ is n.ListExpr else [s.rhs]
            if len(left) == len(right):
                for x, y in zip(left, right):
                    self.assigned(x, y, _target_type(x), s)
        self.children(s)

    def variables(self, s: n.DeclStmt) -> None:
        for d in s.decl_list:
            if d.__class__ is not n.VarDecl:
                continue
            for name in d.name_list:
                if name.obj.__class__ is Var:
                    self.track(name.obj)
            if d.values is None:
                for name in d.name_list:
                    found = self.slice_of(name)
                    if found is not None:
                        found.ok += 1
            else:
                right = d.values.elem_list if d.values.__class__ is n.ListExpr else [d.values]
                if len(right) == len(d.name_list):
                    for name, y in zip(d.name_list, right):
                        self.assigned(name, y, _target_type(name), s)
            for name in d.name_list:
                self.node(name)
            self.node(d.values)

    def returned(self, s: n.ReturnStmt) -> None:
        if s.results is None:
            for var in self.results:
                found = self.known.get(var)
                if found is not None:
                    self.given_away(found, s)
            return
        right = s.results.elem_list if s.results.__class__ is n.ListExpr else [s.results]
        if len(right) == len(self.info.results):
            for x, var in zip(right, self.info.results):
                found = self.slice_of(x)
                if found is not None and _same(unparen(x).typ, var.typ):
                    found.ok += 1
                    self.given_away(found, s)
        self.children(s)

    def loop(self, s: n.ForStmt) -> None:
        clause: Any = s.init
        if clause.__class__ is n.RangeClause:
            found = self.slice_of(clause.x)
            if found is not None:
                found.ok += 1
                self.given_away(found, s)
            if clause.info is not None:  # the body is a closure
                self.node(clause.x)
                self.captured(clause.info.captures)
                return
        self.depth += 1
        if clause.__class__ is n.RangeClause and clause.def_ and clause.lhs is not None:
            left = clause.lhs.elem_list if clause.lhs.__class__ is n.ListExpr else [clause.lhs]
            for x in left:
                if x.__class__ is n.Name and x.obj.__class__ is Var:
                    self.track(x.obj)
        self.children(s)
        self.depth -= 1

    # ------------------------------------------------------------ expressions

    def node(self, x: Any) -> None:
        if x is None:
            return
        cls = x.__class__
        if cls is n.Name:
            found = self.slice_of(x)
            if found is not None:
                found.uses += 1
        elif cls is n.FuncLit:
            self.captured(x.captures)
        elif cls is n.AssignStmt:
            self.assign(x)
        elif cls is n.DeclStmt:
            self.variables(x)
        elif cls is n.ReturnStmt:
            self.returned(x)
        elif cls is n.ForStmt:
            self.loop(x)
        else:
            if cls is n.IndexExpr:
                found = self.slice_of(x.x)
                if found is not None:
                    found.ok += 1
            elif cls is n.CallExpr:
                self.call(x)
            elif cls is n.Operation and x.op == "&" and x.y is None:
                self.address(unparen(x.x))
            elif cls is n.SliceExpr and x.x.typ is not None and x.x.typ.underlying().__class__ is Array:
                self.address(unparen(x.x))
            elif cls is n.SelectorExpr and x.selection is not None and x.selection.kind == "method" and x not in self.harmless:
                recv = getattr(x.selection.obj.typ, "recv", None)
                if recv is not None and unalias(recv.typ).__class__ is Pointer:
                    self.address(unparen(x.x))
            self.children(x)

    def children(self, x: Any) -> None:
        for slot in x.children:
            child = getattr(x, slot)
            if child.__class__ is list:
                for c in child:
                    self.node(c)
            else:
                self.node(child)

    def captured(self, captures: list[Var]) -> None:
        for var in captures:
            found = self.known.get(var)
            if found is not None:
                found.uses += 1

    def address(self, x: Any) -> None:
        while True:
            if x.__class__ is n.SelectorExpr and x.selection is not None and not x.selection.indirect:
                x = unparen(x.x)
            elif x.__class__ is n.IndexExpr:
                found = self.slice_of(x.x)
                if found is not None:
                    self.drop(found)
                    return
                if x.x.typ is None or x.x.typ.underlying().__class__.__name__ != "Array":
                    return
                x = unparen(x.x)
            else:
                return

    def call(self, x: n.CallExpr) -> None:
        mode = x.fun.mode
        if mode == "typexpr":
            return
        if mode == "builtin":
            name = _builtin(x)
            if name in ("len", "cap"):
                found = self.slice_of(x.arg_list[0])
                if found is not None:
                    found.ok += 1
                    found.cap_used = found.cap_used or name == "cap"
            return
        from undergo.escape.calls import denoted_func

        func = denoted_func(x.fun)
        tags = self.tags_of(func) if func is not None else None
        sig: Any = x.fun.typ.underlying() if x.fun.typ is not None else None
        if tags is None or sig is None or getattr(sig, "params", None) is None:
            return
        fun: Any = unparen(x.fun)
        offset = 0
        if fun.__class__ is n.SelectorExpr and fun.selection is not None and fun.selection.kind == "method":
            offset = 1
            recv = getattr(fun.selection.obj.typ, "recv", None)
            if not _leaks(tags, 0):
                self.harmless.add(fun)
            found = self.slice_of(fun.x)
            if found is not None and recv is not None and _same(fun.x.typ, recv.typ) and not _leaks(tags, 0):
                found.ok += 1
                found.cap_used = True
        params = sig.params.vars
        for i, arg in enumerate(x.arg_list):
            found = self.slice_of(arg)
            if found is None or arg.typ.__class__ is Tuple:
                continue
            if sig.variadic and i >= len(params) - 1 and not x.has_dots:
                continue
            if i < len(params) and _same(arg.typ, params[i].typ) and not _leaks(tags, offset + i):
                found.ok += 1
                found.cap_used = True

    # ------------------------------------------------------------ what was found

    def settle(self) -> None:
        for var, found in self.known.items():
            if found.ok != found.uses or found.transition is None or found.weight < 2:
                continue
            self.info.moves.setdefault(found.transition, []).append((var, found.cap_used))
            for call in found.appends:
                call.esc = False
                call.use_buf = found.cap_used


def _builtin(call: n.CallExpr) -> str:
    fun = unparen(call.fun)
    return fun.value if fun.__class__ is n.Name and fun.mode == "builtin" else ""


def _same(a: Any, b: Any) -> bool:
    return a is not None and b is not None and identical(a, b)


def _target_type(x: Any) -> Any:
    if x.__class__ is n.Name:
        return x.obj.typ if x.obj.__class__ is Var else None
    return x.typ


def _leaks(tags: Tags, index: int) -> bool:
    if index >= len(tags.params):
        return True
    leaks = tags.params[index]
    return leaks is None or any(derefs >= 0 for derefs in leaks[: FRAMED + 1])
