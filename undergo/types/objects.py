"""Packages, objects and selections, in the shape of go/types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from undergo.syntax import nodes

    from .scope import Scope
    from .types import Signature, Type


class Package:
    """path: import path; name; scope: package scope; imports: directly imported Packages; go_version: "go1.27".

    path of a program to link is "main" (a package main under test is not one);
    files: syntax trees (only of the package being compiled); init_order: list of Initializer; complete."""

    __slots__ = (
        "path", "name", "scope", "imports", "go_version", "files", "init_order", "complete", "fake", "cgo", "errors", "late_errors", "extra", "has_large_arrays",
        "written_interfaces", "printed",
    )  # fmt: skip

    def __init__(self, path: str, name: str, scope: Optional["Scope"] = None) -> None:
        self.path = path
        self.name = name
        self.scope: Scope = scope  # type: ignore[assignment]
        self.imports: list[Package] = []
        self.go_version = ""
        self.files: list[nodes.File] = []
        self.init_order: list[Initializer] = []
        self.complete = False
        self.fake = False
        self.cgo = False
        self.errors: list[Any] = []
        self.late_errors: list[tuple[int, str]] = []  # of directives, to be reported if there are no others
        self.extra: Any = None
        self.has_large_arrays = False
        self.written_interfaces: list[nodes.InterfaceType] = []  # for what gccheck.py looks at
        self.printed: list[tuple[int, str, Type]] = []  # operands of print and println that are arrays or structs


class Initializer:
    """A package-level assignment lhs = rhs in initialization order."""

    __slots__ = ("lhs", "rhs")

    def __init__(self, lhs: list["Var"], rhs: "nodes.Expr") -> None:
        self.lhs = lhs
        self.rhs = rhs


class Object:
    """parent: Scope; pos; pkg: Package or None (universe); name; typ; order, color, scope_pos: for the checker."""

    __slots__ = ("parent", "pos", "pkg", "name", "typ", "order", "color", "scope_pos", "decl", "cg")

    def __init__(self, pos: int, pkg: Optional[Package], name: str, typ: Optional["Type"]) -> None:
        self.parent: Optional[Scope] = None
        self.pos = pos
        self.pkg = pkg
        self.name = name
        self.typ: Type = typ  # type: ignore[assignment]
        self.order = 0
        self.color = 0
        self.scope_pos = 0
        self.decl: Any = None  # declaring node (FuncDecl, VarDecl, TypeDecl, ...) where there is one
        self.cg: Any = None  # scratch of code generation, not exported

    def exported(self) -> bool:
        ch = self.name[:1]
        return "A" <= ch <= "Z" or (ch > "\x7f" and ch.isupper())

    def id(self) -> str:
        """Unique name: the name itself when exported, else qualified by the package path."""
        if self.exported():
            return self.name
        return f"{self.pkg.path if self.pkg is not None else '_'}.{self.name}"


class PkgName(Object):
    """An imported package's name in a file."""

    __slots__ = ("imported", "used")

    def __init__(self, pos: int, pkg: Package, name: str, imported: Package) -> None:
        super().__init__(pos, pkg, name, None)
        self.imported = imported
        self.used = False


class Const(Object):
    __slots__ = ("val",)

    def __init__(self, pos: int, pkg: Optional[Package], name: str, typ: Optional["Type"], val: Any) -> None:
        super().__init__(pos, pkg, name, typ)
        self.val = val


class TypeName(Object):
    """The name of a defined type, alias, type parameter or basic type.

    local_index: 0 for package-level types, else a number n that makes local types of the same name distinct (gc's ·n).
    ambient: type parameters of the functions around a local type (None: not computed, see subst.ambient_tparams)."""

    __slots__ = ("local_index", "ambient")

    def __init__(self, pos: int, pkg: Optional[Package], name: str, typ: Optional["Type"]) -> None:
        super().__init__(pos, pkg, name, typ)
        self.local_index = 0
        self.ambient: Any = None

    def is_alias(self) -> bool:
        from .named import is_alias_name

        return is_alias_name(self)


class Var(Object):
    """A variable, parameter, result or struct field.

    kind: "package", "local", "recv", "param", "result", "field". origin: generic field/param it is an instance of, or itself.
    Set by escape: captured (used in a closure), reassigned (assigned after its declaration), addrtaken, heap (lives on the heap),
    byval_capture (closures hold a copy)."""

    __slots__ = (
        "embedded", "is_field", "used", "origin", "kind", "captured", "reassigned", "addrtaken", "heap", "byval_capture", "linkname", "extra",
    )  # fmt: skip

    def __init__(self, pos: int, pkg: Optional[Package], name: str, typ: Optional["Type"], kind: str = "local") -> None:
        super().__init__(pos, pkg, name, typ)
        self.kind = kind
        self.is_field = kind == "field"
        self.embedded = False
        self.used = False
        self.origin: Var = self
        self.captured = False
        self.reassigned = True
        self.addrtaken = True
        self.heap = True
        self.byval_capture = False
        self.linkname: Optional[str] = None
        self.extra: Any = None


class Func(Object):
    """A function, concrete method or interface method. typ is its Signature. origin: the generic method it is an instance of, or itself.

    decl: FuncDecl (only in the package being compiled, or loaded with the bodies of generic functions).
    has_ptr_recv; linkname: symbol set by go:linkname or None; pragma: set of "noinline", "nosplit", ..., "recovers" (escape's: it calls recover),
    "literals" (decisions/inlinable.py: the reference can inline it, and function literals come with it); esc_tags: escape's summary;
    inline_cost: of the reference's inliner (decisions/inlinable.py)."""

    __slots__ = ("origin", "has_ptr_recv", "linkname", "pragma", "esc_tags", "extra", "has_body", "inline_cost")

    def __init__(self, pos: int, pkg: Optional[Package], name: str, typ: Optional["Signature"]) -> None:
        super().__init__(pos, pkg, name, typ)
        self.origin: Func = self
        self.has_ptr_recv = False
        self.linkname: Optional[str] = None
        self.pragma: set[str] = set()
        self.esc_tags: Any = None
        self.inline_cost: Optional[int] = None
        self.extra: Any = None
        self.has_body = True


class Label(Object):
    __slots__ = ("used",)

    def __init__(self, pos: int, pkg: Package, name: str) -> None:
        super().__init__(pos, pkg, name, None)
        self.used = False


class Builtin(Object):
    """A predeclared function; name tells which ("append", ..., or unsafe's "Sizeof", with pkg = unsafe)."""

    __slots__ = ()


class Nil(Object):
    __slots__ = ()


class Selection:
    """x.f that is not a qualified identifier.

    kind: "field", "method" (value), "methodexpr". recv: type of x. obj: Var or Func (for interface methods: the interface's Func).
    index: path of field indices; the last is the field's, or the method's index. indirect: there was a pointer on the way.
    typ: as go/types Selection.Type."""

    __slots__ = ("kind", "recv", "obj", "index", "indirect", "typ")

    def __init__(self, kind: str, recv: "Type", obj: Object, index: list[int], indirect: bool, typ: "Type") -> None:
        self.kind = kind
        self.recv = recv
        self.obj = obj
        self.index = index
        self.indirect = indirect
        self.typ = typ
