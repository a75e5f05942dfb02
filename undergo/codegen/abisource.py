"""The declarations of internal/abi and runtime for the few packages that are compiled before them (internal/cpu, internal/runtime/exithook, ...).

Those cannot import them, yet their type descriptors and defer statements have their layouts. They are checked from source, without function
bodies: runtime from ours, the rest next to the package's own source in GOROOT; nothing is generated from it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from undergo.types.objects import Package

    from .module import ModuleBuilder

_OTHER_SYSTEMS = frozenset(
    "aix android darwin dragonfly freebsd illumos ios js netbsd openbsd plan9 solaris wasip1 windows zos 386 arm arm64 loong64 mips"
    " mipsle mips64 mips64le ppc64 ppc64le riscv64 s390x wasm".split()
)
_TAGS = frozenset(("linux", "amd64", "unix", "gc", "goexperiment.regabiwrappers", "goexperiment.regabiargs"))
_WORD = re.compile(r"[\w.]+|&&|\|\||!|\(|\)")


def _wanted(name: str, source: bytes) -> bool:
    if not _OTHER_SYSTEMS.isdisjoint(name[:-3].split("_")[1:]):
        return False
    for line in source.split(b"\n"):
        if line.startswith(b"//go:build "):
            return _holds(line[11:].decode())
        if line.startswith(b"package "):
            break
    return True


def _holds(constraint: str) -> bool:
    words = []
    for w in _WORD.findall(constraint):
        if w in ("(", ")"):
            words.append(w)
        elif w in ("&&", "||", "!"):
            words.append({"&&": " and ", "||": " or ", "!": " not "}[w])
        else:
            words.append(str(w in _TAGS or re.fullmatch(r"go1\.\d+", w) is not None))
    return bool(eval("".join(words), {"__builtins__": {}}))  # noqa: S307 - only True, False, and, or, not, parentheses


def goroot_source(mb: "ModuleBuilder") -> Optional[str]:
    """The directory ``src`` that holds the package being compiled, if it is the standard library's or its files lie in ``src/<import
    path>``."""
    if mb.options.standard and mb.options.extra.get("source"):
        return str(mb.options.extra["source"])
    tail = os.sep + mb.pkg.path.replace("/", os.sep)
    for f in mb.pkg.files:
        folder = os.path.dirname(f.filename)
        if folder.endswith(tail):
            return folder[: -len(tail)]
    return None


def own_source() -> str:
    """The directory ``src`` of what replaces or adds to GOROOT's."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "goroot", "src")


def package_from_source(root: str, path: str, known: dict[str, "Package"]) -> "Package":
    """Parses and checks src/<path> and, as needed, what it imports."""
    from undergo.syntax.parser import parse_file
    from undergo.syntax.positions import FileTable
    from undergo.types.check import Config, check_package

    pkg = known.get(path)
    if pkg is not None:
        return pkg
    files = FileTable()
    folder = os.path.join(root, path)
    ours = os.path.join(own_source(), path)
    if os.path.exists(os.path.join(ours, "REPLACE")):
        folder = ours
    trees: list[Any] = []
    for name in sorted(os.listdir(folder)):
        full = os.path.join(folder, name)
        if not name.endswith(".go") or name.endswith("_test.go"):
            continue
        with open(full, "rb") as f:
            source = f.read()
        if _wanted(name, source):
            trees.append(parse_file(full, source, files, lambda pos, message: None))
    conf = Config(lambda p: package_from_source(root, p, known))
    conf.ignore_func_bodies = True
    conf.check_unused_imports = False
    pkg = known[path] = check_package(path, trees, conf.importer, files, config=conf)
    if pkg.errors:
        raise LookupError(f"{path} does not check: {pkg.errors[0][1]}")
    return pkg


def runtime_records(known: dict[str, "Package"]) -> "Package":
    """Package runtime as far as a package below it needs it: our runtime/defer.go alone."""
    from undergo.syntax.parser import parse_file
    from undergo.syntax.positions import FileTable
    from undergo.types.check import check_package

    pkg = known.get("runtime")
    if pkg is None:
        path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "goroot", "src", "runtime", "defer.go")
        files = FileTable()
        with open(path, "rb") as f:
            tree = parse_file(path, f.read(), files, lambda pos, message: None)
        pkg = known["runtime"] = check_package("runtime", [tree], lambda p: package_from_source("", p, known), files)
    return pkg
