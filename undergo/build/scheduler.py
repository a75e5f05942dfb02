"""Compiling packages in dependency order, in as many processes as there are cores.

The parent computes cache keys, looks artifacts up and hands out jobs; workers are forked from it, so that the compiler is loaded
once. A package's key holds its own sources and flags, and the *export identity* of what it imports, not their code.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context

from . import steps
from .artifact import Artifact, BrokenArtifact
from .cache import cache_path, compiler_id
from .errors import BuildError
from .golist import ListedPackage
from .goroot import find_goroot, overlay_root
from .options import BuildOptions

# Packages that code generation itself refers to: everything not below them depends on them.
IMPLICIT = "runtime"


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
    import_path: str
    errors: list[str] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    seconds: float = 0.0
    crash: str = ""


@dataclass(slots=True)
class BuiltPackage:
    package: ListedPackage
    artifact: str
    export_id: str
    deps: frozenset[str]


class Progress:
    """What the scheduler tells while it works; the command line shows it."""

    def start(self, total: int) -> None: ...

    def step(self, import_path: str) -> None: ...

    def finish(self) -> None: ...


def _hash_file(h: "hashlib._Hash", path: str) -> None:
    try:
        with open(path, "rb") as f:
            data = f.read()
    except OSError as e:
        raise BuildError(f"undergo: {path}: {e.strerror}") from e
    h.update(f"{os.path.basename(path)} {len(data)}\n".encode())
    h.update(data)


def _std_stamp(p: ListedPackage) -> str:
    """Standard packages are identified by the pinned version of GOROOT; files of our overlay by their content."""
    return f"std {find_goroot()} {p.import_path} {','.join(os.path.basename(f) for f in p.go_files)}"


def package_key(p: ListedPackage, options: BuildOptions, import_ids: dict[str, str]) -> str:
    """The cache key of a package."""
    h = hashlib.sha256()
    dependency = p.standard and p.dep_only and " [" not in p.import_path
    h.update(
        f"undergo {compiler_id(bool(p.s_files), dependency)}\n{p.import_path}\n{p.name} {p.compile_path}\n{p.go_version}\n{options.compile_identity()}\n".encode()
    )
    if p.standard:
        h.update(_std_stamp(p).encode())
        ours = overlay_root()
        for name in (*p.go_files, *p.s_files, *p.h_files):
            if p.full(name).startswith(ours) or p.full(name) in p.replaced.values():
                _hash_file(h, p.full(name))
    else:
        h.update(p.dir.encode())
        h.update(json.dumps(sorted(p.replaced)).encode())
        if options.trimpath and p.module is not None:
            h.update(p.module.get("Version", "").encode())
        for name in (*p.go_files, *p.s_files, *p.h_files):
            _hash_file(h, p.full(name))
    for name in p.embed_files:
        _hash_file(h, p.full(name))
    for path in sorted(import_ids):
        h.update(f"\n{path} {import_ids[path]}".encode())
    h.update(json.dumps(p.import_map, sort_keys=True).encode())
    return h.hexdigest()


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Scheduler:
    """Builds a list of packages; ``built`` maps import paths to results."""

    def __init__(self, options: BuildOptions, progress: Progress | None = None) -> None:
        self.options = options
        self.progress = progress or Progress()
        self.built: dict[str, BuiltPackage] = {}
        self.failed: dict[str, list[str]] = {}
        self.order: dict[str, int] = {}
        self.reports: dict[str, list[str]] = {}
        self._fresh: set[str] = set()

    def build(self, packages: list[ListedPackage]) -> None:
        """Compile what is not in the cache. Raises BuildError with all messages when a package has errors."""
        steps.start(self.options)
        order = {p.import_path: i for i, p in enumerate(packages)}
        self.order = {**self.order, **order}
        below_runtime = self._closure_of(IMPLICIT, packages)
        needs: dict[str, list[str]] = {}
        for p in packages:
            direct = [p.import_map.get(i, i) for i in p.imports]
            direct = [d for d in direct if d in order and d != "unsafe"]
            if p.path not in below_runtime and IMPLICIT in order:
                own = f"{IMPLICIT} [{test_of(p)}]"  # tests of a package below the runtime have a runtime of their own
                direct.append(own if own in order else IMPLICIT)
            needs[p.import_path] = list(dict.fromkeys(direct))
        waiting: dict[str, int] = {}
        users: dict[str, list[str]] = {p.import_path: [] for p in packages}
        for path, direct in needs.items():
            waiting[path] = len(direct)
            for d in direct:
                users[d].append(path)
        by_path = {p.import_path: p for p in packages}
        ready = [p.import_path for p in packages if not waiting[p.import_path]]
        pending: dict[Future[CompileResult], CompileJob] = {}
        pool: ProcessPoolExecutor | None = None
        started = False
        workers = self.options.workers or os.cpu_count() or 1

        def done(path: str) -> None:
            for user in users[path]:
                waiting[user] -= 1
                if not waiting[user]:
                    ready.append(user)

        try:
            while ready or pending:
                ready.sort(key=order.__getitem__)
                batch: list[CompileJob] = []
                while ready:
                    path = ready.pop(0)
                    p = by_path[path]
                    if path == "unsafe":
                        done(path)
                        continue
                    job = self._prepare(p, needs[path])
                    if job is None:
                        if path not in self.failed:
                            done(path)
                            ready.sort(key=order.__getitem__)
                        continue
                    batch.append(job)
                if batch and not started and not self.options.dry:
                    self.progress.start(len(packages) - len(self.built))
                    started = True
                remaining = sum(1 for n in waiting.values() if n > 0)
                for job in batch:
                    if self.options.trace:
                        steps.say(steps.compile_steps(job))
                    elif self.options.verbose:
                        print(job.package.import_path, file=sys.stderr, flush=True)
                    if self.options.dry:
                        self.built[job.package.import_path] = BuiltPackage(job.package, job.output, "", frozenset(job.artifacts))
                        done(job.package.import_path)
                        continue
                    if pool is None and len(batch) == 1 and not pending and (remaining < 3 or workers == 1):
                        self._finish(job, _compile_alone(job), needs)
                        if job.package.import_path not in self.failed:
                            done(job.package.import_path)
                        continue
                    if pool is None:
                        self._preload()
                        pool = ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=_ignore_interrupt)
                    pending[pool.submit(_compile, job)] = job
                if not pending:
                    continue
                finished, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    job = pending.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool as e:
                        raise BuildError(
                            f"undergo: a compiler process died while compiling {job.package.import_path} (out of memory?)", status=2
                        ) from e
                    self._finish(job, result, needs)
                    if job.package.import_path not in self.failed:
                        done(job.package.import_path)
        except BaseException:
            if pool is not None:
                for process in list((pool._processes or {}).values()):
                    process.terminate()
                pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            if started:
                self.progress.finish()
        if pool is not None:
            pool.shutdown()
        if self.failed:
            lines: list[str] = []
            for p in packages:
                if p.import_path in self.failed:
                    lines += self.failed[p.import_path]
            raise BuildError(*lines)

    def _preload(self) -> None:
        """Before the first fork: workers inherit the loaded compiler, and no lock of a module that a thread is just loading."""
        from . import compile as _  # noqa: F401

        while _loading:
            _loading.pop().join()

    def _closure_of(self, root: str, packages: list[ListedPackage]) -> set[str]:
        by_path = {p.import_path: p for p in packages}
        seen: set[str] = set()
        stack = [root]
        while stack:
            path = stack.pop()
            if path in seen or path not in by_path:
                continue
            seen.add(path)
            p = by_path[path]
            stack += [p.import_map.get(i, i) for i in p.imports]
        return seen

    def _prepare(self, p: ListedPackage, direct: list[str]) -> CompileJob | None:
        """A job when the package must be compiled; None when it is in the cache (then in ``built``) or cannot be."""
        if p.error:
            self.failed[p.import_path] = [f"# {p.import_path.removesuffix('.test')}", p.error]
            return None
        if p.cgo_files:
            self.failed[p.import_path] = [
                f'{os.path.relpath(p.full(p.cgo_files[0]))}: import "C" is not supported: Undergo compiles pure Go (package {p.import_path})'
            ]
            return None
        if not p.go_files:
            self.failed[p.import_path] = [f"{p.import_path}: no {'non-test ' if p.has_tests else ''}Go files in {p.dir}"]
            return None
        deps: set[str] = set()
        for d in direct:
            if d == "unsafe":
                continue
            deps.add(d)
            deps |= self.built[d].deps
        ids = {d: self.built[d].export_id for d in direct if d != "unsafe"}
        options = self.options.for_package(p)
        key = package_key(p, options, ids)
        path = cache_path("pkg", key)
        known = None if self._must_rebuild(p, options) else self._open(path)
        if known is not None:
            self.built[p.import_path] = BuiltPackage(p, path, known, frozenset(deps))
            return None
        return CompileJob(p, path, {d: self.built[d].artifact for d in deps}, options, key)

    def _must_rebuild(self, p: ListedPackage, options: BuildOptions) -> bool:
        if p.import_path in self._fresh:
            return False
        return options.rebuild or options.reports

    def _open(self, path: str) -> str | None:
        try:
            return Artifact(path).section("export_id").decode() or None
        except BrokenArtifact:
            return None

    def _finish(self, job: CompileJob, result: CompileResult, needs: dict[str, list[str]]) -> None:
        path = job.package.import_path
        self.progress.step(path)
        if result.report:
            self.reports[path] = result.report
        if result.crash:
            raise BuildError(*result.crash.rstrip().split("\n"), status=2)
        if len(result.errors) == 1 and result.errors[0].startswith("undergo: "):
            raise BuildError(*result.errors)  # no fault of the source (a full disk): the others would meet it too
        if result.errors:
            self.failed[path] = [f"# {path}", *result.errors]
            return
        export_id = self._open(job.output)
        if export_id is None:
            raise BuildError(f"undergo: {path}: the compiled package was not written to {job.output}", status=2)
        deps = set(job.artifacts)
        self.built[path] = BuiltPackage(job.package, job.output, export_id, frozenset(deps))


def _compile_alone(job: CompileJob) -> CompileResult:
    """Compile the only package; LLVM does not hold the interpreter's lock, so that the linker (numpy above all) is loaded meanwhile."""
    from . import compile

    compile.beside_llvm = lambda: _in_background(_load_linker)
    try:
        return compile.compile_job(job)
    finally:
        compile.beside_llvm = None


def _load_linker() -> None:
    import undergo.link  # noqa: F401


def load_compiler() -> None:
    """Load what compiling a package needs, in a thread, while something else is waited for."""

    def load() -> None:
        with contextlib.suppress(Exception):  # who needs it will meet the error too
            for name in ("codegen", "codegen.llvm", "escape", "types.check", "build.compile"):
                importlib.import_module(f"undergo.{name}")

    _in_background(load)


_loading: list[threading.Thread] = []


def _in_background(load: Callable[[], None]) -> None:
    thread = threading.Thread(target=load, daemon=True)
    thread.start()
    _loading.append(thread)


def _compile(job: CompileJob) -> CompileResult:
    from .compile import compile_job

    return compile_job(job)


def test_of(p: ListedPackage) -> str:
    """The test program that a package variant ``p [q.test]`` is made for, or that p itself is; "" for others."""
    i = p.import_path.find(" [")
    if i >= 0:
        return p.import_path[i + 2 : -1]
    return p.import_path if p.name == "main" and p.import_path.endswith(".test") else ""


Step = Callable[[str], None]
