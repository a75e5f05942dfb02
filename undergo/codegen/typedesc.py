"""Type descriptors: ``internal/abi.Type`` and what follows it, for every kind, as ``cmd/compile/internal/reflectdata`` lays them out.

    abi.Type | what the kind adds | abi.UncommonType (named types, types with methods) | fields, parameters or interface methods | methods

A descriptor is made where it is first needed. A defined type that is no instance has one strong descriptor in the package that declares
it (it and its pointer type, always emitted there); predeclared types are runtime's; all others are ``linkonce_odr``: equal types, equal
symbols, one descriptor in the linked program. Field offsets and constants come from the declarations in internal/abi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.types import types as T
from undergo.types.basic import EMPTY_INTERFACE, Typ
from undergo.types.objects import Func, Package, TypeName, Var
from undergo.types.universe import universe_error

from . import alg, names, wrappers
from .image import Image, define_image, once
from .layout import info, pointer_mask
from .methods import Method, method_sets
from .module import quote

if TYPE_CHECKING:
    from .module import ModuleBuilder

_KINDS: dict[int, str] = {
    T.BOOL: "Bool", T.INT: "Int", T.INT8: "Int8", T.INT16: "Int16", T.INT32: "Int32", T.INT64: "Int64", T.UINT: "Uint",
    T.UINT8: "Uint8", T.UINT16: "Uint16", T.UINT32: "Uint32", T.UINT64: "Uint64", T.UINTPTR: "Uintptr", T.FLOAT32: "Float32",
    T.FLOAT64: "Float64", T.COMPLEX64: "Complex64", T.COMPLEX128: "Complex128", T.STRING: "String",
    T.UNSAFE_POINTER: "UnsafePointer",
}  # fmt: skip

_KIND_OF_CLASS: dict[type, str] = {
    T.Array: "Array", T.Chan: "Chan", T.Signature: "Func", T.Interface: "Interface", T.Map: "Map", T.Pointer: "Pointer",
    T.Slice: "Slice", T.Struct: "Struct",
}  # fmt: skip

_STRUCT_OF_CLASS: dict[type, str] = {
    T.Array: "ArrayType", T.Chan: "ChanType", T.Signature: "FuncType", T.Interface: "InterfaceType", T.Map: "MapType",
    T.Pointer: "PtrType", T.Slice: "SliceType", T.Struct: "StructType",
}  # fmt: skip


class AbiStruct:
    """A struct of internal/abi: size and field offsets by name."""

    __slots__ = ("size", "off", "width")

    def __init__(self, t: T.Type) -> None:
        ti = info(t)
        self.size = ti.size
        self.off: dict[str, int] = {}
        self.width: dict[str, int] = {}
        for f, offset in zip(ti.u.fields, ti.offsets):  # type: ignore[attr-defined]
            self.off[f.name] = offset
            self.width[f.name] = info(f.typ).size


def find_package(mb: "ModuleBuilder", path: str) -> Package:
    """A package whose declarations code generation needs (internal/abi, internal/runtime/maps, runtime), whether or not this one
    imports it: from options.extra["packages"] or options.extra["importer"], else among the imports."""
    found: Optional[Package] = mb.extra.get(("package", path))
    if found is None:
        found = mb.extra[("package", path)] = _search_package(mb, path)
    return found


def _search_package(mb: "ModuleBuilder", path: str) -> Package:
    if mb.pkg.path == path:
        return mb.pkg
    extra = mb.options.extra
    found: Optional[Package] = extra.get("packages", {}).get(path)
    if found is not None:
        return found
    importer = extra.get("importer")
    if importer is not None:
        try:
            return importer(path)  # type: ignore[no-any-return]
        except (KeyError, OSError, ImportError):
            pass
    seen: set[str] = set()
    todo = list(mb.pkg.imports)
    while todo:
        pkg = todo.pop()
        if pkg.path == path:
            return pkg
        if pkg.path not in seen:
            seen.add(pkg.path)
            todo.extend(pkg.imports)
    from .abisource import goroot_source, package_from_source, runtime_records

    root = goroot_source(mb)
    if root is not None and path in ("internal/abi", "internal/runtime/maps", "runtime"):
        return package_from_source(root, path, mb.extra.setdefault("source_packages", {}))
    if path == "runtime":
        return runtime_records(mb.extra.setdefault("source_packages", {}))
    raise LookupError(f"compiling {mb.pkg.path} needs the declarations of package {path}")


def package_type(mb: "ModuleBuilder", path: str, name: str) -> T.Type:
    obj = find_package(mb, path).scope.lookup(name)
    if obj is None:
        raise LookupError(f"package {path} declares no {name}")
    return obj.typ


def package_const(mb: "ModuleBuilder", path: str, name: str) -> Any:
    obj: Any = find_package(mb, path).scope.lookup(name)
    if obj is None:
        raise LookupError(f"package {path} declares no {name}")
    return obj.val


def descriptors(mb: "ModuleBuilder") -> "TypeDescriptors":
    """The module's descriptors."""
    td = mb.extra.get("descriptors")
    if td is None:
        td = mb.extra["descriptors"] = TypeDescriptors(mb)
    return td


def type_ref(mb: "ModuleBuilder", t: T.Type) -> str:
    """The operand of t's descriptor."""
    return descriptors(mb).ref(t)


class TypeDescriptors:
    """Makes the descriptors of one module."""

    __slots__ = ("mb", "_refs", "_structs", "_consts", "_groups", "_emitted", "typelinks")

    def __init__(self, mb: "ModuleBuilder") -> None:
        self.mb = mb
        self._refs: dict[T.Type, str] = {}
        self._structs: dict[str, AbiStruct] = {}
        self._consts: dict[str, int] = {}
        self._groups: dict[str, T.Struct] = {}
        self._emitted: set[str] = set()
        # (symbol, string that reflection prints) of types that reflection must find.
        self.typelinks: list[list[str]] = mb.meta["typelinks"]

    # ------------------------------------------------------------ the abi package

    def struct(self, name: str) -> AbiStruct:
        s = self._structs.get(name)
        if s is None:
            s = self._structs[name] = AbiStruct(package_type(self.mb, "internal/abi", name))
        return s

    def const(self, name: str) -> int:
        c = self._consts.get(name)
        if c is None:
            c = self._consts[name] = int(package_const(self.mb, "internal/abi", name))
        return c

    # ------------------------------------------------------------ references

    def ref(self, t: T.Type) -> str:
        """The operand of t's descriptor."""
        r = self._refs.get(t)
        if r is None:
            t0 = T.unalias(t)
            symbol = names.type_symbol(t0)
            if symbol not in self._emitted:
                self._emitted.add(symbol)
                if self._emitted_here(t0):
                    self.mb.want(symbol, lambda: self._write(symbol, t0))
                else:
                    self.mb.global_ref(symbol)
            r = self._refs[t] = quote(symbol)
        return r

    def _emitted_here(self, t: T.Type) -> bool:
        """Whether this module holds t's descriptor (reflectdata.NeedEmit)."""
        if t.__class__ is T.Pointer and T.unalias(t.elem).__class__ is not T.Pointer:
            t = T.unalias(t.elem)
        if self._is_runtimes(t):
            return self.mb.path == "runtime"
        if t.__class__ is T.Named:
            return self._is_local(t) or is_instance(t)
        return True

    def _is_local(self, t: T.Named) -> bool:
        return t.obj.pkg is not None and t.obj.pkg.path == self.mb.path

    def _is_runtimes(self, t: T.Type) -> bool:
        """Predeclared types, any and error, slices of them, and func(error) string are emitted in package runtime."""
        if t.__class__ is T.Signature:
            return names.link_string(t) == "func(error) string"
        if t.__class__ is T.Slice:
            t = T.unalias(t.elem)
        if t.__class__ is T.Basic:
            return True
        if t.__class__ is T.Interface:
            return not t.all_methods()
        return t.__class__ is T.Named and t.obj.pkg is None

    # ------------------------------------------------------------ emission

    def emit_package_types(self, pkg: Package) -> None:
        """Queues what the package owes to others: its defined types, and in package runtime the predeclared ones."""
        for name in list(pkg.scope.elems):
            obj = pkg.scope.lookup(name)
            if obj.__class__ is TypeName and obj.name != "_":
                t = obj.typ
                if t.__class__ is T.Named and t.obj is obj and not t.tparams:
                    if T.under(t).__class__ is T.Interface and _is_constraint(T.under(t)):
                        continue
                    self.ref(t)
                    self.ref(T.Pointer(t))
        if pkg.path == "runtime":
            error = universe_error
            for t in [*Typ[T.BOOL : T.UNSAFE_POINTER + 1], EMPTY_INTERFACE, error]:
                self.ref(T.Pointer(t))
                self.ref(T.Pointer(T.Slice(t)))
            string = Typ[T.STRING]
            self.ref(
                T.Pointer(T.Signature(None, T.Tuple([Var(0, None, "", error, "param")]), T.Tuple([Var(0, None, "", string, "result")])))
            )

    # ------------------------------------------------------------ one descriptor

    def _write(self, symbol: str, t: T.Type) -> None:
        u = T.under(t)
        cls = u.__class__
        named = t.__class__ is T.Named or t.__class__ is T.Basic
        methods = method_sets(self.mb).of(t)
        head = self.struct(_STRUCT_OF_CLASS.get(cls, "Type"))
        uncommon_size = self.struct("UncommonType").size if named or methods else 0
        image = Image(head.size)
        image.data += bytes(uncommon_size)
        self._common(image, t, u, named, bool(methods))
        fill = _FILLERS.get(cls)
        tail = len(image.data)
        if fill is not None:
            fill(self, image, t, u)
        if uncommon_size:
            self._uncommon(image, head.size, t, methods, len(image.data) - head.size)
        assert len(image.data) >= tail
        shared = self._shared(t)
        # Package runtime owes its types to others whether it uses them or not: LLVM must not drop them.
        linkage = "" if not shared else "weak_odr" if self.mb.path == "runtime" else "linkonce_odr"
        define_image(self.mb, symbol, image, ".go.type", linkage=linkage, align=8, constant=True)
        if not named and cls in _KIND_OF_CLASS and cls is not T.Interface and info(t).extra is None:
            self.typelinks.append([symbol, names.name_string(t)])

    def _shared(self, t: T.Type) -> bool:
        """Whether other modules may have the same descriptor; one that others rely on must not be dropped when this module has no use for it."""
        if t.__class__ is T.Pointer and T.unalias(t.elem).__class__ is not T.Pointer:
            t = T.unalias(t.elem)
        if self._is_runtimes(t):
            return False
        return t.__class__ is not T.Named or is_instance(t)

    def _common(self, image: Image, t: T.Type, u: T.Type, named: bool, has_methods: bool) -> None:
        off = self.struct("Type").off
        ti = info(t)
        image.integer(off["Size_"], 8, ti.size)
        image.integer(off["PtrBytes"], 8, ti.ptrdata)
        image.integer(off["Hash"], 4, names.type_hash(t))
        flags = 0
        if named or has_methods:
            flags |= self.const("TFlagUncommon")
        if named:
            flags |= self.const("TFlagNamed")
        group = info(t).extra is not None
        if alg.is_regular_memory(t) and not group:
            flags |= self.const("TFlagRegularMemory")
        text = names.name_string(t)
        base: Any = t
        if not text.startswith("*"):
            text = "*" + text
            flags |= self.const("TFlagExtraStar")
        elif t.__class__ is T.Pointer:
            base = T.unalias(t.elem)
        exported = False
        if base.__class__ is T.Named:
            exported = names.is_exported(base.obj.name)
        elif base.__class__ is T.Basic and base.kind == T.UNSAFE_POINTER:
            exported = True
        if ti.size == 8 and ti.ptrdata == 8:
            flags |= self.const("TFlagDirectIface")
        if ti.ptrdata // 8 > 8 * self.const("MaxPtrmaskBytes"):
            flags |= self.const("TFlagGCMaskOnDemand")
            image.pointer(off["GCData"], self._mask_on_demand(t))
        else:
            image.pointer(off["GCData"], self.gc_mask(t))
        image.integer(off["TFlag"], 1, flags)
        image.integer(off["Align_"], 1, ti.align)
        image.integer(off["FieldAlign_"], 1, ti.align)
        kind = _KINDS[u.kind] if u.__class__ is T.Basic else _KIND_OF_CLASS[u.__class__]
        image.integer(off["Kind_"], 1, self.const(kind))
        if not group:
            equal = alg.equal_funcval(self.mb, t)
            if equal is not None:
                image.pointer(off["Equal"], equal)
        image.offset32(off["Str"], self.name_data(text, "", None, exported, False))
        # A pointer to the pointer type only where it exists anyway; reflection finds others by typelinks.
        pointer_symbol = names.type_symbol(T.Pointer(t))
        if t.__class__ is T.Named or t.__class__ is T.Basic or pointer_symbol in self._emitted:
            image.offset32(off["PtrToThis"], self.ref(T.Pointer(t)))
        elif t.__class__ is T.Struct and not group and method_sets(self.mb).of(T.Pointer(t)):
            image.offset32(off["PtrToThis"], self.ref(T.Pointer(t)))

    def gc_mask(self, t: T.Type) -> str:
        """The operand of the pointer mask of t: one bit a word, least significant first, padded to words."""
        words = info(t).ptrdata // 8
        size = ((words + 7) // 8 + 7) & -8 or 8
        data = (pointer_mask(t) & ((1 << words) - 1)).to_bytes(size, "little")
        symbol = "runtime.gcbits." + data.hex()
        if once(self.mb, symbol):
            image = Image(size)
            image.raw(0, data)
            define_image(self.mb, symbol, image, ".go.rodata", linkage="linkonce_odr", align=8, constant=True)
        return quote(symbol)

    def _mask_on_demand(self, t: T.Type) -> str:
        symbol = "type:.gcmask." + names.link_string(t)
        if once(self.mb, symbol):
            define_image(self.mb, symbol, Image(8), ".go.noptrbss", linkage="linkonce_odr", align=8, constant=False)
        return quote(symbol)

    def _uncommon(self, image: Image, at: int, t: T.Type, methods: list[Method], methods_at: int) -> None:
        """at: offset of the UncommonType; methods_at: of the method table counted from it."""
        off = self.struct("UncommonType").off
        pkg = type_package(t)
        if pkg is not None:
            image.offset32(at + off["PkgPath"], self.import_path(pkg))
        image.integer(at + off["Mcount"], 2, len(methods))
        image.integer(at + off["Xcount"], 2, sum(1 for m in methods if names.is_exported(m.func.name)))
        image.integer(at + off["Moff"], 4, methods_at)
        if not methods:
            return
        entry = self.struct("Method")
        direct = info(t).size == 8 and info(t).ptrdata == 8
        receiver = t if direct else T.Pointer(t)
        for m in methods:
            base = image.append(bytes(entry.size))
            f = m.func
            exported = names.is_exported(f.name)
            name_pkg = None if exported or same_package(f.pkg, pkg) else f.pkg
            image.offset32(base + entry.off["Name"], self.name_data(f.name, "", name_pkg, exported, False))
            image.offset32(base + entry.off["Mtyp"], self.ref(method_type(f)))
            image.offset32(base + entry.off["Ifn"], wrappers.method_ref(self.mb, receiver, m))
            image.offset32(base + entry.off["Tfn"], wrappers.method_ref(self.mb, t, m))

    # ------------------------------------------------------------ kinds

    def _array(self, image: Image, t: T.Type, u: Any) -> None:
        off = self.struct("ArrayType").off
        image.pointer(off["Elem"], self.ref(u.elem))
        image.pointer(off["Slice"], self.ref(T.Slice(u.elem)))
        image.integer(off["Len"], 8, u.len)

    def _slice(self, image: Image, t: T.Type, u: Any) -> None:
        image.pointer(self.struct("SliceType").off["Elem"], self.ref(u.elem))

    def _pointer(self, image: Image, t: T.Type, u: Any) -> None:
        image.pointer(self.struct("PtrType").off["Elem"], self.ref(u.elem))

    def _chan(self, image: Image, t: T.Type, u: Any) -> None:
        off = self.struct("ChanType").off
        image.pointer(off["Elem"], self.ref(u.elem))
        direction = {T.SEND_RECV: "BothDir", T.SEND_ONLY: "SendDir", T.RECV_ONLY: "RecvDir"}[u.dir]
        image.integer(off["Dir"], 8, self.const(direction))

    def _func(self, image: Image, t: T.Type, u: Any) -> None:
        off = self.struct("FuncType").off
        image.integer(off["InCount"], 2, len(u.params.vars))
        image.integer(off["OutCount"], 2, len(u.results.vars) | (1 << 15 if u.variadic else 0))
        for v in u.params.vars + u.results.vars:
            image.pointer(image.append(bytes(8)), self.ref(v.typ))

    def _interface(self, image: Image, t: T.Type, u: Any) -> None:
        head = self.struct("InterfaceType")
        pkg = t.obj.pkg if t.__class__ is T.Named else None
        if pkg is not None:
            image.pointer(head.off["PkgPath"], self.import_path(pkg))
        methods = names.interface_methods(u)
        self._slice_header(image, head.off["Methods"], names.type_symbol(t), len(methods))
        entry = self.struct("Imethod")
        for f in methods:
            base = image.append(bytes(entry.size))
            exported = names.is_exported(f.name)
            name_pkg = None if exported or same_package(f.pkg, pkg) else f.pkg
            image.offset32(base + entry.off["Name"], self.name_data(f.name, "", name_pkg, exported, False))
            image.offset32(base + entry.off["Typ"], self.ref(method_type(f)))

    def _struct(self, image: Image, t: T.Type, u: Any) -> None:
        head = self.struct("StructType")
        for f in u.fields:
            if not names.is_exported(f.name) and f.pkg is not None:
                image.pointer(head.off["PkgPath"], self.import_path(f.pkg))
                break
        self._slice_header(image, head.off["Fields"], names.type_symbol(t), len(u.fields))
        entry = self.struct("StructField")
        offsets = info(u).offsets
        for i, f in enumerate(u.fields):
            base = image.append(bytes(entry.size))
            tag = u.tags[i] if u.tags else ""
            image.pointer(base + entry.off["Name"], self.name_data(f.name, tag or "", None, names.is_exported(f.name), f.embedded))
            image.pointer(base + entry.off["Typ"], self.ref(f.typ))
            image.integer(base + entry.off["Offset"], 8, offsets[i])

    def _slice_header(self, image: Image, at: int, symbol: str, count: int) -> None:
        """A slice of what is appended next to the image."""
        image.pointer(at, quote(symbol), len(image.data))
        image.integer(at + 8, 8, count)
        image.integer(at + 16, 8, count)

    def _map(self, image: Image, t: T.Type, u: Any) -> None:
        off = self.struct("MapType").off
        group = self.map_group(u)
        slots = T.under(group).fields[1].typ  # type: ignore[attr-defined]
        slot = slots.elem
        slots_at = info(group).offsets[1]
        elem_at = info(slot).offsets[1]
        stride = info(slot).size
        image.pointer(off["Key"], self.ref(u.key))
        image.pointer(off["Elem"], self.ref(u.elem))
        image.pointer(off["Group"], self.ref(group))
        image.pointer(off["Hasher"], alg.hash_funcval(self.mb, u.key))
        image.integer(off["GroupSize"], 8, info(group).size)
        image.integer(off["KeysOff"], 8, slots_at)
        image.integer(off["KeyStride"], 8, stride)
        image.integer(off["ElemsOff"], 8, slots_at + elem_at)
        image.integer(off["ElemStride"], 8, stride)
        image.integer(off["ElemOff"], 8, elem_at)
        flags = 0
        if need_key_update(u.key):
            flags |= self.const("MapNeedKeyUpdate")
        if hash_might_panic(u.key):
            flags |= self.const("MapHashMightPanic")
        if info(u.key).size > self.const("MapMaxKeyBytes"):
            flags |= self.const("MapIndirectKey")
        if info(u.elem).size > self.const("MapMaxElemBytes"):
            flags |= self.const("MapIndirectElem")
        image.integer(off["Flags"], 4, flags)

    def map_group(self, u: T.Map) -> T.Struct:
        """The struct of a slot group: a control word and MapGroupSlots interleaved key/element slots."""
        link = names.link_string(u)
        group = self._groups.get(link)
        if group is None:
            key, elem = u.key, u.elem
            if info(key).size > self.const("MapMaxKeyBytes"):
                key = T.Pointer(key)
            if info(elem).size > self.const("MapMaxElemBytes"):
                elem = T.Pointer(elem)
            slot = T.Struct([_field("key", key), _field("elem", elem)])
            slots = T.Array(slot, self.const("MapGroupSlots"))
            group = T.Struct([_field("ctrl", Typ[T.UINT64]), _field("slots", slots)])
            self._groups[link] = group
            info(group).extra = u
        return group

    # ------------------------------------------------------------ names

    def name_data(self, name: str, tag: str, pkg: Optional[Package], exported: bool, embedded: bool) -> str:
        """The operand of an encoded abi.Name."""
        symbol = "type:.namedata."
        if name:
            symbol += name + ("." if exported else "-") + tag
        else:
            symbol += ("-noname-exported." if exported else "-noname-unexported.") + tag
        if pkg is not None:
            symbol += "·" + names.package_prefix(pkg)
        if embedded:
            symbol += ".embedded"
        if once(self.mb, symbol):
            image = Image(0)
            image.data = bytearray(encode_name(name, tag, pkg is not None, exported, embedded))
            if pkg is not None:
                image.offset32(image.append(bytes(4)), self.import_path(pkg))
            define_image(self.mb, symbol, image, ".go.type", linkage="linkonce_odr", align=1, constant=True)
        return quote(symbol)

    def import_path(self, pkg: Package) -> str:
        symbol = f"type:.importpath.{names.package_prefix(pkg)}."
        if once(self.mb, symbol):
            image = Image(0)
            image.data = bytearray(encode_name(names.package_path(pkg), "", False, False, False))
            define_image(self.mb, symbol, image, ".go.type", linkage="linkonce_odr", align=1, constant=True)
        return quote(symbol)


def encode_name(name: str, tag: str, has_package: bool, exported: bool, embedded: bool) -> bytes:
    """The bytes of an abi.Name, without the package path's offset."""
    text = name.encode("utf-8", "surrogateescape")
    tag_bytes = tag.encode("utf-8", "surrogateescape")
    bits = exported | bool(tag_bytes) << 1 | has_package << 2 | embedded << 3
    out = bytes((bits,)) + _varint(len(text)) + text
    if tag_bytes:
        out += _varint(len(tag_bytes)) + tag_bytes
    return out


def _varint(n: int) -> bytes:
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def _field(name: str, typ: T.Type) -> Var:
    return Var(0, None, name, typ, "field")


def is_instance(t: T.Named) -> bool:
    return bool(t.targs)


def is_direct(t: T.Type) -> bool:
    """Whether a value of type t is an interface's data word itself."""
    ti = info(t)
    return ti.size == 8 and ti.ptrdata == 8


def type_package(t: T.Type) -> Optional[Package]:
    """The package in a descriptor's uncommon part: that of the type's name or, for unnamed pointers, slices, arrays, channels, of the
    element's name."""
    t = T.unalias(t)
    if t.__class__ in (T.Pointer, T.Slice, T.Array, T.Chan):
        t = T.unalias(t.elem)
    if t.__class__ is T.Named:
        return t.obj.pkg
    if t.__class__ is T.Basic and t.kind == T.UNSAFE_POINTER:
        return _UNSAFE
    return None


_UNSAFE = Package("unsafe", "unsafe")


def same_package(a: Optional[Package], b: Optional[Package]) -> bool:
    return a is b or (a is not None and b is not None and a.path == b.path)


def method_type(f: Func) -> T.Signature:
    """The type of a method without its receiver."""
    sig: T.Signature = f.typ  # type: ignore[assignment]
    return T.Signature(None, sig.params, sig.results, sig.variadic)


def need_key_update(t: T.Type) -> bool:
    """Whether assigning to an existing key must store the key again (floats' zeros, strings' backing store)."""
    u = T.under(t)
    if u.__class__ is T.Basic:
        return u.kind in (T.FLOAT32, T.FLOAT64, T.COMPLEX64, T.COMPLEX128, T.STRING)
    if u.__class__ is T.Interface:
        return True
    if u.__class__ is T.Array:
        return need_key_update(u.elem)
    if u.__class__ is T.Struct:
        return any(need_key_update(f.typ) for f in u.fields)
    return False


def hash_might_panic(t: T.Type) -> bool:
    u = T.under(t)
    if u.__class__ is T.Interface:
        return True
    if u.__class__ is T.Array:
        return hash_might_panic(u.elem)
    if u.__class__ is T.Struct:
        return any(hash_might_panic(f.typ) for f in u.fields)
    return False


def _is_constraint(u: Any) -> bool:
    """An interface that only constrains type parameters (unions, comparable) has no descriptor."""
    from undergo.types.typeset import type_set

    tset = type_set(u)
    return not tset.is_method_set()


_FILLERS: dict[type, Any] = {
    T.Array: TypeDescriptors._array,
    T.Slice: TypeDescriptors._slice,
    T.Pointer: TypeDescriptors._pointer,
    T.Chan: TypeDescriptors._chan,
    T.Signature: TypeDescriptors._func,
    T.Interface: TypeDescriptors._interface,
    T.Struct: TypeDescriptors._struct,
    T.Map: TypeDescriptors._map,
}
