"""What the scheduler hands to a process that compiles a package, and what it gets back."""

from __future__ import annotations

from dataclasses import dataclass, field

from .golist import ListedPackage
from .options import BuildOptions


@dataclass(slots=True)
class CompileJob:
    """All that a worker needs to compile one package."""

    package: ListedPackage
    output: str
    artifacts: dict[str, str]  # import path (with variant) -> artifact file, of everything below
    options: BuildOptions
    key: str


@dataclass(slots=True)
class CompileResult:
    """broken: an artifact that turned out to be damaged when it was read; the package must be compiled again when that is made anew."""

    import_path: str
    errors: list[str] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    seconds: float = 0.0
    crash: str = ""
    broken: str = ""
