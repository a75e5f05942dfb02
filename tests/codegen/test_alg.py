"""Generated equality functions, run: signatures of the reference's shape, and what they compare."""

from __future__ import annotations

import ctypes
import re

import llvmlite.binding as llvm
import pytest

from undergo.codegen import alg
from undergo.codegen.layout import info
from undergo.codegen.module import ModuleBuilder, Options, quote
from undergo.types import types as T
from undergo.types.basic import EMPTY_INTERFACE, Typ
from undergo.types.objects import Package, Var


def struct(*fields: T.Type | tuple[str, T.Type]) -> T.Struct:
    vars = []
    for i, f in enumerate(fields):
        name, typ = f if isinstance(f, tuple) else (f"f{i}", f)
        vars.append(Var(0, None, name, typ, "field"))
    return T.Struct(vars)


INT, INT8, INT32, STRING, F32, F64 = (Typ[k] for k in (T.INT, T.INT8, T.INT32, T.STRING, T.FLOAT32, T.FLOAT64))
ANY = EMPTY_INTERFACE


@pytest.mark.parametrize(
    ("typ", "signature"),
    [
        (struct(INT, INT32, INT32), "M16"),
        (struct(INT8, INT), "M1K7M8"),
        (struct(INT, ("_", INT), STRING), "M8K8S"),
        (struct(INT32, STRING, ANY), "M4K4SE"),
        (T.Array(STRING, 2), "SS"),
        (T.Array(STRING, 9), "S[4SS]"),
        (T.Array(F32, 16), "[2FFFFFFFF]"),
        (T.Array(INT, 100), "M800"),
        (struct(Typ[T.COMPLEX128], F32), "GGF"),
        (struct(), ""),
    ],
)
def test_signature(typ: T.Type, signature: str) -> None:
    assert alg.eq_signature(typ) == signature
    assert alg.signature_size("".join(signature)) <= info(typ).size


RUNTIME = """
define linkonce_odr x86_regcallcc i8 @runtime.memequal(ptr %p, ptr %q, i64 %n) {
  br label %head
head:
  %i = phi i64 [0, %0], [%j, %body]
  %end = icmp eq i64 %i, %n
  br i1 %end, label %same, label %body
body:
  %pp = getelementptr i8, ptr %p, i64 %i
  %qq = getelementptr i8, ptr %q, i64 %i
  %a = load i8, ptr %pp
  %b = load i8, ptr %qq
  %j = add i64 %i, 1
  %eq = icmp eq i8 %a, %b
  br i1 %eq, label %head, label %differ
same:
  ret i8 1
differ:
  ret i8 0
}
define i8 @test(ptr %p, ptr %q) {
  %r = call x86_regcallcc i8 @FN(ptr %p, ptr %q)
  ret i8 %r
}
"""


def compiled(typ: T.Type) -> ctypes._FuncPointer:  # type: ignore[name-defined]
    mb = ModuleBuilder(Package("main", "main"), Options())
    name = alg.equal_function(mb, alg.eq_signature(typ))
    declared = re.sub(r"(?m)^declare dso_local x86_regcallcc i8 @runtime\.memequal\(.*$", "", mb.finish())
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    module = llvm.parse_assembly(declared + RUNTIME.replace("@FN", name))
    module.verify()
    machine = llvm.Target.from_default_triple().create_target_machine()
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    f = ctypes.CFUNCTYPE(ctypes.c_uint8, ctypes.c_void_p, ctypes.c_void_p)(engine.get_function_address("test"))
    f.keep = engine  # type: ignore[attr-defined]
    return f


def test_equality_of_plain_bytes_skips_padding() -> None:
    equal = compiled(struct(INT8, INT, INT8, INT32))
    x = ctypes.create_string_buffer(24)
    y = ctypes.create_string_buffer(24)
    y[3] = b"\x07"  # padding
    y[17] = b"\x07"
    assert equal(ctypes.addressof(x), ctypes.addressof(y)) == 1
    for at in (0, 8, 15, 16, 20, 23):
        y[at] = b"\x01"
        assert equal(ctypes.addressof(x), ctypes.addressof(y)) == 0
        y[at] = b"\x00"


def test_equality_of_arrays_of_strings_looks_at_every_one() -> None:
    n = 11
    equal = compiled(T.Array(STRING, n))
    text, other = ctypes.create_string_buffer(b"hello"), ctypes.create_string_buffer(b"hellO")
    words = ctypes.c_uint64 * (2 * n)
    x = words(*[ctypes.addressof(text), 5] * n)
    y = words(*[ctypes.addressof(text), 5] * n)
    assert equal(ctypes.addressof(x), ctypes.addressof(y)) == 1
    for i in range(n):
        y[2 * i] = ctypes.addressof(other)
        assert equal(ctypes.addressof(x), ctypes.addressof(y)) == 0
        y[2 * i] = ctypes.addressof(text)
        y[2 * i + 1] = 4
        assert equal(ctypes.addressof(x), ctypes.addressof(y)) == 0
        y[2 * i + 1] = 5


def test_floats_compare_as_numbers() -> None:
    equal = compiled(struct(F64, INT))
    pair = lambda f: (ctypes.c_double * 2)(f, 0.0)  # noqa: E731
    assert equal(ctypes.addressof(pair(0.0)), ctypes.addressof(pair(-0.0))) == 1
    assert equal(ctypes.addressof(pair(float("nan"))), ctypes.addressof(pair(float("nan")))) == 0


def test_hash_function_is_well_formed() -> None:
    mb = ModuleBuilder(Package("main", "main"), Options())
    alg.hash_funcval(mb, T.Array(struct(STRING, F32, ANY, INT8, INT), 7))
    text = mb.finish()
    assert quote("type:.hash.")[:-1] in text
    llvm.parse_assembly(text).verify()
