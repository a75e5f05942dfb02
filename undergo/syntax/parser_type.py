"""Types, parameter lists, struct fields, interface elements."""

from __future__ import annotations

from typing import Optional

from undergo.syntax.nodes import (
    ArrayType,
    BasicLit,
    ChanType,
    DotsType,
    Expr,
    Field,
    FuncType,
    IndexExpr,
    InterfaceType,
    ListExpr,
    MapType,
    Name,
    Operation,
    SelectorExpr,
    SliceType,
    StructType,
)
from undergo.syntax.parser_base import ParserBase
from undergo.syntax.positions_of import start_pos
from undergo.syntax.tokens import describe

_EMBEDDED_ENDS = frozenset([".", "literal", ";", "}"])


class TypeParser(ParserBase):
    __slots__ = ()

    def type_list(self, strict: bool) -> tuple[Expr, bool]:
        raise NotImplementedError

    def type_(self) -> Expr:
        t = self.type_or_none()
        if t is None:
            t = self.bad_expr()
            self.syntax_error("expected type")
            self.advance(",", ":", ";", ")", "]", "}")
        return t

    def type_or_none(self) -> Optional[Expr]:
        tok = self.tok
        if tok == "name":
            return self.qualified_name(None)
        pos = self.positions[self.i]
        if tok == "*":
            self.next()
            return Operation(pos, "*", self.type_())
        if tok == "[":
            self.next()
            if self.got("]"):
                return SliceType(pos, self.type_())
            return self.array_type(pos, None)
        if tok == "func":
            self.next()
            return self.func_type("function type")[1]
        if tok == "map":
            self.next()
            self.want("[")
            key = self.type_()
            self.want("]")
            return MapType(pos, key, self.type_())
        if tok == "struct":
            return self.struct_type()
        if tok == "interface":
            return self.interface_type()
        if tok == "chan":
            self.next()
            direction = 1 if self.got("<-") else 0
            return ChanType(pos, direction, self.chan_elem())
        if tok == "<-":
            self.next()
            self.want("chan")
            return ChanType(pos, 2, self.chan_elem())
        if tok == "(":
            self.next()
            t = self.type_()
            self.want(")")
            return t
        return None

    def qualified_name(self, name: Optional[Name]) -> Expr:
        x: Expr
        if name is not None:
            x = name
        elif self.tok == "name":
            i = self.i
            x = Name(self.positions[i], self.values[i])
            i += 1
            self.i = i
            self.tok = self.kinds[i]
        else:
            x = Name(self.positions[self.i], "_")
            self.syntax_error("expected name")
            self.advance(".", ";", "}")
        if self.tok == ".":
            pos = self.positions[self.i]
            self.next()
            x = SelectorExpr(pos, x, self.name())
        if self.tok == "[":
            return self.type_instance(x)
        return x

    def type_instance(self, x: Expr) -> Expr:
        pos = self.positions[self.i]
        self.want("[")
        index: Expr
        if self.tok == "]":
            self.syntax_error("expected type argument list")
            index = self.bad_expr()
        else:
            index = self.type_list(True)[0]
        self.want("]")
        return IndexExpr(pos, x, index)

    def func_type(self, context: str) -> tuple[list[Field], FuncType]:
        """Type parameters (not permitted when there is a ``context``) and signature."""
        pos = self.positions[self.i]
        node = FuncType(pos)
        tparams: list[Field] = []
        if self.got("["):
            if context:
                self.syntax_error_at(pos, context + " must have no type parameters")
            if self.tok == "]":
                self.syntax_error("empty type parameter list")
                self.next()
            else:
                tparams = self.param_list(None, None, "]", True, False)
        self.want("(")
        if self.tok == ")":
            self.next()
        else:
            node.param_list = self.param_list(None, None, ")", False, True)
        tok = self.tok
        if tok == "(":
            self.next()
            node.result_list = self.param_list(None, None, ")", False, False)
        elif tok != "{" and tok != ";":
            pos = self.positions[self.i]
            result = self.type_or_none()
            if result is not None:
                node.result_list = [Field(pos, None, result)]
        return tparams, node

    def array_type(self, pos: int, length: Optional[Expr]) -> Expr:
        """``[`` at ``pos`` has been consumed, and the length if given."""
        if length is None and not self.got("..."):
            self.xnest += 1
            length = self.expr()
            self.xnest -= 1
        if self.tok == ",":
            self.syntax_error("unexpected comma; expected ]")
            self.next()
        self.want("]")
        return ArrayType(pos, length, self.type_())

    def chan_elem(self) -> Expr:
        t = self.type_or_none()
        if t is None:
            t = self.bad_expr()
            self.syntax_error("missing channel element type")
        return t

    # ------------------------------------------------------------ structs

    def struct_type(self) -> StructType:
        node = StructType(self.positions[self.i])
        self.want("struct")
        self.want("{")

        def field() -> bool:
            self.field_decl(node)
            return False

        self.parse_list("struct type", ";", "}", field)
        return node

    def add_field(self, node: StructType, pos: int, name: Optional[Name], type: Expr, tag: Optional[BasicLit]) -> None:
        if tag is not None:
            node.tag_list += [None] * (len(node.field_list) - len(node.tag_list))
            node.tag_list.append(tag)
        node.field_list.append(Field(pos, name, type))

    def field_decl(self, node: StructType) -> None:
        pos = self.positions[self.i]
        tok = self.tok
        type: Expr
        if tok == "name":
            name = self.name()
            if self.tok in _EMBEDDED_ENDS:
                type = self.qualified_name(name)
                self.add_field(node, pos, None, type, self.literal_or_none())
                return
            names = self.name_list(name)
            # T[P1, P2] may be an embedded instance, or a field T of an array or slice type.
            if len(names) == 1 and self.tok == "[":
                type = self.array_or_targs()
                if isinstance(type, IndexExpr):
                    type.x = name
                    self.add_field(node, pos, None, type, self.literal_or_none())
                    return
            else:
                type = self.type_()
            tag = self.literal_or_none()
            for name in names:
                self.add_field(node, name.pos, name, type, tag)
        elif tok == "*":
            self.next()
            if self.tok == "(":
                self.syntax_error("cannot parenthesize embedded type")
                self.next()
                type = self.qualified_name(None)
                self.got(")")
            else:
                type = self.qualified_name(None)
            self.add_field(node, pos, None, Operation(pos, "*", type), self.literal_or_none())
        elif tok == "(":
            self.syntax_error("cannot parenthesize embedded type")
            self.next()
            if self.tok == "*":
                star = self.positions[self.i]
                self.next()
                type = Operation(star, "*", self.qualified_name(None))
            else:
                type = self.qualified_name(None)
            self.got(")")
            self.add_field(node, pos, None, type, self.literal_or_none())
        else:
            self.syntax_error("expected field name or embedded type")
            self.advance(";", "}")

    def array_or_targs(self) -> Expr:
        """``[n]E``, ``[]E``, or type arguments: then an IndexExpr whose x the caller sets."""
        pos = self.positions[self.i]
        self.want("[")
        if self.got("]"):
            return SliceType(pos, self.type_())
        n, comma = self.type_list(False)
        self.want("]")
        if not comma:
            elem = self.type_or_none()
            if elem is not None:
                return ArrayType(pos, n, elem)
        return IndexExpr(pos, None, n)  # type: ignore[arg-type]

    # ------------------------------------------------------------ interfaces

    def interface_type(self) -> InterfaceType:
        node = InterfaceType(self.positions[self.i])
        self.want("interface")
        self.want("{")

        def element() -> bool:
            field: Optional[Field] = None
            if self.tok == "name":
                field = self.method_decl()
            if field is None or field.name is None:
                field = self.embedded_elem(field)
            node.method_list.append(field)
            return False

        self.parse_list("interface type", ";", "}", element)
        return node

    def method_decl(self) -> Field:
        """A method, or an embedded type that starts with a name."""
        field = Field(self.positions[self.i])
        name = self.name()
        context = "interface method"
        if self.tok == "(":
            field.name = name
            field.type = self.func_type(context)[1]
            return field
        if self.tok != "[":
            field.type = self.qualified_name(name)
            return field
        # m[T C](x T) or T[P1, P2]: parse a parameter list and decide then.
        pos = self.positions[self.i]
        self.next()
        if self.tok == "]":
            pos = self.positions[self.i]
            self.next()
            if self.tok == "(":
                self.error_at(pos, "empty type parameter list")
                field.name = name
                field.type = self.func_type(context)[1]
            else:
                self.error_at(pos, "empty type argument list")
                field.type = name
            return field
        params = self.param_list(None, None, "]", False, False)
        if not params:
            if self.tok == "(":
                field.name = name
                field.type = self.func_type(context)[1]
            else:
                field.type = name
        elif params[0].name is not None:
            field.name = name
            field.type = self.func_type(context)[1]
            self.error_at(pos, "interface method must have no type parameters")
        elif len(params) == 1:
            field.type = IndexExpr(pos, name, params[0].type)
        else:
            field.type = IndexExpr(pos, name, ListExpr(params[0].pos, [p.type for p in params]))
        return field

    def embedded_elem(self, field: Optional[Field]) -> Field:
        if field is None:
            field = Field(self.positions[self.i])
            field.type = self.embedded_term()
        while self.tok == "|":
            pos = self.positions[self.i]
            self.next()
            field.type = Operation(pos, "|", field.type, self.embedded_term())
        return field

    def embedded_term(self) -> Expr:
        if self.tok == "~":
            pos = self.positions[self.i]
            self.next()
            return Operation(pos, "~", self.type_())
        t = self.type_or_none()
        if t is None:
            t = self.bad_expr()
            self.syntax_error("expected ~ term or type")
            self.advance("op", ";", ")", "]", "}")
        return t

    # ------------------------------------------------------------ parameters

    def param_decl_or_none(self, name: Optional[Name], follow: str) -> Optional[Field]:
        type_sets = follow == "]"  # type set notation is fine in type parameter lists
        pos = self.positions[self.i]
        if name is not None:
            pos = name.pos
        elif type_sets and self.tok == "~":
            return self.embedded_elem(None)
        field = Field(pos)
        if name is not None or self.tok == "name":
            if name is None:
                name = self.name()
            tok = self.tok
            if tok == "[":
                field.type = self.array_or_targs()
                if isinstance(field.type, IndexExpr):
                    field.type.x = name
                else:
                    field.name = name
                if type_sets and self.tok == "|":
                    field = self.embedded_elem(field)
                return field
            if tok == ".":
                field.type = self.qualified_name(name)
                if type_sets and self.tok == "|":
                    field = self.embedded_elem(field)
                return field
            if type_sets and tok == "|":
                field.type = name
                return self.embedded_elem(field)
            field.name = name
            if tok == "," or tok == follow:
                return field
        if self.tok == "...":
            dots = self.positions[self.i]
            self.next()
            elem = self.type_or_none()
            if elem is None:
                field.type = self.bad_expr()
                self.syntax_error("... is missing type")
            else:
                field.type = DotsType(dots, elem)
            return field
        if type_sets and self.tok == "~":
            field.type = self.embedded_elem(None).type
            return field
        t = self.type_or_none()
        field.type = t  # type: ignore[assignment]
        if type_sets and self.tok == "|" and t is not None:
            field = self.embedded_elem(field)
        if field.name is not None or field.type is not None:
            return field
        self.syntax_error("expected " + describe(follow))
        self.advance(",", follow)
        return None

    def param_list(self, name: Optional[Name], type: Optional[Expr], close: str, require_names: bool, dots_ok: bool) -> list[Field]:
        """The opening token has been consumed, and the first name, and the first type if there is one with it.

        Either all resulting fields have a name, or none has."""
        if name is not None and type is not None and self.tok == close:
            self.next()
            return [Field(name.pos, name, type)]
        named = typed = 0
        fields: list[Field] = []

        def parameter() -> bool:
            nonlocal name, type, named, typed
            field: Optional[Field]
            if type is not None:
                assert name is not None
                field = Field(name.pos, name, type)
            else:
                field = self.param_decl_or_none(name, close)
            name = type = None
            if field is not None:
                if field.type is not None:
                    typed += 1
                    if field.name is not None:
                        named += 1
                fields.append(field)
            return False

        end = self.parse_list("parameter list", ",", close, parameter)
        if not fields:
            return fields
        if named == 0 and not require_names:
            for field in fields:
                if field.name is not None:
                    field.type = field.name
                    field.name = None
        elif named != len(fields):
            self.distribute_types(fields, end, named == typed, require_names)
        self.check_dots(fields, dots_ok)
        return fields

    def distribute_types(self, fields: list[Field], end: int, types_missing: bool, require_names: bool) -> None:
        """In ``a, b int`` give ``a`` the type of ``b``."""
        error_pos = 0
        current: Optional[Expr] = None
        for field in reversed(fields):
            if field.type is not None:
                current = field.type
                if field.name is None:
                    error_pos = start_pos(current)
                    field.name = Name(error_pos, "_")
            elif current is not None:
                field.type = current
            else:
                assert field.name is not None
                error_pos = field.name.pos
                bad = self.bad_expr()
                bad.pos = error_pos
                field.type = bad
        if not error_pos:
            return
        if types_missing:
            error_pos = end
            message = "missing type constraint" if require_names else "missing parameter type"
        elif require_names:
            message = "missing type parameter name"
            if len(fields) == 1:
                message += " or invalid array length"
        else:
            message = "missing parameter name"
        self.syntax_error_at(error_pos, message)

    def check_dots(self, fields: list[Field], dots_ok: bool) -> None:
        first = True
        last = len(fields) - 1
        for i, field in enumerate(fields):
            t = field.type
            if t.__class__ is DotsType and (not dots_ok or i != last):
                assert isinstance(t, DotsType)
                if first:
                    first = False
                    self.error_at(t.pos, "can only use ... with final parameter" if dots_ok else "invalid use of ...")
                field.type = t.elem
