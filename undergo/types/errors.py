"""Error reports: their position, their text, and when they are dropped as follow-ups.

How messages are put together is in format.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from undergo.syntax import nodes
from undergo.syntax.positions import FileTable

from .format import Pos, expr_string, sprintf, strip_annotations
from .objects import Object
from .version import GO1_21, as_go_version

if TYPE_CHECKING:
    from .check import Checker

__all__ = ["Pos", "error", "errorf", "expr_string", "format_errors", "new_error", "soft_errorf", "sprintf", "version_errorf"]

INVALID_ARG = "invalid argument: "
INVALID_OP = "invalid operation: "


TOO_MANY = "too many errors"
LAST_COLUMN = 255  # the compiler's errors tell no column from here on


def sort_errors(errors: list[Any]) -> list[Any]:
    """Errors (tuples that begin with position and message) in the order in which the reference compiler prints them: files in
    the order of their first report, in them by position, the message that ends the list last."""
    rank: dict[int, int] = {}
    for e in errors:
        rank.setdefault(e[0] >> 40, len(rank))
    return sorted(errors, key=lambda e: (e[1] == TOO_MANY, rank[e[0] >> 40], e[0] >> 12, min(e[0] & 4095, LAST_COLUMN)))


class Bailout(Exception):
    """Raised when the error limit is reached."""


class ErrorDesc:
    __slots__ = ("pos", "msg")

    def __init__(self, pos: int, msg: str) -> None:
        self.pos = pos
        self.msg = msg


class Error:
    """An error under construction: one main message and related ones."""

    __slots__ = ("check", "desc", "code", "soft")

    def __init__(self, check: "Checker", code: str) -> None:
        self.check = check
        self.desc: list[ErrorDesc] = []
        self.code = code
        self.soft = False

    def addf(self, at: Any, format: str, *args: Any) -> None:
        self.desc.append(ErrorDesc(at_pos(at), sprintf(self.check, format, *args)))

    def add_alt_decl(self, obj: Object) -> None:
        if obj.pos and obj.pos >> 40 < len(self.check.file_table.names):
            self.addf(obj, "other declaration of %s", obj.name)

    def empty(self) -> bool:
        return not self.desc

    def pos(self) -> int:
        return self.desc[0].pos if self.desc else 0

    def msg(self) -> str:
        parts = []
        for i, p in enumerate(self.desc):
            if i > 0:
                parts.append("\n\t")
                if p.pos:
                    parts.append(self.check.file_table.format(p.pos) + ": ")
            parts.append(p.msg)
        return "".join(parts)

    def report(self) -> None:
        check = self.check
        if check.error_list:
            # Invalid operands and types were reported before: do not report what follows from them.
            msg = self.desc[0].msg
            if msg.find("invalid operand") > 0 or msg.find("invalid type") > 0:
                return
        handle_error(check, self.pos(), self.code, self.msg(), self.soft)
        self.desc = []


def handle_error(check: "Checker", pos: int, code: str, msg: str, soft: bool) -> None:
    """Add a finished error to the list; raises Bailout at the limit."""
    if check.errpos:
        # An inherited constant initializer: report where the constant is declared.
        pos = check.errpos
    if code == "InvalidSyntaxTree":
        msg = "invalid syntax tree: " + msg
    if " requires go1." in msg and " or later" in msg:
        msg += version_hint(check, pos)
    errors = check.error_list
    if errors and check.conf.version_hints:
        # The reference compiler reports equal errors of a line once.
        last = errors[-1]
        if last[1] == msg and last[0] >> 12 == pos >> 12:
            return
    errors.append((pos, msg, soft))
    limit = check.conf.error_limit
    if limit and len(errors) >= limit:
        errors.append((pos, TOO_MANY, False))
        raise Bailout


def version_hint(check: "Checker", pos: int) -> str:
    """What to tell about the source of the language version, as the reference compiler does."""
    if not check.conf.version_hints:
        return ""
    for file in check.files:
        # A file cannot go back behind Go 1.21: then the reference does not take its line for the reason.
        if file.pos >> 40 == pos >> 40 and file.go_version and as_go_version(file.go_version) >= GO1_21:
            return f" (file declares //go:build {file.go_version})"
    return f" (-lang was set to {check.conf.go_version}; check go.mod)"


def new_error(check: "Checker", code: str) -> Error:
    return Error(check, code)


def error(check: "Checker", at: Any, code: str, msg: str) -> None:
    """Report an error with a finished text."""
    err = Error(check, code)
    err.desc.append(ErrorDesc(at_pos(at), msg))
    err.report()


def errorf(check: "Checker", at: Any, code: str, format: str, *args: Any) -> None:
    """Report an error."""
    err = Error(check, code)
    err.desc.append(ErrorDesc(at_pos(at), sprintf(check, format, *args)))
    err.report()


def soft_errorf(check: "Checker", at: Any, code: str, format: str, *args: Any) -> None:
    """Report an error that does not affect the types found."""
    err = Error(check, code)
    err.desc.append(ErrorDesc(at_pos(at), sprintf(check, format, *args)))
    err.soft = True
    err.report()


def version_errorf(check: "Checker", at: Any, v: int, format: str, *args: Any) -> None:
    """Report that something needs language version go1.v."""
    msg = sprintf(check, format, *args)
    err = Error(check, "UnsupportedFeature")
    err.desc.append(ErrorDesc(at_pos(at), f"{msg} requires go1.{v} or later"))
    err.report()


def at_pos(at: Any) -> int:
    """The position at which to report: an int as is, an operand's or node's start, an object's declaration."""
    if isinstance(at, int):
        return at
    if at is None:
        return 0
    from .operand import Operand

    if isinstance(at, Operand):
        return start_pos(at.expr) if at.expr is not None else 0
    if isinstance(at, nodes.Node):
        return start_pos(at)
    return int(at.pos)


def start_pos(n: Any) -> int:
    from undergo.syntax.positions_of import start_pos as syntax_start_pos

    return syntax_start_pos(n)


def format_errors(errors: list[tuple[int, str, bool]], files: FileTable) -> list[str]:
    """The lines that the reference compiler prints for a package's errors: sorted by position, equal ones once."""
    lines: list[str] = []
    for pos, msg, _ in sort_errors(errors):
        text = f"{files.format(pos)}: {strip_annotations(msg)}"
        if not lines or lines[-1] != text:
            lines.append(text)
    return lines
