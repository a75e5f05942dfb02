"""Writing the output file: headers, program headers, the image, symbol table and section headers.

Files are written beside their place and renamed, so that a reader never sees half of one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from . import elf_format as E
from . import pie
from . import tables as T
from .layout import PAGE, Image, OutputSection, section_group
from .program import Ints, Program

SEGMENT_COUNT = 10
HEADERS_SIZE = E.EHDR.itemsize + SEGMENT_COUNT * E.PHDR.itemsize


def program_headers(image: Image, sections: list[OutputSection]) -> NDArray[np.void]:
    rows: list[tuple[int, int, int, int, int, int]] = []  # type flags address filesz memsz align

    def span(chosen: list[OutputSection]) -> tuple[int, int, int]:
        start = min(s.address for s in chosen)
        stored = [s.end for s in chosen if s.type != E.SHT_NOBITS]
        loaded = [s.end for s in chosen if not (s.flags & E.SHF_TLS and s.type == E.SHT_NOBITS)]
        file_end = max(stored, default=start)
        return start, file_end - start, max(max(loaded, default=start), file_end) - start

    groups: list[list[OutputSection]] = [[], [], [], []]
    for section in sections:
        groups[section_group(section)].append(section)
    head_end = max([s.end for s in groups[0]], default=image.base + image.header_size)
    size = max(head_end - image.base, image.header_size)
    rows.append((E.PT_LOAD, E.PF_R, image.base, size, size, PAGE))
    for number, flags in ((1, E.PF_R | E.PF_X), (2, E.PF_R), (3, E.PF_R | E.PF_W)):
        if groups[number]:
            start, filesz, memsz = span(groups[number])
            start_page = start // PAGE * PAGE
            extra = start - start_page
            rows.append((E.PT_LOAD, flags, start_page, filesz + extra, memsz + extra, PAGE))
    for section in sections:
        if section.type == E.SHT_NOTE:
            rows.append((E.PT_NOTE, E.PF_R, section.address, section.size, section.size, 4))
        elif section.type == E.SHT_DYNAMIC:
            rows.append((E.PT_DYNAMIC, E.PF_R | E.PF_W, section.address, section.size, section.size, 8))
    if image.tls_size:
        stored = sum(s.size for s in sections if s.flags & E.SHF_TLS and s.type != E.SHT_NOBITS)
        rows.append((E.PT_TLS, E.PF_R, image.tls_start, stored, image.tls_size, image.tls_align))
    start, size = pie.read_only(sections)
    if size:
        rows.append((E.PT_GNU_RELRO, E.PF_R, start, size, size, 1))
    rows.append((E.PT_GNU_STACK, E.PF_R | E.PF_W, 0, 0, 0, 16))
    out = np.zeros(len(rows), E.PHDR)
    for i, (kind, flags, address, filesz, memsz, align) in enumerate(rows):
        offset = address - image.base if address else 0
        out[i] = (kind, flags, offset, address, address, filesz, memsz, align)
    return out


def symbol_table(program: Program, image: Image, sections: list[OutputSection]) -> tuple[bytes, bytes, int]:
    """.symtab, .strtab and the number of local symbols, for every symbol of a section in the image."""
    at = program.sym_sec
    own = program.resolved == np.arange(len(at))
    number = np.zeros(program.section_count, np.int64)
    for index, section in enumerate(sections):
        if section.members is not None:
            number[section.members] = index + 1
    inside = own & (at >= 0)
    inside[inside] = number[at[inside]] > 0
    chosen = np.flatnonzero(inside)
    local = program.sym_bind[chosen] == T.LOCAL
    chosen = chosen[np.argsort(~local, kind="stable")]
    names: list[bytes] = [b""]
    owner = np.searchsorted(program.symbol_base, chosen, "right") - 1
    rank = np.argsort(owner, kind="stable")
    cuts = np.searchsorted(owner[rank], np.arange(len(program.objects) + 1))
    lengths = np.zeros(len(chosen), np.int64)
    for index, tables in enumerate(program.objects):
        mine = rank[cuts[index] : cuts[index + 1]]
        if not len(mine):
            continue
        numbers = chosen[mine] - program.symbol_base[index]
        starts, ends = tables.sym_name[numbers], tables.sym_name[numbers + 1]
        lengths[mine] = ends - starts
        blob = bytes(tables.names)
        names += [blob[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    names.append(b"")
    offsets = np.empty(len(chosen), np.int64)
    ordered = lengths[rank] + 1
    offsets[rank] = 1 + np.cumsum(ordered) - ordered
    table = np.zeros(len(chosen) + 1, E.SYM)
    rows = table[1:]
    rows["name"] = offsets
    bind = np.minimum(program.sym_bind[chosen], 2).astype(np.uint8)
    rows["info"] = bind << 4 | program.sym_type[chosen]
    rows["shndx"] = number[at[chosen]]
    value = image.section_address[at[chosen]] + program.sym_val[chosen]
    tls = program.sym_type[chosen] == E.STT_TLS
    rows["value"] = np.where(tls, value - image.tls_start, value)
    rows["size"] = program.sym_size[chosen]
    return table.tobytes(), b"\0".join(names), int(local.sum()) + 1


def file_bytes(
    image: Image,
    sections: list[OutputSection],
    entry: int,
    shared: bool,
    extra: Iterable[tuple[str, int, bytes, int, int, int]],
    packed: Collection[str] = (),
) -> bytes:
    """The whole file. `extra`: sections behind the image, (name, type, content, link, info, entsize); link -1: the section after. packed: those of them
    that are compressed. shared: not for a fixed address."""
    headers = program_headers(image, sections)
    names = bytearray(b"\0")
    table: list[tuple[int, ...]] = [(0,) * 10]

    def name(text: str) -> int:
        offset = len(names)
        names.extend(text.encode() + b"\0")
        return offset

    by_name = {section.name: i + 1 for i, section in enumerate(sections)}
    links = {".hash": ".dynsym", ".dynsym": ".dynstr", ".rela.dyn": ".dynsym", ".dynamic": ".dynstr"}
    for s in sections:
        link = by_name.get(links.get(s.name, ""), 0)
        info = 1 if s.name == ".dynsym" else 0
        offset = min(s.address - image.base, len(image.bytes))
        table.append((name(s.name), s.type, s.flags, s.address, offset, s.size, link, info, s.align, s.entsize))
    parts = [image.bytes.tobytes()]
    position = len(parts[0])
    for title, kind, content, link, info, entsize in extra:
        pad = -position % 8
        parts += (bytes(pad), content)
        position += pad
        if link < 0:
            link = len(table) + 1
        flags = E.SHF_MERGE | E.SHF_STRINGS if title in (".debug_str", ".debug_line_str") else 0
        if title in packed:
            flags, entsize = E.SHF_COMPRESSED, 0
        table.append((name(title), kind, flags, 0, position, len(content), link, info, 8 if entsize > 1 else 1, entsize))
        position += len(content)
    strings_at = position
    own_name = name(".shstrtab")
    table.append((own_name, E.SHT_STRTAB, 0, 0, strings_at, len(names), 0, 0, 1, 0))
    position += len(names)
    pad = -position % 8
    parts += (bytes(names), bytes(pad))
    position += pad
    parts.append(np.array(table, E.SHDR).tobytes())
    head = np.zeros(1, E.EHDR)
    head["type"] = E.ET_DYN if shared else E.ET_EXEC
    head["machine"] = E.EM_X86_64
    head["version"] = 1
    head["entry"] = entry
    head["phoff"] = E.EHDR.itemsize
    head["shoff"] = position
    head["ehsize"] = E.EHDR.itemsize
    head["phentsize"] = E.PHDR.itemsize
    head["phnum"] = len(headers)
    head["shentsize"] = E.SHDR.itemsize
    head["shnum"] = len(table)
    head["shstrndx"] = len(table) - 1
    start = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + head.tobytes()[16:] + headers.tobytes()
    parts[0] = start + parts[0][len(start) :]
    return b"".join(parts)


def write_file(path: str, data: bytes) -> None:
    """Write an executable file at once: a temporary name, then a rename. A device such as /dev/null is written to, never replaced."""
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(data)
        return
    folder = os.path.dirname(os.path.abspath(path))
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".undergo-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o755)
        os.rename(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def hash_section(names: list[bytes]) -> bytes:
    """DT_HASH for dynamic symbols 1..n."""
    buckets = max(1, len(names))
    heads = [0] * buckets
    chains = [0] * (len(names) + 1)
    for index, raw in enumerate(names, 1):
        value = 0
        for byte in raw:
            value = (value << 4) + byte
            high = value & 0xF0000000
            value = (value ^ high >> 24) & ~high & 0xFFFFFFFF
        slot = value % buckets
        chains[index] = heads[slot]
        heads[slot] = index
    return np.array([buckets, len(names) + 1, *heads, *chains], "<u4").tobytes()


def relative_table(places: Ints, values: Ints, tls: list[tuple[int, int]]) -> bytes:
    """.rela.dyn: R_X86_64_RELATIVE first, then thread-pointer offsets."""
    rows = np.zeros(len(places) + len(tls), E.RELA)
    rows["offset"][: len(places)] = places
    rows["type"][: len(places)] = E.R_RELATIVE
    rows["addend"][: len(places)] = values
    for i, (place, offset) in enumerate(tls):
        rows[len(places) + i] = (place, E.R_TPOFF64, 0, offset)
    return rows.tobytes()
