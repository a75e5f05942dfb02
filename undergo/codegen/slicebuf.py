"""Small arrays of slices in the frame: for ``append`` to slices that do not escape, and ``make`` with a variable length.

As in the reference a buffer has room for MAX_BUFFER bytes; an append uses it once a call, for the first elements of a slice. Appends whose array
is moved to the heap later (``escape/exclusive.py``) let it grow by size classes instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes as N
from undergo.types.objects import Var

from .expr import load_place, store_place
from .function import FunctionBuilder, Mem
from .layout import info

if TYPE_CHECKING:
    from .layout import TypeInfo

MAX_BUFFER = 32


class Buffer:
    """base: the memory; room: elements; used: a flag that says whether it is taken; tested: an append that looks at ``used`` was emitted."""

    __slots__ = ("base", "room", "used", "tested")

    def __init__(self, base: str, room: int, used: str) -> None:
        self.base = base
        self.room = room
        self.used = used
        self.tested = False


def buffer_of(fb: FunctionBuilder, key: Any, ei: "TypeInfo") -> Optional[Buffer]:
    """The buffer of a slice variable, or of an append's node; None if elements are too large."""
    if ei.size == 0 or ei.size > MAX_BUFFER:
        return None
    found: Optional[Buffer] = fb.slice_buffers.get(key)
    if found is None:
        room = MAX_BUFFER // ei.size
        base, used = fb.alloca(f"[{room * ei.size} x i8]"), fb.alloca("i1", 1)
        fb.flags.append(used)
        found = fb.slice_buffers[key] = Buffer(base, room, used)
    return found


def for_append(fb: FunctionBuilder, e: Any, s: Any, ei: "TypeInfo") -> Optional[Buffer]:
    """The buffer that an append may use. s: the slice appended to."""
    if e.esc is not False:
        return None
    s = N.unparen(s)
    if s.__class__ is N.Name and s.obj.__class__ is Var:
        if s.obj.kind == "package" or fb.vars.get(s.obj).__class__ is Mem:
            return None
        return buffer_of(fb, s.obj, ei)
    if s.__class__ is N.SelectorExpr and not _in_variable(fb, s) or s.__class__ in (N.IndexExpr, N.Operation):
        return None
    return buffer_of(fb, e, ei)


def _in_variable(fb: FunctionBuilder, s: Any) -> bool:
    """Whether a field is one of a struct variable without an address."""
    while s.__class__ is N.SelectorExpr and s.selection is not None and s.selection.kind == "field" and not s.selection.indirect:
        s = s.x
        s = N.unparen(s)
    return s.__class__ is N.Name and s.obj.__class__ is Var and fb.vars.get(s.obj).__class__ is list


def take(fb: FunctionBuilder, b: Buffer, ei: "TypeInfo", newlen: str, n: str, done: str) -> str:
    """In the block that grows: jump to ``done`` with the buffer if it is free, the slice empty and the elements fit. Returns the block that jumps; what
    follows is the other case."""
    b.tested = True
    slow, free, body = fb.new_label(), fb.new_label(), fb.new_label()
    fits = fb.t(f"icmp ule i64 {newlen}, {b.room}")
    if n != "0":
        fits = fb.t(f"and i1 {fits}, {fb.t(f'icmp eq i64 {n}, 0')}")
    fb.cbr(fits, free, slow)
    fb.place(free)
    fb.cbr(fb.t(f"load i1, ptr {b.used}"), slow, body)
    fb.place(body)
    fb.clear_bytes(b.base, b.room * ei.size, 8)
    fb.emit(f" store i1 true, ptr {b.used}")
    block = fb.block
    fb.br(done)
    fb.place(slow)
    return block


def move_variables(fb: FunctionBuilder, moves: list[tuple[Any, bool]]) -> None:
    """Move the arrays of slice variables to the heap if they lie in a buffer."""
    from .typedesc import type_ref

    for var, keep in moves:
        p = fb.vars.get(var)
        ti = info(fb.subst(var.typ))
        ei = info(ti.u.elem)  # type: ignore[attr-defined]
        if p is None or p.__class__ is Mem or p.__class__ is tuple:
            continue
        b = buffer_of(fb, var, ei)
        if b is None:
            continue
        ptr, n, cap = load_place(fb, ti, p)  # type: ignore[misc]
        move, done = fb.new_label(), fb.new_label()
        at = fb.t(f"sub i64 {fb.t(f'ptrtoint ptr {ptr} to i64')}, {fb.t(f'ptrtoint ptr {b.base} to i64')}")
        fb.cbr(fb.t(f"icmp ult i64 {at}, {b.room * ei.size}"), move, done)
        fb.place(move)
        if keep:
            new = fb.runtime_call("moveSlice", type_ref(fb.mb, ei.t), ptr, n, cap)
        else:
            new = fb.runtime_call("moveSliceNoCap", type_ref(fb.mb, ei.t), ptr, n)
        store_place(fb, ti, p, new)
        fb.br(done)
        fb.place(done)


def small_make(fb: FunctionBuilder, e: Any, et: Any, n: str, cap: str) -> Optional[str]:
    """make([]T, n, cap) that does not escape, with a variable capacity: the array is a buffer if it fits. None: not for such elements."""
    from .typedesc import type_ref

    ei = info(et)
    if e.esc is not False or ei.size == 0 or ei.size > MAX_BUFFER or cap[0] != "%":
        return None
    room = MAX_BUFFER // ei.size
    small, large, done = fb.new_label(), fb.new_label(), fb.new_label()
    base = fb.alloca(f"[{room * ei.size} x i8]")
    fits = fb.t(f"icmp ule i64 {cap}, {room}")
    if n != cap:
        fits = fb.t(f"and i1 {fits}, {fb.t(f'icmp ule i64 {n}, {cap}')}")
    fb.cbr(fits, small, large)
    fb.place(small)
    fb.clear_bytes(base, room * ei.size, 8)
    first = fb.block
    fb.br(done)
    fb.place(large)
    (p,) = fb.runtime_call("makeslice", type_ref(fb.mb, et), n, cap)
    second = fb.block
    fb.br(done)
    fb.place(done)
    return fb.phi("ptr", [(base, first), (p, second)])
