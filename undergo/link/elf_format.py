"""The numbers and record layouts of ELF for x86-64 (System V ABI, AMD64 supplement), as numpy dtypes.

Only what the linker reads or writes stands here; no behaviour.
"""

from __future__ import annotations

from typing import Final

import numpy as np

EHDR: Final = np.dtype(
    [
        ("ident", "V16"),
        ("type", "<u2"),
        ("machine", "<u2"),
        ("version", "<u4"),
        ("entry", "<u8"),
        ("phoff", "<u8"),
        ("shoff", "<u8"),
        ("flags", "<u4"),
        ("ehsize", "<u2"),
        ("phentsize", "<u2"),
        ("phnum", "<u2"),
        ("shentsize", "<u2"),
        ("shnum", "<u2"),
        ("shstrndx", "<u2"),
    ]
)
PHDR: Final = np.dtype(
    [
        ("type", "<u4"),
        ("flags", "<u4"),
        ("offset", "<u8"),
        ("vaddr", "<u8"),
        ("paddr", "<u8"),
        ("filesz", "<u8"),
        ("memsz", "<u8"),
        ("align", "<u8"),
    ]
)
SHDR: Final = np.dtype(
    [
        ("name", "<u4"),
        ("type", "<u4"),
        ("flags", "<u8"),
        ("addr", "<u8"),
        ("offset", "<u8"),
        ("size", "<u8"),
        ("link", "<u4"),
        ("info", "<u4"),
        ("addralign", "<u8"),
        ("entsize", "<u8"),
    ]
)
SYM: Final = np.dtype([("name", "<u4"), ("info", "u1"), ("other", "u1"), ("shndx", "<u2"), ("value", "<u8"), ("size", "<u8")])
RELA: Final = np.dtype([("offset", "<u8"), ("type", "<u4"), ("sym", "<u4"), ("addend", "<i8")])

ET_REL: Final = 1
ET_EXEC: Final = 2
ET_DYN: Final = 3
EM_X86_64: Final = 62

SHT_PROGBITS: Final = 1
SHT_SYMTAB: Final = 2
SHT_STRTAB: Final = 3
SHT_RELA: Final = 4
SHT_HASH: Final = 5
SHT_DYNAMIC: Final = 6
SHT_NOTE: Final = 7
SHT_NOBITS: Final = 8
SHT_DYNSYM: Final = 11
SHT_INIT_ARRAY: Final = 14
SHT_GROUP: Final = 17
SHT_SYMTAB_SHNDX: Final = 18

SHF_WRITE: Final = 1
SHF_ALLOC: Final = 2
SHF_EXECINSTR: Final = 4
SHF_MERGE: Final = 0x10
SHF_STRINGS: Final = 0x20
SHF_TLS: Final = 0x400
SHF_COMPRESSED: Final = 0x800

SHN_UNDEF: Final = 0
SHN_LORESERVE: Final = 0xFF00
SHN_ABS: Final = 0xFFF1
SHN_COMMON: Final = 0xFFF2
SHN_XINDEX: Final = 0xFFFF

STB_LOCAL: Final = 0
STB_GLOBAL: Final = 1
STB_WEAK: Final = 2
STT_NOTYPE: Final = 0
STT_OBJECT: Final = 1
STT_FUNC: Final = 2
STT_SECTION: Final = 3
STT_FILE: Final = 4
STT_TLS: Final = 6

PT_LOAD: Final = 1
PT_DYNAMIC: Final = 2
PT_NOTE: Final = 4
PT_TLS: Final = 7
PT_GNU_STACK: Final = 0x6474E551
PT_GNU_RELRO: Final = 0x6474E552
PF_X: Final = 1
PF_W: Final = 2
PF_R: Final = 4

R_NONE: Final = 0
R_64: Final = 1
R_PC32: Final = 2
R_PLT32: Final = 4
R_RELATIVE: Final = 8
R_GOTPCREL: Final = 9
R_32: Final = 10
R_32S: Final = 11
R_TPOFF64: Final = 18
R_GOTTPOFF: Final = 22
R_TPOFF32: Final = 23
R_PC64: Final = 24
R_GOTPCRELX: Final = 41
R_REX_GOTPCRELX: Final = 42

RELOCATION_NAMES: Final = {
    R_64: "R_X86_64_64",
    R_PC32: "R_X86_64_PC32",
    R_PLT32: "R_X86_64_PLT32",
    R_GOTPCREL: "R_X86_64_GOTPCREL",
    R_32: "R_X86_64_32",
    R_32S: "R_X86_64_32S",
    R_GOTTPOFF: "R_X86_64_GOTTPOFF",
    R_TPOFF32: "R_X86_64_TPOFF32",
    R_PC64: "R_X86_64_PC64",
    R_GOTPCRELX: "R_X86_64_GOTPCRELX",
    R_REX_GOTPCRELX: "R_X86_64_REX_GOTPCRELX",
}
GOT_TYPES: Final = (R_GOTPCREL, R_GOTTPOFF, R_GOTPCRELX, R_REX_GOTPCRELX)

DT_NULL: Final = 0
DT_HASH: Final = 4
DT_STRTAB: Final = 5
DT_SYMTAB: Final = 6
DT_RELA: Final = 7
DT_RELASZ: Final = 8
DT_RELAENT: Final = 9
DT_STRSZ: Final = 10
DT_SYMENT: Final = 11
DT_SONAME: Final = 14
DT_INIT_ARRAY: Final = 25
DT_INIT_ARRAYSZ: Final = 27
DT_FLAGS: Final = 30
DT_FLAGS_1: Final = 0x6FFFFFFB
DT_RELACOUNT: Final = 0x6FFFFFF9
DF_STATIC_TLS: Final = 0x10
DF_1_NODELETE: Final = 8
DF_1_PIE: Final = 0x08000000


class LinkError(Exception):
    """The inputs cannot be linked; the text is for the person who reads it (one or a few lines)."""
