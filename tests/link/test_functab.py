"""Lines and inlined calls of the functab against what a DWARF reader says of the same file."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from undergo.link import LinkInput, LinkOptions, link, prepare_object
from undergo.link.functab import FLAG_TOP_FRAME, FLAG_WRAPPER, FunctabReader

from .objects import HEADER, compile_c, compile_ir

FUNCTIONS = 80
SUPPORT = """
define void @ext(i64 %a) section ".text.ext" { ret void }
define void @_rt0_amd64_linux() section ".text._rt0_amd64_linux" { ret void }
"""


def random_module(version: int) -> str:
    """Functions that call earlier ones, most of which are inlined, from two files."""
    choose = random.Random(version)
    code = ["declare void @ext(i64)"]
    meta = [
        "!llvm.dbg.cu = !{!0}",
        "!llvm.module.flags = !{!2, !3}",
        '!0 = distinct !DICompileUnit(language: DW_LANG_Go, file: !1, producer: "undergo", isOptimized: true, emissionKind: LineTablesOnly)',
        '!1 = !DIFile(filename: "p/a.go", directory: "/src")',
        '!5 = !DIFile(filename: "/abs/b.go", directory: "")',
        f'!2 = !{{i32 2, !"Dwarf Version", i32 {version}}}',
        '!3 = !{i32 2, !"Debug Info Version", i32 3}',
        "!4 = !DISubroutineType(types: !{})",
    ]
    number = 10
    for f in range(FUNCTIONS):
        number += 1
        scope, line = number, 10 + 20 * f
        meta.append(
            f'!{scope} = distinct !DISubprogram(name: "main.f{f}", file: !{choose.choice((1, 5))}, line: {line}, '
            f"scopeLine: {line}, type: !4, unit: !0, spFlags: DISPFlagDefinition)"
        )
        attribute = "alwaysinline" if f % 4 else "noinline"
        code.append(f'define i64 @main.f{f}(i64 %a) {attribute} section ".text.main.f{f}" !dbg !{scope} {{')
        value = "%a"
        for k in range(6):
            number += 1
            meta.append(f"!{number} = !DILocation(line: {line + 1 + k}, column: {k + 1}, scope: !{scope})")
            if k % 2 and f > 3:
                code.append(f"  %c{k} = call i64 @main.f{choose.randrange(f)}(i64 {value}), !dbg !{number}")
            else:
                code.append(f"  call void @ext(i64 {value}), !dbg !{number}")
                code.append(f"  %c{k} = mul i64 {value}, {choose.randrange(3, 99999)}, !dbg !{number}")
            value = f"%c{k}"
        code.append(f"  ret i64 {value}, !dbg !{number}\n}}")
    return HEADER + "\n".join(code + meta)


@pytest.mark.parametrize("version", [4, 5])
@pytest.mark.skipif(shutil.which("llvm-symbolizer") is None, reason="needs llvm-symbolizer")
def test_every_address_reads_as_llvm_reads_it(tmp_path: Path, version: int) -> None:
    """(GNU addr2line gets the files of DWARF 5 wrong, so it is no judge.)"""
    out = tmp_path / "p"
    objects = [
        LinkInput("runtime", [prepare_object(compile_ir(HEADER + SUPPORT), {}, "runtime")]),
        LinkInput("main", [prepare_object(compile_ir(random_module(version)), {}, "main")]),
    ]
    result = link(objects, LinkOptions(str(out), keep=[f"main.f{i}" for i in range(0, FUNCTIONS, 4)]))
    table = FunctabReader(result.functab)
    addresses: list[int] = []
    for record in table.records:
        if table.name(record).startswith("main."):
            start = int(record["entry"])
            addresses += range(start, start + int(record["size"]))
    command = ["llvm-symbolizer", f"--obj={out}", "--inlining"]
    text = "\n".join(hex(a + result.image_base) for a in addresses)
    shown = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    deepest = 0
    for address, answer in zip(addresses, shown.strip().split("\n\n"), strict=True):
        lines = answer.split("\n")
        theirs = [(lines[i], *lines[i + 1].rsplit(":", 2)[:2]) for i in range(0, len(lines), 2)]
        ours = [(name, path, str(line)) for name, path, line in table.lookup(address)]
        assert ours == theirs, hex(address)
        deepest = max(deepest, len(ours))
    assert deepest >= 4


def test_c_objects_and_flags(tmp_path: Path) -> None:
    code = "static inline int sq(int x) { return x * x; }\n\nint leaf(int a)\n{\n  return sq(a) + 1;\n}\nint _rt0_amd64_linux(void) { return leaf(3); }\n"
    meta = {"wrappers": ["leaf"], "topframes": ["_rt0_amd64_linux"]}
    table_bytes = prepare_object(compile_c(code, tmp_path, "-g", "-fno-ipa-cp", "-fno-inline-functions"), meta, "c")
    result = link([LinkInput("c", [table_bytes])], LinkOptions(keep=["leaf"]))
    table = FunctabReader(result.functab)
    names = {table.name(r): int(r["flags"]) for r in table.records}
    assert names == {"leaf": FLAG_WRAPPER, "_rt0_amd64_linux": FLAG_TOP_FRAME}
    leaf = (result.address("leaf") or 0) - result.image_base
    frames = table.lookup(leaf)
    assert frames[-1][0] == "leaf" and frames[-1][1].endswith("t.c") and 3 <= frames[-1][2] <= 5


def test_code_without_debug_information(tmp_path: Path) -> None:
    result = link([LinkInput("r", [prepare_object(compile_ir(HEADER + SUPPORT), {}, "r", True)])], LinkOptions())
    table = FunctabReader(result.functab)
    entry = (result.address("_rt0_amd64_linux") or 0) - result.image_base
    assert table.lookup(entry) == [("_rt0_amd64_linux", "?", 0)]
    assert table.lookup(entry - 1) == [] and table.lookup(1 << 30) == []
