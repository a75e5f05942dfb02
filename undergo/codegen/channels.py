"""Channel operations in expressions and statements: receive, send, close, len and cap. Select is select.py's."""

from __future__ import annotations

from typing import Any

from .expr import eval2, expr1, expr_to
from .function import FunctionBuilder, Mem, Value
from .layout import info


def receive(fb: FunctionBuilder, e: Any, want: bool = True) -> Value:
    """<-c."""
    ch = expr1(fb, e.x)
    elem = info(fb.ti(e.x).u.elem)  # type: ignore[attr-defined]
    fb.pos = e.pos
    if not want or elem.size == 0:
        fb.runtime_call("chanrecv1", ch, "null", want=False)
        return elem.zero if elem.leaves is not None else Mem("null")
    m = fb.temp(elem)
    fb.runtime_call("chanrecv1", ch, m.base, want=False)
    return fb.load(elem, m.base)


def receive_ok(fb: FunctionBuilder, e: Any) -> list[Value]:
    """v, ok = <-c."""
    ch = expr1(fb, e.x)
    elem = info(fb.ti(e.x).u.elem)  # type: ignore[attr-defined]
    fb.pos = e.pos
    m = fb.temp(elem)
    ok = fb.runtime_call("chanrecv2", ch, m.base)
    return [fb.load(elem, m.base), ok]


def send(fb: FunctionBuilder, s: Any) -> None:
    """c <- v."""
    t = fb.typ(s.chan)
    et = info(t).u.elem  # type: ignore[attr-defined]
    ch, v = eval2(fb, s.chan, t, s.value, et)
    fb.pos = s.pos
    ei = info(et)
    m = fb.materialize(ei, v)
    fb.runtime_call("chansend1", ch[0], fb.addr(m), want=False)  # type: ignore[index]


__all__ = ["receive", "receive_ok", "send", "expr_to"]
