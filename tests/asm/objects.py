"""What the tests need to look into objects: the reference's own format, ELF, and a disassembler over both."""

import re
import struct
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Body:
    """The bytes of one symbol and its relocations: offset -> (symbol, addend counted from the field's end)."""

    name: str
    data: bytes
    relocations: dict[int, tuple[str, int]] = field(default_factory=dict)
    is_text: bool = True


_BLOCKS = (
    "autolib pkgidx file symdef hashed64def hasheddef nonpkgdef nonpkgref refflags hash64 hash relocidx auxidx dataidx "
    "reloc aux data refname end"
).split()
_STEXT = (1, 2)


def read_go_object(path: Path) -> list[Body]:
    """Every symbol with contents that `go tool asm` put into an object."""
    raw = path.read_bytes()
    raw = raw[raw.index(b"\x00go120ld") :]
    offsets = dict(zip(_BLOCKS, struct.unpack_from(f"<{len(_BLOCKS)}I", raw, 20), strict=True))

    def text(at: int) -> str:
        length, offset = struct.unpack_from("<II", raw, at)
        return raw[offset : offset + length].decode()

    symbols = []
    for block, end in (("symdef", "hashed64def"), ("hashed64def", "hasheddef"), ("hasheddef", "nonpkgdef"),
                       ("nonpkgdef", "nonpkgref"), ("nonpkgref", "refflags")):  # fmt: skip
        group = []
        for at in range(offsets[block], offsets[end], 21):
            group.append((text(at), *struct.unpack_from("<HBBBII", raw, at + 8)))
        symbols.append(group)
    bases = {}
    start = 0
    packages = {(1 << 31) - 5: 0, (1 << 31) - 2: 1, (1 << 31) - 3: 2, (1 << 31) - 1: 3}
    for package, group_index in packages.items():
        bases[package] = sum(len(group) for group in symbols[:group_index])
    every = [symbol for group in symbols for symbol in group]
    names = {}
    for at in range(offsets["refname"], offsets["end"], 16):
        package, index = struct.unpack_from("<II", raw, at)
        names[package, index] = text(at + 8)
    bodies = []
    defined = len(every) - len(symbols[4])
    for start in range(defined):
        name, _, kind, *_ = every[start]
        low, high = struct.unpack_from("<II", raw, offsets["dataidx"] + 4 * start)
        body = Body(name, raw[offsets["data"] + low : offsets["data"] + high], is_text=kind in _STEXT)
        low, high = struct.unpack_from("<II", raw, offsets["relocidx"] + 4 * start)
        for i in range(low, high):
            offset, size, kind, addend, package, index = struct.unpack_from("<iBHqII", raw, offsets["reloc"] + 23 * i)
            if size == 0:
                continue
            if package in bases:
                target = every[bases[package] + index][0]
            else:
                target = names.get((package, index), "?")
            body.relocations[offset] = (target, addend)
        bodies.append(body)
    return bodies


def read_elf_object(data: bytes) -> list[Body]:
    """Every symbol that has a section of its own in a relocatable."""
    section_offset = struct.unpack_from("<Q", data, 40)[0]
    count, names_index = struct.unpack_from("<HH", data, 60)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, section_offset + 64 * i) for i in range(count)]

    def string(table: int, at: int) -> str:
        start = sections[table][4] + at
        return data[start : data.index(b"\0", start)].decode()

    names = [string(names_index, section[0]) for section in sections]
    symtab = next(i for i, section in enumerate(sections) if section[1] == 2)
    _, _, _, _, offset, size, link, *_ = sections[symtab]
    symbols = [struct.unpack_from("<IBBHQQ", data, offset + 24 * i) for i in range(size // 24)]
    owner: dict[int, str] = {}
    bodies = {}
    for name_at, info, _, index, value, _length in symbols:
        if index == 0 or index >= count or info & 15 == 3 or value != 0:
            continue
        name = string(link, name_at)
        owner[index] = name
        section = sections[index]
        contents = data[section[4] : section[4] + section[5]] if section[1] != 8 else bytes(section[5])
        bodies[index] = Body(name, contents, is_text=bool(section[2] & 4))
    for section in sections:
        if section[1] != 4 or section[7] not in bodies:
            continue
        body = bodies[section[7]]
        for at in range(section[4], section[4] + section[5], 24):
            where, info, addend = struct.unpack_from("<QQq", data, at)
            symbol = symbols[info >> 32]
            name = string(link, symbol[0]) if symbol[1] & 15 != 3 else owner.get(symbol[3], names[symbol[3]])
            if info & 0xFFFFFFFF != 1:
                addend += 4
            body.relocations[where] = (name, addend)
    return list(bodies.values())


_LINE = re.compile(r"\s*([0-9a-f]+):\t((?:[0-9a-f]{2} )+)\s*(?:\t(.*))?$")
_TARGET = re.compile(r"^(j\w+|call|loop\w*|xbegin)(\s+)(?:0x)?([0-9a-f]+)(?:\s*<.*>)?$")
_GAP = 64


def disassemble(bodies: list[Body]) -> dict[str, list[str]]:
    """Each body as normalized instructions.

    Padding is left out, jumps inside the body name the index of the instruction they go to, and the field of a
    relocation shows its symbol.
    """
    if not bodies:
        return {}
    blob = bytearray()
    starts = []
    for body in bodies:
        starts.append(len(blob))
        blob += body.data
        blob += b"\x90" * (_GAP - len(blob) % _GAP + _GAP)
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(blob)
        file.flush()
        command = ["objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "--insn-width=16", file.name]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = []
    for line in output.split("\n"):
        match = _LINE.match(line)
        if match:
            lines.append((int(match[1], 16), len(match[2]) // 3, (match[3] or "").split(" #")[0].strip()))
    result: dict[str, list[str]] = {}
    cursor = 0
    for body, start in zip(bodies, starts, strict=True):
        end = start + len(body.data)
        mine = []
        while cursor < len(lines) and lines[cursor][0] < start:
            cursor += 1
        while cursor < len(lines) and lines[cursor][0] < end:
            mine.append(lines[cursor])
            cursor += 1
        result[body.name] = _normalize(body, start, mine)
    return result


def _is_padding(text: str) -> bool:
    return "nop" in text.split("(")[0] or text in ("xchg   %ax,%ax", "data16") or text.startswith("cs nop")


def _normalize(body: Body, start: int, lines: list[tuple[int, int, str]]) -> list[str]:
    index: dict[int, int] = {}
    kept = []
    for address, size, text in lines:
        index[address] = len(kept)
        if not _is_padding(text):
            kept.append((address, size, text))
    pending = sorted(body.relocations.items())
    out = []
    for address, size, text in kept:
        low = address - start
        # An addend counts from the end of the field; the target, from the end of the instruction.
        mentioned = [(name, addend + low + size - at - 4) for at, (name, addend) in pending if low <= at < low + size]
        match = _TARGET.match(text)
        if mentioned:
            text = re.sub(r"0x[0-9a-f]+\(%rip\)", "(%rip)", text)
            if match:
                text = match[1]
            text += " " + " ".join(f"{name}+{addend}" for name, addend in mentioned)
        elif match:
            goal = int(match[3], 16)
            text = f"{match[1]} @{index.get(goal, goal - start)}"
        out.append(" ".join(text.split()))
    return out
