"""Go's own tables: functab, type links, itab links, init order, pointer masks, build information, and moduledata which points to them.

The sizes of these tables are known before the layout, their contents mostly after it; so each has a `plan` (before) and is written (after) by
`fill_module`.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import tables as T
from .elf_format import LinkError
from .functab import HEADER_SIZE, RECORD, UNIT, assemble, uvarint
from .layout import Image, OutputSection
from .prepare import symbol_hash
from .program import Ints, Program

MODINFO_START = bytes.fromhex("3077af0c9274080241e1c107e6d618e6")
MODINFO_END = bytes.fromhex("f932433186182072008242104116d8f2")
BUILDINFO_MAGIC = b"\xff Go buildinf:"


def path_to_prefix(path: str) -> str:
    """The symbol prefix of an import path: dots of the last element and odd bytes as %xx."""
    slash = path.rfind("/")
    out = []
    for position, byte in enumerate(path.encode("utf-8", "surrogateescape")):
        if byte <= 0x20 or byte in b'%"' or byte >= 0x7F or (byte == 0x2E and position > slash):
            out.append(f"%{byte:02x}")
        else:
            out.append(chr(byte))
    return "".join(out)


def modinfo_string(text: str) -> bytes:
    """runtime.modinfo as the go command writes it: the text between two 16-byte marks; empty stays empty."""
    return MODINFO_START + text.encode() + MODINFO_END if text else b""


def build_info(version: str, modinfo: str) -> bytes:
    """The .go.buildinfo block that debug/buildinfo reads: 32 bytes of header, then two strings with their lengths."""
    info = modinfo_string(modinfo)
    head = BUILDINFO_MAGIC + bytes([8, 2])
    raw = version.encode()
    blob = head.ljust(32, b"\0") + uvarint(len(raw)) + raw + uvarint(len(info)) + info
    return blob + bytes(-len(blob) % 16)


class Functions:
    """The living functions of a program and their chunks; `size` is the functab's, exactly."""

    def __init__(self, program: Program, alive: Ints) -> None:
        self.sections: list[Ints] = []
        values: list[Ints] = []
        records: list[NDArray[np.void]] = []
        chunks: list[bytes] = []
        self.units: list[tuple[bytes, NDArray[np.uint32], str]] = []
        at = 0
        tail = 0
        for number, tables in enumerate(program.objects):
            if not len(tables.fn_sec):
                continue
            sections = tables.fn_sec + program.section_base[number]
            chosen = np.flatnonzero(alive[sections])
            if not len(chosen):
                continue
            starts, ends = tables.fn_chunk[chosen].astype(np.int64), tables.fn_chunk[chosen + 1].astype(np.int64)
            names, pclns = tables.fn_name[chosen].astype(np.int64), tables.fn_pcln[chosen].astype(np.int64)
            lengths = ends - starts
            moved = at + np.cumsum(lengths) - lengths
            blob = tables.chunks
            chunks += [blob[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]  # type: ignore[misc]
            at += int(lengths.sum())
            rows = np.zeros(len(chosen), RECORD)
            rows["size"] = tables.fn_size[chosen]
            rows["name"] = moved + names - starts
            rows["name_len"] = pclns - names
            rows["start_line"] = tables.fn_line[chosen]
            rows["file"] = tables.fn_file[chosen]
            rows["ninl"] = tables.fn_ninl[chosen]
            rows["flags"] = tables.fn_flags[chosen]
            frames = tables.fn_frame[chosen].astype(np.int64)
            rows["frame"] = np.where(frames < 0, 0xFFFFFFFF, moved + frames - starts)
            no_lines = tables.fn_file[chosen] == 0xFFFFFFFF
            rows["pcln"] = np.where(no_lines, 0xFFFFFFFF, moved + pclns - starts)
            rows["inl"] = np.where(tables.fn_ninl[chosen] == 0, 0xFFFFFFFF, moved)
            rows["unit"] = len(self.units)
            records.append(rows)
            self.sections.append(sections[chosen])
            values.append(tables.fn_val[chosen].astype(np.int64))
            package = str(tables.info["package"])
            raw = package.encode()
            strings = bytes(tables.unit_strings)
            self.units.append((strings, tables.unit_files, package))
            length = tables.unit_files.nbytes + len(strings) + len(uvarint(len(raw))) + len(raw)
            tail += length + -length % 4
        if len(self.units) > 0xFFFF:
            raise LinkError("more than 65535 object files")
        self.section = np.concatenate(self.sections) if self.sections else np.zeros(0, np.int64)
        self.value = np.concatenate(values) if values else np.zeros(0, np.int64)
        self.records = np.concatenate(records) if records else np.zeros(0, RECORD)
        self.chunks = b"".join(chunks)
        count = len(self.records)
        self.size = HEADER_SIZE + 4 * (count + 1) + RECORD.itemsize * count
        self.size += UNIT.itemsize * len(self.units) + len(self.chunks) + tail

    def assemble(self, image: Image, text_end: int) -> bytes:
        entry = image.section_address[self.section] + self.value - image.base
        order = np.argsort(entry, kind="stable")
        records = self.records[order]
        records["entry"] = entry[order]
        return assemble(records, self.chunks, self.units, text_end - image.base)


def init_order(program: Program, roots: list[str] | None = None) -> list[int]:
    """Symbols of the init tasks in Go's order: sorted by import path, each as soon as what it imports is done.

    With `roots`, only what these packages need (themselves included).
    """
    tasks: dict[str, int] = {}
    imports: dict[str, set[str]] = {}
    for tables in program.objects:
        path = str(tables.info["package"])
        imports.setdefault(path, set()).update(tables.info["imports"])
    main = program.find("main.main")
    main_path = program.owner(main) if main >= 0 else ""
    for path in imports:
        name = "main" if path == main_path else path_to_prefix(path)
        symbol = program.find(f"{name}..inittask")
        if symbol >= 0:
            tasks[path] = symbol
    if roots is not None:
        wanted: set[str] = set()
        pending = [r for r in roots if r in imports]
        while pending:
            path = pending.pop()
            if path not in wanted:
                wanted.add(path)
                pending += [p for p in imports[path] if p in imports]
        imports = {p: d for p, d in imports.items() if p in wanted}
    busy = _with_tasks(imports, tasks)
    waiting = {p: len([d for d in imports[p] if d in busy and d != p]) for p in busy}
    users: dict[str, list[str]] = {}
    for path in busy:
        for needed in imports[path]:
            if needed in busy and needed != path:
                users.setdefault(needed, []).append(path)
    key = {p: ("main" if p == main_path else p) for p in busy}
    ready = [(key[p], p) for p, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    order: list[int] = []
    done = 0
    while ready:
        _, path = heapq.heappop(ready)
        done += 1
        if path in tasks:
            order.append(tasks[path])
        for user in users.get(path, ()):
            waiting[user] -= 1
            if waiting[user] == 0:
                heapq.heappush(ready, (key[user], user))
    if done != len(busy):
        cycle = sorted(p for p, count in waiting.items() if count > 0)
        raise LinkError("import cycle among " + ", ".join(cycle[:10]))
    return order


def _with_tasks(imports: Mapping[str, set[str]], tasks: Mapping[str, int]) -> set[str]:
    """The packages that have an init task or, directly or not, import one that has (the others do not count in the order)."""
    users: dict[str, list[str]] = {}
    for path, needs in imports.items():
        for needed in needs:
            users.setdefault(needed, []).append(path)
    busy: set[str] = set()
    pending = [p for p in tasks if p in imports]
    while pending:
        path = pending.pop()
        if path not in busy:
            busy.add(path)
            pending += users.get(path, ())
    return busy


def type_links(program: Program, alive: Ints) -> Ints:
    """Sections of the living type descriptors that reflection must find, sorted by the types' strings, each once."""
    hashes = np.concatenate([o.typelink_hash for o in program.objects])
    symbols = program.find_all(hashes)
    sections = np.where(symbols >= 0, program.sym_at[np.maximum(symbols, 0)], -1)
    living = (sections >= 0) & alive[np.maximum(sections, 0)]
    chosen: dict[int, tuple[bytes, int]] = {}
    at = 0
    for tables in program.objects:
        count = len(tables.typelink_hash)
        rows = np.flatnonzero(living[at : at + count])
        if len(rows):
            strings = tables.typelink_strings
            starts, ends = tables.typelink_str[rows].tolist(), tables.typelink_str[rows + 1].tolist()
            where = sections[at + rows].tolist()
            values = symbols[at + rows].tolist()
            for start, end, section, symbol in zip(starts, ends, where, values, strict=True):
                if section not in chosen:
                    chosen[section] = (bytes(strings[start:end]), symbol)
        at += count
    return np.array([symbol for _, symbol in sorted(chosen.values())], np.int64)


def unsafe_ranges(program: Program, image: Image, alive: Ints) -> NDArray[np.uint32]:
    """The ranges of code not to preempt in: rows (start, end), image offsets, sorted, touching ones joined."""
    sections = program.shifted("unsafe_sec", program.section_base)
    living = alive[sections] if len(sections) else np.zeros(0, bool)
    if not living.any():
        return np.zeros((0, 2), np.uint32)
    base = image.section_address[sections] - image.base
    low = (base + np.concatenate([o.unsafe_lo for o in program.objects]))[living]
    high = (base + np.concatenate([o.unsafe_hi for o in program.objects]))[living]
    order = np.argsort(low, kind="stable")
    low, high = low[order], np.maximum.accumulate(high[order])
    first = np.ones(len(low), bool)
    first[1:] = low[1:] > high[:-1]
    last = np.append(first[1:], True)
    return np.stack([low[first], high[last]], axis=1).astype(np.uint32)


def count_unsafe(program: Program, alive: Ints) -> int:
    sections = program.shifted("unsafe_sec", program.section_base)
    return int(alive[sections].sum()) if len(sections) else 0


class PointerMasks:
    """One bit a word of the data and bss sections. A variable without a mask is all pointers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.row_of = np.full(program.section_count, -1, np.int64)
        self.rows: list[tuple[Any, int, int, int]] = []
        at = 0
        for number, tables in enumerate(program.objects):
            if not len(tables.mask_sec):
                continue
            base = int(program.section_base[number])
            self.row_of[tables.mask_sec + base] = np.arange(at, at + len(tables.mask_sec))
            bits = tables.mask_bits.tobytes()
            columns = (tables.mask_off.tolist(), tables.mask_words.tolist(), tables.mask_count.tolist())
            self.rows += [(bits, off, words, count) for off, words, count in zip(*columns, strict=True)]
            at += len(tables.mask_sec)

    def bits(self, section: OutputSection) -> bytes:
        """The packed mask of an output section."""
        words = -(-section.size // 8)
        flags = bytearray(words)
        if section.members is not None and section.offsets is not None:
            sizes = self.program.sec_size[section.members].tolist()
            rows = self.row_of[section.members].tolist()
            for offset, size, row in zip(section.offsets.tolist(), sizes, rows, strict=True):
                first = offset >> 3
                if row < 0:
                    count = size >> 3
                    flags[first : first + count] = b"\1" * count
                else:
                    bits, at, period, count = self.rows[row]
                    piece = bits[at : at + period] * count
                    flags[first : first + len(piece)] = piece
        return np.packbits(np.frombuffer(bytes(flags), np.uint8), bitorder="little").tobytes()


def moduledata_offsets(program: Program) -> dict[str, int]:
    for tables in program.objects:
        found = tables.info.get("moduledata")
        if found:
            return {str(k): int(v) for k, v in found.items()}
    return {}


class StringVariables:
    """Values of string variables set by the linker (`-X`, runtime.modinfo, ...), laid out in one block."""

    def __init__(self, values: Mapping[str, bytes], even_empty: Collection[str] = ()) -> None:
        self.values = {name: value for name, value in values.items() if value or name in even_empty}
        self.offsets: dict[str, int] = {}
        blob = bytearray()
        for name in sorted(self.values):
            self.offsets[name] = len(blob)
            blob += self.values[name]
        self.blob = bytes(blob)


def make_writable(program: Program, kinds: Ints, names: list[str]) -> list[int]:
    """Give zero variables that the linker fills a place in the file. Returns the symbols that are defined, in order."""
    found = []
    for name in names:
        symbol = program.find_hash(symbol_hash(name))
        if symbol < 0:
            continue
        section = int(program.sym_at[symbol])
        if section >= 0:
            kinds[section] = {T.BSS: T.DATA, T.NOPTRBSS: T.NOPTRDATA}.get(int(kinds[section]), int(kinds[section]))
            found.append(symbol)
    return found
