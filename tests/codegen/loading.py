"""Loads packages from source for tests of code generation: parse and check, no artifacts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Optional

from undergo.syntax.parser import parse_file
from undergo.syntax.positions import FileTable
from undergo.types.check import check_package
from undergo.types.objects import Package
from undergo.types.universe import UNSAFE


def go_command() -> Optional[str]:
    local = Path(sys.executable).with_name("go")
    return str(local) if local.exists() else shutil.which("go")


def load(folder: Path, pattern: str = ".") -> tuple[dict[str, Package], FileTable]:
    """The packages that pattern needs, by import path."""
    go = go_command()
    assert go is not None
    env = {**os.environ, "CGO_ENABLED": "0"}
    done = subprocess.run([go, "list", "-deps", "-json", pattern], cwd=folder, env=env, capture_output=True, text=True, check=True)
    decoder = json.JSONDecoder()
    listed: list[dict[str, Any]] = []
    text, at = done.stdout.strip(), 0
    while at < len(text):
        item, at = decoder.raw_decode(text, at)
        listed.append(item)
        while at < len(text) and text[at].isspace():
            at += 1
    files = FileTable()
    packages: dict[str, Package] = {}
    for item in listed:
        path = item["ImportPath"]
        if path == "unsafe":
            continue
        trees = []
        for name in item.get("GoFiles", ()):
            full = Path(item["Dir"]) / name
            trees.append(parse_file(str(full), full.read_bytes(), files, lambda pos, message: None))
        renamed = item.get("ImportMap", {})

        def importer(p: str, renamed: dict[str, str] = renamed) -> Package:
            return UNSAFE if p == "unsafe" else packages[renamed.get(p, p)]

        name = "main" if item["Name"] == "main" else path
        packages[path] = check_package(name, trees, importer, files, go_version="go1.27")
        assert not packages[path].errors, packages[path].errors[:3]
    return packages, files
