"""What internal/runtime/maps leaves to the compiler: matching a group's eight control bytes at once, hashing with the AES instructions.

The match functions give *packed* sets, one bit a slot, as the reference's intrinsics do on amd64; everything that looks into a set is
therefore an intrinsic as well.
"""

from __future__ import annotations

from .function import FunctionBuilder, Mem, Value
from .intrinsics import INTRINSICS, Handler

_MAPS = "internal/runtime/maps."


def _signs(fb: FunctionBuilder, lanes: str) -> str:
    """The sign bits of the lower eight lanes of a <16 x i8> as a set (an i64)."""
    bits = fb.c_call("llvm.x86.sse2.pmovmskb.128", "i32", "<16 x i8>", f"<16 x i8> {lanes}")
    low = fb.t(f"and i32 {bits}, 255")
    return fb.t(f"zext i32 {low} to i64")


def _control(fb: FunctionBuilder, value: Value) -> str:
    """A group's control bytes in the lower half of a <16 x i8>."""
    word = fb.t(f"load i64, ptr {fb.addr(value)}, align 8") if value.__class__ is Mem else value[0]  # type: ignore[index]
    pair = fb.t(f"insertelement <2 x i64> zeroinitializer, i64 {word}, i64 0")
    return fb.t(f"bitcast <2 x i64> {pair} to <16 x i8>")


def _match_h2(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    h = fb.t(f"trunc i64 {args[1][0]} to i8")  # type: ignore[index]
    one = fb.t(f"insertelement <16 x i8> poison, i8 {h}, i64 0")
    all_ = fb.t(f"shufflevector <16 x i8> {one}, <16 x i8> poison, <16 x i32> zeroinitializer")
    return [(_signs(fb, _equal(fb, _control(fb, args[0]), all_)),)]


def _equal(fb: FunctionBuilder, a: str, b: str) -> str:
    """pcmpeqb, as an instruction of its own: LLVM would go through mask registers where there are some."""
    if fb.mb.options.level in ("v1", "v2"):
        return fb.t(f'call <16 x i8> asm "pcmpeqb $2, $0", "=x,0,x"(<16 x i8> {a}, <16 x i8> {b})')
    return fb.t(f'call <16 x i8> asm "vpcmpeqb $2, $1, $0", "=x,x,x"(<16 x i8> {a}, <16 x i8> {b})')


def _match_empty(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    constant = "<" + ", ".join(["i8 -128"] * 16) + ">"
    return [(_signs(fb, _equal(fb, _control(fb, args[0]), constant)),)]


def _match_empty_or_deleted(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    return [(_signs(fb, _control(fb, args[0])),)]


def _match_full(fb: FunctionBuilder, args: list[Value]) -> list[Value]:
    return [(fb.t(f"xor i64 {_signs(fb, _control(fb, args[0]))}, 255"),)]


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
INTRINSICS[_MAPS + "ctrlGroupMatchEmpty"] = _match_empty
INTRINSICS[_MAPS + "ctrlGroupMatchEmptyOrDeleted"] = _match_empty_or_deleted
INTRINSICS[_MAPS + "ctrlGroupMatchFull"] = _match_full
INTRINSICS[_MAPS + "memHash32AES"] = _aes_hash(32)
INTRINSICS[_MAPS + "memHash64AES"] = _aes_hash(64)
