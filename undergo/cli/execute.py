"""Starting a built program and handing on how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys


def run_program(program: str, args: list[str], *, exec_prefix: list[str] | None = None) -> int:
    """Run as ``go run`` does: the child gets the terminal; a non-zero exit is reported and gives status 1."""
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    quit_previous = signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    try:
        child = subprocess.Popen([*(exec_prefix or []), program, *args], restore_signals=True, preexec_fn=_default_signals)
        status = child.wait()
    except OSError as e:
        print(f"undergo: cannot start {os.path.basename(program)}: {e.strerror}", file=sys.stderr)
        return 1
    finally:
        signal.signal(signal.SIGINT, previous)
        signal.signal(signal.SIGQUIT, quit_previous)
    if status == 0:
        return 0
    if status < 0:
        print(f"signal: {SIGNAL_TEXT.get(-status, str(-status))}", file=sys.stderr)
    else:
        print(f"exit status {status}", file=sys.stderr)
    return 1


def _default_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


SIGNAL_TEXT = {
    1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap", 6: "aborted", 7: "bus error",
    8: "floating point exception", 9: "killed", 10: "user defined signal 1", 11: "segmentation fault", 12: "user defined signal 2",
    13: "broken pipe", 14: "alarm clock", 15: "terminated",
}  # fmt: skip
