"""The reference assembler's own golden files: 25,000 instructions with their bytes, and what must be refused."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.asm import reference
from tests.asm.objects import Body, disassemble, read_elf_object
from undergo.asm import AsmError, amd64, amd64_table, assemble_to_object
from undergo.asm.preprocessor import Statement, tokenize
from undergo.asm.translate import Line, Translator, assemble, translate

_GOLDEN = re.compile(r"^\s*([A-Z][^/]*?)\s*//\s*([0-9a-f]{2,}(?: or [0-9a-f]+)*)\s*$")
_ERROR = re.compile(r"\s+(\S.*?)\s*// ERROR ")

# The reference encodes a width that has no meaning, or LLVM exchanges the registers.
_SAME_MEANING = re.compile(r"(SLDT|SMSW|STR)[WQ] \(|XCHG[BWLQ] (R11, D[XL]|D[XL], R11)$")
_TAKEN_ANYWAY = ("EXTRACTPS $4, X2, (BX)", "EXTRACTPS $-1, X2, (BX)")


def _instructions(file: Path) -> list[tuple[str, list[str]]]:
    matches = (_GOLDEN.match(line) for line in file.read_text().split("\n"))
    return [(m[1], m[2].split(" or ")) for m in matches if m and not m[1].startswith("TEXT")]


def _encode(sources: list[str]) -> list[bytes]:
    """The bytes of each instruction, every one in a section of its own."""
    translator = Translator("p", [], {}, "", set())
    text = []
    for i, source in enumerate(sources):
        body = amd64.FunctionBody(translator.names, i, 0, amd64.NOFRAME, False)
        body.lines.append("")
        line = Line(Statement("golden.s", i + 1, tokenize(source)), amd64_table.REGISTERS)
        operands = [translator.parser.parse(tokens, amd64.is_jump(line.word)) for tokens in line.operands]
        text.append(f'.section .text.i{i},"ax",@progbits\ni{i}:\n{body.instruction(line.word, line.suffixes, operands)}')
    found = {body.name: body.data for body in read_elf_object(assemble_to_object("".join(text)))}
    return [found[f"i{i}"] for i in range(len(sources))]


@pytest.mark.slow
@pytest.mark.reference
def test_golden_encodings() -> None:
    directory = reference.testdata()
    total = same = 0
    wrong = []
    for file in [directory / "amd64enc.s", directory / "amd64enc_extra.s", *sorted((directory / "avx512enc").glob("*.s"))]:
        golden = _instructions(file)
        encoded = _encode([source for source, _ in golden])
        others = [(s, w[0], e) for (s, w), e in zip(golden, encoded, strict=True) if e.hex() not in w]
        total += len(golden)
        same += len(golden) - len(others)
        ours = disassemble([Body(str(i), e) for i, (_, _, e) in enumerate(others)])
        theirs = disassemble([Body(str(i), bytes.fromhex(w)) for i, (_, w, _) in enumerate(others)])
        for i, (source, want, got) in enumerate(others):
            texts = ["".join(side[str(i)]).replace("(,%riz,1)", "") for side in (ours, theirs)]
            if texts[0] != texts[1] and not _SAME_MEANING.match(source):
                wrong.append(f"{source}: {got.hex()} is not {want}")
    print(f"\n{total} instructions, {same} with the same bytes, {total - same - len(wrong)} otherwise encoded, {len(wrong)} wrong")
    assert wrong == []
    assert total > 25000


@pytest.mark.slow
@pytest.mark.reference
def test_what_the_reference_refuses_is_refused(tmp_path: Path) -> None:
    accepted = []
    file = tmp_path / "wrong.s"
    for match in filter(None, map(_ERROR.match, (reference.testdata() / "amd64error.s").read_text().split("\n"))):
        file.write_text(f"TEXT f(SB),4,$0\n\t{match[1]}\n\tRET\n")
        try:
            unit = translate([file], "p", [], {}, "")
            assemble(unit, unit.text)
        except AsmError as error:
            assert f"{file}:2" in str(error) or error.message.endswith("unbalanced PUSH/POP")
        else:
            accepted.append(match[1])
    assert tuple(accepted) == _TAKEN_ANYWAY


def test_import_does_not_load_llvm() -> None:
    code = "import undergo.asm, sys; sys.exit('llvmlite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
