"""The command ``undergo``: dispatch, and the quick start of an unchanged program."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    args = sys.argv[1:] if argv is None else argv
    if len(args) >= 2 and args[0] == "run":
        from undergo.build.fastpath import unchanged_program

        from .words import split_run_words

        words, rest = split_run_words(args[1:])
        if words is not None:
            program = unchanged_program("run", words)
            if program is not None:
                from .execute import run_program

                return run_program(program, rest)
    from .commands import dispatch

    return dispatch(args)


def _keep_bytecode() -> None:
    """Where Python is told to write no bytecode (PYTHONDONTWRITEBYTECODE, common in containers), the compiler would be translated
    anew at each start, which costs more than compiling a small program; its bytecode then goes to the build cache instead."""
    if sys.dont_write_bytecode and sys.pycache_prefix is None:
        from undergo.build.cache import cache_root

        sys.pycache_prefix = os.path.join(cache_root(), "pyc")
        sys.dont_write_bytecode = False


def entry() -> None:
    """The console script."""
    _keep_bytecode()
    for stream in sys.stdout, sys.stderr:
        stream.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    try:
        status = main()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        status = 1
    sys.exit(status)
