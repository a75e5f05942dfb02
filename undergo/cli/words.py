"""Splitting the words of ``undergo run`` into flags, what to run, and the program's own arguments."""

from __future__ import annotations

VALUED_FLAGS = frozenset(
    """o ldflags gcflags tags p mod exec C asmflags overlay modfile buildmode compiler pgo pkgdir installsuffix toolexec covermode coverpkg
    gccgoflags""".split()
)


def flag_name(word: str) -> str:
    return word.lstrip("-").partition("=")[0]


def split_run_words(args: list[str]) -> tuple[list[str] | None, list[str]]:
    """(flags and pattern, program arguments). The first is None when nothing to run is named."""
    i = 0
    while i < len(args) and args[i].startswith("-") and args[i] != "-":
        if args[i] == "--":
            i += 1
            break
        if flag_name(args[i]) in VALUED_FLAGS and "=" not in args[i]:
            i += 1
        i += 1
    if i >= len(args):
        return None, []
    end = i + 1
    if args[i].endswith(".go"):
        while end < len(args) and args[end].endswith(".go"):
            end += 1
    return args[:end], args[end:]
