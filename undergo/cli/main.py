"""The command ``undergo``: dispatch, and the quick start of an unchanged program."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # the module signal takes longer to load than all else here
import os
import sys

from . import startup as _  # noqa: F401 (before any variable is set)


def main(argv: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    args = list(sys.argv[1:] if argv is None else argv)
    first = args[:1] if args and _is_folder_flag(args[0]) else args[1:2]
    if first and _is_folder_flag(first[0]) and not _change_folder(args, 0 if first[0] is args[0] else 1):
        return 1
    if len(args) >= 2 and args[0] == "run":
        from undergo.build.fastpath import unchanged_program

        from .words import split_run_words

        words, rest = split_run_words(args[1:])
        if words is not None:
            program = unchanged_program("run", words) if _folders_are_there() else None
            if program is not None:
                from .execute import run_program

                return run_program(program, rest)
    from .commands import dispatch

    return dispatch(args)


def _folders_are_there() -> bool:
    """Whether cache and temporary files have a place. If not, the command itself tells."""
    from undergo.build.cache import cache_root
    from undergo.build.errors import BuildError
    from undergo.build.workdir import check_work_folder

    try:
        cache_root()
        check_work_folder()
    except BuildError:
        return False
    return True


def _is_folder_flag(word: str) -> bool:
    return word in ("-C", "--C") or word.startswith(("-C=", "--C="))


def _change_folder(args: list[str], at: int) -> bool:
    """Go to the folder that the flag -C at args[at] names, and take the flag away. Only the first flag may be -C."""
    folder = args[at].partition("=")[2]
    if "=" not in args[at]:
        if at + 1 >= len(args):
            return True  # whoever reads the flags tells
        folder = args.pop(at + 1)
    del args[at]
    try:
        os.chdir(folder)
    except OSError as e:
        print(f"go: chdir {folder}: {(e.strerror or str(e)).lower()}", file=sys.stderr)
        return False
    os.environ["PWD"] = os.getcwd()
    return True


def _keep_bytecode() -> None:
    """Where Python is told to write no bytecode (PYTHONDONTWRITEBYTECODE, common in containers), the compiler would be translated
    anew at each start, which costs more than compiling a small program; its bytecode then goes to the build cache instead."""
    if sys.dont_write_bytecode and sys.pycache_prefix is None:
        from undergo.build.bytecode import keep_bytecode
        from undergo.build.cache import cache_root
        from undergo.build.errors import BuildError

        try:
            keep_bytecode(os.path.join(cache_root(), "pyc"))
        except BuildError:
            return  # the command itself tells


def _last_words(e: Exception) -> int:
    """Tell of an exception that nothing else caught. Returns the exit status."""
    if isinstance(e, OSError):
        print(f"undergo: {e.filename or 'system error'}: {e.strerror or e}", file=sys.stderr)
        return 1
    where = e.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" at {os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}" if where is not None else ""
    print(f"undergo: internal error: {type(e).__name__}: {e}{place} (UNDERGODEBUG=1 shows all)\nPlease report this.", file=sys.stderr)
    return 2


def entry() -> None:
    """The console script."""
    for stream in sys.stdout, sys.stderr:
        if stream is not None:  # it may be closed
            stream.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    try:
        if _signal.getsignal(_signal.SIGINT) == _signal.SIG_DFL:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        _keep_bytecode()
        status = main()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        status = 1
    except Exception as e:  # noqa: BLE001 (the last resort: one line)
        if os.environ.get("UNDERGODEBUG"):
            raise
        status = _last_words(e)
    if _signal.getsignal(_signal.SIGINT) == _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    sys.exit(status)
