"""Starting a built program and handing on how it ended."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from undergo.build.goroot import find_goroot

from .startup import ENVIRONMENT

# Signals that end a program unless it handles them, but that a Go program, as the tool go is, passes over.
_PASSED_OVER = (
    signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGXCPU, signal.SIGXFSZ, signal.SIGVTALRM, signal.SIGPROF, signal.SIGIO, signal.SIGPWR,
    *range(signal.SIGRTMIN + 2, signal.SIGRTMAX + 1),
)  # fmt: skip


def child_environment(**changes: str) -> dict[str, str]:
    """What a program that the tool starts finds in its environment: what the tool itself was started with (whatever the tool has set since),
    GOROOT, and GOROOT's programs in front of PATH, as with ``go``."""
    goroot = find_goroot()
    path = os.pathsep.join([os.path.join(goroot, "bin"), *filter(None, [ENVIRONMENT.get("PATH", "")])])
    return {**ENVIRONMENT, "GOROOT": goroot, "PATH": path, **changes}


def run_program(program: str, args: list[str], *, exec_prefix: list[str] | None = None) -> int:
    """Run as ``go run`` does: the child gets the terminal; a non-zero exit is reported and gives status 1, and so does an interrupt
    that the tool itself got, however the child ended."""
    words = [*(exec_prefix or []), program, *args]
    with _signals_left_to_the_child() as interrupts:
        try:
            child = _start(words)
        except OSError as e:
            print(_cannot_start(words[0], e), file=sys.stderr)
            return 1
        _, status = os.waitpid(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode == 0:
        return 1 if interrupts else 0
    print(ending(child.returncode, os.WCOREDUMP(status)), file=sys.stderr)
    return 1


def ending(status: int, core_dumped: bool = False) -> str:
    """How a program ended, in the words of ``go``. status: as subprocess tells it, negative for a signal."""
    if status >= 0:
        return f"exit status {status}"
    return f"signal: {SIGNAL_TEXT.get(-status, f'signal {-status}')}{' (core dumped)' if core_dumped else ''}"


@contextmanager
def _signals_left_to_the_child() -> Iterator[list[int]]:
    """While the child runs, the tool lives on through the signals that the tool go lives through. Yields those of them that tell to
    stop, as they come. Handlers, not SIG_IGN: the child, which inherits what is ignored, has the defaults."""
    interrupts: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        interrupts.append(number)

    def pass_over(number: int, frame: FrameType | None) -> None: ...

    previous = {n: signal.signal(n, stop) for n in (signal.SIGINT, signal.SIGQUIT)}
    previous |= {n: signal.signal(n, pass_over) for n in _PASSED_OVER if signal.getsignal(n) == signal.SIG_DFL}
    try:
        yield interrupts
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _start(words: list[str]) -> subprocess.Popen[bytes]:
    """Start a program. One that is just being written by another build is tried again."""
    for attempt in range(3):
        try:
            return subprocess.Popen(words, env=child_environment())
        except OSError as e:
            if e.errno != errno.ETXTBSY or attempt == 2:
                raise
            time.sleep(0.1 * 2**attempt)
    raise AssertionError


def _cannot_start(word: str, e: OSError) -> str:
    if os.sep not in word and shutil.which(word) is None:
        return f'exec: "{word}": executable file not found in $PATH'
    return f"fork/exec {word}: {(e.strerror or '').lower()}"


SIGNAL_TEXT = {
    1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap", 6: "aborted", 7: "bus error",
    8: "floating point exception", 9: "killed", 10: "user defined signal 1", 11: "segmentation fault", 12: "user defined signal 2",
    13: "broken pipe", 14: "alarm clock", 15: "terminated", 16: "stack fault", 17: "child exited", 18: "continued", 19: "stopped (signal)",
    20: "stopped", 21: "stopped (tty input)", 22: "stopped (tty output)", 23: "urgent I/O condition", 24: "CPU time limit exceeded",
    25: "file size limit exceeded", 26: "virtual timer expired", 27: "profiling timer expired", 28: "window changed", 29: "I/O possible",
    30: "power failure", 31: "bad system call",
}  # fmt: skip
