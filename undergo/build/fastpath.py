"""Starting an unchanged program without loading the compiler.

After a successful ``undergo run`` the inputs' sizes and times are noted beside the program in the cache; the next run with the same
words in the same folder compares them and starts the program at once. This module imports next to nothing.
"""

from __future__ import annotations

import hashlib
import json
import os

from .cache import cache_path, read_or_none, toolchain_id, write_atomically
from .goenv import getenv

_VARIABLES = (
    "GOROOT",
    "GOFLAGS",
    "GOPATH",
    "GOMODCACHE",
    "GOWORK",
    "GO111MODULE",
    "GOAMD64",
    "GOOS",
    "GOARCH",
    "CGO_ENABLED",
    "GOEXPERIMENT",
)


def _record_path(kind: str, words: list[str]) -> str:
    parts = [toolchain_id(), kind, os.getcwd(), *words, *(f"{v}={getenv(v)}" for v in _VARIABLES)]
    return cache_path("run", hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest())


def _stamp(path: str) -> list[int]:
    try:
        st = os.stat(path)
    except OSError:
        return [-1, -1]
    return [st.st_size if not os.path.isdir(path) else 0, st.st_mtime_ns]


def unchanged_program(kind: str, words: list[str]) -> str | None:
    """The program that the same words made last time, if none of its inputs changed since."""
    data = read_or_none(_record_path(kind, words))
    if data is None:
        return None
    try:
        record = json.loads(data)
        for path, stamp in record["inputs"]:
            if _stamp(path) != stamp:
                return None
        program: str = record["program"]
    except (ValueError, KeyError, TypeError):
        return None
    return program if os.access(program, os.X_OK) else None


def remember_program(kind: str, words: list[str], program: str, inputs: list[str]) -> None:
    """Note what a program was made from. A cache that cannot be written is no error here."""
    record = {"program": program, "inputs": [[p, _stamp(p)] for p in inputs]}
    try:
        write_atomically(_record_path(kind, words), json.dumps(record).encode())
    except OSError:
        pass


def inputs_of(packages: list[object]) -> list[str]:
    """Files and folders whose change may change the program: all that is not the standard library's."""
    found: dict[str, None] = {}
    for p in packages:
        if getattr(p, "standard", False):
            continue
        folder = p.dir  # type: ignore[attr-defined]
        found[folder] = None
        for name in (*p.go_files, *p.s_files, *p.h_files, *p.embed_files, *p.ignored_files):  # type: ignore[attr-defined]
            found[p.full(name)] = None  # type: ignore[attr-defined]
        module = p.module or {}  # type: ignore[attr-defined]
        if module.get("GoMod"):
            found[module["GoMod"]] = None
            root = os.path.dirname(module["GoMod"])
            for extra in ("go.sum", "go.work", "vendor/modules.txt"):
                found[os.path.join(root, extra)] = None
    found["go.mod"] = None
    return list(found)
