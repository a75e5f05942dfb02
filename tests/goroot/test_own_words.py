"""The runtime is written here: no passage of it is GOROOT's text.

GOROOT's runtime is the contract (names, layouts, texts that users see), so that declarations may agree; a passage of statements may not.
Comments, blanks, imports and the order of files do not count: PASSAGE lines that stand in the same order in a file of GOROOT's runtime
are reported.
"""

from __future__ import annotations

import re
from pathlib import Path

from undergo.build.goroot import find_goroot, overlay_root

PASSAGE = 7
# Types whose fields others know by name and order: their declarations are not compared.
CONTRACT = {
    "MemStats": "exported",
    "Frame": "exported",
    "Error": "exported",
    "TypeAssertionError": "exported; %#v prints its fields",
    "g": "assembly and debuggers that know Go's g find its fields by their places",
    "gobuf": "a part of g",
    "hchan": "debuggers and programs look at channels through unsafe",
    "waitq": "a part of hchan",
    "metricSample": "runtime/metrics has the same type",
    "metricValue": "runtime/metrics has the same type",
    "runtimeSelect": "reflect has the same type",
}


def lines_of(path: Path, without: dict[str, str]) -> list[tuple[int, str]]:
    """(line number, text) of what is code, in one spelling, without imports and the declarations of some types."""
    found = []
    leave_out = ""  # until this line
    for number, line in enumerate(path.read_text(errors="replace").split("\n"), 1):
        text = re.sub(r"\s+", " ", line.split("//")[0]).strip()
        declared = re.match(r"type (\w+) (?:struct|interface) {$", text)
        if leave_out:
            leave_out = "" if line.rstrip() == leave_out else leave_out
        elif text == "import (":
            leave_out = ")"
        elif declared and declared[1] in without:
            leave_out = "}"
        elif len(text) > 3 and not text.startswith(("package ", "import ")):
            found.append((number, text))
    return found


def passages(ours: Path, theirs: Path, length: int, contract: dict[str, str]) -> dict[str, list[tuple[int, str]]]:
    """For each of our files the first lines of the passages of ``length`` lines that stand in theirs: (line, where)."""
    known: dict[tuple[str, ...], str] = {}
    for path in sorted([*theirs.glob("*.go"), *theirs.glob("*.s")]):
        if path.name.endswith("_test.go"):
            continue
        lines = lines_of(path, contract)
        for i in range(len(lines) - length + 1):
            known.setdefault(tuple(text for _, text in lines[i : i + length]), f"{path.name}:{lines[i][0]}")
    found: dict[str, list[tuple[int, str]]] = {}
    for path in sorted([*ours.glob("*.go"), *ours.glob("*.s")]):
        lines = lines_of(path, contract)
        for i in range(len(lines) - length + 1):
            where = known.get(tuple(text for _, text in lines[i : i + length]))
            if where is not None:
                found.setdefault(path.name, []).append((lines[i][0], where))
    return found


def test_the_comparison_finds_what_is_the_same() -> None:
    """The measure itself: GOROOT's runtime beside itself."""
    theirs = Path(find_goroot(), "src", "runtime")
    assert len(passages(theirs, theirs, PASSAGE, {})) > 100


def test_no_passage_of_goroots_runtime() -> None:
    found = passages(Path(overlay_root(), "runtime"), Path(find_goroot(), "src", "runtime"), PASSAGE, CONTRACT)
    assert not found, "\n".join(f"{name}:{line} is {where}" for name, places in found.items() for line, where in places)


def test_contract_names_types_that_are_there() -> None:
    text = "".join(path.read_text() for path in Path(overlay_root(), "runtime").glob("*.go"))
    assert [name for name in CONTRACT if not re.search(rf"^type {name} (struct|interface) {{", text, re.M)] == []
