"""Files of the cache on disk: written whole before they get their names, read only where nobody else can have written them.

Whatever is found in the place of a file (a folder, a link to nowhere, a pipe) counts as no file, and is replaced by the next that is written.
"""

# Imports of what is written in Python are missing here on purpose: bytecode of such modules is kept by these functions, which must not need it.
from __future__ import annotations

import itertools
import os
import stat
import time
import zlib

_SEAL = b"undergo %08x %d\n"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UnsafeFolder(OSError):
    """A folder of the cache in which others can write."""


def checksum(data: bytes | memoryview, before: int = 0) -> int:
    """A checksum that notices damage, of data that follow others with the checksum ``before``. It is no proof against intent: see private_folder."""
    return zlib.crc32(data, before)


def is_ours(st: os.stat_result) -> bool:
    """Whether only the user (or root) can have written what has this status."""
    return st.st_uid in (os.geteuid(), 0) and not st.st_mode & _OTHERS_WRITE


def private_folder(path: str) -> str:
    """Make a folder in which nobody else can write, and see to it that it is one. What lies in a folder of ours in which others could write is
    thrown away unread. Raises OSError (UnsafeFolder when there is no way to make it safe)."""
    for _ in range(3):
        try:
            st = os.lstat(path)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            try:
                os.mkdir(path, 0o700)
            except FileExistsError:
                pass  # by another process just now
            continue
        if stat.S_ISDIR(st.st_mode) and is_ours(st):
            if st.st_uid == os.geteuid() and st.st_mode & 0o700 != 0o700:
                os.chmod(path, st.st_mode & 0o777 | 0o700)
            return path
        remove(path)
    raise UnsafeFolder(1, "others can write in this folder of the cache; name another with UNDERGOCACHE", path)


def remove(path: str) -> None:
    """Take away whatever has this name. Raises OSError."""
    try:
        if stat.S_ISDIR(os.lstat(path).st_mode):
            aside = _unused_name(path, ".old-")
            os.rename(path, aside)  # at once: what then cannot be emptied lies under a name that nobody asks for
            _remove_tree(aside)
        else:
            os.unlink(path)
    except FileNotFoundError:
        pass


def _remove_tree(path: str) -> None:
    try:
        os.chmod(path, 0o700)
        for entry in os.scandir(path):
            if entry.is_dir(follow_symlinks=False):
                _remove_tree(entry.path)
            else:
                os.unlink(entry.path)
        os.rmdir(path)
    except OSError:
        pass


_numbers = itertools.count()


def _unused_name(path: str, prefix: str) -> str:
    """A name beside a path that no other process uses."""
    return os.path.join(os.path.dirname(path), f"{prefix}{os.getpid()}-{next(_numbers)}-{time.time_ns()}")


def open_private(path: str) -> int:
    """A descriptor of a regular file that nobody else can have written. Raises OSError."""
    folder = os.path.dirname(path)
    above = os.lstat(os.path.dirname(folder))  # in one with the sticky bit nobody can rename what is another's
    if not is_ours(os.lstat(folder)) or not is_ours(above) and not above.st_mode & stat.S_ISVTX:
        raise UnsafeFolder(1, "others can write in its folder", path)
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    st = os.fstat(fd)
    if stat.S_ISREG(st.st_mode) and is_ours(st):
        return fd
    os.close(fd)
    raise UnsafeFolder(1, "not a file of the user alone", path)


def read_private(path: str) -> bytes | None:
    """The contents of a file that nobody else can have written; None if there is none."""
    try:
        fd = open_private(path)
    except OSError:
        return None
    try:
        with os.fdopen(fd, "rb") as f:
            return f.read()
    except OSError:
        return None


def sync_file(fd: int) -> None:
    """Have the contents on disk: a name must not survive a power cut that the contents did not. Where the disk cannot say, go on."""
    try:
        os.fdatasync(fd)
    except OSError:
        pass


def write_atomically(path: str, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is there whole, on disk, or not at all. Raises OSError."""
    try:
        fd, temporary = _new_file(path)
    except OSError:
        private_folder(os.path.dirname(path))
        fd, temporary = _new_file(path)
    try:
        with os.fdopen(fd, "wb") as f:
            f.write(data)
            f.flush()
            os.fchmod(f.fileno(), mode)
            sync_file(f.fileno())
        give_name(temporary, path)
    except BaseException:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def _new_file(path: str) -> tuple[int, str]:
    temporary = _unused_name(path, ".tmp-")
    return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), temporary


def give_name(temporary: str, path: str) -> None:
    """Rename a file to its name, whatever is there now. Raises OSError."""
    try:
        os.replace(temporary, path)
    except (IsADirectoryError, NotADirectoryError):
        remove(path)
        os.replace(temporary, path)


def seal(data: bytes) -> bytes:
    """The data with a checksum in front."""
    return _SEAL % (checksum(data), len(data)) + data


def unseal(sealed: bytes | None) -> bytes | None:
    """What seal got, None if it is not intact."""
    if sealed is None:
        return None
    head, newline, data = sealed.partition(b"\n")
    return data if head + newline == _SEAL % (checksum(data), len(data)) else None
