"""Select statements: the general form through runtime.selectgo, and the cheap forms with one case.

All channel operands and values to send are evaluated first, in source order; where a received value goes is evaluated only in the case chosen.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.syntax import nodes as N
from undergo.types.basic import Typ
from undergo.types.types import BOOL, Type

from .expr import expr1, expr_to
from .function import FunctionBuilder, Mem
from .layout import info


class Case:
    """One communication: clause; channel operand; send: memory of the value; elem type; receive: where it is received into."""

    __slots__ = ("clause", "channel", "send", "elem", "memory", "index")

    def __init__(self, clause: Any, channel: str, elem: Type) -> None:
        self.clause = clause
        self.channel = channel
        self.elem = elem
        self.send = False
        self.memory: Optional[Mem] = None
        self.index = -1


def receive_operand(comm: Any) -> Any:
    """The operation ``<-c`` of a receive clause."""
    return N.unparen(comm.x if comm.__class__ is N.ExprStmt else comm.rhs)


def select_stmt(fb: FunctionBuilder, s: Any, label_of: Any = None) -> None:
    """A select statement. label_of: the statement that ``break`` names (the LabeledStmt or s itself)."""
    from . import stmt

    cases: list[Case] = []
    default: Any = None
    for clause in s.body:
        comm = clause.comm
        if comm is None:
            default = clause
            continue
        if comm.__class__ is N.SendStmt:
            channel = expr1(fb, comm.chan)
            elem = info(fb.typ(comm.chan)).u.elem  # type: ignore[attr-defined]
            case = Case(clause, channel, elem)
            case.send = True
            case.memory = _stable(fb, elem, expr_to(fb, comm.value, elem))
        else:
            op = receive_operand(comm)
            channel = expr1(fb, op.x)
            elem = info(fb.typ(op.x)).u.elem  # type: ignore[attr-defined]
            case = Case(clause, channel, elem)
            if comm.__class__ is N.AssignStmt and _wanted(comm):
                case.memory = fb.temp(info(elem))
        cases.append(case)
    fb.pos = s.pos
    end = fb.new_label()
    stmt.enter_break(fb, s, end)
    if not cases:
        if default is None:
            fb.runtime_call("block")
            fb.unreachable()
        else:
            stmt.block(fb, default.body)
    elif len(cases) == 1 and default is None:
        _single(fb, cases[0])
    elif len(cases) == 1:
        _one_or_default(fb, cases[0], default, end)
    else:
        _general(fb, cases, default, end)
    stmt.leave_break(fb, s)
    fb.br(end)
    fb.place(end)


def _stable(fb: FunctionBuilder, t: Type, value: Any) -> Mem:
    ti = info(t)
    m = fb.temp(ti)
    fb.store(ti, value, m.base)
    return m


def _wanted(comm: Any) -> bool:
    """Whether the received value itself is used."""
    lhs = comm.lhs.elem_list[0] if comm.lhs.__class__ is N.ListExpr else comm.lhs
    return not (lhs.__class__ is N.Name and lhs.value == "_")


def _body(fb: FunctionBuilder, case: Case, ok: Optional[str]) -> None:
    """Assign what was received, then the clause's statements."""
    from . import assign, stmt

    comm = case.clause.comm
    if comm.__class__ is N.AssignStmt:
        names = comm.lhs.elem_list if comm.lhs.__class__ is N.ListExpr else [comm.lhs]
        ti = info(case.elem)
        value: Any = None
        if case.memory is not None:
            value = fb.load(ti, case.memory.base)
        values = [(value, case.elem), ((ok or "true",), Typ[BOOL])]
        for target, (v, t) in zip(names, values):
            if v is not None:
                assign.assign_value(fb, comm, target, v, t)
    stmt.block(fb, case.clause.body)


def _single(fb: FunctionBuilder, case: Case) -> None:
    """One case and no default: the operation itself."""
    if case.send:
        assert case.memory is not None
        fb.runtime_call("chansend1", case.channel, case.memory.base)
        _body(fb, case, None)
        return
    memory = case.memory.base if case.memory is not None else "null"
    ok = fb.runtime_call("chanrecv2", case.channel, memory)[0]
    _body(fb, case, ok)


def _one_or_default(fb: FunctionBuilder, case: Case, default: Any, end: str) -> None:
    from . import stmt

    memory = case.memory.base if case.memory is not None else "null"
    ok: Optional[str] = None
    if case.send:
        selected = fb.runtime_call("selectnbsend", case.channel, memory)[0]
    else:
        selected, ok = fb.runtime_call("selectnbrecv", memory, case.channel)
    yes, no = fb.new_label(), fb.new_label()
    fb.cbr(selected, yes, no)
    fb.place(yes)
    _body(fb, case, ok)
    fb.br(end)
    fb.place(no)
    if not fb.dead:
        stmt.block(fb, default.body)


def _general(fb: FunctionBuilder, cases: list[Case], default: Any, end: str) -> None:
    from . import stmt

    n = len(cases)
    array = fb.alloca(f"[{16 * n} x i8]", 8)
    order = fb.alloca(f"[{4 * n} x i8]", 8)
    sends = receives = 0
    for case in cases:
        if case.send:
            case.index = sends
            sends += 1
        else:
            receives += 1
            case.index = n - receives
        memory = case.memory.base if case.memory is not None else "null"
        fb.emit(f" store ptr {case.channel}, ptr {fb.gep(array, 16 * case.index)}, align 8")
        fb.emit(f" store ptr {memory}, ptr {fb.gep(array, 16 * case.index + 8)}, align 8")
    block = "false" if default is not None else "true"
    chosen, ok = fb.runtime_call("selectgo", array, order, "null", str(sends), str(receives), block)
    labels = [fb.new_label() for _ in cases]
    other = fb.new_label()
    arms = " ".join([f"i64 {case.index}, label %{label}" for case, label in zip(cases[:-1], labels)])
    last = labels[-1]
    if default is not None:
        arms += f" i64 -1, label %{other}"
        fb.used_labels.add(other)
    fb.emit(f" switch i64 {chosen}, label %{last} [{arms}]")
    fb.used_labels.update(labels)
    fb.dead = True
    for case, label in zip(cases, labels):
        fb.place(label)
        _body(fb, case, ok)
        fb.br(end)
    if default is not None:
        fb.place(other)
        stmt.block(fb, default.body)


__all__ = ["select_stmt"]
