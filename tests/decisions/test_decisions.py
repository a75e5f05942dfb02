"""The report of ``-gcflags='-m -l'`` is the reference's, line by line and in its order, for the files of tests/escape/testdata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest

from undergo.decisions import decisions, place
from undergo.escape import analyze
from undergo.syntax import FileTable, parse_file
from undergo.types.check import check_package
from undergo.types.universe import UNSAFE

TESTDATA = Path(__file__).parent.parent / "escape" / "testdata"


def report(path: Path, inline: bool, costs: bool = False, debug: Collection[str] = ()) -> list[str]:
    table = FileTable()
    file = parse_file(path.name, path.read_bytes(), table, lambda pos, text: None)
    pkg = check_package(path.stem, [file], lambda name: UNSAFE, table, go_version="go1.27")
    assert not pkg.errors, pkg.errors
    analyze(pkg)
    lines = []
    for pos, text in decisions(pkg, inline, costs=costs, debug=debug, told=not debug):
        lines.append(f"{place(table, pos)}: {text}")
    return lines


def wanted(path: Path) -> list[str]:
    return [re.sub(r"^\./", "", line) for line in path.read_text().splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", ["closures", "flows"])
def test_without_inlining(name: str) -> None:
    assert report(TESTDATA / f"{name}.go", False) == wanted(TESTDATA / f"{name}.expected")


def test_generic_functions() -> None:
    """Of generic functions only the plain ones' lines are told."""
    mine, theirs = report(TESTDATA / "generics.go", False), wanted(TESTDATA / "generics.expected")
    assert not Counter(mine) - Counter(theirs)


@pytest.mark.parametrize("inline", [True, False], ids=["inlining", "without"])
def test_inlining(inline: bool) -> None:
    """A package of our own."""
    here = Path(__file__).parent
    expected = wanted(here / ("inlining.expected" if inline else "inlining.nol.expected"))
    assert report(here / "inlining.go", inline) == expected


def test_costs() -> None:
    """What ``-m=2`` tells about inlining."""
    here = Path(__file__).parent
    mine = [line for line in report(here / "costs.go", True, True) if ": can inline" in line or ": cannot inline" in line]
    assert mine == wanted(here / "costs.expected")


def test_instruments() -> None:
    """``-d=defer,typeassert``, whatever the order."""
    here = Path(__file__).parent
    mine = report(here / "instruments.go", True, debug=("defer", "typeassert"))
    assert sorted(mine) == sorted(wanted(here / "instruments.expected"))
