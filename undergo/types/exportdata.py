"""Export data: what an importing package needs of a checked package, and reading it lazily.

The data are one marshalled header, then one marshalled chunk for each package-level object. The header has the paths of all packages that
chunks refer to, the names of source files, and where each chunk lies. An object is decoded when it is first looked up; of a defined type
first only its name and type parameters, its underlying type and methods when somebody asks (Named.resolver).

Types are written as ints (basic types) or tuples that begin with one of the tags below; objects of other packages by package and name.
Function bodies have a format of their own, see exportbodies.
"""

from __future__ import annotations

import importlib
import marshal
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Optional

from . import types as T
from .basic import BYTE, INVALID_TYPE, RUNE, Typ
from .constants import BigFloat, Complex
from .instantiate import instance
from .objects import Const, Func, Object, Package, TypeName, Var
from .scope import Scope
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
    Term,
    Tuple,
    Type,
    TypeParam,
    Union,
)
from .universe import UNIVERSE, UNSAFE

VERSION = 1
# Version 2 writes no references between equal objects: those depend on how often an object was referenced when it was written,
# so that the same package would give different bytes.
MARSHAL = 2

# Tags of types
(
    NAMED,
    INST,
    POINTER,
    SLICE,
    ARRAY,
    MAP,
    CHAN,
    STRUCT,
    TUPLE,
    SIGNATURE,
    INTERFACE,
    UNION,
    TPARAM,
    PREDECLARED,
    LOCAL,
    LOCAL_INST,
    SELF,
) = range(17)

FILE_SHIFT = 40
POS_MASK = (1 << FILE_SHIFT) - 1


class ExportError(Exception):
    """Something cannot be written to, or read from, export data."""


# ---------------------------------------------------------------- writing


class Writer:
    """Writes types, constants and positions for one package; tables of packages and files fill as they are met."""

    def __init__(self, pkg: Package) -> None:
        self.pkg = pkg
        self.paths: list[str] = []
        self.path_index: dict[str, int] = {}
        self.files: list[int] = []
        self.file_index: dict[int, int] = {0: 0}
        self.tparams: dict[TypeParam, int] = {}
        self.ifaces: list[Interface] = []  # interfaces being written, for receivers of their methods
        self.package(pkg)

    def package(self, pkg: Optional[Package]) -> int:
        if pkg is None:
            return -1
        i = self.path_index.get(pkg.path)
        if i is None:
            i = self.path_index[pkg.path] = len(self.paths)
            self.paths.append(pkg.path)
        return i

    def pos(self, pos: int) -> int:
        file = pos >> FILE_SHIFT
        i = self.file_index.get(file)
        if i is None:
            self.files.append(file)
            i = self.file_index[file] = len(self.files)
        return i << FILE_SHIFT | pos & POS_MASK

    def declare_tparams(self, tparams: list[TypeParam]) -> tuple[Any, ...]:
        """Type parameters with their bounds; from now on they are known by number."""
        first = len(self.tparams)
        for i, p in enumerate(tparams):
            self.tparams[p] = first + i
        out = []
        prev: Optional[Type] = None
        for p in tparams:  # None: the bound of the one before
            out.append((p.obj.name, self.pos(p.obj.pos), None if p.bound is prev else self.typ(p.bound)))
            prev = p.bound
        return tuple(out)

    def typ(self, t: Optional[Type]) -> Any:
        return None if t is None else _WRITERS[t.__class__](self, t)

    def types(self, types: list[Type]) -> tuple[Any, ...]:
        return tuple([_WRITERS[t.__class__](self, t) for t in types])

    def params(self, t: Tuple) -> tuple[Any, ...]:
        return tuple([(v.name, self.pos(v.pos), self.typ(v.typ)) for v in t.vars])

    def local_type(self, obj: TypeName) -> Any:
        raise ExportError(f"local type {obj.name} in the export data of {self.pkg.path}")

    def value(self, v: Any) -> Any:
        """Plain data: numbers, strings, bytes, exact constants, and tuples, lists, dicts, sets of such."""
        cls = v.__class__
        if v is None or cls in _PLAIN:
            return v
        if cls is Fraction:
            return ("q", v.numerator, v.denominator)
        if cls is BigFloat:
            return ("b", v.mant, v.exp)
        if cls is Complex:
            return ("c", self.value(v.re), self.value(v.im))
        if cls is tuple or cls is list:
            return ("t" if cls is tuple else "l", *[self.value(x) for x in v])
        if cls is dict:
            return ("d", *[(self.value(k), self.value(x)) for k, x in v.items()])
        if cls is set or cls is frozenset:
            return ("s", *sorted((self.value(x) for x in v), key=repr))
        if not cls.__module__.startswith("undergo."):
            raise ExportError(f"cannot export a {cls.__module__}.{cls.__qualname__}")
        return ("o", cls.__module__, cls.__qualname__, self.value(v.__getstate__()))


_PLAIN = frozenset((bool, int, str, bytes, float))


def _w_basic(w: Writer, t: Basic) -> Any:
    return -1 if t is BYTE else -2 if t is RUNE else t.kind


def _w_named(w: Writer, t: Any) -> Any:
    orig = t.orig
    obj: TypeName = orig.obj
    pkg = obj.pkg
    if pkg is None:
        return (PREDECLARED, obj.name)
    if pkg.scope.elems.get(obj.name) is not obj:
        ref = w.local_type(obj)
        return (LOCAL_INST, ref, w.types(t.targs), t.inst == "local") if t.targs else (LOCAL, ref)
    if t.targs:
        return (INST, w.package(pkg), obj.name, w.types(t.targs))
    return (NAMED, w.package(pkg), obj.name)


def _w_alias(w: Writer, t: Any) -> Any:
    obj = t.orig.obj
    if obj.pkg is not None and obj.pkg.scope.elems.get(obj.name) is not obj:
        if t.tparams and not t.targs:  # a local generic alias itself: only its instances are types
            return w.typ(INVALID_TYPE)
        return w.typ(T.unalias(t))  # a local alias
    return _w_named(w, t)


def _w_struct(w: Writer, t: Struct) -> Any:
    pkg = t.fields[0].pkg if t.fields else None
    fields = tuple(
        [
            (f.name, w.pos(f.pos), w.typ(f.typ), f.embedded)
            if f.pkg is pkg
            else (f.name, w.pos(f.pos), w.typ(f.typ), f.embedded, w.package(f.pkg))
            for f in t.fields
        ]
    )
    return (STRUCT, w.package(pkg), fields, tuple(t.tags))


def _w_signature(w: Writer, t: Signature) -> Any:
    if t.tparams:
        return (SIGNATURE, t.variadic, w.declare_tparams(t.tparams), w.params(t.params), w.params(t.results))
    return (SIGNATURE, t.variadic, (), w.params(t.params), w.params(t.results))


def _w_interface(w: Writer, t: Interface) -> Any:
    if any(x is t for x in w.ifaces):
        raise ExportError("anonymous interface that contains itself")
    w.ifaces.append(t)
    methods = tuple([(m.name, w.pos(m.pos), w.typ(m.typ)) for m in t.methods])
    pkg = t.methods[0].pkg if t.methods else None
    out = (INTERFACE, w.package(pkg), methods, w.types(t.embeddeds), t.implicit)
    w.ifaces.pop()
    return out


def _w_tparam(w: Writer, t: TypeParam) -> Any:
    i = w.tparams.get(t)
    if i is None:
        raise ExportError(f"type parameter {t.obj.name} outside its declaration")
    return (TPARAM, i)


_WRITERS: dict[type, Callable[[Writer, Any], Any]] = {
    Basic: _w_basic,
    Named: _w_named,
    Alias: _w_alias,
    Pointer: lambda w, t: (POINTER, w.typ(t.elem)),
    Slice: lambda w, t: (SLICE, w.typ(t.elem)),
    Array: lambda w, t: (ARRAY, w.typ(t.elem), t.len),
    Map: lambda w, t: (MAP, w.typ(t.key), w.typ(t.elem)),
    Chan: lambda w, t: (CHAN, t.dir, w.typ(t.elem)),
    Struct: _w_struct,
    Tuple: lambda w, t: (TUPLE, w.params(t)),
    Signature: _w_signature,
    Interface: _w_interface,
    Union: lambda w, t: (UNION, tuple([(x.tilde, w.typ(x.typ)) for x in t.terms])),
    TypeParam: _w_tparam,
}


def _func_extras(w: Writer, f: Func) -> tuple[Any, ...]:
    return (f.linkname, tuple(sorted(f.pragma)), w.value(f.esc_tags), f.has_body, f.inline_cost)


def _write_method(w: Writer, m: Func) -> tuple[Any, ...]:
    sig: Signature = m.typ  # type: ignore[assignment]
    w.tparams = {}
    recv_tparams = w.declare_tparams(sig.recv_tparams)
    recv = sig.recv
    assert recv is not None
    recv_data = (recv.name, w.pos(recv.pos), w.typ(recv.typ))
    return (m.name, w.pos(m.pos), recv_tparams, recv_data, w.typ(sig), _func_extras(w, m))


def _write_object(w: Writer, obj: Object) -> Optional[tuple[Any, ...]]:
    w.tparams = {}
    pos = w.pos(obj.pos)
    cls = obj.__class__
    if cls is Const:
        return ("c", pos, w.typ(obj.typ), w.value(obj.val))  # type: ignore[attr-defined]
    if cls is Var:
        return ("v", pos, w.typ(obj.typ), obj.linkname)  # type: ignore[attr-defined]
    if cls is Func:
        return ("f", pos, w.typ(obj.typ), _func_extras(w, obj))  # type: ignore[arg-type]
    if cls is TypeName:
        t: Any = obj.typ
        if t.__class__ is Alias and t.obj is obj:
            return ("a", pos, w.declare_tparams(t.tparams), w.typ(t.fromrhs))
        if t.__class__ is not Named or t.obj is not obj:
            return ("n", pos, w.typ(t))
        tparams = w.declare_tparams(t.tparams)
        rhs = w.typ(t.underlying())
        methods = tuple([_write_method(w, m) for m in t.own_methods()])
        return ("t", pos, tparams, marshal.dumps((rhs, methods), MARSHAL))
    return None


def export_package(pkg: Package, file_table: Any = None) -> bytes:
    """The export data of a package that was checked without errors. file_table: that of its positions (without one they are lost)."""
    w = Writer(pkg)
    chunks: list[bytes] = []
    index: dict[str, tuple[int, int]] = {}
    offset = 0
    for name in sorted(pkg.scope.elems):
        obj = pkg.scope.lookup(name)
        data = _write_object(w, obj) if obj is not None else None
        if data is None:
            continue
        chunk = marshal.dumps(data, MARSHAL)
        chunks.append(chunk)
        index[name] = (offset, offset + len(chunk))
        offset += len(chunk)
    header = marshal.dumps(
        (
            VERSION,
            pkg.path,
            pkg.name,
            pkg.go_version,
            tuple(p.path for p in pkg.imports),
            tuple(w.paths),
            file_names(w, file_table),
            tuple(index),
            tuple(x[1] for x in index.values()),
        ),
        MARSHAL,
    )
    return len(header).to_bytes(4, "little") + header + b"".join(chunks)


def file_names(w: Writer, file_table: Any) -> tuple[Any, ...]:
    """(name, has columns) of the files met."""
    if file_table is None:
        return ()
    without = getattr(file_table, "without_columns", ())
    return tuple((file_table.names[i], i not in without) for i in w.files)


# ---------------------------------------------------------------- reading


class LazyElems(dict[str, Any]):
    """The elements of an imported package's scope: decoded when asked for."""

    __slots__ = ("reader", "index")

    def __init__(self, reader: "PackageReader", index: dict[str, Any]) -> None:
        super().__init__()
        self.reader = reader
        self.index = index

    def get(self, name: str, default: Any = None) -> Any:
        obj = dict.get(self, name)
        if obj is None and name in self.index:
            return self.reader.read_object(name)
        return default if obj is None else obj

    def __getitem__(self, name: str) -> Any:
        obj = self.get(name)
        if obj is None:
            raise KeyError(name)
        return obj

    def __contains__(self, name: object) -> bool:
        return name in self.index or dict.__contains__(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.index)

    def __len__(self) -> int:
        return len(self.index)

    def keys(self) -> Any:
        return self.index.keys()

    def values(self) -> Any:
        return [self[name] for name in self.index]

    def items(self) -> Any:
        return [(name, self[name]) for name in self.index]


class LazyImports(list[Package]):
    """The direct imports of an imported package, loaded when asked for."""

    __slots__ = ("paths", "load")

    def __init__(self, paths: tuple[str, ...], load: Callable[[str], Package]) -> None:
        super().__init__()
        self.paths = paths
        self.load = load

    def _fill(self) -> None:
        if self.paths:
            paths, self.paths = self.paths, ()
            self.extend(self.load(p) for p in paths)

    def __iter__(self) -> Iterator[Package]:
        self._fill()
        return super().__iter__()

    def __len__(self) -> int:
        self._fill()
        return super().__len__()

    def __getitem__(self, i: Any) -> Any:
        self._fill()
        return super().__getitem__(i)


class Reader:
    """Reads what a Writer wrote. paths: the table of packages; files: the names of source files."""

    def __init__(
        self,
        pkg: Package,
        paths: tuple[str, ...],
        files: tuple[Any, ...],
        load: Callable[[str], Package],
        file_table: Any,
    ) -> None:
        self.pkg = pkg
        self.load = load
        self.paths = paths
        self.packages: list[Optional[Package]] = [None] * len(paths)
        if paths and paths[0] == pkg.path:
            self.packages[0] = pkg
        self.files = files
        self.file_table = file_table
        self.file_map: Optional[list[int]] = None
        self.known_files: dict[str, int] = {}
        self.tparams: list[TypeParam] = []
        self.owner: Optional[Named] = None  # receiver of the methods of a named interface

    def package(self, i: int) -> Optional[Package]:
        if i < 0:
            return None
        p = self.packages[i]
        if p is None:
            path = self.paths[i]
            p = self.packages[i] = UNSAFE if path == "unsafe" else self.load(path)
        return p

    def pos(self, pos: int) -> int:
        """The position with its file's number in this process."""
        file_map = self.file_map
        if file_map is None:
            file_map = self.file_map = self._map_files()
        i = pos >> FILE_SHIFT
        return file_map[i] | pos & POS_MASK if i < len(file_map) else 0

    def _map_files(self) -> list[int]:
        if self.file_table is None:
            return [0]
        known = self.known_files
        for name, columns in self.files:
            if name not in known:
                known[name] = self.file_table.add(name, columns) << FILE_SHIFT
        return [0] + [known[name] for name, _ in self.files]

    def declare_tparams(self, data: tuple[Any, ...]) -> list[TypeParam]:
        if not data:
            return []
        tparams = []
        for i, (name, pos, _) in enumerate(data):
            obj = TypeName(self.pos(pos), self.pkg, name, None)
            p = TypeParam(obj, None)
            obj.typ = p
            p.index = i
            tparams.append(p)
        self.tparams = self.tparams + tparams
        prev: Any = None
        for p, (_, _, bound) in zip(tparams, data):
            if bound is not None:
                prev = self.typ(bound)
            p.bound = prev
        return tparams

    def named(self, pkg: int, name: str) -> Any:
        p = self.package(pkg)
        assert p is not None
        obj = p.scope.elems.get(name)
        if obj is None:
            raise ExportError(f"{self.pkg.path}: {p.path} has no {name}")
        return obj.typ

    def typ(self, data: Any) -> Any:
        if data.__class__ is int:
            return Typ[data] if data >= 0 else BYTE if data == -1 else RUNE
        if data is None:
            return None
        return _READERS[data[0]](self, data)

    def params(self, data: tuple[Any, ...], kind: str) -> Tuple:
        pkg = self.pkg
        return Tuple([Var(self.pos(pos), pkg, name, self.typ(t), kind) for name, pos, t in data])

    def value(self, v: Any) -> Any:
        if v.__class__ is not tuple:
            return v
        tag = v[0]
        if tag == "q":
            return Fraction(v[1], v[2])
        if tag == "b":
            return BigFloat(v[1], v[2])
        if tag == "c":
            return Complex(self.value(v[1]), self.value(v[2]))
        if tag == "t":
            return tuple([self.value(x) for x in v[1:]])
        if tag == "l":
            return [self.value(x) for x in v[1:]]
        if tag == "d":
            return {self.value(k): self.value(x) for k, x in v[1:]}
        if tag == "s":
            return {self.value(x) for x in v[1:]}
        cls = _class_named(v[1], v[2])
        obj = cls.__new__(cls)
        obj.__setstate__(self.value(v[3]))
        return obj

    def local_type(self, ref: int) -> Named:
        raise ExportError("local type in export data")

    def func_extras(self, f: Func, data: tuple[Any, ...]) -> None:
        f.linkname, pragma, tags, f.has_body, f.inline_cost = data
        if pragma:
            f.pragma = set(pragma)
        f.esc_tags = self.value(tags)


_classes: dict[tuple[str, str], Any] = {}


def _class_named(module: str, name: str) -> Any:
    """A class that hangs summaries onto functions (of a later phase, which this package must not import)."""
    cls = _classes.get((module, name))
    if cls is None:
        cls = _classes[module, name] = getattr(importlib.import_module(module), name)
    return cls


def _r_struct(r: Reader, d: Any) -> Type:
    _, pkg_i, fields, tags = d
    pkg = r.package(pkg_i)
    out = []
    for f in fields:
        v = Var(r.pos(f[1]), pkg if len(f) == 4 else r.package(f[4]), f[0], r.typ(f[2]), "field")
        v.embedded = f[3]
        out.append(v)
    return Struct(out, list(tags))


def _r_signature(r: Reader, d: Any) -> Type:
    _, variadic, tparams, params, results = d
    own = r.declare_tparams(tparams) if tparams else []
    return Signature(None, r.params(params, "param"), r.params(results, "result"), variadic, own)


def _r_interface(r: Reader, d: Any) -> Type:
    _, pkg_i, methods, embeddeds, implicit = d
    t = Interface([], [])
    owner: Type = r.owner if r.owner is not None else t
    r.owner = None
    pkg = r.package(pkg_i)
    for name, pos, sig_data in methods:
        p = r.pos(pos)
        sig: Signature = r.typ(sig_data)
        sig.recv = Var(p, pkg, "", owner, "recv")
        f = Func(p, pkg, name, sig)
        f.has_body = False
        t.methods.append(f)
    t.embeddeds = [r.typ(e) for e in embeddeds]
    t.implicit = implicit
    t.complete = True
    return t


def _r_local(r: Reader, d: Any) -> Type:
    return r.local_type(d[1])


def _r_local_inst(r: Reader, d: Any) -> Type:
    from .instantiate import instance
    from .subst import local_instance

    orig, targs = r.local_type(d[1]), [r.typ(t) for t in d[2]]
    return local_instance(orig, targs) if d[3] else instance(None, orig.obj.pos, orig, targs, None)  # type: ignore[no-any-return]


_READERS: list[Callable[[Reader, Any], Any]] = [
    lambda r, d: r.named(d[1], d[2]),
    lambda r, d: instance(None, 0, r.named(d[1], d[2]), [r.typ(t) for t in d[3]]),
    lambda r, d: Pointer(r.typ(d[1])),
    lambda r, d: Slice(r.typ(d[1])),
    lambda r, d: Array(r.typ(d[1]), d[2]),
    lambda r, d: Map(r.typ(d[1]), r.typ(d[2])),
    lambda r, d: Chan(d[1], r.typ(d[2])),
    _r_struct,
    lambda r, d: r.params(d[1], "local"),
    _r_signature,
    _r_interface,
    lambda r, d: Union([Term(tilde, r.typ(t)) for tilde, t in d[1]]),
    lambda r, d: r.tparams[d[1]],
    lambda r, d: UNIVERSE.elems[d[1]].typ,
    _r_local,
    _r_local_inst,
]


class PackageReader(Reader):
    """Reads the chunks of one package."""

    def __init__(
        self,
        pkg: Package,
        paths: tuple[str, ...],
        files: tuple[Any, ...],
        load: Callable[[str], Package],
        file_table: Any,
        data: Any,
        index: dict[str, tuple[int, int]],
    ) -> None:
        super().__init__(pkg, paths, files, load, file_table)
        self.data = data
        self.index = index
        self.bodies: Any = None

    def read_object(self, name: str) -> Object:
        i, j = self.index[name]
        d = marshal.loads(self.data[i:j])
        saved = self.tparams, self.owner
        self.tparams, self.owner = [], None
        obj = getattr(self, "_read_" + d[0])(name, d)
        self.tparams, self.owner = saved
        return obj  # type: ignore[no-any-return]

    def _declare(self, obj: Any) -> Any:
        elems = self.pkg.scope.elems
        dict.__setitem__(elems, obj.name, obj)
        obj.parent = self.pkg.scope
        return obj

    def _read_c(self, name: str, d: Any) -> Object:
        obj: Const = self._declare(Const(self.pos(d[1]), self.pkg, name, None, self.value(d[3])))
        obj.typ = self.typ(d[2])
        return obj

    def _read_v(self, name: str, d: Any) -> Object:
        obj: Var = self._declare(Var(self.pos(d[1]), self.pkg, name, None, "package"))
        obj.typ = self.typ(d[2])
        obj.linkname = d[3]
        return obj

    def _read_f(self, name: str, d: Any) -> Object:
        obj: Func = self._declare(Func(self.pos(d[1]), self.pkg, name, None))
        obj.typ = self.typ(d[2])
        self.func_extras(obj, d[3])
        return obj

    def _read_n(self, name: str, d: Any) -> Object:
        obj: TypeName = self._declare(TypeName(self.pos(d[1]), self.pkg, name, None))
        obj.typ = self.typ(d[2])
        return obj

    def _read_a(self, name: str, d: Any) -> Object:
        obj: TypeName = self._declare(TypeName(self.pos(d[1]), self.pkg, name, None))
        obj.ambient = []
        alias = Alias(obj, None)  # type: ignore[arg-type]
        obj.typ = alias
        alias.tparams = self.declare_tparams(d[2])
        alias.fromrhs = self.typ(d[3])
        return obj

    def _read_t(self, name: str, d: Any) -> Object:
        obj: TypeName = self._declare(TypeName(self.pos(d[1]), self.pkg, name, None))
        obj.ambient = []
        named = Named(obj)
        obj.typ = named
        if d[2]:
            named.tparams = self.declare_tparams(d[2])
        rest = d[3]
        named.resolver = lambda n: self.complete(n, rest)
        return obj

    def complete(self, n: Named, rest: bytes) -> None:
        """Set the underlying type and the methods of a defined type."""
        rhs, methods = marshal.loads(rest)
        saved = self.tparams, self.owner
        self.tparams = n.tparams
        self.owner = n if rhs.__class__ is tuple and rhs[0] == INTERFACE else None
        pkg = self.pkg
        # Methods first: their signatures may need n's methods, never its underlying type.
        made = []
        for name, pos, recv_tparams, recv, sig_data, extras in methods:
            f = Func(self.pos(pos), pkg, name, None)
            self.func_extras(f, extras)
            n._methods.append(f)
            made.append((f, recv_tparams, recv, sig_data))
        u = self.typ(rhs)
        n.fromrhs = u
        n._underlying = u
        for f, recv_tparams, recv, sig_data in made:
            self.tparams = []
            self.owner = None
            own = self.declare_tparams(recv_tparams)
            recv_name, recv_pos, recv_type = recv
            rvar = Var(self.pos(recv_pos), pkg, recv_name, self.typ(recv_type), "recv")
            f.has_ptr_recv = rvar.typ.__class__ is Pointer
            sig: Signature = self.typ(sig_data)
            sig.recv = rvar
            sig.recv_tparams = own
            f.typ = sig
        self.tparams, self.owner = saved


def import_package(data: Any, load: Callable[[str], Package], file_table: Any = None, bodies: Any = None) -> Package:
    """The package of these export data. load: path -> Package for the packages it refers to, called when needed (it must give the same
    Package for the same path every time). bodies: the bytes of export_bodies, or a function that gives them; file_table: where the
    names of its source files are to be added (lazily)."""
    n = int.from_bytes(data[:4], "little")
    version, path, name, go_version, imports, paths, files, names, ends = marshal.loads(data[4 : 4 + n])
    if version != VERSION:
        raise ExportError(f"export data of version {version}, expected {VERSION}")
    start = 4 + n
    index: dict[str, tuple[int, int]] = {}
    offset = start
    for obj_name, end in zip(names, ends):
        end += start
        index[obj_name] = (offset, end)
        offset = end
    scope = Scope(UNIVERSE, "package " + path)
    pkg = Package(path, name, scope)
    pkg.go_version = go_version
    pkg.complete = True
    reader = PackageReader(pkg, paths, files, load, file_table, data, index)
    reader.bodies = bodies
    scope.elems = LazyElems(reader, index)
    pkg.imports = LazyImports(imports, load)
    pkg.extra = reader
    return pkg
