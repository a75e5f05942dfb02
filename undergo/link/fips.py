"""The FIPS 140 module's checksum, which `crypto/internal/fips140/check` verifies when a program starts with GODEBUG=fips140=on.

Code and constant data of the packages `crypto/internal/fips140/...` lie side by side in each of four output sections. The variable `go:fipsinfo` tells where, and
what an HMAC-SHA256 (its key: 32 zeros) over them gives: over the words of a heading, then for each section its length as a big-endian number and its bytes.
Metadata that others own or that changes before the check runs (type descriptors, itabs, function values, caches, the state of initialization) stays outside.
In a shared object so does what the loader relocates.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import numpy as np

from . import tables as T
from .elf_format import LinkError

if TYPE_CHECKING:
    from .layout import Image, OutputSection
    from .program import Ints, Program

INFO = "go:fipsinfo"
MODULE = "crypto/internal/fips140"
MAGIC = b"\xff Go fipsinfo \xff\0"
HEADING = b"go fips object v1\n"
SUM_SIZE = 32
SECTIONS = 4


def in_module(package: str) -> bool:
    """Whether a package belongs to the module; its external tests do not."""
    path = package.split(" ", 1)[0]
    return (path == MODULE or path.startswith(MODULE + "/")) and not path.endswith("_test")


def is_metadata(kind: int, section: str) -> bool:
    """Whether an input section of a package of the module stays outside."""
    return (
        kind in (T.TYPE, T.ITAB, T.FUNCDESC) or section.endswith("..inittask") or section.startswith((".go.data.go:", ".go.noptrdata.go:"))
    )


def members(program: Program, shared: bool) -> Ints:
    """For every input section, whether it belongs to the module."""
    flags = program.sec_flags
    out = (flags & T.FIPS) > 0
    if shared:
        out &= (flags & T.HAS_ABS64) == 0
    out[int(program.sym_at[program.find(INFO)])] = False
    return np.asarray(out)


def _info(image: Image, program: Program) -> int:
    symbol = program.find(INFO)
    size = int(program.sym_size[symbol])
    if size not in (0, len(MAGIC) + SUM_SIZE + 8 * (1 + 2 * SECTIONS)):
        raise LinkError(f"{INFO}: {size} bytes, not as crypto/internal/fips140/check declares it")
    return image.symbol_address(symbol)


def fill_addresses(image: Image, program: Program, sections: list[OutputSection]) -> None:
    """Everything of go:fipsinfo but the sum."""
    at = _info(image, program)
    image.put_bytes(at, MAGIC)
    at += len(MAGIC) + SUM_SIZE
    image.put_address(at, at - len(MAGIC) - SUM_SIZE)
    for section in sections:
        for offset in section.fips:
            at += 8
            image.put_address(at, (section.address or image.base) + offset)


def fill_sum(image: Image, program: Program, sections: list[OutputSection]) -> None:
    """The sum, when everything else is in its place."""
    total = hmac.new(bytes(32), HEADING, hashlib.sha256)
    for section in sections:
        start, end = section.fips
        at = section.address - image.base
        total.update((end - start).to_bytes(8, "big"))
        total.update(image.view[at + start : at + end])
    image.put_bytes(_info(image, program) + len(MAGIC), total.digest())
