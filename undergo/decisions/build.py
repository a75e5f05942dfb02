"""From the checked syntax tree to the model's tree: expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.typefacts import TypeFacts
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types import types as T
from undergo.types.objects import Func as FuncObject
from undergo.types.objects import Var
from undergo.types.predicates import identical
from undergo.types.types import Array, Basic, Chan, Interface, Map, Pointer, Signature, Slice, Struct, Tuple, unalias

from .ir import AUTO, EXTERN, FUNC, OF_SYMBOL, PARAM, RESULT, Func, Name, Node, Words

INT = T.Basic(T.INT, T.IS_INTEGER, "int")
UINT = T.Basic(T.UINT, T.IS_INTEGER | T.IS_UNSIGNED, "uint")


class ExprBuilder:
    """Builds the functions of one package. functions: declared function object -> its Func."""

    def __init__(self, pkg: Any, words: Words, function_of: Callable[[Any], Func], facts: TypeFacts) -> None:
        self.pkg = pkg
        self.words = words
        self.function_of = function_of
        self.facts = facts
        self.names: dict[Any, Name] = {}
        self.fn: Func = None  # type: ignore[assignment]
        self.made: list[Func] = []  # closures in the order of their making
        self.temps = 0

    # ------------------------------------------------------------ names

    def declare(self, var: Any, cls: int = AUTO) -> Name:
        shown = var.name or "_"
        if shown != "_" and self.pkg.path != self.words.path:
            shown = f"{self.pkg.name}.{shown}"
        name = Name(shown, var.pos, var.typ, cls, self.fn)
        name.var = var
        self.names[var] = name
        self.fn.dcl.append(name)
        return name

    def temp(self, pos: int, typ: Any) -> Name:
        self.temps += 1
        name = Name(f".autotmp_{self.temps}", pos, typ, AUTO, self.fn)
        self.fn.dcl.append(name)
        return name

    def use(self, var: Any) -> Name:
        name = self.names.get(var)
        if name is None:
            if var.kind == "package":
                name = Name(self.words.qualified(var.pkg, var.name), var.pos, var.typ, EXTERN, None)
                self.names[var] = name
                return name
            name = self.declare(var)
        if name.curfn is not None and name.curfn is not self.fn:
            fn: Optional[Func] = self.fn
            while fn is not None and fn is not name.curfn:
                if name not in fn.captures:
                    fn.captures.append(name)
                fn = fn.parent
        return name

    def function_name(self, obj: Any, pos: int) -> Node:
        fn = self.function_of(obj)
        node = Name(fn.name, pos, obj.typ, FUNC, None)
        node.fn = fn
        return node

    # ------------------------------------------------------------ functions

    def signature(self, fn: Func, sig: Any) -> None:
        """Declare the parameters and results."""
        saved, self.fn = self.fn, fn
        if sig.recv is not None and sig.recv.name is not None and fn.closure is None:
            fn.params.append(self.declare(sig.recv, PARAM))
        for var in sig.params.vars:
            fn.params.append(self.declare(var, PARAM))
        for i, var in enumerate(sig.results.vars):
            name = self.declare(var, RESULT)
            if not var.name:
                name.name = f"~r{i}"
            elif var.name == "_":
                name.name = f"~b{i}"
            fn.results.append(name)
        self.fn = saved

    def stmts(self, nodes: Any) -> list[Node]:
        raise NotImplementedError

    def closure(self, node: n.FuncLit) -> Node:
        outer = self.fn
        fn = self.new_closure(node.pos, node.typ, "func")
        saved, self.fn = self.fn, fn
        fn.body = self.stmts(node.body.list)
        self.fn = saved
        self.capture_outer(fn, outer)
        assert fn.closure is not None
        return fn.closure

    def new_closure(self, pos: int, sig: Any, kind: str) -> Func:
        outer = self.fn
        if kind == "func":
            outer.lits += 1
            count, suffix = outer.lits, ".func" if outer.closure is None else "."
        elif kind == "-range":
            outer.ranges += 1
            count, suffix = outer.ranges, "-range"
        else:
            outer.gowraps += 1
            count, suffix = outer.gowraps, kind
        fn = Func(f"{outer.name}{suffix}{count}", pos, sig, outer.pkg)
        fn.parent = outer
        fn.closure = Node("CLOSURE", pos, sig)
        fn.closure.fn = fn
        if sig is not None:
            self.signature(fn, sig)
        self.made.append(fn)
        return fn

    def capture_outer(self, fn: Func, outer: Func) -> None:
        for name in fn.captures:
            if name.curfn is not outer and name not in outer.captures and outer.closure is not None:
                outer.captures.append(name)

    # ------------------------------------------------------------ expressions

    def exprs(self, nodes: Any) -> list[Node]:
        return [self.expr(x) for x in nodes]

    def optional(self, node: Any) -> Optional[Node]:
        return self.expr(node) if node is not None else None

    def expr(self, node: Any) -> Node:
        if node.const is not None:
            lit = Node("LITERAL", node.pos, node.typ)
            lit.val = node.const
            return lit
        return _EXPR[node.__class__](self, node)

    def under(self, t: Any) -> Any:
        return self.facts.under(t) if t is not None else None

    def to(self, typ: Any, node: Any) -> Node:
        """The value of ``node``, implicitly converted."""
        return self.converted(typ, self.expr(node), node.pos, True) if typ is not None else self.expr(node)

    def converted(self, typ: Any, x: Node, pos: int, implicit: bool) -> Node:
        same = x.typ is typ or x.typ is not None and x.op != "NIL" and identical(x.typ, typ)
        if implicit and same:
            return x
        if x.op == "NIL":
            x.typ = typ
            return x
        if x.typ.__class__ is Basic and x.typ.info & T.IS_UNTYPED and not self.facts.is_interface(typ):
            x.typ = typ
            return x
        op = "CONVNOP" if same else self.conversion_op(typ, x)
        made = Node(op, pos, typ, x)
        made.implicit = implicit
        return made

    def conversion_op(self, typ: Any, x: Node) -> str:
        facts = self.facts
        to, have = self.under(typ), self.under(x.typ)
        if facts.is_interface(typ):
            if facts.is_interface(x.typ):
                return "CONVNOP" if identical(to, have) else "CONVIFACE"
            return "CONVIFACE"
        if to is None or have is None:
            return "CONV"
        if to.__class__ is Basic and to.kind == T.STRING:
            if have.__class__ is Basic:
                return "CONVNOP" if have.kind == T.STRING or have.kind == T.UNTYPED_STRING else "RUNESTR"
            if have.__class__ is Slice:
                e = self.under(have.elem)
                return "BYTES2STR" if e.kind == T.UINT8 else "RUNES2STR"
        if to.__class__ is Slice and have.__class__ is Basic and have.info & T.IS_STRING:
            e = self.under(to.elem)
            return "STR2BYTES" if e.kind == T.UINT8 else "STR2RUNES"
        if have.__class__ is Slice and to.__class__ is Array:
            return "SLICE2ARR"
        if have.__class__ is Slice and to.__class__ is Pointer:
            return "SLICE2ARRPTR"
        if to.__class__ is Basic and have.__class__ is Basic and to.kind != have.kind:
            if T.UNSAFE_POINTER in (to.kind, have.kind):
                return "CONVNOP"
            return "CONV"
        return "CONVNOP"

    def name(self, node: n.Name) -> Node:
        obj = node.obj
        if node.value == "_":
            return Name("_", node.pos, node.typ, AUTO, None)
        if obj.__class__ is Var:
            return self.use(obj)
        if obj.__class__ is FuncObject:
            return self.function_name(obj, node.pos)
        if node.mode == "nilvalue" or node.value == "nil":
            return Node("NIL", node.pos, node.typ)
        return Node("TYPE", node.pos, node.typ)

    def paren(self, node: n.ParenExpr) -> Node:
        return self.expr(node.x)

    def operation(self, node: n.Operation) -> Node:
        op, pos = node.op, node.pos
        if node.y is None:
            if op == "&":
                operand = unparen(node.x)
                made = self.expr(operand)
                if operand.__class__ is n.CompositeLit:
                    return Node("PTRLIT", pos, node.typ, made)
                return self.address(made, pos, node.typ, False)
            if op == "*":
                return Node("DEREF", pos, node.typ, self.expr(node.x))
            return Node({"-": "NEG", "+": "PLUS", "!": "NOT", "^": "BITNOT", "<-": "RECV"}[op], pos, node.typ, self.expr(node.x))
        if op in ("==", "!=", "<", "<=", ">", ">="):
            return self.comparison(node)
        x, y = self.expr(node.x), self.expr(node.y)
        if op in ("<<", ">>") and y.op == "LITERAL" and node.y.typ.__class__ is Basic and node.y.typ.info & T.IS_UNTYPED:
            y.typ = UINT
        if op == "+" and node.typ is not None:
            u = self.under(node.typ)
            if u.__class__ is Basic and u.info & T.IS_STRING:
                made = Node("ADDSTR", pos, node.typ)
                left = list(x.list) if x.op == "ADDSTR" else [x]
                made.list = left + (list(y.list) if y.op == "ADDSTR" else [y])
                return made
        return Node(OF_SYMBOL[op], pos, node.typ, x, y)

    def address(self, x: Node, pos: int, typ: Any, implicit: bool) -> Node:
        base = x
        while base.op in ("DOT", "INDEX") and (base.op == "DOT" or self.under(base.x.typ).__class__ is Array):
            base = base.x
        if base.op == "NAME":
            base.addrtaken = True  # type: ignore[attr-defined]
        made = Node("ADDR", pos, typ, x)
        made.implicit = implicit
        return made

    def comparison(self, node: n.Operation) -> Node:
        x, y = self.expr(node.x), self.expr(node.y)
        facts = self.facts
        if x.typ is not None and y.typ is not None and x.op != "NIL" and y.op != "NIL":
            ix, iy = facts.is_interface(x.typ), facts.is_interface(y.typ)
            if ix and not iy:
                y = self.converted(x.typ, y, node.y.pos, True)  # type: ignore[union-attr]
            elif iy and not ix:
                x = self.converted(y.typ, x, node.x.pos, True)
        return Node(OF_SYMBOL[node.op], node.pos, node.typ, x, y)

    # ------------------------------------------------------------ selectors

    def dotted(self, x: Node, path: list[int], pos: int, implicit: bool) -> Node:
        for i in path:
            t = x.typ
            u = self.under(t)
            op = "DOT"
            if u.__class__ is Pointer:
                op = "DOTPTR"
                u = self.under(u.elem)
            f = u.fields[i]
            made = Node(op, pos, f.typ, x)
            made.val = f.name
            made.fn = i
            x = made
        return x

    def receiver(self, node: n.SelectorExpr, selection: Any) -> Node:
        """The operand of a method, with embedded fields, & and * as the method wants."""
        x = self.dotted(self.expr(node.x), selection.index[:-1], node.pos, True)
        recv = getattr(selection.obj.typ, "recv", None)
        t = x.typ
        if recv is None or self.facts.is_interface(t):
            return x
        wants = self.under(recv.typ).__class__ is Pointer and not self.facts.is_interface(recv.typ)
        has = self.under(t).__class__ is Pointer
        if wants and not has:
            return self.address(x, node.pos, Pointer(t), True)
        if has and not wants:
            made = Node("DEREF", node.pos, self.under(t).elem, x)
            made.implicit = True
            return made
        return x

    def selector(self, node: n.SelectorExpr) -> Node:
        selection = node.selection
        if selection is None:
            obj = node.sel.obj
            if obj.__class__ is Var:
                return self.use(obj)
            if obj.__class__ is FuncObject:
                return self.function_name(obj, node.pos)
            return Node("TYPE", node.pos, node.typ)
        if selection.kind == "field":
            return self.dotted(self.expr(node.x), selection.index, node.pos, False)
        if selection.kind == "methodexpr":
            return self.method_expr(node.pos, node.x.typ, selection.obj)
        x = self.receiver(node, selection)
        made = Node("METHVALUE", node.pos, node.typ, x)
        made.val = node.sel.value
        if not self.facts.is_interface(x.typ):
            made.fn = self.function_of(selection.obj)
        return made

    def method_expr(self, pos: int, typ: Any, method: Any) -> Node:
        made = Node("METHEXPR", pos, typ)
        made.val = method.name
        if not self.facts.is_interface(typ):
            made.fn = self.function_of(method)
        return made

    def index(self, node: n.IndexExpr) -> Node:
        u = self.under(node.x.typ)
        if u.__class__ is Signature:
            return self.expr(node.x)
        x = self.expr(node.x)
        if u.__class__ is Map:
            return Node("INDEXMAP", node.pos, node.typ, x, self.to(u.key, node.index))
        if u.__class__ is Pointer:
            x = Node("DEREF", node.pos, u.elem, x)
            x.implicit = True
        t = node.typ.vars[0].typ if node.typ.__class__ is Tuple else node.typ
        return Node("INDEX", node.pos, t, x, self.expr(node.index))

    def slice(self, node: n.SliceExpr) -> Node:
        x = self.expr(node.x)
        u = self.under(node.x.typ)
        op = "SLICE"
        if u.__class__ is Array:
            x = self.address(x, node.pos, Pointer(node.x.typ), True)  # type: ignore[arg-type]
            op = "SLICEARR"
        elif u.__class__ is Pointer:
            op = "SLICEARR"
        elif u.__class__ is Basic:
            op = "SLICESTR"
        made = Node(op, node.pos, node.typ, x)
        made.val = [self.optional(i) for i in node.index]
        made.list = [i for i in made.val if i is not None]
        made.flag = node.full
        return made

    def assertion(self, node: n.AssertExpr) -> Node:
        return Node("DOTTYPE", node.pos, node.type.typ, self.expr(node.x))

    # ------------------------------------------------------------ literals

    def composite(self, node: n.CompositeLit) -> Node:
        t = node.typ
        u = self.under(t)
        if u.__class__ is Pointer:
            return Node("PTRLIT", node.pos, t, self.literal(node, u.elem))
        return self.literal(node, t)

    def literal(self, node: n.CompositeLit, t: Any) -> Node:
        u = self.under(t)
        cls = u.__class__
        made = Node("ARRAYLIT", node.pos, t)
        items: list[Node] = []
        if cls is Struct:
            made.op = "STRUCTLIT"
            for i, e in enumerate(node.elem_list):
                if e.__class__ is n.KeyValueExpr:
                    field = next((f for f in u.fields if f.name == e.key.value), None)  # type: ignore[attr-defined]
                    value = self.to(field.typ if field is not None else None, e.value)  # type: ignore[attr-defined]
                else:
                    value = self.to(u.fields[i].typ, e)
                items.append(Node("STRUCTKEY", e.pos, value.typ, value))
        elif cls is Map:
            made.op = "MAPLIT"
            for e in node.elem_list:
                items.append(Node("KEY", e.pos, None, self.to(u.key, e.key), self.to(u.elem, e.value)))  # type: ignore[attr-defined]
        else:
            if cls is Slice:
                made.op = "SLICELIT"
            at = length = 0
            for e in node.elem_list:
                if e.__class__ is n.KeyValueExpr:
                    key = self.expr(e.key)  # type: ignore[attr-defined]
                    at = int(key.val)
                    items.append(Node("KEY", e.pos, None, key, self.to(u.elem, e.value)))  # type: ignore[attr-defined]
                else:
                    items.append(self.to(u.elem, e))
                at += 1
                length = max(length, at)
            made.val = length
        made.list = items
        return made

    # ------------------------------------------------------------ calls

    def call(self, node: n.CallExpr) -> Node:
        fun = unparen(node.fun)
        if fun.mode == "typexpr":
            x = self.expr(node.arg_list[0])
            return self.converted(node.typ, x, node.arg_list[0].pos, False)
        if fun.mode == "builtin":
            return self.builtin(node, fun)
        sig = self.under(fun.typ)
        args: list[Node] = []
        selection = fun.selection if fun.__class__ is n.SelectorExpr else None  # type: ignore[attr-defined]
        op = "CALLFUNC"
        if selection is not None and selection.kind == "method":
            x = self.receiver(fun, selection)  # type: ignore[arg-type]
            if self.facts.is_interface(x.typ) or self.facts.is_type_param(x.typ):
                op = "CALLINTER"
                target = Node("DOTINTER", fun.pos, fun.typ, x)
                target.val = fun.sel.value  # type: ignore[attr-defined]
                target.fn = selection.obj
            else:
                target = self.method_expr(fun.pos, x.typ, selection.obj)
                args.append(x)
        else:
            target = self.expr(fun)
        made = Node(op, node.pos, node.typ, target)
        made.flag = node.has_dots or sig.variadic
        made.list = args + self.arguments(sig, node)
        return made

    def arguments(self, sig: Any, node: n.CallExpr) -> list[Node]:
        params = sig.params.vars
        variadic = sig.variadic and not node.has_dots
        fixed = len(params) - 1 if variadic else len(params)
        values: list[Node]
        args = node.arg_list
        if len(args) == 1 and args[0].typ.__class__ is Tuple:
            values = self.unpacked(args[0], [p.typ for p in params[:fixed]], params[-1].typ if variadic else None)
        else:
            elem = self.under(params[-1].typ).elem if variadic else None
            values = [self.to(params[i].typ if i < fixed else elem, a) for i, a in enumerate(args)]
        if variadic:
            rest = values[fixed:]
            values = values[:fixed]
            t = params[-1].typ
            if rest:
                made = Node("SLICELIT", node.pos, t)
                made.implicit = True
                made.list = rest
                made.val = len(rest)
            else:
                made = Node("NIL", node.pos, t)
            values.append(made)
        return values

    def unpacked(self, node: Any, types: list[Any], variadic: Any = None) -> list[Node]:
        """The values of an expression with several, each in a temporary of its own."""
        x = self.expr(unparen(node))
        pos = node.pos
        results = node.typ.vars if node.typ.__class__ is Tuple else []
        made = Node({"DOTTYPE": "AS2DOTTYPE", "INDEXMAP": "AS2MAPR", "RECV": "AS2RECV"}.get(x.op, "AS2FUNC"), pos)
        made.els = [x]
        made.flag = True
        temps, values = [], []
        elem = self.under(variadic).elem if variadic is not None else None
        for i, result in enumerate(results):
            tmp = self.temp(pos, result.typ)
            tmp.defn = made
            temps.append(tmp)
            want = types[i] if i < len(types) else elem
            value: Node = tmp
            if want is not None:
                value = self.converted(want, tmp, pos, True)
            values.append(value)
        made.list = temps
        made.init = [Node("DCL", pos, None, t) for t in temps]
        if values:
            first = values[0]
            if first.op == "NAME":
                first = Node("CONVNOP", pos, first.typ, first)
                first.implicit = True
            first.init = [made]
            values[0] = first
        return values

    def builtin(self, node: n.CallExpr, fun: Any) -> Node:
        name = fun.value if fun.__class__ is n.Name else fun.sel.value
        pos, typ, args = node.pos, node.typ, node.arg_list
        if len(args) == 1 and args[0].typ.__class__ is Tuple:
            values = self.unpacked(args[0], [])
        elif name in ("make", "new"):
            values = []
        else:
            values = [self.expr(a) for a in args]
        if name == "append":
            u = self.under(values[0].typ) if values[0].op != "NIL" else self.under(typ)
            if values[0].op == "NIL":
                values[0].typ = typ
            if not node.has_dots and u.__class__ is Slice:
                places = [a.pos for a in args] if len(args) == len(values) else [v.pos for v in values]
                values[1:] = [self.converted(u.elem, v, at, True) for v, at in zip(values[1:], places[1:])]
            return self.listed("APPEND", pos, typ, values, node.has_dots)
        if name == "make":
            u = self.under(typ)
            extra = [self.expr(a) for a in args[1:]]
            if u.__class__ is Slice:
                return Node("MAKESLICE", pos, typ, extra[0], extra[1] if len(extra) > 1 else None)
            made = Node("MAKEMAP" if u.__class__ is Map else "MAKECHAN", pos, typ, extra[0] if extra else None)
            if not extra:
                made.x = Node("LITERAL", pos, INT)
                made.x.val = 0
                made.val = "no length"
            return made
        if name == "new":
            made = Node("NEW", pos, typ, Node("TYPE", args[0].pos, self.under(typ).elem))
            if args[0].mode != "typexpr":
                made.y = self.to(self.under(typ).elem, args[0])
            return made
        if name == "panic":
            arg = values[0]
            if not self.facts.is_interface(arg.typ) and arg.op != "NIL":
                conv = Node("CONVIFACE", args[0].pos, typ or Interface([], []), arg)
                conv.implicit = True
                arg = conv
            return Node("PANIC", pos, typ, arg)
        if name in ("copy", "complex"):
            return Node(name.upper(), pos, typ, values[0], values[1])
        if name in ("Add", "Slice", "String"):
            return Node("UNSAFE" + name.upper(), pos, typ, values[0], values[1])
        if name in ("StringData", "SliceData"):
            return Node("UNSAFE" + name.upper(), pos, typ, values[0])
        if name in ("delete", "print", "println", "min", "max", "recover"):
            if name == "delete":
                u = self.under(values[0].typ)
                values[1] = self.converted(u.key, values[1], args[1].pos, True)
            return self.listed(name.upper(), pos, typ, values, False)
        return Node(name.upper(), pos, typ, values[0] if values else None)

    def listed(self, op: str, pos: int, typ: Any, values: list[Node], flag: bool) -> Node:
        made = Node(op, pos, typ)
        made.list = values
        made.flag = flag
        return made

    def type_expr(self, node: Any) -> Node:
        return Node("TYPE", node.pos, node.typ)


_EXPR: dict[type, Callable[[ExprBuilder, Any], Node]] = {
    n.Name: ExprBuilder.name,
    n.ParenExpr: ExprBuilder.paren,
    n.Operation: ExprBuilder.operation,
    n.SelectorExpr: ExprBuilder.selector,
    n.IndexExpr: ExprBuilder.index,
    n.SliceExpr: ExprBuilder.slice,
    n.AssertExpr: ExprBuilder.assertion,
    n.CompositeLit: ExprBuilder.composite,
    n.FuncLit: ExprBuilder.closure,
    n.CallExpr: ExprBuilder.call,
    **dict.fromkeys((n.ArrayType, n.SliceType, n.StructType, n.InterfaceType, n.FuncType, n.MapType, n.ChanType), ExprBuilder.type_expr),
}
__all__ = ["Chan", "ExprBuilder", "unalias"]
