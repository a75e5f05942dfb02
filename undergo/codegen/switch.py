"""Switch statements: integer constants become LLVM switches, strings are split by length, types are iface.py's."""

from __future__ import annotations

from typing import Any

from undergo.escape.deadcode import static_case
from undergo.syntax import nodes as N
from undergo.types import constants
from undergo.types.basic import Typ
from undergo.types.types import BOOL as BOOL_KIND
from undergo.types.types import Tuple

from . import arith, stmt
from .expr import cond, const_value, expr, expr_to, has_call
from .function import FunctionBuilder, Value
from .functions import declare
from .layout import BOOL, IFACE, INT, STRING, info

TABLE_MINIMUM = 3
STRING_SPLIT = 6


def cases_of(clause: Any) -> list[Any]:
    c = clause.cases
    if c is None:
        return []
    return c.elem_list if c.__class__ is N.ListExpr else [c]


def switch_statement(fb: FunctionBuilder, s: Any) -> None:
    if s.init is not None:
        stmt.statement(fb, s.init)
    end = fb.new_label()
    fb.state.breaks[s] = end
    chosen = static_case(s)
    if chosen is not None:
        for clause in chosen:
            stmt.block(fb, clause.body)
        fb.br(end)
        fb.place(end)
        return
    labels = [fb.new_label() for _ in s.body]
    default = end
    for clause, label in zip(s.body, labels):
        if clause.cases is None:
            default = label
    if s.tag.__class__ is N.TypeSwitchGuard:
        _type_switch(fb, s, labels, default, end)
        return
    fb.pos = s.pos
    if s.tag is None or (s.tag.const is not None and s.tag.mode == "constant" and fb.ti(s.tag).kind is BOOL):
        _conditions(fb, s, labels, default, s.tag is None or bool(s.tag.const))
    else:
        _values(fb, s, labels, default)
    bodies(fb, s, labels, end)


def bodies(fb: FunctionBuilder, s: Any, labels: list[str], end: str) -> None:
    outer = fb.state.fallthrough
    for i, (clause, label) in enumerate(zip(s.body, labels)):
        fb.dead = True if label in fb.used_labels or fb.dead else fb.dead
        fb.place(label)
        if fb.dead:
            continue
        fb.state.fallthrough = labels[i + 1] if i + 1 < len(labels) else None
        stmt.block(fb, clause.body)
        fb.br(end)
    fb.state.fallthrough = outer
    fb.place(end)


def _conditions(fb: FunctionBuilder, s: Any, labels: list[str], default: str, want: bool) -> None:
    from . import compare

    for clause, label in zip(s.body, labels):
        for c in cases_of(clause):
            following = fb.new_label()
            fb.pos = c.pos
            if fb.ti(c).kind is IFACE:
                r = compare.equal_mixed(fb, fb.typ(c), expr(fb, c), Typ[BOOL_KIND], ("true" if want else "false",))
                fb.cbr(r, label, following)
            elif want:
                cond(fb, c, label, following)
            else:
                cond(fb, c, following, label)
            fb.place(following)
            if fb.dead:
                return
    fb.br(default)


def _values(fb: FunctionBuilder, s: Any, labels: list[str], default: str) -> None:
    tag = s.tag
    t = fb.typ(tag)
    ti = info(t)
    flat = [(c, label) for clause, label in zip(s.body, labels) for c in cases_of(clause)]
    if tag.mode == "constant" and tag.const is not None:
        v: Value = const_value(fb, ti, tag.const)
    else:
        v = fb.stabilize(ti, expr(fb, tag) if any([has_call(c) for c, _ in flat]) else _tag(fb, tag, ti))
    constant = all([c.const is not None and c.mode == "constant" for c, _ in flat])
    if constant and ti.kind is INT and len(flat) >= TABLE_MINIMUM and v[0][0] == "%":  # type: ignore[index]
        _table(fb, ti, v[0], flat, default)  # type: ignore[index]
        return
    if constant and ti.kind is STRING and len(flat) >= STRING_SPLIT:
        _strings(fb, v, flat, default)
        return
    for c, label in flat:
        following = fb.new_label()
        fb.pos = c.pos
        fb.cbr(_equal(fb, ti, v, c), label, following)
        fb.place(following)
        if fb.dead:
            return
    fb.br(default)


def _tag(fb: FunctionBuilder, tag: Any, ti: Any) -> Value:
    if ti.kind is STRING:
        from .strings import _bytes_as_string

        v = _bytes_as_string(fb, tag)
        if v is not None:
            return v
    return expr(fb, tag)


def _equal(fb: FunctionBuilder, ti: Any, v: Value, c: Any) -> str:
    from . import compare

    if c.mode == "nilvalue":
        return fb.t(f"icmp eq ptr {v[0]}, null")  # type: ignore[index]
    ct = fb.typ(c)
    ci = info(ct)
    if ti.kind is IFACE and ci.kind is not IFACE:
        return compare.equal_mixed(fb, ti.t, v, ct, expr(fb, c))
    if ci.kind is IFACE and ti.kind is not IFACE:
        return compare.equal_mixed(fb, ct, expr(fb, c), ti.t, v)
    if ti.kind is IFACE:
        return arith.equal_interfaces(fb, ti, v, ci, expr(fb, c))
    x = expr_to(fb, c, ti.t)
    return arith.compare_values(fb, "==", ti, v, x)


def _table(fb: FunctionBuilder, ti: Any, v: str, flat: list[Any], default: str) -> None:
    ty = f"i{ti.bits}"
    arms = []
    seen: set[str] = set()
    for c, label in flat:
        k: Any = const_value(fb, ti, c.const)
        if k[0] in seen:
            continue
        seen.add(k[0])
        arms.append(f"{ty} {k[0]}, label %{label}")
        fb.used_labels.add(label)
    fb.emit(f" switch {ty} {v}, label %{default} [{' '.join(arms)}]")
    fb.used_labels.add(default)
    fb.dead = True


def _strings(fb: FunctionBuilder, v: Value, flat: list[Any], default: str) -> None:
    """By length first, then one comparison after the other."""
    from . import compare

    by_length: dict[int, list[Any]] = {}
    for c, label in flat:
        by_length.setdefault(len(c.const), []).append((c.const, label))
    if len(by_length) > 2:
        groups = [(n, fb.new_label(), items) for n, items in by_length.items()]
        arms = " ".join([f"i64 {n}, label %{label}" for n, label, _ in groups])
        fb.emit(f" switch i64 {v[1]}, label %{default} [{arms}]")  # type: ignore[index]
        fb.used_labels.update([label for _, label, _ in groups])
        fb.used_labels.add(default)
        fb.dead = True
    else:
        groups = []
        for n, items in by_length.items():
            label, following = fb.new_label(), fb.new_label()
            fb.cbr(fb.t(f"icmp eq i64 {v[1]}, {n}"), label, following)  # type: ignore[index]
            groups.append((n, label, items))
            fb.place(following, True)
        fb.br(default)
    for n, label, items in groups:
        fb.place(label)
        for data, where in items:
            if n == 0:
                fb.br(where)
                break
            following = fb.new_label()
            if n <= compare.INLINE_STRING:
                eq = compare._equal_bytes(fb, v[0], fb.mb.string_data(data), n)  # type: ignore[index]
            else:
                (eq,) = fb.runtime_call("memequal", v[0], fb.mb.string_data(data), str(n))  # type: ignore[index]
            fb.cbr(eq, where, following)
            fb.place(following)
        fb.br(default)


# ---------------------------------------------------------------- types


def _type_switch(fb: FunctionBuilder, s: Any, labels: list[str], default: str, end: str) -> None:
    from . import iface

    guard = s.tag
    x = N.unparen(guard.x)
    source = fb.typ(x)
    if source.__class__ is Tuple:
        source = source.vars[0].typ
    value = expr(fb, x)
    fb.pos = s.pos
    clauses = []
    for clause in s.body:
        types: list[Any] = []
        for c in cases_of(clause):
            types.append(None if c.mode == "nilvalue" or c.mode != "typexpr" else fb.typ(c))
        clauses.append(types)
    words = iface.type_switch(fb, source, value, clauses, labels, default)
    for i, (clause, label) in enumerate(zip(s.body, labels)):
        fb.place(label)
        if fb.dead:
            continue
        v = clause.obj
        if v is not None:
            types = clauses[i]
            if len(types) == 1 and types[0] is not None:
                t = types[0]
                if info(t).kind is IFACE:
                    declare(fb, v, (words[i], value[1]))  # type: ignore[index]
                else:
                    declare(fb, v, iface.unpack(fb, t, value[1]))  # type: ignore[index]
            else:
                declare(fb, v, value)
        stmt.block(fb, clause.body)
        fb.br(end)
    fb.place(end)


__all__ = ["switch_statement", "constants"]
