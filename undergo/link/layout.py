"""Where everything goes: output sections, their addresses, and the image that they are copied into.

A byte at address a stands at file offset a - image base, so one array is both. Segments start on fresh pages: headers, code, read-only data, writable data, and
behind those the zeros that the file does not hold. Within an output section pieces lie by falling alignment, then in input order, which keeps the layout
free of padding and deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import elf_format as E
from . import tables as T
from .program import Ints, Program

PAGE = 0x1000
EXE_BASE = 0x400000
RELRO = 20
"""Extra kind: read-only data that holds addresses, in a shared object (relocated at load time, so writable)."""


@dataclass(slots=True, eq=False)
class OutputSection:
    """One section of the output. `segment` is the PF_ flags of the segment it belongs to; `members` input sections in order, with their offsets."""

    name: str
    segment: int
    size: int = 0
    align: int = 1
    type: int = E.SHT_PROGBITS
    flags: int = E.SHF_ALLOC
    entsize: int = 0
    address: int = 0
    members: Ints | None = None
    offsets: Ints | None = None
    content: bytes | None = None
    fips: tuple[int, int] = (0, 0)
    """Where the FIPS 140 module's members lie: offsets of their start and end."""

    @property
    def end(self) -> int:
        return self.address + self.size


def gather(
    program: Program, alive: Ints, kinds: Ints, wanted: tuple[int, ...], out: OutputSection, fips: Ints | None = None
) -> OutputSection:
    """Put all living input sections of the wanted kinds, in the order of those kinds, into `out`; those of `fips`, of the first kind, side by side."""
    parts: list[Ints] = []
    for kind in wanted:
        chosen = np.flatnonzero(alive & (kinds == kind))
        chosen = chosen[np.argsort(-program.sec_align[chosen].astype(np.int64), kind="stable")]
        if fips is None or parts:
            parts.append(chosen)
        else:
            parts += [chosen[~fips[chosen]], chosen[fips[chosen]]]
    members = np.concatenate(parts)
    if not len(members):
        out.members = out.offsets = members
        return out
    align = np.left_shift(1, program.sec_align[members].astype(np.int64))
    size = program.sec_size[members]
    if len(parts) > 1:  # alignments fall only within a part: round every part's start
        offsets = np.empty(len(members), np.int64)
        position = at = 0
        for part in parts:
            if not len(part):
                continue
            part_align = align[at : at + len(part)]
            top = int(part_align[0])
            position = -(-position // top) * top
            ends = position + np.cumsum(-(-size[at : at + len(part)] // part_align) * part_align)
            offsets[at : at + len(part)] = ends - -(-size[at : at + len(part)] // part_align) * part_align
            position = int(offsets[at + len(part) - 1] + size[at + len(part) - 1])
            at += len(part)
    else:
        padded = -(-size // align) * align
        offsets = np.cumsum(padded) - padded
    if fips is not None and len(parts[1]):
        first = len(parts[0])
        last = first + len(parts[1]) - 1
        out.fips = int(offsets[first]), int(offsets[last] + size[last])
    out.members, out.offsets = members, offsets
    out.size = int(offsets[-1] + size[-1])
    out.align = max(out.align, int(align.max()))
    return out


class Image:
    """The loadable part of the output."""

    def __init__(self, program: Program, base: int, sections: list[OutputSection], header_size: int) -> None:
        self.program = program
        self.base = base
        self.sections = sections
        self.header_size = header_size
        self.section_address: NDArray[np.int64] = np.zeros(program.section_count, np.int64)
        self.absolute: list[int] = []
        self._place()
        self._copy()

    def _place(self) -> None:
        address = self.base + self.header_size
        segment = E.PF_R
        self.file_end = address
        tls = [s for s in self.sections if s.flags & E.SHF_TLS]
        tls_align = max([s.align for s in tls], default=1)
        group = 0
        tls_end = 0
        for section in self.sections:
            if section.segment != segment or group != section_group(section):
                segment = section.segment
                group = section_group(section)
                address = -(-address // PAGE) * PAGE
            if section.flags & E.SHF_TLS:
                if section.type == E.SHT_NOBITS:
                    start = max(address, tls_end)
                    section.address = -(-start // section.align) * section.align
                    if not tls_end:
                        section.address = -(-start // tls_align) * tls_align
                    continue
                section.align = tls_align
            section.address = -(-address // section.align) * section.align
            address = section.address + section.size
            if section.flags & E.SHF_TLS:
                tls_end = address
            if section.type != E.SHT_NOBITS:
                self.file_end = address
        self.end = address
        for section in self.sections:
            if section.members is not None and section.offsets is not None:
                self.section_address[section.members] = section.address + section.offsets
        self.tls_start = self.tls_size = 0
        self.tls_align = tls_align
        if tls:
            self.tls_start = min(s.address for s in tls if s.size) if any(s.size for s in tls) else tls[0].address
            self.tls_size = max(s.end for s in tls) - self.tls_start
        self.tls_end = self.tls_start + -(-self.tls_size // tls_align) * tls_align

    def _copy(self) -> None:
        program = self.program
        self.bytes: NDArray[np.uint8] = np.zeros(self.file_end - self.base, np.uint8)
        view = memoryview(self.bytes.data)
        self.view = view
        for section in self.sections:
            at = section.address - self.base
            if section.content is not None:
                view[at : at + len(section.content)] = section.content
            elif section.segment & E.PF_X:
                self.bytes[at : at + section.size] = 0xCC
        present = np.zeros(program.section_count, bool)
        for section in self.sections:
            if section.members is not None and section.type != E.SHT_NOBITS:
                present[section.members] = True
        present &= program.sec_off >= 0
        chosen = np.flatnonzero(present)
        owner = np.searchsorted(program.section_base, chosen, "right") - 1
        cuts = np.searchsorted(owner, np.arange(len(program.objects) + 1))
        starts = (self.section_address[chosen] - self.base).tolist()
        sizes = program.sec_size[chosen].tolist()
        sources = program.sec_off[chosen].tolist()
        for number, tables in enumerate(program.objects):
            first, last = int(cuts[number]), int(cuts[number + 1])
            content = tables.content
            for start, size, source in zip(starts[first:last], sizes[first:last], sources[first:last], strict=True):
                view[start : start + size] = content[source : source + size]

    def symbol_address(self, symbol: int) -> int:
        """Address of a symbol, resolved; 0 when its section is not in the image."""
        section = int(self.program.sym_at[symbol])
        if section < 0:
            return int(self.program.sym_to[symbol]) if section == T.ABSOLUTE else 0
        return int(self.section_address[section]) + int(self.program.sym_to[symbol])

    def put(self, address: int, value: int, width: int) -> None:
        at = address - self.base
        self.view[at : at + width] = value.to_bytes(width, "little", signed=value < 0)

    def put_bytes(self, address: int, data: bytes) -> None:
        at = address - self.base
        self.view[at : at + len(data)] = data

    def put_address(self, address: int, value: int) -> None:
        """Write an absolute address, which a shared object must relocate when it is loaded."""
        self.put(address, value, 8)
        if value:
            self.absolute.append(address)

    def put_slice(self, address: int, pointer: int, length: int) -> None:
        """A Go slice header."""
        self.put_address(address, pointer if length else 0)
        self.put(address + 8, length, 8)
        self.put(address + 16, length, 8)


def section_group(section: OutputSection) -> int:
    """Sections of one segment lie together: 0 headers, 1 code, 2 read-only data, 3 writable."""
    if section.segment & E.PF_X:
        return 1
    if section.segment & E.PF_W:
        return 3
    return 0 if section.name in HEADER_SECTIONS else 2


HEADER_SECTIONS = (".note.go.buildid", ".note.gnu.build-id", ".hash", ".dynsym", ".dynstr", ".rela.dyn")
