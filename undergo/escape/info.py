"""What escape analysis finds out about a function."""

from __future__ import annotations

from typing import Any, Optional, Union

from undergo.syntax.nodes import Expr, FuncDecl, FuncLit, ReturnStmt
from undergo.types.objects import Func, Var

# How values of a parameter leak: numbers of dereferences (-1: does not) to the heap, to memory that is written through it,
# to a call of it, and to results 0..4.
Leaks = tuple[int, ...]
HEAP, MUTATOR, CALLEE, RESULT0 = 0, 1, 2, 3
RESULTS = 5
NO_LEAKS: Leaks = (-1,) * (RESULT0 + RESULTS)


class Tags:
    """The summary of a function for its callers: ``params`` has the Leaks of each parameter, receiver first, None for one
    that leaks to the heap. ``closure`` is the summary of the function literal that it returns, if it always returns the
    same one."""

    __slots__ = ("params", "closure")

    def __init__(self, params: tuple[Optional[Leaks], ...], closure: Optional["Tags"] = None) -> None:
        self.params = params
        self.closure = closure

    def __getstate__(self) -> Any:
        return (self.params, self.closure)

    def __setstate__(self, state: Any) -> None:
        self.params, self.closure = state


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
    looping_labels   labels that a later goto jumps back to
    has_goto         there is a goto
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
            self.has_goto,
            self.node,
            self.parent,
            self.top,
        )

    def __setstate__(self, state: Any) -> None:
        self.__init__(state[5], None)  # type: ignore[misc]
        self.closures, self.has_defer, self.defer_in_loop, self.has_recover, self.has_goto, _, self.parent, self.top = state
        self.stage = TAGGED


PLANNED, TAGGED = 0, 1
