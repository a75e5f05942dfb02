"""What in a build asks for cgo, which Undergo has not, and for files of other languages.

Packages are listed as with ``CGO_ENABLED=0``. What that leaves out without a word is found here by listing the packages as if there were
cgo, when a file gives reason to: a package whose files need cgo is refused, unless it has files of its own for builds without; for files
of other languages in a package without cgo the go command itself has words. With ``CGO_ENABLED=0`` the user has asked for what the
first listing says.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from .errors import BuildError
from .goenv import getenv
from .shownpaths import short_folder
from .sources import source_text

if TYPE_CHECKING:
    from .golist import ListedPackage

FIELDS = "ImportPath,GoFiles,CgoFiles,SwigFiles,SwigCXXFiles,Error"
_LANGUAGES = (".c", ".cc", ".cpp", ".cxx", ".m", ".swig", ".swigcxx")
_TOKENS = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_CONSTRAINT = re.compile(r"^//(?:go:build\b|[ \t]*\+build\b)[^\n]*", re.MULTILINE)


def gives_reason(p: ListedPackage) -> bool:
    """Whether a package that is not the standard library's may need cgo, or holds a file that is only allowed beside cgo."""
    if p.standard or getenv("CGO_ENABLED") == "0":
        return False
    if not p.go_files and p.ignored_files:
        return True
    return _has_other_languages(p) or any('"C"' in source_text(p.full(f)) for f in p.ignored_files)


def _has_other_languages(p: ListedPackage) -> bool:
    """Whether files of other languages lie in a package's folder: without cgo, ``go list`` does not tell of them."""
    if p.import_path == "command-line-arguments" or p.for_test or p.name == "main" and p.import_path.endswith(".test"):
        return False
    try:
        return any(name.endswith(_LANGUAGES) for name in os.listdir(p.dir))
    except OSError:
        return False


def mark(packages: list[ListedPackage], with_cgo: list[dict[str, Any]]) -> None:
    """Note in packages what is wrong with them, given how ``go list`` tells them if there is cgo."""
    others = {raw["ImportPath"]: raw for raw in with_cgo}
    for p in packages:
        raw = others.get(p.import_path)
        if p.standard or raw is None:
            continue
        p.unsupported = _needs(p, raw)
        if p.unsupported:
            p.error, p.incomplete = p.unsupported, True
        elif raw.get("Error"):
            p.error, p.incomplete, p.foreign = raw["Error"].get("Err", ""), True, True


def refuse_objects(packages: list[ListedPackage]) -> None:
    """Mark the packages that object files (``.syso``) are to be linked into: the linker takes what this compiler and assembler wrote."""
    for p in packages:
        if p.syso_files and not p.standard:
            p.unsupported = f"{_shown(p, p.syso_files[0])}: object files (.syso) are not supported (package {p.path})"
            p.error, p.incomplete = p.unsupported, True


def _needs(p: ListedPackage, raw: dict[str, Any]) -> str:
    """The line that says which file of the package needs what is not there, or ""."""
    cgo = raw.get("CgoFiles") or []
    if not p.go_files:
        asking = cgo or raw.get("GoFiles") or []
        return line_about(p, asking[0]) if asking else ""
    for name in (raw.get("SwigFiles") or []) + (raw.get("SwigCXXFiles") or []):
        return f"{_shown(p, name)}: SWIG is not supported (package {p.path})"
    if set(p.go_files) - set(raw.get("GoFiles") or []):
        return ""  # files for builds without cgo
    needed = [f for f in cgo if not _chosen_by_constraint(source_text(p.full(f)))]
    return line_about(p, needed[0]) if needed else ""


def line_about(p: ListedPackage, name: str) -> str:
    """The line that refuses a file: where it imports "C", or else where its build constraint stands."""
    text = source_text(p.full(name))
    at = import_position(text, "C")
    if at:
        return f'{_shown(p, name)}:{at}: import "C": cgo is not supported (package {p.path})'
    constraint = _CONSTRAINT.search(text)
    where, words = (text.count("\n", 0, constraint.start()) + 1, constraint.group().strip()) if constraint else (1, "needs cgo")
    return f"{_shown(p, name)}:{where}:1: {words}: cgo is not supported (package {p.path})"


def check_runtime_cgo(packages: list[ListedPackage]) -> None:
    """Raises BuildError when a program imports package runtime/cgo, which is half C."""
    for p in packages:
        if p.standard or "runtime/cgo" not in p.imports:
            continue
        for name in p.go_files:
            at = import_position(source_text(p.full(name)), "runtime/cgo")
            if at:
                raise BuildError(f'{_shown(p, name)}:{at}: import "runtime/cgo": cgo is not supported (package {p.path})')


def import_position(text: str, path: str) -> str:
    """Line and column of the import of a path in a Go file, or ""."""
    for token in _TOKENS.finditer(text):
        if token.group()[1:-1] == path and token.group()[0] in '"`':
            line = text.count("\n", 0, token.start()) + 1
            column = len(text[text.rfind("\n", 0, token.start()) + 1 : token.start()].encode()) + 1
            return f"{line}:{column}"
    return ""


def _chosen_by_constraint(text: str) -> bool:
    """Whether a file's build constraint speaks of cgo: its author has thought of builds without."""
    head = text[: (re.search(r"^package\b", text, re.MULTILINE) or re.search("$", text)).start()]  # type: ignore[union-attr]
    return any(re.search(r"\bcgo\b", m.group()) for m in _CONSTRAINT.finditer(head))


def _shown(p: ListedPackage, name: str) -> str:
    return short_folder(p.full(name), os.getcwd())
