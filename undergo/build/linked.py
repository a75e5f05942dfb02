"""Linked programs in the cache: which bytes they had when they were linked, and whether they still have them.

A program is started by the system, which reads what it needs. Reading all of a large one first would cost more than starting it, so what tells of a
change is what the file system says of the file (each write changes its times). Where that differs, and for small programs always, the bytes count.
"""

from __future__ import annotations

import contextlib
import json
import os

from .cache import cache_root, prepare_folder, write_entry
from .files import checksum, give_name, is_ours, open_private, read_private, seal, sync_file, unseal

SMALL = 4 << 20
_CHUNK = 1 << 20

Seal = tuple[int, list[int]]  # checksum, and what _stamp said


def _stamp(st: os.stat_result) -> list[int]:
    return [st.st_size, st.st_mtime_ns, st.st_ctime_ns, st.st_ino]


def _checksum_of(fd: int) -> int:
    value = 0
    with os.fdopen(os.dup(fd), "rb") as f:
        while chunk := f.read(_CHUNK):
            value = checksum(chunk, value)
    return value


def seal_of(path: str) -> Seal:
    """What tells whether a program is still what it is now. Raises OSError."""
    fd = open_private(path)
    try:
        return _checksum_of(fd), _stamp(os.fstat(fd))
    finally:
        os.close(fd)


def is_intact(path: str, known: Seal, *, quick: bool) -> bool:
    """Whether a program is still what it was. quick: do not read a large one; a changed time then counts as a change."""
    try:
        folder = cache_root()
        for part in os.path.relpath(os.path.dirname(path), folder).split(os.sep):
            folder = os.path.join(folder, part)
            if not is_ours(os.lstat(folder)):
                return False
        fd = open_private(path)
    except OSError:
        return False
    try:
        st = os.fstat(fd)
        check, stamp = known
        same = stamp == _stamp(st)
        if not st.st_mode & 0o100 or stamp[0] != st.st_size or quick and not same:
            return False
        return same and st.st_size > SMALL or _checksum_of(fd) == check
    except (OSError, ValueError, TypeError, IndexError):
        return False
    finally:
        os.close(fd)


def _record(program: str) -> str:
    return os.path.dirname(program).removesuffix("-d")


def known_program(program: str) -> bool:
    """Whether a program that was linked into the cache is there and intact."""
    sealed = unseal(read_private(_record(program)))
    try:
        known = json.loads(sealed) if sealed is not None else None
    except ValueError:
        return False
    if known is None or not is_intact(program, known, quick=False):
        return False
    with contextlib.suppress(OSError):
        now = seal_of(program) if _stamp(os.stat(program)) != known[1] else known
        if now != known:
            write_entry(_record(program), seal(json.dumps(now).encode()))  # a copy of the cache: the same bytes, other times
    return True


def new_program(program: str) -> str:
    """Where to link a program of the cache, until keep_program gives it its name. Raises OSError."""
    prepare_folder(os.path.dirname(program))
    return os.path.join(os.path.dirname(program), f".new-{os.getpid()}")


def keep_program(new: str, program: str) -> None:
    """Give a linked program its name, when it is whole on disk. Raises OSError."""
    fd = os.open(new, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync_file(fd)
    finally:
        os.close(fd)
    give_name(new, program)
    write_entry(_record(program), seal(json.dumps(seal_of(program)).encode()))
