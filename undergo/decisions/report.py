"""The lines of the report, in the order in which the reference prints them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.info import CALLEE, FRAMED, HEAP, MUTATOR, RESULT0, RESULTS, Tags
from undergo.escape.typefacts import TypeFacts
from undergo.syntax import nodes as n
from undergo.types import types as T

from .build_stmt import Builder
from .devirtual import Devirtualizer
from .flow import Flow
from .ir import Func, Node, Words, children, is_closure
from .solve import TAGGED


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
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is n.FuncDecl:
                    obj = decl.name.obj
                    if obj is None or obj.typ is None or generic(obj.typ):
                        continue
                    fn = Func(self.function_name(obj), decl.name.pos, obj.typ, self.pkg.path)
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
        for fn in list(self.order):
            made_before = len(self.builder.made)
            self.builder.function(fn, self.decls[key(fn.obj)])
            for closure in self.builder.made[made_before:]:
                closure.local = self.local

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
    if op == "KEY":
        return static(x.y)
    if op in ("STRUCTLIT", "ARRAYLIT", "SLICELIT"):
        return all(static(e) for e in x.list)
    return False


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
    def __init__(self, pkg: Any, inline: bool) -> None:
        self.pkg = pkg
        self.inline = inline
        self.facts = TypeFacts()
        self.words = Words(pkg.path)
        self.lines: list[tuple[int, str]] = []
        self.foreign: dict[Any, Func] = {}
        self.package = Package(pkg, self.facts, self.words, True, self.function_of)

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

    def tags_of(self, fn: Func) -> Any:
        """The summary of a function whose body is not here."""
        tags = fn.obj.esc_tags if fn.obj is not None else None
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

    def run(self) -> list[tuple[int, str]]:
        self.package.declare()
        self.package.build()
        init = self.package.init
        functions = [init, *(c for c in self.package.builder.made if c.parent is init), *self.package.order]
        for fn in functions:
            Devirtualizer(self.facts, self.words, self.tell, self.function_of).function(fn)
        init.body = [y for x in init.body for y in (dynamic(x) if x.op == "AS" else [x])]
        flow = Flow(self.facts, self.words, self.tell, self.tags_of)
        bottom_up(functions, flow.batch)
        return self.lines


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


def decisions(pkg: Any, inline: bool = True) -> list[tuple[int, str]]:
    """(position, text) of what ``-m`` says about a checked package; inline: without ``-l``."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 20000))
    return Report(pkg, inline).run()
