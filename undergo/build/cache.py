"""The build cache: files named by the hash of what made them.

A file appears under its final name only when it is whole (written beside it, then renamed), so a killed build or a full disk
leaves nothing broken, and two builds at once can only write the same bytes. What is read is checked; what is damaged is made anew.
``$UNDERGOCACHE`` and ``$GOCACHE`` move it; by default it lies in the user's cache folder. Nobody but the user can write in its folders.
"""

from __future__ import annotations

import os

from .errors import BuildError
from .goenv import getenv


def cache_root() -> str:
    """The cache's folder (not necessarily existing): ``$UNDERGOCACHE``; or a folder ``undergo`` in ``$GOCACHE``, so that our files never lie among
    those of ``go`` (a GOCACHE that is itself called so is taken as it is); or ``undergo`` in the user's cache folder. Raises BuildError when
    there is no such place."""
    named = os.environ.get("UNDERGOCACHE")
    if named:
        return os.path.abspath(named)
    gocache = getenv("GOCACHE")
    if gocache == "off":
        raise BuildError("build cache is disabled by GOCACHE=off, but required as of Go 1.12")
    if gocache and not os.path.isabs(gocache):
        raise BuildError("build cache is required, but could not be located: GOCACHE is not an absolute path")
    return (
        os.path.join(gocache, "" if os.path.basename(gocache) == "undergo" else "undergo").rstrip("/") if gocache else default_cache_root()
    )


def default_cache_root() -> str:
    """The cache's folder where no variable names one."""
    base, home = os.environ.get("XDG_CACHE_HOME"), os.environ.get("HOME")
    why = ""
    if not base and not home:
        why = "neither $XDG_CACHE_HOME nor $HOME are defined"
    elif base and not os.path.isabs(base):
        why = "path in $XDG_CACHE_HOME is relative"
    if why:
        raise BuildError(f"build cache is required, but could not be located: GOCACHE is not defined and {why}")
    return os.path.join(base or os.path.join(home or "", ".cache"), "undergo")


def check_cache_root() -> None:
    """Raises BuildError when the cache's folder is not there and cannot be made."""
    root = cache_root()
    try:
        os.makedirs(root, exist_ok=True)
    except OSError as e:
        prefix = "undergo: " if os.environ.get("UNDERGOCACHE") else ""
        raise BuildError(f"{prefix}failed to initialize build cache at {root}: mkdir {e.filename}: {(e.strerror or '').lower()}") from e


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
