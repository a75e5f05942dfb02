"""Python bytecode in the build cache, checked when it is read.

Python looks at the head of a .pyc file only: what is damaged behind it ends the program, or runs. So in ``pyc/`` each file ends with a hash of what is
before it; one that does not fit counts as missing and is written anew. Little is imported here: this module itself is translated at each start.
"""

from __future__ import annotations

import _imp
import os
import stat
import sys
from importlib.machinery import SourceFileLoader

_KEY = 0x676F  # any number: the hash is there against damage
_SIZE = 8
_read_any = SourceFileLoader.get_data


def keep_bytecode(folder: str) -> None:
    """Let Python keep bytecode under a folder, in which only the user can write."""
    try:
        st = os.lstat(folder)
        usable = stat.S_ISDIR(st.st_mode) and st.st_uid in (os.geteuid(), 0) and not st.st_mode & 0o022
    except OSError:
        usable = False
    if not usable:
        from .files import private_folder

        try:
            private_folder(folder)
        except OSError:
            return  # then each start translates the compiler
    sys.pycache_prefix = folder
    sys.dont_write_bytecode = False
    # Every loader of source files, whoever made it, reads and writes bytecode by these two methods.
    setattr(SourceFileLoader, "get_data", _get_data)  # noqa: B010
    setattr(SourceFileLoader, "set_data", _set_data)  # noqa: B010


def _in_cache(path: str) -> bool:
    return sys.pycache_prefix is not None and path.startswith(sys.pycache_prefix + os.sep)


def _get_data(self: SourceFileLoader, path: str) -> bytes:
    """A file's contents; of one in the cache without the hash at its end. Raises OSError."""
    if not _in_cache(path):
        return _read_any(self, path)
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        st = os.fstat(fd)
        usable = stat.S_ISREG(st.st_mode) and st.st_uid in (os.geteuid(), 0) and not st.st_mode & 0o022
        data = os.read(fd, st.st_size) if usable else b""
    finally:
        os.close(fd)
    code = data[:-_SIZE]
    if not code or _imp.source_hash(_KEY, code) != data[-_SIZE:]:
        raise OSError(f"{path}: damaged")
    return code


def _set_data(self: SourceFileLoader, path: str, data: bytes, *, _mode: int = 0o644) -> None:
    """Write bytecode, or nothing when that fails. It need not be on disk before it has its name: it is checked when read."""
    try:
        try:
            _write(path, data)
        except OSError:
            _make_way(path)
            _write(path, data)
    except (OSError, ImportError):  # ImportError: files.py itself is being loaded
        pass


def _write(path: str, data: bytes) -> None:
    temporary = f"{path}.{os.getpid()}"
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    with os.fdopen(fd, "wb") as f:
        f.write(data + _imp.source_hash(_KEY, data))
    os.replace(temporary, path)


def _make_way(path: str) -> None:
    """Make the folders of a file, and take away what is in the place of one of them or of the file. Raises OSError."""
    from .files import private_folder, remove

    assert sys.pycache_prefix is not None
    here = sys.pycache_prefix
    for part in os.path.relpath(os.path.dirname(path), here).split(os.sep):
        here = os.path.join(here, part)
        private_folder(here)
    for name in (path, f"{path}.{os.getpid()}"):
        remove(name)
