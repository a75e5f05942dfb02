"""One test of the suite: its action line, flags and build constraints."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from undergo.build.goroot import find_goroot

# What the reference's go command has on by default for linux/amd64 beyond the names of system and machine.
_EXPERIMENTS = "regabiwrappers regabiargs dwarf5 jsonv2 greenteagc randomizedheapbase64 sizespecializedmalloc".split()
_TAGS = {"linux", "amd64", "gc", "test_run", *(f"go1.{n}" for n in range(1, 28)), *(f"goexperiment.{x}" for x in _EXPERIMENTS)}
_CONSTRAINT = re.compile(r"\s*//(go:build\s|\s*\+build\s)(.*)")


class Failed(Exception):
    """The test failed; the text says how."""


class Skipped(Exception):
    """The test does not concern this machine, or asks to be skipped."""


@dataclass(slots=True)
class Case:
    """A test. name: its path below the suite; flags: of the compiler; args: of the program; folder: a scratch folder of its own."""

    suite: Path
    name: str
    action: str
    folder: Path
    source: str
    flags: list[str] = field(default_factory=list)
    args: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    timeout: float = 60.0
    want_error: bool = False
    single_file_packages: bool = False
    mod_version: str = "1.14"

    @property
    def path(self) -> Path:
        return self.suite / self.name

    @property
    def dir(self) -> Path:
        """The folder ``x.dir`` that belongs to a test ``x.go``."""
        return self.path.with_suffix(".dir")

    @property
    def wanted_output(self) -> str:
        out = self.path.with_suffix(".out")
        return out.read_bytes().decode("utf-8", "surrogateescape") if out.exists() else ""

    def check_constraints(self) -> None:
        """Raise Skipped when a constraint above the package clause excludes the test."""
        header = re.split(r"^package\b", self.source, maxsplit=1, flags=re.M)[0]
        for line in header.split("\n"):
            found = _CONSTRAINT.match(line)
            if found and not _satisfied(found[2], found[1].startswith("go:")):
                raise Skipped(line.strip())


def _satisfied(text: str, modern: bool) -> bool:
    if not modern:  # spaces are "or", commas "and"
        return any(all((t.lstrip("!") in _TAGS) != t.startswith("!") for t in word.split(",")) for word in text.split())
    words = re.findall(r"[\w.]+|&&|\|\||[!()]", text)
    python = [{"&&": " and ", "||": " or ", "!": " not ", "(": "(", ")": ")"}.get(w) or str(w in _TAGS) for w in words]
    return bool(eval("".join(python), {"__builtins__": {}}))  # noqa: S307 (only the words above)


def find_suite(named: str) -> Path | None:
    """The suite's folder, if there is one."""
    for place in (named, os.environ.get("UNDERGO_GO_SUITE", ""), os.path.join(find_goroot(), "test")):
        if place and os.path.isfile(os.path.join(place, "helloworld.go")):
            return Path(place).resolve()
    return None


def read_case(suite: Path, name: str, folder: Path) -> Case:
    """Parse a test's first comment."""
    source = (suite / name).read_bytes().decode("utf-8", "surrogateescape")
    line = next((text for text in source.split("\n") if text.strip() and not _CONSTRAINT.match(text)), "")
    words = line.strip().removeprefix("//").strip()
    try:
        parts = shlex.split(words)
    except ValueError:
        parts = words.split()
    case = Case(suite, name, parts[0] if parts else "", folder, source)
    if case.action == "skip":
        raise Skipped("skip")
    case.want_error = case.action in ("errorcheck", "errorcheckdir", "errorcheckoutput", "errorcheckwithauto")
    rest = parts[1:]
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        if word in ("-0", "-1"):
            case.want_error = word == "-1"
        elif word == "-s":
            case.single_file_packages = True
        elif word == "-t":
            case.timeout = float(rest.pop(0))
        elif word == "-goexperiment":
            case.env["GOEXPERIMENT"] = rest.pop(0)
        elif word == "-godebug":
            case.env["GODEBUG"] = rest.pop(0)
        elif word == "-gomodversion":
            case.mod_version = rest.pop(0)
        elif word in ("-gcflags", "-ldflags") and rest:
            case.flags.append(f"{word}={' '.join(rest)}" if word == "-ldflags" else f"{word}={rest.pop(0)}")
            if word == "-ldflags":
                rest = []
        else:
            case.flags.append(word)
    case.args = rest
    return case
