"""Where Go meets assembly: wrappers between our convention and the two that assembly is written in.

ABI0 passes everything on the stack: arguments from 0(SP) of the caller on, then, aligned to 8, the results, and keeps no register but SP and BP.
Calls to it are inline assembly that builds such a frame below the stack pointer. Functions that assembly calls are ``preserve_nonecc``,
which keeps no register either, and find their arguments behind the return address.

ABIInternal is the reference's register convention (AX BX CX DI SI R8 R9 R10 R11, X0..X14; g in R14, X15 zero); calls to it are inline assembly
that names the registers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Optional

from undergo.types import types as T
from undergo.types.objects import Func

from . import bytefuncs
from .abi import FuncABI, abi_of
from .function import CodegenError, FunctionBuilder, Mem
from .layout import TypeInfo, info
from .module import escape_bytes, quote
from .wrappers import return_typed, return_values, slot_value

if TYPE_CHECKING:
    from .module import ModuleBuilder

ABI0, ABI_INTERNAL, ABI_UNDERGO = "ABI0", "ABIInternal", "ABIUndergo"
SUFFIX = {ABI0: ".abi0", ABI_INTERNAL: ".abiinternal"}

_GO_INTS = ("rax", "rbx", "rcx", "rdi", "rsi", "r8", "r9", "r10", "r11")
_ALL_INTS = ("rax", "rbx", "rcx", "rdx", "rdi", "rsi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15")
_ALL_FLOATS = tuple(f"xmm{i}" for i in range(16))
# Packages whose ABIInternal assembly never looks at g.
_WITHOUT_G = ("internal/bytealg",)


class Frame:
    """The ABI0 frame of a signature: offsets of parameters and results, total size in bytes (a multiple of 8, at least 8)."""

    __slots__ = ("params", "results", "results_at", "size")

    def __init__(self, params: Iterable[TypeInfo], results: Iterable[TypeInfo]) -> None:
        offset = 0
        self.params: list[int] = []
        for ti in params:
            offset = (offset + ti.align - 1) & -ti.align
            self.params.append(offset)
            offset += ti.size
        offset = self.results_at = (offset + 7) & -8
        self.results: list[int] = []
        for ti in results:
            offset = (offset + ti.align - 1) & -ti.align
            self.results.append(offset)
            offset += ti.size
        self.size = max(8, (offset + 7) & -8)


def _parts(sig: T.Signature) -> tuple[list[TypeInfo], list[TypeInfo]]:
    params = [info(v.typ) for v in sig.params.vars]
    if sig.recv is not None:
        params.insert(0, info(sig.recv.typ))
    return params, [info(v.typ) for v in sig.results.vars]


def _abi(sig: T.Signature) -> FuncABI:
    params, results = _parts(sig)
    return abi_of([p.t for p in params], [r.t for r in results])


def define_for_assembly(mb: "ModuleBuilder", symbol: str, sig: T.Signature, abi: str, pos: int = 0) -> None:
    """Defines ``symbol`` in our convention for a function that assembly defines with convention abi."""
    if abi == ABI_UNDERGO or bytefuncs.define(mb, symbol):
        return
    fb = FunctionBuilder(mb, symbol, _abi(sig))
    mb.meta["wrappers"].append(symbol)
    if mb.dbg is not None:
        mb.dbg.wrapper(fb)
    context = _context(fb, symbol)
    if abi == ABI0:
        _call_abi0(fb, symbol + ".abi0", sig, context)
    else:
        _call_internal(fb, symbol + ".abiinternal", pos, context)
    fb.finish()


def _context(fb: FunctionBuilder, symbol: str) -> str:
    """The operand of the closure context, for a function in assembly that looks at it; else "".

    A call through a func value has it in R15. The wrapper does not declare it: it would then no longer preserve the registers that direct calls
    count on. Nothing comes before this instruction, so R15 still holds what the caller left there."""
    if symbol not in fb.mb.extra.get("context", ()):
        return ""
    fb.attrs = " noinline"
    return fb.t('call ptr asm sideeffect "", "={r15},~{dirflag},~{fpsr},~{flags}"()')


def define_for_go(mb: "ModuleBuilder", symbol: str, sig: T.Signature, abi: str, pos: int = 0) -> None:
    """Defines ``symbol.abi0`` or ``symbol.abiinternal`` for assembly that calls Go function ``symbol``."""
    if abi == ABI_UNDERGO:
        return
    name = symbol + SUFFIX[abi]
    if name in mb.defined:
        return
    mb.defined.add(name)
    mb.meta["wrappers"].append(name)
    target = mb.func_ref(symbol, _abi(sig))
    if abi == ABI0:
        _define_abi0(mb, name, target, sig)
    else:
        _define_internal(mb, name, target, _abi(sig), symbol, pos)


# ---------------------------------------------------------------- ABI0

# Assembly functions in the reference's runtime that leave most registers alone. Assembly elsewhere has come to count on that, mostly unawares
# (lz4's decoder keeps a byte in DX over a call of memmove and takes the other bits of the register to be unchanged).
_FRUGAL = frozenset({"runtime.memmove.abi0", "runtime.memclrNoHeapPointers.abi0"})


_LOAD_G = ("movq runtime.tlsg@GOTTPOFF(%rip), %r14", "movq %fs:(%r14), %r14")
_ZERO = "xorps %xmm15, %xmm15"


def _fixed_registers(kept: frozenset[str], with_g: bool = True) -> list[str]:
    """Instructions that put g in R14 and zero in X15, as all code of the reference has them, unless the callee names neither."""
    return [*([] if "xmm15" in kept else [_ZERO]), *(_LOAD_G if with_g and "r14" not in kept else ())]


def _call_abi0(fb: FunctionBuilder, target: str, sig: T.Signature, context: str) -> None:
    params, results = _parts(sig)
    frame = Frame(params, results)
    area = fb.alloca(f"[{frame.size >> 3} x i64]")
    for slot, offset in zip(fb.abi.params, frame.params):
        fb.store(slot.ti, slot_value(fb, slot), area, offset, fresh=True)
    # The area's address is kept above the frame: the callee leaves no register alone, not even BP (gc does not count on it). 136: the red zone, and a
    # whole number of 16 bytes; what the frame makes of it does not matter, assembly calls Go at any multiple of 8 (_define_abi0 aligns).
    code = ["leaq -136(%rsp), %rsp", "pushq %rdi", "pushq %rbp", f"subq ${frame.size}, %rsp"]
    code += _copy(0, frame.results_at, "rdi", "rsp")
    kept = _kept(fb, target.removesuffix(".abi0"))
    code += [*_fixed_registers(kept), f'callq "{target}"', f"movq {frame.size}(%rsp), %rbp"]
    if results:
        code.append(f"movq {frame.size + 8}(%rsp), %rdi")
        code += _copy(frame.results_at, frame.size, "rsp", "rdi")
    code.append(f"leaq {frame.size + 152}(%rsp), %rsp")
    inputs = ["rdi", "rdx"] if context else ["rdi"]
    clobbers = [r for r in (*_ALL_INTS, *_ALL_FLOATS) if r not in inputs and r not in kept]
    constraints = [f"={{{r}}}" for r in inputs] + [f"{{{r}}}" for r in inputs] + [f"~{{{r}}}" for r in clobbers] + _STATE
    ret, operands = ("{i64, i64}", f"ptr {area}, ptr {context}") if context else ("i64", f"ptr {area}")
    fb.t(f'call {ret} asm sideeffect "{_asm_text(code)}", "{",".join(constraints)}"({operands}){fb.dbg()}')
    return_values(fb, [fb.load(ti, area, offset) for ti, offset in zip(results, frame.results)])


def _kept(fb: FunctionBuilder, symbol: str) -> frozenset[str]:
    """The preserved registers that a function in assembly does not change."""
    kept: frozenset[str] = fb.mb.extra.get("kept", {}).get(symbol, frozenset())
    return kept


_STATE = ["~{memory}", "~{dirflag}", "~{fpsr}", "~{flags}"]


def _asm_text(code: list[str]) -> str:
    """Lines of assembly as LLVM's inline assembly takes them."""
    return escape_bytes("\n".join(code).encode("utf-8", "surrogateescape").replace(b"$", b"$$"))


def _copy(start: int, end: int, source: str, target: str) -> list[str]:
    """Copies words at the same offsets from one register's memory to another's."""
    out = []
    for offset in range(start, end, 8):
        out += [f"movq {offset}(%{source}), %rax", f"movq %rax, {offset}(%{target})"]
    return out


def _define_abi0(mb: "ModuleBuilder", name: str, target: str, sig: T.Signature) -> None:
    params, results = _parts(sig)
    frame = Frame(params, results)
    abi = _abi(sig)
    fb = FunctionBuilder(mb, name, abi)
    if mb.dbg is not None:
        mb.dbg.wrapper(fb)
    mb.intrinsics.add("declare ptr @llvm.addressofreturnaddress.p0()")
    slot = fb.t("call ptr @llvm.addressofreturnaddress.p0()")
    area = fb.gep(slot, 8)
    args = [fb.load(ti, area, offset, volatile=True) for ti, offset in zip(params, frame.params)]
    out = fb.call(target, abi, args)
    for ti, value, offset in zip(results, out, frame.results):
        # Volatile: LLVM does not know that the caller's frame is read and written here.
        if value.__class__ is Mem:
            for i in range(0, ti.size - 7, 8):
                w = fb.t(f"load i64, ptr {fb.gep(value.base, value.off + i)}, align 1")
                fb.emit(f" store volatile i64 {w}, ptr {fb.gep(area, offset + i)}, align 1")
            for i in range(ti.size & -8, ti.size):
                w = fb.t(f"load i8, ptr {fb.gep(value.base, value.off + i)}, align 1")
                fb.emit(f" store volatile i8 {w}, ptr {fb.gep(area, offset + i)}, align 1")
        else:
            fb.store(ti, value, area, offset, volatile=True, fresh=True)
    if _has_g(mb) and name not in _FRUGAL:
        code = _asm_text([_ZERO, *_LOAD_G])
        fb.emit(f' call void asm sideeffect "{code}", "~{{r14}},~{{xmm15}},~{{dirflag}},~{{fpsr}},~{{flags}}"()')
    section = escape_bytes((".text." + name).encode("utf-8", "surrogateescape"))
    convention = "preserve_mostcc" if name in _FRUGAL else "preserve_nonecc"
    head = f'define weak_odr dso_local {convention} void {quote(name)}() #0 noinline "stackrealign" section "{section}"{fb.dbg_suffix} {{'
    mb.functions.append("\n".join([head, "entry:", *fb.allocas, *fb.out, " ret void", *fb.cold, "}"]))


# ---------------------------------------------------------------- ABIInternal


def _registers_only(abi: FuncABI, name: str, pos: int) -> None:
    if abi.stack_in or abi.stack_out:
        raise CodegenError(pos, f"{name}: ABIInternal assembly with arguments or results on the stack is not supported")


def _call_internal(fb: FunctionBuilder, target: str, pos: int, context: str) -> None:
    abi = fb.abi
    _registers_only(abi, target, pos)
    inputs: list[tuple[str, str]] = []
    ints = floats = 0
    for slot in abi.params:
        for leaf, op in zip(slot.leaves or (), fb.take_leaves(slot) if slot.leaves else ()):
            if leaf.cls == "f":
                inputs.append((f"xmm{floats}", f"{leaf.mty} {op}"))
                floats += 1
            else:
                if leaf.mty not in ("i64", "ptr"):
                    op, ty = fb.t(f"zext {leaf.mty} {op} to i64"), "i64"
                else:
                    ty = leaf.mty
                inputs.append((_GO_INTS[ints], f"{ty} {op}"))
                ints += 1
    if context:
        inputs.append(("rdx", f"ptr {context}"))
    outputs: list[tuple[str, str]] = []
    ints = floats = 0
    for leaf in abi.ret_leaves:
        if leaf.cls == "f":
            outputs.append((f"xmm{floats}", leaf.mty))
            floats += 1
        else:
            outputs.append((_GO_INTS[ints], leaf.mty))
            ints += 1
    taken = {r for r, _ in outputs}
    # Registers that only carry arguments are clobbered: outputs nobody reads.
    spare = [(r, "double" if r[0] == "x" else "i64") for r, _ in inputs if r not in taken]
    results = outputs + spare
    used = {r for r, _ in results}
    kept = _kept(fb, target.removesuffix(".abiinternal"))
    clobbers = [r for r in (*_ALL_INTS, *_ALL_FLOATS) if r not in used and r not in kept]
    constraints = [f"={{{r}}}" for r, _ in results] + [f"{{{r}}}" for r, _ in inputs] + [f"~{{{r}}}" for r in clobbers] + _STATE
    # 256: below the red zone, and room for the spill area above the return address; BP: as in _call_abi0.
    save, restore = ([], []) if "rbp" in kept else (["movq %rbp, -136(%rsp)"], ["movq 120(%rsp), %rbp"])
    fixed = _fixed_registers(kept, fb.mb.path not in _WITHOUT_G)
    code = [*save, "leaq -256(%rsp), %rsp", *fixed, f'callq "{target}"', *restore, "leaq 256(%rsp), %rsp"]
    types = [ty for _, ty in results]
    ret = "void" if not types else types[0] if len(types) == 1 else "{" + ", ".join(types) + "}"
    text = f'call {ret} asm sideeffect "{_asm_text(code)}", "{",".join(constraints)}"({", ".join([op for _, op in inputs])}){fb.dbg()}'
    if not types:
        fb.emit(" " + text)
        raw: list[str] = []
    else:
        r = fb.t(text)
        raw = [r] if len(types) == 1 else [fb.t(f"extractvalue {ret} {r}, {i}") for i in range(len(outputs))]
    return_typed(fb, [op for slot in abi.results for op in fb.pass_leaves(slot, raw[slot.first : slot.first + len(slot.leaves or ())])])


def _define_internal(mb: "ModuleBuilder", name: str, target: str, abi: FuncABI, symbol: str, pos: int) -> None:
    _registers_only(abi, name, pos)
    # Our registers are rax rcx rdx rdi rsi r8 r9 r12 r13: only some of Go's differ.
    code = _asm_text(
        [
            "pushq %rbp", "movq %rsp, %rbp", "andq $-16, %rsp",
            "movq %r11, %r13", "movq %r10, %r12", "movq %rcx, %rdx", "movq %rbx, %rcx",
            f'callq "{symbol}"',
            "movq %rcx, %rbx", "movq %rdx, %rcx", "movq %r12, %r10", "movq %r13, %r11",
            *((_ZERO, *_LOAD_G) if _has_g(mb) else ()),
            "movq %rbp, %rsp", "popq %rbp", "retq",
        ]
    )  # fmt: skip
    section = escape_bytes((".text." + name).encode("utf-8", "surrogateescape"))
    mb.functions.append(
        f'define weak_odr dso_local void {quote(name)}() naked nounwind section "{section}" {{\n'
        f' call void asm sideeffect "{code}", "~{{memory}}"()\n unreachable\n}}'
    )
    # The optimizer sees no use of the function in the text of the assembly.
    used: list[str] = mb.extra.setdefault("llvm.used", [])
    used.append(target)


def _has_g(mb: "ModuleBuilder") -> bool:
    """Whether assembly that calls Go finds g in R14 and zero in X15 afterwards. That of the runtime itself runs where there is no g, too, and
    counts on neither."""
    return mb.path != "runtime"


# Functions of the runtime that assembly of any package may call.
_RUNTIME_FUNCTIONS = ("runtime.memmove", "runtime.memclrNoHeapPointers")


def _named_functions(mb: "ModuleBuilder") -> set[str]:
    """The functions that a //go:linkname of this package names: assembly of other packages may call those (``JMP syscall·Syscall(SB)``)."""
    scope = mb.pkg.scope
    found = set()
    for file in mb.pkg.files:
        for _, local, remote in file.linknames:
            if scope.lookup(local).__class__ is Func:
                found.add(remote or f"{mb.prefix}.{local}")
    return found


def assembly_wrappers(
    mb: "ModuleBuilder",
    functions: Iterable[tuple[str, T.Signature, bool, int]],
    defs: dict[str, str],
    refs: dict[str, set[str]],
) -> None:
    """All wrappers of a package. functions: (symbol, signature, has a body in Go, position) of its declarations without receivers and
    type parameters; defs, refs: what scan_symabis found."""
    for symbol in _named_functions(mb):
        refs.setdefault(symbol, set()).add(ABI0)
    if mb.path == "runtime":
        for symbol in _RUNTIME_FUNCTIONS:
            refs.setdefault(symbol, set()).add(ABI0)
    for symbol, sig, has_body, pos in functions:
        abi: Optional[str] = None if has_body else defs.get(symbol)
        if abi is not None:
            define_for_assembly(mb, symbol, sig, abi, pos)
        if not has_body and abi is None:
            continue  # another package's
        for wanted in sorted(refs.get(symbol, ())):
            if wanted != abi and wanted in SUFFIX:
                define_for_go(mb, symbol, sig, wanted, pos)
