"""The build cache: files named by the hash of what made them.

A file appears under its final name only when it is whole (written beside it, then renamed), so a killed build or a full disk
leaves nothing broken, and two builds at once can only write the same bytes. What is read is checked; what is damaged is made anew.
``$UNDERGOCACHE`` moves it; by default it lies in the user's cache folder. Nobody but the user can write in its folders.
"""

from __future__ import annotations

import os


def cache_root() -> str:
    """The cache's folder (not necessarily existing)."""
    named = os.environ.get("UNDERGOCACHE")
    if named:
        return os.path.abspath(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "undergo")


def cache_path(kind: str, key: str) -> str:
    """The path of the entry ``key`` (hex digits) of a kind ("pkg", "exe", "overlay", "run")."""
    return os.path.join(cache_root(), kind, key[:2], key)


def prepare_folder(folder: str) -> None:
    """Make a folder of the cache and those above it, each such that nobody else can write in it. Raises OSError."""
    from .files import private_folder  # not at the top: where Python keeps no bytecode this module is translated at each start

    here = cache_root()
    for part in os.path.relpath(folder, here).split(os.sep):
        here = os.path.join(here, part)
        private_folder(here)


def write_entry(path: str, data: bytes) -> None:
    """Write a file of the cache. Raises OSError."""
    from .files import write_atomically

    prepare_folder(os.path.dirname(path))
    write_atomically(path, data)


def ensure_entry(path: str, data: bytes) -> None:
    """See to it that a file of the cache, which others than we will read, holds these data. Raises OSError."""
    from .files import read_private

    if read_private(path) != data:
        write_entry(path, data)


def clean_cache() -> None:
    """Remove everything in the cache."""
    import shutil

    shutil.rmtree(cache_root(), ignore_errors=True)
