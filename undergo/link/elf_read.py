"""Reading x86-64 ELF relocatables, as LLVM and gcc write them.

`ElfObject` keeps the tables as numpy record arrays over the file's bytes and decodes nothing that is not asked for. Section indices beyond
the 16 bits of a symbol (SHN_XINDEX) and of the header are resolved here; `shndx` below is always the real index.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import elf_format as E
from .elf_format import LinkError


class ElfObject:
    """One relocatable file.

    sections: SHDR records; section_names: one name each; symbols: SYM records (empty without a table);
    shndx: int64 section of each symbol, 0 undefined, -1 absolute, -2 common; relocations: section index -> RELA records;
    groups: section indices that are members of a COMDAT group.
    """

    __slots__ = ("data", "groups", "relocations", "section_names", "sections", "shndx", "strtab", "symbols")

    def __init__(self, data: bytes, name: str = "object") -> None:
        if len(data) < 64 or data[:4] != b"\x7fELF":
            raise LinkError(f"{name}: not an ELF file")
        if data[4] != 2 or data[5] != 1:
            raise LinkError(f"{name}: not a 64-bit little-endian ELF file")
        header = np.frombuffer(data, E.EHDR, 1)[0]
        if int(header["machine"]) != E.EM_X86_64:
            raise LinkError(f"{name}: not for x86-64 (machine {int(header['machine'])})")
        if int(header["type"]) != E.ET_REL:
            raise LinkError(f"{name}: not a relocatable object")
        self.data = data
        shoff = int(header["shoff"])
        if shoff == 0 or shoff + 64 > len(data):
            raise LinkError(f"{name}: truncated, section headers lie outside the file")
        first = np.frombuffer(data, E.SHDR, 1, shoff)[0]
        count = int(header["shnum"]) or int(first["size"])
        if shoff + 64 * count > len(data):
            raise LinkError(f"{name}: truncated, section headers lie outside the file")
        self.sections: NDArray[np.void] = np.frombuffer(data, E.SHDR, count, shoff)
        strndx = int(header["shstrndx"])
        if strndx == E.SHN_XINDEX:
            strndx = int(first["link"])
        names = self.content(strndx)
        self.section_names = [_cstring(names, off) for off in self.sections["name"].tolist()]

        self.symbols: NDArray[np.void] = np.zeros(0, E.SYM)
        self.shndx: NDArray[np.int64] = np.zeros(0, np.int64)
        self.strtab = b""
        self.relocations: dict[int, NDArray[np.void]] = {}
        self.groups: set[int] = set()
        extended: NDArray[np.uint32] | None = None
        types = self.sections["type"].tolist()
        for index, kind in enumerate(types):
            if kind == E.SHT_SYMTAB:
                self.symbols = np.frombuffer(self.content(index), E.SYM)
                self.strtab = self.content(int(self.sections[index]["link"]))
            elif kind == E.SHT_SYMTAB_SHNDX:
                extended = np.frombuffer(self.content(index), "<u4")
            elif kind == E.SHT_RELA:
                target = int(self.sections[index]["info"])
                rows = np.frombuffer(self.content(index), E.RELA)
                old = self.relocations.get(target)
                self.relocations[target] = rows if old is None else np.concatenate([old, rows])
            elif kind == E.SHT_GROUP:
                words = np.frombuffer(self.content(index), "<u4")
                if len(words) and int(words[0]) & 1:
                    self.groups.update(words[1:].tolist())
            elif kind == 9:
                raise LinkError(f"{name}: relocations without addends (SHT_REL) are not for x86-64")
        shndx = self.symbols["shndx"].astype(np.int64)
        if extended is not None:
            wide = shndx == E.SHN_XINDEX
            shndx[wide] = extended[: len(shndx)][wide]
            special = (shndx >= E.SHN_LORESERVE) & ~wide
        else:
            special = shndx >= E.SHN_LORESERVE
        absolute = special & (shndx == E.SHN_ABS)
        common = special & (shndx == E.SHN_COMMON)
        if bool((special & ~absolute & ~common).any()):
            raise LinkError(f"{name}: a symbol is in a reserved section")
        shndx[absolute] = -1
        shndx[common] = -2
        self.shndx = shndx

    def content(self, index: int) -> bytes:
        """The bytes of a section; empty for one that takes no room in the file."""
        section = self.sections[index]
        if int(section["type"]) == E.SHT_NOBITS:
            return b""
        offset, size = int(section["offset"]), int(section["size"])
        if offset + size > len(self.data):
            raise LinkError("truncated object file: a section lies outside the file")
        return self.data[offset : offset + size]

    def symbol_name(self, index: int) -> str:
        """A symbol's name; a section symbol has its section's."""
        row = self.symbols[index]
        if int(row["info"]) & 15 == E.STT_SECTION:
            return self.section_names[int(self.shndx[index])]
        return _cstring(self.strtab, int(row["name"]))


def _cstring(table: bytes, offset: int) -> str:
    return table[offset : table.index(b"\0", offset)].decode("utf-8", "surrogateescape")
