"""Calls between Go's convention and assembly's, run: Go -> ABI0 -> Go, and Go -> ABIInternal -> Go."""

from __future__ import annotations

import ctypes

import llvmlite.binding as llvm

from undergo.codegen import asmabi
from undergo.codegen.module import ModuleBuilder, Options
from undergo.types import types as T
from undergo.types.basic import Typ
from undergo.types.objects import Package, Var


def signature(params: list[int], results: list[int]) -> T.Signature:
    def variables(kinds: list[int], kind: str) -> T.Tuple:
        return T.Tuple([Var(0, None, "", Typ[k], kind) for k in kinds])

    return T.Signature(None, variables(params, "param"), variables(results, "result"))


# main.f and main.g are Go functions that assembly defines; each hands its arguments to main.h, written in Go (here: in IR).
ASSEMBLY = r"""
module asm ".text"
module asm ".globl main.f.abi0"
module asm "main.f.abi0:"
module asm "subq $$48, %rsp"
module asm "movq 56(%rsp), %rax"
module asm "movq %rax, 0(%rsp)"
module asm "movsd 64(%rsp), %xmm0"
module asm "movsd %xmm0, 8(%rsp)"
module asm "movb 72(%rsp), %al"
module asm "movb %al, 16(%rsp)"
module asm "call main.h.abi0"
module asm "movq 24(%rsp), %rax"
module asm "movq %rax, 80(%rsp)"
module asm "movsd 32(%rsp), %xmm0"
module asm "movsd %xmm0, 88(%rsp)"
module asm "addq $$48, %rsp"
module asm "xorl %ebx, %ebx"
module asm "xorl %r12d, %r12d"
module asm "xorl %r15d, %r15d"
module asm "ret"
module asm ".globl main.g.abiinternal"
module asm "main.g.abiinternal:"
module asm "call main.h.abiinternal"
module asm "addq $$1, %rax"
module asm "xorl %r13d, %r13d"
module asm "xorl %ebx, %ebx"
module asm "ret"
define x86_regcallcc {i64, double} @main.h(i64 %a, double %b, i8 %c) noinline {
  %w = zext i8 %c to i64
  %s = add i64 %a, %w
  %d = fadd double %b, %b
  %r = insertvalue {i64, double} poison, i64 %s, 0
  %q = insertvalue {i64, double} %r, double %d, 1
  ret {i64, double} %q
}
define double @test(i64 %a, double %b, i8 %c, i64 %keep) {
  %f = call x86_regcallcc {i64, double} @FN(i64 %a, double %b, i8 %c)
  %x = extractvalue {i64, double} %f, 0
  %y = extractvalue {i64, double} %f, 1
  %k = add i64 %x, %keep
  %z = sitofp i64 %k to double
  %w = fadd double %z, %y
  ret double %w
}
"""


def run(symbol: str, abi: str) -> float:
    # Without g: there is no runtime whose thread-local variable it could be.
    mb = ModuleBuilder(Package("internal/bytealg", "bytealg"), Options())
    sig = signature([T.INT, T.FLOAT64, T.BOOL], [T.INT, T.FLOAT64])
    asmabi.assembly_wrappers(mb, [(symbol, sig, False, 0), ("main.h", sig, True, 0)], {symbol: abi}, {"main.h": {"ABI0", "ABIInternal"}})
    text = mb.finish()
    text = "\n".join(
        line for line in text.splitlines() if not line.startswith(("declare x86_regcallcc", "declare dso_local x86_regcallcc"))
    )
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    llvm.initialize_native_asmparser()
    other = "main.g" if symbol == "main.f" else "main.f"
    module = llvm.parse_assembly(text + ASSEMBLY.replace("$$", "$").replace("@FN", "@" + symbol).replace("@" + other, "@unused"))
    module.verify()
    machine = llvm.Target.from_default_triple().create_target_machine(opt=2, codemodel="small", reloc="pic", jit=True)
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    kinds = (ctypes.c_double, ctypes.c_int64, ctypes.c_double, ctypes.c_uint8, ctypes.c_int64)
    f = ctypes.CFUNCTYPE(*kinds)(engine.get_function_address("test"))
    return float(f(40, 1.5, 1, 1000))


def test_abi0_both_ways() -> None:
    assert run("main.f", "ABI0") == 1000 + 41 + 3.0


def test_abi_internal_both_ways() -> None:
    assert run("main.g", "ABIInternal") == 1000 + 42 + 3.0
