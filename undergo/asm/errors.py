"""The one error the assembler raises for a fault in the source: a position and a sentence."""


class AsmError(Exception):
    """A fault in assembly source.

    `str(error)` is the line to show: `file:line: message`.
    """

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line
        self.message = message


class SyntaxFault(Exception):
    """A fault found below the level that knows the position; the caller turns it into an AsmError."""
