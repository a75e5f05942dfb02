"""Result frames: the form of a small function whose returned allocations lie in its caller's stack frame.

Which functions have one, and which calls may use it, escape analysis says (``escape/frames.py``). The form is emitted beside the ordinary one
under the symbol with ``RESULT_FRAME``; it takes the address of the frame, cleared memory, as its context. Its body is the same but that what has a slot is not
allocated (``FunctionBuilder.frame_slots``).
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.escape.calls import called_func
from undergo.escape.frames import layout, type_arguments
from undergo.escape.graph import FRAMECALL
from undergo.types.exportbodies import function_body
from undergo.types.subst import Substituter

from .abi import FuncABI
from .function import FunctionBuilder
from .layout import info
from .names import RESULT_FRAME


def frame_layout(func: Any, targs: list[Any]) -> tuple[dict[tuple[int, Any], int], int]:
    """Offsets of the slots and size of the frame of a function whose body is at hand; a size of -1: it has none."""
    decl = function_body(func)
    if decl is None or decl.info is None or decl.info.frame is None:
        return {}, -1
    sig: Any = func.typ
    params = list(sig.recv_tparams) + list(sig.tparams)
    if len(params) != len(targs):
        return {}, -1
    env = Substituter(params, targs)

    def frame_of(call: Any) -> int:
        return frame_size(call, env)

    return layout(decl.info.frame, lambda t: info(env.typ(t)).size, frame_of)


def frame_size(call: Any, env: Any) -> int:
    """The size of the frame of the function that a call calls; -1: it has none."""
    func = called_func(call)
    tags = func.esc_tags if func is not None else None
    if tags is None or tags.frame is None:
        return -1
    if tags.frame.size >= 0:
        return int(tags.frame.size)
    targs = type_arguments(call)
    if targs is None:
        return -1
    if env is not None:
        targs = [env.typ(t) for t in targs]
    return frame_layout(func, targs)[1]


def like_reference(call: Any) -> bool:
    """Whether the reference, too, may keep on the stack what the called function allocates for its results."""
    func = called_func(call)
    tags = func.esc_tags if func is not None else None
    return tags is None or tags.frame is None or bool(tags.frame.inlined)


def call_frame(fb: FunctionBuilder, call: Any) -> Optional[str]:
    """The frame to hand to the function that ``call`` calls; None: the ordinary form is to be called."""
    if call.frame is None:
        return None
    if call.frame is False:
        size = frame_size(call, fb.env)
        if size < 0:
            return None
        base = fb.alloca(f"[{max(size, 1)} x i8]")
        fb.clear_bytes(base, size, 8)
        return base
    if (FRAMECALL, call) in fb.frame_slots:
        return fb.slot((FRAMECALL, call))
    return None


def frame_form(mb: Any, symbol: str, abi: FuncABI) -> str:
    """The operand of the form with a frame of a function."""
    name = symbol + RESULT_FRAME
    if name not in mb.defined:
        emit = mb.extra.get(("frame", symbol))
        if emit is not None:
            mb.defined.add(name)
            mb.queue.append(emit)
        else:  # another package's, or an instance that is still to be emitted
            mb.extra["frame wanted", symbol] = True
    return mb.func_ref(name, abi, True)  # type: ignore[no-any-return]


def offer_form(mb: Any, func: Any, decl: Any, symbol: str, env: Any, linkage: str, form: str) -> None:
    """Make the form with a frame of a function of this module known: instances emit it when it is called, others always."""
    if decl.info is None or decl.info.frame is None:
        return
    from .functions import emit_declared

    params: list[Any] = list(func.typ.recv_tparams) + list(func.typ.tparams)
    offsets, size = frame_layout(func, [env.typ(p) for p in params] if env is not None else [])
    if size < 0:
        return

    def emit() -> None:
        emit_declared(mb, func, decl, symbol, env, linkage, offsets, form)

    name = symbol + form
    if env is not None and ("frame wanted", name) not in mb.extra:
        mb.extra["frame", name] = emit
    elif name + RESULT_FRAME not in mb.defined:
        mb.defined.add(name + RESULT_FRAME)
        mb.queue.append(emit)
