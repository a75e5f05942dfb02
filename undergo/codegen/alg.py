"""Equality and hashing of values in memory: which algorithm a type takes, and the functions generated for types the runtime has none for.

As in the reference a type's equality is condensed to a *signature* (``M8SI``: eight plain bytes, a string, an interface); types with the
same signature share the generated ``type:.eq.SIG`` and ``type:.hash.SIG``. The signature's letters:

    M<n> n bytes compared as they are     K<n> n bytes skipped (padding, blank fields)
    F float32   G float64   S string   I interface with methods   E empty interface   [<n>SIG] SIG n times

Comparison of values in registers is :mod:`undergo.codegen.compare`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Optional

from undergo.types import types as T

from .image import once
from .irtext import IRText
from .layout import info
from .module import quote
from .runtime_calls import runtime_abi

if TYPE_CHECKING:
    from .module import ModuleBuilder

# Algorithm kinds, as cmd/compile/internal/types.AlgKind.
NOEQ, MEM, STRING, INTER, NILINTER, FLOAT32, FLOAT64, CPLX64, CPLX128, SPECIAL = range(10)

_BASIC = {
    T.FLOAT32: FLOAT32,
    T.FLOAT64: FLOAT64,
    T.COMPLEX64: CPLX64,
    T.COMPLEX128: CPLX128,
    T.STRING: STRING,
}


def alg_kind(t: T.Type) -> int:
    """The algorithm that compares and hashes values of type t."""
    ti = info(t)
    kind = ti.alg
    if kind is None:
        kind = ti.alg = _alg_kind(ti.u)
    return kind  # type: ignore[return-value]


def _alg_kind(u: T.Type) -> int:
    cls = u.__class__
    if cls is T.Basic:
        return _BASIC.get(u.kind, MEM)  # type: ignore[attr-defined]
    if cls is T.Pointer or cls is T.Chan:
        return MEM
    if cls is T.Interface:
        return INTER if u.all_methods() else NILINTER  # type: ignore[attr-defined]
    if cls is T.Struct:
        return _struct_alg(u)  # type: ignore[arg-type]
    if cls is T.Array:
        kind = alg_kind(u.elem)  # type: ignore[attr-defined]
        if kind in (MEM, NOEQ) or u.len == 1:  # type: ignore[attr-defined]
            return kind
        return MEM if u.len == 0 else SPECIAL  # type: ignore[attr-defined]
    return NOEQ


def _struct_alg(u: T.Struct) -> int:
    fields = u.fields
    if len(fields) == 1 and fields[0].name != "_":
        return alg_kind(fields[0].typ)
    result = MEM
    offsets = info(u).offsets
    end = info(u).size
    for i, f in enumerate(fields):
        kind = alg_kind(f.typ)
        if kind == NOEQ:
            return NOEQ
        if kind == MEM:
            next_offset = offsets[i + 1] if i + 1 < len(fields) else end
            if f.name == "_" or offsets[i] + info(f.typ).size != next_offset:
                result = SPECIAL
        else:
            result = SPECIAL
    return result


def is_comparable(t: T.Type) -> bool:
    return alg_kind(t) != NOEQ


def is_regular_memory(t: T.Type) -> bool:
    return alg_kind(t) == MEM


# ---------------------------------------------------------------- signatures


class _Signature:
    """Builds a signature; runs of plain and of skipped bytes are gathered."""

    __slots__ = ("parts", "regular_bytes", "skip_bytes")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.regular_bytes = 0
        self.skip_bytes = 0

    def flush(self, at_end: bool = False) -> None:
        if self.regular_bytes:
            self.parts.append(f"M{self.regular_bytes}")
            self.regular_bytes = 0
        if self.skip_bytes:
            if not at_end:
                self.parts.append(f"K{self.skip_bytes}")
            self.skip_bytes = 0

    def regular(self, n: int) -> None:
        if n == 0:
            return
        if not self.regular_bytes:
            self.flush()
        self.regular_bytes += n

    def skip(self, n: int) -> None:
        if not self.skip_bytes:
            self.flush()
        self.skip_bytes += n

    def letter(self, ch: str) -> None:
        self.flush()
        self.parts.append(ch)

    def build(self, t: T.Type) -> None:
        u = T.under(t)
        kind = alg_kind(u)
        if isinstance(u, T.Struct):
            offset = 0
            for f, at in zip(u.fields, info(u).offsets):
                if f.name == "_":
                    continue
                if offset < at:
                    self.skip(at - offset)
                self.build(f.typ)
                offset = at + info(f.typ).size
            size = info(u).size
            if offset < size:
                self.skip(size - offset)
        elif u.__class__ is T.Array:
            self._array(u, kind)
        elif kind == MEM:
            self.regular(info(u).size)
        else:
            for ch in _LETTERS[kind]:
                self.letter(ch)

    def _array(self, u: T.Array, kind: int) -> None:
        if kind == MEM:
            self.regular(info(u).size)
            return
        n, elem = u.len, u.elem
        if n == 1:
            self.build(elem)
            return
        elem_size = info(elem).size
        if n == 0 or elem_size == 0:
            return
        # The loop's body compares about 32 bytes; what does not fit a whole number of rounds is compared before it.
        unroll = max(1, 32 // elem_size)
        while n % unroll:
            self.build(elem)
            n -= 1
        if n == unroll:
            for _ in range(n):
                self.build(elem)
        elif n:
            self.flush()
            self.parts.append(f"[{n // unroll}")
            for _ in range(unroll):
                self.build(elem)
            self.flush()
            self.parts.append("]")


_LETTERS = {STRING: "S", INTER: "I", NILINTER: "E", FLOAT32: "F", FLOAT64: "G", CPLX64: "FF", CPLX128: "GG"}


def eq_signature(t: T.Type) -> str:
    sig = _Signature()
    sig.build(t)
    sig.flush(True)
    return "".join(sig.parts)


def parse_signature(sig: str) -> list[tuple[str, int, str]]:
    """The items of a signature: (letter, number, inner signature)."""
    out: list[tuple[str, int, str]] = []
    i, n = 0, len(sig)
    while i < n:
        ch = sig[i]
        i += 1
        if ch in "FGSIE":
            out.append((ch, 0, ""))
            continue
        j = i
        while j < n and sig[j].isdigit():
            j += 1
        number = int(sig[i:j])
        i = j
        inner = ""
        if ch == "[":
            depth = 1
            while depth:
                if sig[j] == "[":
                    depth += 1
                elif sig[j] == "]":
                    depth -= 1
                j += 1
            inner = sig[i : j - 1]
            i = j
        out.append((ch, number, inner))
    return out


def signature_size(sig: str) -> int:
    size = 0
    for ch, number, inner in parse_signature(sig):
        if ch == "[":
            size += number * signature_size(inner)
        else:
            size += number or _SIZES[ch]
    return size


_SIZES = {"F": 4, "G": 8, "S": 16, "I": 16, "E": 16, "M": 0, "K": 0}

_EQUAL = {
    "": "memequal0",
    "M1": "memequal8",
    "M2": "memequal16",
    "M4": "memequal32",
    "M8": "memequal64",
    "M16": "memequal128",
    "S": "strequal",
    "I": "interequal",
    "E": "nilinterequal",
    "F": "f32equal",
    "G": "f64equal",
    "FF": "c64equal",
    "GG": "c128equal",
}

_HASH = {
    "": "memhash0",
    "M1": "memhash8",
    "M2": "memhash16",
    "M4": "memhash32",
    "M8": "memhash64",
    "M16": "memhash128",
    "S": "strhash",
    "I": "interhash",
    "E": "nilinterhash",
    "F": "f32hash",
    "G": "f64hash",
    "FF": "c64hash",
    "GG": "c128hash",
}


# ---------------------------------------------------------------- funcvals and functions


def equal_funcval(mb: "ModuleBuilder", t: T.Type) -> Optional[str]:
    """The operand of the funcval that compares two values of type t given their addresses; None: not comparable."""
    if alg_kind(t) == NOEQ:
        return None
    sig = eq_signature(t)
    name = _EQUAL.get(sig)
    if name is not None:
        return mb.funcval("runtime." + name)
    _function(mb, "type:.eq." + sig, sig, _emit_equal)
    return mb.funcval("type:.eq." + sig)


def hash_funcval(mb: "ModuleBuilder", t: T.Type) -> str:
    """The operand of the funcval that hashes a value of type t given its address and a seed."""
    sig = eq_signature(t)
    name = _HASH.get(sig)
    if name is not None:
        return mb.funcval("runtime." + name)
    _function(mb, "type:.hash." + sig, sig, _emit_hash)
    return mb.funcval("type:.hash." + sig)


def equal_function(mb: "ModuleBuilder", sig: str) -> str:
    """The operand of a function (ptr, ptr) -> i8 that compares values of a signature; it is generated when it does not exist yet."""
    name = _EQUAL.get(sig)
    if name is not None:
        return _runtime(mb, name)
    return _function(mb, "type:.eq." + sig, sig, _emit_equal)


def _hash_function(mb: "ModuleBuilder", sig: str) -> str:
    name = _HASH.get(sig)
    if name is not None:
        return _runtime(mb, name)
    return _function(mb, "type:.hash." + sig, sig, _emit_hash)


def _runtime(mb: "ModuleBuilder", name: str) -> str:
    return mb.func_ref("runtime." + name, runtime_abi(name))


def _function(mb: "ModuleBuilder", symbol: str, sig: str, emit: Callable[["ModuleBuilder", str, str], None]) -> str:
    if once(mb, symbol):
        mb.defined.add(symbol)
        emit(mb, symbol, sig)
    return quote(symbol)


def _define(mb: "ModuleBuilder", symbol: str, like: str, lines: list[str]) -> None:
    head = mb.begin_function(symbol, runtime_abi(like), False, "linkonce_odr", " noinline")
    mb.functions.append("\n".join([head, *lines, "}"]))


class _Body(IRText):
    """The instructions of one generated function."""

    def __init__(self) -> None:
        super().__init__()
        self._labels = 0

    def fresh(self) -> str:
        self._labels += 1
        return f"b{self._labels}"

    def test(self, cond: str) -> None:
        """Leaves with "not equal" unless cond (an i1) holds."""
        ok = self.fresh()
        self.add(f"br i1 {cond}, label %{ok}, label %neq")
        self.label(ok)


def _emit_equal(mb: "ModuleBuilder", symbol: str, sig: str) -> None:
    body = _Body()
    pending: list[int] = []

    def call_test(text: str) -> None:
        result = body.op(text)
        body.test(body.op(f"icmp ne i8 {result}, 0"))

    def flush_strings() -> None:
        for at in pending:
            p = body.op(f"load ptr, ptr {body.at('%p0', at)}, align 8")
            q = body.op(f"load ptr, ptr {body.at('%p1', at)}, align 8")
            size = body.op(f"load i64, ptr {body.at('%p0', at + 8)}, align 8")
            call_test(f"call x86_regcallcc i8 {_runtime(mb, 'memequal')}(ptr {p}, ptr {q}, i64 {size})")
        pending.clear()

    def compare(typ: str, at: int, op: str) -> tuple[str, str]:
        x = body.op(f"load {typ}, ptr {body.at('%p0', at)}, align 1")
        y = body.op(f"load {typ}, ptr {body.at('%p1', at)}, align 1")
        body.test(body.op(f"{op} {typ} {x}, {y}"))
        return x, y

    offset = 0
    for ch, number, inner in parse_signature(sig):
        if ch == "M":
            if number > 64:
                call_test(
                    f"call x86_regcallcc i8 {_runtime(mb, 'memequal')}"
                    f"(ptr {body.at('%p0', offset)}, ptr {body.at('%p1', offset)}, i64 {number})"
                )
            else:
                left, at = number, offset
                for width in (8, 4, 2, 1):
                    while left >= width:
                        compare(f"i{8 * width}", at, "icmp eq")
                        at += width
                        left -= width
            offset += number
        elif ch == "K":
            offset += number
        elif ch == "F":
            compare("float", offset, "fcmp oeq")
            offset += 4
        elif ch == "G":
            compare("double", offset, "fcmp oeq")
            offset += 8
        elif ch == "S":
            # Lengths now, contents after the cheaper comparisons.
            compare("i64", offset + 8, "icmp eq")
            pending.append(offset)
            offset += 16
        elif ch in "IE":
            # A comparison of interfaces may panic: everything before it must have been equal.
            flush_strings()
            word, _ = compare("ptr", offset, "icmp eq")
            p = body.op(f"load ptr, ptr {body.at('%p0', offset + 8)}, align 8")
            q = body.op(f"load ptr, ptr {body.at('%p1', offset + 8)}, align 8")
            name = "efaceeq" if ch == "E" else "ifaceeq"
            call_test(f"call x86_regcallcc i8 {_runtime(mb, name)}(ptr {word}, ptr {p}, ptr {q})")
            offset += 16
        else:
            flush_strings()
            size = signature_size(inner)
            function = equal_function(mb, _trim_skip(inner))
            ok = body.fresh()
            index, head, done, _ = _loop(body, offset, ok)
            p = body.op(f"getelementptr i8, ptr %p0, i64 {index}")
            q = body.op(f"getelementptr i8, ptr %p1, i64 {index}")
            result = body.op(f"call x86_regcallcc i8 {function}(ptr {p}, ptr {q})")
            cond = body.op(f"icmp ne i8 {result}, 0")
            body.add(f"br i1 {cond}, label %{ok}, label %neq")
            body.label(ok)
            offset += number * size
            _end_loop(body, index, size, offset, head, done)
    flush_strings()
    body.add("ret i8 1")
    body.label("neq")
    body.add("ret i8 0")
    _define(mb, symbol, "memequal8", body.lines)


def _loop(body: "_Body", start: int, again: str = "") -> tuple[str, str, str, str]:
    """Open a loop over the elements of an array; the next round is begun from block ``again``, or from the loop's own first block.

    Returns (operand of the offset, label of the loop, label behind it, label of the block before it)."""
    head, done, before = body.fresh(), body.fresh(), body.fresh()
    body.add(f"br label %{before}")
    body.label(before)
    body.add(f"br label %{head}")
    body.label(head)
    index = f"%i{len(body.lines)}"
    body.add(f"{index} = phi i64 [ {start}, %{before} ], [ {index}n, %{again or head} ]")
    return index, head, done, before


def _end_loop(body: "_Body", index: str, size: int, end: int, head: str, done: str) -> None:
    """Go on with the next element, size bytes further, while the offset is below end."""
    body.add(f"{index}n = add i64 {index}, {size}")
    more = body.op(f"icmp ult i64 {index}n, {end}")
    body.add(f"br i1 {more}, label %{head}, label %{done}")
    body.label(done)


def _trim_skip(sig: str) -> str:
    items = parse_signature(sig)
    if items and items[-1][0] == "K":
        return sig[: sig.rindex("K")]
    return sig


def _emit_hash(mb: "ModuleBuilder", symbol: str, sig: str) -> None:
    body = _Body()
    h = "%p1"
    offset = 0
    for ch, number, inner in parse_signature(sig):
        if ch == "K":
            offset += number
            continue
        if ch == "[":
            size = signature_size(inner)
            function = _hash_function(mb, inner)
            index, head, done, before = _loop(body, offset)
            state = index + "h"
            body.add(f"{state} = phi i64 [ {h}, %{before} ], [ {state}n, %{head} ]")
            p = body.op(f"getelementptr i8, ptr %p0, i64 {index}")
            body.add(f"{state}n = call x86_regcallcc i64 {function}(ptr {p}, i64 {state})")
            offset += number * size
            _end_loop(body, index, size, offset, head, done)
            h = state + "n"
            continue
        p = body.at("%p0", offset)
        if ch == "M":
            name = {4: "memhash32", 8: "memhash64"}.get(number)
            if name is not None:
                h = body.op(f"call x86_regcallcc i64 {_runtime(mb, name)}(ptr {p}, i64 {h})")
            else:
                h = body.op(f"call x86_regcallcc i64 {_runtime(mb, 'memhash')}(ptr {p}, i64 {h}, i64 {number})")
            offset += number
        else:
            name, size = _HASH_ITEM[ch]
            h = body.op(f"call x86_regcallcc i64 {_runtime(mb, name)}(ptr {p}, i64 {h})")
            offset += size
    body.add(f"ret i64 {h}")
    _define(mb, symbol, "memhash8", body.lines)


_HASH_ITEM = {
    "F": ("f32hash", 4),
    "G": ("f64hash", 8),
    "S": ("strhash", 16),
    "I": ("interhash", 16),
    "E": ("nilinterhash", 16),
}
