"""Sizes, alignments and offsets as the gc compiler lays types out on amd64. A negative size means: too large.

Results for struct and array types are cached; ask only about types that are complete and have no type parameters in them.
"""

from __future__ import annotations

from typing import Any, Optional

from . import types as T
from .types import Array, Basic, Interface, Named, Slice, Struct, Type, unalias

WORD_SIZE = 8
MAX_ALIGN = 8
MAX_INT64 = (1 << 63) - 1

_BASIC_SIZES = {
    T.BOOL: 1,
    T.INT8: 1,
    T.INT16: 2,
    T.INT32: 4,
    T.INT64: 8,
    T.UINT8: 1,
    T.UINT16: 2,
    T.UINT32: 4,
    T.UINT64: 8,
    T.FLOAT32: 4,
    T.FLOAT64: 8,
    T.COMPLEX64: 8,
    T.COMPLEX128: 16,
    T.STRING: 16,
}
_BASIC_ALIGNS = {**_BASIC_SIZES, T.COMPLEX64: 4, T.COMPLEX128: 8, T.STRING: 8}

# Struct -> (offsets, size, alignment)
_structs: dict[Struct, tuple[list[int], int, int]] = {}


def align(x: int, a: int) -> int:
    return x + a - 1 & -a


def _wrap(x: int) -> int:
    return x if x <= MAX_INT64 else -1


def is_sync_atomic_align64(t: Type) -> bool:
    """Whether t is the empty struct that asks for 8-byte alignment."""
    t = unalias(t)
    if t.__class__ is not Named or t.obj.name != "align64" or t.obj.pkg is None:
        return False
    return t.obj.pkg.path in ("sync/atomic", "internal/runtime/atomic")


def alignof(t: Type) -> int:
    u: Any = t.underlying()
    cls = u.__class__
    if cls is Basic:
        return _BASIC_ALIGNS.get(u.kind, WORD_SIZE)
    if cls is Struct:
        if not u.fields:
            return 8 if is_sync_atomic_align64(t) else 1
        return struct_layout(u)[2]
    if cls is Array:
        return alignof(u.elem)
    return WORD_SIZE


def sizeof(t: Type) -> int:
    u: Any = t.underlying()
    cls = u.__class__
    if cls is Basic:
        return _BASIC_SIZES.get(u.kind, WORD_SIZE)
    if cls is Struct:
        return struct_layout(u)[1] if u.fields else 0
    if cls is Slice:
        return 3 * WORD_SIZE
    if cls is Interface:
        return 2 * WORD_SIZE
    if cls is Array:
        n = u.len
        if n <= 0:
            return 0
        size = sizeof(u.elem)
        return _wrap(size * n) if size > 0 else size
    return WORD_SIZE


def offsetsof(t: Type) -> list[int]:
    """The offsets of the fields of a struct type."""
    u: Any = t.underlying()
    return struct_layout(u)[0] if u.fields else []


def struct_layout(s: Struct) -> tuple[list[int], int, int]:
    """(offsets, size, alignment) of a struct; the last field gets a byte of its own if it has size 0 (unless it is first)."""
    layout = _structs.get(s)
    if layout is None:
        layout = _structs[s] = _compute_layout(s)
    return layout


def _compute_layout(s: Struct) -> tuple[list[int], int, int]:
    offsets: list[int] = []
    offset = 0
    max_align = 1
    start = size = 0
    for f in s.fields:
        a = alignof(f.typ)
        if a > max_align:
            max_align = a
        if offset < 0:
            offsets.append(-1)
            start = -1
            continue
        start = _wrap(align(offset, a))
        offsets.append(start)
        size = sizeof(f.typ)
        offset = _wrap(start + size) if size >= 0 and start >= 0 else -1
    if offset < 0 or start < 0 or size < 0:
        return offsets, -1, max_align
    if start > 0 and size == 0:
        offset = start + 1
    return offsets, _wrap(align(offset, max_align)), max_align


def offsetof(t: Type, index: list[int]) -> int:
    """The offset of the field on an index path through embedded structs; negative if too large."""
    total = 0
    typ: Any = t
    for i in index:
        s = typ.underlying()
        d = struct_layout(s)[0][i]
        if d < 0:
            return -1
        total = _wrap(total + d)
        if total < 0:
            return -1
        typ = s.fields[i].typ
    return total


def forget(s: Optional[Struct] = None) -> None:
    """Drop cached layouts (all, or that of a struct whose fields changed)."""
    if s is None:
        _structs.clear()
    else:
        _structs.pop(s, None)
