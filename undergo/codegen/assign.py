"""Assignment in its forms: definition, single, parallel (two phases), with an operator, increments."""

from __future__ import annotations

from typing import Any, Optional

from undergo.syntax import nodes as N
from undergo.types.objects import Var
from undergo.types.types import Tuple, Type

from . import arith
from .barrier import is_local
from .expr import (
    Place,
    bounds,
    element,
    eval_list,
    expr,
    expr_into,
    expr_to,
    has_call,
    hoist,
    index_value,
    load_place,
    multi,
    name_place,
    place,
    store_place,
    value_to,
)
from .function import CodegenError, FunctionBuilder, Mem, Value
from .functions import declare, memory_for
from .layout import COMPLEX, FLOAT, IFACE, INT, MAP, SLICE, STRING, info


class MapElement:
    """A map element as the target of an assignment: operands evaluated, key not inserted yet."""

    __slots__ = ("typ", "m", "key", "pos")

    def __init__(self, typ: Type, m: str, key: Value, pos: int) -> None:
        self.typ = typ
        self.m = m
        self.key = key
        self.pos = pos


class SliceElement:
    """A slice element as the target of an assignment whose index is checked only when the value is there."""

    __slots__ = ("base", "n", "i", "unsigned", "size", "pos")

    def __init__(self, base: str, n: str, i: str, unsigned: bool, size: int, pos: int) -> None:
        self.base = base
        self.n = n
        self.i = i
        self.unsigned = unsigned
        self.size = size
        self.pos = pos


class Unchecked:
    """A place as the target of an assignment whose pointer is checked only when the value is there."""

    __slots__ = ("place", "ptr", "off", "pos")

    def __init__(self, place: Place, ptr: str, off: int, pos: int) -> None:
        self.place = place
        self.ptr = ptr
        self.off = off
        self.pos = pos


BLANK = object()


def is_blank(e: Any) -> bool:
    return e.__class__ is N.Name and e.value == "_"


def _appends_to_itself(fb: FunctionBuilder, lhs: Any, rhs: Any) -> bool:
    """Whether an assignment is ``m[k] = append(m[k], ...)`` for a map m, m and k being variables or constants."""
    rhs = N.unparen(rhs)
    if rhs.__class__ is not N.CallExpr or fb.ti(lhs.x).kind is not MAP:
        return False
    fun = N.unparen(rhs.fun)
    if fun.mode != "builtin" or getattr(fun, "value", "") != "append" or len(rhs.arg_list) < 2 or rhs.has_dots:
        return False
    first = N.unparen(rhs.arg_list[0])
    return first.__class__ is N.IndexExpr and _same(lhs.x, first.x) and _same(lhs.index, first.index)


def _same(a: Any, b: Any) -> bool:
    """Whether two expressions are the same variable, field of one, or constant."""
    a, b = N.unparen(a), N.unparen(b)
    if a.__class__ is not b.__class__:
        return False
    if a.const is not None and a.mode == "constant":
        return bool(b.mode == "constant" and a.const == b.const)
    if a.__class__ is N.Name:
        return a.obj is b.obj and a.obj.__class__ is Var
    if a.__class__ is N.SelectorExpr and a.selection is not None and a.selection.kind == "field":
        return a.selection.index == b.selection.index and _same(a.x, b.x) if b.selection is not None else False
    return False


def _append_in_place(fb: FunctionBuilder, lhs: Any, rhs: Any) -> bool:
    """``x = append(x, ...)`` for a variable, field or what a pointer points to, in memory that others may see: most often only the length changes. Says
    whether it was that."""
    if rhs.__class__ is not N.CallExpr or fb.ti(rhs).kind is not SLICE or lhs.__class__ is N.IndexExpr:
        return False
    fun = N.unparen(rhs.fun)
    args = rhs.arg_list
    if fun.mode != "builtin" or getattr(fun, "value", "") != "append" or len(args) < 2 or args[1].mode == "nilvalue":
        return False
    if any([has_call(a) for a in args]):
        return False
    a, b = lhs, N.unparen(args[0])
    if a.__class__ is b.__class__ is N.Operation and a.op == b.op == "*" and a.y is b.y is None:
        a, b = a.x, b.x
    if not _same(a, b):
        return False
    where = target(fb, lhs)
    if where.__class__ is not Mem or is_local(fb, where.base):
        return False
    from . import slices

    slices.append(fb, rhs, where)
    return True


def append_to_element(fb: FunctionBuilder, s: Any, lhs: Any, call: Any) -> None:
    """``m[k] = append(m[k], v...)`` with one look at the map."""
    from . import mapops, slices

    t = fb.typ(call)
    et: Type = info(t).u.elem  # type: ignore[attr-defined]
    args = call.arg_list[1:]
    if any([has_call(a) for a in args]):
        values = eval_list(fb, args, [et] * len(args))
        where = target(fb, lhs)
    else:
        where = target(fb, lhs)
        values = eval_list(fb, args, [et] * len(args))
    values = [fb.stabilize(info(et), v) for v in values]
    fb.pos = s.pos
    p = mapops.assign(fb, where.typ, where.m, where.key)
    fb.pos = call.pos
    ti = info(t)
    fb.store(ti, slices.extend(fb, call, et, fb.load(ti, p), str(len(values)), None, values), p)


def target(fb: FunctionBuilder, e: Any, late: bool = False) -> Any:
    """Evaluate the operands of an assignment's left side: BLANK, a MapElement or a place. late: it may panic only when it is assigned to."""
    e = N.unparen(e)
    c = e.__class__
    if c is N.Name:
        if e.value == "_":
            return BLANK
        return name_place(fb, e)
    if c is N.IndexExpr and fb.ti(e.x).kind is MAP:
        from . import maps

        t, m, key = maps.operands(fb, e)
        return MapElement(t, m, key, e.pos)
    if late and c is N.IndexExpr and fb.ti(e.x).kind is SLICE:
        t = fb.ti(e.x)  # type: ignore[assignment]
        if has_call(e.index):
            hoist(fb, e.x)
            hoist(fb, e.index)
        s = expr(fb, e.x)
        i, unsigned = index_value(fb, e.index)
        return SliceElement(s[0], s[1], i, unsigned, info(t.u.elem).size, e.pos)  # type: ignore[index,attr-defined]
    start = len(fb.out)
    where = place(fb, e)
    check = fb.take_back_check(start) if late else None
    return where if check is None else Unchecked(where, *check)


def hoist_target(fb: FunctionBuilder, e: Any) -> None:
    """Make the calls in the operands of an assignment's left side."""
    e = N.unparen(e)
    if e.__class__ is N.IndexExpr:
        hoist(fb, e.x)
        hoist(fb, e.index)
    elif e.__class__ is N.SelectorExpr:
        if e.selection is not None:
            hoist(fb, e.x)
    elif e.__class__ is N.Operation:
        hoist(fb, e.x)


def target_type(fb: FunctionBuilder, e: Any, default: Type) -> Type:
    e = N.unparen(e)
    if is_blank(e):
        return default
    if e.__class__ is N.Name:
        return fb.subst(e.obj.typ)  # type: ignore[union-attr]
    t = fb.typ(e)
    if t.__class__ is Tuple:
        return t.vars[0].typ
    return t


def put(fb: FunctionBuilder, where: Any, t: Type, v: Value) -> None:
    """Store a value of type t into a target."""
    if where is BLANK:
        return
    if where.__class__ is Unchecked:
        fb.pos, at = where.pos, fb.pos
        fb.nil_check(where.ptr, where.off)
        fb.pos, where = at, where.place
    if where.__class__ is MapElement:
        from . import maps

        fb.pos = where.pos
        maps.assign(fb, where.typ, where.m, where.key, v)
        return
    if where.__class__ is SliceElement:
        fb.pos = where.pos
        bounds(fb, where.i, where.n, where.unsigned)
        where = element(fb, where.base, 0, where.size, where.i)
    store_place(fb, info(t), where, v)


def assignment(fb: FunctionBuilder, s: Any) -> None:
    op = s.op
    fb.pos = s.pos
    if s.rhs is None:
        increment(fb, s)
        return
    if op != "" and op != ":=":
        operate(fb, s)
        return
    lhs, rhs = s.lhs, s.rhs
    if lhs.__class__ is N.ListExpr:
        if rhs.__class__ is N.ListExpr:
            parallel(fb, s, lhs.elem_list, rhs.elem_list)
        else:
            for x in lhs.elem_list:
                if has_call(x):  # calls on the left come before those on the right
                    hoist_target(fb, N.unparen(x))
            if all([is_blank(x) for x in lhs.elem_list]):
                discard(fb, rhs)
                return
            values, types = multi(fb, rhs)
            spread(fb, s, lhs.elem_list, values, types)
        return
    lhs = N.unparen(lhs)
    if op == ":=" and lhs.__class__ is N.Name and lhs.obj in s.new_vars and lhs.obj is not None:
        define(fb, lhs.obj, rhs)  # type: ignore[arg-type]
        return
    if lhs.__class__ is N.Name:
        if lhs.value == "_":
            discard(fb, rhs)
            return
        if _append_in_place(fb, lhs, N.unparen(rhs)):
            return
        t = fb.subst(lhs.obj.typ)  # type: ignore[union-attr]
        ti = info(t)
        v = expr_to(fb, rhs, t)
        store_place(fb, ti, name_place(fb, lhs), v)
        return
    if lhs.__class__ is N.IndexExpr and _appends_to_itself(fb, lhs, rhs):
        append_to_element(fb, s, lhs, N.unparen(rhs))
        return
    if _append_in_place(fb, lhs, N.unparen(rhs)):
        return
    t = target_type(fb, lhs, fb.typ(rhs))
    if has_call(lhs) and not (lhs.__class__ is N.IndexExpr and fb.ti(lhs.x).kind is MAP and not has_call(rhs)):
        hoist_target(fb, lhs)
        if has_call(rhs):
            hoist(fb, rhs)
        v = expr_to(fb, rhs, t)
        where = target(fb, lhs, True)
    else:
        v = expr_to(fb, rhs, t)
        where = target(fb, lhs)
    fb.pos = s.pos
    put(fb, where, t, v)


def define(fb: FunctionBuilder, v: Var, rhs: Any) -> None:
    """v := rhs for a new variable."""
    if v.name == "_":
        discard(fb, rhs)
        return
    t = fb.subst(v.typ)
    ti = info(t)
    if ti.kind is IFACE and not v.reassigned and not v.addrtaken and rhs.mode != "nilvalue" and fb.ti(rhs).kind is not IFACE:
        fb.mb.extra["concrete", v] = rhs.typ
    if ti.leaves is None:
        x = N.unparen(rhs)
        if x.__class__ is N.CompositeLit:
            from .functions import in_memory

            if v.heap and has_call(x):
                value = expr(fb, x)
                declare(fb, v, value)
                return
            m = memory_for(fb, v)
            assert m is not None
            expr_into(fb, rhs, t, m.base, m.off, v.heap)
            del in_memory
            return
    declare(fb, v, expr_to(fb, rhs, t))


def assign_value(fb: FunctionBuilder, s: Any, lhs: Any, v: Value, t: Type) -> None:
    """One value to one left side of a definition or assignment s (AssignStmt or RangeClause)."""
    lhs = N.unparen(lhs)
    if is_blank(lhs):
        return
    if s.__class__ is N.RangeClause:
        new = s.def_
    else:
        new = s.op == ":=" and lhs.__class__ is N.Name and lhs.obj in s.new_vars
    if new:
        vt = fb.subst(lhs.obj.typ)
        declare(fb, lhs.obj, value_to(fb, v, t, vt))
        return
    vt = target_type(fb, lhs, t)
    v = value_to(fb, v, t, vt)
    put(fb, target(fb, lhs), vt, v)


def spread(fb: FunctionBuilder, s: Any, lhs: list[Any], values: list[Value], types: list[Type]) -> None:
    """The values of a multi-value expression to several left sides."""
    if s.__class__ is N.AssignStmt and s.op == ":=" or all([N.unparen(x).__class__ is N.Name for x in lhs]):
        for x, v, t in zip(lhs, values, types):
            assign_value(fb, s, x, v, t)
        return
    values = [fb.stabilize(info(t), v) for v, t in zip(values, types)]
    wheres = [target(fb, x, True) for x in lhs]
    for x, where, v, t in zip(lhs, wheres, values, types):
        vt = target_type(fb, x, t)
        put(fb, where, vt, value_to(fb, v, t, vt))


def parallel(fb: FunctionBuilder, s: Any, lhs: list[Any], rhs: list[Any]) -> None:
    """a, b = x, y: operands first, then the assignments in order."""
    types: list[Type] = []
    for x, y in zip(lhs, rhs):
        x = N.unparen(x)
        if is_blank(x):
            types.append(fb.typ(y))
        else:
            types.append(target_type(fb, x, fb.typ(y)))
    if s.op == ":=":
        values = eval_list(fb, rhs, types)
        if not all([N.unparen(x).obj in s.new_vars for x in lhs]):
            values = [fb.stabilize(info(t), v) for v, t in zip(values, types)]
        for x, v, t in zip(lhs, values, types):
            assign_value(fb, s, x, v, t)
        return
    if any([has_call(x) for x in lhs]):
        for x in lhs:
            hoist_target(fb, x)
    values = [fb.stabilize(info(t), v) for v, t in zip(eval_list(fb, rhs, types), types)]
    wheres = [target(fb, x, True) for x in lhs]
    fb.pos = s.pos
    for where, v, t in zip(wheres, values, types):
        put(fb, where, t, v)


_ONE = {INT: ("1",), FLOAT: ("1.0",), COMPLEX: ("1.0", "0.0")}


def increment(fb: FunctionBuilder, s: Any) -> None:
    """x++ and x--."""
    lhs = N.unparen(s.lhs)
    if lhs.__class__ is N.IndexExpr and fb.ti(lhs.x).kind is MAP:
        update_element(fb, s, target(fb, lhs), lambda ti, x: arith.arithmetic(fb, s.op, ti, x, _ONE[ti.kind]))
        return
    update(fb, s, lambda ti, x: arith.arithmetic(fb, s.op, ti, x, _ONE[ti.kind]))


def update_element(fb: FunctionBuilder, s: Any, where: MapElement, compute: Any) -> None:
    """m[k] = compute(m[k]) for a computation that cannot panic and does not touch the map: one look at the map."""
    from . import mapops

    elem = info(info(where.typ).u.elem)  # type: ignore[attr-defined]
    fb.pos = s.pos
    p = mapops.assign(fb, where.typ, where.m, where.key)
    fb.store(elem, compute(elem, fb.load(elem, p)), p)


def operate(fb: FunctionBuilder, s: Any) -> None:
    """x op= y."""
    op = s.op
    y: Any = s.rhs
    lt = fb.typ(N.unparen(s.lhs))
    early: Optional[Value] = None
    shifting = op == "<<" or op == ">>"

    def operand() -> Value:
        return arith.shift_count(fb, y) if shifting else expr_to(fb, y, lt)

    # An element of a map is found once, when nothing can panic any more but the map itself.
    once = op not in ("/", "%") and not shifting
    lhs = N.unparen(s.lhs)
    if once and lhs.__class__ is N.IndexExpr and fb.ti(lhs.x).kind is MAP:
        if has_call(y) and not has_call(lhs):
            early = operand()
            where = target(fb, lhs)
        else:
            where = target(fb, lhs)
            early = operand()
        update_element(fb, s, where, lambda ti, x: arith.arithmetic(fb, op, ti, x, early))
        return
    if has_call(y) and not has_call(s.lhs):
        early = operand()

    def compute(ti: Any, x: Value) -> Value:
        v = early if early is not None else operand()
        fb.pos = s.pos
        if shifting:
            return (arith.shift(fb, op, ti, x[0], v[0], arith.count_type(fb, y)),)  # type: ignore[index]
        return arith.arithmetic(fb, op, ti, x, v)

    update(fb, s, compute)


def update(fb: FunctionBuilder, s: Any, compute: Any) -> None:
    """lhs = compute(lhs), the operands of lhs evaluated once."""
    lhs = N.unparen(s.lhs)
    where = target(fb, lhs)
    if where.__class__ is MapElement:
        from . import mapops, maps

        elem = info(where.typ).u.elem  # type: ignore[attr-defined]
        ei = info(elem)
        fb.pos = s.pos
        old = fb.load(ei, mapops.access(fb, where.typ, where.m, where.key))
        v = compute(ei, old)
        fb.pos = s.pos
        maps.assign(fb, where.typ, where.m, where.key, v)
        return
    t = target_type(fb, lhs, fb.typ(lhs))
    ti = info(t)
    fb.pos = s.pos
    v = compute(ti, load_place(fb, ti, where))
    store_place(fb, ti, where, v)


def discard(fb: FunctionBuilder, e: Any) -> None:
    """Evaluate for the effects, a nil dereference among them."""
    if fb.hoisted and e in fb.hoisted:
        fb.hoisted.pop(e)  # it was, before its turn
        return
    t = fb.typ(e)
    if e.mode == "nilvalue" or (e.const is not None and e.mode == "constant"):
        return
    x = N.unparen(e)
    if x.__class__ is N.CallExpr and x.fun.mode not in ("typexpr", "builtin"):
        from . import calls

        calls.call_statement(fb, x)
        return
    if t.__class__ is Tuple:
        multi(fb, e)
        return
    if x.__class__ is N.Operation and x.op == "*" and x.y is None or x.__class__ in (N.SelectorExpr, N.IndexExpr) and e.mode == "variable":
        place(fb, x)
        return
    expr(fb, e)


def initialize_package_variables(fb: FunctionBuilder, lhs: list[Var], rhs: Any) -> None:
    """Package-level ``var lhs = rhs``."""
    from .expr import global_var

    if len(lhs) == 1:
        v = lhs[0]
        if v.name == "_":
            discard(fb, rhs)
            return
        fb.store(info(v.typ), expr_to(fb, rhs, v.typ), global_var(fb.mb, v))
        return
    values, types = multi(fb, rhs)
    for v, x, t in zip(lhs, values, types):
        if v.name != "_":
            fb.store(info(v.typ), value_to(fb, x, t, v.typ), global_var(fb.mb, v))


__all__ = ["assignment", "assign_value", "discard", "CodegenError", "IFACE", "SLICE", "STRING"]
