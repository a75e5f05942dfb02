"""Which sources of this package take part in compiling, and a hash of them.

The list is not kept by hand: it is what the module that compiles a package imports, at import time or in a function, and what those import.
Statements are found by their text, since parsing all sources would take longer than compiling a small program; a test compares with the parser.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from functools import cache, lru_cache

PACKAGE = "undergo"
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_STATEMENT = re.compile(rb"[ \t]*(?:from[ \t]+([.\w]+)[ \t]+)?import[ \t]+(\([^)]*\)|[^\n#]*)")
_TYPES_ONLY = b"\nif TYPE_CHECKING:\n"
_NEXT_BLOCK = re.compile(rb"\n(?=[^\s])")


def imports_of(module: str, is_package: bool, source: bytes) -> list[tuple[str, list[str]]]:
    """(module, names taken from it) for each import statement of a source, but those that only a type checker sees."""
    begin = source.find(_TYPES_ONLY)
    if begin >= 0:
        end = _NEXT_BLOCK.search(source, begin + len(_TYPES_ONLY))
        source = source[: begin + 1] + (source[end.end() :] if end else b"")
    found: list[tuple[str, list[str]]] = []
    at = source.find(b"import ")
    while at >= 0:
        start = source.rfind(b"\n", 0, at) + 1
        statement = _STATEMENT.match(source, start)
        if statement is None or statement.end() < at:
            at = source.find(b"import ", at + 7)
            continue
        names = [n.split()[0].decode() for n in re.sub(rb"#[^\n]*|[()\\]", b" ", statement[2]).split(b",") if n.split()]
        if statement[1] is None:
            found += [(name, []) for name in names]
        else:
            found.append((_absolute(statement[1].decode(), module, is_package), names))
        at = source.find(b"import ", max(statement.end(), at + 7))
    return found


def _absolute(name: str, module: str, is_package: bool) -> str:
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = module.split(".")
    base = parts[: len(parts) - level + is_package]
    return ".".join(base + [p for p in [name[level:]] if p])


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    """Module -> file of this package."""
    found: dict[str, str] = {}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in ("__pycache__", "goroot")]
        package = ".".join([PACKAGE, *os.path.relpath(folder, ROOT).split(os.sep)]).removesuffix("..")
        for name in names:
            if name == "__init__.py":
                found[package] = os.path.join(folder, name)
            elif name.endswith(".py"):
                found[f"{package}.{name[:-3]}"] = os.path.join(folder, name)
    return found


@cache
def _read(module: str) -> tuple[str, list[str]]:
    """The hash of a module's source, and what it may import (names that are no modules among it)."""
    path = _sources()[module]
    with open(path, "rb") as f:
        source = f.read()
    wanted = [module.rpartition(".")[0]]
    for base, names in imports_of(module, path.endswith("__init__.py"), source):
        if base.startswith(PACKAGE):
            wanted += [base, *(f"{base}.{name}" for name in names)]
    return hashlib.sha256(source).hexdigest(), wanted


@lru_cache(maxsize=8)
def closure(root: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Module -> hash of its source, of a module and all modules of this package that it imports. without: packages that are left out."""
    known = _sources()
    found: dict[str, str] = {}
    todo = [root]
    while todo:
        module = todo.pop()
        if module not in known or module in found or module.startswith(without):
            continue
        found[module], wanted = _read(module)
        todo += wanted
    return found


def sources_id(root: str, without: tuple[str, ...] = ()) -> str:
    """A hash of the sources that take part in what a module does (names and contents): two copies of the same sources share a cache, and an edit
    elsewhere leaves it valid."""
    h = hashlib.sha256()
    for module, source in sorted(closure(root, without).items()):
        h.update(f"{module} {source}\n".encode())
    return h.hexdigest()


@lru_cache(maxsize=1)
def environment_files() -> list[str]:
    """The files that tell the versions of LLVM and numpy; there is no need to load these for it."""
    found = []
    for module, name in ("llvmlite", "_version.py"), ("numpy", "version.py"):
        paths = (os.path.join(os.path.abspath(folder), module, name) for folder in sys.path)
        found += [path for path in paths if os.path.exists(path)][:1]
    return found


@lru_cache(maxsize=1)
def environment_id() -> str:
    """The versions of what compiles beside these sources: Python, LLVM, numpy."""
    h = hashlib.sha256(sys.version.encode())
    for path in environment_files():
        with open(path, "rb") as f:
            h.update(f.read())
    return h.hexdigest()


@lru_cache(maxsize=1)
def processor_id() -> str:
    """What "native" means on this machine."""
    try:
        with open("/proc/cpuinfo", "rb") as f:
            first = f.read(8192).partition(b"\n\n")[0]
    except OSError:
        return ""
    wanted = (b"vendor_id", b"cpu family", b"model\t", b"model name", b"stepping", b"flags")
    return hashlib.sha256(b"\n".join(line for line in first.split(b"\n") if line.startswith(wanted))).hexdigest()
