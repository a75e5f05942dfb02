"""Locations of the model's escape analysis and how addresses reach those that outlive them."""

from __future__ import annotations

from collections import deque
from typing import Any, Optional

from undergo.escape.graph import CALLS, ESCAPES, LOST, MUTATES, PERSISTS, Place, Walked, follow

from .ir import PARAM, RESULT, Func, Name, Node, is_closure

HEAP, MUTATOR, CALLEE, RESULT0 = 0, 1, 2, 3
RESULTS = 5
UNKNOWN, PLANNED, STARTED, TAGGED = range(4)


class Location(Place):
    __slots__ = ("n", "depth", "leaks", "param", "result")

    def __init__(self, n: Optional[Node], fn: Optional[Func], depth: int, attrs: int) -> None:
        super().__init__(fn, attrs)
        self.n = n
        self.depth = depth
        self.leaks = [-1] * (RESULT0 + RESULTS)
        self.param = n.__class__ is Name and n.cls == PARAM  # type: ignore[union-attr]
        self.result = -1

    def leak(self, where: int, derefs: int) -> None:
        old = self.leaks[where]
        if old < 0 or derefs < old:
            self.leaks[where] = derefs

    def leak_to(self, sink: "Location", derefs: int) -> None:
        if not sink.attrs & ESCAPES and sink.result >= 0 and sink.fn is self.fn and sink.result < RESULTS:
            self.leak(RESULT0 + sink.result, derefs)
        else:
            self.leak(HEAP, derefs)


# (location, dereferences on the way, is the address taken)
Hole = tuple[Location, int, bool]


def within(inner: Optional[Func], outer: Optional[Func]) -> bool:
    """Is ``inner`` a closure in ``outer``, at any depth?"""
    fn = inner.parent if inner is not None and is_closure(inner) else None
    while fn is not None:
        if fn is outer:
            return True
        fn = fn.parent
    return False


class Graph(Walked):
    def __init__(self) -> None:
        self.all: list[Location] = []
        self.heap = Location(None, None, 0, LOST)
        self.mutator = Location(None, None, 0, MUTATES)
        self.callee = Location(None, None, 0, CALLS)
        self.blank = Location(None, None, 0, 0)
        self.lost: set[Func] = set()  # closures whose results are not tracked

    def solve(self) -> None:
        """Find what escapes."""
        self.solve_from((*self.all, self.mutator, self.callee, self.heap))

    def walk(self, root: Location, generation: int, queue: deque[Location]) -> None:
        root.generation = generation
        root.derefs = 0
        if root.attrs & CALLS and root.n is not None and root.n.op == "CLOSURE":
            fn = root.n.fn
            if fn.state not in (UNKNOWN, TAGGED) and fn not in self.lost:
                self.lost.add(fn)
                for name in fn.results:
                    if name.loc is not None:
                        name.loc.enqueue(queue)
        todo: deque[Location] = deque((root,))
        while todo:
            location = todo.popleft()
            location.queued_one = 0
            derefs = location.derefs
            attrs = 0
            address = derefs < 0
            if address:
                derefs = 0
                if root.attrs & ESCAPES or self.outlives(root, location):
                    attrs |= LOST
                elif root.attrs & PERSISTS:
                    attrs |= PERSISTS
            if derefs == 0:
                attrs |= root.attrs & (MUTATES | CALLS)
            if location.param:
                if root.attrs & ESCAPES or self.outlives(root, location):
                    location.leak_to(root, derefs)
                if root.attrs & MUTATES:
                    location.leak(MUTATOR, derefs)
                if root.attrs & CALLS:
                    location.leak(CALLEE, derefs)
            if attrs & ~location.attrs:
                location.attrs |= attrs
                location.enqueue(queue)
                if location.attrs & ESCAPES:
                    continue
            follow(location, derefs, generation, todo)

    def outlives(self, a: Location, b: Location) -> bool:
        if a.attrs & ESCAPES:
            return True
        if a.fn is None:
            return False
        if a.result >= 0:
            # The results of a closure whose calls are all known live no longer than the function around.
            return not (within(a.fn, b.fn) and a.fn not in self.lost)
        if a.fn is b.fn and a.depth < b.depth:
            return True
        return within(b.fn, a.fn)


def location_of(name: Any) -> Location:
    found = name.loc
    assert found is not None, name.name
    return found  # type: ignore[no-any-return]


__all__ = ["CALLS", "ESCAPES", "MUTATES", "PARAM", "PERSISTS", "RESULT", "Graph", "Hole", "Location"]
