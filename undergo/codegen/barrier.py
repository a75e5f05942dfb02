"""The write barrier: which stores hand over what they overwrite, and the code for it (docs/architecture.md, section 4, "Write barrier").

A store of a pointer that the collector follows loads the old value, stores, and then asks whether marking is under way; if so, the old value goes to
``runtime.gcWriteBarrier``. The question comes after the store, so that a goroutine may be stopped between any two instructions. No barrier
is needed where the memory is known to be a stack's, nor in memory just allocated, which held nothing (``fresh``).

The question is first a ``Check`` among the function's lines; ``expand`` makes code of it when the function is complete, one for all the
stores in a straight line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .layout import Leaf, TypeInfo, pointer_mask

if TYPE_CHECKING:
    from .function import FunctionBuilder

OPEN_POINTERS = 8  # values with so many pointers and bytes at most are copied by instructions, larger ones by the runtime
OPEN_BYTES = 128

FLAG = "runtime.writeBarrier"
SLOW = "runtime.gcWriteBarrier"
# What it reads keeps stores before it; what is loaded stays known.
_DECLARATION = f'declare dso_local preserve_allcc void @"{SLOW}"(ptr) nounwind willreturn memory(read, inaccessiblemem: readwrite)'
_POINTER = Leaf(0, "ptr", "ptr", "p", 8)


class Check(str):
    """A line that stands for the question. olds: the operands overwritten; label: the block that begins behind it; dbg: the position."""

    olds: list[str]
    label: str
    dbg: str


def is_local(fb: "FunctionBuilder", base: str) -> bool:
    """Whether an address is known to lie in a stack: the frame's own memory, arguments, the caller's area for results."""
    return base[:2] == "%a" or base in fb.local


def derive(fb: "FunctionBuilder", base: str, name: str) -> str:
    """name, an address computed from base, lies in a stack if base does."""
    if is_local(fb, base):
        fb.local.add(name)
    return name


def needed(fb: "FunctionBuilder", ti: TypeInfo, base: str, fresh: bool) -> bool:
    """Whether a store of a value at base needs a barrier."""
    return ti.ptrdata != 0 and not fresh and not is_local(fb, base)


def load_old(fb: "FunctionBuilder", base: str, off: int) -> str:
    """What a pointer's place holds now."""
    return fb.load_leaf(_POINTER, base, off)


def check(fb: "FunctionBuilder", olds: list[str]) -> None:
    """Ask whether the overwritten pointers are wanted; the stores are made."""
    if fb.no_barrier:
        from .function import SourceError

        raise SourceError(fb.pos, "write barrier prohibited")
    line = Check("")
    line.olds = olds
    line.label = fb.block = fb.new_label()
    line.dbg = fb.dbg()
    fb.out.append(line)
    fb.checks += 1


def store_pointer(fb: "FunctionBuilder", leaf: Leaf, value: str, base: str, off: int) -> None:
    """Store one pointer of a value."""
    olds = [load_old(fb, base, off + leaf.off)] if leaf.scan and not is_local(fb, base) else []
    fb.store_leaf(leaf, value, base, off)
    if olds:
        check(fb, olds)


def pointer_offsets(ti: TypeInfo) -> list[int]:
    """Where the pointers of a value lie."""
    if ti.leaves is not None:
        return [leaf.off for leaf in ti.leaves if leaf.scan]
    mask = pointer_mask(ti.t)
    return [8 * i for i in range(mask.bit_length()) if mask >> i & 1]


def open_coded(ti: TypeInfo) -> bool:
    """Whether a value in memory has so few pointers that instructions keep what a copy overwrites."""
    return ti.size <= OPEN_BYTES and pointer_mask(ti.t).bit_count() <= OPEN_POINTERS


def slice_move(fb: "FunctionBuilder", elem: TypeInfo, dst: str, src: str, n: str) -> None:
    """Copy n elements with pointers to where others may be."""
    from .typedesc import type_ref

    fb.runtime_call("typedslicecopy", type_ref(fb.mb, elem.t), dst, n, src, n, want=False)


_STRAIGHT = re.compile(
    r" store (?!volatile|atomic)| %\S+ = (?:load (?!volatile|atomic)|(?:getelementptr|add|sub|mul|shl|lshr|ashr|and|or|xor|icmp|fcmp|select|zext|sext|trunc"
    r"|ptrtoint|inttoptr|bitcast|extractvalue|insertvalue|fadd|fsub|fmul|fneg) )| (?:%\S+ = )?call \S+ @llvm\.(?:memmove|memset|smin|umin|smax|umax)\."
)


def expand(fb: "FunctionBuilder") -> None:
    """Make code of the function's checks. One waits while what follows neither branches nor calls, for the next to join it."""
    flag, slow = fb.mb.global_ref(FLAG), fb.mb.raw_ref(SLOW, _DECLARATION)
    out: list[str] = []
    waiting: list[Check] = []
    for line in fb.out:
        if line.__class__ is Check:
            waiting.append(line)  # type: ignore[arg-type]
            continue
        if waiting and not _STRAIGHT.match(line):
            _emit(fb, out, waiting, flag, slow)
            waiting = []
        out.append(line)
    if waiting:
        _emit(fb, out, waiting, flag, slow)
    fb.out = out


def _emit(fb: "FunctionBuilder", out: list[str], checks: list[Check], flag: str, slow: str) -> None:
    """The code of checks that became one: the last one's block goes on."""
    last = checks[-1]
    f, on, cold = fb.fresh(), fb.fresh(), fb.new_label()
    out.append(f" {f} = load volatile i32, ptr {flag}, align 4{last.dbg}")
    out.append(f" {on} = icmp ne i32 {f}, 0")
    out.append(f" br i1 {on}, label %{cold}, label %{last.label}")
    out.append(last.label + ":")
    fb.shades.append(cold + ":")
    for c in checks:
        fb.shades.extend([f" call preserve_allcc void {slow}(ptr {old}) #5{c.dbg}" for old in c.olds])
    fb.shades.append(f" br label %{last.label}")
