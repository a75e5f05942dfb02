"""A cache in which something is damaged: the next command notices, makes it anew, and gives the right output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.damage import DAMAGES, change_byte
from undergo.build.artifact import Artifact
from undergo.build.cache import cache_root
from undergo.build.options import BuildOptions
from undergo.build.program import build_packages, load

SOURCE = """package main

import (
	"os"
	"strconv"
)

func main() {
	os.Stdout.WriteString("edition " + strconv.Itoa(EDITION) + "\\n")
}
"""
KINDS = ("pkg", "exe", "run", "overlay", "id", "pyc")


class Workshop:
    """A program, and a cache of its own in which all it needs is compiled."""

    def __init__(self, folder: Path) -> None:
        self.cache = folder / "cache"
        self.folder = folder / "src"
        self.folder.mkdir()
        self.source = self.folder / "main.go"
        self.edition = 0
        self.edit()
        options = BuildOptions(level="native")
        here = os.getcwd()
        os.chdir(self.folder)
        try:
            built = build_packages(load(["main.go"], options), options).built
        finally:
            os.chdir(here)
        self.artifacts = {}
        for path, b in built.items():
            copy = self.cache / os.path.relpath(b.artifact, cache_root())
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(b.artifact, copy)
            self.artifacts[path] = copy
        self.run()

    def edit(self) -> None:
        self.edition += 1
        self.source.write_text(SOURCE.replace("EDITION", str(self.edition)))

    def run(self) -> None:
        """Run the program, which must print what it should and nothing else."""
        env = {**os.environ, "UNDERGOCACHE": str(self.cache), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "undergo", "run", "main.go"], cwd=self.folder, env=env, capture_output=True, text=True, timeout=300, check=False
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, f"edition {self.edition}\n", "")

    def victims(self, kind: str) -> list[Path]:
        """Files of a kind that the next command needs."""
        found = [p for p in (self.cache / kind).rglob("*") if p.is_file() and not p.is_symlink()]
        if kind == "pyc":
            return [p for p in found if p.name.startswith(("fastpath.", "check.", "parser."))]
        found.sort(key=lambda p: p.stat().st_mtime_ns)
        if kind == "pkg":
            return [found[-1], self.artifacts["strconv"]]
        return found[-2:] if kind == "exe" else found[-1:]  # the program, and what is noted of it


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    yield Workshop(tmp_path_factory.mktemp("damage"))


@pytest.mark.slow
@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_one_file_of_a_kind(workshop: Workshop, kind: str, how: str) -> None:
    workshop.edit()
    workshop.run()
    victims = workshop.victims(kind)
    for path in victims:
        if path.exists():  # else it went with the one before
            DAMAGES[how](path)
    workshop.run()  # the unchanged program
    workshop.edit()
    workshop.run()  # all of the compiler
    workshop.run()


@pytest.mark.slow
@pytest.mark.parametrize("package", ["internal/bytealg", "strconv"])
def test_each_section_of_an_artifact(workshop: Workshop, package: str) -> None:
    path = workshop.artifacts[package]
    whole = path.read_bytes()
    opened = Artifact(str(path))
    for name in opened.names():
        view = bytes(opened.section(name))
        if not view:
            continue
        at = whole.index(view) + len(view) // 2
        change_byte(path, at)
        workshop.edit()
        workshop.run()
        with open(path, "rb") as f:
            if name in ("timings", "meta", "bodies"):  # nobody need have read it
                path.write_bytes(whole)
            else:
                assert f.read()[at] == whole[at], name


@pytest.mark.slow
@pytest.mark.parametrize("how", ["cut", "byte", "emptied"])
def test_every_artifact_at_once(workshop: Workshop, how: str) -> None:
    small = [p for name, p in workshop.artifacts.items() if p.stat().st_size < 200_000]
    for path in small:
        DAMAGES[how](path)
    workshop.edit()
    workshop.run()


@pytest.mark.slow
def test_every_file_at_once(workshop: Workshop) -> None:
    for path in [p for kind in KINDS[1:] for p in (workshop.cache / kind).rglob("*") if p.is_file() and p.stat().st_size]:
        change_byte(path)
    workshop.run()
    workshop.edit()
    workshop.run()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS[1:])
def test_the_folder_of_a_kind(workshop: Workshop, kind: str) -> None:
    folder = workshop.cache / kind
    shutil.rmtree(folder)
    folder.write_text("no folder")
    workshop.run()
    workshop.edit()
    workshop.run()
    folder.chmod(0o777)
    workshop.run()
    workshop.edit()
    workshop.run()
    assert folder.stat().st_mode & 0o22 == 0
