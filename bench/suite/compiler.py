"""Building the packages of a test in this process.

The standard library is listed once; a test's own packages are made from its files, so that no ``go list`` is needed for each.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from undergo.build.errors import BuildError
from undergo.build.golist import ListedPackage, list_packages
from undergo.build.options import BuildOptions
from undergo.build.program import link_program
from undergo.build.scheduler import Scheduler
from undergo.build.toolflags import linker_flags

from .case import Case, Failed

_PACKAGE = re.compile(r"^package ([^\W\d]\w*)", re.M)
_IMPORT = re.compile(r"(?:^|;)[ \t]*import[ \t\n]*(\([^)]*\)|[^\n;]*)", re.M)
_LITERAL = re.compile(r'"([^"\n]*)"|`([^`]*)`')
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)

# Flags of the reference's compiler that change how it works inside, not what a program may observe.
_INNER_FLAGS = ("-d=ssa/", "-c=", "-d=panic", "-C", "-p=", "-B", "-dynlink", "-l=", "-d=inlfuncswithclosures", "-d=libfuzzer", "-lang=")
# Words of flags that ask for an instrument that is not there.
_ABSENT = {
    "-race": "the race detector", "softfloat": "-d=softfloat", "maymorestack": "-d=maymorestack",
    "converthash": "-d=converthash",
}  # fmt: skip


@cache
def standard_packages() -> dict[str, ListedPackage]:
    """All packages of the standard library by import path, dependencies before their users."""
    packages = list_packages(["std"])
    for p in packages:
        p.dep_only = True
    return {p.import_path: p for p in packages}


def imports_of(source: str) -> list[str]:
    """The paths that a Go file imports, by its text alone: the file may be faulty."""
    head = re.split(r"^(?:func|type|var|const)\b", source, maxsplit=1, flags=re.M)[0]
    bare = _COMMENT.sub(lambda m: " " if m[0].startswith("/*") else "", _protect(head))
    return [m[1] or m[2] for decl in _IMPORT.finditer(bare) for m in _LITERAL.finditer(decl[1])]


def _protect(text: str) -> str:
    """Comments' marks inside strings are no comments: such a line is left as it is."""
    return "\n".join(re.sub(r'("[^"]*")//.*', r"\1", line) for line in text.split("\n"))


def package_name(path: Path) -> str:
    found = _PACKAGE.search(path.read_text("utf-8", "surrogateescape"))
    if found is None:
        raise Failed(f"cannot find the package's name in {path.name}")
    return found[1]


@dataclass(slots=True)
class Build:
    """A package to compile: its import path and files (absolute)."""

    path: str
    name: str
    files: list[Path]
    s_files: list[Path] = field(default_factory=list)
    library: bool = False  # compiled under its import path even when it is called main


def listed(build: Build, own: "dict[str, Build]") -> ListedPackage:
    """What ``go list`` would say of a package of the test. A relative import names another of its packages."""
    found: dict[str, None] = {}
    for f in build.files:
        found.update(dict.fromkeys(imports_of(f.read_text("utf-8", "surrogateescape"))))
    imports = [i for i in found if i != "C"]
    relative = {i: os.path.normpath("test/" + i) for i in imports if i.startswith("./")}
    return ListedPackage(
        import_path=build.path, name=build.name, dir=str(build.files[0].parent), go_files=[str(f) for f in build.files],
        s_files=[str(f) for f in build.s_files], imports=imports, import_map={i: p for i, p in relative.items() if p in own},
        library=build.library,
    )  # fmt: skip


def closure(roots: "list[ListedPackage]") -> list[ListedPackage]:
    """The standard packages that the packages need, in dependency order."""
    std = standard_packages()
    seen: set[str] = set()
    stack = ["runtime", *(i for p in roots for i in p.imports)]
    while stack:
        path = stack.pop()
        if path in seen or path not in std:
            continue
        seen.add(path)
        p = std[path]
        stack += [p.import_map.get(i, i) for i in p.imports]
    return [p for path, p in std.items() if path in seen]


def compiler_flags(case: Case, words: list[str]) -> list[str]:
    """The flags of the compiler that Undergo has a meaning for. Raises Failed for one that cannot be left away."""
    kept = []
    for word in words:
        for mark, what in _ABSENT.items():
            if mark in word and word != "-d=checkptr=0":
                raise Failed(f"{what} is not supported")
        if not word.startswith(_INNER_FLAGS):
            kept.append(word)
    return kept


def options_of(case: Case) -> BuildOptions:
    """The build's options from the flags of a test, which are the go command's or the compiler's own."""
    options = BuildOptions(level="v1", workers=1)
    gcflags: list[str] = []
    for flag in case.flags:
        name, eq, value = flag.partition("=")
        if name in ("-gcflags", "-ldflags") and eq:
            value = value.strip("\"'")
            words = value.removeprefix("all=").split()
            if name == "-gcflags" and value.startswith("all="):
                options.patterns["gcflags"] = [("all", compiler_flags(case, words))]
            elif name == "-gcflags":
                gcflags += words
            else:
                options.ldflags = linker_flags(words)
        elif name == "-tags":
            options.tags = value
        else:
            gcflags.append(flag)
    options.gcflags = compiler_flags(case, gcflags)
    return options


class Compiled:
    """The packages of a test, compiled one after the other."""

    def __init__(self, case: Case, builds: list[Build], options: BuildOptions | None = None) -> None:
        self.case = case
        self.builds = builds
        self.own = {b.path: b for b in builds}
        self.options = options or options_of(case)
        self.scheduler = Scheduler(self.options)
        self._ready: dict[str, ListedPackage] = {}

    def compile(self, build: Build) -> list[str]:
        """Compile one package whose imports are compiled. Returns the lines of its errors."""
        target = listed(build, self.own)
        lines = self._try(target)
        if any("missing function body" in line for line in lines) and not target.s_files:
            empty = self.case.folder / "empty.s"  # the compiler alone accepts functions without a body: another object may have them
            empty.write_text("")
            lines = self._try(replace(target, s_files=[str(empty)]))
        return lines

    def _try(self, target: ListedPackage) -> list[str]:
        below = [p for p in self._ready.values()]
        packages = [*closure([*below, target]), *below, target]
        scheduler = Scheduler(self.options)
        try:
            scheduler.build([replace(p, dep_only=True) if p is not target else p for p in packages])
        except BuildError as e:
            return [line for line in e.lines if not line.startswith("# ")]
        self.scheduler = scheduler
        self._ready[target.import_path] = target
        return [line for report in scheduler.reports.values() for line in report] if self.options.escape_report else []

    def compile_all(self) -> None:
        """Compile every package. Raises Failed with the errors."""
        for build in self.builds:
            lines = self.compile(build)
            if lines and not self.options.escape_report:
                raise Failed("does not compile: " + "\n".join(lines))

    def link(self, main: Build, output: Path) -> None:
        target = self._ready[main.path]
        try:
            link_program(target, self.scheduler, self.options, str(output))
        except BuildError as e:
            raise Failed("does not link: " + "\n".join(e.lines[1:] or e.lines)) from None


def program(case: Case, files: list[Path], s_files: list[Path] | None = None, options: BuildOptions | None = None) -> Path:
    """Compile and link one main package."""
    main = Build("command-line-arguments", package_name(files[0]), files, s_files or [])
    compiled = Compiled(case, [main], options)
    compiled.compile_all()
    output = case.folder / "a.exe"
    compiled.link(main, output)
    return output


def directory_builds(case: Case, main_last: bool) -> list[Build]:
    """The packages in ``x.dir``, in the order of their files' names: files with the same package clause are one."""
    groups: dict[str, list[Path]] = {}
    for f in sorted(case.dir.glob("*.go")):
        name = package_name(f)
        groups.setdefault(f"{name} {f.name}" if case.single_file_packages else name, []).append(f)
    builds = []
    for key, files in groups.items():
        name = key.split(" ")[0]
        builds.append(Build("test/" + files[0].stem, name, files, library=True))
    if main_last and builds:
        builds[-1].library = False
    return builds


def warm_up() -> None:
    """Load the compiler, the linker and the packages that most tests import, once, before the tests' processes are forked."""
    import tempfile

    import undergo.build.compile  # noqa: F401
    import undergo.link  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "warm.go"
        used = {"fmt": "Print", "os": "Exit", "strings": "Index", "reflect": "TypeOf", "runtime": "GC", "errors": "New", "time": "Now"}
        names = "".join(f'import "{p}"\n' for p in used) + "".join(f"var _ = {p}.{f}\n" for p, f in used.items())
        source.write_text(f"package main\n{names}func main() {{}}\n")
        case = Case(Path(folder), "warm.go", "run", Path(folder), "")
        Compiled(case, [Build("command-line-arguments", "main", [source])]).compile_all()
