"""The model's tree: nodes as the reference's back end has them, names, functions; walking; how they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Optional

from undergo.types import constants as C
from undergo.types import types as T
from undergo.types.infer import is_parameterized
from undergo.types.types import (
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    TypeParam,
    unalias,
)

# Classes of names.
AUTO, PARAM, RESULT, FUNC, EXTERN = range(5)


class Inlined:
    """One inlined call: the call it was inlined into (or None), the function, the position of the call."""

    __slots__ = ("parent", "fn", "pos")

    def __init__(self, parent: Optional["Inlined"], fn: "Func", pos: int) -> None:
        self.parent = parent
        self.fn = fn
        self.pos = pos

    def outermost(self) -> int:
        at = self
        while at.parent is not None:
            at = at.parent
        return at.pos


class Node:
    """op: the reference's operation without its O. x, y, z: operands; list: arguments, elements, left sides, cases, results; body, els:
    statements (els: right sides of assignments); init: statements before it. flag: defines (assignments), has dots (calls)."""

    __slots__ = ("op", "pos", "inl", "typ", "x", "y", "z", "list", "body", "els", "init", "implicit", "flag", "val", "fn")

    def __init__(self, op: str, pos: int, typ: Any = None, x: Any = None, y: Any = None, z: Any = None) -> None:
        self.op = op
        self.pos = pos
        self.inl: Optional[Inlined] = None
        self.typ = typ
        self.x: Any = x
        self.y: Any = y
        self.z: Any = z
        self.list: Any = ()
        self.body: Any = ()
        self.els: Any = ()
        self.init: Any = ()
        self.implicit = False
        self.flag = False
        self.val: Any = None
        self.fn: Any = None

    def place(self) -> int:
        """Where messages put it: the call that it was inlined by, if it was."""
        return self.pos if self.inl is None else self.inl.outermost()


class Name(Node):
    """A variable or function. curfn: the function it belongs to. defn: the statement that defines it."""

    __slots__ = ("name", "cls", "curfn", "defn", "addrtaken", "loc", "var", "assigns")

    def __init__(self, name: str, pos: int, typ: Any, cls: int, curfn: Optional["Func"]) -> None:
        super().__init__("NAME", pos, typ)
        self.name = name
        self.cls = cls
        self.curfn = curfn
        self.defn: Any = None
        self.addrtaken = False
        self.loc: Any = None
        self.var: Any = None
        self.assigns: Any = None


class Func:
    """A function: name as messages have it, parameters (receiver first), results, body; closure: its CLOSURE node, parent: the function
    around; inlined_vars: what it captures. cost: None if it cannot be inlined."""

    __slots__ = (
        "name", "pos", "sig", "params", "results", "dcl", "body", "closure", "parent", "captures", "cost", "checked", "delay",
        "pragma", "has_body", "pkg", "package_init", "state", "tags", "wrapper", "lits", "gowraps", "big", "local", "obj", "ranges", "reason", "states", "pristine", "ready", "build",
    )  # fmt: skip

    def __init__(self, name: str, pos: int, sig: Any, pkg: str) -> None:
        self.name = name
        self.pos = pos
        self.sig = sig
        self.pkg = pkg
        self.params: list[Name] = []
        self.results: list[Name] = []
        self.dcl: list[Name] = []
        self.body: list[Node] = []
        self.closure: Optional[Node] = None
        self.parent: Optional[Func] = None
        self.captures: list[Name] = []
        self.cost: Optional[int] = None
        self.checked = False
        self.delay = False
        self.pragma: set[str] = set()
        self.has_body = True
        self.package_init = False
        self.state = 0
        self.tags: Any = None
        self.wrapper = False
        self.lits = 0
        self.ranges = 0
        self.states = 0
        self.pristine: list[Node] = []
        self.ready = False
        self.build: Any = None
        self.gowraps = 0
        self.big = False
        self.local = True
        self.obj: Any = None
        self.reason = ""


def is_closure(fn: Func) -> bool:
    """A function literal that captures something: others are functions of their own."""
    return fn.closure is not None and bool(fn.captures)


def children(n: Node) -> Iterator[Node]:
    """The nodes directly below, in the reference's order. The body of a closure is not below its expression."""
    yield from n.init
    if n.x is not None:
        yield n.x
    if n.y is not None:
        yield n.y
    if n.z is not None:
        yield n.z
    yield from n.list
    if n.op.startswith("AS2"):
        yield from n.els
    yield from n.body
    if n.op == "IF":
        yield from n.els


def walk(n: Node, do: Callable[[Node], None]) -> None:
    do(n)
    for c in children(n):
        walk(c, do)


def walk_body(fn: Func, do: Callable[[Node], None]) -> None:
    for n in fn.body:
        walk(n, do)


# ---------------------------------------------------------------- types in words


class _Every(list[TypeParam]):
    def __contains__(self, t: object) -> bool:
        return True


_EVERY = _Every()


class Words:
    """Prints nodes and types as seen from package ``path``."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._types: dict[int, tuple[Any, str]] = {}

    def qualified(self, pkg: Any, name: str) -> str:
        if pkg is None or pkg.path == self.path:
            return name
        return f"{pkg.name}.{name}"

    def type(self, t: Any) -> str:
        known = self._types.get(id(t))
        if known is None:
            known = self._types[id(t)] = (t, self._type(t))
        return known[1]

    def argument(self, t: Any) -> str:
        """A type argument: as the linker knows the type."""
        from undergo.codegen.names import link_string

        return self.type(t) if is_parameterized(_EVERY, t) else link_string(t)

    def _type(self, t: Any) -> str:
        if t is None:
            return "<nil>"
        if t.__class__ is Alias:
            if t.obj.pkg is None and t.obj.name == "any":
                return "any"
            return self.type(unalias(t))
        cls = t.__class__
        if cls is Basic:
            if t.kind == T.UNSAFE_POINTER:
                return "unsafe.Pointer"
            name = str(t.name.removeprefix("untyped "))
            return {"float": "float64", "complex": "complex128", "nil": "nil"}.get(name, name)
        if cls is Named:
            name = self.qualified(t.obj.pkg, t.obj.name)
            if t.targs:
                name += "[" + ",".join(self.argument(a) for a in t.targs) + "]"
            return name
        if cls is TypeParam:
            return str(t.obj.name)
        if cls is Pointer:
            return "*" + self.type(t.elem)
        if cls is Slice:
            return "[]" + self.type(t.elem)
        if cls is Array:
            return f"[{t.len}]{self.type(t.elem)}"
        if cls is Map:
            return f"map[{self.type(t.key)}]{self.type(t.elem)}"
        if cls is Chan:
            inner = self.type(t.elem)
            if t.dir == T.RECV_ONLY:
                return "<-chan " + inner
            if t.dir == T.SEND_ONLY:
                return "chan<- " + inner
            e = unalias(t.elem)
            return f"chan ({inner})" if e.__class__ is Chan and e.dir == T.RECV_ONLY else "chan " + inner
        if cls is Signature:
            return "func" + self.signature(t)
        if cls is Struct:
            if not t.fields:
                return "struct {}"
            parts = []
            for i, f in enumerate(t.fields):
                part = self.type(f.typ) if f.embedded else f"{f.name} {self.type(f.typ)}"
                tag = t.tags[i] if getattr(t, "tags", None) and i < len(t.tags) else ""
                if tag:
                    part += " " + C.quote(tag.encode() if isinstance(tag, str) else tag)
                parts.append(part)
            return "struct { " + "; ".join(parts) + " }"
        if cls is Interface:
            parts = [m.name + self.signature(m.typ) for m in sorted(t.methods, key=lambda m: m.name)]
            parts += [self.type(e) for e in t.embeddeds]
            return "interface { " + "; ".join(parts) + " }" if parts else "interface {}"
        if cls is Tuple:
            return "(" + ", ".join(self.type(v.typ) for v in t.vars) + ")"
        return str(t)

    def signature(self, t: Any) -> str:
        params = [self.type(v.typ) for v in t.params.vars]
        if t.variadic and params:
            params[-1] = "..." + self.type(t.params.vars[-1].typ.underlying().elem)
        text = "(" + ", ".join(params) + ")"
        results = [self.type(v.typ) for v in t.results.vars]
        if len(results) == 1:
            return f"{text} {results[0]}"
        return f"{text} ({', '.join(results)})" if results else text

    # ------------------------------------------------------------ expressions

    def expr(self, n: Any, prec: int = 0) -> str:
        while n is not None and n.implicit and n.op in ("ADDR", "DEREF", "CONV", "CONVNOP", "CONVIFACE"):
            n = n.x
        if n is None:
            return "<nil>"
        mine = PREC.get(n.op, 8)
        text = self._expr(n, mine)
        return f"({text})" if prec > mine else text

    def exprs(self, nodes: Any) -> str:
        return ", ".join(self.expr(n) for n in nodes)

    def _expr(self, n: Any, prec: int) -> str:
        op = n.op
        if op == "NAME":
            if n.cls in (FUNC, EXTERN):
                return str(n.name)
            return "_" if n.name.startswith("~b") else str(n.name)
        if op == "LITERAL":
            return self.literal(n)
        if op == "NIL":
            return "nil"
        if op == "TYPE":
            return self.type(n.typ)
        if op == "CLOSURE":
            return "func literal"
        if op == "PTRLIT":
            return "&" + self.expr(n.x)
        if op in ("STRUCTLIT", "ARRAYLIT", "SLICELIT", "MAPLIT"):
            if n.implicit:
                return "... argument"
            return self.type(n.typ) + ("{...}" if n.list else "{}")
        if op == "KEY":
            return f"{self.expr(n.x)}:{self.expr(n.y)}"
        if op in ("DOT", "DOTPTR", "DOTINTER", "METHVALUE"):
            return f"{self.expr(n.x, 8)}.{n.val}"
        if op == "METHEXPR":
            t = self.type(n.typ)
            return f"({t}).{n.val}" if t.startswith("*") else f"{t}.{n.val}"
        if op in ("DOTTYPE", "DOTTYPE2"):
            return f"{self.expr(n.x, 8)}.({self.type(n.typ)})"
        if op in ("INDEX", "INDEXMAP"):
            return f"{self.expr(n.x, 8)}[{self.expr(n.y)}]"
        if op in ("SLICE", "SLICEARR", "SLICESTR"):
            parts = [self.expr(i) if i is not None else "" for i in n.val]
            return f"{self.expr(n.x, 8)}[{parts[0]}:{parts[1]}{':' + parts[2] if n.flag else ''}]"
        if op in (
            "CONV",
            "CONVNOP",
            "CONVIFACE",
            "STR2BYTES",
            "STR2RUNES",
            "BYTES2STR",
            "RUNES2STR",
            "RUNESTR",
            "SLICE2ARR",
            "SLICE2ARRPTR",
        ):
            target: Any = unalias(n.typ) if n.typ is not None else None
            named = target.__class__ in (Named, Basic, TypeParam) or n.typ.__class__ is Alias and n.typ.obj.name == "any"
            name = self.type(n.typ)
            return f"{name if named else f'({name})'}({self.expr(n.x)})"
        if op in ("LEN", "CAP", "REAL", "IMAG", "NEW", "PANIC", "CLEAR", "CLOSE"):
            return f"{op.lower()}({self.expr(n.x)})"
        if op in ("APPEND", "DELETE", "MIN", "MAX", "RECOVER", "PRINT", "PRINTLN"):
            return f"{op.lower()}({self.exprs(n.list)}{'...' if n.flag else ''})"
        if op in ("COMPLEX", "COPY"):
            return f"{op.lower()}({self.expr(n.x)}, {self.expr(n.y)})"
        if op in ("UNSAFEADD", "UNSAFESLICE"):
            return f"unsafe.{'Add' if op == 'UNSAFEADD' else 'Slice'}({self.expr(n.x)}, {self.expr(n.y)})"
        if op in ("CALLFUNC", "CALLINTER"):
            return f"{self.expr(n.x, 8)}({self.exprs(n.list)}{'...' if n.flag else ''})"
        if op == "INLCALL":
            return self.expr(n.list[0]) if len(n.list) == 1 else f"(.{'; '.join(self.expr(r) for r in n.list)})"
        if op in ("MAKESLICE", "MAKEMAP", "MAKECHAN"):
            parts = [self.type(n.typ)]
            if n.x is not None and n.val != "no length":
                parts.append(self.expr(n.x))
            if n.y is not None:
                parts.append(self.expr(n.y))
            return f"make({', '.join(parts)})"
        if op in UNARY:
            sign = UNARY[op]
            space = " " if n.x.op == op and op != "DEREF" else ""
            return f"{sign}{space}{self.expr(n.x, prec + 1)}"
        if op in BINARY:
            return f"{self.expr(n.x, prec)} {BINARY[op]} {self.expr(n.y, prec + 1)}"
        if op == "ADDSTR":
            return " + ".join(self.expr(part, prec) for part in n.list)
        return f"<node {op}>"

    def literal(self, n: Any) -> str:
        v, t = n.val, n.typ
        named = t.__class__ is not Basic
        kind = t.kind if t.__class__ is Basic else -1
        if not named and v.__class__ is int and t.name in ("rune", "untyped rune") and 0 <= v <= 0x10FFFF:
            return rune_text(v)
        if kind in (T.INT, T.FLOAT64, T.STRING, T.BOOL, T.COMPLEX128) or kind >= 0 and t.info & T.IS_UNTYPED:
            plain = True
            if kind == T.FLOAT64 and v.__class__ is int:
                plain = True
        else:
            plain = False
        text = C.to_string(v)
        return text if plain else f"{self.type(t)}({text})"

    # ------------------------------------------------------------ statements

    def function_type(self, fn: "Func") -> str:
        if fn.sig is None:  # the wrapper of a go or defer statement
            return "func()"
        recv = fn.sig.recv
        return (f"method({self.type(recv.typ)}) " if recv is not None else "") + "func" + self.signature(fn.sig)

    def body(self, nodes: Any) -> str:
        return "; ".join(self.stmt(n) for n in nodes)

    def stmt(self, n: Node) -> str:
        """A statement as ``-m=2`` prints it: loops and switches only by name."""
        op = n.op
        if op == "AS":
            return f"{self.expr(n.x)} {':=' if n.flag else '='} {self.expr(n.y)}"
        if op == "ASOP":
            if n.flag:
                return f"{self.expr(n.x)}{n.val}{n.val}"
            return f"{self.expr(n.x)} {n.val}= {self.expr(n.y)}"
        if op.startswith("AS2"):
            return f"{self.exprs(n.list)} {':=' if n.flag else '='} {self.exprs(n.els)}"
        if op == "DCL":
            return f"var {self.expr(n.x)} {self.type(n.x.typ)}"
        if op == "BLOCK":
            return self.body(n.list)
        if op == "RETURN":
            if not n.list:
                return "return "
            return "return " + self.exprs(n.list)
        if op in ("GO", "DEFER"):
            return f"{op.lower()} {self.expr(n.x)}"
        if op == "IF":
            init = n.init[0] if len(n.init) == 1 and not n.init[0].init else None
            text = f"if {self.stmt(init) + '; ' if init is not None else ''}{self.expr(n.x)} {{ {self.body(n.body)} }}"
            return text + (f" else {{ {self.body(n.els)} }}" if n.els else "")
        if op in ("FOR", "RANGE"):
            return "for loop"
        if op in ("SELECT", "SWITCH"):
            return f"{op.lower()} statement"
        if op in ("BREAK", "CONTINUE", "GOTO"):
            return op.lower() + (f" {n.val}" if n.val else "")
        if op == "FALL":
            return "fallthrough"
        if op == "LABEL":
            return f"{n.val}: "
        if op == "SEND":
            return f"{self.expr(n.x)} <- {self.expr(n.y)}"
        return self.expr(n)


def rune_text(v: int) -> str:
    escapes = {7: "\\a", 8: "\\b", 12: "\\f", 10: "\\n", 13: "\\r", 9: "\\t", 11: "\\v", 39: "\\'", 92: "\\\\"}
    if v in escapes:
        return f"'{escapes[v]}'"
    ch = chr(v)
    if v < 0x80 and not ch.isprintable():
        return f"'\\x{v:02x}'"
    if not ch.isprintable():
        return f"'\\u{v:04x}'" if v < 0x10000 else f"'\\U{v:08x}'"
    return f"'{ch}'"


UNARY = {"PLUS": "+", "NEG": "-", "BITNOT": "^", "NOT": "!", "RECV": "<-", "ADDR": "&", "DEREF": "*"}
BINARY = {
    "ADD": "+", "AND": "&", "ANDNOT": "&^", "DIV": "/", "EQ": "==", "GE": ">=", "GT": ">", "LE": "<=", "LT": "<", "LSH": "<<", "MOD": "%",
    "MUL": "*", "NE": "!=", "OR": "|", "RSH": ">>", "SUB": "-", "XOR": "^", "ANDAND": "&&", "OROR": "||",
}  # fmt: skip
PREC = {
    **dict.fromkeys(("PLUS", "NOT", "BITNOT", "NEG", "ADDR", "DEREF", "RECV"), 7),
    **dict.fromkeys(("MUL", "DIV", "MOD", "LSH", "RSH", "AND", "ANDNOT"), 6), **dict.fromkeys(("ADD", "SUB", "OR", "XOR", "ADDSTR"), 5),
    **dict.fromkeys(("EQ", "LT", "LE", "GE", "GT", "NE"), 4), "SEND": 3, "ANDAND": 2, "OROR": 1, "ADDSTR": 0, "PTRLIT": 0,
    **dict.fromkeys("REAL IMAG COMPLEX MAKECHAN MAKEMAP RECOVER CLOSURE INLCALL".split(), 0),
}  # fmt: skip
OF_SYMBOL = {symbol: op for op, symbol in BINARY.items()}
