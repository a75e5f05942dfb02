"""Compiling one package: source files to an artifact. Runs in a worker process.

Each phase is called in order; what a phase reports as errors of the user's source ends the job with those lines.
Imported packages come from their artifacts' export data and stay loaded while the process lives.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from undergo.deepstack import run_with_deep_stack
from undergo.syntax.positions import COL_BITS, FileTable

from .artifact import Artifact, BrokenArtifact, write_artifact
from .errors import BuildError
from .godebug import directive_errors
from .goroot import find_goroot, overlay_root
from .jobs import CompileJob, CompileResult
from .linknames import package_marks
from .shownpaths import short_path, shorten
from .toolflags import REPORTS

if TYPE_CHECKING:
    from undergo.asm.errors import AsmError
    from undergo.asm.symabis import SymABIs
    from undergo.asm.unit import TextSymbol
    from undergo.types.objects import Package

    from .golist import ListedPackage
    from .options import BuildOptions


ERROR_LIMIT = 10  # the compiler stops after so many, unless -gcflags=-e

# import path -> (artifact path, Package), of this process
_loaded: dict[str, tuple[str, "Package"]] = {}
_opened: dict[str, Artifact] = {}
# What to do while LLVM works.
beside_llvm: Callable[[], None] | None = None
# The source files of this process: loaded packages' positions (of generic bodies) must mean the same file in every job.
_files = FileTable()


def open_artifact(path: str) -> Artifact:
    """The artifact at a path, kept open in this process."""
    artifact = _opened.get(path)
    if artifact is None:
        artifact = _opened[path] = Artifact(path)
    return artifact


def forget_artifacts() -> None:
    """Open what is needed from now on anew: a file of the cache was damaged."""
    _opened.clear()
    _loaded.clear()


class Importer:
    """Loads imported packages by import path (with test variant) from their artifacts."""

    def __init__(self, artifacts: dict[str, str], import_map: dict[str, str]) -> None:
        self.artifacts = artifacts
        self.import_map = import_map

    def __call__(self, path: str) -> "Package":
        """The package that a source file imports as ``path``. Raises KeyError when it is not among the dependencies."""
        return self.load(self.import_map.get(path, path))

    def load(self, variant: str) -> "Package":
        from undergo.types.exportdata import import_package
        from undergo.types.universe import UNSAFE

        if variant == "unsafe":
            return UNSAFE
        artifact_path = self.artifacts[variant]
        known = _loaded.get(variant)
        if known is not None and known[0] == artifact_path:
            return known[1]
        artifact = open_artifact(artifact_path)
        imports = json.loads(artifact.section("imports"))
        pkg = import_package(
            artifact.section("export"), lambda p: self.load(imports.get(p, p)), _files, lambda: artifact.section("bodies")
        )  # fmt: skip
        _loaded[variant] = (artifact_path, pkg)
        return pkg


def compile_job(job: CompileJob) -> CompileResult:
    """Compile the job's package and write its artifact. Never raises for faults in the source."""
    started = time.perf_counter()
    result = CompileResult(job.package.import_path)
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        run_with_deep_stack(lambda: _compile(job, result))
    except BrokenArtifact as e:
        result.broken = e.path
    except BuildError as e:
        result.errors = e.lines if job.options.columns else without_columns(e.lines)
    except RecursionError:
        result.errors = [f"{job.package.dir}: the source nests too deeply"]
    except MemoryError:
        result.errors = [f"undergo: out of memory while compiling {job.package.import_path}"]
    except OSError as e:
        result.errors = [f"undergo: {e.filename or job.output}: {e.strerror or e}"]
    except Exception:  # noqa: BLE001 (a fault of ours: say so, with what is needed to find it)
        text = traceback.format_exc() if os.environ.get("UNDERGODEBUG") else _short_trace()
        result.crash = f"undergo: internal error while compiling {job.package.import_path}\n{text}\nPlease report this."
    finally:
        if was_enabled:
            gc.enable()
    result.seconds = time.perf_counter() - started
    return result


def without_columns(lines: list[str]) -> list[str]:
    """Messages as with ``-gcflags=-C``."""
    return [re.sub(r"^([^\s:]+:\d+):\d+: ", r"\1: ", line) for line in lines]


def _short_trace() -> str:
    kind, value, tb = sys.exc_info()
    frames = traceback.extract_tb(tb)[-3:]
    where = " < ".join(f"{os.path.basename(f.filename)}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{kind.__name__ if kind else ''}: {value} ({where}; UNDERGODEBUG=1 shows all)"


def parse_package(p: "ListedPackage", files: FileTable, error_limit: int = ERROR_LIMIT) -> tuple[list[Any], list[tuple[int, str]]]:
    """Parse the package's files. Raises BuildError with the syntax errors; other faults that the parser found (labels, slice
    expressions) are returned, to be reported together with those of the checker."""
    from undergo.syntax.parser import parse_file

    trees = []
    errors: list[tuple[int, str]] = []

    last = [(-1, "")]

    def report(pos: int, message: str) -> None:
        # Of equal errors of a line that follow each other (but for syntax errors) one is enough.
        if not message.startswith("syntax error"):
            if last[0] == (pos >> COL_BITS, message):
                return
            last[0] = (pos >> COL_BITS, message)
        errors.append((pos, message))

    sources: list[tuple[str, bytes]] = []
    for name in p.go_files:
        path = p.full(name)
        try:
            with open(path, "rb") as f:
                sources.append((shown_name(p, path), f.read()))
        except OSError as e:
            raise BuildError(f"{path}: {e.strerror}") from e
    wrong = directive_errors(sources)
    if wrong:
        raise BuildError(*shorten("\n".join(wrong), p.dir, os.getcwd()).split("\n"))
    for shown, source in sources:
        trees.append(parse_file(shown, source, files, report, standard=p.standard))
        if trees[-1].broken:
            raise BuildError(*error_lines(errors, files, p.dir, error_limit))
    if any(message.startswith("syntax error") for _, message in errors):
        raise BuildError(*error_lines(errors, files, p.dir, error_limit))
    return trees, errors


def check_trees(
    p: "ListedPackage", trees: list[Any], parse_errors: list[tuple[int, str]], importer: "Importer", files: FileTable, error_limit: int
) -> "Package":
    """The checked package; one with large arrays is analyzed too, for the sizes of its frames. Raises BuildError with the lines of all that
    is wrong with it."""
    from undergo.types.check import check_package
    from undergo.types.gccheck import gc_errors

    if error_limit and len(parse_errors) >= error_limit:
        raise BuildError(*error_lines(parse_errors, files, p.dir, error_limit))
    checker_limit = error_limit - len(parse_errors) if error_limit else 0
    pkg = check_package(p.compile_path, trees, importer, files, go_version=p.go_version or "go1.27", error_limit=checker_limit)
    faults = [*parse_errors, *((e[0], e[1]) for e in pkg.errors)]
    if not faults:
        faults = [(e[0], e[1]) for e in gc_errors(pkg, bool(p.s_files), p.standard)]
    if not faults and pkg.has_large_arrays:
        from undergo.decisions.framesizes import large_frames
        from undergo.escape.analysis import analyze

        analyze(pkg)
        faults = large_frames(pkg)
    if faults:
        raise BuildError(*error_lines(faults, files, p.dir, error_limit))
    if p.compile_path == "main":
        _require_main(pkg, p)
    return pkg


# Names that shown_name gave, and the files that they stand for, where these are not the same.
_real: dict[str, str] = {}


def shown_name(p: "ListedPackage", path: str) -> str:
    """How a file is named in debug information and tracebacks: the full path; a file of our overlay by the path in GOROOT that it
    stands for, so that the bytes do not depend on where Undergo is installed; a file of the user's overlay by the one that it is read for."""
    ours = overlay_root()
    shown = path
    if path.startswith(ours):
        shown = os.path.join(find_goroot(), "src", os.path.relpath(path, ours))
    elif not path.endswith((".go", ".s")) and path not in p.replaced.values():
        return "_testmain.go"  # what go list writes to its cache for a test program, without a name of its own
    shown = next((old for old, new in p.replaced.items() if new == shown), shown)
    for old, new in p.renamed:
        if shown.startswith(old):
            shown = new + shown[len(old) :]
            break
    if shown != path:
        _real[shown] = path
    return shown


def real_name(name: str) -> str:
    """The file that shown_name named."""
    found = _real.get(name)
    if found is not None:
        return found
    source = os.path.join(find_goroot(), "src")
    if name.startswith(source):
        ours = os.path.join(overlay_root(), os.path.relpath(name, source))
        if os.path.exists(ours):
            return ours
    return name


def error_lines(errors: list[tuple[int, str]], files: FileTable, folder: str, limit: int = ERROR_LIMIT) -> list[str]:
    """The lines of errors given in the order of their reports: sorted, at most ``limit`` (0: all), equal lines once, paths as
    ``go build`` shows them for a package in ``folder``.

    The checker stops by itself at the limit and says so in a last error."""
    from undergo.types.errors import LAST_COLUMN, TOO_MANY, sort_errors

    kept: list[tuple[int, str]] = []
    last_syntax = -1
    stopped_at = -1
    for pos, message in errors:
        if message == TOO_MANY or limit and len(kept) == limit:
            stopped_at = pos if message == TOO_MANY else kept[-1][0]
            break
        if message.startswith("syntax error"):
            if last_syntax == pos >> COL_BITS:
                continue
            last_syntax = pos >> COL_BITS
        kept.append((pos, message))
    if limit and len(kept) == limit and stopped_at < 0:
        stopped_at = kept[-1][0]

    def line(pos: int, message: str) -> str:
        name, row, col = files.place(pos)
        return f"{real_name(name)}:{row}{f':{col}' if 0 < col < LAST_COLUMN else ''}: {message}"

    lines: list[str] = []
    for pos, message in sort_errors(kept):
        text = line(pos, message)
        if not lines or lines[-1] != text:
            lines.append(text)
    if stopped_at >= 0:
        lines.append(line(stopped_at, TOO_MANY))
    return shorten("\n".join(lines), folder, os.getcwd()).split("\n")


def _compile(job: CompileJob, result: CompileResult) -> None:
    from undergo.codegen import generate_package
    from undergo.codegen.function import SourceError
    from undergo.codegen.llvm import compile_ir
    from undergo.codegen.runtime_calls import NORETURN
    from undergo.escape.analysis import analyze
    from undergo.link.prepare import prepare_object
    from undergo.types.exportbodies import export_bodies
    from undergo.types.exportdata import export_package

    timings: dict[str, float] = {}
    clock = time.perf_counter

    def timed(name: str, since: float) -> float:
        now = clock()
        timings[name] = now - since
        return now

    p = _as_flagged(job.package, job.options)
    t = clock()
    files = _files
    limit = 0 if job.options.all_errors else ERROR_LIMIT
    trees, parse_errors = parse_package(p, files, limit)
    t = timed("parse", t)
    importer = Importer(job.artifacts, p.import_map)
    pkg = check_trees(p, trees, parse_errors, importer, files, limit)
    t = timed("check", t)
    if not pkg.has_large_arrays:  # else done with the check
        analyze(pkg)
    debug = job.options.debug & REPORTS
    if job.options.reports:
        from undergo.decisions.places import place
        from undergo.decisions.report import decisions

        cwd = os.getcwd()
        loader = SourceLoader(p, importer)
        for pos, text in decisions(
            pkg, job.options.inlining, loader.load, loader.imported, job.options.inline_costs, debug, job.options.escape_report
        ):
            result.report.append(f"{place(files, pos, lambda name: short_path(real_name(name), cwd))}: {text}")
        if not job.options.columns:
            result.report = without_columns(result.report)
    t = timed("escape", t)
    symabis = _symabis(p, job.options)
    try:
        generated = generate_package(
            pkg, files=files, importer=importer, options=job.options, symabis=symabis, embed_files={f: p.full(f) for f in p.embed_files},
            main=p.compile_path == "main", standard=p.standard, inline_ir=lambda path: _inline_table(importer, path),
            source=os.path.join(find_goroot(), "src"),
        )  # fmt: skip
    except SourceError as e:
        raise BuildError(*error_lines([(e.pos, str(e))], files, p.dir, limit)) from None
    t = timed("codegen", t)
    emitted = compile_ir(generated, job.options, beside_llvm)
    t = timed("llvm", t)
    link_meta = {**generated.meta, "frames": emitted.frames, "imports": [p.import_map.get(i, i).split(" [")[0] for i in p.imports]}
    if p.path == "runtime":
        link_meta["noreturn"] = [f"runtime.{name}" for name in sorted(NORETURN | {"throw", "fatal"})]
        link_meta["moduledata"] = _moduledata_offsets(pkg)
    sections: dict[str, bytes] = {"object": prepare_object(emitted.object, link_meta, p.path, debug=job.options.dwarf), "functab": b""}
    assembled = b""
    if p.s_files:
        assembled, asm_meta = _assemble(p, pkg, job.options)
        sections["asmobject"] = prepare_object(assembled, asm_meta, p.path, assembly=True)
        t = timed("asm", t)
    if not p.standard:
        sections["references"] = _references(pkg, emitted.object, assembled)
    try:
        sections["export"] = export_package(pkg, files)
        sections["bodies"] = export_bodies(pkg, files)
    except ValueError as e:
        if "too deeply nested" in str(e):
            raise RecursionError from e
        raise
    sections["inline"] = emitted.inline
    imports = {i: p.import_map.get(i, i) for i in p.imports}
    below = {path.split(" [")[0]: path for path in job.artifacts if " [" in path}
    sections["imports"] = json.dumps({**below, **imports}).encode()
    sections["meta"] = json.dumps(generated.meta, separators=(",", ":")).encode()
    sections["export_id"] = _export_id(job, sections).encode()
    timed("export", t)
    sections["content_id"] = _content_id(sections)
    sections["timings"] = json.dumps({"package": p.import_path, **timings}).encode()
    write_artifact(job.output, sections)


class SourceLoader:
    """Checks imported packages from their sources: the report of ``-m`` looks at bodies of functions that would be inlined."""

    def __init__(self, p: "ListedPackage", importer: Importer, listed: "dict[str, ListedPackage] | None" = None) -> None:
        self.p = p
        self.importer = importer
        self.listed = listed

    def imported(self, path: str) -> Any:
        """The package as it was compiled."""
        return self.importer.load(path)

    def load(self, path: str) -> Any:
        """The package with its trees, None if there is none to be had (packages of our own overlay are not the reference's)."""
        from undergo.types.check import check_package

        from .golist import list_packages

        if self.listed is None:
            patterns = [i.split(" [")[0] for i in self.p.imports if i not in ("C", "unsafe")]  # of a test's variant the plain package
            self.listed = {q.import_path: q for q in list_packages(patterns, directory=self.p.dir)} if patterns else {}
        q = self.listed.get(path)
        if q is None or path == "runtime":
            return None
        if any(q.full(f).startswith(overlay_root()) for f in q.go_files):  # the reference's own files count
            names = [os.path.join(q.dir, os.path.basename(f)) for f in q.go_files]
            q = replace(q, go_files=[f for f in names if os.path.exists(f)])
        try:
            trees, errors = parse_package(q, _files, 0)
            pkg = check_package(path, trees, Importer(self.importer.artifacts, q.import_map), _files, go_version=q.go_version or "go1.27")
        except (BuildError, KeyError, ImportError):
            return None
        return None if errors or pkg.errors else pkg


def _references(pkg: "Package", compiled: bytes, assembled: bytes) -> bytes:
    """What a package refers to by name, for the check of build/linknames.py: variables and functions that //go:linkname pulls, and all that its
    assembly does not define itself. JSON, b"" if there is nothing."""
    from undergo.link.prepare import undefined_symbols
    from undergo.types.objects import Func, Var

    variables, pulled = [], set()
    for name in pkg.scope.names():
        obj = pkg.scope.lookup(name)
        if isinstance(obj, Var) and obj.linkname and "." in obj.linkname:
            variables.append(obj.linkname)
        elif isinstance(obj, Func) and obj.linkname and not obj.has_body:
            pulled.add(obj.linkname)
    functions = [s for s in undefined_symbols(compiled) if s in pulled] if pulled else []
    foreign = undefined_symbols(assembled) if assembled else []
    return json.dumps([variables, functions + foreign]).encode() if variables or functions or foreign else b""


def _moduledata_offsets(pkg: "Package") -> dict[str, int]:
    """Offsets of runtime.moduledata's fields: the linker fills it by name."""
    from undergo.types import sizes
    from undergo.types.types import Struct

    declared = pkg.scope.lookup("moduledata")
    struct = declared.typ.underlying() if declared is not None and declared.typ is not None else None
    if not isinstance(struct, Struct):
        raise BuildError("runtime: no struct type moduledata")
    return {f.name: offset for f, offset in zip(struct.fields, sizes.offsetsof(struct), strict=True)}


def _require_main(pkg: "Package", p: "ListedPackage") -> None:
    from undergo.types.objects import Func

    if not isinstance(pkg.scope.lookup("main"), Func):
        raise BuildError("runtime.main_main·f: function main is undeclared in the main package")


def _content_id(sections: dict[str, bytes]) -> bytes:
    """A hash of what the linker takes from the artifact: the same for the same sources and flags."""
    h = hashlib.sha256()
    for name in ("object", "asmobject", "meta"):
        h.update(sections.get(name, b""))
        h.update(b"\0")
    return h.hexdigest().encode()


def _export_id(job: CompileJob, sections: dict[str, bytes]) -> str:
    h = hashlib.sha256()
    for name in ("export", "bodies", "inline"):
        h.update(sections[name])
        h.update(b"\0")
    for path in sorted(job.artifacts):
        h.update(open_artifact(job.artifacts[path]).section("export_id"))
    return h.hexdigest()


def _inline_table(importer: Importer, path: str) -> bytes:
    """The inlinable IR of an imported package (b"" when it has none)."""
    artifact_path = importer.artifacts.get(importer.import_map.get(path, path))
    return open_artifact(artifact_path).section("inline") if artifact_path else b""


def _as_flagged(p: "ListedPackage", options: "BuildOptions") -> "ListedPackage":
    """The package with what ``-trimpath`` and ``-lang`` say of it."""
    renamed = renamed_prefixes(p, options)
    return replace(p, renamed=renamed, go_version=options.language or p.go_version)


def renamed_prefixes(p: "ListedPackage", options: "BuildOptions") -> list[tuple[str, str]]:
    """Prefixes of the names of a package's files and what a program shows in their place. Flags of the tools count instead of those of
    the go command, of which the assembler's is for the files in assembly, where both are given."""
    if options.trimmed or options.asm_trimmed:
        rules = []
        for text, mark in (options.trimmed, ""), (options.asm_trimmed, ""):
            for rule in filter(None, text.split(";")):
                old, arrow, new = rule.partition("=>")
                rules.append((old.rstrip("/") + "/", f"{new.rstrip('/')}/" if arrow and new else mark))
        return rules
    if not options.trimpath:
        return []
    if p.standard:
        return [(os.path.join(find_goroot(), "src") + "/", "")]
    if p.module is None:
        return [(p.dir + "/", "./" if p.import_path.startswith("command-line-arguments") else p.path + "/")]
    path = p.module["Path"]
    version = p.module.get("Version", "")
    whole = p.for_test if p.path == p.for_test + "_test" else p.path
    inside = whole.removeprefix(path) if whole.startswith(path) else ""
    return [(p.dir + "/", f"{path}{'@' + version if version else ''}{inside}/")]


def _include_dirs(p: "ListedPackage", options: "BuildOptions") -> list[str]:
    return [p.dir, os.path.join(find_goroot(), "pkg", "include"), *options.asm_includes]


def _symabis(p: "ListedPackage", options: "BuildOptions") -> "SymABIs | None":
    """What the package's assembly defines and refers to, and the preserved registers that its functions keep; None when it has none: then nothing of
    the assembler is loaded, as the package's key does not cover it."""
    if not p.s_files:
        return None
    from undergo.asm.errors import AsmError
    from undergo.asm.symabis import scan_symabis

    try:
        found = scan_symabis(
            [p.full(f) for f in p.s_files],
            p.compile_path,
            include_dirs=_include_dirs(p, options),
            defines=_asm_defines(options),
            selectors=p.standard,
        )
    except AsmError as e:
        raise _assembly_error(e) from None
    if p.standard and any(f.startswith(overlay_root()) for f in p.go_files):
        # Assembly may call what the reference's package marks, whatever marks ours needs.
        for symbol in package_marks(p.path):
            found.refs.setdefault(symbol, set()).add("ABI0")
    return found


_ASM_NOSPLIT = 4  # textflag.h
_ASM_WRAPPER = 32
_ASM_TOPFRAME = 2048


def _is_nosplit(f: "TextSymbol") -> bool:
    """Whether the reference's function has no check of the stack: marked so, or with a small frame and no calls."""
    return bool(f.flags & _ASM_NOSPLIT) or f.height < _STACK_SMALL and not f.calls


_STACK_SMALL = 128


def _asm_defines(options: "BuildOptions") -> dict[str, str]:
    """What the go command defines for assembly at a level of the instruction set, and what ``-asmflags=-D`` does."""
    level = options.level
    return {f"GOAMD64_{level if level in ('v1', 'v2', 'v3', 'v4') else 'v1'}": "1", **options.asm_defines}


def _assemble(p: "ListedPackage", pkg: "Package", options: "BuildOptions") -> tuple[bytes, dict[str, Any]]:
    """The object of the package's assembly and the linker's metadata about it."""
    from undergo.asm.errors import AsmError
    from undergo.asm.translate import assemble, translate
    from undergo.asm.unit import package_prefix
    from undergo.types.objects import Func

    from .asmheader import go_asm_header

    path = p.compile_path
    functions = [f"{package_prefix(path)}.{name}" for name in pkg.scope.names() if isinstance(pkg.scope.lookup(name), Func)]
    header = go_asm_header(pkg)
    files = [p.full(f) for f in p.s_files]
    try:
        unit = translate(
            files,
            path,
            include_dirs=_include_dirs(p, options),
            defines=_asm_defines(options),
            go_asm_h=header,
            functions=functions,
            selectors=p.standard,
        )
        meta = {
            "wrappers": [f.symbol for f in unit.functions if f.flags & _ASM_WRAPPER],
            "topframes": [f.symbol for f in unit.functions if f.flags & _ASM_TOPFRAME],
            "stack": {f.symbol: [f.height, f.calls] for f in unit.functions if _is_nosplit(f)},
            "standard": p.standard,
            "noargs": [f.symbol for f in unit.functions if f.args == 0],
        }
        text = unit.text
        for name in files:
            text = text.replace(f'"{name}"', f'"{shown_name(p, name)}"')
        return assemble(unit, text), meta
    except AsmError as e:
        raise _assembly_error(e) from None


def _assembly_error(e: "AsmError") -> BuildError:
    cwd = os.getcwd()
    lines = [
        f"{short_path(real_name(file), cwd)}{f':{line}' if line else ''}: {message}" if file else f"asm: {message}"
        for file, line, message in e.faults
    ]  # fmt: skip
    if e.diagnosed:
        lines.append("asm: assembly failed")
    if e.in_parser:
        lines.append(f"asm: assembly of {short_path(real_name(e.faults[0][0]), cwd)} failed")
    return BuildError(*lines)
