"""The form of small functions with function literals, their own or those of functions inlined into them, that is called inside literals.

Where the reference inlines such a function, its literals are made anew, and their names tell whether the code has become part of a declared function
(``f.func1``) or of a literal (``f.1``). Where a literal (or the body of a range-over-func loop) calls such a function, it calls this form, which is the
same but for those names. It is emitted where it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.types.exportbodies import function_body
from undergo.types.subst import Substituter

from .names import INSIDE

if TYPE_CHECKING:
    from .function import FunctionBuilder


def called_form(fb: "FunctionBuilder", f: Any, symbol: str, targs: Optional[list[Any]] = None) -> str:
    """The symbol to call for a declared function or method f. targs: type arguments, those of the receiver first."""
    f = f.origin
    if fb.state is None or not fb.state.names.closure or "literals" not in f.pragma or fb.deferring or f.linkname:
        return symbol
    decl = function_body(f)
    if decl is None:
        return symbol
    mb = fb.mb
    name = symbol + INSIDE
    if name not in mb.defined:
        mb.defined.add(name)
        sig: Any = f.typ
        env = Substituter(list(sig.recv_tparams) + list(sig.tparams), targs) if targs else None

        def emit() -> None:
            from .functions import emit_declared

            emit_declared(mb, f, decl, symbol, env, "linkonce_odr", None, INSIDE)

        mb.queue.append(emit)
    return name
