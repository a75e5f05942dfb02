"""The steps of a build as ``-x`` and ``-n`` print them, a command a line. The tools named are rooms of Undergo, no programs of their own."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from .cache import cache_root

if TYPE_CHECKING:
    from .options import BuildOptions
    from .scheduler import CompileJob


def say(lines: list[str]) -> None:
    """Print steps on standard error."""
    print("\n".join(lines), file=sys.stderr, flush=True)


def start(options: "BuildOptions") -> None:
    """What is said before the first step."""
    if options.trace:
        say([f"UNDERGOCACHE={shlex.quote(cache_root())}"])


def compile_steps(job: "CompileJob") -> list[str]:
    """How one package is compiled."""
    p, options = job.package, job.options
    output = shown(job.output)
    flags = ["-o", output, "-p", p.compile_path, f"-goamd64={options.level}"]
    if p.go_version:
        flags.append(f"-lang={p.go_version}")
    if options.trimpath:
        flags.append("-trimpath")
    lines = ["", "#", f"# {p.import_path}", "#", "", f"cd {shlex.quote(p.dir)}"]
    lines.append(command("compile", *flags, *options.gcflags, *(beside(p.full(f), p.dir) for f in p.go_files)))
    if p.s_files:
        lines.append(command("asm", "-o", output, "-p", p.compile_path, *options.asmflags, *(beside(p.full(f), p.dir) for f in p.s_files)))
    return lines


def link_step(output: str, main: str, options: "BuildOptions", artifact: str) -> list[str]:
    """How a program is linked."""
    return ["", command("link", "-o", shown(output), f"-buildmode={options.buildmode}", *options.ldflags, f"-main={main}", shown(artifact))]


def command(*words: str) -> str:
    """A line that a shell would read as these words; variables stay."""
    return " ".join(w if w.startswith("$") else shlex.quote(w) for w in words)


def beside(path: str, folder: str) -> str:
    return f".{path[len(folder) :]}" if path.startswith(folder + os.sep) else path


def shown(path: str) -> str:
    """A path with the cache's folder as a variable."""
    root = cache_root()
    return "$UNDERGOCACHE" + path[len(root) :] if path.startswith(root + os.sep) else path
