"""The actions that compare the compiler's messages with the comments ``// ERROR "..."`` of a test."""

from __future__ import annotations

from collections.abc import Callable

from .case import Case

ACTIONS: dict[str, Callable[[Case], None]] = {}
