"""Running one Go program with the reference toolchain or with Undergo, and what is compared.

A case is ``<section>/<name>.go`` (one file, package main) or a module ``<section>/<name>/`` (with go.mod and main.go, several packages,
assembly, embedded files), with ``<name>.want`` beside it, made by the reference::

    python tests/programs/harness.py --update [section/name.go ...]

Compared are the exit status, standard output, and of standard error what does not depend on addresses and on the runtime's own
frames: everything before the first goroutine trace (panic texts, fatal errors, what the program printed), and for programs that do not compile
the error lines. A comment ``// stdin: text`` (with escapes) gives standard input, ``// args: a b`` gives arguments,
``// gcflags: -N`` flags for the compiler.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
_STDIN = re.compile(r"^// stdin: (.*)$", re.M)
_ARGS = re.compile(r"^// args: (.*)$", re.M)
_GCFLAGS = re.compile(r"^// gcflags: (.*)$", re.M)
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}|\(0x[0-9a-f]+,0x[0-9a-f]+\)")
TIMEOUT = 120
STRESS = "UNDERGOSTRESS"  # GODEBUG for the programs, as gcstress=7,gcpoison=1


@dataclass(frozen=True)
class Outcome:
    """What a program did: compile errors, or exit status and output."""

    status: int
    stdout: str
    stderr: str
    compile_errors: str = ""

    def text(self) -> str:
        if self.compile_errors:
            return f"compile errors\n{self.compile_errors}"
        return f"exit status {self.status}\n--- stdout\n{self.stdout}\n--- stderr\n{self.stderr}\n"


def _trim_stderr(text: str) -> str:
    """Standard error up to the first trace, addresses masked."""
    lines = []
    for line in text.split("\n"):
        if re.match(r"goroutine \d+ .*:$", line) or line.startswith(("runtime stack:", "\truntime.")):
            break
        if line.startswith("[signal "):
            line = re.sub(r"pc=0x[0-9a-f]+", "pc=*", line)
        if (
            line.startswith(("exit status ", "runtime: sp=", "runtime: frame", "stack: frame", "fatal error: stack overflow"))
            and "stack overflow" not in line
        ):
            continue
        lines.append(_ADDRESS.sub("0x*", line))
    return "\n".join(lines).strip()


def _execute(program: str, source: str, cwd: str) -> Outcome:
    stdin = _STDIN.search(source)
    args = _ARGS.search(source)
    data = stdin[1].encode().decode("unicode_escape").encode("latin-1") if stdin else b""
    env = {k: v for k, v in os.environ.items() if k not in ("GOTRACEBACK", "GODEBUG", "GOGC")}
    if STRESS in os.environ:
        env["GODEBUG"] = os.environ[STRESS]
    try:
        done = subprocess.run(
            [program, *(args[1].split() if args else [])], input=data, capture_output=True, cwd=cwd, timeout=TIMEOUT, env=env, check=False
        )
    except subprocess.TimeoutExpired:
        return Outcome(-1, "", "timed out")
    return Outcome(
        done.returncode, done.stdout.decode("utf-8", "replace").rstrip("\n"), _trim_stderr(done.stderr.decode("utf-8", "replace"))
    )


def _errors(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line and not line.startswith(("#", "undergo: compiling"))).strip()


def build_and_run(command: list[str], case: Path) -> Outcome:
    """Build a case with a command (``go build``, ...) and run the program."""
    module = case.is_dir()
    source = (case / "main.go" if module else case).read_text(encoding="utf-8", errors="surrogateescape")
    with tempfile.TemporaryDirectory(prefix="undergo-case-") as folder:
        target = os.path.join(folder, "program")
        flags = _GCFLAGS.search(source)
        built = subprocess.run(
            [*command, *([f"-gcflags={flags[1]}"] if flags else []), "-o", target, "." if module else case.name],
            cwd=case if module else case.parent,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=600,
            check=False,
        )
        if built.returncode != 0:
            return Outcome(
                built.returncode,
                "",
                "",
                _errors(built.stdout + built.stderr).replace(str(case.parent), "$FOLDER")
                or f"(no message, exit status {built.returncode})",
            )
        return _execute(target, source, folder)


def reference_command() -> list[str]:
    import go

    return [os.path.join(os.path.dirname(go.__file__), "bin", "go"), "build"]


def run_reference(case: Path) -> Outcome:
    """What the reference toolchain makes of a case."""
    return build_and_run(reference_command(), case)


def run_undergo(case: Path) -> Outcome:
    """What Undergo makes of it."""
    return build_and_run([sys.executable, "-m", "undergo", "build"], case)


def all_cases() -> list[Path]:
    return sorted([*HERE.glob("*/*.go"), *(p.parent for p in HERE.glob("*/*/go.mod"))])


def want_file(case: Path) -> Path:
    return case.with_suffix(".want")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the expected results with the reference toolchain")
    parser.add_argument("--missing", action="store_true", help="with --update: only where there is none")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1)
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    cases = [Path(c).resolve() for c in options.cases] or all_cases()
    if options.missing:
        cases = [c for c in cases if not want_file(c).exists()]
    bad = 0
    with ThreadPoolExecutor(options.j) as pool:
        for case, outcome in zip(cases, pool.map(run_reference if options.update else run_undergo, cases), strict=True):
            if options.update:
                want_file(case).write_text(outcome.text(), encoding="utf-8", errors="surrogateescape")
                continue
            want = want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
            if outcome.text() != want:
                bad += 1
                print(f"FAIL {case.relative_to(HERE)}", flush=True)
    print(f"{len(cases) - bad} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
