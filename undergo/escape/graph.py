"""The graph of locations, and its solution.

A location stands for a variable or for what an expression allocates. An edge (source, derefs) on a location says that the
source's value, after that many dereferences, is stored in it; -1 means the source's address. Two things must not happen: a
pointer to the stack stored on the heap, and a pointer to a stack object that outlives it. Walking the incoming edges of every
location, counting dereferences, shows whose address reaches a location that outlives it; those escape.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Optional, Union

from undergo.escape.info import CALLEE, FRAMED, HEAP, LEAKS, MUTATOR, NONSTRING, PLANNED, RESULT0, RESULTS, FuncInfo, RangeFunc
from undergo.syntax.nodes import Expr, FuncLit
from undergo.types.objects import Var

# Attributes of locations.
ESCAPES, PERSISTS, MUTATES, CALLS, FRAME, STRINGS = 1, 2, 4, 8, 16, 32
LOST = ESCAPES | PERSISTS | MUTATES | CALLS
_FRAMED = FRAME | PERSISTS | MUTATES | CALLS

MAX_SLOTS = 16  # of a result frame

# What a location stands for.
VARIABLE, ALLOCATION, BOX, TEMPORARY, VARIADIC, FRAMECALL = range(6)


class Place:
    """What both graphs of locations (this one, and the one of the model of the reference's decisions) keep for the walk."""

    __slots__ = (
        "fn",
        "edges",
        "derefs",
        "generation",
        "queued",
        "queued_one",
        "attrs",
        "captured",
        "reassigned",
        "addrtaken",
    )

    def __init__(self, fn: Any, attrs: int) -> None:
        self.fn = fn
        self.edges: list[tuple[Any, int]] = []
        self.derefs = 0
        self.generation = 0
        self.queued = False
        self.queued_one = 0
        self.attrs = attrs
        self.captured = False
        self.reassigned = False
        self.addrtaken = False

    def enqueue(self, queue: "deque[Any]") -> None:
        """Look at the location as a root again; first at those that are lost, from which most follows."""
        if not self.queued:
            self.queued = True
            if self.attrs & ESCAPES:
                queue.appendleft(self)
            else:
                queue.append(self)


class Location(Place):
    __slots__ = ("node", "kind", "loop_depth", "result_index", "leaks", "assigned_before", "param", "result", "slot", "group")

    def __init__(self, node: Union[Var, Expr, RangeFunc, None], kind: int, fn: Optional[FuncInfo], depth: int, attrs: int) -> None:
        super().__init__(fn, attrs)
        self.node = node
        self.kind = kind
        self.loop_depth = depth
        self.result_index = 0
        self.leaks: Optional[list[int]] = None  # of parameters
        self.assigned_before = False  # reassigned before the first closure captured it, which capture by value allows
        self.param = False
        self.result = False
        self.slot = -1  # number in the result frame of its function
        self.group: Optional[list[Location]] = None  # the locations of a call's result frame: on the heap all or none


# Where a value goes: (location, dereferences on the way, is its address taken).
Hole = tuple[Location, int, bool]


class Walked:
    """Edges between places, and the order in which to walk from each of them until nothing changes."""

    __slots__ = ("blank",)
    blank: Any

    def flow(self, hole: "tuple[Any, int, bool]", source: Any) -> None:
        """``source`` flows into ``hole``."""
        target, derefs, addrtaken = hole
        if addrtaken:
            source.addrtaken = True
        if target is self.blank or (target is source and derefs >= 0):
            return
        if derefs < 0 and target.attrs & ESCAPES:
            source.attrs |= LOST
            return
        target.edges.append((source, derefs))

    def solve_from(self, roots: "Iterable[Any]") -> None:
        """Walk from every root, the last first, and from what a walk puts into the queue again."""
        queue: deque[Any] = deque()
        for place in roots:
            place.queued = True
            queue.appendleft(place)
        generation = 0
        while queue:
            root = queue.popleft()
            root.queued = False
            generation += 1
            self.walk(root, generation, queue)

    def walk(self, root: Any, generation: int, queue: "deque[Any]") -> None:
        """Follow the edges backwards from ``root`` and mark what its attributes mean for the places met."""
        raise NotImplementedError


class Graph(Walked):
    """The locations of one batch of mutually recursive functions."""

    __slots__ = ("locations", "of_var", "heap", "mutator", "callee", "strings", "to_heap", "to_mutator", "to_callee", "discard",
                 "framed", "slot_kind")  # fmt: skip

    def __init__(self) -> None:
        self.locations: list[Location] = []
        self.of_var: dict[Var, Location] = {}
        self.heap = Location(None, TEMPORARY, None, 0, LOST)
        self.mutator = Location(None, TEMPORARY, None, 0, MUTATES)
        self.callee = Location(None, TEMPORARY, None, 0, CALLS)
        self.strings = Location(None, TEMPORARY, None, 0, STRINGS)
        self.blank = Location(None, TEMPORARY, None, 0, 0)
        # Of functions with a result frame: its locations; which results and which of them hold addresses of which.
        self.framed: dict[FuncInfo, tuple[list[Location], set[tuple[int, int]], set[tuple[int, int]]]] = {}
        self.slot_kind: Callable[[Location], bool] = lambda location: False
        self.to_heap: Hole = (self.heap, 0, False)
        self.to_mutator: Hole = (self.mutator, 0, False)
        self.to_callee: Hole = (self.callee, 0, False)
        self.discard: Hole = (self.blank, 0, False)

    # ------------------------------------------------------------ solution

    def solve(self) -> None:
        """Find what escapes."""
        held = (location for location in self.locations if location.edges or location.param)
        self.solve_from((*held, self.strings, self.mutator, self.callee, self.heap))

    def walk(self, root: Location, generation: int, queue: deque[Location]) -> None:
        root.generation = generation
        root.derefs = 0
        if root.attrs & CALLS and root.kind == ALLOCATION:
            self.lose_results(root, queue)
        if not root.edges:
            if root.param and root.attrs & ESCAPES:
                _leak(root, HEAP, 0)
            elif root.param and root.attrs & FRAME:
                _leak(root, FRAMED, 0)
                _leak(root, LEAKS + root.slot, 0)
            if not root.param:
                return
        todo: deque[Location] = deque((root,))
        while todo:
            location = todo.popleft()
            location.queued_one = 0
            derefs = location.derefs
            attrs = 0
            framed = False
            if derefs < 0:
                # The location's address flows to the root; what is stored in it does so with no less than 0 derefs.
                derefs = 0
                if root.attrs & ESCAPES:
                    attrs = LOST
                elif root.attrs & FRAME:
                    if location is not root:
                        framed = self.is_slot(root, location)
                        attrs = _FRAMED if framed else LOST
                elif outlives(root, location):
                    framed = self.is_slot(root, location)
                    attrs = _FRAMED if framed else LOST
                elif root.attrs & STRINGS:
                    attrs = LOST
                elif root.attrs & PERSISTS:
                    attrs = PERSISTS
            if derefs == 0:
                attrs |= root.attrs & (MUTATES | CALLS)
            if location.param:
                if root.attrs & ESCAPES or outlives(root, location):
                    if not root.attrs & ESCAPES and root.result and root.fn is location.fn and root.result_index < RESULTS:
                        _leak(location, RESULT0 + root.result_index, derefs)
                    else:
                        _leak(location, HEAP, derefs)
                elif root.attrs & FRAME:
                    _leak(location, FRAMED, derefs)
                    _leak(location, LEAKS + root.slot, derefs)
                if root.attrs & STRINGS:
                    _leak(location, NONSTRING, derefs)
                if root.attrs & MUTATES:
                    _leak(location, MUTATOR, derefs)
                if root.attrs & CALLS:
                    _leak(location, CALLEE, derefs)
            if attrs & ~location.attrs:
                location.attrs |= attrs
                if location.group is not None and attrs & ESCAPES:
                    lose_group(location.group, queue)
                location.enqueue(queue)
                if location.attrs & ESCAPES:
                    continue
            if framed:
                continue  # what is stored in it leaks to the frame: found when it is the root
            follow(location, derefs, generation, todo)

    def is_slot(self, root: Location, location: Location) -> bool:
        """Is it only because root is a result, or another slot, that the location outlives the function?"""
        fn = location.fn
        if fn is None or fn is not root.fn or not fn.frameable or location.result or not self.slot_kind(location):
            return False
        if root.result and root.result_index == fn.error_result:
            return False
        found = self.framed.get(fn)
        if found is None:
            found = self.framed[fn] = ([], set(), set())
        locations, results, edges = found
        if root.result and root.result_index >= RESULTS or location.slot < 0 and len(locations) >= MAX_SLOTS:
            return False
        if location.slot < 0:
            location.slot = len(locations)
            locations.append(location)
        if root.result:
            results.add((root.result_index, location.slot))
        else:
            edges.add((root.slot, location.slot))
        return True

    def lose_results(self, root: Location, queue: deque[Location]) -> None:
        """A closure is called where its results are not tracked: they flow to the heap."""
        node = root.node
        if node.__class__ is not FuncLit:
            return
        info: FuncInfo = node.info
        if info.stage == PLANNED and not info.results_lost:
            info.results_lost = True
            for result in info.results:
                location = self.of_var.get(result)
                if location is not None and not location.queued:
                    location.queued = True
                    queue.append(location)


def follow(location: Any, derefs: int, generation: int, todo: deque[Any]) -> None:
    """Walk on to what flows into a location: with fewer dereferences than were found on this walk, it is looked at (again)."""
    for source, more in location.edges:
        if source.attrs & ESCAPES:
            continue
        d = derefs + more
        if source.generation != generation or source.derefs > d:
            source.generation = generation
            source.derefs = d
            if source.queued_one != generation:
                source.queued_one = generation
                todo.append(source)


def lose_group(group: list[Location], queue: deque[Location]) -> None:
    for location in group:
        if not location.attrs & ESCAPES:
            location.attrs |= LOST
            location.enqueue(queue)


def outlives(a: Location, b: Location) -> bool:
    """May ``a`` hold a pointer longer than ``b`` exists? (``a`` is not known to escape.)"""
    fn = a.fn
    if fn is None:
        return False  # the mutator and callee pseudo-locations
    if a.result:
        # What callers do with results is unknown. But a closure whose calls are all known may return what is outside it.
        if b.fn is not None and b.fn.contains(fn) and not fn.results_lost:
            return False
        return True
    if fn is b.fn:
        return a.loop_depth < b.loop_depth
    return bool(fn.contains(b.fn))


def _leak(location: Location, where: int, derefs: int) -> None:
    leaks = location.leaks
    if leaks is None:
        leaks = location.leaks = [-1] * LEAKS
    if where >= len(leaks):
        leaks.extend([-1] * (where + 1 - len(leaks)))
    old = leaks[where]
    if old < 0 or derefs < old:
        leaks[where] = derefs
