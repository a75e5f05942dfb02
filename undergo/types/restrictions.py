"""What the compiler demands of the directives in a correct package. (gccheck.py has what needs to know of other files.)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from undergo.syntax import nodes

from .objects import Func, PkgName, Var

if TYPE_CHECKING:
    from .check import Checker


Errors = list[tuple[int, str]]


def check_restrictions(check: "Checker") -> None:
    """Collect violations in the package's ``late_errors``; to be called for packages that are correct otherwise."""
    errors = check.pkg.late_errors
    for file in check.files:
        errors += file.late_errors
    linknames(check, errors)
    embeds(check, errors)
    function_directives(check, errors)


def linknames(check: "Checker", errors: Errors) -> None:
    """Check //go:linkname directives, and enter them into the objects they name."""
    elems = check.pkg.scope.elems
    seen: set[Any] = set()
    for file in check.files:
        if not file.linknames:
            continue
        imports_unsafe = _imports(file, "unsafe")
        for pos, local, remote in file.linknames:
            if not imports_unsafe:
                errors.append((pos, '//go:linkname only allowed in Go files that import "unsafe"'))
                continue
            if "[" in remote and "]" in remote:
                errors.append((pos, "//go:linkname reference of an instantiation is not allowed"))
                continue
            obj = elems.get(local)
            cls = obj.__class__
            if cls is not Func and cls is not Var:
                if not check.version or check.version >= 18:
                    errors.append((pos, "//go:linkname must refer to declared function or variable"))
                continue
            if obj in seen:
                errors.append((pos, f"duplicate //go:linkname for {local}"))
                continue
            seen.add(obj)
            if remote:
                obj.linkname = remote  # type: ignore[union-attr]
            if cls is Func:
                obj.pragma.add("linkname")  # type: ignore[union-attr]


def _imports(file: nodes.File, path: str) -> bool:
    for d in file.decl_list:
        if d.__class__ is nodes.ImportDecl:
            obj = d.obj
            if obj.__class__ is PkgName and obj.imported.path == path:
                return True
    return False


def embeds(check: "Checker", errors: Errors) -> None:
    """Check //go:embed directives of package-level variables."""
    for file in check.files:
        have_embed = None
        for pos, _, decl in file.embeds:
            if have_embed is None:
                have_embed = _imports(file, "embed")
            msg = ""
            if not have_embed:
                msg = 'go:embed requires import "embed" (or import _ "embed", if package is not used)'
            elif len(decl.name_list) > 1:
                msg = "go:embed cannot apply to multiple vars"
            elif decl.values is not None:
                msg = "go:embed cannot apply to var with initializer"
            elif decl not in file.decl_list:
                msg = "go:embed cannot apply to var inside func"
            elif check.versions.get(id(file), 0) and check.versions[id(file)] < 16:
                msg = f"go:embed requires go1.16 or later (-lang was set to {check.conf.go_version}; check go.mod)"
            if msg:
                errors.append((pos, msg))


def function_directives(check: "Checker", errors: Errors) -> None:
    for obj, info in check.obj_map.items():
        decl = info.fdecl
        if decl is None:
            continue
        pragma = obj.pragma  # type: ignore[attr-defined]
        if not pragma:
            continue
        if "nosplit" in pragma and "systemstack" in pragma:
            errors.append((decl.pos, "go:nosplit and go:systemstack cannot be combined"))
        if decl.body is not None:
            if "noescape" in pragma:
                errors.append((decl.pos, "can only use //go:noescape with external func implementations"))
            if "uintptrkeepalive" in pragma and "nosplit" not in pragma:
                errors.append((decl.pos, "go:uintptrkeepalive requires go:nosplit"))
