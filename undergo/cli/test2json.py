"""Turning a test binary's output into the events of ``go test -json``.

The binary runs with ``-test.v=test2json`` and marks the lines of its framework with a leading ``^V`` (0x16). Events have Time,
Action, Package, Test, Elapsed, Output as ``go doc test2json`` tells.
"""

from __future__ import annotations

import json
import re
import time
from typing import TextIO

_MARK = b"\x16"
_UPDATE = re.compile(rb"^=== (RUN|PAUSE|CONT|NAME)\s+(.*)$")
_RESULT = re.compile(rb"^( *)--- (PASS|FAIL|SKIP|BENCH): (\S+)(?: \(([0-9.]+)s?(?: seconds)?\))?")
_BENCH = re.compile(rb"^(Benchmark\S*)(?:-\d+)?\s*\t?")


class Converter:
    """Converts one package's output. ``start`` first, then ``write`` for each line, ``finish`` at the end."""

    def __init__(self, package: str, out: TextIO) -> None:
        self.package = package
        self.out = out
        self.test = b""
        self.began = time.monotonic()
        self._open_line = False

    def emit(self, action: str, *, test: bytes = b"", output: bytes | None = None, elapsed: float | None = None) -> None:
        event: dict[str, object] = {"Time": _now(), "Action": action, "Package": self.package}
        if test:
            event["Test"] = test.decode("utf-8", "replace")
        if output is not None:
            event["Output"] = output.decode("utf-8", "replace")
        if elapsed is not None:
            event["Elapsed"] = elapsed
        self.out.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n")

    def start(self) -> None:
        self.emit("start")

    def write(self, line: bytes) -> None:
        """One line of output, with its newline when it had one."""
        at = line.rfind(_MARK)
        if at > 0:
            self.emit("output", test=self.test, output=line[:at])
        if at >= 0:
            line = line[at + 1 :]
        text = line.rstrip(b"\n")
        update = _UPDATE.match(text) if at >= 0 or text.startswith(b"=== ") else None
        if update:
            kind, name = update[1], update[2].strip()
            self.test = name
            if kind == b"RUN":
                self.emit("run", test=name)
            elif kind in (b"PAUSE", b"CONT"):
                self.emit(kind.decode().lower(), test=name)
            if kind != b"NAME":
                self.emit("output", test=name, output=line)
            return
        result = _RESULT.match(text)
        if result:
            name = result[3]
            action = {b"PASS": "pass", b"FAIL": "fail", b"SKIP": "skip", b"BENCH": "bench"}[result[2]]
            self.emit("output", test=name, output=line)
            self.emit(action, test=name, elapsed=float(result[4] or 0))
            self.test = b""
            return
        if text in (b"PASS", b"FAIL") or text.startswith((b"ok  \t", b"FAIL\t", b"?   \t", b"exit status ", b"coverage: ")):
            self.test = b""
        self.emit("output", test=self.test, output=line)

    def finish(self, action: str) -> None:
        self.emit(action, elapsed=round(time.monotonic() - self.began, 3))
        self.out.flush()


def _now() -> str:
    seconds = time.time()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds % 1 * 1e9):09d}Z"
