"""What the reference reports with ``-gcflags=-m -l`` for the files in testdata is what we find.

To make the ``.expected`` files again: ``go build -gcflags='-m -l'`` on each file in a module of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from undergo.escape import analyze
from undergo.syntax import FileTable, parse_file
from undergo.types.check import check_package
from undergo.types.universe import UNSAFE

TESTDATA = Path(__file__).parent / "testdata"

# What the reference finds and we word otherwise or do not say.
IGNORED = re.compile(r"ignoring self-assignment|zero-copy|append|capturing|^\S+ \(constant|^\"|^[0-9]+ ")


def ours(path: Path) -> set[tuple[str, str]]:
    table = FileTable()
    errors: list[str] = []
    file = parse_file(path.name, path.read_bytes(), table, lambda pos, text: errors.append(table.format(pos) + text))
    assert not errors
    pkg = check_package(path.stem, [file], lambda name: UNSAFE, table, go_version="go1.27")
    assert not pkg.errors, pkg.errors
    return {(table.format(pos), normal(text)) for pos, text in analyze(pkg, report=True).report}


def normal(text: str) -> str:
    """Allocations are named by their position alone: expressions are printed in another way."""
    for ending in (" escapes to heap", " does not escape"):
        if text.endswith(ending) and not text.startswith(("moved", "leaking")):
            return ending.strip()
    return text


def wanted(path: Path) -> set[tuple[str, str]]:
    lines = set()
    for line in path.read_text().splitlines():
        match = re.match(r"(\S+:\d+:\d+): (.*)", line)
        if match is not None and not IGNORED.search(match[2]):
            lines.add((match[1], normal(match[2])))
    return lines


@pytest.mark.parametrize("path", sorted(TESTDATA.glob("*.go")), ids=lambda p: p.stem)
def test_report(path: Path) -> None:
    expected = wanted(path.with_suffix(".expected"))
    found = ours(path)
    missing = sorted(f"{where}: {text}" for where, text in expected - found)
    places = {where for where, _ in expected}
    extra = sorted(f"{where}: {text}" for where, text in found - expected if where in places and not text.endswith("escape"))
    assert not missing and not extra, "missing:\n" + "\n".join(missing) + "\nextra:\n" + "\n".join(extra)
