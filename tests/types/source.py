"""Checks a package written in a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from undergo.syntax.parser import parse_file
from undergo.syntax.positions import FileTable
from undergo.types.check import check_package
from undergo.types.objects import Package


def check_source(
    source: str, path: str = "p", load: Optional[Callable[[str], Package]] = None, files: Optional[FileTable] = None
) -> Package:
    """The package of one file; fails on any error."""
    table = files if files is not None else FileTable()
    faults: list[str] = []
    tree = parse_file(f"{path}.go", source.encode(), table, lambda pos, msg: faults.append(f"{table.format(pos)}: {msg}"))

    def no_imports(name: str) -> Package:
        raise ImportError(name)

    pkg = check_package(path, [tree], load or no_imports, table, go_version="go1.27")
    faults += [f"{table.format(e[0])}: {e[1]}" for e in pkg.errors]
    assert not faults, "\n".join(faults)
    return pkg
