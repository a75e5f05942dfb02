"""The bodies of generic functions and methods, and of small functions with function literals, for importing packages: their annotated trees, decoded one by one on demand.

A tree is written as nested tuples: a node is (class number, one value a slot); everything else that is no plain value is a tuple that
begins with a negative tag. Nodes, objects and whatever analyses hung onto the tree are numbered as they are met, so that what was shared
is shared again. Types stand in a table of the body; types declared in the function in another.
"""

from __future__ import annotations

import importlib
import marshal
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Optional

from undergo.syntax import nodes

from . import exportdata as X
from .constants import UNKNOWN, BigFloat, Complex
from .named import method
from .objects import Builtin, Const, Func, Label, Nil, Object, Package, PkgName, Selection, TypeName, Var
from .predicates import object_id
from .scope import Scope
from .subst import ambient_tparams
from .types import Alias, Interface, Named, Pointer, Signature, Tuple, Type, TypeParam, unalias
from .typeset import type_set
from .universe import UNIVERSE

TYPE, OBJECT, SELECTION, REF, CONST, TUPLE, DICT, SET, ANY, UNSET, NUMBERED = (
    -1,
    -2,
    -4,
    -5,
    -6,
    -7,
    -8,
    -9,
    -10,
    -11,
    -12,
)

_POS_SLOTS = frozenset(("pos", "rbrace", "colon", "eof"))
# What analyses keep for themselves and importing packages do not need.
_SKIPPED = {"FuncInfo": frozenset(("refs", "single", "assigned", "returns"))}


def _all_slots(cls: type) -> tuple[str, ...]:
    slots: list[str] = []
    for c in reversed(cls.__mro__):
        names = c.__dict__.get("__slots__", ())
        slots.extend((names,) if isinstance(names, str) else names)
    return tuple(s for s in slots if s != "group")


_CLASSES: list[type] = sorted(
    (c for c in vars(nodes).values() if isinstance(c, type) and issubclass(c, nodes.Node)), key=lambda c: c.__name__
)
_CLASS_INDEX = {c: i for i, c in enumerate(_CLASSES)}
_SLOTS = [_all_slots(c) for c in _CLASSES]
_FLAGS = ("embedded", "is_field", "used", "captured", "reassigned", "addrtaken", "heap", "byval_capture")


def _flags(v: Var) -> int:
    flags = 0
    for bit, name in enumerate(_FLAGS):
        if getattr(v, name):
            flags |= 1 << bit
    return flags


_PLAIN = frozenset((type(None), bool, int, float, str, bytes))


# ---------------------------------------------------------------- writing


def _set_order(x: Any) -> tuple[int, str]:
    """An order of a set's members that is the same in every process."""
    return (x.pos, x.name) if isinstance(x, Object) else (x.pos, "") if isinstance(x, nodes.Node) else (0, str(x))


class BodyWriter(X.Writer):
    """Writes the bodies of one package; start() begins the next function."""

    def start(self, f: Func) -> None:
        sig: Signature = f.typ  # type: ignore[assignment]
        self.numbers: dict[int, int] = {}
        self.keep: list[Any] = []
        self.type_index: dict[Type, int] = {}
        self.type_table: list[Any] = []
        self.local_index: dict[TypeName, int] = {}
        self.locals: list[TypeName] = []
        self.tparams = {p: i for i, p in enumerate(sig.recv_tparams + sig.tparams)}
        recv = [sig.recv] if sig.recv is not None else []
        self.sig_vars = {v: i for i, v in enumerate(recv + sig.params.vars + sig.results.vars)}
        self.literals: set[int] = set()
        assert f.decl is not None
        self.find_literals(f.decl)

    def find_literals(self, node: Any) -> None:
        """Note the signatures of function literals: their parameters are objects of the body."""
        if node.__class__ is list:
            for n in node:
                self.find_literals(n)
        elif isinstance(node, nodes.Node):
            if node.__class__ is nodes.FuncLit and node.typ is not None:
                self.literals.add(id(node.typ))
            for slot in node.children:
                child = getattr(node, slot, None)
                if child is not None:
                    self.find_literals(child)

    def number(self, v: Any) -> None:
        self.numbers[id(v)] = len(self.numbers)
        self.keep.append(v)

    def type_ref(self, t: Type) -> int:
        i = self.type_index.get(t)
        if i is None:
            i = self.type_index[t] = len(self.type_table)
            self.type_table.append(None)
            saved, self.tparams = self.tparams, self.tparams
            if t.__class__ is Signature and id(t) in self.literals:
                sig: Any = t
                self.type_table[i] = (
                    "lit",
                    sig.variadic,
                    [self.encode(v) for v in sig.params.vars],
                    [self.encode(v) for v in sig.results.vars],
                )
            else:
                self.tparams = dict(saved)
                self.type_table[i] = self.typ(t)
            self.tparams = saved
        return i

    def local_type(self, obj: TypeName) -> int:
        i = self.local_index.get(obj)
        if i is None:
            i = self.local_index[obj] = len(self.locals)
            self.locals.append(obj)
        return i

    def local_table(self) -> list[Any]:
        """The local types; writing one may bring in more."""
        table = []
        for obj in self.locals:  # grows
            named: Any = obj.typ
            ambient = [self.tparams[p] for p in ambient_tparams(obj) if p in self.tparams]
            saved, self.tparams = self.tparams, dict(self.tparams)
            own = self.declare_tparams(named.tparams)
            table.append((obj.name, self.pos(obj.pos), obj.local_index, ambient, own, self.typ(named.underlying())))
            self.tparams = saved
        return table

    def encode(self, v: Any) -> Any:
        cls = v.__class__
        if cls in _PLAIN:
            return v
        if cls is list:  # local types are written where they are referred to; their declarations say nothing more
            return [self.encode(x) for x in v if x.__class__ is not nodes.TypeDecl]
        ref = self.numbers.get(id(v))
        if ref is not None:
            return (REF, ref)
        c = _CLASS_INDEX.get(cls)
        if c is not None:
            self.number(v)
            out: list[Any] = [c]
            for slot in _SLOTS[c]:
                try:
                    x = getattr(v, slot)
                except AttributeError:
                    out.append((UNSET,))
                    continue
                if slot == "pragma":
                    out.append([])  # the object has them; their positions belong to the process that parsed them
                elif x.__class__ in _PLAIN:
                    out.append(self.pos(x) if slot in _POS_SLOTS and x else x)  # type: ignore[arg-type]
                else:
                    out.append(self.encode(x))
            return tuple(out)
        if isinstance(v, Type):
            return (TYPE, self.type_ref(v))
        if isinstance(v, Object):
            return self.encode_object(v)
        if cls is Selection:
            return (SELECTION, v.kind, self.encode(v.recv), self.encode(v.obj), v.index, v.indirect, self.encode(v.typ))
        if cls is Fraction or cls is BigFloat or cls is Complex:
            return (CONST, self.value(v))
        if v is UNKNOWN or cls is Scope:
            return None
        if cls is tuple:
            return (TUPLE, *[self.encode(x) for x in v])
        if cls is dict:
            return (DICT, [(self.encode(k), self.encode(x)) for k, x in v.items()])
        if cls is set or cls is frozenset:
            return (SET, [self.encode(x) for x in sorted(v, key=_set_order)])
        return self.encode_any(v)

    def encode_any(self, v: Any) -> Any:
        cls = v.__class__
        if not cls.__module__.startswith("undergo."):
            raise X.ExportError(f"cannot export a {cls.__module__}.{cls.__qualname__}")
        self.number(v)
        skipped = _SKIPPED.get(cls.__name__, frozenset())
        slots = [s for s in _all_slots(cls) + tuple(getattr(v, "__dict__", ())) if s not in skipped and hasattr(v, s)]
        return (ANY, cls.__module__, cls.__qualname__, [(s, self.encode_slot(s, getattr(v, s))) for s in slots])

    def encode_slot(self, slot: str, x: Any) -> Any:
        return self.pos(x) if slot in _POS_SLOTS and x.__class__ is int and x else self.encode(x)

    def encode_object(self, obj: Any) -> Any:
        self.number(obj)
        return (NUMBERED, *self.object_data(obj))

    def object_data(self, obj: Any) -> tuple[Any, ...]:
        cls = obj.__class__
        i = self.sig_vars.get(obj)
        if i is not None:
            return ("s", i)
        if cls is TypeName and obj.typ.__class__ is TypeParam and obj.typ in self.tparams and obj.typ.obj is obj:
            return ("tp", self.tparams[obj.typ])
        if cls is PkgName:
            return ("p", self.package(obj.imported), obj.name)
        if cls is Label:
            return ("l", self.pos(obj.pos), obj.name)
        pkg = obj.pkg
        if pkg is None:
            if cls in (Builtin, Nil, Const) or cls is TypeName and UNIVERSE.elems.get(obj.name) is obj:
                return ("u", obj.name)
        elif pkg.scope is not None and pkg.scope.elems.get(obj.name) is obj:
            return ("g", self.package(pkg), obj.name)
        if cls is Func:
            return self.method_data(obj)
        if cls is Var:
            flags = _flags(obj)
            return (
                "v",
                self.package(pkg),
                self.pos(obj.pos),
                obj.name,
                self.encode(obj.typ),
                obj.kind,
                flags,
                self.encode(obj.extra),
            )
        if cls is Const:
            return ("k", self.pos(obj.pos), obj.name, self.encode(obj.typ), self.encode(obj.val))
        if cls is TypeName:
            t = obj.typ
            if t.__class__ is Named and t.obj is obj:
                return ("lt", self.local_type(obj))
            return ("la", self.pos(obj.pos), obj.name, self.encode(t))
        raise X.ExportError(f"cannot export {cls.__name__} {obj.name}")

    def method_data(self, f: Func) -> tuple[Any, ...]:
        recv = f.typ.recv if f.typ is not None else None  # type: ignore[attr-defined]
        if recv is None:
            raise X.ExportError(f"function {f.name} is not declared in its package")
        t = unalias(recv.typ)
        if t.__class__ is Pointer:
            t = unalias(t.elem)
        if t.__class__ is Named and t.underlying().__class__ is not Interface:
            if f.origin is f:
                obj = t.orig.obj
                if obj.pkg.scope.elems.get(obj.name) is obj:  # type: ignore[union-attr]
                    return ("M", self.package(obj.pkg), obj.name, f.name)
            return ("m", self.encode(t), f.name)
        return ("i", self.encode(t), f.id())


def _wanted(f: Func) -> bool:
    """Generic, or a small function with literals: importing packages make its code anew."""
    sig: Signature = f.typ  # type: ignore[assignment]
    return bool(sig.tparams or sig.recv_tparams or "literals" in f.pragma)


def _exported_functions(pkg: Package) -> list[tuple[str, Func]]:
    out: list[tuple[str, Func]] = []
    for name in sorted(pkg.scope.elems):
        obj = pkg.scope.lookup(name)
        if obj.__class__ is Func:
            if _wanted(obj):  # type: ignore[arg-type]
                out.append((name, obj))
        elif obj.__class__ is TypeName and obj.typ.__class__ is Named and obj.typ.obj is obj:
            for m in obj.typ.own_methods():
                if _wanted(m):
                    out.append((f"{name}.{m.name}", m))
    return out


def export_bodies(pkg: Package, file_table: Any = None) -> bytes:
    """The bodies of functions and methods of a package that others need (b"" if there are none)."""
    w = BodyWriter(pkg)
    chunks: list[bytes] = []
    index: dict[str, tuple[int, int]] = {}
    offset = 0
    for key, f in _exported_functions(pkg):
        if f.decl is None or f.decl.body is None:
            continue
        w.start(f)
        tree = w.encode(f.decl)
        table = w.local_table()
        chunk = marshal.dumps((tree, w.type_table, table, [_flags(v) for v in w.sig_vars]), X.MARSHAL)
        chunks.append(chunk)
        index[key] = (offset, offset + len(chunk))
        offset += len(chunk)
    if not index:
        return b""
    header = marshal.dumps((X.VERSION, tuple(w.paths), X.file_names(w, file_table), index), X.MARSHAL)
    return len(header).to_bytes(4, "little") + header + b"".join(chunks)


# ---------------------------------------------------------------- reading


class BodyReader(X.Reader):
    """Reads one body."""

    def start(self, f: Func, types: list[Any], locals: list[Any], flags: list[int]) -> None:
        sig: Signature = f.typ  # type: ignore[assignment]
        self.objects: list[Any] = []
        self.type_data = types
        self.type_cache: list[Any] = [None] * len(types)
        self.local_data = locals
        self.local_cache: list[Any] = [None] * len(locals)
        self.base_tparams = sig.recv_tparams + sig.tparams
        self.tparams = self.base_tparams
        recv = [sig.recv] if sig.recv is not None else []
        self.sig_vars = recv + sig.params.vars + sig.results.vars
        for v, bits in zip(self.sig_vars, flags, strict=True):  # what escape found out about the parameters
            for bit, name in enumerate(_FLAGS):
                setattr(v, name, bool(bits >> bit & 1))

    def type_at(self, i: int) -> Any:
        t = self.type_cache[i]
        if t is None:
            d = self.type_data[i]
            saved = self.tparams, self.owner
            self.tparams, self.owner = self.base_tparams, None
            if d.__class__ is tuple and d[0] == "lit":
                t = self.type_cache[i] = Signature(None, Tuple([]), Tuple([]), d[1])
                t.params = Tuple([self.decode(v) for v in d[2]])
                t.results = Tuple([self.decode(v) for v in d[3]])
            else:
                t = self.type_cache[i] = self.typ(d)
            self.tparams, self.owner = saved
        return t

    def local_type(self, ref: int) -> Named:
        named: Optional[Named] = self.local_cache[ref]
        if named is None:
            name, pos, local_index, ambient, own, _ = self.local_data[ref]
            obj = TypeName(self.pos(pos), self.pkg, name, None)
            obj.local_index = local_index
            obj.ambient = [self.base_tparams[i] for i in ambient]
            named = self.local_cache[ref] = Named(obj)
            obj.typ = named
            saved = self.tparams, self.owner
            self.tparams, self.owner = self.base_tparams, None
            named.tparams = self.declare_tparams(own)
            self.tparams, self.owner = saved
            named.resolver = lambda n: self.complete_local(n, ref)
        return named

    def complete_local(self, n: Named, ref: int) -> None:
        rhs = self.local_data[ref][5]
        saved = self.tparams, self.owner
        self.tparams = self.base_tparams + n.tparams
        self.owner = n if rhs.__class__ is tuple and rhs[0] == X.INTERFACE else None
        u = self.typ(rhs)
        n.fromrhs = u
        n._underlying = u
        self.tparams, self.owner = saved

    def decode(self, v: Any) -> Any:
        cls = v.__class__
        if cls is not tuple:
            return [self.decode(x) for x in v] if cls is list else v
        tag = v[0]
        if tag >= 0:
            ncls = _CLASSES[tag]
            node = ncls.__new__(ncls)
            self.objects.append(node)
            i = 0
            for slot in _SLOTS[tag]:
                i += 1
                x = v[i]
                if x.__class__ is tuple:
                    if x[0] == UNSET:
                        continue
                    x = self.type_at(x[1]) if x[0] == TYPE else self.decode(x)
                elif x.__class__ is list:
                    x = [self.decode(y) for y in x]
                elif slot in _POS_SLOTS and x:
                    x = self.pos(x)
                setattr(node, slot, x)
            if isinstance(node, nodes.Decl):
                node.group = None
            return node
        return _DECODERS[tag](self, v)

    def numbered(self, v: Any) -> Any:
        # The object's parts may refer to it: it gets its number first.
        i = len(self.objects)
        self.objects.append(None)
        obj = _OBJECTS[v[1]](self, v, i)
        self.objects[i] = obj
        return obj

    def any(self, v: Any) -> Any:
        cls: Any = importlib.import_module(v[1])
        for part in v[2].split("."):
            cls = getattr(cls, part)
        obj = cls.__new__(cls)
        self.objects.append(obj)
        for slot in _SKIPPED.get(cls.__name__, ()):
            setattr(obj, slot, {"refs": set(), "returns": []}.get(slot, {}))
        for slot, x in v[3]:
            setattr(obj, slot, self.pos(x) if slot in _POS_SLOTS and x.__class__ is int and x else self.decode(x))
        return obj


def _selection(r: BodyReader, v: Any) -> Any:
    _, kind, recv, obj, index, indirect, typ = v
    return Selection(kind, r.decode(recv), r.decode(obj), list(index), indirect, r.decode(typ))


_DECODERS: dict[int, Callable[[BodyReader, Any], Any]] = {
    TYPE: lambda r, v: r.type_at(v[1]),
    REF: lambda r, v: r.objects[v[1]],
    SELECTION: _selection,
    CONST: lambda r, v: r.value(v[1]),
    TUPLE: lambda r, v: tuple([r.decode(x) for x in v[1:]]),
    DICT: lambda r, v: {r.decode(k): r.decode(x) for k, x in v[1]},
    SET: lambda r, v: {r.decode(x) for x in v[1]},
    ANY: lambda r, v: r.any(v),
    NUMBERED: lambda r, v: r.numbered(v),
}


def _o_global(r: BodyReader, v: Any, i: int) -> Any:
    pkg = r.package(v[2])
    assert pkg is not None
    return pkg.scope.elems.get(v[3])


def _o_var(r: BodyReader, v: Any, i: int) -> Any:
    _, _, pkg, pos, name, typ, kind, flags, extra = v
    obj = Var(r.pos(pos), r.package(pkg), name, None, kind)
    r.objects[i] = obj
    for bit, flag in enumerate(_FLAGS):
        setattr(obj, flag, bool(flags >> bit & 1))
    obj.typ = r.decode(typ)
    obj.extra = r.decode(extra)
    return obj


def _o_const(r: BodyReader, v: Any, i: int) -> Any:
    _, _, pos, name, typ, val = v
    return Const(r.pos(pos), r.pkg, name, r.decode(typ), r.decode(val))


def _o_alias(r: BodyReader, v: Any, i: int) -> Any:
    _, _, pos, name, typ = v
    obj = TypeName(r.pos(pos), r.pkg, name, None)
    obj.ambient = []
    t = r.decode(typ)
    alias = Alias(obj, t)
    obj.typ = alias
    return obj


def _o_declared_method(r: BodyReader, v: Any, i: int) -> Any:
    named = r.named(v[2], v[3])
    for m in named.own_methods():
        if m.name == v[4]:
            return m
    raise X.ExportError(f"no method {v[3]}.{v[4]}")


def _o_instance_method(r: BodyReader, v: Any, i: int) -> Any:
    named: Named = r.decode(v[2])
    orig = named.orig
    orig.own_methods()
    for k, m in enumerate(orig._methods):
        if m.name == v[3]:
            return method(named, k)
    raise X.ExportError(f"no method {named}.{v[3]}")


def _o_interface_method(r: BodyReader, v: Any, i: int) -> Any:
    t: Type = r.decode(v[2])
    for m in type_set(t.underlying()).methods:  # type: ignore[arg-type]
        if object_id(m.pkg, m.name) == v[3]:
            return m
    raise X.ExportError(f"no interface method {v[3]}")


def _o_pkg_name(r: BodyReader, v: Any, i: int) -> Any:
    imported = r.package(v[2])
    assert imported is not None
    return PkgName(0, r.pkg, v[3], imported)


_OBJECTS: dict[str, Callable[[BodyReader, Any, int], Any]] = {
    "s": lambda r, v, i: r.sig_vars[v[2]],
    "tp": lambda r, v, i: r.base_tparams[v[2]].obj,
    "p": _o_pkg_name,
    "l": lambda r, v, i: Label(r.pos(v[2]), r.pkg, v[3]),
    "u": lambda r, v, i: UNIVERSE.elems[v[2]],
    "g": _o_global,
    "M": _o_declared_method,
    "m": _o_instance_method,
    "i": _o_interface_method,
    "v": _o_var,
    "k": _o_const,
    "lt": lambda r, v, i: r.local_type(v[2]).obj,
    "la": _o_alias,
}


class _Bodies:
    """The blob of one package, opened."""

    def __init__(self, reader: X.PackageReader, data: Any) -> None:
        n = int.from_bytes(data[:4], "little")
        version, self.paths, self.files, self.index = marshal.loads(data[4 : 4 + n])
        if version != X.VERSION:
            raise X.ExportError(f"bodies of version {version}, expected {X.VERSION}")
        self.start = 4 + n
        self.data = data
        self.reader = reader
        self.file_map: Optional[list[int]] = None

    def read(self, key: str, f: Func) -> Optional[nodes.FuncDecl]:
        span = self.index.get(key)
        if span is None:
            return None
        tree, types, locals, flags = marshal.loads(self.data[self.start + span[0] : self.start + span[1]])
        base = self.reader
        r = BodyReader(base.pkg, self.paths, self.files, base.load, base.file_table)
        r.file_map = self.file_map
        r.known_files = base.known_files
        r.start(f, types, locals, flags)
        decl: nodes.FuncDecl = r.decode(tree)
        self.file_map = r.file_map
        return decl


def function_body(f: Func) -> Optional[nodes.FuncDecl]:
    """The declaration of a function, with annotations: of the package being compiled, or a generic one of an imported package
    (decoded on first need and kept as f.decl). None if its body is not at hand."""
    f = f.origin
    if f.decl is not None:
        return f.decl  # type: ignore[no-any-return]
    pkg = f.pkg
    reader = pkg.extra if pkg is not None else None
    if not isinstance(reader, X.PackageReader):
        return None
    bodies = reader.bodies
    if bodies is None:
        return None
    if not isinstance(bodies, _Bodies):
        data = bodies() if callable(bodies) else bodies
        if not data:
            reader.bodies = None
            return None
        bodies = reader.bodies = _Bodies(reader, data)
    f.decl = bodies.read(body_key(f), f)
    return f.decl  # type: ignore[no-any-return]


def body_key(f: Func) -> str:
    recv = f.typ.recv if f.typ is not None else None  # type: ignore[attr-defined]
    if recv is None:
        return f.name
    t: Any = unalias(recv.typ)
    if t.__class__ is Pointer:
        t = unalias(t.elem)
    return f"{t.orig.obj.name}.{f.name}"
