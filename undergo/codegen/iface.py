"""Interfaces: conversion to them, assertions and switches on them, calls through them.

An interface value is (type word, data word). The type word is the descriptor for empty interfaces, an itab for others, null for nil. The
data word is the value itself for pointer-shaped types (:func:`typedesc.is_direct`), else the address of a copy that nobody changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Optional, Union

from undergo.types import types as T
from undergo.types.objects import Func

from . import names
from .function import FunctionBuilder, Mem, Value
from .image import Image, define_image, once
from .itab import itab_ref, itab_struct, method_offset
from .layout import SLICE, STRING, TypeInfo, info
from .module import quote
from .typedesc import AbiStruct, descriptors, is_direct, package_type, type_ref

if TYPE_CHECKING:
    from .layout import TypeInfo
    from .module import ModuleBuilder

MAX_STACK_BOX = 1024  # values that do not escape are boxed on the stack up to this size


def is_empty(t: T.Type) -> bool:
    """Whether interface type t has no methods."""
    return not T.under(t).all_methods()  # type: ignore[attr-defined]


def type_word(mb: "ModuleBuilder", concrete: T.Type, iface: T.Type) -> str:
    """The first word of a value of type concrete in interface type iface."""
    return type_ref(mb, concrete) if is_empty(iface) else itab_ref(mb, concrete, iface)


# ---------------------------------------------------------------- conversion


def to_interface(fb: FunctionBuilder, value: Value, source: T.Type, target: T.Type, esc: Union[bool, str, None] = None) -> Value:
    """value of type source as a value of interface type target. esc False: the box may lie on the stack; an operand: it is that memory."""
    source = T.unalias(source)
    if T.under(source).__class__ is T.Interface:
        return convert_interface(fb, value, source, target)
    return (type_word(fb.mb, source, target), data_word(fb, source, value, esc))


def constant_operands(value: tuple[str, ...]) -> bool:
    for op in value:
        if "%" in op and not op.startswith('@"'):
            return False
    return True


def data_word(fb: FunctionBuilder, t: T.Type, value: Value, esc: Union[bool, str, None] = None) -> str:
    ti = info(t)
    mb = fb.mb
    if is_direct(t):
        return fb.leaf_values(ti, value)[0] if ti.leaves else fb.t(f"load ptr, ptr {fb.addr(value)}")  # type: ignore[arg-type]
    if ti.size == 0:
        return mb.global_ref("runtime.zerobase")
    if value.__class__ is not Mem:
        if constant_operands(value):  # type: ignore[arg-type]
            return _constant_box(mb, ti, value)  # type: ignore[arg-type]
        leaf = ti.leaves[0]  # type: ignore[index]
        if ti.size == 1 and len(ti.leaves) == 1:  # type: ignore[arg-type]
            wide = fb.t(f"zext {leaf.ty} {value[0]} to i64")  # type: ignore[index]
            return fb.t(f"getelementptr i64, ptr {mb.global_ref('runtime.staticuint64s')}, i64 {wide}")
    elif value.base == "@runtime.zeroVal":
        return fb.addr(value)
    if esc is False and ti.size <= MAX_STACK_BOX:
        m = fb.temp(ti)
        fb.store(ti, value, m.base)
        return m.base
    if esc.__class__ is str:
        fb.store(ti, value, esc)  # type: ignore[arg-type]
        return esc  # type: ignore[return-value]
    return _allocate_box(fb, ti, value)


def _constant_box(mb: "ModuleBuilder", ti: "TypeInfo", value: tuple[str, ...]) -> str:
    """Read-only data with the value of constant operands."""
    key = ("box", tuple(value), tuple((leaf.off, leaf.mty) for leaf in ti.leaves), ti.size)  # type: ignore[union-attr]
    known = mb.extra.get(key)
    if known is not None:
        return known  # type: ignore[no-any-return]
    types: list[str] = []
    values: list[str] = []
    at = 0
    for leaf, op in zip(ti.leaves, value):  # type: ignore[arg-type]
        if leaf.off > at:
            types.append(f"[{leaf.off - at} x i8]")
            values.append(f"[{leaf.off - at} x i8] zeroinitializer")
        if leaf.ty == "i1":
            op = "1" if op == "true" else "0"
        types.append(leaf.mty)
        values.append(f"{leaf.mty} {op}")
        at = leaf.off + leaf.size
    if ti.size > at:
        types.append(f"[{ti.size - at} x i8]")
        values.append(f"[{ti.size - at} x i8] zeroinitializer")
    symbol = mb.unique("..box")
    typ, init = f"<{{ {', '.join(types)} }}>", f"<{{ {', '.join(values)} }}>"
    ref = mb.define_data(symbol, typ, init, ".go.rodata", ti.align, "private unnamed_addr", True)
    mb.extra[key] = ref
    return ref


def _allocate_box(fb: FunctionBuilder, ti: "TypeInfo", value: Value) -> str:
    if value.__class__ is not Mem:
        leaves = ti.leaves
        assert leaves is not None
        if len(leaves) == 1 and not ti.ptrdata and leaves[0].size == ti.size:
            width = ti.size
            op = value[0]  # type: ignore[index]
            if leaves[0].cls == "f":
                op = fb.t(f"bitcast {leaves[0].ty} {op} to i{8 * width}")
            elif leaves[0].cls == "p":  # a pointer to memory outside the heap
                op = fb.t(f"ptrtoint ptr {op} to i64")
            if width in (2, 4, 8):
                return fb.runtime_call(f"convT{8 * width}", op)[0]
        if ti.kind is STRING:
            return fb.runtime_call("convTstring", *value)[0]  # type: ignore[misc]
        if ti.kind is SLICE:
            return fb.runtime_call("convTslice", *value)[0]  # type: ignore[misc]
    box = fb.new_object(ti.t)
    fb.store(ti, value, box, fresh=True)
    return box


def same_itabs(a: T.Type, b: T.Type) -> bool:
    """Whether values of two interface types have the same words: an itab is that of one interface type, not of all with its methods."""
    return T.unalias(a) is T.unalias(b) or (is_empty(a) and is_empty(b)) or names.link_string(a) == names.link_string(b)


def convert_interface(fb: FunctionBuilder, value: Value, source: T.Type, target: T.Type) -> Value:
    """An interface value as one of another interface type that is known to be implemented (nil stays nil)."""
    if same_itabs(source, target):
        return value
    word, data = value  # type: ignore[misc]
    if is_empty(source):  # only to another empty interface type
        return value
    if is_empty(target):
        return (type_of(fb, source, word), data)
    nonnil, done = fb.new_label(), fb.new_label()
    before = fb.block
    fb.cbr(fb.t(f"icmp eq ptr {word}, null"), done, nonnil)
    fb.place(nonnil, True)
    typ = _itab_type(fb, word)
    itab = _cached_assert(fb, target, typ, True)
    at = fb.block
    fb.br(done)
    fb.place(done)
    return (fb.phi("ptr", [("null", before), (itab, at)]), data)


def _itab_type(fb: FunctionBuilder, itab: str) -> str:
    off = itab_struct(fb.mb).off["Type"]
    return fb.t(f"load ptr, ptr {fb.gep(itab, off)}, align 8{fb.dbg()}")


def type_of(fb: FunctionBuilder, t: T.Type, word: str) -> str:
    """The descriptor of the dynamic type of an interface value of type t given its first word; null for nil."""
    if is_empty(t):
        return word
    if word[0] == "@":
        return _itab_type(fb, word)
    nonnil, done = fb.new_label(), fb.new_label()
    before = fb.block
    fb.cbr(fb.t(f"icmp eq ptr {word}, null"), done, nonnil)
    fb.place(nonnil, True)
    typ = _itab_type(fb, word)
    at = fb.block
    fb.br(done)
    fb.place(done)
    return fb.phi("ptr", [("null", before), (typ, at)])


# ---------------------------------------------------------------- assertion


def unpack(fb: FunctionBuilder, t: T.Type, data: str) -> Value:
    """The value of concrete type t in data word data."""
    if is_direct(t):
        return _pointer_value(fb, info(t), data)
    return fb.load(info(t), data)


def _pointer_value(fb: FunctionBuilder, ti: TypeInfo, word: str) -> Value:
    """The value of a type that is one pointer, in memory if the type has empty arrays beside it."""
    if ti.leaves is not None:
        return (word,)
    m = fb.temp(ti)
    fb.out.append(f" store ptr {word}, ptr {m.base}")
    return m


def assertion(fb: FunctionBuilder, value: Value, source: T.Type, target: T.Type) -> Value:
    """``x.(T)`` that panics."""
    word, data = value  # type: ignore[misc]
    mb = fb.mb
    if T.under(target).__class__ is T.Interface:
        fb.check(fb.t(f"icmp ne ptr {word}, null"), "panicnildottype", (type_ref(mb, target),))
        if is_empty(target):
            return (word if is_empty(source) else _itab_type(fb, word), data)
        typ = word if is_empty(source) else _itab_type(fb, word)
        return (_cached_assert(fb, target, typ, False), data)
    empty = is_empty(source)
    want = type_word(mb, target, source)
    ok = fb.t(f"icmp eq ptr {word}, {want}")
    fb.check(ok, "panicdottypeE" if empty else "panicdottypeI", (word, type_ref(mb, target), type_ref(mb, source)))
    return unpack(fb, target, data)


def assertion_ok(fb: FunctionBuilder, value: Value, source: T.Type, target: T.Type) -> tuple[Value, str]:
    """``x.(T)`` with comma-ok: (value, ok as i1)."""
    word, data = value  # type: ignore[misc]
    mb = fb.mb
    if T.under(target).__class__ is T.Interface:
        if is_empty(target):
            typ = type_of(fb, source, word)
            ok = fb.t(f"icmp ne ptr {typ}, null")
            return (typ, data), ok
        nonnil, done = fb.new_label(), fb.new_label()
        before = fb.block
        fb.cbr(fb.t(f"icmp eq ptr {word}, null"), done, nonnil)
        fb.place(nonnil, True)
        typ = word if is_empty(source) else _itab_type(fb, word)
        itab = _cached_assert(fb, target, typ, True)
        at = fb.block
        fb.br(done)
        fb.place(done)
        itab = fb.phi("ptr", [("null", before), (itab, at)])
        ok = fb.t(f"icmp ne ptr {itab}, null")
        return (itab, fb.t(f"select i1 {ok}, ptr {data}, ptr null")), ok
    ok = fb.t(f"icmp eq ptr {word}, {type_word(mb, target, source)}")
    ti = info(target)
    if is_direct(target):
        return _pointer_value(fb, ti, fb.t(f"select i1 {ok}, ptr {data}, ptr null")), ok
    if ti.size == 0:
        return fb.zero(ti), ok
    if ti.size <= 1024:
        zero = mb.global_ref("runtime.zeroVal")
    else:
        m = fb.temp(ti)
        fb.clear_bytes(m.base, ti.size, ti.align)
        zero = m.base
    return fb.load(ti, fb.t(f"select i1 {ok}, ptr {data}, ptr {zero}")), ok


def _cached_assert(fb: FunctionBuilder, target: T.Type, typ: str, can_fail: bool) -> str:
    """The itab of a (non-nil) type for interface type target: looks in the descriptor's cache, then asks runtime.typeAssert."""
    mb = fb.mb
    s = _abi(mb, "TypeAssert")
    symbol = f"go:typeassert.{names.link_string(target)}" + (",ok" if can_fail else "")
    if once(mb, symbol):
        image = Image(s.size)
        image.pointer(s.off["Cache"], mb.global_ref("runtime.emptyTypeAssertCache"))
        image.pointer(s.off["Inter"], type_ref(mb, target))
        image.integer(s.off["CanFail"], 1, can_fail)
        define_image(mb, symbol, image, ".go.data", "linkonce_odr", constant=False)
        mb.meta["pointers"][symbol] = [s.size, "1"]
    return fb.t(f"call x86_regcallcc ptr {_assert_helper(mb)}(ptr {quote(symbol)}, ptr {typ}){fb.dbg()}")


def _abi(mb: "ModuleBuilder", name: str) -> AbiStruct:
    key = "abi." + name
    s = mb.extra.get(key)
    if s is None:
        s = mb.extra[key] = AbiStruct(package_type(mb, "internal/abi", name))
    return s


def _lookup_helper(mb: "ModuleBuilder", symbol: str, ret: str, cache: str, entry: str, hit: Sequence[str], miss: Sequence[str]) -> str:
    """A function (descriptor, type) that looks a type up in the cache the descriptor begins with (a table of entries with the type
    first, open addressing by the type's hash). hit and miss end in ret; hit finds the entry in %e. The first place is looked at in line."""
    if once(mb, symbol):
        further = symbol + ".further"
        mb.defined.update((symbol, further))
        mb.meta["wrappers"].append(further)  # traces leave it out
        c, e = _abi(mb, cache), _abi(mb, entry)
        hash_off = descriptors(mb).struct("Type").off["Hash"]
        probe = [
            " %i = and i64 %h, %mask",
            f" %at = mul i64 %i, {e.size}",
            " %e = getelementptr i8, ptr %es, i64 %at",
            f" %tp = getelementptr i8, ptr %e, i64 {e.off['Typ']}",
            " %et = load ptr, ptr %tp, align 8",
            " %same = icmp eq ptr %et, %t",
            " br i1 %same, label %hit, label %next",
        ]
        prologue = [
            " %c = load atomic ptr, ptr %d acquire, align 8",
            f" %hp = getelementptr i8, ptr %t, i64 {hash_off}",
            " %h32 = load i32, ptr %hp, align 4",
            f" %mp = getelementptr i8, ptr %c, i64 {c.off['Mask']}",
            " %mask = load i64, ptr %mp, align 8",
            f" %es = getelementptr i8, ptr %c, i64 {c.off['Entries']}",
        ]
        mb.functions.append(
            "\n".join(
                [
                    f'define linkonce_odr x86_regcallcc {ret} {quote(further)}(ptr %d, ptr %t) #0 noinline section ".text.{further}" {{',
                    *prologue,
                    " %h0 = zext i32 %h32 to i64",
                    " br label %loop",
                    "loop:",
                    " %h = phi i64 [ %h0, %0 ], [ %h1, %next ]",
                    *probe,
                    "next:",
                    " %h1 = add i64 %h, 1",
                    " %empty = icmp eq ptr %et, null",
                    " br i1 %empty, label %miss, label %loop",
                    "hit:",
                    *hit,
                    "miss:",
                    *miss,
                    "}",
                    f'define weak_odr x86_regcallcc {ret} {quote(symbol)}(ptr %d, ptr %t) #0 alwaysinline section ".text.{symbol}" {{',
                    *prologue,
                    " %h = zext i32 %h32 to i64",
                    *probe,
                    "hit:",
                    *hit,
                    "next:",
                    f" %f = call x86_regcallcc {ret} {quote(further)}(ptr %d, ptr %t)",
                    f" ret {ret} %f",
                    "}",
                ]
            )
        )
    return quote(symbol)


def _assert_helper(mb: "ModuleBuilder") -> str:
    from .runtime_calls import runtime_abi

    slow = mb.func_ref("runtime.typeAssert", runtime_abi("typeAssert"))
    itab = _abi(mb, "TypeAssertCacheEntry").off["Itab"]
    return _lookup_helper(
        mb, "go:typeAssert", "ptr", "TypeAssertCache", "TypeAssertCacheEntry",
        [f" %ip = getelementptr i8, ptr %e, i64 {itab}", " %itab = load ptr, ptr %ip, align 8", " ret ptr %itab"],
        [f" %r = tail call x86_regcallcc ptr {slow}(ptr %d, ptr %t)", " ret ptr %r"],
    )  # fmt: skip


def _switch_helper(mb: "ModuleBuilder") -> str:
    from .runtime_calls import runtime_abi

    slow = mb.func_ref("runtime.interfaceSwitch", runtime_abi("interfaceSwitch"))
    e = _abi(mb, "InterfaceSwitchCacheEntry")
    return _lookup_helper(
        mb, "go:interfaceSwitch", "{i64, ptr}", "InterfaceSwitchCache", "InterfaceSwitchCacheEntry",
        [
            f" %ip = getelementptr i8, ptr %e, i64 {e.off['Itab']}", " %itab = load ptr, ptr %ip, align 8",
            f" %kp = getelementptr i8, ptr %e, i64 {e.off['Case']}", " %case = load i64, ptr %kp, align 8",
            " %r0 = insertvalue {i64, ptr} poison, i64 %case, 0", " %r1 = insertvalue {i64, ptr} %r0, ptr %itab, 1",
            " ret {i64, ptr} %r1",
        ],
        [f" %r = tail call x86_regcallcc {{i64, ptr}} {slow}(ptr %d, ptr %t)", " ret {i64, ptr} %r"],
    )  # fmt: skip


# ---------------------------------------------------------------- type switch


def type_switch(
    fb: FunctionBuilder,
    source: T.Type,
    value: Value,
    clauses: Sequence[Sequence[Optional[T.Type]]],
    labels: Sequence[str],
    default: str,
) -> dict[int, str]:
    """Jumps to labels[i] for the first clause i one of whose types (None: nil) fits, else to default.

    Returns for clauses with a single interface type the first word of the value as that type, valid in the clause's block."""
    word = value[0]  # type: ignore[index]
    empty = is_empty(source)
    flat = [(t, i) for i, types in enumerate(clauses) for t in types]
    nil_label = next((labels[i] for t, i in flat if t is None), default)
    nonnil = fb.new_label()
    fb.cbr(fb.t(f"icmp eq ptr {word}, null"), nil_label, nonnil)
    fb.place(nonnil, True)
    words: dict[int, str] = {}
    typ = ""

    def dynamic_type() -> str:
        nonlocal typ
        if not typ:
            typ = word if empty else _itab_type(fb, word)
        return typ

    seen: set[str] = set()
    position = 0
    while position < len(flat):
        t, clause = flat[position]
        if t is None:
            position += 1
            continue
        is_interface = T.under(t).__class__ is T.Interface
        group: list[tuple[T.Type, int]] = []
        catch_all = -1
        if is_interface:
            dynamic_type()  # in a block that dominates all that follows
        while position < len(flat):
            t, clause = flat[position]
            if t is not None:
                if (T.under(t).__class__ is T.Interface) != is_interface:
                    break
                link = names.link_string(t)
                if link not in seen:
                    seen.add(link)
                    if is_interface and is_empty(t):
                        catch_all = clause
                        position = len(flat)
                        break
                    group.append((t, clause))
            position += 1
        if is_interface:
            if group:
                _interface_cases(fb, dynamic_type(), group, clauses, labels, words)
            if catch_all >= 0:
                words[catch_all] = dynamic_type()
                fb.br(labels[catch_all])
                return words
        elif group:
            _concrete_cases(fb, source, word, empty, group, labels)
    fb.br(default)
    return words


def _concrete_cases(
    fb: FunctionBuilder, source: T.Type, word: str, empty: bool, group: list[tuple[T.Type, int]], labels: Sequence[str]
) -> None:
    mb = fb.mb
    if len(group) < 4:
        for t, clause in group:
            following = fb.new_label()
            fb.cbr(fb.t(f"icmp eq ptr {word}, {type_word(mb, t, source)}"), labels[clause], following)
            fb.place(following, True)
        return
    off = descriptors(mb).struct("Type").off["Hash"] if empty else itab_struct(mb).off["Hash"]
    value = fb.t(f"load i32, ptr {fb.gep(word, off)}, align 4")
    by_hash: dict[int, list[tuple[T.Type, int]]] = {}
    for t, clause in group:
        by_hash.setdefault(names.type_hash(t), []).append((t, clause))
    miss = fb.new_label()
    targets = [(h, fb.new_label(), cases) for h, cases in by_hash.items()]
    fb.emit(f" switch i32 {value}, label %{miss} [" + " ".join([f"i32 {h}, label %{lab}" for h, lab, _ in targets]) + "]")
    fb.dead = True
    for _, label, cases in targets:
        fb.place(label, True)
        for t, clause in cases:
            following = miss if (t, clause) == cases[-1] else fb.new_label()
            fb.cbr(fb.t(f"icmp eq ptr {word}, {type_word(mb, t, source)}"), labels[clause], following)
            if following != miss:
                fb.place(following, True)
    fb.place(miss, True)


def _interface_cases(
    fb: FunctionBuilder,
    typ: str,
    group: list[tuple[T.Type, int]],
    clauses: Sequence[Sequence[Optional[T.Type]]],
    labels: Sequence[str],
    words: dict[int, str],
) -> None:
    mb = fb.mb
    if len(group) == 1:
        t, clause = group[0]
        itab = _cached_assert(fb, t, typ, True)
        if len(clauses[clause]) == 1:
            words[clause] = itab
        following = fb.new_label()
        fb.cbr(fb.t(f"icmp ne ptr {itab}, null"), labels[clause], following)
        fb.place(following, True)
        return
    s = _abi(mb, "InterfaceSwitch")
    symbol = "go:interfaceswitch." + ",".join([names.link_string(t) for t, _ in group])
    if once(mb, symbol):
        image = Image(s.off["Cases"] + 8 * len(group))
        image.pointer(s.off["Cache"], mb.global_ref("runtime.emptyInterfaceSwitchCache"))
        image.integer(s.off["NCases"], 8, len(group))
        for i, (t, _) in enumerate(group):
            image.pointer(s.off["Cases"] + 8 * i, type_ref(mb, t))
        define_image(mb, symbol, image, ".go.data", "linkonce_odr", constant=False)
        mb.meta["pointers"][symbol] = [len(image.data), "1"]
    r = fb.t(f"call x86_regcallcc {{i64, ptr}} {_switch_helper(mb)}(ptr {quote(symbol)}, ptr {typ}){fb.dbg()}")
    index = fb.t(f"extractvalue {{i64, ptr}} {r}, 0")
    itab = fb.t(f"extractvalue {{i64, ptr}} {r}, 1")
    miss = fb.new_label()
    targets = " ".join([f"i64 {i}, label %{labels[clause]}" for i, (_, clause) in enumerate(group)])
    fb.emit(f" switch i64 {index}, label %{miss} [{targets}]")
    fb.dead = True
    for _, clause in group:
        fb.used_labels.add(labels[clause])
        if len(clauses[clause]) == 1:
            words[clause] = itab
    fb.place(miss, True)


# ---------------------------------------------------------------- comparison, calls


def method_target(fb: FunctionBuilder, iface: T.Type, value: Value, f: Func) -> tuple[str, str]:
    """(code address, receiver word) for calling method f of an interface value. A nil interface faults in the load."""
    word, data = value  # type: ignore[misc]
    fb.mb.imethods.add(f.name)
    off = method_offset(fb.mb, T.under(iface), f.id())  # type: ignore[arg-type]
    return fb.t(f"load ptr, ptr {fb.gep(word, off)}, align 8{fb.dbg()}"), data
