"""The .debug_* sections kept for gdb: packed beside a prepared object, joined and relocated only when asked for.

Pack format: u32 count, then for each section: u8 number in `NAMES`, u64 bytes of content, u64 relocation records, content, records.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import elf_format as E
from .elf_read import ElfObject

NAMES = (
    ".debug_info",
    ".debug_abbrev",
    ".debug_line",
    ".debug_str",
    ".debug_line_str",
    ".debug_str_offsets",
    ".debug_addr",
    ".debug_rnglists",
    ".debug_loclists",
    ".debug_ranges",
    ".debug_loc",
)
IN_DEBUG, IN_SECTION, IN_SYMBOL = range(3)
RECORD = np.dtype([("off", "<u8"), ("add", "<i8"), ("tgt", "<i4"), ("type", "u1"), ("space", "u1"), ("pad", "<u2")])
_HEAD = struct.Struct("<BQQ")


def collect_debug(elf: ElfObject, section_map: NDArray[np.int64], new_symbol: NDArray[np.int64]) -> bytes:
    number_of = {name: i for i, name in enumerate(NAMES)}
    debug_number = np.full(len(elf.section_names) + 1, -1, np.int64)
    present = []
    for index, name in enumerate(elf.section_names):
        if name in number_of and not int(elf.sections[index]["flags"]) & E.SHF_COMPRESSED:
            debug_number[index] = number_of[name]
            present.append(index)
    values = elf.symbols["value"].astype(np.int64)
    parts = [struct.pack("<I", len(present))]
    for index in present:
        rows = elf.relocations.get(index, np.zeros(0, E.RELA))
        sym = rows["sym"].astype(np.int64)
        where = np.maximum(elf.shndx[sym], 0)
        records = np.zeros(len(rows), RECORD)
        records["off"] = rows["offset"]
        records["type"] = rows["type"]
        records["add"] = rows["addend"] + np.where(where > 0, values[sym], 0)
        to_debug, to_section = debug_number[where], section_map[where]
        records["space"] = np.where(to_debug >= 0, IN_DEBUG, np.where(to_section >= 0, IN_SECTION, IN_SYMBOL))
        records["tgt"] = np.where(to_debug >= 0, to_debug, np.where(to_section >= 0, to_section, new_symbol[sym]))
        content = elf.content(index)
        parts += (_HEAD.pack(int(debug_number[index]), len(content), len(records)), content, records.tobytes())
    return b"".join(parts)


def compressed(content: bytes) -> bytes:
    """A section's content with the header of a compressed one (SHF_COMPRESSED, zlib)."""
    return struct.pack("<IIQQ", 1, 0, len(content), 1) + zlib.compress(content, 6)


def join_debug(
    objects: Sequence[memoryview],
    section_base: Sequence[int],
    section_address: NDArray[np.int64],
) -> list[tuple[str, bytes]]:
    """All objects' debug sections, each name once. `section_address` is 0 for sections that were dropped."""
    pieces: list[list[bytes]] = [[] for _ in NAMES]
    sizes = [0] * len(NAMES)
    pending: list[tuple[int, int, NDArray[np.void], int, list[int]]] = []
    for view, base in zip(objects, section_base, strict=True):
        if len(view) < 4:
            continue
        (count,) = struct.unpack_from("<I", view)
        pos = 4
        start = list(sizes)
        for _ in range(count):
            number, length, nrecords = _HEAD.unpack_from(view, pos)
            pos += _HEAD.size
            pieces[number].append(bytes(view[pos : pos + length]))
            pos += length
            records = np.frombuffer(view, RECORD, nrecords, pos)
            pos += nrecords * RECORD.itemsize
            if nrecords:
                pending.append((number, sizes[number], records, base, start))
            sizes[number] += length
    joined = [np.frombuffer(b"".join(piece), np.uint8).copy() for piece in pieces]
    for number, at, records, base, start in pending:
        space, target = records["space"], records["tgt"].astype(np.int64)
        value = records["add"].copy()
        in_debug = space == IN_DEBUG
        value[in_debug] += np.array(start, np.int64)[target[in_debug]]
        in_section = space == IN_SECTION
        address = section_address[target[in_section] + base]
        # Two zeros would end a list of ranges, so what was dropped is the empty range at 1 there.
        gone = 1 if NAMES[number] in (".debug_ranges", ".debug_loc") else 0
        value[in_section] = np.where(address > 0, value[in_section] + address, gone)
        value[space == IN_SYMBOL] = 0
        buffer = joined[number]
        for kind, width in ((E.R_32, 4), (E.R_64, 8)):
            chosen = records["type"] == kind
            where = records["off"][chosen].astype(np.int64) + at
            raw = value[chosen].astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width]
            buffer[where[:, None] + np.arange(width)] = raw
    return [(name, data.tobytes()) for name, data in zip(NAMES, joined, strict=True) if len(data)]
