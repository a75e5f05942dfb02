"""``undergo build``: compile packages, write programs."""

from __future__ import annotations

import os
import sys

import click

from undergo.build.errors import BuildError, NoPackages
from undergo.build.golist import ListedPackage

from .commands import build_flags, make_options
from .progress import make_progress


@click.command()
@build_flags
@click.option("-o", "output", default="", help="Where to write the program: a file or a folder.")
@click.argument("patterns", nargs=-1, type=click.UNPROCESSED)
def command(patterns: tuple[str, ...], output: str, **flags: object) -> int:
    """Compile the named packages and what they depend on; a single main package is written as a program.

    Usage: undergo build [-o output] [build flags] [packages|files.go]"""
    from undergo.build.program import build_packages, link_program, load, program_name, report_lines

    options = make_options(level="v1", **flags)  # type: ignore[arg-type]
    try:
        packages = load(list(patterns), options)
    except NoPackages as e:
        print("\n".join(e.lines), file=sys.stderr)
        return 0
    # Patterns pass over packages that only have tests; one that is named is wrong.
    packages = [p for p in packages if p.dep_only or p.go_files or p.error or p.cgo_files or not p.has_tests or _is_named(p)]
    named = [p for p in packages if not p.dep_only]
    folder = bool(output) and (output.endswith("/") or os.path.isdir(output))
    if output and not folder and len(named) > 1:
        raise BuildError(f"go: cannot write multiple packages to non-directory {output}")
    scheduler = build_packages(packages, options, make_progress())
    for line in report_lines(scheduler):
        print(line, file=sys.stderr)
    mains = [p for p in named if p.name == "main"]
    if output:
        if folder:
            if not mains:
                raise BuildError("go: no main packages to build")
            for p in mains:
                link_program(p, scheduler, options, os.path.join(output, program_name(p)))
        elif mains:
            link_program(mains[0], scheduler, options, output)
    elif len(named) == 1 and mains:
        name = program_name(mains[0])
        if os.path.isdir(name):
            raise BuildError(f'go: build output "{name}" already exists and is a directory')
        link_program(mains[0], scheduler, options, name)
    return 0


def _is_named(p: ListedPackage) -> bool:
    """Whether a word of the command line names it, not merely matches it."""
    return any("..." not in m and m not in ("all", "std", "cmd", "work", "tool") for m in p.match or ["."])
