"""The types of Go, in the shape of go/types and types2: plain data with public attributes.

Only ``underlying()`` is behaviour every type has. Everything about identity, type sets, lookup and substitution lives in the
modules named for it (predicates, typeset, lookup, subst, ...).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from .objects import Func, TypeName, Var

# Basic kinds (numbers as in go/types).
(
    INVALID,
    BOOL,
    INT,
    INT8,
    INT16,
    INT32,
    INT64,
    UINT,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    UINTPTR,
    FLOAT32,
    FLOAT64,
    COMPLEX64,
    COMPLEX128,
    STRING,
    UNSAFE_POINTER,
    UNTYPED_BOOL,
    UNTYPED_INT,
    UNTYPED_RUNE,
    UNTYPED_FLOAT,
    UNTYPED_COMPLEX,
    UNTYPED_STRING,
    UNTYPED_NIL,
) = range(26)

# Basic.info bits.
IS_BOOLEAN, IS_INTEGER, IS_UNSIGNED, IS_FLOAT, IS_COMPLEX, IS_STRING, IS_UNTYPED = 1, 2, 4, 8, 16, 32, 64
IS_ORDERED = IS_INTEGER | IS_FLOAT | IS_STRING
IS_NUMERIC = IS_INTEGER | IS_FLOAT | IS_COMPLEX
IS_CONST_TYPE = IS_BOOLEAN | IS_NUMERIC | IS_STRING

SEND_RECV, SEND_ONLY, RECV_ONLY = 0, 1, 2


class Type:
    """A Go type. Identity of Python objects is not identity of types: use predicates.identical.

    ``cg``: scratch slot for code generation's per-type results (layout, LLVM type, symbol), never exported; ``ckey``: see context.type_key.
    """

    __slots__ = ("cg", "ckey")
    cg: Any
    ckey: Any

    def underlying(self) -> "Type":
        return self

    def __str__(self) -> str:
        from .typestring import type_string

        return type_string(self)

    def __getstate__(self) -> Any:
        state: dict[str, Any] = {}
        for cls in type(self).__mro__:
            for slot in getattr(cls, "__slots__", ()):
                if slot not in ("cg", "ckey", "mindex", "mset") and hasattr(self, slot):
                    state[slot] = getattr(self, slot)
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        for key, value in state.items():
            setattr(self, key, value)


class Basic(Type):
    """kind: one of the constants above; info: IS_* bits. byte and rune are Basics of their own name, identical to uint8/int32."""

    __slots__ = ("kind", "info", "name")

    def __init__(self, kind: int, info: int, name: str) -> None:
        self.kind = kind
        self.info = info
        self.name = name


class Array(Type):
    """len < 0: unknown (after an error)."""

    __slots__ = ("len", "elem")

    def __init__(self, elem: Type, len: int) -> None:
        self.elem = elem
        self.len = len


class Slice(Type):
    __slots__ = ("elem",)

    def __init__(self, elem: Type) -> None:
        self.elem = elem


class Pointer(Type):
    __slots__ = ("elem",)

    def __init__(self, elem: Type) -> None:
        self.elem = elem


class Map(Type):
    __slots__ = ("key", "elem")

    def __init__(self, key: Type, elem: Type) -> None:
        self.key = key
        self.elem = elem


class Chan(Type):
    __slots__ = ("dir", "elem")

    def __init__(self, dir: int, elem: Type) -> None:
        self.dir = dir
        self.elem = elem


class Struct(Type):
    """fields: Vars with is_field; tags: [] or one string (str) a field."""

    __slots__ = ("fields", "tags")

    def __init__(self, fields: list["Var"], tags: Optional[list[str]] = None) -> None:
        self.fields = fields
        self.tags = tags or []


class Tuple(Type):
    """A list of variables: parameters, results, the type of a multi-value call."""

    __slots__ = ("vars",)

    def __init__(self, vars: list["Var"]) -> None:
        self.vars = vars


class Signature(Type):
    """recv: receiver Var or None; params, results: Tuples (never None); variadic: last parameter has type []T.

    tparams: own type parameters; recv_tparams: those of the receiver."""

    __slots__ = ("recv", "params", "results", "variadic", "tparams", "recv_tparams", "scope")

    def __init__(
        self,
        recv: Optional["Var"],
        params: Tuple,
        results: Tuple,
        variadic: bool = False,
        tparams: Optional[list["TypeParam"]] = None,
        recv_tparams: Optional[list["TypeParam"]] = None,
    ) -> None:
        self.recv = recv
        self.params = params
        self.results = results
        self.variadic = variadic
        self.tparams = tparams or []
        self.recv_tparams = recv_tparams or []
        self.scope: Any = None


class Interface(Type):
    """methods: explicitly declared Funcs; embeddeds: embedded types; implicit: wraps a constraint literal (~T|U).

    tset: the computed TypeSet (typeset.py), None before; complete: set once all parts are known.
    ``all_methods()`` (typeset.py computes) are sorted by Func.id()."""

    __slots__ = ("methods", "embeddeds", "embed_pos", "implicit", "complete", "tset", "check")

    def __init__(self, methods: list["Func"], embeddeds: list[Type]) -> None:
        self.methods = methods
        self.embeddeds = embeddeds
        self.embed_pos: list[int] = []
        self.implicit = False
        self.complete = False
        self.tset: Any = None
        self.check: Any = None

    def all_methods(self) -> list["Func"]:
        """All methods of the type set, sorted by id (the order of abi.InterfaceType.Methods and Itab.Fun)."""
        from .typeset import type_set

        return type_set(self).methods


class Term:
    """A term of a union: ~typ if tilde."""

    __slots__ = ("tilde", "typ")

    def __init__(self, tilde: bool, typ: Type) -> None:
        self.tilde = tilde
        self.typ = typ


class Union(Type):
    __slots__ = ("terms",)

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms


class Named(Type):
    """A defined type, generic or an instance.

    obj: TypeName. orig: the generic type for an instance, else self. tparams: type parameters of a generic type (orig's for instances are
    orig.tparams); targs: type arguments of an instance (or []).
    underlying and methods are completed lazily: ``resolver`` (set by the checker / the importer / instantiation) is called once, with the type,
    on first need. inst: None for declared types, True for instances, "local" for a type declared inside a generic function under
    the function's type arguments. ``own_methods()`` gives the Funcs declared on it (for an instance: substituted, each with .origin)."""

    __slots__ = (
        "obj",
        "orig",
        "tparams",
        "targs",
        "_underlying",
        "_methods",
        "resolver",
        "fromrhs",
        "inst",
        "check",
        "state",
        "mindex",
        "mset",
    )

    def __init__(self, obj: "TypeName", underlying: Optional[Type] = None) -> None:
        self.obj = obj
        self.orig: Named = self
        self.tparams: list[TypeParam] = []
        self.targs: list[Type] = []
        self._underlying = underlying
        self._methods: list[Func] = []
        self.resolver: Optional[Callable[["Named"], None]] = None
        self.fromrhs: Optional[Type] = None
        self.inst: Any = None
        self.check: Any = None
        self.state = 0
        self.mindex: Any = None
        self.mset: Any = None

    def underlying(self) -> Type:
        u = self._underlying
        if u is not None:
            return u
        from .named import named_underlying

        return named_underlying(self)

    def own_methods(self) -> list["Func"]:
        from .named import named_methods

        return named_methods(self)


class Alias(Type):
    """An alias declaration's type; actual: what it stands for in the end (never an Alias). See unalias()."""

    __slots__ = ("obj", "orig", "tparams", "targs", "fromrhs", "actual")

    def __init__(self, obj: "TypeName", rhs: Type) -> None:
        self.obj = obj
        self.orig: Alias = self
        self.tparams: list[TypeParam] = []
        self.targs: list[Type] = []
        self.fromrhs = rhs
        self.actual: Optional[Type] = None

    def underlying(self) -> Type:
        return unalias(self).underlying()


class TypeParam(Type):
    """index: position in its list; bound: constraint (any type); id: unique number."""

    __slots__ = ("obj", "index", "bound", "id", "check")

    def __init__(self, obj: "TypeName", bound: Optional[Type]) -> None:
        self.obj = obj
        self.index = -1
        self.bound: Type = bound  # type: ignore[assignment]
        self.id = 0
        self.check: Any = None

    def iface(self) -> Interface:
        bound = self.bound
        if bound.__class__ is Interface and bound.tset is not None:
            return bound
        from .typeparam import iface

        return iface(self)

    def underlying(self) -> Type:
        return self.iface()


def unalias(t: Type) -> Type:
    """The type an alias stands for, any other type itself."""
    while t.__class__ is Alias:
        actual = t.actual
        if actual is None:
            actual = unalias(t.fromrhs)
            t.actual = actual
        t = actual
    return t


def under(t: Type) -> Type:
    """The underlying type (aliases resolved)."""
    return unalias(t).underlying()
