"""Functions, lines and inlined calls: from an object's DWARF to the chunks of the functab.

`docs/link.md` specifies the functab. One chunk a function is made when an object is prepared; the linker only chooses chunks and writes the
arrays around them.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .dwarf_info import DebugSections, Inlined, Subprogram, Unit, read_units
from .dwarf_line import SECTION_SHIFT, Row, read_line_tables, relocated
from .elf_read import ElfObject

MAGIC = 0x54464755
VERSION = 2
FLAG_WRAPPER, FLAG_ASSEMBLY, FLAG_TOP_FRAME, FLAG_NO_ARGS, FLAG_FRAMED = 1, 2, 4, 8, 16
REGISTER_FLAGS, FLAG_NO_RETURN = 5, 512  # four flags from 1 << 5 on
RECORD = np.dtype(
    [
        ("entry", "<u4"),
        ("size", "<u4"),
        ("name", "<u4"),
        ("name_len", "<u4"),
        ("start_line", "<u4"),
        ("file", "<u4"),
        ("pcln", "<u4"),
        ("inl", "<u4"),
        ("ninl", "<u2"),
        ("unit", "<u2"),
        ("flags", "<u4"),
        ("frame", "<u4"),
    ]
)
UNIT = np.dtype([("strings", "<u4"), ("files", "<u4"), ("nfile", "<u4"), ("pkg", "<u4")])
INLINE_NODE = struct.Struct("<iIIIIII")
HEADER_SIZE = 32
NO_FILE = 0xFFFFFFFF


def uvarint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def svarint(value: int) -> bytes:
    return uvarint(value << 1 if value >= 0 else (-value << 1) - 1)


class Chunk:
    """What the functab says of one function: `inline + name + pcln` is its run of bytes."""

    __slots__ = ("file", "inline", "line", "ninl", "pcln")

    def __init__(self, file: int, line: int, ninl: int, inline: bytes, pcln: bytes) -> None:
        self.file = file
        self.line = line
        self.ninl = ninl
        self.inline = inline
        self.pcln = pcln


def encode_depths(pairs: list[tuple[int, int]], low: int, high: int) -> tuple[int, bytes]:
    """(count, rows) of the depths of the function of an assembly file at [low, high) of its section, from its entry on."""
    inside = [(offset - low, code) for offset, code in pairs if low <= offset < high]
    return len(inside), b"".join(struct.pack("<II", *pair) for pair in inside)


def encode_frame(layout: list[int] | None) -> bytes:
    """The depth of a frame and its variables as docs/link.md has them; nothing if it is not known."""
    if layout is None:
        return b""
    return b"".join(map(uvarint, [layout[0], len(layout) // 2, *layout[1:]]))


def read_fault_maps(data: bytes) -> dict[int, dict[int, int]]:
    """LLVM's .llvm_faultmaps, which lists the accesses that nil checks became: {function: {access: where the check would have branched to}}.

    The access itself has no line, the place branched to has the check's."""
    maps: dict[int, dict[int, int]] = {}
    at = 8
    while at + 16 <= len(data):
        function, count = struct.unpack_from("<QI", data, at)
        at += 16
        found = maps.setdefault(function, {})
        for _ in range(count):
            _, access, handler = struct.unpack_from("<III", data, at)
            found[function + access] = function + handler
            at += 12
    return maps


class Decoder:
    """Decodes one object's DWARF. `files` and `strings` grow as functions ask for them. marks: flags of functions by symbol."""

    def __init__(self, elf: ElfObject, marks: Mapping[str, int], lines: Mapping[str, int]) -> None:
        self.marks = marks
        self.lines = lines
        self.strings = bytearray()
        self.files: list[tuple[int, int]] = []
        self._string_offsets: dict[str, tuple[int, int]] = {}
        self._file_index: dict[str, int] = {}
        index = {name: i for i, name in enumerate(elf.section_names) if name.startswith(".debug_")}

        def content(name: str) -> bytes:
            at = index.get(name)
            return b"" if at is None else relocated(elf, at)

        debug = DebugSections(
            info=content(".debug_info"),
            abbrev=content(".debug_abbrev"),
            str=content(".debug_str"),
            line_str=content(".debug_line_str"),
            str_offsets=content(".debug_str_offsets"),
            addr=content(".debug_addr"),
            rnglists=content(".debug_rnglists"),
            ranges=content(".debug_ranges"),
            line=content(".debug_line"),
        )
        tables = read_line_tables(debug.line, debug.line_str, debug.str) if debug.line else {}
        units = read_units(debug) if debug.info and debug.abbrev else []
        for unit in units:
            if unit.comp_dir and unit.stmt_list in tables:
                files = tables[unit.stmt_list].files
                files[:] = [f if f.startswith("/") or not f else f"{unit.comp_dir}/{f}" for f in files]
        at = next((i for i, name in enumerate(elf.section_names) if name == ".llvm_faultmaps"), None)
        self.faults = read_fault_maps(relocated(elf, at)) if at is not None else {}
        self.rows: dict[int, list[tuple[list[Row], list[str]]]] = {}
        for table in tables.values():
            for sequence in table.sequences:
                section = sequence[0][0] >> SECTION_SHIFT
                self.rows.setdefault(section, []).append((sequence, table.files))
        self.inlined: dict[int, list[tuple[int, int, Subprogram, Unit, list[str]]]] = {}
        for unit in units:
            files = tables[unit.stmt_list].files if unit.stmt_list in tables else []
            for function in unit.subprograms:
                low, high = function.ranges[0]
                entry = (low, high, function, unit, files)
                self.inlined.setdefault(low >> SECTION_SHIFT, []).append(entry)

    def string(self, text: str) -> tuple[int, int]:
        """(offset, length) in the unit's strings."""
        found = self._string_offsets.get(text)
        if found is None:
            raw = text.encode("utf-8", "surrogateescape")
            found = (len(self.strings), len(raw))
            self.strings += raw
            self._string_offsets[text] = found
        return found

    def file(self, path: str) -> int:
        index = self._file_index.get(path)
        if index is None:
            index = len(self.files)
            self._file_index[path] = index
            self.files.append(self.string(path))
        return index

    def chunk(self, section: int, low: int, high: int, name: str) -> Chunk:
        """The chunk of the function at [low, high) of an ELF section."""
        base = section << SECTION_SHIFT
        start, end = base + low, base + high
        rows, paths = self._rows(section, start, end)
        if not rows:
            return Chunk(NO_FILE, self.lines.get(name, 0), 0, b"", b"")
        inlined: list[Inlined] = []
        unit: Unit | None = None
        decl_line = 0
        unit_files: list[str] = []
        for lo, hi, function, owner, files in self.inlined.get(section, ()):
            if lo < end and hi > start:
                inlined, unit, unit_files, decl_line = function.inlined, owner, files, function.decl_line
                break
        nodes = self._nodes(inlined, unit, unit_files)
        bounds, owners = _paint(inlined, start, end)
        body_line, body_file = _body_position(rows, bounds, owners)
        line = self.lines.get(name, 0) or decl_line or body_line
        file = self.file(paths[body_file]) if 0 <= body_file < len(paths) else self.file(paths[rows[0][1]])
        pcln = self._encode(rows, paths, bounds, owners, start, end, line, file)
        return Chunk(file, line, len(inlined), nodes, pcln)

    def _rows(self, section: int, start: int, end: int) -> tuple[list[Row], list[str]]:
        for sequence, paths in self.rows.get(section, ()):
            if sequence[0][0] < end and sequence[-1][0] > start:
                first = max(bisect_left(sequence, (start + 1, -2, 0)) - 1, 0)
                last = bisect_left(sequence, (end, -2, 0))
                chosen = [row for row in sequence[first:last] if row[1] >= 0]
                if chosen:
                    return chosen, paths
        return [], []

    def _nodes(self, inlined: list[Inlined], unit: Unit | None, files: list[str]) -> bytes:
        if unit is None or not inlined:
            return b""
        out = bytearray()
        for node in inlined:
            name, line = unit.names.get(node.origin, ("", 0))
            offset, length = self.string(name)
            call_file = self.file(files[node.call_file]) if node.call_file < len(files) else NO_FILE
            flags = self.marks.get(name, 0)
            line = self.lines.get(name, 0) or line
            out += INLINE_NODE.pack(node.parent, offset, length, call_file, node.call_line, line, flags)
        return bytes(out)

    def _encode(
        self,
        rows: list[Row],
        paths: list[str],
        bounds: list[int],
        owners: list[int],
        start: int,
        end: int,
        line: int,
        file: int,
    ) -> bytes:
        """The line rows of docs/link.md: line rows and inlining segments merged, line 0 filled from before."""
        points = sorted({start, *(row[0] for row in rows if start < row[0] < end), *bounds[1:-1]})
        checks = self.faults.get(start, {})
        if checks:
            points = sorted({*points, *checks, *(pc + 1 for pc in checks if pc + 1 < end)})
        out = bytearray()
        now_line, now_file, now_inl = line, file, -1
        row_at = seg_at = 0
        nrows, nsegs = len(rows), len(owners)
        file_of: dict[int, int] = {}
        pending = (line, file, -1)
        pending_start = start
        known = False
        normal = pending
        for point in points:
            while row_at + 1 < nrows and rows[row_at + 1][0] <= point:
                row_at += 1
            while seg_at + 1 < nsegs and bounds[seg_at + 1] <= point:
                seg_at += 1
            _, file_number, row_line = rows[row_at]
            owner = owners[seg_at]
            handler = checks.get(point)
            if handler is not None:  # the nil check that this access is
                _, file_number, row_line = rows[max(bisect_left(rows, (handler + 1, -2, 0)) - 1, 0)]
                owner = owners[max(min(bisect_left(bounds, handler + 1) - 1, len(owners) - 1), 0)]
            if row_line == 0:
                state = normal if known else (line, file, -1)
            else:
                index = file_of.get(file_number)
                if index is None:
                    path = paths[file_number] if file_number < len(paths) else "?"
                    index = file_of[file_number] = self.file(path)
                state = (row_line, index, owner)
                known = True
            if handler is None:
                normal = state
            if state == pending:
                continue
            if point > pending_start:
                now_line, now_file, now_inl = _emit(out, point - pending_start, pending, now_line, now_file, now_inl)
            pending, pending_start = state, point
        _emit(out, end - pending_start, pending, now_line, now_file, now_inl)
        out.append(0)
        return bytes(out)


def _emit(out: bytearray, length: int, state: tuple[int, int, int], line: int, file: int, inl: int) -> tuple[int, int, int]:
    new_line, new_file, new_inl = state
    if new_file == file and new_inl == inl:
        out += uvarint(length << 1)
        out += svarint(new_line - line)
    else:
        out += uvarint(length << 1 | 1)
        out += svarint(new_line - line)
        out += svarint(new_file - file)
        out += svarint(new_inl - inl)
    return state


def _paint(inlined: list[Inlined], start: int, end: int) -> tuple[list[int], list[int]]:
    """Cut [start, end) at every inlined range; each piece belongs to the innermost call. (bounds, one longer than owners)."""
    edges = {start, end}
    for node in inlined:
        for low, high in node.ranges:
            if low < end and high > start:
                edges.add(max(low, start))
                edges.add(min(high, end))
    bounds = sorted(edges)
    owners = [-1] * (len(bounds) - 1)
    position = {bound: i for i, bound in enumerate(bounds)}
    for number, node in enumerate(inlined):
        for low, high in node.ranges:
            if low < end and high > start:
                first, last = position[max(low, start)], position[min(high, end)]
                owners[first:last] = [number] * (last - first)
    return bounds, owners


def _body_position(rows: list[Row], bounds: list[int], owners: list[int]) -> tuple[int, int]:
    """(line, file number) of the first row of the function's own code; (0, -1) if all of it is inlined."""
    segment = 0
    for address, file, line in rows:
        while segment + 1 < len(owners) and bounds[segment + 1] <= address:
            segment += 1
        if owners[segment] == -1 and line:
            return line, file
    return 0, -1


def assemble(
    records: NDArray[np.void],
    chunks: bytes,
    units: list[tuple[bytes, NDArray[np.uint32], str]],
    end: int,
) -> bytes:
    """The whole functab. `records`, sorted by entry, hold name/pcln/inl relative to `chunks`; units are (strings, files, package)."""
    count = len(records)
    entries_at = HEADER_SIZE
    records_at = entries_at + 4 * (count + 1)
    units_at = records_at + RECORD.itemsize * count
    chunks_at = units_at + UNIT.itemsize * len(units)
    position = chunks_at + len(chunks)
    unit_rows = np.zeros(len(units), UNIT)
    tail: list[bytes] = []
    for number, (strings, files, package) in enumerate(units):
        raw = package.encode()
        blob = files.tobytes() + strings + uvarint(len(raw)) + raw
        nfiles = len(files) * 4
        unit_rows[number] = (position + nfiles, position, len(files) // 2, position + nfiles + len(strings))
        blob += bytes(-len(blob) % 4)
        tail.append(blob)
        position += len(blob)
    records = records.copy()
    for name in ("name", "pcln", "inl", "frame"):
        column = records[name]
        used = column != 0xFFFFFFFF
        records[name] = np.where(used, column + np.uint32(chunks_at), 0)
    entries = np.empty(count + 1, "<u4")
    entries[:count] = records["entry"]
    entries[count] = end
    header = struct.pack("<8I", MAGIC, VERSION, count, len(units), entries_at, records_at, units_at, position)
    return b"".join([header, entries.tobytes(), records.tobytes(), unit_rows.tobytes(), chunks, *tail])


class FunctabReader:
    """Reads a functab back, for tests and tools."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        head = struct.unpack_from("<8I", data)
        if head[0] != MAGIC or head[1] != VERSION:
            raise ValueError("not a functab")
        self.entries = np.frombuffer(data, "<u4", head[2] + 1, head[4])
        self.records = np.frombuffer(data, RECORD, head[2], head[5])
        self.units = np.frombuffer(data, UNIT, head[3], head[6])

    def name(self, record: np.void) -> str:
        at = int(record["name"])
        return self.data[at : at + int(record["name_len"])].decode()

    def _file(self, unit: np.void, index: int) -> str:
        if index == NO_FILE:
            return "?"
        offset, length = struct.unpack_from("<II", self.data, int(unit["files"]) + 8 * index)
        at = int(unit["strings"]) + offset
        return self.data[at : at + length].decode()

    def _varint(self, pos: int) -> tuple[int, int]:
        result = shift = 0
        while True:
            byte = self.data[pos]
            pos += 1
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result, pos

    def lookup(self, offset: int) -> list[tuple[str, str, int]]:
        """Frames (function, file, line) at an image offset, innermost first; empty outside the text."""
        index = int(np.searchsorted(self.entries, offset, "right")) - 1
        if index < 0 or index >= len(self.records):
            return []
        record = self.records[index]
        unit = self.units[int(record["unit"])]
        line, file, inl = int(record["start_line"]), int(record["file"]), -1
        file = 0 if file == NO_FILE else file
        pc, pos = int(record["entry"]), int(record["pcln"])
        if pos == 0:
            return [(self.name(record), self._file(unit, int(record["file"])), line)]
        while True:
            head, pos = self._varint(pos)
            if head == 0:
                break
            delta, pos = self._varint(pos)
            line += (delta >> 1) ^ -(delta & 1)
            if head & 1:
                delta, pos = self._varint(pos)
                file += (delta >> 1) ^ -(delta & 1)
                delta, pos = self._varint(pos)
                inl += (delta >> 1) ^ -(delta & 1)
            pc += head >> 1
            if offset < pc:
                break
        frames = []
        path = self._file(unit, file)
        while inl >= 0:
            at = int(record["inl"]) + INLINE_NODE.size * inl
            parent, name, length, call_file, call_line, _, _ = INLINE_NODE.unpack_from(self.data, at)
            start = int(unit["strings"]) + name
            frames.append((self.data[start : start + length].decode(), path, line))
            path, line, inl = self._file(unit, call_file), call_line, parent
        frames.append((self.name(record), path, line))
        return frames
