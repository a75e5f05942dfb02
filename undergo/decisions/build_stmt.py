"""From the checked syntax tree to the model's tree: statements and functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types import types as T
from undergo.types.objects import Var
from undergo.types.types import Basic, Pointer, Signature, Tuple

from .build import INT, ExprBuilder
from .ir import OF_SYMBOL, Func, Name, Node, children


class Builder(ExprBuilder):
    def function(self, fn: Func, decl: n.FuncDecl) -> None:
        """Fill in the body of a declared function."""
        self.signature(fn, fn.sig)
        self.fn = fn
        if decl.body is None:
            fn.has_body = False
        else:
            fn.body = self.stmts(decl.body.list)

    def stmts(self, nodes: Any) -> list[Node]:
        out: list[Node] = []
        last_label = max((i for i, node in enumerate(nodes) if node.__class__ is n.LabeledStmt), default=-1)
        dead = False
        for i, node in enumerate(nodes):
            if dead and i > last_label:
                continue  # not reached
            out += self.stmt(node)
            dead = self.terminates(node)
        return out

    def terminates(self, node: Any) -> bool:
        cls = node.__class__
        if cls is n.ReturnStmt:
            return True
        if cls is n.BranchStmt:
            return bool(node.tok == "goto")
        if cls is n.ExprStmt:
            x = unparen(node.x)
            return x.__class__ is n.CallExpr and unparen(x.fun).mode == "builtin" and getattr(unparen(x.fun), "value", "") == "panic"
        if cls is n.BlockStmt:
            return any(self.terminates(x) for x in node.list)
        if cls is n.IfStmt:
            known = self.static_bool(node.cond)
            return (known is False or self.terminates(node.then)) and (known is True or self.terminates(node.else_))
        return False

    def stmt(self, node: Any) -> list[Node]:
        if node is None:
            return []
        return _STMT[node.__class__](self, node)

    # ------------------------------------------------------------ simple statements

    def nothing(self, node: Any) -> list[Node]:
        return []

    def expr_stmt(self, node: n.ExprStmt) -> list[Node]:
        return [self.expr(unparen(node.x))]

    def send(self, node: n.SendStmt) -> list[Node]:
        chan = self.expr(node.chan)
        u = self.under(chan.typ)
        return [Node("SEND", node.pos, None, chan, self.to(getattr(u, "elem", None), node.value))]

    def decl_stmt(self, node: n.DeclStmt) -> list[Node]:
        out: list[Node] = []
        for decl in node.decl_list:
            if decl.__class__ is n.VarDecl:
                out += self.var_decl(decl)
        return out

    def var_decl(self, decl: n.VarDecl) -> list[Node]:
        if decl.values is None:
            out = []
            for x in decl.name_list:
                if x.obj.__class__ is not Var or x.value == "_":
                    continue
                name = self.declare(x.obj)
                made = Node("AS", decl.pos, None, name)
                made.init = [Node("DCL", x.pos, None, name)]
                out.append(made)
            return out
        right = decl.values.elem_list if decl.values.__class__ is n.ListExpr else [decl.values]
        return self.assign(decl.pos, decl.name_list, right, {x.obj for x in decl.name_list if x.value != "_"})

    def assign_stmt(self, node: n.AssignStmt) -> list[Node]:
        if node.op and node.op != ":=":
            x = self.expr(node.lhs)
            made = Node("ASOP", node.pos, None, x)
            made.val = node.op
            if node.rhs is None:
                made.flag = True
                made.y = Node("LITERAL", node.pos, x.typ if x.typ is not None else INT)
                made.y.val = 1
            elif node.op in ("<<", ">>"):
                made.y = self.expr(node.rhs)
            else:
                made.y = self.to(x.typ, node.rhs)
            return [made]
        left = node.lhs.elem_list if node.lhs.__class__ is n.ListExpr else [node.lhs]
        right = node.rhs.elem_list if node.rhs.__class__ is n.ListExpr else [node.rhs]
        return self.assign(node.pos, left, right, set(node.new_vars) if node.op == ":=" else set())

    def assign(self, pos: int, left: Any, right: Any, new: set[Any]) -> list[Node]:
        # The right side is built first: new names are not in scope there.
        types = [self.target_type(x) for x in left]
        if len(left) == len(right):
            values = [self.to(t, v) for t, v in zip(types, right)]
        else:
            values = self.unpacked(right[0], types)
        names = [self.declare(x.obj) for x in left if x.__class__ is n.Name and x.obj in new]
        targets = [self.target(x) for x in left]
        if len(left) == 1:
            made = Node("AS", pos, None, targets[0], values[0])
        else:
            made = Node("AS2", pos)
            made.list, made.els = targets, values
        made.flag = bool(names)
        made.init = [Node("DCL", name.pos, None, name) for name in names]
        for name in names:
            name.defn = made
        return [made]

    def target(self, x: Any) -> Node:
        x = unparen(x)
        if x.__class__ is n.Name and x.value == "_":
            return Name("_", x.pos, x.typ, 0, None)
        return self.expr(x)

    def target_type(self, x: Any) -> Any:
        x = unparen(x)
        if x.__class__ is n.Name:
            return None if x.value == "_" else getattr(x.obj, "typ", None)
        return x.typ

    def return_stmt(self, node: n.ReturnStmt) -> list[Node]:
        made = Node("RETURN", node.pos)
        owner = self.fn
        results = owner.sig.results.vars if owner.sig is not None else []
        if node.results is not None:
            right = node.results.elem_list if node.results.__class__ is n.ListExpr else [node.results]
            types = [v.typ for v in results]
            if len(right) == 1 and right[0].typ.__class__ is Tuple:
                made.list = self.unpacked(right[0], types)
            elif types:
                made.list = [self.to(t, v) for t, v in zip(types, right)]
            else:  # in the body of a range-over-func loop
                made.list = [self.expr(v) for v in right]
        return [made]

    def branch(self, node: n.BranchStmt) -> list[Node]:
        made = Node({"fallthrough": "FALL"}.get(node.tok, node.tok.upper()), node.pos)
        made.val = node.label.value if node.label is not None else None
        return [made]

    def labeled(self, node: n.LabeledStmt) -> list[Node]:
        made = Node("LABEL", node.pos)
        made.val = node.label.value
        return [made, *self.stmt(node.stmt)]

    def block(self, node: n.BlockStmt) -> list[Node]:
        made = Node("BLOCK", node.pos)
        made.list = self.stmts(node.list)
        return [made]

    def call_stmt(self, node: n.CallStmt) -> list[Node]:
        call = self.expr(unparen(node.call))
        made = Node(node.tok.upper(), node.pos, None, call)
        sig = self.under(call.x.typ) if call.op == "CALLFUNC" and call.x.typ is not None else None
        plain = call.op == "CALLFUNC" and not call.list and sig.__class__ is Signature and not sig.params.vars and not sig.results.vars
        if plain and call.x.op != "METHEXPR":
            return [made]
        return [*self.wrapped(made, call, node.tok), made]

    def wrapped(self, made: Node, call: Node, tok: str) -> list[Node]:
        """The call of a go or defer statement becomes one of a closure without parameters; its operands are evaluated before."""
        before: list[Node] = []
        pos = made.pos

        def saved(x: Node) -> Node:
            if x.op in ("LITERAL", "NIL", "METHEXPR", "TYPE", "NEW") or x.op == "NAME" and x.cls == 3:  # type: ignore[attr-defined]
                return x
            if x.op == "CONVNOP" and is_kind(x.typ, T.UINTPTR) and is_kind(x.x.typ, T.UNSAFE_POINTER):
                x.x = saved(x.x)
                return x
            if x.op in ("ARRAYLIT", "SLICELIT", "STRUCTLIT"):
                for i, e in enumerate(x.list):
                    if e.op == "STRUCTKEY":
                        e.x = saved(e.x)
                    elif e.op == "KEY":
                        e.y = saved(e.y)
                    else:
                        x.list[i] = saved(e)
                return x
            tmp = self.temp(x.pos, x.typ)
            as_ = Node("AS", x.pos, None, tmp, x)
            as_.flag = True
            as_.init = [Node("DCL", x.pos, None, tmp)]
            tmp.defn = as_
            before.append(as_)
            return tmp

        if call.op == "CALLINTER":
            call.x.x = saved(call.x.x)
        elif call.x is not None:
            call.x = saved(call.x)
        if call.y is not None:
            call.y = saved(call.y)
        call.list = [saved(a) for a in call.list]
        fn = self.new_closure(pos, None, ".gowrap" if tok == "go" else ".deferwrap")
        fn.wrapper = True
        fn.body = [call]

        def capture(x: Node) -> None:
            if x.op == "NAME" and x.curfn is self.fn and x not in fn.captures:  # type: ignore[attr-defined]
                fn.captures.append(x)  # type: ignore[arg-type]
            if x.op == "CLOSURE":
                for name in x.fn.captures:
                    capture(name)
            for c in children(x):
                capture(c)

        capture(call)
        target = Node("CALLFUNC", pos, None, fn.closure)
        assert fn.closure is not None
        made.x = target
        return before

    # ------------------------------------------------------------ compound statements

    def if_stmt(self, node: n.IfStmt) -> list[Node]:
        made = Node("IF", node.pos)
        made.init = self.stmt(node.init)
        made.x = self.expr(node.cond)
        known = self.static_bool(node.cond)
        made.body = self.stmts(node.then.list) if known is not False else []
        other = node.else_
        if other is not None and known is not True:
            made.els = self.stmts(other.list) if other.__class__ is n.BlockStmt else self.stmt(other)  # type: ignore[attr-defined]
        return [made]

    def static_bool(self, x: Any) -> Optional[bool]:
        x = unparen(x)
        if x.const is not None:
            return bool(x.const)
        if x.__class__ is n.Operation and x.op == "!" and x.y is None:
            inner = self.static_bool(x.x)
            return None if inner is None else not inner
        if x.__class__ is n.Operation and x.op in ("&&", "||"):
            a, b = self.static_bool(x.x), self.static_bool(x.y)
            decisive = x.op == "||"
            if a is decisive:
                return decisive
            if a is not None and b is not None:
                return b
        return None

    def for_stmt(self, node: n.ForStmt) -> list[Node]:
        if node.init.__class__ is n.RangeClause:
            return self.range_stmt(node, node.init)  # type: ignore[arg-type]
        made = Node("FOR", node.pos)
        made.init = self.stmt(node.init)
        made.x = self.optional(node.cond)
        made.val = [init.x for init in made.init if init.op == "AS" and init.flag] if node.go122 else []
        for init in made.init:
            if init.op == "AS2" and init.flag and node.go122:
                made.val += [x for x in init.list if x.op == "NAME" and x.defn is init]
        post = self.stmt(node.post)
        made.z = post[0] if post else None
        made.body = self.stmts(node.body.list)
        if made.x is not None and made.x.op == "LITERAL" and made.x.val is False:
            return list(made.init)
        return [made]

    def range_stmt(self, node: n.ForStmt, clause: n.RangeClause) -> list[Node]:
        x = self.expr(clause.x)
        left: list[Any] = []
        if clause.lhs is not None:
            left = clause.lhs.elem_list if clause.lhs.__class__ is n.ListExpr else [clause.lhs]  # type: ignore[attr-defined]
        if self.under(clause.x.typ).__class__ is Signature:
            return self.range_func(node, clause, x, left)
        if self.under(x.typ).__class__ is Pointer:
            x = Node("DEREF", x.pos, self.under(x.typ).elem, x)
            x.implicit = True
        made = Node("RANGE", node.pos)
        names = []
        if clause.def_:
            names = [self.declare(v.obj) for v in left if v.__class__ is n.Name and v.obj.__class__ is Var and v.value != "_"]
        targets = [self.target(v) for v in left]
        made.x = x
        made.y = targets[0] if targets else None
        made.z = targets[1] if len(targets) > 1 else None
        made.init = [Node("DCL", name.pos, None, name) for name in names]
        made.flag = clause.def_
        made.val = names if node.go122 else []
        for name in names:
            name.defn = made
        made.body = self.stmts(node.body.list)
        return [made]

    def range_func(self, node: n.ForStmt, clause: n.RangeClause, x: Node, left: list[Any]) -> list[Node]:
        """The body is a closure that the iterator function calls."""
        sig = self.under(clause.x.typ)
        body_sig = self.under(sig.params.vars[0].typ)
        outer = self.fn
        top = outer
        while top.parent is not None and "-range" in top.name.rsplit(".", 1)[-1]:
            top = top.parent
        top.states += 1
        state = Name(f"#state{top.states}", node.pos, INT, 0, outer)
        outer.dcl.append(state)
        fn = self.new_closure(node.pos, None, "-range")
        fn.captures.append(state)
        fn.sig = Signature(None, body_sig.params, body_sig.results)
        fn.wrapper = False
        self.fn = fn
        body: list[Node] = []
        for i, var in enumerate(body_sig.params.vars):
            target = left[i] if i < len(left) else None
            if clause.def_ and target.__class__ is n.Name and target.obj.__class__ is Var and target.value != "_":
                fn.params.append(self.declare(target.obj, 1))
                continue
            name = Name(f"#p{i + 1}", node.pos, var.typ, 1, fn)
            fn.params.append(name)
            fn.dcl.append(name)
            if target is not None and not (target.__class__ is n.Name and target.value == "_"):
                body.append(Node("AS", target.pos, None, self.target(target), name))
        body += self.stmts(node.body.list)
        fn.body = self.without_returns(body)
        self.fn = outer
        self.capture_outer(fn, outer)
        set_state = Node("AS", node.pos, None, state, self.number(node.pos))
        set_state.init = [Node("DCL", node.pos, None, state)]
        state.defn = set_state
        step = Node("AS", node.pos, None, state, self.number(node.pos))
        fn.body.insert(0, step)
        call = Node("CALLFUNC", node.pos, None, x)
        assert fn.closure is not None
        fn.closure.typ = sig.params.vars[0].typ
        call.list = [fn.closure]
        return [set_state, call]

    def number(self, pos: int) -> Node:
        made = Node("LITERAL", pos, INT)
        made.val = 0
        return made

    def without_returns(self, body: list[Node]) -> list[Node]:
        """Returned values leave through the results of the function around: they are assigned to variables there."""
        results = self.fn
        while results.closure is not None and "-range" in results.name.rsplit(".", 1)[-1] and results.parent is not None:
            results = results.parent

        def edit(node: Node) -> None:
            node.list = list(node.list)
            for i, c in enumerate(node.list):
                if c.op == "RETURN":
                    node.list[i] = self.assigned_results(c, results)
            parts: list[Any] = [node.body, node.els if node.op == "IF" else ()]
            for part in parts:
                for i, c in enumerate(part):
                    if c.op == "RETURN":
                        part[i] = self.assigned_results(c, results)
                    else:
                        edit(c)
            for c in node.list:
                edit(c)

        top = Node("BLOCK", 0)
        top.list = body
        edit(top)
        return top.list  # type: ignore[no-any-return]

    def assigned_results(self, node: Node, owner: Func) -> Node:
        made = Node("AS2", node.pos)
        made.list = list(owner.results[: len(node.list)])
        for i, name in enumerate(made.list):
            if name.name.startswith("~r"):
                name.name = f"#rv{i + 1}"
            self.captured_by_all(name)
        made.els = list(node.list)
        return made

    def captured_by_all(self, name: Name) -> None:
        fn: Optional[Func] = self.fn
        while fn is not None and fn is not name.curfn:
            if name not in fn.captures:
                fn.captures.append(name)
            fn = fn.parent

    def switch_stmt(self, node: n.SwitchStmt) -> list[Node]:
        made = Node("SWITCH", node.pos)
        made.init = self.stmt(node.init)
        tag = node.tag
        guard = tag.__class__ is n.TypeSwitchGuard
        if guard:
            made.x = Node("TYPESW", tag.pos, None, self.expr(tag.x))  # type: ignore[union-attr]
            if tag.lhs is not None:  # type: ignore[union-attr]
                made.x.y = Node("NONAME", tag.lhs.pos)  # type: ignore[union-attr]
        elif tag is not None:
            made.x = self.expr(tag)
        cases = []
        clauses = node.body
        if not guard and (tag is None or tag.const is not None):
            found = self.static_case(node, True if tag is None else tag.const)
            if found is not None:
                clauses, made.x = found, None
        for clause in clauses:
            case = Node("CASE", clause.pos)
            listed: list[Any] = []
            if clause.cases is not None:
                listed = clause.cases.elem_list if clause.cases.__class__ is n.ListExpr else [clause.cases]  # type: ignore[attr-defined]
            if guard:
                case.list = [Node("NIL", c.pos) if c.mode == "nilvalue" else Node("TYPE", c.pos, c.typ) for c in listed]
                if clause.obj.__class__ is Var:
                    case.x = self.declare(clause.obj)
                    case.x.pos = type_end(listed[-1]) if listed else clause.pos
                    case.x.defn = made.x
            else:
                case.list = [self.to(made.x.typ, c) if made.x is not None else self.expr(c) for c in listed if clauses is node.body]
            case.body = self.stmts(clause.body)
            cases.append(case)
        made.list = cases
        return [made]

    def static_case(self, node: n.SwitchStmt, value: Any) -> Optional[list[Any]]:
        """The clause that a constant tag selects, as a list of none or one; None if that is not known."""
        target = None
        for clause in node.body:
            if clause.cases is None:
                target = clause
                continue
            for case in clause.cases.elem_list if clause.cases.__class__ is n.ListExpr else [clause.cases]:  # type: ignore[attr-defined]
                if case.const is None:
                    return None
                if case.const == value:
                    last = clause.body[-1] if clause.body else None
                    return None if last.__class__ is n.BranchStmt and last.tok == "fallthrough" else [clause]  # type: ignore[union-attr]
        if target is None:
            return []
        last = target.body[-1] if target.body else None
        return None if last.__class__ is n.BranchStmt and last.tok == "fallthrough" else [target]  # type: ignore[union-attr]

    def select_stmt(self, node: n.SelectStmt) -> list[Node]:
        made = Node("SELECT", node.pos)
        cases = []
        for clause in node.body:
            case = Node("CASE", clause.pos)
            comm = self.stmt(clause.comm)
            case.x = comm[0] if comm else None
            case.body = self.stmts(clause.body)
            cases.append(case)
        made.list = cases
        return [made]


def is_kind(t: Any, kind: int) -> bool:
    u = t.underlying() if t is not None else None
    return u.__class__ is Basic and u.kind == kind


def type_end(x: Any) -> int:
    """The position of the last name in a type."""
    while True:
        cls = x.__class__
        if cls is n.SelectorExpr:
            return int(x.sel.pos)
        if cls in (n.ParenExpr, n.Operation):
            x = x.x
        elif cls in (n.ArrayType, n.SliceType, n.ChanType, n.DotsType):
            x = x.elem
        elif cls is n.MapType:
            x = x.value
        elif cls is n.FuncType and x.result_list:
            x = x.result_list[-1].type
        elif cls is n.IndexExpr:
            x = x.index.elem_list[-1] if x.index.__class__ is n.ListExpr else x.index
        else:
            return int(x.pos)


_STMT: dict[type, Callable[[Builder, Any], list[Node]]] = {
    n.EmptyStmt: Builder.nothing,
    n.ExprStmt: Builder.expr_stmt,
    n.SendStmt: Builder.send,
    n.DeclStmt: Builder.decl_stmt,
    n.AssignStmt: Builder.assign_stmt,
    n.ReturnStmt: Builder.return_stmt,
    n.BranchStmt: Builder.branch,
    n.LabeledStmt: Builder.labeled,
    n.BlockStmt: Builder.block,
    n.CallStmt: Builder.call_stmt,
    n.IfStmt: Builder.if_stmt,
    n.ForStmt: Builder.for_stmt,
    n.SwitchStmt: Builder.switch_stmt,
    n.SelectStmt: Builder.select_stmt,
}
__all__ = ["OF_SYMBOL", "Builder"]
