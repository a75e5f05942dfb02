"""The flags that a build depends on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .identity import processor_id


@dataclass(slots=True)
class BuildOptions:
    """What the command line asked for.

    tags: comma-separated build tags. level: GOAMD64 (v1..v4) or "native" (``run``, ``test``). gcflags/ldflags: as given, split.
    shared: make a shared object instead of a program. optimize: 0 for ``-gcflags=-N``. escape_report: ``-gcflags=-m``.
    verbose: print package names. trace: print steps (``-x``). rebuild: ``-a``. workers: processes at once (``-p``)."""

    tags: str = ""
    level: str = "v1"
    gcflags: list[str] = field(default_factory=list)
    ldflags: list[str] = field(default_factory=list)
    shared: bool = False
    verbose: bool = False
    trace: bool = False
    rebuild: bool = False
    workers: int = 0
    exports: list[str] = field(default_factory=list)

    @property
    def optimize(self) -> bool:
        return "-N" not in self.gcflags

    @property
    def escape_report(self) -> bool:
        return any(f == "-m" or f.startswith("-m=") for f in self.gcflags)

    @property
    def inline_costs(self) -> bool:
        """``-m=2`` or ``-m -m``."""
        return self.gcflags.count("-m") > 1 or any(f.startswith("-m=") and f[3:].isdigit() and int(f[3:]) > 1 for f in self.gcflags)

    @property
    def inlining(self) -> int:
        """For the report: 0 with ``-l``, else 1, or the level of ``-l=2`` and on."""
        level = 0
        for f in self.gcflags:
            if f == "-l":
                level += 1
            elif f.startswith("-l=") and f[3:].isdigit():
                level = int(f[3:])
        return level if level > 1 else 1 - level

    @property
    def debug(self) -> frozenset[str]:
        """The names of ``-d=name,name=1``."""
        words = [w for f in self.gcflags if f.startswith(("-d=", "all=-d=")) for w in f.partition("-d=")[2].split(",")]
        values = {w.partition("=")[0]: w.partition("=")[2] for w in words}
        return frozenset(name for name, value in values.items() if value != "0")

    @property
    def checkptr(self) -> bool:
        """``-d=checkptr``: unsafe pointers are checked."""
        return "checkptr" in self.debug

    @property
    def strip(self) -> bool:
        return "-s" in self.ldflags

    def for_dependency(self) -> "BuildOptions":
        """The options for packages that were not named: reports, error limits, inlining and instruments concern only those that were, unless
        the flag was given for all (``all=-d=...``)."""
        kept = [f for f in self.gcflags if f not in ("-l", "-e") and not f.startswith(("-m", "-l=", "-d="))]
        return self if kept == self.gcflags else replace(self, gcflags=kept)

    def compile_identity(self) -> str:
        """What of this goes into a package's cache key. Tags choose files, which are in the key anyway."""
        level = f"{self.level} {processor_id()}" if self.level == "native" else self.level
        return f"{level}|{' '.join(f for f in self.gcflags if not f.startswith('-m'))}|"
