"""Which code was inlined where: the subprogram and inlined-subroutine entries of .debug_info (DWARF 4 and 5).

Reads what LLVM emits for `LineTablesOnly` (and skips over anything a fuller emission adds). Addresses are encoded as in dwarf_line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .dwarf_line import Cursor, string_at
from .elf_format import LinkError

TAG_COMPILE_UNIT, TAG_SUBPROGRAM, TAG_INLINED, TAG_LEXICAL_BLOCK = 0x11, 0x2E, 0x1D, 0x0B
AT_NAME, AT_STMT_LIST, AT_LOW_PC, AT_HIGH_PC = 0x03, 0x10, 0x11, 0x12
AT_ORIGIN, AT_DECL_LINE, AT_SPECIFICATION, AT_RANGES = 0x31, 0x3B, 0x47, 0x55
AT_COMP_DIR = 0x1B
AT_CALL_FILE, AT_CALL_LINE, AT_LINKAGE_NAME = 0x58, 0x59, 0x6E
AT_STR_OFFSETS_BASE, AT_ADDR_BASE, AT_RNGLISTS_BASE = 0x72, 0x73, 0x74
WANTED = frozenset(
    (
        AT_NAME,
        AT_COMP_DIR,
        AT_STMT_LIST,
        AT_LOW_PC,
        AT_HIGH_PC,
        AT_ORIGIN,
        AT_DECL_LINE,
        AT_SPECIFICATION,
        AT_RANGES,
        AT_CALL_FILE,
        AT_CALL_LINE,
        AT_LINKAGE_NAME,
        AT_STR_OFFSETS_BASE,
        AT_ADDR_BASE,
        AT_RNGLISTS_BASE,
    )
)

Range = tuple[int, int]


@dataclass(slots=True)
class Inlined:
    """One inlined call. `parent` indexes the function's list, -1 for the function itself."""

    parent: int
    origin: int
    call_file: int
    call_line: int
    ranges: list[Range]


@dataclass(slots=True)
class Subprogram:
    """A function with code: where, what it is called (may be empty), its inlined calls, parents first."""

    ranges: list[Range]
    name: str
    decl_line: int
    inlined: list[Inlined] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    """A compile unit: its line table's offset (-1 none), functions with inlined calls, names and lines of entries by offset."""

    stmt_list: int
    subprograms: list[Subprogram]
    names: dict[int, tuple[str, int]]
    comp_dir: str = ""


@dataclass(slots=True)
class DebugSections:
    """The debug sections' bytes, relocations applied; empty where the object has none."""

    info: bytes = b""
    abbrev: bytes = b""
    str: bytes = b""
    line_str: bytes = b""
    str_offsets: bytes = b""
    addr: bytes = b""
    rnglists: bytes = b""
    ranges: bytes = b""
    line: bytes = b""


Abbrev = tuple[int, bool, list[tuple[int, int, int]]]


def read_units(debug: DebugSections) -> list[Unit]:
    units = []
    pos = 0
    abbrevs: dict[int, dict[int, Abbrev]] = {}
    while pos + 11 <= len(debug.info):
        reader = _UnitReader(debug, pos, abbrevs)
        units.append(reader.read())
        pos = reader.end
    return units


def _read_abbrevs(data: bytes, offset: int) -> dict[int, Abbrev]:
    cur = Cursor(data, offset)
    table: dict[int, Abbrev] = {}
    while True:
        code = cur.uleb()
        if code == 0:
            return table
        tag = cur.uleb()
        children = cur.fixed(1) != 0
        attributes = []
        while True:
            name, form = cur.uleb(), cur.uleb()
            implicit = cur.sleb() if form == 0x21 else 0
            if name == 0 and form == 0:
                break
            attributes.append((name, form, implicit))
        table[code] = (tag, children, attributes)


class _UnitReader:
    """Walks the entries of one unit."""

    __slots__ = (
        "abbrevs",
        "addr_base",
        "base",
        "cur",
        "debug",
        "end",
        "names",
        "rng_base",
        "start",
        "str_base",
        "version",
    )

    def __init__(self, debug: DebugSections, start: int, abbrevs: dict[int, dict[int, Abbrev]]) -> None:
        self.debug = debug
        self.start = start
        cur = self.cur = Cursor(debug.info, start)
        length = cur.fixed(4)
        if length >= 0xFFFFFFF0:
            raise LinkError("64-bit DWARF is not supported")
        self.end = cur.pos + length
        self.version = cur.fixed(2)
        if self.version == 5:
            unit_type = cur.fixed(1)
            cur.pos += 1
            abbrev_offset = cur.fixed(4)
            if unit_type in (4, 5):  # skeleton, split
                cur.pos += 8
        elif self.version in (2, 3, 4):
            abbrev_offset = cur.fixed(4)
            cur.pos += 1
        else:
            raise LinkError(f"DWARF version {self.version} is not supported")
        if abbrev_offset not in abbrevs:
            abbrevs[abbrev_offset] = _read_abbrevs(debug.abbrev, abbrev_offset)
        self.abbrevs = abbrevs[abbrev_offset]
        self.str_base = 8
        self.addr_base = 8
        self.rng_base = 12
        self.base = 0
        self.names: dict[int, tuple[str, int]] = {}

    def read(self) -> Unit:
        cur, end = self.cur, self.end
        unit = Unit(-1, [], self.names)
        stack: list[tuple[Subprogram | None, int]] = []
        here: tuple[Subprogram | None, int] = (None, -1)
        while cur.pos < end:
            offset = cur.pos
            code = cur.uleb()
            if code == 0:
                if not stack:
                    break
                here = stack.pop()
                continue
            tag, children, attributes = self.abbrevs[code]
            values = self.attributes(attributes)
            inner = here
            if tag == TAG_SUBPROGRAM:
                function = self.subprogram(offset, values)
                inner = (function, -1)
                if function is not None:
                    unit.subprograms.append(function)
            elif tag == TAG_INLINED:
                function, parent = here
                if function is not None:
                    call = Inlined(
                        parent,
                        values.get(AT_ORIGIN, 0),
                        values.get(AT_CALL_FILE, 0),
                        values.get(AT_CALL_LINE, 0),
                        self.code_ranges(values),
                    )
                    inner = (function, len(function.inlined))
                    function.inlined.append(call)
            elif tag == TAG_COMPILE_UNIT:
                unit.stmt_list = values.get(AT_STMT_LIST, -1)
                if self.version < 5:  # later line tables hold the directory themselves
                    unit.comp_dir = self.string({AT_NAME: values[AT_COMP_DIR]}) if AT_COMP_DIR in values else ""
            if children:
                stack.append(here)
                here = inner
        return unit

    def subprogram(self, offset: int, values: dict[int, int]) -> Subprogram | None:
        name = self.string(values)
        line = values.get(AT_DECL_LINE, 0)
        origin = values.get(AT_ORIGIN, values.get(AT_SPECIFICATION))
        if origin is not None and origin in self.names:
            other = self.names[origin]
            name, line = name or other[0], line or other[1]
        self.names[offset] = (name, line)
        ranges = self.code_ranges(values)
        return Subprogram(ranges, name, line) if ranges else None

    def string(self, values: dict[int, int]) -> str:
        """The function's name: the linkage name if there is one. Strings come as encoded (form << 40 | value), see `attributes`."""
        value = values.get(AT_LINKAGE_NAME, values.get(AT_NAME))
        if value is None:
            return ""
        kind, at = value >> 40, value & 0xFFFFFFFFFF
        if kind == 0:
            return string_at(self.debug.info, at)
        if kind == 1:
            return string_at(self.debug.str, at)
        if kind == 2:
            return string_at(self.debug.line_str, at)
        slot = self.str_base + 4 * at
        return string_at(self.debug.str, int.from_bytes(self.debug.str_offsets[slot : slot + 4], "little"))

    def address(self, index: int) -> int:
        slot = self.addr_base + 8 * index
        return int.from_bytes(self.debug.addr[slot : slot + 8], "little")

    def code_ranges(self, values: dict[int, int]) -> list[Range]:
        """Encoded ranges; DW_AT_high_pc as a length was marked by adding nothing: it is always smaller than any address."""
        low, high = values.get(AT_LOW_PC), values.get(AT_HIGH_PC)
        if low is not None and high is not None:
            return [(low, high if high > low and high >> 40 else low + high)]
        ranges = values.get(AT_RANGES)
        if ranges is None:
            return []
        return self.rnglist(ranges) if self.version >= 5 else self.old_ranges(ranges)

    def rnglist(self, offset: int) -> list[Range]:
        cur = Cursor(self.debug.rnglists, offset)
        base = self.base
        out: list[Range] = []
        while True:
            kind = cur.fixed(1)
            if kind == 0:
                return out
            if kind == 1:
                base = self.address(cur.uleb())
            elif kind == 2:
                out.append((self.address(cur.uleb()), self.address(cur.uleb())))
            elif kind == 3:
                low = self.address(cur.uleb())
                out.append((low, low + cur.uleb()))
            elif kind == 4:
                low = base + cur.uleb()
                out.append((low, base + cur.uleb()))
            elif kind == 5:
                base = cur.fixed(8)
            elif kind == 6:
                out.append((cur.fixed(8), cur.fixed(8)))
            elif kind == 7:
                low = cur.fixed(8)
                out.append((low, low + cur.uleb()))
            else:
                raise LinkError(f"DWARF range list: entry kind {kind} is not supported")

    def old_ranges(self, offset: int) -> list[Range]:
        cur = Cursor(self.debug.ranges, offset)
        base = self.base
        out: list[Range] = []
        while True:
            low, high = cur.fixed(8), cur.fixed(8)
            if low == 0 and high == 0:
                return out
            if low == 0xFFFFFFFFFFFFFFFF:
                base = high
            elif low >> 40:
                out.append((low, high))
            else:
                out.append((base + low, base + high))

    def attributes(self, attributes: list[tuple[int, int, int]]) -> dict[int, int]:
        """The wanted attributes' values. Strings are encoded as kind << 40 | offset or index (kinds: 0 inline, 1 str, 2 line_str, 3 strx)."""
        values: dict[int, int] = {}
        late: list[tuple[int, int]] = []
        for name, form, implicit in attributes:
            value = self.form(form, implicit)
            if name not in WANTED:
                continue
            if form in (0x1B, 0x29, 0x2A, 0x2B, 0x2C, 0x23):  # indices: their bases may follow in the unit's own entry
                late.append((name, value))
                if form == 0x23:
                    late[-1] = (-name, value)
                continue
            values[name] = value
            if name == AT_STR_OFFSETS_BASE:
                self.str_base = value
            elif name == AT_ADDR_BASE:
                self.addr_base = value
            elif name == AT_RNGLISTS_BASE:
                self.rng_base = value
        for name, value in late:
            if name < 0:  # rnglistx
                slot = self.rng_base + 4 * value
                values[-name] = self.rng_base + int.from_bytes(self.debug.rnglists[slot : slot + 4], "little")
            else:
                values[name] = self.address(value)
        if not self.names and self.base == 0 and AT_LOW_PC in values and AT_STMT_LIST in values:
            self.base = values[AT_LOW_PC]
        return values

    def form(self, form: int, implicit: int) -> int:
        cur = self.cur
        if form in (0x0B, 0x11, 0x0C):  # data1 ref1 flag
            value = cur.fixed(1)
            return value + self.start if form == 0x11 else value
        if form in (0x05, 0x12):
            value = cur.fixed(2)
            return value + self.start if form == 0x12 else value
        if form in (0x06, 0x13, 0x17, 0x10):  # data4 ref4 sec_offset ref_addr
            value = cur.fixed(4)
            return value + self.start if form == 0x13 else value
        if form in (0x07, 0x01, 0x14, 0x20):  # data8 addr ref8 ref_sig8
            return cur.fixed(8)
        if form in (0x1B, 0x0F, 0x23, 0x22):  # addrx udata rnglistx loclistx
            return cur.uleb()
        if form == 0x15:
            return cur.uleb() + self.start
        if form == 0x0D:
            return cur.sleb()
        if form == 0x19:  # flag_present
            return 1
        if form == 0x21:
            return implicit
        if form == 0x0E:
            return 1 << 40 | cur.fixed(4)
        if form == 0x1F:
            return 2 << 40 | cur.fixed(4)
        if form == 0x1A:
            return 3 << 40 | cur.uleb()
        if 0x25 <= form <= 0x28:  # strx1..4
            return 3 << 40 | cur.fixed(form - 0x24)
        if 0x29 <= form <= 0x2C:  # addrx1..4
            return cur.fixed(form - 0x28)
        if form == 0x08:
            at = cur.pos
            cur.pos = cur.data.index(b"\0", at) + 1
            return at
        if form == 0x18 or form == 0x09:  # exprloc, block
            size = cur.uleb()
        elif form == 0x0A:
            size = cur.fixed(1)
        elif form == 0x03:
            size = cur.fixed(2)
        elif form == 0x04:
            size = cur.fixed(4)
        elif form == 0x1E:
            size = 16
        elif form == 0x16:
            return self.form(cur.uleb(), 0)
        else:
            raise LinkError(f"DWARF: form 0x{form:x} is not supported")
        cur.pos += size
        return 0
