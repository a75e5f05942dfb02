"""The universe scope and package unsafe: what is predeclared."""

from __future__ import annotations

from . import types as T
from .basic import BYTE, EMPTY_INTERFACE, RUNE, Typ
from .objects import Builtin, Const, Func, Nil, Object, Package, TypeName, Var
from .scope import Scope
from .termlist import ALL_TERMLIST
from .types import Alias, Interface, Named, Signature, Tuple
from .typeset import TypeSet

# What a call of a predeclared function is: an expression, or a statement too.
CONVERSION, EXPRESSION, STATEMENT = 0, 1, 2

# name -> (number of arguments, more are allowed, kind)
PREDECLARED_FUNCS: dict[str, tuple[int, bool, int]] = {
    "append": (1, True, EXPRESSION),
    "cap": (1, False, EXPRESSION),
    "clear": (1, False, STATEMENT),
    "close": (1, False, STATEMENT),
    "complex": (2, False, EXPRESSION),
    "copy": (2, False, STATEMENT),
    "delete": (2, False, STATEMENT),
    "imag": (1, False, EXPRESSION),
    "len": (1, False, EXPRESSION),
    "make": (1, True, EXPRESSION),
    "max": (1, True, EXPRESSION),
    "min": (1, True, EXPRESSION),
    "new": (1, False, EXPRESSION),
    "panic": (1, False, STATEMENT),
    "print": (0, True, STATEMENT),
    "println": (0, True, STATEMENT),
    "real": (1, False, EXPRESSION),
    "recover": (0, False, STATEMENT),
    "Add": (2, False, EXPRESSION),
    "Alignof": (1, False, EXPRESSION),
    "Offsetof": (1, False, EXPRESSION),
    "Sizeof": (1, False, EXPRESSION),
    "Slice": (2, False, EXPRESSION),
    "SliceData": (1, False, EXPRESSION),
    "String": (2, False, EXPRESSION),
    "StringData": (1, False, EXPRESSION),
    "assert": (1, False, STATEMENT),
    "trace": (0, True, STATEMENT),
}

UNIVERSE = Scope(None, "universe")
UNSAFE = Package("unsafe", "unsafe", Scope(UNIVERSE, "package unsafe"))
UNSAFE.complete = True


def _def(obj: Object) -> None:
    scope = UNIVERSE
    if obj.exported():
        scope = UNSAFE.scope
        obj.pkg = UNSAFE
    obj.parent = scope
    scope.elems[obj.name] = obj


def _define_types() -> None:
    for typ in [*Typ, BYTE, RUNE]:
        if " " not in typ.name:
            _def(TypeName(0, None, typ.name, typ))

    error = TypeName(0, None, "error", None)
    named = Named(error)
    error.typ = named
    sig = Signature(Var(0, None, "", named, "recv"), Tuple([]), Tuple([Var(0, None, "", Typ[T.STRING], "result")]))
    method = Func(0, None, "Error", sig)
    iface = Interface([method], [])
    iface.complete = True
    iface.tset = TypeSet([method], ALL_TERMLIST, False)
    named.fromrhs = iface
    named._underlying = iface
    _def(error)

    any_name = TypeName(0, None, "any", None)
    alias = Alias(any_name, EMPTY_INTERFACE)
    alias.actual = EMPTY_INTERFACE
    any_name.typ = alias
    _def(any_name)

    comparable = TypeName(0, None, "comparable", None)
    iface = Interface([], [])
    iface.complete = True
    iface.tset = TypeSet([], ALL_TERMLIST, True)
    named = Named(comparable)
    named.fromrhs = iface
    named._underlying = iface
    comparable.typ = named
    _def(comparable)


def _define_rest() -> None:
    _def(Const(0, None, "true", Typ[T.UNTYPED_BOOL], True))
    _def(Const(0, None, "false", Typ[T.UNTYPED_BOOL], False))
    _def(Const(0, None, "iota", Typ[T.UNTYPED_INT], 0))
    _def(Nil(0, None, "nil", Typ[T.UNTYPED_NIL]))
    for name in PREDECLARED_FUNCS:
        if name not in ("assert", "trace"):
            _def(Builtin(0, None, name, Typ[T.INVALID]))


def def_predeclared_test_funcs() -> None:
    """Define assert and trace, for the checker's own tests."""
    for name in ("assert", "trace"):
        if name not in UNIVERSE.elems:
            _def(Builtin(0, None, name, Typ[T.INVALID]))


_define_types()
_define_rest()

universe_iota: Object = UNIVERSE.elems["iota"]
universe_bool = Typ[T.BOOL]
universe_byte = BYTE
universe_rune = RUNE
universe_error: Named = UNIVERSE.elems["error"].typ
universe_any: Object = UNIVERSE.elems["any"]
universe_comparable: Object = UNIVERSE.elems["comparable"]
