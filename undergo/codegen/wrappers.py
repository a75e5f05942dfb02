"""Functions that the compiler makes so that a method can be called with another receiver: ``(*T).M`` for ``T.M``, methods promoted through
embedded fields, method expressions of interfaces, bound method values (``T.M-fm``).

A wrapper hands its own parameters on and ends in a tail call (``musttail`` where both prototypes agree), so the method's frame takes
the place of the wrapper's and ``recover`` sees the caller it should. Wrappers are ``linkonce_odr`` and listed in the metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.types import types as T
from undergo.types.objects import Func

from . import names
from .abi import FuncABI, Slot, abi_of
from .function import FunctionBuilder, Mem, Value
from .image import once
from .layout import info
from .methods import Method, method_sets
from .module import quote

if TYPE_CHECKING:
    from .module import ModuleBuilder


def method_abi(recv: T.Type, sig: T.Signature) -> FuncABI:
    """The convention of a method with receiver type recv."""
    return abi_of([recv, *[v.typ for v in sig.params.vars]], [v.typ for v in sig.results.vars])


def method_ref(mb: "ModuleBuilder", recv: T.Type, m: Method) -> str:
    """The operand of the function that is method m for receivers of type recv (T or *T), for use as an address."""
    return quote(method_symbol(mb, recv, m))


def method_symbol(mb: "ModuleBuilder", recv: T.Type, m: Method) -> str:
    """The symbol of method m for receivers of type recv; a wrapper is made when the method is not declared so."""
    recv = T.unalias(recv)
    pointer = recv.__class__ is T.Pointer
    if not m.path and pointer == m.pointer and not m.through_interface and not _double(recv):
        symbol = declared_symbol(mb, m.holder, m.func)
    else:
        symbol = names.method_symbol(recv, m.func)
        base = T.unalias(recv.elem) if pointer else recv  # type: ignore[attr-defined]
        if not _made_elsewhere(mb, base) and once(mb, symbol):
            # Defined from now on: references must not declare it.
            mb.defined.add(symbol)
            mb.queue.append(lambda: _emit(mb, symbol, recv, m))
    mb.func_addr(symbol)
    return symbol


def _double(recv: T.Type) -> bool:
    """A pointer to a pointer: the receiver in itabs of pointers that are boxed since they do not point into the heap."""
    return recv.__class__ is T.Pointer and T.unalias(recv.elem).__class__ is T.Pointer


def declared_symbol(mb: "ModuleBuilder", holder: T.Type, f: Func) -> str:
    """The symbol of a declared method of a defined type; an instance's method is queued for emission."""
    from .generics import method_function

    return method_function(mb, holder, f)


def _made_elsewhere(mb: "ModuleBuilder", base: T.Type) -> bool:
    """A package emits the wrappers of its package-level types, with their descriptors."""
    if base.__class__ is not T.Named:
        return False
    if base.targs or base.orig.obj.local_index:
        return False
    pkg = base.obj.pkg
    return pkg is not None and pkg.path != mb.pkg.path


def begin_wrapper(mb: "ModuleBuilder", symbol: str, abi: FuncABI, context: bool = False) -> FunctionBuilder:
    fb = FunctionBuilder(mb, symbol, abi, context)
    fb.linkage = "linkonce_odr"
    mb.meta["wrappers"].append(symbol)
    if mb.dbg is not None:
        mb.dbg.wrapper(fb)
    fb.attrs += " tail"
    return fb


def slot_value(fb: FunctionBuilder, slot: Slot) -> Value:
    """The value of a parameter at function entry."""
    if slot.leaves is None:
        return fb.load(slot.ti, "%stk", slot.off)
    ops = fb.take_leaves(slot)
    if slot.ti.leaves is None:
        m = fb.temp(slot.ti)
        for leaf, op in zip(slot.leaves, ops):
            fb.emit(f" store {leaf.mty} {op}, ptr {fb.gep(m.base, leaf.off)}, align {leaf.size}")
        return m
    return tuple([fb.t(f"trunc i8 {op} to i1") if leaf.ty == "i1" else op for leaf, op in zip(slot.leaves, ops)])


def return_values(fb: FunctionBuilder, values: list[Value]) -> None:
    """Return with one value a result."""
    abi = fb.abi
    raw: list[str] = []
    for slot, value in zip(abi.results, values):
        if slot.leaves is None:
            fb.store(slot.ti, value, "%res", slot.off)
            continue
        leaves = zip(slot.leaves, fb.leaf_values(slot.ti, value))
        raw += fb.pass_leaves(slot, [fb.bool_byte(op) if leaf.ty == "i1" else op for leaf, op in leaves])
    return_typed(fb, raw)


def return_typed(fb: FunctionBuilder, raw: list[str]) -> None:
    """Return with the typed operands of the results' leaves."""
    ret = fb.abi.ret
    if not raw:
        fb.emit(" ret void")
    elif len(raw) == 1:
        fb.emit(" ret " + raw[0])
    else:
        agg = "poison"
        for i, op in enumerate(raw):
            agg = fb.t(f"insertvalue {ret} {agg}, {op}, {i}")
        fb.emit(f" ret {ret} {agg}")
    fb.dead = True


def _tail_call(fb: FunctionBuilder, target: str, abi: FuncABI, recv: Value, first: int, ctx: Optional[str] = None) -> None:
    """Call target with receiver recv and this function's parameters from slot ``first`` on, and return what it returns."""
    own = fb.abi
    rest = own.params[first:]
    registers = abi.stack_in == 0 and own.stack_in == 0 and all(s.leaves is not None for s in abi.params)
    if registers and recv.__class__ is not Mem:
        recv_slot = abi.params[0]
        ops = fb.pass_leaves(
            recv_slot,
            [fb.bool_byte(op) if leaf.ty == "i1" else op for leaf, op in zip(recv_slot.leaves, recv)],  # type: ignore[arg-type]
        )
        for s, to in zip(rest, abi.params[1:], strict=True):
            ops += fb.pass_leaves(to, fb.take_leaves(s))
        types = list(abi.types)
        if abi.stack_out:
            types += ["i64"] * (9 - abi.ints) + ["ptr"]
            ops += ["i64 undef"] * (9 - abi.ints) + ["ptr %res"]
        same = not fb.context and types == own.llvm_types(False)
        if same:
            _must_tail(fb)
        # Without the guarantee the callee must not be inlined: its own calls would become tail calls, and its frame would be lost.
        call = f"{'must' if same else ''}tail call x86_regcallcc {abi.ret} {target}({', '.join(ops)})"
        _ret_call(fb, call if same else call + " noinline")
        return
    if not fb.context and own.stack_in == abi.stack_in and own.types == abi.types and own.stack_out == abi.stack_out:
        if [s.off for s in own.params] == [s.off for s in abi.params] and recv.__class__ is not Mem:
            # Everything but the receiver lies where it must: hand the stack area on.
            recv_leaves = abi.params[0].leaves
            if recv_leaves is not None and abi.stack_in:
                ops = fb.pass_leaves(abi.params[0], recv)  # type: ignore[arg-type]
                ops += [f"{ty} %p{i}" for i, ty in enumerate(own.types) if i >= len(recv_leaves)]
                if abi.stack_out:
                    ops += [f"i64 %pad{i}" for i in range(9 - abi.ints)] + ["ptr %res"]
                ops.append(f"ptr byval([{abi.stack_in >> 3} x i64]) align 8 %stk")
                _must_tail(fb)
                _ret_call(fb, f"musttail call x86_regcallcc {abi.ret} {target}({', '.join(ops)})")
                return
    args = [recv, *[slot_value(fb, s) for s in rest]]
    hand_on_panic(fb)
    return_values(fb, fb.call(target, abi, args))


def hand_on_panic(fb: FunctionBuilder) -> None:
    """A wrapper that makes a real call, for arguments on the stack: when it is run as a deferred call of a panic, its callee may recover.
    The call frame is reserved, so the callee's return slot is right below the stack pointer (docs/architecture.md, "Defer")."""
    from .defer import G_PANIC, layout_of, return_slot
    from .intrinsics import getg

    g = getg(fb, [])[0][0]  # type: ignore[index]
    p = fb.t(f"load ptr, ptr {fb.gep(g, G_PANIC)}, align 8")
    some, mine, on = fb.new_label(), fb.new_label(), fb.new_label()
    fb.cbr(fb.t(f"icmp eq ptr {p}, null"), on, some)
    fb.place(some)
    argp = fb.gep(p, layout_of(fb, "_panic").off["argp"])
    have = fb.t(f"load i64, ptr {argp}, align 8")
    own = fb.t(f"ptrtoint ptr {return_slot(fb)} to i64")
    fb.cbr(fb.t(f"icmp eq i64 {have}, {own}"), mine, on)
    fb.place(mine)
    below = fb.t('call i64 asm sideeffect "leaq -8(%rsp), $0", "=r,~{dirflag},~{fpsr},~{flags}"()')
    fb.emit(f" store i64 {below}, ptr {argp}, align 8")
    fb.br(on)
    fb.place(on)


def _must_tail(fb: FunctionBuilder) -> None:
    """The wrapper's call is a guaranteed tail call, no other one may be: those of an inlined callee would lose its frame."""
    if fb.attrs.endswith(" tail"):
        fb.attrs = fb.attrs[:-5]


def _ret_call(fb: FunctionBuilder, call: str) -> None:
    if fb.abi.ret == "void":
        fb.emit(f" {call}{fb.dbg()}")
        fb.emit(" ret void")
    else:
        r = fb.t(call + fb.dbg())
        fb.emit(f" ret {fb.abi.ret} {r}")
    fb.dead = True


def _emit(mb: "ModuleBuilder", symbol: str, recv: T.Type, m: Method) -> None:
    """A method with another receiver: follow the embedded fields, then call."""
    sig: Any = m.func.typ
    fb = begin_wrapper(mb, symbol, method_abi(recv, sig))
    value = slot_value(fb, fb.abi.params[0])
    if _double(recv):
        recv = T.unalias(recv.elem)  # type: ignore[attr-defined]
        value = fb.load(info(recv), value[0])  # type: ignore[index]
    elif recv.__class__ is T.Pointer and not m.path and not m.through_interface:
        # (*T).M for T.M: the panic for a nil pointer names the method, which it finds by the wrapper's name.
        fb.attrs = " noinline tail"
        fb.check(fb.t(f"icmp ne ptr {value[0]}, null"), "panicwrap")  # type: ignore[index]
    call_method(fb, recv, value, m)
    fb.finish()


def follow(fb: FunctionBuilder, t: T.Type, value: Value, path: tuple[int, ...]) -> tuple[T.Type, Value]:
    """The embedded field that path leads to: (its type, its value). When the way goes through memory the field's own address is
    returned instead, typed as a pointer to it, so that pointer methods can be called on it."""
    for i in path:
        t = T.unalias(t)
        if t.__class__ is T.Pointer:
            base = T.unalias(t.elem)
            pointer = value[0]  # type: ignore[index]
            ti = info(base)
            field = T.unalias(ti.u.fields[i].typ)  # type: ignore[attr-defined]
            off = ti.offsets[i]
            if field.__class__ is T.Pointer:
                t, value = field, fb.load(info(field), pointer, off)
            else:
                if off:
                    fb.nil_check(pointer)
                t, value = T.Pointer(field), (fb.gep(pointer, off),)
        else:
            ti = info(t)
            t, value = T.unalias(ti.u.fields[i].typ), fb.field(ti, value, i)  # type: ignore[attr-defined]
    return t, value


def call_method(fb: FunctionBuilder, t: T.Type, value: Value, m: Method, first: int = 1) -> None:
    """Tail-call method m of a value of type t with this function's parameters from slot first on."""
    from .itab import method_offset

    mb = fb.mb
    sig: Any = m.func.typ
    t, value = follow(fb, t, value, m.path)
    if m.through_interface:
        if t.__class__ is T.Pointer:
            elem = T.unalias(t.elem)
            value = fb.load(info(elem), value[0])  # type: ignore[index]
            t = elem
        u: Any = T.under(t)
        mb.imethods.add(m.func.name)
        code = fb.t(f"load ptr, ptr {fb.gep(value[0], method_offset(mb, u, m.func.id()))}, align 8{fb.dbg()}")  # type: ignore[index]
        _tail_call(fb, code, method_abi(_WORD, sig), (value[1],), first)  # type: ignore[index]
        return
    holder = T.Pointer(m.holder) if m.pointer else m.holder
    if t.__class__ is T.Pointer and not m.pointer:
        value = fb.load(info(T.unalias(t.elem)), value[0])  # type: ignore[index]
    abi = method_abi(holder, sig)
    target = mb.func_ref(declared_symbol(mb, m.holder, m.func), abi)
    _tail_call(fb, target, abi, value, first)


_WORD = T.Basic(T.UNSAFE_POINTER, 0, "unsafe.Pointer")


# ---------------------------------------------------------------- method values and expressions


def method_value_function(mb: "ModuleBuilder", recv: T.Type, f: Func, m: Optional[Method]) -> str:
    """The symbol of ``T.M-fm``, the code of a bound method value. Its closure is {code address, receiver}: the receiver of type recv lies
    at offset 8, aligned to 8. m: None when recv is an interface type."""
    recv = T.unalias(recv)
    symbol = names.method_symbol(recv, f, "-fm")
    if once(mb, symbol):
        mb.defined.add(symbol)
        mb.queue.append(lambda: _emit_method_value(mb, symbol, recv, f, m))
    mb.func_addr(symbol)
    return symbol


def _emit_method_value(mb: "ModuleBuilder", symbol: str, recv: T.Type, f: Func, m: Optional[Method]) -> None:
    sig: Any = (f if m is None else m.func).typ  # of m: that of an instance, with its arguments
    fb = begin_wrapper(mb, symbol, abi_of([v.typ for v in sig.params.vars], [v.typ for v in sig.results.vars]), True)
    value = fb.load(info(recv), "%ctx", 8)
    call_method(fb, recv, value, m if m is not None else interface_method(recv, f), 0)
    fb.finish()


def interface_method(iface: T.Type, f: Func) -> Method:
    """The method of an interface type as a Method."""
    return Method(f, (), True, False, iface, True)


def interface_method_function(mb: "ModuleBuilder", iface: T.Type, f: Func) -> str:
    """The symbol of the function ``I.M`` of a method expression on an interface type: its first parameter is the interface."""
    iface = T.unalias(iface)
    symbol = names.method_symbol(iface, f)
    if once(mb, symbol):
        mb.defined.add(symbol)
        m = interface_method(iface, f)
        mb.queue.append(lambda: _emit(mb, symbol, iface, m))
    mb.func_addr(symbol)
    return symbol


def method_expression_function(mb: "ModuleBuilder", recv: T.Type, f: Func) -> str:
    """The symbol of the function that the method expression recv.M denotes."""
    if T.under(recv).__class__ is T.Interface:
        return interface_method_function(mb, recv, f)
    m = method_sets(mb).find(recv, f.id())
    if m is None:
        raise LookupError(f"{names.link_string(recv)} has no method {f.name}")
    return method_symbol(mb, recv, m)
