"""The checker: its state, the order of its phases, and the entry point :func:`check_package`.

The functions that do the work lie in one module a topic, named as the files of Go's types2; each takes the Checker first.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any, Optional

from undergo.deepstack import RECURSION_LIMIT
from undergo.syntax import nodes
from undergo.syntax.positions import FileTable

from . import types as T
from .basic import Typ
from .errors import Bailout, error, errorf, sort_errors
from .objects import Func, Object, Package, PkgName, TypeName
from .scope import Scope
from .types import Alias, Basic, Interface, Named, Signature, Type, TypeParam
from .universe import UNIVERSE, UNSAFE
from .version import GO1_21, GO_CURRENT, as_go_version

Importer = Callable[[str], Package]


class Config:
    """What a check is done with.

    importer: import path -> Package, raises ImportError_ or any OSError/ValueError with a text; go_version: "go1.N" or "";
    error_limit: stop after so many errors (0: never); version_hints: be the compiler: tell where the language version was set,
    drop equal errors of one line, and check the compiler's own restrictions."""

    __slots__ = ("importer", "go_version", "error_limit", "sizes", "ignore_func_bodies", "version_hints", "check_unused_imports", "fake_import_c")  # fmt: skip

    def __init__(self, importer: Importer, go_version: str = "", error_limit: int = 10, sizes: Any = None) -> None:
        self.importer = importer
        self.go_version = go_version
        self.error_limit = error_limit
        self.sizes = sizes
        self.ignore_func_bodies = False
        self.version_hints = False
        self.check_unused_imports = True
        self.fake_import_c = False

    def sizeof(self, t: Type) -> int:
        from .sizes import sizeof

        return sizeof(t)


class DeclInfo:
    """What declares a package-level object (or method).

    file: file scope; version; lhs: Vars of ``var a, b = f()``; vtyp, init: expressions; inherited: init is a previous constant's;
    deps: objects that the initializer or function body refers to (a dict used as an ordered set)."""

    __slots__ = ("file", "version", "lhs", "vtyp", "init", "inherited", "tdecl", "fdecl", "deps")

    def __init__(self, file: Scope, version: int) -> None:
        self.file = file
        self.version = version
        self.lhs: Any = None
        self.vtyp: Optional[nodes.Expr] = None
        self.init: Optional[nodes.Expr] = None
        self.inherited = False
        self.tdecl: Optional[nodes.TypeDecl] = None
        self.fdecl: Optional[nodes.FuncDecl] = None
        self.deps: dict[Object, bool] = {}

    def has_initializer(self) -> bool:
        return self.init is not None or (self.fdecl is not None and self.fdecl.body is not None)


class Checker:
    """The state of one check.

    The environment (decl .. has_call_or_recv) is what changes from declaration to declaration; it is saved and restored as a
    whole. ``untyped`` maps expressions without final type to (is_lhs, mode, type, value)."""

    __slots__ = (
        "conf", "ctxt", "pkg", "file_table", "files", "versions", "next_id", "obj_map", "obj_list", "imp_map", "pkg_path_map",
        "seen_pkg_map", "imports", "dot_import_map", "union_type_sets", "mono", "error_list", "methods", "untyped", "delayed",
        "obj_path", "obj_path_idx", "cleaners", "local_types", "scratch",
        "valid_types", "unfinished_types",
        # environment
        "decl", "scope", "version", "iota", "errpos", "in_tparam_list", "sig", "is_panic", "has_label", "has_call_or_recv",
    )  # fmt: skip

    def __init__(self, conf: Config, pkg: Package, file_table: FileTable) -> None:
        from .mono import MonoGraph

        self.conf = conf
        self.pkg = pkg
        self.file_table = file_table
        self.ctxt: Any = None
        self.files: list[nodes.File] = []
        self.versions: dict[int, int] = {}
        self.next_id = 0
        self.obj_map: dict[Object, DeclInfo] = {}
        self.obj_list: list[Object] = []
        self.imp_map: dict[str, Package] = {}
        self.pkg_path_map: Optional[dict[str, set[str]]] = None
        self.seen_pkg_map: set[Package] = set()
        self.imports: list[PkgName] = []
        self.dot_import_map: dict[tuple[Scope, str], PkgName] = {}
        self.union_type_sets: Any = None
        self.mono: Any = MonoGraph()
        self.error_list: list[tuple[int, str, bool]] = []
        self.methods: dict[TypeName, list[Func]] = {}
        self.untyped: dict[nodes.Expr, tuple[bool, str, Basic, Any]] = {}
        self.delayed: list[tuple[int, Callable[[], Any]]] = []
        self.obj_path: list[Object] = []
        self.obj_path_idx: dict[Object, int] = {}
        self.cleaners: list[Type] = []
        self.local_types: list[TypeName] = []
        self.scratch: Any = None
        self.valid_types: set[Type] = set()  # known not to contain themselves
        self.unfinished_types = 0  # how often the search for such types met one that was not declared yet
        self.decl: Optional[DeclInfo] = None
        self.scope: Scope = pkg.scope
        self.version = 0
        self.iota: Optional[int] = None
        self.errpos = 0
        self.in_tparam_list = False
        self.sig: Optional[Signature] = None
        self.is_panic: set[nodes.CallExpr] = set()
        self.has_label = False
        self.has_call_or_recv = False

    # -- environment

    def save_environment(self) -> tuple[Any, ...]:
        return (
            self.decl, self.scope, self.version, self.iota, self.errpos, self.in_tparam_list, self.sig, self.is_panic,
            self.has_label, self.has_call_or_recv,
        )  # fmt: skip

    def restore_environment(self, env: tuple[Any, ...]) -> None:
        (
            self.decl, self.scope, self.version, self.iota, self.errpos, self.in_tparam_list, self.sig, self.is_panic,
            self.has_label, self.has_call_or_recv,
        ) = env  # fmt: skip

    def new_environment(self, scope: Scope, version: int, decl: Optional[DeclInfo] = None) -> None:
        self.decl = decl
        self.scope = scope
        self.version = version
        self.iota = None
        self.errpos = 0
        self.in_tparam_list = False
        self.sig = None
        self.is_panic = set()
        self.has_label = False
        self.has_call_or_recv = False

    def lookup_scope(self, name: str) -> tuple[Optional[Scope], Optional[Object]]:
        """The innermost scope that declares name, and the object."""
        s: Optional[Scope] = self.scope
        while s is not None:
            obj = s.elems.get(name)
            if obj is not None:
                return s, obj
            s = s.parent
        return None, None

    def lookup(self, name: str) -> Optional[Object]:
        s: Optional[Scope] = self.scope
        while s is not None:
            obj = s.elems.get(name)
            if obj is not None:
                return obj  # type: ignore[no-any-return]
            s = s.parent
        return None

    # -- delayed actions and cleanup

    def later(self, f: Callable[[], Any]) -> None:
        """Run f when the current statement or package-level declaration is done."""
        self.delayed.append((self.version, f))

    def needs_cleanup(self, t: Type) -> None:
        self.cleaners.append(t)

    def process_delayed(self, top: int) -> None:
        """Run the delayed actions from index top on, including those they add."""
        saved = self.version
        delayed = self.delayed
        i = top
        while i < len(delayed):
            self.version, f = delayed[i]
            f()
            i += 1
        del delayed[top:]
        self.version = saved

    def push(self, obj: Object) -> None:
        self.obj_path_idx[obj] = len(self.obj_path)
        self.obj_path.append(obj)

    def pop(self) -> None:
        del self.obj_path_idx[self.obj_path.pop()]

    def context(self) -> Any:
        """The context that de-duplicates instances."""
        if self.ctxt is None:
            from .context import Context

            self.ctxt = Context()
        return self.ctxt

    # -- names of packages in messages

    def qualifier(self, pkg: Package) -> str:
        """How to write a package in a message: not at all, by its name, or by its path where the name is ambiguous."""
        if pkg is self.pkg:
            return ""
        if self.pkg_path_map is None:
            self.pkg_path_map = {}
            self.mark_imports(self.pkg)
        if len(self.pkg_path_map.get(pkg.name, ())) > 1:
            return f'"{pkg.path}"'
        return pkg.name

    def mark_imports(self, pkg: Package) -> None:
        if pkg in self.seen_pkg_map:
            return
        self.seen_pkg_map.add(pkg)
        assert self.pkg_path_map is not None
        self.pkg_path_map.setdefault(pkg.name, set()).add(pkg.path)
        for imp in pkg.imports:
            self.mark_imports(imp)

    # -- phases

    def check_files(self, files: list[nodes.File]) -> None:
        from .cycles import direct_cycles
        from .expr import connect
        from .initorder import init_order
        from .mono import monomorph
        from .recording import record_untyped
        from .resolver import collect_objects, package_objects, sort_objects, unused_imports
        from .restrictions import check_restrictions

        connect()
        try:
            self.init_files(files)
            collect_objects(self)
            sort_objects(self)
            direct_cycles(self)
            package_objects(self)
            self.process_delayed(0)
            self.cleanup()
            init_order(self)
            if self.conf.check_unused_imports:
                unused_imports(self)
            record_untyped(self)
            if not self.error_list:
                monomorph(self)
            if not self.error_list and self.conf.version_hints:
                check_restrictions(self)
        except Bailout:
            pass

    def init_files(self, files: list[nodes.File]) -> None:
        """Check package names and set up language versions."""
        pkg = self.pkg
        for file in files:
            name = file.pkg_name.value
            if pkg.name == "":
                if name != "_":
                    pkg.name = name
                else:
                    error(self, file.pkg_name, "BlankPkgName", "invalid package name _")
                self.files.append(file)
            elif pkg.name == name:
                self.files.append(file)
            else:
                errorf(self, file, "MismatchedPkgName", "package %s; expected package %s", name, pkg.name)
        package_version = as_go_version(self.conf.go_version)
        if package_version > GO_CURRENT and files:
            errorf(
                self, files[0], "TooNew", "package requires newer Go version %s (application built with %s)",
                f"go1.{package_version}", f"go1.{GO_CURRENT}",
            )  # fmt: skip
        for file in self.files:
            v = package_version
            file_version = as_go_version(file.go_version) if file.go_version else 0
            if file_version:
                v = max(file_version, GO1_21)
                if file_version > GO_CURRENT:
                    errorf(self, file.pkg_name, "TooNew", "file requires newer Go version %s", f"go1.{file_version}")
            self.versions[id(file)] = v

    def cleanup(self) -> None:
        """Complete the types that were made: nothing lazy that needs the checker is left in them."""
        from . import named, typeparam, typeset

        i = 0
        cleaners = self.cleaners
        while i < len(cleaners):
            t = cleaners[i]
            cls = t.__class__
            if cls is Named:
                named.cleanup(t)  # type: ignore[arg-type]
            elif cls is Interface:
                typeset.type_set(t)  # type: ignore[arg-type]
                t.check = None  # type: ignore[attr-defined]
                t.embed_pos = []  # type: ignore[attr-defined]
            elif cls is TypeParam:
                typeparam.cleanup(t)  # type: ignore[arg-type]
            elif cls is Alias:
                T.unalias(t)
            i += 1
        self.cleaners = []


def add_decl_dep(check: Checker, to: Object) -> None:
    """Note that the declaration being checked depends on a package-level object."""
    decl = check.decl
    if decl is not None and to in check.obj_map:
        decl.deps[to] = True


def is_imported_constraint(check: Checker, typ: Type) -> bool:
    from .decl import is_imported_constraint as f

    return f(check, typ)


def check_package(
    path: str,
    files: list[nodes.File],
    importer: Importer,
    file_table: FileTable,
    *,
    go_version: str = "",
    sizes: Any = None,
    error_limit: int = 10,
    version_hints: bool = True,
    config: Optional[Config] = None,
) -> Package:
    """Check the files of a package. The Package returned has ``errors``: (position, message, soft), sorted by position.

    With error_limit the check stops after so many errors, as the reference compiler does (the last one is "too many errors" then, at the position where it stopped)."""
    if path == "unsafe":
        return UNSAFE
    conf = config
    if conf is None:
        conf = Config(importer, go_version, error_limit, sizes)
        conf.version_hints = version_hints
    pkg = Package(path, "", Scope(UNIVERSE, "package " + path))
    pkg.go_version = conf.go_version
    pkg.files = files
    check = Checker(conf, pkg, file_table)
    # Nearly everything that is made lives on: collecting in between only costs time.
    collecting = gc.isenabled()
    gc.disable()
    recursion_limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(recursion_limit, RECURSION_LIMIT))
    try:
        check.check_files(files)
    finally:
        sys.setrecursionlimit(recursion_limit)
        if collecting:
            gc.enable()
    pkg.errors = sort_errors(check.error_list)
    pkg.complete = True
    if not pkg.errors:
        number_local_types(check)
    return pkg


def number_local_types(check: Checker) -> None:
    """Give the local types of the package their numbers, in source order."""
    check.local_types.sort(key=lambda obj: obj.pos)
    for i, obj in enumerate(check.local_types):
        obj.local_index = i + 1


INVALID: Basic = Typ[T.INVALID]
