"""From a module's text to an object file: parsing, optimizing and emitting with LLVM through llvmlite.

One process-wide initialization; a target machine a level of instructions ("v1".."v4" as GOAMD64, or "native"). The pipeline is LLVM's own at
level 2 (1 for packages that are compiled for their speed of building); nil checks marked ``make.implicit`` are folded into the loads
they guard.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Optional

import llvmlite.binding as llvm

from .framelayout import OPTION, FrameLayouts, catching

LEVEL_FEATURES = {
    "v1": "",
    "v2": "+cx16,+sahf,+popcnt,+sse3,+sse4.1,+sse4.2,+ssse3",
    "v3": "+cx16,+sahf,+popcnt,+sse3,+sse4.1,+sse4.2,+ssse3,+avx,+avx2,+bmi,+bmi2,+f16c,+fma,+lzcnt,+movbe,+xsave",
    "v4": "+cx16,+sahf,+popcnt,+sse3,+sse4.1,+sse4.2,+ssse3,+avx,+avx2,+bmi,+bmi2,+f16c,+fma,+lzcnt,+movbe,+xsave,"
    "+avx512f,+avx512bw,+avx512cd,+avx512dq,+avx512vl",
}


@dataclass(slots=True)
class GeneratedModule:
    """What code generation hands over: the module's text, the linker's metadata, and the small functions other packages may inline."""

    ir: str
    meta: dict[str, Any]
    inline: bytes = b""
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Emitted:
    """object: an ELF relocatable; inline: the table of inlinable functions (bytes); frames: where variables lie in the frames of functions."""

    object: bytes
    inline: bytes
    frames: FrameLayouts


class LLVMError(Exception):
    """LLVM refused a module: a fault of code generation."""


_machines: dict[tuple[str, bool], Any] = {}
_ready = False


def _initialize() -> None:
    global _ready
    if not _ready:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        llvm.initialize_native_asmparser()
        llvm.set_option("undergo", "-enable-implicit-null-checks")  # a nil check becomes one with the access it protects
        # The collector reads registers: an address may stay in one only if it lies in its object. Loop strength reduction
        # keeps differences of two objects' addresses, and addresses before the first or behind the last element.
        llvm.set_option("undergo", "-disable-lsr")
        llvm.set_option("undergo", OPTION)
        llvm.set_option("undergo", "-inlinehint-threshold=480")  # see function.HINT
        _ready = True


def native_level() -> str:
    """The highest GOAMD64 level of this machine's processor (used to choose intrinsics)."""
    _initialize()
    have = {name for name, on in llvm.get_host_cpu_features().items() if on}
    if {"avx512f", "avx512bw", "avx512vl"} <= have:
        return "v4"
    if {"avx2", "bmi2", "fma", "lzcnt"} <= have:
        return "v3"
    return "v2" if "sse4.2" in have and "popcnt" in have else "v1"


def machine(level: str, optimize: bool) -> Any:
    """The target machine of a level."""
    key = (level, optimize)
    found = _machines.get(key)
    if found is None:
        _initialize()
        target = llvm.Target.from_triple("x86_64-unknown-linux-gnu")
        if level == "native":
            cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        else:
            cpu, features = "x86-64", LEVEL_FEATURES[level]
        found = _machines[key] = target.create_target_machine(
            cpu=cpu, features=features, opt=2 if optimize else 0, reloc="pic", codemodel="small"
        )
    return found


Work = Callable[[], None]


def beside(call: Callable[[], Any], work: Optional[Work]) -> Any:
    """What ``call`` returns or raises; ``work`` is done meanwhile. The call goes to a thread of its own, so it must be one of LLVM's, which imports
    no module: whatever is imported, this thread imports, and no two threads ever import at once."""
    if work is None:
        return call()
    outcome: list[Any] = []

    def body() -> None:
        try:
            outcome.append((call(), None))
        except BaseException as e:  # noqa: BLE001 (handed on)
            outcome.append((None, e))

    thread = threading.Thread(target=body)
    thread.start()
    try:
        work()
    finally:
        thread.join()
    result, error = outcome[0]
    if error is not None:
        raise error
    return result


def compile_text(
    ir: str, level: str = "v1", optimize: bool = True, verify: bool = False, meanwhile: Optional[Work] = None
) -> tuple[bytes, FrameLayouts]:
    """An object file of a module's text, and its frames. meanwhile: what to do while LLVM optimizes. Raises LLVMError."""
    tm = machine(level, optimize)
    try:
        module = llvm.parse_assembly(ir)
        if verify:
            module.verify()
    except RuntimeError as e:
        raise LLVMError(str(e)) from e
    emit: Callable[[], Any] = lambda: tm.emit_object(module)
    if optimize:
        options = llvm.create_pipeline_tuning_options(speed_level=2)
        options.loop_vectorization = True
        options.slp_vectorization = False  # scattered scalars (SHA-256's rounds) lose more than others gain
        options.loop_unrolling = True
        options.inlining_threshold = 120
        builder = llvm.create_pass_builder(tm, options)
        passes = builder.getModulePassManager()
        optimizing: Callable[[], Any] = lambda: passes.run(module, builder)
        beside(optimizing, meanwhile)
        meanwhile = None
    emitted, frames = catching(lambda: beside(emit, meanwhile))
    return bytes(emitted), frames


def compile_ir(generated: GeneratedModule, options: Any, meanwhile: Optional[Work] = None) -> Emitted:
    """Optimize and emit a generated module. options: build options (level, optimize); meanwhile: what to do while LLVM works."""
    import os

    verify = bool(os.environ.get("UNDERGODEBUG"))
    dump: Optional[str] = os.environ.get("UNDERGOIR")
    if dump:
        with open(dump, "w", encoding="utf-8", errors="surrogateescape") as f:
            f.write(generated.ir)
    emitted, frames = compile_text(generated.ir, options.level, options.optimize, verify, meanwhile)
    return Emitted(emitted, generated.inline, frames)
