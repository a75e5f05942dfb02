"""Expressions: dispatch by node class, constants, names, selectors, indexing, dereference, addresses.

``expr`` gives a value, ``place`` what an expression denotes without reading it (a tuple: SSA value, a list: alloca names, a Mem),
``address`` a Mem that is nil-checked, ``multi`` the values of a multi-value expression, ``cond`` branches. Arithmetic is in arith.py, conversions
in convert.py, calls in calls.py.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, Union

from undergo.escape.graph import BOX
from undergo.syntax import nodes as N
from undergo.types import constants
from undergo.types.objects import Const, Func, Nil, Var
from undergo.types.types import Interface, Map, Pointer, Tuple, Type, TypeParam, unalias, under

from . import layout
from .barrier import derive
from .function import CodegenError, FunctionBuilder, Mem, Value
from .layout import ARRAY, BOOL, COMPLEX, FLOAT, FUNC, IFACE, INT, MAP, POINTER, SLICE, STRING, UNSAFE, TypeInfo, info
from .typedesc import is_direct

Place = Union[tuple[str, ...], list[str], Mem]

# ---------------------------------------------------------------- constants


def int_literal(ti: TypeInfo, v: int) -> str:
    """An integer constant wrapped to the type's width."""
    bits = ti.bits or 64
    v &= (1 << bits) - 1
    if v >> (bits - 1):
        v -= 1 << bits
    return str(v)


def float_literal(v: Any, bits: int) -> str:
    """A float constant in LLVM's hexadecimal form."""
    if v.__class__ is not float:
        v = constants.to_float32(v) if bits == 32 else constants.to_float64(v)
    if v == 0.0:
        return "0.0"
    return f"0x{struct.unpack('>Q', struct.pack('>d', v))[0]:016X}"


def const_value(fb: Any, ti: TypeInfo, v: Any) -> Value:
    """A constant of the given type (fb: FunctionBuilder or anything with ``mb``)."""
    kind = ti.kind
    if kind is INT:
        if v.__class__ is not int:
            v = int(constants.to_int(v))
        return (int_literal(ti, v),)
    if kind is BOOL:
        return ("true" if v else "false",)
    if kind is STRING:
        return (fb.mb.string_data(v), str(len(v)))
    if kind is FLOAT:
        return (float_literal(constants.real(v) if v.__class__ is constants.Complex else v, ti.bits),)
    if kind is COMPLEX:
        return (float_literal(constants.real(v), ti.bits), float_literal(constants.imag(v), ti.bits))
    if kind is POINTER or kind is UNSAFE:
        v = int(constants.to_int(v))
        return ("null" if v == 0 else f"inttoptr (i64 {v} to ptr)",)
    raise AssertionError(f"constant of {ti.t}")


# ---------------------------------------------------------------- dispatch


def expr(fb: FunctionBuilder, e: N.Expr) -> Value:
    """The value of a single-valued expression."""
    if fb.hoisted and e in fb.hoisted:
        return fb.hoisted.pop(e)  # type: ignore[no-any-return]
    if e.const is not None and e.mode == "constant":
        return const_value(fb, fb.ti(e), e.const)
    return _EXPR[e.__class__](fb, e)


def expr1(fb: FunctionBuilder, e: N.Expr) -> str:
    """The operand of an expression with one leaf."""
    return expr(fb, e)[0]  # type: ignore[index]


def expr_to(fb: FunctionBuilder, e: N.Expr, t: Type) -> Value:
    """The value of e, assigned to type t (implicit conversion to interfaces)."""
    ti = info(t)
    if e.mode == "nilvalue":
        return fb.zero(ti)
    if ti.kind is IFACE:
        src = fb.typ(e)
        if src is not t:
            from . import convert

            v = expr(fb, e)
            if (BOX, e) in fb.frame_slots:
                return convert.assign_convert(fb, v, src, t, fb.slot((BOX, e)))
            return convert.assign_convert(fb, v, src, t, e.box)
    elif e.const is not None and e.mode == "constant":
        return const_value(fb, ti, e.const)
    return expr(fb, e)


def value_to(fb: FunctionBuilder, v: Value, src: Type, t: Type) -> Value:
    """A value of type src, assigned to type t."""
    if src is t or info(t).kind is not IFACE:
        return v
    from . import convert

    return convert.assign_convert(fb, v, src, t)


def expr_into(fb: FunctionBuilder, e: N.Expr, t: Type, base: str, off: int = 0, clean: bool = False) -> None:
    """Evaluate e, assigned to t, into fresh memory that e cannot refer to. clean: the memory is zero already."""
    ti = info(t)
    if ti.leaves is None:
        x = N.unparen(e)
        if x.__class__ is N.CompositeLit and not (fb.hoisted and x in fb.hoisted):
            from . import literals

            literals.composite_into(fb, x, ti, base, off, clean)
            return
        if x.mode == "nilvalue":
            fb.clear(ti, base, off, True)
            return
        fb.store(ti, expr(fb, e), base, off, fresh=True)
        return
    fb.store(ti, expr_to(fb, e, t), base, off, fresh=True)


_SIMPLE = {N.Name, N.BasicLit, N.FuncLit}


def has_call(e: Any) -> bool:
    """Whether evaluating e calls functions, receives or reads maps: such operands are evaluated in order, before those that do not."""
    c = e.__class__
    if c in _SIMPLE or e is None:
        return False
    if c is N.SelectorExpr or c is N.ParenExpr:
        return has_call(e.x)
    if c is N.AssertExpr:
        return True
    if e.mode == "constant" and e.const is not None:
        return False
    if c is N.Operation:
        return e.op == "<-" or has_call(e.x) or (e.y is not None and has_call(e.y))
    if c is N.CallExpr:
        mode = e.fun.mode
        if mode == "typexpr" or (mode == "builtin" and N.unparen(e.fun).__class__ is N.Name and N.unparen(e.fun).value in _PURE):
            return any([has_call(a) for a in e.arg_list])
        return True
    if c is N.IndexExpr:
        if e.mode == "mapindex" or e.mode == "commaok":
            return True
        if e.x.typ is None or e.mode == "typexpr":
            return False
        return has_call(e.x) or has_call(e.index)
    if c is N.CompositeLit:
        return any([has_call(a) for a in e.elem_list])
    if c is N.KeyValueExpr:
        return has_call(e.value) or (e.key.mode != "field" and e.key.typ is not None and has_call(e.key))
    if c is N.SliceExpr:
        return has_call(e.x) or any([i is not None and has_call(i) for i in e.index])
    if c is N.ListExpr:
        return any([has_call(a) for a in e.elem_list])
    return False


_PURE = frozenset(("len", "cap", "real", "imag", "complex", "min", "max"))


def hoist(fb: FunctionBuilder, e: Any) -> None:
    """What the reference computes in order before the rest of an expression, now and left to right: calls and receives, and also the
    builtins, slicings, boolean operators and conversions that it keeps in temporaries (order.go). Their values are kept for when e itself is
    evaluated; variables, elements, fields and map elements are read only then."""
    e = N.unparen(e)
    c = e.__class__
    if c in _SIMPLE or e.const is not None and e.mode == "constant" or e.mode in ("typexpr", "nilvalue"):
        return
    if fb.hoisted and e in fb.hoisted:
        return
    if c is N.Operation:
        if e.op not in _OWN_ORDER:
            hoist(fb, e.x)
            if e.y is not None:
                hoist(fb, e.y)
            return
        if e.op == "&":
            x = N.unparen(e.x)
            hoist(fb, x)
            return
    elif c is N.SelectorExpr:
        if e.selection is None or e.selection.kind == "methodexpr":
            return
        if e.selection.kind == "field":
            hoist(fb, e.x)
            return
    elif c is N.IndexExpr:
        if e.x.mode != "typexpr" and e.index is not None and _indexes(fb, e):
            hoist(fb, e.x)
            hoist(fb, e.index)
        return
    elif c is N.CallExpr and e.fun.mode == "typexpr":
        if not (fb.ti(e).kind is SLICE and fb.ti(e.arg_list[0]).kind is STRING):
            hoist(fb, e.arg_list[0])
            return
    elif c is N.CompositeLit:
        if fb.ti(e).kind is not MAP:
            for x in e.elem_list:
                hoist(fb, x)
            return
    elif c is N.AssertExpr and is_direct(fb.typ(e)):
        hoist(fb, e.x)
        return
    elif c is N.KeyValueExpr:
        hoist(fb, e.value)
        return
    ti = fb.ti(e)
    fb.hoisted[e] = fb.stabilize(ti, expr(fb, e))


def _indexes(fb: FunctionBuilder, e: Any) -> bool:
    """Whether x[i] is an element, not a function with type arguments."""
    name = N.unparen(e.x)
    if name.__class__ is N.SelectorExpr:
        name = name.sel
    return not (name.__class__ is N.Name and name.targs is not None) and fb.ti(e.x).kind is not FUNC


def hoist_elements(fb: FunctionBuilder, e: Any) -> None:
    """The elements of a composite literal, when one that only reads stands before one that calls."""
    values = [x.value if x.__class__ is N.KeyValueExpr else x for x in e.elem_list]
    reads = last = -1
    for i, x in enumerate(values):
        if x.__class__ in _SIMPLE:
            if x.__class__ is N.Name and reads < 0:
                reads = i
        elif has_call(x):
            last = i
            if reads < 0 and N.unparen(x).__class__ is not N.CallExpr:
                reads = i
        elif reads < 0 and not (x.const is not None and x.mode == "constant"):
            reads = i
    if 0 <= reads < last:
        for x in values[: last + 1]:
            hoist(fb, x)


_OWN_ORDER = frozenset(("&&", "||", "<-", "&"))


def eval2(fb: FunctionBuilder, x: N.Expr, tx: Type, y: N.Expr, ty: Type) -> tuple[Value, Value]:
    """Two operands in the reference's order: calls left to right, then what has none."""
    if y.__class__ not in _SIMPLE and has_call(y):
        hoist(fb, x)
        hoist(fb, y)
    a = expr_to(fb, x, tx)
    return a, expr_to(fb, y, ty)


def eval_list(fb: FunctionBuilder, exprs: list[Any], types: list[Type]) -> list[Value]:
    """Operands of a call or literal in order: those with calls first (stabilized), then the others."""
    last = -1
    for i, e in enumerate(exprs):
        if e.__class__ not in _SIMPLE and has_call(e):
            last = i
    if last > 0:
        for e in exprs[: last + 1]:
            hoist(fb, e)
    return [expr_to(fb, e, t) for e, t in zip(exprs, types)]


# ---------------------------------------------------------------- places

# Variables of the runtime that programs may set, and what the runtime is told with afterwards: (operand, function).
_WATCHED = {"@runtime.MemProfileRate": "memProfileRateSet"}


def load_place(fb: FunctionBuilder, ti: TypeInfo, p: Place) -> Value:
    """Read what a place denotes."""
    c = p.__class__
    if c is tuple:
        return p  # type: ignore[return-value]
    if c is list:
        return tuple([fb.t(f"load {leaf.ty}, ptr {a}") for leaf, a in zip(ti.leaves, p)])  # type: ignore[arg-type]
    return fb.load(ti, p.base, p.off)  # type: ignore[union-attr]


def load_place_leaf(fb: FunctionBuilder, ti: TypeInfo, p: Place, i: int) -> str:
    """Read one leaf of an SSA-able place."""
    c = p.__class__
    if c is tuple:
        return p[i]  # type: ignore[index]
    leaf = ti.leaves[i]  # type: ignore[index]
    if c is list:
        return fb.t(f"load {leaf.ty}, ptr {p[i]}")  # type: ignore[index]
    return fb.load_leaf(leaf, p.base, p.off)  # type: ignore[union-attr]


def store_place(fb: FunctionBuilder, ti: TypeInfo, p: Place, v: Value) -> None:
    c = p.__class__
    if c is list:
        for leaf, a, x in zip(ti.leaves, p, v):  # type: ignore[arg-type]
            fb.out.append(f" store {leaf.ty} {x}, ptr {a}")
    elif c is Mem:
        fb.store(ti, v, p.base, p.off)  # type: ignore[union-attr]
        if p.base in _WATCHED and fb.mb.path != "runtime":  # type: ignore[union-attr]
            fb.runtime_call(_WATCHED[p.base])  # type: ignore[union-attr]
    else:
        raise AssertionError(f"{fb.symbol}: store to a variable that is never reassigned")


def place(fb: FunctionBuilder, e: N.Expr) -> Place:
    """What e denotes; nil pointers on the way are caught."""
    c = e.__class__
    if c is N.Name:
        return name_place(fb, e)  # type: ignore[arg-type]
    if c is N.SelectorExpr:
        if e.selection is not None and e.selection.kind == "field":  # type: ignore[attr-defined]
            return selector_place(fb, e)  # type: ignore[arg-type]
        obj = e.sel.obj  # type: ignore[attr-defined]
        if obj.__class__ is Var and e.selection is None:  # type: ignore[attr-defined]
            return Mem(global_var(fb.mb, obj))
    elif c is N.IndexExpr:
        if e.mode != "mapindex" and e.mode != "commaok":
            t = fb.ti(e.x)  # type: ignore[attr-defined]
            k = t.kind
            if k is SLICE or k is ARRAY or k is POINTER:
                return index_place(fb, e, t)  # type: ignore[arg-type]
    elif c is N.ParenExpr:
        return place(fb, e.x)  # type: ignore[attr-defined]
    elif c is N.Operation:
        if e.op == "*" and e.y is None:  # type: ignore[attr-defined]
            p = looking_at(fb, 0, lambda: expr1(fb, e.x))  # type: ignore[attr-defined]
            fb.pos = e.pos
            fb.nil_check(p, fb.nil_off)
            return Mem(p)
    return looking_at(fb, 0, lambda: expr(fb, e)) if fb.nil_off else expr(fb, e)


SOMEWHERE = -(1 << 40)  # an offset not known


def looking_at(fb: FunctionBuilder, off: int, evaluate: Callable[[], Any]) -> Any:
    """Evaluate with fb.nil_off, where in the place asked for the program looks: only for the address that a nil dereference tells."""
    before = fb.nil_off
    fb.nil_off = off
    result = evaluate()
    fb.nil_off = before
    return result


def _static_path(t: Type, path: list[int]) -> tuple[int, bool]:
    """How far the fields of a path lead before the next pointer; whether that is the whole path."""
    off = 0
    for n, i in enumerate(path):
        ti = info(t)
        if ti.kind is POINTER:
            if n:
                return off, False
            ti = info(ti.u.elem)  # type: ignore[attr-defined]
        off += ti.offsets[i]
        t = ti.u.fields[i].typ  # type: ignore[attr-defined]
    return off, True


def name_place(fb: FunctionBuilder, e: N.Name) -> Place:
    obj = e.obj
    b = fb.vars.get(obj)
    if b is not None:
        return b  # type: ignore[no-any-return]
    if obj.__class__ is Var and obj.kind == "package":
        return Mem(global_var(fb.mb, obj))
    if e.mode == "constant":
        return const_value(fb, fb.ti(e), e.const)
    if obj.__class__ is Func:
        from . import calls

        return (calls.func_value(fb, obj, e.targs),)
    if obj.__class__ is Nil:
        return fb.zero(fb.ti(e))
    if obj.__class__ is Const:
        return const_value(fb, fb.ti(e), obj.val)
    if obj.__class__ is Var:
        return late_variable(fb, obj)
    raise CodegenError(e.pos, f"no value for {e.value}")


def late_variable(fb: FunctionBuilder, obj: Var) -> Place:
    """A local variable used where its declaration made no code (unreachable code)."""
    ti = info(fb.subst(obj.typ))
    m = fb.temp(ti)
    fb.vars[obj] = m
    return m


def global_var(mb: Any, obj: Var) -> str:
    """Operand of a package-level variable."""
    op = mb.var_static.get(obj)
    if op is None:
        from .names import var_symbol

        sym = obj.linkname or var_symbol(obj)
        if not obj.linkname and mb.path != "runtime" and info(obj.typ).size == 0:
            sym = "runtime.zerobase"
        op = mb.var_static[obj] = mb.global_ref(sym)
    return op  # type: ignore[no-any-return]


def field_path(fb: FunctionBuilder, p: Place, t: Type, path: list[int]) -> tuple[Place, Type]:
    """Follow field indices from a place of type t (a struct or a pointer to one), loading embedded pointers on the way."""
    for n, i in enumerate(path):
        ti = info(t)
        if ti.kind is POINTER:
            base = load_place_leaf(fb, ti, p, 0)
            p = Mem(base)
            off, whole = _static_path(t, path[n:])
            fb.nil_check(base, off + fb.nil_off if whole else off)
            t = ti.u.elem  # type: ignore[attr-defined]
            ti = info(t)
        f = ti.u.fields[i]  # type: ignore[attr-defined]
        if p.__class__ is Mem:
            p = Mem(p.base, p.off + ti.offsets[i])
        else:
            first = 0
            fields = ti.u.fields  # type: ignore[attr-defined]
            for j in range(i):
                first += len(info(fields[j].typ).leaves)  # type: ignore[arg-type]
            p = p[first : first + len(info(f.typ).leaves)]  # type: ignore[index,arg-type]
        t = f.typ
    return p, t


def selector_place(fb: FunctionBuilder, e: N.SelectorExpr) -> Place:
    x = e.x
    t = fb.typ(x)
    if x.__class__ is N.Name:
        p = place(fb, x)
    elif info(t).kind is not POINTER:
        off, whole = _static_path(t, e.selection.index)  # type: ignore[union-attr]
        p = looking_at(fb, off + fb.nil_off if whole else off, lambda: place(fb, x))
    else:
        p = looking_at(fb, 0, lambda: expr(fb, x))
    fb.pos = e.pos
    return field_path(fb, p, t, e.selection.index)[0]  # type: ignore[union-attr]


def index_value(fb: FunctionBuilder, e: N.Expr) -> tuple[str, bool]:
    """An index as i64 and whether its type is unsigned."""
    if e.const is not None and e.mode == "constant":
        return str(int(constants.to_int(e.const))), False
    ti = fb.ti(e)
    v = expr1(fb, e)
    return widen(fb, v, ti), not ti.signed and ti.bits == 64


def widen(fb: FunctionBuilder, v: str, ti: TypeInfo) -> str:
    """Extend an integer operand to i64."""
    if ti.bits == 64 or ti.kind is not INT:
        return v
    if v[0] != "%":
        iv = int(v)
        return str(iv if ti.signed else iv & ((1 << ti.bits) - 1))
    return fb.t(f"{'sext' if ti.signed else 'zext'} i{ti.bits} {v} to i64")


def bounds(fb: FunctionBuilder, i: str, n: str, unsigned: bool = False) -> None:
    """Panic unless 0 <= i < n."""
    if i[0] != "%" and n[0] != "%":
        if 0 <= int(i) < int(n):
            return
        ok = "false"
    else:
        ok = fb.t(f"icmp ult i64 {i}, {n}")
    fb.check(ok, "panicIndexU" if unsigned else "panicIndex", (i, n))


def element(fb: FunctionBuilder, base: str, off: int, size: int, i: str) -> Mem:
    """The place of element i of elements of the given size."""
    if i[0] != "%":
        return Mem(base, off + int(i) * size)
    if off:
        base = fb.gep(base, off)
    if size == 0:
        return Mem(base)
    ty = f"i{size * 8}" if size in (1, 2, 4, 8) else f"[{size} x i8]"
    return Mem(derive(fb, base, fb.t(f"getelementptr {ty}, ptr {base}, i64 {i}")))


def _wide_index(e: N.Expr) -> bool:
    return e.__class__ not in _SIMPLE and has_call(e)


def index_place(fb: FunctionBuilder, e: N.IndexExpr, xt: TypeInfo) -> Place:
    kind = xt.kind
    x = e.x
    if kind is SLICE:
        early = _wide_index(e.index)
        if early:
            if has_call(x):
                s = expr(fb, x)
                i, uns = looking_at(fb, 0, lambda: index_value(fb, e.index))
                base, n = s[0], s[1]  # type: ignore[index]
            else:
                i, uns = looking_at(fb, 0, lambda: index_value(fb, e.index))
                p = looking_at(fb, 8, lambda: place(fb, x))
                n = load_place_leaf(fb, xt, p, 1)
                base = load_place_leaf(fb, xt, p, 0)
        else:
            p = looking_at(fb, 8, lambda: place(fb, x))
            base = load_place_leaf(fb, xt, p, 0)
            n = load_place_leaf(fb, xt, p, 1)
            i, uns = looking_at(fb, 0, lambda: index_value(fb, e.index))
        fb.pos = e.pos
        bounds(fb, i, n, uns)
        return element(fb, base, 0, info(xt.u.elem).size, i)  # type: ignore[attr-defined]
    if kind is POINTER:
        at = info(xt.u.elem)  # type: ignore[attr-defined]
        base = looking_at(fb, 0, lambda: expr1(fb, x))
        i, uns = looking_at(fb, 0, lambda: index_value(fb, e.index))
        fb.pos = e.pos
        fb.nil_check(base, _element_offset(fb, at, e.index) + fb.nil_off)
        p = Mem(base)
    else:
        at = xt
        if _wide_index(e.index) and not has_call(x):
            i, uns = looking_at(fb, 0, lambda: index_value(fb, e.index))
            p = looking_at(fb, SOMEWHERE, lambda: place(fb, x))
        else:
            p = looking_at(fb, _element_offset(fb, at, e.index) + fb.nil_off, lambda: place(fb, x))
            if p.__class__ is Mem and e.mode != "variable" and _wide_index(e.index):
                p = fb.stabilize(at, p)
            i, uns = looking_at(fb, 0, lambda: index_value(fb, e.index))
        fb.pos = e.pos
    bounds(fb, i, str(at.u.len), uns)  # type: ignore[attr-defined]
    if not at.u.len:  # type: ignore[attr-defined]
        return fb.temp(info(at.u.elem))  # type: ignore[attr-defined]
    if p.__class__ is not Mem:
        return p  # type: ignore[no-any-return]
    return element(fb, p.base, p.off, info(at.u.elem).size, i)  # type: ignore[attr-defined]


def _element_offset(fb: FunctionBuilder, array: TypeInfo, index: Any) -> int:
    if index.const is None or index.mode != "constant":
        return SOMEWHERE
    return int(constants.to_int(index.const)) * info(array.u.elem).size  # type: ignore[attr-defined]


def address(fb: FunctionBuilder, e: N.Expr) -> Mem:
    """The nil-checked address of an addressable expression (or of a temporary holding a value)."""
    p = looking_at(fb, SOMEWHERE, lambda: place(fb, e))
    if p.__class__ is Mem:
        return p  # type: ignore[no-any-return]
    if p.__class__ is list and not p and fb.ti(e).size == 0:
        return Mem(fb.mb.global_ref("runtime.zerobase"))
    ti = fb.ti(e)
    return fb.materialize(ti, load_place(fb, ti, p))


# ---------------------------------------------------------------- values by node class


def _name(fb: FunctionBuilder, e: Any) -> Value:
    if e.mode == "nilvalue":
        return fb.zero(fb.ti(e))
    p = name_place(fb, e)
    if p.__class__ is tuple:
        return p
    return load_place(fb, info(fb.subst(e.obj.typ)), p)


def _paren(fb: FunctionBuilder, e: Any) -> Value:
    return expr(fb, e.x)


def _selector(fb: FunctionBuilder, e: Any) -> Value:
    sel = e.selection
    if sel is None:
        obj = e.sel.obj
        if obj.__class__ is Var:
            return fb.load(info(obj.typ), global_var(fb.mb, obj))
        if obj.__class__ is Func:
            from . import calls

            return (calls.func_value(fb, obj, e.sel.targs),)
        if obj.__class__ is Const:
            return const_value(fb, fb.ti(e), obj.val)
        raise CodegenError(e.pos, f"no value for {e.sel.value}")
    if sel.kind == "field":
        p = selector_place(fb, e)
        ti = fb.ti(e)
        return load_place(fb, ti, p)
    from . import calls

    return (calls.method_value(fb, e),)


def _index(fb: FunctionBuilder, e: Any) -> Value:
    if e.mode == "mapindex" or e.mode == "commaok":
        from . import maps

        return maps.read(fb, e)
    x = e.x
    if x.mode != "typexpr" and e.index is not None:
        inner = N.unparen(x)
        name = inner.sel if inner.__class__ is N.SelectorExpr else inner
        if name.__class__ is N.Name and name.targs is not None and name.obj.__class__ is Func:
            if inner.__class__ is N.SelectorExpr and inner.selection is not None:
                from . import calls

                return (calls.method_value(fb, inner, fb.typ(e)),)
            return expr(fb, x)  # instantiation f[T]
    xt = fb.ti(x)
    if xt.kind is STRING:
        return (string_index(fb, e, xt),)
    if xt.kind is MAP:
        from . import maps

        return maps.read(fb, e)
    if xt.kind is FUNC:
        return expr(fb, x)
    return load_place(fb, fb.ti(e), index_place(fb, e, xt))


def string_index(fb: FunctionBuilder, e: Any, xt: TypeInfo) -> str:
    if e.x.mode == "constant":
        s: Any = expr(fb, e.x)
        i, uns = index_value(fb, e.index)
    elif _wide_index(e.index) and not has_call(e.x):
        i, uns = index_value(fb, e.index)
        s = expr(fb, e.x)
    else:
        p = place(fb, e.x)
        s = (load_place_leaf(fb, xt, p, 0), load_place_leaf(fb, xt, p, 1))
        i, uns = index_value(fb, e.index)
    fb.pos = e.pos
    bounds(fb, i, s[1], uns)
    m = element(fb, s[0], 0, 1, i)
    return fb.t(f"load i8, ptr {fb.addr(m)}{fb.dbg()}")


def _operation(fb: FunctionBuilder, e: Any) -> Value:
    from . import arith

    if e.y is not None:
        return arith.binary(fb, e)
    op = e.op
    if op == "*":
        ti = fb.ti(e)
        return load_place(fb, ti, place(fb, e))
    if op == "&":
        return (address_of(fb, e),)
    if op == "<-":
        from . import channels

        return channels.receive(fb, e)
    return arith.unary(fb, e)


def address_of(fb: FunctionBuilder, e: Any) -> str:
    """&x; &T{...} allocates."""
    x = N.unparen(e.x)
    if x.__class__ is N.CompositeLit:
        from . import literals

        return literals.new_literal(fb, x, e)
    fb.pos = e.pos
    p = fb.addr(address(fb, x))
    if not p.startswith("%v"):
        return p
    known = fb.fresh("n")  # never nil (FunctionBuilder.nil_check)
    fb.emit(f" {known} = getelementptr i8, ptr {p}, i64 0")
    return derive(fb, p, known)


def _composite(fb: FunctionBuilder, e: Any) -> Value:
    from . import literals

    return literals.composite(fb, e)


def _funclit(fb: FunctionBuilder, e: Any) -> Value:
    from . import closures

    return (closures.closure_value(fb, e),)


def _call(fb: FunctionBuilder, e: Any) -> Value:
    from . import calls

    return calls.call_value(fb, e)


def _slice(fb: FunctionBuilder, e: Any) -> Value:
    from . import slices

    return slices.slice_expr(fb, e)


def _assert(fb: FunctionBuilder, e: Any) -> Value:
    from . import convert

    return convert.assertion(fb, e)


def _bad(fb: FunctionBuilder, e: Any) -> Value:
    raise CodegenError(e.pos, f"unexpected {e.__class__.__name__} as a value")


_EXPR: dict[type, Callable[[FunctionBuilder, Any], Value]] = {
    N.Name: _name,
    N.ParenExpr: _paren,
    N.SelectorExpr: _selector,
    N.IndexExpr: _index,
    N.Operation: _operation,
    N.CompositeLit: _composite,
    N.FuncLit: _funclit,
    N.CallExpr: _call,
    N.SliceExpr: _slice,
    N.AssertExpr: _assert,
    N.BasicLit: _bad,
    N.BadExpr: _bad,
    N.ListExpr: _bad,
    N.KeyValueExpr: _bad,
    N.TypeSwitchGuard: _bad,
}


def multi(fb: FunctionBuilder, e: N.Expr) -> tuple[list[Value], list[Type]]:
    """Values and types of an expression used for several values: a call, or one of the comma-ok forms."""
    x = N.unparen(e)
    t = fb.typ(x)
    if t.__class__ is not Tuple:
        return [expr(fb, x)], [t]
    types = [v.typ for v in t.vars]
    c = x.__class__
    if c is N.CallExpr:
        from . import calls

        return calls.call_multi(fb, x), types
    if c is N.IndexExpr:
        from . import maps

        return maps.read_ok(fb, x), types
    if c is N.AssertExpr:
        from . import convert

        return convert.assertion_ok(fb, x), types
    if c is N.Operation and x.op == "<-":
        from . import channels

        return channels.receive_ok(fb, x), types
    raise CodegenError(e.pos, "unexpected multi-value expression")


# ---------------------------------------------------------------- conditions


def cond(fb: FunctionBuilder, e: N.Expr, yes: str, no: str) -> None:
    """Branch to yes or no."""
    if e.const is not None and e.mode == "constant":
        fb.br(yes if e.const else no)
        return
    c = e.__class__
    if c is N.ParenExpr:
        cond(fb, e.x, yes, no)  # type: ignore[attr-defined]
        return
    if c is N.Operation and not (fb.hoisted and e in fb.hoisted):
        op = e.op  # type: ignore[attr-defined]
        if op in ("&&", "||"):
            mid = fb.new_label()
            cond(fb, e.x, *((mid, no) if op == "&&" else (yes, mid)))  # type: ignore[attr-defined]
            fb.place(mid)
            if not fb.dead:
                cond(fb, e.y, yes, no)  # type: ignore[attr-defined]
            return
        if op == "!":
            cond(fb, e.x, no, yes)  # type: ignore[attr-defined]
            return
    fb.cbr(expr1(fb, e), yes, no)


__all__ = [
    "expr",
    "expr1",
    "expr_to",
    "place",
    "address",
    "multi",
    "cond",
    "layout",
    "Pointer",
    "Map",
    "Interface",
    "TypeParam",
    "unalias",
    "under",
]
