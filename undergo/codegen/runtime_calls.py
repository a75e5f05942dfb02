"""The runtime functions that generated code calls: name -> (parameters, results) in letters.

p pointer, i 64-bit integer, w 32, h 16, b byte or bool (``o`` bool: i1 in flight), d float64, f float32, s string (2 operands), S slice (3),
e interface (2), c complex128 (2), C complex64 (2). Names and signatures are those of the reference's ``typecheck/_builtin/runtime.go``; the differences are in
docs/architecture.md, section 4.
"""

from __future__ import annotations

from undergo.types import types as T

from .abi import FuncABI
from .layout import TypeInfo, info

_b = T.Basic
_PTR = _b(T.UNSAFE_POINTER, 0, "unsafe.Pointer")
_LETTERS: dict[str, T.Type] = {
    "p": _PTR,
    "i": _b(T.INT, T.IS_INTEGER, "int"),
    "w": _b(T.UINT32, T.IS_INTEGER, "uint32"),
    "h": _b(T.UINT16, T.IS_INTEGER, "uint16"),
    "b": _b(T.UINT8, T.IS_INTEGER, "uint8"),
    "o": _b(T.BOOL, T.IS_BOOLEAN, "bool"),
    "d": _b(T.FLOAT64, T.IS_FLOAT, "float64"),
    "f": _b(T.FLOAT32, T.IS_FLOAT, "float32"),
    "s": _b(T.STRING, T.IS_STRING, "string"),
    "c": _b(T.COMPLEX128, T.IS_COMPLEX, "complex128"),
    "C": _b(T.COMPLEX64, T.IS_COMPLEX, "complex64"),
    "S": T.Slice(_b(T.UINT8, T.IS_INTEGER, "uint8")),
    "e": T.Struct([]),  # replaced below: two pointers
}


class _Words:
    """Stands in for a field of the two-pointer struct."""

    def __init__(self) -> None:
        self.typ = _PTR


_LETTERS["e"] = T.Struct([_Words(), _Words()])  # type: ignore[list-item]

SIGNATURES: dict[str, str] = {
    "newobject": "p:p", "mallocgc": "ipo:p", "panicdivide": ":", "panicshift": ":", "panicmakeslicelen": ":", "panicmakeslicecap": ":",
    "throwinit": ":", "panicwrap": ":", "gopanic": "e:", "gorecover": "i:e", "goschedguarded": ":", "panicmem": ":", "panicnil": ":",
    "panicIndex": "ii:", "panicIndexU": "ii:", "panicSliceAlen": "ii:", "panicSliceAlenU": "ii:", "panicSliceAcap": "ii:",
    "panicSliceAcapU": "ii:", "panicSliceB": "ii:", "panicSliceBU": "ii:", "panicSlice3Alen": "ii:", "panicSlice3AlenU": "ii:",
    "panicSlice3Acap": "ii:", "panicSlice3AcapU": "ii:", "panicSlice3B": "ii:", "panicSlice3BU": "ii:", "panicSlice3C": "ii:",
    "panicSlice3CU": "ii:", "panicSliceConvert": "ii:",
    "printbool": "o:", "printfloat64": "d:", "printfloat32": "f:", "printint": "i:", "printhex": "i:", "printuint": "i:",
    "printcomplex128": "c:", "printcomplex64": "C:", "printstring": "s:", "printquoted": "s:", "printpointer": "p:", "printuintptr": "i:",
    "printiface": "e:", "printeface": "e:", "printslice": "S:", "printnl": ":", "printsp": ":", "printlock": ":", "printunlock": ":",
    "concatstring2": "pss:s", "concatstring3": "psss:s", "concatstring4": "pssss:s", "concatstring5": "psssss:s", "concatstrings": "pS:s",
    "concatbyte2": "pss:S", "concatbyte3": "psss:S", "concatbyte4": "pssss:S", "concatbyte5": "psssss:S", "concatbytes": "pS:S",
    "cmpstring": "ss:i", "intstring": "pi:s", "slicebytetostring": "ppi:s", "slicebytetostringtmp": "pi:s", "slicerunetostring": "pS:s",
    "stringtoslicebyte": "ps:S", "stringtoslicerune": "ps:S", "slicecopy": "pipii:i", "decoderune": "si:wi", "countrunes": "s:i",
    "convT": "pp:p", "convTnoptr": "pp:p", "convT16": "h:p", "convT32": "w:p", "convT64": "i:p", "convTstring": "s:p", "convTslice": "S:p",
    "assertE2I": "pp:p", "assertE2I2": "pp:p", "panicdottypeE": "ppp:", "panicdottypeI": "ppp:", "panicnildottype": "p:",
    "typeAssert": "pp:p", "interfaceSwitch": "pp:ip", "ifaceeq": "ppp:o", "efaceeq": "ppp:o", "panicrangestate": "i:",
    "deferrangefunc": ":e", "rand": ":i", "rand32": ":w", "makemap64": "pip:p", "makemap": "pip:p", "makemap_small": ":p",
    "mapaccess1": "ppp:p", "mapaccess1_fast32": "ppw:p", "mapaccess1_fast64": "ppi:p", "mapaccess1_faststr": "pps:p",
    "mapaccess1_fat": "pppp:p", "mapaccess2": "ppp:po", "mapaccess2_fast32": "ppw:po", "mapaccess2_fast64": "ppi:po",
    "mapaccess2_faststr": "pps:po", "mapaccess2_fat": "pppp:po", "mapassign": "ppp:p", "mapassign_fast32": "ppw:p",
    "mapassign_fast32ptr": "ppp:p", "mapassign_fast64": "ppi:p", "mapassign_fast64ptr": "ppp:p", "mapassign_faststr": "pps:p",
    "mapIterStart": "ppp:", "mapdelete": "ppp:", "mapdelete_fast32": "ppw:", "mapdelete_fast64": "ppi:", "mapdelete_faststr": "pps:",
    "mapIterNext": "p:", "mapclear": "pp:", "makechan64": "pi:p", "makechan": "pi:p", "chanrecv1": "pp:", "chanrecv2": "pp:o",
    "chansend1": "pp:", "closechan": "p:", "chanlen": "p:i", "chancap": "p:i", "typedmemmove": "ppp:", "typedmemclr": "pp:",
    "typedslicecopy": "ppipi:i", "selectnbsend": "pp:o", "selectnbrecv": "pp:oo", "selectsetpc": "p:", "selectgo": "pppiio:io", "block": ":",
    "makeslice": "pii:p", "makeslice64": "pii:p", "makeslicecopy": "piip:p", "growslice": "piiip:S", "growsliceBuf": "piiippi:S",
    "moveSlice": "ppii:S", "moveSliceNoCap": "ppi:S", "memProfileRateSet": ":",
    "growsliceBufNoAlias": "piiippi:S", "growsliceNoAlias": "piiip:S", "unsafeslicecheckptr": "ppi:", "panicunsafeslicelen": ":",
    "panicunsafeslicenilptr": ":", "unsafestringcheckptr": "pi:", "panicunsafestringlen": ":", "panicunsafestringnilptr": ":",
    "memmove": "ppi:", "memclrNoHeapPointers": "pi:", "memclrHasPointers": "pi:", "memequal": "ppi:o", "memequal0": "pp:o",
    "memequal8": "pp:o", "memequal16": "pp:o", "memequal32": "pp:o", "memequal64": "pp:o", "memequal128": "pp:o", "f32equal": "pp:o",
    "f64equal": "pp:o", "c64equal": "pp:o", "c128equal": "pp:o", "strequal": "pp:o", "interequal": "pp:o", "nilinterequal": "pp:o",
    "memhash": "pii:i", "memhash0": "pi:i", "memhash8": "pi:i", "memhash16": "pi:i", "memhash32": "pi:i", "memhash64": "pi:i",
    "memhash128": "pi:i", "f32hash": "pi:i", "f64hash": "pi:i", "c64hash": "pi:i", "c128hash": "pi:i", "strhash": "pi:i",
    "interhash": "pi:i", "nilinterhash": "pi:i", "complex128div": "cc:c",
    "checkptrAlignment": "ppi:", "checkptrArithmetic": "pS:", "newproc": "p:", "deferprocStack": "p:", "deferreturn": "p:", "deferproc": "pp:", "deferprocat": "pe:",
}  # fmt: skip

RARE = frozenset(("growslice",))  # calls that LLVM may take to be rare where they stand
NORETURN = frozenset(name for name in SIGNATURES if name.startswith("panic") or name in ("gopanic", "throwinit", "block"))

# What LLVM may assume of some of them. Allocation touches nothing that the program sees; comparing and looking up only read. None of these panics.
_ALLOCATES = " memory(argmem: readwrite, inaccessiblemem: readwrite) willreturn"
_READS = " memory(argmem: read) willreturn"
_LOOKS_UP = " memory(read) willreturn"
ATTRIBUTES: dict[str, str] = {
    "runtime." + name: attributes
    for names, attributes in (
        ("newobject concatstring2 concatstring3 concatstring4 concatstring5 slicebytetostring stringtoslicebyte intstring convT16 convT32 convT64", _ALLOCATES),
        ("convTstring convTslice convTnoptr convT makemap_small", _ALLOCATES),
        ("memequal cmpstring countrunes decoderune", _READS),
        ("mapaccess1_fast32 mapaccess1_fast64 mapaccess1_faststr mapaccess2_fast32 mapaccess2_fast64 mapaccess2_faststr", _LOOKS_UP),
    )
    for name in names.split()
}  # fmt: skip
# The child runs on its parent's stack: nothing that the parent still needs may lose its place to what only the child uses.
ATTRIBUTES["syscall.rawVforkSyscall"] = " returns_twice"

_cache: dict[str, FuncABI] = {}


def letter_info(letter: str) -> TypeInfo:
    return info(_LETTERS[letter])


def runtime_abi(name: str) -> FuncABI:
    """The calling convention of a runtime function."""
    abi = _cache.get(name)
    if abi is None:
        params, _, results = SIGNATURES[name].partition(":")
        abi = _cache[name] = FuncABI([letter_info(c) for c in params], [letter_info(c) for c in results])
    return abi
