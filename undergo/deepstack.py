"""Deep recursion: trees of a program can be as deep as its source nests."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Python's limit while trees are walked; Python calls of Python functions take no C stack, so it may be large.
RECURSION_LIMIT = 2_000_000
_STACK_BYTES = 1 << 30  # for what does take C stack; only what is touched is memory


def run_with_deep_stack(fn: Callable[[], T]) -> T:
    """What ``fn`` returns or raises, run in a thread with a large stack."""
    outcome: list[tuple[bool, T | BaseException]] = []

    def body() -> None:
        try:
            outcome.append((True, fn()))
        except BaseException as e:  # noqa: BLE001 (handed on to the caller)
            outcome.append((False, e))

    previous = sys.getrecursionlimit()
    size = threading.stack_size(_STACK_BYTES)
    sys.setrecursionlimit(max(previous, RECURSION_LIMIT))
    try:
        thread = threading.Thread(target=body)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(previous)
    ok, value = outcome[0]
    if not ok:
        raise value  # type: ignore[misc]
    return value  # type: ignore[return-value]
