"""The lines of the report, in the order in which the reference prints them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from typing import Any, Optional

from undergo.escape.info import CALLEE, FRAMED, HEAP, MUTATOR, RESULT0, RESULTS, Tags
from undergo.escape.typefacts import TypeFacts
from undergo.syntax import nodes as n
from undergo.types import types as T
from undergo.types.lookup import lookup_field_or_method
from undergo.types.objects import Func as FuncObject

from .build_stmt import Builder
from .deadlocals import remove
from .debug import debug_lines
from .devirtual import Devirtualizer
from .flow import Flow
from .inline import Copier, Inliner
from .ir import Func, Node, Words, children, is_closure
from .solve import TAGGED
from .wrappers import method_values, wrappers


class Package:
    """The functions of a package in the model's form."""

    def __init__(self, pkg: Any, facts: TypeFacts, words: Words, local: bool, find: Callable[[Any], Func]) -> None:
        self.pkg = pkg
        self.functions: dict[Any, Func] = {}
        self.order: list[Func] = []
        self.builder = Builder(pkg, words, find, facts)
        self.local = local
        self.words = words

    def declare(self) -> None:
        inits = 0
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is n.FuncDecl:
                    obj: Any = decl.name.obj  # type: ignore[attr-defined]
                    if obj is None or obj.typ is None or generic(obj.typ):
                        continue
                    name = self.function_name(obj)
                    if obj.name == "init" and obj.typ.recv is None:
                        name += f".{inits}"
                        inits += 1
                    fn = Func(name, decl.pos, obj.typ, self.pkg.path)
                    fn.obj = obj
                    fn.local = self.local
                    fn.pragma = pragmas(decl, obj)
                    fn.has_body = decl.body is not None
                    self.functions[key(obj)] = fn
                    self.order.append(fn)
        self.decls = {
            key(d.name.obj): d for f in self.pkg.files for d in f.decl_list if d.__class__ is n.FuncDecl and d.name.obj is not None
        }

    def function_name(self, obj: Any) -> str:
        return function_name(self.words, obj)

    def build(self) -> None:
        self.build_init()
        for fn in self.order:
            self.build_function(fn)

    def build_function(self, fn: Func) -> None:
        """Fill in the body, once."""
        if fn.ready:
            return
        fn.ready = True
        before = len(self.builder.made)
        self.builder.function(fn, self.decls[key(fn.obj)])
        for closure in self.builder.made[before:]:
            closure.local = self.local
            closure.ready = True

    def build_init(self) -> None:
        """The initialization of package variables: what is not static is done by a function ``init``."""
        from undergo.types.types import Signature, Tuple

        fn = Func("init", 0, Signature(None, Tuple([]), Tuple([])), self.pkg.path)
        fn.package_init = True
        fn.checked = True
        fn.local = self.local
        builder = self.builder
        builder.fn = fn
        for item in self.pkg.init_order:
            if len(item.lhs) == 1:
                value = builder.to(item.lhs[0].typ, item.rhs)
                node = Node("AS", item.rhs.pos, None, builder.use(item.lhs[0]), value)
            else:
                node = Node("AS2", item.rhs.pos)
                node.els = builder.unpacked(item.rhs, [v.typ for v in item.lhs])
                node.list = [builder.use(v) for v in item.lhs]
            fn.body.append(node)
        for closure in builder.made:
            closure.local = self.local
            closure.ready = True
        fn.ready = True
        self.init = fn


def pragmas(decl: Any, obj: Any) -> set[str]:
    found = set(obj.pragma)
    for _, text in decl.pragma:
        if text.startswith("//go:"):
            found.add(text[5:].split()[0])
    return found


def dynamic(n: Node) -> list[Node]:
    """What is left to do of an initialization: literals are laid out but for those of their parts that are not static."""
    out: list[Node] = []

    def part(x: Node) -> None:
        if static(x):
            return
        if x.op in ("STRUCTLIT", "ARRAYLIT", "SLICELIT"):
            for e in x.list:
                part(e.x if e.op == "STRUCTKEY" else e.y if e.op == "KEY" else e)
        elif x.op == "PTRLIT":
            part(x.x)
        else:
            out.append(Node("AS", n.pos, None, n.x, x))

    part(n.y)
    return out


def static(x: Optional[Node]) -> bool:
    """Can the linker lay out the value?"""
    if x is None:
        return True
    op = x.op
    if op in ("LITERAL", "NIL", "METHEXPR") or op == "NAME" and x.cls in (3, 4):  # type: ignore[attr-defined]
        return True
    if op == "STR2BYTES":
        return bool(x.x.op == "LITERAL")
    if op == "CLOSURE":
        return not is_closure(x.fn)
    if op in ("CONVNOP", "STRUCTKEY", "PTRLIT", "CONVIFACE"):
        return static(x.x)
    if op == "ADDR":
        return static_address(x.x)
    if op == "INLCALL":
        return static_call(x)
    if op == "NAME":
        return x.inl is not None and x.defn is not None and x.defn.op == "AS2" and all(static(a) for a in x.defn.els)  # type: ignore[attr-defined]
    if op == "KEY":
        return static(x.y)
    if op in ("STRUCTLIT", "ARRAYLIT", "SLICELIT"):
        return all(static(e) for e in x.list)
    return False


def static_call(x: Node) -> bool:
    """An inlined call of a function that only returns something that is static for these arguments."""
    if len(x.list) != 1 or len(x.body) != 2 or x.body[0].op != "BLOCK" or len(x.init) != 1:
        return False
    stmts = [s for s in x.body[0].list if s.op != "DCL"]
    return len(stmts) == 1 and stmts[0].op == "AS2" and static(stmts[0].els[0])


def static_address(x: Node) -> bool:
    while x.op in ("DOT", "INDEX") and (x.op == "DOT" or x.y.op == "LITERAL"):
        x = x.x
    return x.op == "NAME" and x.cls == 4  # type: ignore[attr-defined]


def generic(sig: Any) -> bool:
    return bool(sig.tparams or sig.recv_tparams)


def receiver_name(sig: Any) -> tuple[str, bool]:
    """(name of the receiver's type, is it a pointer)"""
    t: Any = T.unalias(sig.recv.typ)
    pointer = t.__class__ is T.Pointer
    if pointer:
        t = T.unalias(t.elem)
    return (t.obj.name if t.__class__ is T.Named else str(t)), pointer


def key(obj: Any) -> Any:
    obj = obj.origin
    recv = obj.typ.recv
    if obj.name in ("_", "init") and recv is None:
        return obj
    return (obj.pkg.path if obj.pkg is not None else "", receiver_name(obj.typ)[0] if recv is not None else "", obj.name)


def function_name(words: Words, obj: Any) -> str:
    name = obj.name
    if obj.typ.recv is not None:
        recv, pointer = receiver_name(obj.typ)
        name = f"(*{recv}).{name}" if pointer else f"{recv}.{name}"
    return words.qualified(obj.pkg, name)


class Report:
    """load: the checked package of an import path with its trees, or None; for bodies of imported functions. imported: the package as it was
    compiled, for summaries of its functions. costs: tell why functions can and cannot be inlined."""

    def __init__(
        self, pkg: Any, inline: int, load: Optional[Callable[[str], Any]], imported: Optional[Callable[[str], Any]], costs: bool = False
    ) -> None:
        self.pkg = pkg
        self.costs = costs
        self.debug: Collection[str] = ()
        self.told = True
        self.imported = imported
        self.inline = inline
        self.load = load
        self.facts = TypeFacts()
        self.words = Words(pkg.path)
        self.lines: list[tuple[int, str]] = []
        self.foreign: dict[Any, Func] = {}
        self.packages: dict[str, Optional[Package]] = {}
        self.package = Package(pkg, self.facts, self.words, True, self.function_of)
        self.inliner: Optional[Inliner] = None

    def tell(self, pos: int, text: str) -> None:
        self.lines.append((pos, text))

    def function_of(self, obj: Any) -> Func:
        where = key(obj)
        fn = self.package.functions.get(where) or self.foreign.get(where)
        if fn is None:
            fn = Func(function_name(self.words, obj.origin), obj.pos, obj.origin.typ, obj.pkg.path if obj.pkg is not None else "")
            fn.local = False
            fn.has_body = False
            fn.state = TAGGED
            fn.obj = obj.origin
            self.foreign[where] = fn
        return fn

    def ready(self, fn: Func) -> None:
        """See to it that a function that is to be inlined has its body."""
        if fn.local or fn.ready or fn.closure is not None:
            return
        fn.ready = True
        source = self.source(fn.pkg)
        found = source.functions.get(key(fn.obj)) if source is not None else None
        if found is None or source is None:
            return
        try:
            source.build_function(found)
        except (AttributeError, TypeError, IndexError, KeyError):
            return
        fn.pragma = found.pragma
        fn.has_body = found.has_body and not found.pragma & {"noinline"}
        fn.params, fn.results, fn.dcl, fn.pristine, fn.sig = found.params, found.results, found.dcl, found.body, found.sig
        for closure in source.builder.made:
            if not closure.pristine:
                closure.pristine = closure.body

    def source(self, path: str) -> Optional[Package]:
        if path not in self.packages:
            pkg = self.load(path) if self.load is not None and path else None
            made = None
            if pkg is not None:
                made = Package(pkg, self.facts, self.words, False, self.function_of)
                made.declare()
            self.packages[path] = made
        return self.packages[path]

    def tags_of(self, fn: Func) -> Any:
        """The summary of a function whose body is not here."""
        tags = fn.obj.esc_tags if fn.obj is not None else None
        if tags.__class__ is not Tags and fn.obj is not None and self.imported is not None:
            obj = self.compiled(fn)
            tags = obj.esc_tags if obj is not None else None
        if tags.__class__ is not Tags:
            return None
        out: list[Optional[list[int]]] = []
        for leaks in tags.params:
            if leaks is None:
                out.append(None)
                continue
            heap = leaks[HEAP]
            if leaks[FRAMED] >= 0:
                heap = leaks[FRAMED] if heap < 0 else min(heap, leaks[FRAMED])
            out.append([heap, leaks[MUTATOR], leaks[CALLEE], *leaks[RESULT0 : RESULT0 + RESULTS]])
        return out

    def compiled(self, fn: Func) -> Any:
        """The object of a function as its package was compiled, with its summary."""
        path, recv, name = key(fn.obj) if key(fn.obj).__class__ is tuple else ("", "", "")
        try:
            pkg = self.imported(path) if path and self.imported is not None else None
        except (KeyError, ImportError):
            return None
        if pkg is None:
            return None
        if not recv:
            obj = pkg.scope.lookup(name)
            return obj if obj.__class__ is FuncObject else None
        owner = pkg.scope.lookup(recv)
        t = T.unalias(owner.typ) if owner is not None and owner.typ is not None else None
        if t.__class__ is not T.Named:
            return None
        found = lookup_field_or_method(t, True, pkg, name)[0]
        return found.origin if found.__class__ is FuncObject else None

    def run(self) -> list[tuple[int, str]]:
        self.package.declare()
        self.package.build()
        init = self.package.init
        closures = self.package.builder.made
        functions = [init, *(c for c in closures if c.parent is init), *self.package.order]
        if self.inline:
            functions = self.inlined(functions, [*functions, *(c for c in closures if c.parent is not init)])
        else:
            for fn in functions:
                Devirtualizer(self.facts, self.words, self.tell, self.function_of).function(fn)
        init.body = [y for x in init.body for y in (dynamic(x) if x.op == "AS" else [x])]
        remove([*functions, *(c for c in closures if c.parent is not init and not self.inline)])
        flow = Flow(self.facts, self.words, self.tell, self.tags_of)
        flow.mutations = "escapemutationscalls" in self.debug
        bottom_up(functions, flow.batch)
        more = list(debug_lines(functions, self.facts, self.debug, flow, True)) if self.debug else []
        return (self.lines if self.told else []) + more

    def inlined(self, functions: list[Func], every: list[Func]) -> list[Func]:
        """Do the inlining; returns the functions, with those that copies of function literals have become."""
        inliner = self.inliner = Inliner(self.facts, self.words, self.tell, self.function_of, self.ready, self.costs, self.inline)
        for fn in every:
            fn.pristine = fn.body
        for fn in every:
            fn.body = Copier(None, None, fn, "", inliner).nodes(fn.pristine)

        def check(batch: list[Func]) -> None:
            for fn in batch:
                inliner.can_inline(fn)

        bottom_up(functions, check)
        inliner.start(every)
        bottom_up(functions, inliner.batch)
        added = self.wrappers(every)
        return [*every, *inliner.made, *added]

    def wrappers(self, functions: list[Func]) -> list[Func]:
        """The methods that the compiler adds, with what is inlined into each."""
        inliner = self.inliner
        assert inliner is not None
        builder = self.package.builder
        decls = [d for f in self.pkg.files for d in f.decl_list]
        added = [*wrappers(builder, decls, self.pkg.path), *method_values(builder, functions, self.pkg.path)]
        for fn in added:
            fn.pristine = fn.body
            fn.body = Copier(None, None, fn, "", inliner).nodes(fn.pristine)
        inliner.start(added)
        for fn in added:
            inliner.batch([fn])
        return added


def bottom_up(functions: list[Func], analyze: Callable[[list[Func]], None]) -> None:
    """Batches of functions that mention each other, callees first; closures come with the functions around them."""
    ids: dict[Func, int] = {}
    stack: list[Func] = []
    gen = 0

    def visit(fn: Func) -> int:
        nonlocal gen
        known = ids.get(fn, 0)
        if known > 0:
            return known
        gen += 1
        me = ids[fn] = gen
        gen += 1
        low = gen
        stack.append(fn)

        def look(x: Node) -> None:
            nonlocal low
            op = x.op
            if x.fn.__class__ is Func and (op == "NAME" or op == "METHVALUE" or op == "METHEXPR" or op == "CLOSURE"):
                if x.fn.local or op == "CLOSURE":
                    low = min(low, visit(x.fn))
            for c in children(x):
                look(c)

        for node in fn.body:
            look(node)
        if low in (me, me + 1) and not is_closure(fn):
            at = len(stack) - 1
            while True:
                ids[stack[at]] = 1 << 60
                if stack[at] is fn:
                    break
                at -= 1
            block = stack[at:]
            del stack[at:]
            analyze(block)
        return low

    for fn in functions:
        if not is_closure(fn):
            visit(fn)


def decisions(
    pkg: Any,
    inline: int = 1,
    load: Optional[Callable[[str], Any]] = None,
    imported: Optional[Callable[[str], Any]] = None,
    costs: bool = False,
    debug: Collection[str] = (),
    told: bool = True,
) -> list[tuple[int, str]]:
    """(position, text) of what ``-m`` says about a checked package; inline: 0 with ``-l``, else its level (``-l=4``: calls cost nearly nothing) or 1. load, imported: see Report.
    costs: what ``-m=2`` adds about inlining. debug: names of ``-d=`` (debug.DEBUG); told: False when only those are asked for."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 20000))
    report = Report(pkg, inline, load, imported, costs)
    report.debug, report.told = debug, told
    return report.run()
