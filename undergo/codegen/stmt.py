"""Statements: dispatch, blocks, if, for, return, jumps. Assignment is assign.py's, switch switch.py's, range ranges.py's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from undergo.escape.deadcode import live, simplified, static_bool
from undergo.syntax import nodes as N
from undergo.types.objects import Var

from . import functions, keepalive
from .assign import assign_value, assignment, define, discard, initialize_package_variables
from .calls import call_statement
from .expr import cond, eval_list, expr, expr_to, multi, value_to
from .function import CodegenError, FunctionBuilder, Mem
from .functions import declare
from .layout import info


def block(fb: FunctionBuilder, statements: list[Any]) -> None:
    """A list of statements; what cannot be reached makes no code."""
    for s in statements[: live(statements)]:
        statement(fb, s)


def statement(fb: FunctionBuilder, s: Any) -> None:
    if fb.dead and s.__class__ is not N.LabeledStmt:
        return
    if s.pos:
        fb.pos = s.pos
    known = fb.state.info
    if known is not None and known.moves and s in known.moves:
        _move_slices(fb, known.moves[s])
    _STMT[s.__class__](fb, s)


def _move_slices(fb: FunctionBuilder, moves: list[Any]) -> None:
    from . import slicebuf

    slicebuf.move_variables(fb, moves)


def _empty(fb: FunctionBuilder, s: Any) -> None:
    pass


def _block(fb: FunctionBuilder, s: Any) -> None:
    block(fb, s.list)


def _expr(fb: FunctionBuilder, s: Any) -> None:
    if fb.state.keep and keepalive.statement(fb, s):
        return
    x = N.unparen(s.x)
    if x.__class__ is N.CallExpr:
        call_statement(fb, x)
    elif x.__class__ is N.Operation and x.op == "<-":
        from . import channels

        channels.receive(fb, x, False)
    else:
        expr(fb, x)


def _assignment(fb: FunctionBuilder, s: Any) -> None:
    if fb.state.keep and keepalive.statement(fb, s):
        return
    assignment(fb, s)


def _send(fb: FunctionBuilder, s: Any) -> None:
    from . import channels

    channels.send(fb, s)


def _decl(fb: FunctionBuilder, s: Any) -> None:
    for d in s.decl_list:
        if d.__class__ is not N.VarDecl:
            continue
        fb.pos = d.pos
        names = d.name_list
        values = d.values
        if values is None:
            for name in names:
                if name.value != "_" and name.obj is not None:
                    declare(fb, name.obj, None)  # type: ignore[arg-type]
            continue
        if len(names) == 1:
            define(fb, names[0].obj, values) if names[0].obj is not None else discard(fb, values)  # type: ignore[arg-type]
            continue
        if values.__class__ is N.ListExpr:
            types = [fb.subst(n.obj.typ) for n in names]  # type: ignore[union-attr]
            vals = eval_list(fb, values.elem_list, types)
        else:
            vals, vtypes = multi(fb, values)
            vals = [value_to(fb, v, t, fb.subst(n.obj.typ)) for v, t, n in zip(vals, vtypes, names)]  # type: ignore[union-attr]
        for name, v in zip(names, vals):
            if name.value != "_":
                declare(fb, name.obj, v)  # type: ignore[arg-type]


# ---------------------------------------------------------------- control flow


def _if(fb: FunctionBuilder, s: Any) -> None:
    if s.init is not None:
        statement(fb, s.init)
    known = static_bool(s.cond)
    if known is not None:
        if s.cond.const is None:
            expr(fb, simplified(s.cond))
        if known:
            block(fb, s.then.list)
        elif s.else_ is not None:
            statement(fb, s.else_)
        return
    then, end = fb.new_label(), fb.new_label()
    other = fb.new_label() if s.else_ is not None else end
    cond(fb, s.cond, then, other)
    fb.place(then)
    block(fb, s.then.list)
    if s.else_ is not None:
        fb.br(end)
        fb.place(other)
        statement(fb, s.else_)
    fb.br(end)
    fb.place(end)


def _for(fb: FunctionBuilder, s: Any) -> None:
    init = s.init
    if init.__class__ is N.RangeClause:
        from . import ranges

        ranges.range_statement(fb, s, init)
        return
    if init is not None:
        statement(fb, init)
    if static_bool(s.cond) is False:
        if s.cond.const is None:
            expr(fb, simplified(s.cond))
        return
    head, body, cont, end = fb.new_label(), fb.new_label(), fb.new_label(), fb.new_label()
    # Loop variables on the heap are new ones in each iteration: their address is kept in a slot.
    fresh: list[tuple[Var, str]] = []
    if s.go122 and init.__class__ is N.AssignStmt and init.op == ":=":
        for v in init.new_vars:
            if v.heap and v.name != "_":  # type: ignore[attr-defined]
                slot = fb.alloca("ptr")
                fb.emit(f" store ptr {fb.vars[v].base}, ptr {slot}")
                fresh.append((v, slot))  # type: ignore[arg-type]
    fb.place(head, True)
    for v, slot in fresh:
        p = fb.fresh("n")
        fb.emit(f" {p} = load ptr, ptr {slot}")
        fb.vars[v] = Mem(p)
    if s.cond is not None:
        cond(fb, s.cond, body, end)
        fb.place(body)
    state = fb.state
    state.breaks[s] = end
    state.continues[s] = cont
    state.loop_depth += 1
    kept = keepalive.is_benchmark_loop(s)
    state.keep += kept
    block(fb, s.body.list)
    state.keep -= kept
    state.loop_depth -= 1
    fb.place(cont)
    if not fb.dead:
        for v, slot in fresh:
            p = fb.fresh("n")
            fb.emit(f" {p} = load ptr, ptr {slot}")
            ti = info(fb.subst(v.typ))
            new = fb.new_object(ti.t)
            fb.store(ti, fb.load(ti, p), new, fresh=True)
            fb.emit(f" store ptr {new}, ptr {slot}")
            fb.vars[v] = Mem(new)
        if s.post is not None:
            statement(fb, s.post)
        fb.br(head)
    fb.place(end)


def _labeled(fb: FunctionBuilder, s: Any) -> None:
    state = fb.state
    label = state.labels.get(s)
    if label is None:
        label = state.labels[s] = fb.new_label()
    info_ = state.info
    looping = info_ is None or s.label.value in info_.looping_labels
    fb.place(label, looping)
    statement(fb, s.stmt)


def enter_break(fb: FunctionBuilder, s: Any, end: str) -> None:
    fb.state.breaks[s] = end


def leave_break(fb: FunctionBuilder, s: Any) -> None:
    fb.state.breaks.pop(s, None)


def jump(fb: FunctionBuilder, kind: str, target: Any) -> None:
    """break, continue or goto to a statement of this function, or out of the body of a range-over-func loop."""
    state = fb.state
    if kind == "goto":
        body = state.body_of
        if body is not None and target not in state.labels:
            b = body.loop.body
            if not b.pos <= target.pos <= b.rbrace:
                from . import rangefunc

                rangefunc.leave(fb, kind, target)
                return
        label = state.labels.get(target)
        if label is None:
            label = state.labels[target] = fb.new_label()
        fb.br(label)
        return
    t = target.stmt if target.__class__ is N.LabeledStmt else target
    label = (state.breaks if kind == "break" else state.continues).get(t)
    if label is None:
        if state.body_of is None:
            raise CodegenError(fb.pos, f"{kind} target not found")
        from . import rangefunc

        rangefunc.leave(fb, kind, target)
        return
    fb.br(label)


def _branch(fb: FunctionBuilder, s: Any) -> None:
    if s.tok == "fallthrough":
        assert fb.state.fallthrough is not None
        fb.br(fb.state.fallthrough)
        return
    jump(fb, s.tok, s.target)


def _return(fb: FunctionBuilder, s: Any) -> None:
    state = fb.state
    if state.body_of is not None:
        _return_from_body(fb, s)
        return
    if s.results is None:
        functions.return_results(fb, None if fb.result_types else [])
        return
    values = _result_values(fb, s, fb.result_types)
    fb.pos = s.pos
    functions.return_results(fb, values)


def _result_values(fb: FunctionBuilder, s: Any, types: list[Any]) -> list[Any]:
    r = s.results
    if r.__class__ is N.ListExpr:
        return eval_list(fb, r.elem_list, types)
    if len(types) == 1:
        return [expr_to(fb, r, types[0])]
    values, vtypes = multi(fb, r)
    return [value_to(fb, v, t, want) for v, t, want in zip(values, vtypes, types)]


def _return_from_body(fb: FunctionBuilder, s: Any) -> None:
    """return inside the body of a range-over-func loop: the results are stored where the outer function finds them."""
    from . import rangefunc
    from .expr import name_place, store_place

    if s.results is not None:
        owner = fb.state.info.result_owner()
        results = owner.results
        types = [fb.subst(v.typ) for v in results]
        values = _result_values(fb, s, types)
        if len(values) > 1:
            values = [fb.stabilize(info(t), v) for v, t in zip(values, types)]
        for var, t, v in zip(results, types, values):
            p = fb.vars.get(var)
            assert p is not None, (fb.symbol, var.name)
            store_place(fb, info(t), p, v)
    fb.pos = s.pos
    rangefunc.leave(fb, "return", None)
    del name_place


def return_stored(fb: FunctionBuilder) -> None:
    """Return what the result variables hold (after a range-over-func body returned)."""
    if fb.state.body_of is not None:
        from . import rangefunc

        rangefunc.leave(fb, "return", None)
        return
    functions.return_results(fb, None if fb.result_types else [])


def _call(fb: FunctionBuilder, s: Any) -> None:
    from . import defer

    if s.tok == "go":
        defer.go_statement(fb, s)
        return
    defer.defer_statement(fb, s)


def _switch(fb: FunctionBuilder, s: Any) -> None:
    from . import switch

    switch.switch_statement(fb, s)


def _select(fb: FunctionBuilder, s: Any) -> None:
    from . import select

    select.select_stmt(fb, s)


_STMT: dict[type, Callable[[FunctionBuilder, Any], None]] = {
    N.EmptyStmt: _empty,
    N.BlockStmt: _block,
    N.ExprStmt: _expr,
    N.SendStmt: _send,
    N.DeclStmt: _decl,
    N.AssignStmt: _assignment,
    N.IfStmt: _if,
    N.ForStmt: _for,
    N.LabeledStmt: _labeled,
    N.BranchStmt: _branch,
    N.ReturnStmt: _return,
    N.CallStmt: _call,
    N.SwitchStmt: _switch,
    N.SelectStmt: _select,
}

__all__ = ["block", "statement", "assign_value", "initialize_package_variables", "jump", "return_stored", "enter_break", "leave_break"]
