"""Maps: make, access, assignment, delete, clear and iteration as calls of the runtime, in the variant for the key's kind.

Element addresses that access and assignment give must be used before the map changes again. The layouts of ``maps.Map`` and ``maps.Iter`` come
from their declarations in internal/runtime/maps, that of a slot group from the map type (typedesc.map_group).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from undergo.types import types as T

from . import alg
from .function import FunctionBuilder, Mem, Value
from .image import Image, define_image
from .layout import info
from .module import quote
from .typedesc import AbiStruct, descriptors, package_type, type_ref

if TYPE_CHECKING:
    from .layout import TypeInfo
    from .module import ModuleBuilder

ZERO_VALUE_SIZE = 1024  # of runtime.zeroVal, abi.ZeroValSize


def variant(mb: "ModuleBuilder", t: T.Type) -> str:
    """The suffix of the runtime functions for map type t: "", "_fast32", "_fast64", "_fast64ptr" or "_faststr"."""
    u: T.Map = T.under(t)  # type: ignore[assignment]
    if info(u.elem).size > descriptors(mb).const("MapMaxElemBytes"):
        return ""
    key = info(u.key)
    kind = alg.alg_kind(u.key)
    if kind == alg.STRING:
        return "_faststr"
    if kind == alg.MEM:
        if key.size == 4:
            return "_fast32"
        if key.size == 8:
            return "_fast64ptr" if key.ptrdata else "_fast64"
    return ""


def _key_operands(fb: FunctionBuilder, key: "TypeInfo", value: Value, kind: str, assigned: bool) -> tuple[str, ...]:
    if not kind:
        return (fb.addr(fb.materialize(key, value)),)
    if kind == "_faststr":
        return fb.leaf_values(key, value)
    leaves = key.leaves
    if value.__class__ is not Mem and leaves is not None and len(leaves) == 1 and leaves[0].size == key.size and leaves[0].cls != "f":
        op = value[0]  # type: ignore[index]
        if leaves[0].cls == "p" and not (assigned and kind == "_fast64ptr"):
            op = fb.t(f"ptrtoint ptr {op} to i64")
        return (op,)
    m = fb.materialize(key, value)
    ty = "i32" if kind == "_fast32" else "ptr" if assigned and kind == "_fast64ptr" else "i64"
    return (fb.t(f"load {ty}, ptr {fb.addr(m)}, align {key.align}"),)


def _access_name(name: str, kind: str) -> str:
    return name + ("_fast64" if kind == "_fast64ptr" else kind)


def _zero_block(mb: "ModuleBuilder", size: int) -> str:
    symbol = f"go:map.zero.{size}"
    if symbol not in mb.defined:
        define_image(mb, symbol, Image(size), ".go.noptrbss", "linkonce_odr", 16, False)
    return quote(symbol)


def access(fb: FunctionBuilder, t: T.Type, m: str, key: Value) -> str:
    """The address of the element for key, of a zero value when there is none."""
    u: T.Map = T.under(t)  # type: ignore[assignment]
    mb = fb.mb
    desc = type_ref(mb, t)
    if info(u.elem).size > ZERO_VALUE_SIZE:
        address = fb.addr(fb.materialize(info(u.key), key))
        return fb.runtime_call("mapaccess1_fat", desc, m, address, _zero_block(mb, info(u.elem).size))[0]
    kind = variant(mb, t)
    return fb.runtime_call(_access_name("mapaccess1", kind), desc, m, *_key_operands(fb, info(u.key), key, kind, False))[0]


def access_ok(fb: FunctionBuilder, t: T.Type, m: str, key: Value) -> tuple[str, str]:
    """(address as from access, whether the key is there as i1)."""
    u: T.Map = T.under(t)  # type: ignore[assignment]
    mb = fb.mb
    desc = type_ref(mb, t)
    if info(u.elem).size > ZERO_VALUE_SIZE:
        address = fb.addr(fb.materialize(info(u.key), key))
        r = fb.runtime_call("mapaccess2_fat", desc, m, address, _zero_block(mb, info(u.elem).size))
    else:
        kind = variant(mb, t)
        r = fb.runtime_call(_access_name("mapaccess2", kind), desc, m, *_key_operands(fb, info(u.key), key, kind, False))
    return r[0], r[1]


def assign(fb: FunctionBuilder, t: T.Type, m: str, key: Value) -> str:
    """The address of the element for key, which is inserted when it is missing. Panics for a nil map."""
    u: T.Map = T.under(t)  # type: ignore[assignment]
    kind = variant(fb.mb, t)
    desc = type_ref(fb.mb, t)
    return fb.runtime_call("mapassign" + kind, desc, m, *_key_operands(fb, info(u.key), key, kind, True))[0]


def delete(fb: FunctionBuilder, t: T.Type, m: str, key: Value) -> None:
    u: T.Map = T.under(t)  # type: ignore[assignment]
    kind = variant(fb.mb, t)
    fb.runtime_call(_access_name("mapdelete", kind), type_ref(fb.mb, t), m, *_key_operands(fb, info(u.key), key, kind, False), want=False)


def clear(fb: FunctionBuilder, t: T.Type, m: str) -> None:
    fb.runtime_call("mapclear", type_ref(fb.mb, t), m, want=False)


def length(fb: FunctionBuilder, m: str) -> str:
    """len(m)."""
    used = _maps(fb.mb, "Map").off["used"]
    some, done = fb.new_label(), fb.new_label()
    before = fb.block
    fb.cbr(fb.t(f"icmp eq ptr {m}, null"), done, some)
    fb.place(some, True)
    n = fb.t(f"load i64, ptr {fb.gep(m, used)}, align 8")
    at = fb.block
    fb.br(done)
    fb.place(done)
    return fb.phi("i64", [("0", before), (n, at)])


def _maps(mb: "ModuleBuilder", name: str) -> AbiStruct:
    key = "maps." + name
    s = mb.extra.get(key)
    if s is None:
        s = mb.extra[key] = AbiStruct(package_type(mb, "internal/runtime/maps", name))
    return s


def make(fb: FunctionBuilder, t: T.Type, hint: Optional[str], esc: Optional[bool]) -> str:
    """make(map, hint). hint: an i64 operand or None; esc False: a small map may lie on the stack."""
    mb = fb.mb
    slots = descriptors(mb).const("MapGroupSlots")
    known = hint is None or hint[0] != "%"
    small = hint is None or (known and int(hint) <= slots)
    if esc is not False:
        return fb.runtime_call("makemap_small")[0] if small else fb.runtime_call("makemap", type_ref(mb, t), hint or "0", "null")[0]
    s = _maps(mb, "Map")
    m = fb.alloca(f"[{s.size} x i8]")
    fb.clear_bytes(m, s.size, 8)
    if small:
        _first_group(fb, t, m)
        (seed,) = fb.runtime_call("rand")
        fb.emit(f" store i64 {seed}, ptr {fb.gep(m, s.off['seed'])}, align 8")
        return m
    if not known:
        few, made = fb.new_label(), fb.new_label()
        fb.cbr(fb.t(f"icmp sle i64 {hint}, {slots}"), few, made)
        fb.place(few, True)
        _first_group(fb, t, m)
        fb.br(made)
        fb.place(made)
    return fb.runtime_call("makemap", type_ref(mb, t), hint or "0", m)[0]


def _first_group(fb: FunctionBuilder, t: T.Type, m: str) -> None:
    """The group of a small map on the stack, empty."""
    mb = fb.mb
    group = info(descriptors(mb).map_group(T.under(t)))  # type: ignore[arg-type]
    g = fb.alloca(f"[{group.size} x i8]")
    fb.clear_bytes(g, group.size, 8)
    empty = descriptors(mb).const("MapCtrlEmpty")
    fb.emit(f" store i64 {empty - (1 << 64) if empty >> 63 else empty}, ptr {g}, align 8")
    fb.emit(f" store ptr {g}, ptr {fb.gep(m, _maps(mb, 'Map').off['dirPtr'])}, align 8")


# ---------------------------------------------------------------- iteration


def iter_start(fb: FunctionBuilder, t: T.Type, m: str) -> str:
    """Begins a range over map m; returns the address of the iterator, which is at the first entry."""
    s = _maps(fb.mb, "Iter")
    it = fb.alloca(f"[{s.size} x i8]")
    fb.clear_bytes(it, s.size, 8)
    fb.runtime_call("mapIterStart", type_ref(fb.mb, t), m, it, want=False)
    return it


def iter_key(fb: FunctionBuilder, it: str) -> str:
    """The address of the current key; null at the end."""
    return fb.t(f"load ptr, ptr {fb.gep(it, _maps(fb.mb, 'Iter').off['key'])}, align 8")


def iter_elem(fb: FunctionBuilder, it: str) -> str:
    return fb.t(f"load ptr, ptr {fb.gep(it, _maps(fb.mb, 'Iter').off['elem'])}, align 8")


def iter_next(fb: FunctionBuilder, it: str) -> None:
    fb.runtime_call("mapIterNext", it, want=False)


# ---------------------------------------------------------------- literals

LITERAL_LOOP = 25  # from this many constant entries on a literal is a loop over two static arrays


def assign_static(fb: FunctionBuilder, t: T.Type, m: str, keys: str, elems: str, count: int) -> None:
    """m[keys[i]] = elems[i] for two static arrays."""
    u: T.Map = T.under(t)  # type: ignore[assignment]
    key, elem = info(u.key), info(u.elem)
    before = fb.block
    head, done = fb.new_label(), fb.new_label()
    fb.br(head)
    fb.place(head, True)
    index, following = fb.fresh(), fb.fresh()
    at = len(fb.out)
    fb.emit("")
    k = fb.t(f"getelementptr [{key.size} x i8], ptr {keys}, i64 {index}")
    e = fb.t(f"getelementptr [{elem.size} x i8], ptr {elems}, i64 {index}")
    value = fb.load(elem, e)
    to = assign(fb, t, m, fb.load(key, k))
    fb.store(elem, value, to)
    fb.emit(f" {following} = add i64 {index}, 1")
    fb.out[at] = f" {index} = phi i64 [0, %{before}], [{following}, %{fb.block}]"
    fb.cbr(fb.t(f"icmp ult i64 {following}, {count}"), head, done)
    fb.place(done, True)
