"""`prepare_object`: an ELF relocatable and its artifact's metadata -> the arrays of tables.py.

Runs once, when an artifact is made, so it may take its time: everything that needs a look at single symbols happens here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import elf_format as E
from . import tables as T
from .debug_sections import collect_debug
from .elf_format import LinkError
from .elf_read import ElfObject
from .fips import in_module, is_metadata
from .functab import (
    FLAG_ASSEMBLY,
    FLAG_FRAMED,
    FLAG_NO_ARGS,
    FLAG_NO_RETURN,
    FLAG_TOP_FRAME,
    FLAG_WRAPPER,
    REGISTER_FLAGS,
    Decoder,
    encode_depths,
    encode_frame,
)

KIND_BY_PREFIX: tuple[tuple[str, int], ...] = (
    (".text", T.TEXT),
    (".go.type", T.TYPE),
    (".go.itab", T.ITAB),
    (".go.funcdesc", T.FUNCDESC),
    (".go.rodata", T.RODATA),
    (".go.data", T.DATA),
    (".go.noptrdata", T.NOPTRDATA),
    (".go.bss", T.BSS),
    (".go.noptrbss", T.NOPTRBSS),
    (".bss.go.", T.BSS),
    (".rodata", T.RODATA),
    (".data.rel.ro", T.RODATA),
    (".init_array", T.INIT_ARRAY),
    (".tdata", T.TDATA),
    (".tbss", T.TBSS),
)
DROPPED_PREFIXES = (".eh_frame", ".note", ".gounsafe", ".go.depths", ".debug", ".llvm", ".gcc_except_table")
ZERO_KIND = {T.DATA: T.BSS, T.NOPTRDATA: T.NOPTRBSS, T.TDATA: T.TBSS}
FULL_KIND = {T.BSS: T.DATA, T.NOPTRBSS: T.NOPTRDATA, T.TBSS: T.TDATA}


def symbol_hash(name: str | bytes) -> int:
    """A symbol's 64-bit identity for resolution."""
    raw = name.encode("utf-8", "surrogateescape") if isinstance(name, str) else name
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "little") | 1


def plain_name(symbol: str) -> str:
    """A function's name without the marks of codegen's further forms of it."""
    return symbol.removesuffix("$frame").removesuffix("$inside")


def method_name(symbol: str) -> str:
    """`pkg.(*T[a.b]).M` -> `M`."""
    return symbol.rsplit(".", 1)[-1]


def _variable(section: str) -> str:
    """The symbol in the name of a variable's section."""
    for prefix in (".go.data.", ".go.bss.", ".bss.go."):
        if section.startswith(prefix):
            return section[len(prefix) :]
    return section


def _kind(name: str, section: np.void) -> int:
    flags, stype = int(section["flags"]), int(section["type"])
    if not flags & E.SHF_ALLOC or name.startswith(DROPPED_PREFIXES) or stype == E.SHT_NOTE:
        return 0
    kind = 0
    for prefix, candidate in KIND_BY_PREFIX:
        if name.startswith(prefix):
            kind = candidate
            break
    else:
        if flags & E.SHF_EXECINSTR:
            kind = T.TEXT
        elif flags & E.SHF_TLS:
            kind = T.TDATA
        elif flags & E.SHF_WRITE:
            kind = T.NOPTRDATA
        else:
            kind = T.RODATA
    if stype == E.SHT_NOBITS:
        kind = ZERO_KIND.get(kind, kind)
        if kind not in (T.BSS, T.NOPTRBSS, T.TBSS):
            raise LinkError(f"section {name} has no contents (nobits)")
    else:
        kind = FULL_KIND.get(kind, kind)
    return kind


def undefined_symbols(data: bytes) -> list[str]:
    """The names that a relocatable refers to and does not define, in the order of its symbol table."""
    elf = ElfObject(data)
    bind = elf.symbols["info"] >> 4
    rows = np.flatnonzero((elf.shndx == 0) & (bind != E.STB_LOCAL))
    return [elf.symbol_name(row) for row in rows.tolist() if row]


def prepare_object(
    data: bytes, meta: Mapping[str, Any] | None = None, package: str = "", assembly: bool = False, debug: bool = True
) -> bytes:
    """Turn one relocatable into prepared tables.

    data: the ELF file; meta: the artifact's metadata, see docs/link.md; package: the import path, for messages and the functab; assembly: made from
    Go assembly; debug: keep its debug information. Raises LinkError for what the linker does not understand.
    """
    try:
        return _Preparation(ElfObject(data, package or "object"), meta or {}, package, assembly).run(debug)
    except LinkError as error:
        raise LinkError(f"{package}: {error}") from None


class _Preparation:
    def __init__(self, elf: ElfObject, meta: Mapping[str, Any], package: str, assembly: bool) -> None:
        self.elf = elf
        self.meta = meta
        self.package = package
        self.assembly = assembly
        self.columns: dict[str, NDArray[Any]] = {}
        self.blobs: dict[str, bytes] = {name: b"" for name in T.BLOBS}

    def run(self, debug: bool) -> bytes:
        self.sections()
        self.symbols()
        self.relocations()
        self.method_rule()
        self.unsafe_ranges()
        self.masks()
        self.functions()
        self.metadata()
        if debug:
            self.blobs["debug"] = collect_debug(self.elf, self.section_map, self.new_symbol)
        info = {
            "package": self.package,
            "assembly": self.assembly,
            "imports": list(self.meta.get("imports", ())),
            "moduledata": self.meta.get("moduledata"),
            "stack": self.meta.get("stack", {}),
            "standard": bool(self.meta.get("standard", True)),
            "reflectmethod": bool(self.meta.get("reflectmethod", False)),
        }
        return T.pack(self.columns, self.blobs, info)

    def sections(self) -> None:
        elf = self.elf
        chosen: list[int] = []
        kinds: list[int] = []
        for index, name in enumerate(elf.section_names):
            if index == 0:
                continue
            kind = _kind(name, elf.sections[index])
            if kind:
                chosen.append(index)
                kinds.append(kind)
        self.chosen = chosen
        self.section_map = np.full(len(elf.section_names) + 1, -1, np.int64)
        self.section_map[chosen] = np.arange(len(chosen))
        content = bytearray()
        offsets, sizes, aligns, flags = [], [], [], []
        fips = in_module(self.package)
        for index in chosen:
            section = elf.sections[index]
            align = max(int(section["addralign"]), 1)
            sizes.append(int(section["size"]))
            aligns.append(align.bit_length() - 1)
            if int(section["type"]) == E.SHT_NOBITS:
                offsets.append(-1)
            else:
                offsets.append(len(content))
                content += elf.content(index)
                # LLVM writes zeros for a variable with an explicit section, whatever the section's name.
                zeros = elf.section_names[index].startswith((".go.bss", ".go.noptrbss"))
                if zeros and index not in elf.relocations and content.count(0, offsets[-1]) == sizes[-1]:
                    del content[offsets[-1] :]
                    offsets[-1] = -1
                    kinds[len(offsets) - 1] = ZERO_KIND[kinds[len(offsets) - 1]]
            rows = elf.relocations.get(index)
            absolute = rows is not None and bool((rows["type"] == E.R_64).any())
            verified = fips and not is_metadata(kinds[len(offsets) - 1], elf.section_names[index])
            flags.append(T.HAS_ABS64 * absolute | T.FIPS * verified)
        self.kinds = np.array(kinds, np.uint8)
        self.columns |= {
            "sec_kind": self.kinds,
            "sec_align": np.array(aligns, np.uint8),
            "sec_flags": np.array(flags, np.uint8),
            "sec_size": np.array(sizes, np.int64),
            "sec_off": np.array(offsets, np.int64),
        }
        self.blobs["content"] = bytes(content)

    def symbols(self) -> None:
        """Number the symbols that matter; `new_symbol` maps ELF index -> ours."""
        elf = self.elf
        count = len(elf.symbols)
        info = elf.symbols["info"]
        bind, stype = info >> 4, info & 15
        mapped = np.where(elf.shndx > 0, self.section_map[np.maximum(elf.shndx, 0)], -3)
        if bool((elf.shndx == -2).any()):
            name = elf.symbol_name(int(np.flatnonzero(elf.shndx == -2)[0]))
            raise LinkError(f"common symbol {name}: compile with -fno-common")
        in_group = np.zeros(len(elf.section_names) + 1, bool)
        in_group[list(elf.groups)] = True
        needed = np.zeros(count, bool)
        present = [elf.relocations[index] for index in self.chosen if index in elf.relocations]
        if present:
            rows = np.concatenate(present)
            needed[rows["sym"][np.isin(rows["type"], np.array(E.GOT_TYPES))]] = True
        plain = (stype != E.STT_SECTION) & (stype != E.STT_FILE)
        keep = ((bind != E.STB_LOCAL) & (np.arange(count) > 0)) | needed | (plain & (mapped >= 0))
        numbers: list[int] = []
        names: list[bytes] = []
        strtab = elf.strtab
        name_offsets = elf.symbols["name"].tolist()
        for index in np.flatnonzero(keep).tolist():
            start = name_offsets[index]
            raw = strtab[start : strtab.index(b"\0", start)]
            if raw.startswith(b".L") and not needed[index]:
                continue
            numbers.append(index)
            names.append(raw)
        chosen = np.array(numbers, np.int64)
        self.new_symbol = np.full(count, -1, np.int64)
        self.new_symbol[chosen] = np.arange(len(numbers))
        section = np.where(elf.shndx > 0, mapped, np.where(elf.shndx == -1, T.ABSOLUTE, T.UNDEFINED))
        section = np.where((elf.shndx > 0) & (mapped < 0), T.DROPPED, section)
        grouped = (elf.shndx > 0) & in_group[np.maximum(elf.shndx, 0)]
        new_bind = np.where(bind == E.STB_LOCAL, T.LOCAL, np.where((bind == E.STB_WEAK) | grouped, T.WEAK, T.GLOBAL))
        new_bind = np.where((new_bind == T.WEAK) & (section == T.UNDEFINED), T.WEAK_UNDEFINED, new_bind)
        self.mapped, self.new_section, self.new_bind = mapped, section, new_bind
        self.names = [raw.decode("utf-8", "surrogateescape") for raw in names]
        binds = new_bind[chosen].tolist()
        self.columns |= {
            "sym_name": np.cumsum([0, *map(len, names)]),
            "sym_hash": np.array([symbol_hash(raw) if b else 0 for raw, b in zip(names, binds, strict=True)], np.uint64),
            "sym_sec": section[chosen],
            "sym_val": elf.symbols["value"][chosen].astype(np.int64),
            "sym_size": elf.symbols["size"][chosen].astype(np.int64),
            "sym_bind": new_bind[chosen],
            "sym_type": stype[chosen],
        }
        self.blobs["names"] = b"".join(names)

    def relocations(self) -> None:
        """All sections' relocations in one table, sorted by section and offset."""
        elf = self.elf
        parts: list[NDArray[Any]] = [np.zeros(0, E.RELA)]
        owners = [0]
        counts = [0]
        for number, index in enumerate(self.chosen):
            found = elf.relocations.get(index)
            if found is not None:
                parts.append(found)
                owners.append(number)
                counts.append(len(found))
        rows = np.concatenate(parts)
        owner = np.repeat(np.array(owners, np.int64), counts)
        real = rows["type"] != E.R_NONE
        rows, owner = rows[real], owner[real]
        order = np.lexsort((rows["offset"], owner))
        rows, owner = rows[order], owner[order]
        known = np.zeros(256, bool)
        known[list(E.RELOCATION_NAMES)] = True
        through_got = np.zeros(256, bool)
        through_got[list(E.GOT_TYPES)] = True
        kind = np.minimum(rows["type"], 255)
        bad = np.flatnonzero(~known[kind])
        if len(bad):
            where = elf.section_names[self.chosen[int(owner[bad[0]])]]
            raise LinkError(f"{where}: relocation type {int(rows['type'][bad[0]])} is not supported")
        sym = rows["sym"].astype(np.int64)
        direct = (self.new_section[sym] >= 0) & (self.new_bind[sym] <= T.GLOBAL) & ~through_got[kind]
        via = self.new_symbol[sym]
        lost = np.flatnonzero(~direct & (via < 0))
        if len(lost):
            where = elf.section_names[self.chosen[int(owner[lost[0]])]]
            raise LinkError(f"{where}: relocation against {elf.symbol_name(int(sym[lost[0]]))}, which is not linked")
        values = elf.symbols["value"].astype(np.int64)
        per_section = np.bincount(owner, minlength=len(self.chosen))
        self.columns |= {
            "rel_ptr": np.concatenate([[0], np.cumsum(per_section)]).astype(np.int32),
            "rel_off": rows["offset"].astype(np.uint32),
            "rel_type": rows["type"].astype(np.uint8),
            "rel_tgt": np.where(direct, self.mapped[sym], ~via).astype(np.int32),
            "rel_add": rows["addend"] + np.where(direct, values[sym], 0),
        }

    def function_name(self, target: int) -> str | None:
        """The name of the function a relocation goes to; None for anything else. Undefined ones are judged by their names."""
        columns = self.columns
        if target >= 0:
            if self.kinds[target] != T.TEXT:
                return None
            return self.elf.section_names[self.chosen[target]].removeprefix(".text.")
        symbol = ~target
        name = self.names[symbol]
        section = int(columns["sym_sec"][symbol])
        if section >= 0:
            return name if self.kinds[section] == T.TEXT else None
        return None if name.startswith(("type:", "go:")) else name

    def method_rule(self) -> None:
        """Find the relocations that keep a method alive only if it can be called: Ifn and Tfn of type descriptors, slots of itabs.

        Mtyp stays: what a type implements is also asked at run time (assertions, reflection), of methods that nobody calls."""
        columns = self.columns
        pointers = columns["rel_ptr"].tolist()
        found: dict[int, str] = {}
        for number in np.flatnonzero((self.kinds == T.TYPE) | (self.kinds == T.ITAB)).tolist():
            begin, end = pointers[number], pointers[number + 1]
            if begin == end:
                continue
            offsets = columns["rel_off"][begin:end].tolist()
            kinds = columns["rel_type"][begin:end].tolist()
            targets = columns["rel_tgt"][begin:end].tolist()
            if self.kinds[number] == T.ITAB:
                for i in range(end - begin):
                    if kinds[i] == E.R_64 and offsets[i] > 24:
                        name = self.function_name(targets[i])
                        if name is not None:
                            found[begin + i] = name
                continue
            for i in range(end - begin):
                if kinds[i] != E.R_32:
                    continue
                name = self.function_name(targets[i])
                if name is None:
                    continue
                found[begin + i] = name
        order = sorted(found)
        methods = [method_name(found[i]) for i in order]
        columns |= {
            "weak_rel": np.array(order, np.int32),
            "weak_hash": np.array([symbol_hash(name) for name in methods], np.uint64),
            "weak_exported": np.array([name[:1].isupper() for name in methods], np.uint8),
        }

    def unsafe_ranges(self) -> None:
        """Pairs of R_X86_64_32 in .gounsafe."""
        elf = self.elf
        section_of: list[int] = []
        low: list[int] = []
        high: list[int] = []
        for index, name in enumerate(elf.section_names):
            if not name.startswith(".gounsafe"):
                continue
            rows = elf.relocations.get(index)
            if rows is None:
                continue
            rows = rows[np.argsort(rows["offset"], kind="stable")]
            if len(rows) % 2 or bool((rows["offset"] != np.arange(len(rows)) * 4).any()):
                raise LinkError(".gounsafe does not consist of pairs of 32-bit offsets")
            sym = rows["sym"].astype(np.int64)
            section = self.mapped[sym]
            value = elf.symbols["value"][sym].astype(np.int64) + rows["addend"]
            for i in range(0, len(rows), 2):
                if section[i] < 0 or section[i] != section[i + 1]:
                    raise LinkError(".gounsafe: a range does not lie in one section of code")
                section_of.append(int(section[i]))
                low.append(int(value[i]))
                high.append(int(value[i + 1]))
        self.columns |= {
            "unsafe_sec": np.array(section_of, np.int32),
            "unsafe_lo": np.array(low, np.uint32),
            "unsafe_hi": np.array(high, np.uint32),
        }

    def masks(self) -> None:
        given: Mapping[str, Any] = self.meta.get("pointers", {})
        bits = bytearray()
        rows: list[tuple[int, int, int, int]] = []
        for number, index in enumerate(self.chosen if given else ()):
            if self.kinds[number] not in (T.DATA, T.BSS):
                continue
            name = _variable(self.elf.section_names[index])
            mask = given.get(name)
            if mask is None:
                continue
            size, text, *more = mask
            value = int(text, 16)
            count = more[0] if more else 1
            words = size // 8 // count if more else value.bit_length()
            if words * count * 8 > int(self.columns["sec_size"][number]):
                raise LinkError(f"{name}: the pointer mask is longer than the variable")
            raw = np.frombuffer(value.to_bytes(words // 8 + 1, "little"), np.uint8)
            rows.append((number, len(bits), words, count))
            bits += np.unpackbits(raw, bitorder="little")[:words].tobytes()
        matrix = np.array(rows, np.int32).reshape(-1, 4)
        self.columns |= {
            "mask_sec": matrix[:, 0],
            "mask_off": matrix[:, 1],
            "mask_words": matrix[:, 2],
            "mask_count": matrix[:, 3],
            "mask_bits": np.frombuffer(bytes(bits), np.uint8),
        }

    def stack_depths(self) -> dict[int, list[tuple[int, int]]]:
        """Section of code -> (offset, depth from there on), from the pairs in .go.depths."""
        elf = self.elf
        found: dict[int, list[tuple[int, int]]] = {}
        for index, name in enumerate(elf.section_names):
            rows = elf.relocations.get(index)
            if name != ".go.depths" or rows is None:
                continue
            rows = rows[np.argsort(rows["offset"], kind="stable")]
            codes = np.frombuffer(elf.content(index), "<u4")[1::2]
            sym = rows["sym"].astype(np.int64)
            offsets = elf.symbols["value"][sym].astype(np.int64) + rows["addend"]
            which = (rows["offset"] // 8).astype(np.int64)
            for section, offset, code in zip(self.mapped[sym].tolist(), offsets.tolist(), codes[which].tolist(), strict=True):
                found.setdefault(section, []).append((offset, code))
        return {section: sorted(pairs, key=lambda pair: pair[0]) for section, pairs in found.items()}

    def functions(self) -> None:
        meta = self.meta
        top_frames = frozenset(meta.get("topframes", ()))
        marks: dict[str, int] = {}
        for kind, flag in (("wrappers", FLAG_WRAPPER), ("noargs", FLAG_NO_ARGS), ("framed", FLAG_FRAMED)):
            for symbol in meta.get(kind, ()):
                plain = plain_name(symbol)
                marks[plain] = marks.get(plain, 0) | flag
        registers: Mapping[str, int] = meta.get("registers", {})
        frames: Mapping[str, list[int]] = meta.get("frames", {})
        no_return = frozenset(meta.get("noreturn", ()))
        decoder = Decoder(self.elf, marks, meta.get("startlines", {}))
        depths = self.stack_depths() if self.assembly else {}
        rows: list[tuple[int, int, int, int, int, int, int]] = []
        chunk_at, name_at, pcln_at, frame_at = [], [], [], []
        chunks = bytearray()
        for number, low, high, name in self.function_list():
            chunk = decoder.chunk(self.chosen[number], low, high, name)
            if self.assembly:
                chunk.ninl, chunk.inline = encode_depths(depths.get(number, []), low, high)
            flags = marks.get(plain_name(name), 0) | (FLAG_ASSEMBLY if self.assembly else 0) | (FLAG_TOP_FRAME if name in top_frames else 0)
            flags |= registers.get(name, 0) << REGISTER_FLAGS | (FLAG_NO_RETURN if name in no_return else 0)
            frame = encode_frame(frames.get(name))
            rows.append((number, low, high - low, chunk.file, chunk.line, min(chunk.ninl, 0xFFFF), flags))
            chunk_at.append(len(chunks))
            chunks += chunk.inline
            name_at.append(len(chunks))
            if self.assembly:  # tracebacks name an assembly function as Go code does
                name = name.removesuffix(".abi0").removesuffix(".abiinternal")
            else:
                name = plain_name(name)
            chunks += name.encode("utf-8", "surrogateescape")
            pcln_at.append(len(chunks))
            chunks += chunk.pcln
            frame_at.append(len(chunks) if frame else -1)
            chunks += frame
            chunks += bytes(-len(chunks) % 4)
        chunk_at.append(len(chunks))
        matrix = np.array(rows, np.int64).reshape(-1, 7)
        self.columns |= {
            "fn_sec": matrix[:, 0],
            "fn_val": matrix[:, 1],
            "fn_size": matrix[:, 2],
            "fn_file": matrix[:, 3],
            "fn_line": matrix[:, 4],
            "fn_ninl": matrix[:, 5],
            "fn_flags": matrix[:, 6],
            "fn_chunk": np.array(chunk_at, np.int32),
            "fn_name": np.array(name_at, np.int32),
            "fn_pcln": np.array(pcln_at, np.int32),
            "fn_frame": np.array(frame_at, np.int32),
            "unit_files": np.array(decoder.files, np.uint32).reshape(-1),
        }
        self.blobs["chunks"] = bytes(chunks)
        self.blobs["unit_strings"] = bytes(decoder.strings)

    def function_list(self) -> list[tuple[int, int, int, str]]:
        """(section, start, end, name) of each function. A section of code without a symbol is one function with the section's name."""
        columns = self.columns
        by_section: dict[int, dict[int, tuple[int, int, int, str]]] = {}
        sections = columns["sym_sec"].tolist()
        values = columns["sym_val"].tolist()
        sizes = columns["sym_size"].tolist()
        types = columns["sym_type"].tolist()
        binds = columns["sym_bind"].tolist()
        kinds = self.kinds.tolist()
        for symbol, section in enumerate(sections):
            if section < 0 or kinds[section] != T.TEXT or types[symbol] not in (E.STT_FUNC, E.STT_NOTYPE):
                continue
            found = by_section.setdefault(section, {})
            rank = (types[symbol] != E.STT_FUNC, binds[symbol] == T.LOCAL)
            candidate = (rank[0] * 2 + rank[1], symbol, sizes[symbol], self.names[symbol])
            value = values[symbol]
            if value not in found or candidate < found[value]:
                found[value] = candidate
        out: list[tuple[int, int, int, str]] = []
        for number, kind in enumerate(kinds):
            if kind != T.TEXT:
                continue
            size = int(columns["sec_size"][number])
            if not size:
                continue
            found = by_section.get(number, {})
            real = {value: entry for value, entry in found.items() if entry[0] < 2}
            starts = sorted(real or found)
            if not starts or starts[0] > 0:
                name = self.elf.section_names[self.chosen[number]].removeprefix(".text.")
                out.append((number, 0, starts[0] if starts else size, name))
            for position, value in enumerate(starts):
                _, _, length, name = found[value]
                following = starts[position + 1] if position + 1 < len(starts) else size
                out.append((number, value, min(value + length, following) if length else following, name))
        return out

    def metadata(self) -> None:
        meta = self.meta
        links: Sequence[Sequence[str]] = meta.get("typelinks", ())
        strings = [text.encode("utf-8", "surrogateescape") for _, text in links]
        imethods = meta.get("imethods", ())
        names = {method_name(name) for name in imethods}
        self.columns |= {
            "typelink_hash": np.array([symbol_hash(symbol) for symbol, _ in links], np.uint64),
            "typelink_str": np.cumsum([0, *map(len, strings)]),
            "imethods": np.array(sorted(symbol_hash(name) for name in names), np.uint64),
            "keep": np.array([symbol_hash(name) for name in meta.get("keep", ())], np.uint64),
        }
        self.blobs["typelink_strings"] = b"".join(strings)
