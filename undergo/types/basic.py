"""The predeclared basic types, the empty interface: types without a scope. universe.py gives them names.

``Typ[kind]`` is the Basic of that kind (``Typ[UINT8]`` prints as uint8); ``BYTE`` and ``RUNE`` are the aliases of their own name.
"""

from __future__ import annotations

from . import types as T
from .types import Basic, Interface

_I, _U, _F, _C, _N = T.IS_INTEGER, T.IS_INTEGER | T.IS_UNSIGNED, T.IS_FLOAT, T.IS_COMPLEX, T.IS_UNTYPED

Typ: list[Basic] = [
    Basic(kind, info, name)
    for kind, (info, name) in enumerate(
        [
            (0, "invalid type"),
            (T.IS_BOOLEAN, "bool"),
            (_I, "int"),
            (_I, "int8"),
            (_I, "int16"),
            (_I, "int32"),
            (_I, "int64"),
            (_U, "uint"),
            (_U, "uint8"),
            (_U, "uint16"),
            (_U, "uint32"),
            (_U, "uint64"),
            (_U, "uintptr"),
            (_F, "float32"),
            (_F, "float64"),
            (_C, "complex64"),
            (_C, "complex128"),
            (T.IS_STRING, "string"),
            (0, "Pointer"),
            (T.IS_BOOLEAN | _N, "untyped bool"),
            (_I | _N, "untyped int"),
            (_I | _N, "untyped rune"),
            (_F | _N, "untyped float"),
            (_C | _N, "untyped complex"),
            (T.IS_STRING | _N, "untyped string"),
            (_N, "untyped nil"),
        ]
    )
]

INVALID_TYPE: Basic = Typ[T.INVALID]
BYTE: Basic = Basic(T.UINT8, _U, "byte")
RUNE: Basic = Basic(T.INT32, _I, "rune")

EMPTY_INTERFACE: Interface = Interface([], [])
EMPTY_INTERFACE.complete = True  # its type set is set by typeset.py
