"""The table of commands and the flags that building commands share."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import sys
from collections.abc import Callable
from typing import Any

import click

from undergo.build.cache import check_cache_root
from undergo.build.errors import BuildError
from undergo.build.goenv import getenv
from undergo.build.options import BuildOptions, Patterns
from undergo.build.overlay import set_overlay
from undergo.build.toolflags import assembler_flags, compiler_flags, linker_flags, split_pattern
from undergo.build.workdir import check_work_folder

COMMANDS = {
    "build": "compile packages and dependencies",
    "clean": "remove the build cache",
    "env": "print Undergo's environment",
    "help": "tell about a command",
    "run": "compile and run a Go program",
    "test": "test packages",
    "version": "print the version",
}

# Flags of go that are not there yet (commands: elsewhere.py).
ABSENT_FLAGS = frozenset(
    """race msan asan cover coverprofile covermode coverpkg vet compiler gccgoflags installsuffix linkshared pgo pkgdir toolexec
    work buildvcs cpuprofile memprofile blockprofile mutexprofile trace fuzz fuzztime fuzzminimizetime c exec json
    memprofilerate blockprofilerate mutexprofilefraction outputdir""".split()
)  # fmt: skip
# Those of them that every building command of go has.
_ABSENT_BUILD_FLAGS = frozenset(
    "race msan asan cover covermode coverpkg compiler gccgoflags installsuffix linkshared pgo pkgdir toolexec work buildvcs".split()
)  # fmt: skip
# Values of absent flags that ask for what is done anyway.
NOTHING_TO_DO = {
    "vet": ("off",), "buildvcs": ("false", "auto"), "race": ("false",), "cover": ("false",), "msan": ("false",), "asan": ("false",),
    "pgo": ("off", "auto"), "compiler": ("gc",), "work": ("false",), "linkshared": ("false",), "json": ("false",),
}  # fmt: skip
_VALUED = frozenset(
    {"vet", "pgo", "compiler", "covermode", "coverpkg", "coverprofile", "gccgoflags", "installsuffix", "pkgdir", "toolexec"}
)


USAGE = {
    "build": "undergo build [-o output] [build flags] [packages]",
    "clean": "undergo clean [-cache] [-testcache]",
    "env": "undergo env [-json] [-changed] [-u] [-w] [var ...]",
    "help": "undergo help [command]",
    "run": "undergo run [build flags] [-exec xprog] package [arguments...]",
    "test": "undergo test [build/test flags] [packages] [build/test flags & test binary flags]",
    "version": "undergo version",
}


class UsageError(BuildError):
    """A flag that is wrong: its message is followed by the command's usage, as ``go`` does."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=2)


def usage_lines(name: str) -> list[str]:
    return [f"usage: {USAGE[name]}", f"Run 'undergo help {name}' for details."]


def dispatch(args: list[str]) -> int:
    """Run a command. Returns the exit status."""
    if not args or args[0] in ("-h", "-help", "--help"):
        print(usage_text())
        return 0 if args else 2
    name = args[0]
    if name not in COMMANDS:
        from . import elsewhere

        if name in elsewhere.COMMANDS:
            print(elsewhere.advice(name, args[1:]), file=sys.stderr)
        else:
            print(f"undergo {name}: unknown command\nRun 'undergo help' for usage.", file=sys.stderr)
        return 2
    module = importlib.import_module(f"undergo.cli.cmd_{name}")
    command: click.Command = module.command
    try:
        command.name = name
        words = normalize([*environment_flags(command), *args[1:]], command, interspersed=name in ("test",))
        result = command.main(words, prog_name=f"undergo {name}", standalone_mode=False)
        return int(result or 0)
    except BuildError as e:
        for line in [*e.lines, *(usage_lines(name) if isinstance(e, UsageError) else [])]:
            print(line, file=sys.stderr)
        return e.status
    except click.exceptions.Exit as e:
        return e.exit_code
    except click.ClickException as e:
        print(f"undergo {name}: {e.format_message()}\nRun 'undergo help {name}' for details.", file=sys.stderr)
        return 2
    except click.exceptions.Abort:
        return 130


def usage_text() -> str:
    rows = "\n".join(f"\t{name:<11} {text}" for name, text in COMMANDS.items())
    return f'Undergo is Go, implemented in Python.\n\nUsage:\n\n\tundergo <command> [arguments]\n\nThe commands are:\n\n{rows}\n\nUse "undergo help <command>" for more information.'


def environment_flags(command: click.Command) -> list[str]:
    """The flags in GOFLAGS that the command knows. Raises BuildError for what no command knows."""
    known = {o.lstrip("-"): p for p in command.params if isinstance(p, click.Option) for o in p.opts}
    flags: list[str] = []
    absent = ABSENT_FLAGS if command.name == "test" else _ABSENT_BUILD_FLAGS
    for word in shlex.split(getenv("GOFLAGS")) if command.name in ("build", "run", "test") else []:
        name, eq, _ = word.removeprefix("-").removeprefix("-").partition("=")
        if not word.startswith("-") or not name:
            raise BuildError(f"go: parsing $GOFLAGS: non-flag {json.dumps(word, ensure_ascii=False)}")
        if name in known:
            if not eq and not known[name].is_flag:
                raise BuildError(f"go: flag needs an argument: -{name} (from $GOFLAGS)")
            flags.append(word)
        elif name in absent:
            flags.append(word)  # to be refused, unless it asks for nothing
        elif name not in ABSENT_FLAGS and name not in _OTHER_FLAGS:
            raise BuildError(f"go: parsing $GOFLAGS: unknown flag -{name}")
    return flags


# Flags of single commands, which GOFLAGS may hold for all.
_OTHER_FLAGS = frozenset(
    "o exec run skip bench benchmem benchtime count cpu short timeout failfast fullpath parallel shuffle list json artifacts".split()
)


def check_target() -> None:
    """Raises BuildError unless GOOS, GOARCH and CGO_ENABLED say what Undergo does."""
    if getenv("CGO_ENABLED") == "1":
        raise BuildError("undergo: CGO_ENABLED=1: cgo is not supported: unset CGO_ENABLED, or set it to 0", status=2)
    goos, goarch = getenv("GOOS") or "linux", getenv("GOARCH") or "amd64"
    if (goos, goarch) == ("linux", "amd64"):
        return
    if goos not in _SYSTEMS or goarch not in _MACHINES:
        raise BuildError(f"go: unsupported GOOS/GOARCH pair {goos}/{goarch}", status=2)
    raise BuildError(f"undergo: GOOS={goos} GOARCH={goarch}: not supported: Undergo compiles for linux/amd64", status=2)


_SYSTEMS = frozenset("aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows".split())
_MACHINES = frozenset("386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm".split())


def normalize(args: list[str], command: click.Command, *, interspersed: bool) -> list[str]:
    """Go's flag syntax to click's: ``--flag`` is ``-flag``, ``-flag=true`` of a boolean is the flag itself; absent flags are refused.

    interspersed (``test``): flags may follow the packages; what is not ours goes behind ``-args``, to the test binary."""
    booleans = {o.lstrip("-") for p in command.params if isinstance(p, click.Option) and p.is_flag for o in p.opts}
    known = {o.lstrip("-") for p in command.params if isinstance(p, click.Option) for o in p.opts}
    numbers = {o.lstrip("-") for p in command.params if isinstance(p, click.Option) and p.type is click.INT for o in p.opts}
    numbers |= {"count", "parallel"}
    words: list[str] = []
    handed: list[str] = []  # for the test binary: flags that are not ours, and what then may be their values
    listed = in_list = valueless = False
    i = 0
    while i < len(args):
        word = args[i]
        if word in ("--", "-args", "--args"):
            handed += args[i + (word != "--") :] if interspersed else []
            words += [] if interspersed else _packages(args[i + (word == "--") :], command)
            break
        after_valueless, valueless = valueless, False
        if not word.startswith("-") or word == "-":
            if not interspersed:
                words += _packages(args[i:], command)
                break
            if listed and not in_list:
                if not after_valueless:
                    handed += args[i:]
                    break
                handed.append(word)
            else:
                listed = in_list = True
                words.append(word)
            i += 1
            continue
        in_list = False
        name, eq, value = word.lstrip("-").partition("=")
        if name.startswith("test."):
            name = name[5:]
        if name in NOTHING_TO_DO:
            apart = not eq and name in _VALUED and i + 1 < len(args)
            if (args[i + 1] if apart else value) in NOTHING_TO_DO[name] and (eq or apart or "" in NOTHING_TO_DO[name]):
                i += 1 + apart
                continue
        if name == "C":
            value = value if eq else "".join(args[i + 1 : i + 2])
            if not eq and i + 1 >= len(args):
                raise UsageError("flag needs an argument: -C")
            raise UsageError(f'invalid value "{value}" for flag -C: -C flag must be first flag on command line')
        if name in ABSENT_FLAGS and name not in known:
            apart = not eq and name in _VALUED and i + 1 < len(args)
            shown = f"={value}" if eq else f"={args[i + 1]}" if apart else ""
            raise BuildError(f"undergo: flag -{name}{shown}: not supported", status=2)
        if name not in known:
            if name in ("h", "help"):
                raise BuildError(*usage_lines(command.name or ""), status=2)
            if interspersed:
                handed.append(word)
                listed, valueless = True, not eq
                i += 1
                continue
            raise UsageError(f"flag provided but not defined: -{name}")
        if interspersed and (name, value) == ("v", "test2json"):
            words.append("-v-test2json")
        elif name in booleans:
            if eq and value.lower() in ("0", "f", "false"):
                i += 1
                continue
            if eq and value.lower() not in ("1", "t", "true"):
                why = f"invalid flag -test.v={value}" if interspersed and name == "v" else "parse error"
                raise UsageError(f'invalid boolean value "{value}" for -{name}: {why}')
            words.append("-" + name)
        elif eq:
            words += ["-" + name, _checked(name, value, numbers)]
        else:
            words.append("-" + name)
            if i + 1 >= len(args):
                raise UsageError(f"flag needs an argument: -{name}")
            i += 1
            words.append(_checked(name, args[i], numbers))
        i += 1
    return [*words, "--", "-args", *handed] if handed else words


def _packages(words: list[str], command: click.Command) -> list[str]:
    """The words from the first package on: no flags, whatever they look like. ``run`` tells by itself which are the program's."""
    return words if command.name == "run" else ["--", *words]


def _checked(name: str, value: str, numbers: set[str]) -> str:
    if name in numbers:
        try:
            int(value, 0)
        except ValueError:
            raise UsageError(f'invalid value "{value}" for flag -{name}: parse error') from None
    if name == "shuffle" and value not in ("on", "off") and not re.fullmatch(r"[+-]?\d+", value):
        why = f"strconv.ParseInt: parsing {json.dumps(value, ensure_ascii=False)}: invalid syntax"
        raise UsageError(f'invalid value "{value}" for flag -shuffle: -shuffle argument must be "on", "off", or an int64: {why}')
    return value


def build_flags(f: Callable[..., Any]) -> Callable[..., Any]:
    """The build flags of run, build and test."""
    for option in reversed(
        [
            click.option("-ldflags", multiple=True, help=f"Flags for the linker: {_LDFLAGS_HELP}"),
            click.option("-gcflags", multiple=True, help=f"Flags for the compiler: {_GCFLAGS_HELP}"),
            click.option("-asmflags", multiple=True, help="Flags for the assembler: -D=NAME[=value], -I=folder, -trimpath=prefix."),
            click.option("-tags", default="", help="Comma-separated build tags."),
            click.option("-buildmode", default="default", help="exe, default, or pie: a program that runs at any address."),
            click.option("-trimpath", is_flag=True, help="Name source files by package, not by their place on this machine."),
            click.option(
                "-overlay", default="", help='A JSON file {"Replace": {path: path}}: read the second file in the place of the first.'
            ),
            click.option("-v", "verbose", is_flag=True, help="Print the names of packages as they are compiled."),
            click.option("-x", "trace", is_flag=True, help="Print the steps."),
            click.option("-n", "dry", is_flag=True, help="Print the steps, but do not take them."),
            click.option("-a", "rebuild", is_flag=True, help="Compile even what is up to date."),
            click.option("-p", "workers", type=int, default=-1, help="How many packages to compile at once."),
            click.option("-mod", "mod", default="", help="Module download mode, as for go."),
            click.option("-modfile", "modfile", default="", help="Read this file in the place of go.mod."),
            click.option("-modcacherw", "modcacherw", is_flag=True, help="Leave downloaded modules writable."),
        ]
    ):
        f = option(f)
    return f


BUILD_FLAGS = (
    "ldflags gcflags asmflags tags buildmode trimpath overlay verbose trace dry rebuild workers mod modfile modcacherw".split()
)  # fmt: skip

_GCFLAGS_HELP = (
    "-m (what is inlined and escapes), -d=key (defer, typeassert, escapemutationscalls: reports; checkptr: checked pointers), "
    "-N, -l, -e, -C, -B, -lang=go1.x, -dwarf=false, -trimpath=prefix. With pattern= before them they hold for the packages that match it, all for "
    "all; else for those named."
)
_LDFLAGS_HELP = (
    "-s, -w, -X importpath.name=value, -buildid=id, -B=0xhex|gobuildid|none, -compressdwarf (only where it is given), -checklinkname=0; "
    "what only another linker or a dynamic one would see (-linkmode=internal, -extld, -extldflags, -r, -I, ...) changes nothing, as in go."
)


def check_buildmode(mode: str) -> str:
    """exe or pie. Raises BuildError, in the words of the go command without cgo where it refuses too."""
    if mode in ("default", "exe"):
        return "exe"
    if mode == "pie":
        return mode
    if mode in ("c-shared", "plugin"):
        raise BuildError(f"-buildmode={mode} requires external (cgo) linking, but cgo is not enabled", status=1)
    if mode in ("archive", "c-archive", "shared"):
        raise BuildError(f"undergo: -buildmode={mode}: not supported", status=2)
    raise BuildError(f"buildmode={mode} not supported", status=1)


def _tool_flags(values: tuple[str, ...], flag: str, check: Callable[[list[str]], list[str]]) -> Patterns:
    found: Patterns = []
    for value in values:
        pattern, words = split_pattern(value, flag)
        found.append((pattern, check(words)))
    return found


def make_options(
    ldflags: tuple[str, ...], gcflags: tuple[str, ...], asmflags: tuple[str, ...], tags: str, buildmode: str, trimpath: bool, overlay: str,
    verbose: bool, trace: bool, dry: bool, rebuild: bool, workers: int, mod: str, modfile: str, modcacherw: bool, level: str,
) -> BuildOptions:  # fmt: skip
    check_target()
    check_work_folder()
    check_cache_root()
    if workers == 0 or workers < -1:
        raise BuildError(f"go: -p must be a positive integer: {workers}")
    workers = max(workers, 0)
    for name, value in ("mod", mod), ("modfile", modfile), ("modcacherw", "true" if modcacherw else ""):
        if value:
            os.environ["GOFLAGS"] = (getenv("GOFLAGS") + f" -{name}={value}").strip()
    if "," in tags and " " in tags.strip():
        raise BuildError("go: -tags space-separated list contains comma", status=2)
    named = getenv("GOAMD64")
    if named and named not in ("v1", "v2", "v3", "v4"):
        raise BuildError("undergo: invalid GOAMD64: must be v1, v2, v3, v4", status=2)
    patterns = {
        "gcflags": _tool_flags(gcflags, "-gcflags", compiler_flags),
        "asmflags": _tool_flags(asmflags, "-asmflags", assembler_flags),
        "ldflags": _tool_flags(ldflags, "-ldflags", linker_flags),
    }
    raw = {name: values[-1] for name, values in (("gcflags", gcflags), ("asmflags", asmflags), ("ldflags", ldflags)) if values}
    set_overlay(overlay)
    return BuildOptions(
        tags=tags.replace(" ", ","), level=named or level, patterns={n: p for n, p in patterns.items() if p}, raw=raw,
        buildmode=check_buildmode(buildmode), trimpath=trimpath, overlay=overlay, verbose=verbose, trace=trace or dry, dry=dry, rebuild=rebuild,
        workers=workers,
    )  # fmt: skip
