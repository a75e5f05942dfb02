"""A phase of every build: which functions the reference's compiler can inline, by the model of its budget.

Tracebacks and ``runtime.Frame`` tell inlined calls from others, and LLVM inlines more than the reference. ``Func.inline_cost`` and
``FuncInfo.inline_cost`` (of function literals) are the cost of a body that can be inlined, ``NEVER``, or None where the model does not
tell (generic functions). Only bodies that may fit the budget are built for the model; those of imported packages brought their costs with them.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.deadcode import static_bool
from undergo.escape.info import FuncInfo
from undergo.syntax import nodes as n
from undergo.types.objects import Func as FuncObject

from .inline import _IMPOSSIBLE, BUDGET, Inliner
from .ir import Func
from .report import Report, bottom_up, key, pragmas

NEVER = -1
UNKNOWN_COST = 20  # what a generic function is taken to cost
NODES = 3  # so many nodes of the tree may make one of the model


def find_costs(pkg: Any) -> None:
    """Set inline_cost of the functions and function literals of a package that escape analysis has seen."""
    _Phase(pkg).find()


class _Phase(Report):
    def __init__(self, pkg: Any) -> None:
        super().__init__(pkg, 1, None, None)

    def tell(self, pos: int, text: str) -> None:
        pass

    def ready(self, fn: Func) -> None:
        """An imported function: its cost came with its package."""
        if fn.local or fn.closure is not None or fn.obj is None:
            return
        cost = fn.obj.inline_cost
        fn.cost = UNKNOWN_COST if cost is None else cost if cost >= 0 else None

    def find(self) -> None:
        package = self.package
        package.declare()
        built: list[Func] = []
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is n.FuncDecl and decl.info is not None and decl.name.obj.__class__ is FuncObject:
                    self.declared(decl, built)
        every = [*built, *package.builder.made]
        inliner = Inliner(self.facts, self.words, self.tell, self.function_of, self.ready)
        for fn in every:
            fn.pristine = fn.body

        def check(batch: list[Func]) -> None:
            for fn in batch:
                inliner.can_inline(fn)

        bottom_up(built, check)
        check(package.builder.made)
        for fn in built:
            fn.obj.inline_cost = NEVER if fn.cost is None else fn.cost
        self.literals({fn.pos: fn for fn in package.builder.made if fn.closure is not None and not fn.wrapper})

    def declared(self, decl: Any, built: list[Func]) -> None:
        """Decide what can be decided by a look at the tree; else build the body."""
        obj = decl.name.obj
        fn = self.package.functions.get(key(obj)) if obj.typ is not None else None
        if decl.body is None or pragmas(decl, obj) & _IMPOSSIBLE.keys() or hopeless(decl.info, decl.body, BUDGET):
            obj.inline_cost = NEVER
            if fn is not None:
                fn.checked = fn.ready = True
        elif fn is not None:  # not generic
            self.package.build_function(fn)
            built.append(fn)

    def literals(self, known: dict[int, Func]) -> None:
        """The costs of function literals and bodies of range-over-func loops."""
        todo = [d.info for f in self.pkg.files for d in f.decl_list if d.__class__ is n.FuncDecl and d.info is not None]
        while todo:
            info: FuncInfo = todo.pop()
            for closure in info.closures:
                inner = closure.info
                todo.append(inner)
                fn = known.get(closure.pos)
                if fn is not None:
                    inner.inline_cost = NEVER if fn.cost is None else fn.cost
                elif inner.has_recover or inner.has_defer or inner.has_go:
                    inner.inline_cost = NEVER


def hopeless(info: FuncInfo, body: n.Node, budget: int) -> bool:
    """Whether a body cannot be inlined for sure: it does what no inlined function may, or is far too large."""
    return info.has_recover or info.has_defer or info.has_go or not _fits(body, NODES * budget)


def _fits(body: Any, budget: int) -> bool:
    """Whether a tree has no more nodes than that; constants, types, the bodies of literals and code that never runs do not count."""
    todo = [body]
    while todo:
        node = todo.pop()
        if isinstance(node, n.Expr) and (node.const is not None or node.mode == "typexpr"):
            continue
        budget -= 1
        if budget < 0:
            return False
        cls = node.__class__
        if cls is n.FuncLit:
            continue
        dead: Optional[str] = None
        if cls is n.IfStmt:
            known = static_bool(node.cond)
            dead = None if known is None else "else_" if known else "then"
        for slot in node.children:
            child = getattr(node, slot)
            if child is None or slot == dead:
                continue
            if child.__class__ is list:
                todo.extend([c for c in child if c is not None])
            else:
                todo.append(child)
    return True
