"""``//go:embed``: variables of type string, []byte or embed.FS whose contents are files of the package directory.

``go list`` has already resolved the package's patterns to a list of files; here each variable's own patterns pick from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from undergo.types import types as T
from undergo.types.gclimits import gc_type
from undergo.types.objects import Var

from .function import CodegenError, SourceError
from .image import Image, define_image
from .layout import SLICE, STRING, info
from .module import quote

if TYPE_CHECKING:
    from undergo.syntax.nodes import VarDecl

    from .module import ModuleBuilder


def embedded_variables(mb: "ModuleBuilder", paths: Mapping[str, str]) -> dict[Var, tuple[str, str]]:
    """The constants (LLVM type, value) of the package's //go:embed variables. paths: file name relative to the package -> where it is.

    Raises SourceError for what the reference refuses."""
    patterns: dict[Any, tuple[int, list[str], "VarDecl"]] = {}
    for file in mb.pkg.files:
        for pos, listed, decl in file.embeds:
            if decl in patterns:
                patterns[decl][1].extend(listed)
            else:
                patterns[decl] = (pos, list(listed), decl)
    out: dict[Var, tuple[str, str]] = {}
    for pos, listed, decl in patterns.values():
        if len(decl.name_list) != 1:
            raise CodegenError(pos, "go:embed cannot apply to multiple vars")
        if decl.values is not None:
            raise CodegenError(pos, "go:embed cannot apply to var with initializer")
        v: Any = decl.name_list[0].obj
        out[v] = _variable(mb, v, pos, match(listed, paths, pos), paths)
    return out


def match(patterns: list[str], paths: Mapping[str, str], pos: int = 0) -> list[str]:
    """The files that patterns name, sorted. A pattern that names a directory means all files below it but hidden ones ("." and "_"),
    with the prefix "all:" those too."""
    found: set[str] = set()
    for pattern in patterns:
        everything = pattern.startswith("all:")
        parts = (pattern[4:] if everything else pattern).split("/")
        some = False
        for name in paths:
            elems = name.split("/")
            n = len(parts)
            if parts == ["."]:
                n = 0
            elif len(elems) < n or not all(glob(p, e) for p, e in zip(parts, elems)):
                continue
            if not everything and any(e[0] in "._" for e in elems[n:]):
                continue
            found.add(name)
            some = True
        if not some:
            raise CodegenError(pos, f"pattern {pattern}: no matching files found")
    return sorted(found)


def glob(pattern: str, name: str) -> bool:
    """path.Match for one path element."""
    i = j = 0
    star = -1
    mark = 0
    while j < len(name):
        step = _match_one(pattern, i, name[j]) if i < len(pattern) and pattern[i] != "*" else -1
        if i < len(pattern) and pattern[i] == "*":
            star, mark = i, j
            i += 1
        elif step > 0:
            i += step
            j += 1
        elif star >= 0:
            mark += 1
            i, j = star + 1, mark
        else:
            return False
    while i < len(pattern) and pattern[i] == "*":
        i += 1
    return i == len(pattern)


def _match_one(pattern: str, i: int, ch: str) -> int:
    """How many characters of the pattern at i match ch; -1: it does not match."""
    c = pattern[i]
    if c == "?":
        return 1
    if c == "\\" and i + 1 < len(pattern):
        return 2 if pattern[i + 1] == ch else -1
    if c != "[":
        return 1 if c == ch else -1
    k = i + 1
    negated = k < len(pattern) and pattern[k] == "^"
    if negated:
        k += 1
    hit = False
    first = True
    while k < len(pattern) and (pattern[k] != "]" or first):
        first = False
        if pattern[k] == "\\":
            k += 1
        low = high = pattern[k]
        k += 1
        if k + 1 < len(pattern) and pattern[k] == "-" and pattern[k + 1] != "]":
            k += 1
            if pattern[k] == "\\":
                k += 1
            high = pattern[k]
            k += 1
        if low <= ch <= high:
            hit = True
    return k + 1 - i if hit != negated else -1


def _variable(mb: "ModuleBuilder", v: Var, pos: int, files: list[str], paths: Mapping[str, str]) -> tuple[str, str]:
    ti = info(v.typ)
    t = T.unalias(v.typ)
    if t.__class__ is T.Named and t.obj.name == "FS" and t.obj.pkg is not None and t.obj.pkg.path == "embed":
        return _file_system(mb, v, t, files, paths)
    is_bytes = ti.kind is SLICE and info(ti.u.elem).size == 1  # type: ignore[attr-defined]
    if ti.kind is not STRING and not is_bytes:
        raise SourceError(v.pos, f"go:embed cannot apply to var of type {gc_type(v.typ)}")
    if len(files) != 1:
        raise SourceError(v.pos, f"invalid go:embed: multiple files for type {gc_type(v.typ)}")
    data = _read(files[0], paths, pos)
    image = Image(ti.size)
    if data:
        if is_bytes:
            content = Image(len(data))
            content.data = bytearray(data)
            symbol = mb.unique(f"{mb.prefix}..embed")
            image.pointer(0, define_image(mb, symbol, content, ".go.noptrdata", "private", 1, False))
        else:
            image.pointer(0, mb.string_data(data))
    image.integer(8, 8, len(data))
    if is_bytes:
        image.integer(16, 8, len(data))
    return image.constant()


def _read(name: str, paths: Mapping[str, str], pos: int) -> bytes:
    try:
        with open(paths[name], "rb") as f:
            return f.read()
    except OSError as e:
        raise CodegenError(pos, f"embed {name}: {e.strerror}") from e


def _order(name: str) -> tuple[str, str]:
    """Entries are sorted by directory, then by name in it."""
    folder, _, elem = name.rstrip("/").rpartition("/")
    return folder or ".", elem


def _file_system(mb: "ModuleBuilder", v: Var, t: T.Type, files: list[str], paths: Mapping[str, str]) -> tuple[str, str]:
    names = set(files)
    for name in files:
        folder = name.rpartition("/")[0]
        while folder:
            names.add(folder + "/")
            folder = folder.rpartition("/")[0]
    entries = sorted(names, key=_order)
    # FS is struct{ files *[]file }; the file's layout comes from its declaration.
    slice_type = info(info(t).u.fields[0].typ).u.elem  # type: ignore[attr-defined]
    file = info(T.under(slice_type).elem)  # type: ignore[attr-defined]
    at = dict(zip((f.name for f in file.u.fields), file.offsets))  # type: ignore[attr-defined]
    symbol = mb.unique(f"{mb.prefix}..embedfiles")
    image = Image(24 + file.size * len(entries))
    image.pointer(0, quote(symbol), 24)
    image.integer(8, 8, len(entries))
    image.integer(16, 8, len(entries))
    for i, name in enumerate(entries):
        base = 24 + i * file.size
        text = name.encode("utf-8")
        image.pointer(base + at["name"], mb.string_data(text))
        image.integer(base + at["name"] + 8, 8, len(text))
        if name.endswith("/"):
            continue
        data = _read(name, paths, v.pos)
        if data:
            image.pointer(base + at["data"], mb.string_data(data))
            image.integer(base + at["data"] + 8, 8, len(data))
        digest = hashlib.sha256(data).digest()
        image.raw(base + at["hash"], bytes((digest[0] ^ 0xFF,)) + digest[1:16])
    out = Image(info(t).size)
    out.pointer(0, define_image(mb, symbol, image, ".go.rodata", "private", 8, True))
    return out.constant()
