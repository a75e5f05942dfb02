"""Starting an unchanged program without loading the compiler.

After a successful ``undergo run`` the inputs' sizes and times are noted beside the program in the cache; the next run with the same
words in the same folder compares them and starts the program at once. This module imports next to nothing.
"""

from __future__ import annotations

import hashlib
import json
import os

from .cache import cache_path, write_entry
from .files import read_private, seal, unseal
from .goenv import getenv
from .linked import is_intact, seal_of
from .toolchain import toolchain_id

_VARIABLES = (
    "GOROOT", "GOFLAGS", "GOPATH", "GOMODCACHE", "GOWORK", "GO111MODULE", "GOAMD64", "GOOS", "GOARCH", "GOEXPERIMENT", "CGO_ENABLED", "UNDERGOPIN",
)  # fmt: skip
_CLOCK_STEP = 20_000_000  # nanoseconds by which the times of files may lag behind


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
    """The program that the same words made last time, if neither it nor any of its inputs changed since."""
    data = unseal(read_private(_record_path(kind, words)))
    if data is None:
        return None
    try:
        record = json.loads(data)
        for path, stamp in record["inputs"]:
            if _stamp(path) != stamp:
                return None
        program: str = record["program"]
        return program if is_intact(program, record["seal"], quick=True) else None
    except (ValueError, KeyError, TypeError):
        return None


def remember_program(kind: str, words: list[str], program: str, inputs: list[str], since: int) -> None:
    """Note what a program was made from, unless an input was changed after ``since`` (in nanoseconds), when its making began. A cache that cannot be
    written is no error here."""
    stamps = {p: _stamp(p) for p in inputs}
    if any(stamp[1] > since - _CLOCK_STEP for stamp in stamps.values()):
        return
    try:
        record = {"program": program, "seal": seal_of(program), "inputs": [[p, s] for p, s in stamps.items()]}
        write_entry(_record_path(kind, words), seal(json.dumps(record).encode()))
    except OSError:
        pass


def inputs_of(packages: list[object]) -> list[str]:
    """Files and folders whose change may change the program: all that is not the standard library's, and what tells the versions of that and of LLVM."""
    from .goroot import find_goroot
    from .identity import environment_files
    from .keys import input_files

    found: dict[str, None] = {}
    for p in packages:
        if getattr(p, "standard", False):
            continue
        folder = p.dir  # type: ignore[attr-defined]
        found[folder] = None
        for name in (*p.go_files, *p.s_files, *p.h_files, *p.embed_files, *p.ignored_files):  # type: ignore[attr-defined]
            found[p.full(name)] = None  # type: ignore[attr-defined]
        for name in p.embed_files:  # type: ignore[attr-defined]
            while name := os.path.dirname(name):  # new files may match
                found[p.full(name)] = None  # type: ignore[attr-defined]
        if p.s_files:  # type: ignore[attr-defined]
            found.update(dict.fromkeys(input_files(p)))  # type: ignore[arg-type]
        module = p.module or {}  # type: ignore[attr-defined]
        if module.get("GoMod"):
            found[module["GoMod"]] = None
            root = os.path.dirname(module["GoMod"])
            for extra in ("go.sum", "go.work", "vendor/modules.txt"):
                found[os.path.join(root, extra)] = None
    here = os.getcwd()
    while True:  # a module or a workspace may begin nearer
        for name in ("go.mod", "go.work"):
            found[os.path.join(here, name)] = None
        if here == os.path.dirname(here):
            break
        here = os.path.dirname(here)
    found.update(dict.fromkeys([os.path.join(find_goroot(), "VERSION"), *environment_files()]))
    return list(found)
