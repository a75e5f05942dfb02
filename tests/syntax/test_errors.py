"""The syntax errors that GOROOT's own test files mark must be reported, at the marked places and no others."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from undergo.syntax import FileTable, parse_file
from undergo.syntax.positions import col_of, line_of


def goroot() -> Path:
    for entry in sys.path:
        if (Path(entry) / "go" / "src" / "cmd").is_dir():
            return Path(entry) / "go"
    pytest.skip("no GOROOT")
    raise AssertionError


TESTDATA = "src/cmd/compile/internal/syntax/testdata"
TOKEN = re.compile(
    rb'(?P<skip>[ \t\r\n]+)|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<token>"(?:[^"\\\n]|\\.)*"|`[^`]*`|\'(?:[^\'\\\n]|\\.)*\'|\w+|.)',
    re.DOTALL,
)


def marks(source: bytes) -> dict[tuple[int, int], str]:
    """(line, column) of the token after each ``/* ERROR rx */``, (line, 0) for ``// ERROR rx``."""
    found: dict[tuple[int, int], str] = {}
    pending = ""
    for match in TOKEN.finditer(source):
        line = source.count(b"\n", 0, match.start()) + 1
        column = match.start() - source.rfind(b"\n", 0, match.start())
        text = match.group().decode("utf-8", "replace")
        if match.lastgroup == "comment":
            if text.startswith("// ERROR "):
                found[line, 0] = text[9:].strip()
            elif text.startswith("/* ERROR "):
                pending = text[9:-2].strip()
        elif pending and (match.lastgroup == "token" or b"\n" in match.group()):
            if match.lastgroup == "skip":
                # A newline is a token only after some tokens; the marks rely on it rarely.
                before = source[: match.start()].rstrip()
                stripped = re.sub(rb"(/\*.*?\*/\s*)+$", b"", before, flags=re.DOTALL).rstrip()
                if not re.search(rb"[\w)\]}\"'`]$|\+\+$|--$", stripped):
                    continue
                column += match.group().index(b"\n")
            found[line, column] = pending
            pending = ""
    return found


def files() -> list[str]:
    try:
        return sorted(p.name for p in (goroot() / TESTDATA).glob("*.go"))
    except BaseException:
        return []


@pytest.mark.parametrize("name", files())
def test_marked_errors(name: str) -> None:
    source = (goroot() / TESTDATA / name).read_bytes()
    wanted = marks(source)
    table = FileTable()
    problems: list[str] = []

    def report(pos: int, message: str) -> None:
        key = (line_of(pos), col_of(pos))
        if key not in wanted:
            key = (key[0], 0)
        if key not in wanted:
            problems.append(f"unexpected {table.format(pos)}: {message}")
        elif not re.search(wanted[key], message):
            problems.append(f"{table.format(pos)}: {message!r} does not match {wanted[key]!r}")
        else:
            del wanted[key]

    parse_file(name, source, table, report, all_errors=True)
    problems += [f"missing {name}:{line}:{column}: {text}" for (line, column), text in wanted.items()]
    assert not problems, "\n".join(problems)
