"""Functions that the reference's compiler makes instructions of (linux/amd64): their calls are neither costly nor inlined."""

from __future__ import annotations

import re

from .ir import Func, Node

_PATTERNS = {
    "internal/runtime/atomic": r"(Load|Store|Xchg|Xadd|Cas|And|Or)\w*",
    "sync/atomic": r"(Load|Store|Add|Swap|CompareAndSwap|And|Or)(Int32|Int64|Uint32|Uint64|Uintptr|Pointer)",
    "math": "sqrt|Sqrt|Abs|Copysign|FMA|Floor|Ceil|Trunc|RoundToEven",
    "math/bits": r"TrailingZeros(64|32|16|8)?|Len(64|32|16|8)?|OnesCount(64|32|16)?|ReverseBytes(64|32|16)?|RotateLeft(64|32|16|8)?|Mul(64)?|Add(64)?|Sub(64)?|Div(64)?",
    "internal/runtime/sys": r"TrailingZeros(64|32|8)|Len(64|32|8)|Bswap(64|32)|OnesCount64|Prefetch(Streamed)?|GetCallerPC|GetCallerSP|GetClosurePtr",
    "internal/runtime/math": "MulUintptr|Mul64|Add64",
    "runtime": "KeepAlive|slicebytetostringtmp|publicationBarrier",
    "crypto/internal/constanttime": "Select|boolToUint8",
    "math/big": "mulWW",
}
_COMPILED = {path: re.compile(pattern) for path, pattern in _PATTERNS.items()}


def is_intrinsic(x: Node) -> bool:
    """Is what is called an intrinsic?"""
    if x.op != "NAME" or x.fn.__class__ is not Func:
        return False
    fn = x.fn
    pattern = _COMPILED.get(fn.pkg)
    if pattern is None:
        return False
    name = fn.name.rsplit(".", 1)[-1]
    return pattern.fullmatch(name) is not None
