"""Collecting the package-level objects of all files, imports included, and checking them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from undergo.syntax import nodes

from . import constants
from .check import DeclInfo
from .decl import collect_methods, declare, obj_decl
from .errors import Pos, error, errorf, new_error, soft_errorf
from .objects import Const, Func, Object, Package, PkgName, TypeName, Var
from .recording import record_def
from .scope import Scope, new_scope
from .universe import UNSAFE
from .version import GO1_18, GO1_27, verify_versionf

if TYPE_CHECKING:
    from .check import Checker

_ILLEGAL_IN_PATH = frozenset("!\"#$%&'()*,:;<=>?[\\]^{|}`\ufffd")


def unpack_list_expr(e: Optional[nodes.Expr]) -> list[nodes.Expr]:
    """The expressions of a list, a single one, or none."""
    if e is None:
        return []
    if e.__class__ is nodes.ListExpr:
        return e.elem_list
    return [e]


def arity(check: "Checker", pos: int, names: list[nodes.Name], inits: list[nodes.Expr], const_decl: bool, inherited: bool) -> None:
    """Check that a declaration has as many initialization expressions as names."""
    l, r = len(names), len(inits)
    if l < r:
        n = inits[l]
        if inherited:
            errorf(check, pos, "WrongAssignCount", "extra init expr at %s", Pos(n.pos))
        else:
            errorf(check, n, "WrongAssignCount", "extra init expr %s", n)
    elif l > r and (const_decl or r != 1):  # a single expression may be a call with several results
        name = names[r]
        errorf(check, name, "WrongAssignCount", "missing init expr for %s", name.value)


def validated_import_path(literal: str) -> tuple[str, str]:
    """The path of an import's literal, and what is wrong with it ("" if nothing)."""
    value = constants.unquote(literal)
    if value is None:
        return "", "invalid syntax"
    path = value.decode("utf-8", "replace")
    if not path:
        return "", "empty string"
    for ch in path:
        if not ch.isprintable() or ch.isspace() or ch in _ILLEGAL_IN_PATH:
            return path, f"invalid character U+{ord(ch):04X} '{ch}'" if ch.isprintable() else f"invalid character U+{ord(ch):04X}"
    return path, ""


def declare_pkg_obj(check: "Checker", name: nodes.Name, obj: Object, d: DeclInfo) -> None:
    if name.value == "init":
        error(check, name, "InvalidInitDecl", "cannot declare init - must be func")
        return
    if name.value == "main" and check.pkg.name == "main":
        error(check, name, "InvalidMainDecl", "cannot declare main - must be func")
        return
    declare(check, check.pkg.scope, name, obj, 0)
    check.obj_map[obj] = d
    obj.order = len(check.obj_map)


def import_package(check: "Checker", pos: int, path: str) -> Package:
    """The package of that path; a fake one after an error, so that nothing follows from it."""
    imp = check.imp_map.get(path)
    if imp is not None:
        return imp
    err = ""
    if path == "unsafe":
        imp = UNSAFE
    elif path == "C" and check.conf.fake_import_c:
        from .universe import UNIVERSE

        imp = Package("C", "C", Scope(UNIVERSE, "package C"))
        imp.fake = True
    elif path == "C":
        err = "cgo is not supported"
    else:
        try:
            imp = check.conf.importer(path)
        except (ImportError, OSError, LookupError, ValueError) as exc:
            err = str(exc.args[0]) if exc.args else str(exc)
        else:
            if imp is None:
                err = "package not found"
            elif imp.name in ("_", ""):
                err = f'invalid package name: "{imp.name}"'
                imp = None
    if imp is None:
        errorf(check, pos, "BrokenImport", "could not import %s (%s)", path, err)
        from .universe import UNIVERSE

        imp = Package(path, path.rstrip("/").rpartition("/")[2], Scope(UNIVERSE, "package " + path))
        imp.fake = True
    check.imp_map[path] = imp
    if check.pkg_path_map is not None:
        check.mark_imports(imp)
    return imp


class _Collector:
    """One walk over the declarations of all files."""

    __slots__ = ("check", "pkg", "pkg_imports", "methods", "file_scopes", "file_scope", "first", "last")

    def __init__(self, check: "Checker") -> None:
        self.check = check
        self.pkg = check.pkg
        self.pkg_imports: set[Package] = set(check.pkg.imports)
        self.methods: list[tuple[Func, bool, nodes.Name]] = []
        self.file_scopes: list[Scope] = []
        self.file_scope: Scope = check.pkg.scope
        self.first = -1
        self.last: Optional[nodes.ConstDecl] = None

    def file(self, file: nodes.File) -> None:
        check = self.check
        check.version = check.versions[id(file)]
        self.file_scope = new_scope(self.pkg.scope, "file")
        self.file_scopes.append(self.file_scope)
        self.first, self.last = -1, None
        decls = file.decl_list
        for index, decl in enumerate(decls):
            cls = decl.__class__
            if cls is nodes.ConstDecl:
                self.const_decl(decl, index, decls)  # type: ignore[arg-type]
                continue
            self.first = -1
            if cls is nodes.FuncDecl:
                self.func_decl(decl)  # type: ignore[arg-type]
            elif cls is nodes.VarDecl:
                self.var_decl(decl)  # type: ignore[arg-type]
            elif cls is nodes.TypeDecl:
                self.type_decl(decl)  # type: ignore[arg-type]
            elif cls is nodes.ImportDecl:
                self.import_decl(decl)  # type: ignore[arg-type]
            else:
                errorf(check, decl, "InvalidSyntaxTree", "unknown declaration %s", cls.__name__)

    def import_decl(self, s: nodes.ImportDecl) -> None:
        check = self.check
        if s.path is None or s.path.bad:
            return
        path, problem = validated_import_path(s.path.value)
        if problem:
            errorf(check, s.path, "BadImportPath", "invalid import path (%s)", problem)
            return
        imp = import_package(check, s.path.pos, path)
        name = imp.name
        if s.local_pkg_name is not None:
            name = s.local_pkg_name.value
            if path == "C":
                error(check, s.local_pkg_name, "ImportCRenamed", 'cannot rename import "C"')
                return
        if name == "init":
            error(check, s, "InvalidInitDecl", "cannot import package as init - init must be a func")
            return
        if imp not in self.pkg_imports:
            self.pkg_imports.add(imp)
            self.pkg.imports.append(imp)
        pkg_name = PkgName(s.pos, self.pkg, name, imp)
        s.obj = pkg_name
        if s.local_pkg_name is not None:
            s.local_pkg_name.obj = pkg_name
        if imp.fake:
            pkg_name.used = True  # avoid follow-up errors
        check.imports.append(pkg_name)
        if name != ".":
            declare(check, self.file_scope, None, pkg_name, 0)
            return
        scope = self.file_scope
        for other in imp.scope.names():
            obj = imp.scope.lookup(other)
            if obj is None or not obj.exported():
                continue
            alt = scope.lookup(other)
            if alt is not None:
                err = new_error(check, "DuplicateDecl")
                err.addf(s.local_pkg_name, "%s redeclared in this block", alt.name)
                err.add_alt_decl(alt)
                err.report()
            else:
                scope.elems[other] = obj
                check.dot_import_map[(scope, other)] = pkg_name

    def const_decl(self, s: nodes.ConstDecl, index: int, decls: list[nodes.Decl]) -> None:
        check = self.check
        if self.first < 0 or s.group is None or decls[index - 1].group is not s.group:
            self.first = index
            self.last = None
        iota = index - self.first
        inherited = True
        if s.type is not None or s.values is not None:
            self.last = s
            inherited = False
        elif self.last is None:
            self.last = nodes.ConstDecl(s.pos)
            inherited = False
        last = self.last
        assert last is not None
        values = unpack_list_expr(last.values)
        for i, name in enumerate(s.name_list):
            obj = Const(name.pos, self.pkg, name.value, None, iota)
            obj.decl = s
            d = DeclInfo(self.file_scope, check.version)
            d.vtyp = last.type
            d.init = values[i] if i < len(values) else None
            d.inherited = inherited
            declare_pkg_obj(check, name, obj, d)
        arity(check, s.pos, s.name_list, values, True, inherited)

    def var_decl(self, s: nodes.VarDecl) -> None:
        check = self.check
        lhs: list[Var] = []
        shared: Optional[DeclInfo] = None
        if s.values.__class__ is not nodes.ListExpr:
            # One initialization expression (or none) for all variables.
            shared = DeclInfo(self.file_scope, check.version)
            shared.lhs = lhs
            shared.vtyp = s.type
            shared.init = s.values
        values = unpack_list_expr(s.values)
        for i, name in enumerate(s.name_list):
            obj = Var(name.pos, self.pkg, name.value, None, "package")
            obj.decl = s
            lhs.append(obj)
            d = shared
            if d is None:
                d = DeclInfo(self.file_scope, check.version)
                d.vtyp = s.type
                d.init = values[i] if i < len(values) else None
            declare_pkg_obj(check, name, obj, d)
        if s.type is None or values:
            arity(check, s.pos, s.name_list, values, False, False)

    def type_decl(self, s: nodes.TypeDecl) -> None:
        obj = TypeName(s.name.pos, self.pkg, s.name.value, None)
        obj.decl = s
        d = DeclInfo(self.file_scope, self.check.version)
        d.tdecl = s
        declare_pkg_obj(self.check, s.name, obj, d)

    def func_decl(self, s: nodes.FuncDecl) -> None:
        check, pkg = self.check, self.pkg
        name = s.name.value
        obj = Func(s.name.pos, pkg, name, None)
        obj.decl = s
        obj.has_body = s.body is not None
        for _, text in s.pragma:
            obj.pragma.add(text[5:].split()[0] if text.startswith("//go:") else text)
        tparam0 = s.tparam_list[0] if s.tparam_list else None
        if s.recv is None:
            if name == "init" or (name == "main" and pkg.name == "main"):
                code = "InvalidMainDecl" if name == "main" else "InvalidInitDecl"
                if tparam0 is not None:
                    soft_errorf(check, tparam0, code, "func %s must have no type parameters", name)
                if s.type.param_list or s.type.result_list:
                    soft_errorf(check, s.name, code, "func %s must have no arguments and no return values", name)
            elif tparam0 is not None:
                verify_versionf(check, tparam0, GO1_18, "type parameter")
            if name == "init":
                obj.parent = pkg.scope  # several init functions, none of them can be referred to
                record_def(check, s.name, obj)
                if s.body is None:
                    soft_errorf(check, obj.pos, "MissingInitBody", "func init must have a body")
            else:
                declare(check, pkg.scope, s.name, obj, 0)
        else:
            ptr, base, _ = unpack_recv(check, s.recv.type, False)
            if base.__class__ is nodes.Name and name != "_":
                self.methods.append((obj, ptr, base))
            if tparam0 is not None:
                verify_versionf(check, tparam0, GO1_27, "generic method")
            record_def(check, s.name, obj)
        d = DeclInfo(self.file_scope, check.version)
        d.fdecl = s
        check.obj_map[obj] = d
        obj.order = len(check.obj_map)


def collect_objects(check: "Checker") -> None:
    """Declare the objects of all files, and find the base types of methods."""
    collector = _Collector(check)
    for file in check.files:
        collector.file(file)

    pkg = check.pkg
    elems = pkg.scope.elems
    for scope in collector.file_scopes:
        for name, obj in scope.elems.items():
            alt = elems.get(name)
            if alt is None:
                continue
            err = new_error(check, "DuplicateDecl")
            if obj.__class__ is PkgName:
                err.addf(alt, "%s already declared through import of %s", alt.name, obj.imported)
                err.add_alt_decl(obj)
            else:
                err.addf(alt, "%s already declared through dot-import of %s", alt.name, obj.pkg)
                err.add_alt_decl(obj)
            err.report()

    for method, is_ptr, recv in collector.methods:
        ptr, base = resolve_base_type_name(check, is_ptr, recv)
        if base is not None:
            method.has_ptr_recv = ptr
            check.methods.setdefault(base, []).append(method)


def sort_objects(check: "Checker") -> None:
    check.obj_list = sorted(check.obj_map, key=lambda obj: obj.order)


def unpack_recv(check: "Checker", rtyp: nodes.Expr, unpack_params: bool) -> tuple[bool, nodes.Expr, list[nodes.Name]]:
    """A receiver type taken apart: is it a pointer, its base type expression, and its type parameter names if asked for."""
    base = nodes.unparen(rtyp)
    ptr = False
    tparams: list[nodes.Name] = []
    if base.__class__ is nodes.Operation and base.op == "*" and base.y is None:
        ptr = True
        base = nodes.unparen(base.x)
    if base.__class__ is nodes.IndexExpr:
        ptyp = base
        base = ptyp.x
        if unpack_params:
            for arg in unpack_list_expr(ptyp.index):
                if arg.__class__ is nodes.Name:
                    tparams.append(arg)
                    continue
                if arg.__class__ is not nodes.BadExpr:
                    errorf(check, arg, "BadDecl", "receiver type parameter %s must be an identifier", arg)
                tparams.append(nodes.Name(arg.pos, "_"))
    return ptr, base, tparams


def resolve_base_type_name(check: "Checker", ptr: bool, name: Optional[nodes.Name]) -> tuple[bool, Optional[TypeName]]:
    """Follow aliases from a receiver's type name to the type that the method belongs to."""
    seen: set[TypeName] = set()
    while name is not None:
        tname = check.pkg.scope.lookup(name.value)
        if tname.__class__ is not TypeName or tname in seen:
            break
        tdecl = check.obj_map[tname].tdecl
        assert tdecl is not None
        if not tdecl.alias:
            return ptr, tname
        if tdecl.tparam_list:
            break
        seen.add(tname)
        typ = nodes.unparen(tdecl.type)
        if typ.__class__ is nodes.Operation and typ.op == "*" and typ.y is None:
            if ptr:
                break  # pointer to pointer
            ptr = True
            typ = nodes.unparen(typ.x)
        name = typ if typ.__class__ is nodes.Name else None
    return False, None


def package_objects(check: "Checker") -> None:
    """Check all package-level objects: types first, aliases next, then the rest."""
    for obj in check.obj_list:
        if obj.__class__ is TypeName and obj.typ is not None:
            collect_methods(check, obj)
    aliases: list[Object] = []
    others: list[Object] = []
    for obj in check.obj_list:
        if obj.__class__ is TypeName:
            if check.obj_map[obj].tdecl.alias:  # type: ignore[union-attr]
                aliases.append(obj)
            else:
                obj_decl(check, obj)
        else:
            others.append(obj)
    for obj in aliases:
        obj_decl(check, obj)
    for obj in others:
        obj_decl(check, obj)
    check.methods = {}


def unused_imports(check: "Checker") -> None:
    if check.conf.ignore_func_bodies:
        return
    for obj in check.imports:
        if obj.name != "_" and not obj.used:
            path = obj.imported.path
            if obj.name in ("", ".", path.rpartition("/")[2]):
                soft_errorf(check, obj, "UnusedImport", "%q imported and not used", path)
            else:
                soft_errorf(check, obj, "UnusedImport", "%q imported as %s and not used", path, obj.name)
