"""The folder for temporary files: ``$GOTMPDIR``, ``$TMPDIR`` or /tmp, as for ``go``."""

from __future__ import annotations

import os

from .errors import BuildError
from .goenv import getenv


def work_folder() -> str:
    """The folder that temporary files are put into."""
    return getenv("GOTMPDIR") or os.environ.get("TMPDIR") or "/tmp"


def check_work_folder() -> None:
    """Raises BuildError when no temporary folder can be made there."""
    folder = work_folder()
    path = os.path.join(folder, f"go-build{int.from_bytes(os.urandom(4), 'little')}")
    try:
        os.mkdir(path, 0o700)
        os.rmdir(path)
    except FileNotFoundError as e:
        raise BuildError(f"go: creating work dir: stat {folder}: no such file or directory") from e
    except OSError as e:
        raise BuildError(f"go: creating work dir: mkdir {path}: {(e.strerror or '').lower()}") from e
