"""Ways in which a file can be damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def change_byte(path: Path, at: int | None = None) -> None:
    """Turn a bit around, and leave size and time of change as they were."""
    st = path.stat()
    with open(path, "r+b") as f:
        at = st.st_size // 2 if at is None else at
        f.seek(at)
        old = f.read(1)
        f.seek(at)
        f.write(bytes([old[0] ^ 4]))
    os.utime(path, ns=(st.st_atime_ns, st.st_mtime_ns))


def _lengthen(path: Path) -> None:
    with open(path, "ab") as f:
        f.write(b"more")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inner").write_text("text")


def _unreadable(path: Path) -> None:
    path.chmod(0)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _others_write(path: Path) -> None:
    path.chmod(0o666)


def _parent_is_a_file(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("text")


def _parent_for_all(path: Path) -> None:
    path.parent.chmod(0o777)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut": _cut, "emptied": _empty, "byte": change_byte, "lengthened": _lengthen, "folder": _folder, "unreadable": _unreadable, "dangling": _dangling,
    "pipe": _pipe, "others": _others_write, "file above": _parent_is_a_file, "folder for all": _parent_for_all,
}  # fmt: skip
