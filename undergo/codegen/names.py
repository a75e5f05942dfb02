"""The names of Go's things in a linked program: symbols of functions, methods, closures, instances and types.

Two strings describe a type. The *link string* is exact: two types have the same one if and only if they are identical; it names
symbols (``type:main.T``) and is what the type hash is made of. The *name string* is what reflection prints: packages by name,
local types without their number.

Symbols here are Go's linker symbols (``main.(*T).M``). How a symbol is quoted in LLVM's text is :mod:`undergo.codegen.module`'s business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from undergo.types import types as T
from undergo.types.subst import ambient_tparams

from .layout import info

if TYPE_CHECKING:
    from undergo.types.objects import Func, Object, Package, Var

_HEX = "0123456789abcdef"


def path_to_prefix(path: str) -> str:
    """An import path as it stands at the front of symbols: bytes that a symbol cannot have are escaped ``%xx``, so are dots after the
    last slash (objabi.PathToPrefix)."""
    slash = path.rfind("/")
    for i, ch in enumerate(path):
        if ch <= " " or (ch == "." and i > slash) or ch in '%"' or ch >= "\x7f":
            break
    else:
        return path
    out = []
    for i, byte in enumerate(path.encode("utf-8")):
        ch = chr(byte)
        if ch <= " " or (ch == "." and i > slash) or ch in '%"' or byte >= 0x7F:
            out.append("%" + _HEX[byte >> 4] + _HEX[byte & 15])
        else:
            out.append(ch)
    return "".join(out)


def package_path(pkg: "Package") -> str:
    """The path a package has in symbols and in reflection."""
    return pkg.path


def package_prefix(pkg: "Package") -> str:
    """What symbols of pkg begin with, without the dot."""
    return path_to_prefix(pkg.path)


RESULT_FRAME = "$frame"  # ends the symbol of a function's form with a result frame (frames.py)
INSIDE = "$inside"  # that of the form that is called in function literals (forms.py); the former may follow


def plain(symbol: str) -> str:
    """The symbol as users see it."""
    return symbol.removesuffix(RESULT_FRAME).removesuffix(INSIDE)


def is_exported(name: str) -> bool:
    ch = name[:1]
    return "A" <= ch <= "Z" or (ch > "\x7f" and ch.isupper())


_SIMPLE_ESCAPES = {7: "\\a", 8: "\\b", 12: "\\f", 10: "\\n", 13: "\\r", 9: "\\t", 11: "\\v", 34: '\\"', 92: "\\\\"}


def quote(text: str) -> str:
    """strconv.Quote. Bytes that are not UTF-8 stand in text as surrogate escapes."""
    out = ['"']
    for ch in text:
        code = ord(ch)
        if code in _SIMPLE_ESCAPES:
            out.append(_SIMPLE_ESCAPES[code])
        elif 0xDC80 <= code <= 0xDCFF:
            out.append(f"\\x{code - 0xDC00:02x}")
        elif code < 0x20 or code == 0x7F:
            out.append(f"\\x{code:02x}")
        elif ch.isprintable():
            out.append(ch)
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            out.append(f"\\U{code:08x}")
    out.append('"')
    return "".join(out)


def method_key(f: "Object") -> tuple[bool, str, str]:
    """Sort key of methods in descriptors, itabs and interface types: exported ones first, then by name, then by package path."""
    if is_exported(f.name):
        return (False, f.name, "")
    return (True, f.name, package_path(f.pkg) if f.pkg is not None else "")


def link_string(t: T.Type) -> str:
    """The exact string of a type without type parameters; remembered in its TypeInfo."""
    ti = info(t)
    s = ti.link
    if s is None:
        t = ti.t
        s = ti.link = _WRITERS[t.__class__](t, True)
    return s


def name_string(t: T.Type) -> str:
    """The string that reflection prints."""
    t = T.unalias(t)
    return _WRITERS[t.__class__](t, False)


def type_hash(t: T.Type) -> int:
    """The 32-bit hash in type descriptors: the start of a SHA-256 of the link string, first byte inverted (types.TypeHash)."""
    digest = hashlib.sha256(link_string(t).encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(bytes((digest[0] ^ 0xFF,)) + digest[1:4], "little")


def _sub(t: T.Type, link: bool) -> str:
    return link_string(t) if link else name_string(t)


def _basic(t: T.Basic, link: bool) -> str:
    if t.kind == T.UNSAFE_POINTER:
        return "unsafe.Pointer"
    if t.kind == T.UINT8:
        return "uint8"
    if t.kind == T.INT32:
        return "int32"
    return t.name


def _named(t: T.Named, link: bool) -> str:
    name = type_name(t, link)
    pkg = t.obj.pkg
    if pkg is None:
        return name
    return f"{package_prefix(pkg) if link else pkg.name}.{name}"


def type_name(t: T.Named, link: bool = True) -> str:
    """The name of a defined type without its package: ``T``, ``T[int]``; in link strings local types have their number, ``T·1``."""
    obj = t.obj
    name = obj.name
    if t.targs:
        arguments = [link_string(a) for a in t.targs]
        outer = len(ambient_tparams(t.orig.obj)) if t.inst == "local" else 0
        # Of a type declared inside generic functions the functions' arguments come first.
        name += f"[{';'.join([','.join(part) for part in (arguments[:outer], arguments[outer:]) if part])}]"
    if link and t.orig.obj.local_index:
        name += f"·{t.orig.obj.local_index}"
    return name


def _pointer(t: T.Pointer, link: bool) -> str:
    return "*" + _sub(t.elem, link)


def _array(t: T.Array, link: bool) -> str:
    return f"[{t.len}]" + _sub(t.elem, link)


def _slice(t: T.Slice, link: bool) -> str:
    return "[]" + _sub(t.elem, link)


def _chan(t: T.Chan, link: bool) -> str:
    elem = _sub(t.elem, link)
    if t.dir == T.RECV_ONLY:
        return "<-chan " + elem
    if t.dir == T.SEND_ONLY:
        return "chan<- " + elem
    inner = T.unalias(t.elem)
    if inner.__class__ is T.Chan and inner.dir == T.RECV_ONLY:
        return f"chan ({elem})"
    return "chan " + elem


def _map(t: T.Map, link: bool) -> str:
    return f"map[{_sub(t.key, link)}]{_sub(t.elem, link)}"


def _interface(t: T.Interface, link: bool) -> str:
    methods = interface_methods(t)
    if not methods:
        return "interface {}"
    parts = []
    for m in methods:
        name = m.name
        if not is_exported(name) and m.pkg is not None:
            name = f"{package_prefix(m.pkg) if link else m.pkg.name}.{name}"
        parts.append(name + _params(m.typ, link))  # type: ignore[arg-type]
    return "interface { " + "; ".join(parts) + " }"


def _signature(t: T.Signature, link: bool) -> str:
    return "func" + _params(t, link)


def _params(t: T.Signature, link: bool) -> str:
    params = [_sub(v.typ, link) for v in t.params.vars]
    if t.variadic:
        last = T.unalias(t.params.vars[-1].typ)
        if last.__class__ is T.Slice:
            params[-1] = "..." + _sub(last.elem, link)
    text = f"({', '.join(params)})"
    results = t.results.vars
    if not results:
        return text
    if len(results) == 1:
        return f"{text} {_sub(results[0].typ, link)}"
    return f"{text} ({', '.join([_sub(v.typ, link) for v in results])})"


def _struct(t: T.Struct, link: bool) -> str:
    group: Any = info(t).extra
    if group is not None:
        return f"map.group[{_sub(group.key, link)}]{_sub(group.elem, link)}"
    if not t.fields:
        return "struct {}"
    parts = []
    for i, f in enumerate(t.fields):
        part = _field(f, link)
        if t.tags and t.tags[i]:
            part += " " + quote(t.tags[i])
        parts.append(part)
    return "struct { " + "; ".join(parts) + " }"


def _field(f: "Var", link: bool) -> str:
    typ = _sub(f.typ, link)
    if f.embedded:
        if not link:
            return typ
        base = T.unalias(f.typ)
        if base.__class__ is T.Pointer:
            base = T.unalias(base.elem)
        if base.__class__ is T.Named:
            tname, tpkg = type_name(base), base.obj.pkg
        elif base.__class__ is T.Basic:
            tname, tpkg = _basic(base, True), None
            if base.kind == T.UNSAFE_POINTER:
                tname = "Pointer"
        else:
            tname, tpkg = "", None
        if tname == f.name and (is_exported(tname) or (tpkg is not None and f.pkg is not None and tpkg.path == f.pkg.path)):
            return typ
        return f"{_qualified_field(f)} = {typ}"
    if link:
        return f"{_qualified_field(f)} {typ}"
    return f"{f.name} {typ}"


def _qualified_field(f: "Var") -> str:
    if is_exported(f.name) or f.pkg is None:
        return f.name
    return f"{package_prefix(f.pkg)}.{f.name}"


def _tuple(t: T.Tuple, link: bool) -> str:
    return f"({', '.join([_sub(v.typ, link) for v in t.vars])})"


def _type_param(t: T.TypeParam, link: bool) -> str:
    raise TypeError(f"type parameter {t.obj.name} has no symbol name: substitution missing")


def _union(t: T.Union, link: bool) -> str:
    return "|".join(("~" if term.tilde else "") + _sub(term.typ, link) for term in t.terms)


def type_symbol(t: T.Type) -> str:
    return "type:" + link_string(t)


def itab_symbol(typ: T.Type, iface: T.Type) -> str:
    return f"go:itab.{link_string(typ)},{link_string(iface)}"


def targs_suffix(targs: list[T.Type]) -> str:
    return "[" + ",".join(link_string(a) for a in targs) + "]" if targs else ""


def method_symbol(recv: T.Type, f: "Func", suffix: str = "", targs: Optional[list[T.Type]] = None) -> str:
    """The symbol of method f as method of type recv (which may have it by promotion): ``main.T.M``, ``main.(*T).M``,
    ``go:(*struct { main.T }).M`` for receivers without name (ir.MethodSymSuffix)."""
    recv = T.unalias(recv)
    pointer = recv.__class__ is T.Pointer
    base = T.unalias(recv.elem) if pointer else recv  # type: ignore[attr-defined]
    pkg = None
    if base.__class__ is T.Named:
        pkg = base.obj.pkg
        text = type_name(base)
        prefix = package_prefix(pkg) + "." if pkg is not None else "go:"  # only error has methods and no package
    else:
        prefix, text = "go:", link_string(base)
    if pointer:
        text = f"(*{text})"
    if not is_exported(f.name) and f.pkg is not None and f.pkg is not pkg and (pkg is None or f.pkg.path != pkg.path):
        text += "." + package_prefix(f.pkg)
    return f"{prefix}{text}.{f.name}{targs_suffix(targs or [])}{suffix}"


def func_symbol(f: "Func", targs: Optional[list[T.Type]] = None) -> str:
    """The symbol of a declared function that is not a method; linknames are the caller's business."""
    prefix = package_prefix(f.pkg) if f.pkg is not None else "go"
    return f"{prefix}.{f.name}{targs_suffix(targs or [])}"


def var_symbol(v: "Var") -> str:
    """The symbol of a package-level variable (linknames are the caller's business)."""
    return f"{package_prefix(v.pkg)}.{v.name}"  # type: ignore[arg-type]


def funcval_symbol(symbol: str) -> str:
    """The symbol of the one-word static closure of function ``symbol``."""
    return symbol + ".f"


def interface_methods(t: T.Interface) -> list["Func"]:
    """All methods of an interface in the order of descriptors and itabs."""
    methods = t.all_methods()
    if len(methods) > 1:
        return sorted(methods, key=method_key)
    return methods


class ClosureNames:
    """Numbers the functions that are made inside one function: literals, range-over-func bodies, go/defer wrappers (ir.closureName).

    symbol: the function's own; closure: its code is part of a literal or range body in the reference, which inlines it or what is around it
    where this is not the function itself. form: INSIDE if the function has a form without it that has the same functions inside."""

    __slots__ = ("symbol", "closure", "form", "_literals", "_ranges", "_wrappers")

    def __init__(self, symbol: str, closure: bool, form: str = "") -> None:
        self.symbol = symbol
        self.closure = closure
        self.form = form
        self._literals = self._ranges = self._wrappers = 0

    def literal(self) -> str:
        self._literals += 1
        return f"{self.symbol}{'.' if self.closure else '.func'}{self._literals}"

    def range_body(self) -> str:
        self._ranges += 1
        return f"{self.symbol}-range{self._ranges}"  # codegen adds the form

    def go_wrapper(self) -> str:
        self._wrappers += 1
        return f"{self.symbol}.gowrap{self._wrappers}{self.form}"

    def defer_wrapper(self) -> str:
        self._wrappers += 1
        return f"{self.symbol}.deferwrap{self._wrappers}{self.form}"


_WRITERS: dict[type, Callable[[Any, bool], str]] = {
    T.Basic: _basic,
    T.Named: _named,
    T.Pointer: _pointer,
    T.Array: _array,
    T.Slice: _slice,
    T.Chan: _chan,
    T.Map: _map,
    T.Interface: _interface,
    T.Signature: _signature,
    T.Struct: _struct,
    T.Tuple: _tuple,
    T.TypeParam: _type_param,
    T.Union: _union,
}
