"""The actions that compile or run programs."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from undergo.build.errors import BuildError
from undergo.build.program import build_packages, link_program, load

from .case import Case, Failed
from .compiler import Build, Compiled, directory_builds, options_of, package_name, program

_MEMORY = 6 << 30  # bytes that a test's program may hold


def execute(case: Case, command: list[str], cwd: Path) -> str:
    """Run a program. Returns what it wrote to standard output and error; raises Failed when it does not end well."""
    shim = case.folder / "bin"
    if not shim.exists():  # a test that calls the go command means the toolchain that is tested
        shim.mkdir()
        go = shim / "go"
        go.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m undergo "$@"\n')
        go.chmod(0o755)
    env = {k: v for k, v in os.environ.items() if k not in ("GOTRACEBACK", "GODEBUG", "GOGC", "GOMAXPROCS")}
    env.update(case.env, PATH=f"{shim}:{env.get('PATH', '')}", PWD=str(cwd))
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    end = time.monotonic() + case.timeout
    data = None
    while data is None:
        try:
            data, _ = process.communicate(timeout=0.5)
        except subprocess.TimeoutExpired:
            late = time.monotonic() > end
            if late or _resident(process.pid) > _MEMORY:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                raise Failed(f"no end after {case.timeout:.0f} s" if late else "takes too much memory") from None
    text = data.decode("utf-8", "surrogateescape")
    if process.returncode:
        raise Failed(f"exit status {process.returncode}: " + _interesting(text))
    return text


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _interesting(text: str) -> str:
    """The output, its first telling line in front."""
    for line in text.split("\n"):
        if re.match(r"(panic|fatal error|runtime): |FAIL", line):
            return f"{line}\n{text[-3000:]}"
    return text[-3000:]


def compare(case: Case, got: str) -> None:
    """The output must be that of the file ``x.out`` beside the test, or empty."""
    want = case.wanted_output
    got = got.replace("\r\n", "\n")
    if got == want:
        return
    g, w = got.split("\n"), want.split("\n")
    at = next((i for i, (a, b) in enumerate(zip(g, w)) if a != b), min(len(g), len(w)))  # noqa: B905 (the shorter one counts)
    line = [x[at] if at < len(x) else "(end)" for x in (g, w)]
    raise Failed(f"output, line {at + 1}: {line[0]!r}, want {line[1]!r}\n{got[-3000:]}")


def run_file(case: Case) -> None:
    files = [case.path]
    args = list(case.args)
    while args and args[0].endswith(".go"):  # go run a.go b.go: both are the program's
        files.append(case.suite / args.pop(0))
    compare(case, execute(case, [str(program(case, files)), *args], case.suite))


def run_output(case: Case) -> None:
    """The program writes a program, which is run."""
    files = [case.path, *(case.suite / a for a in case.args)]
    text = execute(case, [str(program(case, files))], case.suite)
    made = case.folder / "tmp__.go"
    made.write_text(text, "utf-8", "surrogateescape")
    compare(case, execute(case, [str(program(case, [made]))], case.suite))


def run_directory(case: Case) -> None:
    """Every package of the folder is compiled, the last one is the program."""
    builds = directory_builds(case, main_last=True)
    builds[-1].path = "command-line-arguments"
    compiled = Compiled(case, builds)
    compiled.compile_all()
    output = case.folder / "a.exe"
    compiled.link(builds[-1], output)
    compare(case, execute(case, [str(output), *case.args], case.folder))


def run_in_directory(case: Case) -> None:
    """The folder as a module of its own, run as ``undergo run .`` does."""
    module = case.folder / "src" / case.dir.name
    shutil.copytree(case.dir, module)
    (module / "go.mod").write_text(f"module {case.dir.name}\ngo {case.mod_version.strip(chr(34))}\n")
    os.chdir(module)
    options = options_of(case)
    output = case.folder / "a.exe"
    try:
        packages = load(["."], options)
        main = next(p for p in packages if not p.dep_only)
        link_program(main, build_packages(packages, options), options, str(output))
    except BuildError as e:
        raise Failed("does not build: " + "\n".join(e.lines)) from None
    compare(case, execute(case, [str(output)], module))


def build_directory(case: Case) -> Path:
    """All Go and assembly files of the folder are one program."""
    return program(case, sorted(case.dir.glob("*.go")), sorted(case.dir.glob("*.s")))


def build_file(case: Case) -> None:
    if package_name(case.path) == "main":
        program(case, [case.path])
    else:
        compile_file(case)


def build_run_directory(case: Case) -> None:
    compare(case, execute(case, [str(build_directory(case))], case.folder))


def compile_file(case: Case) -> None:
    Compiled(case, [Build("p", package_name(case.path), [case.path], library=True)]).compile_all()


def compile_directory(case: Case) -> None:
    Compiled(case, directory_builds(case, main_last=False)).compile_all()


def just_build_directory(case: Case) -> None:
    build_directory(case)


RUN_ACTIONS: dict[str, Callable[[Case], None]] = {
    "run": run_file, "buildrun": run_file, "runoutput": run_output, "rundir": run_directory, "runindir": run_in_directory,
    "buildrundir": build_run_directory, "errorcheckandrundir": run_directory,
}  # fmt: skip
COMPILE_ACTIONS: dict[str, Callable[[Case], None]] = {
    "build": build_file, "builddir": just_build_directory, "compile": compile_file, "compiledir": compile_directory,
}  # fmt: skip
