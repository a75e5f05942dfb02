"""All inputs of a link side by side: one numbering of sections, symbols and relocations, and every symbol resolved.

Section i of object k is `section_base[k] + i`, symbols and relocations likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import tables as T
from .elf_format import LinkError
from .prepare import symbol_hash

Ints = NDArray[Any]


class Program:
    """The joined columns (see tables.FIELDS) and the resolution.

    sym_at / sym_to: for each symbol the section (or UNDEFINED, ABSOLUTE) and offset that it stands for, after resolution. rel_sec / rel_add: the same for each
    relocation, the addend included (not for relocations through the GOT, which keep their symbol in rel_sym).
    """

    def __init__(self, objects: Sequence[T.Tables]) -> None:
        self.objects = objects
        self.section_base = _bases([len(o.sec_kind) for o in objects])
        self.symbol_base = _bases([len(o.sym_sec) for o in objects])
        self.relocation_base = _bases([len(o.rel_off) for o in objects])
        self.section_count = int(self.section_base[-1])
        self.sec_kind = self._join("sec_kind")
        self.sec_align = self._join("sec_align")
        self.sec_flags = self._join("sec_flags")
        self.sec_size = self._join("sec_size")
        self.sec_off = self._join("sec_off")
        self.sym_hash = self._join("sym_hash")
        self.sym_bind = self._join("sym_bind")
        self.sym_type = self._join("sym_type")
        self.sym_val = self._join("sym_val")
        self.sym_size = self._join("sym_size")
        own = self._join("sym_sec")
        shift = np.repeat(self.section_base[:-1], np.diff(self.symbol_base))
        self.sym_sec = np.where(own >= 0, own + shift, own)
        self.rel_off = self._join("rel_off").astype(np.int64)
        self.rel_type = self._join("rel_type")
        self.rel_ptr = self._pointers("rel_ptr", self.relocation_base, self.section_count)
        self._resolve()
        self._targets()

    def _join(self, name: str) -> Ints:
        return np.concatenate([getattr(o, name) for o in self.objects])

    def _pointers(self, name: str, base: Ints, count: int) -> Ints:
        parts = [getattr(o, name)[:-1] + start for o, start in zip(self.objects, base[:-1].tolist(), strict=True)]
        return np.concatenate([*parts, base[-1:]]).astype(np.int64)

    def shifted(self, name: str, base: Ints) -> Ints:
        """A joined column of numbers that count from an object's own base."""
        return np.concatenate(
            [getattr(o, name).astype(np.int64) + start for o, start in zip(self.objects, base[:-1].tolist(), strict=True)]
        )

    def _resolve(self) -> None:
        """One definition a name: a strong one before weak ones, an earlier object before a later one."""
        defined = (self.sym_sec >= T.ABSOLUTE) & (self.sym_sec != T.UNDEFINED)
        strong = np.flatnonzero(defined & (self.sym_bind == T.GLOBAL))
        weak = np.flatnonzero(defined & (self.sym_bind == T.WEAK))
        candidates = np.concatenate([strong, weak])
        hashes = self.sym_hash[candidates]
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        first = np.ones(len(ordered), bool)
        first[1:] = ordered[1:] != ordered[:-1]
        twice = ~first & (order < len(strong))
        if bool(twice.any()):
            self._duplicates(candidates[order], np.flatnonzero(twice))
        self.unique_hash = ordered[first]
        self.definition = candidates[order[first]]
        bind = self.sym_bind
        asking = np.flatnonzero((bind != T.LOCAL) & ~((bind == T.GLOBAL) & defined))
        wanted = self.sym_hash[asking]
        at = np.searchsorted(self.unique_hash, wanted)
        at[at == len(self.unique_hash)] = 0
        resolved = np.arange(len(bind))
        if len(self.unique_hash):
            hit = self.unique_hash[at] == wanted
            resolved[asking[hit]] = self.definition[at[hit]]
        self.resolved = resolved
        self.sym_at = self.sym_sec[resolved]
        self.sym_to = self.sym_val[resolved]

    def _duplicates(self, ordered: Ints, places: Ints) -> None:
        lines = []
        for place in places[:10].tolist():
            symbol, other = int(ordered[place]), int(ordered[place - 1])
            lines.append(f"{self.symbol_name(symbol)}: defined in {self.owner(other)} and in {self.owner(symbol)}")
        raise LinkError("symbols defined twice:\n\t" + "\n\t".join(lines))

    def _targets(self) -> None:
        own = self._join("rel_tgt").astype(np.int64)
        counts = np.diff(self.relocation_base)
        section_shift = np.repeat(self.section_base[:-1], counts)
        symbol_shift = np.repeat(self.symbol_base[:-1], counts)
        through = own < 0
        symbol = np.where(through, ~own + symbol_shift, 0)
        self.rel_sym = np.where(through, symbol, -1)
        if len(self.sym_at):
            self.rel_sec = np.where(through, self.sym_at[symbol], own + section_shift)
            self.rel_add = self._join("rel_add") + np.where(through, self.sym_to[symbol], 0)
            self.rel_value = np.where(through, self.sym_to[symbol], 0)
        else:
            self.rel_sec = own + section_shift
            self.rel_add = self._join("rel_add")
            self.rel_value = np.zeros(len(own), np.int64)

    def find_hash(self, wanted: int) -> int:
        """The defining symbol with this hash, or -1."""
        at = int(np.searchsorted(self.unique_hash, np.uint64(wanted)))
        if at < len(self.unique_hash) and int(self.unique_hash[at]) == wanted:
            return int(self.definition[at])
        return -1

    def find(self, name: str) -> int:
        """The symbol that defines a name, or -1."""
        return self.find_hash(symbol_hash(name))

    def find_all(self, hashes: Ints) -> Ints:
        """The defining symbols of many hashes, -1 where there is none."""
        if not len(self.unique_hash) or not len(hashes):
            return np.full(len(hashes), -1, np.int64)
        at = np.searchsorted(self.unique_hash, hashes)
        at[at == len(self.unique_hash)] = 0
        return np.where(self.unique_hash[at] == hashes, self.definition[at], -1)

    def object_of_symbol(self, symbol: int) -> int:
        return int(np.searchsorted(self.symbol_base, symbol, "right")) - 1

    def object_of_section(self, section: int) -> int:
        return int(np.searchsorted(self.section_base, section, "right")) - 1

    def owner(self, symbol: int) -> str:
        return str(self.objects[self.object_of_symbol(symbol)].info["package"])

    def symbol_name(self, symbol: int) -> str:
        number = self.object_of_symbol(symbol)
        tables = self.objects[number]
        local = symbol - int(self.symbol_base[number])
        start, end = int(tables.sym_name[local]), int(tables.sym_name[local + 1])
        return bytes(tables.names[start:end]).decode("utf-8", "replace")

    def section_owner(self, section: int) -> str:
        """A name for what a section holds: one of its symbols (functions first), else its kind and object."""
        inside = np.flatnonzero(self.sym_sec == section)
        if len(inside):
            best = min(inside.tolist(), key=lambda s: (int(self.sym_val[s]), int(self.sym_bind[s]) == T.LOCAL))
            return self.symbol_name(best)
        package = self.objects[self.object_of_section(section)].info["package"]
        return f"{T.KIND_NAMES[int(self.sec_kind[section])]} of {package}"


def _bases(counts: list[int]) -> Ints:
    return np.cumsum([0, *counts]).astype(np.int64)
