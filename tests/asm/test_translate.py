"""Functions, frames, names and data, seen in the text and the object that come out."""

from pathlib import Path

import pytest

from tests.asm.objects import disassemble, read_elf_object
from undergo.asm import AsmError, AsmUnit, assemble_to_object, scan_symabis
from undergo.asm.translate import assemble, translate

_HEADER = "#define NOSPLIT 4\n#define RODATA 8\n#define NOPTR 16\n#define NOFRAME 512\n#define TLSBSS 256\n"


def _translate(tmp_path: Path, *sources: str, **options: object) -> AsmUnit:
    files = []
    (tmp_path / "textflag.h").write_text(_HEADER)
    for i, source in enumerate(sources):
        files.append(tmp_path / f"f{i}.s")
        files[-1].write_text('#include "textflag.h"\n' + source)
    return translate(files, "example.com/p", [], {}, "", **options)  # type: ignore[arg-type]


def _code(tmp_path: Path, *sources: str) -> dict[str, list[str]]:
    bodies = read_elf_object(assemble_to_object(_translate(tmp_path, *sources).text))
    return disassemble([body for body in bodies if body.is_text])


def _body(tmp_path: Path, *lines: str, frame: str = "$0") -> list[str]:
    source = f"TEXT ·f(SB), NOSPLIT, {frame}\n" + "".join(f"\t{line}\n" for line in lines)
    return _code(tmp_path, source)["example.com/p.f.abi0"]


def test_leaf_without_frame_has_no_prologue(tmp_path: Path) -> None:
    assert _body(tmp_path, "MOVQ x+8(FP), AX", "RET") == ["mov 0x10(%rsp),%rax", "ret"]


def test_frame_saves_the_base_pointer(tmp_path: Path) -> None:
    body = _body(tmp_path, "MOVQ x+0(FP), AX", "MOVQ AX, t-8(SP)", "MOVQ AX, 8(SP)", "RET", frame="$24-8")
    assert body == [
        *("push %rbp", "mov %rsp,%rbp", "sub $0x18,%rsp"),
        *("mov 0x28(%rsp),%rax", "mov %rax,0x10(%rsp)", "mov %rax,0x8(%rsp)"),
        *("add $0x18,%rsp", "pop %rbp", "ret"),
    ]


def test_calling_alone_makes_a_frame_unless_noframe(tmp_path: Path) -> None:
    assert _body(tmp_path, "CALL AX", "RET") == ["push %rbp", "mov %rsp,%rbp", "call *%rax", "pop %rbp", "ret"]
    assert _code(tmp_path, "TEXT ·f(SB), NOSPLIT|NOFRAME, $0\n\tCALL AX\n\tRET\n")["example.com/p.f.abi0"] == ["call *%rax", "ret"]


def test_push_pop_and_adjsp_move_named_operands(tmp_path: Path) -> None:
    body = _body(tmp_path, "PUSHQ AX", "MOVQ x+0(FP), AX", "POPQ AX", "ADJSP $16", "MOVQ x+0(FP), AX", "ADJSP $-16", "RET")
    assert body[1] == "mov 0x10(%rsp),%rax"
    assert body[4] == "mov 0x18(%rsp),%rax"


def test_unbalanced_stack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AsmError, match=r"example\.com/p\.f: unbalanced PUSH/POP"):
        _body(tmp_path, "PUSHQ AX", "RET")


def test_returning_to_a_symbol_is_a_tail_call(tmp_path: Path) -> None:
    assert _body(tmp_path, "RET ·g(SB)", frame="$8")[-2:] == ["pop %rbp", "jmp example.com/p.g.abi0+0"]


def test_relative_jumps_count_instructions(tmp_path: Path) -> None:
    body = _body(tmp_path, "JMP 3(PC)", "INCQ AX", "INCQ BX", "INCQ CX", "JNE -2(PC)", "RET")
    assert body[0] == "jmp @3"
    assert body[4] == "jne @2"


def test_labels_belong_to_their_function(tmp_path: Path) -> None:
    function = "TEXT ·%s(SB), NOSPLIT, $0\nloop:\n\tDECQ AX\n\tJNE loop\n\tRET\n"
    code = _code(tmp_path, function % "f" + function % "g")
    assert code["example.com/p.f.abi0"] == code["example.com/p.g.abi0"] == ["dec %rax", "jne @0", "ret"]


def test_local_names_belong_to_their_file(tmp_path: Path) -> None:
    file = "DATA d<>+0(SB)/8, $%d\nGLOBL d<>(SB), RODATA, $8\nTEXT ·%s(SB), NOSPLIT, $0\n\tMOVQ d<>(SB), AX\n\tRET\n"
    code = _code(tmp_path, file % (1, "f"), file % (2, "g"))
    assert code["example.com/p.f.abi0"][0] == "mov (%rip),%rax d+0"
    assert code["example.com/p.g.abi0"][0] == "mov (%rip),%rax d.2+0"


def test_addresses_are_relative(tmp_path: Path) -> None:
    assert _body(tmp_path, "MOVQ $·v+8(SB), AX", "MOVQ ·v(SB), AX", "RET")[:2] == [
        "lea (%rip),%rax example.com/p.v+8",
        "mov (%rip),%rax example.com/p.v+0",
    ]


def test_abi_decides_the_symbol(tmp_path: Path) -> None:
    unit = _translate(
        tmp_path,
        "TEXT ·f<ABIInternal>(SB), NOSPLIT, $0\n\tCALL ·g(SB)\n\tCALL ·g<ABIInternal>(SB)\n\tCALL undergo·h(SB)\n"
        "\tCALL ·k<ABIUndergo>(SB)\n\tMOVQ $·addressed(SB), AX\n\tMOVQ ·data(SB), AX\n\tCALL ·f(SB)\n\tRET\n",
        functions=["example.com/p.addressed"],
    )
    targets = [line.split('"')[1] for line in unit.text.split("\n") if "call" in line or "lea" in line or 'movq "' in line]
    assert targets == [
        *("example.com/p.g.abi0", "example.com/p.g.abiinternal", "undergo.h", "example.com/p.k"),
        *("example.com/p.addressed.abi0", "example.com/p.data", "example.com/p.f.abi0"),
    ]
    assert unit.defined == {"example.com/p.f": "ABIInternal"}
    assert unit.references["example.com/p.g"] == {"ABI0", "ABIInternal"}
    assert unit.references["example.com/p.f"] == {"ABI0"}
    assert unit.references["example.com/p.data"] == {"data"}


def test_data_goes_to_the_section_its_flags_say(tmp_path: Path) -> None:
    unit = _translate(
        tmp_path,
        "DATA ·r+0(SB)/8, $1\nGLOBL ·r(SB), RODATA, $8\nDATA ·n+0(SB)/4, $-1\nGLOBL ·n(SB), NOPTR, $8\n"
        "DATA ·p+0(SB)/8, $·r+4(SB)\nGLOBL ·p(SB), 0, $8\nGLOBL ·z(SB), 0, $100\nGLOBL ·y(SB), NOPTR, $3\nGLOBL ·t(SB), TLSBSS, $8\n",
    )
    sections = [line.split('"')[1] for line in unit.text.split("\n") if ".section" in line]
    names = (".go.rodata", ".go.noptrdata", ".go.data", ".go.bss", ".go.noptrbss", ".tbss")
    assert sections == [f"{section}.example.com/p.{name}" for section, name in zip(names, "rnpzyt", strict=True)]
    bodies = {body.name: body for body in read_elf_object(assemble_to_object(unit.text))}
    assert bodies["example.com/p.n"].data == b"\xff\xff\xff\xff\0\0\0\0"
    assert bodies["example.com/p.p"].relocations[0][0] == "example.com/p.r"
    assert len(bodies["example.com/p.z"].data) == 100


def test_strings_and_floats_in_data(tmp_path: Path) -> None:
    unit = _translate(tmp_path, 'DATA ·s+0(SB)/8, $"a\\x00b·"\nDATA ·s+8(SB)/4, $(-1.5)\nGLOBL ·s(SB), RODATA, $16\n')
    (body,) = read_elf_object(assemble_to_object(unit.text))
    assert body.data == b"a\0b\xc2\xb7\0\0\0\x00\x00\xc0\xbf\0\0\0\0"


def test_thread_local_g(tmp_path: Path) -> None:
    body = _body(tmp_path, "MOVQ TLS, CX", "MOVQ 0(CX)(TLS*1), AX", "RET")
    assert body == ["mov (%rip),%rcx runtime.tlsg+0", "mov %fs:(%rcx),%rax", "ret"]


def test_float_constants_are_pooled(tmp_path: Path) -> None:
    body = _body(tmp_path, "MOVSD $(1.5), X0", "ADDSD $1.5, X0", "MOVSS $0.0, X1", "RET")
    assert body[0].endswith("$f64.3ff8000000000000+0") and body[1].endswith("$f64.3ff8000000000000+0")
    assert body[2] == "xorps %xmm1,%xmm1"


def test_lines_point_to_the_source(tmp_path: Path) -> None:
    text = _translate(tmp_path, "TEXT ·f(SB), NOSPLIT, $0\n\n\tINCQ AX\n\tRET\n").text
    assert "\t.loc 1 4\n\tincq %rax\n\t.loc 1 5\n\tret\n" in text


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\tFROB AX", '3: unrecognized instruction "FROB"'),
        ("l:\n\tNOP\nl:\n\tNOP", '6: label "l" multiply defined'),
        ("\tJMP 9(PC)", r"3: jump to an instruction outside of the function: 9\(PC\)"),
        ("\tMOVQ x, AX", "3: illegal or missing addressing mode for symbol x"),
        ("\tMOVQ 8(FP), AX", "3: cannot reference FP without a symbol"),
        ("\tMOVQ $(1/0), AX", "3: division by zero"),
        ("\tMOVQ $1,, AX", "3: missing operand"),
        ("#undef NEVER", "3: #undef for undefined macro: NEVER"),
        ("#ifdef A", "unclosed #ifdef"),
        ("#define M(a) a\n\tMOVQ M(1, 2), AX", "4: wrong arg count for macro M"),
        ('#include "none.h"', "4: #include: open .*none.h: no such file or directory"),
        ("#define L L\n\tMOVQ $L, AX", "4: recursive macro invocation: L"),
    ],
)
def test_errors_are_one_line_with_a_position(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(AsmError, match=message) as caught:
        unit = _translate(tmp_path, f"TEXT ·f(SB), NOSPLIT, $0\n{source}\n")
        assemble(unit, unit.text)
    assert str(caught.value).startswith(str(tmp_path / "f0.s")) and "\n" not in str(caught.value)


def test_macros(tmp_path: Path) -> None:
    body = _code(
        tmp_path,
        "#define TWICE(op, r) \\\n\top $1, r; \\ // comment\n\top $1, r\n#define REG DX\n#define EMPTY\n#define ALIAS TWICE\n"
        "TEXT ·f(SB), NOSPLIT, $0\n\tTWICE(ADDQ, REG)\n\tALIAS(SUBQ, (AX)(BX*1))\n\tEMPTY\n"
        "#ifdef REG\n#ifndef REG\n\tUNDEF\n#else\n\tINCQ AX\n#endif\n#else\n\tUNDEF\n#endif\n"
        "#ifdef GOARCH_amd64\n\tDECQ AX\n#endif\n\tRET /* several\nlines */\n",
    )["example.com/p.f.abi0"]
    assert body == [
        *("add $0x1,%rdx", "add $0x1,%rdx", "subq $0x1,(%rax,%rbx,1)", "subq $0x1,(%rax,%rbx,1)"),
        *("inc %rax", "dec %rax", "ret"),
    ]


def test_scan_needs_no_header(tmp_path: Path) -> None:
    file = tmp_path / "f.s"
    file.write_text(
        '#include "go_asm.h"\nTEXT ·f(SB), 4, $0-8\n\tMOVQ T_field(AX), BX\n\tCALL ·g(SB)\n\tJMP other∕pkg·h<ABIInternal>(SB)\n'
        "\tLEAQ ·v+8(SB), AX\n\tCALL l<>(SB)\nDATA ·d+0(SB)/8, $·k(SB)\n"
    )
    found = scan_symabis([file], "p", [], {})
    assert found.defs == {"p.f": "ABI0"}
    assert found.refs == {"p.g": {"ABI0"}, "other/pkg.h": {"ABIInternal"}, "p.v": {"ABI0"}, "p.k": {"ABI0"}}


def test_scan_tells_which_registers_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "f.s"
    file.write_text(
        "TEXT ·f(SB), 4, $0-8\n\tMOVQ AX, BX\n\tVPXOR Y9, Y9, Y9\n\tCALL ·g(SB)\n\tJNE out\nout:\n\tRET\n"
        "TEXT ·g(SB), 4, $0-8\n\tMOVB CX, R12B\n\tRET\n"
        "TEXT ·h(SB), 4, $0-8\n\tCALL ·elsewhere(SB)\n\tRET\nTEXT ·i(SB), 4, $0-8\n\tCALL R12\n\tRET\nTEXT ·j(SB), 4, $0\n\tBYTE $0x90\n\tRET\n"
    )
    kept = scan_symabis([file], "p", [], {}).kept
    assert set(kept) == {"p.f", "p.g"}
    assert kept["p.g"] - kept["p.f"] == {"rbx", "xmm9"}
    assert "r12" not in kept["p.g"] and "rbp" in kept["p.g"]


@pytest.mark.parametrize("abi", ["ABIInternal", "ABIX"])
def test_abi_selectors_of_users(tmp_path: Path, abi: str) -> None:
    """Outside the standard library any selector is refused, one that there is not too."""
    source = tmp_path / "a.s"
    source.write_text(f"TEXT ·f<{abi}>(SB), 4, $0-0\n\tRET\n")
    with pytest.raises(AsmError, match="ABI selector only permitted when compiling runtime"):
        translate([source], "main", include_dirs=[], defines={}, go_asm_h="", selectors=False)
