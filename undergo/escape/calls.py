"""Calls: of functions, methods, closures and builtins; conversions; go and defer."""

from __future__ import annotations

from typing import Any, Optional, Union

from undergo.escape.devirtual import concrete_type, method_of
from undergo.escape.expressions import MAX_IMPLICIT_STACK_VARIABLE, ExprFlow
from undergo.escape.graph import ALLOCATION, FRAMECALL, PERSISTS, TEMPORARY, VARIADIC, Hole, Location
from undergo.escape.info import (
    CALLEE,
    FRAMED,
    HEAP,
    LEAKS,
    MUTATOR,
    NO_LEAKS,
    NONSTRING,
    PLANNED,
    RESULT0,
    RESULTS,
    Frame,
    FuncInfo,
    Leaks,
    Tags,
)
from undergo.escape.typefacts import is_string
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.syntax.positions import line_of
from undergo.types import types as T
from undergo.types.objects import Func, Var
from undergo.types.types import Array, Basic, Map, Pointer, Signature, Slice, Struct, Tuple, Type

MAX_INLINE_LINES = 60
MAX_INLINE_DEPTH = 3

# A callee that is known: a function of the batch, or a summary.
Callee = Union[FuncInfo, Tags]


class CallFlow(ExprFlow):
    __slots__ = ()

    # ------------------------------------------------------------ who is called

    def callee_of_func(self, func: Func) -> Optional[Callee]:
        func = func.origin
        info = self.infos.get(func)
        if info is not None:
            return info if info.stage == PLANNED else info.tags
        tags = func.esc_tags
        return tags if tags.__class__ is Tags else None

    def static_method(self, selection: Any) -> Optional[Callee]:
        """The concrete method that is selected, or None for a method of an interface or type parameter."""
        method = selection.obj
        if method.__class__ is not Func:
            return None
        recv = getattr(method.origin.typ, "recv", None)
        if recv is None or self.facts.is_interface(recv.typ) or self.facts.is_type_param(recv.typ):
            return None
        return self.callee_of_func(method)

    def tags_of(self, func: Func) -> Optional[Tags]:
        info = self.infos.get(func)
        tags = info.tags if info is not None else func.esc_tags
        return tags if tags.__class__ is Tags else None

    def held_type(self, fun: n.Expr) -> Optional[Type]:
        """The type of what the interface holds whose method ``fun`` selects, if that is known and the method is analyzed."""
        selection = fun.selection if fun.__class__ is n.SelectorExpr else None
        if selection is None or selection.kind != "method" or len(selection.index) != 1 or fun.x.typ is None:  # type: ignore[attr-defined]
            return None
        if not self.facts.is_interface(fun.x.typ):  # type: ignore[attr-defined]
            return None
        t = concrete_type(fun.x, self.fn, self.facts, self.tags_of)  # type: ignore[attr-defined]
        method = method_of(t, selection.obj) if t is not None else None  # type: ignore[arg-type]
        return t if method is not None and self.tags_of(method) is not None else None

    def static_callees(self, fun: n.Expr) -> list[Callee]:
        """The functions that ``fun`` may denote, [] when not known."""
        for _ in range(20):
            fun = unparen(fun)
            cls = fun.__class__
            if cls is n.FuncLit:
                info: FuncInfo = fun.info  # type: ignore[attr-defined]
                if info.stage == PLANNED:
                    return [info]
                return [info.tags] if info.tags is not None else []
            if cls is n.IndexExpr:
                x = fun.x  # type: ignore[attr-defined]
                if x.typ is not None and self.facts.under(x.typ).__class__ is Signature:
                    fun = x
                    continue
                return []
            if cls is n.SelectorExpr:
                selection = fun.selection  # type: ignore[attr-defined]
                if selection is not None:
                    if selection.kind == "field":
                        return []
                    method = self.static_method(selection)
                    if method is None and self.held_type(fun) is not None:
                        method = self.tags_of(method_of(self.held_type(fun), selection.obj))  # type: ignore[arg-type]
                    return [method] if method is not None else []
                obj = fun.sel.obj  # type: ignore[attr-defined]
            elif cls is n.Name:
                obj = fun.obj  # type: ignore[attr-defined]
            elif cls is n.CallExpr:
                if fun.fun.mode == "typexpr":  # type: ignore[attr-defined]
                    if len(fun.arg_list) == 1:  # type: ignore[attr-defined]
                        fun = fun.arg_list[0]  # type: ignore[attr-defined]
                        continue
                    return []
                outer = self.static_callees(fun.fun)  # type: ignore[attr-defined]
                if len(outer) == 1:
                    tags = outer[0] if outer[0].__class__ is Tags else outer[0].tags  # type: ignore[union-attr]
                    if tags is not None and tags.closure is not None:
                        return [tags.closure]
                return []
            else:
                return []
            if obj.__class__ is Func:
                known = self.callee_of_func(obj)
                return [known] if known is not None else []
            if obj.__class__ is not Var:
                return []
            if obj in self.bound:
                return self.bound[obj]
            top = self.fn.top
            value = top.single.get(obj)
            if value is None:
                return self.assigned_callees(obj)
            if value.__class__ is n.SelectorExpr:
                return []  # a method value binds its receiver when made
            fun = value
        return []

    def assigned_callees(self, var: Var) -> list[Callee]:
        """The function literals that a function variable is assigned in simple assignments, [] if there is anything else."""
        values = self.fn.top.assigned.get(var)
        if not values:
            return []
        callees: list[Callee] = []
        for value in values:
            value = unparen(value)
            if value.__class__ is n.FuncLit:
                info: FuncInfo = value.info
                if info is None or info.stage != PLANNED:
                    return []
                callees.append(info)
            elif value.__class__ is n.Name and value.obj.__class__ is Func:
                known = self.callee_of_func(value.obj)
                if known is None:
                    return []
                callees.append(known)
            elif value.mode != "nilvalue":
                return []
        return callees

    # ------------------------------------------------------------ calls

    def call(self, holes: Optional[list[Hole]], node: n.CallExpr) -> None:
        """A call, conversion or builtin; ``holes`` say where the results flow, None: nowhere."""
        if node.const is not None:
            return
        fun = unparen(node.fun)
        if fun.mode == "typexpr":
            self.conversion(holes[0] if holes else self.graph.discard, node)
        elif fun.mode == "builtin":
            self.builtin(holes[0] if holes else self.graph.discard, node, fun)
        else:
            self.function_call(holes, node, fun)

    def function_call(self, holes: Optional[list[Hole]], node: n.CallExpr, fun: n.Expr) -> None:
        facts = self.facts
        graph = self.graph
        sig = facts.under(fun.typ) if fun.typ is not None else None
        callees = self.static_callees(fun)
        held = self.held_type(fun) if callees else None
        if self.inlined_into is None:
            node.held = held
        if sig.__class__ is not Signature:
            self.discard(fun)
            for arg in node.arg_list:
                self.to_heap(arg)
            return
        if callees and len(callees) == 1 and self.inline_call(holes, node, fun, sig):
            return
        if holes is not None:
            self.connect_results(holes, callees)
        frame = self.call_frame(holes, node, callees)
        args = node.arg_list
        offset = 0
        selection = fun.selection if fun.__class__ is n.SelectorExpr else None
        escape_all = self.is_escape_non_string(fun)
        if selection is not None and selection.kind == "method":
            hole = self.parameters_hole(holes, callees, 0, frame)
            if held is not None and self.facts.direct(held) is not True:
                hole = (hole[0], hole[1] + 1, False)  # the receiver is what the data word points to
            self.receiver(hole, fun)  # type: ignore[arg-type]
            offset = 1
        elif selection is None or selection.kind != "methodexpr":
            called = graph.discard
            if not callees and holes is not None and any(hole[0] is not graph.blank for hole in holes):
                called = graph.to_callee
            self.expr(called, fun)
        params = sig.params.vars
        variadic = sig.variadic and not node.has_dots
        if len(args) == 1 and args[0].typ.__class__ is Tuple and unparen(args[0]).__class__ is n.CallExpr:
            self.forwarded_results(holes, callees, params, variadic, offset, unparen(args[0]), frame)  # type: ignore[arg-type]
            return
        fixed = len(params) - 1 if variadic else len(params)
        func = denoted_func(fun)
        if func is not None and "uintptrescapes" in func.pragma:
            for arg in args:
                self.escaping_uintptr(arg)
        for i, arg in enumerate(args[:fixed]):
            hole = self.parameters_hole(holes, callees, offset + i, frame, params[i].typ)
            if escape_all:
                hole = self.unless_strings(params[i].typ, 0)
            self.convert(hole, arg, params[i].typ)
        if variadic and len(args) > fixed:
            elem = self.elem(params[-1].typ)
            rest = args[fixed:]
            hole = self.parameters_hole(holes, callees, offset + fixed, frame)
            size = facts.size(elem) * len(rest) if elem is not None else 0
            hole = self.spill(hole, node, VARIADIC, size)
            for arg in rest:
                self.convert(hole, arg, elem)

    # ------------------------------------------------------------ functions that call their arguments

    def inline_call(self, holes: Optional[list[Hole]], node: n.CallExpr, fun: n.Expr, sig: Any) -> bool:
        """A small function of this package that is given a known function, f(os.Read, p): its summary would say that p leaks,
        as it is passed to an unknown function. Walk its body as part of this one instead. Returns whether that was done."""
        info = self.inlinable(node, fun, sig)
        if info is None:
            return False
        args = node.arg_list
        offset = len(info.params) - len(args)
        bound: dict[Var, list[Callee]] = {}
        for var, arg in zip(info.params[offset:], args):
            if not var.reassigned and not var.addrtaken and self.facts.under(var.typ).__class__ is Signature:
                known = self.static_callees(arg)
                if known:
                    bound[var] = known
        if not bound:
            return False
        caller = self.inlined_into or self.fn
        locations: dict[Var, Location] = {}
        for var in [*info.params, *info.results]:
            locations[var] = location = Location(None, TEMPORARY, caller, self.loop_depth, PERSISTS)
            self.graph.locations.append(location)
        if offset:
            self.receiver((locations[info.params[0]], 0, False), fun)  # type: ignore[arg-type]
        for var, arg in zip(info.params[offset:], args):
            self.convert((locations[var], 0, False), arg, var.typ)
        if holes is not None:
            for hole, var in zip(holes, info.results):
                if self.facts.pointers(var.typ):
                    self.graph.flow(hole, locations[var])
        saved = self.fn, self.locations, self.inlined_into, self.bound, self.looping
        self.fn, self.locations, self.inlined_into, self.bound = info, locations, caller, bound
        self.looping = info.looping_labels
        self.inlining.append(info)
        self.block(info.node.body.list)  # type: ignore[union-attr]
        self.inlining.pop()
        self.fn, self.locations, self.inlined_into, self.bound, self.looping = saved
        return True

    def inlinable(self, node: n.CallExpr, fun: n.Expr, sig: Any) -> Optional[FuncInfo]:
        """The function that ``fun`` denotes, if it can be walked as part of its caller."""
        if sig.variadic or not any(self.facts.under(p.typ).__class__ is Signature for p in sig.params.vars):
            return None
        if len(node.arg_list) != len(sig.params.vars):
            return None
        func = denoted_func(fun)
        if func is None or fun.__class__ is n.SelectorExpr and fun.selection is not None and fun.selection.kind != "method":
            return None
        info = self.infos.get(func)
        if info is None or info.stage == PLANNED or info.closures or info.has_defer:
            return None
        if len(self.inlining) >= MAX_INLINE_DEPTH or info in self.inlining:
            return None
        body = info.node.body  # type: ignore[union-attr]
        if body is None or line_of(body.rbrace) - line_of(body.pos) > MAX_INLINE_LINES:
            return None
        return info

    def block(self, statements: list[n.Stmt]) -> None:
        raise NotImplementedError

    def elem(self, t: Type) -> Optional[Type]:
        u = self.facts.under(t)
        return u.elem if u.__class__ is Slice else None

    def forwarded_results(
        self,
        holes: Optional[list[Hole]],
        callees: list[Callee],
        params: list[Var],
        variadic: bool,
        offset: int,
        inner: n.CallExpr,
        frame: Optional[list[Location]],
    ) -> None:
        """f(g()) with several results of g."""
        results = inner.typ.vars  # type: ignore[union-attr]
        fixed = len(params) - 1 if variadic else len(params)
        targets: list[Hole] = []
        rest: Optional[Hole] = None
        for i, result in enumerate(results):
            if i < fixed:
                hole = self.parameters_hole(holes, callees, offset + i, frame)
                want: Optional[Type] = params[i].typ
            else:
                if rest is None:
                    rest = self.spill(self.parameters_hole(holes, callees, offset + fixed, frame), inner, VARIADIC)
                    rest[0].node = None  # there is no node to say it on: codegen puts this slice on the heap
                    self.lose(rest[0])
                hole = rest
                want = self.elem(params[-1].typ)
            targets.append(self.result_conversion(hole, result.typ, want))
        self.call(targets, inner)

    def result_conversion(self, hole: Hole, have: Optional[Type], want: Optional[Type]) -> Hole:
        """The hole for one of several results that is implicitly converted: boxes without a node live on the heap."""
        if have is None or want is None or not self.facts.is_interface(want) or self.facts.is_interface(have):
            return hole
        if self.facts.direct(have):
            return hole
        return self.graph.to_heap

    def connect_results(self, holes: list[Hole], callees: list[Callee]) -> None:
        """The results of functions of this batch flow to where the call's results flow."""
        for callee in callees:
            if callee.__class__ is FuncInfo:
                for hole, result in zip(holes, callee.results):
                    if self.facts.pointers(result.typ):
                        self.graph.flow(hole, self.graph.of_var[result])

    def call_frame(self, holes: Optional[list[Hole]], node: n.CallExpr, callees: list[Callee]) -> Optional[list[Location]]:
        """What a call of a function with a result frame allocates: that frame. Its address flows to results."""
        if self.inlined_into is None:
            node.frame = None
        if len(callees) != 1 or callees[0].__class__ is not Tags or callees[0].frame is None or called_func(node) is None:
            return None
        fun = unparen(node.fun)
        if fun.__class__ is n.SelectorExpr and fun.selection is not None:
            if fun.selection.kind != "method" or node.held is not None and self.inlined_into is not None:
                return None
        frame: Frame = callees[0].frame
        group = [self.new_location(node, FRAMECALL, False) for _ in range(frame.count)]
        for location in group:
            location.group = group
        for i, j in frame.edges:
            self.graph.flow((group[i], -1, False), group[j])
        if holes is not None:
            for i, j in frame.results:
                if i < len(holes):
                    hole = holes[i]
                    self.graph.flow((hole[0], hole[1] - 1, False), group[j])
        return group

    def unless_strings(self, t: Optional[Type], derefs: int) -> Hole:
        """The hole for an argument of internal/abi.EscapeNonString."""
        if t is not None and self.facts.is_type_param(t):
            return (self.graph.strings, derefs, False)
        return (self.graph.heap, derefs, False) if self.has_non_string_pointers(t) else self.graph.discard

    def parameters_hole(
        self,
        holes: Optional[list[Hole]],
        callees: list[Callee],
        index: int,
        frame: Optional[list[Location]] = None,
        typ: Optional[Type] = None,
    ) -> Hole:
        if not callees:
            return self.graph.to_heap
        if len(callees) == 1:
            return self.parameter_hole(holes, callees[0], index, frame, typ)
        return self.tee(*[self.parameter_hole(holes, callee, index) for callee in callees])

    def parameter_hole(
        self,
        holes: Optional[list[Hole]],
        callee: Callee,
        index: int,
        frame: Optional[list[Location]] = None,
        typ: Optional[Type] = None,
    ) -> Hole:
        """Where the argument for parameter ``index`` (receiver first) goes. frame: the call's result frame, if it has one; typ: the argument's type."""
        graph = self.graph
        if callee.__class__ is FuncInfo:
            params = callee.params
            if index >= len(params):
                return graph.to_heap
            var: Var = params[index]
            if not var.name or var.name == "_":
                return graph.discard
            return (graph.of_var[var], 0, False)
        tags = callee.params
        if index >= len(tags):
            return graph.to_heap
        leaks: Optional[Leaks] = tags[index]  # type: ignore[assignment]
        if leaks is None:
            return graph.to_heap
        if leaks is NO_LEAKS or leaks == NO_LEAKS:
            return graph.discard
        targets: list[Hole] = []
        if leaks[HEAP] >= 0:
            targets.append((graph.heap, leaks[HEAP], False))
        if leaks[FRAMED] >= 0:
            if frame is None:
                targets.append((graph.heap, leaks[FRAMED], False))
            else:
                targets += [(location, derefs, False) for location, derefs in zip(frame, leaks[LEAKS:]) if derefs >= 0]
        if leaks[NONSTRING] >= 0:
            targets.append(self.unless_strings(typ, leaks[NONSTRING]))
        if leaks[MUTATOR] >= 0:
            targets.append((graph.mutator, leaks[MUTATOR], False))
        if leaks[CALLEE] >= 0:
            targets.append((graph.callee, leaks[CALLEE], False))
        if holes is not None:
            for i in range(min(RESULTS, len(holes))):
                derefs = leaks[RESULT0 + i]
                if derefs >= 0:
                    target, more, _ = holes[i]
                    targets.append((target, more + derefs, False))
        return self.tee(*targets)

    def escaping_uintptr(self, arg: n.Expr) -> None:
        """//go:uintptrescapes: what an argument uintptr(unsafe.Pointer(p)) points to must not move."""
        arg = unparen(arg)
        if arg.__class__ is n.CallExpr and unparen(arg.fun).mode == "typexpr" and len(arg.arg_list) == 1:
            x = arg.arg_list[0]
            if x.typ is not None and _is_basic(self.facts.under(x.typ), T.UNSAFE_POINTER):
                self.expr(self.graph.to_heap, x)

    def is_escape_non_string(self, fun: n.Expr) -> bool:
        """internal/abi.EscapeNonString forces its argument to the heap if it holds pointers other than strings'."""
        obj = denoted_func(fun)
        return obj is not None and obj.name == "EscapeNonString" and obj.pkg is not None and obj.pkg.path == "internal/abi"

    def has_non_string_pointers(self, t: Optional[Type]) -> bool:
        if t is None or not self.facts.pointers(t):
            return False
        if self.facts.is_type_param(t):
            return True
        u = self.facts.under(t)
        if is_string(u):
            return False
        if u.__class__ is Struct:
            return any(self.has_non_string_pointers(f.typ) for f in u.fields)
        if u.__class__ is Array:
            return self.has_non_string_pointers(u.elem)
        return True

    # ------------------------------------------------------------ conversions

    def conversion(self, hole: Hole, node: n.CallExpr) -> None:
        if len(node.arg_list) != 1:
            return
        x = node.arg_list[0]
        facts = self.facts
        target = node.typ
        if target is None or x.typ is None:
            self.expr(hole, x)
            return
        if facts.is_interface(target):
            self.convert(hole, x, target)
            return
        to, have = facts.under(target), facts.under(x.typ)
        if to is None or have is None:
            # Depends on a type argument: a copy or the value itself.
            self.expr(self.unknown_type_hole(hole, node, ALLOCATION), x)
            return
        to_string, from_string = is_string(to), is_string(have)
        if to_string or from_string:
            if to_string and from_string:
                self.expr(hole, x)
                return
            # string <-> []byte, []rune; integer -> string; constants too.
            self.spill(hole, node)
            self.discard(x)
            return
        if to.__class__ is Array and have.__class__ is Slice:
            self.expr((hole[0], hole[1] + 1, False), x)
            return
        if _is_basic(to, T.UNSAFE_POINTER) and _is_basic(have, T.UINTPTR):
            self.unsafe_value(hole, x)
            return
        self.expr(hole, x)

    def unsafe_value(self, hole: Hole, node: n.Expr) -> None:
        """Arithmetic on uintptrs that becomes a pointer again: look for pointers that were converted."""
        node = unparen(node)
        if node.const is not None:
            return
        cls = node.__class__
        if cls is n.CallExpr and unparen(node.fun).mode == "typexpr" and len(node.arg_list) == 1:  # type: ignore[attr-defined]
            x = node.arg_list[0]  # type: ignore[attr-defined]
            u = self.facts.under(x.typ) if x.typ is not None else None
            if _is_basic(u, T.UNSAFE_POINTER):
                self.expr(hole, x)
            elif _is_basic(u, T.UINTPTR):
                self.unsafe_value(hole, x)
            else:
                self.discard(x)
        elif cls is n.Operation and (node.y is not None or node.op in ("+", "-", "^")):  # type: ignore[attr-defined]
            self.unsafe_value(hole, node.x)  # type: ignore[attr-defined]
            if node.y is not None:  # type: ignore[attr-defined]
                if node.op in ("<<", ">>"):  # type: ignore[attr-defined]
                    self.discard(node.y)  # type: ignore[attr-defined]
                else:
                    self.unsafe_value(hole, node.y)  # type: ignore[attr-defined]
        elif cls is n.SelectorExpr and self.is_header_data(node):
            self.expr((hole[0], hole[1] + 1, False), node.x)  # type: ignore[attr-defined]
        else:
            self.discard(node)

    def is_header_data(self, node: n.Expr) -> bool:
        """The Data field of a reflect.SliceHeader or StringHeader, through a pointer."""
        if node.__class__ is not n.SelectorExpr or node.sel.value != "Data" or node.x.typ is None:
            return False
        u = self.facts.under(node.x.typ)
        obj = getattr(u.elem, "obj", None) if u.__class__ is Pointer else None
        return obj is not None and obj.name in ("SliceHeader", "StringHeader") and obj.pkg is not None and obj.pkg.path == "reflect"

    # ------------------------------------------------------------ builtins

    def builtin(self, hole: Hole, node: n.CallExpr, fun: n.Expr) -> None:
        name = fun.value if fun.__class__ is n.Name else fun.sel.value  # type: ignore[attr-defined]
        args = node.arg_list
        graph = self.graph
        facts = self.facts
        if len(args) == 1 and args[0].typ.__class__ is Tuple:  # append(f()) with several values
            inner: Any = unparen(args[0])
            self.call([graph.to_heap for _ in args[0].typ.vars], inner)
            return
        if name == "append":
            self.append(hole, node)
        elif name == "make":
            self.make(hole, node)
        elif name == "new":
            elem = self.pointee(node.typ)
            value = self.spill(hole, node, ALLOCATION, facts.size(elem) if elem is not None else 0)
            if args and args[0].mode != "typexpr":
                self.convert(value, args[0], elem)
        elif name == "copy":
            self.expr(graph.to_mutator, args[0])
            if len(args) > 1:
                u = facts.under(args[1].typ) if args[1].typ is not None else None
                if u.__class__ is Slice and facts.pointers(u.elem):
                    self.expr((graph.heap, 1, False), args[1])
                elif u is None:
                    self.expr((graph.heap, 1, False), args[1])
                else:
                    self.discard(args[1])
        elif name == "panic":
            self.panic(args[0])
        elif name in ("min", "max", "StringData", "SliceData"):
            for arg in args:
                self.expr(hole, arg)
        elif name in ("Add", "Slice", "String"):
            self.expr(hole, args[0])
            for arg in args[1:]:
                self.discard(arg)
        elif name == "clear":
            self.expr(graph.to_mutator, args[0])
        elif name == "delete":
            self.discard(args[0])
            u = facts.under(args[0].typ) if args[0].typ is not None else None
            self.convert(graph.discard, args[1], u.key if u.__class__ is Map else None)
        elif name in ("print", "println"):
            for arg in args:
                self.discard(arg)
        else:
            # len, cap, complex, real, imag, close, recover, Sizeof, ...
            for arg in args:
                if arg.mode != "typexpr":
                    self.discard(arg)

    def pointee(self, t: Optional[Type]) -> Optional[Type]:
        u = self.facts.under(t) if t is not None else None
        return u.elem if u.__class__ is Pointer else None

    def panic(self, arg: n.Expr) -> None:
        if arg.const is not None:
            return
        t = arg.typ
        hole = self.graph.to_heap
        if t is not None and not self.facts.is_interface(t):
            hole = self.box(hole, arg)
        self.expr(hole, arg)

    def append(self, hole: Hole, node: n.CallExpr) -> None:
        args = node.arg_list
        graph = self.graph
        facts = self.facts
        u = facts.under(args[0].typ) if args[0].typ is not None else None
        if u.__class__ is not Slice:
            u = facts.under(node.typ) if node.typ is not None else None
        elem = u.elem if u.__class__ is Slice else None
        appendee = self.tee(hole, graph.to_mutator)
        if elem is None or facts.pointers(elem):
            appendee = self.tee(appendee, (graph.heap, 1, False))
        self.expr(appendee, args[0])
        if node.has_dots:
            if len(args) > 1:
                u = facts.under(args[1].typ) if args[1].typ is not None else None
                if u is None or u.__class__ is Slice and facts.pointers(u.elem):
                    self.expr((graph.heap, 1, False), args[1])
                else:
                    self.discard(args[1])
        else:
            for arg in args[1:]:
                self.to_heap(arg, elem)
        store = self.spill(hole, node)
        store[0].loop_depth = 0

    def make(self, hole: Hole, node: n.CallExpr) -> None:
        t = node.typ
        u = self.facts.under(t) if t is not None else None
        cls = u.__class__
        args = node.arg_list[1:]
        if cls is Slice:
            location = self.spill(hole, node)[0]
            size = self.facts.size(u.elem)  # type: ignore[union-attr]
            if size == 0:
                self.lose(location)
            elif args:
                count = self.known_int(args[-1])
                if count is not None and count > MAX_IMPLICIT_STACK_VARIABLE // size:
                    self.lose(location)
        elif cls is Map or u is None:
            self.spill(hole, node)
        for arg in args:
            self.discard(arg)

    def known_int(self, x: n.Expr) -> Optional[int]:
        """The value of a constant, or of a variable that is a constant all its life."""
        for _ in range(8):
            x = unparen(x)
            if x.const is not None:
                try:
                    return int(x.const)
                except (TypeError, ValueError):
                    return 1 << 62
            if x.__class__ is not n.Name or x.obj.__class__ is not Var:
                return None
            value = self.fn.top.single.get(x.obj)
            if value is None:
                return None
            x = value
        return None

    # ------------------------------------------------------------ go and defer

    def go_defer(self, node: n.CallStmt) -> None:
        """A deferred call outside loops keeps its operands until the function ends; all others go to the heap."""
        graph = self.graph
        owner = self.fn.result_owner()
        node.esc = True
        kept = graph.to_heap
        if node.tok == "defer" and self.loop_depth == 1 and owner is self.fn:
            kept = self.later(graph.discard)
            node.esc = False
        elif node.tok == "defer":
            owner.defer_in_loop = True
        call = unparen(node.call)
        if call.__class__ is not n.CallExpr:
            self.discard(call)
            return
        fun = unparen(call.fun)
        args = call.arg_list
        if fun.mode == "builtin" or fun.mode == "typexpr":
            name = fun.value if fun.__class__ is n.Name else ""
            if len(args) == 1 and args[0].typ.__class__ is Tuple:
                self.call([graph.to_heap for _ in args[0].typ.vars], unparen(args[0]))  # type: ignore[arg-type]
            elif name == "panic":
                self.panic(args[0])
            elif name in ("print", "println", "delete", "close"):
                for arg in args:
                    self.expr(kept, arg)
            elif name == "recover":
                pass
            else:
                for arg in args:
                    if arg.mode != "typexpr":
                        self.expr(graph.to_heap, arg)
            return
        sig = self.facts.under(fun.typ) if fun.typ is not None else None
        simple = sig.__class__ is Signature and not sig.params.vars and not sig.results.vars
        if simple and fun.__class__ is n.FuncLit:
            self.expr(kept, fun)
            return
        if node.esc:
            self.deferred_operands(call, fun, sig)
            return
        self.call(None, call)

    def deferred_operands(self, call: n.CallExpr, fun: n.Expr, sig: Any) -> None:
        """The operands of a go statement, or of a defer in a loop, are captured by a closure on the heap."""
        heap = self.graph.to_heap
        if fun.__class__ is n.SelectorExpr and fun.selection is not None and fun.selection.kind == "method":
            self.receiver(heap, fun)
        else:
            self.expr(heap, fun)
        args = call.arg_list
        if sig.__class__ is not Signature:
            for arg in args:
                self.to_heap(arg)
            return
        params = sig.params.vars
        variadic = sig.variadic and not call.has_dots
        if len(args) == 1 and args[0].typ.__class__ is Tuple and unparen(args[0]).__class__ is n.CallExpr:
            inner: Any = unparen(args[0])
            self.call([heap] * len(inner.typ.vars), inner)
            return
        fixed = len(params) - 1 if variadic else len(params)
        for arg, param in zip(args[:fixed], params):
            self.to_heap(arg, param.typ)
        if variadic and len(args) > fixed:
            hole = self.spill(heap, call, VARIADIC)
            elem = self.elem(params[-1].typ)
            for arg in args[fixed:]:
                self.convert(hole, arg, elem)


def denoted_func(fun: n.Expr) -> Optional[Func]:
    """The declared function or method that ``fun`` names."""
    fun = unparen(fun)
    if fun.__class__ is n.IndexExpr:
        fun = unparen(fun.x)
    if fun.__class__ is n.Name:
        obj = fun.obj
    elif fun.__class__ is n.SelectorExpr:
        obj = fun.sel.obj
    else:
        return None
    return obj.origin if obj.__class__ is Func else None


def called_func(call: n.CallExpr) -> Optional[Func]:
    """The declared function or method that a call calls, also through an interface value whose type is known."""
    if call.held is None:
        return denoted_func(call.fun)
    return method_of(call.held, unparen(call.fun).selection.obj)  # type: ignore[attr-defined]


def _is_basic(u: Optional[Type], kind: int) -> bool:
    return u.__class__ is Basic and u.kind == kind
