"""Functions that become instructions instead of calls: bit operations, atomics, some of package math, the caller's frame.

``lookup(symbol, options)`` gives a handler or None; ``handler(fb, args)`` takes one value (a tuple of operands) an argument and gives one value a result.
The set is the reference's (cmd/compile/internal/ssagen/intrinsics.go) as far as LLVM has the operation on every amd64; what needs newer
processors (rounding: SSE4.1, fused multiply-add: FMA3) is there only when the target level has it.
Atomics are sequentially consistent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from . import barrier
from .function import FunctionBuilder, Value

Handler = Callable[[FunctionBuilder, list[Value]], list[Value]]

INTRINSICS: dict[str, Handler] = {}
_SSE41: dict[str, Handler] = {}
_FMA: dict[str, Handler] = {}

# Functions that LLVM must see called, never as values of their own code.
_MATH = "math."
_BITS = "math/bits."
_SYS = "internal/runtime/sys."
_ATOMIC = "internal/runtime/atomic."
_SYNC = "sync/atomic."


def lookup(symbol: str, level: str) -> Optional[Handler]:
    """The handler of a function, by its symbol; level: GOAMD64 (v1..v4) or "native"."""
    found = INTRINSICS.get(symbol)
    if found is not None:
        return found
    if level != "v1":
        found = _SSE41.get(symbol)
        if found is None and level != "v2":
            found = _FMA.get(symbol)
    return found


# ---------------------------------------------------------------- bits


def _unary_bits(op: str, bits: int, flag: str = "", wide: bool = True) -> Handler:
    """llvm.<op>.i<bits>; the result is an int (i64) when wide."""

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        x = args[0][0]  # type: ignore[index]
        types, operands = f"i{bits}", f"i{bits} {x}"
        if flag:
            types, operands = types + ", i1", operands + f", i1 {flag}"
        r = fb.c_call(f"llvm.{op}.i{bits}", f"i{bits}", types, operands)
        if wide and bits != 64:
            r = fb.t(f"zext i{bits} {r} to i64")
        return [(r,)]

    return handler


def _len(bits: int) -> Handler:
    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        x = args[0][0]  # type: ignore[index]
        r = fb.c_call(f"llvm.ctlz.i{bits}", f"i{bits}", f"i{bits}, i1", f"i{bits} {x}, i1 false")
        if bits != 64:
            r = fb.t(f"zext i{bits} {r} to i64")
        return [(fb.t(f"sub i64 {bits}, {r}"),)]

    return handler


def _rotate(bits: int) -> Handler:
    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        x, k = args[0][0], args[1][0]  # type: ignore[index]
        if bits != 64:
            k = str(int(k) & (bits - 1)) if k[0] != "%" else fb.t(f"trunc i64 {k} to i{bits}")
        ty = f"i{bits}"
        return [(fb.c_call(f"llvm.fshl.{ty}", ty, f"{ty}, {ty}, {ty}", f"{ty} {x}, {ty} {x}, {ty} {k}"),)]

    return handler


def _mul64(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    x = fb.t(f"zext i64 {args[0][0]} to i128")  # type: ignore[index]
    y = fb.t(f"zext i64 {args[1][0]} to i128")  # type: ignore[index]
    p = fb.t(f"mul i128 {x}, {y}")
    hi = fb.t(f"lshr i128 {p}, 64")
    return [(fb.t(f"trunc i128 {hi} to i64"),), (fb.t(f"trunc i128 {p} to i64"),)]


def _carry(op: str) -> Handler:
    """Add64/Sub64: two overflow steps, which LLVM joins to adc/sbb."""

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        name = f"llvm.u{op}.with.overflow.i64"
        a = fb.c_call(name, "{i64, i1}", "i64, i64", f"i64 {args[0][0]}, i64 {args[1][0]}")  # type: ignore[index]
        s, c = fb.t(f"extractvalue {{i64, i1}} {a}, 0"), fb.t(f"extractvalue {{i64, i1}} {a}, 1")
        b = fb.c_call(name, "{i64, i1}", "i64, i64", f"i64 {s}, i64 {args[2][0]}")  # type: ignore[index]
        s2, c2 = fb.t(f"extractvalue {{i64, i1}} {b}, 0"), fb.t(f"extractvalue {{i64, i1}} {b}, 1")
        either = fb.t(f"or i1 {c}, {c2}")
        return [(s2,), (fb.t(f"zext i1 {either} to i64"),)]

    return handler


def _mul_overflow(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    r = fb.c_call("llvm.umul.with.overflow.i64", "{i64, i1}", "i64, i64", f"i64 {args[0][0]}, i64 {args[1][0]}")  # type: ignore[index]
    return [(fb.t(f"extractvalue {{i64, i1}} {r}, 0"),), (fb.t(f"extractvalue {{i64, i1}} {r}, 1"),)]


for _n in (8, 16, 32, 64):
    INTRINSICS[f"{_BITS}TrailingZeros{_n}"] = _unary_bits("cttz", _n, "false")
    INTRINSICS[f"{_BITS}LeadingZeros{_n}"] = _unary_bits("ctlz", _n, "false")
    INTRINSICS[f"{_BITS}OnesCount{_n}"] = _unary_bits("ctpop", _n)
    INTRINSICS[f"{_BITS}Len{_n}"] = _len(_n)
    INTRINSICS[f"{_BITS}RotateLeft{_n}"] = _rotate(_n)
    INTRINSICS[f"{_BITS}Reverse{_n}"] = _unary_bits("bitreverse", _n, wide=False)
    if _n > 8:
        INTRINSICS[f"{_BITS}ReverseBytes{_n}"] = _unary_bits("bswap", _n, wide=False)
for _name in ("TrailingZeros", "LeadingZeros", "OnesCount", "Len", "RotateLeft", "Reverse", "ReverseBytes"):
    INTRINSICS[_BITS + _name] = INTRINSICS[f"{_BITS}{_name}64"]
for _n in (8, 32, 64):
    INTRINSICS[f"{_SYS}TrailingZeros{_n}"] = _unary_bits("cttz", _n, "false")
for _n in (8, 64):
    INTRINSICS[f"{_SYS}Len{_n}"] = _len(_n)
    INTRINSICS[f"{_SYS}LeadingZeros{_n}"] = _unary_bits("ctlz", _n, "false")
INTRINSICS[_SYS + "OnesCount64"] = _unary_bits("ctpop", 64)
INTRINSICS[_SYS + "Bswap32"] = _unary_bits("bswap", 32, wide=False)
INTRINSICS[_SYS + "Bswap64"] = _unary_bits("bswap", 64)
for _name in ("Mul64", "Mul"):
    INTRINSICS[_BITS + _name] = _mul64
INTRINSICS["internal/runtime/math.Mul64"] = _mul64
INTRINSICS["internal/runtime/math.MulUintptr"] = _mul_overflow
INTRINSICS["internal/runtime/math.Add64"] = _carry("add")
for _name in ("Add64", "Add"):
    INTRINSICS[_BITS + _name] = _carry("add")
for _name in ("Sub64", "Sub"):
    INTRINSICS[_BITS + _name] = _carry("sub")
INTRINSICS["math/big.mulWW"] = _mul64

# ---------------------------------------------------------------- memory hints, frames


def _prefetch(locality: int) -> Handler:
    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        p = fb.t(f"inttoptr i64 {args[0][0]} to ptr")  # type: ignore[index]
        fb.c_call("llvm.prefetch.p0", "void", "ptr, i32, i32, i32", f"ptr {p}, i32 0, i32 {locality}, i32 1")
        return []

    return handler


def _barrier(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    fb.emit(' call void asm sideeffect "", "~{memory}"()')
    return []


def _caller_pc(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    p = fb.c_call("llvm.returnaddress", "ptr", "i32", "i32 0")
    return [(fb.t(f"ptrtoint ptr {p} to i64"),)]


def _caller_sp(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    p = fb.c_call("llvm.addressofreturnaddress.p0", "ptr", "", "")
    a = fb.t(f"ptrtoint ptr {p} to i64")
    return [(fb.t(f"add i64 {a}, 8"),)]


def _closure_ptr(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    fb.context = True  # declared or not, the function takes its context
    return [(fb.t(f"ptrtoint ptr {fb.ctx_operand} to i64"),)]


def getg(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    """The current g, read anew each time: the goroutine may have moved to another thread."""
    r = fb.t('call ptr asm sideeffect "movq runtime.tlsg@GOTTPOFF(%rip), $0\\0Amovq %fs:($0), $0", "=r,~{dirflag},~{fpsr},~{flags}"()')
    return [(r,)]


INTRINSICS[_SYS + "Prefetch"] = _prefetch(3)
INTRINSICS[_SYS + "PrefetchStreamed"] = _prefetch(0)
INTRINSICS["runtime.publicationBarrier"] = _barrier
INTRINSICS[_SYS + "GetCallerPC"] = _caller_pc
INTRINSICS[_SYS + "GetCallerSP"] = _caller_sp
INTRINSICS[_SYS + "GetClosurePtr"] = _closure_ptr
INTRINSICS["runtime.getg"] = getg

# Intrinsics that depend on the function they stand in: it must not be inlined into another.
NOINLINE = frozenset((_SYS + "GetCallerPC", _SYS + "GetCallerSP", _SYS + "GetClosurePtr"))

# ---------------------------------------------------------------- math


def _math1(op: str) -> Handler:
    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        return [(fb.c_call(f"llvm.{op}.f64", "double", "double", f"double {args[0][0]}"),)]  # type: ignore[index]

    return handler


def _copysign(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    operands = f"double {args[0][0]}, double {args[1][0]}"  # type: ignore[index]
    return [(fb.c_call("llvm.copysign.f64", "double", "double, double", operands),)]


def _fma(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    operands = ", ".join([f"double {a[0]}" for a in args])  # type: ignore[index]
    return [(fb.c_call("llvm.fma.f64", "double", "double, double, double", operands),)]


def _extreme(op: str, infinity: str) -> Handler:
    """math.Max, math.Min: as the builtins, but the infinity wins over NaN, and NaN is math.NaN()."""

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        x, y = args[0][0], args[1][0]  # type: ignore[index]
        r = fb.c_call(f"llvm.{op}.f64", "double", "double, double", f"double {x}, double {y}")
        r = fb.t(f"select i1 {fb.t(f'fcmp uno double {x}, {y}')}, double 0x7FF8000000000001, double {r}")
        a, b = fb.t(f"fcmp oeq double {x}, {infinity}"), fb.t(f"fcmp oeq double {y}, {infinity}")
        either = fb.t(f"or i1 {a}, {b}")
        return [(fb.t(f"select i1 {either}, double {infinity}, double {r}"),)]

    return handler


for _name in ("Sqrt", "sqrt"):
    INTRINSICS[_MATH + _name] = _math1("sqrt")
INTRINSICS[_MATH + "Abs"] = _math1("fabs")
INTRINSICS[_MATH + "Copysign"] = _copysign
INTRINSICS[_MATH + "Max"] = _extreme("maximum", "0x7FF0000000000000")
INTRINSICS[_MATH + "Min"] = _extreme("minimum", "0xFFF0000000000000")
for _name, _op in (("Floor", "floor"), ("Ceil", "ceil"), ("Trunc", "trunc"), ("RoundToEven", "roundeven")):
    _SSE41[_MATH + _name] = _math1(_op)
_FMA[_MATH + "FMA"] = _fma

# ---------------------------------------------------------------- atomics


def _align(ty: str) -> int:
    return 8 if ty == "ptr" else max(1, int(ty[1:]) // 8)


def _load(ty: str) -> Handler:
    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        return [(fb.t(f"load atomic {ty}, ptr {args[0][0]} seq_cst, align {_align(ty)}{fb.dbg()}"),)]  # type: ignore[index]

    return handler


def _store(ty: str, order: str = "seq_cst") -> Handler:
    if ty == "ptr":
        return _swap_pointer(False)

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        fb.emit(f" store atomic {ty} {args[1][0]}, ptr {args[0][0]} {order}, align {_align(ty)}{fb.dbg()}")  # type: ignore[index]
        return []

    return handler


def _rmw(op: str, ty: str, result: str = "old") -> Handler:
    """result: "old", "new" (add only), "none"."""

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        p, v = args[0][0], args[1][0]  # type: ignore[index]
        old = fb.t(f"atomicrmw {op} ptr {p}, {ty} {v} seq_cst, align {_align(ty)}{fb.dbg()}")
        if result == "none":
            return []
        if result == "new":
            return [(fb.t(f"{op} {ty} {old}, {v}"),)]
        return [(old,)]

    return handler


def _swap_pointer(wanted: bool) -> Handler:
    """A swap, or a store, which is one: the barrier gets what was there."""

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        p, v = args[0][0], args[1][0]  # type: ignore[index]
        old = fb.t(f"atomicrmw xchg ptr {p}, ptr {v} seq_cst, align 8{fb.dbg()}")
        if not barrier.is_local(fb, p):
            barrier.check(fb, [old])
        return [(old,)] if wanted else []

    return handler


def _cas(ty: str) -> Handler:
    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        p, old, new = args[0][0], args[1][0], args[2][0]  # type: ignore[index]
        r = fb.t(f"cmpxchg ptr {p}, {ty} {old}, {ty} {new} seq_cst seq_cst, align {_align(ty)}{fb.dbg()}")
        done = fb.t(f"extractvalue {{{ty}, i1}} {r}, 1")
        if ty == "ptr" and not barrier.is_local(fb, p):
            barrier.check(fb, [fb.t(f"select i1 {done}, ptr {old}, ptr null")])
        return [(done,)]

    return handler


def _define_atomics() -> None:
    for name, ty in (("Int32", "i32"), ("Int64", "i64"), ("Uint32", "i32"), ("Uint64", "i64"), ("Uintptr", "i64"), ("Pointer", "ptr")):
        INTRINSICS[f"{_SYNC}Load{name}"] = _load(ty)
        INTRINSICS[f"{_SYNC}CompareAndSwap{name}"] = _cas(ty)
        INTRINSICS[f"{_SYNC}Swap{name}"] = _swap_pointer(True) if ty == "ptr" else _rmw("xchg", ty)
        INTRINSICS[f"{_SYNC}Store{name}"] = _store(ty)
        if ty != "ptr":
            INTRINSICS[f"{_SYNC}Add{name}"] = _rmw("add", ty, "new")
            INTRINSICS[f"{_SYNC}And{name}"] = _rmw("and", ty)
            INTRINSICS[f"{_SYNC}Or{name}"] = _rmw("or", ty)
    a = _ATOMIC
    loads = (
        ("Load", "i32"), ("Load8", "i8"), ("Load64", "i64"), ("LoadAcq", "i32"), ("LoadAcq64", "i64"), ("LoadAcquintptr", "i64"),
        ("Loadp", "ptr"), ("Loadint32", "i32"), ("Loadint64", "i64"), ("Loaduint", "i64"), ("Loaduintptr", "i64"),
    )  # fmt: skip
    for name, ty in loads:
        INTRINSICS[a + name] = _load(ty)
    stores = (
        ("Store", "i32"), ("Store8", "i8"), ("Store64", "i64"), ("StorepNoWB", "ptr"), ("Storeint32", "i32"), ("Storeint64", "i64"),
        ("Storeuintptr", "i64"),
    )  # fmt: skip
    for name, ty in stores:
        INTRINSICS[a + name] = _store(ty)
    for name, ty in (("StoreRel", "i32"), ("StoreRel64", "i64"), ("StoreReluintptr", "i64")):
        INTRINSICS[a + name] = _store(ty, "release")
    swaps = (("Xchg", "i32"), ("Xchg8", "i8"), ("Xchg64", "i64"), ("Xchgint32", "i32"), ("Xchgint64", "i64"), ("Xchguintptr", "i64"))
    for name, ty in swaps:
        INTRINSICS[a + name] = _rmw("xchg", ty)
    for name, ty in (("Xadd", "i32"), ("Xadd64", "i64"), ("Xaddint32", "i32"), ("Xaddint64", "i64"), ("Xadduintptr", "i64")):
        INTRINSICS[a + name] = _rmw("add", ty, "new")
    cas = (
        ("Cas", "i32"), ("Cas64", "i64"), ("CasRel", "i32"), ("Casint32", "i32"), ("Casint64", "i64"), ("Casuintptr", "i64"), ("Casp1", "ptr"),
    )  # fmt: skip
    for name, ty in cas:
        INTRINSICS[a + name] = _cas(ty)
    for name, op in (("And", "and"), ("Or", "or")):
        INTRINSICS[f"{a}{name}8"] = _rmw(op, "i8", "none")
        INTRINSICS[a + name] = _rmw(op, "i32", "none")
        INTRINSICS[f"{a}{name}32"] = _rmw(op, "i32")
        INTRINSICS[f"{a}{name}64"] = _rmw(op, "i64")
        INTRINSICS[f"{a}{name}uintptr"] = _rmw(op, "i64")


_define_atomics()


# ---------------------------------------------------------------- crypto/internal/constanttime


def _bool_to_uint8(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    return [(fb.t(f"zext i1 {args[0][0]} to i8"),)]  # type: ignore[index]


INTRINSICS["crypto/internal/constanttime.boolToUint8"] = _bool_to_uint8
