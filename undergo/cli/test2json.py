"""Turning a test binary's output into the events of ``go test -json``.

The binary runs with ``-test.v=test2json`` and marks what its framework prints: ^V begins a framing line, ^O and ^N enclose an error's text,
^[ escapes such a character in what a test logs. An event has Time, Action, Package, Test, Elapsed, Output, OutputType, FailedBuild, Key, Value
and Path as ``go doc test2json`` tells. Bytes go through two line splitters: one in front of :meth:`Converter._input_line`, which finds framing
lines and makes them events, and one behind it, which cuts output into one event a line.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import TextIO

_FRAME, _ERROR, _ERROR_END, _ESCAPE = 0x16, 0x0F, 0x0E, 0x1B
_UPDATE = re.compile(rb"=== (?:RUN   |PAUSE |CONT  |NAME  |PASS  |FAIL  |SKIP  |ATTR  |ARTIFACTS )")
_REPORT = re.compile(rb"((?:    )*)--- (PASS|FAIL|SKIP|BENCH): ([^\n]*)")
_ELAPSED = re.compile(r" \((.*)s\)$")
_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_BROKEN = re.compile("[\udc80-\udcff]")
_INPUT_LIMIT, _OUTPUT_LIMIT = 4096, 1024


class LineSplitter:
    """Hands on whole lines to ``line``; a line longer than ``limit``, and a benchmark's name before its result, piecewise to ``part``."""

    def __init__(self, limit: int, line: Callable[[bytes], None], part: Callable[[bytes], None]) -> None:
        self.limit, self.line, self.part = limit, line, part
        self._held = b""
        self._inside = False

    def write(self, data: bytes) -> None:
        held = self._held + data
        while held:
            end = _line_end(held)
            if end < 0:
                break
            piece, held = held[:end], held[end:]
            self._long(piece, whole=True)
        tab = held.find(b"\t") if not self._inside else -1
        if tab >= 0 and is_benchmark_name(held[:tab].rstrip(b" ")):
            self.part(held[: tab + 1])
            held, self._inside = held[tab + 1 :], True
        while len(held) >= self.limit:
            cut = _character_boundary(held, self.limit)
            self.part(held[:cut])
            held, self._inside = held[cut:], True
        self._held = held

    def _long(self, piece: bytes, *, whole: bool) -> None:
        while len(piece) > self.limit:
            cut = _character_boundary(piece, self.limit)
            self.part(piece[:cut])
            piece, self._inside = piece[cut:], True
        if self._inside:
            self.part(piece)
        else:
            self.line(piece)
        self._inside = self._inside and not whole

    def flush(self) -> None:
        """Hands on an unfinished line."""
        held, self._held = self._held, b""
        if held:
            self._long(held, whole=True)
        self._inside = False


def _line_end(data: bytes) -> int:
    """Where the first line of data ends: behind a newline, or before a framing mark that stands inside it. -1: not in data."""
    i = 0
    while i < len(data):
        byte = data[i]
        if byte == 10:
            return i + 1
        if byte == _FRAME and i > 0:
            return i
        i += 2 if byte == _ESCAPE else 1
    return -1


def _character_boundary(data: bytes, limit: int) -> int:
    cut = limit
    while cut > limit - 4 and cut < len(data) and data[cut] & 0xC0 == 0x80:
        cut -= 1
    return cut


def is_benchmark_name(name: bytes) -> bool:
    """Whether name is that of a benchmark: what follows the word does not begin with a small letter."""
    return name.startswith(b"Benchmark") and not name[9:].decode("utf-8", "replace")[:1].islower()


class Converter:
    """Converts one package's output. ``start`` first, then ``write`` whatever is printed, ``finish`` at the end."""

    def __init__(self, package: str, out: TextIO) -> None:
        self.package, self.out = package, out
        self.began = time.monotonic()
        self._test = ""
        self._reports: list[dict[str, object]] = []
        self._marked = False  # framing lines carry their mark: a line without it is output
        self._in_error = False
        self._escaped = False
        self._framing = False
        self._skipped = False
        self._output = LineSplitter(_OUTPUT_LIMIT, self._output_event, self._output_event)
        self._input = LineSplitter(_INPUT_LIMIT, self._input_line, self._output.write)

    def start(self) -> None:
        self._event({"Action": "start"})

    def write(self, data: bytes) -> None:
        self._input.write(data)

    def finish(self, passed: bool, failed_build: str = "") -> None:
        """Hands on what is pending, then the package's own result."""
        self._input.flush()
        self._output.flush()
        action = "fail" if not passed else ("skip" if self._skipped else "pass")
        event: dict[str, object] = {"Action": action, "Elapsed": _number(round(time.monotonic() - self.began, 3))}
        if failed_build and not passed:
            event["FailedBuild"] = failed_build
        self._event(event)
        self.out.flush()

    def _event(self, event: dict[str, object]) -> None:
        whole: dict[str, object] = {"Time": _now(), "Action": event.pop("Action"), "Package": self.package}
        test = event.pop("Test", "") or self._test
        if test:
            whole["Test"] = test
        write_event({**whole, **event}, self.out)

    def _input_line(self, line: bytes) -> None:
        marked = line[:1] == bytes([_FRAME])
        if self._marked and not marked:
            self._output.write(line)
            return
        if marked:
            self._output.flush()
            line = line[1:]
        text = line.removesuffix(b"\n").removesuffix(b"\r")
        if text == b"=== NAME":
            text, line = b"=== NAME  ", b"=== NAME  \n"
        if text in (b"PASS", b"FAIL") or text.startswith(b"FAIL\t"):
            self._flush_reports(0)
            self._marked = marked
            self._frame(line)
            return
        if line.startswith(b"?   \t") and text.endswith(b"\t[no test files]") and not self._reports:
            self._skipped = True
        if _UPDATE.match(line):
            self._update(line, text, marked)
            return
        report = _REPORT.match(line)
        if report is None:
            indent = (len(line) - len(line.lstrip(b" "))) // 4
            if 0 < indent <= len(self._reports):
                self._test = str(self._reports[indent - 1]["Test"])
            self._output.write(line)
            return
        indent = len(report[1]) // 4
        if len(self._reports) < indent:
            self._output.write(line)
            return
        name = _text(report[3].strip())
        event: dict[str, object] = {"Action": report[2].decode().lower()}
        if " (" in name:
            elapsed = _ELAPSED.search(name[name.index(" (") :])
            name = name[: name.index(" (")]
            if elapsed is not None:
                try:
                    event["Elapsed"] = _number(float(elapsed[1]))
                except ValueError:
                    pass
        self._marked = marked
        self._flush_reports(indent)
        event["Test"] = self._test = name
        self._reports.append(event)
        self._frame(line)

    def _update(self, line: bytes, text: bytes, marked: bool) -> None:
        """A line that begins with `===`."""
        word, _, rest = _text(text)[4:].partition(" ")
        action, name = word.lower(), rest.strip()
        event: dict[str, object] = {"Action": action}
        if action == "artifacts":
            name, _, event["Path"] = name.partition(" ")
        elif action == "attr":
            name, _, rest = name.partition(" ")
            event["Key"], _, event["Value"] = rest.partition(" ")
        self._marked = marked
        self._flush_reports(0)
        self._test = name
        if action == "name":
            return
        if action == "pause":  # first the words, so that the test does not seem to print while it is paused
            self._frame(line)
        self._event(event)
        if action != "pause":
            self._frame(line)

    def _frame(self, line: bytes) -> None:
        self._framing = True
        self._output.write(line)
        self._framing = False

    def _flush_reports(self, depth: int) -> None:
        self._test = ""
        while len(self._reports) > depth:
            self._event(self._reports.pop())

    def _output_event(self, data: bytes) -> None:
        """One line of output: taken apart where an error's text begins or ends."""
        kind = "frame" if self._framing else ("error-continue" if self._in_error else "")
        out = bytearray()
        for i, byte in enumerate(data):
            if self._escaped:
                self._escaped = False
                out.append(byte)
            elif byte == _ESCAPE:
                self._escaped = True
            elif byte == _ERROR:
                self._put(out, kind)
                out = bytearray()
                self._in_error, kind = True, "error"
            elif byte == _ERROR_END:
                if data[i + 1 : i + 2] == b"\n":
                    self._put(out + b"\n", kind)
                    self._in_error = False
                    self._put(data[i + 2 :], "")
                    return
                self._put(out, kind)
                out = bytearray()
                self._in_error, kind = False, ""
            else:
                out.append(byte)
        self._put(out, kind)

    def _put(self, data: bytes | bytearray, kind: str) -> None:
        if data:
            event: dict[str, object] = {"Action": "output", "Output": _text(bytes(data))}
            if kind:
                event["OutputType"] = kind
            self._event(event)


def write_event(event: dict[str, object], out: TextIO) -> None:
    """One event as a line of JSON, spelled as Go's encoder does."""
    line = json.dumps(event, ensure_ascii=False, separators=(",", ":")).translate(_HTML)
    out.write(_BROKEN.sub(r"\\ufffd", line) + "\n")


def build_events(path: str, lines: list[str], out: TextIO) -> None:
    """What a package that does not compile has to say."""
    for line in lines:
        for part in line.split("\n"):
            write_event({"ImportPath": path, "Action": "build-output", "Output": part + "\n"}, out)
    write_event({"ImportPath": path, "Action": "build-fail"}, out)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _now() -> str:
    seconds, fraction = divmod(time.time_ns(), 1_000_000_000)
    digits = f".{fraction:09d}".rstrip("0").rstrip(".")
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + digits + "Z"
