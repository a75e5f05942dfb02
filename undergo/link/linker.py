"""One link, step by step: join the inputs, mark what is needed, plan Go's tables, lay out, relocate, fill the tables, write the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import elf_format as E
from . import elf_write, fips, nosplit, pie
from . import gotables as G
from . import tables as T
from .arrays import distinct
from .debug_sections import compressed, join_debug
from .elf_format import LinkError
from .layout import EXE_BASE, RELRO, Image, OutputSection, gather, section_group
from .notes import build_id_notes
from .prepare import symbol_hash
from .program import Ints, Program
from .reach import Reach, check_undefined
from .relocate import GotPlan, Relocator, count_absolute, live_relocations

R, W, X = E.PF_R, E.PF_R | E.PF_W, E.PF_R | E.PF_X
FULL_KIND = {T.BSS: T.DATA, T.NOPTRBSS: T.NOPTRDATA}
MODULE = "runtime.firstmoduledata"
BOUNDARIES = (
    "text",
    "etext",
    "rodata",
    "erodata",
    "noptrdata",
    "enoptrdata",
    "data",
    "edata",
    "bss",
    "ebss",
    "noptrbss",
    "enoptrbss",
    "end",
)
"""Boundary symbols `runtime.<name>`, defined by the linker when nobody does."""


@dataclass(slots=True)
class LinkInput:
    """One package: its import path and the prepared tables of its objects (compiled code first, assembly after it).

    meta overrides what was given to prepare_object, for `imports`, `moduledata`, `reflectmethod`; normally empty.
    """

    package: str
    objects: Sequence[bytes | memoryview]
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class LinkOptions:
    """What to make.

    output: path, None to only return the bytes; kind: "exe", "pie" (an executable that runs at any address) or "shared"; entry: the entry symbol of an executable; exports: dynamic symbols of a shared object, names
    or {exported name: symbol}; keep: further roots; strip: no symbols and no debug information (-s); debug: keep debug information (not -w); set_strings: string
    variables to set (-X); modinfo, version, build_id: as the go command gives them; gnu_id: the bytes of the GNU build id, None to make them of build_id, empty for no such
    note; compress: compress debug information; module_name: moduledata.modulename.
    """

    output: str | None = None
    kind: str = "exe"
    entry: str = "_rt0_amd64_linux"
    exports: Sequence[str] | Mapping[str, str] = ()
    keep: Sequence[str] = ()
    strip: bool = False
    debug: bool = True
    set_strings: Mapping[str, str] = field(default_factory=dict)
    modinfo: str = ""
    version: str = "go1.27.3"
    build_id: str = ""
    gnu_id: bytes | None = None
    compress: bool = False
    module_name: str = ""
    soname: str = ""


@dataclass(slots=True)
class LinkResult:
    """What was made: the file's size, counts of sections, and addresses of symbols on demand."""

    output: str | None
    data: bytes | None = field(repr=False)
    size: int
    sections: int
    sections_kept: int
    functions: int
    functab: bytes = field(repr=False)
    image_base: int
    _program: Program = field(repr=False)
    _image: Image = field(repr=False)

    def address(self, name: str) -> int | None:
        """A symbol's address, None when it is not in the output."""
        symbol = self._program.find(name)
        if symbol < 0:
            return None
        return self._image.symbol_address(symbol) if self.kept(name) else None

    def kept(self, name: str) -> bool:
        symbol = self._program.find(name)
        if symbol < 0:
            return False
        section = int(self._program.sym_at[symbol])
        return section >= 0 and int(self._image.section_address[section]) > 0


def link(objects: Sequence[LinkInput], options: LinkOptions) -> LinkResult:
    """Link. Raises LinkError with a text for the user."""
    return _Link(objects, options).run()


class _Link:
    def __init__(self, objects: Sequence[LinkInput], options: LinkOptions) -> None:
        if options.kind not in ("exe", "pie", "shared"):
            raise LinkError(f"unknown kind of output: {options.kind}")
        if not objects:
            raise LinkError("nothing to link")
        self.options = options
        self.shared = options.kind == "shared"
        self.pie = options.kind == "pie"
        self.movable = self.shared or self.pie
        loaded = []
        for item in objects:
            for data in item.objects:
                tables = T.unpack(data)
                for key in ("imports", "moduledata", "reflectmethod"):
                    if key in item.meta:
                        tables.info[key] = item.meta[key]
                if item.package:
                    tables.info["package"] = item.package
                loaded.append(tables)
        self.program = Program(loaded)
        self.exports: dict[str, str] = (
            dict(options.exports) if isinstance(options.exports, Mapping) else {name: name for name in options.exports}
        )

    def run(self) -> LinkResult:
        program = self.program
        self.task_order = G.init_order(program)
        self.reach = Reach(program, self.roots())
        self.alive = self.reach.alive
        self.linker_names()
        check_undefined(program, self.reach, frozenset(self.asked))
        nosplit.check(program, self.alive)
        self.plan()
        self.place()
        relocator = self.relocate()
        self.fill()
        if self.fips is not None:
            fips.fill_addresses(self.image, program, self.verified())
        self.dynamic(relocator)
        if self.fips is not None:
            fips.fill_sum(self.image, program, self.verified())
        return self.write()

    def verified(self) -> list[OutputSection]:
        return [self.text, self.rodata, self.noptrdata, self.data]

    def roots(self) -> list[int]:
        program, options = self.program, self.options
        roots: list[int] = []
        required = list(self.exports.values()) if self.shared else [options.entry]
        for name in required:
            symbol = program.find(name)
            if symbol < 0:
                what = "exported symbol" if self.shared else "entry point"
                raise LinkError(f"undefined {what}: {name}")
            roots.append(symbol)
        for name in ("main.main", MODULE, "runtime.unreachableMethod", *options.keep):
            symbol = program.find(name)
            if symbol >= 0:
                roots.append(symbol)
            elif name in options.keep:
                raise LinkError(f"undefined symbol: {name} (to be kept)")
        keep = np.concatenate([o.keep for o in program.objects])
        found = program.find_all(keep)
        roots += found[found >= 0].tolist()
        if self.shared:
            for section in np.flatnonzero(program.sec_kind == T.INIT_ARRAY).tolist():
                roots += np.flatnonzero(program.sym_at == section)[:1].tolist()
        return roots + self.task_order

    def linker_names(self) -> None:
        """Undefined symbols that the linker itself defines: `asked` maps them to a name."""
        program = self.program
        names = {symbol_hash(f"runtime.{name}"): name for name in BOUNDARIES}
        names[symbol_hash("runtime.tlsg")] = "tlsg"
        names[symbol_hash("__ehdr_start")] = "base"
        asking = np.flatnonzero((program.sym_at == T.UNDEFINED) & (program.sym_bind != T.LOCAL))
        hashes = program.sym_hash[asking].tolist()
        self.asked = {s: names[h] for s, h in zip(asking.tolist(), hashes, strict=True) if h in names}
        self.own_tlsg = any(name == "tlsg" for name in self.asked.values())

    def plan(self) -> None:
        """Everything whose size the layout needs."""
        program, options = self.program, self.options
        kinds = program.sec_kind.copy()
        values = {name: text.encode("utf-8", "surrogateescape") for name, text in options.set_strings.items()}
        values.setdefault("runtime.modinfo", G.modinfo_string(options.modinfo))
        values.setdefault("runtime.buildVersion", options.version.encode())
        self.offsets = G.moduledata_offsets(program)
        living = {n: v for n, v in values.items() if self.is_alive(n)}
        for name in options.set_strings:
            if name in living and int(program.sym_size[program.find(name)]) not in (0, 16):
                raise LinkError(f"{name}: cannot set with -X: not a var of type string")
        self.variables = G.StringVariables(living, options.set_strings)
        G.make_writable(program, kinds, [*self.variables.values, MODULE, "runtime.runtime_inittasks", fips.INFO])
        self.fips = fips.members(program, self.movable) if self.is_alive(fips.INFO) else None
        if self.movable:
            moved = np.isin(kinds, (T.RODATA, T.TYPE, T.ITAB, T.FUNCDESC)) & (program.sec_flags & T.HAS_ABS64 > 0)
            kinds[moved] = RELRO
        self.kinds = kinds
        self.live = live_relocations(program, self.alive, self.reach.dropped)
        self.got = GotPlan(program, self.live, self.shared)
        self.functions = G.Functions(program, self.alive)
        self.type_links = G.type_links(program, self.alive)
        self.itabs = np.flatnonzero(self.alive & (program.sec_kind == T.ITAB))
        self.runtime_order = G.init_order(program, ["runtime"]) if self.is_alive("runtime.runtime_inittasks") else []
        self.masks = G.PointerMasks(program)
        self.dropped_slots = self.dropped_itab_slots()

    def is_alive(self, name: str) -> bool:
        symbol = self.program.find(name)
        if symbol < 0:
            return False
        section = int(self.program.sym_at[symbol])
        return section >= 0 and bool(self.alive[section])

    def dropped_itab_slots(self) -> Ints:
        """Relocations of living itabs whose method nobody calls: they get runtime.unreachableMethod."""
        program = self.program
        rows = np.flatnonzero(self.reach.dropped & (program.rel_type == E.R_64))
        if not len(rows) or not self.is_alive("runtime.unreachableMethod"):
            return np.zeros(0, np.int64)
        owners = np.searchsorted(program.rel_ptr, rows, "right") - 1
        return rows[self.alive[owners]]

    def place(self) -> None:
        program, alive, kinds, options = self.program, self.alive, self.kinds, self.options
        rw = E.SHF_ALLOC | E.SHF_WRITE
        nobits = E.SHT_NOBITS
        sections: list[OutputSection] = []

        def kind_section(
            name: str, segment: int, wanted: tuple[int, ...], flags: int, kind: int = E.SHT_PROGBITS, verified: Ints | None = None
        ) -> OutputSection:
            section = OutputSection(name, segment, flags=flags, type=kind)
            gather(program, alive, kinds, wanted, section, verified)
            if section.size or (section.members is not None and len(section.members)):
                sections.append(section)
            return section

        def own(
            name: str,
            segment: int,
            size: int,
            align: int = 8,
            content: bytes | None = None,
            kind: int = E.SHT_PROGBITS,
            entsize: int = 0,
        ) -> OutputSection:
            flags = rw if segment == W else E.SHF_ALLOC
            section = OutputSection(name, segment, size, align, kind, flags, entsize, content=content)
            if size:
                sections.append(section)
            return section

        for name, note in build_id_notes(options.build_id, options.gnu_id):
            own(name, R, len(note), 4, note, E.SHT_NOTE)
        if self.movable:
            self.plan_dynamic(own)
        self.text = kind_section(".text", X, (T.TEXT,), E.SHF_ALLOC | E.SHF_EXECINSTR, verified=self.fips)
        self.text.align = max(self.text.align, 16)
        self.starter = own(pie.START_SECTION, X, len(pie.START), 16, pie.START) if self.pie else None
        self.rodata = kind_section(".rodata", R, (T.RODATA, T.FUNCDESC), E.SHF_ALLOC, verified=self.fips)
        self.itab = kind_section(".go.itab", R, (T.ITAB,), E.SHF_ALLOC)
        self.types = kind_section(".go.type", R, (T.TYPE,), E.SHF_ALLOC)
        self.functab = own(".go.functab", R, self.functions.size)
        self.typelink = own(".go.typelink", R, 4 * len(self.type_links))
        self.gounsafe = own(".go.unsafepoints", R, 8 * G.count_unsafe(program, alive))
        self.strings = own(".go.strings", R, len(self.variables.blob) + len(options.module_name.encode()), 1)
        # The masks' sizes follow from data and bss, gathered here and listed later.
        data = OutputSection(".data", W, flags=rw)
        bss = OutputSection(".bss", W, flags=rw, type=nobits)
        gather(program, alive, kinds, (T.DATA,), data, self.fips)
        gather(program, alive, kinds, (T.BSS,), bss)
        self.data, self.bss = data, bss
        for section in (data, bss):
            section.align = max(section.align, 8)
        self.gcdata = own(".go.gcdata", R, -(-data.size // 64))
        self.gcbss = own(".go.gcbss", R, -(-bss.size // 64))
        links = W if self.movable else R
        info = G.build_info(options.version, options.modinfo)
        own(".go.buildinfo", W, len(info), 16, info)
        kind_section(".tdata", W, (T.TDATA,), rw | E.SHF_TLS)
        tbss = OutputSection(".tbss", W, flags=rw | E.SHF_TLS, type=nobits)
        gather(program, alive, kinds, (T.TBSS,), tbss)
        self.tlsg_offset = 0
        if self.own_tlsg:
            tbss.align = max(tbss.align, 8)
            self.tlsg_offset = -(-tbss.size // 8) * 8
            tbss.size = self.tlsg_offset + 8
        self.tbss = tbss
        if tbss.size:
            sections.append(tbss)
        self.init_array = kind_section(".init_array", W, (T.INIT_ARRAY,), rw, E.SHT_INIT_ARRAY)
        self.relro = kind_section(".data.rel.ro", W, (RELRO,), rw)
        self.links = own(".go.links", links, 8 * (len(self.itabs) + len(self.task_order) + len(self.runtime_order)))
        self.got_section = own(".got", W, self.got.size)
        if self.movable:
            self.dynamic_section = own(".dynamic", W, 16 * 20, 8, None, E.SHT_DYNAMIC, 16)
        self.noptrdata = kind_section(".noptrdata", W, (T.NOPTRDATA,), rw, verified=self.fips)
        for section in (data, bss):
            if section.size:
                sections.append(section)
        self.noptrbss = kind_section(".noptrbss", W, (T.NOPTRBSS,), rw, nobits)
        sections.sort(key=_segment_order)
        self.sections = sections
        if self.pie:
            pie.separate(sections)
        base = 0 if self.movable else EXE_BASE
        self.image = Image(program, base, sections, elf_write.HEADERS_SIZE)
        self.boundaries = self.boundary_addresses()
        special = self.boundaries | {"tlsg": self.tbss.address + self.tlsg_offset, "base": base}
        self.linker_defined = {symbol: special[name] for symbol, name in self.asked.items()}

    def boundary_addresses(self) -> dict[str, int]:
        image = self.image
        out = {"end": image.end}
        readonly = [s for s in self.sections if s.segment == R and s.address >= self.text.end]
        out["rodata"] = min([s.address for s in readonly], default=self.text.end)
        out["erodata"] = max([s.end for s in readonly], default=self.text.end)
        out["text"], out["etext"] = self.text.address, self.text.end
        previous = out["erodata"]
        for name, section in (
            ("noptrdata", self.noptrdata),
            ("data", self.data),
            ("bss", self.bss),
            ("noptrbss", self.noptrbss),
        ):
            start = section.address or previous
            out[name], out["e" + name] = start, start + section.size
            previous = start + section.size
        types = max(self.types.end if self.types.size else 0, self.relro.end if self.relro.size else 0)
        out["etypes"] = types or out["erodata"]
        return out

    def relocate(self) -> Relocator:
        relocator = Relocator(
            self.program,
            self.image,
            self.live,
            self.got,
            self.got_section.address,
            self.linker_defined,
            self.shared,
            self.movable,
        )
        relocator.run()
        if len(self.dropped_slots):
            program = self.program
            owners = np.searchsorted(program.rel_ptr, self.dropped_slots, "right") - 1
            target = self.image.symbol_address(program.find("runtime.unreachableMethod"))
            places = self.image.section_address[owners] + program.rel_off[self.dropped_slots]
            for place in places.tolist():
                self.image.put_address(place, target)
        return relocator

    def fill(self) -> None:
        """Write Go's tables, string variables and moduledata."""
        program, image = self.program, self.image
        base = image.base
        self.functab_bytes = self.functions.assemble(image, self.text.end)
        image.put_bytes(self.functab.address, self.functab_bytes)
        if len(self.type_links):
            at = image.section_address[program.sym_at[self.type_links]] + program.sym_to[self.type_links] - base
            image.put_bytes(self.typelink.address, at.astype("<i4").tobytes())
        ranges = G.unsafe_ranges(program, image, self.alive)
        if len(ranges):
            image.put_bytes(self.gounsafe.address, ranges.astype("<u4").tobytes())
        for mask, section in ((self.gcdata, self.data), (self.gcbss, self.bss)):
            if mask.size:
                image.put_bytes(mask.address, self.masks.bits(section))
        name = self.options.module_name.encode()
        if self.strings.size:
            image.put_bytes(self.strings.address, self.variables.blob + name)
        for variable, offset in self.variables.offsets.items():
            at_address = image.symbol_address(program.find(variable))
            image.put_address(at_address, self.strings.address + offset)
            image.put(at_address + 8, len(self.variables.values[variable]), 8)
        itabs = np.sort(image.section_address[self.itabs]).tolist()
        tasks = [image.symbol_address(s) for s in self.task_order]
        early = [image.symbol_address(s) for s in self.runtime_order]
        for number, address in enumerate([*itabs, *tasks, *early]):
            image.put_address(self.links.address + 8 * number, address)
        tasks_at = self.links.address + 8 * len(itabs)
        if early:
            variable_at = image.symbol_address(program.find("runtime.runtime_inittasks"))
            image.put_slice(variable_at, tasks_at + 8 * len(tasks), len(early))
        if self.offsets and self.is_alive(MODULE):
            self.fill_moduledata(len(ranges), len(itabs), tasks_at, len(tasks), len(name))

    def fill_moduledata(self, ranges: int, itabs: int, tasks_at: int, tasks: int, name_length: int) -> None:
        image, offsets = self.image, self.offsets
        module = image.symbol_address(self.program.find(MODULE))
        limits = self.boundaries
        addresses = dict(limits)
        addresses |= {
            "text": image.base,
            "types": image.base,
            "minpc": self.text.address,
            "maxpc": self.text.end,
            "gcdata": self.gcdata.address,
            "gcbss": self.gcbss.address,
        }
        for name, address in addresses.items():
            if name in offsets:
                image.put(module + offsets[name], address, 8)
                if self.movable:  # an image base of 0 is an address too
                    image.absolute.append(module + offsets[name])
        slices = {
            "functab": (self.functab.address, self.functab.size),
            "typelinks": (self.typelink.address, len(self.type_links)),
            "itablinks": (self.links.address, itabs),
            "inittasks": (tasks_at, tasks),
            "gounsafe": (self.gounsafe.address, ranges),
        }
        for name, (address, length) in slices.items():
            if name in offsets:
                image.put_slice(module + offsets[name], address, length)
        for name, mask, section in (("gcdatamask", self.gcdata, self.data), ("gcbssmask", self.gcbss, self.bss)):
            if name in offsets:
                image.put(module + offsets[name], -(-section.size // 8), 4)
                image.put_address(module + offsets[name] + 8, mask.address)
        if "modulename" in offsets and name_length:
            image.put_address(module + offsets["modulename"], self.strings.address + len(self.variables.blob))
            image.put(module + offsets["modulename"] + 8, name_length, 8)
        if "hasmain" in offsets:
            image.put(module + offsets["hasmain"], int(self.is_alive("main.main")), 1)

    def plan_dynamic(self, own: Any) -> None:
        names = sorted(self.exports)
        raw = [name.encode() for name in names]
        self.dynamic_names = names
        table = elf_write.hash_section(raw)
        own(".hash", R, len(table), 8, table, E.SHT_HASH, 4)
        self.dynsym = own(".dynsym", R, E.SYM.itemsize * (len(names) + 1), 8, None, E.SHT_DYNSYM, E.SYM.itemsize)
        strings = b"\0" + b"".join(name + b"\0" for name in raw)
        self.soname_at = len(strings)
        strings += self.options.soname.encode() + b"\0"
        own(".dynstr", R, len(strings), 1, strings, E.SHT_STRTAB)
        count = count_absolute(self.program, self.live) + len(self.dropped_slots) + self.got.size // 8
        count += len(self.itabs) + len(self.task_order) + len(self.runtime_order)
        count += len(self.variables.values) + 64
        self.rela = own(".rela.dyn", R, E.RELA.itemsize * count, 8, None, E.SHT_RELA, E.RELA.itemsize)

    def dynamic(self, relocator: Relocator) -> None:
        if not self.movable:
            return
        image, program = self.image, self.program
        by_name = {s.name: s for s in self.sections}
        rows = np.zeros(len(self.dynamic_names) + 1, E.SYM)
        at = 1
        number = {id(s): i + 1 for i, s in enumerate(self.sections)}
        for index, name in enumerate(self.dynamic_names, 1):
            symbol = program.find(self.exports[name])
            address = image.symbol_address(symbol)
            home = next((s for s in self.sections if s.address <= address < max(s.end, s.address + 1)), None)
            stype = int(program.sym_type[symbol])
            rows[index] = (
                at,
                E.STB_GLOBAL << 4 | stype,
                0,
                number.get(id(home), E.SHN_ABS),
                address,
                int(program.sym_size[symbol]),
            )
            at += len(name.encode()) + 1
        image.put_bytes(self.dynsym.address, rows.tobytes())
        places = distinct(np.concatenate([relocator.relative, np.array(image.absolute, np.int64)]))
        positions = places[:, None] - image.base + np.arange(8)
        values = np.ascontiguousarray(image.bytes[positions]).view("<i8").reshape(-1)
        table = elf_write.relative_table(places, values, relocator.tls_offsets)
        if len(table) > self.rela.size:
            raise LinkError("internal error: more dynamic relocations than planned")
        image.put_bytes(self.rela.address, table)
        self.rela.size = len(table)
        entries = [
            (E.DT_HASH, by_name[".hash"].address),
            (E.DT_STRTAB, by_name[".dynstr"].address),
            (E.DT_SYMTAB, self.dynsym.address),
            (E.DT_STRSZ, by_name[".dynstr"].size),
            (E.DT_SYMENT, E.SYM.itemsize),
            (E.DT_RELA, self.rela.address),
            (E.DT_RELASZ, len(table)),
            (E.DT_RELAENT, E.RELA.itemsize),
            (E.DT_RELACOUNT, len(places)),
            (E.DT_FLAGS, E.DF_STATIC_TLS if relocator.tls_offsets else 0),
            (E.DT_FLAGS_1, E.DF_1_PIE if self.pie else E.DF_1_NODELETE),
        ]
        if self.options.soname:
            entries.append((E.DT_SONAME, self.soname_at))
        if self.init_array.size:
            entries += [(E.DT_INIT_ARRAY, self.init_array.address), (E.DT_INIT_ARRAYSZ, self.init_array.size)]
        entries.append((E.DT_NULL, 0))
        image.put_bytes(self.dynamic_section.address, np.array(entries, "<u8").tobytes())
        if self.starter is not None:
            target = image.symbol_address(program.find(self.options.entry))
            code = pie.start_code(self.starter.address, self.rela.address, len(table), pie.read_only(self.sections), target)
            image.put_bytes(self.starter.address, code)

    def write(self) -> LinkResult:
        options, image, program = self.options, self.image, self.program
        extra: list[tuple[str, int, bytes, int, int, int]] = []
        packed: set[str] = set()
        if options.debug:
            kept = np.where(self.alive, image.section_address, 0)
            views = [o.debug for o in program.objects]
            for name, content in join_debug(views, program.section_base[:-1].tolist(), kept):
                smaller = compressed(content) if options.compress else content
                if len(smaller) < len(content):
                    packed.add(name)
                    content = smaller
                extra.append((name, E.SHT_PROGBITS, content, 0, 0, 1 if name.endswith("str") else 0))
        if not options.strip:
            symbols, strings, local = elf_write.symbol_table(program, image, self.sections)
            extra.append((".symtab", E.SHT_SYMTAB, symbols, -1, local, E.SYM.itemsize))
            extra.append((".strtab", E.SHT_STRTAB, strings, 0, 0, 0))
        entry = 0 if self.shared else image.symbol_address(program.find(options.entry))
        if self.starter is not None:
            entry = self.starter.address
        data = elf_write.file_bytes(image, self.sections, entry, self.movable, extra, packed)
        if options.output is not None:
            elf_write.write_file(options.output, data)
        return LinkResult(
            output=options.output,
            data=data if options.output is None else None,
            size=len(data),
            sections=program.section_count,
            sections_kept=int(self.alive.sum()),
            functions=len(self.functions.records),
            functab=self.functab_bytes,
            image_base=image.base,
            _program=program,
            _image=image,
        )


def _segment_order(section: OutputSection) -> int:
    """Headers, code, read-only data, writable data, zeros: the sort is stable, so the order within is that of `place`."""
    zeros = section.type == E.SHT_NOBITS and not section.flags & E.SHF_TLS
    return section_group(section) * 2 + zeros
