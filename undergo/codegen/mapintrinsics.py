"""What internal/runtime/maps leaves to the compiler: matching a group's eight control bytes at once, hashing with the AES instructions.

The match functions give *packed* sets, one bit a slot, as the reference's intrinsics do on amd64; everything that looks into a set is
therefore an intrinsic as well.
"""

from __future__ import annotations

from .function import FunctionBuilder, Mem, Value
from .intrinsics import INTRINSICS, Handler

_MAPS = "internal/runtime/maps."


def _packed(fb: FunctionBuilder, lanes: str) -> str:
    """<8 x i1> to a set."""
    byte = fb.t(f"bitcast <8 x i1> {lanes} to i8")
    return fb.t(f"zext i8 {byte} to i64")


def _control(fb: FunctionBuilder, value: Value) -> str:
    if value.__class__ is Mem:
        return fb.t(f"load <8 x i8>, ptr {fb.addr(value)}, align 8")
    return fb.t(f"bitcast i64 {value[0]} to <8 x i8>")  # type: ignore[index]


def _match_h2(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    h = fb.t(f"trunc i64 {args[1][0]} to i8")  # type: ignore[index]
    one = fb.t(f"insertelement <8 x i8> poison, i8 {h}, i64 0")
    all_ = fb.t(f"shufflevector <8 x i8> {one}, <8 x i8> poison, <8 x i32> zeroinitializer")
    return [(_packed(fb, fb.t(f"icmp eq <8 x i8> {_control(fb, args[0])}, {all_}")),)]


def _match(condition: str, byte: int) -> Handler:
    constant = "<" + ", ".join([f"i8 {byte}"] * 8) + ">"

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        return [(_packed(fb, fb.t(f"icmp {condition} <8 x i8> {_control(fb, args[0])}, {constant}")),)]

    return handler


def _first(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    return [(fb.c_call("llvm.cttz.i64", "i64", "i64, i1", f"i64 {args[0][0]}, i1 false"),)]  # type: ignore[index]


def _remove_below(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    i = fb.t(f"and i64 {args[1][0]}, 63")  # type: ignore[index]
    keep = fb.t(f"shl i64 -1, {i}")
    return [(fb.t(f"and i64 {args[0][0]}, {keep}"),)]  # type: ignore[index]


def _lowest_set(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    return [(fb.t(f"trunc i64 {args[0][0]} to i1"),)]  # type: ignore[index]


def _shift_out_lowest(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    return [(fb.t(f"lshr i64 {args[0][0]}, 1"),)]  # type: ignore[index]


def _aes_hash(bits: int) -> Handler:
    """memHash32AES, memHash64AES: seed and key in one register, three rounds with the process's keys. As the assembly in GOROOT does."""

    def handler(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
        key = args[0][0]  # type: ignore[index]
        if bits == 32:
            key = fb.t(f"zext i32 {key} to i64")
        state = fb.t(f"insertelement <2 x i64> poison, i64 {args[1][0]}, i64 0")  # type: ignore[index]
        state = fb.t(f"insertelement <2 x i64> {state}, i64 {key}, i64 1")
        schedule = fb.mb.global_ref(_MAPS + "aeskeysched")
        for i in range(3):
            k = fb.t(f"load <2 x i64>, ptr {fb.gep(schedule, 16 * i)}, align 1")
            state = aes_round(fb, state, k)
        return [(fb.t(f"extractelement <2 x i64> {state}, i64 0"),)]

    return handler


def aes_round(fb: FunctionBuilder, state: str, key: str) -> str:
    """One AES encryption round on a <2 x i64>. Only reached when the processor has the instruction, whatever the target level says."""
    if fb.mb.options.level in ("v1", "v2"):
        return fb.t(f'call <2 x i64> asm "aesenc $2, $0", "=x,0,x"(<2 x i64> {state}, <2 x i64> {key})')
    return fb.t(f'call <2 x i64> asm "vaesenc $2, $1, $0", "=x,x,x"(<2 x i64> {state}, <2 x i64> {key})')


INTRINSICS[_MAPS + "bitsetFirst"] = _first
INTRINSICS[_MAPS + "bitsetRemoveBelow"] = _remove_below
INTRINSICS[_MAPS + "bitsetLowestSet"] = _lowest_set
INTRINSICS[_MAPS + "bitsetShiftOutLowest"] = _shift_out_lowest
INTRINSICS[_MAPS + "ctrlGroupMatchH2"] = _match_h2
INTRINSICS[_MAPS + "ctrlGroupMatchEmpty"] = _match("eq", -128)
INTRINSICS[_MAPS + "ctrlGroupMatchEmptyOrDeleted"] = _match("slt", 0)
INTRINSICS[_MAPS + "ctrlGroupMatchFull"] = _match("sgt", -1)
INTRINSICS[_MAPS + "memHash32AES"] = _aes_hash(32)
INTRINSICS[_MAPS + "memHash64AES"] = _aes_hash(64)
