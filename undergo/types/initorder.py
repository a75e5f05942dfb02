"""The order in which package-level variables are initialized, and cycles in it."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any, Optional

from .errors import errorf, new_error
from .objects import Const, Func, Initializer, Object, Var

if TYPE_CHECKING:
    from .check import Checker


class _Node:
    """An object in the dependency graph; pred: who depends on it, succ: what it depends on (dicts as ordered sets)."""

    __slots__ = ("obj", "pred", "succ", "ndeps", "done")

    def __init__(self, obj: Object) -> None:
        self.obj = obj
        self.pred: dict[_Node, bool] = {}
        self.succ: dict[_Node, bool] = {}
        self.ndeps = 0
        self.done = False


def init_order(check: "Checker") -> None:
    """Compute ``check.pkg.init_order``; report initialization cycles."""
    order: list[Initializer] = []
    heap = [(n.obj.__class__ is not Const, n.ndeps, n.obj.order, n) for n in dependency_graph(check.obj_map)]
    heapq.heapify(heap)
    emitted: set[Any] = set()
    while heap:
        _, ndeps, _, n = heapq.heappop(heap)
        if n.done or ndeps != n.ndeps:
            continue  # an outdated entry
        n.done = True
        if n.ndeps > 0:
            cycle = _find_path(check.obj_map, n.obj, n.obj, set())
            if cycle is not None:
                _report_cycle(check, cycle)
            # Otherwise n depends on a cycle that is reported elsewhere.
        for p in n.pred:
            p.ndeps -= 1
            if not p.done:
                heapq.heappush(heap, (p.obj.__class__ is not Const, p.ndeps, p.obj.order, p))
        if n.obj.__class__ is not Var:
            continue
        info = check.obj_map[n.obj]
        if not info.has_initializer() or info in emitted:
            continue
        emitted.add(info)
        assert info.init is not None
        order.append(Initializer(info.lhs if info.lhs is not None else [n.obj], info.init))
    check.pkg.init_order = order


def _find_path(obj_map: dict[Object, Any], start: Object, to: Object, seen: set[Object]) -> Optional[list[Object]]:
    """A path of dependencies from start to ``to``, in reverse order."""
    # Depth first, without recursion.
    stack: list[tuple[Object, Any]] = []
    seen.add(start)
    stack.append((start, iter(sorted(obj_map[start].deps, key=lambda o: o.order))))
    while stack:
        _, it = stack[-1]
        for d in it:
            if d is to:
                return [d, *[obj for obj, _ in reversed(stack[1:])]]
            if d not in seen:
                seen.add(d)
                stack.append((d, iter(sorted(obj_map[d].deps, key=lambda o: o.order))))
                break
        else:
            stack.pop()
    return None


def _report_cycle(check: "Checker", cycle: list[Object]) -> None:
    obj = cycle[0]
    if len(cycle) == 1:
        errorf(check, obj, "InvalidInitCycle", "initialization cycle: %s refers to itself", obj.name)
        return
    err = new_error(check, "InvalidInitCycle")
    err.addf(obj, "initialization cycle for %s", obj.name)
    for following in reversed(cycle):
        err.addf(obj, "%s refers to %s", obj.name, following.name)
        obj = following
    err.report()


def dependency_graph(obj_map: dict[Object, Any]) -> list[_Node]:
    """The graph of dependencies between constants and variables; functions are removed by linking their users to what they use."""
    nodes: dict[Object, _Node] = {}
    for obj in obj_map:
        cls = obj.__class__
        if cls is Const or cls is Var or cls is Func:
            nodes[obj] = _Node(obj)
    for obj, n in nodes.items():
        for d in obj_map[obj].deps:
            other = nodes.get(d)
            if other is not None:
                n.succ[other] = True
                other.pred[n] = True
    graph: list[_Node] = []
    funcs: list[_Node] = []
    for n in nodes.values():
        (funcs if n.obj.__class__ is Func else graph).append(n)
    funcs.sort(key=lambda n: len(n.pred) * len(n.succ))  # cheap ones first keeps the graph small
    for n in funcs:
        for p in n.pred:
            if p is not n:
                for s in n.succ:
                    if s is not n:
                        p.succ[s] = True
                        s.pred[p] = True
                del p.succ[n]
        for s in n.succ:
            s.pred.pop(n, None)
    for n in graph:
        n.ndeps = len(n.succ)
    return graph
