"""Expressions."""

from __future__ import annotations

from typing import Optional

from undergo.syntax.nodes import (
    ArrayType,
    AssertExpr,
    BasicLit,
    CallExpr,
    ChanType,
    CompositeLit,
    Expr,
    FuncLit,
    IndexExpr,
    KeyValueExpr,
    ListExpr,
    MapType,
    Name,
    Operation,
    ParenExpr,
    SelectorExpr,
    SliceExpr,
    SliceType,
    StructType,
    TypeSwitchGuard,
    unparen,
)
from undergo.syntax.parser_type import TypeParser
from undergo.syntax.printer import expr_string
from undergo.syntax.tokens import BINARY_PRECEDENCE, UNARY_OPERATORS

_TYPE_STARTS = frozenset(["[", "chan", "map", "struct", "interface"])
_CONTINUES = frozenset([".", "[", "(", "{"])
_LITERAL_TYPES = frozenset([ArrayType, SliceType, StructType, MapType])
_VALUES = frozenset([BasicLit, CompositeLit, FuncLit, SliceExpr, AssertExpr, TypeSwitchGuard, CallExpr])
_precedence = BINARY_PRECEDENCE.get


class ExprParser(TypeParser):
    __slots__ = ()

    def expr(self) -> Expr:
        tok = self.tok
        x = self.primary(None, True) if tok == "name" or tok == "literal" else self.unary()
        if self.tok in BINARY_PRECEDENCE:
            return self.binary(x, 0)
        return x

    def expr_list(self) -> Expr:
        """One expression, or a ListExpr of several."""
        x = self.expr()
        if self.tok == ",":
            exprs = [x]
            while self.tok == ",":
                self.next()
                exprs.append(self.expr())
            return ListExpr(x.pos, exprs)
        return x

    def binary(self, x: Optional[Expr], precedence: int) -> Expr:
        if x is None:
            tok = self.tok
            x = self.primary(None, True) if tok == "name" or tok == "literal" else self.unary()
        while True:
            op = self.tok
            p = _precedence(op, 0)
            if p <= precedence:
                return x
            i = self.i
            pos = self.positions[i]
            i += 1
            self.i = i
            self.tok = self.kinds[i]
            x = Operation(pos, op, x, self.binary(None, p))

    def unary(self) -> Expr:
        tok = self.tok
        if tok in UNARY_OPERATORS:
            pos = self.positions[self.i]
            self.next()
            x = self.unary()
            # A parenthesized composite literal may have come back: &(T{}) is &T{}.
            return Operation(pos, tok, unparen(x) if tok == "&" else x)
        if tok == "<-":
            return self.receive()
        return self.primary(None, True)

    def receive(self) -> Expr:
        """``<-x``; when x turns out to be a channel type the arrow belongs to the innermost one without direction."""
        pos = self.positions[self.i]
        self.next()
        x = self.unary()
        if x.__class__ is not ChanType:
            return Operation(pos, "<-", x)
        direction = 1
        t: Expr = x
        while direction == 1 and t.__class__ is ChanType:
            assert isinstance(t, ChanType)
            direction = t.dir
            if direction == 2:
                self.syntax_error("unexpected <-, expected chan")
            t.dir = 2
            t = t.elem
        if direction == 1:
            self.syntax_error(f"unexpected {expr_string(t)}, expected chan")
        return x

    def operand(self, keep_parens: bool) -> Expr:
        tok = self.tok
        if tok == "name":
            return self.name()
        if tok == "literal":
            literal = self.literal_or_none()
            assert literal is not None
            return literal
        if tok == "(":
            pos = self.positions[self.i]
            self.next()
            self.xnest += 1
            x = self.expr()
            self.xnest -= 1
            self.want(")")
            if keep_parens or self.tok == "{":
                return ParenExpr(pos, x)
            return x
        if tok == "func":
            pos = self.positions[self.i]
            self.next()
            _, func_type = self.func_type("function type")
            if self.tok == "{":
                self.xnest += 1
                literal_ = FuncLit(pos)
                literal_.type = func_type
                literal_.body = self.func_body()
                self.xnest -= 1
                return literal_
            return func_type
        if tok in _TYPE_STARTS:
            return self.type_()
        bad = self.bad_expr()
        self.syntax_error("expected expression")
        self.advance(")", "]", "}")
        return bad

    def primary(self, x: Optional[Expr], keep_parens: bool) -> Expr:
        """An operand with everything that follows it: selectors, indices, slices, assertions, calls, literal values."""
        if x is None:
            if self.tok == "name":
                i = self.i
                x = Name(self.positions[i], self.values[i])
                i += 1
                self.i = i
                self.tok = self.kinds[i]
            else:
                x = self.operand(keep_parens)
        while True:
            tok = self.tok
            if tok not in _CONTINUES:
                return x
            i = self.i
            pos = self.positions[i]
            if tok == ".":
                i += 1
                if self.kinds[i] == "name":
                    x = SelectorExpr(pos, x, Name(self.positions[i], self.values[i]))
                    i += 1
                    self.i = i
                    self.tok = self.kinds[i]
                    continue
                self.next()
                if self.tok == "(":
                    self.next()
                    if self.got("type"):
                        x = TypeSwitchGuard(pos, None, x)
                    else:
                        x = AssertExpr(pos, x, self.type_())
                    self.want(")")
                else:
                    self.syntax_error("expected name or (")
                    self.advance(";", ")")
            elif tok == "(":
                i += 1
                self.i = i
                tok = self.tok = self.kinds[i]
                if tok == ")":
                    self.next()
                    x = CallExpr(pos, x, [], False)
                    continue
                self.xnest += 1
                arguments: list[Expr] = []
                dots = False
                while tok != "EOF" and tok != ")" and not dots:
                    arguments.append(self.expr())
                    tok = self.tok
                    if tok == "...":
                        dots = True
                        self.next()
                        tok = self.tok
                    if tok == ",":
                        self.next()
                        tok = self.tok
                    elif tok != ")":
                        self.syntax_error("in argument list; possibly missing comma or )")
                        self.advance(")", "]", "}")
                        tok = self.tok
                        if tok != ")":
                            break
                else:
                    self.want(")")
                self.xnest -= 1
                x = CallExpr(pos, x, arguments, dots)
            elif tok == "[":
                x = self.index_or_slice(x, pos)
            else:
                # A brace: of a composite literal, or of a block?
                t = unparen(x)
                cls = t.__class__
                if cls is Name or cls is SelectorExpr:
                    ok = self.xnest >= 0
                elif cls is IndexExpr:
                    ok = self.xnest >= 0 and not is_value(t)
                else:
                    ok = cls in _LITERAL_TYPES
                if not ok:
                    return x
                if t is not x:
                    self.syntax_error("cannot parenthesize type in composite literal")
                literal = self.literal_value()
                literal.type = x
                x = literal

    def index_or_slice(self, x: Expr, pos: int) -> Expr:
        self.next()
        index: Optional[Expr] = None
        if self.tok != ":":
            comma = False
            if self.tok == "]":
                self.syntax_error("expected operand")
                index = self.bad_expr()
            else:
                index, comma = self.type_list(False)
            if comma or self.tok == "]":
                self.want("]")
                return IndexExpr(pos, x, index)
        if not self.got(":"):
            self.syntax_error("expected comma, : or ]")
            self.advance(",", ":", "]")
        self.xnest += 1
        node = SliceExpr(pos, x)
        node.index[0] = index
        if self.tok != ":" and self.tok != "]":
            node.index[1] = self.expr()
        if self.tok == ":":
            node.full = True
            if node.index[1] is None:
                self.error("middle index required in 3-index slice")
                node.index[1] = self.bad_expr()
            self.next()
            if self.tok != "]":
                node.index[2] = self.expr()
            else:
                self.error("final index required in 3-index slice")
                node.index[2] = self.bad_expr()
        self.xnest -= 1
        self.want("]")
        return node

    def element(self) -> Expr:
        """An element of a composite literal: an expression, or a literal value without its type."""
        if self.tok == "{":
            return self.literal_value()
        return self.expr()

    def literal_value(self) -> CompositeLit:
        node = CompositeLit(self.positions[self.i])
        self.xnest += 1
        self.want("{")
        elements = node.elem_list
        tok = self.tok
        while tok != "EOF" and tok != "}":
            e = self.literal_value() if tok == "{" else self.expr()
            if self.tok == ":":
                pos = self.positions[self.i]
                self.next()
                e = KeyValueExpr(pos, e, self.literal_value() if self.tok == "{" else self.expr())
                node.nkeys += 1
            elements.append(e)
            tok = self.tok
            if tok == ",":
                self.next()
                tok = self.tok
            elif tok != "}":
                self.syntax_error("in composite literal; possibly missing comma or }")
                self.advance(")", "]", "}")
                tok = self.tok
                if tok != "}":
                    node.rbrace = self.positions[self.i]
                    break
        else:
            node.rbrace = self.positions[self.i]
            self.want("}")
        self.xnest -= 1
        return node

    def type_list(self, strict: bool) -> tuple[Expr, bool]:
        """Types separated by commas, as one expression; the first may be any expression unless ``strict``.

        Also tells whether there was a comma."""
        self.xnest += 1
        x = self.type_() if strict else self.expr()
        comma = False
        if self.tok == ",":
            self.next()
            comma = True
            t = self.type_or_none()
            if t is not None:
                types = [x, t]
                while self.got(","):
                    t = self.type_or_none()
                    if t is None:
                        break
                    types.append(t)
                x = ListExpr(x.pos, types)
        self.xnest -= 1
        return x, comma


def is_value(x: Expr) -> bool:
    """Can ``x``, by its syntax, only be a value?"""
    cls = x.__class__
    if cls in _VALUES:
        return True
    if isinstance(x, Operation):
        return x.op != "*" or x.y is not None
    if isinstance(x, ParenExpr):
        return is_value(x.x)
    if isinstance(x, IndexExpr):
        return is_value(x.x) or is_value(x.index)
    return False
