"""The model's escape analysis: edges between locations, batch by batch, and what is told of the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.graph import LOST
from undergo.escape.typefacts import TypeFacts
from undergo.types import types as T
from undergo.types.types import Array, Basic, Pointer, Slice, Struct

from .ir import AUTO, EXTERN, FUNC, PARAM, RESULT, Func, Name, Node, Words, children, is_closure
from .solve import (
    CALLEE,
    ESCAPES,
    HEAP,
    MUTATES,
    MUTATOR,
    PERSISTS,
    PLANNED,
    RESULT0,
    RESULTS,
    STARTED,
    TAGGED,
    Graph,
    Hole,
    Location,
)
from .values import Oracle

MAX_STACK_VARIABLE = 128 << 10
MAX_IMPLICIT = 64 << 10


class Flow:
    def __init__(self, facts: TypeFacts, words: Words, report: Callable[[int, str], None], tags_of: Callable[[Func], Any]) -> None:
        self.facts = facts
        self.words = words
        self.report = report
        self.tags_of = tags_of
        self.mutations = False  # -d=escapemutationscalls
        self.once: set[Node] = set()  # defer statements outside loops
        self.moved: set[Node] = set()  # variables on the heap
        self.graph = Graph()
        self.fn: Func = None  # type: ignore[assignment]
        self.depth = 1
        self.labels: dict[str, bool] = {}
        self.closures: list[tuple[Hole, Func]] = []
        self.oracles: dict[Func, Oracle] = {}

    # ------------------------------------------------------------ a batch

    def batch(self, fns: list[Func]) -> None:
        self.graph = graph = Graph()
        self.closures = []
        for fn in fns:
            self.init(fn)
        for fn in fns:
            if not is_closure(fn):
                self.walk_function(fn)
        for hole, fn in self.closures:
            for name in fn.captures:
                loc = name.loc
                if loc is None:
                    continue
                by_value = not loc.addrtaken and not loc.reassigned and self.facts.size(name.typ) <= 128
                graph.flow(hole if by_value else (hole[0], hole[1] - 1, True), loc)
        for loc in graph.all:
            self.with_literals(loc.n, loc.fn)
            if self.must_be_heap(loc.n, loc.fn):
                graph.flow((graph.heap, -1, True), loc)
        graph.solve()
        self.finish(fns)
        for loc in graph.all:
            if loc.n.__class__ is Name:
                loc.n.loc = None  # type: ignore[union-attr]

    def init(self, fn: Func) -> None:
        fn.state = PLANNED
        self.fn, self.depth = fn, 1
        for name in fn.dcl:
            self.new(name, True)
        for i, name in enumerate(fn.results):
            name.loc.result = i

    def walk_function(self, fn: Func) -> None:
        saved = self.fn, self.depth, self.labels
        fn.state = STARTED
        self.fn, self.depth, self.labels = fn, 1, {}

        def find(n: Node) -> None:
            if n.op == "LABEL" and n.val is not None:
                self.labels[n.val] = False
            elif n.op == "GOTO" and n.val in self.labels:
                self.labels[n.val] = True
            for c in children(n):
                find(c)

        for n in fn.body:
            find(n)
        self.block(fn.body)
        self.fn, self.depth, self.labels = saved

    def oracle(self) -> Oracle:
        top = self.fn
        while top.parent is not None and not top.parent.package_init:
            top = top.parent
        found = self.oracles.get(top)
        if found is None:
            found = self.oracles[top] = Oracle(top)
        return found

    def with_literals(self, n: Optional[Node], fn: Optional[Func]) -> None:
        """Sizes and values that are known to be constants are taken for those."""
        if n is None or fn is None or n.op not in ("MAKESLICE", "CONVIFACE"):
            return
        size = n.op == "MAKESLICE"
        x = n.y if size and n.y is not None else n.x
        if x.op == "LITERAL" or x.typ is None or not size and self.facts.is_interface(x.typ):
            return
        saved, self.fn = self.fn, fn
        value = self.oracle().value(x)
        if size and value.op == "LEN":
            literal = self.oracle().value(value.x)
            value = Node("LITERAL", n.pos, x.typ)
            if literal.op == "SLICELIT":
                value.val = literal.val
        self.fn = saved
        if value.op != "LITERAL" or value.val is None or size and not (value.val.__class__ is int and value.val >= 0):
            return
        made = Node("LITERAL", n.pos, x.typ)
        made.val = value.val
        if size and n.y is not None:
            n.y = made
        else:
            n.x = made

    def must_be_heap(self, n: Optional[Node], fn: Optional[Func]) -> bool:
        if n is None or n.typ is None:
            return False
        facts = self.facts
        if n.op == "NAME":
            return n.cls == AUTO and facts.size(n.typ) > MAX_STACK_VARIABLE  # type: ignore[attr-defined]
        if n.op in ("NEW", "PTRLIT"):
            u = facts.under(n.typ)
            return u.__class__ is Pointer and facts.size(u.elem) > MAX_IMPLICIT  # type: ignore[union-attr]
        if n.op == "METHVALUE":
            return facts.size(n.x.typ) + 8 > MAX_IMPLICIT
        if n.op == "CLOSURE":
            return 8 + sum(min(facts.size(c.typ), 129) for c in n.fn.captures) > MAX_IMPLICIT
        if n.op == "MAKESLICE":
            u = facts.under(n.typ)
            size = facts.size(u.elem)  # type: ignore[union-attr]
            if size == 0:
                return True
            count = n.y if n.y is not None else n.x
            return count.op == "LITERAL" and int(count.val) > MAX_IMPLICIT // size
        return n.op in ("SLICELIT", "ARRAYLIT", "STRUCTLIT", "CONVIFACE") and n.op != "SLICELIT" and facts.size(n.typ) > MAX_STACK_VARIABLE

    # ------------------------------------------------------------ telling

    def finish(self, fns: list[Func]) -> None:
        for fn in fns:
            fn.state = TAGGED
            fn.tags = [self.param_tag(fn, name) for name in fn.params]
        for loc in self.graph.all:
            n = loc.n
            if n is None:
                continue
            escapes = loc.attrs & ESCAPES
            if n.op == "NAME":
                if escapes:
                    self.moved.add(n)
                    self.report(n.place(), f"moved to heap: {n.name}")  # type: ignore[attr-defined]
                continue
            if n.op == "CLOSURE" and n.fn.wrapper:
                continue
            what = "append" if n.op == "APPEND" else self.words.expr(n)
            self.report(n.place(), what + (" escapes to heap" if escapes else " does not escape"))
            if n.op == "STR2BYTES" and not loc.attrs & MUTATES:
                self.report(n.place(), "zero-copy string->[]byte conversion")

    def param_tag(self, fn: Func, name: Name) -> Any:
        typ = name.typ
        tell = not fn.wrapper and fn.local
        named = name.name not in ("", "_")
        if not fn.has_body:
            u = self.facts.under(typ)
            if u.__class__ is Basic and u.kind == T.UINTPTR:  # type: ignore[union-attr]
                if tell:
                    self.report(name.pos, f"assuming {name.name if named else f'arg#{fn.params.index(name) + 1}'} is unsafe uintptr")
                return None
            if not self.facts.pointers(typ):
                return NOTHING
            noescape = "noescape" in fn.pragma
            if tell and named:
                self.report(name.pos, f"{name.name} does not escape" if noescape else f"leaking param: {name.name}")
            return [-1, 0, 0, *[-1] * RESULTS] if noescape else None
        u = self.facts.under(typ)
        if "uintptrescapes" in fn.pragma:
            if u.__class__ is Basic and u.kind == T.UINTPTR:  # type: ignore[union-attr]
                if tell:
                    self.report(name.pos, f"marking {name.name} as escaping uintptr")
                return None
            if fn.sig.variadic and name is fn.params[-1] and u.__class__ is Slice:
                e = self.facts.under(u.elem)
                if e.__class__ is Basic and e.kind == T.UINTPTR:  # type: ignore[union-attr]
                    if tell:
                        self.report(name.pos, f"marking {name.name} as escaping ...uintptr")
                    return None
        if not self.facts.pointers(typ) or not named:
            return NOTHING
        loc = name.loc
        leaks = loc.leaks
        heap = leaks[HEAP]
        if heap >= 0:
            leaks = [heap] + [-1 if x >= heap else x for x in leaks[1:]]
        if tell and not loc.attrs & ESCAPES:
            told = False
            if heap >= 0:
                self.report(name.pos, f"leaking param: {name.name}" if heap == 0 else f"leaking param content: {name.name}")
                told = True
            for i in range(RESULTS):
                level = leaks[RESULT0 + i]
                if level >= 0:
                    self.report(name.pos, f"leaking param: {name.name} to result {fn.results[i].name} level={level}")
                    told = True
            if self.mutations:
                for kind, verb in ((MUTATOR, "mutates"), (CALLEE, "calls")):
                    if leaks[kind] >= 0:
                        self.report(name.pos, f"{verb} param: {name.name} derefs={leaks[kind]}")
                        told = True
            if not told:
                self.report(name.pos, f"{name.name} does not escape{', mutate, or call' if self.mutations else ''}")
        return None if heap == 0 or loc.attrs & ESCAPES and False else leaks

    # ------------------------------------------------------------ locations and holes

    def new(self, n: Optional[Node], persists: bool) -> Location:
        loc = Location(n, self.fn, self.depth, PERSISTS if persists else 0)
        self.graph.all.append(loc)
        if n.__class__ is Name:
            n.loc = loc  # type: ignore[union-attr]
        return loc

    def loc(self, name: Any) -> Location:
        if name.loc is None:
            self.new(name, True)
        return name.loc  # type: ignore[no-any-return]

    @property
    def discard_hole(self) -> Hole:
        return (self.graph.blank, 0, False)

    @property
    def heap_hole(self) -> Hole:
        return (self.graph.heap, 0, False)

    @property
    def mutator_hole(self) -> Hole:
        return (self.graph.mutator, 0, False)

    def spill(self, k: Hole, n: Node) -> Hole:
        loc = self.new(n, False)
        self.graph.flow((k[0], k[1] - 1, True), loc)
        return (loc, 0, False)

    def tee(self, holes: list[Hole]) -> Hole:
        if not holes:
            return self.discard_hole
        if len(holes) == 1:
            return holes[0]
        loc = self.new(None, False)
        for k in holes:
            self.graph.flow(k, loc)
        return (loc, 0, False)

    # ------------------------------------------------------------ statements

    def block(self, nodes: Any) -> None:
        old = self.depth
        for n in nodes:
            self.stmt(n)
        self.depth = old

    def stmts(self, nodes: Any) -> None:
        for n in nodes:
            self.stmt(n)

    def stmt(self, n: Optional[Node]) -> None:
        if n is None:
            return
        self.stmts(n.init)
        op = n.op
        if op == "AS":
            self.assign([n.x], [n.y], n)
        elif op == "ASOP":
            self.assign([n.x], [n.y], n)
        elif op in ("AS2", "AS2DOTTYPE", "AS2MAPR", "AS2RECV"):
            self.assign(n.list, n.els, n)
        elif op == "AS2FUNC":
            x = n.els[0]
            self.stmts(x.init)
            ks = [self.addr(t) for t in n.list]
            self.call(ks, x)
            self.reassigned(ks, n)
        elif op == "DCL":
            if n.x.name != "_":
                self.loc(n.x).depth = self.depth
        elif op == "BLOCK":
            self.stmts(n.list)
        elif op == "LABEL":
            if self.labels.get(n.val):
                self.depth += 1
        elif op == "IF":
            self.discard(n.x)
            self.block(n.body)
            self.block(n.els)
        elif op == "FOR":
            self.loop_variables(n)
            self.depth += 1
            self.discard(n.x)
            self.stmt(n.z)
            self.block(n.body)
            self.depth -= 1
        elif op == "RANGE":
            self.range(n)
        elif op == "SWITCH":
            self.switch(n)
        elif op == "SELECT":
            for case in n.list:
                self.stmt(case.x)
                self.block(case.body)
        elif op == "SEND":
            self.discard(n.x)
            self.expr(self.heap_hole, n.y)
        elif op == "RETURN":
            self.assign(list(self.fn.results), n.list, n)
        elif op in ("GO", "DEFER"):
            k = self.heap_hole
            if op == "DEFER" and self.depth == 1:
                self.once.add(n)
                later = self.new(None, True)
                k = (later, 0, False)
            self.expr(k, n.x.x)
        elif op == "RECV":
            self.expr(self.discard_hole, n)
        elif op in ("FALL", "BREAK", "CONTINUE", "GOTO"):
            pass
        elif op in CALLS:
            self.call(None, n)
        else:
            self.discard(n)

    def shared(self, name: Name) -> bool:
        """Is a loop variable captured or its address taken, so that each iteration needs its own?"""
        return name.addrtaken or any(name in c.captures for c in self.oracle().closures)

    def loop_variables(self, n: Node) -> None:
        for name in n.val or ():
            if self.shared(name):
                self.loc(name).depth = self.depth + 1

    def range(self, n: Node) -> None:
        tmp = self.new(None, True)
        self.expr((tmp, 0, False), n.x)
        self.depth += 1
        own = [name for name in n.val or () if self.shared(name)]
        for name in own:
            self.loc(name).depth = self.depth
        ks = [self.addr(n.y), self.addr(n.z)]
        if self.facts.under(n.x.typ).__class__ is Array:
            self.graph.flow(ks[1], tmp)
        else:
            self.graph.flow((ks[1][0], ks[1][1] + 1, False), tmp)
        for k in ks:
            if k[0].n not in own:
                k[0].reassigned = True
        self.block(n.body)
        self.depth -= 1

    def switch(self, n: Node) -> None:
        if n.x is not None and n.x.op == "TYPESW":
            ks = []
            if n.x.y is not None:
                for case in n.list:
                    if case.x is None:
                        continue
                    loc = self.loc(case.x)
                    loc.depth = self.depth
                    if self.facts.pointers(case.x.typ):
                        ks.append(self.dot_type((loc, 0, False), case.x.typ))
            self.expr(self.tee(ks), n.x.x)
        else:
            self.discard(n.x)
        for case in n.list:
            for c in case.list:
                self.discard(c)
            self.block(case.body)

    def dot_type(self, k: Hole, t: Any) -> Hole:
        if not self.facts.is_interface(t) and self.facts.direct(t) is False:
            return (k[0], k[1] + 1, False)
        return k

    # ------------------------------------------------------------ assignments

    def addr(self, n: Optional[Node]) -> Hole:
        if n is None or n.op == "NAME" and n.name == "_":  # type: ignore[attr-defined]
            return self.discard_hole
        op = n.op
        if op == "NAME":
            if n.cls == EXTERN:  # type: ignore[attr-defined]
                return self.heap_hole
            return (self.loc(n), 0, False)
        if op == "DOT":
            return self.addr(n.x)
        if op == "INDEX":
            self.discard(n.y)
            if self.facts.under(n.x.typ).__class__ is Array:
                return self.addr(n.x)
            self.expr(self.mutator_hole, n.x)
        elif op in ("DEREF", "DOTPTR"):
            self.expr(self.mutator_hole, n.x)
        elif op == "INDEXMAP":
            self.discard(n.x)
            self.expr(self.heap_hole, n.y)
        elif op == "CONVNOP":
            return self.addr(n.x)
        return self.heap_hole

    def assign(self, targets: Any, sources: Any, where: Node) -> None:
        ks = [self.addr(t) for t in targets]
        for i, k in enumerate(ks):
            source = sources[i] if i < len(sources) else None
            target = targets[i]
            if target is not None and target.op == "DOTPTR" and self.header_data(target) and source is not None:
                self.unsafe_value(self.heap_hole, source)
                continue
            if source is not None and target is not None and where.op != "RETURN" and self.self_assign(target, source):
                self.report(where.place(), f"{self.fn.name} ignoring self-assignment in {self.words.stmt(where)}")
                k = self.discard_hole
            self.expr(k, source)
        self.reassigned(ks, where)

    def reassigned(self, ks: list[Hole], where: Node) -> None:
        if where.op == "AS" and where.y is None and where.x.op == "NAME" and where.x.defn is None:
            return
        for k in ks:
            n = k[0].n
            if n.__class__ is Name and n.defn is where:  # type: ignore[union-attr]
                continue
            k[0].reassigned = True

    def self_assign(self, a: Node, b: Node) -> bool:
        if a.op in ("DEREF", "DOTPTR") and a.x.op == "NAME" and b.op in ("SLICE", "SLICESTR", "SLICEARR") and b.x.op != "ADDR":
            base = b.x
            if base.op in ("DEREF", "DOTPTR") and base.x is a.x:
                return True
        if a.op != b.op:
            return False
        if a.op in ("DOT", "DOTPTR"):
            return same_safe(a.x, b.x)
        if a.op == "INDEX":
            return not may_affect(a.y) and not may_affect(b.y) and same_safe(a.x, b.x)
        return False

    # ------------------------------------------------------------ expressions

    def discard(self, n: Optional[Node]) -> None:
        self.expr(self.discard_hole, n)

    def expr(self, k: Hole, n: Optional[Node]) -> None:
        if n is None:
            return
        if n.init:
            self.stmts(n.init)
        op = n.op
        if k[1] >= 0 and k[0] is not self.graph.blank and n.typ is not None and not self.facts.pointers(n.typ):
            k = (self.graph.blank, k[1], k[2])
        if op == "NAME":
            if n.cls not in (FUNC, EXTERN) and n.name != "_":  # type: ignore[attr-defined]
                self.graph.flow(k, self.loc(n))
        elif op in ("LITERAL", "NIL", "TYPE", "METHEXPR", "NONAME"):
            pass
        elif op == "ADDR":
            self.expr((k[0], k[1] - 1, True), n.x)
        elif op == "DEREF" or op == "DOTPTR":
            self.expr((k[0], k[1] + 1, False), n.x)
        elif op in ("DOT", "DOTINTER"):
            self.expr(k, n.x)
        elif op == "DOTTYPE":
            self.expr(self.dot_type(k, n.typ), n.x)
        elif op == "INDEX":
            if self.facts.under(n.x.typ).__class__ is Array:
                self.expr(k, n.x)
            else:
                self.expr((k[0], k[1] + 1, False), n.x)
            self.discard(n.y)
        elif op == "INDEXMAP":
            self.discard(n.x)
            self.discard(n.y)
        elif op in ("SLICE", "SLICEARR", "SLICESTR"):
            self.expr(k, n.x)
            for i in n.list:
                self.discard(i)
        elif op in ("CONV", "CONVNOP"):
            u, have = self.facts.under(n.typ), self.facts.under(n.x.typ) if n.x.typ is not None else None
            if is_kind(u, T.UNSAFE_POINTER) and is_kind(have, T.UINTPTR):
                self.unsafe_value(k, n.x)
            else:
                self.expr(k, n.x)
        elif op == "CONVIFACE":
            t = n.x.typ
            if t is not None and not self.facts.is_interface(t) and not self.facts.direct(t) and n.x.op != "NIL":
                k = self.spill(k, n)
            self.expr(k, n.x)
        elif op == "SLICE2ARR":
            self.expr((k[0], k[1] + 1, False), n.x)
        elif op == "SLICE2ARRPTR":
            self.expr(k, n.x)
        elif op in CALLS:
            self.call([k], n)
        elif op == "NEW":
            k = self.spill(k, n)
            self.expr(k, n.y)
        elif op == "MAKESLICE":
            self.spill(k, n)
            self.discard(n.x)
            self.discard(n.y)
        elif op == "MAKECHAN":
            self.discard(n.x)
        elif op == "MAKEMAP":
            self.spill(k, n)
            self.discard(n.x)
        elif op == "METHVALUE":
            closure = self.spill(k, n)
            hole = self.tag_hole([self.heap_hole] * 16, n.fn, 0) if n.fn is not None else self.heap_hole
            self.expr(self.tee([hole, closure]), n.x)
        elif op == "PTRLIT":
            self.expr(self.spill(k, n), n.x)
        elif op in ("ARRAYLIT", "SLICELIT"):
            if op == "SLICELIT":
                k = self.spill(k, n)
            for e in n.list:
                self.expr(k, e.y if e.op == "KEY" else e)
        elif op == "STRUCTLIT":
            for e in n.list:
                self.expr(k, e.x)
        elif op == "MAPLIT":
            self.spill(k, n)
            for e in n.list:
                self.expr(self.heap_hole, e.x)
                self.expr(self.heap_hole, e.y)
        elif op == "CLOSURE":
            self.closure(k, n)
        elif op in ("RUNES2STR", "BYTES2STR", "STR2RUNES", "STR2BYTES", "RUNESTR"):
            self.spill(k, n)
            self.discard(n.x)
        elif op == "ADDSTR":
            self.spill(k, n)
            for e in n.list:
                self.discard(e)
        else:
            self.discard(n.x)
            self.discard(n.y)

    def closure(self, k: Hole, n: Node) -> None:
        fn = n.fn
        k = self.spill(k, n)
        self.closures.append((k, fn))
        if not is_closure(fn):
            return
        for name in fn.captures:
            loc = self.loc(name)
            if not loc.captured:
                loc.captured = True
                if loc.depth == self.depth:
                    loc.reassigned = False
        if fn.state < PLANNED:
            saved = self.fn, self.depth
            self.init(fn)
            self.fn, self.depth = saved
        self.walk_function(fn)

    def unsafe_value(self, k: Hole, n: Node) -> None:
        self.stmts(n.init)
        op = n.op
        if op in ("CONV", "CONVNOP"):
            if is_kind(self.facts.under(n.x.typ), T.UNSAFE_POINTER):
                self.expr(k, n.x)
            else:
                self.discard(n.x)
        elif op == "DOTPTR":
            if self.header_data(n):
                self.expr((k[0], k[1] + 1, False), n.x)
            else:
                self.discard(n.x)
        elif op in ("PLUS", "NEG", "BITNOT"):
            self.unsafe_value(k, n.x)
        elif op in ("ADD", "SUB", "OR", "XOR", "MUL", "DIV", "MOD", "AND", "ANDNOT"):
            self.unsafe_value(k, n.x)
            self.unsafe_value(k, n.y)
        elif op in ("LSH", "RSH"):
            self.unsafe_value(k, n.x)
            self.discard(n.y)
        else:
            self.discard(n)

    def header_data(self, n: Node) -> bool:
        u = self.facts.under(n.x.typ) if n.x.typ is not None else None
        obj = getattr(u.elem, "obj", None) if u.__class__ is Pointer else None  # type: ignore[union-attr]
        return (
            n.val == "Data"
            and obj is not None
            and obj.name in ("SliceHeader", "StringHeader")
            and obj.pkg is not None
            and obj.pkg.path == "reflect"
        )

    # ------------------------------------------------------------ calls

    def call(self, ks: Optional[list[Hole]], n: Node) -> None:
        op = n.op
        graph = self.graph
        if op in ("CALLFUNC", "CALLINTER"):
            self.function_call(ks, n)
        elif op == "INLCALL":
            self.stmts(n.body)
            for i, r in enumerate(n.list):
                self.expr(ks[i] if ks is not None and i < len(ks) else self.discard_hole, r)
        elif op == "APPEND":
            k = ks[0] if ks else self.discard_hole
            holes = [k, self.mutator_hole]
            hole = self.tee(holes)
            args = n.list
            u = self.facts.under(n.typ)
            if u.__class__ is not Slice or self.facts.pointers(u.elem):  # type: ignore[union-attr]
                hole = self.tee([hole, (graph.heap, 1, False)])
            self.expr(hole, args[0])
            if n.flag:
                other = self.facts.under(args[1].typ) if args[1].typ is not None else None
                deep = other.__class__ is Slice and self.facts.pointers(other.elem)  # type: ignore[union-attr]
                self.expr((graph.heap, 1, False) if deep else self.discard_hole, args[1])
            else:
                for a in args[1:]:
                    self.expr(self.heap_hole, a)
            self.spill(k, n)[0].depth = 0
        elif op == "COPY":
            self.expr(self.mutator_hole, n.x)
            u = self.facts.under(n.y.typ) if n.y.typ is not None else None
            deep = u.__class__ is Slice and self.facts.pointers(u.elem)  # type: ignore[union-attr]
            self.expr((graph.heap, 1, False) if deep else self.discard_hole, n.y)
        elif op == "PANIC":
            self.expr(self.heap_hole, n.x)
        elif op in ("MIN", "MAX"):
            for a in n.list:
                self.expr(ks[0] if ks else self.discard_hole, a)
        elif op == "CLEAR":
            self.expr(self.mutator_hole, n.x)
        elif op in ("UNSAFESTRINGDATA", "UNSAFESLICEDATA"):
            self.expr(ks[0] if ks else self.discard_hole, n.x)
        elif op in ("UNSAFEADD", "UNSAFESLICE", "UNSAFESTRING"):
            self.expr(ks[0] if ks else self.discard_hole, n.x)
            self.discard(n.y)
        else:
            self.discard(n.x)
            self.discard(n.y)
            for a in n.list:
                self.discard(a)

    def in_batch(self, fn: Func) -> bool:
        return fn.state in (PLANNED, STARTED)

    def function_call(self, ks: Optional[list[Hole]], n: Node) -> None:
        fns: list[Func] = []
        if n.op == "CALLFUNC":
            value = self.oracle().value(n.x)
            fn = static_callee(value)
            if fn is not None:
                fns = [fn]
            elif value.op == "NAME":
                fns = self.oracle().assigned_callees(value)  # type: ignore[arg-type]
        if ks is not None:
            for fn in fns:
                if self.in_batch(fn):
                    for i, name in enumerate(fn.results):
                        if i < len(ks):
                            self.expr(ks[i], name)
        args = list(n.list)
        if n.op == "CALLFUNC":
            hole = self.discard_hole
            if not fns and ks is not None and any(k[0] is not self.graph.blank for k in ks):
                hole = (self.graph.callee, 0, False)
            self.expr(hole, n.x)
        else:
            self.expr(self.heap_hole, n.x.x)
        escaping = len(fns) == 1 and "uintptrescapes" in fns[0].pragma
        for i, a in enumerate(args):
            if escaping:
                self.uintptr_argument(a)
            if not fns:
                self.expr(self.heap_hole, a)
            else:
                self.expr(self.tee([self.tag_hole(ks, fn, i) for fn in fns]), a)

    def uintptr_argument(self, a: Node) -> None:
        for e in a.list if a.op == "SLICELIT" else [a]:
            if e.op == "CONVNOP" and is_kind(self.facts.under(e.x.typ), T.UNSAFE_POINTER):
                self.expr(self.heap_hole, e.x)

    def tag_hole(self, ks: Optional[list[Hole]], fn: Func, index: int) -> Hole:
        if self.in_batch(fn):
            if index >= len(fn.params) or fn.params[index].name in ("", "_"):
                return self.discard_hole
            return self.addr(fn.params[index])
        tags = fn.tags if fn.tags is not None else self.tags_of(fn)
        leaks = tags[index] if tags is not None and index < len(tags) else None
        if leaks is None:
            return self.heap_hole
        holes: list[Hole] = []
        if leaks[HEAP] >= 0:
            holes.append((self.graph.heap, leaks[HEAP], False))
        if leaks[MUTATOR] >= 0:
            holes.append((self.graph.mutator, leaks[MUTATOR], False))
        if leaks[CALLEE] >= 0:
            holes.append((self.graph.callee, leaks[CALLEE], False))
        if ks is not None:
            for i in range(min(RESULTS, len(ks))):
                level = leaks[RESULT0 + i]
                if level >= 0:
                    holes.append((ks[i][0], ks[i][1] + level, False))
        return self.tee(holes)


NOTHING = [-1] * (RESULT0 + RESULTS)
CALLS = frozenset(
    "CALLFUNC CALLINTER INLCALL LEN CAP MIN MAX COMPLEX REAL IMAG APPEND COPY RECOVER UNSAFEADD UNSAFESLICE UNSAFESTRING UNSAFESTRINGDATA "
    "UNSAFESLICEDATA CLEAR CLOSE DELETE PANIC PRINT PRINTLN".split()
)


def is_kind(u: Any, kind: int) -> bool:
    return u.__class__ is Basic and u.kind == kind


def static_callee(n: Node) -> Optional[Func]:
    if n.op == "CLOSURE" or n.op == "METHEXPR" or n.op == "NAME" and n.cls == FUNC:  # type: ignore[attr-defined]
        return n.fn  # type: ignore[no-any-return]
    return None


def same_safe(a: Node, b: Node) -> bool:
    if a.op != b.op:
        return False
    if a.op == "NAME":
        return a is b
    if a.op in ("DOT", "DOTPTR"):
        return a.val == b.val and same_safe(a.x, b.x)
    if a.op in ("DEREF", "CONVNOP", "NOT", "BITNOT", "PLUS", "NEG", "CONV"):
        return same_safe(a.x, b.x)
    if a.op == "INDEX":
        return same_safe(a.x, b.x) and same_safe(a.y, b.y)
    if a.op == "LITERAL":
        return bool(a.val == b.val)
    return False


def may_affect(n: Node) -> bool:
    if n.op in ("NAME", "LITERAL", "NIL"):
        return False
    if n.op in ("ADD", "SUB", "OR", "XOR", "MUL", "LSH", "RSH", "AND", "ANDNOT", "DIV", "MOD", "INDEX"):
        return may_affect(n.x) or may_affect(n.y)
    if n.op in ("CONVNOP", "CONV", "LEN", "CAP", "NOT", "BITNOT", "PLUS", "NEG", "DOT", "DOTPTR", "DEREF"):
        return may_affect(n.x)
    return True


__all__ = ["LOST", "PARAM", "RESULT", "STARTED", "Flow", "Struct"]
