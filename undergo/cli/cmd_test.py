"""``undergo test``: build and run packages' tests."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

import click

from undergo.build.errors import BuildError, NoPackages
from undergo.build.golist import ListedPackage
from undergo.build.workdir import work_folder

from .commands import BUILD_FLAGS, UsageError, build_flags, make_options
from .execute import child_environment, ending
from .progress import make_progress


@dataclass(slots=True)
class TestRun:
    """How the tests of one package are to be run."""

    binary_flags: list[str]
    program_args: list[str]
    verbose: bool
    bench: bool
    json: bool
    timeout: float
    stream: bool
    unbuffered: bool
    """stream: print the output as it comes; unbuffered: and do not look at it afterwards (go does not then)."""
    exec_prefix: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TestTarget:
    package: ListedPackage
    main: ListedPackage | None
    failed_build: str = ""
    setup_failed: bool = False


PROFILES = ("cpuprofile", "memprofile", "blockprofile", "mutexprofile")
VALUED = "run skip bench benchtime count cpu parallel shuffle memprofilerate blockprofilerate mutexprofilefraction".split() + list(PROFILES)
_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)")
_UNIT = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}


def parse_duration(text: str) -> float:
    """A Go duration ("1m30s") in seconds. Raises BuildError."""
    if text in ("0", "-1"):
        return 0.0
    total, at = 0.0, 0
    for m in _DURATION.finditer(text):
        if m.start() != at:
            break
        total += float(m[1]) * _UNIT[m[2]]
        at = m.end()
    if at != len(text) or not text:
        raise UsageError(f'invalid value "{text}" for flag -timeout: parse error')
    return total


@click.command()
@build_flags
@click.option("-run", "run", default=None, help="Run only tests and examples matching the expression.")
@click.option("-skip", "skip", default=None, help="Do not run tests matching the expression.")
@click.option("-bench", "bench", default=None, help="Run benchmarks matching the expression.")
@click.option("-benchmem", "benchmem", is_flag=True, help="Print allocations of benchmarks.")
@click.option("-benchtime", "benchtime", default=None, help="How long or how often to run each benchmark.")
@click.option("-count", "count", default=None, help="Run each test n times.")
@click.option("-cpu", "cpu", default=None, help="A list of GOMAXPROCS values.")
@click.option("-short", "short", is_flag=True, help="Tell long tests to be short.")
@click.option("-timeout", "timeout", default="10m", help="Panic when a test binary runs longer.")
@click.option("-failfast", "failfast", is_flag=True, help="Start no new tests after a failure.")
@click.option("-fullpath", "fullpath", is_flag=True, help="Show full file names in messages.")
@click.option("-parallel", "parallel", default=None, help="How many parallel tests to run at once.")
@click.option("-shuffle", "shuffle", default=None, help="Run tests in random order: off, on or a seed.")
@click.option("-list", "list_", default=None, help="List tests matching the expression.")
@click.option("-cpuprofile", "cpuprofile", default=None, help="Write a profile of processor time to the file.")
@click.option("-memprofile", "memprofile", default=None, help="Write a profile of allocations to the file.")
@click.option("-memprofilerate", "memprofilerate", default=None, help="Record one allocation for each so many bytes.")
@click.option("-blockprofile", "blockprofile", default=None, help="Write a profile of waiting to the file.")
@click.option("-blockprofilerate", "blockprofilerate", default=None, help="Record one wait for each so many nanoseconds.")
@click.option("-mutexprofile", "mutexprofile", default=None, help="Write a profile of contention to the file.")
@click.option("-mutexprofilefraction", "mutexprofilefraction", default=None, help="Record one of so many contentions.")
@click.option("-outputdir", "outputdir", default=None, help="Folder for profiles; else the current one.")
@click.option("-exec", "exec_", default="", help="Run the test binary with this program and its arguments in front.")
@click.option("-artifacts", "artifacts", is_flag=True, help="Keep what tests write to their artifact folders.")
@click.option("-json", "json_", is_flag=True, help="Print events as JSON.")
@click.option("-c", "compile_only", is_flag=True, help="Compile the test binary only.")
@click.option("-o", "output", default="", help="Name of the test binary.")
@click.option("-v-test2json", "test2json", is_flag=True, help="Mark the lines that tell of tests, for test2json.")
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...], **options: object) -> int:
    """Compile and run the tests of the named packages.

    Usage: undergo test [build/test flags] [packages] [-args ...]"""
    patterns, program_args = _split(list(words))
    verbose = bool(options["verbose"] or options["test2json"])
    build = make_options(level="native", **{n: (False if n == "verbose" else options[n]) for n in BUILD_FLAGS})  # type: ignore[arg-type]
    run = _test_run(options, program_args, verbose, stream=not patterns)
    targets, scheduler, failed = _build(patterns, build, json=run.json)
    if options["compile_only"]:
        return max(_compile_only(targets, scheduler, build, str(options["output"]), alone=True), int(failed))
    profile = _profile(options)
    if profile and len(targets) != 1:
        raise BuildError(f"cannot use {profile} flag with multiple packages")
    if options["output"] or profile:  # go leaves the binary too: a profile is read beside it
        _compile_only([t for t in targets if not t.failed_build], scheduler, build, str(options["output"]))
    for target in targets:
        failed |= not _run_target(target, scheduler, build, run)
    if failed and not run.json and patterns:
        print("FAIL", flush=True)
    return 1 if failed else 0


def _profile(options: dict[str, object]) -> str:
    """The flag that asks for a profile, if one does."""
    return next(("-" + name for name in PROFILES if options[name]), "")


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    if "-args" in words:
        i = words.index("-args")
        return words[:i], words[i + 1 :]
    return words, []


def _test_run(options: dict[str, object], program_args: list[str], verbose: bool, *, stream: bool) -> TestRun:
    timeout = parse_duration(str(options["timeout"]))
    flags = ["-test.paniconexit0", f"-test.timeout={options['timeout'] if timeout else '0'}"]
    json_mode = bool(options["json_"])
    if json_mode or options["test2json"]:
        flags.append("-test.v=test2json")
    elif verbose:
        flags.append("-test.v=true")
    for name in VALUED:
        if options[name] is not None:
            flags.append(f"-test.{name}={options[name]}")
    if options["list_"] is not None:
        flags.append(f"-test.list={options['list_']}")
    for name in ("benchmem", "short", "failfast", "fullpath", "artifacts"):
        if options[name]:
            flags.append(f"-test.{name}=true")
    if _profile(options) or options["artifacts"]:
        flags.append("-test.outputdir=" + os.path.abspath(str(options["outputdir"] or ".")))
    bench = options["bench"] is not None
    unbuffered = stream or bench
    return TestRun(
        flags, program_args, verbose, bench, json_mode, timeout, unbuffered or verbose or options["list_"] is not None, unbuffered,
        shlex.split(str(options["exec_"])),
    )  # fmt: skip


def _build(patterns: list[str], build: object, *, json: bool) -> tuple[list[TestTarget], object, bool]:
    """The targets that can be run or have failed to build, the scheduler, and whether some could not even be set up."""
    from undergo.build.program import load, report_lines
    from undergo.build.scheduler import Scheduler

    from .test2json import build_events

    try:
        packages = load(patterns, build, test=True)  # type: ignore[arg-type]
    except NoPackages as e:
        raise BuildError(*e.lines, "no packages to test") from None
    by_path = {p.import_path: p for p in packages}
    mains = {p.import_path[: -len(".test")]: p for p in packages if p.name == "main" and p.import_path.endswith(".test") and not p.for_test}
    targets = [
        TestTarget(p, mains.get(p.import_path))
        for p in packages
        if not p.dep_only and not p.for_test and not (p.import_path.endswith(".test") and p.import_path[:-5] in by_path)
    ]
    rank = {pattern: i for i, pattern in enumerate(patterns)}
    targets.sort(key=lambda t: (min((rank.get(m, len(rank)) for m in t.package.match), default=len(rank)), t.package.import_path))
    _setup(packages, targets, build.tags, json)  # type: ignore[attr-defined]
    scheduler = Scheduler(build, make_progress())  # type: ignore[arg-type]
    unready = any(t.setup_failed for t in targets)
    targets = [t for t in targets if not t.setup_failed]
    try:
        scheduler.build(_needed(packages, targets))
    except BuildError as e:
        if not scheduler.failed:
            raise
        for target in targets:
            below = _needed(packages, [target])
            target.failed_build = next((_told_of(p, scheduler.failed) for p in below if p.import_path in scheduler.failed), "")
        if json:
            for path, lines in scheduler.failed.items():
                if _told_of(by_path[path], scheduler.failed) == path:
                    build_events(path, lines, sys.stdout)
        else:
            for line in _failures(packages, targets, scheduler.failed) or e.lines:
                print(line, file=sys.stderr)
    for line in report_lines(scheduler):
        print(line, file=sys.stderr)
    return targets, scheduler, unready


def _setup(packages: list[ListedPackage], targets: list[TestTarget], tags: str, json: bool) -> None:
    """Tell of the targets whose packages cannot be loaded, before anything is built, and mark them."""
    from undergo.build.golist import test_setup_errors

    from .test2json import Converter, build_events

    refused = any(p.unsupported or p.foreign for p in packages)
    for target in targets:
        path = target.package.import_path
        about = [p for p in packages if p is target.package or p is target.main or p.for_test == path]
        needed = _needed(packages, [target]) if refused else []
        faulty = any(p.incomplete for p in about) or any(p.unsupported or p.foreign for p in needed)
        faults = test_setup_errors(path, tags, [*needed, *about]) if faulty else []
        if not faults:
            continue
        target.setup_failed = True
        wrong = (p.import_path for p in packages if p.error and p.error.split("\n")[0] in faults[0])
        failed = next(wrong, f"{path} [{path}.test]")
        for fault in faults:
            lines = [f"# {path}", *fault.split("\n")]
            if json:
                build_events(failed, lines, sys.stdout)
            else:
                print("\n".join(lines), file=sys.stderr)
        line = f"FAIL\t{path} [setup failed]"
        if json:
            converter = Converter(path, sys.stdout)
            converter.start()
            converter.write((line + "\n").encode())
            converter.finish(False, failed)
        else:
            print(line, flush=True)


def _failures(packages: list[ListedPackage], targets: list[TestTarget], failed: dict[str, list[str]]) -> list[str]:
    """What is wrong with the packages that the tests need, in the order of the tests."""
    lines: list[str] = []
    told: set[str] = set()
    for target in targets:
        for p in _needed(packages, [target]):
            path = _told_of(p, failed) if p.import_path in failed else ""
            if path and path not in told:
                told.add(path)
                lines += failed[path]
    return lines


def _told_of(p: ListedPackage, failed: dict[str, list[str]]) -> str:
    """The package whose failure stands for that of p: not the test variant where the package itself is faulty too."""
    return p.path if p.for_test == p.path and p.path in failed else p.import_path


def _needed(packages: list[ListedPackage], targets: list[TestTarget]) -> list[ListedPackage]:
    """What the test programs are made of, in the given order: a package under test itself only if another package imports it so."""
    by_path = {p.import_path: p for p in packages}
    roots = [t.package if t.main is None or t.package.error else t.main for t in targets]
    pending = [*roots, *(p for p in packages if p.path == "runtime")]
    wanted: set[str] = set()
    while pending:
        p = pending.pop()
        if p.import_path not in wanted:
            wanted.add(p.import_path)
            pending += [by_path[d] for d in (p.import_map.get(i, i) for i in p.imports) if d in by_path]
    return [p for p in packages if p.import_path in wanted]


def _compile_only(targets: list[TestTarget], scheduler: object, build: object, output: str, alone: bool = False) -> int:
    """Write the test binaries. alone: they will not be run afterwards."""
    from undergo.build.program import link_program

    folder = output.endswith("/") or os.path.isdir(output)
    if output and not folder and sum(t.main is not None for t in targets) > 1:
        raise BuildError("with multiple packages, -o must refer to a directory or /dev/null")
    if folder:
        os.makedirs(output, exist_ok=True)
    status = 0
    for target in targets:
        path = target.package.import_path
        if target.main is None:
            if alone:
                print(f"?   \t{path}\t[no test files]")
            continue
        if target.main.import_path not in scheduler.built:  # type: ignore[attr-defined]
            status = 1
            continue
        name = target.package.path.split("/")[-1] + ".test"
        link_program(target.main, scheduler, build, os.path.join(output, name) if folder else output or name)  # type: ignore[arg-type]
    return status


def _run_target(target: TestTarget, scheduler: object, build: object, run: TestRun) -> bool:
    from undergo.build.program import link_program
    from undergo.build.steps import command as command_line
    from undergo.build.steps import say as say_steps

    from .test2json import Converter

    path = target.package.import_path
    converter = Converter(path, sys.stdout) if run.json else None

    def say(line: str) -> None:
        if converter is not None:
            converter.write((line + "\n").encode())
        else:
            print(line, flush=True)

    if converter is not None:
        converter.start()
    if target.main is None and not target.failed_build:
        say(f"?   \t{path}\t[no test files]")
        if converter is not None:
            converter.finish(True)
        return True
    if target.main is None or target.main.import_path not in scheduler.built:  # type: ignore[attr-defined]
        say(f"FAIL\t{path} [build failed]")
        if converter is not None:
            converter.finish(False, target.failed_build)
        return False
    program = link_program(target.main, scheduler, build)  # type: ignore[arg-type]
    if build.dry:  # type: ignore[attr-defined]
        say_steps([f"cd {shlex.quote(target.package.dir)}", command_line(*run.exec_prefix, program, *run.binary_flags, *run.program_args)])
        return True
    started = time.monotonic()
    status, output = _execute(program, target.package, run, converter)
    elapsed = f"{time.monotonic() - started:.3f}s"
    passed = status == 0
    if not run.stream and converter is None and not passed:
        sys.stdout.write(output)
        sys.stdout.flush()
    seen = "" if run.unbuffered else output
    if seen and not seen.endswith("\n") and status >= 0 and (run.verbose or converter is not None or not passed):
        say("")
    if passed:
        note = " [no tests to run]" if "testing: warning: no tests to run" in seen else ""
        say(f"ok  \t{path}\t{elapsed}{note}")
    else:
        if status < 0:
            say(ending(status))
        elif not seen:
            say(f"exit status {status}")
        say(f"{chr(0x16) if converter is not None else ''}FAIL\t{path}\t{elapsed}")
    if converter is not None:
        converter.finish(passed)
    return passed


def _execute(program: str, package: ListedPackage, run: TestRun, converter: object) -> tuple[int, str]:
    """Run a test binary in its package's folder; returns status and what it printed."""
    env = child_environment(PWD=package.dir)
    limit = run.timeout + 60 if run.timeout else None
    with tempfile.TemporaryDirectory(prefix="undergo-test-", dir=work_folder()) as scratch:
        name = package.path.split("/")[-1] + ".test"
        link = os.path.join(scratch, name)
        os.symlink(program, link)
        child = subprocess.Popen(
            [*run.exec_prefix, link, *run.binary_flags, *run.program_args], cwd=package.dir, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        timer = None
        if limit is not None:
            import threading

            timer = threading.Timer(limit, child.kill)
            timer.daemon = True
            timer.start()
        parts: list[bytes] = []
        assert child.stdout is not None
        try:
            for line in child.stdout:
                parts.append(line)
                if converter is not None:
                    converter.write(line)  # type: ignore[attr-defined]
                elif run.stream:
                    sys.stdout.buffer.write(line)
                    sys.stdout.buffer.flush()
            status = child.wait()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            child.wait()
            raise
        finally:
            if timer is not None:
                timer.cancel()
    return status, b"".join(parts).decode("utf-8", "replace")
