"""How a Go type lies in memory and in SSA registers: one cached TypeInfo a type.

``info(T)`` is the only entrance. T must be free of type parameters (substitute first). The result is cached in ``Type.cg``.

A Go value in flight is a tuple of LLVM operands, one a *leaf*, for types with at most MAX_SSA_LEAVES leaves (arrays of length
0 and 1 flatten); values of bigger types stay in memory (function.Mem). Booleans are ``i1`` in flight and ``i8`` in memory.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.types import types as T
from undergo.types.types import Array, Basic, Chan, Interface, Map, Pointer, Signature, Slice, Struct, Type, unalias

MAX_SSA_LEAVES = 4
PTR_SIZE = 8


class Leaf:
    """off: byte offset; ty: LLVM type in flight; mty: LLVM type in memory; cls: "p" pointer, "i" integer, "f" float; size; scan: a pointer
    that the collector follows (not so an interface's type word, a pointer to memory outside of the heap); linked: what lies in constant
    data is the linker's to say (offsets of names, types and code in descriptors), LLVM must not take it from there."""

    __slots__ = ("off", "ty", "mty", "cls", "size", "zero", "scan", "linked")

    def __init__(self, off: int, ty: str, mty: str, cls: str, size: int, scan: Optional[bool] = None, linked: bool = False) -> None:
        self.off = off
        self.ty = ty
        self.mty = mty
        self.cls = cls
        self.size = size
        self.zero = "null" if cls == "p" else "false" if ty == "i1" else "0.0" if cls == "f" else "0"
        self.scan = cls == "p" if scan is None else scan
        self.linked = linked

    def at(self, off: int) -> "Leaf":
        return self if off == 0 else Leaf(self.off + off, self.ty, self.mty, self.cls, self.size, self.scan, self.linked)


# kinds of TypeInfo.kind
BOOL, INT, FLOAT, COMPLEX, STRING, POINTER, UNSAFE, SLICE, IFACE, MAP, CHAN, FUNC, STRUCT, ARRAY, NIL, TUPLE = (
    "bool", "int", "float", "complex", "string", "pointer", "unsafe", "slice", "iface", "map", "chan", "func", "struct",
    "array", "nil", "tuple",
)  # fmt: skip

_PTR = Leaf(0, "ptr", "ptr", "p", 8)
_I64 = Leaf(0, "i64", "i64", "i", 8)
_WORD_PTR = Leaf(0, "ptr", "ptr", "p", 8, False)


class TypeInfo:
    """Everything code generation asks about a type.

    t: the type (unaliased); u: its underlying type; kind: one of the constants above; size, align: bytes; ptrdata: bytes up to the
    last pointer; leaves: the leaves of an SSA-able type, else None; ssa: whether leaves is not None; signed: integers;
    bits: width of integers and floats; mem: LLVM memory type; symbol, desc: scratch of names.py and typedesc.py."""

    __slots__ = (
        "t", "u", "kind", "size", "align", "ptrdata", "leaves", "ssa", "signed", "bits", "mem", "_abi", "_offsets", "_zero",
        "symbol", "link", "desc", "alg", "extra", "noheap",
    )  # fmt: skip

    def __init__(self, t: Type, u: Type, kind: str, size: int, align: int, ptrdata: int) -> None:
        self.t = t
        self.u = u
        self.kind = kind
        self.size = size
        self.align = align
        self.ptrdata = ptrdata
        self.leaves: Optional[list[Leaf]] = None
        self.ssa = False
        self.signed = False
        self.bits = 0
        self.mem = f"[{size} x i8]"
        self._abi: object = False
        self._offsets: Optional[list[int]] = None
        self._zero: Optional[tuple[str, ...]] = None
        self.symbol: Optional[str] = None
        self.link: Optional[str] = None
        self.desc: Optional[str] = None
        self.alg: object = None
        self.extra: object = None
        self.noheap = False

    def set_leaves(self, leaves: Optional[list[Leaf]]) -> None:
        if leaves is not None and len(leaves) <= MAX_SSA_LEAVES:
            self.leaves = leaves
            self.ssa = True
            if len(leaves) == 1 and leaves[0].size == self.size:
                self.mem = leaves[0].mty

    @property
    def zero(self) -> tuple[str, ...]:
        """The zero value of an SSA-able type."""
        z = self._zero
        if z is None:
            assert self.leaves is not None
            z = self._zero = tuple([leaf.zero for leaf in self.leaves])
        return z

    @property
    def offsets(self) -> list[int]:
        """Field offsets of a struct."""
        offs = self._offsets
        if offs is None:
            offs = self._offsets = struct_offsets(self.u)  # type: ignore[arg-type]
        return offs

    @property
    def abi_leaves(self) -> Optional[list[Leaf]]:
        """All scalar leaves, however many; None when an array longer than one is inside."""
        leaves = self._abi
        if leaves is False:
            leaves = self._abi = _flatten(self)
        return leaves  # type: ignore[return-value]

    def words(self) -> int:
        return (self.size + 7) >> 3


def _flatten(ti: TypeInfo) -> Optional[list[Leaf]]:
    if ti.leaves is not None:
        return ti.leaves
    out: list[Leaf] = []
    if ti.kind is STRUCT:
        for f, off in zip(ti.u.fields, ti.offsets):  # type: ignore[attr-defined]
            sub = info(f.typ).abi_leaves
            if sub is None:
                return None
            out.extend([leaf.at(off) for leaf in sub])
        return out
    if ti.kind is ARRAY:
        if ti.u.len == 0:  # type: ignore[attr-defined]
            return out
        if ti.u.len == 1:  # type: ignore[attr-defined]
            return info(ti.u.elem).abi_leaves  # type: ignore[attr-defined]
        return None
    raise AssertionError(ti.kind)


def struct_offsets(u: Struct) -> list[int]:
    off = 0
    offs: list[int] = []
    for f in u.fields:
        fi = info(f.typ)
        a = fi.align
        off = (off + a - 1) & -a
        offs.append(off)
        off += fi.size
    return offs


_BASIC: dict[int, tuple[str, str, str, str, int, bool]] = {
    # kind: (TypeInfo kind, value type, memory type, class, size, signed)
    T.BOOL: (BOOL, "i1", "i8", "i", 1, False),
    T.UNTYPED_BOOL: (BOOL, "i1", "i8", "i", 1, False),
    T.INT: (INT, "i64", "i64", "i", 8, True),
    T.UNTYPED_INT: (INT, "i64", "i64", "i", 8, True),
    T.INT8: (INT, "i8", "i8", "i", 1, True),
    T.INT16: (INT, "i16", "i16", "i", 2, True),
    T.INT32: (INT, "i32", "i32", "i", 4, True),
    T.UNTYPED_RUNE: (INT, "i32", "i32", "i", 4, True),
    T.INT64: (INT, "i64", "i64", "i", 8, True),
    T.UINT: (INT, "i64", "i64", "i", 8, False),
    T.UINT8: (INT, "i8", "i8", "i", 1, False),
    T.UINT16: (INT, "i16", "i16", "i", 2, False),
    T.UINT32: (INT, "i32", "i32", "i", 4, False),
    T.UINT64: (INT, "i64", "i64", "i", 8, False),
    T.UINTPTR: (INT, "i64", "i64", "i", 8, False),
    T.FLOAT32: (FLOAT, "float", "float", "f", 4, True),
    T.FLOAT64: (FLOAT, "double", "double", "f", 8, True),
    T.UNTYPED_FLOAT: (FLOAT, "double", "double", "f", 8, True),
    T.UNSAFE_POINTER: (UNSAFE, "ptr", "ptr", "p", 8, False),
    T.UNTYPED_NIL: (NIL, "ptr", "ptr", "p", 8, False),
}


def _is_offset(t: Type) -> bool:
    """Whether t is one of internal/abi's types of offsets in descriptors."""
    if t.__class__ is not T.Named:
        return False
    obj: Any = t.obj  # type: ignore[attr-defined]
    return obj.pkg is not None and obj.pkg.path == "internal/abi" and obj.name in ("NameOff", "TypeOff", "TextOff")


def _basic(t: Type, u: Basic) -> TypeInfo:
    k = u.kind
    row = _BASIC.get(k)
    if row is not None:
        kind, ty, mty, cls, size, signed = row
        ti = TypeInfo(t, u, kind, size, size, 8 if cls == "p" else 0)
        ti.set_leaves([Leaf(0, ty, mty, cls, size, linked=k == T.INT32 and _is_offset(t))])
        ti.signed = signed
        ti.bits = size * 8
        return ti
    if k == T.STRING or k == T.UNTYPED_STRING:
        ti = TypeInfo(t, u, STRING, 16, 8, 8)
        ti.set_leaves([_PTR, _I64.at(8)])
        return ti
    if k == T.COMPLEX128 or k == T.UNTYPED_COMPLEX or k == T.COMPLEX64:
        size, ty = (4, "float") if k == T.COMPLEX64 else (8, "double")
        ti = TypeInfo(t, u, COMPLEX, 2 * size, size, 0)
        ti.set_leaves([Leaf(0, ty, ty, "f", size), Leaf(size, ty, ty, "f", size)])
        ti.bits = size * 8
        return ti
    raise AssertionError(f"no layout for basic type {u.name}")


_WORD = {Pointer: POINTER, Map: MAP, Chan: CHAN, Signature: FUNC}


def _make(t: Type) -> TypeInfo:
    t0 = unalias(t)
    if t0 is not t:
        return info(t0)
    u = t0.underlying()
    c = u.__class__
    if c is Basic:
        return _basic(t, u)  # type: ignore[arg-type]
    kind = _WORD.get(c)
    if kind is not None:
        if c is Pointer and not_in_heap(u.elem):  # type: ignore[attr-defined]
            ti = TypeInfo(t, u, kind, 8, 8, 0)
            ti.set_leaves([_WORD_PTR])
            return ti
        ti = TypeInfo(t, u, kind, 8, 8, 8)
        ti.set_leaves([_PTR])
        return ti
    if c is Slice:
        if not_in_heap(u.elem):  # type: ignore[attr-defined]
            ti = TypeInfo(t, u, SLICE, 24, 8, 0)
            ti.set_leaves([_WORD_PTR, _I64.at(8), _I64.at(16)])
            return ti
        ti = TypeInfo(t, u, SLICE, 24, 8, 8)
        ti.set_leaves([_PTR, _I64.at(8), _I64.at(16)])
        return ti
    if c is Interface:
        ti = TypeInfo(t, u, IFACE, 16, 8, 16)
        ti.set_leaves([_WORD_PTR, _PTR.at(8)])
        return ti
    if c is Struct:
        off = 0
        align = 1
        ptrdata = 0
        leaves: Optional[list[Leaf]] = []
        offs: list[int] = []
        fsize = 1
        for f in u.fields:  # type: ignore[attr-defined]
            fi = info(f.typ)
            a = fi.align
            if a > align:
                align = a
            off = (off + a - 1) & -a
            offs.append(off)
            if fi.ptrdata:
                ptrdata = off + fi.ptrdata
            fsize = fi.size
            if leaves is not None:
                if fi.leaves is None or len(leaves) + len(fi.leaves) > MAX_SSA_LEAVES:
                    leaves = None
                else:
                    for leaf in fi.leaves:
                        leaves.append(leaf.at(off))
            off += fsize
        if fsize == 0 and off > 0:
            off += 1
        align = _special_align(t0, align)
        ti = TypeInfo(t, u, STRUCT, (off + align - 1) & -align, align, ptrdata)
        ti._offsets = offs
        ti.set_leaves(leaves)
        return ti
    if c is Array:
        ei = info(u.elem)  # type: ignore[attr-defined]
        n = u.len  # type: ignore[attr-defined]
        ti = TypeInfo(t, u, ARRAY, n * ei.size, ei.align, (n - 1) * ei.size + ei.ptrdata if n and ei.ptrdata else 0)
        if n == 0:
            ti.set_leaves([])
        elif n == 1 and ei.leaves is not None:
            ti.set_leaves(ei.leaves)
        return ti
    if c is T.Tuple:
        return TypeInfo(t, u, TUPLE, 0, 1, 0)
    raise AssertionError(f"no layout for {c.__name__} {t}")


def not_in_heap(t: Type) -> bool:
    """Whether values of type t never lie in the heap: sys.nih and what contains it. Only package runtime and its kin have such types."""
    t = unalias(t)
    while t.__class__ is Array:
        t = unalias(t.elem)
    if t.__class__ is T.Named:
        pkg = t.obj.pkg
        if pkg is None or not pkg.path.startswith(("runtime", "internal/runtime/")):
            return False
        if t.obj.name == "nih" and pkg.path == "internal/runtime/sys":
            return True
    elif t.__class__ is not Struct:
        return False
    u = t.underlying()
    return u.__class__ is Struct and any(not_in_heap(f.typ) for f in u.fields)


def _special_align(t: Type, align: int) -> int:
    """internal/runtime/atomic.align64 and sync/atomic.align64 ask for 8-byte alignment: given on amd64 by their neighbours."""
    obj = getattr(t, "obj", None)
    if obj is not None and obj.name == "align64" and obj.pkg is not None and obj.pkg.path in (
        "internal/runtime/atomic", "sync/atomic",
    ):  # fmt: skip
        return 8
    return align


def info(t: Type) -> TypeInfo:
    """The TypeInfo of a type without type parameters."""
    try:
        ti = t.cg
    except AttributeError:
        ti = None
    if ti is None:
        ti = t.cg = _make(t)
    return ti  # type: ignore[no-any-return]


def leaves(t: Type) -> list[Leaf]:
    """The leaves of an SSA-able type."""
    ls = info(t).leaves
    assert ls is not None
    return ls


def pointer_mask(t: Type) -> int:
    """Bit i set: word i of a value of the type is a pointer."""
    ti = info(t)
    if not ti.ptrdata:
        return 0
    flat = ti.abi_leaves
    if flat is not None:
        m = 0
        for leaf in flat:
            if leaf.scan:
                m |= 1 << (leaf.off >> 3)
        return m
    if ti.kind is STRUCT:
        m = 0
        for f, off in zip(ti.u.fields, ti.offsets):  # type: ignore[attr-defined]
            fm = pointer_mask(f.typ)
            if fm:
                m |= fm << (off >> 3)
        return m
    elem = ti.u.elem  # type: ignore[attr-defined]
    em = pointer_mask(elem)
    words = info(elem).size >> 3
    n: int = ti.u.len  # type: ignore[attr-defined]
    m, count = em, 1
    while count * 2 <= n:  # doubling, so that large arrays cost little
        m |= m << (count * words)
        count *= 2
    if count < n:
        m |= (m & ((1 << ((n - count) * words)) - 1)) << (count * words)
    return m
