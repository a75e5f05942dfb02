"""A phase of every build: which functions the reference's compiler can inline, by the model of its budget.

Tracebacks and ``runtime.Frame`` tell inlined calls from others, and LLVM inlines more than the reference. ``Func.inline_cost`` and
``FuncInfo.inline_cost`` (of function literals) are the cost of a body that can be inlined, ``NEVER``, or None where the model does not
tell. Only bodies that may fit the budget are built for the model; those of imported packages brought their costs with them.

The names of function literals inside literals depend on what is inlined: ``FuncInfo.inlined`` marks the literals, and the bodies of
range-over-func loops, that become part of the function around them. Only functions with such literals are inlined into for that.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.deadcode import static_bool
from undergo.escape.info import FuncInfo
from undergo.syntax import nodes as n
from undergo.types.exportbodies import function_body
from undergo.types.objects import Func as FuncObject

from .build_stmt import Builder
from .inline import _IMPOSSIBLE, BUDGET, Copier, Inliner
from .ir import Func, Node, children
from .report import Report, bottom_up, key, pragmas

NEVER = -1
UNKNOWN_COST = 20  # what a generic function is taken to cost
NODES = 3  # so many nodes of the tree may make one of the model


def find_costs(pkg: Any) -> None:
    """Set inline_cost of the functions and function literals of a package that escape analysis has seen."""
    _Phase(pkg).find()


class _Recorder(Inliner):
    """Inlines, and remembers the function literals whose bodies go into the function around them."""

    literals: frozenset[Func] = frozenset()
    inlined: set[int] = set()

    def expand(self, caller: Func, n: Node, fn: Func) -> None:
        if fn in self.literals and fn.parent is caller:
            self.inlined.add(fn.pos)
        super().expand(caller, n, fn)


class _Phase(Report):
    def __init__(self, pkg: Any) -> None:
        super().__init__(pkg, 1, None, None)
        self.built: list[Func] = []
        self.literals: list[Func] = []
        self.builders: dict[str, Builder] = {pkg.path: self.package.builder}
        self.bodies = False  # whether those of imported functions are wanted
        self.recorder = _Recorder(self.facts, self.words, self.tell, self.function_of, self.ready)

    def tell(self, pos: int, text: str) -> None:
        pass

    def ready(self, fn: Func) -> None:
        """An imported function: its cost came with its package, its body perhaps."""
        if fn.local or fn.closure is not None or fn.obj is None or fn.ready:
            return
        cost = fn.obj.inline_cost
        fn.cost = UNKNOWN_COST if cost is None else cost if cost >= 0 else None
        if self.bodies and fn.cost is not None and fn.obj.pkg is not None:
            decl = function_body(fn.obj)
            if decl is not None and decl.body is not None:
                self.build(fn, decl)

    def build(self, fn: Func, decl: n.FuncDecl) -> bool:
        """Build the body for the model; False if the model has no words for something in it."""
        fn.ready = True
        builder = self.builders.get(fn.pkg)
        if builder is None:
            builder = self.builders[fn.pkg] = Builder(fn.obj.pkg, self.words, self.function_of, self.facts)
        before = len(builder.made)
        try:
            builder.function(fn, decl)
        except (AttributeError, TypeError, IndexError, KeyError):
            fn.has_body = False
            fn.checked = True
            fn.cost = None
            del builder.made[before:]
            return False
        fn.has_body = True
        fn.pristine = fn.body
        for closure in builder.made[before:]:
            closure.ready = True
            closure.local = fn.local
            closure.pristine = closure.body
        self.literals += builder.made[before:]
        return True

    def find(self) -> None:
        self.package.declare()
        roots = []
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is n.FuncDecl and decl.info is not None and decl.name.obj.__class__ is FuncObject:
                    fn = self.declared(decl)
                    if fn is not None and any(closure.info.closures for closure in decl.info.closures):
                        roots.append(fn)
        initial = package_literals(self.pkg)
        if any(info.closures for info in initial):
            roots.append(self.initialization())
        bottom_up(self.built, self.check)
        self.check(self.literals)
        for fn in self.built:
            if fn.obj.inline_cost is None:
                fn.obj.inline_cost = NEVER if fn.cost is None else fn.cost
        known = {fn.pos: fn for fn in self.literals if not fn.wrapper}
        if roots:
            self.inline_into(roots)
        self.annotate(known, initial)

    def check(self, batch: list[Func]) -> None:
        for fn in batch:
            self.recorder.can_inline(fn)
            if fn.cost is not None and fn.obj is not None and self.has_literals(fn):
                fn.obj.pragma.add("literals")

    def has_literals(self, fn: Func) -> bool:
        """Whether function literals come with the body, those of what it calls included."""
        todo = list(fn.body)
        while todo:
            node = todo.pop()
            if node.op == "CLOSURE" or node.op == "CALLFUNC" and _brings_literals(node.x):
                return True
            todo += children(node)
        return False

    def declared(self, decl: Any) -> Optional[Func]:
        """Decide what can be decided by a look at the tree; else build the body."""
        obj = decl.name.obj
        if obj.typ is None:
            return None
        if decl.body is None or pragmas(decl, obj) & _IMPOSSIBLE.keys() or hopeless(decl.info, decl.body):
            obj.inline_cost = NEVER
            if not any(closure.info.closures for closure in decl.info.closures):
                fn = self.package.functions.get(key(obj))
                if fn is not None:
                    fn.checked = fn.ready = True
                return None
        fn = self.package.functions.get(key(obj))
        if fn is None:
            fn = self.function_of(obj)  # generic
            fn.local = True
        if not self.build(fn, decl):
            return None
        if obj.inline_cost == NEVER:
            fn.checked = True
        self.built.append(fn)
        return fn

    def inline_into(self, roots: list[Func]) -> None:
        """Inline into the functions whose literals contain others."""
        self.bodies = True
        every = list(roots)
        for fn in self.literals:
            top = fn
            while top.parent is not None:
                top = top.parent
            if top in roots:
                every.append(fn)
        recorder = self.recorder
        recorder.inlined = set()
        recorder.literals = frozenset(every) - frozenset(roots)
        for fn in every:
            fn.body = Copier(None, None, fn, "", recorder).nodes(fn.pristine)
        recorder.start(every)
        bottom_up(roots, recorder.batch)

    def initialization(self) -> Func:
        """The function that initializes package variables."""
        builder = self.package.builder
        before = len(builder.made)
        try:
            self.package.build_init()
        except (AttributeError, TypeError, IndexError, KeyError):
            del builder.made[before:]
            self.package.init = Func("init", 0, None, self.pkg.path)
        init = self.package.init
        init.pristine = init.body
        for closure in builder.made[before:]:
            closure.pristine = closure.body
        self.literals += builder.made[before:]
        return init

    def annotate(self, known: dict[int, Func], initial: list[FuncInfo]) -> None:
        """Write on the literals, and on the bodies of range-over-func loops, what was found out."""
        todo = [d.info for f in self.pkg.files for d in f.decl_list if d.__class__ is n.FuncDecl and d.info is not None]
        todo = [c.info for info in todo for c in info.closures] + initial
        while todo:
            info: FuncInfo = todo.pop()
            todo += [c.info for c in info.closures]
            assert info.node is not None
            fn = known.get(info.node.pos)
            if fn is not None and fn.checked:
                info.inline_cost = NEVER if fn.cost is None else fn.cost
            elif info.has_recover or info.has_defer or info.has_go:
                info.inline_cost = NEVER
            info.inlined = info.node.pos in self.recorder.inlined


def _brings_literals(x: Any) -> bool:
    """Whether a function that is called is inlined with literals of its own."""
    fn = x.fn if x.op in ("NAME", "METHEXPR") else None
    return fn.__class__ is Func and fn.obj is not None and "literals" in fn.obj.pragma


def package_literals(pkg: Any) -> list[FuncInfo]:
    """The function literals in the initialization of package variables, without those inside others."""
    found: list[FuncInfo] = []
    todo = [item.rhs for item in pkg.init_order]
    while todo:
        node: Any = todo.pop()
        if node.__class__ is n.FuncLit:
            if node.info is not None:
                found.append(node.info)
            continue
        for slot in node.children:
            child = getattr(node, slot)
            if child.__class__ is list:
                todo += [c for c in child if c is not None]
            elif child is not None:
                todo.append(child)
    return found


def hopeless(info: FuncInfo, body: n.Node) -> bool:
    """Whether a body cannot be inlined for sure: it does what no inlined function may, or is far too large."""
    return info.has_recover or info.has_defer or info.has_go or not _fits(body, NODES * BUDGET)


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
