"""``-gcflags=-d=checkptr``: checks of conversions between unsafe.Pointer, uintptr and pointers, made by the runtime (checkptr.go).

* ``(*T)(p)``: p is aligned for a T with pointers, and the T lies in one object. In ``(*[n]T)(p)[i:j:k]`` it is the k first elements that count.
* ``unsafe.Pointer(uintptr(p) + x)``: the result lies in an object that one of the pointers of the expression points into.
* ``unsafe.Slice``, ``unsafe.String``: what they make lies in one object.

``FunctionBuilder.ptr_sources`` is None where nothing is checked: without the flag, in the runtime's packages, after ``//go:nocheckptr``. Else it
collects the values of the conversions to uintptr that the arithmetic at hand began with.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.syntax import nodes as N
from undergo.types.types import Named, unalias

from .function import FunctionBuilder, Value
from .layout import INT, POINTER, UNSAFE, TypeInfo, info
from .typedesc import type_ref

_UNCHECKED = ("runtime", "internal/abi", "internal/bytealg", "internal/chacha8rand", "internal/coverage/rtcov", "internal/cpu",
              "internal/goarch", "internal/godebugs", "internal/goexperiment", "internal/goos", "internal/profilerecord",
              "internal/stringslite")  # fmt: skip


def checked_package(path: str) -> bool:
    """The runtime and what it imports cannot be checked."""
    return path not in _UNCHECKED and not path.startswith(("internal/runtime/", "runtime/internal/"))


def from_unsafe(fb: FunctionBuilder, e: Any) -> bool:
    """Is an expression the conversion of an unsafe.Pointer to a pointer?"""
    e = N.unparen(e)
    if e.__class__ is not N.CallExpr or len(e.arg_list) != 1 or e.fun.mode != "typexpr":
        return False
    x = e.arg_list[0]
    return x.mode != "nilvalue" and fb.ti(e).kind is POINTER and fb.ti(x).kind is UNSAFE


def check_alignment(fb: FunctionBuilder, p: str, pointer: TypeInfo, count: Optional[str]) -> None:
    """p becomes a pointer; count: so many elements of the array that it points to are meant."""
    elem = pointer.u.elem  # type: ignore[attr-defined]
    ei = info(elem)
    if count is not None:
        elem = ei.u.elem  # type: ignore[attr-defined]
        ei = info(elem)
    if ei.align == 1 and (ei.size == 0 or ei.size == 1 and count is None):
        return
    fb.runtime_call("checkptrAlignment", p, type_ref(fb.mb, elem), count or "1")


def sources(fb: FunctionBuilder, e: Any) -> Optional[list[Any]]:
    """The conversions of unsafe pointers to uintptr that the uintptr e comes from by arithmetic; None: not to be checked."""
    e = N.unparen(e)
    if _of_reflect(fb, e):
        return None
    found: list[Any] = []

    def walk(x: Any) -> None:
        x = N.unparen(x)
        if x.__class__ is N.Operation and x.y is not None:
            if x.op == "+":
                walk(x.x)
                walk(x.y)
            elif x.op in ("-", "&^"):
                walk(x.x)
        elif x.__class__ is N.CallExpr and len(x.arg_list) == 1 and x.fun.mode == "typexpr" and x.arg_list[0].mode != "nilvalue":
            if fb.ti(x).kind is INT and fb.ti(x.arg_list[0]).kind is UNSAFE:
                found.append(x)

    walk(e)
    return found


def _of_reflect(fb: FunctionBuilder, e: Any) -> bool:
    """Value.Pointer() and Value.UnsafeAddr(); the Data field of the headers of slices and strings."""
    if e.__class__ is N.CallExpr:
        method = N.unparen(e.fun)
        return (
            method.__class__ is N.SelectorExpr
            and method.sel.value in ("Pointer", "UnsafeAddr")
            and method.selection is not None
            and _is_reflect(fb, method.x, ("Value",))
        )
    return e.__class__ is N.SelectorExpr and e.sel.value == "Data" and _is_reflect(fb, e.x, ("SliceHeader", "StringHeader"))


def _is_reflect(fb: FunctionBuilder, x: Any, names: tuple[str, ...]) -> bool:
    t: Any = unalias(fb.typ(x))
    if t.__class__ is not Named and info(t).kind is POINTER:
        t = unalias(info(t).u.elem)  # type: ignore[attr-defined]
    return t.__class__ is Named and t.obj.pkg is not None and t.obj.pkg.path == "reflect" and t.obj.name in names


def check_arithmetic(fb: FunctionBuilder, p: str, origins: list[Any]) -> None:
    """p was computed from the conversions in origins, whose operands are known now."""
    values = [v for v in (fb.ptr_sources.pop(o, None) for o in origins) if v is not None]
    if not values:
        fb.runtime_call("checkptrArithmetic", p, "null", "0", "0")
        return
    array = fb.alloca(f"[{len(values)} x ptr]")
    for i, v in enumerate(values):
        fb.emit(f"store ptr {v}, ptr {fb.t(f'getelementptr i8, ptr {array}, i64 {8 * i}')}")
    fb.runtime_call("checkptrArithmetic", p, array, str(len(values)), str(len(values)))


def uintptr_to_pointer(fb: FunctionBuilder, x: Any, value: Any) -> Value:
    """unsafe.Pointer(x), checked. value: gives x's value when called."""
    origins = sources(fb, x)
    for o in origins or ():
        fb.ptr_sources[o] = None
    v: tuple[str, ...] = value()
    p = fb.t(f"inttoptr i64 {v[0]} to ptr")
    if origins is not None:
        check_arithmetic(fb, p, origins)
    return (p,)
