"""Chains of functions in assembly that do not check the stack: they must fit into what every check leaves free.

What a function needs is known of those in assembly (`info["stack"]`: symbol -> [bytes by which it lowers the stack pointer, [[bytes at the call, called
symbol or ""], ...]], only of functions without a check). A function in Go is called through a wrapper and checks the stack. Chains that begin in
the standard library fit, as those of the reference do.
"""

from __future__ import annotations

import sys

from .elf_format import LinkError
from .program import Ints, Program

LIMIT = 792  # 800 bytes below a stack's guard, without a return address
_CALL = 8
_WRAPPER = 8  # what a wrapper for assembly adds up to its call
_CYCLE = 1 << 15
_MORESTACK = "runtime.morestack.abi0"
_LEAF, _INDIRECT = "", "\0indirect"

Edge = tuple[int, str]


class _Graph:
    """The stack heights of functions, and the calls behind them."""

    def __init__(self, known: dict[str, tuple[int, list[Edge]]]) -> None:
        self.known = known
        self.heights: dict[str, int] = {_LEAF: 0, _MORESTACK: 0}
        self.edges: dict[str, list[Edge]] = {}

    def out(self, symbol: str) -> list[Edge]:
        """What a function does to the stack: (bytes, what it then calls)."""
        if symbol in (_LEAF, _MORESTACK):
            return []
        function = self.known.get(symbol)
        if function is None:
            base = symbol.removesuffix(".abi0")
            return [(_CALL, _MORESTACK)] if base == symbol else [(_WRAPPER, base)]
        height, calls = function
        edges = [(bytes_, target or _INDIRECT) for bytes_, target in calls]
        if height > max([bytes_ + self.height(target) for bytes_, target in edges], default=-1):
            edges.append((height, _LEAF))
        return edges

    def height(self, symbol: str) -> int:
        """By how much a function and what it calls may lower the stack pointer without a check."""
        height = self.heights.get(symbol)
        if height is None:
            self.heights[symbol] = _CYCLE  # until it is known: whoever comes back here goes round
            edges = self.edges[symbol] = self.out(symbol)
            height = self.heights[symbol] = min(max([bytes_ + self.height(to) for bytes_, to in edges], default=0), _CYCLE)
        return height

    def roots(self, failed: list[str]) -> list[str]:
        """The functions that no other on the way to a fault calls, the largest first; of a circle without an entry the first function."""
        called = {to for symbol in failed for _, to in self.edges[symbol] if to != symbol}
        roots = [symbol for symbol in failed if symbol not in called]
        reached = self._reached(roots)
        for symbol in failed:
            if symbol not in reached:
                roots.append(symbol)
                reached |= self._reached([symbol])
        return sorted(roots, key=lambda symbol: -self.heights[symbol])

    def _reached(self, symbols: list[str]) -> set[str]:
        reached, queue = set(symbols), list(symbols)
        for symbol in queue:
            fresh = [to for _, to in self.edges.get(symbol, ()) if to not in reached]
            reached.update(fresh)
            queue += fresh
        return reached

    def report(self, root: str) -> list[str]:
        """All ways from a function that are too long, as a tree."""
        lines = [_shown(root)]
        printed = [True]
        chain: list[Edge] = [(0, root)]
        on_way: set[str] = set()

        def walk(symbol: str, left: int) -> None:
            again = symbol in on_way
            edges = [] if again else self.edges.get(symbol, [])
            on_way.add(symbol)
            for bytes_, to in edges:
                chain.append((bytes_, to))
                printed.append(False)
                walk(to, left - bytes_)
                chain.pop()
                printed.pop()
            if not again:
                on_way.discard(symbol)
            if edges or left >= 0 and not again:
                return
            for i, (bytes_, to) in enumerate(chain):
                if not printed[i]:
                    printed[i] = True
                    lines.append(f"{'    ' * i}grows {bytes_} bytes" + (f", calls {_shown(to)}" if to else ""))
            lines.append("    " * (len(chain) - 1) + ("infinite cycle" if again else f"{-left} bytes over limit"))

        walk(root, LIMIT)
        return lines


def _shown(symbol: str) -> str:
    """A function as the reference's linker writes it, with the number of its calling convention."""
    if symbol == _INDIRECT:
        return "indirect"
    base = symbol.removesuffix(".abi0")
    return f"{base}<0>" if base != symbol else f"{symbol.removesuffix('.abiinternal')}<1>"


def check(program: Program, alive: Ints) -> None:
    """Raise LinkError for chains that are too long. alive: bool a section."""
    known: dict[str, tuple[int, list[Edge]]] = {}
    asked: list[str] = []
    for tables in program.objects:
        stack = tables.info.get("stack")
        if stack:
            known.update({symbol: (height, [(n, to) for n, to in calls]) for symbol, (height, calls) in stack.items()})
            if not tables.info.get("standard", True):
                asked += stack
    if not asked:
        return
    graph = _Graph(known)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 2 * len(known) + 1000))
    try:
        failed = [symbol for symbol in asked if _lives(program, alive, symbol) and graph.height(symbol) > LIMIT]
        if failed:
            roots = graph.roots(failed)
            raise LinkError("\n".join(line for root in roots for line in _fault(graph, root)))
    finally:
        sys.setrecursionlimit(limit)


def _fault(graph: _Graph, root: str) -> list[str]:
    return [f"{_shown(root)[:-3]}: nosplit stack over {LIMIT} byte limit", *graph.report(root)]


def _lives(program: Program, alive: Ints, symbol: str) -> bool:
    number = program.find(symbol)
    return number < 0 or int(program.sym_at[number]) >= 0 and bool(alive[program.sym_at[number]])
