"""What a program needs: marking sections from the roots.

An edge is a relocation. Relocations under the method rule (type descriptors' method entries, itab slots) become edges when a method of that
name can be called: by an interface call somewhere in the program, or by reflection if the name is exported. Marking and opening such edges
alternate until nothing changes.
"""

from __future__ import annotations

import numpy as np

from . import tables as T
from .arrays import among, distinct
from .elf_format import LinkError
from .program import Ints, Program

REFLECT_METHODS = (
    "reflect.Value.Method",
    "reflect.Value.MethodByName",
    "reflect.(*rtype).Method",
    "reflect.(*rtype).MethodByName",
)


class Reach:
    """`alive`: bool a section. `dropped`: bool a relocation under the method rule that stays closed (its field becomes 0)."""

    def __init__(self, program: Program, roots: list[int]) -> None:
        self.program = program
        self.alive = np.zeros(program.section_count, bool)
        self.dropped = np.zeros(len(program.rel_off), bool)
        self._load_method_rule()
        self.edges = np.where(program.rel_sec < 0, -1, program.rel_sec)
        self.edges[self.weak] = -1
        frontier = program.sym_at[np.array(roots, np.int64)] if roots else np.zeros(0, np.int64)
        self._mark(frontier[frontier >= 0])
        while self._open_methods():
            pass
        self.dropped[self.weak[~self.open]] = True

    def _load_method_rule(self) -> None:
        program = self.program
        self.weak = program.shifted("weak_rel", program.relocation_base)
        self.weak_target = program.rel_sec[self.weak]
        self.weak_owner = np.searchsorted(program.rel_ptr, self.weak, "right") - 1
        hashes = np.concatenate([o.weak_hash for o in program.objects])
        self.exported = np.concatenate([o.weak_exported for o in program.objects]).astype(bool)
        called = distinct(np.concatenate([o.imethods for o in program.objects]))
        self.called = among(hashes, called)
        self.open = np.zeros(len(hashes), bool)
        self.reflects = any(o.info["reflectmethod"] for o in program.objects)
        found = [program.find(name) for name in REFLECT_METHODS]
        self.reflect_sections = [int(program.sym_at[s]) for s in found if s >= 0]

    def _mark(self, frontier: Ints) -> None:
        alive, edges, pointers = self.alive, self.edges, self.program.rel_ptr
        fresh = np.zeros(len(alive), bool)
        fresh[frontier] = True
        frontier = np.flatnonzero(fresh & ~alive)
        while len(frontier):
            alive[frontier] = True
            starts = pointers[frontier]
            counts = pointers[frontier + 1] - starts
            total = int(counts.sum())
            if not total:
                return
            ends = np.cumsum(counts)
            index = np.arange(total) + np.repeat(starts - (ends - counts), counts)
            targets = edges[index]
            targets = targets[targets >= 0]
            fresh[:] = False
            fresh[targets] = True
            fresh &= ~alive
            frontier = np.flatnonzero(fresh)

    def _open_methods(self) -> bool:
        if not self.reflects:
            self.reflects = any(self.alive[section] for section in self.reflect_sections)
        callable_ = self.called | self.exported if self.reflects else self.called
        now = callable_ & self.alive[self.weak_owner] & ~self.open
        if not now.any():
            return False
        self.open |= now
        targets = self.weak_target[now]
        self._mark(targets[targets >= 0])
        return True


def check_undefined(program: Program, reach: Reach, linker_defined: frozenset[int]) -> None:
    """Raise LinkError when something reachable refers to a symbol that nobody defines."""
    counts = np.diff(program.rel_ptr)
    live = np.repeat(reach.alive, counts)
    missing = live & ~reach.dropped & ((program.rel_sec == T.UNDEFINED) | (program.rel_sec == T.DROPPED))
    if not missing.any():
        return
    rows = np.flatnonzero(missing)
    rows = rows[program.sym_bind[program.rel_sym[rows]] != T.WEAK_UNDEFINED]
    users: dict[str, list[str]] = {}
    for row in rows.tolist():
        symbol = int(program.rel_sym[row])
        if symbol in linker_defined:
            continue
        name = _missing(program, symbol)
        section = int(np.searchsorted(program.rel_ptr, row, "right")) - 1
        found = users.setdefault(name, [])
        if len(found) < 3:
            user = program.section_owner(section)
            if program.sec_kind[section] == T.FUNCDESC:
                user = user.removesuffix(".f") + "·f"
            user = user.removesuffix(".abi0").removesuffix(".abiinternal")
            if user not in found:
                found.append(user)
    if not users:
        return
    lines = [f"{user}: relocation target {name}" for name, found in users.items() for user in found]
    raise LinkError("\n".join([*lines[:20], "too many errors"] if len(lines) > 20 else lines))


def _missing(program: Program, symbol: int) -> str:
    """What is not defined, as the reference says it: names without our endings for the calling convention, which it tells when only the other is there."""
    name = program.symbol_name(symbol)
    base = name.removesuffix(".abi0")
    if base != name:
        other = " for ABI0 (but is defined for ABIInternal)" if program.find(base) >= 0 else ""
    else:
        base = name.removesuffix(".abiinternal")
        other = " for ABIInternal (but is defined for ABI0)" if program.find(base + ".abi0") >= 0 else ""
    return f"{base} not defined{other}"
