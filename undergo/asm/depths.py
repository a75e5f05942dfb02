"""How far the stack pointer is below the return address, instruction by instruction: what traces need to step over a function in assembly.

Go's assembly keeps no frame pointer in a function without a frame, and may use BP for something else in one that has a frame. So the depth is
read off the text: pushes, pops and constants added to the stack pointer. What else writes to it ends the reckoning until the next RET;
there the frame pointer has to do. As in the reference, depths go by the order of the text, not by that of the jumps.

The section `.go.depths` gets a pair of words for each change: the address from which on it holds, and `depth << 2 | UNKNOWN | SAVED_BP`
(docs/link.md). A function begins with 0.
"""

from __future__ import annotations

import re

_DEEPEST = 1 << 29
SAVED_BP, UNKNOWN = 1, 2  # BP is saved below the return address; the depth is not known
_MOVES = re.compile(r"push|pop|leave|enter|%rsp$|%rsp, %\w+$|%esp$", re.M)
_ADJUST = re.compile(r"\t(add|sub)q \$(-?\w+), %rsp$")
_WIDTHS = {"q": 8, "w": 2}


class Depths:
    """The depths of one function."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._depth = 0
        self._flags = 0
        self._entry = (0, 0)
        self._marked = 0
        self._marks: list[tuple[str, int]] = []

    def prologue(self, text: str) -> str:
        marked = self.mark(text)
        self._entry = (self._depth, self._flags)
        return marked

    def mark(self, text: str) -> str:
        """The text of an instruction, with a label behind each line that changes the depth."""
        if not _MOVES.search(text):
            return text
        out = []
        for line in text.splitlines(True):
            self._see(line.rstrip("\n"))
            out.append(line + self._label())
        return "".join(out)

    def after_return(self, text: str) -> str:
        """What stands behind a RET is reached by a jump: it has the frame again."""
        self._depth, self._flags = self._entry
        return text + self._label()

    def directives(self) -> str:
        """The function's part of the section."""
        if not self._marks:
            return ""
        pairs = "".join(f"\t.long {label}, {code}\n" for label, code in self._marks)
        return f'\t.pushsection .go.depths,"",@progbits\n{pairs}\t.popsection\n'

    def _see(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        adjust = _ADJUST.match(line)
        if adjust:
            size = int(adjust[2], 0)
            self._depth += size if adjust[1] == "sub" else -size
        elif word.startswith("push"):
            if rest == "%rbp" and self._depth == 0:
                self._flags |= SAVED_BP
            self._depth += _WIDTHS.get(word[-1], 8)
        elif word.startswith("pop") and not word.startswith("popcnt"):
            self._depth -= _WIDTHS.get(word[-1], 8)
            if rest == "%rbp" and self._depth == 0:
                self._flags &= ~SAVED_BP
            if rest == "%rsp":
                self._flags |= UNKNOWN
        elif word in ("leave", "leaveq", "enter") or (word.startswith("xchg") and "%rsp" in rest.split(", ")):
            self._flags |= UNKNOWN
        elif rest.endswith((", %rsp", ", %esp")) and not word.startswith(("cmp", "test", "bt")):
            self._flags |= UNKNOWN

    def _label(self) -> str:
        code = self._depth << 2 | self._flags if 0 <= self._depth < _DEEPEST else UNKNOWN
        if code == self._marked:
            return ""
        self._marked = code
        label = f".L{self._number}d{len(self._marks)}"
        self._marks.append((label, code))
        return f"{label}:\n"
