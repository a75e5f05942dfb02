"""The build cache: files named by the hash of what made them.

A file appears under its final name only when it is whole (written beside it, then renamed), so a killed build or a full disk
leaves nothing broken, and two builds at once can only write the same bytes. ``$UNDERGOCACHE`` moves it; by default it lies
in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from functools import lru_cache


def cache_root() -> str:
    """The cache's folder (not necessarily existing)."""
    named = os.environ.get("UNDERGOCACHE")
    if named:
        return os.path.abspath(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "undergo")


def cache_path(kind: str, key: str) -> str:
    """The path of the entry ``key`` (hex digits) of a kind ("pkg", "exe", "list", "run")."""
    return os.path.join(cache_root(), kind, key[:2], key)


def write_atomically(path: str, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is there whole or not at all. Raises OSError."""
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    fd, temporary = tempfile.mkstemp(prefix=".tmp-", dir=folder)
    try:
        with os.fdopen(fd, "wb") as f:
            f.write(data)
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def read_or_none(path: str) -> bytes | None:
    try:
        with open(path, "rb") as f:
            return f.read()
    except OSError:
        return None


def clean_cache() -> None:
    """Remove everything in the cache."""
    shutil.rmtree(cache_root(), ignore_errors=True)


@lru_cache(maxsize=1)
def toolchain_id() -> str:
    """A hash of everything in this package that takes part in a build: Python code and Go overlays.

    Uses names, sizes and modification times, so that it costs a few milliseconds; a changed checkout gets a new id."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    h = hashlib.sha256()
    rows: list[str] = []
    for folder in ("syntax", "types", "escape", "codegen", "asm", "link", "build", "goroot"):
        stack = [os.path.join(root, folder)]
        while stack:
            here = stack.pop()
            try:
                entries = list(os.scandir(here))
            except OSError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        stack.append(entry.path)
                elif entry.name.endswith((".py", ".go", ".s", ".h")):
                    st = entry.stat()
                    rows.append(f"{entry.path}\0{st.st_size}\0{st.st_mtime_ns}")
    rows.sort()
    h.update("\n".join(rows).encode())
    return h.hexdigest()


# What takes part in compiling one package (the assembler and the linker have identities of their own).
_COMPILER = (
    "syntax",
    "types",
    "escape",
    "codegen",
    "build/artifact.py",
    "build/compile.py",
    "build/asmheader.py",
    "build/linknames.py",
) + tuple(f"link/{name}.py" for name in ("prepare", "tables", "debug_sections", "elf_format", "elf_read", "functab"))


@lru_cache(maxsize=8)
def room_id(*rooms: str) -> str:
    """A hash of the Python sources of some folders or files of this package (names and contents): two copies of the same
    sources share a cache, and an edit elsewhere leaves it valid."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found: list[str] = []
    for room in rooms:
        path = os.path.join(root, room)
        if room.endswith(".py"):
            found.append(path)
            continue
        for folder, _, names in os.walk(path):
            found += [os.path.join(folder, n) for n in names if n.endswith(".py")]
    h = hashlib.sha256()
    for path in sorted(found):
        data = read_or_none(path) or b""
        h.update(f"{os.path.relpath(path, root)} {len(data)}\n".encode())
        h.update(data)
    return h.hexdigest()


def compiler_id(with_assembler: bool = False, dependency: bool = False) -> str:
    """The identity of the compiler in a package's key. For work on the compiler itself ``UNDERGOPIN=anything`` stands for it in the
    keys of the standard packages that a build only depends on, so that those from an earlier version are used all the same."""
    pinned = os.environ.get("UNDERGOPIN")
    if pinned and dependency:
        return f"pinned {pinned}"
    return room_id(*_COMPILER, "asm") if with_assembler else room_id(*_COMPILER)
