"""The overlay that puts our runtime in the place of Go's for ``go list``, joined with the one of ``-overlay``.

Every folder of ``undergo/goroot/src`` stands for the package of that import path. Its files replace those of the same name; in a
folder with a file ``REPLACE`` (package runtime) all original files are hidden.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache

from .cache import cache_path, ensure_entry
from .errors import BuildError
from .goroot import find_goroot, overlay_root
from .toolchain import toolchain_id


@lru_cache(maxsize=1)
def overlay_map() -> dict[str, str]:
    """Original path -> our path ("" hides the original)."""
    goroot = find_goroot()
    ours = overlay_root()
    replace: dict[str, str] = {}
    for folder, _, names in os.walk(ours):
        files = [n for n in names if n.endswith((".go", ".s", ".h"))]
        if not files:
            continue
        relative = os.path.relpath(folder, ours)
        original = os.path.join(goroot, "src", relative)
        if "REPLACE" in names and os.path.isdir(original):
            for n in os.listdir(original):
                if n.endswith((".go", ".s", ".h", ".c", ".syso")):
                    replace[os.path.join(original, n)] = ""
        for n in files:
            replace[os.path.join(original, n)] = os.path.join(folder, n)
    return replace


def overlay_file() -> str:
    """The path of the overlay's JSON file, written once a toolchain and user's overlay."""
    own = json.dumps(sorted(_replaced.items()))
    key = hashlib.sha256(f"overlay {toolchain_id()} {find_goroot()} {own}".encode("utf-8", "surrogateescape")).hexdigest()
    path = cache_path("overlay", key)
    ensure_entry(path, json.dumps({"Replace": {**overlay_map(), **_replaced}}).encode("utf-8", "surrogateescape"))
    return path


_replaced: dict[str, str] = {}


def user_overlay() -> dict[str, str]:
    """What ``-overlay`` replaces: full path -> full path ("": there is no such file)."""
    return _replaced


def set_overlay(path: str) -> None:
    """Take the file of ``-overlay`` for this process and those that it starts ("": none). Raises BuildError."""
    _replaced.clear()
    if path:
        _replaced.update(_read(path))


def _read(path: str) -> dict[str, str]:
    try:
        with open(path, "rb") as f:
            text = f.read()
    except OSError as e:
        raise BuildError(f"go: reading overlay: open {path}: {(e.strerror or str(e)).lower()}") from None
    given = _pairs(path, text)
    found: dict[str, str] = {}
    named: dict[str, str] = {}
    ours = overlay_map()
    for old, new in given.items():
        if not old:
            raise BuildError("go: empty string key in overlay map")
        full = os.path.abspath(old)
        if full in named:
            first, second = sorted((named[full], old))
            raise BuildError(f"go: duplicate paths {first} and {second} in overlay map")
        named[full] = old
        if full in ours or os.path.dirname(full) == os.path.join(find_goroot(), "src", "runtime"):
            raise BuildError(f"undergo: -overlay: {old}: cannot be replaced: it stands for a file of Undergo's own runtime", status=2)
        if full.endswith(".h"):
            raise BuildError(f"undergo: -overlay: {old}: not supported: headers of assembly cannot be replaced", status=2)
        found[full] = os.path.abspath(new) if new else ""
    return found


def _pairs(path: str, text: bytes) -> dict[str, str]:
    """The map of an overlay file. What is no such file is told in the words of the program go."""
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    given = read.get("Replace") if isinstance(read, dict) else None
    if isinstance(read, dict) and given is None:
        return {}
    if isinstance(given, dict) and all(isinstance(v, str) for v in given.values()):
        return given
    from .golist import run_go

    status, _, err = run_go(["list", f"-overlay={path}"])
    raise BuildError(*(err.rstrip().split("\n") if status and err.strip() else [f"go: parsing overlay JSON: {path}"]))
