"""Hot functions on bytes written as LLVM IR, in place of the assembly of GOROOT: comparing, searching, hashing.

A call of assembly has to leave every register to it; these are ordinary functions of our convention, and the vectors are as wide as the
target level allows. ``define(mb, symbol)`` emits one if there is a text for the symbol.

Short operands are read with overlapping loads. Reads beyond an operand happen only inside its page, in functions that are never inlined.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .irtext import IRText
from .module import escape_bytes, quote

if TYPE_CHECKING:
    from .module import ModuleBuilder

_WIDE = ("v3", "v4")


class _Text(IRText):
    """A body that reads bytes and calls LLVM's intrinsics."""

    def __init__(self, mb: "ModuleBuilder") -> None:
        super().__init__()
        self.mb = mb

    def load(self, ty: str, base: str, offset: str = "0") -> str:
        return self.op(f"load {ty}, ptr {self.at(base, offset)}, align 1")

    def branch(self, condition: str, yes: str, no: str, weights: str = "") -> None:
        self.add(f"br i1 {condition}, label %{yes}, label %{no}{weights}")

    def call(self, name: str, ret: str, types: str, args: str) -> str:
        self.mb.intrinsics.add(f"declare {ret} @{name}({types})")
        return self.op(f"call {ret} @{name}({args})")

    def splat(self, width: int) -> str:
        """A vector of ``width`` times the byte %c."""
        one = self.op(f"insertelement <{width} x i8> poison, i8 %c, i64 0")
        return self.op(f"shufflevector <{width} x i8> {one}, <{width} x i8> poison, <{width} x i32> zeroinitializer")

    def advance(self, step: int, last: str) -> None:
        """End of a round of a loop over %i in steps: the last round, at ``last``, may overlap the one before."""
        further = self.op(f"add i64 %i, {step}")
        self.mb.intrinsics.add("declare i64 @llvm.umin.i64(i64, i64)")
        self.add(f"%i2 = call i64 @llvm.umin.i64(i64 {further}, i64 {last})")
        self.add("br label %loop")

    def blocks(self, step: int, last: str, any_: Callable[[], str], hit: str, entry: str, n: str = "%n") -> None:
        """Before a loop over %i up to ``last``: blocks of several vectors at %i, as long as n bytes hold one more. any_ writes the test of a
        block; after a hit it goes on at ``hit``. The loop comes from %small, or from %blockend to go on at %tail."""
        self.branch(self.op(f"icmp ugt i64 {n}, {2 * step - 1}"), "block", "small")
        self.label("block")
        self.add(f"%b = phi i64 [ 0, %{entry} ], [ %b2, %blocknext ]")
        found = any_()
        self.add(f"br i1 {found}, label %{hit}, label %blocknext")
        self.label("blocknext")
        self.add(f"%b2 = add i64 %b, {step}")
        left = self.op(f"sub i64 {n}, %b2")
        self.branch(self.op(f"icmp ugt i64 {left}, {step - 1}"), "block", "blockend")
        self.label("blockend")
        self.mb.intrinsics.add("declare i64 @llvm.umin.i64(i64, i64)")
        self.add(f"%tail = call i64 @llvm.umin.i64(i64 %b2, i64 {last})")
        self.add("br label %loop")
        self.label("small")
        self.add("br label %loop")

    def bswap(self, bits: int, v: str) -> str:
        return self.call(f"llvm.bswap.i{bits}", f"i{bits}", f"i{bits}", f"i{bits} {v}")


def _differences(t: _Text, ty: str, p: str, q: str, offsets: list[str]) -> str:
    """The or of the differences between what lies at p and at q at some offsets."""
    result = ""
    for offset in offsets:
        d = t.op(f"xor {ty} {t.load(ty, p, offset)}, {t.load(ty, q, offset)}")
        result = d if not result else t.op(f"or {ty} {result}, {d}")
    return result


def _equal(t: _Text, wide: bool) -> None:
    """%p, %q, %n: whether n bytes are the same."""

    def finish(ty: str, offsets: list[str]) -> None:
        c = t.op(f"icmp eq {ty} {_differences(t, ty, '%p', '%q', offsets)}, 0")
        t.branch(c, "yes", "no")

    t.branch(t.op("icmp ugt i64 %n, 16"), "over16", "upto16")
    t.label("upto16")
    t.branch(t.op("icmp ugt i64 %n, 7"), "e8", "upto7")
    t.label("e8")
    finish("i64", ["0", t.op("add i64 %n, -8")])
    t.label("upto7")
    t.branch(t.op("icmp ugt i64 %n, 3"), "e4", "upto3")
    t.label("e4")
    finish("i32", ["0", t.op("add i64 %n, -4")])
    t.label("upto3")
    t.branch(t.op("icmp eq i64 %n, 0"), "yes", "e1")
    t.label("e1")
    finish("i8", ["0", t.op("lshr i64 %n, 1"), t.op("add i64 %n, -1")])
    t.label("over16")
    t.branch(t.op("icmp eq ptr %p, %q"), "yes", "distinct")
    t.label("distinct")
    t.branch(t.op("icmp ugt i64 %n, 32"), "over32", "e16")
    t.label("e16")
    finish("i128", ["0", t.op("add i64 %n, -16")])
    t.label("over32")
    t.branch(t.op("icmp ugt i64 %n, 64"), "over64", "e32")
    t.label("e32")
    if wide:
        finish("i256", ["0", t.op("add i64 %n, -32")])
    else:
        finish("i128", ["0", "16", t.op("add i64 %n, -32"), t.op("add i64 %n, -16")])
    # 64 bytes a round; the last 64 may overlap what was compared before.
    ty, step = ("i256", 32) if wide else ("i128", 16)
    t.label("over64")
    last = t.op("add i64 %n, -64")

    def any_() -> str:
        here, there = t.at("%p", "%b"), t.at("%q", "%b")
        return t.op(f"icmp ne {ty} {_differences(t, ty, here, there, [str(off) for off in range(0, 8 * step, step)])}, 0")

    t.blocks(8 * step, last, any_, "no", "over64")
    t.label("loop")
    t.add("%i = phi i64 [ 0, %small ], [ %tail, %blockend ], [ %i2, %more ]")
    here, there = t.at("%p", "%i"), t.at("%q", "%i")
    result = _differences(t, ty, here, there, [str(off) for off in range(0, 64, step)])
    t.branch(t.op(f"icmp eq {ty} {result}, 0"), "same", "no")
    t.label("same")
    t.branch(t.op(f"icmp eq i64 %i, {last}"), "yes", "more")
    t.label("more")
    t.advance(64, last)
    t.lines += ["yes:", " ret i8 1", "no:", " ret i8 0"]


def _compare(t: _Text, wide: bool) -> None:
    """%p, %pn, %q, %qn: returns -1, 0, 1."""
    n = t.call("llvm.umin.i64", "i64", "i64, i64", "i64 %pn, i64 %qn")
    width = 32 if wide else 16
    results: list[tuple[str, str]] = []  # an i1 "less" and the block it comes from

    def differ(bits: int, a: str, b: str, here: str, equal: str) -> None:
        """Big-endian numbers: decide by them if they differ, else go on at equal."""
        x, y = t.bswap(bits, a), t.bswap(bits, b)
        t.branch(t.op(f"icmp eq i{bits} {x}, {y}"), equal, here + "d")
        t.label(here + "d")
        results.append((t.op(f"icmp ult i{bits} {x}, {y}"), here + "d"))
        t.add("br label %decided")

    t.branch(t.op(f"icmp ugt i64 {n}, 7"), "eight", "under8")
    t.label("eight")
    differ(64, t.load("i64", "%p"), t.load("i64", "%q"), "first", "same8")
    t.label("same8")
    t.branch(t.op(f"icmp ugt i64 {n}, 16"), "over16", "tail8")
    t.label("tail8")
    last = t.op(f"add i64 {n}, -8")
    differ(64, t.load("i64", "%p", last), t.load("i64", "%q", last), "second", "lengths")
    t.label("under8")
    t.branch(t.op(f"icmp ugt i64 {n}, 3"), "four", "under4")
    t.label("four")
    last = t.op(f"add i64 {n}, -4")
    parts = []
    for s in ("%p", "%q"):
        high = t.op(f"zext i32 {t.load('i32', s)} to i64")
        low = t.op(f"zext i32 {t.load('i32', s, last)} to i64")
        shifted = t.op(f"shl i64 {low}, 32")
        parts.append(t.op(f"or i64 {high}, {shifted}"))
    differ(64, parts[0], parts[1], "third", "lengths")
    t.label("under4")
    t.branch(t.op(f"icmp eq i64 {n}, 0"), "lengths", "some")
    t.label("some")
    middle, last = t.op(f"lshr i64 {n}, 1"), t.op(f"add i64 {n}, -1")
    parts = []
    for s in ("%p", "%q"):
        a = t.op(f"zext i8 {t.load('i8', s)} to i32")
        b = t.op(f"zext i8 {t.load('i8', s, middle)} to i32")
        c = t.op(f"zext i8 {t.load('i8', s, last)} to i32")
        b, c = t.op(f"shl i32 {b}, 8"), t.op(f"shl i32 {c}, 16")
        parts.append(t.op(f"or i32 {a}, {t.op(f'or i32 {b}, {c}')}"))
    differ(32, parts[0], parts[1], "fourth", "lengths")
    # Vectors; the last one may overlap what was compared before.
    t.label("over16")
    t.branch(t.op("icmp eq ptr %p, %q"), "lengths", "distinct")
    t.label("distinct")
    vector = f"<{width} x i8>"
    mask = f"i{width}"
    if wide:
        t.branch(t.op(f"icmp ugt i64 {n}, {width}"), "vectors", "short")
        t.label("short")  # 17 to 32 bytes
        for k, offset in enumerate(("0", t.op(f"add i64 {n}, -16"))):
            a, b = t.load("<16 x i8>", "%p", offset), t.load("<16 x i8>", "%q", offset)
            bits = t.op(f"bitcast <16 x i1> {t.op(f'icmp ne <16 x i8> {a}, {b}')} to i16")
            t.branch(t.op(f"icmp eq i16 {bits}, 0"), "lengths" if k else "short2", f"s{k}")
            t.label(f"s{k}")
            i = t.call("llvm.cttz.i16", "i16", "i16, i1", f"i16 {bits}, i1 true")
            at = t.op(f"add i64 {t.op(f'zext i16 {i} to i64')}, {offset}")
            results.append((t.op(f"icmp ult i8 {t.load('i8', '%p', at)}, {t.load('i8', '%q', at)}"), f"s{k}"))
            t.add("br label %decided")
            if not k:
                t.label("short2")
        t.label("vectors")
    else:
        t.add("br label %vectors")
        t.label("vectors")
    end = t.op(f"add i64 {n}, -{width}")
    whole = f"i{8 * width}"

    def any_() -> str:
        here, there = t.at("%p", "%b"), t.at("%q", "%b")
        return t.op(f"icmp ne {whole} {_differences(t, whole, here, there, [str(off) for off in range(0, 4 * width, width)])}, 0")

    t.blocks(4 * width, end, any_, "loop", "vectors", n)
    t.label("loop")
    t.add("%i = phi i64 [ 0, %small ], [ %b, %block ], [ %tail, %blockend ], [ %i2, %more ]")
    a, b = t.load(vector, "%p", "%i"), t.load(vector, "%q", "%i")
    bits = t.op(f"bitcast <{width} x i1> {t.op(f'icmp ne {vector} {a}, {b}')} to {mask}")
    t.branch(t.op(f"icmp eq {mask} {bits}, 0"), "same", "found")
    t.label("same")
    t.branch(t.op(f"icmp eq i64 %i, {end}"), "lengths", "more")
    t.label("more")
    t.advance(width, end)
    t.label("found")
    i = t.call(f"llvm.cttz.{mask}", mask, f"{mask}, i1", f"{mask} {bits}, i1 true")
    at = t.op(f"add i64 {t.op(f'zext {mask} {i} to i64')}, %i")
    results.append((t.op(f"icmp ult i8 {t.load('i8', '%p', at)}, {t.load('i8', '%q', at)}"), "found"))
    t.add("br label %decided")
    t.label("decided")
    less = t.op("phi i1 " + ", ".join([f"[ {v}, %{b} ]" for v, b in results]))
    t.add(f"ret i64 {t.op(f'select i1 {less}, i64 -1, i64 1')}")
    t.label("lengths")
    greater, less = t.op("icmp ugt i64 %pn, %qn"), t.op("icmp ult i64 %pn, %qn")
    g, s = t.op(f"zext i1 {greater} to i64"), t.op(f"zext i1 {less} to i64")
    t.add(f"ret i64 {t.op(f'sub i64 {g}, {s}')}")


def _index_byte(t: _Text, wide: bool) -> None:
    """The index of byte %c in %n bytes at %p, -1 when there is none."""
    width = 32 if wide else 16

    def matches(w: int, p: str, all_: str) -> str:
        v = t.load(f"<{w} x i8>", p)
        return t.op(f"bitcast <{w} x i1> {t.op(f'icmp eq <{w} x i8> {v}, {all_}')} to i{w}")

    def answer(w: int, bits: str, base: str) -> None:
        i = t.op(f"zext i{w} {t.call(f'llvm.cttz.i{w}', f'i{w}', f'i{w}, i1', f'i{w} {bits}, i1 true')} to i64")
        t.add(f"ret i64 {i if base == '0' else t.op(f'add i64 {i}, {base}')}")

    t.branch(t.op("icmp ugt i64 %n, 15"), "long", "short")
    # Up to 15 bytes: one load, which stays inside the page.
    t.label("short")
    t.branch(t.op("icmp eq i64 %n, 0"), "none", "some")
    t.label("some")
    narrow = t.splat(16)
    address = t.op("ptrtoint ptr %p to i64")
    inside = t.op(f"icmp ult i64 {t.op(f'and i64 {address}, 4095')}, 4081")
    n16 = t.op("trunc i64 %n to i32")
    t.branch(inside, "forward", "backward")
    t.label("forward")
    bits = t.op(f"zext i16 {matches(16, '%p', narrow)} to i32")
    limit = t.op(f"add i32 {t.op(f'shl i32 1, {n16}')}, -1")
    ahead = t.op(f"and i32 {bits}, {limit}")
    t.add("br label %shortfound")
    t.label("backward")
    bits = t.op(f"zext i16 {matches(16, t.at('%p', t.op('add i64 %n, -16')), narrow)} to i32")
    behind = t.op(f"lshr i32 {bits}, {t.op(f'sub i32 16, {n16}')}")
    t.add("br label %shortfound")
    t.label("shortfound")
    bits = t.op(f"phi i32 [ {ahead}, %forward ], [ {behind}, %backward ]")
    t.branch(t.op(f"icmp eq i32 {bits}, 0"), "none", "shortyes")
    t.label("shortyes")
    answer(32, bits, "0")
    t.label("long")
    all16 = t.splat(16)
    if wide:
        t.branch(t.op("icmp ugt i64 %n, 31"), "vectors", "middle")
        t.label("middle")  # 16 to 31 bytes
        first = matches(16, "%p", all16)
        t.branch(t.op(f"icmp eq i16 {first}, 0"), "middle2", "middleyes")
        t.label("middleyes")
        answer(16, first, "0")
        t.label("middle2")
        last = t.op("add i64 %n, -16")
        second = matches(16, t.at("%p", last), all16)
        t.branch(t.op(f"icmp eq i16 {second}, 0"), "none", "middleyes2")
        t.label("middleyes2")
        answer(16, second, last)
        t.label("vectors")
        everywhere = t.splat(32)
    else:
        t.add("br label %vectors")
        t.label("vectors")
        everywhere = all16
    end = t.op(f"add i64 %n, -{width}")

    def any_() -> str:
        here = t.at("%p", "%b")
        found = ""
        for off in range(0, 4 * width, width):
            one = t.op(f"icmp eq <{width} x i8> {t.load(f'<{width} x i8>', here, str(off))}, {everywhere}")
            found = one if not found else t.op(f"or <{width} x i1> {found}, {one}")
        return t.op(f"icmp ne i{width} {t.op(f'bitcast <{width} x i1> {found} to i{width}')}, 0")

    t.blocks(4 * width, end, any_, "loop", "vectors")
    t.label("loop")
    t.add("%i = phi i64 [ 0, %small ], [ %b, %block ], [ %tail, %blockend ], [ %i2, %more ]")
    bits = matches(width, t.at("%p", "%i"), everywhere)
    t.branch(t.op(f"icmp eq i{width} {bits}, 0"), "next", "found")
    t.label("next")
    t.branch(t.op(f"icmp eq i64 %i, {end}"), "none", "more")
    t.label("more")
    t.advance(width, end)
    t.label("found")
    answer(width, bits, "%i")
    t.label("none")
    t.add("ret i64 -1")


def _count(t: _Text, wide: bool) -> None:
    """How often byte %c is in %n bytes at %p."""
    width = 32 if wide else 16
    everywhere = t.splat(width)
    whole = t.op(f"and i64 %n, -{width}")
    four = t.op(f"and i64 %n, -{4 * width}")

    def matching(offset: str) -> str:
        v = t.load(f"<{width} x i8>", "%p", offset)
        bits = t.op(f"bitcast <{width} x i1> {t.op(f'icmp eq <{width} x i8> {v}, {everywhere}')} to i{width}")
        return t.op(f"zext i{width} {t.call(f'llvm.ctpop.i{width}', f'i{width}', f'i{width}', f'i{width} {bits}')} to i64")

    t.branch(t.op(f"icmp eq i64 {four}, 0"), "few", "block")
    t.label("block")
    t.add("%b = phi i64 [ 0, %entry ], [ %b2, %block ]")
    t.add("%c4 = phi i64 [ 0, %entry ], [ %c8, %block ]")
    a, b, c, d = (matching(t.op(f"add i64 %b, {k * width}")) for k in range(4))
    ab, cd = t.op(f"add i64 {a}, {b}"), t.op(f"add i64 {c}, {d}")
    t.add(f"%c8 = add i64 %c4, {t.op(f'add i64 {ab}, {cd}')}")
    t.add(f"%b2 = add i64 %b, {4 * width}")
    t.branch(t.op(f"icmp eq i64 %b2, {four}"), "few", "block")
    t.label("few")
    t.add("%many = phi i64 [ 0, %entry ], [ %c8, %block ]")
    t.branch(t.op(f"icmp eq i64 {whole}, {four}"), "rest", "loop")
    t.label("loop")
    t.add(f"%i = phi i64 [ {four}, %few ], [ %i2, %loop ]")
    t.add("%sum = phi i64 [ %many, %few ], [ %sum2, %loop ]")
    t.add(f"%sum2 = add i64 %sum, {matching('%i')}")
    t.add(f"%i2 = add i64 %i, {width}")
    t.branch(t.op(f"icmp eq i64 %i2, {whole}"), "rest", "loop")
    t.label("rest")
    t.add("%done = phi i64 [ %many, %few ], [ %sum2, %loop ]")
    t.branch(t.op(f"icmp eq i64 {whole}, %n"), "end", "bytes")
    t.label("bytes")
    t.add(f"%j = phi i64 [ {whole}, %rest ], [ %j2, %bytes ]")
    t.add("%s = phi i64 [ %done, %rest ], [ %s2, %bytes ]")
    same = t.op(f"icmp eq i8 {t.load('i8', '%p', '%j')}, %c")
    t.add(f"%s2 = add i64 %s, {t.op(f'zext i1 {same} to i64')}")
    t.add("%j2 = add i64 %j, 1")
    t.branch(t.op("icmp eq i64 %j2, %n"), "end", "bytes")
    t.label("end")
    t.add("%all = phi i64 [ %done, %rest ], [ %s2, %bytes ]")
    t.add("ret i64 %all")


_KEYS = "internal/runtime/maps.aeskeysched"


def _mem_hash(t: _Text, wide: bool) -> None:
    """memHashAES(%p, seed %h, %n): up to 16 bytes here, the same sums as the assembly's, which takes the rest."""

    def round_(state: str, key: str) -> str:
        if wide:
            return t.op(f'call <2 x i64> asm "vaesenc $2, $1, $0", "=x,x,x"(<2 x i64> {state}, <2 x i64> {key})')
        return t.op(f'call <2 x i64> asm "aesenc $2, $0", "=x,0,x"(<2 x i64> {state}, <2 x i64> {key})')

    t.branch(t.op("icmp ugt i64 %n, 16"), "assembly", "short")
    t.label("short")
    repeated = t.op("mul i64 %n, 281479271743489")  # 0x0001000100010001
    seed = t.op("insertelement <2 x i64> poison, i64 %h, i64 0")
    seed = t.op(f"insertelement <2 x i64> {seed}, i64 {repeated}, i64 1")
    key = t.op(f"load <2 x i64>, ptr {t.mb.global_ref(_KEYS)}, align 1")
    seed = t.op(f"xor <2 x i64> {seed}, {key}")
    seed = round_(seed, seed)
    t.branch(t.op("icmp ugt i64 %n, 7"), "eight", "under8")
    t.label("eight")
    low = t.load("i64", "%p")
    tail = t.load("i64", "%p", t.op("add i64 %n, -8"))
    # The bytes behind the first eight; a shift by 64 (n = 8) must give 0.
    unused = t.op(f"shl i64 {t.op('sub i64 16, %n')}, 3")
    high = t.op(f"lshr i64 {t.op(f'lshr i64 {tail}, 1')}, {t.op(f'add i64 {unused}, -1')}")
    exact = t.op("icmp eq i64 %n, 16")
    high = t.op(f"select i1 {exact}, i64 {tail}, i64 {high}")
    t.add("br label %hash")
    t.label("under8")
    t.branch(t.op("icmp ugt i64 %n, 3"), "four", "under4")
    t.label("four")
    a = t.op(f"zext i32 {t.load('i32', '%p')} to i64")
    b = t.op(f"zext i32 {t.load('i32', '%p', t.op('add i64 %n, -4'))} to i64")
    shift = t.op(f"shl i64 {t.op('add i64 %n, -4')}, 3")
    b = t.op(f"shl i64 {b}, {shift}")
    four = t.op(f"or i64 {a}, {b}")
    t.add("br label %hash")
    t.label("under4")
    t.branch(t.op("icmp eq i64 %n, 0"), "nothing", "some")
    t.label("some")
    middle, last = t.op("lshr i64 %n, 1"), t.op("add i64 %n, -1")
    some = t.op(f"zext i8 {t.load('i8', '%p')} to i64")
    for at in (middle, last):
        byte = t.op(f"zext i8 {t.load('i8', '%p', at)} to i64")
        shift = t.op(f"shl i64 {at}, 3")
        some = t.op(f"or i64 {some}, {t.op(f'shl i64 {byte}, {shift}')}")
    t.add("br label %hash")
    t.label("hash")
    lows = t.op(f"phi i64 [ {low}, %eight ], [ {four}, %four ], [ {some}, %some ]")
    highs = t.op(f"phi i64 [ {high}, %eight ], [ 0, %four ], [ 0, %some ]")
    data = t.op(f"insertelement <2 x i64> poison, i64 {lows}, i64 0")
    data = t.op(f"insertelement <2 x i64> {data}, i64 {highs}, i64 1")
    state = t.op(f"xor <2 x i64> {data}, {seed}")
    for _ in range(3):
        state = round_(state, state)
    t.add(f"ret i64 {t.op(f'extractelement <2 x i64> {state}, i64 0')}")
    t.label("nothing")
    t.add(f"ret i64 {t.op(f'extractelement <2 x i64> {round_(seed, seed)}, i64 0')}")
    t.label("assembly")
    code = "leaq -256(%rsp), %rsp\\0Acallq \\22internal/runtime/maps.memHashAES.abiinternal\\22\\0Aleaq 256(%rsp), %rsp"
    clobbers = ",".join([f"~{{{r}}}" for r in ("rdx", "rdi", "rsi", "r8", "r9", "r10", "r11")] + [f"~{{xmm{i}}}" for i in range(16)])
    r = t.op(
        f'call {{i64, i64, i64}} asm sideeffect "{code}", "={{rax}},={{rbx}},={{rcx}},{{rax}},{{rbx}},{{rcx}},{clobbers},'
        f'~{{memory}},~{{dirflag}},~{{fpsr}},~{{flags}}"(ptr %p, i64 %h, i64 %n)'
    )
    t.add(f"ret i64 {t.op(f'extractvalue {{i64, i64, i64}} {r}, 0')}")


# Symbol: result, parameters, body.
BODIES: dict[str, tuple[str, str, Callable[[_Text, bool], None]]] = {
    "runtime.memequal": ("i8", "ptr %p, ptr %q, i64 %n", _equal),
    "runtime.cmpstring": ("i64", "ptr %p, i64 %pn, ptr %q, i64 %qn", _compare),
    "internal/bytealg.Compare": ("i64", "ptr %p, i64 %pn, i64 %pc, ptr %q, i64 %qn, i64 %qc", _compare),
    "internal/bytealg.IndexByte": ("i64", "ptr %p, i64 %n, i64 %cap, i8 %c", _index_byte),
    "internal/bytealg.IndexByteString": ("i64", "ptr %p, i64 %n, i8 %c", _index_byte),
    "internal/bytealg.Count": ("i64", "ptr %p, i64 %n, i64 %cap, i8 %c", _count),
    "internal/bytealg.CountString": ("i64", "ptr %p, i64 %n, i8 %c", _count),
    "internal/runtime/maps.memHashAES": ("i64", "ptr %p, i64 %h, i64 %n", _mem_hash),
}


def define(mb: "ModuleBuilder", symbol: str) -> bool:
    """Emit the function if it is one of these."""
    if symbol not in BODIES:
        return False
    result, parameters, body = BODIES[symbol]
    mb.defined.add(symbol)
    t = _Text(mb)
    body(t, mb.options.level in _WIDE)
    section = escape_bytes((".text." + symbol).encode())
    head = f'define dso_local x86_regcallcc {result} {quote(symbol)}({parameters}) #0 noinline section "{section}" {{'
    mb.functions.append("\n".join([head, "entry:", *t.lines, "}"]))
    return True
