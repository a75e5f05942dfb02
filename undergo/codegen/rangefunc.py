"""Range over functions: the loop's body becomes a function that the iterator calls.

The body function's context is {code, address of the loop's control block, captured variables (as a literal's)}. The control block
{state, next, two words for defer} is shared by the loop's function and the body:

- state says what the loop is in: a body called in any state but READY panics, as the reference's checks do (abi.RF_State);
- next says, after the iterator has returned, how the body wanted to leave: 0 normally, else a number that stands for a jump out of the loop
  or a return, which the loop's function then carries out (and, when it is itself the body of such a loop, hands on).

Values returned are stored in the result variables, which are captured by reference.
"""

from __future__ import annotations

from typing import Any

from undergo.syntax import nodes as N
from undergo.types import types as T

from .expr import expr1
from .function import FunctionBuilder

DONE, READY, PANIC, EXHAUSTED, MISSING_PANIC = range(5)
CONTROL_SIZE = 32


class Body:
    """What a body function knows of its loop: control operand, the loop statement, and the exits by (kind, target)."""

    __slots__ = ("loop", "control", "exits", "parent", "results")

    def __init__(self, loop: Any, parent: FunctionBuilder) -> None:
        self.loop = loop
        self.parent = parent
        self.control = ""
        self.exits: dict[tuple[str, Any], int] = {}
        self.results = False


def _set_state(fb: FunctionBuilder, control: str, state: int) -> None:
    fb.emit(f" store i64 {state}, ptr {control}, align 8")


def range_func(fb: FunctionBuilder, s: Any, clause: Any) -> None:
    """``for lhs := range f`` with a function f. s: the ForStmt, clause: its RangeClause."""
    rf = clause.info
    sig: Any = T.under(fb.typ(clause.x))
    yield_sig: Any = T.under(fb.subst(sig.params.vars[0].typ))
    iterator = expr1(fb, clause.x)
    fb.pos = s.pos
    control = _new_control(fb, rf)
    _set_state(fb, control, READY)
    fb.emit(f" store i64 0, ptr {fb.gep(control, 8)}, align 8")
    if rf.info is not None and _defers(rf.info):
        outer = fb.state.body_of
        if outer is not None:
            typ, data = _defer_words(fb)
        else:
            typ, data = fb.runtime_call("deferrangefunc")
            fb.state.defer.dynamic = True
        fb.emit(f" store ptr {typ}, ptr {fb.gep(control, 16)}, align 8")
        fb.emit(f" store ptr {data}, ptr {fb.gep(control, 24)}, align 8")
    body = Body(s, fb)
    from . import closures

    closure = closures.range_closure(fb, s, clause, rf, yield_sig, control, body)
    fb.pos = s.pos
    abi = _abi(yield_sig, sig)
    fb.nil_check(iterator)
    code = fb.t(f"load ptr, ptr {iterator}, align 8{fb.dbg()}")
    fb.call(code, abi, [(closure,)], ctx=iterator, closure=True)
    state = fb.t(f"load i64, ptr {control}, align 8")
    fb.check(fb.t(f"icmp ne i64 {state}, {PANIC}"), "panicrangestate", (str(MISSING_PANIC),))
    _set_state(fb, control, EXHAUSTED)
    _dispatch(fb, body, control)


def _abi(yield_sig: Any, sig: Any) -> Any:
    from .abi import abi_of

    return abi_of([T.Signature(None, yield_sig.params, yield_sig.results)], [])


def _defers(fi: Any) -> bool:
    """Whether defer statements of the loop's function stand in the body (or in bodies inside it)."""
    return bool(fi.has_defer or fi.result_owner().has_defer)


def _new_control(fb: FunctionBuilder, rf: Any) -> str:
    if rf.esc is False:
        return fb.alloca(f"[{CONTROL_SIZE} x i8]", 8)
    word = T.Basic(T.UINTPTR, T.IS_INTEGER | T.IS_UNSIGNED, "uintptr")
    pointer = T.Basic(T.UNSAFE_POINTER, 0, "Pointer")
    from undergo.types.objects import Var

    fields = [Var(0, fb.mb.pkg, f"F{i}", t, "field") for i, t in enumerate((word, word, pointer, pointer))]
    return fb.new_object(T.Struct(fields))


def _dispatch(fb: FunctionBuilder, body: Body, control: str) -> None:
    """Carry out the jump that the body asked for."""
    from . import stmt

    if not body.exits:
        return
    going = fb.t(f"load i64, ptr {fb.gep(control, 8)}, align 8")
    after = fb.new_label()
    arms = []
    labels = []
    for number in body.exits.values():
        label = fb.new_label()
        labels.append(label)
        fb.used_labels.add(label)
        arms.append(f"i64 {number}, label %{label}")
    fb.emit(f" switch i64 {going}, label %{after} [{' '.join(arms)}]")
    fb.used_labels.add(after)
    fb.dead = True
    for (kind, target), label in zip(body.exits, labels):
        fb.place(label)
        if kind == "return":
            stmt.return_stored(fb)
        else:
            stmt.jump(fb, kind, target)
    fb.place(after)


# ---------------------------------------------------------------- inside the body


def begin_body(fb: FunctionBuilder, body: Body, control: str) -> None:
    """At the start of the body function: check and set the state. fb.state.body_of is set from here on."""
    body.control = control
    fb.state.body_of = body
    state = fb.t(f"load i64, ptr {control}, align 8")
    fb.check(fb.t(f"icmp eq i64 {state}, {READY}"), "panicrangestate", (state,))
    _set_state(fb, control, PANIC)


def bind_values(fb: FunctionBuilder, clause: Any, values: list[Any], types: list[T.Type]) -> None:
    """Declare or assign the iteration variables from the body function's parameters."""
    from . import assign

    lhs = clause.lhs
    if lhs is None:
        return
    targets = lhs.elem_list if lhs.__class__ is N.ListExpr else [lhs]
    if not clause.def_ and len(targets) > 1:
        assign.spread(fb, clause, targets, values, types)
        return
    for target, v, t in zip(targets, values, types):
        assign.assign_value(fb, clause, target, v, t)


def finish(fb: FunctionBuilder, going_on: bool) -> None:
    """Return from the body: true to go on with the iteration."""
    body: Body = fb.state.body_of
    _set_state(fb, body.control, READY if going_on else DONE)
    fb.emit(f" ret i8 {1 if going_on else 0}")
    fb.dead = True


def leave(fb: FunctionBuilder, kind: str, target: Any) -> None:
    """Jump to somewhere outside of the body function. kind: "break", "continue", "goto", "return"; target: the statement (None for return)."""
    body: Body = fb.state.body_of
    if fb.dead:
        return
    if target is body.loop or (target.__class__ is N.LabeledStmt and target.stmt is body.loop and kind != "goto"):
        finish(fb, kind == "continue")
        return
    key = (kind, target)
    number = body.exits.setdefault(key, len(body.exits) + 1)
    fb.emit(f" store i64 {number}, ptr {fb.gep(body.control, 8)}, align 8")
    finish(fb, False)


def _defer_words(fb: FunctionBuilder) -> tuple[str, str]:
    body: Body = fb.state.body_of
    typ = fb.t(f"load ptr, ptr {fb.gep(body.control, 16)}, align 8")
    return typ, fb.t(f"load ptr, ptr {fb.gep(body.control, 24)}, align 8")


def defer_in_body(fb: FunctionBuilder, closure: str) -> None:
    """A defer statement in the body: the call belongs to the function of the outermost loop."""
    typ, data = _defer_words(fb)
    abi = _deferprocat_abi(fb)
    fb.call(fb.mb.func_ref("runtime.deferprocat", abi), abi, [(closure,), (typ, data)], want=False)


def _deferprocat_abi(fb: FunctionBuilder) -> Any:
    from .abi import abi_of

    fn = T.Signature(None, T.Tuple([]), T.Tuple([]))
    return abi_of([fn, T.Interface([], [])], [])
