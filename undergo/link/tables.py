"""Prepared objects: an object file as the arrays that linking needs, in one block of bytes.

`pack` and `unpack` are inverse. A section here is one that may be loaded (code, data, ...), numbered from 0; everything else of the ELF file is
gone or has been turned into the other columns. The columns are the fields of `FIELDS`, in this order.
"""

from __future__ import annotations

import json
import struct
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .elf_format import LinkError

MAGIC: Final = b"UGOBJ\0\0\x04"

# Kinds of sections. The order within the read-only and the writable group is the layout's.
TEXT, RODATA, FUNCDESC, ITAB, TYPE, NOPTRDATA, DATA, BSS, NOPTRBSS, TDATA, TBSS, INIT_ARRAY = range(1, 13)
KIND_NAMES: Final = (
    "none",
    "text",
    "rodata",
    "funcdesc",
    "itab",
    "type",
    "noptrdata",
    "data",
    "bss",
    "noptrbss",
    "tdata",
    "tbss",
    "init_array",
)

# sec_flags
HAS_ABS64: Final = 1
FIPS: Final = 2  # code or data of the FIPS 140 module (fips.py)
# sym_bind
LOCAL, GLOBAL, WEAK, WEAK_UNDEFINED = range(4)
# sym_sec below zero
UNDEFINED, ABSOLUTE, DROPPED = -1, -2, -3

FIELDS: Final[tuple[tuple[str, str], ...]] = (
    ("sec_kind", "u1"),
    ("sec_align", "u1"),  # log2
    ("sec_flags", "u1"),
    ("sec_size", "<i8"),
    ("sec_off", "<i8"),  # in content; -1: zeros
    ("rel_ptr", "<i4"),  # relocations of section i: rel_ptr[i]:rel_ptr[i+1]
    ("sym_name", "<i4"),  # offsets in names, one more than symbols
    ("sym_hash", "<u8"),  # 0 for locals
    ("sym_sec", "<i4"),
    ("sym_val", "<i8"),
    ("sym_size", "<i8"),
    ("sym_bind", "u1"),
    ("sym_type", "u1"),
    ("rel_off", "<u4"),
    ("rel_type", "u1"),
    ("rel_tgt", "<i4"),  # >= 0 section (addend from its start), < 0: ~symbol
    ("rel_add", "<i8"),
    ("weak_rel", "<i4"),  # relocations under the method rule, ascending
    ("weak_hash", "<u8"),  # hash of the method's name
    ("weak_exported", "u1"),
    ("unsafe_sec", "<i4"),
    ("unsafe_lo", "<u4"),
    ("unsafe_hi", "<u4"),
    ("mask_sec", "<i4"),
    ("mask_off", "<i4"),  # in mask_bits
    ("mask_words", "<i4"),
    ("mask_count", "<i4"),
    ("mask_bits", "u1"),  # one byte a word
    ("fn_sec", "<i4"),
    ("fn_val", "<u4"),
    ("fn_size", "<u4"),
    ("fn_file", "<u4"),
    ("fn_line", "<u4"),
    ("fn_ninl", "<u2"),
    ("fn_flags", "<u2"),
    ("fn_chunk", "<i4"),  # start of inline nodes in chunks, one more than functions
    ("fn_name", "<i4"),  # start of the name in chunks
    ("fn_pcln", "<i4"),  # start of the rows in chunks
    ("fn_frame", "<i4"),  # start of the frame in chunks; -1: not known
    ("unit_files", "<u4"),
    ("typelink_hash", "<u8"),
    ("typelink_str", "<i4"),  # offsets in typelink_strings, one more than typelinks
    ("imethods", "<u8"),
    ("keep", "<u8"),
)
BLOBS: Final = ("content", "names", "chunks", "unit_strings", "typelink_strings", "debug")


class Tables:
    """A prepared object. Columns are attributes; `info` is {"package", "assembly", ...} as given to prepare_object."""

    info: dict[str, Any]
    content: memoryview
    names: memoryview
    chunks: memoryview
    unit_strings: memoryview
    typelink_strings: memoryview
    debug: memoryview

    def __getattr__(self, name: str) -> NDArray[Any]:
        raise AttributeError(name)


def pack(columns: dict[str, NDArray[Any]], blobs: dict[str, bytes], info: dict[str, Any]) -> bytes:
    parts: list[bytes] = []
    directory: list[int] = []
    header_size = len(MAGIC) + 16 * (len(FIELDS) + len(BLOBS) + 1)
    position = header_size
    items = [np.ascontiguousarray(columns[name], dtype).tobytes() for name, dtype in FIELDS]
    items += [blobs[name] for name in BLOBS]
    items.append(json.dumps(info, sort_keys=True).encode())
    for item in items:
        directory += (position, len(item))
        padding = -len(item) % 16
        parts += (item, bytes(padding))
        position += len(item) + padding
    return MAGIC + struct.pack(f"<{len(directory)}Q", *directory) + b"".join(parts)


def unpack(data: bytes | memoryview) -> Tables:
    if bytes(data[: len(MAGIC)]) != MAGIC:
        raise LinkError("not a prepared object of this version of undergo")
    total = len(FIELDS) + len(BLOBS) + 1
    directory = struct.unpack_from(f"<{2 * total}Q", data, len(MAGIC))
    if directory[-2] + directory[-1] > len(data):
        raise LinkError("truncated prepared object")
    tables = Tables()
    values = tables.__dict__
    at = 0
    frombuffer = np.frombuffer
    for name, dtype in _DTYPES:
        offset, size = directory[at], directory[at + 1]
        values[name] = frombuffer(data, dtype, size // dtype.itemsize, offset)
        at += 2
    view = memoryview(data)
    for name in BLOBS:
        offset, size = directory[at], directory[at + 1]
        values[name] = view[offset : offset + size]
        at += 2
    offset, size = directory[at], directory[at + 1]
    tables.info = json.loads(bytes(view[offset : offset + size]))
    return tables


_DTYPES = tuple((name, np.dtype(code)) for name, code in FIELDS)
