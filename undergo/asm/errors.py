"""The one error the assembler raises for a fault in the source: a position and a sentence."""


class AsmError(Exception):
    """A fault in assembly source, or several (`faults`: file, line, message of each).

    `str(error)` is the line to show: `file:line: message`. `in_parser`: the fault is one that Go's assembler finds while it
    parses; it goes on then and ends with a line that says so. `diagnosed`: it finds it after that, in instructions that the machine does not
    have, say, and tells it without a position (the faults' files are ""). `text_faults`: (line, message) of each fault that LLVM found in AT&T text.
    """

    def __init__(self, file: str, line: int, message: str, in_parser: bool = False) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line
        self.message = message
        self.faults = [(file, line, message)]
        self.in_parser = in_parser
        self.diagnosed = False
        self.text_faults: list[tuple[int, str]] = []

    @classmethod
    def several(cls, faults: list[tuple[str, int, str]]) -> "AsmError":
        """At most ten faults, as one."""
        error = cls(*faults[0], in_parser=True)
        error.faults = faults[:10]
        return error

    @classmethod
    def of_machine(cls, lines: list[str], before: list[tuple[str, int, str]] | None = None) -> "AsmError":
        """The faults of the second step, as one, after those that have a position."""
        error = cls("asm", 0, lines[0])
        error.faults = [*(before or []), *[("", 0, line) for line in lines]]
        error.diagnosed = True
        return error


class SyntaxFault(Exception):
    """A fault found below the level that knows the position; the caller turns it into an AsmError."""
