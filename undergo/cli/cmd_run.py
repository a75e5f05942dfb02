"""``undergo run``: compile and run a program."""

from __future__ import annotations

import json
import os
import shlex
import sys
import time

import click

from undergo.build.errors import BuildError

from .commands import build_flags, make_options
from .execute import run_program
from .progress import make_progress
from .words import split_run_words


@click.command(context_settings={"allow_interspersed_args": False, "ignore_unknown_options": False})
@build_flags
@click.option("-exec", "exec_", default="", help="Run the program with this one and its arguments in front.")
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...], exec_: str, **flags: object) -> int:
    """Compile and run the named main package.

    Usage: undergo run [build flags] package|files.go [arguments]"""
    from undergo.build.fastpath import inputs_of, remember_program
    from undergo.build.overlay import user_overlay
    from undergo.build.program import build_packages, link_program, load, report_lines
    from undergo.build.scheduler import load_compiler
    from undergo.build.steps import command as command_line
    from undergo.build.steps import say

    options = make_options(level="native", **flags)  # type: ignore[arg-type]
    named, rest = split_run_words(list(words))
    if named is None:
        raise BuildError("undergo: no go files listed", status=1)
    for name in named:
        if name.endswith(".go") and not os.path.isfile(name) and os.path.abspath(name) not in user_overlay():
            folder = os.path.isdir(name)
            raise BuildError(f"{name} is a directory, should be a Go file" if folder else f"stat {name}: no such file or directory")
    for name in named:
        if name.endswith("_test.go"):
            raise BuildError(f"go: cannot run *_test.go files ({name})")
    since = time.time_ns()
    packages = load(named, options, meanwhile=None if options.dry else load_compiler)
    mains = [p for p in packages if not p.dep_only]
    if any("..." in name for name in named):
        mains = [p for p in mains if p.name == "main"]
    if len(mains) != 1:
        if not mains:
            raise BuildError(
                f"go: warning: {json.dumps(' '.join(named))} matched no packages", "undergo: no packages loaded from " + " ".join(named)
            )
        raise BuildError(f"go: pattern {' '.join(named)} matches multiple packages:", *(f"\t{p.import_path}" for p in mains))
    main = mains[0]
    if main.name != "main" and not main.error:
        raise BuildError(f"package {main.import_path} is not a main package")
    scheduler = build_packages(packages, options, make_progress())
    for line in report_lines(scheduler):
        print(line, file=sys.stderr)
    program = link_program(main, scheduler, options)
    if options.dry:
        say([command_line(*shlex.split(exec_), program, *rest)])
        return 0
    original = _original_words(list(words))
    if original is not None and not exec_ and not flags["modfile"] and not options.trace and not scheduler.reports:
        remember_program("run", original, program, [*inputs_of(list(packages)), *filter(None, [options.overlay])], since)
    return run_program(program, rest, exec_prefix=shlex.split(exec_))


def _original_words(words: list[str]) -> list[str] | None:
    """The words as main.py sees them, so that the next run finds the record."""
    index = sys.argv.index("run") if "run" in sys.argv else -1
    if index != 1:
        return None
    return split_run_words(sys.argv[2:])[0]
