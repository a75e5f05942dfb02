"""Which function a call means: symbols and conventions of declared functions, methods and instances of generic ones.

A generic body is walked once an instance with a Substituter in force (types.subst); instances are ``linkonce_odr`` and emitted where used.
"""

from __future__ import annotations

from typing import Any, Optional

from undergo.types import types as T
from undergo.types.exportbodies import function_body
from undergo.types.objects import Func
from undergo.types.subst import Substituter

from . import names
from .abi import FuncABI, abi_of
from .function import CodegenError


def signature_abi(f_typ: Any, recv: Optional[T.Type] = None) -> FuncABI:
    """The convention of a signature without type parameters; recv: receiver type of a method."""
    params = [v.typ for v in f_typ.params.vars]
    if recv is not None:
        params.insert(0, recv)
    return abi_of(params, [v.typ for v in f_typ.results.vars])


def function(mb: Any, f: Func, targs: Optional[list[T.Type]]) -> tuple[str, FuncABI]:
    """(symbol, convention) of a declared function that is not a method; targs: type arguments, free of type parameters."""
    if not targs:
        known = f.cg
        if known is None:
            sig: Any = f.typ
            known = f.cg = (f.linkname or names.func_symbol(f), signature_abi(sig))
        return known  # type: ignore[no-any-return]
    symbol = names.func_symbol(f, targs)
    known = mb.extra.get(("func", symbol))
    if known is None:
        sig = f.typ
        env = Substituter(sig.tparams, targs)
        abi = abi_of([env.typ(v.typ) for v in sig.params.vars], [env.typ(v.typ) for v in sig.results.vars])
        known = mb.extra["func", symbol] = (symbol, abi)
        _instance(mb, f, symbol, env)
    return known  # type: ignore[no-any-return]


def _instance(mb: Any, f: Func, symbol: str, env: Substituter) -> None:
    mb.defined.add(symbol)
    decl = function_body(f)
    if decl is None:
        raise CodegenError(0, f"the body of generic function {symbol} is not available")

    def emit() -> None:
        from .functions import emit_declared

        emit_declared(mb, f, decl, symbol, env, "linkonce_odr")

    mb.queue.append(emit)


def method_function(mb: Any, holder: T.Type, f: Func, targs: Optional[list[T.Type]] = None) -> str:
    """The symbol of the declared method f of defined type holder; targs: the method's own type arguments. Instances are queued."""
    holder = T.unalias(holder)
    origin = f.origin
    hargs: list[T.Type] = getattr(holder, "targs", [])
    sig: Any = origin.typ
    recv: T.Type = holder
    if names_pointer(sig):
        recv = T.Pointer(holder)
    if not hargs and not targs:
        if origin.linkname:
            return origin.linkname
        known = origin.cg
        if known is None:
            known = origin.cg = names.method_symbol(recv, origin)
        return known  # type: ignore[no-any-return]
    symbol = names.method_symbol(recv, origin, "", targs)
    if ("method", symbol) not in mb.extra:
        mb.extra["method", symbol] = True
        env = Substituter(list(sig.recv_tparams) + list(sig.tparams if targs else []), list(hargs) + list(targs or []))
        _instance(mb, origin, symbol, env)
    return symbol


def names_pointer(sig: Any) -> bool:
    return sig.recv is not None and T.unalias(sig.recv.typ).__class__ is T.Pointer
