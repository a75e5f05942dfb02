"""Which functions can be inlined and which calls are: the reference's budget, counted on the model's nodes; copies of bodies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.typefacts import TypeFacts
from undergo.types import sizes
from undergo.types.predicates import identical

from .devirtual import Devirtualizer
from .intrinsics import is_intrinsic
from .ir import AUTO, EXTERN, FUNC, PARAM, RESULT, Func, Inlined, Name, Node, Words, children
from .values import Oracle

BUDGET = 80
CALL_COST = 57
PARAM_CALL_COST = 17
BIG_NODES = 5000
BIG_MAX_COST = 20
CLOSURE_ONCE = 10 * BUDGET

CHEAP = {
    "encoding/binary": "Uint64 Uint32 Uint16 PutUint64 PutUint32 PutUint16 AppendUint64 AppendUint32 AppendUint16".split(),
    "internal/byteorder": [f"{e}{k}{s}" for e in ("LE", "BE") for k in ("", "Put", "Append") for s in ("Uint64", "Uint32", "Uint16")],
    "internal/abi": ["NoEscape"],
}

_IMPOSSIBLE = {
    "noinline": "marked go:noinline",
    "cgo_unsafe_args": "marked go:cgo_unsafe_args",
    "uintptrkeepalive": "marked as having a keep-alive uintptr argument",
    "uintptrescapes": "marked as having an escaping uintptr argument",
    "yeswritebarrierrec": "marked go:yeswritebarrierrec",
}


class TooHairy(Exception):
    """A body that cannot be inlined; the argument says why."""


class Inliner:
    def __init__(
        self,
        facts: TypeFacts,
        words: Words,
        tell: Callable[[int, str], None],
        function_of: Callable[[Any], Func],
        ready: Callable[[Func], None],
        costs: bool = False,
        level: int = 1,
    ) -> None:
        self.facts = facts
        self.call_cost = 1 if level == 4 else CALL_COST
        self.costs = costs
        self.words = words
        self.tell = tell
        self.ready = ready
        self.devirtualizer = Devirtualizer(facts, words, tell, function_of)
        self.oracles: dict[Func, Oracle] = {}
        self.uses: dict[Func, int] = {}
        self.sites: dict[Func, list[Node]] = {}
        self.resolved: dict[Node, Func] = {}
        self.known: dict[Func, set[Node]] = {}
        self.labels = 0
        self.made: list[Func] = []

    # ------------------------------------------------------------ can inline

    def can_inline(self, fn: Func) -> None:
        if fn.checked:
            return
        reason = self.decide(fn)
        if not fn.local or reason and not self.costs:
            return
        if reason:
            self.tell(fn.pos, f"cannot inline {fn.name}: {reason}")
        elif self.costs:
            body = self.words.body(fn.pristine)
            self.tell(fn.pos, f"can inline {fn.name} with cost {fn.cost} as: {self.words.function_type(fn)} {{ {body} }}")
        else:
            self.tell(fn.pos, f"can inline {fn.name}")

    def decide(self, fn: Func) -> str:
        """Set the cost, if there is one; or why the function cannot be inlined."""
        for pragma, reason in _IMPOSSIBLE.items():
            if pragma in fn.pragma:
                fn.checked = True
                return reason
        self.ready(fn)
        if not fn.has_body:
            return "no function body"
        fn.checked = True
        budget = max(BUDGET, CLOSURE_ONCE) if fn.closure is not None else BUDGET
        visitor = Visitor(self, fn, budget)
        try:
            visitor.nodes(fn.pristine)
        except TooHairy as e:
            return str(e)
        if visitor.budget < 0:
            return f"function too complex: cost {budget - visitor.budget} exceeds budget {budget}"
        fn.cost = budget - visitor.budget
        fn.delay = can_delay(fn)
        return ""

    def oracle(self, fn: Func) -> Oracle:
        top = fn
        while top.parent is not None and not top.parent.package_init:
            top = top.parent
        found = self.oracles.get(top)
        if found is None:
            found = self.oracles[top] = Oracle(top)
        return found

    def changed(self, fn: Func) -> None:
        while fn.parent is not None and not fn.parent.package_init:
            fn = fn.parent
        self.oracles.pop(fn, None)

    def value(self, caller: Func, x: Node) -> Node:
        if x.op in ("METHEXPR", "CLOSURE") or x.op == "NAME" and x.cls != AUTO:  # type: ignore[attr-defined]
            return x
        return self.oracle(caller).value(x)

    def callee(self, caller: Func, x: Node, resolve_only: bool) -> Optional[Func]:
        """The function that is called, if it is known."""
        v = self.value(caller, x)
        if v.op == "METHEXPR":
            fn = v.fn
            if fn is None:
                return None
            recv = fn.sig.recv
            if recv is None or not self.same_receiver(recv.typ, v.typ):
                return None
            return fn  # type: ignore[no-any-return]
        if v.op == "NAME" and v.cls == FUNC:  # type: ignore[attr-defined]
            return v.fn  # type: ignore[no-any-return]
        if v.op == "CLOSURE":
            fn = v.fn
            if fn.captures and fn.parent is not caller:
                return None
            if not resolve_only:
                self.can_inline(fn)
            return fn  # type: ignore[no-any-return]
        return None

    def same_receiver(self, a: Any, b: Any) -> bool:
        return identical(a, b) or self.words.type(a) == self.words.type(b)

    def cost_ok(self, callee: Func, big: bool, once: bool) -> bool:
        if callee.cost is None:
            return False
        limit = BIG_MAX_COST if big else BUDGET
        if callee.closure is not None:
            limit *= 2
            if once:
                limit = max(limit, CLOSURE_ONCE)
        return callee.cost <= limit

    def call_ok(self, n: Node, callee: Func, big: bool, once: bool, caller: Optional[Func] = None) -> bool:
        """May the call be inlined? caller: the function to tell a cycle of."""
        if not self.cost_ok(callee, big, once):
            return False
        at = n.inl
        while at is not None:
            if at.pos == n.pos:
                return False
            at = at.parent
        at = n.inl
        while at is not None:
            if at.fn is callee:
                if caller is not None and self.costs:
                    self.tell(n.place(), f"cannot inline {callee.name} into {caller.name}: repeated recursive cycle")
                return False
            at = at.parent
        return True

    # ------------------------------------------------------------ inlining

    def start(self, functions: list[Func]) -> None:
        """Find the calls of all functions, and how often each function is called."""
        for fn in functions:
            counter = [BIG_NODES]
            for n in fn.pristine:
                count_nodes(n, counter)
            fn.big = counter[0] <= 0
            if fn.big and self.costs and fn.local:
                self.tell(fn.pos, f"function {fn.name} considered 'big'; reducing max cost of inlinees")
        for fn in functions:
            self.sites[fn] = []
            self.known[fn] = set()
            for n in fn.body:
                self.mark(fn, n)
            for n in self.sites[fn]:
                self.resolve(fn, n)

    def mark(self, fn: Func, n: Node) -> None:
        """Add the calls below, operands before the call that uses them."""
        skipped = n.x if n.op in ("GO", "DEFER") else None
        for c in children(n):
            if c is skipped:
                for inner in children(c):
                    self.mark(fn, inner)
            else:
                self.mark(fn, c)
        if n.op in ("CALLFUNC", "CALLINTER") and n not in self.known[fn]:
            self.known[fn].add(n)
            self.sites[fn].append(n)

    def resolve(self, fn: Func, n: Node) -> int:
        """Note the callee; returns how often it is called so far (0: not known)."""
        callee = self.resolved.get(n)
        if callee is not None:
            return self.uses[callee]
        if n.op == "CALLINTER":
            self.devirtualizer.oracle = self.oracle(fn)
            self.devirtualizer.call(n)
        if n.op != "CALLFUNC" or is_intrinsic(n.x):
            return 0
        callee = self.callee(fn, n.x, True)
        if callee is None:
            return 0
        self.resolved[n] = callee
        self.uses[callee] = self.uses.get(callee, 0) + 1
        return self.uses[callee]

    def batch(self, functions: list[Func]) -> None:
        done = False
        while not done:
            done = True
            for fn in functions:
                if fn not in self.sites:
                    continue
                sites = self.sites[fn]
                first, last = 0, len(sites)
                while True:
                    for i in range(first, last):
                        if self.edit(fn, sites[i]):
                            done = False
                    if first == last == len(sites) or last == len(sites):
                        break
                    first, last = last, len(sites)
                    for i in range(first, last):
                        self.resolve(fn, sites[i])

    def edit(self, fn: Func, n: Node) -> bool:
        if n.op not in ("CALLFUNC", "CALLINTER"):
            return False
        count = self.resolve(fn, n)
        if count <= 0:
            return False
        callee = self.callee(fn, n.x, False)
        if callee is None:
            return False
        self.can_inline(callee)
        if callee.cost is None or not callee.has_body:
            return False
        once = count == 1 and callee.closure is not None
        if not self.call_ok(n, callee, fn.big, once, fn):
            return False
        self.tell(n.place(), f"inlining call to {callee.name}")
        self.expand(fn, n, callee)
        for c in children(n):
            self.mark(fn, c)
        self.changed(fn)
        return True

    def expand(self, caller: Func, n: Node, fn: Func) -> None:
        """Make the call an INLCALL: the arguments' assignment, the body, the results."""
        inl = Inlined(n.inl, fn, n.pos)
        names: dict[Name, Name] = {}
        fresh: list[Name] = []
        for old in fn.dcl:
            name = Name(old.name, old.pos, old.typ, AUTO, caller)
            name.inl = inl
            name.addrtaken = old.addrtaken
            names[old] = name
            fresh.append(name)
        caller.dcl += fresh
        self.labels += 1
        copier = Copier(names, inl, caller, f".i{self.labels}", self)
        init = list(n.init)
        x = n.x
        while True:
            init += x.init
            if x.op == "CONVNOP":
                x = x.x
            elif x.op == "INLCALL":
                init += x.body
                x = x.list[0]
                init.append(x)  # the function value counts as used
            else:
                break
        params = [names[p] for p in fn.params]
        results = [names[r] for r in fn.results]
        as2 = made(Node("AS2", n.pos), n.inl)
        as2.list, as2.els, as2.flag = list(params), list(n.list), True
        as2.init = [made(Node("DCL", n.pos, None, p), n.inl) for p in params if p.name not in ("_", "")]
        for p in params:
            p.defn = as2
        init.append(as2)
        if not fn.delay:
            for r in results:
                init.append(made(Node("DCL", n.pos, None, r), n.inl))
                init.append(made(Node("AS", n.pos, None, r), n.inl))
        body = copier.nodes(fn.pristine)
        copier.returns(body, results, fn.delay, n)
        label = made(Node("LABEL", n.pos), n.inl)
        label.val = f".ret{self.labels}"
        body.append(label)
        n.op = "INLCALL"
        n.init = init
        n.body = body
        n.list = results
        n.x = None

    def clone_closure(self, fn: Func, copier: "Copier") -> Func:
        """The function literal in a copied body."""
        made_fn = Func(cloned_name(fn, copier), fn.pos, fn.sig, fn.pkg)
        made_fn.parent = copier.owner
        made_fn.closure = fn.closure
        made_fn.local, made_fn.wrapper, made_fn.pragma = True, fn.wrapper, fn.pragma
        made_fn.ready = True
        names = dict(copier.names) if copier.names is not None else {}
        for old in fn.dcl:
            name = Name(old.name, old.pos, old.typ, old.cls, made_fn)
            name.addrtaken = old.addrtaken
            names[old] = name
            made_fn.dcl.append(name)
        made_fn.params = [names[p] for p in fn.params]
        made_fn.results = [names[r] for r in fn.results]
        made_fn.captures = [names.get(c, c) for c in fn.captures]
        inner = Copier(names, None, made_fn, copier.suffix, self)
        made_fn.pristine = inner.nodes(fn.pristine)
        made_fn.body = Copier(None, None, made_fn, "", self).nodes(made_fn.pristine)
        self.made.append(made_fn)
        self.sites[made_fn] = []
        self.known[made_fn] = set()
        for n in made_fn.body:
            self.mark(made_fn, n)
        return made_fn


def cloned_name(fn: Func, copier: "Copier") -> str:
    """Function literals are counted in the function whose body was copied."""
    found = re.search(r"(\.func|-range|\.gowrap|\.deferwrap|\.)(\d+)$", fn.name)
    if found is None:
        return fn.name
    base = copier.inl.fn.name if copier.inl is not None else copier.owner.name
    kind = found[1] if found[1] not in (".func", ".") else ".func" if copier.owner.closure is None else "."
    return f"{base}{kind}{found[2]}"


def made(n: Node, inl: Optional[Inlined]) -> Node:
    n.inl = inl
    return n


class Copier:
    """Copies nodes. names: what becomes of the function's names (None: they stay); inl: the inlining that the copies come from."""

    def __init__(self, names: Optional[dict[Name, Name]], inl: Optional[Inlined], owner: Func, suffix: str, inliner: Inliner) -> None:
        self.names = names
        self.inl = inl
        self.owner = owner
        self.suffix = suffix
        self.inliner = inliner

    def nodes(self, nodes: Any) -> list[Node]:
        return [self.node(n) for n in nodes]

    def optional(self, n: Optional[Node]) -> Optional[Node]:
        return self.node(n) if n is not None else None

    def node(self, n: Node) -> Node:
        if n.__class__ is Name:
            if self.names is None or n.cls in (FUNC, EXTERN):  # type: ignore[attr-defined]
                return n
            return self.names.get(n, n)  # type: ignore[call-overload, no-any-return]
        copy = Node(n.op, n.pos, n.typ)
        copy.inl = self.inl
        copy.implicit, copy.flag, copy.val, copy.fn = n.implicit, n.flag, n.val, n.fn
        if n.init:
            copy.init = self.nodes(n.init)
        copy.x, copy.y, copy.z = self.optional(n.x), self.optional(n.y), self.optional(n.z)
        if n.op in ("SLICE", "SLICEARR", "SLICESTR"):
            copy.val = [self.optional(i) for i in n.val]
            copy.list = [i for i in copy.val if i is not None]
        elif n.list:
            copy.list = self.nodes(n.list)
        if n.body:
            copy.body = self.nodes(n.body)
        if n.els:
            copy.els = self.nodes(n.els)
        op = n.op
        if op in ("FOR", "RANGE"):
            copy.val = self.nodes(n.val or ())
        elif op in ("LABEL", "GOTO", "BREAK", "CONTINUE") and n.val is not None:
            copy.val = n.val + self.suffix
        elif op == "CLOSURE":
            if self.names is not None:
                copy.fn = self.inliner.clone_closure(n.fn, self)
                copy.fn.closure = copy
            else:
                n.fn.closure = copy
        elif op == "RANGE" or copy.flag and op.startswith("AS"):
            pass
        if copy.init and (op == "RANGE" or copy.flag and op in ("AS", "AS2", "AS2FUNC", "AS2DOTTYPE", "AS2MAPR", "AS2RECV")):
            for d in copy.init:
                if d.op == "DCL":
                    d.x.defn = copy
        return copy

    def returns(self, nodes: list[Node], results: list[Name], delay: bool, call: Node) -> None:
        """Return statements become assignments to the results."""
        for i, n in enumerate(nodes):
            if n.op == "RETURN":
                nodes[i] = self.returned(n, results, delay, call)
                continue
            for part in (n.init, n.body, n.els, n.list):
                if part.__class__ is list and not (part is n.els and n.op.startswith("AS2")):
                    self.returns(part, results, delay, call)

    def returned(self, n: Node, results: list[Name], delay: bool, call: Node) -> Node:
        block = made(Node("BLOCK", call.pos), call.inl)
        items: list[Node] = list(n.init)
        if n.list:
            as2 = made(Node("AS2", call.pos), call.inl)
            as2.list, as2.els = list(results), list(n.list)
            if delay:
                for r in results:
                    items.append(made(Node("DCL", call.pos, None, r), call.inl))
                    r.defn = as2
            items.append(as2)
        block.list = items
        return block


# ---------------------------------------------------------------- costs


class Visitor:
    """Counts what a body costs; raises TooHairy when it cannot be inlined whatever the cost."""

    def __init__(self, inliner: Inliner, fn: Func, budget: int) -> None:
        self.inliner = inliner
        self.fn = fn
        self.budget = budget
        self.big = False

    def nodes(self, nodes: Any) -> None:
        for n in nodes:
            self.node(n)

    def node(self, n: Node) -> None:
        op = n.op
        if op == "CALLFUNC":
            self.call(n)
        elif op == "CALLINTER":
            self.budget -= self.inliner.call_cost
        elif op == "PANIC":
            if n.x.op == "CONVIFACE" and n.x.implicit:
                self.budget += 1
            self.budget -= 1
        elif op == "RECOVER":
            raise TooHairy("call to recover")
        elif op == "CLOSURE":
            self.budget -= 15
        elif op in ("GO", "DEFER"):
            raise TooHairy(f"unhandled op {op}")
        elif op == "ADDR":
            dot = n.x
            if dot.op in ("DOT", "DOTPTR") and dot.x.op == "NAME" and offset(dot) == 0:
                self.budget += 2
        elif op == "DEREF":
            x = n.x
            while x.op == "CONVNOP":
                x = x.x
            if x.op == "ADDR":
                self.budget += 1
        elif op in ("CONVNOP", "BLOCK", "METHEXPR"):
            self.budget += 1
        elif op in ("FALL", "TYPE"):
            return
        elif op == "SELECT":
            for case in n.list:  # what is received has two targets; those of v, ok are temporaries
                comm = case.x
                if comm is not None and comm.op != "SEND":
                    self.budget -= 3 if comm.op == "RECV" else 1 if comm.op == "AS" else 9
        elif op == "IF" and n.x.op == "LITERAL":
            self.nodes(n.init)
            self.nodes(n.body if n.x.val else n.els)
            return
        elif op in ("METHVALUE", "SLICELIT"):
            self.budget -= 1
        elif op == "AS2" and n.els:
            init = n.els[0].init
            if len(init) == 1 and init[0].op.startswith("AS2"):
                self.budget += 4 * len(n.list) + 1
        elif op in ("SLICE", "SLICEARR", "SLICESTR"):
            low, high = n.val[0], n.val[1]
            if low is not None and low.op == "LITERAL" and low.val == 0:
                self.budget += 1
            if high is not None and high.op == "LEN" and high.x is n.x:
                self.budget += 2
        self.budget -= 1
        if self.budget < 0 and not self.inliner.costs:  # with costs the whole is counted
            raise TooHairy("too expensive")
        for c in children(n):
            self.node(c)

    def call(self, n: Node) -> None:
        x = n.x
        fn = x.fn if x.op in ("NAME", "METHEXPR") and x.fn.__class__ is Func else None
        extra = self.inliner.call_cost
        if fn is not None:
            short = fn.name.rsplit(".", 1)[-1]
            if fn.pkg == "internal/runtime/sys" and short in ("GetCallerPC", "GetCallerSP"):
                raise TooHairy(f"call to {short}")
            if fn.pkg == "runtime" and short == "throw" and x.op == "NAME":
                self.budget -= BUDGET
                return
            if short in CHEAP.get(fn.pkg, ()) and (fn.pkg != "encoding/binary" or x.op == "METHEXPR"):
                return
        if x.op == "NAME" and (x.cls == PARAM and x.curfn is self.fn or x.cls in (AUTO, PARAM, RESULT) and x.curfn is not self.fn):  # type: ignore[attr-defined]
            extra = min(PARAM_CALL_COST, extra)
        if is_intrinsic(x):
            return
        callee = self.inliner.callee(self.fn, x, False)
        if callee is not None:
            if not callee.local:
                self.inliner.can_inline(callee)
            if callee.cost is not None and self.inliner.call_ok(n, callee, self.fn.big, False):
                self.budget -= callee.cost
                return
        self.budget -= extra


def offset(dot: Node) -> int:
    t = dot.x.typ
    u: Any = t.underlying() if t is not None else None
    if u.__class__.__name__ == "Pointer":
        u = u.elem.underlying()
    try:
        return int(sizes.offsetsof(u)[dot.fn])
    except (TypeError, IndexError, AttributeError):
        return -1


def count_nodes(n: Node, left: list[int]) -> None:
    if n.op == "AS2" and n.els:
        init = n.els[0].init
        if len(init) == 1 and init[0].op.startswith("AS2"):
            left[0] += 4 * len(n.list) + 1
    left[0] -= 1
    for c in children(n):
        count_nodes(c, left)


def can_delay(fn: Func) -> bool:
    """May the results be declared at the only return statement?"""
    count = 0

    def look(n: Node) -> None:
        nonlocal count
        if n.op == "RETURN":
            count += 1 if n.list else 2
        for c in children(n):
            look(c)

    for n in fn.pristine:
        look(n)
    return count == 1 and all(r.name.startswith("~") for r in fn.results)
