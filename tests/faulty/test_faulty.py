"""Programs with faults: the reference's error lines exactly, and no input that brings down the front end.

A case is ``<topic>/<name>.go`` with ``<name>.want``, the lines of ``go build`` as recorded by::

    python -m tests.faulty.test_faulty            records what is missing

The second half feeds mutilated programs (from tests/programs) through parser and checker in this process.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.programs import harness
from undergo.syntax.parser import parse_file
from undergo.syntax.positions import FileTable
from undergo.types.check import check_package, run_with_deep_stack
from undergo.types.errors import format_errors
from undergo.types.objects import Package
from undergo.types.universe import UNSAFE

HERE = Path(__file__).resolve().parent
MUTANTS = 1000
SEED = 1027
SECONDS_EACH = 10
_TOKEN = re.compile(rb'\w+|"(?:\\.|[^"\\\n])*"|`[^`]*`|//[^\n]*|\s+|[^\w\s]')
_LINE = re.compile(r"^[^\s:][^:]*:\d+(:\d+)?: \S|^\t")
_JUNK = [b"\xff", b"\x00", b"\xc3", b"\xef\xbb\xbf", b"{", b"}", b"(", b")", b"[", b"]", b'"', b"`", b"'", b"/*", b"...", b":=", b"<-", b"~",
         b"func", b"type", b"var", b"goto", b"range", b"0x", b"1e", b"\xf0\x9f\x98\x80", b"\n", b";", b"@", b"_", b"nil", b"[T any]"]  # fmt: skip


def cases() -> list[Path]:
    return sorted(HERE.glob("*/*.go"))


@pytest.mark.parametrize("case", cases(), ids=lambda c: str(c.relative_to(HERE)))
def test_error_lines(case: Path) -> None:
    want = harness.want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
    assert harness.run_undergo(case).text() == want


_packages: dict[str, Package] = {}


def _import(path: str) -> Package:
    """A small package by that name: mutants need importing to work, not the whole library behind it."""
    if path == "unsafe":
        return UNSAFE
    source = _SMALL.get(path)
    if source is None:
        raise ImportError(f"package {path} is not in std")
    if path not in _packages:
        files = FileTable()
        tree = parse_file(f"{path}.go", source.encode(), files, lambda pos, message: None)
        _packages[path] = check_package(path, [tree], _import, files, go_version="go1.27")
        assert not _packages[path].errors, path
    return _packages[path]


_SMALL = {
    "fmt": "package fmt\ntype Stringer interface{ String() string }\ntype State interface{ Write([]byte) (int, error); Width() (int, bool); Precision() (int, bool); Flag(int) bool }\n"
    'func Println(a ...any) (n int, err error) { return }\nfunc Print(a ...any) {}\nfunc Printf(f string, a ...any) {}\nfunc Sprint(a ...any) string { return "" }\n'
    'func Sprintf(f string, a ...any) string { return "" }\nfunc Errorf(f string, a ...any) error { return nil }\n',
    "os": "package os\nvar Args []string\nvar ErrExist, ErrNotExist, ErrInvalid error\ntype File struct{}\nfunc (f *File) WriteString(s string) (int, error) { return 0, nil }\nvar Stdout, Stderr, Stdin *File\nfunc Exit(int) {}\n",
    "errors": "package errors\nfunc New(s string) error { return nil }\nfunc Is(a, b error) bool { return false }\nfunc As(a error, b any) bool { return false }\nfunc Join(e ...error) error { return nil }\n",
    "strings": "package strings\ntype Builder struct{ b []byte }\nfunc (b *Builder) WriteByte(c byte) error { return nil }\nfunc (b *Builder) String() string { return string(b.b) }\nfunc Fields(s string) []string { return nil }\nfunc Repeat(s string, n int) string { return s }\n",
    "iter": "package iter\ntype Seq[V any] func(yield func(V) bool)\ntype Seq2[K, V any] func(yield func(K, V) bool)\nfunc Pull[V any](s Seq[V]) (func() (V, bool), func()) { return nil, nil }\n",
    "cmp": "package cmp\ntype Ordered interface{ ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64 | ~string }\nfunc Compare[T Ordered](a, b T) int { return 0 }\n",
    "slices": "package slices\nfunc Collect[E any](s func(func(E) bool)) []E { return nil }\nfunc Sort[S ~[]E, E any](s S) {}\nfunc Values[S ~[]E, E any](s S) func(func(E) bool) { return nil }\n",
    "runtime": "package runtime\ntype Error interface { error; RuntimeError() }\nfunc Goexit() {}\nfunc Gosched() {}\n",
    "sync": "package sync\ntype Mutex struct{ s int }\nfunc (m *Mutex) Lock() {}\nfunc (m *Mutex) Unlock() {}\ntype WaitGroup struct{ n int }\nfunc (w *WaitGroup) Go(f func()) {}\nfunc (w *WaitGroup) Wait() {}\n",
}  # fmt: skip


def _mutants() -> Iterator[tuple[str, bytes]]:
    rng = random.Random(SEED)
    sources = [(str(p.relative_to(harness.HERE)), p.read_bytes()) for p in harness.all_cases()]
    for n in range(MUTANTS):
        name, source = rng.choice(sources)
        tokens = _TOKEN.findall(source)
        kind = n % 6
        if kind == 0:
            mutant = source[: rng.randrange(len(source))]
        else:
            for _ in range(rng.choice((1, 1, 2, 5))):
                i, j = rng.randrange(len(tokens)), rng.randrange(len(tokens))
                if kind == 1:
                    tokens[i] = b""
                elif kind == 2:
                    tokens.insert(i, tokens[i])
                elif kind == 3:
                    tokens[i], tokens[j] = tokens[j], tokens[i]
                elif kind == 4:
                    tokens.insert(i, rng.choice(_JUNK))
                else:
                    tokens[i] = tokens[j]
            mutant = b"".join(tokens)
            if kind == 4:
                at = rng.randrange(len(mutant))
                mutant = mutant[:at] + rng.choice(_JUNK) + mutant[at:]
        yield f"{n}: {name}", mutant


def error_lines(source: bytes) -> list[str]:
    """The errors that parser and checker find in one file, as lines."""
    files = FileTable()
    errors: list[tuple[int, str]] = []
    tree = parse_file("mutant.go", source, files, lambda pos, message: errors.append((pos, message)))
    lines = [f"{files.format(pos)}: {message}" for pos, message in errors]
    if any("syntax error" in line for line in lines):
        return lines
    return lines + format_errors(check_package("main", [tree], _import, files, go_version="go1.27").errors, files)


class _TooLong(Exception):
    pass


def _alarm(signum: int, frame: Any) -> None:
    raise _TooLong


def _check_all() -> tuple[list[str], int]:
    faults: list[str] = []
    rejected = 0
    for name, mutant in _mutants():
        try:
            lines = error_lines(mutant)
        except Exception as e:  # noqa: BLE001 (every one is a finding)
            kept = os.path.join(tempfile.gettempdir(), f"undergo-mutant-{name.split(':')[0]}.go")
            Path(kept).write_bytes(mutant)
            tb = e.__traceback__
            while tb is not None and tb.tb_next is not None:
                tb = tb.tb_next
            where = f"{os.path.basename(tb.tb_frame.f_code.co_filename)}:{tb.tb_lineno}" if tb else ""
            faults.append(f"{name}: {type(e).__name__}: {e} at {where} (kept as {kept})")
            continue
        rejected += bool(lines)
        faults += [f"{name}: malformed error line {line!r}" for text in lines for line in text.split("\n")[:1] if not _LINE.match(line)]
    return faults, rejected


def test_mutants_give_errors_and_nothing_else() -> None:
    """Deleted, doubled, exchanged tokens, cut files, bytes that no source has: always error lines, never an exception or a hang."""
    signal.signal(signal.SIGALRM, _alarm)
    signal.alarm(MUTANTS * SECONDS_EACH // 50)
    try:
        faults, rejected = run_with_deep_stack(_check_all)
    finally:
        signal.alarm(0)
    assert not faults, "\n".join(faults[:40])
    assert rejected > MUTANTS * 6 // 10


def record() -> None:
    """Write the missing expectations with the reference toolchain."""
    missing = [c for c in cases() if not harness.want_file(c).exists()]
    with ThreadPoolExecutor(2) as pool:
        for case, outcome in zip(missing, pool.map(harness.run_reference, missing), strict=True):
            if not outcome.compile_errors:
                print(f"{case}: compiles", file=sys.stderr)
            harness.want_file(case).write_text(outcome.text(), encoding="utf-8", errors="surrogateescape")


if __name__ == "__main__":
    record()
