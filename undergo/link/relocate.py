"""Applying relocations, a numpy operation a type.

Every address of the image is known. Relocations through the global offset table are relaxed to direct ones where the instruction allows it (it is
nearly always a `mov`), which is decided before the layout so that only the rest gets slots.
"""

from __future__ import annotations

import numpy as np

from . import elf_format as E
from . import tables as T
from .arrays import distinct
from .elf_format import LinkError
from .layout import Image
from .program import Ints, Program

DIRECT, SLOT, TLS_IMMEDIATE = range(3)


class GotPlan:
    """How each relocation through the GOT is done. `slots`: resolved symbol -> slot number; TLS slots hold thread-pointer offsets."""

    def __init__(self, program: Program, live: Ints, shared: bool) -> None:
        self.rows = live[np.isin(program.rel_type[live], np.array(E.GOT_TYPES))]
        self.slots: dict[int, int] = {}
        self.tls_slots: dict[int, int] = {}
        self.modes = np.full(len(self.rows), SLOT, np.int64)
        if not len(self.rows):
            return
        sections = np.searchsorted(program.rel_ptr, self.rows, "right") - 1
        owners = np.searchsorted(program.section_base, sections, "right") - 1
        places = program.sec_off[sections] + program.rel_off[self.rows]
        opcode = np.zeros(len(self.rows), np.uint8)
        modrm = np.zeros(len(self.rows), np.uint8)
        for owner in distinct(owners).tolist():
            mine = owners == owner
            content = np.frombuffer(program.objects[owner].content, np.uint8)
            opcode[mine] = content[places[mine] - 2]
            modrm[mine] = content[places[mine] - 1]
        kind = program.rel_type[self.rows]
        relaxable = (kind == E.R_GOTPCRELX) | (kind == E.R_REX_GOTPCRELX)
        branch = (opcode == 0xFF) & ((modrm == 0x15) | (modrm == 0x25))
        target = program.rel_sec[self.rows]
        here = target >= 0
        self.modes[relaxable & here & ((opcode == 0x8B) | branch)] = DIRECT
        if not shared:
            tls = (kind == E.R_GOTTPOFF) & ((opcode == 0x8B) | (opcode == 0x03))
            self.modes[tls] = TLS_IMMEDIATE
        self.opcode, self.modrm = opcode, modrm
        for row in np.flatnonzero(self.modes == SLOT).tolist():
            symbol = int(program.resolved[program.rel_sym[self.rows[row]]])
            table = self.tls_slots if kind[row] == E.R_GOTTPOFF else self.slots
            table.setdefault(symbol, len(self.slots) + len(self.tls_slots))

    @property
    def size(self) -> int:
        return 8 * (len(self.slots) + len(self.tls_slots))


class Relocator:
    """Applies a program's living relocations to its image."""

    def __init__(
        self,
        program: Program,
        image: Image,
        live: Ints,
        got: GotPlan,
        got_address: int,
        linker_defined: dict[int, int],
        shared: bool,
        movable: bool | None = None,
    ) -> None:
        self.program = program
        self.image = image
        self.got = got
        self.got_address = got_address
        self.shared = shared
        self.movable = shared if movable is None else movable  # loaded at any address
        self.linker_defined = linker_defined
        rows = live
        section = np.searchsorted(program.rel_ptr, rows, "right") - 1
        self.rows = rows
        self.section = section
        self.kind = program.rel_type[rows]
        self.place = image.section_address[section] + program.rel_off[rows]
        target = program.rel_sec[rows]
        addend = program.rel_add[rows]
        self.value = np.where(target >= 0, image.section_address[np.maximum(target, 0)] + addend, addend)
        unresolved = np.flatnonzero((target < 0) & (program.rel_sym[rows] >= 0))
        for row in unresolved.tolist():
            address = linker_defined.get(int(program.rel_sym[rows[row]]))
            if address is not None:
                self.value[row] += address
        self.relative: Ints = np.zeros(0, np.int64)
        self.tls_offsets: list[tuple[int, int]] = []

    def run(self) -> None:
        self._fill_got()
        for kind in distinct(self.kind).tolist():
            chosen = np.flatnonzero(self.kind == kind)
            if kind == E.R_64:
                self._absolute64(chosen)
            elif kind in (E.R_PC32, E.R_PLT32):
                self._write32(chosen, self.value[chosen] - self.place[chosen], signed=True)
            elif kind == E.R_32:
                self._write32(chosen, self.value[chosen] - self.image.base, signed=False)
            elif kind == E.R_32S:
                if self.movable:
                    self._refuse(chosen, "an absolute 32-bit address cannot be in position-independent code")
                self._write32(chosen, self.value[chosen], signed=True)
            elif kind == E.R_PC64:
                self._write(self.place[chosen], self.value[chosen] - self.place[chosen], 8)
            elif kind == E.R_TPOFF32:
                if self.shared:
                    self._refuse(chosen, "local-exec thread-local storage cannot be in a shared object")
                self._write32(chosen, self.value[chosen] - self.image.tls_end, signed=True)
        self._through_got()

    def _absolute64(self, chosen: Ints) -> None:
        self._write(self.place[chosen], self.value[chosen], 8)
        if self.movable:
            target = self.program.rel_sec[self.rows[chosen]]
            moves = target >= 0
            if self.linker_defined:
                moves |= np.isin(self.program.rel_sym[self.rows[chosen]], list(self.linker_defined))
            self.relative = self.place[chosen][moves]

    def _write(self, places: Ints, values: Ints, width: int) -> None:
        raw = np.ascontiguousarray(values.astype("<i8")).view(np.uint8).reshape(-1, 8)
        at = places - self.image.base
        data = self.image.bytes
        for i in range(width):
            data[at + i] = raw[:, i]

    def _write32(self, chosen: Ints, values: Ints, signed: bool) -> None:
        low, high = (-(1 << 31), (1 << 31) - 1) if signed else (0, (1 << 32) - 1)
        bad = (values < low) | (values > high)
        if bool(bad.any()):
            self._refuse(chosen[bad], "the distance does not fit into 32 bits")
        self._write(self.place[chosen], values, 4)

    def _refuse(self, chosen: Ints, why: str) -> None:
        row = int(self.rows[chosen[0]])
        section = int(self.section[chosen[0]])
        name = E.RELOCATION_NAMES[int(self.program.rel_type[row])]
        symbol = int(self.program.rel_sym[row])
        to = self.program.symbol_name(symbol) if symbol >= 0 else self.program.section_owner(int(self.program.rel_sec[row]))
        raise LinkError(f"{self.program.section_owner(section)}: {name} to {to}: {why}")

    def _symbol_address(self, symbol: int) -> int:
        return self.linker_defined.get(symbol, 0) or self.image.symbol_address(symbol)

    def _fill_got(self) -> None:
        image = self.image
        for symbol, slot in self.got.slots.items():
            image.put_address(self.got_address + 8 * slot, self._symbol_address(symbol))
        for symbol, slot in self.got.tls_slots.items():
            address = self._symbol_address(symbol)
            at = self.got_address + 8 * slot
            if self.shared:
                self.tls_offsets.append((at, address - image.tls_start))
            else:
                image.put(at, address - image.tls_end, 8)

    def _through_got(self) -> None:
        got, program, image = self.got, self.program, self.image
        if not len(got.rows):
            return
        section = np.searchsorted(program.rel_ptr, got.rows, "right") - 1
        place = image.section_address[section] + program.rel_off[got.rows]
        at = place - image.base
        symbols = program.resolved[program.rel_sym[got.rows]]
        target = program.rel_sec[got.rows]
        # rel_add of these rows includes the symbol's value: the addend proper is -4 for everything the compilers emit.
        addend = program.rel_add[got.rows] - program.rel_value[got.rows]
        address = np.where(target >= 0, image.section_address[np.maximum(target, 0)] + program.rel_value[got.rows], 0)
        if self.linker_defined:
            for row in np.flatnonzero(target < 0).tolist():
                address[row] = self.linker_defined.get(int(program.rel_sym[got.rows[row]]), 0)
        data = image.bytes
        direct = got.modes == DIRECT
        move = direct & (got.opcode == 0x8B)
        data[at[move] - 2] = 0x8D
        self._write(place[move], (address + addend - place)[move], 4)
        call = direct & (got.opcode == 0xFF) & (got.modrm == 0x15)
        data[at[call] - 2] = 0x67
        data[at[call] - 1] = 0xE8
        self._write(place[call], (address + addend - place)[call], 4)
        jump = direct & (got.opcode == 0xFF) & (got.modrm == 0x25)
        data[at[jump] - 2] = 0xE9
        self._write(place[jump] - 1, (address + addend - place)[jump] + 1, 4)
        data[at[jump] + 3] = 0x90
        self._tls_immediate(at, place, address)
        for row in np.flatnonzero(got.modes == SLOT).tolist():
            symbol = int(symbols[row])
            table = got.tls_slots if program.rel_type[got.rows[row]] == E.R_GOTTPOFF else got.slots
            image.put(int(place[row]), self.got_address + 8 * table[symbol] + int(addend[row]) - int(place[row]), 4)

    def _tls_immediate(self, at: Ints, place: Ints, address: Ints) -> None:
        """`mov x@gottpoff(%rip), r` -> `mov $offset, r`; `add` likewise."""
        got, data = self.got, self.image.bytes
        chosen = got.modes == TLS_IMMEDIATE
        if not chosen.any():
            return
        where = at[chosen]
        register = (got.modrm[chosen] >> 3) & 7
        wide = (data[where - 3] & 4) != 0  # REX.R names the register; it moves to REX.B
        data[where - 3] = np.where(wide, 0x49, 0x48)
        move = got.opcode[chosen] == 0x8B
        data[where - 2] = np.where(move, 0xC7, 0x81)
        data[where - 1] = 0xC0 | register
        self._write(place[chosen], (address - self.image.tls_end)[chosen], 4)


def live_relocations(program: Program, alive: Ints, dropped: Ints) -> Ints:
    """The relocations to apply: of living sections, except what the method rule dropped."""
    counts = np.diff(program.rel_ptr)
    return np.flatnonzero(np.repeat(alive, counts) & ~dropped)


def count_absolute(program: Program, live: Ints) -> int:
    return int(((program.rel_type[live] == E.R_64) & (program.rel_sec[live] != T.ABSOLUTE)).sum())
