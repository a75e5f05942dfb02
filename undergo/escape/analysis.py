"""Escape analysis of a package: functions in strongly connected batches, callees first; then the results onto the tree.

Written for each local variable: Var.captured, reassigned, addrtaken, heap, byval_capture. On nodes: ``esc`` of what
allocates (&T{}, new, make, literals of slices and maps, function literals, method values, string concatenation and
conversion, the slice of a variadic call, append), ``box`` of operands put into interfaces, CallStmt.esc, FuncLit.captures,
``info`` of functions, RangeClause.info of range-over-func loops. On functions: Func.esc_tags, their summary for callers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

from undergo.escape import exclusive
from undergo.escape.calls import denoted_func
from undergo.escape.devirtual import returned_type
from undergo.escape.frames import eligible, error_apart, settle, slot_location
from undergo.escape.graph import ALLOCATION, BOX, ESCAPES, FRAME, FRAMECALL, MUTATES, TEMPORARY, VARIABLE, VARIADIC, Graph, Location
from undergo.escape.info import CALLEE, FRAMED, HEAP, LEAKS, MUTATOR, NO_LEAKS, RESULT0, RESULTS, TAGGED, FuncInfo, Leaks, RangeFunc, Tags
from undergo.escape.report import describe, describe_var, is_conversion
from undergo.escape.scan import Scanner
from undergo.escape.statements import StmtFlow
from undergo.escape.typefacts import TypeFacts
from undergo.syntax import nodes as n
from undergo.syntax.nodes import unparen
from undergo.types.objects import Func, Package, Var

MAX_BYVAL_SIZE = 128


class EscapeResult:
    """report: (position, text) in the words of ``go build -gcflags=-m``, sorted; infos: FuncInfo by Func."""

    __slots__ = ("report", "infos")

    def __init__(self) -> None:
        self.report: list[tuple[int, str]] = []
        self.infos: dict[Func, FuncInfo] = {}


def analyze(pkg: Package, report: bool = False) -> EscapeResult:
    """Analyze the checked package ``pkg``; with ``report`` also tell what was found."""
    return _Analysis(pkg, report).run()


class _Analysis:
    def __init__(self, pkg: Package, report: bool) -> None:
        self.pkg = pkg
        self.facts = TypeFacts()
        self.result = EscapeResult()
        self.reporting = report

    def run(self) -> EscapeResult:
        scanner = Scanner(self.facts, self.pkg)
        functions: list[FuncInfo] = []
        infos = self.result.infos
        values: list[n.Expr] = []
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is n.FuncDecl:
                    info = scanner.function(decl)
                    functions.append(info)
                    if info.func is not None:
                        infos[info.func] = info
                elif decl.__class__ is n.VarDecl and decl.values is not None:
                    found = decl.values
                    values += found.elem_list if found.__class__ is n.ListExpr else [found]
        variables = scanner.package_variables(values)
        functions.append(variables)
        for batch in components(functions, infos):
            self.batch(batch, variables)
        self.result.report.sort(key=lambda line: line[0])
        return self.result

    # ------------------------------------------------------------ one batch

    def batch(self, functions: list[FuncInfo], variables: FuncInfo) -> None:
        graph = Graph()
        graph.slot_kind = slot_location
        if len(functions) == 1:
            functions[0].frameable = eligible(functions[0])
            functions[0].error_result = error_apart(functions[0], self.facts)
        flow = StmtFlow(graph, self.facts, self.result.infos)
        for info in functions:
            flow.prepare(info)
        for info in functions:
            if info is variables:
                self.package_variables(flow, info)
            elif info.node.__class__ is n.FuncDecl and info.node.body is not None:
                flow.walk_function(info, info.node.body)
        for hole, captures, _ in flow.closures:
            for var in captures:
                location = graph.of_var[var]
                var.byval_capture = self.by_value(var, location)
                graph.flow(hole if var.byval_capture else (hole[0], hole[1] - 1, False), location)
        graph.solve()
        self.finish(graph)
        for info in functions:
            self.tag(info, graph)
        for info in functions:
            self.exclusive(info)
        for info in functions:
            if info.frameable and info.tags is not None:
                info.tags.frame = settle(info, graph, self.facts, self.result.infos)

    def by_value(self, var: Var, location: Location) -> bool:
        return not location.addrtaken and not location.reassigned and self.facts.size(var.typ) <= MAX_BYVAL_SIZE

    def package_variables(self, flow: StmtFlow, info: FuncInfo) -> None:
        flow.fn = info
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is n.VarDecl and decl.values is not None:
                    flow.loop_depth = 1
                    flow.var_decl_of_package(decl)

    def exclusive(self, info: FuncInfo) -> None:
        node: Any = info.node
        if node.__class__ in (n.FuncDecl, n.FuncLit) and node.body is not None:
            exclusive.find(info, node.body, self.facts, self.tags_of)
        for closure in info.closures:
            self.exclusive(closure.info)

    def tags_of(self, func: Func) -> Optional[Tags]:
        info = self.result.infos.get(func)
        tags = info.tags if info is not None else func.esc_tags
        return tags if tags.__class__ is Tags else None

    # ------------------------------------------------------------ results

    def finish(self, graph: Graph) -> None:
        """Write what was found onto variables and nodes."""
        for location in graph.locations:
            kind = location.kind
            if kind == TEMPORARY:
                continue
            heap = location.attrs & (ESCAPES | FRAME) != 0
            node: Any = location.node
            if kind == VARIABLE:
                node.heap = heap
                node.captured = location.captured
                node.reassigned = location.reassigned or location.assigned_before
                if not location.captured:
                    node.byval_capture = False
                node.addrtaken = location.addrtaken or location.captured and not node.byval_capture
                if heap and self.reporting:
                    self.result.report.append((node.pos, f"moved to heap: {describe_var(node, location)}"))
                continue
            if node is None:
                continue
            if kind == FRAMECALL:
                # The frame is where the worst of its locations must be.
                node.frame = (heap or node.frame) is True
                continue
            if kind == BOX:
                node.box = heap
            elif kind in (ALLOCATION, VARIADIC):
                node.esc = heap or node.esc is True
                if kind == ALLOCATION and not location.attrs & (MUTATES | ESCAPES | FRAME) and is_conversion(node):
                    node.use_buf = True  # bytes that are only read
            if self.reporting and node.__class__ is not RangeFunc:
                text = describe(node, kind)
                pos = node.arg_list[0].pos if kind == ALLOCATION and is_conversion(node) else node.pos
                self.result.report.append((pos, text + (" escapes to heap" if heap else " does not escape")))

    def tag(self, info: FuncInfo, graph: Graph) -> None:
        """Summarize a function and its closures for callers."""
        self.close(info, graph)
        if info.func is not None:
            info.func.esc_tags = info.tags
            if info.has_recover:
                info.func.pragma.add("recovers")
            assert info.tags is not None
            info.tags.concrete = returned_type(info, self.facts, self.tags_of)

    def close(self, info: FuncInfo, graph: Graph) -> None:
        for closure in info.closures:
            self.close(closure.info, graph)
        node = info.node
        bodyless = node.__class__ is n.FuncDecl and node.body is None
        params: list[Optional[Leaks]] = []
        for var in info.params:
            if bodyless:
                params.append(self.bodyless_tag(info, var))
            else:
                params.append(self.param_tag(info, var, graph.of_var[var]))
        info.tags = Tags(tuple(params), None if bodyless else self.returned_closure(info))
        info.stage = TAGGED

    def bodyless_tag(self, info: FuncInfo, var: Var) -> Optional[Leaks]:
        """Assembly and linknamed functions: assumed to leak everything unless marked //go:noescape."""
        if not self.facts.pointers(var.typ):
            return NO_LEAKS
        noescape = any(text.startswith("//go:noescape") for _, text in info.node.pragma)  # type: ignore[union-attr]
        if self.reporting and var.name:
            text = f"{var.name} does not escape" if noescape else f"leaking param: {var.name}"
            self.result.report.append((var.pos, text))
        if not noescape:
            return None
        leaks = [-1] * LEAKS
        leaks[MUTATOR] = leaks[CALLEE] = 0
        return tuple(leaks)

    def param_tag(self, info: FuncInfo, var: Var, location: Location) -> Optional[Leaks]:
        if not self.facts.pointers(var.typ) or not var.name or var.name == "_":
            return NO_LEAKS
        leaks = location.leaks
        if leaks is None:
            if self.reporting and not location.attrs & (ESCAPES | FRAME):
                self.result.report.append((var.pos, f"{var.name} does not escape"))
            return NO_LEAKS
        heap = leaks[HEAP]
        if heap >= 0:
            # What takes as many dereferences or more adds nothing to a leak to the heap.
            leaks = [heap] + [-1 if x >= heap else x for x in leaks[1:]]
        if self.reporting and not location.attrs & (ESCAPES | FRAME):
            told = list(leaks)
            if leaks[FRAMED] >= 0:
                told[HEAP] = leaks[FRAMED] if heap < 0 else min(heap, leaks[FRAMED])
            self.report_leaks(info, var, told)
        return None if heap == 0 else tuple(leaks)

    def report_leaks(self, info: FuncInfo, var: Var, leaks: list[int]) -> None:
        add = self.result.report.append
        heap = leaks[HEAP]
        if heap >= 0:
            add((var.pos, f"leaking param: {var.name}" if heap == 0 else f"leaking param content: {var.name}"))
        told = heap >= 0
        for i in range(RESULTS):
            level = leaks[RESULT0 + i]
            if level >= 0:
                name = info.results[i].name or f"~r{i}"
                add((var.pos, f"leaking param: {var.name} to result {name} level={level}"))
                told = True
        if not told:
            add((var.pos, f"{var.name} does not escape"))

    def returned_closure(self, info: FuncInfo) -> Optional[Tags]:
        """The summary that holds for all function literals that ``info`` returns, if it returns nothing else: literals of its
        own, or what another such function returns."""
        if len(info.results) != 1 or not info.returns:
            return None
        merged: Optional[Tags] = None
        for stmt in info.returns:
            tags = self.closure_tags(info, stmt.results)
            if tags is None:
                return None
            merged = tags if merged is None else merge(merged, tags)
        return merged

    def closure_tags(self, info: FuncInfo, value: Optional[n.Expr]) -> Optional[Tags]:
        if value is None:
            return None
        value = unparen(value)
        if value.__class__ is n.FuncLit:
            return value.info.tags if value.info.parent is info else None
        if value.__class__ is not n.CallExpr or unparen(value.fun).mode != "value":
            return None
        func = denoted_func(value.fun)
        if func is None:
            return None
        callee = self.result.infos.get(func)
        tags = callee.tags if callee is not None else func.esc_tags
        return tags.closure if tags.__class__ is Tags else None


def merge(a: Tags, b: Tags) -> Tags:
    """The summary of a function that is either of two."""
    params: list[Optional[Leaks]] = []
    for x, y in zip(a.params, b.params):
        if x is None or y is None:
            params.append(None)
        else:
            params.append(tuple(max(i, j) if i < 0 or j < 0 else min(i, j) for i, j in zip(x, y)))
    return Tags(tuple(params))


def components(functions: list[FuncInfo], infos: dict[Func, FuncInfo]) -> Iterator[list[FuncInfo]]:
    """The strongly connected components of the graph of mentions, callees first (Tarjan, without recursion)."""
    index: dict[FuncInfo, int] = {}
    low: dict[FuncInfo, int] = {}
    on_stack: set[FuncInfo] = set()
    stack: list[FuncInfo] = []
    for start in functions:
        if start in index:
            continue
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        work: list[tuple[FuncInfo, Iterator[Func]]] = [(start, iter(sorted_refs(start)))]
        while work:
            info, refs = work[-1]
            for func in refs:
                other = infos.get(func)
                if other is None:
                    continue
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(sorted_refs(other))))
                    break
                if other in on_stack:
                    low[info] = min(low[info], index[other])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[info])
                if low[info] == index[info]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member is info:
                            break
                    component.reverse()
                    yield component


def sorted_refs(info: FuncInfo) -> list[Func]:
    return sorted(info.refs, key=lambda func: (func.pos, func.name))
