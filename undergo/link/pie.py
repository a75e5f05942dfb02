"""Position-independent executables: the code that runs first, and what becomes read-only after it.

No loader is asked for (there is no PT_INTERP): the program's first instructions add the address it was loaded at to every place of .rela.dyn, which
holds nothing but R_X86_64_RELATIVE entries, make what only had to be writable for that read-only, and go on to the entry point. The stack and the
registers that the kernel gave stay as they are.
"""

from __future__ import annotations

from .elf_format import PF_W, SHT_DYNAMIC
from .layout import PAGE, OutputSection

# lea image(%rip),%rax; lea table(%rip),%rcx; lea end(%rip),%rsi
# 1: cmp %rsi,%rcx; jae 2f; mov (%rcx),%rdi; mov 16(%rcx),%r8; add %rax,%r8; mov %r8,(%rax,%rdi); add $24,%rcx; jmp 1b
# 2: mov %rdx,%r9; lea start(%rip),%rdi; mov $length,%esi; mov $PROT_READ,%edx; mov $SYS_mprotect,%eax; syscall; mov %r9,%rdx; jmp entry
START = bytes.fromhex(
    "488d0500000000 488d0d00000000 488d3500000000"
    "4839f1 7314 488b39 4c8b4110 4901c0 4c890438 4883c118 ebe7"
    "4989d1 488d3d00000000 be00000000 ba01000000 b80a000000 0f05 4c89ca e900000000"
)
START_SECTION = ".text.start"
_IMAGE, _TABLE, _END, _START, _LENGTH, _ENTRY = 3, 10, 17, 52, 57, 77  # where the operands lie


def start_code(address: int, table: int, size: int, protected: tuple[int, int], entry: int) -> bytes:
    """The code, for a place in the image. protected: address and size of what becomes read-only; entry: where to go on."""
    code = bytearray(START)
    for at, target in ((_IMAGE, 0), (_TABLE, table), (_END, table + size), (_START, protected[0]), (_ENTRY, entry)):
        code[at : at + 4] = (target - (address + at + 4)).to_bytes(4, "little", signed=True)
    code[_LENGTH : _LENGTH + 4] = protected[1].to_bytes(4, "little")
    return bytes(code)


def separate(sections: list[OutputSection]) -> None:
    """Let what stays writable begin on a page of its own: whatever follows .dynamic."""
    at = next(i for i, s in enumerate(sections) if s.type == SHT_DYNAMIC)
    if at + 1 < len(sections):
        sections[at + 1].align = max(sections[at + 1].align, PAGE)


def read_only(sections: list[OutputSection]) -> tuple[int, int]:
    """Address and size of the writable sections up to .dynamic, when whole pages of their own; (0, 0) when there are none or no code would protect them."""
    if not any(s.name == START_SECTION for s in sections):
        return 0, 0
    written = [s for s in sections if s.segment & PF_W]
    at = next((i for i, s in enumerate(written) if s.type == SHT_DYNAMIC), -1)
    if at < 0 or at + 1 >= len(written) or written[at + 1].address % PAGE:
        return 0, 0
    start = written[0].address // PAGE * PAGE
    return start, written[at + 1].address - start
