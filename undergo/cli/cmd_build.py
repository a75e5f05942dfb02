"""``undergo build``: compile packages, write programs."""

from __future__ import annotations

import os
import shutil
import sys

import click

from undergo.build.errors import BuildError, NoPackages
from undergo.build.golist import ListedPackage
from undergo.build.options import BuildOptions
from undergo.build.scheduler import Scheduler

from .commands import build_flags, make_options
from .progress import make_progress


@click.command()
@build_flags
@click.option(
    "-o", "output", default="", help="Where to write the program (of a package that is none: its compiled form): a file or a folder."
)
@click.argument("patterns", nargs=-1, type=click.UNPROCESSED)
def command(patterns: tuple[str, ...], output: str, **flags: object) -> int:
    """Compile the named packages and what they depend on; a single main package is written as a program.

    Usage: undergo build [-o output] [build flags] [packages|files.go]"""
    from undergo.build.program import build_packages, load, report_lines

    options = make_options(level="v1", **flags)  # type: ignore[arg-type]
    try:
        packages = load(list(patterns), options)
    except NoPackages as e:
        print("\n".join(e.lines), file=sys.stderr)
        return 0
    # Patterns pass over packages that only have tests; one that is named is wrong.
    packages = [p for p in packages if p.dep_only or p.go_files or p.error or p.cgo_files or not p.has_tests or _is_named(p)]
    targets = _targets([p for p in packages if not p.dep_only], output)
    scheduler = build_packages(packages, options, make_progress())
    for line in report_lines(scheduler):
        print(line, file=sys.stderr)
    for p, path in targets:
        _write(p, path, scheduler, options)
    return 0


def _targets(named: list[ListedPackage], output: str) -> list[tuple[ListedPackage, str]]:
    """The packages to write, and where to. Raises BuildError."""
    from undergo.build.program import program_name

    mains = [p for p in named if p.name == "main"]
    if not output:
        if len(named) != 1 or not mains:
            return []
        name = program_name(mains[0])
        if os.path.isdir(name):
            raise BuildError(f'go: build output "{name}" already exists and is a directory')
        return [(mains[0], _checked(mains[0], name))]
    if output == os.devnull and (len(named) > 1 or not mains):
        return []
    if output.endswith("/") or os.path.isdir(output):
        if not mains and not any(p.error for p in named):
            raise BuildError("go: no main packages to build")
        return [(p, _checked(p, os.path.join(output, program_name(p)))) for p in mains]
    if len(named) > 1:
        raise BuildError(f"go: cannot write multiple packages to non-directory {output}")
    return [(p, _checked(p, output)) for p in named]


# How files begin that a build may have written.
_OBJECTS = (b"\x7fELF", b"!<arch>", b"go object ", b"UNDERGO")


def _checked(p: ListedPackage, path: str) -> str:
    """The path. Raises BuildError where a file that no build has written would be overwritten."""
    try:
        with open(path, "rb") as f:
            start = f.read(10) if os.path.isfile(path) else b""
    except OSError:
        return path
    if start and not start.startswith(_OBJECTS):
        raise BuildError(f'{p.import_path}: go build {p.import_path}: build output "{path}" already exists and is not an object file')
    return path


def _write(p: ListedPackage, path: str, scheduler: Scheduler, options: BuildOptions) -> None:
    """Write what became of a package: a program, or its compiled form, as ``go build -o`` writes an archive."""
    from undergo.build.program import link_program
    from undergo.build.steps import command as command_line
    from undergo.build.steps import say, shown

    if p.name == "main":
        link_program(p, scheduler, options, path)
        return
    artifact = scheduler.built[p.import_path].artifact
    if options.trace:
        say(["", command_line("cp", shown(artifact), path)])
    if not options.dry:
        try:
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
            shutil.copyfile(artifact, path)
        except OSError as e:
            raise BuildError(f"undergo: {path}: {e.strerror}") from e


def _is_named(p: ListedPackage) -> bool:
    """Whether a word of the command line names it, not merely matches it."""
    return any("..." not in m and m not in ("all", "std", "cmd", "work", "tool") for m in p.match or ["."])
