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


class Slot:
    """Where one parameter or result travels: ``first`` index of its leaves among the LLVM parameters (or result fields) when ``leaves``
    is not None, else offset ``off`` in the stack area."""

    __slots__ = ("ti", "leaves", "first", "off")

    def __init__(self, ti: TypeInfo, leaves: Optional[list[Leaf]], first: int, off: int) -> None:
        self.ti = ti
        self.leaves = leaves
        self.first = first
        self.off = off


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
                ints += ni
                floats += nf
                slots.append(Slot(ti, leaves, len(flat), 0))
                flat.extend(leaves)
                continue
        off = (off + ti.align - 1) & -ti.align
        slots.append(Slot(ti, None, 0, off))
        off += ti.size
    return slots, flat, ints, floats, (off + 7) & -8


class FuncABI:
    """params, results: Slots (receiver first); types: LLVM types of the register-assigned leaves; ret: LLVM return type; nret: leaves returned;
    stack_in, stack_out: bytes of the stack areas; ints: integer registers taken by parameters."""

    __slots__ = ("params", "results", "types", "ret", "ret_leaves", "stack_in", "stack_out", "ints", "_params", "_types")

    def __init__(self, params: Sequence[TypeInfo], results: Sequence[TypeInfo]) -> None:
        self.params, flat, self.ints, _, self.stack_in = _assign(params)
        self.types = [leaf.mty for leaf in flat]
        self.results, rflat, _, _, self.stack_out = _assign(results)
        self.ret_leaves = rflat
        if not rflat:
            self.ret = "void"
        elif len(rflat) == 1:
            self.ret = rflat[0].mty
        else:
            self.ret = "{" + ", ".join([leaf.mty for leaf in rflat]) + "}"
        self._params: dict[bool, str] = {}
        self._types: dict[bool, str] = {}

    def extended(self, context: bool) -> bool:
        """Whether all nine integers and the result pointer are declared."""
        return context or self.stack_out > 0

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
