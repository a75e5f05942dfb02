"""Objects for the linker's tests: LLVM IR and C compiled on the spot."""

from __future__ import annotations

import subprocess
from pathlib import Path

import llvmlite.binding as llvm

_READY = False


def compile_ir(text: str, optimize: bool = True) -> bytes:
    """LLVM IR -> position-independent ELF object."""
    global _READY
    if not _READY:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        llvm.initialize_native_asmparser()
        _READY = True
    module = llvm.parse_assembly(text)
    machine = llvm.Target.from_triple("x86_64-unknown-linux-gnu").create_target_machine(opt=2, reloc="pic", codemodel="small")
    if optimize:
        builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=2))
        builder.getModulePassManager().run(module, builder)
    return machine.emit_object(module)


def compile_c(text: str, folder: Path, *flags: str, name: str = "t") -> bytes:
    source, target = folder / f"{name}.c", folder / f"{name}.o"
    source.write_text(text)
    common = ["-c", "-O2", "-fPIC", "-ffunction-sections", "-fdata-sections", "-fno-stack-protector"]
    subprocess.run(["gcc", *common, *flags, str(source), "-o", str(target)], check=True)
    return target.read_bytes()


HEADER = 'target triple = "x86_64-unknown-linux-gnu"\n'

EXIT = """
define void @_rt0_amd64_linux() noreturn section ".text._rt0_amd64_linux" {
  %r = call i64 @main.main()
  call void asm sideeffect "syscall", "{rax},{rdi},~{rcx},~{r11},~{memory}"(i64 60, i64 %r)
  unreachable
}
"""
