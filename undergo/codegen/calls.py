"""Calls: static, through func values, of methods, of interface methods; function and method values."""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.graph import ALLOCATION, VARIADIC
from undergo.syntax import nodes as N
from undergo.types import types as T
from undergo.types.objects import Builtin, Func, Var

from . import forms, frames, generics, iface, intrinsics, strings
from .abi import FuncABI
from .expr import SOMEWHERE, eval_list, expr, expr1, field_path, has_call, hoist, load_place, looking_at, multi, place, value_to
from .function import CodegenError, FunctionBuilder, Mem, Value
from .layout import ARRAY, IFACE, POINTER, STRING, info
from .methods import method_sets
from .module import quote
from .names import link_string, method_symbol
from .wrappers import method_abi


def call_value(fb: FunctionBuilder, e: Any) -> Value:
    """A call, conversion or builtin call used as one value."""
    mode = e.fun.mode
    if mode == "typexpr":
        from . import convert

        return convert.conversion(fb, e)
    if mode == "builtin":
        from . import builtins

        return builtins.call(fb, e)
    return call_multi(fb, e)[0]


def call_statement(fb: FunctionBuilder, e: Any) -> None:
    """A call for its effect."""
    mode = e.fun.mode
    if mode == "typexpr":
        expr(fb, e)
    elif mode == "builtin":
        from . import builtins

        builtins.call_statement(fb, e)
    else:
        if e.frame is not None and not frames.like_reference(e):
            e.frame = None  # nobody uses the results: in the ordinary form what is allocated is counted, where the reference allocates
        call_multi(fb, e, False)


class Target:
    """What a call calls: code operand (with symbol None when dynamic), convention, context for func values, receiver value, signature.

    frame: the context is a result frame."""

    __slots__ = ("code", "abi", "ctx", "recv", "sig", "name", "symbol", "frame")

    def __init__(self, code: str, abi: FuncABI, sig: Any, recv: Optional[Value] = None, ctx: Optional[str] = None) -> None:
        self.code = code
        self.abi = abi
        self.sig = sig
        self.recv = recv
        self.ctx = ctx
        self.name: Optional[tuple[str, str]] = None
        self.symbol: Optional[str] = None
        self.frame = False


def callee(fun: Any) -> tuple[Any, Any]:
    """(Func object, type arguments) when a call expression's function is a declared function, else (None, None)."""
    fun = N.unparen(fun)
    if fun.__class__ is N.IndexExpr:
        fun = N.unparen(fun.x)
    c = fun.__class__
    if c is N.Name:
        if fun.obj.__class__ is Func:
            return fun.obj, fun.targs
    elif c is N.SelectorExpr and fun.selection is None and fun.sel.obj.__class__ is Func:
        return fun.sel.obj, fun.sel.targs
    return None, None


def resolve(fb: FunctionBuilder, fun: Any, held: Any = None) -> Target:
    """Evaluate the function part of a call, with the receiver of a method."""
    f, targs = callee(fun)
    if f is not None:
        if targs:
            targs = [fb.subst(t) for t in targs]
        symbol, abi = generics.function(fb.mb, f, targs)
        symbol = forms.called_form(fb, f, symbol, targs)
        t = Target(fb.mb.func_ref(symbol, abi), abi, fb.typ(fun) if targs else f.typ)
        t.symbol = symbol
        if f.pkg is not None:
            t.name = (f.pkg.path, f.name)
        return t
    fun = N.unparen(fun)
    sel_targs = None
    if fun.__class__ is N.IndexExpr and N.unparen(fun.x).__class__ is N.SelectorExpr:  # method with type arguments
        inner = N.unparen(fun.x)
        if inner.selection is not None and inner.selection.kind == "methodexpr" and inner.sel.targs:
            typ = fb.typ(fun)
            symbol, abi = method_expression(fb, inner, typ)
            return Target(fb.mb.func_ref(symbol, abi), abi, T.under(typ))
        if inner.selection is not None and inner.selection.kind != "field" and inner.sel.targs:
            return method_target(fb, inner, fb.typ(fun), inner.sel.targs)
    if fun.__class__ is N.SelectorExpr and fun.selection is not None and fun.selection.kind == "method":
        sel_targs = fun.sel.targs
        return method_target(fb, fun, fb.typ(fun), sel_targs, held)
    sig: Any = T.under(fb.typ(fun))
    if fun.__class__ is N.SelectorExpr and fun.selection is not None and fun.selection.kind == "methodexpr":
        symbol, abi = method_expression(fb, fun)
        return Target(fb.mb.func_ref(symbol, abi), abi, sig)
    if fun.__class__ is N.FuncLit:
        from . import closures

        symbol, ctx = closures.closure_parts(fb, fun)
        abi = generics.signature_abi(sig)
        return Target(quote(symbol), abi, sig, None, ctx or "undef") if ctx else Target(quote(symbol), abi, sig)
    fv = expr1(fb, fun)
    fb.pos = fun.pos
    code = fb.t(f"load ptr, ptr {fv}, align 8{fb.dbg()}")
    return Target(code, generics.signature_abi(sig), sig, None, fv)


def method_target(fb: FunctionBuilder, fun: Any, sig: Any, targs: Any = None, held: Any = None) -> Target:
    sel = fun.selection
    sig = T.under(sig)
    x = fun.x
    t = fb.typ(x)
    if fb.env is not None and T.unalias(sel.recv).__class__ is T.TypeParam or _pointer_to_tparam(sel.recv):
        return type_param_method(fb, x, t, sel.obj, sig, targs)
    known = fb.mb.extra.get(("concrete", N.unparen(x).obj)) if N.unparen(x).__class__ is N.Name and not sel.index[:-1] else None
    if (known is not None or held is not None) and info(t).kind is IFACE:
        devirtualized = known_method(fb, x, fb.subst(known if known is not None else held), sel.obj, sig, known is None)
        if devirtualized is not None:
            return devirtualized
    f: Func = sel.obj
    path = sel.index[:-1]
    off = SOMEWHERE if generics.names_pointer(f.origin.typ) else 0
    if path or info(t).kind is not POINTER:
        p: Any = looking_at(fb, off, lambda: place(fb, x)) if x.mode != "value" or x.__class__ is N.SelectorExpr else expr(fb, x)
    else:
        p = expr(fb, x)
    fb.pos = fun.pos
    if path:
        p, t = looking_at(fb, off, lambda: field_path(fb, p, t, path))
    return bind_method(fb, p, t, f, sig, targs)


def known_method(fb: FunctionBuilder, x: Any, concrete: T.Type, f: Func, sig: Any, maybe_nil: bool) -> Optional[Target]:
    """x.M() for an interface value that always holds a value of one type, or perhaps nil: the method is called directly."""
    m = method_sets(fb.mb).find(concrete, f.id())
    if m is None or m.through_interface:
        return None
    if fb.deferring and not m.pointer and T.under(concrete).__class__ is T.Pointer:
        return None  # a nil pointer panics when the call is made, not when it is deferred
    fb.pos = x.pos
    word, data = expr(fb, x)  # type: ignore[misc]
    if maybe_nil:
        fb.nil_check(word)
    p: Any = iface.unpack(fb, concrete, data)
    at = concrete
    if m.path:
        p, at = field_path(fb, p, at, list(m.path))
    return bind_method(fb, p, at, m.func, sig)


def _pointer_to_tparam(t: Any) -> bool:
    t = T.unalias(t)
    return t.__class__ is T.Pointer and T.unalias(t.elem).__class__ is T.TypeParam


def bind_method(fb: FunctionBuilder, p: Any, t: T.Type, f: Func, sig: Any, targs: Any = None) -> Target:
    """The target for method f, declared on t, on the type t points to, or an interface method of t; p: place of the receiver."""
    ti = info(t)
    if ti.kind is IFACE:
        v = load_place(fb, ti, p)
        code, data = iface.method_target(fb, t, v, f)
        return Target(code, method_abi(_WORD, sig), sig, (data,))
    is_pointer = T.unalias(t).__class__ is T.Pointer
    holder = T.unalias(ti.u.elem) if is_pointer else T.unalias(t)  # type: ignore[attr-defined]
    if is_pointer and info(holder).kind is IFACE:
        return bind_method(fb, Mem(load_place(fb, ti, p)[0]), holder, f, sig)  # type: ignore[index]
    pointer = generics.names_pointer(f.origin.typ)
    recv: Value
    if pointer:
        if is_pointer:
            recv = load_place(fb, ti, p)
        else:
            if p.__class__ is not Mem:
                p = fb.materialize(ti, load_place(fb, ti, p))
            recv = (fb.addr(p),)
        recv_t: T.Type = T.Pointer(holder) if not is_pointer else t
    else:
        hi = info(holder)
        if is_pointer:
            base = load_place(fb, ti, p)[0]  # type: ignore[index]
            fb.nil_check(base)
            recv = fb.load(hi, base)
        else:
            recv = load_place(fb, ti, p)
        recv_t = holder
    if targs:
        targs = [fb.subst(a) for a in targs]
    symbol = generics.method_function(fb.mb, holder, f, targs)
    key = ("abi", symbol)
    abi = fb.mb.extra.get(key)
    if abi is None:
        abi = fb.mb.extra[key] = method_abi(recv_t, sig)
    symbol = forms.called_form(fb, f, symbol, [*getattr(holder, "targs", ()), *(targs or ())])
    target = Target(fb.mb.func_ref(symbol, abi), abi, sig, recv)
    target.symbol = symbol
    if f.pkg is not None and holder.__class__ is T.Named:
        target.name = (f.pkg.path, f"{holder.obj.name}.{f.name}")
    return target


def type_param_method(fb: FunctionBuilder, x: Any, t: T.Type, f: Func, sig: Any, targs: Any) -> Target:
    """x.M() where x has a type parameter's type: looked up on the type argument."""
    if info(t).kind is IFACE:
        methods = T.under(t).all_methods()  # type: ignore[attr-defined]
        f2 = next((m for m in methods if m.id() == f.id()), f)
        return bind_method(fb, place(fb, x), t, f2, sig)
    base = T.unalias(t)
    if base.__class__ is T.Pointer:
        base = T.unalias(base.elem)
    sets = method_sets(fb.mb)
    m = next((m for m in sets.all(base) if m.func.id() == f.id()), None)
    if m is None:
        raise CodegenError(x.pos, f"{link_string(t)} has no method {f.name}")
    p: Any = place(fb, x)
    if m.path:
        p, t = field_path(fb, p, t, list(m.path))
    return bind_method(fb, p, t, m.func, sig, targs)


_WORD = T.Basic(T.UNSAFE_POINTER, 0, "unsafe.Pointer")


def call_multi(fb: FunctionBuilder, e: Any, want: bool = True) -> list[Value]:
    """The values of a call."""
    fun = e.fun
    args = e.arg_list
    f = callee(fun)[0]
    if f is not None and f.name.startswith("FuncPCABI") and f.pkg is not None and f.pkg.path == "internal/abi":
        return [(entry_pc(fb, args[0], f.name == "FuncPCABI0"),)]
    if f is not None and f.name == "EscapeNonString" and f.pkg is not None and f.pkg.path == "internal/abi":
        expr(fb, args[0])  # only a word to escape analysis
        return []
    if f is not None and f.name == "Make" and f.pkg is not None and f.pkg.path == "unique":
        if info(T.under(fb.typ(fun)).params.vars[0].typ).kind is STRING:  # type: ignore[attr-defined]
            strings.not_kept(fb, args[0])  # it clones the string if it keeps it
    if f is None and _late_receiver(fun, args):
        hoist_function(fb, fun)
        vals = arguments(fb, e, T.under(fb.typ(fun)))
        target = resolve(fb, fun, e.held)
    else:
        target = resolve(fb, fun, e.held)
        if target.recv.__class__ is Mem and any([has_call(a) for a in args]):
            target.recv = fb.stabilize(target.abi.params[0].ti, target.recv)
        vals = arguments(fb, e, target.sig)
    fb.pos = e.pos
    if target.symbol is not None:
        handler = intrinsics.lookup(target.symbol, fb.mb.options.level)
        if handler is not None:
            return handler(fb, vals if target.recv is None else [target.recv, *vals])
    if fb.state.keep:
        _make_opaque(fb, target, vals)
    if e.frame is not None and target.symbol is not None and target.ctx is None:
        frame = frames.call_frame(fb, e)
        if frame is not None:
            target.code = frames.frame_form(fb.mb, target.symbol, target.abi)
            target.ctx = frame
            target.frame = True
    return finish_call(fb, target, vals, want)


def _make_opaque(fb: FunctionBuilder, target: Target, vals: list[Value]) -> None:
    """In ``for b.Loop()``: arguments that LLVM must take for new ones each time, so that it cannot make the call once and for all."""
    found = False
    params = target.abi.params[1:] if target.recv is not None else target.abi.params
    for i, (v, slot) in enumerate(zip(vals, params, strict=True)):
        if v.__class__ is Mem or not slot.ti.leaves:
            continue
        out = []
        for leaf, x in zip(slot.ti.leaves, v, strict=True):  # type: ignore[arg-type]
            if leaf.ty != "i1":
                kind = "x" if leaf.cls == "f" else "r"
                x = fb.t(f'call {leaf.ty} asm sideeffect "", "={kind},0"({leaf.ty} {x})')
                found = True
            out.append(x)
        vals[i] = tuple(out)
    if not found:
        target.code = fb.t(f'call ptr asm sideeffect "", "=r,0"(ptr {target.code})')


def entry_pc(fb: FunctionBuilder, x: Any, abi0: bool) -> str:
    """abi.FuncPCABI0(f) and FuncPCABIInternal(f): the code address of a function; for functions written in assembly that of the code itself."""
    f, targs = callee(x)
    if f is None:
        v = expr(fb, x)
        fv = v[-1]  # type: ignore[index]
        code = fb.t(f"load ptr, ptr {fv}, align 8{fb.dbg()}")
        return fb.t(f"ptrtoint ptr {code} to i64")
    symbol, abi = generics.function(fb.mb, f, [fb.subst(t) for t in targs] if targs else None)
    if not f.has_body or (f.decl is not None and f.decl.body is None):
        kinds = fb.mb.extra.get("symabis", {})
        kind = kinds.get(symbol)
        if kind in ("ABI0", "ABIInternal"):
            return f"ptrtoint (ptr {fb.mb.raw_ref(symbol + ('.abi0' if kind == 'ABI0' else '.abiinternal'), _plain(symbol, kind))} to i64)"
        if kind is None and abi0 and not f.linkname:
            return f"ptrtoint (ptr {fb.mb.raw_ref(symbol + '.abi0', _plain(symbol, 'ABI0'))} to i64)"
    return f"ptrtoint (ptr {fb.mb.func_ref(symbol, abi)} to i64)"


def _plain(symbol: str, kind: str) -> str:
    return f"declare dso_local void {quote(symbol + ('.abi0' if kind == 'ABI0' else '.abiinternal'))}()"


_SLOW = ("Slow", 'Slow"', "slow", 'slow"')  # so the library calls what it keeps out of the way of its fast paths


def finish_call(fb: FunctionBuilder, target: Target, vals: list[Value], want: bool = True, attrs: str = " nomerge") -> list[Value]:
    if target.recv is not None:
        vals = [target.recv, *vals]
    if target.code.endswith(_SLOW):
        attrs += " cold"
    return fb.call(target.code, target.abi, vals, target.ctx, target.ctx is not None, attrs, want, frame=target.frame)


def _late_receiver(fun: Any, args: list[Any]) -> bool:
    """Whether arguments must be evaluated before the function part: they call."""
    if not args:
        return False
    for a in args:
        if a.__class__ is not N.Name and a.__class__ is not N.BasicLit and has_call(a):
            return True
    return False


def hoist_function(fb: FunctionBuilder, fun: Any) -> None:
    """Make the calls in the function part of a call whose arguments call too; the rest of it is evaluated after those."""
    fun = N.unparen(fun)
    if fun.__class__ is N.IndexExpr and N.unparen(fun.x).__class__ is N.SelectorExpr and fun.mode != "mapindex":
        inner = N.unparen(fun.x)
        if inner.selection is not None and inner.selection.kind != "field" and inner.sel.targs:
            fun = inner
    if fun.__class__ is N.SelectorExpr and fun.selection is not None and fun.selection.kind == "method":
        hoist(fb, fun.x)
    elif fun.__class__ is not N.FuncLit:
        hoist(fb, fun)


def arguments(fb: FunctionBuilder, e: Any, sig: Any) -> list[Value]:
    """One value a parameter."""
    params = sig.params.vars
    args = e.arg_list
    if len(args) == 1 and args[0].typ.__class__ is T.Tuple:
        values, types = multi(fb, args[0])
        return pack(fb, e, sig, values, types)
    if sig.variadic and not e.has_dots:
        n = len(params) - 1
        elem = fb.subst(params[n].typ)
        elem_t: T.Type = info(elem).u.elem  # type: ignore[attr-defined]
        types = [fb.subst(p.typ) for p in params[:n]] + [elem_t] * (len(args) - n)
        values = eval_list(fb, args, types) if args else []
        return values[:n] + [variadic_slice(fb, e, elem, elem_t, values[n:])]
    return eval_list(fb, args, [fb.subst(p.typ) for p in params]) if args else []


def pack(fb: FunctionBuilder, e: Any, sig: Any, values: list[Value], types: list[T.Type]) -> list[Value]:
    """Values of a multi-value call handed on as arguments."""
    params = sig.params.vars
    out: list[Value] = []
    if sig.variadic:
        n = len(params) - 1
        for v, t, p in zip(values[:n], types, params):
            out.append(value_to(fb, v, t, fb.subst(p.typ)))
        st = fb.subst(params[n].typ)
        et: T.Type = info(st).u.elem  # type: ignore[attr-defined]
        rest = [value_to(fb, v, t, et) for v, t in zip(values[n:], types[n:])]
        out.append(variadic_slice(fb, e, st, et, rest))
        return out
    return [value_to(fb, v, t, fb.subst(p.typ)) for v, t, p in zip(values, types, params)]


def variadic_slice(fb: FunctionBuilder, e: Any, st: T.Type, et: T.Type, values: list[Value]) -> Value:
    n = len(values)
    if n == 0:
        return ("null", "0", "0")
    ei = info(et)
    if e.esc is False:
        base = fb.alloca(f"[{max(ei.size * n, 1)} x i8]", max(ei.align, 1))
    else:
        base = fb.new_object(T.Array(et, n), (VARIADIC, e))
    for i, v in enumerate(values):
        fb.store(ei, v, base, i * ei.size, fresh=True)
    return (base, str(n), str(n))


# ---------------------------------------------------------------- function values


def func_value(fb: FunctionBuilder, f: Func, targs: Any) -> str:
    """A declared function as a value: its static funcval."""
    if targs:
        targs = [fb.subst(t) for t in targs]
    symbol, abi = generics.function(fb.mb, f, targs)
    fb.mb.func_ref(symbol, abi)
    return fb.mb.funcval(symbol, not f.has_body)


def method_expression(fb: FunctionBuilder, e: Any, typ: Optional[T.Type] = None) -> tuple[str, FuncABI]:
    """Symbol and convention of T.M; typ: its type, when instantiated explicitly."""
    from .wrappers import method_expression_function

    recv = fb.subst(e.selection.recv)
    sig: Any = T.under(typ if typ is not None else fb.typ(e))
    if e.sel.targs:
        return generic_method_expression(fb, e, recv, [fb.subst(a) for a in e.sel.targs], sig)
    abi = generics.signature_abi(sig)
    symbol = method_expression_function(fb.mb, recv, e.selection.obj)
    return symbol, abi


def generic_method_expression(fb: FunctionBuilder, e: Any, recv: T.Type, targs: list[T.Type], whole: Any) -> tuple[str, FuncABI]:
    """Symbol and convention of T.M for a method with type arguments of its own: a function that makes the call. whole: type of T.M."""
    from .image import once
    from .wrappers import begin_wrapper, return_values, slot_value

    mb = fb.mb
    sel = e.selection
    f: Func = sel.obj
    symbol = method_symbol(recv, f, "-expr", targs)
    abi = generics.signature_abi(whole)
    if once(mb, symbol):
        mb.defined.add(symbol)
        sig = T.Signature(None, T.Tuple(whole.params.vars[1:]), whole.results, whole.variadic)
        path = list(sel.index[:-1])

        def emit() -> None:
            w = begin_wrapper(mb, symbol, abi)
            slots = [slot_value(w, slot) for slot in abi.params]
            p: Any = slots[0]
            t = recv
            if path:
                p, t = field_path(w, p, t, path)
            target = bind_method(w, p, t, f, sig, targs)
            return_values(w, finish_call(w, target, slots[1:]))
            w.finish()

        mb.queue.append(emit)
    mb.func_addr(symbol)
    return symbol, abi


def generic_method_value(fb: FunctionBuilder, e: Any, sig: Any) -> str:
    """x.M for a method with type arguments of its own: a closure over the receiver."""
    from .image import once
    from .wrappers import begin_wrapper, return_values, slot_value

    mb = fb.mb
    target = method_target(fb, e, sig, e.sel.targs)
    recv_t = target.abi.params[0].ti.t
    symbol = f"{target.symbol}-fm"
    if once(mb, symbol):
        mb.defined.add(symbol)

        def emit() -> None:
            w = begin_wrapper(mb, symbol, generics.signature_abi(sig), True)
            args = [slot_value(w, slot) for slot in w.abi.params]
            inner = Target(target.code, target.abi, sig, w.load(info(recv_t), "%ctx", 8))
            return_values(w, finish_call(w, inner, args))
            w.finish()

        mb.queue.append(emit)
    mb.func_addr(symbol)
    return bound_closure(fb, e, symbol, recv_t, target.recv)  # type: ignore[arg-type]


def method_value(fb: FunctionBuilder, e: Any, typ: Optional[T.Type] = None) -> str:
    """x.M as a value (a closure over the receiver), or T.M; typ: its type, when instantiated explicitly."""
    from .wrappers import method_value_function

    sel = e.selection
    mb = fb.mb
    if e.sel.targs and sel.kind != "methodexpr":
        return generic_method_value(fb, e, T.under(typ if typ is not None else fb.typ(e)))
    if sel.kind == "methodexpr":
        return mb.funcval(method_expression(fb, e, typ)[0])
    f: Func = sel.obj
    x = e.x
    t = fb.typ(x)
    ti = info(t)
    if ti.kind is IFACE:
        v = expr(fb, x)
        fb.pos = e.pos
        fb.nil_check(v[0])  # type: ignore[index]
        symbol = method_value_function(mb, t, f, None)
        return bound_closure(fb, e, symbol, t, v)
    base = T.unalias(t)
    is_pointer = base.__class__ is T.Pointer
    if is_pointer:
        base = T.unalias(base.elem)  # type: ignore[attr-defined]
    if info(base).kind is IFACE:
        raise CodegenError(e.pos, "method value through a pointer to an interface")
    m = next((m for m in method_sets(mb).all(base) if m.func.id() == f.id()), None)
    if m is None:
        raise CodegenError(e.pos, f"{link_string(t)} has no method {f.name}")
    if m.pointer and not m.indirect or (m.pointer and m.path):
        if is_pointer:
            v = expr(fb, x)
        else:
            p = place(fb, x)
            if p.__class__ is not Mem:
                p = fb.materialize(ti, load_place(fb, ti, p))
            v = (fb.addr(p),)
            t = T.Pointer(base)
        if m.path:
            p2, t2 = field_path(fb, v, t, list(m.path))
            return _bound(fb, e, p2, t2, m.func)
        symbol = method_value_function(mb, t, f, m)
        fb.pos = e.pos
        return bound_closure(fb, e, symbol, t, v)
    # Value receiver: the receiver is copied now.
    p = place(fb, x) if ti.kind is not POINTER or x.__class__ is N.Name else expr(fb, x)
    if m.path:
        p, t = field_path(fb, p, t, list(m.path))
    return _bound(fb, e, p, t, m.func)


def _bound(fb: FunctionBuilder, e: Any, p: Any, t: T.Type, f: Func) -> str:
    """The closure for a method declared on t or *t (t: static type of place p, already at the holder)."""
    from .wrappers import method_value_function

    mb = fb.mb
    ti = info(t)
    if ti.kind is IFACE:
        v = load_place(fb, ti, p)
        fb.nil_check(v[0])  # type: ignore[index]
        return bound_closure(fb, e, method_value_function(mb, t, f, None), t, v)
    base = T.unalias(t)
    is_pointer = base.__class__ is T.Pointer
    holder = T.unalias(base.elem) if is_pointer else base  # type: ignore[attr-defined]
    pointer = generics.names_pointer(f.origin.typ)
    if pointer:
        if is_pointer:
            v = load_place(fb, ti, p)
        else:
            v = (fb.addr(p),)
        recv: T.Type = T.Pointer(holder)
    else:
        if is_pointer:
            base_ptr = load_place(fb, ti, p)[0]  # type: ignore[index]
            fb.nil_check(base_ptr)
            v = fb.load(info(holder), base_ptr)
        else:
            v = load_place(fb, ti, p)
        recv = holder
    m = method_sets(mb).find(recv, f.id())
    return bound_closure(fb, e, method_value_function(mb, recv, f, m), recv, v)


def bound_closure(fb: FunctionBuilder, e: Any, symbol: str, t: T.Type, v: Value) -> str:
    ti = info(t)
    if e.esc is False:
        base = fb.alloca(f"[{8 + max(ti.size, 8)} x i8]")
    else:
        base = fb.new_object(closure_type([t]), (ALLOCATION, e))
    fb.emit(f" store ptr {fb.mb.func_addr(symbol)}, ptr {base}, align 8")
    fb.store(ti, v, base, 8, fresh=True)
    return base


def closure_type(captured: list[T.Type]) -> T.Type:
    """The struct type of a closure's context: code address, then what is captured."""
    fields = [Var(0, None, "F", T.Basic(T.UINTPTR, T.IS_INTEGER, "uintptr"), "field")]
    fields += [Var(0, None, f"X{i}", t, "field") for i, t in enumerate(captured)]
    return T.Struct(fields)


__all__ = ["Builtin", "ARRAY", "call_value", "call_multi", "call_statement"]
