"""Texts of types and objects, as in the reference's messages.

A *qualifier* maps a package to the prefix of its objects' names ("" for none); None qualifies by import path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from . import types as T
from .objects import Builtin, Const, Func, Label, Nil, Object, Package, PkgName, TypeName, Var
from .predicates import is_exported, is_type_param
from .types import (
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    TypeParam,
    Union,
)

Qualifier = Optional[Callable[[Package], str]]


def relative_to(pkg: Optional[Package]) -> Qualifier:
    """A qualifier that leaves out pkg's own name."""
    if pkg is None:
        return None
    return lambda other: "" if other is pkg else other.path


def type_string(t: Optional[Type], qf: Qualifier = None) -> str:
    w = TypeWriter(qf)
    w.typ(t)
    return "".join(w.buf)


def signature_string(sig: Signature, qf: Qualifier = None) -> str:
    """The signature without ``func``."""
    w = TypeWriter(qf)
    w.signature(sig)
    return "".join(w.buf)


def package_prefix(pkg: Optional[Package], qf: Qualifier) -> str:
    if pkg is None:
        return ""
    s = qf(pkg) if qf is not None else pkg.path
    return s + "." if s else ""


def go_type_name(t: Any) -> str:
    return "*types2." + t.__class__.__name__  # type: ignore[no-any-return]


class TypeWriter:
    """Writes types into ``buf``, a list of strings.

    param_names: with parameter names; subscripts: type parameters with their id; pkg_info: name the package of the first unexported field.
    """

    __slots__ = ("buf", "seen", "qf", "param_names", "subscripts", "pkg_info")

    def __init__(self, qf: Qualifier = None, param_names: bool = True, subscripts: bool = False, pkg_info: bool = False) -> None:
        self.buf: list[str] = []
        self.seen: set[Any] = set()
        self.qf = qf
        self.param_names = param_names
        self.subscripts = subscripts
        self.pkg_info = pkg_info

    def typ(self, t: Optional[Type]) -> None:
        if t in self.seen:
            self.buf.append(f"<cycle to {go_type_name(t)}>")
            return
        self.seen.add(t)
        _WRITERS.get(t.__class__, _unknown)(self, t)
        self.seen.discard(t)

    def type_list(self, types: list[Type]) -> None:
        self.buf.append("[")
        for i, t in enumerate(types):
            if i > 0:
                self.buf.append(", ")
            self.typ(t)
        self.buf.append("]")

    def tparam_list(self, tparams: list[TypeParam]) -> None:
        buf = self.buf
        buf.append("[")
        prev: Optional[Type] = None
        for i, p in enumerate(tparams):
            if i > 0:
                if p.bound is not prev:
                    buf.append(" ")
                    self.typ(prev)
                buf.append(", ")
            prev = p.bound
            self.typ(p)
        if prev is not None:
            buf.append(" ")
            self.typ(prev)
        buf.append("]")

    def type_name(self, obj: TypeName) -> None:
        self.buf.append(package_prefix(obj.pkg, self.qf))
        self.buf.append(obj.name)

    def tuple(self, tup: Optional[Tuple], variadic: bool) -> None:
        buf = self.buf
        buf.append("(")
        if tup is not None:
            last = len(tup.vars) - 1
            for i, v in enumerate(tup.vars):
                if i > 0:
                    buf.append(", ")
                if v.name and self.param_names:
                    buf.append(v.name + " ")
                t = v.typ
                if variadic and i == last:
                    if t.__class__ is Slice:
                        buf.append("...")
                        self.typ(t.elem)
                    else:  # append([]byte, s...)
                        self.typ(t)
                        buf.append("...")
                else:
                    self.typ(t)
        buf.append(")")

    def signature(self, sig: Signature) -> None:
        if sig.tparams:
            self.tparam_list(sig.tparams)
        self.tuple(sig.params, sig.variadic)
        results = sig.results.vars if sig.results is not None else []
        if not results:
            return
        self.buf.append(" ")
        if len(results) == 1 and not results[0].name:
            self.typ(results[0].typ)
        else:
            self.tuple(sig.results, False)


def go_quote(s: Any) -> str:
    """s as a Go string literal."""
    from .constants import quote

    return quote(s if isinstance(s, bytes) else s.encode("utf-8", "surrogateescape"))


def _nil(w: TypeWriter, t: None) -> None:
    w.buf.append("<nil>")


def _unknown(w: TypeWriter, t: Any) -> None:
    w.buf.append(str(t))


def _basic(w: TypeWriter, t: Basic) -> None:
    if t.kind == T.UNSAFE_POINTER:
        w.buf.append("unsafe.Pointer")
    else:
        w.buf.append(t.name)


def _array(w: TypeWriter, t: Array) -> None:
    w.buf.append(f"[{t.len}]")
    w.typ(t.elem)


def _slice(w: TypeWriter, t: Slice) -> None:
    w.buf.append("[]")
    w.typ(t.elem)


def _struct(w: TypeWriter, t: Struct) -> None:
    buf = w.buf
    buf.append("struct{")
    for i, f in enumerate(t.fields):
        if i > 0:
            buf.append("; ")
        annotate = False
        if w.qf is None and w.pkg_info and not is_exported(f.name):
            annotate = True
            w.pkg_info = False
        if not f.embedded:
            buf.append(f.name + " ")
        w.typ(f.typ)
        if annotate and f.pkg is not None:
            buf.append(f" /* package {f.pkg.path} */ ")
        tag = t.tags[i] if i < len(t.tags) else ""
        if tag:
            buf.append(" " + go_quote(tag))
    buf.append("}")


def _pointer(w: TypeWriter, t: Pointer) -> None:
    w.buf.append("*")
    w.typ(t.elem)


def _tuple(w: TypeWriter, t: Tuple) -> None:
    w.tuple(t, False)


def _signature(w: TypeWriter, t: Signature) -> None:
    w.buf.append("func")
    w.signature(t)


def _union(w: TypeWriter, t: Union) -> None:
    if not t.terms:
        w.buf.append("<empty union>")
    for i, term in enumerate(t.terms):
        if i > 0:
            w.buf.append(" | ")
        if term.tilde:
            w.buf.append("~")
        w.typ(term.typ)


def _interface(w: TypeWriter, t: Interface) -> None:
    buf = w.buf
    if not t.methods and not t.embeddeds and t.tset is not None and t.tset.comparable:
        buf.append("interface{comparable}")  # the universe's
        return
    if t.implicit:
        if not t.methods and len(t.embeddeds) == 1:
            w.typ(t.embeddeds[0])
            return
        buf.append("/* implicit */ ")
    buf.append("interface{")
    first = True
    for m in t.methods:
        if not first:
            buf.append("; ")
        first = False
        buf.append(m.name)
        w.signature(m.typ)  # type: ignore[arg-type]
    for e in t.embeddeds:
        if not first:
            buf.append("; ")
        first = False
        w.typ(e)
    buf.append("}")


def _map(w: TypeWriter, t: Map) -> None:
    w.buf.append("map[")
    w.typ(t.key)
    w.buf.append("]")
    w.typ(t.elem)


_CHAN_PREFIX = {T.SEND_RECV: "chan ", T.SEND_ONLY: "chan<- ", T.RECV_ONLY: "<-chan "}


def _chan(w: TypeWriter, t: Chan) -> None:
    w.buf.append(_CHAN_PREFIX[t.dir])
    if t.dir == T.SEND_RECV and t.elem.__class__ is Chan and t.elem.dir == T.RECV_ONLY:
        w.buf.append("(")
        w.typ(t.elem)
        w.buf.append(")")
    else:
        w.typ(t.elem)


def _named(w: TypeWriter, t: Any) -> None:
    w.type_name(t.obj)
    if t.targs:
        w.type_list(t.targs)
    elif t.tparams:
        w.tparam_list(t.tparams)


def _type_param(w: TypeWriter, t: TypeParam) -> None:
    if t.obj is None:
        w.buf.append("<unnamed type parameter>")
        return
    name = t.obj.name
    w.buf.append(name)
    if w.subscripts:
        w.buf.append("".join(chr(0x2080 + int(d)) for d in str(t.id)))
    from .universe import UNIVERSE

    if name in UNIVERSE.elems:
        w.buf.append(f" /* with {name} declared at {_position(t)} */")


def _position(t: TypeParam) -> str:
    check = t.check
    if check is not None:
        return str(check.file_table.format(t.obj.pos))
    from undergo.syntax.positions import col_of, line_of

    return f"{line_of(t.obj.pos)}:{col_of(t.obj.pos)}"


_WRITERS: dict[type, Callable[[TypeWriter, Any], None]] = {
    type(None): _nil,
    Basic: _basic,
    Array: _array,
    Slice: _slice,
    Struct: _struct,
    Pointer: _pointer,
    Tuple: _tuple,
    Signature: _signature,
    Union: _union,
    Interface: _interface,
    Map: _map,
    Chan: _chan,
    Named: _named,
    Alias: _named,
    TypeParam: _type_param,
}


# ---------------------------------------------------------------- objects


def object_string(obj: Object, qf: Qualifier = None) -> str:
    """The declaration-like text of an object: ``var x int``, ``func p.f()``, ``type T struct{...}``."""
    typ: Optional[Type] = obj.typ
    cls = obj.__class__
    if cls is PkgName:
        path = obj.imported.path  # type: ignore[attr-defined]
        return f"package {obj.name}" + (f" ({go_quote(path)})" if path and path != obj.name else "")
    if cls is Nil:
        return "nil"
    if cls is Func:
        return "func " + func_name(obj, qf) + (signature_string(typ, qf) if typ is not None else "")  # type: ignore[arg-type]
    if cls is Const:
        buf = "const"
    elif cls is TypeName:
        buf = "type parameter" if typ is not None and is_type_param(typ) else "type"
    elif cls is Var:
        buf = "field" if obj.is_field else "var"  # type: ignore[attr-defined]
    elif cls is Label:
        buf, typ = "label", None
    elif cls is Builtin:
        buf, typ = "builtin", None
    else:
        buf = cls.__name__
    buf += " "
    if obj.pkg is not None and obj.pkg.scope is not None and obj.pkg.scope.elems.get(obj.name) is obj:
        buf += package_prefix(obj.pkg, qf)
    buf += obj.name
    if typ is None:
        return buf
    if cls is TypeName:
        tcls = typ.__class__
        if tcls is Basic:
            return buf
        if tcls in (Named, Alias) and typ.tparams:  # type: ignore[attr-defined]
            w = TypeWriter(qf)
            w.tparam_list(typ.tparams)  # type: ignore[attr-defined]
            buf += "".join(w.buf)
        if obj.is_alias():  # type: ignore[attr-defined]
            buf += " ="
            if tcls is Alias:
                typ = typ.fromrhs  # type: ignore[attr-defined]
        elif tcls is TypeParam:
            typ = typ.bound  # type: ignore[attr-defined]
        else:
            typ = typ.underlying()
    return buf + " " + type_string(typ, qf)


def func_name(f: Object, qf: Qualifier = None) -> str:
    """The qualified name of a function, ``(T).m`` for methods."""
    prefix = ""
    if f.typ is not None:
        recv = f.typ.recv  # type: ignore[attr-defined]
        if recv is not None:
            inner = "interface" if recv.typ.__class__ is Interface else type_string(recv.typ, qf)
            prefix = f"({inner})."
        elif f.pkg is not None:
            prefix = package_prefix(f.pkg, qf)
    return prefix + f.name


_VAR_KINDS = {
    "package": "package-level variable",
    "local": "local variable",
    "recv": "receiver",
    "param": "parameter",
    "result": "result variable",
    "field": "struct field",
}


def object_kind(obj: Object) -> str:
    """What an object is, in words."""
    cls = obj.__class__
    if cls is TypeName:
        if obj.is_alias():  # type: ignore[attr-defined]
            return "type alias"
        return "type parameter" if obj.typ.__class__ is TypeParam else "defined type"
    if cls is Var:
        return _VAR_KINDS[obj.kind]  # type: ignore[attr-defined]
    if cls is Func:
        return "method" if obj.typ is not None and obj.typ.recv is not None else "function"  # type: ignore[attr-defined]
    return {
        PkgName: "package name",
        Const: "constant",
        Label: "label",
        Builtin: "built-in function",
        Nil: "untyped nil",
    }[cls]
