"""DWARF line-number programs (versions 4 and 5) of an unlinked object.

Addresses are encoded as `section << 40 | offset`, so arithmetic within a section works on plain integers; see `relocated` below, which
writes them into the debug sections.
"""

from __future__ import annotations

import numpy as np

from . import elf_format as E
from .elf_format import LinkError
from .elf_read import ElfObject

SECTION_SHIFT = 40
Row = tuple[int, int, int]
"""(address, file index, line)"""


def relocated(elf: ElfObject, index: int) -> bytes:
    """A debug section's bytes with its relocations applied: 64-bit ones are encoded addresses, 32-bit ones offsets in other sections."""
    content = elf.content(index)
    rows = elf.relocations.get(index)
    if rows is None or len(rows) == 0:
        return content
    buffer = np.frombuffer(content, np.uint8).copy()
    sym = rows["sym"].astype(np.int64)
    value = elf.symbols["value"][sym].astype(np.int64) + rows["addend"]
    section = elf.shndx[sym]
    kinds = rows["type"]
    for kind, width in ((E.R_64, 8), (E.R_32, 4)):
        chosen = kinds == kind
        if not chosen.any():
            continue
        result = value[chosen]
        if width == 8:
            result = np.where(section[chosen] > 0, (section[chosen] << SECTION_SHIFT) + result, result)
        at = rows["offset"][chosen].astype(np.int64)
        raw = result.astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width]
        buffer[at[:, None] + np.arange(width)] = raw
    return buffer.tobytes()


class Cursor:
    """A position in bytes; each method reads one item and moves on."""

    __slots__ = ("data", "pos")

    def __init__(self, data: bytes, pos: int = 0) -> None:
        self.data = data
        self.pos = pos

    def fixed(self, width: int) -> int:
        start = self.pos
        self.pos = start + width
        return int.from_bytes(self.data[start : start + width], "little")

    def uleb(self) -> int:
        data, pos = self.data, self.pos
        byte = data[pos]
        pos += 1
        if byte < 0x80:
            self.pos = pos
            return byte
        result, shift = byte & 0x7F, 7
        while True:
            byte = data[pos]
            pos += 1
            result |= (byte & 0x7F) << shift
            if byte < 0x80:
                self.pos = pos
                return result
            shift += 7

    def sleb(self) -> int:
        data, pos = self.data, self.pos
        result = shift = 0
        while True:
            byte = data[pos]
            pos += 1
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        self.pos = pos
        return result - (1 << shift) if byte & 0x40 else result

    def cstring(self) -> str:
        end = self.data.index(b"\0", self.pos)
        text = self.data[self.pos : end].decode("utf-8", "replace")
        self.pos = end + 1
        return text


def string_at(table: bytes, offset: int) -> str:
    return table[offset : table.index(b"\0", offset)].decode("utf-8", "replace")


class LineTable:
    """One unit's line program: `files` (path by file index) and `rows` grouped into sequences, each a contiguous piece of code."""

    __slots__ = ("files", "sequences")

    def __init__(self, files: list[str], sequences: list[list[Row]]) -> None:
        self.files = files
        self.sequences = sequences


def read_line_tables(section: bytes, line_str: bytes, strings: bytes) -> dict[int, LineTable]:
    """All programs of a .debug_line section, by their offset."""
    tables: dict[int, LineTable] = {}
    pos = 0
    while pos + 4 < len(section):
        table, end = _read_table(section, pos, line_str, strings)
        tables[pos] = table
        pos = end
    return tables


def _read_table(section: bytes, start: int, line_str: bytes, strings: bytes) -> tuple[LineTable, int]:
    cur = Cursor(section, start)
    length = cur.fixed(4)
    if length >= 0xFFFFFFF0:
        raise LinkError("64-bit DWARF is not supported")
    end = cur.pos + length
    version = cur.fixed(2)
    if version not in (2, 3, 4, 5):
        raise LinkError(f"DWARF line table version {version} is not supported")
    if version >= 5:
        cur.pos += 2
    header_length = cur.fixed(4)
    program = cur.pos + header_length
    min_inst = cur.fixed(1)
    if version >= 4:
        cur.pos += 1
    cur.pos += 1
    line_base = cur.fixed(1)
    if line_base > 127:
        line_base -= 256
    line_range = cur.fixed(1)
    opcode_base = cur.fixed(1)
    lengths = [0] + [cur.fixed(1) for _ in range(opcode_base - 1)]
    files = _files_v5(cur, line_str, strings) if version >= 5 else _files_v4(cur)
    sequences = _run(section, program, end, min_inst, line_base, line_range, opcode_base, lengths)
    return LineTable(files, sequences), end


def _join(directory: str, name: str) -> str:
    return name if name.startswith("/") or not directory else f"{directory}/{name}"


def _files_v4(cur: Cursor) -> list[str]:
    directories = [""]
    while cur.data[cur.pos]:
        directories.append(cur.cstring())
    cur.pos += 1
    files = [""]
    while cur.data[cur.pos]:
        name = cur.cstring()
        directory = cur.uleb()
        cur.uleb()
        cur.uleb()
        files.append(_join(directories[directory], name))
    return files


def _files_v5(cur: Cursor, line_str: bytes, strings: bytes) -> list[str]:
    directories = [name for name, _ in _entries_v5(cur, line_str, strings)]
    if directories:
        directories = [directories[0]] + [_join(directories[0], d) for d in directories[1:]]
    return [_join(directories[d] if d < len(directories) else "", n) for n, d in _entries_v5(cur, line_str, strings)]


def _entries_v5(cur: Cursor, line_str: bytes, strings: bytes) -> list[tuple[str, int]]:
    formats = [(cur.uleb(), cur.uleb()) for _ in range(cur.fixed(1))]
    entries = []
    for _ in range(cur.uleb()):
        name, directory = "", 0
        for content, form in formats:
            value: int | str
            if form == 0x08:  # string
                value = cur.cstring()
            elif form == 0x1F:  # line_strp
                value = string_at(line_str, cur.fixed(4))
            elif form == 0x0E:  # strp
                value = string_at(strings, cur.fixed(4))
            elif form == 0x0F:  # udata
                value = cur.uleb()
            elif form == 0x0B:
                value = cur.fixed(1)
            elif form == 0x05:
                value = cur.fixed(2)
            elif form == 0x06:
                value = cur.fixed(4)
            elif form == 0x1E:  # data16: MD5
                cur.pos += 16
                value = 0
            else:
                raise LinkError(f"DWARF line table: form 0x{form:x} of a file entry is not supported")
            if content == 1:
                name = str(value)
            elif content == 2:
                directory = int(value)
        entries.append((name, directory))
    return entries


def _run(
    data: bytes,
    pos: int,
    end: int,
    min_inst: int,
    line_base: int,
    line_range: int,
    opcode_base: int,
    lengths: list[int],
) -> list[list[Row]]:
    """The state machine. Each sequence's last row only marks its end (file -1). Of rows at one address the last counts."""
    sequences: list[list[Row]] = []
    rows: list[Row] = []
    cur = Cursor(data, pos)
    uleb, sleb = cur.uleb, cur.sleb
    address, file, line = 0, 1, 1
    const_add = ((255 - opcode_base) // line_range) * min_inst
    while cur.pos < end:
        op = data[cur.pos]
        cur.pos += 1
        if op >= opcode_base:
            op -= opcode_base
            address += op // line_range * min_inst
            line += line_base + op % line_range
            rows.append((address, file, line))
        elif op == 1:
            rows.append((address, file, line))
        elif op == 2:
            address += uleb() * min_inst
        elif op == 3:
            line += sleb()
        elif op == 4:
            file = uleb()
        elif op == 8:
            address += const_add
        elif op == 9:
            address += cur.fixed(2)
        elif op == 0:
            length = uleb()
            after = cur.pos + length
            sub = data[cur.pos]
            if sub == 1:
                rows.append((address, -1, 0))
                sequences.append(_last_wins(rows))
                rows = []
                address, file, line = 0, 1, 1
            elif sub == 2:
                address = int.from_bytes(data[cur.pos + 1 : after], "little")
            cur.pos = after
        elif op in (5, 12):  # set_column, set_isa
            uleb()
        elif op in (6, 7, 10, 11):
            pass
        else:
            for _ in range(lengths[op]):
                uleb()
    return sequences


def _last_wins(rows: list[Row]) -> list[Row]:
    out: list[Row] = []
    for row in rows:
        if out and out[-1][0] == row[0]:
            out[-1] = row
        else:
            out.append(row)
    return out
