"""Range loops over integers, slices, arrays, strings, maps and channels; functions are rangefunc.py's."""

from __future__ import annotations

import copy
from typing import Any, Optional

from undergo.syntax import nodes as N
from undergo.types import types as T
from undergo.types.types import Type

from . import stmt
from .assign import assign_value, is_blank, spread
from .expr import address, const_value, expr, expr1, load_place_leaf, place
from .function import FunctionBuilder, Mem, Value
from .functions import declare, in_memory
from .layout import ARRAY, CHAN, FUNC, INT, MAP, POINTER, SLICE, STRING, info

_INT = T.Basic(T.INT, T.IS_INTEGER, "int")
_RUNE = T.Basic(T.INT32, T.IS_INTEGER, "rune")


def targets(clause: Any) -> tuple[Optional[Any], Optional[Any]]:
    """Key and value expressions, None when absent or blank."""
    lhs = clause.lhs
    if lhs is None:
        return None, None
    items = lhs.elem_list if lhs.__class__ is N.ListExpr else [lhs]
    key = items[0] if not is_blank(N.unparen(items[0])) else None
    value = items[1] if len(items) > 1 and not is_blank(N.unparen(items[1])) else None
    return key, value


def _types(fb: FunctionBuilder, clause: Any) -> Any:
    return clause


def range_statement(fb: FunctionBuilder, s: Any, clause: Any) -> None:
    x = clause.x
    t = fb.typ(x)
    ti = info(t)
    kind = ti.kind
    fb.pos = s.pos
    if clause.def_ and not s.go122 and kind is not FUNC:
        clause = _shared_variables(fb, clause)
    if kind is FUNC:
        from . import rangefunc

        rangefunc.range_func(fb, s, clause)
    elif kind is INT or x.const is not None and kind is not STRING:
        _integers(fb, s, clause, t)
    elif kind is SLICE:
        _slice(fb, s, clause, t)
    elif kind is ARRAY or kind is POINTER:
        _array(fb, s, clause, t)
    elif kind is STRING:
        _string(fb, s, clause, t)
    elif kind is MAP:
        _map(fb, s, clause, t)
    else:
        assert kind is CHAN
        _channel(fb, s, clause, t)


def _shared_variables(fb: FunctionBuilder, clause: Any) -> Any:
    """Before Go 1.22 a loop has one variable for all iterations: it is declared here, and each iteration assigns to it."""
    names = [N.unparen(x) for x in targets(clause) if x is not None]
    if not any([in_memory(name.obj) for name in names]):
        return clause
    for name in names:
        declare(fb, name.obj, None)
    clause = copy.copy(clause)
    clause.def_ = False
    return clause


class _Loop:
    """The skeleton: a counter phi in the head, the body, the continue block."""

    __slots__ = ("fb", "s", "head", "cont", "end", "ty", "start_block", "start", "phi_at", "i")

    def __init__(self, fb: FunctionBuilder, s: Any) -> None:
        self.fb = fb
        self.s = s
        self.head, self.cont, self.end = fb.new_label(), fb.new_label(), fb.new_label()
        state = fb.state
        state.breaks[s] = self.end
        state.continues[s] = self.cont
        self.ty = ""
        self.start_block = ""
        self.start = ""
        self.phi_at = -1
        self.i = ""

    def begin(self, ty: str = "i64", start: str = "0") -> str:
        """Enter the head with a counter; its operand."""
        fb = self.fb
        self.ty, self.start = ty, start
        fb.br(self.head)
        self.start_block = fb.block
        fb.place(self.head, True)
        self.i = fb.fresh()
        self.phi_at = len(fb.out)
        fb.out.append("")
        return self.i

    def body(self) -> None:
        stmt.block(self.fb, self.s.body.list)
        self.fb.place(self.cont)

    def next(self, nxt: Optional[str]) -> None:
        """Back to the head with the next counter (computed in the continue block), or never."""
        fb = self.fb
        edges = f"[{self.start}, %{self.start_block}]"
        if not fb.dead:
            edges += f", [{nxt}, %{fb.block}]"
            fb.br(self.head)
        fb.out[self.phi_at] = f" {self.i} = phi {self.ty} {edges}"
        fb.place(self.end)


def _assign(fb: FunctionBuilder, clause: Any, target: Any, v: Value, t: Type) -> None:
    if target is not None:
        assign_value(fb, clause, target, v, t)


def _assign_both(fb: FunctionBuilder, clause: Any, key: Any, k: Value, kt: Type, value: Any, v: Value, vt: Type) -> None:
    """Key and value; when they are assigned, the operands of both left sides come first, as in other assignments."""
    if clause.def_ or key is None or value is None:
        _assign(fb, clause, key, k, kt)
        _assign(fb, clause, value, v, vt)
        return
    spread(fb, clause, [key, value], [k, v], [kt, vt])


def _integers(fb: FunctionBuilder, s: Any, clause: Any, t: Type) -> None:
    key, _ = targets(clause)
    x = clause.x
    it = t
    if x.const is not None and key is not None:
        k = N.unparen(key)
        it = fb.subst(k.obj.typ) if k.__class__ is N.Name and k.obj is not None else fb.typ(k)
    ti = info(it)
    if ti.kind is not INT:
        ti = info(_INT)
        it = _INT
    n = const_value(fb, ti, x.const)[0] if x.const is not None and x.mode == "constant" else expr1(fb, x)  # type: ignore[index]
    loop = _Loop(fb, s)
    ty = f"i{ti.bits}"
    i = loop.begin(ty)
    bodylabel = fb.new_label()
    fb.cbr(fb.t(f"icmp {'slt' if ti.signed else 'ult'} {ty} {i}, {n}"), bodylabel, loop.end)
    fb.place(bodylabel)
    _assign(fb, clause, key, (i,), it)
    loop.body()
    loop.next(None if fb.dead else fb.t(f"add {ty} {i}, 1"))


def _counted(fb: FunctionBuilder, s: Any, clause: Any, n: str, elem: Type, base: Optional[str], off: int = 0) -> None:
    """Elements in memory at base, n of them."""
    key, value = targets(clause)
    loop = _Loop(fb, s)
    i = loop.begin()
    bodylabel = fb.new_label()
    fb.cbr(fb.t(f"icmp slt i64 {i}, {n}"), bodylabel, loop.end)
    fb.place(bodylabel)
    if value is not None:
        from .expr import element

        ei = info(elem)
        assert base is not None
        m = element(fb, base, off, ei.size, i)
        v = fb.load(ei, m.base, m.off)
        if key is not None and not clause.def_:
            v = fb.stabilize(ei, v)
        _assign_both(fb, clause, key, (i,), _INT, value, v, elem)
    else:
        _assign(fb, clause, key, (i,), _INT)
    loop.body()
    loop.next(None if fb.dead else fb.t(f"add i64 {i}, 1"))


def _slice(fb: FunctionBuilder, s: Any, clause: Any, t: Type) -> None:
    _, value = targets(clause)
    ti = info(t)
    x = N.unparen(clause.x)
    if (
        x.__class__ is N.CallExpr
        and x.fun.mode == "typexpr"
        and x.arg_list[0].mode != "nilvalue"
        and fb.ti(x.arg_list[0]).kind is STRING
        and info(ti.u.elem).size == 1  # type: ignore[attr-defined]
    ):
        p: Any = expr(fb, x.arg_list[0])  # range []byte(s): no copy
    else:
        p = place(fb, x)
    n = p[1] if p.__class__ is tuple else load_place_leaf(fb, ti, p, 1)
    base = None
    if value is not None:
        base = p[0] if p.__class__ is tuple else load_place_leaf(fb, ti, p, 0)
    _counted(fb, s, clause, n, ti.u.elem, base)  # type: ignore[attr-defined]


def _array(fb: FunctionBuilder, s: Any, clause: Any, t: Type) -> None:
    _, value = targets(clause)
    ti = info(t)
    x = clause.x
    if ti.kind is POINTER:
        at = info(ti.u.elem)  # type: ignore[attr-defined]
        p = expr1(fb, x)
        if value is not None:
            fb.nil_check(p)
        _counted(fb, s, clause, str(at.u.len), at.u.elem, p)  # type: ignore[attr-defined]
        return
    elem = ti.u.elem  # type: ignore[attr-defined]
    n = str(ti.u.len)  # type: ignore[attr-defined]
    if value is None:
        from .expr import has_call

        if has_call(x):
            expr(fb, x)
        _counted(fb, s, clause, n, elem, None)
        return
    m = fb.temp(ti)
    fb.store(ti, expr(fb, x), m.base)
    _counted(fb, s, clause, n, elem, m.base)


def _string(fb: FunctionBuilder, s: Any, clause: Any, t: Type) -> None:
    key, value = targets(clause)
    x = clause.x
    v = const_value(fb, info(t), x.const) if x.const is not None else expr(fb, x)
    base, n = v[0], v[1]  # type: ignore[index]
    loop = _Loop(fb, s)
    i = loop.begin()
    bodylabel, ascii_, multi, go = fb.new_label(), fb.new_label(), fb.new_label(), fb.new_label()
    fb.cbr(fb.t(f"icmp slt i64 {i}, {n}"), bodylabel, loop.end)
    fb.place(bodylabel)
    c = fb.t(f"load i8, ptr {fb.t(f'getelementptr i8, ptr {base}, i64 {i}')}")
    del ascii_
    wide = fb.t(f"zext i8 {c} to i32")
    one = fb.t(f"add i64 {i}, 1")
    first = fb.block
    fb.cbr(fb.t(f"icmp sge i8 {c}, 0"), go, multi)
    fb.place(multi)
    r, k = fb.runtime_call("decoderune", base, n, i)
    second = fb.block
    fb.br(go)
    fb.place(go)
    rune = fb.t(f"phi i32 [{wide}, %{first}], [{r}, %{second}]")
    nxt = fb.t(f"phi i64 [{one}, %{first}], [{k}, %{second}]")
    _assign_both(fb, clause, key, (i,), _INT, value, (rune,), _RUNE)
    loop.body()
    loop.next(None if fb.dead else nxt)


def _is_clear_loop(fb: FunctionBuilder, s: Any, clause: Any) -> bool:
    """for k := range m { delete(m, k) }."""
    lhs = clause.lhs
    if not clause.def_ or lhs.__class__ is not N.Name or len(s.body.list) != 1:
        return False
    st = s.body.list[0]
    if st.__class__ is not N.ExprStmt or st.x.__class__ is not N.CallExpr:
        return False
    call = st.x
    fun = N.unparen(call.fun)
    if call.fun.mode != "builtin" or fun.__class__ is not N.Name or fun.value != "delete":
        return False
    m, k = call.arg_list
    x = clause.x
    if k.__class__ is not N.Name or k.obj is not lhs.obj:
        return False
    if not (m.__class__ is N.Name and x.__class__ is N.Name and m.obj is x.obj):
        return False
    from . import alg

    return alg.alg_kind(info(fb.typ(x)).u.key) in (alg.MEM, alg.STRING)  # type: ignore[attr-defined]


def _map(fb: FunctionBuilder, s: Any, clause: Any, t: Type) -> None:
    from . import mapops

    if _is_clear_loop(fb, s, clause):
        mapops.clear(fb, t, expr1(fb, clause.x))
        return
    key, value = targets(clause)
    u: Any = info(t).u
    m = expr1(fb, clause.x)
    fb.pos = s.pos
    it = mapops.iter_start(fb, t, m)
    head, body, cont, end = fb.new_label(), fb.new_label(), fb.new_label(), fb.new_label()
    fb.state.breaks[s] = end
    fb.state.continues[s] = cont
    fb.place(head, True)
    kp = mapops.iter_key(fb, it)
    fb.cbr(fb.t(f"icmp ne ptr {kp}, null"), body, end)
    fb.place(body)
    ki, ei = info(u.key), info(u.elem)
    kv: Any = None
    ev: Any = None
    if key is not None:
        kv = fb.load(ki, kp)
    if value is not None:
        ev = fb.load(ei, mapops.iter_elem(fb, it))
    if not clause.def_:
        kv = fb.stabilize(ki, kv) if kv is not None else None
        ev = fb.stabilize(ei, ev) if ev is not None else None
    _assign_both(fb, clause, key, kv, u.key, value, ev, u.elem)
    stmt.block(fb, s.body.list)
    fb.place(cont)
    if not fb.dead:
        fb.pos = s.pos
        mapops.iter_next(fb, it)
        fb.br(head)
    fb.place(end)


def _channel(fb: FunctionBuilder, s: Any, clause: Any, t: Type) -> None:
    key, _ = targets(clause)
    elem: Type = info(t).u.elem  # type: ignore[attr-defined]
    ei = info(elem)
    ch = expr1(fb, clause.x)
    m = fb.temp(ei)
    head, body, end = fb.new_label(), fb.new_label(), fb.new_label()
    fb.state.breaks[s] = end
    fb.state.continues[s] = head
    fb.place(head, True)
    fb.pos = s.pos
    (ok,) = fb.runtime_call("chanrecv2", ch, m.base)
    fb.cbr(ok, body, end)
    fb.place(body)
    _assign(fb, clause, key, fb.load(ei, m.base), elem)
    stmt.block(fb, s.body.list)
    fb.br(head)
    fb.place(end)


__all__ = ["range_statement", "address", "Mem"]
