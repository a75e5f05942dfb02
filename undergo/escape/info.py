"""What escape analysis finds out about a function."""

from __future__ import annotations

from typing import Any, Optional, Union

from undergo.syntax.nodes import Expr, FuncDecl, FuncLit, ReturnStmt
from undergo.types.objects import Func, Var

# How values of a parameter leak: numbers of dereferences (-1: does not) to the heap, to memory that is written through it,
# to a call of it, to results 0..4, to the result frame (frames.py; without one that is the heap), to the heap unless the
# argument holds no pointers but those of strings, and to each location of the result frame.
Leaks = tuple[int, ...]
HEAP, MUTATOR, CALLEE, RESULT0 = 0, 1, 2, 3
RESULTS = 5
FRAMED, NONSTRING = RESULT0 + RESULTS, RESULT0 + RESULTS + 1
LEAKS = NONSTRING + 1
NO_LEAKS: Leaks = (-1,) * LEAKS


class Tags:
    """The summary of a function for its callers: ``params`` has the Leaks of each parameter, receiver first, None for one
    that leaks to the heap. ``closure`` is the summary of the function literal that it returns, if it always returns the
    same one. ``frame`` describes the result frame of functions that have a form with one. ``concrete``:
    what the interface value that it returns always holds (package path, type name, is it a pointer)."""

    __slots__ = ("params", "closure", "frame", "concrete")

    def __init__(self, params: tuple[Optional[Leaks], ...], closure: Optional["Tags"] = None) -> None:
        self.params = params
        self.closure = closure
        self.frame: Optional[Frame] = None
        self.concrete: Optional[tuple[str, str, bool]] = None

    def __getstate__(self) -> Any:
        return (self.params, self.closure, self.frame, self.concrete)

    def __setstate__(self, state: Any) -> None:
        self.params, self.closure, self.frame, self.concrete = state


class Frame:
    """A result frame as callers see it. size: in bytes, -1 if it depends on type arguments; count: number of its locations; results: pairs
    (result, location whose address it holds); edges: pairs (location, location whose address it holds); inlined: the reference probably inlines
    the function, so that there, too, what it allocates need not be on the heap."""

    __slots__ = ("size", "count", "results", "edges", "inlined")

    def __init__(
        self, size: int, count: int, results: tuple[tuple[int, int], ...], edges: tuple[tuple[int, int], ...], inlined: bool
    ) -> None:
        self.size = size
        self.count = count
        self.results = results
        self.edges = edges
        self.inlined = inlined

    def __getstate__(self) -> Any:
        return (self.size, self.count, self.results, self.edges, self.inlined)

    def __setstate__(self, state: Any) -> None:
        self.size, self.count, self.results, self.edges, self.inlined = state


class RangeFunc:
    """The body of a range-over-func loop seen as a function literal (RangeClause.info).

    captures: as FuncLit.captures; the results of the enclosing function are among them if the body returns values.
    esc: whether the closure escapes. info: its FuncInfo."""

    __slots__ = ("pos", "captures", "esc", "info")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.captures: list[Var] = []
        self.esc: Optional[bool] = None
        self.info: "FuncInfo" = None  # type: ignore[assignment]


class FuncInfo:
    """node: FuncDecl, FuncLit, RangeFunc, or None for the initialization of package variables.

    closures         function literals and RangeFuncs directly inside, in source order; those in code behind a constant
                     condition that never runs come last
    has_defer        there is a defer statement (of its own, not of closures; in range-over-func bodies it counts for the function)
    defer_in_loop    some defer needs its record on the heap
    has_recover      calls recover
    has_go           starts goroutines
    inline_cost      of a literal, for the reference's inliner (decisions/inlinable.py)
    inlined          the reference inlines the literal into the function around it
    looping_labels   labels that a later goto jumps back to
    has_goto         there is a goto
    frame            the slots of the result frame, (kind, node), of functions that have one (frames.py)
    moves            statement -> slice variables whose array must be moved to the heap before it, with "keep the capacity" (exclusive.py)
    single           local variable -> the expression it is initialized with, for those never assigned again
    """

    __slots__ = (
        "node",
        "func",
        "parent",
        "closures",
        "dead_closures",
        "has_defer",
        "defer_in_loop",
        "has_recover",
        "has_go",
        "inline_cost",
        "inlined",
        "has_goto",
        "looping_labels",
        "params",
        "results",
        "captured",
        "refs",
        "returns",
        "stage",
        "tags",
        "results_lost",
        "top",
        "single",
        "assigned",
        "frame",
        "frameable",
        "error_result",
        "moves",
    )

    def __init__(self, node: Union[FuncDecl, FuncLit, RangeFunc, None], parent: Optional["FuncInfo"]) -> None:
        self.node = node
        self.parent = parent
        self.func: Optional[Func] = None
        self.closures: list[Union[FuncLit, RangeFunc]] = []
        self.dead_closures: list[Union[FuncLit, RangeFunc]] = []
        self.has_defer = False
        self.defer_in_loop = False
        self.has_recover = False
        self.has_go = False
        self.inline_cost: Optional[int] = None
        self.inlined = False
        self.has_goto = False
        self.looping_labels: set[str] = set()
        self.params: list[Var] = []  # receiver first
        self.results: list[Var] = []
        self.captured: dict[Var, None] = {}
        self.refs: set[Func] = set()  # functions mentioned, on the outermost function only
        self.returns: list[ReturnStmt] = []
        self.stage = PLANNED
        self.tags: Optional[Tags] = None
        self.results_lost = False
        self.frame: Optional[list[tuple[int, Any]]] = None
        self.moves: dict[Any, list[tuple[Var, bool]]] = {}
        self.error_result = -1  # a result whose allocations are none, see frames.error_apart
        self.frameable = False  # while the batch is solved: allocations may become slots of the result frame
        self.top: FuncInfo = parent.top if parent is not None else self
        # On the outermost function: definitions of the local variables of all closures too.
        self.single: dict[Var, Optional[Expr]] = {}
        self.assigned: dict[Var, Optional[list[Expr]]] = {}

    def contains(self, other: Optional["FuncInfo"]) -> bool:
        """Is ``other`` a closure inside this function, at any depth?"""
        if other is None:
            return False
        other = other.parent
        while other is not None:
            if other is self:
                return True
            other = other.parent
        return False

    def result_owner(self) -> "FuncInfo":
        """The function whose results a return statement here sets."""
        info = self
        while info.node.__class__ is RangeFunc and info.parent is not None:
            info = info.parent
        return info

    def __getstate__(self) -> Any:
        # What later phases and other packages need.
        return (
            self.closures,
            self.has_defer,
            self.defer_in_loop,
            self.has_recover,
            self.has_go,
            self.has_goto,
            self.inline_cost,
            self.inlined,
            self.node,
            self.parent,
            self.top,
            self.frame,
            self.moves,
        )

    def __setstate__(self, state: Any) -> None:
        self.__init__(state[8], None)  # type: ignore[misc]
        (
            self.closures,
            self.has_defer,
            self.defer_in_loop,
            self.has_recover,
            self.has_go,
            self.has_goto,
            self.inline_cost,
            self.inlined,
            _,
            self.parent,
            self.top,
            self.frame,
            self.moves,
        ) = state
        self.stage = TAGGED


PLANNED, TAGGED = 0, 1
