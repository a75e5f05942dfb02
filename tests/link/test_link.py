"""The linker on small objects: programs, shared objects, what is dropped, Go's tables."""

from __future__ import annotations

import ctypes
import struct
import subprocess
from pathlib import Path

import pytest

from undergo.link import LinkError, LinkInput, LinkOptions, link, prepare_object
from undergo.link.functab import FunctabReader

from .objects import EXIT, HEADER, compile_c, compile_ir

START = HEADER + "declare i64 @main.main()\n" + EXIT


def obj(ir: str, package: str = "p", **meta: object) -> LinkInput:
    return LinkInput(package, [prepare_object(compile_ir(HEADER + ir, optimize=False), meta, package)])


def start() -> LinkInput:
    return LinkInput("runtime", [prepare_object(compile_ir(START), {}, "runtime")])


def run(path: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(path)], capture_output=True, timeout=20)


def test_program_prints_and_exits(tmp_path: Path) -> None:
    main = r"""
@msg = private constant [6 x i8] c"hello\0A", section ".go.rodata.msg"
@counter = global i64 4, section ".go.noptrdata.main.counter"
@unused = global i64 4, section ".go.noptrdata.main.unused"
define void @main.dead() section ".text.main.dead" { ret void }
define i64 @main.main() section ".text.main.main" {
  %n = call i64 asm sideeffect "syscall", "={rax},{rax},{rdi},{rsi},{rdx},~{rcx},~{r11},~{memory}"(i64 1, i64 1, ptr @msg, i64 6)
  %c = load volatile i64, ptr @counter
  %s = add i64 %n, %c
  store volatile i64 %s, ptr @counter
  ret i64 %s
}
"""
    out = tmp_path / "prog"
    result = link([start(), obj(main, "main")], LinkOptions(str(out), build_id="a/b"))
    done = run(out)
    assert (done.stdout, done.returncode) == (b"hello\n", 10)
    assert not result.kept("main.dead") and not result.kept("unused") and result.kept("main.main")
    again = tmp_path / "again"
    link([start(), obj(main, "main")], LinkOptions(str(again), build_id="a/b"))
    assert out.read_bytes() == again.read_bytes()
    assert subprocess.run(["readelf", "-Wa", str(out)], capture_output=True).stderr == b""


def test_undefined_symbols_name_their_users(tmp_path: Path) -> None:
    main = 'declare i64 @os.Nope()\ndefine i64 @main.main() section ".text.main.main" { %r = call i64 @os.Nope()\n ret i64 %r }'
    with pytest.raises(LinkError, match=r"main\.main: relocation target os\.Nope not defined"):
        link([start(), obj(main, "main")], LinkOptions(str(tmp_path / "x")))
    assert not (tmp_path / "x").exists()


def test_duplicate_strong_symbols_are_refused() -> None:
    text = 'define i64 @main.main() section ".text.main.main" { ret i64 0 }'
    with pytest.raises(LinkError, match=r"main\.main: defined in a and in b"):
        link([start(), obj(text, "a"), obj(text, "b")], LinkOptions())


def test_first_weak_definition_wins_and_strong_beats_weak(tmp_path: Path) -> None:
    def weak(value: int) -> str:
        return f'define linkonce_odr i64 @w() section ".text.w" {{ ret i64 {value} }}\n'

    call = 'define i64 @NAME() section ".text.NAME" { %r = call i64 @w()\n ret i64 %r }\n'
    main = call.replace("NAME", "main.main")
    objects = [start(), obj(weak(3) + call.replace("NAME", "other"), "a"), obj(weak(4) + main, "main")]
    link(objects, LinkOptions(str(tmp_path / "p")))
    assert run(tmp_path / "p").returncode == 3
    strong = obj('define i64 @w() section ".text.w" { ret i64 9 }', "b")
    link([*objects, strong], LinkOptions(str(tmp_path / "q")))
    assert run(tmp_path / "q").returncode == 9


TYPES = """
define void @"main.(*T).Used"() section ".text.main.(*T).Used" { ret void }
define void @"main.(*T).Unused"() section ".text.main.(*T).Unused" { ret void }
define void @"main.(*T).small"() section ".text.main.(*T).small" { ret void }
define void @"main.(*U).Used"() section ".text.main.(*U).Used" { ret void }
@"type:func()" = constant i64 7, section ".go.type.type:func()"
@"type:func(int)" = constant i64 7, section ".go.type.type:func(int)"
@"type:main.T" = constant { i64, [3 x [4 x i32]] } { i64 1, [3 x [4 x i32]] [
  [4 x i32] [i32 5, i32 ptrtoint (ptr @"type:func()" to i32), i32 ptrtoint (ptr @"main.(*T).Used" to i32), i32 ptrtoint (ptr @"main.(*T).Used" to i32)],
  [4 x i32] [i32 6, i32 ptrtoint (ptr @"type:func(int)" to i32), i32 ptrtoint (ptr @"main.(*T).Unused" to i32), i32 ptrtoint (ptr @"main.(*T).Unused" to i32)],
  [4 x i32] [i32 7, i32 ptrtoint (ptr @"type:func()" to i32), i32 ptrtoint (ptr @"main.(*T).small" to i32), i32 ptrtoint (ptr @"main.(*T).small" to i32)]
]}, section ".go.type.type:main.T"
@"type:main.U" = constant [1 x [4 x i32]] [[4 x i32] [i32 5, i32 0, i32 ptrtoint (ptr @"main.(*U).Used" to i32), i32 0]], section ".go.type.type:main.U"
@"go:itab.*main.T,main.I" = constant [6 x ptr] [ptr null, ptr @"type:main.T", ptr null, ptr @"main.(*T).Used", ptr @"main.(*T).Unused", ptr @"main.(*T).small"], section ".go.itab.go:itab.*main.T,main.I"
define void @runtime.unreachableMethod() section ".text.runtime.unreachableMethod" { ret void }
define i64 @main.main() section ".text.main.main" { EXTRA
 %r = load volatile i64, ptr @USE
 ret i64 %r }
"""


def methods(use: str, extra: str = "", imethods: tuple[str, ...] = ("Used",)) -> dict[str, bool]:
    text = TYPES.replace("USE", use).replace("EXTRA", extra)
    result = link([start(), obj(text, "main", imethods=list(imethods))], LinkOptions())
    names = ("(*T).Used", "(*T).Unused", "(*T).small", "(*U).Used")
    return {n: result.kept("main." + n) for n in names} | {"sig": result.kept("type:func(int)")}


def test_methods_are_kept_by_interface_calls() -> None:
    kept = methods('"type:main.T"')
    # A method's type stays with its descriptor: assertions and reflect.Type.Implements compare it for methods that nobody calls.
    assert kept == {"(*T).Used": True, "(*T).Unused": False, "(*T).small": False, "(*U).Used": False, "sig": True}


def test_reflection_keeps_exported_methods() -> None:
    reflect = 'call void @"reflect.Value.Method"()'
    text = TYPES.replace("USE", '"type:main.T"').replace("EXTRA", reflect)
    text += 'define void @"reflect.Value.Method"() section ".text.reflect.Value.Method" { ret void }'
    result = link([start(), obj(text, "main")], LinkOptions())
    assert result.kept("main.(*T).Unused") and not result.kept("main.(*T).small") and not result.kept("main.(*U).Used")
    assert result.kept("type:func(int)")


def test_dropped_methods_read_zero_and_kept_ones_count_from_the_base() -> None:
    text = TYPES.replace("USE", '"go:itab.*main.T,main.I"').replace("EXTRA", "")
    result = link([start(), obj(text, "main", imethods=["Used"])], LinkOptions())
    base = result.image_base

    def words(name: str, count: int, code: str) -> tuple[int, ...]:
        address = result.address(name)
        assert address is not None
        return struct.unpack_from(f"<{count}{code}", result.data or b"", address - base)

    used = (result.address("main.(*T).Used") or 0) - base
    table = words("type:main.T", 14, "I")[2:]
    assert table[2:4] == (used, used)
    sig = (result.address("type:func(int)") or 0) - base
    assert table[4:8] == (6, sig, 0, 0) and table[8] == 7 and table[10:] == (0, 0)
    slots = words("go:itab.*main.T,main.I", 6, "Q")
    unreachable = result.address("runtime.unreachableMethod")
    assert slots[3:] == (used + base, unreachable, unreachable)


def test_shared_object_loads(tmp_path: Path) -> None:
    code = r"""
static __thread long here = 41;
long table[3] = {1, 2, 3};
long *pointer = &table[1];
static long (*function)(void);
extern long external;
static long get(void) { return *pointer; }
long run(void) { function = get; return function() * 100 + ++here + external; }
"""
    other = "long external = 1000;"
    first = LinkInput("a", [prepare_object(compile_c(code, tmp_path, "-ftls-model=initial-exec"), {}, "a")])
    second = LinkInput("b", [prepare_object(compile_c(other, tmp_path, name="o"), {}, "b")])
    out = tmp_path / "lib.so"
    link([first, second], LinkOptions(str(out), kind="shared", exports={"Run": "run", "pointer": "pointer"}))
    library = ctypes.CDLL(str(out))
    library.Run.restype = ctypes.c_long
    assert library.Run() == 1242
    assert library.Run() == 1243
    assert ctypes.POINTER(ctypes.c_long).in_dll(library, "pointer")[1] == 3
    check = subprocess.run(["readelf", "-Wa", str(out)], capture_output=True, text=True)
    assert check.stderr == "" and "STATIC_TLS" in check.stdout


def test_shared_object_with_module_data_and_the_linkers_own_symbols(tmp_path: Path) -> None:
    offsets = {"text": 0, "types": 8, "etext": 16, "inittasks": 24, "functab": 48}
    code = """
@runtime.firstmoduledata = global [72 x i8] zeroinitializer, align 8, section ".go.bss.runtime.firstmoduledata"
@runtime.etext = external global i8
@end = global ptr @runtime.etext, section ".go.noptrdata.end"
@runtime..inittask = global [2 x i32] [i32 0, i32 1], section ".go.noptrdata.runtime..inittask"
@word = global i64 7, section ".go.noptrdata.word"
@"type:x" = constant [2 x ptr] [ptr @word, ptr @runtime.firstmoduledata], section ".go.type.type:x"
define ptr @module() section ".text.module" { ret ptr @runtime.firstmoduledata }
define ptr @last() section ".text.last" {
  %p = load ptr, ptr @end
  ret ptr %p }
define ptr @type() section ".text.type" { ret ptr @"type:x" }
define i64 @swap(i64 %new) section ".text.swap" {
  %old = call i64 asm sideeffect "movq runtime.tlsg@GOTTPOFF(%rip), %r11; movq %fs:(%r11), $0; movq $1, %fs:(%r11)", "=&r,r,~{r11}"(i64 %new)
  ret i64 %old }
"""
    out = tmp_path / "lib.so"
    exports = ["module", "last", "type", "swap"]
    item = LinkInput("runtime", [prepare_object(compile_ir(HEADER + code), {"moduledata": offsets}, "runtime")])
    result = link([item], LinkOptions(str(out), kind="shared", exports=exports, soname="lib.so"))
    library = ctypes.CDLL(str(out))
    for name in exports:
        getattr(library, name).restype = ctypes.c_uint64

    def words(address: int, count: int) -> list[int]:
        return list((ctypes.c_uint64 * count).from_address(address))

    module = words(library.module(), 9)
    base = library.module() - (result.address("runtime.firstmoduledata") or 0)
    assert module[0] == module[1] == base and module[2] == library.last() > base
    assert words(module[3], 1) == [base + (result.address("runtime..inittask") or 0)] and module[4:6] == [1, 1]
    assert ctypes.string_at(module[6], module[7]) == result.functab
    word, other = words(library.type(), 2)
    assert words(word, 1) == [7] and other == library.module()
    assert library.swap(5) == 0 and library.swap(6) == 5


def test_thread_pointer_offset_is_an_immediate(tmp_path: Path) -> None:
    main = r"""
define i64 @main.main() section ".text.main.main" {
  %block = alloca [4 x i64]
  %slot = getelementptr i64, ptr %block, i64 1
  store volatile i64 77, ptr %slot
  %top = getelementptr i64, ptr %block, i64 2
  %s = call i64 asm sideeffect "syscall", "={rax},{rax},{rdi},{rsi},~{rcx},~{r11},~{memory}"(i64 158, i64 4098, ptr %top)
  %g = call i64 asm sideeffect "movq runtime.tlsg@GOTTPOFF(%rip), $0; movq %fs:($0), $0", "=r"()
  %h = call i64 asm sideeffect "movq runtime.tlsg@GOTTPOFF(%rip), %r11; movq %fs:(%r11), $0", "=r,~{r11}"()
  %r = add i64 %g, %h
  ret i64 %r
}
"""
    link([start(), obj(main, "main")], LinkOptions(str(tmp_path / "p")))
    assert run(tmp_path / "p").returncode == 154


def test_moduledata_and_tables(tmp_path: Path) -> None:
    fields = "text etext types etypes noptrdata enoptrdata data edata bss ebss noptrbss enoptrbss gcdatamask gcbssmask".split()
    offsets = {name: 16 * i for i, name in enumerate(fields)}
    at = 16 * len(fields)
    for name in ("typelinks", "itablinks", "inittasks", "functab", "gounsafe", "modulename"):
        offsets[name] = at
        at += 24
    offsets["hasmain"] = at
    runtime = f"""
@runtime.firstmoduledata = global [{at + 8} x i8] zeroinitializer, align 8, section ".go.bss.runtime.firstmoduledata"
@runtime.modinfo = global [2 x i64] zeroinitializer, align 8, section ".go.bss.runtime.modinfo"
@runtime..inittask = global [2 x i32] [i32 0, i32 1], section ".go.noptrdata.runtime..inittask"
"""
    main = """
@main.x = global [3 x ptr] [ptr null, ptr @main.y, ptr null], section ".go.data.main.x"
@main.y = global [200 x i64] zeroinitializer, section ".go.bss.main.y"
@main.z = global i64 0, section ".go.bss.main.z"
@runtime.modinfo = external global [2 x i64]
@main..inittask = global [2 x i32] [i32 0, i32 1], section ".go.noptrdata.main..inittask"
@"type:b" = constant ptr @main.x, section ".go.type.type:b"
@"type:a" = constant ptr @main.x, section ".go.type.type:a"
@"type:dead" = constant ptr @main.x, section ".go.type.type:dead"
@"go:itab.x" = constant ptr @"type:a", section ".go.itab.go:itab.x"
@uses = global [5 x ptr] [ptr @"type:b", ptr @"go:itab.x", ptr @main.x, ptr @main.z, ptr @runtime.modinfo], section ".go.noptrdata.uses"
define i64 @main.main() section ".text.main.main" {
  call void asm sideeffect "1: nop\\0A nop\\0A 2: nop\\0A.pushsection .gounsafe,\\22a\\22,@progbits\\0A.long 1b\\0A.long 2b\\0A.popsection", ""()
  %r = load volatile i64, ptr @uses
  ret i64 0
}
"""
    objects = [
        LinkInput("runtime", [prepare_object(compile_ir(HEADER + runtime), {"moduledata": offsets}, "runtime")]),
        start(),
        obj(
            main,
            "main",
            imports=["runtime"],
            typelinks=[["type:b", "zz"], ["type:a", "b.T"], ["type:dead", "a"]],
            pointers={"main.x": [24, "2"], "main.y": [1600, "1", 100]},
        ),
    ]
    result = link(objects, LinkOptions(modinfo="mod", module_name="prog"))
    data, base = result.data or b"", result.image_base
    module = (result.address("runtime.firstmoduledata") or 0) - base

    def word(offset: int) -> int:
        return int(struct.unpack_from("<Q", data, offset)[0])

    def field(name: str, index: int = 0) -> int:
        return word(module + offsets[name] + 8 * index)

    def content(name: str, width: int) -> bytes:
        return data[field(name) - base :][: field(name, 1) * width]

    def address(name: str) -> int:
        return result.address(name) or 0

    assert field("text") == field("types") == base
    assert field("data") <= address("main.x") < field("edata")
    assert field("bss") <= address("main.y") < field("ebss")
    assert struct.unpack("<2i", content("typelinks", 4)) == (address("type:a") - base, address("type:b") - base)
    assert struct.unpack("<Q", content("itablinks", 8)) == (address("go:itab.x"),)
    tasks = struct.unpack("<2Q", content("inittasks", 8))
    assert tasks == (address("runtime..inittask"), address("main..inittask"))
    assert content("functab", 1) == result.functab
    low, high = struct.unpack("<2I", content("gounsafe", 8))
    assert high - low == 2 and low + base >= address("main.main")
    assert content("modulename", 1) == b"prog"
    assert field("hasmain") & 0xFF == 1
    mask_at, words = field("gcdatamask", 1) - base, field("gcdatamask") & 0xFFFFFFFF

    def bit(start: int, index: int) -> int:
        return data[start + index // 8] >> index % 8 & 1

    assert words == -(-(field("edata") - field("data")) // 8)
    first = (address("main.x") - field("data")) // 8
    assert [bit(mask_at, first + i) for i in range(3)] == [0, 1, 0]
    bss_mask = field("gcbssmask", 1) - base
    first = (address("main.y") - field("bss")) // 8
    assert [bit(bss_mask, first + i) for i in range(200)] == [1, 0] * 100
    assert bit(bss_mask, (address("main.z") - field("bss")) // 8) == 1
    info = address("runtime.modinfo") - base
    assert data[word(info) - base :][16 : word(info + 8) - 16] == b"mod"


def test_inittasks_follow_imports_then_paths() -> None:
    def package(path: str, imports: list[str], task: bool = True) -> LinkInput:
        name = "main" if path == "z/main" else path
        text = f'define i64 @"{name}.main"() section ".text.{name}.main" {{ ret i64 0 }}\n'
        if task:
            text += f'@"{name}..inittask" = global [2 x i32] zeroinitializer, section ".go.noptrdata.{name}..inittask"'
        return obj(text, path, imports=imports)

    from undergo.link.gotables import init_order
    from undergo.link.program import Program
    from undergo.link.tables import unpack

    inputs = [
        package("z", [], task=False),
        package("b", []),
        package("c", ["z"]),
        package("d", ["e"]),
        package("e", []),
        package("z/main", ["c", "b", "d"]),
    ]
    program = Program([unpack(i.objects[0]) for i in inputs])
    order = [program.symbol_name(s) for s in init_order(program)]
    assert order == ["b..inittask", "c..inittask", "e..inittask", "d..inittask", "main..inittask"]


def test_build_information_is_read_by_the_reference(tmp_path: Path) -> None:
    main = 'define i64 @main.main() section ".text.main.main" { ret i64 0 }'
    out = tmp_path / "p"
    info = "path\tcommand-line-arguments\nmod\texample.com/m\t(devel)\t\n"
    for strip in (False, True):
        link([start(), obj(main, "main")], LinkOptions(str(out), modinfo=info, build_id="x/y", strip=strip))
        shown = subprocess.run(["go", "version", "-m", str(out)], capture_output=True, text=True).stdout
        assert shown.startswith(f"{out}: go1.27.3\n") and "example.com/m" in shown


def test_functab_of_stripped_program_still_names_functions(tmp_path: Path) -> None:
    main = 'define i64 @main.main() section ".text.main.main" { ret i64 0 }'
    result = link([start(), obj(main, "main")], LinkOptions(str(tmp_path / "p"), strip=True))
    table = FunctabReader(result.functab)
    offset = (result.address("main.main") or 0) - result.image_base
    assert table.lookup(offset)[0][0] == "main.main"
