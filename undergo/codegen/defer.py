"""Deferred calls, go statements, recover (docs/architecture.md, section 4, "Defer").

A function with defers has a ``runtime.deferframe`` in its frame, pushed on ``g._defer`` at entry. Saving the place to continue after a
recovery is one piece of inline assembly that returns twice, the second time with 1, and keeps no register: what is read afterwards
(results) lies in volatile memory.

What a defer or go statement calls is a function without parameters. A literal or function value without parameters and results is that
already; for all others function and operands are evaluated now and put into a closure over a small function that makes the call
(``f.deferwrap1``, ``f.gowrap1``) as its tail call, so that ``recover`` in the called function is called by the deferring machinery.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.calls import denoted_func
from undergo.syntax import nodes as N
from undergo.types import types as T
from undergo.types.basic import EMPTY_INTERFACE, Typ
from undergo.types.objects import Var

from . import calls, functions, generics, iface
from .abi import INT_REGS, FuncABI, abi_of
from .expr import expr, expr1, expr_to
from .function import CodegenError, FunctionBuilder, Value
from .intrinsics import getg
from .layout import IFACE, info
from .module import quote
from .typedesc import AbiStruct, package_type

_POINTER = Typ[T.UNSAFE_POINTER]

_CLOBBERS = ",".join(
    f"~{{{r}}}" for r in ("rbx", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", *(f"xmm{i}" for i in range(16)))
)


# Offsets in runtime.g of the innermost panic and of the innermost active function with defers; runtime2.go holds the same figures and checks them.
G_PANIC, G_DEFER = 32, 40


def layout_of(fb: FunctionBuilder, name: str) -> AbiStruct:
    mb = fb.mb
    key = "runtime." + name
    s = mb.extra.get(key)
    if s is None:
        s = mb.extra[key] = AbiStruct(package_type(mb, "runtime", name))
    return s


# ---------------------------------------------------------------- the frame


def may_resume(block: Any) -> bool:
    """Whether a panic may be recovered by a deferred call of the function with that body, which then goes on at its exit. That is not so
    where all that is deferred is known and does not call recover itself."""
    todo: list[tuple[Any, bool]] = [(block, False)]
    while todo:
        node, inside = todo.pop()
        c = node.__class__
        if c is N.FuncLit:
            continue
        if c is N.CallStmt and node.tok == "defer" and (inside or recovers(node)):
            return True
        if c is N.ForStmt and node.init.__class__ is N.RangeClause and node.init.info is not None:
            inside = True  # the body of a range-over-func loop
        for slot in node.children:
            child = getattr(node, slot)
            if child.__class__ is list:
                todo.extend([(x, inside) for x in child if x is not None])
            elif child is not None:
                todo.append((child, inside))
    return False


def recovers(s: Any) -> bool:
    """Whether what a defer statement calls may call recover."""
    call = N.unparen(s.call)
    if call.__class__ is not N.CallExpr:
        return True
    fun = N.unparen(call.fun)
    if call.fun.mode == "builtin":
        return (fun.value if fun.__class__ is N.Name else fun.sel.value) == "recover"
    if fun.__class__ is N.FuncLit:
        return fun.info is None or bool(fun.info.has_recover)
    f = denoted_func(fun)
    if f is None or not f.has_body:
        return True
    recv = f.typ.recv  # type: ignore[attr-defined]
    if recv is not None and T.under(recv.typ).__class__ is T.Interface:
        return True
    return "recovers" in f.pragma


def enter(fb: FunctionBuilder, resumes: bool = True) -> None:
    """At the start of a function with defers: push its frame, save where to resume (if a recovery may happen)."""
    s = layout_of(fb, "deferframe")
    frame = fb.alloca(f"[{s.size} x i8]")
    g = getg(fb, [])[0][0]  # type: ignore[index]
    head = fb.gep(g, G_DEFER)
    link = fb.t(f"load ptr, ptr {head}, align 8")
    fb.emit(f" store ptr {link}, ptr {fb.gep(frame, s.off['link'])}, align 8")
    fb.emit(f" store ptr null, ptr {fb.gep(frame, s.off['head'])}, align 8")
    fb.emit(f" store volatile ptr {frame}, ptr {head}, align 8")
    if not resumes:
        fb.state.defer = Frame(frame, "", fb.new_label(), head, link)
        return
    code = (
        f"leaq 1f(%rip), %rax\\0Amovq %rax, {s.off['pc']}(%rdi)\\0Amovq %rsp, {s.off['sp']}(%rdi)\\0A"
        f"movq %rbp, {s.off['bp']}(%rdi)\\0Axorl %eax, %eax\\0A1:"
    )
    again = fb.t(
        f'call {{i64, i64}} asm sideeffect "{code}", "={{rax}},={{rdi}},{{rdi}},{_CLOBBERS},~{{memory}},~{{dirflag}},~{{fpsr}},~{{flags}}"'
        f"(ptr {frame}) #2"
    )
    first = fb.t(f"extractvalue {{i64, i64}} {again}, 0")
    resume, normal = fb.new_label(), fb.new_label()
    fb.cbr(fb.t(f"icmp eq i64 {first}, 0"), normal, resume)
    fb.place(normal, True)
    fb.state.defer = Frame(frame, resume, fb.new_label(), head, link)


class Frame:
    """operand: the deferframe; resume: label of the place to continue after a recovery ("": there is none); exit: label of the function's one exit; head, link: where
    the goroutine's frames begin, and the frame below this one; records: the defers outside loops, in source order: (record, whether it is
    due (alloca of an i1), code or None, whether the code takes a context); dynamic: there are others."""

    __slots__ = ("operand", "resume", "exit", "head", "link", "records", "dynamic")

    def __init__(self, operand: str, resume: str, exit: str, head: str, link: str) -> None:
        self.operand = operand
        self.resume = resume
        self.exit = exit
        self.head = head
        self.link = link
        self.records: list[tuple[str, str, Optional[str], bool]] = []
        self.dynamic = False


MAX_INLINE = 8  # that many deferred calls are made at the exit itself


def leave(fb: FunctionBuilder) -> None:
    """The function is about to return: what it returns is stored."""
    fb.br(fb.state.defer.exit)


def finish(fb: FunctionBuilder) -> None:
    """At the end of the function: its exit, and the code that a recovery continues with.

    When all defers are known, the exit makes the calls itself, so that they may be inlined: one flag a defer statement says whether it is due.
    Else, or when there are many, they are deferreturn's."""
    frame = fb.state.defer
    out = fb.new_label()
    if frame.exit in fb.used_labels:
        fb.place(frame.exit)
        if frame.dynamic or len(frame.records) > MAX_INLINE:
            fb.runtime_call("deferreturn", frame.operand, want=False)
        else:
            for record in reversed(frame.records):
                _run(fb, frame, *record)
            fb.emit(f" store volatile ptr {frame.link}, ptr {frame.head}, align 8")
        fb.br(out)
    if frame.resume:
        fb.place(frame.resume, True)
        fb.runtime_call("deferreturn", frame.operand, want=False)
        fb.br(out)
    if out in fb.used_labels:
        fb.place(out)
        functions.load_results(fb)


def _run(fb: FunctionBuilder, frame: Frame, record: str, flag: str, code: Optional[str], context: bool) -> None:
    """Make a deferred call if it is due; off the list first, since it may panic."""
    f, d = layout_of(fb, "deferframe"), layout_of(fb, "_defer")
    call, following = fb.new_label(), fb.new_label()
    fb.cbr(fb.t(f"load i1, ptr {flag}"), call, following)
    fb.place(call)
    link = fb.t(f"load ptr, ptr {fb.gep(record, d.off['link'])}, align 8")
    fb.emit(f" store volatile ptr {link}, ptr {fb.gep(frame.operand, f.off['head'])}, align 8")
    fn = fb.t(f"load ptr, ptr {fb.gep(record, d.off['fn'])}, align 8")
    if code is None:
        code = fb.t(f"load ptr, ptr {fn}, align 8{fb.dbg()}")
        context = True
    fb.call(code, abi_of([], []), [], fn, context)
    fb.br(following)
    fb.place(following)


def recover(fb: FunctionBuilder) -> Value:
    """The call recover()."""
    argp = return_slot(fb)
    return fb.runtime_call("gorecover", fb.t(f"ptrtoint ptr {argp} to i64"))


def return_slot(fb: FunctionBuilder) -> str:
    """The address of this function's return address."""
    return fb.c_call("llvm.addressofreturnaddress.p0", "ptr", "", "")


# ---------------------------------------------------------------- statements


def go_statement(fb: FunctionBuilder, s: Any) -> None:
    fn = _thunk(fb, s)[0]
    fb.pos = s.pos
    fb.runtime_call("newproc", fn, want=False)


def defer_statement(fb: FunctionBuilder, s: Any) -> None:
    fn, code, context = _thunk(fb, s)
    fb.pos = s.pos
    frame = fb.state.defer
    if frame is None:
        from . import rangefunc

        rangefunc.defer_in_body(fb, fn)
        return
    d = layout_of(fb, "_defer")
    f = layout_of(fb, "deferframe")
    head = fb.gep(frame.operand, f.off["head"])
    link = ""
    if s.esc is False:
        record = fb.alloca(f"[{d.size} x i8]")
        if not frame.records and not frame.dynamic and not fb.state.info.has_goto:
            link = "null"  # the first one
        flag = fb.alloca("i1", 1)
        fb.flags.append(flag)
        fb.emit(f" store i1 true, ptr {flag}")
        frame.records.append((record, flag, code, context))
    else:
        record = fb.new_object(package_type(fb.mb, "runtime", "_defer"))
        frame.dynamic = True
    # Linked on the frame's head here: the same as runtime.deferproc, without the call.
    if not link:
        link = fb.t(f"load volatile ptr, ptr {head}, align 8")
    fb.emit(f" store ptr {link}, ptr {fb.gep(record, d.off['link'])}, align 8")
    fb.emit(f" store ptr {fn}, ptr {fb.gep(record, d.off['fn'])}, align 8")
    fb.emit(f" store volatile ptr {record}, ptr {head}, align 8")


def _thunk(fb: FunctionBuilder, s: Any) -> tuple[str, Optional[str], bool]:
    """The function without parameters that makes the statement's call: a funcval operand; its code if that is known, and whether it takes
    a context."""
    call = N.unparen(s.call)
    if call.__class__ is not N.CallExpr:
        raise CodegenError(s.pos, f"expression in {s.tok} must be function call")
    fun = N.unparen(call.fun)
    if call.fun.mode == "builtin":
        return _builtin_thunk(fb, s, call, fun)
    if call.fun.mode == "typexpr":
        # A conversion (which the language does not allow here) has no effect beyond its operand's.
        raise CodegenError(s.pos, f"{s.tok} requires function call, not conversion")
    sig: Any = T.under(fb.typ(fun))
    if not sig.params.vars and not sig.results.vars:
        f, targs = calls.callee(fun)
        if f is not None:
            fn = calls.func_value(fb, f, targs)
            symbol = generics.function(fb.mb, f, [fb.subst(t) for t in targs] if targs else None)[0]
            return fn, fb.mb.func_ref(symbol, abi_of([], [])), False
        if fun.__class__ is N.FuncLit:
            from . import closures

            symbol, ctx = closures.closure_parts(fb, fun)
            fb.mb.meta["framed"].append(symbol)
            return ctx or fb.mb.funcval(symbol), quote(symbol), ctx is not None
        if not _is_method(fun):
            fn = expr1(fb, fun)
            if s.tok == "go" and fun.__class__ is not N.FuncLit:
                fb.pos = s.pos
            return fn, None, True
    return _call_thunk(fb, s, call, fun, sig)


def _is_method(fun: Any) -> bool:
    inner = N.unparen(fun.x) if fun.__class__ is N.IndexExpr else fun
    return inner.__class__ is N.SelectorExpr and inner.selection is not None and inner.selection.kind != "field"


def _is_static(fun: Any) -> bool:
    """Whether calls.resolve finds code without reading a function value."""
    return calls.callee(fun)[0] is not None or _is_method(fun)


def _call_thunk(fb: FunctionBuilder, s: Any, call: Any, fun: Any, sig: Any) -> tuple[str, str, bool]:
    captured: list[tuple[T.Type, Value]] = []
    target: Optional[calls.Target] = None
    if _is_static(fun):
        fb.deferring = True
        target = calls.resolve(fb, fun)
        fb.deferring = False
        if target.recv is not None:
            recv_type = target.abi.params[0].ti.t
            captured.append((recv_type, fb.stabilize(target.abi.params[0].ti, target.recv)))
        values = calls.arguments(fb, call, target.sig)
        code, abi = target.code, target.abi
        if code[0] == "%":  # found in an itab
            captured.insert(0, (_POINTER, (code,)))
            code = ""
    else:
        fn = expr1(fb, fun)
        captured.append((T.Signature(None, sig.params, sig.results, sig.variadic), (fn,)))
        values = calls.arguments(fb, call, sig)
        abi = generics.signature_abi(sig)
        code = ""
    first = 1 if target is not None and target.recv is not None else 0
    literals: dict[int, Value] = {}  # arguments that the wrapper itself can name
    for i, (slot, v) in enumerate(zip(abi.params[first:], values)):
        if _is_literal(call, i, slot.ti) and v.__class__ is tuple and iface.constant_operands(v):
            literals[i] = v
        else:
            captured.append((slot.ti.t, v))

    def body(w: FunctionBuilder, loaded: list[Value]) -> None:
        ctx: Optional[str] = None
        before = len(captured) + len(literals) - len(values)
        rest = iter(loaded[before:])
        loaded = [*loaded[:before], *(literals[i] if i in literals else next(rest) for i in range(len(values)))]
        operand = code
        if target is None:
            ctx = loaded[0][0]  # type: ignore[index]
            operand = w.t(f"load ptr, ptr {ctx}, align 8{w.dbg()}")
            loaded = loaded[1:]
            if _in_integers(abi):
                _jump(w, operand, abi, loaded, ctx)
                return
        elif not operand:
            operand = loaded[0][0]  # type: ignore[index]
            loaded = loaded[1:]
        prefix = "tail " if abi.stack_in == 0 and abi.stack_out == 0 else ""
        if not prefix:
            from .wrappers import hand_on_panic

            hand_on_panic(w)
        # Inlined, the callee's own calls would become tail calls, and what they call would seem to be called by the deferring machinery.
        w.call(operand, abi, loaded, ctx, ctx is not None, want=False, prefix=prefix, attrs=" noinline" if prefix else "")

    return _closure(fb, s, captured, body)


def _is_literal(call: Any, i: int, ti: Any) -> bool:
    """Whether a call's argument is written as a constant or nil and passed as that."""
    if i >= len(call.arg_list) or ti.kind is IFACE:
        return False
    arg = call.arg_list[i]
    return bool(arg.mode == "nilvalue" or arg.mode == "constant" and arg.const is not None)


def _in_integers(abi: FuncABI) -> bool:
    """Whether nothing but integer registers is needed for a call whose results are ignored."""
    return (
        abi.stack_in == 0
        and abi.stack_out == 0
        and all([s.leaves is not None and all([x.cls != "f" for x in s.leaves]) for s in abi.params])
    )


def _jump(w: FunctionBuilder, code: str, abi: FuncABI, values: list[Value], ctx: str) -> None:
    """A call through a function value as a guaranteed tail call: in registers, the wrapper's own prototype is as good as the callee's."""
    ops: list[str] = []
    for slot, v in zip(abi.params, values):
        for leaf, op in zip(slot.leaves or (), w.leaf_values(slot.ti, v)):
            if leaf.cls == "p":
                op = w.t(f"ptrtoint ptr {op} to i64")
            elif leaf.size < 8:
                op = w.t(f"zext {leaf.ty} {op} to i64")
            ops.append("i64 " + op)
    ops += ["i64 undef"] * (INT_REGS - len(ops)) + ["ptr undef", f"ptr {ctx}"]
    w.emit(f" musttail call x86_regcallcc void {code}({', '.join(ops)}){w.dbg()}")


def _builtin_thunk(fb: FunctionBuilder, s: Any, call: Any, fun: Any) -> tuple[str, str, bool]:
    """``defer close(c)`` and the like: the arguments are evaluated now and bound to variables of the wrapper, whose body is the call."""
    name = fun.value if fun.__class__ is N.Name else fun.sel.value
    if name == "recover":
        # Not called by a deferred function, but in place of one: it answers for the function that defers.
        slot = fb.t(f"ptrtoint ptr {return_slot(fb)} to i64")
        return _closure(fb, s, [(Typ[T.UINTPTR], (slot,))], lambda w, loaded: _void(w.runtime_call("gorecover", loaded[0][0], want=False)))
    captured: list[tuple[T.Type, Value]] = []
    args: list[Any] = []
    variables: list[Var] = []
    from .builtins import spread

    call = spread(fb, call)
    for arg in call.arg_list:
        if arg.mode == "typexpr" or (arg.mode == "constant" and arg.const is not None) or arg.mode == "nilvalue":
            args.append(arg)
            continue
        t = fb.typ(arg)
        if name == "panic":
            value = expr_to(fb, arg, EMPTY_INTERFACE)
            t = EMPTY_INTERFACE
        else:
            value = expr(fb, arg)
        captured.append((t, fb.stabilize(info(t), value)))
        v = Var(arg.pos, fb.mb.pkg, f"a{len(variables)}", t)
        v.reassigned = v.addrtaken = v.heap = False
        stand_in = N.Name(arg.pos, v.name)
        stand_in.obj, stand_in.typ, stand_in.mode = v, t, "variable"
        args.append(stand_in)
        variables.append(v)
    copy = N.CallExpr(call.pos, call.fun, args, call.has_dots)
    copy.typ, copy.mode, copy.esc, copy.info = call.typ, call.mode, call.esc, call.info

    def body(w: FunctionBuilder, loaded: list[Value]) -> None:
        from . import builtins

        for v, value in zip(variables, loaded):
            w.vars[v] = value
        builtins.call_statement(w, copy)

    return _closure(fb, s, captured, body)


def _void(value: Any) -> None:
    return None


def _closure(fb: FunctionBuilder, s: Any, captured: list[tuple[T.Type, Value]], body: Any) -> tuple[str, str, bool]:
    """A closure over the captured values whose code is made by body(builder, values): (funcval, code, True)."""
    mb = fb.mb
    names = fb.state.names
    symbol = names.go_wrapper() if s.tok == "go" else names.defer_wrapper()
    context = calls.closure_type([t for t, _ in captured])
    offsets = info(context).offsets[1:]
    w = FunctionBuilder(mb, symbol, abi_of([], []), True, fb.env)
    w.linkage = fb.linkage
    # What may recover compares the place of its return address with what the machinery made of this function's.
    w.attrs = " noinline tail" if s.tok == "go" or recovers(s) else " tail"
    w.state = functions.FuncState(functions.names.ClosureNames(symbol, True))  # type: ignore[attr-defined]
    mb.defined.add(symbol)
    mb.meta["wrappers"].append(symbol)
    if mb.dbg is not None:
        mb.dbg.subprogram(w, symbol, s.pos)
    w.pos = s.pos
    body(w, [w.load(info(t), "%ctx", off) for (t, _), off in zip(captured, offsets)])
    if not w.dead:
        w.emit(" ret void")
        w.dead = True
    w.finish()
    fb.pos = s.pos
    if not captured:
        return mb.funcval(symbol), quote(symbol), True
    if s.esc is False:
        base = fb.alloca(f"[{info(context).size} x i8]", max(info(context).align, 8))
    else:
        base = fb.new_object(context)
    fb.emit(f" store ptr {quote(symbol)}, ptr {base}, align 8")
    for (t, value), off in zip(captured, offsets):
        fb.store(info(t), value, base, off, fresh=True)
    return base, quote(symbol), True
