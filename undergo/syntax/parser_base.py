"""What all parts of the parser share: the token cursor, errors and recovery, lists, directives, names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from undergo.syntax.directives import misplaced
from undergo.syntax.nodes import BadExpr, BasicLit, BlockStmt, Expr, Field, FuncType, Name
from undergo.syntax.positions import FileTable, line_of
from undergo.syntax.scanner import Scanned
from undergo.syntax.tokens import OPERATORS, STOP_SET, describe, describe_token

Report = Callable[[int, str], None]


class ParserBase:
    """The cursor: ``tok`` is the kind of token ``i``; ``fnest`` counts enclosing functions, ``xnest`` tells whether a ``{``
    may belong to a composite literal (negative in the header of a statement)."""

    __slots__ = (
        "kinds",
        "values",
        "positions",
        "faulty",
        "i",
        "tok",
        "files",
        "report_error",
        "all_errors",
        "pending_errors",
        "next_error",
        "directives",
        "next_directive",
        "error_count",
        "last_syntax_error_line",
        "fnest",
        "xnest",
    )

    def __init__(self, scanned: Scanned, files: FileTable, report: Report, all_errors: bool = False) -> None:
        self.kinds = scanned.kinds
        self.values = scanned.values
        self.positions = scanned.positions
        self.faulty = scanned.faulty
        self.i = 0
        self.tok = self.kinds[0]
        self.files = files
        self.report_error = report
        self.all_errors = all_errors
        # Errors and directives wait, last first, until the parser reaches their token.
        never = len(self.kinds) + 1
        self.pending_errors = scanned.errors[::-1]
        self.next_error = self.pending_errors[-1][0] if self.pending_errors else never
        self.directives = scanned.directives[::-1]
        self.next_directive = self.directives[-1][0] if self.directives else never
        self.error_count = 0
        self.last_syntax_error_line = 0
        self.fnest = 0
        self.xnest = 0

    # ------------------------------------------------------------ tokens

    def next(self) -> None:
        if self.tok != "EOF":
            i = self.i = self.i + 1
            self.tok = self.kinds[i]

    def pos(self) -> int:
        return self.positions[self.i]

    def got(self, kind: str) -> bool:
        if self.tok == kind:
            self.next()
            return True
        return False

    def want(self, kind: str) -> None:
        if self.tok == kind:
            self.next()
        else:
            self.syntax_error("expected " + describe(kind))
            self.advance()

    def got_assign(self) -> bool:
        """Accept ``=``, and ``:=`` with a complaint."""
        if self.tok == ":=":
            self.syntax_error("expected =")
        elif self.tok != "=":
            return False
        self.next()
        return True

    def advance(self, *follow: str) -> None:
        """Skip to a token of ``follow`` (or that starts a statement, inside functions); without ``follow`` skip one."""
        if not follow:
            self.next()
            return
        stop = set(follow)
        stop.add("EOF")
        if self.fnest > 0:
            stop |= STOP_SET
        if "op" in stop:
            stop |= OPERATORS
        while self.tok not in stop:
            self.next()

    # ------------------------------------------------------------ errors

    def flush_errors(self) -> None:
        """Report the scanner's errors up to the current token."""
        while self.next_error <= self.i:
            _, pos, message = self.pending_errors.pop()
            self.next_error = self.pending_errors[-1][0] if self.pending_errors else len(self.kinds) + 1
            self.error_count += 1
            self.report_error(pos, message)

    def error_at(self, pos: int, message: str) -> None:
        self.flush_errors()
        self.error_count += 1
        if message.startswith("syntax error"):
            # Only one syntax error a line, whatever it says.
            line = line_of(pos)
            if line == self.last_syntax_error_line and not self.all_errors:
                return
            self.last_syntax_error_line = line
        self.report_error(pos, message)

    def error(self, message: str) -> None:
        self.error_at(self.positions[self.i], message)

    def syntax_error(self, message: str) -> None:
        self.syntax_error_at(self.positions[self.i], message)

    def syntax_error_at(self, pos: int, message: str) -> None:
        """A message that starts with "in", "at", "after" or "expected" is put behind "unexpected" and the token."""
        self.flush_errors()
        if self.tok == "EOF" and self.error_count:
            return
        if message.startswith(("in ", "at ", "after ")):
            message = " " + message
        elif message.startswith("expected "):
            message = ", " + message
        elif message:
            self.error_at(pos, "syntax error: " + message)
            return
        token = describe_token(self.tok, self.values[self.i])
        self.error_at(pos, "syntax error: unexpected " + token + message)

    # ------------------------------------------------------------ directives

    def take_directives(self) -> list[tuple[int, str]]:
        """The directives before the current token, for the declaration that starts here."""
        taken: list[tuple[int, str]] = []
        while self.next_directive <= self.i:
            _, pos, alone, text = self.directives.pop()
            self.next_directive = self.directives[-1][0] if self.directives else len(self.kinds) + 1
            if alone:
                taken.append((pos, "//" + text))
            else:
                self.error_at(pos, "misplaced compiler directive")
        return taken

    def clear_directives(self) -> None:
        """Complain about directives where none is allowed."""
        if self.next_directive <= self.i:
            for pos, text in self.take_directives():
                self.unattached_directive(pos, text)

    def unattached_directive(self, pos: int, text: str) -> None:
        message = misplaced(text, "")
        if message:
            self.error_at(pos, message)

    # ------------------------------------------------------------ lists and names

    def parse_list(self, context: str, separator: str, close: str, element: Callable[[], bool]) -> int:
        """[ element { separator element } [separator] ] close; stops when ``element`` returns True. Returns where close is."""
        done = False
        while self.tok != "EOF" and self.tok != close and not done:
            done = element()
            if self.tok == separator:
                self.next()
            elif self.tok != close:
                self.syntax_error(f"in {context}; possibly missing {describe(separator)} or {describe(close)}")
                self.advance(")", "]", "}")
                if self.tok != close:
                    return self.positions[self.i]
        pos = self.positions[self.i]
        self.want(close)
        return pos

    def name(self) -> Name:
        i = self.i
        if self.tok == "name":
            node = Name(self.positions[i], self.values[i])
            i += 1
            self.i = i
            self.tok = self.kinds[i]
            return node
        node = Name(self.positions[i], "_")
        self.syntax_error("expected name")
        self.advance()
        return node

    def name_list(self, first: Name) -> list[Name]:
        names = [first]
        while self.tok == ",":
            self.next()
            names.append(self.name())
        return names

    def literal_or_none(self) -> Optional[BasicLit]:
        if self.tok != "literal":
            return None
        i = self.i
        text = self.values[i]
        first = text[0]
        if first == '"' or first == "`":
            kind = "string"
        elif first == "'":
            kind = "rune"
        elif text.isdigit():
            kind = "int"
        else:
            kind = number_kind(text)
        node = BasicLit(self.positions[i], text, kind, i in self.faulty)
        i += 1
        self.i = i
        self.tok = self.kinds[i]
        return node

    def bad_expr(self) -> BadExpr:
        return BadExpr(self.positions[self.i])

    # ------------------------------------------------------------ what the other parts provide

    def expr(self) -> Expr:
        raise NotImplementedError

    def type_(self) -> Expr:
        raise NotImplementedError

    def type_or_none(self) -> Optional[Expr]:
        raise NotImplementedError

    def func_type(self, context: str) -> tuple[list[Field], FuncType]:
        raise NotImplementedError

    def func_body(self) -> BlockStmt:
        raise NotImplementedError


def number_kind(text: str) -> str:
    """The kind of a number that is not all digits."""
    if text[-1] == "i":
        return "imag"
    if text[1:2] in ("x", "X"):
        return "float" if "." in text or "p" in text or "P" in text else "int"
    if "." in text or "e" in text or "E" in text or "p" in text or "P" in text:
        return "float"
    return "int"
