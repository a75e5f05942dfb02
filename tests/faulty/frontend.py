"""The errors of a package as the reference's compiler and as Undergo's front end report them, each without a build around it.

The reference's is ``compile`` of GOROOT, called directly; ours runs in this process. Imported packages of the standard library come from
the reference's export data and from Undergo's cache.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import go

from undergo.build.artifact import Artifact
from undergo.build.compile import Importer, check_trees, compile_job, parse_package
from undergo.build.compile import _files as compile_files
from undergo.build.errors import BuildError
from undergo.build.golist import ListedPackage
from undergo.build.options import BuildOptions
from undergo.build.program import build_packages, load
from undergo.build.scheduler import CompileJob

GOROOT = Path(go.__file__).resolve().parent
COMPILE = GOROOT / "pkg/tool/linux_amd64/compile"

# What tests may import: the packages of the suite's warm cache.
PACKAGES = """bufio bytes context embed encoding/json errors flag fmt io io/fs iter maps math math/big math/bits math/rand os reflect regexp
runtime runtime/debug slices sort strconv strings sync sync/atomic text/template time unicode unicode/utf8 cmp unsafe""".split()

_POSITION = re.compile(r"^(.*?):(\d+)(?::(\d+))?: ")


@dataclass(frozen=True)
class Verdict:
    """status: 0 accepted, 1 rejected, 2 broke down. lines: the error lines, continuation lines (with a tab) joined to theirs."""

    status: int
    lines: list[str]


@functools.cache
def _importcfg() -> str:
    """The reference's export data of the packages that tests import, as a file for -importcfg."""
    listing = subprocess.run(
        [str(GOROOT / "bin/go"), "list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", *PACKAGES],
        capture_output=True, text=True, check=True, env={**os.environ, "CGO_ENABLED": "0"},
    )  # fmt: skip
    path = os.path.join(_scratch().name, "importcfg")
    Path(path).write_text(listing.stdout, encoding="utf-8")
    return path


@functools.cache
def _scratch() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="undergo-compare-")


@functools.cache
def _artifacts() -> dict[str, str]:
    """Undergo's artifacts of the same packages and of all below them."""
    program = os.path.join(_scratch().name, "all.go")
    imports = "".join(f'\t_ "{p}"\n' for p in PACKAGES)
    Path(program).write_text(f"package main\n\nimport (\n{imports})\n\nfunc main() {{}}\n", encoding="utf-8")
    packages = load([program], BuildOptions())
    return {path: b.artifact for path, b in build_packages(packages, BuildOptions()).built.items() if path != "command-line-arguments"}


def _join(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("\t") and lines:
            lines[-1] += "\n" + line
        elif line:
            lines.append(line)
    return lines


def reference(files: list[str], cwd: str, path: str = "main", lang: str = "go1.27", flags: tuple[str, ...] = ("-e",)) -> Verdict:
    """What the reference's compiler says about a package of files without assembly."""
    target = os.path.join(_scratch().name, f"{os.getpid()}.o")
    command = [str(COMPILE), *flags, "-p", path, "-complete", f"-lang={lang}", "-importcfg", _importcfg(), "-o", target, *files]
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return Verdict(2, ["timed out"])
    text = done.stdout.decode("utf-8", "surrogateescape") + done.stderr.decode("utf-8", "surrogateescape")
    if "internal compiler error" in text or "panic: " in text or done.returncode not in (0, 1, 2):
        return Verdict(2, [text])
    return Verdict(1 if done.returncode else 0, _join(text))


def _listed(files: list[str], cwd: str, path: str, lang: str, name: str) -> ListedPackage:
    return ListedPackage(import_path=path, name=name, dir=cwd, go_files=files, go_version=lang, imports=list(_artifacts()))


class _Importer(Importer):
    """Packages that a test may not import are missing, as for the reference."""

    def __call__(self, path: str) -> Any:
        if path not in self.artifacts and path != "unsafe":
            raise ImportError("open : no such file or directory")
        return super().__call__(path)


def undergo(files: list[str], cwd: str, path: str = "main", lang: str = "go1.27", limit: int = 0) -> Verdict:
    """What Undergo's front end says about it. Exceptions other than reports of errors are the caller's finding."""
    table = compile_files
    listed = _listed(files, cwd, path, lang, "")
    previous = os.getcwd()
    os.chdir(cwd)
    try:
        trees, errors = parse_package(listed, table, limit)
        check_trees(listed, trees, errors, _Importer(_artifacts(), {}), table, limit)
    except BuildError as e:
        return Verdict(1, [re.sub(r"(^|[\s])\./(?=[^\s:]+:\d)", r"\1", line) for line in _join("\n".join(e.lines))])
    finally:
        os.chdir(previous)
    return Verdict(0, [])


def undergo_whole(file: str, cwd: str) -> str:
    """Compile a right main package of one file with every phase. Returns what went wrong, or ""."""
    output = os.path.join(_scratch().name, f"{os.getpid()}.artifact")
    listed = _listed([file], cwd, "main", "go1.27", "main")
    result = compile_job(CompileJob(listed, output, _artifacts(), BuildOptions(), "key"))
    if result.crash or result.errors:
        return result.crash or "\n".join(result.errors)
    Artifact(output).section("object")
    return ""


def without_column(line: str) -> str:
    """An error line whose position has only file and line."""
    m = _POSITION.match(line)
    return f"{m[1]}:{m[2]}: {line[m.end() :]}" if m else line


def place(line: str) -> tuple[str, int]:
    m = _POSITION.match(line)
    return (m[1], int(m[2])) if m else ("", 0)
