"""Static itabs: ``go:itab.*main.T,main.I`` = {interface type, concrete type, type hash, one code address a method}.

Made wherever a module needs the pair (``linkonce_odr``); the linker hands the ones that are linked to the runtime as ``itablinks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undergo.types import types as T

from . import names, wrappers
from .image import Image, define_image, once
from .methods import method_sets
from .module import quote
from .typedesc import AbiStruct, is_direct, package_type, type_ref

if TYPE_CHECKING:
    from .module import ModuleBuilder


def itab_struct(mb: "ModuleBuilder") -> AbiStruct:
    """Layout of abi.ITab."""
    s = mb.extra.get("abi.ITab")
    if s is None:
        s = mb.extra["abi.ITab"] = AbiStruct(package_type(mb, "internal/abi", "ITab"))
    return s


def itab_ref(mb: "ModuleBuilder", concrete: T.Type, iface: T.Type) -> str:
    """The operand of the itab for a concrete type in a non-empty interface type. If the type does not implement the interface (which only
    substituted types can bring about) the itab says so: its fun[0] is 0."""
    symbol = names.itab_symbol(concrete, iface)
    if once(mb, symbol):
        mb.queue.append(lambda: _write(mb, symbol, concrete, iface))
    return quote(symbol)


def _write(mb: "ModuleBuilder", symbol: str, concrete: T.Type, iface: T.Type) -> None:
    s = itab_struct(mb)
    wanted = names.interface_methods(T.under(iface))  # type: ignore[arg-type]
    image = Image(s.size - 8 + 8 * max(1, len(wanted)))
    image.pointer(s.off["Inter"], type_ref(mb, iface))
    image.pointer(s.off["Type"], type_ref(mb, concrete))
    image.integer(s.off["Hash"], 4, names.type_hash(concrete))
    have = {m.func.id(): m for m in method_sets(mb).of(concrete)}
    entries = [have.get(f.id()) for f in wanted]
    if None not in entries:
        receiver = concrete if is_direct(concrete) else T.Pointer(concrete)
        for i, m in enumerate(entries):
            assert m is not None
            image.pointer(s.off["Fun"] + 8 * i, wrappers.method_ref(mb, receiver, m))
    define_image(mb, symbol, image, ".go.itab", "linkonce_odr")


def method_offset(mb: "ModuleBuilder", iface: T.Interface, name_id: str) -> int:
    """The offset in an itab of the code address of the method with that Func.id()."""
    for i, f in enumerate(names.interface_methods(iface)):
        if f.id() == name_id:
            return itab_struct(mb).off["Fun"] + 8 * i
    raise LookupError(f"interface has no method {name_id}")
