"""The one error the assembler raises for a fault in the source: a position and a sentence."""


class AsmError(Exception):
    """A fault in assembly source, or several (`faults`: file, line, message of each).

    `str(error)` is the line to show: `file:line: message`. `in_parser`: the fault is one that Go's assembler finds while it
    parses; it goes on then and ends with a line that says so.
    """

    def __init__(self, file: str, line: int, message: str, in_parser: bool = False) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line
        self.message = message
        self.faults = [(file, line, message)]
        self.in_parser = in_parser

    @classmethod
    def several(cls, faults: list[tuple[str, int, str]]) -> "AsmError":
        """At most ten faults, as one."""
        error = cls(*faults[0], in_parser=True)
        error.faults = faults[:10]
        return error


class SyntaxFault(Exception):
    """A fault found below the level that knows the position; the caller turns it into an AsmError."""
