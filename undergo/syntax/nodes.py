"""The syntax tree: the node shapes of Go's ``cmd/compile/internal/syntax``, with room for what later phases find out.

Positions are integers, see :mod:`undergo.syntax.positions`. As in the reference the position of an Operation with two
operands is its operator's, of a CallExpr/IndexExpr/SliceExpr/SelectorExpr/AssertExpr what the reference's parser sets,
of an AssignStmt its operator's; errors are reported at the start of the leftmost sub-expression (``start_pos``).

Operators and tokens are plain strings as written in Go ("+", "&&", "<-", ":=", "break", "go").
``children`` lists the slots that hold nodes (or lists of nodes), in source order, for generic walks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Optional, Union

if TYPE_CHECKING:
    from undergo.types.objects import Object, Selection
    from undergo.types.types import Type


class Node:
    __slots__ = ("pos",)
    children: ClassVar[tuple[str, ...]] = ()
    pos: int


class Expr(Node):
    """An expression.

    typ     set by the checker: its type (a Tuple for multi-value calls, None for statements' calls without value)
    mode    set by the checker: one of the mode constants in undergo.types.operand ("novalue", "builtin", "typexpr",
            "constant", "variable", "mapindex", "value", "nilvalue", "commaok", "commaerr", "cgofunc")
    const   set by the checker: exact constant value, else None; representation in undergo.types.constants
    esc     set by escape analysis on allocating nodes: True heap, False stack, None unknown (heap)
    box     set by escape analysis on an operand whose value is put into an interface where it stands (implicitly or by
            a conversion): where the copy lives, as esc; None when nothing needs to be copied (pointers, constants)
    """

    __slots__ = ("typ", "mode", "const", "esc", "box")
    typ: Optional["Type"]
    mode: Optional[str]
    const: Any
    esc: Optional[bool]
    box: Optional[bool]

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None


# ---------------------------------------------------------------- file and declarations


class File(Node):
    """pkg_name, decl_list; pragmas: directives outside declarations [(pos, text)]; go_version from //go:build go1.N or "".

    late_errors: what is wrong with directives, to be reported for packages that are otherwise right.
    broken: nothing behind the package clause was read."""

    __slots__ = (
        "pkg_name",
        "decl_list",
        "eof",
        "go_version",
        "pragmas",
        "filename",
        "imports",
        "linknames",
        "embeds",
        "late_errors",
        "broken",
    )
    children = ("pkg_name", "decl_list")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.pkg_name: Name = None  # type: ignore[assignment]
        self.decl_list: list[Decl] = []
        self.eof = 0
        self.go_version = ""
        self.pragmas: list[tuple[int, str]] = []
        self.filename = ""
        self.imports: list[ImportDecl] = []
        self.linknames: list[tuple[int, str, str]] = []  # (pos, local, remote); remote "" for the one-argument form
        self.embeds: list[tuple[int, list[str], VarDecl]] = []  # (pos, patterns, declaration)
        self.late_errors: list[tuple[int, str]] = []
        self.broken = False


class Decl(Node):
    """group: an object shared by the declarations of one parenthesised group, else None. pragma: [(pos, "//go:noinline")...]."""

    __slots__ = ("group", "pragma")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.group: Optional[object] = None
        self.pragma: list[tuple[int, str]] = []


class ImportDecl(Decl):
    __slots__ = ("local_pkg_name", "path", "obj")
    children = ("local_pkg_name", "path")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.local_pkg_name: Optional[Name] = None
        self.path: Optional[BasicLit] = None
        self.obj: Optional["Object"] = None  # the PkgName


class ConstDecl(Decl):
    __slots__ = ("name_list", "type", "values")
    children = ("name_list", "type", "values")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.name_list: list[Name] = []
        self.type: Optional[Expr] = None
        self.values: Optional[Expr] = None  # a ListExpr when several


class TypeDecl(Decl):
    __slots__ = ("name", "tparam_list", "alias", "type")
    children = ("name", "tparam_list", "type")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.name: Name = None  # type: ignore[assignment]
        self.tparam_list: list[Field] = []
        self.alias = False
        self.type: Expr = None  # type: ignore[assignment]


class VarDecl(Decl):
    __slots__ = ("name_list", "type", "values")
    children = ("name_list", "type", "values")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.name_list: list[Name] = []
        self.type: Optional[Expr] = None
        self.values: Optional[Expr] = None


class FuncDecl(Decl):
    """name.obj is the Func. ``closures``: FuncLits inside in source order (set by the parser or escape)."""

    __slots__ = ("recv", "name", "tparam_list", "type", "body", "info")
    children = ("recv", "name", "tparam_list", "type", "body")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.recv: Optional[Field] = None
        self.name: Name = None  # type: ignore[assignment]
        self.tparam_list: list[Field] = []
        self.type: FuncType = None  # type: ignore[assignment]
        self.body: Optional[BlockStmt] = None
        self.info: Any = None  # escape's per-function result


# ---------------------------------------------------------------- expressions


class BadExpr(Expr):
    __slots__ = ()


class Name(Expr):
    """An identifier. obj: the object it uses or defines. targs: type arguments when it denotes an instantiated generic
    function (list of Type, as in Info.Instances), else None."""

    __slots__ = ("value", "obj", "targs")

    def __init__(self, pos: int, value: str) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.value = value
        self.obj: Optional["Object"] = None
        self.targs: Optional[list["Type"]] = None


class BasicLit(Expr):
    """kind: "int", "float", "imag", "rune", "string"; value: source text."""

    __slots__ = ("value", "kind", "bad")

    def __init__(self, pos: int, value: str, kind: str, bad: bool = False) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.value = value
        self.kind = kind
        self.bad = bad


class CompositeLit(Expr):
    __slots__ = ("type", "elem_list", "nkeys", "rbrace")
    children = ("type", "elem_list")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.type: Optional[Expr] = None
        self.elem_list: list[Expr] = []
        self.nkeys = 0
        self.rbrace = 0


class KeyValueExpr(Expr):
    __slots__ = ("key", "value")
    children = ("key", "value")

    def __init__(self, pos: int, key: Expr, value: Expr) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.key = key
        self.value = value


class FuncLit(Expr):
    """typ is its Signature. captures: Vars of enclosing functions it uses, in order of first use (set by escape)."""

    __slots__ = ("type", "body", "captures", "info")
    children = ("type", "body")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.type: FuncType = None  # type: ignore[assignment]
        self.body: BlockStmt = None  # type: ignore[assignment]
        self.captures: list["Object"] = []
        self.info: Any = None


class ParenExpr(Expr):
    __slots__ = ("x",)
    children = ("x",)

    def __init__(self, pos: int, x: Expr) -> None:
        super().__init__(pos)
        self.x = x


def unparen(e: Any) -> Any:
    """The expression ``e`` without the parentheses around it."""
    while e.__class__ is ParenExpr:
        e = e.x
    return e


class SelectorExpr(Expr):
    """x.sel. selection is set for fields and methods; for qualified identifiers it is None and sel.obj is the object
    (sel.targs its type arguments)."""

    __slots__ = ("x", "sel", "selection")
    children = ("x", "sel")

    def __init__(self, pos: int, x: Expr, sel: Name) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.x = x
        self.sel = sel
        self.selection: Optional["Selection"] = None


class IndexExpr(Expr):
    """x[index]; index is a ListExpr for several type arguments."""

    __slots__ = ("x", "index")
    children = ("x", "index")

    def __init__(self, pos: int, x: Expr, index: Expr) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.x = x
        self.index = index


class SliceExpr(Expr):
    __slots__ = ("x", "index", "full")
    children = ("x", "index")

    def __init__(self, pos: int, x: Expr) -> None:
        super().__init__(pos)
        self.x = x
        self.index: list[Optional[Expr]] = [None, None, None]
        self.full = False


class AssertExpr(Expr):
    """x.(type)"""

    __slots__ = ("x", "type")
    children = ("x", "type")

    def __init__(self, pos: int, x: Expr, type: Expr) -> None:
        super().__init__(pos)
        self.x = x
        self.type = type


class TypeSwitchGuard(Expr):
    """lhs := x.(type); the implicit variables are on the CaseClauses (CaseClause.obj)."""

    __slots__ = ("lhs", "x")
    children = ("lhs", "x")

    def __init__(self, pos: int, lhs: Optional[Name], x: Expr) -> None:
        super().__init__(pos)
        self.lhs = lhs
        self.x = x


class Operation(Expr):
    """op x (y is None) or x op y. Unary: + - ! ^ & * <- ~ ; binary: || && == != < <= > >= + - | ^ * / % & &^ << >>."""

    __slots__ = ("op", "x", "y")
    children = ("x", "y")

    def __init__(self, pos: int, op: str, x: Expr, y: Optional[Expr] = None) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.op = op
        self.x = x
        self.y = y


class CallExpr(Expr):
    """A call, a conversion (fun.mode == "typexpr") or a builtin call (fun.mode == "builtin")."""

    __slots__ = ("fun", "arg_list", "has_dots", "info", "frame", "use_buf", "held")
    children = ("fun", "arg_list")

    def __init__(self, pos: int, fun: Expr, arg_list: list[Expr], has_dots: bool = False) -> None:
        self.pos = pos
        self.typ = None
        self.mode = None
        self.const = None
        self.esc = None
        self.box = None
        self.fun = fun
        self.arg_list = arg_list
        self.has_dots = has_dots
        self.info: Any = None
        self.held: Any = None  # escape: the type of what the interface value holds whose method is called, when that is known
        self.frame: Optional[bool] = None  # escape: False if the callee's result frame may lie on the stack (escape/frames.py)
        # Escape, of append: the array may begin in a buffer that grows by size classes (escape/exclusive.py); of []byte(s): the bytes are only read.
        self.use_buf = False


class ListExpr(Expr):
    __slots__ = ("elem_list",)
    children = ("elem_list",)

    def __init__(self, pos: int, elem_list: list[Expr]) -> None:
        super().__init__(pos)
        self.elem_list = elem_list


class ArrayType(Expr):
    """len None means [...]."""

    __slots__ = ("len", "elem")
    children = ("len", "elem")

    def __init__(self, pos: int, len: Optional[Expr], elem: Expr) -> None:
        super().__init__(pos)
        self.len = len
        self.elem = elem


class SliceType(Expr):
    __slots__ = ("elem",)
    children = ("elem",)

    def __init__(self, pos: int, elem: Expr) -> None:
        super().__init__(pos)
        self.elem = elem


class DotsType(Expr):
    """...elem"""

    __slots__ = ("elem",)
    children = ("elem",)

    def __init__(self, pos: int, elem: Expr) -> None:
        super().__init__(pos)
        self.elem = elem


class StructType(Expr):
    """tag_list is empty or as long as field_list with None where there is no tag."""

    __slots__ = ("field_list", "tag_list")
    children = ("field_list",)

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.field_list: list[Field] = []
        self.tag_list: list[Optional[BasicLit]] = []


class Field(Node):
    """name None: anonymous. Fields declared in one list share the same type node."""

    __slots__ = ("name", "type")
    children = ("name", "type")

    def __init__(self, pos: int, name: Optional[Name] = None, type: Optional[Expr] = None) -> None:
        self.pos = pos
        self.name = name
        self.type: Expr = type  # type: ignore[assignment]


class InterfaceType(Expr):
    __slots__ = ("method_list",)
    children = ("method_list",)

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.method_list: list[Field] = []


class FuncType(Expr):
    __slots__ = ("param_list", "result_list")
    children = ("param_list", "result_list")

    def __init__(self, pos: int) -> None:
        super().__init__(pos)
        self.param_list: list[Field] = []
        self.result_list: list[Field] = []


class MapType(Expr):
    __slots__ = ("key", "value")
    children = ("key", "value")

    def __init__(self, pos: int, key: Expr, value: Expr) -> None:
        super().__init__(pos)
        self.key = key
        self.value = value


class ChanType(Expr):
    """dir: 0 both, 1 send only, 2 receive only."""

    __slots__ = ("dir", "elem")
    children = ("elem",)

    def __init__(self, pos: int, dir: int, elem: Expr) -> None:
        super().__init__(pos)
        self.dir = dir
        self.elem = elem


# ---------------------------------------------------------------- statements


class Stmt(Node):
    __slots__ = ()

    def __init__(self, pos: int) -> None:
        self.pos = pos


class EmptyStmt(Stmt):
    __slots__ = ()


class LabeledStmt(Stmt):
    __slots__ = ("label", "stmt")
    children = ("stmt",)

    def __init__(self, pos: int, label: Name, stmt: Stmt) -> None:
        self.pos = pos
        self.label = label
        self.stmt = stmt


class BlockStmt(Stmt):
    __slots__ = ("list", "rbrace")
    children = ("list",)

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.list: list[Stmt] = []
        self.rbrace = 0


class ExprStmt(Stmt):
    __slots__ = ("x",)
    children = ("x",)

    def __init__(self, pos: int, x: Expr) -> None:
        self.pos = pos
        self.x = x


class SendStmt(Stmt):
    __slots__ = ("chan", "value")
    children = ("chan", "value")

    def __init__(self, pos: int, chan: Expr, value: Expr) -> None:
        self.pos = pos
        self.chan = chan
        self.value = value


class DeclStmt(Stmt):
    __slots__ = ("decl_list",)
    children = ("decl_list",)

    def __init__(self, pos: int, decl_list: list[Decl]) -> None:
        self.pos = pos
        self.decl_list = decl_list


class AssignStmt(Stmt):
    """op: "" plain, ":=" definition, else the binary operator of ``op=``. rhs None means x++ (op "+") or x-- (op "-").
    lhs/rhs are ListExprs when several. For := a Name on the left that defines a new Var has Name.obj set to it and
    ``new_vars`` (list of Var) tells which are new."""

    __slots__ = ("op", "lhs", "rhs", "new_vars")
    children = ("lhs", "rhs")

    def __init__(self, pos: int, op: str, lhs: Expr, rhs: Optional[Expr]) -> None:
        self.pos = pos
        self.op = op
        self.lhs = lhs
        self.rhs = rhs
        self.new_vars: list["Object"] = []


class BranchStmt(Stmt):
    """tok: "break", "continue", "fallthrough", "goto". target: as in the reference, for break/continue the labeled or
    innermost enclosing statement (ForStmt, SwitchStmt, SelectStmt; with label: the LabeledStmt), for goto the LabeledStmt."""

    __slots__ = ("tok", "label", "target")

    def __init__(self, pos: int, tok: str, label: Optional[Name] = None) -> None:
        self.pos = pos
        self.tok = tok
        self.label = label
        self.target: Optional[Stmt] = None


class CallStmt(Stmt):
    """tok: "go" or "defer"."""

    __slots__ = ("tok", "call", "esc")
    children = ("call",)

    def __init__(self, pos: int, tok: str, call: Expr) -> None:
        self.pos = pos
        self.tok = tok
        self.call = call
        self.esc: Optional[bool] = None


class ReturnStmt(Stmt):
    __slots__ = ("results",)
    children = ("results",)

    def __init__(self, pos: int, results: Optional[Expr] = None) -> None:
        self.pos = pos
        self.results = results


class IfStmt(Stmt):
    __slots__ = ("init", "cond", "then", "else_")
    children = ("init", "cond", "then", "else_")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.init: Optional[Stmt] = None
        self.cond: Expr = None  # type: ignore[assignment]
        self.then: BlockStmt = None  # type: ignore[assignment]
        self.else_: Optional[Stmt] = None


class ForStmt(Stmt):
    """init is a RangeClause for range loops. go122: per-iteration loop variables apply (set by the checker from the file's version)."""

    __slots__ = ("init", "cond", "post", "body", "go122")
    children = ("init", "cond", "post", "body")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.init: Optional[Stmt] = None
        self.cond: Optional[Expr] = None
        self.post: Optional[Stmt] = None
        self.body: BlockStmt = None  # type: ignore[assignment]
        self.go122 = True


class SwitchStmt(Stmt):
    """tag is a TypeSwitchGuard for type switches, None for ``switch {``."""

    __slots__ = ("init", "tag", "body", "rbrace")
    children = ("init", "tag", "body")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.init: Optional[Stmt] = None
        self.tag: Optional[Expr] = None
        self.body: list[CaseClause] = []
        self.rbrace = 0


class SelectStmt(Stmt):
    __slots__ = ("body", "rbrace")
    children = ("body",)

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.body: list[CommClause] = []
        self.rbrace = 0


class RangeClause(Stmt):
    """lhs [:]= range x; lhs None, an expression or a ListExpr; def_ for ``:=``."""

    __slots__ = ("lhs", "def_", "x", "info")
    children = ("lhs", "x")

    def __init__(self, pos: int, lhs: Optional[Expr], def_: bool, x: Expr) -> None:
        self.pos = pos
        self.lhs = lhs
        self.def_ = def_
        self.x = x
        self.info: Any = None


class CaseClause(Node):
    """cases None: default; a ListExpr when several. obj: the implicit variable of a type switch with lhs (or None)."""

    __slots__ = ("cases", "body", "colon", "obj")
    children = ("cases", "body")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.cases: Optional[Expr] = None
        self.body: list[Stmt] = []
        self.colon = 0
        self.obj: Optional["Object"] = None


class CommClause(Node):
    """comm None: default; a SendStmt, an ExprStmt (<-c) or an AssignStmt (v, ok := <-c)."""

    __slots__ = ("comm", "body", "colon")
    children = ("comm", "body")

    def __init__(self, pos: int) -> None:
        self.pos = pos
        self.comm: Optional[Stmt] = None
        self.body: list[Stmt] = []
        self.colon = 0


AnyStmt = Union[Stmt, Decl]
