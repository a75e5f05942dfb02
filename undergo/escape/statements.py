"""Statements to edges of the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.calls import CallFlow
from undergo.escape.deadcode import live, static_bool, static_case
from undergo.escape.graph import TEMPORARY, VARIABLE, Hole, Location
from undergo.escape.info import FuncInfo, RangeFunc
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types.objects import Var
from undergo.types.types import Array, Map, Signature, Tuple, Type


class StmtFlow(CallFlow):
    __slots__ = ()

    # ------------------------------------------------------------ functions

    def prepare(self, info: FuncInfo) -> None:
        """Make the locations of parameters and results of a function and of its closures."""
        self.fn = info
        self.loop_depth = 1
        for var in info.params:
            self.locations[var] = location = self.new_location(var, VARIABLE, True)
            location.param = True
        for i, var in enumerate(info.results):
            self.locations[var] = location = self.new_location(var, VARIABLE, True)
            location.result = True
            location.result_index = i
        for closure in info.closures:
            self.prepare(closure.info)

    def walk_function(self, info: FuncInfo, body: n.BlockStmt) -> None:
        outer = self.fn, self.loop_depth, self.looping
        self.fn, self.loop_depth, self.looping = info, 1, info.looping_labels
        self.block(body.list)
        self.fn, self.loop_depth, self.looping = outer

    def block(self, statements: list[n.Stmt]) -> None:
        depth = self.loop_depth
        for stmt in statements[: live(statements)]:
            _STMT[stmt.__class__](self, stmt)
        self.loop_depth = depth

    def stmt(self, node: Optional[n.Node]) -> None:
        if node is not None:
            _STMT[node.__class__](self, node)

    # ------------------------------------------------------------ assignments

    def target_type(self, node: n.Expr) -> Optional[Type]:
        if node.__class__ is n.Name:
            obj = node.obj
            return obj.typ if obj.__class__ is Var else None
        return node.typ

    def assign(self, node: n.AssignStmt) -> None:
        lhs, rhs = node.lhs, node.rhs
        left: list[n.Expr] = lhs.elem_list if lhs.__class__ is n.ListExpr else [lhs]
        new = node.new_vars
        if node.op == ":=":
            for x in left:
                var = x.obj if x.__class__ is n.Name else None
                if var.__class__ is Var and var in new:
                    self.declare(var)
        if rhs is None:
            self.mark_reassigned([self.target(left[0])], left, ())
            return
        if rhs.__class__ is n.ListExpr:
            right: list[n.Expr] = rhs.elem_list
        else:
            right = [rhs]
        if len(left) == len(right):
            holes = [self.target(x) for x in left]
            for hole, target, value in zip(holes, left, right):
                if is_self_assign(self, target, value):
                    hole = self.graph.discard
                if target.__class__ is n.SelectorExpr and self.is_header_data(target):
                    self.unsafe_value(self.graph.to_heap, value)
                    continue
                self.convert(hole, value, self.target_type(target))
            self.mark_reassigned(holes, left, new)
            return
        self.unpack(left, right[0], new)

    def unpack(self, left: list[n.Expr], value: n.Expr, new: Any) -> None:
        """Several targets, one expression: a call, or a comma-ok form."""
        holes = [self.target(x) for x in left]
        x = unparen(value)
        cls = x.__class__
        types = x.typ.vars if x.typ.__class__ is Tuple else []
        if cls is n.CallExpr:
            converted = [
                self.result_conversion(hole, types[i].typ if i < len(types) else None, self.target_type(left[i]))
                for i, hole in enumerate(holes)
            ]
            self.call(converted, x)  # type: ignore[arg-type]
        else:
            have = types[0].typ if types else x.typ
            hole = self.result_conversion(holes[0], have, self.target_type(left[0]))
            self.comma_ok(hole, x, have)
        self.mark_reassigned(holes, left, new)

    def comma_ok(self, hole: Hole, x: n.Expr, have: Optional[Type]) -> None:
        if hole[1] >= 0 and not self.facts.pointers(have):
            hole = self.graph.discard
        if x.__class__ is n.AssertExpr:
            self.assertion(hole, x)
        elif x.__class__ is n.IndexExpr:
            self.index(hole, x)
        else:
            self.discard(x)

    def mark_reassigned(self, holes: list[Hole], targets: list[n.Expr], new: Any) -> None:
        for hole, target in zip(holes, targets):
            location = hole[0]
            if location.kind != VARIABLE:
                continue
            if target.__class__ is n.Name and target.obj in new:
                continue
            location.reassigned = True

    def decl_stmt(self, node: n.DeclStmt) -> None:
        for decl in node.decl_list:
            if decl.__class__ is n.VarDecl:
                self.var_decl(decl)

    def var_decl(self, node: n.VarDecl) -> None:
        new = []
        for name in node.name_list:
            if name.obj.__class__ is Var and name.value != "_":
                self.declare(name.obj)
                new.append(name.obj)
        if node.values is None:
            return
        left: list[n.Expr] = node.name_list  # type: ignore[assignment]
        right = node.values.elem_list if node.values.__class__ is n.ListExpr else [node.values]
        if len(left) == len(right):
            for target, value in zip(left, right):
                self.convert(self.target(target), value, self.target_type(target))
        else:
            self.unpack(left, right[0], new)

    def var_decl_of_package(self, node: n.VarDecl) -> None:
        """Package variables live outside the stack."""
        left = node.name_list
        assert node.values is not None
        right = node.values.elem_list if node.values.__class__ is n.ListExpr else [node.values]
        heap = self.graph.to_heap
        if len(left) == len(right):
            for name, value in zip(left, right):
                self.convert(heap, value, self.target_type(name))
            return
        x = unparen(right[0])
        if x.__class__ is n.CallExpr:
            self.call([heap] * len(left), x)
        else:
            self.comma_ok(heap, x, None)

    def return_stmt(self, node: n.ReturnStmt) -> None:
        if node.results is None:
            return
        owner = self.fn.result_owner()
        results = owner.results
        holes: list[Hole] = [(self.locations[var], 0, False) for var in results]
        right = node.results.elem_list if node.results.__class__ is n.ListExpr else [node.results]
        if len(right) == len(results):
            for hole, var, value in zip(holes, results, right):
                self.convert(hole, value, var.typ)
        elif right and unparen(right[0]).__class__ is n.CallExpr:
            call: Any = unparen(right[0])
            types = call.typ.vars if call.typ.__class__ is Tuple else []
            self.call(
                [self.result_conversion(h, t.typ, var.typ) for h, t, var in zip(holes, types, results)],
                call,
            )
        for hole in holes:
            hole[0].reassigned = True

    # ------------------------------------------------------------ simple statements

    def nothing_stmt(self, node: Any) -> None:
        pass

    def expr_stmt(self, node: n.ExprStmt) -> None:
        x = unparen(node.x)
        if x.__class__ is n.CallExpr:
            self.call(None, x)
        else:
            self.discard(x)

    def send(self, node: n.SendStmt) -> None:
        self.discard(node.chan)
        u = self.facts.under(node.chan.typ) if node.chan.typ is not None else None
        self.to_heap(node.value, getattr(u, "elem", None))

    def labeled(self, node: n.LabeledStmt) -> None:
        if node.label.value in self.looping:
            self.loop_depth += 1
        self.stmt(node.stmt)

    def block_stmt(self, node: n.BlockStmt) -> None:
        self.block(node.list)

    # ------------------------------------------------------------ compound statements

    def if_stmt(self, node: n.IfStmt) -> None:
        following: Optional[n.Stmt] = node
        while following.__class__ is n.IfStmt:
            assert isinstance(following, n.IfStmt)
            self.stmt(following.init)
            self.discard(following.cond)
            known = static_bool(following.cond)
            if known is not False:
                self.block(following.then.list)
            if known is True:
                return
            following = following.else_
        self.stmt(following)

    def for_stmt(self, node: n.ForStmt) -> None:
        clause = node.init
        if clause.__class__ is n.RangeClause:
            self.range_stmt(node, clause)
            return
        depth = self.loop_depth
        if node.go122 and clause.__class__ is n.AssignStmt and clause.op == ":=":
            # Each iteration has its own variables.
            self.stmt(clause)
            for var in clause.new_vars:
                location = self.locations.get(var)  # type: ignore[call-overload]
                if location is not None:
                    location.loop_depth = depth + 1
        else:
            self.stmt(clause)
        self.loop_depth = depth + 1
        self.discard(node.cond)
        if static_bool(node.cond) is not False:
            self.stmt(node.post)
            self.block(node.body.list)
        self.loop_depth = depth

    def range_stmt(self, node: n.ForStmt, clause: n.RangeClause) -> None:
        left: list[n.Expr] = []
        if clause.lhs is not None:
            left = clause.lhs.elem_list if clause.lhs.__class__ is n.ListExpr else [clause.lhs]
        t = clause.x.typ
        u = self.facts.under(t) if t is not None else None
        if u.__class__ is Signature:
            self.range_func(node, clause, left)
            return
        source = self.new_location(None, TEMPORARY, True)
        self.expr((source, 0, False), clause.x)
        depth = self.loop_depth
        self.loop_depth = depth + 1
        if clause.def_ and not node.go122:
            self.loop_depth = depth
        holes = self.range_targets(clause, left)
        self.loop_depth = depth + 1
        if len(left) > 1:
            self.range_value(holes[1], left[1], u, source)
        if len(left) > 0 and not clause.def_:
            self.range_key(holes[0], left[0], u)
        if not (clause.def_ and node.go122):
            for hole in holes:
                hole[0].reassigned = True
        self.block(node.body.list)
        self.loop_depth = depth

    def range_targets(self, clause: n.RangeClause, left: list[n.Expr]) -> list[Hole]:
        if clause.def_:
            for x in left:
                if x.__class__ is n.Name and x.obj.__class__ is Var and x.value != "_":
                    self.declare(x.obj)
        return [self.target(x) for x in left]

    def range_value(self, hole: Hole, target: n.Expr, u: Any, source: Location) -> None:
        elem = getattr(u, "elem", None)
        if u is not None and u.__class__ is not Array and elem is not None and u.__class__.__name__ == "Pointer":
            inner = self.facts.under(elem)
            elem = getattr(inner, "elem", None)
        hole = self.result_conversion(hole, elem, self.target_type(target))
        if elem is not None and not self.facts.pointers(elem):
            return
        if u.__class__ is Array or u is None:
            self.graph.flow(hole, source)
        else:
            self.graph.flow((hole[0], hole[1] + 1, False), source)

    def range_key(self, hole: Hole, target: n.Expr, u: Any) -> None:
        """Keys of maps and elements of channels come from the heap: nothing flows."""
        if u.__class__ is Map:
            self.result_conversion(hole, u.key, self.target_type(target))

    def range_func(self, node: n.ForStmt, clause: n.RangeClause, left: list[n.Expr]) -> None:
        """The body is a closure that is passed to the iterator function."""
        body: RangeFunc = clause.info
        callees = self.static_callees(clause.x)
        called = self.graph.discard
        self.expr(called, clause.x)
        hole = self.spill(self.parameters_hole(None, callees, 0), body)
        self.closure(hole, body.captures, body.info)
        owner = body.info.result_owner()
        for var in owner.results:
            if var in body.info.captured:
                self.locations[var].reassigned = True
        outer = self.fn, self.loop_depth
        self.fn, self.loop_depth = body.info, 1
        holes = self.range_targets(clause, left)
        if not clause.def_:
            for hole, target in zip(holes, left):
                hole[0].reassigned = True
                # Unknown arguments: they come from the heap, or from the stack of the iterator below.
                self.result_conversion(hole, None, self.target_type(target))
        self.block(node.body.list)
        self.fn, self.loop_depth = outer

    def switch_stmt(self, node: n.SwitchStmt) -> None:
        self.stmt(node.init)
        tag = node.tag
        if tag.__class__ is n.TypeSwitchGuard:
            self.type_switch(node, tag)
            return
        chosen = static_case(node)
        if chosen is not None:
            for clause in chosen:
                self.block(clause.body)
            return
        if tag is not None:
            self.discard(tag)
        tag_type = tag.typ if tag is not None else None
        for clause in node.body:
            if clause.cases is not None:
                cases = clause.cases.elem_list if clause.cases.__class__ is n.ListExpr else [clause.cases]
                for case in cases:
                    self.convert(self.graph.discard, case, tag_type)
                if tag is not None and tag.const is None and cases:
                    self.switch_tag_box(tag, cases)
            self.block(clause.body)

    def switch_tag_box(self, tag: n.Expr, cases: list[n.Expr]) -> None:
        """A tag that is no interface, compared with interfaces, is boxed for the comparison."""
        if tag.typ is not None and not self.facts.is_interface(tag.typ):
            if any(case.typ is not None and self.facts.is_interface(case.typ) for case in cases):
                self.box(self.graph.discard, tag)

    def type_switch(self, node: n.SwitchStmt, guard: n.TypeSwitchGuard) -> None:
        holes: list[Hole] = []
        for clause in node.body:
            var = clause.obj
            if var.__class__ is Var:
                location = self.declare(var)
                if self.facts.pointers(var.typ):
                    holes.append(self.unboxed((location, 0, False), var.typ))
        self.expr(self.tee(*holes), guard.x)
        for clause in node.body:
            self.block(clause.body)

    def select_stmt(self, node: n.SelectStmt) -> None:
        for clause in node.body:
            self.stmt(clause.comm)
            self.block(clause.body)


def is_self_assign(flow: StmtFlow, target: n.Expr, value: n.Expr) -> bool:
    """Assignments that store into an object nothing that was not in it: b.buf = b.buf[i:j], v.x = v.y, v.a[i] = v.b[j]."""
    target, value = unparen(target), unparen(value)
    cls = target.__class__
    if value.__class__ is n.SliceExpr:
        source = unparen(value.x)
        u = flow.facts.under(source.typ) if source.typ is not None else None
        if u.__class__ is Array or u is None:
            return False
        a, b = _dereferenced_name(flow, target), _dereferenced_name(flow, source)
        return a is not None and a is b
    if cls is not value.__class__:
        return False
    if cls is n.SelectorExpr:
        if target.selection is None or value.selection is None or value.selection.kind != "field":  # type: ignore[attr-defined]
            return False
        return _same_safe(target.x, value.x)  # type: ignore[attr-defined]
    if cls is n.IndexExpr:
        if _may_affect_memory(target.index) or _may_affect_memory(value.index):  # type: ignore[attr-defined]
            return False
        return _same_safe(target.x, value.x)  # type: ignore[attr-defined]
    return False


def _dereferenced_name(flow: StmtFlow, x: n.Expr) -> Optional[Var]:
    """p of *p or p.f with a pointer variable p."""
    if x.__class__ is n.Operation and x.op == "*" and x.y is None:
        inner = unparen(x.x)
    elif x.__class__ is n.SelectorExpr and x.selection is not None and x.selection.kind == "field":
        inner = unparen(x.x)
        if len(x.selection.index) != 1 or flow.pointer_hops(inner.typ, x.selection.index) != 1:
            return None
    else:
        return None
    if inner.__class__ is n.Name and inner.obj.__class__ is Var:
        return inner.obj
    return None


def _same_safe(a: n.Expr, b: n.Expr) -> bool:
    """The same expression, which has no side effects."""
    a, b = unparen(a), unparen(b)
    cls = a.__class__
    if cls is not b.__class__:
        return False
    if cls is n.Name:
        return a.obj is b.obj and a.obj is not None  # type: ignore[attr-defined]
    if cls is n.SelectorExpr:
        if a.sel.value != b.sel.value:  # type: ignore[attr-defined]
            return False
        if a.selection is None or b.selection is None:  # type: ignore[attr-defined]
            return a.selection is b.selection and a.sel.obj is b.sel.obj  # type: ignore[attr-defined]
        return a.selection.kind == b.selection.kind == "field" and _same_safe(a.x, b.x)  # type: ignore[attr-defined]
    if cls is n.Operation:
        if a.op != b.op or (a.y is None) != (b.y is None) or a.op == "<-":  # type: ignore[attr-defined]
            return False
        return _same_safe(a.x, b.x) and (a.y is None or _same_safe(a.y, b.y))  # type: ignore[attr-defined]
    if cls is n.IndexExpr:
        return _same_safe(a.x, b.x) and _same_safe(a.index, b.index)  # type: ignore[attr-defined]
    if cls is n.BasicLit:
        return a.value == b.value  # type: ignore[attr-defined, no-any-return]
    return False


def _may_affect_memory(x: n.Expr) -> bool:
    x = unparen(x)
    if x.const is not None:
        return False
    cls = x.__class__
    if cls is n.Name:
        return False
    if cls is n.Operation:
        if x.op in ("<-", "&", "&&", "||"):  # type: ignore[attr-defined]
            return True
        return _may_affect_memory(x.x) or (x.y is not None and _may_affect_memory(x.y))  # type: ignore[attr-defined]
    if cls is n.IndexExpr:
        return _may_affect_memory(x.x) or _may_affect_memory(x.index)  # type: ignore[attr-defined]
    if cls is n.SelectorExpr:
        return _may_affect_memory(x.x) if x.selection is not None else False  # type: ignore[attr-defined]
    if cls is n.CallExpr:
        fun = unparen(x.fun)  # type: ignore[attr-defined]
        pure = fun.mode == "typexpr" or fun.mode == "builtin" and getattr(fun, "value", "") in ("len", "cap")
        return not pure or any(_may_affect_memory(arg) for arg in x.arg_list)  # type: ignore[attr-defined]
    return True


_STMT: dict[type, Callable[[StmtFlow, Any], None]] = {
    n.EmptyStmt: StmtFlow.nothing_stmt,
    n.BranchStmt: StmtFlow.nothing_stmt,
    n.LabeledStmt: StmtFlow.labeled,
    n.BlockStmt: StmtFlow.block_stmt,
    n.ExprStmt: StmtFlow.expr_stmt,
    n.SendStmt: StmtFlow.send,
    n.DeclStmt: StmtFlow.decl_stmt,
    n.AssignStmt: StmtFlow.assign,
    n.CallStmt: StmtFlow.go_defer,
    n.ReturnStmt: StmtFlow.return_stmt,
    n.IfStmt: StmtFlow.if_stmt,
    n.ForStmt: StmtFlow.for_stmt,
    n.SwitchStmt: StmtFlow.switch_stmt,
    n.SelectStmt: StmtFlow.select_stmt,
}
