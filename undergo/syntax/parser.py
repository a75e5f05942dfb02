"""Source files and declarations; :func:`parse_file` is the way into this package.

The parser is a recursive descent over the token lists of :mod:`undergo.syntax.scanner`. It has the structure of Go's own
(``cmd/compile/internal/syntax``), so that trees, positions, error texts and what is skipped after an error agree with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Optional

from undergo.deepstack import RECURSION_LIMIT
from undergo.syntax import directives
from undergo.syntax.nodes import (
    ArrayType,
    CallExpr,
    ChanType,
    ConstDecl,
    Decl,
    Expr,
    File,
    FuncDecl,
    FuncType,
    ImportDecl,
    InterfaceType,
    MapType,
    Name,
    Operation,
    ParenExpr,
    SliceType,
    StructType,
    TypeDecl,
    VarDecl,
    unparen,
)
from undergo.syntax.parser_base import Report
from undergo.syntax.parser_stmt import StmtParser
from undergo.syntax.positions import FileTable
from undergo.syntax.scanner import Scanned, scan

_TYPE_NODES = (ArrayType, StructType, FuncType, InterfaceType, SliceType, MapType, ChanType)


def parse_file(filename: str, source: bytes, files: FileTable, report: Report, all_errors: bool = False, standard: bool = True) -> File:
    """Parse one file.

    filename  as shown in errors; it is added to ``files``
    source    the bytes of the file
    report    called as ``report(position, message)`` for every error, roughly in order of position
    all_errors  report every syntax error, not only the first of each line
    standard  directives that only the standard library may use are right
    Returns a File in any case; after errors it may be incomplete.
    """
    parser = FileParser(scan(filename, source, files), files, report, all_errors, standard)
    previous = sys.getrecursionlimit()
    if previous < RECURSION_LIMIT:
        sys.setrecursionlimit(RECURSION_LIMIT)
    try:
        file = parser.file()
    except RecursionError:
        file = File(parser.positions[0])
        file.pkg_name = Name(parser.positions[0], "_")
        file.eof = parser.positions[-1]
        parser.error("nesting too deep")
    finally:
        sys.setrecursionlimit(previous)
    file.filename = filename
    return file


class FileParser(StmtParser):
    """The parser as a whole. ``linknames``, ``embeds`` and ``late_errors`` collect what directives say, for the File.
    standard: the file is the standard library's, which may use every directive."""

    __slots__ = ("linknames", "embeds", "late_errors", "standard")

    def __init__(self, scanned: Scanned, files: FileTable, report: Report, all_errors: bool, standard: bool) -> None:
        super().__init__(scanned, files, report, all_errors)
        self.standard = standard

    def file(self) -> File:
        self.linknames: list[tuple[int, str, str]] = []
        self.embeds: list[tuple[int, list[str], VarDecl]] = []
        file = File(self.positions[0])
        self.late_errors = file.late_errors
        file.imports = []
        file.embeds = self.embeds
        file.linknames = self.linknames
        file.pkg_name = Name(self.positions[0], "_")
        file.eof = self.positions[-1]
        if self.directives:
            self.go_build(file)
        if not self.got("package"):
            self.syntax_error("package statement must be first")
            file.broken = True
            return file
        file.pragmas = self.attached("file")
        file.pkg_name = self.name()
        self.want(";")
        self.flush_errors()
        if self.error_count:
            file.broken = True
            return file
        self.declarations(file)
        self.flush_errors()
        self.clear_directives()
        file.eof = self.positions[self.i]
        file.imports = [d for d in file.decl_list if isinstance(d, ImportDecl)]
        return file

    def go_build(self, file: File) -> None:
        for index, _, _, text in reversed(self.directives):
            if index > 0:
                break
            if text.startswith("go:build"):
                file.go_version = directives.build_version("//" + text)

    def declarations(self, file: File) -> None:
        decls = file.decl_list
        previous = "import"
        while self.tok != "EOF":
            keyword = self.tok
            if keyword == "import" and previous != "import":
                self.syntax_error("imports must appear before other declarations")
            previous = keyword
            if keyword == "func":
                self.next()
                decls.append(self.func_decl())
            elif keyword in _DECLARATIONS:
                self.next()
                self.declaration(keyword, decls)
            else:
                last = decls[-1] if decls else None
                if keyword == "{" and isinstance(last, FuncDecl) and last.body is None:
                    self.syntax_error("unexpected semicolon or newline before {")
                else:
                    self.syntax_error("non-declaration statement outside function body")
                self.advance("import", "const", "type", "var", "func")
                continue
            # Before the semicolon is consumed: comments behind it belong to the next declaration.
            if self.next_directive <= self.i:
                self.clear_directives()
            if self.tok != "EOF" and not self.got(";"):
                self.syntax_error("after top level declaration")
                self.advance("import", "const", "type", "var", "func")

    # ------------------------------------------------------------ directives

    def attached(self, place: str) -> list[tuple[int, str]]:
        """The directives of the declaration that starts at the current token, checked for their place."""
        if self.next_directive > self.i:
            return []
        taken = self.take_directives()
        for pos, text in taken:
            if text.startswith(("//go:linkname ", "//go:linknamestd ")):
                self.linkname(pos, text)
                continue
            self.check_directive(pos, text)
            message = directives.misplaced(text, place)
            if message:
                self.late_errors.append((pos, message))
        return [(pos, text) for pos, text in taken if not text.startswith("//go:linkname")]

    def check_directive(self, pos: int, text: str) -> None:
        """Complain about a directive that is wrong wherever it stands."""
        message = directives.faulty(text, self.standard)
        if message:
            self.error_at(pos, message)
            if message.startswith("invalid quoted string in //go:embed"):  # and so there are no patterns
                self.error_at(pos, directives.EMBED_USAGE)

    def unattached_directive(self, pos: int, text: str) -> None:
        if text.startswith(("//go:linkname ", "//go:linknamestd ")):
            self.linkname(pos, text)
        else:
            self.check_directive(pos, text)
            super().unattached_directive(pos, text)

    def linkname(self, pos: int, text: str) -> None:
        names, message = directives.parse_linkname(text)
        if names is not None:
            self.linknames.append((pos, *names))
        elif message:
            self.error_at(pos, message)

    # ------------------------------------------------------------ declarations

    def declaration(self, keyword: str, declarations: list[Decl]) -> None:
        """One declaration after its keyword, or a group in parentheses."""
        parse = _DECLARATIONS[keyword]
        if self.tok != "(":
            declarations.append(parse(self, None))
            return
        group = object()
        self.clear_directives()
        self.next()

        def one() -> bool:
            declarations.append(parse(self, group))
            return False

        self.parse_list("grouped declaration", ";", ")", one)

    def import_decl(self, group: Optional[object]) -> Decl:
        node = ImportDecl(self.positions[self.i])
        node.group = group
        node.pragma = self.attached("")
        if self.tok == "name":
            node.local_pkg_name = self.name()
        elif self.tok == ".":
            node.local_pkg_name = Name(self.positions[self.i], ".")
            self.next()
        node.path = self.literal_or_none()
        if node.path is None:
            self.syntax_error("missing import path")
            self.advance(";", ")")
        elif not node.path.bad and node.path.kind != "string":
            self.syntax_error_at(node.path.pos, "import path must be a string")
            node.path.bad = True
        return node

    def const_decl(self, group: Optional[object]) -> Decl:
        node = ConstDecl(self.positions[self.i])
        node.group = group
        node.pragma = self.attached("")
        node.name_list = self.name_list(self.name())
        if self.tok not in ("EOF", ";", ")"):
            node.type = self.type_or_none()
            if self.got_assign():
                node.values = self.expr_list()
        return node

    def var_decl(self, group: Optional[object]) -> Decl:
        node = VarDecl(self.positions[self.i])
        node.group = group
        node.pragma = self.attached("var")
        for pos, text in node.pragma:
            if text.startswith("//go:embed") and text[10:11] in ("", " ", "\t"):
                patterns, _ = directives.parse_embed(text)
                if patterns:
                    self.embeds.append((pos, patterns, node))
        node.name_list = self.name_list(self.name())
        if self.got_assign():
            node.values = self.expr_list()
        else:
            node.type = self.type_()
            if self.got_assign():
                node.values = self.expr_list()
        return node

    def type_decl(self, group: Optional[object]) -> Decl:
        node = TypeDecl(self.positions[self.i])
        node.group = group
        node.pragma = self.attached("")
        node.name = self.name()
        type: Optional[Expr]
        if self.tok == "[":
            type = self.array_or_type_params(node)
        else:
            node.alias = self.got_assign()
            type = self.type_or_none()
        if type is None:
            type = self.bad_expr()
            self.syntax_error("in type declaration")
            self.advance(";", ")")
        node.type = type
        return node

    def array_or_type_params(self, node: TypeDecl) -> Optional[Expr]:
        """``type T [``: an array or slice type, or type parameters (set in ``node``) and then the type."""
        pos = self.positions[self.i]
        self.next()
        if self.tok == "]":
            self.next()
            return SliceType(pos, self.type_())
        if self.tok != "name":
            return self.array_type(pos, None)
        # Parse an expression, and see whether it can be split into a parameter's name and constraint. A name followed
        # by "[" cannot be an array length.
        x: Expr = self.name()
        if self.tok != "[":
            self.xnest += 1
            x = self.binary(self.primary(x, False), 0)
            self.xnest -= 1
        name, constraint = split_name(x, self.tok == ",")
        if name is not None and (constraint is not None or self.tok != "]"):
            node.tparam_list = self.param_list(name, constraint, "]", True, False)
            node.alias = self.got_assign()
            return self.type_or_none()
        return self.array_type(pos, x)

    def func_decl(self) -> FuncDecl:
        node = FuncDecl(self.positions[self.i])
        node.pragma = self.attached("func")
        has_receiver = False
        if self.got("("):
            has_receiver = True
            receivers = self.param_list(None, None, ")", False, False)
            if not receivers:
                self.error("method has no receiver")
            else:
                if len(receivers) > 1:
                    self.error("method has multiple receivers")
                node.recv = receivers[0]
        if self.tok == "name":
            node.name = self.name()
            node.tparam_list, node.type = self.func_type("")
        else:
            pos = self.positions[self.i]
            node.name = Name(pos, "_")
            node.type = FuncType(pos)
            self.syntax_error("expected name" if has_receiver else "expected name or (")
            self.advance("{", ";")
        if self.tok == "{":
            node.body = self.func_body()
        return node


_DECLARATIONS: dict[str, Callable[[FileParser, Optional[object]], Decl]] = {
    "import": FileParser.import_decl,
    "const": FileParser.const_decl,
    "type": FileParser.type_decl,
    "var": FileParser.var_decl,
}


def split_name(x: Expr, force: bool) -> tuple[Optional[Name], Optional[Expr]]:
    """Split ``P *C`` and the like, parsed as an expression, into a type parameter and its constraint.

    Only if the constraint must be a type, unless ``force``. (name, None) for a mere name, (None, x) if it cannot be split.
    """
    if isinstance(x, Name):
        return x, None
    if isinstance(x, Operation) and x.y is not None:
        if x.op == "*" and isinstance(x.x, Name) and (force or is_type_elem(x.y)):
            return x.x, Operation(x.pos, "*", x.y)
        if x.op == "|":
            name, left = split_name(x.x, force or is_type_elem(x.y))
            if name is not None and left is not None:
                return name, Operation(x.pos, "|", left, x.y)
    elif isinstance(x, CallExpr) and isinstance(x.fun, Name):
        if len(x.arg_list) == 1 and not x.has_dots and (force or is_type_elem(x.arg_list[0])):
            return x.fun, unparen(x.arg_list[0])
    return None, x


def is_type_elem(x: Expr) -> bool:
    """Must ``x`` be a type element, by its syntax?"""
    if isinstance(x, _TYPE_NODES):
        return True
    if isinstance(x, Operation):
        return is_type_elem(x.x) or (x.y is not None and is_type_elem(x.y)) or x.op == "~"
    if isinstance(x, ParenExpr):
        return is_type_elem(x.x)
    return False
