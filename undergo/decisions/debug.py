"""What ``-d=defer``, ``-d=typeassert`` and ``-d=escapemutationscalls`` (in flow.py) report: how defer statements and type assertions are compiled by the
reference."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from undergo.escape.typefacts import TypeFacts
from undergo.types.typeset import type_set

from .flow import Flow
from .ir import Func, Node, children

DEBUG = frozenset(("defer", "typeassert", "escapemutationscalls"))

MAX_OPEN_DEFERS = 8
MAX_OPEN_EXITS = 15  # defers times returns


def debug_lines(functions: list[Func], facts: TypeFacts, names: Collection[str], flow: Flow, optimize: bool) -> Iterator[tuple[int, str]]:
    """flow: what the escape analysis found. optimize: without -N."""
    for fn in functions:
        if not fn.local or fn.wrapper:
            continue
        found = list(_below(fn.body))
        if "defer" in names:
            yield from _defers(fn, found, flow, optimize)
        if "typeassert" in names:
            for node in found:
                if node.op == "DOTTYPE":
                    t = node.typ.vars[0].typ if hasattr(node.typ, "vars") else node.typ
                    called = facts.is_interface(t) and bool(type_set(t.underlying()).methods)
                    yield node.place(), f"type assertion {'not ' if called else ''}inlined"


def _below(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _below(list(children(node)))


def _defers(fn: Func, found: list[Node], flow: Flow, optimize: bool) -> Iterator[tuple[int, str]]:
    defers = [x for x in found if x.op == "DEFER"]
    returns = sum(x.op == "RETURN" for x in found)
    spread = any(r in flow.moved for r in fn.results)
    few = len(defers) <= MAX_OPEN_DEFERS and len(defers) * returns <= MAX_OPEN_EXITS
    opened = optimize and few and not spread and all(x in flow.once for x in defers)
    for x in defers:
        yield x.place(), ("open-coded" if opened else "stack-allocated" if x in flow.once else "heap-allocated") + " defer"
