"""The flags that a build depends on."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .identity import processor_id
from .toolflags import LinkSettings, link_settings, matches

if TYPE_CHECKING:
    from .golist import ListedPackage

Patterns = list[tuple[str, list[str]]]


@dataclass(slots=True)
class BuildOptions:
    """What the command line asked for.

    tags: comma-separated build tags. level: GOAMD64 (v1..v4) or "native" (``run``, ``test``). gcflags, asmflags, ldflags: checked, one word a
    flag (``toolflags``), of the package at hand; patterns: those of ``-gcflags=pattern=...`` and the others, by tool, in the order given
    ("" stands for the packages that are named); raw: as given, by tool. buildmode: exe or pie. shared: make a shared object
    instead of a program. trimpath: no paths of this machine in the program. overlay: the JSON file of replaced files. verbose: print package
    names. trace: print steps (``-x``). dry: only print them (``-n``). rebuild: ``-a``. workers: processes at once (``-p``)."""

    tags: str = ""
    level: str = "v1"
    gcflags: list[str] = field(default_factory=list)
    asmflags: list[str] = field(default_factory=list)
    ldflags: list[str] = field(default_factory=list)
    patterns: dict[str, Patterns] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    buildmode: str = "exe"
    shared: bool = False
    trimpath: bool = False
    overlay: str = ""
    verbose: bool = False
    trace: bool = False
    dry: bool = False
    rebuild: bool = False
    workers: int = 0
    exports: list[str] = field(default_factory=list)

    @property
    def optimize(self) -> bool:
        return self._count("N") == 0

    def _values(self, name: str) -> list[str]:
        """What was said of a flag of the compiler, in order; "1" for the flag without a value."""
        return [f.partition("=")[2] if "=" in f else "1" for f in self.gcflags if f.partition("=")[0] == f"-{name}"]

    def _count(self, name: str) -> int:
        """A flag that counts: each mention adds one, a number sets it."""
        count = 0
        for f in self.gcflags:
            word, eq, value = f.partition("=")
            if word == f"-{name}":
                count = int(value) if eq else count + 1
        return count

    def _last(self, name: str, default: str = "") -> str:
        return next(reversed(self._values(name)), default)

    @property
    def escape_report(self) -> bool:
        return self._count("m") > 0

    @property
    def inline_costs(self) -> bool:
        """``-m=2`` or ``-m -m``."""
        return self._count("m") > 1

    @property
    def inlining(self) -> int:
        """For the report: 0 with ``-l``, else 1, or the level of ``-l=2`` and on."""
        level = self._count("l")
        return level if level > 1 else 1 - level

    @property
    def all_errors(self) -> bool:
        """``-e``."""
        return self._count("e") > 0

    @property
    def columns(self) -> bool:
        """Not ``-C``: messages name the column."""
        return self._count("C") == 0

    @property
    def bounds_checked(self) -> bool:
        """Not ``-B``."""
        return self._last("B", "false") == "false"

    @property
    def dwarf(self) -> bool:
        """Not ``-dwarf=false``."""
        return self._last("dwarf") != "false"

    @property
    def language(self) -> str:
        """``-lang``, else ""."""
        return self._last("lang")

    @property
    def debug(self) -> frozenset[str]:
        """The names of ``-d=name,name=1``."""
        words = [w for value in self._values("d") for w in value.split(",")]
        values = {w.partition("=")[0]: w.partition("=")[2] for w in words if w}
        return frozenset(name for name, value in values.items() if not value or int(value) != 0)

    @property
    def reports(self) -> bool:
        """Whether compiling prints something beside errors."""
        from .toolflags import REPORTS

        return self.escape_report or bool(self.debug & REPORTS)

    @property
    def checkptr(self) -> bool:
        """``-d=checkptr``: unsafe pointers are checked."""
        return "checkptr" in self.debug

    @property
    def trimmed(self) -> str:
        """``-gcflags=-trimpath=...``: prefixes to take from the names of files."""
        return self._last("trimpath")

    @property
    def asm_defines(self) -> dict[str, str]:
        """``-asmflags=-D=NAME=value``."""
        words = [f[3:] for f in self.asmflags if f.startswith("-D=")]
        return {name: value if eq else "1" for name, eq, value in (w.partition("=") for w in words)}

    @property
    def asm_includes(self) -> list[str]:
        """``-asmflags=-I=folder``."""
        return [f[3:] for f in self.asmflags if f.startswith("-I=")]

    @property
    def asm_trimmed(self) -> str:
        return next((f[len("-trimpath=") :] for f in reversed(self.asmflags) if f.startswith("-trimpath=")), "")

    @property
    def link(self) -> LinkSettings:
        """What the linker's flags say."""
        return link_settings(self.ldflags)

    def for_package(self, p: "ListedPackage") -> "BuildOptions":
        """The options for one package: flags without a pattern are for those that were named; of the patterns that match it the last counts."""
        own = {"gcflags": self.gcflags, "asmflags": self.asmflags, "ldflags": self.ldflags}
        if p.dep_only:
            own["gcflags"], own["asmflags"], own["ldflags"] = [], [], []
        cwd = os.getcwd() if self.patterns else ""
        for tool, patterns in self.patterns.items():
            for pattern, flags in patterns:
                if matches(pattern, p.path, p.dir, p.standard, cwd) if pattern else not p.dep_only:
                    own[tool] = flags
        return replace(self, gcflags=own["gcflags"], asmflags=own["asmflags"], ldflags=own["ldflags"])

    def compile_identity(self) -> str:
        """What of this goes into a package's cache key. Tags choose files, which are in the key anyway; reports and what changes only
        messages do not count."""
        silent = ("-m", "-e", "-C", "-c", "-goversion")
        kept = [f for f in self.gcflags if f.partition("=")[0] not in silent]
        level = f"{self.level} {processor_id()}" if self.level == "native" else self.level
        return f"{level}|{' '.join(kept)}|{' '.join(self.asmflags)}|{self.trimpath}"
