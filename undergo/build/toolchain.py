"""The identities of what makes things: of this whole package, of the compiler, of the linker. They are parts of the keys of the cache."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from functools import cache, lru_cache

from .cache import cache_path, write_entry
from .files import read_private, seal, unseal


@lru_cache(maxsize=1)
def toolchain_id() -> str:
    """A hash of everything in this package: Python code and Go overlays, whatever part it takes.

    Uses what the file system says of the files (each write changes their times), so that it costs a few milliseconds."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    rows: list[str] = [sys.version]
    stack = [root]
    while stack:
        try:
            entries = list(os.scandir(stack.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    stack.append(entry.path)
            elif not entry.name.endswith((".pyc", ".md")):
                st = entry.stat()
                rows.append(f"{entry.path}\0{st.st_size}\0{st.st_mtime_ns}\0{st.st_ctime_ns}\0{st.st_ino}")
    rows.sort()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def compiler_id(with_assembler: bool = False, dependency: bool = False) -> str:
    """The identity of the compiler in a package's key. For work on the compiler itself ``UNDERGOPIN=anything`` stands for it in the
    keys of the standard packages that a build only depends on, so that those from an earlier version are used all the same."""
    pinned = os.environ.get("UNDERGOPIN")
    if pinned and dependency:
        return f"pinned {pinned}"
    return _sources_id("undergo.build.compile", *(() if with_assembler else ("undergo.asm",)))


def linker_id() -> str:
    """The identity of the linker in a program's key."""
    return _sources_id("undergo.link.linker")


@cache
def _sources_id(root: str, *without: str) -> str:
    """A hash of the sources that take part in what a module does, and of what they stand on. That of the sources is kept in the cache while no file of
    this package changes."""
    from .identity import environment_id, sources_id  # not for starting an unchanged program

    path = cache_path("id", hashlib.sha256(" ".join([toolchain_id(), root, *without]).encode()).hexdigest())
    known = unseal(read_private(path))
    if known is None:
        known = sources_id(root, without).encode()
        with contextlib.suppress(OSError):
            write_entry(path, seal(known))
    return f"{known.decode()} {environment_id()}"
