"""What escape analysis asks about types: pointers, sizes, interface representation, core types. Type parameters count as
whatever is worse."""

from __future__ import annotations

from typing import Optional

from undergo.types import types as T
from undergo.types.types import (
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    TypeParam,
    unalias,
)
from undergo.types.under import core_type

_SIZES = {
    T.BOOL: 1,
    T.INT8: 1,
    T.UINT8: 1,
    T.INT16: 2,
    T.UINT16: 2,
    T.INT32: 4,
    T.UINT32: 4,
    T.FLOAT32: 4,
    T.STRING: 16,
    T.COMPLEX128: 16,
    T.INVALID: 0,
}


class TypeFacts:
    """Caches answers by type object."""

    __slots__ = ("_pointers", "_sizes", "_direct", "_under", "_interface")

    def __init__(self) -> None:
        self._pointers: dict[Type, bool] = {}
        self._sizes: dict[Type, tuple[int, int]] = {}
        self._direct: dict[Type, Optional[bool]] = {}
        self._under: dict[Type, Optional[Type]] = {}
        self._interface: dict[Type, bool] = {}

    def under(self, t: Type) -> Optional[Type]:
        """The underlying type; of a type parameter the one that all its types share, or None."""
        try:
            return self._under[t]
        except KeyError:
            u = unalias(t)
            result: Optional[Type]
            if u.__class__ is TypeParam:
                result = core_type(u)
            else:
                result = u.underlying()
            self._under[t] = result
            return result

    def is_interface(self, t: Type) -> bool:
        """An interface type, not a type parameter."""
        try:
            return self._interface[t]
        except KeyError:
            u = unalias(t)
            result = u.__class__ is not TypeParam and u.underlying().__class__ is Interface
            self._interface[t] = result
            return result

    def pointers(self, t: Optional[Type]) -> bool:
        """May a value of the type hold pointers?"""
        if t is None:
            return True
        try:
            return self._pointers[t]
        except KeyError:
            self._pointers[t] = False  # types that contain themselves do so through pointers
            result = self._pointers[t] = self._compute_pointers(t)
            return result

    def _compute_pointers(self, t: Type) -> bool:
        u = unalias(t)
        if u.__class__ is TypeParam:
            return True
        u = u.underlying()
        cls = u.__class__
        if cls is Basic:
            kind = u.kind  # type: ignore[attr-defined]
            return kind in (T.STRING, T.UNSAFE_POINTER, T.UNTYPED_NIL, T.UNTYPED_STRING)
        if cls is Array:
            return u.len != 0 and self.pointers(u.elem)  # type: ignore[attr-defined]
        if cls is Struct or cls is Tuple:
            fields = u.fields if cls is Struct else u.vars  # type: ignore[attr-defined]
            return any(self.pointers(f.typ) for f in fields)
        return True

    def size(self, t: Type) -> int:
        """Bytes; type parameters count as one word."""
        return self._size(t)[0]

    def _size(self, t: Type) -> tuple[int, int]:
        try:
            return self._sizes[t]
        except KeyError:
            result = self._sizes[t] = self._compute_size(t)
            return result

    def _compute_size(self, t: Type) -> tuple[int, int]:
        u = unalias(t)
        if u.__class__ is TypeParam:
            return 8, 8
        u = u.underlying()
        cls = u.__class__
        if cls is Basic:
            n = _SIZES.get(u.kind, 8)  # type: ignore[attr-defined]
            return n, min(max(n, 1), 8)
        if cls is Array:
            n, a = self._size(u.elem)  # type: ignore[attr-defined]
            return n * max(u.len, 0), a  # type: ignore[attr-defined]
        if cls is Struct:
            offset, align = 0, 1
            n = 1
            for f in u.fields:  # type: ignore[attr-defined]
                n, a = self._size(f.typ)
                offset = (offset + a - 1) // a * a + n
                align = max(align, a)
            if n == 0 and offset:
                offset += 1
            return (offset + align - 1) // align * align, align
        if cls is Slice:
            return 24, 8
        if cls is Interface:
            return 16, 8
        return 8, 8

    def direct(self, t: Type) -> Optional[bool]:
        """Is a value of the type itself the data word of an interface? None: it depends on a type parameter."""
        try:
            return self._direct[t]
        except KeyError:
            result = self._direct[t] = self._compute_direct(t)
            return result

    def _compute_direct(self, t: Type) -> Optional[bool]:
        u = unalias(t)
        if u.__class__ is TypeParam:
            return None
        u = u.underlying()
        cls = u.__class__
        if cls is Pointer or cls is Chan or cls is Map or cls is Signature:
            return True
        if cls is Basic:
            return bool(u.kind == T.UNSAFE_POINTER)  # type: ignore[attr-defined]
        if cls is Array:
            return self.direct(u.elem) if u.len == 1 else False  # type: ignore[attr-defined]
        if cls is Struct:
            # One pointer-shaped field; others may take no space.
            answer: Optional[bool] = False
            filled = 0
            for f in u.fields:  # type: ignore[attr-defined]
                if self.depends(f.typ):
                    return None
                if self.size(f.typ):
                    filled += 1
                    answer = self.direct(f.typ)
            return answer if filled == 1 and self.size(u) == 8 else False
        return False

    def depends(self, t: Type) -> bool:
        """Does the layout depend on a type parameter?"""
        u = unalias(t)
        if u.__class__ is TypeParam:
            return True
        u = u.underlying()
        if u.__class__ is Array:
            return self.depends(u.elem)
        if u.__class__ is Struct:
            return any(self.depends(f.typ) for f in u.fields)
        return False

    def is_type_param(self, t: Type) -> bool:
        return (unalias(t) if t.__class__ is Alias else t).__class__ is TypeParam


def is_string(u: Optional[Type]) -> bool:
    return u.__class__ is Basic and bool(u.info & T.IS_STRING)
