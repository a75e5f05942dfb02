"""The first pass: functions and closures, which variables closures capture, what defers and recovers, which local variables
are assigned once, which functions a function mentions.

One walk over each body. Constant expressions and types are skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.deadcode import live, simplified, static_bool, static_case
from undergo.escape.info import FuncInfo, RangeFunc
from undergo.escape.typefacts import TypeFacts
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types.objects import Builtin, Func, Var
from undergo.types.types import Signature


class Scanner:
    """Scans the functions of one package. ``owner``: local variable -> the function that declares it."""

    __slots__ = ("facts", "owner", "info", "pkg", "labels")

    def __init__(self, facts: TypeFacts, pkg: Any) -> None:
        self.facts = facts
        self.pkg = pkg
        self.owner: dict[Var, FuncInfo] = {}
        self.info: FuncInfo = None  # type: ignore[assignment]
        self.labels: dict[str, int] = {}

    def function(self, decl: n.FuncDecl) -> FuncInfo:
        info = FuncInfo(decl, None)
        decl.info = info
        obj = decl.name.obj
        if obj.__class__ is Func:
            info.func = obj
            self.signature(info, obj.typ)
        if decl.body is not None:
            self.body(info, decl.body)
        return info

    def package_variables(self, values: list[n.Expr]) -> FuncInfo:
        """The initialization of package variables, as one function without declaration."""
        info = FuncInfo(None, None)
        self.info = info
        for value in values:
            self.visit(value)
        return info

    def signature(self, info: FuncInfo, sig: Any) -> None:
        if sig.__class__ is not Signature:
            return
        owner = self.owner
        if sig.recv is not None and info.parent is None:
            info.params.append(sig.recv)
        info.params += sig.params.vars
        info.results = list(sig.results.vars)
        for var in info.params:
            owner[var] = info
        for var in info.results:
            owner[var] = info

    def body(self, info: FuncInfo, body: n.Node) -> None:
        outer, outer_labels = self.info, self.labels
        self.info = info
        self.labels = {}
        self.visit(body)
        info.closures += info.dead_closures
        info.dead_closures = []
        self.info, self.labels = outer, outer_labels

    # ------------------------------------------------------------ walking

    def visit(self, node: n.Node) -> None:
        _VISIT.get(node.__class__, _children)(self, node)

    def visit_list(self, nodes: list[Any]) -> None:
        for node in nodes:
            _VISIT.get(node.__class__, _children)(self, node)

    def name(self, node: n.Name) -> None:
        obj = node.obj
        if obj.__class__ is Var:
            owner = self.owner.get(obj)
            if owner is not None and owner is not self.info:
                self.capture(obj, owner)
        elif obj.__class__ is Func:
            self.info.top.refs.add(obj.origin)

    def capture(self, var: Var, owner: FuncInfo) -> None:
        info: Optional[FuncInfo] = self.info
        while info is not None and info is not owner:
            if var in info.captured:
                return
            info.captured[var] = None
            info = info.parent

    def selector(self, node: n.SelectorExpr) -> None:
        obj = node.sel.obj
        if obj.__class__ is Func:
            self.info.top.refs.add(obj.origin)
        if node.selection is not None and node.selection.kind != "methodexpr":
            self.visit(node.x)

    def define(self, name: n.Node, value: Optional[n.Expr]) -> None:
        """A local variable is declared, with a value if it has one of its own."""
        if name.__class__ is not n.Name:
            return
        var = name.obj
        if var.__class__ is Var:
            self.owner[var] = self.info
            top = self.info.top
            if value is not None:
                top.single[var] = value
                top.assigned[var] = [value]
            else:
                top.assigned[var] = []

    def assigned(self, target: n.Expr, value: Optional[n.Expr]) -> None:
        """A variable, or part of it, is assigned."""
        x: Any = target
        while True:
            cls = x.__class__
            if cls is n.ParenExpr:
                x = x.x
            elif cls is n.SelectorExpr and x.selection is not None:
                x = x.x
                value = None
            elif cls is n.IndexExpr:
                x = x.x
                value = None
            else:
                break
        if cls is n.Name and x.obj.__class__ is Var:
            top = self.info.top
            top.single.pop(x.obj, None)
            known = top.assigned.get(x.obj)
            if known is not None:
                if value is None:
                    top.assigned[x.obj] = None
                else:
                    known.append(value)

    def assignment(self, node: n.AssignStmt) -> None:
        lhs, rhs = node.lhs, node.rhs
        left = lhs.elem_list if lhs.__class__ is n.ListExpr else [lhs]
        right: list[Optional[n.Expr]]
        if rhs.__class__ is n.ListExpr:
            right = list(rhs.elem_list)
        elif len(left) == 1 and node.op in ("", ":="):
            right = [rhs]
        else:
            right = [None] * len(left)
        if len(right) != len(left):
            right = [None] * len(left)
        new = node.new_vars
        for target, value in zip(left, right):
            if node.op == ":=":
                var = target.obj if target.__class__ is n.Name else None
                if var is not None and var in new:
                    self.define(target, value)
                    if value is None:
                        self.info.top.assigned[var] = None  # type: ignore[index]
                    continue
            self.visit(target)
            self.assigned(target, value)
        if rhs is not None:
            self.visit(rhs)

    def var_decl(self, node: n.VarDecl) -> None:
        values: list[Optional[n.Expr]] = [None] * len(node.name_list)
        if node.values.__class__ is n.ListExpr:
            values = list(node.values.elem_list)
        elif node.values is not None and len(node.name_list) == 1:
            values = [node.values]
        for i, name in enumerate(node.name_list):
            self.define(name, values[i] if i < len(values) else None)
            if node.values is not None and (i >= len(values) or values[i] is None) and name.obj.__class__ is Var:
                self.info.top.assigned[name.obj] = None
        if node.values is not None:
            self.visit(node.values)

    def address(self, node: n.Operation) -> None:
        if node.op == "&" and node.y is None:
            self.visit(node.x)
            self.assigned(node.x, None)
            return
        if node.const is not None or node.mode == "typexpr":
            return
        # Chains like a + b + c + ... lean left.
        x: n.Expr = node
        right: list[n.Expr] = []
        while x.__class__ is n.Operation and x.y is not None and x.const is None:
            right.append(x.y)
            x = x.x
        if x.__class__ is n.Operation and x.y is None and x.op != "&":
            self.visit(x.x)
        else:
            self.visit(x)
        for y in reversed(right):
            self.visit(y)

    def call(self, node: n.CallExpr) -> None:
        if node.const is not None:
            return
        fun = unparen(node.fun)
        if fun.mode == "builtin":
            obj = fun.obj if fun.__class__ is n.Name else None
            if obj.__class__ is Builtin and obj.name == "recover":
                self.info.has_recover = True
                self.info.result_owner().has_recover = True
        elif fun.mode != "typexpr":
            self.visit(fun)
            # A method with pointer receiver takes the address of its operand.
            if fun.__class__ is n.SelectorExpr and fun.selection is not None:
                self.assigned_by_method(fun)
        self.visit_list(node.arg_list)

    def assigned_by_method(self, fun: n.SelectorExpr) -> None:
        selection = fun.selection
        assert selection is not None
        if selection.kind == "method" and selection.obj.__class__ is Func and selection.obj.has_ptr_recv:
            self.assigned(fun.x, None)

    def slice(self, node: n.SliceExpr) -> None:
        self.visit(node.x)
        self.assigned(node.x, None)
        for index in node.index:
            if index is not None:
                self.visit(index)

    def composite(self, node: n.CompositeLit) -> None:
        for element in node.elem_list:
            if element.__class__ is n.KeyValueExpr:
                key = element.key
                if not (key.__class__ is n.Name and key.obj.__class__ is Var and key.obj.is_field):
                    if key.__class__ is not n.SelectorExpr or key.mode is not None:
                        self.visit(key)
                self.visit(element.value)
            else:
                self.visit(element)

    def func_lit(self, node: n.FuncLit) -> None:
        info = FuncInfo(node, self.info)
        self.info.closures.append(node)
        node.info = info
        self.signature(info, node.typ)
        self.body(info, node.body)
        node.captures = list(info.captured)

    # ------------------------------------------------------------ statements

    def call_stmt(self, node: n.CallStmt) -> None:
        if node.tok == "defer":
            self.info.result_owner().has_defer = True
        else:
            self.info.has_go = True
        self.visit(node.call)

    def return_stmt(self, node: n.ReturnStmt) -> None:
        info = self.info
        info.returns.append(node)
        owner = info.result_owner()
        if owner is not info and owner.results:
            # From inside a range-over-func body: the results are captured.
            for var in owner.results:
                self.capture(var, owner)
        if node.results is not None:
            self.visit(node.results)

    def labeled(self, node: n.LabeledStmt) -> None:
        self.labels[node.label.value] = node.pos
        self.visit(node.stmt)

    def branch(self, node: n.BranchStmt) -> None:
        if node.tok == "goto" and node.label is not None:
            self.info.has_goto = True
            if node.label.value in self.labels:
                info: Any = self.info
                info.looping_labels.add(node.label.value)
                while info.node.__class__ is RangeFunc:  # the label may stand outside of the loop
                    info = info.parent
                    info.looping_labels.add(node.label.value)

    def if_stmt(self, node: n.IfStmt) -> None:
        if node.init is not None:
            self.visit(node.init)
        self.visit(simplified(node.cond))
        known = static_bool(node.cond)
        self.branch_of(node.then, known is False)
        if node.else_ is not None:
            self.branch_of(node.else_, known is True)

    def block(self, node: n.BlockStmt) -> None:
        self.statements(node.list)

    def statements(self, statements: list[n.Stmt]) -> None:
        """A list of statements, what can run first."""
        count = live(statements)
        self.visit_list(statements[:count])
        for statement in statements[count:]:
            self.branch_of(statement, True)

    def switch_stmt(self, node: n.SwitchStmt) -> None:
        if node.init is not None:
            self.visit(node.init)
        chosen = static_case(node)
        if chosen is None:
            if node.tag is not None:
                self.visit(node.tag)
            self.visit_list(node.body)
            return
        for clause in chosen:
            self.statements(clause.body)
        for clause in node.body:
            if clause not in chosen:
                self.branch_of(clause, True)

    def branch_of(self, block: n.Node, dead: bool) -> None:
        """Code that never runs captures nothing; function literals there are numbered after all others."""
        if not dead:
            self.visit(block)
            return
        info = self.info
        kept, refs, returns, captured = info.closures, info.top.refs, len(info.returns), info.captured
        info.closures, info.top.refs = [], set()
        outside = []  # what is captured here is not captured from the functions around either
        outer = info.parent
        while outer is not None:
            outside.append((outer, dict(outer.captured)))
            outer = outer.parent
        info.captured = dict(captured)
        self.visit(block)
        info.captured = captured
        for outer, before in outside:
            outer.captured = before
        del info.returns[returns:]
        info.top.refs = refs
        info.dead_closures += info.closures
        info.closures = kept

    def for_stmt(self, node: n.ForStmt) -> None:
        clause = node.init
        if clause.__class__ is n.RangeClause:
            self.range_stmt(node, clause)
            return
        dead = static_bool(node.cond) is False
        for part in (node.init, node.cond):
            if part is not None:
                self.visit(part)
        for part in (node.post, node.body):
            if part is not None:
                self.branch_of(part, dead)

    def range_stmt(self, node: n.ForStmt, clause: n.RangeClause) -> None:
        left: list[n.Expr] = []
        if clause.lhs is not None:
            left = clause.lhs.elem_list if clause.lhs.__class__ is n.ListExpr else [clause.lhs]
        u = self.facts.under(clause.x.typ) if clause.x.typ is not None else None
        if u.__class__ is not Signature:
            for target in left:
                self.range_target(target, clause.def_)
            self.visit(clause.x)
            self.visit(node.body)
            return
        self.visit(clause.x)
        body = RangeFunc(node.pos)
        clause.info = body
        info = FuncInfo(body, self.info)
        body.info = info
        self.info.closures.append(body)
        outer = self.info
        self.info = info  # labels and defers go on belonging to the function, variables do not
        for target in left:
            self.range_target(target, clause.def_)
        self.visit(node.body)
        info.closures += info.dead_closures
        info.dead_closures = []
        self.info = outer
        body.captures = list(info.captured)

    def range_target(self, target: n.Expr, define: bool) -> None:
        if define:
            self.define(target, None)
            if target.__class__ is n.Name and target.obj.__class__ is Var:
                self.info.top.assigned[target.obj] = None
        else:
            self.visit(target)
            self.assigned(target, None)

    def case_clause(self, node: n.CaseClause) -> None:
        if node.obj.__class__ is Var:
            self.owner[node.obj] = self.info
        if node.cases is not None:
            self.visit(node.cases)
        self.statements(node.body)

    def comm_clause(self, node: n.CommClause) -> None:
        if node.comm is not None:
            self.visit(node.comm)
        self.statements(node.body)

    def type_switch_guard(self, node: n.TypeSwitchGuard) -> None:
        self.visit(node.x)

    def ignore(self, node: n.Node) -> None:
        pass


def _children(scanner: Scanner, node: Any) -> None:
    """Anything without a method of its own."""
    if isinstance(node, n.Expr) and (node.const is not None or node.mode == "typexpr"):
        return
    for slot in node.children:
        child = getattr(node, slot)
        if child is None:
            continue
        if child.__class__ is list:
            for item in child:
                if item is not None:
                    _VISIT.get(item.__class__, _children)(scanner, item)
        else:
            _VISIT.get(child.__class__, _children)(scanner, child)


_VISIT: dict[type, Callable[[Scanner, Any], None]] = {
    n.Name: Scanner.name,
    n.BasicLit: Scanner.ignore,
    n.SelectorExpr: Scanner.selector,
    n.Operation: Scanner.address,
    n.CallExpr: Scanner.call,
    n.SliceExpr: Scanner.slice,
    n.CompositeLit: Scanner.composite,
    n.FuncLit: Scanner.func_lit,
    n.AssignStmt: Scanner.assignment,
    n.VarDecl: Scanner.var_decl,
    n.CallStmt: Scanner.call_stmt,
    n.ReturnStmt: Scanner.return_stmt,
    n.LabeledStmt: Scanner.labeled,
    n.BranchStmt: Scanner.branch,
    n.IfStmt: Scanner.if_stmt,
    n.ForStmt: Scanner.for_stmt,
    n.BlockStmt: Scanner.block,
    n.SwitchStmt: Scanner.switch_stmt,
    n.CaseClause: Scanner.case_clause,
    n.CommClause: Scanner.comm_clause,
    n.TypeSwitchGuard: Scanner.type_switch_guard,
    n.ConstDecl: Scanner.ignore,
    n.TypeDecl: Scanner.ignore,
    n.ArrayType: Scanner.ignore,
    n.SliceType: Scanner.ignore,
    n.StructType: Scanner.ignore,
    n.FuncType: Scanner.ignore,
    n.InterfaceType: Scanner.ignore,
    n.MapType: Scanner.ignore,
    n.ChanType: Scanner.ignore,
    n.DotsType: Scanner.ignore,
}
