"""Compiling packages in dependency order, in as many processes as there are cores.

The parent computes cache keys, looks artifacts up and hands out jobs; workers are forked from it, so that the compiler is loaded
once. A package's key holds its own sources and flags, and the *export identity* of what it imports, not their code.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from . import steps
from .artifact import Artifact, BrokenArtifact
from .cache import cache_path, prepare_folder
from .errors import BuildError
from .golist import ListedPackage
from .jobs import CompileJob as CompileJob
from .jobs import CompileResult
from .keys import files_id, layout_files, package_key
from .options import BuildOptions

# Packages that code generation itself refers to: everything not below them depends on them.
IMPLICIT = "runtime"


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


_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def _begin_worker(parent: int) -> None:
    """What a compile process does first. An interrupt is the parent's business; if the parent is killed, so is the worker."""
    import ctypes

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before it could be said
        os._exit(1)


class Scheduler:
    """Builds a list of packages; ``built`` maps import paths to results."""

    def __init__(self, options: BuildOptions, progress: Progress | None = None) -> None:
        self.options = options
        self.progress = progress or Progress()
        self.built: dict[str, BuiltPackage] = {}
        self.failed: dict[str, list[str]] = {}
        self.order: dict[str, int] = {}
        self.reports: dict[str, list[str]] = {}
        self._asked: list[list[ListedPackage]] = []
        self._layouts = ""
        self._below: set[str] = set()
        self._damaged: set[str] = set()
        self._remade: set[str] = set()

    def build(self, packages: list[ListedPackage]) -> None:
        """Compile what is not in the cache, or damaged there. Raises BuildError with all messages when a package has errors."""
        steps.start(self.options)
        self._asked.append(packages)
        self._build_intact([packages])

    def repair(self, damage: BrokenArtifact) -> None:
        """Make anew what was found to be damaged after all had been built. Raises BuildError."""
        self._distrust(damage)
        try:
            self._build_intact(self._asked)
        except BuildError:
            if not self.failed:  # what the sources have of faults was told before
                raise

    def _build_intact(self, asked: list[list[ListedPackage]]) -> None:
        """Build, again as often as a section of an artifact proves to be damaged when it is read."""
        while True:
            try:
                for packages in asked:
                    self._build(packages)
                return
            except BrokenArtifact as damage:
                self._distrust(damage)
                asked = self._asked

    def _distrust(self, damage: BrokenArtifact) -> None:
        """Look at every section of every artifact in use; the damaged ones are to be compiled again. Raises BuildError when one was just made."""
        self._damaged.add(damage.path)
        for b in self.built.values():
            try:
                Artifact(b.artifact, verify=True)
            except BrokenArtifact as e:
                self._damaged.add(e.path)
        for path in self._damaged & self._remade:
            raise BuildError(f"undergo: {path}: written, and damaged when read again", status=2)
        self.built.clear()
        self.failed.clear()
        if "undergo.build.compile" in sys.modules:
            from .compile import forget_artifacts

            forget_artifacts()

    def _build(self, packages: list[ListedPackage]) -> None:
        order = {p.import_path: i for i, p in enumerate(packages)}
        self.order = {**self.order, **order}
        below_runtime = self._closure_of(IMPLICIT, packages)
        self._below = below_runtime - {IMPLICIT}
        self._layouts = files_id(layout_files([p for p in packages if p.import_path in below_runtime and p.path != "unsafe"]))
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
                        pool = ProcessPoolExecutor(workers, get_context("fork"), _begin_worker, (os.getpid(),))
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
        """Before the first fork: workers inherit the loaded compiler."""
        from . import compile as _  # noqa: F401

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
        key = package_key(p, options, ids, self._layouts if p.path in self._below else "")
        path = cache_path("pkg", key)
        known = None if self._must_rebuild(p, options, path) else self._open(path)
        if known is not None:
            self.built[p.import_path] = BuiltPackage(p, path, known, frozenset(deps))
            return None
        try:
            prepare_folder(os.path.dirname(path))
        except OSError as e:
            raise BuildError(f"undergo: {e.filename or path}: {e.strerror}") from e
        return CompileJob(p, path, {d: self.built[d].artifact for d in deps}, options, key)

    def _must_rebuild(self, p: ListedPackage, options: BuildOptions, path: str) -> bool:
        if path in self._damaged:
            return True
        if path in self._remade:
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
        if result.broken:
            raise BrokenArtifact(result.broken)
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
        self._damaged.discard(job.output)
        self._remade.add(job.output)
        deps = set(job.artifacts)
        self.built[path] = BuiltPackage(job.package, job.output, export_id, frozenset(deps))


def _compile_alone(job: CompileJob) -> CompileResult:
    """Compile the only package; LLVM does not hold the interpreter's lock, so that the linker (numpy above all) is loaded meanwhile."""
    from . import compile

    compile.beside_llvm = _load_linker
    try:
        return compile.compile_job(job)
    finally:
        compile.beside_llvm = None


def _load_linker() -> None:
    with contextlib.suppress(Exception):  # who needs it will meet the error too
        import undergo.link.linker  # noqa: F401


def load_compiler() -> None:
    """Load what compiling a package needs: for the time in which another process is waited for. Never in a thread: nothing here imports in one."""
    with contextlib.suppress(Exception):  # who needs it will meet the error too
        for name in ("codegen.package", "codegen.llvm", "escape.analysis", "types.check", "build.compile"):
            importlib.import_module(f"undergo.{name}")


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
