"""Expressions to edges of the graph: where the value of an expression flows, and what evaluating it allocates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.escape.graph import ALLOCATION, BOX, CALLS, ESCAPES, MUTATES, PERSISTS, TEMPORARY, VARIABLE, Graph, Hole, Location
from undergo.escape.info import FuncInfo
from undergo.escape.typefacts import TypeFacts, is_string
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types import types as T
from undergo.types.objects import Func, Var
from undergo.types.types import Array, Basic, Map, Pointer, Signature, Slice, Struct, Tuple, Type

MAX_STACK_VARIABLE = 128 << 10
MAX_IMPLICIT_STACK_VARIABLE = 64 << 10


class ExprFlow:
    """Builds the graph of one batch. The function being walked is ``fn``, at ``loop_depth``."""

    __slots__ = ("graph", "facts", "fn", "loop_depth", "closures", "infos", "locations", "looping", "inlined_into", "bound", "inlining")

    def __init__(self, graph: Graph, facts: TypeFacts, infos: dict[Func, FuncInfo]) -> None:
        self.graph = graph
        self.facts = facts
        self.infos = infos
        self.locations = graph.of_var
        self.fn: FuncInfo = None  # type: ignore[assignment]
        self.loop_depth = 1
        self.closures: list[tuple[Hole, list[Var], FuncInfo]] = []
        self.looping: set[str] = set()
        # While the body of a called function is walked as part of its caller: the caller, and what its function
        # parameters are known to be.
        self.inlined_into: Optional[FuncInfo] = None
        self.bound: dict[Var, list[Any]] = {}
        self.inlining: list[FuncInfo] = []

    # ------------------------------------------------------------ locations and holes

    def new_location(self, node: Any, kind: int, persists: bool) -> Location:
        if self.inlined_into is not None:
            location = Location(None, TEMPORARY, self.inlined_into, self.loop_depth, PERSISTS if persists else 0)
        else:
            location = Location(node, kind, self.fn, self.loop_depth, PERSISTS if persists else 0)
        self.graph.locations.append(location)
        return location

    def declare(self, var: Var) -> Location:
        """The location of a local variable, declared here."""
        location = self.locations.get(var)
        if location is None:
            location = self.new_location(var, VARIABLE, True)
            self.locations[var] = location
        else:
            location.loop_depth = self.loop_depth
        if self.facts.size(var.typ) > MAX_STACK_VARIABLE:
            self.lose(location)
        return location

    def lose(self, location: Location) -> None:
        location.attrs |= ESCAPES | PERSISTS | MUTATES | CALLS

    def spill(self, hole: Hole, node: Any, kind: int = ALLOCATION, size: int = 0) -> Hole:
        """``node`` allocates: its address flows to ``hole``. Returns the hole for what is stored in it."""
        location = self.new_location(node, kind, False)
        self.graph.flow((hole[0], hole[1] - 1, True), location)
        if size > MAX_IMPLICIT_STACK_VARIABLE:
            self.lose(location)
        return (location, 0, False)

    def tee(self, *holes: Hole) -> Hole:
        """A hole that flows into all of ``holes``."""
        blank = self.graph.blank
        live = [hole for hole in holes if hole[0] is not blank]
        if not live:
            return self.graph.discard
        if len(live) == 1:
            return live[0]
        location = self.new_location(None, TEMPORARY, False)
        for hole in live:
            self.graph.flow(hole, location)
        return (location, 0, False)

    def later(self, hole: Hole) -> Hole:
        """``hole``, of values that are needed until later."""
        location = self.new_location(None, TEMPORARY, True)
        self.graph.flow(hole, location)
        return (location, 0, False)

    def unknown_type_hole(self, hole: Hole, node: Any, kind: int) -> Hole:
        """The value flows to ``hole`` itself or into an allocation, depending on a type argument."""
        return self.tee(self.spill(hole, node, kind), hole)

    # ------------------------------------------------------------ values

    def expr(self, hole: Hole, node: n.Expr) -> None:
        """The value of ``node`` flows to ``hole``."""
        if node.const is not None:
            return
        if hole[1] >= 0 and hole[0] is not self.graph.blank and not self.facts.pointers(node.typ):
            hole = (self.graph.blank, hole[1], hole[2])
        _EXPR[node.__class__](self, hole, node)

    def discard(self, node: Optional[n.Expr]) -> None:
        """Evaluate ``node`` for what it does."""
        if node is not None and node.const is None:
            _EXPR[node.__class__](self, self.graph.discard, node)

    def convert(self, hole: Hole, node: n.Expr, target: Optional[Type]) -> None:
        """The value of ``node``, implicitly converted to ``target``, flows to ``hole``."""
        if node.const is not None:
            return
        if target is not None and self.facts.is_interface(target):
            hole = self.box(hole, node)
        self.expr(hole, node)

    def box(self, hole: Hole, node: n.Expr) -> Hole:
        """``node`` is put into an interface; the hole for its own value."""
        t = node.typ
        if t is None or node.mode == "nilvalue" or node.const is not None or self.facts.is_interface(t):
            return hole
        if t.__class__ is Basic and t.info & T.IS_UNTYPED and t.kind == T.UNTYPED_NIL:
            return hole
        if t.__class__ is Tuple:
            return hole
        direct = self.facts.direct(t)
        if direct:
            return hole
        if direct is None:
            return self.unknown_type_hole(hole, node, BOX)
        return self.spill(hole, node, BOX, self.facts.size(t))

    def to_heap(self, node: n.Expr, target: Optional[Type] = None) -> None:
        self.convert(self.graph.to_heap, node, target)

    # ------------------------------------------------------------ by kind of expression

    def nothing(self, hole: Hole, node: Any) -> None:
        pass

    def name(self, hole: Hole, node: n.Name) -> None:
        obj = node.obj
        if obj.__class__ is not Var or obj.kind == "package":
            return
        location = self.locations.get(obj)
        if location is None:
            location = self.declare(obj)
        self.graph.flow(hole, location)

    def paren(self, hole: Hole, node: n.ParenExpr) -> None:
        self.expr(hole, node.x)

    def operation(self, hole: Hole, node: n.Operation) -> None:
        op = node.op
        if node.y is None:
            if op == "&":
                x = unparen(node.x)
                if x.__class__ is n.CompositeLit:
                    self.composite(self.spill(hole, node, ALLOCATION, self.facts.size(x.typ)), x)  # type: ignore[arg-type]
                else:
                    self.expr((hole[0], hole[1] - 1, True), x)
            elif op == "*":
                self.expr((hole[0], hole[1] + 1, False), node.x)
            else:
                self.discard(node.x)
            return
        if op == "+" and node.typ is not None and self.may_be_string(node.typ):
            self.spill(hole, node)
            for part in concatenated(node):
                self.discard(part)
            return
        if op in ("==", "!="):
            self.comparison(node)
            return
        x = node
        while x.__class__ is n.Operation and x.y is not None and x.const is None and x.op not in ("==", "!="):
            self.discard(x.y)
            x = x.x
        self.discard(x)

    def may_be_string(self, t: Type) -> bool:
        u = self.facts.under(t)
        return u is None or is_string(u)

    def comparison(self, node: n.Operation) -> None:
        """Operands of mixed type are put into interfaces that live no longer than the comparison."""
        x, y = node.x, node.y
        assert y is not None
        tx, ty = x.typ, y.typ
        if tx is not None and ty is not None:
            ix, iy = self.facts.is_interface(tx), self.facts.is_interface(ty)
            if ix and not iy:
                self.discard(x)
                self.convert(self.graph.discard, y, tx)
                return
            if iy and not ix:
                self.convert(self.graph.discard, x, ty)
                self.discard(y)
                return
        self.discard(x)
        self.discard(y)

    def selector(self, hole: Hole, node: n.SelectorExpr) -> None:
        selection = node.selection
        if selection is None or selection.kind == "methodexpr":
            return
        if selection.kind == "field":
            hops = self.pointer_hops(node.x.typ, selection.index)
            if hops:
                hole = (hole[0], hole[1] + hops, False)
            self.expr(hole, node.x)
            return
        self.method_value(hole, node)

    def pointer_hops(self, t: Optional[Type], index: list[int]) -> int:
        """The pointers that a path of field indices goes through, the operand's own included."""
        hops = 0
        facts = self.facts
        for i in index:
            if t is None:
                return hops
            u = facts.under(t)
            if u.__class__ is Pointer:
                hops += 1
                u = facts.under(u.elem)
            if u.__class__ is not Struct:
                return hops
            t = u.fields[i].typ
        return hops

    def method_value(self, hole: Hole, node: n.SelectorExpr) -> None:
        closure = self.spill(hole, node)
        selection = node.selection
        assert selection is not None
        method: Any = selection.obj
        sig = method.typ
        heap = [self.graph.to_heap] * len(sig.results.vars)
        callee = self.static_method(selection)
        parameter = self.parameter_hole(heap, callee, 0) if callee is not None else self.graph.to_heap
        self.receiver(self.tee(parameter, closure), node)

    def receiver(self, hole: Hole, node: n.SelectorExpr) -> None:
        """The receiver of the method ``node`` selects flows to ``hole``: embedded fields, & and * are implied."""
        selection = node.selection
        assert selection is not None
        facts = self.facts
        path = selection.index[:-1]
        hops = self.pointer_hops(node.x.typ, path) if path else 0
        t = node.x.typ
        for i in path:
            u = facts.under(t) if t is not None else None
            if u.__class__ is Pointer:
                u = facts.under(u.elem)
            t = u.fields[i].typ if u.__class__ is Struct else None
        is_pointer = t is not None and not facts.is_type_param(t) and facts.under(t).__class__ is Pointer
        method: Any = selection.obj
        target = hole
        recv = method.typ.recv
        if recv is not None and t is not None and not facts.is_interface(t) and not facts.is_type_param(t):
            wants_pointer = facts.under(recv.typ).__class__ is Pointer and not facts.is_interface(recv.typ)
            if wants_pointer and not is_pointer:
                target = (hole[0], hole[1] - 1, True)
            elif not wants_pointer and is_pointer and not facts.is_interface(recv.typ):
                target = (hole[0], hole[1] + 1, False)
        if hops:
            target = (target[0], target[1] + hops, False)
        self.expr(target, node.x)

    def index(self, hole: Hole, node: n.IndexExpr) -> None:
        x = node.x
        t = x.typ
        u = self.facts.under(t) if t is not None else None
        if u.__class__ is Signature:
            return  # an instantiated function
        if u.__class__ is Map:
            self.discard(x)
            self.convert(self.graph.discard, node.index, u.key)
            return
        if u.__class__ is Array or u is None:
            self.expr(hole, x)
        else:
            self.expr((hole[0], hole[1] + 1, False), x)
        self.discard(node.index)

    def slice(self, hole: Hole, node: n.SliceExpr) -> None:
        u = self.facts.under(node.x.typ) if node.x.typ is not None else None
        if u.__class__ is Array:
            self.expr((hole[0], hole[1] - 1, True), node.x)
        else:
            self.expr(hole, node.x)
        for index in node.index:
            self.discard(index)

    def assertion(self, hole: Hole, node: n.AssertExpr) -> None:
        self.expr(self.unboxed(hole, node.type.typ), node.x)

    def unboxed(self, hole: Hole, t: Optional[Type]) -> Hole:
        """The hole for an interface whose dynamic value, of type ``t``, flows to ``hole``."""
        if t is None or self.facts.is_interface(t) or self.facts.direct(t) is not False:
            return hole
        return (hole[0], hole[1] + 1, False)

    def composite(self, hole: Hole, node: n.CompositeLit) -> None:
        t = node.typ
        facts = self.facts
        u = facts.under(t) if t is not None else None
        if u.__class__ is Pointer:
            # An element of a []*T written as {...}.
            t = u.elem
            hole = self.spill(hole, node, ALLOCATION, facts.size(t))
            u = facts.under(t)
        cls = u.__class__
        if cls is Struct:
            fields = u.fields  # type: ignore[union-attr]
            for i, element in enumerate(node.elem_list):
                if element.__class__ is n.KeyValueExpr:
                    self.convert(hole, element.value, self.field_type(element.key, u))  # type: ignore[arg-type]
                else:
                    self.convert(hole, element, fields[i].typ if i < len(fields) else None)
        elif cls is Map:
            self.spill(hole, node)
            for element in node.elem_list:
                self.to_heap(element.key, u.key)  # type: ignore[attr-defined, union-attr]
                self.to_heap(element.value, u.elem)  # type: ignore[attr-defined, union-attr]
        else:
            elem = u.elem if cls is Slice or cls is Array else None  # type: ignore[union-attr]
            if cls is not Array:
                hole = self.spill(hole, node, ALLOCATION, 0)  # the reference has no limit here but that of the frame
            for element in node.elem_list:
                if element.__class__ is n.KeyValueExpr:
                    element = element.value
                self.convert(hole, element, elem)

    def literal_length(self, node: n.CompositeLit) -> int:
        if not node.nkeys:
            return len(node.elem_list)
        length = at = 0
        for element in node.elem_list:
            if element.__class__ is n.KeyValueExpr and element.key.const is not None:
                try:
                    at = int(element.key.const)
                except (TypeError, ValueError):
                    return 1 << 40
            at += 1
            length = max(length, at)
        return length

    def field_type(self, key: n.Expr, struct: Struct) -> Optional[Type]:
        if key.__class__ is n.SelectorExpr:
            key = key.sel
        if key.__class__ is n.Name:
            obj = key.obj
            for field in struct.fields:
                if field is obj or field.name == key.value:
                    return field.typ
            if obj.__class__ is Var:
                return obj.typ
        return None

    def func_lit(self, hole: Hole, node: n.FuncLit) -> None:
        self.closure(self.spill(hole, node), node.captures, node.info)  # type: ignore[arg-type]
        self.walk_function(node.info, node.body)

    def closure(self, hole: Hole, captures: list[Var], info: FuncInfo) -> None:
        """A closure is made here; how its variables are captured is decided when all uses have been seen."""
        self.closures.append((hole, captures, info))
        for var in captures:
            location = self.locations.get(var)
            if location is None:
                location = self.declare(var)
            if not location.captured:
                location.captured = True
                # Assignments in straight-line code before the first capture do not count.
                if location.loop_depth == self.loop_depth:
                    location.assigned_before = location.reassigned
                    location.reassigned = False

    def call_expr(self, hole: Hole, node: n.CallExpr) -> None:
        self.call([hole], node)

    # ------------------------------------------------------------ assignment targets

    def target(self, node: Optional[n.Expr]) -> Hole:
        """The hole for storing into ``node``."""
        if node is None:
            return self.graph.discard
        cls = node.__class__
        if cls is n.Name:
            obj = node.obj  # type: ignore[attr-defined]
            if obj.__class__ is not Var:
                return self.graph.discard  # blank
            if obj.kind == "package":
                return self.graph.to_heap
            if node.value == "_":  # type: ignore[attr-defined]
                return self.graph.discard
            location = self.locations.get(obj)
            if location is None:
                location = self.declare(obj)
            return (location, 0, False)
        if cls is n.ParenExpr:
            return self.target(node.x)  # type: ignore[attr-defined]
        if cls is n.SelectorExpr:
            selection = node.selection  # type: ignore[attr-defined]
            if selection is None:
                return self.graph.to_heap
            hops = self.pointer_hops(node.x.typ, selection.index)  # type: ignore[attr-defined]
            if not hops:
                return self.target(node.x)  # type: ignore[attr-defined]
            self.expr((self.graph.mutator, hops - 1, False), node.x)  # type: ignore[attr-defined]
            return self.graph.to_heap
        if cls is n.IndexExpr:
            x = node.x  # type: ignore[attr-defined]
            u = self.facts.under(x.typ) if x.typ is not None else None
            if u.__class__ is Map:
                self.discard(x)
                self.to_heap(node.index, u.key)  # type: ignore[attr-defined]
                return self.graph.to_heap
            self.discard(node.index)  # type: ignore[attr-defined]
            if u.__class__ is Array:
                return self.target(x)
            self.expr(self.graph.to_mutator, x)
            return self.graph.to_heap
        if cls is n.Operation:  # *p
            self.expr(self.graph.to_mutator, node.x)  # type: ignore[attr-defined]
            return self.graph.to_heap
        self.discard(node)
        return self.graph.to_heap

    # ------------------------------------------------------------ what the other parts provide

    def call(self, holes: Optional[list[Hole]], node: n.CallExpr) -> None:
        raise NotImplementedError

    def static_method(self, selection: Any) -> Any:
        raise NotImplementedError

    def parameter_hole(self, holes: Optional[list[Hole]], callee: Any, index: int) -> Hole:
        raise NotImplementedError

    def walk_function(self, info: FuncInfo, body: n.BlockStmt) -> None:
        raise NotImplementedError


def concatenated(node: n.Expr) -> list[n.Expr]:
    """The operands of a chain of string concatenations, left to right."""
    parts: list[n.Expr] = []
    todo: list[n.Expr] = [node]
    while todo:
        x = unparen(todo.pop())
        if x.__class__ is n.Operation and x.op == "+" and x.y is not None and x.const is None:
            todo.append(x.y)
            todo.append(x.x)
        else:
            parts.append(x)
    return parts


_EXPR: dict[type, Callable[[Any, Hole, Any], None]] = {
    n.Name: ExprFlow.name,
    n.BasicLit: ExprFlow.nothing,
    n.BadExpr: ExprFlow.nothing,
    n.ParenExpr: ExprFlow.paren,
    n.Operation: ExprFlow.operation,
    n.SelectorExpr: ExprFlow.selector,
    n.IndexExpr: ExprFlow.index,
    n.SliceExpr: ExprFlow.slice,
    n.AssertExpr: ExprFlow.assertion,
    n.CompositeLit: ExprFlow.composite,
    n.FuncLit: ExprFlow.func_lit,
    n.CallExpr: ExprFlow.call_expr,
    n.ArrayType: ExprFlow.nothing,
    n.SliceType: ExprFlow.nothing,
    n.StructType: ExprFlow.nothing,
    n.FuncType: ExprFlow.nothing,
    n.InterfaceType: ExprFlow.nothing,
    n.MapType: ExprFlow.nothing,
    n.ChanType: ExprFlow.nothing,
}
