"""The assembly of the whole standard library, beside what the reference assembler makes of it."""

import re
import time
from pathlib import Path

import pytest

from tests.asm import reference
from tests.asm.objects import Body, disassemble, read_elf_object, read_go_object
from undergo.asm import assemble_to_object, scan_symabis
from undergo.asm.translate import translate

# LLVM may exchange the sources of these for a shorter encoding.
_COMMUTATIVE = re.compile(r"(vp?(?:add[dq]|x?or|and)|xchg) (%\w+),(%\w+)(.*)")


@pytest.fixture(scope="module")
def headers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    scratch = tmp_path_factory.mktemp("headers")
    needed = [package for package in reference.standard_library() if package.needs_header]
    return {package.path: reference.go_asm_header(package, scratch) for package in needed}


@pytest.mark.slow
@pytest.mark.reference
def test_standard_library_assembles(headers: dict[str, str]) -> None:
    lines = 0
    translating = encoding = 0.0
    for package in reference.standard_library():
        lines += sum(file.read_text().count("\n") for file in package.files)
        start = time.perf_counter()
        unit = translate(package.files, package.path, reference.include_dirs(package), {}, headers.get(package.path, ""))
        scanned = scan_symabis(package.files, package.path, reference.include_dirs(package), {}).defs
        middle = time.perf_counter()
        assemble_to_object(unit.text)
        translating += middle - start
        encoding += time.perf_counter() - middle
        assert scanned == unit.defined
    print(f"\n{lines} lines of assembly: {translating:.2f} s to translate, {encoding:.2f} s to encode")


@pytest.mark.slow
@pytest.mark.reference
def test_standard_library_encodes_as_the_reference_does(headers: dict[str, str], tmp_path: Path) -> None:
    functions = instructions = data = 0
    differences = []
    for package in reference.standard_library():
        (tmp_path / "go_asm.h").write_text(headers.get(package.path, ""))
        for file in package.files:
            copy = tmp_path / file.name
            copy.write_text(reference.without_stack_checks(file.read_text()))
            theirs = read_go_object(reference.assemble(package, copy, tmp_path))
            unit = translate([copy], package.path, reference.include_dirs(package), {}, headers.get(package.path, ""))
            ours = read_elf_object(assemble_to_object(unit.text))
            for body in ours:
                body.name = _plain(body.name)
            expected = disassemble([body for body in theirs if body.is_text and body.data])
            actual = disassemble([body for body in ours if body.is_text and body.data])
            for name, wanted in expected.items():
                functions += 1
                instructions += len(wanted)
                got = actual[name]
                assert len(got) == len(wanted), f"{file.name}: {name}"
                for a, b in zip(wanted, got, strict=True):
                    if _canonical(a) != _canonical(b):
                        differences.append(f"{file.name}: {name}: {a} | {b}")
            data += _compare_data(theirs, ours)
    print(f"\n{functions} functions, {instructions} instructions, {data} data symbols compared, {len(differences)} differences")
    assert differences == []


def _compare_data(theirs: list[Body], ours: list[Body]) -> int:
    by_name = {body.name: body for body in ours if not body.is_text}
    count = 0
    for body in theirs:
        if body.is_text or not body.data or body.name not in by_name:
            continue
        mine = by_name[body.name].data
        assert mine[: len(body.data)] == body.data and not any(mine[len(body.data) :]), body.name
        count += 1
    return count


def _plain(name: str) -> str:
    return re.sub(r"\.abi(0|internal)(?=$|\+)", "", name)


def _canonical(text: str) -> str:
    text = _plain(text)
    if text in ("int $0x3", "int3"):
        return "int3"
    # The reference's object does not name what it knows by number: the thread-local g and built-in functions.
    text = re.sub(r" (\?|runtime\.tlsg|runtime\.sigpanic)\+-?\d+$", " ?", text)
    match = _COMMUTATIVE.fullmatch(text)
    if match:
        return f"{match[1]} {','.join(sorted((match[2], match[3])))}{match[4]}"
    return text
