"""Statements and function bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Optional

from undergo.syntax.branches import check_branches
from undergo.syntax.nodes import (
    AssignStmt,
    BadExpr,
    BlockStmt,
    BranchStmt,
    CallStmt,
    CaseClause,
    CommClause,
    Decl,
    DeclStmt,
    EmptyStmt,
    Expr,
    ExprStmt,
    ForStmt,
    IfStmt,
    LabeledStmt,
    ListExpr,
    Name,
    Operation,
    RangeClause,
    ReturnStmt,
    SelectStmt,
    SendStmt,
    Stmt,
    SwitchStmt,
    TypeSwitchGuard,
    unparen,
)
from undergo.syntax.parser_expr import ExprParser
from undergo.syntax.printer import expr_string
from undergo.syntax.tokens import STATEMENT_OPERATORS

_OPERAND_STARTS = frozenset(["literal", "func", "(", "[", "struct", "map", "chan", "interface", "<-"])
_LIST_ENDS = frozenset(["EOF", "}", "case", "default"])


class StmtParser(ExprParser):
    __slots__ = ()

    def declaration(self, keyword: str, declarations: list[Decl]) -> None:
        raise NotImplementedError

    def func_body(self) -> BlockStmt:
        self.fnest += 1
        if self.next_error <= self.i:
            self.flush_errors()
        errors = self.error_count
        body = self.block("")
        self.fnest -= 1
        if self.next_error <= self.i:
            self.flush_errors()
        # After a syntax error the tree may lack what branches refer to. What is wrong with branches does not count as one:
        # the function around a literal is still looked at.
        if errors == self.error_count:
            check_branches(body, self.report_error, self.files)
        return body

    # ------------------------------------------------------------ simple statements

    def simple_stmt(self, lhs: Optional[Expr], keyword: str) -> Stmt:
        if keyword == "for" and self.tok == "range":
            return self.range_clause(None, False)
        if lhs is None:
            lhs = self.expr_list()
        tok = self.tok
        pos = self.positions[self.i]
        if tok != "=" and tok != ":=":
            if lhs.__class__ is not ListExpr:
                if tok == "op=":
                    op = self.values[self.i]
                    self.next()
                    return AssignStmt(pos, op, lhs, self.expr())
                if tok == "opop":
                    op = self.values[self.i]
                    self.next()
                    return AssignStmt(pos, op, lhs, None)
                if tok == "<-":
                    self.next()
                    return SendStmt(pos, lhs, self.expr())
                return ExprStmt(lhs.pos, lhs)
            self.syntax_error("expected := or = or comma")
            self.advance(";", "}")
            if isinstance(lhs, ListExpr):
                lhs = lhs.elem_list[0]
            return ExprStmt(lhs.pos, lhs)
        self.next()
        if keyword == "for" and self.tok == "range":
            return self.range_clause(lhs, tok == ":=")
        rhs = self.expr_list()
        if keyword == "switch" and tok == ":=" and isinstance(rhs, TypeSwitchGuard) and isinstance(lhs, Name):
            rhs.lhs = lhs
            return ExprStmt(rhs.pos, rhs)
        return AssignStmt(pos, ":=" if tok == ":=" else "", lhs, rhs)

    def range_clause(self, lhs: Optional[Expr], define: bool) -> RangeClause:
        pos = self.positions[self.i]
        self.next()
        return RangeClause(pos, lhs, define, self.expr())

    def labeled_stmt_or_none(self, label: Name) -> Optional[Stmt]:
        pos = self.positions[self.i]
        self.want(":")
        if self.tok == "}":
            return LabeledStmt(pos, label, EmptyStmt(self.positions[self.i]))
        stmt = self.stmt_or_none()
        if stmt is not None:
            return LabeledStmt(pos, label, stmt)
        self.syntax_error_at(pos, "missing statement after label")
        return None

    def call_stmt(self) -> CallStmt:
        pos = self.positions[self.i]
        keyword = self.tok
        self.next()
        x = self.primary(None, self.tok == "(")
        t = unparen(x)
        if t is not x:
            self.error_at(x.pos, f"expression in {keyword} must not be parenthesized")
        return CallStmt(pos, keyword, t)

    # ------------------------------------------------------------ blocks and lists

    def block(self, context: str) -> BlockStmt:
        """``context`` is needed unless the current token is known to be a brace."""
        node = BlockStmt(self.positions[self.i])
        if self.tok == "{":
            self.next()
        else:
            self.syntax_error("expected { after " + context)
            self.advance("name", "}")
            node.rbrace = self.positions[self.i]
            if self.got("}"):
                return node
        node.list = self.stmt_list()
        node.rbrace = self.positions[self.i]
        self.want("}")
        return node

    def stmt_list(self) -> list[Stmt]:
        statements: list[Stmt] = []
        while self.tok not in _LIST_ENDS:
            stmt = self.stmt_or_none()
            if self.next_directive <= self.i:
                self.clear_directives()
            if stmt is None:
                break
            statements.append(stmt)
            if self.tok == ";":
                i = self.i = self.i + 1
                self.tok = self.kinds[i]
            elif self.tok != "}":
                self.syntax_error("at end of statement")
                self.advance(";", "}", "case", "default")
                self.got(";")
        return statements

    def stmt_or_none(self) -> Optional[Stmt]:
        tok = self.tok
        if tok == "name":
            if self.next_directive <= self.i:
                self.clear_directives()
            lhs = self.expr_list()
            if self.tok == ":" and isinstance(lhs, Name):
                return self.labeled_stmt_or_none(lhs)
            return self.simple_stmt(lhs, "")
        handler = _STATEMENTS.get(tok)
        if handler is not None:
            if self.next_directive <= self.i and tok not in ("var", "const", "type"):
                self.clear_directives()
            return handler(self)
        if self.next_directive <= self.i:
            self.clear_directives()
        if tok in _OPERAND_STARTS or tok in STATEMENT_OPERATORS:
            return self.simple_stmt(None, "")
        return None

    def decl_stmt(self) -> Stmt:
        node = DeclStmt(self.positions[self.i], [])
        keyword = self.tok
        self.next()
        self.declaration(keyword, node.decl_list)
        return node

    def empty_stmt(self) -> Stmt:
        return EmptyStmt(self.positions[self.i])

    def block_stmt(self) -> Stmt:
        return self.block("")

    def branch_stmt(self) -> Stmt:
        node = BranchStmt(self.positions[self.i], self.tok)
        self.next()
        if node.tok == "goto":
            node.label = self.name()
        elif self.tok == "name" and node.tok != "fallthrough":
            node.label = self.name()
        return node

    def return_stmt(self) -> Stmt:
        node = ReturnStmt(self.positions[self.i])
        self.next()
        if self.tok != ";" and self.tok != "}":
            node.results = self.expr_list()
        return node

    # ------------------------------------------------------------ compound statements

    def header(self, keyword: str) -> tuple[Optional[Stmt], Optional[Expr], Optional[Stmt]]:
        """The part of an if, for or switch before its block: (init, condition, post)."""
        self.want(keyword)
        init: Optional[Stmt] = None
        condition: Optional[Expr] = None
        post: Optional[Stmt] = None
        if self.tok == "{":
            if keyword == "if":
                self.syntax_error("missing condition in if statement")
                condition = self.bad_expr()
            return None, condition, None
        outer = self.xnest
        self.xnest = -1
        if self.tok != ";":
            if self.got("var"):
                self.syntax_error(f"var declaration not allowed in {keyword} initializer")
            init = self.simple_stmt(None, keyword)
            if init.__class__ is RangeClause:
                self.xnest = outer
                return init, None, None
        stmt: Optional[Stmt] = None
        semi_pos = 0
        semi_text = ""
        if self.tok == "{":
            stmt = init
            init = None
        else:
            if self.tok == ";":
                semi_pos = self.positions[self.i]
                semi_text = self.values[self.i]
                self.next()
            else:
                self.want("{")
                if self.tok != "{":
                    self.advance("{", "}")
            if keyword == "for":
                if self.tok != ";" and self.tok == "{":
                    self.syntax_error("expected for loop condition")
                else:
                    if self.tok != ";":
                        stmt = self.simple_stmt(None, "")
                    self.want(";")
                    if self.tok != "{":
                        post = self.simple_stmt(None, "")
                        if isinstance(post, AssignStmt) and post.op == ":=":
                            self.syntax_error_at(post.pos, "cannot declare in post statement of for loop")
            elif self.tok != "{":
                stmt = self.simple_stmt(None, keyword)
        if stmt is None:
            if keyword == "if" and semi_pos:
                if semi_text != "semicolon":
                    self.syntax_error_at(semi_pos, f"unexpected {semi_text}, expected {{ after if clause")
                else:
                    self.syntax_error_at(semi_pos, "missing condition in if statement")
                condition = BadExpr(semi_pos)
        elif isinstance(stmt, ExprStmt):
            condition = stmt.x
        else:
            # Often "=" was written for "==".
            if isinstance(stmt, AssignStmt) and stmt.op == "" and stmt.rhs is not None:
                text = f"assignment {_emphasize(stmt.lhs)} = {_emphasize(stmt.rhs)}"
            else:
                text = expr_string(stmt)
            self.syntax_error_at(stmt.pos, f"cannot use {text} as value")
        self.xnest = outer
        return init, condition, post

    def for_stmt(self) -> Stmt:
        node = ForStmt(self.positions[self.i])
        node.init, node.cond, node.post = self.header("for")
        node.body = self.block("for clause")
        return node

    def if_stmt(self) -> IfStmt:
        first = node = IfStmt(self.positions[self.i])
        while True:
            init, cond, _ = self.header("if")
            node.init = init
            node.cond = cond  # type: ignore[assignment]
            node.then = self.block("if clause")
            if not self.got("else"):
                return first
            if self.tok == "if":
                following = IfStmt(self.positions[self.i])
                node.else_ = following
                node = following
                continue
            if self.tok == "{":
                node.else_ = self.block("")
            else:
                self.syntax_error("else must be followed by if or statement block")
                self.advance("name", "}")
            return first

    def switch_stmt(self) -> Stmt:
        node = SwitchStmt(self.positions[self.i])
        node.init, node.tag, _ = self.header("switch")
        for clause in self.clauses(node, "switch", CaseClause):
            clause.cases = self.expr_list()
        return node

    def select_stmt(self) -> Stmt:
        node = SelectStmt(self.positions[self.i])
        self.want("select")
        for clause in self.clauses(node, "select", CommClause):
            clause.comm = self.simple_stmt(None, "")
        return node

    def clauses(self, node: Any, keyword: str, kind: Callable[[int], Any]) -> Iterator[Any]:
        """Parse the clauses of a switch or select statement into ``node``; the caller reads what follows the word ``case``."""
        if not self.got("{"):
            self.syntax_error(f"missing {{ after {keyword} clause")
            self.advance("case", "default", "}")
        while self.tok != "EOF" and self.tok != "}":
            clause = kind(self.positions[self.i])
            if self.tok == "case":
                self.next()
                yield clause
            else:
                self.default_or_error()
            clause.colon = self.positions[self.i]
            self.want(":")
            clause.body = self.stmt_list()
            node.body.append(clause)
        node.rbrace = self.positions[self.i]
        self.want("}")

    def default_or_error(self) -> None:
        if self.tok == "default":
            self.next()
        else:
            self.syntax_error("expected case or default or }")
            self.advance(":", "case", "default", "}")


def _emphasize(x: Expr) -> str:
    """``x`` as text, in parentheses if it is a binary operation."""
    text = expr_string(x)
    return f"({text})" if isinstance(x, Operation) and x.y is not None else text


_STATEMENTS: dict[str, Callable[[StmtParser], Optional[Stmt]]] = {
    "var": StmtParser.decl_stmt,
    "const": StmtParser.decl_stmt,
    "type": StmtParser.decl_stmt,
    "{": StmtParser.block_stmt,
    "for": StmtParser.for_stmt,
    "switch": StmtParser.switch_stmt,
    "select": StmtParser.select_stmt,
    "if": StmtParser.if_stmt,
    "fallthrough": StmtParser.branch_stmt,
    "break": StmtParser.branch_stmt,
    "continue": StmtParser.branch_stmt,
    "goto": StmtParser.branch_stmt,
    "go": StmtParser.call_stmt,
    "defer": StmtParser.call_stmt,
    "return": StmtParser.return_stmt,
    ";": StmtParser.empty_stmt,
}
