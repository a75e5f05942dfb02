"""The lines of a function that is written as LLVM IR directly, not translated from Go source."""

from __future__ import annotations


class IRText:
    """A body's lines; results are numbered."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._results = 0

    def op(self, text: str) -> str:
        """Add an instruction with a result; returns the result's name."""
        self._results += 1
        name = f"%t{self._results}"
        self.lines.append(f" {name} = {text}")
        return name

    def add(self, text: str) -> None:
        """Add an instruction without a result, or one that names its result itself."""
        self.lines.append(" " + text)

    def label(self, name: str) -> None:
        self.lines.append(name + ":")

    def at(self, base: str, offset: int | str) -> str:
        """The address ``offset`` bytes behind ``base``."""
        return base if offset in (0, "0") else self.op(f"getelementptr i8, ptr {base}, i64 {offset}")
