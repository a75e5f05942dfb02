"""What a compiled package depends on: the files that its key in the cache covers, and the key.

GOROOT's files are known by what the file system says of them (they are many, and belong to a pinned version), all others by their contents.
"""

from __future__ import annotations

import hashlib
import json
import os
import re

from .errors import BuildError
from .golist import ListedPackage
from .goroot import find_goroot, overlay_root
from .options import BuildOptions
from .toolchain import compiler_id

_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"', re.M)


def included_files(sources: list[str], folders: list[str]) -> list[str]:
    """The files that assembly files include, one by way of the other too: beside the file that names them or in the given folders."""
    found: dict[str, None] = {}
    todo = list(sources)
    while todo:
        path = todo.pop()
        try:
            with open(path, "rb") as f:
                names = _INCLUDE.findall(f.read())
        except OSError:
            continue  # whoever needs it tells
        for name in names:
            text = name.decode("utf-8", "surrogateescape")
            for folder in (os.path.dirname(sources[0]), *folders):
                full = os.path.join(folder, text)
                if os.path.isfile(full):
                    if full not in found:
                        found[full] = None
                        todo.append(full)
                    break
    return list(found)


def include_folders(p: ListedPackage) -> list[str]:
    """Where a package's assembly looks for what it includes."""
    return [p.dir, os.path.join(find_goroot(), "pkg", "include")]


def layout_files(below_runtime: list[ListedPackage]) -> list[str]:
    """The Go files that packages below runtime may take layouts from, since they cannot import their declarations (codegen/abisource.py): the sources of
    runtime and of all packages below it, GOROOT's and ours."""
    found: set[str] = set()
    for p in below_runtime:
        ours = os.path.join(overlay_root(), p.path)
        for folder in (ours,) if os.path.exists(os.path.join(ours, "REPLACE")) else (p.dir, ours):
            if os.path.isdir(folder):
                found.update(os.path.join(folder, n) for n in os.listdir(folder) if n.endswith(".go") and not n.endswith("_test.go"))
    return sorted(found)


def input_files(p: ListedPackage) -> list[str]:
    """The files that a package is compiled from, apart from what it imports and from layouts."""
    files = [p.full(name) for name in (*p.go_files, *p.s_files, *p.h_files, *p.embed_files)]
    if p.s_files:
        files += included_files([p.full(name) for name in p.s_files], include_folders(p))
    files.append(os.path.join(find_goroot(), "src", "internal", "godebugs", "table.go"))  # what //go:debug lines may say
    return list(dict.fromkeys(files))


def files_id(files: list[str]) -> str:
    """A hash of files: names and contents (of GOROOT's: size and times). Raises BuildError for one that cannot be read."""
    h = hashlib.sha256()
    goroot = find_goroot() + os.sep
    for path in files:
        try:
            if path.startswith(goroot):
                st = os.stat(path)
                h.update(f"{path} {st.st_size} {st.st_mtime_ns} {st.st_ctime_ns}\n".encode("utf-8", "surrogateescape"))
                continue
            with open(path, "rb") as f:
                data = f.read()
        except OSError as e:
            raise BuildError(f"undergo: {path}: {e.strerror}") from e
        h.update(f"{os.path.basename(path)} {len(data)}\n".encode("utf-8", "surrogateescape"))
        h.update(data)
    return h.hexdigest()


def package_key(p: ListedPackage, options: BuildOptions, import_ids: dict[str, str], layouts: str = "") -> str:
    """The cache key of a package. layouts: the hash of layout_files for a package below runtime."""
    h = hashlib.sha256()
    dependency = p.standard and p.dep_only and " [" not in p.import_path
    h.update(f"undergo {compiler_id(bool(p.s_files), dependency)}\n{p.import_path}\n{p.name} {p.compile_path}\n".encode())
    h.update(f"{p.go_version}\n{p.standard} {options.compile_identity()}\n{layouts}\n".encode())
    h.update(find_goroot().encode() if p.standard else p.dir.encode("utf-8", "surrogateescape"))
    h.update(json.dumps(sorted(p.replaced)).encode())
    if options.trimpath and p.module is not None:
        h.update(p.module.get("Version", "").encode())
    h.update(files_id(input_files(p)).encode())
    for path in sorted(import_ids):
        h.update(f"\n{path} {import_ids[path]}".encode())
    h.update(json.dumps(p.import_map, sort_keys=True).encode())
    return h.hexdigest()
