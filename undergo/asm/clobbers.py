"""Which of the registers that our convention preserves a function in assembly keeps: those it does not name.

Go's assembly keeps no register, so a call of it would cost its caller saves of all. Most functions that are called often are short and name few.
"""

from __future__ import annotations

from typing import Final

# LLVM's name of a preserved register -> the names that assembly has for it and its parts.
PRESERVED: Final = {
    "rbp": ("BP", "BPB"),
    "rbx": ("BX", "BL", "BH", "CPUID"),
    **{f"r{i}": (f"R{i}", f"R{i}B", *(("g",) if i == 14 else ())) for i in range(12, 16)},
    **{f"xmm{i}": (f"X{i}", f"Y{i}", f"Z{i}") for i in range(8, 16)},
}
# What may change registers that are not named: bytes of unknown instructions, and some that change all.
_OPAQUE: Final = frozenset(
    ("BYTE", "WORD", "LONG", "QUAD", "DUFFCOPY", "DUFFZERO", "VZEROALL", "FXRSTOR", "FXRSTOR64", "XRSTOR", "XRSTOR64")
)


_CONTEXT: Final = frozenset(("DX", "DL", "DH"))  # the names of the register that holds a closure's context
_OVERWRITES: Final = ("MOV", "LEA", "POP")


class Body:
    """The words of one function, statement by statement, and the functions it calls or goes on to.

    `context`: whether it looks at DX before it sets it, None while it has not named DX.
    """

    __slots__ = ("context", "known", "name", "targets", "words")

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.words: set[str] = set()
        self.targets: list[str] = []
        self.known = True
        self.context: bool | None = None

    def _see_words(self, tokens: list[str]) -> None:
        self.words.update(tokens)
        if self.context is None and not _CONTEXT.isdisjoint(tokens):
            self.context = not _sets_context(tokens)

    def see_symbols(self, tokens: list[str]) -> None:
        """A statement with symbols; the caller adds to `targets`."""
        self._see_words(tokens)

    def see(self, tokens: list[str]) -> None:
        """A statement without symbols."""
        self._see_words(tokens)
        if "JMP" in tokens or "CALL" in tokens:
            # To a label of the function or, through a register, anywhere.
            at = tokens.index("JMP" if "JMP" in tokens else "CALL")
            target = tokens[at + 1 :]
            self.known = self.known and len(target) == 1 and not target[0][:1].isupper() and tokens[at] == "JMP"


def _sets_context(tokens: list[str]) -> bool:
    """Whether a statement that names DX gives it a value without looking at the old one."""
    named = [i for i, token in enumerate(tokens) if token in _CONTEXT]
    word = tokens[0]
    if len(named) == 2 and word.startswith("XOR") and named == [len(tokens) - 3, len(tokens) - 1]:
        return True
    return named == [len(tokens) - 1] and word.startswith(_OVERWRITES)


def context_readers(bodies: dict[str, Body]) -> set[str]:
    """The functions that look at the context of the closure they are called through: themselves, or where they go on to."""
    readers = {name for name, body in bodies.items() if body.context or body.context is None and not body.known}
    while True:
        more = {
            name
            for name, body in bodies.items()
            if body.context is None and name not in readers and not readers.isdisjoint(body.targets)
        }  # fmt: skip
        if not more:
            return readers
        readers |= more


def kept_registers(bodies: dict[str, Body]) -> dict[str, frozenset[str]]:
    """For each function of which everything that it may run is known: the preserved registers that it leaves alone."""
    kept: dict[str, frozenset[str]] = {}
    for name, first in bodies.items():
        reached, queue = {name}, [first]
        words: set[str] = set()
        for body in queue:
            if not body.known or not body.words.isdisjoint(_OPAQUE) or not all(t in bodies for t in body.targets):
                break
            words |= body.words
            fresh = [t for t in body.targets if t not in reached]
            reached.update(fresh)
            queue += [bodies[t] for t in fresh]
        else:
            kept[name] = frozenset(r for r, names in PRESERVED.items() if words.isdisjoint(names))
    return kept
