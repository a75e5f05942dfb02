"""The overlay that puts our runtime in the place of Go's for ``go list``.

Every folder of ``undergo/goroot/src`` stands for the package of that import path. Its files replace those of the same name; in a
folder with a file ``REPLACE`` (package runtime) all original files are hidden.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache

from .cache import cache_path, ensure_entry
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
    """The path of the overlay's JSON file, written once a toolchain."""
    key = hashlib.sha256(f"overlay {toolchain_id()} {find_goroot()}".encode()).hexdigest()
    path = cache_path("overlay", key)
    ensure_entry(path, json.dumps({"Replace": overlay_map()}).encode())
    return path
