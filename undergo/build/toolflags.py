"""The flags of the reference's tools that ``-gcflags``, ``-asmflags`` and ``-ldflags`` hand on: what each is, and what it does here.

Every flag that a tool knows stands in its table. A flag is carried out, or asks for what is done anyway (the reason stands beside it), or is
refused by name; none is taken in silence.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .errors import BuildError
from .goroot import GO_VERSION

BOOL, COUNT, INT, TEXT = "boolean", "count", "int", "text"
_TRUE = frozenset(("1", "t", "T", "TRUE", "true", "True"))
_FALSE = frozenset(("0", "f", "F", "FALSE", "false", "False"))


@dataclass(frozen=True, slots=True)
class Flag:
    """kind: how its value is read. takes: whether a value is carried out or changes nothing; the others are refused."""

    kind: str
    takes: Callable[[str], bool]


def _any(value: str) -> bool:
    return True


def _none(value: str) -> bool:
    return False


def _only(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _flags(kind: str, takes: Callable[[str], bool], names: str) -> dict[str, Flag]:
    return {name: Flag(kind, takes) for name in names.split()}


_OFF, _ON = _only("false"), _only("true")

COMPILE: dict[str, Flag] = {
    **_flags(COUNT, _any, "N l m e"),
    **_flags(COUNT, _only("0"), "% + E K L S W h j r t v w"),
    **_flags(COUNT, _any, "C"),
    "B": Flag(BOOL, _any),
    "lang": Flag(TEXT, _any),
    "goversion": Flag(TEXT, _any),
    "trimpath": Flag(TEXT, _any),
    "d": Flag(TEXT, _any),  # its keys: DEBUG_KEYS
    "c": Flag(INT, _any),  # one package is compiled by one thread whatever it says; the output does not depend on it in either compiler
    "dwarf": Flag(BOOL, _any),
    **_flags(BOOL, _any, "dwarfbasentries dwarflocationlists"),  # how locations of variables are written: there are none
    **_flags(BOOL, _any, "shared"),  # code is always position-independent
    "gendwarfinl": Flag(INT, _only("2")),
    "wb": Flag(BOOL, _ON),
    **_flags(BOOL, _OFF, "V asan clobberdead clobberdeadreg complete dynlink errorurl linkshared live msan nolocalimports pack race smallframes std u"),
    **_flags(TEXT, _none, "D I asmhdr bench blockprofile buildid coveragecfg cpuprofile embedcfg env importcfg installsuffix json linkobj memprofile "
             "mutexprofile o p pgoprofile spectre symabis traceprofile"),
    **_flags(INT, _none, "memprofilerate"),
}  # fmt: skip

ASM: dict[str, Flag] = {
    **_flags(TEXT, _any, "D I trimpath"),
    **_flags(BOOL, _any, "e shared"),
    **_flags(BOOL, _OFF, "S V debug dynlink gensymabis linkshared std v"),
    **_flags(TEXT, _none, "d o p spectre"),
}

LINK: dict[str, Flag] = {
    **_flags(TEXT, _any, "X B buildid"),
    **_flags(BOOL, _any, "s w compressdwarf checklinkname"),
    "linkmode": Flag(TEXT, _only("auto", "internal")),
    "buildmode": Flag(TEXT, _only("exe", "default")),
    # Those of a program that is not linked by another linker, needs no dynamic one, or is not for this system, change nothing in the reference.
    **_flags(TEXT, _any, "I extar extld extldflags libgcc macos macsdk r tmpdir"),
    **_flags(BOOL, _any, "a bindnow d f n"),
    "H": Flag(TEXT, _only("linux")),
    **_flags(BOOL, _ON, "aslr pruneweakmap"),
    **_flags(BOOL, _OFF, "V asan c debugnosplit dumpdep e g h linkshared msan race v"),
    **_flags(INT, _none, "D R T debugtextsize debugtramp funcalign memprofilerate randlayout strictdups"),
    **_flags(
        TEXT, _none, "E L benchmark benchmarkprofile capturehostobjs cpuprofile fipso importcfg installsuffix k memprofile o pluginpath"
    ),
}

REPORTS = frozenset(("defer", "escapemutationscalls", "typeassert"))
"""Keys of ``-d`` that print how something is compiled."""

DEBUG_KEYS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(REPORTS, _any), "checkptr": _only("0", "1"),
    **dict.fromkeys(
        """abiwrap alignhot append astdump closure compressinstructions converthash disablenil dumpinlcallsitescores dumpinlfuncprops dumpptrs dwarfinl
        escapealias escapealiascheck escapedebug export fipshash fmahash freeappend gcadjust gccheck gcprog gcstart gossahash inlbudgetslack
        inlfuncswithclosures inlscoreadj inlstaticinit interfacecycles libfuzzer literalallochash locationlists loopvar loopvarhash maxshapelen
        maymorestack mergelocals mergelocalsdumpfunc mergelocalshash mergelocalshtrace mergelocalstrace nil nodeadlocals noopendefer norefname panic pctab
        pgodebug pgodevirtualize pgohash pgoinline pgoinlinebudget pgoinlinecdfthreshold rangefunccheck reshape shapify simd slice softfloat
        staticcopy syncframes tailcall variablemakehash variablemakethreshold wb wrapglobalmapctl wrapglobalmapdbg zerocopy help""".split(),
        _none),
}  # fmt: skip


def split_words(text: str, flag: str) -> list[str]:
    """The words of a flag's value. As for the go command, a quote holds words together only where a word begins with it. Raises BuildError."""
    words: list[str] = []
    rest = text.lstrip()
    while rest:
        if rest[0] in "'\"":
            word, end, after = rest[1:].partition(rest[0])
            if not end:
                raise BuildError(
                    f"invalid value {json.dumps(text, ensure_ascii=False)} for flag {flag}: unterminated {rest[0]} string", status=2
                )
        else:
            word = rest.split(None, 1)[0]
            after = rest[len(word) :]
        words.append(word)
        rest = after.lstrip()
    return words


def split_pattern(text: str, flag: str) -> tuple[str, list[str]]:
    """The value of -gcflags, -asmflags or -ldflags: (pattern, words); the pattern "" means the packages that are named. Raises BuildError."""
    text = text.strip()
    if not text or text.startswith("-"):
        return "", split_words(text, flag)
    pattern, eq, rest = text.partition("=")
    if not eq or not pattern.strip():
        what = "missing =<value> in <pattern>=<value>" if not eq else "missing <pattern> in <pattern>=<value>"
        raise BuildError(f"invalid value {json.dumps(text, ensure_ascii=False)} for flag {flag}: {what}", status=2)
    return pattern.strip(), split_words(rest.strip(), flag)


def read_flags(words: list[str], table: Mapping[str, Flag], flag: str) -> list[str]:
    """The flags in one form: ``-name=value``; a boolean is ``-name``, or missing where it is false and that is nothing else than not
    to give it. flag: the one of the command line that they stand in. Raises BuildError for what the tool does not know or Undergo does not do."""
    found: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-") or word in ("-", "--"):
            raise _refusal(f"{flag}={word}: not a flag")
        name, eq, value = word.removeprefix("-").removeprefix("-").partition("=")
        known = table.get(name)
        if known is None:
            raise _refusal(f"{flag}: flag provided but not defined: -{name}")
        if not eq and known.kind in (INT, TEXT):
            try:
                value = next(rest)
            except StopIteration:
                raise _refusal(f"{flag}: flag needs an argument: -{name}") from None
        shown = word if eq or known.kind in (BOOL, COUNT) else f"{word}={value}"
        value = _value(known.kind, name, value if eq or known.kind in (INT, TEXT) else "true", flag)
        if not known.takes(value):
            raise _refusal(f"{flag}={shown}: not supported")
        found += _canonical(name, known.kind, value)
    return found


def _refusal(text: str) -> BuildError:
    return BuildError(f"undergo: {text}", status=2)


def _value(kind: str, name: str, value: str, flag: str) -> str:
    if kind == TEXT:
        return value
    if kind in (BOOL, COUNT) and value in _TRUE | _FALSE:
        if kind == COUNT:
            return value if value in ("1", "0") else str(int(value in _TRUE))
        return "true" if value in _TRUE else "false"
    if kind == BOOL:
        raise _refusal(f'{flag}: invalid boolean value "{value}" for -{name}: parse error')
    try:
        return str(int(value, 0))
    except ValueError:
        if kind == COUNT:
            raise _refusal(f'{flag}: invalid boolean value "{value}" for -{name}: invalid count "{value}"') from None
        raise _refusal(f'{flag}: invalid value "{value}" for flag -{name}: parse error') from None


def _canonical(name: str, kind: str, value: str) -> list[str]:
    if kind == BOOL:
        return [f"-{name}"] if value == "true" else [f"-{name}=false"]
    if kind == COUNT:
        return [f"-{name}"] if value == "1" else [f"-{name}={value}"]
    return [f"-{name}={value}"]


def compiler_flags(words: list[str]) -> list[str]:
    """The flags of ``-gcflags``, checked."""
    flags = read_flags(words, COMPILE, "-gcflags")
    for flag in flags:
        name, _, value = flag[1:].partition("=")
        if name == "d":
            _check_debug(value)
        elif name == "lang":
            _check_language(value)
        elif name == "goversion" and value != GO_VERSION:
            raise _refusal(f'-gcflags: version "{GO_VERSION}" does not match go tool version "{value}"')
        elif name == "c" and int(value) < 1:
            raise _refusal(f"-gcflags: -c must be at least 1, got {value}")
    return flags


def _check_debug(value: str) -> None:
    for word in value.split(","):
        key, eq, setting = word.partition("=")
        if not key:
            continue
        takes = DEBUG_KEYS.get(key, _none if key.startswith("ssa/") else None)
        if takes is None:
            raise _refusal(f'-gcflags: invalid value "{value}" for flag -d: unknown debug key {key}')
        if takes is not _none and eq and not re.fullmatch(r"[+-]?\d+", setting):
            raise _refusal(f"-gcflags: invalid debug value {key}")
        if not takes(setting if eq else "1"):
            raise _refusal(f"-gcflags=-d={word}: not supported")


def _check_language(value: str) -> None:
    m = re.fullmatch(r"go1(?:\.(0|[1-9]\d*))?", value)
    newest = ".".join(GO_VERSION.split(".")[:2])
    if m is None:
        raise _refusal(f'-gcflags: invalid value "{value}" for -lang: should be something like "go1.12"')
    if m[1] is None or int(m[1]) > int(newest.split(".")[1]):
        raise _refusal(f'-gcflags: invalid value "{value}" for -lang: max known version is "{newest}"')


def assembler_flags(words: list[str]) -> list[str]:
    """The flags of ``-asmflags``, checked."""
    return read_flags(words, ASM, "-asmflags")


@dataclass(slots=True)
class LinkSettings:
    """What ``-ldflags`` says. build_id: None where the flag is not given. note: the bytes of the GNU build id; None: those made of build_id,
    b"": no such note. compress: DWARF sections are compressed (the reference does it unless told not to; here it takes the flag, as nobody
    but a debugger sees it and it would make links slower)."""

    strip: bool = False
    debug: bool = True
    compress: bool = False
    check_linknames: bool = True
    build_id: str | None = None
    note: bytes | None = None
    strings: dict[str, str] | None = None


def linker_flags(words: list[str]) -> list[str]:
    """The flags of ``-ldflags``, checked."""
    flags = read_flags(words, LINK, "-ldflags")
    link_settings(flags)
    return flags


def link_settings(flags: list[str]) -> LinkSettings:
    """The meaning of flags in the form of read_flags. Raises BuildError."""
    settings = LinkSettings(strings={})
    assert settings.strings is not None
    no_dwarf = None
    for flag in flags:
        name, eq, value = flag[1:].partition("=")
        on = value != "false"
        if name == "s":
            settings.strip = on
        elif name == "w":
            no_dwarf = on
        elif name == "compressdwarf":
            settings.compress = on
        elif name == "checklinkname":
            settings.check_linknames = on
        elif name == "buildid":
            settings.build_id = value
        elif name == "B":
            settings.note = _note(value)
        elif name == "X":
            variable, eq, text = value.partition("=")
            if not eq or "." not in variable:
                raise _refusal("-X flag requires argument of the form importpath.name=value")
            settings.strings[variable] = text
    settings.debug = not (settings.strip if no_dwarf is None else no_dwarf)
    return settings


def _note(value: str) -> bytes | None:
    if value == "gobuildid":
        return None
    if value == "none":
        return b""
    digits = value[2:]
    if not value.startswith("0x"):
        raise _refusal(f"-ldflags: -B argument must start with 0x: {value}")
    if len(digits) % 2:
        raise _refusal(f"-ldflags: -B argument must have even number of digits: {value}")
    wrong = next((c for c in digits if c not in "0123456789abcdefABCDEF"), "")
    if wrong:
        raise _refusal(f"-ldflags: -B argument contains invalid hex digit {wrong}: {value}")
    return bytes.fromhex(digits)


def matches(pattern: str, import_path: str, folder: str, standard: bool, cwd: str) -> bool:
    """Whether a package is one of those that a pattern of -gcflags= means."""
    if pattern in ("all", "std", "cmd"):
        return pattern == "all" or pattern == "std" and standard
    if pattern.startswith(("./", "../")) or pattern in (".", ".."):
        return _matches_text(os.path.normpath(os.path.join(cwd, pattern)), folder)
    return _matches_text(pattern, import_path)


def _matches_text(pattern: str, text: str) -> bool:
    expression = re.escape(pattern).replace(r"\.\.\.", ".*")
    if expression.endswith("/.*"):
        expression = expression[:-3] + "(/.*)?"
    return re.fullmatch(expression, text) is not None
