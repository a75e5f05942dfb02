"""Which ``//go:linkname`` pulls, and which references of assembly, into the standard library a program may have.

The reference's linker refuses a reference by name to a symbol of the standard library unless the package that defines the symbol marks it with a
``//go:linkname`` of its own (``//go:linknamestd``: for the standard library alone), or the symbol is in the linker's list of names that only certain
packages may use. The marks that count are those of the reference's own sources, also for packages in whose place Undergo has its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from .cache import cache_path, write_entry
from .errors import BuildError
from .files import read_private, seal, unseal
from .golist import run_go
from .goroot import find_goroot
from .sources import source_text
from .toolchain import toolchain_id

_DIRECTIVE = re.compile(r"^//go:linkname(std)? (\S+)(?:[ \t]+(\S+))?[ \t]*$", re.M)
_TEXT = re.compile(r"^[ \t]*TEXT[ \t]+([^\s(<]+)(?:<ABIInternal>)?\(SB\)", re.M)
_BLOCKED = re.compile(r'^\t"([^"]+)":\s*\{([^}]*)\}', re.M)
_METHOD = re.compile(r"\(?(\*?)(\w+)\)?\.(\w+)")
_CALLED = ".abi0"


class StandardNames:
    """The marks and definitions of the reference's standard library.

    `directives`: symbol -> [package, local name, whether it is for the standard library only]; `texts`: symbol -> packages whose assembly
    defines it; `files`: package -> its Go files.
    """

    def __init__(self, linked: Iterable[str]) -> None:
        self.linked = frozenset(linked)
        key = hashlib.sha256(f"linknames 1 {toolchain_id()} {find_goroot()}".encode()).hexdigest()
        path = cache_path("linknames", key)
        table = _read(path)
        if table is None:
            table = _scan()
            with contextlib.suppress(OSError):
                write_entry(path, seal(json.dumps(table).encode()))
        self.directives: dict[str, list[tuple[str, str, bool]]] = table["directives"]
        self.texts: dict[str, list[str]] = table["texts"]
        self.files: dict[str, list[str]] = table["files"]
        self._sources: dict[str, str] = {}

    @cached_property
    def blocked(self) -> dict[str, list[str]]:
        """Names that only the packages listed may refer to, from the source of the reference's linker."""
        path = os.path.join(find_goroot(), "src", "cmd", "link", "internal", "loader", "loader.go")
        text = source_text(path)
        start = text.find("var blockedLinknames")
        if start < 0:
            return {}
        return {name: re.findall(r'"([^"]+)"', allowed) for name, allowed in _BLOCKED.findall(text[start : text.find("\n}", start)])}

    def refuses(self, package: str, symbol: str) -> bool:
        """Whether the package, one outside the standard library, may not refer to the symbol. The symbol has the ending of a function's where
        assembly calls it."""
        call = symbol.endswith(_CALLED)
        symbol = symbol.removesuffix(_CALLED)
        if symbol in self.blocked:
            return package not in self.blocked[symbol]
        if call and not any(map(self._takes_part, self.texts.get(symbol, ()))):
            return False  # of a function in Go without a mark there is nothing that assembly could call: it is not defined
        defined = False
        marks = [d for d in self.directives.get(symbol, ()) if self._takes_part(d[0])]
        for definer, local, for_standard in marks:
            if self._has_body(definer, local) or self._defines(definer, symbol):
                defined = True
                if not for_standard:
                    return False
        owner = _owner(symbol)
        if owner in self.files and self._takes_part(owner) and self._defines(owner, symbol):
            defined = True
        assembly = [p for p in self.texts.get(symbol, ()) if self._takes_part(p)]
        if assembly and "." in symbol:
            # The mark is on the declaration in the package that the name says; a name that assembly gives to another package is for that package.
            return not any(definer == owner and not for_standard for definer, _, for_standard in marks) and not symbol.startswith(package)
        return defined

    def _takes_part(self, package: str) -> bool:
        return package in self.linked or package == "runtime" or package.startswith(("internal/", "runtime/"))

    def _source(self, package: str) -> str:
        text = self._sources.get(package)
        if text is None:
            text = self._sources[package] = "\n".join(map(source_text, self.files.get(package, ())))
        return text

    def _has_body(self, package: str, name: str) -> bool:
        """Whether a package's Go code holds the contents of the function, or the variable, of that name."""
        source = self._source(package)
        found = re.search(rf"^func {re.escape(name)}\(.*(?:\n(?!\)).*)*", source, re.M)
        if found is None:
            return self._variable(package, name)
        line = found[0].split("\n", 1)[0]
        if line.endswith("("):  # the parameters go over several lines
            line = source[found.end() + 1 : source.find("\n", found.end() + 1)]
        return line.endswith(("{", "}")) and not line.endswith(("interface{}", "struct{}"))

    def _variable(self, package: str, name: str) -> bool:
        word = rf"(?:\w+, )*{re.escape(name)}\b(?=[ ,=]|$)"
        source = self._source(package)
        if re.search(rf"^var {word}", source, re.M):
            return True
        groups = re.findall(r"^var \(\n(.*?)^\)", source, re.M | re.S)
        return any(re.search(rf"^\t{word}", group, re.M) for group in groups)

    def _defines(self, package: str, symbol: str) -> bool:
        """Whether a package defines a symbol under its own name, in Go or assembly."""
        if package in self.texts.get(symbol, ()):
            return True
        if _owner(symbol) != package:
            return False
        name = symbol[len(package) + 1 :]
        method = _METHOD.fullmatch(name)
        if method is not None:
            star, base, own = method.groups()  # what has a value receiver can be called with a pointer, too
            pattern = rf"^func \((?:\w+ )?{re.escape(star) and '[*]?'}{base}(?:\[[^\]]*\])?\) {own}\("
            return re.search(pattern, self._source(package), re.M) is not None
        elsewhere = any(d[0] == package and d[1] == name for s, found in self.directives.items() if s != symbol for d in found)
        return not elsewhere and self._has_body(package, name)


def package_marks(package: str) -> set[str]:
    """The symbols that the reference's package names in //go:linkname directives, for whatever system."""
    folder = os.path.join(find_goroot(), "src", *package.split("/"))
    try:
        files = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".go") and not name.endswith("_test.go")]
    except OSError:
        return set()
    return {remote or f"{package}.{local}" for path in files for _, local, remote in _DIRECTIVE.findall(source_text(path))}


def _owner(symbol: str) -> str:
    """The import path in a symbol's name."""
    dot = symbol.find(".", symbol.split("(")[0].rfind("/") + 1)
    return symbol[: max(dot, 0)]


def _read(path: str) -> Any:
    known = unseal(read_private(path))
    return None if known is None else json.loads(known)


def _scan() -> dict[str, Any]:
    """The table of a StandardNames, from the sources in GOROOT."""
    status, out, err = run_go(["list", "-e", '-f={{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles " "}}\t{{join .SFiles " "}}', "std"])
    if status:
        raise BuildError(*err.strip().split("\n"))
    directives: dict[str, list[tuple[str, str, bool]]] = {}
    texts: dict[str, list[str]] = {}
    files: dict[str, list[str]] = {}
    for line in out.splitlines():
        package, folder, go_files, s_files = line.split("\t")
        files[package] = [os.path.join(folder, name) for name in go_files.split()]
        for path in files[package]:
            for for_standard, local, remote in _DIRECTIVE.findall(source_text(path)):
                directives.setdefault(remote or f"{package}.{local}", []).append((package, local, bool(for_standard)))
        for name in s_files.split():
            for spelled in _TEXT.findall(source_text(os.path.join(folder, name))):
                symbol = spelled.replace("·", ".").replace("∕", "/")
                texts.setdefault(package + symbol if symbol[0] == "." else symbol, []).append(package)
    return {"directives": directives, "texts": texts, "files": files}


def check_references(references: Sequence[tuple[str, list[str]]], linked: Iterable[str]) -> None:
    """Raise BuildError for the first reference that is refused. references: (package as the linker names it, symbols) of packages outside the
    standard library; linked: the import paths of the standard packages in the program."""
    if not any(symbols for _, symbols in references):
        return
    names = StandardNames(linked)
    for package, symbols in references:
        for symbol in symbols:
            if names.refuses(package, symbol):
                raise BuildError(f"link: {package}: invalid reference to {symbol.removesuffix(_CALLED)}")
