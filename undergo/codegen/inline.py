"""Inlining across packages: the IR of a package's small functions, kept as text by symbol, and its use in importing modules.

A module offers the functions whose body is short and mentions nothing private to the module. An importing module takes those it calls (and what
these call, a few levels deep) as ``available_externally``: LLVM may inline them, and never emits them. Debug locations are kept as
placeholders ``!dbg !Pline.column!`` and made anew, so that tracebacks show inlined calls.

The table is JSON: {symbol: [define line without linkage and section, body, file, line, {referenced symbol: declaration}, names of the lists of
metadata that the symbol is in]}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from .module import quote
from .names import plain

if TYPE_CHECKING:
    from .function import FunctionBuilder
    from .module import ModuleBuilder

MAX_LINES = 64
MAX_DEPTH = 4
BUDGET = 8000  # lines taken in, a module
LISTS = ("framed", "noargs")  # the metadata that goes with a function

_NIL_CHECK = 'asm sideeffect "testb %al, '  # FunctionBuilder.nil_check
_REF = re.compile(r'@"(?:[^"\\]|\\..)*"|@[\w.$-]+')
_PLACE = re.compile(r", !dbg !P(\d+)\.(\d+)!")


def offer(fb: "FunctionBuilder", lines: list[str], hint: bool = False) -> None:
    """Remember a finished function if it is small enough. lines: its body without the define line; hint: LLVM is told to inline it."""
    mb = fb.mb
    body = "\n".join(lines)
    checks = body.count(_NIL_CHECK)
    if (
        body.count("\n") - 5 * checks > MAX_LINES
        or body.count("asm sideeffect") > checks
        and "runtime.tlsg" not in body
        or "returnaddress" in body
    ):
        return
    file = -1
    for pos, text in fb.dbg_cache.items():
        if pos:
            if file < 0:
                file = pos >> 40
            elif pos >> 40 != file:
                return
        body = body.replace(text + "\n", f", !dbg !P{pos >> 12 & 0xFFFFFFF}.{pos & 0xFFF}!\n")
    if "!dbg !" in _PLACE.sub("", body):
        return
    mb.inline[fb.symbol] = (fb.abi, fb.context, body, file, fb.start_pos >> 12 & 0xFFFFFFF, hint)


def table(mb: "ModuleBuilder") -> bytes:
    """The module's table, when everything is generated."""
    intrinsics = {_REF.search(d).group(): d for d in mb.intrinsics}  # type: ignore[union-attr]
    declarations: dict[str, Optional[str]] = {}
    for symbol in mb.declared:
        if symbol not in mb.defined:
            declarations[quote(symbol)] = mb.declared[symbol]
    strong: dict[str, str] = {}
    for g in mb.globals:
        name, _, rest = g.partition(" = ")
        if rest.startswith(("dso_local global", "dso_local constant")):
            strong[name] = f"{name} = external dso_local global i8"
    private = {name: data for data, name in mb.strings.items()}
    out: dict[str, Any] = {}
    signatures = {
        quote(s): f"declare dso_local x86_regcallcc {a.ret} {quote(s)}{a.signature(c)} #0" for s, (a, c) in mb.strong_functions.items()
    }
    names = mb.files.names if mb.files is not None else []
    lists = {name: frozenset(mb.meta[name]) for name in LISTS}
    for symbol, (abi, context, body, file, line, hint) in mb.inline.items():
        refs: dict[str, str] = {}
        for ref in dict.fromkeys(_REF.findall(body)):
            d = intrinsics.get(ref) or signatures.get(ref) or strong.get(ref) or declarations.get(ref)
            if d is None:
                data = private.get(ref)
                if data is None or len(data) > 200:
                    break
                refs[ref] = "string:" + data.hex()
                continue
            refs[ref] = d
        else:
            marks = [name for name in LISTS if plain(symbol) in lists[name]]
            define = f"x86_regcallcc {abi.ret} {quote(symbol)}{abi.parameters(context)}{' inlinehint' if hint else ''}"
            out[symbol] = [define, body, names[file] if 0 <= file < len(names) else "", line, refs, marks]
    return json.dumps(out, separators=(",", ":")).encode("utf-8", "surrogatepass")


_tables: dict[int, dict[str, Any]] = {}
_parsed: dict[bytes, dict[str, Any]] = {}


def _load(data: bytes) -> dict[str, Any]:
    if not data:
        return {}
    known = _parsed.get(data)
    if known is None:
        known = _parsed[data] = json.loads(data.decode("utf-8", "surrogatepass"))
    return known


def take(mb: "ModuleBuilder", source: Callable[[str], bytes]) -> None:
    """Add the bodies of small functions that the module calls. source: import path -> that package's table."""
    tables: list[dict[str, Any]] = []
    seen: set[str] = {mb.pkg.path}
    todo = list(mb.pkg.imports)
    while todo:
        pkg = todo.pop()
        if pkg.path in seen or pkg.path == "unsafe":
            continue
        seen.add(pkg.path)
        todo.extend(pkg.imports)
        try:
            t = _load(source(pkg.path))
        except (KeyError, OSError, ValueError):
            continue
        if t:
            tables.append(t)
    if "runtime" not in seen:
        try:
            tables.append(_load(source("runtime")))
        except (KeyError, OSError, ValueError):
            pass
    if not tables:
        return
    budget = BUDGET
    level = [s for s, d in mb.declared.items() if d is not None and s not in mb.defined]
    for _ in range(MAX_DEPTH):
        following: list[str] = []
        for symbol in level:
            if symbol in mb.defined:
                continue
            for t in tables:
                entry = t.get(symbol)
                if entry is not None:
                    break
            else:
                continue
            n = entry[1].count("\n")
            if n > budget:
                continue
            budget -= n
            following.extend(_add(mb, symbol, entry))
        level = following
        if not level:
            break


def _add(mb: "ModuleBuilder", symbol: str, entry: list[Any]) -> list[str]:
    define, body, file, line, refs, marks = entry
    for name in marks:
        mb.meta[name].append(plain(symbol))
    mb.defined.add(symbol)
    found: list[str] = []
    for ref, declaration in refs.items():
        if declaration.startswith("string:"):
            operand = mb.string_data(bytes.fromhex(declaration[7:]))
            if operand != ref:
                body = re.sub(re.escape(ref) + r"(?![\w.])", "\0" + operand, body)
            continue
        if ref.startswith("@llvm."):
            mb.intrinsics.add(declaration)
            continue
        name = unquote(ref)
        if name not in mb.defined:
            if mb.declared.get(name) is None:
                mb.declared[name] = declaration
            if declaration.startswith("declare"):
                found.append(name)
    body = body.replace("\0", "")
    suffix = ""
    if mb.dbg is not None and file:
        scope = mb.dbg.foreign(plain(symbol), file, line)
        suffix = f" !dbg !{scope}"
        body = _PLACE.sub(lambda m: mb.dbg.foreign_location(scope, int(m[1]), int(m[2])), body)
    else:
        body = _PLACE.sub("", body)
    mb.functions.append(f"define available_externally {define} #0{suffix} {{\n{body}")
    return found


def unquote(ref: str) -> str:
    """The symbol of ``@name`` or ``@"name"``."""
    if ref[1] != '"':
        return ref[1:]
    raw = ref[2:-1].encode("latin-1")
    if b"\\" in raw:
        raw = re.sub(rb"\\([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw)
    return raw.decode("utf-8", "surrogateescape")
