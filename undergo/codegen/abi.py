"""The calling convention: which leaf of which argument travels where (docs/architecture.md, section 2).

The assignment is that of Go's ABIInternal: 9 integer and 15 float registers, arguments as a whole in registers or on the stack.
``FuncABI`` describes one signature; it knows nothing of how values are produced.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from undergo.types.types import Signature, Type

from .layout import Leaf, TypeInfo, info

INT_REGS = 9
FLOAT_REGS = 15
# The integer registers from this one on are such that a call preserves unless an argument travels there. LLVM takes note of that for
# arguments of the register's width only: where a narrower one is undefined, its caller would keep other values in the register, which
# the callee does not preserve.
PRESERVED = 7


class Slot:
    """Where one parameter or result travels: ``first`` index of its leaves among the LLVM parameters (or result fields) when ``leaves``
    is not None, else offset ``off`` in the stack area. ``wide``: the leaves (by index) that travel as i64."""

    __slots__ = ("ti", "leaves", "first", "off", "wide")

    def __init__(self, ti: TypeInfo, leaves: Optional[list[Leaf]], first: int, off: int, wide: Sequence[int] = ()) -> None:
        self.ti = ti
        self.leaves = leaves
        self.first = first
        self.off = off
        self.wide = wide


def _wide(leaves: Sequence[Leaf], ints: int) -> list[int]:
    """Which leaves are narrow integers in registers from PRESERVED on, if ``ints`` integers come before them."""
    found = []
    for i, leaf in enumerate(leaves):
        if leaf.cls != "f":
            if ints >= PRESERVED and leaf.cls == "i" and leaf.size < 8:
                found.append(i)
            ints += 1
    return found


def _assign(tis: Sequence[TypeInfo]) -> tuple[list[Slot], list[Leaf], int, int, int]:
    ints = floats = 0
    off = 0
    slots: list[Slot] = []
    flat: list[Leaf] = []
    for ti in tis:
        leaves = ti.abi_leaves
        if leaves is not None:
            ni = nf = 0
            for leaf in leaves:
                if leaf.cls == "f":
                    nf += 1
                else:
                    ni += 1
            if ints + ni <= INT_REGS and floats + nf <= FLOAT_REGS:
                slots.append(Slot(ti, leaves, len(flat), 0, _wide(leaves, ints) if ints + ni > PRESERVED else ()))
                ints += ni
                floats += nf
                flat.extend(leaves)
                continue
        off = (off + ti.align - 1) & -ti.align
        slots.append(Slot(ti, None, 0, off))
        off += ti.size
    return slots, flat, ints, floats, (off + 7) & -8


def _types(slots: Sequence[Slot], leaves: Sequence[Leaf]) -> list[str]:
    """The LLVM types of what travels in registers."""
    types = [leaf.mty for leaf in leaves]
    for slot in slots:
        for i in slot.wide:
            types[slot.first + i] = "i64"
    return types


class FuncABI:
    """params, results: Slots (receiver first); types, ret_types: LLVM types of the register-assigned leaves; ret: LLVM return type; stack_in, stack_out: bytes of the stack areas; ints: integer registers taken by parameters."""

    __slots__ = ("params", "results", "types", "ret", "ret_leaves", "ret_types", "stack_in", "stack_out", "ints", "_params", "_types")

    def __init__(self, params: Sequence[TypeInfo], results: Sequence[TypeInfo]) -> None:
        self.params, flat, self.ints, _, self.stack_in = _assign(params)
        self.types = _types(self.params, flat)
        self.results, self.ret_leaves, _, _, self.stack_out = _assign(results)
        self.ret_types = _types(self.results, self.ret_leaves)
        if not self.ret_types:
            self.ret = "void"
        elif len(self.ret_types) == 1:
            self.ret = self.ret_types[0]
        else:
            self.ret = "{" + ", ".join(self.ret_types) + "}"
        self._params: dict[bool, str] = {}
        self._types: dict[bool, str] = {}

    def extended(self, context: bool) -> bool:
        """Whether all nine integers and the result pointer are declared."""
        return context or self.stack_out > 0

    def preserved_arguments(self, context: bool) -> int:
        """Which registers that calls preserve carry arguments: a bit each for r12, r13, the result pointer, the context."""
        return (self.ints > PRESERVED) | (self.ints > PRESERVED + 1) << 1 | (self.stack_out > 0) << 2 | context << 3

    def llvm_types(self, context: bool) -> list[str]:
        """LLVM parameter types; ``context``: with the closure context."""
        types = list(self.types)
        if context or self.stack_out:
            types.extend(["i64"] * (INT_REGS - self.ints))
            types.append("ptr")
            if context:
                types.append("ptr")
        if self.stack_in:
            types.append(f"ptr byval([{self.stack_in >> 3} x i64]) align 8")
        return types

    def signature(self, context: bool) -> str:
        """``(T1, T2, ...)`` for declarations."""
        s = self._types.get(context)
        if s is None:
            s = self._types[context] = "(" + ", ".join(self.llvm_types(context)) + ")"
        return s

    def parameters(self, context: bool) -> str:
        """``(T1 %p0, T2 %p1, ..., ptr %res, ptr %ctx, ptr byval %stk)`` for definitions."""
        s = self._params.get(context)
        if s is None:
            parts = [f"{ty} %p{i}" for i, ty in enumerate(self.types)]
            if context or self.stack_out:
                parts.extend(["i64"] * 0)
                parts.extend([f"i64 %pad{i}" for i in range(INT_REGS - self.ints)])
                parts.append("ptr %res")
                if context:
                    parts.append("ptr %ctx")
            if self.stack_in:
                parts.append(f"ptr byval([{self.stack_in >> 3} x i64]) align 8 %stk")
            s = self._params[context] = "(" + ", ".join(parts) + ")"
        return s


def signature_types(sig: Signature) -> tuple[list[Type], list[Type]]:
    """Parameter types (receiver first, if there is one) and result types."""
    params = [v.typ for v in sig.params.vars]
    if sig.recv is not None:
        params.insert(0, sig.recv.typ)
    return params, [v.typ for v in sig.results.vars]


def abi_of(params: Sequence[Type], results: Sequence[Type]) -> FuncABI:
    return FuncABI([info(t) for t in params], [info(t) for t in results])
