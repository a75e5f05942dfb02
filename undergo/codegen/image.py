"""The bytes of one datum, with references to symbols in them, and how they are written as an LLVM constant.

Everything that becomes data (type descriptors, itabs, names, static variables) is first laid out here byte by byte at Go's own offsets,
so LLVM never lays out anything for us: the constant's type is a packed struct of byte runs and references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .module import ModuleBuilder

_ESCAPES = [chr(i) if 0x20 <= i < 0x7F and i not in (0x22, 0x5C) else f"\\{i:02X}" for i in range(256)]


def c_string(data: bytes | bytearray) -> str:
    """data as the inside of LLVM's c"..."."""
    return "".join(map(_ESCAPES.__getitem__, data))


class Image:
    """size bytes, zero at first; data: the plain bytes; refs: offset -> (width, LLVM constant expression).

    A reference is 8 bytes of ``ptr`` type or 4 bytes of offset from the image base (architecture.md, section 3)."""

    __slots__ = ("data", "refs")

    def __init__(self, size: int) -> None:
        self.data = bytearray(size)
        self.refs: dict[int, tuple[int, str]] = {}

    def integer(self, offset: int, size: int, value: int) -> None:
        self.data[offset : offset + size] = (value & ((1 << (8 * size)) - 1)).to_bytes(size, "little")

    def raw(self, offset: int, data: bytes) -> None:
        self.data[offset : offset + len(data)] = data

    def pointer(self, offset: int, ref: str, addend: int = 0) -> None:
        """ref: an LLVM global as written in IR (``@"name"``)."""
        if addend:
            ref = f"getelementptr (i8, ptr {ref}, i64 {addend})"
        self.refs[offset] = (8, ref)

    def offset32(self, offset: int, ref: str) -> None:
        """A 32-bit offset of ref from the image base."""
        self.refs[offset] = (4, f"ptrtoint (ptr {ref} to i32)")

    def append(self, data: bytes) -> int:
        """Adds bytes at the end; returns their offset."""
        offset = len(self.data)
        self.data += data
        return offset

    def copy_into(self, other: "Image", offset: int) -> None:
        """Writes this image into other at offset."""
        other.data[offset : offset + len(self.data)] = self.data
        for at, ref in self.refs.items():
            other.refs[offset + at] = ref

    def is_zero(self) -> bool:
        return not self.refs and not any(self.data)

    def has_refs(self) -> bool:
        return bool(self.refs)

    def constant(self) -> tuple[str, str]:
        """(LLVM type, LLVM constant)."""
        data = self.data
        if not self.refs:
            typ = f"[{len(data)} x i8]"
            return typ, f'c"{c_string(data)}"' if any(data) else "zeroinitializer"
        types: list[str] = []
        values: list[str] = []
        pos = 0
        for offset in sorted(self.refs):
            width, ref = self.refs[offset]
            if offset > pos:
                self._run(pos, offset, types, values)
            if width == 8:
                types.append("ptr")
                values.append("ptr " + ref)
            else:
                types.append("i32")
                values.append("i32 " + ref)
            pos = offset + width
        if pos < len(data):
            self._run(pos, len(data), types, values)
        return f"<{{ {', '.join(types)} }}>", f"<{{ {', '.join(values)} }}>"

    def _run(self, start: int, end: int, types: list[str], values: list[str]) -> None:
        typ = f"[{end - start} x i8]"
        chunk = self.data[start:end]
        types.append(typ)
        values.append(f'{typ} c"{c_string(chunk)}"' if any(chunk) else f"{typ} zeroinitializer")


def define_image(
    mb: "ModuleBuilder", symbol: str, image: Image, section: str, linkage: str = "", align: int = 8, constant: bool = True
) -> str:
    """Defines a datum; section is a prefix of architecture.md's table (".go.rodata"). Returns the operand."""
    typ, init = image.constant()
    return mb.define_data(symbol, typ, init, section, align, linkage, constant)


def once(mb: "ModuleBuilder", key: object) -> bool:
    """True the first time that key is asked for in this module."""
    if key in mb.wanted:
        return False
    mb.wanted.add(key)
    return True
